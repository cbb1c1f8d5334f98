//! The contract: whether it changes, whether one is to sign, and the hospital that may already have one.

use super::cartes::{cpa_expiree, cpe_expiree};
use super::designations::{at_a_declarer_sans_carte, mandataire_a_designer};
use super::lignes::{au_moins_un, l_un};
use super::logiciels::demande_un_certificat;
use super::professionnels::une_ligne_a_une_cpe;
use crate::domain::facts::{Facts, Known, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::contrat::{CONTRAT, Contrat, contrat_non_aucun};
use crate::domain::questions::entite_changee::{ENTITE_CHANGEE, EntiteChangee};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::incidents::{CarteIncident, INCIDENT_CARTE, INCIDENT_REMPLACEMENT, INCIDENTS};
use crate::domain::questions::mandataires::MANDATAIRES;
use crate::domain::questions::personnes::PERSONNES;
use crate::domain::questions::statut::STATUT;
use crate::domain::statuts::est_hospitalier;

/// Whether the FINESS or SIRET that carries the contract changes, or the contract moves to the FINESS juridique
/// (R-CONTRAT-05, R-CONTRAT-16, R-FINESS-07). With no contract, an event triggers nothing by itself (R-COMPTE-04).
pub fn identite_du_contrat_change(facts: &Facts) -> Known<bool> {
    tous([contrat_non_aucun(facts), un_des([numero_du_contrat_change(facts), passage_juridique(facts)])])
}

/// Whether the FINESS or SIRET that carries the contract changes.
pub fn numero_du_contrat_change(facts: &Facts) -> Known<bool> {
    tous([
        contrat_non_aucun(facts),
        un_des([evenement(facts, Evenement::ChgtFiness), evenement(facts, Evenement::ChgtSiret)]),
        facts.est(&ENTITE_CHANGEE, EntiteChangee::PorteContrat),
    ])
}

/// Whether the user chose to move the contract to the FINESS juridique (R-FINESS-07).
pub fn passage_juridique(facts: &Facts) -> Known<bool> {
    tous([contrat_non_aucun(facts), evenement(facts, Evenement::PassageJuridique)])
}

/// Whether the dossier orders something that needs a contract: RPPS+, a certificate, a mandataire, a CPE or a CPA
/// (R-COMPTE-04). The director of option A is left out: without a contract, the choice A/B only matters once
/// something else asks for the contract (R-ALGO-01 point 3).
pub fn commande_quelque_chose(facts: &Facts) -> Known<bool> {
    let people = facts.answers().rows(PERSONNES.spec.id);
    let expired = people.iter().map(|row| un_des([cpe_expiree(facts, &row.id), cpa_expiree(facts, &row.id)]));
    un_des([
        l_un(expired),
        besoin_de(facts, [Besoin::RppsPlus]),
        demande_un_certificat(facts),
        au_moins_un(facts.lignes(&MANDATAIRES), mandataire_a_designer),
        at_a_declarer_sans_carte(facts),
        au_moins_un(facts.lignes(&INCIDENTS), |incident| {
            tous([
                incident
                    .get(&INCIDENT_CARTE)
                    .map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cpa)),
                incident.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
            ])
        }),
        une_ligne_a_une_cpe(facts),
    ])
}

/// Whether a new contract is counted (R-COMPTE-04).
pub fn contrat_compte(facts: &Facts) -> Known<bool> {
    facts.une_fois("contrat-compte", "", |facts, _| {
        un_des([
            identite_du_contrat_change(facts),
            tous([facts.est(&CONTRAT, Contrat::Aucun), commande_quelque_chose(facts)]),
        ])
    })
}

/// Whether the entité juridique is a hospital (R-FINESS-08).
pub fn est_un_hopital(facts: &Facts) -> Known<bool> {
    facts.get(&STATUT).map(|statut| est_hospitalier(&statut.0))
}

/// Whether that hospital may already have a contract: to be checked before anything else (R-FINESS-08).
pub fn porteur_hospitalier(facts: &Facts) -> Known<bool> {
    tous([
        est_un_hopital(facts),
        un_des([Ok(facts.dit_inconnu(&CONTRAT)), facts.est(&CONTRAT, Contrat::Aucun)]),
    ])
}
