//! A page of questions, or the form of one row of a list.

use leptos::prelude::*;

use super::list::ListPage;
use super::not_found::{NotFound, RowAbsent};
use crate::browser::address;
use crate::domain::question::Champ;
use crate::domain::questionnaire::{self, Page, Section};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::professionnels::PROFESSIONNELS;
use crate::domain::questions::sites::SITES;
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, NOUVEAU, Retour};
use crate::ui::autosave::keep_as_entered;
use crate::ui::components::basics::{Link, OwnForm, SubmitButton};
use crate::ui::components::error_summary::{ErrorSummary, show_refusals};
use crate::ui::components::field::AnswerField;
use crate::ui::components::help::{Help, Hint, Proposal};
use crate::ui::components::page_title::FormTitle;
use crate::ui::components::panel::Panel;
use crate::ui::components::row_form::{ListOfPage, RowForm};
use crate::ui::components::sections::Sections;
use crate::ui::components::take_over::TakeOver;
use crate::ui::session::use_session;

/// The page of an id; with a row, the form of that row.
#[component]
pub fn QuestionPage(
    /// The id of the page.
    id: String,
    /// The id of the row, or [`NOUVEAU`].
    #[prop(optional_no_strip)]
    row: Option<String>,
    /// Where « Modifier » came from.
    back: Option<Retour>,
) -> impl IntoView {
    let Some((section, page)) = questionnaire::page_d_id(&id) else {
        return view! { <NotFound/> }.into_any();
    };
    let list = page.questions.iter().find_map(|spec| match &spec.champ {
        Champ::Lignes(liste) => Some(ListOfPage { page, spec, liste, back }),
        _ => None,
    });
    let inside = match (list, row) {
        (Some(of), Some(row)) => view! { <RowPage of=of row=row/> }.into_any(),
        (Some(of), None) => view! { <ListPage of=of/> }.into_any(),
        (None, _) => view! { <Questions page=page back=back/> }.into_any(),
    };
    view! {
        <div class="cadre">
            <Sections here=section.id/>
            <main>
                <Caption section=section page=page/>
                {inside}
            </main>
            <Panel/>
        </div>
    }
    .into_any()
}

/// The line above the title: section, and rank of the question in it.
#[component]
fn Caption(section: &'static Section, page: &'static Page) -> impl IntoView {
    let rank = use_session().with_facts(|facts| {
        let asked = section.pages.iter().filter(|other| other.sur_le_chemin && other.est_posee(facts));
        asked.take_while(|other| other.id != page.id).count() + 1
    });
    view! { <p class="legende">{format!("{} · question {rank}", section.titre)}</p> }
}

/// Another way to answer than typing: a file that holds the answers.
#[component]
pub fn Shortcut(
    /// The page that asks for what the file holds.
    page: &'static Page,
) -> impl IntoView {
    let asks = |id: &str| page.questions.iter().any(|spec| spec.id == id);
    let shortcut = if asks(SITES.spec.id) || asks(FINESS_EJ.spec.id) {
        // Without a directory beside the page, a file must be had first.
        let words = if address::directory_is_published() {
            "Retrouver l’organisme et ses sites dans FINESS"
        } else {
            "Lire l’organisme et ses sites dans un fichier FINESS"
        };
        Some((DrawnPage::Finess, words))
    } else if asks(PROFESSIONNELS.spec.id) {
        Some((DrawnPage::Effectif, "Importer un tableau du personnel (Excel, LibreOffice, CSV)"))
    } else {
        None
    };
    shortcut.map(|(page, text)| {
        let href = use_session().to(Lieu::Drawn(page)).href();
        view! { <p><Link class="raccourci" href=href>{text}</Link></p> }
    })
}

/// « Revenir » to the page before.
#[component]
pub fn GoBack(
    /// The page that is shown.
    page: &'static Page,
    /// Where « Modifier » came from.
    back: Option<Retour>,
) -> impl IntoView {
    let session = use_session();
    let before = match back {
        Some(back) => Some(session.to(back.place())),
        None => session.before(page),
    };
    before.map(|before| view! { <Link class="revenir" href=before.href()>"Revenir"</Link> })
}

#[component]
fn Questions(page: &'static Page, back: Option<Retour>) -> impl IntoView {
    let session = use_session();
    let form = session.form();
    form.propose(page.questions);
    let autosave = keep_as_entered(session, form, page.questions.to_vec(), None, vec![], None);
    let first = page.en_titre();
    let submit = move |_| {
        if form.check(page.questions, None) {
            autosave.confirm();
            session.go(&session.after(page, back));
        } else {
            show_refusals();
        }
    };
    let fields = page.questions.iter().map(|spec| {
        let alone = first.is_some_and(|first| first.id == spec.id);
        view! { <AnswerField form=form spec=*spec alone=alone/> }
    });
    let fields = fields.collect_view();
    let proposals = page.questions.iter().map(|spec| view! { <Proposal spec=*spec/> });
    view! {
        <ErrorSummary form=form/>
        <FormTitle form=form text=page.intitule()/>
        <Shortcut page=page/>
        <TakeOver page=page/>
        {first.map(|spec| view! { <Hint spec=spec/><Help spec=spec/> })}
        {proposals.collect_view()}
        <OwnForm on_submit=submit>
            {fields}
            <p class="suite">
                <SubmitButton class="principal" text="Continuer"/>
                <GoBack page=page back=back/>
            </p>
        </OwnForm>
    }
}

#[component]
fn RowPage(of: ListOfPage, row: String) -> impl IntoView {
    let is_known =
        use_session().dossier.with_untracked(|dossier| dossier.answers.row(of.spec.id, &row).is_some());
    if !is_known && row != NOUVEAU {
        return view! { <RowAbsent list=of.page/> }.into_any();
    }
    view! { <RowForm of=of row=is_known.then_some(row) alone=true/> }.into_any()
}
