//! How a drawn page reaches the screen: as small changes ([`Patch`]), a few at a time, so that putting a long page in
//! place never holds the page; and, once a page is there, only by what differs.

use std::collections::VecDeque;

use super::answer::Answer;
use super::event::{Event, Page, Patch};
use super::node::Node;

/// How many elements and texts go together: about ten milliseconds of a slow tablet.
const WEIGHT: usize = 250;

/// How many drawings are remembered: a user may ask again before the page has what was asked last.
const MEMORY: usize = 4;

/// An event, and the bytes that travel beside it: those of [`Event::File`], else none.
pub type Message = (Event, Vec<u8>);

/// What was put on the screen lately.
#[derive(Default)]
pub struct Delivery {
    drawings: VecDeque<(u32, Vec<Node>)>,
    last: u32,
}

impl Delivery {
    /// The messages that make an answer, in order. `known` is the number of the drawing that the screen holds
    /// ([`super::request::Request::known`]).
    pub fn messages(&mut self, known: Option<u32>, answer: Answer) -> Vec<Message> {
        let (event, bytes) = match answer {
            Answer::Page { title, page } => {
                return self.page(title, &page, known).into_iter().map(|event| (event, vec![])).collect();
            }
            Answer::Part { id, node } => (Event::Part { id: id.to_owned(), node }, vec![]),
            Answer::Summary(summary) => (Event::Summary(summary), vec![]),
            Answer::File { name, mime, bytes } => (Event::File { name, mime: mime.to_owned() }, bytes),
            Answer::Copy(text) => (Event::Copy { text }, vec![]),
            Answer::Dossier { sentence, text } => (Event::Dossier { sentence, text }, vec![]),
            Answer::Refusal(sentence) => (Event::Refusal { sentence }, vec![]),
        };
        vec![(event, bytes)]
    }

    /// A page: what differs from the drawing that the screen holds, when it is remembered; else the whole of it.
    fn page(&mut self, title: String, page: &Node, known: Option<u32>) -> Vec<Event> {
        let mut nodes = vec![];
        flatten(std::slice::from_ref(page), &mut nodes);
        self.last += 1;
        let drawing = self.last;
        let before = self.drawings.iter().find(|(number, _)| Some(*number) == known).map(|(_, nodes)| nodes);
        let events = if let Some(before) = before {
            let mut patches = vec![];
            compare(&mut vec![], before, &nodes, &mut patches);
            vec![Event::PageUpdate(Page { title, drawing, patches })]
        } else {
            let mut pieces = cut(&nodes).into_iter();
            let patches = pieces.next().unwrap_or_default();
            let mut events = vec![Event::PageStart(Page { title, drawing, patches })];
            events.extend(pieces.map(Event::PageNext));
            events.push(Event::PageEnd);
            events
        };
        if self.drawings.len() == MEMORY {
            self.drawings.pop_front();
        }
        self.drawings.push_back((drawing, nodes));
        events
    }
}

/// Nodes as the screen holds them: elements without a name opened.
fn flatten(nodes: &[Node], into: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Element(name, _, children) if name.is_empty() => flatten(children, into),
            Node::Element(name, attributes, children) => {
                let mut inside = vec![];
                flatten(children, &mut inside);
                into.push(Node::Element(name.clone(), attributes.clone(), inside));
            }
            Node::Text(_) => into.push(node.clone()),
        }
    }
}

/// How many elements and texts a node is.
fn weight(node: &Node) -> usize {
    match node {
        Node::Text(_) => 1,
        Node::Element(_, _, children) => 1 + children.iter().map(weight).sum::<usize>(),
    }
}

/// A page in pieces, from the top; never none.
fn cut(nodes: &[Node]) -> Vec<Vec<Patch>> {
    let mut pieces = vec![vec![]];
    let mut taken = 0;
    cut_children(&mut vec![], nodes, &mut pieces, &mut taken);
    pieces
}

fn cut_children(place: &mut Vec<usize>, nodes: &[Node], pieces: &mut Vec<Vec<Patch>>, taken: &mut usize) {
    for (rank, node) in nodes.iter().enumerate() {
        let weight = weight(node);
        if *taken + weight > WEIGHT && *taken > 0 {
            pieces.push(vec![]);
            *taken = 0;
        }
        let mut put = |node: Node, weight: usize| {
            if let Some(piece) = pieces.last_mut() {
                piece.push(Patch::Insert(place.clone(), rank, node));
                *taken += weight;
            }
        };
        match node {
            // Too long for one piece: the element, then what it holds.
            Node::Element(name, attributes, children) if weight > WEIGHT => {
                put(Node::Element(name.clone(), attributes.clone(), vec![]), 1);
                place.push(rank);
                cut_children(place, children, pieces, taken);
                place.pop();
            }
            _ => put(node.clone(), weight),
        }
    }
}

/// What changes one page into another of the same shape: what did not change keeps its focus and its place on the screen.
fn compare(place: &mut Vec<usize>, before: &[Node], after: &[Node], patches: &mut Vec<Patch>) {
    for rank in 0..before.len().max(after.len()) {
        match (before.get(rank), after.get(rank)) {
            (Some(old), Some(new)) if old == new => {}
            (Some(Node::Text(_)), Some(Node::Text(text))) => {
                patches.push(Patch::SetText(place.clone(), rank, text.clone()));
            }
            (Some(Node::Element(name, old, inside)), Some(Node::Element(same, new, wanted)))
                if name == same =>
            {
                place.push(rank);
                let gone = old.iter().filter(|(name, _)| !new.iter().any(|(kept, _)| kept == name));
                patches.extend(gone.map(|(name, _)| Patch::RemoveAttribute(place.clone(), name.clone())));
                let set = new.iter().filter(|attribute| !old.contains(attribute));
                patches.extend(
                    set.map(|(name, value)| Patch::SetAttribute(place.clone(), name.clone(), value.clone())),
                );
                compare(place, inside, wanted, patches);
                place.pop();
            }
            (Some(_), Some(new)) => {
                patches.push(Patch::Remove(place.clone(), rank));
                patches.push(Patch::Insert(place.clone(), rank, new.clone()));
            }
            (None, Some(new)) => patches.push(Patch::Insert(place.clone(), rank, new.clone())),
            // The next one takes its rank.
            (Some(_), None) => patches.push(Patch::Remove(place.clone(), after.len())),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::{Name, el, fragment};
    use super::*;

    /// The children of the element at that place.
    fn children<'a>(page: &'a mut Vec<Node>, place: &[usize]) -> &'a mut Vec<Node> {
        place.iter().fold(page, |nodes, rank| match &mut nodes[*rank] {
            Node::Element(_, _, children) => children,
            Node::Text(text) => panic!("a text holds nothing: {text}"),
        })
    }

    fn attributes<'a>(page: &'a mut Vec<Node>, place: &[usize]) -> &'a mut Vec<(Name, String)> {
        let (last, before) = place.split_last().unwrap();
        match &mut children(page, before)[*last] {
            Node::Element(_, attributes, _) => attributes,
            Node::Text(text) => panic!("a text has no attribute: {text}"),
        }
    }

    /// Does to a page what the screen does.
    fn apply(page: &mut Vec<Node>, patches: &[Patch]) {
        for patch in patches {
            match patch {
                Patch::Insert(place, rank, node) => children(page, place).insert(*rank, node.clone()),
                Patch::Remove(place, rank) => drop(children(page, place).remove(*rank)),
                Patch::SetText(place, rank, text) => match &mut children(page, place)[*rank] {
                    Node::Text(old) => old.clone_from(text),
                    Node::Element(name, ..) => panic!("an element is no text: {name}"),
                },
                Patch::SetAttribute(place, name, value) => {
                    let attributes = attributes(page, place);
                    attributes.retain(|(known, _)| known != name);
                    attributes.push((name.clone(), value.clone()));
                }
                Patch::RemoveAttribute(place, name) => {
                    attributes(page, place).retain(|(known, _)| known != name);
                }
            }
        }
    }

    fn flat(page: &Node) -> Vec<Node> {
        let mut nodes = vec![];
        flatten(std::slice::from_ref(page), &mut nodes);
        nodes
    }

    fn long(lines: usize) -> Node {
        let row = |rank: usize| el("li").child(el("b").child(format!("ligne {rank}"))).child(" fin");
        fragment()
            .child(el("h1").child("Titre"))
            .child(el("section").child(fragment().child("a").child(el("ul").children((0..lines).map(row)))))
            .child(el("p").child("après"))
    }

    #[test]
    fn a_long_page_comes_whole_in_small_pieces_its_title_first() {
        for lines in [0, 1, 40, 1_000] {
            let page = long(lines);
            let pieces = cut(&flat(&page));
            let mut screen = vec![];
            for piece in &pieces {
                let added = |patch: &Patch| match patch {
                    Patch::Insert(_, _, node) => weight(node),
                    other => panic!("a first drawing only adds: {other:?}"),
                };
                let weight: usize = piece.iter().map(added).sum();
                assert!(weight <= WEIGHT, "{weight}");
                apply(&mut screen, piece);
            }
            assert_eq!(screen, flat(&page));
            assert!(matches!(&pieces[0][0], Patch::Insert(_, 0, Node::Element(name, ..)) if name == "h1"));
            assert_eq!(pieces.len() > 10, lines == 1_000);
        }
    }

    #[test]
    fn a_page_becomes_another_by_what_differs() {
        let pages = [
            long(3),
            long(5),
            long(0),
            fragment().child(el("h1").attr("id", "x").attr("class", "b").child("Titre")).child("mot"),
            fragment().child(el("h1").attr("id", "x").attr("class", "b").child("Autre titre")).child("mot"),
            fragment()
                .child(el("h1").attr("id", "y").child(el("b").child("Titre")))
                .child(el("p"))
                .child("fin"),
            fragment(),
        ];
        for (before, after) in pages.iter().flat_map(|page| pages.iter().map(move |other| (page, other))) {
            let (mut screen, after) = (flat(before), flat(after));
            let mut patches = vec![];
            compare(&mut vec![], &screen, &after, &mut patches);
            assert_eq!(patches.is_empty(), screen == after);
            apply(&mut screen, &patches);
            assert_eq!(screen, after);
        }
    }

    #[test]
    fn one_change_in_a_long_page_is_one_patch() {
        let mut delivery = Delivery::default();
        let page = |word: &str| Answer::page("T", long(500).child(el("p").child(word)));
        let first = delivery.messages(None, page("un"));
        assert!(matches!(first.first(), Some((Event::PageStart(Page { drawing: 1, .. }), _))));
        assert_eq!(first.last(), Some(&(Event::PageEnd, vec![])));
        assert!(first.len() > 5);
        assert_eq!(first.iter().filter(|(event, _)| event.is_last()).count(), 1);
        let again = delivery.messages(Some(1), page("deux"));
        let patches = vec![Patch::SetText(vec![3], 0, "deux".to_owned())];
        assert_eq!(again, [(Event::PageUpdate(Page { title: "T".to_owned(), drawing: 2, patches }), vec![])]);
        assert!(again[0].0.is_last());
        // Asked before the second came: still from the first.
        let late = delivery.messages(Some(1), page("trois"));
        assert!(matches!(late[..], [(Event::PageUpdate(Page { drawing: 3, .. }), _)]));
        // Too old, or never heard of: the whole page.
        for _ in 0..MEMORY {
            delivery.messages(None, page("un"));
        }
        for number in [1, 99] {
            let whole = delivery.messages(Some(number), page("deux"));
            assert!(matches!(whole.first(), Some((Event::PageStart(_), _))), "{number}");
        }
    }

    #[test]
    fn bytes_travel_beside_a_file() {
        let answer = Answer::File { name: "a.csv".to_owned(), mime: "text/csv", bytes: vec![1, 2] };
        let event = Event::File { name: "a.csv".to_owned(), mime: "text/csv".to_owned() };
        assert_eq!(Delivery::default().messages(None, answer), [(event, vec![1, 2])]);
    }
}
