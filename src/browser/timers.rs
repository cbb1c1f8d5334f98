//! Waiting.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};

/// Calls back once, after that many milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, then).forget();
}

/// How long a frame may be waited for, in milliseconds: a page that is not looked at has none.
const FRAME: u32 = 100;

/// Calls back once the browser has painted what is in the page now.
pub fn once_painted(then: impl FnOnce() + 'static) {
    call_once_painted(Box::new(then));
}

/// One body for all, as [`spawn_this`].
fn call_once_painted(then: Box<dyn FnOnce()>) {
    let then = Rc::new(Cell::new(Some(then)));
    let call = {
        let then = then.clone();
        move || {
            if let Some(then) = then.take() {
                then();
            }
        }
    };
    let painted = call.clone();
    // What is asked from a frame comes after it was painted.
    let frame = Closure::once_into_js(move || after(0, painted));
    drop(gloo_utils::window().request_animation_frame(frame.unchecked_ref()));
    after(FRAME, call);
}

/// Calls back so many times, each in a task of its own, one after the other as they were asked: what the browser wants to
/// paint meanwhile waits for them, unless it waits for long.
pub fn each_in_a_task(times: usize, mut call: impl FnMut() + 'static) {
    if times == 0 {
        return;
    }
    let Ok(channel) = web_sys::MessageChannel::new() else {
        return (0..times).for_each(|_| call());
    };
    let heard = Closure::<dyn FnMut()>::new(call).into_js_value();
    channel.port1().set_onmessage(Some(heard.unchecked_ref()));
    for _ in 0..times {
        drop(channel.port2().post_message(&JsValue::NULL));
    }
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
