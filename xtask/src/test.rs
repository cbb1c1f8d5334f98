//! Everything that must hold, in order; stops at the first thing that does not.

use std::time::Instant;

use crate::build;
use crate::outils::{Issue, lancer, lancer_avec, racine, trouver};
use crate::setup;

/// Installs what is missing, then checks everything.
pub fn tout() -> Issue {
    setup::tout()?;
    let webdriver = racine().join("webdriver.json");
    let webdriver = webdriver.to_str().unwrap_or("webdriver.json");
    let driver = trouver("chromedriver").unwrap_or_default();
    let browser = [("CHROMEDRIVER", driver.to_str().unwrap_or("chromedriver")), ("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver), ("WASM_BINDGEN_TEST_TIMEOUT", "120")];
    etape("mise en forme", || lancer("cargo", &["fmt", "--all", "--check"]))?;
    etape("clippy, domaine et commandes", || {
        lancer("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
    })?;
    etape("clippy, navigateur", || {
        lancer(
            "cargo",
            &["clippy", "--package", "jalons", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--test", "browser", "--", "-D", "warnings"],
        )
    })?;
    etape("tests du domaine", || lancer("cargo", &["test", "--workspace", "--quiet"]))?;
    etape("tests du navigateur", || {
        lancer_avec(
            "cargo",
            &["test", "--package", "jalons", "--target", "wasm32-unknown-unknown", "--test", "browser"],
            &browser,
        )
    })?;
    etape("page à publier, et son poids", build::publier)?;
    etape("parcours", || lancer("node", &["--test", "--test-concurrency=1", "tests/e2e/"]))?;
    println!("\nTout est vérifié.");
    Ok(())
}

fn etape(name: &str, step: impl FnOnce() -> Issue) -> Issue {
    println!("\n── {name}");
    let start = Instant::now();
    step().map_err(|sentence| format!("Étape « {name} » : {sentence}"))?;
    println!("── {name} : {} s", start.elapsed().as_secs());
    Ok(())
}
