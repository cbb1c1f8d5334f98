//! Jalons.
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod domain;
pub mod export;
pub mod import;
#[cfg(target_arch = "wasm32")]
pub mod ui;
