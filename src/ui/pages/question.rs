//! A page of questions, or the form of one row of a list.

use std::sync::Arc;

use crate::atelier::protocole::Quoi;
use crate::browser::{adresse, focus, minuterie};
use crate::domain::answers::{Entry, Row};
use crate::domain::question::{Champ, Forme, Liste, Spec};
use crate::domain::questionnaire::{self, Page, Section};
use crate::domain::questions::denomination::structure;
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::professionnels::PROFESSIONNELS;
use crate::domain::questions::sites::SITES;
use crate::route::{Lieu, NOUVEAU, Retour};
use crate::ui::au_fil::{AuFil, garder_au_fil};
use crate::ui::components::aide::aide;
use crate::ui::components::champ::{ancre, champ, indice};
use crate::ui::components::chemin::chemin;
use crate::ui::components::panneau::panneau;
use crate::ui::formulaire::{Formulaire, Ligne};
use crate::ui::session::Session;
use crate::ui::vue::{Vue, bouton, el, ensemble, envoi, lien, suivre, titre_de_page};

use super::introuvable;
use super::liste::{self, formulaire};

/// The page of that id; with a row, the form of that row.
pub fn page(session: Session, id: &str, row: Option<&str>, retour: Option<Retour>) -> Vue {
    let Some((section, page)) = questionnaire::pages().find(|(_, page)| page.id == id) else {
        return introuvable::introuvable();
    };
    let list = page.questions.iter().find_map(|spec| match &spec.champ {
        Champ::Lignes(liste) => Some((*spec, *liste)),
        _ => None,
    });
    let inside = match (list, row) {
        (Some((spec, liste)), Some(row)) => {
            formulaire_de_ligne(session, section, page, spec, liste, row, retour)
        }
        (Some((spec, liste)), None) => liste::liste(session, section, page, spec, liste, retour),
        (None, _) => questions(session, section, page, retour),
    };
    el("div")
        .classe("cadre")
        .enfant(chemin(session, section.id))
        .enfant(el("main").enfant(inside))
        .enfant(panneau(session))
}

/// The line above the title: section, and rank of the question in it.
pub fn legende(session: Session, section: &'static Section, page: &'static Page) -> Vue {
    let rank = session.avec_faits(|facts| {
        let asked = section.pages.iter().filter(|other| other.sur_le_chemin && other.est_posee(facts));
        asked.take_while(|other| other.id != page.id).count() + 1
    });
    el("p").classe("legende").enfant(format!("{} · question {rank}", section.titre))
}

/// The title of the page, in the page and in its tab.
pub fn titre(form: Formulaire, session: Session, titre: &str) -> Vue {
    let structure = session.avec_faits(structure);
    let tab = titre.to_owned();
    // Reaches outside: the tab's title.
    suivre(move || {
        let error = if form.erreurs.with(Vec::is_empty) { "" } else { "Erreur\u{a0}: " };
        let of = if structure.is_empty() { String::new() } else { format!(" – {structure}") };
        adresse::titre(&format!("{error}{tab}{of} – Jalons"));
    });
    titre_de_page(titre)
}

/// Another way to answer than typing: a file that holds the answers.
pub fn raccourci(session: Session, page: &Page) -> Option<Vue> {
    let asks = |id: &str| page.questions.iter().any(|spec| spec.id == id);
    let (quoi, texte) = if asks(SITES.spec.id) || asks(FINESS_EJ.spec.id) {
        (Quoi::Finess, "Retrouver l’organisme et ses sites dans FINESS")
    } else if asks(PROFESSIONNELS.spec.id) {
        (Quoi::Effectif, "Importer un tableau du personnel (Excel, LibreOffice, CSV)")
    } else {
        return None;
    };
    let link = lien(&session.vers(Lieu::Feuille(quoi)).href()).classe("raccourci").enfant(texte);
    Some(el("p").enfant(link))
}

/// The refusals at the top: takes the focus, links to each field.
pub fn resume(form: Formulaire) -> Vue {
    let lines = move || {
        ensemble().enfants(form.erreurs.get().into_iter().map(|error| {
            let target = ancre(error.spec);
            let name = questionnaire::spec(error.spec).map_or("", |spec| spec.nom);
            el("li").enfant(saut(target).enfant(format!("{name} : {}", error.refus.phrase)))
        }))
    };
    let summary = move || {
        el("div")
            .classe("resume")
            .attr("id", "resume")
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .enfant(el("h2").texte_vif(move || match form.erreurs.with(Vec::len) {
                0 | 1 => "Il y a un point à revoir".to_owned(),
                many => format!("Il y a {many} points à revoir"),
            }))
            .enfant(el("ul").vif(lines))
    };
    ensemble().quand(move || !form.erreurs.with(Vec::is_empty), summary)
}

/// A link to an element of the page, by its id: the address stays as it is.
pub fn saut(id: String) -> Vue {
    lien(&format!("#{id}")).sur("click", move |event| {
        event.prevent_default();
        focus::sur(&id);
    })
}

/// Puts the focus on the summary once it is drawn.
pub fn montrer_les_refus() {
    minuterie::dans(30, || focus::sur("resume"));
}

/// « Revenir » to the page before.
pub fn revenir(session: Session, page: &'static Page, retour: Option<Retour>) -> Option<Vue> {
    let before = match retour {
        Some(retour) => session.vers(retour.lieu()),
        None => session.precedente(page)?,
    };
    Some(lien(&before.href()).classe("revenir").enfant("Revenir"))
}

/// Hint and help of the question that makes a page alone.
fn indice_et_aide(spec: &'static Spec) -> Vue {
    ensemble().enfant(indice(spec)).enfant(aide(spec))
}

fn questions(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    retour: Option<Retour>,
) -> Vue {
    let form = session.formulaire();
    form.proposer(page.questions);
    garder_au_fil(session, form, page.questions.to_vec(), None, None);
    let alone = page.questions.len() == 1;
    let first = page.questions.first().copied();
    let submit = move || {
        if form.controler(page.questions, None) {
            session.repondre(form.brouillon.get_untracked());
            session.aller(&session.suite(page, retour));
        } else {
            montrer_les_refus();
        }
    };
    let go_on = el("p")
        .classe("suite")
        .enfant(envoi("principal").enfant("Continuer"))
        .enfant(revenir(session, page, retour));
    ensemble()
        .enfant(legende(session, section, page))
        .enfant(resume(form))
        .enfant(titre(form, session, page.intitule()))
        .enfant(raccourci(session, page))
        .enfant(first.filter(|_| alone).map(indice_et_aide))
        .enfants(page.questions.iter().filter_map(|spec| proposition(session, spec)))
        .enfant(
            formulaire("", submit)
                .enfants(page.questions.iter().map(|spec| champ(form, spec, None, alone)))
                .enfant(go_on),
        )
}

/// Why an answer is proposed, while it is not confirmed.
fn proposition(session: Session, spec: &'static Spec) -> Option<Vue> {
    let propose = spec.propose?;
    let why = session.avec_faits(|facts| {
        let asked = facts.est_posee(spec) == Ok(true) && facts.entry(spec).is_none();
        asked.then(|| propose(facts)).flatten().map(|proposal| proposal.pourquoi)
    })?;
    Some(el("p").classe("proposition").enfant(format!("Réponse proposée. {why}")))
}

fn formulaire_de_ligne(
    session: Session,
    section: &'static Section,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    row: &str,
    retour: Option<Retour>,
) -> Vue {
    let known = session.dossier.with_untracked(|dossier| dossier.answers.row(spec.id, row).is_some());
    if !known && row != NOUVEAU {
        return introuvable::ligne_absente(session, page);
    }
    let row = known.then(|| row.to_owned());
    ensemble()
        .enfant(legende(session, section, page))
        .enfant(ligne(session, page, spec, liste, row, retour, true))
}

/// Puts a new row in the draft.
pub fn nouvelle_ligne(form: Formulaire, spec: &'static Spec, liste: &'static Liste) -> Ligne {
    let id = form.brouillon.with_untracked(|answers| answers.new_row_id(liste.prefixe));
    form.brouillon.update_untracked(|answers| answers.put_row(spec.id, Row::new(&id)));
    (spec.id, id)
}

/// The form of one row: an existing one, or a new one. `seule` when it is the whole page.
pub fn ligne(
    session: Session,
    page: &'static Page,
    spec: &'static Spec,
    liste: &'static Liste,
    row: Option<String>,
    retour: Option<Retour>,
    seule: bool,
) -> Vue {
    let form = session.formulaire();
    let editing = row.is_some();
    let here: Ligne = row.map_or_else(|| nouvelle_ligne(form, spec, liste), |id| (spec.id, id));
    let list = session.vers(Lieu::Page(page.id.to_owned(), retour));
    let all = questionnaire::champs(liste).collect();
    let own = session.vers(Lieu::Ligne(page.id.to_owned(), here.1.clone(), retour));
    let new = if seule {
        Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), retour)
    } else {
        Lieu::Page(page.id.to_owned(), retour)
    };
    let addresses = (!editing).then(|| (own, session.vers(new)));
    let kept = garder_au_fil(session, form, all, Some(here.clone()), addresses);
    // « Modifier » led here from elsewhere than the list: back there.
    let to_list = editing && (retour.is_none() || session.vient_de(&list));
    let special = (!liste.particuliers.is_empty()).then(|| {
        el("details")
            .classe("particulier")
            .attr_si(editing, "open")
            .enfant(el("summary").enfant("Situation particulière"))
            .enfants(liste.particuliers.iter().map(|field| champ(form, field, Some(here.clone()), false)))
    });
    let fields = liste.champs.iter().map(|field| champ(form, field, Some(here.clone()), false));
    let fields = ensemble().enfants(fields).enfant(special);
    let (saved, saved_too, back) = (here.clone(), here.clone(), list.clone());
    let (saving, saving_too) = (Arc::clone(&kept), Arc::clone(&kept));
    let submit = move || {
        if garder(session, form, liste, &saved, &saving) {
            session.aller(&if to_list { back.clone() } else { session.suite(page, retour) });
        }
    };
    let back = list.clone();
    let another = (!editing).then(|| {
        bouton("secondaire", &format!("Enregistrer, puis ajouter {}", liste.un), move |_| {
            if garder(session, form, liste, &saved_too, &saving_too) {
                // The same address may already be shown: go through the list.
                session.aller(&back);
                let next = session.vers(Lieu::Ligne(page.id.to_owned(), NOUVEAU.to_owned(), retour));
                minuterie::dans(0, move || session.aller(&next));
            }
        })
    });
    let title = if seule { liste.titre_ligne } else { page.intitule() };
    let none = (!seule && liste.forme == Forme::Formulaire).then(|| {
        let empty = move |_| {
            session.change(|dossier| dossier.answers.set(spec.id, Some(Entry::Rows(vec![]))));
            session.aller(&session.suite(page, retour));
        };
        el("p").enfant(bouton("lien", liste.aucun, empty))
    });
    let cancel = lien(&list.href()).classe("revenir").sur("click", move |_| kept.annuler());
    let save = if editing { "Enregistrer" } else { "Enregistrer et continuer" };
    let acts = el("p")
        .classe("suite")
        .enfant(envoi("principal").enfant(save))
        .enfant(another)
        .enfant(cancel.attr_si(!seule, "hidden").enfant("Annuler"));
    ensemble()
        .enfant(resume(form))
        .enfant(titre(form, session, title))
        .enfant((!seule).then(|| indice_et_aide(spec)))
        .enfant(formulaire("", submit).enfant(fields).enfant(acts))
        .enfant(none)
}

/// Checks a row and saves it, or shows what is refused.
fn garder(session: Session, form: Formulaire, liste: &'static Liste, ligne: &Ligne, fil: &AuFil) -> bool {
    let all: Vec<&'static Spec> = questionnaire::champs(liste).collect();
    let right = form.controler(&all, Some(ligne));
    if right {
        let mut answers = form.brouillon.get_untracked();
        fil.oublier(&mut answers);
        session.repondre(answers);
    } else {
        montrer_les_refus();
    }
    right
}
