//! The sections along the stake: painted as far as the answers go.

use leptos::prelude::*;

use crate::domain::facts::Facts;
use crate::domain::questionnaire::{self, EtatSection, SECTIONS, Section};
use crate::ui::route::{Lieu, Route};
use crate::ui::session::Session;

/// The sections; `ici` is the current one, or `verifier` or `plan`.
pub fn chemin(session: Session, ici: &'static str) -> AnyView {
    let sections = move || {
        session.suit_faits(|facts| {
            let shown: Vec<(&'static Section, EtatSection)> = SECTIONS
                .iter()
                .map(|section| (section, questionnaire::etat(facts, section)))
                .filter(|(_, state)| *state != EtatSection::SansObjet)
                .collect();
            let mut lines: Vec<AnyView> =
                shown.iter().map(|(section, state)| ligne(session, facts, section, *state, ici)).collect();
            lines.push(lien(&session.vers(Lieu::Verifier), "Vérifier", ici == "verifier", ""));
            lines.push(lien(&session.vers(Lieu::Plan), "Le plan", ici == "plan", ""));
            lines
        })
    };
    view! { <nav class="chemin" aria-label="Sections du dossier"><ol>{sections}</ol></nav> }.into_any()
}

fn ligne(
    session: Session,
    facts: &Facts,
    section: &'static Section,
    state: EtatSection,
    ici: &str,
) -> AnyView {
    let page = section.pages.iter().find(|page| page.sur_le_chemin && page.est_posee(facts));
    let route = page.map_or(Route::Introuvable, |page| session.vers(Lieu::Page(page.id.to_owned(), None)));
    let word = match state {
        EtatSection::Remplie => "rempli",
        EtatSection::EnCours => "en cours",
        EtatSection::AFaire | EtatSection::SansObjet => "",
    };
    lien(&route, section.titre, ici == section.id, word)
}

fn lien(route: &Route, titre: &'static str, ici: bool, etat: &'static str) -> AnyView {
    let class = match etat {
        "rempli" => "rempli",
        "en cours" => "en-cours",
        _ => "",
    };
    let current = ici.then_some("step");
    let state = (!etat.is_empty()).then(|| view! { <span class="marque">{if etat == "rempli" { " ✓" } else { "" }}</span><span class="hors-ecran">{format!(" ({etat})")}</span> });
    view! { <li class=class><a href=route.href() aria-current=current>{titre}{state}</a></li> }.into_any()
}
