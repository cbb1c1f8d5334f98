//! Who holds the director's card (CDE) when the legal representative is a president (R-RL-02, R-RL-03, R-RL-10).

use crate::domain::facts::{Facts, Known};
use crate::domain::question::{OuiNon, Question, choix};
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;

choix! {
    /// Who holds the CDE.
    pub enum OptionPresident {
        A = "option-a", "Le représentant légal", "Le directeur devient mandataire et reçoit une carte CPE.";
        B = "option-b", "Le directeur, par délégation", "Il faudra joindre l’acte de nomination ou la délégation de pouvoir.";
    }
}

/// Option A or B (`ej.option_president`); « je ne sais pas » is `non_choisie`.
pub static OPTION_PRESIDENT: Question<OptionPresident> = Question::choix("option-president")
    .titre("Qui doit avoir la carte de directeur d’établissement (CDE) ?", "Porteur de la CDE")
    .indice("La carte est nominative : elle sert à commander les autres cartes et à se connecter aux portails de l’ANS.")
    .aide(
        "Le représentant légal peut prendre la carte, ou la laisser au directeur.",
        "",
        "Un président bénévole et peu présent a intérêt à laisser la carte au directeur : elle ne se prête pas.",
    )
    .ne_sais_pas("Le plan garde les deux possibilités ouvertes : si une carte CDE est due, elle l’est dans les deux cas.")
    .si(directeur_a_part);

/// Whether a director distinct from the legal representative runs the structure.
///
/// # Errors
/// As [`Facts::get`].
pub fn directeur_a_part(facts: &Facts) -> Known<bool> {
    facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui)
}
