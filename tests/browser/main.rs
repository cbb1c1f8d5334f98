//! The wall with the browser and the components that draw, in a real one: `cargo xtask test` runs this in headless
//! Chromium.
#![cfg(target_arch = "wasm32")]

mod dessin;
mod evenements;
mod horloge;
mod identifiant;
mod storage;
mod vue;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
