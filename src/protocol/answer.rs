//! What a program answers, before it is cut in pieces for the way ([`super::delivery`]).

use super::event::{NOT_UNDERSTOOD, Summary};
use super::node::Node;
use crate::domain::dossier::{self, Dossier};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page {
        /// Its title, for the browser.
        title: String,
        /// The whole of it.
        page: Node,
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
    },
    /// A text for the clipboard.
    Copy(String),
    /// A dossier to take in place of the open one, or as a new one.
    Dossier {
        /// What was done, a sentence.
        sentence: String,
        /// The text of its file.
        text: String,
    },
    /// It could not be done: a sentence.
    Refusal(String),
}

impl Answer {
    /// A page.
    pub fn page(title: impl Into<String>, page: Node) -> Self {
        Self::Page { title: title.into(), page }
    }

    /// A dossier to take.
    pub fn dossier(dossier: &Dossier, sentence: impl Into<String>) -> Self {
        Self::Dossier { sentence: sentence.into(), text: dossier::ecrire(dossier) }
    }

    /// It could not be done: what happened.
    pub fn refusal(why: impl ToString) -> Self {
        Self::Refusal(why.to_string())
    }

    /// The request makes no sense: the page and the program are not of the same version.
    pub fn not_understood() -> Self {
        Self::refusal(NOT_UNDERSTOOD)
    }

    /// Answers from the text of a dossier.
    pub fn from_dossier(text: &str, answer: impl FnOnce(&Dossier) -> Self) -> Self {
        match dossier::ouvrir(text) {
            Ok((dossier, _)) => answer(&dossier),
            Err(error) => Self::refusal(error),
        }
    }
}
