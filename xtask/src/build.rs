//! Builds the page to publish, in dist/: a folder that works under any path of any static host.

use std::path::{Path, PathBuf};

use crate::outils::{Issue, lancer, lire, racine};
use crate::{poids, setup};

/// Named one by one: `--all-features` emits encodings that browsers refuse.
const WASM_OPT: [&str; 9] = [
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

/// What makes a program small: 1.4 kB of brotli less than `-Oz` alone. The low memory is the end of the stack, which
/// comes first (rustc links with `--stack-first`): no address points there.
const PETIT: [&str; 7] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "-Oz", "-Oz"];

/// Builds dist/, says what each file of the first load weighs, and gives the total.
pub fn publier() -> Issue<usize> {
    setup::pour_publier()?;
    lancer("trunk", &["build", "--release", "--offline", "true"])?;
    joindre()?;
    let files = fichiers(&dist())?;
    let named =
        |end: &str| files.iter().filter_map(|file| file.to_str()?.strip_suffix(end)).collect::<Vec<_>>();
    // The service worker is dated first.
    for file in named(".js").into_iter().filter(|file| !file.ends_with("sw")) {
        minifier(&format!("{file}.js"))?;
    }
    for program in named("_bg.wasm") {
        let noms = reduire(&format!("{program}_bg.wasm"))?;
        accorder(&format!("{program}.js"), &noms)?;
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

/// Makes one style sheet of those of the page, in their order: lighter by a tenth, and asked for once.
fn joindre() -> Issue {
    let page = dist().join("index.html");
    let read =
        |file: &Path| std::fs::read_to_string(file).map_err(|error| format!("{} : {error}", file.display()));
    let (mut text, mut styles) = (read(&page)?, String::new());
    let (opens, closes) = ("<link href=./", ".css rel=stylesheet>");
    while let Some((before, found)) = text.split_once(closes) {
        let Some((before, name)) = before.rsplit_once(opens) else {
            return Err(format!("{} : une feuille de style n’est pas liée comme prévu.", page.display()));
        };
        let sheet = dist().join(format!("{name}.css"));
        styles.push_str(&read(&sheet)?);
        std::fs::remove_file(&sheet).map_err(|error| format!("{} : {error}", sheet.display()))?;
        text = format!("{before}{found}");
    }
    let joined = format!("style-{:08x}.css", somme(SOMME, styles.bytes()) >> 32);
    text = text.replacen("<script ", &format!("<link href=./{joined} rel=stylesheet><script "), 1);
    let write = |file: &Path, text: &str| {
        std::fs::write(file, text).map_err(|error| format!("{} : {error}", file.display()))
    };
    write(&dist().join(joined), &styles)?;
    write(&page, &text)
}

/// Where a sum starts.
const SOMME: u64 = 0xcbf2_9ce4_8422_2325;

/// A sum of bytes, after others (FNV-1a, 64 bits).
fn somme(sum: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(sum, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Writes the version, a sum of all files, where the page, its programs and its service worker look for it.
fn dater() -> Issue {
    let read = |file: &Path| std::fs::read(file).map_err(|error| format!("{} : {error}", file.display()));
    let mut sum = SOMME;
    let mut names = vec![];
    for file in fichiers(&dist())? {
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        sum = somme(sum, name.bytes().chain(read(&file)?));
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
    minifier(&worker.to_string_lossy())
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

/// wasm-opt, from the binaryen of tests/e2e. Says how it renamed what the program and its JavaScript share, one line for
/// each name: `["module", "name", "short"]` for what the JavaScript gives, `["name", "short"]` for what the program gives.
fn reduire(name: &str) -> Issue<String> {
    // What reads large files is made for speed by the compiler; more here takes minutes and gains nothing.
    let goal = if name.contains("atelier") { &["-O1"][..] } else { &PETIT };
    let program = "tests/e2e/node_modules/binaryen/bin/wasm-opt";
    let arguments = [&[program], &WASM_OPT[..], goal, &[name, "-o", name]].concat();
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
