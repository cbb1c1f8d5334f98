//! The programs beside the page, seen from the page: each is started when it is first asked, in a worker of its own.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::BrowserError;

/// What a program said.
pub struct Message {
    /// Its kind; empty when the program failed, and the text says so.
    pub sorte: String,
    /// Its text.
    pub texte: String,
    /// Bytes that came with it.
    pub octets: Vec<u8>,
}

/// What is done with what a program says; says whether it was its last word.
pub type Suite = Box<dyn FnMut(Message) -> bool>;

struct Ouvrier {
    nom: &'static str,
    worker: web_sys::Worker,
    attentes: Vec<(u32, Suite)>,
}

thread_local! {
    static OUVRIERS: RefCell<(u32, Vec<Ouvrier>)> = const { RefCell::new((0, vec![])) };
}

/// Asks a program. What it says comes to `suite`, until that says that it was its last word; so does its failure.
pub fn demander(nom: &'static str, textes: &[String], fichier: Option<web_sys::File>, mut suite: Suite) {
    let message = Array::new();
    let asked = OUVRIERS.with_borrow_mut(|(numero, ouvriers)| {
        *numero += 1;
        message.push(&(*numero).into());
        for texte in textes {
            message.push(&texte.as_str().into());
        }
        if let Some(fichier) = fichier {
            message.push(&fichier);
        }
        let place = match ouvriers.iter().position(|ouvrier| ouvrier.nom == nom) {
            Some(place) => place,
            None => {
                ouvriers.push(Ouvrier { nom, worker: lancer(nom)?, attentes: vec![] });
                ouvriers.len() - 1
            }
        };
        ouvriers.get(place)?.worker.post_message(&message).ok()?;
        Some((*numero, place))
    });
    match asked {
        None => drop(suite(echec())),
        Some((numero, _)) => OUVRIERS.with_borrow_mut(|(_, ouvriers)| {
            if let Some(ouvrier) = ouvriers.iter_mut().find(|ouvrier| ouvrier.nom == nom) {
                ouvrier.attentes.push((numero, suite));
            }
        }),
    }
}

/// Stops a program: what it was doing is lost, and it starts anew when it is next asked.
pub fn arreter(nom: &str) {
    for (_, mut suite) in retirer(nom) {
        suite(Message { sorte: String::new(), texte: String::new(), octets: vec![] });
    }
}

fn retirer(nom: &str) -> Vec<(u32, Suite)> {
    OUVRIERS.with_borrow_mut(|(_, ouvriers)| {
        let Some(place) = ouvriers.iter().position(|ouvrier| ouvrier.nom == nom) else { return vec![] };
        let gone = ouvriers.remove(place);
        gone.worker.terminate();
        gone.attentes
    })
}

fn echec() -> Message {
    let texte = BrowserError::ProgrammeArrete.phrase().to_owned();
    Message { sorte: String::new(), texte, octets: vec![] }
}

fn lancer(nom: &'static str) -> Option<web_sys::Worker> {
    // A release says where each program starts (`xtask/src/finish.rs`).
    let root = web_sys::window()?.document()?.document_element()?;
    let starter = root.get_attribute(&format!("data-worker-{nom}"));
    let worker = web_sys::Worker::new(&starter.unwrap_or_else(|| format!("ouvrier.js?{nom}"))).ok()?;
    let listen = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let numero = message.get(0).as_f64().unwrap_or_default() as u32;
        let text = |place: u32| message.get(place).as_string().unwrap_or_default();
        let octets =
            message.get(3).dyn_into::<js_sys::Uint8Array>().map_or_else(|_| vec![], |bytes| bytes.to_vec());
        // What is done with it may ask again: the list is free meanwhile.
        let waiting = OUVRIERS.with_borrow_mut(|(_, ouvriers)| {
            let ouvrier = ouvriers.iter_mut().find(|ouvrier| ouvrier.nom == nom)?;
            let place = ouvrier.attentes.iter().position(|(known, _)| *known == numero)?;
            Some(ouvrier.attentes.remove(place).1)
        });
        let Some(mut suite) = waiting else { return };
        if suite(Message { sorte: text(1), texte: text(2), octets }) {
            return;
        }
        OUVRIERS.with_borrow_mut(|(_, ouvriers)| {
            if let Some(ouvrier) = ouvriers.iter_mut().find(|ouvrier| ouvrier.nom == nom) {
                ouvrier.attentes.push((numero, suite));
            }
        });
    });
    worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    let fail = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        for (_, mut suite) in retirer(nom) {
            suite(echec());
        }
    });
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    fail.forget();
    Some(worker)
}
