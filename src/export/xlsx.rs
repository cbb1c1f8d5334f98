//! The workbook: the tables of [`tables`](super::tables) as sheets with frozen and filtered headings, real dates and
//! drop-down statuses. Texts are written as texts, never read as formulas, numbers or links.
//!
//! The writer asks the system's clock for the document's date, then takes ours: the day of the plan, so that the same
//! dossier gives the same bytes. In the browser its `wasm` feature is needed for the question alone (`Cargo.toml`).

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::domain::dossier::Etat;

use super::entree::Export;
use super::erreur::ExportError;
use super::tables::{self, Cellule, Table};

/// The longest text of a cell, in characters: the format's own limit.
const CELLULE_MAX: usize = 32_767;

/// The bytes of the workbook.
///
/// # Errors
/// [`ExportError`].
pub fn classeur(export: &Export) -> Result<Vec<u8>, ExportError> {
    composer(export).map_err(|_| ExportError)
}

fn composer(export: &Export) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let titre = match export.report.structure.as_str() {
        "" => "Plan Jalons".to_owned(),
        structure => format!("Plan Jalons : {}", coupe(structure, 200)),
    };
    let properties = DocProperties::new().set_title(titre);
    workbook.set_properties(&match jour(export.report.jour) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    });
    for table in tables::toutes(export) {
        feuille(workbook.add_worksheet(), &table)?;
    }
    workbook.save_to_buffer()
}

fn feuille(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let top = Format::new().set_align(FormatAlign::Top);
    let text = top.clone().set_text_wrap();
    let date = top.clone().set_num_format("dd/mm/yyyy");
    let heading = text.clone().set_bold().set_border_bottom(FormatBorder::Thin);
    sheet.set_name(table.nom)?;
    for (column, colonne) in (0..).zip(&table.colonnes) {
        sheet.set_column_width(column, colonne.largeur)?;
        sheet.write_string_with_format(0, column, colonne.titre, &heading)?;
    }
    for (row, ligne) in (1..).zip(&table.lignes) {
        for (column, cellule) in (0..).zip(ligne) {
            match cellule {
                Cellule::Vide => sheet.write_blank(row, column, &top)?,
                Cellule::Texte(texte) => sheet.write_string_with_format(row, column, propre(texte), &text)?,
                Cellule::Lignes(lignes) => {
                    sheet.write_string_with_format(row, column, propre(&lignes.join("\n")), &text)?
                }
                Cellule::Nombre(nombre) => sheet.write_number_with_format(row, column, *nombre, &top)?,
                Cellule::Jour(day) => match jour(*day) {
                    Ok(day) => sheet.write_datetime_with_format(row, column, &day, &date)?,
                    Err(_) => sheet.write_blank(row, column, &top)?,
                },
                Cellule::Statut(etat) => sheet.write_string_with_format(row, column, etat.libelle(), &top)?,
            };
        }
    }
    statuts(sheet, table)?;
    let (rows, columns) = (u32::try_from(table.lignes.len()), u16::try_from(table.colonnes.len()));
    if let (Ok(last_row), Ok(columns)) = (rows, columns)
        && columns > 0
    {
        sheet.autofilter(0, 0, last_row, columns - 1)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// A drop-down of the three states on each cell that says one.
fn statuts(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let validation = DataValidation::new()
        .allow_list_strings(&Etat::TOUS.map(Etat::libelle))?
        .set_error_title("Statut")?
        .set_error_message("Choisissez À faire, En cours ou Fait.")?;
    for column in 0..table.colonnes.len() {
        let Ok(place) = u16::try_from(column) else { break };
        let is_status = |ligne: &&Vec<Cellule>| matches!(ligne.get(column), Some(Cellule::Statut(_)));
        // One rule for each run of rows, not for each cell.
        let mut row = 1;
        for run in table.lignes.chunk_by(|one, next| is_status(&one) == is_status(&next)) {
            let next = row + u32::try_from(run.len()).unwrap_or(u32::MAX - row);
            if run.first().is_some_and(|ligne| is_status(&ligne)) {
                sheet.add_data_validation(row, place, next - 1, place, &validation)?;
            }
            row = next;
        }
    }
    Ok(())
}

fn jour(jour: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    ExcelDateTime::from_ymd(u16::try_from(jour.year()).unwrap_or(0), part(jour.month()), part(jour.day()))
}

/// A text that the format holds: no control character but the line break, not too long.
fn propre(texte: &str) -> String {
    let kept: String = texte.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    coupe(&kept, CELLULE_MAX)
}

/// At most so many UTF-16 units, which is how the format counts.
fn coupe(texte: &str, max: usize) -> String {
    let mut units = 0;
    texte
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= max
        })
        .collect()
}
