//! Why: a statement, the answers that decided it, its rules, its sources, its doubts.

use leptos::prelude::*;

use crate::domain::questionnaire;
use crate::domain::report::{Ligne, Reponse};
use crate::domain::sources::{LUES_LE, Source};
use crate::ui::route::{Lieu, Retour};
use crate::ui::session::Session;

/// « à confirmer auprès de l’ANS ».
pub fn a_confirmer() -> AnyView {
    view! { <span class="doute">"à confirmer auprès de l’ANS"</span> }.into_any()
}

/// A link that changes an answer and comes straight back.
pub fn modifier(session: Session, reponse: &Reponse, retour: Retour) -> AnyView {
    let Some((_, page)) = questionnaire::page_de(reponse.lu.question) else { return ().into_any() };
    let lieu = match &reponse.lu.ligne {
        Some((_, row)) => Lieu::Ligne(page.id.to_owned(), row.clone(), Some(retour)),
        None => Lieu::Page(page.id.to_owned(), Some(retour)),
    };
    view! {
        <a class="modifier" href=session.vers(lieu).href()>"Modifier"<span class="hors-ecran">{format!(" : {}", reponse.question)}</span></a>
    }
    .into_any()
}

/// A statement with all that founds it.
pub fn pourquoi(session: Session, ligne: &Ligne) -> AnyView {
    let answers: Vec<AnyView> = ligne
        .reponses
        .iter()
        .map(|reponse| {
            view! {
                <li>{reponse.question.clone()}"\u{a0}: "<b>{reponse.valeur.clone()}</b>" "{modifier(session, reponse, Retour::Plan)}</li>
            }
            .into_any()
        })
        .collect();
    let answers = (!answers.is_empty()).then(|| view! { <ul class="reponses">{answers}</ul> });
    let doubts: Vec<AnyView> =
        ligne.doutes.iter().map(|doute| view! { <p class="reserve">{*doute}</p> }.into_any()).collect();
    let sure = ligne.a_confirmer().then(a_confirmer);
    view! { <div class="raison"><p>{ligne.texte.clone()}" "{sure}</p>{answers}{doubts}{fondement(ligne)}</div> }.into_any()
}

/// A source: its title, a link when its address is known, its date.
pub fn lien_source(source: &'static Source) -> AnyView {
    let date = (!source.date.is_empty()).then(|| format!(" ({})", source.date));
    match source.adresse {
        None => view! { <li>{source.titre}{date}</li> }.into_any(),
        Some(adresse) => {
            view! { <li><a href=adresse rel="noreferrer">{source.titre}</a>{date}</li> }.into_any()
        }
    }
}

/// Rules and sources of a statement.
pub fn fondement(ligne: &Ligne) -> AnyView {
    if ligne.regles.is_empty() {
        return ().into_any();
    }
    let ids = ligne.regles.iter().map(|regle| regle.id).collect::<Vec<_>>().join(", ");
    let sources: Vec<AnyView> = ligne.sources().into_iter().map(|source| lien_source(source)).collect();
    let deduced: Vec<&'static str> = ligne
        .regles
        .iter()
        .filter(|regle| !regle.fondement.is_empty() && !regle.est_une_convention())
        .map(|regle| regle.fondement)
        .collect();
    let deduced = (!deduced.is_empty())
        .then(|| view! { <span class="fonde">{format!(" Fondé sur : {}.", deduced.join(" ; "))}</span> });
    view! {
        <div class="fondement"><span>{ids}{deduced}{format!(" Sources lues le {LUES_LE} :")}</span><ul>{sources}</ul></div>
    }
    .into_any()
}
