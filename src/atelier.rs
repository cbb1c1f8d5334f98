//! The programs beside the page: what is too long or too heavy for it runs there, in a worker, and comes back drawn.
//!
//! Two programs ([`protocole::Programme`]): `calcul` computes the plan and draws what is said of it; `atelier` reads and
//! writes files. Both answer demands ([`protocole::Demande`]) with pages as data ([`noeud::Noeud`]), which the page puts
//! in place, so that neither the plan's texts nor the libraries cost a first visit anything, and so that nothing that
//! takes time holds the page. Everything here is pure and tested natively; `src/bin/` and `browser::service` plug it in.

pub mod calcul;
pub mod effectif;
pub mod fichiers;
pub mod finess;
pub mod livraison;
pub mod noeud;
pub mod pages;
pub mod protocole;
