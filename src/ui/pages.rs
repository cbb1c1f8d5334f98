//! One file per page.

pub mod accueil;
pub mod feuille;
pub mod introuvable;
pub mod liste;
pub mod question;
pub mod verifier;
