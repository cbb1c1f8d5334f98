//! Why: a statement, the answers that decided it, its rules, its sources, its doubts.

use crate::domain::facts::Lu;
use crate::domain::questionnaire;
use crate::domain::report::{Ligne, Reponse};
use crate::domain::sources::{LUES_LE, Source, site};
use crate::domain::variante::{Variante, comparable};
use crate::protocol::node::{Node, el, fragment, link, off_screen};
use crate::route::{Lieu, Retour, Route};

/// « à confirmer auprès de l’ANS ».
pub fn a_confirmer() -> Node {
    el("span").class("doute").child("à confirmer auprès de l’ANS")
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
pub fn modifier(dossier: &str, reponse: &Reponse) -> Option<Node> {
    let address = adresse_de(dossier, &reponse.lu, Retour::PLAN)?;
    let of = off_screen(&format!(" : {}", reponse.question));
    Some(link(&address).class("modifier").child("Modifier").child(of))
}

/// A link that compares the plan with that of another answer, where one can be compared.
pub fn comparer(dossier: &str, reponse: &Reponse) -> Option<Node> {
    let spec = questionnaire::spec(reponse.lu.question)?;
    let place = Lieu::Comparer(Variante::de(&reponse.lu, ""));
    let of = off_screen(&format!("\u{a0}: {}", reponse.question));
    let address = Route::Dossier(dossier.to_owned(), place).href();
    comparable(spec).then(|| link(&address).class("comparer").child("Comparer").child(of))
}

/// A statement with all that founds it.
pub fn pourquoi(dossier: &str, ligne: &Ligne) -> Node {
    let answers = (!ligne.reponses.is_empty()).then(|| {
        let lines = ligne.reponses.iter().map(|reponse| {
            el("li")
                .child(&reponse.question)
                .child("\u{a0}: ")
                .child(el("b").child(&reponse.valeur))
                .child(" ")
                .child(modifier(dossier, reponse))
                .child(" ")
                .child(comparer(dossier, reponse))
        });
        el("ul").class("reponses").children(lines)
    });
    let sure = ligne.a_confirmer().then(a_confirmer);
    el("div")
        .class("raison")
        .child(el("p").child(&ligne.texte).child(" ").child(sure))
        .child(answers)
        .child(fonde(ligne))
}

/// What founds a statement: its doubts, its rules, its sources.
pub fn fonde(ligne: &Ligne) -> Node {
    let doubts = ligne.doutes.iter().map(|doute| el("p").class("reserve").child(doute.texte));
    fragment().children(doubts).child(fondement(ligne))
}

/// A source: its title, which says its date; a link when its address is known.
pub fn lien_source(source: &'static Source) -> Node {
    let line = el("li").child(el("span").class("pour-expert").child(format!("{}\u{a0}: ", source.id)));
    match source.adresses {
        [] => line.child(source.titre),
        [adresse] => line.child(link(adresse).attr("rel", "noreferrer").child(source.titre)),
        // Several pages under one title: each is shown, by its site, since each may be the one that says it.
        several => {
            let each = several.iter().zip(1..).map(|(adresse, rank)| {
                let name = format!("{rank}.\u{a0}{}", site(adresse));
                fragment().child(" ").child(link(adresse).attr("rel", "noreferrer").child(name))
            });
            line.child(source.titre).child("\u{a0}:").children(each)
        }
    }
}

/// Rules and sources of a statement.
fn fondement(ligne: &Ligne) -> Option<Node> {
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
        .then(|| el("span").class("fonde").child(format!(" Fondé sur : {}.", deduced.join(" ; "))));
    let less_sure: Vec<&'static str> = ligne.regles.iter().filter_map(|regle| regle.reserve).collect();
    let less_sure = (!less_sure.is_empty())
        .then(|| el("span").class("fonde").child(format!(" Réserve\u{a0}: {}.", less_sure.join("\u{a0}; "))));
    let cited = ligne.sources();
    let rules = el("span").class("pour-expert").child(ids).child(deduced).child(less_sure);
    if cited.is_empty() {
        return Some(el("div").class("fondement").child(rules));
    }
    // On paper the titles and addresses stand once, in the list at the end, behind these numbers.
    let numbers = cited.iter().map(|source| source.id).collect::<Vec<_>>().join(", ");
    let rules = fragment()
        .child(rules.child(el("span").class("papier").child(format!(" Sources\u{a0}: {numbers}."))))
        .child(el("span").class("lues").child(format!(" Sources lues le {LUES_LE}\u{a0}:")));
    let sources = el("ul").children(cited.into_iter().map(lien_source));
    Some(el("div").class("fondement").child(rules).child(sources))
}
