//! Which row holds the headings: titles, dates and logos often stand above it; and those that stand on two rows.

use super::intitules::role_d_un_entete;
use super::lexique::mots;
use super::metiers::{self, Certitude};
use super::role::Role;
use super::tableau::{Cellule, LigneLue, Tableau};
use crate::domain::rpps::Rpps;

/// Rows, among those that hold something, where headings are looked for.
const REGARDEES: usize = 30;

/// The rank of the row of headings among rows that hold something; none when the first rows are people already.
pub(super) fn trouver(rows: &[LigneLue]) -> Option<usize> {
    let regardees = rows.get(..rows.len().min(REGARDEES)).unwrap_or(rows);
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in regardees.iter().enumerate() {
        let found = reconnus(row);
        if found > best.map_or(0, |(_, found)| found) {
            best = Some((place, found));
        }
    }
    if let Some((place, found)) = best
        && (found >= 2 || regardees.get(place).is_some_and(|row| un_seul_suffit(row, regardees)))
    {
        return Some(place);
    }
    if regardees.iter().any(est_une_personne) {
        return None;
    }
    // Unknown words: the first of the fullest rows, when something stands under it.
    let full = |row: &LigneLue| row.cellules.iter().filter(|cell| matches!(cell, Cellule::Texte(_))).count();
    let most = regardees.iter().map(full).max().unwrap_or(0);
    let place = regardees.iter().position(|row| full(row) == most && most > 0)?;
    (place + 1 < rows.len()).then_some(place)
}

/// The last row of the headings, and what each says, when they stand on the row that was found and on the next one, or on
/// the one before: « Carte CPS » over « N° » and « Date de fin », « N° » over « RPPS ».
pub(super) fn sur_deux_lignes(rows: &[LigneLue], place: usize) -> Option<(usize, Vec<String>)> {
    let paire = |haut: usize| {
        let (dessus, dessous) = (rows.get(haut)?, rows.get(haut + 1)?);
        let ecrites = |row: &LigneLue| {
            row.cellules.iter().all(|cell| match cell {
                Cellule::Texte(texte) => !texte.contains(|c: char| c.is_ascii_digit()),
                cell => cell.est_vide(),
            })
        };
        let suivies = dessus.numero + 1 == dessous.numero && ecrites(dessus) && ecrites(dessous);
        suivies.then_some((dessus, dessous))
    };
    let remplies = |row: &LigneLue| row.cellules.iter().filter(|cell| !cell.est_vide()).count();
    if let Some((dessus, dessous)) = paire(place) {
        // Groups, over headings that say as much.
        let groupes = reconnus(dessous) >= reconnus(dessus).max(2) && remplies(dessous) > remplies(dessus);
        let textes = joints(dessus, dessous);
        if groupes || est_la_suite(dessus, dessous, &textes) {
            return Some((place + 1, textes));
        }
    }
    let (dessus, dessous) = place.checked_sub(1).and_then(paire)?;
    // A title and a date are no groups.
    let groupes = remplies(dessus) >= 2 && reconnus(dessus) >= 1 && remplies(dessus) < remplies(dessous);
    groupes.then(|| (place, joints(dessus, dessous)))
}

/// Whether a heading names people.
pub(super) fn dit_un_nom(entete: &str) -> bool {
    matches!(role_d_un_entete(entete), Some((Role::Nom | Role::Prenom | Role::NomPrenom, _)))
}

/// Whether a heading names people, or what they do.
fn dit_qui(entete: &str) -> bool {
    dit_un_nom(entete) || matches!(role_d_un_entete(entete), Some((Role::Profession | Role::Rpps, _)))
}

/// Whether a row under headings goes on with them: nobody is named in it, and it makes one of them known.
fn est_la_suite(dessus: &LigneLue, dessous: &LigneLue, textes: &[String]) -> bool {
    let connu = |texte: &str| role_d_un_entete(texte).is_some();
    let ajoutes = dessous.cellules.iter().enumerate().filter_map(|(rang, cell)| {
        let (haut, bas) = (dessus.cellule(rang).texte(), cell.texte());
        (!bas.is_empty() && mots(&haut) != mots(&bas)).then_some((rang, haut, bas))
    });
    let mut utile = false;
    for (rang, haut, bas) in ajoutes {
        if dit_qui(&haut) {
            return false;
        }
        utile |= connu(&bas) || (!connu(&haut) && textes.get(rang).is_some_and(|joint| connu(joint)));
    }
    utile && dessus.cellules.iter().any(|cell| dit_qui(&cell.texte()))
}

/// What two rows of headings say together. A group goes after the headings under it that could be those of something else:
/// « Date de fin (Carte CPS) ».
fn joints(dessus: &LigneLue, dessous: &LigneLue) -> Vec<String> {
    let plat = |cell: &Cellule| cell.texte().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut groupe = String::new();
    let mut joints = vec![];
    for rang in 0..dessus.cellules.len().max(dessous.cellules.len()) {
        let (haut, bas) = (plat(dessus.cellule(rang)), plat(dessous.cellule(rang)));
        let seul = !haut.is_empty() && !dessus.cellule(rang + 1).est_vide();
        if !haut.is_empty() || bas.is_empty() {
            groupe.clone_from(&haut);
        }
        let precis = role_d_un_entete(&bas).is_some_and(|(role, _)| {
            !matches!(role, Role::FinContrat | Role::Entree | Role::Presence | Role::Carte)
        });
        joints.push(match (groupe.as_str(), bas.as_str()) {
            (haut, "") => haut.to_owned(),
            (_, bas) if precis => bas.to_owned(),
            ("", bas) => bas.to_owned(),
            (haut, bas) if mots(haut) == mots(bas) => {
                groupe.clear();
                bas.to_owned()
            }
            (haut, bas) if seul => format!("{haut} {bas}"),
            (haut, bas) => format!("{bas} ({haut})"),
        });
    }
    joints
}

/// Whether headings belong one column further right: the rows are numbered, as R writes them, and the headings know
/// nothing of it.
pub(super) fn decales(entetes: &[String], lignes: &[LigneLue]) -> bool {
    let [premier, .., dernier] = entetes else { return false };
    let nomme = role_d_un_entete(premier).is_some_and(|(role, _)| {
        matches!(role, Role::Nom | Role::Prenom | Role::NomPrenom | Role::Profession | Role::Site)
    });
    let numerotee = |(ligne, rang): (&LigneLue, usize)| ligne.cellule(0).texte() == rang.to_string();
    nomme && dernier.is_empty() && lignes.len() > 1 && lignes.iter().zip(1..).all(numerotee)
}

/// Whether a sheet is a roster, for it says professions; and how much it looks like one: known headings first, a profession
/// in its rows otherwise.
pub(super) fn force(tableau: &Tableau) -> (bool, usize) {
    let headings = tableau.entetes.iter().filter_map(|entete| role_d_un_entete(entete));
    let mut roles: Vec<Role> = headings.map(|(role, _)| role).collect();
    roles.sort();
    roles.dedup();
    let profession = roles.contains(&Role::Profession);
    let people = tableau.lignes.iter().take(REGARDEES).any(est_une_personne);
    let force = 1 + roles.len() * 2 + usize::from(profession) * 4 + usize::from(people) * 4;
    (profession || people, force)
}

/// How many different roles the headings of a row name.
fn reconnus(row: &LigneLue) -> usize {
    let mut roles = vec![];
    for cell in &row.cellules {
        if let Cellule::Texte(texte) = cell
            && let Some((role, _)) = role_d_un_entete(texte)
            && !roles.contains(&role)
        {
            roles.push(role);
        }
    }
    roles.len()
}

/// One known heading is enough in a row that is as wide as the others: it is no title.
fn un_seul_suffit(row: &LigneLue, rows: &[LigneLue]) -> bool {
    let full = |row: &LigneLue| row.cellules.iter().filter(|cell| !cell.est_vide()).count();
    rows.iter().all(|other| full(other) <= full(row).max(1))
        || (full(row) >= 2
            && row.cellules.iter().all(|cell| matches!(cell, Cellule::Texte(_) | Cellule::Vide)))
}

/// Whether a row names a profession, or holds an RPPS number: people start there.
fn est_une_personne(row: &LigneLue) -> bool {
    row.cellules.iter().any(|cell| {
        let texte = cell.texte();
        !texte.is_empty()
            && (Rpps::read(&texte).is_ok() || metiers::reconnaitre(&texte).certitude != Certitude::Inconnue)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<LigneLue> {
        let cell = |texte: &&str| match *texte {
            "" => Cellule::Vide,
            texte => Cellule::Texte(texte.to_owned()),
        };
        rows.iter()
            .zip(1..)
            .map(|(cells, numero)| LigneLue { numero, cellules: cells.iter().map(cell).collect() })
            .collect()
    }

    #[test]
    fn titles_above_the_headings_are_passed() {
        let found = trouver(&rows(&[
            &["EHPAD Les Tilleuls", "", ""],
            &["Liste nominative du personnel au 01/10/2026", "", ""],
            &["Nom", "Prénom", "Fonction"],
            &["MARTIN", "Ana", "IDE"],
        ]));
        assert_eq!(found, Some(2));
    }

    #[test]
    fn a_file_that_starts_with_people_has_no_headings() {
        assert_eq!(trouver(&rows(&[&["MARTIN", "Ana", "IDE"], &["PETIT", "Luc", "AS"]])), None);
        assert_eq!(trouver(&rows(&[&["aide-soignante"], &["infirmière"]])), None);
    }

    #[test]
    fn one_heading_over_one_column_is_a_heading() {
        assert_eq!(trouver(&rows(&[&["Fonction"], &["IDE"]])), Some(0));
    }

    #[test]
    fn unknown_words_over_unknown_words_are_headings() {
        assert_eq!(trouver(&rows(&[&["Titre", ""], &["Alpha", "Bêta"], &["1", "2"]])), Some(1));
    }
}
