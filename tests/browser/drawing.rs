//! What a program drew, put in place: words stay words, pictures are pictures, and a change touches what it names, whatever
//! translators and extensions did to the document meanwhile.

use jalons::browser::drawing::Drawing;
use jalons::browser::focus;
use jalons::protocol::event::Patch;
use jalons::protocol::node::{Node, el, fragment};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::{focused, put};

/// A drawn page in an element of its own.
struct Page {
    place: Element,
    drawing: Drawing,
}

impl Page {
    /// These nodes, through the first drawing of a page.
    fn of(nodes: impl IntoIterator<Item = Node>) -> Self {
        let place = put("");
        let mut drawing = Drawing::in_element(place.clone());
        let first = nodes.into_iter().enumerate().map(|(rank, node)| Patch::Insert(vec![], rank, node));
        drawing.apply(&first.collect::<Vec<_>>(), &[]);
        Self { place, drawing }
    }

    /// Three lines, `l0` to `l2`: each a paragraph of « texte n » and, in bold, « gras n ».
    fn of_three_lines() -> Self {
        Self::of((0..3).map(|n| {
            el("p")
                .attr("id", format!("l{n}"))
                .child(format!("texte {n}, "))
                .child(el("b").child(format!("gras {n}")))
        }))
    }

    fn change(&mut self, patch: Patch) {
        self.drawing.apply(&[patch], &[]);
    }

    fn set_text(&mut self, way: &[usize], rank: usize, words: &str) {
        self.change(Patch::SetText(way.to_vec(), rank, words.to_owned()));
    }

    fn find(&self, selector: &str) -> Element {
        self.place.query_selector(selector).unwrap().unwrap()
    }

    fn control<T: JsCast>(&self, selector: &str) -> T {
        self.find(selector).dyn_into().unwrap()
    }

    /// What is read, line after line.
    fn lines(&self) -> Vec<String> {
        let lines = self.place.children();
        (0..lines.length()).filter_map(|rank| lines.item(rank)?.text_content()).collect()
    }

    fn html(&self) -> String {
        self.place.inner_html()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// The node at the end of a way through the document.
fn node(top: &web_sys::Node, way: &[u32]) -> web_sys::Node {
    way.iter().fold(top.clone(), |node, rank| node.child_nodes().item(*rank).unwrap())
}

fn made(name: &str, words: &str) -> Element {
    let element = gloo_utils::document().create_element(name).unwrap();
    element.set_text_content((!words.is_empty()).then_some(words));
    element
}

/// Puts an element around a node, as a translator does.
fn wrap(node: &web_sys::Node, name: &str) -> Element {
    let around = made(name, "");
    node.parent_node().unwrap().replace_child(&around, node).unwrap();
    around.append_child(node).unwrap();
    around
}

/// Puts other words in place of a node, as another translator does.
fn replace(node: &web_sys::Node, words: &str) {
    let inner = made("font", words);
    let outer = made("font", "");
    outer.append_child(&inner).unwrap();
    node.parent_node().unwrap().replace_child(&outer, node).unwrap();
}

fn focus_on(control: &Element) {
    control.dyn_ref::<HtmlElement>().unwrap().focus().unwrap();
}

// A document that nobody else touches.

#[wasm_bindgen_test]
fn what_a_user_typed_is_never_markup() {
    let hostile = "<img src=x onerror=\"document.title='perdu'\">";
    let page = Page::of([el("p").attr("title", hostile).child(hostile).child(el("b").child("gras"))]);
    assert_eq!(page.place.get_elements_by_tag_name("img").length(), 0);
    assert_eq!(page.lines(), [format!("{hostile}gras")]);
    assert_eq!(page.find("p").get_attribute("title").unwrap(), hostile);
}

#[wasm_bindgen_test]
fn a_picture_is_in_its_own_namespace_and_what_surrounds_it_is_not() {
    let mut page = Page::of([el("svg").child(el("g").child(el("path"))), el("p")]);
    page.change(Patch::Insert(vec![0, 0], 1, el("circle")));
    page.change(Patch::Insert(vec![1], 0, el("b")));
    for (selector, name) in
        [("path", "2000/svg"), ("circle", "2000/svg"), ("p", "1999/xhtml"), ("b", "1999/xhtml")]
    {
        let found = page.find(selector).namespace_uri().unwrap();
        assert_eq!(found, format!("http://www.w3.org/{name}"), "{selector}");
    }
}

#[wasm_bindgen_test]
fn what_was_unfolded_is_unfolded_again() {
    let fold = |id: &str| el("details").attr("id", id).child(el("summary").child("?"));
    let mut page = Page::of([]);
    let patches = ["a", "b"].map(|id| Patch::Insert(vec![], 0, el("div").child(fold(id))));
    page.drawing.apply(&patches, &["b".to_owned()]);
    let open = |id: &str| page.find(&format!("#{id}")).has_attribute("open");
    assert!(!open("a") && open("b"));
}

#[wasm_bindgen_test]
fn changes_touch_only_what_they_name_and_the_keyboard_stays() {
    let mut page = Page::of([
        el("h1").child("Titre"),
        el("p").class("a").attr("title", "t").child(el("input").attr("id", "champ")).child("mot"),
        el("svg").child(el("g")),
    ]);
    let (title, input) = (node(&page.place, &[0, 0]), page.find("input"));
    focus_on(&input);
    page.drawing.apply(
        &[
            Patch::SetText(vec![1], 1, "<i>autre".to_owned()),
            Patch::SetAttribute(vec![1], "class".into(), "b".to_owned()),
            Patch::RemoveAttribute(vec![1], "title".into()),
            Patch::Insert(vec![2, 0], 0, el("path")),
            Patch::Insert(vec![], 3, el("p").child("fin")),
            Patch::Insert(vec![1], 1, el("em").child("entre ")),
            Patch::Remove(vec![], 0),
        ],
        &[],
    );
    assert_eq!(
        page.html(),
        "<p class=\"b\"><input id=\"champ\"><em>entre </em>&lt;i&gt;autre</p><svg><g><path></path></g></svg><p>fin</p>"
    );
    assert!(!title.is_connected());
    assert_eq!(focused(), "champ");
}

#[wasm_bindgen_test]
fn changes_that_make_no_sense_change_nothing() {
    let mut page = Page::of([el("p").child("mot")]);
    let before = page.html();
    for patch in [
        Patch::Insert(vec![9], 0, el("b")),
        Patch::Insert(vec![], 7, el("b")),
        Patch::Insert(vec![0, 0], 0, el("b")),
        Patch::Remove(vec![0], 7),
        Patch::Remove(vec![0, 0, 0], 0),
        Patch::SetText(vec![], 0, "x".to_owned()),
        Patch::SetText(vec![0], 1, "x".to_owned()),
        Patch::SetAttribute(vec![0, 0], "class".into(), "x".to_owned()),
        Patch::SetAttribute(vec![0], "no name".into(), "x".to_owned()),
        Patch::RemoveAttribute(vec![0], "class".into()),
    ] {
        page.change(patch.clone());
        assert_eq!(page.html(), before, "{patch:?}");
    }
    // A name that no element may have keeps its rank.
    page.change(Patch::Insert(vec![], 0, el("no name").child("x")));
    page.set_text(&[1], 0, "autre");
    assert_eq!(page.html(), "<p>autre</p>");
}

#[wasm_bindgen_test]
fn a_part_is_filled_again_and_only_it() {
    let mut page = Page::of([el("section").child(el("p").attr("id", "part").child("vide")), el("hr")]);
    let part =
        fragment().child(el("b").child("neuf")).child(fragment().child(" et ").child(el("i").child("beau")));
    assert!(page.drawing.fill("part", &part, &[]));
    assert!(page.drawing.fill("part", &part, &[]));
    let expected = "<section><p id=\"part\"><b>neuf</b> et <i>beau</i></p></section><hr>";
    assert_eq!(page.html(), expected);
    // Its content is held too: each node of it has its rank.
    page.set_text(&[0, 0, 2], 0, "bon");
    page.change(Patch::Remove(vec![0, 0], 0));
    assert_eq!(page.html(), "<section><p id=\"part\"> et <i>bon</i></p></section><hr>");
    let outside = put("<p id='dehors'>à d’autres</p>");
    assert!(!page.drawing.fill("dehors", &part, &[]) && !page.drawing.fill("nulle-part", &part, &[]));
    assert_eq!(outside.text_content().unwrap(), "à d’autres");
    outside.remove();
}

#[wasm_bindgen_test]
fn a_page_is_cleared_and_drawn_again_with_the_keyboard_where_it_was() {
    let row = |n: u32| el("p").child(el("button").child(format!("bouton {n}")));
    let mut page = Page::of((0..3).map(row));
    assert_eq!(page.drawing.keyboard(), None);
    let buttons = page.place.get_elements_by_tag_name("button");
    focus_on(&buttons.item(1).unwrap());
    let keyboard = page.drawing.keyboard().unwrap();
    page.place.append_child(&made("div", "d’une extension")).unwrap();
    page.drawing.clear();
    assert_eq!(page.html(), "");
    page.drawing.apply(&(0..3).map(|n| Patch::Insert(vec![], n as usize, row(n))).collect::<Vec<_>>(), &[]);
    page.drawing.resume(keyboard.clone());
    let active = || gloo_utils::document().active_element().unwrap().text_content().unwrap();
    assert_eq!(active(), "bouton 1");
    // Taken by the user meanwhile: it stays where they put it.
    focus_on(&buttons.item(2).unwrap());
    page.drawing.resume(keyboard);
    assert_eq!(active(), "bouton 2");
}

// What the user sees of a control follows the drawing.

#[wasm_bindgen_test]
fn a_control_that_the_user_touched_follows_the_drawing() {
    let option = |value: &str| el("option").attr("value", value).child(value);
    let mut page = Page::of([
        el("input").attr("type", "checkbox"),
        el("input").attr("type", "date").attr("value", "2026-01-01"),
        el("select").child(option("a").attr("selected", "")).child(option("b")).child(option("c")),
        el("textarea").child("avant"),
        el("input").attr("type", "file"),
    ]);
    let tick: HtmlInputElement = page.control("[type=checkbox]");
    let date: HtmlInputElement = page.control("[type=date]");
    let select: HtmlSelectElement = page.control("select");
    let area: HtmlTextAreaElement = page.control("textarea");
    tick.click();
    tick.click();
    date.set_value("2026-02-02");
    select.set_value("c");
    area.set_value("tapé");
    let set = |way: &[usize], name: &'static str, value: &str| {
        Patch::SetAttribute(way.to_vec(), name.into(), value.to_owned())
    };
    page.drawing.apply(
        &[
            set(&[0], "checked", ""),
            set(&[1], "value", "2026-03-03"),
            set(&[2, 1], "selected", ""),
            Patch::RemoveAttribute(vec![2, 0], "selected".into()),
            Patch::SetText(vec![3], 0, "après".to_owned()),
            set(&[4], "value", "C:\\secret.txt"),
        ],
        &[],
    );
    assert!(tick.checked());
    assert_eq!(
        (date.value(), select.value(), area.value()),
        ("2026-03-03".into(), "b".into(), "après".into())
    );
    page.drawing.apply(
        &[
            Patch::RemoveAttribute(vec![0], "checked".into()),
            Patch::RemoveAttribute(vec![1], "value".into()),
            Patch::RemoveAttribute(vec![2, 1], "selected".into()),
            set(&[2, 0], "selected", ""),
        ],
        &[],
    );
    assert!(!tick.checked());
    assert_eq!((date.value(), select.value()), (String::new(), "a".to_owned()));
}

#[wasm_bindgen_test]
fn what_is_being_typed_is_newer_than_the_drawing() {
    let mut page = Page::of([el("input").attr("value", "un"), el("textarea").child("un")]);
    let (note, area): (HtmlInputElement, HtmlTextAreaElement) =
        (page.control("input"), page.control("textarea"));
    focus_on(&note);
    note.set_value("un deux");
    page.change(Patch::SetAttribute(vec![0], "value".into(), "un d".to_owned()));
    focus_on(&area);
    area.set_value("un deux");
    page.set_text(&[1], 0, "un d");
    assert_eq!((note.value(), area.value()), ("un deux".to_owned(), "un deux".to_owned()));
}

// (a) Wrapped by a translator.

#[wasm_bindgen_test]
fn a_wrapped_text_changes_in_its_wrapper() {
    let mut page = Page::of_three_lines();
    let inner = wrap(&node(&page.place, &[1, 0]), "font");
    page.set_text(&[1], 0, "neuf, ");
    assert_eq!(inner.text_content().unwrap(), "neuf, ");
    assert_eq!(page.lines(), ["texte 0, gras 0", "neuf, gras 1", "texte 2, gras 2"]);
}

#[wasm_bindgen_test]
fn a_text_wrapped_twice_changes_and_goes_with_its_wrappers() {
    let mut page = Page::of_three_lines();
    wrap(&wrap(&node(&page.place, &[1, 0]), "font"), "font");
    wrap(&wrap(&node(&page.place, &[1, 1, 0]), "font"), "font");
    page.set_text(&[1], 0, "neuf, ");
    page.set_text(&[1, 1], 0, "vieux");
    assert_eq!(page.lines(), ["texte 0, gras 0", "neuf, vieux", "texte 2, gras 2"]);
    page.change(Patch::Remove(vec![1], 0));
    assert_eq!(page.find("#l1").inner_html(), "<b><font><font>vieux</font></font></b>");
}

#[wasm_bindgen_test]
fn a_wrapper_that_holds_something_else_stays() {
    let mut page = Page::of_three_lines();
    let around = wrap(&node(&page.place, &[1, 0]), "span");
    around.append_child(&made("img", "")).unwrap();
    page.change(Patch::Remove(vec![1], 0));
    assert_eq!(page.find("#l1").inner_html(), "<span><img></span><b>gras 1</b>");
}

#[wasm_bindgen_test]
fn what_comes_beside_a_wrapped_node_comes_at_its_place() {
    let mut page = Page::of_three_lines();
    // The line itself, and its words.
    wrap(&node(&page.place, &[1]), "div");
    wrap(&node(&page.place, &[1, 0, 0]), "font");
    page.change(Patch::Insert(vec![1], 0, el("i").child("avant ")));
    page.change(Patch::Insert(vec![1], 2, el("i").child("entre ")));
    page.change(Patch::Insert(vec![], 1, el("p").child("ligne avant")));
    page.change(Patch::Insert(vec![], 3, el("p").child("ligne après")));
    let expected =
        ["texte 0, gras 0", "ligne avant", "avant texte 1, entre gras 1", "ligne après", "texte 2, gras 2"];
    assert_eq!(page.lines(), expected);
}

#[wasm_bindgen_test]
fn what_comes_between_two_nodes_of_one_wrapper_comes_between_them() {
    let mut page = Page::of_three_lines();
    let around = wrap(&node(&page.place, &[0]), "div");
    around.append_child(&node(&page.place, &[1])).unwrap();
    page.change(Patch::Insert(vec![], 1, el("p").child("entre")));
    assert_eq!(page.place.text_content().unwrap(), "texte 0, gras 0entretexte 1, gras 1texte 2, gras 2");
    page.change(Patch::Remove(vec![], 0));
    assert_eq!(page.place.text_content().unwrap(), "entretexte 1, gras 1texte 2, gras 2");
}

// (b) Replaced by a translator.

#[wasm_bindgen_test]
fn a_replaced_text_that_changes_is_ours_again() {
    let mut page = Page::of_three_lines();
    replace(&node(&page.place, &[1, 0]), "text 1, ");
    replace(&node(&page.place, &[1, 1, 0]), "bold 1");
    page.set_text(&[1], 0, "neuf, ");
    // What did not change is still theirs.
    assert_eq!(page.lines(), ["texte 0, gras 0", "neuf, bold 1", "texte 2, gras 2"]);
    page.set_text(&[1, 1], 0, "vieux");
    assert_eq!(page.lines(), ["texte 0, gras 0", "neuf, vieux", "texte 2, gras 2"]);
}

#[wasm_bindgen_test]
fn a_replaced_text_that_goes_leaves_nothing() {
    let mut page = Page::of_three_lines();
    replace(&node(&page.place, &[1, 0]), "text 1, ");
    page.change(Patch::Remove(vec![1], 0));
    assert_eq!(page.lines(), ["texte 0, gras 0", "gras 1", "texte 2, gras 2"]);
    replace(&node(&page.place, &[2, 1]), "bold 2");
    page.change(Patch::Remove(vec![2], 1));
    assert_eq!(page.lines(), ["texte 0, gras 0", "gras 1", "texte 2, "]);
}

#[wasm_bindgen_test]
fn what_comes_beside_a_replaced_text_comes_at_its_place() {
    let mut page = Page::of_three_lines();
    replace(&node(&page.place, &[0, 0]), "text 0, ");
    page.change(Patch::Insert(vec![0], 0, el("i").child("avant ")));
    replace(&node(&page.place, &[1, 0]), "text 1, ");
    page.change(Patch::Insert(vec![1], 1, el("i").child("entre ")));
    replace(&node(&page.place, &[2, 1, 0]), "bold 2");
    page.change(Patch::Insert(vec![2, 1], 1, el("i").child(" après")));
    assert_eq!(page.lines(), ["avant texte 0, gras 0", "text 1, entre gras 1", "texte 2, gras 2 après"]);
}

#[wasm_bindgen_test]
fn an_element_whose_whole_content_was_replaced_is_ours_again_at_its_first_change() {
    let mut page = Page::of_three_lines();
    let line = page.find("#l1");
    // A copy of the same shape, in other words.
    line.set_inner_html("text 1, <b>bold 1</b>");
    page.set_text(&[1, 1], 0, "neuf");
    assert_eq!(page.lines(), ["texte 0, gras 0", "texte 1, neuf", "texte 2, gras 2"]);
    // The whole page.
    page.place.set_inner_html("<p>line 0</p><p>line 1</p><p>line 2</p>");
    page.change(Patch::SetAttribute(vec![2], "class".into(), "fait".to_owned()));
    assert_eq!(page.lines(), ["texte 0, gras 0", "texte 1, neuf", "texte 2, gras 2"]);
    assert!(page.find("#l2").class_name() == "fait");
    // A part to fill.
    page.find("#l0").set_inner_html("<font>line 0</font>");
    page.drawing.fill("l0", &el("b").child("rempli"), &[]);
    assert_eq!(page.lines(), ["rempli", "texte 1, neuf", "texte 2, gras 2"]);
}

#[wasm_bindgen_test]
fn words_changed_or_cut_in_place_are_ours_again_when_they_change() {
    let mut page = Page::of_three_lines();
    node(&page.place, &[0, 0]).set_node_value(Some("text 0, "));
    page.set_text(&[0], 0, "neuf, ");
    // As what is looked for is marked: « texte » | « 1 », in a mark.
    let text: web_sys::Text = node(&page.place, &[1, 0]).dyn_into().unwrap();
    wrap(&text.split_text(6).unwrap(), "mark");
    page.set_text(&[1], 0, "neuf, ");
    // Two texts made one.
    page.change(Patch::Insert(vec![2], 1, Node::Text("suite, ".to_owned())));
    page.find("#l2").normalize();
    page.set_text(&[2], 1, "neuf, ");
    assert_eq!(page.lines(), ["neuf, gras 0", "neuf, gras 1", "texte 2, neuf, gras 2"]);
}

#[wasm_bindgen_test]
fn the_keyboard_stays_where_it_was_in_what_is_ours_again() {
    let button = |n: u32| el("button").attr("id", format!("b{n}")).child(format!("bouton {n}"));
    let mut page = Page::of([el("p").child("un ").child(button(0)).child(" deux ").child(button(1))]);
    // On a control of ours that others wrapped.
    focus_on(&page.find("#b1"));
    let place = page.find("p");
    replace(&node(&place, &[0]), "one ");
    let wrapped = made("font", "");
    place.append_child(&wrapped).unwrap();
    wrapped.append_child(&page.find("#b1")).unwrap();
    focus_on(&page.find("#b1"));
    page.set_text(&[0], 0, "neuf ");
    assert_eq!(page.lines(), ["neuf bouton 0 deux bouton 1"]);
    assert_eq!(focused(), "b1");
    // On a copy that others put in place of it.
    let copy = place.inner_html();
    place.set_inner_html(&copy);
    focus_on(&place.query_selector("#b0").unwrap().unwrap());
    page.set_text(&[0], 2, " vieux ");
    assert_eq!(page.lines(), ["neuf bouton 0 vieux bouton 1"]);
    assert_eq!(focused(), "b0");
    // And where the user put it elsewhere, it stays.
    let outside = put("<button id='ailleurs'></button>");
    focus::on("ailleurs");
    replace(&node(&place, &[0]), "one ");
    page.set_text(&[0], 0, "fin ");
    assert_eq!(focused(), "ailleurs");
    outside.remove();
}

// (c) Nodes of others.

#[wasm_bindgen_test]
fn nodes_that_others_added_count_for_nothing_and_stay() {
    let mut page = Page::of_three_lines();
    let first = page.place.first_child().unwrap();
    page.place.insert_before(&made("div", "pub "), Some(&first)).unwrap();
    page.find("#l1").insert_before(&made("img", ""), page.find("#l1").first_child().as_ref()).unwrap();
    page.find("#l1").append_child(&made("img", "")).unwrap();
    page.place.append_child(&made("div", "fin")).unwrap();
    page.set_text(&[1], 0, "neuf, ");
    page.change(Patch::Insert(vec![1], 2, el("i").child(" après")));
    page.change(Patch::Insert(vec![], 0, el("p").child("première")));
    page.change(Patch::Insert(vec![], 4, el("p").child("dernière")));
    page.change(Patch::Remove(vec![], 1));
    assert_eq!(
        page.lines(),
        ["pub ", "première", "neuf, gras 1 après", "texte 2, gras 2", "dernière", "fin"]
    );
    assert_eq!(page.find("#l1").inner_html(), "<img>neuf, <b>gras 1</b><i> après</i><img>");
}

#[wasm_bindgen_test]
fn the_first_node_of_an_element_that_others_filled_comes_after_theirs() {
    let mut page = Page::of([el("p"), el("p").child("autre")]);
    page.find("p").append_child(&made("span", "pub ")).unwrap();
    page.change(Patch::Insert(vec![0], 0, Node::Text("mot".to_owned())));
    assert_eq!(page.lines(), ["pub mot", "autre"]);
}

// (d) Ours, taken out or moved by others.

#[wasm_bindgen_test]
fn a_line_that_others_took_out_stays_out_and_no_other_changes() {
    let mut page = Page::of_three_lines();
    let gone = page.find("#l1");
    gone.remove();
    page.set_text(&[1], 0, "neuf, ");
    page.change(Patch::SetAttribute(vec![1], "class".into(), "fait".to_owned()));
    page.change(Patch::Insert(vec![1], 2, el("i").child("!")));
    assert_eq!(page.lines(), ["texte 0, gras 0", "texte 2, gras 2"]);
    // Beside it, lines come in order.
    page.change(Patch::Insert(vec![], 1, el("p").child("avant elle")));
    page.change(Patch::Insert(vec![], 3, el("p").child("après elle")));
    assert_eq!(page.lines(), ["texte 0, gras 0", "avant elle", "après elle", "texte 2, gras 2"]);
    // Back by who took it out, it is up to date.
    page.place.append_child(&gone).unwrap();
    assert_eq!(gone.outer_html(), "<p id=\"l1\" class=\"fait\">neuf, <b>gras 1</b><i>!</i></p>");
    gone.remove();
    page.change(Patch::Remove(vec![], 2));
    page.change(Patch::Remove(vec![], 3));
    assert_eq!(page.lines(), ["texte 0, gras 0", "avant elle", "après elle"]);
}

#[wasm_bindgen_test]
fn a_line_that_others_moved_is_still_itself() {
    let mut page = Page::of_three_lines();
    // To the end of the page.
    page.place.append_child(&page.find("#l0")).unwrap();
    page.set_text(&[0], 0, "neuf, ");
    assert_eq!(page.lines(), ["texte 1, gras 1", "texte 2, gras 2", "neuf, gras 0"]);
    page.change(Patch::Remove(vec![], 1));
    assert_eq!(page.lines(), ["texte 2, gras 2", "neuf, gras 0"]);
    // Out of the page.
    let outside = put("");
    outside.append_child(&page.find("#l2")).unwrap();
    page.set_text(&[1], 0, "vieux, ");
    assert_eq!(
        (outside.text_content().unwrap(), page.lines()),
        ("vieux, gras 2".into(), vec!["neuf, gras 0".into()])
    );
    page.change(Patch::Insert(vec![], 1, el("p").child("entre")));
    page.change(Patch::Remove(vec![], 2));
    assert_eq!((outside.text_content().unwrap(), page.lines().len()), (String::new(), 2));
    outside.remove();
}

#[wasm_bindgen_test]
fn a_line_that_others_moved_into_another_leaves_it_whole() {
    let mut page = Page::of_three_lines();
    page.find("#l0").append_child(&page.find("#l1")).unwrap();
    page.set_text(&[1], 0, "neuf, ");
    page.change(Patch::Insert(vec![], 1, el("p").child("entre")));
    page.change(Patch::Insert(vec![], 3, el("p").child("après")));
    assert_eq!(page.lines(), ["texte 0, gras 0neuf, gras 1", "entre", "après", "texte 2, gras 2"]);
    page.change(Patch::Remove(vec![], 2));
    assert_eq!(page.lines(), ["texte 0, gras 0", "entre", "après", "texte 2, gras 2"]);
}

// Anything, by anyone.

/// Numbers that look random, the same each time.
struct Dice(u32);

impl Dice {
    fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }
}

/// Every node under this one.
fn all(top: &web_sys::Node, found: &mut Vec<web_sys::Node>) {
    let children = top.child_nodes();
    for child in (0..children.length()).filter_map(|rank| children.item(rank)) {
        all(&child, found);
        found.push(child);
    }
}

/// Does to a node one of the things that others do.
fn tamper(node: &web_sys::Node, dice: &mut Dice) {
    let Some(around) = node.parent_node() else { return };
    let text = node.dyn_ref::<web_sys::Text>();
    match dice.below(8) {
        0 => drop(wrap(node, "font")),
        1 => replace(node, "replaced"),
        2 => drop(around.insert_before(&made("span", "added"), Some(node))),
        3 => drop(around.remove_child(node)),
        4 => drop(around.append_child(node)),
        5 => node.set_node_value(Some("translated")),
        6 => drop(text.filter(|text| text.length() > 2).map(|text| text.split_text(2))),
        _ => around.normalize(),
    }
}

#[wasm_bindgen_test]
fn whatever_others_do_a_change_shows_on_its_own_line_and_on_no_other() {
    const LINES: usize = 5;
    for seed in 0..300 {
        let dice = &mut Dice(seed);
        let line = |n: usize| {
            el("p").attr("id", format!("l{n}")).child(format!("avant{n}")).child(el("b").child("!"))
        };
        let mut page = Page::of((0..LINES).map(line));
        let lines: Vec<Element> = (0..LINES).map(|n| page.find(&format!("#l{n}"))).collect();
        let mut words: Vec<String> = (0..LINES).map(|n| format!("avant{n}")).collect();
        for round in 0..12 {
            for _ in 0..dice.below(3) {
                let mut nodes = vec![];
                all(&page.place, &mut nodes);
                if !nodes.is_empty() {
                    tamper(&nodes[dice.below(nodes.len() as u32) as usize], dice);
                }
            }
            let n = dice.below(LINES as u32) as usize;
            words[n] = format!("{round}après{n}");
            page.set_text(&[n], 0, &words[n]);
            let text = |line: &Element| line.text_content().unwrap();
            assert_eq!(text(&lines[n]).matches(&words[n]).count(), 1, "seed {seed}: {}", page.html());
            for (other, line) in lines.iter().enumerate().filter(|(other, _)| *other != n) {
                let strange = (0..LINES).any(|it| it != other && text(line).contains(&format!("après{it}")));
                assert!(!strange, "seed {seed}: {}", page.html());
            }
        }
        // A whole page for the last word: each line says its own, once, in order.
        for n in 0..LINES {
            page.set_text(&[n], 0, &format!("fin{n}"));
        }
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| page.place.contains(Some(line))) {
            let said = line.text_content().unwrap();
            assert_eq!(said.matches("fin").count(), 1, "seed {seed}: {}", page.html());
            assert!(said.contains(&format!("fin{n}")) && !said.contains("après"), "seed {seed}: {said}");
        }
    }
}

#[wasm_bindgen_test]
fn whatever_others_do_lines_come_and_go() {
    for seed in 0..300 {
        let dice = &mut Dice(seed);
        let line = |n: u32| el("p").attr("data-line", n.to_string()).child(format!("ligne {n}"));
        let mut page = Page::of((0..4).map(line));
        let mut expected: Vec<u32> = (0..4).collect();
        for n in 4..16 {
            for _ in 0..dice.below(3) {
                let mut nodes = vec![];
                all(&page.place, &mut nodes);
                if !nodes.is_empty() {
                    tamper(&nodes[dice.below(nodes.len() as u32) as usize], dice);
                }
            }
            let rank = dice.below(expected.len() as u32 + 1) as usize;
            if dice.below(2) == 0 || rank == expected.len() {
                page.change(Patch::Insert(vec![], rank, line(n)));
                expected.insert(rank, n);
                let came = page.find(&format!("[data-line='{n}']"));
                assert_eq!(came.text_content().unwrap(), format!("ligne {n}"), "seed {seed}");
            } else {
                page.change(Patch::Remove(vec![], rank));
                let gone = expected.remove(rank);
                let left = page.place.query_selector(&format!("[data-line='{gone}']")).unwrap();
                assert!(left.is_none(), "seed {seed}: {gone} in {}", page.html());
            }
        }
    }
}
