//! Installs what is missing; says what and how long; when it can't, says what to install by hand and stops.

use crate::outils::{Issue, lancer, lire, racine, trouver};

/// The version of Trunk that the project builds with: 0.22 asks for a newer Rust.
const TRUNK: &str = "0.21.14";

/// What building the page needs.
pub fn pour_construire() -> Issue {
    cible()?;
    trunk()?;
    wasm_bindgen()
}

/// What everything needs.
pub fn tout() -> Issue {
    pour_construire()?;
    node()?;
    paquets_npm()?;
    paquets_systeme()
}

fn annonce(what: &str, how_long: &str) {
    println!("Installation : {what} ({how_long})");
}

fn cible() -> Issue {
    let root = lire("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if std::path::Path::new(&root).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    annonce("la cible WebAssembly de Rust", "une minute");
    lancer("rustup", &["target", "add", "wasm32-unknown-unknown"]).map_err(|_| {
        "La cible WebAssembly manque. Avec rustup et le réseau : rustup target add wasm32-unknown-unknown. Sans rustup, sur Debian : paquets rustc-web et rust-web-src.".to_owned()
    })
}

fn trunk() -> Issue {
    if lire("trunk", &["--version"]).is_some_and(|version| version.ends_with(TRUNK)) {
        return Ok(());
    }
    annonce(&format!("trunk {TRUNK}, qui assemble la page"), "5 à 8 minutes");
    lancer("cargo", &["install", "--locked", "--force", &format!("trunk@{TRUNK}")])
        .map_err(|_| format!("trunk {TRUNK} manque. Avec le réseau : cargo install --locked trunk@{TRUNK}"))
}

/// The version of wasm-bindgen in Cargo.lock: the tool must be the same.
fn version_wasm_bindgen() -> Issue<String> {
    let lock = std::fs::read_to_string(racine().join("Cargo.lock")).map_err(|error| format!("Cargo.lock : {error}"))?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains("name = \"wasm-bindgen\"\n"));
    let version = entry.and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = \"")));
    version.map(|version| version.trim_end_matches('"').to_owned()).ok_or("Cargo.lock ne cite pas wasm-bindgen.".to_owned())
}

fn wasm_bindgen() -> Issue {
    let version = version_wasm_bindgen()?;
    if lire("wasm-bindgen", &["--version"]).is_some_and(|found| found.ends_with(&version)) {
        return Ok(());
    }
    annonce(&format!("wasm-bindgen {version}"), "2 minutes");
    // Without --locked: the lock file of 0.2.130 does not resolve.
    lancer("cargo", &["install", "--force", &format!("wasm-bindgen-cli@{version}")])
        .map_err(|_| format!("wasm-bindgen {version} manque. Avec le réseau : cargo install wasm-bindgen-cli@{version}"))
}

fn apt(packages: &[&str], minutes: &str) -> Issue {
    let names = packages.join(" ");
    if trouver("apt-get").is_none() {
        return Err(format!("Il manque : {names}. Installez-les avec le gestionnaire de paquets de votre système."));
    }
    annonce(&names, minutes);
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    let update = lancer("apt-get", &["update", "--quiet"]);
    update.and_then(|()| lancer("apt-get", &arguments)).map_err(|_| {
        format!("Il manque : {names}. Avec les droits et le réseau : sudo apt-get install {names}")
    })
}

fn node() -> Issue {
    let major = lire("node", &["--version"]).and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    match major {
        Some(20..) if trouver("npm").is_some() => Ok(()),
        _ => apt(&["nodejs", "npm"], "2 minutes"),
    }
}

/// The version that tests/e2e/package.json asks of a package is the one that is there.
fn paquets_npm() -> Issue {
    let folder = racine().join("tests/e2e");
    let stamp = folder.join("node_modules/.package-lock.json");
    let newer = |file: &std::path::Path| std::fs::metadata(file).and_then(|data| data.modified()).ok();
    let fresh = newer(&stamp).zip(newer(&folder.join("package-lock.json"))).is_some_and(|(here, lock)| here >= lock);
    if fresh {
        return Ok(());
    }
    annonce("playwright-core, axe-core et binaryen (npm)", "une minute");
    lancer("npm", &["ci", "--prefix", "tests/e2e", "--no-audit", "--no-fund"])
        .map_err(|_| "Les paquets de tests/e2e manquent. Avec le réseau : npm ci --prefix tests/e2e".to_owned())
}

fn paquets_systeme() -> Issue {
    let browser = ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| trouver(name).is_some());
    let mut missing = vec![];
    if !browser {
        missing.push("chromium");
    }
    if trouver("chromedriver").is_none() {
        missing.push("chromium-driver");
    }
    if trouver("pdftotext").is_none() {
        missing.push("poppler-utils");
    }
    if missing.is_empty() { Ok(()) } else { apt(&missing, "2 minutes") }
}
