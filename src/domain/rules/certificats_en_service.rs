//! Certificates in service: to renew, to request again, to replace after a change of number (R-CERT-16 to R-CERT-19,
//! R-CERT-24, R-COMPTE-14); and the reminders of those that are valid.

use crate::domain::calendrier;
use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::questions::certificats_en_service::{
    CERTIFICAT_EXPIRE_LE, CERTIFICAT_PRODUIT, CERTIFICATS_EN_SERVICE, Produit,
};
use crate::domain::questions::logiciels::nom_logiciel;
use crate::domain::rule::{Cas, Compte, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    LOGICIEL_ANONYME, en_service, identite_du_contrat_change, jours_avant, logiciel_cite, un_at_pour,
};

use super::certificats::{designation, etapes};

/// Those that count: each product of each software once, the farthest expiry kept.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    facts.est_posee(&CERTIFICATS_EN_SERVICE.spec)?;
    Ok(en_service(facts)?
        .iter()
        .map(|certificat| Sujet::Ligne(CERTIFICATS_EN_SERVICE.spec.id, certificat.ligne.id().to_owned()))
        .collect())
}

/// The software that uses it, if it names one; open when that software is gone: nothing is asked for it before.
fn logiciel(row: &Facts) -> Known<Option<String>> {
    logiciel_cite(row, row.get(&CERTIFICAT_PRODUIT)?)
}

fn jours(facts: &Facts, sujet: &Sujet) -> Known<i64> {
    let row = sujet.ligne(facts).ok_or(Inconnu::NonPosee)?;
    logiciel(&row)?;
    row.get(&CERTIFICAT_EXPIRE_LE).map(|jour| jours_avant(facts, jour.0))
}

/// Renew, request again or replace a certificate in service.
pub static CERTIFICAT_EN_SERVICE: Rule = Rule {
    livrable: "certificat-en-service",
    nom: "Certificat en service à refaire",
    phase: Phase::Certificats,
    compte: Some(Compte::Certificats),
    sujets,
    due_if: &[
        Cas::new(
            "certificat-expire",
            regles!["R-CERT-18", "R-COMPTE-14"],
            "Ce certificat est expiré : il ne se renouvelle plus, il faut en demander un nouveau.",
            |facts, sujet| jours(facts, sujet).map(|jours| jours < 0),
        ),
        Cas::new(
            "certificat-a-renouveler",
            regles!["R-CERT-17", "R-COMPTE-14"],
            "Ce certificat expire dans 60 jours ou moins : renouvelez-le maintenant, tant qu’il est actif.",
            |facts, sujet| jours(facts, sujet).map(|jours| (0..=60).contains(&jours)),
        ),
        Cas::new(
            "certificat-identite-change",
            regles!["R-CERT-24", "R-CERT-26", "R-COMPTE-14"],
            "Le numéro qui porte le contrat change, et ce certificat cite l’ancien : le droit en fait une cause de révocation, et une révocation est définitive. Demandez d’abord le nouveau, après le nouveau contrat ; révoquez l’ancien ensuite.",
            |facts, sujet| {
                let row = sujet.ligne(facts).ok_or(Inconnu::NonPosee)?;
                tous([logiciel(&row).map(|_| true), identite_du_contrat_change(facts)])
            },
        )
        .doutes(&["D-05"]),
    ],
    mentions: &[
        Cas::new(
            "certificat-ancien-a-revoquer",
            regles!["R-CERT-26", "R-CERT-24"],
            "La révocation se demande par le détenteur du certificat, le représentant légal ou un mandataire, avec le code choisi au retrait. Voyez avec l’administrateur technique ou l’éditeur l’ordre qui évite une coupure.",
            |facts, _| identite_du_contrat_change(facts),
        ),
        Cas::new(
            "certificat-refait-jeu",
            regles!["R-CERT-03"],
            "Un logiciel qui utilise l’INSi et envoie au DMP a besoin d’au moins trois certificats : n’en oubliez pas un.",
            |facts, sujet| {
                let row = sujet.ligne(facts).ok_or(Inconnu::NonPosee)?;
                row.get(&CERTIFICAT_PRODUIT).map(|produit| !matches!(produit, Produit::AuthMss | Produit::ServMss))
            },
        ),
        Cas::new(
            "certificat-refait-adresse",
            regles!["R-CERT-19"],
            "Vérifiez l’adresse de contact : durable, partagée, sans filtre. C’est elle qui reçoit les alertes.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "certificat-refait-validite",
            regles!["R-CERT-16", "R-CERT-17"],
            "Le nouveau vaudra 3 ans. Le renouvellement n’est jamais automatique.",
            |_, _| Ok(true),
        ),
    ],
    sinon: Sinon::dire(
        "Vous n’avez déclaré aucun certificat en service qui soit à refaire : expiré, proche de sa fin, ou qui cite un ancien numéro.",
        regles!["R-CERT-16", "R-COMPTE-14"],
    ),
    apres: |facts, sujet| {
        let mut before = un_at_pour(facts, &instance_de(facts, sujet));
        // One that is still active is renewed now, whatever is posted (R-COMPTE-18).
        if identite_du_contrat_change(facts) == Ok(true) || jours(facts, sujet).is_ok_and(|jours| jours < 0) {
            before.push("contrat".into());
        }
        before
    },
    duree: |_, _| Duree::Variable,
    fiche: |facts, sujet| {
        let renouveler = jours(facts, sujet).is_ok_and(|jours| (0..=60).contains(&jours))
            && identite_du_contrat_change(facts) != Ok(true);
        let verbe = if renouveler { "Renouveler" } else { "Demander de nouveau" };
        Fiche {
            titre: format!("{verbe} le certificat {}", nom(facts, sujet)),
            quoi: "Un certificat logiciel est la pièce d’identité de la structure auprès d’un service national.",
            qui: "L’administrateur technique".to_owned(),
            etapes: {
                let mut steps = etapes();
                if identite_du_contrat_change(facts) == Ok(true) {
                    steps.push(Dit::fixe(
                        "Une fois le nouveau certificat installé, faire révoquer l’ancien, avec le code choisi à son retrait.",
                        regles!["R-CERT-24", "R-CERT-26"],
                    ));
                }
                steps
            },
            contacts: &["R-CONTACT-05"],
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// The software whose certificate it renews, or the one that stands for a software that nobody described.
fn instance_de(facts: &Facts, sujet: &Sujet) -> String {
    let found = en_service(facts).unwrap_or_default();
    let own = found.into_iter().find(|one| sujet.cle() == one.ligne.id());
    own.and_then(|one| one.instance).unwrap_or_else(|| LOGICIEL_ANONYME.to_owned())
}

fn nom(facts: &Facts, sujet: &Sujet) -> String {
    let Some(row) = sujet.ligne(facts) else { return String::new() };
    let produit = row.get(&CERTIFICAT_PRODUIT).map_or("", designation);
    logiciel(&row)
        .ok()
        .flatten()
        .map_or_else(|| produit.to_owned(), |id| format!("{produit} : {}", nom_logiciel(facts, &id)))
}

/// Remind of a valid certificate, 90 days before it expires.
pub static RAPPEL_CERTIFICAT: Rule = Rule {
    livrable: "rappel-certificat",
    nom: "Rappel de renouvellement",
    phase: Phase::Rappels,
    conseil: true,
    sujets,
    due_if: &[Cas::new(
        "certificat-valable",
        regles!["R-CERT-16", "R-CERT-17", "R-ETAPES-01", "R-COMPTE-03"],
        "Ce certificat est valable. Notez d’y revenir 90 jours avant sa fin ; l’ANS écrit 60 jours avant.",
        |facts, sujet| {
            tous([jours(facts, sujet).map(|jours| jours > 60), pas(identite_du_contrat_change(facts))])
        },
    )],
    mentions: &[Cas::new(
        "certificat-alerte",
        regles!["R-CONTACT-05", "R-CERT-17"],
        "L’alerte vient de noreply@pfc.eservices.esante.gouv.fr : autorisez cet expéditeur.",
        |_, _| Ok(true),
    )],
    duree: |facts, sujet| {
        let expires = sujet.ligne(facts).and_then(|row| row.get(&CERTIFICAT_EXPIRE_LE).ok());
        let day = expires.and_then(|jour| jour.0.checked_sub_days(chrono::Days::new(90)));
        day.map_or(Duree::Aucune, |day| Duree::Le(day.max(facts.today())))
    },
    fiche: |facts, sujet| {
        let expires = sujet.ligne(facts).and_then(|row| row.get(&CERTIFICAT_EXPIRE_LE).ok());
        Fiche {
            titre: format!("Préparer le renouvellement du certificat {}", nom(facts, sujet)),
            quoi: "Un certificat expiré arrête l’échange avec le service : mieux vaut s’y prendre tôt.",
            qui: "L’administrateur technique".to_owned(),
            delai: expires.map(|jour| {
                Dit::compose(format!("Il expire le {}.", calendrier::long(jour.0)), regles!["R-CERT-16"])
            }),
            contacts: &["R-CONTACT-05"],
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Find out when a certificate expires.
pub static VERIFIER_ADRESSE: Rule = Rule {
    livrable: "verifier-adresse-contact",
    nom: "Adresse de contact des certificats",
    phase: Phase::Rappels,
    conseil: true,
    due_if: &[Cas::new(
        "adresse-a-verifier",
        regles!["R-CERT-19", "R-COMPTE-03"],
        "Vous avez des certificats en service : l’alerte d’expiration part à l’adresse de contact.",
        |facts, _| un_des([facts.lignes(&CERTIFICATS_EN_SERVICE).map(|rows| !rows.is_empty())]),
    )],
    fiche: |_, _| Fiche {
        titre: "Vérifier l’adresse de contact des certificats".to_owned(),
        quoi: "Une adresse durable et partagée, lue même pendant les congés.",
        qui: "L’administrateur technique".to_owned(),
        ..Fiche::default()
    },
    ..MODELE
};
