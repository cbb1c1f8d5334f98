//! CPS that comes from the ANS, to the person: renewed by itself, asked for again when it is lost or broken, or asked for the
//! first time by who has no ordre (R-CARTE-26, R-CARTE-28, R-CARTE-30). The structure orders nothing.

use crate::domain::facts::{Facts, Known, pas, tous};
use crate::domain::professions::CarteParDefaut;
use crate::domain::question::OuiNon;
use crate::domain::questions::coordonnees::Coordonnees;
use crate::domain::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_NATURE, INCIDENTS, Nature,
};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::professionnels::{
    Interim, PRO_DEPART, PRO_INTERIM, PROFESSIONNELS, profession,
};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{
    a_une_carte, au_moins_un, candidats_cpe, carte_necessaire, coordonnees_de, cps_expiree, de_la_ligne,
    est_le_porteur, est_porteur, f101_du, ligne_sans_carte, lignes_de, nom_des_professionnels, part,
};

use super::cpe_professionnels::effectif;

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

fn adresse(facts: &Facts, sujet: &Sujet, wanted: Option<Coordonnees>) -> Known<bool> {
    tous([cps_expiree(facts, personne(sujet)), Ok(coordonnees_de(facts, personne(sujet)) == wanted)])
}

/// Receive, or ask the ANS for, a CPS that one already had.
pub static CPS_ANS: Rule = Rule {
    livrable: "cps-ans",
    nom: "CPS renouvelée ou remplacée par l’ANS",
    phase: Phase::Responsable,
    sujets: |facts| Ok(candidats_cpe(facts).into_iter().map(Sujet::Personne).collect()),
    due_if: &[
        Cas::new(
            "cps-expiree",
            regles!["R-CARTE-28", "R-CARTE-24"],
            "Sa carte CPS est expirée. Elle se renouvelle d’office : rien à commander, rien à demander à l’ordre. En attendant la nouvelle, la personne n’a pas de carte valable.",
            |facts, sujet| {
                let id = personne(sujet);
                // Without an ordre, the holder receives a CDE instead (R-RL-07).
                tous([cps_expiree(facts, id), pas(tous([est_porteur(facts, id), f101_du(facts)]))])
            },
        )
        .doutes(&["D-20"]),
        Cas::new(
            "cps-incident",
            regles!["R-CARTE-30", "R-COMPTE-15"],
            "Sa carte CPS est perdue, volée ou en panne : la personne en demande elle-même une autre, sur maCarte ou à l’ANS, pas à l’ordre. Aucune CPE à la place.",
            |facts, sujet| {
                au_moins_un(facts.lignes(&INCIDENTS), |row| {
                    tous([
                        row.est(&INCIDENT_CARTE, CarteIncident::Cps),
                        row.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
                        est_le_porteur(row, personne(sujet)),
                    ])
                })
            },
        )
        .doutes(&["K-19"]),
    ],
    except_if: &[
        Cas::new(
            "cps-ans-deja",
            regles!["R-COMPTE-09"],
            "Cette personne a déjà une carte valable.",
            |facts, sujet| a_une_carte(facts, personne(sujet)),
        ),
        Cas::new(
            "cps-ans-partant",
            regles!["R-CARTE-27", "R-COMPTE-15"],
            "Cette personne part, et sa CPS part avec elle : c’est avec sa nouvelle activité qu’elle en recevra une autre.",
            // Held to stay while it is not known.
            |facts, sujet| Ok(part(facts, personne(sujet)) == Ok(true)),
        ),
    ],
    mentions: &[
        Cas::new(
            "cps-adresse-a-verifier",
            regles!["R-CARTE-28", "R-ECPS-16"],
            "La nouvelle carte part à l’adresse de correspondance connue de l’Annuaire Santé : contrôlez d’abord qu’elle est juste, et l’e-mail aussi.",
            |facts, sujet| adresse(facts, sujet, None),
        ),
        Cas::new(
            "cps-adresse-fausse",
            regles!["R-CARTE-28", "R-ECPS-16"],
            "L’adresse ou l’e-mail connus de l’Annuaire Santé sont faux : faites-les corriger d’abord, sans quoi la carte ne peut pas arriver.",
            |facts, sujet| adresse(facts, sujet, Some(Coordonnees::Fausses)),
        ),
        Cas::new(
            "cps-adresse-juste",
            regles!["R-CARTE-28"],
            "L’adresse connue de l’Annuaire Santé est juste : si la carte n’arrive pas, la personne passe par maCarte ou par l’ANS.",
            |facts, sujet| adresse(facts, sujet, Some(Coordonnees::Justes)),
        ),
        Cas::new(
            "cps-ans-pas-l-ordre",
            regles!["R-CARTE-28", "R-CARTE-07", "R-RL-06"],
            "L’ordre reste la voie d’une première carte CPS, et d’un changement d’activité.",
            |_, _| Ok(true),
        ),
    ],
    duree: |_, _| Duree::NonPubliee,
    fiche: |facts, sujet| {
        let nom = nom(facts, personne(sujet));
        let expiree = cps_expiree(facts, personne(sujet)) == Ok(true);
        Fiche {
            titre: if expiree {
                format!("Suivre l’arrivée de la carte CPS renouvelée : {nom}")
            } else {
                format!("Demander une autre carte CPS à l’ANS : {nom}")
            },
            quoi: "La carte de professionnel de santé (CPS) est à la personne. La structure ne la commande pas.",
            qui: "La personne elle-même".to_owned(),
            envoyer: Some(if expiree {
                Dit::fixe(
                    "Rien à envoyer : la carte arrive d’office. Si elle n’arrive pas, la personne passe par maCarte (par esante.gouv.fr : son adresse n’a pas été relevée) ou par l’assistance de l’ANS.",
                    regles!["R-CARTE-28", "R-CONTACT-07"],
                )
            } else {
                Dit::fixe(
                    "En ligne, sur maCarte (passez par esante.gouv.fr : son adresse n’a pas été relevée) ; sinon, par l’assistance de l’ANS.",
                    regles!["R-CARTE-30", "R-CONTACT-07"],
                )
            }),
            delai: Some(Dit::fixe(
                "Aucun délai publié : ce qui en dépend n’a pas de date.",
                regles!["R-COMPTE-18"],
            )),
            etapes: if expiree { renouvellement(coordonnees_de(facts, personne(sujet))) } else { vec![] },
            contacts: &["ma-carte", "assistance"],
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// What to do, in order, for a renewed card to come.
pub fn renouvellement(coordonnees: Option<Coordonnees>) -> Vec<Dit> {
    let mut etapes = match coordonnees {
        Some(Coordonnees::Justes) => vec![Dit::fixe(
            "L’adresse connue de l’Annuaire Santé est juste : rien à corriger.",
            regles!["R-CARTE-28"],
        )],
        Some(Coordonnees::Fausses) => vec![Dit::fixe(
            "Faire corriger l’adresse et l’e-mail de correspondance : par l’ordre, par l’ARS (eRPPS), ou par la personne sur le portail.",
            regles!["R-ECPS-16"],
        )],
        None => vec![Dit::fixe(
            "Contrôler l’adresse et l’e-mail de correspondance connus de l’Annuaire Santé ; s’ils sont faux, les faire corriger par l’ordre, par l’ARS (eRPPS), ou par la personne sur le portail.",
            regles!["R-CARTE-28", "R-ECPS-16"],
        )],
    };
    etapes.push(Dit::fixe(
        "Si la carte n’arrive pas, la personne se connecte à maCarte, ou écrit à l’ANS.",
        regles!["R-CARTE-28"],
    ));
    etapes
}

fn nom(facts: &Facts, id: &str) -> String {
    if facts.ligne(INCIDENTS.spec.id, id).is_some() {
        "le porteur de la carte perdue, volée ou en panne".to_owned()
    } else {
        nom_de(facts, id)
    }
}

fn carte_est(facts: &Facts, sujet: &Sujet, cartes: &[CarteParDefaut]) -> Known<bool> {
    de_la_ligne(facts, sujet, |row| {
        Ok(profession(row).is_some_and(|profession| cartes.contains(&profession.carte)))
    })
}

/// First CPS of a professional without an ordre, who asks for it (R-CARTE-26, R-PROF-01).
pub static CPS_ANS_PROFESSIONNELS: Rule = Rule {
    livrable: "cps-ans-professionnels",
    nom: "CPS demandée par les professionnels",
    phase: Phase::Cartes,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[Cas::new(
        "cps-pro-carte-exigee",
        regles!["R-CARTE-26", "R-PROF-01", "R-COMPTE-11"],
        "Une carte physique leur est nécessaire, et celle de leur profession est une CPS : une fois inscrite au RPPS, chaque personne la demande elle-même à l’ANS. La structure ne la commande pas.",
        |facts, sujet| {
            tous([
                carte_est(facts, sujet, &[CarteParDefaut::CpsSurDemande, CarteParDefaut::CpsSinonCpe]),
                de_la_ligne(facts, sujet, carte_necessaire),
            ])
        },
    )
    .doutes(&["D-23"])],
    except_if: &[
        Cas::new(
            "cps-pro-deja-une-carte",
            regles!["R-COMPTE-09"],
            "Ces professionnels ont déjà une carte.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| ligne_sans_carte(row).map(|sans| !sans)),
        ),
        Cas::new(
            "cps-pro-depart",
            regles!["R-CARTE-27"],
            "Ces personnes quittent la structure : elles demanderont leur carte avec leur nouvelle activité.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_DEPART, OuiNon::Oui)),
        ),
        Cas::new(
            "cps-pro-interim-inconnu",
            regles!["R-CARTE-06"],
            "Une carte ne se demande pas d’avance pour quelqu’un qui n’est pas encore nommé.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
        ),
    ],
    mentions: &[
        Cas::new(
            "cps-pro-cpe-a-defaut",
            regles!["R-PROF-01", "R-COMPTE-11", "R-COMPTE-03"],
            "Si la CPS est refusée, une CPE peut être commandée à la place. Le plan ne la compte pas.",
            |facts, sujet| carte_est(facts, sujet, &[CarteParDefaut::CpsSinonCpe]),
        )
        .doutes(&["D-11"]),
        Cas::new(
            "cps-pro-e-cps-sans-attendre",
            regles!["R-ECPS-01"],
            "L’e-CPS n’attend pas cette carte : elle s’active dès que la personne est inscrite.",
            |_, _| Ok(true),
        ),
    ],
    quantite: effectif,
    apres: |_, sujet| vec![format!("enregistrement:{}", sujet.cle()).into()],
    duree: |_, _| Duree::NonPubliee,
    fiche: |facts, sujet| {
        let qui = nom_des_professionnels(facts, sujet).to_owned();
        Fiche {
            titre: format!("Demander une première carte CPS à l’ANS : {qui}"),
            quoi: "La carte de professionnel de santé (CPS) est à la personne. La structure ne la commande pas.",
            qui: "Chaque professionnel".to_owned(),
            envoyer: Some(Dit::fixe(
                "À l’ANS, par la personne elle-même ; comment, les sources ne le disent pas : passez par l’assistance (esante.gouv.fr/assistance).",
                regles!["R-CARTE-26", "R-CONTACT-07"],
            )),
            delai: Some(Dit::fixe(
                "Aucun délai publié : ce qui en dépend n’a pas de date.",
                regles!["R-COMPTE-18"],
            )),
            pour: qui,
            contacts: &["assistance"],
            ..Fiche::default()
        }
    },
    ..MODELE
};
