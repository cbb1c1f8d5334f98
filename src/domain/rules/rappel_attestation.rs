//! Professional card of qualified home helpers: an attestation of 5 years, to be asked for again 3 months before its end
//! (R-RPPS-24).

use chrono::Months;

use crate::domain::calendrier;
use crate::domain::facts::{Facts, Inconnu, Known};
use crate::domain::question::OuiNon;
use crate::domain::questions::professionnels::{PRO_ATTESTATION_EXPIRE_LE, PRO_DEPART, PROFESSIONNELS};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{lignes_de, nom_des_professionnels};

use super::cpe_professionnels::effectif;

/// The end of their attestation.
fn fin(facts: &Facts, sujet: &Sujet) -> Option<chrono::NaiveDate> {
    sujet.ligne(facts)?.if_asked(&PRO_ATTESTATION_EXPIRE_LE).ok()?.map(|jour| jour.0)
}

fn expiree(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    fin(facts, sujet).map(|jour| jour < facts.today()).ok_or(Inconnu::NonPosee)
}

/// Ask for the attestation again, in time.
pub static RAPPEL_ATTESTATION: Rule = Rule {
    livrable: "rappel-attestation",
    nom: "Attestation d’aide à domicile qualifiée",
    phase: Phase::Rappels,
    conseil: true,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[
        Cas::new(
            "attestation-valable",
            regles!["R-RPPS-24", "R-COMPTE-03"],
            "La carte professionnelle d’aide à domicile qualifiée est une attestation valable 5 ans : elle se refait 3 mois avant sa fin. Elle est facultative.",
            |facts, sujet| expiree(facts, sujet).map(|expired| !expired),
        )
        .doutes(&["K-24"]),
        Cas::new(
            "attestation-expiree",
            regles!["R-RPPS-24", "R-COMPTE-03"],
            "L’attestation d’aide à domicile qualifiée est arrivée à sa fin : elle se refait. Elle est facultative.",
            expiree,
        )
        .doutes(&["K-24"]),
    ],
    except_if: &[Cas::new(
        "attestation-depart",
        regles!["R-RPPS-24"],
        "Ces personnes quittent la structure : leur prochain employeur s’occupera de leur attestation.",
        |facts, sujet| sujet.ligne(facts).map_or(Ok(false), |row| row.est(&PRO_DEPART, OuiNon::Oui)),
    )],
    quantite: effectif,
    duree: |facts, sujet| {
        let day = fin(facts, sujet).and_then(|jour| jour.checked_sub_months(Months::new(3)));
        day.map_or(Duree::Aucune, |day| Duree::Le(day.max(facts.today())))
    },
    fiche: |facts, sujet| {
        let qui = nom_des_professionnels(facts, sujet).to_owned();
        Fiche {
            titre: if expiree(facts, sujet) == Ok(true) {
                format!("Refaire l’attestation, arrivée à sa fin : {qui}")
            } else {
                format!("Refaire l’attestation avant sa fin : {qui}")
            },
            quoi: "L’attestation est numérique et s’imprime ; la fiche de la personne se télécharge à l’Annuaire Santé.",
            qui: "Le gestionnaire RPPS+".to_owned(),
            delai: fin(facts, sujet).map(|jour| {
                let verbe = if jour < facts.today() { "Elle valait jusqu’au" } else { "Elle vaut jusqu’au" };
                Dit::compose(format!("{verbe} {}.", calendrier::long(jour)), regles!["R-RPPS-24"])
            }),
            pour: qui,
            ..Fiche::default()
        }
    },
    ..MODELE
};
