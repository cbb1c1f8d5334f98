//! Puts in place a page that a program beside it drew ([`crate::atelier::noeud`]). Words become text nodes, never markup.

use crate::domain::json::Valeur;

use super::vue::{Vue, el, ensemble, svg};

/// The page of a drawn node; the foldable parts of these ids are unfolded.
pub fn dessiner(noeud: &Valeur, deplies: &[String]) -> Vue {
    poser(noeud, deplies, ensemble(), false)
}

fn poser(noeud: &Valeur, deplies: &[String], dans: Vue, dessin: bool) -> Vue {
    let parts = match noeud {
        Valeur::Texte(texte) => return dans.enfant(texte),
        Valeur::Liste(parts) => parts.as_slice(),
        _ => return dans,
    };
    let [Valeur::Texte(balise), Valeur::Objet(attributs), enfants @ ..] = parts else { return dans };
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
