//! What is not there, and what can't be read.

use leptos::prelude::*;

use crate::browser::{adresse, fichiers};
use crate::domain::questionnaire::Page;
use crate::ui::route::{Lieu, Route};
use crate::ui::session::Session;

fn page(titre: &'static str, phrase: &'static str) -> AnyView {
    adresse::titre(&format!("{titre} – Jalons"));
    view! {
        <main class="seul">
            <h1 id="titre" tabindex="-1">{titre}</h1><p>{phrase}</p>
            <p><a class="principal" href=Route::Accueil.href()>"Revenir à l’accueil"</a></p>
        </main>
    }
    .into_any()
}

/// No such page.
pub fn introuvable() -> AnyView {
    page(
        "Cette page n’existe pas",
        "L’adresse est peut-être incomplète. Vos dossiers sont intacts : reprenez depuis l’accueil.",
    )
}

/// No such dossier on this device.
pub fn dossier_absent() -> AnyView {
    page(
        "Ce dossier n’est pas sur cet appareil",
        "Il a peut-être été supprimé, ou il n’a jamais été gardé ici. Si vous en avez un fichier, ouvrez-le depuis l’accueil.",
    )
}

/// No such row.
pub fn ligne_absente(session: Session, list: &'static Page) -> AnyView {
    adresse::titre("Cette ligne n’existe plus – Jalons");
    view! {
        <h1 id="titre" tabindex="-1">"Cette ligne n’existe plus"</h1><p>"Elle a peut-être été supprimée."</p>
        <p><a class="principal" href=session.vers(Lieu::Page(list.id.to_owned(), None)).href()>"Revenir à la liste"</a></p>
    }
    .into_any()
}

/// A stored dossier that can't be read: kept as it is, offered as a file.
pub fn illisible(phrase: String, texte: String) -> AnyView {
    adresse::titre("Ce dossier ne peut pas être lu – Jalons");
    let session = Session::de_la_page();
    let download = move |_| {
        if let Err(error) =
            fichiers::telecharger("jalons-dossier-illisible.json", "application/json", texte.as_bytes())
        {
            session.messages.update(|messages| messages.push(error.phrase().to_owned()));
        }
    };
    view! {
        <main class="seul">
            <h1 id="titre" tabindex="-1">"Ce dossier ne peut pas être lu"</h1><p>{phrase}</p>
            <p>"Il reste sur cet appareil, tel quel. Téléchargez-le pour ne pas le perdre."</p>
            <p><button type="button" class="principal" on:click=download>"Télécharger ce qui est gardé"</button>" "<a href=Route::Accueil.href()>"Revenir à l’accueil"</a></p>
        </main>
    }
    .into_any()
}
