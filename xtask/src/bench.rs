//! How fast everything is: plans, then the page in Chromium, beside the build of an earlier commit and a page of
//! SurveyJS. What is measured, and its bars, stand in `benches/page.mjs`.

use crate::build::release;
use crate::tools::{Outcome, output, root, run, run_with};
use crate::{settings, setup};

/// The commit whose build stands beside that of this tree: the last before the page was written on Leptos.
const REFERENCE: &str = "3ed97671d546b987cdf0d810ea7187f9cf2b6885";

/// Measures everything, or only those parts of `benches/page.mjs`. Fails on what could not be measured, never on a figure.
pub fn measure(parts: impl Iterator<Item = String>) -> Outcome {
    settings::none_filled()?;
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        run("cargo", &["bench", "--package", "jalons"])?;
    }
    setup::all()?;
    setup::packages("benches", "SurveyJS et @streamparser/json, pour les mesures")?;
    let reference = reference()?;
    release()?;
    let mut arguments = vec!["benches/page.mjs", "--reference", &reference];
    arguments.extend(parts.iter().map(String::as_str));
    run("node", &arguments)
}

/// The built page of [`REFERENCE`]: in a worktree of its own, kept from one run to the next.
fn reference() -> Outcome<String> {
    let folder = root().join("target/reference");
    let built = folder.join("dist").to_string_lossy().into_owned();
    if folder.join("dist/index.html").is_file() {
        return Ok(built);
    }
    let commit = format!("{REFERENCE}^{{commit}}");
    if output("git", &["cat-file", "-e", &commit]).is_none() {
        return Err(format!(
            "La page se mesure à côté de celle du commit {REFERENCE}, qui n’est pas dans cette copie du dépôt. Avec le réseau : git fetch origin {REFERENCE}"
        ));
    }
    println!(
        "Construction de la page du commit {REFERENCE}, pour la mesurer à côté (cinq à dix minutes, une fois)"
    );
    if !folder.join("Cargo.toml").is_file() {
        // `--force`: the folder may have been removed with target/, and still be known to git.
        run("git", &["worktree", "add", "--force", "--detach", "target/reference", REFERENCE])?;
    }
    let build = ["run", "--quiet", "--manifest-path", "target/reference/xtask/Cargo.toml", "--", "build"];
    run_with("cargo", &build, &[("CARGO_TARGET_DIR", &target("reference-build"))])?;
    Ok(built)
}

/// Where something beside the page is built: the folder of built programs that several copies of the project share, when
/// there is one, else one of its own.
fn target(name: &str) -> String {
    std::env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| root().join("target").join(name).to_string_lossy().into_owned())
}
