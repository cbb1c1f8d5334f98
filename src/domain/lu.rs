//! What was read of the answers, and whether it was known.

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

/// What was read, and which of it was open.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The answers that were read.
    pub lus: Vec<Lu>,
    /// Those of them that have no value yet, and those that decide whether a question is asked.
    pub ouverts: Vec<Lu>,
}

impl Journal {
    /// Notes an answer, each once, in order.
    pub fn noter(list: &mut Vec<Lu>, lu: Lu) {
        if let Err(place) = list.binary_search(&lu) {
            list.insert(place, lu);
        }
    }

    /// Notes all that another journal holds.
    pub fn ajouter(&mut self, other: &Self) {
        other.lus.iter().for_each(|lu| Self::noter(&mut self.lus, lu.clone()));
        other.ouverts.iter().for_each(|lu| Self::noter(&mut self.ouverts, lu.clone()));
    }
}
