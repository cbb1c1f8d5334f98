//! FINESS files, read as streams: bytes are pushed in, typed values and located errors come out. Pure: no browser, no
//! file, no clock; depends on `domain` only.
//!
//! ```text
//! pousser(&[u8]) → gunzip → what is it? → finess_json ┐
//!                                       → finess_csv  ┴→ Entite (an EJ and its sites) → the caller's closure
//! ```
//!
//! **Invariant:** memory does not depend on the size of the file. Each limit stands in [`limites`] with its reason;
//! beyond one, reading stops with a sentence. What was delivered before an error remains the caller's.

pub mod annuaire;
pub mod entite;
pub mod erreur;
mod finess_csv;
mod finess_json;
pub mod lecteur;
pub mod limites;
mod saut;
pub mod selection;

pub use entite::{Avertissement, Doute, Ej, Entite, Site};
pub use erreur::{AutreType, ErreurImport, Lieu};
pub use lecteur::{Bilan, Format, Lecteur, Progres, fraicheur};
pub use selection::{Selection, Trouvee};
