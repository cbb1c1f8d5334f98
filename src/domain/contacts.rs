//! Contacts (R-CONTACT-01 to R-CONTACT-12). No address is ever invented: a form goes where it says (R-CONTACT-08).
//!
//! Deliberately absent: the ordres (R-CONTACT-10), which are in `professions.rs`; the old ASIP mail address, which is no
//! longer to be shown (R-CONTACT-06). A portal whose address no source records is named without one.

use super::doutes;
use super::sources::{Regle, regle};

/// A way to reach someone.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// What a sheet calls it by: its rule, or the name of a portal (R-CONTACT-07 has several).
    pub cle: &'static str,
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

/// A contact of that rule, still empty.
const fn vide(id: &'static str) -> Contact {
    Contact { cle: id, regle: regle(id), ..VIDE }
}

/// A portal, still without address.
const fn portail(cle: &'static str, objet: &'static str) -> Contact {
    Contact { cle, objet, ..VIDE }
}

const NON_RELEVEE: &str = "Adresse non relevée : passez par esante.gouv.fr.";

const VIDE: Contact = Contact {
    cle: "",
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
        objet: "Changement de représentant légal, formulaire F101 de déclaration",
        courriel: "monserviceclient.annuaire@esante.gouv.fr",
        ..vide("R-CONTACT-01")
    },
    Contact {
        objet: "Service client e-CPS",
        courriel: "monserviceclient.e-cps@esante.gouv.fr",
        telephone: "0 809 40 00 82",
        reserve: doutes::texte("K-21"),
        ..vide("R-CONTACT-02")
    },
    Contact {
        objet: "Assistance du portail RPPS+",
        courriel: "monserviceclient.portailrppsplus@esante.gouv.fr",
        ..vide("R-CONTACT-03")
    },
    Contact {
        objet: "Déclarer un incident de carte par téléphone",
        telephone: "0 825 852 000",
        adresse: "https://esante.gouv.fr/assistance",
        reserve: doutes::texte("D-14"),
        ..vide("R-CONTACT-04")
    },
    Contact {
        objet: "Alertes d’expiration des certificats",
        courriel: "noreply@pfc.eservices.esante.gouv.fr",
        reserve: "C’est l’expéditeur des alertes : autorisez-le, mais ne lui répondez pas.",
        ..vide("R-CONTACT-05")
    },
    Contact {
        adresse: "https://esante.gouv.fr/vos-demarches-1",
        ..portail(
            "vos-demarches",
            "Vos démarches, le parcours guidé de l’ANS pour le contrat et la première carte",
        )
    },
    Contact {
        adresse: "https://validation-enreg.esante.gouv.fr/enreg/login/page_accueil/authentification_AE.html",
        ..portail("portail-rpps", "Portail RPPS+")
    },
    Contact { adresse: "https://annuaire.sante.fr/", ..portail("annuaire", "Annuaire Santé") },
    Contact {
        adresse: "https://wallet.esw.esante.gouv.fr",
        ..portail("activation-ecps", "Activation de l’e-CPS")
    },
    Contact { adresse: "https://finess.esante.gouv.fr", ..portail("finess", "Répertoire FINESS") },
    Contact {
        adresse: "https://esante.gouv.fr/assistance", ..portail("assistance", "Assistance de l’ANS")
    },
    Contact { reserve: NON_RELEVEE, ..portail("tom", "TOM, téléservice des cartes de la structure") },
    Contact {
        reserve: NON_RELEVEE, ..portail("ma-carte", "maCarte, où le porteur d’une CPS gère sa carte")
    },
    Contact {
        reserve: NON_RELEVEE,
        ..portail("mes-habilitations", "mesHabilitations, portail des habilitations")
    },
    Contact {
        adresse: "https://pfc.eservices.esante.gouv.fr/",
        ..portail("igc-sante", "Plateforme IGC-Santé, certificats")
    },
    Contact {
        reserve: "Ne concerne pas les structures médico-sociales.",
        ..portail("tops", "TOPS, téléservice des cabinets, laboratoires et pharmacies")
    },
    Contact {
        objet: "Envoi d’un formulaire sur papier (F101, F301, F413, F414, F501, F502)",
        reserve: "Envoyez-le à l’adresse imprimée sur le formulaire. Le contrat et la première carte du responsable se demandent d’abord en ligne, par « Vos démarches ». Le F101 d’un changement de représentant légal part par courriel.",
        ..vide("R-CONTACT-08")
    },
    Contact {
        objet: "Agence du Numérique en Santé (ANS), 2-10 rue d’Oradour-sur-Glane, 75015 Paris",
        reserve: "N’y envoyez pas de dossier : chaque formulaire porte son adresse d’envoi.",
        ..vide("R-CONTACT-09")
    },
    Contact {
        objet: "eRPPS, démarches d’un professionnel auprès de l’ARS",
        adresse: "https://moncompte-ps.esante.gouv.fr/epars/login/page_accueil/authentification_PS.html",
        reserve: "Adresse donnée par l’ARS Occitanie.",
        ..vide("R-CONTACT-11")
    },
    Contact {
        objet: "Question sur un numéro FINESS",
        courriel: "metier-finess@esante.gouv.fr",
        reserve: "Adresse relevée dans un échange public du 12/08/2026, pas sur le site de l’ANS.",
        ..vide("R-CONTACT-12")
    },
];

/// The contact of a rule, or the portal of that name.
pub fn contact(cle: &str) -> Option<&'static Contact> {
    CONTACTS.iter().find(|contact| contact.cle == cle)
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
    }

    #[test]
    fn a_number_that_may_be_wrong_says_so() {
        for id in ["R-CONTACT-02", "R-CONTACT-04"] {
            let reserve = contact(id).unwrap().reserve.to_lowercase();
            assert!(reserve.contains("vérifiez"), "{id}: {reserve}");
        }
        // The other number is told to be verified, never given as the one to call.
        assert!(CONTACTS.iter().all(|contact| !contact.telephone.contains("0 806 80 02 13")));
        assert!(contact("R-CONTACT-04").unwrap().reserve.contains("payant"));
    }

    #[test]
    fn each_is_called_by_one_name() {
        for (place, one) in CONTACTS.iter().enumerate() {
            assert!(CONTACTS[..place].iter().all(|before| before.cle != one.cle), "{}", one.cle);
            assert_eq!(contact(one.cle), Some(one));
        }
        assert!(contact("tom").is_some_and(|contact| contact.adresse.is_empty()));
        assert_eq!(contact("R-CONTACT-07"), None);
    }

    /// The rules of §9, but for those that are no way to reach the ANS: each has a contact.
    #[test]
    fn each_contact_of_the_rule_base_is_there() {
        use crate::domain::sources::REGLES;
        let elsewhere = ["R-CONTACT-06", "R-CONTACT-10"];
        for rule in REGLES.iter().filter(|rule| rule.id.starts_with("R-CONTACT-")) {
            let told = CONTACTS.iter().any(|contact| contact.regle.id == rule.id);
            assert_eq!(told, !elsewhere.contains(&rule.id), "{}", rule.id);
        }
    }
}
