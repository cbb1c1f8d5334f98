//! Addresses that open a message in the user's own mail program: nothing is sent from here.

/// `mailto:` with the subject and the body (RFC 6068): every octet that is not unreserved is percent-encoded, lines end
/// with CRLF. Without a known address, the user chooses it.
pub fn mailto(to: &str, subject: &str, body: &str) -> String {
    let body = body.replace('\n', "\r\n");
    format!("mailto:{to}?subject={}&body={}", in_percents(&subject.replace('\n', " ")), in_percents(&body))
}

fn in_percents(text: &str) -> String {
    let mut out = String::new();
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(octet));
        } else {
            out.push_str(&format!("%{octet:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_an_address_is_encoded() {
        assert_eq!(
            in_percents("a&b=c?d#e é\r\n[x]\u{a0}%"),
            "a%26b%3Dc%3Fd%23e%20%C3%A9%0D%0A%5Bx%5D%C2%A0%25"
        );
    }
}
