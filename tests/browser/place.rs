//! Where the page is, and how copies of it on one origin are told apart.

use gloo_storage::{LocalStorage, Storage};
use jalons::browser::place::{claim, folder, others, path, suffix};
use wasm_bindgen_test::wasm_bindgen_test;

/// The copies that were opened in this browser, the first one first.
fn copies(paths: &[&str]) {
    LocalStorage::set("jalons:copies", paths).unwrap();
}

#[wasm_bindgen_test]
fn the_folder_of_the_page_is_its_address_up_to_the_last_slash() {
    assert!(folder().starts_with("http://127.0.0.1:") && folder().ends_with('/'), "{}", folder());
    assert!(folder().ends_with(&path()) && path().starts_with('/'));
}

#[wasm_bindgen_test]
fn the_first_copy_finds_what_was_kept_before_and_the_next_ones_have_their_own() {
    LocalStorage::delete("jalons:copies");
    assert_eq!((suffix(), others()), (String::new(), vec![]));
    assert!(
        LocalStorage::get::<Vec<String>>("jalons:copies").is_err(),
        "nothing was kept: there is no trace"
    );
    // It stays the first one.
    claim();
    assert_eq!(LocalStorage::get::<Vec<String>>("jalons:copies").unwrap(), [path()]);
    copies(&[&path(), "/autre/"]);
    assert_eq!((suffix(), others()), (String::new(), vec![("/autre/".to_owned(), " /autre/".to_owned())]));
    copies(&["/autre/"]);
    assert_eq!((suffix(), others()), (format!(" {}", path()), vec![("/autre/".to_owned(), String::new())]));
    // What can't be read is as if there were none.
    script_garbage();
    assert_eq!(suffix(), String::new());
    LocalStorage::delete("jalons:copies");
}

fn script_garbage() {
    crate::script("localStorage.setItem('jalons:copies', '{')");
}
