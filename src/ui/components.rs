//! Parts that pages are made of: values in, events out.

pub mod aide;
pub mod barre;
pub mod champ;
pub mod chemin;
pub mod lignes;
pub mod panneau;
