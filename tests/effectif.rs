//! Staff rosters: what human resources write, a dirty workbook of 500 rows, workbooks and texts of every kind, and files
//! that mean harm. Each refusal is a sentence, and none stops the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use calamine::{Data, Reader};
use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::GzEncoder;
use jalons::domain::answers::{Answers, Entry, Row};
use jalons::domain::facts::Facts;
use jalons::domain::plan;
use jalons::domain::professions::{PROFESSIONS, Profession};
use jalons::domain::questions::cartes_responsables::Carte;
use jalons::domain::rpps::Rpps;
use jalons::export::modele_effectif;
use jalons::import::effectif::metiers::{Certitude, reconnaitre};
use jalons::import::effectif::{
    AutreFichier, Cellule, Colonnes, ECARTER, Effectif, ErreurEffectif, EtatRpps, Noms, Role, Tableau,
    fondre, lettres, lire, lire_feuille, par_personne,
};
use jalons::import::limites::{EFFECTIF_COLONNES_MAX, EFFECTIF_FICHIER_MAX, EFFECTIF_TEXTE_MAX};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[path = "effectif/comptes.rs"]
mod comptes;
#[path = "effectif/partis.rs"]
mod partis;
#[path = "effectif/reels.rs"]
mod reels;
#[path = "effectif/sale.rs"]
mod sale;
#[path = "effectif/textes.rs"]
mod textes;

use sale::Salete;

/// The day of the worked case C36.
fn aujourdhui() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Reads, proposes the columns, and makes people, without any choice of the user.
fn effectif(tableau: &Tableau) -> Effectif {
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    Effectif::de(tableau, &colonnes, &BTreeMap::new(), aujourdhui())
}

fn lu(texte: &str) -> Effectif {
    effectif(&lire(texte.as_bytes(), "effectif.csv").unwrap())
}

/// What is read and what is right, for each input: those that differ are shown together.
fn justes<T: PartialEq + std::fmt::Debug>(lus: impl IntoIterator<Item = (String, T, T)>) {
    let wrong: Vec<(String, T, T)> = lus.into_iter().filter(|(_, read, right)| read != right).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The sentences about a row.
fn phrases(remarques: &[jalons::import::effectif::Remarque], ligne: u32) -> String {
    let here = remarques.iter().filter(|remarque| remarque.ligne == Some(ligne));
    here.map(|remarque| remarque.phrase.as_str()).collect::<Vec<_>>().join("\n")
}

/// A refusal, whose sentence is one.
fn refus(octets: &[u8]) -> ErreurEffectif {
    let erreur = lire(octets, "effectif.xlsx").unwrap_err();
    phrase_juste(&erreur.to_string());
    erreur
}

/// A sentence: a capital, a full stop, French spaces, no word of the program.
fn phrase_juste(phrase: &str) {
    assert!(phrase.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()), "{phrase}");
    assert!(phrase.ends_with('.'), "{phrase}");
    // What is cited is the file's.
    let own: String = phrase.split('«').map(|part| part.rsplit('»').next().unwrap_or("")).collect();
    for wrong in [" :", " ;", " !", " ?", "'", "None", "Err("] {
        assert!(!own.contains(wrong), "{wrong:?} in {phrase}");
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parts {
        let method = if *nom == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*nom, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(octets).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose only sheet is this XML.
fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_avec(sheet, &[])
}

fn xlsx_avec(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="Personnel" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    zip(&parts)
}

/// A sheet of texts.
fn rows_xml(rows: &[&[&str]]) -> String {
    let mut xml = "<sheetData>".to_owned();
    for (row, cells) in (1..).zip(rows) {
        write!(xml, r#"<row r="{row}">"#).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let place = lettres(column);
            write!(xml, r#"<c r="{place}{row}" t="inlineStr"><is><t>{cell}</t></is></c>"#).unwrap();
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData>"
}

/// A workbook of LibreOffice whose sheets are this XML.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:automatic-styles><style:style style:name="cachee"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| {
            format!(
                r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#
            )
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

// What human resources write.

#[test]
fn what_human_resources_write_is_recognised_as_expected() {
    let mut wrong = vec![];
    let mut count = 0;
    for ligne in include_str!("effectif/metiers.tsv").lines().filter(|ligne| !ligne.starts_with('#')) {
        let [texte, cle, sure] = ligne.split('\t').collect::<Vec<_>>().try_into().unwrap();
        count += 1;
        let found = reconnaitre(texte);
        let told = match found.certitude {
            Certitude::Certaine => "C",
            Certitude::Probable => "P",
            Certitude::Inconnue => "?",
        };
        if (found.cle.unwrap_or("-"), told) != (cle, sure) {
            wrong.push(format!("{texte}: {found:?}, not {cle} {sure}"));
        }
    }
    assert!(count >= 200, "{count}");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn case_accents_and_punctuation_never_change_a_match() {
    for ligne in include_str!("effectif/metiers.tsv").lines().filter(|ligne| !ligne.starts_with('#')) {
        let texte = ligne.split('\t').next().unwrap();
        let found = reconnaitre(texte);
        for other in
            [texte.to_uppercase(), texte.to_lowercase(), format!("  {texte}  "), texte.replace('’', "'")]
        {
            assert_eq!(reconnaitre(&other), found, "{other}");
        }
    }
}

// The dirty workbook.

#[test]
fn the_dirty_workbook_gives_its_people_and_a_sentence_for_each_kind_of_dirt() {
    let sale = sale::ecrire();
    let kinds: BTreeSet<Salete> = sale.saletes.iter().map(|(salete, _)| *salete).collect();
    assert!(kinds.len() >= 10);
    let tableau = lire(&sale.octets, "effectif.xlsx").unwrap();
    assert_eq!(tableau.feuille.as_deref(), Some("Liste du personnel"));
    assert_eq!(tableau.feuilles, ["Notes", "Liste du personnel"]);
    assert_eq!(tableau.ligne_des_entetes, Some(4));
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    assert_eq!(colonnes.ecrire(), "ignoree nom prenom ignoree profession rpps site");
    let effectif = Effectif::de(&tableau, &colonnes, &BTreeMap::new(), aujourdhui());
    assert_eq!(effectif.personnes.len(), sale.personnes);
    for remarque in tableau.remarques.iter().chain(&effectif.remarques) {
        phrase_juste(&remarque.phrase);
    }
    for (salete, ligne) in &sale.saletes {
        let told =
            format!("{}\n{}", phrases(&tableau.remarques, *ligne), phrases(&effectif.remarques, *ligne));
        let personne = effectif.personnes.iter().find(|personne| personne.ligne == *ligne);
        let place = format!("Ligne\u{a0}{ligne}, colonne\u{a0}F («\u{a0}N° RPPS\u{a0}»)\u{a0}: ");
        let (expected, someone) = match salete {
            Salete::Vide => ("", false),
            Salete::Titre => ("s’étend sur plusieurs colonnes", false),
            Salete::EntetesRepetes => ("répétés", false),
            Salete::Total => ("est un total", false),
            Salete::Scientifique => ("des chiffres sont perdus", true),
            Salete::Cle => ("dernier chiffre", true),
            Salete::Adeli => ("ADELI", true),
            Salete::Date => ("C’est une date", true),
            Salete::Doublon => ("n’est comptée qu’une fois", true),
            Salete::Homonyme => ("même nom, même prénom", true),
            Salete::Inconnue | Salete::Formule => ("", true),
            Salete::SansProfession => ("la profession n’est pas écrite", true),
            Salete::Erreur => ("erreur de tableur", true),
            Salete::Fusion => ("fusionnées", true),
        };
        assert!(told.contains(expected), "{salete:?} {ligne}: {told}");
        assert_eq!(personne.is_some(), someone, "{salete:?} {ligne}");
        if matches!(
            salete,
            Salete::Scientifique | Salete::Cle | Salete::Adeli | Salete::Date | Salete::Erreur
        ) {
            assert!(told.contains(&place), "{told}");
            assert_eq!(personne.map(|personne| &personne.rpps), Some(&EtatRpps::Refuse));
        }
        if *salete == Salete::Fusion {
            let sites = effectif.personnes.iter().filter(|p| (*ligne..ligne + 4).contains(&p.ligne));
            assert!(sites.clone().count() == 4 && sites.clone().all(|p| p.site == "FAM Les Érables"));
        }
    }
    // Nobody else is doubted.
    let dirty: BTreeSet<u32> = sale.saletes.iter().map(|(_, ligne)| *ligne).collect();
    let lignes = effectif.remarques.iter().filter_map(|remarque| remarque.ligne);
    assert_eq!(lignes.filter(|ligne| !dirty.contains(ligne)).collect::<Vec<_>>(), Vec::<u32>::new());
    for personne in &effectif.personnes {
        if let Some((_, cle)) = sale::METIERS.iter().find(|(texte, _)| *texte == personne.profession) {
            assert_eq!(personne.cle, Some(*cle), "{}", personne.profession);
        }
    }
}

#[test]
fn one_choice_settles_every_equal_text() {
    let tableau = lire(&sale::ecrire().octets, "effectif.xlsx").unwrap();
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    let effectif = Effectif::de(&tableau, &colonnes, &BTreeMap::new(), aujourdhui());
    let to_choose: Vec<(&str, u32)> =
        effectif.a_choisir().map(|metier| (metier.texte.as_str(), metier.nombre)).collect();
    assert_eq!(to_choose, [("Référente bientraitance", 5), ("", 5)]);
    let choix = effectif
        .a_choisir()
        .zip(["qualite", ECARTER])
        .map(|(metier, cle)| (metier.egal.clone(), cle.to_owned()))
        .collect();
    let settled = Effectif::de(&tableau, &colonnes, &choix, aujourdhui());
    assert_eq!(settled.a_choisir().count(), 0);
    assert_eq!(settled.personnes.iter().filter(|personne| personne.cle == Some("qualite")).count(), 5);
    assert_eq!(settled.nombre() + 5, effectif.nombre());
    let unknown = BTreeMap::from([("referente bientraitance".to_owned(), "astronaute".to_owned())]);
    assert_eq!(Effectif::de(&tableau, &colonnes, &unknown, aujourdhui()).a_choisir().count(), 2);
}

// The dossier, and the page.

fn entry<'a>(row: &'a Row, field: &str) -> &'a str {
    row.entry(field).and_then(Entry::text).unwrap_or("")
}

#[test]
fn rows_of_the_dossier_count_everyone_once_name_nobody_and_make_a_plan() {
    let effectif = effectif(&lire(&sale::ecrire().octets, "effectif.xlsx").unwrap());
    let mut rang = 0;
    let fondu = fondre(&effectif, || {
        rang += 1;
        format!("pro-{rang}")
    });
    assert_eq!(fondu.comptes + fondu.sans_profession, effectif.nombre());
    let total: u32 = fondu.lignes.iter().map(|row| entry(row, "pro-effectif").parse::<u32>().unwrap()).sum();
    assert_eq!(total, fondu.comptes);
    let states: BTreeSet<Vec<String>> = fondu
        .lignes
        .iter()
        .map(|row| {
            row.fields()
                .filter(|(field, _)| *field != "pro-effectif")
                .map(|(field, entry)| format!("{field} {entry:?}"))
                .collect()
        })
        .collect();
    assert_eq!(states.len(), fondu.lignes.len(), "two rows say the same");
    let said = format!("{:?}", fondu.lignes);
    assert!(!said.contains("MARTIN") && !said.contains("Tilleuls") && !said.contains("101"), "{said}");
    let mut answers = Answers::default();
    answers.set("besoin", Some(Entry::many(&["rpps-plus"])));
    answers.set("professionnels", Some(Entry::Rows(fondu.lignes.clone())));
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let facts = Facts::new(&answers, day);
    for (row, _) in fondu.lignes.iter().zip(0..) {
        assert!(Profession::par_cle(entry(row, "pro-profil")).is_some());
        assert!(facts.answers().row("professionnels", &row.id).is_some());
    }
    let plan = plan::plan(&answers, day);
    let registered =
        plan.actions.iter().filter(|action| format!("{:?}", action.id).contains("enregistrement")).count();
    assert!(registered > 10, "{registered}");
}

#[test]
fn the_state_of_a_number_follows_who_registers() {
    let rpps = sale::rpps(1);
    let state = |texte: &str| {
        let fondu = fondre(&lu(texte), || "pro-1".to_owned());
        entry(&fondu.lignes[0], "pro-rpps").to_owned()
    };
    assert_eq!(state(&format!("Fonction;RPPS\nAMP;{rpps}\n")), "enregistre");
    assert_eq!(state("Fonction;RPPS\nAMP;\n"), "a-enregistrer");
    assert_eq!(state("Fonction;RPPS\nIDE;\n"), "inconnu");
    assert_eq!(state("Fonction;RPPS\nAMP;12345\n"), "inconnu");
    assert_eq!(state("Fonction\nAMP\n"), "inconnu");
    assert_eq!(state("Fonction;RPPS\nBénévole;\n"), "");
}

#[test]
fn a_roster_of_counts_without_names_is_enough() {
    let effectif = lu("Profession;Effectif\nIDE;12\nAide-soignante;25\nAide-soignante;0\nCuisinier;trois\n");
    assert_eq!(effectif.nombre(), 12 + 25 + 1);
    assert!(
        phrases(&effectif.remarques, 4)
            .starts_with("Ligne\u{a0}4, colonne\u{a0}B («\u{a0}Effectif\u{a0}»)\u{a0}: ")
    );
    assert!(phrases(&effectif.remarques, 5).contains("n’est pas un nombre de personnes"));
    assert_eq!(fondre(&effectif, || "pro-1".to_owned()).comptes, 38);
}

#[test]
fn what_the_roster_says_of_cards_and_phones_tells_rows_apart() {
    let effectif = lu(
        "Fonction;Smartphone;Carte CPS;e-CPS;Accès DMP;Contrat\nIDE;oui;oui;active;oui;CDI\nIDE;non;non;;non;Intérim\nIDE;peut-être;Vitale;cassée;;CDD\n",
    );
    let fondu = fondre(&effectif, || "pro-1".to_owned());
    let fields = ["pro-smartphone", "pro-carte", "pro-ecps", "pro-besoin-acces", "pro-interim"];
    let mut rows: Vec<[&str; 5]> =
        fondu.lignes.iter().map(|row| fields.map(|field| entry(row, field))).collect();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [["", "", "", "", ""], ["non", "aucune", "", "non", "nomme"], ["oui", "cps", "active", "oui", ""]]
    );
    assert_eq!(phrases(&effectif.remarques, 4).lines().count(), 3, "{:?}", effectif.remarques);
}

#[test]
fn a_card_that_is_denied_is_none_and_an_e_cps_is_no_card() {
    let table = [
        ("Pas de CPS", Some(Carte::Aucune)),
        ("sans carte CPE", Some(Carte::Aucune)),
        ("Aucune", Some(Carte::Aucune)),
        ("FALSE", Some(Carte::Aucune)),
        ("CPS", Some(Carte::Cps)),
        ("carte CPE", Some(Carte::Cpe)),
        ("e-CPS", None),
        ("eCPS", None),
    ];
    justes(table.map(|(texte, carte)| {
        (texte.to_owned(), lu(&format!("Nom;Fonction;Carte\nA;IDE;{texte}\n")).personnes[0].carte, carte)
    }));
    for (entete, texte, carte) in [
        ("Carte CPS", "TRUE", Carte::Cps),
        ("Carte CPS", "1.0", Carte::Cps),
        ("Carte CPE", "0", Carte::Aucune),
    ] {
        let roster = lu(&format!("Nom;Fonction;{entete}\nA;IDE;{texte}\n"));
        assert_eq!(roster.personnes[0].carte, Some(carte), "{entete}: {texte}");
    }
}

#[test]
fn a_phone_that_the_structure_lends_is_one() {
    for (texte, jeton) in [
        ("Fourni par la structure", "fourni-structure"),
        ("Oui, prêté par l’employeur", "fourni-structure"),
        ("Tablette de service", "fourni-structure"),
        ("Mis à disposition", "fourni-structure"),
        ("Oui", "oui"),
        ("Non", "non"),
        ("Non fourni", ""),
    ] {
        let effectif = lu(&format!("Fonction;Smartphone\nIDE;\"{texte}\"\n"));
        let fondu = fondre(&effectif, || "pro-1".to_owned());
        assert_eq!(entry(&fondu.lignes[0], "pro-smartphone"), jeton, "{texte}");
    }
}

#[test]
fn people_are_listed_by_profession_with_their_way_and_only_what_of_their_names_is_asked() {
    let effectif = lu(&format!(
        "Nom;Prénom;Fonction;RPPS\nMARTIN;Ana;AMP;\nDE LA TOUR;Jean-Luc;IDE;{}\n;;Kiné;\nPETIT;Zoé;Zinzolin;\n",
        sale::rpps(7)
    ));
    let seen = |noms| {
        par_personne(&effectif, noms).into_iter().map(|fiche| (fiche.ligne, fiche.qui)).collect::<Vec<_>>()
    };
    let owned =
        |list: [(u32, &str); 4]| list.map(|(ligne, qui)| (ligne, qui.replace(' ', "\u{a0}"))).to_vec();
    assert_eq!(seen(Noms::Sans), owned([(5, "Ligne 5"), (3, "Ligne 3"), (4, "Ligne 4"), (2, "Ligne 2")]));
    assert_eq!(
        seen(Noms::Initiales),
        owned([(5, "Z. P."), (3, "J. L. D. L."), (4, "Ligne 4"), (2, "A. M.")])
    );
    assert_eq!(seen(Noms::Entiers)[1].1, "Jean-Luc DE LA TOUR");
    let fiches = par_personne(&effectif, Noms::Sans);
    let ways: Vec<&str> = fiches.iter().map(|fiche| fiche.voie.as_str()).collect();
    assert_eq!(
        ways,
        [
            "Profession à choisir",
            "Par son ordre\u{a0}: l’Ordre des infirmiers (ONI)",
            "Par son ordre\u{a0}: l’Ordre des masseurs-kinésithérapeutes (CNOMK)",
            "Par vous, dans RPPS+"
        ]
    );
    assert!(fiches[1].enregistree && !fiches[3].enregistree);
}

#[test]
fn the_same_number_under_two_names_is_doubted_and_two_numbers_under_one_name_are_two_people() {
    let (one, two) = (sale::rpps(1), sale::rpps(2));
    let effectif = lu(&format!(
        "Nom;Prénom;Fonction;RPPS\nMARTIN;Ana;IDE;{one}\nPETIT;Luc;IDE;{one}\nROY;Léa;AMP;{one}\nDUBOIS;Zoé;IDE;{two}\nDUBOIS;Zoé;IDE;{}\nMARTIN;Ana;Directrice;{one}\n",
        sale::rpps(3)
    ));
    assert_eq!(effectif.nombre(), 6);
    assert!(phrases(&effectif.remarques, 3).contains("ligne\u{a0}2, sous un autre nom"));
    assert_eq!(phrases(&effectif.remarques, 6), "");
    assert!(phrases(&effectif.remarques, 7).contains("avec une autre profession"));
}

#[test]
fn a_finess_that_lost_its_zero_is_told_and_gets_it_back() {
    let effectif = lu("Fonction;FINESS\nIDE;10780054\n");
    assert_eq!(effectif.personnes[0].site, "010780054");
    assert!(phrases(&effectif.remarques, 2).contains("effacé le zéro du début"));
}

/// R-ID-16, R-ID-17: Java, LibreOffice and statistics programs write long numbers with an exponent; whole ones are read.
#[test]
fn a_number_with_an_exponent_is_read_when_it_is_whole_and_told_when_it_is_cut() {
    let cites = lu(
        "Nom;Fonction;N° RPPS;FINESS\nMARTIN;IDE;1,0123456781E+10;1.0783009E7\nPETIT;IDE;1,01E+10;1,08E+07\nROY;IDE;1.0123456781E10;10783009.0\n",
    );
    let rpps = |rang: usize| matches!(&cites.personnes[rang].rpps, EtatRpps::Valide(rpps) if rpps.texte() == "10123456781");
    assert_eq!([rpps(0), rpps(1), rpps(2)], [true, false, true]);
    assert_eq!(cites.personnes[1].rpps, EtatRpps::Refuse);
    assert_eq!(phrases(&cites.remarques, 3).matches("des chiffres sont perdus").count(), 2);
    for rang in [0, 2] {
        assert_eq!(cites.personnes[rang].site, "010783009");
    }

    let comptes = lu("Emploi;Effectif\nIDE;1.2E1\nAS;2,5E+01\nAMP;1.0E1\nAES;3E+01\n");
    assert_eq!(comptes.personnes.iter().map(|ligne| ligne.nombre).collect::<Vec<_>>(), [12, 25, 10, 1]);
    assert!(phrases(&comptes.remarques, 5).contains("des chiffres sont perdus"));
    let abreges = lu("Emploi;Effectif\nIDE;1E+01\nAS;2E+01\n");
    assert_eq!(abreges.nombre(), 2);
    assert!(
        phrases(&abreges.remarques, 2).contains("des chiffres sont perdus"),
        "the column is read, to be told"
    );

    let cells = "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>Fonction</t></is></c><c t=\"inlineStr\"><is><t>RPPS</t></is></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>IDE</t></is></c><c><v>1.0123456781E10</v></c></row></sheetData>";
    let classeur = effectif(&lire(&xlsx(cells), "effectif.xlsx").unwrap());
    assert!(matches!(&classeur.personnes[0].rpps, EtatRpps::Valide(rpps) if rpps.texte() == "10123456781"));
}

#[test]
fn titles_and_rows_without_anyone_are_told_without_repeating_a_name() {
    let effectif =
        lu("Nom;Fonction;Service\nMARTIN;IDE;Nuit\nDURAND;;\n;;Équipe de jour\nSous-total : 2;;\n;AMP;\n");
    assert_eq!(effectif.personnes.len(), 2);
    assert!(!phrases(&effectif.remarques, 3).contains("DURAND"));
    assert!(phrases(&effectif.remarques, 4).contains("Équipe de jour"));
    assert!(phrases(&effectif.remarques, 5).contains("total"));
}

// The template.

#[test]
fn the_template_is_read_with_every_column_known_and_its_answers_understood() {
    let (rpps, lignes) = (sale::rpps(5), |rpps| {
        vec![
            vec![
                "MARTIN",
                "Ana",
                PROFESSIONS[1].nom,
                rpps,
                "Site A",
                "",
                "CDI",
                "Oui",
                "Non",
                "CPS",
                "Active",
            ],
            vec!["", "", "AS", "", "", "4", "Intérim", "Non", "Oui", "Aucune", ""],
        ]
    });
    let octets = modele_effectif::modele_rempli(&lignes(&rpps)).unwrap();
    let tableau = lire(&octets, modele_effectif::NOM).unwrap();
    assert_eq!(tableau.entetes, modele_effectif::entetes().collect::<Vec<_>>());
    assert_eq!((tableau.feuilles.len(), &tableau.remarques), (1, &vec![]));
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    assert_eq!(
        colonnes.ecrire(),
        "nom prenom profession rpps site nombre contrat smartphone acces carte e-cps"
    );
    let effectif = Effectif::de(&tableau, &colonnes, &BTreeMap::new(), aujourdhui());
    assert_eq!((effectif.nombre(), &effectif.remarques), (5, &vec![]));
    assert_eq!(effectif.personnes[0].rpps, EtatRpps::Valide(Rpps::read(&rpps).unwrap().valeur));
    let lues = (0..tableau.entetes.len()).filter(|rang| colonnes.role(*rang) != Role::Ignoree);
    assert_eq!((lues.count(), colonnes.role(2)), (11, Role::Profession));
    assert_eq!(tableau.lignes[0].cellule(2).texte(), PROFESSIONS[1].nom);
}

#[test]
fn the_empty_template_is_always_the_same_and_says_that_nobody_is_in_it() {
    let octets = modele_effectif::modele().unwrap();
    assert_eq!(octets, modele_effectif::modele().unwrap());
    assert_eq!(refus(&octets), ErreurEffectif::AucuneLigne);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(octets)).unwrap();
    let headings = book.worksheet_range("Effectif").unwrap();
    assert!(headings.rows().next().unwrap().iter().map(Data::to_string).eq(modele_effectif::entetes()));
}

// Workbooks.

#[test]
fn an_honest_workbook_is_read_as_calamine_reads_it() {
    let octets = sale::ecrire().octets;
    let tableau = lire(&octets, "effectif.xlsx").unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(octets)).unwrap();
    let range = book.worksheet_range("Liste du personnel").unwrap();
    let merged = |row: u32| (0..5).any(|hundred| (hundred * 100 + 76..hundred * 100 + 79).contains(&row));
    for ligne in &tableau.lignes {
        for column in 0..tableau.entetes.len() {
            let theirs =
                range.get_value((ligne.numero - 1, u32::try_from(column).unwrap())).unwrap_or(&Data::Empty);
            match (ligne.cellule(column), theirs) {
                (Cellule::Vide, Data::Empty) => {}
                (Cellule::Texte(ours), Data::String(theirs)) => assert_eq!(ours, theirs),
                (Cellule::Nombre(ours), Data::Float(theirs)) => assert_eq!(ours, theirs),
                (Cellule::Jour(ours), Data::DateTime(theirs)) => {
                    let (year, month, day, ..) = theirs.to_ymd_hms_milli();
                    assert_eq!(ours.to_string(), format!("{year:04}-{month:02}-{day:02}"));
                }
                (Cellule::Erreur(ours), Data::Error(theirs)) => assert_eq!(*ours, theirs.to_string()),
                (Cellule::Texte(_), Data::Empty) if merged(ligne.numero) && column == 6 => {}
                (ours, theirs) => panic!("{} {column}: {ours:?} and {theirs:?}", ligne.numero),
            }
        }
    }
}

#[test]
fn a_workbook_of_libreoffice_is_read_with_its_dates_repeats_and_merges() {
    let number = sale::rpps(9);
    let tables = format!(
        r#"<table:table table:name="Cachée" table:style-name="cachee">{hidden}</table:table>
        <table:table table:name="Équipe"><table:table-column table:number-columns-repeated="16384"/>
        <table:table-row><table:table-cell table:number-columns-spanned="4" office:value-type="string"><text:p>Titre</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-header-rows>{headings}</table:table-header-rows>
        <table:table-row><table:table-cell office:value-type="string"><text:p>L&apos;HOTE<text:s text:c="3"/>&amp; fils</text:p><text:p>suite</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>IDE</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="{number}"><text:p>1,01E+10</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2025-03-09"><text:p>09/03/25</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>PETIT</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:formula="of:=NA()"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/><table:table-cell office:value-type="string"><text:p>AMP</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        hidden = ods_row(&["Nom", "Fonction"]),
        headings = ods_row(&["Nom", "Fonction", "RPPS", "Entrée"]),
    );
    let tableau = lire(&ods(&tables), "effectif.ods").unwrap();
    assert_eq!(
        (tableau.feuilles.as_slice(), tableau.ligne_des_entetes),
        (["Équipe".to_owned()].as_slice(), Some(4))
    );
    let texts: Vec<(u32, Vec<String>)> = tableau
        .lignes
        .iter()
        .map(|ligne| {
            (ligne.numero, ligne.cellules.iter().map(|cellule| cellule.texte().into_owned()).collect())
        })
        .collect();
    let expected =
        |numero, cells: &[&str]| (numero, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    assert_eq!(
        texts,
        [
            expected(5, &["L'HOTE & fils\nsuite", "IDE", &number, "09/03/2025"]),
            expected(6, &["PETIT", "IDE", "", "Oui"]),
            expected(7, &["", "AMP"]),
            expected(8, &["", "AMP"]),
            expected(9, &["", "AMP"]),
        ]
    );
    assert!(phrases(&tableau.remarques, 6).contains("formule"), "{:?}", tableau.remarques);
    assert!(tableau.remarques.iter().any(|remarque| remarque.phrase.contains("masquée")));
    let effectif = effectif(&tableau);
    assert_eq!(effectif.personnes[0].rpps, EtatRpps::Valide(Rpps::read(&number).unwrap().valeur));
    assert_eq!(effectif.nombre(), 5);
}

#[test]
fn formulas_give_their_saved_results_macros_are_left_alone_and_each_is_told() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Fonction</t></is></c><c r="B1" t="inlineStr"><is><t>RPPS</t></is></c></row>
        <row r="2"><c r="A2" t="str"><f>UPPER("ide")</f><v>IDE</v></c><c r="B2"><f>1+1</f></c></row></sheetData>"#;
    let octets = xlsx_avec(sheet, &[("xl/vbaProject.bin", b"macro")]);
    let tableau = lire(&octets, "effectif.xlsm").unwrap();
    assert_eq!(tableau.lignes[0].cellule(0), &Cellule::Texte("IDE".to_owned()));
    assert!(
        phrases(&tableau.remarques, 2)
            .starts_with("Ligne\u{a0}2, colonne\u{a0}B\u{a0}: cette cellule contient une formule")
    );
    let told: String = tableau.remarques.iter().map(|remarque| remarque.phrase.as_str()).collect();
    assert!(told.contains("macros") && told.contains("1\u{a0}cellule contient des formules"), "{told}");
}

/// Written by openpyxl, odfpy, xlwt and msoffcrypto-tool, which know nothing of our reader.
#[test]
fn workbooks_that_others_wrote_are_read_or_refused_with_the_right_sentence() {
    let tableau = lire(include_bytes!("effectif/openpyxl.xlsx"), "effectif.xlsx").unwrap();
    assert_eq!(tableau.feuilles, ["Effectif"]);
    let texts: Vec<String> = tableau
        .lignes
        .iter()
        .map(|ligne| (0..6).map(|column| ligne.cellule(column).texte()).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        texts,
        [
            "MARTIN|Ana|Éducatrice spécialisée||29/02/2020|Les Érables",
            "PETIT|Luc|IDE|10123456781|03/05/2021|Les Érables",
            "ROY|Zoé||10000000009||Les Érables",
            "DURAND|Léa|AMP|Oui||Les Tilleuls",
        ]
    );
    // The one formula was never computed: openpyxl saves no result.
    assert!(phrases(&tableau.remarques, 4).contains("n’est pas enregistré"));
    assert!(tableau.remarques.iter().any(|remarque| remarque.phrase.contains("masquée")));
    let people = effectif(&tableau);
    assert_eq!(people.nombre(), 4);
    assert!(phrases(&people.remarques, 5).contains("Le numéro RPPS compte 11"), "{:?}", people.remarques);
    let tableau = lire(include_bytes!("effectif/odfpy.ods"), "effectif.ods").unwrap();
    assert_eq!(tableau.lignes[0].cellule(4).texte(), "29/02/2020");
    assert_eq!(
        effectif(&tableau).personnes[1].rpps,
        EtatRpps::Valide(Rpps::read("10123456781").unwrap().valeur)
    );
    assert_eq!(refus(include_bytes!("effectif/protege.xlsx")), ErreurEffectif::MotDePasse);
    assert_eq!(refus(include_bytes!("effectif/ancien.xls")), ErreurEffectif::AutreFichier(AutreFichier::Xls));
}

#[test]
fn another_sheet_is_read_on_demand() {
    let octets = sale::ecrire().octets;
    let erreur = lire_feuille(&octets, "effectif.xlsx", Some("Absente")).unwrap_err();
    assert_eq!(erreur, ErreurEffectif::FeuilleAbsente { nom: "Absente".to_owned() });
    let tableau = lire_feuille(&octets, "effectif.xlsx", Some("Liste du personnel")).unwrap();
    assert_eq!(tableau.feuille.as_deref(), Some("Liste du personnel"));
}

#[test]
fn one_bad_cell_of_a_workbook_does_not_stop_the_others() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Fonction</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>999999</v></c></row><row r="x"><c r="A3" t="zzz"><v>IDE</v></c></row>
        <row r="4"><c r="?" t="b"><v>banana</v></c><c r="A4" t="inlineStr"><is><r><t>A</t></r><r><t>MP</t></r><rPh><t>x</t></rPh></is></c></row></sheetData>"#;
    let effectif = effectif(&lire(&xlsx(sheet), "e.xlsx").unwrap());
    let read: Vec<&str> = effectif.personnes.iter().map(|personne| personne.profession.as_str()).collect();
    assert_eq!(read, ["IDE", "AMP"]);
}

// Files that are no roster, or mean harm.

#[test]
fn what_is_empty_says_so() {
    for octets in ["", "  \n\t", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(refus(octets.as_bytes()), ErreurEffectif::Vide, "{octets:?}");
    }
    assert_eq!(refus(b"Nom;Fonction\n"), ErreurEffectif::AucuneLigne);
    assert_eq!(refus(b";;;\n;;\n"), ErreurEffectif::AucuneLigne);
    assert_eq!(refus(&xlsx("<sheetData/>")), ErreurEffectif::AucuneLigne);
    assert_eq!(refus(&ods(r#"<table:table table:name="a"/>"#)), ErreurEffectif::AucuneLigne);
}

#[test]
fn another_kind_of_file_is_told_from_its_content_whatever_its_name() {
    let ole = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], vec![0; 1024].as_slice(), &name].concat()
    };
    let random: Vec<u8> =
        (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    for (octets, quoi) in [
        (ole("Workbook"), AutreFichier::Xls),
        (ole("WordDocument"), AutreFichier::Document),
        (b"%PDF-1.7\n...".to_vec(), AutreFichier::Pdf),
        (b"<!DOCTYPE html><html>".to_vec(), AutreFichier::PageWeb),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?>".to_vec(), AutreFichier::PageWeb),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Nom\"\r\n".to_vec(), AutreFichier::Echange("SYLK")),
        (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n".to_vec(), AutreFichier::Echange("DIF")),
        (b"{\"format\": \"jalons\"}".to_vec(), AutreFichier::Json),
        (b"{\\rtf1 abc}".to_vec(), AutreFichier::Rtf),
        (b"\x89PNG\r\n\x1a\n".to_vec(), AutreFichier::Image),
        (zip(&[("a.csv", b"Nom;Fonction\n")]), AutreFichier::Archive),
        (
            zip(&[
                ("word/document.xml", b"<a/>"),
                ("[Content_Types].xml", b"<a/>"),
                ("_rels/.rels", b"<a/>"),
            ]),
            AutreFichier::Document,
        ),
        (zip(&[("xl/workbook.bin", b"x")]), AutreFichier::Xlsb),
        (zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), AutreFichier::Document),
        (gzip(&gzip(b"Nom;Fonction\n")), AutreFichier::CompresseDeuxFois),
        (random, AutreFichier::Inconnu),
    ] {
        assert_eq!(refus(&octets), ErreurEffectif::AutreFichier(quoi));
    }
    assert_eq!(refus(&ole("EncryptedPackage")), ErreurEffectif::MotDePasse);
    let manifest = br#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let encrypted = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(refus(&encrypted), ErreurEffectif::MotDePasse);
}

fn gzip(octets: &[u8]) -> Vec<u8> {
    let mut encodeur = GzEncoder::new(Vec::new(), Compression::fast());
    encodeur.write_all(octets).unwrap();
    encodeur.finish().unwrap()
}

#[test]
fn a_compressed_text_is_read_and_a_bomb_is_not() {
    let tableau = lire(&gzip(b"Nom;Fonction\nMARTIN;IDE\n"), "effectif.csv.gz").unwrap();
    assert_eq!((tableau.lignes.len(), tableau.remarques.len()), (1, 0));
    assert!(matches!(refus(&gzip(b"abc")[..15]), ErreurEffectif::Abime { .. }));
    let bombe = vec![b' '; usize::try_from(EFFECTIF_TEXTE_MAX).unwrap() + 1];
    let gz = gzip(&bombe);
    assert!(gz.len() < 2_000_000);
    assert!(matches!(refus(&gz), ErreurEffectif::Demesure { .. }));
    // One text that never ends, and ever so many: both stop.
    let chunk = b"<si><t>IDE</t></si>".repeat(1_000);
    let many = b"<sst>".iter().chain(chunk.iter().cycle()).copied().take(bombe.len()).collect::<Vec<u8>>();
    assert!(matches!(
        refus(&xlsx_avec("<sheetData/>", &[("xl/sharedStrings.xml", &many)])),
        ErreurEffectif::Demesure { .. }
    ));
    drop(many);
    assert!(matches!(
        refus(&xlsx_avec("<sheetData/>", &[("xl/sharedStrings.xml", &bombe)])),
        ErreurEffectif::Demesure { partie } if partie == "xl/sharedStrings.xml"
    ));
}

#[test]
fn an_archive_of_ever_so_many_parts_is_not_opened() {
    let names: Vec<String> = (0..10_001).map(|part| part.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|nom| (nom.as_str(), b"".as_slice())).collect();
    assert_eq!(refus(&zip(&parts)), ErreurEffectif::TropDeParties);
}

#[test]
fn what_a_workbook_declares_is_never_believed() {
    let people = rows_xml(&[&["Fonction"], &["IDE"]]);
    let strings = br#"<sst count="99999999999999" uniqueCount="99999999999999"><si><t>IDE</t></si></sst>"#;
    let tableau = lire(&xlsx_avec(&people, &[("xl/sharedStrings.xml", strings)]), "e.xlsx").unwrap();
    assert_eq!(tableau.lignes.len(), 1);
    // Places at the end of the world, and merges over all of it.
    let far = format!(
        r#"<dimension ref="A1:XFD1048576"/>{people}<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A4294967295:B4294967295"/><mergeCell ref="zz"/></mergeCells>"#
    );
    assert_eq!(lire(&xlsx(&far), "e.xlsx").unwrap().lignes.len(), 1);
    let last = people.replace(
        "</sheetData>",
        r#"<row r="4294967295"><c r="A4294967295" t="inlineStr"><is><t>AMP</t></is></c></row></sheetData>"#,
    );
    assert_eq!(lire(&xlsx(&last), "e.xlsx").unwrap().lignes.len(), 2);
    // Spaces, rows and columns that are said to be repeated.
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>IDE<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#;
    let table = |rows: &str| {
        ods(&format!(r#"<table:table table:name="a">{}{rows}</table:table>"#, ods_row(&["Fonction"])))
    };
    assert_eq!(lire(&table(spaces), "e.ods").unwrap().lignes.len(), 1);
    let rows = r#"<table:table-row table:number-rows-repeated="99999999999"><table:table-cell office:value-type="string"><text:p>IDE</text:p></table:table-cell></table:table-row>"#;
    assert!(matches!(refus(&table(rows)), ErreurEffectif::TropDeContenu { .. }));
    let columns = r#"<table:table-row><table:table-cell table:number-columns-repeated="99999999999" office:value-type="string"><text:p>IDE</text:p></table:table-cell></table:table-row>"#;
    assert!(matches!(
        refus(&table(columns)),
        ErreurEffectif::TropDeColonnes { ligne: 2, colonne: EFFECTIF_COLONNES_MAX }
    ));
}

#[test]
fn entities_are_not_expanded() {
    let billion = r#"<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
    let sheet = format!("{billion}{}", rows_xml(&[&["Fonction"], &["ID&c;E&#69;"]]));
    let tableau = lire(&xlsx(&sheet), "e.xlsx").unwrap();
    assert_eq!(tableau.lignes[0].cellule(0).texte(), "IDEE");
}

#[test]
fn ten_million_columns_are_refused_with_their_place_or_are_nothing() {
    let mut texte = b"Nom;Fonction".to_vec();
    texte.resize(texte.len() + 10_000_000, b';');
    texte.extend(b"\nMARTIN;IDE\n");
    assert_eq!(lire(&texte, "e.csv").unwrap().lignes.len(), 1);
    let wide: String = (0..10_000_000 / 8).map(|_| "abcdefg;").collect();
    let erreur = refus(wide.as_bytes());
    assert!(matches!(erreur, ErreurEffectif::TropDeColonnes { ligne: 1, colonne: EFFECTIF_COLONNES_MAX }));
    assert!(erreur.to_string().starts_with("Ligne\u{a0}1, colonne\u{a0}IW\u{a0}: "), "{erreur}");
    let far = r#"<sheetData><row r="7"><c r="XFD7" t="inlineStr"><is><t>x</t></is></c></row></sheetData>"#;
    assert!(matches!(refus(&xlsx(far)), ErreurEffectif::TropDeColonnes { ligne: 7, colonne: 16_383 }));
}

#[test]
fn too_many_rows_or_too_heavy_a_file_is_refused_with_a_sentence() {
    let rows = "x;IDE\n".repeat(100_001);
    assert!(matches!(refus(rows.as_bytes()), ErreurEffectif::TropDeContenu { ligne: 100_001 }));
    assert_eq!(refus(&vec![b'a'; EFFECTIF_FICHIER_MAX + 1]), ErreurEffectif::TropLourd);
}

#[test]
fn a_workbook_that_is_cut_or_damaged_anywhere_gives_a_sentence() {
    let octets = xlsx(&rows_xml(&[&["Nom", "Fonction"], &["MARTIN", "IDE"], &["PETIT", "AMP"]]));
    assert_eq!(lire(&octets, "e.xlsx").unwrap().lignes.len(), 2);
    for end in 0..octets.len() {
        if let Err(erreur) = lire(&octets[..end], "e.xlsx") {
            phrase_juste(&erreur.to_string());
        }
        let mut damaged = octets.clone();
        damaged[end] ^= 0x55;
        if let Err(erreur) = lire(&damaged, "e.xlsx") {
            phrase_juste(&erreur.to_string());
        }
    }
    // The parts themselves are cut, in a whole archive: the end never comes.
    let sheet = rows_xml(&[&["Nom", "Fonction"], &["MARTIN", "IDE"]]);
    for end in (0..sheet.len()).filter(|end| sheet.is_char_boundary(*end)) {
        let part = format!("<worksheet>{}", &sheet[..end]);
        let octets = xlsx_avec("", &[]);
        assert!(!octets.is_empty());
        let cut = zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", b"<Relationships><Relationship Type='/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
            ("xl/workbook.xml", b"<workbook><sheet name='a' r:id='i'/></workbook>"),
            ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='i' Target='s.xml'/></Relationships>"),
            ("xl/s.xml", part.as_bytes()),
        ]);
        if let Err(erreur) = lire(&cut, "e.xlsx") {
            phrase_juste(&erreur.to_string());
        }
    }
    let table = format!(
        r#"<table:table table:name="a">{}{}</table:table>"#,
        ods_row(&["Nom", "Fonction"]),
        ods_row(&["MARTIN", "IDE"])
    );
    for end in 0..table.len() {
        let cut = zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &table.as_bytes()[..end]),
        ]);
        if let Err(erreur) = lire(&cut, "e.ods") {
            phrase_juste(&erreur.to_string());
        }
    }
}

#[test]
fn a_text_of_invalid_utf_8_keeps_its_rows() {
    let octets = b"Nom;Fonction\nL\xe9a;\xc9ducatrice sp\xe9cialis\xe9e\nZo\xff;AMP\n";
    let effectif = effectif(&lire(octets, "e.csv").unwrap());
    let read: Vec<Option<&str>> = effectif.personnes.iter().map(|personne| personne.cle).collect();
    assert_eq!(read, [Some("educateur-specialise"), Some("amp")]);
}

// Size.

#[test]
fn twenty_thousand_people_are_read_whole() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut csv = "Nom;Prénom;Fonction;RPPS;Site\n".to_owned();
    for (column, heading) in (0..).zip(["Nom", "Prénom", "Fonction", "RPPS", "Site"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for rang in 1..=20_000_u32 {
        let metier = sale::METIERS[usize::try_from(rang).unwrap() % sale::METIERS.len()].0;
        let (nom, rpps) = (format!("NOM{rang}"), sale::rpps(rang));
        let cells = [nom.as_str(), "Ana", metier, &rpps, "Site A"];
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(rang, column, cell).unwrap();
        }
        writeln!(csv, "{}", cells.join(";")).unwrap();
    }
    for (nom, octets) in [("e.xlsx", workbook.save_to_buffer().unwrap()), ("e.csv", csv.into_bytes())] {
        let tableau = lire(&octets, nom).unwrap();
        let effectif = effectif(&tableau);
        let fondu = fondre(&effectif, || "pro-1".to_owned());
        let fiches = par_personne(&effectif, Noms::Sans);
        assert_eq!((fondu.comptes, fiches.len()), (20_000, 20_000));
    }
}

// Anything.

/// Every reading ends, with people or a sentence, and the rest of the way never stops the program.
fn eprouver(octets: &[u8]) {
    match lire(octets, "e.csv") {
        Ok(tableau) => {
            let effectif = effectif(&tableau);
            for remarque in tableau.remarques.iter().chain(&effectif.remarques) {
                assert!(remarque.phrase.ends_with('.'), "{}", remarque.phrase);
            }
            let fondu = fondre(&effectif, || "pro-1".to_owned());
            assert_eq!(fondu.comptes + fondu.sans_profession, effectif.nombre());
            assert_eq!(par_personne(&effectif, Noms::Initiales).len(), effectif.personnes.len());
        }
        Err(erreur) => phrase_juste(&erreur.to_string().replace('\'', "")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_give_people_or_a_sentence(octets in proptest::collection::vec(any::<u8>(), 0..600)) {
        eprouver(&octets);
    }

    #[test]
    fn any_text_gives_people_or_a_sentence(texte in "(Nom|Fonction|RPPS|IDE|[a-zé0-9,;\"\t\r\n' E+./()-]|\\PC){0,120}") {
        eprouver(texte.as_bytes());
        let _ = reconnaitre(&texte);
    }

    #[test]
    fn any_sheet_gives_people_or_a_sentence(
        sheet in "(<row r=\"[0-9]{1,11}\">|</row>|<c r=\"[A-Z]{0,5}[0-9]{0,11}\" t=\"(s|str|b|e|d|n|inlineStr)\" s=\"[0-9]{0,12}\">|</c>|<v>[0-9eE+.,-]{0,20}</v>|<f>|</f>|<is><t>|</t></is>|IDE|&[a-z#0-9]{0,6};|<sheetData>|</sheetData>|<mergeCell ref=\"[A-Z]{0,3}[0-9]{0,10}:[A-Z]{0,3}[0-9]{0,10}\"/>){0,60}",
        ods_sheet in "(<table:table-row table:number-rows-repeated=\"[0-9]{0,12}\">|</table:table-row>|<table:table-cell office:value-type=\"(string|float|date|boolean)\" office:value=\"[0-9eE.-]{0,12}\" office:date-value=\"[0-9é-]{0,12}\" table:number-columns-repeated=\"[0-9]{0,3}\" table:number-rows-spanned=\"[0-9]{0,12}\">|</table:table-cell>|<text:p>|</text:p>|IDE|<text:s text:c=\"[0-9]{0,12}\"/>|</table:table>){0,60}",
    ) {
        eprouver(&xlsx(&sheet));
        eprouver(&ods(&format!("<table:table table:name=\"a\">{ods_sheet}</table:table>")));
    }

    #[test]
    fn any_remembered_mapping_is_one_or_is_none(texte in "[a-z -]{0,60}", colonnes in 0_usize..12) {
        if let Some(read) = Colonnes::relire(&texte, colonnes) {
            prop_assert_eq!(Colonnes::relire(&read.ecrire(), colonnes), Some(read));
        }
    }
}

/// The formats that a spreadsheet gives to a number are told apart from dates.
#[test]
fn a_number_shown_as_money_or_hours_is_no_date() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_string(0, 0, "Fonction")
        .unwrap()
        .write_string(0, 1, "Nombre")
        .unwrap()
        .write_string(0, 2, "Entrée")
        .unwrap();
    sheet.write_string(1, 0, "IDE").unwrap();
    sheet.write_number_with_format(1, 1, 3, &Format::new().set_num_format("0 \"pers. d’ici\"")).unwrap();
    sheet
        .write_formula_with_format(
            1,
            2,
            Formula::new("=1").set_result("45658"),
            &Format::new().set_num_format("d mmm yyyy"),
        )
        .unwrap();
    let tableau = lire(&workbook.save_to_buffer().unwrap(), "e.xlsx").unwrap();
    assert_eq!(tableau.lignes[0].cellule(1), &Cellule::Nombre(3.0));
    assert_eq!(tableau.lignes[0].cellule(2).texte(), "01/01/2025");
    assert_eq!(effectif(&tableau).nombre(), 3);
}
