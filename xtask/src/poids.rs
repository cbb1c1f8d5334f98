//! What a first visit downloads, weighed as a host sends it: brotli, quality 11.

use std::path::{Path, PathBuf};

use crate::build::{dist, du_premier_chargement, fichiers};
use crate::outils::Issue;

/// What the first load may weigh at most, all files, in bytes of brotli.
const BARRE: usize = 130_000;

/// Prints the weight of each file of the first load, then of the programs beside the page, and gives the total of the
/// first load. Everything at the top of dist/ counts but these programs (a page that asked for one before it is needed
/// would fail `tests/e2e/accueil.test.mjs`); what the folders of dist/ hold (the schemas) is only read by who asks for it.
pub fn montrer() -> Issue<usize> {
    let (first, programs): (Vec<PathBuf>, Vec<PathBuf>) =
        fichiers(&dist())?.into_iter().partition(|file| du_premier_chargement(&nom(file)));
    let total = tableau(&format!("premier chargement, au plus {BARRE}"), &first)?;
    tableau("à côté, au premier dossier", &programs)?;
    Ok(total)
}

/// Prints a table of files, and gives its total.
fn tableau(titre: &str, files: &[PathBuf]) -> Issue<usize> {
    let mut total = 0;
    println!("\n{titre:<44} {:>9} {:>9}", "octets", "brotli");
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| format!("{} : {error}", file.display()))?;
        let packed = brotli(&bytes)?;
        println!("{:<44} {:>9} {packed:>9}", nom(file), bytes.len());
        total += packed;
    }
    println!("{:<44} {:>9} {total:>9}", "total", "");
    Ok(total)
}

fn nom(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Fails when the first load is above the limit.
pub fn verifier(total: usize) -> Issue {
    if total > BARRE {
        return Err(format!(
            "le premier chargement pèse {total} octets, au-delà de {BARRE}. Allégez avant de publier."
        ));
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Issue<usize> {
    let mut packed = vec![];
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)
        .map_err(|error| format!("brotli : {error}"))?;
    Ok(packed.len())
}
