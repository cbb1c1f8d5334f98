//! FINESS number of an entité juridique or of an établissement (R-ID-01 to R-ID-06, R-ID-16).

use std::fmt;

use super::luhn::luhn;
use super::saisie::{Refus, Saisie, compte, est_scientifique, normaliser, refus_scientifique};

/// Nine characters, `[0-9][0-9A-Z][0-9]{7}`. Nothing in it tells an entité juridique from an établissement (R-ID-06).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finess(String);

impl Finess {
    /// Reads what was typed or pasted. A wrong key is a warning (R-ID-04): no notice writes the key down (D-12).
    ///
    /// # Errors
    /// A wrong form; eight digits whose nine-character form has a right key come with it as a proposal (R-ID-16).
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte);
        let caracteres = numero.chars().count();
        if caracteres == 8 && numero.chars().all(|c| c.is_ascii_digit()) {
            let complete = format!("0{numero}");
            if cle_juste(&complete) == Some(true) {
                return Err(Refus {
                    phrase: format!(
                        "Le numéro FINESS compte 9\u{a0}caractères\u{a0}; vous en avez saisi 8. Un tableur a sans doute effacé le zéro du début\u{a0}: est-ce {complete}\u{a0}?"
                    ),
                    proposition: Some(complete),
                });
            }
        }
        if caracteres != 9 {
            return Err(Refus::new(format!(
                "Le numéro FINESS compte 9\u{a0}caractères\u{a0}; {}. Vérifiez-le sur l’arrêté d’autorisation.",
                compte(caracteres)
            )));
        }
        if !est_conforme(&numero) {
            return Err(Refus::new(
                "Le numéro FINESS compte 9\u{a0}chiffres (en Corse, 2A ou 2B puis 7\u{a0}chiffres). Vérifiez-le sur l’arrêté d’autorisation.",
            ));
        }
        let finess = Self(numero);
        let avertissement = match cle_juste(&finess.0) {
            None => Some("Le début de ce numéro FINESS nous est inconnu. Vérifiez-le avant de continuer."),
            Some(false) => Some("Le dernier chiffre de ce numéro FINESS ne correspond pas aux autres. Vérifiez-le\u{a0}: il y a peut-être une faute de frappe."),
            Some(true) if !departement_connu(finess.departement_prefixe()) => {
                Some("Ce numéro FINESS ne commence pas par un département connu. Vérifiez-le.")
            }
            Some(true) => None,
        };
        Ok(Saisie { valeur: finess, avertissement: avertissement.map(str::to_owned) })
    }

    /// The nine characters.
    pub fn texte(&self) -> &str {
        &self.0
    }

    /// Its first two characters: the département of registration (R-ID-05).
    pub fn departement_prefixe(&self) -> &str {
        self.0.get(..2).unwrap_or("")
    }
}

impl fmt::Display for Finess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn est_conforme(numero: &str) -> bool {
    numero.chars().enumerate().all(|(rank, c)| match rank {
        1 => c.is_ascii_digit() || c.is_ascii_uppercase(),
        _ => c.is_ascii_digit(),
    })
}

/// Whether the key is right, A read as 1 and B as 2 (R-ID-02, R-ID-03); none for another letter.
fn cle_juste(numero: &str) -> Option<bool> {
    let digits: Option<Vec<u32>> = numero
        .chars()
        .map(|c| match c {
            'A' => Some(1),
            'B' => Some(2),
            other => other.to_digit(10),
        })
        .collect();
    digits.map(|digits| luhn(digits.into_iter()))
}

fn departement_connu(prefixe: &str) -> bool {
    matches!(prefixe, "2A" | "2B" | "97" | "98") || prefixe.parse::<u8>().is_ok_and(|code| (1..=95).contains(&code) && code != 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right, with a warning, or refused with a proposal: the tried values of `REGLES.md` §7.2.
    #[test]
    fn reads_the_tried_values() {
        for numero in [
            "010000024", "010780054", "540002698", "750712184", "750100125", "970302287", "970302022", "970216057",
            "590799730", "970210126", "970210118", "2B0000020", "2A0022596", "2A0003729", "2B0007264", "2A0004040",
            "2B0007298", "2A0000105", "2B0004204", "010783009",
        ] {
            assert_eq!(Finess::read(numero).unwrap().avertissement, None, "{numero}");
        }
        for numero in ["010000025", "2C0000010", "754567860"] {
            assert!(Finess::read(numero).unwrap().avertissement.is_some(), "{numero}");
        }
        assert_eq!(Finess::read("10 780 054").unwrap_err().proposition.as_deref(), Some("010780054"));
        assert_eq!(Finess::read("01000002").unwrap_err().proposition, None);
    }

    #[test]
    fn lower_case_and_separators_are_forgiven() {
        assert_eq!(Finess::read(" 2b\u{a0}000-00.20 ").unwrap().valeur.texte(), "2B0000020");
    }

    #[test]
    fn says_how_many_characters_were_typed() {
        let refus = Finess::read("0107").unwrap_err();
        assert!(refus.phrase.contains("vous en avez saisi 4"), "{}", refus.phrase);
        assert!(Finess::read("AB0780054").is_err());
        assert!(Finess::read("1,0E+08").unwrap_err().phrase.contains("tableur"));
    }
}
