//! The preparation sheets: one for each official form that the plan requires, on screen and one to a sheet of paper.

use crate::domain::rule::Dit;
use crate::domain::sources::{Regle, sources_de};
use crate::export::Export;
use crate::export::preparation::{Demande, Preparation, preparations};
use crate::protocol::node::{Node, button, el, fragment, link, off_screen, page_title};
use crate::protocol::request::{Act, DrawnPage};
use crate::route::Retour;
use crate::tabs::tabs;

use super::aide::sigles;
use super::plan::{ancre, saut};
use super::pourquoi::{adresse_de, lien_source};
use super::titles::{dates, titre_de};

/// Title of the page.
pub const TITRE: &str = "Fiches de préparation";

/// The page of the sheets.
pub fn fiches(export: &Export) -> Node {
    let sheets = preparations(export);
    let top = fragment()
        .child(tabs(&export.dossier.id, DrawnPage::Fiches))
        .child(page_title(&titre_de(TITRE, export.report)))
        .child(dates(export.report));
    if sheets.is_empty() {
        let none = "Votre plan ne demande aucun formulaire pour le moment : il n’y a rien à préparer.";
        return top.child(el("p").class("indice").child(none));
    }
    let what = "Une fiche n’est pas le formulaire officiel : elle rassemble ce qu’il faudra y écrire, d’après vos réponses. Le formulaire lui-même se demande à l’Agence du Numérique en Santé (ANS).";
    let print = el("p").class("boutons").child(button("principal", "Imprimer les fiches", Act::Print));
    let alone = sheets.len() == 1;
    let drawn = sheets.iter().enumerate().map(|(rank, sheet)| fiche(export, sheet, rank + 1, sheets.len()));
    top.child(el("p").class("chapeau").child(what))
        .child(print)
        .child((!alone).then(|| index(&sheets)))
        .children(drawn)
}

fn id(sheet: &Preparation) -> String {
    format!("fiche-{}", ancre(&sheet.action))
}

/// How many lines are to be completed, in words.
fn reste(sheet: &Preparation) -> String {
    match sheet.manques().count() {
        0 => "rien à compléter".to_owned(),
        1 => "1 ligne à compléter".to_owned(),
        number => format!("{number} lignes à compléter"),
    }
}

fn index(sheets: &[Preparation]) -> Node {
    let lines = sheets.iter().map(|sheet| {
        let name = format!("{} : {}", sheet.formulaire.nom(), sheet.titre);
        el("li")
            .child(saut(&id(sheet)).child(name))
            .child(" ")
            .child(el("small").child(format!("({})", reste(sheet))))
    });
    el("nav")
        .class("index")
        .attr("aria-label", "Les fiches")
        .child(el("h2").child(format!("Les {} fiches", sheets.len())))
        .child(el("ol").children(lines))
}

fn fiche(export: &Export, sheet: &Preparation, rank: usize, total: usize) -> Node {
    let structure = match export.report.structure.as_str() {
        "" => String::new(),
        structure => format!("{structure} · "),
    };
    let mark = format!("{structure}fiche {rank} sur {total} · {}", reste(sheet));
    let (announced, others): (Vec<&Demande>, Vec<&Demande>) =
        sheet.demandes.iter().partition(|demande| demande.annoncee());
    let asked = "Ce que le formulaire demande, d’après les sources";
    let at_hand = "À avoir aussi sous la main";
    let no_source = "Aucune source ne dit que le formulaire le demande. C’est ce qui identifie d’ordinaire une structure ou une personne.";
    let body = fragment()
        .child(demandes(export, sheet, asked, "", &announced))
        .child(demandes(export, sheet, at_hand, no_source, &others))
        .child(rubrique(
            "Qui signe",
            &sheet.signe,
            "Les sources ne le disent pas : lisez-le sur le formulaire.",
        ))
        .child(rubrique(
            "À joindre",
            &sheet.joindre,
            "Les sources ne citent aucune pièce. Lisez la notice du formulaire.",
        ))
        .child(rubrique(
            "Où l’envoyer",
            &sheet.envoyer,
            "À l’adresse imprimée sur le formulaire. Jalons n’en invente aucune.",
        ))
        .child(rubrique("Où obtenir le formulaire", &[sheet.obtenir.texte.to_string()], ""))
        .child(rubrique("Ce que les sources ne disent pas", &silences(&sheet.silences), ""));
    let header = el("header")
        .child(el("p").class("legende").child(mark))
        .child(el("h2").child(sheet.formulaire.nom()))
        .child(el("p").class("quoi").child(format!("Pour : {}", sheet.titre)));
    let terms = sigles("h3", "Les sigles de cette fiche", &[&header, &body]);
    el("article")
        .class(if total == 1 { "fiche seule" } else { "fiche" })
        .attr("id", id(sheet))
        .attr("tabindex", "-1")
        .child(header)
        .child(body)
        .child(terms)
        .child(sources(sheet))
}

fn silences(silences: &[Dit]) -> Vec<String> {
    silences.iter().map(|silence| silence.texte.to_string()).collect()
}

/// What is asked, with its answer or its blank; nothing when there is nothing.
fn demandes(
    export: &Export,
    sheet: &Preparation,
    titre: &str,
    indice: &str,
    demandes: &[&Demande],
) -> Option<Node> {
    let lines = demandes.iter().map(|demande| {
        let value = match &demande.valeur {
            Some(valeur) => el("dd").child(el("b").child(valeur)),
            None => {
                let link = completer(export, sheet, demande);
                let mark = if link.is_some() { "sans réponse" } else { "à écrire à la main" };
                el("dd").child(el("span").class("trou manque").child(mark)).child(" ").child(link)
            }
        };
        el("div").child(el("dt").child(demande.quoi)).child(value)
    });
    (!demandes.is_empty()).then(|| {
        el("section")
            .child(el("h3").child(titre))
            .child((!indice.is_empty()).then(|| el("p").class("indice").child(indice)))
            .child(el("dl").class("faits").children(lines))
    })
}

/// A link to the question that completes a line, and comes back here; none when no question asks it.
fn completer(export: &Export, sheet: &Preparation, demande: &Demande) -> Option<Node> {
    let lu = demande.question.as_ref()?;
    let address = adresse_de(&export.dossier.id, lu, Retour::Drawn(DrawnPage::Fiches))?;
    let of = off_screen(&format!(" : {} ({})", demande.quoi, sheet.formulaire.nom()));
    Some(link(&address).class("modifier").child("Compléter").child(of))
}

fn rubrique(titre: &str, lignes: &[String], sinon: &str) -> Node {
    let said = match lignes {
        [] => el("p").child(sinon),
        [line] => el("p").child(line),
        lines => el("ul").children(lines.iter().map(|line| el("li").child(line))),
    };
    el("section").child(el("h3").child(titre)).child(said)
}

/// The sources of the lines, of where to get the form, and of the silences.
fn sources(sheet: &Preparation) -> Node {
    let rules = sheet.demandes.iter().map(|demande| demande.regles);
    let rules = rules.chain([sheet.obtenir.regles]).chain(sheet.silences.iter().map(|said| said.regles));
    let mut cited: Vec<&'static Regle> = vec![];
    for rule in rules.flatten().copied() {
        if !cited.iter().any(|known| known.id == rule.id) {
            cited.push(rule);
        }
    }
    let ids = cited.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
    let lines = sources_de(cited.iter().copied()).into_iter().map(lien_source);
    el("section")
        .class("sources")
        .child(el("h3").child("Règles et sources de cette fiche"))
        .child(el("p").class("fondement").child(ids))
        .child(el("ul").children(lines))
}
