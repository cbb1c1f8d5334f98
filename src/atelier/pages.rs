//! What the programs beside the page draw, one file per page.

pub mod aide;
pub mod frise;
pub mod plan;
pub mod pourquoi;
