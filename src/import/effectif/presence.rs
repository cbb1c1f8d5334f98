//! Whether someone is still there, as a cell says it (R-IMPORT-16).

use super::intitules::mots;
use crate::domain::saisie::est_rien;

/// What a text of a column of presence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    La,
    Partie,
}

/// Words of who has left. A word that only starts so is told by its end.
const PARTIS: &[&str] = &[
    "sorti",
    "sortie",
    "sortis",
    "parti",
    "partie",
    "partis",
    "quitte",
    "ancien",
    "ancienne",
    "inactif",
    "inactive",
    "retraite",
    "retraitee",
    "retraites",
    "demission",
    "demissionnaire",
    "demissionne",
    "licencie",
    "licenciee",
    "licenciement",
    "decede",
    "decedee",
    "deces",
    "radie",
    "radiee",
    "radiation",
    "archive",
    "archivee",
    "rupture",
    "termine",
    "terminee",
    "terminated",
    "inactive",
    "left",
    "resilie",
    "resiliee",
    "depart",
    "fini",
    "finie",
    "echu",
    "echue",
    "expire",
    "clos",
    "cloture",
    "cloturee",
];

/// Words that say that the person is there, or not gone yet.
const PRESENTS: &[&str] = &[
    "present",
    "presente",
    "presents",
    "actif",
    "active",
    "actifs",
    "activite",
    "poste",
    "service",
    "cours",
    "progressive",
    "prevu",
    "prevue",
    "cumul",
    "futur",
    "future",
    "conge",
    "conges",
    "arret",
    "maladie",
    "maternite",
    "parental",
    "employe",
    "employee",
    "embauche",
    "embauchee",
    "titulaire",
    "stagiaire",
];

/// What a text says of someone's presence. `entete` tells how to read yes and no.
pub(super) fn presence(entete: &str, texte: &str) -> Option<Presence> {
    let (entete, texte) = (mots(entete), mots(texte));
    let partie = |partie| Some(if partie { Presence::Partie } else { Presence::La });
    let words: Vec<&str> = texte.split(' ').filter(|word| !word.is_empty()).collect();
    let a = |words: &[&str], known: &[&str]| words.iter().any(|word| known.contains(word));
    let sens: Vec<&str> = entete.split(' ').collect();
    let (demande_depart, demande_presence) = (
        a(
            &sens,
            &[
                "sorti", "sortie", "sortis", "parti", "partis", "inactif", "inactive", "quitte", "depart",
                "archive",
            ],
        ),
        a(
            &sens,
            &[
                "actif",
                "active",
                "actifs",
                "present",
                "presente",
                "presence",
                "poste",
                "activite",
                "effectif",
                "effectifs",
            ],
        ),
    );
    match words.as_slice() {
        [] => None,
        ["oui" | "o" | "x" | "1" | "vrai" | "true" | "yes" | "y"] if demande_depart != demande_presence => {
            partie(demande_depart)
        }
        ["non" | "n" | "0" | "faux" | "false" | "no"] if demande_depart != demande_presence => {
            partie(demande_presence)
        }
        _ if a(&words, PRESENTS) && !(a(&words, &["non", "plus", "pas"])) => partie(false),
        _ if a(&words, PRESENTS) && a(&words, &["non", "plus", "pas"]) && !a(&words, PARTIS) => partie(true),
        _ if a(&words, PARTIS) && !a(&words, &["non", "pas"]) => partie(true),
        // « Fin de contrat », « fin CDD »; why someone left, under a heading that asks it.
        ["fin", ..] => partie(true),
        _ if a(&sens, &["motif", "motifs", "cause", "raison"]) && !est_rien(&texte) => partie(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_presence_are_read_as_their_heading_asks() {
        use Presence::{La, Partie};
        for (entete, texte, told) in [
            ("Actif", "Non", Some(Partie)),
            ("Actif", "FAUX", Some(Partie)),
            ("Actif", "Oui", Some(La)),
            ("Sorti", "Oui", Some(Partie)),
            ("Sorti", "Non", Some(La)),
            ("Situation", "Sorti", Some(Partie)),
            ("Situation", "Présente", Some(La)),
            ("Situation", "N’est plus en poste", Some(Partie)),
            ("Statut", "Retraité", Some(Partie)),
            ("Statut", "Retraite progressive", Some(La)),
            ("Statut", "Départ prévu", Some(La)),
            ("Statut", "CDI", None),
            ("Statut", "Fin de contrat", Some(Partie)),
            ("Motif de sortie", "Mutation", Some(Partie)),
            ("Motif de sortie", "-", None),
            ("Situation", "Congé parental", Some(La)),
            ("Situation", "Marié", None),
        ] {
            assert_eq!(presence(entete, texte), told, "{entete}: {texte}");
        }
    }
}
