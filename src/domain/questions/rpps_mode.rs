//! RPPS+ centralised or not (R-RPPS-09 to R-RPPS-11).

use crate::domain::answers::Entry;
use crate::domain::facts::{Facts, tous};
use crate::domain::question::{Choice, Proposition, Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::nb_sites::sites_en_activite;

choix! {
    /// Who registers professionals (`rpps_mode`).
    pub enum RppsMode {
        Centralise = "centralise", "Une équipe pour tous les sites", "Le gestionnaire travaille au FINESS juridique, avec une seule carte.";
        Decentralise = "decentralise", "Un gestionnaire par site", "Chacun a sa carte, et ne voit que son site.";
    }
}

/// Centralised or not.
pub static RPPS_MODE: Question<RppsMode> = Question::choix("rpps-mode")
    .titre("Comment vous organisez-vous pour vos sites ?", "Organisation RPPS+")
    .indice("RPPS+ est le portail où l’employeur enregistre ses professionnels.")
    .ne_sais_pas("Le plan laisse ouvert le nombre de gestionnaires.")
    .propose(propose)
    .si(|facts| {
        tous([besoin_de(facts, [Besoin::RppsPlus]), sites_en_activite(facts).map(|nombre| nombre >= 2)])
    });

fn propose(facts: &Facts) -> Option<Proposition> {
    let centralise = sites_en_activite(facts).ok()? <= 5;
    let mode = if centralise { RppsMode::Centralise } else { RppsMode::Decentralise };
    Some(Proposition {
        entry: Entry::one(mode.jeton()),
        pourquoi: if centralise {
            "Jusqu’à cinq sites, une seule équipe suffit d’ordinaire (à confirmer selon votre organisation)."
        } else {
            "Au-delà de cinq sites sans ressources humaines centrales, un gestionnaire par site est d’ordinaire plus simple."
        },
    })
}
