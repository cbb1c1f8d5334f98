//! The page: session, address, layout. Components draw; they don't decide.

use crate::browser::{adresse, focus, minuterie};

use crate::atelier::protocole::Quoi;
use crate::route::{Lieu, Route};

use etat::Calcul;
use session::{Ouverture, Session};
use vue::{Vue, el, lien, suivre};

pub mod au_fil;
pub mod components;
pub mod dessin;
pub mod etat;
pub mod formulaire;
pub mod pages;
pub mod session;
pub mod vue;

/// The whole page.
pub fn page() -> Vue {
    let session = Session::new();
    let place = Calcul::new(move |_| (session.route.get(), session.ouverture.get()));
    // Reaches outside: after each arrival the keyboard stands on the new page's title.
    let mut arrived = false;
    suivre(move || {
        place.with(|_| ());
        if arrived {
            minuterie::dans(0, focus::titre_de_page);
        }
        arrived = true;
    });
    let skip = lien("#titre").classe("evitement").enfant("Aller au contenu").sur("click", |event| {
        event.prevent_default();
        focus::titre_de_page();
    });
    el("div").attr("id", "app").enfant(skip).enfant(components::barre::barre(session)).page_vive(move || {
        place.with(|(route, ouverture)| match (route, ouverture) {
            (Route::Accueil, _) => pages::accueil::accueil(session),
            (Route::Feuille(quoi), _) => pages::feuille::feuille(session, *quoi, vec![]),
            (Route::Lien(texte), _) => {
                pages::feuille::feuille(session, Quoi::LienOuvrir, vec![("lien".to_owned(), texte.clone())])
            }
            (Route::Introuvable, _) => pages::introuvable::introuvable(),
            (Route::Dossier(..), Ouverture::EnCours) => {
                el("main").classe("seul").enfant(el("p").attr("role", "status").enfant("Lecture du dossier…"))
            }
            (Route::Dossier(..), Ouverture::Rien | Ouverture::Absent) => pages::introuvable::dossier_absent(),
            (Route::Dossier(..), Ouverture::Illisible(phrase, texte)) => {
                pages::introuvable::illisible(session, phrase, texte)
            }
            (Route::Dossier(_, lieu), Ouverture::Dossier) => match lieu {
                Lieu::Page(page, retour) => pages::question::page(session, page, None, *retour),
                Lieu::Ligne(page, row, retour) => pages::question::page(session, page, Some(row), *retour),
                Lieu::Verifier => pages::verifier::verifier(session),
                Lieu::Feuille(quoi) => pages::feuille::feuille(session, *quoi, vec![]),
            },
        })
    })
}

/// Puts the page in place of the static shell.
pub fn monter() {
    vue::monter(page);
    adresse::pret();
}
