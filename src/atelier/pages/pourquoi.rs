//! Why: a statement, the answers that decided it, its rules, its sources, its doubts.

use crate::atelier::noeud::{Noeud, el, hors_ecran, lien};
use crate::domain::facts::Lu;
use crate::domain::questionnaire;
use crate::domain::report::{Ligne, Reponse};
use crate::domain::sources::{LUES_LE, Source};
use crate::route::{Lieu, Retour, Route};

/// « à confirmer auprès de l’ANS ».
pub fn a_confirmer() -> Noeud {
    el("span").classe("doute").enfant("à confirmer auprès de l’ANS")
}

/// The address of the page that asks a question of a dossier, and comes straight back there.
pub fn adresse_de(dossier: &str, lu: &Lu, retour: Retour) -> Option<String> {
    let (_, page) = questionnaire::page_de(lu.question)?;
    let lieu = match &lu.ligne {
        Some((_, row)) => Lieu::Ligne(page.id.to_owned(), row.clone(), Some(retour)),
        None => Lieu::Page(page.id.to_owned(), Some(retour)),
    };
    Some(Route::Dossier(dossier.to_owned(), lieu).href())
}

/// A link that changes an answer of a dossier and comes straight back to the plan.
pub fn modifier(dossier: &str, reponse: &Reponse) -> Option<Noeud> {
    let address = adresse_de(dossier, &reponse.lu, Retour::PLAN)?;
    let of = hors_ecran(&format!(" : {}", reponse.question));
    Some(lien(&address).classe("modifier").enfant("Modifier").enfant(of))
}

/// A statement with all that founds it.
pub fn pourquoi(dossier: &str, ligne: &Ligne) -> Noeud {
    let answers = (!ligne.reponses.is_empty()).then(|| {
        let lines = ligne.reponses.iter().map(|reponse| {
            el("li")
                .enfant(&reponse.question)
                .enfant("\u{a0}: ")
                .enfant(el("b").enfant(&reponse.valeur))
                .enfant(" ")
                .enfant(modifier(dossier, reponse))
        });
        el("ul").classe("reponses").enfants(lines)
    });
    let sure = ligne.a_confirmer().then(a_confirmer);
    el("div")
        .classe("raison")
        .enfant(el("p").enfant(&ligne.texte).enfant(" ").enfant(sure))
        .enfant(answers)
        .enfants(ligne.doutes.iter().map(|doute| el("p").classe("reserve").enfant(*doute)))
        .enfant(fondement(ligne))
}

/// A source: its title, which says its date; a link when its address is known.
pub fn lien_source(source: &'static Source) -> Noeud {
    let line = el("li").enfant(el("span").classe("papier").enfant(format!("{}\u{a0}: ", source.id)));
    match source.adresse {
        None => line.enfant(source.titre),
        Some(adresse) => line.enfant(lien(adresse).attr("rel", "noreferrer").enfant(source.titre)),
    }
}

/// Rules and sources of a statement.
fn fondement(ligne: &Ligne) -> Option<Noeud> {
    if ligne.regles.is_empty() {
        return None;
    }
    let ids = ligne.regles.iter().map(|regle| regle.id).collect::<Vec<_>>().join(", ");
    let deduced: Vec<&'static str> = ligne
        .regles
        .iter()
        .filter(|regle| !regle.fondement.is_empty() && !regle.est_une_convention())
        .map(|regle| regle.fondement)
        .collect();
    let deduced = (!deduced.is_empty())
        .then(|| el("span").classe("fonde").enfant(format!(" Fondé sur : {}.", deduced.join(" ; "))));
    let cited = ligne.sources();
    let rules = el("span").enfant(ids).enfant(deduced);
    if cited.is_empty() {
        return Some(el("div").classe("fondement").enfant(rules));
    }
    // On paper the titles and addresses stand once, in the list at the end, behind these numbers.
    let numbers = cited.iter().map(|source| source.id).collect::<Vec<_>>().join(", ");
    let rules = rules
        .enfant(el("span").classe("papier").enfant(format!(" Sources\u{a0}: {numbers}.")))
        .enfant(el("span").classe("lues").enfant(format!(" Sources lues le {LUES_LE}\u{a0}:")));
    let sources = el("ul").enfants(cited.into_iter().map(lien_source));
    Some(el("div").classe("fondement").enfant(rules).enfant(sources))
}
