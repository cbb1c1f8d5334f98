//! What is written down at the last moment: when the page is closed, nothing that waits comes after, and IndexedDB waits.
//! The next opening of the dossier finds here what was entered last, and brings it in.
//!
//! Nothing is said when it can't be: it is one more chance, beside what is kept as it is entered.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// A dossier at the last moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastWords {
    /// The text that was known to be kept on the device; none for a dossier that was not kept yet.
    pub known: Option<String>,
    /// The text of the dossier.
    pub text: String,
}

/// Names start with the path of the page: two copies of the page may live on one origin.
fn key(dossier: &str) -> String {
    let path = gloo_utils::window().location().pathname().unwrap_or_default();
    format!("jalons:{path}:dernier/{dossier}")
}

/// Forgets what was written down of every dossier of this copy of the page.
pub fn forget_all() {
    let storage = LocalStorage::raw();
    let start = key("");
    let names: Vec<String> =
        (0..LocalStorage::length()).filter_map(|rank| storage.key(rank).ok().flatten()).collect();
    names.iter().filter(|name| name.starts_with(&start)).for_each(LocalStorage::delete);
}

/// What was written down of a dossier.
pub fn read(dossier: &str) -> Option<LastWords> {
    LocalStorage::get(key(dossier)).ok()
}

/// Writes a dossier down.
pub fn write(dossier: &str, words: &LastWords) {
    drop(LocalStorage::set(key(dossier), words));
}

/// Forgets what was written down of a dossier.
pub fn forget(dossier: &str) {
    LocalStorage::delete(key(dossier));
}
