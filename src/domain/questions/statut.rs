//! Legal status of the entité juridique, by FINESS code (R-STATUT-01).

use std::sync::LazyLock;

use crate::domain::question::{Champ, Groupe, Jeton, Question};
use crate::domain::statuts;

/// Legal status: a code of R-STATUT-01, or `autre`.
pub static STATUT: Question<Jeton> = Question::champ("statut", Champ::Selection(&GROUPES))
    .titre("Statut juridique", "Statut juridique")
    .aide(
        "La forme de l’organisme qui gère vos établissements et services.",
        "Sur les statuts, sur l’arrêté d’autorisation, ou dans le répertoire FINESS.",
        "Il sert à proposer le représentant légal habituel ; vous pourrez toujours le changer.",
    )
    .ne_sais_pas("Aucun représentant ne vous sera proposé d’avance.");

static GROUPES: LazyLock<Vec<Groupe>> = LazyLock::new(|| {
    let statuts = statuts::STATUTS.iter().map(|statut| (statut.groupe, statut.code, statut.libelle));
    Groupe::groupes(statuts.chain([("Autre", "autre", "Un autre statut")]))
});
