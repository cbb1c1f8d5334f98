//! Judging the same conclusions many times while some answers are held open: each answer has a number, and what was worked
//! out is kept with the answers that it depends on.
//!
//! **Invariant:** what is kept of a situation is given again only where it would be worked out the same: every answer that
//! was held open for it still is, none that it read has become so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::answers::{Answers, Row, meme_id};
use super::lu::{Known, Lu};

/// The number of an answer. Numbers follow the order of [`Lu`].
pub(super) type Numero = u32;

/// A question or a field: its number in the program, its id, and the list it is a field of.
pub struct Inscrite {
    /// Its number while the program runs.
    pub numero: usize,
    /// Its id.
    pub id: &'static str,
    /// The list it is a field of.
    pub liste: Option<&'static str>,
}

/// How many values of one situation are kept, for as many sets of answers held open.
const SOUVENIRS: usize = 8;

/// The answers of a dossier by number, those that are held open, and what was worked out.
pub struct Etude<'a> {
    /// By the number of a question in the program, its place in `questions`.
    places: Vec<Option<usize>>,
    questions: Vec<Question>,
    listes: Vec<Liste<'a>>,
    tenus: RefCell<Tenus>,
    cadres: RefCell<Vec<Cadre>>,
    /// How many answers were looked at: what looks at none depends on none that is held.
    regards: Cell<u64>,
    /// Another one each time that what is held open changes.
    tour: Cell<u64>,
    /// By the number of an answer, whether its question is asked, where that depends on nothing that is held.
    posees: RefCell<Vec<Option<Known<bool>>>>,
    situations: RefCell<Situations>,
}

/// The values that were worked out of each situation, by its name and whom it is about.
type Situations = Vec<(&'static str, BTreeMap<String, Situation>)>;

#[derive(Default)]
struct Situation {
    souvenirs: Vec<Rc<Souvenir>>,
    /// The one for what is held open since that turn.
    present: Option<(u64, Rc<Souvenir>)>,
}

/// A question: its answers have the numbers from `base`. The first is its own; those of a field in each row follow, in the
/// order of the ids of the rows.
struct Question {
    id: &'static str,
    /// Its place in the questionnaire.
    rang: usize,
    /// The list it is a field of, by its place in `listes`.
    liste: Option<usize>,
    base: Numero,
}

/// The rows of a list.
struct Liste<'a> {
    id: &'static str,
    /// The place of the list itself in the questionnaire.
    rang: usize,
    /// Themselves: one is found by its place among them.
    lignes: &'a [Row],
    /// The rank of each by its id.
    rangs: Vec<Numero>,
    /// Ids, in order.
    ids: Vec<String>,
}

/// Answers held open.
#[derive(Default)]
struct Tenus {
    bits: Bits,
    numeros: Vec<Numero>,
}

/// What one situation depends on, while it is worked out.
#[derive(Default)]
struct Cadre {
    lus: Vec<Numero>,
    tenus: Vec<Numero>,
    /// The situations that it asked about; without noting what they read, when it only asks whether a question is asked.
    situations: Vec<(Rc<Souvenir>, bool)>,
}

struct Souvenir {
    valeur: Known<bool>,
    /// What was read, and noted.
    lus: Bits,
    /// What was read to know whether a question is asked: nobody notes it, but the value depends on it.
    muets: Bits,
    /// What was held open.
    tenus: Bits,
}

/// A set of numbers.
#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    #[inline]
    fn contient(&self, numero: Numero) -> bool {
        self.0.get(numero as usize / 64).is_some_and(|word| word >> (numero % 64) & 1 == 1)
    }

    fn ajouter(&mut self, numero: Numero) {
        let place = numero as usize / 64;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        if let Some(word) = self.0.get_mut(place) {
            *word |= 1 << (numero % 64);
        }
    }

    fn retirer(&mut self, numero: Numero) {
        if let Some(word) = self.0.get_mut(numero as usize / 64) {
            *word &= !(1 << (numero % 64));
        }
    }

    fn unir(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    fn croise(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(word, other)| word & other != 0)
    }

    fn est_dans(&self, other: &Self) -> bool {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter().zip(others).all(|(word, other)| word & !other == 0)
    }

    fn numeros(&self) -> impl Iterator<Item = Numero> {
        self.0.iter().zip(0..).flat_map(|(word, place)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                (left != 0).then(|| {
                    left &= left - 1;
                    place * 64 + bit
                })
            })
        })
    }
}

impl Souvenir {
    /// Whether it would be worked out the same while those are held open.
    fn vaut(&self, tenus: &Tenus) -> bool {
        if !self.tenus.est_dans(&tenus.bits) {
            return false;
        }
        if tenus.numeros.len() > self.lus.0.len() {
            return !self.lus.croise(&tenus.bits) && !self.muets.croise(&tenus.bits);
        }
        !tenus.numeros.iter().any(|numero| self.lus.contient(*numero) || self.muets.contient(*numero))
    }
}

impl<'a> Etude<'a> {
    /// The study of these answers: of the questions and fields of the questionnaire, in its order.
    pub fn new(answers: &'a Answers, questionnaire: impl Iterator<Item = Inscrite>) -> Self {
        let mut inscrites: Vec<(usize, Inscrite)> = questionnaire.enumerate().collect();
        let mut listes: Vec<Liste> = vec![];
        for (_, inscrite) in &inscrites {
            let Some(id) = inscrite.liste.filter(|id| listes.iter().all(|known| known.id != *id)) else {
                continue;
            };
            let rows = answers.rows(id);
            let mut order: Vec<usize> = (0..rows.len()).collect();
            let name = |place: &usize| rows.get(*place).map_or("", |row| row.id.as_str());
            order.sort_by_key(name);
            let mut rangs = vec![0; rows.len()];
            for (rang, place) in (0..).zip(&order) {
                if let Some(slot) = rangs.get_mut(*place) {
                    *slot = rang;
                }
            }
            listes.push(Liste {
                id,
                rang: inscrites.iter().find(|(_, list)| list.id == id).map_or(usize::MAX, |(rang, _)| *rang),
                lignes: rows,
                rangs,
                ids: order.iter().map(|place| name(place).to_owned()).collect(),
            });
        }
        inscrites.sort_unstable_by_key(|(_, inscrite)| inscrite.id);
        let (mut places, mut questions, mut base) = (vec![], vec![], 0);
        for (rang, Inscrite { numero, id, liste }) in inscrites {
            if places.len() <= numero {
                places.resize(numero + 1, None);
            }
            if let Some(slot) = places.get_mut(numero) {
                *slot = Some(questions.len());
            }
            let liste = liste.and_then(|list| listes.iter().position(|known| known.id == list));
            questions.push(Question { id, rang, liste, base });
            let rows = liste.and_then(|place| listes.get(place)).map_or(0, |list| list.rangs.len());
            base += 1 + Numero::try_from(rows).unwrap_or(0);
        }
        Self {
            places,
            questions,
            listes,
            tenus: RefCell::default(),
            cadres: RefCell::default(),
            regards: Cell::new(0),
            tour: Cell::new(0),
            posees: RefCell::new(vec![None; base as usize]),
            situations: RefCell::default(),
        }
    }

    /// The number of the answer to a question, in that row when it is a field.
    pub(super) fn numero(&self, question: usize, row: Option<&Row>) -> Option<Numero> {
        let question = self.questions.get((*self.places.get(question)?)?)?;
        match (question.liste.and_then(|place| self.listes.get(place)), row) {
            (Some(list), Some(row)) => {
                let place = (std::ptr::from_ref(row) as usize).wrapping_sub(list.lignes.as_ptr() as usize)
                    / size_of::<Row>();
                Some(question.base + 1 + list.rangs.get(place)?)
            }
            (None, _) | (Some(_), None) => Some(question.base),
        }
    }

    fn question(&self, numero: Numero) -> Option<&Question> {
        let after = self.questions.partition_point(|question| question.base <= numero);
        self.questions.get(after.checked_sub(1)?)
    }

    /// What a number stands for.
    pub(super) fn lu(&self, numero: Numero) -> Option<Lu> {
        let question = self.question(numero)?;
        let ligne = match (question.liste.and_then(|place| self.listes.get(place)), numero - question.base) {
            (Some(list), rang @ 1..) => Some((list.id, list.ids.get(rang as usize - 1)?.clone())),
            (_, _) => None,
        };
        Some(Lu { question: question.id, ligne })
    }

    /// The number of what was read.
    pub(super) fn numero_de(&self, lu: &Lu) -> Option<Numero> {
        let place = self.questions.binary_search_by(|question| question.id.cmp(lu.question)).ok()?;
        let question = self.questions.get(place)?;
        let Some((_, id)) = &lu.ligne else { return Some(question.base) };
        let list = question.liste.and_then(|place| self.listes.get(place))?;
        Some(question.base + 1 + Numero::try_from(list.ids.binary_search(id).ok()?).ok()?)
    }

    /// The place of a question in the questionnaire, and that of its list when the answer is of a row.
    pub(super) fn rangs(&self, numero: Numero) -> (usize, Option<usize>) {
        let Some(question) = self.question(numero) else { return (usize::MAX, None) };
        let list = question.liste.filter(|_| numero > question.base).and_then(|place| self.listes.get(place));
        (question.rang, list.map(|list| list.rang))
    }

    /// Whether these answers are of one row at most.
    pub(super) fn d_une_ligne(&self, numeros: &[Numero]) -> bool {
        let rows = numeros.iter().filter_map(|numero| {
            let question = self.question(*numero)?;
            Some((question.liste?, numero.checked_sub(question.base + 1)?))
        });
        let mut rows = rows.peekable();
        let first = rows.peek().copied();
        rows.all(|row| Some(row) == first)
    }

    /// Looks at an answer: whether it is held open. What is not is noted.
    pub(super) fn tient(&self, numero: Numero) -> bool {
        self.regards.set(self.regards.get() + 1);
        let held = self.tenus.borrow().bits.contient(numero);
        if let Some(cadre) = self.cadres.borrow_mut().last_mut() {
            if held { cadre.tenus.push(numero) } else { cadre.lus.push(numero) }
        }
        held
    }

    /// How many answers were looked at so far.
    pub(super) fn regards(&self) -> u64 {
        self.regards.get()
    }

    /// Whether the question of that answer is asked, when it was known whatever is held.
    pub(super) fn posee(&self, numero: Numero) -> Option<Known<bool>> {
        self.posees.borrow().get(numero as usize).copied().flatten()
    }

    /// Keeps whether the question of that answer is asked, whatever is held.
    pub(super) fn retenir_posee(&self, numero: Numero, posee: Known<bool>) {
        if let Some(slot) = self.posees.borrow_mut().get_mut(numero as usize) {
            *slot = Some(posee);
        }
    }

    /// The value of a situation, worked out once for what is held open. `muet`: it is only asked whether a question is.
    pub(super) fn une_fois(
        &self,
        nom: &'static str,
        sujet: &str,
        muet: bool,
        situation: impl FnOnce() -> Known<bool>,
    ) -> Known<bool> {
        self.regards.set(self.regards.get() + 1);
        let known = self.souvenir(nom, sujet);
        let souvenir = known.unwrap_or_else(|| {
            self.cadres.borrow_mut().push(Cadre::default());
            let valeur = situation();
            let cadre = self.cadres.borrow_mut().pop().unwrap_or_default();
            self.retenir(nom, sujet, cadre.conclure(valeur))
        });
        let valeur = souvenir.valeur;
        if let Some(cadre) = self.cadres.borrow_mut().last_mut() {
            cadre.situations.push((souvenir, muet));
        }
        valeur
    }

    fn souvenir(&self, nom: &str, sujet: &str) -> Option<Rc<Souvenir>> {
        let mut situations = self.situations.borrow_mut();
        let (_, of_subjects) = situations.iter_mut().find(|(known, _)| meme_id(known, nom))?;
        let situation = of_subjects.get_mut(sujet)?;
        if let Some((tour, souvenir)) = &situation.present
            && *tour == self.tour.get()
        {
            return Some(Rc::clone(souvenir));
        }
        let tenus = self.tenus.borrow();
        let found = situation.souvenirs.iter().find(|souvenir| souvenir.vaut(&tenus)).cloned()?;
        situation.present = Some((self.tour.get(), Rc::clone(&found)));
        Some(found)
    }

    fn retenir(&self, nom: &'static str, sujet: &str, souvenir: Souvenir) -> Rc<Souvenir> {
        let souvenir = Rc::new(souvenir);
        let mut situations = self.situations.borrow_mut();
        let place = situations.iter().position(|(known, _)| *known == nom).unwrap_or(situations.len());
        if place == situations.len() {
            situations.push((nom, BTreeMap::new()));
        }
        if let Some((_, of_subjects)) = situations.get_mut(place) {
            let situation = of_subjects.entry(sujet.to_owned()).or_default();
            // The first ones hold the least open, and serve the most.
            if situation.souvenirs.len() >= SOUVENIRS {
                situation.souvenirs.pop();
            }
            situation.souvenirs.push(Rc::clone(&souvenir));
            situation.present = Some((self.tour.get(), Rc::clone(&souvenir)));
        }
        souvenir
    }

    /// Runs a conclusion while nothing is held open: its value, and the answers that it read, each once, in order.
    pub(super) fn lire(&self, conclusion: impl FnOnce() -> Known<bool>) -> (Known<bool>, Vec<Numero>) {
        self.lacher(0);
        self.cadres.borrow_mut().push(Cadre::default());
        let valeur = conclusion();
        let cadre = self.cadres.borrow_mut().pop().unwrap_or_default();
        let mut lus = cadre.lus;
        if cadre.situations.iter().any(|(_, muet)| !muet) {
            let mut all = Bits::default();
            lus.iter().for_each(|numero| all.ajouter(*numero));
            let noted = cadre.situations.iter().filter(|(_, muet)| !muet);
            noted.for_each(|(souvenir, _)| all.unir(&souvenir.lus));
            return (valeur, all.numeros().collect());
        }
        lus.sort_unstable();
        lus.dedup();
        (valeur, lus)
    }

    /// How many answers are held open.
    pub(super) fn tenus(&self) -> usize {
        self.tenus.borrow().numeros.len()
    }

    /// Holds answers open, besides those that are.
    pub(super) fn tenir(&self, numeros: &[Numero]) {
        self.tour.set(self.tour.get() + 1);
        let mut tenus = self.tenus.borrow_mut();
        numeros.iter().for_each(|numero| tenus.bits.ajouter(*numero));
        tenus.numeros.extend(numeros);
    }

    /// Lets go of the answers that were held open last, but for that many.
    pub(super) fn lacher(&self, reste: usize) {
        self.tour.set(self.tour.get() + 1);
        let mut tenus = self.tenus.borrow_mut();
        let Tenus { bits, numeros } = &mut *tenus;
        numeros.iter().skip(reste).for_each(|numero| bits.retirer(*numero));
        numeros.truncate(reste);
    }
}

impl Cadre {
    fn conclure(self, valeur: Known<bool>) -> Souvenir {
        let (mut lus, mut muets, mut tenus) = (Bits::default(), Bits::default(), Bits::default());
        self.lus.iter().for_each(|numero| lus.ajouter(*numero));
        self.tenus.iter().for_each(|numero| tenus.ajouter(*numero));
        for (souvenir, muet) in &self.situations {
            if *muet {
                muets.unir(&souvenir.lus)
            } else {
                lus.unir(&souvenir.lus)
            }
            muets.unir(&souvenir.muets);
            tenus.unir(&souvenir.tenus);
        }
        Souvenir { valeur, lus, muets, tenus }
    }
}
