//! The page's address after `#`, its title, and the static shell it replaces.

use gloo_events::EventListener;
use gloo_utils::{document, document_element, history, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement};

use super::focus;

/// Id of where the page is put.
const PLACE: &str = "jalons";

/// Id of what `index.html` shows until the program is there.
const SHELL: &str = "accueil-statique";

/// What is ticked in its first question.
const TICKED: &str = "#premiere-reponse input:checked";

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

/// Where the page is put: before its foot.
fn standing_place() -> Option<HtmlElement> {
    document().get_element_by_id(PLACE)?.dyn_into().ok()
}

/// Where the page is put, not shown until it replaces the static shell.
pub fn place() -> Option<HtmlElement> {
    let place = standing_place()?;
    place.set_hidden(true);
    Some(place)
}

/// Shows the page and removes the static shell. The keyboard, if it was on an element of the shell, goes on
/// the element of the same id in the page; on its title when there is none.
pub fn replace_shell() {
    if let Some(place) = standing_place() {
        place.set_hidden(false);
    }
    if let Some(shell) = document().get_element_by_id(SHELL) {
        let active = document().active_element().filter(|active| shell.contains(Some(active)));
        shell.remove();
        if let Some(active) = active {
            focus::on(&active.id());
            // What had it has no like in the page: on the title, as at any arrival.
            if focus::is_lost() {
                focus::on_page_title();
            }
        }
    }
}

/// Says that the page is ready.
pub fn ready() {
    drop(document_element().set_attribute("data-pret", "oui"));
}

/// What the user did in the static shell before the program was there (`public/static/boot.js`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlyStart {
    /// What was ticked in the first question, as its options' tokens.
    pub ticked: Vec<String>,
    /// « Continuer » was asked.
    pub goes_on: bool,
}

/// The start that was asked before the program was there; told once.
pub fn early_start() -> Option<EarlyStart> {
    let root = document_element();
    let asked = |name: &str| {
        let has = root.has_attribute(name);
        drop(root.remove_attribute(name));
        has
    };
    let (starts, goes_on) = (asked("data-commencer"), asked("data-continuer"));
    if !starts {
        return None;
    }
    let ticked = document().query_selector_all(TICKED).ok();
    let ticked = ticked.iter().flat_map(|boxes| (0..boxes.length()).filter_map(|rank| boxes.item(rank)));
    let token = |ticked: web_sys::Node| ticked.dyn_into::<HtmlInputElement>().ok().map(|input| input.value());
    Some(EarlyStart { ticked: ticked.filter_map(token).collect(), goes_on })
}

/// Whether a FINESS directory was published beside the page (`cargo xtask finess`).
pub fn directory_is_published() -> bool {
    document_element().has_attribute("data-finess")
}

/// Opens an address that another program takes: a message.
pub fn open(address: &str) {
    drop(window().location().set_href(address));
}

/// The address of the page, without its fragment.
pub fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
