//! When the complete file leaves, and which holidays count (R-COMPTE-18, R-JO-03).

use crate::domain::answers::Entry;
use crate::domain::calendrier::{self, Zone};
use crate::domain::departements;
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Groupe, Jeton, Jour, Proposition, Question};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::statut::STATUT;

/// Day on which the ANS receives the complete file (J0); today when left empty.
pub static DATE_DOSSIER_COMPLET: Question<Jour> = Question::champ("date-dossier-complet", Champ::Date)
    .titre("Quel jour le dossier complet arrivera-t-il à l’ANS ?", "Dossier complet le")
    .indice("Par défaut, le plan compte à partir d’aujourd’hui.")
    .aide(
        "Le délai de 10 jours ouvrés court à partir de la réception d’un dossier complet.",
        "",
        "Toutes les dates du plan en dépendent. Ce sont des estimations.",
    )
    .facultatif();

/// Holiday zone of the structure's seat.
pub static ZONE_FERIES: Question<Jeton> = Question::champ("zone-feries", Champ::Selection(zones))
    .titre("Jours fériés à appliquer", "Jours fériés")
    .indice("L’instruction se fait à Paris : le calendrier de la métropole est le plus sûr.")
    .defaut("metropole")
    .propose(propose);

fn zones() -> Vec<Groupe> {
    vec![Groupe {
        nom: "",
        options: Zone::TOUTES.iter().map(|zone| (zone.jeton(), zone.libelle())).collect(),
    }]
}

/// The zone of the structure's seat, when its status or its département tells one (R-STATUT-03).
pub fn zone_du_siege(facts: &Facts) -> Option<Zone> {
    let alsace_moselle = facts.get(&STATUT).is_ok_and(|statut| statut.0 == "62");
    let departement = facts.get(&FINESS_EJ).ok().and_then(|finess| departements::zone_finess(finess.texte()));
    if alsace_moselle { Some(Zone::AlsaceMoselle) } else { departement }
}

fn propose(facts: &Facts) -> Option<Proposition> {
    Some(Proposition {
        entry: Entry::one(zone_du_siege(facts)?.jeton()),
        pourquoi: "D’après le statut juridique ou le département du siège (R-STATUT-03).",
    })
}

/// The other calendar of R-JO-03: that of the ANS, in Paris, when another was chosen; that of the seat, when the seat has
/// another than the one chosen.
pub fn autre_zone(facts: &Facts) -> Option<Zone> {
    if zone(facts) == Zone::Metropole {
        zone_du_siege(facts).filter(|seat| *seat != Zone::Metropole)
    } else {
        Some(Zone::Metropole)
    }
}

/// The zone that was chosen.
pub fn zone(facts: &Facts) -> Zone {
    let jeton = facts.get(&ZONE_FERIES).map_or_else(|_| String::new(), |jeton| jeton.0);
    calendrier::Zone::de_jeton(&jeton).unwrap_or(Zone::Metropole)
}
