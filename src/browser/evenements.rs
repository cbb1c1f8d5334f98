//! What an event is about: the element that carries its name, its value, the fields of its form.

use wasm_bindgen::JsCast;

/// An event, as the browser tells it.
pub type Evenement = web_sys::Event;

/// An element that an event is about.
pub struct Cible(web_sys::Element);

/// The nearest element around what the event touched that answers a CSS selector.
pub fn cible(event: &web_sys::Event, selecteur: &str) -> Option<Cible> {
    let touched: web_sys::Element = event.target()?.dyn_into().ok()?;
    touched.closest(selecteur).ok()?.map(Cible)
}

impl Cible {
    /// An attribute; empty when it has none.
    pub fn attr(&self, nom: &str) -> String {
        self.0.get_attribute(nom).unwrap_or_default()
    }

    /// What is entered in a control.
    pub fn valeur(&self) -> String {
        if let Some(select) = self.0.dyn_ref::<web_sys::HtmlSelectElement>() {
            return select.value();
        }
        self.0
            .dyn_ref::<web_sys::HtmlInputElement>()
            .map_or_else(String::new, web_sys::HtmlInputElement::value)
    }

    /// Whether a box is ticked.
    pub fn cochee(&self) -> bool {
        self.0.dyn_ref::<web_sys::HtmlInputElement>().is_some_and(web_sys::HtmlInputElement::checked)
    }

    /// The fields of a form, by name, in order, and the first file chosen in it.
    pub fn champs(&self) -> (Vec<(String, String)>, Option<web_sys::File>) {
        let mut champs = vec![];
        let mut fichier = None;
        let Some(form) = self.0.dyn_ref::<web_sys::HtmlFormElement>() else { return (champs, fichier) };
        let controls = form.elements();
        for place in 0..controls.length() {
            let Some(control) = controls.item(place) else { continue };
            let name = control.get_attribute("name").unwrap_or_default();
            if name.is_empty() || control.has_type::<web_sys::HtmlButtonElement>() {
                continue;
            }
            if let Some(input) = control.dyn_ref::<web_sys::HtmlInputElement>() {
                match input.type_().as_str() {
                    "file" => {
                        fichier = fichier.or_else(|| input.files()?.get(0));
                        continue;
                    }
                    "checkbox" | "radio" if !input.checked() => continue,
                    _ => {}
                }
            }
            champs.push((name, Cible(control).valeur()));
        }
        (champs, fichier)
    }
}

/// The button that sent a form.
pub fn bouton(event: &web_sys::Event) -> Option<Cible> {
    event.dyn_ref::<web_sys::SubmitEvent>()?.submitter()?.dyn_into().ok().map(Cible)
}

/// Ticks or unticks every box of the element of that id.
pub fn cocher(id: &str, cochees: bool) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    let Some(boxes) = element.map(|element| element.get_elements_by_tag_name("input")) else { return };
    for place in 0..boxes.length() {
        if let Some(input) =
            boxes.item(place).and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            input.set_checked(cochees);
        }
    }
}

/// The text of the element of that id, as it is shown.
pub fn texte_de(id: &str) -> String {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    element.and_then(|element| element.text_content()).unwrap_or_default()
}

/// The ids of the foldable parts that are unfolded.
pub fn deplies() -> Vec<String> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(open) = document.and_then(|document| document.query_selector_all("details[open][id]").ok())
    else {
        return vec![];
    };
    let element = |place| open.item(place)?.dyn_into::<web_sys::Element>().ok();
    (0..open.length()).filter_map(|place| Some(element(place)?.id())).collect()
}
