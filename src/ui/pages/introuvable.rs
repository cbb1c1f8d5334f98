//! What is not there, and what can't be read.

use crate::browser::adresse;
use crate::domain::questionnaire::Page;
use crate::route::{Lieu, Route};
use crate::ui::components::barre::offrir;
use crate::ui::session::Session;
use crate::ui::vue::{Vue, bouton, el, ensemble, lien, titre_de_page};

fn page(titre: &str, phrase: &str) -> Vue {
    adresse::titre(&format!("{titre} – Jalons"));
    el("main").classe("seul").enfant(titre_de_page(titre)).enfant(el("p").enfant(phrase))
}

fn vers_accueil(classe: &str) -> Vue {
    lien(&Route::Accueil.href()).classe(classe).enfant("Revenir à l’accueil")
}

/// No such page.
pub fn introuvable() -> Vue {
    page(
        "Cette page n’existe pas",
        "L’adresse est peut-être incomplète. Vos dossiers sont intacts : reprenez depuis l’accueil.",
    )
    .enfant(el("p").enfant(vers_accueil("principal")))
}

/// No such dossier on this device.
pub fn dossier_absent() -> Vue {
    page(
        "Ce dossier n’est pas sur cet appareil",
        "Il a peut-être été supprimé, ou il n’a jamais été gardé ici. Si vous en avez un fichier, ouvrez-le depuis l’accueil.",
    )
    .enfant(el("p").enfant(vers_accueil("principal")))
}

/// No such row.
pub fn ligne_absente(session: Session, list: &'static Page) -> Vue {
    let title = "Cette ligne n’existe plus";
    adresse::titre(&format!("{title} – Jalons"));
    let back = session.vers(Lieu::Page(list.id.to_owned(), None)).href();
    ensemble()
        .enfant(titre_de_page(title))
        .enfant(el("p").enfant("Elle a peut-être été supprimée."))
        .enfant(el("p").enfant(lien(&back).classe("principal").enfant("Revenir à la liste")))
}

/// A stored dossier that can't be read: kept as it is, offered as a file.
pub fn illisible(session: Session, phrase: &str, texte: &str) -> Vue {
    let kept = texte.to_owned();
    let download = move |_| offrir(session, "jalons-dossier-illisible.json", &kept);
    page("Ce dossier ne peut pas être lu", phrase)
        .enfant(el("p").enfant("Il reste sur cet appareil, tel quel. Téléchargez-le pour ne pas le perdre."))
        .enfant(
            el("p")
                .enfant(bouton("principal", "Télécharger ce qui est gardé", download))
                .enfant(" ")
                .enfant(vers_accueil("")),
        )
}
