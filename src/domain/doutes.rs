//! Open doubts (`D-…`, §15 of the rule base) and contradictions between sources (`K-…`, §14), as told to the user.

use super::sources::memes_octets;

/// A doubt or a contradiction.
#[derive(Debug, PartialEq, Eq)]
pub struct Doute {
    /// `D-…` or `K-…`.
    pub id: &'static str,
    /// What the user reads: for a contradiction, what is shown of it.
    pub texte: &'static str,
    /// Ids of the rules it bears on.
    pub regles: &'static [&'static str],
    /// Ids of the sources that its row cites.
    pub sources: &'static [&'static str],
}

const fn d(
    id: &'static str,
    texte: &'static str,
    regles: &'static [&'static str],
    sources: &'static [&'static str],
) -> Doute {
    Doute { id, texte, regles, sources }
}

/// Every doubt and contradiction.
pub const DOUTES: &[Doute] = &[
    d(
        "D-01",
        "La FAQ d’e-santé Bretagne annonce quatre offres de certificats sans que leur liste ait été retrouvée : il s’agit sans doute de ORG, SERV, PRO et PS. L’arrêté du 4 avril 2022 n’en nomme que deux pour une structure, organisation et serveur : c’est compatible, et cela ne dit rien de PRO et PS.",
        &["R-CERT-01"],
        &["S54"],
    ),
    d(
        "D-02",
        "Le formulaire de carte de personnel s’appelle F301 d’après l’adresse de son fichier sur esante.gouv.fr, qui n’a pas été ouvert. Les notices des formulaires n’ont pas été retrouvées : la liste officielle des pièces à joindre reste à vérifier sur chaque formulaire.",
        &["R-CARTE-11", "R-CONTRAT-12"],
        &["S74"],
    ),
    d(
        "D-03",
        "Une même personne, responsable de plusieurs entités juridiques, a peut-être besoin d’une seule CDE : un document de 2016 dit « une seule carte par porteur », et rien de plus récent n’a été trouvé. Demandez à l’ANS.",
        &["R-FINESS-04", "R-RL-01", "R-COMPTE-07"],
        &["S63"],
    ),
    d(
        "D-04",
        "Une structure à un seul site, sous contrat au FINESS géographique, peut-elle commander ses certificats au FINESS juridique ? Demandez à l’ANS.",
        &["R-FINESS-05"],
        &[],
    ),
    d(
        "D-05",
        "Une donnée du certificat qui change est une cause de révocation, et la révocation est définitive (arrêté du 4 avril 2022). D’office, l’ANS ne révoque que si les conditions d’utilisation ne sont pas respectées. Est-elle exigée après un changement de FINESS ou de SIRET, et quand ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-CERT-24", "R-CERT-26"],
        &["S54"],
    ),
    d(
        "D-06",
        "Les CPE et CDE récentes (CPS4) valent peut-être 6 ans elles aussi : lisez la date sur la carte.",
        &["R-CARTE-05"],
        &[],
    ),
    d(
        "D-07",
        "Le nombre maximal de mandataires, la durée du mandat et l’effet d’un changement de représentant légal ne sont pas publiés.",
        &["R-MAND-03", "R-MAND-10"],
        &[],
    ),
    d(
        "D-08",
        "Un responsable professionnel de santé sans ordre doit-il remplir un F101 ? Le contrat type de 2015 le réserve à qui ne peut pas avoir de CPS et, depuis 2023, toute personne inscrite au RPPS peut demander une carte. Le plan compte le F101 et la CDE : demandez à l’ANS avant d’envoyer.",
        &["R-RL-07"],
        &["S63", "S56"],
    ),
    d(
        "D-09",
        "Le sens exact d’INSI-AUTO et d’INSI-MANU, et l’obligation d’avoir les deux, sont à confirmer avec l’éditeur.",
        &["R-CERT-05", "R-CERT-06"],
        &[],
    ),
    d(
        "D-10",
        "L’usage de l’e-CPS pour l’INSi et le DMP par logiciel, depuis la deuxième vague du Ségur, reste à préciser. Une FAQ de l’ANS, non datée, dit « en cours » l’ouverture de Pro Santé Connect à des téléservices.",
        &["R-ECPS-08"],
        &["S78"],
    ),
    d(
        "D-11",
        "La carte CPS des psychologues et des autres titres, depuis 2024 : un message de l’ANS de mai 2024 la compte parmi leurs nouvelles démarches, la CRAMIF (2024) ne cite pas les psychologues. Rien n’a été trouvé pour les ostéopathes, les chiropracteurs et les psychothérapeutes : demandez à l’ANS.",
        &["R-PROF-01"],
        &["S64", "S34"],
    ),
    d(
        "D-12",
        "La clé de contrôle du FINESS n’est écrite dans aucune notice : une clé fausse n’est qu’un avertissement.",
        &["R-ID-02", "R-ID-03", "R-ID-04"],
        &[],
    ),
    d(
        "D-13",
        "La licence du jeu de données FINESS est affichée de deux façons selon la page.",
        &["R-IMPORT-11"],
        &[],
    ),
    d(
        "D-14",
        "Le numéro 0 825 852 000 est ancien et payant ; l’aide de Mailiz, non datée, le donne encore. Vérifiez-le sur esante.gouv.fr/assistance.",
        &["R-CARTE-16", "R-CONTACT-04"],
        &["S70"],
    ),
    d(
        "D-15",
        "Le délai de 10 jours ouvrés court depuis la réception par l’ANS ; aucun délai n’est publié pour l’enregistrement du contrat.",
        &["R-CARTE-03", "R-JO-02", "R-COMPTE-18"],
        &[],
    ),
    d(
        "D-16",
        "Quelle carte et quel contrat pour un groupement sans site, qui veut être tiers délégué ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-AT-03", "R-CARTE-25"],
        &[],
    ),
    d(
        "D-17",
        "Si le responsable a déjà une CDE valable, l’ANS en exige-t-elle une nouvelle ? La FAQ d’e-santé Bretagne demande un contrat et un F101 à chaque changement de numéro ; le contrat type de 2015 dispense de nouvelle carte le responsable qui a déjà une CDE, ou une CPS portant cette fonction. Le plan compte la carte : demandez à l’ANS avant d’envoyer.",
        &["R-COMPTE-07"],
        &["S0", "S63"],
    ),
    d(
        "D-18",
        "Une CDE perdue, volée ou expirée se remplace peut-être sur simple déclaration, sans nouveau F101 : demandez à l’ANS.",
        &["R-COMPTE-06", "R-COMPTE-15"],
        &[],
    ),
    d(
        "D-19",
        "Le changement de FINESS ou de SIRET d’un site qui ne porte pas le contrat demande-t-il un nouveau contrat ? La FAQ d’e-santé Bretagne écrit « à chaque fois » : demandez à l’ANS.",
        &["R-CONTRAT-16"],
        &[],
    ),
    d(
        "D-20",
        "La CPS est renouvelée d’office : pour tous, selon un groupement régional (non daté) ; le code de la sécurité sociale, depuis 2023, ne l’écrit que pour qui dispense à titre principal des actes remboursables. Combien de temps avant la fin, et quand s’inquiéter ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-CARTE-28", "R-CARTE-24"],
        &["S62", "S56"],
    ),
    d(
        "D-21",
        "Les cartes CPE, CDE et CPA sont-elles renouvelées d’office tous les trois ans, comme deux sources le laissent entendre, ou à redemander ? Vérifiez auprès de l’ANS qu’une nouvelle carte arrive.",
        &["R-CARTE-24"],
        &["S58", "S62"],
    ),
    d(
        "D-22",
        "Quand seul le nom de la structure change, faut-il révoquer et redemander les certificats qui portent l’ancien nom ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-CERT-27"],
        &[],
    ),
    d(
        "D-23",
        "Depuis 2023, toute personne inscrite au RPPS peut demander elle-même une carte (code de la sécurité sociale). Comment, et laquelle ? Aucune source ne le dit, et un renvoi de l’article paraît fautif : demandez à l’ANS.",
        &["R-CARTE-26"],
        &["S56"],
    ),
    d(
        "D-24",
        "CPF perdue, volée ou en panne : aucune source ne dit à qui en redemander une. Demandez à l’ANS.",
        &["R-CARTE-30"],
        &[],
    ),
    d(
        "D-25",
        "Le référentiel d’identification électronique, version 2, est un projet : il pourra être adopté, modifié ou abandonné après le 15/12/2026, fin du statu quo européen. À relire après cette date.",
        &["R-RIE-02"],
        &[],
    ),
    d(
        "D-26",
        "Tant que le FINESS n’est pas ouvert, le parcours en ligne peut-il commencer avec le seul FINESS juridique, ou sans aucun numéro ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-MIE-01", "R-COMPTE-19"],
        &[],
    ),
    d(
        "D-27",
        "Quand le contrat est demandé en ligne, le F502 et le F301 sur papier peuvent-ils partir le même jour, ou seulement après la carte ? Aucune source ne le dit : demandez à l’ANS.",
        &["R-CONTRAT-17"],
        &[],
    ),
    d(
        "K-01",
        "Les sources emploient deux noms pour le même document : contrat d’adhésion (ou contrat de structure).",
        &["R-CONTRAT-03"],
        &["S0", "S1"],
    ),
    d(
        "K-02",
        "Le contrat au FINESS juridique est dit possible par une source, recommandé par une autre : il est recommandé, pas imposé.",
        &["R-FINESS-01", "R-FINESS-05"],
        &["S0", "S1", "S14", "S16"],
    ),
    d(
        "K-03",
        "La FAQ d’e-santé Bretagne dit 3 ans ; les cartes CPS4, depuis 2025, valent 6 ans : lisez la date sur la carte.",
        &["R-CARTE-05"],
        &["S0", "S21", "S22"],
    ),
    d(
        "K-04",
        "La FAQ d’e-santé Bretagne ne connaît que le formulaire F413 ; des pages plus récentes, dont le parcours « Vos démarches » de l’ANS, le portail mesHabilitations. Le portail d’abord si quelqu’un a une carte, sinon le F413.",
        &["R-AT-05", "R-AT-06", "R-AT-10"],
        &["S0", "S10", "S27", "S51", "S52"],
    ),
    d(
        "K-05",
        "TOM ou F502 pour le mandat ; le portail mesHabilitations pour les habilitations.",
        &["R-MAND-04", "R-MAND-05", "R-RPPS-08"],
        &["S0", "S26"],
    ),
    d(
        "K-06",
        "La FAQ d’e-santé Bretagne exclut l’e-CPS pour l’INSi et le DMP ; des pages plus récentes l’admettent pour consulter le DMP sur le web.",
        &["R-ECPS-08"],
        &["S0", "S17", "S43"],
    ),
    d(
        "K-07",
        "La FAQ d’e-santé Bretagne ouvre l’e-CPS à qui a une carte de structure, même sans numéro RPPS ; l’arrêté du 4 avril 2022, le code de la santé publique et la FAQ de l’ANS du 18/11/2025 demandent d’être enregistré au répertoire. Enregistrez d’abord la personne : la carte seule ne suffit pas, sauf avis contraire de l’ANS.",
        &["R-ECPS-03", "R-ECPS-01"],
        &["S0", "S11", "S24", "S55", "S60"],
    ),
    d(
        "K-08",
        "Le mail RPPS+ est immédiat selon la FAQ d’e-santé Bretagne, sous 24 heures selon une page plus récente : comptez 24 heures au plus.",
        &["R-ECPS-07"],
        &["S0", "S4"],
    ),
    d(
        "K-09",
        "Le salarié, le représentant légal ou un mandataire peut déclarer ; dans TOM, c’est le responsable ou un mandataire ; par téléphone, le porteur.",
        &["R-CARTE-14", "R-CARTE-15", "R-CARTE-16"],
        &["S0", "S18"],
    ),
    d(
        "K-10",
        "La FAQ d’e-santé Bretagne parle encore d’ADELI, qui est arrêté : tout passe par le RPPS.",
        &["R-RPPS-02", "R-INFO-07"],
        &["S0", "S34", "S35"],
    ),
    d(
        "K-11",
        "Les sources ne nomment pas les cartes de la même façon. Ici : CPE pour le personnel, CDE pour le directeur, CPA pour un tiers.",
        &["R-CARTE-11", "R-CARTE-12", "R-CARTE-25"],
        &["S0", "S23", "S36"],
    ),
    d(
        "K-12",
        "La notice du fichier FINESS dit « tabulation » ; les fichiers réels ont des points-virgules.",
        &["R-IMPORT-01"],
        &["S39", "S40"],
    ),
    d(
        "K-13",
        "Le fichier FINESS existe sous deux formes, l’ancienne et la nouvelle : les deux sont acceptées, avec leur date.",
        &["R-IMPORT-10", "R-IMPORT-11"],
        &["S39", "S41"],
    ),
    d(
        "K-14",
        "Des cartes CPE non nominatives existaient en 2014 ; elles sont exclues aujourd’hui : une carte par personne.",
        &["R-CARTE-01", "R-CARTE-23"],
        &["S19", "S0"],
    ),
    d(
        "K-15",
        "La FAQ d’e-santé Bretagne réserve la consultation du DMP à la CPS ; des pages plus récentes admettent l’e-CPS selon le logiciel. Jamais par certificat seul.",
        &["R-CERT-09", "R-ECPS-08"],
        &["S0", "S17", "S43"],
    ),
    d(
        "K-16",
        "La FAQ d’e-santé Bretagne dit « certificat serveur » ou « certificat logiciel » : ici, certificat logiciel. SERV n’est que l’une des quatre offres.",
        &["R-CERT-01", "R-INFO-05"],
        &["S0", "S6"],
    ),
    d(
        "K-17",
        "Deux professions, une carte ou deux ? Un guide technique de l’ANS lie une carte à chaque profession exercée, et le code de la sécurité sociale (R161-53) dit la carte propre à une profession ; le même code (R161-52), depuis 2023, n’admet qu’une CPS par forme, matérielle ou mobile, et l’ASIP Santé écrivait en 2016 « une carte par porteur ». Un seul numéro RPPS ; pour la carte, demandez à l’ANS.",
        &["R-CARTE-22"],
        &["S37", "S56", "S63"],
    ),
    d(
        "K-18",
        "La FAQ d’e-santé Bretagne dit le kit papier et le F101 ; le parcours « Vos démarches » de l’ANS (non daté, lu le 28/11/2026) fait les deux en ligne. En ligne, ou par le kit papier : le compte est le même.",
        &["R-CONTRAT-17"],
        &["S0", "S51", "S1"],
    ),
    d(
        "K-19",
        "La FAQ d’e-santé Bretagne fait déclarer une CPS perdue, volée ou en panne par le salarié, le représentant légal ou un mandataire ; l’ANS (16/07/2025) dit que la personne gère sa carte elle-même, sur maCarte, et en demande une autre à l’ANS. Déclarez-la comme dit la FAQ ; la personne demande la suivante.",
        &["R-CARTE-30", "R-CARTE-14"],
        &["S0", "S61"],
    ),
    d(
        "K-20",
        "Le droit en vigueur fixe l’authentification forte au 01/01/2026. InterCAMSP (11/12/2025) annonce un report, avec une conformité au 31/12/2028 ; le projet de référentiel, version 2, prévoit une attestation au 31/12/2026 et des réserves levées au 31/12/2028. Tant qu’il n’est pas adopté, c’est le droit en vigueur qui s’applique.",
        &["R-RIE-01", "R-RIE-02"],
        &["S75", "S66", "S76", "S59", "S57"],
    ),
    d(
        "K-21",
        "La FAQ d’e-santé Bretagne donne le 0 809 40 00 82 ; un groupement régional (Auvergne-Rhône-Alpes, non daté), le 0 806 80 02 13. Écrivez d’abord ; pour appeler, prenez le numéro de la FAQ, et vérifiez.",
        &["R-CONTACT-02"],
        &["S0", "S62"],
    ),
    d(
        "K-22",
        "Sans téléphone personnel, l’ANS (18/11/2025) admet un téléphone fourni par la structure ; e-santé Occitanie (non datée) dit qu’une tablette convient. Téléphone fourni : oui ; tablette : possible selon e-santé Occitanie.",
        &["R-ECPS-19"],
        &["S60", "S66", "S24"],
    ),
    d(
        "K-23",
        "Une nomenclature de l’ANS propose à l’employeur des rôles d’étudiant ; sa FAQ du 18/11/2025 dit que seuls les internes et les étudiants en maïeutique peuvent être enregistrés comme tels. Pas d’e-CPS comme étudiant pour l’instant, sauf eux.",
        &["R-ECPS-20"],
        &["S36", "S60"],
    ),
    d(
        "K-24",
        "La carte des aides à domicile qualifiées est facultative selon un centre de gestion (19/05/2025) ; un site privé (2025) la dit obligatoire. Elle est tenue ici pour facultative.",
        &["R-RPPS-24"],
        &["S65", "S77"],
    ),
];

/// The doubt of that id.
pub fn doute(id: &str) -> Option<&'static Doute> {
    DOUTES.iter().find(|doute| doute.id == id)
}

/// The words of a doubt, found when the program is compiled, for what must always be read beside it.
///
/// # Panics
/// While compiling, when there is no doubt of that id. For an id known at run time only, use [`doute`].
pub const fn texte(id: &str) -> &'static str {
    let mut place = 0;
    while place < DOUTES.len() {
        if memes_octets(DOUTES[place].id.as_bytes(), id.as_bytes()) {
            return DOUTES[place].texte;
        }
        place += 1;
    }
    panic!("no doubt of docs/regles.md has this id")
}

/// The doubts and contradictions that bear on a rule.
pub fn de_regle(id: &str) -> impl Iterator<Item = &'static Doute> {
    DOUTES.iter().filter(move |doute| doute.regles.contains(&id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sources::{source, trouver};

    #[test]
    fn each_bears_on_rules_that_exist_and_says_a_sentence() {
        for doute in DOUTES {
            assert!(
                !doute.regles.is_empty() && doute.regles.iter().all(|id| trouver(id).is_some()),
                "{}",
                doute.id
            );
            assert!(doute.texte.ends_with(['.', '?']), "{}", doute.id);
            assert!(doute.sources.iter().all(|id| source(id).is_some()), "{}", doute.id);
        }
        assert_eq!(de_regle("R-CARTE-05").map(|doute| doute.id).collect::<Vec<_>>(), ["D-06", "K-03"]);
        assert_eq!(doute("D-99"), None);
    }
}
