//! Welcome: what it does, for whom, how long, what to have at hand; the dossiers of this device.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{BrowserError, address, files, focus, storage, timers};
use crate::domain::calendrier::{lire_date, long};
use crate::domain::dossier;
use crate::domain::facts::Facts;
use crate::domain::questions::denomination::structure;
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};
use crate::ui::components::bar::offer;
use crate::ui::components::basics::{Button, ChoiceBox, Line, Link, List, OffScreen, Warning, When};
use crate::ui::components::page_title::PageTitle;
use crate::ui::session::{Opening, Session, use_session};

/// Id of the button that starts a dossier, in the static shell too.
const START: &str = "commencer";

/// What is said of what is kept already, when nothing more is to be.
const STAYS: &str = "Les dossiers déjà gardés sur cet appareil y restent\u{a0}: supprimez-les dans la liste ci-dessus si besoin.";

/// One dossier kept on this device.
#[derive(Clone)]
struct Kept {
    id: String,
    text: String,
    name: String,
    details: String,
}

impl Kept {
    fn of(id: String, text: String, session: Session) -> Self {
        match dossier::ouvrir(&text) {
            Ok((dossier, _)) => {
                let done = dossier.suivi.values().filter(|suivi| suivi.etat == dossier::Etat::Fait).count();
                let day = dossier.enregistre_le.get(..10).and_then(lire_date);
                let day = day.map_or_else(String::new, |day| format!("modifié le {}", long(day)));
                let done = match done {
                    0 => "aucune action faite".to_owned(),
                    1 => "1 action faite".to_owned(),
                    many => format!("{many} actions faites"),
                };
                let name = structure(&Facts::new(&dossier.answers, session.today));
                let name = if name.is_empty() { "Dossier sans nom".to_owned() } else { name };
                Self { id, text, name, details: format!("{done} · {day}") }
            }
            Err(error) => Self { id, text, name: "Dossier illisible".to_owned(), details: error.to_string() },
        }
    }
}

/// What is kept on this device, and what can be done with it.
#[derive(Clone, Copy)]
struct Shelf {
    session: Session,
    kept: RwSignal<Vec<Kept>>,
    /// Why what is kept can't be read or removed.
    refusal: RwSignal<String>,
}

impl Shelf {
    async fn read_again(self) {
        match storage::list().await {
            Ok(found) => {
                let kept = found.into_iter().map(|(id, text)| Kept::of(id, text, self.session)).collect();
                // The user may have left the page meanwhile.
                self.kept.try_set(kept);
            }
            Err(error) => self.refuse(error),
        }
    }

    fn refuse(self, error: BrowserError) {
        self.refusal.try_set(error.sentence().to_owned());
    }

    async fn delete_all(self) {
        for kept in self.kept.get_untracked() {
            if let Err(error) = storage::delete(&kept.id).await {
                self.refuse(error);
            }
        }
        self.session.close();
        self.read_again().await;
    }

    async fn delete(self, id: String) {
        if let Err(error) = storage::delete(&id).await {
            self.session.say(error.sentence());
        }
        if self.session.dossier.with_untracked(|dossier| dossier.id == id) {
            self.session.close();
        }
        self.read_again().await;
    }

    /// Opens a dossier kept here where it was left; one that can't be read, on what can be done with it.
    async fn resume(self, id: String) {
        self.session.load(&id).await;
        let next = match self.session.opening.get_untracked() {
            Opening::Open => self.session.resume(),
            _ => Route::Dossier(id, Lieu::Verifier),
        };
        self.session.go(&next);
    }
}

/// The welcome page.
#[component]
pub fn Welcome() -> impl IntoView {
    address::set_title("Jalons – vos démarches auprès de l’Agence du Numérique en Santé");
    let session = use_session();
    let shelf = Shelf { session, kept: RwSignal::new(vec![]), refusal: RwSignal::new(String::new()) };
    spawn_local(shelf.read_again());
    view! {
        <main class="seul accueil">
            <PageTitle text="Ce que votre structure doit demander à l’Agence du Numérique en Santé"/>
            <p class="chapeau">
                "Répondez à quelques questions. Jalons dresse la liste de vos démarches\u{a0}: contrat, formulaires, cartes, certificats, enregistrement des professionnels. Pour chacune\u{a0}: qui signe, quoi joindre, dans quel ordre, vers quelle date, et pourquoi."
            </p>
            <div role="alert"><Warning text=shelf.refusal/></div>
            <p class="boutons">
                <Button class="principal" id=START on_click=move |_| session.start()>"Commencer un dossier"</Button>
            </p>
            <When condition=move || shelf.kept.with(|kept| !kept.is_empty())><Dossiers shelf=shelf/></When>
            <Presentation/>
            <SharedComputer shelf=shelf/>
            <OpenFile/>
        </main>
    }
}

/// What is kept on this device.
#[component]
fn Dossiers(shelf: Shelf) -> impl IntoView {
    let asking = RwSignal::new(false);
    let lines = move || {
        let line = |kept: Kept| {
            let key = format!("{} {}", kept.id, kept.text);
            Line::new(key, move || view! { <DossierCard shelf=shelf kept=kept.clone()/> })
        };
        shelf.kept.get().into_iter().map(line).collect::<Vec<_>>()
    };
    let delete = move |_| {
        spawn_local(shelf.delete_all());
        asking.set(false);
    };
    view! {
        <section>
            <h2>"Vos dossiers sur cet appareil"</h2>
            <ul class="lignes">
                <List lines=lines/>
            </ul>
            <p>
                <When condition=asking>
                    <span>"Tous les dossiers de cet appareil seront effacés. "</span>
                    <Button class="danger" on_click=delete>"Tout supprimer"</Button>
                    " "
                    <Button class="lien" on_click=move |_| asking.set(false)>"Garder"</Button>
                </When>
                <When condition=move || !asking.get()>
                    <Button class="lien" on_click=move |_| asking.set(true)>"Supprimer tous les dossiers"</Button>
                </When>
            </p>
        </section>
    }
}

#[component]
fn DossierCard(shelf: Shelf, kept: Kept) -> impl IntoView {
    let Kept { id, text, name, details } = kept;
    let session = shelf.session;
    let asking = RwSignal::new(false);
    let of = format!(" : {name}");
    let href = Route::Dossier(id.clone(), Lieu::Verifier).href();
    let open = {
        let id = id.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            spawn_local(shelf.resume(id.clone()));
        }
    };
    let download = move |_| offer(session, "jalons-dossier.json", &text);
    // The button that asked is gone: the keyboard goes to the safe answer.
    let safe = StoredValue::new(format!("garder-{id}"));
    let ask = move |_| {
        asking.set(true);
        timers::after(0, move || safe.with_value(|safe| focus::on(safe)));
    };
    let delete = Callback::new(move |_| spawn_local(shelf.delete(id.clone())));
    view! {
        <li class="ligne">
            <p>
                <a href=href on:click=open><b>{name}</b></a>
                <br/>
                <small>{details}</small>
            </p>
            <p class="actes">
                <Button class="lien" on_click=download>"Télécharger"<OffScreen text=of/></Button>
                <When condition=asking>
                    <Button class="danger" on_click=delete>"Supprimer pour de bon"</Button>
                    <Button class="lien" id=safe.get_value() on_click=move |_| asking.set(false)>"Garder"</Button>
                </When>
                <When condition=move || !asking.get()>
                    <Button class="lien" on_click=ask>"Supprimer"</Button>
                </When>
            </p>
        </li>
    }
}

/// The choice to keep nothing.
#[component]
fn SharedComputer(shelf: Shelf) -> impl IntoView {
    let session = shelf.session;
    let kept = move || {
        let stays = session.keep_nothing.get() && shelf.kept.with(|kept| !kept.is_empty());
        if stays { STAYS.to_owned() } else { String::new() }
    };
    view! {
        <section>
            <h2>"Sur un ordinateur partagé"</h2>
            <ChoiceBox
                kind="checkbox"
                name="ne-rien-garder"
                checked=session.keep_nothing
                on_change=move |yes| session.keep_nothing.set(yes)
                label="Ne rien garder sur cet appareil"
                implies="Téléchargez alors votre dossier avant de fermer la page."
            />
            <div role="status"><Warning text=kept/></div>
        </section>
    }
}

/// Opening a file.
#[component]
fn OpenFile() -> impl IntoView {
    let session = use_session();
    // Why the chosen file can't be opened.
    let refusal = RwSignal::new(String::new());
    let open = move |event: Event| {
        let input = event_target(&event);
        spawn_local(async move {
            let outcome = match files::chosen_text(input, dossier::TAILLE_MAX).await {
                Ok(None) => Ok(()),
                Ok(Some(text)) => session.open_file(&text).await,
                Err(error) => Err(error.sentence().to_owned()),
            };
            refusal.try_set(outcome.err().unwrap_or_default());
        });
    };
    view! {
        <section>
            <h2>"Ouvrir un dossier téléchargé"</h2>
            <p>
                <label for="fichier">"Fichier «\u{a0}.json\u{a0}» téléchargé depuis cette page"</label>
            </p>
            <p><input type="file" id="fichier" accept=".json,application/json" on:change=open/></p>
            <div role="alert"><Warning text=refusal/></div>
        </section>
    }
}

/// For whom, how long, what to have at hand: the same words as the static shell.
#[component]
fn Presentation() -> impl IntoView {
    let blank = Route::Drawn(DrawnPage::QuestionnaireVierge).href();
    view! {
        <div class="presentation">
            <section>
                <h2>"Pour qui"</h2>
                <p>"La direction d’un établissement ou service social ou médico-social, ou la personne qui l’accompagne. Aucune connaissance technique n’est nécessaire."</p>
            </section>
            <section>
                <h2>"Combien de temps"</h2>
                <p>"Un quart d’heure. Vous pouvez vous arrêter et reprendre\u{a0}: tout reste sur cet appareil."</p>
            </section>
            <section>
                <h2>"À avoir sous la main"</h2>
                <ul>
                    <li>"les numéros FINESS et SIREN de l’organisme\u{a0};"</li>
                    <li>"la liste des sites ouverts\u{a0};"</li>
                    <li>"le nom du représentant légal et celui du directeur\u{a0};"</li>
                    <li>"le nom de vos logiciels\u{a0};"</li>
                    <li>"les cartes et certificats que vous avez déjà."</li>
                </ul>
                <p><Link href=blank>"Le questionnaire vierge, à imprimer"</Link></p>
            </section>
            <section>
                <h2>"Rien ne quitte cet appareil"</h2>
                <p>"Cette page n’envoie rien, à personne. Vos réponses sont gardées par votre navigateur, et par lui seul."</p>
            </section>
        </div>
    }
}
