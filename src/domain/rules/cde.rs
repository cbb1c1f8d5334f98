//! CDE: the card of the holder, ordered by the F101 (R-CARTE, R-COMPTE-07).

use crate::domain::facts::{pas, tous};
use crate::domain::questions::profils::Profil;
use crate::domain::rule::{Cas, Compte, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, regles};
use crate::domain::situations::{f101_declenche, porteur_a_une_cde, porteur_attend_sa_cps, porteur_est};

use super::f101::nom_du_porteur;

/// One CDE for each F101.
pub static CDE: Rule = Rule {
    livrable: "cde",
    nom: "Carte CDE",
    phase: Phase::Cartes,
    compte: Some(Compte::Cde),
    due_if: &[Cas::new(
        "cde-par-f101",
        regles!["R-CARTE-12", "R-COMPTE-07"],
        "Le formulaire F101 commande la carte de directeur (CDE).",
        |facts, _| f101_declenche(facts),
    )],
    except_if: &[
        Cas::new(
            "cde-cps-en-tient-lieu",
            regles!["R-RL-05"],
            "Le responsable a sa carte CPS : elle tient lieu de carte de directeur.",
            |facts, _| tous([porteur_est(facts, &[Profil::PsOrdreAvecCps]), pas(porteur_attend_sa_cps(facts))]),
        ),
        Cas::new(
            "cde-cps-renouvelee",
            regles!["R-CARTE-28", "R-CARTE-24"],
            "La carte CPS du responsable est expirée et se renouvelle d’office : elle tiendra lieu de carte de directeur.",
            |facts, _| porteur_attend_sa_cps(facts),
        )
        .doutes(&["D-20"]),
        Cas::new(
            "cde-cps-demandee",
            regles!["R-RL-06"],
            "Le responsable demande sa carte CPS à son ordre : elle tiendra lieu de carte de directeur.",
            |facts, _| porteur_est(facts, &[Profil::PsOrdreSansCps]),
        ),
        Cas::new(
            "cde-cps-sans-ordre",
            regles!["R-RL-07"],
            "Le responsable a déjà une carte CPS, qui devrait tenir lieu de carte de directeur.",
            |facts, _| porteur_est(facts, &[Profil::PsSansOrdreAvecCps]),
        )
        .doutes(&["D-08"]),
    ],
    mentions: &[
        Cas::new(
            "cde-nominative",
            regles!["R-CARTE-01", "R-CARTE-23"],
            "La carte est individuelle et nominative : elle ne se prête pas.",
            |_, _| Ok(true),
        )
        .doutes(&["K-14", "K-11"]),
        Cas::new(
            "cde-codes",
            regles!["R-CARTE-04"],
            "Le code porteur arrive dans un envoi séparé, en principe le lendemain : prévoyez un jour de plus.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "cde-validite",
            regles!["R-CARTE-05"],
            "Valable 3 ans, ou 6 ans pour une CPS4 : lisez la date écrite sur la carte.",
            |_, _| Ok(true),
        )
        .doutes(&["K-03", "D-06"]),
        Cas::new(
            "cde-donnees-restreintes",
            regles!["R-RPPS-25"],
            "Elle ouvre aussi, d’office, les données restreintes de l’Annuaire Santé.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "cde-deja-detenue",
            regles!["R-COMPTE-07"],
            "Cette personne a déjà une CDE valable. Le plan en compte une nouvelle, par prudence ; le contrat type de 2015 dit qu’il n’en faut pas. Demandez à l’ANS avant d’envoyer.",
            |facts, _| porteur_a_une_cde(facts),
        )
        .doutes(&["D-17"]),
    ],
    sinon: Sinon::dire("Aucun F101 n’est dû, donc aucune carte de directeur.", regles!["R-COMPTE-07"]),
    apres: |_, _| vec!["f101".into(), "contrat".into()],
    duree: |_, _| Duree::JoursOuvres(10),
    fiche: |facts, _| Fiche {
        titre: format!("Recevoir la carte CDE : {}", nom_du_porteur(facts)),
        quoi: "La carte de directeur d’établissement : elle sert à commander les autres cartes et à ouvrir les portails de l’ANS.",
        qui: "La personne à qui elle est destinée".to_owned(),
        delai: Some(Dit::fixe(
            "Environ 10 jours ouvrés après la réception du dossier complet.",
            regles!["R-CARTE-03", "R-JO-02", "R-JO-07"],
        )),
        pour: nom_du_porteur(facts),
        ..Fiche::default()
    },
    ..MODELE
};
