//! The programs beside the page, seen from the page: each is started when it is first asked, in a worker of its own.
//!
//! By hand, but for the listeners: `gloo-worker` wants both sides compiled together and its own start of the worker; here
//! each program is its own file, started by `ouvrier.js`, and may be stopped and started anew.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::document_element;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

use super::BrowserError;
use super::files::ChosenFile;

/// What a program said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its text.
    pub text: String,
    /// The bytes that came with it.
    pub bytes: Vec<u8>,
}

/// What is done with what a program says; says whether it was its last word. A failure is its last word.
pub type Listener = Box<dyn FnMut(Result<Heard, BrowserError>) -> bool>;

/// A program that runs.
struct Running {
    program: &'static str,
    worker: web_sys::Worker,
    /// The number of its first request: those of a worker that was stopped are smaller.
    since: u32,
    /// What waits for an answer, by the number of its request.
    waiting: Vec<(u32, Listener)>,
    /// They end with it.
    _listeners: [EventListener; 2],
}

thread_local! {
    /// The number of the last request, and the programs that run.
    static PROGRAMS: RefCell<(u32, Vec<Running>)> = const { RefCell::new((0, vec![])) };
}

/// Asks a program. What it says comes to the listener, until that says that it was its last word; so does its failure.
pub fn ask(program: &'static str, text: &str, file: Option<ChosenFile>, mut listener: Listener) {
    let sent = PROGRAMS.with_borrow_mut(|(last, programs)| {
        *last += 1;
        let message = Array::of2(&(*last).into(), &text.into());
        if let Some(file) = file {
            message.push(&file);
        }
        let place = match programs.iter().position(|running| running.program == program) {
            Some(place) => place,
            None => {
                programs.push(start(program, *last)?);
                programs.len() - 1
            }
        };
        let running = programs.get(place)?;
        running.worker.post_message(&message).ok()?;
        Some((*last, place))
    });
    let Some((number, place)) = sent else {
        listener(Err(BrowserError::ProgramStopped));
        return;
    };
    PROGRAMS.with_borrow_mut(|(_, programs)| {
        if let Some(running) = programs.get_mut(place) {
            running.waiting.push((number, listener));
        }
    });
}

/// Stops a program: what it was doing is lost, nothing more comes of it, and it starts anew when it is next asked.
pub fn stop(program: &str) {
    drop(take(program));
}

/// Takes a program out, stopped.
fn take(program: &str) -> Option<Running> {
    PROGRAMS.with_borrow_mut(|(_, programs)| {
        let place = programs.iter().position(|running| running.program == program)?;
        let gone = programs.remove(place);
        gone.worker.terminate();
        Some(gone)
    })
}

/// The address of a program: what was built writes it on `<html>`, with the version of the file.
fn address(program: &str) -> String {
    let written = document_element().get_attribute(&format!("data-worker-{program}"));
    written.unwrap_or_else(|| format!("ouvrier.js?{program}"))
}

fn start(program: &'static str, since: u32) -> Option<Running> {
    let worker = web_sys::Worker::new(&address(program)).ok()?;
    let heard = EventListener::new(&worker, "message", move |event| hear(program, event));
    // What stops it is told to who waits, and needs no other notice.
    let options = EventListenerOptions::enable_prevent_default();
    let failed = EventListener::new_with_options(&worker, "error", options, move |event| {
        event.prevent_default();
        for (_, mut listener) in take(program).into_iter().flat_map(|gone| gone.waiting) {
            listener(Err(BrowserError::ProgramStopped));
        }
    });
    Some(Running { program, worker, since, waiting: vec![], _listeners: [heard, failed] })
}

/// What a program says, to who waits for it.
fn hear(program: &'static str, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<web_sys::MessageEvent>() else { return };
    let message: Array = event.data().unchecked_into();
    let number = message.get(0).as_f64().unwrap_or_default() as u32;
    let text = message.get(1).as_string().unwrap_or_default();
    let bytes = message.get(2).dyn_into::<Uint8Array>().map_or_else(|_| vec![], |bytes| bytes.to_vec());
    // What is done with it may ask again, or stop the program: the list is free meanwhile.
    let listener = PROGRAMS.with_borrow_mut(|(_, programs)| {
        let running = programs.iter_mut().find(|running| running.program == program)?;
        let place = running.waiting.iter().position(|(known, _)| *known == number)?;
        Some(running.waiting.remove(place).1)
    });
    let Some(mut listener) = listener else { return };
    if listener(Ok(Heard { text, bytes })) {
        return;
    }
    PROGRAMS.with_borrow_mut(|(_, programs)| {
        let same = |running: &&mut Running| running.program == program && running.since <= number;
        if let Some(running) = programs.iter_mut().find(same) {
            running.waiting.push((number, listener));
        }
    });
}
