//! A drawing as geometry: what the two timelines lay out, what tests measure, and how it becomes SVG. Looks are classes of
//! `style/`; nothing here names a colour.

use chrono::NaiveDate;

use crate::domain::calendrier::{Zone, court, long};
use crate::domain::dossier::Etat;
use crate::domain::report::LigneAction;
use crate::protocol::node::{Node, el, fragment};
use crate::protocol::request::Act;

use super::super::plan::ancre;
use super::barres::Barre;
use super::texte::{GRAS, en_lignes, largeur};

/// Size of a title's letters, in units of the drawing (a pixel, more or less).
pub const CORPS: f64 = 13.0;
/// Size of the small letters: dates, days.
pub const PETIT: f64 = 11.5;
/// From a line of a title to the next.
pub const INTERLIGNE: f64 = 16.0;

/// Where a date would stand, when what precedes has no known end.
pub const SANS_DATE: &str = "quand ce qui précède est fait";
/// Where the end would stand, when its delay is not published.
pub const FIN_INCONNUE: &str = "fin non connue";

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boite {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub l: f64,
    /// Height.
    pub h: f64,
}

impl Boite {
    /// The rectangle between two verticals and two horizontals.
    pub fn entre(x: f64, droite: f64, y: f64, bas: f64) -> Self {
        Self { x, y, l: (droite - x).max(0.0), h: (bas - y).max(0.0) }
    }

    /// Right.
    pub fn droite(&self) -> f64 {
        self.x + self.l
    }

    /// Bottom.
    pub fn bas(&self) -> f64 {
        self.y + self.h
    }

    /// Middle, from top to bottom.
    pub fn milieu(&self) -> f64 {
        self.y + self.h / 2.0
    }
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Trait {
    /// A rectangle: its class, and what it says to a pointer that rests on it.
    Fond(Boite, &'static str, String),
    /// A line: SVG path data and its class.
    Ligne(String, &'static str),
    /// A text, from its left, its baseline; size, class.
    Texte(f64, f64, f64, &'static str, String),
    /// A link from a bar to a bar that waits for it: ranks, path, whether both are of the longest chain, top and bottom.
    Lien(usize, usize, String, bool, (f64, f64)),
    /// A bar: rank, rectangle, whether its end is open.
    Barre(usize, Boite, bool),
}

/// A drawing.
pub struct Dessin {
    /// Its name: the end of its ids and its class.
    pub nom: &'static str,
    /// Width.
    pub l: f64,
    /// Height.
    pub h: f64,
    /// Heights at which it may be cut in pieces, for the paper.
    pub coupes: Vec<f64>,
    /// What is behind the actions, back to front.
    pub fond: Vec<Trait>,
    /// What is said of each action, its bar included, by rank.
    pub actions: Vec<(usize, Vec<Trait>)>,
}

/// Height of the first piece of a drawing that is cut, below the head of the page, and of the next ones, so that each
/// stands on a sheet of A4.
const FEUILLES: (f64, f64) = (920.0, 1150.0);

impl Dessin {
    /// Top and bottom of its pieces.
    pub fn morceaux(&self) -> Vec<(f64, f64)> {
        let mut out = vec![];
        let (mut top, mut most) = (0.0, FEUILLES.0);
        while self.h - top > most {
            let cut = self.coupes.iter().copied().rfind(|cut| *cut > top && cut - top <= most);
            let Some(cut) = cut else { break };
            out.push((top, cut));
            (top, most) = (cut, FEUILLES.1);
        }
        out.push((top, self.h));
        out
    }

    /// A text that ends at a place, else that starts there when there is no room before it.
    pub fn texte_a(x: f64, y: f64, classe: &'static str, texte: &str, droite: f64) -> Trait {
        let width = largeur(texte, PETIT * GRAS);
        let x = if x + 4.0 + width <= droite { x + 4.0 } else { (x - 4.0 - width).max(0.0) };
        Trait::Texte(x, y, PETIT, classe, texte.to_owned())
    }
}

/// A length on the wire: one decimal at most.
pub fn n(longueur: f64) -> String {
    let text = format!("{longueur:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A small arrow head, its point there, going right (or down).
pub fn fleche(x: f64, y: f64, bas: bool) -> String {
    if bas {
        format!("M{} {}l3.5 5l3.5 -5", n(x - 3.5), n(y - 5.0))
    } else {
        format!("M{} {}l5 3.5l-5 3.5", n(x - 5.0), n(y - 3.5))
    }
}

/// « Recevoir la carte, du 2 février 2026 au 16 février 2026, dans ce qui prend le plus de temps ».
pub fn nom_complet(barre: &Barre) -> String {
    let mut out = barre.action.titre.clone();
    out.push_str(&match barre.jours {
        Some((debut, Some(fin))) if debut == fin => format!(", le {}", long(fin)),
        Some((debut, Some(fin))) => format!(", du {} au {}", long(debut), long(fin)),
        Some((debut, None)) => format!(", à partir du {}, fin non connue", long(debut)),
        None => ", quand ce qui précède est fait".to_owned(),
    });
    out.push_str(match barre.etat {
        Etat::AFaire => "",
        Etat::EnCours => ", en cours",
        Etat::Fait => ", fait",
    });
    if barre.action.dans_la_chaine {
        out.push_str(", dans ce qui prend le plus de temps");
    }
    out
}

/// « ANS : 4 juin », « siège : 5 juin »: an end in the other calendar (R-JO-03).
pub fn ailleurs(jour: NaiveDate, zone: Zone) -> String {
    let whose = if zone == Zone::Metropole { "ANS" } else { "siège" };
    format!("{whose}\u{a0}: {}", court(jour))
}

/// « ✓ » before what is done.
fn titre(action: &LigneAction, etat: Etat) -> String {
    match etat {
        Etat::Fait => format!("✓\u{a0}{}", action.titre),
        Etat::AFaire | Etat::EnCours => action.titre.clone(),
    }
}

/// The lines of a title, in bold when it is of the longest chain.
pub fn lignes_du_titre(barre: &Barre, large: f64, lignes: usize) -> Vec<String> {
    let size = if barre.action.dans_la_chaine { CORPS * GRAS } else { CORPS };
    en_lignes(&titre(barre.action, barre.etat), size, large, lignes)
}

/// The SVG of a drawing, in as many pieces as it needs on paper: groups of links, one for each action, which lead to its
/// line of the table.
pub fn svg(dessin: &Dessin, barres: &[Barre], intitule: &str) -> Node {
    let pieces = dessin.morceaux();
    let count = pieces.len();
    fragment().children(pieces.into_iter().enumerate().map(|(place, piece)| {
        let name =
            if count > 1 { format!("{intitule} ({} sur {count})", place + 1) } else { intitule.to_owned() };
        morceau(dessin, barres, piece, &format!("frise-titre-{}-{}", dessin.nom, place + 1), &name)
    }))
}

fn morceau(dessin: &Dessin, barres: &[Barre], (top, bottom): (f64, f64), id: &str, nom: &str) -> Node {
    let here = |haut: f64, bas: f64| haut < bottom && bas > top;
    let behind = dessin.fond.iter().filter(|one| match one {
        Trait::Fond(boite, ..) | Trait::Barre(_, boite, _) => here(boite.y, boite.bas()),
        Trait::Ligne(..) => true,
        Trait::Texte(_, y, size, ..) => here(y - size, *y),
        Trait::Lien(.., (high, low)) => here(*high - 1.0, *low + 8.0),
    });
    let row = |traits: &[Trait]| match traits.first() {
        Some(Trait::Fond(boite, ..)) => here(boite.y + 1.0, boite.bas() - 1.0),
        _ => true,
    };
    let actions = dessin.actions.iter().filter(|(_, traits)| row(traits)).filter_map(|(rank, traits)| {
        let barre = barres.get(*rank)?;
        let chain = if barre.action.dans_la_chaine { " chaine" } else { "" };
        let state = match barre.etat {
            Etat::AFaire => "",
            Etat::EnCours => " en-cours",
            Etat::Fait => " fait",
        };
        let advice = if barre.action.conseil { " conseillee" } else { "" };
        let link = el("a")
            .attr("href", format!("#{}", ancre(&barre.action.id)))
            .attr("data-act", Act::Jump.token())
            .class(&format!("action{chain}{state}{advice}"))
            // Its name, by SVG's own way: an aria-label would have to hold the drawn words as they are cut in lines.
            .child(el("title").child(nom_complet(barre)));
        Some(link.children(traits.iter().map(un_trait)))
    });
    el("svg")
        .class(&format!("frise {}", dessin.nom))
        .attr("viewBox", format!("0 {} {} {}", n(top), n(dessin.l), n(bottom - top)))
        .attr("role", "group")
        .attr("aria-labelledby", id)
        .child(el("title").attr("id", id).child(nom))
        .child(el("g").attr("aria-hidden", "true").children(behind.map(un_trait)))
        .children(actions)
}

fn rectangle(boite: &Boite, classe: &str, arrondi: &str) -> Node {
    el("rect")
        .class(classe)
        .attr("x", n(boite.x))
        .attr("y", n(boite.y))
        .attr("width", n(boite.l))
        .attr("height", n(boite.h))
        .attr("rx", arrondi)
}

fn un_trait(un: &Trait) -> Node {
    let path = |d: &str, classe: &str| el("path").class(classe).attr("d", d);
    match un {
        Trait::Fond(boite, classe, said) => {
            rectangle(boite, classe, "0").child((!said.is_empty()).then(|| el("title").child(said)))
        }
        Trait::Ligne(d, classe) => path(d, classe),
        Trait::Texte(x, y, taille, classe, texte) => el("text")
            .class(classe)
            .attr("x", n(*x))
            .attr("y", n(*y))
            .attr("font-size", n(*taille))
            .child(texte),
        Trait::Lien(_, _, d, chaine, _) => path(d, if *chaine { "lien-frise chaine" } else { "lien-frise" }),
        Trait::Barre(_, b, false) => rectangle(b, "barre-frise", "3"),
        Trait::Barre(_, b, true) if b.l >= b.h => path(
            &format!("M{} {}H{}V{}H{}", n(b.droite()), n(b.y), n(b.x), n(b.bas()), n(b.droite())),
            "barre-frise ouverte",
        ),
        Trait::Barre(_, b, true) => path(
            &format!("M{} {}V{}H{}V{}", n(b.x), n(b.bas()), n(b.y), n(b.droite()), n(b.bas())),
            "barre-frise ouverte",
        ),
    }
}
