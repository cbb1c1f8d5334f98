//! Which holiday zone a département belongs to (R-STATUT-03, R-JO-05, R-JO-06, R-ID-05, R-ID-07).

use super::calendrier::Zone;

/// The zone to propose for a département, as FINESS writes it; none where metropolitan holidays apply, and for `97`,
/// which does not tell which overseas département it is.
pub fn zone(code: &str) -> Option<Zone> {
    match code {
        "57" | "67" | "68" => Some(Zone::AlsaceMoselle),
        "9A" | "971" => Some(Zone::Guadeloupe),
        "9B" | "972" => Some(Zone::Martinique),
        "9C" | "973" => Some(Zone::Guyane),
        "9D" | "974" => Some(Zone::Reunion),
        "9F" | "976" => Some(Zone::Mayotte),
        _ => None,
    }
}

/// The zone of a FINESS number: overseas, its fourth digit tells the département (9701… Guadeloupe, 9702… Martinique,
/// 9703… Guyane, 9704… La Réunion), as seen on real numbers only; proposed, never imposed.
pub fn zone_finess(finess: &str) -> Option<Zone> {
    match finess.get(..4) {
        Some("9701") => Some(Zone::Guadeloupe),
        Some("9702") => Some(Zone::Martinique),
        Some("9703") => Some(Zone::Guyane),
        Some("9704") => Some(Zone::Reunion),
        _ => zone(finess.get(..2)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_zone_of_real_numbers() {
        assert_eq!(zone_finess("970302022"), Some(Zone::Guyane));
        assert_eq!(zone_finess("970210118"), Some(Zone::Martinique));
        assert_eq!(zone_finess("670780055"), Some(Zone::AlsaceMoselle));
        assert_eq!(zone_finess("010783009"), None);
    }
}
