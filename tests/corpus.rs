//! The kept corpus of the fuzz targets, run as ordinary tests: `fuzz/corpus/<target>/`, each file of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "corpus/cibles.rs"]
mod cibles;

use cibles::{CIBLES, passer};

/// Bytes of the kept corpus, in all: it is in every copy of the project.
const POIDS_MAX: u64 = 300_000;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Kept files, by name. The fuzzer names what it finds by a hash of forty digits; git ignores it, and so do the tests.
fn gardes(cible: &str) -> Vec<(String, Vec<u8>)> {
    let dossier = fuzz().join("corpus").join(cible);
    let mut gardes: Vec<(String, Vec<u8>)> = fs::read_dir(&dossier)
        .unwrap_or_else(|erreur| panic!("{}: {erreur}", dossier.display()))
        .map(|entree| entree.unwrap())
        .map(|entree| (entree.file_name().into_string().unwrap(), entree.path()))
        .filter(|(nom, _)| !(nom.len() == 40 && nom.bytes().all(|c| c.is_ascii_hexdigit())))
        .map(|(nom, chemin)| (nom, fs::read(chemin).unwrap()))
        .collect();
    gardes.sort();
    gardes
}

fn courir(nom: &str) {
    for (fichier, octets) in gardes(nom) {
        println!("{nom}/{fichier}");
        passer(nom, &octets);
    }
}

#[test]
fn finess_files_are_read_or_refused() {
    courir("finess");
}

#[test]
fn dossiers_are_opened_or_refused() {
    courir("dossier");
}

#[test]
fn rosters_are_read_or_refused() {
    courir("effectif");
}

#[test]
fn links_are_opened_or_refused() {
    courir("lien");
}

#[test]
fn compact_forms_are_opened_or_refused() {
    courir("annuaire");
}

#[test]
fn published_parts_are_opened_or_refused() {
    courir("parts");
}

/// Each target has its bytes, its program and its line; nothing else is there.
#[test]
fn each_target_is_complete_and_the_corpus_is_small() {
    let noms: BTreeSet<String> = CIBLES.iter().map(|(nom, _)| (*nom).to_owned()).collect();
    let presents = |dossier: &str| -> BTreeSet<String> {
        let entrees = fs::read_dir(fuzz().join(dossier)).unwrap();
        entrees
            .map(|entree| entree.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(presents("corpus"), noms);
    assert_eq!(presents("fuzz_targets"), noms);
    let manifeste = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    let ceci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus.rs")).unwrap();
    for nom in &noms {
        assert!(manifeste.contains(&format!("name = \"{nom}\"")), "fuzz/Cargo.toml has no {nom}");
        assert!(ceci.contains(&format!("courir(\"{nom}\")")), "no test runs {nom}");
        assert!(gardes(nom).len() >= 10, "{nom}");
    }
    let poids: usize = noms.iter().flat_map(|nom| gardes(nom)).map(|(_, octets)| octets.len()).sum();
    assert!(poids as u64 <= POIDS_MAX, "{poids}");
}
