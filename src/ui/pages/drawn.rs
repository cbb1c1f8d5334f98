//! A page drawn by a program beside it: puts it in place, and does what its controls ask.
//!
//! Controls say what they do by attributes: `data-act` ([`Act`]), `data-follow-up` (the follow-up of an action, its
//! `data-field`), forms and buttons with `data-command` (a [`Command`], asked with the form's fields).

use leptos::ev::{Event as DomEvent, MouseEvent, SubmitEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::controls::{self, Target};
use crate::browser::drawing::Drawing;
use crate::browser::files::ChosenFile;
use crate::browser::focus::Place;
use crate::browser::{address, clipboard, files, focus, print, timers};
use crate::domain::calendrier::lire_date;
use crate::domain::dossier::{self, Etat};
use crate::protocol::event::{Event, Page, Patch, Progress};
use crate::protocol::request::{Act, Command, DrawnPage, Fields, Request};
use crate::route::Lieu;
use crate::ui::components::bar::download_dossier;
use crate::ui::components::basics::{Button, Link, Warning, When};
use crate::ui::components::page_title::PageTitle;
use crate::ui::components::sections::{PLAN, Sections};
use crate::ui::programs;
use crate::ui::session::{Session, use_session};

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
}

/// The state of a drawn page.
#[derive(Clone, Copy)]
struct Sheet {
    session: Session,
    page: DrawnPage,
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
    /// What has just been put in the page, for those who listen to it.
    announcement: RwSignal<String>,
    /// What could not be done; a sentence.
    refusal: RwSignal<String>,
    /// The number of the last demand: the answers to older ones come too late.
    last_demand: StoredValue<u32>,
}

/// A drawn page, in a dossier or outside of any.
#[component]
pub fn DrawnPageView(
    /// Which one.
    page: DrawnPage,
    /// The text of a share link, for [`DrawnPage::Lien`].
    #[prop(optional)]
    link: String,
) -> impl IntoView {
    let session = use_session();
    let sheet = Sheet {
        session,
        page,
        container: NodeRef::new(),
        shown: StoredValue::new_local(Shown::default()),
        title: RwSignal::new(String::new()),
        is_coming: RwSignal::new(false),
        print_when_whole: StoredValue::new(false),
        progress: RwSignal::new(Progress::default()),
        announcement: RwSignal::new(String::new()),
        refusal: RwSignal::new(String::new()),
        last_demand: StoredValue::new(0),
    };
    let dossier = sheet.dossier();
    sheet.ask(Request::Page { page, dossier, link, known: None }, None);
    if !page.is_of_a_dossier() {
        // The help, read in the middle of a dossier.
        let back = session.is_open().then(|| {
            view! { <p><Link class="revenir" href=session.resume().href()>"Revenir au dossier"</Link></p> }
        });
        return view! { <SheetMain sheet=sheet class="seul">{back}</SheetMain> }.into_any();
    }
    // A page that fills in answers stands in the section that it fills, and leads back to it.
    let (section, filled) = match page {
        DrawnPage::Finess => ("structure", Some("sites")),
        DrawnPage::Effectif => ("professionnels", Some("professionnels")),
        _ => (PLAN, None),
    };
    let back = filled.map(|filled| {
        let href = session.to(Lieu::Page(filled.to_owned(), None)).href();
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
            on:submit=move |event| sheet.on_submit(event)
        >
            <div role="alert">
                <When condition=alone><PageTitle text="Cette page n’a pas pu être préparée"/></When>
                <Warning text=sheet.refusal/>
            </div>
            <p class="attente" role="status">{Signal::derive(sentence)}</p>
            <When condition=bar><ProgressBar sheet=sheet/></When>
            <p class="hors-ecran" role="status">{sheet.announcement}</p>
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
            self.note(&target);
            // The same page, where only some things differ.
            let known = self.shown.with_value(|shown| shown.number);
            let request =
                Request::Page { page: self.page, dossier: self.dossier(), link: String::new(), known };
            self.ask(request, None);
        }
    }

    fn on_input(self, event: DomEvent) {
        // A note is kept as it is typed: the page may be closed with the keyboard still in it.
        if let Some(target) = controls::closest(&event, "[data-field=note]") {
            self.note(&target);
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
        let (mut fields, file) = form.fields();
        fields.extend(button.map(|button| (button.attribute("name"), button.attribute("value"))));
        self.ask(Request::Command { command, fields: Fields(fields), dossier: self.dossier() }, file);
    }

    /// The text of the dossier that the page is about; empty without a dossier.
    fn dossier(self) -> String {
        if self.page.is_of_a_dossier() { self.session.text() } else { String::new() }
    }

    /// Says what is going on, without a bar.
    fn say(self, sentence: &str) {
        self.progress.set(Progress { thousandths: None, sentence: sentence.to_owned() });
    }

    fn ask(self, request: Request, file: Option<ChosenFile>) {
        let number = self.last_demand.get_value() + 1;
        self.last_demand.set_value(number);
        self.refusal.set(String::new());
        if self.title.with_untracked(String::is_empty) {
            self.say("Un instant : la page se prépare sur cet appareil…");
        } else if file.is_some() {
            let sentence = "Lecture du fichier…".to_owned();
            self.progress.set(Progress { thousandths: Some(0), sentence });
        }
        programs::ask(self.session.today, request, file, move |event, bytes| {
            // The user may have left the page, or asked something else, meanwhile.
            let Some(last) = self.last_demand.try_get_value() else { return };
            let is_of_the_page_that_comes =
                self.is_coming.get_untracked() && self.shown.with_value(|shown| shown.demand == number);
            if last == number || is_of_the_page_that_comes {
                self.receive(number, event, &bytes);
            }
        });
    }

    fn receive(self, demand: u32, event: Event, bytes: &[u8]) {
        match event {
            Event::Progress(progress) => return self.progress.set(progress),
            Event::PageNext(patches) => return self.draw(&patches),
            Event::PageEnd => return self.end(),
            _ => self.say(""),
        }
        match event {
            Event::PageStart(page) => self.show(demand, page),
            Event::PageUpdate(page) => {
                self.shown.update_value(|shown| shown.number = Some(page.drawing));
                self.draw(&page.patches);
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
            Event::File { name, mime } => match files::download(&name, &mime, bytes) {
                Ok(()) => self.say(&format!("Fichier prêt : « {name} ». Il est dans vos téléchargements.")),
                Err(error) => self.refusal.set(error.sentence().to_owned()),
            },
            Event::Copy { text } => self.copy(text),
            Event::Dossier { sentence, text } => self.take(sentence, text),
            Event::Refusal { sentence } => self.refusal.set(sentence),
            Event::Summary(_) | Event::Progress(_) | Event::PageNext(_) | Event::PageEnd => {}
        }
    }

    /// Takes the dossier that a program made: the answers of the open one, or a new one.
    fn take(self, sentence: String, text: String) {
        let session = self.session;
        if !self.page.is_of_a_dossier() {
            spawn_local(async move {
                match session.open_file(&text).await {
                    Ok(()) => session.say(&sentence),
                    Err(refusal) => drop(self.refusal.try_set(refusal)),
                }
            });
            return;
        }
        match dossier::ouvrir(&text) {
            Ok((dossier, _)) => {
                session.answer(dossier.answers);
                session.say(&sentence);
                // On what was just filled in, to look at it.
                let filled = if self.page == DrawnPage::Effectif { "professionnels" } else { "sites" };
                session.go(&session.to(Lieu::Page(filled.to_owned(), None)));
            }
            Err(error) => self.refusal.set(error.to_string()),
        }
    }

    /// Puts another page in place of this one, from its first part on.
    fn show(self, demand: u32, page: Page) {
        let Page { title, drawing: number, patches } = page;
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
        if self.print_when_whole.get_value() {
            self.print_when_whole.set_value(false);
            self.say("");
            timers::after(0, print::print);
        }
    }

    fn act(self, act: Act, target: &Target) {
        match act {
            Act::Print if self.is_coming.get_untracked() => {
                self.print_when_whole.set_value(true);
                self.say("La page finit de se préparer : l’impression s’ouvrira toute seule.");
            }
            Act::Print => print::print(),
            Act::DownloadDossier => download_dossier(self.session),
            Act::TickAll => controls::set_all_checked(&target.attribute("data-target"), true),
            Act::UntickAll => controls::set_all_checked(&target.attribute("data-target"), false),
            Act::Jump => focus::on(target.attribute("href").trim_start_matches('#')),
            Act::Copy => self.copy(controls::text_of(&target.attribute("data-target"))),
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

    /// Notes the follow-up of an action.
    fn note(self, target: &Target) {
        let (id, value) = (target.attribute("data-follow-up"), target.value());
        self.session.change(|dossier| {
            let mut noted = dossier.suivi.get(&id).cloned().unwrap_or_default();
            match target.attribute("data-field").as_str() {
                "state" => noted.etat = Etat::de_jeton(&value).unwrap_or_default(),
                "date" => noted.date = lire_date(&value),
                "done" => noted.etat = if target.is_checked() { Etat::Fait } else { Etat::AFaire },
                _ => noted.note = value,
            }
            dossier.suivi.insert(id, noted);
        });
    }
}
