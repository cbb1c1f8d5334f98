//! The rows of a list, as cards: edit, duplicate, remove.

use crate::browser::{focus, minuterie};
use crate::domain::answers::{Entry, Row};
use crate::domain::facts::Facts;
use crate::domain::question::{Liste, Spec};
use crate::domain::questionnaire;
use crate::domain::report::details;
use crate::route::{Lieu, Retour};
use crate::ui::etat::Variable;
use crate::ui::session::Session;
use crate::ui::vue::{Vue, bouton, el, ensemble, hors_ecran, lien};

/// A list on its page, and what was just removed from it: its place and the row.
#[derive(Clone, Copy)]
struct Cartes {
    session: Session,
    page: &'static str,
    spec: &'static Spec,
    liste: &'static Liste,
    retour: Option<Retour>,
    supprimee: Variable<Option<(usize, Row)>>,
    /// How many lots of cards are shown.
    tranches: Variable<usize>,
}

const LISTE: &str = "lignes";
const ANNULER: &str = "annuler-suppression";

/// How many cards are drawn together, and at most at first; how many more on demand.
const TRANCHE: usize = 25;
const D_ABORD: usize = 4;
const DE_PLUS: usize = 20;

/// The cards of a list's rows, a few at a time; at most a hundred at first, the rest on demand.
pub fn lignes(
    session: Session,
    page: &'static str,
    spec: &'static Spec,
    liste: &'static Liste,
    retour: Option<Retour>,
) -> Vue {
    let cartes = Cartes {
        session,
        page,
        spec,
        liste,
        retour,
        supprimee: Variable::new(None),
        tranches: Variable::new(D_ABORD),
    };
    let hidden = move || cartes.nombre().saturating_sub(cartes.tranches.get() * TRANCHE);
    let more = move || {
        bouton("secondaire", "", move |_| cartes.tranches.update(|number| *number += DE_PLUS))
            .texte_vif(move || format!("Afficher la suite ({} lignes)", hidden()))
    };
    let undo = move || {
        let button = bouton("lien", "Annuler la suppression", move |_| remettre(cartes)).attr("id", ANNULER);
        el("p").classe("annuler").enfant("Ligne supprimée. ").enfant(button)
    };
    ensemble()
        .enfant(el("ul").classe("lignes").attr("id", LISTE).attr("tabindex", "-1").enfant(tranche(cartes, 0)))
        .quand(move || hidden() > 0, more)
        .enfant(el("div").attr("role", "status").quand(move || cartes.supprimee.get().is_some(), undo))
}

impl Cartes {
    /// How many rows there are.
    fn nombre(self) -> usize {
        self.session.suit_faits(|facts| facts.answers().rows(self.spec.id).len())
    }
}

/// Some cards, then the following ones, in tasks of their own: a long list never holds the page.
fn tranche(cartes: Cartes, rang: usize) -> Vue {
    let turn = Variable::new(false);
    minuterie::dans(0, move || {
        if turn.existe() {
            turn.set(true);
        }
    });
    let cards = move || {
        cartes.session.suit_faits(|facts| {
            let rows = facts.answers().rows(cartes.spec.id).iter().skip(rang * TRANCHE).take(TRANCHE);
            ensemble().enfants(rows.map(|row| carte(cartes, facts, row)))
        })
    };
    let next = rang + 1;
    let more = move || turn.get() && cartes.tranches.get() > next && cartes.nombre() > next * TRANCHE;
    ensemble().vif(cards).quand(more, move || tranche(cartes, next))
}

fn carte(cartes: Cartes, facts: &Facts, row: &Row) -> Vue {
    let Cartes { session, page, spec, liste, retour, .. } = cartes;
    let inside = facts.dans(spec.id, row);
    let name = (liste.nom)(&inside);
    let complete = questionnaire::champs(liste)
        .all(|field| inside.est_posee(field) != Ok(true) || questionnaire::repondue(&inside, field));
    let missing = (!complete).then(|| el("span").classe("doute").enfant("incomplet"));
    let edit = session.vers(Lieu::Ligne(page.to_owned(), row.id.clone(), retour));
    let (id, copy) = (row.id.clone(), row.clone());
    let of = format!(" : {name}");
    let what = el("p")
        .enfant(el("b").enfant(name))
        .enfant(" ")
        .enfant(missing)
        .enfant(el("br"))
        .enfant(el("small").enfant(details(&inside, liste)));
    let acts = el("p")
        .classe("actes")
        .enfant(lien(&edit.href()).enfant("Modifier").enfant(hors_ecran(&of)))
        .enfant(bouton("lien", "Dupliquer", move |_| dupliquer(cartes, &copy)).enfant(hors_ecran(&of)))
        .enfant(bouton("lien", "Supprimer", move |_| supprimer(cartes, &id)).enfant(hors_ecran(&of)));
    el("li").classe("ligne").enfant(what).enfant(acts)
}

fn dupliquer(cartes: Cartes, row: &Row) {
    cartes.session.change(|dossier| {
        let mut twin = row.clone();
        twin.id = dossier.answers.new_row_id(cartes.liste.prefixe);
        dossier.answers.put_row(cartes.spec.id, twin);
    });
    placer(LISTE);
}

fn supprimer(cartes: Cartes, id: &str) {
    let list = cartes.spec.id;
    cartes.session.change(|dossier| {
        let place = dossier.answers.rows(list).iter().position(|row| row.id == id);
        cartes
            .supprimee
            .set(place.and_then(|place| Some((place, dossier.answers.rows(list).get(place)?.clone()))));
        dossier.answers.remove_row(list, id);
    });
    placer(ANNULER);
}

fn remettre(cartes: Cartes) {
    let Some((place, mut row)) = cartes.supprimee.get_untracked() else { return };
    cartes.session.change(|dossier| {
        // Another row took its id meanwhile.
        if dossier.answers.row(cartes.spec.id, &row.id).is_some() {
            row.id = dossier.answers.new_row_id(cartes.liste.prefixe);
        }
        let mut rows = dossier.answers.rows(cartes.spec.id).to_vec();
        rows.insert(place.min(rows.len()), row);
        dossier.answers.set(cartes.spec.id, Some(Entry::Rows(rows)));
    });
    cartes.supprimee.set(None);
    placer(LISTE);
}

/// The button that was used is gone with its row: the keyboard stands where one goes on.
fn placer(id: &'static str) {
    minuterie::dans(0, move || focus::sur(id));
}
