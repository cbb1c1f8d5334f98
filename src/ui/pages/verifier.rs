//! Check your answers: each with « Modifier », which comes straight back.

use leptos::prelude::*;

use crate::browser::adresse;
use crate::domain::facts::{Facts, Lu};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire::{self, SECTIONS};
use crate::domain::report::{Reponse, valeur};
use crate::ui::components::chemin::chemin;
use crate::ui::components::panneau::panneau;
use crate::ui::components::pourquoi::modifier;
use crate::ui::route::{Lieu, Retour};
use crate::ui::session::Session;

/// The review.
pub fn verifier(session: Session) -> AnyView {
    adresse::titre("Vérifier vos réponses – Jalons");
    let sections = move || {
        session.suit_faits(|facts| {
            SECTIONS
                .iter()
                .filter_map(|section| {
                    let specs = section.pages.iter().flat_map(|page| page.questions.iter().copied());
                    let lines: Vec<AnyView> = specs.filter(|spec| montree(facts, spec)).map(|spec| ligne(session, facts, spec)).collect();
                    (!lines.is_empty()).then(|| view! { <section><h2>{section.titre}</h2><dl class="verifier">{lines}</dl></section> }.into_any())
                })
                .collect::<Vec<AnyView>>()
        })
    };
    let missing = move || session.suit_faits(|facts| questionnaire::prochaine(facts).map(|(_, page)| page));
    let kept = move || {
        session.suit_faits(|facts| {
            let unused = questionnaire::questions()
                .filter(|spec| facts.answers().entry(spec.id).is_some() && facts.est_posee(spec) != Ok(true))
                .map(|spec| view! { <li>{format!("{} : {}", spec.nom, valeur(facts, spec))}</li> }.into_any());
            let unused: Vec<AnyView> = unused.collect();
            (!unused.is_empty()).then(|| {
                view! {
                    <details class="aide"><summary>"Réponses gardées, mais qui ne servent plus"</summary>
                        <p>"Leur question n’est plus posée : le plan n’en tient pas compte. Elles reviendront avec la question."</p><ul>{unused}</ul>
                    </details>
                }
            })
        })
    };
    view! {
        <div class="cadre">
            {chemin(session, "verifier")}
            <main>
                <h1 id="titre" tabindex="-1">"Vérifiez vos réponses"</h1>
                {move || missing().map(|page| view! {
                    <p class="avertissement">"Il manque une réponse : "<a href=session.vers(Lieu::Page(page.id.to_owned(), Some(Retour::Verifier))).href()>{page.intitule()}</a></p>
                })}
                {sections}
                {kept}
                <p class="suite"><a class="principal" href=session.vers(Lieu::Plan).href()>"Voir le plan"</a></p>
            </main>
            {panneau(session)}
        </div>
    }
    .into_any()
}

/// Asked, and worth a line: optional lists that were left empty are not.
fn montree(facts: &Facts, spec: &Spec) -> bool {
    facts.est_posee(spec) == Ok(true) && !(spec.id == "personnes" && facts.answers().rows(spec.id).is_empty())
}

fn ligne(session: Session, facts: &Facts, spec: &'static Spec) -> AnyView {
    let value = valeur(facts, spec);
    let missing = !questionnaire::repondue(facts, spec);
    let reponse = Reponse {
        lu: Lu { question: spec.id, ligne: None },
        question: spec.nom.to_owned(),
        valeur: value.clone(),
    };
    let rows: Option<AnyView> = match &spec.champ {
        Champ::Lignes(liste) if !facts.answers().rows(spec.id).is_empty() => {
            let rows = facts.answers().rows(spec.id).iter().take(200);
            let names = rows.map(|row| {
                let inside = facts.dans(spec.id, row);
                let details: Vec<String> = questionnaire::champs(liste)
                    .skip(1)
                    .filter(|field| inside.entry(field).is_some() && inside.est_posee(field) == Ok(true))
                    .map(|field| format!("{} : {}", field.nom, valeur(&inside, field)))
                    .collect();
                view! { <li>{(liste.nom)(&inside)}<small>{details.join(" · ")}</small></li> }.into_any()
            });
            Some(view! { <ul>{names.collect::<Vec<AnyView>>()}</ul> }.into_any())
        }
        _ => None,
    };
    let shown = rows.unwrap_or_else(|| value.into_any());
    let mark = missing.then(|| view! { <span class="doute">"à compléter"</span> });
    view! { <div><dt>{spec.nom}</dt><dd>{shown}{mark}</dd><dd class="acte">{modifier(session, &reponse, Retour::Verifier)}</dd></div> }.into_any()
}
