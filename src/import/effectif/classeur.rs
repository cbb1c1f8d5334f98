//! What a file is, by its first bytes; and which kind of workbook.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::super::limites::EFFECTIF_FICHIER_MAX;
use super::archive::{Archive, Partie};
use super::choix::Choix;
use super::erreur::{AutreFichier, ErreurEffectif};
use super::remarque::{Carnet, Remarque};
use super::tableau::Tableau;
use super::{encodage, ods, xlsx, xml};

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Genre {
    Zip,
    Gzip,
    Xml(Xml),
    Texte,
}

/// A workbook that is one XML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Xml {
    Fods,
    Excel2003,
    Gnumeric,
}

/// What a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Ods,
    Xml(Xml),
    Csv,
}

impl Format {
    /// How the names of such files end.
    pub fn fins(self) -> &'static [&'static str] {
        match self {
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Self::Ods => &["ods", "ots"],
            Self::Xml(Xml::Fods) => &["fods", "xml"],
            Self::Xml(Xml::Excel2003) => &["xml"],
            Self::Xml(Xml::Gnumeric) => &["gnumeric", "gnm", "xml", "gz"],
            Self::Csv => &["csv", "txt", "tsv", "tab", "gz"],
        }
    }

    /// What it is, in words.
    pub fn en_clair(self) -> &'static str {
        match self {
            Self::Xlsx => "un classeur Excel (XLSX)",
            Self::Ods => "un classeur LibreOffice (ODS)",
            Self::Xml(Xml::Fods) => "un classeur LibreOffice (FODS)",
            Self::Xml(Xml::Excel2003) => "un classeur d’Excel 2003 (XML)",
            Self::Xml(Xml::Gnumeric) => "un classeur Gnumeric",
            Self::Csv => "un texte à colonnes (CSV)",
        }
    }
}

/// Bytes where the root of an XML document is looked for.
const RACINE: usize = 16 * 1024;

/// Tells a workbook from a text, and refuses the rest.
pub(super) fn genre(octets: &[u8]) -> Result<Genre, ErreurEffectif> {
    let autre = |quoi| Err(ErreurEffectif::AutreFichier(quoi));
    match octets {
        [] => Err(ErreurEffectif::Vide),
        [b'P', b'K', 3 | 5 | 7, ..] => Ok(Genre::Zip),
        [0x1f, 0x8b, ..] => Ok(Genre::Gzip),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Err(compose(octets)),
        _ if est_sylk(octets) => autre(AutreFichier::Echange("SYLK")),
        _ if est_dif(octets) => autre(AutreFichier::Echange("DIF")),
        [b'%', b'P', b'D', b'F', ..] => autre(AutreFichier::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => autre(AutreFichier::Rtf),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            autre(AutreFichier::Image)
        }
        _ => match octets.iter().find(|c| !c.is_ascii_whitespace() && !matches!(c, 0xef | 0xbb | 0xbf)) {
            None => Err(ErreurEffectif::Vide),
            Some(b'<') => xml(octets).map(Genre::Xml),
            Some(b'{' | b'[') => autre(AutreFichier::Json),
            Some(_) => Ok(Genre::Texte),
        },
    }
}

/// `ID;P…`, then cells at their places (`C;Y1;X1;K"Nom"`): a column of a CSV may be called « ID », and the next one
/// « Prénom ».
fn est_sylk(octets: &[u8]) -> bool {
    let debut = octets.get(..octets.len().min(RACINE)).unwrap_or(octets);
    let place = |fields: &[u8], axe: u8| {
        fields.split(|c| *c == b';').any(|field| match field {
            [premier, chiffres @ ..] if *premier == axe => {
                !chiffres.is_empty() && chiffres.iter().all(u8::is_ascii_digit)
            }
            _ => false,
        })
    };
    let cellule = |line: &[u8]| {
        line.trim_ascii().strip_prefix(b"C;").is_some_and(|fields| place(fields, b'X') && place(fields, b'Y'))
    };
    debut.starts_with(b"ID;P") && debut.split(|c| matches!(c, b'\n' | b'\r')).any(cellule)
}

/// `TABLE`, alone on its line, then the numbers of the heading: a column of a CSV may be called so.
fn est_dif(octets: &[u8]) -> bool {
    let mut lines =
        octets.get(..octets.len().min(64)).unwrap_or(octets).split(|c| *c == b'\n').map(<[u8]>::trim_ascii);
    lines.next() == Some(b"TABLE") && lines.next() == Some(b"0,1")
}

/// Which workbook an XML document is; a web page otherwise.
fn xml(octets: &[u8]) -> Result<Xml, ErreurEffectif> {
    let debut = octets.get(..octets.len().min(RACINE)).unwrap_or(octets);
    let contient = |nom: &str| memchr::memmem::find(debut, nom.as_bytes()).is_some();
    // A workbook of Gnumeric tells who made it in the words of OpenDocument.
    if contient("www.gnumeric.org/v") {
        Ok(Xml::Gnumeric)
    } else if contient("office:document") && contient("application/vnd.oasis.opendocument.text") {
        Err(ErreurEffectif::AutreFichier(AutreFichier::Document))
    } else if contient("<office:document") {
        Ok(Xml::Fods)
    } else if contient("urn:schemas-microsoft-com:office:spreadsheet") && contient("Workbook") {
        Ok(Xml::Excel2003)
    } else {
        Err(ErreurEffectif::AutreFichier(AutreFichier::PageWeb))
    }
}

/// Reads a workbook that is one XML document.
pub(super) fn lire_xml(
    octets: &[u8],
    genre: Xml,
    feuille: Option<&str>,
) -> Result<(Tableau, Format), ErreurEffectif> {
    let mut choix = Choix::new(feuille);
    let mut carnet = Carnet::default();
    let texte = encodage::decoder(octets, &mut carnet)?;
    let mut partie = Partie::seule(texte.as_bytes());
    match genre {
        Xml::Fods => ods::lire_contenu(&mut partie, &mut choix)?,
        Xml::Excel2003 => xml::lire_excel_2003(&mut partie, &mut choix)?,
        Xml::Gnumeric => xml::lire_gnumeric(&mut partie, &mut choix)?,
    }
    choix.remarques.extend(carnet.rendre());
    choix.rendre().map(|tableau| (tableau, Format::Xml(genre)))
}

/// An OLE file: a workbook behind a password, an old workbook, or a document. The names of its streams tell.
fn compose(octets: &[u8]) -> ErreurEffectif {
    let contient = |nom: &str| {
        let wide: Vec<u8> = nom.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(octets, &wide).is_some()
    };
    if contient("EncryptedPackage") || contient("EncryptionInfo") {
        ErreurEffectif::MotDePasse
    } else if contient("WordDocument") {
        ErreurEffectif::AutreFichier(AutreFichier::Document)
    } else {
        ErreurEffectif::AutreFichier(AutreFichier::Xls)
    }
}

/// What a gzip holds: a text, or a workbook that is one.
pub(super) fn degonfler(octets: &[u8]) -> Result<(Vec<u8>, Genre), ErreurEffectif> {
    let mut texte = Vec::new();
    // As heavy as the text itself may be.
    let max = EFFECTIF_FICHIER_MAX as u64;
    let lus = MultiGzDecoder::new(octets).take(max + 1).read_to_end(&mut texte);
    if texte.len() > EFFECTIF_FICHIER_MAX {
        return Err(ErreurEffectif::Demesure { partie: String::new() });
    }
    lus.map_err(|_| ErreurEffectif::Abime { partie: String::new() })?;
    match genre(&texte)? {
        genre @ (Genre::Texte | Genre::Xml(_)) => Ok((texte, genre)),
        Genre::Zip | Genre::Gzip => Err(ErreurEffectif::AutreFichier(AutreFichier::CompresseDeuxFois)),
    }
}

/// Reads a workbook, and says which kind it is: the sheet of this name, else the one that most looks like a roster.
pub(super) fn lire(octets: &[u8], feuille: Option<&str>) -> Result<(Tableau, Format), ErreurEffectif> {
    let mut archive = Archive::ouvrir(octets)?;
    if archive.contient("EncryptedPackage") {
        return Err(ErreurEffectif::MotDePasse);
    }
    let (mut choix, format) = match archive.texte_court("mimetype").as_deref() {
        Some(mime) if mime.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
            let mut choix = Choix::new(feuille);
            ods::lire(&mut archive, &mut choix)?;
            (choix, Format::Ods)
        }
        Some(mime) if mime.starts_with("application/vnd.oasis.opendocument.text") => {
            return Err(ErreurEffectif::AutreFichier(AutreFichier::Document));
        }
        _ if archive.contient("xl/workbook.bin") => {
            return Err(ErreurEffectif::AutreFichier(AutreFichier::Xlsb));
        }
        _ if archive.contient("word/document.xml") => {
            return Err(ErreurEffectif::AutreFichier(AutreFichier::Document));
        }
        _ if archive.contient("[Content_Types].xml") && archive.contient("_rels/.rels") => {
            let mut choix = Choix::new(feuille);
            xlsx::lire(&mut archive, &mut choix)?;
            (choix, Format::Xlsx)
        }
        _ if archive.d_apple() => return Err(ErreurEffectif::AutreFichier(AutreFichier::Numbers)),
        _ => return Err(ErreurEffectif::AutreFichier(AutreFichier::Archive)),
    };
    if archive.macros() {
        choix.remarques.push(Remarque::du_fichier(
            "Ce classeur contient des macros\u{a0}: elles n’ont été ni lues ni lancées.",
        ));
    }
    choix.rendre().map(|tableau| (tableau, format))
}
