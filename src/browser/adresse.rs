//! The page's address after `#`, its title, and the static shell it replaces.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The part of the address after `#`, without it.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Goes to another fragment, one step more in the history.
pub fn aller(fragment: &str) {
    if let Some(window) = web_sys::window() {
        drop(window.location().set_hash(fragment));
    }
}

/// Gives the page that is shown another fragment, for a reload: no step in the history, no arrival.
pub fn remplacer(fragment: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let null = &wasm_bindgen::JsValue::NULL;
        drop(history.replace_state_with_url(null, "", Some(&format!("#{fragment}"))));
    }
}

/// Calls back at each change of fragment: links, back, forward.
pub fn ecouter(mut change: impl FnMut(String) + 'static) {
    let callback = Closure::<dyn FnMut()>::new(move || change(fragment()));
    if let Some(window) = web_sys::window() {
        drop(window.add_event_listener_with_callback("hashchange", callback.as_ref().unchecked_ref()));
    }
    // The page listens as long as it lives.
    callback.forget();
}

/// Sets the page's title.
pub fn titre(titre: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(titre);
    }
}

/// Removes the static shell and says that the page is ready.
pub fn pret() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(shell) = document.get_element_by_id("accueil-statique") {
        shell.remove();
    }
    if let Some(root) = document.document_element() {
        drop(root.set_attribute("data-pret", "oui"));
    }
}

/// Whether a FINESS directory was published beside the page (`cargo xtask finess`).
pub fn annuaire_publie() -> bool {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    root.is_some_and(|root| root.has_attribute("data-finess"))
}

/// The address of the page, without its fragment.
pub fn page() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
