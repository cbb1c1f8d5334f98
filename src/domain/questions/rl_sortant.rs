//! The outgoing legal representative (R-CONTRAT-06, R-CARTE-18).

use crate::domain::question::{Champ, Question, Texte, choix};
use crate::domain::questions::evenements::{Evenement, evenement};

choix! {
    /// Card of the outgoing representative.
    pub enum CarteSortant {
        Aucune = "aucune", "Aucune", "";
        Cde = "cde", "CDE", "Carte de directeur d’établissement.";
        Cpe = "cpe", "CPE", "Carte de personnel d’établissement.";
        Cps = "cps", "CPS", "Carte de professionnel de santé : elle reste à la personne.";
    }
}

/// Family name of the outgoing representative.
pub static RL_SORTANT_NOM: Question<Texte> = Question::champ("rl-sortant-nom", Champ::Texte(80))
    .titre("Nom du représentant légal sortant", "Nom du sortant")
    .indice("Le formulaire F101 du nouveau représentant le demande.")
    .facultatif()
    .si(|facts| evenement(facts, Evenement::ChgtRl));

/// First names of the outgoing representative.
pub static RL_SORTANT_PRENOMS: Question<Texte> = Question::champ("rl-sortant-prenoms", Champ::Texte(80))
    .titre("Prénoms du représentant légal sortant", "Prénoms du sortant")
    .facultatif()
    .si(|facts| evenement(facts, Evenement::ChgtRl));

/// Card held by the outgoing representative.
pub static RL_SORTANT_CARTE: Question<CarteSortant> = Question::choix("rl-sortant-carte")
    .titre("Quelle carte avait le représentant légal sortant ?", "Carte du sortant")
    .indice("Une carte de la structure doit être opposée, c’est-à-dire rendue inutilisable.")
    .ne_sais_pas("Le plan vous demandera de le vérifier.")
    .si(|facts| evenement(facts, Evenement::ChgtRl));
