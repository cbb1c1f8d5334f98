//! Builds the page for development and serves it on this computer.

use crate::outils::{Issue, lancer};
use crate::setup;

/// Serves until it is stopped, and builds again at each change.
pub fn servir() -> Issue {
    setup::pour_construire()?;
    println!("Construction (une à trois minutes la première fois), puis la page sera à l’adresse :");
    println!("  http://127.0.0.1:8420/   (Ctrl-C pour arrêter)");
    lancer("trunk", &["serve", "--offline", "true"])
}
