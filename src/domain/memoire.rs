//! What was already worked out for some answers on some day, so that it is worked out once.

use std::cell::RefCell;

use super::answers::meme_id;
use super::lu::{Journal, Known};

/// Which questions are asked, where their answers stand, and the situations that several rules ask about, with what was
/// read for each. Of one set of answers, on one day.
#[derive(Default)]
pub struct Memoire {
    situations: RefCell<Vec<Souvenir>>,
    /// By the number of the question.
    questions: RefCell<Vec<Question>>,
    listes: RefCell<Vec<(&'static str, Option<usize>)>>,
}

struct Souvenir {
    nom: &'static str,
    sujet: String,
    valeur: Known<bool>,
    /// Whether what was read was noted, besides what was open.
    note: bool,
    journal: Journal,
}

#[derive(Clone, Copy, Default)]
struct Question {
    posee: Option<bool>,
    place: Option<Option<u16>>,
}

impl Memoire {
    /// Whether a question is asked, when that is known already.
    #[inline]
    pub(super) fn posee(&self, numero: usize) -> Option<bool> {
        self.questions.borrow().get(numero)?.posee
    }

    /// Where the rows of a list stand, looked for once.
    pub(super) fn liste(
        &self,
        list: &'static str,
        chercher: impl FnOnce() -> Option<usize>,
    ) -> Option<usize> {
        let known = self.listes.borrow().iter().find(|(id, _)| meme_id(id, list)).map(|(_, place)| *place);
        known.unwrap_or_else(|| {
            let place = chercher();
            self.listes.borrow_mut().push((list, place));
            place
        })
    }

    /// Where the answer to a question that is asked stands, if it has one; none until both are known.
    #[inline]
    pub(super) fn posee_et_placee(&self, numero: usize) -> Option<Option<usize>> {
        match self.questions.borrow().get(numero)? {
            Question { posee: Some(true), place: Some(place) } => Some(place.map(usize::from)),
            _ => None,
        }
    }

    /// Remembers whether a question is asked.
    pub(super) fn retenir_posee(&self, numero: usize, posee: bool) {
        self.question(numero, |question| question.posee = Some(posee));
    }

    /// Where the answer to a question stands, looked for once.
    #[inline]
    pub(super) fn place(&self, numero: usize, chercher: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let known = self.questions.borrow().get(numero).and_then(|question| question.place);
        let place = match known {
            Some(place) => place,
            None => {
                let place = chercher().and_then(|place| u16::try_from(place).ok());
                self.question(numero, |question| question.place = Some(place));
                place
            }
        };
        place.map(usize::from)
    }

    fn question(&self, numero: usize, change: impl FnOnce(&mut Question)) {
        let mut questions = self.questions.borrow_mut();
        if questions.len() <= numero {
            questions.resize((numero + 1).next_multiple_of(64), Question::default());
        }
        if let Some(question) = questions.get_mut(numero) {
            change(question);
        }
    }

    /// What was worked out of a situation: its value, and what was read for it. `note`: what was read is wanted.
    pub(super) fn situation<T>(
        &self,
        nom: &str,
        sujet: &str,
        note: bool,
        read: impl FnOnce(Known<bool>, &Journal) -> T,
    ) -> Option<T> {
        let situations = self.situations.borrow();
        let known = situations.iter().find(|known| known.est(nom, sujet))?;
        (known.note || !note).then(|| read(known.valeur, &known.journal))
    }

    /// Remembers what was worked out of a situation.
    pub(super) fn retenir(
        &self,
        nom: &'static str,
        sujet: &str,
        note: bool,
        (valeur, journal): (Known<bool>, Journal),
    ) {
        let new = Souvenir { nom, sujet: sujet.to_owned(), valeur, note, journal };
        let mut situations = self.situations.borrow_mut();
        match situations.iter_mut().find(|known| known.est(nom, sujet)) {
            Some(known) => *known = new,
            None => situations.push(new),
        }
    }
}

impl Souvenir {
    fn est(&self, nom: &str, sujet: &str) -> bool {
        meme_id(self.nom, nom) && self.sujet == sujet
    }
}
