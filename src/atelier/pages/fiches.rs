//! The preparation sheets: one for each official form that the plan requires, on screen and one to a sheet of paper.

use crate::atelier::noeud::{Noeud, bouton, el, ensemble, hors_ecran, lien, titre_de_page};
use crate::atelier::protocole::{Acte, Quoi};
use crate::domain::rule::Dit;
use crate::domain::sources::{Regle, sources_de};
use crate::export::Export;
use crate::export::preparation::{Demande, Preparation, preparations};
use crate::route::Retour;

use super::onglets::{dates, onglets, sigles, titre_de};
use super::plan::{ancre, saut};
use super::pourquoi::{adresse_de, lien_source};

/// Title of the page.
pub const TITRE: &str = "Fiches de préparation";

/// The page of the sheets.
pub fn fiches(export: &Export) -> Noeud {
    let sheets = preparations(export);
    let top = ensemble()
        .enfant(onglets(&export.dossier.id, Quoi::Fiches))
        .enfant(titre_de_page(&titre_de(TITRE, export.report)))
        .enfant(dates(export.report));
    if sheets.is_empty() {
        let none = "Votre plan ne demande aucun formulaire pour le moment : il n’y a rien à préparer.";
        return top.enfant(el("p").classe("indice").enfant(none));
    }
    let what = "Une fiche n’est pas le formulaire officiel : elle rassemble ce qu’il faudra y écrire, d’après vos réponses. Le formulaire lui-même se demande à l’Agence du Numérique en Santé (ANS).";
    let print = el("p").classe("boutons").enfant(bouton("principal", "Imprimer les fiches", Acte::Imprimer));
    let alone = sheets.len() == 1;
    let drawn = sheets.iter().enumerate().map(|(rank, sheet)| fiche(export, sheet, rank + 1, sheets.len()));
    top.enfant(el("p").classe("chapeau").enfant(what))
        .enfant(print)
        .enfant((!alone).then(|| index(&sheets)))
        .enfants(drawn)
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

fn index(sheets: &[Preparation]) -> Noeud {
    let lines = sheets.iter().map(|sheet| {
        let name = format!("{} : {}", sheet.formulaire.nom(), sheet.titre);
        el("li")
            .enfant(saut(&id(sheet)).enfant(name))
            .enfant(" ")
            .enfant(el("small").enfant(format!("({})", reste(sheet))))
    });
    el("nav")
        .classe("index")
        .attr("aria-label", "Les fiches")
        .enfant(el("h2").enfant(format!("Les {} fiches", sheets.len())))
        .enfant(el("ol").enfants(lines))
}

fn fiche(export: &Export, sheet: &Preparation, rank: usize, total: usize) -> Noeud {
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
    let body = ensemble()
        .enfant(demandes(export, sheet, asked, "", &announced))
        .enfant(demandes(export, sheet, at_hand, no_source, &others))
        .enfant(rubrique(
            "Qui signe",
            &sheet.signe,
            "Les sources ne le disent pas : lisez-le sur le formulaire.",
        ))
        .enfant(rubrique(
            "À joindre",
            &sheet.joindre,
            "Les sources ne citent aucune pièce. Lisez la notice du formulaire.",
        ))
        .enfant(rubrique(
            "Où l’envoyer",
            &sheet.envoyer,
            "À l’adresse imprimée sur le formulaire. Jalons n’en invente aucune.",
        ))
        .enfant(rubrique("Où obtenir le formulaire", &[sheet.obtenir.texte.to_string()], ""))
        .enfant(rubrique("Ce que les sources ne disent pas", &silences(&sheet.silences), ""));
    let header = el("header")
        .enfant(el("p").classe("legende").enfant(mark))
        .enfant(el("h2").enfant(sheet.formulaire.nom()))
        .enfant(el("p").classe("quoi").enfant(format!("Pour : {}", sheet.titre)));
    let terms = sigles("h3", "Les sigles de cette fiche", &[&header, &body]);
    el("article")
        .classe(if total == 1 { "fiche seule" } else { "fiche" })
        .attr("id", id(sheet))
        .attr("tabindex", "-1")
        .enfant(header)
        .enfant(body)
        .enfant(terms)
        .enfant(sources(sheet))
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
) -> Option<Noeud> {
    let lines = demandes.iter().map(|demande| {
        let value = match &demande.valeur {
            Some(valeur) => el("dd").enfant(el("b").enfant(valeur)),
            None => {
                let link = completer(export, sheet, demande);
                let mark = if link.is_some() { "sans réponse" } else { "à écrire à la main" };
                el("dd").enfant(el("span").classe("trou manque").enfant(mark)).enfant(" ").enfant(link)
            }
        };
        el("div").enfant(el("dt").enfant(demande.quoi)).enfant(value)
    });
    (!demandes.is_empty()).then(|| {
        el("section")
            .enfant(el("h3").enfant(titre))
            .enfant((!indice.is_empty()).then(|| el("p").classe("indice").enfant(indice)))
            .enfant(el("dl").classe("faits").enfants(lines))
    })
}

/// A link to the question that completes a line, and comes back here; none when no question asks it.
fn completer(export: &Export, sheet: &Preparation, demande: &Demande) -> Option<Noeud> {
    let lu = demande.question.as_ref()?;
    let address = adresse_de(&export.dossier.id, lu, Retour::Feuille(Quoi::Fiches))?;
    let of = hors_ecran(&format!(" : {} ({})", demande.quoi, sheet.formulaire.nom()));
    Some(lien(&address).classe("modifier").enfant("Compléter").enfant(of))
}

fn rubrique(titre: &str, lignes: &[String], sinon: &str) -> Noeud {
    let said = match lignes {
        [] => el("p").enfant(sinon),
        [line] => el("p").enfant(line),
        lines => el("ul").enfants(lines.iter().map(|line| el("li").enfant(line))),
    };
    el("section").enfant(el("h3").enfant(titre)).enfant(said)
}

/// The sources of the lines, of where to get the form, and of the silences.
fn sources(sheet: &Preparation) -> Noeud {
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
        .classe("sources")
        .enfant(el("h3").enfant("Règles et sources de cette fiche"))
        .enfant(el("p").classe("fondement").enfant(ids))
        .enfant(el("ul").enfants(lines))
}
