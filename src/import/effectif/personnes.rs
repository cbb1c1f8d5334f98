//! The people of a roster: who, which profession, which RPPS; and what is doubtful, line by line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::colonnes::Colonnes;
use super::departs::{TERMINES, est_parti};
use super::lexique::mots;
use super::metiers::{self, Certitude, Reconnaissance, sans_accents};
use super::presence::{Presence, echeance, fin_dite, presence};
use super::remarque::{Carnet, Remarque, extrait};
use super::role::Role;
use super::tableau::{Cellule, LigneLue, Tableau};
use super::totaux;
use super::valeurs::{DateLue, compte, date, dernier_jour_dit, oui_ou_non};
use crate::domain::calendrier;
use crate::domain::finess::Finess;
use crate::domain::professions::Profession;
use crate::domain::question::Choice;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{EtatEcps, Smartphone};
use crate::domain::rpps::Rpps;
use crate::domain::saisie::{self, est_rien, est_rien_d_un_nom};

/// What is known of the RPPS number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EtatRpps {
    /// The file has no column for it.
    SansColonne,
    /// Its cell is empty.
    Absent,
    /// A number whose key is right (R-ID-12).
    Valide(Rpps),
    /// Something that is no RPPS number: told by a remark.
    Refuse,
}

/// Another line that may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doublon {
    /// The first of the two.
    pub ligne: u32,
    /// The same RPPS number and the same profession: surely the same person. Else to be checked.
    pub certain: bool,
}

/// Someone who has left (R-IMPORT-16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Depart {
    /// The day, when the roster says it.
    pub jour: Option<NaiveDate>,
    /// What the roster says.
    pub dit: String,
}

/// A row of the roster: a person, or several of the same profession when the roster counts them.
#[derive(Clone, Debug, PartialEq)]
pub struct Personne {
    /// Row in the spreadsheet.
    pub ligne: u32,
    /// Family name, or the whole name; empty when the roster has none.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Profession as it is written.
    pub profession: String,
    /// Key of the table of professions; none until the user chooses.
    pub cle: Option<&'static str>,
    /// RPPS number.
    pub rpps: EtatRpps,
    /// Place of work.
    pub site: String,
    /// How many people the row counts, up to [`NOMBRE_MAX`]; none where the roster counts nobody.
    pub nombre: u32,
    /// Temporary staff, after the kind of contract.
    pub interim: bool,
    /// Whether they have a smartphone, when the roster says so.
    pub smartphone: Option<Smartphone>,
    /// Whether they must connect to a national service, when the roster says so.
    pub acces: Option<bool>,
    /// Card held, when the roster says so.
    pub carte: Option<Carte>,
    /// State of the e-CPS, when the roster says so.
    pub ecps: Option<EtatEcps>,
    /// Another line that may be the same person.
    pub doublon: Option<Doublon>,
    /// Whether the person has left: they are listed apart, and counted nowhere (R-IMPORT-16).
    pub depart: Option<Depart>,
    /// Whether the person is counted. A certain duplicate is not, nor who has left.
    pub comptee: bool,
}

/// A text of the column of professions, with everyone it stands for: what the user confirms or chooses once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AChoisir {
    /// As it is written the first time; empty for those whose profession is not written.
    pub texte: String,
    /// What equal texts have in common: the key of the choice.
    pub egal: String,
    /// How many people.
    pub nombre: u32,
    /// The first row.
    pub ligne: u32,
    /// What it was recognised as.
    pub reconnaissance: Reconnaissance,
    /// Key that the user chose, or [`ECARTER`].
    pub choix: Option<String>,
}

/// The choice of a text that names nobody to be counted: « conseil d’administration ».
pub const ECARTER: &str = "ecarter";

/// The most people that one row may count: what one row of the dossier can hold.
pub const NOMBRE_MAX: u32 = 20_000;

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
        for remarque in departs_oublies(tableau, colonnes) {
            lecteur.carnet.noter(remarque);
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
        lecteur.dire_les_departs();
        let mut metiers: Vec<AChoisir> = lecteur.metiers.into_values().collect();
        metiers.sort_by(|one, other| {
            let order = |metier: &AChoisir| {
                let choisi = if metier.choix.is_some() {
                    Certitude::Certaine
                } else {
                    metier.reconnaissance.certitude
                };
                (choisi, std::cmp::Reverse(metier.nombre), metier.ligne)
            };
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
        self.metiers
            .iter()
            .filter(|metier| metier.choix.is_none() && metier.reconnaissance.certitude == Certitude::Inconnue)
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

/// What equal texts have in common: their words, without case, accents nor spaces.
pub(super) fn egal(texte: &str) -> String {
    sans_accents(texte).split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Lecteur<'a> {
    tableau: &'a Tableau,
    colonnes: &'a Colonnes,
    choix: &'a BTreeMap<String, String>,
    aujourdhui: NaiveDate,
    /// Cells that say « nothing » in words: how many, and the first ways.
    riens: (usize, Vec<String>),
    carnet: Carnet,
    metiers: BTreeMap<String, AChoisir>,
    /// The key of each profession of those who have left: nothing is to be chosen for them.
    partis: FxHashMap<String, Option<&'static str>>,
    /// Rank of the first person of each RPPS number, and of each name and profession.
    par_rpps: FxHashMap<String, usize>,
    par_nom: FxHashMap<(String, String), usize>,
    personnes: Vec<Personne>,
}

/// What HR writes where a number is missing, beside what says « nothing » anywhere ([`est_rien`]).
const PAS_DE_NUMERO: &[&str] = &["x", "xx", "xxx", "xxxx", "0", "non", "en cours", "en attente"];

/// What « pas de », « sans » may deny: a number, a card.
const SANS_QUOI: &[&str] =
    &["de", "d", "numero", "n", "rpps", "adeli", "encore", "carte", "cps", "cpe", "cde", "cpa", "cpf"];

/// Whether a text says that there is no number, no card.
fn est_sans(texte: &str) -> bool {
    let words = mots(texte);
    let mut suite = words.split(' ');
    // « Pas de RPPS », « aucun numéro », « sans carte ».
    let nie = matches!(suite.next(), Some("pas" | "aucun" | "aucune" | "sans"))
        && suite.all(|word| SANS_QUOI.contains(&word));
    est_rien(texte) || nie || PAS_DE_NUMERO.contains(&words.as_str())
}

/// Columns that are not read and where someone is said to have left, when none is read for that.
fn departs_oublies(tableau: &Tableau, colonnes: &Colonnes) -> Vec<Remarque> {
    if [Role::Presence, Role::Sortie].into_iter().any(|role| colonnes.colonne(role).is_some()) {
        return vec![];
    }
    let ignorees = (0..tableau.entetes.len()).filter(|colonne| colonnes.role(*colonne) == Role::Ignoree);
    ignorees
        .filter_map(|colonne| {
            let (ligne, texte) = tableau.lignes.iter().find_map(|ligne| match ligne.cellule(colonne) {
                Cellule::Texte(texte) if commence_par_un_depart(texte) && presence("", texte) == Some(Presence::Partie) => {
                    Some((ligne.numero, texte))
                }
                _ => None,
            })?;
            Some(Remarque::du_fichier(format!(
                "La {} n’est pas lue, et parle de départs (ligne\u{a0}{ligne}\u{a0}: «\u{a0}{}\u{a0}»). Si elle dit qui est parti, revenez aux colonnes et choisissez «\u{a0}{}\u{a0}» pour elle.",
                tableau.nom_de_colonne(colonne),
                extrait(texte),
                Role::Presence.libelle()
            )))
        })
        .collect()
}

/// Whether the first word of a text says a leaving by itself: « Partie le 30/06 », « A quitté l’établissement ».
fn commence_par_un_depart(texte: &str) -> bool {
    let words = texte.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.take(3).map(sans_accents);
    words.find(|word| !matches!(word.as_str(), "a" | "est")).is_some_and(|word| {
        est_parti(&word) && !word.starts_with("ancien") && !TERMINES.contains(&word.as_str())
    })
}

/// What a text adds in brackets or behind a dash, when it begins with a leaving.
fn a_cote(texte: &str) -> Option<&str> {
    let entre = texte.split_once('(').map(|(_, suite)| suite.trim_end().trim_end_matches(')'));
    let apres = || [" - ", " – ", " — "].into_iter().find_map(|tiret| Some(texte.split_once(tiret)?.1));
    let dit = entre.or_else(apres)?.trim();
    commence_par_un_depart(dit).then_some(dit)
}

/// Whether a number is made of zeros only, as programs write for nothing: `0.0`, `00000000000`.
fn que_des_zeros(texte: &str) -> bool {
    let numero = saisie::normaliser(texte, &[]);
    !numero.is_empty() && numero.bytes().all(|c| c == b'0')
}

impl Lecteur<'_> {
    /// The cell of a role, with its column.
    fn cellule<'l>(&self, ligne: &'l LigneLue, role: Role) -> Option<(usize, &'l Cellule)> {
        self.colonnes.colonne(role).map(|colonne| (colonne, ligne.cellule(colonne)))
    }

    fn noter(&mut self, ligne: u32, colonne: usize, constat: &str) {
        let entete = self.tableau.entetes.get(colonne).map_or("", String::as_str);
        self.carnet.noter(Remarque::de_cellule(ligne, colonne, entete, constat));
    }

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

    fn dire_les_departs(&mut self) {
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
        let nombre = self.nombre(ligne);
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

    /// Whether the person of a row has left, after its dates and its words (R-IMPORT-16); who arrives later is told.
    fn depart(&mut self, ligne: &LigneLue) -> Option<Depart> {
        let entree = self.jour(ligne, Role::Entree);
        let depart = self.depart_dit(ligne, entree).or_else(|| self.depart_a_cote(ligne));
        if depart.is_none()
            && let Some(entree) = entree.filter(|entree| *entree > self.aujourdhui)
            && let Some(colonne) = self.colonnes.colonne(Role::Entree)
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

    /// What the columns of leaving, of contracts and of presence say, for who arrived that day.
    fn depart_dit(&mut self, ligne: &LigneLue, entree: Option<NaiveDate>) -> Option<Depart> {
        let aujourdhui = self.aujourdhui;
        let parti = |jour: NaiveDate, quoi: &str| Depart {
            jour: Some(jour),
            dit: format!("{quoi} le {}", calendrier::long(jour)),
        };
        let (mot, la) = self.presence(ligne);
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
    fn depart_a_cote(&self, ligne: &LigneLue) -> Option<Depart> {
        [Role::Nom, Role::Prenom, Role::NomPrenom, Role::Profession].into_iter().find_map(|role| {
            let (_, cellule) = self.cellule(ligne, role)?;
            let Cellule::Texte(texte) = cellule else { return None };
            let a_cote = a_cote(texte)?;
            let jour = dernier_jour_dit(a_cote);
            let parti = presence("", a_cote) == Some(Presence::Partie);
            (parti && jour.is_none_or(|jour| jour < self.aujourdhui))
                .then(|| Depart { jour, dit: format!("«\u{a0}{}\u{a0}»", extrait(a_cote)) })
        })
    }

    /// The date of a cell; one that can't be read is told.
    fn jour(&mut self, ligne: &LigneLue, role: Role) -> Option<NaiveDate> {
        let (colonne, cellule) = self.cellule(ligne, role)?;
        let lue = if role == Role::Entree { date(cellule) } else { echeance(cellule) };
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
    fn presence(&self, ligne: &LigneLue) -> (Option<Depart>, bool) {
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
            let parti = |jour| Depart { jour, dit: format!("«\u{a0}{}\u{a0}»", extrait(&texte)) };
            let fin = fin_dite(&texte).filter(|_| !dates);
            if let Some(fin) = fin.filter(|fin| *fin < self.aujourdhui) {
                return (Some(parti(Some(fin))), la);
            }
            match presence(entete, &texte) {
                Some(Presence::Partie) => {
                    // « Sorti le 31/08/2025 », « retraite en 2028 »: the day decides.
                    let jour = dernier_jour_dit(&texte);
                    if jour.is_none_or(|jour| jour < self.aujourdhui) {
                        return (Some(parti(jour)), la);
                    }
                }
                Some(Presence::La) => la = true,
                None => {}
            }
        }
        (None, la)
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

    fn nombre(&mut self, ligne: &LigneLue) -> u32 {
        let Some((colonne, cellule)) = self.cellule(ligne, Role::Nombre) else { return 1 };
        if cellule.est_vide() {
            if !self.colonnes.nomme() {
                self.noter(
                    ligne.numero,
                    colonne,
                    "le nombre n’est pas écrit\u{a0}; une seule personne a été comptée.",
                );
            }
            return 1;
        }
        let texte = cellule.texte().into_owned();
        match compte(&texte) {
            Some(0.0) => {
                self.noter(ligne.numero, colonne, "le nombre est 0\u{a0}; personne n’y a été compté.");
                0
            }
            Some(compte) if compte > 0.0 && compte <= f64::from(NOMBRE_MAX) => {
                let nombre = compte.ceil();
                if nombre > compte {
                    self.noter(
                        ligne.numero,
                        colonne,
                        &format!(
                            "«\u{a0}{}\u{a0}» n’est pas un nombre entier de personnes\u{a0}; {nombre} ont été comptées. Vérifiez-le, s’il s’agit d’équivalents temps plein.",
                            extrait(&texte)
                        ),
                    );
                }
                nombre as u32
            }
            _ => {
                let pourquoi = if saisie::perd_des_chiffres(&texte) {
                    "a été abrégé par un tableur, et des chiffres sont perdus"
                } else {
                    "n’est pas un nombre de personnes"
                };
                self.noter(
                    ligne.numero,
                    colonne,
                    &format!("«\u{a0}{}\u{a0}» {pourquoi}\u{a0}; une seule a été comptée.", extrait(&texte)),
                );
                1
            }
        }
    }

    fn rpps(&mut self, ligne: &LigneLue) -> EtatRpps {
        let Some((colonne, cellule)) = self.cellule(ligne, Role::Rpps) else { return EtatRpps::SansColonne };
        let texte = cellule.texte().into_owned();
        let constat = match cellule {
            Cellule::Vide => return EtatRpps::Absent,
            Cellule::Texte(_) | Cellule::Nombre(_) if est_sans(&texte) || que_des_zeros(&texte) => {
                return EtatRpps::Absent;
            }
            Cellule::Erreur(_) => "c’est une erreur de tableur. Corrigez-la dans le fichier.".to_owned(),
            Cellule::Jour(_) => {
                "c’est une date, pas un numéro\u{a0}: le tableur a changé ce qui était écrit. Reprenez le numéro sur le document d’origine.".to_owned()
            }
            Cellule::Texte(_) | Cellule::Nombre(_) | Cellule::OuiNon(_) => match Rpps::read(&texte) {
                Ok(saisie) => return EtatRpps::Valide(saisie.valeur),
                Err(refus) => {
                    // A spreadsheet keeps fifteen digits, a CSV made from what it showed, five: the others are zeros.
                    let perdus = texte.len() >= 11 && texte.ends_with("00000") && texte.bytes().all(|c| c.is_ascii_digit());
                    match perdus {
                        true => format!("{} Ses zéros font penser qu’un tableur l’a arrondi.", refus.phrase),
                        false => refus.phrase,
                    }
                }
            },
        };
        self.noter(
            ligne.numero,
            colonne,
            &format!("«\u{a0}{}\u{a0}». {}", extrait(&texte), majuscule(&constat)),
        );
        EtatRpps::Refuse
    }

    /// The place of work; a FINESS number that lost its first zero gets it back, and a word.
    fn site(&mut self, ligne: &LigneLue) -> String {
        let texte = self.texte(ligne, Role::Site);
        let Some(colonne) = self.colonnes.colonne(Role::Site) else { return texte };
        let finess = self.tableau.entetes.get(colonne).is_some_and(|entete| egal(entete).contains("finess"));
        if !finess || texte.is_empty() {
            return texte;
        }
        if que_des_zeros(&texte) {
            return String::new();
        }
        match Finess::read(&texte) {
            Ok(saisie) => match saisie.avertissement {
                None => saisie.valeur.texte().to_owned(),
                Some(doute) => {
                    self.noter(ligne.numero, colonne, &format!("«\u{a0}{}\u{a0}». {doute}", extrait(&texte)));
                    texte
                }
            },
            Err(refus) => {
                self.noter(
                    ligne.numero,
                    colonne,
                    &format!("«\u{a0}{}\u{a0}». {}", extrait(&texte), refus.phrase),
                );
                refus.proposition.unwrap_or(texte)
            }
        }
    }

    fn interim(&self, ligne: &LigneLue) -> bool {
        let texte =
            self.cellule(ligne, Role::Contrat).map(|(_, cellule)| egal(&cellule.texte())).unwrap_or_default();
        ["interim", "vacat", "remplac", "renfort"].iter().any(|mot| texte.contains(mot))
    }

    /// Yes, no, or one that the structure lends.
    fn smartphone(&mut self, ligne: &LigneLue) -> Option<Smartphone> {
        let ecrit = self.cellule(ligne, Role::Smartphone).map(|(_, cellule)| mots(&cellule.texte()))?;
        let prete = |word: &str| {
            ["fourni", "prete", "tablette"].iter().any(|start| word.starts_with(start))
                || matches!(
                    word,
                    "structure"
                        | "etablissement"
                        | "association"
                        | "employeur"
                        | "disposition"
                        | "pro"
                        | "professionnel"
                )
        };
        let nie = |word: &str| matches!(word, "non" | "pas" | "sans" | "aucun" | "aucune");
        if ecrit.split(' ').any(prete) && !ecrit.split(' ').any(nie) {
            return Some(Smartphone::FourniStructure);
        }
        self.oui_non(ligne, Role::Smartphone).map(|oui| if oui { Smartphone::Oui } else { Smartphone::Non })
    }

    fn oui_non(&mut self, ligne: &LigneLue, role: Role) -> Option<bool> {
        let (colonne, cellule) = self.cellule(ligne, role)?;
        let texte = cellule.texte().into_owned();
        match oui_ou_non(&mots(&texte)) {
            Some(oui) => Some(oui),
            None if texte.is_empty() => None,
            None if est_non(&texte) => Some(false),
            None => {
                self.noter(
                    ligne.numero,
                    colonne,
                    &format!(
                        "«\u{a0}{}\u{a0}» n’est ni oui ni non\u{a0}; elle a été lue comme vide.",
                        extrait(&texte)
                    ),
                );
                None
            }
        }
    }

    fn carte(&mut self, ligne: &LigneLue) -> Option<Carte> {
        let (colonne, cellule) = self.cellule(ligne, Role::Carte)?;
        let texte = cellule.texte().into_owned();
        // « e-CPS » is another thing.
        let ecrit = egal(&texte).replace("e-cps", "").replace("ecps", "");
        if texte.is_empty() {
            return None;
        }
        let nommee = |texte: &str| {
            Carte::OPTIONS.iter().find_map(|option| {
                let mot = |mot: &str| mot == option.jeton;
                texte
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .any(mot)
                    .then(|| Carte::de_jeton(option.jeton))
                    .flatten()
            })
        };
        let oui = oui_ou_non(&mots(&ecrit)) == Some(true);
        let entete = self.tableau.entetes.get(colonne).map(|entete| egal(entete)).unwrap_or_default();
        let carte = if oui {
            nommee(&entete)
        } else if !ecrit.is_empty() && (est_sans(&ecrit) || est_non(&ecrit)) {
            Some(Carte::Aucune)
        } else {
            nommee(&ecrit)
        };
        if carte.is_none() {
            self.noter(ligne.numero, colonne, &format!("«\u{a0}{}\u{a0}» n’est pas une carte connue (CPS, CPE, CDE, CPA, CPF ou aucune)\u{a0}; elle a été lue comme vide.", extrait(&texte)));
        }
        carte
    }

    fn ecps(&mut self, ligne: &LigneLue) -> Option<EtatEcps> {
        let (colonne, cellule) = self.cellule(ligne, Role::Ecps)?;
        let texte = cellule.texte().into_owned();
        let ecrit = mots(&texte);
        match ecrit.as_str() {
            "active" | "activee" | "actif" | "ok" => Some(EtatEcps::Active),
            "pas encore" => Some(EtatEcps::Aucune),
            "expire" | "expiree" | "perime" | "perimee" => Some(EtatEcps::Expiree),
            "en anomalie" | "anomalie" | "bloque" | "bloquee" => Some(EtatEcps::Anomalie),
            _ if texte.is_empty() => None,
            _ if oui_ou_non(&ecrit) == Some(true) => Some(EtatEcps::Active),
            _ if est_non(&texte) => Some(EtatEcps::Aucune),
            _ => {
                self.noter(ligne.numero, colonne, &format!("«\u{a0}{}\u{a0}» n’est pas un état de l’e-CPS (active, expirée, en anomalie, aucune)\u{a0}; elle a été lue comme vide.", extrait(&texte)));
                None
            }
        }
    }

    /// Whether an earlier line is the same person.
    fn doublon(&mut self, personne: &mut Personne) {
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
}

/// Whether a text says no, or that there is none.
fn est_non(texte: &str) -> bool {
    let mots = mots(texte);
    texte == "-" || oui_ou_non(&mots) == Some(false) || matches!(mots.as_str(), "aucun" | "aucune" | "sans")
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

/// A sentence with a capital.
fn majuscule(phrase: &str) -> String {
    let mut signes = phrase.chars();
    signes.next().map_or_else(String::new, |premier| premier.to_uppercase().chain(signes).collect())
}
