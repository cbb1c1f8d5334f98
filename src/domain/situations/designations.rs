//! Who is still to be appointed, or declared.

use super::cartes::a_une_carte;
use super::lignes::au_moins_un;
use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::at::{AT, AT_LISTE, AT_PERSONNE, AT_STATUT, At, StatutAt};
use crate::domain::questions::mandataires::{MANDATAIRE_SALARIE, MANDATAIRE_STATUT, StatutMandataire};

/// Whether a row of `mandataires` is counted: to appoint, and employed (R-COMPTE-08, R-MAND-08).
pub fn mandataire_a_designer(row: &Facts) -> Known<bool> {
    tous([
        row.est(&MANDATAIRE_STATUT, StatutMandataire::ADesigner),
        row.est(&MANDATAIRE_SALARIE, OuiNon::Oui),
    ])
}

/// Whether an administrateur technique to declare has no card.
pub fn at_a_declarer_sans_carte(facts: &Facts) -> Known<bool> {
    un_des([
        facts.get(&AT).map(|at| matches!(at, At::TiersSansCarte | At::InterneSansCarte)),
        au_moins_un(facts.lignes(&AT_LISTE), |row| {
            tous([
                row.est(&AT_STATUT, StatutAt::ADeclarer),
                row.get(&AT_PERSONNE).and_then(|id| pas(a_une_carte(facts, &id.0))),
            ])
        }),
    ])
}
