//! « Cette semaine »: what is to be done in all dossiers, by date, late things first, with their structure; on paper, the
//! list of the whole portfolio.

use chrono::NaiveDate;

use crate::domain::calendrier::long;
use crate::domain::nombre::accorder;
use crate::domain::portefeuille::{AFaire, FIN_PROCHE, Fiche, semaine};
use crate::protocol::node::{Node, button, el, form, fragment, link, page_title, section};
use crate::protocol::request::{Act, Command, DrawnPage};
use crate::route::{Lieu, Route};

use super::plan::ancre;

/// How many lines a part shows on the screen: more would not be read. On paper they all are: it is the whole list.
const LIGNES_MAX: usize = 300;

/// Title of the page.
pub const TITRE: &str = "Cette semaine";

/// The page.
pub fn page(fiches: &[Fiche], today: NaiveDate) -> Node {
    let week = semaine(fiches, today);
    let all = fiches.iter().filter(|fiche| !fiche.classement.archive).count();
    let of = match all {
        0 => "Aucun dossier n’est gardé sur cet appareil.".to_owned(),
        1 => format!("Au {}, pour le seul dossier de cet appareil.", long(today)),
        many => format!("Au {}, pour {many} dossiers ; les archivés n’y sont pas.", long(today)),
    };
    let file =
        |command: Command, words: &str| form(command).child(el("button").class("secondaire").child(words));
    let files = (all > 0).then(|| {
        el("div")
            .class("boutons")
            .child(button("principal", "Imprimer la liste", Act::Print))
            .child(file(Command::PortfolioCalendar, "Un calendrier pour tous (ICS)"))
            .child(file(Command::PortfolioWorkbook, "Un classeur pour tous (XLSX)"))
    });
    let nothing = (all > 0
        && [&week.en_retard, &week.cette_semaine, &week.maintenant, &week.plus_tard]
            .iter()
            .all(|list| list.is_empty()))
    .then(|| el("p").child("Rien n’est à faire dans ces dossiers."));
    let ends = (!week.fins.is_empty()).then(|| {
        let rows = week.fins.iter().map(|(fiche, fin)| {
            el("tr")
                .child(el("td").child(long(fin.jour)))
                .child(el("td").child(dossier(fiche)))
                .child(el("td").child(&fin.quoi))
        });
        section(
            "",
            &format!("Certificats et cartes qui expirent d’ici {FIN_PROCHE} jours ({})", week.fins.len()),
        )
        .child(table("Ce qui expire", &["Le", "Structure", "Quoi"]).child(el("tbody").children(rows)))
    });
    fragment()
        .child(
            el("p")
                .class("revenir")
                .child(link(&Route::Drawn(DrawnPage::Dossiers).href()).child("Tous les dossiers")),
        )
        .child(page_title(TITRE))
        .child(el("p").class("legende").child(of))
        .child(files)
        .child(nothing)
        .child(partie("En retard", &week.en_retard))
        .child(partie("Dans les sept jours", &week.cette_semaine))
        .child(ends)
        .child(partie("Possible dès maintenant", &week.maintenant))
        .child(plus_tard(&week.plus_tard))
}

/// A part of the list; nothing when it is empty.
fn partie(titre: &str, list: &[AFaire]) -> Option<Node> {
    (!list.is_empty()).then(|| en_tete(titre, list).child(lignes(titre, list)))
}

/// What is not for this week: folded on the screen, whole on paper.
fn plus_tard(list: &[AFaire]) -> Option<Node> {
    let titre = "Plus tard, ou après autre chose";
    let folded = |list| {
        el("details")
            .attr("id", "plus-tard")
            .child(el("summary").child("Voir ces actions"))
            .child(lignes(titre, list))
    };
    (!list.is_empty()).then(|| en_tete(titre, list).child(folded(list)))
}

fn en_tete(titre: &str, list: &[AFaire]) -> Node {
    section("", &format!("{titre} ({})", list.len()))
}

fn lignes(titre: &str, list: &[AFaire]) -> Node {
    let row = |AFaire { fiche, tache }: &AFaire| {
        let place = Route::Dossier(fiche.id.clone(), Lieu::PLAN).href();
        let what = link(&place).attr("title", "Voir dans le plan").child(&tache.titre);
        el("tr")
            .attr("id", format!("faire-{}-{}", fiche.id, ancre(&tache.id)))
            .child(
                el("td")
                    .child(el("span").class("case papier").attr("aria-hidden", "true"))
                    .child(&tache.quand),
            )
            .child(el("td").child(dossier(fiche)))
            .child(el("td").child(what))
            .child(el("td").child(&tache.qui))
    };
    let (shown, more) = list.split_at(list.len().min(LIGNES_MAX));
    let more_rows = (!more.is_empty()).then(|| el("tbody").class("papier").children(more.iter().map(row)));
    let table = table(titre, &["Quand", "Structure", "À faire", "Qui"])
        .child(el("tbody").children(shown.iter().map(row)))
        .child(more_rows);
    let more = (!more.is_empty()).then(|| {
        let words =
            format!("Et {}, que le papier et le classeur donnent.", accorder(more.len() as u64, "autre"));
        el("p").class("indice hors-papier").child(words)
    });
    fragment().child(table).child(more)
}

fn table(name: &str, columns: &[&str]) -> Node {
    let heading = |name: &&str| el("th").attr("scope", "col").child(*name);
    el("table")
        .class("semaine")
        .child(el("caption").class("hors-ecran").child(name))
        .child(el("thead").child(el("tr").children(columns.iter().map(heading))))
}

/// The name of a dossier, which leads to what to start with there.
fn dossier(fiche: &Fiche) -> Node {
    link(&Route::Dossier(fiche.id.clone(), Lieu::COMMENCER).href()).child(fiche.nom())
}
