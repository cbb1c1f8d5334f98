//! Whose FINESS or SIRET changes: the identity that carries the contract, or another site (R-CONTRAT-16).

use crate::domain::facts::{tous, un_des};
use crate::domain::question::{Question, choix};
use crate::domain::questions::contrat::contrat_non_aucun;
use crate::domain::questions::evenements::{Evenement, evenement};

choix! {
    /// Whose identity changes.
    pub enum EntiteChangee {
        PorteContrat = "porte-contrat", "Celui qui figure sur le contrat", "L’entité juridique ou son siège ; l’établissement, si le contrat est à son numéro.";
        AutreSite = "autre-site", "Celui d’un autre site", "Le numéro du contrat, lui, ne change pas.";
    }
}

/// Whose FINESS or SIRET changes.
pub static ENTITE_CHANGEE: Question<EntiteChangee> = Question::choix("entite-changee")
    .titre("Quel numéro change ?", "Numéro qui change")
    .aide(
        "",
        "Comparez avec le numéro écrit en tête de votre contrat.",
        "Si le numéro du contrat change, il faut un nouveau contrat.",
    )
    .ne_sais_pas("Le plan ne compte pas encore de nouveau contrat.")
    .si(|facts| {
        tous([
            un_des([evenement(facts, Evenement::ChgtFiness), evenement(facts, Evenement::ChgtSiret)]),
            contrat_non_aucun(facts),
        ])
    });
