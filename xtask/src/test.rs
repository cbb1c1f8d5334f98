//! Everything that must hold, in order; stops at the first thing that does not.

use std::time::Instant;

use crate::build::release;
use crate::tools::{Outcome, files, find, root, run, run_with};
use crate::{setup, weight};

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing, then checks everything.
pub fn all() -> Outcome {
    let start = Instant::now();
    step("ce qu’il faut", setup::all)?;
    step("mise en forme", || run("cargo", &["fmt", "--all", "--check"]))?;
    step("clippy, domaine et commandes", || {
        run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
    })?;
    step("clippy, navigateur", || {
        let targets = ["--lib", "--bins", "--test", "browser", "--", "-D", "warnings"];
        run("cargo", &[&["clippy", "--package", "jalons", "--target", WASM], &targets[..]].concat())
    })?;
    step("tests du domaine", || run("cargo", &["test", "--workspace"]))?;
    step("tests du navigateur", browser)?;
    step("page à publier, et son poids", || {
        release()?;
        weight::check()
    })?;
    step("parcours", journeys)?;
    println!("\nTout est vérifié, en {} s.", start.elapsed().as_secs());
    Ok(())
}

fn step(name: &str, check: impl FnOnce() -> Outcome) -> Outcome {
    println!("\n── {name}");
    let start = Instant::now();
    check().map_err(|sentence| format!("Étape « {name} » : {sentence}"))?;
    println!("── {name} : {} s", start.elapsed().as_secs());
    Ok(())
}

/// tests/browser, in Chromium driven by chromedriver with the arguments of webdriver.json.
fn browser() -> Outcome {
    let driver = find("chromedriver").unwrap_or_default();
    let environment =
        [("CHROMEDRIVER", driver.to_str().unwrap_or("chromedriver")), ("WASM_BINDGEN_TEST_TIMEOUT", "120")];
    run_with("cargo", &["test", "--package", "jalons", "--target", WASM, "--test", "browser"], &environment)
}

/// tests/e2e/*.test.mjs, on dist/. Named one by one: versions of Node.js differ on what a folder or a pattern means.
fn journeys() -> Outcome {
    let found = files(&root().join("tests/e2e"))?;
    let files = found.iter().filter_map(|file| file.to_str()).filter(|file| file.ends_with(".test.mjs"));
    let arguments: Vec<&str> = ["--test", "--test-concurrency=1"].into_iter().chain(files).collect();
    run("node", &arguments)
}
