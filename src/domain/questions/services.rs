//! The national services that the structure wants.

use crate::domain::facts::{Facts, Known};
use crate::domain::question::{Choisis, Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};

choix! {
    /// A national service (`services`).
    pub enum Service {
        Insi = "insi", "INSi", "Vérifier l’identité nationale de santé (INS) des personnes accompagnées.";
        DmpAlim = "dmp-alim", "DMP : envoyer des documents", "Alimenter le dossier médical partagé, dans Mon espace santé.";
        DmpConsult = "dmp-consult", "DMP : consulter", "Lire le dossier médical partagé d’une personne.";
        Mssante = "mssante", "MSSanté", "Messagerie sécurisée entre professionnels.";
    }
}

/// Wanted services. An empty answer is an answer: none.
pub static SERVICES: Question<Choisis<Service>> = Question::choix_multiple("services")
    .titre("Quels services voulez-vous utiliser ?", "Services")
    .indice("Ou utilisez-vous déjà, si vous suivez des certificats.")
    .aide(
        "Ce sont les services nationaux du Ségur du numérique.",
        "Dans votre projet Ségur, ou auprès de l’éditeur de votre logiciel.",
        "Un certificat peut servir à plusieurs services ; l’INSi demande le sien, et la consultation du DMP se fait sans certificat.",
    )
    .ne_sais_pas("Le plan laisse ouverts les certificats.")
    .si(|facts| besoin_de(facts, [Besoin::Services, Besoin::Certificats]));

/// Whether that service is wanted.
///
/// # Errors
/// As [`Facts::get`].
pub fn service(facts: &Facts, service: Service) -> Known<bool> {
    facts.get(&SERVICES).map(|choisis| choisis.contient(service))
}
