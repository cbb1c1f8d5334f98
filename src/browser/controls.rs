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

    /// Puts a text in a control, in place of what is entered there.
    pub fn set_value(&self, text: &str) {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            input.set_value(text);
        } else if let Some(area) = self.0.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(text);
        }
    }

    /// Whether what is typed can't be read: a date that lacks a part, or that does not exist.
    pub fn is_unreadable(&self) -> bool {
        self.0.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.validity().bad_input())
    }

    /// Tells those who listen to the page whether a field is refused.
    pub fn mark_invalid(&self, is_invalid: bool) {
        drop(match is_invalid {
            true => self.0.set_attribute("aria-invalid", "true"),
            false => self.0.remove_attribute("aria-invalid"),
        });
    }

    /// Shows what is typed in its copy for paper too, which stands after it: the page may be printed at once.
    pub fn copy_on_paper(&self) {
        let copy = self.0.next_element_sibling().filter(|copy| copy.class_list().contains("papier"));
        let Some(copy) = copy else { return };
        match copy.first_child().and_then(|child| child.dyn_into::<web_sys::Text>().ok()) {
            Some(words) => words.set_data(&self.value()),
            None => copy.set_text_content(Some(&self.value())),
        }
    }

    /// Whether a box is ticked.
    pub fn is_checked(&self) -> bool {
        self.0.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
    }

    /// The fields of a form, by name, in order, and the files chosen in it.
    pub fn fields(&self) -> (Vec<(String, String)>, Vec<ChosenFile>) {
        let (mut fields, mut files) = (vec![], vec![]);
        let Some(form) = self.0.dyn_ref::<web_sys::HtmlFormElement>() else { return (fields, files) };
        let controls = form.elements();
        for control in (0..controls.length()).filter_map(|rank| controls.item(rank)) {
            let name = control.get_attribute("name").unwrap_or_default();
            if name.is_empty() || control.has_type::<web_sys::HtmlButtonElement>() {
                continue;
            }
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "file" => {
                        let chosen = input.files();
                        let all =
                            chosen.iter().flat_map(|all| (0..all.length()).filter_map(|rank| all.get(rank)));
                        files.extend(all);
                        continue;
                    }
                    "checkbox" | "radio" if !input.checked() => continue,
                    _ => {}
                }
            }
            fields.push((name, Self(control).value()));
        }
        (fields, files)
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

/// Hides the cards that the page's filters leave out: how many are left, of how many. None when nothing is filtered, now or
/// before. The filters, by `data-filter`: `qui`, one of the people of a card (`data-qui`); `possible`, a box: only cards that
/// say so (`data-possible`); `etat`, one of the states of a card (`data-etats`); `mots`, what is typed, of which `answers`
/// says whether the words of a card (`data-mots`) answer it.
pub fn filter(answers: &dyn Fn(&str, &str) -> bool) -> Option<(u32, u32)> {
    let control =
        |name: &str| document().query_selector(&format!("[data-filter={name}]")).ok().flatten().map(Target);
    let (who, state, typed) = (control("qui"), control("etat"), control("mots"));
    if who.is_none() && typed.is_none() {
        return None;
    }
    let value = |control: Option<Target>| control.as_ref().map_or_else(String::new, Target::value);
    let (who, state, typed) = (value(who), value(state), value(typed));
    let possible = control("possible").is_some_and(|control| control.is_checked());
    let cards = document().query_selector_all("[data-qui], [data-mots]").ok()?;
    let (mut left, mut changed) = (0, !who.is_empty() || possible || !typed.trim().is_empty());
    for card in (0..cards.length()).filter_map(|rank| cards.item(rank)) {
        let Ok(card) = card.dyn_into::<web_sys::Element>() else { continue };
        let said = |name: &str| card.get_attribute(name).unwrap_or_default();
        let theirs = who.is_empty() || said("data-qui").split('|').any(|one| one == who);
        let in_it = state.is_empty() || said("data-etats").split(' ').any(|one| one == state);
        let found = typed.trim().is_empty() || answers(&typed, &said("data-mots"));
        let shown = theirs && in_it && found && (!possible || card.has_attribute("data-possible"));
        changed |= card.has_attribute("hidden") == shown;
        left += u32::from(shown);
        if card.has_attribute("hidden") == shown {
            drop(card.toggle_attribute_with_force("hidden", !shown));
        }
    }
    changed.then_some((left, cards.length()))
}

/// What is entered in the control of that id; none when it is not on the page.
pub fn value_of(id: &str) -> Option<String> {
    Some(Target(document().get_element_by_id(id)?).value())
}

/// Whether what is typed in the control of that id can't be read.
pub fn is_unreadable(id: &str) -> bool {
    document().get_element_by_id(id).is_some_and(|control| Target(control).is_unreadable())
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
