//! The address, and the start of the page.

use std::cell::RefCell;
use std::rc::Rc;

use jalons::browser::{address, focus};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{focused, put, settled};

#[wasm_bindgen_test]
async fn a_fragment_is_gone_to_and_heard_and_replaced_without_a_word() {
    let heard = Rc::new(RefCell::new(vec![]));
    let kept = heard.clone();
    address::listen(move |fragment| kept.borrow_mut().push(fragment));
    address::go("/un");
    settled(50).await;
    address::replace("/deux");
    settled(50).await;
    assert_eq!(address::fragment(), "/deux");
    assert_eq!(*heard.borrow(), ["/un"]);
    assert!(!address::page().contains('#'), "{}", address::page());
    address::replace("");
}

#[wasm_bindgen_test]
fn the_keyboard_goes_from_the_shell_to_the_same_control_of_the_page() {
    let shell = put("<button id='essai-commencer'>Commencer</button>");
    shell.set_id("accueil-statique");
    focus::on("essai-commencer");
    let page = put("<p><button id='essai-commencer'>Commencer</button></p>");
    address::ready();
    assert!(!shell.is_connected());
    assert_eq!(focused(), "essai-commencer");
    assert!(page.contains(gloo_utils::document().active_element().as_deref()));
    assert_eq!(gloo_utils::document_element().get_attribute("data-pret").as_deref(), Some("oui"));
    page.remove();
}

#[wasm_bindgen_test]
fn a_keyboard_that_is_elsewhere_stays_there() {
    let shell = put("<button id='essai-ailleurs'>Commencer</button>");
    shell.set_id("accueil-statique");
    let page = put("<button id='essai-ailleurs'>Commencer</button><button id='essai-ici'>Autre</button>");
    focus::on("essai-ici");
    address::ready();
    assert_eq!(focused(), "essai-ici");
    // Without a shell, and again: nothing happens.
    address::ready();
    assert_eq!(focused(), "essai-ici");
    page.remove();
}

#[wasm_bindgen_test]
fn a_start_asked_before_the_program_was_there_is_told_once() {
    assert!(!address::start_was_asked());
    gloo_utils::document_element().set_attribute("data-commencer", "").unwrap();
    assert!(address::start_was_asked());
    assert!(!address::start_was_asked());
}
