//! A page as data: what the programs beside the page draw, and the page only puts in place.
//!
//! On the wire a text is a JSON string, an element is `["p", {"class": "x"}, child, …]`, and nodes side by side are an
//! element without a name. Pure, so that pages are read by native tests ([`Noeud::texte`]).

use crate::domain::json::{Objet, Valeur};

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noeud {
    /// Words. Never markup: the page makes a text node of them.
    Texte(String),
    /// An element, its attributes, what it holds. Without a name, only what it holds.
    Element(&'static str, Vec<(&'static str, String)>, Vec<Noeud>),
}

/// What can be put in an element.
pub trait Contenu {
    /// Puts it at the end.
    fn poser(self, dans: &mut Vec<Noeud>);
}

impl Contenu for Noeud {
    fn poser(self, dans: &mut Vec<Noeud>) {
        dans.push(self);
    }
}

impl Contenu for &str {
    fn poser(self, dans: &mut Vec<Noeud>) {
        dans.push(Noeud::Texte(self.to_owned()));
    }
}

impl Contenu for &String {
    fn poser(self, dans: &mut Vec<Noeud>) {
        self.as_str().poser(dans);
    }
}

impl Contenu for String {
    fn poser(self, dans: &mut Vec<Noeud>) {
        dans.push(Noeud::Texte(self));
    }
}

impl<T: Contenu> Contenu for Option<T> {
    fn poser(self, dans: &mut Vec<Noeud>) {
        if let Some(content) = self {
            content.poser(dans);
        }
    }
}

/// An element of that name.
pub fn el(balise: &'static str) -> Noeud {
    Noeud::Element(balise, vec![], vec![])
}

/// Nodes side by side, none yet.
pub fn ensemble() -> Noeud {
    el("")
}

/// A link.
pub fn lien(adresse: &str) -> Noeud {
    el("a").attr("href", adresse)
}

/// Words for those who listen to the page.
pub fn hors_ecran(texte: &str) -> Noeud {
    el("span").classe("hors-ecran").enfant(texte)
}

/// The title of the page, which takes the focus at each arrival.
pub fn titre_de_page(texte: &str) -> Noeud {
    el("h1").attr("id", "titre").attr("tabindex", "-1").enfant(texte)
}

/// A titled section.
pub fn section(classe: &str, titre: &str) -> Noeud {
    el("section").classe(classe).enfant(el("h2").enfant(titre))
}

/// A button that the page acts upon, by the name of the act ([`super::protocole::Acte`]).
pub fn bouton(classe: &str, texte: &str, acte: super::protocole::Acte) -> Noeud {
    el("button").attr("type", "button").classe(classe).attr("data-acte", acte.jeton()).enfant(texte)
}

/// A form whose fields are asked of a program ([`super::protocole::Quoi`]).
pub fn formulaire(quoi: super::protocole::Quoi) -> Noeud {
    el("form").attr("data-quoi", quoi.jeton()).attr("novalidate", "")
}

impl Noeud {
    /// Sets an attribute.
    #[must_use]
    pub fn attr(mut self, nom: &'static str, valeur: impl Into<String>) -> Self {
        if let Self::Element(_, attributs, _) = &mut self {
            attributs.push((nom, valeur.into()));
        }
        self
    }

    /// Sets an attribute without value, or not.
    #[must_use]
    pub fn attr_si(self, oui: bool, nom: &'static str) -> Self {
        if oui { self.attr(nom, "") } else { self }
    }

    /// Sets the classes.
    #[must_use]
    pub fn classe(self, classe: &str) -> Self {
        if classe.is_empty() { self } else { self.attr("class", classe) }
    }

    /// Adds a text, a node, or nothing.
    #[must_use]
    pub fn enfant(mut self, enfant: impl Contenu) -> Self {
        if let Self::Element(_, _, enfants) = &mut self {
            enfant.poser(enfants);
        }
        self
    }

    /// Adds nodes one after the other.
    #[must_use]
    pub fn enfants(mut self, nouveaux: impl IntoIterator<Item = Self>) -> Self {
        if let Self::Element(_, _, enfants) = &mut self {
            enfants.extend(nouveaux);
        }
        self
    }

    /// What goes on the wire.
    pub fn json(&self) -> Valeur {
        match self {
            Self::Texte(texte) => texte.as_str().into(),
            Self::Element(balise, attributs, enfants) => {
                let mut object = Objet::default();
                for (nom, valeur) in attributs {
                    object.insert((*nom).to_owned(), valeur.as_str().into());
                }
                let mut all = vec![(*balise).into(), Valeur::Objet(object)];
                all.extend(enfants.iter().map(Self::json));
                Valeur::Liste(all)
            }
        }
    }

    /// All its words, one line for each block: what a reader of the paper finds.
    pub fn texte(&self) -> String {
        let mut out = String::new();
        self.ecrire_texte(&mut out);
        out
    }

    fn ecrire_texte(&self, out: &mut String) {
        match self {
            Self::Texte(texte) => out.push_str(texte),
            Self::Element(balise, _, enfants) => {
                enfants.iter().for_each(|enfant| enfant.ecrire_texte(out));
                let inline = ["", "a", "b", "em", "span", "small", "label", "option", "button", "tspan"];
                if !inline.contains(balise) && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }

    /// Each element, itself first, in the order of the page.
    pub fn elements(&self) -> Vec<&Self> {
        let mut found = vec![];
        let mut left = vec![self];
        while let Some(node) = left.pop() {
            if let Self::Element(_, _, enfants) = node {
                found.push(node);
                left.extend(enfants.iter().rev());
            }
        }
        found
    }

    /// The value of an attribute.
    pub fn attribut(&self, cherche: &str) -> Option<&str> {
        match self {
            Self::Texte(_) => None,
            Self::Element(_, attributs, _) => {
                attributs.iter().find(|(nom, _)| *nom == cherche).map(|(_, valeur)| valeur.as_str())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_words() {
        let page = el("p").classe("x").enfant("<b>&").enfant(el("b").enfant("gras"));
        assert_eq!(page.json().ecrire(), r#"["p",{"class":"x"},"<b>&",["b",{},"gras"]]"#);
        assert_eq!(page.texte(), "<b>&gras\n");
    }

    #[test]
    fn elements_come_in_the_order_of_the_page() {
        let page = el("ul").enfant(el("li").attr("id", "1").enfant(el("b"))).enfant(el("li").attr("id", "2"));
        let ids: Vec<_> = page.elements().iter().map(|node| node.attribut("id").unwrap_or("-")).collect();
        assert_eq!(ids, ["-", "1", "-", "2"]);
    }
}
