//! Puts in place a page that a program beside it drew ([`crate::atelier::noeud`]). Words become text nodes, never markup.

use crate::domain::json::{Objet, Valeur};

use super::vue::{self, Endroit, Vue, el, ensemble, svg};

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

/// What stands side by side, elements without a name opened.
fn a_plat<'a>(noeuds: &'a [Valeur], dans: &mut Vec<&'a Valeur>) {
    for noeud in noeuds {
        match element(noeud) {
            Some(("", _, enfants)) => a_plat(enfants, dans),
            _ => dans.push(noeud),
        }
    }
}

/// Changes a page that is in place into another of the same shape, and only where they differ: what did not change keeps
/// its focus and its place on the screen. `depuis`: how many nodes stand before the page in the element of that id.
pub fn retoucher(id: &str, depuis: u32, avant: &Valeur, apres: &Valeur) {
    if let Some(place) = vue::endroit(id) {
        retoucher_enfants(&place, depuis, std::slice::from_ref(avant), std::slice::from_ref(apres));
    }
}

fn retoucher_enfants(place: &Endroit, depuis: u32, avant: &[Valeur], apres: &[Valeur]) {
    let (mut old, mut new) = (vec![], vec![]);
    a_plat(avant, &mut old);
    a_plat(apres, &mut new);
    let mut rang = depuis;
    for step in 0..old.len().max(new.len()) {
        match (old.get(step), new.get(step)) {
            (Some(old), Some(new)) => {
                if old != new {
                    retoucher_noeud(place, rang, old, new);
                }
                rang += 1;
            }
            (None, Some(new)) => {
                place.inserer(rang, poser(new, &[], ensemble(), place.est_un_dessin()));
                rang += 1;
            }
            (Some(_), None) => place.retirer(rang),
            (None, None) => {}
        }
    }
}

fn retoucher_noeud(place: &Endroit, rang: u32, avant: &Valeur, apres: &Valeur) {
    if let (Some((name, before, old)), Some((same, after, new))) = (element(avant), element(apres))
        && name == same
        && let Some(inside) = place.enfant(rang)
    {
        for (nom, _) in before.iter().filter(|(nom, _)| after.get(nom).is_none()) {
            inside.oter(nom);
        }
        for (nom, valeur) in after.iter().filter(|(nom, valeur)| before.get(nom) != Some(*valeur)) {
            inside.attr(nom, valeur.texte().unwrap_or_default());
        }
        retoucher_enfants(&inside, 0, old, new);
        return;
    }
    place.retirer(rang);
    place.inserer(rang, poser(apres, &[], ensemble(), place.est_un_dessin()));
}
