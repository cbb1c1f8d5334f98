//! What a form holds, read as a program is asked it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use jalons::browser::controls::{closest, filter, set_all_checked, submitter, text_of, unfolded};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::put;

#[wasm_bindgen_test]
fn the_fields_of_a_form_come_in_order_and_only_those_that_count() {
    let place =
        put("<form id='f'><input name='a' value='1'><input type='checkbox' name='b' value='2' checked>\
         <input type='checkbox' name='b' value='3'><input type='radio' name='c' value='4'>\
         <select name='d'><option value='5'></option><option value='6' selected></option></select>\
         <textarea name='h'>7</textarea>\
         <input value='sans nom'><button name='e' value='8'>x</button><input type='file' name='g'></form>");
    let seen = Rc::new(RefCell::new(vec![]));
    let kept = seen.clone();
    // On the way down: an event made by hand does not come up.
    let options = EventListenerOptions::run_in_capture_phase();
    let listener = EventListener::new_with_options(&place, "input", options, move |event| {
        let (fields, files) = closest(event, "form").unwrap().fields();
        assert!(files.is_empty());
        *kept.borrow_mut() = fields;
    });
    let said = || {
        let event = web_sys::Event::new("input").unwrap();
        place.query_selector("input").unwrap().unwrap().dispatch_event(&event).unwrap();
        seen.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said(), "a=1 b=2 d=6 h=7");
    set_all_checked("f", true);
    assert_eq!(said(), "a=1 b=2 b=3 c=4 d=6 h=7");
    set_all_checked("f", false);
    assert_eq!(said(), "a=1 d=6 h=7");
    drop(listener);
    place.remove();
}

#[wasm_bindgen_test]
fn an_event_tells_the_control_around_what_it_touched_and_the_button_that_sent() {
    let place = put("<form id='g'><label data-x='1'><b>mot</b><input type='checkbox' checked></label>\
         <button id='envoyer' name='n' value='v'>Envoyer</button></form>");
    let told = Rc::new(RefCell::new(vec![]));
    let kept = told.clone();
    let click = EventListener::new(&place, "click", move |event| {
        let around = closest(event, "[data-x]").map(|target| target.attribute("data-x"));
        kept.borrow_mut().push(format!("{around:?} {}", closest(event, "table").is_none()));
    });
    let kept = told.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let submit = EventListener::new_with_options(&place, "submit", options, move |event| {
        event.prevent_default();
        let button = submitter(event).unwrap();
        let said = (button.attribute("name"), button.attribute("value"), button.attribute("absent"));
        kept.borrow_mut().push(format!("{said:?}"));
    });
    let element = |selector: &str| {
        let found = place.query_selector(selector).unwrap().unwrap();
        found.dyn_into::<web_sys::HtmlElement>().unwrap()
    };
    element("button").click();
    assert_eq!(*told.borrow(), ["None true", "(\"n\", \"v\", \"\")"]);
    told.borrow_mut().clear();
    element("b").click();
    assert!(told.borrow().contains(&"Some(\"1\") true".to_owned()), "{told:?}");
    drop((click, submit));
    place.remove();
}

#[wasm_bindgen_test]
fn texts_and_unfolded_parts_are_found_by_id() {
    let place = put(
        "<p id='texte-1'>un <b>deux</b></p><details id='pli-1' open></details><details id='pli-2'></details>\
         <details open></details>",
    );
    assert_eq!(text_of("texte-1"), "un deux");
    assert_eq!(text_of("nulle-part"), "");
    assert_eq!(unfolded(), ["pli-1"]);
    place.remove();
}

#[wasm_bindgen_test]
fn lines_are_left_out_by_what_is_typed_and_by_their_state() {
    let place =
        put("<input data-filter=mots><select data-filter=etat><option>en-cours<option>archive</select>\
         <ul><li id=un data-mots='Les Érables' data-etats='en-cours en-retard'>\
         <li id=deux data-mots='Les Tilleuls' data-etats='en-cours'>\
         <li id=trois data-mots='Erables' data-etats='archive' hidden></ul>");
    let input: web_sys::HtmlInputElement = place.query_selector("input").unwrap().unwrap().unchecked_into();
    let select: web_sys::HtmlSelectElement =
        place.query_selector("select").unwrap().unwrap().unchecked_into();
    let answers = |typed: &str, words: &str| words.to_lowercase().contains(typed);
    let shown = || {
        let left = place.query_selector_all("li:not([hidden])").unwrap();
        let ids = (0..left.length())
            .filter_map(|rank| Some(left.item(rank)?.unchecked_into::<web_sys::Element>().id()));
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!((filter(&answers), shown()), (None, "un deux".to_owned()), "nothing is left out");
    input.set_value("rables");
    assert_eq!((filter(&answers), shown()), (Some((1, 3)), "un".to_owned()));
    select.set_value("archive");
    assert_eq!((filter(&answers), shown()), (Some((1, 3)), "trois".to_owned()));
    input.set_value("");
    select.set_value("en-cours");
    assert_eq!((filter(&answers), shown()), (Some((2, 3)), "un deux".to_owned()));
    place.remove();
}
