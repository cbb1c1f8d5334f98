//! The bar at the top: the stake, the dossier, what saving came to; under it, what the user must know.

use leptos::prelude::*;

use crate::browser::{BrowserError, files};
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
    let refused = Memo::new(move |_| match session.saving.get() {
        Saving::Refused(error) => Some(error),
        Saving::Nothing | Saving::Done(_) | Saving::KeptNowhere => None,
    });
    let has_messages = Memo::new(move |_| session.messages.with(|messages| !messages.is_empty()));
    view! {
        <header class="barre">
            <a class="nom" id=HOME href=Route::Accueil.href()><Stake/>"Jalons"</a>
            <Show when=move || session.is_open()><DossierLink/></Show>
            <span class="etat" role="status">{state}</span>
            <a href=Route::Drawn(DrawnPage::Aide).href()>"Aide"</a>
        </header>
        {move || refused.get().map(|error| view! { <SavingRefused error=error/> })}
        <Show when=move || session.changed_elsewhere.get() && session.is_open()><ChangedElsewhere/></Show>
        <Show when=move || has_messages.get()><Messages/></Show>
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
    view! { <a class="dossier" href=review>{name}</a> }
}

#[component]
fn SavingRefused(error: BrowserError) -> impl IntoView {
    let session = use_session();
    view! {
        <div class="bandeau" role="alert">
            <p>{error.sentence()}</p>
            <button type="button" class="secondaire" on:click=move |_| download_dossier(session)>
                "Télécharger mon dossier"
            </button>
            <button type="button" class="secondaire" on:click=move |_| session.save()>"Réessayer"</button>
        </div>
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
        <div class="bandeau" role="alert">
            <p>"Ce dossier vient d’être modifié dans un autre onglet. Choisissez la version à garder."</p>
            <button type="button" class="secondaire" on:click=move |_| session.read_again()>
                "Reprendre l’autre version"
            </button>
            <button type="button" class="secondaire" on:click=keep>"Garder celle-ci"</button>
        </div>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let session = use_session();
    let messages = move || session.messages.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="bandeau" role="alert">
            <ul>
                <For each=messages key=|message| message.clone() let((_, message))><li>{message}</li></For>
            </ul>
            <button type="button" class="secondaire" on:click=move |_| session.messages.set(vec![])>
                "J’ai compris"
            </button>
        </div>
    }
}
