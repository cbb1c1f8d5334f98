//! What an action waits for, by the ids of other actions: only what it really needs (R-COMPTE-18). What is not due is left
//! out by the plan; what is open keeps what waits for it from having a date.

use std::borrow::Cow;

use super::cartes::{carte_en_main, un_porteur_de_carte_existe};
use super::identifiants::{DIRECTEUR, RL};
use super::porteur::est_porteur;
use crate::domain::facts::Facts;
use crate::domain::question::Choice;
use crate::domain::questions::at::{AT, AT_LISTE, AT_LOGICIELS, AT_PERSONNE, AT_STATUT, At, StatutAt};
use crate::domain::questions::contrat::sans_contrat;
use crate::domain::questions::incidents::{CarteIncident, INCIDENT_CARTE, INCIDENT_PERSONNE, INCIDENTS};
use crate::domain::questions::logiciels::LOGICIELS;
use crate::domain::questions::mandataires::{
    MANDATAIRE_PERSONNE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire,
};

/// Ids of actions, or of deliverables.
pub type Ids = Vec<Cow<'static, str>>;

/// What comes before anything that is posted or ordered: that the contract is checked, the sites complete, the FINESS open
/// (R-CONTRAT-14, R-FINESS-09, R-COMPTE-19).
pub fn avant_tout_envoi() -> Ids {
    ["verifier-contrat", "completer-sites", "immatriculation-finess"].map(Into::into).to_vec()
}

/// What gives that person a card; nothing when it is in hand.
pub fn sa_carte(facts: &Facts, personne: &str) -> Ids {
    if carte_en_main(facts, personne) == Ok(true) {
        return vec![];
    }
    let mut ids: Ids = ["recevoir-carte", "cpe", "cpa", "cps-ordre", "cps-ans"]
        .map(|livrable| format!("{livrable}:{personne}").into())
        .to_vec();
    if est_porteur(facts, personne) == Ok(true) {
        ids.push("cde".into());
    }
    ids
}

/// What gives someone a card to sign in with, in TOM or mesHabilitations; nothing when someone has one in hand (R-MAND-06,
/// R-AT-10).
pub fn une_carte_de_signataire(facts: &Facts) -> Ids {
    if un_porteur_de_carte_existe(facts) == Ok(true) {
        return vec![];
    }
    let in_place = facts.lignes(&MANDATAIRES).unwrap_or_default().into_iter();
    let in_place = in_place.filter(|row| row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace) == Ok(true));
    let in_place = in_place.filter_map(|row| row.get(&MANDATAIRE_PERSONNE).ok()).map(|id| id.0);
    let signers: Vec<String> = [RL, DIRECTEUR].map(str::to_owned).into_iter().chain(in_place).collect();
    let mut ids: Ids = vec!["cde".into()];
    for livrable in ["recevoir-carte", "cps-ordre", "cps-ans"] {
        ids.extend(signers.iter().map(|id| Cow::Owned(format!("{livrable}:{id}"))));
    }
    ids
}

/// The declarations of incidents of that kind of card of that person, or of that row when no one is named.
pub fn ses_incidents(facts: &Facts, carte: CarteIncident, de: impl Fn(&Facts<'_>, &str) -> bool) -> Ids {
    let rows = facts.lignes(&INCIDENTS).unwrap_or_default().into_iter();
    let of_card = rows.filter(|row| row.get(&INCIDENT_CARTE).is_ok_and(|kind| kind.jeton() == carte.jeton()));
    let of_person = of_card.filter(|row| match row.get(&INCIDENT_PERSONNE) {
        Ok(id) => de(row, &id.0),
        Err(_) => de(row, row.id()),
    });
    of_person.map(|row| Cow::Owned(format!("declarer-incident:{}", row.id()))).collect()
}

/// Whether an administrateur technique of the list looks after that software: none ticked, all of them; none, while those
/// that were ticked are gone.
fn s_occupe_de(row: &Facts, logiciel: &str) -> bool {
    let Ok(named) = row.if_asked(&AT_LOGICIELS) else { return false };
    let named = named.map_or_else(Vec::new, |named| named.0);
    named.is_empty() || named.iter().any(|id| id == logiciel)
}

/// What gives a software someone to ask for its certificates: nothing when one who stays is in place with a card
/// (R-AT-02, R-COMPTE-18).
pub fn un_at_pour(facts: &Facts, logiciel: &str) -> Ids {
    match facts.get(&AT) {
        Ok(At::EnPlace) if sans_contrat(facts) != Ok(true) => vec![],
        Ok(At::Detail) => un_at_decrit_pour(facts, logiciel),
        Ok(
            At::RepresentantLegal
            | At::Tiers
            | At::TiersSansCarte
            | At::InterneSansCarte
            | At::InterneAvecCarte
            | At::EnPlace,
        )
        | Err(_) => {
            vec!["declarer-at".into(), "designer-at".into()]
        }
    }
}

fn un_at_decrit_pour(facts: &Facts, logiciel: &str) -> Ids {
    let Ok(rows) = facts.lignes(&AT_LISTE) else { return vec!["declarer-at".into(), "designer-at".into()] };
    // The operator's certificate, and software that nobody described, are everyone's.
    let described = facts.ligne(LOGICIELS.spec.id, logiciel).is_some();
    let here = || rows.iter().filter(|row| !described || s_occupe_de(row, logiciel));
    let person = |row: &Facts<'_>| row.get(&AT_PERSONNE).map(|id| id.0);
    let equipped = |row: &&Facts<'_>| person(row).and_then(|id| carte_en_main(facts, &id));
    // Nobody is declared before the contract (R-AT-02).
    let none_yet = sans_contrat(facts) == Ok(true);
    let in_place = || here().filter(|row| !none_yet && row.est(&AT_STATUT, StatutAt::EnPlace) == Ok(true));
    if in_place().any(|row| equipped(&row) != Ok(false)) {
        return vec![];
    }
    let to_declare = || {
        here().filter(|row| {
            row.get(&AT_STATUT).map_or(true, |statut| {
                statut == StatutAt::ADeclarer || none_yet && statut == StatutAt::EnPlace
            })
        })
    };
    let ready: Vec<&Facts<'_>> = to_declare().filter(|row| equipped(row) == Ok(true)).collect();
    // One is enough: who has a card is the sooner.
    let chosen = if ready.is_empty() { to_declare().collect() } else { ready };
    let mut ids: Ids = chosen
        .into_iter()
        .filter_map(|row| person(row).ok())
        .map(|id| Cow::Owned(format!("declarer-at:{id}")))
        .collect();
    if ids.is_empty() {
        ids = in_place().filter_map(|row| person(row).ok()).flat_map(|id| sa_carte(facts, &id)).collect();
    }
    if ids.is_empty() { vec!["designer-at".into()] } else { ids }
}
