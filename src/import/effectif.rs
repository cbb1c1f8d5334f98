//! Staff rosters, as human resources export them: CSV, XLSX or ODS in; people, counts and located sentences out.
//!
//! ```text
//! octets ─ lire ─► Tableau ─ Colonnes::proposer ─► Colonnes ─ Effectif::de ─► Effectif ─► fondre      (rows of the dossier)
//!                  (what stands where)  (changeable)     (who, which profession)       └─► par_personne (what a page lists)
//! ```
//!
//! * [`lire`] tells what the file is by its content, never by its name, finds the row of headings, and keeps the number
//!   that each row has in the spreadsheet.
//! * [`Colonnes`] says which column is what. It is proposed from the headings and the content, and the user changes it.
//! * [`metiers`] recognises professions in what is really written, and says how sure it is.
//! * [`Effectif`] holds the people. What is doubtful gets a [`Remarque`] that says the line and the column.
//!
//! **Invariant:** a fault of one cell never stops the rest. Only a file that can't be read at all gives an
//! [`ErreurEffectif`]. Memory is bounded by [`super::limites`], whatever the file declares.
//!
//! # What is kept of people
//!
//! The dossier holds professions and counts, never people: a plan needs nothing else (`questions/professionnels.rs`), and
//! a dossier is shared, printed and put in links. So names, RPPS numbers and sites stay in [`Effectif`], in the memory of
//! the page, and go with it. [`Noms`] chooses what of a name is shown even there.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

mod classeur;
mod colonnes;
mod entetes;
mod erreur;
mod fondre;
mod grille;
pub mod metiers;
mod ods;
mod personnes;
mod texte;
mod xlsx;

pub use colonnes::{Colonnes, Role};
pub use erreur::{AutreFichier, ErreurEffectif};
pub use fondre::{Fiche, Fondu, Noms, carte_en_clair, fondre, par_personne, voie_en_clair};
pub use personnes::{AChoisir, Doublon, ECARTER, Effectif, EtatRpps, NOMBRE_MAX, Personne};

use super::limites::{EFFECTIF_FICHIER_MAX, EFFECTIF_REMARQUES_MAX};

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
    /// Yes or no, of a workbook only.
    OuiNon(bool),
    /// An error of the spreadsheet: `#REF!`.
    Erreur(String),
}

impl Cellule {
    /// Whether nothing stands there.
    pub fn est_vide(&self) -> bool {
        matches!(self, Self::Vide)
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

/// « colonne C (« RPPS ») », or « colonne C » under no heading.
fn nom_de_colonne(colonne: usize, entete: &str) -> String {
    let lettres = lettres(colonne);
    match entete {
        "" => format!("colonne\u{a0}{lettres}"),
        _ => format!("colonne\u{a0}{lettres} («\u{a0}{}\u{a0}»)", extrait(entete)),
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn lettres(colonne: usize) -> String {
    let (mut rest, mut letters) = (colonne, vec![]);
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// A text to cite in a sentence: on one line, at most 60 characters.
fn extrait(texte: &str) -> String {
    let plat = texte.split_whitespace().collect::<Vec<_>>().join(" ");
    if plat.chars().count() <= 60 {
        return plat;
    }
    let debut: String = plat.chars().take(59).collect();
    format!("{debut}…")
}

/// A sentence about a place of the file. `Display` is the whole sentence, place included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarque {
    /// Row of the spreadsheet, from 1; none when it is about the whole file.
    pub ligne: Option<u32>,
    /// Column, from 0.
    pub colonne: Option<usize>,
    /// « Ligne 12, colonne C (« RPPS ») : … ».
    pub phrase: String,
}

impl Remarque {
    /// About the file.
    fn du_fichier(phrase: impl Into<String>) -> Self {
        Self { ligne: None, colonne: None, phrase: phrase.into() }
    }

    /// About a row.
    fn de_ligne(ligne: u32, constat: &str) -> Self {
        Self { ligne: Some(ligne), colonne: None, phrase: format!("Ligne\u{a0}{ligne}\u{a0}: {constat}") }
    }

    /// About a cell.
    fn de_cellule(ligne: u32, colonne: usize, entete: &str, constat: &str) -> Self {
        let phrase = format!("Ligne\u{a0}{ligne}, {}\u{a0}: {constat}", nom_de_colonne(colonne, entete));
        Self { ligne: Some(ligne), colonne: Some(colonne), phrase }
    }
}

impl fmt::Display for Remarque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase)
    }
}

/// Remarks as they come: a bounded number of them, and how many more.
#[derive(Debug, Default)]
struct Carnet {
    remarques: Vec<Remarque>,
    au_dela: usize,
}

impl Carnet {
    fn noter(&mut self, remarque: Remarque) {
        if self.remarques.len() < EFFECTIF_REMARQUES_MAX {
            self.remarques.push(remarque);
        } else {
            self.au_dela += 1;
        }
    }

    /// In the order of the file; what is about the whole file comes first.
    fn rendre(mut self) -> Vec<Remarque> {
        self.remarques.sort_by_key(|remarque| (remarque.ligne, remarque.colonne));
        if self.au_dela > 0 {
            let combien = match self.au_dela {
                1 => "Une autre remarque n’est pas affichée".to_owned(),
                autres => format!("{autres}\u{a0}autres remarques ne sont pas affichées"),
            };
            self.remarques.push(Remarque::du_fichier(format!(
                "{combien}\u{a0}: corrigez d’abord celles-ci dans le fichier."
            )));
        }
        self.remarques
    }
}

/// Reads a roster file. In a workbook, the sheet that most looks like a roster is taken.
///
/// `nom` is the file's name: only sentences use it, to say that its ending does not fit its content.
///
/// # Errors
/// A file that can't be read, or holds no row; see [`ErreurEffectif`].
pub fn lire(octets: &[u8], nom: &str) -> Result<Tableau, ErreurEffectif> {
    lire_feuille(octets, nom, None)
}

/// Reads a roster file, and of a workbook the sheet of this name.
///
/// # Errors
/// As [`lire`]; and [`ErreurEffectif::FeuilleAbsente`].
pub fn lire_feuille(octets: &[u8], nom: &str, feuille: Option<&str>) -> Result<Tableau, ErreurEffectif> {
    if octets.len() > EFFECTIF_FICHIER_MAX {
        return Err(ErreurEffectif::TropLourd);
    }
    let (mut tableau, genre) = match classeur::genre(octets)? {
        classeur::Genre::Zip => classeur::lire(octets, feuille)?,
        classeur::Genre::Gzip => (texte::lire(&classeur::degonfler(octets)?)?, "csv"),
        classeur::Genre::Texte => (texte::lire(octets)?, "csv"),
    };
    if let Some(remarque) = autre_extension(nom, genre) {
        tableau.remarques.insert(0, remarque);
    }
    Ok(tableau)
}

/// What to tell of a name whose ending is that of another kind of file.
fn autre_extension(nom: &str, genre: &str) -> Option<Remarque> {
    let (_, fin) = nom.rsplit_once('.')?;
    let fin = fin.to_ascii_lowercase();
    let (attendues, en_clair): (&[&str], &str) = match genre {
        "xlsx" => (&["xlsx", "xlsm", "xltx", "xltm"], "un classeur Excel (XLSX)"),
        "ods" => (&["ods", "ots"], "un classeur LibreOffice (ODS)"),
        _ => (&["csv", "txt", "tsv", "tab", "gz"], "un texte à colonnes (CSV)"),
    };
    (!attendues.contains(&fin.as_str())).then(|| {
        Remarque::du_fichier(format!(
            "Le nom de ce fichier finit par «\u{a0}.{}\u{a0}», mais son contenu est {en_clair}\u{a0}: il a été lu comme tel.",
            extrait(&fin)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_a_spreadsheet_does() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(super::lettres(column), letters);
        }
    }

    #[test]
    fn a_number_is_written_as_its_digits_or_as_what_is_left_of_them() {
        assert_eq!(nombre_en_texte(10_123_456_781.0), "10123456781");
        assert_eq!(nombre_en_texte(0.5), "0,5");
        assert_eq!(nombre_en_texte(1.2e20), "1,2E20");
        assert_eq!(nombre_en_texte(f64::NAN), "NaN");
    }

    #[test]
    fn remarks_beyond_the_limit_are_counted() {
        let mut carnet = Carnet::default();
        for ligne in 0..=EFFECTIF_REMARQUES_MAX {
            carnet.noter(Remarque::de_ligne(u32::try_from(ligne).unwrap(), "Un doute."));
        }
        let remarques = carnet.rendre();
        assert_eq!(remarques.len(), EFFECTIF_REMARQUES_MAX + 1);
        assert!(remarques.last().unwrap().phrase.starts_with("Une autre"));
    }

    #[test]
    fn the_ending_of_a_name_is_judged_by_the_content() {
        assert!(autre_extension("effectif.xls", "xlsx").unwrap().phrase.contains("«\u{a0}.xls\u{a0}»"));
        for (nom, genre) in [("e.XLSM", "xlsx"), ("e.csv", "csv"), ("e", "ods"), ("e.csv.gz", "csv")] {
            assert_eq!(autre_extension(nom, genre), None);
        }
    }
}
