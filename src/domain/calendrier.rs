//! Working days, public holidays by zone, and dates in French words (R-JO-01 to R-JO-08).
//!
//! No clock: today is an argument of whoever calls. A date computed here is an estimate (R-JO-07).

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::saisie::net;

/// Which holidays count (R-JO-04 to R-JO-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Metropolitan France: the calendar of the ANS, in Paris (R-JO-03).
    Metropole,
    /// Moselle, Bas-Rhin, Haut-Rhin (R-JO-05).
    AlsaceMoselle,
    /// Guadeloupe.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// Guyane.
    Guyane,
    /// La Réunion.
    Reunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Martin.
    SaintMartin,
    /// Saint-Barthélemy.
    SaintBarthelemy,
}

impl Zone {
    /// Every zone.
    pub const TOUTES: [Self; 9] = [
        Self::Metropole,
        Self::AlsaceMoselle,
        Self::Guadeloupe,
        Self::Martinique,
        Self::Guyane,
        Self::Reunion,
        Self::Mayotte,
        Self::SaintMartin,
        Self::SaintBarthelemy,
    ];

    /// Stable token.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Metropole => "metropole",
            Self::AlsaceMoselle => "alsace-moselle",
            Self::Guadeloupe => "guadeloupe",
            Self::Martinique => "martinique",
            Self::Guyane => "guyane",
            Self::Reunion => "reunion",
            Self::Mayotte => "mayotte",
            Self::SaintMartin => "saint-martin",
            Self::SaintBarthelemy => "saint-barthelemy",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Metropole => "France métropolitaine",
            Self::AlsaceMoselle => "Alsace et Moselle",
            Self::Guadeloupe => "Guadeloupe",
            Self::Martinique => "Martinique",
            Self::Guyane => "Guyane",
            Self::Reunion => "La Réunion",
            Self::Mayotte => "Mayotte",
            Self::SaintMartin => "Saint-Martin",
            Self::SaintBarthelemy => "Saint-Barthélemy",
        }
    }

    /// The zone of a token.
    pub fn de_jeton(jeton: &str) -> Option<Self> {
        Self::TOUTES.into_iter().find(|zone| zone.jeton() == jeton)
    }

    /// Month and day of its own holiday, the abolition of slavery; none in metropolitan France (R-JO-06).
    fn abolition(self) -> Option<(u32, u32)> {
        match self {
            Self::Metropole | Self::AlsaceMoselle => None,
            Self::Mayotte => Some((4, 27)),
            Self::Martinique => Some((5, 22)),
            Self::Guadeloupe => Some((5, 27)),
            Self::SaintMartin => Some((5, 28)),
            Self::Guyane => Some((6, 10)),
            Self::SaintBarthelemy => Some((10, 9)),
            Self::Reunion => Some((12, 20)),
        }
    }
}

/// Easter Sunday, Gregorian (R-JO-08).
pub fn paques(annee: i32) -> Option<NaiveDate> {
    let (a, b, c) = (annee % 19, annee / 100, annee % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - (c % 4)) % 7;
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    NaiveDate::from_ymd_opt(annee, u32::try_from(f / 31).ok()?, u32::try_from(f % 31 + 1).ok()?)
}

/// The name of the public holiday that a day is, if it is one in that zone.
pub fn jour_ferie(jour: NaiveDate, zone: Zone) -> Option<&'static str> {
    let fixed = match (jour.month(), jour.day()) {
        (1, 1) => Some("Jour de l’an"),
        (5, 1) => Some("Fête du travail"),
        (5, 8) => Some("Victoire de 1945"),
        (7, 14) => Some("Fête nationale"),
        (8, 15) => Some("Assomption"),
        (11, 1) => Some("Toussaint"),
        (11, 11) => Some("Armistice de 1918"),
        (12, 25) => Some("Noël"),
        (12, 26) if zone == Zone::AlsaceMoselle => Some("Saint-Étienne"),
        // Saint-Martin's day is its own since 2018 only.
        day if zone.abolition() == Some(day) && (zone != Zone::SaintMartin || jour.year() >= 2018) => {
            Some("Abolition de l’esclavage")
        }
        _ => None,
    };
    if fixed.is_some() {
        return fixed;
    }
    match (jour - paques(jour.year())?).num_days() {
        -2 if zone == Zone::AlsaceMoselle => Some("Vendredi saint"),
        1 => Some("Lundi de Pâques"),
        39 => Some("Ascension"),
        50 => Some("Lundi de Pentecôte"),
        _ => None,
    }
}

/// Monday to Friday, holidays out (R-JO-01).
pub fn est_ouvre(jour: NaiveDate, zone: Zone) -> bool {
    !matches!(jour.weekday(), Weekday::Sat | Weekday::Sun) && jour_ferie(jour, zone).is_none()
}

/// The n-th working day after a day, which is not counted (R-JO-02).
pub fn ajouter_jours_ouvres(jour: NaiveDate, nombre: u32, zone: Zone) -> NaiveDate {
    let mut current = jour;
    let mut left = nombre;
    while left > 0 {
        let Some(next) = current.checked_add_days(Days::new(1)) else { return current };
        current = next;
        if est_ouvre(current, zone) {
            left -= 1;
        }
    }
    current
}

/// Reads `AAAA-MM-JJ`, or `JJ/MM/AAAA` as people write it, between 1990 and 2100; none for anything else. FINESS writes
/// `1900-01-01` for « no date » (R-IMPORT-05): none too.
pub fn lire_date(texte: &str) -> Option<NaiveDate> {
    let texte = net(texte);
    let mut parts = texte.split(['-', '/', '.', ' ', '\u{a0}']);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let year =
        nombre(year).and_then(|year| i32::try_from(year).ok()).filter(|year| (1990..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, nombre(month)?, nombre(day)?)
}

/// Digits only: `parse` alone would take a sign.
fn nombre(texte: &str) -> Option<u32> {
    if texte.bytes().all(|c| c.is_ascii_digit()) { texte.parse().ok() } else { None }
}

/// `AAAA-MM-JJ`.
pub fn iso(jour: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", jour.year(), jour.month(), jour.day())
}

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « février ».
pub fn mois(jour: NaiveDate) -> &'static str {
    MOIS.get(jour.month0() as usize).copied().unwrap_or("")
}

fn quantieme(jour: NaiveDate) -> String {
    if jour.day() == 1 { "1er".to_owned() } else { jour.day().to_string() }
}

/// « 7 décembre 2026 ».
pub fn long(jour: NaiveDate) -> String {
    format!("{}\u{a0}{} {}", quantieme(jour), mois(jour), jour.year())
}

const JOURS: [&str; 7] = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"];

/// « Lundi 30 novembre », for a day that is near.
pub fn jour_nomme(jour: NaiveDate) -> String {
    let name = JOURS.get(jour.weekday().num_days_from_monday() as usize).copied().unwrap_or("");
    format!("{name} {}\u{a0}{}", quantieme(jour), mois(jour))
}

const MOIS_COURTS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// « 7 déc. », for a table or a drawing that says the year elsewhere.
pub fn court(jour: NaiveDate) -> String {
    let mois = MOIS_COURTS.get(jour.month0() as usize).copied().unwrap_or("");
    format!("{}\u{a0}{mois}", quantieme(jour))
}

/// « vers le 7 décembre 2026 »: an estimate, not a deadline (R-JO-07).
pub fn vers(jour: NaiveDate) -> String {
    format!("vers le {}", long(jour))
}

/// « 13 jours », « 7 semaines » (begun); empty for none.
pub fn duree(jours: i64) -> String {
    match jours {
        ..=0 => String::new(),
        1 => "1 jour".to_owned(),
        2..=13 => format!("{jours} jours"),
        _ => format!("{} semaines", (jours + 6) / 7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        lire_date(text).unwrap()
    }

    #[test]
    fn easter_of_the_checked_years() {
        for (year, easter) in [
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2028, "2028-04-16"),
            (2029, "2029-04-01"),
            (2030, "2030-04-21"),
        ] {
            assert_eq!(paques(year), Some(day(easter)));
        }
    }

    #[test]
    fn moving_holidays_of_the_checked_years() {
        for (date, name) in [
            ("2026-05-14", "Ascension"),
            ("2027-05-06", "Ascension"),
            ("2028-05-25", "Ascension"),
            ("2026-05-25", "Lundi de Pentecôte"),
            ("2027-05-17", "Lundi de Pentecôte"),
        ] {
            assert_eq!(jour_ferie(day(date), Zone::Metropole), Some(name));
        }
        for date in ["2026-04-03", "2027-03-26"] {
            assert_eq!(jour_ferie(day(date), Zone::AlsaceMoselle), Some("Vendredi saint"));
            assert_eq!(jour_ferie(day(date), Zone::Metropole), None);
        }
        for (zone, date) in [
            (Zone::Mayotte, "2026-04-27"),
            (Zone::Martinique, "2026-05-22"),
            (Zone::Guadeloupe, "2026-05-27"),
            (Zone::SaintMartin, "2026-05-28"),
            (Zone::Guyane, "2026-06-10"),
            (Zone::SaintBarthelemy, "2026-10-09"),
            (Zone::Reunion, "2026-12-20"),
        ] {
            assert_eq!(jour_ferie(day(date), zone), Some("Abolition de l’esclavage"));
            assert_eq!(jour_ferie(day(date), Zone::Metropole), None);
        }
    }

    /// The table of `REGLES.md` §8: ten working days after the complete file.
    #[test]
    fn ten_working_days_of_the_checked_table() {
        for (from, zone, to) in [
            ("2026-01-31", Zone::Metropole, "2026-02-13"),
            ("2026-02-02", Zone::Metropole, "2026-02-16"),
            ("2026-04-27", Zone::Metropole, "2026-05-13"),
            ("2026-05-04", Zone::Metropole, "2026-05-20"),
            ("2026-05-20", Zone::Metropole, "2026-06-04"),
            ("2026-05-20", Zone::Guadeloupe, "2026-06-05"),
            ("2026-07-06", Zone::Metropole, "2026-07-21"),
            ("2026-10-30", Zone::Metropole, "2026-11-16"),
            ("2026-11-23", Zone::Metropole, "2026-12-07"),
            ("2026-12-18", Zone::Metropole, "2027-01-05"),
            ("2026-12-18", Zone::AlsaceMoselle, "2027-01-05"),
            ("2025-12-24", Zone::Metropole, "2026-01-09"),
            ("2025-12-24", Zone::AlsaceMoselle, "2026-01-12"),
            ("2027-03-22", Zone::Metropole, "2027-04-06"),
            ("2027-03-22", Zone::AlsaceMoselle, "2027-04-07"),
            ("2027-05-03", Zone::Metropole, "2027-05-19"),
        ] {
            assert_eq!(ajouter_jours_ouvres(day(from), 10, zone), day(to), "{from} {zone:?}");
        }
    }

    #[test]
    fn dates_are_read_both_ways_and_written_in_french() {
        assert_eq!(lire_date("07/12/2026"), lire_date("2026-12-07"));
        assert_eq!(lire_date("2026-02-30"), None);
        for text in [
            "1900-01-01",
            "2101-01-01",
            "+026-1-2",
            "2026-+1-02",
            "2026-12",
            "2026-12-07-1",
            "26-12-07",
            "",
            "demain",
            "2026-001-02",
        ] {
            assert_eq!(lire_date(text), None, "{text}");
        }
        assert_eq!(lire_date(" 7 12 2026 "), lire_date("2026-12-07"));
        assert_eq!(vers(day("2026-12-01")), "vers le 1er\u{a0}décembre 2026");
        assert_eq!(long(day("2026-12-07")), "7\u{a0}décembre 2026");
        assert_eq!(court(day("2026-12-07")), "7\u{a0}déc.");
        assert_eq!(court(day("2026-08-01")), "1er\u{a0}août");
        assert_eq!(iso(day("07/12/2026")), "2026-12-07");
        assert_eq!(jour_nomme(day("2026-11-30")), "Lundi 30\u{a0}novembre");
        assert_eq!(jour_nomme(day("2026-08-01")), "Samedi 1er\u{a0}août");
    }

    #[test]
    fn a_holiday_that_falls_on_a_weekend_is_not_moved_and_saint_martin_has_its_own_since_2018() {
        assert!(!est_ouvre(day("2026-11-01"), Zone::Metropole));
        assert!(est_ouvre(day("2026-11-02"), Zone::Metropole));
        assert_eq!(jour_ferie(day("2017-05-28"), Zone::SaintMartin), None);
        assert_eq!(jour_ferie(day("2026-12-26"), Zone::AlsaceMoselle), Some("Saint-Étienne"));
        assert_eq!(jour_ferie(day("2026-12-26"), Zone::Metropole), None);
    }

    #[test]
    fn no_working_day_to_add_is_the_day_itself() {
        assert_eq!(ajouter_jours_ouvres(day("2026-01-31"), 0, Zone::Metropole), day("2026-01-31"));
        assert_eq!(ajouter_jours_ouvres(NaiveDate::MAX, 10, Zone::Metropole), NaiveDate::MAX);
    }

    #[test]
    fn tokens_are_unique_and_lead_back_to_their_zone() {
        for zone in Zone::TOUTES {
            assert_eq!(Zone::de_jeton(zone.jeton()), Some(zone));
        }
        assert_eq!(Zone::de_jeton("alsace_moselle"), None);
    }
}
