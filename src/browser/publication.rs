//! This copy of the page: its version on `<html>`, and the settings of its publisher, beside the page
//! ([`crate::protocol::reglages`]). Nothing waits for them: what is drawn before they come is drawn again.

use std::cell::RefCell;

use gloo_utils::{document, document_element};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestCache, RequestInit};

use super::drawing::Drawing;
use super::{kept, network, place, timers};
use crate::protocol::event::Patch;
use crate::protocol::publication::{Publication, pied};
use crate::protocol::reglages::{NOM, Reglages};

/// Id of the part of the foot that says who publishes this copy.
const FOOT: &str = "publication";

thread_local! {
    /// The text of the settings, once they are read.
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What is known of this copy now.
pub fn get() -> Publication {
    Publication { version: kept::version().unwrap_or_default(), texte: TEXT.with_borrow(String::clone) }
}

/// Reads the settings once, past what the browser kept of them: their publisher changes them without another release. Then
/// shows what stands outside of the wizard, the foot and the accent, and calls back. What is wrong with them is told to the
/// publisher, in the console and in « À propos »; without a file, or without a network, the defaults stand.
pub fn read(done: impl FnOnce(Reglages) + 'static) {
    timers::spawn(async move {
        let text = match network::in_page(NOM) {
            Some(text) => text,
            None => {
                let init = RequestInit::new();
                init.set_cache(RequestCache::NoCache);
                network::text(&format!("{}{NOM}", place::folder()), &init).await.unwrap_or_default()
            }
        };
        let settings = Reglages::lire(&text);
        TEXT.set(text);
        for fault in &settings.fautes {
            web_sys::console::warn_1(&format!("{NOM}\u{a0}: {fault}").into());
        }
        show(&settings);
        done(settings);
    });
}

/// Shows the foot and the accent of these settings.
pub fn show(settings: &Reglages) {
    if let Some(foot) = document().get_element_by_id(FOOT) {
        let mut drawing = Drawing::in_element(foot);
        drawing.clear();
        drawing.apply(&[Patch::Insert(vec![], 0, pied(settings))], &[]);
    }
    for (scheme, accent) in [("clair", &settings.clair), ("sombre", &settings.sombre)] {
        if !accent.is_empty() {
            set_property(&format!("--accent-{scheme}"), accent);
            // What our own accent stands on is of its hue.
            set_property(&format!("--accent-{scheme}-fond"), "var(--creux)");
        }
    }
}

/// Where the foot of the page leads those who report an error.
pub fn set_report(place: &str) {
    if let Some(link) = document().get_element_by_id("signaler") {
        drop(link.set_attribute("href", &get().signaler(place, "")));
    }
}

/// A property of the style of the document. By its methods, which the security policy allows; not by its attribute.
fn set_property(name: &str, value: &str) -> Option<JsValue> {
    let style = Reflect::get(&document_element(), &"style".into()).ok()?;
    let set: Function = Reflect::get(&style, &"setProperty".into()).ok()?.dyn_into().ok()?;
    set.call2(&style, &name.into(), &value.into()).ok()
}
