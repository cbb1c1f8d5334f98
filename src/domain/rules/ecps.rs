//! e-CPS: activation, expiry, anomalies, contact details (R-ECPS).

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::professions::{AccesDmp, Ecps, Voie};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::coordonnees::Coordonnees;
use crate::domain::questions::professionnels::{
    EtatEcps, Interim, PRO_BESOIN_ACCES, PRO_CARTE, PRO_COORDONNEES, PRO_DEPART, PRO_ECPS, PRO_INTERIM,
    PRO_MAIL_RPPS_RECU_LE, PRO_RPPS, PRO_SMARTPHONE, PROFESSIONNELS, Rpps, Smartphone, profession,
};
use crate::domain::questions::services::{Service, service};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{de_la_ligne, lignes_de, nom_des_professionnels};

use super::cpe_professionnels::effectif;

fn etat(facts: &Facts, sujet: &Sujet, wanted: EtatEcps) -> Known<bool> {
    de_la_ligne(facts, sujet, |row| row.est(&PRO_ECPS, wanted))
}

fn ecps_possible(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    de_la_ligne(
        facts,
        sujet,
        |row| Ok(profession(row).is_some_and(|profession| profession.ecps != Ecps::Non)),
    )
}

fn ecps_est(facts: &Facts, sujet: &Sujet, ecps: &[Ecps]) -> Known<bool> {
    de_la_ligne(facts, sujet, |row| {
        Ok(profession(row).is_some_and(|profession| ecps.contains(&profession.ecps)))
    })
}

/// Whether the sources don't say that these people may have one (R-ECPS-03, R-ECPS-20).
///
/// # Errors
/// As [`Facts::get`].
pub fn ecps_a_verifier(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    ecps_est(facts, sujet, &[Ecps::AVerifier, Ecps::SelonEtudes])
}

fn deja_enregistres(facts: &Facts, sujet: &Sujet) -> bool {
    de_la_ligne(facts, sujet, |row| row.est(&PRO_RPPS, Rpps::Enregistre)) == Ok(true)
}

fn par_l_employeur(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    de_la_ligne(facts, sujet, |row| {
        Ok(profession(row)
            .is_some_and(|profession| matches!(profession.voie, Voie::RppsPlus | Voie::RppsPlusPossible)))
    })
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
            "Une personne enregistrée au RPPS, avec un smartphone compatible (ou une tablette, selon e-santé Occitanie), peut activer son e-CPS.",
            |facts, sujet| {
                tous([
                    ecps_possible(facts, sujet),
                    pas(ecps_a_verifier(facts, sujet)),
                    etat(facts, sujet, EtatEcps::Aucune),
                ])
            },
        ),
        Cas::new(
            "ecps-selon-les-etudes",
            regles!["R-ECPS-20", "R-ECPS-01"],
            "Un étudiant enregistré a une e-CPS à ce titre s’il est interne en médecine, pharmacie ou odontologie, ou étudiant en maïeutique. Pour un autre, demandez à l’ANS.",
            |facts, sujet| {
                tous([ecps_est(facts, sujet, &[Ecps::SelonEtudes]), etat(facts, sujet, EtatEcps::Aucune)])
            },
        )
        .doutes(&["K-23"]),
        Cas::new(
            "ecps-a-verifier",
            regles!["R-ECPS-01", "R-ECPS-03"],
            "Ces personnes n’ont pas de numéro RPPS. La FAQ d’e-santé Bretagne dit que leur carte suffit ; l’ANS écrit, le 18/11/2025, qu’il faut être enregistré au répertoire. Voyez d’abord avec leur employeur si elles peuvent l’être : l’e-CPS leur est alors ouverte. Ne comptez pas sur la carte seule, sauf avis contraire de l’ANS.",
            |facts, sujet| tous([ecps_est(facts, sujet, &[Ecps::AVerifier]), etat(facts, sujet, EtatEcps::Aucune)]),
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
            regles!["R-ECPS-02", "R-ECPS-09", "R-ECPS-19"],
            "Pas de smartphone, pas d’e-CPS. Elle s’active aussi sur un téléphone ou une tablette de la structure. Sinon, si ces professionnels doivent se connecter eux-mêmes, il leur faut une carte, qu’ils peuvent demander eux-mêmes s’ils sont inscrits au RPPS.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_SMARTPHONE, Smartphone::Non)),
        )
        .doutes(&["K-22"]),
        Cas::new(
            "ecps-etudiant",
            regles!["R-ECPS-20", "R-PROF-01"],
            "Pas d’e-CPS comme étudiant pour l’instant, sauf pour les internes et les étudiants en maïeutique. Une personne qui a aussi un emploi se décrit par cet emploi.",
            |facts, sujet| ecps_est(facts, sujet, &[Ecps::PasCommeEtudiant]),
        )
        .doutes(&["K-23"]),
        Cas::new(
            "ecps-depart",
            regles!["R-CARTE-27", "R-RPPS-15"],
            "Ces personnes quittent la structure : leur e-CPS est à elles, il n’y a rien à activer ici.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_DEPART, OuiNon::Oui)),
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
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
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
            "Avec une carte : lecteur, logiciel de l’ANS à installer sur le poste, et un QR code affiché, valable 90 secondes.",
            |facts, sujet| pas(par_l_employeur(facts, sujet)),
        ),
        Cas::new(
            "ecps-appareil-fourni",
            regles!["R-ECPS-19", "R-ECPS-02", "R-COMPTE-11"],
            "Elle s’active sur l’appareil de la structure : un téléphone, selon l’ANS ; une tablette aussi, selon e-santé Occitanie. Pas de carte à commander.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_SMARTPHONE, Smartphone::FourniStructure)),
        )
        .doutes(&["K-22"]),
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
            "Ne comptez pas sur l’e-CPS pour l’INSi ni pour l’envoi au DMP par le logiciel. Consulter le DMP est possible par Pro Santé Connect selon votre logiciel, et selon les droits que le DMP donne à chaque profession.",
            |facts, sujet| {
                un_des([
                    service(facts, Service::DmpConsult),
                    service(facts, Service::DmpAlim),
                    service(facts, Service::Insi),
                    de_la_ligne(facts, sujet, |row| row.est(&PRO_BESOIN_ACCES, OuiNon::Oui)),
                    de_la_ligne(facts, sujet, |row| Ok(profession(row).is_some_and(|profession| profession.acces_dmp == AccesDmp::Oui))),
                ])
            },
        )
        .doutes(&["K-06", "K-15", "D-10"]),
        Cas::new(
            "ecps-carte-sans-rpps",
            regles!["R-ECPS-03"],
            "Elles ont une carte de structure sans numéro RPPS. Enregistrez-les d’abord : l’e-CPS leur est alors ouverte. Ne comptez pas sur la carte seule, sauf avis contraire de l’ANS.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    tous([
                        row.get(&PRO_CARTE).map(|carte| matches!(carte, Carte::Cpe | Carte::Cde | Carte::Cpa)),
                        pas(row.est(&PRO_RPPS, Rpps::Enregistre)),
                    ])
                })
            },
        )
        .doutes(&["K-07"]),
    ],
    sinon: Sinon::dire("Aucun professionnel décrit n’a de première e-CPS à activer.", regles!["R-ECPS-01"]),
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
            format!("Vérifier si l’e-CPS est possible : {}", nom_des_professionnels(facts, sujet))
        } else {
            format!("Activer l’e-CPS : {}", nom_des_professionnels(facts, sujet))
        },
        quoi: "L’e-CPS est une carte de professionnel dans le smartphone (ou une tablette, selon e-santé Occitanie) : elle ouvre les services nationaux sans lecteur.",
        qui: "Chaque professionnel".to_owned(),
        delai: (par_l_employeur(facts, sujet) == Ok(true)).then(|| Dit::fixe(
            "48 heures après le mail qui annonce le numéro RPPS.",
            regles!["R-ECPS-06", "R-ECPS-17", "R-COMPTE-18"],
        )),
        etapes: vec![Dit::fixe("Activation : wallet.esw.esante.gouv.fr.", regles!["R-CONTACT-07"])],
        pour: nom_des_professionnels(facts, sujet).to_owned(),
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
    apres: |_, sujet| vec![format!("coordonnees:{}", sujet.cle()).into()],
    fiche: |facts, sujet| Fiche {
        titre: format!("Réactiver l’e-CPS expirée : {}", nom_des_professionnels(facts, sujet)),
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
        titre: format!(
            "Signaler l’anomalie au service client e-CPS : {}",
            nom_des_professionnels(facts, sujet)
        ),
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
        |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_COORDONNEES, Coordonnees::Fausses)),
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
            titre: format!(
                "Faire corriger le mail et le téléphone à l’annuaire : {}",
                nom_des_professionnels(facts, sujet)
            ),
            quoi: "Ce sont des coordonnées de correspondance, liées à la personne ; elles ne sont pas publiques.",
            qui: "Chaque professionnel".to_owned(),
            envoyer: Some(Dit::fixe(par, regles!["R-ECPS-16"])),
            ..Fiche::default()
        }
    },
    ..MODELE
};
