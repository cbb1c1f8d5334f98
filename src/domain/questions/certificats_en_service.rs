//! Certificates in service, with their dates (R-COMPTE-14).

use crate::domain::facts::{Facts, Lignes, tous, un_des};
use crate::domain::question::{Champ, Choice, Forme, Jour, Liste, Question, Renvois, choix};
use crate::domain::questions::at::certificats_en_jeu;
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::contrat::{CONTRAT, contrat_non_aucun};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::logiciels::LOGICIELS;

choix! {
    /// A certificate product: offer, usage and name (CN) together (R-CERT-01, R-CERT-03, R-CERT-05).
    pub enum Produit {
        InsiAuto = "insi-auto", "INSi automatique", "Offre ORG, usage AUTH_CLI, nom INSI-AUTO.";
        InsiManu = "insi-manu", "INSi manuel", "Offre ORG, usage AUTH_CLI, nom INSI-MANU.";
        AuthDmp = "auth-dmp", "Authentification DMP", "Offre ORG, usage AUTH_CLI ; sert aussi à l’échange avec l’opérateur MSSanté.";
        SignDmp = "sign-dmp", "Signature DMP", "Offre ORG, usage SIGN.";
        AuthMss = "auth-mss", "Authentification MSSanté", "Offre ORG, usage AUTH_CLI, sans DMP.";
        ServMss = "serv-mss", "Serveur MSSanté", "Offre SERV, usage SSL_SERV, pour un opérateur.";
    }
}

/// Certificates in service (`certificats_en_service[]`).
pub static CERTIFICATS_EN_SERVICE: Question<Lignes> = Question::lignes("certificats-en-service", &LISTE)
    .titre("Quels certificats sont déjà en service ?", "Certificats en service")
    .indice("Vos logiciels utilisent peut-être déjà des certificats IGC-Santé.")
    .aide("Un certificat logiciel est la pièce d’identité de votre structure auprès de l’INSi, du DMP ou de la MSSanté. On l’appelle parfois certificat serveur.", "L’administrateur technique les voit sur la plateforme IGC-Santé, avec leur date d’expiration.", "Un certificat en service et valable n’est pas redemandé.")
    .si(|facts| {
        tous([
            contrat_non_aucun(facts),
            // Who does not know whether there is a contract has none to tell of, unless they came for one.
            un_des([
                Ok(!facts.dit_inconnu(&CONTRAT)),
                besoin_de(facts, [Besoin::Changement, Besoin::Certificats]),
            ]),
            un_des([
                certificats_en_jeu(facts),
                evenement(facts, Evenement::ChgtFiness),
                evenement(facts, Evenement::ChgtSiret),
                evenement(facts, Evenement::PassageJuridique),
                // The old name stands in them (R-CERT-27).
                evenement(facts, Evenement::ChgtDenomination),
            ]),
        ])
    });

static LISTE: Liste = Liste {
    prefixe: "certificat",
    un: "un certificat",
    ajouter: "Ajouter un certificat",
    aucun: "Aucun certificat en service",
    titre_ligne: "Quel est ce certificat en service ?",
    champs: &[&CERTIFICAT_PRODUIT.spec, &CERTIFICAT_EXPIRE_LE.spec, &CERTIFICAT_LOGICIEL.spec],
    particuliers: &[],
    nom: |facts| {
        facts
            .get(&CERTIFICAT_PRODUIT)
            .map_or_else(|_| "Certificat".to_owned(), |produit| produit.libelle().to_owned())
    },
    forme: Forme::SouventVide,
};

/// Which product.
pub static CERTIFICAT_PRODUIT: Question<Produit> = Question::choix("certificat-produit")
    .dans("certificats-en-service")
    .titre("Quel certificat ?", "Certificat");

/// Expiry.
pub static CERTIFICAT_EXPIRE_LE: Question<Jour> = Question::champ("certificat-expire-le", Champ::Date)
    .dans("certificats-en-service")
    .titre("Date d’expiration", "Expiration")
    .indice("Valable 3 ans après son obtention.")
    .ne_sais_pas("Le plan le suppose valable, et vous demande de vérifier.");

/// Software that uses it.
pub static CERTIFICAT_LOGICIEL: Question<Renvois> =
    Question::champ("certificat-logiciel", Champ::Renvoi("logiciels"))
        .dans("certificats-en-service")
        .titre("Quel logiciel l’utilise ?", "Logiciel")
        .facultatif()
        .si(|facts| {
            tous([facts.est_posee(&LOGICIELS.spec), Ok(facts.a_choisir(&CERTIFICAT_LOGICIEL.spec, 1))])
        });

/// The same reader, for what only wants to know whether rows are asked.
pub fn asked(facts: &Facts) -> bool {
    facts.est_posee(&CERTIFICATS_EN_SERVICE.spec) == Ok(true)
}
