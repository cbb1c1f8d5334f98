//! Test products: F414 (R-CERT-23).

use crate::domain::facts::un_des;
use crate::domain::question::{Nombre, Question};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::produits_de_test::{TESTS_CARTES, TESTS_CERTIFICATS};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, regles};

/// Order test products.
pub static PRODUITS_TEST: Rule = Rule {
    livrable: "produits-test",
    nom: "Produits de test (F414)",
    phase: Phase::Certificats,
    due_if: &[Cas::new(
        "tests-demandes",
        regles!["R-CERT-23", "R-COMPTE-17"],
        "Vous demandez des produits de test : ils se commandent par le formulaire F414 ou en ligne, et ne comptent pas parmi les certificats de production.",
        |facts, _| {
            un_des([
                facts.get(&TESTS_CERTIFICATS).map(|nombre| nombre.0 > 0),
                facts.get(&TESTS_CARTES).map(|nombre| nombre.0 > 0),
                besoin_de(facts, [Besoin::Tests]),
            ])
        },
    )],
    mentions: &[Cas::new(
        "tests-plateforme",
        regles!["R-CERT-23"],
        "La carte de test vient d’abord : c’est avec elle que l’on se connecte à la plateforme IGC-Santé pour les certificats de test. Elle expire après 3 ans.",
        |_, _| Ok(true),
    )],
    duree: |_, _| Duree::Variable,
    fiche: |facts, _| {
        let nombre = |question: &'static Question<Nombre>| facts.get(question).map_or(0, |nombre| nombre.0);
        Fiche {
            titre: "Commander les produits de test par le formulaire F414".to_owned(),
            quoi: "Des cartes et des certificats qui ne servent qu’à essayer un logiciel.",
            qui: "L’éditeur ou le service informatique".to_owned(),
            envoyer: Some(Dit::fixe(
                "En ligne, ou formulaire F414 à l’adresse imprimée dessus.",
                regles!["R-CERT-23", "R-CONTACT-08"],
            )),
            pour: format!(
                "certificats de test : {} ; cartes de test : {}",
                nombre(&TESTS_CERTIFICATS),
                nombre(&TESTS_CARTES)
            ),
            ..Fiche::default()
        }
    },
    ..MODELE
};
