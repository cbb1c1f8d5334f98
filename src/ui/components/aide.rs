//! Folded help beside a question.

use leptos::prelude::*;

use crate::domain::question::Spec;

/// What it is, where to find it, what it changes; nothing when the question says it all.
pub fn aide(spec: &'static Spec) -> AnyView {
    let parts = [
        ("Ce que c’est", spec.aide.quoi),
        ("Où le trouver", spec.aide.ou),
        ("Ce que cela change", spec.aide.effet),
    ];
    let parts: Vec<AnyView> = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }.into_any())
        .collect();
    if parts.is_empty() {
        return ().into_any();
    }
    view! { <details class="aide"><summary>"Besoin d’aide\u{a0}?"</summary><dl>{parts}</dl></details> }
        .into_any()
}
