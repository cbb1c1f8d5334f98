//! The files that are offered: their names, and how each is made.

use super::entree::Export;
use super::erreur::ExportError;
use super::{archive, csv, documents, docx, html, ics, json, liste, texte, xlsx};
use crate::domain::dossier;
use crate::domain::nom_de_fichier::nom_de_fichier;

/// A file that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The actions, one a line.
    Csv,
    /// The workbook.
    Classeur,
    /// The calendar.
    Calendrier,
    /// The checklist with all its detail, in Markdown.
    Markdown,
    /// What to start with, in plain text, for a mail.
    Texte,
    /// The plan, for programs.
    Plan,
    /// The dossier, to open it again.
    Dossier,
    /// All of these in one file, with what is read without any program of ours ([`lisibles`]).
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

/// What is read, printed or completed without any program of ours: what to start with, the sheets, the letters; each as
/// a page and as a document.
///
/// # Errors
/// [`ExportError`], when a document is too large for its format.
pub fn lisibles(export: &Export) -> Result<Vec<Fichier>, ExportError> {
    let all = [
        ("par-quoi-commencer", Some(documents::essentiel(export))),
        ("fiches", documents::fiches(export)),
        ("courriers", documents::lettres(export)),
    ];
    let mut files = vec![];
    for (nom, document) in all.iter().filter_map(|(nom, document)| Some((*nom, document.as_ref()?))) {
        let mut put = |fin: &str, type_mime, octets| {
            let nom = nom_de_fichier(&export.report.structure, export.report.jour, &format!("{nom}.{fin}"));
            files.push(Fichier { nom, type_mime, octets });
        };
        put("html", "text/html;charset=utf-8", html::page(document).into_bytes());
        let type_mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        put("docx", type_mime, docx::fichier(document)?);
    }
    Ok(files)
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
        Format::Texte => texte::ecrire(&documents::essentiel(export)).into_bytes(),
        Format::Plan => json::ecrire(export.report).into_bytes(),
        Format::Dossier => dossier::ecrire(export.dossier).into_bytes(),
        Format::Complet => {
            let others = Format::TOUS.into_iter().filter(|format| *format != Format::Complet);
            let mut files = lisibles(export)?;
            for format in others {
                files.push(fichier(export, format)?);
            }
            let named: Vec<(&str, &[u8])> =
                files.iter().map(|file| (file.nom.as_str(), file.octets.as_slice())).collect();
            archive::zip(&named, export.report.jour)?
        }
    };
    let nom = nom_de_fichier(&export.report.structure, export.report.jour, format.fin_de_nom());
    Ok(Fichier { nom, type_mime: format.type_mime(), octets })
}
