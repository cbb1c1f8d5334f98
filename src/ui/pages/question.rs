//! A page of questions, or the form of one row of a list.

use leptos::prelude::*;

use crate::browser::{adresse, focus, minuterie};
use crate::domain::answers::Row;
use crate::domain::question::{Champ, Liste, Spec};
use crate::domain::questionnaire::{self, Page, Section};
use crate::ui::components::aide::aide;
use crate::ui::components::champ::{ancre, champ};
use crate::ui::components::chemin::chemin;
use crate::ui::components::panneau::panneau;
use crate::ui::formulaire::{Formulaire, Ligne};
use crate::ui::route::{Lieu, NOUVEAU, Retour};
use crate::ui::session::Session;

use super::{introuvable, liste};

/// The page of that id; with a row, the form of that row.
pub fn page(session: Session, id: &str, row: Option<String>, retour: Option<Retour>) -> AnyView {
    let Some((section, page)) = questionnaire::pages().find(|(_, page)| page.id == id) else {
        return introuvable::introuvable();
    };
    let list = page.questions.iter().find_map(|spec| match &spec.champ {
        Champ::Lignes(liste) => Some((*spec, *liste)),
        _ => None,
    });
    let inside = match (list, row) {
        (Some((spec, liste)), Some(row)) => {
            formulaire_de_ligne(session, section, page, spec, liste, &row, retour)
        }
        (Some((spec, liste)), None) => liste::liste(session, section, page, spec, liste, retour),
        (None, _) => questions(session, section, page, retour),
    };
    view! {
        <div class="cadre">
            {chemin(session, section.id)}
            <main>{inside}</main>
            {panneau(session)}
        </div>
    }
    .into_any()
}

/// The line above the title: section, and rank of the question in it.
pub fn legende(session: Session, section: &'static Section, page: &'static Page) -> AnyView {
    let rank = session.avec_faits(|facts| {
        let asked = section.pages.iter().filter(|other| other.sur_le_chemin && other.est_posee(facts));
        asked.take_while(|other| other.id != page.id).count() + 1
    });
    view! { <p class="legende">{section.titre}{format!(" · question {rank}")}</p> }.into_any()
}

/// The title of the page, in the page and in its tab.
pub fn titre(form: Formulaire, session: Session, titre: String) -> AnyView {
    let structure = session.report.with_untracked(|report| report.structure.clone());
    let tab = titre.clone();
    // Reaches outside: the tab's title.
    Effect::new(move |_| {
        let error = if form.erreurs.with(Vec::is_empty) { "" } else { "Erreur\u{a0}: " };
        let of = if structure.is_empty() { String::new() } else { format!(" – {structure}") };
        adresse::titre(&format!("{error}{tab}{of} – Jalons"));
    });
    view! { <h1 id="titre" tabindex="-1">{titre}</h1> }.into_any()
}

/// The refusals at the top: takes the focus, links to each field.
pub fn resume(form: Formulaire) -> AnyView {
    let lines = move || {
        form.erreurs.get().into_iter().map(|error| {
            let target = ancre(error.spec);
            let go = target.clone();
            let name = questionnaire::spec(error.spec).map_or("", |spec| spec.nom);
            view! {
                <li><a href=format!("#{target}") on:click=move |event| { event.prevent_default(); focus::sur(&go); }>{format!("{name} : {}", error.refus.phrase)}</a></li>
            }
        }).collect_view()
    };
    view! {
        <Show when=move || !form.erreurs.with(Vec::is_empty) fallback=|| ()>
            <div class="resume" id="resume" role="alert" tabindex="-1"><h2>"Il y a un point à revoir"</h2><ul>{lines}</ul></div>
        </Show>
    }
    .into_any()
}

/// Puts the focus on the summary once it is drawn.
pub fn montrer_les_refus() {
    minuterie::dans(30, || focus::sur("resume"));
}

/// « Revenir » to the page before.
pub fn revenir(session: Session, page: &'static Page, retour: Option<Retour>) -> AnyView {
    let before = match retour {
        Some(Retour::Verifier) => Some(session.vers(Lieu::Verifier)),
        Some(Retour::Plan) => Some(session.vers(Lieu::Plan)),
        None => session.precedente(page),
    };
    before.map_or_else(
        || ().into_any(),
        |route| view! { <a class="revenir" href=route.href()>"Revenir"</a> }.into_any(),
    )
}

fn questions(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    retour: Option<Retour>,
) -> AnyView {
    let form =
        Formulaire::new(session.dossier.with_untracked(|dossier| dossier.answers.clone()), session.today);
    form.proposer(page.questions);
    let alone = page.questions.len() == 1;
    let first = page.questions.first().copied();
    let hint = first.filter(|_| alone).map(|spec| {
        let id = format!("indice-{}", spec.id);
        view! { <p class="indice" id=id>{spec.indice}</p>{aide(spec)} }
    });
    let proposals: Vec<AnyView> =
        page.questions.iter().filter_map(|spec| proposition(session, spec)).collect();
    let fields: Vec<AnyView> = page.questions.iter().map(|spec| champ(form, spec, None, alone)).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.controler(page.questions, None) {
            session.repondre(form.brouillon.get_untracked());
            session.aller(&session.suite(page, retour));
        } else {
            montrer_les_refus();
        }
    };
    view! {
        {legende(session, section, page)}
        {resume(form)}
        {titre(form, session, page.intitule().to_owned())}
        {hint}{proposals}
        <form novalidate on:submit=submit>
            {fields}
            <p class="suite"><button type="submit" class="principal">"Continuer"</button>{revenir(session, page, retour)}</p>
        </form>
    }
    .into_any()
}

/// Why an answer is proposed, while it is not confirmed.
fn proposition(session: Session, spec: &'static Spec) -> Option<AnyView> {
    let propose = spec.propose?;
    let why = session.avec_faits(|facts| {
        let asked = facts.est_posee(spec) == Ok(true) && facts.entry(spec).is_none();
        asked.then(|| propose(facts)).flatten().map(|proposal| proposal.pourquoi)
    })?;
    Some(view! { <p class="proposition">{format!("Réponse proposée. {why}")}</p> }.into_any())
}

fn formulaire_de_ligne(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    row: &str,
    retour: Option<Retour>,
) -> AnyView {
    let known = session.dossier.with_untracked(|dossier| dossier.answers.row(spec.id, row).is_some());
    if !known && row != NOUVEAU {
        return introuvable::ligne_absente(session, page);
    }
    view! {
        {legende(session, section, page)}
        {ligne(session, page, spec, liste, known.then(|| row.to_owned()), retour, true)}
    }
    .into_any()
}

/// The form of one row: an existing one, or a new one. `seule` when it is the whole page.
pub fn ligne(
    session: Session,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    row: Option<String>,
    retour: Option<Retour>,
    seule: bool,
) -> AnyView {
    let form =
        Formulaire::new(session.dossier.with_untracked(|dossier| dossier.answers.clone()), session.today);
    let editing = row.is_some();
    let id = row.unwrap_or_else(|| {
        form.brouillon.with_untracked(|answers| answers.new_row_id(spec.id, liste.prefixe))
    });
    if !editing {
        form.brouillon.update_untracked(|answers| answers.put_row(spec.id, Row::new(&id)));
    }
    let here: Ligne = (spec.id, id);
    let fields: Vec<AnyView> =
        liste.champs.iter().map(|field| champ(form, field, Some(here.clone()), false)).collect();
    let special: Vec<AnyView> =
        liste.particuliers.iter().map(|field| champ(form, field, Some(here.clone()), false)).collect();
    let special = (!special.is_empty()).then(|| {
        view! { <details class="particulier" open=editing><summary>"Situation particulière"</summary>{special}</details> }
    });
    let save = {
        let here = here.clone();
        move || {
            let all: Vec<&'static Spec> = questionnaire::champs(liste).collect();
            let right = form.controler(&all, Some(&here));
            if right {
                let mut answers = form.brouillon.get_untracked();
                oublier_les_personnes_sans_nom(&mut answers);
                session.repondre(answers);
            } else {
                montrer_les_refus();
            }
            right
        }
    };
    let another = save.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if save() {
            let back = if editing {
                session.vers(Lieu::Page(page.id.to_owned(), retour))
            } else {
                session.suite(page, retour)
            };
            session.aller(&back);
        }
    };
    let add_another = move |_| {
        if another() {
            // The same address may already be shown: go through the list.
            session.aller(&session.vers(Lieu::Page(page.id.to_owned(), retour)));
            let next = session.vers(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), retour));
            minuterie::dans(0, move || session.aller(&next));
        }
    };
    let title = if seule { liste.titre_ligne.to_owned() } else { page.intitule().to_owned() };
    let hint = (!seule).then(|| {
        let id = format!("indice-{}", spec.id);
        view! { <p class="indice" id=id>{spec.indice}</p>{aide(spec)} }
    });
    let none = (!seule && liste.forme == crate::domain::question::Forme::Formulaire).then(|| {
        let empty = move |_| {
            session.change(|dossier| {
                dossier.answers.set(spec.id, Some(crate::domain::answers::Entry::Rows(vec![])))
            });
            session.aller(&session.suite(page, retour));
        };
        view! { <p><button type="button" class="lien" on:click=empty>{liste.aucun}</button></p> }
    });
    view! {
        {resume(form)}
        {titre(form, session, title)}
        {hint}
        <form novalidate on:submit=submit>
            {fields}{special}
            <p class="suite">
                <button type="submit" class="principal">{if editing { "Enregistrer" } else { "Enregistrer et continuer" }}</button>
                <Show when=move || !editing fallback=|| ()>
                    <button type="button" class="secondaire" on:click=add_another.clone()>{format!("Enregistrer, puis ajouter {}", liste.un)}</button>
                </Show>
                <a class="revenir" href=session.vers(Lieu::Page(page.id.to_owned(), retour)).href() hidden=!seule>"Annuler"</a>
            </p>
        </form>
        {none}
    }
    .into_any()
}

/// A person chosen then left without a name was not added.
fn oublier_les_personnes_sans_nom(answers: &mut crate::domain::answers::Answers) {
    let nameless: Vec<String> = answers
        .rows("personnes")
        .iter()
        .filter(|row| row.entry("personne-nom").is_none())
        .map(|row| row.id.clone())
        .collect();
    for id in nameless {
        answers.remove_row("personnes", &id);
    }
}
