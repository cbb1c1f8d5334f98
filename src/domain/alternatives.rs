//! Where the rules of the field leave a choice: for a dossier, the questions that hold a real one, and the other answers
//! to compare ([`super::variante`]).

use super::calendrier::{ajouter_jours_ouvres, iso};
use super::facts::{Facts, Known, Lu, pas, tous};
use super::plan::Plan;
use super::question::{Choice, Spec};
use super::questions::calendrier::{DATE_DOSSIER_COMPLET, zone};
use super::questions::evenements::{EVENEMENTS, Evenement};
use super::questions::finess_contrat::{FINESS_CONTRAT, FinessContrat};
use super::questions::logiciels::LOGICIELS;
use super::questions::option_president::OPTION_PRESIDENT;
use super::questions::rl_fonction::{Fonction, RL_FONCTION};
use super::questions::rpps_mode::RPPS_MODE;
use super::questions::voie_cartes::VOIE_CARTES;
use super::questions::voie_contrat::VOIE_CONTRAT;
use super::rule::regles;
use super::situations::{contrat_compte, demande_un_certificat, monosite, multisite, passage_juridique};
use super::sources::Regle;
use super::variante::{Variante, autres};

/// Working days between the day of the complete file and the later one that is proposed to compare.
const PLUS_TARD: u32 = 10;

/// A choice that the rules leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What it is about: « Porteur de la CDE ».
    pub nom: &'static str,
    /// The question that holds it; none when no question of the dossier does: it changes no action.
    pub lu: Option<Lu>,
    /// What is to be chosen, and what each way brings, in a sentence or two.
    pub pourquoi: &'static str,
    /// The rules that leave it.
    pub regles: &'static [&'static Regle],
    /// The other answers to compare with.
    pub autres: Vec<Variante>,
}

/// The choices that the rules leave to a dossier, in the order of the questions. The plan is that of the same answers.
pub fn alternatives(facts: &Facts, plan: &Plan) -> Vec<Alternative> {
    let oui = |condition: Known<bool>| condition == Ok(true);
    let mut found = vec![];
    let mut add = |condition: bool, alternative: &dyn Fn() -> Alternative| {
        if condition {
            found.push(alternative());
        }
    };
    let asked = |spec: &Spec| oui(facts.est_posee(spec));
    let question = |spec: &Spec, pourquoi, regles| {
        let lu = facts.lu(spec);
        let autres = autres(facts, &lu);
        Alternative { nom: spec.nom, lu: Some(lu), pourquoi, regles, autres }
    };
    let moves = oui(passage_juridique(facts));
    let could_move = oui(tous([
        facts.est(&FINESS_CONTRAT, FinessContrat::Geographique),
        multisite(facts),
        pas(contrat_compte(facts)),
    ]));
    add(moves || could_move, &|| {
        let lu = facts.lu(&EVENEMENTS.spec);
        let passage = Variante::de(&lu, Evenement::PassageJuridique.jeton());
        let autres = passage.appliquer(facts.answers()).map(|_| passage).into_iter().collect();
        Alternative {
            nom: FINESS_DU_CONTRAT,
            lu: Some(lu),
            pourquoi: "Votre contrat porte le FINESS d’un site\u{a0}: vous pouvez le garder, ou passer au FINESS juridique, qui couvre tous les sites par un nouveau contrat.",
            regles: regles!["R-FINESS-07"],
            autres,
        }
    });
    add(
        oui(tous([
            contrat_compte(facts),
            monosite(facts),
            demande_un_certificat(facts),
            pas(passage_juridique(facts)),
        ])),
        &|| Alternative {
            nom: FINESS_DU_CONTRAT,
            lu: None,
            pourquoi: "Un seul site\u{a0}: le contrat peut porter son FINESS géographique, ou le FINESS juridique. Le plan est le même\u{a0}: seul change le numéro que le contrat, la carte et les certificats portent.",
            regles: regles!["R-FINESS-02", "R-FINESS-05"],
            autres: vec![],
        },
    );
    let president = oui(facts.est(&RL_FONCTION, Fonction::President));
    add(asked(&OPTION_PRESIDENT.spec), &|| {
        let regles = if president { regles!["R-RL-02", "R-RL-03", "R-RL-04"] } else { regles!["R-RL-10"] };
        let pourquoi = "Le représentant légal peut prendre la carte de directeur d’établissement, et le directeur devient mandataire\u{a0}; ou la laisser au directeur, par délégation.";
        question(&OPTION_PRESIDENT.spec, pourquoi, regles)
    });
    add(asked(&LOGICIELS.spec) && !facts.answers().rows(LOGICIELS.spec.id).is_empty(), &|| {
        let pourquoi = "Chaque installation d’un logiciel a ses propres certificats\u{a0}: une installation partagée en demande un seul jeu, deux installations en demandent deux.";
        question(&LOGICIELS.spec, pourquoi, regles!["R-CERT-11"])
    });
    add(asked(&RPPS_MODE.spec), &|| {
        let pourquoi = "Une équipe peut enregistrer les professionnels de tous les sites avec une seule carte, ou chaque site avoir son gestionnaire. Aucune source ne fixe de seuil\u{a0}: c’est à vous d’en décider.";
        question(&RPPS_MODE.spec, pourquoi, regles!["R-RPPS-09", "R-RPPS-10", "R-RPPS-11"])
    });
    add(asked(&VOIE_CONTRAT.spec), &|| {
        let pourquoi = "Le contrat et la première carte se demandent en ligne ou sur papier\u{a0}: les deux voies demandent les mêmes choses.";
        question(&VOIE_CONTRAT.spec, pourquoi, regles!["R-CONTRAT-17"])
    });
    add(asked(&VOIE_CARTES.spec), &|| {
        let pourquoi = "Les cartes du personnel se commandent sur papier (avec le contrat, s’il part aussi sur papier), ou en ligne une fois la carte du responsable reçue.";
        question(&VOIE_CARTES.spec, pourquoi, regles!["R-MAND-06"])
    });
    add(plan.envoi.utile && !plan.envoi.suspendu, &|| {
        let lu = facts.lu(&DATE_DOSSIER_COMPLET.spec);
        let later = ajouter_jours_ouvres(plan.envoi.jour, PLUS_TARD, zone(facts));
        let autres = vec![Variante::de(&lu, &iso(later))];
        Alternative {
            nom: DATE_DOSSIER_COMPLET.spec.nom,
            lu: Some(lu),
            pourquoi: "Le jour où l’ANS reçoit le dossier complet dépend de vous\u{a0}: les cartes, et ce qui attend une carte, en dépendent.",
            regles: regles!["R-COMPTE-18"],
            autres,
        }
    });
    found.retain(|one| one.lu.is_none() || !one.autres.is_empty());
    found
}

/// What the choice between two numbers is about.
const FINESS_DU_CONTRAT: &str = "FINESS du contrat";
