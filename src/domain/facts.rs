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

use super::answers::{Answers, Entry, INCONNU, Row, ligne, meme_id};
use super::etude::{Etude, Numero};
use super::saisie::Refus;

pub use super::lu::{Inconnu, Journal, Known, Lu};
pub use super::memoire::Memoire;

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
    /// Its number, the same while the program runs, by which what was worked out of it is found.
    fn numero(&self) -> usize;
    /// The list it is a field of; none for a question of its own.
    fn liste(&self) -> Option<&'static str>;
    /// Whether it may be left empty.
    fn facultatif(&self) -> bool;
    /// What it is read as while unanswered; none where only the user can say.
    fn defaut(&self) -> Option<&Entry>;
    /// The list whose rows its answer names, and the ids that need no row there; none when it names no row.
    fn nomme(&self) -> Option<(&'static str, &'static [&'static str])>;
    /// Whether it is asked whatever the answers.
    fn toujours_posee(&self) -> bool;
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
    /// The row of a subject, at hand while it is judged.
    proche: Option<(&'static str, &'a Row)>,
    /// Where answers are held open, to find which ones decide ([`super::decisives`]).
    etude: Option<&'a Etude<'a>>,
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
            proche: None,
            etude: None,
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

    /// Reads while answers are held open, and notes there what it reads.
    #[must_use]
    pub fn a_l_etude(self, etude: &'a Etude<'a>) -> Self {
        Self { journal: None, muet: false, etude: Some(etude), ..self }
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
        let alone = Facts { row: None, muet: false, ..*self };
        if let Some(etude) = self.etude {
            return etude.une_fois(nom, sujet, self.muet, || situation(&alone, sujet));
        }
        let Some(memoire) = self.memoire else { return situation(self, sujet) };
        let noter = |read: &Journal| {
            let Some(journal) = self.journal else { return };
            let mut journal = journal.borrow_mut();
            if !self.muet {
                journal.ajouter(read);
            } else {
                read.ouverts.iter().for_each(|lu| Journal::noter(&mut journal.ouverts, lu.clone()));
            }
        };
        let note = self.note && self.journal.is_some();
        let known = memoire.situation(nom, sujet, note, |valeur, read| {
            noter(read);
            valeur
        });
        known.unwrap_or_else(|| {
            let found = Facts { journal: None, note, ..alone }.observe(|facts| situation(facts, sujet));
            noter(&found.1);
            let valeur = found.0;
            memoire.retenir(nom, sujet, note, found);
            valeur
        })
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
        question.lire(&entry).map_err(|_| self.ouvert(question.spec()))
    }

    /// What is to be read for a question: what was entered, or its default.
    fn chercher<'e>(&self, spec: &'e impl Asked) -> Known<Cow<'e, Entry>>
    where
        'a: 'e,
    {
        let known = match (self.memoire, spec.liste(), self.etude) {
            (Some(memoire), None, None) => memoire.posee_et_placee(spec.numero()),
            (_, _, _) => None,
        };
        let entry = match known {
            Some(place) => place.and_then(|place| self.answers.a_la_place(place)),
            None => {
                if !self.est_posee(spec)? {
                    return Err(Inconnu::NonPosee);
                }
                if self.est_tenu(spec) {
                    return Err(Inconnu::Ouvert);
                }
                self.entry(spec)
            }
        };
        self.noter_lu(spec);
        match (entry, spec.defaut()) {
            (Some(entry), _) if entry.text() == Some(INCONNU) => Err(self.ouvert(spec)),
            (Some(entry), _) => match sans_disparues(self.answers, spec, entry) {
                Some(entry) => Ok(entry),
                None => Err(self.ouvert(spec)),
            },
            (None, Some(defaut)) => Ok(Cow::Borrowed(defaut)),
            (None, None) => Err(self.ouvert(spec)),
        }
    }

    /// Whether the answer to an asked question is held open; if not, it is noted as read.
    #[inline]
    fn est_tenu(&self, spec: &impl Asked) -> bool {
        match self.etude.filter(|_| !self.muet) {
            Some(etude) => self.numero(etude, spec).is_some_and(|numero| etude.tient(numero)),
            None => false,
        }
    }

    fn numero(&self, etude: &Etude, spec: &impl Asked) -> Option<Numero> {
        let row = self.row.filter(|(list, _)| spec.liste().is_some_and(|own| meme_id(own, list)));
        etude.numero(spec.numero(), row.map(|(_, row)| row))
    }

    #[inline]
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
        let asked = self.est_posee(spec) == Ok(true) && !self.est_tenu(spec);
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
        if spec.toujours_posee() {
            if let Some(memoire) = self.memoire.filter(|_| spec.liste().is_none()) {
                memoire.retenir_posee(spec.numero(), true);
            }
            return Ok(true);
        }
        if let Some(etude) = self.etude {
            return self.est_posee_a_l_etude(etude, spec);
        }
        let memoire = self.memoire.filter(|_| spec.liste().is_none());
        if let Some(asked) = memoire.and_then(|memoire| memoire.posee(spec.numero())) {
            return Ok(asked);
        }
        let asked = self.demander(spec);
        if let (Some(memoire), Ok(asked)) = (memoire, asked) {
            memoire.retenir_posee(spec.numero(), asked);
        }
        asked
    }

    fn demander(&self, spec: &impl Asked) -> Known<bool> {
        match spec.posee(&Facts { muet: true, ..*self }) {
            Err(Inconnu::NonPosee) => Ok(false),
            asked => asked,
        }
    }

    fn est_posee_a_l_etude(&self, etude: &Etude, spec: &impl Asked) -> Known<bool> {
        let Some(numero) = self.numero(etude, spec) else { return self.demander(spec) };
        etude.posee(numero).unwrap_or_else(|| {
            let before = etude.regards();
            let asked = self.demander(spec);
            if etude.regards() == before {
                etude.retenir_posee(numero, asked);
            }
            asked
        })
    }

    /// The rows of a list, each as a reader of its fields.
    ///
    /// # Errors
    /// As [`Facts::get`].
    pub fn lignes(&self, list: &impl Readable<Value = Lignes>) -> Known<Vec<Facts<'a>>> {
        let entry = self.chercher(list.spec())?;
        list.lire(&entry).map_err(|_| self.ouvert(list.spec()))?;
        let rows = match self.entry(list.spec()) {
            Some(Entry::Rows(rows)) => rows.as_slice(),
            Some(Entry::One(_) | Entry::Many(_)) | None => &[],
        };
        let id = list.spec().id();
        Ok(rows.iter().map(|row| Facts { row: Some((id, row)), ..*self }).collect())
    }

    /// One row of a list, asked or not, as a reader of its fields.
    pub fn ligne(&self, list: &'static str, id: &str) -> Option<Facts<'a>> {
        if let Some((near, row)) = self.proche
            && meme_id(near, list)
            && row.id == id
        {
            return Some(self.dans(list, row));
        }
        let row = match self.memoire {
            Some(memoire) => {
                match self.answers.a_la_place(memoire.liste(list, || self.answers.place(list))?)? {
                    Entry::Rows(rows) => ligne(rows, id),
                    Entry::One(_) | Entry::Many(_) => None,
                }
            }
            None => self.answers.row(list, id),
        };
        row.map(|row| self.dans(list, row))
    }

    /// The same reader, with that row at hand: it is looked for once.
    #[must_use]
    pub fn pres_de(self, list: &'static str, id: &str) -> Self {
        Self { proche: self.ligne(list, id).and_then(|row| row.row), ..self }
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
            (None, _) => match self.memoire {
                Some(memoire) => {
                    let place = memoire.place(spec.numero(), || self.answers.place(spec.id()))?;
                    self.answers.a_la_place(place)
                }
                None => self.answers.entry(spec.id()),
            },
            (Some(list), Some((current, row))) if meme_id(list, current) => row.entry(spec.id()),
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
