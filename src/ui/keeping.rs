//! Keeping the dossier on this device, beside other tabs that keep it too.
//!
//! **Invariants.** Nothing is written over a text that this tab did not know: what was kept meanwhile is read, put together
//! with what stands here ([`crate::domain::fusion`]), and written anew. A dossier that was deleted stays deleted until the
//! user says otherwise. What saving came to is said as it is. What could not be written, or not yet, is written down where
//! nothing waits ([`journal`]) once its page is left, and brought in when a page is next opened, or come back to.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::journal::{self, LastWords};
use crate::browser::storage::{self, Exchange};
use crate::browser::{BrowserError, address, clock, leaving, panic, tabs, timers};
use crate::domain::answers::Answers;
use crate::domain::dossier;
use crate::domain::fusion::{self, Conflit, Gardes};
use crate::domain::resume::empreinte;
use crate::protocol::request::Request;
use crate::route::Route;

use super::programs;
use super::session::{IN_ANOTHER_TAB, Opening, Saving, Session, forget_start};

/// How long the user makes a pause, in milliseconds, before what is said of the dossier in a list is made again.
const PAUSE: u32 = 2_000;

/// How long other tabs are quiet, in milliseconds, before a list of dossiers is read again.
const QUIET: u32 = 300;

/// How long the page waits for what closed pages wrote down to be kept, before it says that it is ready, in milliseconds.
const LAST_WORDS: u32 = 1_000;

/// How often the clock is looked at, in milliseconds.
const A_MINUTE: u32 = 60_000;

/// What is said when the device refused what was entered last in a dossier that was left meanwhile.
const NOT_WRITTEN: &str = "Vos dernières réponses n’ont pas pu être rangées avec leur dossier. Elles sont notées à part sur cet appareil\u{a0}: Jalons les reprend quand vous rouvrez ce dossier.";

/// What the page keeps of what it wrote and must write.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// The text of each dossier as this tab last read or wrote it on the device; none when it was not there.
    known: StoredValue<BTreeMap<String, Option<String>>>,
    /// What is to be written, by dossier: the last text of each.
    queue: StoredValue<BTreeMap<String, String>>,
    /// What is being written: the id of a dossier and its text.
    in_hand: StoredValue<Option<(String, String)>>,
    /// The digests of the texts that were sent to the device, by dossier, as long as it did not say which one it keeps: one
    /// that came too late for who waited is this tab's all the same.
    sent: StoredValue<BTreeMap<String, Vec<String>>>,
    /// Whether writing is going on: writings are one at a time.
    is_writing: StoredValue<bool>,
    /// What is done at the last moment, by the page that is shown.
    last_calls: StoredValue<Vec<(u32, Callback<()>)>>,
    /// The answers before another tab's work was brought in, at each time that it was.
    pub brought_in: RwSignal<Option<Answers>>,
    /// What both tabs changed, each its own way.
    pub conflicts: RwSignal<Vec<Conflit>>,
    /// Whether the browser promised to keep what is stored; none before it said so.
    pub is_promised: RwSignal<Option<bool>>,
    /// How many times what is kept changed elsewhere than on the page that is shown: in another tab, by a program beside the
    /// page, by a writing that ended after its dossier was left.
    pub changed_elsewhere: RwSignal<u32>,
    /// Whether it was asked for that promise since the page is there.
    is_promise_asked: StoredValue<bool>,
    /// How many times something was kept: what is said of it in the list of all dossiers waits for the last one.
    writings: StoredValue<u32>,
    /// How many changes elsewhere were heard of: lists are read again after the last one.
    heard: StoredValue<u32>,
}

/// A dossier as it is once what was written down of it is brought in.
#[derive(Default)]
pub(super) struct Brought {
    /// Its text; none for no dossier.
    pub text: Option<String>,
    /// What it must ask.
    pub conflits: Vec<Conflit>,
    /// What is told of it.
    pub gardes: Gardes,
}

impl Keeping {
    /// Nothing kept yet.
    pub(super) fn new() -> Self {
        Self {
            known: StoredValue::new(BTreeMap::new()),
            queue: StoredValue::new(BTreeMap::new()),
            in_hand: StoredValue::new(None),
            sent: StoredValue::new(BTreeMap::new()),
            is_writing: StoredValue::new(false),
            last_calls: StoredValue::new(vec![]),
            brought_in: RwSignal::new(None),
            conflicts: RwSignal::new(vec![]),
            is_promised: RwSignal::new(None),
            changed_elsewhere: RwSignal::new(0),
            is_promise_asked: StoredValue::new(false),
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

    /// Whether a text that is on the device is one that this tab sent there.
    fn is_sent(&self, id: &str, text: &str) -> bool {
        self.sent.with_value(|sent| sent.get(id).is_some_and(|sent| sent.contains(&empreinte(text))))
    }

    fn sends(&self, id: &str, text: &str) {
        let digest = empreinte(text);
        self.sent.update_value(|sent| {
            let sent = sent.entry(id.to_owned()).or_default();
            if !sent.contains(&digest) {
                sent.push(digest);
            }
        });
    }

    /// What is not on the device yet, by dossier.
    fn unwritten(&self) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, String> = self.in_hand.get_value().into_iter().collect();
        texts.extend(self.queue.get_value());
        texts
    }

    /// What is to be written down of a dossier whose text this is.
    fn last_words(&self, id: &str, text: String) -> LastWords {
        let sent = self.sent.with_value(|sent| sent.get(id).cloned().unwrap_or_default());
        LastWords { known: self.known(id), sent, text }
    }

    /// Reads whether the browser promised to keep what is stored.
    pub fn look_at_the_promise(self) {
        spawn_local(async move {
            let is_promised = storage::is_persisted().await;
            self.is_promised.set(Some(is_promised));
        });
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
        self.watch_the_day();
        leaving::warn_if(move || {
            // Where nothing is kept, what is still being typed is lost too.
            if self.keep_nothing.get_untracked() {
                self.take_last_entries();
            }
            self.is_losing()
        });
    }

    /// The page is drawn. What closed pages wrote down comes first: the page is ready once it is kept.
    pub(super) fn is_drawn(self) {
        spawn_local(async move {
            self.keep_last_words().await;
            address::ready();
        });
        timers::after(LAST_WORDS, address::ready);
    }

    /// Keeps what closed pages wrote down of the dossiers that are not open here: lists, files and archives are made of what is
    /// kept. What two pages answered, each its own way, waits there for the opening of the dossier, where it is asked.
    async fn keep_last_words(self) {
        let ids: BTreeSet<String> = journal::all().into_iter().map(|(id, _)| id).collect();
        if ids.is_empty() || self.keep_nothing.get_untracked() {
            return;
        }
        let is_here =
            move |id: &str| matches!(&*self.route.read_untracked(), Route::Dossier(here, _) if here == id);
        for id in &ids {
            if is_here(id) {
                continue;
            }
            // Never kept, it has nothing to be put together with: lists show it as it was written down.
            let Ok(Some(kept)) = storage::read(id).await else { continue };
            let words = journal::read(id);
            let brought = self.with_last_words(id, Some(&kept));
            let Brought { text: Some(text), conflits, gardes } = brought else { continue };
            if is_here(id) || !conflits.is_empty() || gardes != Gardes::default() {
                continue;
            }
            if text != kept {
                let written = storage::exchange(id, Some(&kept), &text).await;
                if !matches!(written, Ok(Exchange::Written)) {
                    continue;
                }
                tabs::announce(id);
                programs::tell(self.today.get_untracked(), Request::Index { id: id.clone() });
                self.hear_of_a_change();
            }
            journal::forget_these(id, &words);
        }
    }

    /// Has what lists dossiers read again, once nothing more comes for a while.
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
        self.take_last_entries();
        if self.keep_nothing.get_untracked() {
            return;
        }
        let mut waiting = self.keeping.unwritten();
        if self.is_open_untracked() && matches!(self.saving.get_untracked(), Saving::Refused(_)) {
            waiting.insert(self.id(), self.text());
        }
        for (id, text) in waiting {
            journal::write(&id, &self.keeping.last_words(&id, text));
        }
    }

    /// Takes what is being typed, without waiting.
    pub(super) fn take_last_entries(self) {
        let calls = self.keeping.last_calls.get_value();
        calls.iter().for_each(|(_, call)| call.run(()));
    }

    /// The page is looked at again: the day may be another one, and the device may hold newer work.
    fn come_back(self) {
        self.read_the_day();
        spawn_local(self.keep_last_words());
        // A list that could not be read, or is of before the device slept.
        self.keeping.changed_elsewhere.update(|times| *times += 1);
        match self.opening.get_untracked() {
            Opening::Open if matches!(self.saving.get_untracked(), Saving::Refused(_)) => self.save(),
            Opening::Open => self.look_at_the_device(),
            Opening::Unavailable(_) => self.read_again(),
            Opening::Nothing | Opening::Reading | Opening::Unreadable { .. } | Opening::Absent => {}
        }
    }

    /// Today is another day after midnight, also on a desk that nobody leaves.
    fn watch_the_day(self) {
        self.read_the_day();
        timers::after(A_MINUTE, move || self.watch_the_day());
    }

    fn read_the_day(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
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
            if self.id() != id || !self.is_open_untracked() {
                return;
            }
            let was_deleted = self.saving.get_untracked() == Saving::DeletedElsewhere;
            if kept == self.keeping.known(&id) && !was_deleted {
                return;
            }
            match kept {
                None => self.find_deleted(&id),
                Some(text) => {
                    // Not deleted any more: whoever did undid it.
                    if was_deleted {
                        self.saving.set(Saving::Nothing);
                    }
                    if self.keeping.is_sent(&id, &text) {
                        self.keeping.knows(&id, Some(text.clone()));
                    }
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
            if let Some(said) = merged.gardes.phrase(IN_ANOTHER_TAB) {
                self.say(&said);
            }
            if !merged.renommees.is_empty() {
                // The row that is shown is under another id: the page is drawn anew.
                self.reopen();
            }
            self.keeping.brought_in.set(Some(before));
        }
        self.disagree(id, merged.conflits);
        Ok(text)
    }

    /// What both sides changed, each its own way, is asked, now or at the next opening of the dossier.
    pub(super) fn disagree(&self, id: &str, new: Vec<Conflit>) {
        if new.is_empty() {
            return;
        }
        let mut all = match self.is_open_untracked() && self.id() == id {
            true => self.keeping.conflicts.get_untracked(),
            false => fusion::lire_conflits(&journal::disagreements(id)),
        };
        all.retain(|known| new.iter().all(|new| !new.is_about_the_same(known)));
        all.extend(new);
        self.keep_disagreements(id, all);
    }

    /// The user chose.
    pub fn end_disagreement(&self, conflict: &Conflit) {
        let mut all = self.keeping.conflicts.get_untracked();
        all.retain(|other| other != conflict);
        self.keep_disagreements(&self.id(), all);
    }

    fn keep_disagreements(&self, id: &str, all: Vec<Conflit>) {
        if !self.keep_nothing.get_untracked() {
            let text = fusion::ecrire_conflits(&all);
            journal::keep_disagreements(id, Some(text.as_str()).filter(|_| !all.is_empty()));
        }
        if self.is_open_untracked() && self.id() == id {
            self.keeping.conflicts.set(all);
        }
    }

    /// Asks what nobody chose yet of the dossier that was just opened, and these ones.
    pub(super) fn ask_what_is_unsettled(&self, id: &str, new: Vec<Conflit>) {
        let mut all = fusion::lire_conflits(&journal::disagreements(id));
        all.retain(|known| new.iter().all(|new| !new.is_about_the_same(known)));
        all.extend(new);
        self.dossier
            .with_untracked(|dossier| all.retain(|conflict| fusion::est_ouvert(&dossier.answers, conflict)));
        self.keep_disagreements(id, all);
    }

    /// Brings in what was written down at the last moment of earlier pages, and what this one did not write yet.
    pub(super) fn with_last_words(&self, id: &str, kept: Option<&str>) -> Brought {
        let read = |text: &str| dossier::ouvrir(text).map(|(dossier, _)| dossier).ok();
        let waiting = self.keeping.unwritten().remove(id).map(|text| self.keeping.last_words(id, text));
        let mut brought = Brought { text: kept.map(str::to_owned), ..Brought::default() };
        for LastWords { known, sent, text } in journal::read(id).into_iter().chain(waiting) {
            let Some(last) = read(&text) else { continue };
            let Some(now) = &brought.text else {
                // Deleted since: it stays so. Never kept: here it is.
                if known.is_none() {
                    brought.text = Some(text);
                }
                continue;
            };
            let Some(other) = read(now) else { return brought };
            // What it was writing then was kept after all: what came next is newer.
            let known = if kept.is_some_and(|kept| sent.contains(&empreinte(kept))) {
                kept
            } else {
                known.as_deref()
            };
            let base = known.and_then(read).unwrap_or_default();
            let mut merged = fusion::reprendre(&base, &other, &last);
            id.clone_into(&mut merged.dossier.id);
            merged.dossier.enregistre_le = other.enregistre_le;
            brought.gardes.joindre(merged.gardes);
            brought.conflits.extend(merged.conflits);
            brought.text = Some(dossier::ecrire(&merged.dossier));
        }
        brought
    }

    /// What was written down of a dossier was brought in, as this text: it is this page's to write, until it is kept.
    pub(super) fn take_over_last_words(&self, id: &str, kept: Option<&str>, brought: &str) {
        if kept == Some(brought) {
            journal::forget_words(id);
        } else {
            journal::take_over(id, &self.keeping.last_words(id, brought.to_owned()));
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
            session.keeping.in_hand.set_value(None);
            session.keeping.is_writing.set_value(false);
        };
        // In a task of its own: what was entered is shown first.
        timers::after(0, move || spawn_local(write));
    }

    /// Writes a text, or what it becomes with another tab's work; says what came of it while its dossier is open.
    async fn write(self, id: &str, mut text: String) {
        let outcome = loop {
            let known = self.keeping.known(id);
            self.keeping.sends(id, &text);
            self.keeping.in_hand.set_value(Some((id.to_owned(), text.clone())));
            match storage::exchange(id, known.as_deref(), &text).await {
                Ok(Exchange::Written) => break Saving::Done(clock::time()),
                Ok(Exchange::Differs(None)) => break Saving::DeletedElsewhere,
                Ok(Exchange::Differs(Some(theirs))) if self.keeping.is_sent(id, &theirs) => {
                    self.keeping.knows(id, Some(theirs));
                }
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
                self.keeping.sent.update_value(|sent| drop(sent.remove(id)));
                journal::forget_own(id);
                forget_start(id);
                tabs::announce(id);
                self.ask_to_persist();
                self.index_later(id);
                if is_shown {
                    self.saving.set(outcome);
                }
                // One left the dossier before it was written: the list that is on the screen lacks it.
                if !self.route.with_untracked(|route| matches!(route, Route::Dossier(..))) {
                    self.hear_of_a_change();
                }
            }
            _ if is_shown => self.saving.set(outcome),
            _ => self.write_down(id, text),
        }
    }

    /// The device refused the text of a dossier that is shown no longer: it is written down, and brought in once the dossier
    /// is opened again.
    fn write_down(&self, id: &str, text: String) {
        if !self.keep_nothing.get_untracked() {
            journal::write(id, &self.keeping.last_words(id, text));
            self.say(NOT_WRITTEN);
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
    pub(super) fn ask_to_persist(self) {
        if !self.keeping.is_promise_asked.get_value() {
            self.keeping.is_promise_asked.set_value(true);
            spawn_local(async move { self.keeping.is_promised.set(Some(storage::persist_once().await)) });
        }
    }
}

/// Whether two texts are of the same dossier, whenever they were written.
fn is_same(one: &str, other: &str) -> bool {
    let read = |text: &str| dossier::ouvrir(text).map(|(dossier, _)| (dossier.answers, dossier.suivi));
    matches!((read(one), read(other)), (Ok(one), Ok(other)) if one == other)
}
