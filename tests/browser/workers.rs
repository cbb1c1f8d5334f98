//! A program beside the page: asked, heard, failing, stopped, started anew.

use std::cell::RefCell;
use std::rc::Rc;

use jalons::browser::BrowserError;
use jalons::browser::workers::{Heard, ask, stop};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{script, settled};

/// Says what it is asked; « trois » three times, the last with bytes; « boum » fails; « rien » says nothing. How many
/// requests it had comes with each answer.
const PROGRAM: &str = "let asked = 0; onmessage = ({ data: [number, text, file] }) => { \
    asked += 1; \
    if (text === 'boum') throw new Error('boum'); \
    if (text === 'rien') return; \
    if (text === 'trois') { \
        postMessage([number, 'un']); postMessage([number, 'deux']); \
        const bytes = new Uint8Array([0, 255]); return postMessage([number, 'trois', bytes], [bytes.buffer]); \
    } \
    if (file) return file.text().then((inside) => postMessage([number, text + inside])); \
    postMessage([number, text + asked]); \
};";

type Said = Rc<RefCell<Vec<String>>>;

/// Gives that program an address.
fn publish(program: &str) {
    let address = script(&format!("URL.createObjectURL(new Blob([{PROGRAM:?}]))")).as_string().unwrap();
    gloo_utils::document_element().set_attribute(&format!("data-worker-{program}"), &address).unwrap();
}

fn word(heard: Result<Heard, BrowserError>) -> String {
    heard.map_or_else(|error| format!("{error:?}"), |heard| format!("{} {:?}", heard.text, heard.bytes))
}

/// Asks, and notes what comes, as far as that many words.
fn note(program: &'static str, text: &str, words: usize) -> Said {
    let said = Said::default();
    let kept = said.clone();
    ask(
        program,
        text,
        None,
        Box::new(move |heard| {
            kept.borrow_mut().push(word(heard));
            kept.borrow().len() == words
        }),
    );
    said
}

/// Waits for something to be said; gives up after two seconds.
async fn until(said: &Said, words: usize) {
    for _ in 0..100 {
        if said.borrow().len() >= words {
            return;
        }
        settled(20).await;
    }
    panic!("heard only {said:?}");
}

#[wasm_bindgen_test]
async fn what_a_program_says_comes_in_order_until_its_last_word() {
    publish("essai-1");
    let (first, second) = (note("essai-1", "trois", 3), note("essai-1", "mot", 1));
    until(&first, 3).await;
    until(&second, 1).await;
    assert_eq!(*first.borrow(), ["un []", "deux []", "trois [0, 255]"]);
    assert_eq!(*second.borrow(), ["mot2 []"]);
    // Nothing more is heard once it had its last word.
    let only = note("essai-1", "trois", 1);
    until(&only, 1).await;
    settled(50).await;
    assert_eq!(only.borrow().len(), 1);
    stop("essai-1");
}

#[wasm_bindgen_test]
async fn a_file_goes_with_what_is_asked() {
    publish("essai-2");
    let file = gloo_file::File::new("a.txt", "dedans");
    let said = Said::default();
    let kept = said.clone();
    let listener = Box::new(move |heard| {
        kept.borrow_mut().push(word(heard));
        true
    });
    ask("essai-2", "lu : ", Some(AsRef::<web_sys::File>::as_ref(&file).clone()), listener);
    until(&said, 1).await;
    assert_eq!(*said.borrow(), ["lu : dedans []"]);
    stop("essai-2");
}

#[wasm_bindgen_test]
async fn a_program_that_fails_tells_all_who_wait_and_starts_anew() {
    publish("essai-3");
    let waiting = note("essai-3", "rien", 9);
    let failing = note("essai-3", "boum", 9);
    until(&failing, 1).await;
    assert_eq!(
        (waiting.borrow().join("|"), failing.borrow().join("|")),
        ("ProgramStopped".into(), "ProgramStopped".into())
    );
    let again = note("essai-3", "mot", 1);
    until(&again, 1).await;
    assert_eq!(*again.borrow(), ["mot1 []"]);
    stop("essai-3");
}

#[wasm_bindgen_test]
async fn a_program_that_is_not_there_is_a_program_that_stopped() {
    // Without an attribute: the file of `ouvrier.js`, which these tests do not publish.
    let said = note("essai-absent", "mot", 9);
    until(&said, 1).await;
    assert_eq!(*said.borrow(), ["ProgramStopped"]);
}

#[wasm_bindgen_test]
async fn a_stopped_program_says_nothing_more_even_stopped_from_what_it_says() {
    publish("essai-4");
    let quiet = note("essai-4", "trois", 9);
    stop("essai-4");
    settled(100).await;
    assert!(quiet.borrow().is_empty());
    assert_eq!(Rc::strong_count(&quiet), 1, "its listener is gone");
    // From inside: stopped at its first word, asked again at once.
    let said = Said::default();
    let kept = said.clone();
    let listener = Box::new(move |heard: Result<Heard, BrowserError>| {
        kept.borrow_mut().push(word(heard));
        stop("essai-4");
        let again = kept.clone();
        let listener = Box::new(move |heard| {
            again.borrow_mut().push(word(heard));
            true
        });
        ask("essai-4", "mot", None, listener);
        false
    });
    ask("essai-4", "trois", None, listener);
    until(&said, 2).await;
    settled(50).await;
    assert_eq!(*said.borrow(), ["un []", "mot1 []"]);
    assert_eq!(Rc::strong_count(&said), 1, "both listeners are gone");
    stop("essai-4");
    stop("jamais-lancé");
}
