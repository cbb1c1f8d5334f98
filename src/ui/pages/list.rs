//! The page of a list: its rows, and how to add one.

use leptos::prelude::*;

use super::question::{GoBack, Shortcut};
use crate::domain::answers::Entry;
use crate::domain::question::{Forme, Spec};
use crate::route::{Lieu, NOUVEAU};
use crate::ui::autosave::keep_as_entered;
use crate::ui::components::basics::{Later, Link, OwnForm, SubmitButton};
use crate::ui::components::error_summary::{ErrorSummary, show_refusals};
use crate::ui::components::field::AnswerField;
use crate::ui::components::help::{Help, Proposal};
use crate::ui::components::page_title::FormTitle;
use crate::ui::components::quick_row::{QuickRow, QuickRowForm};
use crate::ui::components::row_cards::RowCards;
use crate::ui::components::row_form::{ListOfPage, RowForm};
use crate::ui::components::take_over::TakeOver;
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
    // Those that stand over the list, and those under it, in the order of the page.
    let over: Vec<&'static Spec> =
        page.questions.iter().copied().take_while(|other| other.id != spec.id).collect();
    let under: Vec<&'static Spec> = page.autres_que(spec).skip(over.len()).collect();
    let others = StoredValue::new(page.autres_que(spec).collect::<Vec<_>>());
    others.with_value(|others| form.propose(others));
    let autosave = keep_as_entered(session, form, others.get_value(), None, vec![], None);
    // The rows are changed beside the form, and its other questions may depend on them.
    let follow_rows = move || {
        let Some(rows) = session.dossier.try_with(|dossier| dossier.answers.entry(spec.id).cloned()) else {
            return;
        };
        let differ = form.draft.try_with_untracked(|draft| draft.entry(spec.id) != rows.as_ref());
        if differ == Some(true) {
            form.draft.update(|draft| draft.set(spec.id, rows));
        }
    };
    Effect::new(follow_rows);
    let submit = move |_| {
        // A row filled in, then « Continuer » instead of « Ajouter »: it was meant.
        if let Some(quick) = quick.filter(|quick| quick.is_begun())
            && !quick.add()
        {
            quick.focus();
            return;
        }
        untrack(follow_rows);
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
    let fields = move |specs: Vec<&'static Spec>| {
        let field = |spec: &'static Spec| view! { <AnswerField form=form spec=spec/> };
        specs.into_iter().map(field).collect_view()
    };
    let proposals = others.get_value().into_iter().map(|other| view! { <Proposal spec=other/> });
    let proposals = proposals.collect_view();
    let add = match quick {
        Some(quick) => view! { <Later><QuickRowForm quick=quick/></Later> }.into_any(),
        None => {
            let new = session.to(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), back)).href();
            view! { <p><Link class="secondaire" href=new>{liste.ajouter}</Link></p> }.into_any()
        }
    };
    let label = move || {
        let asks_more = others.with_value(|others| others.iter().any(|other| form.is_asked(other, None)));
        let goes_on = has_rows() || asks_more || quick.is_some_and(QuickRow::is_begun);
        if goes_on { "Continuer".to_owned() } else { liste.aucun.to_owned() }
    };
    let titled = page.en_titre().is_some_and(|title| title.id == spec.id);
    let (title, hint) = (
        (!titled).then(|| view! { <h2>{spec.titre}</h2> }),
        move || view! { <p class="indice">{spec.indice}</p><Help spec=spec/> },
    );
    let (hint_over, hint_under) = (titled.then(hint), (!titled).then(hint));
    view! {
        <ErrorSummary form=form/>
        <FormTitle form=form text=page.intitule()/>
        <Shortcut page=page/>
        <TakeOver page=page/>
        {hint_over}
        {proposals}
        {fields(over)}
        {title}
        {hint_under}
        <RowCards page=page.id spec=spec liste=liste back=back/>
        {add}
        <OwnForm on_submit=submit>
            {fields(under)}
            <p class="suite">
                <SubmitButton class="principal" text=label/>
                <GoBack page=page back=back/>
            </p>
        </OwnForm>
    }
}
