//! The professions table (R-PROF-01): who registers each, which card by default, e-CPS, access to the DMP.
//!
//! Keys are those of the table, in kebab-case; a row of several professions is one entry for each. Codes are those of
//! R94, G15 and R85; abandoned ones are not proposed (R-PROF-03); for the employer's registration of care assistants R85
//! is used (R-PROF-04). Deliberately absent: what a person of an ordre who also directs must do (R-PROF-02), which is a
//! rule, not a property of a profession.

use std::sync::LazyLock;

use super::sources::Confiance;

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
    /// Every ordre.
    pub const TOUS: [Self; 7] =
        [Self::Cnom, Self::Cnop, Self::Oncd, Self::Cnosf, Self::Oni, Self::Cnomk, Self::Cnopp];

    /// Its acronym.
    pub fn sigle(self) -> &'static str {
        match self {
            Self::Cnom => "CNOM",
            Self::Cnop => "CNOP",
            Self::Oncd => "ONCD",
            Self::Cnosf => "CNOSF",
            Self::Oni => "ONI",
            Self::Cnomk => "CNOMK",
            Self::Cnopp => "CNOPP",
        }
    }

    /// What the user reads, with its article and its acronym.
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
    /// The ordre of the profession they train for, for students and interns.
    OrdreEtudiant,
    /// The ARS, through eRPPS (R-RPPS-02).
    Ars,
    /// The employer, in RPPS+ (R-RPPS-04).
    RppsPlus,
    /// The employer, in RPPS+, if the person needs it.
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
    /// CPS on request; a CPE where it is refused (R-CARTE-26, D-11).
    CpsSinonCpe,
    /// CPE if a card is needed: a workstation with a card reader, a role of mandataire, of administrateur technique, of
    /// gestionnaire RPPS+.
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
    /// Yes for interns and students in midwifery; to be checked for any other (R-ECPS-20).
    SelonEtudes,
    /// Not as a student (R-ECPS-20).
    PasCommeEtudiant,
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
    /// What the user reads, both genders when they differ.
    pub nom: &'static str,
    /// Heading it stands under.
    pub famille: &'static str,
    /// Nomenclature and code: `R85 313`, `G15 60`, `R94 41`; empty for a title in use or a situation without a code.
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

/// The professions by the length of their key, which alone tells most of them apart.
static PAR_LONGUEUR: LazyLock<Vec<Vec<&'static Profession>>> = LazyLock::new(|| {
    let mut lengths: Vec<Vec<&'static Profession>> = vec![];
    for profession in PROFESSIONS {
        let length = profession.cle.len();
        lengths.resize_with(lengths.len().max(length + 1), Vec::new);
        if let Some(same_length) = lengths.get_mut(length) {
            same_length.push(profession);
        }
    }
    lengths
});

impl Profession {
    /// The profession of a key.
    pub fn par_cle(cle: &str) -> Option<&'static Self> {
        let same_length = PAR_LONGUEUR.get(cle.len())?;
        same_length.iter().copied().find(|profession| profession.cle == cle)
    }

    /// Its ordre, when it has one.
    pub fn ordre(&self) -> Option<Ordre> {
        match self.voie {
            Voie::Ordre(ordre) => Some(ordre),
            _ => None,
        }
    }

    /// How sure the default card is: deduced for whoever has no ordre (R-PROF-01). The other columns are sourced.
    pub fn confiance_carte(&self) -> Confiance {
        if self.ordre().is_some() { Confiance::Source } else { Confiance::Inferred }
    }

    /// Whether the employer may register the person in RPPS+ (R-RPPS-04).
    pub fn par_l_employeur(&self) -> bool {
        matches!(self.voie, Voie::RppsPlus | Voie::RppsPlusPossible)
    }
}

/// The profession of a key, as [`Profession::par_cle`].
pub fn par_cle(cle: &str) -> Option<&'static Profession> {
    Profession::par_cle(cle)
}

const SANTE: &str = "Professions de santé à ordre";
const REEDUCATION: &str = "Autres professions de santé";
const SOIN: &str = "Soin et accompagnement";
const EDUCATIF: &str = "Éducatif et social";
const ETUDES: &str = "Études et formation";
const AUTRES: &str = "Direction et administration";
const EXTERIEUR: &str = "Autres situations";

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

impl Profession {
    /// The same, for students (R-ECPS-20).
    const fn etudiant(mut self, ecps: Ecps) -> Self {
        self.ecps = ecps;
        self
    }
}

use AccesDmp::{Non, NonParDefaut, Oui, SelonMatrice};
use CarteParDefaut::{
    Aucune, AucuneDOffice, Cde, Cpa, CpeSiBesoin, Cpf, Cps, CpsOuDemande, CpsSinonCpe, CpsSurDemande,
};
use Voie::{Ars, OrdreEtudiant, RppsPlus, RppsPlusPossible};

const fn ordre(ordre: Ordre) -> Voie {
    Voie::Ordre(ordre)
}

/// Every profession, in the order it is proposed: the most usual of each heading first.
pub static PROFESSIONS: &[Profession] = &[
    p("medecin", "Médecin", SANTE, "G15 10", ordre(Ordre::Cnom), Cps, Oui),
    p("infirmier", "Infirmier ou infirmière", SANTE, "G15 60", ordre(Ordre::Oni), CpsOuDemande, Oui),
    p(
        "infirmier-psychiatrique",
        "Infirmier ou infirmière psychiatrique",
        SANTE,
        "G15 69",
        ordre(Ordre::Oni),
        CpsOuDemande,
        Oui,
    ),
    p("pharmacien", "Pharmacien ou pharmacienne", SANTE, "G15 21", ordre(Ordre::Cnop), Cps, Oui),
    p(
        "chir-dentiste",
        "Chirurgien-dentiste ou chirurgienne-dentiste",
        SANTE,
        "G15 40",
        ordre(Ordre::Oncd),
        Cps,
        Oui,
    ),
    p("sage-femme", "Sage-femme", SANTE, "G15 50", ordre(Ordre::Cnosf), Cps, Oui),
    p(
        "masseur-kine",
        "Masseur-kinésithérapeute ou masseuse-kinésithérapeute",
        SANTE,
        "G15 70",
        ordre(Ordre::Cnomk),
        Cps,
        Oui,
    ),
    p("pedicure-podo", "Pédicure-podologue", SANTE, "G15 80", ordre(Ordre::Cnopp), Cps, Oui),
    p("psychologue", "Psychologue", REEDUCATION, "", Ars, CpsSinonCpe, SelonMatrice),
    p("orthophoniste", "Orthophoniste", REEDUCATION, "G15 91", Ars, CpsSurDemande, SelonMatrice),
    p("ergotherapeute", "Ergothérapeute", REEDUCATION, "G15 94", Ars, CpsSurDemande, SelonMatrice),
    p(
        "psychomotricien",
        "Psychomotricien ou psychomotricienne",
        REEDUCATION,
        "G15 96",
        Ars,
        CpsSurDemande,
        SelonMatrice,
    ),
    p("dieteticien", "Diététicien ou diététicienne", REEDUCATION, "G15 95", Ars, CpsSurDemande, SelonMatrice),
    p("orthoptiste", "Orthoptiste", REEDUCATION, "G15 92", Ars, CpsSurDemande, SelonMatrice),
    p(
        "manip-erm",
        "Manipulateur ou manipulatrice en électroradiologie médicale",
        REEDUCATION,
        "G15 98",
        Ars,
        CpsSurDemande,
        SelonMatrice,
    ),
    p(
        "technicien-labo",
        "Technicien ou technicienne de laboratoire médical",
        REEDUCATION,
        "G15 86",
        Ars,
        CpsSurDemande,
        SelonMatrice,
    ),
    p("audioprothesiste", "Audioprothésiste", REEDUCATION, "G15 26", Ars, CpsSurDemande, SelonMatrice),
    p(
        "opticien",
        "Opticien-lunetier ou opticienne-lunetière",
        REEDUCATION,
        "G15 28",
        Ars,
        CpsSurDemande,
        SelonMatrice,
    ),
    p(
        "appareillage",
        "Professionnel ou professionnelle de l’appareillage",
        REEDUCATION,
        "G15 81 à 85",
        Ars,
        CpsSurDemande,
        NonParDefaut,
    ),
    p(
        "assistant-dentaire",
        "Assistant ou assistante dentaire",
        REEDUCATION,
        "G15 31",
        Ars,
        CpsSurDemande,
        NonParDefaut,
    ),
    p(
        "physicien-medical",
        "Physicien médical ou physicienne médicale",
        REEDUCATION,
        "G15 32",
        Ars,
        CpsSurDemande,
        SelonMatrice,
    ),
    p("osteopathe", "Ostéopathe", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p("chiropracteur", "Chiropracteur ou chiropractrice", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p("psychotherapeute", "Psychothérapeute", REEDUCATION, "", Ars, CpeSiBesoin, NonParDefaut),
    p(
        "aide-soignant",
        "Aide-soignant ou aide-soignante",
        SOIN,
        "R85 313",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "aes",
        "Accompagnant éducatif et social ou accompagnante éducative et sociale (AES)",
        SOIN,
        "R85 328",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p("amp", "Aide médico-psychologique (AMP)", SOIN, "R85 323", RppsPlus, AucuneDOffice, SelonMatrice),
    p(
        "auxiliaire-puericulture",
        "Auxiliaire de puériculture",
        SOIN,
        "R85 315",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p("avs", "Auxiliaire de vie sociale", SOIN, "R85 318", RppsPlus, AucuneDOffice, SelonMatrice),
    p(
        "aide-domicile-qualifiee",
        "Aide à domicile qualifiée",
        SOIN,
        "R85 371",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p("aide-domicile", "Aide à domicile", SOIN, "R85 372", RppsPlus, AucuneDOffice, SelonMatrice),
    p(
        "surveillant-nuit",
        "Surveillant ou surveillante de nuit",
        SOIN,
        "R85 367",
        RppsPlus,
        CpeSiBesoin,
        NonParDefaut,
    ),
    p("ambulancier", "Ambulancier ou ambulancière", SOIN, "R85 314", RppsPlus, AucuneDOffice, NonParDefaut),
    p(
        "preparateur-pharmacie-hospitaliere",
        "Préparateur ou préparatrice en pharmacie hospitalière",
        SOIN,
        "R85 316",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "preparateur-pharmacie",
        "Préparateur ou préparatrice en pharmacie",
        SOIN,
        "R85 317",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "assistant-medical",
        "Assistant médical ou assistante médicale",
        SOIN,
        "R85 332",
        RppsPlus,
        CpeSiBesoin,
        SelonMatrice,
    ),
    p(
        "secretaire-medicale",
        "Secrétaire médical ou médicale",
        SOIN,
        "R85 331",
        RppsPlus,
        CpeSiBesoin,
        SelonMatrice,
    ),
    p(
        "educateur-specialise",
        "Éducateur spécialisé ou éducatrice spécialisée",
        EDUCATIF,
        "R85 326",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "moniteur-educateur",
        "Moniteur-éducateur ou monitrice-éducatrice",
        EDUCATIF,
        "R85 324",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "eje",
        "Éducateur ou éducatrice de jeunes enfants",
        EDUCATIF,
        "R85 325",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "educ-technique",
        "Éducateur ou éducatrice technique",
        EDUCATIF,
        "R85 327",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "assistant-service-social",
        "Assistant ou assistante de service social",
        EDUCATIF,
        "R94 41",
        Ars,
        CpeSiBesoin,
        SelonMatrice,
    ),
    p(
        "cesf",
        "Conseiller ou conseillère en économie sociale et familiale (CESF)",
        EDUCATIF,
        "R85 320",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "tisf",
        "Technicien ou technicienne de l’intervention sociale et familiale (TISF)",
        EDUCATIF,
        "R85 319",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "educ-apa",
        "Éducateur ou éducatrice en activité physique adaptée",
        EDUCATIF,
        "R85 361",
        RppsPlus,
        CpeSiBesoin,
        NonParDefaut,
    ),
    p("animateur", "Animateur ou animatrice", EDUCATIF, "R85 368", RppsPlus, CpeSiBesoin, NonParDefaut),
    p(
        "coordonnateur-parcours",
        "Coordonnateur ou coordonnatrice de parcours",
        EDUCATIF,
        "R85 330",
        RppsPlus,
        AucuneDOffice,
        SelonMatrice,
    ),
    p(
        "mediateur-familial",
        "Médiateur familial ou médiatrice familiale",
        EDUCATIF,
        "R85 321",
        RppsPlus,
        AucuneDOffice,
        NonParDefaut,
    ),
    p(
        "assistant-familial",
        "Assistant familial ou assistante familiale",
        EDUCATIF,
        "R85 322",
        RppsPlus,
        AucuneDOffice,
        NonParDefaut,
    ),
    p(
        "mjpm",
        "Mandataire judiciaire à la protection des majeurs",
        EDUCATIF,
        "R85 307",
        RppsPlus,
        CpeSiBesoin,
        NonParDefaut,
    ),
    p(
        "responsable-secteur",
        "Responsable de secteur",
        EDUCATIF,
        "R85 333",
        RppsPlus,
        CpeSiBesoin,
        NonParDefaut,
    ),
    p("directeur", "Directeur ou directrice d’établissement", AUTRES, "R85 359", RppsPlusPossible, Cde, Non),
    p("rh", "Ressources humaines", AUTRES, "R85 343", RppsPlusPossible, CpeSiBesoin, Non),
    p("dsi", "Informatique, système d’information", AUTRES, "R85 340", RppsPlusPossible, CpeSiBesoin, Non),
    p("finance", "Finances et comptabilité", AUTRES, "R85 341", RppsPlusPossible, CpeSiBesoin, Non),
    p("qualite", "Qualité, hygiène, sécurité", AUTRES, "R85 339", RppsPlusPossible, CpeSiBesoin, Non),
    p(
        "logistique",
        "Agent de service (ASH), entretien, restauration, logistique",
        AUTRES,
        "R85 337",
        RppsPlusPossible,
        CpeSiBesoin,
        Non,
    ),
    p("accueil", "Accueil et orientation", AUTRES, "R85 336", RppsPlusPossible, CpeSiBesoin, Non),
    p(
        "gestionnaire-admissions",
        "Gestionnaire des admissions",
        AUTRES,
        "R85 365",
        RppsPlusPossible,
        CpeSiBesoin,
        Non,
    ),
    p(
        "tim",
        "Technicien ou technicienne d’information médicale",
        AUTRES,
        "R85 362",
        RppsPlusPossible,
        CpeSiBesoin,
        Non,
    ),
    p("interne", "Interne en santé", ETUDES, "", OrdreEtudiant, Cpf, SelonMatrice),
    p(
        "etudiant-enregistre",
        "Étudiant ou étudiante en santé, enregistré à l’ordre",
        ETUDES,
        "",
        OrdreEtudiant,
        Cpf,
        SelonMatrice,
    )
    .etudiant(Ecps::SelonEtudes),
    p(
        "etudiant-ide",
        "Étudiant infirmier ou étudiante infirmière",
        ETUDES,
        "R85 346",
        RppsPlusPossible,
        AucuneDOffice,
        NonParDefaut,
    )
    .etudiant(Ecps::PasCommeEtudiant),
    p(
        "etudiant-as",
        "Élève aide-soignant ou aide-soignante",
        ETUDES,
        "R85 347",
        RppsPlusPossible,
        AucuneDOffice,
        NonParDefaut,
    )
    .etudiant(Ecps::PasCommeEtudiant),
    p(
        "autre-etudiant",
        "Autre étudiant ou étudiante",
        ETUDES,
        "R85 358",
        RppsPlusPossible,
        AucuneDOffice,
        NonParDefaut,
    )
    .etudiant(Ecps::PasCommeEtudiant),
    p(
        "padhue",
        "Praticien ou praticienne à diplôme hors Union européenne",
        EXTERIEUR,
        "R85 364",
        RppsPlusPossible,
        CpeSiBesoin,
        NonParDefaut,
    ),
    p("autre", "Une autre fonction", EXTERIEUR, "R85 312", RppsPlusPossible, CpeSiBesoin, Non),
    p("editeur", "Personnel d’un éditeur de logiciel", EXTERIEUR, "", Voie::Aucune, Cpa, Non),
    p("prestataire", "Personnel d’un prestataire", EXTERIEUR, "", Voie::Aucune, Cpa, Non),
    p("benevole", "Bénévole", EXTERIEUR, "", Voie::Aucune, Aucune, Non),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));

    /// Keys, codes, way, e-CPS and DMP of each row of `docs/regles.md` §10, « idem » made plain for the card.
    fn rows() -> Vec<Vec<String>> {
        let table = REGLES_MD.split("| clé | profession").nth(1).unwrap().split("R-PROF-02").next().unwrap();
        let mut card = String::new();
        table
            .lines()
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| {
                let mut cells: Vec<String> =
                    line.trim_matches('|').split('|').map(|cell| cell.trim().replace("**", "")).collect();
                if cells[3] == "idem" {
                    cells[3].clone_from(&card);
                }
                card.clone_from(&cells[3]);
                cells
            })
            .collect()
    }

    fn keys(cell: &str) -> Vec<String> {
        cell.split(", ").map(|key| key.replace('_', "-")).collect()
    }

    #[test]
    fn each_row_of_the_rule_base_is_there_and_says_the_same() {
        let rows = rows();
        assert_eq!(rows.len(), 56);
        for row in &rows {
            for key in keys(&row[0]) {
                let profession = Profession::par_cle(&key).unwrap_or_else(|| panic!("{key} is missing"));
                let said = (
                    match profession.voie {
                        Voie::Ordre(ordre) => format!("ordre {}", ordre.sigle()),
                        Voie::OrdreEtudiant => "ordre".to_owned(),
                        Voie::Ars => "ARS".to_owned(),
                        Voie::RppsPlusPossible => "RPPS+ possible".to_owned(),
                        Voie::RppsPlus => "RPPS+".to_owned(),
                        Voie::Aucune => "aucune".to_owned(),
                    },
                    match profession.carte {
                        CarteParDefaut::CpsOuDemande => "CPS automatique ou sur demande",
                        CarteParDefaut::Cps => "CPS",
                        CarteParDefaut::CpsSurDemande => "CPS sur demande",
                        CarteParDefaut::CpsSinonCpe => "CPS sur demande d'abord",
                        CarteParDefaut::CpeSiBesoin => "CPE si",
                        CarteParDefaut::AucuneDOffice => "aucune d'office",
                        CarteParDefaut::Cpf => "CPF",
                        CarteParDefaut::Cde => "CDE",
                        CarteParDefaut::Cpa => "CPA",
                        CarteParDefaut::Aucune => "aucune par défaut",
                    },
                    match profession.ecps {
                        Ecps::Oui => "oui",
                        Ecps::AVerifier => "à vérifier",
                        Ecps::SelonEtudes => "oui (carte nominative)",
                        Ecps::PasCommeEtudiant => "à vérifier",
                        Ecps::Non => "non",
                    },
                    match profession.acces_dmp {
                        AccesDmp::Oui => "oui",
                        AccesDmp::SelonMatrice => "selon matrice",
                        AccesDmp::NonParDefaut => "non par défaut",
                        AccesDmp::Non => "non",
                    },
                );
                let told = row[2].starts_with(&said.0)
                    && row[3].starts_with(said.1)
                    && row[4].starts_with(said.2)
                    && row[5].starts_with(said.3);
                assert!(told, "{key}: {said:?} but {row:?}");
                // A shorter word must not hide a longer one.
                assert!(profession.voie != Voie::RppsPlus || !row[2].contains("possible"), "{key}");
                assert!(profession.carte != CarteParDefaut::Cps || !row[3].contains("demande"), "{key}");
                assert!(profession.acces_dmp != AccesDmp::Non || !row[5].contains("défaut"), "{key}");
            }
        }
    }

    #[test]
    fn there_is_one_entry_for_each_key_and_for_each_second_code_of_a_row() {
        let of_the_document: usize = rows().iter().map(|row| keys(&row[0]).len()).sum();
        // Two rows give two codes for one key: infirmier (60, 69) and preparateur_pharmacie (316, 317).
        assert_eq!(PROFESSIONS.len(), of_the_document + 2);
    }

    #[test]
    fn codes_are_those_of_the_rule_base() {
        for row in rows() {
            let stands =
                |code: &str| !code.is_empty() && code.len() <= 3 && code.bytes().all(|c| c.is_ascii_digit());
            let cell =
                row[1].replace("(350 abandonné le 28/03/2025)", "").replace("(depuis le 28/03/2025)", "");
            let cell =
                cell.replace("(aussi G15 35)", "").replace("R85", "").replace("R94", "").replace("G15", "");
            for code in cell.split(|c: char| !c.is_ascii_digit()).filter(|code| stands(code)) {
                let found = PROFESSIONS.iter().any(|p| p.code.split(' ').skip(1).any(|known| known == code));
                assert!(found, "code {code} of {row:?}");
            }
        }
    }

    #[test]
    fn keys_and_names_are_unique_and_no_abandoned_code_is_proposed() {
        let keys: BTreeSet<&str> = PROFESSIONS.iter().map(|profession| profession.cle).collect();
        let noms: BTreeSet<&str> = PROFESSIONS.iter().map(|profession| profession.nom).collect();
        assert_eq!((keys.len(), noms.len()), (PROFESSIONS.len(), PROFESSIONS.len()));
        for profession in PROFESSIONS {
            let (nomenclature, code) = profession.code.split_once(' ').unwrap_or(("", ""));
            let number: u32 = code.get(..3).unwrap_or(code).trim().parse().unwrap_or(0);
            let abandoned = match nomenclature {
                "R85" => matches!(number, 350 | 352 | 369),
                "R94" => (200..=213).contains(&number) || (42..=53).contains(&number),
                _ => false,
            };
            assert!(!abandoned, "{}", profession.cle);
            assert!(
                profession.cle.bytes().all(|c| c.is_ascii_lowercase() || c == b'-'),
                "{}",
                profession.cle
            );
        }
        assert_eq!(Profession::par_cle("aide-soignant").map(|p| p.code), Some("R85 313"));
    }

    #[test]
    fn a_heading_holds_its_professions_together() {
        let mut headings: Vec<&str> = PROFESSIONS.iter().map(|profession| profession.famille).collect();
        headings.dedup();
        assert_eq!(headings.len(), headings.iter().collect::<BTreeSet<_>>().len());
    }

    #[test]
    fn every_ordre_of_the_rule_base_has_its_name_and_registers_a_profession() {
        for ordre in Ordre::TOUS {
            assert!(ordre.nom().contains(ordre.sigle()));
            assert!(PROFESSIONS.iter().any(|profession| profession.ordre() == Some(ordre)));
            assert!(REGLES_MD.contains(ordre.sigle()));
        }
    }
}
