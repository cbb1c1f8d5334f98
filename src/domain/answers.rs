//! What the user entered, kept as written, by question id. The only thing that is saved.
//!
//! **Invariant:** nothing here is judged and nothing here knows a rule. An answer whose question is no longer asked
//! stays: the user may come back to it. [`super::facts::Facts`] hides it from every rule.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The token of « je ne sais pas », on the questions that offer it (R-COMPTE-02).
pub const INCONNU: &str = "inconnu";

/// What was entered for one question. In a file: a text, a list of texts, a list of objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A text, a number, a date, or the token of one option.
    One(String),
    /// The tokens of the ticked options, in the order of the options. Empty: « aucun », which is an answer.
    Many(Vec<String>),
    /// The rows of a list (sites, people, software…). Empty: « aucun », which is an answer.
    Rows(Vec<Row>),
}

impl Entry {
    /// A text or a token.
    pub fn one(text: &str) -> Self {
        Self::One(text.to_owned())
    }

    /// Several tokens.
    pub fn many(tokens: &[&str]) -> Self {
        Self::Many(tokens.iter().map(|token| (*token).to_owned()).collect())
    }

    /// The text, when there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::Many(_) | Self::Rows(_) => None,
        }
    }

    /// The highest number of the ids of that prefix that stand here.
    fn plus_haut(&self, prefix: &str, last: &mut u32) {
        match self {
            Self::One(text) => noter(text, prefix, last),
            Self::Many(tokens) => tokens.iter().for_each(|token| noter(token, prefix, last)),
            Self::Rows(rows) => {
                for row in rows {
                    noter(&row.id, prefix, last);
                    row.fields().for_each(|(_, entry)| entry.plus_haut(prefix, last));
                }
            }
        }
    }
}

/// Above it, a number of an id comes from elsewhere than the page: those that the page gives stay below.
const NUMERO_MAX: u32 = 1_000_000_000;

/// Notes the number of an id of that prefix, when it is higher.
fn noter(id: &str, prefix: &str, last: &mut u32) {
    let number: Option<u32> = id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-')?.parse().ok());
    *last = number.filter(|number| *number < NUMERO_MAX).map_or(*last, |number| number.max(*last));
}

/// Entries by id, in the order of the ids: they are few, and read far more often than written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entrees(Vec<(&'static str, Entry)>);

/// Whether two ids are the same: those that the program writes are most often one text, not two alike.
#[inline]
pub fn meme_id(one: &str, other: &str) -> bool {
    one.len() == other.len() && (std::ptr::eq(one, other) || one == other)
}

impl Entrees {
    /// Up to that many, each is looked at: their lengths alone tell most of them apart.
    const PEU: usize = 16;

    /// Where an id stands, or would stand.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(id))
    }

    fn get(&self, id: &str) -> Option<&Entry> {
        if self.0.len() <= Self::PEU {
            for (known, entry) in &self.0 {
                if meme_id(known, id) {
                    return Some(entry);
                }
            }
            return None;
        }
        self.a(self.place(id).ok()?)
    }

    fn a(&self, place: usize) -> Option<&Entry> {
        self.0.get(place).map(|(_, entry)| entry)
    }

    fn get_mut(&mut self, id: &str) -> Option<&mut Entry> {
        let place = self.place(id).ok()?;
        self.0.get_mut(place).map(|(_, entry)| entry)
    }

    fn set(&mut self, id: &'static str, entry: Option<Entry>) {
        match (self.place(id), entry) {
            (Ok(place), Some(entry)) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    *old = entry;
                }
            }
            (Ok(place), None) => {
                self.0.remove(place);
            }
            (Err(place), Some(entry)) => self.0.insert(place, (id, entry)),
            (Err(_), None) => {}
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.0.iter().map(|(id, entry)| (*id, entry))
    }
}

/// One row of a list. Its id is stable: it is in people's files and in the ids of actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Stable id, unique in its list, such as `site-2`.
    pub id: String,
    /// Shared by the copies of the row until one of them changes: a list is copied at each change of one of its rows.
    fields: Arc<Entrees>,
}

impl Row {
    /// An empty row.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), fields: Arc::default() }
    }

    /// What was entered in a field.
    pub fn entry(&self, field: &str) -> Option<&Entry> {
        self.fields.get(field)
    }

    /// Writes or clears a field.
    pub fn set(&mut self, field: &'static str, entry: Option<Entry>) {
        Arc::make_mut(&mut self.fields).set(field, entry);
    }

    /// The same row with one more field.
    #[must_use]
    pub fn with(mut self, field: &'static str, text: &str) -> Self {
        self.set(field, Some(Entry::one(text)));
        self
    }

    /// The fields in the order of their ids.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.fields.iter()
    }
}

/// The row of that id. Ids are numbered as rows are added, so a row stands at its number, or before it once others were
/// removed: it is looked for there first.
pub fn ligne<'a>(rows: &'a [Row], id: &str) -> Option<&'a Row> {
    let (mut number, mut unit) = (0_usize, 1_usize);
    for digit in id.bytes().rev().take_while(u8::is_ascii_digit).take(9) {
        number += unit * usize::from(digit - b'0');
        unit *= 10;
    }
    let (likely, others) = rows.split_at(number.min(rows.len()));
    likely.iter().rev().chain(others).find(|row| row.id == id)
}

impl Serialize for Row {
    /// One object, the id among the fields, in the order of their names.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (before, after): (Vec<_>, Vec<_>) = self.fields().partition(|(field, _)| *field < "id");
        let mut object = serializer.serialize_map(Some(before.len() + after.len() + 1))?;
        before.iter().try_for_each(|(field, entry)| object.serialize_entry(field, entry))?;
        object.serialize_entry("id", &self.id)?;
        after.iter().try_for_each(|(field, entry)| object.serialize_entry(field, entry))?;
        object.end()
    }
}

/// All that was entered, by question id. A copy costs nothing until one of the two changes: drafts are copies.
///
/// **Invariant:** the id of a row is never given to another one, even once the row is gone: what was noted of it, in the
/// dossier, on paper or in a calendar, is never said of another ([`Answers::new_row_ids`]).
#[derive(Clone, Debug, Default)]
pub struct Answers {
    entries: Arc<Entrees>,
    /// The highest number that was given after each prefix to a row that may be gone.
    numeros: Arc<BTreeMap<String, u32>>,
}

impl PartialEq for Answers {
    /// The same answers: the ids of rows that are gone are no answer.
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Answers {}

impl Answers {
    /// What was entered for a question.
    pub fn entry(&self, question: &str) -> Option<&Entry> {
        self.entries.get(question)
    }

    /// Where the answer to a question stands among [`Answers::entries`]; none when there is none.
    pub fn place(&self, question: &str) -> Option<usize> {
        self.entries.place(question).ok()
    }

    /// The answer that stands there.
    pub fn a_la_place(&self, place: usize) -> Option<&Entry> {
        self.entries.a(place)
    }

    /// Writes or clears an answer. Rows that go leave their ids behind.
    pub fn set(&mut self, question: &'static str, entry: Option<Entry>) {
        let before = Arc::clone(&self.entries);
        if let Some(Entry::Rows(rows)) = before.get(question) {
            rows.iter().for_each(|row| self.retenir(&row.id));
        }
        drop(before);
        Arc::make_mut(&mut self.entries).set(question, entry);
    }

    /// The rows of a list; none when it was never answered.
    pub fn rows(&self, list: &str) -> &[Row] {
        match self.entries.get(list) {
            Some(Entry::Rows(rows)) => rows,
            Some(Entry::One(_) | Entry::Many(_)) | None => &[],
        }
    }

    /// One row of a list.
    pub fn row(&self, list: &str, id: &str) -> Option<&Row> {
        ligne(self.rows(list), id)
    }

    /// Replaces the row of the same id, or adds it at the end.
    pub fn put_row(&mut self, list: &'static str, row: Row) {
        let entries = Arc::make_mut(&mut self.entries);
        match entries.get_mut(list) {
            Some(Entry::Rows(rows)) => match rows.iter_mut().find(|old| old.id == row.id) {
                Some(old) => *old = row,
                None => rows.push(row),
            },
            Some(Entry::One(_) | Entry::Many(_)) | None => entries.set(list, Some(Entry::Rows(vec![row]))),
        }
    }

    /// Removes a row; the list stays answered, maybe empty.
    pub fn remove_row(&mut self, list: &'static str, id: &str) {
        let rows = self.rows(list).iter().filter(|row| row.id != id).cloned().collect();
        self.set(list, Some(Entry::Rows(rows)));
    }

    /// An id for a new row: the first of [`Answers::new_row_ids`].
    pub fn new_row_id(&self, prefix: &str) -> String {
        self.new_row_ids(prefix).next().unwrap_or_default()
    }

    /// Ids for new rows, one after the other: the list's prefix and the numbers above every number that was ever given, in
    /// use, named by an answer, or left by a row that is gone.
    pub fn new_row_ids(&self, prefix: &str) -> impl Iterator<Item = String> + use<> {
        let last = self.dernier_cite(prefix).max(self.dernier_retenu(prefix));
        let prefix = prefix.to_owned();
        (last + 1..).map(move |number| format!("{prefix}-{number}"))
    }

    /// The highest number after a prefix that the answers hold or name; zero when there is none.
    pub fn dernier_cite(&self, prefix: &str) -> u32 {
        let mut last = 0;
        self.entries.iter().for_each(|(_, entry)| entry.plus_haut(prefix, &mut last));
        last
    }

    /// The highest number after a prefix that is known to have been given to a row that may be gone.
    pub fn dernier_retenu(&self, prefix: &str) -> u32 {
        self.numeros.get(prefix).copied().unwrap_or(0)
    }

    /// Keeps an id from being given again; any other text changes nothing.
    pub fn retenir(&mut self, id: &str) {
        let Some((prefix, _)) = id.rsplit_once('-') else { return };
        let before = self.dernier_retenu(prefix);
        let mut last = before;
        noter(id, prefix, &mut last);
        if last > before {
            Arc::make_mut(&mut self.numeros).insert(prefix.to_owned(), last);
        }
    }

    /// Keeps every id from being given again that other answers keep so.
    pub fn retenir_de(&mut self, other: &Self) {
        for (prefix, number) in other.numeros.iter() {
            self.retenir(&format!("{prefix}-{number}"));
        }
    }

    /// Every answer, in the order of the ids.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.entries.iter()
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.entries.0.is_empty()
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_row_never_takes_an_id_that_was_in_use() {
        let mut answers = Answers::default();
        assert_eq!(answers.new_row_id("site"), "site-1");
        answers.put_row("sites", Row::new("site-1"));
        answers.put_row("sites", Row::new("site-7"));
        assert_eq!(answers.new_row_id("site"), "site-8");
        answers.put_row("logiciels", Row::new("logiciel-1").with("logiciel-nom", "site-9"));
        answers.remove_row("sites", "site-7");
        assert_eq!(answers.new_row_id("site"), "site-10", "what was said of it is not said of another");
    }

    /// Removed by hand, by an import that writes the list anew, or with the whole list.
    #[test]
    fn the_id_of_a_row_that_is_gone_is_never_given_again() {
        for (list, prefix) in [("sites", "site"), ("personnes", "personne"), ("professionnels", "pro")] {
            let mut answers = Answers::default();
            for _ in 0..3 {
                answers.put_row(list, Row::new(&answers.new_row_id(prefix)));
            }
            answers.remove_row(list, &format!("{prefix}-3"));
            assert_eq!(answers.new_row_id(prefix), format!("{prefix}-4"), "removed");
            let twin = Row { id: answers.new_row_id(prefix), ..answers.rows(list)[0].clone() };
            answers.put_row(list, twin);
            answers.set(list, Some(Entry::Rows(vec![])));
            assert_eq!(answers.new_row_id(prefix), format!("{prefix}-5"), "all removed");
            answers.put_row(list, Row::new(&format!("{prefix}-2")));
            assert_eq!(answers.new_row_id(prefix), format!("{prefix}-5"), "one put back");
            answers.set(list, None);
            let next: Vec<String> = answers.new_row_ids(prefix).take(2).collect();
            assert_eq!(next, [format!("{prefix}-5"), format!("{prefix}-6")], "never answered any more");
        }
    }

    #[test]
    fn only_the_answers_make_two_answers_differ() {
        let mut answers = Answers::default();
        answers.set("sites", Some(Entry::Rows(vec![])));
        let before = answers.clone();
        answers.put_row("sites", Row::new("site-1"));
        answers.remove_row("sites", "site-1");
        assert_eq!(answers, before);
        assert_eq!(
            (before.new_row_id("site"), answers.new_row_id("site")),
            ("site-1".into(), "site-2".into())
        );
    }

    #[test]
    fn an_id_of_another_form_keeps_nothing_from_being_given() {
        let mut answers = Answers::default();
        for id in ["", "ana", "ana-martin", "site-", "-3", "site-4294967294", "site-99999999999"] {
            answers.retenir(id);
        }
        assert_eq!(answers.new_row_id("site"), "site-1");
    }

    #[test]
    fn a_row_is_found_wherever_it_stands() {
        let mut answers = Answers::default();
        for id in ["site-9", "site-1", "autre", "site-3"] {
            answers.put_row("sites", Row::new(id));
        }
        for id in ["site-9", "site-1", "autre", "site-3"] {
            assert_eq!(answers.row("sites", id).map(|row| row.id.as_str()), Some(id));
        }
        assert_eq!(answers.row("sites", "site-2"), None);
    }

    #[test]
    fn removing_the_last_row_leaves_an_answered_empty_list() {
        let mut answers = Answers::default();
        answers.put_row("sites", Row::new("site-1"));
        answers.remove_row("sites", "site-1");
        assert_eq!(answers.entry("sites"), Some(&Entry::Rows(vec![])));
    }
}
