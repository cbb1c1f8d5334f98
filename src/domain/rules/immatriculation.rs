//! FINESS registration, before anything else (R-MIE-01, R-COMPTE-19).

use crate::domain::questions::finess_immatriculation::{FINESS_IMMATRICULATION, FinessImmatriculation};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, regles};

/// Obtain the FINESS number.
pub static IMMATRICULATION: Rule = Rule {
    livrable: "immatriculation-finess",
    nom: "Immatriculation FINESS",
    phase: Phase::Verifications,
    due_if: &[
        Cas::new(
            "finess-en-cours",
            regles!["R-MIE-01", "R-COMPTE-19"],
            "Votre numéro FINESS n’est pas encore ouvert. Il vient avant tout : l’ANS le dit indispensable, et la structure n’a pas de moyen d’identification sans lui.",
            |facts, _| facts.est(&FINESS_IMMATRICULATION, FinessImmatriculation::EnCours),
        )
        .doutes(&["D-26"]),
        Cas::new(
            "finess-a-demander",
            regles!["R-MIE-01", "R-COMPTE-19"],
            "Votre structure n’a pas encore de numéro FINESS. Il vient avant tout : l’ANS le dit indispensable, et la structure n’a pas de moyen d’identification sans lui.",
            |facts, _| facts.est(&FINESS_IMMATRICULATION, FinessImmatriculation::Aucun),
        )
        .doutes(&["D-26"]),
    ],
    mentions: &[Cas::new(
        "finess-ce-qui-s-ajoutera",
        regles!["R-COMPTE-19", "R-COMPTE-13"],
        "Ce plan ne compte encore aucun certificat : ils se demandent pour un site ouvert. Le jour où le numéro est ouvert, changez cette réponse : le plan ajoutera ce qui manque, et ses dates.",
        |_, _| Ok(true),
    )],
    duree: |_, _| Duree::NonPubliee,
    fiche: |facts, _| Fiche {
        titre: match facts.get(&FINESS_IMMATRICULATION) {
            Ok(FinessImmatriculation::Aucun) => "Demander l’immatriculation FINESS".to_owned(),
            Ok(_) | Err(_) => "Suivre l’immatriculation FINESS jusqu’à l’ouverture du numéro".to_owned(),
        },
        quoi: "L’inscription de la structure au fichier national des établissements, qui lui donne ses numéros.",
        qui: "La direction".to_owned(),
        delai: Some(Dit::fixe(
            "Aucun délai publié : ce qui en dépend n’a pas de date.",
            regles!["R-COMPTE-18", "R-COMPTE-19"],
        )),
        etapes: vec![
            Dit::fixe(
                "Une question sur le numéro : metier-finess@esante.gouv.fr.",
                regles!["R-CONTACT-12"],
            ),
            Dit::fixe(
                "D’ici là, préparez le contrat, les formulaires et les pièces : ils partiront ensuite.",
                regles!["R-MIE-01"],
            ),
        ],
        contacts: &["R-CONTACT-12"],
        ..Fiche::default()
    },
    ..MODELE
};
