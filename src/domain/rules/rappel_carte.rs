//! Cards that expire within 90 days: a CPS renews itself, so its address is checked; of a CDE or a CPE, that a new one comes
//! (R-CARTE-24, R-CARTE-28, R-CARTE-05). An advice, never counted.

use crate::domain::calendrier;
use crate::domain::facts::{Facts, tous};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::coordonnees::JOURS_AVANT_LA_FIN;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{
    DIRECTEUR, RL, a_une_carte, carte_de, coordonnees_de, expiration, jours_avant, part,
};

use super::cps_ans::renouvellement;

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

/// Renew a card before it expires.
pub static RAPPEL_CARTE: Rule = Rule {
    livrable: "rappel-carte",
    nom: "Renouvellement de carte",
    phase: Phase::Rappels,
    conseil: true,
    sujets: |facts| {
        let people = facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.clone());
        Ok([RL.to_owned(), DIRECTEUR.to_owned()].into_iter().chain(people).map(Sujet::Personne).collect())
    },
    due_if: &[
        Cas::new(
            "carte-expire-bientot",
            regles!["R-CARTE-24", "R-CARTE-28", "R-CARTE-05", "R-COMPTE-03"],
            "Cette carte expire dans moins de 90 jours. Une CPS se renouvelle d’office : contrôlez l’adresse où elle arrivera. Pour une CDE ou une CPE, vérifiez qu’une nouvelle carte arrive. Le plan ne compte rien encore.",
            |facts, sujet| {
                let soon = jours(facts, sujet).is_some_and(|jours| (0..JOURS_AVANT_LA_FIN).contains(&jours));
                tous([Ok(soon), a_une_carte(facts, personne(sujet))])
            },
        )
        .doutes(&["D-20", "D-21"]),
        Cas::new(
            "carte-expire-plus-tard",
            regles!["R-CARTE-05", "R-CARTE-24", "R-CARTE-28", "R-COMPTE-03"],
            "Cette carte est valable. Revenez-y 90 jours avant sa fin : pour une CPS, contrôler l’adresse où arrivera la nouvelle ; pour une CDE ou une CPE, vérifier qu’elle arrive.",
            |facts, sujet| {
                let later = jours(facts, sujet).is_some_and(|jours| jours >= JOURS_AVANT_LA_FIN);
                tous([Ok(later), a_une_carte(facts, personne(sujet))])
            },
        )
        .doutes(&["D-20", "D-21"]),
    ],
    except_if: &[Cas::new(
        "carte-part-avec-la-personne",
        regles!["R-CARTE-27", "R-CARTE-18"],
        "Cette personne part : sa carte n’est pas à renouveler ici.",
        |facts, sujet| Ok(part(facts, personne(sujet)) == Ok(true)),
    )],
    duree: |facts, sujet| {
        let day =
            expiration(facts, personne(sujet)).and_then(|jour| jour.checked_sub_days(chrono::Days::new(90)));
        day.map_or(Duree::Aucune, |day| Duree::Le(day.max(facts.today())))
    },
    fiche: |facts, sujet| Fiche {
        titre: match carte_de(facts, personne(sujet)) {
            Ok(Carte::Cps) => {
                format!("Contrôler l’adresse où arrivera la prochaine CPS : {}", nom_de(facts, personne(sujet)))
            }
            Ok(Carte::Cde | Carte::Cpe) => {
                format!("Vérifier que la prochaine carte arrive : {}", nom_de(facts, personne(sujet)))
            }
            Ok(_) | Err(_) => format!("Renouveler la carte avant sa fin : {}", nom_de(facts, personne(sujet))),
        },
        quoi: "Une carte expirée ne sert plus : c’est comme si elle n’existait pas.",
        qui: match carte_de(facts, personne(sujet)) {
            Ok(Carte::Cps) => "La personne elle-même".to_owned(),
            // No source says where (D-24).
            Ok(Carte::Cpf) => "La personne, qui demande à l’ANS comment faire".to_owned(),
            Ok(Carte::Cpa) => "Le prestataire, pour son salarié".to_owned(),
            Ok(_) | Err(_) => "Le représentant légal ou un mandataire".to_owned(),
        },
        delai: expiration(facts, personne(sujet)).map(|jour| {
            Dit::compose(format!("Elle expire le {}.", calendrier::long(jour)), regles!["R-CARTE-05"])
        }),
        etapes: match carte_de(facts, personne(sujet)) {
            Ok(Carte::Cps) => renouvellement(coordonnees_de(facts, personne(sujet))),
            Ok(Carte::Cde | Carte::Cpe) => vec![Dit::fixe(
                "Si aucune carte n’arrive, demandez à l’assistance de l’ANS s’il faut la redemander.",
                regles!["R-CARTE-24"],
            )],
            Ok(_) | Err(_) => vec![],
        },
        ..Fiche::default()
    },
    ..MODELE
};

fn jours(facts: &Facts, sujet: &Sujet) -> Option<i64> {
    expiration(facts, personne(sujet)).map(|jour| jours_avant(facts, jour))
}
