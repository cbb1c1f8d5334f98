//! Waiting.

use std::pin::Pin;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls back once, after that many milliseconds.
pub fn dans(millisecondes: i32, then: impl FnOnce() + 'static) {
    attendre(millisecondes, Box::new(then));
}

#[inline(never)]
fn attendre(millisecondes: i32, then: Box<dyn FnOnce()>) {
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

/// Starts a task that waits for the browser.
pub fn lancer(tache: impl Future<Output = ()> + 'static) {
    lancer_celle_ci(Box::pin(tache));
}

#[inline(never)]
fn lancer_celle_ci(tache: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(tache);
}
