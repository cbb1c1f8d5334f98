//! What is entered in a form is kept as it is entered: a reload, a page left by a link or « back » lose nothing.
//!
//! Only what the question accepts is kept; what was only proposed is no answer before it is confirmed.

use std::sync::Arc;

use crate::browser::{adresse, minuterie};
use crate::domain::answers::Answers;
use crate::domain::question::{Champ, Spec};
use crate::domain::questions::personnes::{PERSONNE_NOM, PERSONNES};
use crate::route::Route;

use super::formulaire::{Formulaire, Ligne, accepte, entree, poser};
use super::session::Session;
use super::vue::{a_la_fin, suivre};

/// How long after the last key a text is kept, in milliseconds.
const APRES_LA_FRAPPE: i32 = 300;

/// A form whose entries are kept as they are entered.
pub struct AuFil {
    session: Session,
    form: Formulaire,
    champs: Vec<&'static Spec>,
    ligne: Option<Ligne>,
    /// The address of a new row once it is kept: a reload comes back to it.
    adresse: Option<Route>,
    /// The dossier that the form belongs to.
    dossier: String,
    /// The answers before anything was entered here.
    avant: Answers,
    /// The draft as it was drawn, with what was proposed.
    depart: Answers,
}

/// Keeps what is entered in these fields, of the dossier or of a row, once the page is left.
pub fn garder_en_partant(
    session: Session,
    form: Formulaire,
    champs: Vec<&'static Spec>,
    ligne: Option<Ligne>,
    adresse: Option<Route>,
) -> Arc<AuFil> {
    let (dossier, avant) =
        session.dossier.with_untracked(|dossier| (dossier.id.clone(), dossier.answers.clone()));
    let depart = form.brouillon.get_untracked();
    let fil = Arc::new(AuFil { session, form, champs, ligne, adresse, dossier, avant, depart });
    let left = Arc::clone(&fil);
    a_la_fin(move || {
        if form.brouillon.existe() {
            let draft = form.brouillon.get_untracked();
            // Once the page is gone: what follows the answers is not drawn in the middle of its end.
            minuterie::dans(0, move || left.garder(&draft));
        }
    });
    fil
}

/// As [`garder_en_partant`], and from now on too. `adresse`: that of a new row.
pub fn garder_au_fil(
    session: Session,
    form: Formulaire,
    champs: Vec<&'static Spec>,
    ligne: Option<Ligne>,
    adresse: Option<Route>,
) -> Arc<AuFil> {
    let fil = garder_en_partant(session, form, champs, ligne, adresse);
    let entered = Arc::clone(&fil);
    suivre(move || {
        form.frappes.with(|_| ());
        let draft = form.brouillon.get();
        // A text still being typed changes the draft without telling it: it is looked at a moment after the key.
        let typed = Arc::clone(&entered);
        minuterie::dans(APRES_LA_FRAPPE, move || {
            if form.brouillon.existe() && form.brouillon.with_untracked(|now| *now == draft) {
                typed.garder(&draft);
            }
        });
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
    }

    fn garder(&self, draft: &Answers) {
        let (same, before) =
            self.session.dossier.with_untracked(|open| (open.id == self.dossier, open.answers.clone()));
        let mut answers = before.clone();
        self.reporter(draft, &mut answers);
        if !same || answers == before {
            return;
        }
        self.session.repondre(answers);
        // Still in the form of a new row: from now on, its address is its own.
        if let Some(route) = self.adresse.as_ref().filter(|_| self.form.brouillon.existe()) {
            adresse::remplacer(&route.ecrire());
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
            let named = entered
                .as_ref()
                .and_then(|entry| entry.text())
                .filter(|_| matches!(spec.champ, Champ::Personne));
            if let Some(row) = named.and_then(|id| draft.row(PERSONNES.spec.id, id)) {
                if row.entry(PERSONNE_NOM.spec.id).is_none() {
                    continue;
                }
                answers.put_row(PERSONNES.spec.id, row.clone());
            }
            poser(answers, spec, ligne, entered);
        }
        // A new row that was emptied again is no row.
        if let Some((list, id)) = ligne
            && answers.row(list, id).is_some_and(|row| row.fields().next().is_none())
            && self.avant.row(list, id).is_none()
        {
            answers.set(list, self.avant.entry(list).cloned());
        }
    }
}
