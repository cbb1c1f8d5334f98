//! The bar at the top: the stake, the dossier, what saving came to; under it, what the user must know.

use leptos::prelude::*;

use super::basics::{Button, Line, Link, List, When, words};
use crate::browser::kept::{self, Newer};
use crate::browser::{files, timers};
use crate::domain::facts::Facts;
use crate::domain::fusion::{self, Conflit};
use crate::domain::questionnaire;
use crate::protocol::request::{DrawnPage, Request};
use crate::route::{Lieu, Route};
use crate::ui::programs;
use crate::ui::session::{REPLACING, Saving, Session, use_session};

/// Id of the link to the welcome page, in the static shell too.
const HOME: &str = "accueil-lien";

/// The surveyor's stake.
#[component]
fn Stake() -> impl IntoView {
    view! {
        <svg class="logo" width="16" height="30" viewBox="0 0 16 30" aria-hidden="true">
            <path class="bois" d="M5 1h6v22l-3 6-3-6z"/>
            <path class="bande" d="M5 1h6v5.5H5zM5 12h6v5.5H5z"/>
        </svg>
    }
}

/// How long a download is given to begin before another page is asked for, in milliseconds: WebKit gives up one that has only
/// just been asked for (2.50; 50 are enough where it was tried).
const DOWNLOAD_BEGINS: u32 = 300;

/// Downloads the open dossier; says so when it can't.
pub fn download_dossier(session: Session) {
    offer(session, &session.file_name(), &session.text());
}

/// Offers the text of a dossier as a file; says so when it can't.
pub fn offer(session: Session, name: &str, text: &str) {
    match files::download(name, "application/json", text.as_bytes()) {
        Ok(()) => {
            programs::tell(session.today.get_untracked(), Request::Shared { dossier: text.to_owned() });
        }
        Err(error) => session.say(error.sentence()),
    }
}

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    let session = use_session();
    let state = move || match session.saving.get() {
        Saving::Nothing => String::new(),
        Saving::Done(time) => format!("Enregistré à {time} sur cet appareil"),
        Saving::KeptNowhere => "Rien n’est gardé sur cet appareil".to_owned(),
        Saving::DeletedElsewhere | Saving::Refused(_) => "Non enregistré".to_owned(),
    };
    let kept_here = move || session.kept.get().0.words().to_owned();
    let refused = move || session.is_open() && matches!(session.saving.get(), Saving::Refused(_));
    let deleted = move || session.is_open() && session.saving.get() == Saving::DeletedElsewhere;
    let disagree =
        move || session.is_open() && session.keeping.conflicts.with(|conflicts| !conflicts.is_empty());
    view! {
        <header class="barre">
            <a class="nom" id=HOME href=Route::Accueil.href()><Stake/>"Jalons"</a>
            <When condition=move || session.is_open()><DossierLink/></When>
            <span class="etat" role="status" prop:textContent=words(Signal::derive(state))></span>
            <span class="garde" role="status" prop:textContent=words(Signal::derive(kept_here))></span>
            <Link href=Route::Drawn(DrawnPage::Aide).href()>"Aide"</Link>
        </header>
        <div class="bandeaux">
            <NewVersion/>
            <When condition=session.asks_before_replacing><AskBeforeReplacing/></When>
            <When condition=refused><SavingRefused/></When>
            <When condition=deleted><DeletedElsewhere/></When>
            <When condition=disagree><Disagreements/></When>
            <When condition=move || session.taken_over.with(Option::is_some)><Taken/></When>
            <When condition=move || session.messages.with(|messages| !messages.is_empty())><Messages/></When>
        </div>
    }
}

/// The name of the open dossier, which leads back to its review.
#[component]
fn DossierLink() -> impl IntoView {
    let session = use_session();
    let name = move || session.called("Dossier sans nom");
    let review =
        move || session.dossier.with(|dossier| Route::Dossier(dossier.id.clone(), Lieu::Verifier).href());
    view! { <a class="dossier" href=Signal::derive(review) prop:textContent=words(Signal::derive(name))></a> }
}

/// Another version of the page waits: this one goes on as it is, until the user agrees or leaves it.
#[component]
fn NewVersion() -> impl IntoView {
    let session = use_session();
    let later = RwSignal::new(false);
    let newer = Signal::derive(move || session.kept.get().1);
    let sentence = move || match newer.get() {
        Newer::None => "",
        Newer::Ready => {
            "Une nouvelle version de Jalons est prête. Cette page garde la sienne tant que vous ne la quittez pas."
        }
        Newer::Refused => {
            "Une nouvelle version de Jalons est publiée, mais elle n’a pas pu être gardée sur cet appareil. Cette page garde la sienne."
        }
    };
    view! {
        <div role="status">
            <When condition=move || newer.get() != Newer::None && !later.get()>
                <div class="bandeau">
                    <p>{Signal::derive(sentence)}</p>
                    <Button class="secondaire" on_click=|_| kept::renew()>"Passer à la nouvelle version"</Button>
                    <Button class="lien" on_click=move |_| later.set(true)>"Plus tard"</Button>
                </div>
            </When>
        </div>
    }
}

/// What the user must know, and can do something about.
#[component]
fn Banner(children: Children) -> impl IntoView {
    view! { <div class="bandeau" role="alert">{children()}</div> }
}

#[component]
fn SavingRefused() -> impl IntoView {
    let session = use_session();
    let sentence = move || match session.saving.get() {
        Saving::Refused(error) => error.sentence().to_owned(),
        Saving::Nothing | Saving::Done(_) | Saving::KeptNowhere | Saving::DeletedElsewhere => String::new(),
    };
    view! {
        <Banner>
            <p prop:textContent=words(Signal::derive(sentence))></p>
            <Button class="secondaire" on_click=move |_| download_dossier(session)>"Télécharger mon dossier"</Button>
            <Button class="secondaire" on_click=move |_| session.save()>"Réessayer"</Button>
        </Banner>
    }
}

/// Another tab deleted the dossier.
#[component]
fn DeletedElsewhere() -> impl IntoView {
    let session = use_session();
    view! {
        <Banner>
            <p>"Ce dossier a été supprimé de cet appareil, dans un autre onglet. Ce qui est à l’écran n’est plus gardé."</p>
            <Button class="secondaire" on_click=move |_| download_dossier(session)>"Télécharger mon dossier"</Button>
            <Button class="secondaire" on_click=move |_| session.keep_again()>"Le garder quand même"</Button>
        </Banner>
    }
}

/// What two tabs answered, each its own way.
#[component]
fn Disagreements() -> impl IntoView {
    let session = use_session();
    let lines = move || {
        let conflicts = session.keeping.conflicts.get().into_iter();
        let line = |conflict: Conflit| {
            let key = format!("{conflict:?}");
            Line::new(key, move || view! { <Disagreement conflict=conflict.clone()/> })
        };
        conflicts.map(line).collect::<Vec<_>>()
    };
    view! {
        <Banner>
            <p>"Une même réponse a été changée ici et dans un autre onglet. Choisissez celle à garder."</p>
            <ul><List lines=lines/></ul>
        </Banner>
    }
}

#[component]
fn Disagreement(conflict: Conflit) -> impl IntoView {
    let session = use_session();
    let Some(spec) = questionnaire::spec(conflict.champ) else { return ().into_any() };
    let about = conflict.clone();
    let here = move || session.follow_facts(|facts| fusion::reponse_en_mots(facts, &about));
    let keeps = move || format!("Garder «\u{a0}{}\u{a0}»", here());
    let there = session.dossier.with_untracked(|dossier| {
        let mut answers = dossier.answers.clone();
        fusion::prendre_ailleurs(&mut answers, &conflict);
        fusion::reponse_en_mots(&Facts::new(&answers, session.today.get_untracked()), &conflict)
    });
    let settled = conflict.clone();
    let settle = move || session.end_disagreement(&settled);
    let keep = settle.clone();
    let take = move |_| {
        let mut answers = session.dossier.with_untracked(|dossier| dossier.answers.clone());
        fusion::prendre_ailleurs(&mut answers, &conflict);
        session.answer(answers);
        settle();
        // The page that is shown holds the other answer.
        session.reopen();
    };
    view! {
        <li>
            {format!("{}\u{a0}: ", spec.nom)}
            <Button class="secondaire" on_click=move |_| keep()><span prop:textContent=words(Signal::derive(keeps))></span></Button>
            " "
            <Button class="secondaire" on_click=take>{format!("Prendre «\u{a0}{there}\u{a0}»")}</Button>
        </li>
    }
    .into_any()
}

/// What is open is kept nowhere, and something would replace it.
#[component]
fn AskBeforeReplacing() -> impl IntoView {
    let session = use_session();
    let name = match untrack(|| session.called("")) {
        name if name.is_empty() => "Le dossier ouvert".to_owned(),
        name => format!("Le dossier «\u{a0}{name}\u{a0}»"),
    };
    let download = move |_| {
        download_dossier(session);
        timers::after(DOWNLOAD_BEGINS, move || session.replace());
    };
    view! {
        <div class="bandeau" role="alertdialog" id=REPLACING tabindex="-1" aria-labelledby="remplacer">
            <p id="remplacer">{name}" n’est gardé nulle part\u{a0}: si vous continuez, il sera perdu."</p>
            <Button class="principal" on_click=download>"Le télécharger, puis continuer"</Button>
            <Button class="danger" on_click=move |_| session.replace()>"Continuer sans lui"</Button>
            <Button class="secondaire" on_click=move |_| session.keep_open()>"Revenir au dossier"</Button>
        </div>
    }
}

/// What was copied from another dossier, and the way back.
#[component]
fn Taken() -> impl IntoView {
    let session = use_session();
    let sentence = move || {
        session
            .taken_over
            .with(|taken| taken.as_ref().map_or_else(String::new, |taken| taken.sentence.clone()))
    };
    let is_undoable = Memo::new(move |_| session.can_put_back());
    view! {
        <Banner>
            <p prop:textContent=words(Signal::derive(sentence))></p>
            <When condition=is_undoable>
                <Button class="secondaire" on_click=move |_| session.put_back()>"Annuler cette reprise"</Button>
            </When>
            <Button class="lien" on_click=move |_| session.taken_over.set(None)>"J’ai compris"</Button>
        </Banner>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let session = use_session();
    let lines = move || {
        let messages = session.messages.get().into_iter().enumerate();
        let line = |(rank, message): (usize, String)| {
            Line::new(format!("{rank} {message}"), move || view! { <li>{message.clone()}</li> })
        };
        messages.map(line).collect::<Vec<_>>()
    };
    view! {
        <Banner>
            <ul>
                <List lines=lines/>
            </ul>
            <Button class="secondaire" on_click=move |_| session.messages.set(vec![])>"J’ai compris"</Button>
        </Banner>
    }
}
