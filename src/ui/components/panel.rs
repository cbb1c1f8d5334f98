//! The plan as it grows, beside the question; a bar at the bottom on a phone.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlDetailsElement;

use super::basics::{Gradual, Line, Link, When, words};
use crate::protocol::event::{Summary, SummaryLine};
use crate::route::Lieu;
use crate::ui::session::{Overview, use_session};

/// How many lines are drawn at once: those that a screen shows; how many more in each task.
const AT_ONCE: usize = 8;
const TOGETHER: usize = 12;

/// What the panel shows.
#[derive(Clone, Default, PartialEq, Eq)]
struct Content {
    overview: Option<Overview>,
    /// Ids of what has just appeared.
    fresh: Vec<String>,
}

impl Content {
    fn of(overview: Overview, before: Option<&Self>) -> Self {
        let fresh = match (&overview, before.and_then(|before| before.overview.as_ref())) {
            (Overview::Known(now), Some(Overview::Known(before))) => {
                let is_new = |line: &&SummaryLine| before.certain.iter().all(|known| known.id != line.id);
                now.certain.iter().filter(is_new).map(|line| line.id.clone()).collect()
            }
            _ => vec![],
        };
        Self { overview: Some(overview), fresh }
    }

    /// Whether there is something to say: nothing before something is sure.
    fn speaks(&self) -> bool {
        match &self.overview {
            Some(Overview::Broken(_)) => true,
            Some(Overview::Awaited) | None => false,
            Some(Overview::Known(Summary { certain, .. })) => !certain.is_empty(),
        }
    }

    fn count(&self) -> String {
        match &self.overview {
            Some(Overview::Broken(_)) => "· indisponible".to_owned(),
            Some(Overview::Awaited) | None => String::new(),
            Some(Overview::Known(Summary { certain, .. })) => {
                format!("· {} sûr{}", certain.len(), if certain.len() > 1 { "s" } else { "" })
            }
        }
    }

    fn lines(&self) -> Vec<Line> {
        match &self.overview {
            Some(Overview::Broken(sentence)) => {
                let sentence = sentence.clone();
                vec![Line::new(sentence.clone(), move || view! { <li>{sentence.clone()}</li> })]
            }
            Some(Overview::Awaited) | None => vec![],
            Some(Overview::Known(Summary { certain, possible })) => {
                let certain = certain.iter().map(|line| certain_line(line, self.fresh.contains(&line.id)));
                certain.chain((*possible > 0).then(|| possible_line(*possible))).collect()
            }
        }
    }

    fn announcement(&self) -> String {
        if self.fresh.is_empty() {
            return String::new();
        }
        format!("Le plan a changé\u{a0}: {}.", self.count().trim_start_matches("· "))
    }
}

/// The growing plan: what is sure, how much more may come, and what has just appeared.
#[component]
pub fn Panel() -> impl IntoView {
    let session = use_session();
    let content = Memo::new(move |before| Content::of(session.overview.get(), before));
    let lines = move || content.with(Content::lines);
    let count = Signal::derive(move || content.with(Content::count));
    let announcement = Signal::derive(move || content.with(Content::announcement));
    let speaks = move || content.with(Content::speaks);
    let toggle = move |event: Event| {
        session.panel_is_open.set(event_target::<HtmlDetailsElement>(&event).open());
    };
    view! {
        <aside aria-label="Votre plan">
            <When condition=speaks>
                <details class="panneau" open=session.panel_is_open.get_untracked() on:toggle=toggle>
                    <summary>"Votre plan " <small prop:textContent=words(count)></small></summary>
                    <ul><Gradual lines=lines at_once=AT_ONCE together=TOGETHER/></ul>
                    <p><Link href=session.to(Lieu::COMMENCER).href()>"Voir tout le plan"</Link></p>
                </details>
            </When>
            <p class="hors-ecran" role="status" prop:textContent=words(announcement)></p>
        </aside>
    }
}

/// What is certain; a line that has just appeared says so.
fn certain_line(line: &SummaryLine, is_fresh: bool) -> Line {
    let SummaryLine { id, title, when } = line.clone();
    Line::new(format!("{id} {title} {when} {is_fresh}"), move || {
        view! {
            <li class=is_fresh.then_some("neuf")>
                {title.clone()}
                {is_fresh.then(|| view! { <span class="nouveau">"nouveau"</span> })}
                <small>{when.clone()}</small>
            </li>
        }
    })
}

/// How many more depend on answers.
fn possible_line(possible: usize) -> Line {
    let words = format!("+ {possible} selon vos réponses");
    Line::new(words.clone(), move || view! { <li class="possible">{words.clone()}</li> })
}
