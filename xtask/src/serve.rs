//! Builds the page for development and serves it on this computer.

use crate::setup;
use crate::tools::{Outcome, run};

/// Serves until it is stopped, and builds again at each change.
pub fn serve() -> Outcome {
    setup::for_development()?;
    println!("Construction (une à trois minutes la première fois), puis la page sera à l’adresse :");
    println!("  http://127.0.0.1:8420/   (Ctrl-C pour arrêter)");
    run("trunk", &["serve", "--offline", "true"])
}
