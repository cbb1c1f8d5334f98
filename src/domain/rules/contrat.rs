//! Contrat d’adhésion: when the structure signs one, and at which FINESS (R-FINESS, R-CONTRAT, R-COMPTE-04).
//!
//! > « La contractualisation précède toute commande de cartes et de certificats » (S0)

use crate::domain::facts::{Facts, Inconnu, pas, tous, un_des};
use crate::domain::finess::Finess;
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::contrat::{CONTRAT, Contrat};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_contrat::{FINESS_CONTRAT, FinessContrat};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::questions::sites::{SITE_FINESS, sites_ouverts};
use crate::domain::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use crate::domain::rule::{
    Cas, Compte, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, avec_le_dossier, regles,
};
use crate::domain::situations::{
    aucun_site, avant_tout_envoi, commande_quelque_chose, demande_un_certificat, f101_du, monosite,
    multisite, numero_du_contrat_change, passage_juridique, porteur_sans_f101,
};

/// One contract at most per dossier.
pub static CONTRAT_ADHESION: Rule = Rule {
    livrable: "contrat",
    nom: "Nouveau contrat d’adhésion",
    phase: Phase::Contrats,
    compte: Some(Compte::Contrats),
    due_if: &[
        Cas::new(
            "contrat-premiere-commande",
            regles!["R-CONTRAT-01", "R-COMPTE-04"],
            "Votre structure n’a pas de contrat, et vous allez demander des cartes, des certificats ou l’accès à RPPS+ : le contrat vient avant toute commande.",
            |facts, _| tous([facts.est(&CONTRAT, Contrat::Aucun), commande_quelque_chose(facts)]),
        ),
        Cas::new(
            "contrat-numero-change",
            regles!["R-CONTRAT-05", "R-CONTRAT-16", "R-COMPTE-04"],
            "Le numéro FINESS ou SIRET qui porte le contrat change : il faut un nouveau contrat, à chaque fois.",
            |facts, _| numero_du_contrat_change(facts),
        ),
        Cas::new(
            "contrat-passage-juridique",
            regles!["R-FINESS-07", "R-CONTRAT-05", "R-COMPTE-04"],
            "Vous passez le contrat au FINESS juridique : c’est un nouveau numéro, donc un nouveau contrat.",
            |facts, _| passage_juridique(facts),
        ),
    ],
    except_if: &[],
    mentions: &[
        Cas::new(
            "contrat-multisite",
            regles!["R-FINESS-01", "R-FINESS-03", "R-FINESS-06"],
            "Vous avez plusieurs sites ouverts : un seul contrat, au FINESS juridique, les couvre tous. Il n’en faut pas un par site.",
            |facts, _| multisite(facts),
        )
        .doutes(&["K-02"]),
        Cas::new(
            "contrat-monosite",
            regles!["R-FINESS-02", "R-FINESS-06"],
            "Vous avez un seul site ouvert : le contrat peut porter son FINESS géographique.",
            |facts, _| tous([monosite(facts), pas(un_des([passage_juridique(facts)]))]),
        ),
        Cas::new(
            "contrat-monosite-certificats",
            regles!["R-FINESS-05"],
            "Vous pouvez aussi choisir le FINESS juridique : les certificats sont en principe portés par l’entité juridique. Le choix vous revient.",
            |facts, _| tous([monosite(facts), demande_un_certificat(facts), pas(passage_juridique(facts))]),
        )
        .doutes(&["D-04"]),
        Cas::new(
            "contrat-sans-site",
            regles!["R-FINESS-09"],
            "Vous n’avez aucun site ouvert : seul le FINESS juridique peut porter le contrat. Vérifiez d’abord que la liste des sites est complète.",
            |facts, _| tous([aucun_site(facts), pas(finess_a_ouvrir(facts))]),
        ),
        Cas::new(
            "contrat-finess-a-ouvrir",
            regles!["R-FINESS-09", "R-COMPTE-19", "R-MIE-01", "R-FINESS-06"],
            "Le numéro FINESS n’est pas encore ouvert : le contrat portera le FINESS juridique. Préparez-le ; il part une fois le numéro ouvert.",
            |facts, _| finess_a_ouvrir(facts),
        )
        .doutes(&["D-26"]),
        Cas::new(
            "contrat-en-ligne",
            regles!["R-CONTRAT-17"],
            "L’ANS propose d’abord la voie en ligne : le parcours « Vos démarches » fait déclarer la structure et la situation du représentant légal, puis remplir le contrat et la demande de carte. La FAQ d’e-santé Bretagne dit le kit papier et le formulaire F101 : les deux voies demandent la même chose.",
            |_, _| Ok(true),
        )
        .doutes(&["K-18"]),
        Cas::new(
            "contrat-par-entite",
            regles!["R-FINESS-04", "R-COMPTE-01"],
            "Un contrat vaut pour une seule entité juridique. Si vous en gérez plusieurs, faites un dossier pour chacune.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "contrat-nom",
            regles!["R-CONTRAT-03"],
            "Ce document s’appelle contrat d’adhésion, ou contrat de structure : c’est le même.",
            |_, _| Ok(true),
        )
        .doutes(&["K-01"]),
        Cas::new(
            "contrat-avec-f101",
            regles!["R-CONTRAT-02", "R-CONTRAT-05"],
            "Le contrat part avec le formulaire F101, qui demande la carte de directeur (CDE) du responsable.",
            |facts, _| pas(porteur_sans_f101(facts)),
        ),
        Cas::new(
            "contrat-president-nouveau",
            regles!["R-CONTRAT-09"],
            "Un président qui vient d’entrer en fonctions peut désigner un directeur : la demande est recevable.",
            |facts, _| super::f101::president_nouveau(facts),
        ),
        Cas::new(
            "contrat-rpps-plus",
            regles!["R-RPPS-12", "R-CONTRAT-04"],
            "Ce contrat suffit aussi pour RPPS+ : il n’y en a pas d’autre à signer.",
            |facts, _| besoin_de(facts, [Besoin::RppsPlus]),
        ),
    ],
    sinon: Sinon::dire(
        "Rien dans vos réponses ne demande de nouveau contrat. Un contrat en cours vaut pour tous les moyens d’identification de l’ANS.",
        regles!["R-CONTRAT-04", "R-RPPS-12", "R-COMPTE-04"],
    ),
    apres: |_, _| avant_tout_envoi(),
    origine: avec_le_dossier,
    duree: |_, _| Duree::Variable,
    fiche,
    ..MODELE
};

fn fiche(facts: &Facts, _: &Sujet) -> Fiche {
    Fiche {
        titre: format!("Signer le contrat d’adhésion {}", au_finess(facts)),
        quoi: "Le contrat entre votre structure et l’Agence du Numérique en Santé (ANS). Il ouvre le droit de commander cartes et certificats.",
        qui: "Le représentant légal".to_owned(),
        signe: Some(Dit::fixe("Le représentant légal, et lui seul.", regles!["R-CONTRAT-13"])),
        joindre: vec![Dit::fixe(
            "Une copie d’un justificatif d’identité du demandeur. La liste officielle des pièces est dans la notice du formulaire.",
            regles!["R-CONTRAT-12"],
        )],
        envoyer: Some(envoi(facts)),
        delai: Some(Dit::fixe(
            "Aucun délai n’est publié pour l’enregistrement du contrat lui-même.",
            regles!["R-COMPTE-18"],
        )),
        etapes: match voie_du_contrat(facts) {
            VoieContrat::EnLigne => vec![
                Dit::fixe(
                    "Ouvrez le parcours « Vos démarches » de l’ANS (esante.gouv.fr/vos-demarches-1) : déclarez la structure et la situation du représentant légal, puis remplissez le contrat d’adhésion et la demande de carte.",
                    regles!["R-CONTRAT-17"],
                ),
                Dit::fixe(
                    "Ou sur papier : le contrat est dans le kit « Moyens d’authentification » de l’ANS, présenté par la FAQ citée en source.",
                    regles!["R-INFO-01"],
                ),
            ],
            VoieContrat::Papier => vec![Dit::fixe(
                "Procurez-vous le contrat dans le kit « Moyens d’authentification » de l’ANS, présenté par la FAQ citée en source.",
                regles!["R-INFO-01"],
            )],
        },
        ..Fiche::default()
    }
}

/// « au FINESS juridique 010783009 », as far as the answers tell.
fn au_finess(facts: &Facts) -> String {
    let nouveau =
        numero_du_contrat_change(facts) == Ok(true) && evenement(facts, Evenement::ChgtFiness) == Ok(true);
    // The number that changes is the one that holds the contract (R-CONTRAT-16).
    let change = |porteur| nouveau && facts.get(&FINESS_CONTRAT).is_ok_and(|dit| dit == porteur);
    let number = |porteur, finess: Finess| {
        if change(porteur) { " (le nouveau numéro)".to_owned() } else { format!(" {finess}") }
    };
    let juridique = || {
        let ej = facts.get(&FINESS_EJ).ok().map(|finess| number(FinessContrat::Juridique, finess));
        format!("au FINESS juridique{}", ej.unwrap_or_default())
    };
    if passage_juridique(facts) == Ok(true) {
        return juridique();
    }
    match (multisite(facts), monosite(facts)) {
        (Ok(true), _) => juridique(),
        (_, Ok(true)) => {
            let site = sites_ouverts(facts).ok().and_then(|sites| sites.first()?.get(&SITE_FINESS).ok());
            let site = site.map(|finess| number(FinessContrat::Geographique, finess));
            format!("au FINESS géographique{}", site.unwrap_or_default())
        }
        (Ok(false), Ok(false)) => juridique(),
        _ => "de votre structure".to_owned(),
    }
}

/// Where the contract goes: online first, or by the paper kit, with the form F101 when it is due (R-CONTRAT-17).
fn envoi(facts: &Facts) -> Dit {
    let (online, paper) = match f101_du(facts) {
        Ok(true) => (
            "En ligne : parcours « Vos démarches » de l’ANS, esante.gouv.fr/vos-demarches-1. Ou par le kit papier, à l’adresse imprimée sur le contrat, avec le formulaire F101.",
            "Par le kit papier, à l’adresse imprimée sur le contrat, avec le formulaire F101. (Aussi possible en ligne : parcours « Vos démarches » de l’ANS.)",
        ),
        Ok(false) | Err(Inconnu::NonPosee) => (
            "En ligne : parcours « Vos démarches » de l’ANS, esante.gouv.fr/vos-demarches-1. Ou par le kit papier, à l’adresse imprimée sur le contrat.",
            "Par le kit papier, à l’adresse imprimée sur le contrat. (Aussi possible en ligne : parcours « Vos démarches » de l’ANS.)",
        ),
        Err(Inconnu::Ouvert) => (
            "En ligne : parcours « Vos démarches » de l’ANS, esante.gouv.fr/vos-demarches-1. Ou par le kit papier, à l’adresse imprimée sur le contrat, avec le formulaire F101 s’il est dû.",
            "Par le kit papier, à l’adresse imprimée sur le contrat, avec le formulaire F101 s’il est dû. (Aussi possible en ligne : parcours « Vos démarches » de l’ANS.)",
        ),
    };
    match voie_du_contrat(facts) {
        VoieContrat::EnLigne => Dit::fixe(online, regles!["R-CONTRAT-17", "R-CONTACT-08"]),
        VoieContrat::Papier => Dit::fixe(paper, regles!["R-CONTACT-08", "R-CONTRAT-17"]),
    }
}
