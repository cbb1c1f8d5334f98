//! Changes that ask for a letter, not for a contract (R-CONTRAT-07, R-CONTRAT-11, R-CONTRAT-15, R-CONTRAT-18), and the document that
//! names the holder of the CDE (R-CONTRAT-12).

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::questions::contrat::contrat_non_aucun;
use crate::domain::questions::document::{DOCUMENT, Document};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::profils::Profil;
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, regles};
use crate::domain::situations::{
    f101_du, identite_du_contrat_change, porteur_attend_sa_cps, porteur_est, porteur_sans_f101,
    un_certificat_en_service,
};

/// Tell the ANS that the structure changed its name.
pub static CHANGEMENT_DENOMINATION: Rule = Rule {
    livrable: "courriel-denomination",
    nom: "Courriel de changement de nom",
    phase: Phase::Contrats,
    due_if: &[Cas::new(
        "denomination-change",
        regles!["R-CONTRAT-11", "R-CONTRAT-18"],
        "Le nouveau nom, à lui seul, ne demande pas de nouveau contrat. Prévenez l’ANS aussitôt, par un courriel d’information.",
        |facts, _| {
            tous([
                contrat_non_aucun(facts),
                evenement(facts, Evenement::ChgtDenomination),
                pas(identite_du_contrat_change(facts)),
            ])
        },
    )],
    mentions: &[Cas::new(
        "denomination-dans-les-certificats",
        regles!["R-CERT-27", "R-CONTRAT-11"],
        "Vous avez des certificats en service : l’ancien nom est dedans. Demandez, dans le même courriel, s’ils restent valables.",
        |facts, _| un_certificat_en_service(facts),
    )
    .doutes(&["D-22"])],
    fiche: |facts, _| Fiche {
        titre: "Informer l’ANS du nouveau nom de la structure".to_owned(),
        d_abord: if un_certificat_en_service(facts) == Ok(true) {
            vec![Dit::fixe(
                "Demandez à l’éditeur ou à l’administrateur technique si les certificats en service restent valables.",
                regles!["R-CERT-27"],
            )]
        } else {
            vec![]
        },
        quoi: "Un courriel simple : ancien nom, nouveau nom, FINESS et SIRET de la structure.",
        qui: "La direction".to_owned(),
        envoyer: Some(Dit::fixe(
            "Par courriel à monserviceclient.annuaire@esante.gouv.fr.",
            regles!["R-CONTACT-01", "R-CONTRAT-11"],
        )),
        contacts: &["R-CONTACT-01"],
        ..Fiche::default()
    },
    ..MODELE
};

/// Tell the ANS of a new legal representative who needs no F101.
pub static CHANGEMENT_RL_SANS_F101: Rule = Rule {
    livrable: "courriel-changement-rl",
    nom: "Courriel de changement de représentant légal",
    phase: Phase::Contrats,
    due_if: &[
        Cas::new(
            "rl-change-avec-cps",
            regles!["R-CONTRAT-15", "R-RL-05"],
            "Le représentant légal change et le responsable a sa carte CPS : pas de F101. Le changement se déclare quand même, par courriel.",
            |facts, _| {
                tous([
                    rl_change(facts),
                    porteur_est(facts, &[Profil::PsOrdreAvecCps, Profil::PsSansOrdreAvecCps]),
                    pas(porteur_attend_sa_cps(facts)),
                ])
            },
        ),
        Cas::new(
            "rl-change-sans-cps",
            regles!["R-CONTRAT-15", "R-RL-06"],
            "Le représentant légal change et le responsable, inscrit à un ordre, demande sa première carte CPS à son ordre : pas de F101. Le changement se déclare quand même, par courriel.",
            |facts, _| tous([rl_change(facts), porteur_est(facts, &[Profil::PsOrdreSansCps])]),
        ),
        Cas::new(
            "rl-change-cps-expiree",
            regles!["R-CONTRAT-15", "R-CARTE-28"],
            "Le représentant légal change et la carte CPS du responsable, expirée, se renouvelle d’office : pas de F101. Le changement se déclare quand même, par courriel.",
            |facts, _| tous([rl_change(facts), porteur_attend_sa_cps(facts)]),
        ),
    ],
    mentions: &[Cas::new(
        "rl-change-prevenir-aussitot",
        regles!["R-CONTRAT-18"],
        "Écrivez sans attendre : le contrat type de 2015 demande de prévenir l’ANS aussitôt de tout changement de responsable.",
        |_, _| Ok(true),
    )],
    apres: |_, _| vec!["document-nomination".into()],
    fiche: |_, _| Fiche {
        titre: "Déclarer le nouveau représentant légal par courriel".to_owned(),
        quoi: "L’ANS doit savoir qui représente la structure.",
        qui: "Le nouveau représentant légal".to_owned(),
        joindre: vec![Dit::fixe(
            "Les nom et prénoms du sortant, et la preuve de nomination du nouveau.",
            regles!["R-CONTRAT-15"],
        )],
        envoyer: Some(Dit::fixe(
            "Par courriel à monserviceclient.annuaire@esante.gouv.fr.",
            regles!["R-CONTACT-01", "R-CONTRAT-15"],
        )),
        contacts: &["R-CONTACT-01"],
        ..Fiche::default()
    },
    ..MODELE
};

fn rl_change(facts: &Facts) -> Known<bool> {
    tous([contrat_non_aucun(facts), evenement(facts, Evenement::ChgtRl)])
}

/// Write the document that names the holder of the CDE, or the new legal representative.
pub static DOCUMENT_NOMINATION: Rule = Rule {
    livrable: "document-nomination",
    nom: "Document de nomination",
    phase: Phase::Verifications,
    due_if: &[Cas::new(
        "document-a-etablir",
        regles!["R-CONTRAT-12", "R-CONTRAT-08", "R-CONTRAT-15"],
        "Aucun document ne nomme encore la personne : il doit accompagner le F101, ou le courriel qui déclare le nouveau représentant.",
        |facts, _| {
            tous([
                facts.est(&DOCUMENT, Document::Aucun),
                un_des([f101_du(facts), tous([rl_change(facts), porteur_sans_f101(facts)])]),
            ])
        },
    )],
    duree: |_, _| Duree::Variable,
    fiche: |_, _| Fiche {
        titre: "Établir l’acte de nomination ou la délégation de pouvoir".to_owned(),
        quoi: "Le document qui nomme la personne au poste, ou qui lui délègue le pouvoir de représenter la structure.",
        qui: "L’autorité qui nomme : conseil, président ou représentant légal, selon les statuts".to_owned(),
        ..Fiche::default()
    },
    ..MODELE
};
