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

/// Every acronym that a text uses.
pub static TERMES: &[Terme] = &[
    t("ADELI", "Ancien répertoire des professionnels de santé sans ordre, remplacé par le RPPS."),
    t("ANS", "Agence du Numérique en Santé : elle délivre cartes et certificats."),
    t("ARS", "Agence régionale de santé."),
    t("AT", "Administrateur technique : il demande, installe et renouvelle les certificats."),
    t("CDE", "Carte de directeur d’établissement, nominative, pour le responsable de la structure."),
    t("CN", "Nom inscrit dans un certificat, comme INSI-AUTO."),
    t("CPA", "Carte de personnel autorisé : pour le salarié d’un éditeur ou d’un prestataire."),
    t("CPE", "Carte de personnel d’établissement, nominative, commandée par la structure."),
    t("CPF", "Carte de professionnel en formation : étudiant ou interne en santé."),
    t("CPS", "Carte de professionnel de santé, liée à la personne et à son ordre."),
    t("CPS4", "Génération de cartes diffusée depuis 2025, valable 6 ans."),
    t("CPx", "Toutes ces cartes à puce ensemble : CPS, CPE, CDE, CPA, CPF."),
    t("CSR", "Fichier de demande de signature d’un certificat, préparé par l’administrateur technique."),
    t("DMP", "Dossier médical partagé, dans Mon espace santé."),
    t("DUI", "Dossier usager informatisé : le logiciel des établissements médico-sociaux."),
    t("e-CPS", "Carte de professionnel de santé dans un smartphone."),
    t("EJ", "Entité juridique : l’organisme qui gère les établissements."),
    t("eRPPS", "Service en ligne des démarches auprès de l’ARS."),
    t("ESSMS", "Établissement ou service social ou médico-social."),
    t("ET", "Établissement géographique : un site, avec son propre numéro FINESS."),
    t("F101", "Formulaire de l’ANS qui commande la carte de directeur (CDE) et déclare un nouveau responsable."),
    t("F301", "Formulaire de commande d’une carte de personnel (numéro à confirmer)."),
    t("F413", "Formulaire de déclaration des administrateurs techniques."),
    t("F414", "Formulaire de commande de produits de test."),
    t("F420", "Formulaire d’accès aux données restreintes de l’annuaire."),
    t("F501", "Formulaire de déclaration d’un incident de carte."),
    t("F502", "Formulaire de désignation d’un mandataire."),
    t("FINESS", "Fichier national des établissements : chaque organisme et chaque site y a un numéro."),
    t("GCSMS", "Groupement de coopération sociale ou médico-sociale."),
    t("GRADeS", "Groupement régional d’appui au développement de l’e-santé."),
    t("IGC-Santé", "Plateforme de l’ANS qui délivre les certificats."),
    t("INS", "Identité nationale de santé d’une personne accompagnée."),
    t("INSi", "Téléservice qui vérifie l’identité nationale de santé (INS)."),
    t("mesHabilitations", "Portail de l’ANS où le responsable donne des droits : administrateur technique, gestionnaire RPPS+."),
    t("MSSanté", "Messagerie sécurisée entre professionnels."),
    t("ONI", "Ordre national des infirmiers."),
    t("ORG", "Offre de certificats d’une organisation : la structure elle-même."),
    t("RPPS", "Répertoire des professionnels du système de santé."),
    t("RPPS+", "Portail où l’employeur enregistre ses professionnels sociaux et médico-sociaux."),
    t("SERV", "Offre de certificats d’un serveur."),
    t("SIREN", "Numéro d’identité d’un organisme, 9 chiffres."),
    t("SIRET", "Numéro d’identité d’un lieu d’activité, 14 chiffres."),
    t("TOM", "Téléservice de l’ANS où la structure commande ses cartes et désigne ses mandataires."),
    t("VIHF", "Jeton qui identifie l’émetteur auprès du DMP."),
];

/// The terms that occur in a text as whole words, in alphabetical order.
pub fn termes_dans(texte: &str) -> impl Iterator<Item = &'static Terme> {
    let texte = texte.to_owned();
    TERMES.iter().filter(move |terme| contient_le_mot(&texte, terme.sigle))
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

    #[test]
    fn finds_whole_words_only() {
        let found: Vec<&str> = termes_dans("Le RPPS+ donne une e-CPS, sans INSI-AUTO.").map(|terme| terme.sigle).collect();
        assert_eq!(found, ["e-CPS", "RPPS+"]);
    }
}
