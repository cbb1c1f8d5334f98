//! What leaves the page: pure functions of a dossier and of its [`Report`]. Same dossier, same day, same bytes. They run
//! in the atelier, off the page's thread; `domain` is all they know.
//!
//! [`Format`] lists the files that are offered, [`fichier`] makes one. What is not asked is not exported, but for the
//! dossier file, which keeps everything the user typed.

use std::fmt;

use crate::domain::dossier::{self, Dossier, Suivi};
use crate::domain::facts::Facts;
use crate::domain::nom_de_fichier::nom_de_fichier;
use crate::domain::report::Report;

pub mod archive;
pub mod courriers;
pub mod csv;
pub mod details;
pub mod ics;
pub mod json;
pub mod liste;
pub mod modele_effectif;
pub mod preparation;
pub mod tables;
pub mod xlsx;

/// What every export reads: the dossier, and what its plan says.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The dossier: its answers and its follow-up.
    pub dossier: &'a Dossier,
    /// The report of the plan of the same answers.
    pub report: &'a Report,
}

/// What the user noted of an action on which nothing was noted.
static RIEN_DE_NOTE: Suivi = Suivi { etat: dossier::Etat::AFaire, date: None, note: String::new() };

impl<'a> Export<'a> {
    /// The answers, read on the day of the plan.
    pub fn facts(&self) -> Facts<'a> {
        Facts::new(&self.dossier.answers, self.report.jour)
    }

    /// What the user noted of an action.
    pub fn suivi(&self, action: &str) -> &'a Suivi {
        self.dossier.suivi.get(action).unwrap_or(&RIEN_DE_NOTE)
    }
}

/// A file that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The actions, one a line.
    Csv,
    /// The workbook.
    Classeur,
    /// The calendar.
    Calendrier,
    /// The checklist, in Markdown.
    Markdown,
    /// The checklist, in plain text.
    Texte,
    /// The plan, for programs.
    Plan,
    /// The dossier, to open it again.
    Dossier,
    /// All of these in one file.
    Complet,
}

impl Format {
    /// Every format, in the order they are offered.
    pub const TOUS: [Self; 8] = [
        Self::Csv,
        Self::Classeur,
        Self::Calendrier,
        Self::Markdown,
        Self::Texte,
        Self::Plan,
        Self::Dossier,
        Self::Complet,
    ];

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Csv => "Liste des actions (CSV)",
            Self::Classeur => "Classeur (XLSX)",
            Self::Calendrier => "Calendrier (ICS)",
            Self::Markdown => "Liste à cocher (Markdown)",
            Self::Texte => "Liste à cocher (texte)",
            Self::Plan => "Plan pour un programme (JSON)",
            Self::Dossier => "Dossier, pour le rouvrir ici (JSON)",
            Self::Complet => "Dossier complet (ZIP)",
        }
    }

    /// The end of its file's name.
    pub fn fin_de_nom(self) -> &'static str {
        match self {
            Self::Csv => "actions.csv",
            Self::Classeur => "classeur.xlsx",
            Self::Calendrier => "calendrier.ics",
            Self::Markdown => "liste.md",
            Self::Texte => "liste.txt",
            Self::Plan => "plan.json",
            Self::Dossier => "dossier.json",
            Self::Complet => "complet.zip",
        }
    }

    /// Its media type.
    pub fn type_mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Classeur => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Calendrier => "text/calendar;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Texte => "text/plain;charset=utf-8",
            Self::Plan | Self::Dossier => "application/json",
            Self::Complet => "application/zip",
        }
    }
}

/// A file, ready to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fichier {
    /// « jalons-orsac-2026-11-24-actions.csv ».
    pub nom: String,
    /// Media type.
    pub type_mime: &'static str,
    /// Content.
    pub octets: Vec<u8>,
}

/// Why a file could not be made. Displays a sentence for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportError;

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ce fichier n’a pas pu être fabriqué. Vos réponses sont intactes : téléchargez le dossier, puis essayez un autre format.")
    }
}

/// Makes a file.
///
/// # Errors
/// [`ExportError`], when a workbook or an archive is too large for its format.
pub fn fichier(export: &Export, format: Format) -> Result<Fichier, ExportError> {
    let octets = match format {
        Format::Csv => csv::actions(export)?,
        Format::Classeur => xlsx::classeur(export)?,
        Format::Calendrier => ics::calendrier(export).into_bytes(),
        Format::Markdown => liste::markdown(export).into_bytes(),
        Format::Texte => liste::texte(export).into_bytes(),
        Format::Plan => json::ecrire(export.report).into_bytes(),
        Format::Dossier => dossier::ecrire(export.dossier).into_bytes(),
        Format::Complet => archive::complete(export)?,
    };
    let nom = nom_de_fichier(&export.report.structure, export.report.jour, format.fin_de_nom());
    Ok(Fichier { nom, type_mime: format.type_mime(), octets })
}
