//! What a roster file holds, whatever its kind: headings, rows, cells.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

use super::remarque::{Remarque, nom_de_colonne};

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cellule {
    /// Nothing, or spaces.
    #[default]
    Vide,
    /// A text, without the spaces around it.
    Texte(String),
    /// A number, of a workbook only: a CSV has texts.
    Nombre(f64),
    /// A date, of a workbook only.
    Jour(NaiveDate),
    /// Yes or no: of a workbook, or drawn as a box, ticked or not.
    OuiNon(bool),
    /// An error of the spreadsheet: `#REF!`.
    Erreur(String),
}

impl Cellule {
    /// Whether nothing stands there.
    pub fn est_vide(&self) -> bool {
        matches!(self, Self::Vide)
    }

    /// A day as workbooks write it, `AAAA-MM-JJ` with or without an hour after it; none when the text is no such day.
    pub(super) fn jour_iso(texte: &str) -> Option<Self> {
        NaiveDate::parse_from_str(texte.get(..10)?, "%Y-%m-%d").ok().map(Self::Jour)
    }

    /// An error of the spreadsheet, by its name: the longest have a dozen characters.
    pub(super) fn erreur(nom: &str) -> Self {
        Self::Erreur(nom.chars().take(20).collect())
    }

    /// What the user reads in the cell: a whole number without decimals, a date as `JJ/MM/AAAA`.
    pub fn texte(&self) -> Cow<'_, str> {
        match self {
            Self::Vide => Cow::Borrowed(""),
            Self::Texte(texte) | Self::Erreur(texte) => Cow::Borrowed(texte),
            Self::Nombre(nombre) => Cow::Owned(nombre_en_texte(*nombre)),
            Self::Jour(jour) => Cow::Owned(jour.format("%d/%m/%Y").to_string()),
            Self::OuiNon(true) => Cow::Borrowed("Oui"),
            Self::OuiNon(false) => Cow::Borrowed("Non"),
        }
    }
}

/// A whole number that a double holds exactly, digit by digit; another, as French writes it.
fn nombre_en_texte(nombre: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if nombre.is_finite() && nombre.abs() < EXACT && nombre.fract() == 0.0 {
        format!("{nombre:.0}")
    } else if nombre.is_finite() && nombre.abs() >= EXACT {
        format!("{nombre:E}").replace('.', ",")
    } else {
        nombre.to_string().replace('.', ",")
    }
}

/// The day of a serial number of a spreadsheet. That of 29 February 1900, which Excel believes in, is the 28th.
pub(super) fn jour_de_serie(nombre: f64, depuis_1904: bool) -> Option<NaiveDate> {
    if !(0.0..3_000_000.0).contains(&nombre) {
        return None;
    }
    let jours = nombre.floor() as u64;
    let (origine, jours) = match (depuis_1904, jours) {
        (true, jours) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, jours),
        (false, jours @ 0..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, jours),
        (false, jours) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, jours),
    };
    origine.checked_add_days(Days::new(jours))
}

/// A row that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LigneLue {
    /// The number that the spreadsheet shows, from 1.
    pub numero: u32,
    /// Cells from column A, at most as many as there are headings; those missing at the end are empty.
    pub cellules: Vec<Cellule>,
}

impl LigneLue {
    /// The cell of a column, from 0; empty beyond the last.
    pub fn cellule(&self, colonne: usize) -> &Cellule {
        static VIDE: Cellule = Cellule::Vide;
        self.cellules.get(colonne).unwrap_or(&VIDE)
    }
}

/// What a roster file holds: headings and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tableau {
    /// Headings, one for each column; empty where there is none.
    pub entetes: Vec<String>,
    /// Number of the row of headings in the spreadsheet; none when the file has none: [`Tableau::entetes`] are then empty.
    pub ligne_des_entetes: Option<u32>,
    /// The rows that hold something, under the headings.
    pub lignes: Vec<LigneLue>,
    /// Name of the sheet that was read; none for a CSV.
    pub feuille: Option<String>,
    /// Names of the sheets of the workbook, hidden ones left out, in its order: [`lire_feuille`] reads another.
    pub feuilles: Vec<String>,
    /// What the user must know of the file.
    pub remarques: Vec<Remarque>,
}

impl Tableau {
    /// How a column is called: « colonne C (« RPPS ») ».
    pub fn nom_de_colonne(&self, colonne: usize) -> String {
        let entete = self.entetes.get(colonne).map_or("", String::as_str);
        nom_de_colonne(colonne, entete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_days() {
        let of = |nombre, macs| jour_de_serie(nombre, macs).map(|jour| jour.to_string());
        assert_eq!(of(45_658.75, false).as_deref(), Some("2025-01-01"));
        assert_eq!(of(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(of(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(of(0.0, true).as_deref(), Some("1904-01-01"));
        for nombre in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(of(nombre, false), None);
        }
    }

    #[test]
    fn a_number_is_written_as_its_digits_or_as_what_is_left_of_them() {
        assert_eq!(nombre_en_texte(10_123_456_781.0), "10123456781");
        assert_eq!(nombre_en_texte(0.5), "0,5");
        assert_eq!(nombre_en_texte(1.2e20), "1,2E20");
        assert_eq!(nombre_en_texte(f64::NAN), "NaN");
    }
}
