//! What the page asks of the programs beside it, and what they answer. Messages are arrays of texts (and a file or bytes):
//! `[number, what, fields, dossier, day, file]` one way, `[number, kind, text, bytes]` the other.
//!
//! The page asks, the program answers once; before that it may tell how far it is. A refusal is a sentence, never a panic.

use serde_json::{Value, json};

use super::noeud::Noeud;

/// A program beside the page, in a worker of its own, started when it is first asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Programme {
    /// The plan and what is said of it. Small: starts with the first dossier.
    Calcul,
    /// Files in and out, with the libraries that read and write them.
    Atelier,
}

impl Programme {
    /// Its name, which is also its files'.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Calcul => "calcul",
            Self::Atelier => "atelier",
        }
    }
}

/// Words of the protocol: each variant has a stable token.
macro_rules! jetons {
    ($(#[$meta:meta])* $nom:ident { $($(#[$doc:meta])* $variante:ident = $jeton:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $nom { $($(#[$doc])* $variante),+ }

        impl $nom {
            /// Every variant.
            pub const TOUS: &'static [Self] = &[$(Self::$variante),+];

            /// Its token.
            pub fn jeton(self) -> &'static str {
                match self { $(Self::$variante => $jeton),+ }
            }

            /// The variant of a token.
            pub fn de_jeton(jeton: &str) -> Option<Self> {
                Self::TOUS.iter().copied().find(|known| known.jeton() == jeton)
            }
        }
    };
}

jetons! {
    /// What is asked.
    Quoi {
        /// The plan in short: [`Resume`].
        Resume = "resume",
        /// The page of the plan.
        Plan = "plan",
        /// The plan as a timeline.
        Frise = "frise",
        /// The glossary, the contacts, the doubts, the sources.
        Aide = "aide",
    }
}

jetons! {
    /// What a button of a drawn page does, in the page.
    Acte {
        /// Prints.
        Imprimer = "imprimer",
        /// Downloads the dossier.
        Dossier = "dossier",
        /// Puts the focus on the element that the link names.
        Saut = "saut",
    }
}

impl Quoi {
    /// The last part of the address of its page; empty when it is no page of its own.
    pub fn adresse(self) -> &'static str {
        match self {
            Self::Resume => "",
            Self::Plan => "plan",
            Self::Frise => "calendrier",
            Self::Aide => "aide",
        }
    }

    /// The page of an address.
    pub fn d_adresse(adresse: &str) -> Option<Self> {
        Self::TOUS.iter().copied().find(|quoi| !adresse.is_empty() && quoi.adresse() == adresse)
    }

    /// Whether it is asked of a dossier.
    pub fn dans_un_dossier(self) -> bool {
        match self {
            Self::Resume | Self::Plan | Self::Frise => true,
            Self::Aide => false,
        }
    }

    /// Who answers it.
    pub fn programme(self) -> Programme {
        match self {
            Self::Resume | Self::Plan | Self::Frise | Self::Aide => Programme::Calcul,
        }
    }
}

/// A page on the wire: its title, a line break, its node.
pub fn ecrire_page(titre: &str, page: &Noeud) -> String {
    format!("{}\n{}", titre.replace('\n', " "), page.json())
}

/// One demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demande {
    /// What is asked.
    pub quoi: Quoi,
    /// Fields of a form, by name, in its order; a name may come several times.
    pub champs: Vec<(String, String)>,
    /// The text of the dossier file; empty without a dossier.
    pub dossier: String,
    /// Today, AAAA-MM-JJ.
    pub jour: String,
}

impl Demande {
    /// The value of a field.
    pub fn champ(&self, nom: &str) -> Option<&str> {
        self.champs.iter().find(|(known, _)| known == nom).map(|(_, value)| value.as_str())
    }

    /// Its four texts.
    pub fn ecrire(&self) -> [String; 4] {
        let fields: Value = self.champs.iter().map(|(name, value)| json!([name, value])).collect();
        [self.quoi.jeton().to_owned(), fields.to_string(), self.dossier.clone(), self.jour.clone()]
    }

    /// Reads its four texts; none when they are not a demand.
    pub fn lire([quoi, champs, dossier, jour]: [String; 4]) -> Option<Self> {
        let quoi = Quoi::de_jeton(&quoi)?;
        let Value::Array(fields) = serde_json::from_str(&champs).ok()? else { return None };
        let pair =
            |field: &Value| Some((field.get(0)?.as_str()?.to_owned(), field.get(1)?.as_str()?.to_owned()));
        let champs = fields.iter().map(pair).collect::<Option<_>>()?;
        Some(Self { quoi, champs, dossier, jour })
    }
}

/// The plan in short, beside the questions and on the welcome page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// Id, title, date of what is certain.
    pub surs: Vec<(String, String, String)>,
    /// Titles of what depends on an answer.
    pub possibles: Vec<String>,
}

impl Resume {
    /// Its text.
    pub fn ecrire(&self) -> String {
        json!([self.surs, self.possibles]).to_string()
    }

    /// Reads its text; empty when it is none.
    pub fn lire(texte: &str) -> Self {
        let read: Value = serde_json::from_str(texte).unwrap_or_default();
        let list = |place: usize| read.get(place).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let word = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let sure = list(0).iter().map(|line| (word(line.get(0)), word(line.get(1)), word(line.get(2))));
        Self { surs: sure.collect(), possibles: list(1).iter().map(|title| word(Some(title))).collect() }
    }
}

jetons! {
    /// What is answered.
    Sorte {
        /// A page: its title for the browser, then the node, as JSON.
        Page = "page",
        /// A [`Resume`], as JSON.
        Resume = "resume",
        /// How far the program is: a sentence.
        Progres = "progres",
        /// A sentence: it could not be done, why, what to do.
        Refus = "refus",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_comes_back_as_it_went() {
        let champs = vec![("a".to_owned(), "1\n\"2\"".to_owned()), ("a".to_owned(), String::new())];
        let demande =
            Demande { quoi: Quoi::Plan, champs, dossier: "{}".to_owned(), jour: "2026-02-02".to_owned() };
        assert_eq!(Demande::lire(demande.ecrire()), Some(demande));
        assert_eq!(Demande::lire(["plan".into(), "[1]".into(), String::new(), String::new()]), None);
    }

    #[test]
    fn a_summary_comes_back_as_it_went() {
        let line = ("a".to_owned(), "« b »".to_owned(), String::new());
        let resume = Resume { surs: vec![line], possibles: vec!["c".to_owned()] };
        assert_eq!(Resume::lire(&resume.ecrire()), resume);
        assert_eq!(Resume::lire("pas du JSON"), Resume::default());
    }
}
