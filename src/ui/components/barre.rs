//! The bar at the top: the stake, the dossier, what saving came to.

use crate::atelier::protocole::Quoi;
use crate::browser::{BrowserError, fichiers};
use crate::domain::questions::denomination::structure;
use crate::route::{Lieu, Route};
use crate::ui::session::{Ouverture, Sauvegarde, Session};
use crate::ui::vue::{Vue, bouton, el, ensemble, lien, svg};

/// The surveyor's stake.
pub fn jalon() -> Vue {
    svg("svg")
        .classe("logo")
        .attr("width", "16")
        .attr("height", "30")
        .attr("viewBox", "0 0 16 30")
        .attr("aria-hidden", "true")
        .enfant(svg("path").classe("bois").attr("d", "M5 1h6v22l-3 6-3-6z"))
        .enfant(svg("path").classe("bande").attr("d", "M5 1h6v5.5H5zM5 12h6v5.5H5z"))
}

/// Downloads the open dossier; says so when it can't.
pub fn telecharger(session: Session) {
    offrir(session, &format!("{}.json", session.nom_de_fichier()), &session.texte());
}

/// Offers the text of a dossier as a file; says so when it can't.
pub fn offrir(session: Session, nom: &str, texte: &str) {
    if let Err(error) = fichiers::telecharger(nom, "application/json", texte.as_bytes()) {
        session.dire(error.phrase());
    }
}

/// The bar.
pub fn barre(session: Session) -> Vue {
    let open = move || session.ouverture.get() == Ouverture::Dossier;
    let name = move || {
        let name = session.suit_faits(structure);
        if name.is_empty() { "Dossier sans nom".to_owned() } else { name }
    };
    let state = move || match session.sauvegarde.get() {
        Sauvegarde::Rien => String::new(),
        Sauvegarde::Faite(heure) => format!("Enregistré à {heure} sur cet appareil"),
        Sauvegarde::Sans => "Rien n’est gardé sur cet appareil".to_owned(),
        Sauvegarde::Refusee(_) => "Non enregistré".to_owned(),
    };
    let refused = move || match session.sauvegarde.get() {
        Sauvegarde::Refusee(error) => refus(session, error),
        Sauvegarde::Rien | Sauvegarde::Faite(_) | Sauvegarde::Sans => ensemble(),
    };
    let header = el("header")
        .classe("barre")
        .enfant(lien(&Route::Accueil.href()).classe("nom").enfant(jalon()).enfant("Jalons"))
        .quand(open, move || {
            el("a").classe("dossier").attr_vif("href", move || retour(session)).texte_vif(name)
        })
        .enfant(el("span").classe("etat").attr("role", "status").texte_vif(state))
        .enfant(lien(&Route::Feuille(Quoi::Aide).href()).enfant("Aide"));
    ensemble()
        .enfant(header)
        .vif(refused)
        .quand(move || session.autre_onglet.get() && open(), move || autre_onglet(session))
        .quand(move || session.messages.with(|messages| !messages.is_empty()), move || messages(session))
}

/// The review of the open dossier: where its name leads back to.
fn retour(session: Session) -> String {
    // Its id changes when another is opened.
    session.ouverture.get();
    session.dossier.with(|dossier| Route::Dossier(dossier.id.clone(), Lieu::Verifier).href())
}

fn bandeau() -> Vue {
    el("div").classe("bandeau").attr("role", "alert")
}

fn refus(session: Session, error: BrowserError) -> Vue {
    bandeau()
        .enfant(el("p").enfant(error.phrase()))
        .enfant(bouton("secondaire", "Télécharger mon dossier", move |_| telecharger(session)))
        .enfant(bouton("secondaire", "Réessayer", move |_| session.enregistrer()))
}

fn autre_onglet(session: Session) -> Vue {
    let phrase = "Ce dossier vient d’être modifié dans un autre onglet. Choisissez la version à garder.";
    bandeau()
        .enfant(el("p").enfant(phrase))
        .enfant(bouton("secondaire", "Reprendre l’autre version", move |_| session.relire()))
        .enfant(bouton("secondaire", "Garder celle-ci", move |_| {
            session.autre_onglet.set(false);
            session.enregistrer();
        }))
}

fn messages(session: Session) -> Vue {
    let lines = move || {
        let messages = session.messages.get();
        ensemble().enfants(messages.iter().map(|message| el("li").enfant(message)))
    };
    bandeau()
        .enfant(el("ul").vif(lines))
        .enfant(bouton("secondaire", "J’ai compris", move |_| session.messages.set(vec![])))
}
