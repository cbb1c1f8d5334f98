//! Jalons.
pub mod domain;
