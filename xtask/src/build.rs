//! Builds the page to publish, in dist/: a folder that works under any path of any static host.

use std::path::PathBuf;

use crate::setup;
use crate::tools::{Outcome, root, run};

/// Installs what is missing, then does what `trunk build --release` does: Trunk.toml holds the rest, and `finish`.
pub fn release() -> Outcome {
    setup::for_release()?;
    run("trunk", &["build", "--release", "--offline", "true"])
}

/// Where the page is built.
pub fn dist() -> PathBuf {
    root().join("dist")
}
