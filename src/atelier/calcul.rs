//! The program `calcul`: the plan and what is said of it. One demand in, one answer out; pure.

use chrono::NaiveDate;

use super::noeud::Noeud;
use super::pages;
use super::protocole::{Demande, Quoi, Resume};
use crate::domain::calendrier::lire_date;
use crate::domain::dossier::{self, Dossier};
use crate::domain::report::Report;
use crate::export::Export;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reponse {
    /// A page, and its title for the browser.
    Page(String, Noeud),
    /// The plan in short.
    Resume(Resume),
    /// It could not be done: a sentence.
    Refus(String),
}

/// What is said when a demand makes no sense: the page and the program are not of the same version.
pub const INCOMPRIS: &str = "Cette page et son programme de calcul ne sont pas de la même version. Vos réponses sont gardées : rechargez la page.";

/// Answers a demand.
pub fn repondre(demande: &Demande) -> Reponse {
    let Some(jour) = lire_date(&demande.jour) else { return Reponse::Refus(INCOMPRIS.to_owned()) };
    match demande.quoi {
        Quoi::Aide => Reponse::Page("Aide et glossaire".to_owned(), pages::aide::aide()),
        Quoi::Resume => sur_dossier(demande, |dossier| Reponse::Resume(resume(dossier, jour))),
        Quoi::Plan => sur_dossier(demande, |dossier| {
            let report = Report::du_dossier(dossier, jour);
            let export = Export { dossier, report: &report };
            Reponse::Page(pages::plan::titre(&report), pages::plan::plan(&export))
        }),
        Quoi::Frise => sur_dossier(demande, |dossier| {
            let report = Report::bref_du_dossier(dossier, jour);
            let export = Export { dossier, report: &report };
            Reponse::Page(pages::frise::titre(&report), pages::frise::page(&export))
        }),
    }
}

fn sur_dossier(demande: &Demande, answer: impl FnOnce(&Dossier) -> Reponse) -> Reponse {
    match dossier::ouvrir(&demande.dossier) {
        Ok((dossier, _)) => answer(&dossier),
        Err(error) => Reponse::Refus(error.to_string()),
    }
}

fn resume(dossier: &Dossier, jour: NaiveDate) -> Resume {
    let report = Report::bref_du_dossier(dossier, jour);
    let sure = report.actions.into_iter().filter(|action| !action.conseil);
    Resume {
        surs: sure.map(|action| (action.id, action.titre, action.quand)).collect(),
        possibles: report.ouverts.into_iter().map(|open| open.titre).collect(),
    }
}
