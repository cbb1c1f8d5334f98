//! What ends by itself: certificates in service and cards, each on its day.

use chrono::NaiveDate;

use super::facts::Facts;
use super::questions::logiciels::nom_logiciel;
use super::questions::personnes::{PERSONNES, nom_de};
use super::rules::certificats::designation;
use super::situations::{DIRECTEUR, RL, en_service, expiration};

/// What ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoi {
    /// A certificate in service: the name is its product and its software.
    Certificat,
    /// A card: the name is its holder's.
    Carte,
}

/// An end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echeance {
    /// What ends.
    pub quoi: Quoi,
    /// The row of the certificate, or the holder of the card.
    pub cle: String,
    /// What is read of it: « MSSanté : DUI », « Mme Martin ».
    pub nom: String,
    /// The day of its end.
    pub jour: NaiveDate,
}

impl Echeance {
    /// « Certificat INSi : DUI », « Carte : Mme Martin ».
    pub fn en_mots(&self) -> String {
        match self.quoi {
            Quoi::Certificat => format!("Certificat {}", self.nom),
            Quoi::Carte => format!("Carte\u{a0}: {}", self.nom),
        }
    }
}

/// Every end that the answers give, certificates first, past ones too. Of a software that is gone, nothing is to be
/// renewed before one says which one uses it.
pub fn echeances(facts: &Facts) -> Vec<Echeance> {
    let mut found = vec![];
    for certificat in en_service(facts).unwrap_or_default() {
        let Some(jour) = certificat.expire_le.filter(|_| !certificat.sans_logiciel) else { continue };
        let logiciel = certificat.instance.as_deref().map(|id| format!(" : {}", nom_logiciel(facts, id)));
        let nom = format!("{}{}", designation(certificat.produit), logiciel.unwrap_or_default());
        found.push(Echeance { quoi: Quoi::Certificat, cle: certificat.ligne.id().to_owned(), nom, jour });
    }
    let people = facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.as_str());
    for personne in [RL, DIRECTEUR].into_iter().chain(people) {
        if let Some(jour) = expiration(facts, personne) {
            let nom = nom_de(facts, personne);
            found.push(Echeance { quoi: Quoi::Carte, cle: personne.to_owned(), nom, jour });
        }
    }
    found
}
