//! Glossary, sources, doubts, contacts.

use leptos::prelude::*;

use crate::browser::adresse;
use crate::domain::contacts::CONTACTS;
use crate::domain::doutes::DOUTES;
use crate::domain::glossaire::TERMES;
use crate::domain::sources::{LUES_LE, SOURCES};
use crate::ui::components::pourquoi::lien_source;

/// The help page.
pub fn aide() -> AnyView {
    adresse::titre("Aide et glossaire – Jalons");
    let terms: Vec<AnyView> = TERMES
        .iter()
        .map(|terme| view! { <div><dt>{terme.sigle}</dt><dd>{terme.sens}</dd></div> }.into_any())
        .collect();
    let contacts: Vec<AnyView> = CONTACTS.iter().map(super::plan::contact).collect();
    let doubts: Vec<AnyView> = DOUTES
        .iter()
        .map(|doute| view! { <li>{doute.texte}" "<small>{doute.id}</small></li> }.into_any())
        .collect();
    let sources: Vec<AnyView> = SOURCES.iter().map(lien_source).collect();
    view! {
        <main class="seul">
            <h1 id="titre" tabindex="-1">"Aide et glossaire"</h1>
            <p><a href="#/">"Retour à l’accueil"</a></p>
            <section class="glossaire"><h2>"Les sigles"</h2><dl>{terms}</dl></section>
            <section><h2>"Contacts"</h2><ul>{contacts}</ul></section>
            <section><h2>"Points à confirmer"</h2><p>"Ce que les sources ne disent pas, ou disent de deux façons."</p><ul>{doubts}</ul></section>
            <section class="sources"><h2>{format!("Sources, lues le {LUES_LE}")}</h2><ul>{sources}</ul></section>
        </main>
    }
    .into_any()
}
