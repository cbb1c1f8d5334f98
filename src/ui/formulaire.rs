//! A form in progress: a draft of the answers, and what is refused. [`super::au_fil`] keeps what is right as it is entered.

use crate::domain::answers::{Answers, Entry, INCONNU, Row};
use crate::domain::facts::{Facts, Memoire};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire;
use crate::domain::saisie::Refus;
use chrono::NaiveDate;

use super::etat::Variable;

/// A row of a list: the list and the row's id.
pub type Ligne = (&'static str, String);

/// One refused field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erreur {
    /// Its question.
    pub spec: &'static str,
    /// What is wrong, what to do, and maybe a value to propose.
    pub refus: Refus,
}

/// A form in progress.
#[derive(Clone, Copy)]
pub struct Formulaire {
    /// The answers as they would be.
    pub brouillon: Variable<Answers>,
    /// What is refused.
    pub erreurs: Variable<Vec<Erreur>>,
    /// Whether a text is being typed: the draft changes without telling it.
    pub frappe: Variable<bool>,
    /// Today.
    pub today: NaiveDate,
}

impl Formulaire {
    /// A form that starts from these answers.
    pub fn new(answers: Answers, today: NaiveDate) -> Self {
        Self {
            brouillon: Variable::new(answers),
            erreurs: Variable::new(vec![]),
            frappe: Variable::new(false),
            today,
        }
    }

    /// What is entered in a field, and again at each change.
    pub fn entree(&self, spec: &'static Spec, ligne: Option<&Ligne>) -> Option<Entry> {
        self.brouillon.with(|answers| entree(answers, spec, ligne))
    }

    /// Writes or clears a field.
    pub fn ecrire(&self, spec: &'static Spec, ligne: Option<&Ligne>, entry: Option<Entry>) {
        self.brouillon.update(|answers| poser(answers, spec, ligne, entry));
        self.erreurs.update(|errors| errors.retain(|error| error.spec != spec.id));
    }

    /// Writes a field while it is being typed: nothing on the page follows before it is left.
    pub fn taper(&self, spec: &'static Spec, ligne: Option<&Ligne>, entry: Option<Entry>) {
        self.brouillon.update_untracked(|answers| poser(answers, spec, ligne, entry));
        if !self.frappe.get_untracked() {
            self.frappe.set(true);
        }
    }

    /// Reads the draft as facts, in a row or not, and again at each change.
    pub fn faits<T>(&self, ligne: Option<&Ligne>, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.brouillon.with(|answers| lire(answers, self.today, ligne, read))
    }

    /// Whether a field is asked, in the state of the draft.
    pub fn est_posee(&self, spec: &'static Spec, ligne: Option<&Ligne>) -> bool {
        self.faits(ligne, |facts| facts.est_posee(spec) == Ok(true))
    }

    /// Puts proposals in the empty fields of a page, ready to confirm.
    pub fn proposer(&self, specs: &[&'static Spec]) {
        for spec in specs {
            let empty = self.brouillon.with_untracked(|answers| answers.entry(spec.id).is_none());
            let proposal = spec.propose.filter(|_| empty).and_then(|propose| {
                self.brouillon.with_untracked(|answers| propose(&Facts::new(answers, self.today)))
            });
            if let Some(proposal) = proposal {
                self.ecrire(spec, None, Some(proposal.entry));
            }
        }
    }

    /// Checks these fields; what is refused is shown, and the answer is whether nothing is.
    pub fn controler(&self, specs: &[&'static Spec], ligne: Option<&Ligne>) -> bool {
        let mut errors = vec![];
        for spec in specs {
            // Nothing ticked is an answer: none. The question itself says when one is needed.
            if matches!(spec.champ, Champ::ChoixMultiple(_))
                && !spec.facultatif
                && self.brouillon.with_untracked(|answers| entree(answers, spec, ligne).is_none())
            {
                self.ecrire(spec, ligne, Some(Entry::Many(vec![])));
            }
            let found = self.brouillon.with_untracked(|answers| {
                let asked = lire(answers, self.today, ligne, |facts| facts.est_posee(spec) == Ok(true));
                asked.then(|| refus(answers, spec, ligne)).flatten()
            });
            if let Some(refus) = found {
                errors.push(Erreur { spec: spec.id, refus });
            }
            if matches!(spec.champ, Champ::Personne) {
                errors.extend(self.controler_personne(spec, ligne));
            }
        }
        let right = errors.is_empty();
        self.erreurs.set(errors);
        right
    }

    /// The fields of a person being added.
    fn controler_personne(&self, spec: &'static Spec, ligne: Option<&Ligne>) -> Vec<Erreur> {
        self.brouillon.with_untracked(|answers| {
            let Some(Entry::One(id)) = entree(answers, spec, ligne) else { return vec![] };
            let Some(Champ::Lignes(liste)) = questionnaire::spec("personnes").map(|spec| &spec.champ) else {
                return vec![];
            };
            if answers.row("personnes", &id).is_none() {
                return vec![];
            }
            let person: Ligne = ("personnes", id);
            questionnaire::champs(liste)
                .filter(|field| {
                    lire(answers, self.today, Some(&person), |facts| facts.est_posee(field) == Ok(true))
                })
                .filter_map(|field| {
                    Some(Erreur { spec: field.id, refus: refus(answers, field, Some(&person))? })
                })
                .collect()
        })
    }

    /// The sentence beside a field, if it is refused.
    pub fn erreur(&self, spec: &'static Spec) -> Option<Refus> {
        self.erreurs
            .with(|errors| errors.iter().find(|error| error.spec == spec.id).map(|error| error.refus.clone()))
    }
}

fn lire<T>(
    answers: &Answers,
    today: NaiveDate,
    ligne: Option<&Ligne>,
    read: impl FnOnce(&Facts<'_>) -> T,
) -> T {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today).avec_memoire(&memoire);
    match ligne {
        None => read(&facts),
        Some((list, id)) => {
            let empty = Row::new(id);
            read(&facts.dans(list, answers.row(list, id).unwrap_or(&empty)))
        }
    }
}

/// Writes or clears a field of a draft.
pub fn poser(answers: &mut Answers, spec: &'static Spec, ligne: Option<&Ligne>, entry: Option<Entry>) {
    match ligne {
        None => answers.set(spec.id, entry),
        Some((list, id)) => {
            let mut row = answers.row(list, id).cloned().unwrap_or_else(|| Row::new(id));
            row.set(spec.id, entry);
            answers.put_row(list, row);
        }
    }
}

/// What is entered in a field of a draft.
pub fn entree(answers: &Answers, spec: &Spec, ligne: Option<&Ligne>) -> Option<Entry> {
    match ligne {
        None => answers.entry(spec.id).cloned(),
        Some((list, id)) => answers.row(list, id)?.entry(spec.id).cloned(),
    }
}

/// Whether what is entered in a field can be kept; nothing can.
pub fn accepte(answers: &Answers, spec: &'static Spec, ligne: Option<&Ligne>) -> bool {
    entree(answers, spec, ligne).is_none() || refus(answers, spec, ligne).is_none()
}

/// Why a field can't be accepted as it is; none when it can.
pub fn refus(answers: &Answers, spec: &'static Spec, ligne: Option<&Ligne>) -> Option<Refus> {
    match entree(answers, spec, ligne) {
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
        Some(entry) => match ((spec.controle)(&entry), &spec.champ) {
            (Err(refus), _) => Some(refus),
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
