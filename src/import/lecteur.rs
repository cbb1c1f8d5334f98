//! The reader of a FINESS file of either format, gzipped or not: tells which by the content, never by the name.

use chrono::NaiveDate;

use crate::domain::nombre::milliers;

use super::entite::Entite;
use super::erreur::{AutreType, ErreurImport, Lieu};
use super::finess_csv::LecteurCsv;
use super::finess_json::LecteurJson;
use super::gunzip::{Arret, Gunzip, SIGNATURE};
use super::limites::{BOMBE_A_PARTIR_DE, RATIO_MAX, TEXTE_MAX};

/// Bytes looked at to tell what a text is, spaces and byte order mark left out.
const AMORCE: usize = 16;

/// Where reading stands: to show while it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progres {
    /// Bytes of the file pushed.
    pub octets: u64,
    /// Bytes of text read from them, once decompressed.
    pub texte: u64,
    /// Entités juridiques found.
    pub ej: u64,
    /// Sites found.
    pub sites: u64,
}

/// Which of the two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The daily or monthly flux of the ANS (R-IMPORT-11).
    Json,
    /// The historical extraction, no longer updated since May 2026 (R-IMPORT-10).
    Csv,
}

/// What a whole file held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilan {
    /// Its format.
    pub format: Format,
    /// The day it was made, from its first line or its `generatedAt`.
    pub millesime: Option<NaiveDate>,
    /// Counts.
    pub progres: Progres,
    /// Sites that are closed (R-IMPORT-13).
    pub fermes: u64,
    /// Entités juridiques, or lines of a CSV, left out: their FINESS has not its form, or fields are missing.
    pub ecartees: u64,
    /// Lines of a CSV of no known kind (R-IMPORT-06).
    pub lignes_inconnues: u64,
    /// Lines of a CSV that stood between two stray quotes, read one by one.
    pub lignes_rendues: u64,
    /// Fields of a CSV that were read as Windows-1252 (R-IMPORT-03).
    pub champs_windows_1252: u64,
}

/// Whether a file that begins with these two bytes is a gzip.
pub fn est_gzip(debut: &[u8]) -> bool {
    debut.starts_with(&SIGNATURE)
}

/// Reads a FINESS file by pushes of any size, and gives each [`Entite`] to a closure as soon as it is whole: from the
/// JSON, each entité juridique with all its sites; from a CSV, see [`Entite::fusionner`].
///
/// **Invariant:** what is delivered does not depend on how the bytes are cut. After an error, the same error is given
/// again and nothing more is delivered.
pub struct Lecteur<F: FnMut(Entite)> {
    source: Source<F>,
    octets: u64,
    arret: Option<(ErreurImport, Progres)>,
}

enum Source<F: FnMut(Entite)> {
    /// The first byte of the file, when it came alone.
    Inconnue(Vec<u8>, F),
    Brute(Box<Texte<F>>),
    Gzip(Box<(Gunzip, Texte<F>)>),
    Epuisee,
}

impl<F: FnMut(Entite)> Lecteur<F> {
    /// A reader that gives each entity to `recoit`.
    pub fn new(recoit: F) -> Self {
        Self { source: Source::Inconnue(Vec::new(), recoit), octets: 0, arret: None }
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    /// What can't be read. What was delivered before is good.
    pub fn pousser(&mut self, octets: &[u8]) -> Result<(), ErreurImport> {
        if let Some((erreur, _)) = &self.arret {
            return Err(erreur.clone());
        }
        let deja_lus = self.octets;
        self.octets += octets.len() as u64;
        let resultat = match &mut self.source {
            Source::Inconnue(debut, _) => {
                debut.extend_from_slice(octets);
                if debut.len() < 2 { Ok(()) } else { self.ouvrir() }
            }
            Source::Brute(texte) => texte.lire(octets),
            Source::Gzip(gzip) => decompresser(gzip, octets, deja_lus),
            Source::Epuisee => Ok(()),
        };
        resultat.map_err(|erreur| self.arreter(erreur))
    }

    /// Reads the next text of a gzip that the browser decompresses (the bytes of the file themselves are then not pushed);
    /// that much of the file was read in all.
    ///
    /// # Errors
    /// What can't be read. What was delivered before is good.
    pub fn pousser_decompresse(&mut self, texte: &[u8], octets: u64) -> Result<(), ErreurImport> {
        if let Some((erreur, _)) = &self.arret {
            return Err(erreur.clone());
        }
        self.octets = octets;
        self.source = match std::mem::replace(&mut self.source, Source::Epuisee) {
            Source::Inconnue(_, recoit) => Source::Brute(Box::new(Texte::new(recoit))),
            source => source,
        };
        let resultat = match &mut self.source {
            Source::Brute(source) => {
                source.comprimes = octets;
                source.lire(texte)
            }
            _ => Ok(()),
        };
        resultat.map_err(|erreur| self.arreter(erreur))
    }

    /// Says that the file has no more bytes; what it held.
    ///
    /// # Errors
    /// The file is empty, cut, of another kind, or holds no entité juridique.
    pub fn finir(&mut self) -> Result<Bilan, ErreurImport> {
        if let Some((erreur, _)) = &self.arret {
            return Err(erreur.clone());
        }
        if matches!(self.source, Source::Inconnue(..)) {
            self.ouvrir().map_err(|erreur| self.arreter(erreur))?;
        }
        let resultat = match &mut self.source {
            Source::Brute(texte) => texte.finir(),
            Source::Gzip(gzip) => {
                let (gunzip, texte) = gzip.as_mut();
                match texte.finir() {
                    // The text may be whole without its checksum: nothing vouches for it.
                    Ok(_) | Err(ErreurImport::Vide | ErreurImport::AucuneEntite { .. })
                        if !gunzip.est_entier() =>
                    {
                        let (ej, sites) = texte.trouves();
                        Err(ErreurImport::Coupe { lieu: Lieu::Octet(texte.lus), ej, sites })
                    }
                    fin => fin,
                }
            }
            Source::Inconnue(..) | Source::Epuisee => Err(ErreurImport::Vide),
        };
        match resultat {
            Ok(mut bilan) => {
                bilan.progres = self.progres();
                Ok(bilan)
            }
            Err(erreur) => Err(self.arreter(erreur)),
        }
    }

    /// Where reading stands.
    pub fn progres(&self) -> Progres {
        let texte = match (&self.arret, &self.source) {
            (Some((_, progres)), _) => return *progres,
            (None, Source::Brute(texte)) => texte,
            (None, Source::Gzip(gzip)) => &gzip.1,
            (None, _) => return Progres { octets: self.octets, ..Progres::default() },
        };
        let (ej, sites) = texte.trouves();
        Progres { octets: self.octets, texte: texte.lus, ej, sites }
    }

    /// Tells a gzip from a text by its first two bytes, and reads those that were waiting.
    fn ouvrir(&mut self) -> Result<(), ErreurImport> {
        let Source::Inconnue(debut, recoit) = std::mem::replace(&mut self.source, Source::Epuisee) else {
            return Ok(());
        };
        let mut texte = Texte::new(recoit);
        if est_gzip(&debut) {
            let mut gzip = Box::new((Gunzip::new(), texte));
            let resultat = decompresser(&mut gzip, &debut, 0);
            self.source = Source::Gzip(gzip);
            resultat
        } else {
            let resultat = texte.lire(&debut);
            self.source = Source::Brute(Box::new(texte));
            resultat
        }
    }

    fn arreter(&mut self, erreur: ErreurImport) -> ErreurImport {
        self.arret = Some((erreur.clone(), self.progres()));
        self.source = Source::Epuisee;
        erreur
    }
}

/// Reads the text of these bytes, which come after `deja_lus` others of the file.
fn decompresser<F: FnMut(Entite)>(
    (gunzip, texte): &mut (Gunzip, Texte<F>),
    octets: &[u8],
    deja_lus: u64,
) -> Result<(), ErreurImport> {
    texte.comprimes = deja_lus + octets.len() as u64;
    gunzip.pousser(octets, |lu| texte.lire(lu)).map_err(|arret| match arret {
        Arret::Abime(rang) => ErreurImport::GzipAbime { octet: deja_lus + rang as u64 },
        Arret::Refus(erreur) => erreur,
    })
}

/// The text of the file, decompressed if it was.
struct Texte<F: FnMut(Entite)> {
    recoit: F,
    contenu: Contenu,
    /// Bytes of text read.
    lus: u64,
    /// Bytes of the gzip they come from; 0 without a gzip.
    comprimes: u64,
}

enum Contenu {
    /// The first bytes, until they tell the format.
    Inconnu(Vec<u8>),
    Json(Box<LecteurJson>),
    Csv(Box<LecteurCsv>),
}

impl<F: FnMut(Entite)> Texte<F> {
    fn new(recoit: F) -> Self {
        Self { recoit, contenu: Contenu::Inconnu(Vec::new()), lus: 0, comprimes: 0 }
    }

    fn lire(&mut self, octets: &[u8]) -> Result<(), ErreurImport> {
        self.lus += octets.len() as u64;
        let bombe =
            self.comprimes > 0 && self.lus > BOMBE_A_PARTIR_DE && self.lus / self.comprimes > RATIO_MAX;
        if bombe || self.lus > TEXTE_MAX {
            return Err(ErreurImport::Demesure { texte: self.lus });
        }
        match &mut self.contenu {
            Contenu::Json(json) => json.pousser(octets, &mut self.recoit),
            Contenu::Csv(csv) => csv.pousser(octets, &mut self.recoit),
            Contenu::Inconnu(debut) => {
                debut.extend_from_slice(octets);
                self.reconnaitre(false)
            }
        }
    }

    /// Tells the format once enough bytes are known, and reads those that were waiting.
    fn reconnaitre(&mut self, fini: bool) -> Result<(), ErreurImport> {
        let Contenu::Inconnu(debut) = &mut self.contenu else { return Ok(()) };
        let bom = [0xef, 0xbb, 0xbf];
        if !fini && bom.starts_with(debut) {
            return Ok(());
        }
        let marque = if debut.starts_with(&bom) { bom.len() } else { 0 };
        let blancs = debut[marque..].iter().take_while(|c| c.is_ascii_whitespace()).count();
        let saute = marque + blancs;
        let utile = &debut[saute..];
        if utile.is_empty() && !fini {
            // However many spaces come first, only the mark is kept: it can't come again.
            debut.truncate(marque);
            return Ok(());
        }
        if utile.len() < AMORCE && utile.first() != Some(&b'{') && !fini {
            return Ok(());
        }
        let utile = utile.to_vec();
        match format(&utile)? {
            Format::Json => {
                let mut json = Box::new(LecteurJson::new(self.lus - utile.len() as u64));
                let resultat = json.pousser(&utile, &mut self.recoit);
                self.contenu = Contenu::Json(json);
                resultat
            }
            Format::Csv => {
                let mut csv = Box::new(LecteurCsv::new());
                let resultat = csv.pousser(&utile, &mut self.recoit);
                self.contenu = Contenu::Csv(csv);
                resultat
            }
        }
    }

    fn finir(&mut self) -> Result<Bilan, ErreurImport> {
        self.reconnaitre(true)?;
        let progres = Progres::default();
        let bilan = match &mut self.contenu {
            Contenu::Inconnu(_) => return Err(ErreurImport::Vide),
            Contenu::Json(json) => {
                json.finir()?;
                Bilan {
                    format: Format::Json,
                    millesime: json.millesime,
                    progres,
                    fermes: json.fermes,
                    ecartees: json.ecartees,
                    lignes_inconnues: 0,
                    lignes_rendues: 0,
                    champs_windows_1252: 0,
                }
            }
            Contenu::Csv(csv) => {
                csv.finir(&mut self.recoit)?;
                Bilan {
                    format: Format::Csv,
                    millesime: csv.millesime,
                    progres,
                    fermes: 0,
                    ecartees: csv.ecartees,
                    lignes_inconnues: csv.lignes_inconnues,
                    lignes_rendues: csv.lignes_rendues,
                    champs_windows_1252: csv.champs_windows_1252,
                }
            }
        };
        match self.trouves() {
            (0, 0) => Err(ErreurImport::AucuneEntite { lignes_inconnues: bilan.lignes_inconnues }),
            _ => Ok(bilan),
        }
    }

    fn trouves(&self) -> (u64, u64) {
        match &self.contenu {
            Contenu::Inconnu(_) => (0, 0),
            Contenu::Json(json) => (json.ejs, json.sites),
            Contenu::Csv(csv) => (csv.ejs, csv.sites),
        }
    }
}

/// What a text is, from its first bytes.
fn format(debut: &[u8]) -> Result<Format, ErreurImport> {
    let autre = |quoi| Err(ErreurImport::AutreType(quoi));
    match debut {
        [] => Err(ErreurImport::Vide),
        [b'{', ..] => Ok(Format::Json),
        [b'P', b'K', 3 | 5 | 7, ..] => autre(AutreType::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => autre(AutreType::AncienExcel),
        [b'%', b'P', b'D', b'F', ..] => autre(AutreType::Pdf),
        [b'<', ..] => autre(AutreType::PageWeb),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => autre(AutreType::Utf16),
        [0x1f, 0x8b, ..] => autre(AutreType::GzipDouble),
        [b'[', ..] => autre(AutreType::Inconnu),
        _ if debut.iter().take(AMORCE).any(|c| c.is_ascii_control() && !c.is_ascii_whitespace()) => {
            autre(AutreType::Inconnu)
        }
        _ => Ok(Format::Csv),
    }
}

impl Bilan {
    /// What to tell of a file of the historical series, which has stopped (R-IMPORT-17).
    pub fn serie_arretee(&self) -> Option<&'static str> {
        (self.format == Format::Csv).then_some(
            "Ce fichier est de l’ancienne série «\u{a0}etalab-cs110050x\u{a0}», arrêtée depuis mai 2026\u{a0}: préférez le fichier «\u{a0}finess-structures-1\u{a0}», mis à jour chaque jour sur data.gouv.fr.",
        )
    }
}

/// Days after which the age of a file is worth telling (R-IMPORT-10).
const JOURS_FRAIS: i64 = 90;

/// What to tell of the age of a file: older than 90 days, or of an unknown day (R-IMPORT-10).
pub fn fraicheur(millesime: Option<NaiveDate>, aujourdhui: NaiveDate) -> Option<String> {
    let Some(jour) = millesime else {
        return Some(
            "Ce fichier ne dit pas de quel jour il date\u{a0}: vérifiez la liste des établissements.".into(),
        );
    };
    let age = (aujourdhui - jour).num_days();
    (age > JOURS_FRAIS).then(|| {
        let age = milliers(age.unsigned_abs());
        format!(
            "Ce fichier date du {}, il y a {age}\u{a0}jours\u{a0}: des établissements ont pu ouvrir ou fermer depuis. Un fichier récent est sur data.gouv.fr (jeu «\u{a0}finess-structures-1\u{a0}»).",
            crate::domain::calendrier::long(jour)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_older_than_90_days_or_of_no_known_day_is_told() {
        let jour = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(fraicheur(Some(jour(8, 13)), jour(11, 11)), None);
        assert!(fraicheur(Some(jour(8, 13)), jour(11, 12)).unwrap().contains("91\u{a0}jours"));
        assert!(fraicheur(None, jour(11, 12)).is_some());
    }
}
