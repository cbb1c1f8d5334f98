//! The historical « Extraction du fichier des établissements »: `etalab-cs1100502` and `507` (sites), `cs1100501`
//! (entités juridiques) (R-IMPORT-01 to R-IMPORT-10).
//!
//! Lines of several kinds, told apart by their first field; a kind that is not known is counted and left out. A site is
//! delivered with its EJ of which it gives the number only; consecutive lines of one EJ come together, other ones in
//! other values.

use std::borrow::Cow;

use chrono::NaiveDate;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::WINDOWS_1252;

use super::entite::{Entite, SiteLu, date, departement, finess_lu, nom, non_vide, siren_lu};
use super::erreur::{ErreurImport, Lieu};
use super::limites::{COLONNES_MAX, LIGNE_MAX, SITES_PAR_LIVRAISON};

/// Fields of a whole line of a site, the last one maybe empty.
const CHAMPS_ET: usize = 32;
/// Fields of a line of an entité juridique up to the last one that is read, its SIREN.
const CHAMPS_EJ: usize = 21;
/// Fields of a line of coordinates.
const CHAMPS_GEO: usize = 6;
/// The kinds of lines. A line whose kind is the beginning of one of them is cut.
const GENRES: [&str; 4] = ["finess", "structureet", "structureej", "geolocalisation"];

/// The reader: bytes in, [`Entite`]s out.
pub(super) struct LecteurCsv {
    lecteur: Reader,
    sortie: Box<[u8]>,
    bornes: Box<[usize]>,
    /// Bytes and bounds of the line being read.
    remplis: (usize, usize),
    /// First line of the one being read, and the lines read before the machine was started again.
    ligne: u64,
    avant: u64,
    courante: Option<Entite>,
    /// Entités juridiques delivered, those of which only the number is known too.
    pub ejs: u64,
    /// Sites delivered or about to be.
    pub sites: u64,
    /// Lines left out: their FINESS has not its form, or fields are missing.
    pub ecartees: u64,
    /// Lines of a kind that is not known.
    pub lignes_inconnues: u64,
    /// Lines that stood between two stray quotes, read one by one.
    pub lignes_rendues: u64,
    /// Fields that were not UTF-8, read as Windows-1252.
    pub champs_windows_1252: u64,
    /// Day of the first line.
    pub millesime: Option<NaiveDate>,
}

impl LecteurCsv {
    pub fn new() -> Self {
        Self {
            lecteur: ReaderBuilder::new().delimiter(b';').build(),
            sortie: vec![0; LIGNE_MAX].into_boxed_slice(),
            bornes: vec![0; COLONNES_MAX].into_boxed_slice(),
            remplis: (0, 0),
            ligne: 1,
            avant: 0,
            courante: None,
            ejs: 0,
            sites: 0,
            ecartees: 0,
            lignes_inconnues: 0,
            lignes_rendues: 0,
            champs_windows_1252: 0,
            millesime: None,
        }
    }

    /// Reads these bytes, and delivers what ends in them.
    ///
    /// # Errors
    /// A line too long or with too many columns.
    pub fn pousser(&mut self, octets: &[u8], recoit: &mut dyn FnMut(Entite)) -> Result<(), ErreurImport> {
        let mut reste = octets;
        while !reste.is_empty() {
            let lus = self.avancer(reste, recoit)?.1;
            reste = &reste[lus..];
        }
        Ok(())
    }

    /// Says that no byte follows: the last line may have no end, and the last EJ is delivered.
    ///
    /// # Errors
    /// The last line is cut.
    pub fn finir(&mut self, recoit: &mut dyn FnMut(Entite)) -> Result<(), ErreurImport> {
        let (ej, sites, ecartees, rendues) = (self.ejs, self.sites, self.ecartees, self.lignes_rendues);
        let (ligne, _) = (self.ligne, self.avancer(&[], recoit)?);
        if let Some(entite) = self.courante.take() {
            recoit(entite);
        }
        // Lines given back from a quote that nothing closes are judged one by one, and told.
        if self.ecartees > ecartees && self.lignes_rendues == rendues {
            return Err(ErreurImport::Coupe { lieu: Lieu::Ligne(ligne), ej, sites });
        }
        Ok(())
    }

    /// One step of the CSV machine; an empty slice says that no byte follows.
    fn avancer(
        &mut self,
        octets: &[u8],
        recoit: &mut dyn FnMut(Entite),
    ) -> Result<(ReadRecordResult, usize), ErreurImport> {
        let (ecrits, bornes) = self.remplis;
        let (resultat, lus, n, m) =
            self.lecteur.read_record(octets, &mut self.sortie[ecrits..], &mut self.bornes[bornes..]);
        self.remplis = (ecrits + n, bornes + m);
        let lieu = Lieu::Ligne(self.ligne);
        match resultat {
            ReadRecordResult::OutputFull => {
                if !self.reprendre(recoit)? {
                    return Err(ErreurImport::TexteTropLong { lieu });
                }
            }
            ReadRecordResult::OutputEndsFull => return Err(ErreurImport::TropDeColonnes { lieu }),
            ReadRecordResult::Record => {
                match self.rangees() {
                    None => {
                        let (sortie, bornes) =
                            (std::mem::take(&mut self.sortie), std::mem::take(&mut self.bornes));
                        self.traiter(&sortie, bornes.get(..self.remplis.1).unwrap_or_default(), recoit);
                        (self.sortie, self.bornes) = (sortie, bornes);
                    }
                    Some(texte) => self.rendre(&texte, recoit),
                }
                self.remplis = (0, 0);
                // A line ends at its CR: its LF is still to come, and to be counted.
                let cr = lus > 0 && octets.get(lus - 1) == Some(&b'\r');
                self.ligne = self.avant + self.lecteur.line() + u64::from(cr);
            }
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
        }
        Ok((resultat, lus))
    }

    /// The text of what was read as one line, when it is several: two stray quotes, far apart, make all that stands between
    /// them one field. A name has no line break before the kind of a line.
    fn rangees(&self) -> Option<Vec<u8>> {
        let ecrits = self.sortie.get(..self.remplis.0).unwrap_or_default();
        let coupees = memchr::memchr_iter(b'\n', ecrits).any(|place| {
            let suite = ecrits.get(place + 1..).unwrap_or_default();
            GENRES.iter().any(|genre| {
                suite.strip_prefix(genre.as_bytes()).is_some_and(|suite| suite.starts_with(b";"))
            })
        });
        if !coupees {
            return None;
        }
        let mut texte = Vec::with_capacity(ecrits.len() + self.remplis.1);
        let mut debut = 0;
        for fin in self.bornes.get(..self.remplis.1).unwrap_or_default() {
            texte.extend_from_slice(ecrits.get(debut..*fin).unwrap_or_default());
            texte.push(b';');
            debut = *fin;
        }
        texte.extend_from_slice(ecrits.get(debut..).unwrap_or_default());
        Some(texte)
    }

    /// Reads lines one by one, their quotes gone.
    fn rendre(&mut self, texte: &[u8], recoit: &mut dyn FnMut(Entite)) {
        let lignes = texte.split(|c| *c == b'\n').map(<[u8]>::trim_ascii).filter(|ligne| !ligne.is_empty());
        for ligne in lignes {
            let mut sortie = Vec::with_capacity(ligne.len());
            let mut bornes = Vec::with_capacity(CHAMPS_ET);
            // The end of the last field was told twice: by the machine, and by the line.
            for champ in ligne.split(|c| *c == b';').take(COLONNES_MAX) {
                sortie.extend_from_slice(champ);
                bornes.push(sortie.len());
            }
            self.lignes_rendues += 1;
            self.traiter(&sortie, &bornes, recoit);
        }
    }

    /// Starts again after the last whole line of a field that grew beyond measure, when it holds lines.
    fn reprendre(&mut self, recoit: &mut dyn FnMut(Entite)) -> Result<bool, ErreurImport> {
        let Some(texte) = self.rangees() else { return Ok(false) };
        let Some(fin) = memchr::memrchr(b'\n', &texte) else { return Ok(false) };
        let (lignes, reste) = texte.split_at(fin + 1);
        self.rendre(lignes, recoit);
        self.avant += self.lecteur.line().saturating_sub(1);
        self.lecteur = ReaderBuilder::new().delimiter(b';').build();
        self.remplis = (0, 0);
        self.ligne = self.avant + 1;
        self.pousser(reste, recoit)?;
        Ok(true)
    }

    fn traiter(&mut self, sortie: &[u8], bornes: &[usize], recoit: &mut dyn FnMut(Entite)) {
        let champs = Champs { sortie, bornes, windows_1252: 0.into() };
        let (mut livree, nombre) = (None, champs.bornes.len());
        match &*champs.lire(1) {
            "finess" => self.millesime = self.millesime.or_else(|| date(&champs.lire(4))),
            "structureet" => match finess_lu(&champs.lire(3)).ok().filter(|_| nombre >= CHAMPS_ET) {
                Some((ej, zero_restaure)) => {
                    let suite =
                        |entite: &Entite| entite.ej.finess == ej && entite.sites.len() < SITES_PAR_LIVRAISON;
                    if !self.courante.as_ref().is_some_and(suite) {
                        livree = self.courante.take();
                        self.ejs += u64::from(livree.as_ref().is_none_or(|entite| entite.ej.finess != ej));
                    }
                    let entite = self.courante.get_or_insert_with(|| Entite::inconnue(ej));
                    entite.ej.zero_restaure |= zero_restaure;
                    champs.site(entite);
                    self.sites += 1;
                }
                None => self.ecartees += 1,
            },
            "structureej" => match finess_lu(&champs.lire(2)).ok().filter(|_| nombre >= CHAMPS_EJ) {
                Some((finess, zero_restaure)) => {
                    let mut entite = champs.ej(finess);
                    entite.ej.zero_restaure = zero_restaure;
                    livree = self.courante.replace(entite);
                    self.ejs += 1;
                }
                None => self.ecartees += 1,
            },
            "geolocalisation" if nombre >= CHAMPS_GEO => {}
            // A line of spaces is no line.
            "" if nombre == 1 => {}
            genre if GENRES.iter().any(|connu| connu.starts_with(genre)) => self.ecartees += 1,
            _ => self.lignes_inconnues += 1,
        }
        self.champs_windows_1252 += champs.windows_1252.get();
        if let Some(entite) = livree {
            recoit(entite);
        }
    }
}

/// The fields of one line.
struct Champs<'a> {
    sortie: &'a [u8],
    bornes: &'a [usize],
    windows_1252: std::cell::Cell<u64>,
}

impl Champs<'_> {
    /// The field of this rank, from 1 as in the notice; empty when there is none. UTF-8 if it is, else Windows-1252
    /// (R-IMPORT-03): field by field, since the whole file can't be seen beforehand, and a damaged byte then spoils one
    /// field only.
    fn lire(&self, rang: usize) -> Cow<'_, str> {
        let fin = self.bornes.get(rang - 1).copied().unwrap_or(0);
        let debut = if rang == 1 { 0 } else { self.bornes.get(rang - 2).copied().unwrap_or(0) };
        let octets = self.sortie.get(debut..fin).unwrap_or_default().trim_ascii();
        match std::str::from_utf8(octets) {
            Ok(texte) => Cow::Borrowed(texte),
            Err(_) => {
                self.windows_1252.set(self.windows_1252.get() + 1);
                WINDOWS_1252.decode_without_bom_handling(octets).0
            }
        }
    }

    fn site(&self, entite: &mut Entite) {
        SiteLu {
            finess: &self.lire(2),
            nom_court: &self.lire(4),
            nom_long: &self.lire(5),
            siret: &self.lire(23),
            categorie: &self.lire(19),
            libelle_fichier: &self.lire(20),
            departement: departement(&self.lire(14)),
            ouverture: &self.lire(29),
            ouvert: true,
        }
        .ajouter(&mut entite.sites, &mut entite.refus);
    }

    fn ej(&self, finess: crate::domain::finess::Finess) -> Entite {
        let mut entite = Entite::inconnue(finess);
        entite.ej.nom = nom(&self.lire(4), &self.lire(3));
        entite.ej.statut = non_vide(&self.lire(17));
        entite.ej.departement = departement(&self.lire(14));
        siren_lu(&self.lire(21), &mut entite);
        entite
    }
}
