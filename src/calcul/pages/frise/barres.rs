//! What a timeline draws, before any geometry: one bar for each dated action, the links between them, the days that it
//! shows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::answers::Entry;
use crate::domain::calendrier::{Zone, jour_ferie};
use crate::domain::dossier::Etat;
use crate::domain::plan::plan_suivi;
use crate::domain::questions::calendrier::{ZONE_FERIES, autre_zone, siege_sans_calendrier, zone};
use crate::domain::report::LigneAction;
use crate::domain::rule::Phase;
use crate::export::Export;

/// An action as it is drawn.
pub struct Barre<'a> {
    /// The action.
    pub action: &'a LigneAction,
    /// How far it is.
    pub etat: Etat,
    /// Its first and its last day; no last day: no published delay. None: what precedes has no known end.
    pub jours: Option<(NaiveDate, Option<NaiveDate>)>,
    /// Its last day in the other calendar, when it is another day (R-JO-03).
    pub autre_fin: Option<NaiveDate>,
    /// Ranks of the bars that it waits for, less those that these wait for themselves.
    pub attend: Vec<usize>,
}

impl Barre<'_> {
    /// First day, if it is dated.
    pub fn debut(&self) -> Option<NaiveDate> {
        self.jours.map(|(debut, _)| debut)
    }

    /// Last day, if it is known.
    pub fn fin(&self) -> Option<NaiveDate> {
        self.jours.and_then(|(_, fin)| fin)
    }
}

/// All that a timeline draws.
pub struct Frise<'a> {
    /// Every action, in the order of the plan.
    pub barres: Vec<Barre<'a>>,
    /// Today.
    pub jour: NaiveDate,
    /// The day the complete file arrives.
    pub j0: NaiveDate,
    /// The calendar that was chosen.
    pub zone: Zone,
    /// The other calendar, when it changes a date.
    pub autre: Option<Zone>,
    /// The territory of the seat, whose local holidays are in no calendar.
    pub sans_calendrier: Option<&'static str>,
}

impl<'a> Frise<'a> {
    /// What is drawn of a plan.
    pub fn de(export: &Export<'a>) -> Self {
        let report = export.report;
        let facts = export.facts();
        let ends = autre_zone(&facts).map(|other| (other, fins(export, other)));
        let mut barres: Vec<Barre<'a>> = report
            .actions
            .iter()
            .map(|action| {
                let jours = match (action.debut, action.fin) {
                    (Some(debut), fin) => Some((debut, fin)),
                    (None, Some(fin)) => Some((fin, Some(fin))),
                    (None, None) => None,
                };
                let other = ends.as_ref().and_then(|(_, ends)| ends.get(&action.id).copied());
                let autre_fin = other.filter(|other| action.fin.is_some_and(|fin| fin != *other));
                let etat = export.suivi(action).etat;
                Barre { action, etat, jours, autre_fin, attend: vec![] }
            })
            .collect();
        let attend = liens(&barres);
        for (barre, attend) in barres.iter_mut().zip(attend) {
            barre.attend = attend;
        }
        let differs = barres.iter().any(|barre| barre.autre_fin.is_some());
        let autre = ends.map(|(other, _)| other).filter(|_| differs);
        let sans_calendrier = siege_sans_calendrier(&facts);
        Self { barres, jour: report.jour, j0: report.du, zone: zone(&facts), autre, sans_calendrier }
    }

    /// The phases that hold an action, with the ranks of their bars.
    pub fn phases(&self) -> Vec<(Phase, Vec<usize>)> {
        let ranks = |phase| {
            let here = self.barres.iter().enumerate().filter(|(_, barre)| barre.action.phase == phase);
            here.map(|(rank, _)| rank).collect::<Vec<usize>>()
        };
        let all = Phase::TOUTES.into_iter().map(|phase| (phase, ranks(phase)));
        all.filter(|(_, ranks)| !ranks.is_empty()).collect()
    }

    /// Why nothing is counted on a day, if nothing is: a holiday of the chosen calendar, a holiday of the other one only,
    /// a weekend.
    pub fn repos(&self, jour: NaiveDate) -> Option<Repos> {
        if let Some(nom) = jour_ferie(jour, self.zone) {
            return Some(Repos::Ferie(nom));
        }
        if matches!(jour.weekday(), Weekday::Sat | Weekday::Sun) {
            return Some(Repos::Semaine);
        }
        let other = self.autre.and_then(|other| Some((jour_ferie(jour, other)?, other)));
        other.map(|(nom, zone)| Repos::Ailleurs(nom, zone))
    }
}

/// Why a day is not a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repos {
    /// Saturday or Sunday.
    Semaine,
    /// A holiday.
    Ferie(&'static str),
    /// A holiday of the other calendar only.
    Ailleurs(&'static str, Zone),
}

/// The ends of the actions of the same plan in another calendar.
fn fins(export: &Export, zone: Zone) -> BTreeMap<String, NaiveDate> {
    let mut answers = export.dossier.answers.clone();
    answers.set(ZONE_FERIES.spec.id, Some(Entry::one(zone.jeton())));
    let plan = plan_suivi(&answers, &export.dossier.suivi, export.report.jour);
    plan.actions.into_iter().filter_map(|action| Some((action.id, action.fin?))).collect()
}

/// For each bar, the ranks of those that it waits for: what ended by the day it starts (what was done all the same did not
/// wait), less what these wait for themselves.
fn liens(barres: &[Barre]) -> Vec<Vec<usize>> {
    let ranks: BTreeMap<&str, usize> =
        barres.iter().enumerate().map(|(rank, barre)| (barre.action.id.as_str(), rank)).collect();
    let direct: Vec<Vec<usize>> = barres
        .iter()
        .map(|barre| {
            let before = barre.action.apres.iter().filter_map(|(id, _)| ranks.get(id.as_str()).copied());
            let waits = |rank: &usize| {
                let end = barres.get(*rank).and_then(Barre::fin);
                end.is_some_and(|end| barre.debut().is_some_and(|start| end <= start))
            };
            before.filter(waits).collect()
        })
        .collect();
    let before: Vec<BTreeSet<usize>> = (0..barres.len()).map(|rank| ancetres(&direct, rank)).collect();
    let through = |other: &usize, rank: &usize| before.get(*other).is_some_and(|set| set.contains(rank));
    direct
        .iter()
        .map(|ranks| {
            let kept = ranks.iter().filter(|rank| !ranks.iter().any(|other| through(other, rank)));
            kept.copied().collect()
        })
        .collect()
}

/// All that comes before a bar.
fn ancetres(direct: &[Vec<usize>], rank: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut left = vec![rank];
    while let Some(current) = left.pop() {
        for before in direct.get(current).into_iter().flatten() {
            if found.insert(*before) {
                left.push(*before);
            }
        }
    }
    found
}
