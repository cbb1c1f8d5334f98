//! What the page says without asking for an action: a warning (`AVERT`), an information (`R-INFO-…`), or an information
//! with its date (`R-RIE-…`, `R-SEGUR-…`). All of them are in `rules/avis.rs`.

use chrono::NaiveDate;

use super::calendrier::long;
use super::facts::{Facts, Known};
use super::sources::Regle;

/// How serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// Something may be wrong, or cost the user time.
    Avertissement,
    /// Something to know.
    Information,
    /// Something that was true at a date, and may no longer be: a law, a project of law, a funding.
    Datee,
}

impl Genre {
    /// All of them, in the order in which a plan says them.
    pub const TOUS: [Self; 3] = [Self::Avertissement, Self::Information, Self::Datee];
}

/// A warning or an information, with its condition and what founds it.
pub struct Avis {
    /// Stable id.
    pub id: &'static str,
    /// How serious.
    pub genre: Genre,
    /// What founds it.
    pub regles: &'static [&'static Regle],
    /// When it is shown.
    pub quand: fn(&Facts) -> Known<bool>,
    /// What is said.
    pub texte: &'static str,
    /// Open doubts (`D-…`) and contradictions (`K-…`) to show with it.
    pub doutes: &'static [&'static str],
}

impl Avis {
    /// The day at which it was true; none when it has no date.
    pub fn vrai_au(&self) -> Option<NaiveDate> {
        self.regles.iter().filter_map(|regle| regle.vrai_au).min()
    }

    /// What is said on that day. What is dated begins with its date; once its day is past, it says that it may have
    /// changed and must be read again.
    pub fn dit_le(&self, today: NaiveDate) -> String {
        let mut said = match self.vrai_au() {
            None => self.texte.to_owned(),
            Some(jour) => format!("Au {}\u{a0}: {}", long(jour), self.texte),
        };
        let past = self.regles.iter().filter(|regle| regle.est_a_relire(today));
        if let Some(jour) = past.filter_map(|regle| regle.relire_apres).min() {
            said.push_str(&format!(
                " Le {} est passé\u{a0}: ce texte a pu changer. Relisez ses sources avant de vous y fier.",
                long(jour)
            ));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendrier::lire_date;
    use crate::domain::rules::avis::AVIS;

    fn dit(id: &str, today: &str) -> String {
        let avis = AVIS.iter().find(|avis| avis.id == id).unwrap();
        avis.dit_le(lire_date(today).unwrap()).replace('\u{a0}', " ")
    }

    #[test]
    fn what_is_dated_says_its_date_and_nothing_else_does() {
        for avis in AVIS {
            assert_eq!(avis.genre == Genre::Datee, avis.vrai_au().is_some(), "{}", avis.id);
            let said = dit(avis.id, "2026-11-28");
            assert_eq!(avis.genre == Genre::Datee, said.starts_with("Au 28 novembre 2026 : "), "{}", avis.id);
        }
    }

    /// R-RIE-02: a project, until the end of its standstill.
    #[test]
    fn a_project_says_so_and_is_read_again_once_its_standstill_is_over() {
        let fresh = dit("rie-projet", "2026-12-15");
        assert!(fresh.contains("projet") && fresh.contains("15 décembre 2026"), "{fresh}");
        assert!(!fresh.contains("a pu changer"), "{fresh}");
        for late in ["2026-12-16", "2027-06-01"] {
            let told = dit("rie-projet", late);
            assert!(told.contains("Le 15 décembre 2026 est passé : ce texte a pu changer."), "{told}");
        }
        // The law in force has no such day.
        assert_eq!(dit("double-facteur", "2026-11-28"), dit("double-facteur", "2027-06-01"));
    }
}
