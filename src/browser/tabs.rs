//! The same dossiers in several tabs: each tells the others what it saved, deleted or filed otherwise; so do its programs.
//! By hand: `gloo` has nothing for a `BroadcastChannel`, but its listeners.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;

use super::place;

thread_local! {
    /// Named by the path: the tabs of another copy of the page are not told.
    static CHANNEL: Option<web_sys::BroadcastChannel> =
        web_sys::BroadcastChannel::new(&format!("jalons {}", place::path())).ok();
}

/// Tells the other tabs, and the page of a program, that a dossier was saved, deleted or filed otherwise here.
pub fn announce(dossier: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            drop(channel.post_message(&dossier.into()));
        }
    });
}

/// Calls back with the id of a dossier that another tab, or a program, saved, deleted or filed otherwise.
pub fn listen(mut saved: impl FnMut(String) + 'static) {
    let heard = move |event: &web_sys::Event| {
        let said = event.dyn_ref::<web_sys::MessageEvent>().and_then(|event| event.data().as_string());
        if let Some(dossier) = said {
            saved(dossier);
        }
    };
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // The page listens as long as it lives.
            EventListener::new(channel, "message", heard).forget();
        }
    });
}
