//! The professions table (R-PROF-01): who registers each, which card by default, e-CPS, access to the DMP.
//!
//! Codes are those of R94, G15 and R85; abandoned ones are not proposed (R-PROF-03); for the employer's registration
//! of care assistants R85 is used (R-PROF-04).

/// An ordre (R-CONTACT-10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordre {
    /// Médecins.
    Cnom,
    /// Pharmaciens.
    Cnop,
    /// Chirurgiens-dentistes.
    Oncd,
    /// Sages-femmes.
    Cnosf,
    /// Infirmiers.
    Oni,
    /// Masseurs-kinésithérapeutes.
    Cnomk,
    /// Pédicures-podologues.
    Cnopp,
}

impl Ordre {
    /// What the user reads.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Cnom => "l’Ordre des médecins (CNOM)",
            Self::Cnop => "l’Ordre des pharmaciens (CNOP)",
            Self::Oncd => "l’Ordre des chirurgiens-dentistes (ONCD)",
            Self::Cnosf => "l’Ordre des sages-femmes (CNOSF)",
            Self::Oni => "l’Ordre des infirmiers (ONI)",
            Self::Cnomk => "l’Ordre des masseurs-kinésithérapeutes (CNOMK)",
            Self::Cnopp => "l’Ordre des pédicures-podologues (CNOPP)",
        }
    }
}

/// Who registers a professional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voie {
    /// The profession's ordre (R-RPPS-01).
    Ordre(Ordre),
    /// The ordre, for students and interns.
    OrdreEtudiant,
    /// The ARS, through eRPPS (R-RPPS-02).
    Ars,
    /// The employer, in RPPS+ (R-RPPS-04).
    RppsPlus,
    /// The employer, in RPPS+, if needed.
    RppsPlusPossible,
    /// Nobody.
    Aucune,
}

/// The card a professional gets by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarteParDefaut {
    /// CPS, sent by the ordre.
    Cps,
    /// CPS, automatic or on request (R-CARTE-09).
    CpsOuDemande,
    /// CPS, on request.
    CpsSurDemande,
    /// CPE if a card is needed.
    CpeSiBesoin,
    /// None by default; a CPE on request (R-RPPS-13).
    AucuneDOffice,
    /// CPF, of a student or an intern.
    Cpf,
    /// CDE of the legal representative, or CPE of a mandataire.
    Cde,
    /// CPA, of a third party.
    Cpa,
    /// None.
    Aucune,
}

/// Whether an e-CPS is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ecps {
    /// Once registered.
    Oui,
    /// To be checked (R-ECPS-03).
    AVerifier,
    /// No.
    Non,
}

/// Whether the DMP may be read, in principle: the DMP's own matrix decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccesDmp {
    /// Yes.
    Oui,
    /// As the matrix says.
    SelonMatrice,
    /// Not by default.
    NonParDefaut,
    /// No.
    Non,
}

/// A profession or a function.
#[derive(Debug, PartialEq, Eq)]
pub struct Profession {
    /// Eternal, kebab-case: it is in people's files.
    pub cle: &'static str,
    /// What the user reads.
    pub nom: &'static str,
    /// Heading it stands under.
    pub famille: &'static str,
    /// Code of R94, G15 or R85; empty for a title in use.
    pub code: &'static str,
    /// Who registers.
    pub voie: Voie,
    /// Card by default.
    pub carte: CarteParDefaut,
    /// e-CPS.
    pub ecps: Ecps,
    /// DMP.
    pub acces_dmp: AccesDmp,
}

/// The profession of a key.
pub fn par_cle(cle: &str) -> Option<&'static Profession> {
    PROFESSIONS.iter().find(|profession| profession.cle == cle)
}

const SANTE: &str = "Professions à ordre";
const REEDUCATION: &str = "Autres professions de santé";
const SOIN: &str = "Soin et accompagnement";
const EDUCATIF: &str = "Éducatif et social";
const AUTRES: &str = "Direction, administration, autres";

const fn p(
    cle: &'static str,
    nom: &'static str,
    famille: &'static str,
    code: &'static str,
    voie: Voie,
    carte: CarteParDefaut,
    acces_dmp: AccesDmp,
) -> Profession {
    let ecps = match (carte, voie) {
        (CarteParDefaut::Cpa, _) => Ecps::AVerifier,
        (_, Voie::Aucune) => Ecps::Non,
        _ => Ecps::Oui,
    };
    Profession { cle, nom, famille, code, voie, carte, ecps, acces_dmp }
}

use AccesDmp::{Non, NonParDefaut, Oui, SelonMatrice};
use CarteParDefaut::{Aucune, AucuneDOffice, Cde, Cpa, CpeSiBesoin, Cpf, Cps, CpsOuDemande, CpsSurDemande};
use Voie::{Ars, OrdreEtudiant, RppsPlus, RppsPlusPossible};

const fn ordre(ordre: Ordre) -> Voie {
    Voie::Ordre(ordre)
}

/// Every profession, in the order it is proposed.
pub static PROFESSIONS: &[Profession] = &[
    p("medecin", "Médecin", SANTE, "G15 10", ordre(Ordre::Cnom), Cps, Oui),
    p("infirmier", "Infirmier", SANTE, "G15 60", ordre(Ordre::Oni), CpsOuDemande, Oui),
    p("infirmier-psychiatrique", "Infirmier psychiatrique", SANTE, "G15 69", ordre(Ordre::Oni), CpsOuDemande, Oui),
    p("pharmacien", "Pharmacien", SANTE, "G15 21", ordre(Ordre::Cnop), Cps, Oui),
    p("chirurgien-dentiste", "Chirurgien-dentiste", SANTE, "G15 40", ordre(Ordre::Oncd), Cps, Oui),
    p("sage-femme", "Sage-femme", SANTE, "G15 50", ordre(Ordre::Cnosf), Cps, Oui),
    p("masseur-kinesitherapeute", "Masseur-kinésithérapeute", SANTE, "G15 70", ordre(Ordre::Cnomk), Cps, Oui),
    p("pedicure-podologue", "Pédicure-podologue", SANTE, "G15 80", ordre(Ordre::Cnopp), Cps, Oui),
    p("interne", "Interne en santé", SANTE, "", OrdreEtudiant, Cpf, SelonMatrice),
    p("etudiant-enregistre", "Étudiant en santé enregistré à l’ordre", SANTE, "", OrdreEtudiant, Cpf, SelonMatrice),
    p("psychologue", "Psychologue", REEDUCATION, "", Ars, CpeSiBesoin, SelonMatrice),
    p("orthophoniste", "Orthophoniste", REEDUCATION, "G15 91", Ars, CpsSurDemande, SelonMatrice),
    p("ergotherapeute", "Ergothérapeute", REEDUCATION, "G15 94", Ars, CpsSurDemande, SelonMatrice),
    p("psychomotricien", "Psychomotricien", REEDUCATION, "G15 96", Ars, CpsSurDemande, SelonMatrice),
    p("dieteticien", "Diététicien", REEDUCATION, "G15 95", Ars, CpsSurDemande, SelonMatrice),
    p("orthoptiste", "Orthoptiste", REEDUCATION, "G15 92", Ars, CpsSurDemande, SelonMatrice),
    p("manipulateur-radio", "Manipulateur en électroradiologie médicale", REEDUCATION, "G15 98", Ars, CpsSurDemande, SelonMatrice),
    p("technicien-laboratoire", "Technicien de laboratoire médical", REEDUCATION, "G15 86", Ars, CpsSurDemande, SelonMatrice),
    p("audioprothesiste", "Audioprothésiste", REEDUCATION, "G15 26", Ars, CpsSurDemande, SelonMatrice),
    p("opticien", "Opticien-lunetier", REEDUCATION, "G15 28", Ars, CpsSurDemande, SelonMatrice),
    p("appareillage", "Professionnel de l’appareillage", REEDUCATION, "G15 81 à 85", Ars, CpsSurDemande, NonParDefaut),
    p("assistant-dentaire", "Assistant dentaire", REEDUCATION, "G15 31", Ars, CpsSurDemande, NonParDefaut),
    p("physicien-medical", "Physicien médical", REEDUCATION, "G15 32", Ars, CpsSurDemande, SelonMatrice),
    p("osteopathe", "Ostéopathe", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p("chiropracteur", "Chiropracteur", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p("psychotherapeute", "Psychothérapeute", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p("aide-soignant", "Aide-soignant", SOIN, "R85 313", RppsPlus, AucuneDOffice, SelonMatrice),
    p("aes", "Accompagnant éducatif et social (AES)", SOIN, "R85 328", RppsPlus, AucuneDOffice, SelonMatrice),
    p("amp", "Aide médico-psychologique (AMP)", SOIN, "R85 323", RppsPlus, AucuneDOffice, SelonMatrice),
    p("auxiliaire-puericulture", "Auxiliaire de puériculture", SOIN, "R85 315", RppsPlus, AucuneDOffice, SelonMatrice),
    p("avs", "Auxiliaire de vie sociale", SOIN, "R85 318", RppsPlus, AucuneDOffice, SelonMatrice),
    p("aide-domicile-qualifiee", "Aide à domicile qualifiée", SOIN, "R85 371", RppsPlus, AucuneDOffice, SelonMatrice),
    p("aide-domicile", "Aide à domicile", SOIN, "R85 372", RppsPlus, AucuneDOffice, SelonMatrice),
    p("surveillant-nuit", "Surveillant de nuit", SOIN, "R85 367", RppsPlus, AucuneDOffice, NonParDefaut),
    p("ambulancier", "Ambulancier", SOIN, "R85 314", RppsPlus, AucuneDOffice, NonParDefaut),
    p("preparateur-pharmacie", "Préparateur en pharmacie", SOIN, "R85 316", RppsPlus, AucuneDOffice, SelonMatrice),
    p("preparateur-pharmacie-hospitaliere", "Préparateur en pharmacie hospitalière", SOIN, "R85 317", RppsPlus, AucuneDOffice, SelonMatrice),
    p("assistant-medical", "Assistant médical", SOIN, "R85 332", RppsPlus, CpeSiBesoin, SelonMatrice),
    p("secretaire-medicale", "Secrétaire médicale", SOIN, "R85 331", RppsPlus, CpeSiBesoin, SelonMatrice),
    p("padhue", "Praticien à diplôme hors Union européenne", SOIN, "R85 364", RppsPlusPossible, CpeSiBesoin, NonParDefaut),
    p("etudiant-ide", "Étudiant infirmier", SOIN, "R85 346", RppsPlusPossible, Aucune, NonParDefaut),
    p("etudiant-as", "Étudiant aide-soignant", SOIN, "R85 347", RppsPlusPossible, Aucune, NonParDefaut),
    p("autre-etudiant", "Autre étudiant", SOIN, "R85 358", RppsPlusPossible, Aucune, NonParDefaut),
    p("educateur-specialise", "Éducateur spécialisé", EDUCATIF, "R85 326", RppsPlus, AucuneDOffice, SelonMatrice),
    p("moniteur-educateur", "Moniteur-éducateur", EDUCATIF, "R85 324", RppsPlus, AucuneDOffice, SelonMatrice),
    p("educateur-jeunes-enfants", "Éducateur de jeunes enfants", EDUCATIF, "R85 325", RppsPlus, AucuneDOffice, SelonMatrice),
    p("educateur-technique", "Éducateur technique", EDUCATIF, "R85 327", RppsPlus, AucuneDOffice, SelonMatrice),
    p("assistant-service-social", "Assistant de service social", EDUCATIF, "R94 41", Ars, CpeSiBesoin, SelonMatrice),
    p("cesf", "Conseiller en économie sociale et familiale (CESF)", EDUCATIF, "R85 320", RppsPlus, AucuneDOffice, SelonMatrice),
    p("tisf", "Technicien de l’intervention sociale et familiale (TISF)", EDUCATIF, "R85 319", RppsPlus, AucuneDOffice, SelonMatrice),
    p("educateur-apa", "Éducateur en activité physique adaptée", EDUCATIF, "R85 361", RppsPlus, CpeSiBesoin, NonParDefaut),
    p("animateur", "Animateur", EDUCATIF, "R85 368", RppsPlus, AucuneDOffice, NonParDefaut),
    p("coordonnateur-parcours", "Coordonnateur de parcours", EDUCATIF, "R85 330", RppsPlus, AucuneDOffice, SelonMatrice),
    p("mediateur-familial", "Médiateur familial", EDUCATIF, "R85 321", RppsPlus, AucuneDOffice, NonParDefaut),
    p("assistant-familial", "Assistant familial", EDUCATIF, "R85 322", RppsPlus, AucuneDOffice, NonParDefaut),
    p("mandataire-judiciaire", "Mandataire judiciaire à la protection des majeurs", EDUCATIF, "R85 307", RppsPlus, CpeSiBesoin, NonParDefaut),
    p("responsable-secteur", "Responsable de secteur", EDUCATIF, "R85 333", RppsPlus, CpeSiBesoin, NonParDefaut),
    p("directeur", "Directeur d’établissement", AUTRES, "R85 359", RppsPlusPossible, Cde, Non),
    p("ressources-humaines", "Ressources humaines", AUTRES, "R85 343", RppsPlusPossible, CpeSiBesoin, Non),
    p("systeme-information", "Système d’information", AUTRES, "R85 340", RppsPlusPossible, CpeSiBesoin, Non),
    p("finance", "Finance", AUTRES, "R85 341", RppsPlusPossible, CpeSiBesoin, Non),
    p("qualite", "Qualité", AUTRES, "R85 339", RppsPlusPossible, CpeSiBesoin, Non),
    p("logistique", "Logistique", AUTRES, "R85 337", RppsPlusPossible, CpeSiBesoin, Non),
    p("accueil", "Accueil", AUTRES, "R85 336", RppsPlusPossible, CpeSiBesoin, Non),
    p("gestionnaire-admissions", "Gestionnaire des admissions", AUTRES, "R85 365", RppsPlusPossible, CpeSiBesoin, Non),
    p("technicien-information-medicale", "Technicien d’information médicale", AUTRES, "R85 362", RppsPlusPossible, CpeSiBesoin, Non),
    p("autre", "Une autre fonction", AUTRES, "R85 312", RppsPlusPossible, CpeSiBesoin, Non),
    p("editeur", "Salarié d’un éditeur de logiciel", AUTRES, "", Voie::Aucune, Cpa, Non),
    p("prestataire", "Salarié d’un prestataire", AUTRES, "", Voie::Aucune, Cpa, Non),
    p("benevole", "Bénévole", AUTRES, "", Voie::Aucune, Aucune, Non),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_unique_and_no_abandoned_code_is_proposed() {
        let keys: BTreeSet<&str> = PROFESSIONS.iter().map(|profession| profession.cle).collect();
        assert_eq!(keys.len(), PROFESSIONS.len());
        for code in ["R85 350", "R85 352", "R85 369"] {
            assert!(PROFESSIONS.iter().all(|profession| profession.code != code));
        }
    }

    #[test]
    fn every_code_of_the_table_of_the_rule_base_is_there() {
        let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md")).unwrap();
        let table = document.split("| clé | profession").nth(1).unwrap().split("R-PROF-02").next().unwrap();
        let codes: BTreeSet<&str> = table
            .lines()
            .filter_map(|line| line.split('|').nth(2))
            .flat_map(|cell| cell.split('(').next().unwrap_or(cell).split(|c: char| !c.is_ascii_digit()))
            .filter(|code| code.len() == 3)
            .collect();
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            assert!(
                PROFESSIONS.iter().any(|profession| profession.code.contains(code)),
                "code {code} of docs/regles.md §10 is missing"
            );
        }
    }
}
