//! Where the page is served from: its folder, which names what it keeps. Several copies of the page may live on one origin,
//! under as many paths: each keeps its own dossiers and its own offline copy. In the page and in its workers.

use std::cell::RefCell;

use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

use super::web_storage::{self, LocalStorage};

/// Where the paths of the copies that kept something in this browser stand, the first one first.
const COPIES: &str = "jalons:copies";

/// The address of the page's folder, with its last slash. A worker made from a blob has no address of its own: it is told
/// this one by its name.
pub fn folder() -> String {
    let address = match worker() {
        Some(worker) => worker.name(),
        None => document().base_uri().ok().flatten().unwrap_or_default(),
    };
    let address = address.split(['#', '?']).next().unwrap_or_default();
    address.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

/// The path of the page's folder on its host.
pub fn path() -> String {
    let folder = folder();
    let host = folder.split_once("://").map_or("", |(_, rest)| rest);
    host.find('/').and_then(|start| host.get(start..)).unwrap_or("/").to_owned()
}

/// A name in the browser's own memory, this copy's alone: two copies of the page may live on one origin.
pub fn key(name: &str) -> String {
    format!("jalons:{}:{name}", path())
}

thread_local! {
    /// In a worker: the [`suffix`] of the page, as it was when the page last asked something.
    static TOLD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// In a worker: the page says its [`suffix`] with each request, since another copy may have kept something meanwhile.
pub fn tell(suffix: String) {
    TOLD.set(suffix);
}

/// What follows the name of each base of this copy. Nothing for the first one that kept something in this browser: before
/// copies were told apart, bases had no path in their names, and what they hold is found there.
pub fn suffix() -> String {
    if worker().is_some() {
        return TOLD.with_borrow(String::clone);
    }
    let (path, copies) = (path(), copies());
    suffix_of(copies.iter().position(|copy| *copy == path).unwrap_or(copies.len()), &path)
}

/// This copy keeps something: the bases of that [`suffix`] are its own from now on. A copy that keeps nothing leaves no
/// trace.
pub fn claim() {
    // A worker has been told which copy it is of.
    if worker().is_some() {
        return;
    }
    let (path, mut copies) = (path(), copies());
    if !copies.contains(&path) {
        copies.push(path);
        // Where this is refused, so is what is kept.
        web_storage::set::<LocalStorage>(COPIES, &copies);
    }
}

/// The other copies that kept something in this browser: the path of each, and what follows the names of its bases.
pub fn others() -> Vec<(String, String)> {
    let own = path();
    let ranked = copies().into_iter().enumerate().filter(|(_, path)| *path != own);
    ranked.map(|(rank, path)| (path.clone(), suffix_of(rank, &path))).collect()
}

/// The name of the list of the other copies whose dossiers are not to be offered here.
const LEFT: &str = "copies-laissees";

/// The paths of the other copies whose dossiers are not to be offered here.
pub fn left_alone() -> Vec<String> {
    web_storage::get::<LocalStorage, _>(key(LEFT)).unwrap_or_default()
}

/// From now on, the dossiers of those copies, and of no other, are not offered here.
pub fn leave_alone(paths: &[String]) {
    web_storage::set::<LocalStorage>(key(LEFT), paths);
}

fn suffix_of(rank: usize, path: &str) -> String {
    if rank == 0 { String::new() } else { format!(" {path}") }
}

fn copies() -> Vec<String> {
    web_storage::get::<LocalStorage, _>(COPIES).unwrap_or_default()
}

fn worker() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
