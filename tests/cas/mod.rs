//! The worked cases of `tests/dossiers/`, read as the page reads a file.

use chrono::NaiveDate;
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier};

/// A worked case.
pub struct Case {
    /// The name of its file, without its end.
    pub name: String,
    /// What it answers and notes.
    pub dossier: Dossier,
    /// The day that its figures are of.
    pub jour: NaiveDate,
}

/// All of them, in the order of `attendus.json`, each on its own day.
pub fn cases() -> Vec<Case> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers");
    let expected = std::fs::read_to_string(folder.join("attendus.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let cases = expected.as_array().unwrap().iter().map(|expected| {
        let name = expected["dossier"].as_str().unwrap().to_owned();
        let file = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let (dossier, _) = dossier::ouvrir(&file).unwrap();
        Case { name, dossier, jour: lire_date(expected["aujourdhui"].as_str().unwrap()).unwrap() }
    });
    let found: Vec<Case> = cases.collect();
    assert!(found.len() >= 40);
    found
}
