//! SIREN number of an organisation (R-ID-08).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, est_scientifique, normaliser, refus_de_forme, refus_scientifique};

/// Nine digits, the last one a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Siren(String);

impl Siren {
    /// Reads what was typed or pasted.
    ///
    /// # Errors
    /// Scientific notation (R-ID-17), a wrong length, another character than a digit, a wrong key; the fourteen digits
    /// of a SIRET propose the first nine.
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte, &["siren"]);
        if let Some(siren) = de_la_tva(&numero) {
            return Err(Refus::avec_proposition(
                format!("C’est un numéro de TVA. Le SIREN en est la fin\u{a0}: est-ce {siren}\u{a0}?"),
                siren,
            ));
        }
        if let Some(debut) = numero.get(..9)
            && numero.len() == 14
            && numero.bytes().all(|c| c.is_ascii_digit())
            && luhn_texte(debut)
        {
            return Err(Refus::avec_proposition(
                format!(
                    "C’est un numéro SIRET (14\u{a0}chiffres). Le SIREN en est le début\u{a0}: est-ce {debut}\u{a0}?"
                ),
                debut,
            ));
        }
        if numero.len() != 9 || !numero.bytes().all(|c| c.is_ascii_digit()) {
            return Err(refus_de_forme("SIREN", 9, &numero, "C’est le début du SIRET du siège."));
        }
        if !luhn_texte(&numero) {
            return Err(Refus::new(
                "Le dernier chiffre de ce numéro SIREN ne correspond pas aux autres. Vérifiez-le sur un avis de situation Insee.",
            ));
        }
        Ok(Saisie::sure(Self(numero)))
    }

    /// The nine digits.
    pub fn texte(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The SIREN that a French VAT number ends with, when its own key is right. That of the VAT number, two letters or digits, is
/// not judged: the SIREN is proposed, not accepted.
fn de_la_tva(numero: &str) -> Option<&str> {
    let reste = numero.strip_prefix("TVA").unwrap_or(numero);
    let (cle, siren) = reste.strip_prefix("FR")?.split_at_checked(2)?;
    let entier = |texte: &str| texte.bytes().all(|c| c.is_ascii_digit());
    let cle_possible = cle.bytes().all(|c| c.is_ascii_alphanumeric());
    (siren.len() == 9 && entier(siren) && luhn_texte(siren) && cle_possible).then_some(siren)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tried_values_of_the_rule_base_are_read_as_it_says() {
        assert_eq!(Siren::read("732 829 320").unwrap(), Saisie::sure(Siren("732829320".to_owned())));
        assert!(Siren::read("356000000").is_ok());
        assert!(Siren::read("732829321").is_err());
    }

    #[test]
    fn a_siret_proposes_its_first_nine_digits() {
        assert_eq!(Siren::read("73282932000074").unwrap_err().proposition.as_deref(), Some("732829320"));
        assert_eq!(Siren::read("73282932100074").unwrap_err().proposition, None);
    }

    #[test]
    fn a_vat_number_proposes_the_siren_at_its_end() {
        for text in ["FR32732829320", "fr 44 732 829 320", "TVA FR44732829320"] {
            assert_eq!(Siren::read(text).unwrap_err().proposition.as_deref(), Some("732829320"), "{text}");
        }
        assert_eq!(Siren::read("FR44732829321").unwrap_err().proposition, None);
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        assert!(Siren::read("7,3E+08").unwrap_err().phrase.contains("tableur"));
        assert!(Siren::read("7328293").unwrap_err().phrase.contains("saisi 7"));
        assert!(Siren::read("73282932O").unwrap_err().phrase.contains("autre signe"));
        assert!(Siren::read("éééé7328293200").is_err());
    }
}
