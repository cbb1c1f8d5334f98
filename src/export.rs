//! What leaves the page: pure functions of a dossier and of its [`Report`](crate::domain::report::Report). Same dossier, same day, same bytes. They run
//! in the atelier, off the page's thread; `domain` is all they know.
//!
//! [`Format`] lists the files that are offered, [`fichier`] makes one. What is not asked is not exported, but for the
//! dossier file, which keeps everything the user typed.

pub mod archive;
pub mod courriers;
pub mod csv;
pub mod details;
pub mod document;
pub mod documents;
pub mod docx;
mod entree;
mod erreur;
mod fichier;
pub mod html;
pub mod ics;
pub mod json;
pub mod liste;
pub mod modele_effectif;
pub mod portefeuille;
pub mod preparation;
pub mod tables;
pub mod texte;
pub mod xlsx;

pub use entree::Export;
pub use erreur::ExportError;
pub use fichier::{Fichier, Format, fichier, lisibles};
