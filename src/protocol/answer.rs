//! What a program answers, before it is cut in pieces for the way ([`super::delivery`]).

use super::event::{NOT_UNDERSTOOD, Summary};
use super::node::Node;
use super::publication::sans_les_masquees;
use super::request::DrawnPage;
use crate::domain::agenda::Agenda;
use crate::domain::dossier::{self, Dossier};
use crate::domain::termes;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page {
        /// Its title, for the browser.
        title: String,
        /// The whole of it.
        page: Node,
        /// The notes of its dossier that go to another key, from which to which ([`termes::ranger`]).
        moved_notes: Vec<(String, String)>,
        /// Whether there is more to say: it is to be asked for again.
        unfinished: bool,
    },
    /// What stands in an element from now on.
    Part {
        /// The id of the element.
        id: &'static str,
        /// What it holds.
        node: Node,
    },
    /// The plan in short.
    Summary(Summary),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        mime: &'static str,
        /// What it holds.
        bytes: Vec<u8>,
        /// What the dossier is to remember of it: the appointments of a calendar.
        agenda: Option<Agenda>,
        /// Whether the whole dossier is in it: a copy of it is then out of this device.
        is_copy: bool,
    },
    /// A text for the clipboard.
    Copy(String),
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
    /// It could not be done: a sentence.
    Refusal(String),
}

impl Answer {
    /// A page.
    pub fn page(title: impl Into<String>, page: Node) -> Self {
        Self::Page { title: title.into(), page, moved_notes: vec![], unfinished: false }
    }

    /// A dossier to take.
    pub fn dossier(dossier: &Dossier, sentence: impl Into<String>) -> Self {
        Self::second_dossier(dossier, sentence, String::new())
    }

    /// A dossier to take beside the one that it comes from, with what tells them apart in the list of dossiers.
    pub fn second_dossier(dossier: &Dossier, sentence: impl Into<String>, mention: String) -> Self {
        Self::Dossier { sentence: sentence.into(), text: dossier::ecrire(dossier), mention }
    }

    /// It could not be done: what happened.
    pub fn refusal(why: impl ToString) -> Self {
        Self::Refusal(why.to_string())
    }

    /// The request makes no sense: the page and the program are not of the same version.
    pub fn not_understood() -> Self {
        Self::refusal(NOT_UNDERSTOOD)
    }

    /// The same without the links to the pages that the publisher of this copy leaves out.
    #[must_use]
    pub fn without(mut self, hidden: &[DrawnPage]) -> Self {
        if let Self::Page { page, .. } = &mut self {
            sans_les_masquees(page, hidden);
        }
        self
    }

    /// The page, with something right under its title; any other answer as it is.
    #[must_use]
    pub fn under_title(mut self, first: Option<Node>) -> Self {
        if let (Self::Page { page, .. }, Some(first)) = (&mut self, first) {
            page.put_after("titre", first);
        }
        self
    }

    /// Answers from the text of a dossier, its notes brought to the times that they are about.
    pub fn from_dossier(text: &str, answer: impl FnOnce(&Dossier) -> Self) -> Self {
        let mut dossier = match dossier::ouvrir(text) {
            Ok((dossier, _)) => dossier,
            Err(error) => return Self::refusal(error),
        };
        let moved = termes::ranger(&mut dossier);
        match answer(&dossier) {
            Self::Page { title, page, unfinished, .. } => {
                Self::Page { title, page, moved_notes: moved, unfinished }
            }
            other => other,
        }
    }
}
