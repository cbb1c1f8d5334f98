//! The plan: what to do, why, in what order; what is not needed; what is open. Also what is printed.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::{adresse, impression};
use crate::domain::avis::Genre;
use crate::domain::calendrier::{iso, lire_date, long};
use crate::domain::contacts::Contact;
use crate::domain::dossier::{Etat, Suivi};
use crate::domain::glossaire::termes_dans;
use crate::domain::report::{Ligne, LigneAction, Report};
use crate::domain::rule::Phase;
use crate::domain::sources::{LUES_LE, Source};
use crate::ui::components::barre::telecharger;
use crate::ui::components::chemin::chemin;
use crate::ui::components::pourquoi::{a_confirmer, lien_source, modifier, pourquoi};
use crate::ui::route::{Lieu, Retour};
use crate::ui::session::Session;

/// The plan page.
pub fn plan(session: Session) -> AnyView {
    let report = session.dossier.with_untracked(|dossier| Report::of(&dossier.answers, session.today));
    let name = if report.structure.is_empty() {
        "Votre plan".to_owned()
    } else {
        format!("Le plan de {}", report.structure)
    };
    adresse::titre(&format!("{name} – Jalons"));
    let phases: Vec<AnyView> =
        report.phases().map(|(phase, actions)| cette_phase(session, phase, &actions)).collect();
    let nothing = phases.is_empty().then(|| {
        view! { <p class="indice">"Rien à faire d’après vos réponses. Complétez-les pour que le plan se dessine."</p> }
    });
    view! {
        <div class="cadre plan">
            {chemin(session, "plan")}
            <main>
                <h1 id="titre" tabindex="-1">{name}</h1>
                <p class="legende">{format!("Au {} · règles et sources lues le {LUES_LE} · dossier complet le {}", long(report.jour), long(report.du))}</p>
                {figures(&report)}
                <p class="boutons">
                    <button type="button" class="principal" on:click=|_| impression::imprimer()>"Imprimer"</button>
                    <button type="button" class="secondaire" on:click=move |_| telecharger(session)>"Télécharger le dossier"</button>
                    <a class="secondaire" href=session.vers(Lieu::Verifier).href()>"Modifier les réponses"</a>
                </p>
                {ouverts(session, &report)}
                {avertissements(session, &report)}
                {nothing}
                {phases}
                {ecartes(session, &report)}
                {informations(session, &report)}
                {contacts(&report)}
                {glossaire(&report)}
                {sources(&report)}
            </main>
        </div>
    }
    .into_any()
}

fn figures(report: &Report) -> AnyView {
    let mut lines: Vec<AnyView> = report
        .figures()
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| view! { <li><b>{number}</b><span>{name}</span></li> }.into_any())
        .collect();
    if !report.chaine.is_empty() {
        lines.push(
            view! { <li><b>{report.chaine.clone()}</b><span>"chaîne la plus longue"</span></li> }.into_any(),
        );
    }
    view! { <ul class="figures">{lines}</ul> }.into_any()
}

fn ouverts(session: Session, report: &Report) -> AnyView {
    if report.ouverts.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = report
        .ouverts
        .iter()
        .map(|open| {
            let questions: Vec<AnyView> = open
                .questions
                .iter()
                .map(|question| {
                    view! { <li>{format!("{} : {} ", question.question, question.valeur)}{modifier(session, question, Retour::Plan)}</li> }.into_any()
                })
                .collect();
            view! { <li><b>{open.titre.clone()}</b><ul>{questions}</ul></li> }.into_any()
        })
        .collect();
    view! {
        <section class="ouvert"><h2>"Ce qui reste ouvert"</h2>
            <p>"Le plan compte ce qui est sûr. Ces points dépendent encore d’une réponse."</p><ul>{lines}</ul>
        </section>
    }
    .into_any()
}

fn avertissements(session: Session, report: &Report) -> AnyView {
    let lines: Vec<AnyView> = report
        .avis
        .iter()
        .filter(|avis| avis.genre == Genre::Avertissement)
        .map(|avis| view! { <li>{pourquoi(session, &avis.ligne)}</li> }.into_any())
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <section class="attention"><h2>"À surveiller"</h2><ul>{lines}</ul></section> }.into_any()
}

fn cette_phase(session: Session, phase: Phase, actions: &[&LigneAction]) -> AnyView {
    let cards: Vec<AnyView> = actions.iter().map(|one| action(session, one)).collect();
    view! {
        <section class="phase"><div class="jalon" aria-hidden="true"></div><div><h2>{phase.titre()}</h2>{cards}</div></section>
    }
    .into_any()
}

fn fait(nom: &'static str, valeur: impl IntoView) -> AnyView {
    view! { <div><dt>{nom}</dt><dd>{valeur}</dd></div> }.into_any()
}

fn textes(lignes: &[Ligne]) -> AnyView {
    let lines: Vec<AnyView> = lignes.iter().map(|ligne| view! { <li>{ligne.texte.clone()}{ligne.a_confirmer().then(|| view! { " "{a_confirmer()} })}</li> }.into_any()).collect();
    view! { <ul>{lines}</ul> }.into_any()
}

fn action(session: Session, action: &LigneAction) -> AnyView {
    let number = (action.quantite > 1).then(|| format!("{} × ", action.quantite));
    let mut facts = vec![];
    if !action.pour.is_empty() && !action.titre.contains(&action.pour) {
        facts.push(fait("Pour", action.pour.clone()));
    }
    facts.push(fait("Qui s’en charge", action.qui.clone()));
    for (name, ligne) in
        [("Qui signe", &action.signe), ("Où l’envoyer", &action.envoyer), ("Délai", &action.delai)]
    {
        if let Some(ligne) = ligne {
            facts.push(fait(name, ligne.texte.clone()));
        }
    }
    if !action.joindre.is_empty() {
        facts.push(fait("À joindre", textes(&action.joindre)));
    }
    if !action.etapes.is_empty() {
        facts.push(fait("Comment faire", textes(&action.etapes)));
    }
    if !action.apres.is_empty() {
        let before: Vec<AnyView> = action
            .apres
            .iter()
            .map(|(id, title)| {
                let target = ancre(id);
                let go = target.clone();
                view! { <li><a href=format!("#{target}") on:click=move |event| { event.prevent_default(); crate::browser::focus::sur(&go); }>{title.clone()}</a></li> }.into_any()
            })
            .collect();
        facts.push(fait("Avant cela", view! { <ul>{before}</ul> }));
    }
    if !action.contacts.is_empty() {
        let lines: Vec<AnyView> = action.contacts.iter().map(|one| contact(one)).collect();
        facts.push(fait("Contact", view! { <ul>{lines}</ul> }));
    }
    let reasons: Vec<AnyView> =
        action.raisons.iter().chain(&action.mentions).map(|ligne| pourquoi(session, ligne)).collect();
    let advice = action.conseil.then(|| view! { <span class="conseil">"conseil"</span> });
    let doubtful = (action.a_confirmer() && !action.conseil).then(a_confirmer);
    let chain =
        action.dans_la_chaine.then(|| view! { <span class="chaine">"sur la chaîne la plus longue"</span> });
    let done = {
        let id = action.id.clone();
        Memo::new(move |_| {
            session
                .dossier
                .with(|dossier| dossier.suivi.get(&id).is_some_and(|suivi| suivi.etat == Etat::Fait))
        })
    };
    let quoi = (!action.quoi.is_empty()).then(|| view! { <p class="quoi">{action.quoi}</p> });
    view! {
        <article class="acte-plan" class:fait=move || done.get() id=ancre(&action.id) tabindex="-1">
            <header><span class="case" aria-hidden="true"></span><h3>{number}{action.titre.clone()}</h3><p class="quand">{action.quand.clone()}</p></header>
            <p class="badges">{advice}{doubtful}{chain}</p>
            {quoi}
            <dl class="faits">{facts}</dl>
            {suivi(session, &action.id, &action.titre)}
            <details class="pourquoi"><summary>"Pourquoi\u{a0}?"<span class="hors-ecran">{format!(" {}", action.titre)}</span></summary>{reasons}</details>
        </article>
    }
    .into_any()
}

fn ancre(id: &str) -> String {
    format!("action-{}", id.replace(':', "-"))
}

/// Status, date and note of an action: kept by its id.
fn suivi(session: Session, id: &str, titre: &str) -> AnyView {
    let now = session.dossier.with_untracked(|dossier| dossier.suivi.get(id).cloned().unwrap_or_default());
    let id = StoredValue::new(id.to_owned());
    let note_this = move |change: &dyn Fn(&mut Suivi)| {
        session.change(|dossier| change(dossier.suivi.entry(id.get_value()).or_default()));
    };
    let options: Vec<AnyView> = Etat::TOUS
        .into_iter()
        .map(|etat| {
            view! { <option value=etat.jeton() selected=etat == now.etat>{etat.libelle()}</option> }
                .into_any()
        })
        .collect();
    let of = format!(" : {titre}");
    view! {
        <div class="suivi">
            <label>"Où en est-on"<span class="hors-ecran">{of.clone()}</span>
                <select on:change=move |event| { let etat = Etat::de_jeton(&event_target_value(&event)).unwrap_or_default(); note_this(&|suivi| suivi.etat = etat); }>{options}</select>
            </label>
            <label>"Date"<span class="hors-ecran">{of.clone()}</span>
                <input type="date" prop:value=now.date.map(iso).unwrap_or_default() on:change=move |event| { let date = lire_date(&event_target_value(&event)); note_this(&|suivi| suivi.date = date); }/>
            </label>
            <label class="note">"Note"<span class="hors-ecran">{of}</span>
                <input type="text" maxlength="500" prop:value=now.note.clone() on:change=move |event| { let note = event_target_value(&event); note_this(&|suivi| suivi.note.clone_from(&note)); }/>
            </label>
        </div>
    }
    .into_any()
}

fn ecartes(session: Session, report: &Report) -> AnyView {
    let lines: Vec<AnyView> = report
        .ecartes
        .iter()
        .filter(|ecarte| ecarte.raisons.iter().any(|raison| !raison.texte.is_empty()))
        .map(|ecarte| {
            let reasons: Vec<AnyView> =
                ecarte.raisons.iter().map(|raison| pourquoi(session, raison)).collect();
            view! { <li><details><summary>{ecarte.titre.clone()}</summary>{reasons}</details></li> }
                .into_any()
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <section class="ecartes"><h2>"Ce qui n’est pas nécessaire, et pourquoi"</h2><ul>{lines}</ul></section> }.into_any()
}

fn informations(session: Session, report: &Report) -> AnyView {
    let lines: Vec<AnyView> = report
        .avis
        .iter()
        .filter(|avis| avis.genre == Genre::Information)
        .map(|avis| view! { <li>{pourquoi(session, &avis.ligne)}</li> }.into_any())
        .collect();
    view! { <section class="informations"><h2>"Bon à savoir"</h2><ul>{lines}</ul></section> }.into_any()
}

/// One contact.
pub fn contact(contact: &'static Contact) -> AnyView {
    let mail = (!contact.courriel.is_empty())
        .then(|| view! { <a href=format!("mailto:{}", contact.courriel)>{contact.courriel}</a>" " });
    let phone = (!contact.telephone.is_empty())
        .then(|| view! { <span class="telephone">{contact.telephone}</span>" " });
    let web = (!contact.adresse.is_empty())
        .then(|| view! { <a href=contact.adresse rel="noreferrer">{contact.adresse}</a>" " });
    let caution = (!contact.reserve.is_empty()).then(|| view! { <small>{contact.reserve}</small> });
    view! { <li>{contact.objet}"\u{a0}: "{mail}{phone}{web}{caution}</li> }.into_any()
}

fn contacts(report: &Report) -> AnyView {
    let mut seen = BTreeSet::new();
    let lines: Vec<AnyView> = report
        .actions
        .iter()
        .flat_map(|action| action.contacts.iter().copied())
        .filter(|one| seen.insert(one.objet))
        .map(contact)
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <section><h2>"Contacts"</h2><ul>{lines}</ul></section> }.into_any()
}

fn glossaire(report: &Report) -> AnyView {
    let mut text = String::new();
    for action in &report.actions {
        text.push_str(&action.titre);
        text.push(' ');
        text.push_str(action.quoi);
        for ligne in action.lignes() {
            text.push(' ');
            text.push_str(&ligne.texte);
        }
    }
    let terms: Vec<AnyView> = termes_dans(&text)
        .map(|terme| view! { <div><dt>{terme.sigle}</dt><dd>{terme.sens}</dd></div> }.into_any())
        .collect();
    view! { <section class="glossaire"><h2>"Les sigles de ce plan"</h2><dl>{terms}</dl></section> }.into_any()
}

fn sources(report: &Report) -> AnyView {
    let mut found: Vec<&'static Source> = vec![];
    let lines =
        report.actions.iter().flat_map(LigneAction::lignes).chain(report.avis.iter().map(|avis| &avis.ligne));
    for source in lines.flat_map(Ligne::sources) {
        if !found.iter().any(|known| known.id == source.id) {
            found.push(source);
        }
    }
    let lines: Vec<AnyView> = found.into_iter().map(lien_source).collect();
    view! { <section class="sources"><h2>{format!("Sources, lues le {LUES_LE}")}</h2><ul>{lines}</ul></section> }.into_any()
}
