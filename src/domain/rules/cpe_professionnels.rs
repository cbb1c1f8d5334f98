//! CPE of professionals who need a physical card, or have no smartphone (R-COMPTE-11, R-ECPS-09, R-CARTE-10).

use crate::domain::facts::{Facts, tous};
use crate::domain::professions::{CarteParDefaut, Voie};
use crate::domain::question::{Nombre, OuiNon};
use crate::domain::questions::professionnels::{
    Interim, PRO_BESOIN_ACCES, PRO_BESOIN_CARTE, PRO_DEPART, PRO_EFFECTIF, PRO_INTERIM, PRO_PROFIL,
    PRO_SMARTPHONE, PROFESSIONNELS, Smartphone, profession,
};
use crate::domain::rule::{Cas, Compte, Duree, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    carte_possible_cpe, de_la_ligne, ligne_sans_carte, lignes_de, nom_des_professionnels,
};

/// CPE of a row of professionals.
pub static CPE_PROFESSIONNELS: Rule = Rule {
    livrable: "cpe-professionnels",
    nom: "Cartes CPE des professionnels",
    phase: Phase::Cartes,
    compte: Some(Compte::Cpe),
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[
        Cas::new(
            "cpe-pro-carte-exigee",
            regles!["R-RPPS-13", "R-COMPTE-11"],
            "Une carte physique est exigée pour ces professionnels : une CPE peut être demandée à l’ANS.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_BESOIN_CARTE, OuiNon::Oui)),
        ),
        Cas::new(
            "cpe-pro-sans-smartphone",
            regles!["R-ECPS-09", "R-ECPS-19", "R-ECPS-02", "R-COMPTE-11"],
            "Ces professionnels doivent se connecter eux-mêmes et n’ont pas de smartphone. Avant une CPE, deux voies : un téléphone ou une tablette de la structure, où l’e-CPS s’active aussi ; ou une carte que la personne, inscrite au RPPS, demande elle-même. À défaut, une CPE.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    tous([row.est(&PRO_BESOIN_ACCES, OuiNon::Oui), row.est(&PRO_SMARTPHONE, Smartphone::Non)])
                })
            },
        )
        .doutes(&["K-22"]),
    ],
    except_if: &[
        Cas::new(
            "cpe-pro-autre-carte",
            regles!["R-CARTE-07", "R-PROF-01", "R-COMPTE-11"],
            "La carte de cette profession n’est pas une CPE : c’est une CPS, une CPF ou une CPA, que la structure ne commande pas.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    row.get(&PRO_PROFIL)?;
                    Ok(profession(row).is_some_and(|profession| {
                        !carte_possible_cpe(profession) && profession.carte != CarteParDefaut::Aucune
                    }))
                })
            },
        ),
        Cas::new(
            "cpe-pro-benevole",
            regles!["R-PROF-01", "R-COMPTE-11"],
            "Un bénévole n’est pas du personnel : aucune carte n’est prévue pour lui.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    Ok(profession(row).is_some_and(|profession| profession.carte == CarteParDefaut::Aucune))
                })
            },
        ),
        Cas::new(
            "cpe-pro-interim-inconnu",
            regles!["R-CARTE-06", "R-CARTE-10", "R-COMPTE-11"],
            "Une carte ne se commande pas d’avance pour quelqu’un qui n’est pas encore nommé.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
        ),
        Cas::new(
            "cpe-pro-depart",
            regles!["R-CARTE-27", "R-COMPTE-11"],
            "Ces personnes quittent la structure : aucune carte ne se commande pour elles.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_DEPART, OuiNon::Oui)),
        ),
        Cas::new(
            "cpe-pro-deja-une-carte",
            regles!["R-COMPTE-09", "R-COMPTE-11"],
            "Ces professionnels ont déjà une carte.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| ligne_sans_carte(row).map(|sans| !sans)),
        ),
    ],
    mentions: &[
        Cas::new(
            "cpe-pro-commande",
            regles!["R-CARTE-11", "R-RPPS-13"],
            "Elle se commande par le représentant légal ou un mandataire : en ligne dans TOM, ou par le formulaire papier F301, dont les pièces à joindre sont à vérifier. L’enregistrement dans RPPS+, à lui seul, ne donne pas de carte.",
            |_, _| Ok(true),
        )
        .doutes(&["D-02"]),
        Cas::new(
            "cpe-pro-carte-par-la-personne",
            regles!["R-CARTE-26", "R-ECPS-09"],
            "Le code de la sécurité sociale permet à toute personne inscrite au RPPS de demander elle-même une carte. Proposez-le d’abord ; la pratique n’a pas pu être vérifiée. Dans tous les cas, enregistrez la personne.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| Ok(profession(row).is_some_and(|profession| profession.voie != Voie::Aucune))),
        )
        .doutes(&["D-23"]),
        Cas::new(
            "cpe-pro-rpps",
            regles!["R-CARTE-21", "R-RPPS-14"],
            "La CPE ne donne pas de numéro RPPS : celui de la personne, s’il existe, ne change pas.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "cpe-pro-interim-nomme",
            regles!["R-CARTE-10", "R-CARTE-01"],
            "Un intérimaire non professionnel de santé peut avoir une CPE à son nom si le besoin existe.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::Nomme)),
        ),
    ],
    sinon: Sinon::dire(
        "Aucun professionnel décrit n’a besoin d’une carte CPE : l’e-CPS suffit, ou leur carte est une CPS, de l’ordre ou de l’ANS.",
        regles!["R-RPPS-13", "R-COMPTE-11"],
    ),
    quantite: |facts, sujet| effectif(facts, sujet),
    apres: |facts, _| super::cpe::avant_une_commande(facts),
    origine: |facts, _| super::cpe::commandee(facts),
    duree: |_, _| Duree::JoursOuvres(10),
    fiche: |facts, sujet| {
        super::cpe::commande(facts, nom_des_professionnels(facts, sujet), effectif(facts, sujet))
    },
    ..MODELE
};

/// How many people a row stands for.
pub fn effectif(facts: &Facts, sujet: &Sujet) -> u32 {
    let nombre = sujet.ligne(facts).and_then(|row| row.get(&PRO_EFFECTIF).ok());
    nombre.unwrap_or(Nombre(1)).0
}
