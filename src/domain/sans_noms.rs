//! The same dossier without the names of people, to be shared: the plan is the same, nobody is named.
//!
//! What is removed: the names of the legal representatives and of the director, those of people (« Personne 1 »
//! instead), and every free note. What stays: the names of organisations (structure, sites, software) and their public
//! numbers. Ids of people are those that the page gives (`personne-3`); another id, from a file written elsewhere, may
//! be a name: it is replaced everywhere it is cited.
//!
//! **Invariant:** a new free-text question is either in [`NOMS`] or in [`ORGANISATIONS`] (tested), so that nobody adds
//! a name by accident.

use std::collections::BTreeMap;

use super::answers::{Answers, Entry, Row};
use super::dossier::Dossier;
use super::question::Champ;
use super::questionnaire;
use super::questions::denomination::DENOMINATION;
use super::questions::logiciels::LOGICIEL_NOM;
use super::questions::personnes::{PERSONNE_NOM, PERSONNES};
use super::questions::profils::{DIRECTEUR_NOM, RL_NOM};
use super::questions::rl_sortant::{RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use super::questions::sites::SITE_NOM;

/// Free texts that name someone.
pub static NOMS: [&str; 5] = [
    RL_NOM.spec.id,
    DIRECTEUR_NOM.spec.id,
    RL_SORTANT_NOM.spec.id,
    RL_SORTANT_PRENOMS.spec.id,
    PERSONNE_NOM.spec.id,
];

/// Free texts that name a legal person or a thing.
pub static ORGANISATIONS: [&str; 3] = [DENOMINATION.spec.id, SITE_NOM.spec.id, LOGICIEL_NOM.spec.id];

/// The dossier without the names of people and without the notes.
pub fn sans_noms(dossier: &Dossier) -> Dossier {
    let mut ids = Ids::default();
    let mut answers = Answers::default();
    answers.retenir_de(&dossier.answers);
    for (question, entry) in dossier.answers.entries().filter(|(question, _)| !NOMS.contains(question)) {
        let entry = match entry {
            Entry::Rows(rows) => Entry::Rows(
                rows.iter().enumerate().map(|(rank, row)| ids.ligne(question, rank, row)).collect(),
            ),
            Entry::One(_) | Entry::Many(_) => ids.entree(question, entry),
        };
        answers.set(question, Some(entry));
    }
    let suivi = dossier
        .suivi
        .iter()
        .map(|(action, suivi)| {
            let action: Vec<String> = action.split(':').map(|part| ids.connu(part)).collect();
            let mut suivi = suivi.clone();
            suivi.note.clear();
            (action.join(":"), suivi)
        })
        .collect();
    Dossier {
        id: dossier.id.clone(),
        enregistre_le: dossier.enregistre_le.clone(),
        answers,
        suivi,
        agenda: dossier.agenda.sans_titres(),
    }
}

/// The ids that may be names, each with its replacement.
#[derive(Default)]
struct Ids(BTreeMap<String, String>);

impl Ids {
    /// A neutral id, the same for the same person. The page's own ids are neutral already.
    fn neutre(&mut self, id: &str) -> String {
        let own = id
            .strip_prefix("personne-")
            .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
        if own || matches!(id, "rl" | "directeur" | "at" | "inconnu" | "") {
            return id.to_owned();
        }
        let next = format!("personne-x{}", self.0.len() + 1);
        self.0.entry(id.to_owned()).or_insert(next).clone()
    }

    /// The replacement of an id that was replaced; any other text as it is.
    fn connu(&self, id: &str) -> String {
        self.0.get(id).map_or(id, String::as_str).to_owned()
    }

    fn entree(&mut self, field: &str, entry: &Entry) -> Entry {
        match (questionnaire::spec(field).map(|spec| &spec.champ), entry) {
            (Some(Champ::Personne), Entry::One(id)) => Entry::One(self.neutre(id)),
            _ => entry.clone(),
        }
    }

    fn ligne(&mut self, list: &str, rank: usize, row: &Row) -> Row {
        let id = if list == PERSONNES.spec.id { self.neutre(&row.id) } else { row.id.clone() };
        let mut kept = Row::new(&id);
        for (field, entry) in row.fields() {
            if field == PERSONNE_NOM.spec.id {
                kept.set(field, Some(Entry::One(format!("Personne {}", rank + 1))));
            } else if !NOMS.contains(&field) {
                kept.set(field, Some(self.entree(field, entry)));
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dossier::{self, Etat, Suivi};

    fn named() -> Dossier {
        let mut answers = Answers::default();
        answers.set("denomination", Some(Entry::one("ORSAC")));
        answers.set("rl-nom", Some(Entry::one("Jeanne Martin")));
        answers.set("directeur-nom", Some(Entry::one("Paul Martin")));
        answers.set("rl-sortant-nom", Some(Entry::one("Martin")));
        answers.set("rl-sortant-prenoms", Some(Entry::one("Luc")));
        answers.put_row("personnes", Row::new("personne-4").with("personne-nom", "Lucie Martin"));
        answers.put_row("personnes", Row::new("ana-martin").with("personne-nom", "Ana Martin"));
        let mandataire = Row::new("mandataire-1").with("mandataire-personne", "ana-martin");
        answers.put_row("mandataires", mandataire);
        let suivi = Suivi { etat: Etat::Fait, date: None, note: "Vu avec Mme Martin".to_owned() };
        let suivi = [("cpe:ana-martin".to_owned(), suivi)].into_iter().collect();
        Dossier { id: "dossier-1".to_owned(), answers, suivi, ..Dossier::default() }
    }

    #[test]
    fn nobody_is_named_any_more() {
        let text = dossier::ecrire(&sans_noms(&named()));
        for name in ["Martin", "martin", "Jeanne", "Paul", "Luc", "Ana"] {
            assert!(!text.contains(name), "{name}: {text}");
        }
    }

    #[test]
    fn roles_states_and_organisations_stay() {
        let anonymous = sans_noms(&named());
        let rows = anonymous.answers.rows("personnes");
        let names: Vec<_> = rows.iter().map(|row| row.entry("personne-nom").and_then(Entry::text)).collect();
        assert_eq!(names, [Some("Personne 1"), Some("Personne 2")]);
        let second = rows.last().map(|row| row.id.as_str());
        let mandataire = anonymous.answers.row("mandataires", "mandataire-1").unwrap();
        assert_eq!(mandataire.entry("mandataire-personne").and_then(Entry::text), second);
        let key = format!("cpe:{}", second.unwrap());
        assert_eq!(anonymous.suivi.get(&key).map(|suivi| suivi.etat), Some(Etat::Fait));
        assert_eq!(anonymous.answers.entry("denomination"), Some(&Entry::one("ORSAC")));
    }

    #[test]
    fn removing_names_twice_changes_nothing_more() {
        let once = sans_noms(&named());
        assert_eq!(sans_noms(&sans_noms(&once)), sans_noms(&once));
    }

    #[test]
    fn every_free_text_is_known_to_name_a_person_or_not() {
        for spec in questionnaire::specs().filter(|spec| matches!(spec.champ, Champ::Texte(_))) {
            let known = NOMS.contains(&spec.id) != ORGANISATIONS.contains(&spec.id);
            assert!(known, "{}: list it in NOMS or in ORGANISATIONS", spec.id);
        }
    }
}
