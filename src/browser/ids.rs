//! Random ids for dossiers. By hand: one call to the browser, where a crate of randomness brings its generators.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::Crypto;

/// Sixteen random hexadecimal digits after a prefix.
pub fn fresh(prefix: &str) -> String {
    let mut bytes = [0_u8; 8];
    // In a page or in a worker.
    let crypto =
        Reflect::get(&js_sys::global(), &"crypto".into()).and_then(|found| found.dyn_into::<Crypto>());
    let random = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if random.is_err() {
        bytes = (js_sys::Math::random() * 1e18).to_bits().to_be_bytes();
    }
    bytes.iter().fold(format!("{prefix}-"), |id, byte| format!("{id}{byte:02x}"))
}
