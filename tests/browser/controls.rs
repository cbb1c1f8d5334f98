//! What a form holds, read as a program is asked it.

use jalons::browser::evenements::{cible, cocher};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_fields_of_a_form_come_in_order_and_only_those_that_count() {
    let document = web_sys::window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    // Markup of this test alone.
    place.set_inner_html(
        "<form id='f'><input name='a' value='1'><input type='checkbox' name='b' value='2' checked>\
         <input type='checkbox' name='b' value='3'><input type='radio' name='c' value='4'>\
         <select name='d'><option value='5'></option><option value='6' selected></option></select>\
         <input value='sans nom'><button name='e' value='7'>x</button><input type='file' name='g'></form>",
    );
    document.body().unwrap().append_child(&place).unwrap();
    let seen = std::rc::Rc::new(std::cell::RefCell::new(vec![]));
    let kept = seen.clone();
    let listen = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let (fields, file) = cible(&event, "form").unwrap().champs();
        assert!(file.is_none());
        *kept.borrow_mut() = fields;
    });
    // On the way down: an event made by hand does not come up.
    let listener = listen.as_ref().unchecked_ref();
    place.add_event_listener_with_callback_and_bool("input", listener, true).unwrap();
    let said = || {
        let event = web_sys::Event::new("input").unwrap();
        place.query_selector("input").unwrap().unwrap().dispatch_event(&event).unwrap();
        seen.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said(), "a=1 b=2 d=6");
    cocher("f", true);
    assert_eq!(said(), "a=1 b=2 b=3 c=4 d=6");
    cocher("f", false);
    assert_eq!(said(), "a=1 d=6");
}
