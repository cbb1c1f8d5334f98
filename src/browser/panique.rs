//! When the program stops: a page that says so, and offers the dossier as a file.
//!
//! After a panic the program must not be called any more, so everything is prepared here with plain DOM calls.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

/// Shows `#panique` of `index.html` in place of the page, with the text that `dossier` gives as a file to download.
pub fn preparer(dossier: impl Fn() -> Option<String> + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info| {
        web_sys::console::error_1(&info.to_string().into());
        montrer(dossier());
    }));
}

fn montrer(texte: Option<String>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    if let Ok(Some(app)) = document.query_selector("#app") {
        app.remove();
    }
    document.get_element_by_id("panique")?.remove_attribute("hidden").ok()?;
    let link: web_sys::HtmlAnchorElement = document.get_element_by_id("panique-dossier")?.dyn_into().ok()?;
    let parts = Array::of1(&Uint8Array::from(texte?.as_bytes()));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).ok()?;
    link.set_href(&web_sys::Url::create_object_url_with_blob(&blob).ok()?);
    link.remove_attribute("hidden").ok()
}
