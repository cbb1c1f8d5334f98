//! Certificates to obtain, for each software instance (R-CERT-01 to R-CERT-15, R-COMPTE-13, R-COMPTE-14).

use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::questions::certificats_en_service::Produit;
use crate::domain::questions::contrat::sans_contrat;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::questions::logiciels::{InsiMode, LOGICIELS, ServiceLogiciel, nom_logiciel};
use crate::domain::questions::mssante_role::{MSSANTE_ROLE, MssanteRole};
use crate::domain::questions::services::{Service, service};
use crate::domain::rule::{Cas, Compte, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    Ids, Instance, couvert, instance, instances, multisite, un_at_pour, une_carte_de_signataire,
};

/// Id of the instance of the certificate that an operator has once (R-COMPTE-13).
const OPERATEUR: &str = "operateur";

/// Every certificate that an instance may need; the verdict of each is its cases'.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    let found = instances(facts)?;
    let mut sujets = vec![];
    for instance in &found {
        let id = instance.id.clone();
        let certificat = |produit, second| Sujet::Certificat { instance: id.clone(), produit, second };
        match instance.insi_mode(facts) {
            Ok(InsiMode::Auto) => sujets.push(certificat(Some(Produit::InsiAuto), false)),
            Ok(InsiMode::Manu) => sujets.push(certificat(Some(Produit::InsiManu), false)),
            Ok(InsiMode::LesDeux) => {
                sujets.push(certificat(Some(Produit::InsiAuto), false));
                sujets.push(certificat(Some(Produit::InsiManu), true));
            }
            Err(Inconnu::NonPosee) => {}
            Err(Inconnu::Ouvert) => {
                sujets.push(certificat(None, false));
                sujets.push(certificat(None, true));
            }
        }
        sujets.push(certificat(Some(Produit::AuthDmp), false));
        sujets.push(certificat(Some(Produit::SignDmp), false));
        sujets.push(certificat(Some(Produit::AuthMss), false));
    }
    if service(facts, Service::Mssante) == Ok(true) {
        sujets.push(Sujet::Certificat {
            instance: OPERATEUR.to_owned(),
            produit: Some(Produit::ServMss),
            second: false,
        });
    }
    Ok(sujets)
}

fn parts<'a>(facts: &Facts<'a>, sujet: &Sujet) -> Known<(Instance<'a>, Option<Produit>, bool)> {
    match sujet {
        Sujet::Certificat { instance: id, produit, second } => Ok((instance(facts, id)?, *produit, *second)),
        Sujet::Dossier | Sujet::Personne(_) | Sujet::Ligne(..) | Sujet::Reponse(_) => Err(Inconnu::NonPosee),
    }
}

fn produit(sujet: &Sujet) -> Option<Produit> {
    match sujet {
        Sujet::Certificat { produit, .. } => *produit,
        Sujet::Dossier | Sujet::Personne(_) | Sujet::Ligne(..) | Sujet::Reponse(_) => None,
    }
}

fn sert(facts: &Facts, sujet: &Sujet, wanted: ServiceLogiciel) -> Known<bool> {
    parts(facts, sujet)?.0.sert(facts, wanted)
}

fn est_insi(sujet: &Sujet) -> bool {
    matches!(sujet, Sujet::Certificat { produit: None | Some(Produit::InsiAuto | Produit::InsiManu), .. })
}

/// Whether it serves the mail of MSSanté alone.
fn est_mssante(sujet: &Sujet) -> bool {
    matches!(produit(sujet), Some(Produit::AuthMss | Produit::ServMss))
}

/// Certificates to request.
pub static CERTIFICAT: Rule = Rule {
    livrable: "certificat",
    nom: "Certificat logiciel",
    phase: Phase::Certificats,
    compte: Some(Compte::Certificats),
    sujets,
    due_if: &[
        Cas::new(
            "certificat-insi",
            regles!["R-CERT-02", "R-CERT-03", "R-CERT-04", "R-CERT-13", "R-COMPTE-13"],
            "Ce logiciel vérifie l’identité nationale de santé : l’INSi exige un certificat à lui seul, de l’offre ORG.",
            |facts, sujet| {
                let (instance, _, second) = parts(facts, sujet)?;
                tous([Ok(est_insi(sujet) && !second), instance.sert(facts, ServiceLogiciel::Insi)])
            },
        )
        .doutes(&["D-09"]),
        Cas::new(
            "certificat-insi-second",
            regles!["R-CERT-06", "R-CERT-13"],
            "Ce logiciel interroge l’INSi des deux façons, automatique et manuelle : il faut un certificat pour chacune.",
            |facts, sujet| {
                let (instance, _, second) = parts(facts, sujet)?;
                tous([
                    Ok(est_insi(sujet) && second),
                    instance.sert(facts, ServiceLogiciel::Insi),
                    instance.insi_mode(facts).map(|mode| mode == InsiMode::LesDeux),
                ])
            },
        )
        .doutes(&["D-09"]),
        Cas::new(
            "certificat-dmp-authentification",
            regles!["R-CERT-02", "R-CERT-03", "R-CERT-08", "R-CERT-13", "R-COMPTE-13"],
            "Ce logiciel envoie des documents au DMP : il lui faut un certificat d’authentification, de l’offre ORG.",
            |facts, sujet| tous([Ok(produit(sujet) == Some(Produit::AuthDmp)), sert(facts, sujet, ServiceLogiciel::DmpAlim)]),
        ),
        Cas::new(
            "certificat-dmp-signature",
            regles!["R-CERT-02", "R-CERT-03", "R-CERT-08", "R-CERT-13", "R-COMPTE-13"],
            "Ce logiciel envoie des documents au DMP : ils sont signés avec un certificat de signature, de l’offre ORG.",
            |facts, sujet| tous([Ok(produit(sujet) == Some(Produit::SignDmp)), sert(facts, sujet, ServiceLogiciel::DmpAlim)]),
        ),
        Cas::new(
            "certificat-mssante",
            regles!["R-CERT-13", "R-CERT-14", "R-COMPTE-13"],
            "Ce logiciel échange avec l’opérateur de votre messagerie MSSanté, sans DMP : il lui faut un certificat d’authentification.",
            |facts, sujet| {
                tous([
                    Ok(produit(sujet) == Some(Produit::AuthMss)),
                    sert(facts, sujet, ServiceLogiciel::Mssante),
                    pas(sert(facts, sujet, ServiceLogiciel::DmpAlim)),
                ])
            },
        ),
        Cas::new(
            "certificat-operateur",
            regles!["R-CERT-15", "R-CERT-13", "R-COMPTE-13"],
            "Vous êtes votre propre opérateur MSSanté : il faut un certificat de serveur (SERV) pour les échanges entre opérateurs.",
            |facts, sujet| {
                tous([
                    Ok(produit(sujet) == Some(Produit::ServMss)),
                    service(facts, Service::Mssante),
                    facts.est(&MSSANTE_ROLE, MssanteRole::Operateur),
                ])
            },
        ),
    ],
    except_if: &[
        Cas::new(
            "certificat-finess-a-ouvrir",
            regles!["R-COMPTE-19", "R-MIE-01", "R-COMPTE-13", "R-FINESS-06"],
            "Le numéro FINESS n’est pas encore ouvert, donc aucun site non plus : ce certificat s’ajoutera à l’ouverture. Rien n’est compté d’ici là.",
            |facts, _| finess_a_ouvrir(facts),
        ),
        Cas::new(
            "certificat-sans-site-ouvert",
            regles!["R-COMPTE-13", "R-FINESS-06"],
            "Ce logiciel ne sert aucun site ouvert : aucun certificat n’est compté pour lui.",
            |facts, sujet| {
                tous([
                    pas(finess_a_ouvrir(facts)),
                    pas(parts(facts, sujet)?.0.sert_un_site_ouvert(facts)),
                ])
            },
        ),
        Cas::new(
        "certificat-en-service",
        regles!["R-COMPTE-14", "R-CERT-16"],
        "Ce certificat existe déjà : il n’est pas demandé une seconde fois. S’il est expiré ou près de l’être, une action à part le dit.",
        |facts, sujet| match sujet {
            Sujet::Certificat { instance, produit: Some(produit), .. } => couvert(facts, instance, *produit),
            // Its name is open: one of the two is needed first, then the other.
            Sujet::Certificat { instance, produit: None, second } => {
                let covered = [Produit::InsiAuto, Produit::InsiManu].map(|produit| couvert(facts, instance, produit));
                if *second { tous(covered) } else { un_des(covered) }
            }
            Sujet::Dossier | Sujet::Personne(_) | Sujet::Ligne(..) | Sujet::Reponse(_) => Ok(false),
        },
    )],
    mentions: &[
        Cas::new(
            "certificat-trois",
            regles!["R-CERT-03"],
            "Pour l’INSi et l’envoi au DMP, il faut au moins trois certificats par logiciel : INSi, authentification DMP, signature DMP.",
            |facts, sujet| tous([sert(facts, sujet, ServiceLogiciel::Insi), sert(facts, sujet, ServiceLogiciel::DmpAlim)]),
        ),
        Cas::new(
            "certificat-insi-seul",
            regles!["R-CERT-07"],
            "Vous n’utilisez que l’INSi : un seul certificat suffit.",
            |facts, sujet| {
                tous([
                    Ok(est_insi(sujet)),
                    sert(facts, sujet, ServiceLogiciel::Insi),
                    pas(sert(facts, sujet, ServiceLogiciel::DmpAlim)),
                    pas(sert(facts, sujet, ServiceLogiciel::Mssante)),
                ])
            },
        ),
        Cas::new(
            "certificat-dmp-sans-insi",
            regles!["R-CERT-08"],
            "L’identité nationale de santé qualifiée est un préalable à l’envoi au DMP : vérifiez comment elle est obtenue.",
            |facts, sujet| tous([sert(facts, sujet, ServiceLogiciel::DmpAlim), pas(sert(facts, sujet, ServiceLogiciel::Insi))]),
        ),
        Cas::new(
            "certificat-nom-insi",
            regles!["R-CERT-05"],
            "Le nom du certificat doit être exact : INSI-AUTO (automatique) ou INSI-MANU (recherche lancée par un utilisateur). L’éditeur dit lequel.",
            |_, sujet| Ok(est_insi(sujet)),
        )
        .doutes(&["D-09"]),
        Cas::new(
            "certificat-dmp-partage",
            regles!["R-CERT-04", "R-CERT-14"],
            "Ce certificat sert aussi à d’autres services, comme l’échange avec l’opérateur MSSanté : pas de certificat de plus pour la messagerie.",
            |facts, sujet| tous([Ok(produit(sujet) == Some(Produit::AuthDmp)), sert(facts, sujet, ServiceLogiciel::Mssante)]),
        ),
        Cas::new(
            "certificat-finess-juridique",
            regles!["R-CERT-10"],
            "Le certificat porte le FINESS juridique, pour tous les sites qui utilisent ce logiciel.",
            |facts, _| multisite(facts),
        )
        .doutes(&["K-02"]),
        Cas::new(
            "certificat-par-instance",
            regles!["R-CERT-11"],
            "Chaque logiciel installé a son propre jeu de certificats ; tous peuvent porter le même FINESS juridique.",
            |facts, _| facts.lignes(&LOGICIELS).map(|rows| !rows.is_empty()),
        ),
        Cas::new(
            "certificat-pas-de-mutualisation",
            regles!["R-CERT-12"],
            "Un certificat ne se partage pas entre entités juridiques, même sur un logiciel commun : un jeu pour chacune.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "certificat-metadonnees",
            regles!["R-CERT-21"],
            "Même au FINESS juridique, le FINESS géographique du site émetteur doit figurer dans les documents envoyés au DMP : l’éditeur le paramètre.",
            |facts, sujet| sert(facts, sujet, ServiceLogiciel::DmpAlim),
        ),
        Cas::new(
            "certificat-demande-par-at",
            regles!["R-AT-01", "R-AT-05"],
            "C’est l’administrateur technique, déclaré par le représentant légal ou un mandataire, qui le demande avec sa carte.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "certificat-obligation",
            regles!["R-CERT-25", "R-INFO-05", "R-CERT-22"],
            "Un certificat identifie la structure : les professionnels envoient au DMP et appellent l’INSi sans carte personnelle. C’est une obligation entre personnes morales depuis le 1er juin 2022.",
            |_, sujet| Ok(!est_mssante(sujet)),
        )
        .doutes(&["K-16"]),
        Cas::new(
            "certificat-obligation-mssante",
            regles!["R-CERT-25", "R-INFO-05"],
            "Un certificat identifie la structure auprès de l’opérateur de messagerie. C’est une obligation entre personnes morales depuis le 1er juin 2022.",
            |_, sujet| Ok(est_mssante(sujet)),
        )
        .doutes(&["K-16"]),
        Cas::new(
            "certificat-validite",
            regles!["R-CERT-16", "R-CERT-17"],
            "Il vaut 3 ans et ne se renouvelle pas tout seul : un courriel d’alerte arrive 60 jours avant la fin.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "certificat-revocable",
            regles!["R-CERT-26", "R-ETAPES-01"],
            "Gardez son code de révocation, choisi au retrait : un certificat perdu ou volé, ou dont une donnée change (nom, numéro FINESS), se révoque, à la demande de son détenteur, du représentant légal ou d’un mandataire ; de même si la structure cesse. C’est définitif.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "certificat-offre",
            regles!["R-CERT-01"],
            "La plateforme propose quatre offres : ORG, SERV, PRO et PS. Les deux dernières ne vous concernent pas.",
            |_, _| Ok(true),
        )
        .doutes(&["D-01"]),
    ],
    sinon: Sinon::dire(
        "Aucun nouveau certificat à demander pour les services choisis. La consultation du DMP se fait par carte, jamais par certificat.",
        regles!["R-CERT-09", "R-CERT-13"],
    ),
    apres: |facts, sujet| match sujet {
        Sujet::Certificat { instance, produit, .. } => {
            let mut before = avant_un_certificat(facts, instance);
            if produit.is_none() {
                // Its exact name is asked of the publisher first (R-CERT-05).
                before.push("se-renseigner:insi-mode".into());
            }
            before
        }
        Sujet::Dossier | Sujet::Personne(_) | Sujet::Ligne(..) | Sujet::Reponse(_) => vec![],
    },
    duree: |_, _| Duree::Variable,
    fiche,
    ..MODELE
};

/// What comes before the request of a new certificate of that software (R-ETAPES-01, R-COMPTE-18): the contract, its
/// administrateur technique and, before a first contract, the card of who declares him.
pub fn avant_un_certificat(facts: &Facts, logiciel: &str) -> Ids {
    let mut before = un_at_pour(facts, logiciel);
    before.push("contrat".into());
    if sans_contrat(facts) == Ok(true) {
        before.extend(une_carte_de_signataire(facts));
    }
    before
}

/// The steps of a request (R-ETAPES-01).
pub fn etapes() -> Vec<Dit> {
    vec![
        Dit::fixe(
            "L’administrateur technique, sa carte dans le lecteur, se connecte à la plateforme IGC-Santé : pfc.eservices.esante.gouv.fr.",
            regles!["R-ETAPES-01", "R-CERT-02", "R-CONTACT-07"],
        ),
        Dit::fixe(
            "Onglet « Demander » : offre, structure, « Demander un nouveau produit », usage, puis les champs. Il ne voit que les structures où il est habilité.",
            regles!["R-ETAPES-01"],
        ),
        Dit::fixe("Adresse de contact : durable, partagée, sans filtre.", regles!["R-CERT-19"]),
        Dit::fixe(
            "Après le courriel de fin, onglet « Retirer » : code de révocation, conditions, téléchargement.",
            regles!["R-ETAPES-01"],
        ),
        Dit::fixe(
            "Conserver le mot de passe et le code de révocation : si le mot de passe de la clé est perdu, la demande est à refaire.",
            regles!["R-CERT-20", "R-ETAPES-01"],
        ),
    ]
}

/// What the user must know of a certificate.
fn fiche(facts: &Facts, sujet: &Sujet) -> Fiche {
    let (titre, pour) = match sujet {
        Sujet::Certificat { instance, produit, second } => {
            let logiciel = if instance == OPERATEUR {
                "votre serveur MSSanté".to_owned()
            } else {
                nom_logiciel(facts, instance)
            };
            let quoi = match produit {
                Some(produit) => designation(*produit).to_owned(),
                None if *second => "ORG AUTH_CLI, second certificat INSi".to_owned(),
                None => "ORG AUTH_CLI pour l’INSi (nom à demander à l’éditeur)".to_owned(),
            };
            (format!("Demander le certificat {quoi} : {logiciel}"), logiciel)
        }
        Sujet::Dossier | Sujet::Personne(_) | Sujet::Ligne(..) | Sujet::Reponse(_) => {
            (String::new(), String::new())
        }
    };
    Fiche {
        titre,
        quoi: "Un certificat logiciel (parfois appelé certificat serveur) est la pièce d’identité de la structure auprès d’un service national.",
        qui: "L’administrateur technique".to_owned(),
        etapes: etapes(),
        pour,
        ..Fiche::default()
    }
}

/// Offer, usage and name of a product.
pub fn designation(produit: Produit) -> &'static str {
    match produit {
        Produit::InsiAuto => "ORG AUTH_CLI « INSI-AUTO »",
        Produit::InsiManu => "ORG AUTH_CLI « INSI-MANU »",
        Produit::AuthDmp => "ORG AUTH_CLI (DMP)",
        Produit::SignDmp => "ORG SIGN (DMP)",
        Produit::AuthMss => "ORG AUTH_CLI (MSSanté)",
        Produit::ServMss => "SERV SSL_SERV (opérateur MSSanté)",
    }
}
