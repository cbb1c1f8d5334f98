//! What a plan counts: the seven figures, the cards by kind, the certificates by software.

use super::answers::Answers;
use super::facts::{Facts, Memoire};
use super::plan::{Action, Bilan, Plan};
use super::questions::logiciels::nom_logiciel;
use super::rule::{Compte, Rule, Sujet};
use super::rules::{cps_ans, cps_ordre};
use super::situations::en_service;

/// What stands for a software that nobody named, and for what is of no software.
const AUCUN_LOGICIEL: &str = "Sans logiciel nommé";

/// All that a plan counts for sure (R-COMPTE-02), advice left out (R-COMPTE-03).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comptes {
    /// The seven figures.
    pub bilan: Bilan,
    /// CPS to ask of an ordre or of the ANS: they are in none of the seven figures.
    pub cps: u32,
    /// Certificates, by the name of their software, in the order in which these are first counted.
    pub certificats: Vec<(String, u32)>,
}

impl Comptes {
    /// What a plan of these answers counts.
    pub fn de(plan: &Plan, answers: &Answers, today: chrono::NaiveDate) -> Self {
        let memoire = Memoire::default();
        let facts = Facts::new(answers, today).avec_memoire(&memoire);
        let counted = || plan.actions.iter().filter(|action| !action.rule.conseil);
        let cps = counted().filter(|action| est_une_cps(action.rule)).map(|action| action.quantite).sum();
        let mut comptes = Self { bilan: plan.bilan, cps, certificats: vec![] };
        for action in counted().filter(|action| action.rule.compte == Some(Compte::Certificats)) {
            comptes.compter_certificats(&logiciel(&facts, action), action.quantite);
        }
        comptes
    }

    /// Adds what another plan counts.
    pub fn ajouter(&mut self, other: &Self) {
        self.bilan.ajouter(&other.bilan);
        self.cps = self.cps.saturating_add(other.cps);
        for (name, number) in &other.certificats {
            self.compter_certificats(name, *number);
        }
    }

    fn compter_certificats(&mut self, name: &str, number: u32) {
        match self.certificats.iter_mut().find(|(known, _)| known == name) {
            Some((_, total)) => *total = total.saturating_add(number),
            None => self.certificats.push((name.to_owned(), number)),
        }
    }
}

/// Whether a rule is of a CPS, asked of an ordre or of the ANS.
pub fn est_une_cps(rule: &Rule) -> bool {
    let cps: [&Rule; 3] = [&cps_ordre::CPS_ORDRE, &cps_ans::CPS_ANS, &cps_ans::CPS_ANS_PROFESSIONNELS];
    cps.iter().any(|one| one.livrable == rule.livrable)
}

/// The name of the software that a certificate is for.
fn logiciel(facts: &Facts, action: &Action) -> String {
    let instance = match &action.sujet {
        Sujet::Certificat { instance, .. } => Some(instance.clone()),
        Sujet::Ligne(_, row) => en_service(facts)
            .unwrap_or_default()
            .into_iter()
            .find(|certificat| certificat.ligne.id() == row)
            .and_then(|certificat| certificat.instance),
        Sujet::Dossier | Sujet::Personne(_) | Sujet::Reponse(_) => None,
    };
    let known = instance.filter(|id| facts.ligne("logiciels", id).is_some());
    known.map_or_else(|| AUCUN_LOGICIEL.to_owned(), |id| nom_logiciel(facts, &id))
}
