//! Copies of a dossier on several devices: what a file that comes in is to the dossier that stands here, and what both came
//! from.
//!
//! A device remembers the last copies of each dossier that left it or came in ([`Partage`]), and an archive of dossiers says
//! which copies each of its dossiers came from ([`filiation`]): two devices find there the last copy that both had, from
//! which what each changed is put together ([`super::fusion`]).
//!
//! **Invariant:** a copy is said to hold all that the other one holds only when that is known; else the user is asked.

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::answers::{Entry, Row};
use super::dossier::{self, Dossier};
use super::resume::empreinte;

/// How many copies are remembered with their text: one is as long as the dossier.
const TEXTES: usize = 3;

/// How many copies are remembered by their digits alone.
const EMPREINTES: usize = 40;

/// A copy that left this device, or came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partage {
    /// Its digits ([`contenu`]).
    pub empreinte: String,
    /// The text of its file; empty for an old one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub texte: String,
}

/// What a dossier holds, in sixteen digits, whatever its id, when it was saved and what its calendars gave out.
pub fn contenu(dossier: &Dossier) -> String {
    let bare = Dossier {
        id: String::new(),
        enregistre_le: String::new(),
        agenda: Agenda::default(),
        ..dossier.clone()
    };
    empreinte(&dossier::ecrire(&bare))
}

/// Remembers a copy, the last one.
pub fn retenir(partages: &mut Vec<Partage>, dossier: &Dossier) {
    let empreinte = contenu(dossier);
    partages.retain(|known| known.empreinte != empreinte);
    partages.push(Partage { empreinte, texte: dossier::ecrire(dossier) });
    let too_many = partages.len().saturating_sub(EMPREINTES);
    partages.drain(..too_many);
    let old = partages.len().saturating_sub(TEXTES);
    partages.iter_mut().take(old).for_each(|old| old.texte = String::new());
}

/// What is kept of them.
pub fn ecrire(partages: &[Partage]) -> String {
    serde_json::to_string(partages).unwrap_or_default()
}

/// What was kept; nothing of what can't be read.
pub fn lire(texte: &str) -> Vec<Partage> {
    serde_json::from_str(texte).unwrap_or_default()
}

/// The copies that a dossier came from, oldest first.
pub fn filiation(partages: &[Partage]) -> Vec<String> {
    partages.iter().map(|known| known.empreinte.clone()).collect()
}

/// What a dossier that comes in is to the one that stands here under the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparaison {
    /// None stands here.
    Nouveau,
    /// Both hold the same.
    Meme,
    /// What stands here came from it, and changed since.
    PlusAncien,
    /// It came from what stands here, and changed since.
    PlusRecent,
    /// Both changed, from this copy, when it is known.
    LesDeux(Option<Box<Dossier>>),
}

/// Compares a dossier that comes in with the one that stands here. `partages`: the copies that this device remembers of it;
/// `filiation`: those that the one that comes in came from, as far as its file tells.
pub fn comparer(
    ici: Option<&Dossier>,
    partages: &[Partage],
    recu: &Dossier,
    filiation: &[String],
) -> Comparaison {
    let Some(ici) = ici else { return Comparaison::Nouveau };
    let (here, there) = (contenu(ici), contenu(recu));
    if here == there {
        return Comparaison::Meme;
    }
    let known_there = filiation.contains(&here);
    let known_here = partages.iter().any(|known| known.empreinte == there);
    match (known_here, known_there) {
        (true, false) => Comparaison::PlusAncien,
        (false, true) => Comparaison::PlusRecent,
        // Each went back to what the other one had, or nothing is known: the user says.
        _ => {
            let common = partages.iter().rev().find(|known| filiation.contains(&known.empreinte));
            let base = common.and_then(|known| dossier::ouvrir(&known.texte).ok());
            Comparaison::LesDeux(base.map(|(dossier, _)| Box::new(dossier)))
        }
    }
}

/// What two copies agree on, when the copy that both came from is not known: put together from it, nothing of either side
/// is lost, and all that they disagree on is asked.
pub fn commun(un: &Dossier, autre: &Dossier) -> Dossier {
    let mut commun = Dossier { id: un.id.clone(), ..Dossier::default() };
    for (question, entry) in un.answers.entries() {
        match (entry, autre.answers.entry(question)) {
            (Entry::Rows(here), Some(Entry::Rows(there))) => {
                let rows = here.iter().filter_map(|row| {
                    let other = there.iter().find(|other| other.id == row.id)?;
                    let mut both = Row::new(&row.id);
                    let fields = row.fields().filter(|(field, entry)| other.entry(field) == Some(entry));
                    fields.for_each(|(field, entry)| both.set(field, Some(entry.clone())));
                    Some(both)
                });
                commun.answers.set(question, Some(Entry::Rows(rows.collect())));
            }
            (Entry::Many(here), Some(Entry::Many(there))) => {
                let both = here.iter().filter(|token| there.contains(token)).cloned().collect();
                commun.answers.set(question, Some(Entry::Many(both)));
            }
            (entry, Some(other)) if entry == other => commun.answers.set(question, Some(entry.clone())),
            _ => {}
        }
    }
    let agreed = un.suivi.iter().filter(|(action, noted)| autre.suivi.get(*action) == Some(noted));
    commun.suivi = agreed.map(|(action, noted)| (action.clone(), noted.clone())).collect();
    commun
}

#[cfg(test)]
mod tests {
    use super::super::fusion::fusionner;
    use super::*;

    fn with(nom: &str, contrat: &str) -> Dossier {
        let mut dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
        dossier.answers.set("denomination", Some(Entry::one(nom)));
        dossier.answers.set("contrat", Some(Entry::one(contrat)));
        dossier
    }

    fn shared(copies: &[&Dossier]) -> Vec<Partage> {
        let mut partages = vec![];
        copies.iter().for_each(|copy| retenir(&mut partages, copy));
        partages
    }

    #[test]
    fn the_day_and_the_id_make_no_other_copy() {
        let one = with("A", "aucun");
        let other = Dossier { id: "x".to_owned(), enregistre_le: "2026-01-01".to_owned(), ..one.clone() };
        assert_eq!(comparer(Some(&one), &[], &other, &[]), Comparaison::Meme);
        assert_eq!(comparer(None, &[], &other, &[]), Comparaison::Nouveau);
    }

    #[test]
    fn who_came_from_whom_is_told_by_the_copies_that_were_shared() {
        let (first, mine, theirs) = (with("A", "aucun"), with("A2", "aucun"), with("A", "en-cours"));
        let here = shared(&[&first]);
        let there = filiation(&shared(&[&first, &theirs]));
        assert_eq!(comparer(Some(&mine), &here, &first, &filiation(&here)), Comparaison::PlusAncien);
        assert_eq!(comparer(Some(&first), &here, &theirs, &there), Comparaison::PlusRecent);
        let both = comparer(Some(&mine), &here, &theirs, &there);
        let Comparaison::LesDeux(Some(base)) = both else { panic!("{both:?}") };
        let merged = fusionner(&base, &mine, &theirs);
        assert_eq!((merged.dossier.answers, merged.conflits.len()), (with("A2", "en-cours").answers, 0));
    }

    #[test]
    fn without_a_known_copy_the_user_is_asked() {
        let (mine, theirs) = (with("A2", "aucun"), with("A", "en-cours"));
        assert_eq!(comparer(Some(&mine), &[], &theirs, &[]), Comparaison::LesDeux(None));
        // A copy that both had, whose text is gone.
        let old = with("A", "aucun");
        let mut here = shared(&[&old]);
        here[0].texte = String::new();
        assert_eq!(comparer(Some(&mine), &here, &theirs, &filiation(&here)), Comparaison::LesDeux(None));
    }

    #[test]
    fn without_a_known_copy_what_differs_is_asked_and_no_row_is_doubled() {
        let site = |name: &str, more: Option<&str>| {
            let mut row = Row::new("site-1").with("site-nom", name);
            if let Some(finess) = more {
                row = row.with("site-finess", finess);
            }
            Entry::Rows(vec![row])
        };
        let (mut mine, mut theirs) = (with("A2", "aucun"), with("A", "aucun"));
        mine.answers.set("sites", Some(site("Nord", None)));
        theirs.answers.set("sites", Some(site("Sud", Some("010783009"))));
        let merged = fusionner(&commun(&mine, &theirs), &mine, &theirs);
        assert_eq!(
            merged.dossier.answers.rows("sites"),
            [Row::new("site-1").with("site-nom", "Nord").with("site-finess", "010783009")]
        );
        let asked: Vec<_> = merged.conflits.iter().map(|one| one.champ).collect();
        assert_eq!(asked, ["denomination", "site-nom"]);
    }

    #[test]
    fn what_went_back_to_an_old_copy_is_not_said_to_be_older() {
        let (first, second) = (with("A", "aucun"), with("B", "aucun"));
        // Here is back at the first copy, the file at the second; each side had both.
        let copies = shared(&[&first, &second]);
        let both = comparer(Some(&first), &copies, &second, &filiation(&copies));
        assert!(matches!(both, Comparaison::LesDeux(Some(_))), "{both:?}");
    }

    #[test]
    fn few_texts_are_remembered_and_more_digits() {
        let all: Vec<Dossier> = (0..60).map(|rank| with(&rank.to_string(), "aucun")).collect();
        let partages = shared(&all.iter().collect::<Vec<_>>());
        assert_eq!(partages.len(), EMPREINTES);
        assert_eq!(partages.iter().filter(|one| !one.texte.is_empty()).count(), TEXTES);
        assert!(!partages.last().unwrap().texte.is_empty());
    }
}
