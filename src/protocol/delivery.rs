//! How a drawn page reaches the screen: as small changes ([`Patch`]), a few at a time, so that putting a long page in
//! place never holds the page; and, once a page is there, only by what differs.

use std::collections::{BTreeSet, VecDeque};

use super::answer::Answer;
use super::event::{Event, Page, Patch};
use super::node::{Name, Node};

/// How many elements and texts go together: about ten milliseconds of a slow tablet.
const WEIGHT: usize = 250;

/// How many make a page that is not put in place in one go.
const LONG: usize = 4 * WEIGHT;

/// What a change in what is already on the screen counts for: each lays out anew what is around it.
const CHANGE: usize = 4;

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
    /// Says an answer, message after message: the first part of a long page is on its way before the others are cut. `known`
    /// is the number of the drawing that the screen holds ([`super::request::Request::known`]).
    pub fn say(&mut self, known: Option<u32>, answer: Answer, say: &mut dyn FnMut(Message)) {
        let (event, bytes) = match answer {
            Answer::Page { title, page, moved_notes, unfinished } => {
                let start = Page { title, moved_notes, unfinished, ..Page::default() };
                return self.page(start, page, known, &mut |event| say((event, vec![])));
            }
            Answer::Part { id, node } => (Event::Part { id: id.to_owned(), node }, vec![]),
            Answer::Summary(summary) => (Event::Summary(summary), vec![]),
            Answer::File { name, mime, bytes, agenda, is_copy } => {
                (Event::File { name, mime: mime.to_owned(), agenda, is_copy }, bytes)
            }
            Answer::Copy(text) => (Event::Copy { text }, vec![]),
            Answer::Dossier { sentence, text, mention } => {
                (Event::Dossier { sentence, text, mention }, vec![])
            }
            Answer::Done => (Event::Done, vec![]),
            Answer::Refusal(sentence) => (Event::Refusal { sentence }, vec![]),
        };
        say((event, bytes));
    }

    /// A page: what differs from the drawing that the screen holds, when it is remembered; else the whole of it.
    fn page(&mut self, start: Page, page: Node, known: Option<u32>, say: &mut dyn FnMut(Event)) {
        let mut nodes = vec![];
        flatten(vec![page], &mut nodes);
        self.last += 1;
        let drawing = self.last;
        let before = self.drawings.iter().find(|(number, _)| Some(*number) == known).map(|(_, nodes)| nodes);
        if let Some(before) = before {
            let mut patches = vec![];
            compare(&mut vec![], before, &nodes, &mut patches);
            // All but the last: the page knows by its end that it has the whole of it.
            let mut pieces = share(patches);
            let patches = pieces.pop().unwrap_or_default();
            pieces.into_iter().map(Event::PageNext).for_each(&mut *say);
            say(Event::PageUpdate(Page { drawing, patches, ..start }));
        } else {
            let long = nodes.iter().map(weight).sum::<usize>() > LONG;
            let mut start = Some(Page { long, ..start });
            cut(&nodes, &mut |patches| {
                say(match start.take() {
                    Some(start) => Event::PageStart(Page { drawing, patches, ..start }),
                    None => Event::PageNext(patches),
                });
            });
            say(Event::PageEnd);
        }
        if self.drawings.len() == MEMORY {
            self.drawings.pop_front();
        }
        self.drawings.push_back((drawing, nodes));
    }
}

/// Nodes as the screen holds them: elements without a name opened.
fn flatten(nodes: Vec<Node>, into: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Element(name, _, children) if name.is_empty() => flatten(children, into),
            Node::Element(name, attributes, children) => {
                let mut inside = Vec::with_capacity(children.len());
                flatten(children, &mut inside);
                into.push(Node::Element(name, attributes, inside));
            }
            Node::Text(_) => into.push(node),
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
fn cut(nodes: &[Node], give: &mut dyn FnMut(Vec<Patch>)) {
    let mut piece = Piece { patches: vec![], weight: 0 };
    cut_children(&mut vec![], nodes, &mut piece, give);
    give(piece.patches);
}

/// What is put in place together.
struct Piece {
    patches: Vec<Patch>,
    weight: usize,
}

fn cut_children(place: &mut Vec<usize>, nodes: &[Node], piece: &mut Piece, give: &mut dyn FnMut(Vec<Patch>)) {
    for (rank, node) in nodes.iter().enumerate() {
        let weight = weight(node);
        if piece.weight + weight > WEIGHT && piece.weight > 0 {
            give(std::mem::take(&mut piece.patches));
            piece.weight = 0;
        }
        let mut put = |node: Node, weight: usize| {
            piece.patches.push(Patch::Insert(place.clone(), rank, node));
            piece.weight += weight;
        };
        match node {
            // Too long for one piece: the element, then what it holds.
            Node::Element(name, attributes, children) if weight > WEIGHT => {
                put(Node::Element(name.clone(), attributes.clone(), vec![]), 1);
                place.push(rank);
                cut_children(place, children, piece, give);
                place.pop();
            }
            _ => put(node.clone(), weight),
        }
    }
}

/// Changes in pieces, in order; never none.
fn share(patches: Vec<Patch>) -> Vec<Vec<Patch>> {
    let (mut pieces, mut taken) = (vec![vec![]], 0);
    for patch in patches {
        let weight = match &patch {
            Patch::Insert(_, _, node) => CHANGE + weight(node),
            _ => CHANGE,
        };
        if taken + weight > WEIGHT && taken > 0 {
            pieces.push(vec![]);
            taken = 0;
        }
        taken += weight;
        if let Some(piece) = pieces.last_mut() {
            piece.push(patch);
        }
    }
    pieces
}

/// What changes one page into another of the same shape: what did not change keeps its focus and its place on the screen.
/// An element with an id that comes or goes takes nothing of its neighbours: a line of a list is put in, or taken out. Nor does
/// one become another: what was ticked in it would be said of the other.
fn compare(place: &mut Vec<usize>, before: &[Node], after: &[Node], patches: &mut Vec<Patch>) {
    let ids = |nodes: &'_ [Node]| -> BTreeSet<String> {
        nodes.iter().filter_map(|node| node.attribute("id")).map(str::to_owned).collect()
    };
    // Most pages change nothing but words: the ids are looked at once something else did.
    let same = before.len() == after.len()
        && before.iter().zip(after).all(|(old, new)| old.attribute("id") == new.attribute("id"));
    let (known, wanted) = if same { (BTreeSet::new(), BTreeSet::new()) } else { (ids(before), ids(after)) };
    let is_gone = |old: &Node| !same && old.attribute("id").is_some_and(|id| !wanted.contains(id));
    let is_new = |new: &Node| !same && new.attribute("id").is_some_and(|id| !known.contains(id));
    let (mut old_rank, mut rank) = (0, 0);
    loop {
        match (before.get(old_rank), after.get(rank)) {
            (None, None) => return,
            (Some(old), new) if new.is_none() || is_gone(old) => {
                // The next one takes its rank.
                patches.push(Patch::Remove(place.clone(), rank));
                old_rank += 1;
                continue;
            }
            (old, Some(new)) if old.is_none() || is_new(new) => {
                patches.push(Patch::Insert(place.clone(), rank, new.clone()));
                rank += 1;
                continue;
            }
            (Some(old), Some(new)) if old == new => {}
            (Some(Node::Text(_)), Some(Node::Text(text))) => {
                patches.push(Patch::SetText(place.clone(), rank, text.clone()));
            }
            (Some(Node::Element(name, old, inside)), Some(Node::Element(other, new, wanted)))
                if name == other && (same || id_of(old) == id_of(new)) =>
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
            (_, Some(new)) => {
                patches.push(Patch::Remove(place.clone(), rank));
                patches.push(Patch::Insert(place.clone(), rank, new.clone()));
            }
            (Some(_), None) => {}
        }
        old_rank += 1;
        rank += 1;
    }
}

/// The id among attributes.
fn id_of(attributes: &[(Name, String)]) -> Option<&str> {
    attributes.iter().find(|(name, _)| name == "id").map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::node::{el, fragment};
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
        flatten(vec![page.clone()], &mut nodes);
        nodes
    }

    /// All that is said of an answer.
    fn messages(delivery: &mut Delivery, known: Option<u32>, answer: Answer) -> Vec<Message> {
        let mut said = vec![];
        delivery.say(known, answer, &mut |message| said.push(message));
        said
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
            let mut pieces = vec![];
            cut(&flat(&page), &mut |piece| pieces.push(piece));
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
        let first = messages(&mut delivery, None, page("un"));
        assert!(matches!(first.first(), Some((Event::PageStart(Page { drawing: 1, .. }), _))));
        assert_eq!(first.last(), Some(&(Event::PageEnd, vec![])));
        assert!(first.len() > 5);
        assert_eq!(first.iter().filter(|(event, _)| event.is_last()).count(), 1);
        let again = messages(&mut delivery, Some(1), page("deux"));
        let patches = vec![Patch::SetText(vec![3], 0, "deux".to_owned())];
        assert_eq!(
            again,
            [(
                Event::PageUpdate(Page { title: "T".to_owned(), drawing: 2, patches, ..Page::default() }),
                vec![]
            )]
        );
        assert!(again[0].0.is_last());
        // Asked before the second came: still from the first.
        let late = messages(&mut delivery, Some(1), page("trois"));
        assert!(matches!(late[..], [(Event::PageUpdate(Page { drawing: 3, .. }), _)]));
        // Too old, or never heard of: the whole page.
        for _ in 0..MEMORY {
            messages(&mut delivery, None, page("un"));
        }
        for number in [1, 99] {
            let whole = messages(&mut delivery, Some(number), page("deux"));
            assert!(matches!(whole.first(), Some((Event::PageStart(_), _))), "{number}");
        }
    }

    #[test]
    fn a_line_that_comes_or_goes_changes_no_other() {
        let list = |ids: &[&str]| {
            let line = |id: &&str| el("li").attr("id", *id).child(el("b").child(*id));
            vec![el("ul").children(ids.iter().map(line))]
        };
        let four = ["a", "b", "c", "d"];
        for (before, after, most) in [
            (&four[..], &["a", "c", "d"][..], 1),
            (&four, &["d"], 3),
            (&["d"], &four, 3),
            (&four, &["n", "a", "b", "c", "d"], 1),
            (&four, &["a", "n", "m", "c", "d"], 3),
            (&four, &["d", "c", "b", "a"], 8),
            (&four, &[], 4),
        ] {
            let (mut screen, after) = (list(before), list(after));
            let mut patches = vec![];
            compare(&mut vec![], &screen, &after, &mut patches);
            assert!(patches.len() <= most, "{patches:?}");
            apply(&mut screen, &patches);
            assert_eq!(screen, after);
        }
    }

    #[test]
    fn a_long_change_comes_in_small_pieces_the_last_one_ends_it() {
        let mut delivery = Delivery::default();
        let line = |rank: &u32| el("li").attr("id", rank.to_string()).child(el("b").child(rank.to_string()));
        let list = |ranks: &[u32]| el("ul").children(ranks.iter().map(line));
        let (up, down): (Vec<u32>, Vec<u32>) = ((0..500).collect(), (0..500).rev().collect());
        messages(&mut delivery, None, Answer::page("T", list(&up)));
        let events = messages(&mut delivery, Some(1), Answer::page("T", list(&down)));
        let mut screen = flat(&list(&up));
        for (event, _) in &events {
            let patches = match event {
                Event::PageNext(patches) | Event::PageUpdate(Page { patches, .. }) => patches,
                other => panic!("{other:?}"),
            };
            assert!(patches.len() <= WEIGHT);
            apply(&mut screen, patches);
        }
        assert!(events.len() > 5);
        assert_eq!(screen, flat(&list(&down)));
        assert_eq!(events.iter().position(|(event, _)| event.is_last()), Some(events.len() - 1));
    }

    #[test]
    fn bytes_travel_beside_a_file() {
        let answer = Answer::File {
            name: "a.csv".to_owned(),
            mime: "text/csv",
            bytes: vec![1, 2],
            agenda: None,
            is_copy: false,
        };
        let event = Event::File {
            name: "a.csv".to_owned(),
            mime: "text/csv".to_owned(),
            agenda: None,
            is_copy: false,
        };
        assert_eq!(messages(&mut Delivery::default(), None, answer), [(event, vec![1, 2])]);
    }
}
