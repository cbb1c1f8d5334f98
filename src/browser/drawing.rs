//! A drawn page in the document: puts in place what a program beside the page drew, change after change. Words become
//! text nodes, never markup.
//!
//! The page is not alone in its document. A translator puts words in wrappers of its own, or other words in place of ours;
//! an extension adds nodes, takes some out, moves others. So the drawing holds what it put in place, as a tree of handles
//! of the same shape as the drawn tree.
//!
//! **Invariant:** the place of a change is found through the handles, never by counting what the document holds: no change
//! ever touches another line. Where others put theirs in place of what must change, the element gets back what was drawn
//! in it, in order ([`Holder::mend`]); a translator then does its work again.
//!
//! By hand rather than as Leptos views: a change is a change of data, and a long page would pay for thousands of views that
//! never change by themselves.

use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlTextAreaElement, Text,
};

use super::focus::{self, Place};
use crate::protocol::event::Patch;
use crate::protocol::node::Node;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A drawn page, in the element that holds it.
#[derive(Debug)]
pub struct Drawing {
    top: Holder,
}

/// What was put in place for a drawn node.
#[derive(Debug)]
enum Handle {
    /// Its words, as drawn: when the document says others, someone else wrote them.
    Text(Text, String),
    /// With what it holds.
    Element(Holder),
}

/// An element, and what was drawn in it.
#[derive(Debug)]
struct Holder {
    element: Element,
    /// Whether what it holds is of a picture.
    svg: bool,
    children: Vec<Handle>,
}

impl Drawing {
    /// Nothing yet, in that element.
    pub fn in_element(element: Element) -> Self {
        Self { top: Holder { element, svg: false, children: vec![] } }
    }

    /// Empties it, of what others put there too.
    pub fn clear(&mut self) {
        self.top.clear();
    }

    /// Does these changes, in order; one whose place does not exist changes nothing. The foldable parts of these ids are
    /// put in place unfolded.
    pub fn apply(&mut self, patches: &[Patch], unfolded: &[String]) {
        for patch in patches {
            self.change(patch, unfolded);
        }
    }

    fn change(&mut self, patch: &Patch, unfolded: &[String]) -> Option<()> {
        match patch {
            Patch::Insert(way, rank, node) => self.top.at(way)?.insert(*rank, node, unfolded),
            Patch::Remove(way, rank) => self.top.at(way)?.remove(*rank),
            Patch::SetText(way, rank, words) => self.top.at(way)?.set_text(*rank, words)?,
            Patch::SetAttribute(way, name, value) => self.top.at(way)?.set_attribute(name, Some(value)),
            Patch::RemoveAttribute(way, name) => self.top.at(way)?.set_attribute(name, None),
        }
        Some(())
    }

    /// Puts a node in place of all that stands in the element of that id; says whether the page has one.
    pub fn fill(&mut self, id: &str, node: &Node, unfolded: &[String]) -> bool {
        let mut way = vec![];
        if !self.top.find(id, &mut way) {
            return false;
        }
        let Some(part) = self.top.at(&way) else { return false };
        part.clear();
        part.insert(0, node, unfolded);
        true
    }

    /// Where the keyboard is in the page, if it is there.
    pub fn keyboard(&self) -> Option<Place> {
        focus::place(&self.top.element)
    }

    /// Puts the keyboard back where it was, once the page was drawn again.
    pub fn resume(&self, keyboard: Place) {
        keyboard.restore(&self.top.element);
    }
}

impl Handle {
    fn node(&self) -> &web_sys::Node {
        match self {
            Self::Text(text, _) => text,
            Self::Element(holder) => &holder.element,
        }
    }
}

impl Holder {
    fn clear(&mut self) {
        self.element.set_text_content(None);
        self.children.clear();
    }

    /// The element at the end of a way, from this one.
    fn at(&mut self, way: &[usize]) -> Option<&mut Self> {
        let Some((rank, rest)) = way.split_first() else { return Some(self) };
        if self.is_replaced(self.children.get(*rank)?) {
            self.mend();
        }
        match self.children.get_mut(*rank)? {
            Handle::Element(inside) => inside.at(rest),
            Handle::Text(..) => None,
        }
    }

    /// The way to the element of that id, if it was drawn here.
    fn find(&self, id: &str, way: &mut Vec<usize>) -> bool {
        if self.element.id() == id {
            return true;
        }
        for (rank, child) in self.children.iter().enumerate() {
            if let Handle::Element(inside) = child {
                way.push(rank);
                if inside.find(id, way) {
                    return true;
                }
                way.pop();
            }
        }
        false
    }

    /// Puts a node before the child of that rank.
    fn insert(&mut self, rank: usize, node: &Node, unfolded: &[String]) {
        if rank > self.children.len() {
            return;
        }
        let mut drawn = vec![];
        Pen { document: &document(), unfolded }.draw(node, self.svg, &mut drawn);
        let gap = self.gap(rank);
        if let Some((around, next)) = &gap {
            for handle in &drawn {
                drop(around.insert_before(handle.node(), next.as_ref()));
            }
        }
        self.children.splice(rank..rank, drawn);
        if gap.is_none() {
            self.mend();
        }
    }

    /// Takes out the child of that rank.
    fn remove(&mut self, rank: usize) {
        let Some(child) = self.children.get(rank) else { return };
        let replaced = self.is_replaced(child);
        let wrapped = self.under(child).is_some();
        let child = self.children.remove(rank);
        let mut out = child.node().clone();
        // A wrapper that holds nothing else goes with it.
        while let Some(around) = out.parent_node() {
            if wrapped && around != *self.element && around.child_nodes().length() == 1 {
                out = around;
                continue;
            }
            drop(around.remove_child(&out));
            break;
        }
        if replaced {
            self.mend();
        }
    }

    /// Other words in the text of that rank.
    fn set_text(&mut self, rank: usize, words: &str) -> Option<()> {
        let replaced = self.is_replaced(self.children.get(rank)?);
        let Handle::Text(text, drawn) = self.children.get_mut(rank)? else { return None };
        words.clone_into(drawn);
        if replaced {
            self.mend();
        } else {
            text.set_data(words);
        }
        // What the user typed in it stands in front of what it holds.
        if let Some(area) = self.element.dyn_ref::<HtmlTextAreaElement>().filter(|area| !has_keyboard(area)) {
            area.set_value(words);
        }
        Some(())
    }

    /// Sets an attribute, or takes it out. What the user sees of a control follows the drawing, even where the user changed
    /// it meanwhile; but for a field where the keyboard is: what is being typed there is newer than the drawing.
    fn set_attribute(&mut self, name: &str, value: Option<&str>) {
        drop(match value {
            Some(value) => self.element.set_attribute(name, value),
            None => self.element.remove_attribute(name),
        });
        match name {
            "checked" => {
                if let Some(input) = self.element.dyn_ref::<HtmlInputElement>() {
                    input.set_checked(value.is_some());
                }
            }
            "selected" => {
                if let Some(option) = self.element.dyn_ref::<HtmlOptionElement>() {
                    option.set_selected(value.is_some());
                }
            }
            "value" => {
                let Some(input) = self.element.dyn_ref::<HtmlInputElement>() else { return };
                // What file is chosen, only the user says.
                if input.type_() != "file" && !has_keyboard(input) {
                    input.set_value(value.unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    /// What stands right under the element and is this child or was put around it; none when the child is no longer here,
    /// or was moved into another one.
    fn under(&self, child: &Handle) -> Option<web_sys::Node> {
        let mut at = child.node().clone();
        loop {
            let around = at.parent_node()?;
            if around == *self.element {
                return Some(at);
            }
            if self.is_mine(&around) {
                return None;
            }
            at = around;
        }
    }

    /// Whether this is the node of one of the children.
    fn is_mine(&self, node: &web_sys::Node) -> bool {
        self.children.iter().any(|child| child.node() == node)
    }

    /// Whether others put theirs in place of this child. An element that is gone, with nothing in its place, was taken out:
    /// it stays out, and what changes in it is ready for the day when it comes back.
    fn is_replaced(&self, child: &Handle) -> bool {
        match child {
            Handle::Text(text, words) => self.under(child).is_none() || text.data() != *words,
            Handle::Element(inside) => {
                self.under(child).is_none() && !inside.element.is_connected() && self.holds_foreign_words()
            }
        }
    }

    /// Whether words that were not drawn stand in the element.
    fn holds_foreign_words(&self) -> bool {
        let found = nodes(&self.element);
        found.iter().any(|node| !self.is_mine(node) && !self.is_around(node) && has_words(node))
    }

    /// Whether a node was put around one of the children.
    fn is_around(&self, node: &web_sys::Node) -> bool {
        self.children.iter().any(|child| node.contains(Some(child.node())))
    }

    /// Where to put what comes before the child of that rank: in what, and before what. None: others put theirs where it
    /// goes.
    fn gap(&self, rank: usize) -> Option<(web_sys::Node, Option<web_sys::Node>)> {
        let (before, after) = self.children.split_at(rank);
        let stands = |child: &&Handle| self.under(child).is_some();
        if after.first().is_some_and(|next| self.is_replaced(next)) {
            return None;
        }
        if let Some(next) = after.iter().find(stands) {
            let previous = before.iter().rev().find(stands);
            let mut at = next.node().clone();
            // Out of what was put around it, but not of what was put around the previous one too.
            loop {
                let around = at.parent_node()?;
                let both = previous.is_some_and(|previous| around.contains(Some(previous.node())));
                if both || around == *self.element {
                    return Some((around, Some(at)));
                }
                at = around;
            }
        }
        if before.last().is_some_and(|previous| self.is_replaced(previous)) {
            return None;
        }
        let previous = before.iter().rev().find_map(|child| self.under(child));
        // After the last one of ours; else after what others put there.
        let next = previous.and_then(|previous| previous.next_sibling());
        Some((self.element.clone().into(), next))
    }

    /// Puts back in the element what was drawn in it, in order and with its words; takes out the words of others, and what
    /// they put around ours. The keyboard stays where it was.
    fn mend(&self) {
        let active = document().active_element().filter(|active| self.element.contains(Some(active)));
        let keyboard = active.as_ref().and_then(|_| focus::place(&self.element));
        for node in nodes(&self.element) {
            if !self.is_mine(&node) && (self.is_around(&node) || has_words(&node)) {
                drop(self.element.remove_child(&node));
            }
        }
        let mut next: Option<&web_sys::Node> = None;
        for child in self.children.iter().rev() {
            if let Handle::Text(text, words) = child
                && text.data() != *words
            {
                text.set_data(words);
            }
            let node = child.node();
            let follows = |next: &web_sys::Node| {
                node.compare_document_position(next) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0
            };
            let stands = node.parent_node().is_some_and(|around| around == *self.element);
            if !stands || !next.is_none_or(follows) {
                drop(self.element.insert_before(node, next));
            }
            next = Some(node);
        }
        let Some(keyboard) = keyboard.filter(|_| focus::is_lost()) else { return };
        // On the same control, which may have moved; else on the one that it stood for.
        let same = active.filter(|active| self.element.contains(Some(active)));
        match same.and_then(|same| same.dyn_into::<HtmlElement>().ok()) {
            Some(same) => drop(same.focus()),
            None => keyboard.restore(&self.element),
        }
    }
}

/// Whether the keyboard is in a control.
fn has_keyboard(control: &Element) -> bool {
    document().active_element().is_some_and(|active| active == *control)
}

/// What stands in an element now, whoever put it there.
fn nodes(element: &Element) -> Vec<web_sys::Node> {
    let list = element.child_nodes();
    (0..list.length()).filter_map(|rank| list.item(rank)).collect()
}

/// Whether a node says something; a mark without words, as extensions leave, does not.
fn has_words(node: &web_sys::Node) -> bool {
    node.node_type() != web_sys::Node::COMMENT_NODE
        && node.text_content().is_some_and(|words| !words.trim().is_empty())
}

/// Draws nodes that stand nowhere yet.
struct Pen<'a> {
    document: &'a Document,
    unfolded: &'a [String],
}

impl Pen<'_> {
    /// A node, at the end of a list; several, for an element without a name.
    fn draw(&self, node: &Node, svg: bool, into: &mut Vec<Handle>) {
        let (name, attributes, inside) = match node {
            Node::Text(words) => {
                into.push(Handle::Text(self.document.create_text_node(words), words.clone()));
                return;
            }
            Node::Element(name, attributes, inside) => (name.as_ref(), attributes, inside),
        };
        if name.is_empty() {
            return inside.iter().for_each(|node| self.draw(node, svg, into));
        }
        let svg = svg || name == "svg";
        let element = match svg {
            true => self.document.create_element_ns(Some(SVG), name),
            false => self.document.create_element(name),
        };
        let Ok(element) = element else {
            // No element has such a name: an empty text keeps the ranks of the others.
            into.push(Handle::Text(self.document.create_text_node(""), String::new()));
            return;
        };
        for (attribute, value) in attributes {
            drop(element.set_attribute(attribute, value));
            if name == "details" && attribute == "id" && self.unfolded.contains(value) {
                drop(element.set_attribute("open", ""));
            }
        }
        let mut children = Vec::with_capacity(inside.len());
        inside.iter().for_each(|node| self.draw(node, svg, &mut children));
        for child in &children {
            drop(element.append_child(child.node()));
        }
        into.push(Handle::Element(Holder { element, svg, children }));
    }
}
