//! What must hold of every page « Par quoi commencer », whatever the answers and whatever was noted.

use std::collections::BTreeMap;

use jalons::domain::commencer::{Commencer, Partie, Tache, commencer};
use jalons::domain::dossier::{Dossier, Etat};
use jalons::domain::report::Report;

/// Every action in exactly one line; nothing can be ticked before what it waits for, everything else can; two things at
/// most on the next working day.
pub fn check(dossier: &Dossier, report: &Report) -> Commencer {
    let page = commencer(dossier, report);
    let mut held: BTreeMap<&str, (Partie, &Tache)> = BTreeMap::new();
    for (partie, tache) in &page.taches {
        assert!(!tache.titre.is_empty() && !tache.pieces.is_empty(), "an empty line\n{:?}", dossier.answers);
        for piece in &tache.pieces {
            let twice = held.insert(&piece.action, (*partie, tache));
            assert!(twice.is_none(), "{} stands in two lines\n{:?}", piece.action, dossier.answers);
            assert!(!piece.titre.is_empty(), "{} has no name", piece.action);
        }
    }
    // What is noted of an action is kept under its key.
    let keys: BTreeMap<&str, &str> =
        report.actions.iter().map(|action| (action.id.as_str(), action.cle.as_str())).collect();
    let noted = |id: &str| dossier.suivi.get(*keys.get(id)?);
    let etat = |id: &str| noted(id).map_or(Etat::AFaire, |noted| noted.etat);
    for action in &report.actions {
        let (partie, tache) = held.remove(action.id.as_str()).unwrap_or_else(|| {
            panic!("{} stands in no line\n{:?}", action.id, dossier.answers);
        });
        if etat(&action.id) == Etat::Fait {
            continue;
        }
        assert!(partie != Partie::Faites, "{} is held to be done", action.id);
        let inside = |id: &str| tache.pieces.iter().any(|piece| piece.action == id);
        let before = action.apres.iter().any(|(id, _)| etat(id) != Etat::Fait && !inside(id));
        let waits = before || action.attend.iter().any(|attend| !attend.certain);
        assert!(
            !(waits && tache.possible()),
            "{} can be ticked before {:?}\n{:?}",
            action.id,
            action.attend,
            dossier.answers
        );
    }
    assert!(held.is_empty(), "lines hold what is not in the plan: {:?}", held.keys());
    assert!(page.partie(Partie::ProchainJour).count() <= 2);
    let can = page.taches.iter().any(|(partie, tache)| *partie != Partie::Faites && tache.possible());
    let left = page.taches.iter().any(|(partie, _)| *partie != Partie::Faites);
    let can = can || (left && !page.a_repondre.is_empty());
    assert_eq!(can, left, "nothing can be done\n{:?}", dossier.answers);
    let mut keys: Vec<&str> = page.taches.iter().map(|(_, tache)| tache.cle.as_str()).collect();
    keys.sort_unstable();
    assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "two lines of the same key: {keys:?}");
    page
}
