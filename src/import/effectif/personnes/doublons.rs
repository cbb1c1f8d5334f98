//! Lines that may be the same person.

use rustc_hash::FxHashMap;

use super::lecteur::Lecteur;
use super::personne::{Doublon, EtatRpps, Personne, egal};
use crate::import::effectif::metiers::sans_accents;
use crate::import::effectif::remarque::Remarque;
use crate::import::effectif::role::Role;

impl Lecteur<'_> {
    /// Whether an earlier line is the same person.
    pub(super) fn doublon(&mut self, personne: &mut Personne) {
        let rang = self.personnes.len();
        let identite = identite(personne);
        if let EtatRpps::Valide(rpps) = &personne.rpps {
            let premier = self.par_rpps.get(rpps.texte()).and_then(|premier| self.personnes.get(*premier));
            if let Some(premier) = premier {
                let autre = self::identite(premier);
                let noms = identite.as_ref().zip(autre.as_ref()).is_some_and(|(one, other)| one != other);
                let metier = premier.cle == personne.cle
                    && (premier.cle.is_some() || egal(&premier.profession) == egal(&personne.profession));
                let premiere = premier.ligne;
                let constat = if noms {
                    format!(
                        "ce numéro RPPS est aussi celui de la ligne\u{a0}{premiere}, sous un autre nom\u{a0}: l’un des deux est sans doute faux. Vérifiez-les sur annuaire.sante.fr."
                    )
                } else if metier {
                    personne.doublon = Some(Doublon { ligne: premiere, certain: true });
                    personne.comptee = false;
                    format!(
                        "c’est la même personne qu’à la ligne\u{a0}{premiere} (même numéro RPPS, même profession)\u{a0}; elle n’est comptée qu’une fois."
                    )
                } else {
                    personne.doublon = Some(Doublon { ligne: premiere, certain: false });
                    format!(
                        "ce numéro RPPS est aussi celui de la ligne\u{a0}{premiere}, avec une autre profession. Si c’est la même personne, gardez une seule des deux lignes."
                    )
                };
                match self.colonnes.colonne(Role::Rpps) {
                    Some(colonne) => self.noter(personne.ligne, colonne, &constat),
                    None => self.carnet.noter(Remarque::de_ligne(personne.ligne, &constat)),
                }
                return;
            }
            self.par_rpps.insert(rpps.texte().to_owned(), rang);
        }
        let Some(identite) = identite else { return };
        let metier = personne.cle.map_or_else(|| egal(&personne.profession), str::to_owned);
        let cle = (identite, metier);
        let premier = self.par_nom.get(&cle).and_then(|premier| self.personnes.get(*premier));
        match premier {
            // Two numbers: two people of one name.
            Some(premier)
                if matches!((&premier.rpps, &personne.rpps), (EtatRpps::Valide(_), EtatRpps::Valide(_))) => {}
            Some(premier) => {
                let ligne = premier.ligne;
                personne.doublon = Some(Doublon { ligne, certain: false });
                self.carnet.noter(Remarque::de_ligne(
                    personne.ligne,
                    &format!("même nom, même prénom et même profession qu’à la ligne\u{a0}{ligne}. Si c’est la même personne, gardez une seule des deux lignes\u{a0}: elles sont comptées toutes deux."),
                ));
            }
            None => {
                self.par_nom.insert(cle, rang);
            }
        }
    }

    /// Who has left by one row and is there by another has had two contracts, and has not left (R-IMPORT-16).
    pub(super) fn contrats_passes(&mut self) {
        let mut la: FxHashMap<String, u32> = FxHashMap::default();
        let mut sans_rpps: FxHashMap<String, (u32, bool)> = FxHashMap::default();
        for present in self.personnes.iter().filter(|one| one.depart.is_none()) {
            let valide = matches!(&present.rpps, EtatRpps::Valide(_));
            if let EtatRpps::Valide(rpps) = &present.rpps {
                la.entry(rpps.texte().to_owned()).or_insert(present.ligne);
            }
            if let Some(identite) = nom_entier(present) {
                sans_rpps.entry(identite).or_insert((present.ligne, valide));
            }
        }
        for parti in self.personnes.iter_mut().filter(|one| one.depart.is_some()) {
            let par_nom = || nom_entier(parti).and_then(|identite| sans_rpps.get(&identite));
            let ligne = match &parti.rpps {
                EtatRpps::Valide(rpps) => la.get(rpps.texte()).copied().or_else(|| {
                    // Two numbers: two people of one name.
                    par_nom().filter(|(_, valide)| !valide).map(|(ligne, _)| *ligne)
                }),
                _ => par_nom().map(|(ligne, _)| *ligne),
            };
            let Some(ligne) = ligne else { continue };
            let dit = parti.depart.take().map_or_else(String::new, |depart| depart.dit);
            parti.doublon = Some(Doublon { ligne, certain: true });
            self.carnet.noter(Remarque::de_ligne(
                parti.ligne,
                &format!("la personne de cette ligne ({dit}) est là par un autre contrat, à la ligne\u{a0}{ligne}\u{a0}: elle n’est pas partie, et n’est comptée qu’une fois."),
            ));
        }
    }
}

/// The same, of names that initials do not stand for.
fn nom_entier(personne: &Personne) -> Option<String> {
    identite(personne).filter(|_| personne.nom.chars().nth(1).is_some())
}

/// The words of a whole name; none without a first name: people of one family, or of one common name, are not
/// duplicates. In one cell, nothing tells which comes first: their order is then the alphabet's.
fn identite(personne: &Personne) -> Option<String> {
    fn words(net: &str) -> Vec<&str> {
        net.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !matches!(*word, "" | "m" | "mr" | "mme" | "mlle" | "monsieur" | "madame" | "dr"))
            .collect()
    }
    let (nom, prenom) = (sans_accents(&personne.nom), sans_accents(&personne.prenom));
    let (mut nom, prenom) = (words(&nom), words(&prenom));
    if prenom.is_empty() {
        nom.sort_unstable();
        return (nom.len() >= 2).then(|| nom.join(" "));
    }
    (!nom.is_empty()).then(|| format!("{}, {}", nom.join(" "), prenom.join(" ")))
}
