//! The calendar: the plan as a timeline, in two drawings between which the width of the page chooses, then the same as a
//! table. Each bar leads to its line of the table.
//!
//! `barres` says what is drawn; `horizontale` and `verticale` lay it out, as geometry that tests measure; `dessin` makes
//! SVG of it. Looks are in `style/`: no colour here.

use chrono::NaiveDate;

use crate::domain::calendrier::{duree, long};
use crate::domain::dossier::Etat;
use crate::domain::elision::de;
use crate::domain::report::{LigneAction, Report};
use crate::export::Export;
use crate::protocol::node::{Node, el, fragment, link, page_title};
use crate::protocol::request::DrawnPage;
use crate::route::{Lieu, Route};
use crate::tabs::tabs;

use self::barres::{Barre, Frise};
use super::envoi::envoi;
use super::plan::{ancre, saut};

pub mod barres;
pub mod dessin;
pub mod horizontale;
pub mod texte;
pub mod verticale;

/// « Le calendrier d’ORSAC ».
pub fn titre(report: &Report) -> String {
    if report.structure.is_empty() {
        "Votre calendrier".to_owned()
    } else {
        format!("Le calendrier {}", de(&report.structure))
    }
}

/// The page of the calendar.
pub fn page(export: &Export) -> Node {
    let report = export.report;
    let frise = Frise::de(export);
    let head = fragment()
        .child(tabs(&export.dossier.id, DrawnPage::Calendrier))
        .child(page_title(&titre(report)))
        .child(el("p").class("chapeau").child(phrase(report)));
    if frise.barres.is_empty() {
        let nothing = "Rien à dater d’après vos réponses. Complétez-les pour que le calendrier se dessine.";
        return head.child(el("p").class("indice").child(nothing));
    }
    let name = format!("{}, une barre par action", titre(report));
    let drawings = el("div")
        .class("dessins")
        .child(dessin::svg(&horizontale::horizontale(&frise), &frise.barres, &name))
        .child(dessin::svg(&verticale::verticale(&frise), &frise.barres, &name));
    head.child(deplacer(export))
        .child(deux_calendriers(&frise))
        .child(fetes_locales(&frise))
        .child(hors_du_dessin(&frise))
        .child(legende(&frise))
        .child(drawings)
        .child(tableau(export, &frise))
}

/// « Ce qui s’enchaîne prend 7 semaines. C’est « … » qui prend le plus de temps. »
fn phrase(report: &Report) -> String {
    if report.chaine.is_empty() {
        return if report.actions.is_empty() {
            "Aucune date pour l’instant.".to_owned()
        } else {
            "Aucun délai à attendre entre ces actions\u{a0}: elles peuvent se suivre le même jour.".to_owned()
        };
    }
    let days = |action: &LigneAction| match (action.debut, action.fin) {
        (Some(debut), Some(fin)) => (fin - debut).num_days(),
        (None, _) | (_, None) => 0,
    };
    let chain = report.actions.iter().filter(|action| action.dans_la_chaine);
    // The first of the longest.
    let holds = chain.clone().rev().max_by_key(|action| days(action)).filter(|action| days(action) > 0);
    let holds = holds.map(|action| {
        let lasts = duree(days(action));
        format!(" C’est «\u{a0}{}\u{a0}» qui prend le plus de temps\u{a0}: {lasts}.", action.titre)
    });
    let end = chain.filter_map(|action| action.fin).max();
    let end = end.map_or_else(String::new, |fin| format!(", jusque vers le {}", long(fin)));
    let holds = holds.unwrap_or_default();
    format!("Ce qui s’enchaîne prend {}{end}.{holds}", report.chaine)
}

/// What moves the dates: the day of the complete file, and what is noted.
fn deplacer(export: &Export) -> Node {
    let dossier = &export.dossier.id;
    let plan = link(&Route::Dossier(dossier.clone(), Lieu::PLAN).href()).child("dans le plan");
    let words = el("p")
        .class("deplacer")
        .child("Notez ")
        .child(plan)
        .child(" le jour où une action est faite\u{a0}: ce qui en dépend suit. Les dates sont des estimations, au plus tôt.");
    fragment().child(envoi(export.report)).child(words)
}

/// The two calendars, when they differ (R-JO-03).
fn deux_calendriers(frise: &Frise) -> Option<Node> {
    let other = frise.autre?;
    let phrase = format!(
        "Deux calendriers diffèrent\u{a0}: les dates suivent les jours fériés choisis ({}). Avec ceux de l’autre calendrier ({}), certaines changent\u{a0}: le trait pointillé montre l’écart. L’instruction se fait à Paris (R-JO-03).",
        frise.zone.libelle(),
        other.libelle()
    );
    Some(el("p").class("reserve").child(phrase))
}

/// The holidays of the seat's territory, when no calendar holds them (R-JO-03).
fn fetes_locales(frise: &Frise) -> Option<Node> {
    let phrase = format!(
        "D’après son numéro FINESS, le siège est {}, dont Jalons n’a pas les fêtes locales. Les dates suivent les jours fériés choisis ({})\u{a0}: comptez ces fêtes en plus. L’instruction se fait à Paris (R-JO-03).",
        frise.sans_calendrier?,
        frise.zone.libelle()
    );
    Some(el("p").class("reserve").child(phrase))
}

/// Says that today is too far from the plan to be drawn on its scale.
fn hors_du_dessin(frise: &Frise) -> Option<Node> {
    (!horizontale::montre(frise, frise.jour)).then(|| {
        let phrase = format!(
            "Aujourd’hui, {}, est trop loin du dossier complet ({}) pour tenir sur le dessin large.",
            long(frise.jour),
            long(frise.j0)
        );
        el("p").class("indice").child(phrase)
    })
}

/// A sample and what it means.
fn cle(dessin: Node, texte: &str) -> Node {
    let sample = el("svg").class("frise cle").attr("viewBox", "0 0 30 16").attr("aria-hidden", "true");
    el("li").child(sample.child(dessin)).child(el("span").child(texte))
}

fn legende(frise: &Frise) -> Node {
    let bar = |around: &str, class: &str| {
        let rect =
            el("rect").class(class).attr("x", "2").attr("y", "2").attr("width", "26").attr("height", "12");
        el("g").class(around).child(rect.attr("rx", "3"))
    };
    let open = el("path").class("barre-frise ouverte").attr("d", "M30 2H2V14H30");
    let link = el("path").class("lien-frise").attr("d", "M4 2V9H27M22 5.5l5 3.5l-5 3.5");
    let any = |wanted: fn(&Barre) -> bool| frise.barres.iter().any(wanted);
    el("ul")
        .class("frise-legende")
        .child(
            any(|barre| barre.action.dans_la_chaine)
                .then(|| cle(bar("action chaine", "barre-frise"), "ce qui prend le plus de temps")),
        )
        .child(cle(bar("action", "barre-frise"), "du début au plus tôt à la fin attendue"))
        .child(
            any(|barre| barre.etat == Etat::Fait).then(|| cle(bar("action fait", "barre-frise"), "✓ fait")),
        )
        .child(
            any(|barre| barre.jours.is_some_and(|(_, fin)| fin.is_none()))
                .then(|| cle(open, "délai non publié\u{a0}: fin non connue")),
        )
        .child(any(|barre| !barre.attend.is_empty()).then(|| cle(link, "doit précéder")))
        .child(cle(bar("", "repos"), "week-end"))
        .child(cle(bar("", "repos ferie"), &format!("jour férié ({})", frise.zone.libelle())))
        .child(frise.autre.map(|other| {
            let holiday = format!("jour férié de l’autre calendrier ({})", other.libelle());
            cle(bar("", "repos ailleurs"), &holiday)
        }))
}

/// The same in words, one line for each action.
fn tableau(export: &Export, frise: &Frise) -> Node {
    let heads = ["Action", "Phase", "Début", "Fin", "Avant cela", "Prend le plus de temps"];
    let heads = heads.map(|nom| el("th").attr("scope", "col").child(nom));
    let rows = frise.barres.iter().map(|barre| ligne(frise, barre));
    let table = el("table")
        .child(el("caption").child(format!("{}, ligne par ligne", titre(export.report))))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let around = el("div")
        .class("defile")
        .attr("role", "region")
        .attr("aria-label", "Le calendrier en tableau")
        .attr("tabindex", "0")
        .child(table);
    el("details")
        .class("frise-tableau")
        .attr("id", "frise-tableau")
        .child(el("summary").child("Le même calendrier en tableau"))
        .child(around)
}

fn ligne(frise: &Frise, barre: &Barre) -> Node {
    let action = barre.action;
    let day = |jour: Option<NaiveDate>, otherwise: &str| jour.map_or_else(|| otherwise.to_owned(), long);
    let end = match barre.jours {
        None => dessin::SANS_DATE.to_owned(),
        Some((_, fin)) => day(fin, "non connue (délai non publié)"),
    };
    let other = barre.autre_fin.zip(frise.autre);
    let other = other.map(|(fin, zone)| format!(" ({})", dessin::ailleurs(fin, zone)));
    let done = match barre.etat {
        Etat::AFaire => "",
        Etat::EnCours => " (en cours)",
        Etat::Fait => " (fait)",
    };
    let before = action.apres.iter().map(|(id, titre)| el("li").child(saut(&ancre(id)).child(titre)));
    let before = (!action.apres.is_empty()).then(|| el("ul").children(before));
    let first = el("th").attr("scope", "row").child(&action.titre).child(done);
    el("tr")
        .attr("id", ancre(&action.id))
        .attr("tabindex", "-1")
        .child(first)
        .child(el("td").child(action.phase.titre()))
        .child(el("td").child(day(barre.debut(), "non connu")))
        .child(el("td").child(end).child(other))
        .child(el("td").child(before))
        .child(el("td").child(if action.dans_la_chaine { "oui" } else { "" }))
}
