//! Predicates that several rules share, named as sentences: one file per subject. Pure policy: no words for the user here.

mod cartes;
mod certificats;
mod contrat;
mod lignes;
mod logiciels;
mod porteur;
mod professionnels;
mod roles;
mod sites;

pub use cartes::*;
pub use certificats::*;
pub use contrat::*;
pub use lignes::*;
pub use logiciels::*;
pub use porteur::*;
pub use professionnels::*;
pub use roles::*;
pub use sites::*;

/// Ids of the two people described by questions of their own.
pub const RL: &str = "rl";
/// The director, distinct from the legal representative.
pub const DIRECTEUR: &str = "directeur";
/// The administrateur technique given by a shortcut of `at`, without a name.
pub const AT_ANONYME: &str = "at";
/// The instance that stands for the software when none is described (R-COMPTE-02).
pub const LOGICIEL_ANONYME: &str = "logiciel";
