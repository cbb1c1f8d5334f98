//! Dates and counts, as the cells of a roster write them.

use chrono::{Datelike, Months, NaiveDate};

use super::lexique::mots;
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
        Cellule::Nombre(nombre) => serie(*nombre).or_else(|| saisie::jour(&cellule.texte())),
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
                // Who has not left.
                "non",
                "n",
            ];
            let words = mots(texte);
            if est_rien(texte)
                || sans_terme.contains(&words.as_str())
                || words.bytes().all(|c| c == b'0' || c == b' ')
            {
                return DateLue::Aucune;
            }
            // `20250831.0` is a day that a program took for a number.
            let nombre = |nombre: u64| serie(nombre as f64).or_else(|| saisie::jour(&nombre.to_string()));
            saisie::jour(texte).or_else(|| saisie::entier(texte).and_then(nombre))
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

/// The last day that a text names, whatever stands around it: a date, a month or a year, of which it is the last day.
pub(super) fn dernier_jour_dit(texte: &str) -> Option<NaiveDate> {
    let texte = saisie::net(texte);
    let parts: Vec<&str> = texte
        .split(|c: char| c.is_whitespace() || "()[],;:→«»".contains(c))
        // « 01/09/2025-31/08/2026 ».
        .flat_map(|part| {
            part.split(['-', '–']).filter(|_| part.contains('/')).chain((!part.contains('/')).then_some(part))
        })
        .filter(|part| !part.is_empty())
        .collect();
    let mut last = None;
    let mut place = 0;
    while place < parts.len() {
        let rest = parts.get(place..).unwrap_or_default();
        // « 31 août 2025 » before « août 2025 » before « 2025 ».
        let read = (1..=rest.len().min(3)).rev().find_map(|long| {
            let essai = rest.get(..long)?.join(" ");
            Some((saisie::jour(&essai).or_else(|| fin_de_periode(&essai))?, long))
        });
        last = last.max(read.map(|(jour, _)| jour));
        place += read.map_or(1, |(_, long)| long);
    }
    last
}

/// The last day of a month or of a year: `08/2025`, `2025-08`, « août 2025 », `2025`.
fn fin_de_periode(texte: &str) -> Option<NaiveDate> {
    let annee = |texte: &str| texte.len() == 4 && (texte.starts_with("19") || texte.starts_with("20"));
    if annee(texte) {
        return NaiveDate::from_ymd_opt(texte.parse().ok()?, 12, 31);
    }
    let (un, deux) = match texte.split_at_checked(4) {
        // `202508`.
        Some((annees, mois)) if texte.len() == 6 && texte.bytes().all(|c| c.is_ascii_digit()) => {
            (annees, mois)
        }
        _ => texte.split_once(['/', '-', '.', ' '])?,
    };
    let (mois, annees) = if annee(un) { (deux, un) } else { (un, deux) };
    let mois_seul = mois.len() <= 2 || mois.chars().all(char::is_alphabetic);
    let premier = saisie::jour(&format!("1 {mois} {annees}")).filter(|_| annee(annees) && mois_seul)?;
    premier.checked_add_months(Months::new(1))?.pred_opt()
}

/// Whether a word ([`mots`]) is a month, whole or cut: « sept ».
pub(super) fn est_un_mois(mot: &str) -> bool {
    mot.len() >= 3
        && saisie::jour(&format!("1 {mot} 2026")).is_some()
        && mot.bytes().all(|c| c.is_ascii_alphabetic())
}

/// Whether a text names a day or a month without its year: « 31/12 », « fin décembre ».
pub(super) fn jour_sans_annee(texte: &str) -> bool {
    let court = |part: &str| matches!(part.len(), 1 | 2);
    let jour = |part: &str| part.split_once('/').is_some_and(|(jour, mois)| court(jour) && court(mois));
    texte.split(|c: char| !(c.is_ascii_digit() || c == '/')).any(jour)
        || mots(texte).split(' ').any(est_un_mois)
}

/// Whether the words of a text ([`mots`]) are yes or no, as people and programs write them; none of anything else. A cross
/// ticks; `1.0` and `0.0` are those of a program.
pub(super) fn oui_ou_non(mots: &str) -> Option<bool> {
    match mots {
        "oui" | "o" | "x" | "vrai" | "true" | "t" | "yes" | "y" | "1" | "1 0" | "1 00" => Some(true),
        "non" | "n" | "faux" | "false" | "f" | "no" | "0" | "0 0" | "0 00" => Some(false),
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
    // « 12 (dont 3 de nuit) ».
    let texte = texte
        .split_once('(')
        .filter(|(nombre, _)| !nombre.is_empty())
        .map_or(&*texte, |(nombre, _)| nombre.trim_end());
    let texte = saisie::developper(texte);
    let fin = texte.rfind(|c: char| c.is_ascii_digit()).map_or(0, |place| place + 1);
    let (nombre, unite) = texte.split_at_checked(fin)?;
    // A rate counts nobody.
    let taux = unite.contains('%');
    let unite = mots(unite);
    if taux || (!unite.is_empty() && !UNITES.contains(&unite.as_str())) {
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
    fn the_last_day_of_a_text_is_found_among_its_words() {
        for (texte, told) in [
            ("CDD du 01/09/2025 au 31/08/2026", Some("2026-08-31")),
            ("31/12/2027 (retraite)", Some("2027-12-31")),
            ("le 31 août 2025, à midi", Some("2025-08-31")),
            ("01/09/2025-31/08/2026", Some("2026-08-31")),
            ("08/2025", Some("2025-08-31")),
            ("2024-02", Some("2024-02-29")),
            ("202402", Some("2024-02-29")),
            ("Août 2025", Some("2025-08-31")),
            ("retraite 2028", Some("2028-12-31")),
            ("2025-08-31 00:00:00", Some("2025-08-31")),
            ("CDI", None),
            ("bientôt 12", None),
            ("13/2025", None),
        ] {
            assert_eq!(dernier_jour_dit(texte).map(|jour| jour.to_string()).as_deref(), told, "{texte}");
        }
    }

    #[test]
    fn a_count_is_read_with_its_unit_and_its_decimals() {
        for (texte, told) in [
            ("12,0", Some(12.0)),
            ("1 200", Some(1200.0)),
            ("3 personnes", Some(3.0)),
            ("12,5", Some(12.5)),
            ("0.8 ETP", Some(0.8)),
            ("6 (dont 1 CDD)", Some(6.0)),
            ("12 (dont 3 de nuit)", Some(12.0)),
            ("3 agents (0,8 ETP)", Some(3.0)),
            ("(12)", None),
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
