//! « Les règles ont changé »: what newer editions of the rules change in a dossier, and why, at the top of its plan until it
//! is read; and what they no longer ask for, with what was noted of it. What changes is
//! [`crate::domain::plan_retenu`]'s; the sentences are those of `docs/regles-changements.md`.

use crate::domain::calendrier::long;
use crate::domain::changements::{Changement, editions};
use crate::domain::comparaison::Sens;
use crate::domain::dossier::{Etat, Suivi};
use crate::domain::plan_retenu::{FigureChangee, Nouveaute, Nouveautes, Souvenir};
use crate::export::Export;
use crate::protocol::node::{Node, el, form, fragment, link, off_screen, section};
use crate::protocol::request::{Command, DrawnPage, PAGE};
use crate::route::{Lieu, Route};

use super::pourquoi::{a_confirmer, lien_source};

/// The kinds of changes, in order: title, name in the ids of the page, whether it is folded, since many actions may move or
/// be told otherwise at once; where it is not, why is.
const SENS: [(Sens, &str, &str, bool); 4] = [
    (Sens::Apparait, "Nouveau dans ce plan", "nouveau", false),
    (Sens::Disparait, "N’est plus demandé", "retire", false),
    (Sens::Deplacee, "Change de date", "dates", true),
    (Sens::Redite, "Se fait autrement", "autrement", true),
];

/// What is to be read, and the button that says that it was; nothing when all was.
pub fn a_lire(export: &Export, souvenir: &Souvenir, page: DrawnPage) -> Option<Node> {
    if souvenir.a_lire.is_empty() {
        return None;
    }
    let hidden = el("input").attr("type", "hidden").attr("name", PAGE).attr("value", page.token());
    let read = form(Command::ChangesRead)
        .child(hidden)
        .child(el("p").class("boutons").child(el("button").class("principal").child("J’ai lu")));
    let title = "Les règles ont changé\u{a0}: ce que cela change ici";
    Some(
        section("changements hors-papier", title)
            .children(souvenir.a_lire.iter().map(|found| nouveautes(export, found)))
            .child(read),
    )
}

/// That there is something to be read, and where, on the other pages of the dossier.
pub fn annonce(dossier: &str, souvenir: &Souvenir) -> Option<Node> {
    let read = Route::Dossier(dossier.to_owned(), Lieu::Drawn(DrawnPage::ParQuoiCommencer)).href();
    (!souvenir.a_lire.is_empty()).then(|| {
        el("p")
            .class("changements hors-papier")
            .child("Les règles ont changé depuis la dernière fois, et ce plan avec elles\u{a0}: ")
            .child(link(&read).child("lire ce que cela change ici"))
            .child(".")
    })
}

/// What an edition changes.
fn nouveautes(export: &Export, found: &Nouveautes) -> Node {
    let changes = found.changements();
    let parts = SENS.into_iter().filter_map(|(sens, title, name, folded)| {
        let title = if found.sans_memoire { "Une règle a changé" } else { title };
        let lines: Vec<&Nouveaute> = found.du_sens(sens).collect();
        let id = format!("changements-{}-{name}", found.a);
        (!lines.is_empty()).then(|| partie(export, &changes, &lines, (id, title, folded)))
    });
    fragment().child(el("p").child(editions_en_mots(found))).child(figures(&found.figures)).children(parts)
}

/// Which edition the plan was made with, which one it follows, and what did not move.
fn editions_en_mots(found: &Nouveautes) -> String {
    let name = |rang: u32| {
        editions()
            .find(|edition| edition.rang == rang)
            .map_or_else(String::new, |edition| edition.nom.to_owned())
    };
    if found.sans_memoire {
        return format!(
            "Ce dossier a été enregistré avec les règles d’avant ({}). Il suit maintenant les nouvelles ({}). Son plan d’alors n’a pas été gardé\u{a0}: Jalons ne peut pas dire ce qui y a bougé, mais voici les actions dont une règle a changé depuis. Vos réponses, ce que vous avez coché et vos notes n’ont pas changé.",
            name(found.de),
            name(found.a),
        );
    }
    format!(
        "Ce plan avait été préparé avec les règles d’avant ({}). Il suit maintenant les nouvelles ({}). Vos réponses, ce que vous avez coché et vos notes n’ont pas changé.",
        name(found.de),
        name(found.a),
    )
}

fn figures(figures: &[FigureChangee]) -> Option<Node> {
    let said: Vec<String> = figures
        .iter()
        .map(|one| format!("{}\u{a0}: {} au lieu de {}", one.nom, one.apres, one.avant))
        .collect();
    (!said.is_empty()).then(|| el("p").child(el("b").child(format!("{}.", said.join("\u{a0}; ")))))
}

/// The changes of a kind, then why.
fn partie(
    export: &Export,
    changes: &[Changement],
    lines: &[&Nouveaute],
    (id, title, folded): (String, &'static str, bool),
) -> Node {
    let fold = |summary: Node| el("details").class("pourquoi").attr("id", id).child(summary);
    let list = el("ul").class("ecarts").children(lines.iter().map(|one| ligne(export, one)));
    if !folded {
        let why = el("summary").child("Pourquoi\u{a0}?").child(off_screen(&format!(" {title}")));
        return fragment()
            .child(el("h3").child(title))
            .child(list)
            .child(fold(why).child(raisons(changes, lines)));
    }
    let said = match lines.len() {
        1 => format!("{title}\u{a0}: 1 action"),
        many => format!("{title}\u{a0}: {many} actions"),
    };
    fold(el("summary").child(said))
        .child(list)
        .child(el("p").class("legende").child("Pourquoi\u{a0}:"))
        .child(raisons(changes, lines))
}

fn ligne(export: &Export, one: &Nouveaute) -> Node {
    let side = |class: &'static str, name: &str, words: &str| {
        el("div").class(class).child(el("dt").child(name)).child(el("dd").child(words))
    };
    let sides =
        (one.sens == Sens::Deplacee || one.sens == Sens::Disparait && !one.apres.is_empty()).then(|| {
            el("dl").class("cotes").child(side("avant", "Avant", &one.avant)).child(side(
                "apres",
                "Maintenant",
                &one.apres,
            ))
        });
    let when = (one.sens == Sens::Apparait).then(|| el("p").class("quand").child(&one.apres));
    let noted = export.dossier.suivi.get(&one.cle).filter(|_| one.sens == Sens::Disparait);
    el("li")
        .class("ecart")
        .child(el("p").child(el("b").child(&one.titre)))
        .child(when)
        .child(sides)
        .children(one.pourquoi.iter().map(|why| el("p").child(why)))
        .child(noted.map(|noted| el("p").class("legende").child(note_en_mots(noted))))
}

/// The rules that changed and that these actions cite, each once, those of all of them first: what was said, what is said,
/// what founds it.
fn raisons(changes: &[Changement], lines: &[&Nouveaute]) -> Node {
    let (of_all, of_some): (Vec<_>, Vec<_>) = changes
        .iter()
        .map(|change| {
            let cites = |one: &&&Nouveaute| one.regles.iter().any(|id| id == change.regle.id);
            let titles = lines.iter().filter(cites).map(|one| one.titre.as_str());
            (change, titles.collect::<Vec<&str>>())
        })
        .filter(|(_, titles)| !titles.is_empty())
        .partition(|(_, titles)| titles.len() == lines.len());
    if of_all.is_empty() && of_some.is_empty() {
        let none = "Aucune règle citée ici n’a changé\u{a0}: c’est le calcul du plan qui a été revu.";
        return el("p").class("legende").child(none);
    }
    fragment()
        .children(of_all.into_iter().map(|(change, _)| raison(change, &[])))
        .children(of_some.into_iter().map(|(change, titles)| raison(change, &titles)))
}

/// A rule that changed, and which of the actions it is about; none when it is about all of them.
fn raison(change: &Changement, of: &[&str]) -> Node {
    let about = (!of.is_empty())
        .then(|| el("p").class("legende").child(format!("Pour\u{a0}: {}", of.join("\u{a0}; "))));
    let sure = change.regle.est_a_confirmer().then(a_confirmer);
    let sources = (!change.sources.is_empty())
        .then(|| el("ul").children(change.sources.iter().copied().map(lien_source)));
    el("div")
        .class("raison")
        .child(el("p").child("Avant\u{a0}: ").child(change.avant))
        .child(
            el("p")
                .child("Maintenant\u{a0}: ")
                .child(el("b").child(change.maintenant))
                .child(" ")
                .child(sure),
        )
        .child(about)
        .child(
            el("div")
                .class("fondement")
                .child(el("span").class("pour-expert").child(change.regle.id))
                .child(sources),
        )
}

/// « Fait le 3 février 2026. Envoyé par courrier. »
pub fn note_en_mots(noted: &Suivi) -> String {
    let state = match (noted.etat, noted.date) {
        (Etat::AFaire, None) => String::new(),
        (Etat::AFaire, Some(day)) => format!("Prévu le {}. ", long(day)),
        (etat, None) => format!("{}. ", etat.libelle()),
        (etat, Some(day)) => format!("{}, le {}. ", etat.libelle(), long(day)),
    };
    let note =
        if noted.note.is_empty() { String::new() } else { format!("Votre note\u{a0}: {}", noted.note) };
    format!("{state}{note}").trim().to_owned()
}

/// What newer rules no longer ask for, with what was noted of it; no section when nothing was.
pub fn plus_demandees(export: &Export, souvenir: &Souvenir) -> Option<Node> {
    let found = souvenir.plus_demandees(export.report, &export.dossier.suivi);
    if found.is_empty() {
        return None;
    }
    let lines = found.into_iter().map(|(one, noted)| {
        el("li")
            .child(&one.titre)
            .child(off_screen("\u{a0}:"))
            .child(el("p").class("legende").child(note_en_mots(noted)))
    });
    let means = "Les règles ne demandent plus ces actions. Ce que vous en aviez noté est gardé.";
    Some(
        section("ecartes", "N’est plus demandé")
            .child(el("p").class("legende").child(means))
            .child(el("ul").children(lines)),
    )
}
