//! Dates and counts, as the cells of a roster write them.

use chrono::{Datelike, NaiveDate};

use super::intitules::mots;
use super::tableau::{Cellule, jour_de_serie};
use crate::domain::saisie::{self, est_rien};

/// What a cell of a column of dates says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateLue {
    /// Nothing, or a date that stands for none: `1900-01-01`, `31/12/9999`.
    Aucune,
    /// A civil date.
    Jour(NaiveDate),
    /// Something else.
    Illisible,
}

/// Reads a cell where a date is expected: a date, its serial number, a text that is one (R-IMPORT-16, R-IMPORT-05).
pub(super) fn date(cellule: &Cellule) -> DateLue {
    let jour = match cellule {
        Cellule::Vide => return DateLue::Aucune,
        Cellule::Jour(jour) => Some(*jour),
        Cellule::Nombre(nombre) => serie(*nombre),
        Cellule::Texte(texte) => {
            let sans_terme = [
                "cdi",
                "indetermine",
                "indeterminee",
                "sans terme",
                "en cours",
                "permanent",
                "titulaire",
                "ce jour",
            ];
            let words = mots(texte);
            if est_rien(texte)
                || sans_terme.contains(&words.as_str())
                || words.bytes().all(|c| c == b'0' || c == b' ')
            {
                return DateLue::Aucune;
            }
            saisie::jour(texte).or_else(|| saisie::entier(texte).and_then(|nombre| serie(nombre as f64)))
        }
        Cellule::OuiNon(_) => None,
        // A formula that found nothing.
        Cellule::Erreur(texte) => return if est_rien(texte) { DateLue::Aucune } else { DateLue::Illisible },
    };
    match jour {
        Some(jour) if jour.year() <= 1901 || jour.year() >= 2900 => DateLue::Aucune,
        Some(jour) => DateLue::Jour(jour),
        None => DateLue::Illisible,
    }
}

/// The day of a number, when it is one of our times: a column of dates may have lost its format.
fn serie(nombre: f64) -> Option<NaiveDate> {
    match nombre {
        // An empty date, once copied.
        0.0 => NaiveDate::from_ymd_opt(1900, 1, 1),
        _ if (14_000.0..110_000.0).contains(&nombre) => jour_de_serie(nombre, false),
        _ => None,
    }
}

/// How many people a text counts, a part of one maybe: `12`, `12,5`, « 3 personnes »; none of anything else.
pub(super) fn compte(texte: &str) -> Option<f64> {
    const UNITES: &[&str] = &[
        "personne",
        "personnes",
        "pers",
        "agent",
        "agents",
        "salarie",
        "salaries",
        "professionnel",
        "professionnels",
        "etp",
        "etpt",
        "p",
        "tete",
        "tetes",
    ];
    let texte = saisie::net(texte);
    let texte = saisie::developper(&texte);
    let fin = texte.rfind(|c: char| c.is_ascii_digit()).map_or(0, |place| place + 1);
    let (nombre, unite) = texte.split_at_checked(fin)?;
    let unite = mots(unite);
    if !unite.is_empty() && !UNITES.contains(&unite.as_str()) {
        return None;
    }
    if let Some(entier) = saisie::entier(nombre) {
        return Some(entier as f64);
    }
    let compact: String = nombre.chars().filter(|c| !c.is_whitespace()).collect();
    let (entier, decimales) = compact.split_once([',', '.'])?;
    let chiffres = |texte: &str| !texte.is_empty() && texte.bytes().all(|c| c.is_ascii_digit());
    (chiffres(entier) && chiffres(decimales)).then(|| format!("{entier}.{decimales}").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_with_its_unit_and_its_decimals() {
        for (texte, told) in [
            ("12,0", Some(12.0)),
            ("1 200", Some(1200.0)),
            ("3 personnes", Some(3.0)),
            ("12,5", Some(12.5)),
            ("0.8 ETP", Some(0.8)),
            ("1.2E1", Some(12.0)),
            ("1,25E+01", Some(12.5)),
            ("1E+01", None),
            ("IDE 3", None),
            ("3 lits", None),
            ("", None),
        ] {
            assert_eq!(compte(texte), told, "{texte}");
        }
    }
}
