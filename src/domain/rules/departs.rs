//! Professionals who leave: what is closed, and what they take with them (R-CARTE-18, R-CARTE-27, R-RPPS-15).

use crate::domain::facts::{Facts, Known, tous, un_des};
use crate::domain::professions::{CarteParDefaut, Voie};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{PRO_CARTE, PRO_DEPART, PROFESSIONNELS, profession};
use crate::domain::rule::{Cas, Dit, Fiche, MODELE, Phase, Rule, regles};
use crate::domain::situations::{de_la_ligne, lignes_de, nom_des_professionnels};

use super::cpe_professionnels::effectif;

/// Whether the people of a row have a CPS: the one that was said, else that of their profession.
fn avec_une_cps(row: &Facts) -> Known<bool> {
    let by_profession = profession(row).is_some_and(|profession| {
        matches!(profession.carte, CarteParDefaut::Cps | CarteParDefaut::CpsOuDemande)
    });
    un_des([Ok(by_profession), row.est(&PRO_CARTE, Carte::Cps)])
}

/// Close what they had here.
pub static DEPART: Rule = Rule {
    livrable: "depart",
    nom: "Départ de professionnels",
    phase: Phase::Verifications,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[Cas::new(
        "depart-annonce",
        regles!["R-CARTE-27", "R-CARTE-18"],
        "Ces personnes quittent la structure : leurs habilitations (administrateur technique, gestionnaire RPPS+, mandataire) et leurs comptes se ferment le jour de leur départ.",
        |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_DEPART, OuiNon::Oui)),
    )],
    mentions: &[
        Cas::new(
            "depart-cps",
            regles!["R-CARTE-27"],
            "Leur carte CPS part avec elles : ne la reprenez pas, ne la faites pas opposer. Une carte à jour leur viendra avec leur nouvelle activité, déclarée au RPPS.",
            |facts, sujet| de_la_ligne(facts, sujet, avec_une_cps),
        ),
        Cas::new(
            "depart-carte-de-la-structure",
            regles!["R-CARTE-18", "R-CARTE-14"],
            "Leur carte CPE ou CDE est attachée à la structure : faites-la opposer le jour de leur départ.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    row.get(&PRO_CARTE).map(|carte| matches!(carte, Carte::Cpe | Carte::Cde))
                })
            },
        ),
        Cas::new(
            "depart-cpa",
            regles!["R-CARTE-18", "R-CARTE-25"],
            "Leur carte CPA est attachée à la structure de leur employeur, qui l’a commandée : si elles quittent aussi cet employeur, demandez-lui de la faire opposer.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_CARTE, Carte::Cpa)),
        ),
        Cas::new(
            "depart-role-rpps",
            regles!["R-RPPS-15", "R-RPPS-14"],
            "Fermez leur rôle dans RPPS+ : leur numéro RPPS reste le leur, et le nouvel employeur créera le sien.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    Ok(profession(row).is_some_and(|profession| {
                        matches!(profession.voie, Voie::RppsPlus | Voie::RppsPlusPossible)
                    }))
                })
            },
        ),
        Cas::new(
            "depart-aide-qualifiee",
            regles!["R-RPPS-24"],
            "Aide à domicile qualifiée : l’employeur retire le lieu d’exercice à la fin du contrat.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    tous([Ok(
                        profession(row).is_some_and(|profession| profession.cle == "aide-domicile-qualifiee")
                    )])
                })
            },
        ),
    ],
    quantite: effectif,
    fiche: |facts, sujet| {
        let qui = nom_des_professionnels(facts, sujet).to_owned();
        Fiche {
            titre: format!("Fermer les accès des personnes qui partent : {qui}"),
            quoi: "Ce qui est attaché à la structure se ferme ; ce qui est à la personne part avec elle.",
            qui: "Le représentant légal ou un mandataire".to_owned(),
            delai: Some(Dit::fixe("Le jour du départ.", regles!["R-CARTE-18", "R-CARTE-27"])),
            pour: qui,
            ..Fiche::default()
        }
    },
    ..MODELE
};
