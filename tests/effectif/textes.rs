//! Texts with columns as programs damage them: quotes, breaks, letters; and which file, which sheet is a roster.

use super::{effectif, justes, lire, lu, ods, ods_row, rows_xml, xlsx};
use jalons::import::effectif::metiers::reconnaitre;
use jalons::import::effectif::{EtatRpps, Remarque};
use rust_xlsxwriter::{Formula, Workbook};

/// The professions that are read, line by line.
fn metiers(texte: &str) -> Vec<String> {
    lu(texte).personnes.into_iter().map(|one| one.profession).collect()
}

#[test]
fn a_column_called_id_is_no_sign_of_another_format() {
    for texte in [
        "ID;Prénom;Nom;Fonction\n1;Ana;MARTIN;IDE\n",
        "ID;Poste\n1;IDE\n",
        "ID;Profession;Nom\nB;IDE;MARTIN\nC;AS;PETIT\nE\n",
        "ID;PRENOM;FONCTION\nC;Xavier;IDE\n",
    ] {
        assert!(metiers(texte).contains(&"IDE".to_owned()), "{texte}");
    }
}

#[test]
fn a_row_that_is_shorter_than_the_others_is_a_row_between_stray_quotes_too() {
    let table = [
        (
            "Nom;Fonction;RPPS\nA;IDE;1\n\"B;AS;2\nC;AES\n\"D;ASH;3\nE;IDE;4\n",
            vec!["IDE", "AS", "AES", "ASH", "IDE"],
        ),
        (
            "Nom\tFonction\tSite\nA\tIDE\tx\n\"B\tAS\tx\nC\tAES\n\"D\tASH\tx\n",
            vec!["IDE", "AS", "AES", "ASH"],
        ),
        ("Nom;Fonction;RPPS\nA;IDE;1\n\"B;AS;2\nTotal;2\n\"D;ASH;3\n", vec!["IDE", "AS", "ASH"]),
        ("Nom;Fonction;Site\nA;IDE;\"x\nB;AS;y\n\nC;AES\nD;\"ASH;z\n", vec!["IDE", "AS", "AES", "ASH"]),
        // Cells of several lines.
        ("Nom;Fonction;Site\nA;IDE;\"1, rue X\n01000 BOURG; France\"\nB;AS;y\n", vec!["IDE", "AS"]),
        (
            "Nom;Fonction;Note\nA;\"IDE\nde nuit\";\"vu;\nrevu; le 3;\nà voir\"\nB;AS;y\n",
            vec!["IDE\nde nuit", "AS"],
        ),
    ];
    justes(table.map(|(texte, told)| {
        (texte.to_owned(), metiers(texte), told.into_iter().map(str::to_owned).collect())
    }));
}

#[test]
fn lines_that_end_as_on_an_old_mac_are_lines() {
    for texte in [
        "Nom;Fonction\rMARTIN;Aide-soignante, nuit, week-end\rPETIT;IDE, jour, nuit\r",
        "sep=;\rNom;Fonction\rMARTIN;Aide-soignante, nuit, week-end\rPETIT;IDE, jour, nuit\r",
        "sep=;\r\nNom;Fonction\r\nMARTIN;Aide-soignante, nuit, week-end\r\nPETIT;IDE, jour, nuit\r\n",
    ] {
        assert_eq!(metiers(texte), ["Aide-soignante, nuit, week-end", "IDE, jour, nuit"], "{texte:?}");
    }
    let abime =
        lire(b"Nom;Fonction\rMARTIN;M\xc3\xa9decin g\xc3\xa9riatre\rPETIT;Infirmi\xffre\r", "e.csv").unwrap();
    assert_eq!(abime.remarques.iter().find_map(|one| one.ligne), Some(3), "{:?}", abime.remarques);
}

#[test]
fn lines_that_are_quoted_whole_are_cut_as_the_text_they_are() {
    for texte in [
        "\"Nom;Prénom;Fonction\"\n\"MARTIN;Ana;IDE\"\n\"PETIT;Luc;AS\"\n",
        "\"Nom;Prénom;Fonction\";\n\"MARTIN;Ana;IDE\";\n\"PETIT;Luc;AS\";\n",
        "\"Nom,Prénom,Fonction\"\r\n\"MARTIN,Ana,IDE\"\r\n\"PETIT,Luc,\"\"AS\"\"\"\r\n",
        "\"Nom\tPrénom\tFonction\"\n\"MARTIN\tAna\tIDE\"\n\"PETIT\tLuc\tAS\"\n",
    ] {
        assert_eq!(metiers(texte), ["IDE", "AS"], "{texte}");
    }
    assert_eq!(metiers("\"Fonction\"\n\"IDE, de nuit\"\n\"AS\"\n"), ["IDE, de nuit", "AS"]);
}

#[test]
fn a_quote_that_closes_in_the_next_cell_swallows_nothing() {
    for texte in [
        "Nom;Prénom;Fonction;RPPS\nMARTIN;Ana;AS;10000000009\n\"PETIT;Luc;\"IDE;10123456781\n",
        "Nom;Prénom;Fonction;RPPS\nMARTIN;Ana;AS;10000000009\nPETIT;\"Luc;IDE\";10123456781\n",
        "Nom,Prénom,Fonction,RPPS\nMARTIN,Ana,AS,10000000009\nPETIT,Luc,\"IDE,10123456781\"\n",
    ] {
        let effectif = lu(texte);
        assert_eq!(effectif.personnes[1].profession, "IDE", "{texte}");
        assert!(matches!(effectif.personnes[1].rpps, EtatRpps::Valide(_)), "{texte}");
    }
    assert_eq!(
        metiers("Nom;Fonction;Site\n\"A; née B\";IDE;x\nC;\"AS; de nuit\";y\n"),
        ["IDE", "AS; de nuit"]
    );
}

#[test]
fn every_escaped_break_of_a_cell_stays_in_it() {
    for texte in [
        "Fonction;Nombre\nAide\\\nde nuit\\\nUHR;1\nIDE;2\n",
        "Fonction;Nombre\nAide\\\r\nde nuit\\\r\nUHR;1\r\nIDE;2\r\n",
        "Nombre;Fonction\n1;Aide\\\nde nuit\\\nUHR\n2;IDE\n",
    ] {
        assert_eq!(metiers(texte), ["Aide\nde nuit\nUHR", "IDE"], "{texte:?}");
    }
    assert_eq!(metiers("Dossier;Fonction\nC:\\;IDE\nD:\\;AS\n"), ["IDE", "AS"]);
}

#[test]
fn a_damaged_accent_never_makes_another_profession() {
    let abimes = [
        "MÚdecin directeur",
        "MÚdecin coordonnateur",
        "Mdecin directeur",
        "Mdecin coordonnateur",
        "M?decin directeur",
        "Mã©decin coordonnateur",
        "MØdecin coordonnateur",
        "MŽdecin directeur",
        "Mdecin chef de service",
    ];
    justes(
        abimes.map(|texte| (texte.to_owned(), reconnaitre(texte).cle.filter(|cle| *cle != "medecin"), None)),
    );
    for texte in ["Médecin directeur", "MÉDECIN DIRECTEUR", "Directeur", "M. Directeur", "Medecin directeur"]
    {
        assert!(reconnaitre(texte).cle.is_some(), "{texte}");
    }
}

#[test]
fn utf_8_read_as_latin_1_is_given_back_in_capitals_too() {
    for texte in ["INFIRMIÈRE", "PRÉNOM", "ÉDUCATEUR SPÉCIALISÉ", "L’HERMITE", "À POURVOIR"] {
        let twice: String = texte.bytes().map(char::from).collect();
        let tableau = lire(format!("Nom;Fonction\nA;IDE\n{twice};AS\n").as_bytes(), "e.csv").unwrap();
        assert_eq!(tableau.lignes[1].cellule(0).texte(), texte);
    }
}

#[test]
fn a_value_that_is_missing_is_no_error_to_mend() {
    let error = |cell: &str| format!(r#"<c r="{cell}" t="e"><v>#N/A</v></c>"#);
    let sheet = rows_xml(&[&["Nom", "Prénom", "Fonction", "RPPS"], &["A", "Ana", "AMP"], &["B", "Luc"]])
        .replacen("</row><row r=\"3\">", &format!("{}</row><row r=\"3\">", error("D2")), 1)
        .replace("</row></sheetData>", &format!("{}{}</row></sheetData>", error("C3"), error("D3")));
    let effectif = effectif(&lire(&xlsx(&sheet), "e.xlsx").unwrap());
    let read: Vec<_> =
        effectif.personnes.iter().map(|one| (one.profession.as_str(), one.rpps.clone())).collect();
    assert_eq!(read, [("AMP", EtatRpps::Absent), ("", EtatRpps::Absent)]);
    let told = effectif.remarques.iter().filter(|one| one.phrase.contains("#N/A")).count();
    assert_eq!(told, 1, "{:?}", effectif.remarques);
}

#[test]
fn formulas_that_were_never_calculated_are_told_whatever_they_give() {
    for (formule, resultat, dit) in [
        ("=UPPER(\"ide\")", None, true),
        ("=A2&\" nuit\"", None, true),
        ("=UPPER(\"ide\")", Some("IDE"), false),
    ] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, heading) in (0..).zip(["Nom", "Fonction"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for row in 1..3 {
            sheet.write_string(row, 0, "MARTIN").unwrap();
            let formula = Formula::new(formule);
            let formula = resultat.iter().fold(formula, |formula, resultat| formula.set_result(*resultat));
            sheet.write_formula(row, 1, formula).unwrap();
        }
        let tableau = lire(&workbook.save_to_buffer().unwrap(), "e.xlsx").unwrap();
        let told: String = tableau.remarques.iter().map(|one| one.phrase.as_str()).collect();
        assert_eq!(told.contains("n’a pas été calculé"), dit, "{told}");
        assert!(effectif(&tableau).personnes.iter().all(|one| one.profession == resultat.unwrap_or("")));
    }
}

#[test]
fn headings_again_are_no_person_however_their_lines_break() {
    let texte =
        "Nom;Fonction;\"N°\nRPPS\"\nA;IDE;\nNom;Fonction;\"N°\nRPPS\"\nB;AS;\nNOM;fonction;N° RPPS\nC;AES;\n";
    assert_eq!(metiers(texte), ["IDE", "AS", "AES"]);
}

#[test]
fn the_sheet_that_looks_like_a_roster_is_read_whatever_its_name() {
    let parametres: String = [["Paramètre", "Valeur"], ["Année", "2026"], ["Version", "3"]]
        .iter()
        .map(|row| ods_row(row))
        .collect();
    let people: String =
        [["Nom", "Fonction"], ["MARTIN", "IDE"], ["PETIT", "AS"]].iter().map(|row| ods_row(row)).collect();
    let few: String = [["Nom", "Fonction"], ["ROUX", "IDE"]].iter().map(|row| ods_row(row)).collect();
    let sheet = |nom: &str, rows: &str| format!(r#"<table:table table:name="{nom}">{rows}</table:table>"#);
    for (feuilles, lue) in [
        (
            vec![("Paramètres", &parametres), ("Registre des entrées et sorties", &people)],
            "Registre des entrées et sorties",
        ),
        (vec![("Lisez-moi", &parametres), ("Anciens et nouveaux", &people)], "Anciens et nouveaux"),
        (vec![("Sortis 2026", &people), ("Présents", &few)], "Présents"),
        (vec![("Archives", &people), ("Notes", &parametres)], "Archives"),
    ] {
        let tables: String = feuilles.iter().map(|(nom, rows)| sheet(nom, rows)).collect();
        let tableau = lire(&ods(&tables), "e.ods").unwrap();
        assert_eq!(tableau.feuille.as_deref(), Some(lue));
    }
}

#[test]
fn zeros_alone_are_no_number() {
    let zeros = ["00000000000", "0", "0.0", "000"];
    for rien in zeros {
        let effectif =
            lu(&format!("Nom;Fonction;RPPS;FINESS\nA;AMP;{rien};{rien}\nB;AMP;10123456781;010783009\n"));
        assert_eq!(effectif.personnes[0].rpps, EtatRpps::Absent, "{rien}");
        assert_eq!(effectif.personnes[0].site, "", "{rien}");
        assert_eq!(effectif.remarques, [], "{rien}");
    }
    let sheet = rows_xml(&[&["Nom", "Fonction", "RPPS"], &["A", "AMP"]])
        .replace("</row></sheetData>", r#"<c r="C2"><v>0</v></c></row></sheetData>"#);
    assert_eq!(effectif(&lire(&xlsx(&sheet), "e.xlsx").unwrap()).personnes[0].rpps, EtatRpps::Absent);
}

#[test]
fn what_says_nothing_is_an_empty_cell_in_every_column() {
    let riens = [
        "RAS",
        "non applicable",
        "non attribué",
        "???",
        "****",
        "----",
        "N/A.",
        "néant.",
        "Sans objet.",
        "non concernée",
        "#N/A",
        "(néant)",
        "à définir",
    ];
    justes(riens.map(|rien| {
        let effectif = lu(&format!("Nom;Fonction;RPPS;Site\nA;AMP;{rien};{rien}\nB;AMP;10123456781;x\n"));
        let told: Vec<&str> = effectif.remarques.iter().map(|one: &Remarque| one.phrase.as_str()).collect();
        let once = told.len() == 1 && told[0].contains("lues comme vides");
        let first = &effectif.personnes[0];
        (
            rien.to_owned(),
            (first.rpps.clone(), first.site.clone(), once),
            (EtatRpps::Absent, String::new(), true),
        )
    }));
}
