//! Installs what is missing; says what and how long; when it can't, says what to install by hand and stops.
//!
//! **Invariant:** nothing is asked of the network when everything is there.

use crate::outils::{Issue, lancer, lire, racine, trouver};

/// The version of Trunk that the project builds with: 0.22 asks for a newer Rust.
const TRUNK: &str = "0.21.14";

/// The names that Chromium goes by.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What building the page needs.
pub fn pour_construire() -> Issue {
    cible()?;
    bibliotheques()?;
    trunk()?;
    wasm_bindgen()
}

/// What publishing it needs: wasm-opt besides, which comes by npm.
pub fn pour_publier() -> Issue {
    pour_construire()?;
    programmes(&[(node_convient, "nodejs"), (|| trouver("npm").is_some(), "npm")])?;
    paquets_npm()
}

/// What everything needs.
pub fn tout() -> Issue {
    composants()?;
    pour_publier()?;
    programmes(&[
        (|| CHROMIUM.iter().any(|name| trouver(name).is_some()), "chromium"),
        (|| trouver("chromedriver").is_some(), "chromium-driver"),
        (|| trouver("pdftotext").is_some(), "poppler-utils"),
    ])
}

/// One thing that is needed: whether it is there, how to install it, and what to say when that did not bring it.
fn exiger(
    present: impl Fn() -> bool,
    what: &str,
    how_long: &str,
    install: impl FnOnce() -> Issue,
    by_hand: &str,
) -> Issue {
    if present() {
        return Ok(());
    }
    println!("Installation : {what} ({how_long})");
    match install() {
        Ok(()) if present() => Ok(()),
        Ok(()) => Err(format!("Introuvable, même après installation : {what}. {by_hand}")),
        Err(reason) => Err(format!("{reason}\nIl manque : {what}. {by_hand}")),
    }
}

fn composants() -> Issue {
    exiger(
        || {
            lire("cargo", &["fmt", "--version"]).is_some()
                && lire("cargo", &["clippy", "--version"]).is_some()
        },
        "rustfmt et clippy, qui relisent le code",
        "une minute",
        || lancer("rustup", &["component", "add", "rustfmt", "clippy"]),
        "Avec rustup et le réseau : rustup component add rustfmt clippy. Sans rustup : les paquets rustfmt et rust-clippy de votre système.",
    )
}

fn cible() -> Issue {
    let present = || {
        let root = lire("rustc", &["--print", "sysroot"]).unwrap_or_default();
        std::path::Path::new(&root).join("lib/rustlib/wasm32-unknown-unknown").is_dir()
    };
    exiger(
        present,
        "la cible WebAssembly de Rust",
        "une minute",
        || lancer("rustup", &["target", "add", "wasm32-unknown-unknown"]),
        "Avec rustup et le réseau : rustup target add wasm32-unknown-unknown. Sans rustup : installez-le (https://rustup.rs).",
    )
}

/// The crates of Cargo.lock: Trunk and the tests then build without the network.
fn bibliotheques() -> Issue {
    exiger(
        || lire("cargo", &["fetch", "--quiet", "--offline"]).is_some(),
        "les bibliothèques Rust de Cargo.lock",
        "une minute",
        || lancer("cargo", &["fetch", "--quiet"]),
        "Avec le réseau : cargo fetch",
    )
}

fn trunk() -> Issue {
    exiger(
        || version_est("trunk", TRUNK),
        &format!("trunk {TRUNK}, qui assemble la page"),
        "5 à 8 minutes",
        || lancer("cargo", &["install", "--quiet", "--locked", "--force", &format!("trunk@{TRUNK}")]),
        &format!("Avec le réseau : cargo install --locked trunk@{TRUNK}"),
    )
}

fn wasm_bindgen() -> Issue {
    let version = version_wasm_bindgen()?;
    let package = format!("wasm-bindgen-cli@{version}");
    exiger(
        || version_est("wasm-bindgen", &version) && version_est("wasm-bindgen-test-runner", &version),
        &format!("wasm-bindgen {version}, qui relie le programme au navigateur"),
        "2 à 4 minutes",
        // Without --locked: the lock file of 0.2.130 does not resolve.
        || lancer("cargo", &["install", "--quiet", "--force", &package]),
        &format!("Avec le réseau : cargo install {package}"),
    )
}

fn version_est(program: &str, version: &str) -> bool {
    lire(program, &["--version"]).is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
}

/// The version of wasm-bindgen in Cargo.lock: the tool must be the same.
fn version_wasm_bindgen() -> Issue<String> {
    let lock = std::fs::read_to_string(racine().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock : {error}"))?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains("name = \"wasm-bindgen\"\n"));
    let version = entry.and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = \"")));
    version
        .map(|version| version.trim_end_matches('"').to_owned())
        .ok_or_else(|| "Cargo.lock ne cite pas wasm-bindgen.".to_owned())
}

/// A program of the system: whether it is there, and the Debian package that brings it.
type Programme = (fn() -> bool, &'static str);

fn programmes(needs: &[Programme]) -> Issue {
    let packages: Vec<&str> =
        needs.iter().filter(|(present, _)| !present()).map(|(_, package)| *package).collect();
    let names = packages.join(" ");
    let install = || {
        if trouver("apt-get").is_none() {
            return Err("Ce système n’a pas apt-get.".to_owned());
        }
        lancer("apt-get", &["update", "--quiet"])?;
        lancer("apt-get", &[&["install", "--yes", "--no-install-recommends"], &packages[..]].concat())
    };
    exiger(
        || needs.iter().all(|(present, _)| present()),
        &names,
        "1 à 3 minutes",
        install,
        &format!(
            "Avec les droits et le réseau, sur Debian ou Ubuntu : sudo apt-get install {names}. Ailleurs : Node.js 20 ou plus récent avec npm, Chromium, ChromeDriver de la même version, et pdftotext (Poppler), dans le PATH."
        ),
    )
}

/// Node.js 20 or later.
fn node_convient() -> bool {
    let version = lire("node", &["--version"]).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default().parse::<u32>();
    major.is_ok_and(|major| major >= 20)
}

fn paquets_npm() -> Issue {
    exiger(
        // Fails when a package is missing or is not of the version that package.json asks for.
        || lire("npm", &["ls", "--prefix", "tests/e2e", "--depth=0"]).is_some(),
        "playwright-core, axe-core, binaryen et terser, dans tests/e2e",
        "une minute",
        || lancer("npm", &["ci", "--prefix", "tests/e2e", "--no-audit", "--no-fund"]),
        "Avec le réseau : npm ci --prefix tests/e2e",
    )
}
