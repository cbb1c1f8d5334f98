//! Paper.

/// Opens the browser's print dialogue.
pub fn imprimer() {
    if let Some(window) = web_sys::window() {
        drop(window.print());
    }
}
