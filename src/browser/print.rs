//! Paper. By hand: one call, that no crate wraps.

use gloo_utils::window;

/// Opens the browser's print dialogue.
pub fn print() {
    drop(window().print());
}
