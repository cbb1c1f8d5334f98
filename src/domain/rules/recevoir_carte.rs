//! Cards that were already ordered: to be received before what needs them (R-COMPTE-09, R-COMPTE-18).

use crate::domain::facts::Facts;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{DIRECTEUR, RL, carte_de};

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

fn nom(facts: &Facts, sujet: &Sujet) -> String {
    nom_de(facts, personne(sujet))
}

/// Receive a card that was ordered before this plan.
pub static RECEVOIR_CARTE: Rule = Rule {
    livrable: "recevoir-carte",
    nom: "Réception d’une carte déjà commandée",
    phase: Phase::Cartes,
    sujets: |facts| {
        let people = facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.clone());
        Ok([RL.to_owned(), DIRECTEUR.to_owned()].into_iter().chain(people).map(Sujet::Personne).collect())
    },
    due_if: &[Cas::new(
        "carte-deja-commandee",
        regles!["R-COMPTE-09", "R-COMPTE-18"],
        "Sa carte est déjà commandée : il n’en faut pas d’autre. Ce qui demande cette carte attend qu’elle soit arrivée.",
        |facts, sujet| carte_de(facts, personne(sujet)).map(|carte| carte == Carte::Demandee),
    )],
    duree: |_, _| Duree::EnRoute,
    fiche: |facts, sujet| Fiche {
        titre: format!("Recevoir la carte déjà commandée : {}", nom(facts, sujet)),
        quoi: "Une carte arrive à son nom, son code à part. Notez le jour où elle est là : la suite peut commencer.",
        qui: "La personne à qui elle est destinée".to_owned(),
        delai: Some(Dit::fixe(
            "Environ 10 jours ouvrés après la réception de la commande.",
            regles!["R-CARTE-03", "R-JO-07"],
        )),
        pour: nom(facts, sujet),
        ..Fiche::default()
    },
    ..MODELE
};
