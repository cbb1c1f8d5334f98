//! Welcome: what it does, for whom, how long, what to have at hand; the dossiers of this device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{adresse, fichiers, storage};
use crate::domain::dossier;
use crate::domain::report::Report;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// One dossier kept on this device.
#[derive(Clone, PartialEq, Eq)]
struct Garde {
    id: String,
    texte: String,
    nom: String,
    detail: String,
}

fn resumer(id: String, texte: String, session: Session) -> Garde {
    match dossier::ouvrir(&texte) {
        Ok((dossier, _)) => {
            let report = Report::bref(&dossier.answers, session.today);
            let nom = if report.structure.is_empty() {
                "Dossier sans nom".to_owned()
            } else {
                report.structure.clone()
            };
            let done = dossier.suivi.values().filter(|suivi| suivi.etat == dossier::Etat::Fait).count();
            let jour = dossier.enregistre_le.get(..10).and_then(crate::domain::calendrier::lire_date);
            let jour = jour.map_or_else(String::new, |jour| {
                format!("modifié le {}", crate::domain::calendrier::long(jour))
            });
            Garde {
                id,
                texte,
                nom,
                detail: format!("{} actions, {done} faites · {jour}", report.actions.len()),
            }
        }
        Err(error) => Garde { id, texte, nom: "Dossier illisible".to_owned(), detail: error.to_string() },
    }
}

/// The welcome page.
pub fn accueil(session: Session) -> AnyView {
    adresse::titre("Jalons – vos démarches auprès de l’Agence du Numérique en Santé");
    let kept: RwSignal<Vec<Garde>> = RwSignal::new(vec![]);
    let refused: RwSignal<Option<&'static str>> = RwSignal::new(None);
    let error: RwSignal<Option<String>> = RwSignal::new(None);
    let relire = move || {
        spawn_local(async move {
            match storage::lister().await {
                Ok(found) => {
                    kept.set(found.into_iter().map(|(id, text)| resumer(id, text, session)).collect())
                }
                Err(error) => refused.set(Some(error.phrase())),
            }
        });
    };
    relire();
    let open_file = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        spawn_local(async move {
            let outcome = match fichiers::texte_choisi(input, dossier::TAILLE_MAX).await {
                Ok(None) => Ok(()),
                Ok(Some(text)) => session.ouvrir_fichier(&text),
                Err(error) => Err(error.phrase().to_owned()),
            };
            error.set(outcome.err());
        });
    };
    let list = move || {
        kept.get().into_iter().map(|garde| dossier_garde(session, garde, relire)).collect::<Vec<AnyView>>()
    };
    let delete_all = move |_| {
        let ids: Vec<String> = kept.get_untracked().into_iter().map(|garde| garde.id).collect();
        spawn_local(async move {
            for id in ids {
                if let Err(error) = storage::supprimer(&id).await {
                    refused.set(Some(error.phrase()));
                }
            }
            session.fermer();
            relire();
        });
    };
    let asking_all = RwSignal::new(false);
    view! {
        <main class="seul accueil">
            <h1 id="titre" tabindex="-1">"Ce que votre structure doit demander à l’Agence du Numérique en Santé"</h1>
            <p class="chapeau">"Répondez à quelques questions. Jalons dresse la liste de vos démarches\u{a0}: contrat, formulaires, cartes, certificats, enregistrement des professionnels. Pour chacune\u{a0}: qui signe, quoi joindre, dans quel ordre, vers quelle date, et pourquoi."</p>
            <Show when=move || refused.get().is_some() fallback=|| ()><p class="avertissement" role="alert">{move || refused.get()}</p></Show>
            <p class="boutons"><button type="button" class="principal" on:click=move |_| session.commencer()>"Commencer un dossier"</button></p>
            <Show when=move || !kept.get().is_empty() fallback=|| ()>
                <section><h2>"Vos dossiers sur cet appareil"</h2><ul class="lignes">{list}</ul>
                    <p>
                        <Show when=move || asking_all.get() fallback=move || view! { <button type="button" class="lien" on:click=move |_| asking_all.set(true)>"Supprimer tous les dossiers"</button> }>
                            <span>"Tous les dossiers de cet appareil seront effacés. "</span>
                            <button type="button" class="danger" on:click=move |event| { delete_all(event); asking_all.set(false); }>"Tout supprimer"</button>" "
                            <button type="button" class="lien" on:click=move |_| asking_all.set(false)>"Garder"</button>
                        </Show>
                    </p>
                </section>
            </Show>
            <section><h2>"Ouvrir un dossier téléchargé"</h2>
                <p><label for="fichier">"Fichier «\u{a0}.json\u{a0}» téléchargé depuis cette page"</label></p>
                <p><input type="file" id="fichier" accept=".json,application/json" on:change=open_file/></p>
                <div role="alert">{move || error.get().map(|phrase| view! { <p class="avertissement">{phrase}</p> })}</div>
                <label class="choix"><input type="checkbox" prop:checked=move || session.sans_trace.get() on:change=move |event| session.sans_trace.set(event_target_checked(&event))/>
                    <span>"Ne rien garder sur cet appareil"</span><small>"Pour un ordinateur partagé. Téléchargez le dossier avant de fermer la page."</small></label>
            </section>
            {presentation()}
        </main>
    }
    .into_any()
}

/// For whom, how long, what to have at hand: the same words as the static shell.
fn presentation() -> AnyView {
    view! {
        <div class="presentation">
            <section><h2>"Pour qui"</h2><p>"La direction d’un établissement ou service social ou médico-social, ou la personne qui l’accompagne. Aucune connaissance technique n’est nécessaire."</p></section>
            <section><h2>"Combien de temps"</h2><p>"Un quart d’heure. Vous pouvez vous arrêter et reprendre\u{a0}: tout reste sur cet appareil."</p></section>
            <section><h2>"À avoir sous la main"</h2><ul>
                <li>"les numéros FINESS et SIREN de l’organisme\u{a0};"</li>
                <li>"la liste des sites ouverts\u{a0};"</li>
                <li>"le nom du représentant légal et celui du directeur\u{a0};"</li>
                <li>"le nom de vos logiciels\u{a0};"</li>
                <li>"les cartes et certificats que vous avez déjà."</li>
            </ul></section>
            <section><h2>"Rien ne quitte cet appareil"</h2><p>"Cette page n’envoie rien, à personne. Vos réponses sont gardées par votre navigateur, et par lui seul."</p></section>
        </div>
    }
    .into_any()
}

fn dossier_garde(
    session: Session,
    garde: Garde,
    relire: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let asking = RwSignal::new(false);
    let Garde { id, texte, nom, detail } = garde;
    let route = Route::Dossier(id.clone(), crate::ui::route::Lieu::Verifier);
    let open = {
        let id = id.clone();
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let id = id.clone();
            spawn_local(async move {
                session.charger(&id).await;
                let next = match session.ouverture.get_untracked() {
                    crate::ui::session::Ouverture::Dossier => session.reprise(),
                    _ => Route::Dossier(id, crate::ui::route::Lieu::Verifier),
                };
                session.aller(&next);
            });
        }
    };
    let download = move |_| {
        if let Err(error) = fichiers::telecharger("jalons-dossier.json", "application/json", texte.as_bytes())
        {
            session.messages.update(|messages| messages.push(error.phrase().to_owned()));
        }
    };
    let delete = StoredValue::new(id);
    let hidden = format!(" : {nom}");
    view! {
        <li class="ligne">
            <p><a href=route.href() on:click=open><b>{nom}</b></a><br/><small>{detail}</small></p>
            <p class="actes">
                <button type="button" class="lien" on:click=download>"Télécharger"<span class="hors-ecran">{hidden.clone()}</span></button>
                <Show when=move || asking.get() fallback=move || view! { <button type="button" class="lien" on:click=move |_| asking.set(true)>"Supprimer"</button> }>
                    <button type="button" class="danger" on:click=move |_| {
                        let id = delete.get_value();
                        spawn_local(async move {
                            if let Err(error) = storage::supprimer(&id).await {
                                session.messages.update(|messages| messages.push(error.phrase().to_owned()));
                            }
                            if session.dossier.with_untracked(|dossier| dossier.id == id) { session.fermer(); }
                            relire();
                        });
                    }>"Supprimer pour de bon"</button>
                    <button type="button" class="lien" on:click=move |_| asking.set(false)>"Garder"</button>
                </Show>
            </p>
        </li>
    }
    .into_any()
}
