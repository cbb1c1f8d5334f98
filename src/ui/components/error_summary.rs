//! What is refused, at the top of a form: takes the focus, links to each field.

use leptos::prelude::*;

use super::basics::{Line, List, When, words};
use super::field::anchor;
use crate::browser::{focus, timers};
use crate::domain::questionnaire;
use crate::ui::form::{FieldError, Form};

/// Id of the summary.
const SUMMARY: &str = "resume";

/// The refusals of a form, when there are some.
#[component]
pub fn ErrorSummary(
    /// The form whose refusals are shown.
    form: Form,
) -> impl IntoView {
    let title = move || match form.errors.with(Vec::len) {
        0 | 1 => "Il y a un point à revoir".to_owned(),
        many => format!("Il y a {many} points à revoir"),
    };
    let lines = move || {
        let line = |error: FieldError| {
            let key = format!("{} {}", error.spec, error.refusal.phrase);
            Line::new(key, move || view! { <li><FieldLink error=error.clone()/></li> })
        };
        form.errors.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <When condition=move || !form.errors.with(Vec::is_empty)>
            <div class="resume" id=SUMMARY role="alert" tabindex="-1">
                <h2 prop:textContent=words(Signal::derive(title))></h2>
                <ul><List lines=lines/></ul>
            </div>
        </When>
    }
}

#[component]
fn FieldLink(error: FieldError) -> impl IntoView {
    let target = anchor(error.spec);
    let name = questionnaire::spec(error.spec).map_or("", |spec| spec.nom);
    let href = format!("#{target}");
    // The address stays as it is.
    let jump = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus::on(&target);
    };
    view! { <a href=href on:click=jump>{format!("{name} : {}", error.refusal.phrase)}</a> }
}

/// Puts the focus on the summary once it is drawn.
pub fn show_refusals() {
    timers::after(30, || focus::on(SUMMARY));
}
