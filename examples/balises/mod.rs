//! Drawn nodes as HTML, for what reads them without a browser.

use jalons::protocol::node::Node;

/// Elements without an end.
const VOID: [&str; 6] = ["input", "br", "hr", "meta", "link", "img"];

/// Writes a node at the end of a text.
pub fn write(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&escaped(text)),
        Node::Element(name, _, children) if name.is_empty() => {
            children.iter().for_each(|child| write(child, out));
        }
        Node::Element(name, attributes, children) => {
            out.push_str(&format!("<{name}"));
            for (attribute, value) in attributes {
                out.push_str(&format!(" {attribute}=\"{}\"", escaped(value)));
            }
            out.push('>');
            if !VOID.contains(&name.as_ref()) {
                children.iter().for_each(|child| write(child, out));
                out.push_str(&format!("</{name}>"));
            }
        }
    }
}

/// A text as it stands in HTML, between tags or between quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
