//! The plan as it grows, beside the question; a bar at the bottom on a phone.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlDetailsElement;

use super::basics::{Line, Link, List};
use crate::protocol::event::{Summary, SummaryLine};
use crate::route::Lieu;
use crate::ui::session::{Overview, use_session};

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

    fn count(&self) -> String {
        let plural = |number: usize| if number > 1 { "s" } else { "" };
        match &self.overview {
            Some(Overview::Broken(_)) => "· indisponible".to_owned(),
            Some(Overview::Awaited) | None => "· le plan se calcule…".to_owned(),
            Some(Overview::Known(Summary { certain, possible })) => {
                let (certain, possible) = (certain.len(), possible.len());
                match possible {
                    0 => format!("· {certain} sûr{}", plural(certain)),
                    _ => {
                        format!("· {certain} sûr{}, {possible} possible{}", plural(certain), plural(possible))
                    }
                }
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
                certain.chain(possible.iter().map(|title| possible_line(title))).collect()
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

/// The growing plan: certain, possible, and what has just appeared.
#[component]
pub fn Panel() -> impl IntoView {
    let session = use_session();
    let content = Memo::new(move |before| Content::of(session.overview.get(), before));
    let lines = move || content.with(Content::lines);
    let toggle = move |event: Event| {
        session.panel_is_open.set(event_target::<HtmlDetailsElement>(&event).open());
    };
    view! {
        <aside aria-label="Votre plan">
            <details class="panneau" open=session.panel_is_open.get_untracked() on:toggle=toggle>
                <summary>
                    "Votre plan " <small>{Signal::derive(move || content.with(Content::count))}</small>
                </summary>
                <ul><List lines=lines/></ul>
                <p><Link href=session.to(Lieu::PLAN).href()>"Voir tout le plan"</Link></p>
            </details>
            <p class="hors-ecran" role="status">{Signal::derive(move || content.with(Content::announcement))}</p>
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

/// What depends on an answer.
fn possible_line(title: &str) -> Line {
    let title = title.to_owned();
    Line::new(format!("? {title}"), move || {
        view! { <li class="possible">{title.clone()}<small>"selon vos réponses"</small></li> }
    })
}
