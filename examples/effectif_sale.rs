//! Writes the dirty roster of the tests to the path given: `cargo run --example effectif_sale -- effectif.xlsx`.

use std::process::ExitCode;

#[path = "../tests/effectif/sale.rs"]
mod sale;

fn main() -> ExitCode {
    let Some(chemin) = std::env::args().nth(1) else {
        eprintln!("Dites où écrire le classeur : effectif_sale <chemin.xlsx>");
        return ExitCode::FAILURE;
    };
    let roster = sale::ecrire();
    let (lignes, metiers) = (roster.saletes.len(), sale::METIERS.len());
    match std::fs::write(&chemin, roster.octets) {
        Ok(()) => {
            println!(
                "{chemin} : {} personnes, {lignes} lignes douteuses, {metiers} façons d’écrire un métier",
                roster.personnes
            );
            ExitCode::SUCCESS
        }
        Err(erreur) => {
            eprintln!("{chemin} : {erreur}");
            ExitCode::FAILURE
        }
    }
}
