//! The clipboard: text out. Nothing is ever read from it. By hand: `gloo` has nothing for it.

use gloo_utils::window;
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// Puts a text in the clipboard.
///
/// # Errors
/// [`BrowserError::CopyRefused`]: not allowed, or a page that is not served securely has no clipboard.
pub async fn copy(text: &str) -> Result<(), BrowserError> {
    let navigator = window().navigator();
    // Where there is none, the browser gives `undefined`, on which a call would stop the program.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    if !there {
        return Err(BrowserError::CopyRefused);
    }
    let copied = JsFuture::from(navigator.clipboard().write_text(text)).await;
    copied.map(drop).map_err(|_| BrowserError::CopyRefused)
}
