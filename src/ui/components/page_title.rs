//! The title of a page, in the page and in its tab.

use leptos::prelude::*;

use crate::browser::address;
use crate::domain::questions::denomination::structure;
use crate::ui::form::Form;
use crate::ui::session::use_session;

/// The title of a page: it takes the focus at each arrival.
#[component]
pub fn PageTitle(
    /// What the page is about.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <h1 id="titre" tabindex="-1">{text}</h1> }
}

/// The title of a page with a form: its tab says the structure, and whether something is refused.
#[component]
pub fn FormTitle(
    /// The form of the page.
    form: Form,
    /// What the page asks.
    text: &'static str,
) -> impl IntoView {
    let structure = use_session().with_facts(structure);
    // Reaches outside: the tab's title.
    Effect::new(move || {
        // The page may be gone when it is run.
        let Some(is_right) = form.errors.try_with(Vec::is_empty) else { return };
        let error = if is_right { "" } else { "Erreur\u{a0}: " };
        let of = if structure.is_empty() { String::new() } else { format!(" – {structure}") };
        address::set_title(&format!("{error}{text}{of} – Jalons"));
    });
    view! { <PageTitle text=text/> }
}
