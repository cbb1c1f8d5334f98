//! The one state of the page: the open dossier, where we are, what storage says. Everything else is derived.
//!
//! [`Session::change`] is the only door by which answers change, and it saves. Saving starts only once a dossier was
//! opened or explicitly started; a stored text that can't be read is never written over. Components find the session in
//! the context ([`use_session`]).

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::address::EarlyStart;
use crate::browser::{BrowserError, address, clock, focus, ids, leaving, panic, storage, tabs, timers};
use crate::domain::answers::{Answers, Entry};
use crate::domain::dossier::{self, Dossier};
use crate::domain::facts::{Facts, Memoire};
use crate::domain::nom_de_fichier;
use crate::domain::questionnaire::{self, Page};
use crate::domain::questions::besoin::BESOIN;
use crate::domain::questions::denomination::structure;
use crate::protocol::event::{Event, Summary};
use crate::protocol::request::Request;
use crate::route::{Lieu, Retour, Route};

use super::form::Form;
use super::programs;

/// The page of the first question.
const FIRST: &str = "besoin";

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

/// Writes are one at a time; what changes meanwhile is written next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Idle,
    Busy,
    BusyAndStale,
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
    /// Sentences to show once, after an opening.
    pub messages: RwSignal<Vec<String>>,
    /// Another tab saved this dossier.
    pub changed_elsewhere: RwSignal<bool>,
    /// Keep nothing on this device.
    pub keep_nothing: RwSignal<bool>,
    /// Whether the plan beside the questions is unfolded, from a page to the next.
    pub panel_is_open: RwSignal<bool>,
    /// The plan of the answers, in short.
    pub overview: RwSignal<Overview>,
    /// Today.
    pub today: NaiveDate,
    /// The page that lacked an answer when « Modifier » was clicked.
    missing_before: StoredValue<Option<&'static str>>,
    /// How many dossiers were opened, or read again.
    openings: StoredValue<u32>,
    /// The place before this one.
    previous: StoredValue<Option<Route>>,
    writing: StoredValue<Writing>,
}

/// The session of the page.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// A page with nothing open; provides itself to the components below.
    pub fn provide() -> Self {
        let session = Self {
            dossier: RwSignal::new(Dossier::default()),
            opening: RwSignal::new(Opening::Nothing),
            route: RwSignal::new(Route::parse(&address::fragment())),
            saving: RwSignal::new(Saving::Nothing),
            messages: RwSignal::new(vec![]),
            changed_elsewhere: RwSignal::new(false),
            keep_nothing: RwSignal::new(false),
            panel_is_open: RwSignal::new(focus::window_is_wide()),
            overview: RwSignal::new(Overview::Awaited),
            today: clock::today(),
            missing_before: StoredValue::new(None),
            openings: StoredValue::new(0),
            previous: StoredValue::new(None),
            writing: StoredValue::new(Writing::Idle),
        };
        provide_context(session);
        address::listen(move |fragment| session.arrive(Route::parse(&fragment)));
        tabs::listen(move |saved| {
            if session.dossier.with_untracked(|dossier| dossier.id == saved) {
                session.changed_elsewhere.set(true);
            }
        });
        leaving::warn_if(move || {
            let lost = matches!(session.saving.get_untracked(), Saving::KeptNowhere | Saving::Refused(_));
            lost && session.is_open_untracked()
        });
        // Reaches outside: the program that computes the plan.
        Effect::new(move || session.summarize());
        panic::install();
        session.arrive(session.route.get_untracked());
        session
    }

    /// Whether a dossier is open.
    pub fn is_open(&self) -> bool {
        self.opening.with(|opening| *opening == Opening::Open)
    }

    fn is_open_untracked(&self) -> bool {
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
        if let Route::Dossier(id, _) = &route {
            let known = self.dossier.with_untracked(|dossier| dossier.id == *id);
            if !(known && self.is_open_untracked()) {
                let id = id.clone();
                self.opening.set(Opening::Reading);
                spawn_local(async move { session.load(&id).await });
            }
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

    /// The number of the opening of the dossier: what was entered before it was opened, or read again, is not for it.
    pub fn opening_number(&self) -> u32 {
        self.openings.get_value()
    }

    /// Reads a dossier kept on this device.
    pub async fn load(&self, id: &str) {
        match storage::read(id).await {
            Ok(Some(text)) => match dossier::ouvrir(&text) {
                Ok((mut dossier, notices)) => {
                    id.clone_into(&mut dossier.id);
                    self.take(dossier, notices);
                    self.saving.set(Saving::Nothing);
                }
                Err(error) => self.opening.set(Opening::Unreadable { sentence: error.to_string(), text }),
            },
            Ok(None) => self.opening.set(Opening::Absent),
            Err(error) => {
                self.saving.set(Saving::Refused(error));
                self.opening.set(Opening::Absent);
            }
        }
    }

    /// Reads the open dossier again, as another tab kept it.
    pub fn read_again(self) {
        // What was entered on the page goes with it.
        self.openings.update_value(|number| *number += 1);
        self.opening.set(Opening::Reading);
        spawn_local(async move {
            let id = self.dossier.with_untracked(|dossier| dossier.id.clone());
            self.load(&id).await;
        });
    }

    /// Says a sentence at the top of the page.
    pub fn say(&self, sentence: &str) {
        self.messages.update(|messages| messages.push(sentence.to_owned()));
    }

    fn take(&self, dossier: Dossier, notices: Vec<String>) {
        panic::keep(Some(dossier::ecrire(&dossier)));
        self.dossier.set(dossier);
        self.messages.set(notices);
        self.changed_elsewhere.set(false);
        self.openings.update_value(|number| *number += 1);
        // A page opened in the middle of a walk: nothing says what was missing before it.
        self.missing_before.set_value(None);
        self.opening.set(Opening::Open);
    }

    /// Starts an empty dossier, on its first question.
    pub fn start(&self) {
        self.begin(Dossier { id: ids::fresh("dossier"), ..Dossier::default() });
        self.go(&self.to(Lieu::Page(FIRST.to_owned(), None)));
    }

    /// Starts a dossier with what was done in the static shell: the page is on its first question at once, or on what
    /// follows it.
    pub fn start_early(&self, early: EarlyStart) {
        let EarlyStart { ticked, goes_on } = early;
        let mut dossier = Dossier { id: ids::fresh("dossier"), ..Dossier::default() };
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

    fn begin(&self, dossier: Dossier) {
        self.take(dossier, vec![]);
        let nowhere = self.keep_nothing.get_untracked();
        self.saving.set(if nowhere { Saving::KeptNowhere } else { Saving::Nothing });
    }

    /// Opens the text of a file, as a dossier of its own.
    ///
    /// # Errors
    /// A sentence; nothing that was open is touched.
    pub async fn open_file(&self, text: &str) -> Result<(), String> {
        let (mut dossier, notices) = dossier::ouvrir(text).map_err(|error| error.to_string())?;
        // A dossier of that id that is kept here, and differs, is not written over: the file opens beside it.
        let differs =
            storage::read(&dossier.id).await.is_ok_and(|kept| kept.is_some_and(|kept| kept != text));
        if differs || !dossier.id.starts_with("dossier-") {
            dossier.id = ids::fresh("dossier");
        }
        self.take(dossier, notices);
        self.save();
        self.go(&self.resume());
        Ok(())
    }

    /// A form on the answers of the dossier.
    pub fn form(&self) -> Form {
        Form::new(self.dossier.with_untracked(|dossier| dossier.answers.clone()), self.today)
    }

    /// Where to resume: the first unanswered question, else the plan.
    pub fn resume(&self) -> Route {
        let page = self.with_facts(|facts| questionnaire::prochaine(facts).map(|(_, page)| page.id));
        self.to(page.map_or(Lieu::PLAN, |page| Lieu::Page(page.to_owned(), None)))
    }

    /// Reads the answers as facts, now.
    pub fn with_facts<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with_untracked(|dossier| read_facts(&dossier.answers, self.today, read))
    }

    /// Reads the answers as facts, and again at each change.
    pub fn follow_facts<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with(|dossier| read_facts(&dossier.answers, self.today, read))
    }

    /// Changes the dossier, and saves it.
    pub fn change(&self, change: impl FnOnce(&mut Dossier)) {
        self.dossier.update(change);
        self.save();
    }

    /// Asks for the plan in short, each time the open dossier changes: in a task of its own, once the answer is shown.
    fn summarize(self) {
        if !self.is_open() {
            self.overview.set(Overview::Awaited);
            return;
        }
        self.dossier.track();
        timers::after(0, move || {
            if !self.is_open_untracked() {
                return;
            }
            let (id, dossier) =
                self.dossier.with_untracked(|dossier| (dossier.id.clone(), dossier::ecrire(dossier)));
            programs::ask(self.today, Request::Summary { dossier }, None, move |event, _| {
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
        self.dossier.with_untracked(dossier::ecrire)
    }

    /// Saves the dossier on this device.
    pub fn save(&self) {
        self.dossier.update_untracked(|dossier| dossier.enregistre_le = clock::instant());
        panic::keep(Some(self.text()));
        // Another tab saved this dossier since: nothing is written over its work before the user has chosen.
        if self.changed_elsewhere.get_untracked() {
            return;
        }
        if self.keep_nothing.get_untracked() {
            self.saving.set(Saving::KeptNowhere);
            return;
        }
        if self.writing.get_value() != Writing::Idle {
            self.writing.set_value(Writing::BusyAndStale);
            return;
        }
        self.writing.set_value(Writing::Busy);
        let session = *self;
        spawn_local(async move {
            loop {
                let id = session.dossier.with_untracked(|dossier| dossier.id.clone());
                match storage::write(&id, &session.text()).await {
                    Ok(()) => {
                        session.saving.set(Saving::Done(clock::time()));
                        tabs::announce(&id);
                    }
                    Err(error) => session.saving.set(Saving::Refused(error)),
                }
                if session.writing.get_value() == Writing::BusyAndStale {
                    session.writing.set_value(Writing::Busy);
                } else {
                    session.writing.set_value(Writing::Idle);
                    break;
                }
            }
        });
    }

    /// Closes what is open, without touching what is stored.
    pub fn close(&self) {
        self.dossier.set(Dossier::default());
        self.opening.set(Opening::Nothing);
        self.saving.set(Saving::Nothing);
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

    /// A name for files: « jalons-orsac-2026-11-24 ».
    pub fn file_name(&self) -> String {
        nom_de_fichier::base(&self.with_facts(structure), self.today)
    }
}

/// Reads answers as facts. Which questions are asked is worked out once: a thousand rows ask it again and again.
fn read_facts<T>(answers: &Answers, today: NaiveDate, read: impl FnOnce(&Facts<'_>) -> T) -> T {
    let memoire = Memoire::default();
    read(&Facts::new(answers, today).avec_memoire(&memoire))
}
