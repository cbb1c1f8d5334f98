//! The address, and the start of the page.

use std::cell::RefCell;
use std::rc::Rc;

use jalons::browser::address::EarlyStart;
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
    address::replace_shell();
    assert!(!shell.is_connected());
    assert_eq!(focused(), "essai-commencer");
    assert!(page.contains(gloo_utils::document().active_element().as_deref()));
    page.remove();
}

#[wasm_bindgen_test]
fn the_page_says_that_it_is_ready() {
    address::ready();
    assert_eq!(gloo_utils::document_element().get_attribute("data-pret").as_deref(), Some("oui"));
}

#[wasm_bindgen_test]
fn a_keyboard_that_is_elsewhere_stays_there() {
    let shell = put("<button id='essai-ailleurs'>Commencer</button>");
    shell.set_id("accueil-statique");
    let page = put("<button id='essai-ailleurs'>Commencer</button><button id='essai-ici'>Autre</button>");
    focus::on("essai-ici");
    address::replace_shell();
    assert_eq!(focused(), "essai-ici");
    // Without a shell, and again: nothing happens.
    address::replace_shell();
    assert_eq!(focused(), "essai-ici");
    page.remove();
}

#[wasm_bindgen_test]
fn a_keyboard_whose_control_is_no_more_goes_on_the_title() {
    let shell = put("<button id='essai-parti'>Continuer</button>");
    shell.set_id("accueil-statique");
    focus::on("essai-parti");
    let page = put("<h1 id='titre' tabindex='-1'>La suite</h1>");
    address::replace_shell();
    assert_eq!(focused(), "titre");
    page.remove();
}

#[wasm_bindgen_test]
fn what_was_done_before_the_program_was_there_is_told_once() {
    let root = gloo_utils::document_element();
    let box_of = |value: &str, ticked: &str| format!("<input type='checkbox' value='{value}'{ticked}>");
    let boxes =
        [box_of("services", ""), box_of("rpps-plus", " checked"), box_of("tests", " checked")].concat();
    let shell = put(&format!("<form id='premiere-reponse'>{boxes}</form>"));
    assert_eq!(address::early_start(), None);
    root.set_attribute("data-commencer", "oui").unwrap();
    let ticked = vec!["rpps-plus".to_owned(), "tests".to_owned()];
    assert_eq!(address::early_start(), Some(EarlyStart { ticked: ticked.clone(), goes_on: false }));
    assert_eq!(address::early_start(), None);
    for name in ["data-commencer", "data-continuer"] {
        root.set_attribute(name, "oui").unwrap();
    }
    assert_eq!(address::early_start(), Some(EarlyStart { ticked, goes_on: true }));
    shell.remove();
    root.set_attribute("data-commencer", "oui").unwrap();
    assert_eq!(address::early_start(), Some(EarlyStart::default()));
}
