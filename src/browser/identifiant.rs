//! Random ids for dossiers.

/// Sixteen random hexadecimal digits after a prefix.
pub fn nouveau(prefixe: &str) -> String {
    let mut octets = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let random = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut octets).ok());
    if random.is_none() {
        octets = (js_sys::Math::random() * 1e18).to_bits().to_be_bytes();
    }
    octets.iter().fold(format!("{prefixe}-"), |id, octet| format!("{id}{octet:02x}"))
}
