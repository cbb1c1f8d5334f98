//! What each edition of the rules changed: `docs/regles-changements.md`, read as it is. The sentences are shown to the user;
//! `tests/changements.rs` keeps them in step with `docs/regles.md`.

use chrono::NaiveDate;

use super::sources::{REGLES, Regle, SOURCES, Source};

/// The edition of the rules that this program plans with.
pub const EDITION: u32 = 2;

const TEXTE: &str = include_str!("../../docs/regles-changements.md");

/// What begins a row of the table of what changes, before its columns: its rule.
const LIGNE: &str = "| R-";

/// An edition of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its rank, from 1.
    pub rang: u32,
    /// The same in words: « 2e édition, 28/11/2026 ».
    pub nom: &'static str,
    /// What the document says of it.
    texte: &'static str,
}

/// A rule that says something else since an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changement {
    /// The rule.
    pub regle: &'static Regle,
    /// What was said before.
    pub avant: &'static str,
    /// What is said from that edition on.
    pub maintenant: &'static str,
    /// What founds the change; none when it is a convention of ours.
    pub sources: Vec<&'static Source>,
    /// The cases that it concerns, by id, when it does not concern all that cites the rule.
    pub cas: Vec<&'static str>,
}

/// Every edition, in order.
pub fn editions() -> impl Iterator<Item = Edition> {
    TEXTE.split("\n## ").skip(1).zip(1..).map(|(part, rang)| {
        let (nom, texte) = part.split_once('\n').unwrap_or((part, ""));
        Edition { rang, nom, texte }
    })
}

impl Edition {
    /// The day from which it is that of the program.
    pub fn jour(self) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(self.nom.rsplit(' ').next()?, "%d/%m/%Y").ok()
    }

    /// What it changed, in the order of the document.
    pub fn changements(self) -> Vec<Changement> {
        let mut found: Vec<Changement> = self.lignes("Ce qui change").filter_map(changement).collect();
        for (id, cas) in self.lignes("Qui est concerné").filter_map(concernes) {
            for change in found.iter_mut().filter(|change| change.regle.id == id) {
                change.cas.clone_from(&cas);
            }
        }
        found
    }

    /// The rows of its table of that title.
    fn lignes(self, titre: &str) -> impl Iterator<Item = &'static str> {
        let table = self.texte.split("\n### ").find(|part| part.starts_with(titre));
        table.unwrap_or_default().lines().filter(|line| line.starts_with(LIGNE))
    }
}

/// The rank of the edition of a day: the last one that was there by then, else the first.
pub fn edition_du(jour: NaiveDate) -> u32 {
    let there = |edition: &Edition| edition.jour().is_some_and(|from| from <= jour);
    editions().filter(there).last().map_or(1, |edition| edition.rang)
}

/// What the editions after that one changed, up to another, the latest change of a rule last.
pub fn changements(apres: u32, jusque: u32) -> Vec<Changement> {
    let since = editions().filter(|edition| edition.rang > apres && edition.rang <= jusque);
    since.flat_map(Edition::changements).collect()
}

fn cellules(row: &'static str) -> Vec<&'static str> {
    row.trim_matches('|').split('|').map(str::trim).collect()
}

/// The rule of a row of « Qui est concerné », and its cases.
fn concernes(row: &'static str) -> Option<(&'static str, Vec<&'static str>)> {
    let cells = cellules(row);
    let [id, cas] = cells.as_slice() else { return None };
    Some((id, cas.split(", ").collect()))
}

fn changement(row: &'static str) -> Option<Changement> {
    let cells = cellules(row);
    let [id, avant, maintenant, cited] = cells.as_slice() else { return None };
    let regle = REGLES.iter().find(|regle| regle.id == *id)?;
    let found = cited.split(", ").filter_map(|id| SOURCES.iter().find(|source| source.id == id));
    Some(Changement { regle, avant, maintenant, sources: found.collect(), cas: vec![] })
}
