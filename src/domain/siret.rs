//! SIRET number of a place of business (R-ID-09, R-ID-10, R-ID-17, R-ID-18).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, compte, est_scientifique, normaliser, refus_scientifique};

/// Fourteen digits: a SIREN and a NIC of five.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Siret(String);

const LA_POSTE: &str = "356000000";

impl Siret {
    /// Reads what was typed or pasted.
    ///
    /// # Errors
    /// Scientific notation (digits are lost, R-ID-17), a wrong length, a wrong key.
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        let siret = Self::forme(texte)?;
        if siret.cle_juste() {
            Ok(Saisie::sure(siret))
        } else {
            Err(Refus::new(
                "Les chiffres de ce numéro SIRET ne correspondent pas entre eux. Vérifiez-le sur un avis de situation Insee.",
            ))
        }
    }

    /// Reads a SIRET that comes from a FINESS file: a wrong key is only a warning, since the files hold waiting
    /// numbers (NIC 99999) (R-ID-18).
    ///
    /// # Errors
    /// A wrong form.
    pub fn importe(texte: &str) -> Result<Saisie<Self>, Refus> {
        let siret = Self::forme(texte)?;
        let avertissement = if siret.0.ends_with("99999") {
            Some("Ce SIRET est un numéro d’attente de FINESS. Vérifiez-le.")
        } else if siret.cle_juste() {
            None
        } else {
            Some("Les chiffres de ce SIRET, lus dans FINESS, ne correspondent pas entre eux. Vérifiez-le.")
        };
        Ok(Saisie { valeur: siret, avertissement: avertissement.map(str::to_owned) })
    }

    fn forme(texte: &str) -> Result<Self, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte);
        if numero.chars().all(|c| c.is_ascii_digit()) && numero.len() == 14 {
            return Ok(Self(numero));
        }
        Err(Refus::new(format!(
            "Le numéro SIRET compte 14\u{a0}chiffres\u{a0}; {}. Vérifiez-le sur un avis de situation Insee.",
            compte(numero.chars().count())
        )))
    }

    /// Luhn on the fourteen digits and on the first nine; for La Poste, a sum of digits multiple of 5 also passes.
    fn cle_juste(&self) -> bool {
        let sum: u32 = self.0.chars().filter_map(|c| c.to_digit(10)).sum();
        (luhn_texte(&self.0) && luhn_texte(self.siren())) || (self.siren() == LA_POSTE && sum % 5 == 0)
    }

    /// Its first nine digits.
    pub fn siren(&self) -> &str {
        self.0.get(..9).unwrap_or("")
    }

    /// The fourteen digits.
    pub fn texte(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_tried_values() {
        for numero in [
            "73282932000074", "26010004500012", "50254756500015", "13000323900014", "35600000000048",
            "35600000049837", "35600000032574",
        ] {
            assert!(Siret::read(numero).is_ok(), "{numero}");
        }
        for numero in ["73282932000075", "35600000049838", "77567227299999", "2,601E+13", "7328293200007"] {
            assert!(Siret::read(numero).is_err(), "{numero}");
        }
    }

    #[test]
    fn a_waiting_number_of_finess_is_a_warning_when_imported() {
        assert!(Siret::importe("77567227299999").unwrap().avertissement.is_some());
        assert_eq!(Siret::importe("26010004500012").unwrap().avertissement, None);
    }
}
