//! One field, by what answers it. Labels are tied to inputs, choices stand in a fieldset, refusals beside their field.

use leptos::prelude::*;

use super::basics::{Button, ChoiceBox, OffScreen, Warning, When};
use super::help::{Help, Hint};
use crate::browser::{focus, timers};
use crate::domain::answers::{Entry, INCONNU};
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Opt, OuiNon, Spec};
use crate::domain::questionnaire;
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::report::valeur;
use crate::domain::saisie::Refus;
use crate::ui::form::{Form, RowRef, refusal};

/// What is said when everything was unticked.
const EMPTIED: &str =
    "Rien n’est coché : votre réponse d’avant reste gardée. Cochez au moins une réponse pour la remplacer.";

/// The id of the element that takes the focus for a field.
pub fn anchor(spec: &str) -> String {
    format!("champ-{spec}")
}

/// A field, while it is asked.
#[component]
pub fn AnswerField(
    /// The form that it is a field of.
    form: Form,
    /// Its question.
    spec: &'static Spec,
    /// The row that it is about; none for a question of the dossier.
    #[prop(optional_no_strip)]
    row: Option<RowRef>,
    /// Whether it is the only one of its page, whose title is then its label.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let question = Question { form, spec, row: StoredValue::new(row), alone };
    let asked = move || question.row.with_value(|row| form.is_asked(spec, row.as_ref()));
    view! { <When condition=asked>{question.control()}</When> }
}

/// A question of a form, in a row or not.
#[derive(Clone, Copy)]
struct Question {
    form: Form,
    spec: &'static Spec,
    row: StoredValue<Option<RowRef>>,
    alone: bool,
}

/// A proposed answer: its token, its words, what they imply.
#[derive(Clone)]
struct Choice {
    token: String,
    label: String,
    implies: String,
}

impl Choice {
    fn new(token: &str, label: &str, implies: &str) -> Self {
        Self { token: token.to_owned(), label: label.to_owned(), implies: implies.to_owned() }
    }

    fn of(option: &Opt) -> Self {
        Self::new(option.jeton, option.libelle, option.precision)
    }
}

impl Question {
    fn control(self) -> AnyView {
        match &self.spec.champ {
            Champ::Choix(options) => view! { <RadioGroup question=self options=*options/> }.into_any(),
            Champ::ChoixMultiple(options) => {
                let choices = options.iter().map(Choice::of).collect();
                view! { <CheckboxGroup question=self choices=choices/> }.into_any()
            }
            Champ::Renvois(list) => {
                let choices = self.rows_of(list);
                view! { <CheckboxGroup question=self choices=choices dense=true/> }.into_any()
            }
            Champ::Personne => view! { <PersonGroup question=self/> }.into_any(),
            Champ::Renvoi(list) => {
                let groups = vec![(String::new(), self.rows_of(list))];
                view! { <Menu question=self groups=groups/> }.into_any()
            }
            Champ::Selection(groups) => {
                let choices = |options: Vec<(&str, &str)>| {
                    options.into_iter().map(|(token, label)| Choice::new(token, label, "")).collect()
                };
                let groups = groups().into_iter();
                let groups = groups.map(|group| (group.nom.to_owned(), choices(group.options))).collect();
                view! { <Menu question=self groups=groups/> }.into_any()
            }
            Champ::Texte(_)
            | Champ::Finess
            | Champ::Siren
            | Champ::Siret
            | Champ::Nombre(..)
            | Champ::Date => view! { <TypedField question=self/> }.into_any(),
            Champ::Lignes(_) => ().into_any(),
        }
    }

    fn entry(self) -> Option<Entry> {
        self.row.with_value(|row| self.form.entry(self.spec, row.as_ref()))
    }

    fn write(self, entry: Option<Entry>) {
        self.row.with_value(|row| self.form.write(self.spec, row.as_ref(), entry));
    }

    fn type_in(self, entry: Option<Entry>) {
        self.row.with_value(|row| self.form.type_in(self.spec, row.as_ref(), entry));
    }

    /// What is answered, or what stands for an answer.
    fn text(self) -> String {
        let entered = self.entry().and_then(|entry| entry.text().map(str::to_owned));
        entered.or_else(|| self.spec.defaut.map(str::to_owned)).unwrap_or_default()
    }

    fn is_unknown(self) -> bool {
        self.entry().is_some_and(|entry| entry.text() == Some(INCONNU))
    }

    fn tokens(self) -> Vec<String> {
        match self.entry() {
            Some(Entry::Many(tokens)) => tokens,
            Some(Entry::One(_) | Entry::Rows(_)) | None => vec![],
        }
    }

    fn tick(self, token: &str, yes: bool) {
        let mut tokens = self.tokens();
        tokens.retain(|known| known != token);
        if yes {
            tokens.push(token.to_owned());
        }
        if let Champ::ChoixMultiple(options) = &self.spec.champ {
            // In the order of the options, whatever the order of the ticks.
            let ticked = options.iter().map(|option| option.jeton.to_owned());
            tokens = ticked.filter(|token| tokens.contains(token)).collect();
        }
        self.write(Some(Entry::Many(tokens)));
    }

    /// Whether everything was unticked, and that is no answer.
    fn is_emptied(self) -> bool {
        matches!(self.entry(), Some(Entry::Many(tokens)) if tokens.is_empty())
            && self.form.draft.with(|answers| {
                self.row.with_value(|row| refusal(answers, self.spec, row.as_ref()).is_some())
            })
    }

    /// Ids and names of the rows of another list.
    fn rows_of(self, list: &'static str) -> Vec<Choice> {
        let Some(Champ::Lignes(liste)) = questionnaire::spec(list).map(|spec| &spec.champ) else {
            return vec![];
        };
        self.form.facts(None, |facts| {
            let rows = facts.answers().rows(list).iter();
            rows.map(|row| Choice::new(&row.id, &(liste.nom)(&facts.dans(list, row)), "")).collect()
        })
    }

    fn anchor(self, rank: usize) -> String {
        let id = anchor(self.spec.id);
        if rank == 0 { id } else { format!("{id}-{rank}") }
    }

    fn described_by(self) -> String {
        format!("indice-{0} erreur-{0}", self.spec.id)
    }
}

/// What is written over a field.
#[component]
fn Caption(spec: &'static Spec) -> impl IntoView {
    let optional = spec.facultatif.then(|| view! { <span class="facultatif">" (facultatif)"</span> });
    view! { {spec.titre}{optional} }
}

/// A fieldset with its legend, its hint and its refusal.
#[component]
fn Group(
    question: Question,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] without_help: bool,
    children: Children,
) -> impl IntoView {
    let Question { spec, alone, .. } = question;
    let legend_class = alone.then_some("hors-ecran");
    view! {
        <fieldset class=(!class.is_empty()).then_some(class) aria-describedby=question.described_by()>
            <legend class=legend_class><Caption spec=spec/></legend>
            {(!alone && !spec.indice.is_empty()).then(|| view! { <Hint spec=spec/> })}
            {(!alone && !without_help).then(|| view! { <Help spec=spec/> })}
            <Refusal question=question/>
            {children()}
        </fieldset>
    }
}

/// A labelled block around one control.
#[component]
fn Block(question: Question, children: Children) -> impl IntoView {
    let spec = question.spec;
    view! {
        <div class="champ">
            <label for=anchor(spec.id)><Caption spec=spec/></label>
            {(!spec.indice.is_empty()).then(|| view! { <Hint spec=spec/> })}
            <Help spec=spec/>
            <Refusal question=question/>
            {children()}
        </div>
    }
}

/// Why a field is refused, and the value that it may be.
#[component]
fn Refusal(question: Question) -> impl IntoView {
    let refusal = Memo::new(move |_| question.form.error(question.spec));
    view! {
        <div id=format!("erreur-{}", question.spec.id) class="erreur">
            {move || refusal.get().map(|refusal| view! { <RefusalText question=question refusal=refusal/> })}
        </div>
    }
}

#[component]
fn RefusalText(question: Question, refusal: Refus) -> impl IntoView {
    let proposal = refusal.proposition.map(|value| {
        let shown = value.clone();
        let take = move |_| {
            question.write(Some(Entry::One(value.clone())));
            let field = anchor(question.spec.id);
            timers::after(0, move || focus::on(&field));
        };
        view! { <Button class="secondaire" on_click=take>"Utiliser "{shown}</Button> }
    });
    view! {
        <p><OffScreen text="Erreur\u{a0}: "/>{refusal.phrase}</p>
        {proposal}
    }
}

/// One sheet of a closed choice.
#[component]
fn RadioSheet(question: Question, choice: Choice, rank: usize) -> impl IntoView {
    let Choice { token, label, implies } = choice;
    let (seen, chosen) = (token.clone(), token.clone());
    view! {
        <ChoiceBox
            kind="radio"
            id=question.anchor(rank)
            name=question.spec.id
            value=token
            checked=move || question.text() == seen
            on_change=move |_| question.write(Some(Entry::One(chosen.clone())))
            label=label
            implies=implies
        />
    }
}

/// One sheet that can be ticked with others.
#[component]
fn CheckboxSheet(question: Question, choice: Choice, rank: usize) -> impl IntoView {
    let Choice { token, label, implies } = choice;
    let seen = token.clone();
    view! {
        <ChoiceBox
            kind="checkbox"
            id=question.anchor(rank)
            name=question.spec.id
            checked=move || question.tokens().contains(&seen)
            on_change=move |yes| question.tick(&token, yes)
            label=label
            implies=implies
        />
    }
}

/// « ou », then « Je ne sais pas » as a sheet of a choice, where it is an answer.
#[component]
fn UnknownSheet(question: Question) -> impl IntoView {
    question.spec.ne_sais_pas.map(|implies| {
        let choice = Choice::new(INCONNU, "Je ne sais pas", implies);
        view! {
            <p class="ou">"ou"</p>
            <RadioSheet question=question choice=choice rank=99/>
        }
    })
}

#[component]
fn RadioGroup(question: Question, options: &'static [Opt]) -> impl IntoView {
    let short = options.len() == 2 && options.iter().all(|option| option.precision.is_empty());
    let sheets = options.iter().enumerate().map(|(rank, option)| {
        view! { <RadioSheet question=question choice=Choice::of(option) rank=rank/> }
    });
    let sheets = sheets.collect_view();
    view! {
        <Group question=question class=if short { "court" } else { "" }>
            <div class="feuilles">{sheets}</div>
            <UnknownSheet question=question/>
        </Group>
    }
}

#[component]
fn CheckboxGroup(
    question: Question,
    choices: Vec<Choice>,
    /// Many short lines: closer together, without help.
    #[prop(optional)]
    dense: bool,
) -> impl IntoView {
    let sheets = choices.into_iter().enumerate().map(|(rank, choice)| {
        view! { <CheckboxSheet question=question choice=choice rank=rank/> }
    });
    let sheets = sheets.collect_view();
    let emptied = move || if question.is_emptied() { EMPTIED.to_owned() } else { String::new() };
    view! {
        <Group question=question class=if dense { "serre" } else { "" } without_help=dense>
            {sheets}
            {(!dense).then(|| view! { <UnknownSheet question=question/> })}
            <div role="status"><Warning text=emptied/></div>
        </Group>
    }
}

/// A menu: groups of choices, the first level without a name.
#[component]
fn Menu(question: Question, groups: Vec<(String, Vec<Choice>)>) -> impl IntoView {
    let spec = question.spec;
    // Two hundred options are marked once, as they are drawn; what changes later is said to the menu alone.
    let now = untrack(|| question.text());
    let option = move |choice: Choice| {
        let selected = choice.token == now;
        view! { <option value=choice.token selected=selected>{choice.label}</option> }
    };
    let value = Signal::derive(move || question.text());
    let groups = groups.into_iter().map(|(name, choices)| {
        let options = choices.into_iter().map(&option).collect_view();
        if name.is_empty() {
            options.into_any()
        } else {
            view! { <optgroup label=name>{options}</optgroup> }.into_any()
        }
    });
    let groups = groups.collect_view();
    let choose = move |event| {
        let value = event_target_value(&event);
        question.write((!value.is_empty()).then_some(Entry::One(value)));
    };
    view! {
        <Block question=question>
            <select
                id=anchor(spec.id)
                name=spec.id
                aria-describedby=question.described_by()
                prop:value=value
                on:change=choose
            >
                {option(Choice::new("", "Choisir dans la liste", ""))}
                {groups}
                {spec.ne_sais_pas.map(|_| option(Choice::new(INCONNU, "Je ne sais pas", "")))}
            </select>
        </Block>
    }
}

/// A text, a number, a date.
#[component]
fn TypedField(question: Question) -> impl IntoView {
    let Question { form, spec, .. } = question;
    let (kind, mode, class) = match spec.champ {
        Champ::Date => ("date", "numeric", "date"),
        Champ::Nombre(..) => ("text", "numeric", "nombre"),
        Champ::Finess => ("text", "text", "numero"),
        Champ::Siren | Champ::Siret => ("text", "numeric", "numero"),
        _ => ("text", "text", "texte"),
    };
    let entered = |text: String| {
        let text = text.trim();
        (!text.is_empty()).then(|| Entry::One(text.to_owned()))
    };
    let warning = move || {
        let sentence = question.entry().and_then(|entry| (spec.controle)(&entry).ok().flatten());
        sentence.map_or_else(String::new, Into::into)
    };
    let invalid = Signal::derive(move || form.error(spec).is_some().to_string());
    let value =
        Signal::derive(move || Some(question.text()).filter(|text| text != INCONNU).unwrap_or_default());
    view! {
        <Block question=question>
            <input
                type=kind
                inputmode=mode
                class=class
                id=anchor(spec.id)
                name=spec.id
                autocomplete="off"
                spellcheck="false"
                aria-describedby=question.described_by()
                aria-invalid=invalid
                prop:value=value
                on:input=move |event| question.type_in(entered(event_target_value(&event)))
                on:change=move |event| question.write(entered(event_target_value(&event)))
            />
            <div aria-live="polite"><Warning text=warning/></div>
            <UnknownBox question=question/>
        </Block>
    }
}

/// « Je ne sais pas » of a typed field.
#[component]
fn UnknownBox(question: Question) -> impl IntoView {
    question.spec.ne_sais_pas.map(|implies| {
        view! {
            <p class="ou">"ou"</p>
            <ChoiceBox
                kind="checkbox"
                name=format!("{}-inconnu", question.spec.id)
                checked=move || question.is_unknown()
                on_change=move |yes: bool| question.write(yes.then(|| Entry::one(INCONNU)))
                label="Je ne sais pas"
                implies=implies
            />
        }
    })
}

/// Someone: the representative, the director, a person already named, or another one to name.
#[component]
fn PersonGroup(question: Question) -> impl IntoView {
    let form = question.form;
    // Read once: were it followed, the fields of the person being named would be drawn anew at each of them.
    let known = form.draft.with_untracked(|answers| {
        let facts = &Facts::new(answers, form.today);
        let mut people = vec![Choice::new("rl", &capitalized(&nom_de(facts, "rl")), "")];
        if facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui) == Ok(true) {
            people.push(Choice::new("directeur", &capitalized(&nom_de(facts, "directeur")), ""));
        }
        let card = questionnaire::spec("personne-carte");
        for row in facts.answers().rows(PERSONNES.spec.id) {
            let card = card.map(|card| valeur(&facts.dans(PERSONNES.spec.id, row), card));
            let card = card.map_or_else(String::new, |card| format!("Carte\u{a0}: {card}"));
            people.push(Choice::new(&row.id, &nom_de(facts, &row.id), &card));
        }
        people
    });
    let fresh = form.draft.with_untracked(|answers| answers.new_row_id("personne"));
    let sheets = known.into_iter().enumerate().map(|(rank, choice)| {
        view! { <RadioSheet question=question choice=choice rank=rank/> }
    });
    let sheets = sheets.collect_view();
    let other = Choice::new(&fresh, "Une autre personne", "");
    let fresh = StoredValue::new(fresh);
    let shown = move || fresh.with_value(|fresh| question.text() == *fresh);
    let fields = move || -> Vec<AnyView> {
        let Champ::Lignes(liste) = &PERSONNES.spec.champ else { return vec![] };
        let field = |spec: &'static Spec| {
            let person = Some((PERSONNES.spec.id, fresh.get_value()));
            // By its type: a field that holds fields.
            view! { <AnswerField form=form spec=spec row=person/> }.into_any()
        };
        liste.champs.iter().copied().map(field).collect()
    };
    view! {
        <Group question=question without_help=true>
            {sheets}
            <RadioSheet question=question choice=other rank=98/>
        </Group>
        <When condition=shown>
            <div class="personne">{fields()}</div>
        </When>
    }
}

/// « le représentant légal » as a label: with a capital.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    })
}
