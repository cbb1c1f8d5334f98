//! What the page asks of the programs beside it, and what they answer. Messages are arrays of texts (and a file or bytes):
//! `[number, what, fields, dossier, day, file]` one way, `[number, kind, text, bytes]` the other.
//!
//! The page asks, the program answers ([`super::livraison`]); before that it may tell how far it is. A refusal is a
//! sentence, never a panic.

use crate::domain::json::Valeur;

use super::noeud::Noeud;
use crate::export::Fichier;

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

/// The field that says that a FINESS directory was published beside the page.
pub const PUBLIE: &str = "annuaire-publie";

/// The field that gives the number of the drawing that the screen holds: only what differs from it is wanted.
pub const DESSIN: &str = "dessin";

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
        /// The checklist alone, for paper.
        Liste = "liste",
        /// The preparation sheets of the official forms.
        Fiches = "fiches",
        /// Letters and messages.
        Courriers = "courriers",
        /// The glossary, the contacts, the doubts, the sources.
        Aide = "aide",
        /// The page of the files and of the link.
        Fichiers = "fichiers",
        /// The blank questionnaire, for paper.
        Vierge = "vierge",
        /// The page that finds the structure in FINESS.
        Finess = "finess",
        /// Reads a FINESS file.
        FinessFichier = "finess-fichier",
        /// Searches the kept directory, as the user types.
        FinessChercher = "finess-chercher",
        /// Finds a number in the directory published beside the page.
        FinessNumero = "finess-numero",
        /// An entity and its sites, to confirm.
        FinessEntite = "finess-entite",
        /// Fills the answers from what was ticked.
        FinessAppliquer = "finess-appliquer",
        /// Forgets the kept directory.
        FinessOublier = "finess-oublier",
        /// The page that reads a staff roster.
        Effectif = "effectif",
        /// Reads a roster.
        EffectifFichier = "effectif-fichier",
        /// Reads another sheet of it.
        EffectifFeuille = "effectif-feuille",
        /// Takes its columns.
        EffectifColonnes = "effectif-colonnes",
        /// Takes the professions that were chosen.
        EffectifMetiers = "effectif-metiers",
        /// Some of its people.
        EffectifPersonnes = "effectif-personnes",
        /// Fills the answers from it.
        EffectifAppliquer = "effectif-appliquer",
        /// A roster to fill in.
        EffectifModele = "effectif-modele",
        /// One file.
        Fichier = "fichier",
        /// The text of a file, to be copied.
        Copie = "copie",
        /// The share link.
        Lien = "lien-ecrire",
        /// What a link holds.
        LienOuvrir = "lien",
        /// The dossier of a link.
        LienAccepter = "lien-accepter",
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
        /// Ticks every box of the element that `data-cible` names.
        Cocher = "cocher",
        /// Unticks every box of the element that `data-cible` names.
        Decocher = "decocher",
        /// Copies the text of the element that `data-cible` names.
        Copier = "copier",
    }
}

impl Quoi {
    /// The last part of the address of its page, empty when it is no page of its own; its name among the pages that
    /// come out of a dossier, empty when it is not one of them; whether it is asked of a dossier; who answers it.
    fn proprietes(self) -> (&'static str, &'static str, bool, Programme) {
        use Programme::{Atelier, Calcul};
        match self {
            Self::Resume => ("", "", true, Calcul),
            Self::Plan => ("plan", "Le plan", true, Calcul),
            Self::Frise => ("calendrier", "Le calendrier", true, Calcul),
            Self::Liste => ("liste", "Liste à cocher", true, Calcul),
            Self::Fiches => ("fiches", "Fiches", true, Calcul),
            Self::Courriers => ("courriers", "Courriers", true, Calcul),
            Self::Aide => ("aide", "", false, Calcul),
            Self::Vierge => ("questionnaire-vierge", "", false, Calcul),
            Self::Fichiers => ("fichiers", "Fichiers et partage", true, Atelier),
            Self::Finess => ("finess", "", true, Atelier),
            Self::Effectif => ("effectif", "", true, Atelier),
            Self::FinessFichier
            | Self::FinessChercher
            | Self::FinessNumero
            | Self::FinessEntite
            | Self::FinessAppliquer
            | Self::FinessOublier
            | Self::EffectifFichier
            | Self::EffectifFeuille
            | Self::EffectifColonnes
            | Self::EffectifMetiers
            | Self::EffectifPersonnes
            | Self::EffectifAppliquer
            | Self::EffectifModele
            | Self::Fichier
            | Self::Copie
            | Self::Lien => ("", "", true, Atelier),
            Self::LienOuvrir | Self::LienAccepter => ("", "", false, Atelier),
        }
    }

    /// The last part of the address of its page; empty when it is no page of its own.
    pub fn adresse(self) -> &'static str {
        self.proprietes().0
    }

    /// The page of an address.
    pub fn d_adresse(adresse: &str) -> Option<Self> {
        Self::TOUS.iter().copied().find(|quoi| !adresse.is_empty() && quoi.adresse() == adresse)
    }

    /// Its name among the pages that come out of a dossier (`pages/onglets.rs`), in the order of [`Quoi::TOUS`]; empty
    /// when it is not one of them.
    pub fn onglet(self) -> &'static str {
        self.proprietes().1
    }

    /// Whether it is asked of a dossier.
    pub fn dans_un_dossier(self) -> bool {
        self.proprietes().2
    }

    /// Who answers it.
    pub fn programme(self) -> Programme {
        self.proprietes().3
    }
}

/// Texts, as a list.
fn textes<'a>(textes: impl IntoIterator<Item = &'a String>) -> Valeur {
    Valeur::Liste(textes.into_iter().map(|texte| texte.as_str().into()).collect())
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
        let pair = |(name, value): &(String, String)| textes([name, value]);
        let fields = Valeur::Liste(self.champs.iter().map(pair).collect());
        [self.quoi.jeton().to_owned(), fields.ecrire(), self.dossier.clone(), self.jour.clone()]
    }

    /// Reads its four texts; none when they are not a demand.
    pub fn lire([quoi, champs, dossier, jour]: [String; 4]) -> Option<Self> {
        let quoi = Quoi::de_jeton(&quoi)?;
        let Valeur::Liste(fields) = Valeur::lire(&champs)? else { return None };
        let pair = |field: &Valeur| match field.liste() {
            [Valeur::Texte(name), Valeur::Texte(value)] => Some((name.clone(), value.clone())),
            _ => None,
        };
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
        let sure = self.surs.iter().map(|(id, title, date)| textes([id, title, date]));
        Valeur::Liste(vec![Valeur::Liste(sure.collect()), textes(&self.possibles)]).ecrire()
    }

    /// Reads its text; empty when it is none.
    pub fn lire(texte: &str) -> Self {
        let read = Valeur::lire(texte).unwrap_or_default();
        let [sure, possible] = read.liste() else { return Self::default() };
        let word = |value: &Valeur| value.texte().unwrap_or_default().to_owned();
        let line = |line: &Valeur| match line.liste() {
            [id, title, date] => (word(id), word(title), word(date)),
            _ => Default::default(),
        };
        Self {
            surs: sure.liste().iter().map(line).collect(),
            possibles: possible.liste().iter().map(word).collect(),
        }
    }
}

jetons! {
    /// What is answered.
    Sorte {
        /// A page: its title for the browser, the number of its drawing, then its first changes
        /// ([`super::livraison::Geste`]), as JSON. [`Sorte::Suite`] come next, then [`Sorte::Fin`].
        Page = "page",
        /// More changes of the page that is being put in place.
        Suite = "suite",
        /// The page is whole.
        Fin = "fin",
        /// As [`Sorte::Page`], but what differs from the page in place; alone.
        Retouche = "retouche",
        /// A part of the page: its id, then the node, as JSON.
        Partie = "partie",
        /// A [`Resume`], as JSON.
        Resume = "resume",
        /// A file: its name, its media type; the bytes come with it.
        Fichier = "fichier",
        /// A text for the clipboard.
        Copie = "copie",
        /// A dossier to take: a sentence that says what was done, then the text of its file.
        Dossier = "dossier",
        /// How far the program is: thousandths, then a sentence.
        Progres = "progres",
        /// A sentence: it could not be done, why, what to do.
        Refus = "refus",
    }
}

/// What a program answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reponse {
    /// A page, and its title for the browser.
    Page(String, Noeud),
    /// What stands in the element of that id, from now on.
    Partie(&'static str, Noeud),
    /// The plan in short.
    Resume(Resume),
    /// A file.
    Fichier(Fichier),
    /// A text for the clipboard.
    Copie(String),
    /// The text of a dossier to take in place of the open one (or as a new one), and what was done.
    Dossier(String, String),
    /// It could not be done: a sentence.
    Refus(String),
}

impl Reponse {
    /// The demand makes no sense: the page and the program are not of the same version.
    pub fn incompris() -> Self {
        Self::Refus("Cette page et le programme qui la sert ne sont pas de la même version. Vos réponses sont gardées : rechargez la page.".to_owned())
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
