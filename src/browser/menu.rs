//! The lines of a menu, put in place in one go: two hundred of them, none of which ever changes by itself. As views they
//! would cost the page a task that is felt.

use std::borrow::Cow;

use gloo_utils::document;
use web_sys::{Element, HtmlOptionElement, HtmlSelectElement};

/// Lines under a heading; without one they stand at the first level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: &'static str,
    /// The value and the words of each line.
    pub lines: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

impl Group {
    /// One line, at the first level.
    pub fn line(value: &'static str, words: &'static str) -> Self {
        Self { heading: "", lines: vec![(value.into(), words.into())] }
    }
}

/// Puts other lines in a menu; the one that is chosen stays so.
pub fn fill_again(menu: &HtmlSelectElement, groups: Vec<Group>) {
    let chosen = menu.value();
    menu.set_text_content(None);
    fill(menu.clone().into(), groups);
    menu.set_value(&chosen);
}

/// Puts lines in a menu. Words become text, never markup.
pub fn fill(menu: Element, groups: Vec<Group>) {
    for Group { heading, lines } in groups {
        let group = (!heading.is_empty()).then(|| document().create_element("optgroup").ok()).flatten();
        for (value, words) in &lines {
            if let Ok(line) = HtmlOptionElement::new_with_text_and_value(words, value) {
                drop(group.as_ref().unwrap_or(&menu).append_child(&line));
            }
        }
        if let Some(group) = group {
            drop(group.set_attribute("label", heading));
            drop(menu.append_child(&group));
        }
    }
}
