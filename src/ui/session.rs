//! The one state of the page: the open dossier, where we are, what storage says. Everything else is derived.
//!
//! [`Session::change`] is the only door by which answers change, and it saves ([`super::keeping`]). Saving starts only once
//! a dossier was opened or explicitly started; a stored text that can't be read is never written over. What replaces a
//! dossier that is kept nowhere asks first ([`Session::replacing`]). Components find the session in the context
//! ([`use_session`]).

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::address::EarlyStart;
use crate::browser::kept::{self, Newer, Offline};
use crate::browser::{
    BrowserError, address, clock, focus, ids, journal, panic, publication, storage, tab_memory, timers,
};
use crate::domain::answers::{Answers, Entry};
use crate::domain::calendrier::iso;
use crate::domain::dossier::{self, Dossier};
use crate::domain::facts::{Facts, Memoire};
use crate::domain::nom_de_fichier;
use crate::domain::portefeuille::{Rangement, nom_avec_mention};
use crate::domain::questionnaire::{self, Page};
use crate::domain::questions::besoin::BESOIN;
use crate::domain::questions::calendrier::{DATE_DOSSIER_COMPLET, ZONE_FERIES, date_proposee};
use crate::domain::questions::denomination::structure;
use crate::protocol::event::{Event, Summary};
use crate::protocol::reglages::Reglages;
use crate::protocol::request::Request;
use crate::route::{Lieu, Retour, Route};

use super::form::Form;
use super::keeping::{Brought, Keeping};
use super::programs;

/// The page of the first question.
const FIRST: &str = "besoin";

/// Id of the question that is asked before a dossier that is kept nowhere is replaced.
pub const REPLACING: &str = "avant-de-remplacer";

/// Where the other copy of a dossier is that is put together with the one of here.
pub(super) const IN_ANOTHER_TAB: &str = "dans un autre onglet";

/// The memory of this tab that a dossier was started in it.
fn started_here(id: &str) -> String {
    format!("commence/{id}")
}

/// Once something of it is kept, what was started here is found on the device, or was deleted.
pub(super) fn forget_start(id: &str) {
    tab_memory::forget(&started_here(id));
}

/// The memory of this tab that nothing is to be kept on this device.
const KEEP_NOTHING: &str = "ne-rien-garder";

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing.
    Nothing,
    /// A dossier is being read.
    Reading,
    /// A dossier.
    Open,
    /// A text that can't be read, kept as it is.
    Unreadable {
        /// Why.
        sentence: String,
        /// The text.
        text: String,
    },
    /// No dossier of that id on this device.
    Absent,
    /// The device does not say now what it holds.
    Unavailable(BrowserError),
}

impl Opening {
    /// Its name, which tells it from the others.
    pub fn stage(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Reading => "reading",
            Self::Open => "open",
            Self::Unreadable { .. } => "unreadable",
            Self::Absent => "absent",
            Self::Unavailable(_) => "unavailable",
        }
    }
}

/// What saving came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing to save yet.
    Nothing,
    /// Saved at that time.
    Done(String),
    /// The user asked to keep nothing on this device.
    KeptNowhere,
    /// Another tab deleted the dossier: nothing is written before the user says so.
    DeletedElsewhere,
    /// Not saved, and why.
    Refused(BrowserError),
}

/// What is known of the plan of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overview {
    /// It is being computed for the first time.
    Awaited,
    /// It is known.
    Known(Summary),
    /// It can't be computed: a sentence.
    Broken(String),
}

/// What was copied from another dossier, and can be undone while nothing else changed.
#[derive(Clone, PartialEq)]
pub struct TakenOver {
    /// What was done; a sentence.
    pub sentence: String,
    /// The answers before.
    pub before: Answers,
    /// The answers right after.
    pub after: Answers,
}

/// What would replace the open dossier, and waits for the user to say what becomes of it.
pub struct Replacement {
    /// Does it.
    proceed: Box<dyn FnOnce()>,
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Session {
    /// The open dossier.
    pub dossier: RwSignal<Dossier>,
    /// What is open.
    pub opening: RwSignal<Opening>,
    /// Where we are.
    pub route: RwSignal<Route>,
    /// What saving came to.
    pub saving: RwSignal<Saving>,
    /// What tells the open dossier from another of its name on this device; empty: nothing. No letter nor sheet says it.
    pub mention: RwSignal<String>,
    /// What was last copied from another dossier.
    pub taken_over: RwSignal<Option<TakenOver>>,
    /// Sentences to show once, after an opening.
    pub messages: RwSignal<Vec<String>>,
    /// Keep nothing on this device.
    pub keep_nothing: RwSignal<bool>,
    /// Whether the plan beside the questions is unfolded, from a page to the next.
    pub panel_is_open: RwSignal<bool>,
    /// The plan of the answers, in short.
    pub overview: RwSignal<Overview>,
    /// The copy of the page on this device, and whether another version waits.
    pub kept: RwSignal<(Offline, Newer)>,
    /// The settings of the publisher of this copy, once they are read.
    pub settings: RwSignal<Reglages>,
    /// Today: another day once the device slept.
    pub today: RwSignal<NaiveDate>,
    /// What is written and what is known of the device.
    pub keeping: Keeping,
    /// Whether something waits for the user to say what becomes of a dossier that is kept nowhere.
    pub asks_before_replacing: RwSignal<bool>,
    replacement: StoredValue<Option<Replacement>, LocalStorage>,
    /// The text of the dossier file: written once for each change, whoever asks for it.
    written: Memo<String>,
    /// The page that lacked an answer when « Modifier » was clicked.
    missing_before: StoredValue<Option<&'static str>>,
    /// How many dossiers were opened, or read again.
    openings: StoredValue<u32>,
    /// The place before this one.
    previous: StoredValue<Option<Route>>,
    /// The id of the last dossier that was started here.
    started: StoredValue<String>,
}

/// The session of the page.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// A page with nothing open; provides itself to the components below.
    pub fn provide() -> Self {
        let dossier = RwSignal::new(Dossier::default());
        let session = Self {
            dossier,
            opening: RwSignal::new(Opening::Nothing),
            route: RwSignal::new(Route::parse(&address::fragment())),
            saving: RwSignal::new(Saving::Nothing),
            mention: RwSignal::new(String::new()),
            taken_over: RwSignal::new(None),
            messages: RwSignal::new(vec![]),
            keep_nothing: RwSignal::new(tab_memory::read(KEEP_NOTHING).is_some()),
            panel_is_open: RwSignal::new(focus::window_is_wide()),
            overview: RwSignal::new(Overview::Awaited),
            kept: RwSignal::new(kept::state()),
            settings: RwSignal::new(Reglages::default()),
            today: RwSignal::new(clock::today()),
            keeping: Keeping::new(),
            asks_before_replacing: RwSignal::new(false),
            replacement: StoredValue::new_local(None),
            written: Memo::new(move |_| dossier.with(dossier::ecrire)),
            missing_before: StoredValue::new(None),
            openings: StoredValue::new(0),
            previous: StoredValue::new(None),
            started: StoredValue::new(String::new()),
        };
        provide_context(session);
        panic::install();
        session
    }

    /// Begins to listen and to keep, and goes to the place of the address. Under the owner of the whole page.
    pub fn wake(self) {
        address::listen(move |fragment| {
            // While the page that is left still stands: what was filled in there without being told is read in it.
            self.take_last_entries();
            self.arrive(Route::parse(&fragment));
        });
        kept::listen(move |state| self.kept.set(state));
        // What was told since the page was made and before it listened.
        self.kept.set(kept::state());
        self.keep_in_step();
        // Reaches outside: the program that computes the plan.
        Effect::new(move || self.summarize());
        publication::read(move |settings| self.settle(settings));
        self.arrive(Route::parse(&address::fragment()));
    }

    /// Whether a dossier is open.
    pub fn is_open(&self) -> bool {
        self.opening.with(|opening| *opening == Opening::Open)
    }

    /// Whether a dossier is open, now.
    pub(super) fn is_open_untracked(&self) -> bool {
        self.opening.with_untracked(|opening| *opening == Opening::Open)
    }

    /// A link to a place of the open dossier.
    pub fn to(&self, place: Lieu) -> Route {
        Route::Dossier(self.dossier.with_untracked(|dossier| dossier.id.clone()), place)
    }

    /// Goes to a place.
    pub fn go(&self, route: &Route) {
        address::go(&route.write());
    }

    fn arrive(&self, route: Route) {
        let session = *self;
        if let Route::Dossier(id, _) = &route
            && !(self.is_open_untracked() && self.id() == *id)
        {
            if self.is_losing() {
                // The address says another dossier: it waits for the answer, the page stays where it is.
                address::replace(&self.route.with_untracked(Route::write));
                return self.replacing(move || session.go(&route));
            }
            let id = id.clone();
            self.opening.set(Opening::Reading);
            spawn_local(async move { session.load(&id).await });
        }
        if route.is_of_all_dossiers() && !self.is_losing() {
            // What is done there to a dossier is not done to one that is open.
            self.close();
        }
        // From a page that leads back to where « Modifier » was clicked to another one, the walk is the same.
        let old = self.route.get_untracked();
        if old.back().is_none() && route.back().is_some() {
            self.missing_before.set_value(self.with_facts(questionnaire::prochaine).map(|(_, page)| page.id));
        }
        self.previous.set_value((old != route).then_some(old));
        self.route.set(route);
    }

    /// Whether one comes from that place.
    pub fn comes_from(&self, route: &Route) -> bool {
        self.previous.with_value(|previous| previous.as_ref() == Some(route))
    }

    /// Where one came from to this place, if it was a question of this dossier; `id`: that question, when nothing is known
    /// of the way here.
    pub fn question_before(&self, id: &str) -> Route {
        let asks = |route: &&Route| matches!(route, Route::Dossier(of, Lieu::Page(..) | Lieu::Ligne(..)) if *of == self.id());
        let before = self.previous.with_value(|previous| previous.as_ref().filter(asks).cloned());
        before.unwrap_or_else(|| self.to(Lieu::Page(id.to_owned(), None)))
    }

    /// The number of the opening of the dossier: what was entered before it was opened, or read again, is not for it.
    pub fn opening_number(&self) -> u32 {
        self.openings.get_value()
    }

    /// Does what replaces the open dossier: at once when it is kept, else once the user said so.
    pub fn replacing(&self, proceed: impl FnOnce() + 'static) {
        if !self.is_losing() {
            return proceed();
        }
        self.replacement.set_value(Some(Replacement { proceed: Box::new(proceed) }));
        self.asks_before_replacing.set(true);
        timers::after(0, || focus::on(REPLACING));
    }

    /// Lets go of the open dossier, and does what waits for it.
    pub fn replace(&self) {
        self.asks_before_replacing.set(false);
        let waiting = self.replacement.try_update_value(Option::take).flatten();
        self.close();
        if let Some(waiting) = waiting {
            (waiting.proceed)();
        }
    }

    /// Does nothing of it: the dossier stays open.
    pub fn keep_open(&self) {
        self.asks_before_replacing.set(false);
        self.replacement.set_value(None);
        if !matches!(self.route.get_untracked(), Route::Dossier(..)) {
            self.go(&self.resume());
        }
    }

    /// Reads a dossier kept on this device.
    pub async fn load(&self, id: &str) {
        let kept = match storage::read(id).await {
            Ok(kept) => kept,
            Err(error) => return self.opening.set(Opening::Unavailable(error)),
        };
        // Asked for twice, by two places of it, or left meanwhile: what is open, and answered by now, stays.
        let goes_elsewhere =
            matches!(&*self.route.read_untracked(), Route::Dossier(wanted, _) if wanted != id);
        if goes_elsewhere || (self.is_open_untracked() && self.id() == id) {
            return;
        }
        let Brought { text: brought, conflits, gardes } = self.with_last_words(id, kept.as_deref());
        self.note_known(id, kept.clone());
        let Some(text) = &brought else {
            journal::forget_words(id);
            // Started in this tab, and nothing was entered yet.
            if tab_memory::read(&started_here(id)).is_some() {
                return self.begin(Dossier { id: id.to_owned(), ..Dossier::default() });
            }
            return self.opening.set(Opening::Absent);
        };
        match dossier::ouvrir(text) {
            Ok((mut dossier, notices)) => {
                id.clone_into(&mut dossier.id);
                self.take_over_last_words(id, kept.as_deref(), text);
                self.take(dossier, notices);
                self.ask_what_is_unsettled(id, conflits);
                if let Some(said) = gardes.phrase(IN_ANOTHER_TAB) {
                    self.say(&said);
                }
                self.saving.set(Saving::Nothing);
                if brought != kept {
                    self.save();
                }
                // Last: the page is there already, and may be answered meanwhile.
                self.read_mention(id).await;
            }
            Err(error) => {
                self.opening.set(Opening::Unreadable { sentence: error.to_string(), text: text.clone() });
            }
        }
    }

    /// Reads what tells a dossier from another of its name, while it is the open one.
    pub(super) async fn read_mention(&self, id: &str) {
        let filed = storage::filing(id).await.ok().flatten();
        if self.id() == id {
            self.mention.set(filed.map(|text| Rangement::lire(&text).mention).unwrap_or_default());
        }
    }

    /// The open dossier is a second one, made from another: it gets what tells the two apart, and goes in its group.
    pub fn file_beside(self, first: String, mention: String) {
        self.mention.set(mention.clone());
        if self.keep_nothing.get_untracked() {
            return;
        }
        let request = Request::FileBeside { id: self.id(), first, mention };
        programs::tell(self.today.get_untracked(), request);
    }

    /// The open dossier was made for a group: it goes in it.
    pub fn file_in(self, group: String) {
        if !self.keep_nothing.get_untracked() {
            programs::tell(self.today.get_untracked(), Request::FileIn { id: self.id(), group });
        }
    }

    /// The group whose page one comes from; none when it is another place.
    pub fn group_before(&self) -> Option<String> {
        self.previous.with_value(|previous| match previous {
            Some(Route::Groupe(name)) => Some(name.clone()),
            _ => None,
        })
    }

    /// Keeps nothing on this device from now on, or keeps again what is entered: as long as this tab is open, through a reload.
    pub fn set_keep_nothing(&self, yes: bool) {
        match yes {
            true => tab_memory::write(KEEP_NOTHING, ""),
            false => tab_memory::forget(KEEP_NOTHING),
        }
        self.keep_nothing.set(yes);
    }

    /// Reads again a dossier that the device did not give.
    pub fn read_again(self) {
        let Route::Dossier(id, _) = self.route.get_untracked() else { return };
        self.opening.set(Opening::Reading);
        spawn_local(async move { self.load(&id).await });
    }

    /// Draws the page of the open dossier anew: what its forms hold is of another time.
    pub(super) fn reopen(self) {
        self.openings.update_value(|number| *number += 1);
        self.opening.set(Opening::Reading);
        timers::after(0, move || self.opening.set(Opening::Open));
    }

    /// Says a sentence at the top of the page.
    pub fn say(&self, sentence: &str) {
        self.messages.update(|messages| messages.push(sentence.to_owned()));
    }

    fn take(&self, dossier: Dossier, notices: Vec<String>) {
        self.dossier.set(dossier);
        panic::keep(Some(self.text()));
        self.mention.set(String::new());
        self.taken_over.set(None);
        self.messages.set(notices);
        self.keeping.conflicts.set(vec![]);
        self.openings.update_value(|number| *number += 1);
        // A page opened in the middle of a walk: nothing says what was missing before it.
        self.missing_before.set_value(None);
        self.opening.set(Opening::Open);
    }

    /// Starts an empty dossier, on its first question.
    pub fn start(&self) {
        let session = *self;
        self.replacing(move || {
            session.begin(session.fresh());
            session.go(&session.to(Lieu::Page(FIRST.to_owned(), None)));
        });
    }

    /// Starts a dossier with what was done in the static shell: the page is on its first question at once, or on what
    /// follows it.
    pub fn start_early(&self, early: EarlyStart) {
        let EarlyStart { ticked, goes_on } = early;
        let mut dossier = self.fresh();
        let is_answered = !ticked.is_empty();
        if is_answered {
            dossier.answers.set(BESOIN.spec.id, Some(Entry::Many(ticked)));
        }
        self.begin(dossier);
        if is_answered {
            self.save();
        }
        let first = self.to(Lieu::Page(FIRST.to_owned(), None));
        let route = if goes_on && is_answered { self.resume() } else { first };
        self.go(&route);
        // The address is heard of later: the page that is drawn first must be the one that stands already.
        self.arrive(route);
    }

    /// A new dossier, with the holiday zone that the publisher of this copy gives: the user sees it, and changes it.
    fn fresh(&self) -> Dossier {
        let mut dossier = Dossier { id: ids::fresh("dossier"), ..Dossier::default() };
        self.give_zone(&mut dossier);
        self.started.set_value(dossier.id.clone());
        dossier
    }

    fn give_zone(&self, dossier: &mut Dossier) {
        let zone = self.settings.with_untracked(|settings| settings.zone);
        if let Some(zone) = zone.filter(|_| dossier.answers.entry(ZONE_FERIES.spec.id).is_none()) {
            dossier.answers.set(ZONE_FERIES.spec.id, Some(Entry::one(zone.jeton())));
        }
    }

    /// The settings of the publisher are there. A dossier that was started while they came is one of this copy too.
    fn settle(&self, settings: Reglages) {
        if settings == Reglages::default() {
            return;
        }
        self.settings.set(settings);
        let began = self.started.get_value();
        if self.is_open_untracked() && self.dossier.with_untracked(|dossier| dossier.id == began) {
            self.dossier.update(|dossier| self.give_zone(dossier));
        }
    }

    fn begin(&self, dossier: Dossier) {
        let nowhere = self.keep_nothing.get_untracked();
        // Not kept before something is entered, but a reload finds it.
        if !nowhere {
            tab_memory::write(&started_here(&dossier.id), "");
        }
        self.take(dossier, vec![]);
        self.saving.set(if nowhere { Saving::KeptNowhere } else { Saving::Nothing });
    }

    /// Opens the text of a file, as a dossier of its own; `then` once it is open.
    ///
    /// # Errors
    /// A sentence; nothing that was open is touched.
    pub async fn open_file(&self, text: &str, then: impl FnOnce() + 'static) -> Result<(), String> {
        let (mut dossier, notices) = dossier::ouvrir(text).map_err(|error| error.to_string())?;
        // A dossier of that id that is kept here, and differs, is not written over: the file opens beside it. So it does
        // when the device does not say what it holds.
        let kept = storage::read(&dossier.id).await;
        let is_free = kept.as_ref().is_ok_and(|kept| kept.as_deref().is_none_or(|kept| kept == text));
        if is_free && dossier.id.starts_with("dossier-") {
            self.note_known(&dossier.id, kept.unwrap_or_default());
        } else {
            dossier.id = ids::fresh("dossier");
        }
        let (session, text) = (*self, text.to_owned());
        self.replacing(move || {
            session.take(dossier, notices);
            let opened = Request::Opened { id: session.id(), dossier: text };
            programs::tell(session.today.get_untracked(), opened);
            session.save();
            session.go(&session.resume());
            then();
        });
        Ok(())
    }

    /// Moves notes, each from one key to another, as a program found that they must; kept with the next change.
    pub fn move_notes(&self, moved: &[(String, String)]) {
        if !moved.is_empty() {
            self.dossier.update(|dossier| dossier::deplacer_notes(&mut dossier.suivi, moved));
        }
    }

    /// Keeps the day that is proposed for the complete file, once a page shows dates that are counted from it: it must not
    /// move by itself the next day (R-COMPTE-18). Nothing is kept in a dossier without any answer.
    pub fn keep_proposed_date(&self) {
        let begun = self.dossier.with_untracked(|dossier| dossier.answers.entry(BESOIN.spec.id).is_some());
        let spec = &DATE_DOSSIER_COMPLET.spec;
        let known = self.dossier.with_untracked(|dossier| dossier.answers.entry(spec.id).is_some());
        if self.is_open_untracked() && begun && !known {
            let day = self.with_facts(date_proposee);
            // Nobody changed anything: it is still of the day that it was last saved.
            self.dossier.update(|dossier| dossier.answers.set(spec.id, Some(Entry::one(&iso(day)))));
            self.keep();
        }
    }

    /// A form on the answers of the dossier.
    pub fn form(&self) -> Form {
        Form::new(self.dossier.with_untracked(|dossier| dossier.answers.clone()), self.today.into())
    }

    /// Where to resume: the first unanswered question, else the plan.
    pub fn resume(&self) -> Route {
        let page = self.with_facts(|facts| questionnaire::prochaine(facts).map(|(_, page)| page.id));
        self.to(page.map_or(Lieu::COMMENCER, |page| Lieu::Page(page.to_owned(), None)))
    }

    /// Reads the answers as facts, now.
    pub fn with_facts<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with_untracked(|dossier| read_facts(&dossier.answers, self.today.get_untracked(), read))
    }

    /// Reads the answers as facts, and again at each change.
    pub fn follow_facts<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with(|dossier| read_facts(&dossier.answers, self.today.get(), read))
    }

    /// Changes the dossier, and saves it.
    pub fn change(&self, change: impl FnOnce(&mut Dossier)) {
        self.dossier.update(|dossier| {
            change(dossier);
            dossier.enregistre_le = clock::instant();
        });
        self.keep();
    }

    /// Asks for the plan in short, each time the open dossier changes: in a task of its own, once the answer is shown.
    fn summarize(self) {
        if !self.is_open() {
            self.overview.set(Overview::Awaited);
            return;
        }
        self.dossier.track();
        self.today.track();
        timers::after(0, move || {
            if !self.is_open_untracked() {
                return;
            }
            let id = self.id();
            let request = Request::Summary { dossier: self.text() };
            programs::ask(self.today.get_untracked(), request, vec![], move |event, _| {
                if self.dossier.with_untracked(|dossier| dossier.id == id) {
                    match event {
                        Event::Summary(summary) => self.overview.set(Overview::Known(summary)),
                        Event::Refusal { sentence } => self.overview.set(Overview::Broken(sentence)),
                        _ => {}
                    }
                }
            });
        });
    }

    /// Replaces the answers, and saves them.
    pub fn answer(&self, answers: Answers) {
        self.change(|dossier| dossier.answers = answers);
    }

    /// The text of the dossier file.
    pub fn text(&self) -> String {
        self.written.get_untracked()
    }

    /// Closes what is open, without touching what is stored.
    pub fn close(&self) {
        self.dossier.set(Dossier::default());
        self.opening.set(Opening::Nothing);
        self.saving.set(Saving::Nothing);
        self.mention.set(String::new());
        self.taken_over.set(None);
        self.messages.set(vec![]);
        panic::keep(None);
    }

    /// Where « Continuer » leads from a page: back where « Modifier » was clicked, unless new questions appeared; else
    /// to the next asked page, at last to the review.
    pub fn after(&self, page: &Page, back: Option<Retour>) -> Route {
        self.with_facts(|facts| {
            if let Some(back) = back {
                // What was already missing before the change is no reason not to go straight back.
                let known = self.missing_before.get_value();
                let new = questionnaire::prochaine(facts).filter(|(_, missing)| known != Some(missing.id));
                return match new {
                    Some((_, missing)) => self.to(Lieu::Page(missing.id.to_owned(), Some(back))),
                    None => self.to(back.place()),
                };
            }
            let path = questionnaire::chemin(facts);
            let mut after = path.iter().skip_while(|(_, other)| other.id != page.id).skip(1);
            self.to(after.next().map_or(Lieu::Verifier, |(_, next)| Lieu::Page(next.id.to_owned(), None)))
        })
    }

    /// The asked page before a page; none for the first.
    pub fn before(&self, page: &Page) -> Option<Route> {
        self.with_facts(|facts| {
            let path = questionnaire::chemin(facts);
            let place = path.iter().position(|(_, other)| other.id == page.id)?.checked_sub(1)?;
            path.get(place).map(|(_, before)| self.to(Lieu::Page(before.id.to_owned(), None)))
        })
    }

    /// The name of its file: « jalons-orsac-2026-11-24.json ».
    pub fn file_name(&self) -> String {
        let mention = self.mention.get_untracked();
        nom_de_fichier::du_dossier(&self.with_facts(structure), &mention, self.today.get_untracked())
    }

    /// What the page calls the open dossier; `unnamed` when it has no name.
    pub fn called(&self, unnamed: &str) -> String {
        let name = self.follow_facts(structure);
        nom_avec_mention(if name.is_empty() { unnamed } else { &name }, &self.mention.get())
    }

    /// Takes answers in which something was copied from another dossier; it can be undone.
    pub fn take_over(&self, answers: Answers, sentence: String) {
        let before = self.dossier.with_untracked(|dossier| dossier.answers.clone());
        self.answer(answers.clone());
        self.taken_over.set(Some(TakenOver { sentence, before, after: answers }));
        // The page that is shown holds the other answers.
        self.reopen();
    }

    /// Whether what was copied can be undone: nothing else changed since.
    pub fn can_put_back(&self) -> bool {
        self.taken_over.with(|taken| {
            taken.as_ref().is_some_and(|taken| self.dossier.with(|dossier| dossier.answers == taken.after))
        })
    }

    /// Undoes it. The ids that were given to the copies are given to nothing else.
    pub fn put_back(&self) {
        if let Some(TakenOver { mut before, after, .. }) = self.taken_over.get_untracked() {
            for (_, entry) in after.entries() {
                if let Entry::Rows(rows) = entry {
                    rows.iter().for_each(|row| before.retenir(&row.id));
                }
            }
            self.taken_over.set(None);
            self.answer(before);
            self.reopen();
        }
    }
}

/// Reads answers as facts. Which questions are asked is worked out once: a thousand rows ask it again and again.
fn read_facts<T>(answers: &Answers, today: NaiveDate, read: impl FnOnce(&Facts<'_>) -> T) -> T {
    let memoire = Memoire::default();
    read(&Facts::new(answers, today).avec_memoire(&memoire))
}
