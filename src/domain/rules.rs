//! The rules, one file per deliverable, in the order of the plan within each phase.

use super::rule::Rule;

pub mod at;
pub mod avis;
pub mod cde;
pub mod certificats;
pub mod certificats_en_service;
pub mod changements;
pub mod contrat;
pub mod cpa;
pub mod cpe;
pub mod cpe_professionnels;
pub mod cps_ans;
pub mod cps_ordre;
pub mod departs;
pub mod ecps;
pub mod enregistrement;
pub mod f101;
pub mod immatriculation;
pub mod incident;
pub mod lecteur;
pub mod mandataire;
pub mod produits_test;
pub mod rappel_attestation;
pub mod rappel_carte;
pub mod recevoir_carte;
pub mod rpps_gestionnaires;
pub mod se_renseigner;
pub mod verifier_contrat;

/// Every rule.
pub static RULES: &[&Rule] = &[
    &immatriculation::IMMATRICULATION,
    &incident::DECLARER_INCIDENT,
    &incident::DEBLOQUER,
    &incident::OPPOSITION,
    &departs::DEPART,
    &verifier_contrat::VERIFIER_CONTRAT,
    &verifier_contrat::COMPLETER_SITES,
    &changements::DOCUMENT_NOMINATION,
    &se_renseigner::SE_RENSEIGNER,
    &contrat::CONTRAT_ADHESION,
    &changements::CHANGEMENT_DENOMINATION,
    &changements::CHANGEMENT_RL_SANS_F101,
    &f101::F101,
    &cps_ordre::CPS_ORDRE,
    &cps_ans::CPS_ANS,
    &cps_ordre::QUALITE_RL,
    &mandataire::MANDATAIRE,
    &mandataire::CONFIRMER_MANDATAIRES,
    &mandataire::MANDATAIRE_CONSEILLE,
    &cde::CDE,
    &recevoir_carte::RECEVOIR_CARTE,
    &cpe::CPE,
    &cpe_professionnels::CPE_PROFESSIONNELS,
    &cps_ans::CPS_ANS_PROFESSIONNELS,
    &cpa::CPA,
    &lecteur::LECTEUR,
    &at::DESIGNER_AT,
    &at::DECLARER_AT,
    &at::RETIRER_AT,
    &at::ADRESSE_ALERTE,
    &certificats::CERTIFICAT,
    &certificats_en_service::CERTIFICAT_EN_SERVICE,
    &produits_test::PRODUITS_TEST,
    &rpps_gestionnaires::DESIGNER_GESTIONNAIRE,
    &rpps_gestionnaires::FORMATION,
    &rpps_gestionnaires::HABILITATION,
    &rpps_gestionnaires::FERMER_HABILITATION,
    &enregistrement::ENREGISTREMENT,
    &ecps::ACTIVER_ECPS,
    &ecps::ECPS_EXPIREE,
    &ecps::ECPS_ANOMALIE,
    &ecps::COORDONNEES,
    &certificats_en_service::RAPPEL_CERTIFICAT,
    &certificats_en_service::VERIFIER_ADRESSE,
    &rappel_carte::RAPPEL_CARTE,
    &rappel_attestation::RAPPEL_ATTESTATION,
];
