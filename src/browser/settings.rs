//! How the page is shown on this device: switches of the user's, kept from one visit to the next. They are classes of the
//! document; the style sheet says what each changes. Nothing is said when one can't be kept: it is asked again.

use gloo_utils::{document, document_element};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::place;
use super::web_storage::{self, LocalStorage};

/// Every switch, by the class it sets.
const SWITCHES: [&str; 1] = ["vue-expert"];

/// Sets the switches as they were left.
pub fn restore() {
    for name in SWITCHES {
        if web_storage::get::<LocalStorage, bool>(place::key(name)).unwrap_or(false) {
            drop(document_element().class_list().add_1(name));
        }
    }
}

/// Sets a switch, and keeps it.
pub fn set(name: &str, on: bool) {
    if SWITCHES.contains(&name) {
        drop(document_element().class_list().toggle_with_force(name, on));
        web_storage::set::<LocalStorage>(place::key(name), on);
    }
}

/// Shows on the boxes of a page how the switches stand.
pub fn show() {
    for name in SWITCHES {
        if let Some(input) =
            document().get_element_by_id(name).and_then(|one| one.dyn_into::<HtmlInputElement>().ok())
        {
            input.set_checked(document_element().class_list().contains(name));
        }
    }
}
