//! The Luhn key, shared by FINESS, SIREN, SIRET and RPPS (`REGLES.md` §7.1).

/// Whether digits, the last one being the key, satisfy Luhn: from right to left every second digit is doubled,
/// starting with the one before the last; 9 is taken off what exceeds 9; the sum is a multiple of 10.
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
    sum % 10 == 0
}

/// Luhn over a text of digits only.
pub fn luhn_texte(texte: &str) -> bool {
    let digits: Option<Vec<u32>> = texte.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| luhn(digits.into_iter()))
}
