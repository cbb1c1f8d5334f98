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
use rustc_hash::FxHashSet;

use super::entite::{Entite, SiteLu, date, departement, finess_lu, nom, non_vide, siren_lu};
use super::erreur::{ErreurImport, Lieu};
use super::limites::{COLONNES_MAX, LIGNE_MAX, SITES_PAR_LIVRAISON};
use crate::domain::finess::Finess;

/// Fields of a whole line of a site, the last one maybe empty.
const CHAMPS_ET: usize = 32;
/// Rank of the last field of such a line that is read.
const DERNIER_LU: usize = 29;
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
    /// What was read of it, quotes and all.
    brut: Vec<u8>,
    /// First line of the one being read, and the lines read before the machine was started again.
    ligne: u64,
    avant: u64,
    courante: Option<Entite>,
    /// Fields of the last whole line of a site.
    largeur: usize,
    /// Whether no byte follows.
    fin: bool,
    /// Whether the last line was left out.
    derniere_ecartee: bool,
    /// The entités juridiques met so far.
    connues: FxHashSet<Finess>,
    /// How many.
    pub ejs: u64,
    /// Sites delivered or about to be.
    pub sites: u64,
    /// Lines left out: their FINESS has not its form, or fields are missing.
    pub ecartees: u64,
    /// Lines of a kind that is not known.
    pub lignes_inconnues: u64,
    /// Lines that a quote or a semicolon out of place had spoiled, read again one by one.
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
            brut: Vec::new(),
            ligne: 1,
            avant: 0,
            courante: None,
            largeur: CHAMPS_ET,
            fin: false,
            derniere_ecartee: false,
            connues: FxHashSet::default(),
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
        let ecartees = self.ecartees;
        self.fin = true;
        let (ligne, _) = (self.ligne, self.avancer(&[], recoit)?);
        if let Some(entite) = self.courante.take() {
            recoit(entite);
        }
        if self.ecartees > ecartees && self.derniere_ecartee {
            return Err(ErreurImport::Coupe { lieu: Lieu::Ligne(ligne), ej: self.ejs, sites: self.sites });
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
        self.brut.extend_from_slice(octets.get(..lus).unwrap_or_default());
        let lieu = Lieu::Ligne(self.ligne);
        match resultat {
            ReadRecordResult::OutputFull => {
                if !self.reprendre(recoit)? {
                    return Err(ErreurImport::TexteTropLong { lieu });
                }
            }
            ReadRecordResult::OutputEndsFull => return Err(ErreurImport::TropDeColonnes { lieu }),
            ReadRecordResult::Record => {
                let mut brut = std::mem::take(&mut self.brut);
                match rangees(&brut) {
                    None => {
                        let (sortie, bornes) =
                            (std::mem::take(&mut self.sortie), std::mem::take(&mut self.bornes));
                        self.traiter(&sortie, bornes.get(..self.remplis.1).unwrap_or_default(), recoit);
                        (self.sortie, self.bornes) = (sortie, bornes);
                    }
                    Some(lignes) => self.rendre(&lignes, recoit),
                }
                brut.clear();
                self.brut = brut;
                self.remplis = (0, 0);
                // A line ends at its CR: its LF is still to come, and to be counted.
                let cr = lus > 0 && octets.get(lus - 1) == Some(&b'\r');
                self.ligne = self.avant + self.lecteur.line() + u64::from(cr);
            }
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
        }
        Ok((resultat, lus))
    }

    /// Reads again, one by one, lines that a quote or a semicolon out of place had spoiled.
    fn rendre(&mut self, lignes: &[&[u8]], recoit: &mut dyn FnMut(Entite)) {
        for ligne in lignes.iter().map(|ligne| ligne.trim_ascii()).filter(|ligne| !ligne.is_empty()) {
            let (sortie, bornes) = champs(ligne);
            self.lignes_rendues += 1;
            self.traiter(&sortie, &bornes, recoit);
        }
    }

    /// Starts again after the last whole line of a field that grew beyond measure, when it holds lines.
    fn reprendre(&mut self, recoit: &mut dyn FnMut(Entite)) -> Result<bool, ErreurImport> {
        let brut = std::mem::take(&mut self.brut);
        let Some(lignes) = rangees(&brut) else { return Ok(false) };
        let Some((reste, entieres)) = lignes.split_last().filter(|(_, entieres)| !entieres.is_empty()) else {
            return Ok(false);
        };
        self.rendre(entieres, recoit);
        self.avant += self.lecteur.line().saturating_sub(1);
        self.lecteur = ReaderBuilder::new().delimiter(b';').build();
        self.remplis = (0, 0);
        self.ligne = self.avant + 1;
        self.pousser(reste, recoit)?;
        Ok(true)
    }

    fn traiter(&mut self, sortie: &[u8], bornes: &[usize], recoit: &mut dyn FnMut(Entite)) {
        let champs = Champs { sortie, bornes, windows_1252: 0.into(), decalage: (0, 0).into() };
        let (mut livree, nombre, ecartees) = (None, bornes.len(), self.ecartees);
        match champs.lire(1).trim_start_matches('\u{feff}') {
            "finess" => self.millesime = self.millesime.or_else(|| date(&champs.lire(4))),
            "structureet" => {
                let calee = champs.caler(&SITE);
                // The last line of a file is not as wide as the others: it is cut.
                let coupee = self.fin && nombre < self.largeur;
                let entiere = nombre >= CHAMPS_ET || (calee && nombre >= DERNIER_LU && !coupee);
                match finess_lu(&champs.lire(3)).ok().filter(|_| entiere) {
                    Some((ej, zero_restaure)) => {
                        let suite = |entite: &Entite| {
                            entite.ej.finess == ej && entite.sites.len() < SITES_PAR_LIVRAISON
                        };
                        if !self.courante.as_ref().is_some_and(suite) {
                            livree = self.courante.take();
                            self.ejs += u64::from(self.connues.insert(ej.clone()));
                        }
                        let entite = self.courante.get_or_insert_with(|| Entite::inconnue(ej));
                        entite.ej.zero_restaure |= zero_restaure;
                        champs.site(entite);
                        self.sites += 1;
                        self.largeur = nombre;
                    }
                    None => self.ecartees += 1,
                }
                self.lignes_rendues += u64::from(champs.decalage.get().1 != 0);
            }
            "structureej" => {
                champs.caler(&ENTITE_JURIDIQUE);
                match finess_lu(&champs.lire(2)).ok().filter(|_| nombre >= CHAMPS_EJ) {
                    Some((finess, zero_restaure)) => {
                        self.ejs += u64::from(self.connues.insert(finess.clone()));
                        let mut entite = champs.ej(finess);
                        entite.ej.zero_restaure = zero_restaure;
                        livree = self.courante.replace(entite);
                    }
                    None => self.ecartees += 1,
                }
                self.lignes_rendues += u64::from(champs.decalage.get().1 != 0);
            }
            "geolocalisation" if nombre >= CHAMPS_GEO => {}
            // A line of nothing, or of semicolons, is no line.
            "" if (2..=nombre).all(|rang| champs.octets(rang).is_empty()) => {}
            genre if GENRES.iter().any(|connu| connu.starts_with(genre)) => self.ecartees += 1,
            _ => self.lignes_inconnues += 1,
        }
        self.derniere_ecartee = self.ecartees > ecartees;
        self.champs_windows_1252 += champs.windows_1252.get();
        if let Some(entite) = livree {
            recoit(entite);
        }
    }
}

/// Whether a line of a known kind begins there, quoted or not.
fn commence(suite: &[u8]) -> bool {
    let suite = suite.strip_prefix("\u{feff}".as_bytes()).unwrap_or(suite);
    let suite = suite.strip_prefix(b"\"").unwrap_or(suite);
    GENRES.iter().any(|genre| {
        let suite = suite.strip_prefix(genre.as_bytes());
        suite.is_some_and(|suite| suite.starts_with(b";") || suite.starts_with(b"\";"))
    })
}

/// The lines of what was read as one, when a quote out of place made it so: those that stand between two of them, far apart,
/// one whose quotes are not even, one that is quoted as a whole. A name has no line break before the kind of a line.
fn rangees(brut: &[u8]) -> Option<Vec<&[u8]>> {
    let guillemets = memchr::memchr_iter(b'"', brut).count();
    if guillemets == 0 {
        return None;
    }
    let brut = brut.trim_ascii();
    let mut lignes = vec![];
    let mut debut = 0;
    for place in memchr::memchr2_iter(b'\n', b'\r', brut) {
        if brut.get(place + 1..).is_some_and(commence) {
            lignes.extend(brut.get(debut..place));
            debut = place + 1;
        }
    }
    lignes.extend(brut.get(debut..));
    (lignes.len() > 1 || guillemets % 2 == 1 || cite_en_entier(brut).is_some()).then_some(lignes)
}

/// What stands in the quotes of a line that is quoted as a whole.
fn cite_en_entier(ligne: &[u8]) -> Option<&[u8]> {
    let dedans = ligne.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let genre = memchr::memchr(b';', dedans).and_then(|fin| dedans.get(..fin))?;
    GENRES.iter().any(|connu| connu.as_bytes() == genre).then_some(dedans)
}

/// The fields of one line, one after the other, and where each ends; where its quotes are not even, they bound nothing.
fn champs(ligne: &[u8]) -> (Vec<u8>, Vec<usize>) {
    let ligne = cite_en_entier(ligne).unwrap_or(ligne);
    let (mut sortie, mut bornes) = (Vec::with_capacity(ligne.len()), vec![]);
    let impair = |texte: &[u8]| memchr::memchr_iter(b'"', texte).count() % 2 == 1;
    if impair(ligne) {
        for champ in ligne.split(|c| *c == b';').take(COLONNES_MAX) {
            let net = champ.trim_ascii();
            let net = match (net.strip_prefix(b"\""), net.strip_suffix(b"\"")) {
                (Some(net), None) | (None, Some(net)) if impair(champ) => net,
                (Some(net), Some(_)) => net.strip_suffix(b"\"").unwrap_or(net),
                _ => net,
            };
            sortie.extend_from_slice(net);
            bornes.push(sortie.len());
        }
        return (sortie, bornes);
    }
    let mut lecteur = ReaderBuilder::new().delimiter(b';').build();
    sortie.resize(ligne.len() + 1, 0);
    bornes.resize(COLONNES_MAX, 0);
    let (_, _, ecrits, bornees) = lecteur.read_record(ligne, &mut sortie, &mut bornes);
    let (_, _, fin, derniere) = lecteur.read_record(
        &[],
        sortie.get_mut(ecrits..).unwrap_or_default(),
        bornes.get_mut(bornees..).unwrap_or_default(),
    );
    sortie.truncate(ecrits + fin);
    bornes.truncate(bornees + derniere);
    (sortie, bornes)
}

/// What tells that the fields of a line are in their places.
struct Forme {
    /// Ranks of its two names, the short one first.
    noms: (usize, usize),
    /// How many fields a line has that nobody spoiled.
    champs: usize,
    /// Rank of a code, and its digits.
    code: (usize, usize),
    /// Rank of a number, and its digits when there is one.
    numero: (usize, usize),
}

/// Category and SIRET.
const SITE: Forme = Forme { noms: (4, 5), champs: CHAMPS_ET, code: (19, 3), numero: (23, 14) };
/// Legal status and SIREN.
const ENTITE_JURIDIQUE: Forme = Forme { noms: (3, 4), champs: 23, code: (17, 2), numero: (21, 9) };
/// Rank of the département in both.
const DEPARTEMENT: usize = 14;

/// The fields of one line.
struct Champs<'a> {
    sortie: &'a [u8],
    bornes: &'a [usize],
    windows_1252: std::cell::Cell<u64>,
    /// From what rank on fields stand elsewhere, and how much further: a semicolon in a name, or two names in one.
    decalage: std::cell::Cell<(usize, isize)>,
}

impl<'a> Champs<'a> {
    /// Finds the fields where they stand; whether they are all there.
    fn caler(&self, forme: &Forme) -> bool {
        let entiere = self.bornes.len() == forme.champs;
        let mut places = [0, 1, -1, 2, 3].into_iter();
        let calee = if entiere { None } else { places.find(|plus| self.est_calee(forme, *plus)) };
        self.decalage.set((forme.noms.1, calee.unwrap_or(0)));
        entiere || calee.is_some()
    }

    /// Whether the fields after the names are in their places, so much further.
    fn est_calee(&self, forme: &Forme, plus: isize) -> bool {
        let champ = |rang: usize| rang.checked_add_signed(plus).map_or(&[][..], |rang| self.octets(rang));
        let chiffres = |texte: &[u8], combien| texte.len() == combien && texte.iter().all(u8::is_ascii_digit);
        let (departement, numero) = (champ(DEPARTEMENT), champ(forme.numero.0));
        let outre_mer = departement.starts_with(b"97") || departement.starts_with(b"98");
        chiffres(champ(forme.code.0), forme.code.1)
            && departement.len() == if outre_mer && departement.len() == 3 { 3 } else { 2 }
            && departement.first().is_some_and(u8::is_ascii_digit)
            && (numero.is_empty() || chiffres(numero, forme.numero.1))
    }

    fn octets(&self, rang: usize) -> &'a [u8] {
        let fin = self.bornes.get(rang - 1).copied().unwrap_or(0);
        let debut = if rang == 1 { 0 } else { self.bornes.get(rang - 2).copied().unwrap_or(0) };
        self.sortie.get(debut..fin).unwrap_or_default().trim_ascii()
    }

    /// The two names, the short one first; all that stands there, when one of them was cut.
    fn noms(&self, forme: &Forme) -> (Cow<'_, str>, Cow<'_, str>) {
        let (court, long) = forme.noms;
        let parts = |fin: usize| {
            let parts = (court..=fin).map(|rang| self.ici(rang)).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ; ")
        };
        match self.decalage.get().1 {
            0 => (self.ici(court), self.ici(long)),
            plus => (Cow::Borrowed(""), Cow::Owned(parts(long.saturating_add_signed(plus)))),
        }
    }

    /// The field of this rank where it stands, from 1 as in the notice.
    fn lire(&self, rang: usize) -> Cow<'_, str> {
        let (depuis, plus) = self.decalage.get();
        self.ici(if rang > depuis { rang.saturating_add_signed(plus) } else { rang })
    }

    /// The field of this rank, from 1 as in the notice; empty when there is none. UTF-8 if it is, else Windows-1252
    /// (R-IMPORT-03): field by field, since the whole file can't be seen beforehand, and a damaged byte then spoils one
    /// field only.
    fn ici(&self, rang: usize) -> Cow<'_, str> {
        let octets = self.octets(rang);
        match std::str::from_utf8(octets) {
            Ok(texte) => Cow::Borrowed(texte),
            Err(_) => {
                self.windows_1252.set(self.windows_1252.get() + 1);
                WINDOWS_1252.decode_without_bom_handling(octets).0
            }
        }
    }

    fn site(&self, entite: &mut Entite) {
        let (nom_court, nom_long) = self.noms(&SITE);
        SiteLu {
            finess: &self.lire(2),
            nom_court: &nom_court,
            nom_long: &nom_long,
            siret: &self.lire(23),
            categorie: &self.lire(19),
            libelle_fichier: &self.lire(20),
            departement: departement(&self.lire(14)),
            ouverture: &self.lire(29),
            ouvert: true,
        }
        .ajouter(&mut entite.sites, &mut entite.refus);
    }

    fn ej(&self, finess: Finess) -> Entite {
        let (nom_court, nom_long) = self.noms(&ENTITE_JURIDIQUE);
        let mut entite = Entite::inconnue(finess);
        entite.ej.nom = nom(&nom_long, &nom_court);
        entite.ej.statut = non_vide(&self.lire(17));
        entite.ej.departement = departement(&self.lire(14));
        siren_lu(&self.lire(21), &mut entite);
        entite
    }
}
