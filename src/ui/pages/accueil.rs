//! Welcome: what it does, for whom, how long, what to have at hand; the dossiers of this device.

use tachys::dom::{event_target, event_target_checked};

use crate::atelier::protocole::Quoi;
use crate::browser::evenements::Evenement;
use crate::browser::minuterie::{dans, lancer};
use crate::browser::{BrowserError, adresse, fichiers, focus, storage};
use crate::domain::calendrier::{lire_date, long};
use crate::domain::dossier;
use crate::domain::facts::Facts;
use crate::domain::questions::denomination::structure;
use crate::route::{Lieu, Route};
use crate::ui::components::barre::offrir;
use crate::ui::etat::Variable;
use crate::ui::session::{Ouverture, Session};
use crate::ui::vue::{Vue, bouton, el, ensemble, hors_ecran, lien, titre_de_page};

/// One dossier kept on this device.
#[derive(Clone, PartialEq, Eq)]
struct Garde {
    id: String,
    texte: String,
    nom: String,
    detail: String,
}

impl Garde {
    fn de(id: String, texte: String, session: Session) -> Self {
        match dossier::ouvrir(&texte) {
            Ok((dossier, _)) => {
                let done = dossier.suivi.values().filter(|suivi| suivi.etat == dossier::Etat::Fait).count();
                let jour = dossier.enregistre_le.get(..10).and_then(lire_date);
                let jour = jour.map_or_else(String::new, |jour| format!("modifié le {}", long(jour)));
                let done = match done {
                    0 => "aucune action faite".to_owned(),
                    1 => "1 action faite".to_owned(),
                    many => format!("{many} actions faites"),
                };
                let detail = format!("{done} · {jour}");
                let nom = structure(&Facts::new(&dossier.answers, session.today));
                let nom = if nom.is_empty() { "Dossier sans nom".to_owned() } else { nom };
                Self { id, texte, nom, detail }
            }
            Err(error) => Self { id, texte, nom: "Dossier illisible".to_owned(), detail: error.to_string() },
        }
    }
}

/// The state of the welcome page.
#[derive(Clone, Copy)]
struct Accueil {
    session: Session,
    /// What is kept on this device.
    gardes: Variable<Vec<Garde>>,
    /// Why what is kept can't be read or removed.
    refus: Variable<Option<String>>,
    /// Why the chosen file can't be opened.
    erreur: Variable<Option<String>>,
}

/// The welcome page.
pub fn accueil(session: Session) -> Vue {
    adresse::titre("Jalons – vos démarches auprès de l’Agence du Numérique en Santé");
    let accueil = Accueil {
        session,
        gardes: Variable::new(vec![]),
        refus: Variable::new(None),
        erreur: Variable::new(None),
    };
    lancer(accueil.relire());
    let lead = "Répondez à quelques questions. Jalons dresse la liste de vos démarches\u{a0}: contrat, formulaires, cartes, certificats, enregistrement des professionnels. Pour chacune\u{a0}: qui signe, quoi joindre, dans quel ordre, vers quelle date, et pourquoi.";
    let refused = move || {
        el("p")
            .classe("avertissement")
            .attr("role", "alert")
            .texte_vif(move || accueil.refus.get().unwrap_or_default())
    };
    let start = bouton("principal", "Commencer un dossier", move |_| session.commencer());
    el("main")
        .classe("seul accueil")
        .enfant(titre_de_page("Ce que votre structure doit demander à l’Agence du Numérique en Santé"))
        .enfant(el("p").classe("chapeau").enfant(lead))
        .quand(move || accueil.refus.get().is_some(), refused)
        .enfant(el("p").classe("boutons").enfant(start))
        .quand(move || !accueil.gardes.get().is_empty(), move || accueil.liste())
        .enfant(presentation())
        .enfant(accueil.partage())
        .enfant(accueil.fichier())
}

impl Accueil {
    async fn relire(self) {
        match storage::lister().await {
            Ok(found) => {
                let kept = found.into_iter().map(|(id, text)| Garde::de(id, text, self.session));
                self.gardes.set(kept.collect());
            }
            Err(error) => self.refuser(error),
        }
    }

    fn refuser(self, error: BrowserError) {
        self.refus.set(Some(error.phrase().to_owned()));
    }

    async fn ouvrir(self, event: Evenement) {
        let outcome = match fichiers::texte_choisi(event_target(&event), dossier::TAILLE_MAX).await {
            Ok(None) => Ok(()),
            Ok(Some(text)) => self.session.ouvrir_fichier(&text).await,
            Err(error) => Err(error.phrase().to_owned()),
        };
        self.erreur.set(outcome.err());
    }

    async fn tout_supprimer(self) {
        for garde in self.gardes.get_untracked() {
            if let Err(error) = storage::supprimer(&garde.id).await {
                self.refuser(error);
            }
        }
        self.session.fermer();
        self.relire().await;
    }

    async fn supprimer(self, id: String) {
        if let Err(error) = storage::supprimer(&id).await {
            self.session.dire(error.phrase());
        }
        if self.session.dossier.with_untracked(|dossier| dossier.id == id) {
            self.session.fermer();
        }
        self.relire().await;
    }

    /// Opens a dossier kept here where it was left; one that can't be read, on what can be done with it.
    async fn reprendre(self, id: String) {
        self.session.charger(&id).await;
        let next = match self.session.ouverture.get_untracked() {
            Ouverture::Dossier => self.session.reprise(),
            _ => Route::Dossier(id, Lieu::Verifier),
        };
        self.session.aller(&next);
    }

    /// What is kept on this device.
    fn liste(self) -> Vue {
        let asking = Variable::new(false);
        let cards = move || ensemble().enfants(self.gardes.get().into_iter().map(|garde| self.carte(garde)));
        let sure = move || {
            ensemble()
                .enfant(el("span").enfant("Tous les dossiers de cet appareil seront effacés. "))
                .enfant(bouton("danger", "Tout supprimer", move |_| {
                    lancer(self.tout_supprimer());
                    asking.set(false);
                }))
                .enfant(" ")
                .enfant(bouton("lien", "Garder", move |_| asking.set(false)))
        };
        let ask = move || bouton("lien", "Supprimer tous les dossiers", move |_| asking.set(true));
        section("", "Vos dossiers sur cet appareil")
            .enfant(el("ul").classe("lignes").vif(cards))
            .enfant(el("p").quand_sinon(move || asking.get(), sure, ask))
    }

    fn carte(self, garde: Garde) -> Vue {
        let session = self.session;
        let Garde { id, texte, nom, detail } = garde;
        let asking = Variable::new(false);
        let route = Route::Dossier(id.clone(), Lieu::Verifier);
        let of = hors_ecran(&format!(" : {nom}"));
        let opened = id.clone();
        let open = lien(&route.href()).enfant(el("b").enfant(nom)).sur("click", move |event| {
            event.prevent_default();
            lancer(self.reprendre(opened.clone()));
        });
        let download =
            bouton("lien", "Télécharger", move |_| offrir(session, "jalons-dossier.json", &texte)).enfant(of);
        // The button that asked is gone: the keyboard goes to the safe answer.
        let stay = format!("garder-{id}");
        let safe = stay.clone();
        let sure = move || {
            let id = id.clone();
            ensemble()
                .enfant(bouton("danger", "Supprimer pour de bon", move |_| {
                    lancer(self.supprimer(id.clone()))
                }))
                .enfant(bouton("lien", "Garder", move |_| asking.set(false)).attr("id", &safe))
        };
        let ask = move || {
            let stay = stay.clone();
            bouton("lien", "Supprimer", move |_| {
                asking.set(true);
                let stay = stay.clone();
                dans(0, move || focus::sur(&stay));
            })
        };
        el("li")
            .classe("ligne")
            .enfant(el("p").enfant(open).enfant(el("br")).enfant(el("small").enfant(detail)))
            .enfant(el("p").classe("actes").enfant(download).quand_sinon(move || asking.get(), sure, ask))
    }

    /// The choice to keep nothing.
    fn partage(self) -> Vue {
        let session = self.session;
        let nothing = el("input")
            .attr("type", "checkbox")
            .coche_vive(move || session.sans_trace.get())
            .sur("change", move |event| session.sans_trace.set(event_target_checked(&event)));
        let nothing = el("label")
            .classe("choix")
            .enfant(nothing)
            .enfant(el("span").enfant("Ne rien garder sur cet appareil"))
            .enfant(el("small").enfant("Téléchargez alors votre dossier avant de fermer la page."));
        let kept = move || session.sans_trace.get() && !self.gardes.get().is_empty();
        let stay = "Les dossiers déjà gardés sur cet appareil y restent\u{a0}: supprimez-les dans la liste ci-dessus si besoin.";
        section("", "Sur un ordinateur partagé").enfant(nothing).enfant(
            el("div")
                .attr("role", "status")
                .quand(kept, move || el("p").classe("avertissement").enfant(stay)),
        )
    }

    /// Opening a file.
    fn fichier(self) -> Vue {
        let label = el("label")
            .attr("for", "fichier")
            .enfant("Fichier «\u{a0}.json\u{a0}» téléchargé depuis cette page");
        let input = el("input")
            .attr("type", "file")
            .attr("id", "fichier")
            .attr("accept", ".json,application/json")
            .sur("change", move |event| lancer(self.ouvrir(event)));
        let error = move || {
            let phrase = self.erreur.get();
            ensemble().enfant(phrase.map(|phrase| el("p").classe("avertissement").enfant(phrase)))
        };
        section("", "Ouvrir un dossier téléchargé")
            .enfant(el("p").enfant(label))
            .enfant(el("p").enfant(input))
            .enfant(el("div").attr("role", "alert").vif(error))
    }
}

/// For whom, how long, what to have at hand: the same words as the static shell.
fn presentation() -> Vue {
    let at_hand = [
        "les numéros FINESS et SIREN de l’organisme\u{a0};",
        "la liste des sites ouverts\u{a0};",
        "le nom du représentant légal et celui du directeur\u{a0};",
        "le nom de vos logiciels\u{a0};",
        "les cartes et certificats que vous avez déjà.",
    ];
    let who = "La direction d’un établissement ou service social ou médico-social, ou la personne qui l’accompagne. Aucune connaissance technique n’est nécessaire.";
    let time = "Un quart d’heure. Vous pouvez vous arrêter et reprendre\u{a0}: tout reste sur cet appareil.";
    let here = "Cette page n’envoie rien, à personne. Vos réponses sont gardées par votre navigateur, et par lui seul.";
    let blank = lien(&Route::Feuille(Quoi::Vierge).href()).enfant("Le questionnaire vierge, à imprimer");
    el("div")
        .classe("presentation")
        .enfant(section("", "Pour qui").enfant(el("p").enfant(who)))
        .enfant(section("", "Combien de temps").enfant(el("p").enfant(time)))
        .enfant(
            section("", "À avoir sous la main")
                .enfant(el("ul").enfants(at_hand.into_iter().map(|thing| el("li").enfant(thing))))
                .enfant(el("p").enfant(blank)),
        )
        .enfant(section("", "Rien ne quitte cet appareil").enfant(el("p").enfant(here)))
}

/// A titled section.
fn section(classe: &str, titre: &str) -> Vue {
    el("section").classe(classe).enfant(el("h2").enfant(titre))
}
