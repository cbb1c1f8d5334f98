//! The program `calcul`: the plan and what is said of it. One demand in, one answer out; pure.

use chrono::NaiveDate;

use crate::protocol::node::Node;
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
        DrawnPage::Aide => Reponse::Page("Aide et glossaire".to_owned(), pages::aide::aide()),
        DrawnPage::QuestionnaireVierge => Reponse::Page("Questionnaire vierge".to_owned(), pages::vierge::vierge(jour)),
        DrawnPage::Resume => sur_dossier(demande, |dossier| Reponse::Resume(resume(dossier, jour))),
        DrawnPage::Plan => sur_dossier(demande, |dossier| {
            let report = Report::du_dossier(dossier, jour);
            let export = Export { dossier, report: &report };
            Reponse::Page(pages::plan::titre(&report), pages::plan::plan(&export))
        }),
        DrawnPage::Liste => page_breve(demande, jour, pages::liste::TITRE, pages::liste::liste),
        DrawnPage::Fiches => page_breve(demande, jour, pages::fiches::TITRE, pages::fiches::fiches),
        DrawnPage::Courriers => page_breve(demande, jour, pages::courriers::TITRE, pages::courriers::courriers),
        DrawnPage::Calendrier => sur_dossier(demande, |dossier| {
            let report = Report::bref_du_dossier(dossier, jour);
            let export = Export { dossier, report: &report };
            Reponse::Page(pages::frise::titre(&report), pages::frise::page(&export))
        }),
        _ => Reponse::incompris(),
    }
}

/// A page of a dossier that tells no reason: the answers that decided are not looked for.
fn page_breve(
    demande: &Demande,
    jour: NaiveDate,
    titre: &'static str,
    dessin: fn(&Export) -> Node,
) -> Reponse {
    sur_dossier(demande, |dossier| {
        let report = Report::bref_du_dossier(dossier, jour);
        let page = dessin(&Export { dossier, report: &report });
        Reponse::Page(pages::onglets::titre_de(titre, &report), page)
    })
}

/// Answers from the dossier of a demand.
pub fn sur_dossier(demande: &Demande, answer: impl FnOnce(&Dossier) -> Reponse) -> Reponse {
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
