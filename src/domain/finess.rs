//! FINESS number of an entité juridique or of an établissement (R-ID-01 to R-ID-06, R-ID-14, R-ID-16).

use std::fmt;

use super::luhn::luhn;
use super::saisie::{Refus, Saisie, compte, normaliser, perd_des_chiffres, refus_scientifique};

/// Nine characters, `[0-9][0-9A-Z][0-9]{7}` (R-ID-01).
///
/// What can't be told: nothing in the number distinguishes an entité juridique from an établissement (R-ID-06).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finess(String);

/// Words that people copy with the number.
const ETIQUETTES: &[&str] =
    &["finess", "ej", "et", "pm", "ege", "juridique", "geographique", "géographique", "nofiness"];

impl Finess {
    /// Reads what was typed or pasted. A wrong key is a warning, not a refusal (R-ID-04): no notice writes the key
    /// down (D-12). So are a département that is not known (R-ID-05) and a letter whose key can't be checked (R-ID-03).
    ///
    /// # Errors
    /// Scientific notation that lost digits (R-ID-17) or a wrong form. Eight digits whose nine-digit form has a right key come with it
    /// as a proposal (R-ID-16), and so does a national structure identifier (`1` then the FINESS, R-ID-14).
    pub fn read(texte: &str) -> Result<Saisie<Self>, Refus> {
        if perd_des_chiffres(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte, ETIQUETTES);
        if !est_conforme(&numero) {
            return Err(refus(&numero));
        }
        let finess = Self(numero);
        let avertissement = match (cle_juste(&finess.0), departement_connu(finess.departement_prefixe())) {
            (Some(true), true) => return Ok(Saisie::sure(finess)),
            (_, false) => {
                "Ce numéro FINESS ne commence pas par un département connu. Vérifiez-le sur l’arrêté d’autorisation."
            }
            _ => {
                "Le dernier chiffre de ce numéro FINESS ne correspond pas aux autres. Vérifiez-le\u{a0}: il y a peut-être une faute de frappe."
            }
        };
        Ok(Saisie::douteuse(finess, avertissement))
    }

    /// The nine characters.
    pub fn texte(&self) -> &str {
        &self.0
    }

    /// Its first two characters: the département of registration, `97` overseas (R-ID-05).
    pub fn departement_prefixe(&self) -> &str {
        self.0.get(..2).unwrap_or("")
    }

    /// In groups of three, for people to read: `010 783 009`, with narrow non-breaking spaces (U+202F).
    pub fn groupe(&self) -> String {
        let mut groupe = String::with_capacity(13);
        for (rank, c) in self.0.chars().enumerate() {
            if rank == 3 || rank == 6 {
                groupe.push('\u{202f}');
            }
            groupe.push(c);
        }
        groupe
    }

    /// The national identifier of the structure: `1` then the FINESS, ten characters (R-ID-14).
    pub fn identifiant_national(&self) -> String {
        format!("1{}", self.0)
    }
}

impl fmt::Display for Finess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a number of a wrong form is refused, with the number it may be.
fn refus(numero: &str) -> Refus {
    let saisis = numero.chars().count();
    if saisis == 9 {
        return Refus::new(
            "Le numéro FINESS compte 9\u{a0}chiffres (en Corse, 2A ou 2B puis 7\u{a0}chiffres)\u{a0}; le vôtre contient un autre signe. Vérifiez-le sur l’arrêté d’autorisation.",
        );
    }
    let propose = |complet: String, raison: &str| {
        (est_conforme(&complet) && cle_juste(&complet) == Some(true)).then(|| {
            Refus::avec_proposition(
                format!("Le numéro FINESS compte 9\u{a0}caractères\u{a0}; {}. {raison}\u{a0}: est-ce {complet}\u{a0}?", compte(saisis)),
                complet,
            )
        })
    };
    let proposition = match saisis {
        8 => propose(format!("0{numero}"), "Un tableur a sans doute effacé le zéro du début"),
        10 => numero.strip_prefix('1').and_then(|finess| {
            propose(
                finess.to_owned(),
                "C’est sans doute un identifiant national, «\u{a0}1\u{a0}» suivi du FINESS",
            )
        }),
        _ => None,
    };
    proposition.unwrap_or_else(|| {
        Refus::new(format!(
            "Le numéro FINESS compte 9\u{a0}caractères\u{a0}; {}. Vérifiez-le sur l’arrêté d’autorisation.",
            compte(saisis)
        ))
    })
}

/// The official pattern (R-ID-01).
fn est_conforme(numero: &str) -> bool {
    numero.len() == 9
        && numero
            .bytes()
            .enumerate()
            .all(|(rank, c)| c.is_ascii_digit() || (rank == 1 && c.is_ascii_uppercase()))
}

/// Whether the key is right (R-ID-02), reading 2A as 21 and 2B as 22 (R-ID-03); none for another letter, whose value is
/// not known.
fn cle_juste(numero: &str) -> Option<bool> {
    let lettre = match numero.get(..2)? {
        "2A" => Some(1),
        "2B" => Some(2),
        _ => None,
    };
    let digits: Option<Vec<u32>> =
        numero.chars().map(|c| c.to_digit(10).or(lettre.filter(|_| c.is_ascii_uppercase()))).collect();
    digits.map(|digits| luhn(digits.into_iter()))
}

/// 01 to 95, 2A and 2B for Corsica (20 is no longer a département), 97 and 98 overseas (R-ID-05).
fn departement_connu(prefixe: &str) -> bool {
    matches!(prefixe, "2A" | "2B" | "97" | "98")
        || prefixe.parse::<u8>().is_ok_and(|code| (1..=95).contains(&code) && code != 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What reading gives, in short.
    fn read(texte: &str) -> &'static str {
        match Finess::read(texte) {
            Ok(Saisie { avertissement: None, .. }) => "sûr",
            Ok(Saisie { avertissement: Some(texte), .. }) if texte.contains("département") => "préfixe",
            Ok(_) => "clé",
            Err(Refus { proposition: Some(_), .. }) => "proposé",
            Err(_) => "refusé",
        }
    }

    /// The tried values of `docs/regles.md` §7.2.
    #[test]
    fn the_tried_values_of_the_rule_base_are_read_as_it_says() {
        for numero in [
            "010000024",
            "010780054",
            "540002698",
            "750712184",
            "750100125",
            "970302287",
            "970302022",
            "970216057",
            "590799730",
            "970210126",
            "970210118",
            "2B0000020",
            "2A0022596",
            "2A0003729",
            "2A0004040",
            "2B0007264",
            "2B0007298",
            "2A0000105",
            "2B0004204",
        ] {
            assert_eq!(read(numero), "sûr", "{numero}");
        }
        for (numero, given) in [
            ("010000025", "clé"),
            ("754567860", "clé"),
            ("2C0000010", "préfixe"),
            ("10780054", "proposé"),
            ("01000002", "refusé"),
        ] {
            assert_eq!(read(numero), given, "{numero}");
        }
    }

    #[test]
    fn the_zero_that_a_spreadsheet_dropped_is_proposed_and_not_accepted() {
        let refus = Finess::read("10 780 054").unwrap_err();
        assert_eq!(refus.proposition.as_deref(), Some("010780054"));
        assert!(refus.phrase.contains("est-ce 010780054\u{a0}?"), "{}", refus.phrase);
        assert_eq!(Finess::read("01000002").unwrap_err().proposition, None);
    }

    #[test]
    fn a_national_identifier_proposes_the_number_inside_it() {
        let refus = Finess::read("1540002698").unwrap_err();
        assert_eq!(refus.proposition.as_deref(), Some("540002698"));
        assert_eq!(Finess::read("540002698").unwrap().valeur.identifiant_national(), "1540002698");
        assert_eq!(Finess::read("1540002699").unwrap_err().proposition, None);
    }

    #[test]
    fn lower_case_and_separators_are_forgiven() {
        assert_eq!(Finess::read(" 2b\u{a0}000-00.20 ").unwrap().valeur.texte(), "2B0000020");
    }

    #[test]
    fn a_letter_outside_corsica_has_no_key_to_check() {
        assert_eq!(cle_juste("9A0000105"), None);
        assert_eq!(cle_juste("2A0000105"), Some(true));
        assert_eq!(read("9A0000105"), "préfixe");
    }

    #[test]
    fn an_unknown_departement_is_a_warning() {
        for numero in ["000000000", "960000003", "200000001", "990000000"] {
            assert_eq!(read(numero), "préfixe", "{numero}");
        }
    }

    #[test]
    fn a_refusal_says_how_many_characters_were_typed_or_which_form_is_wrong() {
        assert!(Finess::read("0107").unwrap_err().phrase.contains("vous en avez saisi 4"));
        assert!(Finess::read("").unwrap_err().phrase.contains("aucun"));
        for numero in ["AB0780054", "01078005A", "0107/0054", "é10780054"] {
            assert!(Finess::read(numero).unwrap_err().phrase.contains("autre signe"), "{numero}");
        }
        assert!(Finess::read("1,0E+08").unwrap_err().phrase.contains("tableur"));
    }

    #[test]
    fn it_is_shown_raw_or_in_groups_of_three() {
        let finess = Finess::read("010 783 009").unwrap().valeur;
        assert_eq!(finess.to_string(), "010783009");
        assert_eq!(finess.groupe(), "010\u{202f}783\u{202f}009");
        assert_eq!(finess.departement_prefixe(), "01");
        assert_eq!(Finess::read("2A0000105").unwrap().valeur.departement_prefixe(), "2A");
    }
}
