//! Prints a fixture of `tests/changements` again: its dossier, and the plan that the first edition made of it on a day, in the
//! form of `src/domain/plan_retenu.rs`. It is compiled with the program of that edition (`tests/changements/README.md`).

use chrono::NaiveDate;
use jalons::domain::calendrier::{iso, lire_date};
use jalons::domain::dossier;
use jalons::domain::report::Report;
use serde_json::{Value, json};

/// FNV-1a, as `src/domain/resume.rs` counts it.
fn empreinte(texte: &str) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash = texte.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    let jour: NaiveDate = lire_date(&arguments.next().unwrap()).unwrap();
    let raw = serde_json::from_str::<Value>(&file).unwrap()["dossier"].take();
    let (dossier, notices) = dossier::ouvrir(&raw.to_string()).unwrap();
    assert!(notices.is_empty(), "{notices:?}");
    let report = Report::du_dossier(&dossier, jour);
    let mut actions: Vec<Value> = vec![];
    for action in &report.actions {
        let mut regles: Vec<&str> =
            action.lignes().flat_map(|ligne| ligne.regles.iter().map(|regle| regle.id)).collect();
        regles.sort_unstable();
        regles.dedup();
        actions.push(json!({
            "id": action.id, "cle": action.id, "titre": action.titre, "quand": action.quand,
            "debut": action.debut.map(iso), "fin": action.fin.map(iso), "peut-etre": false, "regles": regles,
        }));
    }
    for open in &report.ouverts {
        actions.push(json!({
            "id": open.id, "cle": open.id, "titre": open.titre, "quand": "", "debut": null, "fin": null,
            "peut-etre": true, "regles": [],
        }));
    }
    let bilan = report.bilan;
    let retenu = json!({
        "edition": 1,
        "jour": iso(jour),
        "empreinte": empreinte(&format!("{}\n{}", raw["reponses"], raw["suivi"])),
        "bilan": {
            "contrats": bilan.contrats, "f101": bilan.f101, "f502": bilan.f502, "cde": bilan.cde,
            "cpe": bilan.cpe, "cpa": bilan.cpa, "certificats": bilan.certificats,
        },
        "actions": actions,
    });
    println!("{:#}", json!({ "dossier": raw, "souvenir": { "plan": retenu } }));
}
