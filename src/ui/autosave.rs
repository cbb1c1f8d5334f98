//! What is entered in a form is kept as it is entered: a reload, a page left by a link or « back » lose nothing.
//!
//! Only what the question accepts is kept; what was only proposed is no answer before it is confirmed.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use crate::browser::{address, timers};
use crate::domain::answers::{Answers, Entry, Row};
use crate::domain::question::{Champ, Spec};
use crate::domain::questions::personnes::{PERSONNE_NOM, PERSONNES};
use crate::route::Route;

use super::form::{Form, RowRef, entry_of, is_accepted, set_entry};
use super::session::Session;

/// What is said of a date that was left in the middle, with its page.
const UNFINISHED: &str = "La date que vous aviez commencée n’est pas gardée\u{a0}: elle n’existe pas, ou il lui manquait une partie. Revenez à sa question pour l’écrire en entier.";

/// A form whose entries are kept as they are entered.
pub struct Autosave {
    session: Session,
    form: Form,
    /// Its fields, each in its row; none for a question of the dossier.
    fields: Vec<(&'static Spec, Option<RowRef>)>,
    row: Option<RowRef>,
    /// The address of a new row once it is kept, so that a reload comes back to it; and that of its form before.
    addresses: Option<(Route, Route)>,
    /// The opening of the dossier that the form belongs to.
    opening: u32,
    /// The answers before anything was entered here.
    before: Answers,
    /// The draft as it was drawn, with what was proposed.
    start: Answers,
    /// The answers of the dossier as this form last read or wrote them: a field that does not differ from them was not
    /// entered here.
    synced: Mutex<Answers>,
}

/// Keeps what is entered in these fields, of the dossier or of a row: a choice at once, a text while it is typed, and
/// all of it once the page is left. `beside`: questions of the dossier that stand beside the fields of a row.
/// `addresses`: those of a new row.
pub fn keep_as_entered(
    session: Session,
    form: Form,
    fields: Vec<&'static Spec>,
    row: Option<RowRef>,
    beside: Vec<&'static Spec>,
    addresses: Option<(Route, Route)>,
) -> Arc<Autosave> {
    let before = session.dossier.with_untracked(|dossier| dossier.answers.clone());
    let start = form.draft.get_untracked();
    let opening = session.opening_number();
    let synced = Mutex::new(before.clone());
    let of_the_row = fields.into_iter().map(|spec| (spec, row.clone()));
    let fields = of_the_row.chain(beside.into_iter().map(|spec| (spec, None))).collect();
    let autosave =
        Arc::new(Autosave { session, form, fields, row, addresses, opening, before, start, synced });
    let (entered, left) = (Arc::clone(&autosave), Arc::clone(&autosave));
    let (last, elsewhere) = (Arc::clone(&autosave), Arc::clone(&autosave));
    // The page may be about to go: nothing waits.
    session.keeping.at_last_moment(Callback::new(move |()| {
        if let Some(draft) = form.as_it_stands(&last.fields) {
            last.keep(&draft);
        }
    }));
    // Reaches outside: another tab's work. What was not changed here follows it.
    Effect::new(move |before: Option<()>| {
        session.keeping.brought_in.track();
        if before.is_some() {
            elsewhere.follow();
        }
    });
    form.on_entry(Box::new(move |draft| entered.keep(draft)));
    on_cleanup(move || {
        if form.is_unfinished() {
            timers::after(0, move || session.say(UNFINISHED));
        }
        if let Some(draft) = form.as_it_stands(&left.fields) {
            // Once the page is gone: what follows the answers is not drawn in the middle of its end.
            timers::after(0, move || left.keep(&draft));
        }
    });
    autosave
}

impl Autosave {
    /// Puts back the row, and the people named from it, as they were before anything was entered here.
    pub fn cancel(&self) {
        self.form.draft.set(self.start.clone());
        self.form.errors.set(vec![]);
        self.session.change(|dossier| {
            for list in self.row.iter().map(|(list, _)| *list).chain([PERSONNES.spec.id]) {
                dossier.answers.set(list, self.before.entry(list).cloned());
            }
        });
        self.give_address();
    }

    /// Takes the fields as they are, what was proposed included: they were checked, and « Continuer » confirms them. What
    /// else the dossier holds may have changed since the form was drawn, and stays.
    pub fn confirm(&self) {
        let draft = self.form.draft.get_untracked();
        let mut answers = self.session.dossier.with_untracked(|dossier| dossier.answers.clone());
        for (spec, row) in &self.fields {
            if let Some(person) = self.named(&draft, spec) {
                answers.put_row(PERSONNES.spec.id, person.clone());
            }
            if row.is_none() {
                answers.set(spec.id, draft.entry(spec.id).cloned());
            }
        }
        if let Some((list, id)) = &self.row
            && let Some(row) = draft.row(list, id)
        {
            answers.put_row(list, row.clone());
        }
        self.forget(&mut answers);
        self.session.answer(answers);
    }

    /// Gives the form of a row its address, while it is shown: its own once it is kept.
    fn give_address(&self) {
        let Some((own, new)) = self.addresses.as_ref().filter(|_| !self.form.draft.is_disposed()) else {
            return;
        };
        let kept = self.row.as_ref().is_some_and(|(list, id)| {
            self.session.dossier.with_untracked(|dossier| dossier.answers.row(list, id).is_some())
        });
        address::replace(&if kept { own } else { new }.write());
    }

    fn keep(&self, draft: &Answers) {
        if self.session.opening_number() != self.opening {
            return;
        }
        let mut answers = self.session.dossier.with_untracked(|dossier| dossier.answers.clone());
        self.carry_over(draft, &mut answers);
        if self.session.dossier.with_untracked(|dossier| dossier.answers != answers) {
            self.is_in_step_with(&answers);
            self.session.answer(answers);
            self.give_address();
        }
        let typed_over =
            self.session.dossier.with_untracked(|dossier| self.form.take_typed_over(&dossier.answers));
        self.session.disagree(&self.session.id(), typed_over);
    }

    fn is_in_step_with(&self, answers: &Answers) {
        if let Ok(mut synced) = self.synced.lock() {
            synced.clone_from(answers);
        }
    }

    fn synced(&self) -> Answers {
        self.synced.lock().map(|synced| synced.clone()).unwrap_or_default()
    }

    /// Another tab's work was brought in: the fields that were not changed here show it.
    fn follow(&self) {
        let Some(draft) = self.form.draft.try_get_untracked() else { return };
        let synced = self.synced();
        let now = self.session.dossier.with_untracked(|dossier| dossier.answers.clone());
        for (spec, row) in &self.fields {
            let row = row.as_ref();
            let (was, is) = (entry_of(&synced, spec, row), entry_of(&now, spec, row));
            let here = entry_of(&draft, spec, row);
            if was != is && (here == was || here == entry_of(&self.start, spec, row)) {
                self.form.write(spec, row, is);
            }
        }
        self.is_in_step_with(&now);
    }

    /// Carries over to the answers what was entered in the draft and is accepted.
    fn carry_over(&self, draft: &Answers, answers: &mut Answers) {
        let synced = self.synced();
        for (spec, row) in &self.fields {
            let row = row.as_ref();
            let entered = entry_of(draft, spec, row);
            let stored = entry_of(answers, spec, row);
            let proposed = stored.is_none() && entered == entry_of(&self.start, spec, row);
            // What stands in the draft since it was drawn may be older than what another tab kept.
            let untouched = entered == entry_of(&synced, spec, row) && entered != stored;
            if proposed || untouched || !is_accepted(draft, spec, row) {
                continue;
            }
            // Someone being named is kept once they have a name, with the answer that names them.
            if let Some(person) = self.named(draft, spec) {
                if person.entry(PERSONNE_NOM.spec.id).is_none() {
                    continue;
                }
                answers.put_row(PERSONNES.spec.id, person.clone());
            }
            set_entry(answers, spec, row, entered);
        }
        self.forget(answers);
        // A new row that was emptied again is no row.
        if let Some((list, id)) = &self.row
            && answers.row(list, id).is_some_and(|row| row.fields().next().is_none())
            && self.before.row(list, id).is_none()
        {
            answers.set(list, self.before.entry(list).cloned());
        }
    }

    /// The person that a question names, in a draft where they have a row.
    fn named<'a>(&self, draft: &'a Answers, spec: &'static Spec) -> Option<&'a Row> {
        let Champ::Personne = spec.champ else { return None };
        let entry = entry_of(draft, spec, self.row.as_ref())?;
        draft.row(PERSONNES.spec.id, entry.text()?)
    }

    /// Drops who was being named here, and is no longer chosen or was left without a name.
    fn forget(&self, answers: &mut Answers) {
        let people = PERSONNES.spec.id;
        let chosen = |row: &Row| {
            row.entry(PERSONNE_NOM.spec.id).is_some()
                && self
                    .fields
                    .iter()
                    .any(|(spec, _)| self.named(answers, spec).is_some_and(|named| named.id == row.id))
        };
        let stays = |row: &&Row| self.before.row(people, &row.id).is_some() || chosen(row);
        let rows: Vec<Row> = answers.rows(people).iter().filter(stays).cloned().collect();
        if rows.len() < answers.rows(people).len() {
            answers.set(
                people,
                if rows.is_empty() { self.before.entry(people).cloned() } else { Some(Entry::Rows(rows)) },
            );
        }
    }
}
