//! Conditions over the rows of a list.

use crate::domain::facts::{Facts, Inconnu, Known, Lignes, tous, un_des};
use crate::domain::question::{Question, Texte};
use crate::domain::rule::Sujet;

/// Whether a condition holds for one row at least. A list that is not asked has no row; an unanswered one is open.
pub fn au_moins_un(
    rows: Known<Vec<Facts<'_>>>,
    condition: impl Fn(&Facts<'_>) -> Known<bool>,
) -> Known<bool> {
    une_ligne(rows, &condition)
}

fn une_ligne(rows: Known<Vec<Facts<'_>>>, condition: &dyn Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    let mut open = false;
    match rows {
        Err(Inconnu::NonPosee) => return Ok(false),
        Err(Inconnu::Ouvert) => return Err(Inconnu::Ouvert),
        Ok(rows) => {
            for row in rows {
                match condition(&row) {
                    Ok(true) => return Ok(true),
                    Ok(false) | Err(Inconnu::NonPosee) => {}
                    Err(Inconnu::Ouvert) => open = true,
                }
            }
        }
    }
    if open { Err(Inconnu::Ouvert) } else { Ok(false) }
}

/// Whether one condition of several holds; open when none holds but one is open.
pub(super) fn l_un(conditions: impl Iterator<Item = Known<bool>>) -> Known<bool> {
    let mut known = Ok(false);
    conditions.for_each(|condition| known = un_des([known, condition]));
    known
}

/// Each once, in order.
pub fn uniques<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once: Vec<T> = vec![];
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Whether a condition holds of the row of a subject; nothing holds of a row that is gone.
pub fn de_la_ligne(
    facts: &Facts,
    sujet: &Sujet,
    condition: impl Fn(&Facts<'_>) -> Known<bool>,
) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| condition(&row))
}

/// Whom the rows of a list name; and each row that names nobody, or somebody who is gone: what it asks for is open.
pub fn personnes_citees(
    rows: &[Facts<'_>],
    list: &'static Question<Lignes>,
    personne: &'static Question<Texte>,
) -> Vec<Sujet> {
    let subject = |row: &Facts<'_>| match row.get(personne) {
        Ok(id) => Sujet::Personne(id.0),
        Err(_) => Sujet::Ligne(list.spec.id, row.id().to_owned()),
    };
    uniques(rows.iter().map(subject).collect())
}

/// Whether a condition holds for a row that names that person ([`personnes_citees`]). For a row that names nobody, it is
/// open, unless the condition itself does not hold.
pub fn citee(
    facts: &Facts,
    sujet: &Sujet,
    list: &'static Question<Lignes>,
    personne: &'static Question<Texte>,
    condition: impl Fn(&Facts<'_>) -> Known<bool>,
) -> Known<bool> {
    match sujet.ligne(facts) {
        Some(row) => tous([row.get(personne).map(|_| true), condition(&row)]),
        None => {
            let id = sujet.personne().unwrap_or("");
            au_moins_un(facts.lignes(list), |row| {
                tous([row.get(personne).map(|named| named.0 == id), condition(row)])
            })
        }
    }
}

/// The rows of a list, as subjects of a rule.
pub fn lignes_de(facts: &Facts, list: &'static Question<Lignes>) -> Known<Vec<Sujet>> {
    let rows = facts.lignes(list)?;
    Ok(rows.iter().map(|row| Sujet::Ligne(list.spec.id, row.id().to_owned())).collect())
}
