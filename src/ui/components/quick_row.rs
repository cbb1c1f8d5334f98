//! The fields of a row on one line: fill, add, start again.
//!
//! What is being filled in is kept for a reload of this tab, and nowhere else: it is no answer before it is added.

use leptos::prelude::*;

use super::basics::{Line, List, OwnForm, SubmitButton};
use super::field::{AnswerField, anchor};
use super::row_form::new_row;
use crate::browser::{focus, tab_memory, timers};
use crate::domain::answers::{Answers, Row};
use crate::domain::dossier::{self, Dossier};
use crate::domain::question::{Liste, Spec};
use crate::ui::form::{Form, RowRef, refusal};
use crate::ui::session::Session;

/// A row that is being filled in.
#[derive(Clone, Copy)]
pub struct QuickRow {
    session: Session,
    spec: &'static Spec,
    liste: &'static Liste,
    /// The form of the row.
    form: Form,
    /// The row's id: another one once it is added.
    id: RwSignal<String>,
}

impl QuickRow {
    /// A line to fill in: as it was before the page was reloaded, else empty.
    pub fn new(session: Session, spec: &'static Spec, liste: &'static Liste) -> Self {
        let form = session.form();
        let (_, id) = new_row(form, spec, liste);
        let this = Self { session, spec, liste, form, id: RwSignal::new(id.clone()) };
        if let Some(mut row) = this.remembered() {
            row.id = id;
            form.draft.update_untracked(|answers| answers.put_row(spec.id, row));
        }
        this.keep_when_leaving();
        form.on_entry(Box::new(move |draft| this.remember(draft)));
        this
    }

    /// The row being filled in; followed.
    fn row(self) -> Option<Row> {
        self.form.draft.with(|answers| answers.row(self.spec.id, &self.id.get()).cloned())
    }

    /// The row being filled in, when something was entered in it.
    fn begun(self, draft: &Answers) -> Option<Row> {
        let row = draft.row(self.spec.id, &self.id.try_get_untracked()?)?;
        row.fields().next().is_some().then(|| row.clone())
    }

    /// Whether something was entered in it; followed.
    pub fn is_begun(self) -> bool {
        self.row().is_some_and(|row| row.fields().next().is_some())
    }

    fn memory(self) -> String {
        let id = self.session.dossier.with_untracked(|dossier| dossier.id.clone());
        format!("ligne/{id}/{}", self.spec.id)
    }

    /// The line as it was before the page was reloaded.
    fn remembered(self) -> Option<Row> {
        let (kept, _) = dossier::ouvrir(&tab_memory::read(&self.memory())?).ok()?;
        kept.answers.rows(self.spec.id).first().cloned()
    }

    fn remember(self, draft: &Answers) {
        match self.begun(draft).filter(|_| !self.session.keep_nothing.get_untracked()) {
            None => tab_memory::forget(&self.memory()),
            Some(row) => {
                // As a dossier of one row: read again by the reader that refuses what it must.
                let mut kept = Dossier::default();
                kept.answers.put_row(self.spec.id, row);
                tab_memory::write(&self.memory(), &dossier::ecrire(&kept));
            }
        }
    }

    /// Left with a row filled in and not added: it was meant. What « Ajouter » would refuse is said to be left out.
    fn keep_when_leaving(self) {
        let opening = self.session.opening_number();
        let memory = self.memory();
        on_cleanup(move || {
            let Some(Some(row)) = self.form.draft.try_with_untracked(|draft| self.begun(draft)) else {
                return;
            };
            let here: RowRef = (self.spec.id, row.id.clone());
            let right = self.form.draft.with_untracked(|draft| {
                self.liste.champs.iter().all(|field| refusal(draft, field, Some(&here)).is_none())
            });
            tab_memory::forget(&memory);
            // Once the page is gone: what follows the answers is not drawn in the middle of its end.
            timers::after(0, move || {
                if self.session.opening_number() != opening {
                    return;
                }
                if right {
                    self.put(row);
                } else {
                    self.session.say("Une ligne commencée n’a pas été ajoutée : elle était incomplète.");
                }
            });
        });
    }

    /// Adds the row, when nothing in it is refused; the next one is being filled in.
    pub fn add(self) -> bool {
        let row = self.form.draft.with_untracked(|draft| self.begun(draft));
        let right = self.form.check(self.liste.champs, Some(&(self.spec.id, self.id.get_untracked())));
        if let Some(row) = row.filter(|_| right) {
            self.put(row);
            self.form.draft.set(self.session.dossier.with_untracked(|dossier| dossier.answers.clone()));
            let (_, next) = new_row(self.form, self.spec, self.liste);
            self.id.set(next);
        }
        right
    }

    /// Adds a row at the end, under an id of its own: others were maybe added since its form was drawn.
    fn put(self, mut row: Row) {
        self.session.change(|dossier| {
            row.id = dossier.answers.new_row_id(self.liste.prefixe);
            dossier.answers.put_row(self.spec.id, row);
        });
    }

    /// Puts the keyboard on its first field.
    pub fn focus(self) {
        let first = self.liste.champs.first().map_or_else(String::new, |field| anchor(field.id));
        timers::after(0, move || focus::on(&first));
    }
}

/// The line: its fields, and « Ajouter ».
#[component]
pub fn QuickRowForm(
    /// The row being filled in.
    quick: QuickRow,
) -> impl IntoView {
    let QuickRow { spec, liste, form, id, .. } = quick;
    let submit = move |_| {
        quick.add();
        quick.focus();
    };
    let fields = move |here: RowRef| {
        let field =
            |field: &&'static Spec| view! { <AnswerField form=form spec=*field row=Some(here.clone())/> };
        liste.champs.iter().map(field).collect_view()
    };
    // Another row is another line of fields.
    let lines = move || {
        let id = id.get();
        vec![Line::new(id.clone(), move || fields((spec.id, id.clone())))]
    };
    view! {
        <div>
            <OwnForm class="rapide" on_submit=submit>
                <List lines=lines/>
                <SubmitButton class="secondaire" text=liste.ajouter/>
            </OwnForm>
        </div>
    }
}
