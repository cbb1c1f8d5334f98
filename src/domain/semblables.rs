//! Rows of professionals that answer the same, but for how many people they stand for: what a rule concludes of one, it
//! concludes of all (tested over the dossiers in `tests/properties.rs`). Lists of staff have many.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use super::answers::{Answers, Entry, Row, ligne};
use super::questions::professionnels::{PRO_EFFECTIF, PROFESSIONNELS};
use super::rule::Sujet;

/// The rows of professionals, by what they answer.
pub struct Semblables<'a> {
    rows: &'a [Row],
    /// The group of each row.
    groupes: Vec<usize>,
    /// How many groups there are.
    nombre: usize,
}

/// What a row answers, how many people it stands for left out.
struct Reponses<'a>(&'a Row);

impl<'a> Reponses<'a> {
    fn entries(&self) -> impl Iterator<Item = (&'static str, &'a Entry)> {
        self.0.fields().filter(|(field, _)| *field != PRO_EFFECTIF.spec.id)
    }
}

impl PartialEq for Reponses<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.entries().eq(other.entries())
    }
}

impl Eq for Reponses<'_> {}

impl Hash for Reponses<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries().for_each(|(_, entry)| entry.text().hash(state));
    }
}

impl<'a> Semblables<'a> {
    /// Those of these answers.
    pub fn new(answers: &'a Answers) -> Self {
        let rows = answers.rows(PROFESSIONNELS.spec.id);
        let mut known: FxHashMap<Reponses<'a>, usize> = FxHashMap::default();
        let mut groupe = |row| {
            let next = known.len();
            *known.entry(Reponses(row)).or_insert(next)
        };
        let groupes: Vec<usize> = rows.iter().map(&mut groupe).collect();
        Self { rows, groupes, nombre: known.len() }
    }

    /// How many groups there are.
    pub fn nombre(&self) -> usize {
        self.nombre
    }

    /// The group of the row that a subject names, looked for at that place among the rows first.
    pub fn groupe(&self, sujet: &Sujet, place: usize) -> Option<usize> {
        let Sujet::Ligne(list, id) = sujet else { return None };
        if *list != PROFESSIONNELS.spec.id {
            return None;
        }
        if self.rows.get(place).is_some_and(|row| row.id == *id) {
            return self.groupes.get(place).copied();
        }
        self.groupe_de(sujet)
    }

    /// The group of the row that a subject names.
    pub fn groupe_de(&self, sujet: &Sujet) -> Option<usize> {
        let Sujet::Ligne(list, id) = sujet else { return None };
        if *list != PROFESSIONNELS.spec.id {
            return None;
        }
        let row = std::ptr::from_ref(ligne(self.rows, id)?);
        let place = (row as usize - self.rows.as_ptr() as usize) / size_of::<Row>();
        self.groupes.get(place).copied()
    }
}
