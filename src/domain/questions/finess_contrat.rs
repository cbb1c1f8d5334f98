//! Which FINESS carries the contract in force.

use crate::domain::facts::{tous, un_des};
use crate::domain::question::{Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::contrat::{CONTRAT, Contrat};
use crate::domain::questions::nb_sites::sites_en_activite;

choix! {
    /// The FINESS of the contract in force.
    pub enum FinessContrat {
        Juridique = "juridique", "Le FINESS juridique", "Celui de l’organisme : le contrat couvre tous ses sites.";
        Geographique = "geographique", "Le FINESS géographique", "Celui d’un établissement.";
    }
}

/// FINESS of the contract in force (`finess_contrat`).
pub static FINESS_CONTRAT: Question<FinessContrat> = Question::choix("finess-contrat")
    .titre("Quel numéro FINESS porte votre contrat ?", "FINESS du contrat")
    .aide("", "En tête du contrat, ou dans mesHabilitations, menu « Visualiser contrats ».", "")
    .ne_sais_pas("Le plan n’en déduit rien pour l’instant.")
    .si(|facts| {
        tous([
            facts.est(&CONTRAT, Contrat::EnCours),
            un_des([
                besoin_de(facts, [Besoin::Changement]),
                sites_en_activite(facts).map(|nombre| nombre >= 2),
            ]),
        ])
    });
