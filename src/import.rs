//! FINESS files, read as streams: bytes are pushed in, typed values and located errors come out; and staff rosters
//! ([`effectif`]), read whole. Pure: no browser, no file, no clock; depends on `domain` only.
//!
//! ```text
//! pousser(&[u8]) → gunzip ─┐
//! pousser_decompresse ─────┴→ what is it? → finess_json ┐
//!                                        → finess_csv  ┴→ Entite (an EJ and its sites) → the caller's closure
//! ```
//!
//! **Invariant:** memory does not depend on the size of the file. Each limit stands in [`limites`] with its reason;
//! beyond one, reading stops with a sentence (R-IMPORT-08). What was delivered before an error remains the caller's.
//!
//! Addresses and contacts are not taken from the file: a place of life may be a home (R-IMPORT-14). Without a file, sites
//! are typed one by one (R-IMPORT-15): that is the questionnaire's.

pub mod annuaire;
mod categories;
pub mod effectif;
pub mod entite;
pub mod erreur;
mod finess_csv;
mod finess_json;
mod gunzip;
pub mod lecteur;
pub mod limites;
pub mod parts;
mod saut;
pub mod selection;

pub use entite::{Avertissement, Doute, Ej, Entite, Site};
pub use erreur::{AutreType, ErreurImport, Lieu};
pub use lecteur::{Bilan, Format, Lecteur, Progres, fraicheur};
pub use selection::{Selection, Trouvee};
