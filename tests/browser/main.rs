//! The wall with the browser, in a real one: `cargo xtask test` runs this in headless Chromium.
#![cfg(target_arch = "wasm32")]

mod horloge;
mod identifiant;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
