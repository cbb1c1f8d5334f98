//! The programs beside the page, seen from the page: each is started when it is first asked, in a worker of its own.
//!
//! By hand, but for the listeners: `gloo-worker` wants both sides compiled together and its own start of the worker; here
//! each program is its own file, started by `ouvrier.js`, and may be stopped and started anew.
//!
//! **Invariant:** a program of a release runs from a blob that the page made, and so is bound by the policy of the page,
//! whatever headers the host sends; and only once its digest is the one that the page was built with: a page never runs the
//! program of another version.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::{Blob, ObjectUrl};
use gloo_utils::document_element;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{RequestCache, RequestInit, Worker, WorkerOptions};

use super::files::ChosenFile;
use super::{BrowserError, kept, network, place, timers};

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

/// A program that runs, or that is being started.
struct Running {
    program: &'static str,
    /// The number of its first request: those of a worker that was stopped are smaller.
    since: u32,
    /// Its worker, once it is there.
    worker: Option<Started>,
    /// What is to be said to it then.
    unsent: Vec<Array>,
    /// It said something.
    spoke: bool,
    /// What waits for an answer, by the number of its request.
    waiting: Vec<(u32, Listener)>,
}

impl Running {
    fn new(program: &'static str, since: u32) -> Self {
        Self { program, since, worker: None, unsent: vec![], spoke: false, waiting: vec![] }
    }

    /// Says something to it, now or once it is there.
    fn say(&mut self, message: Array) -> Option<()> {
        match &self.worker {
            Some(started) => started.worker.post_message(&message).ok(),
            None => {
                self.unsent.push(message);
                Some(())
            }
        }
    }
}

/// A worker, stopped when it is no longer held.
struct Started {
    worker: Worker,
    /// They end with it.
    _script: Script,
    _listeners: [EventListener; 2],
}

impl Drop for Started {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What a worker runs.
enum Script {
    /// A file.
    File(String),
    /// A copy of it, whose digest is right.
    Copy(ObjectUrl),
}

impl Script {
    fn address(&self) -> &str {
        match self {
            Self::File(address) => address,
            Self::Copy(url) => url,
        }
    }
}

thread_local! {
    /// The number of the last request, and the programs that run.
    static PROGRAMS: RefCell<(u32, Vec<Running>)> = const { RefCell::new((0, vec![])) };
}

/// Asks a program. What it says comes to the listener, until that says that it was its last word; so does its failure.
pub fn ask(program: &'static str, text: &str, files: Vec<ChosenFile>, mut listener: Listener) {
    let number = PROGRAMS.with_borrow_mut(|(last, programs)| {
        *last += 1;
        let message = Array::of3(&(*last).into(), &text.into(), &place::suffix().into());
        for file in &files {
            message.push(file);
        }
        if !programs.iter().any(|running| running.program == program) {
            programs.push(Running::new(program, *last));
            timers::spawn(start(program, *last));
        }
        let running = programs.iter_mut().find(|running| running.program == program)?;
        running.say(message)?;
        Some(*last)
    });
    let Some(number) = number else {
        listener(Err(BrowserError::ProgramStopped));
        return;
    };
    PROGRAMS.with_borrow_mut(|(_, programs)| {
        if let Some(running) = programs.iter_mut().find(|running| running.program == program) {
            running.waiting.push((number, listener));
        }
    });
}

/// Stops a program: what it was doing is lost, nothing more comes of it, and it starts anew when it is next asked.
pub fn stop(program: &str) {
    drop(take(|running| running.program == program));
}

/// Takes a program out, stopped.
fn take(is_it: impl Fn(&Running) -> bool) -> Option<Running> {
    PROGRAMS.with_borrow_mut(|(_, programs)| {
        let place = programs.iter().position(is_it)?;
        let mut gone = programs.remove(place);
        gone.worker = None;
        Some(gone)
    })
}

/// Where the file of a program is, in a release.
fn address(program: &str) -> Option<String> {
    document_element().get_attribute(&format!("data-worker-{program}"))
}

/// The script of a program: of a release, its own file, whose digest is right, as a blob; in development, `ouvrier.js`.
async fn script(program: &str) -> Option<Script> {
    let Some(address) = address(program) else {
        return Some(Script::File(format!("ouvrier.js?{program}")));
    };
    let Some(digest) = document_element().get_attribute(&format!("data-somme-{program}")) else {
        return Some(Script::File(address));
    };
    let init = RequestInit::new();
    init.set_integrity(&digest);
    let text = network::text(&format!("{}{address}", place::folder()), &init).await?;
    Some(Script::Copy(Blob::new_with_options(text.as_str(), Some("text/javascript")).into()))
}

/// Starts a program: what is to be said to it waits meanwhile.
async fn start(program: &'static str, since: u32) {
    let started = script(program).await.and_then(|script| run(program, since, script));
    let sent = started.and_then(|started| {
        PROGRAMS.with_borrow_mut(|(_, programs)| {
            // Not there any more: it was stopped meanwhile.
            let Some(running) = programs.iter_mut().find(|running| running.since == since) else {
                return Some(());
            };
            running.worker = Some(started);
            std::mem::take(&mut running.unsent).into_iter().try_for_each(|message| running.say(message))
        })
    });
    if sent.is_none() {
        fail(program, since);
    }
}

fn run(program: &'static str, since: u32, script: Script) -> Option<Started> {
    let options = WorkerOptions::new();
    options.set_name(&place::folder());
    let worker = Worker::new_with_options(script.address(), &options).ok()?;
    let heard = EventListener::new(&worker, "message", move |event| hear(program, event));
    // What stops it is told to who waits, and needs no other notice.
    let options = EventListenerOptions::enable_prevent_default();
    let failed = EventListener::new_with_options(&worker, "error", options, move |event| {
        event.prevent_default();
        fail(program, since);
    });
    Some(Started { worker, _script: script, _listeners: [heard, failed] })
}

/// A program could not start, or stopped: tells all who wait.
fn fail(program: &'static str, since: u32) {
    let Some(gone) = take(|running| running.since == since) else { return };
    timers::spawn(async move {
        // What had started stopped by itself; what had not, why?
        let error =
            if gone.spoke { BrowserError::ProgramStopped } else { why_it_did_not_start(program).await };
        for (_, mut listener) in gone.waiting {
            listener(Err(error));
        }
    });
}

/// Why a program did not start, from the page that is published now.
async fn why_it_did_not_start(program: &str) -> BrowserError {
    // It stands in the page itself (`public/static/un-fichier.js`): no host has to do with it.
    if address(program).is_some_and(|address| address.starts_with("blob:")) {
        return BrowserError::ProgramStopped;
    }
    let Some(version) = kept::version() else { return BrowserError::ProgramStopped };
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    match network::text(&place::folder(), &init).await {
        Some(page) if page.contains(&version) => BrowserError::ProgramStopped,
        Some(page) if page.contains("data-version") => BrowserError::OtherVersion,
        _ => BrowserError::ProgramAbsent,
    }
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
        running.spoke = true;
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
