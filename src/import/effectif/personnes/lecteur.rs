//! A roster while its rows are read one after the other.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::personne::{AChoisir, Personne};
use crate::import::effectif::colonnes::Colonnes;
use crate::import::effectif::remarque::{Carnet, Remarque};
use crate::import::effectif::role::Role;
use crate::import::effectif::tableau::{Cellule, LigneLue, Tableau};

/// The table, what the user said of it, and what was read of it so far.
pub(super) struct Lecteur<'a> {
    pub(super) tableau: &'a Tableau,
    pub(super) colonnes: &'a Colonnes,
    pub(super) choix: &'a BTreeMap<String, String>,
    pub(super) aujourdhui: NaiveDate,
    /// Cells that say « nothing » in words: how many, and the first ways.
    pub(super) riens: (usize, Vec<String>),
    pub(super) carnet: Carnet,
    pub(super) metiers: BTreeMap<String, AChoisir>,
    /// The key of each profession of those who have left: nothing is to be chosen for them.
    pub(super) partis: FxHashMap<String, Option<&'static str>>,
    /// Rank of the first person of each RPPS number, and of each name and profession.
    pub(super) par_rpps: FxHashMap<String, usize>,
    pub(super) par_nom: FxHashMap<(String, String), usize>,
    pub(super) personnes: Vec<Personne>,
}

impl Lecteur<'_> {
    /// The cell of a role, with its column.
    pub(super) fn cellule<'l>(&self, ligne: &'l LigneLue, role: Role) -> Option<(usize, &'l Cellule)> {
        self.colonnes.colonne(role).map(|colonne| (colonne, ligne.cellule(colonne)))
    }

    pub(super) fn noter(&mut self, ligne: u32, colonne: usize, constat: &str) {
        let entete = self.tableau.entetes.get(colonne).map_or("", String::as_str);
        self.carnet.noter(Remarque::de_cellule(ligne, colonne, entete, constat));
    }
}
