//! The actions as CSV for a French spreadsheet: UTF-8 with a byte order mark, semicolons, CRLF, days as `JJ/MM/AAAA`.
//!
//! A cell that a spreadsheet would take for a formula is neutralised by an apostrophe, as OWASP advises: a name typed
//! by someone must never run on someone else's computer.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::entree::Export;
use super::erreur::ExportError;
use super::tables::{self, Cellule, Table};

/// What separates several sentences in a cell: a sign that no reader takes for a separator of columns, as one that guesses
/// does with a bar.
const ENTRE: &str = " / ";

/// The bytes of the file.
///
/// # Errors
/// [`ExportError`].
pub fn actions(export: &Export) -> Result<Vec<u8>, ExportError> {
    ecrire(&tables::actions(export))
}

fn ecrire(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    let titles = table.colonnes.iter().map(|colonne| colonne.titre);
    writer.write_record(titles).map_err(|_| ExportError)?;
    for ligne in &table.lignes {
        writer.write_record(ligne.iter().map(cellule)).map_err(|_| ExportError)?;
    }
    writer.into_inner().map_err(|_| ExportError)
}

fn cellule(cellule: &Cellule) -> String {
    use chrono::Datelike;
    match cellule {
        Cellule::Vide => String::new(),
        Cellule::Texte(texte) => neutre(texte),
        Cellule::Lignes(lignes) => neutre(&lignes.join(ENTRE)),
        Cellule::Nombre(nombre) => nombre.to_string(),
        Cellule::Jour(jour) => format!("{:02}/{:02}/{:04}", jour.day(), jour.month(), jour.year()),
        Cellule::Statut(etat) => etat.libelle().to_owned(),
    }
}

/// A line break, also one that only some readers know.
fn est_une_fin_de_ligne(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text on one line that no spreadsheet takes for a formula.
fn neutre(texte: &str) -> String {
    let line: String =
        texte.chars().filter(|c| *c != '\r').map(|c| if est_une_fin_de_ligne(c) { ' ' } else { c }).collect();
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '＝' | '＋' | '－' | '＠');
    // A spreadsheet may trim spaces before it looks.
    if texte.starts_with(['\r', '\n']) || line.trim_start_matches([' ', '\u{a0}']).starts_with(formula) {
        format!("'{line}")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_a_text() {
        for text in ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{a0}=1", "＝1"] {
            let cell = neutre(text);
            assert!(cell.starts_with('\''), "{text:?} gave {cell:?}");
            assert!(!cell.contains(['\r', '\n']), "{cell:?}");
        }
    }

    #[test]
    fn an_ordinary_text_is_left_alone() {
        for text in ["Foyer = maison", "CDE", "R-CERT-01", "J−90"] {
            assert_eq!(neutre(text), text);
        }
    }
}
