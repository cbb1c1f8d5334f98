//! The day of the complete file: what it is worth, and how to change it. It stands on each page that shows dates.

use crate::domain::calendrier::{iso, long};
use crate::domain::plan::Nature;
use crate::domain::questions::calendrier::DATE_DOSSIER_COMPLET;
use crate::domain::report::Report;
use crate::protocol::node::{Node, button, el};
use crate::protocol::request::Act;

/// The sentence, a field for another day and, when the day is past, a new one to take. Nothing when no date depends on it.
pub fn envoi(report: &Report) -> Option<Node> {
    let envoi = &report.envoi;
    if !envoi.utile {
        return None;
    }
    let phrase = el("p").child(report.envoi_en_mots());
    if envoi.nature == Nature::Note || envoi.suspendu {
        return Some(el("div").class("envoi").child(phrase));
    }
    let question = DATE_DOSSIER_COMPLET.spec.id;
    let field = el("input")
        .attr("type", "date")
        .attr("id", "envoi-jour")
        .attr("data-answer", question)
        .attr("value", iso(envoi.jour));
    let label = el("label").attr("for", "envoi-jour").child("Changer cette date");
    let new = envoi.en_retard.then(|| {
        button("secondaire", &format!("Reporter au {}", long(envoi.propose)), Act::Answer)
            .attr("data-answer", question)
            .attr("data-value", iso(envoi.propose))
    });
    let class = if envoi.en_retard { "envoi retard" } else { "envoi" };
    Some(el("div").class(class).child(phrase).child(el("p").child(label).child(" ").child(field)).child(new))
}
