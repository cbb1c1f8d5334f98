//! What is written down at the last moment: when the page is closed, nothing that waits comes after, and IndexedDB waits.
//! The next opening of the dossier finds here what was entered last, and brings it in. Each page writes its own: none takes
//! away what another one wrote and nobody read yet. Beside it, what is still to be asked of a dossier.
//!
//! Nothing is said when it can't be: it is one more chance, beside what is kept as it is entered.

use serde::{Deserialize, Serialize};

use super::web_storage::{self, LocalStorage};
use super::{ids, place};

/// A dossier at the last moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastWords {
    /// The text that was known to be kept on the device; none for a dossier that was not kept yet.
    pub known: Option<String>,
    /// The digests of the texts that were being written: any of them may be what is kept.
    #[serde(default)]
    pub sent: Vec<String>,
    /// The text of the dossier.
    pub text: String,
}

/// What is written down of dossiers at the last moment.
const WORDS: &str = "dernier";
/// What two tabs answered, each its own way, as long as nobody chose.
const DISAGREEMENTS: &str = "desaccords";

thread_local! {
    /// What tells this page from the others.
    static PAGE: String = ids::fresh("page");
}

fn key(kind: &str, dossier: &str) -> String {
    place::key(&format!("{kind}/{dossier}"))
}

/// The name of what this page writes down of a dossier.
fn own(dossier: &str) -> String {
    PAGE.with(|page| key(WORDS, &format!("{dossier}/{page}")))
}

/// Every name that starts so.
fn names(start: &str) -> Vec<String> {
    web_storage::names::<LocalStorage>(start)
}

fn delete(name: impl AsRef<str>) {
    web_storage::delete::<LocalStorage>(name);
}

fn get<T: for<'a> Deserialize<'a>>(name: impl AsRef<str>) -> Option<T> {
    web_storage::get::<LocalStorage, T>(name)
}

fn set(name: impl AsRef<str>, value: impl Serialize) -> bool {
    web_storage::set::<LocalStorage>(name, value)
}

/// What was written down, each with the id of its dossier.
fn written() -> Vec<(String, String)> {
    let start = key(WORDS, "");
    let id = |name: &String| Some(name.strip_prefix(&start)?.split('/').next()?.to_owned());
    names(&start).into_iter().filter_map(|name| Some((id(&name)?, name))).collect()
}

fn written_of(dossier: &str) -> Vec<String> {
    written().into_iter().filter(|(id, _)| id == dossier).map(|(_, name)| name).collect()
}

/// Forgets everything of every dossier of this copy of the page.
pub fn forget_all() {
    for kind in [WORDS, DISAGREEMENTS] {
        names(&key(kind, "")).iter().for_each(delete);
    }
}

/// Everything that was written down, by the id of its dossier.
pub fn all() -> Vec<(String, LastWords)> {
    written().into_iter().filter_map(|(id, name)| Some((id, get(name)?))).collect()
}

/// What was written down of a dossier, by each page that did.
pub fn read(dossier: &str) -> Vec<LastWords> {
    written_of(dossier).into_iter().filter_map(get).collect()
}

/// Writes a dossier down.
pub fn write(dossier: &str, words: &LastWords) {
    set(own(dossier), words);
}

/// Takes over what every page wrote down of a dossier: these words hold all of it. It stays where it is when these can't be
/// written.
pub fn take_over(dossier: &str, words: &LastWords) {
    let own = own(dossier);
    if set(&own, words) {
        written_of(dossier).iter().filter(|name| **name != own).for_each(delete);
    }
}

/// Forgets what this page wrote down of a dossier.
pub fn forget_own(dossier: &str) {
    delete(own(dossier));
}

/// Forgets what every page wrote down of a dossier.
pub fn forget_words(dossier: &str) {
    written_of(dossier).iter().for_each(delete);
}

/// Forgets those words, and none that was written meanwhile.
pub fn forget_these(dossier: &str, words: &[LastWords]) {
    let is_one = |name: &String| get(name).is_some_and(|held: LastWords| words.contains(&held));
    written_of(dossier).iter().filter(|name| is_one(name)).for_each(delete);
}

/// Forgets everything of a dossier.
pub fn forget(dossier: &str) {
    forget_words(dossier);
    delete(key(DISAGREEMENTS, dossier));
}

/// What is still to be asked of a dossier, as it was written; empty when nothing is.
pub fn disagreements(dossier: &str) -> String {
    get(key(DISAGREEMENTS, dossier)).unwrap_or_default()
}

/// Keeps what is still to be asked of a dossier; nothing: forgets it.
pub fn keep_disagreements(dossier: &str, text: Option<&str>) {
    let name = key(DISAGREEMENTS, dossier);
    match text {
        Some(text) => drop(set(name, text)),
        None => delete(name),
    }
}
