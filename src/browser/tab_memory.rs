//! What this tab remembers until it is closed, a reload included: the line of a list that is being filled in.
//!
//! Nothing is said when it can't be: it spares typing again, nothing more.

use gloo_storage::{SessionStorage, Storage};

use super::place;

/// The text kept under a name.
pub fn read(name: &str) -> Option<String> {
    SessionStorage::get(place::key(name)).ok()
}

/// Keeps a text under a name.
pub fn write(name: &str, text: &str) {
    drop(SessionStorage::set(place::key(name), text));
}

/// Forgets a text.
pub fn forget(name: &str) {
    SessionStorage::delete(place::key(name));
}
