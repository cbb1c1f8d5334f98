//! The program `calcul` in its worker: answers each request that comes in.

use std::cell::RefCell;

use super::answer;
use crate::browser::service;
use crate::protocol::answer::Answer;
use crate::protocol::delivery::Delivery;
use crate::protocol::request::Envelope;

/// Answers from now on.
pub fn run() {
    let delivery = RefCell::new(Delivery::default());
    service::serve(move |incoming| {
        let envelope = Envelope::read(&incoming.text);
        let known = envelope.as_ref().and_then(|envelope| envelope.request.known());
        let answer = envelope.as_ref().map_or_else(Answer::not_understood, answer);
        for (event, bytes) in delivery.borrow_mut().messages(known, answer) {
            incoming.reply.say(&event.write(), bytes);
        }
    });
}
