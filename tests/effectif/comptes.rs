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
        ("2023;2024;2025", Some("2025")),
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
fn a_post_that_nobody_holds_is_nobody() {
    let vacants = [
        "VACANT;IDE",
        "Poste vacant;IDE",
        "Poste à pourvoir;AS",
        "À recruter;AES",
        "POSTE NON POURVU;IDE",
        ";IDE (poste vacant)",
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
