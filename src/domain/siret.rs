//! SIRET number of a place of business (R-ID-09 to R-ID-11, R-ID-14, R-ID-17, R-ID-18).

use std::fmt;

use super::luhn::luhn_texte;
use super::saisie::{Refus, Saisie, est_scientifique, normaliser, refus_de_forme, refus_scientifique};
use super::siren::Siren;

/// Fourteen digits: a SIREN, then five digits (NIC) that number the place.
///
/// Its key is right when it was typed ([`Siret::read`]); not always when it was imported ([`Siret::importe`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Siret(String);

/// SIREN of La Poste, whose places have a key of their own (R-ID-10).
const LA_POSTE: &str = "356000000";

impl Siret {
    /// Reads what was typed or pasted.
    ///
    /// # Errors
    /// Scientific notation (digits are lost, R-ID-17), a wrong form, a wrong key; fifteen digits that are a national
    /// structure identifier (`3` then the SIRET, R-ID-14) propose the SIRET.
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
    /// numbers (NIC 99999) (R-ID-18). An absent SIRET is for the importer to leave out.
    ///
    /// # Errors
    /// A wrong form.
    pub fn importe(texte: &str) -> Result<Saisie<Self>, Refus> {
        let siret = Self::forme(texte)?;
        if siret.0.ends_with("99999") {
            return Ok(Saisie::douteuse(siret, "Ce SIRET est un numéro d’attente de FINESS. Vérifiez-le."));
        }
        if siret.cle_juste() {
            return Ok(Saisie::sure(siret));
        }
        Ok(Saisie::douteuse(
            siret,
            "Les chiffres de ce SIRET, lus dans FINESS, ne correspondent pas entre eux. Vérifiez-le.",
        ))
    }

    fn forme(texte: &str) -> Result<Self, Refus> {
        if est_scientifique(texte) {
            return Err(refus_scientifique());
        }
        let numero = normaliser(texte, &["siret"]);
        let chiffres = numero.bytes().all(|c| c.is_ascii_digit());
        if chiffres && numero.len() == 14 {
            return Ok(Self(numero));
        }
        if chiffres
            && numero.len() == 15
            && let Some(siret) = numero.strip_prefix('3').map(|siret| Self(siret.to_owned()))
            && siret.cle_juste()
        {
            return Err(Refus::avec_proposition(
                format!(
                    "Le numéro SIRET compte 14\u{a0}chiffres\u{a0}; vous en avez saisi 15. C’est sans doute un identifiant national, «\u{a0}3\u{a0}» suivi du SIRET\u{a0}: est-ce {siret}\u{a0}?"
                ),
                siret.0,
            ));
        }
        Err(refus_de_forme("SIRET", 14, &numero, "Vérifiez-le sur un avis de situation Insee."))
    }

    /// Luhn on the fourteen digits and on the first nine (R-ID-09); for La Poste, a sum of digits multiple of 5 also
    /// passes (R-ID-10).
    fn cle_juste(&self) -> bool {
        let sum: u32 = self.0.chars().filter_map(|c| c.to_digit(10)).sum();
        (luhn_texte(&self.0) && luhn_texte(self.siren()))
            || (self.siren() == LA_POSTE && sum.is_multiple_of(5))
    }

    /// Its first nine digits.
    pub fn siren(&self) -> &str {
        self.0.get(..9).unwrap_or("")
    }

    /// The fourteen digits.
    pub fn texte(&self) -> &str {
        &self.0
    }

    /// What to tell when the place is not of that organisation: its first nine digits are not the SIREN (R-ID-11).
    /// A warning only: a change may be under way, or FINESS late.
    pub fn incoherence(&self, siren: &Siren) -> Option<String> {
        (self.siren() != siren.texte()).then(|| {
            format!(
                "Ce SIRET ne commence pas par le SIREN de l’organisme ({siren}). Un changement est peut-être en cours, ou FINESS n’est pas à jour\u{a0}: vérifiez les deux numéros."
            )
        })
    }

    /// The national identifier of the structure: `3` then the SIRET, fifteen characters (R-ID-14).
    pub fn identifiant_national(&self) -> String {
        format!("3{}", self.0)
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

    /// The tried values of `docs/regles.md` §7.2.
    #[test]
    fn the_tried_values_of_the_rule_base_are_read_as_it_says() {
        for numero in [
            "73282932000074",
            "26010004500012",
            "50254756500015",
            "13000323900014",
            "35600000000048",
            "35600000049837",
            "35600000032574",
        ] {
            assert_eq!(Siret::read(numero).unwrap(), Saisie::sure(Siret(numero.to_owned())));
        }
        for numero in ["73282932000075", "35600000049838", "77567227299999", "2,601E+13", "7328293200007"] {
            assert!(Siret::read(numero).is_err(), "{numero}");
        }
    }

    #[test]
    fn a_waiting_number_of_finess_is_a_warning_when_imported() {
        let saisie = Siret::importe("77567227299999").unwrap();
        assert!(saisie.avertissement.is_some_and(|texte| texte.contains("attente")));
        assert!(Siret::importe("73282932000075").unwrap().avertissement.is_some());
        assert_eq!(Siret::importe("26010004500012").unwrap().avertissement, None);
        assert!(Siret::importe("2601000450001").is_err());
    }

    #[test]
    fn scientific_notation_has_its_own_sentence() {
        for text in ["2,601E+13", "2.601E+13", "2,6010004500012e13"] {
            assert!(Siret::read(text).unwrap_err().phrase.contains("tableur"), "{text}");
        }
    }

    #[test]
    fn a_place_of_another_organisation_is_told() {
        let siren = Siren::read("732829320").unwrap().valeur;
        let siret = |texte| Siret::read(texte).unwrap().valeur;
        assert_eq!(siret("73282932000074").incoherence(&siren), None);
        assert!(siret("26010004500012").incoherence(&siren).is_some_and(|texte| texte.contains("732829320")));
    }

    #[test]
    fn a_national_identifier_proposes_the_number_inside_it() {
        assert_eq!(
            Siret::read("373282932000074").unwrap_err().proposition.as_deref(),
            Some("73282932000074")
        );
        assert_eq!(Siret::read("73282932000074").unwrap().valeur.identifiant_national(), "373282932000074");
    }
}
