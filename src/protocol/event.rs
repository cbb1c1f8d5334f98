//! What the programs beside the page answer.

use serde::{Deserialize, Serialize};

use crate::domain::agenda::Agenda;

use super::node::{Name, Node};

/// What a program says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// How far it is. Others follow.
    Progress(Progress),
    /// A page, from its first pieces on. [`Event::PageNext`] follow, then [`Event::PageEnd`].
    PageStart(Page),
    /// More pieces of the page that is being put in place.
    PageNext(Vec<Patch>),
    /// The page is whole.
    PageEnd,
    /// What differs from the page in place; alone.
    PageUpdate(Page),
    /// What stands in an element from now on.
    Part {
        /// The id of the element.
        id: String,
        /// What it holds.
        node: Node,
    },
    /// The plan in short.
    Summary(Summary),
    /// A file, whose bytes travel beside.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// What the dossier is to remember of it: the appointments of a calendar.
        agenda: Option<Agenda>,
        /// Whether the whole dossier is in it: a copy of it is then out of this device.
        is_copy: bool,
    },
    /// A text for the clipboard.
    Copy {
        /// The text.
        text: String,
    },
    /// A dossier to take in place of the open one, or as a new one.
    Dossier {
        /// What was done, a sentence.
        sentence: String,
        /// The text of its file.
        text: String,
        /// What tells a second dossier from the one that it comes from, in the list of dossiers; empty: nothing.
        mention: String,
    },
    /// It is done, and nothing is to be shown.
    Done,
    /// It could not be done: what happened, what it means, what to do.
    Refusal {
        /// The sentence.
        sentence: String,
    },
}

impl Event {
    /// Whether nothing follows it.
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Progress(_) | Self::PageStart(_) | Self::PageNext(_))
    }

    /// Its text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The event of a text; none when it is not one.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// It could not be done: a sentence.
    pub fn refusal(sentence: impl Into<String>) -> Self {
        Self::Refusal { sentence: sentence.into() }
    }

    /// What was said makes no sense: the page and the program are not of the same version.
    pub fn not_understood() -> Self {
        Self::refusal(NOT_UNDERSTOOD)
    }
}

/// What is said when the page and a program are not of the same version.
pub const NOT_UNDERSTOOD: &str = "Cette page et le programme qui la sert ne sont pas de la même version. Vos réponses sont gardées : rechargez la page.";

/// How far a program is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// In thousandths, when it is known.
    pub thousandths: Option<u16>,
    /// What it is doing, or what was done; a sentence.
    pub sentence: String,
}

/// A page, or what differs from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its title, for the browser.
    pub title: String,
    /// The number of this drawing, to ask later for what differs from it.
    pub drawing: u32,
    /// What it starts with, or what differs.
    pub patches: Vec<Patch>,
    /// The notes of its dossier that go to another key, from which to which.
    pub moved_notes: Vec<(String, String)>,
    /// Whether there is more to say: it is to be asked for again.
    pub unfinished: bool,
    /// Whether it is so long that its first parts are to be painted before the others come.
    pub long: bool,
}

/// One change of a drawn page. A place is the way to an element from the top of the drawn page: the rank of a child, of
/// a child of that child… Ranks are those of the drawing, never those of the document: what an extension or a
/// translator adds there does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Patch {
    /// Puts a node before the child of that rank.
    Insert(Vec<usize>, usize, Node),
    /// Takes out the child of that rank.
    Remove(Vec<usize>, usize),
    /// Other words in the text of that rank.
    SetText(Vec<usize>, usize, String),
    /// Sets an attribute of the element at that place.
    SetAttribute(Vec<usize>, Name, String),
    /// Takes out an attribute of the element at that place.
    RemoveAttribute(Vec<usize>, Name),
}

/// The plan in short, beside the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What is certain.
    pub certain: Vec<SummaryLine>,
    /// How much more depends on an answer.
    pub possible: usize,
}

/// An action, in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When, in words.
    pub when: String,
}
