//! Builds the page with Trunk; shrinks and weighs what is published.

use std::path::{Path, PathBuf};

use crate::outils::{Issue, lancer, racine, trouver};
use crate::setup;

/// The first load, all files, in bytes of brotli.
pub const BUDGET: usize = 130_000;

/// Builds for development and serves on this computer.
pub fn servir() -> Issue {
    setup::pour_construire()?;
    println!("Construction, puis la page à l’adresse : http://127.0.0.1:8420/ (Ctrl-C pour arrêter)");
    lancer("trunk", &["serve", "--offline", "true"])
}

/// Builds dist/, and says what it weighs.
pub fn publier() -> Issue {
    setup::pour_construire()?;
    lancer("trunk", &["build", "--release", "--offline", "true"])?;
    let dist = racine().join("dist");
    for file in fichiers(&dist) {
        if file.extension().is_some_and(|extension| extension == "wasm") {
            reduire(&file)?;
        }
    }
    peser()
}

/// wasm-opt, from the binaryen of tests/e2e or of the PATH; without it the page works, a little heavier.
fn reduire(file: &Path) -> Issue {
    let local = racine().join("tests/e2e/node_modules/.bin/wasm-opt");
    let tool = if local.is_file() { Some(local) } else { trouver("wasm-opt") };
    let (Some(tool), Some(name)) = (tool.as_deref().and_then(Path::to_str), file.to_str()) else {
        println!("wasm-opt manque : la page sera un peu plus lourde (cargo xtask setup l’installe).");
        return Ok(());
    };
    // Named one by one: --all-features emits encodings that browsers refuse.
    let features = [
        "--enable-bulk-memory",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
        "--enable-mutable-globals",
        "--enable-multivalue",
    ];
    let mut arguments = vec!["-Oz", "--strip-debug", "--strip-producers"];
    arguments.extend(features);
    arguments.extend([name, "-o", name]);
    lancer(tool, &arguments)
}

fn fichiers(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// Weighs the first load: every file beside index.html (the schemas of dist/ are only read by who asks for them).
pub fn peser() -> Issue {
    let mut total = 0;
    println!("\n{:<44} {:>9} {:>9}", "premier chargement", "octets", "brotli");
    for file in fichiers(&racine().join("dist")) {
        let bytes = std::fs::read(&file).map_err(|error| format!("{} : {error}", file.display()))?;
        let packed = brotli(&bytes)?;
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        println!("{name:<44} {:>9} {packed:>9}", bytes.len());
        total += packed;
    }
    println!("{:<44} {:>9} {total:>9}   (limite {BUDGET})", "total", "");
    if total == 0 {
        return Err("dist/ est vide : construisez la page avec cargo xtask build.".to_owned());
    }
    if total > BUDGET {
        return Err(format!("Le premier chargement pèse {total} octets, au-delà de {BUDGET}. Allégez avant de publier."));
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Issue<usize> {
    let mut packed = vec![];
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters).map_err(|error| format!("brotli : {error}"))?;
    Ok(packed.len())
}
