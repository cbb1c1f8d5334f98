//! Gestures: what is done in one go, whatever the rules that ask for it. One envelope, one online procedure, one message
//! to the publisher holds several actions of the plan; one table says which.

use super::facts::Facts;
use super::liens::{part_par_courriel, parties, voie_de};
use super::professions::Voie;
use super::questions::certificats_en_service::CERTIFICATS_EN_SERVICE;
use super::questions::professionnels::PROFESSIONNELS;
use super::questions::voie_cartes::{VoieCartes, voie};
use super::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use super::rule::Sujet;
use super::rules::ecps::ecps_a_verifier;
use super::rules::enregistrement::etudiant_a_demander;
use super::rules::f101::f101_sur_papier;
use super::rules::mandataire::par_tom;
use super::situations::en_service;

/// A gesture. In the order in which two of the same weight are proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Geste {
    /// A lost, stolen or blocked card; never put off (R-CARTE-18).
    Incident,
    /// Someone leaves: what is the structure's is closed that day (R-CARTE-18).
    Departs,
    /// Find out whether there is a contract (R-CONTRAT-14).
    Contrat,
    /// The list of sites (R-FINESS-09).
    Sites,
    /// Contract and first card, on line (R-CONTRAT-17).
    EnvoiEnLigne,
    /// Contract, first card and what leaves with them, in one envelope.
    EnvoiPapier,
    /// A change of legal representative, by mail (R-CONTRAT-06, R-CONTRAT-15).
    EnvoiCourriel,
    /// Forms on paper that don't leave with a contract.
    Formulaires,
    /// What is chosen inside the structure.
    Decider,
    /// What only the publisher knows, in one message.
    Editeur,
    /// The cards that people already have.
    CartesConnues,
    /// What only the staff know.
    Personnel,
    /// Another answer to find out.
    Renseigner,
    /// A person's own card, from the ordre.
    CarteDeLOrdre,
    /// A CPS that the ANS renews or replaces: nothing to ask of the ordre (R-CARTE-28, R-CARTE-30).
    CarteDeLAns,
    /// The cards that professionals ask for themselves (R-CARTE-26).
    CartesDesPersonnes,
    /// What is done in TOM.
    Tom,
    /// Confirm the mandataires, on the page of the contract or in TOM (R-MAND-10).
    Mandataires,
    /// The new name of the structure, by mail (R-CONTRAT-11).
    NouveauNom,
    /// Declare who looks after the certificates.
    AdministrateurTechnique,
    /// Train and habilitate who registers the staff.
    Gestionnaires,
    /// Certificates of one software.
    Certificats,
    /// Test products.
    Tests,
    /// Register in RPPS+.
    RppsPlus,
    /// Register in RPPS+ who may not be admitted there: the ANS is asked first (R-ECPS-20).
    RppsPlusSiAdmis,
    /// Where the certificates' alerts go.
    Alertes,
    /// Card readers.
    Lecteurs,
    /// To check with the ordre.
    Ordre,
    /// To check with the ARS.
    Ars,
    /// Correct what the directory knows.
    Coordonnees,
    /// An e-CPS in trouble.
    EcpsEnPanne,
    /// e-CPS to activate again.
    EcpsExpirees,
    /// e-CPS to activate.
    Ecps,
    /// e-CPS of people who may have no right to one: to be checked before (R-ECPS-03, R-ECPS-20).
    EcpsAVerifier,
    /// Cards to receive.
    Recevoir,
    /// What to come back to, on its day.
    Rappels,
    /// An action that is a gesture of its own.
    Seule,
}

impl Geste {
    /// Whether the plan hangs on it: the next working day proposes such gestures first. The others are each one's own, or
    /// wait well.
    pub fn est_un_pivot(self) -> bool {
        (self < Self::Alertes && self != Self::CartesDesPersonnes) || self == Self::Seule
    }

    /// Whether all that it holds leaves at once: each piece is made ready, then the whole is sent.
    pub fn part_d_un_coup(self) -> bool {
        matches!(self, Self::EnvoiEnLigne | Self::EnvoiPapier | Self::EnvoiCourriel | Self::Formulaires)
    }
}

/// Whether an action is a card that is ordered, then received some days later.
pub fn est_une_carte(id: &str) -> bool {
    let (livrable, _) = parties(id);
    matches!(livrable, "cde" | "recevoir-carte" | "cpe" | "cpe-professionnels" | "cpa")
        || livrable.starts_with("cps-")
}

/// The gesture of an action, by its id, and what tells it from others of its kind. `envoi`: a contract or an F101 is due,
/// and not by mail.
pub fn geste(facts: &Facts, id: &str, envoi: bool) -> (Geste, String) {
    let (livrable, sujet) = parties(id);
    let own = |geste| (geste, sujet.to_owned());
    let all = |geste| (geste, String::new());
    let papier = || match (voie_du_contrat(facts), envoi) {
        (VoieContrat::Papier, true) => all(Geste::EnvoiPapier),
        _ => all(Geste::Formulaires),
    };
    match livrable {
        "declarer-incident" | "debloquer-carte" => own(Geste::Incident),
        "opposition" => (Geste::Incident, "opposition".to_owned()),
        "depart" | "fermer-habilitation" | "retirer-at" => all(Geste::Departs),
        "verifier-contrat" => all(Geste::Contrat),
        "completer-sites" => all(Geste::Sites),
        "contrat" | "f101" | "document-nomination" | "courriel-changement-rl" => {
            if part_par_courriel(facts) {
                all(Geste::EnvoiCourriel)
            } else if voie_du_contrat(facts) == VoieContrat::Papier || f101_sur_papier(facts) {
                all(Geste::EnvoiPapier)
            } else {
                all(Geste::EnvoiEnLigne)
            }
        }
        "courriel-denomination" => all(Geste::NouveauNom),
        "mandataire" if par_tom(facts) == Ok(true) => all(Geste::Tom),
        "mandataire" => papier(),
        "cpe" | "cpe-professionnels" => match voie(facts) {
            VoieCartes::Tom => all(Geste::Tom),
            VoieCartes::Papier => papier(),
        },
        "confirmer-mandataires" => all(Geste::Mandataires),
        "cpa" | "designer-at" => all(Geste::Editeur),
        "designer-gestionnaire" | "mandataire-conseille" => all(Geste::Decider),
        "se-renseigner" => all(match sujet {
            "insi-mode" | "at" | "services" | "mssante-role" | "pro-besoin-carte" => Geste::Editeur,
            "finess-contrat" | "entite-changee" => Geste::Contrat,
            "nb-sites" => Geste::Sites,
            "option-president" | "rpps-mode" | "document" => Geste::Decider,
            "rl-carte"
            | "directeur-carte"
            | "personne-carte"
            | "rl-sortant-carte"
            | "rl-profil"
            | "directeur-profil"
            | "tom-actif"
            | "incident-seule-carte-tom" => Geste::CartesConnues,
            "pro-carte" | "pro-smartphone" | "pro-rpps" | "pro-coordonnees" => Geste::Personnel,
            _ => Geste::Renseigner,
        }),
        "qualite-rl" => (Geste::CarteDeLOrdre, "rl".to_owned()),
        "lecteur" => all(Geste::Lecteurs),
        "declarer-at" => all(Geste::AdministrateurTechnique),
        "adresse-alerte" | "verifier-adresse-contact" => all(Geste::Alertes),
        "certificat" => (Geste::Certificats, sujet.split(':').next().unwrap_or("").to_owned()),
        "certificat-en-service" => (Geste::Certificats, logiciel_du_certificat(facts, sujet)),
        "produits-test" => all(Geste::Tests),
        "formation-gestionnaire" | "habilitation-gestionnaire" => all(Geste::Gestionnaires),
        "enregistrement" if etudiant_a_demander(facts, sujet) => all(Geste::RppsPlusSiAdmis),
        "enregistrement" => all(match voie_de(facts, sujet) {
            Some(Voie::RppsPlus | Voie::RppsPlusPossible) => Geste::RppsPlus,
            Some(Voie::Ars) => Geste::Ars,
            Some(Voie::Ordre(_) | Voie::OrdreEtudiant | Voie::Aucune) | None => Geste::Ordre,
        }),
        "activer-e-cps" => {
            let row = Sujet::Ligne(PROFESSIONNELS.spec.id, sujet.to_owned());
            all(if ecps_a_verifier(facts, &row) == Ok(true) { Geste::EcpsAVerifier } else { Geste::Ecps })
        }
        "e-cps-expiree" => all(Geste::EcpsExpirees),
        "e-cps-anomalie" => all(Geste::EcpsEnPanne),
        "coordonnees" => all(Geste::Coordonnees),
        "cde" | "recevoir-carte" => all(Geste::Recevoir),
        "cps-ans-professionnels" => all(Geste::CartesDesPersonnes),
        "cps-ans" => own(Geste::CarteDeLAns),
        _ if livrable.starts_with("rappel-") => all(Geste::Rappels),
        "cps-ordre" => own(Geste::CarteDeLOrdre),
        _ => (Geste::Seule, id.to_owned()),
    }
}

/// The software of a certificate in service; empty when it is not known.
fn logiciel_du_certificat(facts: &Facts, row: &str) -> String {
    let known = en_service(facts).unwrap_or_default();
    let found = known.into_iter().find(|certificat| certificat.ligne.id() == row);
    let named = || {
        let entry = facts.answers().row(CERTIFICATS_EN_SERVICE.spec.id, row)?.entry("certificat-logiciel")?;
        entry.text().map(str::to_owned)
    };
    found.and_then(|certificat| certificat.instance).or_else(named).unwrap_or_default()
}
