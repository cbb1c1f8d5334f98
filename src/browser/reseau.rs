//! Files of the page's own folder, asked for only when the user says so.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// The bytes of a file of the page's folder; none when it is not there. From a worker.
///
/// # Errors
/// [`BrowserError::ReseauAbsent`].
pub async fn lire(chemin: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let lost = |_| BrowserError::ReseauAbsent;
    let here: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = JsFuture::from(here.fetch_with_str(chemin)).await.map_err(lost)?;
    let answer: web_sys::Response = answer.unchecked_into();
    if !answer.ok() {
        return Ok(None);
    }
    let buffer = JsFuture::from(answer.array_buffer().map_err(lost)?).await.map_err(lost)?;
    Ok(Some(Uint8Array::new(&buffer).to_vec()))
}
