//! The worked cases of `docs/regles.md` §12: each gives its exact bilan, its dates, and at least its rules.

use std::collections::{BTreeMap, BTreeSet};

use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier;
use jalons::domain::report::Report;
use serde_json::Value;

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers")
}

/// What the table of §12.1 says of a case: seven figures and rule ids; none for C29, a test of entry.
fn control_table() -> BTreeMap<String, ([u32; 7], Vec<String>)> {
    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md")).unwrap();
    let table = document.split("### 12.1").nth(1).unwrap().split("## 13").next().unwrap();
    table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let case = cells.first().filter(|cell| cell.starts_with('C') && cells.len() == 10)?;
            let figures: Option<Vec<u32>> = cells.get(2..9)?.iter().map(|cell| cell.parse().ok()).collect();
            let rules = cells.last()?.split(',').map(|id| id.trim().to_owned()).collect();
            Some(((*case).to_owned(), (figures?.try_into().ok()?, rules)))
        })
        .collect()
}

struct Case {
    name: String,
    case: String,
    report: Report,
    dates: BTreeMap<String, String>,
}

fn cases() -> Vec<Case> {
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("attendus.json")).unwrap()).unwrap();
    let expected = expected.as_array().unwrap();
    expected
        .iter()
        .map(|expected| {
            let text = |key: &str| expected[key].as_str().unwrap().to_owned();
            let name = text("dossier");
            let file = std::fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
            let (dossier, notices) = dossier::ouvrir(&file).unwrap();
            assert!(notices.is_empty(), "{name}: {notices:?}");
            let report = Report::of(&dossier.answers, lire_date(&text("aujourdhui")).unwrap());
            let dates = expected["dates"].as_object().unwrap();
            let dates =
                dates.iter().map(|(id, day)| (id.clone(), day.as_str().unwrap().to_owned())).collect();
            Case { name, case: text("cas"), report, dates }
        })
        .collect()
}

fn figures(report: &Report) -> [u32; 7] {
    report.figures().map(|(number, _)| number)
}

/// Every rule that a report cites, wherever it says it.
fn cited(report: &Report) -> BTreeSet<&'static str> {
    let actions = report.actions.iter().flat_map(|action| action.lignes());
    let declined = report.ecartes.iter().flat_map(|declined| &declined.raisons);
    let notices = report.avis.iter().map(|notice| &notice.ligne);
    actions.chain(declined).chain(notices).flat_map(|line| line.regles.iter().map(|rule| rule.id)).collect()
}

#[test]
fn each_case_gives_its_exact_bilan() {
    let table = control_table();
    let mut sums: BTreeMap<String, [u32; 7]> = BTreeMap::new();
    for case in cases() {
        let sum = sums.entry(case.case).or_default();
        for (total, figure) in sum.iter_mut().zip(figures(&case.report)) {
            *total += figure;
        }
    }
    let wrong: Vec<String> = table
        .iter()
        .filter(|(case, (figures, _))| sums.get(*case) != Some(figures))
        .map(|(case, (figures, _))| format!("{case}: expected {figures:?}, got {:?}", sums.get(case)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(table.len(), 39, "C01 to C40, C29 being a test of entry");
}

/// What the note under the table checks elsewhere: R-IMPORT-16 of C36 on the roster that is imported (`tests/effectif.rs`).
const VERIFIEES_AILLEURS: [(&str, &str); 1] = [("C36", "R-IMPORT-16")];

#[test]
fn each_case_cites_its_rules() {
    let table = control_table();
    let mut missing = vec![];
    let mut by_case: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for case in cases() {
        by_case.entry(case.case).or_default().extend(cited(&case.report));
    }
    for (case, (_, rules)) in &table {
        let cited = &by_case[case];
        missing.extend(
            rules
                .iter()
                .filter(|rule| !cited.contains(rule.as_str()))
                .filter(|rule| !VERIFIEES_AILLEURS.contains(&(case.as_str(), rule.as_str())))
                .map(|rule| format!("{case} {rule}")),
        );
    }
    assert!(missing.is_empty(), "not cited: {}", missing.join(", "));
}

#[test]
fn each_case_gives_its_dates() {
    for case in cases() {
        for (id, day) in &case.dates {
            let action = case.report.actions.iter().find(|action| action.id == *id).unwrap();
            assert_eq!(action.fin, lire_date(day), "{} {id}", case.name);
        }
    }
}

/// C29: doubtful identifiers, at entry.
#[test]
fn doubtful_identifiers_are_proposed_or_refused() {
    use jalons::domain::{finess::Finess, rpps::Rpps, siret::Siret};
    let refusal = Finess::read("10 780 054").unwrap_err();
    assert_eq!(refusal.proposition.as_deref(), Some("010780054"));
    assert!(Finess::read("010780054").unwrap().avertissement.is_none());
    assert!(Siret::read("2,601E+13").unwrap_err().phrase.contains("tableur"));
    assert!(Rpps::read("10123456782").is_err());
}
