//! A program beside the page: asked, heard, failing, stopped, started anew.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use jalons::browser::BrowserError;
use jalons::browser::place::{folder, path};
use jalons::browser::workers::{Heard, ask, stop};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{script, settled};

/// Says what it is asked; « trois » three times, the last with bytes; « boum » fails; « rien » says nothing. How many
/// requests it had comes with each answer.
const PROGRAM: &str = "let asked = 0; onmessage = ({ data: [number, text, copy, ...files] }) => { \
    asked += 1; \
    if (text === 'boum') throw new Error('boum'); \
    if (text === 'rien') return; \
    if (text === 'trois') { \
        postMessage([number, 'un']); postMessage([number, 'deux']); \
        const bytes = new Uint8Array([0, 255]); return postMessage([number, 'trois', bytes], [bytes.buffer]); \
    } \
    if (files.length > 0) return Promise.all(files.map((file) => file.text())) \
        .then((inside) => postMessage([number, text + inside.join(' ')])); \
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
        vec![],
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
async fn files_go_with_what_is_asked() {
    publish("essai-2");
    let files = [gloo_file::File::new("a.txt", "dedans"), gloo_file::File::new("b.txt", "aussi")];
    let files = files.iter().map(|file| AsRef::<web_sys::File>::as_ref(file).clone()).collect();
    let said = Said::default();
    let kept = said.clone();
    let listener = Box::new(move |heard| {
        kept.borrow_mut().push(word(heard));
        true
    });
    ask("essai-2", "lu : ", files, listener);
    until(&said, 1).await;
    assert_eq!(*said.borrow(), ["lu : dedans aussi []"]);
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
async fn a_program_of_a_release_runs_only_with_its_digest_and_from_a_blob_that_knows_where_the_page_is() {
    let program = "onmessage = ({ data: [number] }) => postMessage([number, `${location.protocol} ${name}`])";
    let address = script(&format!("URL.createObjectURL(new Blob([{program:?}]))")).as_string().unwrap();
    // An address of the page's folder, as a release has.
    script(&format!(
        "globalThis.usual ??= fetch; globalThis.fetch = (url, init) => usual(String(url).endsWith('essai-5.js') ? {address:?} : url, init)"
    ));
    let root = gloo_utils::document_element();
    root.set_attribute("data-worker-essai-5", "essai-5.js").unwrap();
    let digest = script(&format!(
        "crypto.subtle.digest('SHA-256', new TextEncoder().encode({program:?})).then((sum) => {{ \
         globalThis.sum = btoa(String.fromCharCode(...new Uint8Array(sum))) }})"
    ));
    wasm_bindgen_futures::JsFuture::from(digest.dyn_into::<js_sys::Promise>().unwrap()).await.unwrap();
    let sum = script("sum").as_string().unwrap();
    root.set_attribute("data-somme-essai-5", &format!("sha256-{sum}")).unwrap();
    let said = note("essai-5", "mot", 1);
    until(&said, 1).await;
    assert_eq!(*said.borrow(), [format!("blob: {} []", folder())]);
    stop("essai-5");
    root.set_attribute("data-somme-essai-5", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=").unwrap();
    let refused = note("essai-5", "mot", 9);
    until(&refused, 1).await;
    assert_eq!(*refused.borrow(), ["ProgramStopped"]);
    script("globalThis.fetch = usual");
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
        ask("essai-4", "mot", vec![], listener);
        false
    });
    ask("essai-4", "trois", vec![], listener);
    until(&said, 2).await;
    settled(50).await;
    assert_eq!(*said.borrow(), ["un []", "mot1 []"]);
    assert_eq!(Rc::strong_count(&said), 1, "both listeners are gone");
    stop("essai-4");
    stop("jamais-lancé");
}

#[wasm_bindgen_test]
async fn a_program_is_told_with_each_request_which_copy_of_the_page_asks() {
    let program = "onmessage = ({ data: [number, text, copy] }) => postMessage([number, copy])";
    let address = script(&format!("URL.createObjectURL(new Blob([{program:?}]))")).as_string().unwrap();
    gloo_utils::document_element().set_attribute("data-worker-essai-6", &address).unwrap();
    LocalStorage::delete("jalons:copies");
    let before = note("essai-6", "mot", 1);
    until(&before, 1).await;
    // Another copy keeps something meanwhile: it is the first one.
    LocalStorage::set("jalons:copies", ["/autre/"]).unwrap();
    let after = note("essai-6", "mot", 1);
    until(&after, 1).await;
    LocalStorage::delete("jalons:copies");
    assert_eq!(
        (before.borrow()[0].clone(), after.borrow()[0].clone()),
        (" []".to_owned(), format!(" {} []", path()))
    );
}
