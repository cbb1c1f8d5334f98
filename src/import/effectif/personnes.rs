//! The people of a roster: who, which profession, which RPPS; and what is doubtful, line by line.

mod cellules;
mod departs;
mod doublons;
mod lecteur;
mod personne;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::colonnes::{Colonnes, seconde_liste};
use super::metiers::{self, Certitude};
use super::remarque::{Carnet, Remarque, extrait};
use super::role::Role;
use super::tableau::{Cellule, LigneLue, Tableau};
use super::totaux;
use crate::domain::professions::Profession;
use crate::domain::saisie::{est_rien, est_rien_d_un_nom};

use cellules::est_non;
use lecteur::Lecteur;
pub(super) use personne::egal;
pub use personne::{AChoisir, Depart, Doublon, ECARTER, EtatRpps, NOMBRE_MAX, Personne};

/// Who works there, as the roster says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effectif {
    /// The people, in the order of the file.
    pub personnes: Vec<Personne>,
    /// Every text of the column of professions: those to choose first, then those to check, then the sure ones; among
    /// them, those of most people first.
    pub metiers: Vec<AChoisir>,
    /// What is doubtful, in the order of the file.
    pub remarques: Vec<Remarque>,
    /// Whether the roster says who is temporary staff: a column holds the kinds of contracts.
    pub dit_les_contrats: bool,
}

impl Effectif {
    /// The people of a table. `choix` gives, for [`AChoisir::egal`], the key that the user chose or [`ECARTER`]; an
    /// unknown key is no choice. Who has left is told from `aujourdhui` (R-IMPORT-16).
    pub fn de(
        tableau: &Tableau,
        colonnes: &Colonnes,
        choix: &BTreeMap<String, String>,
        aujourdhui: NaiveDate,
    ) -> Self {
        let mut lecteur = Lecteur {
            tableau,
            colonnes,
            choix,
            aujourdhui,
            riens: (0, vec![]),
            carnet: Carnet::default(),
            metiers: BTreeMap::new(),
            partis: FxHashMap::default(),
            par_rpps: FxHashMap::default(),
            par_nom: FxHashMap::default(),
            personnes: vec![],
        };
        if colonnes.colonne(Role::Profession).is_none() {
            lecteur.carnet.noter(Remarque::du_fichier(
                "Aucune colonne ne donne la profession\u{a0}: dites laquelle pour que ces personnes soient comptées.",
            ));
        }
        let oublies = colonnes.nombres_oublies(tableau);
        if !oublies.is_empty() {
            let noms: Vec<String> =
                oublies.iter().take(3).map(|colonne| tableau.nom_de_colonne(*colonne)).collect();
            lecteur.carnet.noter(Remarque::du_fichier(format!(
                "Ce tableau n’a pas de noms, et chaque ligne y a été comptée pour une personne. Si une colonne donne le nombre de personnes ({}), revenez aux colonnes et dites laquelle.",
                noms.join(", ")
            )));
        }
        let seconde = seconde_liste(&tableau.entetes);
        if let Some(premiere) = seconde.first() {
            lecteur.carnet.noter(Remarque::du_fichier(format!(
                "Deux listes semblent côte à côte\u{a0}: celle qui commence à la {} n’a pas été lue. Mettez-la sous l’autre, puis choisissez à nouveau le fichier.",
                tableau.nom_de_colonne(*premiere)
            )));
        }
        // « NULL ; NULL ; NULL » is nobody: what it says was counted.
        let lignes: Vec<(Cow<'_, LigneLue>, Option<String>)> = tableau
            .lignes
            .iter()
            .map(|ligne| lecteur.sans_rien(ligne))
            .filter(|ligne| !ligne.cellules.iter().all(Cellule::est_vide))
            .map(|ligne| {
                let constat = totaux::pas_une_personne(colonnes, &ligne);
                (ligne, constat)
            })
            .collect();
        let sommes =
            totaux::sommes(colonnes, lignes.iter().map(|(ligne, constat)| (&**ligne, constat.is_none())));
        for (ligne, constat) in &lignes {
            match constat {
                Some(constat) => lecteur.carnet.noter(Remarque::de_ligne(ligne.numero, constat)),
                None => lecteur.lire(ligne),
            }
            if let Some(somme) = sommes.get(&ligne.numero) {
                lecteur.carnet.noter(Remarque::de_ligne(
                    ligne.numero,
                    &format!("{somme}. Si c’est un sous-total, choisissez «\u{a0}Ne pas compter ces personnes\u{a0}» pour ce texte."),
                ));
            }
        }
        lecteur.dire_les_riens();
        lecteur.contrats_passes();
        lecteur.dire_les_departs();
        lecteur.dire_les_departs_oublies();
        let mut metiers: Vec<AChoisir> = lecteur.metiers.into_values().collect();
        metiers.sort_by(|one, other| {
            let order =
                |metier: &AChoisir| (metier.certitude(), std::cmp::Reverse(metier.nombre), metier.ligne);
            order(one).cmp(&order(other))
        });
        Self {
            personnes: lecteur.personnes,
            metiers,
            remarques: lecteur.carnet.rendre(),
            dit_les_contrats: colonnes.colonne(Role::Contrat).is_some(),
        }
    }

    /// The texts that nothing matches and that the user has not chosen yet.
    pub fn a_choisir(&self) -> impl Iterator<Item = &AChoisir> {
        self.metiers.iter().filter(|metier| metier.certitude() == Certitude::Inconnue)
    }

    /// The people who have left, in the order of the file (R-IMPORT-16).
    pub fn partis(&self) -> impl Iterator<Item = (&Personne, &Depart)> {
        self.personnes.iter().filter_map(|personne| Some((personne, personne.depart.as_ref()?)))
    }

    /// How many people are counted.
    pub fn nombre(&self) -> u32 {
        self.personnes
            .iter()
            .filter(|personne| personne.comptee)
            .map(|personne| personne.nombre)
            .fold(0, u32::saturating_add)
    }
}

impl Lecteur<'_> {
    /// The row without what says « nothing » in words, in the columns that are read.
    fn sans_rien<'l>(&mut self, ligne: &'l LigneLue) -> Cow<'l, LigneLue> {
        let mut net = Cow::Borrowed(ligne);
        for role in Role::TOUS {
            let Some((colonne, cellule)) = self.cellule(ligne, role) else { continue };
            // `#N/A` is a value that is missing; another error is one to mend: it is told where it stands.
            let (Cellule::Texte(texte) | Cellule::Erreur(texte)) = cellule else { continue };
            let rien = match role {
                Role::Nom | Role::Prenom | Role::NomPrenom => est_rien_d_un_nom(texte),
                // A dash says no there.
                Role::Smartphone | Role::Acces | Role::Carte | Role::Ecps => {
                    est_rien(texte) && !est_non(texte)
                }
                // It says something of who is there.
                Role::Presence => est_rien(texte) && !egal(texte).starts_with("absent"),
                _ => est_rien(texte),
            };
            if !rien {
                continue;
            }
            self.riens.0 += 1;
            let ecrit = extrait(texte);
            if self.riens.1.len() < 3 && !self.riens.1.contains(&ecrit) {
                self.riens.1.push(ecrit);
            }
            if let Some(place) = net.to_mut().cellules.get_mut(colonne) {
                *place = Cellule::Vide;
            }
        }
        net
    }

    fn dire_les_riens(&mut self) {
        let (combien, ecrits) = std::mem::take(&mut self.riens);
        if combien > 0 {
            let ecrits: Vec<String> = ecrits.iter().map(|ecrit| format!("«\u{a0}{ecrit}\u{a0}»")).collect();
            let constat = match combien {
                1 => "1\u{a0}cellule a été lue comme vide\u{a0}: elle contient".to_owned(),
                _ => format!("{combien}\u{a0}cellules ont été lues comme vides\u{a0}: elles contiennent"),
            };
            self.carnet.noter(Remarque::du_fichier(format!("{constat} {}.", ecrits.join(", "))));
        }
    }

    /// A cell where a text is expected.
    fn texte(&mut self, ligne: &LigneLue, role: Role) -> String {
        let Some((colonne, cellule)) = self.cellule(ligne, role) else { return String::new() };
        let constat = match cellule {
            Cellule::Erreur(erreur) => format!(
                "cette cellule contient une erreur de tableur («\u{a0}{erreur}\u{a0}»)\u{a0}; elle a été lue comme vide. Corrigez-la dans le fichier."
            ),
            Cellule::Jour(_) => format!(
                "cette cellule contient une date («\u{a0}{}\u{a0}»), que le tableur a peut-être fabriquée en corrigeant un texte. Vérifiez-la.",
                cellule.texte()
            ),
            Cellule::Nombre(_) | Cellule::OuiNon(_) if role == Role::Profession => {
                format!("«\u{a0}{}\u{a0}» n’est pas une profession. Vérifiez cette cellule.", cellule.texte())
            }
            Cellule::Vide | Cellule::Texte(_) | Cellule::Nombre(_) | Cellule::OuiNon(_) => {
                let texte = cellule.texte();
                // The apostrophe by which a spreadsheet keeps a text as it is; not that of « ’t Hooft ».
                let net = texte.strip_prefix('\'').filter(|net| net.starts_with(char::is_uppercase));
                return net.map_or_else(|| texte.to_string(), str::to_owned);
            }
        };
        let garde =
            if matches!(cellule, Cellule::Erreur(_)) { String::new() } else { cellule.texte().into_owned() };
        self.noter(ligne.numero, colonne, &constat);
        garde
    }

    fn lire(&mut self, ligne: &LigneLue) {
        let nom = if self.colonnes.colonne(Role::Nom).is_some() { Role::Nom } else { Role::NomPrenom };
        let (nom, prenom) = (self.texte(ligne, nom), self.texte(ligne, Role::Prenom));
        let depart = self.depart(ligne);
        let profession = self.texte(ligne, Role::Profession);
        let nombre = self.nombre(ligne, &profession);
        self.plusieurs_noms(ligne, nombre);
        let (cle, ecartee) = match depart {
            Some(_) => {
                let reconnaitre = || metiers::reconnaitre(&profession).cle;
                (*self.partis.entry(egal(&profession)).or_insert_with(reconnaitre), false)
            }
            None => self.metier(ligne, &profession, nombre),
        };
        let mut personne = Personne {
            ligne: ligne.numero,
            nom,
            prenom,
            profession,
            cle,
            rpps: self.rpps(ligne),
            site: self.site(ligne),
            nombre,
            interim: self.interim(ligne),
            smartphone: self.smartphone(ligne),
            acces: self.oui_non(ligne, Role::Acces),
            carte: self.carte(ligne),
            ecps: self.ecps(ligne),
            doublon: None,
            comptee: !ecartee && depart.is_none() && nombre > 0,
            depart,
        };
        // A contract that has ended is no duplicate of the next one.
        if personne.depart.is_none() {
            self.doublon(&mut personne);
        }
        self.personnes.push(personne);
    }

    /// The key of a profession, and whether the user said that it is not to be counted.
    fn metier(&mut self, ligne: &LigneLue, profession: &str, nombre: u32) -> (Option<&'static str>, bool) {
        let commun = egal(profession);
        let metier = match self.metiers.get_mut(&commun) {
            Some(metier) => metier,
            None => {
                let choix = self
                    .choix
                    .get(&commun)
                    .filter(|cle| *cle == ECARTER || Profession::par_cle(cle).is_some())
                    .cloned();
                self.metiers.entry(commun.clone()).or_insert(AChoisir {
                    texte: profession.to_owned(),
                    egal: commun,
                    nombre: 0,
                    ligne: ligne.numero,
                    reconnaissance: metiers::reconnaitre(profession),
                    choix,
                })
            }
        };
        metier.nombre = metier.nombre.saturating_add(nombre);
        match metier.choix.as_deref() {
            Some(ECARTER) => (None, true),
            Some(cle) => (Profession::par_cle(cle).map(|profession| profession.cle), false),
            None => {
                let cle = metier.reconnaissance.cle;
                if profession.is_empty()
                    && let Some(colonne) = self.colonnes.colonne(Role::Profession)
                {
                    self.noter(
                        ligne.numero,
                        colonne,
                        "la profession n’est pas écrite. Complétez-la, ou choisissez-en une ici.",
                    );
                }
                (cle, false)
            }
        }
    }
}
