//! What a column of a roster may hold.

/// What a column holds, as far as the dossier goes. E-mails, dates of birth, addresses are never read: no answer of the
/// dossier holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing of use.
    Ignoree,
    /// Family name.
    Nom,
    /// First name.
    Prenom,
    /// Both in one cell.
    NomPrenom,
    /// Profession or function.
    Profession,
    /// RPPS number (R-ID-12).
    Rpps,
    /// Place of work.
    Site,
    /// How many people the row counts.
    Nombre,
    /// Kind of employment contract: tells temporary staff.
    Contrat,
    /// Has a smartphone.
    Smartphone,
    /// Must connect to a national service.
    Acces,
    /// Card already held.
    Carte,
    /// State of the e-CPS.
    Ecps,
    /// Day of leaving (R-IMPORT-16).
    Sortie,
    /// End of the contract: the day of leaving of whoever has no other.
    FinContrat,
    /// Day of arriving.
    Entree,
    /// Whether the person is still there, in words.
    Presence,
}

impl Role {
    /// Every role, in the order it is proposed.
    pub const TOUS: [Self; 17] = [
        Self::Ignoree,
        Self::Nom,
        Self::Prenom,
        Self::NomPrenom,
        Self::Profession,
        Self::Rpps,
        Self::Site,
        Self::Nombre,
        Self::Contrat,
        Self::Smartphone,
        Self::Acces,
        Self::Carte,
        Self::Ecps,
        Self::Sortie,
        Self::FinContrat,
        Self::Entree,
        Self::Presence,
    ];

    /// Eternal, kebab-case: it is in what the page remembers.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Ignoree => "ignoree",
            Self::Nom => "nom",
            Self::Prenom => "prenom",
            Self::NomPrenom => "nom-prenom",
            Self::Profession => "profession",
            Self::Rpps => "rpps",
            Self::Site => "site",
            Self::Nombre => "nombre",
            Self::Contrat => "contrat",
            Self::Smartphone => "smartphone",
            Self::Acces => "acces",
            Self::Carte => "carte",
            Self::Ecps => "e-cps",
            Self::Sortie => "sortie",
            Self::FinContrat => "fin-contrat",
            Self::Entree => "entree",
            Self::Presence => "presence",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Ignoree => "Ne pas lire",
            Self::Nom => "Nom",
            Self::Prenom => "Prénom",
            Self::NomPrenom => "Nom et prénom",
            Self::Profession => "Profession ou fonction",
            Self::Rpps => "Numéro RPPS",
            Self::Site => "Site ou service",
            Self::Nombre => "Nombre de personnes",
            Self::Contrat => "Type de contrat",
            Self::Smartphone => "Smartphone (oui ou non)",
            Self::Acces => "Accès personnel à un service national (oui ou non)",
            Self::Carte => "Carte déjà détenue",
            Self::Ecps => "e-CPS",
            Self::Sortie => "Date de sortie",
            Self::FinContrat => "Date de fin de contrat",
            Self::Entree => "Date d’entrée",
            Self::Presence => "Présent ou parti",
        }
    }

    /// The role of a token.
    pub(super) fn de(jeton: &str) -> Option<Self> {
        Self::TOUS.into_iter().find(|role| role.jeton() == jeton)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_token_and_its_label() {
        for role in Role::TOUS {
            assert_eq!(Role::de(role.jeton()), Some(role));
            assert!(!role.libelle().is_empty());
        }
    }
}
