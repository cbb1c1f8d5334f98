//! What a first visit downloads, weighed as a host sends it: brotli, quality 11.

use crate::build::{dist, fichiers};
use crate::outils::Issue;

/// What the first load should weigh at most, all files, in bytes of brotli. It is not there yet: see [`LIMITE`].
const BARRE: usize = 130_000;

/// What it may not weigh more than: what it weighs today. It only ever goes down, until it meets [`BARRE`].
const LIMITE: usize = 226_000;

/// Prints the weight of each file of the first load, and gives the total. Everything at the top of dist/ counts; what
/// its folders hold (the schemas) is only read by who asks for it.
pub fn montrer() -> Issue<usize> {
    let mut total = 0;
    println!("\n{:<44} {:>9} {:>9}", "premier chargement", "octets", "brotli");
    for file in fichiers(&dist())? {
        let bytes = std::fs::read(&file).map_err(|error| format!("{} : {error}", file.display()))?;
        let packed = brotli(&bytes)?;
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        println!("{name:<44} {:>9} {packed:>9}", bytes.len());
        total += packed;
    }
    println!("{:<44} {:>9} {total:>9}   (limite {LIMITE}, visée {BARRE})", "total", "");
    Ok(total)
}

/// Fails when the first load is above the limit.
pub fn verifier(total: usize) -> Issue {
    if total > LIMITE {
        return Err(format!(
            "le premier chargement pèse {total} octets, au-delà de {LIMITE}. Allégez avant de publier."
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
