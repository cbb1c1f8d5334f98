//! What the calendars made from a dossier hold: what leaves the plan is cancelled there by the next one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::calendrier::lire_date;

/// The appointments that were given out, by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// Id of the dossier that gave them: those of another id are other appointments.
    pub dossier: String,
    /// By the key of each: the id of its action, or what expires.
    pub donnes: BTreeMap<String, RendezVous>,
}

/// An appointment as it was last given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RendezVous {
    /// Its day.
    pub jour: NaiveDate,
    /// What it is.
    pub titre: String,
}

/// The most appointments that are read from a file, and letters of a title: as many as a plan of 1 000 sites has.
const DONNES_MAX: usize = 20_000;
const TITRE_MAX: usize = 300;

impl Agenda {
    /// Whether nothing was given out.
    pub fn est_vide(&self) -> bool {
        self.donnes.is_empty()
    }

    /// What a file says, each appointment as it comes: one that can't be read is left out.
    pub fn lire(value: &Value) -> Self {
        let text =
            |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
        let donnes = value.get("donnes").and_then(Value::as_object);
        let donnes = donnes.into_iter().flatten().take(DONNES_MAX).filter_map(|(cle, donne)| {
            let jour = lire_date(&text(donne, "jour"))?;
            Some((
                cle.clone(),
                RendezVous { jour, titre: text(donne, "titre").chars().take(TITRE_MAX).collect() },
            ))
        });
        Self { dossier: text(value, "dossier"), donnes: donnes.collect() }
    }

    /// Takes what another copy of the dossier gave out since: the appointment of each key as it was last given here, else
    /// there.
    pub fn joindre(&mut self, other: &Self) {
        if self.est_vide() {
            self.clone_from(other);
        } else if self.dossier == other.dossier {
            for (cle, donne) in &other.donnes {
                self.donnes.entry(cle.clone()).or_insert_with(|| donne.clone());
            }
        }
    }

    /// The same without the words of its titles, which may name people.
    #[must_use]
    pub fn sans_titres(&self) -> Self {
        let bare = |(cle, donne): (&String, &RendezVous)| {
            (cle.clone(), RendezVous { jour: donne.jour, titre: "Rendez-vous du plan".to_owned() })
        };
        Self { dossier: self.dossier.clone(), donnes: self.donnes.iter().map(bare).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_read_is_left_out() {
        let value = serde_json::json!({"dossier": "d", "donnes": {
            "cpe:rl": {"jour": "2026-12-07", "titre": "Commander"}, "x": {"jour": "demain"}, "y": 3
        }});
        let agenda = Agenda::lire(&value);
        assert_eq!(agenda.donnes.keys().collect::<Vec<_>>(), ["cpe:rl"]);
        assert_eq!(Agenda::lire(&serde_json::to_value(&agenda).unwrap()), agenda);
        assert!(Agenda::lire(&Value::Null).est_vide());
        assert!(!format!("{:?}", agenda.sans_titres()).contains("Commander"));
    }
}
