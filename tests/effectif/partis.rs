//! Who has left, and who has not, as rosters say it in their headings and in their cells (R-IMPORT-16). The day is 23 November
//! 2026.

use super::{justes, lu};

/// The lines of those who left, in a roster whose last column has this heading and these cells.
fn partis(entete: &str, cellules: &[&str]) -> Vec<u32> {
    partis_de(entete, cellules)
}

/// The same, of several last columns; nobody is there twice.
fn partis_de(entetes: &str, lignes: &[&str]) -> Vec<u32> {
    let rows: String =
        lignes.iter().zip('A'..).map(|(ligne, nom)| format!("{nom};Y;IDE;{ligne}\n")).collect();
    lu(&format!("Nom;Prénom;Fonction;{entetes}\n{rows}")).partis().map(|(one, _)| one.ligne).collect()
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
        ("Actif", "☐", "☑"),
        ("Sorti", "✔", "✗"),
    ];
    justes(table.map(|(entete, parti, la)| (entete.to_owned(), partis(entete, &[parti, la, la]), vec![2])));
}

#[test]
fn letters_of_a_kind_of_contract_answer_no_question() {
    for (entete, texte) in [
        ("Type de contrat", "I"),
        ("Type de contrat", "F"),
        ("Contrat", "N"),
        ("Nature du contrat", "0"),
        ("Contrat", "Non"),
    ] {
        assert_eq!(partis(entete, &[texte, "CDI", texte]), Vec::<u32>::new(), "{entete}: {texte}");
    }
}

#[test]
fn a_state_of_something_else_than_people_tells_nobody_gone() {
    for (entete, texte) in [
        ("Statut CPS", "Expirée"),
        ("État de la carte", "Résiliée"),
        ("Statut vaccinal", "Expiré"),
        ("Situation familiale", "Rupture"),
        ("État du badge", "Archivé"),
    ] {
        assert_eq!(partis(entete, &[texte, "Valide", texte]), Vec::<u32>::new(), "{entete}: {texte}");
    }
    assert_eq!(partis("Statut du salarié", &["Sorti", "Présent"]), [2]);
}

#[test]
fn a_column_that_is_not_read_and_speaks_of_leaving_is_asked_about_in_capitals_too() {
    for texte in ["EST PARTIE LE 30/06/2026", "A Quitté l’établissement", "Démissionnaire au 1er août"]
    {
        let roster = lu(&format!("Nom;Prénom;Fonction;Observations\nX;Y;IDE;{texte}\nA;B;AS;\n"));
        assert!(roster.remarques.iter().any(|one| one.phrase.contains("parle de départs")), "{texte}");
    }
}

#[test]
fn yes_and_no_answer_their_heading_whatever_follows_them() {
    let table = [
        ("En poste", "Non, départ le 30/06/2026", true),
        ("En poste", "Non (retraite)", true),
        ("Présent", "Non : mutation", true),
        ("Actif", "Oui, à mi-temps", false),
        ("Sorti", "Non – en congé", false),
        ("Sorti", "Oui (31/08/2026)", true),
        // Two letters of a database.
        ("Actif", "f", true),
        ("Actif", "t", false),
        ("Sorti", "f", false),
        ("Actif", "I", true),
        ("Actif", "A", false),
    ];
    justes(table.map(|(entete, texte, parti)| {
        let other = if entete == "Sorti" { "Non" } else { "Oui" };
        (format!("{entete}: {texte}"), partis(entete, &[texte, other]).contains(&2), parti)
    }));
}

#[test]
fn a_contract_written_as_a_period_ends_with_it() {
    let table = [
        ("CDD 01/01/2026 - 31/08/2026", true),
        ("CDD (01/01/2026 - 31/08/2026)", true),
        ("CDD 01/2026-08/2026", true),
        ("CDD 01/01/2026 → 31/08/2026", true),
        ("CDD du 1/1/26 au 31/8/26", true),
        ("CDD 01/01/2026 - 31/08/2027", false),
        ("CDD 01/2026-08/2027", false),
        ("CDI 01/01/2020 - 80 %", false),
    ];
    justes(
        table
            .map(|(texte, parti)| (texte.to_owned(), partis("Contrat", &[texte, "CDI"]).contains(&2), parti)),
    );
}

#[test]
fn a_contract_that_replaced_the_one_that_ended_keeps_its_person() {
    let lignes = "DURAND;Paul;IDE;CDI;31/08/2024\nPETIT;Zoé;AS;CDD;31/08/2024\nROUX;Ana;AMP;CDD;31/08/2027\n";
    for (entete, attendues) in [("Date fin CDD", vec![3]), ("Date de fin de contrat", vec![2, 3])] {
        let effectif = lu(&format!("Nom;Prénom;Fonction;Type de contrat;{entete}\n{lignes}"));
        let partis: Vec<u32> = effectif.partis().map(|(one, _)| one.ligne).collect();
        assert_eq!(partis, attendues, "{entete}");
    }
}

#[test]
fn who_arrives_later_is_told_whatever_the_end_of_their_contract() {
    for (entetes, ligne) in [
        ("Sortie;Entrée", "30/06/2027;01/01/2027"),
        ("Fin de contrat;Date d’entrée", "30/06/2027;01/01/2027"),
        ("Situation;Date d’embauche", "Présent;01/01/2027"),
    ] {
        let effectif = lu(&format!(
            "Nom;Prénom;Fonction;{entetes}\nDURAND;Paul;IDE;{ligne}\nPETIT;Zoé;AS;;01/01/2020\n"
        ));
        let told = effectif.remarques.iter().any(|one| one.phrase.contains("n’arrive que le"));
        assert_eq!((effectif.nombre(), told), (2, true), "{entetes}");
    }
}

#[test]
fn a_leaving_written_beside_a_name_or_a_profession_is_read() {
    let table = [
        ("PETIT (partie le 30/06/2026);Zoé;AS", true),
        ("BLANC (sortie);Eva;AES", true),
        ("ROUX;Ana;AMP - retraitée", true),
        ("ROUX;Ana;AMP (départ le 31/12/2026)", false),
        ("ROUX (ancienne AS);Ana;IDE", false),
        ("LE GOFF (née PARTI);Ana;IDE", false),
        ("ROUX;Ana;AMP - nuit", false),
    ];
    justes(table.map(|(ligne, parti)| {
        let effectif = lu(&format!("Nom;Prénom;Fonction\nDURAND;Paul;IDE\n{ligne}\n"));
        (ligne.to_owned(), effectif.partis().any(|(one, _)| one.ligne == 3), parti)
    }));
}

#[test]
fn a_leaving_that_is_not_read_is_asked_about() {
    for (entete, texte, attendue) in [
        ("Observations", "Partie le 30/06/2026", true),
        ("Commentaire", "a quitté l’établissement", true),
        ("Divers", "Décédée en mai", true),
        ("Observations", "Formation terminée", false),
        ("Observations", "Départ prévu en 2027", false),
        ("Service", "Ancienne aile", false),
    ] {
        let effectif = lu(&format!("Nom;Prénom;Fonction;{entete}\nDURAND;Paul;IDE;\nPETIT;Zoé;AS;{texte}\n"));
        let asked = effectif.remarques.iter().any(|one| one.phrase.contains("parle de départs"));
        assert_eq!((effectif.nombre(), asked), (2, attendue), "{entete}: {texte}");
    }
    let titre = lu("Nom;Prénom;Fonction\nDURAND;Paul;IDE\nPERSONNEL SORTI;;\nPETIT;Zoé;AS\n");
    assert!(
        titre
            .remarques
            .iter()
            .any(|one| one.ligne == Some(3) && one.phrase.contains("celles qui sont parties"))
    );
}

#[test]
fn a_period_beside_something_else_than_a_contract_is_not_that_of_one() {
    for (entetes, avant) in [
        (
            "Contrat;Date entrée;Motif d’absence;Date début;Date fin",
            "CDI;01/01/2020;Congé parental;01/05/2026;",
        ),
        ("Motif absence;Début;Fin", "Maladie;01/05/2026;"),
        ("Absence du;au", "01/05/2026;"),
        ("Temps partiel;Jusqu’au", "80 %;"),
        ("Carte CPS;Date fin", "Oui;"),
        ("Formation;Date échéance", "AFGSU;"),
        ("Titre de séjour;Date début;Date de fin", "Oui;01/05/2025;"),
        ("Mandat CSE;Date de fin", "Oui;"),
        ("Vaccination;Date;Fin le", "Oui;01/05/2025;"),
        ("Date d’expiration", ""),
    ] {
        assert_eq!(partis_de(entetes, &[&format!("{avant}31/10/2026")]), Vec::<u32>::new(), "{entetes}");
    }
    for (entetes, avant) in [
        ("Contrat;Date début;Date fin", "CDD;01/05/2026;"),
        ("Motif d’absence;Contrat;Du;Au", "Maladie;CDD;01/05/2026;"),
        ("Service;Fin", "Soins;"),
        ("Jusqu’au", ""),
    ] {
        assert_eq!(partis_de(entetes, &[&format!("{avant}31/10/2026"), avant]), [2], "{entetes}");
    }
    let effectif = lu("Nom;Prénom;Fonction;Temps partiel;Date fin\nX;Y;IDE;80 %;31/10/2026\n");
    assert!(effectif.remarques.iter().any(|one| one.phrase.contains("n’est pas lue")));
}

#[test]
fn something_else_that_is_active_or_present_tells_nobody_gone() {
    for entete in [
        "MSSanté active",
        "Compte actif",
        "Compte NetSoins actif",
        "Accès DMP actif",
        "RPPS actif",
        "Pro Santé Connect actif",
        "Adresse mail active",
        "Badge actif",
        "Présent le week-end",
        "Présent nuit",
        "Mandat actif",
        "Présent à la réunion",
    ] {
        assert_eq!(partis(entete, &["Oui", "Non", "Oui"]), Vec::<u32>::new(), "{entete}");
    }
    for entete in [
        "Salarié actif",
        "Présent (O/N)",
        "Encore présent",
        "Toujours en poste",
        "Agent présent dans l’établissement",
    ] {
        assert_eq!(partis(entete, &["Oui", "Non", "Oui"]), [3], "{entete}");
    }
    // Who came after the day that the heading names could not be there.
    assert_eq!(
        partis_de(
            "Date entrée;Présent au 31/12/2024",
            &["01/03/2025;Non", "01/03/2020;Non", "01/03/2020;Oui"]
        ),
        [3]
    );
}

#[test]
fn a_heading_of_a_retirement_to_come_or_of_another_leaving_sends_nobody_away() {
    for entete in [
        "Date départ retraite possible",
        "Date légale de départ à la retraite",
        "Date retraite taux plein",
        "Date ouverture droits retraite",
        "Départ retraite théorique",
        "Date de départ prévue à la retraite",
        "Sortie d’école",
        "Départ CDI",
        "Date de demande de départ",
        "Départ à la retraite envisagé",
    ] {
        assert_eq!(partis(entete, &["01/07/2025", "01/07/2040"]), Vec::<u32>::new(), "{entete}");
    }
    for entete in [
        "Retraite complémentaire",
        "Cotise retraite",
        "Cumul emploi-retraite",
        "Retraite progressive",
        "Départ retraite dans les 5 ans",
        "Indemnité de départ",
        "Astreinte (départ)",
    ] {
        assert_eq!(partis(entete, &["Oui", "Non"]), Vec::<u32>::new(), "{entete}");
    }
    for entete in ["Date de départ en retraite", "Mise à la retraite le", "Retraite (date de départ)"] {
        assert_eq!(partis(entete, &["01/07/2025", "01/07/2040"]), [2], "{entete}");
    }
}

#[test]
fn a_leaving_without_its_year_is_asked_about() {
    for texte in [
        "Départ le 31/12",
        "Sortie le 15/12",
        "Fin de contrat le 31/12",
        "Départ en décembre",
        "Nous quitte fin décembre",
        "Retraite en janvier",
        "Démission au 1er février",
    ] {
        let effectif = lu(&format!("Nom;Prénom;Fonction;Situation\nX;Y;IDE;{texte}\nA;B;AS;Sorti\n"));
        assert!(!effectif.partis().any(|(one, _)| one.ligne == 2), "{texte}");
        assert!(
            effectif.remarques.iter().any(|one| one.ligne == Some(2) && one.phrase.contains("année")),
            "{texte}"
        );
    }
    for texte in ["Partie le 12/03", "A quitté l’établissement en mars", "Décédée en mai", "Sortie"] {
        assert!(partis("Situation", &[texte, "Présent"]).contains(&2), "{texte}");
    }
    let effectif = lu("Nom;Prénom;Fonction\nX;Y;IDE (départ le 31/12)\nPETIT (départ fin décembre);Zoé;AS\n");
    assert_eq!((effectif.partis().count(), effectif.nombre()), (0, 2));
    assert_eq!(effectif.remarques.iter().filter(|one| one.phrase.contains("année")).count(), 2);
}

#[test]
fn a_leaving_announced_undone_or_of_a_part_of_the_work_sends_nobody_away() {
    let table = [
        ("Départ à venir", false),
        ("Départ programmé", false),
        ("En préavis (démission)", false),
        ("Dossier retraite déposé", false),
        ("A demandé sa retraite", false),
        ("Inaptitude, licenciement à venir", false),
        ("Départ annulé", false),
        ("Départ reporté", false),
        ("Retraitée vacataire", false),
        ("Retraité (vacations)", false),
        ("Démission retirée", false),
        ("Réintégrée après licenciement", false),
        ("Réembauchée après retraite", false),
        ("Revenue après sa démission", false),
        ("Inactif - disponibilité", false),
        ("Inactive (congé parental)", false),
        ("Non présente le lundi", false),
        ("Pas présent la nuit", false),
        ("En poste, temps partiel 80 % jusqu’au 31/08/2026", false),
        ("Présente, mi-temps thérapeutique jusqu’au 30/06/2026", false),
        ("Active – RQTH jusqu’au 30/06/2026", false),
        ("Présente jusqu’au 30/06/2026", true),
        ("En poste jusqu’au 30/06/2026", true),
        ("Hors effectif", true),
        ("Hors effectifs depuis le 01/02/2026", true),
        ("Ex-salariée", true),
        ("Contrat non renouvelé", true),
        ("Abandon de poste", true),
        ("DCD", true),
        ("Mutation", true),
        ("Transférée vers Les Iris", true),
        ("Licenciée à sa demande", true),
    ];
    justes(table.map(|(texte, parti)| {
        (texte.to_owned(), partis("Situation", &[texte, "Sorti", "Présent"]).contains(&2), parti)
    }));
    let fonctions = [
        ("AS (partie nuit)", false),
        ("IDE - sortie d’hospitalisation", false),
        ("Infirmière (sortie HAD)", false),
        ("AS (partie Alzheimer)", false),
        ("IDE (sorties et admissions)", false),
        ("AS (partie de l’établissement)", true),
        ("AS (sortie en mai 2026)", true),
        ("AS (partie définitivement)", true),
    ];
    justes(fonctions.map(|(texte, parti)| {
        let effectif = lu(&format!("Nom;Prénom;Fonction\nX;Y;IDE\nROUX;Ana;{texte}\n"));
        (texte.to_owned(), effectif.partis().any(|(one, _)| one.ligne == 3), parti)
    }));
}

#[test]
fn what_a_contract_was_before_is_no_leaving() {
    let table = [
        ("Type de contrat", "CDI (ancien CDD)", false),
        ("Type de contrat", "CDI (ancienne convention)", false),
        ("Type de contrat", "CDI - ancienne apprentie", false),
        ("Statut", "Titulaire (ancien contractuel)", false),
        ("Contrat", "CDD rupture anticipée possible", false),
        ("Contrat", "Mutualisé, partie EHPAD", false),
        ("Contrat", "Recruté par mutation", false),
        ("Contrat", "CDD terme imprécis (min. 30/06/2026)", false),
        ("Statut", "Ancien salarié", true),
    ];
    justes(table.map(|(entete, texte, parti)| {
        (format!("{entete}: {texte}"), partis(entete, &[texte, "CDI"]).contains(&2), parti)
    }));
    assert_eq!(partis("Motif sortie", &["00", "59", "00"]), [3]);
    assert_eq!(partis("Motif de départ", &["0", "12", "000"]), [3]);
}

#[test]
fn a_contract_that_ended_of_someone_who_is_there_is_not_a_leaving() {
    let fins = "CDD;31/08/2025";
    for (premiere, seconde) in [
        ("MARTIN;Ana;IDE;99900000011;CDD;30/06/2025", "MARTIN;Ana;IDE;99900000011;CDI;"),
        ("MARTIN;Ana;AS;;CDD;30/06/2025", "MARTIN;Ana;IDE;;CDI;"),
        ("MARTIN;Ana;IDE;99900000011;CDI;", "Martin;Ana;IDE;99900000011;CDD;30/06/2025"),
    ] {
        let effectif = lu(&format!(
            "Nom;Prénom;Emploi;N° RPPS;Type contrat;Date fin contrat\n{premiere}\n{seconde}\nPETIT;Luc;AS;;{fins}\n"
        ));
        let partis: Vec<u32> = effectif.partis().map(|(one, _)| one.ligne).collect();
        assert_eq!((partis, effectif.nombre()), (vec![4], 1), "{premiere} / {seconde}");
        assert!(effectif.remarques.iter().any(|one| one.phrase.contains("un autre contrat")), "{premiere}");
    }
}

#[test]
fn a_leaving_in_a_remark_is_asked_about_beside_a_column_of_leavings() {
    for entete in ["Situation", "Date sortie"] {
        let effectif = lu(&format!(
            "Nom;Prénom;Fonction;{entete};Observation\nX;Y;IDE;;A quitté l’établissement le 30/06/2026\nA;B;AS;30/06/2026;Partie le 30/06\n"
        ));
        assert!(effectif.remarques.iter().any(|one| one.phrase.contains("parle de départs")), "{entete}");
    }
    // Who is listed apart needs no question.
    let effectif = lu("Nom;Prénom;Fonction;Date sortie;Observation\nA;B;AS;30/06/2026;Partie le 30/06\n");
    assert!(!effectif.remarques.iter().any(|one| one.phrase.contains("parle de départs")));
    for titre in [
        "DÉPARTS 2026",
        "Liste des départs",
        "Sorties de l’année",
        "Anciens salariés",
        "CDD terminés",
        "Ex-salariés",
    ] {
        let effectif = lu(&format!("Nom;Prénom;Fonction\nDURAND;Paul;IDE\n{titre};;\nPETIT;Zoé;AS\n"));
        assert!(
            effectif.remarques.iter().any(|one| one.phrase.contains("celles qui sont parties")),
            "{titre}"
        );
    }
}

#[test]
fn who_arrives_later_is_told_however_the_day_is_written() {
    for (entete, texte) in [
        ("Date d’entrée", "sept. 2027"),
        ("Date d’entrée", "janvier 2027"),
        ("Date d’entrée", "01/2027"),
        ("Entré le", "01/02/2027"),
        ("Arrivée le", "01/02/2027"),
        ("Recruté le", "01/02/2027"),
        ("Situation", "Arrive le 01/02/2027"),
        ("Situation", "Prise de poste le 1er février 2027"),
        ("Contrat", "CDD du 01/02/2027 au 30/06/2027"),
        ("Contrat", "CDI à compter du 01/02/2027"),
    ] {
        let autre = if entete == "Situation" {
            "Présent"
        } else if entete == "Contrat" {
            "CDI"
        } else {
            "01/02/2020"
        };
        let effectif =
            lu(&format!("Nom;Prénom;Fonction;{entete}\nX;Y;IDE;{texte}\nA;B;AS;{autre}\nC;D;AS;{autre}\n"));
        let dit =
            effectif.remarques.iter().any(|one| one.ligne == Some(2) && one.phrase.contains("n’arrive qu"));
        assert_eq!((effectif.nombre(), dit), (3, true), "{entete}: {texte}");
    }
    for (entete, texte) in [
        ("Contrat", "CDD du 01/02/2026 au 30/06/2027"),
        ("Contrat", "CDI, temps partiel à compter du 01/02/2027"),
        ("Contrat", "CDD puis CDI à compter du 01/02/2027"),
        ("Contrat", "CDD renouvelé du 01/02/2027 au 30/06/2027"),
        ("Situation", "Arrive à échéance le 31/12/2027"),
        ("Situation", "Congé parental à partir du 01/02/2027"),
        ("Date d’entrée", "2019"),
        ("Date d’entrée", "sept. 2020"),
    ] {
        let effectif = lu(&format!("Nom;Prénom;Fonction;{entete}\nX;Y;IDE;{texte}\n"));
        assert!(
            !effectif.remarques.iter().any(|one| one.phrase.contains("n’arrive qu")),
            "{entete}: {texte}"
        );
    }
}
