//! What the page's own program is made of: its bytes by where they come from, once optimised as in a release, and what
//! each part leaves once packed alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::page::Page;
use crate::tools::{Outcome, read, root, run};
use crate::weight::{brotli, title};
use crate::{setup, weight};

/// Where code comes from: the crate of a function, or its module when it is ours. The first that fits.
const ORIGINS: [(&str, &[&str]); 7] = [
    ("jalons : les pages", &["jalons::ui"]),
    ("jalons : le navigateur", &["jalons::browser"]),
    ("jalons : le reste", &["jalons"]),
    (
        "Leptos",
        &[
            "leptos",
            "leptos_dom",
            "leptos_macro",
            "leptos_server",
            "tachys",
            "reactive_graph",
            "reactive_stores",
            "any_spawner",
            "either_of",
            "hydration_context",
            "oco_ref",
            "or_poisoned",
            "next_tuple",
            "server_fn",
            "throw_error",
            "guardian",
            "slotmap",
            "send_wrapper",
        ],
    ),
    ("serde", &["serde", "serde_core", "serde_json", "itoa", "ryu", "zmij"]),
    (
        "accès au navigateur",
        &[
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "js_sys",
            "web_sys",
            "gloo_events",
            "gloo_file",
            "gloo_net",
            "gloo_timers",
            "gloo_utils",
            "idb",
            "futures_channel",
            "futures_core",
            "futures_util",
        ],
    ),
    ("bibliothèque standard de Rust", &["core", "alloc", "std", "dlmalloc", "hashbrown", "rustc_hash"]),
];

/// The rest of the code.
const OTHER: &str = "autres bibliothèques";

/// Prints what the files of dist/ weigh, then what the page's program is made of.
pub fn weigh() -> Outcome {
    setup::for_release()?;
    weight::show(&crate::build::dist())?;
    let wasm = read(&named_program()?)?;
    title("dans le programme de la page, chaque part serrée seule");
    let mut parts: Vec<(String, Vec<u8>)> = parts(&wasm)?.into_iter().collect();
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    for (name, bytes) in parts {
        println!("{name:<44} {:>9} {:>9}", bytes.len(), brotli(&bytes)?);
    }
    Ok(())
}

/// The page's program as in a release, but with the names of its functions: Trunk's own steps, which drop them.
fn named_program() -> Outcome<PathBuf> {
    let page = Page::read(&root().join("public/index.html"))?;
    let program = "link[data-trunk][rel=rust]:not([data-type])";
    let one = |name: &str| Ok::<_, String>(page.values(program, name)?.pop().unwrap_or_default());
    let (bin, level, parameters) = (one("data-bin")?, one("data-wasm-opt")?, one("data-wasm-opt-params")?);
    let built = target_folder()?.join("wasm32-unknown-unknown/release").join(format!("{bin}.wasm"));
    let folder = target_folder()?.join("weigh");
    let named = folder.join(format!("{bin}_bg.wasm"));
    let text = |path: &Path| path.to_string_lossy().into_owned();
    run("cargo", &["build", "--release", "--target", "wasm32-unknown-unknown", "--bin", &bin])?;
    run(
        "wasm-bindgen",
        &["--target=web", "--no-typescript", "--out-dir", &text(&folder), "--out-name", &bin, &text(&built)],
    )?;
    let (named_text, level) = (text(&named), format!("-O{level}"));
    let mut arguments = vec!["--debuginfo", "--output", &named_text, &level, &named_text];
    arguments.extend(parameters.split_whitespace().filter(|parameter| !parameter.starts_with("--strip")));
    run("wasm-opt", &arguments)?;
    Ok(named)
}

/// Where cargo builds: this program stands in it, in the folder of its profile.
fn target_folder() -> Outcome<PathBuf> {
    let here = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = here.parent().and_then(Path::parent);
    Ok(folder.ok_or_else(|| "dossier de construction introuvable".to_owned())?.to_path_buf())
}

/// The bytes of a program, by where they come from.
fn parts(wasm: &[u8]) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let failed = |error: wasmparser::BinaryReaderError| format!("programme illisible : {error}");
    let (mut parts, mut names) = (BTreeMap::<String, Vec<u8>>::new(), BTreeMap::new());
    let (mut imported, mut bodies) = (0, vec![]);
    let mut add = |name: &str, bytes: &[u8]| parts.entry(name.to_owned()).or_default().extend(bytes);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(failed)? {
            Payload::ImportSection(section) => {
                add("ce que le programme demande et donne", &wasm[section.range()]);
                let imports = section.into_imports();
                imported = imports
                    .filter(|one| {
                        one.as_ref().is_ok_and(|one| matches!(one.ty, wasmparser::TypeRef::Func(_)))
                    })
                    .count();
            }
            Payload::ExportSection(section) => {
                add("ce que le programme demande et donne", &wasm[section.range()])
            }
            // Its functions follow, one by one.
            Payload::CodeSectionStart { .. } => {}
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::DataSection(section) => {
                add("textes et tables (jalons, et les autres)", &wasm[section.range()])
            }
            Payload::CustomSection(section) => {
                // The names are not in a release.
                if let KnownCustom::Name(reader) = section.as_known() {
                    for subsection in reader.into_iter().filter_map(Result::ok) {
                        if let Name::Function(functions) = subsection {
                            names.extend(
                                functions.into_iter().filter_map(Result::ok).map(|one| (one.index, one.name)),
                            );
                        }
                    }
                }
            }
            other => {
                if let Some((_, range)) = other.as_section() {
                    add("types, fonctions, adresses", &wasm[range]);
                }
            }
        }
    }
    for (place, range) in bodies.into_iter().enumerate() {
        let name = u32::try_from(imported + place).ok().and_then(|index| names.get(&index));
        add(name.map_or(OTHER, |name| origin(name)), &wasm[range]);
    }
    Ok(parts)
}

/// Where a function comes from, by its name: `crate::module::name`, `<type as trait>::name`.
fn origin(name: &str) -> &'static str {
    // What a type or a reference starts with; the path that follows is that of the type.
    let path = name.trim_start_matches(['<', '&', '*', '(', '[', ' ']);
    let path = ["mut ", "const ", "dyn ", "impl "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let within =
        |root: &&str| path.strip_prefix(*root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    ORIGINS.iter().find(|(_, roots)| roots.iter().any(within)).map_or(OTHER, |(origin, _)| origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_comes_from_its_crate_or_from_that_of_its_type() {
        for (name, from) in [
            ("jalons::ui::pages::accueil::{{closure}}::h0123", "jalons : les pages"),
            ("<jalons::ui::session::Session as core::clone::Clone>::clone", "jalons : les pages"),
            ("jalons::protocol::request::lire", "jalons : le reste"),
            ("<&mut tachys::html::element::HtmlElement<E> as tachys::view::Render>::build", "Leptos"),
            ("serde_json::de::from_str", "serde"),
            ("core::ptr::drop_in_place<jalons::ui::x::Y>", "bibliothèque standard de Rust"),
            ("miniz_oxide::inflate::core::decompress", OTHER),
        ] {
            assert_eq!(origin(name), from, "{name}");
        }
    }

    #[test]
    fn functions_are_named_after_those_that_are_imported() {
        // (import "a" "b" (func)) (func) (data): hand-made, with the name `jalons::ui::x` for function 1.
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, bytes: &[u8]| {
            wasm.push(id);
            wasm.push(bytes.len() as u8);
            wasm.extend(bytes);
        };
        section(1, b"\x01\x60\0\0");
        section(2, b"\x01\x01a\x01b\0\0");
        section(3, b"\x01\0");
        section(10, b"\x01\x02\0\x0b");
        section(0, b"\x04name\x01\x10\x01\x01\x0djalons::ui::x");
        let parts = parts(&wasm).unwrap();
        assert_eq!(parts["jalons : les pages"], b"\0\x0b");
        assert_eq!(parts["ce que le programme demande et donne"].len(), 7);
    }
}
