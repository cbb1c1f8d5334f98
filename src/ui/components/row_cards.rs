//! The rows of a list, as cards: edit, duplicate, remove.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::basics::{Button, Gradual, Line, Link, List, OffScreen, When, words};
use crate::browser::{focus, timers};
use crate::domain::answers::{Entry, Row};
use crate::domain::facts::Facts;
use crate::domain::question::{Liste, Spec};
use crate::domain::questionnaire;
use crate::domain::report::details;
use crate::route::{Lieu, Retour};
use crate::ui::session::{Session, use_session};

const LIST: &str = "lignes";
const UNDO: &str = "annuler-suppression";

/// How many cards are drawn in one task, at most at first, and more on demand.
const TOGETHER: usize = 10;
const AT_FIRST: usize = 100;
const ON_DEMAND: usize = 500;

/// A list on its page.
#[derive(Clone, Copy)]
struct Cards {
    session: Session,
    page: &'static str,
    spec: &'static Spec,
    liste: &'static Liste,
    back: Option<Retour>,
    /// What was just removed: its place and the row.
    removed: RwSignal<Option<(usize, Row)>>,
}

/// What a card says of its row: one whose words change is drawn anew.
#[derive(Clone)]
struct Card {
    id: String,
    name: String,
    details: String,
    is_complete: bool,
}

impl Card {
    fn of(facts: &Facts, liste: &'static Liste, list: &'static str, row: &Row) -> Self {
        let inside = facts.dans(list, row);
        let is_complete = questionnaire::champs(liste)
            .all(|field| inside.est_posee(field) != Ok(true) || questionnaire::repondue(&inside, field));
        Self { id: row.id.clone(), name: (liste.nom)(&inside), details: details(&inside, liste), is_complete }
    }
}

impl Card {
    fn line(self, cards: Cards) -> Line {
        let key = format!("{} {} {} {}", self.id, self.name, self.details, self.is_complete);
        Line::new(key, move || view! { <RowCard cards=cards card=self.clone()/> })
    }
}

/// The cards of a list's rows: in tasks of a few, so that a long list never holds the page; the rest on demand.
#[component]
pub fn RowCards(
    /// The id of the page.
    page: &'static str,
    /// The question that the list answers.
    spec: &'static Spec,
    /// The list.
    liste: &'static Liste,
    /// Where « Modifier » came from.
    back: Option<Retour>,
) -> impl IntoView {
    let session = use_session();
    let cards = Cards { session, page, spec, liste, back, removed: RwSignal::new(None) };
    let wanted = RwSignal::new(AT_FIRST);
    let number = move || session.dossier.with(|dossier| dossier.answers.rows(spec.id).len());
    // Each lot follows its own rows: one more lot does not read those before it again.
    let lot = move |rank: usize| {
        session.follow_facts(|facts| {
            let rows = facts.answers().rows(spec.id).iter().skip(rank * TOGETHER).take(TOGETHER);
            rows.map(|row| Card::of(facts, liste, spec.id, row).line(cards)).collect::<Vec<_>>()
        })
    };
    let lots = move || {
        let line =
            |rank: usize| Line::new(rank.to_string(), move || view! { <List lines=move || lot(rank)/> });
        (0..number().min(wanted.get()).div_ceil(TOGETHER)).map(line).collect::<Vec<_>>()
    };
    let hidden = move || number().saturating_sub(wanted.get());
    let more = Signal::derive(move || format!("Afficher la suite ({} lignes)", hidden()));
    view! {
        <ul class="lignes" id=LIST tabindex="-1">
            <Gradual lines=lots at_once=1 together=1/>
        </ul>
        <When condition=move || { hidden() > 0 }>
            <Button class="secondaire" on_click=move |_| wanted.update(|wanted| *wanted += ON_DEMAND)>
                <span prop:textContent=words(more)></span>
            </Button>
        </When>
        <div role="status">
            <When condition=move || cards.removed.with(Option::is_some)>
                <p class="annuler">
                    "Ligne supprimée. "
                    <Button class="lien" id=UNDO on_click=move |_| cards.put_back()>"Annuler la suppression"</Button>
                </p>
            </When>
        </div>
    }
}

#[component]
fn RowCard(cards: Cards, card: Card) -> impl IntoView {
    let Card { id, name, details, is_complete } = card;
    let edit = cards.session.to(Lieu::Ligne(cards.page.to_owned(), id.clone(), cards.back));
    let [of_edit, of_duplicate, of_remove] = [(); 3].map(|()| format!(" : {name}"));
    let (copied, removed) = (id.clone(), id);
    let duplicate = move |event: MouseEvent| {
        // The second click of a double click: once was meant.
        if event.detail() <= 1 {
            cards.duplicate(&copied);
        }
    };
    view! {
        <li class="ligne">
            <p>
                <b>{name}</b>
                " "
                {(!is_complete).then(|| view! { <span class="doute">"incomplet"</span> })}
                <br/>
                <small>{details}</small>
            </p>
            <p class="actes">
                <Link href=edit.href()>"Modifier"<OffScreen text=of_edit/></Link>
                <Button class="lien" on_click=duplicate>"Dupliquer"<OffScreen text=of_duplicate/></Button>
                <Button class="lien" on_click=move |_| cards.remove(&removed)>"Supprimer"<OffScreen text=of_remove/></Button>
            </p>
        </li>
    }
}

impl Cards {
    fn duplicate(self, id: &str) {
        self.session.change(|dossier| {
            let Some(mut twin) = dossier.answers.row(self.spec.id, id).cloned() else { return };
            twin.id = dossier.answers.new_row_id(self.liste.prefixe);
            dossier.answers.put_row(self.spec.id, twin);
        });
        place(LIST);
    }

    fn remove(self, id: &str) {
        let list = self.spec.id;
        self.session.change(|dossier| {
            let rows = dossier.answers.rows(list);
            let found = rows.iter().enumerate().find(|(_, row)| row.id == id);
            self.removed.set(found.map(|(place, row)| (place, row.clone())));
            dossier.answers.remove_row(list, id);
        });
        place(UNDO);
    }

    fn put_back(self) {
        let Some((place_of, row)) = self.removed.get_untracked() else { return };
        self.session.change(|dossier| {
            let mut rows = dossier.answers.rows(self.spec.id).to_vec();
            rows.insert(place_of.min(rows.len()), row);
            dossier.answers.set(self.spec.id, Some(Entry::Rows(rows)));
        });
        self.removed.set(None);
        place(LIST);
    }
}

/// The button that was used is gone with its row: the keyboard stands where one goes on.
fn place(id: &'static str) {
    timers::after(0, move || focus::on(id));
}
