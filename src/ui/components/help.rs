//! What is said beside a question: folded help, its hint, why an answer is proposed.

use leptos::prelude::*;

use crate::domain::question::Spec;
use crate::ui::session::use_session;

/// What it is, where to find it, what it changes; nothing when the question says it all.
#[component]
pub fn Help(
    /// The question.
    spec: &'static Spec,
) -> impl IntoView {
    let parts = [
        ("Ce que c’est", spec.aide.quoi),
        ("Où le trouver", spec.aide.ou),
        ("Ce que cela change", spec.aide.effet),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    (!parts.is_empty()).then(|| {
        let terms = parts.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> });
        view! {
            <details class="aide">
                <summary>"Besoin d’aide\u{a0}?"</summary>
                <dl>{terms.collect_view()}</dl>
            </details>
        }
    })
}

/// The hint of a question.
#[component]
pub fn Hint(
    /// The question.
    spec: &'static Spec,
) -> impl IntoView {
    view! { <p class="indice" id=format!("indice-{}", spec.id)>{spec.indice}</p> }
}

/// Why an answer is proposed, while it is not confirmed.
#[component]
pub fn Proposal(
    /// The question.
    spec: &'static Spec,
) -> impl IntoView {
    let why = spec.propose.and_then(|propose| {
        use_session().with_facts(|facts| {
            let asked = facts.est_posee(spec) == Ok(true) && facts.entry(spec).is_none();
            asked.then(|| propose(facts)).flatten().map(|proposal| proposal.pourquoi)
        })
    });
    why.map(|why| view! { <p class="proposition">{format!("Réponse proposée. {why}")}</p> })
}
