//! The plan in detail: what to do, why, in what order; what is not needed; what is open. A card says what, who, when and
//! where; the rest is folded. Ids of rules and codes of sources are drawn for the expert view alone (`pour-expert`).

use chrono::NaiveDate;

use crate::domain::avis::Genre;
use crate::domain::calendrier::{iso, long};
use crate::domain::commencer::{Commencer, Partie, Tache, commencer};
use crate::domain::contacts::Contact;
use crate::domain::dossier::{Dossier, Etat};
use crate::domain::elision::de;
use crate::domain::facts::Facts;
use crate::domain::glossaire::termes_dans;
use crate::domain::liens::liens;
use crate::domain::memoire::Memoire;
use crate::domain::plan_retenu::Souvenir;
use crate::domain::report::{Attente, Ligne, LigneAction, Reponse, Report};
use crate::domain::rule::Phase;
use crate::domain::sources::{LUES_LE, Source};
use crate::export::{Export, details};
use crate::protocol::answer::Answer;
use crate::protocol::node::{Node, button, el, fragment, link, off_screen, page_title, section};
use crate::protocol::publication::DE_LA_PAGE;
use crate::protocol::request::{Act, DrawnPage};
use crate::route::{AU, Lieu, Retour, Route};
use crate::tabs::tabs;

use super::aide::terme;
use super::changements;
use super::envoi::envoi;
use super::pourquoi::{a_confirmer, adresse_de, comparer, lien_source, modifier, pourquoi};
use super::titles::dates;

/// The answer that is the plan page, what is remembered of the plan before being known.
pub fn reponse(dossier: &Dossier, today: NaiveDate, souvenir: Option<&Souvenir>) -> Answer {
    let report = Report::du_dossier(dossier, today);
    let export = Export { dossier, report: &report };
    Answer::page(titre(&report), plan(&export, souvenir))
}

/// The answer that is the plan as of another day than today. It is marked as such, on paper too, and only shown: nothing can
/// be noted there.
pub fn vu_au(dossier: &Dossier, jour: NaiveDate) -> Answer {
    let report = Report::du_dossier(dossier, jour);
    let export = Export { dossier, report: &report };
    let titre = format!("{}, vu au {}", titre(&report), long(jour));
    let today = Route::Dossier(dossier.id.clone(), Lieu::PLAN).href();
    let means = format!(
        "Vous voyez le plan au {}, et non celui d’aujourd’hui. Rien n’en est gardé. Pour noter ce qui est fait, revenez à aujourd’hui.",
        long(jour)
    );
    let acts = el("p")
        .class("boutons")
        .child(link(&today).class("principal").child("Revenir à aujourd’hui"))
        .child(button("secondaire", "Imprimer ce plan", Act::Print));
    let banner =
        el("div").class("envoi retard autre-jour").child(el("p").child(el("b").child(means))).child(acts);
    let top = fragment()
        .child(tabs(&dossier.id, DrawnPage::Plan))
        .child(page_title(&titre))
        .child(banner)
        .child(dates(&report))
        .child((report.envoi.utile).then(|| el("p").child(envoi_a_ce_jour(&report))))
        .child(figures(&report))
        .child(autre_jour(&dossier.id, jour));
    let first = commencer(dossier, &report);
    Answer::page(titre, suite(&export, top, &first, false, None))
}

/// When the file is sent, seen from another day: nothing can be noted there.
fn envoi_a_ce_jour(report: &Report) -> String {
    match report.envoi.en_retard {
        true => format!(
            "À ce jour, le dossier complet prévu le {} serait en retard si rien n’était noté.",
            long(report.envoi.jour)
        ),
        false => report.envoi_en_mots(),
    }
}

/// The day to see the plan as of, folded.
fn autre_jour(dossier: &str, jour: NaiveDate) -> Node {
    let address = Route::Dossier(dossier.to_owned(), Lieu::PLAN).write();
    let field = el("input").attr("type", "date").attr("id", "au-jour").class("date").attr("value", iso(jour));
    let go = button("secondaire", "Voir", Act::Compare)
        .attr("data-target", "au-jour")
        .attr("data-address", format!("{address}?{AU}="))
        .child(off_screen(" le plan à ce jour"));
    el("details")
        .class("pourquoi hors-papier")
        .attr("id", "voir-un-autre-jour")
        .child(el("summary").child("Voir le plan à un autre jour"))
        .child(
            el("p")
                .class("essai")
                .child(el("label").attr("for", "au-jour").child("Le plan tel qu’il sera, ou était, au"))
                .child(field)
                .child(go),
        )
}

/// The plan page.
pub fn plan(export: &Export, souvenir: Option<&Souvenir>) -> Node {
    let report = export.report;
    let dossier = &export.dossier.id;
    let answers = Route::Dossier(dossier.clone(), Lieu::Verifier).href();
    let essentiel = Route::Dossier(dossier.clone(), Lieu::Drawn(DrawnPage::Essentiel)).href();
    let compare = Route::Dossier(dossier.clone(), Lieu::Drawn(DrawnPage::Comparer)).href();
    let acts = el("p")
        .class("boutons")
        .child(link(&essentiel).class("principal").child("Imprimer l’essentiel"))
        .child(button("secondaire", "Imprimer tout le détail, avec les raisons", Act::Print))
        .child(button("secondaire", "Télécharger le dossier", Act::DownloadDossier))
        .child(link(&answers).class("secondaire").child("Modifier les réponses"))
        .child(link(&compare).class("secondaire").child("Et si… Comparer deux plans"));
    let first = commencer(export.dossier, report);
    let all = report.actions.iter().filter(|action| !action.conseil);
    let (total, done) = all.fold((0, 0), |(total, done), action| {
        (total + 1, done + usize::from(export.suivi(action).etat == Etat::Fait))
    });
    let progress = (total > 0).then(|| {
        let said = match done {
            0 => format!("{total} actions, aucune faite."),
            1 => format!("{total} actions, dont 1 faite."),
            many => format!("{total} actions, dont {many} faites."),
        };
        el("p").class("legende").child(said).child(
            el("span")
                .attr(DE_LA_PAGE, DrawnPage::Liste.token())
                .child(" Pour une feuille ou deux à emporter\u{a0}: ")
                .child(
                    link(&Route::Dossier(dossier.clone(), Lieu::Drawn(DrawnPage::Liste)).href())
                        .child("la liste à cocher"),
                )
                .child("."),
        )
    });
    let top = fragment()
        .child(tabs(dossier, DrawnPage::Plan))
        .child(page_title(&titre(report)))
        .child(souvenir.map(|souvenir| changements::a_lire(export, souvenir, DrawnPage::Plan)))
        .child(dates(report))
        .child(envoi(report))
        .child(figures(report))
        .child(progress)
        .child(acts)
        .child(autre_jour(dossier, report.jour));
    let closing = souvenir.and_then(|souvenir| changements::plus_demandees(export, souvenir));
    suite(export, top, &first, true, closing)
}

/// What stands under the top of the plan.
fn suite(export: &Export, top: Node, first: &Commencer, noter: bool, closing: Option<Node>) -> Node {
    let report = export.report;
    let dossier = &export.dossier.id;
    // Each card asks the answers the same again.
    let memoire = Memoire::default();
    let facts = export.facts().avec_memoire(&memoire);
    let nothing = report.phases().next().is_none().then(|| {
        let phrase = "Rien à faire d’après vos réponses. Complétez-les pour que le plan se dessine.";
        el("p").class("indice").child(phrase)
    });
    top.child(reglages(first))
        .child(ouverts(dossier, report))
        .child(avis(dossier, report, Genre::Avertissement))
        .child(nothing)
        .children(report.phases().map(|(phase, actions)| {
            let cards = actions.iter().map(|one| action(export, &facts, first, one, noter));
            cette_phase(phase, cards)
        }))
        .child(closing)
        .child(ecartes(dossier, report))
        .child(avis(dossier, report, Genre::Information))
        .child(avis(dossier, report, Genre::Datee))
        .child(contacts(report))
        .child(glossaire(report))
        .child(sources(report))
}

/// « Le plan d’ORSAC ».
pub fn titre(report: &Report) -> String {
    if report.structure.is_empty() {
        "Votre plan".to_owned()
    } else {
        format!("Le plan {}", de(&report.structure))
    }
}

pub(super) fn figures(report: &Report) -> Node {
    let figure =
        |number: &str, name: &str| el("li").child(el("b").child(number)).child(el("span").child(name));
    let counted = report.figures_en_mots();
    let chain = (!report.chaine.is_empty()).then(|| figure(&report.chaine, "d’un bout à l’autre"));
    el("ul")
        .class("figures")
        .children(counted.into_iter().map(|(number, name)| figure(&number, name)))
        .child(chain)
}

/// What is open, each once, under the first answer that decides it.
fn ouverts(dossier: &str, report: &Report) -> Option<Node> {
    let waiting = report.attentes();
    if waiting.is_empty() {
        return None;
    }
    let lines = waiting.iter().map(|Attente { question, suites }| {
        let follows = suites.iter().map(|(others, opens)| {
            let titles = opens.iter().map(|open| el("li").child(&open.titre));
            if others.is_empty() {
                return fragment().children(titles);
            }
            let mut also = el("li").child("Selon aussi ");
            for (rank, other) in others.iter().enumerate() {
                also = also.child((rank > 0).then_some("\u{a0}; ")).child(vers(dossier, other));
            }
            also.child("\u{a0}:").child(el("ul").children(titles))
        });
        el("li")
            .child(el("b").child(format!("{}\u{a0}: {} ", question.question, question.valeur)))
            .child(modifier(dossier, question))
            .child(" ")
            .child(comparer(dossier, question))
            .child(el("ul").children(follows))
    });
    let means = "Le plan compte ce qui est sûr. Selon ces réponses, il pourra aussi compter\u{a0}:";
    Some(section("ouvert", "Ce qui reste ouvert").child(el("p").child(means)).child(el("ul").children(lines)))
}

/// The name of a question, which leads to it.
fn vers(dossier: &str, question: &Reponse) -> Node {
    match adresse_de(dossier, &question.lu, Retour::PLAN) {
        Some(address) => link(&address).child(&question.question),
        None => mots(&question.question),
    }
}

/// The notices of a kind. No section when there is nothing to watch.
fn avis(dossier: &str, report: &Report, genre: Genre) -> Option<Node> {
    let mut lines = report
        .avis
        .iter()
        .filter(|avis| avis.genre == genre)
        .map(|avis| el("li").child(pourquoi(dossier, &avis.ligne)))
        .peekable();
    let section = match genre {
        Genre::Avertissement => {
            lines.peek()?;
            section("attention", "À surveiller")
        }
        Genre::Information => section("informations", "Bon à savoir"),
        Genre::Datee => {
            lines.peek()?;
            section("informations", "À savoir, daté")
        }
    };
    Some(section.child(el("ul").children(lines)))
}

/// What the cards may be filtered by, and the switch of the expert view: the page acts on both, nothing is drawn again.
fn reglages(first: &Commencer) -> Node {
    let people = first.personnes.iter().map(|who| el("option").attr("value", who.as_str()).child(who));
    let who = el("select")
        .attr("data-filter", "qui")
        .attr("id", "filtre-qui")
        .child(el("option").attr("value", "").child("tout le monde"))
        .children(people);
    let tick = |id: &str, name: &'static str, value: &str, words: &str| {
        el("label")
            .class("coche")
            .child(el("input").attr("type", "checkbox").attr("id", id).attr(name, value))
            .child(words)
    };
    el("div")
        .class("reglages hors-papier")
        .child(el("label").attr("for", "filtre-qui").child("Montrer ce qui concerne"))
        .child(who)
        .child(tick("filtre-possible", "data-filter", "possible", "Seulement ce qui est possible maintenant"))
        .child(tick(
            "vue-expert",
            "data-setting",
            "vue-expert",
            "Vue expert\u{a0}: identifiants des règles et des sources",
        ))
}

fn cette_phase(phase: Phase, cards: impl Iterator<Item = Node>) -> Node {
    let inside = el("div").child(el("h2").child(phase.titre())).children(cards);
    el("section").class("phase").child(el("div").class("jalon").attr("aria-hidden", "true")).child(inside)
}

fn fait(nom: &str, valeur: Node) -> Node {
    el("div").child(el("dt").child(nom)).child(el("dd").child(valeur))
}

fn mots(texte: &str) -> Node {
    fragment().child(texte)
}

/// A fact told in several lines, if there are any.
fn textes(nom: &str, lignes: &[Ligne]) -> Option<Node> {
    let lines = lignes.iter().map(|ligne| {
        let doubtful = ligne.a_confirmer().then(|| mots(" ").child(a_confirmer()));
        el("li").child(&ligne.texte).child(doubtful)
    });
    (!lignes.is_empty()).then(|| fait(nom, el("ul").children(lines)))
}

/// What there is to know of an action: for whom, who, how.
fn faits(action: &LigneAction) -> Node {
    let told = |name: &str, ligne: &Option<Ligne>| ligne.as_ref().map(|ligne| fait(name, mots(&ligne.texte)));
    let named = action.pour.is_empty() || action.titre.contains(&action.pour);
    let before = (!action.apres.is_empty()).then(|| {
        let links = action.apres.iter().map(|(id, title)| el("li").child(saut(&ancre(id)).child(title)));
        fait("Avant cela", el("ul").children(links))
    });
    let contacts = (!action.contacts.is_empty())
        .then(|| fait("Contact", el("ul").children(action.contacts.iter().copied().map(contact))));
    el("dl")
        .class("faits")
        .child((!named).then(|| fait("Pour", mots(&action.pour))))
        .child(fait("Qui s’en charge", mots(&action.qui)))
        .child(told("Qui signe", &action.signe))
        .child(told("Où l’envoyer", &action.envoyer))
        .child(told("Délai", &action.delai))
        .child(textes("D’abord", &action.d_abord))
        .child(textes("À joindre", &action.joindre))
        .child(textes("Comment faire", &action.etapes))
        .child(before)
        .child(contacts)
}

fn action(export: &Export, facts: &Facts, first: &Commencer, action: &LigneAction, noter: bool) -> Node {
    let held =
        first.taches.iter().find(|(_, tache)| tache.pieces.iter().any(|piece| piece.action == action.id));
    let badge = |oui: bool, classe: &str, texte: &str| oui.then(|| el("span").class(classe).child(texte));
    let header = el("header")
        .child(el("span").class("case").attr("aria-hidden", "true"))
        .child(el("h3").child(&action.titre))
        .child(el("p").class("quand").child(&action.quand));
    let badges = el("p")
        .class("badges")
        .child(badge(action.conseil, "conseil", "conseil"))
        .child((action.a_confirmer() && !action.conseil).then(a_confirmer))
        .child(badge(action.dans_la_chaine, "chaine pour-expert", "sur la chaîne la plus longue"));
    let why = el("summary").child("Pourquoi\u{a0}?").child(off_screen(&format!(" {}", action.titre)));
    let dossier = &export.dossier.id;
    let reasons = action.raisons.iter().chain(&action.mentions).map(|ligne| pourquoi(dossier, ligne));
    let done = export.suivi(action).etat == Etat::Fait;
    let people: Vec<&str> = held.map_or_else(Vec::new, |(_, tache)| {
        tache.qui.iter().chain(&tache.signe).map(String::as_str).collect()
    });
    let possible = held.is_some_and(|(partie, tache)| *partie != Partie::Faites && tache.possible());
    let short = (!done).then(|| bref(facts, held.map(|(_, tache)| tache), action));
    let more = el("summary").child("Suivi et détail").child(off_screen(&format!("\u{a0}: {}", action.titre)));
    el("article")
        .class(if done { "acte-plan fait" } else { "acte-plan" })
        .attr("id", ancre(&action.id))
        .attr("tabindex", "-1")
        .attr("data-qui", people.join("|"))
        .attr_if(possible && !done, "data-possible")
        .child(header)
        .child(badges)
        .child(short)
        .child(
            el("details")
                .class("pourquoi detail")
                .attr("id", format!("detail-{}", ancre(&action.id)))
                .child(more)
                .child((!action.quoi.is_empty()).then(|| el("p").class("quoi").child(action.quoi)))
                .child(faits(action))
                .child(if noter { suivi(export, action) } else { note(export, action) }),
        )
        .child(
            el("details")
                .class("pourquoi")
                .attr("id", format!("pourquoi-{}", ancre(&action.id)))
                .child(why)
                .children(reasons)
                .child(signaler(action)),
        )
}

/// A button that prepares a message about what an action rests on.
fn signaler(action: &LigneAction) -> Node {
    let of = off_screen(&format!("\u{a0}: {}", action.titre));
    let prepare = button("lien", "Signaler une erreur", Act::Report)
        .attr("data-rules", details::regles(action).join(", "))
        .child(of);
    el("p").class("boutons").child(prepare)
}

/// A card in short: who by name, what it waits for, where it is done.
fn bref(facts: &Facts, tache: Option<&Tache>, action: &LigneAction) -> Node {
    let who = tache.map_or_else(String::new, |tache| tache.qui.join(", "));
    let who = if who.is_empty() { action.qui.clone() } else { who };
    let signs = tache.and_then(|tache| tache.signe.as_ref()).filter(|_| action.signe.is_some());
    let signs = signs.map(|name| format!(" ; signature\u{a0}: {name}"));
    let waits = tache
        .filter(|tache| !tache.possible())
        .map(|tache| el("p").class("apres").child(format!("Après\u{a0}: {}.", tache.apres.join(" ; "))));
    let links: Vec<Node> = liens(facts, &action.id).iter().map(super::commencer::lien).collect();
    let links = (!links.is_empty()).then(|| el("p").class("liens").children(links));
    fragment()
        .child(el("p").class("qui").child(format!("Qui\u{a0}: {who}")).child(signs))
        .child(waits)
        .child(links)
}

/// The id of what is said of an action on a page.
pub fn ancre(id: &str) -> String {
    format!("action-{}", id.replace(':', "-"))
}

/// A link to an element of the page, by its id: the address stays as it is.
pub fn saut(id: &str) -> Node {
    link(&format!("#{id}")).attr("data-act", Act::Jump.token())
}

/// The same in words, where nothing can be noted.
fn note(export: &Export, action: &LigneAction) -> Node {
    let said = changements::note_en_mots(export.suivi(action));
    if said.is_empty() { fragment() } else { el("p").class("legende").child(said) }
}

/// Status, date and note of an action: kept by its key.
fn suivi(export: &Export, action: &LigneAction) -> Node {
    let now = export.suivi(action);
    let label = |classe: &str, nom: &str| {
        el("label").class(classe).child(nom).child(off_screen(&format!(" : {}", action.titre)))
    };
    // What is noted, and of which action: the page writes it in the dossier.
    let control = |balise: &'static str, champ: &str| {
        el(balise)
            .attr("data-follow-up", action.cle.as_str())
            .attr("data-field", champ)
            .attr("id", format!("{champ}-{}", ancre(&action.id)))
    };
    let options = Etat::TOUS.into_iter().map(|etat| {
        el("option").attr("value", etat.jeton()).attr_if(etat == now.etat, "selected").child(etat.libelle())
    });
    let state = control("select", "state").children(options);
    let date = control("input", "date")
        .attr("type", "date")
        .attr("value", now.date.map(iso).unwrap_or_default())
        .class(if now.date.is_none() { "vide" } else { "" });
    let to_come = now.date.filter(|day| now.etat == Etat::Fait && *day > export.report.jour).map(|_| {
        let phrase = "Cette date est à venir\u{a0}: si c’est fait, quel jour était-ce\u{a0}?";
        el("p").class("avertissement").child(phrase)
    });
    let note = control("input", "note")
        .attr("type", "text")
        .attr("maxlength", "500")
        .attr("value", now.note.as_str());
    // A field cuts what is longer than itself: on paper, the note stands in full.
    let on_paper = el("span").class("papier").attr("aria-hidden", "true").child(&now.note);
    el("div")
        .class("suivi")
        .child(label("", "Où en est-on").child(state))
        .child(label("", "Date").child(date))
        .child(label("note", "Note").child(note).child(on_paper))
        .child(to_come)
}

fn ecartes(dossier: &str, report: &Report) -> Option<Node> {
    let mut lines = report
        .ecartes
        .iter()
        .filter(|ecarte| ecarte.raisons.iter().any(|raison| !raison.texte.is_empty()))
        .map(|ecarte| {
            let reasons = ecarte.raisons.iter().map(|raison| pourquoi(dossier, raison));
            let details = el("details").child(el("summary").child(&ecarte.titre)).children(reasons);
            el("li").child(details)
        })
        .peekable();
    lines.peek()?;
    let title = "Ce qui n’est pas nécessaire, et pourquoi";
    Some(section("ecartes", title).child(el("ul").children(lines)))
}

/// One contact.
pub fn contact(contact: &'static Contact) -> Node {
    let mut line = el("li").child(contact.objet).child("\u{a0}: ");
    if !contact.courriel.is_empty() {
        let mail = link(&format!("mailto:{}", contact.courriel));
        line = line.child(mail.child(contact.courriel)).child(" ");
    }
    if !contact.telephone.is_empty() {
        line = line.child(el("span").class("telephone").child(contact.telephone)).child(" ");
    }
    if !contact.adresse.is_empty() {
        let web = link(contact.adresse).attr("rel", "noreferrer");
        line = line.child(web.child(contact.adresse)).child(" ");
    }
    line.child((!contact.reserve.is_empty()).then(|| el("small").child(contact.reserve)))
}

pub(super) fn contacts(report: &Report) -> Option<Node> {
    let mut found: Vec<&'static Contact> = vec![];
    for one in report.actions.iter().flat_map(|action| action.contacts.iter().copied()) {
        if !found.iter().any(|known| known.objet == one.objet) {
            found.push(one);
        }
    }
    (!found.is_empty())
        .then(|| section("", "Contacts").child(el("ul").children(found.into_iter().map(contact))))
}

fn glossaire(report: &Report) -> Node {
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
    let terms = el("dl").children(termes_dans(&text).map(terme));
    section("glossaire", "Les sigles de ce plan").child(terms)
}

fn sources(report: &Report) -> Node {
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
        .child(el("ul").children(found.into_iter().map(lien_source)))
}
