//! Contacts (R-CONTACT-01 to R-CONTACT-10). No address is ever invented (R-CONTACT-08).

use super::sources::{Regle, regle};

/// A way to reach someone.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its rule.
    pub regle: &'static Regle,
    /// What for.
    pub objet: &'static str,
    /// Mail; empty when there is none.
    pub courriel: &'static str,
    /// Telephone; empty when there is none.
    pub telephone: &'static str,
    /// Web address; empty when there is none.
    pub adresse: &'static str,
    /// A caution; empty when there is none.
    pub reserve: &'static str,
}

const VIDE: Contact =
    Contact { regle: regle("R-CONTACT-07"), objet: "", courriel: "", telephone: "", adresse: "", reserve: "" };

/// Every contact that is shown.
pub static CONTACTS: &[Contact] = &[
    Contact {
        regle: regle("R-CONTACT-01"),
        objet: "Changement de représentant légal, formulaire F101 de déclaration",
        courriel: "monserviceclient.annuaire@esante.gouv.fr",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-02"),
        objet: "Service client e-CPS",
        courriel: "monserviceclient.e-cps@esante.gouv.fr",
        telephone: "0 809 40 00 82",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-03"),
        objet: "Assistance du portail RPPS+",
        courriel: "monserviceclient.portailrppsplus@esante.gouv.fr",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-04"),
        objet: "Déclarer un incident de carte par téléphone",
        telephone: "0 825 852 000",
        adresse: "https://esante.gouv.fr/assistance",
        reserve: "Numéro ancien : vérifiez-le sur esante.gouv.fr/assistance.",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-05"),
        objet: "Alertes d’expiration des certificats",
        courriel: "noreply@pfc.eservices.esante.gouv.fr",
        reserve: "C’est l’expéditeur des alertes : autorisez-le, mais ne lui répondez pas.",
        ..VIDE
    },
    Contact { objet: "Portail RPPS+", adresse: "https://validation-enreg.esante.gouv.fr/enreg/login/page_accueil/authentification_AE.html", ..VIDE },
    Contact { objet: "Annuaire Santé", adresse: "https://annuaire.sante.fr/", ..VIDE },
    Contact { objet: "Activation de l’e-CPS", adresse: "https://wallet.esw.esante.gouv.fr", ..VIDE },
    Contact { objet: "Répertoire FINESS", adresse: "https://finess.esante.gouv.fr", ..VIDE },
    Contact { objet: "Assistance de l’ANS", adresse: "https://esante.gouv.fr/assistance", ..VIDE },
];

/// The first contact of a rule.
pub fn contact(id: &str) -> Option<&'static Contact> {
    CONTACTS.iter().find(|contact| contact.regle.id == id)
}
