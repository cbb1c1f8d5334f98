//! Categories of establishment (R-CAT-01, R-CAT-02), and whether each is in the Ségur's medico-social corridor.

/// A category, by FINESS code (TRE_R66).
#[derive(Debug, PartialEq, Eq)]
pub struct Categorie {
    /// FINESS code.
    pub code: &'static str,
    /// What the user reads.
    pub libelle: &'static str,
    /// Heading it stands under.
    pub groupe: &'static str,
}

const fn c(code: &'static str, libelle: &'static str, groupe: &'static str) -> Categorie {
    Categorie { code, libelle, groupe }
}

const AGEES: &str = "Personnes âgées";
const DOMICILE: &str = "Domicile";
const ADULTES: &str = "Adultes handicapés";
const ENFANTS: &str = "Enfants et jeunes handicapés";
const DIFFICULTES: &str = "Addictions, précarité, soins";
const PROTECTION: &str = "Protection de l’enfance";
const HORS: &str = "Hors couloir médico-social du Ségur";

/// The categories that are proposed (R-CAT-01).
pub static CATEGORIES: &[Categorie] = &[
    c("500", "EHPAD", AGEES),
    c("501", "EHPA avec crédits d’assurance maladie", AGEES),
    c("502", "EHPA sans crédits d’assurance maladie", AGEES),
    c("202", "Résidence autonomie", AGEES),
    c("207", "Centre de jour pour personnes âgées", AGEES),
    c("354", "SSIAD (soins infirmiers à domicile)", DOMICILE),
    c("209", "Service autonomie, aide et soins", DOMICILE),
    c("460", "Service autonomie, aide", DOMICILE),
    c("255", "MAS (maison d’accueil spécialisée)", ADULTES),
    c("448", "EAM (accueil médicalisé)", ADULTES),
    c("449", "EANM (accueil non médicalisé)", ADULTES),
    c("437", "FAM (ancienne catégorie)", ADULTES),
    c("382", "Foyer de vie", ADULTES),
    c("252", "Foyer d’hébergement", ADULTES),
    c("253", "Foyer d’accueil polyvalent", ADULTES),
    c("246", "ESAT", ADULTES),
    c("247", "Entreprise adaptée", ADULTES),
    c("249", "ESRP (réadaptation professionnelle)", ADULTES),
    c("198", "ESPO (préorientation)", ADULTES),
    c("445", "SAMSAH", ADULTES),
    c("446", "SAVS", ADULTES),
    c("395", "Accueil temporaire d’adultes", ADULTES),
    c("183", "IME", ENFANTS),
    c("186", "ITEP", ENFANTS),
    c("182", "SESSAD", ENFANTS),
    c("188", "Établissement pour enfants polyhandicapés (EEAP)", ENFANTS),
    c("192", "Institut d’éducation motrice", ENFANTS),
    c("194", "Institut pour déficients visuels", ENFANTS),
    c("195", "Institut pour déficients auditifs", ENFANTS),
    c("196", "Institut pour sourds-aveugles", ENFANTS),
    c("189", "CMPP", ENFANTS),
    c("190", "CAMSP", ENFANTS),
    c("221", "BAPU", ENFANTS),
    c("390", "Accueil temporaire d’enfants", ENFANTS),
    c("197", "CSAPA", DIFFICULTES),
    c("178", "CAARUD", DIFFICULTES),
    c("165", "ACT (appartements de coordination thérapeutique)", DIFFICULTES),
    c("180", "LHSS (lits halte soins santé)", DIFFICULTES),
    c("213", "LAM (lits d’accueil médicalisés)", DIFFICULTES),
    c("608", "Équipe mobile médico-sociale précarité", DIFFICULTES),
    c("175", "Foyer de l’enfance", PROTECTION),
    c("177", "MECS", PROTECTION),
    c("295", "AEMO ou AED", PROTECTION),
    c("462", "Lieu de vie et d’accueil", PROTECTION),
    c("214", "CHRS", HORS),
    c("340", "Mandataires judiciaires", HORS),
    c("443", "CADA", HORS),
    c("463", "CLIC", HORS),
    c("640", "SAADF (aide aux familles)", HORS),
    c("609", "MDPH", HORS),
    c("355", "Centre hospitalier", HORS),
    c("101", "Centre hospitalier régional", HORS),
    c("autre", "Une autre catégorie", HORS),
];

/// Every code of the Ségur's medico-social corridor (R-CAT-02).
const COULOIR: [&str; 66] = [
    "159", "165", "166", "172", "175", "176", "177", "178", "180", "182", "183", "186", "188", "189", "190", "192",
    "194", "195", "196", "197", "198", "202", "207", "209", "213", "221", "236", "238", "241", "246", "247", "249",
    "252", "253", "255", "286", "295", "344", "354", "370", "377", "378", "379", "381", "382", "390", "395", "396",
    "402", "411", "418", "427", "437", "440", "441", "445", "446", "448", "449", "453", "460", "462", "500", "501",
    "502", "608",
];

/// Whether a category is in the Ségur's medico-social corridor (R-CAT-02).
pub fn couloir_medico_social(code: &str) -> bool {
    COULOIR.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_proposed_category_stands_under_the_heading_its_corridor_asks() {
        for categorie in CATEGORIES {
            assert_eq!(couloir_medico_social(categorie.code), categorie.groupe != HORS, "{}", categorie.code);
        }
    }
}
