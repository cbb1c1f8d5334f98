//! The plan as it grows, beside the question; a bar at the bottom on a phone.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlDetailsElement;

use super::basics::Link;
use crate::protocol::event::{Summary, SummaryLine};
use crate::route::Lieu;
use crate::ui::session::{Overview, use_session};

/// One line of the panel.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Line {
    /// What is certain: its title, its date, and whether it has just appeared.
    Certain(String, String, bool),
    /// What depends on an answer.
    Possible(String),
    /// Why the plan can't be known.
    Broken(String),
}

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
            Some(Overview::Broken(sentence)) => vec![Line::Broken(sentence.clone())],
            Some(Overview::Awaited) | None => vec![],
            Some(Overview::Known(Summary { certain, possible })) => {
                let certain = certain.iter().map(|line| {
                    let is_fresh = self.fresh.contains(&line.id);
                    Line::Certain(line.title.clone(), line.when.clone(), is_fresh)
                });
                certain.chain(possible.iter().cloned().map(Line::Possible)).collect()
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
    let toggle = move |event: Event| {
        session.panel_is_open.set(event_target::<HtmlDetailsElement>(&event).open());
    };
    view! {
        <aside aria-label="Votre plan">
            <details class="panneau" open=session.panel_is_open.get_untracked() on:toggle=toggle>
                <summary>
                    "Votre plan " <small>{Signal::derive(move || content.with(Content::count))}</small>
                </summary>
                <ul>
                    <For each=move || content.with(Content::lines) key=Line::clone let(line)>
                        <PanelLine line=line/>
                    </For>
                </ul>
                <p><Link href=session.to(Lieu::PLAN).href()>"Voir tout le plan"</Link></p>
            </details>
            <p class="hors-ecran" role="status">{Signal::derive(move || content.with(Content::announcement))}</p>
        </aside>
    }
}

#[component]
fn PanelLine(line: Line) -> impl IntoView {
    match line {
        Line::Certain(title, when, is_fresh) => view! {
            <li class=is_fresh.then_some("neuf")>
                {title}
                {is_fresh.then(|| view! { <span class="nouveau">"nouveau"</span> })}
                <small>{when}</small>
            </li>
        }
        .into_any(),
        Line::Possible(title) => {
            view! { <li class="possible">{title}<small>"selon vos réponses"</small></li> }.into_any()
        }
        Line::Broken(sentence) => view! { <li>{sentence}</li> }.into_any(),
    }
}
