//! A program beside the page, seen from inside its worker: requests in, answers out. By hand: `gloo-worker` wants both
//! sides compiled together and its own start of the worker; here each program is its own file, started by `ouvrier.js`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};

use super::files::ChosenFile;
use super::place;

/// A request that came in.
pub struct Incoming {
    /// Its text.
    pub text: String,
    /// The files that came with it.
    pub files: Vec<ChosenFile>,
    /// Where to answer.
    pub reply: Reply,
}

/// Where to answer a request.
#[derive(Clone, Debug)]
pub struct Reply {
    number: JsValue,
}

impl Reply {
    /// Says something, with bytes or without any.
    pub fn say(&self, text: &str, bytes: Vec<u8>) {
        let message = Array::of2(&self.number, &text.into());
        if bytes.is_empty() {
            drop(here().post_message(&message));
            return;
        }
        let bytes = Uint8Array::from(bytes.as_slice());
        message.push(&bytes);
        // The bytes change hands, without another copy.
        drop(here().post_message_with_transfer(&message, &Array::of1(&bytes.buffer())));
    }
}

fn here() -> web_sys::DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Answers each request from now on. A request is `[number, text, copy, file…]`, an answer `[number, text, bytes]`.
pub fn serve(answer: impl Fn(Incoming) + 'static) {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let heard = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let message: Array = event.data().unchecked_into();
        place::tell(message.get(2).as_string().unwrap_or_default());
        answer(Incoming {
            text: message.get(1).as_string().unwrap_or_default(),
            files: message.iter().skip(3).filter_map(|file| file.dyn_into().ok()).collect(),
            reply: Reply { number: message.get(0) },
        });
    });
    // In place of the one of `ouvrier.js`, which kept what came while the program was not there yet.
    here().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
}
