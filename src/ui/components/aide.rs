//! Folded help beside a question.

use crate::domain::question::Spec;
use crate::ui::vue::{Vue, el};

/// What it is, where to find it, what it changes; nothing when the question says it all.
pub fn aide(spec: &'static Spec) -> Option<Vue> {
    let parts = [
        ("Ce que c’est", spec.aide.quoi),
        ("Où le trouver", spec.aide.ou),
        ("Ce que cela change", spec.aide.effet),
    ];
    if parts.iter().all(|(_, text)| text.is_empty()) {
        return None;
    }
    let mut list = el("dl");
    for (name, text) in parts {
        if !text.is_empty() {
            list = list.enfant(el("dt").enfant(name)).enfant(el("dd").enfant(text));
        }
    }
    Some(el("details").classe("aide").enfant(el("summary").enfant("Besoin d’aide\u{a0}?")).enfant(list))
}
