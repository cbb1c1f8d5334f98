//! The program `atelier`: files in and out, with the libraries that read and write them, which cost a first visit
//! nothing. Pages, parts and answers are made here, without a browser; `service` plugs them to files, to storage and to the
//! worker.

pub mod effectif;
pub mod fichiers;
pub mod finess;
pub mod portefeuille;
#[cfg(target_arch = "wasm32")]
pub mod service;
