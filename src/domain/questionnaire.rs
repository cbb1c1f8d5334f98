//! The order of the questions: sections, pages, and what is asked, answered, next. Nothing of it is stored.
//!
//! A page holds one question, or the few fields that describe one thing. There is no graph to keep: the order is this
//! file, and each question says when it is asked.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::answers::{Answers, Entry, INCONNU, Row};
use super::etude::{Etude, Inscrite};
use super::facts::{Asked, Facts};
use super::question::{Champ, Liste, Spec};
use super::questions::at::{AT, AT_LISTE};
use super::questions::besoin::BESOIN;
use super::questions::calendrier::{DATE_DOSSIER_COMPLET, ZONE_FERIES};
use super::questions::cartes_responsables::{
    DIRECTEUR_CARTE, DIRECTEUR_CARTE_EXPIRE_LE, RL_CARTE, RL_CARTE_EXPIRE_LE,
};
use super::questions::certificats_en_service::CERTIFICATS_EN_SERVICE;
use super::questions::contrat::CONTRAT;
use super::questions::coordonnees::{DIRECTEUR_COORDONNEES, RL_COORDONNEES};
use super::questions::denomination::DENOMINATION;
use super::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use super::questions::document::DOCUMENT;
use super::questions::entite_changee::ENTITE_CHANGEE;
use super::questions::evenements::EVENEMENTS;
use super::questions::finess_contrat::FINESS_CONTRAT;
use super::questions::finess_ej::FINESS_EJ;
use super::questions::finess_immatriculation::FINESS_IMMATRICULATION;
use super::questions::gestionnaires::GESTIONNAIRES;
use super::questions::incidents::INCIDENTS;
use super::questions::logiciels::LOGICIELS;
use super::questions::mandataires::MANDATAIRES;
use super::questions::mssante_role::MSSANTE_ROLE;
use super::questions::nb_sites::NB_SITES;
use super::questions::option_president::OPTION_PRESIDENT;
use super::questions::personnes::PERSONNES;
use super::questions::produits_de_test::{TESTS_CARTES, TESTS_CERTIFICATS};
use super::questions::professionnels::PROFESSIONNELS;
use super::questions::profils::{DIRECTEUR_NOM, DIRECTEUR_PROFIL, RL_NOM, RL_PROFIL};
use super::questions::rl_fonction::RL_FONCTION;
use super::questions::rl_sortant::{RL_SORTANT_CARTE, RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use super::questions::rpps_mode::RPPS_MODE;
use super::questions::services::SERVICES;
use super::questions::siren::SIREN;
use super::questions::sites::SITES;
use super::questions::statut::STATUT;
use super::questions::tom_actif::TOM_ACTIF;
use super::questions::voie_cartes::VOIE_CARTES;
use super::questions::voie_contrat::VOIE_CONTRAT;

/// A page: one question, or the fields of one thing.
pub struct Page {
    /// Eternal: it is in addresses.
    pub id: &'static str,
    /// Title when the page holds several questions; empty when its one question is the title.
    pub titre: &'static str,
    /// Its questions, in order.
    pub questions: &'static [&'static Spec],
    /// Ids of the pages that it took in: they stand in kept addresses.
    pub autrefois: &'static [&'static str],
    /// Whether one comes to it while going forward; else only from the review.
    pub sur_le_chemin: bool,
}

/// A section: pages about the same subject.
pub struct Section {
    /// Eternal: it is in addresses.
    pub id: &'static str,
    /// What the user reads.
    pub titre: &'static str,
    /// Its pages, in order.
    pub pages: &'static [Page],
}

/// The questions of a page. They stand in a place of their own: a question notes its number in itself.
macro_rules! questions {
    ($($question:expr),+ $(,)?) => {{
        static QUESTIONS: &[&Spec] = &[$($question),+];
        QUESTIONS
    }};
}

const fn page(id: &'static str, titre: &'static str, questions: &'static [&'static Spec]) -> Page {
    Page { id, titre, questions, autrefois: &[], sur_le_chemin: true }
}

impl Page {
    /// A page that holds what others held before.
    const fn a_repris(mut self, autrefois: &'static [&'static str]) -> Self {
        self.autrefois = autrefois;
        self
    }

    /// A page that one only comes to from the review.
    const fn hors_du_chemin(mut self) -> Self {
        self.sur_le_chemin = false;
        self
    }
}

/// Every section, in order.
pub static SECTIONS: &[Section] = &[
    Section { id: "besoin", titre: "Votre besoin", pages: &[page("besoin", "", questions![&BESOIN.spec])] },
    Section {
        id: "structure",
        titre: "La structure",
        pages: &[
            page(
                "identite",
                "Quelle est votre structure\u{a0}?",
                questions![
                    &DENOMINATION.spec,
                    &STATUT.spec,
                    &FINESS_EJ.spec,
                    &FINESS_IMMATRICULATION.spec,
                    &SIREN.spec,
                ],
            ),
            page(
                "sites",
                "Quels sont vos établissements et services\u{a0}?",
                questions![&SITES.spec, &NB_SITES.spec],
            ),
            page("contrat", "", questions![&CONTRAT.spec, &FINESS_CONTRAT.spec, &TOM_ACTIF.spec])
                .a_repris(&["finess-contrat", "tom"]),
            page("changements", "", questions![&EVENEMENTS.spec, &ENTITE_CHANGEE.spec])
                .a_repris(&["numero-qui-change"]),
        ],
    },
    Section {
        id: "incidents",
        titre: "Les incidents",
        pages: &[page("incidents", "", questions![&INCIDENTS.spec])],
    },
    Section {
        id: "responsable",
        titre: "Le responsable",
        pages: &[
            page(
                "representant",
                "",
                questions![
                    &RL_FONCTION.spec,
                    &RL_NOM.spec,
                    &DIRECTEUR_DISTINCT.spec,
                    &OPTION_PRESIDENT.spec,
                    &RL_PROFIL.spec,
                ],
            )
            .a_repris(&["directeur", "porteur", "profil-representant"]),
            page(
                "carte-representant",
                "Quelle carte le représentant légal a-t-il\u{a0}?",
                questions![&RL_CARTE.spec, &RL_CARTE_EXPIRE_LE.spec, &RL_COORDONNEES.spec],
            ),
            page(
                "profil-directeur",
                "Qui dirige la structure\u{a0}?",
                questions![
                    &DIRECTEUR_NOM.spec,
                    &DIRECTEUR_PROFIL.spec,
                    &DIRECTEUR_CARTE.spec,
                    &DIRECTEUR_CARTE_EXPIRE_LE.spec,
                    &DIRECTEUR_COORDONNEES.spec,
                    &DOCUMENT.spec,
                ],
            )
            .a_repris(&["carte-directeur", "document"]),
            page(
                "sortant",
                "Qui était le représentant légal jusqu’ici\u{a0}?",
                questions![&RL_SORTANT_NOM.spec, &RL_SORTANT_PRENOMS.spec, &RL_SORTANT_CARTE.spec],
            ),
        ],
    },
    Section {
        id: "services",
        titre: "Services et logiciels",
        pages: &[
            page("services", "", questions![&SERVICES.spec, &MSSANTE_ROLE.spec]).a_repris(&["mssante"]),
            page("logiciels", "", questions![&LOGICIELS.spec]),
            page("certificats", "", questions![&CERTIFICATS_EN_SERVICE.spec]),
            page(
                "tests",
                "De quels produits de test avez-vous besoin\u{a0}?",
                questions![&TESTS_CERTIFICATS.spec, &TESTS_CARTES.spec],
            ),
        ],
    },
    Section {
        id: "mandataires",
        titre: "Qui fait quoi",
        pages: &[
            page("personnes", "", questions![&PERSONNES.spec]).hors_du_chemin(),
            page(
                "mandataires",
                "Qui fera quoi pour la structure\u{a0}?",
                questions![&AT.spec, &MANDATAIRES.spec],
            )
            .a_repris(&["administrateur-technique"]),
            page("administrateurs-techniques", "", questions![&AT_LISTE.spec]),
        ],
    },
    Section {
        id: "professionnels",
        titre: "Les professionnels",
        pages: &[
            page(
                "gestionnaires",
                "Qui enregistrera les professionnels dans RPPS+\u{a0}?",
                questions![&RPPS_MODE.spec, &GESTIONNAIRES.spec],
            )
            .a_repris(&["organisation"]),
            page("professionnels", "", questions![&PROFESSIONNELS.spec]),
        ],
    },
    Section {
        id: "calendrier",
        titre: "Le calendrier",
        pages: &[page(
            "calendrier",
            "Quand commencez-vous\u{a0}?",
            questions![&VOIE_CONTRAT.spec, &VOIE_CARTES.spec, &DATE_DOSSIER_COMPLET.spec, &ZONE_FERIES.spec],
        )],
    },
];

impl Page {
    /// What the user reads at its top.
    pub fn intitule(&self) -> &'static str {
        if self.titre.is_empty() { self.questions.first().map_or("", |spec| spec.titre) } else { self.titre }
    }

    /// The question whose words are its title: they are not written again over its field.
    pub fn en_titre(&self) -> Option<&'static Spec> {
        self.questions.iter().copied().find(|spec| spec.titre == self.intitule())
    }

    /// Whether one of its questions is asked.
    pub fn est_posee(&self, facts: &Facts) -> bool {
        self.questions.iter().any(|spec| facts.est_posee(*spec) == Ok(true))
    }

    /// Whether each asked question that needs an answer has a readable one.
    pub fn est_remplie(&self, facts: &Facts) -> bool {
        self.questions.iter().all(|spec| est_reglee(facts, spec))
    }

    /// Its other questions than a list that it asks.
    pub fn autres_que(&self, liste: &Spec) -> impl Iterator<Item = &'static Spec> {
        let id = liste.id;
        self.questions.iter().copied().filter(move |spec| spec.id != id)
    }
}

/// Whether nothing more is to be said of a question: it is not asked, or answered.
pub fn est_reglee(facts: &Facts, spec: &Spec) -> bool {
    facts.est_posee(spec) != Ok(true) || repondue(facts, spec)
}

/// Whether a question has a readable answer, or needs none. « Je ne sais pas » is an answer.
pub fn repondue(facts: &Facts, spec: &Spec) -> bool {
    let Some(entry) = facts.entry(spec) else {
        return spec.facultatif || spec.defaut.is_some();
    };
    if entry.text() == Some(INCONNU) && spec.ne_sais_pas.is_some() {
        return true;
    }
    if facts.disparue(spec) {
        return false;
    }
    match (&spec.champ, entry) {
        (Champ::Lignes(liste), Entry::Rows(rows)) => rows.iter().all(|row| {
            let inside = facts.dans(spec.id, row);
            champs(liste).all(|field| inside.est_posee(field) != Ok(true) || repondue(&inside, field))
        }),
        (_, entry) => (spec.controle)(entry).is_ok(),
    }
}

/// Every field of a list.
pub fn champs(liste: &'static Liste) -> impl Iterator<Item = &'static Spec> {
    liste.champs.iter().chain(liste.particuliers).copied()
}

/// Every page, in order, with its section.
pub fn pages() -> impl Iterator<Item = (&'static Section, &'static Page)> {
    SECTIONS.iter().flat_map(|section| section.pages.iter().map(move |page| (section, page)))
}

/// The page of an id, or the one that took it in since.
pub fn page_d_id(id: &str) -> Option<(&'static Section, &'static Page)> {
    pages().find(|(_, page)| page.id == id || page.autrefois.contains(&id))
}

/// Every question of its own, in order (not the fields of lists).
pub fn questions() -> impl Iterator<Item = &'static Spec> {
    pages().flat_map(|(_, page)| page.questions.iter().copied())
}

/// Every list, in order, with its question.
pub fn listes() -> impl Iterator<Item = (&'static Spec, &'static Liste)> {
    questions().filter_map(|spec| match &spec.champ {
        Champ::Lignes(liste) => Some((spec, *liste)),
        _ => None,
    })
}

/// Every question and every field, in order.
pub fn specs() -> impl Iterator<Item = &'static Spec> {
    questions().flat_map(|spec| {
        let fields: Vec<&'static Spec> = match &spec.champ {
            Champ::Lignes(liste) => champs(liste).collect(),
            _ => vec![],
        };
        std::iter::once(spec).chain(fields)
    })
}

/// Every question and every field with its place in their order, by their ids.
static PAR_ID: LazyLock<FxHashMap<&'static str, (usize, &'static Spec)>> =
    LazyLock::new(|| specs().enumerate().map(|(rang, spec)| (spec.id, (rang, spec))).collect());

/// A question or a field by its id.
pub fn spec(id: &str) -> Option<&'static Spec> {
    PAR_ID.get(id).map(|(_, spec)| *spec)
}

/// Its place in the order of the questions; after all of them, when it is none.
pub fn rang(id: &str) -> usize {
    PAR_ID.get(id).map_or(PAR_ID.len(), |(rang, _)| *rang)
}

/// The study of these answers, to find which ones decide.
pub fn etude(answers: &Answers) -> Etude<'_> {
    let asked = specs().map(|spec| Inscrite { numero: spec.numero(), id: spec.id, liste: spec.liste });
    Etude::new(answers, asked)
}

/// The page that asks a question, or the list that a field belongs to.
pub fn page_de(id: &str) -> Option<(&'static Section, &'static Page)> {
    let question = spec(id).map_or(id, |spec| spec.liste.unwrap_or(spec.id));
    pages().find(|(_, page)| page.questions.iter().any(|spec| spec.id == question))
}

/// The pages that are asked, in order, those that are only reached from the review left out.
pub fn chemin(facts: &Facts) -> Vec<(&'static Section, &'static Page)> {
    pages().filter(|(_, page)| page.sur_le_chemin && page.est_posee(facts)).collect()
}

/// The first asked page that lacks an answer; none when all is answered.
pub fn prochaine(facts: &Facts) -> Option<(&'static Section, &'static Page)> {
    chemin(facts).into_iter().find(|(_, page)| !page.est_remplie(facts))
}

/// State of a section, derived from the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtatSection {
    /// None of its questions is asked.
    SansObjet,
    /// Nothing was entered.
    AFaire,
    /// Some answers are missing.
    EnCours,
    /// Everything asked is answered.
    Remplie,
}

/// State of a section.
pub fn etat(facts: &Facts, section: &Section) -> EtatSection {
    let asked: Vec<&Page> =
        section.pages.iter().filter(|page| page.sur_le_chemin && page.est_posee(facts)).collect();
    let touched =
        asked.iter().flat_map(|page| page.questions).any(|spec| facts.answers().entry(spec.id).is_some());
    match (asked.is_empty(), asked.iter().all(|page| page.est_remplie(facts)), touched) {
        (true, _, _) => EtatSection::SansObjet,
        (false, true, true) => EtatSection::Remplie,
        (false, _, false) => EtatSection::AFaire,
        (false, false, true) => EtatSection::EnCours,
    }
}

/// The answers whose question is asked, and in rows the fields that are: what is reviewed, exported and printed.
pub fn seulement_posees(answers: &Answers, facts: &Facts) -> Answers {
    let mut kept = Answers::default();
    for spec in questions().filter(|spec| facts.est_posee(*spec) == Ok(true)) {
        let entry = match (&spec.champ, answers.entry(spec.id)) {
            (Champ::Lignes(liste), Some(Entry::Rows(rows))) => Some(Entry::Rows(
                rows.iter().map(|row| seulement_posee(facts, spec.id, liste, row)).collect(),
            )),
            (_, entry) => entry.cloned(),
        };
        kept.set(spec.id, entry);
    }
    kept
}

fn seulement_posee(facts: &Facts, list: &'static str, liste: &'static Liste, row: &Row) -> Row {
    let inside = facts.dans(list, row);
    let mut kept = Row::new(&row.id);
    for field in champs(liste).filter(|field| inside.est_posee(*field) == Ok(true)) {
        kept.set(field.id, row.entry(field.id).cloned());
    }
    kept
}
