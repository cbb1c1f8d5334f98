//! What is known of this copy of the page: its version (`data-version`), and what its publisher says in `jalons.json`
//! ([`super::reglages`]). The page reads both, and hands them over to the programs beside it.

use serde::{Deserialize, Serialize};

use super::mail::mailto;
use super::node::{Node, el, fragment, link};
use super::reglages::{Reglages, appels};
use super::request::DrawnPage;
use crate::domain::sources::LUES_LE;

/// What is known of this copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its version; empty in development.
    pub version: String,
    /// The text of its settings; empty without any. It travels as it is: each side reads it ([`Self::reglages`]).
    pub texte: String,
}

impl Publication {
    /// Its settings.
    pub fn reglages(&self) -> Reglages {
        Reglages::lire(&self.texte)
    }

    /// Its version in words.
    pub fn version_en_mots(&self) -> &str {
        if self.version.is_empty() { "en développement" } else { &self.version }
    }

    /// The address that opens a report of an error: the place it was found in, and the rules that it is about, if any. It
    /// holds nothing of the dossier.
    pub fn signaler(&self, place: &str, regles: &str) -> String {
        let contact = self.reglages().editeur.courriel;
        let about = if regles.is_empty() { String::new() } else { format!("\nRègles : {regles}") };
        let to_whom = if contact.is_empty() {
            "À envoyer à la personne ou à la structure qui publie cette copie de Jalons : elle connaît son adresse, Jalons non.\n\n"
        } else {
            ""
        };
        let body = format!(
            "{to_whom}Ce qui est faux : \n\nCe que j’attendais, et la source si je l’ai : \n\nPage : {place}{about}\nVersion : {}\nRègles lues le {LUES_LE}\n\nN’écrivez ici ni nom, ni numéro de carte.",
            self.version_en_mots()
        );
        mailto(&contact, "Jalons : signaler une erreur", &body)
    }
}

/// What the foot of every page says, on paper too: who publishes this copy, and whom to call. The links that follow stand in
/// `public/index.html`.
pub fn pied(reglages: &Reglages) -> Node {
    let question = match appels(reglages.a_appeler()) {
        Some(list) => el("div").class("appels").child(el("p").child("Une question\u{a0}?")).child(list),
        None => el("p")
            .class("hors-papier")
            .child("Une question\u{a0}? Adressez-vous à qui vous a donné l’adresse de cette page."),
    };
    let said =
        format!("{} Jalons n’est pas un service de l’Agence du Numérique en Santé.", reglages.signature());
    let mentions = (!reglages.mentions.is_empty()).then(|| {
        el("p")
            .class("hors-papier")
            .child(link(&reglages.mentions).attr("rel", "noreferrer").child("Mentions légales"))
    });
    fragment().child(el("p").child(said)).child(question).child(mentions)
}

/// The attribute of what stands on a page for another one: a link to it, a part of it. It names that page.
pub const DE_LA_PAGE: &str = "data-page";

/// A page of a dossier as this publisher wants it: without what stands there for the pages that are left out. They stay where
/// they are, for who has their address.
pub fn sans_les_masquees(page: &mut Node, masquees: &[DrawnPage]) {
    let Node::Element(_, _, children) = page else { return };
    children.retain(|child| {
        child.attribute(DE_LA_PAGE).is_none_or(|of| masquees.iter().all(|page| page.token() != of))
    });
    for child in children {
        sans_les_masquees(child, masquees);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_the_page_the_rules_and_the_version_and_goes_to_nobody_by_default() {
        let copy = Publication { version: "0a1b2c3d".to_owned(), ..Publication::default() };
        let mail = copy.signaler("question/besoin", "R-FINESS-02, R-CONTRAT-01");
        assert!(mail.starts_with("mailto:?subject=Jalons"), "{mail}");
        for said in ["question%2Fbesoin", "R-FINESS-02%2C%20R-CONTRAT-01", "0a1b2c3d", "2026"] {
            assert!(mail.contains(said), "{said}: {mail}");
        }
        // What some mail programs still open.
        assert!(mail.len() < 1_900, "{}", mail.len());
        let texte = r#"{"editeur": {"courriel": "jalons@exemple.fr"}}"#.to_owned();
        let known = Publication { texte, ..copy };
        assert!(known.signaler("accueil", "").starts_with("mailto:jalons@exemple.fr?"));
    }

    #[test]
    fn the_foot_says_who_publishes_and_whom_to_call_on_paper_too() {
        let alone = pied(&Reglages::default()).text();
        assert!(alone.contains("Copie non signée") && alone.contains("Adressez-vous"), "{alone}");
        let texte = r#"{"editeur": {"nom": "GRADeS d’essai", "telephone": "01 23 45 67 89"}, "mentions-legales": "mentions.html"}"#;
        let known = pied(&Reglages::lire(texte));
        for said in
            ["Publié par GRADeS d’essai. Jalons n’est pas un service", "01 23 45 67 89", "Mentions légales"]
        {
            assert!(known.text().contains(said), "{said}: {}", known.text());
        }
        let call = known.elements().into_iter().find(|node| node.attribute("class") == Some("appels"));
        assert!(call.is_some_and(|node| node.text().contains("01 23")), "not left out of the paper");
    }

    #[test]
    fn what_stands_for_a_page_that_is_left_out_leaves_with_it() {
        let of = |page: DrawnPage, node: Node| node.attr(DE_LA_PAGE, page.token());
        let here = of(DrawnPage::Plan, el("li").child("Tout le détail"));
        let there = of(DrawnPage::Courriers, el("li").child("Courriers"));
        let row = el("nav").class("onglets").child(el("ul").child(here).child(there));
        let inside = el("p").child("Voir ").child(of(DrawnPage::Courriers, el("span").child("la lettre")));
        let mut page = fragment().child(row).child(inside);
        let before = page.clone();
        sans_les_masquees(&mut page, &[]);
        assert_eq!(page, before);
        sans_les_masquees(&mut page, &[DrawnPage::Courriers]);
        assert_eq!(page.text().split_whitespace().collect::<Vec<_>>().join(" "), "Tout le détail Voir");
    }
}
