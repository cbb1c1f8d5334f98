//! The page of a list: its rows, and how to add one.

use leptos::prelude::*;

use crate::browser::{focus, minuterie};
use crate::domain::answers::{Entry, Row};
use crate::domain::question::{Forme, Liste, Spec};
use crate::domain::questionnaire::{Page, Section};
use crate::ui::components::aide::aide;
use crate::ui::components::champ::{ancre, champ};
use crate::ui::components::lignes::lignes;
use crate::ui::formulaire::{Formulaire, Ligne};
use crate::ui::route::{Lieu, NOUVEAU, Retour};
use crate::ui::session::Session;

use super::question::{legende, ligne, montrer_les_refus, resume, revenir, titre};

/// The page of a list.
pub fn liste(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    retour: Option<Retour>,
) -> AnyView {
    let empty = session.dossier.with_untracked(|dossier| dossier.answers.rows(spec.id).is_empty());
    if empty && liste.forme == Forme::Formulaire {
        return view! {
            {legende(session, section, page)}
            {ligne(session, page, spec, liste, None, retour, false)}
            <p>{revenir(session, page, retour)}</p>
        }
        .into_any();
    }
    let form =
        Formulaire::new(session.dossier.with_untracked(|dossier| dossier.answers.clone()), session.today);
    let others: Vec<&'static Spec> =
        page.questions.iter().copied().filter(|other| other.id != spec.id).collect();
    let asked: Vec<&'static Spec> = others.clone();
    let go_on = move || {
        // Rows were changed outside this form: only its own fields are taken from it.
        if !form.controler(&asked, None) {
            montrer_les_refus();
            return;
        }
        let own: Vec<(&'static str, Option<Entry>)> = form.brouillon.with_untracked(|draft| {
            asked.iter().map(|other| (other.id, draft.entry(other.id).cloned())).collect()
        });
        session.change(|dossier| {
            for (id, entry) in own {
                dossier.answers.set(id, entry);
            }
            let rows = dossier.answers.rows(spec.id).to_vec();
            dossier.answers.set(spec.id, Some(Entry::Rows(rows)));
        });
        session.aller(&session.suite(page, retour));
    };
    let submit = {
        let go_on = go_on.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            go_on();
        }
    };
    let new = session.vers(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), retour)).href();
    let has_rows = move || session.suit_faits(|facts| !facts.answers().rows(spec.id).is_empty());
    let has_others = !others.is_empty();
    let fields =
        move || -> Vec<AnyView> { others.iter().map(|other| champ(form, other, None, false)).collect() };
    let add = match liste.forme {
        Forme::SaisieRapide => ajout_rapide(session, spec, liste),
        Forme::Formulaire | Forme::SouventVide => {
            view! { <p><a class="secondaire" href=new>{liste.ajouter}</a></p> }.into_any()
        }
    };
    let label = move || if has_rows() || has_others { "Continuer" } else { liste.aucun };
    view! {
        {legende(session, section, page)}
        {resume(form)}
        {titre(form, session, page.intitule().to_owned())}
        <p class="indice">{spec.indice}</p>
        {aide(spec)}
        {lignes(session, page.id, spec, liste, retour)}
        {add}
        <form novalidate on:submit=submit>
            <Show when=move || has_others && !has_rows() fallback=|| ()>{fields()}</Show>
            <p class="suite"><button type="submit" class="principal">{label}</button>{revenir(session, page, retour)}</p>
        </form>
    }
    .into_any()
}

/// The fields of a row on one line: fill, add, start again.
fn ajout_rapide(session: Session, spec: &'static Spec, liste: &'static Liste) -> AnyView {
    let round = RwSignal::new(0_u32);
    let line = move || {
        round.track();
        let form =
            Formulaire::new(session.dossier.with_untracked(|dossier| dossier.answers.clone()), session.today);
        let id = form.brouillon.with_untracked(|answers| answers.new_row_id(spec.id, liste.prefixe));
        form.brouillon.update_untracked(|answers| answers.put_row(spec.id, Row::new(&id)));
        let here: Ligne = (spec.id, id);
        let fields: Vec<AnyView> =
            liste.champs.iter().map(|field| champ(form, field, Some(here.clone()), false)).collect();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if form.controler(liste.champs, Some(&here)) {
                let row = form.brouillon.with_untracked(|answers| answers.row(here.0, &here.1).cloned());
                if let Some(row) = row {
                    session.change(|dossier| dossier.answers.put_row(spec.id, row));
                }
                round.update(|round| *round += 1);
                let first = liste.champs.first().map_or_else(String::new, |field| ancre(field.id));
                minuterie::dans(0, move || focus::sur(&first));
            } else {
                let first = liste.champs.first().map_or_else(String::new, |field| ancre(field.id));
                minuterie::dans(0, move || focus::sur(&first));
            }
        };
        view! {
            <form novalidate class="rapide" on:submit=submit>
                {fields}
                <button type="submit" class="secondaire">{liste.ajouter}</button>
            </form>
        }
        .into_any()
    };
    view! { <div>{line}</div> }.into_any()
}
