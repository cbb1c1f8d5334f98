//! What the pages of a dossier say of it: in their title, and under it.

use crate::domain::calendrier::long;
use crate::domain::elision::de;
use crate::domain::report::Report;
use crate::domain::sources::LUES_LE;
use crate::protocol::node::{Node, el};

/// « Liste à cocher d’ORSAC ».
pub fn titre_de(titre: &str, report: &Report) -> String {
    match report.structure.as_str() {
        "" => titre.to_owned(),
        structure => format!("{titre} {}", de(structure)),
    }
}

/// The day of the plan, and of the rules.
pub fn dates(report: &Report) -> Node {
    let dates = format!("Au {} · règles et sources lues le {LUES_LE}", long(report.jour));
    el("p").class("legende").child(dates)
}
