//! Who is still to be appointed, or declared.

use super::cartes::a_une_carte;
use super::identifiants::RL;
use super::lignes::au_moins_un;
use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::at::{AT, AT_LISTE, AT_LOGICIELS, AT_PERSONNE, AT_STATUT, At, StatutAt};
use crate::domain::questions::contrat::sans_contrat;
use crate::domain::questions::gestionnaires::{GESTIONNAIRE_SITES, GESTIONNAIRE_STATUT, StatutGestionnaire};
use crate::domain::questions::mandataires::{MANDATAIRE_SALARIE, MANDATAIRE_STATUT, StatutMandataire};
use crate::domain::questions::sites::sites_ouverts;

/// Whether a row of `mandataires` is counted: to appoint, and employed (R-COMPTE-08, R-MAND-08).
pub fn mandataire_a_designer(row: &Facts) -> Known<bool> {
    tous([
        row.est(&MANDATAIRE_STATUT, StatutMandataire::ADesigner),
        row.est(&MANDATAIRE_SALARIE, OuiNon::Oui),
    ])
}

/// Whether a row of `administrateurs-techniques` is counted: to declare, as all are while there is no contract. Open while
/// the software that he looks after is gone.
pub fn at_a_declarer(row: &Facts) -> Known<bool> {
    let to_declare = row.get(&AT_STATUT).map(|statut| match statut {
        StatutAt::ADeclarer => true,
        StatutAt::EnPlace => sans_contrat(row) == Ok(true),
        StatutAt::Partant => false,
    });
    tous([to_declare, row.if_asked(&AT_LOGICIELS).map(|_| true)])
}

/// Whether a row of `gestionnaires` is counted: to appoint, for an open site (R-COMPTE-10, R-COMPTE-16).
pub fn gestionnaire_a_designer(row: &Facts) -> Known<bool> {
    tous([row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::ADesigner), gestionnaire_d_un_site_ouvert(row)])
}

/// Whether each site has its own gestionnaire, for sure, and those of this one are all gone.
pub fn sites_disparus(row: &Facts) -> bool {
    row.est_posee(&GESTIONNAIRE_SITES.spec) == Ok(true) && row.disparue(&GESTIONNAIRE_SITES.spec)
}

/// Whether a gestionnaire is one of an open site (R-FINESS-06): of all of them unless some are named. Open when those
/// that were named are gone.
pub fn gestionnaire_d_un_site_ouvert(row: &Facts) -> Known<bool> {
    let named = match row.if_asked(&GESTIONNAIRE_SITES) {
        Err(open) if sites_disparus(row) => return Err(open),
        named => named.ok().flatten().map_or_else(Vec::new, |sites| sites.0),
    };
    match sites_ouverts(row) {
        Ok(open) if !named.is_empty() => Ok(open.iter().any(|site| named.iter().any(|id| id == site.id()))),
        Ok(_) | Err(_) => Ok(true),
    }
}

/// Whether an administrateur technique to declare has no card.
pub fn at_a_declarer_sans_carte(facts: &Facts) -> Known<bool> {
    un_des([
        facts.get(&AT).map(|at| matches!(at, At::TiersSansCarte | At::InterneSansCarte)),
        tous([facts.est(&AT, At::RepresentantLegal), pas(a_une_carte(facts, RL))]),
        au_moins_un(facts.lignes(&AT_LISTE), |row| {
            tous([at_a_declarer(row), row.get(&AT_PERSONNE).and_then(|id| pas(a_une_carte(facts, &id.0)))])
        }),
    ])
}
