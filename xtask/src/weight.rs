//! What a first visit downloads, weighed as a host sends it: brotli, quality 11.

use std::path::{Path, PathBuf};

use crate::build::dist;
use crate::finish::{BESIDE, SERVICE_WORKER};
use crate::pack;
use crate::page::Page;
use crate::tools::{Outcome, files, name, read};

/// What the first load may weigh at most, all files, in bytes of brotli: a guard against accidents (a reader of files, or
/// the plan, linked into the page), not an aim. What a visitor feels is measured by `cargo xtask bench`. The page on Leptos
/// weighed 242 kB. It weighed 315 since it puts two tabs together and opens a dossier by the terms of what comes back: that
/// reads the situations of the rules (`domain::termes`), which `calcul` alone needed before. It weighed 336 since it keeps many
/// dossiers (an index beside them, copies that come in), compares two plans and reads what its publisher sets. It weighed 370 since
/// lists follow the other tabs, rows are copied from another dossier, and what two tabs disagree on, or a closing page still held,
/// waits for the user. It weighed 375 since a long page is painted part after part. It weighed 377 since it names the fault of a host whose policy, or
/// whose types of files, stop it. It weighs 382 since it starts where the browser keeps nothing or a frame shuts it in, leaves the
/// dossiers of another copy where they are, asks for a copy that is due, and compares from each row of the review.
const BOUND: usize = 384_000;

/// The kinds of files, by the end of their names.
const KINDS: [(&str, &str); 4] =
    [("wasm", "WebAssembly"), ("js", "JavaScript"), ("css", "feuille de style"), ("html", "page")];

/// A file, or several, once weighed.
#[derive(Clone, Copy, Default)]
struct Weight {
    bytes: usize,
    packed: usize,
}

/// Prints the weight of each file of the first load and of each kind, then of the programs beside the page.
pub fn show(folder: &Path) -> Outcome {
    let page = Page::read(&folder.join("index.html"))?;
    let (first, programs) = first_and_programs(&page, folder)?;
    let weighed = weigh(&first)?;
    title(&format!("premier chargement, au plus {BOUND}"));
    for (file, weight) in &weighed {
        line(&name(file), *weight);
    }
    line("total", total(weighed.iter()));
    for (end, kind) in KINDS.into_iter().chain([("", "icône et manifeste")]) {
        let kind = format!("  dont {kind}");
        line(&kind, total(weighed.iter().filter(|(file, _)| kind_of(file) == end)));
    }
    title("à côté, au premier dossier");
    for (file, weight) in weigh(&programs)? {
        line(&name(&file), weight);
    }
    Ok(())
}

/// Fails when the first load of dist/ is above the bound.
pub fn check() -> Outcome {
    let folder = dist();
    let page = Page::read(&folder.join("index.html"))?;
    let total = total(weigh(&first_and_programs(&page, &folder)?.0)?.iter()).packed;
    if total > BOUND {
        return Err(format!(
            "le premier chargement pèse {total} octets, au-delà de {BOUND} : quelque chose de lourd est entré dans la page. « cargo xtask weigh » dit d’où vient ce qu’elle pèse."
        ));
    }
    Ok(())
}

/// The files of a release: those of the first load, then those of the programs beside the page. Everything at the top of
/// the folder is of the first load but these programs (a page that asked for one before it is needed would fail
/// `tests/e2e/accueil.test.mjs`), the service worker, the pages that stand beside it ([`BESIDE`]) and what is packed of each;
/// what the folders hold (the schemas) is only read by who asks for it.
pub fn first_and_programs(page: &Page, folder: &Path) -> Outcome<(Vec<PathBuf>, Vec<PathBuf>)> {
    let workers = page.workers()?;
    let beside = |file: &PathBuf| {
        let name = name(file);
        workers.iter().any(|worker| name.starts_with(worker.trim_end_matches(".js")))
    };
    let aside = |file: &PathBuf| {
        let packed = pack::ENDS.iter().any(|end| file.extension().is_some_and(|own| own == *end));
        packed || name(file) == SERVICE_WORKER || BESIDE.contains(&name(file).as_str())
    };
    let files = files(folder)?.into_iter().filter(|file| !aside(file));
    let (programs, first) = files.partition(beside);
    Ok((first, programs))
}

fn weigh(files: &[PathBuf]) -> Outcome<Vec<(PathBuf, Weight)>> {
    files
        .iter()
        .map(|file| {
            let bytes = read(file)?;
            // What a release packed of it (`pack`) is its weight.
            let beside = pack::beside(file, pack::BROTLI);
            let packed = if beside.is_file() { read(&beside)?.len() } else { brotli(&bytes)? };
            Ok((file.clone(), Weight { bytes: bytes.len(), packed }))
        })
        .collect()
}

fn total<'a>(weighed: impl Iterator<Item = &'a (PathBuf, Weight)>) -> Weight {
    weighed.fold(Weight::default(), |sum, (_, weight)| Weight {
        bytes: sum.bytes + weight.bytes,
        packed: sum.packed + weight.packed,
    })
}

/// The end of its name when it is one of the kinds, else nothing.
fn kind_of(file: &Path) -> &'static str {
    let end = file.extension().unwrap_or_default();
    KINDS.iter().map(|(kind, _)| *kind).find(|kind| end == *kind).unwrap_or_default()
}

/// The first line of a table.
pub fn title(title: &str) {
    println!("\n{title:<44} {:>9} {:>9}", "octets", "brotli");
}

fn line(name: &str, Weight { bytes, packed }: Weight) {
    println!("{name:<44} {bytes:>9} {packed:>9}");
}

/// How many bytes are left of these once packed.
pub fn brotli(bytes: &[u8]) -> Outcome<usize> {
    Ok(packed(bytes)?.len())
}

/// These bytes, packed as a host sends them.
pub fn packed(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = vec![];
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)
        .map_err(|error| format!("brotli : {error}"))?;
    Ok(packed)
}
