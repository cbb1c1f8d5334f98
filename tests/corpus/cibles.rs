//! What each reader must keep, whatever bytes it is given: it does not stop, and what it accepts is coherent. The fuzzer
//! (`fuzz/`) looks for bytes that break it; `tests/corpus.rs` runs it over the bytes that are kept.
//!
//! A new reader: its function here, its line in [`CIBLES`], its file in `fuzz/fuzz_targets/` and in `fuzz/Cargo.toml`,
//! and its first bytes in `fuzz/corpus/<name>/`; `tests/corpus.rs` says what is missing.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use jalons::domain::finess::Finess;
use jalons::domain::report::Report;
use jalons::domain::{dossier, lien};
use jalons::export::json;
use jalons::import::annuaire::{Annuaire, Registre};
use jalons::import::effectif::{Colonnes, Effectif, Noms, Tableau, fondre, lire_feuille, par_personne};
use jalons::import::limites::EFFECTIF_COLONNES_MAX;
use jalons::import::parts::{Decoupe, Index, PartieOuverte};
use jalons::import::{Bilan, Entite, ErreurImport, Lecteur, Trouvee};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is checked of any bytes.
pub type Cible = fn(&[u8]);

/// Every target, by the name of its folder in `fuzz/corpus/`.
pub const CIBLES: &[(&str, Cible)] = &[
    ("annuaire", annuaire),
    ("dossier", dossier_de),
    ("effectif", effectif),
    ("finess", finess),
    ("lien", lien_de),
    ("parts", parts),
];

/// Passes bytes to the target of that name.
pub fn passer(nom: &str, octets: &[u8]) {
    let (_, cible) = CIBLES.iter().find(|(known, _)| *known == nom).expect(nom);
    cible(octets);
}

/// Sentences are for people.
fn phrase(texte: impl ToString) {
    let texte = texte.to_string();
    assert!(texte.ends_with(['.', '?']), "{texte}");
}

/// A FINESS file: the same is read however the bytes are cut; the compact form and the parts give it back.
pub fn finess(octets: &[u8]) {
    let entier = lire(octets, &mut |_| usize::MAX);
    // The cut depends on the bytes: no need to keep it beside them.
    let mut graine = octets.iter().fold(0x811c_9dc5_u32, |graine, octet| hasard(graine ^ u32::from(*octet)));
    let coupe = lire(octets, &mut |_| {
        graine = hasard(graine);
        // Short pieces mostly, empty ones sometimes, long ones at last.
        [graine % 3, graine % 17, graine % 300, graine % 5000][graine as usize >> 30] as usize
    });
    match (&entier.1, &coupe.1) {
        // Where the damage of a gzip is seen may depend on the cut, and only there.
        (Err(ErreurImport::GzipAbime { .. }), Err(ErreurImport::GzipAbime { .. }))
        | (Err(ErreurImport::Demesure { .. }), Err(ErreurImport::Demesure { .. })) => {}
        (un, autre) => assert_eq!(un, autre),
    }
    assert_eq!(entier.0, coupe.0);
    let (entites, bilan) = entier;
    match bilan {
        Ok(bilan) => assert!(bilan.progres.ej + bilan.progres.sites > 0),
        Err(erreur) => phrase(erreur),
    }
    let (mut registre, mut decoupe) = (Registre::default(), Decoupe::default());
    for entite in &entites {
        entite.avertissements().iter().for_each(phrase);
        registre.ajouter(entite);
        decoupe.ajouter(entite);
    }
    let annuaire = Annuaire::ouvrir(registre.octets(None)).unwrap();
    let (parties, index) = decoupe.couper(None);
    assert_eq!(Index::lire(&index.ecrire()).as_ref(), Ok(&index));
    for entite in entites.iter().take(20) {
        let gardee = annuaire.entite(&entite.ej.finess).unwrap();
        assert!(gardee.sites.len() >= entite.sites.iter().take(1).count());
        let fichier = index.fichier(&entite.ej.finess).unwrap();
        let partie = parties.iter().rfind(|partie| fichier.starts_with(&partie.prefixe)).unwrap();
        let publiee = PartieOuverte::ouvrir(&partie.octets).unwrap().chercher(&entite.ej.finess);
        assert_eq!(publiee, Trouvee::Ej(Box::new(gardee)));
    }
}

/// Knuth's multiplicative hash: its high bits are the good ones.
fn hasard(graine: u32) -> u32 {
    graine.wrapping_mul(0x0100_0193).rotate_left(5).wrapping_add(0x9e37_79b9)
}

fn lire(octets: &[u8], taille: &mut dyn FnMut(&[u8]) -> usize) -> (Vec<Entite>, Result<Bilan, ErreurImport>) {
    let mut entites = Vec::new();
    let mut lecteur = Lecteur::new(|entite| entites.push(entite));
    let (mut reste, mut pousse) = (octets, Ok(()));
    while !reste.is_empty() && pousse.is_ok() {
        let (piece, suite) = reste.split_at(taille(reste).min(reste.len()));
        pousse = lecteur.pousser(piece);
        reste = suite;
    }
    let bilan = pousse.and_then(|()| lecteur.finir());
    if let Err(erreur) = &bilan {
        assert_eq!(lecteur.pousser(b"more").as_ref(), Err(erreur), "the same error again");
    }
    drop(lecteur);
    (entites, bilan)
}

/// A dossier file: what is opened is written, opened again the same and without a notice, fits in a link or says so, and
/// has a plan.
pub fn dossier_de(octets: &[u8]) {
    match dossier::ouvrir(&String::from_utf8_lossy(octets)) {
        Err(erreur) => phrase(erreur),
        Ok((ouvert, notices)) => {
            notices.iter().for_each(phrase);
            let relu = dossier::ouvrir(&dossier::ecrire(&ouvert));
            assert_eq!(relu, Ok((ouvert.clone(), vec![])));
            match lien::ecrire(&ouvert) {
                Ok(texte) => assert_eq!(lien::ouvrir(&texte), relu.map_err(lien::LienError::Dossier)),
                Err(erreur) => assert_eq!(erreur, lien::LienError::DossierTropGrand),
            }
            for jour in [NaiveDate::from_ymd_opt(2026, 2, 2), NaiveDate::from_ymd_opt(2031, 12, 31)] {
                assert!(!json::ecrire(&Report::of(&ouvert.answers, jour.unwrap())).is_empty());
            }
        }
    }
}

/// A link: as a text, then as what a text holds, which the fuzzer would take long to spell in base64.
pub fn lien_de(octets: &[u8]) {
    let texte = String::from_utf8_lossy(octets);
    for lien in [texte.as_ref(), &format!("1.{}", base64url(octets))] {
        match lien::ouvrir(lien) {
            Err(erreur) => phrase(erreur),
            Ok((ouvert, _)) => {
                assert!(lien::ecrire(&ouvert).is_ok() || dossier::ecrire(&ouvert).len() > 9_000)
            }
        }
    }
}

fn base64url(octets: &[u8]) -> String {
    let lettres = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let trois = octets.chunks(3).flat_map(|trois| {
        let bits = trois
            .iter()
            .enumerate()
            .fold(0_usize, |bits, (rang, c)| bits | usize::from(*c) << (16 - 8 * rang));
        (0..=trois.len()).map(move |rang| char::from(lettres[bits >> (18 - 6 * rang) & 63]))
    });
    trois.collect()
}

/// The compact form that a browser keeps.
pub fn annuaire(octets: &[u8]) {
    match Annuaire::ouvrir(octets.to_vec()) {
        Err(erreur) => phrase(erreur),
        Ok(annuaire) => {
            let fin = String::from_utf8_lossy(&octets[octets.len().saturating_sub(12)..]).into_owned();
            for texte in ["010", "2A0", "E", "foyer tilleuls", &fin] {
                let trouvailles = annuaire.chercher(texte, 5);
                assert!(trouvailles.len() <= 5.min(annuaire.nombre()));
                for trouvaille in trouvailles {
                    chercher(&trouvaille.finess, |finess| {
                        let entite = annuaire.entite(finess);
                        entite.iter().flat_map(Entite::avertissements).for_each(phrase);
                        annuaire.proprietaire(finess);
                    });
                }
            }
        }
    }
}

/// A published part, or their index.
pub fn parts(octets: &[u8]) {
    let numeros = ["010783009", "2A0003729", "010000495", "999999999"];
    match Index::lire(&String::from_utf8_lossy(octets)) {
        Err(erreur) => phrase(erreur),
        Ok(index) => {
            assert_eq!(Index::lire(&index.ecrire()).as_ref(), Ok(&index));
            for numero in numeros {
                chercher(numero, |finess| {
                    let fichier = index.fichier(finess);
                    assert!(fichier.is_none_or(|nom| nom.len() == 10 && nom.ends_with(".bin")));
                });
            }
        }
    }
    if let Ok(partie) = PartieOuverte::ouvrir(octets) {
        numeros.iter().for_each(|numero| {
            chercher(numero, |finess| match partie.chercher(finess) {
                Trouvee::Ej(entite) => assert_eq!(entite.ej.finess, *finess),
                Trouvee::EstUnSiteDe(_) | Trouvee::Absente => {}
            });
        });
    }
}

fn chercher(numero: &str, cherche: impl FnOnce(&Finess)) {
    if let Ok(saisie) = Finess::read(numero) {
        cherche(&saisie.valeur);
    }
}

/// A staff roster: as a file, then as what a workbook holds, which the fuzzer would take long to compress and sum.
pub fn effectif(octets: &[u8]) {
    effectif_de(octets);
    effectif_de(&archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="Personnel" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", octets),
    ]));
    effectif_de(&archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", octets),
    ]));
}

fn archive(parties: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parties {
        zip.start_file(*nom, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .unwrap();
        zip.write_all(octets).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The table, the proposed columns, the people and the rows of the dossier agree, on each of the first sheets.
fn effectif_de(octets: &[u8]) {
    let lu = lire_feuille(octets, "effectif.csv", None);
    let feuilles = lu.as_ref().map_or_else(|_| Vec::new(), |tableau| tableau.feuilles.clone());
    tableau_juste(&lu);
    if let Ok(tableau) = &lu {
        assert_eq!(tableau.feuille.is_some(), !feuilles.is_empty());
        assert!(tableau.feuille.iter().all(|feuille| feuilles.contains(feuille)));
    }
    for feuille in feuilles.iter().take(3) {
        let lu = lire_feuille(octets, "effectif.csv", Some(feuille));
        tableau_juste(&lu);
        assert!(lu.is_err() || lu.is_ok_and(|tableau| tableau.feuille.as_ref() == Some(feuille)));
    }
}

fn tableau_juste(lu: &Result<Tableau, impl ToString>) {
    let tableau = match lu {
        Ok(tableau) => tableau,
        Err(erreur) => return phrase(erreur.to_string()),
    };
    let largeur = tableau.entetes.len();
    assert!(largeur <= EFFECTIF_COLONNES_MAX && !tableau.lignes.is_empty());
    assert!(tableau.lignes.is_sorted_by(|une, autre| une.numero < autre.numero), "rows in their order");
    let sous = |numero: u32| tableau.ligne_des_entetes.is_none_or(|entetes| numero > entetes);
    for ligne in &tableau.lignes {
        assert!(ligne.numero > 0 && sous(ligne.numero) && ligne.cellules.len() <= largeur);
        assert!(ligne.cellules.iter().any(|cellule| !cellule.est_vide()));
    }
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    assert_eq!(Colonnes::relire(&colonnes.ecrire(), largeur).as_ref(), Some(&colonnes));
    let aujourdhui = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let sans_choix = Effectif::de(tableau, &colonnes, &BTreeMap::new(), aujourdhui);
    personnes_justes(tableau, &sans_choix);
    // Then as when the user has chosen a profession for each text.
    let choix =
        sans_choix.metiers.iter().map(|metier| (metier.egal.clone(), "infirmier".to_owned())).collect();
    personnes_justes(tableau, &Effectif::de(tableau, &colonnes, &choix, aujourdhui));
}

fn personnes_justes(tableau: &Tableau, effectif: &Effectif) {
    for remarque in tableau.remarques.iter().chain(&effectif.remarques) {
        phrase(remarque);
        assert!(remarque.colonne.is_none_or(|colonne| colonne < EFFECTIF_COLONNES_MAX), "{remarque}");
    }
    assert!(effectif.personnes.len() <= tableau.lignes.len());
    let mut rang = 0;
    let fondu = fondre(effectif, || {
        rang += 1;
        format!("pro-{rang}")
    });
    assert_eq!(fondu.comptes.saturating_add(fondu.sans_profession), effectif.nombre());
    assert_eq!(fondu.lignes.is_empty(), fondu.comptes == 0);
    for noms in [Noms::Entiers, Noms::Initiales, Noms::Sans] {
        assert_eq!(par_personne(effectif, noms).len(), effectif.personnes.len());
    }
}
