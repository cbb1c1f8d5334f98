//! Random ids for dossiers. By hand: one call to the browser, where a crate of randomness brings its generators.

use gloo_utils::window;

/// Sixteen random hexadecimal digits after a prefix.
pub fn fresh(prefix: &str) -> String {
    let mut bytes = [0_u8; 8];
    let random = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if random.is_err() {
        bytes = (js_sys::Math::random() * 1e18).to_bits().to_be_bytes();
    }
    bytes.iter().fold(format!("{prefix}-"), |id, byte| format!("{id}{byte:02x}"))
}
