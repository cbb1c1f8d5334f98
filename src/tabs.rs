//! The row of links between the pages of a dossier: every program that draws one of them puts it at its top.

use strum::VariantArray;

use crate::protocol::node::{Node, el, link};
use crate::protocol::publication::DE_LA_PAGE;
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};

/// The pages that come out of the answers of a dossier, with the present one marked.
pub fn tabs(dossier: &str, here: DrawnPage) -> Node {
    let pages = DrawnPage::VARIANTS.iter().filter_map(|page| {
        let place = Route::Dossier(dossier.to_owned(), Lieu::Drawn(*page));
        let link = link(&place.href()).child(page.tab()?);
        Some(el("li").attr(DE_LA_PAGE, page.token()).child(if *page == here {
            link.attr("aria-current", "page")
        } else {
            link
        }))
    });
    el("nav").class("onglets").attr("aria-label", "Le plan et ce qui en sort").child(el("ul").children(pages))
}
