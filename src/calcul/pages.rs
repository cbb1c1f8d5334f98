//! What the programs beside the page draw, one file per page.

pub mod aide;
pub mod courriers;
pub mod fiches;
pub mod frise;
pub mod liste;
pub mod onglets;
pub mod plan;
pub mod pourquoi;
pub mod vierge;
