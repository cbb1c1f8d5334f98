//! Jalons.
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod domain;
pub mod export;
#[cfg(target_arch = "wasm32")]
pub mod ui;
