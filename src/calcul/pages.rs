//! What `calcul` draws, one file per page.

pub mod a_propos;
pub mod aide;
pub mod changements;
pub mod commencer;
pub mod comparer;
pub mod courriers;
pub mod envoi;
pub mod essentiel;
pub mod fiches;
pub mod frise;
pub mod groupe;
pub mod liste;
pub mod plan;
pub mod portefeuille;
pub mod pourquoi;
pub mod semaine;
pub mod titles;
pub mod vierge;
