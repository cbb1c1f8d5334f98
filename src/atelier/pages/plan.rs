//! The plan: what to do, why, in what order; what is not needed; what is open. Also what is printed.

use crate::atelier::noeud::{Noeud, bouton, el, ensemble, hors_ecran, lien, section, titre_de_page};
use crate::atelier::protocole::{Acte, Quoi};
use crate::domain::avis::Genre;
use crate::domain::calendrier::{iso, long};
use crate::domain::contacts::Contact;
use crate::domain::dossier::Etat;
use crate::domain::elision::de;
use crate::domain::glossaire::termes_dans;
use crate::domain::report::{Attente, Ligne, LigneAction, Reponse, Report};
use crate::domain::rule::Phase;
use crate::domain::sources::{LUES_LE, Source};
use crate::export::Export;
use crate::route::{Lieu, Retour, Route};

use super::aide::terme;
use super::onglets::onglets;
use super::pourquoi::{a_confirmer, adresse_de, lien_source, modifier, pourquoi};

/// The plan page.
pub fn plan(export: &Export) -> Noeud {
    let report = export.report;
    let dossier = &export.dossier.id;
    let dates = format!(
        "Au {} · règles et sources lues le {LUES_LE} · dossier complet le {}",
        long(report.jour),
        long(report.du)
    );
    let answers = Route::Dossier(dossier.clone(), Lieu::Verifier).href();
    let acts = el("p")
        .classe("boutons")
        .enfant(bouton("principal", "Imprimer le plan complet", Acte::Imprimer))
        .enfant(bouton("secondaire", "Télécharger le dossier", Acte::Dossier))
        .enfant(lien(&answers).classe("secondaire").enfant("Modifier les réponses"));
    let all = report.actions.iter().filter(|action| !action.conseil);
    let (total, done) = all.fold((0, 0), |(total, done), action| {
        (total + 1, done + usize::from(export.suivi(&action.id).etat == Etat::Fait))
    });
    let progress = (total > 0).then(|| {
        let said = match done {
            0 => format!("{total} actions, aucune faite."),
            1 => format!("{total} actions, dont 1 faite."),
            many => format!("{total} actions, dont {many} faites."),
        };
        el("p")
            .classe("legende")
            .enfant(format!("{said} Pour une feuille ou deux à emporter\u{a0}: "))
            .enfant(
                lien(&Route::Dossier(dossier.clone(), Lieu::Feuille(Quoi::Liste)).href())
                    .enfant("la liste à cocher"),
            )
            .enfant(".")
    });
    let nothing = report.phases().next().is_none().then(|| {
        let phrase = "Rien à faire d’après vos réponses. Complétez-les pour que le plan se dessine.";
        el("p").classe("indice").enfant(phrase)
    });
    ensemble()
        .enfant(onglets(dossier, Quoi::Plan))
        .enfant(titre_de_page(&titre(report)))
        .enfant(el("p").classe("legende").enfant(dates))
        .enfant(figures(report))
        .enfant(progress)
        .enfant(acts)
        .enfant(ouverts(dossier, report))
        .enfant(avis(dossier, report, Genre::Avertissement))
        .enfant(nothing)
        .enfants(report.phases().map(|(phase, actions)| cette_phase(export, phase, &actions)))
        .enfant(ecartes(dossier, report))
        .enfant(avis(dossier, report, Genre::Information))
        .enfant(contacts(report))
        .enfant(glossaire(report))
        .enfant(sources(report))
}

/// « Le plan d’ORSAC ».
pub fn titre(report: &Report) -> String {
    if report.structure.is_empty() {
        "Votre plan".to_owned()
    } else {
        format!("Le plan {}", de(&report.structure))
    }
}

pub(super) fn figures(report: &Report) -> Noeud {
    let figure =
        |number: &str, name: &str| el("li").enfant(el("b").enfant(number)).enfant(el("span").enfant(name));
    let counted = report.figures().into_iter().filter(|(number, _)| *number > 0);
    let chain = (!report.chaine.is_empty()).then(|| figure(&report.chaine, "chaîne la plus longue"));
    el("ul")
        .classe("figures")
        .enfants(counted.map(|(number, name)| figure(&number.to_string(), name)))
        .enfant(chain)
}

/// What is open, each once, under the first answer that decides it.
fn ouverts(dossier: &str, report: &Report) -> Option<Noeud> {
    let waiting = report.attentes();
    if waiting.is_empty() {
        return None;
    }
    let lines = waiting.iter().map(|Attente { question, suites }| {
        let follows = suites.iter().map(|(others, opens)| {
            let titles = opens.iter().map(|open| el("li").enfant(&open.titre));
            if others.is_empty() {
                return ensemble().enfants(titles);
            }
            let mut also = el("li").enfant("Selon aussi ");
            for (rank, other) in others.iter().enumerate() {
                also = also.enfant((rank > 0).then_some("\u{a0}; ")).enfant(vers(dossier, other));
            }
            also.enfant("\u{a0}:").enfant(el("ul").enfants(titles))
        });
        el("li")
            .enfant(el("b").enfant(format!("{}\u{a0}: {} ", question.question, question.valeur)))
            .enfant(modifier(dossier, question))
            .enfant(el("ul").enfants(follows))
    });
    let means = "Le plan compte ce qui est sûr. Selon ces réponses, il pourra aussi compter\u{a0}:";
    Some(
        section("ouvert", "Ce qui reste ouvert")
            .enfant(el("p").enfant(means))
            .enfant(el("ul").enfants(lines)),
    )
}

/// The name of a question, which leads to it.
fn vers(dossier: &str, question: &Reponse) -> Noeud {
    match adresse_de(dossier, &question.lu, Retour::PLAN) {
        Some(address) => lien(&address).enfant(&question.question),
        None => mots(&question.question),
    }
}

/// The notices of a kind. No section when there is nothing to watch.
fn avis(dossier: &str, report: &Report, genre: Genre) -> Option<Noeud> {
    let mut lines = report
        .avis
        .iter()
        .filter(|avis| avis.genre == genre)
        .map(|avis| el("li").enfant(pourquoi(dossier, &avis.ligne)))
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

fn cette_phase(export: &Export, phase: Phase, actions: &[&LigneAction]) -> Noeud {
    let cards = actions.iter().map(|one| action(export, one));
    let inside = el("div").enfant(el("h2").enfant(phase.titre())).enfants(cards);
    el("section").classe("phase").enfant(el("div").classe("jalon").attr("aria-hidden", "true")).enfant(inside)
}

fn fait(nom: &str, valeur: Noeud) -> Noeud {
    el("div").enfant(el("dt").enfant(nom)).enfant(el("dd").enfant(valeur))
}

fn mots(texte: &str) -> Noeud {
    ensemble().enfant(texte)
}

/// A fact told in several lines, if there are any.
fn textes(nom: &str, lignes: &[Ligne]) -> Option<Noeud> {
    let lines = lignes.iter().map(|ligne| {
        let doubtful = ligne.a_confirmer().then(|| mots(" ").enfant(a_confirmer()));
        el("li").enfant(&ligne.texte).enfant(doubtful)
    });
    (!lignes.is_empty()).then(|| fait(nom, el("ul").enfants(lines)))
}

/// What there is to know of an action: for whom, who, how.
fn faits(action: &LigneAction) -> Noeud {
    let told = |name: &str, ligne: &Option<Ligne>| ligne.as_ref().map(|ligne| fait(name, mots(&ligne.texte)));
    let named = action.pour.is_empty() || action.titre.contains(&action.pour);
    let before = (!action.apres.is_empty()).then(|| {
        let links = action.apres.iter().map(|(id, title)| el("li").enfant(saut(&ancre(id)).enfant(title)));
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

fn action(export: &Export, action: &LigneAction) -> Noeud {
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
    let dossier = &export.dossier.id;
    let reasons = action.raisons.iter().chain(&action.mentions).map(|ligne| pourquoi(dossier, ligne));
    let done = export.suivi(&action.id).etat == Etat::Fait;
    el("article")
        .classe(if done { "acte-plan fait" } else { "acte-plan" })
        .attr("id", ancre(&action.id))
        .attr("tabindex", "-1")
        .enfant(header)
        .enfant(badges)
        .enfant((!action.quoi.is_empty()).then(|| el("p").classe("quoi").enfant(action.quoi)))
        .enfant(faits(action))
        .enfant(suivi(export, action))
        .enfant(
            el("details")
                .classe("pourquoi")
                .attr("id", format!("pourquoi-{}", ancre(&action.id)))
                .enfant(why)
                .enfants(reasons),
        )
}

/// The id of what is said of an action on a page.
pub fn ancre(id: &str) -> String {
    format!("action-{}", id.replace(':', "-"))
}

/// A link to an element of the page, by its id: the address stays as it is.
pub fn saut(id: &str) -> Noeud {
    lien(&format!("#{id}")).attr("data-acte", Acte::Saut.jeton())
}

/// Status, date and note of an action: kept by its id.
fn suivi(export: &Export, action: &LigneAction) -> Noeud {
    let now = export.suivi(&action.id);
    let label = |classe: &str, nom: &str| {
        el("label").classe(classe).enfant(nom).enfant(hors_ecran(&format!(" : {}", action.titre)))
    };
    // What is noted, and of which action: the page writes it in the dossier.
    let control = |balise: &'static str, champ: &str| {
        el(balise)
            .attr("data-suivi", action.id.as_str())
            .attr("data-champ", champ)
            .attr("id", format!("{champ}-{}", ancre(&action.id)))
    };
    let options = Etat::TOUS.into_iter().map(|etat| {
        el("option").attr("value", etat.jeton()).attr_si(etat == now.etat, "selected").enfant(etat.libelle())
    });
    let state = control("select", "etat").enfants(options);
    let date = control("input", "date")
        .attr("type", "date")
        .attr("value", now.date.map(iso).unwrap_or_default())
        .classe(if now.date.is_none() { "vide" } else { "" });
    let to_come = now.date.filter(|day| now.etat == Etat::Fait && *day > export.report.jour).map(|_| {
        let phrase = "Cette date est à venir\u{a0}: si c’est fait, quel jour était-ce\u{a0}?";
        el("p").classe("avertissement").enfant(phrase)
    });
    let note = control("input", "note")
        .attr("type", "text")
        .attr("maxlength", "500")
        .attr("value", now.note.as_str());
    // A field cuts what is longer than itself: on paper, the note stands in full.
    let on_paper = el("span").classe("papier").attr("aria-hidden", "true").enfant(&now.note);
    el("div")
        .classe("suivi")
        .enfant(label("", "Où en est-on").enfant(state))
        .enfant(label("", "Date").enfant(date))
        .enfant(label("note", "Note").enfant(note).enfant(on_paper))
        .enfant(to_come)
}

fn ecartes(dossier: &str, report: &Report) -> Option<Noeud> {
    let mut lines = report
        .ecartes
        .iter()
        .filter(|ecarte| ecarte.raisons.iter().any(|raison| !raison.texte.is_empty()))
        .map(|ecarte| {
            let reasons = ecarte.raisons.iter().map(|raison| pourquoi(dossier, raison));
            let details = el("details").enfant(el("summary").enfant(&ecarte.titre)).enfants(reasons);
            el("li").enfant(details)
        })
        .peekable();
    lines.peek()?;
    let title = "Ce qui n’est pas nécessaire, et pourquoi";
    Some(section("ecartes", title).enfant(el("ul").enfants(lines)))
}

/// One contact.
pub fn contact(contact: &'static Contact) -> Noeud {
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

pub(super) fn contacts(report: &Report) -> Option<Noeud> {
    let mut found: Vec<&'static Contact> = vec![];
    for one in report.actions.iter().flat_map(|action| action.contacts.iter().copied()) {
        if !found.iter().any(|known| known.objet == one.objet) {
            found.push(one);
        }
    }
    (!found.is_empty())
        .then(|| section("", "Contacts").enfant(el("ul").enfants(found.into_iter().map(contact))))
}

fn glossaire(report: &Report) -> Noeud {
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

fn sources(report: &Report) -> Noeud {
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
