//! Puts in place a page that a program beside it drew ([`crate::atelier::noeud`]), change after change
//! ([`crate::atelier::livraison`]). Words become text nodes, never markup.

use crate::domain::json::{Objet, Valeur};

use super::vue::{Vue, el, endroit, ensemble, svg};

/// The page of a drawn node; the foldable parts of these ids are unfolded.
pub fn dessiner(noeud: &Valeur, deplies: &[String]) -> Vue {
    poser(noeud, deplies, ensemble(), false)
}

fn poser(noeud: &Valeur, deplies: &[String], dans: Vue, dessin: bool) -> Vue {
    if let Valeur::Texte(texte) = noeud {
        return dans.enfant(texte);
    }
    let Some((balise, attributs, enfants)) = element(noeud) else { return dans };
    if balise.is_empty() {
        return enfants.iter().fold(dans, |dans, enfant| poser(enfant, deplies, dans, dessin));
    }
    let dessin = dessin || balise == "svg";
    let mut element = if dessin { svg(balise) } else { el(balise) };
    for (nom, valeur) in attributs.iter() {
        let Valeur::Texte(valeur) = valeur else { continue };
        element = element.attr(nom, valeur);
        if nom == "id" && balise == "details" && deplies.contains(valeur) {
            element = element.attr("open", "");
        }
    }
    dans.enfant(enfants.iter().fold(element, |element, enfant| poser(enfant, deplies, element, dessin)))
}

/// The first paragraph of a drawn part, to be said to those who listen to the page.
pub fn premier_paragraphe(noeud: &Valeur) -> String {
    fn chercher(noeud: &Valeur) -> Option<String> {
        let (balise, _, enfants) = element(noeud)?;
        if balise == "p" {
            return Some(enfants.iter().filter_map(Valeur::texte).collect());
        }
        enfants.iter().find_map(chercher)
    }
    chercher(noeud).unwrap_or_default()
}

/// Name, attributes and content of an element; none for a text.
fn element(noeud: &Valeur) -> Option<(&str, &Objet, &[Valeur])> {
    let [balise, attributs, enfants @ ..] = noeud.liste() else { return None };
    Some((balise.texte()?, attributs.objet()?, enfants))
}

/// Does to the element of that id the changes that a text holds.
pub fn appliquer(id: &str, texte: &str, deplies: &[String]) {
    let Some((changes, top)) = Valeur::lire(texte).zip(endroit(id)) else { return };
    for change in changes.liste() {
        let [place, change @ ..] = change.liste() else { continue };
        let way = place.liste().iter().try_fold(top.clone(), |place, rank| place.enfant(entier(rank)));
        let Some(place) = way else { continue };
        match change {
            [Valeur::Texte(nom)] => place.oter(nom),
            [Valeur::Texte(nom), Valeur::Texte(valeur)] => place.attr(nom, valeur),
            [rang] => place.retirer(entier(rang)),
            [rang, noeud] => {
                let drawn = poser(noeud, deplies, ensemble(), place.est_un_dessin());
                place.inserer(entier(rang), drawn);
            }
            _ => {}
        }
    }
}

fn entier(rang: &Valeur) -> u32 {
    rang.entier().unwrap_or_default() as u32
}
