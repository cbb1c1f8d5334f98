//! Predicates that several rules share, named as sentences: one file per subject. Pure policy: no words for the user here.
//!
//! Each subject is built on those before it, never on those after: the cards that people hold, who is to be appointed,
//! the contract, the holder of the CDE, the roles that need a card.

mod attentes;
mod cartes;
mod certificats;
mod contrat;
mod designations;
mod identifiants;
mod lignes;
mod logiciels;
mod porteur;
mod professionnels;
mod roles;
mod sites;

pub use attentes::*;
pub use cartes::*;
pub use certificats::*;
pub use contrat::*;
pub use designations::*;
pub use identifiants::*;
pub use lignes::*;
pub use logiciels::*;
pub use porteur::*;
pub use professionnels::*;
pub use roles::*;
pub use sites::*;
