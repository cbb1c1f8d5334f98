//! Files of the page's own folder.

use gloo_net::http::Request;
use gloo_utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, Url};

use super::{BrowserError, place};

/// The bytes of a file of the page's folder; none when it is not there. From a worker.
///
/// # Errors
/// [`BrowserError::NetworkAbsent`].
pub async fn read(path: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let address = Url::new_with_base(path, &place::folder()).map_err(|_| BrowserError::NetworkAbsent)?;
    let lost = |_| BrowserError::NetworkAbsent;
    let answer = Request::get(&address.href()).send().await.map_err(lost)?;
    if !answer.ok() {
        return Ok(None);
    }
    answer.binary().await.map(Some).map_err(lost)
}

/// The text of a file of the page's folder, from the page; none when it does not come. By hand: `gloo-net` would come into the page for it.
pub async fn text(address: &str, init: &RequestInit) -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str_and_init(address, init)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The text of a file that stands in the page itself (`public/static/un-fichier.js`).
pub fn in_page(name: &str) -> Option<String> {
    let place = format!("script[data-fichier=\"{name}\"]");
    document().query_selector(&place).ok().flatten()?.text_content()
}
