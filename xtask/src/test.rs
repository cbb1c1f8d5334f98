//! Everything that must hold, in order; stops at the first thing that does not.

use std::time::Instant;

use crate::build::release;
use crate::tools::{Outcome, files, find, root, run, run_with};
use crate::{settings, setup, single, sources, weight};

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing, then checks everything.
pub fn all() -> Outcome {
    let start = Instant::now();
    settings::none_filled()?;
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
    step("sources à relire", sources::due)?;
    step("tests du navigateur", browser)?;
    step("page à publier, et son poids", || {
        release()?;
        single::write(None)?;
        weight::check()
    })?;
    step("parcours", || journeys("tests/e2e", 2))?;
    step("hébergeurs", || journeys("tests/hotes", 1))?;
    step("Lighthouse, CSP Evaluator, html-validate", || journeys("tests/audits", 1))?;
    match setup::engines() {
        (true, true) => step("parcours dans Firefox et WebKit", || {
            setup::other_browsers()?;
            journeys("tests/navigateurs", 1)
        })?,
        (true, false) => one_engine("firefox", "Firefox", "WebKit")?,
        (false, true) => one_engine("webkit", "WebKit", "Firefox")?,
        (false, false) => println!(
            "\nFirefox et WebKit ne sont pas installés\u{a0}: cargo xtask test --navigateurs les installe et les essaie."
        ),
    }
    println!("\nTout est vérifié, en {} s.", start.elapsed().as_secs());
    Ok(())
}

/// The journeys of tests/navigateurs in the one engine that is there, by the name that they give it (`MOTEUR`).
fn one_engine(engine: &str, name: &str, absent: &str) -> Outcome {
    step(&format!("parcours dans {name}"), || {
        setup::packages("tests/navigateurs", "selenium-webdriver, dans tests/navigateurs")?;
        journeys_in("tests/navigateurs", 1, &[("MOTEUR", engine)])
    })?;
    println!(
        "\n{absent} n’est pas essayé\u{a0}: lui ou son pilote n’est pas installé. cargo xtask test --navigateurs installe les deux."
    );
    Ok(())
}

/// The journeys of tests/navigateurs alone, on the page that is built anew: Firefox and WebKit.
pub fn other_browsers() -> Outcome {
    let start = Instant::now();
    settings::none_filled()?;
    step("ce qu’il faut", setup::other_browsers)?;
    step("page à publier", || {
        release()?;
        single::write(None)
    })?;
    step("parcours dans Firefox et WebKit", || journeys("tests/navigateurs", 1))?;
    println!("\nFirefox et WebKit : tout est vérifié, en {} s.", start.elapsed().as_secs());
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

/// The `*.test.mjs` of a folder, on dist/, that many files at a time. Named one by one: versions of Node.js differ on what
/// a folder or a pattern means.
fn journeys(folder: &str, together: u8) -> Outcome {
    journeys_in(folder, together, &[])
}

/// The same, with more environment.
fn journeys_in(folder: &str, together: u8, environment: &[(&str, &str)]) -> Outcome {
    let found = files(&root().join(folder))?;
    let files = found.iter().filter_map(|file| file.to_str()).filter(|file| file.ends_with(".test.mjs"));
    let together = format!("--test-concurrency={together}");
    let arguments: Vec<&str> = ["--test", together.as_str()].into_iter().chain(files).collect();
    run_with("node", &arguments, environment)
}
