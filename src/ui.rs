//! The page: session, address, layout. Components draw; they don't decide.

use leptos::prelude::*;

use crate::browser::{adresse, focus};

use route::{Lieu, Route};
use session::{Ouverture, Session};

pub mod components;
pub mod formulaire;
pub mod pages;
pub mod route;
pub mod session;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    let place = Memo::new(move |_| (session.route.get(), session.ouverture.get()));
    // Reaches outside: after each arrival the keyboard stands on the new page's title.
    let arrived = RwSignal::new(false);
    Effect::new(move |_| {
        place.track();
        if arrived.get_untracked() {
            crate::browser::minuterie::dans(0, focus::titre_de_page);
        }
        arrived.set(true);
    });
    view! {
        <a class="evitement" href="#titre" on:click=|event| { event.prevent_default(); focus::titre_de_page(); }>"Aller au contenu"</a>
        <components::barre::Barre/>
        {move || {
            let (route, ouverture) = place.get();
            match (route, ouverture) {
                (Route::Accueil, _) => pages::accueil::accueil(session),
                (Route::Aide, _) => pages::aide::aide(),
                (Route::Introuvable, _) => pages::introuvable::introuvable(),
                (Route::Dossier(..), Ouverture::EnCours) => view! { <main class="seul"><p role="status">"Lecture du dossier…"</p></main> }.into_any(),
                (Route::Dossier(..), Ouverture::Rien | Ouverture::Absent) => pages::introuvable::dossier_absent(),
                (Route::Dossier(..), Ouverture::Illisible(phrase, texte)) => pages::introuvable::illisible(phrase, texte),
                (Route::Dossier(_, lieu), Ouverture::Dossier) => match lieu {
                    Lieu::Page(page, retour) => pages::question::page(session, &page, None, retour),
                    Lieu::Ligne(page, row, retour) => pages::question::page(session, &page, Some(row), retour),
                    Lieu::Verifier => pages::verifier::verifier(session),
                    Lieu::Plan => pages::plan::plan(session),
                },
            }
        }}
    }
}

/// Puts the page in place of the static shell.
pub fn monter() {
    leptos::mount::mount_to_body(|| view! { <div id="app"><App/></div> });
    adresse::pret();
}
