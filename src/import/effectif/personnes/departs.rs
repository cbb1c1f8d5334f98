//! Who has left, and who arrives later, after the dates and the words of a row (R-IMPORT-16).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::lecteur::Lecteur;
use super::personne::Depart;
use crate::domain::calendrier;
use crate::import::effectif::departs::borne_d_autre_chose;
use crate::import::effectif::lexique::mots;
use crate::import::effectif::presence::{
    Presence, a_cote, annonce_sans_annee, arrivee_dite, commence_par_un_depart, echeance, fin_dite, presence,
};
use crate::import::effectif::remarque::{Remarque, extrait};
use crate::import::effectif::role::Role;
use crate::import::effectif::tableau::{Cellule, LigneLue};
use crate::import::effectif::valeurs::{DateLue, date, dernier_jour_dit};

impl Lecteur<'_> {
    /// Columns that are not read and where someone who is counted is said to have left, or a period ends.
    pub(super) fn dire_les_departs_oublies(&mut self) {
        let (tableau, colonnes) = (self.tableau, self.colonnes);
        let partis: BTreeSet<u32> =
            self.personnes.iter().filter(|one| one.depart.is_some()).map(|one| one.ligne).collect();
        let fins = [Role::Sortie, Role::FinContrat].into_iter().any(|role| colonnes.colonne(role).is_some());
        let dit = |colonne: usize, ligne: &LigneLue| {
            let cellule = ligne.cellule(colonne);
            if !fins && borne_d_autre_chose(&tableau.entetes, colonne) {
                return matches!(echeance(cellule), DateLue::Jour(jour) if jour < self.aujourdhui)
                    .then_some(Role::FinContrat);
            }
            let Cellule::Texte(texte) = cellule else { return None };
            let parti = commence_par_un_depart(texte) && presence("", texte) == Some(Presence::Partie);
            (parti && !partis.contains(&ligne.numero)).then_some(Role::Presence)
        };
        let ignorees = (0..tableau.entetes.len()).filter(|colonne| colonnes.role(*colonne) == Role::Ignoree);
        let remarques: Vec<Remarque> = ignorees
            .filter_map(|colonne| {
                let (ligne, role) =
                    tableau.lignes.iter().find_map(|ligne| Some((ligne, dit(colonne, ligne)?)))?;
                let (parle, quoi) = match role {
                    Role::FinContrat => ("donne la fin d’autre chose que d’un contrat, à en croire celle qui la précède", "quand finissent les contrats"),
                    _ => ("parle de départs", "qui est parti"),
                };
                Some(Remarque::du_fichier(format!(
                    "La {} n’est pas lue, et {parle} (ligne\u{a0}{}\u{a0}: «\u{a0}{}\u{a0}»). Si elle dit {quoi}, revenez aux colonnes et choisissez «\u{a0}{}\u{a0}» pour elle.",
                    tableau.nom_de_colonne(colonne),
                    ligne.numero,
                    extrait(&ligne.cellule(colonne).texte()),
                    role.libelle()
                )))
            })
            .collect();
        for remarque in remarques {
            self.carnet.noter(remarque);
        }
    }

    /// Whether the person of a row has left, after its dates and its words (R-IMPORT-16); who arrives later is told.
    pub(super) fn depart(&mut self, ligne: &LigneLue) -> Option<Depart> {
        let entree = self.jour(ligne, Role::Entree);
        let depart = self.depart_dit(ligne, entree).or_else(|| self.depart_a_cote(ligne));
        let arrivee = self.colonnes.colonne(Role::Entree).zip(entree).or_else(|| self.arrivee_dite(ligne));
        if depart.is_none()
            && let Some((colonne, entree)) = arrivee
            && entree > self.aujourdhui
        {
            self.noter(
                ligne.numero,
                colonne,
                &format!(
                    "cette personne n’arrive que le {}\u{a0}; elle a été comptée. Enlevez-la du tableau si elle ne doit pas l’être.",
                    calendrier::long(entree)
                ),
            );
        }
        depart
    }

    /// The day of arriving that the words of a row say, and their column.
    fn arrivee_dite(&self, ligne: &LigneLue) -> Option<(usize, NaiveDate)> {
        [Role::Presence, Role::Contrat].into_iter().find_map(|role| {
            let (colonne, cellule) = self.cellule(ligne, role)?;
            Some((colonne, arrivee_dite(&cellule.texte())?))
        })
    }

    /// What the columns of leaving, of contracts and of presence say, for who arrived that day.
    fn depart_dit(&mut self, ligne: &LigneLue, entree: Option<NaiveDate>) -> Option<Depart> {
        let aujourdhui = self.aujourdhui;
        let parti = |jour: NaiveDate, quoi: &str| Depart {
            jour: Some(jour),
            dit: format!("{quoi} le {}", calendrier::long(jour)),
        };
        let (mot, la) = self.presence(ligne, entree);
        if let Some(sortie) = self.jour(ligne, Role::Sortie) {
            // Who came back after leaving is there.
            let revenu = entree.is_some_and(|entree| entree > sortie && entree <= aujourdhui);
            return (sortie < aujourdhui && !revenu).then(|| parti(sortie, "sortie"));
        }
        if mot.is_some() {
            return mot;
        }
        let fin = self.jour(ligne, Role::FinContrat).filter(|fin| *fin < aujourdhui)?;
        let en_cdi = self.est_la_fin_d_un_cdd() && self.est_en_cdi(ligne);
        if !la && !en_cdi {
            return Some(parti(fin, "fin de contrat"));
        }
        let dite = if en_cdi { "en CDI" } else { "présente" };
        if let Some(colonne) = self.colonnes.colonne(Role::FinContrat) {
            self.noter(
                ligne.numero,
                colonne,
                &format!("ce contrat a pris fin, mais la personne est dite {dite}\u{a0}; elle a été comptée. Vérifiez-le."),
            );
        }
        None
    }

    /// Whether the heading of the ends of contracts speaks of those that have one alone: « Date fin CDD ».
    fn est_la_fin_d_un_cdd(&self) -> bool {
        let entete =
            self.colonnes.colonne(Role::FinContrat).and_then(|colonne| self.tableau.entetes.get(colonne));
        entete.is_some_and(|entete| mots(entete).split(' ').any(|mot| mot == "cdd"))
    }

    fn est_en_cdi(&self, ligne: &LigneLue) -> bool {
        self.cellule(ligne, Role::Contrat).is_some_and(|(_, cellule)| {
            mots(&cellule.texte()).split(' ').any(|mot| matches!(mot, "cdi" | "indetermine" | "indeterminee"))
        })
    }

    /// A leaving that is written beside a name or a profession: « PETIT (partie le 30/06/2026) », « AMP - retraitée ».
    fn depart_a_cote(&mut self, ligne: &LigneLue) -> Option<Depart> {
        [Role::Nom, Role::Prenom, Role::NomPrenom, Role::Profession].into_iter().find_map(|role| {
            let (colonne, cellule) = self.cellule(ligne, role)?;
            let Cellule::Texte(texte) = cellule else { return None };
            let a_cote = a_cote(texte)?;
            if presence("", a_cote) != Some(Presence::Partie) {
                return None;
            }
            self.parti(ligne, colonne, a_cote)
        })
    }

    /// Someone whom a text says gone, if the day that it says is past; one without its year is told.
    fn parti(&mut self, ligne: &LigneLue, colonne: usize, texte: &str) -> Option<Depart> {
        if annonce_sans_annee(texte) {
            let constat = format!(
                "«\u{a0}{}\u{a0}» ne dit pas l’année\u{a0}; la personne a été comptée. Complétez-la si elle est partie.",
                extrait(texte)
            );
            self.noter(ligne.numero, colonne, &constat);
            return None;
        }
        let jour = dernier_jour_dit(texte);
        jour.is_none_or(|jour| jour < self.aujourdhui)
            .then(|| Depart { jour, dit: format!("«\u{a0}{}\u{a0}»", extrait(texte)) })
    }

    /// The date of a cell; one that can't be read is told.
    fn jour(&mut self, ligne: &LigneLue, role: Role) -> Option<NaiveDate> {
        let (colonne, cellule) = self.cellule(ligne, role)?;
        let lue = match (role, date(cellule), cellule) {
            // « sept. 2027 » begins on its first day; of a year alone, nothing is said.
            (Role::Entree, DateLue::Illisible, Cellule::Texte(texte)) if texte.trim().len() > 4 => {
                dernier_jour_dit(texte)
                    .and_then(|jour| jour.with_day(1))
                    .map_or(DateLue::Illisible, DateLue::Jour)
            }
            (Role::Entree, lue, _) => lue,
            _ => echeance(cellule),
        };
        match lue {
            DateLue::Jour(jour) => Some(jour),
            DateLue::Aucune => None,
            DateLue::Illisible => {
                let texte = cellule.texte().into_owned();
                // What a column of dates says in words was read (`presence`); a date of arriving decides nothing.
                if role != Role::Entree && presence("", &texte).is_none() {
                    self.noter(
                        ligne.numero,
                        colonne,
                        &format!(
                            "«\u{a0}{}\u{a0}» n’est pas une date\u{a0}; la personne a été comptée. Corrigez-la si elle est partie.",
                            extrait(&texte)
                        ),
                    );
                }
                None
            }
        }
    }

    /// Who is said to have left in words, and whether someone is said to be there.
    fn presence(&mut self, ligne: &LigneLue, entree: Option<NaiveDate>) -> (Option<Depart>, bool) {
        let mut la = false;
        for role in [Role::Presence, Role::Contrat, Role::Sortie, Role::FinContrat] {
            let Some((colonne, cellule)) = self.cellule(ligne, role) else { continue };
            let texte = cellule.texte();
            let dates = matches!(role, Role::Sortie | Role::FinContrat);
            if texte.is_empty() || (dates && !matches!(cellule, Cellule::Texte(_))) {
                continue;
            }
            let entete = self.tableau.entetes.get(colonne).map_or("", String::as_str);
            // Another column asks nothing: « CDI » under « Fin de contrat », « I » under « Type de contrat » are no leaving.
            let entete = if role == Role::Presence { entete } else { "" };
            // « Présent au 31/12/2024 : Non » of who came later.
            if dernier_jour_dit(entete).zip(entree).is_some_and(|(releve, entree)| entree > releve) {
                continue;
            }
            let fin = fin_dite(&texte).filter(|_| !dates);
            if let Some(fin) = fin.filter(|fin| *fin < self.aujourdhui) {
                return (
                    Some(Depart { jour: Some(fin), dit: format!("«\u{a0}{}\u{a0}»", extrait(&texte)) }),
                    la,
                );
            }
            match presence(entete, &texte) {
                // « Sorti le 31/08/2025 », « retraite en 2028 »: the day decides.
                Some(Presence::Partie) => {
                    let depart = self.parti(ligne, colonne, &texte);
                    if depart.is_some() {
                        return (depart, la);
                    }
                }
                Some(Presence::La) => la = true,
                None => {}
            }
        }
        (None, la)
    }

    pub(super) fn dire_les_departs(&mut self) {
        let partis: Vec<(u32, u32)> = self
            .personnes
            .iter()
            .filter(|one| one.depart.is_some())
            .map(|one| (one.ligne, one.nombre))
            .collect();
        let combien: u32 = partis.iter().map(|(_, nombre)| *nombre).fold(0, u32::saturating_add);
        let lignes: Vec<String> = partis.iter().take(5).map(|(ligne, _)| ligne.to_string()).collect();
        let suite = if partis.len() > 5 { "…" } else { "" };
        let lignes = lignes.join(", ");
        match combien {
            0 => {}
            1 => self.carnet.noter(Remarque::du_fichier(format!(
                "1\u{a0}personne est partie (ligne\u{a0}{lignes})\u{a0}: elle est listée à part, et n’est pas comptée."
            ))),
            _ => self.carnet.noter(Remarque::du_fichier(format!(
                "{combien}\u{a0}personnes sont parties (lignes\u{a0}{lignes}{suite})\u{a0}: elles sont listées à part, et ne sont pas comptées."
            ))),
        }
    }
}
