//! Waiting.

use std::pin::Pin;

use gloo_timers::callback::Timeout;

/// Calls back once, after that many milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, then).forget();
}

/// Starts a task that waits for the browser.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_this(Box::pin(task));
}

/// One body for all tasks: the queue is not compiled once for each.
#[inline(never)]
fn spawn_this(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}
