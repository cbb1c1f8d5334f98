//! Rows of professionals: their cards, their way of registration.

use super::lignes::au_moins_un;
use crate::domain::facts::{Facts, Known, tous, un_des};
use crate::domain::professions::{CarteParDefaut, Profession, Voie};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{
    Interim, PRO_BESOIN_ACCES, PRO_BESOIN_CARTE, PRO_CARTE, PRO_DEPART, PRO_INTERIM, PRO_SMARTPHONE,
    PROFESSIONNELS, Smartphone, profession,
};
use crate::domain::rule::Sujet;

/// What the people of a row are called: their profession, when it is known.
pub fn nom_des_professionnels(facts: &Facts, sujet: &Sujet) -> &'static str {
    let found = sujet.ligne(facts).and_then(|row| profession(&row));
    found.map_or("professionnels", |profession| profession.nom)
}

/// Whether the people of a row need a card: one is required of them, or they have nothing to put an e-CPS on (R-COMPTE-11,
/// R-ECPS-09).
pub fn carte_necessaire(row: &Facts) -> Known<bool> {
    un_des([
        row.est(&PRO_BESOIN_CARTE, OuiNon::Oui),
        tous([row.est(&PRO_BESOIN_ACCES, OuiNon::Oui), row.est(&PRO_SMARTPHONE, Smartphone::Non)]),
    ])
}

/// Whether a row of professionals gets CPE (R-COMPTE-11), whatever card they have.
pub fn cpe_pour_la_ligne(row: &Facts) -> Known<bool> {
    let Some(profession) = profession(row) else { return Ok(false) };
    tous([
        Ok(carte_possible_cpe(profession)),
        row.get(&PRO_INTERIM).map(|interim| interim != Interim::NonNomme),
        carte_necessaire(row),
        row.est(&PRO_DEPART, OuiNon::Non),
        ligne_sans_carte(row),
    ])
}

/// Whether a row of professionals gets CPE.
pub fn une_ligne_a_une_cpe(facts: &Facts) -> Known<bool> {
    facts.une_fois("une-ligne-a-une-cpe", "", |facts, _| {
        au_moins_un(facts.lignes(&PROFESSIONNELS), cpe_pour_la_ligne)
    })
}

/// Whether the people of a row have no working card.
pub fn ligne_sans_carte(row: &Facts) -> Known<bool> {
    row.est(&PRO_CARTE, Carte::Aucune)
}

/// Whether the default card of a profession (§10) is a CPE or none: a CPE may then be ordered for it. A director who
/// does not hold the CDE has a CPE.
pub fn carte_possible_cpe(profession: &Profession) -> bool {
    matches!(
        profession.carte,
        CarteParDefaut::CpeSiBesoin | CarteParDefaut::AucuneDOffice | CarteParDefaut::Cde
    )
}

/// Whether a row's people are registered by that way.
pub fn voie_est(row: &Facts, voies: impl Fn(&Voie) -> bool) -> Known<bool> {
    Ok(profession(row).is_some_and(|profession| voies(&profession.voie)))
}
