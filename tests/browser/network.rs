//! The files beside the page: there, not there, out of reach.

use jalons::browser::BrowserError;
use jalons::browser::network::read;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_file_is_there_or_not_or_out_of_reach() {
    assert!(read("./").await.unwrap().is_some_and(|page| !page.is_empty()));
    assert_eq!(read("nulle-part.bin").await, Ok(None));
    assert_eq!(read("http://127.0.0.1:9/").await, Err(BrowserError::NetworkAbsent));
}
