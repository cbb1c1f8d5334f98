//! The end of a release, which Trunk runs as the hook of Trunk.toml: what Trunk itself can't do. `trunk build --release`
//! alone thus gives the folder that `cargo xtask build` gives.
//!
//! - the settings that a publisher filled, from the release before it;
//! - the style sheets of the screen in the page itself, so that the first paint waits for one file; that of paper beside it,
//!   which the first paint does not wait for; what is small made by esbuild and terser: see `minify` in Trunk.toml;
//! - each program beside the page in two files whose names change with what they hold, their addresses and their digests on
//!   `<html>`: a page never runs the programs of another version;
//! - the page for who has no JavaScript, that of the licences;
//! - the version of the whole, and the list that the service worker keeps;
//! - whether the policies of the page and of 404.html allow what stands in them;
//! - each file packed beside itself, for hosts that send it so;
//! - what all that weighs.
//!
//! **Invariant:** the same tree gives the same bytes, but for these settings. Nothing is looked for in the text of a script or
//! of the page: scripts are put one after the other, and the page is changed by selectors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::page::Page;
use crate::tools::{Outcome, digest, files, filter, name, output, read, read_text, remove, root, write};
use crate::{licences, pack, settings, single, weight};

/// The style sheets that the first paint waits for.
const SCREEN: &str = "link[rel=stylesheet]:not([media])";

/// Those of paper, that come after it.
pub const PAPER: &str = "link[rel=stylesheet][media=print]";

/// The script of the page that starts the program.
pub const BOOT: &str = "script[data-wasm]";

/// What a host may show in place of an address that is not there.
pub const LOST: &str = "404.html";

/// The page for who has no JavaScript.
pub const PLAIN: &str = "sans-javascript.html";

/// The script that puts the page in that of another site.
const INTEGRATION: &str = "integration.js";

/// The icon of the page on the home screen of an iPhone, which takes no SVG.
const ICON: &str = "jalon.png";

/// What tells GitHub Pages to leave out no file; it is read by nobody else.
const WHOLE: &str = ".nojekyll";

/// What stands beside the page and is read by who asks for it.
pub const BESIDE: [&str; 7] = [LOST, PLAIN, licences::NAME, INTEGRATION, single::NAME, ICON, WHOLE];

/// What keeps the page on the device.
pub const SERVICE_WORKER: &str = "sw.js";

/// What the publisher says of its copy, and changes without another release: no part of the version.
pub const SETTINGS: &str = "jalons.json";

/// The script that starts a program beside the page.
const STARTER: &str = "ouvrier.js";

/// Ends the release that Trunk has just made; a page that is only served for development keeps its settings, and no more is
/// done to it.
pub fn finish() -> Outcome {
    let given = |name: &str| {
        std::env::var(name).map_err(|_| {
            format!("{name} manque : c’est Trunk qui lance cette commande (Trunk.toml). Pour publier : cargo xtask build.")
        })
    };
    let folder = PathBuf::from(given("TRUNK_STAGING_DIR")?);
    settings::keep(Path::new(&given("TRUNK_DIST_DIR")?), &folder)?;
    if given("TRUNK_PROFILE")? != "release" {
        return Ok(());
    }
    let source = Page::read(Path::new(&given("TRUNK_HTML_FILE")?))?;
    let mut page = Page::read(&folder.join("index.html"))?;
    join_sheets(&mut page, &folder)?;
    page.check_policy()?;
    Page::read(&folder.join(LOST))?.check_policy()?;
    name_boot(&mut page, &folder)?;
    for program in source.values("link[data-trunk][data-type=worker]", "data-bin")? {
        join_program(&program, &mut page, &folder)?;
    }
    remove(&folder.join(STARTER))?;
    page.write()?;
    put_pages_beside(&folder)?;
    date(&mut page, &folder)?;
    pack::all(&folder)?;
    weight::show(&folder)
}

/// The pages that need no program: what the rules say, and the licences. The first is made by an example, so that the commands
/// of the project are built without the project itself.
fn put_pages_beside(folder: &Path) -> Outcome {
    let rules = ["run", "--quiet", "--offline", "--package", "jalons", "--example", "sans_javascript"];
    let rules = output("cargo", &rules).ok_or(
        "la page sans JavaScript n’a pas pu être faite : cargo run --example sans_javascript dit pourquoi.",
    )?;
    let sheet = read_text(&root().join("style/sans-javascript.css"))?;
    let sheet = filter("esbuild", &["--minify", "--loader=css"], &sheet)?.trim_end().to_owned();
    for (name, text) in [(PLAIN, rules), (licences::NAME, licences::page()?)] {
        let file = folder.join(name);
        write(&file, text)?;
        let mut page = Page::read(&file)?;
        page.inline_sheet(SCREEN, &sheet)?;
        page.check_policy()?;
        page.write()?;
    }
    let script = folder.join(INTEGRATION);
    write(&script, minify(&read_text(&script)?, &[])?)
}

/// Makes one style sheet of those of the screen, and puts it in the page; one of those of paper, beside it.
fn join_sheets(page: &mut Page, folder: &Path) -> Outcome {
    let sheet = join(&page.values(SCREEN, "href")?, folder)?;
    page.inline_sheet(SCREEN, &sheet)?;
    let sheets = page.values(PAPER, "href")?;
    let sheet = join(&sheets, folder)?;
    let file = format!("papier-{}.css", sum([sheet.as_bytes()]));
    write(&folder.join(&file), &sheet)?;
    page.keep_first(PAPER)?;
    page.set(PAPER, "href", &beside(sheets.first(), &file))
}

/// These style sheets in their order, made small; their files go.
fn join(sheets: &[String], folder: &Path) -> Outcome<String> {
    let mut joined = String::new();
    for sheet in sheets {
        let file = folder.join(name(Path::new(sheet)));
        joined.push_str(&read_text(&file)?);
        remove(&file)?;
    }
    Ok(filter("esbuild", &["--minify", "--loader=css"], &joined)?.trim_end().to_owned())
}

/// Makes the page's own JavaScript small, and gives the script that starts it a name of its version.
fn name_boot(page: &mut Page, folder: &Path) -> Outcome {
    for program in page.values(BOOT, "data-js")? {
        let file = folder.join(name(Path::new(&program)));
        write(&file, minify(&read_text(&file)?, &["--module"])?)?;
    }
    let sources = page.values(BOOT, "src")?;
    for source in &sources {
        let file = folder.join(name(Path::new(source)));
        let text = minify(&read_text(&file)?, &["--module"])?;
        remove(&file)?;
        let named = format!("boot-{}.js", sum([text.as_bytes()]));
        write(&folder.join(&named), text)?;
        page.set(BOOT, "src", &beside(Some(source), &named))?;
    }
    Ok(())
}

/// Makes one script of what starts a program beside the page: the name of its wasm, its JavaScript, then the starter.
fn join_program(program: &str, page: &mut Page, folder: &Path) -> Outcome {
    let [script, wasm] = ["js", "wasm"].map(|end| {
        folder.join(if end == "js" { format!("{program}.js") } else { format!("{program}_bg.wasm") })
    });
    let text = format!("{}\n{}", read_text(&script)?, read_text(&folder.join(STARTER))?);
    let bytes = read(&wasm)?;
    let named = format!("{program}-{}", sum([text.as_bytes(), &bytes]));
    let front = format!("const WASM = \"{named}_bg.wasm\";\nconst SOMME = \"{}\";\n", digest(&bytes));
    // No name of this script is seen from outside.
    let starter = minify(&(front + &text), &["--toplevel"])?;
    let sum = digest(starter.as_bytes());
    write(&folder.join(format!("{named}.js")), starter)?;
    write(&folder.join(format!("{named}_bg.wasm")), bytes)?;
    remove(&script)?;
    remove(&wasm)?;
    page.set_worker(program, &format!("{named}.js"), &sum)
}

/// Writes the version, a sum of all files but the settings, on the page and before its service worker, with what the latter keeps.
fn date(page: &mut Page, folder: &Path) -> Outcome {
    let mut parts = vec![];
    for file in files(folder)?.into_iter().filter(|file| name(file) != SETTINGS) {
        parts.push(name(&file).into_bytes());
        parts.push(read(&file)?);
    }
    let version = sum(parts.iter().map(Vec::as_slice));
    page.set("html", "data-version", &version)?;
    page.write()?;
    let (first, programs) = weight::first_and_programs(page, folder)?;
    let first: Vec<String> = first.iter().map(|file| name(file)).collect();
    let core: Vec<&str> = first.iter().map(|name| if name == "index.html" { "./" } else { name }).collect();
    let mut sums = BTreeMap::new();
    for file in &programs {
        sums.insert(name(file), digest(&read(file)?));
    }
    let programs: Vec<&String> = sums.keys().collect();
    let front = format!(
        "const VERSION = {version:?};\nconst COEUR = {core:?};\nconst PROGRAMMES = {programs:?};\nconst SOMMES = {sums:?};\n"
    );
    let worker = folder.join(SERVICE_WORKER);
    write(&worker, minify(&(front + &read_text(&worker)?), &[])?)
}

/// The address of a file beside the one at that address.
fn beside(address: Option<&String>, file: &str) -> String {
    let folder = address.and_then(|address| address.rsplit_once('/')).map_or("", |(folder, _)| folder);
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// What stands for these bytes in a name: eight digits of FNV-1a on 64 bits. Each part counts whole, and apart.
fn sum<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let add = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |sum, part| {
        let length = (part.len() as u64).to_le_bytes();
        part.iter().fold(length.iter().fold(sum, add), add)
    });
    format!("{:08x}", sum >> 32)
}

/// terser, of package.json.
pub fn minify(text: &str, options: &[&str]) -> Outcome<String> {
    let program = root().join("node_modules/terser/bin/terser");
    let Some(program) = program.to_str().filter(|_| program.is_file()) else {
        return Err("terser manque, qui allège le JavaScript. Avec Node.js et le réseau : npm ci".to_owned());
    };
    filter("node", &[&[program, "--compress", "passes=2", "--mangle"], options].concat(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stays_in_its_folder_whatever_the_address_of_the_page() {
        let at = |address: &str| beside(Some(&address.to_owned()), "b.js");
        assert_eq!([at("./a.js"), at("a.js"), at("/un/chemin/a.js")], ["./b.js", "b.js", "/un/chemin/b.js"]);
        assert_eq!(beside(None, "b.js"), "b.js");
    }

    #[test]
    fn a_sum_changes_with_each_byte_and_with_where_a_part_ends() {
        let parts = |parts: &[&'static str]| sum(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(parts(&["ab", "c"]), parts(&["ab", "c"]));
        assert_eq!(parts(&["ab", "c"]).len(), 8);
        for other in [&["ab", "d"][..], &["a", "bc"], &["abc"], &[]] {
            assert_ne!(parts(&["ab", "c"]), parts(other), "{other:?}");
        }
    }
}
