//! Software instances: each installation that calls national services has its own certificates (R-CERT-11).

use crate::domain::facts::{Facts, Lignes, tous, un_des};
use crate::domain::question::{Champ, Choisis, Forme, Liste, Question, Renvois, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::services::{SERVICES, Service, service};
use crate::domain::questions::sites::SITES;

choix! {
    /// A service that a software needs certificates for.
    pub enum ServiceLogiciel {
        Insi = "insi", "INSi", "";
        DmpAlim = "dmp-alim", "DMP : envoyer des documents", "";
        Mssante = "mssante", "MSSanté", "";
    }
}

choix! {
    /// How a software calls INSi (R-CERT-05, D-09).
    pub enum InsiMode {
        Auto = "auto", "Automatique", "Le logiciel interroge l’INSi tout seul (certificat INSI-AUTO).";
        Manu = "manu", "Manuel", "Un utilisateur lance la recherche (certificat INSI-MANU).";
        LesDeux = "les-deux", "Les deux", "Deux certificats.";
    }
}

/// The software instances (`si[]`).
pub static LOGICIELS: Question<Lignes> = Question::lignes("logiciels", &LISTE)
    .titre("Quels logiciels seront raccordés ?", "Logiciels")
    .indice("Une ligne par logiciel installé : le dossier usager informatisé (DUI), le plus souvent.")
    .aide(
        "Deux sites sur le même logiciel partagé comptent pour un seul. Deux installations distinctes comptent pour deux.",
        "Auprès de votre éditeur ou de votre service informatique.",
        "Chaque installation a son propre jeu de certificats. Si la MSSanté ne sert que par webmail, elle ne demande pas de logiciel.",
    )
    .si(|facts| {
        un_des([
            besoin_de(facts, [Besoin::Certificats]),
            service(facts, Service::Insi),
            service(facts, Service::DmpAlim),
            service(facts, Service::Mssante),
        ])
    });

static LISTE: Liste = Liste {
    prefixe: "logiciel",
    un: "un logiciel",
    ajouter: "Ajouter un logiciel",
    aucun: "Je décrirai les logiciels plus tard",
    titre_ligne: "Quel est ce logiciel ?",
    champs: &[&LOGICIEL_NOM.spec, &INSI_MODE.spec, &LOGICIEL_SITES.spec],
    particuliers: &[&LOGICIEL_SERVICES.spec],
    nom: |facts| facts.get(&LOGICIEL_NOM).map_or_else(|_| "Logiciel sans nom".to_owned(), |nom| nom.0),
    forme: Forme::Formulaire,
};

/// Name of the software.
pub static LOGICIEL_NOM: Question<Texte> =
    Question::champ("logiciel-nom", Champ::Texte(80)).dans("logiciels").titre("Nom du logiciel", "Nom");

/// Sites it serves; none ticked: all.
pub static LOGICIEL_SITES: Question<Renvois> = Question::champ("logiciel-sites", Champ::Renvois("sites"))
    .dans("logiciels")
    .titre("Quels sites l’utilisent ?", "Sites servis")
    .indice("Ne cochez rien s’il sert tous les sites.")
    .facultatif()
    .si(|facts| tous([facts.est_posee(&SITES.spec), Ok(facts.a_choisir(&LOGICIEL_SITES.spec, 2))]));

/// Services it is connected to; those of the structure by default.
pub static LOGICIEL_SERVICES: Question<Choisis<ServiceLogiciel>> =
    Question::choix_multiple("logiciel-services")
        .dans("logiciels")
        .titre("Seulement pour certains services ?", "Services raccordés")
        .indice("Ne cochez rien s’il sert tous les services que vous avez choisis.")
        .facultatif()
        .si(|facts| facts.get(&SERVICES).map(|choisis| choisis.nombre >= 2));

/// How it calls INSi.
pub static INSI_MODE: Question<InsiMode> = Question::choix("insi-mode")
    .dans("logiciels")
    .titre("Comment ce logiciel interroge-t-il l’INSi ?", "Mode INSi")
    .indice("L’éditeur vous le dit : c’est le nom du certificat à demander.")
    .ne_sais_pas("Le plan compte un certificat INSi, et laisse son nom ouvert.")
    .si(|facts| {
        tous([
            service(facts, Service::Insi),
            facts.if_asked(&LOGICIEL_SERVICES).map(|services| {
                services
                    .is_none_or(|services| services.est_vide() || services.contient(ServiceLogiciel::Insi))
            }),
        ])
    });

/// The name of a software instance, « votre logiciel » when it is not described.
pub fn nom_logiciel(facts: &Facts, id: &str) -> String {
    let row = facts.answers().row(LOGICIELS.spec.id, id);
    let nom = row.and_then(|row| row.entry(LOGICIEL_NOM.spec.id)?.text());
    nom.unwrap_or("votre logiciel").to_owned()
}
