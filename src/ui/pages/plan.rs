//! The plan: what to do, why, in what order; what is not needed; what is open. Also what is printed.

use leptos::prelude::*;

use crate::browser::{adresse, impression};
use crate::domain::avis::Genre;
use crate::domain::calendrier::{iso, lire_date, long};
use crate::domain::contacts::Contact;
use crate::domain::dossier::{Etat, Suivi};
use crate::domain::glossaire::termes_dans;
use crate::domain::report::{Ligne, LigneAction, Report};
use crate::domain::rule::Phase;
use crate::domain::sources::{LUES_LE, Source};
use crate::ui::components::barre::telecharger;
use crate::ui::components::chemin::chemin;
use crate::ui::components::pourquoi::{a_confirmer, lien_source, modifier, pourquoi};
use crate::ui::route::{Lieu, Retour};
use crate::ui::session::Session;
use crate::ui::vue::{Vue, bouton, el, ensemble, hors_ecran, lien, titre_de_page};

use super::aide::{section, terme};
use super::question::saut;

/// The plan page.
pub fn plan(session: Session) -> Vue {
    let report = session.dossier.with_untracked(|dossier| Report::of(&dossier.answers, session.today));
    dessiner(session, &report)
}

fn dessiner(session: Session, report: &Report) -> Vue {
    let name = if report.structure.is_empty() {
        "Votre plan".to_owned()
    } else {
        format!("Le plan de {}", report.structure)
    };
    adresse::titre(&format!("{name} – Jalons"));
    let dates = format!(
        "Au {} · règles et sources lues le {LUES_LE} · dossier complet le {}",
        long(report.jour),
        long(report.du)
    );
    let answers = session.vers(Lieu::Verifier).href();
    let acts = el("p")
        .classe("boutons")
        .enfant(bouton("principal", "Imprimer", |_| impression::imprimer()))
        .enfant(bouton("secondaire", "Télécharger le dossier", move |_| telecharger(session)))
        .enfant(lien(&answers).classe("secondaire").enfant("Modifier les réponses"));
    let nothing = report.phases().next().is_none().then(|| {
        let phrase = "Rien à faire d’après vos réponses. Complétez-les pour que le plan se dessine.";
        el("p").classe("indice").enfant(phrase)
    });
    let main = el("main")
        .enfant(titre_de_page(&name))
        .enfant(el("p").classe("legende").enfant(dates))
        .enfant(figures(report))
        .enfant(acts)
        .enfant(ouverts(session, report))
        .enfant(avis(session, report, Genre::Avertissement))
        .enfant(nothing)
        .enfants(report.phases().map(|(phase, actions)| cette_phase(session, phase, &actions)))
        .enfant(ecartes(session, report))
        .enfant(avis(session, report, Genre::Information))
        .enfant(contacts(report))
        .enfant(glossaire(report))
        .enfant(sources(report));
    el("div").classe("cadre plan").enfant(chemin(session, "plan")).enfant(main)
}

fn figures(report: &Report) -> Vue {
    let figure =
        |number: &str, name: &str| el("li").enfant(el("b").enfant(number)).enfant(el("span").enfant(name));
    let counted = report.figures().into_iter().filter(|(number, _)| *number > 0);
    let chain = (!report.chaine.is_empty()).then(|| figure(&report.chaine, "chaîne la plus longue"));
    el("ul")
        .classe("figures")
        .enfants(counted.map(|(number, name)| figure(&number.to_string(), name)))
        .enfant(chain)
}

fn ouverts(session: Session, report: &Report) -> Option<Vue> {
    if report.ouverts.is_empty() {
        return None;
    }
    let lines = report.ouverts.iter().map(|open| {
        let questions = open.questions.iter().map(|question| {
            el("li").enfant(format!("{} : {} ", question.question, question.valeur)).enfant(modifier(
                session,
                question,
                Retour::Plan,
            ))
        });
        el("li").enfant(el("b").enfant(&open.titre)).enfant(el("ul").enfants(questions))
    });
    let means = "Le plan compte ce qui est sûr. Ces points dépendent encore d’une réponse.";
    let list = el("ul").enfants(lines);
    Some(section("ouvert", "Ce qui reste ouvert").enfant(el("p").enfant(means)).enfant(list))
}

/// The notices of a kind. No section when there is nothing to watch.
fn avis(session: Session, report: &Report, genre: Genre) -> Option<Vue> {
    let mut lines = report
        .avis
        .iter()
        .filter(|avis| avis.genre == genre)
        .map(|avis| el("li").enfant(pourquoi(session, &avis.ligne)))
        .peekable();
    let section = match genre {
        Genre::Avertissement => {
            lines.peek()?;
            section("attention", "À surveiller")
        }
        Genre::Information => section("informations", "Bon à savoir"),
    };
    Some(section.enfant(el("ul").enfants(lines)))
}

fn cette_phase(session: Session, phase: Phase, actions: &[&LigneAction]) -> Vue {
    let cards = actions.iter().map(|one| action(session, one));
    let inside = el("div").enfant(el("h2").enfant(phase.titre())).enfants(cards);
    el("section").classe("phase").enfant(el("div").classe("jalon").attr("aria-hidden", "true")).enfant(inside)
}

fn fait(nom: &str, valeur: Vue) -> Vue {
    el("div").enfant(el("dt").enfant(nom)).enfant(el("dd").enfant(valeur))
}

fn mots(texte: &str) -> Vue {
    ensemble().enfant(texte)
}

/// A fact told in several lines, if there are any.
fn textes(nom: &str, lignes: &[Ligne]) -> Option<Vue> {
    let lines = lignes.iter().map(|ligne| {
        let doubtful = ligne.a_confirmer().then(|| mots(" ").enfant(a_confirmer()));
        el("li").enfant(&ligne.texte).enfant(doubtful)
    });
    (!lignes.is_empty()).then(|| fait(nom, el("ul").enfants(lines)))
}

/// What there is to know of an action: for whom, who, how.
fn faits(action: &LigneAction) -> Vue {
    let told = |name: &str, ligne: &Option<Ligne>| ligne.as_ref().map(|ligne| fait(name, mots(&ligne.texte)));
    let named = action.pour.is_empty() || action.titre.contains(&action.pour);
    let before = (!action.apres.is_empty()).then(|| {
        let links = action.apres.iter().map(|(id, title)| el("li").enfant(saut(ancre(id)).enfant(title)));
        fait("Avant cela", el("ul").enfants(links))
    });
    let contacts = (!action.contacts.is_empty())
        .then(|| fait("Contact", el("ul").enfants(action.contacts.iter().copied().map(contact))));
    el("dl")
        .classe("faits")
        .enfant((!named).then(|| fait("Pour", mots(&action.pour))))
        .enfant(fait("Qui s’en charge", mots(&action.qui)))
        .enfant(told("Qui signe", &action.signe))
        .enfant(told("Où l’envoyer", &action.envoyer))
        .enfant(told("Délai", &action.delai))
        .enfant(textes("À joindre", &action.joindre))
        .enfant(textes("Comment faire", &action.etapes))
        .enfant(before)
        .enfant(contacts)
}

fn action(session: Session, action: &LigneAction) -> Vue {
    let badge = |oui: bool, classe: &str, texte: &str| oui.then(|| el("span").classe(classe).enfant(texte));
    let told = action.titre.ends_with(&format!("× {}", action.quantite));
    let number = (action.quantite > 1 && !told).then(|| format!("{} × ", action.quantite));
    let header = el("header")
        .enfant(el("span").classe("case").attr("aria-hidden", "true"))
        .enfant(el("h3").enfant(number).enfant(&action.titre))
        .enfant(el("p").classe("quand").enfant(&action.quand));
    let badges = el("p")
        .classe("badges")
        .enfant(badge(action.conseil, "conseil", "conseil"))
        .enfant((action.a_confirmer() && !action.conseil).then(a_confirmer))
        .enfant(badge(action.dans_la_chaine, "chaine", "sur la chaîne la plus longue"));
    let why = el("summary").enfant("Pourquoi\u{a0}?").enfant(hors_ecran(&format!(" {}", action.titre)));
    let reasons = action.raisons.iter().chain(&action.mentions).map(|ligne| pourquoi(session, ligne));
    let id = action.id.clone();
    let done = move || {
        session.dossier.with(|dossier| dossier.suivi.get(&id).is_some_and(|suivi| suivi.etat == Etat::Fait))
    };
    el("article")
        .classe("acte-plan")
        .classe_vive("fait", done)
        .attr("id", &ancre(&action.id))
        .attr("tabindex", "-1")
        .enfant(header)
        .enfant(badges)
        .enfant((!action.quoi.is_empty()).then(|| el("p").classe("quoi").enfant(action.quoi)))
        .enfant(faits(action))
        .enfant(suivi(session, &action.id, &action.titre))
        .enfant(el("details").classe("pourquoi").enfant(why).enfants(reasons))
}

fn ancre(id: &str) -> String {
    format!("action-{}", id.replace(':', "-"))
}

/// Status, date and note of an action: kept by its id.
fn suivi(session: Session, id: &str, titre: &str) -> Vue {
    let now = session.dossier.with_untracked(|dossier| dossier.suivi.get(id).cloned().unwrap_or_default());
    let label = |classe: &str, nom: &str| {
        el("label").classe(classe).enfant(nom).enfant(hors_ecran(&format!(" : {titre}")))
    };
    // What is entered in a control, and what it changes.
    let noter = |control: Vue, change: fn(&mut Suivi, String)| {
        let id = id.to_owned();
        control.sur("change", move |event| {
            let value = event_target_value(&event);
            session.change(|dossier| change(dossier.suivi.entry(id.clone()).or_default(), value));
        })
    };
    let options = Etat::TOUS.into_iter().map(|etat| {
        el("option").attr("value", etat.jeton()).attr_si(etat == now.etat, "selected").enfant(etat.libelle())
    });
    let state = noter(el("select").enfants(options), |suivi, value| {
        suivi.etat = Etat::de_jeton(&value).unwrap_or_default();
    });
    let date = el("input").attr("type", "date").valeur(&now.date.map(iso).unwrap_or_default());
    let mine = id.to_owned();
    let undated = move || {
        session.dossier.with(|dossier| dossier.suivi.get(&mine).is_none_or(|suivi| suivi.date.is_none()))
    };
    let date = noter(date, |suivi, value| suivi.date = lire_date(&value)).classe_vive("vide", undated);
    let note = el("input").attr("type", "text").attr("maxlength", "500").valeur(&now.note);
    let note = noter(note, |suivi, value| suivi.note = value);
    // A field cuts what is longer than itself: on paper, the note stands in full.
    let mine = id.to_owned();
    let written = move || {
        session
            .dossier
            .with(|dossier| dossier.suivi.get(&mine).map_or_else(String::new, |suivi| suivi.note.clone()))
    };
    let on_paper = el("span").classe("papier").attr("aria-hidden", "true").texte_vif(written);
    el("div")
        .classe("suivi")
        .enfant(label("", "Où en est-on").enfant(state))
        .enfant(label("", "Date").enfant(date))
        .enfant(label("note", "Note").enfant(note).enfant(on_paper))
}

fn ecartes(session: Session, report: &Report) -> Option<Vue> {
    let mut lines = report
        .ecartes
        .iter()
        .filter(|ecarte| ecarte.raisons.iter().any(|raison| !raison.texte.is_empty()))
        .map(|ecarte| {
            let reasons = ecarte.raisons.iter().map(|raison| pourquoi(session, raison));
            let details = el("details").enfant(el("summary").enfant(&ecarte.titre)).enfants(reasons);
            el("li").enfant(details)
        })
        .peekable();
    lines.peek()?;
    let title = "Ce qui n’est pas nécessaire, et pourquoi";
    Some(section("ecartes", title).enfant(el("ul").enfants(lines)))
}

/// One contact.
pub fn contact(contact: &'static Contact) -> Vue {
    let mut line = el("li").enfant(contact.objet).enfant("\u{a0}: ");
    if !contact.courriel.is_empty() {
        let mail = lien(&format!("mailto:{}", contact.courriel));
        line = line.enfant(mail.enfant(contact.courriel)).enfant(" ");
    }
    if !contact.telephone.is_empty() {
        line = line.enfant(el("span").classe("telephone").enfant(contact.telephone)).enfant(" ");
    }
    if !contact.adresse.is_empty() {
        let web = lien(contact.adresse).attr("rel", "noreferrer");
        line = line.enfant(web.enfant(contact.adresse)).enfant(" ");
    }
    line.enfant((!contact.reserve.is_empty()).then(|| el("small").enfant(contact.reserve)))
}

fn contacts(report: &Report) -> Option<Vue> {
    let mut found: Vec<&'static Contact> = vec![];
    for one in report.actions.iter().flat_map(|action| action.contacts.iter().copied()) {
        if !found.iter().any(|known| known.objet == one.objet) {
            found.push(one);
        }
    }
    (!found.is_empty())
        .then(|| section("", "Contacts").enfant(el("ul").enfants(found.into_iter().map(contact))))
}

fn glossaire(report: &Report) -> Vue {
    let mut text = String::new();
    for action in &report.actions {
        text.push_str(&action.titre);
        text.push(' ');
        text.push_str(action.quoi);
        for ligne in action.lignes() {
            text.push(' ');
            text.push_str(&ligne.texte);
        }
    }
    let terms = el("dl").enfants(termes_dans(&text).map(terme));
    section("glossaire", "Les sigles de ce plan").enfant(terms)
}

fn sources(report: &Report) -> Vue {
    let mut found: Vec<&'static Source> = vec![];
    let lines = report
        .actions
        .iter()
        .flat_map(LigneAction::lignes)
        .chain(report.ecartes.iter().flat_map(|ecarte| &ecarte.raisons))
        .chain(report.avis.iter().map(|avis| &avis.ligne));
    for source in lines.flat_map(Ligne::sources) {
        if !found.iter().any(|known| known.id == source.id) {
            found.push(source);
        }
    }
    section("sources", &format!("Sources, lues le {LUES_LE}"))
        .enfant(el("ul").enfants(found.into_iter().map(lien_source)))
}
