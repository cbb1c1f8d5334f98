//! A page drawn by a program beside it: puts it in place, and does what its controls ask.
//!
//! Controls say what they do by attributes: `data-act` ([`Act`]), `data-follow-up` (the follow-up of an action, its
//! `data-field`; several actions for a line that holds several, `data-begun` for those of them that one tick only begins),
//! `data-answer` (a date of the answers, by its question), `data-filter` (which cards are shown), `data-setting` (a switch
//! of the device), forms and buttons with `data-command` (a [`Command`], asked with the form's fields).

mod fields;

use chrono::NaiveDate;
use leptos::ev::{Event as DomEvent, FocusEvent, MouseEvent, SubmitEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::controls::{self, Target};
use crate::browser::drawing::Drawing;
use crate::browser::files::ChosenFile;
use crate::browser::focus::Place;
use crate::browser::{
    address, clipboard, files, focus, journal, print, publication, settings, storage, timers,
};
use crate::domain::dossier;
use crate::domain::portefeuille;
use crate::domain::variante::Variante;
use crate::protocol::event::{Event, Page, Patch, Progress};
use crate::protocol::pace::Pace;
use crate::protocol::request::{ANNULER, Act, Command, DOSSIER, DrawnPage, FAIT, Fields, Request};
use crate::route::Route;
use crate::ui::components::bar::download_dossier;
use crate::ui::components::basics::{Button, Link, Warning, When, words};
use crate::ui::components::page_title::PageTitle;
use crate::ui::components::sections::{PLAN, Sections};
use crate::ui::programs;
use crate::ui::session::{Session, use_session};
use fields::{Entered, FOLLOWED, is_refused};

/// What is said once a text is copied.
const COPIED: &str = "Copié.";

/// How long it is said, in milliseconds.
const FOR_A_MOMENT: u32 = 4_000;

/// What is put in place on the page.
#[derive(Default)]
struct Shown {
    /// The nodes of the page; none before the first page.
    drawing: Option<Drawing>,
    /// The number of the drawing, for the program that drew it.
    number: Option<u32>,
    /// The demand that it answers: what remains of it still comes after newer ones.
    demand: u32,
    /// The foldable parts to unfold.
    unfolded: Vec<String>,
    /// Where the keyboard was, when the same page is drawn again.
    keyboard: Option<Place>,
    /// Whether its program has more to say of it.
    is_unfinished: bool,
    /// The demand whose long change is being made, a piece at a time: it is made to its end.
    changing: Option<u32>,
}

impl Shown {
    /// What is unfolded and where the keyboard is, before the first piece of a change.
    fn begin_change(&mut self) {
        if self.changing.is_none() {
            self.unfolded = controls::unfolded();
            self.keyboard = self.drawing.as_ref().and_then(Drawing::keyboard);
        }
    }
}

/// The state of a drawn page.
#[derive(Clone, Copy)]
struct Sheet {
    session: Session,
    page: DrawnPage,
    /// The other answer to compare with, for [`DrawnPage::Comparer`].
    what_if: StoredValue<Option<Variante>>,
    /// The day to show the plan as of, in place of today.
    as_of: Option<NaiveDate>,
    /// The word of its address.
    word: StoredValue<String>,
    /// Where the drawing goes.
    container: NodeRef<Div>,
    /// What is there.
    shown: StoredValue<Shown, LocalStorage>,
    /// The title of the page that is shown; empty before the first.
    title: RwSignal<String>,
    /// Whether a page is being put in place, a piece at a time.
    is_coming: RwSignal<bool>,
    /// Printing was asked meanwhile.
    print_when_whole: StoredValue<bool>,
    progress: RwSignal<Progress>,
    /// Whether what it says was said to the user, until the next demand; else it says what is waited for.
    is_said: StoredValue<bool>,
    /// What has just been put in the page, for those who listen to it.
    announcement: RwSignal<String>,
    /// What could not be done; a sentence.
    refusal: RwSignal<String>,
    /// The field where the keyboard is.
    entered: StoredValue<Option<Entered>>,
    /// What the program said and that is not in place yet.
    pace: StoredValue<Pace>,
    /// The number of the last demand: the answers to older ones come too late.
    last_demand: StoredValue<u32>,
    /// The last demand that was answered to its end.
    last_answer: StoredValue<u32>,
    /// What is kept changed elsewhere while an answer was awaited: the page is asked for again after it.
    is_behind: StoredValue<bool>,
}

/// A drawn page, in a dossier or outside of any.
#[component]
pub fn DrawnPageView(
    /// Which one.
    page: DrawnPage,
    /// The word of its address ([`DrawnPage::has_a_word`]).
    #[prop(optional)]
    link: String,
    /// The other answer to compare with, for [`DrawnPage::Comparer`].
    #[prop(optional)]
    what_if: Option<Variante>,
    /// The day to show the plan as of, in place of today.
    #[prop(optional)]
    as_of: Option<NaiveDate>,
) -> impl IntoView {
    let session = use_session();
    let sheet = Sheet {
        session,
        page,
        what_if: StoredValue::new(what_if.clone()),
        as_of,
        word: StoredValue::new(link.clone()),
        container: NodeRef::new(),
        shown: StoredValue::new_local(Shown::default()),
        title: RwSignal::new(String::new()),
        is_coming: RwSignal::new(false),
        print_when_whole: StoredValue::new(false),
        progress: RwSignal::new(Progress::default()),
        is_said: StoredValue::new(false),
        announcement: RwSignal::new(String::new()),
        refusal: RwSignal::new(String::new()),
        entered: StoredValue::new(None),
        pace: StoredValue::new(Pace::default()),
        last_demand: StoredValue::new(0),
        last_answer: StoredValue::new(0),
        is_behind: StoredValue::new(false),
    };
    if page.shows_dates() && as_of.is_none() {
        session.keep_proposed_date();
    }
    let dossier = sheet.dossier();
    sheet.ask(Request::Page { page, dossier, link, what_if, as_of, known: None }, vec![]);
    // Reaches outside: the program that draws. Another tab's work, another day, and the settings of the publisher, are another
    // drawing.
    Effect::new(move |before: Option<()>| {
        session.keeping.brought_in.track();
        session.today.track();
        session.settings.track();
        if before.is_some() && page.follows_the_device() {
            sheet.ask_again();
        }
    });
    if page.is_of_all_dossiers() {
        // Reaches outside: the same, when what is kept changed elsewhere.
        Effect::new(move |before: Option<()>| {
            session.keeping.changed_elsewhere.track();
            if before.is_some() {
                sheet.follow();
            }
        });
    }
    if !page.is_of_a_dossier() {
        // The help, read in the middle of a dossier.
        let back = session.is_open().then(|| {
            view! { <p><Link class="revenir" href=session.resume().href()>"Revenir au dossier"</Link></p> }
        });
        let class = if page.is_of_all_dossiers() { "seul large" } else { "seul" };
        return view! { <SheetMain sheet=sheet class=class>{back}</SheetMain> }.into_any();
    }
    // A page that fills in answers stands in the section that it fills, and leads back to it.
    let (section, filled) = match page {
        DrawnPage::Finess => ("structure", Some("sites")),
        DrawnPage::Effectif => ("professionnels", Some("professionnels")),
        _ => (PLAN, None),
    };
    let back = filled.map(|filled| {
        let href = session.question_before(filled).href();
        view! { <p><Link class="revenir" href=href>"Revenir aux questions"</Link></p> }
    });
    view! {
        <div class="cadre plan">
            <Sections here=section/>
            <SheetMain sheet=sheet>{back}</SheetMain>
        </div>
    }
    .into_any()
}

/// What is said of the page, then the page itself, whose controls are heard here.
#[component]
fn SheetMain(
    sheet: Sheet,
    #[prop(optional)] class: Option<&'static str>,
    /// What stands under the page.
    children: Children,
) -> impl IntoView {
    let bar = move || sheet.progress.with(|progress| progress.thousandths.is_some());
    let sentence = move || sheet.progress.with(|progress| progress.sentence.clone());
    // Without any page yet, the refusal is the page.
    let alone =
        move || sheet.title.with(String::is_empty) && sheet.refusal.with(|refusal| !refusal.is_empty());
    let busy = move || sheet.is_coming.get().to_string();
    view! {
        <main
            class=class
            on:click=move |event| sheet.on_click(event)
            on:change=move |event| sheet.on_change(event)
            on:input=move |event| sheet.on_input(event)
            on:focusin=move |event| sheet.on_focusin(event)
            on:focusout=move |event| sheet.on_focusout(event)
            on:submit=move |event| sheet.on_submit(event)
        >
            <div role="alert">
                <When condition=alone><PageTitle text="Cette page n’a pas pu être préparée"/></When>
                <Warning text=sheet.refusal/>
            </div>
            <p class="attente" role="status" prop:textContent=words(Signal::derive(sentence))></p>
            <When condition=bar><ProgressBar sheet=sheet/></When>
            <p class="hors-ecran" role="status" prop:textContent=words(sheet.announcement.into())></p>
            <div id="feuille" node_ref=sheet.container aria-busy=Signal::derive(busy)></div>
            {children()}
        </main>
    }
}

/// How far the reading of a file is, and the way to stop it.
#[component]
fn ProgressBar(sheet: Sheet) -> impl IntoView {
    let value = move || sheet.progress.with(|progress| progress.thousandths.unwrap_or_default());
    let stop = move |_| {
        // Answers that are already on their way come too late.
        sheet.last_demand.update_value(|number| *number += 1);
        programs::stop_reading();
        sheet.say("Lecture annulée. Rien n’a changé : vous pouvez recommencer.");
    };
    view! {
        <p class="avancement">
            <progress max="1000" aria-label="Avancement de la lecture" value=value></progress>
            " "
            <Button class="secondaire" on_click=stop>"Annuler"</Button>
        </p>
    }
}

impl Sheet {
    fn on_click(self, event: MouseEvent) {
        if let Some(target) = controls::closest(&event, "[data-act]")
            && let Some(act) = Act::from_token(&target.attribute("data-act"))
        {
            event.prevent_default();
            self.act(act, &target);
        }
    }

    fn on_change(self, event: DomEvent) {
        if let Some(target) = controls::closest(&event, "[data-follow-up]") {
            if is_refused(&target) {
                // It may be in the middle of being typed: told once the field is left.
                return;
            }
            self.note(&target);
            self.ask_again();
        } else if let Some(target) = controls::closest(&event, "input[data-answer]") {
            self.answer_in(&target);
        } else if controls::closest(&event, "[data-filter]").is_some() {
            self.filter();
        } else if let Some(target) = controls::closest(&event, "[data-setting]") {
            settings::set(&target.attribute("data-setting"), target.is_checked());
        }
    }

    /// Hides what the filters of the page leave out, and says what is left.
    fn filter(self) {
        let answers = |typed: &str, words: &str| portefeuille::recherche(typed).trouve(words);
        if let Some((left, all)) = controls::filter(&answers) {
            let what = if self.page.is_of_all_dossiers() { "dossiers montrés" } else { "actions montrées" };
            self.announcement.set(format!("{left} {what} sur {all}."));
        }
    }

    fn on_focusin(self, event: FocusEvent) {
        if let Some(target) = controls::closest(&event, FOLLOWED) {
            self.enters(&target);
        }
    }

    fn on_focusout(self, event: FocusEvent) {
        let Some(target) = controls::closest(&event, FOLLOWED) else { return };
        if is_refused(&target) {
            let sentence = self.gives_back(&target);
            self.say(&sentence);
            target.mark_invalid(true);
        } else if target.attribute("data-answer").is_empty() {
            self.leaves(&target);
        } else if target.value().is_empty() {
            self.fills_back(&target);
        }
    }

    /// The same page, where only some things differ.
    fn ask_again(self) {
        let Some(known) = self.shown.try_with_value(|shown| shown.number) else { return };
        let (page, link, what_if) = (self.page, self.word.get_value(), self.what_if.get_value());
        let request =
            Request::Page { page, dossier: self.dossier(), link, what_if, as_of: self.as_of, known };
        self.ask(request, vec![]);
    }

    /// Asks for the page again, once what was asked is answered: a file that is being made would come too late.
    fn follow(self) {
        let is_waiting = self.is_waiting();
        self.is_behind.set_value(is_waiting);
        if !is_waiting {
            self.ask_again();
        }
    }

    fn on_input(self, event: DomEvent) {
        // A note is kept as it is typed: the page may be closed with the keyboard still in it.
        if let Some(target) = controls::closest(&event, "[data-field=note]") {
            self.note(&target);
            target.copy_on_paper();
        }
        if controls::closest(&event, "[data-filter=mots]").is_some() {
            self.filter();
        }
        if let Some(form) = controls::closest(&event, "form[data-live]") {
            self.submit(&form, None);
        }
    }

    fn on_submit(self, event: SubmitEvent) {
        event.prevent_default();
        if let Some(form) = controls::closest(&event, "form[data-command]") {
            self.submit(&form, controls::submitter(&event));
        }
    }

    /// Asks what a form asks, with its fields and the button that sent it.
    fn submit(self, form: &Target, button: Option<Target>) {
        // A button may ask something else than its form.
        let other = button.as_ref().and_then(|button| Command::from_token(&button.attribute("data-command")));
        let Some(command) = other.or_else(|| Command::from_token(&form.attribute("data-command"))) else {
            return;
        };
        let (mut fields, files) = form.fields();
        fields.extend(button.map(|button| (button.attribute("name"), button.attribute("value"))));
        // The list of all dossiers is changed in place; what another command answers is another page, with a title to read.
        let known = self.shown.with_value(|shown| shown.number).filter(|_| command.changes_its_page());
        match command {
            Command::PortfolioDelete => {
                fields.iter().filter(|(name, _)| name == DOSSIER).for_each(|(_, id)| journal::forget(id))
            }
            Command::PortfolioDeleteAll => journal::forget_all(),
            Command::PortfolioDuplicate | Command::ImportApply => self.session.ask_to_persist(),
            // The button goes with what was read.
            Command::ChangesRead => focus::on_page_title(),
            _ => {}
        }
        self.ask(Request::Command { command, fields: Fields(fields), dossier: self.dossier(), known }, files);
    }

    /// The text of the dossier that the page is about; empty without a dossier.
    fn dossier(self) -> String {
        if self.page.is_of_a_dossier() { self.session.text() } else { String::new() }
    }

    /// Says something, without a bar, until the next demand.
    fn say(self, sentence: &str) {
        self.is_said.set_value(true);
        self.progress.set(Progress { thousandths: None, sentence: sentence.to_owned() });
    }

    /// Says what is waited for; nothing any more once it is there.
    fn wait_for(self, progress: Progress) {
        self.is_said.set_value(false);
        self.progress.set(progress);
    }

    fn ask(self, request: Request, files: Vec<ChosenFile>) {
        let number = self.last_demand.get_value() + 1;
        self.last_demand.set_value(number);
        self.refusal.set(String::new());
        self.wait_for(if self.title.with_untracked(String::is_empty) {
            Progress {
                thousandths: None,
                sentence: "Un instant : la page se prépare sur cet appareil…".to_owned(),
            }
        } else if files.is_empty() {
            Progress::default()
        } else {
            Progress { thousandths: Some(0), sentence: "Lecture du fichier…".to_owned() }
        });
        programs::ask(self.session.today.get_untracked(), request, files, move |event, bytes| {
            if self.pace.try_update_value(|pace| pace.add((number, event, bytes))).is_some() {
                self.go_through();
            }
        });
    }

    /// Does the next thing that the program said, unless the browser is to paint first: each of them asks once for it.
    fn go_through(self) {
        // The user may have left the page.
        let Some(Some((number, event, bytes))) = self.pace.try_update_value(Pace::take) else { return };
        self.hear(number, event, bytes);
        if self.pace.try_update_value(Pace::begins_a_pause) == Some(true) {
            timers::once_painted(move || {
                if let Some(waiting) = self.pace.try_update_value(Pace::end_the_pause) {
                    timers::each_in_a_task(waiting, move || self.go_through());
                }
            });
        }
    }

    /// Does what the program said, unless it comes too late.
    fn hear(self, number: u32, event: Event, bytes: Vec<u8>) {
        // The user may have left the page, or asked something else, meanwhile.
        let Some(last) = self.last_demand.try_get_value() else { return };
        let is_of_the_page_that_comes = self.shown.with_value(|shown| {
            let comes = self.is_coming.get_untracked() && shown.demand == number;
            comes || shown.changing == Some(number)
        });
        let is_last = event.is_last();
        if last == number || is_of_the_page_that_comes {
            self.receive(number, event, &bytes);
        }
        if is_last {
            self.last_answer.update_value(|last| *last = (*last).max(number));
            if self.is_behind.get_value() {
                self.follow();
            }
            self.print_if_asked();
        }
    }

    fn receive(self, demand: u32, event: Event, bytes: &[u8]) {
        match event {
            Event::Progress(progress) => return self.wait_for(progress),
            Event::PageNext(patches) => {
                if !self.is_coming.get_untracked() {
                    self.shown.update_value(|shown| {
                        shown.begin_change();
                        shown.changing = Some(demand);
                        // What is asked meanwhile is not about the drawing that was there, nor about the one that comes.
                        shown.number = None;
                    });
                }
                return self.draw(&patches);
            }
            Event::PageEnd => return self.end(),
            // What was said since stays.
            _ if self.is_said.get_value() => {}
            _ => self.wait_for(Progress::default()),
        }
        match event {
            Event::PageStart(page) => self.show(demand, page),
            Event::PageUpdate(page) => {
                self.shown.update_value(|shown| {
                    shown.is_unfinished = page.unfinished;
                    shown.begin_change();
                    shown.changing = None;
                    shown.number = Some(page.drawing);
                });
                self.session.move_notes(&page.moved_notes);
                self.draw(&page.patches);
                if self.page.is_of_all_dossiers() {
                    // The line that had the keyboard may be gone: the next one's buttons would do to another dossier what was
                    // done to it. It goes to what undoes it, else to what says what was done, once the browser let go.
                    timers::after(60, || {
                        for place in [ANNULER, FAIT].into_iter().filter(|_| focus::is_lost()) {
                            focus::on(place);
                        }
                    });
                } else {
                    // A card that is drawn otherwise, once it is done, takes its controls with it: the keyboard stays there.
                    self.shown.update_value(|shown| {
                        if let Some((drawing, keyboard)) = shown.drawing.as_ref().zip(shown.keyboard.take()) {
                            drawing.resume(keyboard);
                        }
                    });
                }
                self.filter();
                self.go_on();
            }
            Event::Part { id, node } => {
                self.announcement.set(node.first_paragraph());
                self.shown.update_value(|shown| {
                    if let Some(drawing) = &mut shown.drawing {
                        drawing.fill(&id, &node, &[]);
                    }
                });
                if focus::is_lost() {
                    focus::on(&id);
                }
            }
            Event::File { name, mime, agenda, is_copy } => match files::download(&name, &mime, bytes) {
                Ok(()) => {
                    if is_copy {
                        let dossier = self.session.text();
                        programs::tell(self.session.today.get_untracked(), Request::Shared { dossier });
                    }
                    if let Some(agenda) = agenda {
                        self.session.change(|dossier| dossier.agenda = agenda);
                    }
                    self.say(&format!("Fichier prêt : « {name} ». Il est dans vos téléchargements."));
                }
                Err(error) => self.refusal.set(error.sentence().to_owned()),
            },
            Event::Copy { text } => self.copy(text),
            Event::Dossier { sentence, text, mention } => self.take(sentence, text, mention),
            Event::Refusal { sentence } => self.refusal.set(sentence),
            Event::Done | Event::Summary(_) => {}
            Event::Progress(_) | Event::PageNext(_) | Event::PageEnd => {}
        }
    }

    /// Asks for what its program has more to say of the page, unless something else was asked meanwhile: its answer says
    /// again whether there is more.
    fn go_on(self) {
        if self.shown.with_value(|shown| shown.is_unfinished) {
            let number = self.last_demand.get_value();
            timers::after(0, move || {
                if self.last_demand.try_get_value() == Some(number) {
                    self.ask_again();
                }
            });
        }
    }

    /// Takes the dossier that a program made: the answers of the open one, or a new one.
    fn take(self, sentence: String, text: String, mention: String) {
        let session = self.session;
        // A second dossier has no id yet.
        let opened = dossier::ouvrir(&text);
        let is_another = opened.as_ref().is_ok_and(|(dossier, _)| dossier.id.is_empty());
        if !self.page.is_of_a_dossier() || is_another {
            let first = session.id();
            let group = session.group_before().filter(|_| self.page == DrawnPage::NouvelleStructure);
            let then = move || {
                session.say(&sentence);
                if let Some(group) = group {
                    session.say(&format!("Ce dossier est dans le groupe « {group} »."));
                    session.file_in(group);
                }
                if !mention.is_empty() {
                    session.file_beside(first, mention);
                }
            };
            spawn_local(async move {
                let opened = session.open_file(&text, then);
                if let Err(refusal) = opened.await {
                    self.refusal.try_set(refusal);
                }
            });
            return;
        }
        match opened {
            Ok((dossier, _)) => {
                session.answer(dossier.answers);
                session.say(&sentence);
                // Where it was asked for, to look at what was just filled in; on the plan, when it is it that was chosen.
                let place = match self.page {
                    DrawnPage::Comparer => session.resume(),
                    DrawnPage::Effectif => session.question_before("professionnels"),
                    _ => session.question_before("sites"),
                };
                session.go(&place);
            }
            Err(error) => self.refusal.set(error.to_string()),
        }
    }

    /// Puts another page in place of this one, from its first part on.
    fn show(self, demand: u32, page: Page) {
        let Page { title, drawing: number, patches, moved_notes, unfinished, .. } = page;
        self.session.move_notes(&moved_notes);
        address::set_title(&format!("{title} – Jalons"));
        // A page in place of another has its own title to read.
        let is_another = self.title.with_untracked(|old| *old != title);
        self.title.set(title);
        self.shown.update_value(|shown| {
            if shown.drawing.is_none() {
                shown.drawing = self.container.get_untracked().map(|div| Drawing::in_element(div.into()));
            }
            let Some(drawing) = &mut shown.drawing else { return };
            shown.keyboard = if is_another { None } else { drawing.keyboard() };
            shown.unfolded = controls::unfolded();
            shown.number = Some(number);
            shown.is_unfinished = unfinished;
            shown.demand = demand;
            drawing.clear();
        });
        self.is_coming.set(true);
        self.draw(&patches);
        if is_another {
            timers::after(0, focus::on_page_title);
        }
    }

    /// Changes the page in place: the keyboard stays where it is.
    fn draw(self, patches: &[Patch]) {
        self.shown.update_value(|shown| {
            if let Some(drawing) = &mut shown.drawing {
                drawing.apply(patches, &shown.unfolded);
            }
        });
    }

    /// The page is whole.
    fn end(self) {
        self.shown.update_value(|shown| {
            if let Some((drawing, keyboard)) = shown.drawing.as_ref().zip(shown.keyboard.take()) {
                drawing.resume(keyboard);
            }
        });
        self.is_coming.set(false);
        settings::show();
        // What was filtered while the page came.
        self.filter();
        if self.page.is_of_all_dossiers() {
            self.go_on();
        }
        if self.page == DrawnPage::APropos {
            spawn_local(storage::show_room("place-utilisee"));
        }
    }

    /// Prints, when that was asked for before all that the page waits for was there.
    fn print_if_asked(self) {
        if self.print_when_whole.get_value() && !self.is_coming.get_untracked() && !self.is_waiting() {
            self.print_when_whole.set_value(false);
            self.say("");
            timers::after(0, move || self.print());
        }
    }

    /// Whether something that was asked is not answered yet: the page, what a change makes of it, a file.
    fn is_waiting(self) -> bool {
        self.last_demand.get_value() != self.last_answer.get_value()
    }

    fn print(self) {
        if let Err(error) = print::print() {
            self.refusal.try_set(error.sentence().to_owned());
        }
    }

    fn act(self, act: Act, target: &Target) {
        match act {
            Act::Print if self.is_coming.get_untracked() || self.is_waiting() => {
                self.print_when_whole.set_value(true);
                self.say("La page finit de se préparer : l’impression s’ouvrira toute seule.");
            }
            Act::Print => self.print(),
            Act::DownloadDossier => download_dossier(self.session),
            Act::TickAll => controls::set_all_checked(&target.attribute("data-target"), true),
            Act::UntickAll => controls::set_all_checked(&target.attribute("data-target"), false),
            Act::Jump => focus::on(target.attribute("href").trim_start_matches('#')),
            Act::Copy => self.copy(controls::text_of(&target.attribute("data-target"))),
            Act::Report => {
                let place = self.session.route.with_untracked(Route::page_name);
                address::open(&publication::get().signaler(&place, &target.attribute("data-rules")));
            }
            Act::Compare => {
                let value = controls::value_of(&target.attribute("data-target")).unwrap_or_default();
                address::go(&format!("{}{value}", target.attribute("data-address")));
            }
            Act::Answer => self.answer(&target.attribute("data-answer"), &target.attribute("data-value")),
        }
    }

    /// Copies a text, and says so for a moment.
    fn copy(self, text: String) {
        self.refusal.set(String::new());
        // Said again when it is done again.
        self.say("");
        spawn_local(async move {
            match clipboard::copy(&text).await {
                Ok(()) => timers::after(50, move || self.say_for_a_moment(COPIED)),
                Err(error) => drop(self.refusal.try_set(error.sentence().to_owned())),
            }
        });
    }

    /// Says something for a moment, if the page still stands.
    fn say_for_a_moment(self, said: &'static str) {
        if self.progress.is_disposed() {
            return;
        }
        self.say(said);
        timers::after(FOR_A_MOMENT, move || {
            if self.progress.try_with_untracked(|progress| progress.sentence == said) == Some(true) {
                self.say("");
            }
        });
    }
}
