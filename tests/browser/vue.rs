//! Views that follow the state: drawn again when it changes, gone with their owner, the keyboard where it was.

use jalons::ui::etat::{Calcul, Variable};
use jalons::ui::vue::{bouton, el, ensemble, monter};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

fn found(selector: &str) -> Option<web_sys::HtmlElement> {
    document().query_selector(selector).unwrap().and_then(|node| node.dyn_into().ok())
}

/// Effects run in a task of their own.
async fn settled() {
    let wait = js_sys::Promise::new(&mut |done, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&done, 20).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_text_a_class_and_a_region_follow_the_state() {
    let mut state = None;
    monter(|| {
        let number = Variable::new(1_u32);
        state = Some(number);
        let even = Calcul::new(move |_| number.get().is_multiple_of(2));
        el("div")
            .attr("id", "vue-1")
            .enfant(el("p").texte_vif(move || format!("n{}", number.get())))
            .enfant(el("i").classe_vive("pair", move || even.with(|even| *even)))
            .quand(move || number.get() > 2, || el("b").enfant("grand"))
            .vif(move || ensemble().enfants((0..number.get()).map(|_| el("s"))))
    });
    let number = state.unwrap();
    let shown = || {
        let count = found("#vue-1").unwrap().get_elements_by_tag_name("s").length();
        let text = found("#vue-1 p").unwrap().text_content().unwrap();
        (text, found("#vue-1 i.pair").is_some(), found("#vue-1 b").is_some(), count)
    };
    assert_eq!(shown(), ("n1".to_owned(), false, false, 1));
    number.set(4);
    settled().await;
    assert_eq!(shown(), ("n4".to_owned(), true, true, 4));
    number.set(1);
    settled().await;
    assert_eq!(shown(), ("n1".to_owned(), false, false, 1));
}

#[wasm_bindgen_test]
async fn the_keyboard_stays_on_the_same_control_of_a_region() {
    monter(|| {
        let count = Variable::new(0_u32);
        el("div").attr("id", "vue-2").vif(move || {
            let many = count.get();
            ensemble().enfant(bouton("a", "autre", |_| ())).enfant(bouton(
                "b",
                &format!("encore {many}"),
                move |_| count.set(many + 1),
            ))
        })
    });
    let button = found("#vue-2 .b").unwrap();
    button.focus().unwrap();
    button.click();
    settled().await;
    let now = document().active_element().unwrap();
    assert_eq!(now.text_content().unwrap(), "encore 1");
    assert!(now != *button.unchecked_ref::<web_sys::Element>(), "it was drawn again");
}

#[wasm_bindgen_test]
async fn what_comes_after_a_page_was_left_finds_that_its_state_is_gone() {
    let mut inside = None;
    let mut shown = None;
    monter(|| {
        let page = Variable::new(true);
        shown = Some(page);
        let slot = std::rc::Rc::new(std::cell::Cell::new(None));
        let kept = slot.clone();
        let view = el("div").attr("id", "vue-3").page_vive(move || {
            if !page.get() {
                return ensemble();
            }
            let own = Variable::new(7_u32);
            kept.set(Some(own));
            el("p").texte_vif(move || own.get().to_string())
        });
        inside = slot.get();
        view
    });
    let (own, page) = (inside.unwrap(), shown.unwrap());
    assert!(own.existe());
    page.set(false);
    settled().await;
    assert!(!own.existe());
    assert!(found("#vue-3 p").is_none());
}
