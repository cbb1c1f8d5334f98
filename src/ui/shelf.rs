//! What is kept on this device, for the lists that the page draws itself: the welcome page, and what is copied from another
//! dossier.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::browser::storage::Shelf;
use crate::browser::{BrowserError, journal, storage, timers};
use crate::domain::dossier;
use crate::domain::facts::Facts;
use crate::domain::portefeuille::{Rangement, nom_avec_mention};
use crate::domain::questions::denomination::structure;
use crate::domain::resume::Apercu;

/// How many dossiers are looked at in one task.
const AT_ONCE: usize = 8;

/// One dossier kept on this device.
#[derive(Clone)]
pub struct OnShelf {
    /// Its id.
    pub id: String,
    /// What is said of it.
    pub seen: Apercu,
    /// How it is filed.
    pub filed: Rangement,
}

impl OnShelf {
    /// What lists call it.
    pub fn name(&self) -> String {
        let name = match (self.seen.nom.as_str(), &self.seen.illisible) {
            (_, Some(_)) => "Dossier illisible",
            ("", None) => "Dossier sans nom",
            (nom, None) => nom,
        };
        nom_avec_mention(name, &self.filed.mention)
    }

    /// The last one changed first.
    pub fn order(&self, other: &Self) -> Ordering {
        other.seen.modifie_le.cmp(&self.seen.modifie_le).then_with(|| self.id.cmp(&other.id))
    }
}

/// Every dossier that is kept here, the last one changed first: it is the one that is looked for. Those of which nothing is
/// said yet are read, a few in each task.
///
/// # Errors
/// Storage refused or broken.
pub async fn on_shelf(today: NaiveDate) -> Result<Vec<OnShelf>, BrowserError> {
    let Shelf { ids, summaries, filings } = storage::shelf().await?;
    let mut said: BTreeMap<String, String> = summaries.into_iter().collect();
    let mut filed: BTreeMap<String, String> = filings.into_iter().collect();
    let mut filing = |id: &str| filed.remove(id).map(|text| Rangement::lire(&text)).unwrap_or_default();
    let (mut all, mut unknown) = (vec![], vec![]);
    for (rank, id) in ids.into_iter().enumerate() {
        if rank % AT_ONCE == AT_ONCE - 1 {
            timers::pause().await;
        }
        match said.remove(&id).as_deref().and_then(Apercu::lire) {
            Some(seen) => all.push(OnShelf { filed: filing(&id), seen, id }),
            None => unknown.push(id),
        }
    }
    for some in unknown.chunks(AT_ONCE) {
        let texts = storage::read_all(some).await?;
        let there = some.iter().zip(texts).filter_map(|(id, text)| Some((id, text?)));
        for (id, text) in there {
            all.push(OnShelf { filed: filing(id), seen: look_at(&text, today), id: id.clone() });
        }
    }
    all.sort_by(OnShelf::order);
    Ok(all)
}

/// The dossiers that the device never took, and that a page wrote down when it was closed; but for those that are known, and
/// the open one.
pub fn written_down(known: &[OnShelf], open: &str, today: NaiveDate) -> Vec<OnShelf> {
    journal::all()
        .into_iter()
        .filter(|(id, words)| words.known.is_none() && id != open && known.iter().all(|one| one.id != *id))
        .map(|(id, words)| OnShelf { seen: look_at(&words.text, today), filed: Rangement::default(), id })
        .collect()
}

/// What is said of a dossier, from its text.
fn look_at(text: &str, today: NaiveDate) -> Apercu {
    match dossier::ouvrir(text) {
        Ok((dossier, _)) => {
            let done = dossier.suivi.values().filter(|suivi| suivi.etat == dossier::Etat::Fait).count();
            let nom = structure(&Facts::new(&dossier.answers, today));
            Apercu::new(nom, dossier.enregistre_le, done)
        }
        Err(error) => {
            let mut seen = Apercu::new(String::new(), String::new(), 0);
            seen.illisible = Some(error.to_string());
            seen
        }
    }
}
