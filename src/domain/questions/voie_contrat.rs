//! By which way the contract and the first card are asked for (R-CONTRAT-17). It changes what is said, never what is counted.

use crate::domain::facts::{Facts, tous};
use crate::domain::question::{Question, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::situations::contrat_compte;

choix! {
    /// How the contract and the first card are asked for (`voie_contrat`).
    pub enum VoieContrat {
        EnLigne = "en-ligne", "En ligne", "Par le parcours « Vos démarches » de l’ANS. C’est la voie que l’ANS présente en premier.";
        Papier = "papier", "Par le kit papier", "Le contrat et le formulaire F101, à l’adresse imprimée dessus.";
    }
}

/// How the contract and the first card are asked for.
pub static VOIE_CONTRAT: Question<VoieContrat> = Question::choix("voie-contrat")
    .titre("Comment enverrez-vous le contrat et la demande de carte ?", "Envoi du contrat")
    .indice("Les deux voies demandent les mêmes choses. Le plan dit comment faire pour celle que vous choisissez.")
    .defaut("en-ligne")
    .si(|facts| tous([decrit_la_structure(facts), contrat_compte(facts)]));

/// The way that is followed.
pub fn voie_du_contrat(facts: &Facts) -> VoieContrat {
    facts.get(&VOIE_CONTRAT).unwrap_or(VoieContrat::EnLigne)
}
