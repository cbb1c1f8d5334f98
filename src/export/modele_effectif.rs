//! The template roster: a workbook to fill in, that the reader of rosters (`import::effectif`) understands without a
//! question. Numbers are texts in it, so that a spreadsheet rounds none; professions are chosen from the table, on a
//! hidden sheet.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::erreur::ExportError;
use crate::domain::professions::PROFESSIONS;

/// Name of the file.
pub const NOM: &str = "jalons-modele-effectif.xlsx";

/// A column: its heading, its width in characters, what is said of its cells, and the answers to choose from.
struct Colonne {
    titre: &'static str,
    largeur: f64,
    aide: &'static str,
    choix: &'static [&'static str],
}

const fn colonne(
    titre: &'static str,
    largeur: f64,
    aide: &'static str,
    choix: &'static [&'static str],
) -> Colonne {
    Colonne { titre, largeur, aide, choix }
}

const OUI_NON: &[&str] = &["Oui", "Non"];
const SMARTPHONE: &[&str] = &["Oui", "Non", "Fourni par la structure"];

/// The columns, in order.
static COLONNES: &[Colonne] = &[
    colonne("Nom", 22.0, "Facultatif\u{a0}: le plan ne compte que les professions.", &[]),
    colonne("Prénom", 18.0, "Facultatif.", &[]),
    colonne(
        "Profession ou fonction",
        42.0,
        "Choisissez dans la liste, ou écrivez ce que vous avez\u{a0}: «\u{a0}IDE\u{a0}», «\u{a0}AS\u{a0}».",
        &[],
    ),
    colonne("Numéro RPPS", 16.0, "11 chiffres, sur annuaire.sante.fr. Laissez vide s’il n’y en a pas.", &[]),
    colonne("Site ou service", 26.0, "Facultatif.", &[]),
    colonne(
        "Nombre de personnes",
        12.0,
        "Vide\u{a0}: une personne. Sans noms, une ligne peut en compter plusieurs.",
        &[],
    ),
    colonne(
        "Type de contrat",
        16.0,
        "Facultatif\u{a0}: il sert à reconnaître les intérimaires et les remplaçants.",
        &["CDI", "CDD", "Remplacement", "Intérim"],
    ),
    colonne(
        "Smartphone (oui ou non)",
        16.0,
        "L’e-CPS est une application pour smartphone (ou tablette, selon e-santé Occitanie).",
        SMARTPHONE,
    ),
    colonne(
        "Accès personnel à un service national (oui ou non)",
        24.0,
        "Un portail, ou la consultation du DMP. Pas le logiciel de la structure.",
        OUI_NON,
    ),
    colonne("Carte déjà détenue", 16.0, "Carte de l’ANS.", &["Aucune", "CPS", "CPE", "CDE", "CPA", "CPF"]),
    colonne("e-CPS", 14.0, "Vide si vous ne savez pas.", &["Active", "Aucune", "Expirée", "En anomalie"]),
];

/// The headings of the template, in order.
pub fn entetes() -> impl Iterator<Item = &'static str> {
    COLONNES.iter().map(|colonne| colonne.titre)
}

/// Rows that are made ready.
const LIGNES: u32 = 2_000;

/// The bytes of the empty template: the same at each call.
///
/// # Errors
/// [`ExportError`].
pub fn modele() -> Result<Vec<u8>, ExportError> {
    modele_rempli(&[])
}

/// The bytes of the template with these rows, a text for each column.
///
/// # Errors
/// [`ExportError`].
pub fn modele_rempli(lignes: &[Vec<&str>]) -> Result<Vec<u8>, ExportError> {
    composer(lignes).map_err(|_| ExportError)
}

fn composer(lignes: &[Vec<&str>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title("Modèle de liste de professionnels, Jalons");
    // The template has no day: that of the first dossier schema, for the same bytes always.
    workbook.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    feuille(workbook.add_worksheet(), lignes)?;
    let professions = workbook.add_worksheet();
    professions.set_name("Professions")?.set_hidden(true);
    for (row, profession) in (0..).zip(PROFESSIONS) {
        professions.write_string(row, 0, profession.nom)?;
    }
    workbook.save_to_buffer()
}

fn feuille(sheet: &mut Worksheet, lignes: &[Vec<&str>]) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    sheet.set_name("Effectif")?;
    for (column, colonne) in (0..).zip(COLONNES) {
        sheet.set_column_width(column, colonne.largeur)?.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, colonne.titre, &heading)?;
        let validation = match (colonne.titre, colonne.choix) {
            ("Profession ou fonction", _) => DataValidation::new()
                .allow_list_formula(Formula::new(format!("=Professions!$A$1:$A${}", PROFESSIONS.len()))),
            (_, []) => DataValidation::new().allow_any_value(),
            (_, choix) => DataValidation::new().allow_list_strings(choix)?,
        };
        // The lists propose: what is written otherwise is read too.
        let validation = validation.show_error_message(false).set_input_message(colonne.aide)?;
        sheet.add_data_validation(1, column, LIGNES, column, &validation)?;
    }
    for (row, ligne) in (1..).zip(lignes) {
        for (column, texte) in (0..).zip(ligne) {
            if !texte.is_empty() {
                sheet.write_string_with_format(row, column, *texte, &text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}
