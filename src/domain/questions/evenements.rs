//! What has changed, for who comes to declare a change.

use crate::domain::facts::{Facts, Known};
use crate::domain::question::{Choisis, Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};

choix! {
    /// A change (`ej.evenement`).
    pub enum Evenement {
        ChgtFiness = "chgt-finess", "Le numéro FINESS change", "Fusion, reprise, transfert d’autorisation.";
        ChgtSiret = "chgt-siret", "Le numéro SIRET change", "Déménagement du siège, par exemple.";
        PassageJuridique = "passage-juridique", "Le contrat passe au FINESS juridique", "Vous avez ouvert un deuxième site et voulez un contrat pour tous.";
        ChgtRl = "chgt-rl", "Le représentant légal change", "Nouvelle directrice, nouveau président.";
        ChgtNomRl = "chgt-nom-rl", "Le responsable change de nom de famille", "Mariage ou divorce.";
        ChgtDenomination = "chgt-denomination", "La structure change de nom", "FINESS et SIRET restent les mêmes.";
        DirectionProvisoire = "direction-provisoire", "La direction est provisoire", "Intérim, administration provisoire.";
    }
}

/// What has changed.
pub static EVENEMENTS: Question<Choisis<Evenement>> = Question::choix_multiple("evenements")
    .titre("Qu’est-ce qui change ?", "Changements")
    .indice("Cochez tous les changements à déclarer.")
    .au_moins_un()
    .si(|facts| besoin_de(facts, [Besoin::Changement]));

/// Whether that change was ticked.
///
/// # Errors
/// As [`Facts::get`].
pub fn evenement(facts: &Facts, evenement: Evenement) -> Known<bool> {
    facts.get(&EVENEMENTS).map(|choisis| choisis.contient(evenement))
}
