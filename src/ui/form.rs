//! A form in progress: a draft of the answers, and what is refused. [`super::autosave`] keeps what is right as it is entered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::browser::{controls, timers};
use crate::domain::answers::{Answers, Entry, INCONNU, Row};
use crate::domain::facts::{Facts, Memoire, sans_disparues};
use crate::domain::fusion::{self, Conflit};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire;
use crate::domain::saisie::{Refus, entier};
use crate::ui::components::field::anchor;

/// What is said of an answer that names only rows that are gone.
pub const GONE: &str = "Ce que vous aviez choisi ici a été supprimé de vos réponses. Choisissez de nouveau.";

/// How often what is typed is told to who keeps it, in milliseconds.
const WHILE_TYPING: u32 = 300;

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
    pub today: Signal<NaiveDate>,
    /// What each typed field showed when it and the draft last agreed, by question.
    seen: StoredValue<BTreeMap<&'static str, String>>,
    /// What another tab had answered, and was typed over here by who did not see it.
    typed_over: StoredValue<Vec<Conflit>>,
}

/// What is said of a field that the browser can't read.
const UNREADABLE: &str = "Cette date n’existe pas, ou il lui manque une partie. Écrivez le jour, le mois et l’année (07/12/2026, par exemple), ou videz le champ.";

impl Form {
    /// A form that starts from these answers.
    pub fn new(answers: Answers, today: Signal<NaiveDate>) -> Self {
        Self {
            draft: RwSignal::new(answers),
            errors: RwSignal::new(vec![]),
            typing: RwSignal::new(false),
            today,
            seen: StoredValue::new(BTreeMap::new()),
            typed_over: StoredValue::new(vec![]),
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

    /// Tells the draft, now and at each entry: a choice at once; a text at its first key, then a moment later, and again as
    /// long as it is typed. For what reaches outside: the device, the memory of the tab.
    pub fn on_entry(self, keep: Box<dyn Fn(&Answers)>) {
        Effect::new(move || {
            // The page may be gone when it is run.
            let Some(typing) = self.typing.try_get() else { return };
            if self.draft.try_with(&keep).is_some() && typing {
                timers::after(WHILE_TYPING, move || {
                    // The page may be gone meanwhile.
                    self.typing.try_set(false);
                });
            }
        });
    }

    /// A field is left with something in it that the browser can't read.
    pub fn refuses_unreadable(&self, spec: &'static Spec) {
        self.errors.update(|errors| {
            errors.retain(|error| error.spec != spec.id);
            errors.push(FieldError { spec: spec.id, refusal: Refus::new(UNREADABLE) });
        });
    }

    /// Whether something stands in a field that was left, and the browser can't read it.
    pub fn is_unfinished(&self) -> bool {
        let unreadable = |error: &FieldError| error.refusal.phrase == UNREADABLE;
        self.errors.try_with_untracked(|errors| errors.iter().any(unreadable)).unwrap_or(false)
    }

    /// What a typed field showed when it and the draft last agreed; none before.
    pub fn seen(&self, spec: &'static Spec) -> Option<String> {
        self.seen.try_with_value(|seen| seen.get(spec.id).cloned()).flatten()
    }

    /// A typed field shows that, and the draft holds it.
    pub fn sees(&self, spec: &'static Spec, shown: &str) {
        self.seen.try_update_value(|seen| drop(seen.insert(spec.id, shown.trim().to_owned())));
    }

    /// The answer of the draft, which came from another tab and was not shown, is typed over: it is to be asked.
    pub fn types_over(&self, spec: &'static Spec, row: Option<&RowRef>) {
        let ailleurs = self.draft.with_untracked(|answers| entry_of(answers, spec, row));
        let conflict = Conflit { champ: spec.id, ligne: row.cloned(), ailleurs };
        self.typed_over.update_value(|all| all.push(conflict));
    }

    /// What was typed over by what these answers hold, since it was last asked for.
    pub fn take_typed_over(&self, answers: &Answers) -> Vec<Conflit> {
        let take = |all: &mut Vec<Conflit>| {
            let (asked, not_yet) =
                std::mem::take(all).into_iter().partition(|conflict| fusion::est_ouvert(answers, conflict));
            *all = not_yet;
            asked
        };
        self.typed_over.try_update_value(take).unwrap_or_default()
    }

    /// What stands in a typed field of the page and not in the draft, as an answer: a password manager fills fields in
    /// without telling it, and Firefox tells nothing of a date that is emptied part by part.
    fn standing(&self, draft: &Answers, spec: &'static Spec, row: Option<&RowRef>) -> Option<Option<Entry>> {
        let is_typed = matches!(
            spec.champ,
            Champ::Texte(_) | Champ::Finess | Champ::Siren | Champ::Siret | Champ::Nombre(..) | Champ::Date
        );
        let standing = controls::value_of(&anchor(spec.id)).filter(|_| is_typed)?;
        let standing = standing.trim();
        let known = entry_of(draft, spec, row);
        // Nothing was filled in: what the draft holds otherwise came from another tab. What is typed and can't be read is
        // refused, and takes the place of nothing.
        let is_new = self.seen(spec).as_deref() != Some(standing)
            && known.as_ref().and_then(Entry::text).unwrap_or_default() != standing
            && !controls::is_unreadable(&anchor(spec.id));
        is_new.then(|| (!standing.is_empty()).then(|| Entry::one(standing)))
    }

    /// Takes what stands in a typed field of the page.
    fn take_what_stands(&self, spec: &'static Spec, row: Option<&RowRef>) {
        if let Some(entry) = self.draft.with_untracked(|draft| self.standing(draft, spec, row)) {
            self.sees(spec, entry.as_ref().and_then(Entry::text).unwrap_or_default());
            self.write(spec, row, entry);
        }
    }

    /// The draft, once what stands in these fields was taken, for a page that is being left: nothing on it follows. None
    /// once the form is gone.
    pub fn as_it_stands(&self, fields: &[(&'static Spec, Option<RowRef>)]) -> Option<Answers> {
        let mut draft = self.draft.try_get_untracked()?;
        for (spec, row) in fields {
            if let Some(entry) = self.standing(&draft, spec, row.as_ref()) {
                self.sees(spec, entry.as_ref().and_then(Entry::text).unwrap_or_default());
                set_entry(&mut draft, spec, row.as_ref(), entry);
            }
        }
        self.draft.update_untracked(|known| known.clone_from(&draft));
        Some(draft)
    }

    /// Reads the draft as facts, in a row or not, and again at each change.
    pub fn facts<T>(&self, row: Option<&RowRef>, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.draft.with(|answers| read_facts(answers, self.today.get(), row, read))
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
                self.draft.with_untracked(|answers| propose(&Facts::new(answers, self.today.get_untracked())))
            });
            if let Some(proposal) = proposal {
                self.write(spec, None, Some(proposal.entry));
            }
        }
    }

    /// Checks these fields; what is refused is shown, and the answer is whether nothing is.
    pub fn check(&self, specs: &[&'static Spec], row: Option<&RowRef>) -> bool {
        self.check_all(&[(specs, row)])
    }

    /// As [`Self::check`], of fields of several rows, or of rows and of the dossier.
    pub fn check_all(&self, fields: &[(&[&'static Spec], Option<&RowRef>)]) -> bool {
        let mut errors = vec![];
        let fields = fields.iter().flat_map(|(specs, row)| specs.iter().map(move |spec| (spec, *row)));
        for (spec, row) in fields {
            self.take_what_stands(spec, row);
            // Nothing ticked is an answer: none. The question itself says when one is needed.
            if matches!(spec.champ, Champ::ChoixMultiple(_))
                && !spec.facultatif
                && self.draft.with_untracked(|answers| entry_of(answers, spec, row).is_none())
            {
                self.write(spec, row, Some(Entry::Many(vec![])));
            }
            let found = self.draft.with_untracked(|answers| {
                let asked = read_facts(answers, self.today.get_untracked(), row, |facts| {
                    facts.est_posee(*spec) == Ok(true)
                });
                // A date that lacks its year, or that does not exist: the field alone knows that something is typed in it.
                let is_unreadable = controls::is_unreadable(&anchor(spec.id));
                let found =
                    || if is_unreadable { Some(Refus::new(UNREADABLE)) } else { refusal(answers, spec, row) };
                asked.then(found).flatten()
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
                    read_facts(answers, self.today.get_untracked(), Some(&person), |facts| {
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
        // A row that is not there holds nothing to clear.
        Some((list, id)) if entry.is_none() && answers.row(list, id).is_none() => {}
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
            Champ::Selection(_) => "Choisissez une ligne de la liste.",
            Champ::Date => "Indiquez une date complète.",
            Champ::Nombre(..) => "Indiquez un nombre.",
            Champ::Lignes(_) => "Ajoutez une ligne, ou dites qu’il n’y en a pas.",
            Champ::Texte(_) | Champ::Finess | Champ::Siren | Champ::Siret | Champ::Renvois(_) => {
                "Remplissez ce champ."
            }
        })),
        Some(entry) if entry.text() == Some(INCONNU) && spec.ne_sais_pas.is_some() => None,
        Some(entry) if sans_disparues(answers, spec, &entry).is_none() => Some(Refus::new(GONE)),
        Some(entry) => match ((spec.controle)(&entry), &spec.champ) {
            (Err(refusal), _) => Some(refusal),
            (Ok(_), Champ::Nombre(low, high)) => {
                let number = entry.text().and_then(entier);
                let inside =
                    number.is_some_and(|number| (u64::from(*low)..=u64::from(*high)).contains(&number));
                (!inside).then(|| Refus::new(format!("Indiquez un nombre entre {low} et {high}.")))
            }
            (Ok(_), _) => None,
        },
    }
}
