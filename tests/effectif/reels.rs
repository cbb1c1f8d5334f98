//! Rosters as real programs write them (`reels/`, invented people): spreadsheets, report generators, statistics programs,
//! databases; and as people keep them: who left, totals, notes, damaged letters.

use jalons::import::effectif::metiers::{Certitude, reconnaitre};
use jalons::import::effectif::{AutreFichier, Effectif, ErreurEffectif, EtatRpps, Remarque, Tableau, lire};

use super::{effectif, lu, phrase_juste, refus};

fn octets(nom: &str) -> Vec<u8> {
    let path = format!("{}/tests/effectif/reels/{nom}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A file of `reels/`, and its people.
fn reel(nom: &str) -> (Tableau, Effectif) {
    let tableau = lire(&octets(nom), nom).unwrap_or_else(|error| panic!("{nom}: {error}"));
    let effectif = effectif(&tableau);
    // A proposition is a question.
    for remarque in
        tableau.remarques.iter().chain(&effectif.remarques).filter(|one| !one.phrase.ends_with('?'))
    {
        phrase_juste(&remarque.phrase);
    }
    (tableau, effectif)
}

fn toutes(tableau: &Tableau, effectif: &Effectif) -> String {
    let phrases: Vec<&str> =
        tableau.remarques.iter().chain(&effectif.remarques).map(|one| one.phrase.as_str()).collect();
    phrases.join("\n")
}

/// The twelve people that every program wrote.
const DOUZE: [(&str, &str, &str, &str); 12] = [
    ("L’HERMITE", "Anaïs", "Infirmière", "99900000011"),
    ("N’DIAYE", "Moussa", "Aide-soignant", "99900000029"),
    ("DUPRÉ-LÉVÊQUE", "Zoé", "Aide-soignante de nuit", "99900000037"),
    ("Ælfgård", "Éloïse", "Masseur-kinésithérapeute", "99900000045"),
    ("OÙLLIÈRE", "Françoise", "Médecin coordonnateur", "99900000052"),
    ("MARTIN & FILS", "Théo", "Psychologue", "99900000060"),
    ("GARÇON", "Inès", "Éducatrice spécialisée", "99900000078"),
    ("Nguyễn", "Mai", "Ergothérapeute", "99900000086"),
    ("PETIT", "Luc", "Agent de service hospitalier", "99900000094"),
    ("ROUX", "Noël", "Infirmier & référent qualité", "99900000102"),
    ("LE GOFF", "Maëlle", "Assistante sociale", "99900000110"),
    ("BÜCHNER", "Jürgen", "Directeur", "99900000128"),
];

/// Reads the roster of the twelve; nothing is missing but the RPPS of `sans`, by their rank.
fn douze(nom: &str, sans: &[usize]) -> String {
    let (tableau, effectif) = reel(nom);
    let told = toutes(&tableau, &effectif);
    assert_eq!(effectif.personnes.len(), 12, "{nom}: {told}");
    for (rang, (personne, (famille, prenom, metier, rpps))) in
        effectif.personnes.iter().zip(DOUZE).enumerate()
    {
        // These programs had no « ễ », and some no typographic apostrophe.
        if !matches!(rang, 0 | 1 | 7) {
            assert_eq!((personne.nom.as_str(), personne.prenom.as_str()), (famille, prenom), "{nom}");
        }
        // A database and R have no profession for some, nor a site.
        let untold = sans.contains(&rang) || (rang == 11 && nom.ends_with("-decimal.csv"));
        if !(personne.profession.is_empty() && untold) {
            assert_eq!(personne.cle, reconnaitre(metier).cle, "{nom}: {}", personne.profession);
        }
        match &personne.rpps {
            EtatRpps::Valide(number) => assert_eq!(number.texte(), rpps, "{nom}"),
            EtatRpps::Absent => assert!(sans.contains(&rang), "{nom}: {personne:?}\n{told}"),
            other => panic!("{nom}: {other:?}\n{told}"),
        }
        if !personne.site.is_empty() || sans.is_empty() {
            assert_eq!(personne.site, "010783009", "{nom}");
        }
    }
    assert!(!told.contains("répétés") && !told.contains("formules"), "{nom}: {told}");
    // Those whose « Actif » says no.
    let gone: Vec<&str> = effectif.partis().map(|(one, _)| one.nom.as_str()).collect();
    assert_eq!(gone, ["MARTIN & FILS", "LE GOFF"], "{nom}");
    assert_eq!(effectif.nombre(), 10, "{nom}");
    told
}

#[test]
fn the_same_twelve_people_are_read_whatever_program_wrote_them() {
    for nom in [
        "jasperreports-6.20.6.ods",
        "jasperreports-6.20.6-titre.ods",
        "sheetjs-0.18.5.fods",
        "libreoffice-7.4.7-excel2003.xml",
        "gnumeric-1.12.55.gnumeric",
        "pandas-3.1.1-to_csv-index.csv",
        "pandas-3.1.1-to_excel-index.xlsx",
        "r-write-csv2-comme-avec-total.csv",
        "texte-macintosh.csv",
        "texte-msdos-cp850.csv",
        "libreoffice-7.4.7-accents-abimes.xlsx",
        "libreoffice-7.4.7-csv-dans-une-colonne.xlsx",
        "sheetjs-0.18.5-sans-fin.csv",
        "exceljs-4.4.0-sans-fin.csv",
    ] {
        let told = douze(nom, &[]);
        println!("== {nom}\n{told}");
    }
}

#[test]
fn what_machines_write_for_nothing_is_an_empty_cell_told_once() {
    for (nom, ecrit) in [
        ("duckdb-1.5.5-NULL.csv", "«\u{a0}NULL\u{a0}»"),
        ("jasperreports-6.20.6-null.xlsx", "«\u{a0}null\u{a0}»"),
        ("mysql-outfile-comme-N.tsv", "«\u{a0}\\N\u{a0}»"),
        ("r-4.2.2-write.csv2-NA.csv", "«\u{a0}NA\u{a0}»"),
    ] {
        let told = douze(nom, &(0..12).collect::<Vec<_>>());
        assert_eq!(told.matches(ecrit).count(), 1, "{nom}: {told}");
        assert!(!told.contains("RPPS"), "{nom}: {told}");
    }
    // Neighbours: in every column, and never a name.
    let effectif = lu("Nom;Prénom;Fonction;RPPS;Site\nNA;Li;#N/A;(vide);néant\nNULL;Zoé;IDE;NaN;-\n");
    let said: Vec<_> = effectif
        .personnes
        .iter()
        .map(|one| (one.nom.as_str(), one.profession.as_str(), &one.rpps, one.site.as_str()))
        .collect();
    assert_eq!(said, [("NA", "", &EtatRpps::Absent, ""), ("", "IDE", &EtatRpps::Absent, "")]);
}

#[test]
fn a_number_that_a_program_made_decimal_is_the_number() {
    for nom in ["pandas-3.1.1-nombres-a-virgule.csv", "pandas-3.1.1-nombres-a-virgule-decimal.csv"] {
        let told = douze(nom, &[2, 5, 8, 10]);
        println!("{told}");
        assert!(told.contains("zéro du début"), "{nom}: {told}");
        assert!(!told.contains("RPPS"), "{nom}: {told}");
    }
    let effectif = lu("Profession;Nombre\nIDE;12,0\nAS;\"1 200\"\nAES;=\"3\"\nASH;4 agents\n");
    assert_eq!(effectif.nombre(), 12 + 1200 + 3 + 4);
    assert_eq!(effectif.remarques, []);
}

#[test]
fn a_workbook_that_was_never_calculated_says_so() {
    let (tableau, effectif) = reel("xlsxwriter-3.3.1-formules.xlsx");
    let told = toutes(&tableau, &effectif);
    assert!(told.contains("n’a pas été calculé") && told.contains("enregistrez-le"), "{told}");
    assert!(!told.contains("derniers résultats"), "{told}");
    assert_eq!(effectif.personnes.len(), 12);
    assert!(effectif.personnes.iter().all(|one| one.cle.is_none()), "no zero is a profession");
}

#[test]
fn a_sheet_of_formulas_alone_that_were_never_calculated_is_refused_for_what_it_is() {
    for (lignes, colonnes) in [(1, 1), (3, 2), (12, 3)] {
        let mut classeur = rust_xlsxwriter::Workbook::new();
        let feuille = classeur.add_worksheet();
        for colonne in 0..colonnes {
            feuille.write(0, colonne, ["Emploi", "Nom", "Prénom"][usize::from(colonne)]).unwrap();
            for ligne in 1..=lignes {
                feuille.write_formula(ligne, colonne, "=Base!A2").unwrap();
            }
        }
        assert_eq!(refus(&classeur.save_to_buffer().unwrap()), ErreurEffectif::JamaisCalcule, "{lignes}");
    }
}

#[test]
fn totals_and_notes_are_never_people_and_a_person_called_total_is_one() {
    for (nom, personnes, nombre) in [
        ("comptes-par-site.csv", 3, 40),
        ("comptes-ensemble.csv", 2, 37),
        ("effectif-au.csv", 2, 37),
        ("nombre-de-salaries.csv", 1, 1),
        ("jean-total.csv", 2, 2),
        ("pied-de-page.csv", 2, 2),
    ] {
        let (tableau, effectif) = reel(nom);
        let told = toutes(&tableau, &effectif);
        assert_eq!((effectif.personnes.len(), effectif.nombre()), (personnes, nombre), "{nom}: {told}");
        assert_eq!(effectif.a_choisir().count(), 0, "{nom}");
    }
    let (_, effectif) = reel("nombres-a-virgule.csv");
    assert_eq!(effectif.nombre(), 12 + 1200 + 3 + 1 + 1);
    // Neighbours.
    for (texte, personnes) in [
        ("N°;Nom;Fonction\n1;MARTIN;IDE\n2;PETIT;AS\n;dont CDI;1\n;Édité par Octime;\n", 2),
        ("Nom et prénom;Fonction;ETP\nTOTAL Jean;IDE;1\nMARTIN Ana;AS;0,8\nTotal ETP;;1,8\n", 2),
        ("Prénom;Nom;Fonction\nJean;TOTAL;IDE\nAna;MOYENNE;AS\n;TOTAL;2\n", 2),
        ("Service;Emploi;Nb\nSoins;IDE;3\nSS-TOTAL Soins;;3\nCumul;;3\n", 1),
        ("Nom;Prénom;Fonction\nPAGE;Luc;IDE\nDOCUMENT;Eva;AS\nPage 1 / 2;;\n", 2),
    ] {
        let effectif = lu(texte);
        assert_eq!(effectif.personnes.len(), personnes, "{texte}{:?}", effectif.remarques);
    }
}

#[test]
fn a_roster_without_names_whose_numbers_are_not_read_asks() {
    let told = |texte: &str| {
        let effectif = lu(texte);
        effectif.remarques.iter().any(|one| one.phrase.contains("Si une colonne donne le nombre"))
    };
    assert!(told("Emploi;Les Tilleuls;Les Érables\nIDE;12;3\nAS;25;4\n"));
    assert!(told("Emploi;Détail\nIDE;12\nAS;25\nIDE;2\n"));
    assert!(!told("Matricule;Emploi;Temps\n101;IDE;1\n102;AS;0,8\n"));
    assert!(!told("Nom;Emploi;Détail\nA;IDE;12\nB;AS;25\n"));
    assert_eq!(
        lu("Emploi;Les Tilleuls;Les Érables;Total\nIDE;12;3;15\nAS;25;4;29\nTotal;37;7;44\n").nombre(),
        44
    );
    assert_eq!(lu("Catégorie;Métier;ETP\nSoins;IDE;3,5\nSoins;AS;12\n").nombre(), 4 + 12);
}

#[test]
fn people_who_left_are_apart_and_counted_nowhere() {
    for (nom, partis, nombre) in [
        ("partis-sortie.csv", vec!["PETIT"], 2),
        ("partis-situation.csv", vec!["PETIT", "ROUX"], 1),
        ("partis-actif.csv", vec!["PETIT"], 1),
    ] {
        let (tableau, effectif) = reel(nom);
        let gone: Vec<&str> = effectif.partis().map(|(one, _)| one.nom.as_str()).collect();
        assert_eq!((gone, effectif.nombre()), (partis, nombre), "{nom}");
        assert!(toutes(&tableau, &effectif).contains("listée"), "{nom}");
    }
    let (tableau, effectif) = reel("partis-dates-classeur.xlsx");
    let told = toutes(&tableau, &effectif);
    println!("{told}");
    assert!(effectif.partis().count() >= 1 && told.contains("n’arrive que le 1er\u{a0}mars 2027"), "{told}");
    // Neighbours, on 23 November 2026.
    let gone = |texte: &str| -> Vec<u32> { lu(texte).partis().map(|(one, _)| one.ligne).collect() };
    for (heading, cells, expected) in [
        ("Date de départ", "22/11/2026|23/11/2026|24/11/2026", vec![2]),
        ("Fin de contrat", "31/12/2025|CDI|-", vec![2]),
        ("Date fin CDD", "2026-11-22 00:00:00|31/12/2099|31/12/9999", vec![2]),
        ("Sortie le", "1 août 2025||01/01/1900", vec![2]),
        ("Date de sortie", "45900|47000|0", vec![2]),
        ("Dernier jour travaillé", "30-06-25|bientôt|", vec![2]),
        ("Motif de départ", "Démission|-|", vec![2]),
        ("Statut", "Retraité|Titulaire|CDD", vec![2]),
        ("Présent", "N|O|O", vec![2]),
        ("Sorti", "oui|non|", vec![2]),
        ("Situation", "Sorti le 31/08/2025|Sortie le 31/12/2026|Présente", vec![2]),
        ("Position", "A quitté l’établissement|En poste|Congé parental", vec![2]),
    ] {
        let rows: String = cells.split('|').map(|cell| format!("X;Y;IDE;{cell}\n")).collect();
        let texte = format!("Nom;Prénom;Fonction;{heading}\n{rows}");
        assert_eq!(gone(&texte), expected, "{texte}{:?}", lu(&texte).remarques);
    }
    let told = |texte: &str| {
        lu(texte).remarques.iter().map(|one: &Remarque| one.phrase.clone()).collect::<Vec<_>>().join("\n")
    };
    assert!(
        told("Nom;Fonction;Date de sortie\nA;IDE;hier\nB;IDE;01/01/2026\nC;AS;\n")
            .contains("«\u{a0}hier\u{a0}» n’est pas une date")
    );
    // Who came back is there; the first of two contracts of one person is no leaving.
    assert_eq!(
        gone(
            "Nom;Fonction;Date d’entrée;Date de sortie\nA;IDE;01/02/2026;31/12/2025\nB;IDE;01/01/2020;31/12/2025\n"
        ),
        [3]
    );
    let deux = lu(
        "Nom;Prénom;Fonction;RPPS;Fin de contrat\nROUX;Zoé;IDE;10123456781;31/08/2026\nROUX;Zoé;IDE;10123456781;31/08/2027\n",
    );
    assert_eq!((deux.nombre(), deux.partis().count()), (1, 0));
}

#[test]
fn text_formulas_and_invisible_marks_are_read_through() {
    for nom in ["formules-de-texte.csv", "formules-de-texte-aides-soignants.csv"] {
        let (tableau, effectif) = reel(nom);
        let told = toutes(&tableau, &effectif);
        assert!(
            effectif.personnes.iter().all(|one| matches!(one.rpps, EtatRpps::Valide(_))),
            "{nom}: {told}"
        );
        assert_eq!(told, "", "{nom}");
    }
    let effectif = lu(
        "Nom;Fonction;RPPS;Nombre\nA;=\"IDE\";=T(\"10123456781\");1\nB;IDE;RPPS 10000000009;\u{202a}2\u{202c}\nC;\u{200f}IDE;\u{2066}10101010105\u{2069};1\n",
    );
    assert!(
        effectif
            .personnes
            .iter()
            .all(|one| matches!(one.rpps, EtatRpps::Valide(_)) && one.cle == Some("infirmier"))
    );
    assert_eq!(effectif.nombre(), 4);
    let (_, effectif) = reel("adeli.csv");
    let told: Vec<&str> = effectif.remarques.iter().map(|one| one.phrase.as_str()).collect();
    assert_eq!(told.iter().filter(|phrase| phrase.contains("ADELI")).count(), 5, "{told:?}");
    assert!(matches!(effectif.personnes[5].rpps, EtatRpps::Valide(_)));
}

#[test]
fn rows_between_stray_quotes_are_people() {
    let (tableau, effectif) = reel("deux-guillemets.csv");
    let noms: Vec<&str> = effectif.personnes.iter().map(|one| one.nom.as_str()).collect();
    assert_eq!(noms, ["MARTIN", "PETIT", "ROUX", "BLANC", "NOIR", "VERT"]);
    assert!(toutes(&tableau, &effectif).contains("un guillemet est ouvert"));
}

#[test]
fn letters_of_other_encodings_are_read_or_told_and_never_make_another_profession() {
    for nom in ["accents-cp850.csv", "accents-macroman.csv", "accents-double-utf8.csv"] {
        let (tableau, effectif) = reel(nom);
        let people: Vec<_> =
            effectif.personnes.iter().map(|one| (one.nom.as_str(), one.prenom.as_str(), one.cle)).collect();
        assert_eq!(
            people,
            [("LÉVÊQUE", "Zoé", Some("infirmier")), ("PETIT", "Luc", Some("educateur-specialise"))],
            "{nom}"
        );
        assert_eq!(tableau.remarques.len(), 1, "{nom}: {:?}", tableau.remarques);
    }
    // One text alone, in each encoding, each repair that is made of it, and each letter lost.
    let mut wrong = vec![];
    let mut count = 0;
    for ligne in
        include_str!("metiers.tsv").lines().filter(|ligne| !ligne.starts_with('#') && !ligne.is_ascii())
    {
        let texte = ligne.split('\t').next().unwrap();
        if texte.is_ascii() || texte.contains('\u{301}') {
            continue;
        }
        let right = reconnaitre(texte);
        let alone = format!("Nom;Fonction\nA;{texte}\n");
        let mac = encoding_rs::MACINTOSH.encode(&alone).0.into_owned();
        let windows = encoding_rs::WINDOWS_1252.encode(&alone).0.into_owned();
        let twice = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(alone.as_bytes())
            .0
            .into_owned()
            .into_bytes();
        let lost: String = alone.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
        let replaced: String = alone.chars().map(|c| if c.is_ascii() { c } else { '\u{fffd}' }).collect();
        for (how, bytes) in [
            ("mac", mac),
            ("windows", windows),
            ("twice", twice),
            ("lost", lost.into_bytes()),
            ("replaced", replaced.into_bytes()),
        ] {
            count += 1;
            let tableau = lire(&bytes, "e.csv").unwrap();
            let read = effectif(&tableau).personnes[0].profession.clone();
            let found = reconnaitre(&read);
            if found.cle != right.cle && found.cle.is_some()
                || (found.cle.is_none()
                    && matches!(how, "mac" | "windows" | "twice")
                    && right.certitude == Certitude::Certaine)
            {
                wrong.push(format!("{how}: {texte} read {read}: {:?}, not {:?}", found.cle, right.cle));
            }
        }
    }
    assert!(count > 300, "{count}");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_that_can_not_be_read_is_named_with_what_to_do() {
    for nom in ["libreoffice-7.4.7.slk", "libreoffice-7.4.7.dif"] {
        let erreur = refus(&octets(nom));
        assert!(matches!(erreur, ErreurEffectif::AutreFichier(AutreFichier::Echange(_))), "{nom}: {erreur}");
        assert!(erreur.to_string().contains("enregistrez-le en XLSX"), "{erreur}");
    }
    let numbers = super::zip(&[
        ("Index/Document.iwa", b"x"),
        ("Metadata/Properties.plist", b"x"),
        ("preview.jpg", b"x"),
    ]);
    assert_eq!(refus(&numbers), ErreurEffectif::AutreFichier(AutreFichier::Numbers));
    // A column may be called so.
    assert_eq!(lu("TABLE;Nom;Fonction\n1;A;IDE\n").nombre(), 1);
    assert_eq!(lu("ID;Nom;Fonction\n1;A;IDE\n").nombre(), 1);
    let (_, effectif) = reel("barres-inverses.xlsx");
    assert!(!effectif.personnes.is_empty());
}
