//! The parts that pages are made of: they follow their signals, keep what stays, and do once what is asked once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use jalons::domain::answers::{Answers, Entry};
use jalons::domain::questions::besoin::BESOIN;
use jalons::domain::questions::finess_ej::FINESS_EJ;
use jalons::ui::components::basics::{Button, Line, List, Warning};
use jalons::ui::components::error_summary::ErrorSummary;
use jalons::ui::components::field::AnswerField;
use jalons::ui::form::Form;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::{focused, put, script, settled};

/// A view in a place of its own, for the time of a test.
fn shown<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> (Element, impl Drop) {
    let place = put("");
    let handle = mount_to(place.clone().unchecked_into(), view);
    (place, handle)
}

fn form() -> Form {
    Form::new(Answers::default(), Signal::stored(NaiveDate::from_ymd_opt(2026, 2, 2).unwrap()))
}

fn found<T: JsCast>(place: &Element, selector: &str) -> T {
    place.query_selector(selector).unwrap().unwrap().unchecked_into()
}

fn words(place: &Element) -> String {
    place.text_content().unwrap()
}

/// What the browser tells a field of.
fn tell(input: &HtmlInputElement, event: &str) {
    let event = script(&format!("new Event('{event}', {{ bubbles: true }})"));
    input.dispatch_event(event.unchecked_ref()).unwrap();
}

/// What a user does who types, then leaves the field.
fn enter(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    tell(input, "input");
    tell(input, "change");
}

#[wasm_bindgen_test]
async fn a_line_whose_key_stays_is_left_as_it_is() {
    let names = RwSignal::new(vec!["un", "deux", "trois"]);
    let (place, _shown) = shown(move || {
        let line = |name: &'static str| {
            Line::new(name, move || view! { <li><input id=format!("essai-{name}")/>{name}</li> })
        };
        let lines = move || names.get().into_iter().map(line).collect::<Vec<_>>();
        view! { <ul><List lines=lines/></ul> }
    });
    found::<HtmlInputElement>(&place, "#essai-deux").set_value("tapé");
    found::<HtmlElement>(&place, "#essai-deux").focus().unwrap();
    names.set(vec!["zéro", "deux", "quatre"]);
    settled(20).await;
    assert_eq!(words(&place), "zérodeuxquatre");
    assert_eq!(found::<HtmlInputElement>(&place, "#essai-deux").value(), "tapé");
    assert_eq!(focused(), "essai-deux");
}

#[wasm_bindgen_test]
async fn a_warning_stands_while_there_is_one_and_a_button_does_what_it_says_once() {
    let done = Arc::new(AtomicU32::new(0));
    let text = RwSignal::new(String::new());
    let counted = Arc::clone(&done);
    let (place, _shown) = shown(move || {
        let act = move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            text.set("Attention".to_owned());
        };
        view! { <Button class="principal" id="essai-bouton" on_click=act>"Faire"</Button><Warning text=text/> }
    });
    assert!(place.query_selector(".avertissement").unwrap().is_none());
    found::<HtmlElement>(&place, "#essai-bouton").click();
    settled(20).await;
    assert_eq!(done.load(Ordering::Relaxed), 1);
    assert_eq!(words(&found::<Element>(&place, "p.avertissement")), "Attention");
    text.set(String::new());
    settled(20).await;
    assert!(place.query_selector(".avertissement").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn unticking_everything_is_said_at_once() {
    let form = form();
    let (place, _shown) = shown(move || view! { <AnswerField form=form spec=&BESOIN.spec alone=true/> });
    let first: HtmlInputElement = found(&place, "input");
    assert!(!words(&place).contains("Rien n’est coché"));
    first.click();
    settled(20).await;
    assert_eq!(form.draft.get_untracked().entry("besoin"), Some(&Entry::Many(vec!["services".to_owned()])));
    assert!(!words(&place).contains("Rien n’est coché"));
    first.click();
    settled(20).await;
    assert!(words(&place).contains("Rien n’est coché"));
}

#[wasm_bindgen_test]
async fn a_refused_number_is_linked_from_the_summary_and_its_sentence_goes_once_it_is_right() {
    let form = form();
    let (place, _shown) = shown(move || {
        view! { <ErrorSummary form=form/><AnswerField form=form spec=&FINESS_EJ.spec/> }
    });
    let input: HtmlInputElement = found(&place, "#champ-finess-ej");
    enter(&input, "12345");
    settled(20).await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("false"), "it is judged when it is sent");
    assert!(!form.check(&[&FINESS_EJ.spec], None));
    settled(20).await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let sentence = words(&found::<Element>(&place, "#erreur-finess-ej"));
    assert!(sentence.starts_with("Erreur"), "{sentence}");
    found::<HtmlElement>(&place, "#resume a").click();
    assert_eq!(focused(), "champ-finess-ej");
    enter(&input, "010783009");
    settled(20).await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("false"));
    assert!(place.query_selector("#resume").unwrap().is_none());
    assert_eq!(words(&found::<Element>(&place, "#erreur-finess-ej")), "");
}

#[wasm_bindgen_test]
async fn what_is_typed_is_not_touched_before_the_field_is_left() {
    let form = form();
    let (place, _shown) = shown(move || view! { <AnswerField form=form spec=&FINESS_EJ.spec/> });
    settled(20).await;
    let input: HtmlInputElement = found(&place, "input");
    input.set_value("01 ");
    tell(&input, "input");
    settled(20).await;
    assert_eq!(input.value(), "01 ", "the space that is being typed stays");
    assert_eq!(form.draft.get_untracked().entry("finess-ej"), Some(&Entry::one("01")));
}
