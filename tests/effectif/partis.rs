//! Who has left, and who has not, as rosters say it in their headings and in their cells (R-IMPORT-16). The day is 23 November
//! 2026.

use super::{justes, lu};

/// The lines of those who left, in a roster whose last column has this heading and these cells.
fn partis(entete: &str, cellules: &[&str]) -> Vec<u32> {
    let rows: String = cellules.iter().map(|cellule| format!("X;Y;IDE;{cellule}\n")).collect();
    lu(&format!("Nom;Prénom;Fonction;{entete}\n{rows}")).partis().map(|(one, _)| one.ligne).collect()
}

#[test]
fn a_word_that_denies_governs_the_next_one_only() {
    let table = [
        ("Statut", "Non titulaire", false),
        ("Statut", "Titulaire à temps non complet", false),
        ("Statut", "Employé non cadre", false),
        ("Statut", "Stagiaire non rémunéré", false),
        ("Situation", "En poste, pas de nuit", false),
        ("Situation", "Présent plus de 10 ans", false),
        ("Situation", "N’est plus en arrêt", false),
        ("Situation", "Pas encore parti", false),
        ("Situation", "Non présent", true),
        ("Situation", "Plus en poste", true),
        ("Situation", "Ne fait plus partie des effectifs", true),
        ("Situation", "Titulaire non actif", true),
        ("Situation", "A quitté son poste", true),
        ("Situation", "N’est plus dans l’établissement", true),
        ("Situation", "N’est plus là", true),
        ("Situation", "Ne travaille plus ici", true),
        ("Situation", "A cessé ses fonctions", true),
        ("Situation", "Ne travaille plus de nuit", false),
        ("Situation", "Ancien titulaire", true),
    ];
    justes(table.map(|(entete, texte, parti)| {
        (format!("{entete}: {texte}"), partis(entete, &[texte, "Sorti"]).contains(&2), parti)
    }));
}

#[test]
fn the_date_of_something_else_than_the_contract_sends_nobody_away() {
    let autres = [
        "Date d’échéance AFGSU",
        "Date de fin de RQTH",
        "Date fin de temps partiel",
        "Date de fin de mandat",
        "Date de fin d’agrément",
        "Échéance CACES",
        "Départ maternité",
        "Fin de mi-temps thérapeutique",
        "Date de départ en stage",
        "RQTH : date de fin",
    ];
    justes(autres.map(|entete| (entete.to_owned(), partis(entete, &["31/08/2025"]), vec![])));
    let contrats = [
        "Sortie",
        "DateSortie",
        "DT_FIN_CTR",
        "datefincontrat",
        "Date de résiliation",
        "Licencié le",
        "Radié le",
        "Démissionné le",
        "Présent jusqu’au",
        "Date de fin prévisionnelle",
        "Date de fin (CDD)",
        "Contrat : date de fin",
        "Contract end date",
        "Date de départ de l’agent",
    ];
    justes(
        contrats
            .map(|entete| (entete.to_owned(), partis(entete, &["31/08/2025", "31/08/2027", ""]), vec![2])),
    );
}

#[test]
fn a_day_of_leaving_is_read_however_it_is_written() {
    let table = [
        ("Date de sortie", "20250831.0", true),
        ("Date de sortie", "20270831", false),
        ("Date de sortie", "202508", true),
        ("Date de sortie", "31122025", true),
        ("Fin de contrat", "08/2025", true),
        ("Fin de contrat", "décembre 2026", false),
        ("Fin de contrat", "11/2026", false),
        ("Fin de contrat", "CDI (depuis le 01/09/2019)", false),
        ("Date de sortie", "31/12/2027 (retraite)", false),
        ("Date de sortie", "31/12/2025 (retraite)", true),
        ("Type de contrat", "CDD jusqu’au 31/08/2025", true),
        ("Type de contrat", "CDD du 01/09/2025 au 31/08/2027", false),
        ("Type de contrat", "CDD depuis le 01/09/2025", false),
        ("Type de contrat", "Contrat d’apprentissage, fin le 31 août 2026", true),
        ("Type de contrat", "CDI, temps partiel jusqu’au 31/08/2025", false),
        ("Type de contrat", "Remplacement départ retraite", false),
        ("Type de contrat", "CDD de remplacement, terminé", true),
        ("Situation", "Retraite en 2028", false),
        ("Situation", "Retraité depuis 2024", true),
        ("Situation", "Départ à la retraite 06/2027", false),
        ("Situation", "Congé parental jusqu’au 31/08/2025", false),
        ("Situation", "Présente jusqu’au 31/08/2026", true),
    ];
    justes(table.map(|(entete, texte, parti)| {
        let usual =
            if entete.starts_with("Date") || entete.starts_with("Fin") { "01/02/2026" } else { "Sorti" };
        (format!("{entete}: {texte}"), partis(entete, &[texte, usual]).contains(&2), parti)
    }));
}

#[test]
fn a_column_that_asks_yes_or_no_is_read_as_it_asks() {
    let table = [
        ("Sorti(e)", "Oui", "Non"),
        ("Sorti (O/N)", "O", "N"),
        ("Sortie", "Oui", ""),
        ("A quitté", "oui", "non"),
        ("Archivé", "Vrai", "Faux"),
        ("Dossier clôturé", "X", ""),
        ("Actif", "0.0", "1.0"),
        ("estActif", "false", "true"),
        ("Activité", "Inactif", "Actif"),
        ("Radié", "1", "0"),
    ];
    justes(table.map(|(entete, parti, la)| (entete.to_owned(), partis(entete, &[parti, la, la]), vec![2])));
}
