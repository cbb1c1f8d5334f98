//! First CPS, asked by the person of an ordre: the structure orders nothing (R-RL-06, R-RL-08, R-CARTE-07, R-CARTE-09).
//! One that is expired, lost or broken comes from the ANS: `cps_ans.rs`.

use crate::domain::facts::{pas, tous, un_des};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::profils::Profil;
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles};
use crate::domain::situations::{
    DIRECTEUR, RL, Role, a_le_role, a_une_carte, candidats_cpe, carte_de, est_porteur, f101_declenche,
    porteur_demande_sa_cps, porteur_est, ps_a_ordre,
};

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

/// Ask a CPS of one's ordre.
pub static CPS_ORDRE: Rule = Rule {
    livrable: "cps-ordre",
    nom: "Demande de CPS à l’ordre",
    phase: Phase::Responsable,
    sujets: |facts| Ok(candidats_cpe(facts).into_iter().map(Sujet::Personne).collect()),
    due_if: &[
        Cas::new(
            "cps-porteur",
            regles!["R-RL-06"],
            "Le responsable est inscrit à un ordre et n’a pas de carte CPS : il la demande à son ordre. Elle tiendra lieu de carte de directeur.",
            |facts, sujet| tous([est_porteur(facts, personne(sujet)), porteur_demande_sa_cps(facts)]),
        ),
        Cas::new(
            "cps-role",
            regles!["R-CARTE-07", "R-COMPTE-10"],
            "Cette personne a besoin d’une carte pour son rôle et elle est inscrite à un ordre : sa carte est une CPS, pas une CPE.",
            |facts, sujet| {
                let id = personne(sujet);
                tous([
                    ps_a_ordre(facts, id),
                    pas(carte_de(facts, id).map(|carte| carte == Carte::Cps)),
                    un_des(
                        [Role::Mandataire, Role::At, Role::Gestionnaire]
                            .map(|role| a_le_role(facts, id, role)),
                    ),
                ])
            },
        ),
    ],
    except_if: &[Cas::new(
        "cps-deja",
        regles!["R-COMPTE-09"],
        "Cette personne a déjà une carte valable.",
        |facts, sujet| a_une_carte(facts, personne(sujet)),
    )],
    mentions: &[
        Cas::new(
            "cps-infirmier",
            regles!["R-CARTE-09", "R-CARTE-07"],
            "Pour un infirmier, la première carte est automatique ou sur demande selon sa situation : il vérifie auprès de l’Ordre des infirmiers (ONI).",
            |_, _| Ok(true),
        ),
        Cas::new(
            "cps-par-profession",
            regles!["R-CARTE-22"],
            "Qui exerce deux professions a un seul numéro RPPS. Pour la carte, les sources ne disent pas la même chose : demandez à l’ANS s’il y en a une ou deux.",
            |_, _| Ok(true),
        )
        .doutes(&["K-17"]),
        Cas::new(
            "cps-ordres",
            regles!["R-CONTACT-10", "R-RPPS-01"],
            "Chaque profession a son ordre : médecins (CNOM), infirmiers (ONI), pharmaciens (CNOP), masseurs-kinésithérapeutes (CNOMK), pédicures-podologues (CNOPP), chirurgiens-dentistes (ONCD), sages-femmes (CNOSF).",
            |_, _| Ok(true),
        ),
    ],
    duree: |_, _| Duree::NonPubliee,
    fiche: |facts, sujet| Fiche {
        titre: format!("Demander la carte CPS à l’ordre : {}", nom_de(facts, personne(sujet))),
        quoi: "La première carte de professionnel de santé (CPS) s’obtient par l’ordre de la personne. La structure ne la commande pas.",
        qui: "La personne elle-même".to_owned(),
        envoyer: Some(Dit::fixe("À son ordre.", regles!["R-RL-06"])),
        delai: Some(Dit::fixe(
            "Aucun délai publié : ce qui en dépend n’a pas de date.",
            regles!["R-COMPTE-18"],
        )),
        ..Fiche::default()
    },
    ..MODELE
};

/// Have the quality of legal representative written on the CPS (R-RL-08).
pub static QUALITE_RL: Rule = Rule {
    livrable: "qualite-rl",
    nom: "Inscription de la qualité de représentant légal",
    phase: Phase::Responsable,
    due_if: &[Cas::new(
        "qualite-rl-ps",
        regles!["R-RL-08", "R-CONTRAT-17"],
        "Le responsable est professionnel de santé : il fait enregistrer sa qualité de représentant légal auprès de son ordre, qui l’inscrit dans sa CPS. Il la déclare aussi dans le parcours en ligne de l’ANS.",
        |facts, _| {
            tous([
                un_des([est_porteur(facts, RL), pas(est_porteur(facts, DIRECTEUR))]),
                f101_declenche(facts),
                porteur_est(facts, &[Profil::PsOrdreAvecCps, Profil::PsOrdreSansCps]),
            ])
        },
    )],
    fiche: |facts, _| Fiche {
        titre: format!("Faire inscrire la qualité de représentant légal à l’ordre : {}", nom_de(facts, RL)),
        quoi: "L’ordre enregistre cette qualité ; elle figure ensuite dans la carte CPS.",
        qui: "Le représentant légal".to_owned(),
        envoyer: Some(Dit::fixe(
            "À son ordre ; et en ligne, dans le parcours « Vos démarches » de l’ANS (esante.gouv.fr/vos-demarches-1), pour déclarer sa situation.",
            regles!["R-RL-08", "R-CONTRAT-17"],
        )),
        ..Fiche::default()
    },
    ..MODELE
};
