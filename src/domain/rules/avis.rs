//! Warnings and informations: what the page says without asking for an action (`AVERT`, R-INFO, R-RIE, R-SEGUR).

use crate::domain::avis::{Avis, Genre};
use crate::domain::categories::couloir_medico_social;
use crate::domain::facts::{Facts, Known, absente, pas, tous, un_des};
use crate::domain::finess::Finess;
use crate::domain::question::OuiNon;
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::contrat::{CONTRAT, Contrat, contrat_non_aucun};
use crate::domain::questions::entite_changee::{ENTITE_CHANGEE, EntiteChangee};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_contrat::{FINESS_CONTRAT, FinessContrat};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::questions::incidents::{CarteIncident, INCIDENT_CARTE, INCIDENTS};
use crate::domain::questions::logiciels::LOGICIELS;
use crate::domain::questions::mandataires::{MANDATAIRE_SALARIE, MANDATAIRES};
use crate::domain::questions::mssante_role::{MSSANTE_ROLE, MssanteRole};
use crate::domain::questions::option_president::OPTION_PRESIDENT;
use crate::domain::questions::professionnels::{Interim, PRO_BESOIN_ACCES, PRO_INTERIM, PROFESSIONNELS};
use crate::domain::questions::rl_fonction::{Fonction, RL_FONCTION};
use crate::domain::questions::services::{Service, service};
use crate::domain::questions::siren::SIREN;
use crate::domain::questions::sites::{
    SITE_CATEGORIE, SITE_FINESS, SITE_SIRET, SITES, sites_declares_ouverts,
};
use crate::domain::rule::regles;
use crate::domain::situations::{
    au_moins_un, demande_un_certificat, est_un_hopital, identite_du_contrat_change, instances, monosite,
    multisite, un_certificat_en_service,
};

const A: Genre = Genre::Avertissement;
const I: Genre = Genre::Information;
const D: Genre = Genre::Datee;

const fn avis(
    id: &'static str,
    genre: Genre,
    regles: &'static [&'static crate::domain::sources::Regle],
    texte: &'static str,
    doutes: &'static [&'static str],
    quand: fn(&Facts) -> Known<bool>,
) -> Avis {
    Avis { id, genre, regles, quand, texte, doutes }
}

static NOM_RL: Avis = avis(
    "changement-de-nom",
    I,
    regles!["R-CONTRAT-07"],
    "Le responsable change de nom de famille : aucune démarche d’identité. L’acte de nomination fait foi, même si le nom diffère de la pièce d’identité.",
    &[],
    |facts| evenement(facts, Evenement::ChgtNomRl),
);
static CONTRAT_EN_COURS: Avis = avis(
    "contrat-en-cours",
    I,
    regles!["R-CONTRAT-04", "R-RPPS-12"],
    "Votre contrat en cours vaut pour tous les moyens d’identification de l’ANS, RPPS+ compris : pas d’autre contrat à signer.",
    &[],
    |facts| {
        tous([
            facts.est(&CONTRAT, Contrat::EnCours),
            un_des([pas(identite_du_contrat_change(facts)), absente(identite_du_contrat_change(facts))]),
        ])
    },
);
static HOPITAL: Avis = avis(
    "rattachement-hopital",
    A,
    regles!["R-FINESS-08", "R-CONTRAT-04"],
    "Votre entité juridique est un hôpital. Le contrat, les mandataires et l’administrateur technique sont ceux de l’hôpital : faites ce dossier avec sa direction.",
    &[],
    est_un_hopital,
);
static AUTRE_SITE: Avis = avis(
    "autre-site-change",
    A,
    regles!["R-CONTRAT-16", "R-CERT-21"],
    "Un site qui ne porte pas le contrat change de numéro : le plan ne compte pas de nouveau contrat. La FAQ d’e-santé Bretagne écrit « à chaque fois » : demandez à l’ANS. Faites aussi mettre à jour le FINESS géographique dans les documents envoyés au DMP.",
    &["D-19"],
    |facts| facts.est(&ENTITE_CHANGEE, EntiteChangee::AutreSite),
);
static SECOND_SITE: Avis = avis(
    "second-site",
    A,
    regles!["R-FINESS-07"],
    "Votre contrat porte le FINESS d’un site, et vous en avez maintenant plusieurs : il est conseillé de passer au FINESS juridique. Ce serait un nouveau contrat ; tant que vous ne le décidez pas, le plan ne le compte pas.",
    &["K-02"],
    |facts| {
        tous([
            facts.est(&FINESS_CONTRAT, FinessContrat::Geographique),
            multisite(facts),
            pas(identite_du_contrat_change(facts)),
        ])
    },
);
static HORS_COULOIR: Avis = avis(
    "hors-couloir",
    A,
    regles!["R-CAT-02", "R-CAT-01", "R-CAT-03", "R-CAT-04"],
    "Un de vos sites est d’une catégorie hors couloir médico-social du Ségur : le financement Ségur peut ne pas s’appliquer. Contrat, cartes et RPPS+ restent possibles.",
    &[],
    |facts| {
        let sites = sites_declares_ouverts(facts)?;
        Ok(sites.iter().any(|site| {
            site.get(&SITE_CATEGORIE).is_ok_and(|categorie| !couloir_medico_social(&categorie.0))
        }))
    },
);
static CERTIFICATS_A_REMPLACER: Avis = avis(
    "certificats-a-remplacer",
    A,
    regles!["R-CERT-24", "R-CERT-26"],
    "Le numéro qui porte le contrat change : c’est une cause de révocation pour tous les certificats qui citent l’ancien, et une révocation est définitive. Prévoyez d’abord les nouveaux. Déclarez les anciens dans vos réponses pour que le plan les compte.",
    &["D-05"],
    identite_du_contrat_change,
);
static ANCIEN_NOM: Avis = avis(
    "certificats-a-l-ancien-nom",
    A,
    regles!["R-CERT-27", "R-CERT-26", "R-COMPTE-14", "R-CONTRAT-11"],
    "La structure change de nom, et l’ancien nom est écrit dans vos certificats en service. Vérifiez avec l’éditeur ou l’administrateur technique, puis avec l’ANS, s’ils restent valables ; au besoin, il faudra en demander de nouveaux, puis révoquer les anciens, ce qui est définitif. Le plan n’en compte aucun.",
    &["D-22"],
    |facts| {
        tous([
            contrat_non_aucun(facts),
            evenement(facts, Evenement::ChgtDenomination),
            pas(identite_du_contrat_change(facts)),
            un_certificat_en_service(facts),
        ])
    },
);
static FINESS_A_OUVRIR: Avis = avis(
    "finess-a-ouvrir",
    A,
    regles!["R-MIE-01", "R-COMPTE-19", "R-CONTACT-12"],
    "Votre numéro FINESS n’est pas encore ouvert. Contrat, formulaires et cartes se préparent, mais ne partent qu’ensuite : le plan ne leur donne pas de date, et ne compte pas encore de certificat. Une question sur le numéro : metier-finess@esante.gouv.fr.",
    &["D-26"],
    finess_a_ouvrir,
);
static DMP_CONSULTATION: Avis = avis(
    "dmp-consultation",
    I,
    regles!["R-CERT-09", "R-ECPS-08", "R-CARTE-02"],
    "Consulter le DMP demande une carte personnelle (CPS), ou l’e-CPS par Pro Santé Connect selon votre logiciel. Jamais un certificat seul.",
    &["K-15", "K-06", "D-10"],
    |facts| service(facts, Service::DmpConsult),
);
static MSSANTE_CLIENTE: Avis = avis(
    "mssante-cliente",
    I,
    regles!["R-CERT-14"],
    "Votre messagerie MSSanté vient d’un opérateur : il s’occupe de son certificat de serveur, vous n’en demandez pas.",
    &[],
    |facts| un_des([facts.est(&MSSANTE_ROLE, MssanteRole::ClientOperateur)]),
);
static NON_SALARIE: Avis = avis(
    "mandataire-non-salarie",
    A,
    regles!["R-MAND-08"],
    "Un mandataire doit être salarié de la structure. La personne que vous avez citée ne peut pas l’être ; elle peut être administrateur technique.",
    &[],
    |facts| au_moins_un(facts.lignes(&MANDATAIRES), |row| row.est(&MANDATAIRE_SALARIE, OuiNon::Non)),
);
static INTERIM: Avis = avis(
    "interimaires-a-venir",
    I,
    regles!["R-CARTE-06", "R-CARTE-08", "R-CARTE-13", "R-CERT-22", "R-CERT-09"],
    "Pour des intérimaires pas encore nommés : pas de carte d’avance. En attendant, le logiciel envoie au DMP et appelle l’INSi par certificat ; la consultation du DMP attend leur propre carte.",
    &[],
    |facts| au_moins_un(facts.lignes(&PROFESSIONNELS), |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
);
static SANS_CONTRAT_INCIDENT: Avis = avis(
    "incident-sans-contrat",
    A,
    regles!["R-CONTRAT-01", "R-COMPTE-09"],
    "Vous dites n’avoir aucun contrat, et pourtant une carte est en cause. Une carte CPE ou CDE suppose un contrat : vérifiez cette réponse.",
    &[],
    |facts| {
        tous([
            facts.est(&CONTRAT, Contrat::Aucun),
            au_moins_un(facts.lignes(&INCIDENTS), |row| {
                row.get(&INCIDENT_CARTE).map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cde))
            }),
        ])
    },
);
static SIREN_INCOHERENT: Avis = avis(
    "siren-different",
    A,
    regles!["R-ID-11"],
    "Le SIRET d’un de vos sites ne commence pas par le SIREN de la structure. Un changement est peut-être en cours : vérifiez ces numéros.",
    &[],
    |facts| {
        let siren = facts.get(&SIREN)?;
        let sites = facts.lignes(&SITES)?;
        Ok(sites.iter().any(|site| site.get(&SITE_SIRET).is_ok_and(|siret| siret.siren() != siren.texte())))
    },
);
static FINESS_DOUBLE: Avis = avis(
    "finess-ej-et",
    A,
    regles!["R-ID-06"],
    "Le numéro FINESS d’un site est aussi celui de l’entité juridique. Rien dans le numéro ne les distingue : vérifiez lequel est lequel.",
    &[],
    |facts| {
        let ej = facts.get(&FINESS_EJ)?;
        let sites = facts.lignes(&SITES)?;
        Ok(sites.iter().any(|site| site.get(&SITE_FINESS).is_ok_and(|finess| finess == ej)))
    },
);
static PORTEUR_PRESIDENT: Avis =
    avis(
        "president-direct",
        I,
        regles!["R-RL-10", "R-COMPTE-05"],
        "Le représentant légal dirige lui-même la structure : c’est lui qui porte la carte de directeur.",
        &[],
        |facts| {
            tous([
                facts.get(&RL_FONCTION).map(|fonction| fonction != Fonction::Directeur),
                absente(facts.est_posee(&OPTION_PRESIDENT.spec).and_then(|asked| {
                    if asked { Ok(()) } else { Err(crate::domain::facts::Inconnu::NonPosee) }
                })),
            ])
        },
    );
static DATES: Avis = avis(
    "dates-estimees",
    I,
    regles![
        "R-JO-07",
        "R-JO-01",
        "R-JO-02",
        "R-JO-03",
        "R-JO-04",
        "R-JO-05",
        "R-JO-06",
        "R-JO-08",
        "R-COMPTE-18"
    ],
    "Les dates sont des estimations, pas des échéances opposables. Elles comptent les jours ouvrés (lundi à vendredi, hors jours fériés) à partir de la réception d’un dossier complet.",
    &["D-15"],
    |facts| facts.get(&crate::domain::questions::besoin::BESOIN).map(|besoins| !besoins.est_vide()),
);
static KIT: Avis = avis(
    "kit",
    I,
    regles!["R-INFO-01", "R-CONTRAT-17"],
    "Le contrat et la première carte se demandent d’abord en ligne, par le parcours « Vos démarches » de l’ANS. Sur papier, le kit « Moyens d’authentification » de l’ANS réunit les démarches et les formulaires. Son adresse n’a pas été enregistrée : passez par la FAQ e-santé Bretagne, citée en source.",
    &["K-18", "D-02"],
    |facts| {
        besoin_de(
            facts,
            [Besoin::Services, Besoin::RppsPlus, Besoin::Changement, Besoin::Certificats, Besoin::Incident],
        )
    },
);
static TOM: Avis = avis(
    "tom",
    I,
    regles!["R-INFO-02"],
    "TOM est le service en ligne de l’ANS pour désigner un mandataire ou déclarer un incident de carte. Qui ne s’en sert pas encore suit son guide de démarrage.",
    &[],
    contrat_non_aucun,
);
static CARTES: Avis = avis(
    "cartes-cpx",
    I,
    regles!["R-INFO-03", "R-CARTE-02"],
    "Les cartes CPx (CPS, CPE, CDE, CPA, CPF) sont des cartes à puce nominatives qui ouvrent les téléservices.",
    &["K-11"],
    |facts| besoin_de(facts, [Besoin::Services, Besoin::RppsPlus, Besoin::Changement, Besoin::Incident]),
);
static SOCLES: Avis = avis(
    "services-socles",
    I,
    regles!["R-INFO-04", "R-INFO-05"],
    "Les services socles du Ségur sont l’INSi et le DMP. Un certificat, porté par la structure et non par une personne, ouvre l’INSi et l’envoi au DMP.",
    &["K-16"],
    demande_un_certificat,
);
static REPERTOIRES: Avis = avis(
    "repertoires",
    I,
    regles!["R-INFO-06", "R-INFO-07", "R-INFO-08", "R-INFO-09", "R-RPPS-03"],
    "Le RPPS recense les professionnels de santé, y compris ceux qui relevaient d’ADELI. RPPS+ y ajoute ceux du social et du médico-social. L’Annuaire Santé (annuaire.sante.fr) les réunit, consultable par tous.",
    &["K-10"],
    |facts| {
        un_des([
            besoin_de(facts, [Besoin::RppsPlus]),
            facts.lignes(&PROFESSIONNELS).map(|rows| !rows.is_empty()),
        ])
    },
);
static RPPS_RECOMMANDE: Avis = avis(
    "rpps-recommande",
    I,
    regles!["R-RPPS-20", "R-RPPS-21", "R-RPPS-25"],
    "RPPS+ est recommandé, et nécessaire à la MSSanté nominative et à l’e-CPS. Les données restreintes de l’annuaire demandent une habilitation à part (formulaire F420), sauf pour qui porte une CDE : elle y donne accès d’office.",
    &[],
    |facts| besoin_de(facts, [Besoin::RppsPlus]),
);
static ID_STRUCTURE: Avis = avis(
    "identifiant-structure",
    I,
    regles!["R-ID-14"],
    "L’identifiant national de la structure, que votre éditeur peut vous demander, est le chiffre 1 suivi du FINESS, ou le chiffre 3 suivi du SIRET.",
    &[],
    demande_un_certificat,
);
static MONOSITE_CERTIFICATS: Avis = avis(
    "monosite-certificats",
    A,
    regles!["R-FINESS-05"],
    "Votre contrat porte un FINESS géographique. Avant de demander un certificat, demandez à l’ANS s’il peut porter le FINESS juridique.",
    &["D-04"],
    |facts| {
        tous([
            facts.est(&FINESS_CONTRAT, FinessContrat::Geographique),
            monosite(facts),
            demande_un_certificat(facts),
        ])
    },
);
static BESOIN_SANS_SERVICE: Avis = avis(
    "besoin-sans-service",
    A,
    regles!["R-COMPTE-02", "R-ALGO-01"],
    "Vous voulez déployer des services, et n’en avez coché aucun : le plan ne compte aucun certificat.",
    &[],
    |facts| {
        let choisis = facts.get(&crate::domain::questions::services::SERVICES)?;
        tous([besoin_de(facts, [Besoin::Services]), Ok(choisis.est_vide())])
    },
);

static FINESS_DOUTEUX: Avis = avis(
    "finess-douteux",
    A,
    regles!["R-ID-02", "R-ID-03", "R-ID-04", "R-ID-05"],
    "Un numéro FINESS que vous avez saisi paraît faux : son dernier chiffre, ou son département. Ce n’est qu’un avertissement : vérifiez-le avant de le reporter sur un formulaire.",
    &["D-12"],
    |facts| {
        let doubtful =
            |finess: Finess| Finess::read(finess.texte()).is_ok_and(|read| read.avertissement.is_some());
        let sites = facts.lignes(&SITES).unwrap_or_default();
        let of_sites = sites.iter().filter_map(|site| site.get(&SITE_FINESS).ok());
        Ok(of_sites.chain(facts.get(&FINESS_EJ).ok()).any(doubtful))
    },
);
static MSSANTE_WEBMAIL: Avis = avis(
    "mssante-webmail",
    I,
    regles!["R-COMPTE-13", "R-CERT-14"],
    "Aucun logiciel n’est raccordé à votre MSSanté : par webmail, elle ne demande pas de certificat. Si un logiciel doit l’utiliser, ajoutez-le dans vos réponses.",
    &[],
    |facts| {
        tous([
            service(facts, Service::Mssante),
            pas(demande_un_certificat(facts)),
            facts.lignes(&LOGICIELS).map(|rows| rows.is_empty()),
        ])
    },
);

/// MSSanté as a goal: whom to ask, since the ANS is not the one (R-INFO-10).
pub static MSSANTE_OPERATEUR: Avis = avis(
    "mssante-operateur",
    I,
    regles!["R-INFO-10", "R-CERT-13", "R-CERT-14"],
    "Une boîte MSSanté se demande à un opérateur : éditeur, groupement régional d’e-santé ou opérateur privé. Si vous n’en avez pas encore, choisissez-le, et demandez-lui les boîtes : cette démarche ne passe pas par l’ANS, et ce plan ne couvre ni ce choix ni l’ouverture des boîtes. L’opérateur dit si votre logiciel a besoin d’un certificat.",
    &[],
    |facts| {
        tous([
            service(facts, Service::Mssante),
            Ok(facts.est(&MSSANTE_ROLE, MssanteRole::Operateur) != Ok(true)),
        ])
    },
);

/// Whether the dossier asks for a national service, or describes people who connect to one (`docs/regles.md` §9.2).
fn se_connecte(facts: &Facts) -> Known<bool> {
    un_des([
        service(facts, Service::Insi),
        service(facts, Service::DmpAlim),
        service(facts, Service::DmpConsult),
        service(facts, Service::Mssante),
        au_moins_un(facts.lignes(&PROFESSIONNELS), |row| row.est(&PRO_BESOIN_ACCES, OuiNon::Oui)),
    ])
}
static DOUBLE_FACTEUR: Avis = avis(
    "double-facteur",
    D,
    regles!["R-RIE-01"],
    "se connecter à distance demande deux preuves d’identité (double facteur ; arrêté du 28 mars 2022). Depuis le 1er janvier 2026, un identifiant et un simple mot de passe ne sont plus conformes, même sur place : il faut une carte CPx, une e-CPS, un moyen certifié, ou un moyen homologué par la structure. La première version du référentiel, lue de seconde main, n’admettait les moyens de transition que jusqu’au 31 décembre 2025, et impose Pro Santé Connect aux services sensibles depuis le 1er janvier 2023. E-santé Occitanie dit de même l’authentification forte obligatoire au 1er janvier 2026. Demandez à votre éditeur où il en est ; vous en répondez pour les comptes que vous gérez.",
    &["K-20"],
    se_connecte,
);
static RIE_PROJET: Avis = avis(
    "rie-projet",
    D,
    regles!["R-RIE-02"],
    "projet, pas encore adopté, de nouveau référentiel d’identification électronique (RIE, version 2), notifié à l’Europe le 14 septembre 2026 et gelé jusqu’au 15 décembre 2026 : il ne peut pas être adopté avant. Tout service proposerait Pro Santé Connect ; les autres moyens auraient une attestation de conformité au 31 décembre 2026, et ce qui leur manque serait corrigé au 31 décembre 2028 ; une carte CPx autre que la CPS ne devrait plus servir sans enregistrement au RPPS. InterCAMSP dit de même : état des lieux avant le 31 décembre 2026, conformité avant le 31 décembre 2028. Faites le point avec votre éditeur.",
    &["D-25", "K-20"],
    se_connecte,
);
static COMPTES_LOCAUX: Avis = avis(
    "comptes-locaux",
    D,
    regles!["R-RIE-03"],
    "si vous gérez vous-même les comptes d’un logiciel, tenez la liste des professionnels qui en ont un, avec le numéro RPPS de qui en a un, et des règles d’arrivée et de départ (depuis le 1er janvier 2024 pour qui répond d’un service sensible). La direction signe un engagement de sécurisation, refait chaque année ; en cas de retard, il décrit un plan d’action.",
    &[],
    se_connecte,
);
static SEGUR: Avis = avis(
    "segur-vague-2",
    D,
    regles!["R-SEGUR-01"],
    "pour un dossier usager informatisé (DUI) à changer ou à mettre à jour, le financement de la vague 1 du Ségur est clos depuis le 28 février 2024. La vague 2 a été prépubliée le 19 décembre 2025 (consultation de Mon espace santé, réception MSSanté, sécurité) ; son arrêté définitif n’a pas été trouvé. Demandez à votre éditeur où il en est.",
    &[],
    // Connecting a software to the services is what changes or updates it.
    |facts| {
        let connected = [Service::Insi, Service::DmpAlim, Service::DmpConsult, Service::Mssante];
        let connected = un_des(connected.map(|wanted| service(facts, wanted)));
        tous([connected, instances(facts).map(|instances| !instances.is_empty())])
    },
);

/// All of them, warnings first.
pub static AVIS: &[&Avis] = &[
    &FINESS_A_OUVRIR,
    &HOPITAL,
    &AUTRE_SITE,
    &SECOND_SITE,
    &MONOSITE_CERTIFICATS,
    &CERTIFICATS_A_REMPLACER,
    &ANCIEN_NOM,
    &HORS_COULOIR,
    &NON_SALARIE,
    &SANS_CONTRAT_INCIDENT,
    &SIREN_INCOHERENT,
    &FINESS_DOUBLE,
    &FINESS_DOUTEUX,
    &BESOIN_SANS_SERVICE,
    &NOM_RL,
    &CONTRAT_EN_COURS,
    &PORTEUR_PRESIDENT,
    &DMP_CONSULTATION,
    &MSSANTE_CLIENTE,
    &MSSANTE_WEBMAIL,
    &INTERIM,
    &DATES,
    &KIT,
    &TOM,
    &CARTES,
    &SOCLES,
    &REPERTOIRES,
    &RPPS_RECOMMANDE,
    &ID_STRUCTURE,
    &MSSANTE_OPERATEUR,
    &DOUBLE_FACTEUR,
    &RIE_PROJET,
    &COMPTES_LOCAUX,
    &SEGUR,
];
