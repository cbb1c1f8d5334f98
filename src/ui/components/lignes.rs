//! The rows of a list, as cards: edit, duplicate, remove.

use leptos::prelude::*;

use crate::domain::answers::Row;
use crate::domain::facts::Facts;
use crate::domain::question::{Liste, Spec};
use crate::domain::questionnaire;
use crate::domain::report::valeur;
use crate::ui::route::{Lieu, Retour};
use crate::ui::session::Session;

/// The cards of a list's rows; at most a hundred are shown at once, the rest on demand.
pub fn lignes(
    session: Session,
    page: &'static str,
    spec: &'static Spec,
    liste: &'static Liste,
    retour: Option<Retour>,
) -> AnyView {
    let limit = RwSignal::new(100_usize);
    let removed: RwSignal<Option<(usize, Row)>> = RwSignal::new(None);
    let cards = move || {
        session.suit_faits(|facts| {
            let rows = facts.answers().rows(spec.id);
            let shown = rows.iter().take(limit.get());
            shown
                .map(|row| carte(session, page, facts, spec, liste, row, retour, removed))
                .collect::<Vec<AnyView>>()
        })
    };
    let hidden =
        move || session.suit_faits(|facts| facts.answers().rows(spec.id).len().saturating_sub(limit.get()));
    let undo = move |_| {
        if let Some((place, row)) = removed.get_untracked() {
            session.change(|dossier| {
                let mut rows = dossier.answers.rows(spec.id).to_vec();
                rows.insert(place.min(rows.len()), row);
                dossier.answers.set(spec.id, Some(crate::domain::answers::Entry::Rows(rows)));
            });
            removed.set(None);
        }
    };
    view! {
        <ul class="lignes">{cards}</ul>
        <Show when=move || { hidden() > 0 } fallback=|| ()>
            <button type="button" class="secondaire" on:click=move |_| limit.update(|limit| *limit += 500)>{move || format!("Afficher les {} suivantes", hidden())}</button>
        </Show>
        <div role="status">
            <Show when=move || removed.get().is_some() fallback=|| ()>
                <p class="annuler">"Ligne supprimée. "<button type="button" class="lien" on:click=undo>"Annuler la suppression"</button></p>
            </Show>
        </div>
    }
    .into_any()
}

#[expect(clippy::too_many_arguments, reason = "one call, beside its definition")]
fn carte(
    session: Session,
    page: &'static str,
    facts: &Facts,
    spec: &'static Spec,
    liste: &'static Liste,
    row: &Row,
    retour: Option<Retour>,
    removed: RwSignal<Option<(usize, Row)>>,
) -> AnyView {
    let inside = facts.dans(spec.id, row);
    let name = (liste.nom)(&inside);
    let summary: Vec<String> = liste
        .champs
        .iter()
        .skip(1)
        .chain(liste.particuliers)
        .filter(|field| inside.entry(field).is_some() && inside.est_posee(field) == Ok(true))
        .map(|field| format!("{} : {}", field.nom, valeur(&inside, field)))
        .collect();
    let complete = questionnaire::champs(liste)
        .all(|field| inside.est_posee(field) != Ok(true) || questionnaire::repondue(&inside, field));
    let missing = (!complete).then(|| view! { <span class="doute">"incomplet"</span> });
    let edit = session.vers(Lieu::Ligne(page.to_owned(), row.id.clone(), retour));
    let (id, copy) = (row.id.clone(), row.clone());
    let hidden = format!(" : {name}");
    let duplicate = move |_| {
        session.change(|dossier| {
            let fresh = dossier.answers.new_row_id(spec.id, liste.prefixe);
            let mut twin = copy.clone();
            twin.id = fresh;
            dossier.answers.put_row(spec.id, twin);
        });
    };
    let remove = move |_| {
        session.change(|dossier| {
            let place = dossier.answers.rows(spec.id).iter().position(|row| row.id == id);
            removed.set(
                place.and_then(|place| Some((place, dossier.answers.rows(spec.id).get(place)?.clone()))),
            );
            dossier.answers.remove_row(spec.id, &id);
        });
    };
    view! {
        <li class="ligne">
            <p><b>{name}</b>" "{missing}<br/><small>{summary.join(" · ")}</small></p>
            <p class="actes">
                <a href=edit.href()>"Modifier"<span class="hors-ecran">{hidden.clone()}</span></a>
                <button type="button" class="lien" on:click=duplicate>"Dupliquer"<span class="hors-ecran">{hidden.clone()}</span></button>
                <button type="button" class="lien" on:click=remove>"Supprimer"<span class="hors-ecran">{hidden}</span></button>
            </p>
        </li>
    }
    .into_any()
}
