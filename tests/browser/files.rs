//! Files, in and out.

use jalons::browser::BrowserError;
use jalons::browser::files::{ChosenFile, bytes, chosen_text, download, in_chunks};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::script;

fn file(content: &[u8]) -> ChosenFile {
    let file = gloo_file::File::new("essai.json", content);
    AsRef::<web_sys::File>::as_ref(&file).clone()
}

/// A field where that file was chosen.
fn field(file: Option<&ChosenFile>) -> web_sys::HtmlInputElement {
    let choose = "const field = document.createElement('input'); field.type = 'file'; \
                  const chosen = new DataTransfer(); if (file) chosen.items.add(file); \
                  field.files = chosen.files; return field;";
    let choose = js_sys::Function::new_with_args("file", choose);
    let file = file.map_or(JsValue::UNDEFINED, JsValue::from);
    choose.call1(&JsValue::NULL, &file).unwrap().dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn a_long_file_comes_whole_in_order_by_pieces() {
    let content: Vec<u8> = (0..2_500_000_u32).map(|place| (place % 251) as u8).collect();
    let (mut read, mut pieces) = (vec![], 0);
    in_chunks(&file(&content), |piece| {
        read.extend_from_slice(piece);
        pieces += 1;
        Ok::<(), BrowserError>(())
    })
    .await
    .unwrap();
    assert!(read == content);
    assert_eq!(pieces, 3);
}

#[wasm_bindgen_test]
async fn reading_stops_with_the_first_refusal() {
    let (mut pieces, long) = (0, file(&[0; 3_000_000]));
    let stopped = in_chunks(&long, |_| {
        pieces += 1;
        Err(BrowserError::FileNotText)
    });
    assert_eq!(stopped.await, Err(BrowserError::FileNotText));
    assert_eq!(pieces, 1);
}

#[wasm_bindgen_test]
async fn a_file_is_of_that_many_bytes_at_most() {
    assert_eq!(bytes(&file(b"1234"), 4).await, Ok(b"1234".to_vec()));
    assert_eq!(bytes(&file(b"12345"), 4).await, Err(BrowserError::FileTooLarge));
    assert_eq!(bytes(&file(b""), 4).await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn the_text_of_a_chosen_file_is_read_and_may_be_chosen_again() {
    let input = field(Some(&file("{\"nom\":\"été\"}".as_bytes())));
    assert_eq!(chosen_text(input.clone(), 100).await, Ok(Some("{\"nom\":\"été\"}".to_owned())));
    // The field is empty: the same file will be a change.
    assert_eq!(chosen_text(input, 100).await, Ok(None));
    assert_eq!(chosen_text(field(None), 100).await, Ok(None));
    assert_eq!(chosen_text(field(Some(&file(b"trop long"))), 4).await, Err(BrowserError::FileTooLarge));
    assert_eq!(chosen_text(field(Some(&file(&[0xff, 0xfe]))), 4).await, Err(BrowserError::FileNotText));
}

// Safari asks the user whether to download, and reads the bytes once it was answered.
#[wasm_bindgen_test]
async fn a_download_has_its_name_its_type_and_its_bytes_a_moment_later() {
    script(
        "globalThis.click = HTMLAnchorElement.prototype.click; HTMLAnchorElement.prototype.click = function () { \
         globalThis.saved = new Promise((done) => setTimeout(done, 300)).then(() => fetch(this.href)).then(async (it) => \
         [this.download, it.headers.get('content-type'), await it.text()].join('|')); }",
    );
    let done = download("plan.csv", "text/csv", "é;1".as_bytes());
    script("HTMLAnchorElement.prototype.click = globalThis.click");
    assert_eq!(done, Ok(()));
    let saved: js_sys::Promise = script("globalThis.saved").unchecked_into();
    assert_eq!(JsFuture::from(saved).await.unwrap().as_string().unwrap(), "plan.csv|text/csv|é;1");
}
