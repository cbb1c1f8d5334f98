//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// Copies a text.
///
/// # Errors
/// [`BrowserError::CopieRefusee`].
pub async fn copier(texte: &str) -> Result<(), BrowserError> {
    let refused = BrowserError::CopieRefusee;
    let clipboard = web_sys::window().ok_or(refused)?.navigator().clipboard();
    // Absent from a page that is not served securely.
    if clipboard.is_undefined() {
        return Err(refused);
    }
    JsFuture::from(clipboard.write_text(texte)).await.map(drop).map_err(|_| refused)
}
