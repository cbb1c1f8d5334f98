//! Numbers as French writes them.

/// Groups of three digits, apart by narrow non-breaking spaces.
pub fn milliers(nombre: u64) -> String {
    let chiffres = nombre.to_string();
    let mut texte = String::with_capacity(chiffres.len() * 2);
    for (rang, chiffre) in chiffres.chars().enumerate() {
        if rang > 0 && (chiffres.len() - rang).is_multiple_of(3) {
            texte.push('\u{202f}');
        }
        texte.push(chiffre);
    }
    texte
}

/// A count and what it counts, with an `s` from two on: « 1 personne », « 0 ligne », « 12 personnes ».
pub fn accorder(nombre: u64, nom: &str) -> String {
    format!("{} {nom}{}", milliers(nombre), s(nombre))
}

/// The mark of the plural: from two on.
pub fn s(nombre: u64) -> &'static str {
    if nombre > 1 { "s" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_starts_at_two() {
        assert_eq!(
            [0, 1, 2, 1200].map(|nombre| accorder(nombre, "ligne")),
            ["0 ligne", "1 ligne", "2 lignes", "1\u{202f}200 lignes"]
        );
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(milliers(7), "7");
        assert_eq!(milliers(750), "750");
        assert_eq!(milliers(98_000), "98\u{202f}000");
        assert_eq!(milliers(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
