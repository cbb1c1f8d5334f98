//! What the page and the programs beside it say to each other: a [`request::Request`] one way, [`event::Event`]s the other.
//!
//! The page asks, a program answers; before its last word it may tell how far it is, or send a page in several pieces.
//! A refusal is a sentence, never a panic. Messages are JSON texts; the file that the user chose, the bytes of the file
//! that was made, travel beside. Pure: both sides compile it, native tests read it.

pub mod answer;
pub mod couleur;
pub mod delivery;
pub mod event;
pub mod mail;
pub mod node;
pub mod pace;
pub mod publication;
pub mod reglages;
pub mod request;
