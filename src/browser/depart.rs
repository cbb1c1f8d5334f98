//! Leaving the page: the browser asks first when what is open would be lost.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// From now on, asks before the page is closed or reloaded as long as `perdrait` says that something would be lost.
pub fn prevenir(perdrait: impl Fn() -> bool + 'static) {
    let ask = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if perdrait() {
            event.prevent_default();
        }
    });
    if let Some(window) = web_sys::window() {
        drop(window.add_event_listener_with_callback("beforeunload", ask.as_ref().unchecked_ref()));
    }
    ask.forget();
}
