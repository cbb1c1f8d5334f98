//! « Par quoi commencer »: what a director does next working day, then, and later. A pure function of the dossier and of
//! its [`Report`]; the page only draws it.
//!
//! The actions of the plan are grouped by gesture ([`super::gestes`]). **Invariants**, tested over the worked cases and
//! their neighbours: every action of the plan is held by exactly one line; a line that waits for something cannot be
//! ticked, and one that waits for nothing can; ticking whatever can be ticked ends with everything done.
//!
//! Words here are the director's: names instead of functions when they are known, no rule id, no form code alone.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendrier::{ajouter_jours_ouvres, jour_nomme, lire_date, long, vers};
use super::dossier::{Dossier, Etat};
use super::facts::{Facts, Memoire};
use super::gestes::{Geste, est_une_carte, geste};
use super::liens::{Lien, liens, parties};
use super::moment::Moment;
use super::plan::Bilan;
use super::question::Choice;
use super::questions::at::{AT, At};
use super::questions::calendrier::zone;
use super::questions::cartes_responsables::Carte;
use super::questions::certificats_en_service::{CERTIFICAT_PRODUIT, CERTIFICATS_EN_SERVICE, Produit};
use super::questions::gestionnaires::{GESTIONNAIRE_PERSONNE, GESTIONNAIRES};
use super::questions::logiciels::{LOGICIELS, nom_logiciel};
use super::questions::option_president::directeur_a_part;
use super::questions::personnes::nom_de;
use super::questions::professionnels::{PROFESSIONNELS, profession};
use super::report::{LigneAction, Reponse, Report};
use super::rule::Compte;
use super::rules::avis::MSSANTE_OPERATEUR;
use super::rules::rpps_gestionnaires::qui_restent;
use super::situations::{DIRECTEUR, RL, carte_de, porteur};

/// When a line is to be done. In the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partie {
    /// What is never put off: a card that was lost or stolen.
    Aujourdhui,
    /// The next working day: two things at most.
    ProchainJour,
    /// What waits for nothing.
    SansAttendre,
    /// What waits for something else than a card.
    Puis,
    /// What waits for cards.
    Cartes,
    /// What waits for what waits, and what has a later day of its own.
    Ensuite,
    /// What is done.
    Faites,
}

impl Partie {
    /// The parts of what is to be done, in the order of the page.
    pub const A_FAIRE: [Self; 6] =
        [Self::Aujourdhui, Self::ProchainJour, Self::SansAttendre, Self::Puis, Self::Cartes, Self::Ensuite];
}

/// A part of a line: an action of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The action, by its id.
    pub action: String,
    /// The key under which what is noted of it is kept.
    pub cle: String,
    /// What it is.
    pub titre: String,
    /// How far it is.
    pub etat: Etat,
    /// Ticking it says that it is under way: ready to be sent, or ordered. Else, that it is done.
    pub commence: bool,
    /// An advice.
    pub conseil: bool,
}

impl Piece {
    /// Whether its box is ticked.
    pub fn cochee(&self) -> bool {
        self.etat == Etat::Fait || (self.commence && self.etat == Etat::EnCours)
    }
}

/// A message that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// To whom, in words.
    pub a: String,
    /// Subject.
    pub objet: String,
    /// Body.
    pub corps: String,
}

/// A line: one gesture, with all that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tache {
    /// What tells it from the others of the page.
    pub cle: String,
    /// Its gesture.
    pub geste: Geste,
    /// What to do; starts with a verb.
    pub titre: String,
    /// Who does it, or makes it ready: names when they are known.
    pub qui: Vec<String>,
    /// Who signs.
    pub signe: Option<String>,
    /// What it holds.
    pub pieces: Vec<Piece>,
    /// What to ask or to check first.
    pub d_abord: Vec<String>,
    /// What to attach.
    pub joindre: Vec<String>,
    /// What it waits for; empty when it can be done.
    pub apres: Vec<String>,
    /// A day, in words; empty when none is known.
    pub quand: String,
    /// Where it is done.
    pub liens: Vec<Lien>,
    /// A message that is ready.
    pub message: Option<Message>,
}

impl Tache {
    /// Whether it can be done, and ticked.
    pub fn possible(&self) -> bool {
        self.apres.is_empty()
    }

    /// Whether everything in it is done.
    pub fn faite(&self) -> bool {
        self.pieces.iter().all(|piece| piece.etat == Etat::Fait)
    }

    /// The actions that one tick of the whole line says done, then those that it says under way: a card that is ordered
    /// is not yet received.
    pub fn d_un_coup(&self) -> (Vec<&str>, Vec<&str>) {
        let card = |piece: &Piece| self.geste != Geste::Recevoir && est_une_carte(&piece.action);
        let left = || self.pieces.iter().filter(|piece| piece.etat != Etat::Fait);
        let ids =
            |cards: bool| left().filter(move |piece| card(piece) == cards).map(|piece| piece.cle.as_str());
        (ids(false).collect(), ids(true).collect())
    }

    /// Who prepares, who signs, and when: one sentence without its full stop, empty when nothing is known.
    pub fn qui_et_quand(&self) -> String {
        let mut said = vec![];
        if let Some(signe) = &self.signe {
            let same = self.qui.first() == Some(signe);
            said.push(if same { format!("{signe} prépare et signe") } else { format!("{signe} signe") });
            if !same {
                said.push(format!("{} prépare", self.qui.join(", ")));
            }
        } else if !self.qui.is_empty() {
            said.push(self.qui.join(", "));
        }
        if !self.quand.is_empty() {
            said.push(self.quand.clone());
        }
        majuscule(&said.join("\u{a0}; "))
    }

    /// The line in words, as in a message: what, with what, after what.
    pub fn en_mots(&self) -> String {
        let mut words = format!("- {}", self.titre);
        if let Some(signe) = &self.signe {
            words.push_str(&format!(" (signature\u{a0}: {signe})"));
        }
        if !self.quand.is_empty() {
            words.push_str(&format!(", {}", self.quand));
        }
        if !self.apres.is_empty() {
            words.push_str(&format!(" ; après\u{a0}: {}", self.apres.join(" ; ")));
        }
        let several = self.pieces.len() > 1;
        for piece in self.pieces.iter().filter(|piece| several && piece.etat != Etat::Fait) {
            words.push_str(&format!("\n    - {}", piece.titre));
        }
        for first in &self.d_abord {
            words.push_str(&format!("\n    - d’abord\u{a0}: {first}"));
        }
        for piece in &self.joindre {
            words.push_str(&format!("\n    - à joindre\u{a0}: {piece}"));
        }
        for lien in &self.liens {
            words.push_str(&format!("\n    {}\u{a0}: {}", lien.texte, lien.adresse));
        }
        words
    }
}

/// What everything waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attente {
    /// One or two sentences.
    pub phrase: String,
}

/// Something that was expected by now, and is not noted as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendu {
    /// The question: « L’enveloppe devait partir le 14 décembre : est-elle partie ? »
    pub phrase: String,
    /// The line that it is about.
    pub tache: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commencer {
    /// What everything waits for.
    pub attente: Option<Attente>,
    /// The last day on which something was kept, when it is before today.
    pub depuis: Option<NaiveDate>,
    /// What was expected since.
    pub attendus: Vec<Attendu>,
    /// The next working day.
    pub jour: NaiveDate,
    /// The lines, by part then by weight.
    pub taches: Vec<(Partie, Tache)>,
    /// Questions without an answer: the plan may hold more.
    pub a_repondre: Vec<Reponse>,
    /// What the plan may also hold, according to answers that are not known.
    pub peut_etre: Vec<String>,
    /// What is wanted and is no business of the ANS: the plan says so, and to whom to turn (R-INFO-10).
    pub hors_du_plan: Vec<String>,
    /// The figures, in words; empty when nothing is counted.
    pub figures: String,
    /// Who has something to do, each once.
    pub personnes: Vec<String>,
}

impl Commencer {
    /// The lines of a part.
    pub fn partie(&self, partie: Partie) -> impl Iterator<Item = &Tache> {
        self.taches.iter().filter(move |(known, _)| *known == partie).map(|(_, tache)| tache)
    }

    /// The title of a part that is to be done, and what is said beside it.
    pub fn titre(&self, partie: Partie) -> (String, &'static str) {
        let (titre, aside) = match partie {
            Partie::Aujourdhui => ("Aujourd’hui", ""),
            Partie::ProchainJour => {
                let number = if self.partie(partie).count() == 1 { "une chose" } else { "deux choses" };
                return (format!("{}\u{a0}: {number}", jour_nomme(self.jour)), "");
            }
            Partie::SansAttendre => ("Sans attendre", ""),
            Partie::Puis => ("Juste après", "pas possible avant"),
            Partie::Cartes => ("Quand les cartes arrivent", "pas possible avant"),
            Partie::Ensuite => ("Ensuite", ""),
            Partie::Faites => ("C’est fait", ""),
        };
        (titre.to_owned(), aside)
    }

    /// What concerns one person, ready to be sent: their lines only. None when they have none left.
    pub fn message_pour(&self, personne: &str, structure: &str) -> Option<Message> {
        let theirs: Vec<String> = self
            .taches
            .iter()
            .filter(|(partie, tache)| *partie != Partie::Faites && concerne(tache, personne))
            .map(|(_, tache)| tache.en_mots())
            .collect();
        if theirs.is_empty() {
            return None;
        }
        let pour = if structure.is_empty() { String::new() } else { format!(" pour {structure}") };
        Some(Message {
            a: personne.to_owned(),
            objet: format!("Agence du Numérique en Santé\u{a0}: ce que vous avez à faire{pour}"),
            corps: format!("Bonjour,\n\nVoici ce qui vous concerne{pour}.\n\n{}\n", theirs.join("\n\n")),
        })
    }
}

fn concerne(tache: &Tache, personne: &str) -> bool {
    tache.qui.iter().chain(&tache.signe).any(|known| known == personne)
}

/// An action, and what it waits for.
struct Acte<'a> {
    action: &'a LigneAction,
    etat: Etat,
    prevu: Option<NaiveDate>,
    geste: Geste,
    /// The gesture and what tells it apart.
    cle: String,
    /// Places of what comes before and is not done, and of what finds out whether something else comes before.
    avant: Vec<usize>,
    /// Questions without an answer that decide whether something else comes before.
    inconnus: Vec<String>,
    /// Everything before it is in the same gesture, and free too.
    libre: bool,
    /// A card is among all that it waits for, near or far, outside its gesture.
    attend_une_carte: bool,
    /// How many others wait for it, near or far; and how many unknown points it decides.
    poids: usize,
}

impl Acte<'_> {
    fn fait(&self) -> bool {
        self.etat == Etat::Fait
    }
}

/// « Par quoi commencer : EHPAD Les Tilleuls ».
pub fn titre(report: &Report) -> String {
    match report.structure.as_str() {
        "" => "Par quoi commencer".to_owned(),
        structure => format!("Par quoi commencer\u{a0}: {structure}"),
    }
}

/// What to start with. Pure.
pub fn commencer(dossier: &Dossier, report: &Report) -> Commencer {
    let memoire = Memoire::default();
    let facts = Facts::new(&dossier.answers, report.jour).avec_memoire(&memoire);
    let actes = actes(&facts, dossier, report);
    let mots = Mots { facts: &facts, report, actes: &actes };
    let mut taches = mots.taches();
    let jour = ajouter_jours_ouvres(report.jour, 1, zone(&facts));
    choisir_le_prochain_jour(&mut taches, &actes);
    taches.sort_by_key(|(partie, weighed)| (*partie, std::cmp::Reverse(weighed.poids), weighed.tache.geste));
    let attente = mots.attente(&taches);
    let attendus = mots.attendus(&taches);
    let saved = lire_date(dossier.enregistre_le.get(..10).unwrap_or_default());
    let taches: Vec<(Partie, Tache)> =
        taches.into_iter().map(|(partie, weighed)| (partie, weighed.tache)).collect();
    let mut personnes: Vec<String> = vec![];
    for (_, tache) in taches.iter().filter(|(partie, _)| *partie != Partie::Faites) {
        for qui in tache.signe.iter().chain(&tache.qui) {
            if !personnes.contains(qui) && !qui.starts_with("chaque ") {
                personnes.push(qui.clone());
            }
        }
    }
    Commencer {
        attente,
        depuis: saved.filter(|saved| *saved < report.jour),
        attendus,
        jour,
        taches,
        a_repondre: a_repondre(report),
        peut_etre: report.ouverts.iter().map(|open| open.titre.clone()).collect(),
        hors_du_plan: hors_du_plan(report),
        figures: figures(report),
        personnes,
    }
}

/// What the plan does not cover, of what was asked for.
fn hors_du_plan(report: &Report) -> Vec<String> {
    let told = report.avis.iter().filter(|avis| avis.id == MSSANTE_OPERATEUR.id);
    told.map(|avis| avis.ligne.texte.clone()).collect()
}

/// The questions that are left without an answer and decide something, each once.
fn a_repondre(report: &Report) -> Vec<Reponse> {
    let mut found: Vec<Reponse> = vec![];
    for open in &report.ouverts {
        for question in open.questions.iter().filter(|question| question.valeur == "sans réponse") {
            if !found.iter().any(|known| known.lu == question.lu) {
                found.push(question.clone());
            }
        }
    }
    found.sort_by_cached_key(|question| super::questionnaire::rang(question.lu.question));
    found
}

/// « En tout : un contrat, deux cartes et trois certificats. »; « 0 ou 1 contrat » while that is open.
fn figures(report: &Report) -> String {
    let (sure, more) = (report.bilan, report.en_plus);
    let all = |bilan: &Bilan| {
        let cards = bilan.cde.saturating_add(bilan.cpe).saturating_add(bilan.cpa);
        [bilan.contrats, bilan.f502, cards, bilan.certificats]
    };
    let names = [
        ("un", "contrat", "contrats", &[Compte::Contrats][..]),
        ("un", "mandataire", "mandataires", &[Compte::F502]),
        ("une", "carte", "cartes", &[Compte::Cde, Compte::Cpe, Compte::Cpa]),
        ("un", "certificat", "certificats", &[Compte::Certificats]),
    ];
    let words: Vec<String> = all(&sure)
        .into_iter()
        .zip(all(&more))
        .zip(names)
        .filter_map(|((sure, more), (un, one, many, comptes))| {
            let unbounded = comptes.iter().any(|compte| report.sans_borne.contains(compte));
            Some(match (sure, more) {
                (0, 0) => return None,
                (sure, _) if unbounded => format!("{sure} {many} ou plus"),
                (1, 0) => format!("{un} {one}"),
                (sure, 0) => format!("{} {many}", en_lettres(sure)),
                (0, 1) => format!("0 ou 1 {one}"),
                (sure, 1) => format!("{sure} ou {} {many}", sure.saturating_add(1)),
                (sure, more) => format!("{sure} à {} {many}", sure.saturating_add(more)),
            })
        })
        .collect();
    if words.is_empty() { String::new() } else { format!("En tout\u{a0}: {}.", enumerer(&words)) }
}

fn en_lettres(nombre: u32) -> String {
    let words = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];
    let place = usize::try_from(nombre).unwrap_or(usize::MAX).wrapping_sub(2);
    words.get(place).map_or_else(|| nombre.to_string(), |word| (*word).to_owned())
}

/// « a, b et c ».
fn enumerer(mots: &[String]) -> String {
    match mots {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// A title inside a sentence: its first letter small, unless it is an acronym.
fn minuscule(texte: &str) -> String {
    let mut letters = texte.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(second).chain(letters).collect()
        }
        _ => texte.to_owned(),
    }
}

fn majuscule(texte: &str) -> String {
    let mut letters = texte.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn actes<'a>(facts: &Facts, dossier: &Dossier, report: &'a Report) -> Vec<Acte<'a>> {
    let by_mail = super::liens::part_par_courriel(facts);
    let sent = |action: &LigneAction| matches!(action.id.as_str(), "contrat" | "f101");
    let envoi = !by_mail && report.actions.iter().any(sent);
    let mut actes: Vec<Acte<'a>> = report
        .actions
        .iter()
        .map(|action| {
            let noted = dossier.suivi.get(&action.cle);
            let (geste, which) = geste(facts, &action.id, envoi);
            Acte {
                action,
                etat: noted.map_or(Etat::AFaire, |noted| noted.etat),
                prevu: noted.filter(|noted| noted.etat != Etat::Fait).and_then(|noted| noted.date),
                geste,
                cle: format!("{geste:?}:{which}"),
                avant: vec![],
                inconnus: vec![],
                libre: false,
                attend_une_carte: false,
                poids: 0,
            }
        })
        .collect();
    // A card that is ordered, and all that left with it sent: it is to be received.
    let ordered = |place: usize| {
        let Some(acte) = actes.get(place) else { return false };
        let to_send = |other: &Acte| {
            let waiting = est_une_carte(&other.action.id) && other.etat == Etat::EnCours;
            other.cle == acte.cle && !other.fait() && !waiting
        };
        est_une_carte(&acte.action.id) && acte.etat == Etat::EnCours && !actes.iter().any(to_send)
    };
    let ordered: Vec<bool> = (0..actes.len()).map(ordered).collect();
    for (acte, ordered) in actes.iter_mut().zip(ordered) {
        if ordered {
            acte.geste = Geste::Recevoir;
            acte.cle = format!("{:?}:", Geste::Recevoir);
        }
    }
    let places: std::collections::BTreeMap<&str, usize> =
        report.actions.iter().enumerate().map(|(place, action)| (action.id.as_str(), place)).collect();
    let open = |place: &usize| actes.get(*place).is_some_and(|before| !before.fait());
    let before: Vec<(Vec<usize>, Vec<String>)> = actes
        .iter()
        .map(|acte| {
            let mut ids: Vec<&str> = acte.action.apres.iter().map(|(id, _)| id.as_str()).collect();
            let mut unknown = vec![];
            for maybe in acte.action.attend.iter().filter(|attend| !attend.certain) {
                let line = report.ouverts.iter().find(|open| open.id == maybe.id);
                let found_by = line.map_or(&[][..], |line| line.apres.as_slice());
                ids.extend(found_by.iter().map(|(id, _)| id.as_str()));
                if found_by.is_empty() {
                    unknown.push(line.and_then(|line| line.questions.first()).map_or_else(
                        || minuscule(&maybe.titre),
                        |question| format!("répondre à « {} »", question.question),
                    ));
                }
            }
            let mut before: Vec<usize> = ids
                .into_iter()
                .filter_map(|id| places.get(id).copied())
                .filter(|place| open(place))
                .collect();
            before.sort_unstable();
            before.dedup();
            unknown.dedup();
            (before, unknown)
        })
        .collect();
    for (acte, (before, unknown)) in actes.iter_mut().zip(before) {
        acte.avant = before;
        acte.inconnus = unknown;
    }
    // Prerequisites make no circle: each pass settles at least one more.
    loop {
        let free: Vec<usize> = (0..actes.len()).filter(|place| devient_libre(&actes, *place)).collect();
        let waiting: Vec<usize> = (0..actes.len()).filter(|place| attend_une_carte(&actes, *place)).collect();
        if free.is_empty() && waiting.is_empty() {
            break;
        }
        for place in free {
            if let Some(acte) = actes.get_mut(place) {
                acte.libre = true;
            }
        }
        for place in waiting {
            if let Some(acte) = actes.get_mut(place) {
                acte.attend_une_carte = true;
            }
        }
    }
    let after = apres(&actes);
    let weights: Vec<usize> = (0..actes.len()).map(|place| poids(&after, report, place)).collect();
    for (acte, weight) in actes.iter_mut().zip(weights) {
        acte.poids = weight;
    }
    actes
}

fn devient_libre(actes: &[Acte], place: usize) -> bool {
    let Some(acte) = actes.get(place) else { return false };
    let free = |other: &usize| actes.get(*other).is_some_and(|other| other.cle == acte.cle && other.libre);
    !acte.libre && acte.inconnus.is_empty() && acte.avant.iter().all(free)
}

/// Whether it is seen only now that it waits for a card.
fn attend_une_carte(actes: &[Acte], place: usize) -> bool {
    let Some(acte) = actes.get(place) else { return false };
    let waits = |other: &usize| {
        actes.get(*other).is_some_and(|other| {
            other.attend_une_carte || (other.cle != acte.cle && est_une_carte(&other.action.id))
        })
    };
    !acte.attend_une_carte && acte.avant.iter().any(waits)
}

/// How many actions wait for it, near or far, and how many open points its answer decides.
fn poids(after: &[Vec<usize>], report: &Report, place: usize) -> usize {
    let id = report.actions.get(place).map_or("", |action| action.id.as_str());
    let decides: &[&str] = match parties(id) {
        ("se-renseigner", question) => &[question],
        ("verifier-contrat", _) => &["contrat"],
        ("designer-at", _) => &["at", "administrateurs-techniques"],
        ("designer-gestionnaire", _) => &["gestionnaires"],
        ("completer-sites", _) => &["sites", "nb-sites"],
        _ => &[],
    };
    let open = report
        .ouverts
        .iter()
        .filter(|open| open.questions.iter().any(|question| decides.contains(&question.lu.question)));
    atteints(after, &[place]).len() + open.count()
}

/// Places that are reached from some, themselves left out, step by step.
fn atteints(steps: &[Vec<usize>], from: &[usize]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut left = from.to_vec();
    while let Some(place) = left.pop() {
        for next in steps.get(place).into_iter().flatten() {
            if reached.insert(*next) {
                left.push(*next);
            }
        }
    }
    reached
}

/// For each action that is not done, those that wait for it directly.
fn apres(actes: &[Acte]) -> Vec<Vec<usize>> {
    let mut after = vec![vec![]; actes.len()];
    for (place, acte) in actes.iter().enumerate().filter(|(_, acte)| !acte.fait()) {
        for before in &acte.avant {
            if let Some(list) = after.get_mut(*before) {
                list.push(place);
            }
        }
    }
    after
}

/// A line, and how much hangs on it.
struct Pesee {
    tache: Tache,
    poids: usize,
    /// Places of its actions.
    actes: Vec<usize>,
}

/// The two things of the next working day: what most hangs on, among what can be done.
fn choisir_le_prochain_jour(taches: &mut [(Partie, Pesee)], actes: &[Acte]) {
    let dated = |weighed: &Pesee| {
        weighed.actes.iter().any(|place| actes.get(*place).is_some_and(|acte| acte.prevu.is_some()))
    };
    let mut candidates: Vec<(bool, std::cmp::Reverse<usize>, Geste, usize)> = taches
        .iter()
        .enumerate()
        .filter(|(_, (partie, weighed))| *partie == Partie::SansAttendre && !dated(weighed))
        .map(|(place, (_, weighed))| {
            let geste = weighed.tache.geste;
            let advice = weighed.tache.pieces.iter().all(|piece| piece.conseil);
            (!geste.est_un_pivot() || advice, std::cmp::Reverse(weighed.poids), geste, place)
        })
        .collect();
    candidates.sort_unstable();
    let only_pivots = candidates.iter().any(|(other, ..)| !other);
    for (other, _, _, place) in candidates.into_iter().take(2) {
        if let Some((partie, _)) = taches.get_mut(place)
            && !(only_pivots && other)
        {
            *partie = Partie::ProchainJour;
        }
    }
}

/// The words of the page, read from the answers.
struct Mots<'a> {
    facts: &'a Facts<'a>,
    report: &'a Report,
    actes: &'a [Acte<'a>],
}

impl Mots<'_> {
    fn acte(&self, place: usize) -> Option<&Acte<'_>> {
        self.actes.get(place)
    }

    /// The lines: the actions of one gesture that are at the same point.
    fn taches(&self) -> Vec<(Partie, Pesee)> {
        let mut groups: Vec<(String, Partie, Vec<usize>)> = vec![];
        for (place, acte) in self.actes.iter().enumerate().filter(|(_, acte)| !acte.fait()) {
            let partie = self.partie(acte);
            match groups.iter_mut().find(|(cle, known, _)| *cle == acte.cle && *known == partie) {
                Some((_, _, places)) => places.push(place),
                None => groups.push((acte.cle.clone(), partie, vec![place])),
            }
        }
        groups.sort_by_key(|(_, partie, _)| *partie);
        // What is done stays with what is left of its gesture; a gesture that is done has a line of its own.
        for (place, acte) in self.actes.iter().enumerate().filter(|(_, acte)| acte.fait()) {
            match groups.iter_mut().find(|(cle, ..)| *cle == acte.cle) {
                Some((_, _, places)) => places.push(place),
                None => groups.push((acte.cle.clone(), Partie::Faites, vec![place])),
            }
        }
        let waits: Vec<Vec<usize>> =
            groups.iter().map(|(cle, _, places)| self.attendus_de(cle, places)).collect();
        let titles: Vec<(String, Vec<usize>)> =
            groups.iter().map(|(_, _, places)| (self.titre(places), places.clone())).collect();
        groups
            .into_iter()
            .zip(waits)
            .map(|((cle, partie, mut places), waits)| {
                places.sort_unstable();
                let mut apres = self.en_attente(&waits, &titles);
                for unknown in
                    places.iter().filter_map(|place| self.acte(*place)).flat_map(|acte| &acte.inconnus)
                {
                    if !apres.contains(unknown) {
                        apres.push(unknown.clone());
                    }
                }
                let tache = self.tache(&cle, partie, &places, apres);
                let poids = places.iter().filter_map(|place| self.acte(*place)).map(|acte| acte.poids).max();
                (partie, Pesee { tache, poids: poids.unwrap_or(0), actes: places })
            })
            .collect()
    }

    fn partie(&self, acte: &Acte) -> Partie {
        if acte.geste == Geste::Recevoir {
            return Partie::Cartes;
        }
        if acte.libre {
            let later = matches!(acte.action.moment, Moment::Le(day) if day > self.report.jour);
            return match acte.geste {
                _ if later => Partie::Ensuite,
                Geste::Incident => Partie::Aujourdhui,
                _ => Partie::SansAttendre,
            };
        }
        if !acte.attend_une_carte {
            return Partie::Puis;
        }
        // A card that is itself to be ordered later, or what waits for a card: this comes after.
        let far = |before: &&Acte| before.attend_une_carte && before.geste != Geste::Recevoir;
        let outside =
            acte.avant.iter().filter_map(|place| self.acte(*place)).filter(|other| other.cle != acte.cle);
        let inside =
            acte.avant.iter().filter_map(|place| self.acte(*place)).filter(|other| other.cle == acte.cle);
        if outside.clone().any(|before| far(&before))
            || inside.clone().any(|before| self.partie(before) == Partie::Ensuite)
        {
            Partie::Ensuite
        } else {
            Partie::Cartes
        }
    }

    /// What a group waits for outside itself, what is implied by the rest left out.
    fn attendus_de(&self, cle: &str, places: &[usize]) -> Vec<usize> {
        let mut direct: Vec<usize> = vec![];
        for acte in places.iter().filter_map(|place| self.acte(*place)).filter(|acte| !acte.fait()) {
            for before in &acte.avant {
                let outside = self.acte(*before).is_some_and(|other| other.cle != cle);
                let same_gesture_later = !outside && !places.contains(before);
                if (outside || same_gesture_later) && !direct.contains(before) {
                    direct.push(*before);
                }
            }
        }
        let steps: Vec<Vec<usize>> = self.actes.iter().map(|acte| acte.avant.clone()).collect();
        let implied = atteints(&steps, &direct);
        direct.retain(|place| !implied.contains(place));
        direct
    }

    /// What is waited for, in words: a card by whose it is, the rest by the line that holds it.
    fn en_attente(&self, waits: &[usize], titles: &[(String, Vec<usize>)]) -> Vec<String> {
        let mut words: Vec<String> = vec![];
        for place in waits {
            let Some(acte) = self.acte(*place) else { continue };
            let said = if est_une_carte(&acte.action.id) {
                self.carte(acte)
            } else {
                let line = titles.iter().find(|(_, places)| places.contains(place));
                minuscule(line.map_or(acte.action.titre.as_str(), |(title, _)| title.as_str()))
            };
            if !words.contains(&said) {
                words.push(said);
            }
        }
        words
    }

    /// « la carte de Claire Martin ».
    fn carte(&self, acte: &Acte) -> String {
        let (livrable, sujet) = parties(&acte.action.id);
        match livrable {
            "cde" => match porteur(self.facts) {
                Ok(id) => format!("la carte {}", de(&nom_de(self.facts, id))),
                Err(_) => "la carte du responsable".to_owned(),
            },
            _ if self.facts.answers().row(PROFESSIONNELS.spec.id, sujet).is_some() => {
                format!("les cartes des professionnels ({})", self.metier(sujet))
            }
            _ if self.facts.answers().row("incidents", sujet).is_some() => {
                "la carte de remplacement".to_owned()
            }
            _ => format!("la carte {}", de(&nom_de(self.facts, sujet))),
        }
    }

    /// What a certificate is for.
    fn produit(&self, livrable: &str, sujet: &str) -> String {
        if livrable == "certificat-en-service" {
            let row = self.facts.answers().row(CERTIFICATS_EN_SERVICE.spec.id, sujet);
            let row = row.map(|row| self.facts.dans(CERTIFICATS_EN_SERVICE.spec.id, row));
            let produit = row.and_then(|row| row.get(&CERTIFICAT_PRODUIT).ok());
            return produit
                .map_or_else(|| "produit à préciser".to_owned(), |produit| produit.libelle().to_owned());
        }
        match sujet.rsplit(':').next().unwrap_or("") {
            "insi" => "INSi (automatique ou manuel, l’éditeur le dit)".to_owned(),
            "insi-second" => "INSi, le second".to_owned(),
            jeton => {
                Produit::de_jeton(jeton).map_or_else(String::new, |produit| produit.libelle().to_owned())
            }
        }
    }

    fn metier(&self, row: &str) -> String {
        let row = self.facts.answers().row(PROFESSIONNELS.spec.id, row);
        let known = row.and_then(|row| profession(&self.facts.dans(PROFESSIONNELS.spec.id, row)));
        known.map_or_else(|| "profession à préciser".to_owned(), |profession| minuscule(profession.nom))
    }

    /// Who answers for the structure day by day.
    fn direction(&self) -> String {
        let who = if directeur_a_part(self.facts) == Ok(true) { DIRECTEUR } else { RL };
        nom_de(self.facts, who)
    }

    /// Who has, or will have, a card that opens the portals.
    fn qui_a_la_carte(&self) -> String {
        match porteur(self.facts) {
            Ok(id) => nom_de(self.facts, id),
            Err(_) => "le représentant légal ou un mandataire".to_owned(),
        }
    }

    /// Whether the holder of the CDE never had a card, as far as one knows.
    fn premiere_carte(&self) -> bool {
        let held = porteur(self.facts).and_then(|id| carte_de(self.facts, id));
        held.is_ok_and(|carte| matches!(carte, Carte::Aucune | Carte::Demandee)) || held.is_err()
    }

    fn logiciels(&self) -> Vec<String> {
        let rows = self.facts.answers().rows(LOGICIELS.spec.id);
        rows.iter().map(|row| nom_logiciel(self.facts, &row.id)).collect()
    }

    /// « l’éditeur de NetSoins ».
    fn editeur(&self) -> String {
        let names = self.logiciels();
        match names.as_slice() {
            [] => "l’éditeur de votre logiciel".to_owned(),
            [one] => format!("l’éditeur {}", de(one)),
            [..] => format!("les éditeurs de {}", enumerer(&names)),
        }
    }

    /// Who looks after the certificates.
    fn administrateur(&self) -> Vec<String> {
        let named: Vec<String> = self
            .actes
            .iter()
            .filter_map(|acte| acte.action.id.strip_prefix("declarer-at:"))
            .filter(|id| *id != "at")
            .map(|id| nom_de(self.facts, id))
            .collect();
        if !named.is_empty() {
            return named;
        }
        match self.facts.get(&AT) {
            Ok(At::Tiers | At::TiersSansCarte) => vec![self.editeur()],
            _ => vec!["l’administrateur technique".to_owned()],
        }
    }

    /// Who registers the staff; who leaves registers no one (R-CARTE-27).
    fn gestionnaires(&self) -> Vec<String> {
        let mut names: Vec<String> = vec![];
        for row in qui_restent(self.facts).unwrap_or_default() {
            if let Ok(id) = row.get(&GESTIONNAIRE_PERSONNE) {
                let name = nom_de(self.facts, &id.0);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if names.is_empty() { vec!["le gestionnaire".to_owned()] } else { names }
    }

    /// How many people, or things, a line is about.
    fn nombre(&self, places: &[usize]) -> u32 {
        let left = places.iter().filter_map(|place| self.acte(*place));
        left.fold(0, |total, acte| total.saturating_add(acte.action.quantite))
    }

    /// The title of a line.
    fn titre(&self, places: &[usize]) -> String {
        let all: Vec<&Acte> = places.iter().filter_map(|place| self.acte(*place)).collect();
        let Some(first) = all.first() else { return String::new() };
        let number = self.nombre(places);
        let people = |one: &str, many: &str| {
            if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
        };
        let has = |livrable: &str| all.iter().any(|acte| parties(&acte.action.id).0 == livrable);
        let alone = || first.action.titre.clone();
        match first.geste {
            Geste::Incident
            | Geste::NouveauNom
            | Geste::CarteDeLAns
            | Geste::Mandataires
            | Geste::Seule
            | Geste::Tests => alone(),
            Geste::Contrat => "Retrouver votre contrat avec l’Agence du Numérique en Santé".to_owned(),
            Geste::Sites => "Vérifier la liste de vos sites".to_owned(),
            Geste::EnvoiEnLigne if has("contrat") && has("f101") => {
                let card = if self.premiere_carte() { "première carte" } else { "demande de carte" };
                format!("Faire en ligne le contrat et la {card}")
            }
            Geste::EnvoiEnLigne if has("contrat") => "Faire en ligne le contrat d’adhésion".to_owned(),
            Geste::EnvoiEnLigne => "Faire en ligne la demande de carte de directeur".to_owned(),
            Geste::EnvoiPapier if !has("contrat") => "Préparer la demande de carte de directeur".to_owned(),
            Geste::EnvoiPapier => "Préparer l’enveloppe pour l’Agence du Numérique en Santé".to_owned(),
            Geste::CartesDesPersonnes => format!(
                "{} à l’Agence du Numérique en Santé{}",
                people("professionnel demande sa carte", "professionnels demandent leur carte"),
                self.seul_metier(&all)
            ),
            Geste::EnvoiCourriel => "Déclarer le nouveau représentant légal, par courriel".to_owned(),
            Geste::Formulaires if all.len() == 1 => self.piece(first),
            Geste::Formulaires => "Envoyer les formulaires papier".to_owned(),
            Geste::Decider if all.len() == 1 && parties(&first.action.id).0 != "se-renseigner" => alone(),
            Geste::Decider => "Décider qui fait quoi".to_owned(),
            Geste::Editeur => format!("Écrire à {}", self.editeur()).replace("à les ", "aux "),
            Geste::CartesConnues => "Demander à chacun quelle carte il a déjà".to_owned(),
            Geste::Personnel => "Demander aux professionnels ce qu’ils ont déjà".to_owned(),
            Geste::Renseigner => "Trouver les réponses qui manquent".to_owned(),
            Geste::CarteDeLOrdre => {
                let (_, sujet) = parties(&first.action.id);
                let who = if sujet.is_empty() { RL } else { sujet };
                if has("cps-ordre") {
                    format!("Demander sa carte à son ordre\u{a0}: {}", nom_de(self.facts, who))
                } else {
                    format!(
                        "Déclarer à son ordre qu’il est représentant légal\u{a0}: {}",
                        nom_de(self.facts, RL)
                    )
                }
            }
            Geste::Departs if all.len() == 1 => alone(),
            Geste::Departs => "Fermer les accès de ceux qui s’en vont".to_owned(),
            Geste::Tom if all.len() == 1 => self.piece(first),
            Geste::Tom => {
                format!("Dans le service en ligne des cartes\u{a0}: {}", people("démarche", "démarches"))
            }
            Geste::AdministrateurTechnique => {
                let who = if all.len() == 1 && first.action.id == "declarer-at:at" {
                    self.administrateur()
                } else {
                    all.iter().map(|acte| nom_de(self.facts, parties(&acte.action.id).1)).collect()
                };
                format!("Déclarer qui s’occupe des certificats\u{a0}: {}", enumerer(&who))
            }
            Geste::Gestionnaires => {
                let mut who: Vec<String> = vec![];
                for acte in &all {
                    let name = self.gestionnaire(parties(&acte.action.id).1);
                    if !who.contains(&name) {
                        who.push(name);
                    }
                }
                let who = if who.len() > 3 { format!("{} gestionnaires", who.len()) } else { enumerer(&who) };
                match (has("formation-gestionnaire"), has("habilitation-gestionnaire")) {
                    (true, true) => format!("Faire former, puis habiliter\u{a0}: {who}"),
                    (true, false) => format!("Faire former\u{a0}: {who}"),
                    _ => format!("Habiliter\u{a0}: {who}"),
                }
            }
            Geste::Certificats => {
                let id = first.cle.split_once(':').map_or("", |(_, id)| id);
                let who = match id {
                    "operateur" => "votre serveur de messagerie".to_owned(),
                    "" => "vos logiciels".to_owned(),
                    id => nom_logiciel(self.facts, id),
                };
                let old = all.iter().filter(|acte| {
                    acte.action.raisons.iter().any(|raison| raison.cas == "certificat-identite-change")
                });
                let then = match old.count() {
                    0 => "",
                    1 => ", puis faire révoquer l’ancien",
                    _ => ", puis faire révoquer les anciens",
                };
                format!("Demander {} pour {who}{then}", people("certificat", "certificats"))
            }
            Geste::RppsPlus => {
                format!(
                    "Enregistrer {} dans RPPS+{}",
                    people("personne", "personnes"),
                    self.seul_metier(&all)
                )
            }
            Geste::RppsPlusSiAdmis => {
                format!(
                    "Enregistrer {} dans RPPS+, si l’ANS l’admet{}",
                    people("personne", "personnes"),
                    self.seul_metier(&all)
                )
            }
            Geste::Alertes => "Choisir l’adresse qui reçoit les alertes des certificats".to_owned(),
            Geste::Lecteurs => "Prévoir un lecteur de carte par poste".to_owned(),
            Geste::Ordre => {
                let who = people("professionnel", "professionnels");
                format!("{who} à vérifier auprès de l’ordre{}", self.seul_metier(&all))
            }
            Geste::Ars => {
                format!(
                    "{} à vérifier auprès de l’agence régionale de santé{}",
                    people("professionnel", "professionnels"),
                    self.seul_metier(&all)
                )
            }
            Geste::Coordonnees => {
                format!(
                    "{}\u{a0}: courriel et téléphone à corriger dans l’annuaire",
                    people("personne", "personnes")
                )
            }
            Geste::EcpsEnPanne => {
                format!("{}\u{a0}: carte du téléphone (e-CPS) en panne", people("personne", "personnes"))
            }
            Geste::EcpsExpirees => {
                format!("{} à réactiver", people("carte de téléphone (e-CPS)", "cartes de téléphone (e-CPS)"))
            }
            Geste::EcpsAVerifier => {
                format!(
                    "{}\u{a0}: vérifier si la carte sur téléphone (e-CPS) est possible{}",
                    people("personne", "personnes"),
                    self.seul_metier(&all)
                )
            }
            Geste::Ecps if number == 1 => {
                format!("1 personne active sa carte sur téléphone (e-CPS){}", self.seul_metier(&all))
            }
            Geste::Ecps => {
                format!(
                    "{number} personnes activent leur carte sur téléphone (e-CPS){}",
                    self.seul_metier(&all)
                )
            }
            Geste::Recevoir => {
                let cards: Vec<String> = all.iter().map(|acte| self.carte(acte)).collect();
                format!("Recevoir {}", enumerer(&cards))
            }
            Geste::Rappels => match all.len() {
                1 => alone(),
                many => format!("Noter {many} dates de renouvellement"),
            },
        }
    }

    /// The profession of a line about one profession alone, which has no parts to name it.
    fn seul_metier(&self, all: &[&Acte]) -> String {
        match all {
            [one] => format!("\u{a0}: {}", self.metier(parties(&one.action.id).1)),
            _ => String::new(),
        }
    }

    fn gestionnaire(&self, row: &str) -> String {
        let row = self.facts.answers().row(GESTIONNAIRES.spec.id, row);
        let id =
            row.and_then(|row| self.facts.dans(GESTIONNAIRES.spec.id, row).get(&GESTIONNAIRE_PERSONNE).ok());
        id.map_or_else(|| "le gestionnaire".to_owned(), |id| nom_de(self.facts, &id.0))
    }

    /// The title of a part of a line.
    fn piece(&self, acte: &Acte) -> String {
        let action = acte.action;
        let (livrable, sujet) = parties(&action.id);
        match livrable {
            "contrat" => {
                let what = action.titre.strip_prefix("Signer ").unwrap_or(&action.titre);
                majuscule(what)
            }
            "f101" => match porteur(self.facts) {
                Ok(id) => format!("La carte {} (formulaire F101)", de(&nom_de(self.facts, id))),
                Err(_) => "La carte de directeur (formulaire F101)".to_owned(),
            },
            "document-nomination" => "L’acte de nomination ou la délégation de pouvoir, à établir".to_owned(),
            "mandataire" => {
                let form = if acte.geste == Geste::Tom { "" } else { " (formulaire F502)" };
                format!("Désigner comme mandataire\u{a0}: {}{form}", nom_de(self.facts, sujet))
            }
            "cpe" | "cpe-professionnels" if acte.geste == Geste::Recevoir => majuscule(&self.carte(acte)),
            "cpe" | "cpe-professionnels" => {
                let what = self.carte(acte);
                let what = what
                    .strip_prefix("les cartes ")
                    .map_or(what.clone(), |rest| format!("{} carte(s) {rest}", action.quantite));
                let what = what.replace("1 carte(s)", "1 carte").replace("carte(s)", "cartes");
                if acte.geste == Geste::Tom {
                    format!("Commander {what}")
                } else {
                    format!("Commander {what} (formulaire F301)")
                }
            }
            "cde" => majuscule(&self.carte(acte)),
            "se-renseigner" => question_a_l_editeur(sujet).map_or_else(
                || if action.quoi.is_empty() { action.titre.clone() } else { action.quoi.to_owned() },
                str::to_owned,
            ),
            "formation-gestionnaire" => format!("Formation\u{a0}: {}", self.gestionnaire(sujet)),
            "habilitation-gestionnaire" => format!("Habilitation\u{a0}: {}", self.gestionnaire(sujet)),
            "cps-ans-professionnels"
            | "enregistrement"
            | "activer-e-cps"
            | "e-cps-expiree"
            | "e-cps-anomalie"
            | "coordonnees" => {
                format!("{} × {}", majuscule(&self.metier(sujet)), action.quantite)
            }
            "certificat" | "certificat-en-service" => {
                format!("Certificat\u{a0}: {}", self.produit(livrable, sujet))
            }
            "declarer-at" => majuscule(&nom_de(self.facts, sujet)),
            _ => action.titre.clone(),
        }
    }

    fn tache(&self, cle: &str, partie: Partie, places: &[usize], apres: Vec<String>) -> Tache {
        let all: Vec<&Acte> = places.iter().filter_map(|place| self.acte(*place)).collect();
        let geste = all.first().map_or(Geste::Seule, |acte| acte.geste);
        let pieces: Vec<Piece> = all
            .iter()
            .map(|acte| Piece {
                action: acte.action.id.clone(),
                cle: acte.action.cle.clone(),
                titre: self.piece(acte),
                etat: acte.etat,
                commence: geste != Geste::Recevoir
                    && (geste.part_d_un_coup() || est_une_carte(&acte.action.id)),
                conseil: acte.action.conseil,
            })
            .collect();
        let mut links: Vec<Lien> = vec![];
        for link in all.iter().filter(|acte| !acte.fait()).flat_map(|acte| liens(self.facts, &acte.action.id))
        {
            if !links.contains(&link) {
                links.push(link);
            }
        }
        let titre = self.titre(places);
        let message = if partie == Partie::Faites { None } else { self.message(geste, &titre, &pieces) };
        Tache {
            cle: format!("{cle}{}", partie as u8),
            geste,
            titre,
            qui: self.qui(geste, &all),
            signe: self.signe(geste, &all),
            d_abord: d_abord(&all),
            joindre: if geste.part_d_un_coup() { joindre(&all) } else { vec![] },
            quand: quand(partie, &all),
            liens: links,
            pieces,
            apres,
            message,
        }
    }

    fn signe(&self, geste: Geste, all: &[&Acte]) -> Option<String> {
        let signed = all.iter().any(|acte| acte.action.signe.is_some());
        (geste.part_d_un_coup() && signed).then(|| nom_de(self.facts, RL))
    }

    fn qui(&self, geste: Geste, all: &[&Acte]) -> Vec<String> {
        match geste {
            Geste::EnvoiEnLigne
            | Geste::EnvoiPapier
            | Geste::EnvoiCourriel
            | Geste::Formulaires
            | Geste::Contrat
            | Geste::Sites
            | Geste::Decider
            | Geste::Editeur
            | Geste::CartesConnues
            | Geste::Personnel
            | Geste::Renseigner
            | Geste::NouveauNom => vec![self.direction()],
            Geste::Tom | Geste::Mandataires | Geste::AdministrateurTechnique => vec![self.qui_a_la_carte()],
            Geste::Gestionnaires => {
                let mut who: Vec<String> = vec![];
                let mut add = |name: String| {
                    if !who.contains(&name) {
                        who.push(name);
                    }
                };
                for acte in all.iter().filter(|acte| !acte.fait()) {
                    let (livrable, sujet) = parties(&acte.action.id);
                    add(if livrable == "formation-gestionnaire" {
                        self.gestionnaire(sujet)
                    } else {
                        self.qui_a_la_carte()
                    });
                }
                who
            }
            Geste::RppsPlus | Geste::RppsPlusSiAdmis => self.gestionnaires(),
            Geste::Departs => vec![self.qui_a_la_carte()],
            Geste::Certificats | Geste::Alertes => self.administrateur(),
            Geste::CarteDeLOrdre | Geste::CarteDeLAns => {
                let (_, sujet) = all.first().map_or(("", ""), |acte| parties(&acte.action.id));
                vec![if self.facts.answers().row("incidents", sujet).is_some() {
                    "la personne elle-même".to_owned()
                } else {
                    nom_de(self.facts, if sujet.is_empty() { RL } else { sujet })
                }]
            }
            Geste::CartesDesPersonnes
            | Geste::Ordre
            | Geste::Ars
            | Geste::Coordonnees
            | Geste::EcpsEnPanne
            | Geste::EcpsExpirees
            | Geste::EcpsAVerifier
            | Geste::Ecps => {
                vec!["chaque professionnel".to_owned()]
            }
            Geste::Recevoir => {
                let mut who: Vec<String> = vec![];
                for acte in all {
                    let (livrable, sujet) = parties(&acte.action.id);
                    let name = match livrable {
                        "cde" => self.qui_a_la_carte(),
                        _ if self.facts.answers().row(PROFESSIONNELS.spec.id, sujet).is_some() => {
                            "chaque professionnel".to_owned()
                        }
                        _ if self.facts.answers().row("incidents", sujet).is_some() => {
                            "chaque porteur".to_owned()
                        }
                        _ => nom_de(self.facts, sujet),
                    };
                    if !who.contains(&name) {
                        who.push(name);
                    }
                }
                who
            }
            Geste::Incident | Geste::Lecteurs | Geste::Rappels | Geste::Tests | Geste::Seule => {
                let mut who: Vec<String> = vec![];
                for acte in all {
                    let name = minuscule(&acte.action.qui);
                    let legal = ["le représentant légal", "le nouveau représentant légal"];
                    let name = if legal.iter().any(|known| name.starts_with(known)) {
                        nom_de(self.facts, RL)
                    } else {
                        name
                    };
                    if !name.is_empty() && !who.contains(&name) {
                        who.push(name);
                    }
                }
                who
            }
        }
    }

    /// The message of a line, where one helps: all the questions for the publisher at once; to who signs, what to sign.
    fn message(&self, geste: Geste, titre: &str, pieces: &[Piece]) -> Option<Message> {
        let left: Vec<&Piece> = pieces.iter().filter(|piece| piece.etat != Etat::Fait).collect();
        let structure = &self.report.structure;
        let of = if structure.is_empty() { String::new() } else { format!(", {structure},") };
        let from = self.direction();
        match geste {
            Geste::Editeur => {
                let numbered: Vec<String> = left
                    .iter()
                    .zip(1..)
                    .map(|(piece, number)| format!("{number}. {}", piece.titre))
                    .collect();
                Some(Message {
                    a: self.editeur(),
                    objet: format!("Services nationaux de santé\u{a0}: nos questions{}", pour(structure)),
                    corps: format!(
                        "Bonjour,\n\nNotre structure{of} prépare son raccordement aux services nationaux de santé. Merci de nous répondre sur ces points\u{a0}:\n\n{}\n\nCordialement,\n\n{from}\n",
                        numbered.join("\n")
                    ),
                })
            }
            _ if geste.part_d_un_coup() => {
                let signs = nom_de(self.facts, RL);
                if signs == from {
                    return None;
                }
                let held: Vec<String> = left.iter().map(|piece| format!("- {}", piece.titre)).collect();
                Some(Message {
                    a: signs,
                    objet: format!("À signer pour l’Agence du Numérique en Santé{}", pour(structure)),
                    corps: format!(
                        "Bonjour,\n\n{titre}\u{a0}: votre signature est nécessaire, vous seul pouvez la donner.\n\n{}\n\nMerci de me dire quand nous pouvons le faire ensemble.\n\n{from}\n",
                        held.join("\n")
                    ),
                })
            }
            _ => None,
        }
    }

    /// What everything that waits, waits for.
    fn attente(&self, taches: &[(Partie, Pesee)]) -> Option<Attente> {
        let waiting = taches.iter().filter(|(_, weighed)| !weighed.tache.possible()).count();
        if waiting == 0 {
            return None;
        }
        let open =
            taches.iter().filter(|(partie, weighed)| *partie != Partie::Faites && weighed.tache.possible());
        let (_, root) = open.max_by_key(|(partie, weighed)| (weighed.poids, std::cmp::Reverse(*partie)))?;
        let behind = atteints(&apres(self.actes), &root.actes);
        let held_back = |weighed: &Pesee| weighed.actes.iter().any(|place| behind.contains(place));
        let held =
            taches.iter().filter(|(_, weighed)| !weighed.tache.possible() && held_back(weighed)).count();
        if held == 0 {
            return None;
        }
        let all = if held == waiting { "Tout attend" } else { "L’essentiel attend" };
        let cards = "Les cartes arrivent environ 10 jours ouvrés après la réception d’un dossier complet.";
        let phrase = match root.tache.geste {
            Geste::EnvoiEnLigne => {
                format!("{all} une démarche en ligne, sur le site de l’Agence du Numérique en Santé. {cards}")
            }
            Geste::EnvoiPapier => {
                format!("{all} une enveloppe pour l’Agence du Numérique en Santé. {cards}")
            }
            Geste::Contrat => {
                format!(
                    "{all} une réponse\u{a0}: votre structure a-t-elle déjà un contrat avec l’Agence du Numérique en Santé\u{a0}?"
                )
            }
            Geste::Recevoir => {
                let what: Vec<String> = root
                    .actes
                    .iter()
                    .filter_map(|place| self.acte(*place))
                    .filter(|acte| !acte.fait())
                    .map(|acte| self.carte(acte))
                    .collect();
                format!(
                    "{all} {}{}.",
                    enumerer(&what),
                    if root.tache.quand.is_empty() {
                        String::new()
                    } else {
                        format!(", {}", root.tache.quand)
                    }
                )
            }
            _ => format!("{all} ceci\u{a0}: {}.", minuscule(&root.tache.titre)),
        };
        Some(Attente { phrase })
    }

    /// What was expected by now: planned days that are past, the complete file, cards.
    fn attendus(&self, taches: &[(Partie, Pesee)]) -> Vec<Attendu> {
        let today = self.report.jour;
        let mut found = vec![];
        for (partie, weighed) in taches {
            if *partie == Partie::Faites || !weighed.tache.possible() {
                continue;
            }
            let tache = &weighed.tache;
            let left =
                || weighed.actes.iter().filter_map(|place| self.acte(*place)).filter(|acte| !acte.fait());
            let planned = left().filter_map(|acte| acte.prevu).filter(|day| *day < today).min();
            let phrase = if let Some(day) = planned {
                Some(format!("{}\u{a0}: c’était prévu le {}. Est-ce fait\u{a0}?", tache.titre, long(day)))
            } else if matches!(tache.geste, Geste::EnvoiEnLigne | Geste::EnvoiPapier) {
                let day = long(self.report.envoi.jour);
                let question = match tache.geste {
                    Geste::EnvoiEnLigne => {
                        format!("La démarche en ligne devait être faite le {day}\u{a0}: l’est-elle\u{a0}?")
                    }
                    _ => format!("L’enveloppe devait partir le {day}\u{a0}: est-elle partie\u{a0}?"),
                };
                self.report.envoi.en_retard.then_some(question)
            } else if tache.geste == Geste::Recevoir {
                let due = left().filter_map(|acte| match acte.action.moment {
                    Moment::Attendu(day) => Some(day),
                    _ => acte.action.fin.filter(|day| *day < today),
                });
                let due = due.min();
                due.map(|day| {
                    let cards: Vec<String> = left().map(|acte| self.carte(acte)).collect();
                    let (verb, end) = if cards.len() > 1 {
                        ("étaient attendues", "sont-elles arrivées")
                    } else {
                        ("était attendue", "est-elle arrivée")
                    };
                    format!("{} {verb} {}\u{a0}: {end}\u{a0}?", majuscule(&enumerer(&cards)), vers(day))
                })
            } else {
                None
            };
            if let Some(phrase) = phrase {
                found.push(Attendu { phrase, tache: tache.cle.clone() });
            }
        }
        found
    }
}

fn pour(structure: &str) -> String {
    if structure.is_empty() { String::new() } else { format!(" ({structure})") }
}

/// « de Claire Martin », « du représentant légal ».
fn de(nom: &str) -> String {
    for (article, contracted) in [("le ", "du "), ("les ", "des ")] {
        if let Some(rest) = nom.strip_prefix(article) {
            return format!("{contracted}{}", rest.replace(" ou la ", " ou de la "));
        }
    }
    if nom.starts_with("l’") || nom.starts_with("la ") {
        format!("de {nom}")
    } else {
        super::elision::de(nom)
    }
}

/// What is to be asked or checked first, each once.
fn d_abord(all: &[&Acte]) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for ligne in all.iter().filter(|acte| !acte.fait()).flat_map(|acte| &acte.action.d_abord) {
        if !found.contains(&ligne.texte) {
            found.push(ligne.texte.clone());
        }
    }
    found
}

/// What each form asks to attach, the first sentence of each, each once.
fn joindre(all: &[&Acte]) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for ligne in all.iter().filter(|acte| !acte.fait()).flat_map(|acte| &acte.action.joindre) {
        let first = ligne.texte.split_inclusive(". ").next().unwrap_or_default();
        let first = first.trim().trim_end_matches('.').to_owned();
        match found.iter_mut().find(|known| known.starts_with(&first) || first.starts_with(known.as_str())) {
            Some(known) if first.len() > known.len() => *known = first,
            Some(_) => {}
            None => found.push(first),
        }
    }
    found
}

/// When, in words: for what is received, or comes later.
fn quand(partie: Partie, all: &[&Acte]) -> String {
    let left = || all.iter().filter(|acte| !acte.fait());
    if let Some(day) = left().filter_map(|acte| acte.prevu).min() {
        return format!("prévu le {}", long(day));
    }
    let geste = all.first().map_or(Geste::Seule, |acte| acte.geste);
    let day = match (partie, geste) {
        (Partie::Faites, _) => None,
        (_, Geste::Recevoir) => left().filter_map(|acte| acte.action.fin).max(),
        (Partie::Ensuite, Geste::Rappels) => left().filter_map(|acte| acte.action.debut).min(),
        // An e-CPS is there once its 48 hours are over, not when they begin (R-ECPS-06).
        (Partie::Puis | Partie::Cartes | Partie::Ensuite, Geste::Ecps | Geste::EcpsAVerifier) => {
            let days: Option<Vec<NaiveDate>> = left().map(|acte| acte.action.fin).collect();
            days.and_then(|days| days.into_iter().max())
        }
        (Partie::Puis | Partie::Cartes | Partie::Ensuite, _) => {
            let days: Option<Vec<NaiveDate>> = left().map(|acte| acte.action.debut).collect();
            days.and_then(|days| days.into_iter().max())
        }
        _ => None,
    };
    match (day, geste) {
        (None, _) => String::new(),
        (Some(day), Geste::Rappels) => format!("à partir du {}", long(day)),
        (Some(day), Geste::Recevoir) => vers(day),
        (Some(day), _) => format!("au mieux {}", vers(day)),
    }
}

/// What to ask the publisher, for the answer of a question; none when it is not the publisher's.
fn question_a_l_editeur(question: &str) -> Option<&'static str> {
    Some(match question {
        "insi-mode" => "Quel certificat faut-il pour l’INSi\u{a0}: INSI-AUTO, INSI-MANU, ou les deux\u{a0}?",
        "at" => "Serez-vous notre administrateur technique, et avez-vous déjà votre carte\u{a0}?",
        "services" => "Quels services allez-vous raccorder\u{a0}: INSi, DMP, MSSanté\u{a0}?",
        "mssante-role" => "Qui est l’opérateur de notre messagerie MSSanté\u{a0}?",
        "pro-besoin-carte" => "Pour quels professionnels votre logiciel exige-t-il une carte\u{a0}?",
        _ => return None,
    })
}
