//! FINESS files: the real sample of the ANS flux, files written after `docs/regles.md` §7.3, and damaged ones.

use std::io::{Read, Write};

use chrono::NaiveDate;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jalons::domain::finess::Finess;
use jalons::import::annuaire::{Annuaire, AnnuaireIllisible, Registre};
use jalons::import::limites::{COLONNES_MAX, JETON_MAX, LIGNE_MAX, PROFONDEUR_MAX};
use jalons::import::parts::{
    Decoupe, Index, Partie, PartieIllisible, PartieOuverte, TAILLE_VISEE, nom_de_partie,
};
use jalons::import::{
    AutreType, Bilan, Doute, Entite, ErreurImport, Format, Lecteur, Lieu, Progres, Selection, Site, Trouvee,
};
use proptest::prelude::*;

const ECHANTILLON: &[u8] = include_bytes!("imports/finess-structures-echantillon.json.gz");
const SITES_CSV: &[u8] = include_bytes!("imports/etalab-cs1100507.csv");
const EJ_CSV: &[u8] = include_bytes!("imports/etalab-cs1100501.csv");

const ORSAC: &str = "010783009";
const CROIX_ROUGE: &str = "750721334";

/// Reads a whole file, pushed by pieces of this size.
fn lire_par(octets: &[u8], taille: usize) -> (Vec<Entite>, Result<Bilan, ErreurImport>) {
    let mut entites = Vec::new();
    let mut lecteur = Lecteur::new(|entite| entites.push(entite));
    let pousse = octets.chunks(taille).try_for_each(|piece| lecteur.pousser(piece));
    let bilan = pousse.and_then(|()| lecteur.finir());
    drop(lecteur);
    (entites, bilan)
}

fn lire(octets: &[u8]) -> (Vec<Entite>, Result<Bilan, ErreurImport>) {
    lire_par(octets, 64 * 1024)
}

/// What reading refuses, and that its sentence is one.
fn refus(octets: &[u8]) -> ErreurImport {
    let erreur = lire(octets).1.unwrap_err();
    let phrase = erreur.to_string();
    assert!(
        phrase.ends_with('.') && phrase.starts_with(char::is_uppercase) && !phrase.contains(" :"),
        "{phrase}"
    );
    erreur
}

fn choisir(octets: &[u8], numero: &str) -> Trouvee {
    let mut selection = Selection::new(Finess::read(numero).unwrap().valeur);
    for entite in lire(octets).0 {
        selection.recevoir(entite);
    }
    selection.finir()
}

fn une(octets: &[u8], numero: &str) -> Entite {
    match choisir(octets, numero) {
        Trouvee::Ej(entite) => *entite,
        autre => panic!("{autre:?}"),
    }
}

fn site<'a>(entite: &'a Entite, numero: &str) -> &'a Site {
    entite.sites.iter().find(|site| site.finess.texte() == numero).unwrap()
}

fn doutes(entite: &Entite, doute: Doute) -> usize {
    entite.avertissements().iter().filter(|avertissement| avertissement.doute == doute).count()
}

fn gzip(octets: &[u8]) -> Vec<u8> {
    let mut encodeur = GzEncoder::new(Vec::new(), Compression::fast());
    encodeur.write_all(octets).unwrap();
    encodeur.finish().unwrap()
}

fn texte_echantillon() -> Vec<u8> {
    let mut texte = Vec::new();
    GzDecoder::new(ECHANTILLON).read_to_end(&mut texte).unwrap();
    texte
}

fn jour(annee: i32, mois: u32, jour: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(annee, mois, jour)
}

/// One EJ of the flux, with the fields that are given.
fn flux(ej: &str, ege: &str) -> String {
    format!(
        r#"{{"schemaVersion":"v1.0.0","generatedAt":"2026-08-13T02:07:30Z","pmej":[{{"informationsGeneralesPMEJ":{{"numFinessPm":"010783009"}}{ej},"ege":[{ege}]}}]}}"#
    )
}

// The real sample

/// R-IMPORT-12: the shape that was seen in the flux, R-IMPORT-13: what is closed.
#[test]
fn the_real_sample_holds_its_22_entites_and_1377_sites_of_which_593_are_closed() {
    let (entites, bilan) = lire(ECHANTILLON);
    let bilan = bilan.unwrap();
    assert_eq!(bilan.format, Format::Json);
    assert_eq!(bilan.millesime, jour(2026, 8, 13));
    assert_eq!((bilan.progres.ej, bilan.progres.sites, bilan.fermes, bilan.ecartees), (22, 1_377, 593, 0));
    assert_eq!((bilan.progres.octets, bilan.progres.texte), (ECHANTILLON.len() as u64, 5_027_623));
    let sites: Vec<&Site> = entites.iter().flat_map(|entite| &entite.sites).collect();
    assert_eq!(sites.len(), 1_377);
    assert_eq!(sites.iter().filter(|site| !site.ouvert).count(), 593);
    assert_eq!(sites.iter().filter(|site| site.siret.is_none()).count(), 288);
    assert!(
        sites.iter().all(|site| site.departement.is_some() && site.categorie.is_some() && site.nom.is_some())
    );
    assert_eq!(entites.iter().filter(|entite| !entite.ej.ouvert).count(), 3);
    assert_eq!(entites.iter().map(|entite| doutes(entite, Doute::Finess)).sum::<usize>(), 0);
    assert_eq!(entites.iter().map(|entite| doutes(entite, Doute::SirenDifferent)).sum::<usize>(), 10);
}

#[test]
fn the_same_text_not_compressed_gives_the_same() {
    assert_eq!(lire(&texte_echantillon()).0, lire(ECHANTILLON).0);
}

/// R-IMPORT-02: the sites of an entité juridique are those that name it.
#[test]
fn orsac_has_153_sites_and_the_red_cross_1062() {
    let orsac = une(ECHANTILLON, ORSAC);
    assert_eq!(orsac.sites.len(), 153);
    assert_eq!(orsac.ej.nom.as_deref(), Some("ORGANISATION POUR LA SANTE ET L'ACCUEIL (ORSAC)"));
    assert_eq!(orsac.ej.siren.as_ref().map(|siren| siren.texte()), Some("775544562"));
    assert_eq!((orsac.ej.statut.as_deref(), orsac.ej.departement.as_deref()), (Some("61"), Some("01")));
    let premier = site(&orsac, "010000495");
    assert_eq!(premier.nom.as_deref(), Some("CENTRE PSYCHOTHERAPIQUE DE L'AIN"));
    assert_eq!(premier.siret.as_ref().map(|siret| siret.texte()), Some("77554456200108"));
    assert_eq!((premier.couloir_medico_social(), premier.ouvert), (Some(false), true));

    let croix_rouge = une(ECHANTILLON, CROIX_ROUGE);
    assert_eq!(croix_rouge.sites.len(), 1_062);
    for (numero, departement) in [
        ("2A0003729", "2A"),
        ("2A0004040", "2A"),
        ("2B0007264", "2B"),
        ("2B0007298", "2B"),
        ("970466728", "974"),
        ("980501175", "976"),
    ] {
        assert_eq!(site(&croix_rouge, numero).departement.as_deref(), Some(departement), "{numero}");
    }
    assert_eq!(
        croix_rouge
            .sites
            .iter()
            .filter(|site| site.finess.texte().starts_with('2')
                && site.finess.texte().as_bytes()[1].is_ascii_uppercase())
            .count(),
        10
    );
    assert!(doutes(&croix_rouge, Doute::Siret) > 0, "waiting numbers");
    assert!(doutes(&croix_rouge, Doute::SiretAbsent) > 0);
}

#[test]
fn the_number_of_a_site_tells_whose_it_is() {
    let ej = Finess::read("010000156").unwrap().valeur;
    assert_eq!(choisir(ECHANTILLON, "010780195"), Trouvee::EstUnSiteDe(ej));
    assert_eq!(choisir(ECHANTILLON, "540002698"), Trouvee::Absente);
}

/// R-IMPORT-08: read as it comes, whatever the size.
#[test]
fn progress_tells_bytes_entites_and_sites_on_the_way() {
    let mut lecteur = Lecteur::new(|_| {});
    assert_eq!(lecteur.progres(), Progres::default());
    lecteur.pousser(&ECHANTILLON[..100_000]).unwrap();
    let progres = lecteur.progres();
    assert_eq!(progres.octets, 100_000);
    assert!(progres.texte > 1_000_000 && progres.ej > 1 && progres.sites > 10, "{progres:?}");
}

// The two shapes of the JSON

#[test]
fn the_shape_of_the_published_schema_is_read_too() {
    let texte = r#"{"generatedAt": "2026-08-13", "pmej": [{"informationsGeneralesPmej": {"numFinessPm": "010783009",
        "siren": "775544562", "denominationPm": "ORSAC  ", "statutJuridique": {"code": "61", "system": "TRE_R400"}},
        "etatObjet": {"system": "x", "code": "A"},
        "ege": [{"informationsGeneralesEge": {"numFinessEge": "010000495", "nomEgeCourt": "CPA"}, "siret": "77554456200108",
          "categorieEntiteGeographiqueExercice": {"code": "292"}, "etatObjet": {"code": "I"},
          "adresse": [{"usageAdresse": {"code": "04"}, "cogCommune": "69123"}, {"usageAdresse": {"code": "03"}, "cogCommune": "01053"}]}]}]}"#;
    let entite = une(texte.as_bytes(), ORSAC);
    assert_eq!((entite.ej.nom.as_deref(), entite.ej.statut.as_deref()), (Some("ORSAC"), Some("61")));
    let site = site(&entite, "010000495");
    assert_eq!(site.siret.as_ref().map(|siret| siret.texte()), Some("77554456200108"));
    assert_eq!((site.categorie.as_deref(), site.departement.as_deref()), (Some("292"), Some("01")));
    assert!(!site.ouvert);
}

#[test]
fn a_site_is_closed_by_its_date_or_by_its_state() {
    let ouvert = |infos: &str, reste: &str| {
        let ege = format!(r#"{{"informationsGeneralesEGE":{{"numFinessEge":"010000495"{infos}}}{reste}}}"#);
        une(flux("", &ege).as_bytes(), ORSAC).sites[0].ouvert
    };
    assert!(ouvert("", ""));
    assert!(ouvert(r#","dateFermeture":null"#, r#","etatObjet":"A""#));
    assert!(ouvert(r#","dateFermeture":"1900-01-01""#, r#","etatObjet":"A""#));
    assert!(!ouvert(r#","dateFermeture":"1985-03-01""#, r#","etatObjet":"A""#));
    assert!(!ouvert("", r#","etatObjet":"I""#));
}

#[test]
fn a_key_twice_in_an_object_keeps_its_last_value_and_lists_of_sites_add_up() {
    let texte = r#"{"pmej":[{"informationsGeneralesPMEJ":{"numFinessPm":"750721334","numFinessPm":"010783009"},
        "ege":[{"informationsGeneralesEGE":{"numFinessEge":"010000495"}}],
        "ege":[{"informationsGeneralesEGE":{"numFinessEge":"010001311"}}]}]}"#;
    assert_eq!(une(texte.as_bytes(), ORSAC).sites.len(), 2);
}

#[test]
fn escapes_numbers_and_values_of_an_unexpected_kind_are_read_or_left_out() {
    let texte = flux(
        r#","statutJuridique":61,"adresse":{"usageAdresse":"02"},"etatObjet":["I"],"autre":[[{"x":"}"}]]"#,
        r#"{"informationsGeneralesEGE":{"numFinessEge":"010000495","nomEgeLong":"\u00c9CLAIR \"\\\" \ud83d\ude00"}}, 12, null, [1]"#,
    );
    let entite = une(texte.as_bytes(), ORSAC);
    assert_eq!((entite.ej.statut.as_deref(), entite.ej.ouvert), (Some("61"), true));
    assert_eq!(entite.sites.len(), 1);
    assert_eq!(entite.sites[0].nom.as_deref(), Some("ÉCLAIR \"\\\" 😀"));
}

#[test]
fn doubts_about_numbers_are_told_and_block_nothing() {
    let texte = flux(
        r#","siren":"775544563""#,
        r#"{"informationsGeneralesEGE":{"numFinessEge":"010000496","siret":"77554456299999"}},
           {"informationsGeneralesEGE":{"numFinessEge":"0100","siret":null}},
           {"informationsGeneralesEGE":{"numFinessEge":"10001311","siret":"123"}}"#,
    );
    let entite = une(texte.as_bytes(), ORSAC);
    let numeros: Vec<&str> = entite.sites.iter().map(|site| site.finess.texte()).collect();
    assert_eq!(numeros, ["010000496", "010001311"], "the zero of the second is restored (R-ID-16)");
    for (doute, nombre) in [
        (Doute::Finess, 1),
        (Doute::SiteEcarte, 1),
        (Doute::Siret, 1),
        (Doute::SiretAbsent, 1),
        (Doute::NumeroEcarte, 2),
        (Doute::ZeroRestaure, 1),
        (Doute::SirenDeduit, 1),
    ] {
        assert_eq!(doutes(&entite, doute), nombre, "{doute:?}");
    }
}

/// R-CAT-03: the file's own words, else ours, else the nomenclature's; a code that none names is told.
#[test]
fn every_category_is_said_in_words() {
    for site in lire(ECHANTILLON).0.iter().flat_map(|entite| &entite.sites) {
        let mots = site.libelle_categorie().unwrap();
        assert!(!mots.starts_with("catégorie"), "{mots}");
    }
    let texte = flux(
        "",
        r#"{"informationsGeneralesEGE":{"numFinessEge":"010000495","categorieentiteGeographiqueExercice":"292"}},
           {"informationsGeneralesEGE":{"numFinessEge":"010001311","categorieentiteGeographiqueExercice":"999"}}"#,
    );
    let entite = une(texte.as_bytes(), ORSAC);
    let mots: Vec<String> = entite.sites.iter().filter_map(Site::libelle_categorie).collect();
    assert_eq!(
        mots,
        ["Centre hospitalier spécialisé de lutte contre les maladies mentales", "catégorie 999"]
    );
    let inconnue: Vec<String> = entite
        .avertissements()
        .iter()
        .filter(|avis| avis.doute == Doute::CategorieInconnue)
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        inconnue,
        [
            "010001311\u{a0}: La nomenclature FINESS que Jalons connaît ne nomme pas la catégorie 999. Reprenez la catégorie sur l’arrêté d’autorisation."
        ]
    );
}

/// R-ID-16: what a spreadsheet dropped is put back when the key vouches for it, and told, from the kept form too.
#[test]
fn a_restored_zero_is_told_and_gives_the_departement_of_the_whole_number() {
    let json =
        flux("", r#"{"informationsGeneralesEGE":{"numFinessEge":"10000495"}}"#).replace(ORSAC, "10783009");
    let sans_zero = |csv: &[u8]| {
        let texte = std::str::from_utf8(csv).unwrap();
        texte.replace("010783009", "10783009").replace("010000495", "10000495").into_bytes()
    };
    for octets in [json.into_bytes(), sans_zero(SITES_CSV), sans_zero(EJ_CSV)] {
        let entite = une(&octets, ORSAC);
        let avertissements = entite.avertissements();
        let restaures: Vec<&str> = avertissements
            .iter()
            .filter(|avertissement| avertissement.doute == Doute::ZeroRestaure)
            .map(|avertissement| avertissement.finess.as_str())
            .collect();
        let attendus = if entite.sites.is_empty() { &[ORSAC][..] } else { &[ORSAC, "010000495"] };
        assert_eq!(restaures, attendus);
        let phrase = &avertissements.iter().find(|avis| avis.doute == Doute::ZeroRestaure).unwrap().texte;
        assert!(phrase.contains("«\u{a0}10783009\u{a0}»") && phrase.ends_with("autorisation."), "{phrase}");
        assert!(entite.sites.iter().all(|site| site.departement.as_deref() != Some("10")));
        assert_ne!(entite.ej.departement.as_deref(), Some("10"));
        assert_eq!(doutes(&entite, Doute::Finess), 0);

        let gardee = annuaire(&[&octets]).entite(&entite.ej.finess).unwrap();
        assert_eq!(doutes(&gardee, Doute::ZeroRestaure), attendus.len());
        assert!(annuaire(&[&octets]).chercher(ORSAC, 1)[0].ouvert);
    }
}

/// R-IMPORT-15: what the file does not give is typed by hand.
#[test]
fn an_entite_whose_number_is_not_a_finess_is_left_out_and_counted() {
    let texte = flux("", "").replace("010783009", "0107");
    assert!(lire(texte.as_bytes()).0.is_empty());
    assert_eq!(refus(texte.as_bytes()), ErreurImport::AucuneEntite { lignes_inconnues: 0 });
}

// The historical CSV

/// A line of a site, its name as it is written there.
fn ligne_de_site(finess: &str, nom: &str, siret: &str, categorie: &str) -> String {
    format!(
        "structureet;{finess};010783009;{nom};;;;;;;;;053;01;AIN;01000 BOURG EN BRESSE;0400000000;;{categorie};Cat;2000;;{siret};8730A;54;Tarif AM;0;;1971-01-01;1900-01-01;2026-03-02;"
    )
}

/// The sites of these lines, one after the other: number, name, SIRET, category.
fn sites_de(texte: &str) -> Vec<[String; 4]> {
    let (entites, bilan) = lire(texte.as_bytes());
    bilan.unwrap();
    let dit = |texte: Option<String>| texte.unwrap_or_default();
    let sites = entites.into_iter().flat_map(|entite| entite.sites);
    sites
        .map(|site| {
            let siret = site.siret.map(|siret| siret.texte().to_owned());
            [site.finess.texte().to_owned(), dit(site.nom), dit(siret), dit(site.categorie)]
        })
        .collect()
}

const ENTETE: &str = "finess;etalab;94;2026-05-12";

#[test]
fn a_semicolon_or_a_quote_out_of_place_shifts_nothing() {
    let temoin = ligne_de_site("010000495", "LES LILAS", "26010004500012", "292");
    for (nom, lu) in [
        ("FOYER ; ANNEXE", "FOYER ; ANNEXE"),
        ("\"RESIDENCE \"LES LILAS\"; ANNEXE\"", "RESIDENCE LES LILAS\" ; ANNEXE\""),
        ("\"RESIDENCE LES J;\"RESIDENCE LES JARDINS\"", "RESIDENCE LES J ; RESIDENCE LES JARDINS"),
        ("FOYER ; ANNEXE ; NORD", "FOYER ; ANNEXE ; NORD"),
        ("\"FOYER ; ANNEXE\"", "FOYER ; ANNEXE"),
    ] {
        let gatee = ligne_de_site("010780054", nom, "50254756500015", "382");
        let sites = sites_de(&format!("{ENTETE}\n{temoin}\n{gatee}\n{temoin}\n"));
        let [premier, second] = &sites[..] else { panic!("{nom}: {sites:?}") };
        assert_eq!(premier[1..], ["LES LILAS", "26010004500012", "292"].map(str::to_owned), "{nom}");
        assert_eq!(second[2..], ["50254756500015", "382"].map(str::to_owned), "{nom}: {second:?}");
        assert_eq!(second[1], lu);
    }
}

#[test]
fn lines_between_stray_quotes_keep_their_own_quotes_whatever_ends_them() {
    let citee =
        |ligne: String| ligne.split(';').map(|champ| format!("\"{champ}\"")).collect::<Vec<_>>().join(";");
    let lignes = [
        ligne_de_site("010000495", "\"LES LILAS", "26010004500012", "292"),
        ligne_de_site("010001311", "SITE B", "77554456200108", "500"),
        ligne_de_site("010780054", "\"FOYER ; \"\"ANNEXE\"\"\"", "50254756500015", "382"),
        ligne_de_site("010780096", "LES ROSES", "26010004500020", "354"),
    ];
    let attendus = [
        ["010000495", "LES LILAS", "26010004500012", "292"],
        ["010001311", "SITE B", "77554456200108", "500"],
        ["010780054", "FOYER ; \"ANNEXE\"", "50254756500015", "382"],
        ["010780096", "LES ROSES", "26010004500020", "354"],
    ];
    for fin in ["\n", "\r\n", "\r"] {
        assert_eq!(sites_de(&format!("{ENTETE}{fin}{}{fin}", lignes.join(fin))), attendus, "{fin:?}");
    }
    // All fields quoted, one of them never closed.
    let citees: Vec<String> = attendus
        .iter()
        .map(|[finess, nom, siret, categorie]| {
            citee(ligne_de_site(finess, &nom.replace([';', '"'], ""), siret, categorie))
        })
        .collect();
    let ouverte = citees[0].replace("\"2026-03-02\";\"\"", "\"2026-03-02\";\"");
    assert_ne!(ouverte, citees[0]);
    let sites = sites_de(&format!("{ENTETE}\n{ouverte}\n{}\n", citees[1..].join("\n")));
    assert_eq!(
        sites.iter().map(|site| &site[0]).collect::<Vec<_>>(),
        attendus.iter().map(|site| site[0]).collect::<Vec<_>>()
    );
    // A line that is quoted as a whole; one after a mark of the beginning of another file.
    for autre in [format!("\"{}\"", lignes[1]), format!("\u{feff}{}", lignes[1])] {
        assert_eq!(sites_de(&format!("{ENTETE}\n{autre}\n{}\n", lignes[3])).len(), 2, "{autre}");
    }
}

#[test]
fn a_whole_line_is_not_called_cut_and_a_cut_one_is() {
    let (un, deux) = (
        ligne_de_site("010000495", "LES LILAS", "26010004500012", "292"),
        ligne_de_site("010001311", "SITE B", "77554456200108", "500"),
    );
    // The last field, empty, left out everywhere.
    let courtes = format!("{ENTETE}\n{}\n{}", un.trim_end_matches(';'), deux.trim_end_matches(';'));
    assert_eq!(sites_de(&courtes).len(), 2);
    assert_eq!(sites_de(&format!("{ENTETE}\n{un}\n{deux}\n;;;;;;;")).len(), 2);
    // One quote that nothing closes does not hide the cut.
    let ouverte = ligne_de_site("010000495", "\"LES LILAS", "26010004500012", "292");
    for debut in [&un, &ouverte] {
        let (_, bilan) =
            lire(format!("{ENTETE}\n{debut}\n{deux}\nstructureet;010780054;010783009;SI").as_bytes());
        assert!(matches!(bilan, Err(ErreurImport::Coupe { .. })), "{bilan:?}");
    }
}

#[test]
fn a_site_that_comes_twice_is_one_and_an_entite_juridique_counts_once() {
    let (un, deux) = (
        ligne_de_site("010000495", "LES LILAS", "26010004500012", "292"),
        ligne_de_site("010001311", "SITE B", "77554456200108", "500").replace("010783009", "750721334"),
    );
    assert_eq!(sites_de(&format!("{ENTETE}\n{un}\n{un}\n")).len(), 1);
    let trois = un.replace("010000495", "010780054");
    let (_, bilan) = lire(format!("{ENTETE}\n{un}\n{deux}\n{trois}\n").as_bytes());
    assert_eq!(bilan.unwrap().progres.ej, 2);
    // A zero is no number.
    let (entites, _) =
        lire(format!("{ENTETE}\n{}\n", ligne_de_site("010000495", "A", "0", "292")).as_bytes());
    assert!(entites[0].sites[0].siret.is_none());
    assert!(entites[0].avertissements().iter().all(|avis| avis.doute == Doute::SiretAbsent));
}

/// Where a site stands under two entités juridiques, closed in one, it is a site of the other (R-IMPORT-13).
#[test]
fn a_site_belongs_where_it_is_open() {
    let pmej = |finess: &str, etat: &str| {
        format!(
            r#"{{"informationsGeneralesPMEJ":{{"numFinessPm":"{finess}","denominationPm":"ORSAC"}},"etatObjet":"A","ege":[{{"informationsGeneralesEGE":{{"numFinessEge":"010000495","nomEgeLong":"SITE A"}},"etatObjet":"{etat}"}}]}}"#
        )
    };
    let cherche = Finess::read("010000495").unwrap().valeur;
    for (etats, attendu) in [(["I", "A"], "010783009"), (["A", "I"], "750721334"), (["A", "A"], "750721334")]
    {
        let (un, deux) = (pmej("750721334", etats[0]), pmej("010783009", etats[1]));
        let texte = format!(
            r#"{{"schemaVersion":"v1.0.0","generatedAt":"2026-08-13T04:00:00Z","pmej":[{un},{deux}]}}"#
        );
        let (mut selection, mut registre) = (Selection::new(cherche.clone()), Registre::default());
        for entite in lire(texte.as_bytes()).0 {
            registre.ajouter(&entite);
            selection.recevoir(entite);
        }
        let attendu = Finess::read(attendu).unwrap().valeur;
        assert_eq!(selection.finir(), Trouvee::EstUnSiteDe(attendu.clone()), "{etats:?}");
        assert_eq!(registre.ouvert(None).unwrap().proprietaire(&cherche), Some(attendu), "{etats:?}");
    }
}

/// Two stray quotes make one field of all that stands between them: the lines are read one by one, and told.
#[test]
fn lines_between_stray_quotes_are_sites() {
    let stray = include_bytes!("../fuzz/corpus/finess/guillemets-epars.csv");
    let text = String::from_utf8_lossy(stray);
    let whole = text.replace('"', "");
    let sites = |octets: &[u8]| -> Vec<(String, Option<String>, Option<String>)> {
        let (entites, bilan) = lire(octets);
        assert_eq!(bilan.unwrap().progres.sites, 6);
        let sites = entites.iter().flat_map(|entite| &entite.sites);
        sites
            .map(|site| {
                (
                    site.finess.texte().to_owned(),
                    site.nom.clone(),
                    site.siret.as_ref().map(|siret| siret.texte().to_owned()),
                )
            })
            .collect()
    };
    let expected = sites(whole.as_bytes());
    assert_eq!(expected.len(), 6);
    assert_eq!(sites(stray), expected);
    assert_eq!(lire(stray).1.unwrap().lignes_rendues, 4);
    assert_eq!(lire(whole.as_bytes()).1.unwrap().lignes_rendues, 0);
    // Neighbours: other ends of lines, one quote alone, quotes on two neighbours, in another field; and far apart.
    let lines: Vec<&str> = whole.lines().collect();
    let quoted = |at: &[(usize, usize)]| -> String {
        let mut out = String::new();
        for (rank, line) in lines.iter().enumerate() {
            let mut fields: Vec<String> = line.split(';').map(str::to_owned).collect();
            for (_, field) in at.iter().filter(|(line, _)| *line == rank) {
                fields[*field] = format!("\"{}", fields[*field]);
            }
            out.push_str(&fields.join(";"));
            out.push('\n');
        }
        out
    };
    assert_eq!(sites(text.replace('\n', "\r\n").as_bytes()), expected);
    for at in [vec![(2, 3)], vec![(2, 3), (3, 3)], vec![(1, 4), (6, 3)], vec![(2, 19), (4, 3), (5, 4)]] {
        assert_eq!(sites(quoted(&at).as_bytes()), expected, "{at:?}");
    }
    let many = 400;
    let far: String = std::iter::once(quoted(&[(2, 3)]))
        .chain((0..many).map(|_| lines[1..].join("\n") + "\n"))
        .chain(std::iter::once(quoted(&[(3, 3)])))
        .collect();
    let (_, bilan) = lire(far.as_bytes());
    assert_eq!(bilan.unwrap().progres.sites, 6 * (many + 2));
}

/// R-IMPORT-17: the historical series is read, and said to have stopped.
#[test]
fn the_historical_series_is_said_to_have_stopped() {
    assert!(lire(SITES_CSV).1.unwrap().serie_arretee().unwrap().contains("arrêtée"));
    assert_eq!(lire(flux("", "").as_bytes()).1.unwrap().serie_arretee(), None);
}

/// R-IMPORT-01, R-IMPORT-04: ranks, and quoted fields that hold `;`.
#[test]
fn the_sites_of_the_historical_csv_are_read_by_their_rank() {
    let (entites, bilan) = lire(SITES_CSV);
    let bilan = bilan.unwrap();
    assert_eq!((bilan.format, bilan.millesime), (Format::Csv, jour(2026, 5, 12)));
    assert_eq!(
        (bilan.progres.sites, bilan.ecartees, bilan.lignes_inconnues, bilan.champs_windows_1252),
        (4, 0, 1, 0)
    );
    assert_eq!(entites.len(), 3, "one run of lines of one EJ is one value");

    let orsac = une(SITES_CSV, ORSAC);
    let numeros: Vec<&str> = orsac.sites.iter().map(|site| site.finess.texte()).collect();
    assert_eq!(numeros, ["010000495", "010001311", "2A0003729"]);
    assert_eq!(orsac.ej.nom, None);
    assert_eq!(orsac.ej.siren.as_ref().map(|siren| siren.texte()), Some("775544562"));
    assert_eq!(doutes(&orsac, Doute::SirenDeduit), 1);
    assert_eq!(doutes(&orsac, Doute::Siret), 1);
    let foyer = site(&orsac, "010001311");
    assert_eq!(foyer.nom.as_deref(), Some("FOYER \"LES TILLEULS ; ANNEXE\""));
    assert_eq!(foyer.ouverture, None);
    assert_eq!(foyer.libelle_categorie().as_deref(), Some("Foyer de vie pour adultes handicapés"));
    assert_eq!(foyer.couloir_medico_social(), Some(true));
    let ajaccio = site(&orsac, "2A0003729");
    assert_eq!((ajaccio.departement.as_deref(), ajaccio.ouverture), (Some("2A"), jour(2013, 9, 2)));

    let martinique = une(SITES_CSV, "590799730");
    assert_eq!(
        martinique.sites[0].departement.as_deref(),
        Some("972"),
        "not the one of its EJ (R-IMPORT-09)"
    );
    assert_eq!(martinique.sites[0].nom.as_deref(), Some("EHPAD LES ALIZÉS"));
}

#[test]
fn latin_1_lf_a_byte_order_mark_and_gzip_change_nothing() {
    let attendu = lire(SITES_CSV).0;
    let texte = std::str::from_utf8(SITES_CSV).unwrap();
    let latin_1: Vec<u8> = texte.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let (entites, bilan) = lire(&latin_1);
    assert_eq!(entites, attendu);
    assert_eq!(bilan.unwrap().champs_windows_1252, 7);
    assert_eq!(lire(texte.replace("\r\n", "\n").as_bytes()).0, attendu);
    assert_eq!(lire(format!("\u{feff}{texte}").as_bytes()).0, attendu);
    assert_eq!(lire(&gzip(SITES_CSV)).0, attendu);
    assert_eq!(lire(texte.trim_end().as_bytes()).0, attendu, "the last line may have no end");
}

#[test]
fn windows_1252_has_signs_that_latin_1_has_not() {
    let texte =
        std::str::from_utf8(SITES_CSV).unwrap().replace("CENTRE PSYCHOTHERAPIQUE DE L'AIN", "C\u{9c}UR");
    let octets: Vec<u8> = texte.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let site = site(&une(&octets, ORSAC), "010000495").clone();
    assert_eq!(site.nom.as_deref(), Some("CœUR"));
}

#[test]
fn a_file_of_entites_completes_a_file_of_sites() {
    let mut selection = Selection::new(Finess::read(ORSAC).unwrap().valeur);
    for fichier in [SITES_CSV, EJ_CSV, SITES_CSV] {
        lire(fichier).0.into_iter().for_each(|entite| selection.recevoir(entite));
    }
    let Trouvee::Ej(entite) = selection.finir() else { panic!() };
    assert_eq!(entite.sites.len(), 3, "a site read twice is kept once");
    assert_eq!(entite.ej.nom.as_deref(), Some("ORGANISATION POUR LA SANTE ET L'ACCUEIL"));
    assert_eq!((entite.ej.statut.as_deref(), entite.ej.departement.as_deref()), (Some("61"), Some("01")));
    assert_eq!(doutes(&entite, Doute::SirenDeduit), 0);
    assert_eq!(une(EJ_CSV, "970302022").ej.departement.as_deref(), Some("973"));
}

// Damaged and hostile files

#[test]
fn an_empty_file_says_so() {
    for octets in [&b""[..], b"  \r\n\t ", b"\xef\xbb\xbf", b"\x20"] {
        assert_eq!(refus(octets), ErreurImport::Vide, "{octets:?}");
    }
    assert_eq!(refus(&gzip(b"")), ErreurImport::Vide);
}

#[test]
fn another_type_renamed_is_recognised() {
    for (octets, quoi) in [
        (&b"PK\x03\x04\x14\x00\x06\x00 and the rest of an archive"[..], AutreType::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and the rest", AutreType::AncienExcel),
        (b"%PDF-1.7 and the rest of a document", AutreType::Pdf),
        (b"\n<!DOCTYPE html><html><body>404</body></html>", AutreType::PageWeb),
        (b"\xff\xfef\0i\0n\0e\0s\0s\0;\0e\0t\0a\0", AutreType::Utf16),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", AutreType::Inconnu),
        (b"[{\"pmej\": []}]          ", AutreType::Inconnu),
        (b"<", AutreType::PageWeb),
    ] {
        assert_eq!(refus(octets), ErreurImport::AutreType(quoi), "{quoi:?}");
        assert_eq!(refus(&gzip(octets)), ErreurImport::AutreType(quoi), "{quoi:?}");
    }
    assert_eq!(refus(&gzip(ECHANTILLON)), ErreurImport::AutreType(AutreType::GzipDouble));
}

#[test]
fn another_json_or_csv_holds_no_entite() {
    assert_eq!(refus(b"{}"), ErreurImport::AucuneEntite { lignes_inconnues: 0 });
    assert_eq!(
        refus(br#"{"pmej": {}, "answers": [1, 2]}"#),
        ErreurImport::AucuneEntite { lignes_inconnues: 0 }
    );
    assert_eq!(refus(b"nom;prenom;ville\nX;Y;Z\n"), ErreurImport::AucuneEntite { lignes_inconnues: 2 });
}

#[test]
fn a_cut_file_says_what_was_read_before() {
    let texte = texte_echantillon();
    for part in [1, 3, 7] {
        let (entites, bilan) = lire(&texte[..texte.len() * part / 8]);
        let Err(ErreurImport::Coupe { lieu: Lieu::Octet(octet), ej, sites }) = bilan else {
            panic!("{bilan:?}")
        };
        assert_eq!((octet, ej), ((texte.len() * part / 8) as u64, entites.len() as u64));
        assert!(sites > 0);
    }
    let (entites, bilan) = lire(&ECHANTILLON[..ECHANTILLON.len() / 2]);
    let Err(erreur @ ErreurImport::Coupe { ej, .. }) = bilan else { panic!("{bilan:?}") };
    assert!(ej > 0 && ej == entites.len() as u64);
    assert!(erreur.to_string().contains("coupé"));
    // The text is whole, its checksum is cut: what was read can't be vouched for.
    for octets in [ECHANTILLON, &gzip(SITES_CSV), &gzip(b""), &gzip(b"{}")] {
        for manquent in [1, 3, 8] {
            let coupe = refus(&octets[..octets.len() - manquent]);
            assert!(matches!(coupe, ErreurImport::Coupe { .. }), "{manquent}: {coupe:?}");
        }
    }
    assert_eq!(
        refus(&ECHANTILLON[..ECHANTILLON.len() - 8]),
        ErreurImport::Coupe { lieu: Lieu::Octet(5_027_623), ej: 22, sites: 1_377 }
    );
    assert_eq!(refus(b"\x1f\x8b\x08"), ErreurImport::Coupe { lieu: Lieu::Octet(0), ej: 0, sites: 0 });
    let mut fausse = ECHANTILLON.to_vec();
    fausse[ECHANTILLON.len() - 8] ^= 1;
    assert_eq!(refus(&fausse), ErreurImport::GzipAbime { octet: ECHANTILLON.len() as u64 - 8 });

    let csv = std::str::from_utf8(SITES_CSV).unwrap();
    for coupe in ["7755445629", "20000 AJACCIO"] {
        let rang = csv.find(coupe).unwrap();
        let (_, bilan) = lire(&SITES_CSV[..rang]);
        assert!(
            matches!(bilan, Err(ErreurImport::Coupe { lieu: Lieu::Ligne(_), sites: 1.., .. })),
            "{bilan:?}"
        );
    }
    let rang = csv.find("structurexx").unwrap() + "struct".len();
    assert_eq!(refus(&SITES_CSV[..rang]), ErreurImport::Coupe { lieu: Lieu::Ligne(6), ej: 2, sites: 4 });
}

#[test]
fn a_damaged_gzip_says_where() {
    let mut abime = ECHANTILLON.to_vec();
    for octet in &mut abime[150_000..150_100] {
        *octet ^= 0x5a;
    }
    match refus(&abime) {
        ErreurImport::GzipAbime { octet } => assert!(octet <= 200_000, "{octet}"),
        // What inflates from noise may be text before it is refused.
        ErreurImport::JsonMalForme { .. } | ErreurImport::PasUtf8 { .. } => {}
        autre => panic!("{autre:?}"),
    }
    assert!(matches!(refus(b"\x1f\x8bnot a gzip at all, really"), ErreurImport::GzipAbime { .. }));
}

#[test]
fn a_gzip_bomb_is_stopped_early() {
    let mut encodeur = GzEncoder::new(Vec::new(), Compression::best());
    encodeur.write_all(b"{\"pmej\": [").unwrap();
    let blancs = vec![b' '; 1024 * 1024];
    for _ in 0..200 {
        encodeur.write_all(&blancs).unwrap();
    }
    let bombe = encodeur.finish().unwrap();
    let mut lecteur = Lecteur::new(|_| {});
    let resultat = bombe.chunks(4096).try_for_each(|piece| lecteur.pousser(piece));
    assert!(matches!(resultat, Err(ErreurImport::Demesure { texte }) if texte < 70_000_000), "{resultat:?}");
    assert_eq!(lecteur.pousser(b"more"), resultat, "the same error again");
    assert_eq!(lecteur.finir().map(|_| ()), resultat);
}

#[test]
fn ten_million_columns_are_stopped_early() {
    let mut octets = b"structureet;".to_vec();
    octets.resize(10_000_000, b';');
    assert_eq!(refus(&octets), ErreurImport::TropDeColonnes { lieu: Lieu::Ligne(1) });
    let entete = [b"finess;etalab;94;2026-05-12\n".as_slice(), &[b';'; COLONNES_MAX + 1]].concat();
    assert_eq!(refus(&entete), ErreurImport::TropDeColonnes { lieu: Lieu::Ligne(2) });
}

#[test]
fn a_quote_that_is_never_closed_is_stopped() {
    let texte = format!("finess;etalab;94;2026-05-12\nstructureet;\"{}", "EHPAD\n".repeat(LIGNE_MAX));
    assert_eq!(refus(texte.as_bytes()), ErreurImport::TexteTropLong { lieu: Lieu::Ligne(2) });
}

#[test]
fn deep_nesting_is_refused_with_its_place() {
    let profond = |niveaux: usize| format!("{{\"gco\": {}{}", "[".repeat(niveaux), "]".repeat(niveaux));
    let max = PROFONDEUR_MAX as usize;
    assert_eq!(
        refus(profond(1_000_000).as_bytes()),
        ErreurImport::TropProfond { lieu: Lieu::Octet(8 + max as u64) }
    );
    let texte = profond(max) + &flux("", "").replacen('{', ",", 1);
    assert_eq!(lire(texte.as_bytes()).0.len(), 1);
}

#[test]
fn a_text_without_end_is_refused_where_it_is_read_and_skipped_elsewhere() {
    let long = "x".repeat(JETON_MAX * 40);
    let lu = format!(r#"{{"generatedAt": "{long}", "pmej": []}}"#);
    let cle = format!(r#"{{"{long}": 1}}"#);
    let nombre = format!(r#"{{"generatedAt": {}, "pmej": []}}"#, "1".repeat(JETON_MAX + 1));
    for (texte, octet) in [(lu, 16), (cle, 1), (nombre, 16)] {
        let trop_long = Err(ErreurImport::TexteTropLong { lieu: Lieu::Octet(octet) });
        for taille in [4096, usize::MAX] {
            assert_eq!(lire_par(texte.as_bytes(), taille).1, trop_long, "by pieces of {taille}");
        }
    }
    let saute = flux(&format!(r#","commentaire":"{long}""#), "");
    assert_eq!(lire_par(saute.as_bytes(), 4096).0.len(), 1);
}

#[test]
fn an_entite_of_too_many_sites_is_refused() {
    let site = format!(
        r#"{{"informationsGeneralesEGE":{{"numFinessEge":"010000495","nomEgeLong":"{}"}}}},"#,
        "N".repeat(8000)
    );
    let texte = flux("", &(site.repeat(2_100) + "{}"));
    assert!(
        matches!(refus(texte.as_bytes()), ErreurImport::EntiteTropGrande { finess, .. } if finess == ORSAC)
    );
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_in_json_where_they_are_read() {
    let texte = flux(r#","denominationPm":"CAF@""#, "");
    let octets: Vec<u8> = texte.bytes().map(|c| if c == b'@' { 0xc9 } else { c }).collect();
    let lieu = Lieu::Octet(texte.find("\"CAF@").unwrap() as u64);
    assert_eq!(refus(&octets), ErreurImport::PasUtf8 { lieu });
}

#[test]
fn json_that_is_not_well_formed_says_where() {
    for (texte, octet) in [
        ("{\"pmej\" []}", 8),
        ("{\"pmej\": [}", 10),
        ("{\"pmej\": ]", 9),
        ("{\"pmej\": [,]}", 10),
        ("{pmej: []}", 1),
        ("{\"a\": 1 \"b\": 2}", 8),
        ("{\"a\": 1,}", 8),
        ("{\"pmej\": []} {", 13),
        ("{\"generatedAt\": nul }", 16),
        ("{\"generatedAt\": \"\\x\"}", 16),
        ("{\"gco\": [1, {]}", 13),
    ] {
        assert_eq!(
            refus(texte.as_bytes()),
            ErreurImport::JsonMalForme { lieu: Lieu::Octet(octet) },
            "{texte}"
        );
    }
}

// The compact form

fn annuaire(fichiers: &[&[u8]]) -> Annuaire {
    let mut registre = Registre::default();
    for fichier in fichiers {
        lire(fichier).0.iter().for_each(|entite| registre.ajouter(entite));
    }
    Annuaire::ouvrir(registre.octets(jour(2026, 8, 13))).unwrap()
}

/// What is opened as it is written is what is opened from its bytes.
#[test]
fn a_directory_that_is_opened_as_it_is_written_answers_as_from_its_bytes() {
    let mut registre = Registre::d_un_gzip(ECHANTILLON.len());
    lire(ECHANTILLON).0.iter().for_each(|entite| registre.ajouter(entite));
    let written = registre.ouvert(jour(2026, 8, 13)).unwrap();
    let read = annuaire(&[ECHANTILLON]);
    assert_eq!(written.octets(), read.octets());
    assert_eq!((written.nombre(), written.millesime), (read.nombre(), read.millesime));
    for typed in ["ehpad", "saint", "foyer vie", "0107", "2A", "centre hospitalier", "l", "introuvable"] {
        assert_eq!(written.chercher(typed, 50), read.chercher(typed, 50), "{typed}");
    }
}

/// R-IMPORT-14: numbers, names, categories; no address, no person.
#[test]
fn the_compact_form_gives_back_each_entite_and_is_small() {
    let mut registre = Registre::default();
    let entites = lire(ECHANTILLON).0;
    entites.iter().for_each(|entite| registre.ajouter(entite));
    let octets = registre.octets(jour(2026, 8, 13));
    assert!(octets.len() < 1_399 * 110, "{}", octets.len());
    let annuaire = Annuaire::ouvrir(octets).unwrap();
    assert_eq!((annuaire.nombre(), annuaire.millesime), (1_399, jour(2026, 8, 13)));
    for entite in entites {
        assert_eq!(annuaire.entite(&entite.ej.finess), Some(entite));
    }
    assert_eq!(annuaire.entite(&Finess::read("010780195").unwrap().valeur), None, "a site is not an EJ");
}

/// R-ID-04: what was left out while reading is told from the kept form too, a few of them for each entity.
#[test]
fn what_was_left_out_is_kept_with_its_entite() {
    let refuses = |nombre: usize| {
        let sites: Vec<String> = (0..nombre)
            .map(|rang| format!(r#"{{"informationsGeneralesEGE":{{"numFinessEge":"X{rang}"}}}}"#))
            .collect();
        flux(r#","siren":"775544563""#, &sites.join(","))
    };
    for (nombre, attendus) in [(0, 1), (3, 4), (19, 20), (20, 21), (40, 21)] {
        let texte = refuses(nombre);
        let lue = une(texte.as_bytes(), ORSAC);
        let gardee = annuaire(&[texte.as_bytes(), SITES_CSV]).entite(&lue.ej.finess).unwrap();
        let [lus, gardes] = [&lue, &gardee].map(|entite| -> Vec<String> {
            let avis = entite.avertissements();
            let ecartes =
                avis.iter().filter(|un| matches!(un.doute, Doute::SiteEcarte | Doute::NumeroEcarte));
            ecartes.map(ToString::to_string).collect()
        });
        assert_eq!((lus.len(), gardes.len()), (nombre + 1, attendus), "{nombre}");
        assert_eq!(gardes[..attendus - 1], lus[..attendus - 1]);
        assert_eq!(gardee.sites.len(), 3, "what follows in the directory is read all the same");
    }
    let dernier = annuaire(&[refuses(40).as_bytes()]).entite(&Finess::read(ORSAC).unwrap().valeur).unwrap();
    assert_eq!(
        dernier.avertissements()[20].texte,
        "Le fichier donne encore d’autres numéros qui n’ont pas pu être lus\u{a0}: 21."
    );
}

/// The bytes that a device keeps of a file that was read.
fn octets_gardes(
    lire: impl FnOnce(&mut Lecteur<&mut dyn FnMut(Entite)>) -> Result<Bilan, ErreurImport>,
) -> (Vec<u8>, Bilan) {
    let mut registre = Registre::default();
    let recoit: &mut dyn FnMut(Entite) = &mut |entite| registre.ajouter(&entite);
    let bilan = lire(&mut Lecteur::new(recoit)).unwrap();
    (registre.octets(bilan.millesime), bilan)
}

/// What the browser decompresses, by pieces of its own sizes, makes the same directory as what is decompressed here.
#[test]
fn the_directory_is_the_same_byte_for_byte_whoever_decompresses() {
    for (gz, texte) in [(ECHANTILLON.to_vec(), texte_echantillon()), (gzip(SITES_CSV), SITES_CSV.to_vec())] {
        let ici = octets_gardes(|lecteur| {
            lecteur.pousser(&gz)?;
            lecteur.finir()
        });
        for taille in [1_000, 65_536, 524_288] {
            let la = octets_gardes(|lecteur| {
                let pieces = texte.len().div_ceil(taille) as u64;
                for (rang, piece) in texte.chunks(taille).enumerate() {
                    // The browser reads ahead of what it gives.
                    let lus = gz.len() as u64 * (rang as u64 + 1) / pieces;
                    lecteur.pousser_decompresse(piece, lus)?;
                }
                lecteur.finir()
            });
            assert!(ici == la, "{taille}");
        }
    }
}

/// What stops a reading stops it as well, with the same words, when the browser decompresses.
#[test]
fn a_text_that_the_browser_decompressed_is_refused_as_another() {
    for texte in
        [&b"{\"pmej\": [}"[..], b"PK\x03\x04 et la suite", b"{\"pmej\": [", b"", b"[1, 2, 3, 4, 5, 6]"]
    {
        let mut lecteur = Lecteur::new(|_: Entite| ());
        let la = lecteur.pousser_decompresse(texte, 20).and_then(|()| lecteur.finir());
        assert_eq!(la.unwrap_err(), refus(&gzip(texte)));
    }
    let mut lecteur = Lecteur::new(|_: Entite| ());
    let bombe = vec![b' '; 1 << 20];
    let arret = (0..200).find_map(|_| lecteur.pousser_decompresse(&bombe, 1_000).err());
    assert!(matches!(arret, Some(ErreurImport::Demesure { .. })), "{arret:?}");
}

#[test]
fn pieces_of_one_entite_are_found_together() {
    let annuaire = annuaire(&[SITES_CSV, EJ_CSV]);
    let entite = annuaire.entite(&Finess::read(ORSAC).unwrap().valeur).unwrap();
    assert_eq!((entite.sites.len(), entite.ej.statut.as_deref()), (3, Some("61")));
    let trouves = annuaire.chercher(ORSAC, 20);
    assert_eq!(trouves.len(), 1, "its number is told once, with its name: {trouves:?}");
    assert_eq!(trouves[0].nom, "ORGANISATION POUR LA SANTE ET L'ACCUEIL");
}

#[test]
fn a_number_is_searched_by_its_beginning_whoever_has_it() {
    let annuaire = annuaire(&[ECHANTILLON]);
    let trouves =
        |texte: &str| annuaire.chercher(texte, 20).into_iter().map(|t| t.finess).collect::<Vec<_>>();
    assert_eq!(trouves("010 783 009"), [ORSAC]);
    assert_eq!(trouves("2a0003729"), ["2A0003729"]);
    assert_eq!(trouves("2A000").len(), 6);
    assert!(trouves("01").is_empty(), "too short to mean something");
    assert!(trouves("999999999").is_empty());
    let site = &annuaire.chercher("010780195", 20)[0];
    assert_eq!(
        (site.ej.as_str(), site.est_ej(), site.departement.as_deref()),
        ("010000156", false, Some("01"))
    );
}

#[test]
fn a_name_is_searched_whatever_its_accents_its_case_and_the_order_of_its_words() {
    let annuaire = annuaire(&[ECHANTILLON]);
    let premier = |texte: &str| annuaire.chercher(texte, 5).first().map(|t| t.finess.clone());
    for texte in ["côte-d’or hospitalier", "HAUTE cote d or", "  Hôsp  CÔTE "] {
        assert_eq!(premier(texte).as_deref(), Some("210012142"), "{texte}");
    }
    assert_eq!(premier("rouge croix francaise").as_deref(), Some(CROIX_ROUGE));
    assert_eq!(premier("orsac").as_deref(), Some(ORSAC));
    assert_eq!(premier("zzz croix"), None);
    assert_eq!(premier(" ' "), None);
    assert_eq!(annuaire.chercher("croix", 7).len(), 7);
    let trouves = annuaire.chercher("croix rouge", 1_000);
    let ferme = trouves.iter().position(|t| !t.ouvert).unwrap();
    assert!(trouves[ferme..].iter().all(|t| !t.ouvert), "open ones first");
}

#[test]
fn damaged_bytes_are_refused() {
    let mut registre = Registre::default();
    lire(SITES_CSV).0.iter().for_each(|entite| registre.ajouter(entite));
    let octets = registre.octets(None);
    assert_eq!(Annuaire::ouvrir(octets.clone()).unwrap().millesime, None);
    for octets in [Vec::new(), b"JALONS-FINESS-2____".to_vec(), octets[..octets.len() - 5].to_vec()] {
        assert_eq!(Annuaire::ouvrir(octets).map(|_| ()), Err(AnnuaireIllisible));
    }
}

// The parts to publish

fn decoupe(fichiers: &[&[u8]]) -> (Vec<Partie>, Index) {
    let mut decoupe = Decoupe::default();
    for fichier in fichiers {
        lire(fichier).0.iter().for_each(|entite| decoupe.ajouter(entite));
    }
    decoupe.couper(jour(2026, 8, 13))
}

/// What the page does: the index, then the part that it names.
fn publie(parties: &[Partie], index: &Index, numero: &str) -> Trouvee {
    let finess = Finess::read(numero).unwrap().valeur;
    let Some(fichier) = index.fichier(&finess) else { return Trouvee::Absente };
    let partie = parties.iter().find(|partie| nom_de_partie(&partie.prefixe) == fichier).unwrap();
    PartieOuverte::ouvrir(&partie.octets).unwrap().chercher(&finess)
}

#[test]
fn the_published_parts_give_back_each_entite_and_the_owner_of_each_site() {
    let entites = lire(ECHANTILLON).0;
    let (parties, index) = decoupe(&[ECHANTILLON]);
    let index_relu = Index::lire(&index.ecrire()).unwrap();
    assert_eq!(index_relu, index);
    assert_eq!((index.ej, index.sites, index.millesime), (22, 1_377, jour(2026, 8, 13)));
    for entite in &entites {
        let mut attendue = entite.clone();
        attendue.deduire_siren();
        let trouvee = publie(&parties, &index_relu, entite.ej.finess.texte());
        assert_eq!(trouvee, Trouvee::Ej(Box::new(attendue)));
        for site in &entite.sites {
            assert_eq!(
                publie(&parties, &index_relu, site.finess.texte()),
                Trouvee::EstUnSiteDe(entite.ej.finess.clone())
            );
        }
    }
    for numero in ["540002698", "010783017", "2B0000020"] {
        assert_eq!(publie(&parties, &index, numero), Trouvee::Absente, "{numero}");
    }
    assert_eq!(PartieOuverte::ouvrir(&parties[0].octets).unwrap().millesime(), index.millesime);
}

#[test]
fn parts_are_named_by_their_first_prefix_and_the_index_lists_them() {
    let (parties, index) = decoupe(&[ECHANTILLON]);
    assert!(parties.iter().is_sorted_by_key(|partie| &partie.prefixe));
    let noms: Vec<String> = parties.iter().map(|partie| nom_de_partie(&partie.prefixe)).collect();
    assert_eq!(index.fichiers().collect::<Vec<_>>(), noms);
}

#[test]
fn parts_are_full_and_only_the_numbers_of_one_prefix_may_weigh_more() {
    let site = |rang: u32, ej: &str| {
        format!(
            r#"{{"informationsGeneralesEGE":{{"numFinessEge":"01{rang:07}","nomEgeLong":"FOYER {ej} {}"}}}}"#,
            "N".repeat(900)
        )
    };
    let ej = |rang: u32, sites: u32| {
        let numero = format!("0178{rang:04}0");
        let sites: Vec<String> = (0..sites).map(|site_| site(rang * 200 + site_, &numero)).collect();
        format!(r#"{{"informationsGeneralesPMEJ":{{"numFinessPm":"{numero}"}},"ege":[{}]}}"#, sites.join(","))
    };
    let ejs: Vec<String> = (0..300).map(|rang| ej(rang * 10, if rang == 7 { 200 } else { 1 })).collect();
    let texte = format!(r#"{{"pmej":[{}]}}"#, ejs.join(","));
    let (parties, index) = decoupe(&[texte.as_bytes()]);
    assert_eq!(index.ej, 300);
    let tailles: Vec<usize> = parties.iter().map(|partie| partie.octets.len()).collect();
    assert_eq!(tailles.iter().filter(|taille| **taille > TAILLE_VISEE + 100).count(), 1, "{tailles:?}");
    assert!(tailles.windows(2).all(|deux| deux[0] + deux[1] > TAILLE_VISEE), "{tailles:?}");
    let Trouvee::Ej(lourde) = publie(&parties, &index, "017800700") else { panic!() };
    assert_eq!(lourde.sites.len(), 200);
}

#[test]
fn files_add_up_in_the_parts_and_a_deduced_siren_is_told() {
    let (parties, index) = decoupe(&[SITES_CSV, EJ_CSV, SITES_CSV]);
    let Trouvee::Ej(orsac) = publie(&parties, &index, ORSAC) else { panic!() };
    assert_eq!((orsac.sites.len(), orsac.ej.statut.as_deref()), (3, Some("61")));
    assert_eq!(doutes(&orsac, Doute::SirenDeduit), 0);
    let ej = Finess::read(ORSAC).unwrap().valeur;
    assert_eq!(publie(&parties, &index, "2A0003729"), Trouvee::EstUnSiteDe(ej), "of another prefix");
    let (parties, index) = decoupe(&[SITES_CSV]);
    let Trouvee::Ej(orsac) = publie(&parties, &index, ORSAC) else { panic!() };
    assert_eq!(doutes(&orsac, Doute::SirenDeduit), 1);
}

#[test]
fn damaged_parts_and_indexes_are_refused_with_a_sentence() {
    let (parties, index) = decoupe(&[ECHANTILLON]);
    let entiere = &parties[0].octets;
    for octets in [&[][..], b"<!DOCTYPE html>", &entiere[..20], &entiere[..entiere.len() - 1]] {
        assert_eq!(PartieOuverte::ouvrir(octets).map(|_| ()), Err(PartieIllisible));
    }
    let mut trop = entiere.clone();
    trop[15..19].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(PartieOuverte::ouvrir(&trop).map(|_| ()), Err(PartieIllisible));
    let premier = format!("\"{}\"", parties[0].prefixe);
    let texte = index.ecrire();
    assert!(index.fichiers().count() > 1);
    for texte in [
        String::new(),
        "<!DOCTYPE html>".to_owned(),
        "[]".to_owned(),
        texte.replace("\"schema\": 1", "\"schema\": 2"),
        texte.replace("\"prefixe\": 6", "\"prefixe\": 5"),
        texte.replace(&premier, "\"../010\""),
        texte.replace(&premier, "\"999999\""),
        texte.replace(&premier, "1"),
    ] {
        assert_eq!(Index::lire(&texte), Err(PartieIllisible), "{texte}");
    }
    assert!(PartieIllisible.to_string().contains("Chargez un fichier FINESS"));
}

// However the bytes are cut

/// Small files of each kind, whole and damaged.
fn petits() -> Vec<Vec<u8>> {
    let json = flux(
        r#","denominationPm":"\u00c9TÉ","adresse":[{"usageAdresse":"02","cogCommune":"01053"}],"contact":[{"x":"é\"]}"}]"#,
        r#"{"informationsGeneralesEGE":{"numFinessEge":"010000495","nomEgeLong":"CENTRE \\ É","siret":null},  "etatObjet" : "I" }"#,
    );
    let texte = std::str::from_utf8(SITES_CSV).unwrap();
    vec![
        json.clone().into_bytes(),
        gzip(json.as_bytes()),
        format!("\u{feff}\r\n {json}\n").into_bytes(),
        json.as_bytes()[..json.len() / 2].to_vec(),
        json.replace("\"ege\":", "\"ege\"").into_bytes(),
        SITES_CSV.to_vec(),
        gzip(SITES_CSV),
        texte.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        SITES_CSV[..SITES_CSV.len() / 2].to_vec(),
        EJ_CSV.to_vec(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_of_the_bytes_gives_the_same(rang in 0..10_usize, tailles in prop::collection::vec(0..40_usize, 1..30)) {
        let octets = &petits()[rang];
        let attendu = lire(octets);
        let mut entites = Vec::new();
        let mut lecteur = Lecteur::new(|entite| entites.push(entite));
        let mut reste = octets.as_slice();
        let mut tailles = tailles.iter().copied().chain(std::iter::once(1)).collect::<Vec<_>>().into_iter().cycle();
        let mut resultat = Ok(());
        while !reste.is_empty() && resultat.is_ok() {
            let (piece, suite) = reste.split_at(tailles.next().unwrap_or(1).min(reste.len()));
            resultat = lecteur.pousser(piece);
            reste = suite;
        }
        let bilan = resultat.and_then(|()| lecteur.finir());
        drop(lecteur);
        prop_assert_eq!(&(entites, bilan), &attendu);
    }

    #[test]
    fn noise_never_panics(rang in 0..10_usize, coups in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut octets = petits()[rang].clone();
        for (place, octet) in coups {
            let place = place.index(octets.len());
            octets[place] = octet;
        }
        let (un, autre) = (lire(&octets), lire_par(&octets, 7));
        prop_assert_eq!(un.0, autre.0);
    }
}
