//! A program beside the page, seen from inside its worker: demands in, answers out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::JsValue;

/// A demand that came in.
pub struct Recue {
    /// Its texts.
    pub textes: [String; 4],
    /// The file that came with it.
    pub fichier: Option<web_sys::File>,
    /// Where to answer.
    pub reponse: Reponse,
}

/// Where to answer a demand.
#[derive(Clone)]
pub struct Reponse {
    numero: JsValue,
}

impl Reponse {
    /// Says something of that kind.
    pub fn dire(&self, sorte: &str, texte: &str, octets: &[u8]) {
        let message = Array::of3(&self.numero, &sorte.into(), &texte.into());
        if octets.is_empty() {
            drop(ici().post_message(&message));
            return;
        }
        let bytes = Uint8Array::from(octets);
        message.push(&bytes);
        // The bytes change hands, without a copy.
        drop(ici().post_message_with_transfer(&message, &Array::of1(&bytes.buffer())));
    }
}

fn ici() -> web_sys::DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Answers each demand from now on. A demand is `[number, what, fields, dossier, day, file]`.
pub fn servir(traiter: impl Fn(Recue) + 'static) {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let listen = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let text = |place: u32| message.get(place).as_string().unwrap_or_default();
        traiter(Recue {
            textes: [text(1), text(2), text(3), text(4)],
            fichier: message.get(5).dyn_into().ok(),
            reponse: Reponse { numero: message.get(0) },
        });
    });
    ici().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
}
