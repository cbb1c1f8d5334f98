//! What a program drew, put in place: words stay words, drawings are drawings, what was unfolded stays so.

use jalons::atelier::noeud::{el, ensemble};
use jalons::domain::json::Valeur;
use jalons::ui::dessin::{appliquer, dessiner};
use jalons::ui::vue;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

/// Draws a node in an element of that id, at the end of the page.
fn poser(id: &str, noeud: &jalons::atelier::noeud::Noeud, deplies: &[String]) -> web_sys::Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    place.set_id(id);
    document.body().unwrap().append_child(&place).unwrap();
    // Through the wire, as a program's answer comes.
    let wire = Valeur::lire(&noeud.json().ecrire()).unwrap();
    vue::remplir(id, dessiner(&wire, deplies));
    place
}

#[wasm_bindgen_test]
fn what_a_user_typed_is_never_markup() {
    let hostile = "<img src=x onerror=\"document.title='perdu'\">";
    let page = el("p").attr("title", hostile).enfant(hostile).enfant(el("b").enfant("gras"));
    let place = poser("dessin-1", &page, &[]);
    assert_eq!(place.get_elements_by_tag_name("img").length(), 0);
    assert_eq!(place.text_content().unwrap(), format!("{hostile}gras"));
    assert_eq!(place.first_element_child().unwrap().get_attribute("title").unwrap(), hostile);
}

#[wasm_bindgen_test]
fn a_drawing_is_in_its_own_namespace_and_what_surrounds_it_is_not() {
    let page = ensemble().enfant(el("svg").enfant(el("g").enfant(el("path")))).enfant(el("p"));
    let place = poser("dessin-2", &page, &[]);
    let path = place.query_selector("path").unwrap().unwrap();
    assert_eq!(path.namespace_uri().unwrap(), "http://www.w3.org/2000/svg");
    let paragraph = place.query_selector("p").unwrap().unwrap();
    assert_eq!(paragraph.namespace_uri().unwrap(), "http://www.w3.org/1999/xhtml");
}

#[wasm_bindgen_test]
fn what_was_unfolded_is_unfolded_again() {
    let fold = |id: &str| el("details").attr("id", id).enfant(el("summary").enfant("?"));
    let page = ensemble().enfant(fold("a")).enfant(fold("b"));
    let place = poser("dessin-3", &page, &["b".to_owned()]);
    let open = |id: &str| place.query_selector(&format!("#{id}")).unwrap().unwrap().has_attribute("open");
    assert!(!open("a") && open("b"));
}

#[wasm_bindgen_test]
fn a_page_that_is_no_page_draws_nothing() {
    for wire in ["null", "[]", "[1]", "{\"p\":{}}", "[\"p\"]", "[\"p\",[]]"] {
        let id = format!("dessin-vide-{}", wire.len());
        let place = poser(&id, &ensemble(), &[]);
        vue::remplir(&id, dessiner(&Valeur::lire(wire).unwrap(), &[]));
        assert_eq!(place.child_nodes().length(), 0, "{wire}");
    }
}

#[wasm_bindgen_test]
fn a_part_replaces_only_its_own_place() {
    let place = poser("dessin-4", &ensemble().enfant(el("p").attr("id", "part")).enfant(el("hr")), &[]);
    let part = Valeur::lire(&el("b").enfant("neuf").json().ecrire()).unwrap();
    vue::remplir("part", dessiner(&part, &[]));
    vue::remplir("part", dessiner(&part, &[]));
    assert_eq!(place.text_content().unwrap(), "neuf");
    assert!(place.query_selector("hr").unwrap().is_some());
    assert!(place.first_element_child().unwrap().dyn_ref::<web_sys::HtmlElement>().is_some());
}

#[wasm_bindgen_test]
fn changes_touch_only_what_they_name_and_the_keyboard_stays() {
    let page = ensemble()
        .enfant(el("h1").enfant("Titre"))
        .enfant(
            el("p")
                .attr("class", "a")
                .attr("title", "t")
                .enfant(el("input").attr("id", "dessin-5-champ"))
                .enfant("mot"),
        )
        .enfant(el("svg").enfant(el("g")));
    let place = poser("dessin-5", &page, &[]);
    let input = place.query_selector("input").unwrap().unwrap();
    input.dyn_ref::<web_sys::HtmlInputElement>().unwrap().focus().unwrap();
    let changes = r#"[[[1],1],[[1],1,"<i>autre"],[[1],"class","b"],[[1],"title"],[[2,0],0,["path",{}]],[[],3,["details",{"id":"plie"},["p",{},"fin"]]]]"#;
    appliquer("dessin-5", changes, &["plie".to_owned()]);
    let paragraph = place.query_selector("p").unwrap().unwrap();
    assert_eq!(paragraph.text_content().unwrap(), "<i>autre");
    assert_eq!(paragraph.get_attribute("class").unwrap(), "b");
    assert!(!paragraph.has_attribute("title"));
    let path = place.query_selector("path").unwrap().unwrap();
    assert_eq!(path.namespace_uri().unwrap(), "http://www.w3.org/2000/svg");
    assert!(place.last_element_child().unwrap().has_attribute("open"), "what was unfolded");
    let focused = web_sys::window().unwrap().document().unwrap().active_element().unwrap();
    assert_eq!(focused.id(), "dessin-5-champ");
}

#[wasm_bindgen_test]
fn changes_that_make_no_sense_change_nothing() {
    let place = poser("dessin-6", &ensemble().enfant(el("p").enfant("mot")), &[]);
    let before = place.inner_html();
    for changes in [
        "",
        "null",
        "[1]",
        "[[]]",
        "[[[9],0]]",
        "[[[0,0,0],\"class\",\"x\"]]",
        "[[[0],7]]",
        "[[[],\"a\",1]]",
        "[[[0],0,null,2]]",
    ] {
        appliquer("dessin-6", changes, &[]);
        assert_eq!(place.inner_html(), before, "{changes}");
    }
    appliquer("nulle-part", "[[[],0]]", &[]);
}
