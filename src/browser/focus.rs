//! Where the keyboard is.

use wasm_bindgen::JsCast;

/// Moves the focus to the element of that id, if it is there.
pub fn sur(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Back to the top of the page, then the focus on its title.
pub fn titre_de_page() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    sur("titre");
}

/// Whether the window is wide enough for the plan beside the question.
pub fn large() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width > 1024.0)
}
