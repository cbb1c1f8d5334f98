//! Says what a host sends of a published copy, file by file, with what to do: the work is that of `xtask/verifier.mjs`, which says
//! why it is in Node.

use crate::tools::{Outcome, run};

/// Asks the host of that address.
pub fn verify(address: Option<&str>) -> Outcome {
    match address {
        Some(address) if address.starts_with("http://") || address.starts_with("https://") => {
            run("node", &["xtask/verifier.mjs", address])
                .map_err(|_| "La copie publiée est à corriger, ou Node.js manque.".to_owned())
        }
        _ => Err("Usage : cargo xtask verify https://exemple.fr/jalons/".to_owned()),
    }
}
