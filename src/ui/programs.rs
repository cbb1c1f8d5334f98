//! Asks the programs beside the page: the request and its context go out as text, events come back.

use chrono::NaiveDate;

use crate::browser::files::ChosenFile;
use crate::browser::{BrowserError, address, workers};
use crate::protocol::event::Event;
use crate::protocol::request::{Envelope, Program, Request};

/// Asks a program. Each thing that it says, with the bytes that came along, goes to `hear`; a program that fails or
/// can't be understood says it by a refusal.
pub fn ask(
    today: NaiveDate,
    request: Request,
    file: Option<ChosenFile>,
    mut hear: impl FnMut(Event, Vec<u8>) + 'static,
) {
    let program = request.program();
    let envelope = Envelope {
        today,
        address: address::page(),
        directory_is_published: address::directory_is_published(),
        request,
    };
    let Ok(text) = serde_json::to_string(&envelope) else { return hear(misunderstood(), vec![]) };
    let listener = move |heard: Result<workers::Heard, BrowserError>| {
        let (event, bytes) = match heard {
            Ok(heard) => match serde_json::from_str::<Event>(&heard.text) {
                Ok(event) => (event, heard.bytes),
                Err(_) => (misunderstood(), vec![]),
            },
            Err(error) => (Event::Refusal { sentence: error.sentence().to_owned() }, vec![]),
        };
        let last = event.is_last();
        hear(event, bytes);
        last
    };
    workers::ask(program.name(), &text, file, Box::new(listener));
}

/// Stops what the atelier is doing: reading a file.
pub fn stop_reading() {
    workers::stop(Program::Atelier.name());
}

/// The page and the program are not of the same version.
fn misunderstood() -> Event {
    Event::Refusal { sentence: "Cette page et le programme qui la sert ne sont pas de la même version. Vos réponses sont gardées : rechargez la page.".to_owned() }
}
