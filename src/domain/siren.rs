//! SIREN number of an organisation (R-ID-08).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, compte, est_scientifique, normaliser, refus_scientifique};

/// Nine digits, the last one a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Siren(String);

impl Siren {
    /// Reads what was typed or pasted.
    ///
    /// # Errors
    /// A wrong length, another character than a digit, a wrong key; fourteen digits propose the first nine.
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte);
        let chiffres = numero.chars().all(|c| c.is_ascii_digit());
        if chiffres && numero.len() == 14 && luhn_texte(&numero[..9]) {
            return Err(Refus {
                phrase: "C’est un numéro SIRET (14\u{a0}chiffres). Le SIREN en est le début, 9\u{a0}chiffres.".to_owned(),
                proposition: Some(numero[..9].to_owned()),
            });
        }
        if !chiffres || numero.len() != 9 {
            return Err(Refus::new(format!(
                "Le numéro SIREN compte 9\u{a0}chiffres\u{a0}; {}. C’est le début du SIRET du siège.",
                compte(numero.chars().count())
            )));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_tried_values() {
        assert!(Siren::read("732 829 320").is_ok());
        assert!(Siren::read("356000000").is_ok());
        assert!(Siren::read("732829321").is_err());
        assert_eq!(Siren::read("73282932000074").unwrap_err().proposition.as_deref(), Some("732829320"));
    }
}
