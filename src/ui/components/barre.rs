//! The bar at the top: the stake, the dossier, what saving came to.

use leptos::prelude::*;

use crate::browser::{BrowserError, fichiers};
use crate::ui::route::Route;
use crate::ui::session::{Ouverture, Sauvegarde, Session};

/// The surveyor's stake.
pub fn jalon() -> AnyView {
    view! {
        <svg class="logo" width="16" height="30" viewBox="0 0 16 30" aria-hidden="true">
            <path class="bois" d="M5 1h6v22l-3 6-3-6z"/><path class="bande" d="M5 1h6v5.5H5zM5 12h6v5.5H5z"/>
        </svg>
    }
    .into_any()
}

/// Downloads the open dossier; says so when it can't.
pub fn telecharger(session: Session) {
    let name = format!("{}.json", session.nom_de_fichier());
    if let Err(error) = fichiers::telecharger(&name, "application/json", session.texte().as_bytes()) {
        session.messages.update(|messages| messages.push(error.phrase().to_owned()));
    }
}

/// The bar.
#[component]
pub fn Barre() -> impl IntoView {
    let session = Session::de_la_page();
    let state = move || match session.sauvegarde.get() {
        Sauvegarde::Rien => String::new(),
        Sauvegarde::Faite(heure) => format!("Enregistré à {heure} sur cet appareil"),
        Sauvegarde::Sans => "Rien n’est gardé sur cet appareil".to_owned(),
        Sauvegarde::Refusee(_) => "Non enregistré".to_owned(),
    };
    let refused = move || match session.sauvegarde.get() {
        Sauvegarde::Refusee(error) => Some(alerte(session, error)),
        _ => None,
    };
    let open = move || session.ouverture.get() == Ouverture::Dossier;
    view! {
        <header class="barre">
            <a class="nom" href=Route::Accueil.href()>{jalon()}"Jalons"</a>
            <span class="dossier">{move || open().then(|| session.report.with(|report| report.structure.clone()))}</span>
            <span class="etat" role="status">{state}</span>
            <a href=Route::Aide.href()>"Aide"</a>
        </header>
        {refused}
        <Show when=move || session.autre_onglet.get() && open() fallback=|| ()>
            <div class="bandeau" role="alert">
                <p>"Ce dossier vient d’être modifié dans un autre onglet. Choisissez la version à garder."</p>
                <button type="button" class="secondaire" on:click=move |_| relire(session)>"Reprendre l’autre version"</button>
                <button type="button" class="secondaire" on:click=move |_| { session.autre_onglet.set(false); session.enregistrer(); }>"Garder celle-ci"</button>
            </div>
        </Show>
        <Show when=move || !session.messages.get().is_empty() fallback=|| ()>
            <div class="bandeau" role="alert">
                <ul>{move || session.messages.get().into_iter().map(|message| view! { <li>{message}</li> }).collect_view()}</ul>
                <button type="button" class="secondaire" on:click=move |_| session.messages.set(vec![])>"J’ai compris"</button>
            </div>
        </Show>
    }
}

fn relire(session: Session) {
    let id = session.dossier.with_untracked(|dossier| dossier.id.clone());
    leptos::task::spawn_local(async move { session.charger(&id).await });
}

fn alerte(session: Session, error: BrowserError) -> AnyView {
    view! {
        <div class="bandeau" role="alert">
            <p>{error.phrase()}</p>
            <button type="button" class="secondaire" on:click=move |_| telecharger(session)>"Télécharger mon dossier"</button>
            <button type="button" class="secondaire" on:click=move |_| session.enregistrer()>"Réessayer"</button>
        </div>
    }
    .into_any()
}
