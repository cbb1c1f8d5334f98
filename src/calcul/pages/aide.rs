//! Glossary, sources, doubts, contacts.

use crate::domain::contacts::CONTACTS;
use crate::domain::doutes::DOUTES;
use crate::domain::glossaire::{TERMES, Terme, termes_dans};
use crate::domain::sources::{LUES_LE, SOURCES};
use crate::protocol::node::{Node, el, fragment, link, page_title, section};

use super::plan::contact;
use super::pourquoi::lien_source;

/// The help page.
pub fn aide() -> Node {
    let doubts = DOUTES.iter().map(|doute| {
        let ids: Vec<&str> = std::iter::once(doute.id).chain(doute.sources.iter().copied()).collect();
        el("li").child(doute.texte).child(" ").child(el("small").child(ids.join(", ")))
    });
    let known = "Ce que les sources ne disent pas, ou disent de deux façons.";
    fragment()
        .child(page_title("Aide et glossaire"))
        .child(el("p").child(link("#/").child("Retour à l’accueil")))
        .child(section("glossaire", "Les sigles").child(el("dl").children(TERMES.iter().map(terme))))
        .child(section("", "Contacts").child(el("ul").children(CONTACTS.iter().map(contact))))
        .child(section("", "Points à confirmer").child(el("p").child(known)).child(el("ul").children(doubts)))
        .child(
            section("sources", &format!("Sources, lues le {LUES_LE}"))
                .child(el("ul").children(SOURCES.iter().map(lien_source))),
        )
}

/// An acronym and what it stands for.
pub fn terme(terme: &Terme) -> Node {
    el("div").child(el("dt").child(terme.sigle)).child(el("dd").child(terme.sens))
}

/// The acronyms of some nodes; none when they use none.
pub fn sigles(level: &'static str, titre: &str, of: &[&Node]) -> Option<Node> {
    let text: String = of.iter().map(|node| node.text()).collect();
    let terms: Vec<&'static Terme> = termes_dans(&text).collect();
    (!terms.is_empty()).then(|| {
        el("section")
            .class("glossaire")
            .child(el(level).child(titre))
            .child(el("dl").children(terms.into_iter().map(terme)))
    })
}
