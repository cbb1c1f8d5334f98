//! The essentials on paper: what to start with, the checklist, the sheets. Reasons and sources are an annex, printed from
//! the detail.

use crate::domain::commencer::commencer;
use crate::export::Export;
use crate::protocol::node::{Node, button, el, fragment, page_title};
use crate::protocol::publication::DE_LA_PAGE;
use crate::protocol::request::{Act, DrawnPage};
use crate::tabs::tabs;

use super::titles::titre_de;
use super::{commencer as premiere, fiches, liste};

/// Title of the page.
pub const TITRE: &str = "L’essentiel";

/// The page.
pub fn essentiel(export: &Export) -> Node {
    let first = commencer(export.dossier, export.report);
    let of = |page: DrawnPage, node: Node| node.attr(DE_LA_PAGE, page.token());
    let what = el("p")
        .class("indice hors-papier")
        .child("À imprimer\u{a0}: par quoi commencer")
        .child(of(DrawnPage::Liste, el("span").child(", puis la liste à cocher")))
        .child(of(DrawnPage::Fiches, el("span").child(", puis les fiches à recopier")))
        .child(".");
    fragment()
        .child(tabs(&export.dossier.id, DrawnPage::Essentiel))
        .child(page_title(&titre_de(TITRE, export.report)))
        .child(what)
        .child(el("p").class("boutons").child(button("principal", "Imprimer l’essentiel", Act::Print)))
        .child(premiere::feuille(export, &first))
        .child(of(
            DrawnPage::Liste,
            el("div")
                .class("nouvelle-page")
                .child(el("h2").child(liste::TITRE))
                .child(liste::tableau(export)),
        ))
        .child(of(DrawnPage::Fiches, el("div").child(fiches::toutes(export))))
}
