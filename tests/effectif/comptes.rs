//! How many people a row counts, and rows that count those of others.

use super::{effectif, justes, lire, lu};
use jalons::import::effectif::{Colonnes, Role};

/// The heading of the column that counts people, none when it is asked.
fn compte(texte: &str) -> Option<String> {
    let tableau = lire(texte.as_bytes(), "e.csv").unwrap();
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    colonnes.colonne(Role::Nombre).map(|rang| tableau.entetes[rang].clone())
}

#[test]
fn a_number_beside_a_name_is_one_of_people_only_when_its_heading_says_so() {
    for entete in [
        "Nombre de RTT",
        "Nombre de nuits",
        "Nombre de tickets restaurant",
        "Nombre de mois",
        "Nb de repas",
        "Nombre d’avenants",
    ] {
        assert_eq!(compte(&format!("Nom;Fonction;{entete}\nMARTIN;IDE;12\nPETIT;AS;14\n")), None, "{entete}");
    }
    for entete in ["Nombre de personnes", "Nombre d’agents de nuit", "Nombre", "Nb de salariés"] {
        let told = compte(&format!("Nom;Fonction;{entete}\nÉquipe A;IDE;12\nÉquipe B;AS;14\n"));
        assert_eq!(told.as_deref(), Some(entete));
    }
    for entete in ["Nombre de RTT", "Nombre de nuits par agent"] {
        assert_eq!(compte(&format!("Fonction;{entete}\nIDE;12\nAS;14\n")), None, "{entete}");
    }
}

#[test]
fn a_lone_column_of_numbers_counts_people_only_when_it_may() {
    let table = [
        ("% activité", "", None),
        ("Horaire hebdo", "", None),
        ("Coeff.", "", None),
        ("Né en", "", None),
        ("Tx activité", "", None),
        ("Date naiss.", "1975 1980 1991", None),
        ("Base", "100 80 10", None),
        ("Points acquis", "", None),
        ("Zone", "371 392 477", None),
        ("Combien", "371 392 477", Some("Combien")),
        ("Lilas", "6 12 3", Some("Lilas")),
        ("Lilas", "60 12 32", Some("Lilas")),
    ];
    justes(table.map(|(entete, nombres, pris)| {
        let nombres = if nombres.is_empty() { "35 28 17" } else { nombres };
        let rows: String = ["IDEC", "Aide-soignante", "Psychologue"]
            .into_iter()
            .zip(nombres.split(' '))
            .map(|(emploi, nombre)| format!("{emploi};{nombre}\n"))
            .collect();
        let texte = format!("Emploi;{entete}\n{rows}");
        (format!("{entete} {nombres}"), compte(&texte), pris.map(str::to_owned))
    }));
    for identifiant in ["Matricule", "N° matricule", "Id", "Identifiant"] {
        let told = |entete: &str| {
            compte(&format!(
                "{identifiant};Emploi;{entete}\nA1;IDEC;2\nA2;Aide-soignante;1\nA3;Psychologue;3\n"
            ))
        };
        assert_eq!(told("Lilas"), None, "{identifiant}");
        assert_eq!(told("Effectif").as_deref(), Some("Effectif"), "{identifiant}");
    }
    // What is not counted is asked about.
    let asked = lu("Emploi;Zone\nIDE;371\nAS;392\n").remarques;
    assert!(asked.iter().any(|one| one.phrase.contains("dites laquelle")), "{asked:?}");
}

#[test]
fn those_who_are_cared_for_are_no_staff() {
    let accueillis = [
        "Résidents accueillis",
        "Usagers",
        "Bénéficiaires",
        "Patients suivis",
        "Places installées",
        "Places autorisées",
        "Lits",
        "Berceaux",
        "Personnes accueillies",
        "Capacité d’accueil",
        "File active",
        "Enfants accueillis",
        "Jeunes accompagnés",
    ];
    justes(accueillis.map(|accueillis| {
        let effectif = lu(&format!("Emploi;Effectif\nIDE;6\nAS;12\n{accueillis};84\n"));
        let told = effectif.remarques.iter().any(|one| one.ligne == Some(4));
        (accueillis.to_owned(), (effectif.nombre(), effectif.personnes.len(), told), (18, 2, true))
    }));
    for metier in ["Accompagnateur de résidents", "Gestionnaire de lits", "Médiatrice patients"] {
        assert_eq!(lu(&format!("Emploi;Effectif\nIDE;6\n{metier};2\n")).nombre(), 8, "{metier}");
    }
}

#[test]
fn several_people_in_one_row_are_counted_or_told() {
    let table = [
        ("Fonction;Nom", "IDE;MARTIN Ana, PETIT Luc", 1, true),
        ("Fonction;Noms", "IDE;ROUX Eva et BLANC Tom", 1, true),
        ("Fonction;Noms", "IDE;ROUX Eva / BLANC Tom / NOIR Léa", 1, true),
        ("Fonction;Nom et prénom", "IDE;\"ROUX Eva\nBLANC Tom\"", 1, true),
        ("Fonction;Nom", "IDE;ROUX Eva & BLANC Tom", 1, true),
        ("Fonction;Nom", "IDE;MARTIN, Ana", 1, false),
        ("Fonction;Nom", "IDE;MARTIN DUPONT, Ana Marie", 1, false),
        ("Fonction;Nom", "IDE;M. et Mme MARTIN", 1, false),
        ("Fonction;Nom", "IDE;\"MARTIN\nAna\"", 1, false),
        ("Emploi;Effectif", "IDE;6 (dont 1 CDD)", 6, false),
        ("Emploi;Effectif", "AS;12 (dont 3 nuits)", 12, false),
        ("Emploi;Effectif", "IDE;6\nAS;env. 2\nErgo;deux\nAES;six", 9, false),
        ("Emploi;Effectif", "IDE;Titulaire\nAS;Contractuel", 2, false),
        ("Effectif;Note", "6 IDE;x", 6, true),
        ("Emploi;Note", "12 aides-soignants;x", 12, true),
        ("Emploi;Note", "IDE 2;x", 1, false),
        ("Nom;Emploi", "MARTIN;6 IDE", 1, false),
    ];
    justes(table.map(|(entetes, ligne, nombre, dit)| {
        let effectif = lu(&format!("{entetes}\n{ligne}\n"));
        let told = effectif.remarques.iter().any(|one| one.ligne == Some(2));
        (format!("{entetes} {ligne}"), (effectif.nombre(), told), (nombre, dit))
    }));
    let effectif = lu(
        "Nom;Prénom;Fonction;;Nom;Prénom;Fonction\nMARTIN;Ana;Animalier;;ROUX;Zoé;AS\nPETIT;Luc;AS;;BLANC;Eva;ASH\n",
    );
    let lus: Vec<&str> = effectif.personnes.iter().map(|one| one.profession.as_str()).collect();
    assert_eq!(lus, ["Animalier", "AS"]);
    assert!(
        effectif.remarques.iter().any(|one| one.phrase.contains("colonne\u{a0}E")),
        "{:?}",
        effectif.remarques
    );
}

#[test]
fn of_several_counts_the_whole_the_latest_and_the_real_one_is_taken_or_it_is_asked() {
    let table = [
        ("Effectif femmes;Effectif hommes;Effectif total", Some("Effectif total")),
        ("Effectif 2024;Effectif 2025;Code", Some("Effectif 2025")),
        (
            "Effectif au 31/12/2024;Effectif au 31/12/2025;Effectif au 01/01/2025",
            Some("Effectif au 31/12/2025"),
        ),
        ("Nombre de femmes;Nombre d’hommes;Total", Some("Total")),
        ("Effectif théorique;Effectif réel;Écart", Some("Effectif réel")),
        ("Effectif budgété;Effectif CDI;Effectif", Some("Effectif")),
        ("Effectif N-1;Effectif N;Écart", Some("Effectif N")),
        ("ETP;Effectif physique;Heures", Some("Effectif physique")),
        ("ETP;Eff. phys.;Heures", Some("Eff. phys.")),
        ("PP;ETP;Heures", Some("PP")),
        ("ETP;Nb pers. phys.;Écart", Some("Nb pers. phys.")),
        ("2023;2024;2025", Some("2025")),
        ("Somme de ETP;Somme de ETP CDI;Heures", Some("Somme de ETP")),
        ("Somme d’effectif;Moyenne d’âge;Somme de coût", Some("Somme d’effectif")),
        ("Effectif femmes;Effectif hommes;Taux", None),
        ("Nombre de CDI;Nombre de CDD;Taux", None),
    ];
    justes(table.map(|(entetes, pris)| {
        let texte = format!("Emploi;{entetes}\nIDE;10;12;14\nAS;20;22;24\nASH;2;3;5\n");
        let asked = lu(&texte).remarques.iter().any(|one| one.phrase.contains("dites laquelle"));
        (entetes.to_owned(), (compte(&texte), asked), (pris.map(str::to_owned), pris.is_none()))
    }));
}

#[test]
fn rows_that_count_those_of_others_are_no_people_wherever_the_word_stands() {
    let totaux = [
        "(dont IDE de nuit)",
        "- dont IDE",
        "• dont CDI",
        "y compris IDE",
        "IDE Total",
        "IDE Somme",
        "Nombre IDE",
        "T O T A L",
        "*** TOTAL ***",
        "Sous - total",
        "Sous–total",
        "S-TOTAL",
        "= Total soins",
        "Total :",
        "Effectif",
        "Nombre d’ETP",
        "Nbre de salariés",
        "AS - Moyenne",
        "dt CDD",
        "→ Sous total soins",
        "AS Résultat",
        "À reporter",
        "S/T Soins",
        "S.T. soins",
        "Sous tot.",
        "Sous-ensemble soins",
        "Toutes catégories",
        "Tous métiers",
        "Global",
        "Général",
        "(tous)",
        "Femmes",
        "dont hommes",
        "CDI",
        "Hors remplaçants",
        "Incluant remplaçants",
        "Écart",
        "Solde",
        "% femmes",
        "Pourcentage de CDI",
        "Taux d’encadrement",
    ];
    justes(totaux.map(|total| {
        let effectif = lu(&format!("Profession;Nombre\nIDE;12\nAS;25\n{total};37\n"));
        (total.to_owned(), (effectif.nombre(), effectif.a_choisir().count()), (37, 0))
    }));
    for (personne, metier) in [
        ("TOTAL;Jean", "IDE"),
        ("SOMME;Ana", "AS"),
        ("DONT;Luc", "AES"),
        ("NOMBRE;Zoé", "ASH"),
        ("MOYENNE;Ana", "IDE"),
    ] {
        assert_eq!(lu(&format!("Nom;Prénom;Fonction\n{personne};{metier}\n")).nombre(), 1, "{personne}");
    }
    for metier in ["Chargé de l’effectif", "Agent de l’ensemble", "Infirmier, soins d’ensemble"] {
        assert_eq!(lu(&format!("Nom;Fonction\nMARTIN;{metier}\nPETIT;IDE\n")).nombre(), 2, "{metier}");
    }
}

#[test]
fn a_rate_counts_nobody() {
    for taux in ["Taux de rotation;12%;14%", "Absentéisme;6 %;5 %", "Pyramide;50,5 %;49,5 %"] {
        let effectif = lu(&format!(
            "Emploi;Effectif au 31/12/2025;Effectif au 30/06/2026\nIDE;6;7\nAS;20;21\nTOTAL GENERAL;26;28\n{taux}\n"
        ));
        let told = effectif.remarques.iter().any(|one| one.ligne == Some(5));
        assert_eq!((effectif.nombre(), told), (28, true), "{taux}");
    }
}

#[test]
fn a_number_that_is_the_sum_of_its_neighbours_is_asked_about() {
    let table: [(&str, &[u32]); 6] = [
        ("IDE;12\nAS;25\nPersonnel soignant;37", &[4]),
        ("IDE;12\nAS;25\nSoignants;37\nASH;4\nCuisinier;8\nServices généraux;12", &[4, 7]),
        ("Filière soins;37\nIDE;12\nAS;25\nCuisinier;3", &[2]),
        ("IDE;12\nAS;25\nASH;36", &[]),
        // As likely by chance.
        ("IDE;2\nAS;3\nASH;5", &[]),
        ("IDE;12\nAS;12", &[]),
    ];
    justes(table.map(|(lignes, attendues)| {
        let effectif = lu(&format!("Catégorie;Nombre\n{lignes}\n").replace("Catégorie", "Profession"));
        let asked = effectif.remarques.iter().filter(|one| one.phrase.contains("est la somme des lignes"));
        let asked: Vec<u32> = asked.filter_map(|one| one.ligne).collect();
        (lignes.to_owned(), asked, attendues.to_vec())
    }));
}

#[test]
fn a_pivot_table_counts_people_under_its_own_headings() {
    for (entetes, total) in [
        ("Étiquettes de lignes;Nombre de Matricule", "Total général;29"),
        ("Étiquettes de lignes;Nombre de Nom", "Total général;29"),
        ("Emploi;CountOfMatricule", "Total;29"),
        ("Emploi;Somme de ETP", "Total général;29"),
        ("Emploi;Sum of ETP", "Total;29"),
    ] {
        let effectif =
            lu(&format!("{entetes}\nAide-soignant;20\nInfirmier;6\nKinésithérapeute;3\n{total}\n"));
        assert_eq!((effectif.nombre(), effectif.personnes.len()), (29, 3), "{entetes}");
    }
}

#[test]
fn a_row_of_nothing_and_a_note_under_the_table_are_nobody() {
    for rien in ["NULL;NULL;NULL;NULL", "-;-;-;-", "N/A;N/A;N/A;", "néant;;;"] {
        let effectif =
            lu(&format!("Nom;Prénom;Fonction;RPPS\nDURAND;Paul;IDE;99900000011\n{rien}\nPETIT;Zoé;AS;\n"));
        assert_eq!((effectif.nombre(), effectif.personnes.len()), (2, 2), "{rien}");
    }
    for note in [
        "Validé par;Mme MARTIN;Directrice;",
        "Visé par :;M. PETIT;Directeur;",
        "Date :;01/12/2026;Signature du directeur :;",
        "Légende :;CDI = contrat à durée indéterminée;;",
    ] {
        let effectif =
            lu(&format!("Nom;Prénom;Fonction;RPPS\nDURAND;Paul;IDE;99900000011\nPETIT;Zoé;AS;\n{note}\n"));
        assert_eq!((effectif.nombre(), effectif.personnes.len()), (2, 2), "{note}");
    }
}

#[test]
fn a_post_that_nobody_holds_is_nobody() {
    let vacants = [
        "VACANT;IDE",
        "Poste vacant;IDE",
        "Poste à pourvoir;AS",
        "À recruter;AES",
        "POSTE NON POURVU;IDE",
        ";IDE (poste vacant)",
        "Vacant depuis le 01/09;IDE",
        "Poste vacant CDI;AS",
        "Poste vacant – suite Mme DURAND;AS",
        "À pourvoir (CDD 0,5 ETP);AES",
    ];
    justes(vacants.map(|ligne| {
        let effectif = lu(&format!("Nom;Fonction\nMARTIN;IDE\n{ligne}\nPETIT;AS\n"));
        let told = effectif.remarques.iter().any(|one| one.ligne == Some(3));
        (ligne.to_owned(), (effectif.nombre(), told), (2, true))
    }));
    for ligne in ["VACANTI;IDE", "POSTE;AS", "Le Vacant;IDE"] {
        let tableau = lire(format!("Nom;Fonction\nMARTIN;IDE\n{ligne}\n").as_bytes(), "e.csv").unwrap();
        assert_eq!(effectif(&tableau).nombre(), 2, "{ligne}");
    }
}

#[test]
fn families_that_work_for_the_structure_are_staff() {
    assert_eq!(lu("Emploi;Effectif\nIDE;6\nFamilles d’accueil;12\n").nombre(), 18);
}
