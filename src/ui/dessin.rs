//! Puts in place a page that a program beside it drew ([`crate::atelier::noeud`]). Words become text nodes, never markup.

use serde_json::Value;

use super::vue::{Vue, el, ensemble, svg};

/// The page of a drawn node; the foldable parts of these ids are unfolded.
pub fn dessiner(noeud: &Value, deplies: &[String]) -> Vue {
    poser(noeud, deplies, ensemble(), false)
}

fn poser(noeud: &Value, deplies: &[String], dans: Vue, dessin: bool) -> Vue {
    let parts = match noeud {
        Value::String(texte) => return dans.enfant(texte),
        Value::Array(parts) => parts.as_slice(),
        _ => return dans,
    };
    let [Value::String(balise), Value::Object(attributs), enfants @ ..] = parts else { return dans };
    if balise.is_empty() {
        return enfants.iter().fold(dans, |dans, enfant| poser(enfant, deplies, dans, dessin));
    }
    let dessin = dessin || balise == "svg";
    let mut element = if dessin { svg(balise) } else { el(balise) };
    for (nom, valeur) in attributs {
        let Value::String(valeur) = valeur else { continue };
        element = element.attr(nom, valeur);
        if nom == "id" && balise == "details" && deplies.contains(valeur) {
            element = element.attr("open", "");
        }
    }
    dans.enfant(enfants.iter().fold(element, |element, enfant| poser(enfant, deplies, element, dessin)))
}
