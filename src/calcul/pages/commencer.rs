//! « Par quoi commencer »: the first page of a plan, one screen and one sheet of paper. What it says is
//! [`crate::domain::commencer`]'s.

use chrono::NaiveDate;

use crate::domain::calendrier::long;
use crate::domain::commencer::{
    Attendu, Attente, Commencer, Message, Partie, Piece, Tache, commencer, titre,
};
use crate::domain::dossier::{Dossier, Etat};
use crate::domain::gestes::Geste;
use crate::domain::liens::Lien;
use crate::domain::plan_retenu::Souvenir;
use crate::domain::report::Report;
use crate::export::Export;
use crate::export::courriers::{Courrier, courriers};
use crate::export::preparation::{Preparation, preparations};
use crate::protocol::answer::Answer;
use crate::protocol::mail::mailto;
use crate::protocol::node::{Node, button, el, fragment, link, off_screen, page_title};
use crate::protocol::publication::DE_LA_PAGE;
use crate::protocol::request::{Act, DrawnPage};
use crate::route::{Lieu, Retour, Route};
use crate::tabs::tabs;

use super::aide::sigles;
use super::changements;
use super::courriers::ADRESSE_MAX;
use super::envoi::envoi as envoi_du_dossier;
use super::plan::saut;
use super::pourquoi::adresse_de;

/// Above that many parts, a line that is not sent as a whole opens on them.
const PIECES_OUVERTES: usize = 5;

/// The answer that is the page, what is remembered of the plan before being known.
pub fn reponse(dossier: &Dossier, today: NaiveDate, souvenir: Option<&Souvenir>) -> Answer {
    let report = Report::bref_du_dossier(dossier, today);
    let export = Export { dossier, report: &report };
    Answer::page(titre(&report), page(&export, souvenir))
}

/// The page.
pub fn page(export: &Export, souvenir: Option<&Souvenir>) -> Node {
    let page = commencer(export.dossier, export.report);
    let dossier = &export.dossier.id;
    let changed = souvenir.map(|souvenir| changements::a_lire(export, souvenir, DrawnPage::ParQuoiCommencer));
    let top = fragment()
        .child(tabs(dossier, DrawnPage::ParQuoiCommencer))
        .child(page_title(&titre(export.report)))
        .child(changed);
    if page.taches.is_empty() && page.a_repondre.is_empty() {
        let none = "Rien à faire d’après vos réponses. Complétez-les pour que le plan se dessine.";
        return top.child(el("p").class("indice").child(none));
    }
    let detail = Route::Dossier(dossier.clone(), Lieu::PLAN).href();
    let essentiel = Route::Dossier(dossier.clone(), Lieu::Drawn(DrawnPage::Essentiel)).href();
    let acts = el("p")
        .class("boutons")
        .child(button("principal", "Imprimer cette page", Act::Print))
        .child(link(&essentiel).class("secondaire").child("L’essentiel sur papier"))
        .child(link(&detail).class("secondaire").child("Tout le détail"));
    top.child(feuille(export, &page)).child(acts).child(envois(export, &page))
}

/// What the lines of the page lead to.
struct Suites<'a> {
    dossier: &'a str,
    fiches: Vec<Preparation>,
    lettres: Vec<Courrier>,
}

/// What stands on the sheet of paper.
pub fn feuille(export: &Export, page: &Commencer) -> Node {
    let suites =
        &Suites { dossier: &export.dossier.id, fiches: preparations(export), lettres: courriers(export) };
    let drawn = el("div")
        .class("commencer")
        .child(el("p").class("legende").child(format!("Au {}", long(export.report.jour))))
        .child(depuis(page))
        .child(page.attente.as_ref().map(attente))
        .children(a_faire(suites, page, export.report))
        .child(a_repondre(&export.dossier.id, page))
        .child(hors_du_plan(page))
        .child(faites(suites, page))
        .child((!page.figures.is_empty()).then(|| el("p").class("figures-en-mots").child(&page.figures)));
    let words = sigles("h2", "Les mots de cette page", &[&drawn]);
    drawn.child(words)
}

/// What was expected since the last visit, and is not noted.
fn depuis(page: &Commencer) -> Option<Node> {
    if page.attendus.is_empty() {
        return None;
    }
    let since = match page.depuis {
        Some(day) => format!("Depuis le {}", long(day)),
        None => "Où en êtes-vous\u{a0}?".to_owned(),
    };
    let lines = page.attendus.iter().filter_map(|attendu| question(page, attendu));
    let list = el("ul").class("attendus").children(lines);
    Some(el("section").class("depuis").child(el("h2").child(since)).child(list))
}

fn question(page: &Commencer, attendu: &Attendu) -> Option<Node> {
    let (_, tache) = page.taches.iter().find(|(_, tache)| tache.cle == attendu.tache)?;
    let yes = el("label")
        .class("coche")
        .child(boite(tache, &format!("attendu-{}", ancre(tache))))
        .child("Oui, c’est fait");
    let elsewhere =
        saut(&ancre(tache)).child("Pas encore").child(off_screen(&format!("\u{a0}: {}", tache.titre)));
    Some(
        el("li")
            .child(el("p").child(&attendu.phrase))
            .child(el("p").class("reponses-courtes").child(yes).child(" ").child(elsewhere)),
    )
}

/// The parts of what is to be done. The day that the dates are counted from, which is changed there, stands after what can be
/// done now: that is what the page is opened for.
fn a_faire(suites: &Suites, page: &Commencer, report: &Report) -> Vec<Node> {
    let is_now = |partie: &&Partie| matches!(partie, Partie::ProchainJour | Partie::Aujourdhui);
    let parts = |now: bool| {
        let parts = Partie::A_FAIRE.iter().filter(move |partie| is_now(partie) == now);
        parts.filter_map(|partie| section(suites, page, *partie))
    };
    let counted = page.attente.as_ref().and_then(|_| envoi_du_dossier(report));
    parts(true).chain(counted).chain(parts(false)).collect()
}

/// What everything waits for.
fn attente(attente: &Attente) -> Node {
    let (first, rest) = attente.phrase.split_once(". ").unwrap_or((&attente.phrase, ""));
    let first = first.trim_end_matches('.');
    let end = if first.ends_with('?') { " " } else { ". " };
    el("div")
        .class("attente-de-tout")
        .child(el("p").class("chapeau").child(el("b").child(format!("{first}{end}"))).child(rest))
}

fn section(suites: &Suites, page: &Commencer, partie: Partie) -> Option<Node> {
    let lines: Vec<&Tache> = page.partie(partie).collect();
    if lines.is_empty() {
        return None;
    }
    let (title, aside) = page.titre(partie);
    let aside = (!aside.is_empty()).then(|| el("small").child(format!(" ({aside})")));
    let class = if partie == Partie::ProchainJour || partie == Partie::Aujourdhui {
        "partie maintenant"
    } else {
        "partie"
    };
    Some(
        el("section")
            .class(class)
            .child(el("h2").child(title).child(aside))
            .child(el("ul").class("taches").children(lines.into_iter().map(|line| tache(suites, line)))),
    )
}

/// The id of a line on the page.
fn ancre(tache: &Tache) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("tache-{}", tache.cle.chars().map(plain).collect::<String>())
}

/// The box of a whole line.
fn boite(tache: &Tache, id: &str) -> Node {
    let (done, begun) = tache.d_un_coup();
    let (done, begun) = if tache.faite() {
        (tache.pieces.iter().map(|piece| piece.cle.as_str()).collect(), vec![])
    } else {
        (done, begun)
    };
    el("input")
        .attr("type", "checkbox")
        .attr("id", id)
        .attr("data-follow-up", done.join(" "))
        .attr("data-begun", begun.join(" "))
        .attr("data-field", "done")
        .attr_if(tache.faite(), "checked")
}

fn tache(suites: &Suites, tache: &Tache) -> Node {
    let id = ancre(tache);
    let paper = el("span").class("case papier").attr("aria-hidden", "true").child(if tache.faite() {
        "✓"
    } else {
        ""
    });
    let head = if tache.possible() {
        let box_id = format!("{id}-fait");
        let name = el("label").attr("for", box_id.as_str()).child(el("b").child(&tache.titre));
        el("p").class("tete").child(paper).child(boite(tache, &box_id)).child(name)
    } else {
        el("p").class("tete attend").child(paper).child(el("b").child(&tache.titre))
    };
    let said = tache.qui_et_quand();
    let waits = (!tache.possible())
        .then(|| el("p").class("apres").child(format!("Après\u{a0}: {}.", tache.apres.join(" ; "))));
    el("li")
        .class(if tache.faite() { "tache fait" } else { "tache" })
        .attr("id", id.as_str())
        .attr("tabindex", "-1")
        .child(head)
        .child((!said.is_empty()).then(|| el("p").class("qui").child(said)))
        .child(waits)
        .child(pieces(tache, &id))
        .child(d_abord(tache))
        .child(joindre(tache))
        .child(liens(suites, tache))
        .child(tache.message.as_ref().filter(|_| tache.possible()).map(|message| {
            let name = format!("Message prêt pour {}", message.a);
            envoi(&name, message, &format!("message-{id}"))
        }))
}

/// What a line holds: boxes, when it can be done; folded when there are many.
fn pieces(tache: &Tache, id: &str) -> Option<Node> {
    let alone = tache.pieces.len() < 2;
    if alone {
        return None;
    }
    let line = |(rank, one): (usize, &Piece)| {
        let advice =
            one.conseil.then(|| fragment().child(" ").child(el("span").class("conseil").child("conseil")));
        let paper = el("span").class("case papier").attr("aria-hidden", "true").child(if one.cochee() {
            "✓"
        } else {
            ""
        });
        if !tache.possible() {
            return el("li").child(paper).child(el("span").child(&one.titre)).child(advice);
        }
        let box_id = format!("{id}-piece-{rank}");
        let tick = el("input")
            .attr("type", "checkbox")
            .attr("id", box_id.as_str())
            .attr("data-follow-up", one.cle.as_str())
            .attr("data-field", if one.commence { "begun" } else { "done" })
            .attr_if(one.cochee(), "checked");
        el("li")
            .child(paper)
            .child(tick)
            .child(el("label").attr("for", box_id.as_str()).child(&one.titre))
            .child(advice)
    };
    let list = el("ul").class("pieces").children(tache.pieces.iter().enumerate().map(line));
    let inside = tache.geste.part_d_un_coup() || tache.geste == Geste::Editeur;
    if inside || tache.pieces.len() <= PIECES_OUVERTES && tache.possible() {
        let name = if inside && tache.geste != Geste::Editeur {
            Some(el("p").class("dedans").child("Dedans\u{a0}:"))
        } else {
            None
        };
        return Some(fragment().child(name).child(list));
    }
    let summary = el("summary")
        .child(format!("Voir les {}", tache.pieces.len()))
        .child(off_screen(&format!("\u{a0}: {}", tache.titre)));
    Some(el("details").class("pourquoi replie").attr("id", format!("pieces-{id}")).child(summary).child(list))
}

/// What to ask or to check first, on the screen and on the sheet of paper.
fn d_abord(tache: &Tache) -> Option<Node> {
    if tache.d_abord.is_empty() {
        return None;
    }
    let first = el("b").child("D’abord\u{a0}: ");
    Some(el("p").class("d-abord").child(first).child(tache.d_abord.join(" ")))
}

fn joindre(tache: &Tache) -> Option<Node> {
    if tache.joindre.is_empty() {
        return None;
    }
    Some(
        el("p").class("joindre").child(format!(
            "Pièces à joindre, à vérifier sur la notice\u{a0}: {}.",
            tache.joindre.join(" ; ")
        )),
    )
}

/// One link.
pub fn lien(lien: &Lien) -> Node {
    let shown = link(&lien.href()).attr("rel", "noreferrer").child(lien.texte);
    let by = lien.par_une_page.then(|| off_screen(", par une page qui y mène"));
    let address =
        el("span").class("papier").child(format!("\u{a0}: {}", lien.adresse.trim_start_matches("https://")));
    el("span").class("un-lien").child(shown.child(by)).child(address)
}

/// Where a line is done, the sheets to copy from, the letters that are ready.
fn liens(suites: &Suites, tache: &Tache) -> Option<Node> {
    let holds =
        |action: &str| tache.pieces.iter().any(|piece| piece.action == action && piece.etat != Etat::Fait);
    let place = |page| Route::Dossier(suites.dossier.to_owned(), Lieu::Drawn(page)).href();
    let sheets = suites.fiches.iter().filter(|sheet| holds(&sheet.action)).count();
    let sheets = (sheets > 0).then(|| {
        let name = if sheets == 1 {
            "La fiche à recopier".to_owned()
        } else {
            format!("Les {sheets} fiches à recopier")
        };
        el("span")
            .class("un-lien hors-papier")
            .attr(DE_LA_PAGE, DrawnPage::Fiches.token())
            .child(link(&place(DrawnPage::Fiches)).child(name))
    });
    let letter = suites.lettres.iter().any(|letter| {
        let about = letter.id.split_once(':').map_or(letter.id.as_str(), |(_, action)| action);
        holds(about)
            || (about == "signature" && tache.signe.is_some() && !tache.faite())
            || (about == "note-e-cps" && tache.geste == Geste::Ecps)
            || (about == "note-cps" && tache.geste == Geste::Ordre)
            || (about == "denomination" && tache.geste == Geste::NouveauNom)
    });
    let letter = letter.then(|| {
        el("span")
            .class("un-lien hors-papier")
            .attr(DE_LA_PAGE, DrawnPage::Courriers.token())
            .child(link(&place(DrawnPage::Courriers)).child("Le courrier prêt"))
    });
    let all: Vec<Node> = tache.liens.iter().map(lien).chain(sheets).chain(letter).collect();
    (!all.is_empty()).then(|| el("p").class("liens").children(all))
}

/// A message: its text, the way to copy it, the way to open it.
fn envoi(nom: &str, message: &Message, id: &str) -> Node {
    let mail = mailto("", &message.objet, &message.corps);
    let short = mail.chars().count() <= ADRESSE_MAX;
    let of = || off_screen(&format!("\u{a0}: {nom}"));
    let text = format!("texte-{id}");
    let acts = el("p")
        .class("boutons")
        .child(short.then(|| link(&mail).class("secondaire").child("Ouvrir dans la messagerie").child(of())))
        .child(
            button("secondaire", "Copier le message", Act::Copy)
                .attr("data-target", text.as_str())
                .child(of()),
        );
    el("details")
        .class("pourquoi hors-papier")
        .attr("id", id)
        .child(el("summary").child(nom))
        .child(el("p").class("legende").child(format!("Objet\u{a0}: {}", message.objet)))
        .child(el("div").class("lettre").attr("id", text.as_str()).child(&message.corps))
        .child(acts)
}

/// What concerns one person, for each of them.
fn envois(export: &Export, page: &Commencer) -> Option<Node> {
    let drawn: Vec<Node> = page
        .personnes
        .iter()
        .enumerate()
        .filter_map(|(rank, who)| {
            let message = page.message_pour(who, &export.report.structure)?;
            Some(envoi(&format!("Envoyer ce qui concerne {who}"), &message, &format!("envoi-{rank}")))
        })
        .collect();
    let what = "Rien n’est envoyé d’ici\u{a0}: chaque message ne contient que les lignes de la personne.";
    (!drawn.is_empty()).then(|| {
        el("section")
            .class("envois hors-papier")
            .child(el("h2").child("À chacun ses lignes"))
            .child(el("p").class("legende").child(what))
            .children(drawn)
    })
}

/// What the plan does not cover, and to whom to turn.
fn hors_du_plan(page: &Commencer) -> Option<Node> {
    if page.hors_du_plan.is_empty() {
        return None;
    }
    let lines = page.hors_du_plan.iter().map(|texte| el("p").child(texte));
    let title = el("h2").child("Ce que ce plan ne couvre pas");
    Some(el("section").class("hors-du-plan").child(title).children(lines))
}

/// Questions without an answer, and what the plan may hold according to them.
fn a_repondre(dossier: &str, page: &Commencer) -> Option<Node> {
    if page.a_repondre.is_empty() && page.peut_etre.is_empty() {
        return None;
    }
    let links = page.a_repondre.iter().filter_map(|question| {
        let address = adresse_de(dossier, &question.lu, Retour::Drawn(DrawnPage::ParQuoiCommencer))?;
        Some(el("li").child(link(&address).child(&question.question)))
    });
    let answers = (!page.a_repondre.is_empty()).then(|| {
        fragment().child(el("p").child("Il manque des réponses\u{a0}:")).child(el("ul").children(links))
    });
    let maybe = (!page.peut_etre.is_empty()).then(|| {
        let summary = format!(
            "Selon ce qui reste inconnu, le plan comptera peut-être {} choses de plus",
            page.peut_etre.len()
        );
        let summary = summary.replace("peut-être 1 choses", "peut-être une chose");
        el("details")
            .class("pourquoi hors-papier")
            .attr("id", "peut-etre")
            .child(el("summary").child(summary))
            .child(el("ul").children(page.peut_etre.iter().map(|title| el("li").child(title))))
    });
    Some(
        el("section")
            .class("manque-encore")
            .child(el("h2").child("Ce qui reste inconnu"))
            .child(answers)
            .child(maybe),
    )
}

/// What is done, folded.
fn faites(suites: &Suites, page: &Commencer) -> Option<Node> {
    let done: Vec<&Tache> = page.partie(Partie::Faites).collect();
    if done.is_empty() {
        return None;
    }
    let name = if done.len() == 1 {
        "C’est fait\u{a0}: 1 ligne".to_owned()
    } else {
        format!("C’est fait\u{a0}: {} lignes", done.len())
    };
    let lines = done.into_iter().map(|line| tache(suites, line));
    Some(
        el("details")
            .class("faites pourquoi hors-papier")
            .attr("id", "faites")
            .child(el("summary").child(name))
            .child(el("ul").class("taches").children(lines)),
    )
}
