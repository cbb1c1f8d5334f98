//! The page: session, address, layout. Components draw; they don't decide.

use leptos::ev::MouseEvent;
use leptos::mount::{mount_to, mount_to_body};
use leptos::prelude::*;

use crate::browser::{address, files, focus, publication, settings, timers};
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};

use components::bar::Bar;
use components::basics::{Line, List};
use pages::drawn::DrawnPageView;
use pages::not_found::{DossierAbsent, NotFound, Unavailable, Unreadable};
use pages::question::QuestionPage;
use pages::review::ReviewPage;
use pages::welcome::Welcome;
use session::{Opening, Session};

pub mod autosave;
pub mod components;
pub mod form;
pub mod keeping;
pub mod pages;
pub mod programs;
pub mod session;
pub mod shelf;

/// Puts the page in place of the static shell. The program starts, what is kept is looked for, its bar is drawn, then the page:
/// each in a task of its own, so that on a slow processor the browser answers the user in between.
pub fn mount() {
    settings::restore();
    timers::after(0, || match address::place() {
        Some(place) => mount_to(place, App).forget(),
        None => mount_to_body(App),
    });
}

/// Does each in a task of its own, in order.
fn in_turn(mut steps: impl Iterator<Item = Box<dyn FnOnce()>> + 'static) {
    if let Some(step) = steps.next() {
        timers::after(0, move || {
            step();
            in_turn(steps);
        });
    }
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::provide();
    files::receive_drops();
    let (has_bar, stands) = (RwSignal::new(false), RwSignal::new(false));
    let owner = Owner::current().unwrap_or_default();
    let steps: [Box<dyn FnOnce()>; 3] = [
        Box::new(move || owner.with(|| session.wake())),
        Box::new(move || has_bar.set(true)),
        Box::new(move || {
            // « Commencer un dossier » was clicked in the static shell, before the program was there.
            if let Some(early) = address::early_start() {
                session.start_early(early);
            }
            stands.set(true);
        }),
    ];
    in_turn(steps.into_iter());
    let place = Memo::new(move |_| (session.route.get(), session.opening.get()));
    // Reaches outside: after each arrival the keyboard stands on the new page's title.
    Effect::new(move |stood: Option<bool>| {
        place.track();
        if stood == Some(true) {
            timers::after(0, focus::on_page_title);
        }
        stands.get()
    });
    // Reaches outside: what is drawn takes the place of the static shell, in the same task.
    Effect::new(move || {
        if stands.get() {
            address::replace_shell();
            session.is_drawn();
        }
    });
    // Reaches outside: the foot of the page stands in `public/index.html`, and reports errors of the place that is shown.
    Effect::new(move || {
        let name = session.route.with(Route::page_name);
        session.settings.track();
        publication::set_report(&name);
    });
    // Another place is another page: nothing of the one before is used again.
    let arrived = move || {
        if !stands.get() {
            return vec![];
        }
        let (route, opening) = place.get();
        let key = format!("{} {}", route.write(), opening.stage());
        vec![Line::new(key, move || page(route.clone(), opening.clone()))]
    };
    let skip = move |event: MouseEvent| {
        event.prevent_default();
        focus::on_page_title();
    };
    view! {
        <div id="app">
            <a href="#titre" class="evitement" on:click=skip>"Aller au contenu"</a>
            {move || has_bar.get().then(Bar)}
            <List lines=arrived/>
        </div>
    }
}

/// The page of a place.
fn page(route: Route, opening: Opening) -> AnyView {
    let place = match route {
        Route::Accueil => return view! { <Welcome/> }.into_any(),
        Route::Drawn(page) => return view! { <DrawnPageView page=page/> }.into_any(),
        Route::Lien(text) => return view! { <DrawnPageView page=DrawnPage::Lien link=text/> }.into_any(),
        Route::Groupe(name) => {
            return view! { <DrawnPageView page=DrawnPage::Groupe link=name/> }.into_any();
        }
        Route::Introuvable => return view! { <NotFound/> }.into_any(),
        Route::Dossier(_, place) => place,
    };
    match opening {
        Opening::Reading => {
            view! { <main class="seul"><p role="status">"Lecture du dossier…"</p></main> }.into_any()
        }
        Opening::Nothing | Opening::Absent => view! { <DossierAbsent/> }.into_any(),
        Opening::Unavailable(error) => view! { <Unavailable error=error/> }.into_any(),
        Opening::Unreadable { sentence, text } => {
            view! { <Unreadable sentence=sentence text=text/> }.into_any()
        }
        Opening::Open => match place {
            Lieu::Page(id, back) => view! { <QuestionPage id=id row=None back=back/> }.into_any(),
            Lieu::Ligne(id, row, back) => view! { <QuestionPage id=id row=Some(row) back=back/> }.into_any(),
            Lieu::Verifier => view! { <ReviewPage/> }.into_any(),
            Lieu::Drawn(page) => view! { <DrawnPageView page=page/> }.into_any(),
            Lieu::Comparer(other) => {
                view! { <DrawnPageView page=DrawnPage::Comparer what_if=other/> }.into_any()
            }
            Lieu::PlanAu(day) => view! { <DrawnPageView page=DrawnPage::Plan as_of=day/> }.into_any(),
        },
    }
}
