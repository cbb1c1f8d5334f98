//! What this tab remembers until it is closed, a reload included: the line of a list that is being filled in.
//!
//! Nothing is said when it can't be: it spares typing again, nothing more.

use super::place;
use super::web_storage::{self, SessionStorage};

/// The text kept under a name.
pub fn read(name: &str) -> Option<String> {
    web_storage::get::<SessionStorage, _>(place::key(name))
}

/// Keeps a text under a name.
pub fn write(name: &str, text: &str) {
    web_storage::set::<SessionStorage>(place::key(name), text);
}

/// Forgets a text.
pub fn forget(name: &str) {
    web_storage::delete::<SessionStorage>(place::key(name));
}
