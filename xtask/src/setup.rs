//! Installs what is missing; says what and how long; when it can't, says what to install by hand and stops.
//!
//! **Invariant:** nothing is asked of the network when everything is there.

use crate::tools::{Outcome, find, output, read_text, root, run, run_with};

/// The version of Trunk that the project builds with: 0.22 asks for a newer Rust.
const TRUNK: &str = "0.21.14";

/// The oldest Node.js that the tools of package.json run in.
const NODE: u32 = 20;

/// The names that Chromium goes by.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What all journeys are written with.
const JOURNEYS: &str = "playwright-core, axe-core et les tables de compatibilité de MDN, dans tests/e2e";

/// The driver of Firefox.
const GECKODRIVER: &str = "0.37.1";

/// Where Debian's Python is, whatever other one the PATH has.
const PYTHON: &str = "/usr/bin/python3";

/// Fails in a Python that can't open a window of WebKit.
const WEBKIT: &str = "import gi; gi.require_version('WebKit2', '4.1'); gi.require_version('Gtk', '3.0')";

/// What building the page needs.
pub fn for_development() -> Outcome {
    target()?;
    crates()?;
    trunk()?;
    wasm_bindgen()
}

/// What publishing it needs: wasm-opt, terser and esbuild besides, which come by npm.
pub fn for_release() -> Outcome {
    for_development()?;
    node()?;
    packages(".", "wasm-opt (binaryen), terser et esbuild, qui allègent la page, dans node_modules")
}

/// What everything needs.
pub fn all() -> Outcome {
    components()?;
    for_release()?;
    packages("tests/e2e", JOURNEYS)?;
    packages(
        "tests/audits",
        "Lighthouse, CSP Evaluator et html-validate, qui jugent la page, dans tests/audits",
    )?;
    programs(&[
        (|| CHROMIUM.iter().any(|name| find(name).is_some()), "chromium"),
        (|| find("chromedriver").is_some(), "chromium-driver"),
        (|| find("pdftotext").is_some(), "poppler-utils"),
        // The smallest host of tests/hotes; the others are tried where they are.
        (|| find("busybox").is_some(), "busybox"),
    ])
}

/// What the journeys in Firefox and WebKit need besides: the browsers and their drivers.
pub fn other_browsers() -> Outcome {
    for_release()?;
    packages("tests/e2e", JOURNEYS)?;
    packages("tests/navigateurs", "selenium-webdriver, qui parle aux pilotes, dans tests/navigateurs")?;
    programs(&[
        (|| find("firefox-esr").is_some() || find("firefox").is_some(), "firefox-esr"),
        (|| find("WebKitWebDriver").is_some(), "webkit2gtk-driver"),
        // The window of tests/navigateurs/lib/fenetre-webkit.py, in the Python of the system.
        (|| output(PYTHON, &["-c", WEBKIT]).is_some(), "python3-gi gir1.2-webkit2-4.1"),
        (|| find("Xvfb").is_some(), "xvfb"),
        (|| find("pdftotext").is_some(), "poppler-utils"),
    ])?;
    geckodriver()
}

/// Whether Firefox is there with its driver, then WebKit.
pub fn engines() -> (bool, bool) {
    let there = |program: &str| find(program).is_some();
    (
        there("geckodriver") && (there("firefox-esr") || there("firefox")),
        there("WebKitWebDriver") && there("Xvfb") && output(PYTHON, &["-c", WEBKIT]).is_some(),
    )
}

/// What reads the files of the page again, but for what Python's own packages bring (`readers`).
pub fn readers() -> Outcome {
    programs(&[
        (
            || find("soffice").is_some() || find("libreoffice").is_some(),
            "libreoffice-calc libreoffice-writer",
        ),
        (|| output("python3", &["-c", "import venv, ensurepip"]).is_some(), "python3-venv"),
        (|| find("pdftotext").is_some(), "poppler-utils"),
        (|| find("unzip").is_some(), "unzip"),
    ])
}

/// Debian has none for the Firefox that it has.
fn geckodriver() -> Outcome {
    let package = format!("geckodriver@{GECKODRIVER}");
    let present = || find("geckodriver").is_some();
    require(
        present,
        &format!("geckodriver {GECKODRIVER}, qui pilote Firefox"),
        "2 à 15 minutes",
        || install(&["--locked", &package], QUICKEST, present),
        &format!("Avec le réseau : cargo install --locked {package}"),
    )
}

/// One thing that is needed: whether it is there, how to install it, and what to say when that did not bring it.
fn require(
    present: impl Fn() -> bool,
    what: &str,
    how_long: &str,
    install: impl FnOnce() -> Outcome,
    by_hand: &str,
) -> Outcome {
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

fn components() -> Outcome {
    require(
        || {
            output("cargo", &["fmt", "--version"]).is_some()
                && output("cargo", &["clippy", "--version"]).is_some()
        },
        "rustfmt et clippy, qui relisent le code",
        "une minute",
        || run("rustup", &["component", "add", "rustfmt", "clippy"]),
        "Avec rustup et le réseau : rustup component add rustfmt clippy. Sans rustup : les paquets rustfmt et rust-clippy de votre système.",
    )
}

fn target() -> Outcome {
    let present = || {
        let root = output("rustc", &["--print", "sysroot"]).unwrap_or_default();
        std::path::Path::new(&root).join("lib/rustlib/wasm32-unknown-unknown").is_dir()
    };
    require(
        present,
        "la cible WebAssembly de Rust",
        "une minute",
        || run("rustup", &["target", "add", "wasm32-unknown-unknown"]),
        "Avec rustup et le réseau : rustup target add wasm32-unknown-unknown. Sans rustup : installez-le (https://rustup.rs).",
    )
}

/// The crates of Cargo.lock: Trunk and the tests then build without the network.
fn crates() -> Outcome {
    require(
        || output("cargo", &["fetch", "--quiet", "--offline"]).is_some(),
        "les bibliothèques Rust de Cargo.lock",
        "une minute",
        || run("cargo", &["fetch", "--quiet"]),
        "Avec le réseau : cargo fetch",
    )
}

fn trunk() -> Outcome {
    let package = format!("trunk@{TRUNK}");
    let present = || version_is("trunk", TRUNK);
    require(
        present,
        &format!("trunk {TRUNK}, qui assemble la page"),
        "3 à 8 minutes",
        || install(&["--locked", &package], QUICKEST, present),
        &format!("Avec le réseau : cargo install --locked {package}"),
    )
}

fn wasm_bindgen() -> Outcome {
    let version = wasm_bindgen_version()?;
    let package = format!("wasm-bindgen-cli@{version}");
    let present = || version_is("wasm-bindgen", &version) && version_is("wasm-bindgen-test-runner", &version);
    require(
        present,
        &format!("wasm-bindgen {version}, qui relie le programme au navigateur"),
        "1 à 4 minutes",
        // Without --locked: the lock file of 0.2.130 does not resolve.
        || install(&[&package], QUICK, present),
        &format!("Avec le réseau : cargo install {package}"),
    )
}

/// The level of optimisation of a tool that waits for others: Trunk for cargo, geckodriver for Firefox.
const QUICKEST: &str = "0";

/// That of a tool that reads and writes the whole program of the page again at each build.
const QUICK: &str = "1";

/// Installs a tool written in Rust: as it was built by its authors, where cargo-binstall is there and can; else from its
/// source, quick to build rather than quick to run (3 minutes instead of 8 for Trunk, on two cores).
fn install(package: &[&str], level: &str, present: impl Fn() -> bool) -> Outcome {
    if find("cargo-binstall").is_some() {
        let ready = [&["binstall", "--quiet", "--no-confirm", "--force"], package].concat();
        if run("cargo", &ready).is_ok() && present() {
            return Ok(());
        }
        println!("cargo binstall n’a pas abouti : construction depuis les sources.");
    }
    let source = [&["install", "--quiet", "--force"], package].concat();
    let quick = [
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", level),
    ];
    run_with("cargo", &source, &quick)
}

fn version_is(program: &str, version: &str) -> bool {
    output(program, &["--version"]).is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
}

/// The version of wasm-bindgen in Cargo.lock: the tool must be the same.
fn wasm_bindgen_version() -> Outcome<String> {
    let lock = read_text(&root().join("Cargo.lock"))?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains("name = \"wasm-bindgen\"\n"));
    let version = entry.and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = \"")));
    version
        .map(|version| version.trim_end_matches('"').to_owned())
        .ok_or_else(|| "Cargo.lock ne cite pas wasm-bindgen.".to_owned())
}

/// A program of the system: whether it is there, and the Debian packages that bring it.
type Program = (fn() -> bool, &'static str);

fn programs(needs: &[Program]) -> Outcome {
    let packages: Vec<&str> =
        needs.iter().filter(|(present, _)| !present()).flat_map(|(_, names)| names.split(' ')).collect();
    let names = packages.join(" ");
    let install = || {
        if find("apt-get").is_none() {
            return Err("Ce système n’a pas apt-get.".to_owned());
        }
        run("apt-get", &["update", "--quiet"])?;
        run("apt-get", &[&["install", "--yes", "--no-install-recommends"], &packages[..]].concat())
    };
    require(
        || needs.iter().all(|(present, _)| present()),
        &names,
        "1 à 3 minutes",
        install,
        &format!(
            "Avec les droits et le réseau, sur Debian ou Ubuntu : sudo apt-get install {names}. Ailleurs : Node.js 20 ou plus récent avec npm, Chromium, ChromeDriver de la même version, et pdftotext (Poppler), dans le PATH ; pour « --navigateurs », Firefox, WebKitGTK avec WebKitWebDriver, PyGObject et Xvfb ; pour « lecteurs », LibreOffice, Python 3.11 ou plus récent et unzip."
        ),
    )
}

/// Node.js and npm. What the system has, or brings, may be too old: asking it again would bring the same.
fn node() -> Outcome {
    if let Some(reason) = too_old(&node_version()) {
        return Err(reason);
    }
    let there = || !node_version().is_empty();
    programs(&[(there, "nodejs"), (|| find("npm").is_some(), "npm")])?;
    too_old(&node_version()).map_or(Ok(()), Err)
}

/// What it says of itself; nothing when it is not there.
fn node_version() -> String {
    output("node", &["--version"]).unwrap_or_default()
}

/// What to do about a Node.js of that version, when it is too old.
fn too_old(version: &str) -> Option<String> {
    let version = version.trim_start_matches('v');
    let major = version.split('.').next()?.parse::<u32>().ok()?;
    (major < NODE).then(|| {
        format!(
            "Node.js est là, en version {version} ; il faut la version {NODE} ou une plus récente, et les paquets de Debian 12 et d’Ubuntu 24.04 ne l’ont pas. Prenez la version « LTS » sur https://nodejs.org ; ou, avec nvm (https://github.com/nvm-sh/nvm) : nvm install --lts. Quand « node --version » la dit, recommencez."
        )
    })
}

/// The npm packages of a folder, as its package-lock.json has them.
pub fn packages(folder: &str, what: &str) -> Outcome {
    let here: &[&str] = if folder == "." { &[] } else { &["--prefix", folder] };
    let install = [&["ci", "--no-audit", "--no-fund"], here].concat();
    require(
        // Fails when a package is missing or is not of the version that package.json asks for.
        || output("npm", &[&["ls", "--depth=0"], here].concat()).is_some(),
        what,
        "une minute",
        || run("npm", &install),
        &format!("Avec le réseau : {}", [&["npm", "ci"], here].concat().join(" ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_is_too_old_is_told_where_to_find_another_and_never_to_ask_the_system_again() {
        for version in ["v18.19.0", "v18.20.4", "v12.22.9"] {
            let said = too_old(version).unwrap();
            assert!(said.contains(&version[1..]) && said.contains("https://nodejs.org"), "{said}");
            assert!(!said.contains("apt-get"), "{said}");
        }
        for version in ["v20.0.0", "v22.22.2", ""] {
            assert_eq!(too_old(version), None, "{version}");
        }
    }
}
