//! The preparation sheets: one for each official form that the plan requires, on screen and one to a sheet of paper.

use crate::domain::sources::sources_de;
use crate::export::Export;
use crate::export::details::Rubrique;
use crate::export::preparation::{Demande, Partie, Preparation, preparations};
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
    top.child(el("p").class("chapeau").child(what))
        .child(print)
        .child((!alone).then(|| index(&sheets)))
        .child(toutes(export))
}

/// The sheets themselves, one after the other.
pub fn toutes(export: &Export) -> Node {
    let sheets = preparations(export);
    let drawn = sheets.iter().enumerate().map(|(rank, sheet)| fiche(export, sheet, rank + 1, sheets.len()));
    fragment().children(drawn)
}

fn id(sheet: &Preparation) -> String {
    format!("fiche-{}", ancre(&sheet.action))
}

fn index(sheets: &[Preparation]) -> Node {
    let lines = sheets.iter().map(|sheet| {
        let name = format!("{} : {}", sheet.formulaire.nom(), sheet.titre);
        el("li")
            .child(saut(&id(sheet)).child(name))
            .child(" ")
            .child(el("small").child(format!("({})", sheet.reste())))
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
    let mark = format!("{structure}fiche {rank} sur {total} · {}", sheet.reste());
    let body = fragment()
        .children(sheet.parties().iter().map(|part| demandes(export, sheet, part)))
        .children(sheet.rubriques().iter().map(rubrique));
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

/// What is asked, with its answer or its blank.
fn demandes(export: &Export, sheet: &Preparation, part: &Partie) -> Node {
    let lines = part.demandes.iter().map(|demande| {
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
    el("section")
        .child(el("h3").child(part.titre))
        .child((!part.indice.is_empty()).then(|| el("p").class("indice").child(part.indice)))
        .child(el("dl").class("faits").children(lines))
}

/// A link to the question that completes a line, and comes back here; none when no question asks it.
fn completer(export: &Export, sheet: &Preparation, demande: &Demande) -> Option<Node> {
    let lu = demande.question.as_ref()?;
    let address = adresse_de(&export.dossier.id, lu, Retour::Drawn(DrawnPage::Fiches))?;
    let of = off_screen(&format!(" : {} ({})", demande.quoi, sheet.formulaire.nom()));
    Some(link(&address).class("modifier").child("Compléter").child(of))
}

fn rubrique(rubrique: &Rubrique) -> Node {
    let said = match rubrique.lignes.as_slice() {
        [line] => el("p").child(line),
        lines => el("ul").children(lines.iter().map(|line| el("li").child(line))),
    };
    el("section").child(el("h3").child(rubrique.titre)).child(said)
}

/// The sources of a sheet.
fn sources(sheet: &Preparation) -> Node {
    let cited = sheet.regles();
    let ids = cited.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
    let lines = sources_de(cited.iter().copied()).into_iter().map(lien_source);
    el("section")
        .class("sources")
        .child(el("h3").child("Sources de cette fiche"))
        .child(el("p").class("fondement pour-expert").child(ids))
        .child(el("ul").children(lines))
}
