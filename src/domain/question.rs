//! What a question is: its words, its field, when it is asked, and how its answer is read.
//!
//! A question is one `static` in one file of `questions/`. [`Question<T>`] says what reading it gives;
//! [`Spec`] is its untyped face, all that the pages, the review and the exports need.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{LazyLock, OnceLock};

use super::answers::Entry;
use super::facts::{Asked, Facts, Known, Lignes, Readable};
use super::saisie::{Refus, entier};

/// One option of a closed question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opt {
    /// Eternal, kebab-case: it is in people's files.
    pub jeton: &'static str,
    /// What the user reads.
    pub libelle: &'static str,
    /// What choosing it means; empty when the label says it all.
    pub precision: &'static str,
}

/// Options under a heading, for a long list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groupe {
    /// The heading.
    pub nom: &'static str,
    /// Token and label of each option.
    pub options: Vec<(&'static str, &'static str)>,
}

impl Groupe {
    /// Options (heading, token, label) under their headings, in the order in which these first come.
    pub fn groupes(options: impl Iterator<Item = (&'static str, &'static str, &'static str)>) -> Vec<Self> {
        let mut groupes: Vec<Self> = vec![];
        for (nom, jeton, libelle) in options {
            match groupes.iter_mut().find(|groupe| groupe.nom == nom) {
                Some(groupe) => groupe.options.push((jeton, libelle)),
                None => groupes.push(Self { nom, options: vec![(jeton, libelle)] }),
            }
        }
        groupes
    }
}

/// How a question is answered.
#[derive(Clone, Copy)]
pub enum Champ {
    /// One option.
    Choix(&'static [Opt]),
    /// Any number of options.
    ChoixMultiple(&'static [Opt]),
    /// One option of a long, grouped list.
    Selection(&'static LazyLock<Vec<Groupe>>),
    /// A short text, of that many characters at most.
    Texte(usize),
    /// A FINESS number (R-ID-01).
    Finess,
    /// A SIREN number (R-ID-08).
    Siren,
    /// A SIRET number (R-ID-09).
    Siret,
    /// A whole number between two bounds, included.
    Nombre(u32, u32),
    /// A civil date, written `AAAA-MM-JJ` when stored.
    Date,
    /// Someone: `rl`, `directeur`, or a row of `personnes`.
    Personne,
    /// Rows of another list, by their ids: the sites of a software, for instance. None ticked: all of them.
    Renvois(&'static str),
    /// One row of another list, by its id.
    Renvoi(&'static str),
    /// A list of rows.
    Lignes(&'static Liste),
}

/// A list of rows: what its rows are called, and their fields.
pub struct Liste {
    /// Prefix of the rows' ids: `site` gives `site-1`.
    pub prefixe: &'static str,
    /// « site », « personne », with its article: « un site ».
    pub un: &'static str,
    /// « Ajouter un autre site ».
    pub ajouter: &'static str,
    /// « Aucun … » : what an empty list means, as the label of the button that says so.
    pub aucun: &'static str,
    /// Title of the page of one row.
    pub titre_ligne: &'static str,
    /// The fields, in order; those of `particuliers` are folded under « Situation particulière ».
    pub champs: &'static [&'static Spec],
    /// Fields that most rows don't need.
    pub particuliers: &'static [&'static Spec],
    /// What names a row to the user.
    pub nom: fn(&Facts) -> String,
    /// How the page of the list starts.
    pub forme: Forme,
}

/// How the page of a list starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forme {
    /// An empty list opens on the form of its first row.
    Formulaire,
    /// An empty list offers two buttons of the same weight: add one, or none.
    SouventVide,
    /// The fields of a row are always there, on one line under the rows.
    SaisieRapide,
}

/// A value proposed to the user, ready to confirm; stored only when confirmed.
pub struct Proposition {
    /// What is proposed.
    pub entry: Entry,
    /// Why, in one sentence.
    pub pourquoi: &'static str,
}

/// Help beside a question: what it is, where to find it, what it changes. Empty strings are not shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aide {
    /// What the words mean.
    pub quoi: &'static str,
    /// Where to find the answer.
    pub ou: &'static str,
    /// What the answer changes.
    pub effet: &'static str,
}

/// The untyped face of a question.
pub struct Spec {
    /// Eternal id, kebab-case French, unique over all questions and fields.
    pub id: &'static str,
    /// The list this is a field of; none for a question of its own.
    pub liste: Option<&'static str>,
    /// The question, as the title of its page, or the label of its field.
    pub titre: &'static str,
    /// A short name, for the review and the reasons: « Contrat avec l’ANS ».
    pub nom: &'static str,
    /// One line under the title.
    pub indice: &'static str,
    /// Folded help.
    pub aide: Aide,
    /// How it is answered.
    pub champ: Champ,
    /// What « Je ne sais pas » implies; none where it would not be honest.
    pub ne_sais_pas: Option<&'static str>,
    /// Whether it may be left empty.
    pub facultatif: bool,
    /// What an unanswered question is read as; none where only the user can say.
    pub defaut: Option<&'static str>,
    /// When it is asked. May read only questions that come before it.
    pub asked_if: fn(&Facts) -> Known<bool>,
    /// What to propose.
    pub propose: Option<fn(&Facts) -> Option<Proposition>>,
    /// Whether an entry can be read, and with which warning.
    pub controle: fn(&Entry) -> Result<Option<String>, Refus>,
    numero: Numero,
    toujours_posee: bool,
    /// What `defaut` reads as, made once.
    entree_par_defaut: OnceLock<Entry>,
}

/// The number of a question while the program runs: what is worked out of it stands in tables, and is found without
/// comparing ids. Given at the first use, the same for all plans; nothing is decided by it, and nothing keeps it.
struct Numero(AtomicU16);

impl Numero {
    fn get(&self) -> usize {
        static DERNIER: AtomicU16 = AtomicU16::new(0);
        let known = self.0.load(Ordering::Relaxed);
        if known > 0 {
            return known.into();
        }
        let new = DERNIER.fetch_add(1, Ordering::Relaxed) + 1;
        // Two threads may ask at once: the first one's stands.
        match self.0.compare_exchange(0, new, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => new.into(),
            Err(known) => known.into(),
        }
    }
}

/// A question whose answer reads as a `T`.
pub struct Question<T: 'static> {
    /// Its untyped face.
    pub spec: Spec,
    /// Reads an entry.
    pub lire: fn(&Entry) -> Result<T, Refus>,
}

impl Asked for Spec {
    fn id(&self) -> &'static str {
        self.id
    }

    fn numero(&self) -> usize {
        self.numero.get()
    }

    fn liste(&self) -> Option<&'static str> {
        self.liste
    }

    fn facultatif(&self) -> bool {
        self.facultatif
    }

    fn defaut(&self) -> Option<&Entry> {
        let defaut = self.defaut?;
        Some(self.entree_par_defaut.get_or_init(|| match defaut {
            "" => Entry::Many(vec![]),
            jeton => Entry::one(jeton),
        }))
    }

    fn nomme(&self) -> Option<(&'static str, &'static [&'static str])> {
        match self.champ {
            Champ::Personne => Some(("personnes", &["rl", "directeur"])),
            Champ::Renvois(list) | Champ::Renvoi(list) => Some((list, &[])),
            Champ::Choix(_)
            | Champ::ChoixMultiple(_)
            | Champ::Selection(_)
            | Champ::Texte(_)
            | Champ::Finess
            | Champ::Siren
            | Champ::Siret
            | Champ::Nombre(..)
            | Champ::Date
            | Champ::Lignes(_) => None,
        }
    }

    fn toujours_posee(&self) -> bool {
        self.toujours_posee
    }

    fn posee(&self, facts: &Facts) -> Known<bool> {
        (self.asked_if)(facts)
    }
}

impl<T> Readable for Question<T> {
    type Value = T;
    type Spec = Spec;

    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn lire(&self, entry: &Entry) -> Result<T, Refus> {
        (self.lire)(entry)
    }
}

/// A value that an entry can be read as: parse, don't validate.
pub trait Value: Sized {
    /// Reads an entry, or says in French why it can't be read.
    ///
    /// # Errors
    /// A sentence for the user, and sometimes a value to propose.
    fn lire(entry: &Entry) -> Result<Self, Refus>;

    /// The warning that comes with an accepted entry.
    fn avertissement(_entry: &Entry) -> Option<String> {
        None
    }
}

/// A closed set of options, which are the type's own values.
pub trait Choice: Copy + PartialEq + 'static {
    /// The options, in the order they are shown.
    const OPTIONS: &'static [Opt];
    /// The value of a token.
    fn de_jeton(jeton: &str) -> Option<Self>;
    /// The token of a value.
    fn jeton(self) -> &'static str;
    /// Its place among the options.
    fn rang(self) -> u32;

    /// What the user reads for a value.
    fn libelle(self) -> &'static str {
        Self::OPTIONS.iter().find(|option| option.jeton == self.jeton()).map_or("", |option| option.libelle)
    }
}

/// Declares a closed choice: the enum and its options can't drift apart.
macro_rules! choix {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $jeton:literal, $libelle:literal, $precision:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* #[doc = $libelle] $variant,)+ }
        impl $crate::domain::question::Choice for $name {
            const OPTIONS: &'static [$crate::domain::question::Opt] =
                &[$($crate::domain::question::Opt { jeton: $jeton, libelle: $libelle, precision: $precision }),+];
            fn de_jeton(jeton: &str) -> Option<Self> {
                match jeton { $($jeton => Some(Self::$variant),)+ _ => None }
            }
            fn jeton(self) -> &'static str {
                match self { $(Self::$variant => $jeton,)+ }
            }
            fn rang(self) -> u32 {
                self as u32
            }
        }
    };
}
pub(crate) use choix;

impl<C: Choice> Value for C {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        let jeton = entry.text().unwrap_or("");
        Self::de_jeton(jeton).ok_or_else(|| Refus::new("Choisissez l’une des réponses proposées."))
    }
}

/// Several values of a closed choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choisis<C> {
    /// One bit for each option, in their order.
    coches: u32,
    /// How many were ticked.
    pub nombre: usize,
    choix: PhantomData<C>,
}

impl<C: Choice> Choisis<C> {
    /// Whether a value was ticked.
    pub fn contient(&self, value: C) -> bool {
        self.coches >> value.rang() & 1 == 1
    }

    /// Whether none was ticked.
    pub fn est_vide(&self) -> bool {
        self.nombre == 0
    }
}

impl<C: Choice> Value for Choisis<C> {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        let Entry::Many(jetons) = entry else {
            return Err(Refus::new("Cochez les réponses qui conviennent."));
        };
        let mut jetons_lus = jetons.iter().map(|jeton| C::de_jeton(jeton));
        let coches = jetons_lus.try_fold(0, |all, value| Some(all | 1 << value?.rang()));
        coches
            .map(|coches| Self { coches, nombre: jetons.len(), choix: PhantomData })
            .ok_or_else(|| Refus::new("Cochez les réponses proposées."))
    }
}

/// A short text, trimmed, not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texte(pub String);

impl Value for Texte {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entry.text().map(str::trim) {
            None | Some("") => Err(Refus::new("Écrivez une réponse, ou laissez ce champ de côté.")),
            Some(text) if text.chars().count() > 200 => {
                Err(Refus::new("Ce texte dépasse 200\u{a0}caractères. Raccourcissez-le."))
            }
            Some(text) => Ok(Self(text.to_owned())),
        }
    }
}

/// A whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nombre(pub u32);

impl Value for Nombre {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entier(entry.text().unwrap_or("")).map(u32::try_from) {
            Some(Ok(number @ 0..=100_000)) => Ok(Self(number)),
            Some(_) => Err(Refus::new("Ce nombre dépasse 100\u{a0}000. Vérifiez-le.")),
            None => Err(Refus::new("Écrivez un nombre entier, en chiffres\u{a0}: 12, par exemple.")),
        }
    }
}

/// A civil date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jour(pub chrono::NaiveDate);

impl Value for Jour {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        super::calendrier::lire_date(entry.text().unwrap_or(""))
            .map(Self)
            .ok_or_else(|| Refus::new("Écrivez une date complète et réelle\u{a0}: 07/12/2026, par exemple."))
    }
}

/// Ids of rows; the meaning of none is the field's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renvois(pub Vec<String>);

impl Value for Renvois {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entry {
            Entry::Many(ids) => Ok(Self(ids.clone())),
            Entry::One(id) => Ok(Self(vec![id.clone()])),
            Entry::Rows(_) => Err(Refus::new("Cochez les lignes qui conviennent.")),
        }
    }
}

/// The token of an option of a table of the field (status, category, profession…), checked by its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jeton(pub String);

impl Value for Jeton {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entry.text() {
            None | Some("") => Err(Refus::new("Choisissez une ligne de la liste.")),
            Some(jeton) => Ok(Self(jeton.to_owned())),
        }
    }
}

impl Value for Lignes {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entry {
            Entry::Rows(_) => Ok(Self),
            Entry::Many(none) if none.is_empty() => Ok(Self),
            Entry::One(_) | Entry::Many(_) => Err(Refus::new("Cette liste n’a pas pu être relue.")),
        }
    }
}

fn always(_: &Facts) -> Known<bool> {
    Ok(true)
}

impl<T: Value> Question<T> {
    const fn new(id: &'static str, champ: Champ) -> Self {
        let spec = Spec {
            id,
            liste: None,
            titre: "",
            nom: "",
            indice: "",
            aide: Aide { quoi: "", ou: "", effet: "" },
            champ,
            ne_sais_pas: None,
            facultatif: false,
            defaut: None,
            asked_if: always,
            propose: None,
            controle: |entry| T::lire(entry).map(|_| T::avertissement(entry)),
            numero: Numero(AtomicU16::new(0)),
            toujours_posee: true,
            entree_par_defaut: OnceLock::new(),
        };
        Self { spec, lire: T::lire }
    }

    /// A question answered by that field.
    pub const fn champ(id: &'static str, champ: Champ) -> Self {
        Self::new(id, champ)
    }

    /// A field of a list.
    #[must_use]
    pub const fn dans(mut self, liste: &'static str) -> Self {
        self.spec.liste = Some(liste);
        self
    }

    /// The question and its short name.
    #[must_use]
    pub const fn titre(mut self, titre: &'static str, nom: &'static str) -> Self {
        self.spec.titre = titre;
        self.spec.nom = nom;
        self
    }

    /// One line under the title.
    #[must_use]
    pub const fn indice(mut self, indice: &'static str) -> Self {
        self.spec.indice = indice;
        self
    }

    /// What it is, where to find it, what it changes.
    #[must_use]
    pub const fn aide(mut self, quoi: &'static str, ou: &'static str, effet: &'static str) -> Self {
        self.spec.aide = Aide { quoi, ou, effet };
        self
    }

    /// Offers « Je ne sais pas »: what it implies. What to find out then, and where: `rules/se_renseigner.rs`.
    #[must_use]
    pub const fn ne_sais_pas(mut self, implique: &'static str) -> Self {
        self.spec.ne_sais_pas = Some(implique);
        self
    }

    /// May be left empty.
    #[must_use]
    pub const fn facultatif(mut self) -> Self {
        self.spec.facultatif = true;
        self
    }

    /// What an unanswered question is read as.
    #[must_use]
    pub const fn defaut(mut self, jeton: &'static str) -> Self {
        self.spec.defaut = Some(jeton);
        self
    }

    /// When it is asked.
    #[must_use]
    pub const fn si(mut self, asked_if: fn(&Facts) -> Known<bool>) -> Self {
        self.spec.asked_if = asked_if;
        self.spec.toujours_posee = false;
        self
    }

    /// What to propose.
    #[must_use]
    pub const fn propose(mut self, propose: fn(&Facts) -> Option<Proposition>) -> Self {
        self.spec.propose = Some(propose);
        self
    }
}

impl<C: Choice> Question<C> {
    /// One option of a closed choice.
    pub const fn choix(id: &'static str) -> Self {
        Self::new(id, Champ::Choix(C::OPTIONS))
    }
}

impl<C: Choice> Question<Choisis<C>> {
    /// Any number of options of a closed choice.
    pub const fn choix_multiple(id: &'static str) -> Self {
        Self::new(id, Champ::ChoixMultiple(C::OPTIONS))
    }

    /// At least one option must be ticked.
    #[must_use]
    pub const fn au_moins_un(mut self) -> Self {
        self.lire = lire_au_moins_un::<C>;
        self.spec.controle = |entry| lire_au_moins_un::<C>(entry).map(|_| None);
        self
    }
}

fn lire_au_moins_un<C: Choice>(entry: &Entry) -> Result<Choisis<C>, Refus> {
    let choisis = Choisis::lire(entry)?;
    if choisis.est_vide() { Err(Refus::new("Cochez au moins une réponse.")) } else { Ok(choisis) }
}

impl Question<Lignes> {
    /// A list of rows.
    pub const fn lignes(id: &'static str, liste: &'static Liste) -> Self {
        Self::new(id, Champ::Lignes(liste))
    }
}

/// Numbers of the field are values: the warning of an accepted one is kept with it.
macro_rules! numero {
    ($($numero:ty),+) => {
        $(impl Value for $numero {
            fn lire(entry: &Entry) -> Result<Self, Refus> {
                Self::read(entry.text().unwrap_or("")).map(|saisie| saisie.valeur)
            }
            fn avertissement(entry: &Entry) -> Option<String> {
                Self::read(entry.text().unwrap_or("")).ok()?.avertissement
            }
        })+
    };
}
numero!(super::finess::Finess, super::siren::Siren, super::siret::Siret);

choix! {
    /// Yes or no.
    pub enum OuiNon {
        Oui = "oui", "Oui", "";
        Non = "non", "Non", "";
    }
}
