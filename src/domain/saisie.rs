//! What typing or pasting a number gives: a value, maybe with a warning; or a refusal that says what to do.
//!
//! Shared by `finess.rs`, `siren.rs`, `siret.rs` and `rpps.rs`: cleaning what was pasted (R-ID-16), and refusing what a
//! spreadsheet has already damaged (R-ID-17).

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

/// A refused entry. Nothing is computed from it until the user has corrected or confirmed (R-ALGO-01 point 1).
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

    /// A refusal that comes with a value to confirm.
    pub fn avec_proposition(phrase: impl Into<String>, proposition: impl Into<String>) -> Self {
        Self { phrase: phrase.into(), proposition: Some(proposition.into()) }
    }
}

/// Takes out spaces of every kind (non-breaking and invisible ones too), dots and dashes, and puts letters in upper
/// case (R-ID-16). Anything else is kept, for the reader of the number to refuse it: nothing is guessed.
pub fn normaliser(texte: &str) -> String {
    texte.chars().filter(|c| !est_separateur(*c)).map(|c| c.to_ascii_uppercase()).collect()
}

fn est_separateur(c: char) -> bool {
    // Zero-width spaces, word joiner and byte order mark come with a paste from a web page or a spreadsheet.
    c.is_whitespace()
        || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text is a number in scientific notation, as a spreadsheet writes long ones: digits are lost (R-ID-17).
///
/// A lone `E` between digits, as in `2E0000105`, is a letter where a FINESS may have one: not scientific.
pub fn est_scientifique(texte: &str) -> bool {
    let compact: String = texte.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((mantisse, exposant)) = compact.split_once(['e', 'E']) else { return false };
    let nombre = |part: &str| {
        part.chars().any(|c| c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-'))
    };
    nombre(mantisse)
        && nombre(exposant)
        && (exposant.starts_with(['+', '-']) || mantisse.contains(['.', ',']))
}

/// The refusal of a number in scientific notation (R-ID-17).
pub fn refus_scientifique() -> Refus {
    Refus::new(
        "Ce nombre vient d’un tableur qui l’a abrégé («\u{a0}E+\u{a0}»)\u{a0}: des chiffres sont perdus. Reprenez le numéro sur le document d’origine.",
    )
}

/// The refusal of a number that is digits only, and is not, or has not the right length.
///
/// `nom` goes after « le numéro »; `conseil` is the sentence that says where to read it.
pub fn refus_de_forme(nom: &str, longueur: usize, numero: &str, conseil: &str) -> Refus {
    let saisis = numero.chars().count();
    let constat = match (saisis == longueur, numero.chars().all(|c| c.is_ascii_digit())) {
        (true, _) => "le vôtre contient un autre signe".to_owned(),
        (false, true) => compte(saisis),
        (false, false) => format!("vous avez saisi {saisis}\u{a0}signes, qui ne sont pas tous des chiffres"),
    };
    Refus::new(format!("Le numéro {nom} compte {longueur}\u{a0}chiffres\u{a0}; {constat}. {conseil}"))
}

/// « vous en avez saisi 8 ».
pub fn compte(nombre: usize) -> String {
    if nombre == 0 {
        "vous n’en avez saisi aucun".to_owned()
    } else {
        format!("vous en avez saisi {nombre}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_dots_and_dashes_of_every_kind_are_taken_out() {
        assert_eq!(normaliser(" 010\u{a0}78-30.09 "), "010783009");
        assert_eq!(normaliser("2a\u{202f}0000105\u{feff}"), "2A0000105");
        assert_eq!(normaliser("732–829\u{200b}\t320"), "732829320");
    }

    #[test]
    fn any_other_sign_is_kept_to_be_refused() {
        assert_eq!(normaliser("0107/80054"), "0107/80054");
        assert_eq!(normaliser("é٣"), "é٣");
    }

    #[test]
    fn scientific_notation_is_told_from_a_number_that_holds_a_letter() {
        for text in ["2,601E+13", "2.601e13", " 2,6 E+13", "7E+08", "1e-3"] {
            assert!(est_scientifique(text), "{text}");
        }
        for text in ["2A0000105", "2E0000105", "E+", ",E+1", "", "e", "732829320"] {
            assert!(!est_scientifique(text), "{text}");
        }
    }

    #[test]
    fn a_wrong_form_says_how_many_signs_or_that_one_is_not_a_digit() {
        let phrase = |numero| refus_de_forme("SIREN", 9, numero, "Vérifiez-le.").phrase;
        assert!(phrase("73282932").contains("vous en avez saisi 8"));
        assert!(phrase("").contains("aucun"));
        assert!(phrase("73282932X").contains("un autre signe"));
        assert!(phrase("7328X").contains("5\u{a0}signes"));
    }
}
