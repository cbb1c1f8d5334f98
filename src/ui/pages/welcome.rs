//! Welcome: what it does, for whom, how long, what to have at hand; the dossiers of this device.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::kept::{Newer, Offline};
use crate::browser::{
    BrowserError, address, clock, files, focus, journal, kept, place, storage, tabs, timers,
};
use crate::domain::calendrier::long;
use crate::domain::dossier;
use crate::domain::nom_de_fichier;
use crate::domain::portefeuille::{AUTRES_COPIES, rappel};
use crate::domain::resume::Apercu;
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};
use crate::ui::components::bar::offer;
use crate::ui::components::basics::{Button, ChoiceBox, Line, Link, List, OffScreen, Warning, When, words};
use crate::ui::components::page_title::PageTitle;
use crate::ui::session::{Opening, Session, use_session};
use crate::ui::shelf::{OnShelf, on_shelf, written_down};

/// Id of the button that starts a dossier, in the static shell too.
const START: &str = "commencer";

/// Id of the button that takes over what was left in another copy.
const TAKE_OVER: &str = "reprendre-d-ailleurs";

/// What is said of what is kept already, when nothing more is to be.
const STAYS: &str = "Les dossiers déjà gardés sur cet appareil y restent\u{a0}: supprimez-les dans la liste ci-dessus si besoin.";

/// What is said of how long dossiers are kept, when the browser promised to keep them.
const PROMISED: &str = "Votre navigateur les garde jusqu’à ce que vous les supprimiez ou effaciez ses données. Une copie téléchargée reste plus sûre.";

/// What is said of it when it promised nothing.
const NOT_PROMISED: &str = "Votre navigateur peut les effacer s’il manque de place\u{a0}; Safari les efface après sept jours sans visite. Téléchargez une copie de ceux qui comptent.";

/// What is said when the dossiers of the device can't be read.
const UNREADABLE: &str = "Les dossiers gardés sur cet appareil ne peuvent pas être lus pour l’instant. Rien n’est perdu pour autant : réessayez dans un moment, ou fermez les autres onglets de Jalons.";

/// How many dossiers are shown here: more have a page of their own.
const SHOWN: usize = 3;

/// One dossier kept on this device.
#[derive(Clone)]
struct Kept {
    id: String,
    name: String,
    /// Name of the file that it is offered as.
    file: String,
    /// When it was last saved, ISO 8601.
    changed: String,
    details: String,
    /// Whether a copy of it is due.
    is_to_copy: bool,
}

impl Kept {
    fn of(one: OnShelf, session: Session) -> Self {
        let name = one.name();
        let OnShelf { id, seen: Apercu { nom, modifie_le, illisible, faites, .. }, filed } = one;
        if let Some(details) = illisible {
            let file = "jalons-dossier-illisible.json".to_owned();
            return Self { id, name, file, details, changed: String::new(), is_to_copy: false };
        }
        let day = clock::day_of(&modifie_le);
        let day = day.map_or_else(String::new, |day| format!("modifié le {}", long(day)));
        let done = match faites {
            0 => "aucune action faite".to_owned(),
            1 => "1 action faite".to_owned(),
            many => format!("{many} actions faites"),
        };
        let today = session.today.get_untracked();
        let file = nom_de_fichier::du_dossier(&nom, &filed.mention, today);
        let is_to_copy = filed.est_a_copier(today);
        Self { id, name, file, changed: modifie_le, details: format!("{done} · {day}"), is_to_copy }
    }
}

/// What is kept on this device, and what can be done with it.
#[derive(Clone, Copy)]
struct Dossiers {
    session: Session,
    kept: RwSignal<Vec<Kept>>,
    /// What another copy of the page keeps, and this one does not: the path of that copy, id and text.
    elsewhere: RwSignal<Vec<(String, String, String)>>,
    /// The paths of the copies whose dossiers the user left where they are.
    left: RwSignal<Vec<String>>,
    /// Why what is kept can't be removed.
    refusal: RwSignal<String>,
    /// Why what is kept can't be read now; empty: it was read.
    unreadable: RwSignal<String>,
}

impl Dossiers {
    async fn read_again(self) {
        match on_shelf(self.session.today.get_untracked()).await {
            // The user may have left the page meanwhile.
            Ok(mut all) => {
                let open = self.session.dossier.with_untracked(|dossier| dossier.id.clone());
                all.extend(written_down(&all, &open, self.session.today.get_untracked()));
                all.sort_by(|one, other| one.order(other));
                let all = all.into_iter().map(|one| Kept::of(one, self.session));
                self.kept.try_set(all.collect());
                self.unreadable.try_set(String::new());
            }
            Err(error) => {
                // What was shown is better than nothing; it is read again when the page is looked at again.
                if self.kept.try_with_untracked(Vec::is_empty) == Some(true) {
                    let all = written_down(&[], "", self.session.today.get_untracked());
                    self.kept.try_set(all.into_iter().map(|one| Kept::of(one, self.session)).collect());
                }
                // Nothing is on the screen that could be lost.
                let why = if error == BrowserError::StorageBroken { UNREADABLE } else { error.sentence() };
                self.unreadable.try_set(why.to_owned());
                return;
            }
        }
        match storage::list_elsewhere().await {
            Ok(mut found) => {
                found.retain(|(_, id, _)| {
                    let here = self.kept.try_with_untracked(|kept| kept.iter().any(|one| one.id == *id));
                    here == Some(false)
                });
                self.elsewhere.try_set(found);
            }
            Err(error) => self.refuse(error),
        }
    }

    /// The paths of the copies that keep dossiers elsewhere, and how many these are, in words; those that were left there, or
    /// the others. None when there is none.
    fn copies_elsewhere(self, are_left: bool) -> Option<(Vec<String>, String)> {
        let left = self.left.get();
        self.elsewhere.with(|found| {
            let of_these =
                || found.iter().map(|(path, ..)| path).filter(|path| left.contains(path) == are_left);
            let dossiers = match of_these().count() {
                0 => return None,
                1 => "un dossier".to_owned(),
                many => format!("{many} dossiers"),
            };
            let mut paths: Vec<String> = of_these().cloned().collect();
            paths.dedup();
            Some((paths, dossiers))
        })
    }

    /// What the other copies keep stays there, and is not offered any more.
    fn leave(self) {
        let paths = untrack(move || self.copies_elsewhere(false)).map(|(paths, _)| paths).unwrap_or_default();
        self.left.update(|left| left.extend(paths));
        if !self.session.keep_nothing.get_untracked() {
            self.left.with_untracked(|left| place::leave_alone(left));
        }
        self.session.say("Ces dossiers restent où ils sont. Vous les retrouverez au bas de cette page.");
        timers::after(0, || focus::on(TAKE_OVER));
    }

    /// Keeps here too what another copy keeps, which stays there.
    async fn take_over(self, are_left: bool) {
        let left = self.left.get_untracked();
        for (path, id, text) in self.elsewhere.get_untracked() {
            if left.contains(&path) != are_left {
                continue;
            }
            if let Err(error) = storage::exchange(&id, None, &text).await {
                self.refuse(error);
            }
        }
        self.read_again().await;
    }

    fn refuse(self, error: BrowserError) {
        self.refusal.try_set(error.sentence().to_owned());
    }

    async fn delete_all(self) {
        for kept in self.kept.get_untracked() {
            match storage::delete(&kept.id).await {
                Ok(()) => tabs::announce(&kept.id),
                Err(error) => self.refuse(error),
            }
        }
        journal::forget_all();
        self.session.close();
        self.read_again().await;
    }

    async fn delete(self, id: String) {
        match storage::delete(&id).await {
            Ok(()) => tabs::announce(&id),
            Err(error) => self.session.say(error.sentence()),
        }
        journal::forget(&id);
        if self.session.dossier.with_untracked(|dossier| dossier.id == id) {
            self.session.close();
        }
        self.read_again().await;
    }

    /// Opens a dossier kept here where it was left; one that can't be read, on what can be done with it.
    fn resume(self, id: String) {
        let session = self.session;
        // It is open, and holds more than what is kept.
        if session.is_losing() && session.dossier.with_untracked(|dossier| dossier.id == id) {
            return session.go(&session.resume());
        }
        session.replacing(move || {
            spawn_local(async move {
                session.load(&id).await;
                let next = match session.opening.get_untracked() {
                    Opening::Open => session.resume(),
                    _ => Route::Dossier(id, Lieu::Verifier),
                };
                session.go(&next);
            });
        });
    }
}

/// The welcome page.
#[component]
pub fn Welcome() -> impl IntoView {
    address::set_title("Jalons – vos démarches auprès de l’Agence du Numérique en Santé");
    let session = use_session();
    let shelf = Dossiers {
        session,
        kept: RwSignal::new(vec![]),
        elsewhere: RwSignal::new(vec![]),
        left: RwSignal::new(place::left_alone()),
        refusal: RwSignal::new(String::new()),
        unreadable: RwSignal::new(String::new()),
    };
    // Reaches outside: the device, at first and when another tab changes what it keeps.
    Effect::new(move || {
        session.keeping.changed_elsewhere.track();
        spawn_local(shelf.read_again());
    });
    view! {
        <main class="seul accueil">
            <PageTitle text="Ce que votre structure doit demander à l’Agence du Numérique en Santé"/>
            <Warning text=Signal::derive(move || session.settings.with(|settings| settings.annonce.clone()))/>
            <p class="chapeau">
                "Répondez à quelques questions. Jalons dresse la liste de vos démarches\u{a0}: contrat, formulaires, cartes, certificats, enregistrement des professionnels. Pour chacune\u{a0}: qui signe, quoi joindre, dans quel ordre, vers quelle date, et pourquoi."
            </p>
            <div role="alert">
                <Warning text=shelf.refusal/>
                <When condition=move || shelf.unreadable.with(|why| !why.is_empty())><p class="avertissement">
                    <span prop:textContent=words(shelf.unreadable.into())></span>
                    " "
                    <Button class="lien" on_click=move |_| spawn_local(shelf.read_again())>"Réessayer"</Button>
                </p></When>
            </div>
            <p class="boutons">
                <Button class="principal" id=START on_click=move |_| session.start()>"Commencer un dossier"</Button>
            </p>
            <When condition=move || shelf.kept.with(|kept| !kept.is_empty())><KeptHere shelf=shelf/></When>
            <When condition=move || shelf.copies_elsewhere(false).is_some()><Elsewhere shelf=shelf/></When>
            <Presentation/>
            <SharedComputer shelf=shelf/>
            <OpenFile/>
            <When condition=move || shelf.copies_elsewhere(true).is_some()><LeftElsewhere shelf=shelf/></When>
            <Version/>
        </main>
    }
}

/// What is kept on this device.
#[component]
fn KeptHere(shelf: Dossiers) -> impl IntoView {
    let asking = RwSignal::new(false);
    let lines = move || {
        let line = |kept: Kept| {
            let key = format!("{} {} {}", kept.id, kept.changed, kept.name);
            Line::new(key, move || view! { <DossierCard shelf=shelf kept=kept.clone()/> })
        };
        let all = shelf.kept.get();
        let shown = if is_long(all.len()) { SHOWN } else { all.len() };
        all.into_iter().take(shown).map(line).collect::<Vec<_>>()
    };
    let is_short = move || !is_long(shelf.kept.with(Vec::len));
    let more = move || format!("Vos {} dossiers", shelf.kept.with(Vec::len));
    let all_of_them = move || match shelf.kept.with(Vec::len) {
        1 => format!("Ce dossier sera effacé, sans retour. {AUTRES_COPIES} "),
        many => format!("Ces {many} dossiers seront effacés, sans retour. {AUTRES_COPIES} "),
    };
    let delete = move |_| {
        spawn_local(shelf.delete_all());
        asking.set(false);
    };
    let session = shelf.session;
    session.keeping.look_at_the_promise();
    let how_long = move || match session.keeping.is_promised.get() {
        Some(true) => PROMISED,
        Some(false) | None => NOT_PROMISED,
    };
    let to_copy = move || {
        if session.keeping.is_promised.get() != Some(false) {
            return String::new();
        }
        let due = shelf.kept.with(|kept| {
            kept.iter().filter(|one| one.is_to_copy).map(|one| one.name.clone()).collect::<Vec<_>>()
        });
        rappel(&due).unwrap_or_default()
    };
    view! {
        <section>
            <h2>"Vos dossiers sur cet appareil"</h2>
            <Warning text=Signal::derive(to_copy)/>
            <ul class="lignes">
                <List lines=lines/>
            </ul>
            <When condition=move || !is_short()>
                <p>
                    <a class="secondaire" href=Route::Drawn(DrawnPage::Dossiers).href() prop:textContent=words(Signal::derive(more))></a>
                    " "
                    <Link class="secondaire" href=Route::Drawn(DrawnPage::CetteSemaine).href()>"Cette semaine"</Link>
                </p>
            </When>
            <p class="indice">{how_long}</p>
            <When condition=is_short><p>
                <When condition=asking>
                    <span prop:textContent=words(Signal::derive(all_of_them))></span>
                    " "
                    <Button class="danger" on_click=delete>"Tout supprimer"</Button>
                    " "
                    <Button class="lien" on_click=move |_| asking.set(false)>"Garder"</Button>
                </When>
                <When condition=move || !asking.get()>
                    <Button class="lien" on_click=move |_| asking.set(true)>"Supprimer tous les dossiers"</Button>
                    " "
                    <Link href=Route::Drawn(DrawnPage::Dossiers).href()>"Tous vos dossiers en une page"</Link>
                </When>
            </p></When>
        </section>
    }
}

/// Whether so many dossiers have a page of their own.
fn is_long(many: usize) -> bool {
    many > SHOWN
}

#[component]
fn DossierCard(shelf: Dossiers, kept: Kept) -> impl IntoView {
    let Kept { id, name, file, details, .. } = kept;
    let session = shelf.session;
    let asking = RwSignal::new(false);
    let of = format!(" : {name}");
    let href = Route::Dossier(id.clone(), Lieu::Verifier).href();
    let open = {
        let id = id.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            shelf.resume(id.clone());
        }
    };
    let download = {
        let id = id.clone();
        move |_| {
            let (id, file) = (id.clone(), file.clone());
            spawn_local(async move {
                let kept = storage::read(&id).await;
                let written_down = || journal::read(&id).pop().map(|words| words.text);
                match kept {
                    Ok(Some(text)) => offer(session, &file, &text),
                    Ok(None) => match written_down() {
                        Some(text) => offer(session, &file, &text),
                        None => shelf.read_again().await,
                    },
                    Err(error) => session.say(error.sentence()),
                }
            });
        }
    };
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

/// What another copy of the page keeps: on this host, or where this one stood before.
#[component]
fn Elsewhere(shelf: Dossiers) -> impl IntoView {
    let sentence = move || {
        let (paths, dossiers) = shelf.copies_elsewhere(false).unwrap_or_default();
        format!(
            "Une autre copie de Jalons garde {dossiers} sur cet appareil, à l’adresse {} du même site. Si cette page a changé d’adresse, reprenez-les ici\u{a0}: ils restent aussi là-bas. Si ce sont deux copies distinctes, laissez-les\u{a0}: cette page ne les proposera plus.",
            paths.join(" et ")
        )
    };
    view! {
        <section>
            <h2>"Dossiers d’une autre copie de Jalons"</h2>
            <p prop:textContent=words(Signal::derive(sentence))></p>
            <p>
                <Button class="secondaire" on_click=move |_| spawn_local(shelf.take_over(false))>"Les reprendre ici"</Button>
                " "
                <Button class="lien" on_click=move |_| shelf.leave()>"Les laisser là-bas"</Button>
            </p>
        </section>
    }
}

/// What another copy keeps, and the user left there.
#[component]
fn LeftElsewhere(shelf: Dossiers) -> impl IntoView {
    let sentence = move || {
        let (paths, dossiers) = shelf.copies_elsewhere(true).unwrap_or_default();
        format!(
            "Une autre copie de Jalons, à l’adresse {}, garde aussi {dossiers} sur cet appareil. ",
            paths.join(" et ")
        )
    };
    view! {
        <p class="indice">
            <span prop:textContent=words(Signal::derive(sentence))></span>
            <Button class="lien" id=TAKE_OVER on_click=move |_| spawn_local(shelf.take_over(true))>"Les reprendre ici"</Button>
        </p>
    }
}

/// The version of the page, and what of it is on this device.
#[component]
fn Version() -> impl IntoView {
    let session = use_session();
    let words = move || {
        let version = kept::version()?;
        let (offline, newer) = session.kept.get();
        let offline = match offline {
            Offline::NotAsked => {
                "Sera gardé sur cet appareil quand vous ouvrirez un dossier, pour s’ouvrir ensuite hors ligne"
            }
            known => known.words(),
        };
        let newer = match newer {
            Newer::None => "",
            Newer::Ready | Newer::Refused => " Une nouvelle version attend.",
        };
        Some(format!("Jalons, version {version}. {offline}.{newer}"))
    };
    view! { <p class="version"><small>{Signal::derive(move || words().unwrap_or_default())}</small></p> }
}

/// The choice to keep nothing.
#[component]
fn SharedComputer(shelf: Dossiers) -> impl IntoView {
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
                on_change=move |yes| session.set_keep_nothing(yes)
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
                Ok(Some(text)) => session.open_file(&text, || {}).await,
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
            <p><Link href=Route::Drawn(DrawnPage::Importer).href()>"Plusieurs fichiers, ou une archive de dossiers (ZIP)"</Link></p>
            <p><Link href=Route::Lien(String::new()).href()>"Ouvrir un lien reçu"</Link></p>
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
                <p>"Environ dix minutes, une quinzaine d’écrans. Vous pouvez vous arrêter et reprendre\u{a0}: tout reste sur cet appareil."</p>
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
