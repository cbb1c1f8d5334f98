//! What every export reads.

use crate::domain::dossier::{Dossier, Etat, Suivi};
use crate::domain::facts::Facts;
use crate::domain::report::{LigneAction, Report};

/// What every export reads: the dossier, and what its plan says.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The dossier: its answers and its follow-up.
    pub dossier: &'a Dossier,
    /// The report of the plan of the same answers.
    pub report: &'a Report,
}

/// What the user noted of an action on which nothing was noted.
static RIEN_DE_NOTE: Suivi = Suivi { etat: Etat::AFaire, date: None, note: String::new() };

impl<'a> Export<'a> {
    /// The answers, read on the day of the plan.
    pub fn facts(&self) -> Facts<'a> {
        Facts::new(&self.dossier.answers, self.report.jour)
    }

    /// What the user noted of an action.
    pub fn suivi(&self, action: &LigneAction) -> &'a Suivi {
        self.dossier.suivi.get(&action.cle).unwrap_or(&RIEN_DE_NOTE)
    }
}
