//! Everything that must hold, in order; stops at the first thing that does not.

use std::time::Instant;

use crate::build::{fichiers, publier};
use crate::outils::{Issue, lancer, lancer_avec, racine, trouver};
use crate::{poids, setup};

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing, then checks everything.
pub fn tout() -> Issue {
    let start = Instant::now();
    etape("ce qu’il faut", setup::tout)?;
    etape("mise en forme", || lancer("cargo", &["fmt", "--all", "--check"]))?;
    etape("clippy, domaine et commandes", || {
        lancer("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
    })?;
    etape("clippy, navigateur", || {
        let targets = ["--lib", "--bins", "--test", "browser", "--", "-D", "warnings"];
        lancer("cargo", &[&["clippy", "--package", "jalons", "--target", WASM], &targets[..]].concat())
    })?;
    etape("tests du domaine", || lancer("cargo", &["test", "--workspace"]))?;
    etape("tests du navigateur", navigateur)?;
    etape("page à publier, et son poids", || poids::verifier(publier()?))?;
    etape("parcours", parcours)?;
    println!("\nTout est vérifié, en {} s.", start.elapsed().as_secs());
    Ok(())
}

fn etape(name: &str, step: impl FnOnce() -> Issue) -> Issue {
    println!("\n── {name}");
    let start = Instant::now();
    step().map_err(|sentence| format!("Étape « {name} » : {sentence}"))?;
    println!("── {name} : {} s", start.elapsed().as_secs());
    Ok(())
}

/// tests/browser, in Chromium driven by chromedriver with the arguments of webdriver.json.
fn navigateur() -> Issue {
    let driver = trouver("chromedriver").unwrap_or_default();
    let environment =
        [("CHROMEDRIVER", driver.to_str().unwrap_or("chromedriver")), ("WASM_BINDGEN_TEST_TIMEOUT", "120")];
    lancer_avec(
        "cargo",
        &["test", "--package", "jalons", "--target", WASM, "--test", "browser"],
        &environment,
    )
}

/// tests/e2e/*.test.mjs, on dist/. Named one by one: versions of Node.js differ on what a folder or a pattern means.
fn parcours() -> Issue {
    let files = fichiers(&racine().join("tests/e2e"))?;
    let files = files.iter().filter_map(|file| file.to_str()).filter(|file| file.ends_with(".test.mjs"));
    let arguments: Vec<&str> = ["--test", "--test-concurrency=1"].into_iter().chain(files).collect();
    lancer("node", &arguments)
}
