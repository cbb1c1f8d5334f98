//! A page as data: what the programs beside the page draw, and the page only puts in place.
//!
//! Pure, so that pages are read by native tests ([`Node::text`]).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::request::{Act, Command};

/// The name of an element or of an attribute: written in the program, read on the page.
pub type Name = Cow<'static, str>;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// Words. Never markup: the page makes a text node of them.
    #[serde(rename = "t")]
    Text(String),
    /// An element, its attributes, what it holds. Without a name, only what it holds.
    #[serde(rename = "e")]
    Element(Name, Vec<(Name, String)>, Vec<Node>),
}

/// What can be put in an element.
pub trait Content {
    /// Puts it at the end.
    fn put(self, into: &mut Vec<Node>);
}

impl Content for Node {
    fn put(self, into: &mut Vec<Node>) {
        into.push(self);
    }
}

impl Content for &str {
    fn put(self, into: &mut Vec<Node>) {
        into.push(Node::Text(self.to_owned()));
    }
}

impl Content for &String {
    fn put(self, into: &mut Vec<Node>) {
        self.as_str().put(into);
    }
}

impl Content for String {
    fn put(self, into: &mut Vec<Node>) {
        into.push(Node::Text(self));
    }
}

impl<T: Content> Content for Option<T> {
    fn put(self, into: &mut Vec<Node>) {
        if let Some(content) = self {
            content.put(into);
        }
    }
}

/// An element of that name.
pub fn el(name: &'static str) -> Node {
    Node::Element(name.into(), vec![], vec![])
}

/// Nodes side by side, none yet.
pub fn fragment() -> Node {
    el("")
}

/// A link.
pub fn link(address: &str) -> Node {
    el("a").attr("href", address)
}

/// Words for those who listen to the page.
pub fn off_screen(text: &str) -> Node {
    el("span").class("hors-ecran").child(text)
}

/// The title of the page, which takes the focus at each arrival.
pub fn page_title(text: &str) -> Node {
    el("h1").attr("id", "titre").attr("tabindex", "-1").child(text)
}

/// A titled section.
pub fn section(class: &str, title: &str) -> Node {
    el("section").class(class).child(el("h2").child(title))
}

/// A button that the page acts upon.
pub fn button(class: &str, text: &str, act: Act) -> Node {
    el("button").attr("type", "button").class(class).attr("data-act", act.token()).child(text)
}

/// A form whose fields are asked of a program.
pub fn form(command: Command) -> Node {
    el("form").attr("data-command", command.token()).attr("novalidate", "")
}

impl Node {
    /// Sets an attribute.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Element(_, attributes, _) = &mut self {
            attributes.push((name.into(), value.into()));
        }
        self
    }

    /// Sets an attribute without value, or not.
    #[must_use]
    pub fn attr_if(self, yes: bool, name: &'static str) -> Self {
        if yes { self.attr(name, "") } else { self }
    }

    /// Sets the classes.
    #[must_use]
    pub fn class(self, class: &str) -> Self {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// Adds a text, a node, or nothing.
    #[must_use]
    pub fn child(mut self, child: impl Content) -> Self {
        if let Self::Element(_, _, children) = &mut self {
            child.put(children);
        }
        self
    }

    /// Adds nodes one after the other.
    #[must_use]
    pub fn children(mut self, more: impl IntoIterator<Item = Self>) -> Self {
        if let Self::Element(_, _, children) = &mut self {
            children.extend(more);
        }
        self
    }

    /// All its words, one line for each block: what a reader of the paper finds.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element(name, _, children) => {
                children.iter().for_each(|child| child.write_text(out));
                let inline = ["", "a", "b", "em", "span", "small", "label", "option", "button", "tspan"];
                if !inline.contains(&name.as_ref()) && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }

    /// Each element, itself first, in the order of the page.
    pub fn elements(&self) -> Vec<&Self> {
        let mut found = vec![];
        let mut left = vec![self];
        while let Some(node) = left.pop() {
            if let Self::Element(_, _, children) = node {
                found.push(node);
                left.extend(children.iter().rev());
            }
        }
        found
    }

    /// The value of an attribute.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Element(_, attributes, _) => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
        }
    }

    /// Puts a node right after the element of that id; gives it back when there is none.
    pub fn put_after(&mut self, id: &str, node: Self) -> Option<Self> {
        let Self::Element(_, _, children) = self else { return Some(node) };
        if let Some(place) = children.iter().position(|child| child.attribute("id") == Some(id)) {
            children.insert(place + 1, node);
            return None;
        }
        children.iter_mut().try_fold(node, |node, child| child.put_after(id, node))
    }

    /// The first paragraph, to be said to those who listen to the page.
    pub fn first_paragraph(&self) -> String {
        let paragraph = |node: &&Self| matches!(node, Self::Element(name, ..) if name == "p");
        self.elements()
            .into_iter()
            .find(paragraph)
            .map_or_else(String::new, |node| node.text().trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_words() {
        let page = el("p").class("x").child("<b>&").child(el("b").child("gras"));
        let text = serde_json::to_string(&page).unwrap();
        assert_eq!(text, r#"{"e":["p",[["class","x"]],[{"t":"<b>&"},{"e":["b",[],[{"t":"gras"}]]}]]}"#);
        assert_eq!(serde_json::from_str::<Node>(&text).unwrap(), page);
        assert_eq!(page.text(), "<b>&gras\n");
    }

    #[test]
    fn elements_come_in_the_order_of_the_page() {
        let page = el("ul").child(el("li").attr("id", "1").child(el("b"))).child(el("li").attr("id", "2"));
        let ids: Vec<_> = page.elements().iter().map(|node| node.attribute("id").unwrap_or("-")).collect();
        assert_eq!(ids, ["-", "1", "-", "2"]);
    }

    #[test]
    fn the_first_paragraph_is_found_under_a_title() {
        let page = fragment()
            .child(el("h2").child("T"))
            .child(el("div").child(el("p").child("un").child(el("b").child(" deux"))));
        assert_eq!(page.first_paragraph(), "un deux");
        assert_eq!(fragment().first_paragraph(), "");
    }
}
