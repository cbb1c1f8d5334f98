//! The answers that decide a conclusion, to cite them beside it.

use super::etude::{Etude, Numero};
use super::facts::Facts;
use super::lu::{Inconnu, Known, Lu};

/// Above that many answers, a conclusion is not brought down to the smallest set that decides it.
const TROP_POUR_LES_TRIER: usize = 60;

/// The answers that decide a conclusion: a smallest set of those that it reads, such that holding all the others open
/// does not change it. Later questions, by their rank, give way to earlier ones, whole lists to single answers.
pub fn decisives(facts: &Facts, etude: &Etude, conclusion: &dyn Fn(&Facts) -> Known<bool>) -> Vec<Lu> {
    decider(facts, etude, conclusion).lus
}

/// The answers that decide a conclusion, and what it looked at.
pub struct Decision {
    /// Those that decide ([`decisives`]).
    pub lus: Vec<Lu>,
    /// Whether it looked at one row at most, and there at no field of that id.
    d_une_ligne: bool,
}

/// The same, with what tells whether they decide of other rows too.
pub fn decider(facts: &Facts, etude: &Etude, conclusion: &dyn Fn(&Facts) -> Known<bool>) -> Decision {
    let facts = facts.a_l_etude(etude);
    let (value, read) = etude.lire(|| conclusion(&facts));
    let d_une_ligne = etude.d_une_ligne(&read);
    let numeros = numeros(&facts, etude, conclusion, value, read);
    Decision { lus: numeros.into_iter().filter_map(|numero| etude.lu(numero)).collect(), d_une_ligne }
}

impl Decision {
    /// Whether what decides of a row, by its id, decides the same of any that answers the same but for that field.
    pub fn vaut_pour_ses_semblables(&self, ligne: &str, sauf: &str) -> bool {
        self.d_une_ligne
            && self
                .lus
                .iter()
                .all(|lu| lu.question != sauf && lu.ligne.as_ref().is_none_or(|(_, id)| id.as_str() == ligne))
    }
}

/// What a conclusion becomes while those answers are held open: to try what [`decisives`] finds.
///
/// # Errors
/// As the conclusion itself.
pub fn en_tenant(
    facts: &Facts,
    etude: &Etude,
    ouverts: &[Lu],
    conclusion: &dyn Fn(&Facts) -> Known<bool>,
) -> Known<bool> {
    let numeros: Vec<Numero> = ouverts.iter().filter_map(|lu| etude.numero_de(lu)).collect();
    etude.lacher(0);
    etude.tenir(&numeros);
    conclusion(&facts.a_l_etude(etude))
}

fn numeros(
    facts: &Facts,
    etude: &Etude,
    conclusion: &dyn Fn(&Facts) -> Known<bool>,
    value: Known<bool>,
    read: Vec<Numero>,
) -> Vec<Numero> {
    // Whether holding these open too changes nothing: they are then held for good.
    let give_way = |group: &[Numero]| {
        let before = etude.tenus();
        etude.tenir(group);
        let same = pareil(conclusion(facts), value);
        if !same {
            etude.lacher(before);
        }
        same
    };
    let (mut left, mut groups): (Vec<Numero>, Vec<(usize, Vec<Numero>)>) = (vec![], vec![]);
    for numero in read {
        match etude.rangs(numero).1 {
            None => left.push(numero),
            Some(list) => match groups.iter_mut().find(|(known, _)| *known == list) {
                Some((_, group)) => group.push(numero),
                None => groups.push((list, vec![numero])),
            },
        }
    }
    groups.sort_by_key(|(list, _)| *list);
    // What was held in vain, and what was held with it.
    let mut in_vain = vec![];
    for (_, group) in groups.into_iter().rev() {
        if !give_way(&group) {
            if let [alone] = group.as_slice() {
                in_vain.push((*alone, etude.tenus()));
            }
            left.extend(group);
        }
    }
    // A « none of them » over hundreds of rows needs them all: the list says it better (`report::reponses`).
    if left.len() > TROP_POUR_LES_TRIER {
        return left;
    }
    left.sort_by_key(|numero| etude.rangs(*numero).0);
    let stays = |numero: &Numero| in_vain.contains(&(*numero, etude.tenus())) || !give_way(&[*numero]);
    let mut deciding: Vec<Numero> = left.into_iter().rev().filter(stays).collect();
    deciding.reverse();
    deciding
}

/// Whether two values conclude the same.
fn pareil(found: Known<bool>, value: Known<bool>) -> bool {
    match (found, value) {
        (Ok(true), Ok(true)) | (Err(Inconnu::Ouvert), Err(Inconnu::Ouvert)) => true,
        (Ok(false) | Err(Inconnu::NonPosee), Ok(false) | Err(Inconnu::NonPosee)) => true,
        (Ok(_) | Err(_), _) => false,
    }
}
