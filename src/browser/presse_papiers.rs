//! The clipboard: text out. Nothing is ever read from it.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// Puts a text in the clipboard.
///
/// # Errors
/// [`BrowserError::CopieRefusee`]: not allowed, or a page that is not served securely has no clipboard.
pub async fn copier(texte: &str) -> Result<(), BrowserError> {
    let refused = BrowserError::CopieRefusee;
    let navigator = web_sys::window().ok_or(refused)?.navigator();
    // Where there is none, the browser gives `undefined`, on which a call would stop the program.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    if !there {
        return Err(refused);
    }
    JsFuture::from(navigator.clipboard().write_text(texte)).await.map(|_| ()).map_err(|_| refused)
}
