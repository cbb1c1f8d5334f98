//! The page's address after `#`, its title, what its publisher wrote on `<html>`, and the static shell it replaces.

use gloo_events::EventListener;
use gloo_utils::{document, document_element, history, window};
use wasm_bindgen::JsValue;

use super::focus;

/// Id of what `index.html` shows until the program is there.
const SHELL: &str = "accueil-statique";

/// The part of the address after `#`, without it.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Goes to another fragment, one step more in the history.
pub fn go(fragment: &str) {
    drop(window().location().set_hash(fragment));
}

/// Gives the page that is shown another fragment, for a reload: no step in the history, no arrival.
pub fn replace(fragment: &str) {
    drop(history().replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}"))));
}

/// Calls back at each change of fragment: links, back, forward.
pub fn listen(mut changed: impl FnMut(String) + 'static) {
    // The page listens as long as it lives.
    EventListener::new(&window(), "hashchange", move |_| changed(fragment())).forget();
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes the static shell and says that the page is ready. The keyboard, if it was on an element of the shell, goes on
/// the element of the same id in the page.
pub fn ready() {
    if let Some(shell) = document().get_element_by_id(SHELL) {
        let active = document().active_element().filter(|active| shell.contains(Some(active)));
        shell.remove();
        if let Some(id) = active.map(|active| active.id()).filter(|id| !id.is_empty()) {
            focus::on(&id);
        }
    }
    drop(document_element().set_attribute("data-pret", "oui"));
}

/// Whether the user asked to start before the program was there: `boot.js` noted it, and it is told once.
pub fn start_was_asked() -> bool {
    let asked = document_element().has_attribute("data-commencer");
    drop(document_element().remove_attribute("data-commencer"));
    asked
}

/// Whether a FINESS directory was published beside the page (`cargo xtask finess`).
pub fn directory_is_published() -> bool {
    document_element().has_attribute("data-finess")
}

/// The address of the page, without its fragment.
pub fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
