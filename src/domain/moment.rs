//! When an action is to be done, as the user reads it: « dès maintenant », « d’ici le 14 décembre 2026 », « après : … ».
//!
//! Words alone: the days are worked out by the plan. **Invariants**, tested over the walk (`tests/properties.rs`): nothing
//! is « dès maintenant » while something before it is not done or not known; a day that is past is said to be late, never
//! moved.

use chrono::NaiveDate;

use super::calendrier::{long, vers};

/// When an action is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Done; the day, if it was noted.
    Fait(Option<NaiveDate>),
    /// Planned by the user for a day; and the day from which it can be done, when that is later.
    Prevu(NaiveDate, Option<NaiveDate>),
    /// Planned, or to be sent, on a day that is past.
    EnRetard(NaiveDate),
    /// It should have come about that day.
    Attendu(NaiveDate),
    /// Nothing holds it.
    Maintenant,
    /// Nothing holds it, and it takes time: to be asked for now; about when it ends, if that is known.
    ALancer(Option<NaiveDate>),
    /// Nothing holds it: to be ready for the complete file.
    DIci(NaiveDate),
    /// Nothing holds it, and it takes time from the complete file: about when it ends, if that is known.
    ALancerDIci(NaiveDate, Option<NaiveDate>),
    /// Asked for, and nobody publishes how long it takes.
    SansDelai,
    /// On its way, one does not know when it comes.
    EnRoute,
    /// On a day of its own: a reminder.
    Le(NaiveDate),
    /// About that day: a published delay runs.
    Vers(NaiveDate),
    /// Not before that day.
    APartirDu(NaiveDate),
    /// No date: after something that is not done, or not known. Its title, and how many others.
    Apres(String, usize),
}

impl Moment {
    /// Whether the user can do it now: nothing before it is missing, and it is neither done nor running by itself.
    pub fn possible(&self) -> bool {
        match self {
            Self::Maintenant
            | Self::ALancer(_)
            | Self::DIci(_)
            | Self::ALancerDIci(..)
            | Self::EnRetard(_)
            | Self::Attendu(_)
            | Self::EnRoute
            | Self::Prevu(_, None) => true,
            Self::Fait(_)
            | Self::Prevu(_, Some(_))
            | Self::Le(_)
            | Self::Vers(_)
            | Self::SansDelai
            | Self::APartirDu(_)
            | Self::Apres(..) => false,
        }
    }

    /// Whether its day is past.
    pub fn en_retard(&self) -> bool {
        matches!(self, Self::EnRetard(_) | Self::Attendu(_))
    }

    /// What the user reads.
    pub fn en_mots(&self) -> String {
        let fini =
            |fin: &Option<NaiveDate>| fin.map_or_else(String::new, |fin| format!(", terminé {}", vers(fin)));
        match self {
            Self::Fait(None) => "fait".to_owned(),
            Self::Fait(Some(jour)) => format!("fait le {}", long(*jour)),
            Self::Prevu(jour, None) => format!("prévu le {}", long(*jour)),
            Self::Prevu(jour, Some(fin)) => format!("prévu le {}, possible {}", long(*jour), vers(*fin)),
            Self::EnRetard(jour) => format!("en retard\u{a0}: prévu le {}", long(*jour)),
            Self::Attendu(jour) => format!("en retard\u{a0}: attendu {}", vers(*jour)),
            Self::Maintenant => "dès maintenant".to_owned(),
            Self::ALancer(fin) => format!("à lancer dès maintenant{}", fini(fin)),
            Self::DIci(jour) => format!("d’ici le {}", long(*jour)),
            Self::ALancerDIci(jour, fin) => format!("à lancer d’ici le {}{}", long(*jour), fini(fin)),
            Self::SansDelai => "en cours, sans délai publié".to_owned(),
            Self::EnRoute => "en route, jour non connu".to_owned(),
            Self::Le(jour) => format!("le {}", long(*jour)),
            Self::Vers(jour) => vers(*jour),
            Self::APartirDu(jour) => format!("à partir du {}", long(*jour)),
            Self::Apres(titre, 0) => format!("après\u{a0}: {}", minuscule(titre)),
            Self::Apres(titre, 1) => format!("après\u{a0}: {}, et une autre action", minuscule(titre)),
            Self::Apres(titre, autres) => {
                format!("après\u{a0}: {}, et {autres} autres actions", minuscule(titre))
            }
        }
    }
}

/// A title inside a sentence: its first letter small, unless it is an acronym.
fn minuscule(titre: &str) -> String {
    let mut letters = titre.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            let rest = titre.get(first.len_utf8()..).unwrap_or_default();
            format!("{}{rest}", first.to_lowercase())
        }
        _ => titre.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_inside_a_sentence_and_an_acronym_stays() {
        let after =
            |titre: &str, others| Moment::Apres(titre.to_owned(), others).en_mots().replace('\u{a0}', " ");
        assert_eq!(after("Vérifier le contrat", 0), "après : vérifier le contrat");
        assert_eq!(after("Établir l’acte", 1), "après : établir l’acte, et une autre action");
        assert_eq!(after("CPE du directeur", 2), "après : CPE du directeur, et 2 autres actions");
    }
}
