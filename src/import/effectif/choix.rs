//! The sheets of a workbook: one is kept, the one that was asked for, else the one that most looks like a roster.

use super::entetes;
use super::erreur::ErreurEffectif;
use super::grille::Grille;
use super::remarque::{Remarque, extrait};
use super::tableau::Tableau;

/// The sheets of a workbook, as they are read: one is kept.
pub(super) struct Choix<'a> {
    demandee: Option<&'a str>,
    /// Visible sheets, in order.
    noms: Vec<String>,
    /// The one kept so far, and how much it looks like a roster.
    garde: Option<(usize, Tableau)>,
    /// A sheet that could not be read does not stop the others.
    erreur: Option<ErreurEffectif>,
    pub remarques: Vec<Remarque>,
}

impl<'a> Choix<'a> {
    pub fn new(demandee: Option<&'a str>) -> Self {
        Self { demandee, noms: vec![], garde: None, erreur: None, remarques: vec![] }
    }

    /// Whether this visible sheet is to be read.
    pub fn annoncer(&mut self, nom: &str) -> bool {
        self.noms.push(nom.to_owned());
        self.demandee.is_none_or(|demandee| demandee == nom)
    }

    /// A sheet that was read.
    pub fn recevoir(&mut self, nom: &str, lue: Result<Grille, ErreurEffectif>) {
        match lue.and_then(|grille| grille.tableau(Some(nom.to_owned()))) {
            Ok(Some(tableau)) if !tableau.lignes.is_empty() => {
                let force = entetes::force(&tableau);
                if self.garde.as_ref().is_none_or(|(meilleure, _)| force > *meilleure) {
                    self.garde = Some((force, tableau));
                }
            }
            Ok(_) => {}
            Err(erreur) => self.erreur = self.erreur.take().or(Some(erreur)),
        }
    }

    /// The sheet that was kept.
    pub fn rendre(self) -> Result<Tableau, ErreurEffectif> {
        if let Some(nom) = self.demandee
            && !self.noms.iter().any(|connu| connu == nom)
        {
            return Err(ErreurEffectif::FeuilleAbsente { nom: nom.to_owned() });
        }
        let Some((_, mut tableau)) = self.garde else {
            return Err(self.erreur.unwrap_or(ErreurEffectif::AucuneLigne));
        };
        let mut remarques = self.remarques;
        if let Some(erreur) = self.erreur {
            remarques.push(Remarque::du_fichier(format!("Une autre feuille n’a pas pu être lue. {erreur}")));
        }
        if self.noms.len() > 1
            && self.demandee.is_none()
            && let Some(nom) = &tableau.feuille
        {
            remarques.push(Remarque::du_fichier(format!(
                "Ce classeur a {}\u{a0}feuilles\u{a0}: c’est «\u{a0}{}\u{a0}» qui a été lue.",
                self.noms.len(),
                extrait(nom)
            )));
        }
        remarques.append(&mut tableau.remarques);
        tableau.remarques = remarques;
        tableau.feuilles = self.noms;
        Ok(tableau)
    }
}
