//! People and the cards that they hold.

use chrono::NaiveDate;

use super::identifiants::{AT_ANONYME, DIRECTEUR, RL};
use super::lignes::au_moins_un;
use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::question::{Choice, OuiNon};
use crate::domain::questions::at::{AT, AT_LISTE, AT_PERSONNE, AT_STATUT, At, StatutAt};
use crate::domain::questions::cartes_responsables::{
    Carte, DIRECTEUR_CARTE, DIRECTEUR_CARTE_EXPIRE_LE, RL_CARTE, RL_CARTE_EXPIRE_LE,
};
use crate::domain::questions::contrat::contrat_non_aucun;
use crate::domain::questions::coordonnees::{Coordonnees, DIRECTEUR_COORDONNEES, RL_COORDONNEES};
use crate::domain::questions::gestionnaires::{
    GESTIONNAIRE_PERSONNE, GESTIONNAIRE_STATUT, GESTIONNAIRES, StatutGestionnaire,
};
use crate::domain::questions::incidents::{
    INCIDENT_CARTE, INCIDENT_NATURE, INCIDENT_PERSONNE, INCIDENT_SEULE_CARTE_TOM, INCIDENTS, Nature,
};
use crate::domain::questions::mandataires::{
    MANDATAIRE_PERSONNE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire,
};
use crate::domain::questions::personnes::{
    PERSONNE_CARTE, PERSONNE_CARTE_EXPIRE_LE, PERSONNE_COORDONNEES, PERSONNE_PROFIL, PERSONNES,
    ProfilPersonne,
};
use crate::domain::questions::profils::{DIRECTEUR_PROFIL, Profil, RL_PROFIL};

/// Whether the lost, stolen or broken card was the only one able to open TOM: orders go by paper (R-CARTE-17).
pub fn tom_ferme(facts: &Facts) -> Known<bool> {
    au_moins_un(facts.lignes(&INCIDENTS), |incident| {
        tous([
            incident.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
            incident.est(&INCIDENT_SEULE_CARTE_TOM, OuiNon::Oui),
        ])
    })
}

/// The card that a person holds, as answered or as the profile says.
pub fn carte_de(facts: &Facts, personne: &str) -> Known<Carte> {
    let (carte, profil) = match personne {
        RL => (facts.if_asked(&RL_CARTE), facts.if_asked(&RL_PROFIL)),
        DIRECTEUR => (facts.if_asked(&DIRECTEUR_CARTE), facts.if_asked(&DIRECTEUR_PROFIL)),
        AT_ANONYME => {
            return facts.get(&AT).map(|at| match at {
                At::Tiers => Carte::Cpa,
                At::InterneAvecCarte => Carte::Cpe,
                At::TiersSansCarte
                | At::InterneSansCarte
                | At::RepresentantLegal
                | At::EnPlace
                | At::Detail => Carte::Aucune,
            });
        }
        id => {
            return match facts.ligne(PERSONNES.spec.id, id) {
                Some(row) => row.get(&PERSONNE_CARTE),
                None => Ok(Carte::Aucune),
            };
        }
    };
    if let Ok(Some(Profil::PsOrdreAvecCps | Profil::PsSansOrdreAvecCps)) = profil {
        return Ok(Carte::Cps);
    }
    match carte {
        Ok(Some(carte)) => Ok(carte),
        // Not asked: no contract, so nobody has a card of the structure.
        Ok(None) => match profil {
            Err(Inconnu::Ouvert) => Err(Inconnu::Ouvert),
            Ok(_) | Err(Inconnu::NonPosee) => Ok(Carte::Aucune),
        },
        Err(ouvert) => Err(ouvert),
    }
}

/// Expiry printed on a person's card, when it was given.
pub fn expiration(facts: &Facts, personne: &str) -> Option<NaiveDate> {
    let jour = match personne {
        RL => facts.get(&RL_CARTE_EXPIRE_LE),
        DIRECTEUR => facts.get(&DIRECTEUR_CARTE_EXPIRE_LE),
        id => facts.ligne(PERSONNES.spec.id, id)?.get(&PERSONNE_CARTE_EXPIRE_LE),
    };
    jour.ok().map(|jour| jour.0)
}

/// Whether a person's card is expired on the day of the computation; without a date, it is held to be valid.
pub fn expiree(facts: &Facts, personne: &str) -> Known<bool> {
    Ok(expiration(facts, personne).is_some_and(|jour| jour < facts.today()))
}

/// Whether the card of an incident is that person's; of an incident that names nobody, that of the holder whom the
/// incident itself stands for.
pub fn est_le_porteur(incident: &Facts, personne: &str) -> Known<bool> {
    match incident.if_asked(&INCIDENT_PERSONNE) {
        Ok(Some(id)) => Ok(id.0 == personne),
        Ok(None) => Ok(incident.id() == personne),
        Err(open) => Err(open),
    }
}

/// Whether a person's card is lost, stolen or broken: an incident names the person and that kind of card.
pub fn carte_en_incident(facts: &Facts, personne: &str, carte: Carte) -> Known<bool> {
    au_moins_un(facts.lignes(&INCIDENTS), |incident| {
        tous([
            incident.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
            incident.get(&INCIDENT_CARTE).map(|kind| kind.jeton() == carte.jeton()),
            incident.get(&INCIDENT_PERSONNE).map(|id| id.0 == personne),
        ])
    })
}

/// Whether a person has, or already ordered, a card that works (R-COMPTE-09, without what this plan brings).
pub fn a_une_carte(facts: &Facts, personne: &str) -> Known<bool> {
    let carte = carte_de(facts, personne)?;
    match carte {
        Carte::Aucune => Ok(false),
        Carte::Demandee => Ok(true),
        Carte::Cde | Carte::Cpe | Carte::Cps | Carte::Cpa | Carte::Cpf => {
            tous([pas(expiree(facts, personne)), pas(carte_en_incident(facts, personne, carte))])
        }
    }
}

/// Whether a person's CPS is expired, and so on its way: it is renewed by itself (R-CARTE-28).
pub fn cps_expiree(facts: &Facts, personne: &str) -> Known<bool> {
    tous([carte_de(facts, personne).map(|carte| carte == Carte::Cps), expiree(facts, personne)])
}

/// Whether a person's CPS is lost, stolen or broken: the person asks the ANS for another (R-CARTE-30).
pub fn cps_en_incident(facts: &Facts, personne: &str) -> Known<bool> {
    tous([
        carte_de(facts, personne).map(|carte| carte == Carte::Cps),
        carte_en_incident(facts, personne, Carte::Cps),
    ])
}

/// What is known of a person's contact details in the directory; none: not asked, or not answered yet.
pub fn coordonnees_de(facts: &Facts, personne: &str) -> Option<Coordonnees> {
    match personne {
        RL => facts.get(&RL_COORDONNEES),
        DIRECTEUR => facts.get(&DIRECTEUR_COORDONNEES),
        id => facts.ligne(PERSONNES.spec.id, id)?.get(&PERSONNE_COORDONNEES),
    }
    .ok()
}

/// Whether a person has a card that works in hand: one that is only ordered opens nothing yet (R-COMPTE-18).
pub fn carte_en_main(facts: &Facts, personne: &str) -> Known<bool> {
    tous([carte_de(facts, personne).map(|carte| carte != Carte::Demandee), a_une_carte(facts, personne)])
}

/// Whether a person is a health professional of an ordre, or has a CPS, even expired or lost: the card is a CPS, never a
/// CPE (R-CARTE-07, R-CARTE-28, R-CARTE-30, R-COMPTE-10).
pub fn ps_a_ordre(facts: &Facts, personne: &str) -> Known<bool> {
    let a_ordre = |profil| matches!(profil, Profil::PsOrdreAvecCps | Profil::PsOrdreSansCps);
    let has_cps = || Ok(carte_de(facts, personne) == Ok(Carte::Cps));
    let known = match personne {
        RL => un_des([has_cps(), facts.get(&RL_PROFIL).map(a_ordre)]),
        DIRECTEUR => un_des([has_cps(), facts.get(&DIRECTEUR_PROFIL).map(a_ordre)]),
        id => match facts.ligne(PERSONNES.spec.id, id) {
            Some(row) => un_des([has_cps(), row.est(&PERSONNE_PROFIL, ProfilPersonne::PsOrdre)]),
            None => Ok(false),
        },
    };
    match known {
        Err(Inconnu::NonPosee) => Ok(false),
        known => known,
    }
}

/// Whether that person leaves, as administrateur technique or as gestionnaire RPPS+: a card of theirs is not replaced
/// (R-CARTE-18, R-CARTE-27, R-COMPTE-15).
pub fn part(facts: &Facts, personne: &str) -> Known<bool> {
    un_des([
        au_moins_un(facts.lignes(&AT_LISTE), |row| {
            tous([row.get(&AT_PERSONNE).map(|id| id.0 == personne), row.est(&AT_STATUT, StatutAt::Partant)])
        }),
        au_moins_un(facts.lignes(&GESTIONNAIRES), |row| {
            tous([
                row.get(&GESTIONNAIRE_PERSONNE).map(|id| id.0 == personne),
                row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::Partant),
            ])
        }),
    ])
}

/// Whether a person's CPE is expired (R-CARTE-24).
pub fn cpe_expiree(facts: &Facts, personne: &str) -> Known<bool> {
    tous([
        carte_de(facts, personne).map(|carte| carte == Carte::Cpe),
        expiree(facts, personne),
        pas(part(facts, personne)),
    ])
}

/// Whether a person's CPA is expired: the third party orders a new one (R-CARTE-24, R-COMPTE-12).
pub fn cpa_expiree(facts: &Facts, personne: &str) -> Known<bool> {
    tous([
        carte_de(facts, personne).map(|carte| carte == Carte::Cpa),
        expiree(facts, personne),
        pas(part(facts, personne)),
    ])
}

/// Whether someone can already sign in with a card: TOM, mesHabilitations (R-MAND-06, R-AT-10).
pub fn un_porteur_de_carte_existe(facts: &Facts) -> Known<bool> {
    un_des([
        carte_en_main(facts, RL),
        carte_en_main(facts, DIRECTEUR),
        tous([
            contrat_non_aucun(facts),
            au_moins_un(facts.lignes(&MANDATAIRES), |row| {
                tous([
                    row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace),
                    // Held to have one unless it is known to be lost, expired, only ordered, or none.
                    row.get(&MANDATAIRE_PERSONNE).map(|id| carte_en_main(facts, &id.0) != Ok(false)),
                ])
            }),
        ]),
    ])
}
