//! Why a roster can't be read at all: what happened, where, what to do. In French, for the user.

use std::fmt;

use super::super::limites::{
    EFFECTIF_CELLULES_MAX, EFFECTIF_COLONNES_MAX, EFFECTIF_FICHIER_MAX, EFFECTIF_LIGNES_MAX,
    EFFECTIF_PARTIES_MAX,
};
use super::remarque::{extrait, nom_de_colonne};
use crate::domain::nombre::milliers;

/// What a file that is not a roster is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutreFichier {
    /// Workbook of Excel 97 to 2003.
    Xls,
    /// Binary workbook of Excel.
    Xlsb,
    /// SYLK or DIF: what spreadsheets exchanged before.
    Echange(&'static str),
    /// Apple Numbers.
    Numbers,
    /// Word or LibreOffice text.
    Document,
    /// ZIP archive of something else.
    Archive,
    /// PDF.
    Pdf,
    /// HTML or XML.
    PageWeb,
    /// RTF.
    Rtf,
    /// PNG, JPEG or GIF.
    Image,
    /// JSON.
    Json,
    /// A gzip inside a gzip, or a workbook inside a gzip.
    CompresseDeuxFois,
    /// Bytes that are no text.
    Inconnu,
}

/// A refusal of a file. `Display` is the sentence to show. Nothing of the dossier is changed by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErreurEffectif {
    /// No byte, or spaces only.
    Vide,
    /// Headings without a row, or empty sheets only.
    AucuneLigne,
    /// A sheet of formulas alone, whose results were never saved.
    JamaisCalcule,
    /// Not a roster at all.
    AutreFichier(AutreFichier),
    /// A workbook that asks for a password.
    MotDePasse,
    /// The file is heavier than [`EFFECTIF_FICHIER_MAX`].
    TropLourd,
    /// What is compressed expands beyond [`EFFECTIF_TEXTE_MAX`](super::super::limites::EFFECTIF_TEXTE_MAX), a part beyond what it may hold, a gzip beyond
    /// [`EFFECTIF_FICHIER_MAX`].
    Demesure {
        /// Part of the workbook; empty for a gzip.
        partie: String,
    },
    /// A workbook of more than [`EFFECTIF_PARTIES_MAX`] parts.
    TropDeParties,
    /// The compressed data are cut or damaged.
    Abime {
        /// Part of the workbook; empty when it is the whole file.
        partie: String,
    },
    /// A part of the workbook is not what it should be.
    MalForme {
        /// Part of the workbook.
        partie: String,
        /// Offset in that part, once decompressed.
        octet: u64,
    },
    /// More cells or texts than a roster has.
    TropDeContenu {
        /// Row where reading stopped.
        ligne: u32,
    },
    /// Something stands beyond [`EFFECTIF_COLONNES_MAX`] columns.
    TropDeColonnes {
        /// Row.
        ligne: u32,
        /// Column, from 0.
        colonne: usize,
    },
    /// No visible sheet has this name.
    FeuilleAbsente {
        /// The name.
        nom: String,
    },
}

/// What to do of a file that is of no use.
const ENREGISTRER: &str = "Ouvrez-le dans votre tableur, enregistrez-le en XLSX, en ODS ou en CSV, puis choisissez ce nouveau fichier.";

impl fmt::Display for AutreFichier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (constat, conseil) = match self {
            Self::Xls => ("un classeur d’un ancien Excel (XLS)", ENREGISTRER),
            Self::Xlsb => ("un classeur binaire d’Excel (XLSB)", ENREGISTRER),
            Self::Echange(nom) => {
                return write!(
                    f,
                    "Ce fichier ne peut pas être lu ici\u{a0}: c’est un ancien format d’échange entre tableurs ({nom}). {ENREGISTRER}"
                );
            }
            Self::Numbers => {
                return f.write_str(
                    "Ce fichier ne peut pas être lu ici\u{a0}: c’est un document d’Apple, un classeur Numbers sans doute. Ouvrez-le dans Numbers, choisissez Fichier, Exporter vers, Excel, puis choisissez ce nouveau fichier.",
                );
            }
            Self::Document => (
                "un document de traitement de texte",
                "Copiez son tableau dans un tableur, enregistrez-le en XLSX, puis choisissez ce nouveau fichier.",
            ),
            Self::Archive => (
                "une archive ZIP qui n’est pas un classeur",
                "Sortez le fichier de l’archive, puis choisissez-le.",
            ),
            Self::Pdf => (
                "un document PDF",
                "Demandez le même tableau dans un tableur (XLSX, ODS ou CSV) à qui l’a fait.",
            ),
            Self::PageWeb => (
                "une page web",
                "L’export a peut-être échoué, ou se dit «\u{a0}Excel\u{a0}» sans l’être\u{a0}: ouvrez-le dans votre tableur et enregistrez-le en XLSX.",
            ),
            Self::Rtf => (
                "un texte mis en forme (RTF)",
                "Copiez son tableau dans un tableur, enregistrez-le en XLSX, puis choisissez ce nouveau fichier.",
            ),
            Self::Image => {
                ("une image", "Demandez le même tableau dans un tableur (XLSX, ODS ou CSV) à qui l’a fait.")
            }
            Self::Json => (
                "un fichier JSON",
                "Pour rouvrir un dossier de Jalons, passez par l’accueil\u{a0}; ici, choisissez un tableau (XLSX, ODS ou CSV).",
            ),
            Self::CompresseDeuxFois => (
                "un fichier compressé qui en contient un autre",
                "Décompressez-le, puis choisissez le fichier qu’il contient.",
            ),
            Self::Inconnu => {
                ("un fichier d’un autre genre", "Choisissez un tableau enregistré en XLSX, en ODS ou en CSV.")
            }
        };
        write!(f, "Ce n’est pas une liste de professionnels\u{a0}: c’est {constat}. {conseil}")
    }
}

impl fmt::Display for ErreurEffectif {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vide => f.write_str("Ce fichier est vide. Choisissez-en un autre."),
            Self::AucuneLigne => f.write_str(
                "Ce fichier ne contient aucune ligne sous ses en-têtes. Vérifiez qu’il a été enregistré après la saisie, ou choisissez-en un autre.",
            ),
            Self::JamaisCalcule => f.write_str(
                "Ce classeur n’a pas été calculé depuis qu’un programme l’a écrit\u{a0}: ses cellules sont des formules dont le résultat n’est pas enregistré. Ouvrez-le dans votre tableur, enregistrez-le, puis choisissez-le à nouveau.",
            ),
            Self::AutreFichier(quoi) => write!(f, "{quoi}"),
            Self::MotDePasse => f.write_str(
                "Ce classeur est protégé par un mot de passe\u{a0}: il ne peut pas être lu ici. Ouvrez-le dans votre tableur, enlevez le mot de passe, enregistrez-en une copie, puis choisissez cette copie.",
            ),
            Self::TropLourd => write!(
                f,
                "Ce fichier pèse plus de {}\u{a0}Mo\u{a0}: c’est bien plus qu’une liste de professionnels. Enlevez-en les images et les feuilles sans rapport, puis choisissez-le à nouveau.",
                EFFECTIF_FICHIER_MAX / (1024 * 1024)
            ),
            Self::Demesure { partie } => write!(
                f,
                "Ce fichier compressé contient démesurément plus qu’une liste de professionnels{}\u{a0}: la lecture est arrêtée par prudence. {ENREGISTRER}",
                entre_parentheses(partie)
            ),
            Self::TropDeParties => write!(
                f,
                "Ce fichier compressé contient plus de {}\u{a0}fichiers\u{a0}: ce n’est pas un classeur, et il n’a pas été ouvert. {ENREGISTRER}",
                milliers(EFFECTIF_PARTIES_MAX as u64)
            ),
            Self::Abime { partie } => write!(
                f,
                "Ce fichier est coupé ou abîmé{}\u{a0}: il ne peut pas être ouvert. Demandez-le à nouveau, ou reprenez l’original\u{a0}; s’il s’ouvre dans votre tableur, enregistrez-le sous un autre nom et choisissez ce nouveau fichier.",
                entre_parentheses(partie)
            ),
            Self::MalForme { partie, octet } => write!(
                f,
                "Ce classeur est mal formé («\u{a0}{}\u{a0}», octet\u{a0}{octet})\u{a0}: la suite est illisible. {ENREGISTRER}",
                extrait(partie)
            ),
            Self::TropDeContenu { ligne } => write!(
                f,
                "Ligne\u{a0}{ligne}\u{a0}: ce tableau contient bien plus qu’une liste de professionnels (plus de {}\u{a0}lignes ou de {}\u{a0}cellules)\u{a0}; la lecture est arrêtée par prudence. Gardez les seules colonnes utiles (nom, fonction, RPPS), puis choisissez-le à nouveau.",
                milliers(EFFECTIF_LIGNES_MAX as u64),
                milliers(EFFECTIF_CELLULES_MAX as u64)
            ),
            Self::TropDeColonnes { ligne, colonne } => write!(
                f,
                "Ligne\u{a0}{ligne}, {}\u{a0}: ce tableau a plus de {EFFECTIF_COLONNES_MAX}\u{a0}colonnes. Gardez les seules colonnes utiles (nom, fonction, RPPS), puis choisissez-le à nouveau.",
                nom_de_colonne(*colonne, "")
            ),
            Self::FeuilleAbsente { nom } => write!(
                f,
                "Ce classeur n’a pas de feuille «\u{a0}{}\u{a0}». Choisissez une feuille de la liste.",
                extrait(nom)
            ),
        }
    }
}

impl std::error::Error for ErreurEffectif {}

fn entre_parentheses(partie: &str) -> String {
    if partie.is_empty() { String::new() } else { format!(" («\u{a0}{}\u{a0}»)", extrait(partie)) }
}
