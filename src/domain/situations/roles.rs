//! Roles for which someone needs a card of their own.

use super::cartes::{a_une_carte, cpe_expiree, est_le_porteur, ps_a_ordre};
use super::contrat::contrat_compte;
use super::designations::{at_a_declarer, gestionnaire_a_designer, mandataire_a_designer};
use super::identifiants::{AT_ANONYME, DIRECTEUR, RL};
use super::lignes::{au_moins_un, l_un, personnes_citees};
use super::porteur::{est_porteur, f101_du, option_a};
use super::professionnels::une_ligne_a_une_cpe;
use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::at::{AT, AT_LIEN, AT_LISTE, AT_PERSONNE, At, LienAt};
use crate::domain::questions::contrat::{contrat_non_aucun, sans_contrat};
use crate::domain::questions::gestionnaires::{GESTIONNAIRE_PERSONNE, GESTIONNAIRES};
use crate::domain::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_PERSONNE, INCIDENT_REMPLACEMENT, INCIDENTS,
};
use crate::domain::questions::mandataires::{
    MANDATAIRE_PERSONNE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire,
};
use crate::domain::questions::personnes::PERSONNES;
use crate::domain::rule::Sujet;

/// A role for which someone needs a card of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Mandataire counted in F502 (R-MAND-07).
    Mandataire,
    /// Administrateur technique of the structure, to declare (R-AT-07).
    At,
    /// Gestionnaire RPPS+, to appoint (R-RPPS-07).
    Gestionnaire,
    /// Holder of a CPE to replace after an incident (R-COMPTE-15).
    CpeEnIncident,
    /// Holder of an expired CPE (R-CARTE-24).
    CpeExpiree,
}

/// Ids of everyone who may need a CPE, each once (R-COMPTE-10).
pub fn candidats_cpe(facts: &Facts) -> Vec<String> {
    let mut ids: Vec<String> = vec![RL.to_owned(), DIRECTEUR.to_owned()];
    if facts.est(&AT, At::InterneSansCarte) == Ok(true) {
        ids.push(AT_ANONYME.to_owned());
    }
    ids.extend(facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.clone()));
    // A lost CPE whose holder was not named.
    if let Ok(incidents) = facts.lignes(&INCIDENTS) {
        ids.extend(
            incidents
                .iter()
                .filter(|row| row.get(&INCIDENT_PERSONNE).is_err())
                .map(|row| row.id().to_owned()),
        );
    }
    ids
}

/// The rows whose role asks for a card and that name nobody, or somebody who is gone: whose card it is, is open.
pub fn roles_sans_personne(facts: &Facts) -> Vec<Sujet> {
    let roles = [
        (&MANDATAIRES, &MANDATAIRE_PERSONNE),
        (&AT_LISTE, &AT_PERSONNE),
        (&GESTIONNAIRES, &GESTIONNAIRE_PERSONNE),
    ];
    let cited = roles.into_iter().flat_map(|(list, personne)| {
        personnes_citees(&facts.lignes(list).unwrap_or_default(), list, personne)
    });
    cited.filter(|sujet| sujet.personne().is_none()).collect()
}

/// Whether a person has a role that needs a card.
pub fn a_le_role(facts: &Facts, personne: &str, role: Role) -> Known<bool> {
    match role {
        Role::Mandataire => un_des([
            au_moins_un(facts.lignes(&MANDATAIRES), |row| {
                tous([row.get(&MANDATAIRE_PERSONNE).map(|id| id.0 == personne), mandataire_a_designer(row)])
            }),
            tous([Ok(personne == DIRECTEUR), directeur_devient_mandataire(facts)]),
        ]),
        Role::At => un_des([
            tous([Ok(personne == AT_ANONYME), facts.est(&AT, At::InterneSansCarte)]),
            tous([Ok(personne == RL), facts.est(&AT, At::RepresentantLegal)]),
            au_moins_un(facts.lignes(&AT_LISTE), |row| {
                tous([
                    row.get(&AT_PERSONNE).map(|id| id.0 == personne),
                    row.est(&AT_LIEN, LienAt::Interne),
                    at_a_declarer(row),
                ])
            }),
        ]),
        Role::Gestionnaire => au_moins_un(facts.lignes(&GESTIONNAIRES), |row| {
            tous([row.get(&GESTIONNAIRE_PERSONNE).map(|id| id.0 == personne), gestionnaire_a_designer(row)])
        }),
        Role::CpeEnIncident => au_moins_un(facts.lignes(&INCIDENTS), |row| {
            tous([
                row.est(&INCIDENT_CARTE, CarteIncident::Cpe),
                row.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
                est_le_porteur(row, personne),
            ])
        }),
        Role::CpeExpiree => cpe_expiree(facts, personne),
    }
}

/// Whether the director of option A must be appointed mandataire (R-RL-02, R-COMPTE-08): unless already in the list, where
/// nobody is in place without a contract; and, without one, only when something calls for it.
pub fn directeur_devient_mandataire(facts: &Facts) -> Known<bool> {
    tous([
        option_a(facts),
        un_des([contrat_non_aucun(facts), contrat_compte(facts)]),
        pas(au_moins_un(facts.lignes(&MANDATAIRES), |row| {
            tous([
                row.get(&MANDATAIRE_PERSONNE).map(|id| id.0 == DIRECTEUR),
                Ok(sans_contrat(facts) != Ok(true)
                    || row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace) != Ok(true)),
            ])
        })),
    ])
}

/// Whether a person has a working card, or receives by this plan a CDE or a CPS (R-COMPTE-09).
pub fn equipee(facts: &Facts, personne: &str) -> Known<bool> {
    facts.une_fois("equipee", personne, |facts, personne| {
        un_des([
            a_une_carte(facts, personne),
            tous([est_porteur(facts, personne), f101_du(facts)]),
            ps_a_ordre(facts, personne),
        ])
    })
}

/// Whether someone with a role has no card yet: a CPE to order, by paper or by TOM.
pub fn roles_sans_carte(facts: &Facts) -> Known<bool> {
    let roles = [Role::Mandataire, Role::At, Role::Gestionnaire];
    l_un(candidats_cpe(facts).into_iter().map(|personne| {
        let has_role = un_des(roles.map(|role| a_le_role(facts, &personne, role)));
        tous([has_role, pas(equipee(facts, &personne))])
    }))
}

/// Whether a CPE is to be ordered, for whatever reason: by paper or by TOM (R-COMPTE-18).
pub fn cpe_a_commander(facts: &Facts) -> Known<bool> {
    let roles = [Role::CpeEnIncident, Role::CpeExpiree];
    let replaced = candidats_cpe(facts).into_iter().map(|personne| {
        tous([un_des(roles.map(|role| a_le_role(facts, &personne, role))), pas(equipee(facts, &personne))])
    });
    un_des([roles_sans_carte(facts), l_un(replaced), une_ligne_a_une_cpe(facts)])
}
