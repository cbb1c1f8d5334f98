//! F101: the form that orders the director's card, and declares a new legal representative (R-RL, R-COMPTE-06).
//!
//! > « [Il faut] un contrat de structure et le F101 pour obtenir la CDE » (S0)

use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::contrat::{CONTRAT, Contrat, contrat_non_aucun};
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use crate::domain::questions::document::{DOCUMENT, Document};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::incidents::CarteIncident;
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::profils::Profil;
use crate::domain::questions::rl_fonction::{Fonction, RL_FONCTION};
use crate::domain::questions::rl_sortant::{RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use crate::domain::questions::statut::STATUT;
use crate::domain::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use crate::domain::rule::{Cas, Compte, Dit, Fiche, MODELE, Origine, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    DIRECTEUR, RL, avant_tout_envoi, carte_de, cde_en_incident, cde_expiree, contrat_compte,
    direction_provisoire_declenche, est_porteur, expiree, identite_du_contrat_change, option_a, porteur,
    porteur_a_une_cde, porteur_attend_sa_cps, porteur_est, ses_incidents,
};
use crate::domain::statuts::est_territorial;

/// One F101 at most per dossier, with every mention (R-CONTRAT-10).
pub static F101: Rule = Rule {
    livrable: "f101",
    nom: "Formulaire F101",
    phase: Phase::Responsable,
    compte: Some(Compte::F101),
    due_if: &[
        Cas::new(
            "f101-premier-contrat",
            regles!["R-CONTRAT-02", "R-COMPTE-06"],
            "Le premier contrat part avec un formulaire F101 : il demande la carte de directeur (CDE) du responsable.",
            |facts, _| tous([facts.est(&CONTRAT, Contrat::Aucun), contrat_compte(facts)]),
        ),
        Cas::new(
            "f101-numero-change",
            regles!["R-CONTRAT-05", "R-COMPTE-06"],
            "Le numéro qui porte le contrat change : le responsable remplit un F101, qui part avec le nouveau contrat.",
            |facts, _| identite_du_contrat_change(facts),
        ),
        Cas::new(
            "f101-changement-rl",
            regles!["R-CONTRAT-06", "R-COMPTE-06"],
            "Le représentant légal change : un F101 déclare le nouveau, et indique les nom et prénoms du sortant.",
            |facts, _| tous([contrat_non_aucun(facts), evenement(facts, Evenement::ChgtRl)]),
        ),
        Cas::new(
            "f101-direction-provisoire",
            regles!["R-CONTRAT-08", "R-COMPTE-06"],
            "La direction est provisoire : la demande est recevable dès qu’un document nomme la personne au poste de directeur.",
            |facts, _| direction_provisoire_declenche(facts),
        ),
        Cas::new(
            "f101-cde-incident",
            regles!["R-CARTE-14", "R-COMPTE-15", "R-COMPTE-06"],
            "La carte CDE du responsable est perdue, volée ou en panne : il en faut une nouvelle.",
            |facts, _| cde_en_incident(facts),
        )
        .doutes(&["D-18"]),
        Cas::new(
            "f101-cde-expiree",
            regles!["R-CARTE-24", "R-COMPTE-06"],
            "La carte CDE du responsable est expirée : c’est comme si elle n’existait plus.",
            |facts, _| cde_expiree(facts),
        )
        .doutes(&["D-18", "D-21"]),
    ],
    except_if: &[
        Cas::new(
            "f101-ps-avec-cps",
            regles!["R-RL-05", "R-PROF-02"],
            "Le responsable est professionnel de santé et a sa carte CPS : elle tient lieu de carte de directeur. Ni F101, ni CDE.",
            |facts, _| tous([porteur_est(facts, &[Profil::PsOrdreAvecCps]), pas(porteur_attend_sa_cps(facts))]),
        ),
        Cas::new(
            "f101-cps-renouvelee",
            regles!["R-CARTE-28", "R-CARTE-24", "R-COMPTE-06", "R-PROF-02"],
            "Le responsable est professionnel de santé inscrit à un ordre, et sa carte CPS est expirée : elle se renouvelle d’office. Ni F101, ni CDE ; en attendant, il n’a pas de carte valable.",
            |facts, _| porteur_attend_sa_cps(facts),
        )
        .doutes(&["D-20"]),
        Cas::new(
            "f101-ps-sans-cps",
            regles!["R-RL-06", "R-PROF-02"],
            "Le responsable est professionnel de santé inscrit à un ordre : il demande sa carte CPS à son ordre. Ni F101, ni CDE.",
            |facts, _| porteur_est(facts, &[Profil::PsOrdreSansCps]),
        ),
        Cas::new(
            "f101-ps-sans-ordre-avec-cps",
            regles!["R-RL-07"],
            "Le responsable a déjà une carte CPS : elle devrait tenir lieu de carte de directeur.",
            |facts, _| porteur_est(facts, &[Profil::PsSansOrdreAvecCps]),
        )
        .doutes(&["D-08", "D-11"]),
    ],
    mentions: &[
        Cas::new(
            "f101-directeur",
            regles!["R-RL-01", "R-COMPTE-05"],
            "Votre représentant légal est le directeur : c’est lui qui reçoit la carte CDE.",
            |facts, _| facts.est(&RL_FONCTION, Fonction::Directeur),
        ),
        Cas::new(
            "f101-option-a",
            regles!["R-RL-02", "R-COMPTE-05"],
            "La carte CDE est au nom du représentant légal ; le directeur agit comme mandataire, avec une carte à son propre nom.",
            |facts, _| option_a(facts),
        ),
        Cas::new(
            "f101-option-b",
            regles!["R-RL-03", "R-COMPTE-05"],
            "Le représentant légal ne prend pas de carte : la CDE va au directeur, sur acte de nomination ou délégation de pouvoir.",
            |facts, _| facts.est(&OPTION_PRESIDENT, OptionPresident::B),
        ),
        Cas::new(
            "f101-president-territorial",
            regles!["R-RL-09"],
            "Le choix est le même pour un maire, un président de CCAS ou de conseil départemental : l’arrêté de délégation sert de délégation de pouvoir.",
            |facts, _| tous([statut_territorial(facts), facts.est(&RL_FONCTION, Fonction::President)]),
        ),
        Cas::new(
            "f101-dirige-lui-meme",
            regles!["R-RL-10", "R-RL-01", "R-COMPTE-05"],
            "Votre représentant légal dirige lui-même la structure : comme un directeur, c’est lui qui reçoit la carte CDE.",
            |facts, _| tous([facts.get(&RL_FONCTION).map(|fonction| fonction != Fonction::Directeur), facts.est(&DIRECTEUR_DISTINCT, OuiNon::Non)]),
        ),
        Cas::new(
            "f101-gerant",
            regles!["R-RL-10"],
            "Un gérant ou un administrateur qui dirige lui-même suit la règle du directeur ; s’il confie la direction, il a le même choix qu’un président.",
            |facts, _| facts.get(&RL_FONCTION).map(|fonction| matches!(fonction, Fonction::Gerant | Fonction::Autre)),
        ),
        Cas::new(
            "f101-option-ouverte",
            regles!["R-RL-04", "R-COMPTE-02"],
            "Vous n’avez pas encore choisi qui portera la CDE. Si le président est bénévole et peu présent, préférez le directeur : la carte est nominative et sert souvent.",
            |facts, _| Ok(facts.get(&OPTION_PRESIDENT) == Err(Inconnu::Ouvert)),
        ),
        Cas::new(
            "f101-ps-sans-ordre",
            regles!["R-RL-07", "R-CARTE-26"],
            "Le responsable est professionnel de santé sans ordre et sans carte CPS : le plan suit la règle des administratifs, F101 et CDE. Avant d’envoyer, demandez à l’ANS si une CPS suffit : un contrat type de 2015 réserve le F101 à qui ne peut pas en avoir, et depuis 2023 toute personne inscrite au RPPS peut en demander une.",
            |facts, _| porteur_est(facts, &[Profil::PsSansOrdreSansCps]),
        )
        .doutes(&["D-08"]),
        Cas::new(
            "f101-cps-expiree",
            regles!["R-CARTE-24", "R-CARTE-28", "R-RL-07"],
            "La carte CPS du responsable est expirée. Elle se renouvelle d’office : contrôlez l’adresse connue de l’Annuaire Santé ; si rien n’arrive, voyez maCarte ou l’ANS. En attendant, il n’a pas de carte valable : le plan compte un F101. Demandez d’abord à l’ANS si la CPS à venir suffit.",
            |facts, _| {
                let personne = porteur(facts)?;
                tous([carte_de(facts, personne).map(|carte| carte == Carte::Cps), expiree(facts, personne)])
            },
        ),
        Cas::new(
            "f101-rl-et-numero",
            regles!["R-CONTRAT-10"],
            "Vous changez à la fois de numéro et de représentant légal : un seul F101, celui du nouveau représentant, qui nomme aussi le sortant.",
            |facts, _| tous([identite_du_contrat_change(facts), evenement(facts, Evenement::ChgtRl)]),
        ),
        Cas::new(
            "f101-contrat-reste-valable",
            regles!["R-CONTRAT-06"],
            "Le contrat en cours reste valable : un nouveau représentant légal n’en demande pas d’autre.",
            |facts, _| {
                tous([
                    facts.est(&CONTRAT, Contrat::EnCours),
                    evenement(facts, Evenement::ChgtRl),
                    pas(identite_du_contrat_change(facts)),
                ])
            },
        ),
        Cas::new(
            "f101-president-nouveau",
            regles!["R-CONTRAT-09"],
            "Un président qui vient d’entrer en fonctions peut désigner un directeur : la demande est recevable.",
            |facts, _| president_nouveau(facts),
        ),
        Cas::new(
            "f101-porteur-garde-sa-carte",
            regles!["R-COMPTE-07"],
            "Cette personne a déjà une CDE valable. La FAQ d’e-santé Bretagne demande un F101 à chaque fois, et le plan le compte ; le contrat type de 2015 dit qu’il ne faut pas de nouvelle carte à qui a déjà une CDE. Demandez à l’ANS avant d’envoyer.",
            |facts, _| porteur_a_une_cde(facts),
        )
        .doutes(&["D-17"]),
        Cas::new(
            "f101-plusieurs-entites",
            regles!["R-FINESS-04", "R-COMPTE-07"],
            "Si la même personne dirige plusieurs entités juridiques, demandez à l’ANS si une seule CDE suffit : un document de 2016 dit une seule carte par porteur. Le plan en compte une par entité.",
            |facts, _| contrat_compte(facts),
        )
        .doutes(&["D-03"]),
        Cas::new(
            "f101-prevenir-aussitot",
            regles!["R-CONTRAT-18"],
            "Prévenez l’ANS aussitôt : le contrat type de 2015 le demande pour tout changement de responsable, et un dossier incomplet ou inexact peut être refusé.",
            |facts, _| {
                tous([
                    contrat_non_aucun(facts),
                    un_des([
                        evenement(facts, Evenement::ChgtRl),
                        evenement(facts, Evenement::DirectionProvisoire),
                    ]),
                ])
            },
        ),
        Cas::new(
            "f101-formulaire",
            regles!["R-CARTE-12"],
            "Le F101 est le formulaire qui commande la carte de directeur d’établissement (CDE).",
            |_, _| Ok(true),
        ),
    ],
    sinon: Sinon::dire(
        "Rien dans vos réponses ne demande de carte de directeur.",
        regles!["R-COMPTE-06"],
    ),
    apres: |facts, _| {
        let mut before = avant_tout_envoi();
        before.extend(["contrat".into(), "document-nomination".into()]);
        let holder = |row: &Facts<'_>, id: &str| id == row.id() || est_porteur(row, id) == Ok(true);
        before.extend(ses_incidents(facts, CarteIncident::Cde, holder));
        before
    },
    // A card that is lost or expired is replaced at once; the rest leaves together.
    origine: |facts, _| {
        let posted = un_des([contrat_compte(facts), evenement(facts, Evenement::ChgtRl), direction_provisoire_declenche(facts)]);
        if posted == Ok(false) { Origine::Maintenant } else { Origine::DossierComplet }
    },
    fiche,
    ..MODELE
};

/// A new president, who lays the CDE on the director or has yet to choose (R-CONTRAT-09).
pub fn president_nouveau(facts: &Facts) -> Known<bool> {
    tous([
        evenement(facts, Evenement::ChgtRl),
        facts.est(&RL_FONCTION, Fonction::President),
        facts.est_posee(&OPTION_PRESIDENT.spec),
        pas(Ok(option_a(facts) == Ok(true))),
    ])
}

/// Whether the structure is a local authority, whose president or mayor has the same choice as a president (R-RL-09).
fn statut_territorial(facts: &Facts) -> Known<bool> {
    facts.get(&STATUT).map(|statut| est_territorial(&statut.0))
}

fn fiche(facts: &Facts, _: &Sujet) -> Fiche {
    // Without a contract, the ANS knows no outgoing representative (R-COMPTE-04).
    let sortant = tous([contrat_non_aucun(facts), evenement(facts, Evenement::ChgtRl)]) == Ok(true);
    let declaration = sortant && contrat_compte(facts) != Ok(true);
    let papier = voie_du_contrat(facts) == VoieContrat::Papier;
    let seul = f101_sans_contrat(facts);
    let mut joindre = vec![Dit::fixe("Une copie d’un justificatif d’identité.", regles!["R-CONTRAT-12"])];
    joindre.push(match facts.if_asked(&DOCUMENT) {
        Ok(Some(Document::ActeNomination)) => Dit::fixe("L’acte de nomination.", regles!["R-CONTRAT-12"]),
        Ok(Some(Document::DelegationPouvoir)) => Dit::fixe("La délégation de pouvoir.", regles!["R-CONTRAT-12"]),
        Ok(Some(Document::DecisionInterim)) => {
            Dit::fixe("La décision qui nomme la personne par intérim.", regles!["R-CONTRAT-08", "R-CONTRAT-12"])
        }
        Ok(Some(Document::Aucun)) => {
            Dit::fixe("L’acte de nomination ou la délégation de pouvoir, à établir.", regles!["R-CONTRAT-12"])
        }
        Err(_) if facts.dit_inconnu(&DOCUMENT) => {
            Dit::fixe("L’acte de nomination ou la délégation de pouvoir, à retrouver.", regles!["R-CONTRAT-12"])
        }
        Ok(None) | Err(_) => Dit::fixe(
            "L’acte de nomination ou la délégation de pouvoir, si le porteur de la carte n’est pas le représentant légal prévu par les statuts.",
            regles!["R-CONTRAT-12"],
        ),
    });
    if sortant {
        let qui = match (facts.get(&RL_SORTANT_PRENOMS), facts.get(&RL_SORTANT_NOM)) {
            (Ok(prenoms), Ok(nom)) => format!("{} {}", prenoms.0, nom.0),
            (Err(_), Ok(nom)) => format!("{} (prénoms à compléter)", nom.0),
            (Ok(prenoms), Err(_)) => format!("{} (nom à compléter)", prenoms.0),
            (Err(_), Err(_)) => "à compléter".to_owned(),
        };
        joindre.push(Dit::compose(
            format!("Sur le formulaire, les nom et prénoms du représentant légal sortant : {qui}."),
            regles!["R-CONTRAT-06"],
        ));
    }
    Fiche {
        titre: format!("Remplir le formulaire F101 pour {}", nom_du_porteur(facts)),
        quoi: "Le formulaire de l’ANS qui commande la carte de directeur d’établissement (CDE).",
        qui: "La personne qui recevra la carte, avec le représentant légal".to_owned(),
        signe: Some(Dit::fixe(
            "Le représentant légal : certains formulaires ne peuvent être signés que par lui.",
            regles!["R-CONTRAT-13"],
        )),
        joindre,
        d_abord: d_abord(facts),
        envoyer: Some(if declaration {
            Dit::fixe(
                "Par courriel à monserviceclient.annuaire@esante.gouv.fr.",
                regles!["R-CONTACT-01", "R-CONTRAT-06"],
            )
        } else if seul && direction_provisoire_declenche(facts) == Ok(true) {
            Dit::fixe(
                "En ligne : la demande de carte du parcours « Vos démarches » de l’ANS, esante.gouv.fr/vos-demarches-1. Ou par le kit papier, à l’adresse imprimée sur le formulaire.",
                regles!["R-CONTRAT-17", "R-CONTACT-08"],
            )
        } else if seul {
            Dit::fixe("À l’adresse imprimée sur le formulaire.", regles!["R-CONTACT-08"])
        } else {
            let avec = if contrat_compte(facts) == Ok(true) {
                "avec le contrat"
            } else {
                "avec le contrat s’il est dû"
            };
            Dit::compose(
                if papier {
                    format!(
                        "Par le kit papier, à l’adresse imprimée sur le formulaire, {avec}. (Aussi possible en ligne : parcours « Vos démarches » de l’ANS.)"
                    )
                } else {
                    format!(
                        "En ligne : la demande de carte du parcours « Vos démarches » de l’ANS, esante.gouv.fr/vos-demarches-1. Ou par le kit papier, à l’adresse imprimée sur le formulaire, {avec}."
                    )
                },
                regles!["R-CONTRAT-17", "R-CONTACT-08"],
            )
        }),
        etapes: if declaration {
            vec![Dit::fixe(
                "Le parcours « Vos démarches » de l’ANS (esante.gouv.fr/vos-demarches-1) fait aussi déclarer la situation du nouveau représentant légal.",
                regles!["R-CONTRAT-17"],
            )]
        } else if papier || seul {
            vec![]
        } else {
            vec![Dit::fixe(
                "En ligne, la demande de carte se remplit à la suite du contrat, dans le même parcours : elle tient lieu de F101, et compte comme lui.",
                regles!["R-CONTRAT-17"],
            )]
        },
        contacts: if declaration { &["R-CONTACT-01"] } else { &[] },
        ..Fiche::default()
    }
}

/// Whether the F101 leaves without a contract: the online procedure is for a new contract, which the card follows there
/// (R-CONTRAT-17).
fn f101_sans_contrat(facts: &Facts) -> bool {
    matches!(contrat_compte(facts), Ok(false) | Err(Inconnu::NonPosee))
}

/// Whether it can only leave on paper: without a contract, and not for a responsible person's first card, which the online
/// procedure gives too (R-CONTRAT-17).
pub fn f101_sur_papier(facts: &Facts) -> bool {
    f101_sans_contrat(facts) && direction_provisoire_declenche(facts) != Ok(true)
}

/// What to ask the ANS before it is sent, where the sources don't agree that a new card is needed.
fn d_abord(facts: &Facts) -> Vec<Dit> {
    let mut found = vec![];
    if porteur_a_une_cde(facts) == Ok(true) {
        found.push(Dit::fixe(
            "Avant d’envoyer, demandez à l’ANS si la CDE déjà détenue peut être gardée.",
            regles!["R-COMPTE-07"],
        ));
    }
    if porteur_est(facts, &[Profil::PsSansOrdreSansCps]) == Ok(true) {
        found.push(Dit::fixe(
            "Avant d’envoyer, demandez à l’ANS si une carte CPS suffit.",
            regles!["R-RL-07"],
        ));
    }
    if f101_sans_contrat(facts) && un_des([cde_en_incident(facts), cde_expiree(facts)]) == Ok(true) {
        found.push(Dit::fixe(
            "Demandez à l’ANS si une simple déclaration suffit, ou s’il faut ce formulaire.",
            regles!["R-COMPTE-06", "R-COMPTE-15"],
        ));
    }
    found
}

/// The holder's name, or « la personne qui aura la CDE » while A/B is open.
pub fn nom_du_porteur(facts: &Facts) -> String {
    match porteur(facts) {
        Ok(DIRECTEUR) => nom_de(facts, DIRECTEUR),
        Ok(_) => nom_de(facts, RL),
        Err(_) => "la personne qui aura la CDE".to_owned(),
    }
}
