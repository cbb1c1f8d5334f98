//! How fast everything is: plans, then the page in Chromium, beside the build of an earlier commit and a page of
//! SurveyJS. What is measured of the page, and its bars, stand in `benches/page.mjs`.

use std::path::PathBuf;

use crate::build::release;
use crate::tools::{Outcome, output, root, run, run_with};
use crate::{plans, settings, setup};

/// The commit whose build stands beside that of this tree: the last before the page was written on Leptos.
const REFERENCE: &str = "3ed97671d546b987cdf0d810ea7187f9cf2b6885";

/// The part that is measured natively.
const PLANS: &str = "plans";

/// Measures everything, or only those parts: `plans`, and those of `benches/page.mjs`. Fails on what could not be measured,
/// never on a figure.
pub fn measure(parts: impl Iterator<Item = String>) -> Outcome {
    let mut parts: Vec<String> = parts.collect();
    let everything = parts.is_empty();
    let with_plans = everything || parts.iter().any(|part| part == PLANS);
    parts.retain(|part| part != PLANS);
    if with_plans {
        plans::compare(&sources()?, &target("reference-bench"))?;
    }
    if parts.is_empty() && !everything {
        return Ok(());
    }
    settings::none_filled()?;
    setup::all()?;
    setup::packages("benches", "SurveyJS et @streamparser/json, pour les mesures")?;
    let reference = reference()?;
    release()?;
    let mut arguments = vec!["benches/page.mjs", "--reference", &reference];
    arguments.extend(parts.iter().map(String::as_str));
    run("node", &arguments)
}

/// The sources of [`REFERENCE`]: in a worktree of its own, kept from one run to the next.
fn sources() -> Outcome<PathBuf> {
    let folder = root().join("target/reference");
    if folder.join("Cargo.toml").is_file() {
        return Ok(folder);
    }
    let commit = format!("{REFERENCE}^{{commit}}");
    if output("git", &["cat-file", "-e", &commit]).is_none() {
        return Err(format!(
            "Tout se mesure à côté du commit {REFERENCE}, qui n’est pas dans cette copie du dépôt. Avec le réseau : git fetch origin {REFERENCE}"
        ));
    }
    // `--force`: the folder may have been removed with target/, and still be known to git.
    run("git", &["worktree", "add", "--force", "--detach", "target/reference", REFERENCE])?;
    Ok(folder)
}

/// The built page of [`REFERENCE`], kept from one run to the next.
fn reference() -> Outcome<String> {
    let built = sources()?.join("dist");
    let page = built.to_string_lossy().into_owned();
    if built.join("index.html").is_file() {
        return Ok(page);
    }
    println!(
        "Construction de la page du commit {REFERENCE}, pour la mesurer à côté (cinq à dix minutes, une fois)"
    );
    let build = ["run", "--quiet", "--manifest-path", "target/reference/xtask/Cargo.toml", "--", "build"];
    run_with("cargo", &build, &[("CARGO_TARGET_DIR", &target("reference-build"))])?;
    Ok(page)
}

/// Where something beside the page is built: the folder of built programs that several copies of the project share, when
/// there is one, else one of its own.
fn target(name: &str) -> String {
    std::env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| root().join("target").join(name).to_string_lossy().into_owned())
}
