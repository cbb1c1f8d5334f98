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

use super::answers::Answers;
use super::avis::Avis;
use super::calendrier::{Zone, ajouter_jours_ouvres};
use super::dossier::{Etat, Suivi};
use super::facts::{Facts, Inconnu, Journal, Known, Lu, Memoire};
use super::questions::calendrier::{DATE_DOSSIER_COMPLET, zone};
use super::rule::{Cas, Compte, Duree, Rule, Sujet};
use super::rules::RULES;
use super::rules::avis::AVIS;

/// Something to do.
#[derive(Clone)]
pub struct Action {
    /// Stable id: the user's tick, date and note hang on it.
    pub id: String,
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
    /// Earliest day it can start; none when something before has no published delay.
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
}

/// The seven figures of `REGLES.md` §12.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// The seven figures.
    pub bilan: Bilan,
    /// Places of the actions of the longest chain, first to last.
    pub chaine: Vec<usize>,
    /// Days that it lasts, from J0, or from the first of its actions when that was done before.
    pub duree_chaine: i64,
    /// First day (J0) and last known day.
    pub du: NaiveDate,
    /// Last known day.
    pub au: NaiveDate,
}

/// What was noted, by action id.
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
/// What depends on it starts from its end, and not before J0. When J0 was not answered, it is today; a delay that runs
/// once everything before it is done still runs from the day that it was done, not from each new today.
pub fn plan_suivi(answers: &Answers, suivis: &Suivis, today: NaiveDate) -> Plan {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today).sans_notes().avec_memoire(&memoire);
    let mut actions = vec![];
    let mut ecartes = vec![];
    let mut ouverts = vec![];
    for rule in RULES {
        juger(&facts, rule, &mut actions, &mut ecartes, &mut ouverts);
    }
    let answered = facts.if_asked(&DATE_DOSSIER_COMPLET).ok().flatten().map(|jour| jour.0);
    let debut = answered.unwrap_or(today);
    let cadre = Cadre { debut, repondu: answered.is_some(), today, zone: zone(&facts), suivis };
    let (chaine, duree_chaine) = dater(&facts, &mut actions, &cadre);
    let bilan = compter(&actions);
    let au = actions.iter().filter_map(|action| action.fin).max().unwrap_or(debut).max(debut);
    let avis = AVIS.iter().copied().filter(|avis| (avis.quand)(&facts) == Ok(true)).collect();
    Plan { actions, ecartes, ouverts, avis, bilan, chaine, duree_chaine, du: debut, au }
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
        juger(facts, rule, &mut actions, &mut ecartes, &mut ouverts);
        (actions, ecartes, ouverts)
    });
    (actions, ecartes, ouverts, journal)
}

fn juger(
    facts: &Facts,
    rule: &'static Rule,
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
            });
            return;
        }
    };
    let mut retenu = false;
    for sujet in sujets {
        let id = rule.action_id(&sujet);
        match verdict(facts, rule, &sujet) {
            Verdict::Du(raisons) => {
                retenu = true;
                let mentions = rule.mentions.iter();
                let mentions = mentions.filter(|cas| (cas.quand)(facts, &sujet) == Ok(true)).collect();
                let quantite = (rule.quantite)(facts, &sujet);
                actions.push(Action {
                    id,
                    rule,
                    sujet,
                    quantite,
                    raisons,
                    mentions,
                    apres: vec![],
                    debut: None,
                    fin: None,
                });
            }
            Verdict::Excepte(raisons) => {
                retenu = true;
                ecartes.push(Ecarte { id, rule, sujet, raisons });
            }
            Verdict::Ouvert(questions) => {
                retenu = true;
                ouverts.push(Ouvert { id, rule, sujet, questions });
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
    /// Whether J0 was answered.
    repondu: bool,
    today: NaiveDate,
    zone: Zone,
    suivis: &'a Suivis,
}

/// Dates each action from what comes before it, and gives the longest chain and its days (R-COMPTE-18).
fn dater(facts: &Facts, actions: &mut [Action], cadre: &Cadre) -> (Vec<usize>, i64) {
    let before = avant(facts, actions);
    for (action, before) in actions.iter_mut().zip(before) {
        action.apres = before;
    }
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
                *slot = Some(dater_une(facts, action, &before, cadre));
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
    let done = bound(chaine.first()).filter(|datee| datee.fait).and_then(|datee| datee.debut);
    let start = done.map_or(cadre.debut, |start| start.min(cadre.debut));
    let days = bound(chaine.last()).and_then(|datee| datee.fin).map_or(0, |end| (end - start).num_days());
    (chaine, days)
}

/// Dates one action, once what comes before it is dated: see [`plan_suivi`].
fn dater_une(facts: &Facts, action: &Action, before: &[(usize, Datee)], cadre: &Cadre) -> Datee {
    let noted = cadre.suivis.get(&action.id);
    let etat = noted.map_or(Etat::AFaire, |suivi| suivi.etat);
    let jour = noted.and_then(|suivi| suivi.date);
    let last = before.iter().filter_map(|(other, datee)| Some((datee.fin?, *other))).max();
    let unknown = before.iter().any(|(_, datee)| datee.fin.is_none());
    let duree = (action.rule.duree)(facts, &action.sujet);
    let waits = match duree {
        Duree::JoursOuvres(_) | Duree::Jours(_) | Duree::NonPubliee => true,
        Duree::Aucune | Duree::Le(_) => false,
    };
    let runs = waits && !cadre.repondu && !before.is_empty() && before.iter().all(|(_, datee)| datee.fait);
    let start = last.map_or(cadre.debut, |(fin, _)| if runs { fin } else { fin.max(cadre.debut) });
    let start = (!unknown).then_some(start);
    let start = if etat == Etat::EnCours { start.or(Some(cadre.today)) } else { start };
    let (start, fin) = match duree {
        Duree::Le(jour) => (Some(jour), Some(jour)),
        Duree::Aucune => (start, start),
        Duree::JoursOuvres(nombre) => {
            (start, start.map(|jour| ajouter_jours_ouvres(jour, nombre, cadre.zone)))
        }
        Duree::Jours(nombre) => {
            (start, start.and_then(|jour| jour.checked_add_days(Days::new(nombre.into()))))
        }
        Duree::NonPubliee => (start, None),
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

/// For each action, the places of those that come before it.
fn avant(facts: &Facts, actions: &[Action]) -> Vec<Vec<usize>> {
    let by_id: BTreeMap<&str, usize> =
        actions.iter().enumerate().map(|(place, action)| (action.id.as_str(), place)).collect();
    let mut by_rule: Vec<(&str, Vec<usize>)> = vec![];
    for (place, action) in actions.iter().enumerate() {
        match by_rule.iter_mut().find(|(livrable, _)| *livrable == action.rule.livrable) {
            Some((_, places)) => places.push(place),
            None => by_rule.push((action.rule.livrable, vec![place])),
        }
    }
    let mut all = vec![];
    for (place, action) in actions.iter().enumerate() {
        let mut before: Vec<usize> = vec![];
        let mut add = |other: usize| {
            if other != place && !before.contains(&other) {
                before.push(other);
            }
        };
        for id in (action.rule.apres)(facts, &action.sujet) {
            match by_id.get(id.as_ref()) {
                Some(other) => add(*other),
                None => by_rule
                    .iter()
                    .filter(|(livrable, _)| *livrable == id.as_ref())
                    .for_each(|(_, places)| places.iter().for_each(|other| add(*other))),
            }
        }
        all.push(before);
    }
    all
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
        .filter(|(_, action)| action.rule.phase != super::rule::Phase::Rappels && !action.rule.conseil)
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
        let figure = match action.rule.compte {
            Some(Compte::Contrats) => &mut bilan.contrats,
            Some(Compte::F101) => &mut bilan.f101,
            Some(Compte::F502) => &mut bilan.f502,
            Some(Compte::Cde) => &mut bilan.cde,
            Some(Compte::Cpe) => &mut bilan.cpe,
            Some(Compte::Cpa) => &mut bilan.cpa,
            Some(Compte::Certificats) => &mut bilan.certificats,
            None => continue,
        };
        *figure = figure.saturating_add(action.quantite);
    }
    bilan
}
