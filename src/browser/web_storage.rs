//! The small texts that the browser keeps beside the store, for the page (`localStorage`) or for this tab (`sessionStorage`).
//!
//! A browser that is set to let sites keep nothing refuses even to be asked for them (a `SecurityError`, or nothing at all), and
//! gloo-storage stops the program then: it is asked here first, and each of these then does as if nothing had been kept.

pub use gloo_storage::{LocalStorage, SessionStorage};

use gloo_storage::Storage;
use gloo_utils::window;
use serde::{Deserialize, Serialize};

/// What may be refused.
pub trait Refusable: Storage {
    /// Whether the browser gives it.
    fn is_there() -> bool;
}

impl Refusable for LocalStorage {
    fn is_there() -> bool {
        window().local_storage().is_ok_and(|storage| storage.is_some())
    }
}

impl Refusable for SessionStorage {
    fn is_there() -> bool {
        window().session_storage().is_ok_and(|storage| storage.is_some())
    }
}

/// What is kept under a name; none when nothing is, or it can't be read.
pub fn get<S: Refusable, T: for<'a> Deserialize<'a>>(name: impl AsRef<str>) -> Option<T> {
    S::is_there().then(|| S::get(name).ok()).flatten()
}

/// Keeps something under a name; whether it is kept.
pub fn set<S: Refusable>(name: impl AsRef<str>, value: impl Serialize) -> bool {
    S::is_there() && S::set(name, value).is_ok()
}

/// Forgets what is kept under a name.
pub fn delete<S: Refusable>(name: impl AsRef<str>) {
    if S::is_there() {
        S::delete(name);
    }
}

/// Every name that starts so.
pub fn names<S: Refusable>(start: &str) -> Vec<String> {
    if !S::is_there() {
        return vec![];
    }
    let storage = S::raw();
    let names = (0..S::length()).filter_map(|rank| storage.key(rank).ok().flatten());
    names.filter(|name| name.starts_with(start)).collect()
}
