//! The typed, remembering reader that rules use: it knows which questions are asked, remembers what was read
//! (the « why ») and names what is missing.
//!
//! **Invariant:** a question that is not asked has no value, whatever is stored for it (tested over every dossier in
//! `tests/properties.rs`). So a change of mind costs nothing and stale answers change nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::answers::{Answers, Entry, INCONNU, Row};
use super::question::{Lignes, Question, Spec, Value};

/// One answer that was read: its question, and its row when it is a field of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lu {
    /// Question or field id.
    pub question: &'static str,
    /// List and row id, for a field.
    pub ligne: Option<(&'static str, String)>,
}

/// Why something is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inconnu {
    /// The question is not asked in this situation: a condition on it does not hold.
    NonPosee,
    /// These questions are unanswered, or answered « je ne sais pas ».
    Ouvert(Vec<Lu>),
}

/// Known, or why not. `?` stops at the first thing that is not known.
pub type Known<T> = Result<T, Inconnu>;

/// True when one holds; open when none holds but one is open (Kleene's « or »).
pub fn un_des<const N: usize>(conditions: [Known<bool>; N]) -> Known<bool> {
    let mut ouverts = vec![];
    for condition in conditions {
        match condition {
            Ok(true) => return Ok(true),
            Ok(false) | Err(Inconnu::NonPosee) => {}
            Err(Inconnu::Ouvert(lus)) => ouverts.extend(lus),
        }
    }
    if ouverts.is_empty() { Ok(false) } else { Err(Inconnu::Ouvert(ouverts)) }
}

/// False when one does not hold; open when none is false but one is open (Kleene's « and »).
pub fn tous<const N: usize>(conditions: [Known<bool>; N]) -> Known<bool> {
    let mut ouverts = vec![];
    for condition in conditions {
        match condition {
            Ok(true) => {}
            Ok(false) | Err(Inconnu::NonPosee) => return Ok(false),
            Err(Inconnu::Ouvert(lus)) => ouverts.extend(lus),
        }
    }
    if ouverts.is_empty() { Ok(true) } else { Err(Inconnu::Ouvert(ouverts)) }
}

/// Not, on three values; a question that is not asked makes neither a condition nor its contrary hold.
pub fn pas(condition: Known<bool>) -> Known<bool> {
    condition.map(|holds| !holds)
}

/// Whether a question is not asked, where that itself decides.
pub fn absente<T>(value: Known<T>) -> Known<bool> {
    match value {
        Err(Inconnu::NonPosee) => Ok(true),
        Err(ouvert) => Err(ouvert),
        Ok(_) => Ok(false),
    }
}

/// Reads answers on a given day, maybe inside one row of a list.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    answers: &'a Answers,
    today: NaiveDate,
    row: Option<(&'static str, &'a Row)>,
    lus: Option<&'a RefCell<Vec<Lu>>>,
    memoire: Option<&'a Memoire>,
}

/// What was already worked out for these answers on that day, with what was read for it.
#[derive(Default)]
pub struct Memoire(RefCell<BTreeMap<(&'static str, String), (Known<bool>, Vec<Lu>)>>);

impl<'a> Facts<'a> {
    /// A reader that remembers nothing.
    pub fn new(answers: &'a Answers, today: NaiveDate) -> Self {
        Self { answers, today, row: None, lus: None, memoire: None }
    }

    /// Remembers what [`Facts::une_fois`] works out.
    #[must_use]
    pub fn avec_memoire(self, memoire: &'a Memoire) -> Self {
        Self { memoire: Some(memoire), ..self }
    }

    /// A situation (by its name) that several rules ask about, worked out once for a plan; what it read is remembered with it.
    ///
    /// # Errors
    /// As the situation itself.
    pub fn une_fois(&self, nom: &'static str, sujet: &str, situation: fn(&Facts, &str) -> Known<bool>) -> Known<bool> {
        let Some(memoire) = self.memoire else { return situation(self, sujet) };
        let key = (nom, sujet.to_owned());
        let known = memoire.0.borrow().get(&key).cloned();
        let (value, lus) = match known {
            Some(known) => known,
            None => {
                let worked_out = Facts { row: None, ..*self }.observe(|facts| situation(facts, sujet));
                memoire.0.borrow_mut().insert(key, worked_out.clone());
                worked_out
            }
        };
        if let Some(seen) = self.lus {
            seen.borrow_mut().extend(lus);
        }
        value
    }

    /// The day of the computation.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The raw answers, for what is shown and never for what is decided.
    pub fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// Runs a condition and gives what it read.
    pub fn observe<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> (T, Vec<Lu>) {
        let lus = RefCell::new(vec![]);
        let inner = Facts { lus: Some(&lus), ..*self };
        let value = read(&inner);
        let mut lus = lus.into_inner();
        lus.sort();
        lus.dedup();
        (value, lus)
    }

    /// The value of a question.
    ///
    /// # Errors
    /// [`Inconnu::NonPosee`] when it is not asked, [`Inconnu::Ouvert`] when it has no readable value.
    pub fn get<T: Value>(&self, question: &'static Question<T>) -> Known<T> {
        if !self.est_posee(&question.spec)? {
            return Err(Inconnu::NonPosee);
        }
        let lu = self.lu(&question.spec);
        if let Some(lus) = self.lus {
            lus.borrow_mut().push(lu.clone());
        }
        let read = match self.entry(&question.spec) {
            Some(entry) if entry.text() == Some(INCONNU) => None,
            Some(entry) => (question.lire)(entry).ok(),
            None => None,
        };
        let unanswered = self.entry(&question.spec).is_none();
        match (read, question.spec.defaut) {
            (Some(value), _) => Ok(value),
            (None, Some(defaut)) if unanswered => {
                let entry = if defaut.is_empty() { Entry::Many(vec![]) } else { Entry::one(defaut) };
                (question.lire)(&entry).map_err(|_| Inconnu::Ouvert(vec![lu]))
            }
            (None, _) => Err(Inconnu::Ouvert(vec![lu])),
        }
    }

    /// The value of a question where « not asked » and « left empty » mean something.
    ///
    /// # Errors
    /// Never [`Inconnu::NonPosee`]; [`Inconnu::Ouvert`] when a required answer is missing or « je ne sais pas ».
    pub fn if_asked<T: Value>(&self, question: &'static Question<T>) -> Known<Option<T>> {
        match self.get(question) {
            Ok(value) => Ok(Some(value)),
            Err(Inconnu::NonPosee) => Ok(None),
            Err(Inconnu::Ouvert(_)) if question.spec.facultatif && self.entry(&question.spec).is_none() => Ok(None),
            Err(ouvert) => Err(ouvert),
        }
    }

    /// Whether a question has that value.
    ///
    /// # Errors
    /// As [`Facts::get`].
    pub fn est<T: Value + PartialEq>(&self, question: &'static Question<T>, value: T) -> Known<bool> {
        self.get(question).map(|read| read == value)
    }

    /// Whether an asked question was answered « je ne sais pas ».
    pub fn dit_inconnu<T: Value>(&self, question: &'static Question<T>) -> bool {
        let asked = self.est_posee(&question.spec) == Ok(true);
        if asked && let Some(lus) = self.lus {
            lus.borrow_mut().push(self.lu(&question.spec));
        }
        asked && self.entry(&question.spec).and_then(Entry::text) == Some(INCONNU)
    }

    /// Whether that question is asked.
    ///
    /// # Errors
    /// [`Inconnu::Ouvert`] when an earlier question decides and has no value.
    pub fn est_posee(&self, spec: &Spec) -> Known<bool> {
        let silent = Facts { lus: None, ..*self };
        match (spec.asked_if)(&silent) {
            Err(Inconnu::NonPosee) => Ok(false),
            asked => asked,
        }
    }

    /// The rows of a list, each as a reader of its fields.
    ///
    /// # Errors
    /// As [`Facts::get`].
    pub fn lignes(&self, list: &'static Question<Lignes>) -> Known<Vec<Facts<'a>>> {
        self.get(list)?;
        let rows = self.answers.rows(list.spec.id);
        Ok(rows.iter().map(|row| Facts { row: Some((list.spec.id, row)), ..*self }).collect())
    }

    /// A reader of one row, asked or not.
    pub fn dans(&self, list: &'static str, row: &'a Row) -> Facts<'a> {
        Facts { row: Some((list, row)), ..*self }
    }

    /// The id of the row that is read; empty outside a row.
    pub fn id(&self) -> &'a str {
        self.row.map_or("", |(_, row)| row.id.as_str())
    }

    /// What is stored for a question, here.
    pub fn entry(&self, spec: &Spec) -> Option<&'a Entry> {
        match (spec.liste, self.row) {
            (None, _) => self.answers.entry(spec.id),
            (Some(list), Some((current, row))) if list == current => row.entry(spec.id),
            (Some(_), _) => None,
        }
    }

    /// What a field reads, to be remembered.
    pub fn lu(&self, spec: &Spec) -> Lu {
        let ligne = match (spec.liste, self.row) {
            (Some(list), Some((_, row))) => Some((list, row.id.clone())),
            (None, _) | (Some(_), None) => None,
        };
        Lu { question: spec.id, ligne }
    }
}
