//! One field, by what answers it. Labels are tied to inputs, choices stand in a fieldset, refusals beside their field.

use leptos::ev::KeyboardEvent;
use leptos::html::{ElementType, Input, Select};
use leptos::prelude::*;

use super::basics::{Button, ChoiceBox, OffScreen, Warning, When, words};
use super::help::{Help, Hint};
use crate::browser::menu::Group as Lines;
use crate::browser::{focus, menu, timers};
use crate::domain::answers::{Entry, INCONNU, Row};
use crate::domain::facts::{Asked, Facts, sans_disparues};
use crate::domain::question::{Champ, Opt, Spec};
use crate::domain::questionnaire;
use crate::domain::questions::personnes::{PERSONNE_CARTE, PERSONNES, cartes_possibles, designables};
use crate::domain::recherche::Recherche;
use crate::domain::report::valeur;
use crate::domain::saisie::Refus;
use crate::ui::form::{Form, GONE, RowRef, refusal};

/// What is said when everything was unticked.
const EMPTIED: &str =
    "Rien n’est coché : votre réponse d’avant reste gardée. Cochez au moins une réponse pour la remplacer.";

/// A field that is typed in, in the document.
type Typed = <Input as ElementType>::Output;

/// How many lines a menu has before it is searched by typing.
const LONG: usize = 20;

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
    /// Whether its words are the title of the page, which is then its label.
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
            Champ::Choix(options) => {
                view! { <RadioGroup question=self options=options.to_vec()/> }.into_any()
            }
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
                let rows = self.rows_of(list).into_iter();
                let lines = rows.map(|row| (row.token.into(), row.label.into())).collect();
                let groups = vec![Lines { heading: "", lines }];
                view! { <Menu question=self groups=groups/> }.into_any()
            }
            Champ::Selection(groups) => {
                let lines = |options: &[(&'static str, &'static str)]| {
                    options.iter().map(|(token, label)| ((*token).into(), (*label).into())).collect()
                };
                let groups = groups.iter();
                let groups = groups.map(|group| Lines { heading: group.nom, lines: lines(&group.options) });
                let groups: Vec<Lines> = groups.collect();
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

    fn type_over(self) {
        self.row.with_value(|row| self.form.types_over(self.spec, row.as_ref()));
    }

    /// What is answered, or what stands for an answer.
    fn text(self) -> String {
        let entered = self.entry().and_then(|entry| entry.text().map(str::to_owned));
        entered.or_else(|| self.spec.defaut.map(str::to_owned)).unwrap_or_default()
    }

    fn is_unknown(self) -> bool {
        self.entry().is_some_and(|entry| entry.text() == Some(INCONNU))
    }

    /// The tokens that are ticked, those of rows that are gone left out.
    fn tokens(self) -> Vec<String> {
        match self.entry().and_then(|entry| self.without_gone(&entry)) {
            Some(Entry::Many(tokens)) => tokens,
            Some(Entry::One(_) | Entry::Rows(_)) | None => vec![],
        }
    }

    fn without_gone(self, entry: &Entry) -> Option<Entry> {
        self.form.draft.with(|answers| Some(sans_disparues(answers, self.spec, entry)?.into_owned()))
    }

    /// Whether what is answered names only rows that are gone.
    fn is_gone(self) -> bool {
        self.entry().is_some_and(|entry| self.without_gone(&entry).is_none())
    }

    /// What stands in a field, as an answer.
    fn as_typed(self, text: &str) -> Option<Entry> {
        let text = text.trim();
        (!text.is_empty()).then(|| Entry::One(text.to_owned()))
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
        let id = self.spec.id;
        if self.spec.indice.is_empty() { format!("erreur-{id}") } else { format!("indice-{id} erreur-{id}") }
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
            <GoneNotice question=question/>
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
            <GoneNotice question=question/>
            {children()}
        </div>
    }
}

/// Said as soon as the field is shown, not only once it is refused: what it named is gone.
#[component]
fn GoneNotice(question: Question) -> impl IntoView {
    let said = Signal::derive(move || {
        let refused = question.form.error(question.spec).is_some();
        if question.is_gone() && !refused { GONE.to_owned() } else { String::new() }
    });
    question.spec.nomme().map(|_| view! { <Warning text=said/> })
}

/// « All of them » in so many words, where the rows that were ticked are gone: no box is left that says it.
#[component]
fn AllOfThem(question: Question) -> impl IntoView {
    matches!(question.spec.champ, Champ::Renvois(_)).then(|| {
        let all = move |_| {
            question.write(Some(Entry::Many(vec![])));
            focus::on(&anchor(question.spec.id));
        };
        view! {
            <When condition=move || question.is_gone()>
                <Button class="secondaire" on_click=all>"Tous, sans rien cocher"</Button>
            </When>
        }
    })
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
fn RadioGroup(question: Question, options: Vec<Opt>) -> impl IntoView {
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
            <AllOfThem question=question/>
            {(!dense).then(|| view! { <UnknownSheet question=question/> })}
            <div role="status"><Warning text=emptied/></div>
        </Group>
    }
}

/// A menu; a long one is searched by typing.
#[component]
fn Menu(question: Question, groups: Vec<Lines>) -> impl IntoView {
    let spec = question.spec;
    let value = Signal::derive(move || question.text());
    let unknown = spec.ne_sais_pas.map(|_| Lines::line(INCONNU, "Je ne sais pas"));
    let first = Lines::line("", "Choisir dans la liste");
    let is_long = groups.iter().map(|group| group.lines.len()).sum::<usize>() > LONG;
    let lines: Vec<Lines> = [first].into_iter().chain(groups).chain(unknown).collect();
    let menu = NodeRef::<Select>::new();
    let search = is_long.then(|| {
        let lines = lines.clone();
        view! { <MenuSearch question=question menu=menu lines=lines/> }
    });
    // First its lines, then which of them is chosen.
    let fill = menu::fill;
    let choose = move |event| {
        let value = event_target_value(&event);
        question.write((!value.is_empty()).then_some(Entry::One(value)));
    };
    view! {
        <Block question=question>
            {search}
            <select
                node_ref=menu
                id=anchor(spec.id)
                name=spec.id
                aria-describedby=question.described_by()
                use:fill=lines
                prop:value=value
                on:change=choose
            ></select>
        </Block>
    }
}

/// What is left of a menu under its headings: the lines that answer what was typed, the one that is chosen, and those
/// that stand at the first level.
fn lines_found(lines: &[Lines], typed: &str, chosen: &str) -> (Vec<Lines>, Vec<(String, String)>) {
    let search = Recherche::new(typed);
    let mut found = vec![];
    let left = lines.iter().filter_map(|group| {
        if group.heading.is_empty() {
            return Some(group.clone());
        }
        let answers = |words: &str| search.trouve(&format!("{words} {}", group.heading));
        let lines = group.lines.iter().filter(|(value, words)| {
            let answers = answers(words);
            if answers {
                found.push((value.to_string(), words.to_string()));
            }
            answers || *value == chosen
        });
        let lines: Vec<_> = lines.cloned().collect();
        (!lines.is_empty()).then_some(Lines { heading: group.heading, lines })
    });
    let left = left.collect();
    (left, found)
}

/// The search in a menu, above it: typing leaves fewer lines, « Entrée » takes the first. The menu stays what answers, with
/// its headings: nothing is lost to who does not type.
#[component]
fn MenuSearch(question: Question, menu: NodeRef<Select>, lines: Vec<Lines>) -> impl IntoView {
    let spec = question.spec;
    let id = format!("recherche-{}", spec.id);
    let lines = StoredValue::new(lines);
    let said = RwSignal::new(String::new());
    let found_for = move |typed: &str| {
        lines.with_value(|lines| lines_found(lines, typed, &untrack(move || question.text())))
    };
    let typed = move |event| {
        let typed = event_target_value(&event);
        let (left, found) = found_for(&typed);
        if let Some(menu) = menu.get_untracked() {
            menu::fill_again(&menu, left);
        }
        said.set(match found.as_slice() {
            _ if typed.trim().is_empty() => String::new(),
            [] => "Aucune ligne ne correspond. Essayez un autre mot, ou videz ce champ.".to_owned(),
            [(_, only)] => format!("Une ligne\u{a0}: {only}. La touche Entrée la choisit."),
            [(_, first), ..] => {
                format!(
                    "{} lignes dans la liste. La touche Entrée choisit la première\u{a0}: {first}.",
                    found.len()
                )
            }
        });
    };
    let take_first = move |event: KeyboardEvent| {
        if event.key() != "Enter" {
            return;
        }
        event.prevent_default();
        let typed = event_target_value(&event);
        let first = found_for(&typed).1.into_iter().next();
        if let Some((value, words)) = first.filter(|_| !typed.trim().is_empty()) {
            question.write(Some(Entry::One(value)));
            said.set(format!("Choisi\u{a0}: {words}."));
            focus::on(&anchor(spec.id));
        }
    };
    view! {
        <div class="recherche">
            <label for=id.clone()>"Chercher en tapant"</label>
            <input
                type="search"
                id=id
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="done"
                aria-controls=anchor(spec.id)
                on:input=typed
                on:keydown=take_first
            />
            <p class="indice" role="status" prop:textContent=words(said.into())></p>
        </div>
    }
}

/// A text, a number, a date. What is typed in the field is the user's while the keyboard is in it: it is never written back.
/// What another tab answers meanwhile is shown at once where nothing is typed, else once the field is left; typed over, it is
/// asked.
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
    let warning = move || {
        let sentence = question.entry().and_then(|entry| (spec.controle)(&entry).ok().flatten());
        sentence.map_or_else(String::new, Into::into)
    };
    let invalid = Signal::derive(move || form.error(spec).is_some().to_string());
    let shown = move || Some(question.text()).filter(|text| text != INCONNU).unwrap_or_default();
    let field = NodeRef::<Input>::new();
    let is_typed_in = StoredValue::new(false);
    // What was answered before it was typed in.
    let before = StoredValue::new(None::<Entry>);
    // What stands in the field is what was last taken from it, or put there.
    let is_taken = move |field: &Typed| {
        !field.validity().bad_input() && form.seen(spec).is_none_or(|seen| seen == field.value().trim())
    };
    let show = move |field: &Typed, text: &str| {
        if field.value() != text {
            field.set_value(text);
        }
        form.sees(spec, text);
    };
    // Reaches outside: what stands in the field.
    Effect::new(move || {
        // The page may be gone when it is run.
        let Some(field) = field.try_get().flatten() else { return };
        if form.draft.try_with(|_| ()).is_none() {
            return;
        }
        let text = shown();
        // Something else changed in the draft: what was left unfinished in this field stays.
        if form.seen(spec).as_deref() == Some(text.trim()) {
            return;
        }
        let is_free = !is_typed_in.get_value() && is_taken(&field);
        if field.value() == text || is_free || !focus::is_on(&field.id()) {
            show(&field, &text);
        }
    });
    let start = untrack(shown);
    form.sees(spec, &start);
    // What the browser can't read (a date that lacks its year, the 31st of April) is no answer, and does not take the
    // place of the one before.
    let read = move || {
        let field = field.get_untracked()?;
        (!field.validity().bad_input()).then(|| question.as_typed(&field.value()))
    };
    // The draft holds something else than what was shown: it came from another tab.
    let is_unseen = move || form.seen(spec).is_some_and(|seen| seen != untrack(shown).trim());
    let agree = move |entry: &Option<Entry>| {
        if is_unseen() && *entry != untrack(move || question.entry()) {
            question.type_over();
        }
        form.sees(spec, entry.as_ref().and_then(Entry::text).unwrap_or_default());
    };
    let typed = move |_| {
        if !is_typed_in.get_value() {
            is_typed_in.set_value(true);
            before.set_value(untrack(move || question.entry()));
        }
        if let Some(entry) = read() {
            agree(&entry);
            question.type_in(entry);
        }
    };
    let changed = move |_| {
        let is_left = field.get_untracked().is_some_and(|field| is_taken(&field));
        if let Some(entry) = read().filter(|_| !(is_left && is_unseen())) {
            form.sees(spec, entry.as_ref().and_then(Entry::text).unwrap_or_default());
            question.write(entry);
        }
    };
    let left = move |_| {
        // The page, or the field, may be gone when it is run.
        let Some(field) = field.try_get_untracked().flatten().filter(|_| !form.draft.is_disposed()) else {
            return;
        };
        let was_typed_in = is_typed_in.try_get_value().unwrap_or_default();
        is_typed_in.try_set_value(false);
        if field.validity().bad_input() {
            // What the browser told on the way (« 31/04 » typed over « 15/03 » is the 31st of March for a moment) gives place to
            // the answer before.
            let kept = untrack(move || question.entry());
            let before = before.get_value().filter(|_| was_typed_in);
            if was_typed_in && !is_unseen() && kept != before {
                form.sees(spec, before.as_ref().and_then(Entry::text).unwrap_or_default());
                question.write(before);
            }
            form.refuses_unreadable(spec);
        } else if !is_taken(&field) {
            // Firefox tells nothing of a date that is emptied part by part, once it can't be read.
            let entry = question.as_typed(&field.value());
            agree(&entry);
            question.write(entry);
        } else if is_unseen() {
            show(&field, &untrack(shown));
        }
    };
    view! {
        <Block question=question>
            <input
                node_ref=field
                type=kind
                inputmode=mode
                class=class
                class:vide=move || shown().is_empty()
                id=anchor(spec.id)
                name=spec.id
                value=start
                autocomplete="off"
                spellcheck="false"
                aria-describedby=question.described_by()
                aria-invalid=invalid
                on:input=typed
                on:change=changed
                on:blur=left
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
        let facts = &Facts::new(answers, form.today.get_untracked());
        let choice = |(id, name): (String, String)| {
            let row = answers.row(PERSONNES.spec.id, &id);
            let card = row.map(|row| valeur(&facts.dans(PERSONNES.spec.id, row), &PERSONNE_CARTE.spec));
            let card = card.map_or_else(String::new, |card| format!("Carte\u{a0}: {card}"));
            Choice::new(&id, &if row.is_some() { name } else { capitalized(&name) }, &card)
        };
        designables(facts).into_iter().map(choice).collect::<Vec<_>>()
    });
    let fresh = form.draft.with_untracked(|answers| answers.new_row_id("personne"));
    let sheets = known.into_iter().enumerate().map(|(rank, choice)| {
        view! { <RadioSheet question=question choice=choice rank=rank/> }
    });
    let sheets = sheets.collect_view();
    let fresh = StoredValue::new(fresh);
    let cards = Memo::new(move |_| {
        let person: RowRef = (PERSONNES.spec.id, fresh.get_value());
        form.facts(Some(&person), |facts| cartes_possibles(facts, question.spec.liste))
    });
    // Chosen, the person has a row, to be named in: else the answer would name nobody.
    let choose = move |_: bool| {
        let id = fresh.get_value();
        let possible = cards.get_untracked();
        form.draft.update_untracked(|answers| {
            if answers.row(PERSONNES.spec.id, &id).is_none() {
                let mut row = Row::new(&id);
                // What no one can hold yet goes without asking.
                if let [none] = possible.as_slice() {
                    row.set(PERSONNE_CARTE.spec.id, Some(Entry::one(none.jeton)));
                }
                answers.put_row(PERSONNES.spec.id, row);
            }
        });
        question.write(Some(Entry::One(id)));
    };
    let shown = move || fresh.with_value(|fresh| question.text() == *fresh);
    let card = move |person: RowRef| {
        let question =
            Question { form, spec: &PERSONNE_CARTE.spec, row: StoredValue::new(Some(person)), alone: false };
        view! {
            <When condition=move || cards.with(|cards| cards.len() > 1)>
                {move || view! { <RadioGroup question=question options=cards.get()/> }}
            </When>
        }
    };
    let fields = move || -> Vec<AnyView> {
        let Champ::Lignes(liste) = &PERSONNES.spec.champ else { return vec![] };
        let field = |spec: &'static Spec| {
            let person: RowRef = (PERSONNES.spec.id, fresh.get_value());
            if spec.id == PERSONNE_CARTE.spec.id {
                return card(person).into_any();
            }
            // By its type: a field that holds fields.
            view! { <AnswerField form=form spec=spec row=Some(person)/> }.into_any()
        };
        liste.champs.iter().copied().map(field).collect()
    };
    view! {
        <Group question=question without_help=true>
            {sheets}
            <ChoiceBox
                kind="radio"
                id=question.anchor(98)
                name=question.spec.id
                value=fresh.get_value()
                checked=shown
                on_change=choose
                label="Une autre personne"
                implies=""
            />
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
