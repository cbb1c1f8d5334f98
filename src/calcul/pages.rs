//! What `calcul` draws, one file per page.

pub mod aide;
pub mod courriers;
pub mod fiches;
pub mod frise;
pub mod liste;
pub mod plan;
pub mod pourquoi;
pub mod titles;
pub mod vierge;
