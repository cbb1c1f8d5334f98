//! The page of a list: its rows, and how to add one.

use crate::browser::{focus, minuterie};
use crate::domain::answers::{Entry, Row};
use crate::domain::question::{Forme, Liste, Spec};
use crate::domain::questionnaire::{Page, Section};
use crate::route::{Lieu, NOUVEAU, Retour};
use crate::ui::au_fil::garder_au_fil;
use crate::ui::components::aide::aide;
use crate::ui::components::champ::{ancre, champ};
use crate::ui::components::lignes::lignes;
use crate::ui::etat::Variable;
use crate::ui::formulaire::{Formulaire, Ligne, refus};
use crate::ui::session::Session;
use crate::ui::vue::{Vue, a_la_fin, el, ensemble, envoi, lien};

use super::question::{legende, ligne, montrer_les_refus, nouvelle_ligne, raccourci, resume, revenir, titre};

/// The page of a list.
pub fn liste(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    retour: Option<Retour>,
) -> Vue {
    let empty = session.dossier.with_untracked(|dossier| dossier.answers.rows(spec.id).is_empty());
    if empty && liste.forme == Forme::Formulaire {
        return ensemble()
            .enfant(legende(session, section, page))
            .enfant(ligne(session, page, spec, liste, None, retour, false))
            .enfant(el("p").enfant(revenir(session, page, retour)));
    }
    let form = session.formulaire();
    let rapide =
        Rapide { session, spec, liste, saisie: Variable::new((session.formulaire(), String::new())) };
    let others: Vec<&'static Spec> =
        page.questions.iter().copied().filter(|other| other.id != spec.id).collect();
    let asked = others.clone();
    let submit = move || {
        // A row filled in, then « Continuer » instead of « Ajouter »: it was meant.
        if rapide.entamee() && !rapide.ajouter() {
            rapide.placer();
            return;
        }
        // Rows were changed outside this form: only its own fields are taken from it.
        if !form.controler(&asked, None) {
            montrer_les_refus();
            return;
        }
        let draft = form.brouillon.get_untracked();
        session.change(|dossier| {
            for other in &asked {
                dossier.answers.set(other.id, draft.entry(other.id).cloned());
            }
            let rows = dossier.answers.rows(spec.id).to_vec();
            dossier.answers.set(spec.id, Some(Entry::Rows(rows)));
        });
        session.aller(&session.suite(page, retour));
    };
    let new = session.vers(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), retour)).href();
    let has_rows = move || session.suit_faits(|facts| !facts.answers().rows(spec.id).is_empty());
    let has_others = !others.is_empty();
    garder_au_fil(session, form, others.clone(), None, None);
    let fields = move || ensemble().enfants(others.iter().map(|other| champ(form, other, None, false)));
    let add = match liste.forme {
        Forme::SaisieRapide => rapide.dessiner(),
        Forme::Formulaire | Forme::SouventVide => {
            el("p").enfant(lien(&new).classe("secondaire").enfant(liste.ajouter))
        }
    };
    let label = move || {
        if has_rows() || has_others || rapide.entamee() { "Continuer" } else { liste.aucun }.to_owned()
    };
    let go_on = el("p")
        .classe("suite")
        .enfant(envoi("principal").texte_vif(label))
        .enfant(revenir(session, page, retour));
    ensemble()
        .enfant(legende(session, section, page))
        .enfant(resume(form))
        .enfant(titre(form, session, page.intitule()))
        .enfant(raccourci(session, page))
        .enfant(el("p").classe("indice").enfant(spec.indice))
        .enfant(aide(spec))
        .enfant(lignes(session, page.id, spec, liste, retour))
        .enfant(add)
        .enfant(formulaire("", submit).quand(move || has_others && !has_rows(), fields).enfant(go_on))
}

/// A form that the page reads itself.
pub fn formulaire(classe: &str, mut envoyer: impl FnMut() + 'static) -> Vue {
    el("form").attr("novalidate", "").classe(classe).sur("submit", move |event| {
        event.prevent_default();
        envoyer();
    })
}

/// The fields of a row on one line: fill, add, start again.
#[derive(Clone, Copy)]
struct Rapide {
    session: Session,
    spec: &'static Spec,
    liste: &'static Liste,
    /// The form of the row being filled in, and the row's id.
    saisie: Variable<(Formulaire, String)>,
}

impl Rapide {
    fn dessiner(self) -> Vue {
        let round = Variable::new(0_usize);
        let line = move || {
            round.with(|_| ());
            let form = self.session.formulaire();
            let here = nouvelle_ligne(form, self.spec, self.liste);
            let fields = self.liste.champs.iter().map(|field| champ(form, field, Some(here.clone()), false));
            let fields = ensemble().enfants(fields);
            self.saisie.set((form, here.1.clone()));
            self.garder_en_partant(form, here);
            let submit = move || {
                if self.ajouter() {
                    round.update(|round| *round += 1);
                }
                self.placer();
            };
            let add = envoi("secondaire").enfant(self.liste.ajouter);
            formulaire("rapide", submit).enfant(fields).enfant(add)
        };
        el("div").vif(line)
    }

    /// The row being filled in; followed.
    fn ligne(self) -> Option<Row> {
        let (form, id) = self.saisie.get();
        form.brouillon.with(|answers| answers.row(self.spec.id, &id).cloned())
    }

    /// Whether something was entered in it; followed.
    fn entamee(self) -> bool {
        self.ligne().is_some_and(|row| row.fields().next().is_some())
    }

    /// Left with a row filled in and not added: it was meant. What « Ajouter » would refuse is said to be left out.
    fn garder_en_partant(self, form: Formulaire, ligne: Ligne) {
        let open = self.session.ouvert();
        a_la_fin(move || {
            if !form.brouillon.existe() {
                return;
            }
            let draft = form.brouillon.get_untracked();
            let right = self.liste.champs.iter().all(|field| refus(&draft, field, Some(&ligne)).is_none());
            let Some(row) = draft.row(ligne.0, &ligne.1).filter(|row| row.fields().next().is_some()).cloned()
            else {
                return;
            };
            // Once the page is gone: what follows the answers is not drawn in the middle of its end.
            minuterie::dans(0, move || {
                if self.session.ouvert() != open {
                    return;
                }
                if right {
                    self.garder(row);
                } else {
                    self.session.dire("Une ligne commencée n’a pas été ajoutée : elle était incomplète.");
                }
            });
        });
    }

    /// Adds the row, when nothing in it is refused; it is no longer being filled in.
    fn ajouter(self) -> bool {
        let (form, id) = self.saisie.get_untracked();
        let row = self.ligne();
        let right = form.controler(self.liste.champs, Some(&(self.spec.id, id.clone())));
        if let Some(row) = row.filter(|_| right) {
            form.brouillon.update_untracked(|answers| answers.remove_row(self.spec.id, &id));
            self.garder(row);
        }
        right
    }

    /// Adds a row at the end, under an id of its own: others were maybe added since its form was drawn.
    fn garder(self, mut row: Row) {
        self.session.change(|dossier| {
            row.id = dossier.answers.new_row_id(self.liste.prefixe);
            dossier.answers.put_row(self.spec.id, row);
        });
    }

    /// Puts the keyboard on its first field.
    fn placer(self) {
        let first = self.liste.champs.first().map_or_else(String::new, |field| ancre(field.id));
        minuterie::dans(0, move || focus::sur(&first));
    }
}
