//! Cards that expire within 90 days: advice to renew, never counted (R-CARTE-24, R-CARTE-05).

use crate::domain::calendrier;
use crate::domain::facts::{Facts, tous};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{DIRECTEUR, RL, a_une_carte, carte_de, expiration, jours_avant};

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
            regles!["R-CARTE-24", "R-CARTE-05", "R-COMPTE-03"],
            "Cette carte expire dans moins de 90 jours : pensez à la renouveler. Le plan ne la compte pas encore.",
            |facts, sujet| {
                let soon = jours(facts, sujet).is_some_and(|jours| (0..90).contains(&jours));
                tous([Ok(soon), a_une_carte(facts, personne(sujet))])
            },
        ),
        Cas::new(
            "carte-expire-plus-tard",
            regles!["R-CARTE-05", "R-COMPTE-03"],
            "Cette carte est valable. Notez d’y revenir 90 jours avant sa fin.",
            |facts, sujet| {
                let later = jours(facts, sujet).is_some_and(|jours| jours >= 90);
                tous([Ok(later), a_une_carte(facts, personne(sujet))])
            },
        ),
    ],
    duree: |facts, sujet| {
        let day =
            expiration(facts, personne(sujet)).and_then(|jour| jour.checked_sub_days(chrono::Days::new(90)));
        day.map_or(Duree::Aucune, |day| Duree::Le(day.max(facts.today())))
    },
    fiche: |facts, sujet| Fiche {
        titre: format!("Renouveler la carte avant sa fin : {}", nom_de(facts, personne(sujet))),
        quoi: "Une carte expirée ne sert plus : c’est comme si elle n’existait pas.",
        qui: match carte_de(facts, personne(sujet)) {
            Ok(Carte::Cps | Carte::Cpf) => "La personne, auprès de son ordre".to_owned(),
            Ok(Carte::Cpa) => "Le prestataire, pour son salarié".to_owned(),
            Ok(_) | Err(_) => "Le représentant légal ou un mandataire".to_owned(),
        },
        delai: expiration(facts, personne(sujet)).map(|jour| {
            Dit::compose(format!("Elle expire le {}.", calendrier::long(jour)), regles!["R-CARTE-05"])
        }),
        ..Fiche::default()
    },
    ..MODELE
};

fn jours(facts: &Facts, sujet: &Sujet) -> Option<i64> {
    expiration(facts, personne(sujet)).map(|jour| jours_avant(facts, jour))
}
