//! The sections along the stake: painted as far as the answers go.

use crate::domain::facts::Facts;
use crate::domain::questionnaire::{self, EtatSection, SECTIONS, Section};
use crate::route::{Lieu, Route};
use crate::ui::session::Session;
use crate::ui::vue::{Vue, el, ensemble, hors_ecran, lien};

/// The sections; `ici` is the current one, or `verifier` or `plan`.
pub fn chemin(session: Session, ici: &'static str) -> Vue {
    let sections = move || {
        session.suit_faits(|facts| {
            ensemble()
                .enfants(SECTIONS.iter().filter_map(|section| ligne(session, facts, section, ici)))
                .enfant(etape(&session.vers(Lieu::Verifier), "Vérifier", ici == "verifier", ""))
                .enfant(etape(&session.vers(Lieu::PLAN), "Le plan", ici == "plan", ""))
        })
    };
    el("nav").classe("chemin").attr("aria-label", "Sections du dossier").enfant(el("ol").vif(sections))
}

/// A section; none when it asks nothing.
fn ligne(session: Session, facts: &Facts, section: &'static Section, ici: &str) -> Option<Vue> {
    let word = match questionnaire::etat(facts, section) {
        EtatSection::SansObjet => return None,
        EtatSection::Remplie => "rempli",
        EtatSection::EnCours => "en cours",
        EtatSection::AFaire => "",
    };
    let page = section.pages.iter().find(|page| page.sur_le_chemin && page.est_posee(facts));
    let route = page.map_or(Route::Introuvable, |page| session.vers(Lieu::Page(page.id.to_owned(), None)));
    Some(etape(&route, section.titre, ici == section.id, word))
}

fn etape(route: &Route, titre: &str, ici: bool, etat: &str) -> Vue {
    let class = if etat == "en cours" { "en-cours" } else { etat };
    let mut link = lien(&route.href()).enfant(titre);
    if ici {
        link = link.attr("aria-current", "step");
    }
    if !etat.is_empty() {
        let mark = if etat == "rempli" { " ✓" } else { "" };
        link =
            link.enfant(el("span").classe("marque").enfant(mark)).enfant(hors_ecran(&format!(" ({etat})")));
    }
    el("li").classe(class).enfant(link)
}
