//! The plan as it grows, beside the question; a bar at the bottom on a phone.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::route::Lieu;
use crate::ui::session::Session;

/// The growing plan: certain, possible, and what has just appeared.
pub fn panneau(session: Session) -> AnyView {
    let before: StoredValue<Option<BTreeSet<String>>> = StoredValue::new(None);
    let content = move || {
        session.report.with(|report| {
            let sure: Vec<(String, String, String)> = report
                .actions
                .iter()
                .filter(|action| !action.conseil)
                .map(|action| (action.id.clone(), action.titre.clone(), action.quand.clone()))
                .collect();
            let now: BTreeSet<String> = sure.iter().map(|(id, ..)| id.clone()).collect();
            let old = before.get_value();
            let fresh: BTreeSet<String> =
                old.map_or_else(BTreeSet::new, |old| now.difference(&old).cloned().collect());
            before.set_value(Some(now));
            let open: Vec<String> = report.ouverts.iter().map(|open| open.titre.clone()).collect();
            (sure, fresh, open)
        })
    };
    let content = Memo::new_with_compare(move |_| content(), |old, new| old != new);
    let summary = move || content.with(|(sure, _, open)| compte(sure.len(), open.len()));
    let lines = move || {
        content.with(|(sure, fresh, open)| {
            let sure = sure.iter().map(|(id, titre, quand)| {
                let new = fresh.contains(id);
                let mark = new.then(|| view! { <span class="nouveau">"nouveau"</span> });
                view! { <li class:neuf=new>{titre.clone()}{mark}<small>{quand.clone()}</small></li> }
                    .into_any()
            });
            let open = open.iter().map(|titre| {
                view! { <li class="possible">{titre.clone()}<small>"selon vos réponses"</small></li> }
                    .into_any()
            });
            sure.chain(open).collect::<Vec<AnyView>>()
        })
    };
    let said = move || {
        content.with(|(sure, fresh, open)| {
            if fresh.is_empty() {
                String::new()
            } else {
                format!("Le plan a changé\u{a0}: {}.", compte(sure.len(), open.len()))
            }
        })
    };
    view! {
        <aside aria-label="Votre plan">
            <details class="panneau" open=focus::large()>
                <summary>"Votre plan "<small>{summary}</small></summary>
                <ul>{lines}</ul>
                <p><a href=session.vers(Lieu::Plan).href()>"Voir tout le plan"</a></p>
            </details>
            <p class="hors-ecran" role="status">{said}</p>
        </aside>
    }
    .into_any()
}

fn compte(sure: usize, open: usize) -> String {
    let plural = |number: usize| if number > 1 { "s" } else { "" };
    match open {
        0 => format!("· {sure} sûr{}", plural(sure)),
        _ => format!("· {sure} sûr{}, {open} possible{}", plural(sure), plural(open)),
    }
}
