//! RPPS number of a professional (R-ID-12, R-ID-13, R-ID-15, R-RPPS-02).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, normaliser, perd_des_chiffres, refus_de_forme, refus_scientifique};

/// Eleven digits that mean nothing, the last one a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rpps(String);

impl Rpps {
    /// Reads an RPPS number, or the national identifier (`8` then the RPPS) printed on a card (R-ID-13).
    ///
    /// # Errors
    /// Scientific notation that lost digits (R-ID-17), a wrong form, a wrong key. An old ADELI number has its own sentence: RPPS has
    /// replaced it (R-ID-15, R-RPPS-02).
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if perd_des_chiffres(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte, &["rpps", "adeli"]);
        let numero = match numero.strip_prefix('8') {
            Some(rpps) if numero.len() == 12 => rpps.to_owned(),
            _ => numero,
        };
        // In a column of ten or eleven signs, an ADELI number stands after zeros.
        let sans_zero = numero.strip_prefix('0').filter(|_| numero.len() == 10).unwrap_or(&numero);
        if ressemble_a_adeli(sans_zero) {
            return Err(Refus::new(
                "Ce numéro de 9\u{a0}caractères ressemble à un ancien numéro ADELI, remplacé par le RPPS. Cherchez le numéro RPPS, 11\u{a0}chiffres, sur annuaire.sante.fr.",
            ));
        }
        if numero.len() != 11 || !numero.bytes().all(|c| c.is_ascii_digit()) {
            return Err(refus_de_forme("RPPS", 11, &numero, "Il se trouve sur annuaire.sante.fr."));
        }
        if !luhn_texte(&numero) {
            return Err(Refus::new(
                "Le dernier chiffre de ce numéro RPPS ne correspond pas aux autres. Vérifiez-le sur annuaire.sante.fr.",
            ));
        }
        Ok(Saisie::sure(Self(numero)))
    }

    /// The eleven digits.
    pub fn texte(&self) -> &str {
        &self.0
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

/// Nine characters that begin with a département, 2A and 2B among them (R-ID-15). No key to check.
fn ressemble_a_adeli(numero: &str) -> bool {
    numero.len() == 9
        && numero.bytes().enumerate().all(|(rank, c)| {
            c.is_ascii_digit() || (rank == 1 && matches!(c, b'A' | b'B') && numero.starts_with('2'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tried values of `docs/regles.md` §7.2.
    #[test]
    fn the_tried_values_of_the_rule_base_are_read_as_it_says() {
        for numero in ["10123456781", "10000000009", "10101010105"] {
            assert_eq!(Rpps::read(numero).unwrap(), Saisie::sure(Rpps(numero.to_owned())));
        }
        for numero in ["10123456782", "10003461033", "10102727017"] {
            assert!(Rpps::read(numero).unwrap_err().phrase.contains("dernier chiffre"), "{numero}");
        }
    }

    #[test]
    fn a_national_identifier_is_the_number_after_its_8() {
        let rpps = Rpps::read("8 10123456781").unwrap().valeur;
        assert_eq!(rpps.texte(), "10123456781");
        assert_eq!(rpps.identifiant_national(), "810123456781");
        assert!(Rpps::read("810123456782").is_err());
        assert!(Rpps::read("710123456781").unwrap_err().phrase.contains("saisi 12"));
    }

    #[test]
    fn an_adeli_number_is_told_to_be_replaced() {
        for numero in ["019300001", "2A9300001", "69 93 0000 1", "0349102665", "02A9300001", "0 349102665"] {
            assert!(Rpps::read(numero).unwrap_err().phrase.contains("ADELI"), "{numero}");
        }
        assert!(!Rpps::read("abcdefghi").unwrap_err().phrase.contains("ADELI"));
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        assert!(Rpps::read("1,01E+10").unwrap_err().phrase.contains("tableur"));
        assert!(Rpps::read("1012345678X").unwrap_err().phrase.contains("autre signe"));
        assert!(Rpps::read("1012345678").unwrap_err().phrase.contains("saisi 10"));
    }
}
