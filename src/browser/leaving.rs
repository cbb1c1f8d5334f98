//! Leaving the page: the browser asks first when what is open would be lost.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::window;

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
