//! Glossary, sources, doubts, contacts.

use crate::protocol::node::{Node, el, fragment, link, section, page_title};
use crate::domain::contacts::CONTACTS;
use crate::domain::doutes::DOUTES;
use crate::domain::glossaire::{TERMES, Terme};
use crate::domain::sources::{LUES_LE, SOURCES};

use super::plan::contact;
use super::pourquoi::lien_source;

/// The help page.
pub fn aide() -> Node {
    let doubts = DOUTES
        .iter()
        .map(|doute| el("li").child(doute.texte).child(" ").child(el("small").child(doute.id)));
    let known = "Ce que les sources ne disent pas, ou disent de deux façons.";
    fragment()
        .child(page_title("Aide et glossaire"))
        .child(el("p").child(link("#/").child("Retour à l’accueil")))
        .child(section("glossaire", "Les sigles").child(el("dl").children(TERMES.iter().map(terme))))
        .child(section("", "Contacts").child(el("ul").children(CONTACTS.iter().map(contact))))
        .child(
            section("", "Points à confirmer").child(el("p").child(known)).child(el("ul").children(doubts)),
        )
        .child(
            section("sources", &format!("Sources, lues le {LUES_LE}"))
                .child(el("ul").children(SOURCES.iter().map(lien_source))),
        )
}

/// An acronym and what it stands for.
pub fn terme(terme: &Terme) -> Node {
    el("div").child(el("dt").child(terme.sigle)).child(el("dd").child(terme.sens))
}
