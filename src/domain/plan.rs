//! The plan: a pure function of the answers, of what was noted of each action, and the day.
//!
//! **What was noted moves dates, never verdicts** ([`plan_suivi`]): an action that is done has its real day, one that is
//! planned its planned day, and what depends on it starts from there.
//!
//! **Invariants**, tested over every class of answers (`tests/properties.rs`): same answers, same day, same plan; each
//! action has a reason and each reason its rules; prerequisites are actions of the plan and have no cycle; an answer
//! whose question is not asked changes nothing.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::avis::Avis;
use super::calendrier::{Zone, ajouter_jours_ouvres};
use super::dossier::{Etat, Suivi};
use super::facts::{Facts, Inconnu, Journal, Known, Lu, Memoire};
use super::questions::at::{AT, AT_LISTE};
use super::questions::calendrier::{DATE_DOSSIER_COMPLET, date_proposee, zone};
use super::questions::contrat::CONTRAT;
use super::questions::gestionnaires::GESTIONNAIRES;
use super::rule::{Cas, Compte, Duree, Origine, Phase, Rule, Sujet};
use super::rules::RULES;
use super::rules::avis::AVIS;
use super::semblables::Semblables;
use super::termes;

/// Something to do.
#[derive(Clone)]
pub struct Action {
    /// Stable id.
    pub id: String,
    /// What the user's tick, date and note hang on: the id, and which time it is about when the action comes back.
    pub cle: String,
    /// Its rule.
    pub rule: &'static Rule,
    /// Whom or what it is for.
    pub sujet: Sujet,
    /// How many.
    pub quantite: u32,
    /// Why it is due: the cases that hold.
    pub raisons: Vec<&'static Cas>,
    /// What else is said of it.
    pub mentions: Vec<&'static Cas>,
    /// Places in the plan of the actions that come before.
    pub apres: Vec<usize>,
    /// Places in [`Plan::ouverts`] of what may have to come before: while there is some, it has no date (R-COMPTE-18).
    pub apres_ouverts: Vec<usize>,
    /// From which day it could start, were nothing before it.
    pub origine: Origine,
    /// How long it takes.
    pub duree: Duree,
    /// Earliest day it can start; none when something before has no published delay, or is not known to be due.
    pub debut: Option<NaiveDate>,
    /// Earliest day it can be done.
    pub fin: Option<NaiveDate>,
}

/// Something that is not due.
#[derive(Clone)]
pub struct Ecarte {
    /// Id of the action it would be.
    pub id: String,
    /// Its rule.
    pub rule: &'static Rule,
    /// Whom or what it would be for.
    pub sujet: Sujet,
    /// The exceptions that hold; none when no case held.
    pub raisons: Vec<&'static Cas>,
}

/// Something not yet known.
#[derive(Clone)]
pub struct Ouvert {
    /// Id of the action it may be.
    pub id: String,
    /// Its rule.
    pub rule: &'static Rule,
    /// Whom or what it may be for.
    pub sujet: Sujet,
    /// The answers that decide.
    pub questions: Vec<Lu>,
    /// How many it would be; none while the list of whom or what it is for is not known.
    pub quantite: Option<u32>,
    /// From which day it could start, were nothing before it.
    pub origine: Origine,
    /// Places in the plan of the actions that find out those answers.
    pub apres: Vec<usize>,
}

/// The seven figures of `REGLES.md` §12.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilan {
    /// Contrats d’adhésion.
    pub contrats: u32,
    /// Formulaires F101.
    pub f101: u32,
    /// F502, or mandates in TOM.
    pub f502: u32,
    /// CDE.
    pub cde: u32,
    /// CPE.
    pub cpe: u32,
    /// CPA.
    pub cpa: u32,
    /// Certificates.
    pub certificats: u32,
}

impl Bilan {
    /// One of the seven figures.
    pub fn de(mut self, compte: Compte) -> u32 {
        *self.figure(compte)
    }

    /// Adds the figures of another plan.
    pub fn ajouter(&mut self, other: &Self) {
        for compte in Compte::TOUS {
            let figure = self.figure(compte);
            *figure = figure.saturating_add(other.de(compte));
        }
    }

    fn figure(&mut self, compte: Compte) -> &mut u32 {
        match compte {
            Compte::Contrats => &mut self.contrats,
            Compte::F101 => &mut self.f101,
            Compte::F502 => &mut self.f502,
            Compte::Cde => &mut self.cde,
            Compte::Cpe => &mut self.cpe,
            Compte::Cpa => &mut self.cpa,
            Compte::Certificats => &mut self.certificats,
        }
    }
}

/// What founds the day of the complete file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Every piece of it was noted as done.
    Note,
    /// It was answered.
    Repondu,
    /// Nobody said: it is proposed, from today.
    Propose,
}

/// The day on which the ANS receives the complete file (J0), and what it is worth. Until its pieces are done, it is a
/// hypothesis (R-COMPTE-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envoi {
    /// The day.
    pub jour: NaiveDate,
    /// What founds it.
    pub nature: Nature,
    /// What would be proposed today.
    pub propose: NaiveDate,
    /// Whether something of the plan leaves with it.
    pub utile: bool,
    /// Whether it is past, and something that leaves with it is not done.
    pub en_retard: bool,
    /// Nothing can leave yet, and one does not know when: what comes before has no published delay (R-COMPTE-19).
    pub suspendu: bool,
}

/// All that the structure must obtain, why, in what order and by when.
#[derive(Clone)]
pub struct Plan {
    /// What to do, by phase.
    pub actions: Vec<Action>,
    /// What is not due, and why.
    pub ecartes: Vec<Ecarte>,
    /// What is not yet known, and which answers decide.
    pub ouverts: Vec<Ouvert>,
    /// Warnings and informations that hold.
    pub avis: Vec<&'static Avis>,
    /// The seven figures: what is sure.
    pub bilan: Bilan,
    /// What is open may add as much to each figure.
    pub en_plus: Bilan,
    /// Figures that what is open may raise by an unknown number.
    pub sans_borne: Vec<Compte>,
    /// The day of the complete file.
    pub envoi: Envoi,
    /// Places of the actions of the longest chain, first to last.
    pub chaine: Vec<usize>,
    /// Days that it lasts: from J0 when something of it leaves with the complete file, else from its first action; and
    /// from that one when it was done before.
    pub duree_chaine: i64,
    /// Whether it may last longer: something is open, or has no published delay.
    pub au_moins: bool,
    /// First day (J0) and last known day.
    pub du: NaiveDate,
    /// Last known day.
    pub au: NaiveDate,
}

/// What was noted, by the key of the action ([`Action::cle`]).
pub type Suivis = BTreeMap<String, Suivi>;

/// Computes the plan of what nothing was noted of. Pure: the clock and the browser are absent.
pub fn plan(answers: &Answers, today: NaiveDate) -> Plan {
    plan_suivi(answers, &Suivis::default(), today)
}

/// Computes the plan, its dates moved by what was noted of its actions. Pure.
///
/// * Done on a day: its end is that day, whatever precedes; it started then at the latest.
/// * Done, no day noted: its end is today at the latest.
/// * Planned, that is not done and a day noted: its end is that day, but never before it can start.
/// * In progress: it started today at the latest.
///
/// What depends on it starts from its end; what leaves with the complete file, not before J0, unless everything before
/// it is done: what was noted wins over a day that was foreseen. When J0 was not answered, it is proposed
/// ([`date_proposee`]), never today. A day that is past moves nothing by itself. What waits for something that has no known
/// end, or that may be due or not, has no date.
pub fn plan_suivi(answers: &Answers, suivis: &Suivis, today: NaiveDate) -> Plan {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today).sans_notes().avec_memoire(&memoire);
    let mut actions = vec![];
    let mut ecartes = vec![];
    let mut ouverts = vec![];
    let semblables = Semblables::new(answers);
    for rule in RULES {
        juger(&facts, rule, &semblables, &mut actions, &mut ecartes, &mut ouverts);
    }
    for action in &mut actions {
        if let Some(cle) = termes::cle(&facts, &action.id) {
            action.cle = cle;
        }
    }
    let answered = facts.if_asked(&DATE_DOSSIER_COMPLET).ok().flatten().map(|jour| jour.0);
    let propose = date_proposee(&facts);
    let debut = answered.unwrap_or(propose);
    let cadre = Cadre { debut, today, zone: zone(&facts), suivis };
    ranger(&facts, &mut actions, &mut ouverts);
    let (chaine, duree_chaine) = dater(&mut actions, &cadre);
    let envoi = envoi(&actions, &cadre, answered.is_some(), propose);
    let bilan = compter(&actions);
    let (en_plus, sans_borne) = compter_ouverts(&ouverts);
    let au = actions.iter().filter_map(|action| action.fin).max().unwrap_or(debut).max(debut);
    let avis = AVIS.iter().copied().filter(|avis| (avis.quand)(&facts) == Ok(true)).collect();
    let au_moins = !ouverts.is_empty()
        || actions.iter().any(|action| {
            let unknown =
                matches!(action.duree, Duree::Variable | Duree::Reponse | Duree::NonPubliee | Duree::EnRoute);
            unknown && !action.rule.conseil && !cadre.fait(action)
        });
    let du = envoi.jour;
    Plan {
        actions,
        ecartes,
        ouverts,
        avis,
        bilan,
        en_plus,
        sans_borne,
        envoi,
        chaine,
        duree_chaine,
        au_moins,
        du,
        au,
    }
}

/// What one rule says alone, and what it read: for the walk and the decision tables.
pub fn une_regle(
    answers: &Answers,
    today: NaiveDate,
    rule: &'static Rule,
) -> (Vec<Action>, Vec<Ecarte>, Vec<Ouvert>, Journal) {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today).avec_memoire(&memoire);
    let ((actions, ecartes, ouverts), journal) = facts.observe(|facts| {
        let (mut actions, mut ecartes, mut ouverts) = (vec![], vec![], vec![]);
        juger(facts, rule, &Semblables::new(answers), &mut actions, &mut ecartes, &mut ouverts);
        (actions, ecartes, ouverts)
    });
    (actions, ecartes, ouverts, journal)
}

fn juger(
    facts: &Facts,
    rule: &'static Rule,
    semblables: &Semblables,
    actions: &mut Vec<Action>,
    ecartes: &mut Vec<Ecarte>,
    ouverts: &mut Vec<Ouvert>,
) {
    let (sujets, journal) = facts.observe(rule.sujets);
    let sujets = match sujets {
        Ok(sujets) => sujets,
        Err(Inconnu::NonPosee) => vec![],
        Err(Inconnu::Ouvert) => {
            ouverts.push(Ouvert {
                id: rule.livrable.to_owned(),
                rule,
                sujet: Sujet::Dossier,
                questions: journal.ouverts,
                quantite: None,
                origine: (rule.origine)(facts, &Sujet::Dossier),
                apres: vec![],
            });
            return;
        }
    };
    let mut retenu = false;
    let mut juges: Vec<Option<Juge>> = vec![];
    for (place, sujet) in sujets.into_iter().enumerate() {
        let groupe = semblables.groupe(&sujet, place);
        let known = groupe.filter(|groupe| matches!(juges.get(*groupe), Some(Some(_))));
        let alone;
        let juge = match (known, groupe) {
            (Some(groupe), _) => juges.get(groupe).and_then(Option::as_ref),
            (None, groupe) => {
                let juge = Juge::de(facts, rule, &sujet);
                // What is open is asked of each row.
                match groupe.filter(|_| !matches!(juge.verdict, Verdict::Ouvert(_))) {
                    Some(groupe) => {
                        juges.resize_with(semblables.nombre(), || None);
                        juges.get_mut(groupe).map(|slot| &*slot.insert(juge))
                    }
                    None => {
                        alone = juge;
                        Some(&alone)
                    }
                }
            }
        };
        let Some(Juge { verdict, mentions, origine, duree }) = juge else { continue };
        if matches!(verdict, Verdict::NonDu) {
            continue;
        }
        let id = rule.action_id(&sujet);
        match verdict {
            Verdict::Du(raisons) => {
                retenu = true;
                let quantite = (rule.quantite)(facts, &sujet);
                actions.push(Action {
                    cle: id.clone(),
                    id,
                    rule,
                    sujet,
                    quantite,
                    raisons: raisons.clone(),
                    mentions: mentions.clone(),
                    apres: vec![],
                    apres_ouverts: vec![],
                    origine: *origine,
                    duree: *duree,
                    debut: None,
                    fin: None,
                });
            }
            Verdict::Excepte(raisons) => {
                retenu = true;
                ecartes.push(Ecarte { id, rule, sujet, raisons: raisons.clone() });
            }
            Verdict::Ouvert(questions) => {
                retenu = true;
                let quantite = Some((rule.quantite)(facts, &sujet));
                let questions = questions.clone();
                ouverts.push(Ouvert {
                    id,
                    rule,
                    sujet,
                    questions,
                    quantite,
                    origine: *origine,
                    apres: vec![],
                });
            }
            Verdict::NonDu => {}
        }
    }
    if !retenu && !rule.sinon.texte.is_empty() {
        ecartes.push(Ecarte { id: rule.livrable.to_owned(), rule, sujet: Sujet::Dossier, raisons: vec![] });
    }
}

/// Whether a case of a rule holds, for any subject, exceptions aside: what « not due » contradicts.
pub fn un_cas_tient(facts: &Facts, rule: &'static Rule) -> Known<bool> {
    let mut open = false;
    for sujet in (rule.sujets)(facts)? {
        for cas in rule.due_if {
            match (cas.quand)(facts, &sujet) {
                Ok(true) => return Ok(true),
                Ok(false) | Err(Inconnu::NonPosee) => {}
                Err(Inconnu::Ouvert) => open = true,
            }
        }
    }
    if open { Err(Inconnu::Ouvert) } else { Ok(false) }
}

/// What a rule concludes of a subject, but for how many.
struct Juge {
    verdict: Verdict,
    /// What else is said, when it is due.
    mentions: Vec<&'static Cas>,
    origine: Origine,
    duree: Duree,
}

impl Juge {
    fn de(facts: &Facts, rule: &'static Rule, sujet: &Sujet) -> Self {
        let facts = &sujet.pres(facts);
        let verdict = verdict(facts, rule, sujet);
        let (mut mentions, mut origine, mut duree) = (vec![], Origine::Maintenant, Duree::Aucune);
        if let Verdict::Du(_) = verdict {
            mentions = rule.mentions.iter().filter(|cas| (cas.quand)(facts, sujet) == Ok(true)).collect();
            duree = (rule.duree)(facts, sujet);
        }
        if let Verdict::Du(_) | Verdict::Ouvert(_) = verdict {
            origine = (rule.origine)(facts, sujet);
        }
        Self { verdict, mentions, origine, duree }
    }
}

enum Verdict {
    Du(Vec<&'static Cas>),
    Excepte(Vec<&'static Cas>),
    Ouvert(Vec<Lu>),
    NonDu,
}

/// Due when a case holds and no exception does. A true exception wins; an open one keeps the verdict open.
fn verdict(facts: &Facts, rule: &'static Rule, sujet: &Sujet) -> Verdict {
    let (tenus, ouverts) = evaluer(facts, rule.due_if, sujet);
    if tenus.is_empty() && ouverts.is_empty() {
        return Verdict::NonDu;
    }
    let (exceptions, exceptions_ouvertes) = evaluer(facts, rule.except_if, sujet);
    if !exceptions.is_empty() {
        return Verdict::Excepte(exceptions);
    }
    if tenus.is_empty() {
        return Verdict::Ouvert(ouverts);
    }
    if exceptions_ouvertes.is_empty() { Verdict::Du(tenus) } else { Verdict::Ouvert(exceptions_ouvertes) }
}

/// The cases that hold, and the answers that the open ones lack.
fn evaluer(facts: &Facts, cas: &'static [Cas], sujet: &Sujet) -> (Vec<&'static Cas>, Vec<Lu>) {
    let mut tenus = vec![];
    let mut ouverts = vec![];
    for cas in cas {
        let (holds, journal) = facts.observe(|facts| (cas.quand)(facts, sujet));
        match holds {
            Ok(true) => tenus.push(cas),
            Ok(false) | Err(Inconnu::NonPosee) => {}
            Err(Inconnu::Ouvert) => ouverts.extend(journal.ouverts),
        }
    }
    (tenus, uniques(ouverts))
}

fn uniques(lus: Vec<Lu>) -> Vec<Lu> {
    let mut once: Vec<Lu> = vec![];
    for lu in lus {
        if !once.contains(&lu) {
            once.push(lu);
        }
    }
    once
}

/// What dates are counted from.
struct Cadre<'a> {
    /// J0.
    debut: NaiveDate,
    today: NaiveDate,
    zone: Zone,
    suivis: &'a Suivis,
}

impl Cadre<'_> {
    fn fait(&self, action: &Action) -> bool {
        self.suivis.get(&action.cle).is_some_and(|suivi| suivi.etat == Etat::Fait)
    }
}

/// Dates each action from what comes before it, and gives the longest chain and its days (R-COMPTE-18).
fn dater(actions: &mut [Action], cadre: &Cadre) -> (Vec<usize>, i64) {
    // Earliest dates by relaxation: prerequisites may stand after their dependants in the list.
    let mut dates: Vec<Option<Datee>> = vec![None; actions.len()];
    for _ in 0..actions.len() {
        let mut changed = false;
        for (place, action) in actions.iter().enumerate() {
            if dates.get(place).is_none_or(Option::is_some) {
                continue;
            }
            let before: Option<Vec<(usize, Datee)>> =
                action.apres.iter().map(|other| Some((*other, dates.get(*other).copied()??))).collect();
            let Some(before) = before else { continue };
            if let Some(slot) = dates.get_mut(place) {
                *slot = Some(dater_une(action, &before, cadre));
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for (action, datee) in actions.iter_mut().zip(&dates) {
        action.debut = datee.and_then(|datee| datee.debut);
        action.fin = datee.and_then(|datee| datee.fin);
    }
    let chaine = longest(actions, &dates);
    let bound = |place: Option<&usize>| dates.get(*place?).copied().flatten();
    let leaves = |place: &usize| {
        let action = actions.get(*place);
        action.is_some_and(|action| action.origine == Origine::DossierComplet && !cadre.fait(action))
    };
    let first = bound(chaine.first());
    let begun = first.and_then(|datee| datee.debut).unwrap_or(cadre.debut);
    let start = match (first.is_some_and(|datee| datee.fait), chaine.iter().any(leaves)) {
        (false, true) => cadre.debut,
        (true, true) => cadre.debut.min(begun),
        (_, false) => begun,
    };
    let days = bound(chaine.last()).and_then(|datee| datee.fin).map_or(0, |end| (end - start).num_days());
    (chaine, days.max(0))
}

/// Dates one action, once what comes before it is dated: see [`plan_suivi`].
fn dater_une(action: &Action, before: &[(usize, Datee)], cadre: &Cadre) -> Datee {
    let noted = cadre.suivis.get(&action.cle);
    let etat = noted.map_or(Etat::AFaire, |suivi| suivi.etat);
    let jour = noted.and_then(|suivi| suivi.date);
    let last = before.iter().filter_map(|(other, datee)| Some((datee.fin?, *other))).max();
    let unknown = !action.apres_ouverts.is_empty() || before.iter().any(|(_, datee)| datee.fin.is_none());
    let duree = action.duree;
    let waits = match duree {
        Duree::JoursOuvres(_) | Duree::Jours(_) | Duree::NonPubliee | Duree::Reponse | Duree::EnRoute => true,
        Duree::Aucune | Duree::Variable | Duree::Le(_) => false,
    };
    // Once everything before it is done, a delay runs from that day.
    let runs = waits && !before.is_empty() && before.iter().all(|(_, datee)| datee.fait);
    let start = match (last, action.origine) {
        (None, Origine::Maintenant) => cadre.today,
        (None, Origine::DossierComplet) => cadre.debut,
        (Some((fin, _)), Origine::DossierComplet) if !runs => fin.max(cadre.debut),
        (Some((fin, _)), Origine::DossierComplet | Origine::Maintenant) => fin,
    };
    let start = (!unknown).then_some(start);
    let start = if etat == Etat::EnCours { start.or(Some(cadre.today)) } else { start };
    let (start, fin) = match duree {
        Duree::Le(jour) => (Some(jour), Some(jour)),
        Duree::Aucune | Duree::Variable => (start, start),
        Duree::JoursOuvres(nombre) => {
            (start, start.map(|jour| ajouter_jours_ouvres(jour, nombre, cadre.zone)))
        }
        Duree::Jours(nombre) => {
            (start, start.and_then(|jour| jour.checked_add_days(Days::new(nombre.into()))))
        }
        Duree::NonPubliee | Duree::Reponse | Duree::EnRoute => (start, None),
    };
    let (debut, fin) = match (etat, jour) {
        (Etat::AFaire, None) => (start, fin),
        (Etat::AFaire, Some(jour)) => {
            let start = start.unwrap_or(jour);
            // A reminder has a day of its own, that a planned day replaces.
            let start = if matches!(duree, Duree::Le(_)) { start.min(jour) } else { start };
            (Some(start), Some(jour.max(start)))
        }
        (Etat::EnCours, jour) => {
            let start = start.map_or(cadre.today, |start| start.min(cadre.today));
            (Some(start), jour.map(|jour| jour.max(start)).or(fin))
        }
        (Etat::Fait, jour) => {
            let fin = jour.unwrap_or_else(|| fin.map_or(cadre.today, |fin| fin.min(cadre.today)));
            (Some(start.map_or(fin, |start| start.min(fin))), Some(fin))
        }
    };
    // What was done, or begun, before what should have preceded did not wait for it.
    let par = match etat {
        Etat::AFaire => last,
        Etat::EnCours | Etat::Fait => {
            let ends = before.iter().filter_map(|(other, datee)| Some((datee.fin?, *other)));
            ends.filter(|(end, _)| fin.is_none_or(|fin| *end <= fin)).max()
        }
    };
    Datee { debut, fin, par: par.map(|(_, other)| other), fait: etat == Etat::Fait }
}

/// The day of the complete file, once its pieces are dated.
fn envoi(actions: &[Action], cadre: &Cadre, repondu: bool, propose: NaiveDate) -> Envoi {
    let leaves = || actions.iter().filter(|action| action.origine == Origine::DossierComplet);
    // A card is ordered, then received: that it is not there yet says nothing of the order.
    let pieces = || leaves().filter(|action| !matches!(action.duree, Duree::JoursOuvres(_)));
    let sent =
        pieces().all(|action| cadre.fait(action)).then(|| pieces().filter_map(|action| action.fin).max());
    let late = |action: &Action| {
        let noted = cadre.suivis.get(&action.cle);
        !noted.is_some_and(|suivi| suivi.etat == Etat::Fait || suivi.date.is_some())
    };
    match sent.flatten() {
        Some(jour) => {
            Envoi { jour, nature: Nature::Note, propose, utile: true, en_retard: false, suspendu: false }
        }
        None => {
            let suspendu = leaves().next().is_some() && leaves().all(|action| action.debut.is_none());
            Envoi {
                jour: cadre.debut,
                nature: if repondu { Nature::Repondu } else { Nature::Propose },
                propose,
                utile: leaves().next().is_some(),
                en_retard: !suspendu && cadre.debut < cadre.today && leaves().any(late),
                suspendu,
            }
        }
    }
}

/// The actions that find out the answer of a question.
fn qui_repond(question: &str) -> impl Iterator<Item = String> {
    let own = match question {
        id if id == CONTRAT.spec.id => Some("verifier-contrat"),
        id if id == AT.spec.id || id == AT_LISTE.spec.id => Some("designer-at"),
        id if id == GESTIONNAIRES.spec.id => Some("designer-gestionnaire"),
        _ => None,
    };
    own.map(str::to_owned).into_iter().chain([format!("se-renseigner:{question}")])
}

/// Says of each action, and of what is open, what comes before it.
fn ranger(facts: &Facts, actions: &mut [Action], ouverts: &mut [Ouvert]) {
    let by_id: FxHashMap<&str, usize> =
        actions.iter().enumerate().map(|(place, action)| (action.id.as_str(), place)).collect();
    let mut by_rule: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, action) in actions.iter().enumerate() {
        by_rule.entry(action.rule.livrable).or_default().push(place);
    }
    for open in ouverts.iter_mut() {
        for question in &open.questions {
            for id in qui_repond(question.question) {
                open.apres
                    .extend(by_id.get(id.as_str()).filter(|place| !open.apres.contains(place)).copied());
            }
        }
    }
    let peut_etre = ParNom::new(ouverts);
    let mut all = vec![];
    for (place, action) in actions.iter().enumerate() {
        let mut before: Vec<usize> = vec![];
        let mut maybe: Vec<usize> = vec![];
        let mut add = |other: usize| {
            if other != place && !before.contains(&other) {
                before.push(other);
            }
        };
        for id in (action.rule.apres)(facts, &action.sujet) {
            match by_id.get(id.as_ref()) {
                Some(other) => add(*other),
                None => by_rule.get(id.as_ref()).into_iter().flatten().for_each(|other| add(*other)),
            }
            for rank in peut_etre.designes(id.as_ref()) {
                let Some(open) = ouverts.get(rank) else { continue };
                // A check that may be needed holds nothing: what it would find out does. Nor does a piece that would leave
                // in the same envelope.
                let together = action.origine == Origine::DossierComplet && open.origine == action.origine;
                let holds = open.rule.phase != Phase::Verifications && open.id != action.id && !together;
                if holds && !maybe.contains(&rank) {
                    maybe.push(rank);
                    open.apres.iter().for_each(|other| add(*other));
                }
            }
        }
        all.push((before, maybe));
    }
    for (action, (before, maybe)) in actions.iter_mut().zip(all) {
        action.apres = before;
        action.apres_ouverts = maybe;
    }
}

/// What is open, by what names it: its own id, that of its deliverable, or, while its list is not known, one of its list.
struct ParNom<'a> {
    par_id: FxHashMap<&'a str, Vec<usize>>,
    par_livrable: FxHashMap<&'static str, Vec<usize>>,
    sans_liste: FxHashMap<&'static str, Vec<usize>>,
}

impl<'a> ParNom<'a> {
    fn new(ouverts: &'a [Ouvert]) -> Self {
        let mut named = Self {
            par_id: FxHashMap::default(),
            par_livrable: FxHashMap::default(),
            sans_liste: FxHashMap::default(),
        };
        for (rank, open) in ouverts.iter().enumerate() {
            named.par_id.entry(open.id.as_str()).or_default().push(rank);
            named.par_livrable.entry(open.rule.livrable).or_default().push(rank);
            if open.quantite.is_none() {
                named.sans_liste.entry(open.rule.livrable).or_default().push(rank);
            }
        }
        named
    }

    /// What an id names, in order.
    fn designes(&self, id: &str) -> Vec<usize> {
        if self.par_id.is_empty() {
            return vec![];
        }
        let listed = self.sans_liste.get(id.split(':').next().unwrap_or(id));
        let found = [self.par_id.get(id), self.par_livrable.get(id), listed].into_iter().flatten();
        let mut ranks: Vec<usize> = found.flatten().copied().collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }
}

#[derive(Clone, Copy)]
struct Datee {
    debut: Option<NaiveDate>,
    fin: Option<NaiveDate>,
    /// What it waited for.
    par: Option<usize>,
    fait: bool,
}

/// The chain that ends last; reminders, which have a day of their own, make no chain.
fn longest(actions: &[Action], dates: &[Option<Datee>]) -> Vec<usize> {
    let last = actions
        .iter()
        .enumerate()
        .filter(|(_, action)| action.rule.phase != Phase::Rappels && !action.rule.conseil)
        .filter_map(|(place, action)| Some((action.fin?, std::cmp::Reverse(place))))
        .max();
    let mut chain = vec![];
    let mut place = last.map(|(_, std::cmp::Reverse(place))| place);
    while let Some(current) = place {
        if chain.contains(&current) {
            break;
        }
        chain.push(current);
        place = dates.get(current).copied().flatten().and_then(|datee| datee.par);
    }
    chain.reverse();
    chain
}

fn compter(actions: &[Action]) -> Bilan {
    let mut bilan = Bilan::default();
    for action in actions.iter().filter(|action| !action.rule.conseil) {
        let Some(compte) = action.rule.compte else { continue };
        let figure = bilan.figure(compte);
        *figure = figure.saturating_add(action.quantite);
    }
    bilan
}

/// What is open may add as much to each figure; and the figures that it may raise by an unknown number.
fn compter_ouverts(ouverts: &[Ouvert]) -> (Bilan, Vec<Compte>) {
    let (mut en_plus, mut sans_borne) = (Bilan::default(), vec![]);
    for open in ouverts.iter().filter(|open| !open.rule.conseil) {
        let Some(compte) = open.rule.compte else { continue };
        match open.quantite {
            Some(quantite) => {
                let figure = en_plus.figure(compte);
                *figure = figure.saturating_add(quantite);
            }
            None => sans_borne.push(compte),
        }
    }
    (en_plus, sans_borne)
}
