//! The same dossier in several tabs: each tells the others what it saved.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static CANAL: Option<web_sys::BroadcastChannel> = web_sys::BroadcastChannel::new("jalons").ok();
}

/// Tells the other tabs that a dossier was saved here.
pub fn annoncer(dossier: &str) {
    CANAL.with(|canal| {
        if let Some(canal) = canal {
            drop(canal.post_message(&dossier.into()));
        }
    });
}

/// Calls back with the id of a dossier that another tab saved.
pub fn ecouter(mut saved: impl FnMut(String) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        if let Some(dossier) = event.data().as_string() {
            saved(dossier);
        }
    });
    CANAL.with(|canal| {
        if let Some(canal) = canal {
            canal.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        }
    });
    // The page listens as long as it lives.
    callback.forget();
}
