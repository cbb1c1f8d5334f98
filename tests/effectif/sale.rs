//! A roster of 500 rows with every kind of dirt that human resources export, written as a workbook: for the tests, for
//! `examples/effectif_sale.rs`, and through it for the journeys in a browser. Always the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook};

/// The workbook, and what a reader must find in it.
pub struct Sale {
    /// The bytes.
    pub octets: Vec<u8>,
    /// People, duplicates included.
    pub personnes: usize,
    /// Rows where each kind of dirt stands, in the spreadsheet's numbers.
    pub saletes: Vec<(Salete, u32)>,
}

/// A kind of dirt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Salete {
    /// An empty row.
    Vide,
    /// A title merged over the columns.
    Titre,
    /// The headings again.
    EntetesRepetes,
    /// A total.
    Total,
    /// An RPPS number in scientific notation.
    Scientifique,
    /// An RPPS number whose key is wrong.
    Cle,
    /// An ADELI number.
    Adeli,
    /// A date where a number is expected.
    Date,
    /// The same RPPS number and profession as an earlier row.
    Doublon,
    /// The same name and profession as an earlier row, without a number.
    Homonyme,
    /// A profession that nobody knows.
    Inconnue,
    /// No profession.
    SansProfession,
    /// An error of the spreadsheet.
    Erreur,
    /// A formula whose result was saved.
    Formule,
    /// The first row of a site merged over several.
    Fusion,
}

/// What is written for a profession, and the key it stands for.
pub const METIERS: &[(&str, &str)] = &[
    ("IDE", "infirmier"),
    ("Aide soignante diplômée", "aide-soignant"),
    ("AIDE-SOIGNANT(E)", "aide-soignant"),
    ("éduc. spé.", "educateur-specialise"),
    ("Monitrice éducatrice", "moniteur-educateur"),
    ("A.E.S.", "aes"),
    ("AMP de nuit", "amp"),
    ("M. Kiné", "masseur-kine"),
    ("Psychomotricienne D.E.", "psychomotricien"),
    ("Infimière", "infirmier"),
    ("Surveillant de nuit qualifié", "surveillant-nuit"),
    ("Assistante sociale", "assistant-service-social"),
    ("Médecin coordonnateur", "medecin"),
    ("Psychologue 0,5 ETP", "psychologue"),
    ("Maitresse de maison", "logistique"),
    ("Ergothérapeutte", "ergotherapeute"),
    ("Secrétaire médicale", "secretaire-medicale"),
    ("Animateur·rice", "animateur"),
    ("CESF", "cesf"),
    ("Élève aide-soignante", "etudiant-as"),
];

/// The eleven digits of an RPPS number whose key is right.
pub fn rpps(rang: u32) -> String {
    let debut = format!("101{rang:07}");
    let somme: u32 = debut
        .bytes()
        .rev()
        .zip(0..)
        .map(|(digit, place): (u8, u32)| {
            let double = u32::from(digit - b'0') * (1 + (place + 1) % 2);
            if double > 9 { double - 9 } else { double }
        })
        .sum();
    format!("{debut}{}", (10 - somme % 10) % 10)
}

/// Writes the roster.
pub fn ecrire() -> Sale {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 11, 24).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    workbook.add_worksheet().set_name("Notes").unwrap().write_string(0, 0, "Export de la paie").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Liste du personnel").unwrap();
    let (date, plain) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new());
    let headings =
        ["Matricule", "NOM", "Prénom", "Date de naissance", "Libellé emploi", "N° RPPS", "Établissement"];
    sheet.merge_range(0, 0, 0, 6, "Association Les Tilleuls", &plain).unwrap();
    sheet.write_string(1, 0, "Liste nominative du personnel au 01/11/2026").unwrap();
    let put_headings = |sheet: &mut rust_xlsxwriter::Worksheet, row: u32| {
        for (column, heading) in (0..).zip(headings) {
            sheet.write_string(row, column, heading).unwrap();
        }
    };
    put_headings(sheet, 3);
    let noms = [
        "MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND", "DUBOIS", "MOREAU", "LAURENT",
    ];
    let prenoms = ["Ana", "Luc", "Inès", "Zoé", "Noël", "Léa", "Hugo", "Maëlys"];
    let (mut saletes, mut personnes) = (vec![], 0);
    // Rows of people are 5 to 504 in the spreadsheet.
    for rang in 0_u32..500 {
        let row = rang + 4;
        let numero = row + 1;
        let mut sale = |salete| saletes.push((salete, numero));
        match rang {
            50 | 51 | 300 => {
                sale(Salete::Vide);
                continue;
            }
            100 => {
                sheet.merge_range(row, 0, row, 6, "PÔLE SOINS", &plain).unwrap();
                sale(Salete::Titre);
                continue;
            }
            200 | 400 => {
                put_headings(sheet, row);
                sale(Salete::EntetesRepetes);
                continue;
            }
            499 => {
                sheet.write_string(row, 0, "TOTAL GÉNÉRAL : 492").unwrap();
                sheet.write_number(row, 4, 492).unwrap();
                sale(Salete::Total);
                continue;
            }
            _ => {}
        }
        personnes += 1;
        let at = |place: u32, of: usize| usize::try_from(place).unwrap() % of;
        // Whoever repeats someone else repeats the row twenty above.
        let (double, homonyme) = (rang % 100 == 40, rang % 100 == 61);
        let qui = if double || homonyme { rang - 20 } else { rang };
        sheet.write_number(row, 0, qui).unwrap();
        sheet.write_string(row, 1, noms[at(qui, noms.len())]).unwrap();
        sheet
            .write_string(
                row,
                2,
                format!("{}-{}", prenoms[at(qui / 10, prenoms.len())], prenoms[at(qui / 80, prenoms.len())]),
            )
            .unwrap();
        sheet
            .write_datetime_with_format(
                row,
                3,
                ExcelDateTime::from_ymd(1980, 1 + u8::try_from(qui % 12).unwrap(), 3).unwrap(),
                &date,
            )
            .unwrap();
        let metier = METIERS[at(qui, METIERS.len())].0;
        match rang % 100 {
            15 => {
                sheet.write_string(row, 4, "Référente bientraitance").unwrap();
                sale(Salete::Inconnue);
            }
            16 => sale(Salete::SansProfession),
            17 => {
                sheet.write_formula(row, 4, Formula::new("=UPPER(\"ide\")").set_result("IDE")).unwrap();
                sale(Salete::Formule);
            }
            _ => {
                sheet.write_string(row, 4, metier).unwrap();
            }
        }
        match rang % 100 {
            10 => {
                sheet.write_string(row, 5, "1,01235E+10").unwrap();
                sale(Salete::Scientifique);
            }
            11 => {
                let juste = rpps(rang);
                let cle = juste.bytes().last().unwrap() - b'0';
                sheet.write_string(row, 5, format!("{}{}", &juste[..10], (cle + 1) % 10)).unwrap();
                sale(Salete::Cle);
            }
            12 => {
                sheet.write_string(row, 5, "69 93 0000 1").unwrap();
                sale(Salete::Adeli);
            }
            13 => {
                sheet.write_datetime_with_format(row, 5, &day, &date).unwrap();
                sale(Salete::Date);
            }
            14 => {
                sheet.write_formula(row, 5, Formula::new("=INDEX(A1:A2,9)").set_result("#REF!")).unwrap();
                sale(Salete::Erreur);
            }
            40 => {
                sheet.write_string(row, 5, rpps(qui)).unwrap();
                sale(Salete::Doublon);
            }
            61 => sale(Salete::Homonyme),
            _ if rang % 3 == 0 && rang % 100 != 20 => {}
            _ if rang % 2 == 0 => {
                sheet.write_number(row, 5, rpps(qui).parse::<f64>().unwrap()).unwrap();
            }
            _ => {
                let digits = rpps(qui);
                sheet.write_string(row, 5, format!("{} {}", &digits[..5], &digits[5..])).unwrap();
            }
        }
        match rang % 100 {
            70 => {
                sheet.merge_range(row, 6, row + 3, 6, "FAM Les Érables", &plain).unwrap();
                sale(Salete::Fusion);
            }
            71..=73 => {}
            _ => {
                sheet.write_string(row, 6, "EHPAD Les Tilleuls").unwrap();
            }
        }
    }
    Sale { octets: workbook.save_to_buffer().unwrap(), personnes, saletes }
}
