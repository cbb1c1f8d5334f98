//! The acronyms of the field, each in one plain sentence (`REGLES.md` §16).

/// An acronym and what it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Terme {
    /// As it is written in the texts.
    pub sigle: &'static str,
    /// What it means, for a director.
    pub sens: &'static str,
}

const fn t(sigle: &'static str, sens: &'static str) -> Terme {
    Terme { sigle, sens }
}

/// Every term that a text uses, in alphabetical order.
pub static TERMES: &[Terme] = &[
    t("ADELI", "Ancien répertoire des professionnels de santé sans ordre, remplacé par le RPPS."),
    t("ANS", "Agence du Numérique en Santé : elle délivre cartes et certificats."),
    t("ARS", "Agence régionale de santé."),
    t("AT", "Administrateur technique : il demande, installe et renouvelle les certificats."),
    t("AUTH_CLI", "Usage d’un certificat ORG : identifier la structure auprès d’un service."),
    t("CCAS", "Centre communal d’action sociale."),
    t(
        "CDA",
        "Carte du responsable d’un organisme autorisé, éditeur ou prestataire : l’équivalent de la CDE hors des établissements.",
    ),
    t("CDE", "Carte du directeur ou du responsable administratif de la structure, nominative."),
    t("CIAS", "Centre intercommunal d’action sociale."),
    t("CN", "Nom inscrit dans un certificat, comme INSI-AUTO."),
    t("CPA", "Carte de personnel autorisé : pour le salarié d’un éditeur ou d’un prestataire."),
    t("CPE", "Carte de personnel d’établissement, nominative, commandée par la structure."),
    t("CPF", "Carte de professionnel en formation : étudiant ou interne en santé."),
    t("CPS", "Carte de professionnel de santé, liée à la personne et à l’exercice de sa profession."),
    t("CPS4", "Génération de cartes diffusée depuis 2025, valable 6 ans."),
    t("CPx", "Toutes ces cartes à puce ensemble : CPS, CPE, CDE, CPA, CPF, CDA."),
    t("CSR", "Fichier de demande de signature d’un certificat, préparé par l’administrateur technique."),
    t(
        "délégué",
        "Personne qui déclare et retire les administrateurs techniques à la place du représentant légal, dans mesHabilitations.",
    ),
    t("DMP", "Dossier médical partagé, dans Mon espace santé."),
    t("DUI", "Dossier usager informatisé : le logiciel des établissements médico-sociaux."),
    t(
        "e-CPS",
        "Carte de professionnel de santé dans un smartphone (ou une tablette, selon e-santé Occitanie).",
    ),
    t("EG", "Entité géographique : l’autre nom de l’établissement géographique (ET)."),
    t("EJ", "Entité juridique : l’organisme qui gère les établissements."),
    t("eRPPS", "Service en ligne des démarches auprès de l’ARS."),
    t("ESSMS", "Établissement ou service social ou médico-social."),
    t("ET", "Établissement géographique : un site, avec son propre numéro FINESS."),
    t(
        "F101",
        "Formulaire de l’ANS qui commande la carte de directeur (CDE) et déclare un nouveau responsable.",
    ),
    t(
        "F301",
        "Formulaire de commande d’une carte de personnel ; les pièces à joindre sont à vérifier sur le formulaire.",
    ),
    t("F413", "Formulaire de déclaration des administrateurs techniques."),
    t("F414", "Formulaire de commande de produits de test."),
    t("F420", "Formulaire d’accès aux données restreintes de l’annuaire."),
    t("F501", "Formulaire de déclaration d’un incident de carte."),
    t("F502", "Formulaire de désignation d’un mandataire."),
    t("FINESS", "Fichier national des établissements : chaque organisme et chaque site y a un numéro."),
    t("GCSMS", "Groupement de coopération sociale ou médico-sociale."),
    t("GIE", "Groupement d’intérêt économique."),
    t("GRADeS", "Groupement régional d’appui au développement de l’e-santé."),
    t("guide de démarrage TOM", "Guide de l’ANS pour qui ne se sert pas encore de TOM."),
    t("IGC-Santé", "Plateforme de l’ANS qui délivre les certificats."),
    t("INS", "Identité nationale de santé d’une personne accompagnée."),
    t("INSi", "Téléservice qui vérifie l’identité nationale de santé (INS)."),
    t(
        "INSI-AUTO",
        "Nom d’un certificat INSi : l’identité est récupérée automatiquement (à confirmer avec l’éditeur).",
    ),
    t(
        "INSI-MANU",
        "Nom d’un certificat INSi : l’identité est cherchée par un utilisateur (à confirmer avec l’éditeur).",
    ),
    t(
        "kit « Moyens d’authentification »",
        "Dossier qui réunit les démarches et les formulaires : contrat, cartes, certificats, administrateurs techniques.",
    ),
    t("maCarte", "Portail où le porteur d’une CPS gère sa carte."),
    t(
        "mesHabilitations",
        "Portail de l’ANS où le responsable donne des droits : administrateur technique, gestionnaire RPPS+.",
    ),
    t("MIE", "Moyen d’identification électronique : carte, e-CPS ou certificat."),
    t("MSSanté", "Messagerie sécurisée entre professionnels."),
    t("OG", "Organisme gestionnaire : celui qui gère un ou plusieurs établissements."),
    t("ONI", "Ordre national des infirmiers."),
    t("ORG", "Offre de certificats d’une organisation : la structure elle-même."),
    t("Pro Santé Connect", "Connexion unique aux services de santé, par carte ou par e-CPS."),
    t("PSC", "Pro Santé Connect : la connexion unique aux services de santé, par carte ou par e-CPS."),
    t(
        "RIE",
        "Référentiel d’identification électronique : les règles pour se connecter aux services de santé (version 1 en vigueur, version 2 en projet).",
    ),
    t("RL", "Représentant légal : la personne qui engage l’organisme et signe le contrat."),
    t("RPPS", "Répertoire des professionnels du système de santé."),
    t("RPPS+", "Portail où l’employeur enregistre ses professionnels sociaux et médico-sociaux."),
    t("SERV", "Offre de certificats d’un serveur."),
    t("SIGN", "Usage d’un certificat ORG : signer les documents au nom de la structure."),
    t("SIREN", "Numéro d’identité d’un organisme, 9 chiffres."),
    t("SIRET", "Numéro d’identité d’un lieu d’activité, 14 chiffres."),
    t("SSL_SERV", "Usage d’un certificat SERV : identifier un serveur."),
    t("TOM", "Téléservice de l’ANS où la structure commande ses cartes et désigne ses mandataires."),
    t(
        "TOPS",
        "Téléservice des cartes pour les cabinets, les laboratoires et les pharmacies : pas pour un établissement médico-social.",
    ),
    t("VIHF", "Jeton qui identifie l’émetteur auprès du DMP."),
    t("Vos démarches", "Parcours guidé de l’ANS, en ligne : contrat, première carte du responsable."),
];

/// What an acronym or a term means, written exactly as in the texts.
pub fn definition(sigle: &str) -> Option<&'static str> {
    TERMES.iter().find(|terme| terme.sigle == sigle).map(|terme| terme.sens)
}

/// The terms that occur in a text as whole words, in alphabetical order.
pub fn termes_dans(texte: &str) -> impl Iterator<Item = &'static Terme> {
    TERMES.iter().filter(move |terme| contient_le_mot(texte, terme.sigle))
}

fn contient_le_mot(texte: &str, mot: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '_');
    texte.match_indices(mot).any(|(place, _)| {
        let before = texte.get(..place).and_then(|text| text.chars().next_back());
        let after = texte.get(place + mot.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));

    fn found(texte: &str) -> Vec<&'static str> {
        termes_dans(texte).map(|terme| terme.sigle).collect()
    }

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(found("Le RPPS+ donne une e-CPS, sans INSI-AUTO."), ["e-CPS", "INSI-AUTO", "RPPS+"]);
        assert_eq!(found("Une CPS4 (ou une CPE)."), ["CPE", "CPS4"]);
        assert_eq!(found("ATOME, DATE, CPEs"), [""; 0]);
        assert_eq!(found("L’ANS\u{a0}: F502/F301"), ["ANS", "F301", "F502"]);
    }

    #[test]
    fn a_term_has_one_definition_that_is_a_sentence() {
        assert_eq!(definition("RPPS"), Some("Répertoire des professionnels du système de santé."));
        assert_eq!(definition("rpps"), None);
        for terme in TERMES {
            assert!(
                terme.sens.ends_with('.') && terme.sens.starts_with(char::is_uppercase),
                "{}",
                terme.sigle
            );
        }
        let letters = |terme: &Terme| terme.sigle.to_lowercase().replace('é', "e");
        for pair in TERMES.windows(2) {
            assert!(letters(&pair[0]) < letters(&pair[1]), "{} {}", pair[0].sigle, pair[1].sigle);
        }
    }

    #[test]
    fn every_term_of_the_rule_base_is_defined() {
        let part = REGLES_MD.split("## 16.").nth(1).unwrap().split("## 17.").next().unwrap();
        let bold = part.split("**").skip(1).step_by(2).filter(|term| *term != "Formulaires");
        for term in bold.flat_map(|terms| terms.split(" / ")).flat_map(|term| term.split(" (")) {
            let term = term
                .trim_end_matches(')')
                .replace('\'', "’")
                .replace("« ", "«\u{a0}")
                .replace(" »", "\u{a0}»");
            assert!(TERMES.iter().any(|terme| terme.sigle.to_lowercase() == term.to_lowercase()), "{term}");
        }
        assert!(definition("F301").is_some_and(|sens| sens.contains("vérifier")), "R-CARTE-11");
        for form in ["F101", "F301", "F413", "F414", "F420", "F501", "F502"] {
            assert!(definition(form).is_some(), "{form}");
        }
    }
}
