//! The smallest parts, used everywhere. Their properties are signals and callbacks, whatever closure the caller writes: each
//! part is compiled once, not once for each of its uses.

use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::browser::timers;

/// Words that change, for the `prop:textContent` of the element that holds them and nothing else: the page holds that element
/// for good, while a translator may put another text node in place of one of ours, and what changes in ours is then no
/// longer read. Told again only when they differ: some are announced.
pub fn words(text: Signal<String>) -> Signal<String> {
    Memo::new(move |_| text.get()).into()
}

/// A button that does something in the page.
#[component]
pub fn Button(
    /// `principal`, `secondaire`, `lien` or `danger`.
    class: &'static str,
    /// Its id, when the keyboard must find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it does.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! { <button type="button" class=class id=id on:click=move |event| on_click.run(event)>{children()}</button> }
}

/// The button that sends a form.
#[component]
pub fn SubmitButton(
    /// `principal` or `secondaire`.
    class: &'static str,
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <button type="submit" class=class prop:textContent=words(text)></button> }
}

/// A link.
#[component]
pub fn Link(
    /// Its address.
    #[prop(into)]
    href: String,
    /// How it looks; as a plain link when it is empty.
    #[prop(optional)]
    class: &'static str,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! { <a href=href class=(!class.is_empty()).then_some(class)>{children()}</a> }
}

/// Words for those who listen to the page.
#[component]
pub fn OffScreen(
    /// These words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="hors-ecran">{text}</span> }
}

/// A form that the page reads itself.
#[component]
pub fn OwnForm(
    /// How its fields are laid out; one under the other when it is empty.
    #[prop(optional)]
    class: &'static str,
    /// What it does when it is sent.
    #[prop(into)]
    on_submit: Callback<SubmitEvent>,
    /// Its fields and its button.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(event);
    };
    view! { <form novalidate class=(!class.is_empty()).then_some(class) on:submit=submit>{children()}</form> }
}

/// What stands while a condition holds.
#[component]
pub fn When(
    /// The condition.
    #[prop(into)]
    condition: Signal<bool>,
    /// What stands.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Show when=move || condition.get()>{children()}</Show> }
}

/// One line of a [`List`].
#[derive(Clone)]
pub struct Line {
    /// What tells it from the other lines: a line whose key stays is left as it is.
    pub key: String,
    /// What it shows.
    pub view: ViewFn,
}

impl Line {
    /// A line.
    pub fn new<V: IntoView + 'static>(
        key: impl Into<String>,
        view: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        Self { key: key.into(), view: view.into() }
    }
}

/// Lines that come and go, by their keys: those that stay keep their place, their focus and what was typed in them.
#[component]
pub fn List(
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
) -> impl IntoView {
    view! { <For each=move || lines.get() key=|line| line.key.clone() let(line)>{line.view.run()}</For> }
}

/// The lines of a [`List`], a few in each task: a long one never holds the page, and its first lines are read, and answered,
/// while the others come.
#[component]
pub fn Gradual(
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// How many of them are there at once.
    at_once: usize,
    /// How many more come together.
    together: usize,
) -> impl IntoView {
    let drawn = RwSignal::new(at_once);
    // Reaches outside: waits for the browser between two lots.
    Effect::new(move || {
        // The page may be gone when it is run.
        let Some(now) = drawn.try_get() else { return };
        if lines.try_with(Vec::len).is_some_and(|all| now < all) {
            timers::after(0, move || {
                // The page may be gone meanwhile.
                drawn.try_update(|drawn| *drawn += together);
            });
        }
    });
    let shown = move || lines.with(|lines| lines.iter().take(drawn.get()).cloned().collect::<Vec<_>>());
    view! { <List lines=shown/> }
}

/// What stands lower on a page than what is read first: put in place in a task of its own, right after.
#[component]
pub fn Later(
    /// What stands there.
    children: ChildrenFn,
) -> impl IntoView {
    let there = RwSignal::new(false);
    timers::after(0, move || {
        // The page may be gone meanwhile.
        there.try_set(true);
    });
    view! { <When condition=there>{children()}</When> }
}

/// A sentence that warns, while there is one.
#[component]
pub fn Warning(
    /// The sentence; none when it is empty.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <When condition=move || text.with(|text| !text.is_empty())>
            <p class="avertissement" prop:textContent=words(text)></p>
        </When>
    }
}

/// A radio or a box to tick, in its label, with what it implies.
#[component]
pub fn ChoiceBox(
    /// `radio` or `checkbox`.
    kind: &'static str,
    /// Its id; none when nothing names it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its name: radios of the same name go together.
    #[prop(into)]
    name: String,
    /// Its value, for a radio.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// What is done when it is ticked, or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What it implies; nothing when it is empty.
    #[prop(into)]
    implies: String,
) -> impl IntoView {
    let change = move |event: Event| on_change.run(event_target_checked(&event));
    view! {
        <label class="choix">
            <input type=kind id=id name=name value=value prop:checked=checked on:change=change/>
            <span>{label}</span>
            {(!implies.is_empty()).then(|| view! { <small>{implies}</small> })}
        </label>
    }
}
