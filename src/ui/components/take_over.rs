//! « Mêmes logiciels que… »: rows of another dossier of this device, copied into the open one. What is copied is decided by
//! the program beside the page ([`crate::domain::reprise`]); it can be undone from the bar.

use leptos::ev::Event as DomEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::basics::{Button, Line, List, Warning, When};
use crate::browser::{BrowserError, storage};
use crate::domain::dossier;
use crate::domain::portefeuille::Rangement;
use crate::domain::questionnaire::Page;
use crate::domain::reprise::Quoi;
use crate::protocol::event::Event;
use crate::protocol::request::{Command, FROM, Fields, NAMED, Request, WHAT};
use crate::ui::programs;
use crate::ui::session::{Session, use_session};
use crate::ui::shelf::{OnShelf, on_shelf};

/// What a page can take from another dossier, when there is one.
#[component]
pub fn TakeOver(
    /// The page.
    page: &'static Page,
) -> impl IntoView {
    let session = use_session();
    let mut all: Vec<Quoi> = page.questions.iter().filter_map(|spec| Quoi::de_question(spec.id)).collect();
    all.dedup();
    let is_to_say = session.dossier.with_untracked(|dossier| Quoi::LesTrois.est_a_dire(&dossier.answers));
    if !all.is_empty() && is_to_say {
        all.push(Quoi::LesTrois);
    }
    let there = RwSignal::new(false);
    if !all.is_empty() {
        spawn_local(async move {
            let ids = storage::ids().await.unwrap_or_default();
            there.try_set(ids.iter().any(|id| *id != session.id()));
        });
    }
    view! {
        <When condition=there>
            {all.iter().map(|quoi| view! { <Offer quoi=*quoi/> }).collect_view()}
        </When>
    }
}

/// The other dossiers, those of the same group first; read once they are asked for.
#[component]
fn Offer(quoi: Quoi) -> impl IntoView {
    let session = use_session();
    let others = RwSignal::new(vec![]);
    let refusal = RwSignal::new(String::new());
    let is_read = StoredValue::new(false);
    let open = move |_: DomEvent| {
        if is_read.get_value() {
            return;
        }
        is_read.set_value(true);
        spawn_local(async move {
            match others_of(session).await {
                Ok(found) => drop(others.try_set(found)),
                Err(sentence) => drop(refusal.try_set(sentence)),
            }
        });
    };
    let lines = move || {
        let line = |(one, together): (OnShelf, bool)| {
            Line::new(one.id.clone(), move || {
                let (id, name) = (one.id.clone(), one.name());
                let words = format!("Reprendre de «\u{a0}{name}\u{a0}»");
                let group = together.then(|| view! { <small>" (même groupe)"</small> });
                let take = move |_| take(session, quoi, id.clone(), name.clone(), refusal);
                view! {
                    <li>
                        <Button class="lien" on_click=take>{words}</Button>
                        {group}
                    </li>
                }
            })
        };
        others.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <details class="aide reprise" on:toggle=open>
            <summary>{quoi.libelle()}</summary>
            <ul><List lines=lines/></ul>
            <div role="alert"><Warning text=refusal/></div>
        </details>
    }
}

/// The other dossiers of this device that can be read, and whether each is in the group of the open one; those first.
async fn others_of(session: Session) -> Result<Vec<(OnShelf, bool)>, String> {
    let said = |error: BrowserError| error.sentence().to_owned();
    let own = session.id();
    let filed = storage::filing(&own).await.map_err(said)?;
    let group = filed.map(|text| Rangement::lire(&text).groupe).unwrap_or_default();
    let all = on_shelf(session.today.get_untracked()).await.map_err(said)?;
    let others = all.into_iter().filter(|one| one.id != own && one.seen.illisible.is_none());
    let mut others: Vec<(OnShelf, bool)> = others
        .map(|one| {
            let together = !group.is_empty() && one.filed.groupe == group;
            (one, together)
        })
        .collect();
    others.sort_by_key(|(_, together)| !together);
    Ok(others)
}

/// Asks for the answers with what another dossier says, and takes them unless the dossier changed meanwhile.
fn take(session: Session, quoi: Quoi, id: String, name: String, refusal: RwSignal<String>) {
    refusal.set(String::new());
    spawn_local(async move {
        let text = match storage::read(&id).await {
            Ok(Some(text)) => text,
            Ok(None) => {
                refusal.try_set("Ce dossier n’est plus sur cet appareil.".to_owned());
                return;
            }
            Err(error) => {
                refusal.try_set(error.sentence().to_owned());
                return;
            }
        };
        let fields = [(WHAT, quoi.jeton().to_owned()), (FROM, text), (NAMED, name)];
        let fields = Fields(fields.map(|(field, value)| (field.to_owned(), value)).to_vec());
        let sent = session.text();
        let request =
            Request::Command { command: Command::TakeOver, fields, dossier: sent.clone(), known: None };
        programs::ask(session.today.get_untracked(), request, vec![], move |event, _| match event {
            Event::Dossier { sentence, text, .. } if session.text() == sent => match dossier::ouvrir(&text) {
                Ok((taken, _)) => session.take_over(taken.answers, sentence),
                Err(error) => drop(refusal.try_set(error.to_string())),
            },
            Event::Dossier { .. } => {
                let changed = "Votre dossier a changé entre-temps\u{a0}: rien n’a été copié. Recommencez.";
                refusal.try_set(changed.to_owned());
            }
            Event::Refusal { sentence } => drop(refusal.try_set(sentence)),
            _ => {}
        });
    });
}
