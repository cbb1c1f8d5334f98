//! A readable document, as data: titles, paragraphs, lists, boxes to tick, tables. [`super::documents`] makes some of a
//! dossier; [`super::html`], [`super::docx`] and [`super::texte`] each write one in a format, so that all say the same
//! words in the same order.
//!
//! Words are cleaned once, here: no writer meets a character that XML cannot hold.

use chrono::NaiveDate;

/// A document.
pub struct Document {
    /// Its title.
    pub titre: Texte,
    /// The day that it is of.
    pub jour: NaiveDate,
    /// What it holds.
    pub blocs: Vec<Bloc>,
}

/// A part of a document.
pub enum Bloc {
    /// A title under that of the document.
    Titre(Niveau, Texte),
    /// A paragraph.
    Paragraphe(Texte),
    /// A list.
    Liste(Vec<Texte>),
    /// What a part rests on, in smaller letters; a reader of the paper finds the addresses in the plan.
    Sources(Vec<Texte>),
    /// Things to tick.
    Cases(Vec<Case>),
    /// A table of two columns, under their titles; the first cell of a line names it.
    Tableau([&'static str; 2], Vec<[Texte; 2]>),
    /// What follows starts a page.
    NouvellePage,
}

/// How far under the title of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Niveau {
    /// Of a part.
    Partie,
    /// Inside a part.
    Rubrique,
}

/// Something to tick.
pub struct Case {
    /// Whether it is done.
    pub faite: bool,
    /// What to do.
    pub titre: Texte,
    /// What it holds, each with whether it is done.
    pub dedans: Vec<(bool, Texte)>,
    /// What is said of it.
    pub lignes: Vec<Texte>,
}

/// Words, some of which stand out or lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texte(Vec<Mots>);

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mots {
    /// Plain words; a line break is kept.
    Simples(String),
    /// Words that stand out.
    Forts(String),
    /// Words that lead to an address.
    Lien(String, String),
}

impl Texte {
    /// Plain words.
    pub fn de(mots: impl AsRef<str>) -> Self {
        Self::default().puis(mots)
    }

    /// Words that stand out.
    pub fn fort(mots: impl AsRef<str>) -> Self {
        Self(vec![Mots::Forts(propre(mots.as_ref()))])
    }

    /// Words whose blanks, between square brackets, stand out.
    pub fn a_completer(mots: &str) -> Self {
        let mut out = Self::default();
        let mut rest = mots;
        while let Some((before, after)) = rest.split_once('[') {
            let Some((blank, next)) = after.split_once(']') else { break };
            out = out.puis(before);
            out.0.push(Mots::Forts(propre(&format!("[{blank}]"))));
            rest = next;
        }
        out.puis(rest)
    }

    /// Plain words after these.
    #[must_use]
    pub fn puis(mut self, mots: impl AsRef<str>) -> Self {
        let mots = propre(mots.as_ref());
        if !mots.is_empty() {
            self.0.push(Mots::Simples(mots));
        }
        self
    }

    /// A link after these.
    #[must_use]
    pub fn lien(mut self, mots: impl AsRef<str>, adresse: impl AsRef<str>) -> Self {
        self.0.push(Mots::Lien(propre(mots.as_ref()), propre(adresse.as_ref())));
        self
    }

    /// Another text after these.
    #[must_use]
    pub fn et(mut self, autre: &Self) -> Self {
        self.0.extend_from_slice(&autre.0);
        self
    }

    /// Its parts.
    pub fn mots(&self) -> &[Mots] {
        &self.0
    }

    /// Its words alone.
    pub fn en_clair(&self) -> String {
        let words = self.0.iter().map(|mots| match mots {
            Mots::Simples(words) | Mots::Forts(words) | Mots::Lien(words, _) => words.as_str(),
        });
        words.collect()
    }
}

/// A text without the characters that XML 1.0 refuses or that only steer a terminal; line breaks stay.
fn propre(texte: &str) -> String {
    let kept = |c: char| match c {
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\n' => Some(c),
        '\u{fffe}' | '\u{ffff}' => None,
        c => (!c.is_control()).then_some(c),
    };
    texte.chars().filter_map(kept).collect()
}

/// A text between tags, or in an attribute between double quotes, as HTML and XML read it back.
pub fn echapper(texte: &str) -> String {
    quick_xml::escape::escape(texte).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_refuses_is_left_out_and_line_breaks_stay() {
        let words = Texte::de("a\u{0}b\u{b}c\td\ne\u{ffff}\u{85}");
        assert_eq!(words.en_clair(), "abc d\ne");
    }

    #[test]
    fn a_blank_stands_out_and_a_lone_bracket_is_a_sign() {
        let words = Texte::a_completer("un [deux] trois [quatre");
        let parts = [
            Mots::Simples("un ".to_owned()),
            Mots::Forts("[deux]".to_owned()),
            Mots::Simples(" trois [quatre".to_owned()),
        ];
        assert_eq!(words.mots(), parts);
    }

    #[test]
    fn nothing_that_is_typed_is_markup() {
        assert_eq!(echapper("<b a=\"x\">&'"), "&lt;b a=&quot;x&quot;&gt;&amp;&apos;");
    }
}
