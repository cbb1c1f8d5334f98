//! What is not there, and what can't be read.

use leptos::prelude::*;

use crate::browser::{BrowserError, address};
use crate::domain::questionnaire::Page;
use crate::route::{Lieu, Route};
use crate::ui::components::bar::offer;
use crate::ui::components::basics::{Button, Link};
use crate::ui::components::page_title::PageTitle;
use crate::ui::session::use_session;

#[component]
fn Apology(title: &'static str, #[prop(into)] sentence: String, children: Children) -> impl IntoView {
    address::set_title(&format!("{title} – Jalons"));
    view! {
        <main class="seul">
            <PageTitle text=title/>
            <p>{sentence}</p>
            {children()}
        </main>
    }
}

#[component]
fn BackHome(#[prop(optional)] class: &'static str) -> impl IntoView {
    view! { <Link class=class href=Route::Accueil.href()>"Revenir à l’accueil"</Link> }
}

/// No such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let sentence =
        "L’adresse est peut-être incomplète. Vos dossiers sont intacts : reprenez depuis l’accueil.";
    view! {
        <Apology title="Cette page n’existe pas" sentence=sentence>
            <p><BackHome class="principal"/></p>
        </Apology>
    }
}

/// No such dossier on this device.
#[component]
pub fn DossierAbsent() -> impl IntoView {
    let sentence = "Il a peut-être été supprimé, ou il n’a jamais été gardé ici. Si vous en avez un fichier, ouvrez-le depuis l’accueil.";
    view! {
        <Apology title="Ce dossier n’est pas sur cet appareil" sentence=sentence>
            <p><BackHome class="principal"/></p>
        </Apology>
    }
}

/// The device does not say now what it holds.
#[component]
pub fn Unavailable(
    /// Why.
    error: BrowserError,
) -> impl IntoView {
    let session = use_session();
    let why = match error {
        BrowserError::StorageRefused => {
            "Ce navigateur refuse de lire ce qui est gardé sur cet appareil (navigation privée, ou réglage)."
        }
        _ => "L’enregistrement sur cet appareil ne répond pas.",
    };
    let sentence =
        format!("{why} Votre dossier n’est pas perdu : réessayez, ou fermez cette page puis rouvrez-la.");
    view! {
        <Apology title="Ce dossier ne peut pas être lu pour l’instant" sentence=sentence>
            <p>
                <Button class="principal" on_click=move |_| session.read_again()>"Réessayer"</Button>
                " "
                <BackHome/>
            </p>
        </Apology>
    }
}

/// No such row.
#[component]
pub fn RowAbsent(
    /// The page of the list.
    list: &'static Page,
) -> impl IntoView {
    let title = "Cette ligne n’existe plus";
    address::set_title(&format!("{title} – Jalons"));
    let back = use_session().to(Lieu::Page(list.id.to_owned(), None)).href();
    view! {
        <PageTitle text=title/>
        <p>"Elle a peut-être été supprimée."</p>
        <p><Link class="principal" href=back>"Revenir à la liste"</Link></p>
    }
}

/// A stored dossier that can't be read: kept as it is, offered as a file.
#[component]
pub fn Unreadable(
    /// Why.
    sentence: String,
    /// What is kept.
    text: String,
) -> impl IntoView {
    let session = use_session();
    let download = move |_| offer(session, "jalons-dossier-illisible.json", &text);
    view! {
        <Apology title="Ce dossier ne peut pas être lu" sentence=sentence>
            <p>"Il reste sur cet appareil, tel quel. Téléchargez-le pour ne pas le perdre."</p>
            <p>
                <Button class="principal" on_click=download>"Télécharger ce qui est gardé"</Button>
                " "
                <BackHome/>
            </p>
        </Apology>
    }
}
