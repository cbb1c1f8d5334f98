//! Why a file can't be read: where, what happened, what to do. In French, for the user.

use crate::domain::nombre::milliers;
use std::fmt;

/// Where reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lieu {
    /// Offset in the text, from 0, once decompressed.
    Octet(u64),
    /// Line of a CSV, from 1.
    Ligne(u64),
}

impl fmt::Display for Lieu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Octet(rang) => write!(f, "octet\u{a0}{}", milliers(*rang)),
            Self::Ligne(rang) => write!(f, "ligne\u{a0}{}", milliers(*rang)),
        }
    }
}

/// What a file that is not a FINESS file seems to be, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutreType {
    /// ZIP archive, or an XLSX or ODS workbook, which are ZIP archives.
    Zip,
    /// Workbook of an older Excel.
    AncienExcel,
    /// PDF.
    Pdf,
    /// HTML or XML: often an error page saved under the file's name.
    PageWeb,
    /// Text in UTF-16, as Excel's « texte Unicode ».
    Utf16,
    /// A gzip inside a gzip.
    GzipDouble,
    /// A JSON list, or nothing known.
    Inconnu,
}

/// A refusal of a file. `Display` is the sentence to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErreurImport {
    /// No byte, or spaces only.
    Vide,
    /// Not a FINESS file at all.
    AutreType(AutreType),
    /// A FINESS-looking file that holds no entité juridique nor site.
    AucuneEntite {
        /// Lines of no known kind, in a CSV.
        lignes_inconnues: u64,
    },
    /// The file ends too early: what was read before is good.
    Coupe {
        /// Where it ends.
        lieu: Lieu,
        /// Entités juridiques read whole before the cut.
        ej: u64,
        /// Sites read whole before the cut.
        sites: u64,
    },
    /// The compressed data are damaged.
    GzipAbime {
        /// Offset in the compressed file.
        octet: u64,
    },
    /// The compressed data expand beyond reason ([`super::limites::RATIO_MAX`], [`super::limites::TEXTE_MAX`]).
    Demesure {
        /// Bytes of text already read.
        texte: u64,
    },
    /// The JSON is not well formed.
    JsonMalForme {
        /// Where.
        lieu: Lieu,
    },
    /// A text of the JSON is not UTF-8, which JSON must be.
    PasUtf8 {
        /// Where.
        lieu: Lieu,
    },
    /// Too many levels ([`super::limites::PROFONDEUR_MAX`]).
    TropProfond {
        /// Where.
        lieu: Lieu,
    },
    /// A text too long to be a name or a number ([`super::limites::JETON_MAX`], [`super::limites::LIGNE_MAX`]).
    TexteTropLong {
        /// Where.
        lieu: Lieu,
    },
    /// One entité juridique with more than any can have ([`super::limites::ENTITE_MAX`]).
    EntiteTropGrande {
        /// Where.
        lieu: Lieu,
        /// Its FINESS, as written in the file.
        finess: String,
    },
    /// Too many columns ([`super::limites::COLONNES_MAX`]).
    TropDeColonnes {
        /// Where.
        lieu: Lieu,
    },
}

const REPRENDRE: &str = "Téléchargez-le à nouveau sur data.gouv.fr (jeu «\u{a0}finess-structures-1\u{a0}»)";

impl fmt::Display for ErreurImport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vide => write!(f, "Ce fichier est vide. {REPRENDRE}, ou choisissez-en un autre."),
            Self::AutreType(quoi) => {
                let (constat, conseil) = match quoi {
                    AutreType::Zip => (
                        "une archive ZIP ou un classeur Excel",
                        "Choisissez le fichier d’origine (.json.gz ou .csv), ou sortez-le d’abord de l’archive.",
                    ),
                    AutreType::AncienExcel => {
                        ("un classeur Excel", "Choisissez le fichier d’origine (.json.gz ou .csv).")
                    }
                    AutreType::Pdf => {
                        ("un document PDF", "Choisissez le fichier d’origine (.json.gz ou .csv).")
                    }
                    AutreType::PageWeb => (
                        "une page web",
                        "Le téléchargement a sans doute échoué\u{a0}: recommencez-le depuis data.gouv.fr.",
                    ),
                    AutreType::Utf16 => (
                        "un texte enregistré en UTF-16",
                        "Enregistrez-le à nouveau en UTF-8, ou reprenez l’original.",
                    ),
                    AutreType::GzipDouble => (
                        "un fichier compressé deux fois",
                        "Décompressez-le une fois, puis choisissez le résultat.",
                    ),
                    AutreType::Inconnu => (
                        "un fichier d’un autre genre",
                        "Choisissez un fichier «\u{a0}finess-structures\u{a0}» (.json ou .json.gz)\u{a0}; l’ancienne série «\u{a0}etalab-cs1100502\u{a0}» (.csv), arrêtée, se lit aussi.",
                    ),
                };
                write!(f, "Ce n’est pas un fichier FINESS\u{a0}: c’est {constat}. {conseil}")
            }
            Self::AucuneEntite { lignes_inconnues } => {
                f.write_str("Ce fichier ne contient ni entité juridique ni établissement")?;
                if *lignes_inconnues > 0 {
                    write!(f, " ({}\u{a0}ligne(s) d’un genre inconnu)", milliers(*lignes_inconnues))?;
                }
                f.write_str(
                    ". Choisissez un fichier «\u{a0}finess-structures\u{a0}» (.json ou .json.gz)\u{a0}; l’ancienne série «\u{a0}etalab-cs1100502\u{a0}» (.csv), arrêtée, se lit aussi.",
                )
            }
            Self::Coupe { lieu, ej, sites } => write!(
                f,
                "Ce fichier est coupé ({lieu})\u{a0}: il s’arrête avant sa fin. Avant la coupure ont été lus {}\u{a0}entité(s) juridique(s) et {}\u{a0}établissement(s)\u{a0}; il peut en manquer. {REPRENDRE}.",
                milliers(*ej),
                milliers(*sites)
            ),
            Self::GzipAbime { octet } => write!(
                f,
                "Ce fichier compressé est abîmé (octet\u{a0}{} du fichier)\u{a0}: la suite est illisible. {REPRENDRE}.",
                milliers(*octet)
            ),
            Self::Demesure { texte } => write!(
                f,
                "Ce fichier contient bien plus que le fichier FINESS national (plus de {}\u{a0}Mo)\u{a0}: la lecture est arrêtée par prudence. {REPRENDRE}.",
                milliers(texte / 1_000_000)
            ),
            Self::JsonMalForme { lieu } => write!(
                f,
                "Ce fichier JSON est mal formé ({lieu})\u{a0}: la suite est illisible. Il a peut-être été modifié. {REPRENDRE}."
            ),
            Self::PasUtf8 { lieu } => write!(
                f,
                "Un texte de ce fichier JSON n’est pas en UTF-8 ({lieu})\u{a0}: la suite est illisible. Il a peut-être été modifié. {REPRENDRE}."
            ),
            Self::TropProfond { lieu } => write!(
                f,
                "Ce fichier JSON emboîte trop de niveaux ({lieu})\u{a0}: ce n’est pas un fichier FINESS. {REPRENDRE}."
            ),
            Self::TexteTropLong { lieu } => write!(
                f,
                "Ce fichier contient un texte bien trop long ({lieu})\u{a0}: il y manque peut-être un guillemet. {REPRENDRE}."
            ),
            Self::EntiteTropGrande { lieu, finess } => write!(
                f,
                "L’entité juridique {finess} contient plus d’établissements qu’il n’est possible ({lieu})\u{a0}: la lecture est arrêtée par prudence. {REPRENDRE}."
            ),
            Self::TropDeColonnes { lieu } => write!(
                f,
                "Ce fichier a une ligne de trop de colonnes ({lieu})\u{a0}: ce n’est pas un fichier FINESS. {REPRENDRE}."
            ),
        }
    }
}

impl std::error::Error for ErreurImport {}
