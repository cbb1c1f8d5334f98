//! Builds the page to publish, in dist/: a folder that works under any path of any static host.

use std::path::{Path, PathBuf};

use crate::outils::{Issue, lancer, racine};
use crate::{poids, setup};

/// Named one by one: `--all-features` emits encodings that browsers refuse.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Builds dist/, says what each file of the first load weighs, and gives the total.
pub fn publier() -> Issue<usize> {
    setup::pour_publier()?;
    lancer("trunk", &["build", "--release", "--offline", "true"])?;
    for file in fichiers(&dist())? {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("wasm") => reduire(&file)?,
            Some("js") => minifier(&file)?,
            _ => {}
        }
    }
    poids::montrer()
}

/// Where the page is built.
pub fn dist() -> PathBuf {
    racine().join("dist")
}

/// The files of a folder, sorted by name; not those of its folders.
pub fn fichiers(folder: &Path) -> Issue<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{} : {error}", folder.display()))?;
    let mut found: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    found.sort();
    Ok(found)
}

/// wasm-opt, from the binaryen of tests/e2e.
fn reduire(file: &Path) -> Issue {
    let name = file.to_str().ok_or_else(|| format!("Nom de fichier illisible : {}", file.display()))?;
    lancer(
        "node",
        &[&["tests/e2e/node_modules/binaryen/bin/wasm-opt"], &WASM_OPT[..], &[name, "-o", name]].concat(),
    )
}

/// terser, from tests/e2e: Trunk's own minifier refuses what wasm-bindgen writes.
fn minifier(file: &Path) -> Issue {
    let name = file.to_str().ok_or_else(|| format!("Nom de fichier illisible : {}", file.display()))?;
    let program = "tests/e2e/node_modules/terser/bin/terser";
    // What a worker imports is a script, whose names are seen from outside; the rest are modules.
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name} : {error}"))?;
    let module = text.contains("import.meta") || text.contains("await import(");
    let options: &[&str] = if module { &["--module"] } else { &[] };
    lancer(
        "node",
        &[&[program], options, &["--compress", "passes=2", "--mangle", "--output", name, "--", name]]
            .concat(),
    )
}
