//! FINESS number of the entité juridique.

use crate::domain::finess::Finess;
use crate::domain::question::{Champ, Question};

/// FINESS of the entité juridique (R-ID-01, R-ID-06).
pub static FINESS_EJ: Question<Finess> = Question::champ("finess-ej", Champ::Finess)
    .titre("Numéro FINESS de l’entité juridique", "FINESS juridique")
    .indice("9 caractères. Ce n’est pas le numéro d’un établissement, ni un numéro d’Assurance Maladie.")
    .aide(
        "FINESS est le fichier national des établissements. L’entité juridique (EJ) est l’organisme qui gère ; chaque établissement a son propre numéro, dit géographique (ET).",
        "Sur l’arrêté d’autorisation, ou sur finess.esante.gouv.fr.",
        "Le contrat avec l’ANS et les certificats portent un numéro FINESS.",
    )
    .facultatif();
