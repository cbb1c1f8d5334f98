//! What the dossiers of a group are together: the totals of their plans, and what only several dossiers can raise, each with
//! its dossiers and why.

use crate::domain::groupe::{AvisDeGroupe, Groupe, Membre};
use crate::domain::report::{Ligne, nom_de_figure};
use crate::domain::rule::Compte;
use crate::protocol::node::{Node, el, form, fragment, link, off_screen, section};
use crate::protocol::request::Command;
use crate::route::{Lieu, Route};

use super::portefeuille::du_groupe;
use super::pourquoi::{a_confirmer, fonde};

/// The fields of whose cards to mark as ordered already: the dossier, a space, the person.
pub const A_MARQUER: &str = "a-marquer";

/// The cards that an ANS form or an ordre gives, in the order of the figures.
const CARTES: [Compte; 3] = [Compte::Cde, Compte::Cpe, Compte::Cpa];

/// The totals, then the notices. `hors`: dossiers of the group that are put away, or can't be read.
pub fn ensemble(groupe: &Groupe, nom: &str, hors: usize) -> Node {
    fragment().child(totaux(groupe, hors)).child(avis(groupe, nom))
}

fn totaux(groupe: &Groupe, hors: usize) -> Node {
    let many = groupe.membres.len();
    let of = match many {
        1 => "Le plan d’un dossier".to_owned(),
        many => format!("La somme des plans de {many} dossiers"),
    };
    let away = match hors {
        0 => String::new(),
        1 => " Un dossier archivé ou illisible n’est pas compté.".to_owned(),
        hors => format!(" {hors} dossiers archivés ou illisibles ne sont pas comptés."),
    };
    let figure = |compte: Compte| {
        let number = groupe.totaux.bilan.de(compte);
        let name = nom_de_figure(compte, number > 1);
        el("li")
            .child(el("b").child(compte_en_mots(number, groupe.au_moins(compte))))
            .child(el("span").child(name))
    };
    section("", "Ensemble")
        .attr("id", "ensemble")
        .child(el("p").class("legende").child(format!("{of}.{away}")))
        .child(el("ul").class("figures").children(Compte::TOUS.map(figure)))
        .child(ouverts(groupe))
        .child(el("div").class("deux-tables").child(cartes(groupe)).child(certificats(groupe)))
}

/// « au moins 3 », « 3 ».
fn compte_en_mots(number: u32, at_least: bool) -> String {
    if at_least { format!("au moins {number}") } else { number.to_string() }
}

/// Which plans may count more, and why.
fn ouverts(groupe: &Groupe) -> Option<Node> {
    let open = groupe.membres.iter().filter(|membre| !membre.au_moins.is_empty() || membre.cps_au_moins);
    let names = open.map(lien).collect::<Vec<_>>();
    let words = if names.len() > 1 {
        "«\u{a0}Au moins\u{a0}»\u{a0}: des questions sont sans réponse, et ces plans pourront compter plus\u{a0}: "
    } else {
        "«\u{a0}Au moins\u{a0}»\u{a0}: des questions sont sans réponse, et ce plan pourra compter plus\u{a0}: "
    };
    (!names.is_empty()).then(|| el("p").class("indice").child(words).child(enumeration(names)).child("."))
}

fn lien(membre: &Membre) -> Node {
    link(&Route::Dossier(membre.id.clone(), Lieu::COMMENCER).href()).child(&membre.nom)
}

/// « A, B et C ».
fn enumeration(nodes: Vec<Node>) -> Node {
    let last = nodes.len().saturating_sub(1);
    nodes.into_iter().enumerate().fold(fragment(), |line, (rank, node)| {
        let between = match rank {
            0 => "",
            rank if rank == last => " et ",
            _ => ", ",
        };
        line.child(between).child(node)
    })
}

fn cartes(groupe: &Groupe) -> Node {
    let totals = &groupe.totaux;
    let of_the_bilan = CARTES.map(|compte| {
        let name = nom_de_figure(compte, false).trim_start_matches("carte ").to_owned();
        (name, totals.bilan.de(compte), groupe.au_moins(compte))
    });
    let cps = groupe.membres.iter().any(|membre| membre.cps_au_moins);
    let all = of_the_bilan.into_iter().chain([("CPS".to_owned(), totals.cps, cps)]);
    table("Cartes à demander", "Carte", "Nombre", all)
}

fn certificats(groupe: &Groupe) -> Option<Node> {
    let at_least = groupe.au_moins(Compte::Certificats);
    let lines = &groupe.totaux.certificats;
    let all = lines.iter().map(|(name, number)| (name.clone(), *number, at_least));
    (!lines.is_empty()).then(|| table("Certificats par logiciel", "Logiciel", "Certificats", all))
}

fn table(
    titre: &str,
    of: &'static str,
    number: &'static str,
    lines: impl Iterator<Item = (String, u32, bool)>,
) -> Node {
    let heading = |name: &'static str| el("th").attr("scope", "col").child(name);
    let line = |(name, number, at_least): (String, u32, bool)| {
        el("tr")
            .child(el("th").attr("scope", "row").child(name))
            .child(el("td").child(compte_en_mots(number, at_least)))
    };
    el("table")
        .class("comptes")
        .child(el("caption").child(titre))
        .child(el("thead").child(el("tr").child(heading(of)).child(heading(number))))
        .child(el("tbody").children(lines.map(line)))
}

// ── What only several dossiers can raise ─────────────────────────────────────────────────────────────────────────

fn avis(groupe: &Groupe, nom: &str) -> Option<Node> {
    let lines = groupe.avis.iter().enumerate().map(|(rank, avis)| un_avis(groupe, nom, rank, avis));
    let unnamed = sans_nom(groupe);
    let some = !groupe.avis.is_empty() || unnamed.is_some();
    some.then(|| {
        section("attention", "À voir entre ces dossiers")
            .attr("id", "entre-dossiers")
            .child((!groupe.avis.is_empty()).then(|| el("ul").class("avis-de-groupe").children(lines)))
            .child(unnamed)
    })
}

fn un_avis(groupe: &Groupe, nom: &str, rank: usize, avis: &AvisDeGroupe) -> Node {
    let names = avis.membres.iter().filter_map(|place| groupe.membres.get(*place)).map(lien).collect();
    let ligne = Ligne {
        cas: avis.id,
        texte: avis.texte.clone(),
        regles: avis.regles,
        reponses: vec![],
        doutes: avis.doutes.clone(),
    };
    let why = el("details")
        .class("pourquoi")
        .attr("id", format!("avis-{rank}"))
        .child(el("summary").child("Pourquoi\u{a0}?").child(off_screen(&format!(" {}", avis.sujet))))
        .child(el("div").class("raison").child(fonde(&ligne)));
    let doubtful = ligne.a_confirmer().then(|| fragment().child(" ").child(a_confirmer()));
    el("li")
        .child(el("p").child(&avis.texte).child(doubtful))
        .child(el("p").child(el("small").child("Dossiers\u{a0}: ").child(enumeration(names))))
        .child(marquer(groupe, nom, avis))
        .child(why)
}

/// The button that marks someone's card as ordered already in the other dossiers (R-COMPTE-12): it says in which.
fn marquer(groupe: &Groupe, nom: &str, avis: &AvisDeGroupe) -> Option<Node> {
    let members: Vec<(&Membre, &str)> = avis
        .a_marquer
        .iter()
        .filter_map(|one| Some((groupe.membres.get(one.membre)?, one.personne.as_str())))
        .collect();
    if members.is_empty() {
        return None;
    }
    let fields = members.iter().map(|(membre, personne)| {
        el("input")
            .attr("type", "hidden")
            .attr("name", A_MARQUER)
            .attr("value", format!("{} {personne}", membre.id))
    });
    let names: Vec<String> =
        members.iter().map(|(membre, _)| format!("«\u{a0}{}\u{a0}»", membre.nom)).collect();
    let words = format!("Noter sa carte déjà commandée dans {}", names.join(", "));
    Some(
        form(Command::PortfolioMark)
            .class("hors-papier")
            .child(du_groupe(Some(nom)))
            .children(fields)
            .child(el("button").class("secondaire").child(words)),
    )
}

/// Nobody is known to lead several of them where nobody is named: that is said, not guessed (D-03).
fn sans_nom(groupe: &Groupe) -> Option<Node> {
    if groupe.membres.len() < 2 {
        return None;
    }
    let names: Vec<Node> =
        groupe.sans_responsable.iter().filter_map(|place| groupe.membres.get(*place)).map(lien).collect();
    let words = "Sans le nom du représentant légal, Jalons ne peut pas voir si une même personne dirige plusieurs structures. Il manque dans\u{a0}: ";
    (!names.is_empty()).then(|| el("p").class("indice").child(words).child(enumeration(names)).child("."))
}
