//! One file per page.

pub mod accueil;
pub mod aide;
pub mod introuvable;
pub mod liste;
pub mod plan;
pub mod question;
pub mod verifier;
