//! Name of the structure, for the plan's title and the file names.

use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Question, Texte};

/// Name of the entité juridique.
pub static DENOMINATION: Question<Texte> = Question::champ("denomination", Champ::Texte(120))
    .titre("Nom de la structure", "Nom")
    .indice(
        "Celui de l’entité juridique : l’association, la fondation, l’établissement public ou la société.",
    )
    .facultatif();

/// The name of the structure; empty when none was given.
pub fn structure(facts: &Facts) -> String {
    facts.get(&DENOMINATION).map_or_else(|_| String::new(), |nom| nom.0)
}
