//! A form in progress: a draft of the answers, and what is refused. [`super::autosave`] keeps what is right as it is entered.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::answers::{Answers, Entry, INCONNU, Row};
use crate::domain::facts::{Facts, Memoire};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire;
use crate::domain::saisie::Refus;

/// A row of a list: the list and the row's id.
pub type RowRef = (&'static str, String);

/// One refused field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Its question.
    pub spec: &'static str,
    /// What is wrong, what to do, and maybe a value to propose.
    pub refusal: Refus,
}

/// A form in progress.
#[derive(Clone, Copy)]
pub struct Form {
    /// The answers as they would be.
    pub draft: RwSignal<Answers>,
    /// What is refused.
    pub errors: RwSignal<Vec<FieldError>>,
    /// Whether a text is being typed: the draft changes without telling it.
    pub typing: RwSignal<bool>,
    /// Today.
    pub today: NaiveDate,
}

impl Form {
    /// A form that starts from these answers.
    pub fn new(answers: Answers, today: NaiveDate) -> Self {
        Self {
            draft: RwSignal::new(answers),
            errors: RwSignal::new(vec![]),
            typing: RwSignal::new(false),
            today,
        }
    }

    /// What is entered in a field, and again at each change.
    pub fn entry(&self, spec: &'static Spec, row: Option<&RowRef>) -> Option<Entry> {
        self.draft.with(|answers| entry_of(answers, spec, row))
    }

    /// Writes or clears a field.
    pub fn write(&self, spec: &'static Spec, row: Option<&RowRef>, entry: Option<Entry>) {
        self.draft.update(|answers| set_entry(answers, spec, row, entry));
        self.errors.update(|errors| errors.retain(|error| error.spec != spec.id));
    }

    /// Writes a field while it is being typed: nothing on the page follows before it is left.
    pub fn type_in(&self, spec: &'static Spec, row: Option<&RowRef>, entry: Option<Entry>) {
        self.draft.update_untracked(|answers| set_entry(answers, spec, row, entry));
        if !self.typing.get_untracked() {
            self.typing.set(true);
        }
    }

    /// Reads the draft as facts, in a row or not, and again at each change.
    pub fn facts<T>(&self, row: Option<&RowRef>, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.draft.with(|answers| read_facts(answers, self.today, row, read))
    }

    /// Whether a field is asked, in the state of the draft.
    pub fn is_asked(&self, spec: &'static Spec, row: Option<&RowRef>) -> bool {
        self.facts(row, |facts| facts.est_posee(spec) == Ok(true))
    }

    /// Puts proposals in the empty fields of a page, ready to confirm.
    pub fn propose(&self, specs: &[&'static Spec]) {
        for spec in specs {
            let empty = self.draft.with_untracked(|answers| answers.entry(spec.id).is_none());
            let proposal = spec.propose.filter(|_| empty).and_then(|propose| {
                self.draft.with_untracked(|answers| propose(&Facts::new(answers, self.today)))
            });
            if let Some(proposal) = proposal {
                self.write(spec, None, Some(proposal.entry));
            }
        }
    }

    /// Checks these fields; what is refused is shown, and the answer is whether nothing is.
    pub fn check(&self, specs: &[&'static Spec], row: Option<&RowRef>) -> bool {
        let mut errors = vec![];
        for spec in specs {
            // Nothing ticked is an answer: none. The question itself says when one is needed.
            if matches!(spec.champ, Champ::ChoixMultiple(_))
                && !spec.facultatif
                && self.draft.with_untracked(|answers| entry_of(answers, spec, row).is_none())
            {
                self.write(spec, row, Some(Entry::Many(vec![])));
            }
            let found = self.draft.with_untracked(|answers| {
                let asked = read_facts(answers, self.today, row, |facts| facts.est_posee(*spec) == Ok(true));
                asked.then(|| refusal(answers, spec, row)).flatten()
            });
            if let Some(refusal) = found {
                errors.push(FieldError { spec: spec.id, refusal });
            }
            if matches!(spec.champ, Champ::Personne) {
                errors.extend(self.check_person(spec, row));
            }
        }
        let right = errors.is_empty();
        self.errors.set(errors);
        right
    }

    /// The fields of a person being added.
    fn check_person(&self, spec: &'static Spec, row: Option<&RowRef>) -> Vec<FieldError> {
        self.draft.with_untracked(|answers| {
            let Some(Entry::One(id)) = entry_of(answers, spec, row) else { return vec![] };
            let Some(Champ::Lignes(liste)) = questionnaire::spec("personnes").map(|spec| &spec.champ) else {
                return vec![];
            };
            if answers.row("personnes", &id).is_none() {
                return vec![];
            }
            let person: RowRef = ("personnes", id);
            questionnaire::champs(liste)
                .filter(|field| {
                    read_facts(answers, self.today, Some(&person), |facts| {
                        facts.est_posee(*field) == Ok(true)
                    })
                })
                .filter_map(|field| {
                    Some(FieldError { spec: field.id, refusal: refusal(answers, field, Some(&person))? })
                })
                .collect()
        })
    }

    /// The sentence beside a field, if it is refused.
    pub fn error(&self, spec: &'static Spec) -> Option<Refus> {
        self.errors.with(|errors| {
            errors.iter().find(|error| error.spec == spec.id).map(|error| error.refusal.clone())
        })
    }
}

fn read_facts<T>(
    answers: &Answers,
    today: NaiveDate,
    row: Option<&RowRef>,
    read: impl FnOnce(&Facts<'_>) -> T,
) -> T {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today).avec_memoire(&memoire);
    match row {
        None => read(&facts),
        Some((list, id)) => {
            let empty = Row::new(id);
            read(&facts.dans(list, answers.row(list, id).unwrap_or(&empty)))
        }
    }
}

/// Writes or clears a field of a draft.
pub fn set_entry(answers: &mut Answers, spec: &'static Spec, row: Option<&RowRef>, entry: Option<Entry>) {
    match row {
        None => answers.set(spec.id, entry),
        Some((list, id)) => {
            let mut row = answers.row(list, id).cloned().unwrap_or_else(|| Row::new(id));
            row.set(spec.id, entry);
            answers.put_row(list, row);
        }
    }
}

/// What is entered in a field of a draft.
pub fn entry_of(answers: &Answers, spec: &Spec, row: Option<&RowRef>) -> Option<Entry> {
    match row {
        None => answers.entry(spec.id).cloned(),
        Some((list, id)) => answers.row(list, id)?.entry(spec.id).cloned(),
    }
}

/// Whether what is entered in a field can be kept; nothing can.
pub fn is_accepted(answers: &Answers, spec: &'static Spec, row: Option<&RowRef>) -> bool {
    entry_of(answers, spec, row).is_none() || refusal(answers, spec, row).is_none()
}

/// Why a field can't be accepted as it is; none when it can.
pub fn refusal(answers: &Answers, spec: &'static Spec, row: Option<&RowRef>) -> Option<Refus> {
    match entry_of(answers, spec, row) {
        None if spec.facultatif || spec.defaut.is_some() => None,
        None => Some(Refus::new(match spec.champ {
            Champ::Choix(_) | Champ::Personne | Champ::Renvoi(_) => "Choisissez une réponse.",
            Champ::ChoixMultiple(_) => "Cochez au moins une réponse.",
            Champ::Selection(_) => "Choisissez une row de la liste.",
            Champ::Date => "Indiquez une date complète.",
            Champ::Nombre(..) => "Indiquez un nombre.",
            Champ::Lignes(_) => "Ajoutez une row, ou dites qu’il n’y en a pas.",
            Champ::Texte(_) | Champ::Finess | Champ::Siren | Champ::Siret | Champ::Renvois(_) => {
                "Remplissez ce champ."
            }
        })),
        Some(entry) if entry.text() == Some(INCONNU) && spec.ne_sais_pas.is_some() => None,
        Some(entry) => match ((spec.controle)(&entry), &spec.champ) {
            (Err(refusal), _) => Some(refusal),
            (Ok(_), Champ::Nombre(low, high)) => {
                let number = entry
                    .text()
                    .and_then(|text| text.split_whitespace().collect::<String>().parse::<u32>().ok());
                let inside = number.is_some_and(|number| (*low..=*high).contains(&number));
                (!inside).then(|| Refus::new(format!("Indiquez un nombre entre {low} et {high}.")))
            }
            (Ok(_), _) => None,
        },
    }
}
