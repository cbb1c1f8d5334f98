//! When the program stops: a page that says so, and offers the dossier as a file.
//!
//! After a panic the program must not be called any more, so everything is done here by plain calls, that give up rather
//! than throw: no crate stands between.

use std::sync::Mutex;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

/// The text of the open dossier.
static DOSSIER: Mutex<Option<String>> = Mutex::new(None);

/// Keeps the text of the open dossier, in case the program stops.
pub fn keep(dossier: Option<String>) {
    if let Ok(mut kept) = DOSSIER.lock() {
        *kept = dossier;
    }
}

/// From now on, a panic shows `#panique` of `index.html` in place of the page, with the open dossier, if there is
/// one, as a file to download.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        show(DOSSIER.lock().ok().and_then(|mut kept| kept.take()));
    }));
}

fn show(dossier: Option<String>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    if let Ok(Some(app)) = document.query_selector("#app") {
        app.remove();
    }
    document.get_element_by_id("panique")?.remove_attribute("hidden").ok()?;
    // Without an open dossier, nothing is said of one.
    let parts = Array::of1(&Uint8Array::from(dossier?.as_bytes()));
    let offer = document.get_element_by_id("panique-dossier")?;
    let link: web_sys::HtmlAnchorElement = offer.query_selector("a").ok()??.dyn_into().ok()?;
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).ok()?;
    link.set_href(&web_sys::Url::create_object_url_with_blob(&blob).ok()?);
    offer.remove_attribute("hidden").ok()
}
