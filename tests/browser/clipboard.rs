//! A clipboard that is not there says so.

use jalons::browser::BrowserError;
use jalons::browser::clipboard::copy;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::script;

#[wasm_bindgen_test]
async fn a_page_without_a_clipboard_refuses_in_words() {
    script("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })");
    let copied = copy("texte").await;
    script("delete navigator.clipboard");
    assert_eq!(copied, Err(BrowserError::CopyRefused));
}

#[wasm_bindgen_test]
async fn a_clipboard_that_is_not_allowed_refuses_in_words() {
    script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, \
         value: { writeText: () => Promise.reject(new DOMException('x', 'NotAllowedError')) } })",
    );
    let copied = copy("texte").await;
    script("delete navigator.clipboard");
    assert_eq!(copied, Err(BrowserError::CopyRefused));
}
