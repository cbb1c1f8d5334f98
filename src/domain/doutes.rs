//! Open doubts (`D-…`, §15 of the rule base) and contradictions between sources (`K-…`, §14), as told to the user.

/// A doubt or a contradiction.
#[derive(Debug, PartialEq, Eq)]
pub struct Doute {
    /// `D-…` or `K-…`.
    pub id: &'static str,
    /// What the user reads: for a contradiction, what is shown of it.
    pub texte: &'static str,
    /// Ids of the rules it bears on.
    pub regles: &'static [&'static str],
}

const fn d(id: &'static str, texte: &'static str, regles: &'static [&'static str]) -> Doute {
    Doute { id, texte, regles }
}

/// Every doubt and contradiction.
pub static DOUTES: &[Doute] = &[
    d(
        "D-01",
        "La FAQ annonce quatre offres de certificats sans que leur liste ait été retrouvée : il s’agit sans doute de ORG, SERV, PRO et PS.",
        &["R-CERT-01"],
    ),
    d(
        "D-02",
        "Le numéro du formulaire de carte de personnel (F301) n’est confirmé par aucune page, et les notices des formulaires n’ont pas été retrouvées : la liste officielle des pièces à joindre reste à vérifier sur chaque formulaire.",
        &["R-CARTE-11", "R-CONTRAT-12"],
    ),
    d(
        "D-03",
        "Une même personne, responsable de plusieurs entités juridiques, a peut-être besoin d’une seule CDE : demandez à l’ANS.",
        &["R-FINESS-04", "R-RL-01", "R-COMPTE-07"],
    ),
    d(
        "D-04",
        "Une structure à un seul site, sous contrat au FINESS géographique, peut-elle commander ses certificats au FINESS juridique ? Demandez à l’ANS.",
        &["R-FINESS-05"],
    ),
    d(
        "D-05",
        "Le sort des certificats après un changement de FINESS ou de SIRET n’est écrit nulle part : demandez à l’ANS s’ils sont révoqués d’office.",
        &["R-CERT-24"],
    ),
    d(
        "D-06",
        "Les CPE et CDE récentes (CPS4) valent peut-être 6 ans elles aussi : lisez la date sur la carte.",
        &["R-CARTE-05"],
    ),
    d(
        "D-07",
        "Le nombre maximal de mandataires, la durée du mandat et l’effet d’un changement de représentant légal ne sont pas publiés.",
        &["R-MAND-03", "R-MAND-10"],
    ),
    d(
        "D-08",
        "Un responsable professionnel de santé sans ordre doit-il remplir un F101 ? Les sources ne le disent pas.",
        &["R-RL-07"],
    ),
    d(
        "D-09",
        "Le sens exact d’INSI-AUTO et d’INSI-MANU, et l’obligation d’avoir les deux, sont à confirmer avec l’éditeur.",
        &["R-CERT-05", "R-CERT-06"],
    ),
    d(
        "D-10",
        "L’usage de l’e-CPS pour l’INSi et le DMP par logiciel, depuis la deuxième vague du Ségur, reste à préciser.",
        &["R-ECPS-08"],
    ),
    d(
        "D-11",
        "La carte CPS des psychologues et des autres titres, depuis 2024, est à vérifier auprès de l’ARS.",
        &["R-PROF-01"],
    ),
    d(
        "D-12",
        "La clé de contrôle du FINESS n’est écrite dans aucune notice : une clé fausse n’est qu’un avertissement.",
        &["R-ID-02", "R-ID-03", "R-ID-04"],
    ),
    d(
        "D-13",
        "La licence du jeu de données FINESS est affichée de deux façons selon la page.",
        &["R-IMPORT-11"],
    ),
    d(
        "D-14",
        "Le numéro 0 825 852 000 est ancien : vérifiez-le sur esante.gouv.fr/assistance.",
        &["R-CARTE-16", "R-CONTACT-04"],
    ),
    d(
        "D-15",
        "Le délai de 10 jours ouvrés court depuis la réception par l’ANS ; aucun délai n’est publié pour l’enregistrement du contrat.",
        &["R-CARTE-03", "R-JO-02", "R-COMPTE-18"],
    ),
    d(
        "D-16",
        "Un groupement sans site, qui veut être tiers délégué, ne sait pas d’après les sources quelle carte ni quel contrat demander.",
        &["R-AT-03", "R-CARTE-25"],
    ),
    d(
        "D-17",
        "Si le responsable a déjà une CDE valable, l’ANS en exige-t-elle une nouvelle ? Demandez-le avant d’envoyer.",
        &["R-COMPTE-07"],
    ),
    d(
        "D-18",
        "Une CDE perdue, volée ou expirée se remplace peut-être sur simple déclaration, sans nouveau F101 : demandez à l’ANS.",
        &["R-COMPTE-06", "R-COMPTE-15"],
    ),
    d(
        "D-19",
        "Le changement de FINESS ou de SIRET d’un site qui ne porte pas le contrat demande-t-il un nouveau contrat ? La FAQ écrit « à chaque fois » : demandez à l’ANS.",
        &["R-CONTRAT-16"],
    ),
    d(
        "K-01",
        "Les sources emploient deux noms pour le même document : contrat d’adhésion (ou contrat de structure).",
        &["R-CONTRAT-03"],
    ),
    d(
        "K-02",
        "Le contrat au FINESS juridique est dit possible par une source, recommandé par une autre : il est recommandé, pas imposé.",
        &["R-FINESS-01", "R-FINESS-05"],
    ),
    d(
        "K-03",
        "La FAQ dit 3 ans ; les cartes CPS4, depuis 2025, valent 6 ans : lisez la date sur la carte.",
        &["R-CARTE-05"],
    ),
    d(
        "K-04",
        "La FAQ ne connaît que le formulaire F413 ; des pages plus récentes, le portail mesHabilitations. Le portail d’abord si quelqu’un a une carte, sinon le F413.",
        &["R-AT-05", "R-AT-06", "R-AT-10"],
    ),
    d(
        "K-05",
        "TOM ou F502 pour le mandat ; le portail mesHabilitations pour les habilitations.",
        &["R-MAND-04", "R-MAND-05", "R-RPPS-08"],
    ),
    d(
        "K-06",
        "La FAQ exclut l’e-CPS pour l’INSi et le DMP ; des pages plus récentes l’admettent pour consulter le DMP sur le web.",
        &["R-ECPS-08"],
    ),
    d(
        "K-07",
        "L’e-CPS d’un porteur de CPE sans numéro RPPS est admise par une source, exclue par une autre : à vérifier.",
        &["R-ECPS-03"],
    ),
    d(
        "K-08",
        "Le mail RPPS+ est immédiat selon la FAQ, sous 24 heures selon une page plus récente : comptez 24 heures au plus.",
        &["R-ECPS-07"],
    ),
    d(
        "K-09",
        "Le salarié, le représentant légal ou un mandataire peut déclarer ; dans TOM, c’est le responsable ou un mandataire ; par téléphone, le porteur.",
        &["R-CARTE-14", "R-CARTE-15", "R-CARTE-16"],
    ),
    d(
        "K-10",
        "La FAQ parle encore d’ADELI, qui est arrêté : tout passe par le RPPS.",
        &["R-RPPS-02", "R-INFO-07"],
    ),
    d(
        "K-11",
        "Les sources ne nomment pas les cartes de la même façon. Ici : CPE pour le personnel, CDE pour le directeur, CPA pour un tiers.",
        &["R-CARTE-11", "R-CARTE-12", "R-CARTE-25"],
    ),
    d(
        "K-12",
        "La notice du fichier FINESS dit « tabulation » ; les fichiers réels ont des points-virgules.",
        &["R-IMPORT-01"],
    ),
    d(
        "K-13",
        "Le fichier FINESS existe sous deux formes, l’ancienne et la nouvelle : les deux sont acceptées, avec leur date.",
        &["R-IMPORT-10", "R-IMPORT-11"],
    ),
    d(
        "K-14",
        "Des cartes CPE non nominatives existaient en 2014 ; elles sont exclues aujourd’hui : une carte par personne.",
        &["R-CARTE-01", "R-CARTE-23"],
    ),
    d(
        "K-15",
        "La FAQ réserve la consultation du DMP à la CPS ; des pages plus récentes admettent l’e-CPS selon le logiciel. Jamais par certificat seul.",
        &["R-CERT-09", "R-ECPS-08"],
    ),
    d(
        "K-16",
        "La FAQ dit « certificat serveur » ou « certificat logiciel » : ici, certificat logiciel. SERV n’est que l’une des quatre offres.",
        &["R-CERT-01", "R-INFO-05"],
    ),
];

/// The words of a doubt.
pub fn texte(id: &str) -> Option<&'static str> {
    DOUTES.iter().find(|doute| doute.id == id).map(|doute| doute.texte)
}

/// The doubts and contradictions that bear on a rule.
pub fn de_regle(id: &str) -> impl Iterator<Item = &'static Doute> {
    DOUTES.iter().filter(move |doute| doute.regles.contains(&id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sources::trouver;

    #[test]
    fn each_bears_on_rules_that_exist_and_says_a_sentence() {
        for doute in DOUTES {
            assert!(
                !doute.regles.is_empty() && doute.regles.iter().all(|id| trouver(id).is_some()),
                "{}",
                doute.id
            );
            assert!(doute.texte.ends_with(['.', '?']), "{}", doute.id);
        }
        assert_eq!(de_regle("R-CARTE-05").map(|doute| doute.id).collect::<Vec<_>>(), ["D-06", "K-03"]);
        assert_eq!(texte("D-99"), None);
    }
}
