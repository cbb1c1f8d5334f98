//! Contacts (R-CONTACT-01 to R-CONTACT-09). No address is ever invented: a form goes where it says (R-CONTACT-08).
//!
//! Deliberately absent: the ordres (R-CONTACT-10), which are in `professions.rs`; the old ASIP mail address, which is no
//! longer to be shown (R-CONTACT-06). A portal whose address no source records is named without one.

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

const VIDE: Contact = Contact {
    regle: regle("R-CONTACT-07"),
    objet: "",
    courriel: "",
    telephone: "",
    adresse: "",
    reserve: "",
};

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
        telephone: "0 809 40 00 82",
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
        telephone: "0 825 852 000",
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
    Contact {
        objet: "Portail RPPS+",
        adresse: "https://validation-enreg.esante.gouv.fr/enreg/login/page_accueil/authentification_AE.html",
        ..VIDE
    },
    Contact { objet: "Annuaire Santé", adresse: "https://annuaire.sante.fr/", ..VIDE },
    Contact { objet: "Activation de l’e-CPS", adresse: "https://wallet.esw.esante.gouv.fr", ..VIDE },
    Contact { objet: "Répertoire FINESS", adresse: "https://finess.esante.gouv.fr", ..VIDE },
    Contact { objet: "Assistance de l’ANS", adresse: "https://esante.gouv.fr/assistance", ..VIDE },
    Contact {
        objet: "TOM, téléservice des cartes de la structure",
        reserve: "Adresse non relevée : passez par esante.gouv.fr.",
        ..VIDE
    },
    Contact {
        objet: "mesHabilitations, portail des habilitations",
        reserve: "Adresse non relevée : passez par esante.gouv.fr.",
        ..VIDE
    },
    Contact {
        objet: "Plateforme IGC-Santé, certificats",
        reserve: "Adresse non relevée : passez par esante.gouv.fr.",
        ..VIDE
    },
    Contact {
        objet: "TOPS, téléservice des cabinets, laboratoires et pharmacies",
        reserve: "Ne concerne pas les structures médico-sociales.",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-08"),
        objet: "Envoi d’un formulaire (F101, F301, F413, F414, F501, F502)",
        reserve: "Envoyez-le à l’adresse imprimée sur le formulaire. Le F101 d’un changement de représentant légal part par courriel.",
        ..VIDE
    },
    Contact {
        regle: regle("R-CONTACT-09"),
        objet: "Agence du Numérique en Santé (ANS), 2-10 rue d’Oradour-sur-Glane, 75015 Paris",
        reserve: "N’y envoyez pas de dossier : chaque formulaire porte son adresse d’envoi.",
        ..VIDE
    },
];

/// The first contact of a rule. For a portal (R-CONTACT-07 has several), use [`portail`].
pub fn contact(id: &str) -> Option<&'static Contact> {
    CONTACTS.iter().find(|contact| contact.regle.id == id)
}

/// The portal whose name begins so: `portail("TOM")`.
pub fn portail(debut: &str) -> Option<&'static Contact> {
    CONTACTS.iter().find(|contact| contact.regle.id == "R-CONTACT-07" && contact.objet.starts_with(debut))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));

    #[test]
    fn every_mail_telephone_and_address_is_in_the_rule_base() {
        for contact in CONTACTS {
            for coordonnee in [contact.courriel, contact.telephone, contact.adresse] {
                assert!(REGLES_MD.contains(&coordonnee.replace('\u{a0}', " ")), "{coordonnee}");
            }
        }
    }

    #[test]
    fn a_contact_without_coordinates_says_why() {
        for contact in CONTACTS {
            let reachable =
                [contact.courriel, contact.telephone, contact.adresse].iter().any(|text| !text.is_empty());
            assert!(reachable || !contact.reserve.is_empty(), "{}", contact.objet);
        }
    }

    #[test]
    fn the_old_mail_address_is_not_shown() {
        assert!(CONTACTS.iter().all(|contact| !contact.courriel.contains("asipsante")));
        assert!(contact("R-CONTACT-06").is_none());
        assert!(contact("R-CONTACT-04").is_some_and(|contact| contact.reserve.contains("vérifiez")));
        assert!(portail("TOM").is_some_and(|contact| contact.adresse.is_empty()));
    }
}
