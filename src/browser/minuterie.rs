//! Waiting.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls back once, after that many milliseconds.
pub fn dans(millisecondes: i32, then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        drop(
            window.set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.unchecked_ref(),
                millisecondes,
            ),
        );
    }
}
