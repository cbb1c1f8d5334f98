//! What comes back: which time what was noted of an action is about.
//!
//! A renewal noted « done » in 2026 is not that of 2029, though the same certificate stands on the same row: it has its new
//! date. Nor is the training of one gestionnaire that of the next one, named on the same row. What is noted of an action
//! that comes back is kept under its id and what it is about this time ([`cle`]); the notes of the times before stay in
//! the file.
//!
//! **Notes kept under the id alone**, by an older page or before the term was known, are brought to the time that they
//! were about, where that can be known ([`ranger`]): a note with a day belongs to a term when that day is one at which the
//! action was due for it. A note without a day may be of any term: it is kept, and the action is asked again rather than
//! said done. The programs do it to the dossier that they are given, so that the page needs no rule, and tell the page.

use chrono::{Days, Months, NaiveDate};

use super::dossier::{Dossier, deplacer_notes};
use super::facts::Facts;
use super::questions::at::{AT_LISTE, AT_PERSONNE};
use super::questions::cartes_responsables::Carte;
use super::questions::certificats_en_service::{CERTIFICAT_EXPIRE_LE, CERTIFICATS_EN_SERVICE};
use super::questions::gestionnaires::{GESTIONNAIRE_PERSONNE, GESTIONNAIRES};
use super::questions::professionnels::{PRO_ATTESTATION_EXPIRE_LE, PROFESSIONNELS};
use super::situations::{
    DIRECTEUR, RL, carte_de, est_porteur, expiration, expiree, identite_du_contrat_change,
};

/// Deliverables that come back; each is one of `rules/` (tested).
pub const LIVRABLES: [&str; 14] = [
    "certificat-en-service",
    "rappel-certificat",
    "rappel-carte",
    "rappel-attestation",
    "cpe",
    "cpa",
    "cps-ordre",
    "cps-ans",
    "cde",
    "f101",
    "formation-gestionnaire",
    "habilitation-gestionnaire",
    "fermer-habilitation",
    "retirer-at",
];

/// What an action that comes back is about, this time.
struct Terme {
    /// The day that it is for, or the person.
    quoi: String,
    /// The first day at which it was due for that; none when any was.
    depuis: Option<NaiveDate>,
}

impl Terme {
    fn le(jour: NaiveDate, depuis: Option<NaiveDate>) -> Self {
        Self { quoi: super::calendrier::iso(jour), depuis }
    }
}

/// The key under which what is noted of an action that comes back is kept: its id, and what it is about this time. None for
/// any other, which is kept under its id.
pub fn cle(facts: &Facts, action: &str) -> Option<String> {
    terme(facts, action).map(|terme| format!("{action}:{}", terme.quoi))
}

/// Brings what was noted of an action that comes back to the time that it is about; which notes moved, from which key to
/// which. What is noted there already stays.
pub fn ranger(dossier: &mut Dossier) -> Vec<(String, String)> {
    let Dossier { answers, suivi, .. } = dossier;
    let moved: Vec<(String, String)> = suivi
        .iter()
        .filter_map(|(id, noted)| {
            let facts = Facts::new(answers, noted.date.unwrap_or_default());
            Some((id.clone(), de_l_ancienne_cle(&facts, id, noted.date)?))
        })
        .filter(|(_, key)| !suivi.contains_key(key))
        .collect();
    deplacer_notes(suivi, &moved);
    moved
}

/// The key of a note that was kept under the id of an action alone, on that day if it has one, when it is of an action that
/// comes back and its time can be known.
fn de_l_ancienne_cle(facts: &Facts, action: &str, jour: Option<NaiveDate>) -> Option<String> {
    let terme = terme(facts, action)?;
    let known = terme.depuis.is_none_or(|depuis| jour.is_some_and(|jour| jour >= depuis));
    known.then(|| format!("{action}:{}", terme.quoi))
}

fn terme(facts: &Facts, action: &str) -> Option<Terme> {
    let (livrable, sujet) = action.split_once(':').unwrap_or((action, ""));
    match livrable {
        "certificat-en-service" => {
            let fin = fin_du_certificat(facts, sujet)?;
            // A change of number asks for it at any time of its three years (R-CERT-16, R-CERT-24).
            let any_time = identite_du_contrat_change(facts) == Ok(true);
            let depuis = if any_time { fin.checked_sub_months(Months::new(36)) } else { avant(fin, 60) };
            Some(Terme::le(fin, depuis))
        }
        "rappel-certificat" => fin_du_certificat(facts, sujet).map(|fin| Terme::le(fin, avant(fin, 90))),
        "rappel-carte" => expiration(facts, sujet).map(|fin| Terme::le(fin, avant(fin, 90))),
        "rappel-attestation" => {
            let fin = fin_de_l_attestation(facts, sujet)?;
            Some(Terme::le(fin, fin.checked_sub_months(Months::new(3))))
        }
        "cpe" | "cpa" | "cps-ordre" | "cps-ans" => carte_expiree(facts, sujet),
        "cde" | "f101" if sujet.is_empty() => {
            let holder =
                [RL, DIRECTEUR].into_iter().find(|personne| est_porteur(facts, personne) == Ok(true))?;
            let cde = carte_de(facts, holder) == Ok(Carte::Cde);
            if cde { carte_expiree(facts, holder) } else { None }
        }
        "formation-gestionnaire" | "habilitation-gestionnaire" | "fermer-habilitation" => {
            la_personne(facts, (GESTIONNAIRES.spec.id, GESTIONNAIRE_PERSONNE.spec.id), sujet)
        }
        "retirer-at" => la_personne(facts, (AT_LISTE.spec.id, AT_PERSONNE.spec.id), sujet),
        _ => None,
    }
}

/// The person that a row names, by that field.
fn la_personne(facts: &Facts, (list, field): (&str, &str), ligne: &str) -> Option<Terme> {
    let personne = facts.answers().row(list, ligne)?.entry(field)?.text()?;
    Some(Terme { quoi: personne.to_owned(), depuis: None })
}

/// The card that has expired, which the action replaces.
fn carte_expiree(facts: &Facts, personne: &str) -> Option<Terme> {
    let fin = expiration(facts, personne).filter(|_| expiree(facts, personne) == Ok(true))?;
    Some(Terme::le(fin, Some(fin)))
}

fn fin_du_certificat(facts: &Facts, ligne: &str) -> Option<NaiveDate> {
    let list = CERTIFICATS_EN_SERVICE.spec.id;
    let row = facts.ligne(list, ligne)?;
    row.get(&CERTIFICAT_EXPIRE_LE).ok().map(|jour| jour.0)
}

fn fin_de_l_attestation(facts: &Facts, ligne: &str) -> Option<NaiveDate> {
    let list = PROFESSIONNELS.spec.id;
    let row = facts.ligne(list, ligne)?;
    row.get(&PRO_ATTESTATION_EXPIRE_LE).ok().map(|jour| jour.0)
}

fn avant(jour: NaiveDate, jours: u64) -> Option<NaiveDate> {
    jour.checked_sub_days(Days::new(jours))
}
