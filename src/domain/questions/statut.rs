//! Legal status of the entité juridique, by FINESS code (R-STATUT-01).

use crate::domain::question::{Champ, Groupe, Jeton, Question};
use crate::domain::statuts;

/// Legal status: a code of R-STATUT-01, or `autre`.
pub static STATUT: Question<Jeton> = Question::champ("statut", Champ::Selection(groupes))
    .titre("Statut juridique", "Statut juridique")
    .aide(
        "La forme de l’organisme qui gère vos établissements et services.",
        "Sur les statuts, sur l’arrêté d’autorisation, ou dans le répertoire FINESS.",
        "Il sert à proposer le représentant légal habituel (R-STATUT-02) ; vous pourrez toujours le changer.",
    )
    .ne_sais_pas("Aucun représentant ne vous sera proposé d’avance.");

fn groupes() -> Vec<Groupe> {
    let mut groupes: Vec<Groupe> = vec![];
    for statut in statuts::STATUTS {
        match groupes.iter_mut().find(|groupe| groupe.nom == statut.groupe) {
            Some(groupe) => groupe.options.push((statut.code, statut.libelle)),
            None => groupes.push(Groupe { nom: statut.groupe, options: vec![(statut.code, statut.libelle)] }),
        }
    }
    groupes.push(Groupe { nom: "Autre", options: vec![("autre", "Un autre statut")] });
    groupes
}
