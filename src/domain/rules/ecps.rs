//! e-CPS: activation, expiry, anomalies, contact details (R-ECPS).

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::professions::{AccesDmp, Ecps, Voie};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{
    Coordonnees, EtatEcps, Interim, PRO_BESOIN_ACCES, PRO_CARTE, PRO_COORDONNEES, PRO_ECPS, PRO_INTERIM,
    PRO_MAIL_RPPS_RECU_LE, PRO_RPPS, PRO_SMARTPHONE, PROFESSIONNELS, Rpps, profession,
};
use crate::domain::questions::services::{Service, service};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::lignes_de;

use super::cpe_professionnels::effectif;

fn ligne(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| condition(&row))
}

fn etat(facts: &Facts, sujet: &Sujet, wanted: EtatEcps) -> Known<bool> {
    ligne(facts, sujet, |row| row.est(&PRO_ECPS, wanted))
}

fn ecps_possible(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    ligne(facts, sujet, |row| Ok(profession(row).is_some_and(|profession| profession.ecps != Ecps::Non)))
}

fn ecps_a_verifier(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    ligne(
        facts,
        sujet,
        |row| Ok(profession(row).is_some_and(|profession| profession.ecps == Ecps::AVerifier)),
    )
}

fn deja_enregistres(facts: &Facts, sujet: &Sujet) -> bool {
    ligne(facts, sujet, |row| row.est(&PRO_RPPS, Rpps::Enregistre)) == Ok(true)
}

fn par_l_employeur(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    ligne(facts, sujet, |row| {
        Ok(profession(row)
            .is_some_and(|profession| matches!(profession.voie, Voie::RppsPlus | Voie::RppsPlusPossible)))
    })
}

/// « Aide-soignant × 25 ».
fn qui(facts: &Facts, sujet: &Sujet) -> String {
    let nom = sujet
        .ligne(facts)
        .and_then(|row| profession(&row))
        .map_or("professionnels", |profession| profession.nom);
    match effectif(facts, sujet) {
        1 => nom.to_owned(),
        nombre => format!("{nom} × {nombre}"),
    }
}

/// Activation of the e-CPS.
pub static ACTIVER_ECPS: Rule = Rule {
    livrable: "activer-e-cps",
    nom: "Activation de l’e-CPS",
    phase: Phase::Ecps,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[
        Cas::new(
            "ecps-enregistre",
            regles!["R-ECPS-01", "R-ECPS-02", "R-RPPS-13"],
            "Une personne enregistrée au RPPS, avec un smartphone compatible, peut activer son e-CPS.",
            |facts, sujet| {
                tous([
                    ecps_possible(facts, sujet),
                    pas(ecps_a_verifier(facts, sujet)),
                    etat(facts, sujet, EtatEcps::Aucune),
                ])
            },
        ),
        Cas::new(
            "ecps-a-verifier",
            regles!["R-ECPS-01", "R-ECPS-03"],
            "Ces personnes n’ont pas de numéro RPPS. Avec leur carte, une e-CPS est peut-être possible : à vérifier.",
            |facts, sujet| tous([ecps_a_verifier(facts, sujet), etat(facts, sujet, EtatEcps::Aucune)]),
        )
        .doutes(&["K-07"]),
        Cas::new(
            "ecps-deja-active-citee",
            regles!["R-ECPS-10"],
            "Ces professionnels ont déjà une e-CPS.",
            |facts, sujet| tous([ecps_possible(facts, sujet), etat(facts, sujet, EtatEcps::Active)]),
        ),
    ],
    except_if: &[
        Cas::new(
            "ecps-sans-smartphone",
            regles!["R-ECPS-02", "R-ECPS-09"],
            "Pas de smartphone, pas d’e-CPS. Si ces professionnels doivent se connecter eux-mêmes, il leur faut une carte.",
            |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_SMARTPHONE, OuiNon::Non)),
        ),
        Cas::new(
            "ecps-deja-active",
            regles!["R-ECPS-10"],
            "Leur e-CPS est active : rien à faire. La carte et l’e-CPS sont complémentaires, on peut avoir les deux.",
            |facts, sujet| etat(facts, sujet, EtatEcps::Active),
        ),
        Cas::new(
            "ecps-interim-inconnu",
            regles!["R-CARTE-06", "R-ECPS-01"],
            "On ne sait pas encore qui viendra : chacun activera son e-CPS lui-même, s’il est enregistré.",
            |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
        ),
    ],
    mentions: &[
        Cas::new(
            "ecps-48-heures",
            regles!["R-ECPS-06", "R-ECPS-07", "R-ECPS-17"],
            "Après l’enregistrement dans RPPS+, un mail donne le numéro RPPS, tout de suite ou sous 24 heures. L’e-CPS s’active 48 heures après ce mail, week-end compris.",
            par_l_employeur,
        )
        .doutes(&["K-08"]),
        Cas::new(
            "ecps-par-la-carte",
            regles!["R-ECPS-04"],
            "Avec une carte : lecteur, composants de l’ANS, et un QR code affiché, valable 90 secondes.",
            |facts, sujet| pas(par_l_employeur(facts, sujet)),
        ),
        Cas::new(
            "ecps-sans-carte",
            regles!["R-ECPS-05"],
            "Sans carte : il faut un mail et un téléphone enregistrés à l’annuaire (ils ne sont pas publics) ; le QR code arrive par mail.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "ecps-identifiant",
            regles!["R-ECPS-11", "R-ECPS-12", "R-ECPS-13"],
            "L’« identifiant e-CPS » est l’identifiant national : le chiffre 8 suivi du numéro RPPS. Il se lit sur la première ligne de la carte, dans le mail d’enregistrement, ou à partir d’annuaire.sante.fr.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "ecps-mail-non-recu",
            regles!["R-ECPS-14"],
            "Mail jamais reçu : vérifiez l’adresse à l’annuaire et les indésirables, puis écrivez au service client e-CPS avec l’identifiant national et le mail.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "ecps-limites",
            regles!["R-ECPS-08"],
            "Ne comptez pas sur l’e-CPS pour l’INSi ni pour l’envoi au DMP par le logiciel. Consulter le DMP est possible par Pro Santé Connect selon votre logiciel et la matrice d’habilitation.",
            |facts, sujet| {
                un_des([
                    service(facts, Service::DmpConsult),
                    service(facts, Service::DmpAlim),
                    service(facts, Service::Insi),
                    ligne(facts, sujet, |row| row.est(&PRO_BESOIN_ACCES, OuiNon::Oui)),
                    ligne(facts, sujet, |row| Ok(profession(row).is_some_and(|profession| profession.acces_dmp == AccesDmp::Oui))),
                ])
            },
        )
        .doutes(&["K-06", "K-15", "D-10"]),
        Cas::new(
            "ecps-carte-sans-rpps",
            regles!["R-ECPS-03"],
            "Elles ont une carte de structure sans numéro RPPS : l’e-CPS est peut-être possible avec la seule carte, à vérifier. L’enregistrement au RPPS, lui, la donne à coup sûr.",
            |facts, sujet| {
                ligne(facts, sujet, |row| {
                    tous([
                        row.get(&PRO_CARTE).map(|carte| matches!(carte, Carte::Cpe | Carte::Cde | Carte::Cpa)),
                        pas(row.est(&PRO_RPPS, Rpps::Enregistre)),
                    ])
                })
            },
        )
        .doutes(&["K-07"]),
    ],
    sinon: Sinon::dire("Aucun professionnel décrit ne peut activer d’e-CPS.", regles!["R-ECPS-01"]),
    quantite: effectif,
    // Who has a number need not wait for a new role to be registered.
    apres: |facts, sujet| {
        let mut before = vec![format!("coordonnees:{}", sujet.cle()).into()];
        if !deja_enregistres(facts, sujet) {
            before.push(format!("enregistrement:{}", sujet.cle()).into());
        }
        before
    },
    duree: |facts, sujet| {
        let received = sujet.ligne(facts).and_then(|row| row.get(&PRO_MAIL_RPPS_RECU_LE).ok());
        match received.and_then(|jour| jour.0.checked_add_days(chrono::Days::new(2))) {
            Some(jour) => Duree::Le(jour.max(facts.today())),
            None if deja_enregistres(facts, sujet) || ecps_a_verifier(facts, sujet) == Ok(true) => Duree::Aucune,
            None => Duree::Jours(2),
        }
    },
    fiche: |facts, sujet| Fiche {
        titre: if ecps_a_verifier(facts, sujet) == Ok(true) {
            format!("Vérifier si l’e-CPS est possible : {}", qui(facts, sujet))
        } else {
            format!("Activer l’e-CPS : {}", qui(facts, sujet))
        },
        quoi: "L’e-CPS est une carte de professionnel dans le smartphone : elle ouvre les services nationaux sans lecteur.",
        qui: "Chaque professionnel".to_owned(),
        delai: (par_l_employeur(facts, sujet) == Ok(true)).then(|| Dit::fixe(
            "48 heures après le mail qui annonce le numéro RPPS.",
            regles!["R-ECPS-06", "R-ECPS-17", "R-COMPTE-18"],
        )),
        etapes: vec![Dit::fixe("Activation : wallet.esw.esante.gouv.fr.", regles!["R-CONTACT-07"])],
        pour: qui(facts, sujet),
        contacts: &["R-CONTACT-02"],
        ..Fiche::default()
    },
    ..MODELE
};

/// Expired e-CPS (R-ECPS-15).
pub static ECPS_EXPIREE: Rule = Rule {
    livrable: "e-cps-expiree",
    nom: "e-CPS expirée",
    phase: Phase::Ecps,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[Cas::new(
        "ecps-expiree",
        regles!["R-ECPS-15"],
        "L’e-CPS est expirée : elle se supprime dans l’application, puis s’active de nouveau.",
        |facts, sujet| etat(facts, sujet, EtatEcps::Expiree),
    )],
    quantite: effectif,
    fiche: |facts, sujet| Fiche {
        titre: format!("Réactiver l’e-CPS expirée : {}", qui(facts, sujet)),
        quoi: "Une e-CPS expirée ne se prolonge pas : on la supprime et on la réactive.",
        qui: "Chaque professionnel".to_owned(),
        etapes: vec![
            Dit::fixe("Dans l’application : « Supprimer ma e-CPS ».", regles!["R-ECPS-15"]),
            Dit::fixe(
                "Puis l’activer de nouveau, avec la carte ou avec le mail et le téléphone connus de l’annuaire.",
                regles!["R-ECPS-15", "R-ECPS-05"],
            ),
        ],
        contacts: &["R-CONTACT-02"],
        ..Fiche::default()
    },
    ..MODELE
};

/// An anomaly that the person can't mend (R-ECPS-18).
pub static ECPS_ANOMALIE: Rule = Rule {
    livrable: "e-cps-anomalie",
    nom: "e-CPS en anomalie",
    phase: Phase::Ecps,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[Cas::new(
        "ecps-anomalie",
        regles!["R-ECPS-18", "R-CONTACT-02"],
        "L’e-CPS ne fonctionne pas et la personne n’y peut rien : le service client e-CPS s’en occupe.",
        |facts, sujet| etat(facts, sujet, EtatEcps::Anomalie),
    )],
    quantite: effectif,
    fiche: |facts, sujet| Fiche {
        titre: format!("Signaler l’anomalie au service client e-CPS : {}", qui(facts, sujet)),
        quoi: "Le service client demande l’identifiant national de la personne.",
        qui: "Chaque professionnel".to_owned(),
        joindre: vec![Dit::fixe(
            "L’identifiant national : le chiffre 8 suivi du numéro RPPS.",
            regles!["R-ECPS-18", "R-ECPS-12"],
        )],
        contacts: &["R-CONTACT-02"],
        ..Fiche::default()
    },
    ..MODELE
};

/// Wrong contact details in the directory (R-ECPS-16).
pub static COORDONNEES: Rule = Rule {
    livrable: "coordonnees",
    nom: "Coordonnées à l’annuaire",
    phase: Phase::Ecps,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[Cas::new(
        "coordonnees-fausses",
        regles!["R-ECPS-16", "R-ECPS-05"],
        "Le mail ou le téléphone connus de l’annuaire sont faux : sans eux, l’e-CPS ne peut pas s’activer sans carte.",
        |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_COORDONNEES, Coordonnees::Fausses)),
    )],
    quantite: effectif,
    fiche: |facts, sujet| {
        let voie = sujet.ligne(facts).and_then(|row| profession(&row)).map(|profession| profession.voie);
        let par = match voie {
            Some(Voie::Ordre(_) | Voie::OrdreEtudiant) => {
                "Par l’ordre, ou par la personne elle-même sur le portail."
            }
            Some(Voie::Ars) => "Par l’ARS (eRPPS), ou par la personne elle-même sur le portail.",
            Some(Voie::RppsPlus | Voie::RppsPlusPossible) => {
                "Par le gestionnaire RPPS+ de la structure, ou par la personne elle-même sur le portail."
            }
            Some(Voie::Aucune) | None => "Par la personne elle-même, sur le portail.",
        };
        Fiche {
            titre: format!("Faire corriger le mail et le téléphone à l’annuaire : {}", qui(facts, sujet)),
            quoi: "Ce sont des coordonnées de correspondance, liées à la personne ; elles ne sont pas publiques.",
            qui: "Chaque professionnel".to_owned(),
            envoyer: Some(Dit::fixe(par, regles!["R-ECPS-16"])),
            ..Fiche::default()
        }
    },
    ..MODELE
};
