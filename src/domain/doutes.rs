//! Open doubts (`D-…`, §15 of the rule base) and contradictions between sources (`K-…`, §14), as told to the user.

/// A doubt or a contradiction.
#[derive(Debug, PartialEq, Eq)]
pub struct Doute {
    /// `D-…` or `K-…`.
    pub id: &'static str,
    /// What the user reads.
    pub texte: &'static str,
}

const fn d(id: &'static str, texte: &'static str) -> Doute {
    Doute { id, texte }
}

/// Every doubt and contradiction.
pub static DOUTES: &[Doute] = &[
    d("D-01", "La FAQ annonce quatre offres de certificats sans que leur liste ait été retrouvée : il s’agit sans doute de ORG, SERV, PRO et PS."),
    d("D-02", "Le numéro du formulaire de carte de personnel (F301) n’est confirmé par aucune page, et les notices des formulaires n’ont pas été retrouvées : la liste officielle des pièces à joindre reste à vérifier sur chaque formulaire."),
    d("D-03", "Une même personne, responsable de plusieurs entités juridiques, a peut-être besoin d’une seule CDE : demandez à l’ANS."),
    d("D-04", "Une structure à un seul site, sous contrat au FINESS géographique, peut-elle commander ses certificats au FINESS juridique ? Demandez à l’ANS."),
    d("D-05", "Le sort des certificats après un changement de FINESS ou de SIRET n’est écrit nulle part : demandez à l’ANS s’ils sont révoqués d’office."),
    d("D-06", "Les CPE et CDE récentes (CPS4) valent peut-être 6 ans elles aussi : lisez la date sur la carte."),
    d("D-07", "Le nombre maximal de mandataires, la durée du mandat et l’effet d’un changement de représentant légal ne sont pas publiés."),
    d("D-08", "Un responsable professionnel de santé sans ordre doit-il remplir un F101 ? Les sources ne le disent pas."),
    d("D-09", "Le sens exact d’INSI-AUTO et d’INSI-MANU, et l’obligation d’avoir les deux, sont à confirmer avec l’éditeur."),
    d("D-10", "L’usage de l’e-CPS pour l’INSi et le DMP par logiciel, depuis la deuxième vague du Ségur, reste à préciser."),
    d("D-11", "La carte CPS des psychologues et des autres titres, depuis 2024, est à vérifier auprès de l’ARS."),
    d("D-12", "La clé de contrôle du FINESS n’est écrite dans aucune notice : une clé fausse n’est qu’un avertissement."),
    d("D-13", "La licence du jeu de données FINESS est affichée de deux façons selon la page."),
    d("D-14", "Le numéro 0 825 852 000 est ancien : vérifiez-le sur esante.gouv.fr/assistance."),
    d("D-15", "Le délai de 10 jours ouvrés court depuis la réception par l’ANS ; aucun délai n’est publié pour l’enregistrement du contrat."),
    d("D-16", "Un groupement sans site, qui veut être tiers délégué, ne sait pas d’après les sources quelle carte ni quel contrat demander."),
    d("D-17", "Si le responsable a déjà une CDE valable, l’ANS en exige-t-elle une nouvelle ? Demandez-le avant d’envoyer."),
    d("D-18", "Une CDE perdue, volée ou expirée se remplace peut-être sur simple déclaration, sans nouveau F101 : demandez à l’ANS."),
    d("D-19", "Le changement de FINESS ou de SIRET d’un site qui ne porte pas le contrat demande-t-il un nouveau contrat ? La FAQ écrit « à chaque fois » : demandez à l’ANS."),
    d("K-01", "Les sources emploient deux noms : contrat d’adhésion, contrat de structure."),
    d("K-02", "Le contrat au FINESS juridique est dit possible par une source, recommandé par une autre : il est recommandé, pas imposé."),
    d("K-03", "La FAQ dit 3 ans ; les cartes CPS4, depuis 2025, valent 6 ans : lisez la date sur la carte."),
    d("K-04", "La FAQ ne connaît que le formulaire F413 ; des pages plus récentes, le portail mesHabilitations. Le portail d’abord si quelqu’un a une carte, sinon le F413."),
    d("K-05", "TOM ou F502 pour le mandat ; le portail mesHabilitations pour les habilitations."),
    d("K-06", "La FAQ exclut l’e-CPS pour l’INSi et le DMP ; des pages plus récentes l’admettent pour consulter le DMP sur le web."),
    d("K-07", "L’e-CPS d’un porteur de CPE sans numéro RPPS est admise par une source, exclue par une autre : à vérifier."),
    d("K-08", "Le mail RPPS+ est immédiat selon la FAQ, sous 24 heures selon une page plus récente."),
    d("K-09", "Le salarié, le représentant légal ou un mandataire peut déclarer ; dans TOM, c’est le responsable ou un mandataire ; par téléphone, le porteur."),
    d("K-10", "La FAQ parle encore d’ADELI, qui est arrêté : tout passe par le RPPS."),
    d("K-11", "Les sources ne nomment pas les cartes de la même façon. Ici : CPE pour le personnel, CDE pour le directeur, CPA pour un tiers."),
    d("K-12", "La notice du fichier FINESS dit « tabulation » ; les fichiers réels ont des points-virgules."),
    d("K-13", "Le fichier FINESS existe sous deux formes, l’ancienne et la nouvelle : les deux sont acceptées, avec leur date."),
    d("K-14", "Des cartes CPE non nominatives existaient en 2014 ; elles sont exclues aujourd’hui."),
    d("K-15", "La FAQ réserve la consultation du DMP à la CPS ; des pages plus récentes admettent l’e-CPS selon le logiciel. Jamais par certificat seul."),
    d("K-16", "La FAQ dit « certificat serveur » ou « certificat logiciel » ; SERV n’est que l’une des quatre offres."),
];

/// The words of a doubt.
pub fn texte(id: &str) -> Option<&'static str> {
    DOUTES.iter().find(|doute| doute.id == id).map(|doute| doute.texte)
}
