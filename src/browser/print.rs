//! Paper. By hand: one call, that no crate wraps.

use gloo_utils::window;

use super::BrowserError;

/// Opens the browser's print dialogue.
///
/// # Errors
/// [`BrowserError::PrintRefused`]: there is none, as in the page of another application.
pub fn print() -> Result<(), BrowserError> {
    window().print().map_err(|_| BrowserError::PrintRefused)
}
