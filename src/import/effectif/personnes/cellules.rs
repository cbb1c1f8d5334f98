//! What each cell of a row says of a person.

use super::lecteur::Lecteur;
use super::personne::{EtatRpps, NOMBRE_MAX, egal};
use crate::domain::finess::Finess;
use crate::domain::question::Choice;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::professionnels::{EtatEcps, Smartphone};
use crate::domain::rpps::Rpps;
use crate::domain::saisie::{self, est_rien};
use crate::import::effectif::lexique::mots;
use crate::import::effectif::metiers::{self, Certitude};
use crate::import::effectif::remarque::extrait;
use crate::import::effectif::role::Role;
use crate::import::effectif::tableau::{Cellule, LigneLue};
use crate::import::effectif::valeurs::{compte, oui_ou_non};

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

/// Whether a number is made of zeros only, as programs write for nothing: `0.0`, `00000000000`.
fn que_des_zeros(texte: &str) -> bool {
    let numero = saisie::normaliser(texte, &[]);
    !numero.is_empty() && numero.bytes().all(|c| c == b'0')
}

/// Whether a text says no, or that there is none.
pub(super) fn est_non(texte: &str) -> bool {
    let mots = mots(texte);
    texte == "-" || oui_ou_non(&mots) == Some(false) || matches!(mots.as_str(), "aucun" | "aucune" | "sans")
}

/// A sentence with a capital.
fn majuscule(phrase: &str) -> String {
    let mut signes = phrase.chars();
    signes.next().map_or_else(String::new, |premier| premier.to_uppercase().chain(signes).collect())
}

impl Lecteur<'_> {
    pub(super) fn nombre(&mut self, ligne: &LigneLue, profession: &str) -> u32 {
        let Some((colonne, cellule)) = self.cellule(ligne, Role::Nombre) else {
            return self.nombre_devant(ligne, profession);
        };
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

    /// How many people a profession is told of, in a roster that has neither names nor a column of numbers: « 6 IDE ».
    fn nombre_devant(&mut self, ligne: &LigneLue, profession: &str) -> u32 {
        let dit = profession.split_once(' ').filter(|(_, metier)| {
            !self.colonnes.nomme() && metiers::reconnaitre(metier).certitude != Certitude::Inconnue
        });
        let nombre = dit
            .and_then(|(nombre, _)| nombre.parse().ok())
            .filter(|nombre| (2..=NOMBRE_MAX).contains(nombre));
        let (Some(nombre), Some(colonne)) = (nombre, self.colonnes.colonne(Role::Profession)) else {
            return 1;
        };
        self.noter(
            ligne.numero,
            colonne,
            &format!(
                "«\u{a0}{}\u{a0}» a été lu comme {nombre}\u{a0}personnes. Vérifiez-le.",
                extrait(profession)
            ),
        );
        nombre
    }

    /// A cell that names several people is told: their professions, and their numbers, can't be told apart.
    pub(super) fn plusieurs_noms(&mut self, ligne: &LigneLue, nombre: u32) {
        let noms = [Role::NomPrenom, Role::Nom].into_iter().find_map(|role| self.cellule(ligne, role));
        let Some((colonne, Cellule::Texte(texte))) = noms else { return };
        let liste = texte.replace(" et ", "/").replace(['\n', '&', ';'], "/");
        let entiers = |nom: &str| nom.split_whitespace().count() >= 2;
        // « MARTIN DUPONT, Ana Marie » is one person.
        let distincts = |nom: &str| {
            entiers(nom)
                && nom.split_whitespace().any(|mot| mot.len() > 1 && !mot.contains(char::is_lowercase))
                && nom.contains(char::is_lowercase)
        };
        let plusieurs = liste.contains('/') && liste.split(['/', ',']).all(entiers)
            || liste.contains(',') && liste.split(['/', ',']).all(distincts);
        if plusieurs && nombre == 1 {
            self.noter(
                ligne.numero,
                colonne,
                "cette cellule semble nommer plusieurs personnes, et une seule a été comptée. Écrivez une personne par ligne.",
            );
        }
    }

    pub(super) fn rpps(&mut self, ligne: &LigneLue) -> EtatRpps {
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
    pub(super) fn site(&mut self, ligne: &LigneLue) -> String {
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

    pub(super) fn interim(&self, ligne: &LigneLue) -> bool {
        let texte =
            self.cellule(ligne, Role::Contrat).map(|(_, cellule)| egal(&cellule.texte())).unwrap_or_default();
        ["interim", "vacat", "remplac", "renfort"].iter().any(|mot| texte.contains(mot))
    }

    /// Yes, no, or one that the structure lends.
    pub(super) fn smartphone(&mut self, ligne: &LigneLue) -> Option<Smartphone> {
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

    pub(super) fn oui_non(&mut self, ligne: &LigneLue, role: Role) -> Option<bool> {
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

    pub(super) fn carte(&mut self, ligne: &LigneLue) -> Option<Carte> {
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

    pub(super) fn ecps(&mut self, ligne: &LigneLue) -> Option<EtatEcps> {
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
}
