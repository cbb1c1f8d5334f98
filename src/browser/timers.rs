//! Waiting.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;

/// Calls back once, after that many milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, then).forget();
}

/// Lets the browser do what waits.
pub async fn pause() {
    TimeoutFuture::new(0).await;
}

/// What a task gives, unless it takes longer than that many milliseconds: none.
pub async fn within<T>(milliseconds: u32, task: impl Future<Output = T>) -> Option<T> {
    let (mut task, mut limit) = (pin!(task), pin!(TimeoutFuture::new(milliseconds)));
    poll_fn(|context| match task.as_mut().poll(context) {
        Poll::Ready(given) => Poll::Ready(Some(given)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
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
