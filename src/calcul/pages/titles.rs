//! What the pages of a dossier say of it: in their title, and under it.

use chrono::NaiveDate;

use crate::domain::calendrier::long;
use crate::domain::elision::de;
use crate::domain::report::Report;
use crate::domain::sources::{LUES_LE, regles_anciennes};
use crate::protocol::node::{Node, el, fragment};

/// « Liste à cocher d’ORSAC ».
pub fn titre_de(titre: &str, report: &Report) -> String {
    match report.structure.as_str() {
        "" => titre.to_owned(),
        structure => format!("{titre} {}", de(structure)),
    }
}

/// The day of the plan, and of the rules; how old these are, once they are.
pub fn dates(report: &Report) -> Node {
    let dates = format!("Au {} · règles et sources lues le {LUES_LE}", long(report.jour));
    fragment().child(el("p").class("legende").child(dates)).child(anciennete(report.jour))
}

/// How old the rules are, once they are old.
pub fn anciennete(today: NaiveDate) -> Option<Node> {
    regles_anciennes(today).map(|phrase| el("p").class("avertissement").child(phrase))
}
