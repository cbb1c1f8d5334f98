//! The workbook: the tables of [`tables`](super::tables) as sheets with frozen and filtered headings, real dates and
//! drop-down statuses. Texts are written as texts, never read as formulas, numbers or links.
//!
//! **On paper.** A4, landscape, as many pages wide as letters need to be read. Rows are as high as their text, up to what the
//! format allows; what a cell can't show of its text goes on in the last sheet, « Suite ».
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
use super::tables::{self, Cellule, Colonne, Table};

/// The longest text of a cell, in characters: the format's own limit.
const CELLULE_MAX: usize = 32_767;

/// The bytes of the workbook.
///
/// # Errors
/// [`ExportError`].
pub fn classeur(export: &Export) -> Result<Vec<u8>, ExportError> {
    composer(export).map_err(|_| ExportError)
}

/// The bytes of a workbook of these tables.
///
/// # Errors
/// [`ExportError`].
pub fn de_tables(titre: &str, day: NaiveDate, tables: &[Table]) -> Result<Vec<u8>, ExportError> {
    des_feuilles(titre, day, tables).map_err(|_| ExportError)
}

fn composer(export: &Export) -> Result<Vec<u8>, XlsxError> {
    let titre = match export.report.structure.as_str() {
        "" => "Plan Jalons".to_owned(),
        structure => format!("Plan Jalons : {}", coupe(structure, 200)),
    };
    des_feuilles(&titre, export.report.jour, &tables::toutes(export))
}

fn des_feuilles(titre: &str, day: NaiveDate, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(titre);
    workbook.set_properties(&match jour(day) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    });
    let mut suites = vec![];
    for table in tables {
        feuille(workbook.add_worksheet(), table, &mut suites)?;
    }
    if !suites.is_empty() {
        feuille(workbook.add_worksheet(), &suite(&suites), &mut vec![])?;
    }
    workbook.save_to_buffer()
}

/// What goes on in the last sheet: where from, and the rest of the text.
struct Suite {
    feuille: &'static str,
    ligne: String,
    colonne: &'static str,
    texte: String,
}

/// The last sheet. A rest that is still too long for a row takes several.
fn suite(suites: &[Suite]) -> Table {
    const COLONNES: [(&str, u16); 4] =
        [("Feuille", 18), ("Ligne", 46), ("Colonne", 16), ("Suite du texte", 120)];
    let mut lignes = vec![];
    for suite in suites {
        let mut reste = suite.texte.as_str();
        while !reste.is_empty() {
            let fin = a_montrer(reste, COLONNES[3].1, LIGNES_MAX);
            let (ici, apres) = reste.split_at(fin);
            let cells = [suite.feuille, &suite.ligne, suite.colonne, ici.trim_end()];
            lignes.push(cells.map(|cell| Cellule::Texte(cell.to_owned())).to_vec());
            reste = apres.trim_start();
        }
    }
    let colonnes = COLONNES.map(|(titre, largeur)| Colonne { titre, largeur }).to_vec();
    Table { nom: SUITE, colonnes, lignes }
}

/// Name of the last sheet.
const SUITE: &str = "Suite";

/// Lines of a cell. The format shows 409 points at most, 27 lines.
const LIGNES_MAX: usize = 24;

/// Height of a line, in points.
const LIGNE: f64 = 15.0;

/// What stands across a page, in characters, when letters are some 8 points high (A4, landscape).
const PAGE: u16 = 200;

/// How many lines a text takes in a column, and where the line after so many starts.
fn lignes(texte: &str, largeur: u16, max: usize) -> (usize, Option<usize>) {
    // Letters are not all as narrow as digits: a margin is kept.
    let large = (usize::from(largeur.saturating_sub(1)) * 23 / 25).max(1);
    let (mut count, mut suite) = (0, None);
    let mut place = 0;
    for paragraphe in texte.split('\n') {
        let mut reste = paragraphe;
        loop {
            if count == max && suite.is_none() {
                suite = Some(place + paragraphe.len() - reste.len());
            }
            count += 1;
            let Some((coupe, _)) = reste.char_indices().nth(large) else { break };
            // Between two words, when there are two.
            let mot =
                reste.get(..coupe).and_then(|debut| debut.rfind(' ')).map_or(coupe, |espace| espace + 1);
            reste = reste.get(mot..).unwrap_or("");
        }
        place += paragraphe.len() + 1;
    }
    (count, suite)
}

/// Where to cut a text that a column can't show in so many lines: at the end of a sentence or of a line when one ends in its
/// second half.
fn a_montrer(texte: &str, largeur: u16, max: usize) -> usize {
    let (_, suite) = lignes(texte, largeur, max);
    let Some(fin) = suite else { return texte.len() };
    let debut = texte.get(..fin).unwrap_or("");
    let phrase =
        debut.rfind('\n').map(|place| place + 1).or_else(|| debut.rfind(". ").map(|place| place + 2));
    phrase.filter(|phrase| *phrase * 2 > fin).unwrap_or(fin)
}

/// What a cell shows of its text; what it does not is kept for the last sheet.
fn montre(
    texte: &str,
    table: &Table,
    ligne: &[Cellule],
    colonne: &Colonne,
    suites: &mut Vec<Suite>,
) -> String {
    let net = propre(texte);
    if lignes(&net, colonne.largeur, LIGNES_MAX).1.is_none() {
        return net;
    }
    let fin = a_montrer(&net, colonne.largeur, LIGNES_MAX - 1);
    let (ici, reste) = net.split_at(fin);
    // The row is told by its action, else by its first cell.
    let cle = table.colonnes.iter().position(|colonne| colonne.titre == "Action").unwrap_or(0);
    let nom = match ligne.get(cle) {
        Some(Cellule::Texte(texte)) => texte.clone(),
        Some(Cellule::Lignes(lignes)) => lignes.first().cloned().unwrap_or_default(),
        Some(_) | None => String::new(),
    };
    suites.push(Suite { feuille: table.nom, ligne: nom, colonne: colonne.titre, texte: reste.to_owned() });
    format!("{}\n(suite : feuille « {SUITE} »)", ici.trim_end())
}

fn feuille(sheet: &mut Worksheet, table: &Table, suites: &mut Vec<Suite>) -> Result<(), XlsxError> {
    let top = Format::new().set_align(FormatAlign::Top);
    let text = top.clone().set_text_wrap();
    let date = top.clone().set_num_format("dd/mm/yyyy");
    let heading = text.clone().set_bold().set_border_bottom(FormatBorder::Thin);
    sheet.set_name(table.nom)?;
    for (column, colonne) in (0..).zip(&table.colonnes) {
        sheet.set_column_width(column, colonne.largeur)?;
        sheet.write_string_with_format(0, column, colonne.titre, &heading)?;
    }
    let headings = table.colonnes.iter().map(|colonne| lignes(colonne.titre, colonne.largeur, usize::MAX).0);
    sheet.set_row_height(0, hauteur(headings.max().unwrap_or(1)))?;
    for (row, ligne) in (1..).zip(&table.lignes) {
        let mut haute = 1;
        for ((column, cellule), colonne) in (0..).zip(ligne).zip(&table.colonnes) {
            let mut ecrire = |texte: &str| {
                let shown = montre(texte, table, ligne, colonne, suites);
                haute = haute.max(lignes(&shown, colonne.largeur, usize::MAX).0);
                shown
            };
            match cellule {
                Cellule::Vide => sheet.write_blank(row, column, &top)?,
                Cellule::Texte(texte) => sheet.write_string_with_format(row, column, ecrire(texte), &text)?,
                Cellule::Lignes(lignes) => {
                    sheet.write_string_with_format(row, column, ecrire(&lignes.join("\n")), &text)?
                }
                Cellule::Nombre(nombre) => sheet.write_number_with_format(row, column, *nombre, &top)?,
                Cellule::Jour(day) => match jour(*day) {
                    Ok(day) => sheet.write_datetime_with_format(row, column, &day, &date)?,
                    Err(_) => sheet.write_blank(row, column, &top)?,
                },
                Cellule::Statut(etat) => sheet.write_string_with_format(row, column, etat.libelle(), &top)?,
            };
        }
        sheet.set_row_height(row, hauteur(haute))?;
    }
    statuts(sheet, table)?;
    let (rows, columns) = (u32::try_from(table.lignes.len()), u16::try_from(table.colonnes.len()));
    if let (Ok(last_row), Ok(columns)) = (rows, columns)
        && columns > 0
    {
        sheet.autofilter(0, 0, last_row, columns - 1)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // Letters that can be read: on several pages wide when it must be, each with what tells the row.
    let total: u16 = table.colonnes.iter().map(|colonne| colonne.largeur).sum();
    let cle = table.colonnes.iter().position(|colonne| colonne.titre == "Action").unwrap_or(0);
    let repeated = table.colonnes.get(cle).map_or(0, |colonne| colonne.largeur);
    let pages = if total <= PAGE { 1 } else { (total - repeated).div_ceil(PAGE - repeated) };
    if let (Ok(column), true) = (u16::try_from(cle), pages > 1) {
        sheet.set_repeat_columns(column, column)?;
    }
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.25, 0.25, 0.5, 0.5, 0.2, 0.2)
        .set_footer("&L&A&R&P / &N")
        .set_print_fit_to_pages(pages, 0)
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// The number of the paper in the format.
const A4: u8 = 9;

/// The height of a row of so many lines, in points.
fn hauteur(lignes: usize) -> f64 {
    LIGNE * u32::try_from(lignes.clamp(1, LIGNES_MAX + 2)).map_or(1.0, f64::from)
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
    // A tab or another line break keeps words apart.
    let space = |c: char| {
        if matches!(c, '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c }
    };
    let kept: String = texte.chars().map(space).filter(|c| *c == '\n' || !c.is_control()).collect();
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
