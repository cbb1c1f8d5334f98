//! What is written down at the last moment: each page its own, found by the next one, forgotten with its dossier.

use gloo_storage::{LocalStorage, Storage};
use jalons::browser::ids::fresh;
use jalons::browser::journal::{
    LastWords, all, disagreements, forget, forget_all, forget_own, keep_disagreements, read, take_over, write,
};
use jalons::browser::place::path;
use wasm_bindgen_test::wasm_bindgen_test;

fn words(text: &str) -> LastWords {
    LastWords { known: None, sent: vec![], text: text.to_owned() }
}

/// What another page writes down, or one of before pages wrote their own.
fn write_elsewhere(dossier: &str, page: &str, words: &LastWords) {
    LocalStorage::set(format!("jalons:{}:dernier/{dossier}{page}", path()), words).unwrap();
}

#[wasm_bindgen_test]
fn a_page_forgets_what_it_wrote_and_not_what_another_one_did() {
    let id = fresh("essai");
    write(&id, &words("un"));
    write(&id, &words("deux"));
    write_elsewhere(&id, "/page-1", &words("trois"));
    write_elsewhere(&id, "", &words("d’avant"));
    write_elsewhere(&format!("{id}0"), "", &words("d’un autre"));
    let mut texts: Vec<String> = read(&id).into_iter().map(|words| words.text).collect();
    texts.sort();
    assert_eq!(texts, ["deux", "d’avant", "trois"]);
    forget_own(&id);
    assert_eq!(read(&id).len(), 2);
    take_over(&id, &words("tout"));
    assert_eq!(read(&id), [words("tout")]);
    assert!(all().contains(&(format!("{id}0"), words("d’un autre"))));
    forget_all();
    assert_eq!(all(), []);
}

#[wasm_bindgen_test]
fn what_an_older_page_wrote_is_read() {
    let id = fresh("essai");
    let name = format!("jalons:{}:dernier/{id}", path());
    crate::script(&format!("localStorage.setItem({name:?}, '{{\"known\":\"a\",\"text\":\"b\"}}')"));
    assert_eq!(read(&id), [LastWords { known: Some("a".to_owned()), sent: vec![], text: "b".to_owned() }]);
    forget(&id);
    assert_eq!(read(&id), []);
}

#[wasm_bindgen_test]
fn what_is_to_be_asked_goes_with_its_dossier() {
    let id = fresh("essai");
    assert_eq!(disagreements(&id), "");
    keep_disagreements(&id, Some("[1]"));
    forget_own(&id);
    assert_eq!(disagreements(&id), "[1]");
    keep_disagreements(&id, None);
    assert_eq!(disagreements(&id), "");
    keep_disagreements(&id, Some("[2]"));
    forget(&id);
    assert_eq!(disagreements(&id), "");
}
