//! RPPS number of a professional (R-ID-12, R-ID-13, R-ID-15).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, compte, est_scientifique, normaliser, refus_scientifique};

/// Eleven digits that mean nothing, the last one a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rpps(String);

impl Rpps {
    /// Reads an RPPS number, or the national identifier (`8` then the RPPS) printed on a card.
    ///
    /// # Errors
    /// Scientific notation, a wrong length, a wrong key; nine characters are an ADELI number, replaced by RPPS.
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte);
        let numero = match numero.strip_prefix('8') {
            Some(rpps) if numero.len() == 12 => rpps.to_owned(),
            _ => numero,
        };
        if numero.chars().count() == 9 {
            return Err(Refus::new(
                "Ce numéro ressemble à un ancien numéro ADELI. ADELI est remplacé par le RPPS\u{a0}: 11\u{a0}chiffres, à chercher sur annuaire.sante.fr.",
            ));
        }
        if !numero.chars().all(|c| c.is_ascii_digit()) || numero.len() != 11 {
            return Err(Refus::new(format!(
                "Le numéro RPPS compte 11\u{a0}chiffres\u{a0}; {}. Il se trouve sur annuaire.sante.fr.",
                compte(numero.chars().count())
            )));
        }
        if !luhn_texte(&numero) {
            return Err(Refus::new(
                "Le dernier chiffre de ce numéro RPPS ne correspond pas aux autres. Vérifiez-le sur annuaire.sante.fr.",
            ));
        }
        Ok(Saisie::sure(Self(numero)))
    }

    /// The national identifier: `8` then the RPPS, twelve digits (R-ECPS-12).
    pub fn identifiant_national(&self) -> String {
        format!("8{}", self.0)
    }
}

impl fmt::Display for Rpps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_tried_values() {
        for numero in ["10123456781", "10000000009", "10101010105"] {
            assert!(Rpps::read(numero).is_ok(), "{numero}");
        }
        for numero in ["10123456782", "10003461033", "10102727017"] {
            assert!(Rpps::read(numero).is_err(), "{numero}");
        }
        let rpps = Rpps::read("810123456781").unwrap().valeur;
        assert_eq!(rpps.to_string(), "10123456781");
        assert_eq!(rpps.identifiant_national(), "810123456781");
    }

    #[test]
    fn an_adeli_number_is_told_to_be_replaced() {
        assert!(Rpps::read("019300001").unwrap_err().phrase.contains("ADELI"));
    }
}
