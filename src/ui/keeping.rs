//! Keeping the dossier on this device, beside other tabs that keep it too.
//!
//! **Invariants.** Nothing is written over a text that this tab did not know: what was kept meanwhile is read, put together
//! with what stands here ([`crate::domain::fusion`]), and written anew. A dossier that was deleted stays deleted until the
//! user says otherwise. What saving came to is said as it is.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::journal::{self, LastWords};
use crate::browser::storage::{self, Exchange};
use crate::browser::{BrowserError, clock, leaving, panic, tabs, timers};
use crate::domain::answers::Answers;
use crate::domain::dossier::{self, Dossier};
use crate::domain::fusion::{self, Conflit};
use crate::protocol::request::Request;

use super::programs;
use super::session::{Opening, Saving, Session};

/// How long the user makes a pause, in milliseconds, before what is said of the dossier in a list is made again.
const PAUSE: u32 = 2_000;

/// How long other tabs are quiet, in milliseconds, before a list of dossiers is read again.
const QUIET: u32 = 300;

/// What the page keeps of what it wrote and must write.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// The text of each dossier as this tab last read or wrote it on the device; none when it was not there.
    known: StoredValue<BTreeMap<String, Option<String>>>,
    /// What is to be written, by dossier: the last text of each.
    queue: StoredValue<BTreeMap<String, String>>,
    /// Whether writing is going on: writings are one at a time.
    is_writing: StoredValue<bool>,
    /// What is done at the last moment, by the page that is shown.
    last_calls: StoredValue<Vec<(u32, Callback<()>)>>,
    /// The answers before another tab's work was brought in, at each time that it was.
    pub brought_in: RwSignal<Option<Answers>>,
    /// What both tabs changed, each its own way.
    pub conflicts: RwSignal<Vec<Conflit>>,
    /// Whether the browser promised to keep what is stored; none before it was asked.
    pub is_promised: RwSignal<Option<bool>>,
    /// How many times what is kept changed elsewhere: in another tab, or by a program beside the page.
    pub changed_elsewhere: RwSignal<u32>,
    /// How many times something was kept: what is said of it in the list of all dossiers waits for the last one.
    writings: StoredValue<u32>,
    /// How many changes elsewhere were heard of: lists are read again after the last one.
    heard: StoredValue<u32>,
}

impl Keeping {
    /// Nothing kept yet.
    pub(super) fn new() -> Self {
        Self {
            known: StoredValue::new(BTreeMap::new()),
            queue: StoredValue::new(BTreeMap::new()),
            is_writing: StoredValue::new(false),
            last_calls: StoredValue::new(vec![]),
            brought_in: RwSignal::new(None),
            conflicts: RwSignal::new(vec![]),
            is_promised: RwSignal::new(None),
            changed_elsewhere: RwSignal::new(0),
            writings: StoredValue::new(0),
            heard: StoredValue::new(0),
        }
    }

    /// The text that is on the device, as far as this tab knows.
    fn known(&self, id: &str) -> Option<String> {
        self.known.with_value(|known| known.get(id).cloned().flatten())
    }

    fn knows(&self, id: &str, text: Option<String>) {
        self.known.update_value(|known| drop(known.insert(id.to_owned(), text)));
    }

    /// Does something at the last moment, as long as what asks for it stands.
    pub fn at_last_moment(&self, call: Callback<()>) {
        let calls = self.last_calls;
        let mut number = 0;
        calls.update_value(|calls| {
            number = calls.last().map_or(0, |(last, _)| last + 1);
            calls.push((number, call));
        });
        on_cleanup(move || calls.update_value(|calls| calls.retain(|(other, _)| *other != number)));
    }
}

impl Session {
    /// Listens to the other tabs and to the comings and goings of the user, as long as the page lives.
    pub(super) fn keep_in_step(self) {
        tabs::listen(move |saved| {
            if self.is_open_untracked() && self.id() == saved {
                self.look_at_the_device();
                spawn_local(async move { self.read_mention(&saved).await });
            }
            self.hear_of_a_change();
        });
        leaving::when_hidden(move || self.at_the_last_moment());
        leaving::when_back(move || self.come_back());
        leaving::warn_if(move || self.is_losing());
    }

    /// Has what lists dossiers read again, once the other tabs are quiet.
    fn hear_of_a_change(self) {
        let Keeping { heard, changed_elsewhere, .. } = self.keeping;
        let number = heard.get_value() + 1;
        heard.set_value(number);
        timers::after(QUIET, move || {
            if heard.get_value() == number {
                changed_elsewhere.update(|times| *times += 1);
            }
        });
    }

    /// The id of the open dossier.
    pub(super) fn id(&self) -> String {
        self.dossier.with_untracked(|dossier| dossier.id.clone())
    }

    /// Whether closing the page now would lose something that was entered.
    pub fn is_losing(&self) -> bool {
        let is_kept = match self.saving.get_untracked() {
            Saving::KeptNowhere | Saving::Refused(_) | Saving::DeletedElsewhere => false,
            Saving::Nothing | Saving::Done(_) => true,
        };
        let is_empty =
            self.dossier.with_untracked(|dossier| dossier.answers.is_empty() && dossier.suivi.is_empty());
        self.is_open_untracked() && !is_kept && !is_empty
    }

    /// The page may be about to go: what is being typed is taken, and written down where nothing waits.
    fn at_the_last_moment(self) {
        let calls = self.keeping.last_calls.get_value();
        calls.iter().for_each(|(_, call)| call.run(()));
        let waits =
            self.keeping.is_writing.get_value() || matches!(self.saving.get_untracked(), Saving::Refused(_));
        if waits && self.is_open_untracked() && !self.keep_nothing.get_untracked() {
            let id = self.id();
            journal::write(&id, &LastWords { known: self.keeping.known(&id), text: self.text() });
        }
    }

    /// The page is looked at again: the day may be another one, and the device may hold newer work.
    fn come_back(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
        match self.opening.get_untracked() {
            Opening::Open if matches!(self.saving.get_untracked(), Saving::Refused(_)) => self.save(),
            Opening::Open => self.look_at_the_device(),
            Opening::Unavailable(_) => self.read_again(),
            Opening::Nothing | Opening::Reading | Opening::Unreadable { .. } | Opening::Absent => {}
        }
    }

    /// Reads what the device holds of the open dossier, and brings it in.
    fn look_at_the_device(self) {
        let id = self.id();
        // A dossier that was never kept here is nowhere else; one that is being written is compared as it is written.
        if self.keeping.known(&id).is_none() || self.keeping.is_writing.get_value() {
            return;
        }
        spawn_local(async move {
            // What can't be read now is read again at the next occasion.
            let Ok(kept) = storage::read(&id).await else { return };
            if self.id() != id || !self.is_open_untracked() || kept == self.keeping.known(&id) {
                return;
            }
            match kept {
                None => self.find_deleted(&id),
                Some(text) => {
                    let mine = self.text();
                    match self.put_together(&id, &mine, &text) {
                        Ok(merged) if !is_same(&merged, &text) => self.save(),
                        Ok(_) => self.saving.set(Saving::Done(clock::time())),
                        Err(error) => self.saving.set(Saving::Refused(error)),
                    }
                }
            }
        });
    }

    /// The dossier was deleted by another tab: it stays so.
    fn find_deleted(&self, id: &str) {
        journal::forget(id);
        if self.is_open_untracked() && self.id() == id {
            self.saving.set(Saving::DeletedElsewhere);
        }
    }

    /// Keeps again a dossier that another tab deleted.
    pub fn keep_again(&self) {
        self.keeping.knows(&self.id(), None);
        self.saving.set(Saving::Nothing);
        self.save();
    }

    /// Takes note that the device holds this text of a dossier that was just read, none when it holds none.
    pub(super) fn note_known(&self, id: &str, text: Option<String>) {
        self.keeping.knows(id, text);
    }

    /// Puts what stands here together with what another tab kept. The text of both, which is what stands here now if the
    /// dossier is open.
    fn put_together(&self, id: &str, mine: &str, theirs: &str) -> Result<String, BrowserError> {
        let read = |text: &str| dossier::ouvrir(text).map(|(dossier, _)| dossier);
        let base = self.keeping.known(id).and_then(|text| read(&text).ok()).unwrap_or_default();
        let unreadable = |_| BrowserError::StorageUnreadable;
        let (ours, other) = (read(mine).map_err(unreadable)?, read(theirs).map_err(unreadable)?);
        let mut merged = fusion::fusionner(&base, &ours, &other);
        id.clone_into(&mut merged.dossier.id);
        self.keeping.knows(id, Some(theirs.to_owned()));
        let text = dossier::ecrire(&merged.dossier);
        if self.is_open_untracked() && self.id() == id {
            let before = self.dossier.with_untracked(|dossier| dossier.answers.clone());
            panic::keep(Some(text.clone()));
            self.dossier.set(merged.dossier);
            self.keeping.conflicts.update(|conflicts| {
                conflicts.retain(|known| merged.conflits.iter().all(|new| !new.is_about_the_same(known)));
                conflicts.extend(merged.conflits);
            });
            if merged.notes_doubles > 0 {
                self.say("Une même action a été suivie de deux façons, ici et dans un autre onglet. Les deux sont gardées : l’autre est dans sa note.");
            }
            if !merged.renommees.is_empty() {
                // The row that is shown is under another id: the page is drawn anew.
                self.reopen();
            }
            self.keeping.brought_in.set(Some(before));
        }
        Ok(text)
    }

    /// Brings in what was written down at the last moment of an earlier page.
    pub(super) fn with_last_words(&self, id: &str, kept: Option<String>) -> Option<String> {
        let Some(words) = journal::read(id) else { return kept };
        journal::forget(id);
        let read = |text: &str| dossier::ouvrir(text).map(|(dossier, _)| dossier).ok();
        let base = words.known.as_deref().and_then(read).unwrap_or_default();
        match (read(&words.text), &kept) {
            (None, _) => kept,
            // Deleted since: it stays so. Never kept: here it is.
            (Some(_), None) if words.known.is_some() => None,
            (Some(_), None) => Some(words.text),
            (Some(last), Some(text)) => {
                let Some(other) = read(text) else { return kept };
                let merged = fusion::fusionner(&base, &last, &other);
                Some(dossier::ecrire(&Dossier { enregistre_le: other.enregistre_le, ..merged.dossier }))
            }
        }
    }

    /// Saves the dossier on this device, as it is.
    pub fn save(&self) {
        self.change(|_| {});
    }

    /// Keeps the dossier as it has just become.
    pub(super) fn keep(&self) {
        let text = self.text();
        panic::keep(Some(text.clone()));
        if self.keep_nothing.get_untracked() {
            self.saving.set(Saving::KeptNowhere);
            return;
        }
        if self.saving.get_untracked() == Saving::DeletedElsewhere {
            return;
        }
        self.keeping.queue.update_value(|queue| drop(queue.insert(self.id(), text)));
        if self.keeping.is_writing.get_value() {
            return;
        }
        self.keeping.is_writing.set_value(true);
        let session = *self;
        let write = async move {
            while let Some((id, text)) = session.keeping.queue.try_update_value(BTreeMap::pop_first).flatten()
            {
                session.write(&id, text).await;
            }
            session.keeping.is_writing.set_value(false);
        };
        // In a task of its own: what was entered is shown first.
        timers::after(0, move || spawn_local(write));
    }

    /// Writes a text, or what it becomes with another tab's work; says what came of it while its dossier is open.
    async fn write(self, id: &str, mut text: String) {
        let outcome = loop {
            let known = self.keeping.known(id);
            match storage::exchange(id, known.as_deref(), &text).await {
                Ok(Exchange::Written) => break Saving::Done(clock::time()),
                Ok(Exchange::Differs(None)) => break Saving::DeletedElsewhere,
                Ok(Exchange::Differs(Some(theirs))) => {
                    // What was entered meanwhile is in the queue, or here.
                    let newer = self.keeping.queue.try_update_value(|queue| queue.remove(id)).flatten();
                    let is_open = self.is_open_untracked() && self.id() == id;
                    let mine = if is_open { self.text() } else { newer.unwrap_or(text.clone()) };
                    match self.put_together(id, &mine, &theirs) {
                        Ok(both) => text = both,
                        Err(error) => break Saving::Refused(error),
                    }
                }
                Err(error) => break Saving::Refused(error),
            }
        };
        let is_shown = self.is_open_untracked() && self.id() == id;
        match outcome {
            Saving::DeletedElsewhere => self.find_deleted(id),
            Saving::Done(_) => {
                self.keeping.knows(id, Some(text));
                journal::forget(id);
                tabs::announce(id);
                self.ask_to_persist();
                self.index_later(id);
                if is_shown {
                    self.saving.set(outcome);
                }
            }
            _ if is_shown => self.saving.set(outcome),
            _ => {}
        }
    }

    /// Has what is said of the dossier in the list of all dossiers made again, once the user makes a pause: whoever opens the
    /// list before has it made then.
    fn index_later(self, id: &str) {
        let number = self.keeping.writings.get_value() + 1;
        self.keeping.writings.set_value(number);
        let id = id.to_owned();
        timers::after(PAUSE, move || {
            if self.keeping.writings.get_value() == number {
                programs::tell(self.today.get_untracked(), Request::Index { id });
            }
        });
    }

    /// Asks the browser, once, to keep what is stored even when it lacks room.
    fn ask_to_persist(self) {
        if self.keeping.is_promised.get_untracked().is_none() {
            self.keeping.is_promised.set(Some(false));
            spawn_local(async move { self.keeping.is_promised.set(Some(storage::persist().await)) });
        }
    }
}

/// Whether two texts are of the same dossier, whenever they were written.
fn is_same(one: &str, other: &str) -> bool {
    let read = |text: &str| dossier::ouvrir(text).map(|(dossier, _)| (dossier.answers, dossier.suivi));
    matches!((read(one), read(other)), (Ok(one), Ok(other)) if one == other)
}
