//! Départements, and the holiday zone each proposes (R-ID-05, R-ID-07, R-STATUT-03, R-JO-05, R-JO-06).

use super::calendrier::Zone;

/// Codes and names, in the order of the codes: 01 to 95, 2A and 2B for Corsica, 971 to 978 overseas.
///
/// A code of the first 96 is also the beginning of a FINESS; overseas, all begin with 97 or 98 (R-ID-05).
pub static DEPARTEMENTS: &[(&str, &str)] = &[
    ("01", "Ain"),
    ("02", "Aisne"),
    ("03", "Allier"),
    ("04", "Alpes-de-Haute-Provence"),
    ("05", "Hautes-Alpes"),
    ("06", "Alpes-Maritimes"),
    ("07", "Ardèche"),
    ("08", "Ardennes"),
    ("09", "Ariège"),
    ("10", "Aube"),
    ("11", "Aude"),
    ("12", "Aveyron"),
    ("13", "Bouches-du-Rhône"),
    ("14", "Calvados"),
    ("15", "Cantal"),
    ("16", "Charente"),
    ("17", "Charente-Maritime"),
    ("18", "Cher"),
    ("19", "Corrèze"),
    ("2A", "Corse-du-Sud"),
    ("2B", "Haute-Corse"),
    ("21", "Côte-d’Or"),
    ("22", "Côtes-d’Armor"),
    ("23", "Creuse"),
    ("24", "Dordogne"),
    ("25", "Doubs"),
    ("26", "Drôme"),
    ("27", "Eure"),
    ("28", "Eure-et-Loir"),
    ("29", "Finistère"),
    ("30", "Gard"),
    ("31", "Haute-Garonne"),
    ("32", "Gers"),
    ("33", "Gironde"),
    ("34", "Hérault"),
    ("35", "Ille-et-Vilaine"),
    ("36", "Indre"),
    ("37", "Indre-et-Loire"),
    ("38", "Isère"),
    ("39", "Jura"),
    ("40", "Landes"),
    ("41", "Loir-et-Cher"),
    ("42", "Loire"),
    ("43", "Haute-Loire"),
    ("44", "Loire-Atlantique"),
    ("45", "Loiret"),
    ("46", "Lot"),
    ("47", "Lot-et-Garonne"),
    ("48", "Lozère"),
    ("49", "Maine-et-Loire"),
    ("50", "Manche"),
    ("51", "Marne"),
    ("52", "Haute-Marne"),
    ("53", "Mayenne"),
    ("54", "Meurthe-et-Moselle"),
    ("55", "Meuse"),
    ("56", "Morbihan"),
    ("57", "Moselle"),
    ("58", "Nièvre"),
    ("59", "Nord"),
    ("60", "Oise"),
    ("61", "Orne"),
    ("62", "Pas-de-Calais"),
    ("63", "Puy-de-Dôme"),
    ("64", "Pyrénées-Atlantiques"),
    ("65", "Hautes-Pyrénées"),
    ("66", "Pyrénées-Orientales"),
    ("67", "Bas-Rhin"),
    ("68", "Haut-Rhin"),
    ("69", "Rhône"),
    ("70", "Haute-Saône"),
    ("71", "Saône-et-Loire"),
    ("72", "Sarthe"),
    ("73", "Savoie"),
    ("74", "Haute-Savoie"),
    ("75", "Paris"),
    ("76", "Seine-Maritime"),
    ("77", "Seine-et-Marne"),
    ("78", "Yvelines"),
    ("79", "Deux-Sèvres"),
    ("80", "Somme"),
    ("81", "Tarn"),
    ("82", "Tarn-et-Garonne"),
    ("83", "Var"),
    ("84", "Vaucluse"),
    ("85", "Vendée"),
    ("86", "Vienne"),
    ("87", "Haute-Vienne"),
    ("88", "Vosges"),
    ("89", "Yonne"),
    ("90", "Territoire de Belfort"),
    ("91", "Essonne"),
    ("92", "Hauts-de-Seine"),
    ("93", "Seine-Saint-Denis"),
    ("94", "Val-de-Marne"),
    ("95", "Val-d’Oise"),
    ("971", "Guadeloupe"),
    ("972", "Martinique"),
    ("973", "Guyane"),
    ("974", "La Réunion"),
    ("975", "Saint-Pierre-et-Miquelon"),
    ("976", "Mayotte"),
    ("977", "Saint-Barthélemy"),
    ("978", "Saint-Martin"),
    ("986", "Wallis-et-Futuna"),
];

/// The usual code of a code that FINESS writes its own way overseas (R-ID-07); any other is given back.
///
/// `9A` also holds Saint-Barthélemy and Saint-Martin; it is read as Guadeloupe. `9E`, `9G` and `9H` were never seen.
pub fn code_usuel(code: &str) -> &str {
    match code {
        "9A" => "971",
        "9B" => "972",
        "9C" => "973",
        "9D" => "974",
        "9F" => "976",
        "9J" => "986",
        other => other,
    }
}

/// The name of a code, the usual one or FINESS's own; none when it is not known.
pub fn nom(code: &str) -> Option<&'static str> {
    let code = code_usuel(code);
    DEPARTEMENTS.iter().find(|(known, _)| *known == code).map(|(_, nom)| *nom)
}

/// The zone to propose for a département, the usual code or FINESS's own; none where metropolitan holidays apply, and
/// for `97`, which does not tell which overseas département it is.
pub fn zone(code: &str) -> Option<Zone> {
    match code_usuel(code) {
        "57" | "67" | "68" => Some(Zone::AlsaceMoselle),
        "971" => Some(Zone::Guadeloupe),
        "972" => Some(Zone::Martinique),
        "973" => Some(Zone::Guyane),
        "974" => Some(Zone::Reunion),
        "976" => Some(Zone::Mayotte),
        "977" => Some(Zone::SaintBarthelemy),
        "978" => Some(Zone::SaintMartin),
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
        // 98 is Mayotte, as on real numbers (980501506), but for the collectivities whose code starts so too.
        Some(debut)
            if debut.starts_with("98") && !matches!(debut.get(..3), Some("984" | "986" | "987" | "988")) =>
        {
            Some(Zone::Mayotte)
        }
        _ => zone(finess.get(..2)?),
    }
}

/// The territory of a FINESS number, as « en Guyane », whose local holidays stand in no calendar of ours ([`Zone`]); none of any other number.
pub fn sans_calendrier(finess: &str) -> Option<&'static str> {
    match finess.get(..3)? {
        "986" => Some("à Wallis-et-Futuna"),
        "987" => Some("en Polynésie française"),
        "988" => Some("en Nouvelle-Calédonie"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finess::Finess;

    #[test]
    fn proposes_the_zone_of_real_numbers() {
        assert_eq!(zone_finess("980501506"), Some(Zone::Mayotte));
        assert_eq!(zone_finess("986000010"), None);
        assert_eq!(zone_finess("970302022"), Some(Zone::Guyane));
        assert_eq!(zone_finess("970210118"), Some(Zone::Martinique));
        assert_eq!(zone_finess("670780055"), Some(Zone::AlsaceMoselle));
        assert_eq!(zone_finess("010783009"), None);
    }

    #[test]
    fn a_territory_without_a_calendar_is_never_one_whose_zone_is_proposed() {
        for (finess, territoire) in [
            ("986000010", Some("à Wallis-et-Futuna")),
            ("987000011", Some("en Polynésie française")),
            ("988000012", Some("en Nouvelle-Calédonie")),
            ("980501506", None),
            ("970466728", None),
            ("010783009", None),
            ("9", None),
        ] {
            assert_eq!(sans_calendrier(finess), territoire, "{finess}");
            assert!(territoire.is_none() || zone_finess(finess).is_none(), "{finess}");
        }
    }

    #[test]
    fn every_zone_but_the_metropolitan_one_is_proposed_by_some_departement() {
        for zone in Zone::TOUTES {
            let proposed = DEPARTEMENTS.iter().any(|(code, _)| super::zone(code) == Some(zone));
            assert_eq!(proposed, zone != Zone::Metropole, "{zone:?}");
        }
    }

    #[test]
    fn codes_of_finess_have_the_name_and_the_zone_of_the_usual_one() {
        assert_eq!(nom("9A"), Some("Guadeloupe"));
        assert_eq!(zone("9F"), Some(Zone::Mayotte));
        assert_eq!(nom("2A"), Some("Corse-du-Sud"));
        assert_eq!(nom("9E"), None);
        assert_eq!(nom("20"), None);
    }

    #[test]
    fn codes_are_unique_and_those_of_two_characters_begin_a_finess() {
        for (rank, (code, _)) in DEPARTEMENTS.iter().enumerate() {
            assert!(DEPARTEMENTS.iter().skip(rank + 1).all(|(other, _)| other != code), "{code}");
            if code.len() == 2 {
                let finess = Finess::read(&format!("{code}0000000")).unwrap();
                assert!(!finess.avertissement.is_some_and(|texte| texte.contains("département")), "{code}");
            }
        }
        assert_eq!(DEPARTEMENTS.iter().filter(|(code, _)| code.len() == 2).count(), 96);
    }
}
