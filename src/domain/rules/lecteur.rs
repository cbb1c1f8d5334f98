//! Card readers (R-CARTE-20).

use crate::domain::facts::un_des;
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::rule::{Cas, Dit, Fiche, MODELE, Phase, Rule, regles};
use crate::domain::situations::{at_a_declarer_sans_carte, contrat_compte, f101_du, roles_sans_carte};

/// One reader for each desk where a card is used.
pub static LECTEUR: Rule = Rule {
    livrable: "lecteur",
    nom: "Lecteurs de cartes",
    phase: Phase::Cartes,
    due_if: &[Cas::new(
        "lecteur-par-poste",
        regles!["R-CARTE-20"],
        "Une carte physique se lit avec un lecteur : il en faut un par poste où le responsable, un mandataire, l’administrateur technique ou le gestionnaire RPPS+ s’en sert.",
        |facts, _| {
            un_des([
                f101_du(facts),
                contrat_compte(facts),
                roles_sans_carte(facts),
                at_a_declarer_sans_carte(facts),
                besoin_de(facts, [Besoin::RppsPlus]),
            ])
        },
    )],
    mentions: &[Cas::new(
        "lecteur-pas-pour-e-cps",
        regles!["R-CARTE-20"],
        "L’e-CPS, elle, n’a pas besoin de lecteur.",
        |facts, _| besoin_de(facts, [Besoin::RppsPlus]),
    )],
    fiche: |_, _| Fiche {
        titre: "Prévoir un lecteur de carte par poste utilisé".to_owned(),
        quoi: "Un lecteur de carte à puce courant (norme PC/SC), à une fente, branché en USB.",
        qui: "Le service informatique".to_owned(),
        etapes: vec![Dit::fixe(
            "Comptez les postes où une carte servira, et installez-y le logiciel de l’ANS qui fait lire la carte.",
            regles!["R-CARTE-20", "R-ECPS-04"],
        )],
        ..Fiche::default()
    },
    ..MODELE
};
