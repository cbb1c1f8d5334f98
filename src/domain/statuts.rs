//! Legal statuses, by FINESS code (R-STATUT-01), and the legal representative each usually has (R-STATUT-02).

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
    s("19", "Établissement départemental", SOCIAL),
    s("21", "Établissement communal", SOCIAL),
    s("22", "Établissement intercommunal", SOCIAL),
    s("18", "Autre établissement social ou médico-social public (code 18)", SOCIAL),
    s("20", "Autre établissement social ou médico-social public (code 20)", SOCIAL),
    s("23", "Autre établissement social ou médico-social public (code 23)", SOCIAL),
    s("26", "Autre établissement public administratif", SOCIAL),
    s("13", "Établissement public d’hospitalisation (code 13)", HOPITAL),
    s("10", "Établissement public d’hospitalisation (code 10)", HOPITAL),
    s("11", "Établissement public d’hospitalisation (code 11)", HOPITAL),
    s("12", "Établissement public d’hospitalisation (code 12)", HOPITAL),
    s("14", "Établissement public d’hospitalisation (code 14)", HOPITAL),
    s("15", "Établissement public d’hospitalisation (code 15)", HOPITAL),
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

/// Who usually represents a structure of that status; none where no use is settled (R-STATUT-02).
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

/// Statuses of a hospital (R-FINESS-08).
pub fn est_hospitalier(code: &str) -> bool {
    matches!(code, "10" | "11" | "12" | "13" | "14" | "15")
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
        assert_eq!(representant_usuel("61"), Some(RepresentantUsuel::President));
        assert_eq!(representant_usuel("21"), Some(RepresentantUsuel::Directeur));
        assert_eq!(representant_usuel("72"), Some(RepresentantUsuel::Gerant));
        assert_eq!(representant_usuel("66"), Some(RepresentantUsuel::Autre));
        for code in ["28", "29", "65", "76", "01", "autre"] {
            assert_eq!(representant_usuel(code), None);
        }
    }
}
