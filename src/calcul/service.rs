//! The program `calcul` in its worker: answers each request that comes in; keeps, beside each dossier, what is said of it in
//! the list of all of them, and does there what that list asks; remembers its plan, to tell what newer rules change in it.
//!
//! What is said of a dossier is made again a lot at a time: the list is shown at once with what is known, and the page asks
//! again until nothing is missing ([`Answer::Page`], `unfinished`).

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::pages::groupe;
use super::pages::portefeuille::{self, DELAI_POUR_ANNULER, Fait, Place, Vue};
use super::pages::semaine;
use super::{answer, answer_remembering};
use crate::browser::service::{self, Incoming};
use crate::browser::storage::{self, Exchange, Shelf};
use crate::browser::{BrowserError, clock, ids, tabs, timers};
use crate::domain::agenda::Agenda;
use crate::domain::copies;
use crate::domain::dossier::{self, Dossier};
use crate::domain::groupe::{Groupe, marquer};
use crate::domain::plan_retenu::Souvenir;
use crate::domain::portefeuille::{
    Classement, Fiche, GROUPE_MAX, MENTION_MAX, Tri, en_une_ligne, mention_de_copie, nom_avec_mention,
};
use crate::domain::resume::Resume;
use crate::domain::termes;
use crate::protocol::answer::Answer;
use crate::protocol::delivery::Delivery;
use crate::protocol::request::{Command, DOSSIER, DrawnPage, Envelope, Fields, Request};

/// How long dossiers are read before the list is shown, or shown again, in milliseconds.
const LOT: f64 = 120.0;

/// How many dossiers are read at once.
const AT_ONCE: usize = 12;

/// What is said of dossiers that are to be ticked first, and of what can't be undone any more.
const NONE_CHOSEN: &str = "Cochez d’abord les dossiers, dans la liste.";
const TOO_LATE: &str = "Il est trop tard pour annuler\u{a0}: rien n’en est plus gardé sur cet appareil.";

/// How long a page of a plan waits for what is remembered of it, in milliseconds: a store that says nothing holds no page.
const REMEMBERING: u32 = 1_500;

/// A dossier that was deleted.
struct Deleted {
    id: String,
    text: String,
    filed: Classement,
    copies: Option<String>,
    memory: Option<String>,
}

/// What was done last, and can be undone for a while.
struct Bin {
    number: u32,
    /// When, in milliseconds.
    since: f64,
    what: Undoable,
}

/// What can be undone.
enum Undoable {
    /// What was deleted.
    Deleted(Vec<Deleted>),
    /// What was changed: id, text before and after.
    Changed(Vec<(String, String, String)>),
}

impl Undoable {
    /// Nothing of it is kept any more.
    fn forget(&mut self) {
        match self {
            Self::Deleted(dossiers) => dossiers.clear(),
            Self::Changed(dossiers) => dossiers.clear(),
        }
    }
}

thread_local! {
    /// What was put on the screen lately.
    static DELIVERY: RefCell<Delivery> = RefCell::new(Delivery::default());
    /// The order of the list.
    static ORDER: RefCell<Tri> = const { RefCell::new(Tri::Modification) };
    /// What was deleted or changed last.
    static BIN: RefCell<Option<Bin>> = const { RefCell::new(None) };
    /// What has just been done, while it is to be said.
    static DONE: RefCell<Fait> = RefCell::new(Fait::default());
    /// The dossiers whose text was read since this program started: what is said of the others may be of a text that an
    /// older page wrote over.
    static CHECKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    /// The dossiers whose plan was looked for in what is remembered since this program started, with what was found; none
    /// once someone wrote the dossier.
    static REMEMBERED: RefCell<BTreeMap<String, Option<Souvenir>>> = const { RefCell::new(BTreeMap::new()) };
    /// What is to be remembered of the dossiers that were opened since this program started, and of which nothing was.
    static OPENED: RefCell<BTreeMap<String, Souvenir>> = const { RefCell::new(BTreeMap::new()) };
    /// Whether the store did not give what is remembered: it is not asked again.
    static FORGETFUL: Cell<bool> = const { Cell::new(false) };
}

/// Answers from now on. What asks for the store waits for it; the rest is answered at once, in order.
pub fn run() {
    tabs::listen(|id| {
        REMEMBERED.with_borrow_mut(|known| known.get_mut(&id).map(Option::take));
    });
    service::serve(move |incoming| {
        let envelope = Envelope::read(&incoming.text);
        match envelope {
            Some(envelope) if reads_the_store(&envelope.request) => timers::spawn(async move {
                let answer = from_the_store(&envelope).await;
                say(&incoming, envelope.request.known(), answer);
            }),
            Some(Envelope { request: Request::Opened { id, dossier }, today, .. }) => {
                opened(id, &dossier, today);
                say(&incoming, None, Answer::Done);
            }
            Some(envelope) => {
                say(&incoming, envelope.request.known(), answer(&envelope));
                remember_once(&envelope);
            }
            None => say(&incoming, None, Answer::not_understood()),
        }
    });
}

fn say(incoming: &Incoming, known: Option<u32>, answer: Answer) {
    DELIVERY.with_borrow_mut(|delivery| {
        delivery.say(known, answer, &mut |(event, bytes)| incoming.reply.say(&event.write(), bytes));
    });
}

fn reads_the_store(request: &Request) -> bool {
    match request {
        Request::Page { page, as_of, .. } => {
            page.is_of_all_dossiers() || page.tells_changes() && as_of.is_none()
        }
        Request::Command { command, .. } => command.changes_its_page(),
        Request::Index { .. }
        | Request::FileBeside { .. }
        | Request::FileIn { .. }
        | Request::Shared { .. } => true,
        Request::Summary { .. } | Request::Opened { .. } => false,
    }
}

async fn from_the_store(envelope: &Envelope) -> Answer {
    let today = envelope.today;
    let outcome = match &envelope.request {
        Request::Page { page, dossier, .. } if page.tells_changes() => {
            let souvenir = remembered(dossier, today).await;
            Ok(answer_remembering(envelope, souvenir.as_ref()))
        }
        Request::Command { command: Command::ChangesRead, dossier, .. } => {
            read_changes(dossier, today).await.map(|souvenir| answer_remembering(envelope, souvenir.as_ref()))
        }
        Request::Page { page: DrawnPage::CetteSemaine, known, .. } => week(today, known.is_none()).await,
        Request::Page { page, link, known, .. } => {
            let group = (*page == DrawnPage::Groupe).then_some(link.as_str());
            if known.is_none() {
                // What can still be undone can be undone from there too.
                DONE.with_borrow_mut(|done| {
                    if done.a_annuler.is_none() {
                        *done = Fait::default();
                    }
                });
            }
            list(today, group, known.is_none()).await
        }
        Request::Command { command, fields, .. } => act(*command, fields, today).await,
        Request::Index { id } => index(id, today).await.map(|()| Answer::Done),
        Request::FileBeside { id, first, mention } => {
            file_beside(id, first, mention).await.map(|()| Answer::Done)
        }
        Request::FileIn { id, group } => file_in(id, group).await.map(|()| Answer::Done),
        Request::Shared { dossier } => shared(dossier).await.map(|()| Answer::Done),
        Request::Summary { .. } | Request::Opened { .. } => Ok(Answer::not_understood()),
    };
    outcome.unwrap_or_else(|error| Answer::refusal(error.sentence()))
}

// What is remembered of a plan.

/// What is remembered of the plan of a dossier, brought to the rules of today; none when it is not kept here.
async fn remember(id: &str, today: NaiveDate) -> Result<Option<Souvenir>, BrowserError> {
    let Some((text, kept)) = storage::memory(id).await? else { return Ok(None) };
    let known = kept.as_deref().and_then(Souvenir::lire);
    let opened = || OPENED.with_borrow_mut(|opened| opened.remove(id));
    let next = Souvenir::suivant(known.clone().or_else(opened), &text, today);
    if let Some(next) = next.as_ref().filter(|next| known.as_ref() != Some(next)) {
        storage::keep_memory(id, &text, &next.ecrire()).await?;
    }
    REMEMBERED.with_borrow_mut(|known| known.insert(id.to_owned(), next.clone()));
    Ok(next)
}

/// A dossier was opened: the text that is kept of it will say that it was saved today.
fn opened(id: String, text: &str, today: NaiveDate) {
    if let Some(souvenir) = Souvenir::suivant(None, text, today) {
        OPENED.with_borrow_mut(|opened| opened.insert(id, souvenir));
    }
}

/// The same of the text of a dossier, for a page: without it when the store fails, or says nothing for long. What the user
/// changes is remembered as it is saved ([`index`]): a page does not wait for the store to say the same again.
async fn remembered(dossier: &str, today: NaiveDate) -> Option<Souvenir> {
    let id = dossier::id(dossier).filter(|_| !FORGETFUL.get())?;
    if let Some(known) = REMEMBERED.with_borrow(|known| known.get(&id).cloned().flatten()) {
        return Some(known);
    }
    match timers::within(REMEMBERING, remember(&id, today)).await {
        Some(Ok(souvenir)) => souvenir,
        Some(Err(_)) | None => {
            FORGETFUL.set(true);
            None
        }
    }
}

/// A dossier is open, on a question: its plan is remembered before an answer changes.
fn remember_once(envelope: &Envelope) {
    let Request::Summary { dossier } = &envelope.request else { return };
    let Some(id) = dossier::id(dossier) else { return };
    let is_new = REMEMBERED.with_borrow(|known| !known.contains_key(&id));
    if is_new {
        REMEMBERED.with_borrow_mut(|known| known.insert(id, None));
        let (dossier, today) = (dossier.clone(), envelope.today);
        timers::spawn(async move { drop(remembered(&dossier, today).await) });
    }
}

/// What newer rules changed in a dossier was read.
async fn read_changes(dossier: &str, today: NaiveDate) -> Result<Option<Souvenir>, BrowserError> {
    let Some(id) = dossier::id(dossier) else { return Ok(None) };
    let Some(read) = remember(&id, today).await?.map(Souvenir::lu) else { return Ok(None) };
    if let Some((text, _)) = storage::memory(&id).await? {
        storage::keep_memory(&id, &text, &read.ecrire()).await?;
    }
    REMEMBERED.with_borrow_mut(|known| known.insert(id.clone(), Some(read.clone())));
    tabs::announce(&id);
    Ok(Some(read))
}

// The list.

/// The page of all dossiers, or of a group.
async fn list(today: NaiveDate, group: Option<&str>, first: bool) -> Result<Answer, BrowserError> {
    let (fiches, unfinished) = fiches(today, first).await?;
    let (promise, octets) = storage::room().await;
    // Their plans are made once all of them are known.
    let ensemble = match group.filter(|_| !unfinished) {
        Some(name) => together(&fiches, name, today).await?,
        None => None,
    };
    let page = portefeuille::page(Vue {
        fiches,
        groupe: group,
        ensemble,
        tri: ORDER.with_borrow(|order| *order),
        today,
        fait: DONE.with_borrow(Fait::clone),
        place: Place { promise, octets },
    });
    Ok(Answer::Page { title: portefeuille::titre(group), page, moved_notes: vec![], unfinished })
}

/// What the dossiers of a group are together, those that are put away or can't be read left out, and how many these are.
async fn together(
    fiches: &[Fiche],
    group: &str,
    today: NaiveDate,
) -> Result<Option<(Groupe, usize)>, BrowserError> {
    let of_it: Vec<&Fiche> = fiches.iter().filter(|fiche| fiche.classement.groupe == group).collect();
    let current: Vec<&Fiche> = of_it.iter().copied().filter(|fiche| !fiche.classement.archive).collect();
    let ids: Vec<String> = current.iter().map(|fiche| fiche.id.clone()).collect();
    let mut read: Vec<(Dossier, String)> = vec![];
    for (fiche, text) in current.iter().zip(storage::read_all(&ids).await?) {
        let Some(Ok((mut dossier, _))) = text.as_deref().map(dossier::ouvrir) else { continue };
        termes::ranger(&mut dossier);
        dossier.id.clone_from(&fiche.id);
        let is_named = fiche.resume.as_ref().is_some_and(|resume| !resume.nom.is_empty());
        read.push((dossier, if is_named { fiche.nom() } else { String::new() }));
    }
    let out = of_it.len() - read.len();
    let named: Vec<(&Dossier, &str)> = read.iter().map(|(dossier, nom)| (dossier, nom.as_str())).collect();
    Ok((!named.is_empty()).then(|| (Groupe::de(&named, today), out)))
}

/// What is to be done in all of them.
async fn week(today: NaiveDate, first: bool) -> Result<Answer, BrowserError> {
    let (fiches, unfinished) = fiches(today, first).await?;
    let page = semaine::page(&fiches, today);
    Ok(Answer::Page { title: semaine::TITRE.to_owned(), page, moved_notes: vec![], unfinished })
}

/// Every dossier, with what is known of it, and whether something is still to be read. The first time, only what is missing
/// is read before the list is shown.
async fn fiches(today: NaiveDate, first: bool) -> Result<(Vec<Fiche>, bool), BrowserError> {
    let Shelf { ids, summaries, filings } = storage::shelf().await?;
    let mut known: BTreeMap<String, Resume> =
        summaries.iter().filter_map(|(id, text)| Some((id.clone(), Resume::lire(text)?))).collect();
    let mut filed: BTreeMap<String, Classement> =
        filings.iter().map(|(id, text)| (id.clone(), Classement::lire(text))).collect();
    let kept: BTreeSet<&String> = ids.iter().collect();
    let orphans: Vec<String> =
        summaries.iter().chain(&filings).map(|(id, _)| id).filter(|id| !kept.contains(id)).cloned().collect();
    if !orphans.is_empty() {
        storage::sweep(&orphans).await?;
    }
    let is_old = |id: &String, known: &BTreeMap<String, Resume>| {
        known.get(id).is_none_or(|resume| resume.jour != today)
    };
    let mut missing: Vec<String> = ids.iter().filter(|id| !known.contains_key(*id)).cloned().collect();
    if !first {
        let others = ids.iter().filter(|id| known.contains_key(*id));
        let unread = |id: &&String| CHECKED.with_borrow(|read| !read.contains(*id));
        missing.extend(others.filter(|id| is_old(id, &known) || unread(id)).cloned());
    }
    let start = clock::milliseconds();
    for lot in missing.chunks(AT_ONCE) {
        for (id, text) in lot.iter().zip(storage::read_all(lot).await?) {
            let Some(text) = text else { continue };
            let right = known.get(id).is_some_and(|resume| resume.jour == today && resume.est_de(&text));
            if !right {
                let (resume, classement) =
                    make(id, &text, today, filed.remove(id).unwrap_or_default()).await?;
                known.insert(id.clone(), resume);
                filed.insert(id.clone(), classement);
            }
            CHECKED.with_borrow_mut(|read| read.insert(id.clone()));
        }
        if clock::milliseconds() - start > LOT {
            break;
        }
    }
    let unfinished =
        ids.iter().any(|id| is_old(id, &known) || CHECKED.with_borrow(|read| !read.contains(id)));
    let fiches = ids.into_iter().map(|id| {
        let resume = known.remove(&id);
        Fiche {
            modifie: resume.as_ref().and_then(|resume| clock::day_of(&resume.modifie_le)),
            resume,
            classement: filed.remove(&id).unwrap_or_default(),
            id,
        }
    });
    Ok((fiches.collect(), unfinished))
}

/// Makes what is said of a dossier, and keeps it; and that it changed since it was last copied elsewhere.
async fn make(
    id: &str,
    text: &str,
    today: NaiveDate,
    mut classement: Classement,
) -> Result<(Resume, Classement), BrowserError> {
    let resume = Resume::du_texte(text, today);
    storage::put_summary(id, text, &resume.ecrire()).await?;
    if classement.noter_changement(&resume.modifie_le, clock::day_of(&resume.modifie_le)) {
        storage::file(id, &classement.ecrire()).await?;
    }
    Ok((resume, classement))
}

/// A dossier was saved: what is said of it is made again.
async fn index(id: &str, today: NaiveDate) -> Result<(), BrowserError> {
    let Some(text) = storage::read(id).await? else { return Ok(()) };
    let filed = filing(id).await?;
    make(id, &text, today, filed).await?;
    CHECKED.with_borrow_mut(|read| read.insert(id.to_owned()));
    remember(id, today).await.map(drop)
}

/// How a dossier is filed.
async fn filing(id: &str) -> Result<Classement, BrowserError> {
    Ok(storage::filing(id).await?.map(|text| Classement::lire(&text)).unwrap_or_default())
}

/// A second dossier, made from another: in its group, with what tells the two apart.
async fn file_beside(id: &str, first: &str, mention: &str) -> Result<(), BrowserError> {
    let groupe = filing(first).await?.groupe;
    let filed = Classement { groupe, mention: mention.to_owned(), ..Classement::default() };
    refile(id, &filed).await
}

/// A dossier that was made for a group goes in it.
async fn file_in(id: &str, group: &str) -> Result<(), BrowserError> {
    refile(id, &Classement { groupe: group.to_owned(), ..Classement::default() }).await
}

/// A copy of a dossier left the device, if it is one that is kept here.
async fn shared(text: &str) -> Result<(), BrowserError> {
    let Ok((dossier, _)) = dossier::ouvrir(text) else { return Ok(()) };
    if storage::read(&dossier.id).await?.is_none() {
        return Ok(());
    }
    let kept = storage::copies(std::slice::from_ref(&dossier.id)).await?.pop().flatten();
    let mut known = kept.as_deref().map(copies::lire).unwrap_or_default();
    copies::retenir(&mut known, &dossier);
    storage::keep_copies(&dossier.id, &copies::ecrire(&known)).await?;
    let mut filed = filing(&dossier.id).await?;
    filed.noter_copie(&clock::instant());
    storage::file(&dossier.id, &filed.ecrire()).await
}

// What the list asks.

async fn act(command: Command, fields: &Fields, today: NaiveDate) -> Result<Answer, BrowserError> {
    let group = fields.get(portefeuille::PAGE_DU_GROUPE);
    let id = fields.get(DOSSIER).unwrap_or_default();
    match command {
        Command::PortfolioSort => {
            ORDER.set(Tri::de_jeton(fields.get(portefeuille::TRI).unwrap_or_default()));
        }
        Command::PortfolioArchive => file_away(id, true).await?,
        Command::PortfolioRestore => file_away(id, false).await?,
        Command::PortfolioDuplicate => duplicate(id, today).await?,
        Command::PortfolioDelete => delete(vec![id.to_owned()]).await?,
        Command::PortfolioDeleteAll => delete(storage::shelf().await?.ids).await?,
        Command::PortfolioUndo => undo().await?,
        Command::PortfolioGather => {
            let chosen: Vec<&str> = fields.all(portefeuille::CHOISIS).collect();
            let leaves = fields.get(portefeuille::SORTIR).is_some();
            let name = fields.get(portefeuille::GROUPE).filter(|_| !leaves).unwrap_or_default();
            gather(&chosen, name, leaves).await?;
        }
        Command::PortfolioLabel => {
            let chosen: Vec<&str> = fields.all(portefeuille::CHOISIS).collect();
            label(&chosen, fields.get(portefeuille::MENTION).unwrap_or_default()).await?;
        }
        Command::PortfolioMark => mark(fields, group.unwrap_or_default(), today).await?,
        _ => return Ok(Answer::not_understood()),
    }
    list(today, group, false).await
}

/// Says what was done; what can be undone has a number.
fn done(phrase: impl Into<String>, a_annuler: Option<u32>) {
    DONE.set(Fait { phrase: phrase.into(), a_annuler });
}

/// What a sentence calls a dossier.
async fn named(id: &str) -> Result<String, BrowserError> {
    let summaries = storage::shelf().await?.summaries;
    let found = summaries.iter().find(|(known, _)| known == id);
    let Some(resume) = found.and_then(|(_, text)| Resume::lire(text)) else {
        return Ok("Le dossier".to_owned());
    };
    let name = nom_avec_mention(resume.nom_affiche(), &filing(id).await?.mention);
    Ok(format!("«\u{a0}{name}\u{a0}»"))
}

/// Files a dossier, and tells the other tabs.
async fn refile(id: &str, filed: &Classement) -> Result<(), BrowserError> {
    storage::file(id, &filed.ecrire()).await?;
    tabs::announce(id);
    Ok(())
}

async fn file_away(id: &str, away: bool) -> Result<(), BrowserError> {
    let mut filed = filing(id).await?;
    filed.archive = away;
    refile(id, &filed).await?;
    let name = named(id).await?;
    done(format!("{name} est {}.", if away { "archivé" } else { "repris parmi les autres" }), None);
    Ok(())
}

/// A copy of its own: nothing that hangs on the id of the first one (appointments in calendars, what was shared) is of it. What
/// tells it from the first is said by the list alone: the name is the structure's, and stands in its letters.
async fn duplicate(id: &str, today: NaiveDate) -> Result<(), BrowserError> {
    let Some(text) = storage::read(id).await? else { return Ok(()) };
    let Ok((first, _)) = dossier::ouvrir(&text) else { return Ok(()) };
    let copy = Dossier {
        id: ids::fresh("dossier"),
        enregistre_le: clock::instant(),
        agenda: Agenda::default(),
        ..first
    };
    let text = dossier::ecrire(&copy);
    let shelf = storage::shelf().await?;
    let resume = Resume::du_texte(&text, today);
    let twins = shelf
        .summaries
        .iter()
        .filter(|(_, text)| Resume::lire(text).is_some_and(|one| one.nom == resume.nom));
    let twins: BTreeSet<&str> = twins.map(|(id, _)| id.as_str()).collect();
    let filings = shelf.filings.iter().filter(|(id, _)| twins.contains(id.as_str()));
    let taken: Vec<String> = filings.map(|(_, text)| Classement::lire(text).mention).collect();
    let mention = mention_de_copie(&taken.iter().map(String::as_str).collect::<Vec<_>>());
    storage::exchange(&copy.id, None, &text).await?;
    if let Some(souvenir) = remember(id, today).await? {
        storage::keep_memory(&copy.id, &text, &souvenir.pour(&text).ecrire()).await?;
    }
    let filed = Classement { groupe: filing(id).await?.groupe, mention, ..Classement::default() };
    refile(&copy.id, &filed).await?;
    let name = nom_avec_mention(resume.nom_affiche(), &filed.mention);
    done(
        format!("«\u{a0}{name}\u{a0}» est un nouveau dossier\u{a0}: changer l’un ne change pas l’autre."),
        None,
    );
    Ok(())
}

async fn delete(gone: Vec<String>) -> Result<(), BrowserError> {
    let texts = storage::read_all(&gone).await?;
    let copies = storage::copies(&gone).await?;
    let filings: BTreeMap<String, String> = storage::shelf().await?.filings.into_iter().collect();
    let name = match gone.as_slice() {
        [one] => named(one).await?,
        _ => String::new(),
    };
    let mut dossiers = vec![];
    let mut outcome = Ok(());
    for ((id, text), copies) in gone.into_iter().zip(texts).zip(copies) {
        let Some(text) = text else { continue };
        match delete_one(&id).await {
            Ok(memory) => {
                let filed = filings.get(&id).map(|text| Classement::lire(text)).unwrap_or_default();
                dossiers.push(Deleted { id, text, filed, copies, memory });
            }
            // Those that are gone already can be brought back all the same.
            Err(error) => {
                outcome = Err(error);
                break;
            }
        }
    }
    let said = match dossiers.len() {
        0 => return outcome,
        1 if !name.is_empty() => format!("{name} est supprimé."),
        1 => "Le dossier est supprimé.".to_owned(),
        many => format!("Les {many} dossiers sont supprimés."),
    };
    done_for_a_while(said, Undoable::Deleted(dossiers));
    outcome
}

/// Deletes a dossier, and gives what was remembered of its plan.
async fn delete_one(id: &str) -> Result<Option<String>, BrowserError> {
    let memory = storage::memory(id).await?.and_then(|(_, memory)| memory);
    storage::delete(id).await?;
    tabs::announce(id);
    Ok(memory)
}

/// Says what was done, which can be undone for a while.
fn done_for_a_while(said: String, what: Undoable) {
    let number = BIN.with_borrow(|bin| bin.as_ref().map_or(0, |bin| bin.number)) + 1;
    BIN.set(Some(Bin { number, since: clock::milliseconds(), what }));
    // Then it is gone: nothing of it is kept anywhere.
    timers::after(DELAI_POUR_ANNULER as u32, move || {
        BIN.with_borrow_mut(|bin| {
            if let Some(bin) = bin.as_mut().filter(|bin| bin.number == number) {
                bin.what.forget();
            }
        });
        DONE.with_borrow_mut(|done| {
            if done.a_annuler == Some(number) {
                done.a_annuler = None;
            }
        });
    });
    done(said, Some(number));
}

async fn undo() -> Result<(), BrowserError> {
    let back = BIN.with_borrow_mut(|bin| {
        let bin = bin.as_mut().filter(|bin| clock::milliseconds() - bin.since <= DELAI_POUR_ANNULER)?;
        Some(std::mem::replace(&mut bin.what, Undoable::Deleted(vec![])))
    });
    match back.unwrap_or(Undoable::Deleted(vec![])) {
        Undoable::Deleted(back) => bring_back(back).await,
        Undoable::Changed(back) => change_back(back).await,
    }
}

/// Puts changed dossiers back as they were; one that changed since stays as it is.
async fn change_back(back: Vec<(String, String, String)>) -> Result<(), BrowserError> {
    let (many, mut kept) = (back.len(), 0);
    for (id, before, after) in back {
        if storage::exchange(&id, Some(&after), &before).await? == Exchange::Written {
            tabs::announce(&id);
        } else {
            kept += 1;
        }
    }
    let said = match (many, kept) {
        (0, _) => TOO_LATE.to_owned(),
        (_, 0) => "Changement annulé\u{a0}: tout est comme avant.".to_owned(),
        (many, kept) => format!(
            "{kept} des {many} dossiers ont changé depuis\u{a0}: rien n’y a été touché. Pour les autres, tout est comme avant."
        ),
    };
    done(said, None);
    Ok(())
}

/// Brings back what was deleted.
async fn bring_back(back: Vec<Deleted>) -> Result<(), BrowserError> {
    let many = back.len();
    for Deleted { id, text, filed, copies, memory } in back {
        // Another tab may have kept it again.
        if storage::exchange(&id, None, &text).await? == Exchange::Written {
            storage::file(&id, &filed.ecrire()).await?;
            if let Some(copies) = copies {
                storage::keep_copies(&id, &copies).await?;
            }
            if let Some(memory) = memory {
                storage::keep_memory(&id, &text, &memory).await?;
            }
            tabs::announce(&id);
        }
    }
    let said = match many {
        0 => TOO_LATE.to_owned(),
        1 => "Suppression annulée\u{a0}: le dossier est revenu.".to_owned(),
        many => format!("Suppression annulée\u{a0}: les {many} dossiers sont revenus."),
    };
    done(said, None);
    Ok(())
}

/// Marks someone's card as ordered already where the page said, as long as the group still asks for it (R-COMPTE-12).
async fn mark(fields: &Fields, group: &str, today: NaiveDate) -> Result<(), BrowserError> {
    let (fiches, _) = fiches(today, false).await?;
    let Some((together, _)) = together(&fiches, group, today).await? else { return Ok(()) };
    let asked: Vec<&str> = fields.all(groupe::A_MARQUER).collect();
    let mut changed = vec![];
    let mut names = vec![];
    for due in together.avis.iter().flat_map(|avis| &avis.a_marquer) {
        let Some(membre) = together.membres.get(due.membre) else { continue };
        if !asked.contains(&format!("{} {}", membre.id, due.personne).as_str()) {
            continue;
        }
        let Some(before) = storage::read(&membre.id).await? else { continue };
        let Ok((mut dossier, _)) = dossier::ouvrir(&before) else { continue };
        dossier.id.clone_from(&membre.id);
        dossier.answers = marquer(&dossier.answers, &due.personne);
        dossier.enregistre_le = clock::instant();
        let after = dossier::ecrire(&dossier);
        if storage::exchange(&membre.id, Some(&before), &after).await? == Exchange::Written {
            tabs::announce(&membre.id);
            changed.push((membre.id.clone(), before, after));
            names.push(format!("«\u{a0}{}\u{a0}»", membre.nom));
        }
    }
    if changed.is_empty() {
        done("Ces dossiers ont changé entre-temps\u{a0}: rien n’y a été écrit. Relisez ce qui suit.", None);
        return Ok(());
    }
    let said = format!("Carte notée déjà commandée dans {}.", names.join(", "));
    done_for_a_while(said, Undoable::Changed(changed));
    Ok(())
}

/// Gives dossiers what tells them from others of their name.
async fn label(chosen: &[&str], mention: &str) -> Result<(), BrowserError> {
    if chosen.is_empty() {
        done(NONE_CHOSEN, None);
        return Ok(());
    }
    let mention = en_une_ligne(mention, MENTION_MAX);
    for id in chosen {
        let mut filed = filing(id).await?;
        filed.mention.clone_from(&mention);
        refile(id, &filed).await?;
    }
    let many = match chosen.len() {
        1 => "un dossier".to_owned(),
        many => format!("{many} dossiers"),
    };
    done(
        if mention.is_empty() {
            format!("Mention retirée de {many}.")
        } else {
            format!("Mention «\u{a0}{mention}\u{a0}» écrite après le nom de {many}.")
        },
        None,
    );
    Ok(())
}

async fn gather(chosen: &[&str], name: &str, leaves: bool) -> Result<(), BrowserError> {
    let name = en_une_ligne(name, GROUPE_MAX);
    if chosen.is_empty() {
        done(NONE_CHOSEN, None);
        return Ok(());
    }
    if name.is_empty() && !leaves {
        done("Donnez d’abord le nom du groupe.", None);
        return Ok(());
    }
    let filings: BTreeMap<String, String> = storage::shelf().await?.filings.into_iter().collect();
    for id in chosen {
        let mut filed = filings.get(*id).map(|text| Classement::lire(text)).unwrap_or_default();
        name.clone_into(&mut filed.groupe);
        refile(id, &filed).await?;
    }
    let many = match chosen.len() {
        1 => "Un dossier".to_owned(),
        many => format!("{many} dossiers"),
    };
    let verb = if chosen.len() == 1 { "est" } else { "sont" };
    done(
        if name.is_empty() {
            format!("{many} ne {verb} plus dans un groupe.")
        } else {
            format!("{many} {verb} dans le groupe «\u{a0}{name}\u{a0}».")
        },
        None,
    );
    Ok(())
}
