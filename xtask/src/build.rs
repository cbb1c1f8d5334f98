//! Builds the page to publish, in dist/: a folder that works under any path of any static host.

use std::path::{Path, PathBuf};

use crate::outils::{Issue, lancer, lire, racine};
use crate::{poids, setup};

/// Named one by one: `--all-features` emits encodings that browsers refuse.
const WASM_OPT: [&str; 10] = [
    "-Oz",
    "--minify-imports-and-exports-and-modules",
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
    let files = fichiers(&dist())?;
    let named =
        |end: &str| files.iter().filter_map(|file| file.to_str()?.strip_suffix(end)).collect::<Vec<_>>();
    for file in named(".js") {
        minifier(&format!("{file}.js"))?;
    }
    for program in named("_bg.wasm") {
        let noms = reduire(&format!("{program}_bg.wasm"))?;
        accorder(&format!("{program}.js"), &noms)?;
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

/// wasm-opt, from the binaryen of tests/e2e. Says how it renamed what the program and its JavaScript share, one line for
/// each name: `["module", "name", "short"]` for what the JavaScript gives, `["name", "short"]` for what the program gives.
fn reduire(name: &str) -> Issue<String> {
    let arguments =
        [&["tests/e2e/node_modules/binaryen/bin/wasm-opt"], &WASM_OPT[..], &[name, "-o", name]].concat();
    lire("node", &arguments).ok_or_else(|| format!("Échec : node {}", arguments.join(" ")))
}

/// Gives the JavaScript of a program the short names: wasm-bindgen's are long, half of each is random, and they stand in
/// both files (3.5 kB of the first load).
///
/// # Errors
/// The two files would not agree: an import of the program is not in its JavaScript, once.
fn accorder(name: &str, noms: &str) -> Issue {
    let mut text = std::fs::read_to_string(name).map_err(|error| format!("{name} : {error}"))?;
    let mut imports = 0;
    for line in noms.lines() {
        match *line.split('"').skip(1).step_by(2).collect::<Vec<_>>().as_slice() {
            [module, import, short] => {
                // wasm-opt calls the only module `a`.
                text = text.replace(&format!("\"{module}\":"), "a:");
                if renommer(&mut text, &['{', ','], import, short) != 1 {
                    return Err(format!("{name} ne donne pas « {import} » une fois et une seule."));
                }
                imports += 1;
            }
            [export, short] if export.contains("__") || export == "memory" => {
                renommer(&mut text, &['.'], export, short);
            }
            _ => {}
        }
    }
    if imports == 0 {
        return Err(format!("{name} : wasm-opt n’a pas dit comment il renomme ce que le programme demande."));
    }
    std::fs::write(name, text).map_err(|error| format!("{name} : {error}"))
}

/// Renames where a name stands whole, after one of these signs; gives how many times.
fn renommer(text: &mut String, apres: &[char], long: &str, court: &str) -> usize {
    let (mut out, mut times) = (String::new(), 0);
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(long) {
        out.push_str(before);
        let whole =
            out.ends_with(apres) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        out.push_str(if whole { court } else { long });
        times += usize::from(whole);
        rest = after;
    }
    out.push_str(rest);
    *text = out;
    times
}

/// terser, from tests/e2e: Trunk's own minifier refuses what wasm-bindgen writes.
fn minifier(name: &str) -> Issue {
    let program = "tests/e2e/node_modules/terser/bin/terser";
    // What a worker imports is a script, whose names are seen from outside; the rest are modules.
    let text = std::fs::read_to_string(name).map_err(|error| format!("{name} : {error}"))?;
    let module = text.contains("import.meta") || text.contains("await import(");
    let options: &[&str] = if module { &["--module"] } else { &[] };
    lancer(
        "node",
        &[&[program], options, &["--compress", "passes=2", "--mangle", "--output", name, "--", name]]
            .concat(),
    )
}
