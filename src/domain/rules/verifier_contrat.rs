//! Check whether a contract exists, before anything is signed (R-CONTRAT-14, R-FINESS-08, R-FINESS-09).

use crate::domain::facts::{pas, tous};
use crate::domain::questions::contrat::CONTRAT;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, regles};
use crate::domain::situations::{aucun_site, porteur_hospitalier};

/// Check the contract.
pub static VERIFIER_CONTRAT: Rule = Rule {
    livrable: "verifier-contrat",
    nom: "Vérifier le contrat",
    phase: Phase::Verifications,
    due_if: &[
        Cas::new(
            "contrat-inconnu",
            regles!["R-CONTRAT-14", "R-COMPTE-02"],
            "Vous ne savez pas si un contrat existe : vérifiez-le d’abord, pour ne pas en signer deux.",
            |facts, _| Ok(facts.dit_inconnu(&CONTRAT)),
        ),
        Cas::new(
            "contrat-hopital",
            regles!["R-FINESS-08", "R-CONTRAT-04"],
            "L’entité juridique est un hôpital : le FINESS juridique est le sien. Vérifiez avec sa direction s’il a déjà un contrat ; un contrat en cours suffit.",
            |facts, _| porteur_hospitalier(facts),
        ),
    ],
    sinon: Sinon::dire("Rien à vérifier avant le contrat, d’après vos réponses.", regles!["R-CONTRAT-14"]),
    duree: |_, _| Duree::Reponse,
    fiche: |_, _| Fiche {
        titre: "Vérifier si un contrat est déjà en cours avec l’ANS".to_owned(),
        quoi: "Un contrat en cours vaut pour toutes les cartes et tous les certificats de l’entité juridique.",
        qui: "La direction".to_owned(),
        etapes: vec![
            Dit::fixe(
                "Si quelqu’un a déjà une carte : portail mesHabilitations, menu « Visualiser contrats ». Il montre les contrats, leurs établissements et les personnes habilitées.",
                regles!["R-CONTRAT-14"],
            ),
            Dit::fixe("Sinon, demandez à l’assistance de l’ANS.", regles!["R-CONTACT-07"]),
        ],
        contacts: &["mes-habilitations", "assistance"],
        ..Fiche::default()
    },
    ..MODELE
};

/// Complete the list of sites, when none is open (R-FINESS-09).
pub static COMPLETER_SITES: Rule = Rule {
    livrable: "completer-sites",
    nom: "Compléter la liste des sites",
    phase: Phase::Verifications,
    due_if: &[Cas::new(
        "sites-aucun",
        regles!["R-FINESS-09", "R-FINESS-06"],
        "Vous n’avez indiqué aucun site ouvert. Sans site ouvert, seul le FINESS juridique peut porter un contrat.",
        // Before the FINESS is open, no site can be (R-COMPTE-19).
        |facts, _| tous([aucun_site(facts), pas(finess_a_ouvrir(facts))]),
    )],
    duree: |_, _| Duree::Variable,
    fiche: |_, _| Fiche {
        titre: "Vérifier que la liste des sites est complète".to_owned(),
        quoi: "Un site est un établissement ou un service avec son propre numéro FINESS.",
        qui: "La direction".to_owned(),
        etapes: vec![Dit::fixe(
            "Cherchez la structure sur finess.esante.gouv.fr et comparez les sites ouverts.",
            regles!["R-CONTACT-07"],
        )],
        ..Fiche::default()
    },
    ..MODELE
};
