//! When a question is asked, found by trying its own condition: what a blank questionnaire says beside it.
//!
//! A condition is a function; nothing else tells it. It is run on a dossier where every need is ticked, and the answers
//! that it reads are tried one by one: when a single closed question decides, its options say when; else the questions
//! that were read are named.

use chrono::NaiveDate;

use super::answers::{Answers, Entry, Row};
use super::facts::{Facts, Inconnu, Known};
use super::question::{Champ, Opt, Spec};
use super::questionnaire;

/// When a question is asked.
#[derive(Clone)]
pub enum Condition {
    /// Always (for a field: in every row).
    Toujours,
    /// When that question has one of these answers.
    Si(&'static Spec, Vec<&'static Opt>),
    /// Unless that question has one of these answers and no other.
    Sauf(&'static Spec, Vec<&'static Opt>),
    /// It depends on the answers to these questions; none: on something else that was entered.
    Selon(Vec<&'static Spec>),
}

/// A dossier to try a condition on: everything that can be ticked is, then one answer is changed.
struct Essai {
    answers: Answers,
    row: Row,
}

impl Essai {
    fn new(essai: Option<(&'static Spec, &'static str)>) -> Self {
        let mut answers = Answers::default();
        let mut row = Row::new("ligne-1");
        for spec in questionnaire::questions() {
            if let Champ::ChoixMultiple(options) = spec.champ {
                let all: Vec<&str> = options.iter().map(|option| option.jeton).collect();
                answers.set(spec.id, Some(Entry::many(&all)));
            }
        }
        if let Some((spec, jeton)) = essai {
            let entry = match spec.champ {
                Champ::ChoixMultiple(_) => Entry::many(&[jeton]),
                _ => Entry::one(jeton),
            };
            match spec.liste {
                Some(_) => row.set(spec.id, Some(entry)),
                None => answers.set(spec.id, Some(entry)),
            }
        }
        Self { answers, row }
    }

    /// Whether the question is asked, and the questions that decided.
    fn demander(&self, spec: &'static Spec, jour: NaiveDate) -> (Known<bool>, Vec<&'static Spec>) {
        let facts = Facts::new(&self.answers, jour);
        let facts = spec.liste.map_or(facts, |list| facts.dans(list, &self.row));
        let (asked, journal) = facts.observe(|facts| (spec.asked_if)(facts));
        // What decides whether those questions are asked is not read aloud, but is noted while it is open.
        let deciding = journal.lus.iter().chain(&journal.ouverts);
        let mut read: Vec<&'static Spec> =
            deciding.filter_map(|lu| questionnaire::spec(lu.question)).collect();
        read.sort_by_key(|spec| questionnaire::rang(spec.id));
        read.dedup_by_key(|spec| spec.id);
        (asked, read)
    }
}

fn options(spec: &Spec) -> &'static [Opt] {
    match spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => options,
        _ => &[],
    }
}

/// When a question, or a field, is asked.
pub fn condition(spec: &'static Spec, jour: NaiveDate) -> Condition {
    let (asked, mut read) = Essai::new(None).demander(spec, jour);
    if read.is_empty() && asked == Ok(true) {
        return Condition::Toujours;
    }
    let (mut yes, mut no, mut decided) = (vec![], vec![], true);
    let alone = read.len() == 1;
    for question in read.clone() {
        for option in options(question) {
            let (asked, others) = Essai::new(Some((question, option.jeton))).demander(spec, jour);
            match asked {
                Ok(true) => yes.push(option),
                Ok(false) | Err(Inconnu::NonPosee) => no.push(option),
                Err(Inconnu::Ouvert) => decided = false,
            }
            for other in others {
                if !read.iter().any(|known| known.id == other.id) {
                    read.push(other);
                }
            }
        }
    }
    match read.as_slice() {
        [question] if alone && decided && !yes.is_empty() => match (no.len(), yes.len()) {
            (0, _) => Condition::Toujours,
            (no_count, yes_count) if yes_count <= no_count => Condition::Si(question, yes),
            (_, _) => Condition::Sauf(question, no),
        },
        _ => {
            read.sort_by_key(|spec| questionnaire::rang(spec.id));
            Condition::Selon(read)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questions;

    fn words(spec: &'static Spec) -> String {
        let jour = NaiveDate::from_ymd_opt(2026, 2, 2).unwrap();
        let labels = |options: Vec<&'static Opt>| -> String {
            options.iter().map(|option| option.jeton).collect::<Vec<_>>().join(" ")
        };
        match condition(spec, jour) {
            Condition::Toujours => "toujours".to_owned(),
            Condition::Si(question, options) => format!("si {} = {}", question.id, labels(options)),
            Condition::Sauf(question, options) => format!("sauf {} = {}", question.id, labels(options)),
            Condition::Selon(read) => {
                format!("selon {}", read.iter().map(|spec| spec.id).collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[test]
    fn a_condition_is_told_by_the_question_that_decides() {
        use questions::{besoin, directeur_distinct, evenements, gestionnaires, mssante_role, rl_sortant};
        assert_eq!(words(&besoin::BESOIN.spec), "toujours");
        assert_eq!(words(&evenements::EVENEMENTS.spec), "si besoin = changement");
        assert_eq!(words(&gestionnaires::GESTIONNAIRES.spec), "si besoin = rpps-plus");
        assert_eq!(words(&mssante_role::MSSANTE_ROLE.spec), "si services = mssante");
        assert_eq!(words(&rl_sortant::RL_SORTANT_NOM.spec), "si evenements = chgt-rl");
        assert_eq!(words(&directeur_distinct::DIRECTEUR_DISTINCT.spec), "sauf rl-fonction = directeur");
    }

    #[test]
    fn several_answers_that_decide_are_named() {
        assert!(words(&questions::tom_actif::TOM_ACTIF.spec).starts_with("selon besoin contrat"));
        assert!(words(&questions::at::AT_LOGICIELS.spec).starts_with("selon"));
    }
}
