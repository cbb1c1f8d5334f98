//! How long a plan takes: the worked cases, and a large structure (20 sites, 500 professionals).

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::ItemsCount;
use jalons::domain::answers::{Answers, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::plan::plan;
use jalons::domain::professions::PROFESSIONS;
use jalons::domain::report::Report;

fn main() {
    divan::main();
}

fn today() -> NaiveDate {
    lire_date("2026-11-23").unwrap_or_default()
}

fn case(name: &str) -> Answers {
    let file = format!("{}/tests/dossiers/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).expect("the worked cases are in tests/dossiers");
    dossier::ouvrir(&text).expect("the worked cases open").0.answers
}

/// C02 with 20 sites and 500 professionals, on that many lines.
fn large(lines: usize) -> Answers {
    let mut answers = case("c02");
    for rank in 0..20 {
        let row = Row::new(&format!("site-{}", rank + 1)).with("site-nom", &format!("Site {}", rank + 1));
        answers.put_row("sites", row.with("site-categorie", "500"));
    }
    for (rank, profession) in (0..lines).zip(PROFESSIONS.iter().cycle()) {
        let row = Row::new(&format!("pro-{}", rank + 1)).with("pro-profil", profession.cle);
        answers.put_row("professionnels", row.with("pro-effectif", &(500 / lines).to_string()));
    }
    answers
}

#[divan::bench(args = ["c01", "c02", "c13", "c18", "c31"])]
fn a_worked_case(bencher: Bencher, name: &str) {
    let answers = case(name);
    bencher.counter(ItemsCount::new(1_u32)).bench(|| plan(&answers, today()));
}

#[divan::bench(args = [50, 500])]
fn twenty_sites_and_five_hundred_professionals_on_lines(bencher: Bencher, lines: usize) {
    let answers = large(lines);
    bencher.bench(|| plan(&answers, today()));
}

#[divan::bench(args = [50, 500])]
fn their_report_with_the_answers_that_decide(bencher: Bencher, lines: usize) {
    let answers = large(lines);
    bencher.bench(|| Report::of(&answers, today()));
}

#[divan::bench(args = [50, 500])]
fn their_report_without(bencher: Bencher, lines: usize) {
    let answers = large(lines);
    bencher.bench(|| Report::bref(&answers, today()));
}

#[divan::bench(args = [50, 500])]
fn the_page_of_their_plan(bencher: Bencher, lines: usize) {
    let dossier = Dossier { answers: large(lines), ..Dossier::default() };
    bencher.bench(|| jalons::calcul::pages::plan::reponse(&dossier, today(), None));
}
