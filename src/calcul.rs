//! The program `calcul`: the plan and what is said of it. One request in, one answer out; pure. `service` runs it in its
//! worker, and reads the dossiers of the device for the pages of all of them.
//!
//! Its pages are drawn here, as data, so that neither the plan's texts nor its rules cost a first visit anything, and so
//! that nothing that takes time holds the page.

use chrono::NaiveDate;

use crate::domain::dossier::{self, Dossier};
use crate::domain::plan_retenu::Souvenir;
use crate::domain::report::Report;
use crate::domain::variante::Variante;
use crate::export::Export;
use crate::protocol::answer::Answer;
use crate::protocol::event::{Summary, SummaryLine};
use crate::protocol::node::Node;
use crate::protocol::request::{Command, DrawnPage, Envelope, PAGE, Request};

pub mod pages;
pub mod reprise;
#[cfg(target_arch = "wasm32")]
pub mod service;

/// Answers a request.
pub fn answer(envelope: &Envelope) -> Answer {
    answer_remembering(envelope, None)
}

/// Answers a request; what is remembered of the plan of its dossier, if something is, being known.
pub fn answer_remembering(envelope: &Envelope, souvenir: Option<&Souvenir>) -> Answer {
    whole(envelope, souvenir).without(&envelope.publication.reglages().masquees)
}

/// The answer, with the pages that the publisher of this copy leaves out.
fn whole(envelope: &Envelope, souvenir: Option<&Souvenir>) -> Answer {
    let today = envelope.today;
    match &envelope.request {
        Request::Summary { dossier } => {
            Answer::from_dossier(dossier, |dossier| Answer::Summary(summary(dossier, today)))
        }
        Request::Page { page: DrawnPage::Plan, dossier, as_of: Some(day), .. } => {
            Answer::from_dossier(dossier, |dossier| pages::plan::vu_au(dossier, *day))
        }
        Request::Page { page, dossier, what_if, .. } => {
            let to_read = souvenir.filter(|_| page.tells_changes() && !page.says_what_changed());
            let annonce = to_read.zip(dossier::id(dossier));
            self::page(*page, dossier, what_if.as_ref(), envelope, souvenir)
                .under_title(annonce.and_then(|(souvenir, id)| pages::changements::annonce(&id, souvenir)))
        }
        Request::Command { command, fields, dossier, .. } => {
            Answer::from_dossier(dossier, |dossier| match command {
                Command::KeepOther => pages::comparer::garder(dossier, fields, today),
                Command::KeepBoth => pages::comparer::garder_les_deux(dossier, fields, today),
                Command::TakeOver => reprise::reprendre(dossier, fields, today),
                // `service` forgot what was read.
                Command::ChangesRead => match fields.get(PAGE).and_then(DrawnPage::from_token) {
                    Some(DrawnPage::Plan) => pages::plan::reponse(dossier, today, souvenir),
                    _ => pages::commencer::reponse(dossier, today, souvenir),
                },
                _ => Answer::not_understood(),
            })
        }
        // Those read the store: `service` answers them.
        Request::Index { .. }
        | Request::FileBeside { .. }
        | Request::FileIn { .. }
        | Request::Opened { .. }
        | Request::Shared { .. } => Answer::not_understood(),
    }
}

fn page(
    page: DrawnPage,
    dossier: &str,
    what_if: Option<&Variante>,
    envelope: &Envelope,
    souvenir: Option<&Souvenir>,
) -> Answer {
    let today = envelope.today;
    match page {
        DrawnPage::Aide => Answer::page("Aide et glossaire", pages::aide::aide()),
        DrawnPage::APropos => {
            let page = pages::a_propos::a_propos(&envelope.publication, today);
            Answer::page(pages::a_propos::TITRE, page)
        }
        DrawnPage::QuestionnaireVierge => Answer::page("Questionnaire vierge", pages::vierge::vierge(today)),
        DrawnPage::ParQuoiCommencer => {
            Answer::from_dossier(dossier, |dossier| pages::commencer::reponse(dossier, today, souvenir))
        }
        DrawnPage::Essentiel => {
            brief_page(dossier, today, pages::essentiel::TITRE, pages::essentiel::essentiel)
        }
        DrawnPage::Plan => {
            Answer::from_dossier(dossier, |dossier| pages::plan::reponse(dossier, today, souvenir))
        }
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
        DrawnPage::Comparer => Answer::from_dossier(dossier, |dossier| {
            let (titre, page) = pages::comparer::page(dossier, what_if, today);
            Answer::page(titre, page)
        }),
        DrawnPage::Fichiers | DrawnPage::Finess | DrawnPage::Effectif | DrawnPage::Lien => {
            Answer::not_understood()
        }
        DrawnPage::NouvelleStructure | DrawnPage::Importer => Answer::not_understood(),
        DrawnPage::Dossiers | DrawnPage::Groupe | DrawnPage::CetteSemaine => Answer::not_understood(),
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
        possible: report.ouverts.len(),
    }
}
