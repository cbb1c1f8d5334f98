//! The bar at the top: the stake, the dossier, what saving came to; under it, what the user must know.

use leptos::prelude::*;

use super::basics::{Button, Line, Link, List, When};
use crate::browser::files;
use crate::domain::questions::denomination::structure;
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};
use crate::ui::session::{Saving, Session, use_session};

/// Id of the link to the welcome page, in the static shell too.
const HOME: &str = "accueil-lien";

/// The surveyor's stake.
#[component]
fn Stake() -> impl IntoView {
    view! {
        <svg class="logo" width="16" height="30" viewBox="0 0 16 30" aria-hidden="true">
            <path class="bois" d="M5 1h6v22l-3 6-3-6z"/>
            <path class="bande" d="M5 1h6v5.5H5zM5 12h6v5.5H5z"/>
        </svg>
    }
}

/// Downloads the open dossier; says so when it can't.
pub fn download_dossier(session: Session) {
    offer(session, &format!("{}.json", session.file_name()), &session.text());
}

/// Offers the text of a dossier as a file; says so when it can't.
pub fn offer(session: Session, name: &str, text: &str) {
    if let Err(error) = files::download(name, "application/json", text.as_bytes()) {
        session.say(error.sentence());
    }
}

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    let session = use_session();
    let state = move || match session.saving.get() {
        Saving::Nothing => String::new(),
        Saving::Done(time) => format!("Enregistré à {time} sur cet appareil"),
        Saving::KeptNowhere => "Rien n’est gardé sur cet appareil".to_owned(),
        Saving::Refused(_) => "Non enregistré".to_owned(),
    };
    let refused = move || matches!(session.saving.get(), Saving::Refused(_));
    view! {
        <header class="barre">
            <a class="nom" id=HOME href=Route::Accueil.href()><Stake/>"Jalons"</a>
            <When condition=move || session.is_open()><DossierLink/></When>
            <span class="etat" role="status">{Signal::derive(state)}</span>
            <Link href=Route::Drawn(DrawnPage::Aide).href()>"Aide"</Link>
        </header>
        <When condition=refused><SavingRefused/></When>
        <When condition=move || session.changed_elsewhere.get() && session.is_open()><ChangedElsewhere/></When>
        <When condition=move || session.messages.with(|messages| !messages.is_empty())><Messages/></When>
    }
}

/// The name of the open dossier, which leads back to its review.
#[component]
fn DossierLink() -> impl IntoView {
    let session = use_session();
    let name = move || {
        let name = session.follow_facts(structure);
        if name.is_empty() { "Dossier sans nom".to_owned() } else { name }
    };
    let review =
        move || session.dossier.with(|dossier| Route::Dossier(dossier.id.clone(), Lieu::Verifier).href());
    view! { <a class="dossier" href=Signal::derive(review)>{Signal::derive(name)}</a> }
}

/// What the user must know, and can do something about.
#[component]
fn Banner(children: Children) -> impl IntoView {
    view! { <div class="bandeau" role="alert">{children()}</div> }
}

#[component]
fn SavingRefused() -> impl IntoView {
    let session = use_session();
    let sentence = move || match session.saving.get() {
        Saving::Refused(error) => error.sentence().to_owned(),
        Saving::Nothing | Saving::Done(_) | Saving::KeptNowhere => String::new(),
    };
    view! {
        <Banner>
            <p>{Signal::derive(sentence)}</p>
            <Button class="secondaire" on_click=move |_| download_dossier(session)>"Télécharger mon dossier"</Button>
            <Button class="secondaire" on_click=move |_| session.save()>"Réessayer"</Button>
        </Banner>
    }
}

#[component]
fn ChangedElsewhere() -> impl IntoView {
    let session = use_session();
    let keep = move |_| {
        session.changed_elsewhere.set(false);
        session.save();
    };
    view! {
        <Banner>
            <p>"Ce dossier vient d’être modifié dans un autre onglet. Choisissez la version à garder."</p>
            <Button class="secondaire" on_click=move |_| session.read_again()>"Reprendre l’autre version"</Button>
            <Button class="secondaire" on_click=keep>"Garder celle-ci"</Button>
        </Banner>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let session = use_session();
    let lines = move || {
        let messages = session.messages.get().into_iter().enumerate();
        let line = |(rank, message): (usize, String)| {
            Line::new(format!("{rank} {message}"), move || view! { <li>{message.clone()}</li> })
        };
        messages.map(line).collect::<Vec<_>>()
    };
    view! {
        <Banner>
            <ul>
                <List lines=lines/>
            </ul>
            <Button class="secondaire" on_click=move |_| session.messages.set(vec![])>"J’ai compris"</Button>
        </Banner>
    }
}
