//! Builds the page to publish, in dist/: a folder that works under any path of any static host.

use std::path::{Path, PathBuf};

use crate::outils::{Issue, lancer, racine};
use crate::{poids, setup};

/// Named one by one: `--all-features` emits encodings that browsers refuse.
const WASM_OPT: [&str; 8] = [
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
            // The service worker is dated first.
            Some("js") if !file.ends_with("sw.js") => minifier(&file)?,
            _ => {}
        }
    }
    dater()?;
    poids::montrer()
}

/// Programs beside the page: started by it when they are first asked, never part of the first load.
pub const PROGRAMMES: [&str; 2] = ["calcul", "atelier"];

/// Whether a file of dist/ belongs to the first load.
pub fn du_premier_chargement(name: &str) -> bool {
    name != "sw.js" && !PROGRAMMES.iter().any(|program| name.starts_with(program))
}

/// Writes the version, a sum of all files, where the page, its programs and its service worker look for it.
fn dater() -> Issue {
    let read = |file: &Path| std::fs::read(file).map_err(|error| format!("{} : {error}", file.display()));
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    let mut names = vec![];
    for file in fichiers(&dist())? {
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        for byte in name.bytes().chain(read(&file)?) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        names.push(name);
    }
    let version = format!("{:08x}", sum >> 32);
    let core: Vec<&str> = names
        .iter()
        .filter(|name| du_premier_chargement(name) && *name != "ouvrier.js")
        .map(|name| if name == "index.html" { "./" } else { name })
        .collect();
    let programs: Vec<String> = PROGRAMMES
        .iter()
        .flat_map(|name| {
            [
                format!("ouvrier.js?{name}&{version}"),
                format!("{name}.js?{version}"),
                format!("{name}_bg.wasm?{version}"),
            ]
        })
        .collect();
    let page = dist().join("index.html");
    remplacer(&page, &[("<html ", &format!("<html data-version=\"{version}\" "))])?;
    let lists = [
        ("const VERSION = \"\"", format!("const VERSION = \"{version}\"")),
        ("const COEUR = []", format!("const COEUR = {core:?}")),
        ("const PROGRAMMES = []", format!("const PROGRAMMES = {programs:?}")),
    ];
    let lists: Vec<(&str, &str)> = lists.iter().map(|(old, new)| (*old, new.as_str())).collect();
    let worker = dist().join("sw.js");
    remplacer(&worker, &lists)?;
    minifier(&worker)
}

/// Replaces texts that must stand in a file.
fn remplacer(file: &Path, changes: &[(&str, &str)]) -> Issue {
    let mut text = std::fs::read_to_string(file).map_err(|error| format!("{} : {error}", file.display()))?;
    for (old, new) in changes {
        if !text.contains(old) {
            return Err(format!("{} ne contient plus « {old} ».", file.display()));
        }
        text = text.replace(old, new);
    }
    std::fs::write(file, text).map_err(|error| format!("{} : {error}", file.display()))
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
    // What reads large files is made for speed by the compiler; more here takes minutes and gains nothing.
    let goal = if name.contains("atelier") { "-O1" } else { "-Oz" };
    lancer(
        "node",
        &[&["tests/e2e/node_modules/binaryen/bin/wasm-opt", goal], &WASM_OPT[..], &[name, "-o", name]]
            .concat(),
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
