//! What experts approve: the decision table of each rule, and the catalogue of every text, in `tests/tables/`.
//!
//! `UPDATE_EXPECT=1 cargo test --test tables` rewrites them; a changed rule shows as a changed table.

#[path = "tables/catalogue.rs"]
mod catalogue;
#[path = "tables/decision.rs"]
mod decision;
#[path = "tables/valeurs.rs"]
mod valeurs;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use expect_test::expect_file;
use jalons::domain::answers::Answers;
use jalons::domain::dossier::ouvrir;
use jalons::domain::rule::Rule;
use jalons::domain::rules::RULES;

/// A worked case, by the name of its file.
struct CasType {
    nom: String,
    answers: Answers,
}

/// The worked cases, in order.
static CAS_TYPES: LazyLock<Vec<CasType>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "attendus.json"));
    paths.sort();
    let read = |path: &PathBuf| CasType {
        nom: path.file_stem().unwrap().to_string_lossy().into_owned(),
        answers: ouvrir(&fs::read_to_string(path).unwrap()).unwrap().0.answers,
    };
    paths.iter().map(read).collect()
});

/// The table of each rule, in the order of the rules.
static TABLES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let half = RULES.len() / 2;
    let tables = |rules: &'static [&'static Rule]| -> Vec<(&'static str, String)> {
        rules.iter().map(|rule| (rule.livrable, decision::table(rule))).collect()
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| tables(&RULES[..half]));
        let rest = tables(&RULES[half..]);
        first.join().unwrap().into_iter().chain(rest).collect()
    })
});

/// The table of the notices.
static AVIS: LazyLock<String> = LazyLock::new(decision::table_des_avis);

#[test]
fn each_rule_has_the_table_that_was_approved() {
    let mut changed = vec![];
    for (livrable, table) in TABLES.iter() {
        let file = format!("tables/{livrable}.md");
        // It panics at a difference; the other tables are to be compared, or written, too.
        if std::panic::catch_unwind(|| expect_file![file].assert_eq(table)).is_err() {
            changed.push(*livrable);
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}. Read the tables, then UPDATE_EXPECT=1.");
}

#[test]
fn no_table_is_left_of_a_rule_that_is_gone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let kept: BTreeSet<String> = RULES.iter().map(|rule| format!("{}.md", rule.livrable)).collect();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            !name.ends_with(".md")
                || ["catalogue.md", "avis.md", "commencer.md", "comparaison.md"].contains(&name.as_str())
                || kept.contains(&name),
            "tests/tables/{name}: of no rule. Remove it."
        );
    }
}

#[test]
fn the_notices_have_the_table_that_was_approved() {
    expect_file!["tables/avis.md"].assert_eq(&AVIS);
}

/// What is never said was approved by nobody, and may be said by no dossier at all.
#[test]
fn every_mention_and_every_notice_is_said_somewhere() {
    let tables = TABLES.iter().map(|(_, table)| table).chain([&*AVIS]);
    let never: Vec<&str> =
        tables.flat_map(|table| table.lines()).filter(|line| line.contains("jamais trouvé")).collect();
    assert!(
        never.is_empty(),
        "said in no dossier found:\n{}\nAdd a worked case where they are.",
        never.join("\n")
    );
}

/// A case that no table shows was approved by nobody.
#[test]
fn every_case_that_decides_is_shown() {
    let mut unseen = vec![];
    for (rule, (_, table)) in RULES.iter().zip(TABLES.iter()) {
        let cases =
            rule.due_if.iter().chain(rule.except_if).filter(|cas| !cas.ouvre_seulement).map(|cas| cas.id);
        unseen.extend(cases.filter(|id| {
            !table.contains(&format!("`{id}`")) || table.contains(&format!("| `{id}` | aucun trouvé |"))
        }));
    }
    assert!(
        unseen.is_empty(),
        "in no table: {unseen:?}. Add a worked case where they hold, or take them out."
    );
}

#[test]
fn the_catalogue_holds_every_text() {
    expect_file!["tables/catalogue.md"].assert_eq(&catalogue::ecrire());
}
