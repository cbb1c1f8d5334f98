//! Categories of establishment (R-CAT-01 to R-CAT-04), and whether each is in the Ségur's medico-social corridor.
//!
//! Labels are short ones, for a director. The nomenclature renames and closes categories (R-CAT-03): when an imported
//! file gives a label, show that one.

/// A category, by FINESS code (TRE_R66).
///
/// One that is outside the corridor may still have a contract, cards and RPPS+; the Ségur's funding is what may not apply.
#[derive(Debug, PartialEq, Eq)]
pub struct Categorie {
    /// FINESS code, three digits; `autre` for one that is not proposed.
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
const COULOIR_AUTRE: &str = "Autres catégories du couloir médico-social";
const SANITAIRE: &str = "Sanitaire (couloir hôpital)";
const HORS: &str = "Hors couloir médico-social du Ségur";

/// The categories that are proposed, by public: those of R-CAT-01, then the others of R-CAT-02, as the nomenclature names
/// them (TRE_R66, S36). « Une autre catégorie » is then outside the corridor for sure.
pub static CATEGORIES: &[Categorie] = &[
    c("500", "EHPAD", AGEES),
    c("501", "EHPA avec crédits d’assurance maladie", AGEES),
    c("502", "EHPA sans crédits d’assurance maladie", AGEES),
    c("202", "Résidence autonomie", AGEES),
    c("207", "Centre de jour pour personnes âgées", AGEES),
    c("381", "Établissement expérimental pour personnes âgées", AGEES),
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
    c("379", "Établissement expérimental pour adultes handicapés", ADULTES),
    c("370", "Établissement expérimental pour personnes handicapées", ADULTES),
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
    c("396", "Foyer d’hébergement pour enfants et adolescents", ENFANTS),
    c("238", "Centre d’accueil familial spécialisé", ENFANTS),
    c("402", "Jardin d’enfants spécialisé", ENFANTS),
    c("377", "Établissement expérimental pour enfance handicapée", ENFANTS),
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
    c("176", "Village d’enfants", PROTECTION),
    c("172", "Pouponnière à caractère social", PROTECTION),
    c("166", "Centre parents-enfants", PROTECTION),
    c("236", "Service de placement familial", PROTECTION),
    c("241", "Établissement de placement", PROTECTION),
    c("286", "Service de prévention spécialisée", PROTECTION),
    c("411", "Intermédiaire de placement social", PROTECTION),
    c("440", "Service d’investigation éducative", PROTECTION),
    c("441", "Service d’intervention éducative en milieu ouvert", PROTECTION),
    c("344", "Service délégué aux prestations familiales", PROTECTION),
    c("378", "Établissement expérimental pour l’enfance protégée", PROTECTION),
    c("159", "Centre parental", COULOIR_AUTRE),
    c("418", "Service d’enquêtes sociales", COULOIR_AUTRE),
    c("427", "Service éducatif auprès des tribunaux", COULOIR_AUTRE),
    c("453", "Service de réparation pénale", COULOIR_AUTRE),
    c("214", "CHRS", HORS),
    c("340", "Mandataires judiciaires", HORS),
    c("443", "CADA", HORS),
    c("463", "CLIC", HORS),
    c("640", "SAADF (aide aux familles)", HORS),
    c("609", "MDPH", HORS),
    c("autre", "Une autre catégorie", HORS),
    c("355", "Centre hospitalier", SANITAIRE),
    c("101", "Centre hospitalier régional", SANITAIRE),
];

/// Every code of the Ségur's medico-social corridor (R-CAT-02).
const COULOIR: [&str; 66] = [
    "159", "165", "166", "172", "175", "176", "177", "178", "180", "182", "183", "186", "188", "189", "190",
    "192", "194", "195", "196", "197", "198", "202", "207", "209", "213", "221", "236", "238", "241", "246",
    "247", "249", "252", "253", "255", "286", "295", "344", "354", "370", "377", "378", "379", "381", "382",
    "390", "395", "396", "402", "411", "418", "427", "437", "440", "441", "445", "446", "448", "449", "453",
    "460", "462", "500", "501", "502", "608",
];

/// Whether a category is in the Ségur's medico-social corridor (R-CAT-02).
pub fn couloir_medico_social(code: &str) -> bool {
    COULOIR.contains(&code)
}

/// The label of a category that is proposed.
pub fn libelle(code: &str) -> Option<&'static str> {
    CATEGORIES.iter().find(|categorie| categorie.code == code).map(|categorie| categorie.libelle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));

    #[test]
    fn each_proposed_category_stands_under_the_heading_its_corridor_asks() {
        for categorie in CATEGORIES {
            let dehors = [HORS, SANITAIRE].contains(&categorie.groupe);
            assert_eq!(couloir_medico_social(categorie.code), !dehors, "{}", categorie.code);
        }
    }

    #[test]
    fn the_corridor_is_the_list_of_the_rule_base() {
        let list =
            REGLES_MD.split("l'API Annuaire Santé : ").nth(1).unwrap().split(". Hors liste").next().unwrap();
        let document: Vec<&str> = list.split(", ").collect();
        assert_eq!(COULOIR.as_slice(), document);
    }

    #[test]
    fn every_verified_category_is_proposed_and_says_the_same_corridor() {
        let table = REGLES_MD.split("R-CAT-01 (").nth(1).unwrap().split("R-CAT-02 (").next().unwrap();
        let mut verified = 0;
        for line in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            for [codes, _, couloir] in cells.chunks(3).map(|row| [row[0], row[1], row[2]]) {
                for code in codes.split(" / ") {
                    assert!(CATEGORIES.iter().any(|categorie| categorie.code == code), "{code}");
                    assert_eq!(couloir_medico_social(code), couloir.contains("oui"), "{code}");
                    verified += 1;
                }
            }
        }
        assert_eq!(verified, 52);
    }

    #[test]
    fn every_category_of_the_corridor_is_proposed() {
        for code in COULOIR {
            assert!(CATEGORIES.iter().any(|categorie| categorie.code == code), "{code}");
        }
    }

    #[test]
    fn codes_are_unique_and_a_heading_holds_its_categories_together() {
        let mut headings: Vec<&str> = CATEGORIES.iter().map(|categorie| categorie.groupe).collect();
        headings.dedup();
        assert_eq!(headings.len(), 9);
        for (rank, categorie) in CATEGORIES.iter().enumerate() {
            assert!(
                CATEGORIES.iter().skip(rank + 1).all(|other| other.code != categorie.code),
                "{}",
                categorie.code
            );
        }
    }

    #[test]
    fn a_category_that_is_proposed_is_named_and_no_other() {
        assert_eq!(
            (libelle("500"), libelle("159"), libelle("698")),
            (Some("EHPAD"), Some("Centre parental"), None)
        );
        assert!(couloir_medico_social("159"));
    }
}
