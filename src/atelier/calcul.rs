//! The program `calcul`: the plan and what is said of it. One demand in, one answer out; pure.

use chrono::NaiveDate;

use super::pages;
use super::protocole::{Demande, Quoi, Reponse, Resume};
use crate::domain::calendrier::lire_date;
use crate::domain::dossier::{self, Dossier};
use crate::domain::report::Report;
use crate::export::Export;

/// Answers a demand.
pub fn repondre(demande: &Demande) -> Reponse {
    let Some(jour) = lire_date(&demande.jour) else { return Reponse::incompris() };
    match demande.quoi {
        Quoi::Aide => Reponse::Page("Aide et glossaire".to_owned(), pages::aide::aide()),
        Quoi::Resume => sur_dossier(demande, |dossier| Reponse::Resume(resume(dossier, jour))),
        Quoi::Plan => sur_dossier(demande, |dossier| {
            let report = Report::of(&dossier.answers, jour);
            let export = Export { dossier, report: &report };
            Reponse::Page(pages::plan::titre(&report), pages::plan::plan(&export))
        }),
        _ => Reponse::incompris(),
    }
}

/// Answers from the dossier of a demand.
pub fn sur_dossier(demande: &Demande, answer: impl FnOnce(&Dossier) -> Reponse) -> Reponse {
    match dossier::ouvrir(&demande.dossier) {
        Ok((dossier, _)) => answer(&dossier),
        Err(error) => Reponse::Refus(error.to_string()),
    }
}

fn resume(dossier: &Dossier, jour: NaiveDate) -> Resume {
    let report = Report::bref(&dossier.answers, jour);
    let sure = report.actions.into_iter().filter(|action| !action.conseil);
    Resume {
        surs: sure.map(|action| (action.id, action.titre, action.quand)).collect(),
        possibles: report.ouverts.into_iter().map(|open| open.titre).collect(),
    }
}
