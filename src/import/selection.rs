//! One entité juridique out of a file, or of several: a file of entités juridiques, then one of sites.

use super::entite::Entite;
use crate::domain::finess::Finess;

/// Keeps one entité juridique of those that are delivered. If the number is one of a site, tells whose (R-ID-06).
#[derive(Debug)]
pub struct Selection {
    cherche: Finess,
    trouvee: Option<Entite>,
    /// Whose site it is, and whether it is open there.
    proprietaire: Option<(Finess, bool)>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouvee {
    /// The entité juridique and its sites.
    Ej(Box<Entite>),
    /// The number is one of a site of this entité juridique.
    EstUnSiteDe(Finess),
    /// Neither: the file does not hold that number.
    Absente,
}

impl Selection {
    /// Looks for this number.
    pub fn new(cherche: Finess) -> Self {
        Self { cherche, trouvee: None, proprietaire: None }
    }

    /// Keeps what was delivered if it is what is looked for.
    pub fn recevoir(&mut self, entite: Entite) {
        if entite.ej.finess == self.cherche {
            match &mut self.trouvee {
                Some(trouvee) => trouvee.fusionner(entite),
                None => self.trouvee = Some(entite),
            }
        } else if let Some(site) = entite.sites.iter().find(|site| site.finess == self.cherche)
            && self.proprietaire.as_ref().is_none_or(|(_, ouvert)| site.ouvert && !ouvert)
        {
            self.proprietaire = Some((entite.ej.finess, site.ouvert));
        }
    }

    /// What was found, its SIREN deduced from its sites if the file has none (R-IMPORT-07).
    pub fn finir(self) -> Trouvee {
        match (self.trouvee, self.proprietaire) {
            (Some(mut entite), _) => {
                entite.deduire_siren();
                Trouvee::Ej(Box::new(entite))
            }
            (None, Some((ej, _))) => Trouvee::EstUnSiteDe(ej),
            (None, None) => Trouvee::Absente,
        }
    }
}
