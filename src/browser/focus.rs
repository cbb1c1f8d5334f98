//! Where the keyboard is.

use wasm_bindgen::JsCast;

/// Moves the focus to the element of that id, if it is there; unfolds what hides it.
pub fn sur(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    let folded = element.as_ref().and_then(|element| element.closest("details:not([open])").ok()?);
    if let Some(folded) = folded {
        drop(folded.set_attribute("open", ""));
    }
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Whether nothing has the focus any more: what had it is gone.
pub fn perdu() -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
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

/// A control that has the focus, by its rank among those of its kind in what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    balise: String,
    rang: u32,
}

/// Where the keyboard is in an element, if it is there.
pub fn place(autour: &web_sys::Node) -> Option<Place> {
    let controle = web_sys::window()?.document()?.active_element()?;
    if !autour.contains(Some(&controle)) {
        return None;
    }
    let balise = controle.tag_name();
    let alike = autour.dyn_ref::<web_sys::Element>()?.get_elements_by_tag_name(&balise);
    let rang = (0..alike.length()).find(|rank| alike.item(*rank).as_ref() == Some(&controle))?;
    Some(Place { balise, rang })
}

impl Place {
    /// Once the element was drawn again, or what stands between two marks in it: the focus on the control of that rank
    /// there, if the first one is gone.
    pub fn reprendre(&self, autour: &web_sys::Node, entre: Option<(&web_sys::Node, &web_sys::Node)>) {
        let around = autour.dyn_ref::<web_sys::Element>().filter(|_| perdu());
        let now = around.and_then(|around| around.get_elements_by_tag_name(&self.balise).item(self.rang));
        let Some(now) = now.and_then(|now| now.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
        let inside = entre.is_none_or(|(debut, fin)| {
            let after = debut.compare_document_position(&now) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING;
            let before = fin.compare_document_position(&now) & web_sys::Node::DOCUMENT_POSITION_PRECEDING;
            after != 0 && before != 0
        });
        if inside {
            drop(now.focus());
        }
    }
}
