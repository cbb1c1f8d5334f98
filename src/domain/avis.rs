//! What the page says without asking for an action: a warning (`AVERT`) or an information (`R-INFO-…`). All of them are in
//! `rules/avis.rs`.

use super::facts::{Facts, Known};
use super::sources::Regle;

/// How serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// Something may be wrong, or cost the user time.
    Avertissement,
    /// Something to know.
    Information,
}

/// A warning or an information, with its condition and what founds it.
pub struct Avis {
    /// Stable id.
    pub id: &'static str,
    /// How serious.
    pub genre: Genre,
    /// What founds it.
    pub regles: &'static [&'static Regle],
    /// When it is shown.
    pub quand: fn(&Facts) -> Known<bool>,
    /// What is said.
    pub texte: &'static str,
    /// Open doubts (`D-…`) and contradictions (`K-…`) to show with it.
    pub doutes: &'static [&'static str],
}
