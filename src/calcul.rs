//! The program `calcul`: the plan and what is said of it. One request in, one answer out; pure. `service` runs it in its
//! worker.
//!
//! Its pages are drawn here, as data, so that neither the plan's texts nor its rules cost a first visit anything, and so
//! that nothing that takes time holds the page.

use chrono::NaiveDate;

use crate::domain::dossier::Dossier;
use crate::domain::report::Report;
use crate::export::Export;
use crate::protocol::answer::Answer;
use crate::protocol::event::{Summary, SummaryLine};
use crate::protocol::node::Node;
use crate::protocol::request::{DrawnPage, Envelope, Request};

pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod service;

/// Answers a request.
pub fn answer(envelope: &Envelope) -> Answer {
    let today = envelope.today;
    match &envelope.request {
        Request::Summary { dossier } => {
            Answer::from_dossier(dossier, |dossier| Answer::Summary(summary(dossier, today)))
        }
        Request::Page { page, dossier, .. } => self::page(*page, dossier, today),
        Request::Command { .. } => Answer::not_understood(),
    }
}

fn page(page: DrawnPage, dossier: &str, today: NaiveDate) -> Answer {
    match page {
        DrawnPage::Aide => Answer::page("Aide et glossaire", pages::aide::aide()),
        DrawnPage::QuestionnaireVierge => Answer::page("Questionnaire vierge", pages::vierge::vierge(today)),
        DrawnPage::Plan => Answer::from_dossier(dossier, |dossier| {
            let report = Report::du_dossier(dossier, today);
            let export = Export { dossier, report: &report };
            Answer::page(pages::plan::titre(&report), pages::plan::plan(&export))
        }),
        DrawnPage::Calendrier => Answer::from_dossier(dossier, |dossier| {
            let report = Report::bref_du_dossier(dossier, today);
            let export = Export { dossier, report: &report };
            Answer::page(pages::frise::titre(&report), pages::frise::page(&export))
        }),
        DrawnPage::Liste => brief_page(dossier, today, pages::liste::TITRE, pages::liste::liste),
        DrawnPage::Fiches => brief_page(dossier, today, pages::fiches::TITRE, pages::fiches::fiches),
        DrawnPage::Courriers => {
            brief_page(dossier, today, pages::courriers::TITRE, pages::courriers::courriers)
        }
        DrawnPage::Fichiers | DrawnPage::Finess | DrawnPage::Effectif | DrawnPage::Lien => {
            Answer::not_understood()
        }
    }
}

/// A page of a dossier that tells no reason: the answers that decided are not looked for.
fn brief_page(dossier: &str, today: NaiveDate, titre: &'static str, draw: fn(&Export) -> Node) -> Answer {
    Answer::from_dossier(dossier, |dossier| {
        let report = Report::bref_du_dossier(dossier, today);
        let page = draw(&Export { dossier, report: &report });
        Answer::page(pages::titles::titre_de(titre, &report), page)
    })
}

fn summary(dossier: &Dossier, today: NaiveDate) -> Summary {
    let report = Report::bref_du_dossier(dossier, today);
    let sure = report.actions.into_iter().filter(|action| !action.conseil);
    Summary {
        certain: sure
            .map(|action| SummaryLine { id: action.id, title: action.titre, when: action.quand })
            .collect(),
        possible: report.ouverts.into_iter().map(|open| open.titre).collect(),
    }
}
