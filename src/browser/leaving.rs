//! Leaving the page, for good or for a while, and coming back to it. The browser asks first when what is open would be lost.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::{document, window};

/// From now on, asks before the page is closed or reloaded as long as `would_lose` says that something would be lost.
pub fn warn_if(would_lose: impl Fn() -> bool + 'static) {
    // A listener of this crate is passive unless it says otherwise, and a passive one can't hold the page.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if would_lose() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back when the page may be about to go: it is hidden, or closed. Nothing that waits is sure to come after that.
pub fn when_hidden(hidden: impl Fn() + Clone + 'static) {
    let left = hidden.clone();
    EventListener::new(&window(), "pagehide", move |_| left()).forget();
    let watch = move |_: &web_sys::Event| {
        if document().hidden() {
            hidden();
        }
    };
    EventListener::new(&document(), "visibilitychange", watch).forget();
}

/// Calls back when the page is looked at again: from another tab, from the browser's memory, after the device slept.
pub fn when_back(back: impl Fn() + Clone + 'static) {
    for name in ["pageshow", "focus"] {
        let back = back.clone();
        EventListener::new(&window(), name, move |_| back()).forget();
    }
    let watch = move |_: &web_sys::Event| {
        if !document().hidden() {
            back();
        }
    };
    EventListener::new(&document(), "visibilitychange", watch).forget();
}
