//! The sections along the stake: painted as far as the answers go.

use leptos::prelude::*;

use super::basics::{Line, List, OffScreen};
use crate::domain::facts::Facts;
use crate::domain::questionnaire::{self, EtatSection, SECTIONS, Section};
use crate::route::{Lieu, Route};
use crate::ui::session::{Session, use_session};

/// The review, after the sections.
pub const REVIEW: &str = "verifier";
/// The plan, after it.
pub const PLAN: &str = "plan";

/// A step of the way.
#[derive(Clone)]
struct Step {
    href: String,
    title: &'static str,
    /// How far its answers are; empty when there is nothing to say.
    state: &'static str,
    is_here: bool,
}

impl Step {
    /// A section; none when it asks nothing.
    fn of(session: Session, facts: &Facts, section: &'static Section, here: &str) -> Option<Self> {
        let state = match questionnaire::etat(facts, section) {
            EtatSection::SansObjet => return None,
            EtatSection::Remplie => "rempli",
            EtatSection::EnCours => "en cours",
            EtatSection::AFaire => "",
        };
        let page = section.pages.iter().find(|page| page.sur_le_chemin && page.est_posee(facts));
        let route = page.map_or(Route::Introuvable, |page| session.to(Lieu::Page(page.id.to_owned(), None)));
        Some(Self { href: route.href(), title: section.titre, state, is_here: here == section.id })
    }
}

/// The sections, the current one marked.
#[component]
pub fn Sections(
    /// The id of a section, [`REVIEW`] or [`PLAN`].
    here: &'static str,
) -> impl IntoView {
    let session = use_session();
    let lines = move || {
        let sections = session.follow_facts(|facts| {
            let steps = SECTIONS.iter().filter_map(|section| Step::of(session, facts, section, here));
            steps.collect::<Vec<_>>()
        });
        let last = |place: Lieu, title, id: &str| Step {
            href: session.to(place).href(),
            title,
            state: "",
            is_here: here == id,
        };
        let ends = [last(Lieu::Verifier, "Vérifier", REVIEW), last(Lieu::COMMENCER, "Le plan", PLAN)];
        let line = |step: Step| {
            let key = format!("{} {} {} {}", step.href, step.title, step.state, step.is_here);
            Line::new(key, move || view! { <StepLine step=step.clone()/> })
        };
        sections.into_iter().chain(ends).map(line).collect::<Vec<_>>()
    };
    view! {
        <nav class="chemin" aria-label="Sections du dossier">
            <ol><List lines=lines/></ol>
        </nav>
    }
}

#[component]
fn StepLine(step: Step) -> impl IntoView {
    let class = match step.state {
        "en cours" => Some("en-cours"),
        "" => None,
        state => Some(state),
    };
    let state = (!step.state.is_empty()).then(|| {
        let mark = if step.state == "rempli" { " ✓" } else { "" };
        view! { <span class="marque">{mark}</span><OffScreen text=format!(" ({})", step.state)/> }
    });
    view! {
        <li class=class>
            <a href=step.href aria-current=step.is_here.then_some("step")>{step.title}{state}</a>
        </li>
    }
}
