//! What is known of the people of a roster, and of the texts that name their professions.

use chrono::NaiveDate;

use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{EtatEcps, Smartphone};
use crate::domain::rpps::Rpps;
use crate::import::effectif::metiers::{Certitude, Reconnaissance, sans_accents};

/// What is known of the RPPS number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EtatRpps {
    /// The file has no column for it.
    SansColonne,
    /// Its cell is empty.
    Absent,
    /// A number whose key is right (R-ID-12).
    Valide(Rpps),
    /// Something that is no RPPS number: told by a remark.
    Refuse,
}

/// Another line that may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doublon {
    /// The first of the two.
    pub ligne: u32,
    /// The same RPPS number and the same profession: surely the same person. Else to be checked.
    pub certain: bool,
}

/// Someone who has left (R-IMPORT-16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Depart {
    /// The day, when the roster says it.
    pub jour: Option<NaiveDate>,
    /// What the roster says.
    pub dit: String,
}

/// A row of the roster: a person, or several of the same profession when the roster counts them.
#[derive(Clone, Debug, PartialEq)]
pub struct Personne {
    /// Row in the spreadsheet.
    pub ligne: u32,
    /// Family name, or the whole name; empty when the roster has none.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Profession as it is written.
    pub profession: String,
    /// Key of the table of professions; none until the user chooses.
    pub cle: Option<&'static str>,
    /// RPPS number.
    pub rpps: EtatRpps,
    /// Place of work.
    pub site: String,
    /// How many people the row counts, up to [`NOMBRE_MAX`]; none where the roster counts nobody.
    pub nombre: u32,
    /// Temporary staff, after the kind of contract.
    pub interim: bool,
    /// Whether they have a smartphone, when the roster says so.
    pub smartphone: Option<Smartphone>,
    /// Whether they must connect to a national service, when the roster says so.
    pub acces: Option<bool>,
    /// Card held, when the roster says so.
    pub carte: Option<Carte>,
    /// State of the e-CPS, when the roster says so.
    pub ecps: Option<EtatEcps>,
    /// Another line that may be the same person.
    pub doublon: Option<Doublon>,
    /// Whether the person has left: they are listed apart, and counted nowhere (R-IMPORT-16).
    pub depart: Option<Depart>,
    /// Whether the person is counted. A certain duplicate is not, nor who has left.
    pub comptee: bool,
}

/// A text of the column of professions, with everyone it stands for: what the user confirms or chooses once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AChoisir {
    /// As it is written the first time; empty for those whose profession is not written.
    pub texte: String,
    /// What equal texts have in common: the key of the choice.
    pub egal: String,
    /// How many people.
    pub nombre: u32,
    /// The first row.
    pub ligne: u32,
    /// What it was recognised as.
    pub reconnaissance: Reconnaissance,
    /// Key that the user chose, or [`ECARTER`].
    pub choix: Option<String>,
}

impl AChoisir {
    /// How sure it is: what the user chose is.
    pub(super) fn certitude(&self) -> Certitude {
        if self.choix.is_some() { Certitude::Certaine } else { self.reconnaissance.certitude }
    }
}

/// The choice of a text that names nobody to be counted: « conseil d’administration ».
pub const ECARTER: &str = "ecarter";

/// The most people that one row may count: what one row of the dossier can hold.
pub const NOMBRE_MAX: u32 = 20_000;

/// What equal texts have in common: their words, without case, accents nor spaces.
pub fn egal(texte: &str) -> String {
    sans_accents(texte).split_whitespace().collect::<Vec<_>>().join(" ")
}
