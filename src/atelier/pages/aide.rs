//! Glossary, sources, doubts, contacts.

use crate::atelier::noeud::{Noeud, el, ensemble, lien, section, titre_de_page};
use crate::domain::contacts::CONTACTS;
use crate::domain::doutes::DOUTES;
use crate::domain::glossaire::{TERMES, Terme};
use crate::domain::sources::{LUES_LE, SOURCES};

use super::plan::contact;
use super::pourquoi::lien_source;

/// The help page.
pub fn aide() -> Noeud {
    let doubts = DOUTES
        .iter()
        .map(|doute| el("li").enfant(doute.texte).enfant(" ").enfant(el("small").enfant(doute.id)));
    let known = "Ce que les sources ne disent pas, ou disent de deux façons.";
    ensemble()
        .enfant(titre_de_page("Aide et glossaire"))
        .enfant(el("p").enfant(lien("#/").enfant("Retour à l’accueil")))
        .enfant(section("glossaire", "Les sigles").enfant(el("dl").enfants(TERMES.iter().map(terme))))
        .enfant(section("", "Contacts").enfant(el("ul").enfants(CONTACTS.iter().map(contact))))
        .enfant(
            section("", "Points à confirmer").enfant(el("p").enfant(known)).enfant(el("ul").enfants(doubts)),
        )
        .enfant(
            section("sources", &format!("Sources, lues le {LUES_LE}"))
                .enfant(el("ul").enfants(SOURCES.iter().map(lien_source))),
        )
}

/// An acronym and what it stands for.
pub fn terme(terme: &Terme) -> Noeud {
    el("div").enfant(el("dt").enfant(terme.sigle)).enfant(el("dd").enfant(terme.sens))
}
