//! Where the keyboard is. By hand: no crate says more of it than the document does.

use gloo_utils::{document, window};
use wasm_bindgen::JsCast;

/// Moves the focus to the element of that id, if it is there; unfolds what hides it.
pub fn on(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    while let Ok(Some(folded)) = element.closest("details:not([open])") {
        if folded.set_attribute("open", "").is_err() {
            break;
        }
    }
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        drop(element.focus());
    }
}

/// Whether the focus is on the element of that id.
pub fn is_on(id: &str) -> bool {
    document().active_element().is_some_and(|element| element.id() == id)
}

/// Whether nothing has the focus any more: what had it is gone.
pub fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Back to the top of the page, then the focus on its title.
pub fn on_page_title() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    on("titre");
}

/// Whether the window is wide enough for the plan beside the question.
pub fn window_is_wide() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width > 1024.0)
}

/// A control that has the focus, by its rank among those of its kind in what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    tag: String,
    rank: u32,
}

/// Where the keyboard is in an element, if it is there.
pub fn place(around: &web_sys::Node) -> Option<Place> {
    let control = document().active_element().filter(|active| around.contains(Some(active)))?;
    let tag = control.tag_name();
    let alike = around.dyn_ref::<web_sys::Element>()?.get_elements_by_tag_name(&tag);
    let rank = (0..alike.length()).find(|rank| alike.item(*rank).as_ref() == Some(&control))?;
    Some(Place { tag, rank })
}

impl Place {
    /// Once the element was drawn again: the focus on the control of that rank, if the one that had it is gone.
    pub fn restore(&self, around: &web_sys::Node) {
        let Some(around) = around.dyn_ref::<web_sys::Element>().filter(|_| is_lost()) else { return };
        let control = around.get_elements_by_tag_name(&self.tag).item(self.rank);
        if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(control.focus());
        }
    }
}
