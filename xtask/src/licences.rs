//! `LICENCES.html`: everything that a release is made of, with the licences and their texts, from Cargo.lock (`cargo metadata`) and
//! package-lock.json.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::tools::{Outcome, output, read_text, root};

/// Name of the page, in the release.
pub const NAME: &str = "LICENCES.html";

/// How the names of files that hold a licence start.
const FILES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];

/// A library.
struct Library {
    name: String,
    version: String,
    licence: String,
    address: String,
    /// The texts that it comes with.
    texts: Vec<String>,
}

/// The page, with a link to its style sheet.
pub fn page() -> Outcome<String> {
    let metadata =
        ["metadata", "--format-version", "1", "--offline", "--filter-platform", "wasm32-unknown-unknown"];
    let metadata =
        output("cargo", &metadata).ok_or("cargo metadata n’a rien donné : cargo fetch, puis recommencez.")?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata : {error}"))?;
    let lock = read_text(&root().join("package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock).map_err(|error| format!("package-lock.json : {error}"))?;
    Ok(html(&shipped(&metadata), &tools(&lock)))
}

/// The libraries that are linked into what a browser gets: those that the programs need when they run. What only helps to build
/// (procedural macros, build scripts, tests) is not in it.
fn shipped(metadata: &Value) -> Vec<Library> {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<&str, &Value> = array(&metadata["packages"])
        .map(|package| (package["id"].as_str().unwrap_or_default(), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = array(&metadata["resolve"]["nodes"])
        .map(|node| (node["id"].as_str().unwrap_or_default(), node))
        .collect();
    let is_macro = |package: &Value| {
        array(&package["targets"]).any(|target| array(&target["kind"]).any(|kind| kind == "proc-macro"))
    };
    let ours = |package: &Value| package["source"].is_null();
    let start = packages.iter().find(|(_, package)| package["name"] == "jalons" && ours(package));
    let mut left: Vec<&str> = start.map(|(id, _)| *id).into_iter().collect();
    let (mut seen, mut found) = (BTreeSet::new(), vec![]);
    while let Some(id) = left.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package)) else { continue };
        if !seen.insert(id) {
            continue;
        }
        if !ours(package) {
            let folder = PathBuf::from(text(package, "manifest_path"));
            found.push(Library {
                name: text(package, "name"),
                version: text(package, "version"),
                licence: text(package, "license"),
                address: text(package, "repository"),
                texts: texts(folder.parent().unwrap_or(Path::new(""))),
            });
        }
        for dependency in nodes.get(id).into_iter().flat_map(|node| array(&node["deps"])) {
            if array(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()) {
                left.extend(dependency["pkg"].as_str());
            }
        }
    }
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    found
}

/// The tools of package-lock.json, as name, version and licence: they make the files smaller, and put nothing of theirs in them.
fn tools(lock: &Value) -> Vec<(String, String, String)> {
    let all = lock["packages"].as_object().into_iter().flatten();
    let mut found: Vec<_> = all
        .filter_map(|(path, package)| {
            let name = path.rsplit_once("node_modules/")?.1;
            let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
            // Those of other systems.
            let here = package["os"].is_null() && package["cpu"].is_null();
            here.then(|| (name.to_owned(), text("version"), text("license")))
        })
        .collect();
    found.sort();
    found
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The texts of the licences that stand in a folder.
fn texts(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            file.is_file() && FILES.iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .map(|text| text.trim().to_owned())
        .collect()
}

fn html(libraries: &[Library], tools: &[(String, String, String)]) -> String {
    // Many come with the same text: it stands once, under the names of all.
    let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for library in libraries {
        for text in &library.texts {
            by_text.entry(text).or_default().push(format!("{} {}", library.name, library.version));
        }
    }
    let lines: String = libraries
        .iter()
        .map(|library| {
            let name = escaped(&library.name);
            let name = if library.address.starts_with("http") {
                format!("<a href=\"{}\" rel=\"noreferrer\">{name}</a>", escaped(&library.address))
            } else {
                name
            };
            format!("<li>{name} {} : {}</li>\n", escaped(&library.version), escaped(&library.licence))
        })
        .collect();
    let aside: String = tools
        .iter()
        .map(|(name, version, licence)| {
            format!("<li>{} {} : {}</li>\n", escaped(name), escaped(version), escaped(licence))
        })
        .collect();
    let full: String = by_text
        .iter()
        .map(|(text, names)| {
            let names = names.join(", ");
            format!("<h3>{}</h3>\n<pre>{}</pre>\n", escaped(&names), escaped(text))
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\"><title>Licences – Jalons</title><link rel=\"stylesheet\" href=\"sans-javascript.css\"></head>\n<body><main>\n<h1>Licences</h1>\n<p><a href=\"./index.html#/a-propos\">Retour à Jalons</a></p>\n<p>Le code de Jalons est sous licence MIT ou Apache-2.0, au choix. Les données FINESS viennent de l’ANS, sous Licence Ouverte 2.0. La bibliothèque standard de Rust, que contiennent les programmes, est sous licence MIT ou Apache-2.0.</p>\n<h2>Bibliothèques de la page et de ses programmes</h2>\n<ul>\n{lines}</ul>\n<h2>Outils de fabrication</h2>\n<p>Ils allègent les fichiers, et n’y mettent rien d’eux.</p>\n<ul>\n{aside}</ul>\n<h2>Textes des licences</h2>\n<div lang=\"en\">\n{full}</div>\n</main></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_runs_in_a_browser_is_told_and_what_only_builds_is_not() {
        let package = |name: &str, kind: &str, source: Value| json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT", "source": source, "manifest_path": "/nulle-part/Cargo.toml", "targets": [{ "kind": [kind] }] });
        let kinds = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let elsewhere = json!("registry");
        let metadata = json!({
            "packages": [
                package("jalons", "lib", Value::Null), package("serde", "lib", elsewhere.clone()),
                package("derive", "proc-macro", elsewhere.clone()), package("syn", "lib", elsewhere.clone()),
                package("proptest", "lib", elsewhere.clone()), package("ryu", "lib", elsewhere),
            ],
            "resolve": { "nodes": [
                { "id": "jalons", "deps": [kinds("serde", Value::Null), kinds("proptest", json!("dev"))] },
                { "id": "serde", "deps": [kinds("derive", Value::Null), kinds("ryu", Value::Null)] },
                { "id": "derive", "deps": [kinds("syn", Value::Null)] },
            ] },
        });
        let names: Vec<String> = shipped(&metadata).into_iter().map(|library| library.name).collect();
        assert_eq!(names, ["ryu", "serde"]);
    }

    #[test]
    fn one_text_stands_once_and_nothing_in_it_is_markup() {
        let library = |name: &str| Library {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            address: "https://exemple.fr/?a&b".to_owned(),
            texts: vec!["Copyright <moi@exemple.fr>".to_owned()],
        };
        let page = html(
            &[library("a"), library("b")],
            &[("terser".to_owned(), "5".to_owned(), "BSD-2-Clause".to_owned())],
        );
        assert_eq!(page.matches("Copyright &lt;moi@exemple.fr&gt;").count(), 1);
        assert!(
            page.contains("<h3>a 1.0.0, b 1.0.0</h3>") && page.contains("terser 5 : BSD-2-Clause"),
            "{page}"
        );
        assert!(page.contains("?a&amp;b\""));
    }

    /// Each library that is shipped has a licence that its users may be told.
    #[test]
    fn the_libraries_of_this_project_are_there_with_their_texts() {
        let page = page().unwrap();
        for name in [
            "leptos",
            "serde_json",
            "idb",
            "chrono",
            "wasm-bindgen",
            "quick-xml",
            "rust_xlsxwriter",
            "terser",
        ] {
            assert!(page.contains(&format!(">{name}<")) || page.contains(&format!("<li>{name} ")), "{name}");
        }
        for absent in ["proptest", "calamine"] {
            assert!(!page.contains(&format!(">{absent}<")), "{absent} is only for tests");
        }
        assert!(!page.contains(" : </li>"), "one has no licence");
    }
}
