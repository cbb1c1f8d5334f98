//! Legal statuses, by FINESS code (R-STATUT-01), and the legal representative each usually has (R-STATUT-02).
//!
//! Labels of the codes 10 to 15 and 18 to 23 are those of the nomenclature (TRE_R72, S36). The new FINESS feed cites
//! another table (R400): an imported code is proposed, never assumed to be one of these.

use super::calendrier::Zone;

/// A legal status.
#[derive(Debug, PartialEq, Eq)]
pub struct Statut {
    /// FINESS code (TRE_R72).
    pub code: &'static str,
    /// What the user reads.
    pub libelle: &'static str,
    /// Heading it stands under.
    pub groupe: &'static str,
}

/// Who usually represents a structure of that status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepresentantUsuel {
    /// The director.
    Directeur,
    /// A president, a mayor, the president of a council.
    President,
    /// A manager (gérant).
    Gerant,
    /// An administrator of a grouping.
    Autre,
}

const fn s(code: &'static str, libelle: &'static str, groupe: &'static str) -> Statut {
    Statut { code, libelle, groupe }
}

const PRIVE: &str = "Privé non lucratif";
const TERRITORIAL: &str = "Collectivités et action sociale";
const SOCIAL: &str = "Établissements sociaux et médico-sociaux publics";
const HOPITAL: &str = "Établissements publics d’hospitalisation";
const COMMERCIAL: &str = "Sociétés";
const GROUPEMENT: &str = "Groupements";

/// The statuses that are proposed.
pub static STATUTS: &[Statut] = &[
    s("60", "Association loi 1901, non reconnue d’utilité publique", PRIVE),
    s("61", "Association loi 1901, reconnue d’utilité publique", PRIVE),
    s("62", "Association de droit local (Alsace et Moselle)", PRIVE),
    s("63", "Fondation", PRIVE),
    s("64", "Congrégation", PRIVE),
    s("47", "Société mutualiste", PRIVE),
    s("65", "Autre organisme privé non lucratif", PRIVE),
    s("17", "Centre communal d’action sociale (CCAS)", TERRITORIAL),
    s("08", "Centre intercommunal d’action sociale (CIAS)", TERRITORIAL),
    s("03", "Commune", TERRITORIAL),
    s("02", "Département", TERRITORIAL),
    s("01", "État", TERRITORIAL),
    s("19", "Établissement social ou médico-social départemental", SOCIAL),
    s("21", "Établissement social ou médico-social communal", SOCIAL),
    s("22", "Établissement social ou médico-social intercommunal", SOCIAL),
    s("18", "Établissement social ou médico-social national", SOCIAL),
    s("20", "Établissement social ou médico-social interdépartemental", SOCIAL),
    s("23", "Établissement social ou médico-social régional", SOCIAL),
    s("26", "Autre établissement public administratif", SOCIAL),
    s("13", "Établissement public d’hospitalisation communal", HOPITAL),
    s("10", "Établissement public d’hospitalisation national", HOPITAL),
    s("11", "Établissement public d’hospitalisation départemental", HOPITAL),
    s("12", "Établissement public d’hospitalisation interdépartemental", HOPITAL),
    s("14", "Établissement public d’hospitalisation intercommunal", HOPITAL),
    s("15", "Établissement public d’hospitalisation régional", HOPITAL),
    s("72", "Société à responsabilité limitée (SARL)", COMMERCIAL),
    s("78", "Entreprise unipersonnelle (EURL)", COMMERCIAL),
    s("73", "Société anonyme (SA)", COMMERCIAL),
    s("75", "Autre société", COMMERCIAL),
    s("76", "Groupement d’intérêt économique (GIE)", GROUPEMENT),
    s("28", "Groupement d’intérêt public (GIP)", GROUPEMENT),
    s("29", "Groupement de coopération sanitaire (GCS) public", GROUPEMENT),
    s("30", "Groupement de coopération sociale et médico-sociale (GCSMS) public", GROUPEMENT),
    s("66", "Groupement de coopération sociale et médico-sociale (GCSMS) privé", GROUPEMENT),
];

/// Who usually represents a structure of that status; none where no use is settled (R-STATUT-02). A proposal, from the
/// uses of the law of organisations: no source of the ANS says it, and the user can always change it.
pub fn representant_usuel(code: &str) -> Option<RepresentantUsuel> {
    match code {
        "60" | "61" | "62" | "63" | "64" | "47" | "17" | "08" | "02" | "03" | "73" | "75" => {
            Some(RepresentantUsuel::President)
        }
        "10" | "11" | "12" | "13" | "14" | "15" | "18" | "19" | "20" | "21" | "22" | "23" | "26" => {
            Some(RepresentantUsuel::Directeur)
        }
        "72" | "78" => Some(RepresentantUsuel::Gerant),
        "30" | "66" => Some(RepresentantUsuel::Autre),
        _ => None,
    }
}

/// His or her usual title, with its article: « le maire », « le directeur ». None where no use is settled.
pub fn titre_representant(code: &str) -> Option<&'static str> {
    match code {
        "03" => Some("le maire"),
        "02" => Some("le président du conseil départemental"),
        "17" => Some("le président du CCAS"),
        "08" => Some("le président du CIAS"),
        "73" | "75" => Some("le président ou le directeur général"),
        _ => representant_usuel(code).map(|representant| match representant {
            RepresentantUsuel::Directeur => "le directeur",
            RepresentantUsuel::President => "le président",
            RepresentantUsuel::Gerant => "le gérant",
            RepresentantUsuel::Autre => "l’administrateur du groupement",
        }),
    }
}

/// The holiday zone that a status alone proposes: local law of Alsace and Moselle (R-STATUT-03).
pub fn zone(code: &str) -> Option<Zone> {
    (code == "62").then_some(Zone::AlsaceMoselle)
}

/// Statuses of a hospital (R-FINESS-08).
pub fn est_hospitalier(code: &str) -> bool {
    matches!(code, "10" | "11" | "12" | "13" | "14" | "15")
}

/// Statuses of a groupement, which may act for its members (R-AT-03, D-16).
pub fn est_un_groupement(code: &str) -> bool {
    STATUTS.iter().any(|statut| statut.code == code && statut.groupe == GROUPEMENT)
}

/// Statuses of a local authority, whose president or mayor has the same choice as a president (R-RL-09).
pub fn est_territorial(code: &str) -> bool {
    matches!(code, "02" | "03" | "08" | "17")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_usual_representative_and_nothing_where_no_use_is_settled() {
        for (codes, usual) in [
            ("60 61 62 63 64 47 17 08 02 03 73 75", Some(RepresentantUsuel::President)),
            ("10 11 12 13 14 15 18 19 20 21 22 23 26", Some(RepresentantUsuel::Directeur)),
            ("72 78", Some(RepresentantUsuel::Gerant)),
            ("30 66", Some(RepresentantUsuel::Autre)),
            ("01 28 29 65 76 95 autre", None),
        ] {
            for code in codes.split(' ') {
                assert_eq!(representant_usuel(code), usual, "{code}");
                assert_eq!(titre_representant(code).is_some(), usual.is_some(), "{code}");
            }
        }
        assert_eq!(titre_representant("03"), Some("le maire"));
        assert_eq!(titre_representant("17"), Some("le président du CCAS"));
    }

    #[test]
    fn every_status_of_the_rule_base_is_proposed_once() {
        let mut codes: Vec<&str> = STATUTS.iter().map(|statut| statut.code).collect();
        codes.sort_unstable();
        assert_eq!(
            codes.join(" "),
            "01 02 03 08 10 11 12 13 14 15 17 18 19 20 21 22 23 26 28 29 30 47 60 61 62 63 64 65 66 72 73 75 76 78"
        );
    }

    #[test]
    fn the_local_law_of_alsace_and_moselle_proposes_its_holidays() {
        assert_eq!(zone("62"), Some(Zone::AlsaceMoselle));
        assert_eq!(zone("61"), None);
    }
}
