//! The Luhn key, shared by FINESS, SIREN, SIRET and RPPS (`docs/regles.md` §7.1).

/// Whether digits, the last one being the key, satisfy Luhn: from right to left every second digit is doubled,
/// starting with the one before the last; 9 is taken off what exceeds 9; the sum is a multiple of 10. Zeros alone, that
/// programs write for nothing, are no number.
pub fn luhn(chiffres: impl DoubleEndedIterator<Item = u32>) -> bool {
    let sum: u32 = chiffres
        .rev()
        .enumerate()
        .map(|(rank, digit)| match (rank % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

/// Luhn over a text; false when it holds anything but digits.
pub fn luhn_texte(texte: &str) -> bool {
    texte.bytes().all(|c| c.is_ascii_digit()) && luhn(texte.bytes().map(|c| u32::from(c - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_digit_or_two_swapped_ones_break_the_key() {
        assert!(luhn_texte("732829320"));
        assert!(!luhn_texte("732829321"));
        assert!(!luhn_texte("738229320"));
        assert!(!luhn_texte("73282932X"));
        assert!(!luhn_texte("000000000"));
    }
}
