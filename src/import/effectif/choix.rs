//! The sheets of a workbook: one is kept, the one that was asked for, else the one that most looks like a roster.

use super::entetes;
use super::erreur::ErreurEffectif;
use super::grille::Grille;
use super::metiers::sans_accents;
use super::remarque::{Remarque, extrait};
use super::tableau::Tableau;
use super::texte;

/// The sheets of a workbook, as they are read: one is kept.
pub(super) struct Choix<'a> {
    demandee: Option<&'a str>,
    /// Visible sheets, in order.
    noms: Vec<String>,
    /// The one kept so far, and how much it looks like a roster of those who are there.
    garde: Option<((bool, bool, usize), Tableau)>,
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
        match lue.and_then(texte::recoupee).and_then(|grille| grille.tableau(Some(nom.to_owned()))) {
            Ok(Some(tableau)) if !tableau.lignes.is_empty() => {
                // A sheet of those who left is read when it is asked for, or beside no other roster (R-IMPORT-16).
                let (effectif, force) = entetes::force(&tableau);
                let force = (effectif, !est_de_partis(nom), force);
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

/// Whether the name of a sheet, or a title, says that its people have left.
pub(super) fn est_de_partis(nom: &str) -> bool {
    let nom = sans_accents(nom);
    let mots: Vec<&str> = nom.split(|c: char| !c.is_alphabetic()).collect();
    let dit = |(place, mot): (usize, &&str)| {
        // « Maison de retraite » is a place.
        let lieu = *mot == "retraite" && mots.get(..place).is_some_and(|avant| avant.ends_with(&["de"]));
        !lieu
            && [
                "sorti",
                "ancien",
                "archive",
                "demission",
                "retraite",
                "radie",
                "inactif",
                "ex",
                "termine",
                "licencie",
            ]
            .iter()
            .any(|debut| {
                mot.strip_prefix(debut).is_some_and(|fin| {
                    matches!(fin, "" | "s" | "e" | "es" | "ns" | "ne" | "nes" | "naire" | "naires")
                })
            })
            || ["partis", "departs", "depart"].contains(mot)
    };
    mots.iter().enumerate().any(dit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_of_those_who_left_are_told_by_their_names() {
        for nom in [
            "Sortis 2026",
            "Départs",
            "Anciens salariés",
            "Archives",
            "sorties_2025",
            "Retraités",
            "Partis",
            "CDD terminés",
        ] {
            assert!(est_de_partis(nom), "{nom}");
        }
        for nom in ["Personnel", "Présents", "Partie 1 soins", "Feuil1", "Extérieurs", "Maison de retraite"]
        {
            assert!(!est_de_partis(nom), "{nom}");
        }
    }
}
