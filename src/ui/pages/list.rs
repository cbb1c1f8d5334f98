//! The page of a list: its rows, and how to add one.

use leptos::prelude::*;

use super::question::{GoBack, Shortcut};
use crate::domain::answers::Entry;
use crate::domain::question::{Forme, Spec};
use crate::route::{Lieu, NOUVEAU};
use crate::ui::autosave::keep_as_entered;
use crate::ui::components::basics::{Link, OwnForm, SubmitButton, When};
use crate::ui::components::error_summary::{ErrorSummary, show_refusals};
use crate::ui::components::field::AnswerField;
use crate::ui::components::help::Help;
use crate::ui::components::page_title::FormTitle;
use crate::ui::components::quick_row::{QuickRow, QuickRowForm};
use crate::ui::components::row_cards::RowCards;
use crate::ui::components::row_form::{ListOfPage, RowForm};
use crate::ui::session::use_session;

/// The page of a list: the form of a first row where most lists have one, else its rows.
#[component]
pub fn ListPage(
    /// The list, and its page.
    of: ListOfPage,
) -> impl IntoView {
    let rows = use_session().dossier.with_untracked(|dossier| dossier.answers.rows(of.spec.id).len());
    if rows == 0 && of.liste.forme == Forme::Formulaire {
        return view! {
            <RowForm of=of row=None alone=false/>
            <p><GoBack page=of.page back=of.back/></p>
        }
        .into_any();
    }
    view! { <Rows of=of/> }.into_any()
}

#[component]
fn Rows(of: ListOfPage) -> impl IntoView {
    let session = use_session();
    let ListOfPage { page, spec, liste, back } = of;
    let form = session.form();
    let quick = (liste.forme == Forme::SaisieRapide).then(|| QuickRow::new(session, spec, liste));
    let others: Vec<&'static Spec> =
        page.questions.iter().copied().filter(|other| other.id != spec.id).collect();
    let has_others = !others.is_empty();
    let autosave = keep_as_entered(session, form, others.clone(), None, None);
    let others = StoredValue::new(others);
    let submit = move |_| {
        // A row filled in, then « Continuer » instead of « Ajouter »: it was meant.
        if let Some(quick) = quick.filter(|quick| quick.is_begun())
            && !quick.add()
        {
            quick.focus();
            return;
        }
        if !others.with_value(|others| form.check(others, None)) {
            show_refusals();
            return;
        }
        autosave.confirm();
        session.change(|dossier| {
            let rows = dossier.answers.rows(spec.id).to_vec();
            dossier.answers.set(spec.id, Some(Entry::Rows(rows)));
        });
        session.go(&session.after(page, back));
    };
    let has_rows = move || session.dossier.with(|dossier| !dossier.answers.rows(spec.id).is_empty());
    let fields = move || {
        let field = |spec: &&'static Spec| view! { <AnswerField form=form spec=*spec/> };
        others.with_value(|others| others.iter().map(field).collect_view())
    };
    let add = match quick {
        Some(quick) => view! { <QuickRowForm quick=quick/> }.into_any(),
        None => {
            let new = session.to(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), back)).href();
            view! { <p><Link class="secondaire" href=new>{liste.ajouter}</Link></p> }.into_any()
        }
    };
    let label = move || {
        let goes_on = has_rows() || has_others || quick.is_some_and(QuickRow::is_begun);
        if goes_on { "Continuer".to_owned() } else { liste.aucun.to_owned() }
    };
    view! {
        <ErrorSummary form=form/>
        <FormTitle form=form text=page.intitule()/>
        <Shortcut page=page/>
        <p class="indice">{spec.indice}</p>
        <Help spec=spec/>
        <RowCards page=page.id spec=spec liste=liste back=back/>
        {add}
        <OwnForm on_submit=submit>
            <When condition=move || has_others && !has_rows()>{fields()}</When>
            <p class="suite">
                <SubmitButton class="principal" text=label/>
                <GoBack page=page back=back/>
            </p>
        </OwnForm>
    }
}
