//! Prints the plan of a dossier file as JSON: `cargo run --example plan -- dossier.json [--today AAAA-MM-JJ]`.

use std::process::ExitCode;

use chrono::NaiveDate;
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier;
use jalons::domain::report::Report;
use jalons::export::json;

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let mut arguments = std::env::args().skip(1);
    let mut file = None;
    let mut today = None;
    while let Some(argument) = arguments.next() {
        if argument == "--today" {
            let day = arguments.next().as_deref().and_then(lire_date);
            today = Some(day.ok_or("--today attend une date AAAA-MM-JJ.")?);
        } else {
            file = Some(argument);
        }
    }
    let file = file.ok_or("Usage\u{a0}: plan dossier.json [--today AAAA-MM-JJ]")?;
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}\u{a0}: {error}"))?;
    let (dossier, notices) = dossier::ouvrir(&text).map_err(|error| error.to_string())?;
    for notice in notices {
        eprintln!("{notice}");
    }
    let today = today.unwrap_or_else(aujourdhui);
    Ok(json::ecrire(&Report::du_dossier(&dossier, today)))
}

/// The clock is read here, by the program, never by the domain.
fn aujourdhui() -> NaiveDate {
    #[expect(clippy::disallowed_methods, reason = "a program may read the clock; the domain may not")]
    let now = std::time::SystemTime::now();
    let days = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs() / 86_400);
    NaiveDate::from_ymd_opt(1970, 1, 1)
        .and_then(|epoch| epoch.checked_add_days(chrono::Days::new(days)))
        .unwrap_or_default()
}
