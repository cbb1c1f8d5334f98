//! Conditions over the rows of a list.

use crate::domain::facts::{Facts, Inconnu, Known, Lignes, un_des};
use crate::domain::question::Question;
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

/// Each text once, in order.
pub fn uniques(texts: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = vec![];
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}

/// The rows of a list, as subjects of a rule.
pub fn lignes_de(facts: &Facts, list: &'static Question<Lignes>) -> Known<Vec<Sujet>> {
    let rows = facts.lignes(list)?;
    Ok(rows.iter().map(|row| Sujet::Ligne(list.spec.id, row.id().to_owned())).collect())
}
