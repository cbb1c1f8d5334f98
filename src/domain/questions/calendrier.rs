//! When the complete file leaves, and which holidays count (R-COMPTE-18, R-JO-03).

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::answers::Entry;
use crate::domain::calendrier::{self, Zone};
use crate::domain::departements;
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Groupe, Jeton, Jour, Proposition, Question};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::statut::STATUT;

/// Day on which the ANS receives the complete file (J0); while it is empty, [`date_proposee`].
pub static DATE_DOSSIER_COMPLET: Question<Jour> = Question::champ("date-dossier-complet", Champ::Date)
    .titre("Quel jour le dossier complet arrivera-t-il à l’ANS ?", "Dossier complet le")
    .indice("C’est une hypothèse : vous pourrez la changer à tout moment.")
    .aide(
        "Le délai de 10 jours ouvrés court à partir de la réception d’un dossier complet.",
        "",
        "Les dates des cartes, et de ce qui attend une carte, en dépendent. Ce sont des estimations. Un incident ou une vérification n’en dépend pas.",
    )
    .facultatif()
    .propose(|facts| {
        Some(Proposition {
            entry: Entry::one(&calendrier::iso(date_proposee(facts))),
            pourquoi: "Dix jours ouvrés à partir d’aujourd’hui, le temps de réunir les pièces et les signatures.",
        })
    });

/// Working days that are left to gather the pieces and the signatures, when nobody said when the file leaves.
const JOURS_POUR_PREPARER: u32 = 10;

/// The day that is proposed for the complete file: a working day, never today (R-COMPTE-18).
pub fn date_proposee(facts: &Facts) -> NaiveDate {
    calendrier::ajouter_jours_ouvres(facts.today(), JOURS_POUR_PREPARER, zone(facts))
}

/// Holiday zone of the structure's seat.
pub static ZONE_FERIES: Question<Jeton> = Question::champ("zone-feries", Champ::Selection(&ZONES))
    .titre("Jours fériés à appliquer", "Jours fériés")
    .indice("L’instruction se fait à Paris : le calendrier de la métropole est le plus sûr.")
    .aide(
        "Les jours fériés que la loi donne à chaque territoire.",
        "",
        "Des jours locaux peuvent s’y ajouter : Vendredi saint ou Mi-Carême aux Antilles, fêtes de Wallis-et-Futuna, de Polynésie ou de Nouvelle-Calédonie, qui n’ont pas de calendrier ici. Comptez-les en plus.",
    )
    .defaut("metropole")
    .propose(propose);

static ZONES: LazyLock<Vec<Groupe>> =
    LazyLock::new(|| Groupe::groupes(Zone::TOUTES.iter().map(|zone| ("", zone.jeton(), zone.libelle()))));

/// The zone of the structure's seat, when its status or its département tells one (R-STATUT-03).
pub fn zone_du_siege(facts: &Facts) -> Option<Zone> {
    let alsace_moselle = facts.get(&STATUT).is_ok_and(|statut| statut.0 == "62");
    let departement = facts.get(&FINESS_EJ).ok().and_then(|finess| departements::zone_finess(finess.texte()));
    if alsace_moselle { Some(Zone::AlsaceMoselle) } else { departement }
}

fn propose(facts: &Facts) -> Option<Proposition> {
    let of = |zone: Zone, pourquoi| Some(Proposition { entry: Entry::one(zone.jeton()), pourquoi });
    match zone_du_siege(facts) {
        Some(zone) => of(zone, "D’après le statut juridique ou le département du siège."),
        None => {
            siege_sans_calendrier(facts)?;
            of(
                Zone::Metropole,
                "Les fêtes du territoire du siège ne sont pas dans ces calendriers : comptez-les en plus.",
            )
        }
    }
}

/// The territory of the seat, when it has local holidays that no calendar here holds (R-JO-03).
pub fn siege_sans_calendrier(facts: &Facts) -> Option<&'static str> {
    departements::sans_calendrier(facts.get(&FINESS_EJ).ok()?.texte())
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
