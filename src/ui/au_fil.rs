//! What is entered in a form is kept as it is entered: a reload, a page left by a link or « back » lose nothing.
//!
//! Only what the question accepts is kept; what was only proposed is no answer before it is confirmed.

use std::sync::Arc;

use crate::browser::{adresse, minuterie};
use crate::domain::answers::{Answers, Entry, Row};
use crate::domain::question::{Champ, Spec};
use crate::domain::questions::personnes::{PERSONNE_NOM, PERSONNES};
use crate::route::Route;

use super::formulaire::{Formulaire, Ligne, accepte, entree, poser};
use super::session::Session;
use super::vue::{a_la_fin, suivre};

/// How often a text is kept while it is typed, in milliseconds.
const PENDANT_LA_FRAPPE: i32 = 300;

/// A form whose entries are kept as they are entered.
pub struct AuFil {
    session: Session,
    form: Formulaire,
    champs: Vec<&'static Spec>,
    ligne: Option<Ligne>,
    /// The address of a new row once it is kept, so that a reload comes back to it; and that of its form before.
    adresses: Option<(Route, Route)>,
    /// The opening of the dossier that the form belongs to.
    dossier: u32,
    /// The answers before anything was entered here.
    avant: Answers,
    /// The draft as it was drawn, with what was proposed.
    depart: Answers,
}

/// Keeps what is entered in these fields, of the dossier or of a row: a choice at once, a text while it is typed, and
/// all of it once the page is left. `adresses`: those of a new row.
pub fn garder_au_fil(
    session: Session,
    form: Formulaire,
    champs: Vec<&'static Spec>,
    ligne: Option<Ligne>,
    adresses: Option<(Route, Route)>,
) -> Arc<AuFil> {
    let avant = session.dossier.with_untracked(|dossier| dossier.answers.clone());
    let depart = form.brouillon.get_untracked();
    let dossier = session.ouvert();
    let fil = Arc::new(AuFil { session, form, champs, ligne, adresses, dossier, avant, depart });
    let (entered, left) = (Arc::clone(&fil), Arc::clone(&fil));
    suivre(move || {
        entered.garder(&form.brouillon.get());
        // A text: its first key now, what follows a moment later, and again as long as it is typed.
        if form.frappe.get() {
            minuterie::dans(PENDANT_LA_FRAPPE, move || {
                if form.frappe.existe() {
                    form.frappe.set(false);
                }
            });
        }
    });
    a_la_fin(move || {
        if form.brouillon.existe() {
            let draft = form.brouillon.get_untracked();
            // Once the page is gone: what follows the answers is not drawn in the middle of its end.
            minuterie::dans(0, move || left.garder(&draft));
        }
    });
    fil
}

impl AuFil {
    /// Puts back the row, and the people named from it, as they were before anything was entered here.
    pub fn annuler(&self) {
        self.form.brouillon.set(self.depart.clone());
        self.session.change(|dossier| {
            for list in self.ligne.iter().map(|(list, _)| *list).chain([PERSONNES.spec.id]) {
                dossier.answers.set(list, self.avant.entry(list).cloned());
            }
        });
        self.situer();
    }

    /// Gives the form of a row its address, while it is shown: its own once it is kept.
    fn situer(&self) {
        let Some((own, new)) = self.adresses.as_ref().filter(|_| self.form.brouillon.existe()) else {
            return;
        };
        let kept = self.ligne.as_ref().is_some_and(|(list, id)| {
            self.session.dossier.with_untracked(|dossier| dossier.answers.row(list, id).is_some())
        });
        adresse::remplacer(&if kept { own } else { new }.ecrire());
    }

    fn garder(&self, draft: &Answers) {
        let before = self.session.dossier.with_untracked(|dossier| dossier.answers.clone());
        let mut answers = before.clone();
        self.reporter(draft, &mut answers);
        if self.session.ouvert() == self.dossier && answers != before {
            self.session.repondre(answers);
            self.situer();
        }
    }

    /// Carries over to the answers what was entered in the draft and is accepted.
    fn reporter(&self, draft: &Answers, answers: &mut Answers) {
        let ligne = self.ligne.as_ref();
        for spec in &self.champs {
            let entered = entree(draft, spec, ligne);
            let stored = entree(answers, spec, ligne);
            let proposed = stored.is_none() && entered == entree(&self.depart, spec, ligne);
            if proposed || !accepte(draft, spec, ligne) {
                continue;
            }
            // Someone being named is kept once they have a name, with the answer that names them.
            if let Some(row) = self.nomme(draft, spec) {
                if row.entry(PERSONNE_NOM.spec.id).is_none() {
                    continue;
                }
                answers.put_row(PERSONNES.spec.id, row.clone());
            }
            poser(answers, spec, ligne, entered);
        }
        self.oublier(answers);
        // A new row that was emptied again is no row.
        if let Some((list, id)) = ligne
            && answers.row(list, id).is_some_and(|row| row.fields().next().is_none())
            && self.avant.row(list, id).is_none()
        {
            answers.set(list, self.avant.entry(list).cloned());
        }
    }

    /// The person that a question names, in a draft where they have a row.
    fn nomme<'a>(&self, draft: &'a Answers, spec: &'static Spec) -> Option<&'a Row> {
        let Champ::Personne = spec.champ else { return None };
        let entry = entree(draft, spec, self.ligne.as_ref())?;
        draft.row(PERSONNES.spec.id, entry.text()?)
    }

    /// Drops who was being named here, and is no longer chosen or was left without a name.
    pub fn oublier(&self, answers: &mut Answers) {
        let people = PERSONNES.spec.id;
        let chosen = |row: &Row| {
            row.entry(PERSONNE_NOM.spec.id).is_some()
                && self
                    .champs
                    .iter()
                    .any(|spec| self.nomme(answers, spec).is_some_and(|named| named.id == row.id))
        };
        let stays = |row: &&Row| self.avant.row(people, &row.id).is_some() || chosen(row);
        let rows: Vec<Row> = answers.rows(people).iter().filter(stays).cloned().collect();
        if rows.len() < answers.rows(people).len() {
            answers.set(
                people,
                if rows.is_empty() { self.avant.entry(people).cloned() } else { Some(Entry::Rows(rows)) },
            );
        }
    }
}
