//! What a rule is: a deliverable, the cases that make it due, the exceptions, and what is said of it.
//!
//! A rule is one `static` in one file of `rules/`. Its type does not let a case go without its French reason and the
//! rules of the field that found it (`R-…`, in `docs/regles.md`). Cases are the only constructs: a base case, and
//! exceptions to it. **Invariant:** no rule reads another's verdict; what two rules share is in `situations/`.

use std::borrow::Cow;

use super::facts::{Facts, Known};
use super::questions::certificats_en_service::Produit;
use super::sources::Regle;

/// Rules of the field, found when the program is compiled: an unknown id does not build.
macro_rules! regles {
    ($($id:literal),+ $(,)?) => {
        const { &[$($crate::domain::sources::regle($id)),+] as &'static [&'static $crate::domain::sources::Regle] }
    };
}
pub(crate) use regles;

/// Phases of the checklist, in order (R-ALGO-01 point 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// ① Checks and card incidents.
    Verifications,
    /// ② Contracts.
    Contrats,
    /// ③ F101, or the person's own order.
    Responsable,
    /// ④ F502 or TOM.
    Mandataires,
    /// ⑤ Cards.
    Cartes,
    /// ⑥ Administrateurs techniques.
    AdministrateursTechniques,
    /// ⑦ Certificates.
    Certificats,
    /// ⑧ RPPS+.
    RppsPlus,
    /// ⑨ e-CPS.
    Ecps,
    /// ⑩ Reminders.
    Rappels,
}

impl Phase {
    /// Every phase, in order.
    pub const TOUTES: [Self; 10] = [
        Self::Verifications,
        Self::Contrats,
        Self::Responsable,
        Self::Mandataires,
        Self::Cartes,
        Self::AdministrateursTechniques,
        Self::Certificats,
        Self::RppsPlus,
        Self::Ecps,
        Self::Rappels,
    ];

    /// Stable token, for the exports.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Verifications => "verifications",
            Self::Contrats => "contrats",
            Self::Responsable => "responsable",
            Self::Mandataires => "mandataires",
            Self::Cartes => "cartes",
            Self::AdministrateursTechniques => "administrateurs-techniques",
            Self::Certificats => "certificats",
            Self::RppsPlus => "rpps-plus",
            Self::Ecps => "e-cps",
            Self::Rappels => "rappels",
        }
    }

    /// What the user reads.
    pub fn titre(self) -> &'static str {
        match self {
            Self::Verifications => "Vérifications et incidents",
            Self::Contrats => "Contrat",
            Self::Responsable => "Carte du responsable",
            Self::Mandataires => "Mandataires",
            Self::Cartes => "Cartes",
            Self::AdministrateursTechniques => "Administrateurs techniques",
            Self::Certificats => "Certificats",
            Self::RppsPlus => "Enregistrement des professionnels",
            Self::Ecps => "e-CPS",
            Self::Rappels => "Rappels",
        }
    }
}

/// Which of the seven figures an action adds to (R-COMPTE-17, `REGLES.md` §12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compte {
    /// Contrats d’adhésion.
    Contrats,
    /// Formulaires F101.
    F101,
    /// F502, or mandates in TOM.
    F502,
    /// CDE.
    Cde,
    /// CPE.
    Cpe,
    /// CPA.
    Cpa,
    /// Certificates.
    Certificats,
}

impl Compte {
    /// The seven figures, in the order of `REGLES.md` §12.
    pub const TOUS: [Self; 7] =
        [Self::Contrats, Self::F101, Self::F502, Self::Cde, Self::Cpe, Self::Cpa, Self::Certificats];
}

/// Whom or what an action is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sujet {
    /// The whole dossier.
    Dossier,
    /// A person: `rl`, `directeur`, `at`, or an id of `personnes`.
    Personne(String),
    /// A row of a list: the list and the row's id.
    Ligne(&'static str, String),
    /// A certificate to obtain for a software instance (its id, `logiciel` when none is described).
    Certificat {
        /// The instance.
        instance: String,
        /// The product; none: an INSi certificate whose name is still open.
        produit: Option<Produit>,
        /// The second INSi certificate, of who may need both names (R-CERT-06).
        second: bool,
    },
    /// An answer to find out: a question, or a field, of every row where it is not known.
    Reponse(&'static str),
}

impl Sujet {
    /// Its part in an action's id: stable, since the user's tick, date and note hang on it.
    pub fn cle(&self) -> String {
        use super::question::Choice;
        match self {
            Self::Dossier => String::new(),
            Self::Personne(id) => id.clone(),
            Self::Ligne(_, id) => id.clone(),
            Self::Certificat { instance, produit, second } => {
                let produit = produit.map_or(if *second { "insi-second" } else { "insi" }, Choice::jeton);
                format!("{instance}:{produit}")
            }
            Self::Reponse(question) => (*question).to_owned(),
        }
    }

    /// The person it names, if it names one.
    pub fn personne(&self) -> Option<&str> {
        match self {
            Self::Personne(id) => Some(id),
            Self::Dossier | Self::Ligne(..) | Self::Certificat { .. } | Self::Reponse(_) => None,
        }
    }

    /// A reader that has its row at hand, when it names one.
    pub fn pres<'a>(&self, facts: &Facts<'a>) -> Facts<'a> {
        match self {
            Self::Ligne(list, id) => facts.pres_de(list, id),
            Self::Dossier | Self::Personne(_) | Self::Certificat { .. } | Self::Reponse(_) => *facts,
        }
    }

    /// The row it names, as a reader of its fields.
    pub fn ligne<'a>(&self, facts: &Facts<'a>) -> Option<Facts<'a>> {
        match self {
            Self::Ligne(list, id) => facts.ligne(list, id),
            Self::Dossier | Self::Personne(_) | Self::Certificat { .. } | Self::Reponse(_) => None,
        }
    }
}

/// One case: when it holds, why, and what founds it.
pub struct Cas {
    /// Stable id, unique over all cases.
    pub id: &'static str,
    /// What founds it.
    pub regles: &'static [&'static Regle],
    /// When it holds.
    pub quand: fn(&Facts, &Sujet) -> Known<bool>,
    /// The reason, to the user, in one or two sentences.
    pub pourquoi: &'static str,
    /// Open doubts (`D-…`) and contradictions (`K-…`) to show with it.
    pub doutes: &'static [&'static str],
    /// It never holds: it keeps the verdict open while an answer, though given, does not say for whom.
    pub ouvre_seulement: bool,
}

impl Cas {
    /// A case.
    pub const fn new(
        id: &'static str,
        regles: &'static [&'static Regle],
        pourquoi: &'static str,
        quand: fn(&Facts, &Sujet) -> Known<bool>,
    ) -> Self {
        Self { id, regles, quand, pourquoi, doutes: &[], ouvre_seulement: false }
    }

    /// The doubts and contradictions to show with it.
    #[must_use]
    pub const fn doutes(mut self, doutes: &'static [&'static str]) -> Self {
        self.doutes = doutes;
        self
    }

    /// It never holds, and only keeps the verdict open.
    #[must_use]
    pub const fn ouvre_seulement(mut self) -> Self {
        self.ouvre_seulement = true;
        self
    }
}

/// Always holds: for what is said of every action of a rule.
pub fn toujours(_: &Facts, _: &Sujet) -> Known<bool> {
    Ok(true)
}

/// Something said of an action, with what founds it.
#[derive(Clone)]
pub struct Dit {
    /// What is said.
    pub texte: Cow<'static, str>,
    /// What founds it; may be empty for what only restates the answers.
    pub regles: &'static [&'static Regle],
}

impl Dit {
    /// Fixed words.
    pub const fn fixe(texte: &'static str, regles: &'static [&'static Regle]) -> Self {
        Self { texte: Cow::Borrowed(texte), regles }
    }

    /// Words made from the answers.
    pub fn compose(texte: String, regles: &'static [&'static Regle]) -> Self {
        Self { texte: Cow::Owned(texte), regles }
    }
}

/// Why a deliverable is not due, when no case holds. Empty words: not worth saying.
#[derive(Clone, Copy)]
pub struct Sinon {
    /// What is said.
    pub texte: &'static str,
    /// What founds it.
    pub regles: &'static [&'static Regle],
}

impl Sinon {
    /// These words, founded on these rules.
    pub const fn dire(texte: &'static str, regles: &'static [&'static Regle]) -> Self {
        Self { texte, regles }
    }
}

/// What the user must know to do an action.
#[derive(Clone, Default)]
pub struct Fiche {
    /// Starts with a verb: « Signer le contrat d’adhésion au FINESS juridique ». Without how many: the report adds it.
    pub titre: String,
    /// Whether the title already says how many.
    pub dit_le_nombre: bool,
    /// What it is, for who has never heard of it.
    pub quoi: &'static str,
    /// Who does it.
    pub qui: String,
    /// Who signs.
    pub signe: Option<Dit>,
    /// What to ask or to check before it is sent: what the law leaves open must not be found out afterwards.
    pub d_abord: Vec<Dit>,
    /// What to attach.
    pub joindre: Vec<Dit>,
    /// Where to send it. Never an invented address (R-CONTACT-08).
    pub envoyer: Option<Dit>,
    /// The delay, in words.
    pub delai: Option<Dit>,
    /// How to do it, step by step, when it has steps.
    pub etapes: Vec<Dit>,
    /// For whom or what: « le directeur », « Logiciel X », « 25 aides-soignants ».
    pub pour: String,
    /// Contacts (ids `R-CONTACT-…`).
    pub contacts: &'static [&'static str],
}

/// From which day an action can start, when nothing comes before it (R-COMPTE-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origine {
    /// At once: incidents, oppositions, checks, renewals, whatever leaves with no file.
    Maintenant,
    /// With the complete file (J0): what is posted, and the cards that are ordered with it.
    DossierComplet,
}

/// How long an action takes, once it can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duree {
    /// Done the day it can start.
    Aucune,
    /// No published delay, and it depends on how many people or pieces there are: what follows is dated from the day it
    /// can start, at the earliest (R-COMPTE-18).
    Variable,
    /// Asked for already, one does not know when: what follows has no known date.
    EnRoute,
    /// Until someone answers: what follows has no known date (R-COMPTE-18).
    Reponse,
    /// Working days (R-JO-01, R-JO-02).
    JoursOuvres(u32),
    /// Calendar days (R-ECPS-17).
    Jours(u32),
    /// No published delay: what follows has no known date (R-COMPTE-18).
    NonPubliee,
    /// On that day, whatever precedes.
    Le(chrono::NaiveDate),
}

/// One deliverable: when it is due, and what is said of it.
pub struct Rule {
    /// Stable id, the start of its actions' ids.
    pub livrable: &'static str,
    /// What the user reads where it is not due.
    pub nom: &'static str,
    /// Its phase.
    pub phase: Phase,
    /// The figure it adds to.
    pub compte: Option<Compte>,
    /// An advice: shown, never counted (R-COMPTE-03).
    pub conseil: bool,
    /// Whom or what it may be due for.
    pub sujets: fn(&Facts) -> Known<Vec<Sujet>>,
    /// It is due when one holds…
    pub due_if: &'static [Cas],
    /// … unless one of these holds.
    pub except_if: &'static [Cas],
    /// What else is said when it is due, each with its own condition.
    pub mentions: &'static [Cas],
    /// Why it is not due, when no case holds; empty text: not worth saying.
    pub sinon: Sinon,
    /// How many.
    pub quantite: fn(&Facts, &Sujet) -> u32,
    /// What comes before: ids of actions, or of deliverables (all their actions). What is not due is left out; what is
    /// open keeps it from having a date.
    pub apres: fn(&Facts, &Sujet) -> Vec<Cow<'static, str>>,
    /// From which day it can start.
    pub origine: fn(&Facts, &Sujet) -> Origine,
    /// How long it takes.
    pub duree: fn(&Facts, &Sujet) -> Duree,
    /// What the user must know to do it.
    pub fiche: fn(&Facts, &Sujet) -> Fiche,
}

impl Rule {
    /// The id of its action for a subject.
    pub fn action_id(&self, sujet: &Sujet) -> String {
        match sujet.cle() {
            cle if cle.is_empty() => self.livrable.to_owned(),
            cle => {
                let mut id = String::with_capacity(self.livrable.len() + 1 + cle.len());
                id.push_str(self.livrable);
                id.push(':');
                id.push_str(&cle);
                id
            }
        }
    }

    /// Every case, for the walk and the catalogue.
    pub fn cas(&self) -> impl Iterator<Item = &'static Cas> {
        self.due_if.iter().chain(self.except_if).chain(self.mentions)
    }
}

/// For rules that concern the whole dossier.
pub fn le_dossier(_: &Facts) -> Known<Vec<Sujet>> {
    Ok(vec![Sujet::Dossier])
}

/// One of each.
pub fn un(_: &Facts, _: &Sujet) -> u32 {
    1
}

/// Done the day it can start.
pub fn sans_delai(_: &Facts, _: &Sujet) -> Duree {
    Duree::Aucune
}

/// Depends on nothing that is posted.
pub fn maintenant(_: &Facts, _: &Sujet) -> Origine {
    Origine::Maintenant
}

/// Leaves with the complete file.
pub fn avec_le_dossier(_: &Facts, _: &Sujet) -> Origine {
    Origine::DossierComplet
}

/// Nothing comes before.
pub fn rien_avant(_: &Facts, _: &Sujet) -> Vec<Cow<'static, str>> {
    vec![]
}

/// A rule with the usual parts, to be completed with `..`.
pub const MODELE: Rule = Rule {
    livrable: "",
    nom: "",
    phase: Phase::Verifications,
    compte: None,
    conseil: false,
    sujets: le_dossier,
    due_if: &[],
    except_if: &[],
    mentions: &[],
    sinon: Sinon::dire("", &[]),
    quantite: un,
    apres: rien_avant,
    origine: maintenant,
    duree: sans_delai,
    fiche: |_, _| Fiche {
        titre: String::new(),
        dit_le_nombre: false,
        quoi: "",
        qui: String::new(),
        signe: None,
        d_abord: vec![],
        joindre: vec![],
        envoyer: None,
        delai: None,
        etapes: vec![],
        pour: String::new(),
        contacts: &[],
    },
};
