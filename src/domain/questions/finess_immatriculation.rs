//! Whether the structure has its FINESS number yet (R-MIE-01, R-COMPTE-19).

use crate::domain::answers::Entry;
use crate::domain::facts::{Facts, Inconnu, Known, tous};
use crate::domain::question::{Choice, Question, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::finess_ej::FINESS_EJ;

choix! {
    /// State of the FINESS registration (`ej.finess_etat`).
    pub enum FinessImmatriculation {
        Ouvert = "ouvert", "Oui", "Le numéro existe, même si vous ne l’avez pas sous la main.";
        EnCours = "en-cours", "Immatriculation en cours", "Elle est demandée, et le numéro n’est pas encore ouvert.";
        Aucun = "aucun", "Pas encore demandée", "";
    }
}

/// State of the FINESS registration: not asked of who gives the number, which is open then, unless another answer was given
/// before: it holds until it is changed, since a number may be given before its sites are open (D-26).
pub static FINESS_IMMATRICULATION: Question<FinessImmatriculation> = Question::choix("finess-immatriculation")
    .titre("Votre numéro FINESS est-il ouvert ?", "Immatriculation FINESS")
    .indice("Répondez seulement si la structure est nouvelle : vous n’avez alors pas encore de numéro à écrire ci-dessus.")
    .aide(
        "Une structure nouvelle est d’abord inscrite au fichier FINESS. Elle reçoit alors ses numéros.",
        "Auprès de l’autorité qui a donné l’autorisation, ou sur finess.esante.gouv.fr.",
        "Sans numéro ouvert, l’immatriculation vient d’abord : le reste se prépare, sans date.",
    )
    .defaut("ouvert")
    .si(|facts| {
        tous([decrit_la_structure(facts), Ok(facts.entry(&FINESS_EJ.spec).is_none() || est_dit_a_ouvrir(facts))])
    });

/// Whether an answer says that it is not open.
fn est_dit_a_ouvrir(facts: &Facts) -> bool {
    let open = Entry::one(FinessImmatriculation::Ouvert.jeton());
    facts.entry(&FINESS_IMMATRICULATION.spec).is_some_and(|answer| *answer != open)
}

/// Whether the FINESS is still to come: no site is open then, whatever was announced (R-COMPTE-19).
///
/// # Errors
/// As [`Facts::get`].
pub fn finess_a_ouvrir(facts: &Facts) -> Known<bool> {
    // Unanswered, it is open: that goes without saying among the answers that decide.
    if facts.entry(&FINESS_IMMATRICULATION.spec).is_none() {
        return Ok(false);
    }
    match facts.get(&FINESS_IMMATRICULATION) {
        Ok(etat) => Ok(etat != FinessImmatriculation::Ouvert),
        Err(Inconnu::NonPosee) => Ok(false),
        Err(Inconnu::Ouvert) => Err(Inconnu::Ouvert),
    }
}
