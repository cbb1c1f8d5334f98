//! SIREN number of the entité juridique.

use crate::domain::question::{Champ, Question};
use crate::domain::siren::Siren;

/// SIREN of the entité juridique (R-ID-08).
pub static SIREN: Question<Siren> = Question::champ("siren", Champ::Siren)
    .titre("Numéro SIREN", "SIREN")
    .indice("9 chiffres : le début du SIRET du siège.")
    .facultatif();
