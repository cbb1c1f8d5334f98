//! What an event is about: the element that carries its name, its value, the fields of its form.

use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::files::ChosenFile;

/// An element that an event is about.
#[derive(Clone, Debug)]
pub struct Target(web_sys::Element);

/// The nearest element around what the event touched that answers a CSS selector.
pub fn closest(event: &web_sys::Event, selector: &str) -> Option<Target> {
    let touched: web_sys::Element = event.target()?.dyn_into().ok()?;
    touched.closest(selector).ok()?.map(Target)
}

/// The button that sent a form.
pub fn submitter(event: &web_sys::Event) -> Option<Target> {
    event.dyn_ref::<web_sys::SubmitEvent>()?.submitter()?.dyn_into().ok().map(Target)
}

impl Target {
    /// An attribute; empty when it has none.
    pub fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// What is entered in a control.
    pub fn value(&self) -> String {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            return input.value();
        }
        if let Some(select) = self.0.dyn_ref::<HtmlSelectElement>() {
            return select.value();
        }
        self.0.dyn_ref::<HtmlTextAreaElement>().map_or_else(String::new, HtmlTextAreaElement::value)
    }

    /// Whether a box is ticked.
    pub fn is_checked(&self) -> bool {
        self.0.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
    }

    /// The fields of a form, by name, in order, and the first file chosen in it.
    pub fn fields(&self) -> (Vec<(String, String)>, Option<ChosenFile>) {
        let (mut fields, mut file) = (vec![], None);
        let Some(form) = self.0.dyn_ref::<web_sys::HtmlFormElement>() else { return (fields, file) };
        let controls = form.elements();
        for control in (0..controls.length()).filter_map(|rank| controls.item(rank)) {
            let name = control.get_attribute("name").unwrap_or_default();
            if name.is_empty() || control.has_type::<web_sys::HtmlButtonElement>() {
                continue;
            }
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "file" => {
                        file = file.or_else(|| input.files()?.get(0));
                        continue;
                    }
                    "checkbox" | "radio" if !input.checked() => continue,
                    _ => {}
                }
            }
            fields.push((name, Self(control).value()));
        }
        (fields, file)
    }
}

/// Ticks or unticks every box of the element of that id.
pub fn set_all_checked(id: &str, checked: bool) {
    let Some(around) = document().get_element_by_id(id) else { return };
    let inputs = around.get_elements_by_tag_name("input");
    for input in (0..inputs.length()).filter_map(|rank| inputs.item(rank)) {
        if let Ok(input) = input.dyn_into::<HtmlInputElement>() {
            input.set_checked(checked);
        }
    }
}

/// The text of the element of that id.
pub fn text_of(id: &str) -> String {
    document().get_element_by_id(id).and_then(|element| element.text_content()).unwrap_or_default()
}

/// The ids of the foldable parts that are unfolded.
pub fn unfolded() -> Vec<String> {
    let Ok(open) = document().query_selector_all("details[open][id]") else { return vec![] };
    let element = |rank| open.item(rank)?.dyn_into::<web_sys::Element>().ok();
    (0..open.length()).filter_map(|rank| Some(element(rank)?.id())).collect()
}
