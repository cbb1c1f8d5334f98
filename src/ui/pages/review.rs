//! Check your answers: each with « Modifier », which comes straight back.

use leptos::prelude::*;

use crate::browser::address;
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire::{self, Page, SECTIONS, Section};
use crate::domain::report::{details, valeur};
use crate::domain::variante::{Variante, comparable, se_compare};
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Retour};
use crate::ui::components::basics::{Gradual, Line, Link, OffScreen};
use crate::ui::components::page_title::PageTitle;
use crate::ui::components::panel::Panel;
use crate::ui::components::sections::{REVIEW, Sections};
use crate::ui::session::use_session;

/// How many rows of a list the review shows: the others are on the page of the list.
const SHOWN: usize = 25;

/// What the review says of an answer.
#[derive(Clone)]
struct Answer {
    page: &'static Page,
    spec: &'static Spec,
    value: Value,
    is_missing: bool,
    /// Whether there is something to compare it with.
    is_compared: bool,
}

#[derive(Clone)]
enum Value {
    /// In words.
    Text(String),
    /// An optional question left empty.
    Empty,
    /// The rows of a list: id, name and details; how many more there are.
    Rows(Vec<(String, String, String)>, usize),
}

impl Answer {
    fn of(facts: &Facts, page: &'static Page, spec: &'static Spec) -> Self {
        let rows = facts.answers().rows(spec.id);
        let value = match &spec.champ {
            Champ::Lignes(liste) if !rows.is_empty() => {
                let line = |row| {
                    let inside = facts.dans(spec.id, row);
                    (row.id.clone(), (liste.nom)(&inside), details(&inside, liste))
                };
                Value::Rows(rows.iter().take(SHOWN).map(line).collect(), rows.len().saturating_sub(SHOWN))
            }
            _ if spec.facultatif && facts.entry(spec).is_none() => Value::Empty,
            _ => Value::Text(valeur(facts, spec)),
        };
        let is_missing = !questionnaire::repondue(facts, spec);
        let is_compared = !is_missing && se_compare(facts.answers(), spec);
        Self { page, spec, value, is_missing, is_compared }
    }
}

/// All that the review says.
struct Review {
    /// The first question without an answer: the id and the title of its page.
    missing: Option<(&'static str, &'static str)>,
    sections: Vec<(&'static str, Vec<Answer>)>,
    /// Answers whose question is no longer asked.
    unused: Vec<String>,
}

impl Review {
    fn of(facts: &Facts) -> Self {
        let of_section = |section: &'static Section| {
            let of_page = |page: &'static Page| {
                let shown = page.questions.iter().filter(move |spec| is_shown(facts, spec));
                shown.map(move |spec| Answer::of(facts, page, spec))
            };
            let answers: Vec<Answer> = section.pages.iter().flat_map(of_page).collect();
            (!answers.is_empty()).then_some((section.titre, answers))
        };
        let unused = questionnaire::questions()
            .filter(|spec| facts.answers().entry(spec.id).is_some() && facts.est_posee(*spec) != Ok(true))
            .map(|spec| format!("{} : {}", spec.nom, valeur(facts, spec)));
        Self {
            missing: questionnaire::prochaine(facts).map(|(_, page): (_, &Page)| (page.id, page.intitule())),
            sections: SECTIONS.iter().filter_map(of_section).collect(),
            unused: unused.collect(),
        }
    }
}

/// Asked, and worth a line: optional lists that were left empty are not.
fn is_shown(facts: &Facts, spec: &Spec) -> bool {
    facts.est_posee(spec) == Ok(true) && !(spec.id == "personnes" && facts.answers().rows(spec.id).is_empty())
}

/// The review.
#[component]
pub fn ReviewPage() -> impl IntoView {
    address::set_title("Vérifier vos réponses – Jalons");
    let session = use_session();
    view! {
        <div class="cadre">
            <Sections here=REVIEW/>
            <main>
                <PageTitle text="Vérifiez vos réponses"/>
                {move || view! { <ReviewBody review=session.follow_facts(Review::of)/> }}
                <p class="suite">
                    <Link class="principal" href=session.to(Lieu::COMMENCER).href()>"Voir le plan"</Link>
                    <Link class="secondaire" href=session.to(Lieu::Drawn(DrawnPage::Comparer)).href()>
                        "Et si… Comparer deux plans"
                    </Link>
                </p>
            </main>
            <Panel/>
        </div>
    }
}

#[component]
fn ReviewBody(review: Review) -> impl IntoView {
    let session = use_session();
    let missing = review.missing.map(|(page, title)| {
        let href = session.to(Lieu::Page(page.to_owned(), Some(Retour::Verifier))).href();
        view! { <p class="avertissement">"Il manque une réponse : "<Link href=href>{title}</Link></p> }
    });
    let section = |(title, answers): (&'static str, Vec<Answer>)| {
        Line::new(title, move || {
            let answers = answers.iter().cloned().map(|answer| view! { <ReviewedAnswer answer=answer/> });
            view! {
                <section>
                    <h2>{title}</h2>
                    <dl class="verifier">{answers.collect_view()}</dl>
                </section>
            }
        })
    };
    let sections: Vec<Line> = review.sections.into_iter().map(section).collect();
    let unused = (!review.unused.is_empty()).then(|| {
        let lines = review.unused.into_iter().map(|line| view! { <li>{line}</li> });
        view! {
            <details class="aide">
                <summary>"Réponses gardées, mais qui ne servent plus"</summary>
                <p>"Leur question n’est plus posée : le plan n’en tient pas compte. Elles reviendront avec la question."</p>
                <ul>{lines.collect_view()}</ul>
            </details>
        }
    });
    view! { {missing}<Gradual lines=Signal::stored(sections) at_once=2 together=1/>{unused} }
}

#[component]
fn ReviewedAnswer(answer: Answer) -> impl IntoView {
    let Answer { page, spec, value, is_missing, is_compared } = answer;
    let compare = is_compared.then(|| {
        let other = Variante { question: spec.id.to_owned(), ..Variante::default() };
        view! { " "<Compare other=other of=spec.nom.to_owned()/> }
    });
    let mark = is_missing.then(|| view! { <span class="doute">"à compléter"</span> });
    let shown = match value {
        Value::Text(text) => view! { <dd>{text}{mark}</dd> }.into_any(),
        Value::Empty => view! { <dd class="facultatif">"non renseigné (facultatif)"{mark}</dd> }.into_any(),
        Value::Rows(rows, more) => {
            let rows = rows.into_iter().map(|(id, name, details)| {
                let compare = comparable(spec).then(|| {
                    let other = Variante::dans_la_ligne(spec.id, &id);
                    view! { " "<Compare other=other of=name.clone()/> }
                });
                view! { <li>{name}{compare}<small>{details}</small></li> }
            });
            let more = (more > 0).then(|| {
                view! { <li><Change page=page spec=spec text=format!("et {more} autres")/></li> }
            });
            view! { <dd><ul>{rows.collect_view()}{more}</ul>{mark}</dd> }.into_any()
        }
    };
    view! {
        <div>
            <dt>{spec.nom}</dt>
            {shown}
            <dd class="acte"><Change page=page spec=spec text="Modifier"/>{compare}</dd>
        </div>
    }
}

/// A link that changes an answer and comes straight back.
#[component]
fn Change(page: &'static Page, spec: &'static Spec, #[prop(into)] text: String) -> impl IntoView {
    let href = use_session().to(Lieu::Page(page.id.to_owned(), Some(Retour::Verifier))).href();
    view! {
        <Link class="modifier" href=href>{text}<OffScreen text=format!(" : {}", spec.nom)/></Link>
    }
}

/// A link that compares the plan with that of another answer.
#[component]
fn Compare(
    other: Variante,
    /// What it is about.
    of: String,
) -> impl IntoView {
    let href = use_session().to(Lieu::Comparer(other)).href();
    view! {
        <Link class="comparer" href=href>"Comparer"<OffScreen text=format!("\u{a0}: {of}")/></Link>
    }
}
