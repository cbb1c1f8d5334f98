//! The browser's own decompression, in a worker beside the one that reads: the two work at once, and its code is faster than
//! any that could be compiled here. Old browsers have none (`DecompressionStream`, Firefox 113, Safari 16.4), and it reads
//! neither several members nor what comes before a damage: whoever calls then decompresses by itself.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_events::EventListener;
use gloo_file::{Blob, ObjectUrl};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{MessageEvent, Worker};

use super::files::ChosenFile;
use super::timers;

/// What the worker runs.
const SCRIPT: &str = include_str!("gunzip.js");

/// How long the first piece may be waited for, in milliseconds.
const PATIENCE: u32 = 10_000;

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The text was given whole.
    Whole,
    /// The browser can't: what it gave before is to be forgotten.
    Unable,
}

/// What the worker said and nobody took yet, and who waits for it.
#[derive(Default)]
struct Said {
    messages: VecDeque<JsValue>,
    waker: Option<Waker>,
}

/// Reads the text of a gzip, in order, by pieces, each with how many bytes of the file were read so far; stops with the
/// first error of `receive`. A piece that was not taken yet is the worker's to wait for: memory is bounded.
///
/// # Errors
/// What `receive` says.
pub async fn gunzip<E>(
    file: &ChosenFile,
    mut receive: impl FnMut(&[u8], u64) -> Result<(), E>,
) -> Result<End, E> {
    let Some(worker) = Decompressor::start(file) else { return Ok(End::Unable) };
    // Once as large as a piece, it is written over, never cleared.
    let mut text: Vec<u8> = vec![];
    // A worker that was not let start may say nothing at all.
    let mut message = timers::within(PATIENCE, worker.next()).await.unwrap_or(JsValue::NULL);
    loop {
        let Some(said) = message.dyn_ref::<Array>() else { return Ok(End::Unable) };
        let pieces: Array = said.get(0).unchecked_into();
        let mut length = 0;
        for piece in pieces.iter() {
            let piece: Uint8Array = piece.unchecked_into();
            let end = length + piece.length() as usize;
            if text.len() < end {
                text.resize(end, 0);
            }
            piece.copy_to(text.get_mut(length..end).unwrap_or_default());
            length = end;
        }
        let given = text.get(..length).unwrap_or_default();
        receive(given, said.get(1).as_f64().unwrap_or_default() as u64)?;
        if said.get(2).is_truthy() {
            return Ok(End::Whole);
        }
        worker.taken();
        message = worker.next().await;
    }
}

/// The worker; it stops when this goes.
struct Decompressor {
    worker: Worker,
    said: Rc<RefCell<Said>>,
    /// Its address, and what hears it, for as long as it works.
    _kept: (ObjectUrl, [EventListener; 2]),
}

impl Decompressor {
    /// Starts it on a file; none where the browser has no decompression, or lets a worker start no other.
    fn start(file: &ChosenFile) -> Option<Self> {
        let here = js_sys::global();
        let has = |name: &str| Reflect::has(&here, &name.into()).unwrap_or(false);
        if !has("DecompressionStream") || !has("Worker") {
            return None;
        }
        let address: ObjectUrl = Blob::new_with_options(SCRIPT, Some("text/javascript")).into();
        let worker = Worker::new(&address).ok()?;
        let said: Rc<RefCell<Said>> = Rc::default();
        let listeners = ["message", "error"].map(|kind| {
            let said = said.clone();
            EventListener::new(&worker, kind, move |event| {
                // A failure says nothing: as a message that is no list.
                let message = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
                let waker = {
                    let mut said = said.borrow_mut();
                    said.messages.push_back(message);
                    said.waker.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            })
        });
        worker.post_message(file).ok()?;
        Some(Self { worker, said, _kept: (address, listeners) })
    }

    async fn next(&self) -> JsValue {
        poll_fn(|context| {
            let mut said = self.said.borrow_mut();
            match said.messages.pop_front() {
                Some(message) => Poll::Ready(message),
                None => {
                    said.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// Says that a piece was taken.
    fn taken(&self) {
        // A worker that hears nothing any more sends nothing either: its failure is heard.
        drop(self.worker.post_message(&1.into()));
    }
}

impl Drop for Decompressor {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
