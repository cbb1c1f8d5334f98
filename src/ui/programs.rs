//! Asks the programs beside the page: the request and its context go out as text, events come back.

use chrono::NaiveDate;

use crate::browser::files::ChosenFile;
use crate::browser::{BrowserError, address, publication, workers};
use crate::protocol::event::Event;
use crate::protocol::request::{Envelope, Program, Request};

/// Asks a program. Each thing that it says, with the bytes that came along, goes to `hear`; a program that fails or
/// can't be understood says it by a refusal.
pub fn ask(
    today: NaiveDate,
    request: Request,
    files: Vec<ChosenFile>,
    mut hear: impl FnMut(Event, Vec<u8>) + 'static,
) {
    let program = request.program();
    let envelope = Envelope {
        today,
        address: address::page(),
        directory_is_published: address::directory_is_published(),
        publication: publication::get(),
        request,
    };
    let listener = move |heard: Result<workers::Heard, BrowserError>| {
        let (event, bytes) = match heard {
            Ok(heard) => (Event::read(&heard.text).unwrap_or_else(Event::not_understood), heard.bytes),
            Err(error) => (Event::refusal(error.sentence()), vec![]),
        };
        let last = event.is_last();
        hear(event, bytes);
        last
    };
    workers::ask(program.name(), &envelope.write(), files, Box::new(listener));
}

/// Tells a program something that asks for no answer.
pub fn tell(today: NaiveDate, request: Request) {
    ask(today, request, vec![], |_, _| {});
}

/// Stops what the atelier is doing: reading a file.
pub fn stop_reading() {
    workers::stop(Program::Atelier.name());
}
