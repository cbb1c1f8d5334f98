//! The checklist alone, for paper: one line for each action, what is already done ticked, and lines to write on.

use crate::atelier::noeud::{Noeud, bouton, el, ensemble, hors_ecran, titre_de_page};
use crate::atelier::protocole::{Acte, Quoi};
use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::report::LigneAction;
use crate::domain::rule::Phase;
use crate::export::Export;

use super::onglets::{dates, onglets, titre_de};
use super::plan::{ancre, contacts, figures};
use super::pourquoi::a_confirmer;

/// Title of the page.
pub const TITRE: &str = "Liste à cocher";

/// Lines left for what is added by hand.
const LIGNES_LIBRES: usize = 4;

/// Headings of the columns after the box; also told in each cell on a narrow screen.
const COLONNES: [&str; 6] = ["À faire", "Nombre", "Qui", "Qui signe", "Pour quand", "Fait le"];

/// The page of the checklist.
pub fn liste(export: &Export) -> Noeud {
    let report = export.report;
    let top = ensemble()
        .enfant(onglets(&export.dossier.id, Quoi::Liste))
        .enfant(titre_de_page(&titre_de(TITRE, report)))
        .enfant(dates(report))
        .enfant(figures(report));
    if report.actions.is_empty() {
        let none = "Rien à faire d’après vos réponses : la liste est vide.";
        return top.enfant(el("p").classe("indice").enfant(none));
    }
    let print = el("p").classe("boutons").enfant(bouton("principal", "Imprimer la liste", Acte::Imprimer));
    let heading = |name: &str| el("th").attr("scope", "col").attr("role", "columnheader").enfant(name);
    let head = el("thead").attr("role", "rowgroup").enfant(
        el("tr")
            .attr("role", "row")
            .enfant(el("td").attr("role", "cell").enfant(hors_ecran("Case à cocher")))
            .enfants(COLONNES.into_iter().map(heading)),
    );
    let table = el("table")
        .classe("a-cocher")
        .attr("role", "table")
        .enfant(el("caption").classe("hors-ecran").enfant("Ce qu’il y a à faire, dans l’ordre"))
        .enfant(head)
        .enfants(
            report
                .phases()
                .enumerate()
                .map(|(rank, (phase, actions))| cette_phase(export, rank + 1, phase, &actions)),
        )
        .enfant(lignes_libres());
    top.enfant(bilan(export)).enfant(print).enfant(table).enfant(contacts(report))
}

/// How many are done, what is still open, and what the dates are worth.
fn bilan(export: &Export) -> Noeud {
    let due = export.report.actions.iter().filter(|action| !action.conseil);
    let done = due.clone().filter(|action| export.suivi(&action.id).etat == Etat::Fait).count();
    let mut words = format!("Faites : {done} sur {}. ", due.count());
    match export.report.ouverts.len() {
        0 => {}
        1 => words.push_str("Un point reste ouvert : il est dans le plan. "),
        number => words.push_str(&format!("{number} points restent ouverts : ils sont dans le plan. ")),
    }
    words.push_str("Les dates sont des estimations au plus tôt.");
    el("p").classe("legende").enfant(words)
}

/// A body of the table: the phase, then its actions.
fn cette_phase(export: &Export, rank: usize, phase: Phase, actions: &[&LigneAction]) -> Noeud {
    el("tbody")
        .attr("role", "rowgroup")
        .enfant(entete(&format!("{rank}. {}", phase.titre())))
        .enfants(actions.iter().map(|action| ligne(export, action)))
}

fn entete(titre: &str) -> Noeud {
    let name =
        el("th").attr("scope", "rowgroup").attr("colspan", "7").attr("role", "rowheader").enfant(titre);
    el("tr").classe("groupe").attr("role", "row").enfant(name)
}

fn cellule(place: usize, texte: &str) -> Noeud {
    // On a narrow screen the cells stand under each other, each with its name; an empty one is not shown.
    let name = COLONNES
        .get(place)
        .filter(|_| !texte.is_empty())
        .map(|name| el("span").classe("etroit").attr("aria-hidden", "true").enfant(format!("{name} : ")));
    let cell = el("td").attr("role", "cell").enfant(name);
    if texte.is_empty() { cell } else { cell.enfant(texte) }
}

fn ligne(export: &Export, action: &LigneAction) -> Noeud {
    let suivi = export.suivi(&action.id);
    let done = suivi.etat == Etat::Fait;
    // The number has its own column.
    let title = action.titre.strip_suffix(&format!(" × {}", action.quantite)).unwrap_or(&action.titre);
    // « Aide-soignant × 25 (code R85 313) »: the title and the number say it already.
    let named = action.pour.split(['×', '(']).next().unwrap_or_default().trim();
    let pour = (!action.titre.contains(named)).then(|| el("small").enfant(format!(" pour {}", action.pour)));
    let advice = action.conseil.then(|| el("span").classe("conseil").enfant("conseil"));
    let doubtful = (action.a_confirmer() && !action.conseil).then(a_confirmer);
    let under_way = (suivi.etat == Etat::EnCours).then(|| el("small").enfant(Etat::EnCours.libelle()));
    let note = (!suivi.note.is_empty()).then(|| el("small").classe("note").enfant(&suivi.note));
    let what = el("b").enfant(title);
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
        .attr("data-suivi", action.id.as_str())
        .attr("data-champ", "fait")
        .attr("aria-label", format!("Fait\u{a0}: {}", action.titre))
        .attr_si(done, "checked");
    let state = if done { "Fait" } else { "À faire" };
    el("tr")
        .classe(if done { "fait" } else { "" })
        .attr("role", "row")
        .enfant(
            el("td")
                .attr("role", "cell")
                .enfant(el("span").classe("case papier").attr("aria-hidden", "true").enfant(if done {
                    "✓"
                } else {
                    ""
                }))
                .enfant(tick)
                .enfant(hors_ecran(state)),
        )
        .enfant(
            el("td")
                .attr("role", "cell")
                .enfant(what)
                .enfant(pour)
                .enfant(" ")
                .enfant(advice)
                .enfant(doubtful)
                .enfant(under_way)
                .enfant(note),
        )
        .enfant(cellule(1, &action.quantite.to_string()))
        .enfant(cellule(2, &action.qui))
        .enfant(cellule(3, signs))
        .enfant(cellule(4, &action.quand))
        .enfant(cellule(5, &done_on))
}

fn lignes_libres() -> Noeud {
    let empty = (0..LIGNES_LIBRES).map(|_| {
        el("tr")
            .classe("libre")
            .attr("role", "row")
            .enfant(
                el("td").attr("role", "cell").enfant(el("span").classe("case").attr("aria-hidden", "true")),
            )
            .enfants((0..COLONNES.len()).map(|_| el("td").attr("role", "cell")))
    });
    el("tbody").classe("papier").attr("role", "rowgroup").enfant(entete("À ajouter à la main")).enfants(empty)
}
