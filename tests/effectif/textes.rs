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
fn headings_on_two_rows_are_read_together() {
    let table: [(&str, &[&str]); 10] = [
        (
            "Nom;Prénom;Fonction;Carte CPS;\nNom;Prénom;Fonction;N°;Date de fin",
            &["Nom", "Prénom", "Fonction", "N° (Carte CPS)", "Date de fin (Carte CPS)"],
        ),
        (
            "Nom;Prénom;Fonction;Contrat;\n;;;Type;Fin",
            &["Nom", "Prénom", "Fonction", "Type (Contrat)", "Fin (Contrat)"],
        ),
        (
            "Identité;;Emploi;Carte CPS;\nNom;Prénom;Libellé;Numéro;Date de fin",
            &["Nom", "Prénom", "Emploi Libellé", "Numéro (Carte CPS)", "Date de fin (Carte CPS)"],
        ),
        (
            "Salarié;;;Visite médicale;\nNom;Prénom;Fonction;Date;Date fin",
            &["Nom", "Prénom", "Fonction", "Date (Visite médicale)", "Date fin (Visite médicale)"],
        ),
        (
            "Nom;Prénom;Fonction;N°;Date\n;;;RPPS;de sortie",
            &["Nom", "Prénom", "Fonction", "RPPS", "de sortie"],
        ),
        // Titles, and rows that are no headings.
        ("EHPAD Les Tilleuls;;;;\nNom;Prénom;Fonction;N°;Fin", &["Nom", "Prénom", "Fonction", "N°", "Fin"]),
        (
            "Liste du personnel;;;Édition mensuelle;\nNom;Prénom;Fonction;N°;Fin",
            &["Nom", "Prénom", "Fonction", "N°", "Fin"],
        ),
        (
            "Nom;Prénom;Fonction;Carte CPS;Statut\nROUX;Zoé;Animalier;CPS;Salarié",
            &["Nom", "Prénom", "Fonction", "Carte CPS", "Statut"],
        ),
        (
            "Unité;Contrat;Code;Statut;Note\nSoins;CDI;Agent;Salarié;x",
            &["Unité", "Contrat", "Code", "Statut", "Note"],
        ),
        (
            "Nom;Prénom;Fonction;Service;Note\n;;;SERVICE SOINS;",
            &["Nom", "Prénom", "Fonction", "Service", "Note"],
        ),
    ];
    justes(table.map(|(entetes, attendus)| {
        let tableau =
            lire(format!("{entetes}\nMARTIN;Ana;IDE;12;\nPETIT;Luc;AS;13;\n").as_bytes(), "e.csv").unwrap();
        let gens = effectif(&tableau)
            .personnes
            .iter()
            .filter(|one| one.nom == "Nom" || one.depart.is_some())
            .count();
        let attendus = attendus.iter().map(|entete| (*entete).to_owned()).collect();
        (entetes.to_owned(), (tableau.entetes, gens), (attendus, 0))
    }));
    let pages = "Nom;Prénom;Fonction;Carte CPS;\n;;;N°;Date de fin\nMARTIN;Ana;IDE;12;\nNom;Prénom;Fonction;Carte CPS;\n;;;N°;Date de fin\nPETIT;Luc;AS;13;\n";
    assert_eq!(lu(pages).nombre(), 2);
    // A card or a visit that ends is no contract that ends.
    for groupe in ["Carte CPS", "Visite médicale", "Titre de séjour"] {
        let effectif = lu(&format!(
            "Nom;Prénom;Fonction;{groupe};\n;;;N°;Date de fin\nMARTIN;Ana;IDE;12;31/08/2026\nPETIT;Luc;AS;13;31/08/2027\n"
        ));
        assert_eq!(effectif.nombre(), 2, "{groupe}");
    }
}

#[test]
fn a_title_is_nobody_whatever_stands_beside_and_someone_called_report_is() {
    let table = [
        ("SERVICE SOINS;;;;12,5", 2, true),
        ("Unité Les Lilas;;;;3 agents", 2, true),
        ("Cuisine;Cuisine;Cuisine;Cuisine;Cuisine", 2, true),
        ("Soins;Soins;Soins;;", 2, true),
        ("MARTIN;Martin;Référent;;0,8", 3, false),
        ("MARTIN;;IDE;;0,8", 3, false),
        ("MARTIN;;;;10234", 3, false),
    ];
    justes(table.map(|(ligne, nombre, titre)| {
        let effectif = lu(&format!(
            "Nom;Prénom;Fonction;Service;Note\n{ligne}\nROUX;Zoé;IDE;Soins;1\nPETIT;Luc;AS;Soins;0,8\n"
        ));
        let told = effectif.remarques.iter().any(|one| one.phrase.contains("titre"))
            || lire(
                format!("Nom;Prénom;Fonction;Service;Note\n{ligne}\nROUX;Zoé;IDE;Soins;1\n").as_bytes(),
                "e.csv",
            )
            .unwrap()
            .remarques
            .iter()
            .any(|one| one.phrase.contains("titre"));
        (ligne.to_owned(), (effectif.nombre(), told), (nombre, titre))
    }));
    assert_eq!(lu("Métier;Fonction;Grade\nIDE;IDE;IDE\nAS;AS;AS\n").nombre(), 2);
    let table = [
        ("Nom et prénom;Emploi", "REPORT Léa;Animalier", 2),
        ("Nom et prénom;Emploi", "ENSEMBLE Luc;Référent familles", 2),
        ("Nom et prénom;Emploi", "SOLDE Ana;Référente qualité", 2),
        ("Nom et prénom;Emploi", "Total Soins;Animalier", 1),
        ("Nom et prénom;Emploi", "Ensemble;Animalier", 1),
        ("Contrat;Emploi", "CDI;Référent bientraitance", 2),
        ("Sexe;Emploi", "Femmes;Animalier", 2),
        ("Contrat;Emploi", "CDI;", 1),
    ];
    justes(table.map(|(entetes, ligne, nombre)| {
        let effectif = lu(&format!("{entetes};Note\nPETIT Luc;IDE;x\n{ligne};\n"));
        (ligne.to_owned(), effectif.nombre(), nombre)
    }));
}

#[test]
fn the_profession_is_the_one_they_have_here_whatever_stands_beside() {
    let table = [
        ("Emploi;Emploi précédent", "Référente bientraitance;IDE", "Référente bientraitance"),
        ("Emploi d’origine;Emploi", "IDE;Référente bientraitance", "Référente bientraitance"),
        ("Ancien emploi;Fonction", "IDE;Référente bientraitance", "Référente bientraitance"),
        ("Fonction;Profession du père", "Référente bientraitance;Médecin", "Référente bientraitance"),
        ("Fonction;Poste souhaité", "Référente bientraitance;IDE", "Référente bientraitance"),
        ("Métiers visés;Fonction", "IDE;Référente bientraitance", "Référente bientraitance"),
        ("Titre;Libellé emploi CCN51", "Mme;AS", "AS"),
        ("Catégorie;Libellé emploi CCN51", "Cadre;AS", "AS"),
        ("Corps;Qualif.", "Paramédical;IDE", "IDE"),
        ("Grade;Libellé de la fonction", "ISG;Psychologue", "Psychologue"),
        ("Catégorie;Code", "IDE;12", "IDE"),
    ];
    justes(table.map(|(entetes, cellules, metier)| {
        let effectif = lu(&format!("Nom;Prénom;{entetes}\nMARTIN;Ana;{cellules}\nPETIT;Luc;{cellules}\n"));
        (entetes.to_owned(), effectif.personnes[0].profession.clone(), metier.to_owned())
    }));
}

#[test]
fn headings_that_know_nothing_of_the_numbers_of_rows_belong_one_column_further() {
    let table = [
        ("Nom;Prénom;Fonction;Note", "1;MARTIN;Ana;IDE;x\n2;PETIT;Luc;AS;NA", "IDE"),
        ("Nom;Fonction", "1;MARTIN;IDE\n2;PETIT;AS\n3;ROUX;AES", "IDE"),
        ("N°;Nom;Fonction", "1;MARTIN;IDE;x\n2;PETIT;AS;x", "IDE"),
        ("Nom;Prénom;Fonction", "MARTIN;Ana;IDE;CDI\nPETIT;Luc;AS;CDD", "IDE"),
    ];
    justes(table.map(|(entetes, lignes, metier)| {
        let effectif = lu(&format!("{entetes}\n{lignes}\n"));
        let first = &effectif.personnes[0];
        let lu = (first.nom.clone(), first.profession.clone());
        (entetes.to_owned(), lu, ("MARTIN".to_owned(), metier.to_owned()))
    }));
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
