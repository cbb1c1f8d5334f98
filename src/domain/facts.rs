//! The typed, remembering reader that rules use: it knows which questions are asked, remembers what was read
//! (the « why ») and names what is missing.
//!
//! Of a question it knows what [`Asked`] and [`Readable`] say, and nothing else: neither its words nor the list of all of
//! them. So a question can be read without the others.
//!
//! **A reference to a row that is gone is no answer**, whatever list it is of: here, and nowhere else, what it means is
//! decided ([`sans_disparues`]). It is open, and asked again, until the user says whom or what it is about now.
//!
//! **Invariant:** a question that is not asked has no value, whatever is stored for it (tested over every dossier in
//! `tests/properties.rs`). So a change of mind costs nothing and stale answers change nothing.

use std::borrow::Cow;
use std::cell::RefCell;

use chrono::NaiveDate;

use super::answers::{Answers, Entry, INCONNU, Row};
use super::saisie::Refus;

/// Above that many answers, a conclusion is not brought down to the smallest set that decides it.
const TROP_POUR_LES_TRIER: usize = 60;

/// One answer that was read: its question, and its row when it is a field of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lu {
    /// Question or field id.
    pub question: &'static str,
    /// List and row id, for a field.
    pub ligne: Option<(&'static str, String)>,
}

/// Why something is not known. Which questions are open is noted by the reader, not carried here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inconnu {
    /// The question is not asked in this situation: a condition on it does not hold.
    NonPosee,
    /// A question is unanswered, or answered « je ne sais pas ».
    Ouvert,
}

/// Known, or why not. `?` stops at the first thing that is not known.
pub type Known<T> = Result<T, Inconnu>;

/// True when one holds; open when none holds but one is open (Kleene's « or »).
pub fn un_des<const N: usize>(conditions: [Known<bool>; N]) -> Known<bool> {
    kleene(&conditions, true)
}

/// False when one does not hold; open when none is false but one is open (Kleene's « and »).
pub fn tous<const N: usize>(conditions: [Known<bool>; N]) -> Known<bool> {
    kleene(&conditions, false)
}

/// The first condition of that value decides; an open one keeps the rest from deciding.
fn kleene(conditions: &[Known<bool>], decides: bool) -> Known<bool> {
    let mut open = false;
    for condition in conditions {
        match condition {
            Err(Inconnu::Ouvert) => open = true,
            Ok(true) if decides => return Ok(true),
            Ok(false) | Err(Inconnu::NonPosee) if !decides => return Ok(false),
            Ok(_) | Err(Inconnu::NonPosee) => {}
        }
    }
    if open { Err(Inconnu::Ouvert) } else { Ok(!decides) }
}

/// Not, on three values; a question that is not asked makes neither a condition nor its contrary hold.
pub fn pas(condition: Known<bool>) -> Known<bool> {
    condition.map(|holds| !holds)
}

/// Whether a question is not asked, where that itself decides.
pub fn absente<T>(value: Known<T>) -> Known<bool> {
    match value {
        Err(Inconnu::NonPosee) => Ok(true),
        Err(Inconnu::Ouvert) => Err(Inconnu::Ouvert),
        Ok(_) => Ok(false),
    }
}

/// A question or a field, as the reader sees it ([`Spec`](super::question::Spec)).
pub trait Asked {
    /// Its id.
    fn id(&self) -> &'static str;
    /// The list it is a field of; none for a question of its own.
    fn liste(&self) -> Option<&'static str>;
    /// Whether it may be left empty.
    fn facultatif(&self) -> bool;
    /// What it is read as while unanswered; none where only the user can say.
    fn defaut(&self) -> Option<&'static str>;
    /// The list whose rows its answer names, and the ids that need no row there; none when it names no row.
    fn nomme(&self) -> Option<(&'static str, &'static [&'static str])>;
    /// Whether it is asked.
    ///
    /// # Errors
    /// As [`Facts::get`], of the questions that decide.
    fn posee(&self, facts: &Facts) -> Known<bool>;
}

/// A question whose answer reads as a value ([`Question`](super::question::Question)).
pub trait Readable {
    /// What its answer reads as.
    type Value;
    /// Its untyped face.
    type Spec: Asked;
    /// Its untyped face.
    fn spec(&self) -> &Self::Spec;
    /// Reads an entry.
    ///
    /// # Errors
    /// A sentence for the user.
    fn lire(&self, entry: &Entry) -> Result<Self::Value, Refus>;
}

/// What an answer says, the rows that are gone left out of it. None when it named only such rows: « none ticked: all »
/// is not reached by a removal, nor is « nobody ».
pub fn sans_disparues<'e>(answers: &Answers, spec: &impl Asked, entry: &'e Entry) -> Option<Cow<'e, Entry>> {
    let Some((list, sans_ligne)) = spec.nomme() else { return Some(Cow::Borrowed(entry)) };
    // Nothing was removed from a list that holds no answer.
    let untold = answers.entry(list).is_none();
    let known = |id: &str| untold || sans_ligne.contains(&id) || answers.row(list, id).is_some();
    match entry {
        Entry::One(id) => (id == INCONNU || known(id)).then_some(Cow::Borrowed(entry)),
        Entry::Many(ids) if ids.iter().all(|id| known(id)) => Some(Cow::Borrowed(entry)),
        Entry::Many(ids) => {
            let left: Vec<String> = ids.iter().filter(|id| known(id)).cloned().collect();
            (!left.is_empty()).then_some(Cow::Owned(Entry::Many(left)))
        }
        Entry::Rows(_) => Some(Cow::Borrowed(entry)),
    }
}

/// What the answer of a list reads as: that it was answered. Its rows are read by [`Facts::lignes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lignes;

/// What was read, and which of it was open.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The answers that were read.
    pub lus: Vec<Lu>,
    /// Those of them that have no value yet, and those that decide whether a question is asked.
    pub ouverts: Vec<Lu>,
}

impl Journal {
    fn noter(list: &mut Vec<Lu>, lu: Lu) {
        if let Err(place) = list.binary_search(&lu) {
            list.insert(place, lu);
        }
    }

    fn ajouter(&mut self, other: &Self) {
        other.lus.iter().for_each(|lu| Self::noter(&mut self.lus, lu.clone()));
        other.ouverts.iter().for_each(|lu| Self::noter(&mut self.ouverts, lu.clone()));
    }
}

/// What was already worked out for these answers on that day, with what was read for it; and which questions are asked.
#[derive(Default)]
pub struct Memoire {
    situations: RefCell<Vec<Souvenir>>,
    posees: RefCell<Vec<(&'static str, bool)>>,
}

struct Souvenir {
    nom: &'static str,
    sujet: String,
    valeur: Known<bool>,
    journal: Journal,
}

/// Reads answers on a given day, maybe inside one row of a list.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    answers: &'a Answers,
    today: NaiveDate,
    row: Option<(&'static str, &'a Row)>,
    journal: Option<&'a RefCell<Journal>>,
    /// What decides whether a question is asked is not a reason: it is read without being noted.
    muet: bool,
    /// Whether what is read is noted; what is open always is.
    note: bool,
    memoire: Option<&'a Memoire>,
    /// Answers held open, to find which ones decide ([`Facts::decisives`]).
    masque: Option<&'a dyn Fn(&Lu) -> bool>,
}

impl<'a> Facts<'a> {
    /// A reader that remembers nothing.
    pub fn new(answers: &'a Answers, today: NaiveDate) -> Self {
        Self {
            answers,
            today,
            row: None,
            journal: None,
            muet: false,
            note: true,
            memoire: None,
            masque: None,
        }
    }

    /// Notes only what is open: what is read costs nothing.
    #[must_use]
    pub fn sans_notes(self) -> Self {
        Self { note: false, ..self }
    }

    /// Remembers what [`Facts::une_fois`] works out.
    #[must_use]
    pub fn avec_memoire(self, memoire: &'a Memoire) -> Self {
        Self { memoire: Some(memoire), ..self }
    }

    /// A situation (by its name) that several rules ask about, worked out once for a plan; what it read is remembered
    /// with it.
    ///
    /// # Errors
    /// As the situation itself.
    pub fn une_fois(
        &self,
        nom: &'static str,
        sujet: &str,
        situation: fn(&Facts, &str) -> Known<bool>,
    ) -> Known<bool> {
        let Some(memoire) = self.memoire else { return situation(self, sujet) };
        let found = |known: &Souvenir| known.nom == nom && known.sujet == sujet;
        let known = memoire.situations.borrow().iter().position(found);
        let place = match known {
            Some(place) => place,
            None => {
                let (valeur, journal) =
                    Facts { row: None, muet: false, ..*self }.observe(|facts| situation(facts, sujet));
                let mut memory = memoire.situations.borrow_mut();
                memory.push(Souvenir { nom, sujet: sujet.to_owned(), valeur, journal });
                memory.len() - 1
            }
        };
        let memory = memoire.situations.borrow();
        let Some(souvenir) = memory.get(place) else { return Err(Inconnu::Ouvert) };
        if let Some(journal) = self.journal {
            if self.muet {
                souvenir
                    .journal
                    .ouverts
                    .iter()
                    .for_each(|lu| Journal::noter(&mut journal.borrow_mut().ouverts, lu.clone()));
            } else {
                journal.borrow_mut().ajouter(&souvenir.journal);
            }
        }
        souvenir.valeur
    }

    /// The answers that decide a conclusion: a smallest set of those that it reads, such that holding all the others open
    /// does not change it. Later questions, by their rank, give way to earlier ones, whole lists to single answers.
    pub fn decisives(&self, conclusion: &dyn Fn(&Facts) -> Known<bool>, rang: fn(&str) -> usize) -> Vec<Lu> {
        let alone = Facts { journal: None, note: true, memoire: None, ..*self };
        let memoire = Memoire::default();
        let (value, journal) = alone.avec_memoire(&memoire).observe(conclusion);
        let same = |open: &[Lu]| {
            let memoire = Memoire::default();
            let held = |lu: &Lu| open.contains(lu);
            let found = conclusion(&Facts { memoire: Some(&memoire), masque: Some(&held), ..alone });
            match (found, value) {
                (Ok(true), Ok(true)) | (Err(Inconnu::Ouvert), Err(Inconnu::Ouvert)) => true,
                (Ok(false) | Err(Inconnu::NonPosee), Ok(false) | Err(Inconnu::NonPosee)) => true,
                (Ok(_) | Err(_), _) => false,
            }
        };
        let mut open: Vec<Lu> = vec![];
        let mut give_way = |group: Vec<Lu>| {
            let before = open.len();
            open.extend(group);
            if !same(&open) {
                open.truncate(before);
                return false;
            }
            true
        };
        let mut left: Vec<Lu> = vec![];
        let mut groups: Vec<(&str, Vec<Lu>)> = vec![];
        for lu in journal.lus {
            match lu.ligne.as_ref().map(|(list, _)| *list) {
                None => left.push(lu),
                Some(list) => match groups.iter_mut().find(|(known, _)| *known == list) {
                    Some((_, group)) => group.push(lu),
                    None => groups.push((list, vec![lu])),
                },
            }
        }
        groups.sort_by_cached_key(|(list, _)| rang(list));
        for (_, group) in groups.into_iter().rev() {
            if !give_way(group.clone()) {
                left.extend(group);
            }
        }
        // A « none of them » over hundreds of rows needs them all: the list says it better (`report::reponses`).
        if left.len() > TROP_POUR_LES_TRIER {
            return left;
        }
        left.sort_by_cached_key(|lu| rang(lu.question));
        let mut deciding: Vec<Lu> = left.into_iter().rev().filter(|lu| !give_way(vec![lu.clone()])).collect();
        deciding.reverse();
        deciding
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
    pub fn observe<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> (T, Journal) {
        let journal = RefCell::new(Journal::default());
        let inner = Facts { journal: Some(&journal), ..*self };
        let value = read(&inner);
        let journal = journal.into_inner();
        // Whoever watches this reader sees what is read here too.
        if let Some(outer) = self.journal {
            outer.borrow_mut().ajouter(&journal);
        }
        (value, journal)
    }

    /// The value of a question.
    ///
    /// # Errors
    /// [`Inconnu::NonPosee`] when it is not asked, [`Inconnu::Ouvert`] when it has no readable value.
    pub fn get<Q: Readable>(&self, question: &Q) -> Known<Q::Value> {
        let entry = self.chercher(question.spec())?;
        let value = match &entry {
            Trouvee::Saisie(entry) => question.lire(entry),
            Trouvee::Defaut(entry) => question.lire(entry),
        };
        value.map_err(|_| self.ouvert(question.spec()))
    }

    /// What is to be read for a question: what was entered, or its default.
    fn chercher(&self, spec: &impl Asked) -> Known<Trouvee<'a>> {
        if !self.est_posee(spec)? {
            return Err(Inconnu::NonPosee);
        }
        if !self.muet && self.masque.is_some_and(|held| held(&self.lu(spec))) {
            return Err(Inconnu::Ouvert);
        }
        self.noter_lu(spec);
        match (self.entry(spec), spec.defaut()) {
            (Some(entry), _) if entry.text() == Some(INCONNU) => Err(self.ouvert(spec)),
            (Some(entry), _) => match sans_disparues(self.answers, spec, entry) {
                Some(entry) => Ok(Trouvee::Saisie(entry)),
                None => Err(self.ouvert(spec)),
            },
            (None, Some("")) => Ok(Trouvee::Defaut(Entry::Many(vec![]))),
            (None, Some(defaut)) => Ok(Trouvee::Defaut(Entry::one(defaut))),
            (None, None) => Err(self.ouvert(spec)),
        }
    }

    fn noter_lu(&self, spec: &impl Asked) {
        if let Some(journal) = self.journal
            && self.note
            && !self.muet
        {
            Journal::noter(&mut journal.borrow_mut().lus, self.lu(spec));
        }
    }

    fn ouvert(&self, spec: &impl Asked) -> Inconnu {
        if let Some(journal) = self.journal {
            Journal::noter(&mut journal.borrow_mut().ouverts, self.lu(spec));
        }
        Inconnu::Ouvert
    }

    /// Says that a question, answered as it is, still leaves something open: an empty list where a name is needed.
    pub fn laisse_ouvert(&self, question: &impl Readable) -> Inconnu {
        self.ouvert(question.spec())
    }

    /// The value of a question where « not asked » and « left empty » mean something.
    ///
    /// # Errors
    /// Never [`Inconnu::NonPosee`]; [`Inconnu::Ouvert`] when a required answer is missing or « je ne sais pas ».
    pub fn if_asked<Q: Readable>(&self, question: &Q) -> Known<Option<Q::Value>> {
        let spec = question.spec();
        if spec.facultatif() && self.entry(spec).is_none() {
            return self.est_posee(spec).map(|_| None);
        }
        match self.get(question) {
            Ok(value) => Ok(Some(value)),
            Err(Inconnu::NonPosee) => Ok(None),
            Err(Inconnu::Ouvert) => Err(Inconnu::Ouvert),
        }
    }

    /// Whether a question has that value.
    ///
    /// # Errors
    /// As [`Facts::get`].
    pub fn est<Q: Readable<Value: PartialEq>>(&self, question: &Q, value: Q::Value) -> Known<bool> {
        self.get(question).map(|read| read == value)
    }

    /// Whether an asked question was answered « je ne sais pas ».
    pub fn dit_inconnu(&self, question: &impl Readable) -> bool {
        self.inconnue(question.spec())
    }

    fn inconnue(&self, spec: &impl Asked) -> bool {
        let held = !self.muet && self.masque.is_some_and(|held| held(&self.lu(spec)));
        let asked = !held && self.est_posee(spec) == Ok(true);
        if asked {
            self.noter_lu(spec);
        }
        asked && self.entry(spec).and_then(Entry::text) == Some(INCONNU)
    }

    /// Whether that question is asked. What decides it is not a reason; it is noted only while it is open.
    ///
    /// # Errors
    /// [`Inconnu::Ouvert`] when an earlier question decides and has no value.
    pub fn est_posee(&self, spec: &impl Asked) -> Known<bool> {
        let memoire = self.memoire.filter(|_| spec.liste().is_none());
        let known = memoire.and_then(|memoire| {
            memoire
                .posees
                .borrow()
                .iter()
                .find(|(id, _)| std::ptr::eq(*id, spec.id()))
                .map(|(_, asked)| *asked)
        });
        if let Some(asked) = known {
            return Ok(asked);
        }
        let asked = match spec.posee(&Facts { muet: true, ..*self }) {
            Err(Inconnu::NonPosee) => Ok(false),
            asked => asked,
        };
        if let (Some(memoire), Ok(asked)) = (memoire, asked) {
            memoire.posees.borrow_mut().push((spec.id(), asked));
        }
        asked
    }

    /// The rows of a list, each as a reader of its fields.
    ///
    /// # Errors
    /// As [`Facts::get`].
    pub fn lignes(&self, list: &impl Readable<Value = Lignes>) -> Known<Vec<Facts<'a>>> {
        self.get(list)?;
        let id = list.spec().id();
        Ok(self.answers.rows(id).iter().map(|row| Facts { row: Some((id, row)), ..*self }).collect())
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
    pub fn entry(&self, spec: &impl Asked) -> Option<&'a Entry> {
        match (spec.liste(), self.row) {
            (None, _) => self.answers.entry(spec.id()),
            (Some(list), Some((current, row))) if list == current => row.entry(spec.id()),
            (Some(_), _) => None,
        }
    }

    /// Whether what is stored for a question names only rows that are gone: it is no answer, and is asked again.
    pub fn disparue(&self, spec: &impl Asked) -> bool {
        self.entry(spec).is_some_and(|entry| sans_disparues(self.answers, spec, entry).is_none())
    }

    /// Whether there is something to choose for a question that names rows: that many rows at least, or an answer to give
    /// anew, since what it named is gone.
    pub fn a_choisir(&self, spec: &impl Asked, nombre: usize) -> bool {
        let rows = spec.nomme().map_or(0, |(list, _)| self.answers.rows(list).len());
        rows >= nombre || self.disparue(spec)
    }

    /// What a field reads, to be remembered.
    pub fn lu(&self, spec: &impl Asked) -> Lu {
        let ligne = match (spec.liste(), self.row) {
            (Some(list), Some((_, row))) => Some((list, row.id.clone())),
            (None, _) | (Some(_), None) => None,
        };
        Lu { question: spec.id(), ligne }
    }
}

/// What is to be read for a question.
enum Trouvee<'a> {
    Saisie(Cow<'a, Entry>),
    Defaut(Entry),
}
