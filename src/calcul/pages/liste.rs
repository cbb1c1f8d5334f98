//! The checklist alone, for paper: one line for each action, what is already done ticked, and lines to write on.

use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::report::{LigneAction, LigneOuverte};
use crate::domain::rule::Phase;
use crate::export::Export;
use crate::protocol::node::{Node, button, el, fragment, off_screen, page_title};
use crate::protocol::request::{Act, DrawnPage};
use crate::tabs::tabs;

use super::envoi::envoi;
use super::plan::{ancre, contacts, figures};
use super::pourquoi::a_confirmer;
use super::titles::{dates, titre_de};

/// Title of the page.
pub const TITRE: &str = "Liste à cocher";

/// Lines left for what is added by hand.
const LIGNES_LIBRES: usize = 4;

/// Headings of the columns after the box; also told in each cell on a narrow screen.
const COLONNES: [&str; 6] = ["À faire", "Nombre", "Qui", "Qui signe", "Pour quand", "Fait le"];

/// The page of the checklist.
pub fn liste(export: &Export) -> Node {
    let report = export.report;
    let top = fragment()
        .child(tabs(&export.dossier.id, DrawnPage::Liste))
        .child(page_title(&titre_de(TITRE, report)))
        .child(dates(report))
        .child(envoi(report))
        .child(figures(report));
    // Nothing answered: everything may be needed, which says nothing.
    if report.phases_possibles().next().is_none() || export.dossier.answers.is_empty() {
        let none = "Rien à faire d’après vos réponses : la liste est vide.";
        return top.child(el("p").class("indice").child(none));
    }
    let print = el("p").class("boutons").child(button("principal", "Imprimer la liste", Act::Print));
    top.child(bilan(export)).child(print).child(tableau(export)).child(contacts(report))
}

/// The checklist itself.
pub fn tableau(export: &Export) -> Node {
    let report = export.report;
    let heading = |name: &str| el("th").attr("scope", "col").attr("role", "columnheader").child(name);
    let head = el("thead").attr("role", "rowgroup").child(
        el("tr")
            .attr("role", "row")
            .child(el("td").attr("role", "cell").child(off_screen("Case à cocher")))
            .children(COLONNES.into_iter().map(heading)),
    );
    el("table")
        .class("a-cocher")
        .attr("role", "table")
        .child(el("caption").class("hors-ecran").child("Ce qu’il y a à faire, dans l’ordre"))
        .child(head)
        .children(
            report.phases_possibles().enumerate().map(|(rank, (phase, actions, opens))| {
                cette_phase(export, rank + 1, phase, &actions, &opens)
            }),
        )
        .child(lignes_libres())
}

/// How many are done, what is still open, and what the dates are worth.
fn bilan(export: &Export) -> Node {
    let due = export.report.actions.iter().filter(|action| !action.conseil);
    let done = due.clone().filter(|action| export.suivi(action).etat == Etat::Fait).count();
    let mut words = format!("Faites : {done} sur {}. ", due.count());
    match export.report.ouverts.len() {
        0 => {}
        1 => words.push_str("Un point reste ouvert : il est marqué « peut-être ». "),
        number => {
            words.push_str(&format!("{number} points restent ouverts : ils sont marqués « peut-être ». "))
        }
    }
    words.push_str("Les dates sont des estimations au plus tôt.");
    el("p").class("legende").child(words)
}

/// A body of the table: the phase, then its actions.
fn cette_phase(
    export: &Export,
    rank: usize,
    phase: Phase,
    actions: &[&LigneAction],
    opens: &[&LigneOuverte],
) -> Node {
    el("tbody")
        .attr("role", "rowgroup")
        .child(entete(&format!("{rank}. {}", phase.titre())))
        .children(actions.iter().map(|action| ligne(export, action)))
        .children(opens.iter().map(|open| ligne_ouverte(open)))
}

/// What may have to be done: no box to tick before it is known.
fn ligne_ouverte(open: &LigneOuverte) -> Node {
    let number = open.quantite.map_or_else(String::new, |number| format!("0 ou {number}"));
    let what = el("td")
        .attr("role", "cell")
        .child(el("b").child(&open.titre))
        .child(" ")
        .child(el("span").class("peut-etre").child("peut-être"));
    el("tr")
        .class("ouverte")
        .attr("role", "row")
        .child(el("td").attr("role", "cell").child(off_screen("Peut-être à faire")))
        .child(what)
        .child(cellule(1, &number))
        .child(cellule(2, ""))
        .child(cellule(3, ""))
        .child(cellule(4, &open.quand))
        .child(cellule(5, ""))
}

fn entete(titre: &str) -> Node {
    let name = el("th").attr("scope", "rowgroup").attr("colspan", "7").attr("role", "rowheader").child(titre);
    el("tr").class("groupe").attr("role", "row").child(name)
}

fn cellule(place: usize, texte: &str) -> Node {
    // On a narrow screen the cells stand under each other, each with its name; an empty one is not shown.
    let name = COLONNES
        .get(place)
        .filter(|_| !texte.is_empty())
        .map(|name| el("span").class("etroit").attr("aria-hidden", "true").child(format!("{name} : ")));
    let cell = el("td").attr("role", "cell").child(name);
    if texte.is_empty() { cell } else { cell.child(texte) }
}

fn ligne(export: &Export, action: &LigneAction) -> Node {
    let suivi = export.suivi(action);
    let done = suivi.etat == Etat::Fait;
    // The number has its own column.
    let title = action.titre_sans_nombre();
    // « Aide-soignant (code R85 313) »: the title says it already.
    let named = action.pour.split('(').next().unwrap_or_default().trim();
    let pour = (!action.titre.contains(named)).then(|| el("small").child(format!(" pour {}", action.pour)));
    let advice = action.conseil.then(|| el("span").class("conseil").child("conseil"));
    let doubtful = (action.a_confirmer() && !action.conseil).then(a_confirmer);
    let under_way = (suivi.etat == Etat::EnCours).then(|| el("small").child(Etat::EnCours.libelle()));
    let note = (!suivi.note.is_empty()).then(|| el("small").class("note").child(&suivi.note));
    let what = el("b").child(title);
    let done_on = match (done, suivi.date) {
        (true, Some(day)) => long(day),
        (true, None) => "fait".to_owned(),
        (false, _) => String::new(),
    };
    let signs = action.signe.as_ref().map_or("", |signe| signe.texte.as_str());
    // On the screen, a box that ticks; on paper, a drawn one.
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", format!("fait-{}", ancre(&action.id)))
        .attr("data-follow-up", action.cle.as_str())
        .attr("data-field", "done")
        .attr("aria-label", format!("Fait\u{a0}: {}", action.titre))
        .attr_if(done, "checked");
    let state = if done { "Fait" } else { "À faire" };
    el("tr")
        .class(if done { "fait" } else { "" })
        .attr("role", "row")
        .child(
            el("td")
                .attr("role", "cell")
                .child(el("span").class("case papier").attr("aria-hidden", "true").child(if done {
                    "✓"
                } else {
                    ""
                }))
                .child(tick)
                .child(off_screen(state)),
        )
        .child(
            el("td")
                .attr("role", "cell")
                .child(what)
                .child(pour)
                .child(" ")
                .child(advice)
                .child(doubtful)
                .child(under_way)
                .child(note),
        )
        .child(cellule(1, &action.quantite.to_string()))
        .child(cellule(2, &action.qui))
        .child(cellule(3, signs))
        .child(cellule(4, &action.quand))
        .child(cellule(5, &done_on))
}

fn lignes_libres() -> Node {
    let empty = (0..LIGNES_LIBRES).map(|_| {
        el("tr")
            .class("libre")
            .attr("role", "row")
            .child(el("td").attr("role", "cell").child(el("span").class("case").attr("aria-hidden", "true")))
            .children((0..COLONNES.len()).map(|_| el("td").attr("role", "cell")))
    });
    el("tbody").class("papier").attr("role", "rowgroup").child(entete("À ajouter à la main")).children(empty)
}
