//! Whether the structure uses an operator's MSSanté, or runs its own (R-CERT-14, R-CERT-15).

use crate::domain::question::{Question, choix};
use crate::domain::questions::services::{Service, service};

choix! {
    /// Role in MSSanté (`mssante_role`).
    pub enum MssanteRole {
        ClientOperateur = "client-operateur", "Un opérateur nous fournit la messagerie", "C’est le cas le plus courant : GRADeS, éditeur, La Poste…";
        Operateur = "operateur", "Nous sommes notre propre opérateur", "La structure exploite elle-même un serveur MSSanté.";
    }
}

/// Role in MSSanté, one per entité juridique.
pub static MSSANTE_ROLE: Question<MssanteRole> = Question::choix("mssante-role")
    .titre("Qui fournit votre messagerie MSSanté ?", "Opérateur MSSanté")
    .ne_sais_pas("Le plan retient le cas courant, et laisse ouvert le certificat d’opérateur.")
    .si(|facts| service(facts, Service::Mssante));
