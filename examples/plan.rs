//! Prints the plan of a dossier file as JSON: `cargo run --example plan -- dossier.json [--today AAAA-MM-JJ]`.

use std::process::ExitCode;

use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier;
use jalons::domain::report::Report;
use jalons::domain::termes;
use jalons::export::json;

use horloge::aujourdhui;

mod commande;
mod horloge;

fn main() -> ExitCode {
    commande::print(run())
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
    let (mut dossier, notices) = dossier::ouvrir(&text).map_err(|error| error.to_string())?;
    termes::ranger(&mut dossier);
    for notice in notices {
        eprintln!("{notice}");
    }
    let today = today.unwrap_or_else(aujourdhui);
    Ok(json::ecrire(&Report::du_dossier(&dossier, today)))
}
