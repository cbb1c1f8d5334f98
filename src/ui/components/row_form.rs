//! The form of one row: an existing one, or a new one.

use std::sync::Arc;

use leptos::prelude::*;

use super::basics::{Button, OwnForm, SubmitButton};
use super::error_summary::{ErrorSummary, show_refusals};
use super::field::AnswerField;
use super::help::{Help, Hint, Proposal};
use super::page_title::FormTitle;
use super::take_over::TakeOver;
use crate::browser::timers;
use crate::domain::answers::{Entry, Row};
use crate::domain::facts::Facts;
use crate::domain::question::{Forme, Liste, Spec};
use crate::domain::questionnaire::{self, Page};
use crate::route::{Lieu, NOUVEAU, Retour};
use crate::ui::autosave::keep_as_entered;
use crate::ui::form::{Form, RowRef};
use crate::ui::session::use_session;

/// A list, and the page that asks it.
#[derive(Clone, Copy)]
pub struct ListOfPage {
    /// The page.
    pub page: &'static Page,
    /// The question that the list answers.
    pub spec: &'static Spec,
    /// The list.
    pub liste: &'static Liste,
    /// Where « Modifier » came from.
    pub back: Option<Retour>,
}

/// Puts a new row in a draft.
pub fn new_row(form: Form, spec: &'static Spec, liste: &'static Liste) -> RowRef {
    let id = form.draft.with_untracked(|answers| answers.new_row_id(liste.prefixe));
    form.draft.update_untracked(|answers| answers.put_row(spec.id, Row::new(&id)));
    (spec.id, id)
}

/// The form of one row.
#[component]
pub fn RowForm(
    /// Its list.
    of: ListOfPage,
    /// The id of the row; none for a new one.
    #[prop(optional_no_strip)]
    row: Option<String>,
    /// Whether it is the whole page; else it is the page of an empty list.
    alone: bool,
) -> impl IntoView {
    let session = use_session();
    let ListOfPage { page, spec, liste, back } = of;
    let form = session.form();
    let is_known = row.is_some();
    let here: RowRef = row.map_or_else(|| new_row(form, spec, liste), |id| (spec.id, id));
    let list = session.to(Lieu::Page(page.id.to_owned(), back));
    let new_place = Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), back);
    let own = session.to(Lieu::Ligne(page.id.to_owned(), here.1.clone(), back));
    let new = if alone { session.to(new_place.clone()) } else { list.clone() };
    let all: Vec<&'static Spec> = questionnaire::champs(liste).collect();
    let addresses = (!is_known).then_some((own, new));
    // The page of an empty list asks its other questions too.
    let others = StoredValue::new(if alone { vec![] } else { page.autres_que(spec).collect::<Vec<_>>() });
    others.with_value(|others| form.propose(others));
    let beside = others.get_value();
    let autosave = keep_as_entered(session, form, all.clone(), Some(here.clone()), beside, addresses);
    // « Modifier » led here from elsewhere than the list: back there.
    let to_list = is_known && (back.is_none() || session.comes_from(&list));

    let save: Arc<dyn Fn() -> bool + Send + Sync> = {
        let (autosave, here) = (Arc::clone(&autosave), here.clone());
        Arc::new(move || {
            let beside = others.get_value();
            let right = form.check_all(&[(all.as_slice(), Some(&here)), (beside.as_slice(), None)]);
            if right {
                autosave.confirm();
            } else {
                show_refusals();
            }
            right
        })
    };
    let submit = {
        let (save, list) = (Arc::clone(&save), list.clone());
        move |_| {
            if save() {
                // What the page of the list still asks is asked there.
                let lacks = |facts: &Facts| {
                    page.autres_que(spec).any(|other| !questionnaire::est_reglee(facts, other))
                };
                let stays = to_list || session.with_facts(lacks);
                session.go(&if stays { list.clone() } else { session.after(page, back) });
            }
        }
    };
    let another = (!is_known).then(|| {
        let list = list.clone();
        let add = move |_| {
            if save() {
                // The same address may already be shown: go through the list.
                session.go(&list);
                let next = session.to(new_place.clone());
                timers::after(0, move || session.go(&next));
            }
        };
        let text = format!("Enregistrer, puis ajouter {}", liste.un);
        view! { <Button class="secondaire" on_click=add>{text}</Button> }
    });
    let none = (!alone && liste.forme == Forme::Formulaire).then(|| {
        let empty = move |_| {
            if !others.with_value(|others| form.check(others, None)) {
                show_refusals();
                return;
            }
            let draft = form.draft.get_untracked();
            session.change(|dossier| {
                for other in others.get_value() {
                    dossier.answers.set(other.id, draft.entry(other.id).cloned());
                }
                dossier.answers.set(spec.id, Some(Entry::Rows(vec![])));
            });
            session.go(&session.after(page, back));
        };
        view! { <p><Button class="lien" on_click=empty>{liste.aucun}</Button></p> }
    });
    let fields = |specs: &'static [&'static Spec]| {
        let field = |spec: &&'static Spec| {
            view! { <AnswerField form=form spec=*spec row=Some(here.clone())/> }
        };
        specs.iter().map(field).collect_view()
    };
    let special = (!liste.particuliers.is_empty()).then(|| {
        view! {
            <details class="particulier" open=is_known>
                <summary>"Situation particulière"</summary>
                {fields(liste.particuliers)}
            </details>
        }
    });
    let fields = fields(liste.champs);
    let beside = others.get_value().into_iter().map(|other| {
        view! { <Proposal spec=other/><AnswerField form=form spec=other/> }
    });
    let beside = beside.collect_view();
    let save_words = if is_known { "Enregistrer" } else { "Enregistrer et continuer" };
    view! {
        <ErrorSummary form=form/>
        <FormTitle form=form text=if alone { liste.titre_ligne } else { page.intitule() }/>
        {(!alone).then(|| view! { <TakeOver page=page/><Hint spec=spec/><Help spec=spec/> })}
        <OwnForm on_submit=submit>
            {beside}
            {fields}
            {special}
            <p class="suite">
                <SubmitButton class="principal" text=save_words/>
                {another}
                <a class="revenir" href=list.href() hidden=!alone on:click=move |_| autosave.cancel()>"Annuler"</a>
            </p>
        </OwnForm>
        {none}
    }
}
