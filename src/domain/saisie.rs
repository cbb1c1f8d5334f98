//! What typing or pasting a number gives: a value, maybe with a warning; or a refusal that says what to do.

/// An accepted entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saisie<T> {
    /// The value.
    pub valeur: T,
    /// A doubt that does not block, in French.
    pub avertissement: Option<String>,
}

impl<T> Saisie<T> {
    /// Accepted without a doubt.
    pub fn sure(valeur: T) -> Self {
        Self { valeur, avertissement: None }
    }

    /// Accepted with a doubt.
    pub fn douteuse(valeur: T, avertissement: impl Into<String>) -> Self {
        Self { valeur, avertissement: Some(avertissement.into()) }
    }
}

/// A refused entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refus {
    /// What is wrong and what to do, in French.
    pub phrase: String,
    /// A value that may be the right one, to confirm.
    pub proposition: Option<String>,
}

impl Refus {
    /// A refusal.
    pub fn new(phrase: impl Into<String>) -> Self {
        Self { phrase: phrase.into(), proposition: None }
    }
}

/// Takes out spaces (non-breaking ones too), dots, dashes and other separators, and puts letters in upper case
/// (R-ID-16).
pub fn normaliser(texte: &str) -> String {
    texte.chars().filter(|c| c.is_alphanumeric() || matches!(c, ',' | '+')).flat_map(char::to_uppercase).collect()
}

/// Whether a text is a number in scientific notation, as a spreadsheet writes long ones: digits are lost (R-ID-17).
pub fn est_scientifique(texte: &str) -> bool {
    let compact: String = texte.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((mantissa, exponent)) = compact.split_once(['e', 'E']) else { return false };
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-'));
    number(mantissa) && number(exponent) && (exponent.starts_with(['+', '-']) || mantissa.contains(['.', ',']))
}

/// The refusal of a number in scientific notation.
pub fn refus_scientifique() -> Refus {
    Refus::new(
        "Ce nombre vient d’un tableur qui l’a abrégé (« E+ »)\u{a0}: des chiffres sont perdus. Reprenez le numéro sur le document d’origine.",
    )
}

/// « vous en avez saisi 8 ».
pub fn compte(nombre: usize) -> String {
    if nombre == 0 { "vous n’en avez saisi aucun".to_owned() } else { format!("vous en avez saisi {nombre}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_non_breaking_spaces_are_taken_out() {
        assert_eq!(normaliser(" 010\u{a0}78-30.09 "), "010783009");
        assert_eq!(normaliser("2a\u{202f}0000105"), "2A0000105");
    }

    #[test]
    fn scientific_notation_is_told_from_a_corsican_number() {
        assert!(est_scientifique("2,601E+13"));
        assert!(est_scientifique("2.601e13"));
        assert!(!est_scientifique("2A0000105"));
        assert!(!est_scientifique("2E0000105"));
    }
}
