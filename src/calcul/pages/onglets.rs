//! What the pages of a dossier share: how one goes from one to the other, what stands under their title, their acronyms.

use crate::protocol::node::{Node, el, link};
use crate::atelier::protocole::Quoi;
use crate::domain::calendrier::long;
use crate::domain::elision::de;
use crate::domain::glossaire::{Terme, termes_dans};
use crate::domain::report::Report;
use crate::domain::sources::LUES_LE;
use crate::route::{Lieu, Route};

use super::aide::terme;

/// The pages that come out of the answers, with the present one marked.
pub fn onglets(dossier: &str, ici: Quoi) -> Node {
    let pages = DrawnPage::VARIANTS.iter().copied().filter(|quoi| !quoi.tab().is_empty()).map(|quoi| {
        let page = link(&adresse(dossier, quoi)).child(quoi.tab());
        el("li").child(if quoi == ici { page.attr("aria-current", "page") } else { page })
    });
    el("nav")
        .class("onglets")
        .attr("aria-label", "Le plan et ce qui en sort")
        .child(el("ul").children(pages))
}

/// The address of a page of a dossier.
pub fn adresse(dossier: &str, quoi: Quoi) -> String {
    Route::Dossier(dossier.to_owned(), Lieu::Drawn(quoi)).href()
}

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

/// The acronyms of some nodes; none when they use none.
pub fn sigles(niveau: &'static str, titre: &str, dans: &[&Node]) -> Option<Node> {
    let text: String = dans.iter().map(|node| node.texte()).collect();
    let terms: Vec<&'static Terme> = termes_dans(&text).collect();
    (!terms.is_empty()).then(|| {
        el("section")
            .class("glossaire")
            .child(el(niveau).child(titre))
            .child(el("dl").children(terms.into_iter().map(terme)))
    })
}
