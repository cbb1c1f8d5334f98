//! The fields of a drawn page that are kept as they are filled in: what is noted of an action, a date that answers a question.
//!
//! A date is told by its browser at each whole day on the way (« 31/04 » typed over « 15/03 » is the 31st of March for a
//! moment), or not told at all (Firefox, emptied part by part): what stands in the field when it is left decides.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Sheet;
use crate::browser::controls::Target;
use crate::domain::answers::Entry;
use crate::domain::calendrier::{iso, lire_date, long};
use crate::domain::dossier::{Etat, Suivi};
use crate::domain::fusion;
use crate::domain::questionnaire;

/// The fields that are followed while the keyboard is in them, as a CSS selector.
pub(super) const FOLLOWED: &str =
    "[data-field=note], input[type=date][data-field=date], input[type=date][data-answer]";

/// The field where the keyboard is, and what was kept when it came in.
#[derive(Clone, Debug)]
pub(super) struct Entered {
    /// Which one.
    name: String,
    /// What it showed when it and the dossier last agreed.
    shown: String,
    /// The dates that were kept when the keyboard came in, of the actions or of the question that it is of.
    before: Vec<Option<NaiveDate>>,
}

/// What tells a field from the others of the page.
fn name(target: &Target) -> String {
    ["data-field", "data-follow-up", "data-answer"].map(|part| target.attribute(part)).join(" ")
}

/// Whether a date of the plan can't be kept as it stands; an empty one can.
pub(super) fn is_refused(target: &Target) -> bool {
    let value = target.value();
    let is_date = target.attribute("type") == "date";
    is_date && (target.is_unreadable() || !value.is_empty() && lire_date(&value).is_none())
}

impl Sheet {
    /// The keyboard comes in a field.
    pub(super) fn enters(self, target: &Target) {
        let before = self.kept_dates(target);
        self.entered.set_value(Some(Entered { name: name(target), shown: target.value(), before }));
    }

    /// What stands in the field where the keyboard is, and the dossier, agree.
    fn saw(self, target: &Target) {
        self.entered.update_value(|entered| {
            if let Some(entered) = entered.as_mut().filter(|entered| entered.name == name(target)) {
                entered.shown = target.value();
            }
        });
    }

    fn entered(self, target: &Target) -> Option<Entered> {
        self.entered.get_value().filter(|entered| entered.name == name(target))
    }

    /// The dates that the dossier holds of the actions, or of the question, that a field is of.
    fn kept_dates(self, target: &Target) -> Vec<Option<NaiveDate>> {
        let (question, ids) = (target.attribute("data-answer"), target.attribute("data-follow-up"));
        self.session.dossier.with_untracked(|dossier| {
            if question.is_empty() {
                return ids
                    .split_whitespace()
                    .map(|id| dossier.suivi.get(id).and_then(|suivi| suivi.date))
                    .collect();
            }
            vec![dossier.answers.entry(&question).and_then(Entry::text).and_then(lire_date)]
        })
    }

    /// A date that can't be kept is left in its field: what its browser told of it on the way gives place to what was kept
    /// before. The sentence that says so.
    pub(super) fn gives_back(self, target: &Target) -> String {
        let refused = "Cette date n’est pas gardée\u{a0}: elle n’existe pas, ou il lui manque une partie. Écrivez le jour, le mois et l’année en quatre chiffres.";
        let Some(Entered { shown, before, .. }) = self.entered(target) else { return refused.to_owned() };
        let told = lire_date(&shown);
        // What another tab kept meanwhile stays.
        if self.kept_dates(target).iter().all(|kept| *kept == told) && before.iter().any(|day| *day != told) {
            let (question, ids) = (target.attribute("data-answer"), target.attribute("data-follow-up"));
            self.session.change(|dossier| {
                if let Some(spec) = questionnaire::spec(&question) {
                    let day = before.first().copied().flatten();
                    dossier.answers.set(spec.id, day.map(|day| Entry::one(&iso(day))));
                }
                for (id, day) in ids.split_whitespace().zip(&before) {
                    if let Some(suivi) = dossier.suivi.get_mut(id) {
                        suivi.date = *day;
                    }
                }
            });
            self.ask_again();
        }
        let stays = match self.kept_dates(target).as_slice() {
            [Some(day)] => format!(" Celle du {} reste gardée.", long(*day)),
            _ => String::new(),
        };
        refused.to_owned() + &stays
    }

    /// A field is left: what stands in it and was not told is kept, else it shows what the dossier holds, which another tab
    /// may have changed meanwhile.
    pub(super) fn leaves(self, target: &Target) {
        let is_date = target.attribute("data-field") == "date";
        let shown = |suivi: &Suivi| match is_date {
            true => suivi.date.map(iso).unwrap_or_default(),
            false => suivi.note.clone(),
        };
        let ids = target.attribute("data-follow-up");
        let kept: BTreeSet<String> = self.session.dossier.with_untracked(|dossier| {
            ids.split_whitespace().map(|id| dossier.suivi.get(id).map(shown).unwrap_or_default()).collect()
        });
        let value = target.value();
        // Of several actions that say several things, the line itself says it.
        let Some(kept) = kept.first().filter(|_| kept.len() == 1).filter(|kept| **kept != value) else {
            return;
        };
        match self.entered(target) {
            Some(entered) if entered.shown != value => {
                if is_date {
                    self.note(target);
                    self.ask_again();
                }
            }
            None if !is_date => {}
            _ => target.set_value(kept),
        }
    }

    /// A date that answers a question is left empty: dates are counted from it, there is always one.
    pub(super) fn fills_back(self, target: &Target) {
        let day = target.attribute("value");
        target.set_value(&day);
        let day = lire_date(&day).map(long).unwrap_or_default();
        self.say(&format!("Il faut une date ici\u{a0}: celle du {day} est gardée."));
    }

    /// Answers a question by a date; what is no whole date, while it is typed, changes nothing.
    pub(super) fn answer(self, question: &str, value: &str) {
        let (Some(day), Some(spec)) = (lire_date(value), questionnaire::spec(question)) else { return };
        self.session.change(|dossier| dossier.answers.set(spec.id, Some(Entry::one(&iso(day)))));
        self.ask_again();
    }

    /// Answers a question by the date that stands in a field.
    pub(super) fn answer_in(self, target: &Target) {
        let is_refused = is_refused(target);
        target.mark_invalid(is_refused);
        if !is_refused && !target.value().is_empty() {
            self.answer(&target.attribute("data-answer"), &target.value());
            self.saw(target);
        }
    }

    /// Notes the follow-up of an action.
    pub(super) fn note(self, target: &Target) {
        let today = self.session.today.get_untracked();
        let field = target.attribute("data-field");
        let (typed, seen) = (target.value(), self.entered(target).map(|entered| entered.shown));
        let (ids, begun) = (target.attribute("data-follow-up"), target.attribute("data-begun"));
        let ids = ids.split_whitespace().map(|id| (id, field.as_str()));
        let begun = begun.split_whitespace().map(|id| (id, "begun"));
        target.mark_invalid(false);
        self.session.change(|dossier| {
            for (id, field) in ids.chain(begun) {
                let mut noted = dossier.suivi.get(id).cloned().unwrap_or_default();
                let ticked = |etat| if target.is_checked() { etat } else { Etat::AFaire };
                match field {
                    "state" => noted.passer(Etat::de_jeton(&target.value()).unwrap_or_default(), today),
                    "date" => noted.date = lire_date(&target.value()),
                    "done" => noted.passer(ticked(Etat::Fait), today),
                    "begun" => noted.passer(ticked(Etat::EnCours), today),
                    _ => {
                        let seen = seen.as_ref().unwrap_or(&noted.note);
                        noted.note = fusion::reprendre_note(seen, &typed, &noted.note);
                    }
                }
                dossier.suivi.insert(id.to_owned(), noted);
            }
        });
        self.saw(target);
    }
}
