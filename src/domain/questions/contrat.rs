//! Whether the entité juridique already has a contract with the ANS.

use crate::domain::facts::{Facts, Known, pas, un_des};
use crate::domain::question::{Question, choix};

choix! {
    /// State of the contract.
    pub enum Contrat {
        Aucun = "aucun", "Non, aucun contrat", "Vous n’avez jamais commandé de carte ni de certificat pour cette structure.";
        EnCours = "en-cours", "Oui, un contrat est en cours", "Vous avez déjà des cartes ou des certificats au nom de la structure.";
    }
}

/// Contract with the ANS (`ej.contrat`).
pub static CONTRAT: Question<Contrat> = Question::choix("contrat")
    .titre("Avez-vous déjà un contrat avec l’ANS ?", "Contrat avec l’ANS")
    .indice("Il s’appelle contrat d’adhésion, ou contrat de structure. L’ANS est l’Agence du Numérique en Santé.")
    .aide(
        "Le contrat précède toute commande de carte ou de certificat. Il vaut pour toute l’entité juridique et pour tous les moyens d’identification de l’ANS.",
        "Dans les dossiers de la direction ; ou, si quelqu’un a une carte, dans mesHabilitations, menu « Visualiser contrats ».",
        "Sans contrat, il faut en signer un. Avec un contrat, vous n’en signez pas d’autre.",
    )
    .ne_sais_pas("La première action du plan sera de le vérifier : on ne signe pas deux contrats.");

/// Whether the contract is anything but « aucun »: « je ne sais pas » is not « aucun » (R-COMPTE-04).
///
/// # Errors
/// [`Inconnu`](crate::domain::facts::Inconnu) while the question is unanswered.
pub fn contrat_non_aucun(facts: &Facts) -> Known<bool> {
    un_des([Ok(facts.dit_inconnu(&CONTRAT)), pas(facts.est(&CONTRAT, Contrat::Aucun))])
}
