//! Whether the entité juridique already has a contract with the ANS.

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::question::{Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};

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

/// Whether a first contract is to be signed: nobody can be in place, nor have been declared, before it.
///
/// # Errors
/// [`Inconnu`](crate::domain::facts::Inconnu) while the question is unanswered, or not asked.
pub fn sans_contrat(facts: &Facts) -> Known<bool> {
    facts.est(&CONTRAT, Contrat::Aucun)
}

/// Whether what a contract brings is asked about (cards, TOM): it is in force. Who does not know whether there is one is
/// not asked either, and leaves it open, unless what brings them tells of it: a change to declare, certificates to
/// follow, a card lost.
///
/// # Errors
/// [`Inconnu`](crate::domain::facts::Inconnu) while the contract is unanswered, or unknown.
pub fn contrat_en_place(facts: &Facts) -> Known<bool> {
    use Besoin::{Certificats, Changement, Incident};
    un_des([
        facts.est(&CONTRAT, Contrat::EnCours),
        tous([contrat_non_aucun(facts), besoin_de(facts, [Changement, Certificats, Incident])]),
    ])
}
