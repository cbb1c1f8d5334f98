//! A whole file in a compact form: written entity by entity as they are read, kept as bytes by the browser, opened
//! again without the file, searched by number or by name.
//!
//! The bytes: a header (`JALONS-FINESS-1`, the day), then one record for each [`Entite`], as it came; a text is its length
//! on two bytes, then UTF-8. The search tables are made as it is written, and again when it is opened another day: storing them
//! would double it. What was left out while reading stands at the end of the record of its entity, if there is any: how many,
//! and the first ones.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use memchr::memmem;

use super::entite::{Avertissement, Doute, Ej, Entite, Site, finess_lu};
use crate::domain::finess::Finess;
use crate::domain::saisie::normaliser;
use crate::domain::siren::Siren;
use crate::domain::siret::Siret;

const ENTETE: &[u8; 15] = b"JALONS-FINESS-1";
/// The length that says that there is no text.
const AUCUN: u16 = u16::MAX;
/// Flags of a record, its first byte.
const OUVERT: u8 = 1;
const ZERO_RESTAURE: u8 = 2;
/// What was left out follows the sites. Directories kept before it was have no such flag.
const REFUS: u8 = 4;
/// How many of them are kept of one record: a file that is wrong all along would double the directory.
const REFUS_GARDES: usize = 20;
/// Characters of a number from which it is searched for: before, half of France answers.
const PREFIXE_MIN: usize = 3;

/// Where the records begin: after the header and the day.
const FICHES: usize = ENTETE.len() + 4;

/// The least that a [`Registre`] grows by, in bytes.
const PAS_MIN: usize = 256;

/// How many bytes of the national gzip there are for each of its lines: more than that.
const OCTETS_PAR_LIGNE: usize = 112;

/// How many bytes a name takes once folded, on average: less than that.
const OCTETS_PAR_NOM: usize = 48;

/// The most that it takes before anything is written, in bytes.
const RESERVE_MAX: usize = 48 << 20;

/// Writes the compact form. It grows by eighths, and is given as it is: doubled, then copied, it would take three times its
/// size, and the memory of WebAssembly is never given back.
#[derive(Clone, Debug)]
pub struct Registre {
    /// The header, a day still to be written, the records.
    octets: Vec<u8>,
    /// The search tables, where it is opened once it is written.
    tables: Option<Tables>,
}

impl Default for Registre {
    fn default() -> Self {
        Self { octets: [ENTETE.as_slice(), &jours(None).to_le_bytes()].concat(), tables: None }
    }
}

impl Registre {
    /// Ready to be opened ([`Self::ouvert`]), for a gzip of that many bytes: the national one makes a directory of two thirds
    /// of its size, and a little room more saves a copy.
    pub fn d_un_gzip(taille: usize) -> Self {
        let mut registre = Self::default();
        registre.octets.reserve_exact((taille / 4 * 3).min(RESERVE_MAX));
        registre.tables = Some(Tables::d_un_gzip(taille));
        registre
    }

    /// Writes one more entity. Several of the same entité juridique, as a CSV gives them, are found together.
    pub fn ajouter(&mut self, entite: &Entite) {
        let ej = &entite.ej;
        let refus = if entite.refus.is_empty() { 0 } else { REFUS };
        let fiche = self.octets.len();
        self.noter(fiche, fiche, &ej.finess, ej.nom.as_deref());
        self.ecrire(&[drapeaux(ej.ouvert, ej.zero_restaure) | refus]);
        self.texte(Some(ej.finess.texte()));
        self.texte(ej.nom.as_deref());
        self.texte(ej.siren.as_ref().map(Siren::texte));
        self.texte(ej.statut.as_deref());
        self.texte(ej.departement.as_deref());
        self.nombre(u32::try_from(entite.sites.len()).unwrap_or(u32::MAX));
        for site in &entite.sites {
            self.noter(self.octets.len(), fiche, &site.finess, site.nom.as_deref());
            self.ecrire(&[drapeaux(site.ouvert, site.zero_restaure)]);
            self.texte(Some(site.finess.texte()));
            self.texte(site.nom.as_deref());
            self.texte(site.siret.as_ref().map(Siret::texte));
            self.texte(site.categorie.as_deref());
            self.texte(site.libelle_fichier.as_deref());
            self.texte(site.departement.as_deref());
            self.nombre(jours(site.ouverture));
        }
        if refus != 0 {
            self.nombre(u32::try_from(entite.refus.len()).unwrap_or(u32::MAX));
            for refuse in entite.refus.iter().take(REFUS_GARDES) {
                self.ecrire(&[u8::from(refuse.doute == Doute::SiteEcarte)]);
                self.texte(Some(&refuse.finess));
                self.texte(Some(&refuse.texte));
            }
        }
    }

    /// The bytes to keep, with the day of the file.
    pub fn octets(mut self, millesime: Option<NaiveDate>) -> Vec<u8> {
        self.dater(millesime);
        self.octets
    }

    /// The directory, opened, with the day of the file.
    ///
    /// # Errors
    /// As [`Annuaire::ouvrir`]: none, what is written here can be read.
    pub fn ouvert(mut self, millesime: Option<NaiveDate>) -> Result<Annuaire, AnnuaireIllisible> {
        self.dater(millesime);
        match self.tables {
            Some(tables) => Ok(Annuaire::new(self.octets, tables, millesime)),
            None => Annuaire::ouvrir(self.octets),
        }
    }

    fn dater(&mut self, millesime: Option<NaiveDate>) {
        if let Some(jour) = self.octets.get_mut(ENTETE.len()..FICHES) {
            jour.copy_from_slice(&jours(millesime).to_le_bytes());
        }
    }

    fn noter(&mut self, fiche: usize, ej: usize, finess: &Finess, nom: Option<&str>) {
        if let Some(tables) = &mut self.tables {
            // A number has nine characters, and a directory less than four gigabytes.
            let noted = tables.noter(fiche, ej, finess.texte(), nom);
            debug_assert!(noted.is_some());
        }
    }

    /// Adds what another one holds.
    pub(super) fn joindre(&mut self, autre: &Self) {
        self.ecrire(autre.octets.get(FICHES..).unwrap_or_default());
    }

    /// Bytes written, the header left out.
    pub(super) fn taille(&self) -> usize {
        self.octets.len() - FICHES
    }

    fn ecrire(&mut self, octets: &[u8]) {
        if self.octets.capacity() - self.octets.len() < octets.len() {
            self.octets.reserve_exact(octets.len().max(self.octets.len() / 8).max(PAS_MIN));
        }
        self.octets.extend_from_slice(octets);
    }

    fn nombre(&mut self, nombre: u32) {
        self.ecrire(&nombre.to_le_bytes());
    }

    fn texte(&mut self, texte: Option<&str>) {
        // A text read from a file has at most JETON_MAX or LIGNE_MAX bytes; one that two bytes can't count is left out.
        let compte =
            texte.and_then(|texte| u16::try_from(texte.len()).ok().filter(|compte| *compte != AUCUN));
        self.ecrire(&compte.unwrap_or(AUCUN).to_le_bytes());
        if let (Some(texte), Some(_)) = (texte, compte) {
            self.ecrire(texte.as_bytes());
        }
    }
}

fn drapeaux(ouvert: bool, zero_restaure: bool) -> u8 {
    (u8::from(ouvert) * OUVERT) | (u8::from(zero_restaure) * ZERO_RESTAURE)
}

/// Days since the beginning of our era; 0 for none.
fn jours(date: Option<NaiveDate>) -> u32 {
    date.map_or(0, |date| u32::try_from(date.num_days_from_ce()).unwrap_or(0))
}

/// The kept bytes are not those of a [`Registre`], or are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnuaireIllisible;

impl fmt::Display for AnnuaireIllisible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "L’annuaire FINESS gardé par ce navigateur est illisible. Chargez à nouveau le fichier FINESS.",
        )
    }
}

impl std::error::Error for AnnuaireIllisible {}

/// One answer of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouvaille {
    /// The number that was found.
    pub finess: String,
    /// Its name, empty if the file gives none.
    pub nom: String,
    /// The number of its entité juridique: the same one if it is one.
    pub ej: String,
    /// Usual code of its département.
    pub departement: Option<String>,
    /// Whether it is open.
    pub ouvert: bool,
}

impl Trouvaille {
    /// Whether it is an entité juridique.
    pub fn est_ej(&self) -> bool {
        self.finess == self.ej
    }
}

/// One entité juridique or one site.
#[derive(Clone, Copy, Debug)]
struct Ligne {
    /// Where its record begins.
    fiche: u32,
    /// Where the record of its entité juridique begins.
    ej: u32,
    /// Where its words begin in `mots`.
    mots: u32,
}

/// The compact form, opened.
pub struct Annuaire {
    octets: Vec<u8>,
    /// The day of the file.
    pub millesime: Option<NaiveDate>,
    /// In the order of the file.
    lignes: Vec<Ligne>,
    /// The words of each line, each after a space, a line end after the last one.
    mots: Vec<u8>,
    /// Each number, sorted, with the rank of its line.
    numeros: Vec<([u8; 9], u32)>,
}

/// The search tables of a directory, numbers not sorted yet.
#[derive(Clone, Debug, Default)]
struct Tables {
    lignes: Vec<Ligne>,
    mots: Vec<u8>,
    numeros: Vec<([u8; 9], u32)>,
}

impl Tables {
    /// With the room that those of a gzip of that many bytes take, and a little more: doubled, they would take three times
    /// as much.
    fn d_un_gzip(taille: usize) -> Self {
        let taille = taille.min(RESERVE_MAX);
        let lignes = taille / OCTETS_PAR_LIGNE;
        Self {
            lignes: Vec::with_capacity(lignes),
            mots: Vec::with_capacity(lignes * OCTETS_PAR_NOM),
            numeros: Vec::with_capacity(lignes),
        }
    }

    /// Notes an entity or a site: where its record begins, and that of its entité juridique. None when it is not one.
    fn noter(&mut self, fiche: usize, ej: usize, finess: &str, nom: Option<&str>) -> Option<()> {
        let numero: [u8; 9] = finess.as_bytes().try_into().ok()?;
        self.numeros.push((numero, u32::try_from(self.lignes.len()).ok()?));
        let [fiche, ej, debut] = [fiche, ej, self.mots.len()].map(u32::try_from);
        self.lignes.push(Ligne { fiche: fiche.ok()?, ej: ej.ok()?, mots: debut.ok()? });
        self.mots.push(b' ');
        plier_dans(nom.unwrap_or_default(), &mut self.mots);
        self.mots.push(b'\n');
        Some(())
    }
}

impl Annuaire {
    /// Opens what [`Registre::octets`] gave.
    ///
    /// # Errors
    /// Bytes of another kind, or damaged.
    pub fn ouvrir(octets: Vec<u8>) -> Result<Self, AnnuaireIllisible> {
        let (tables, millesime) = indexer(&octets).ok_or(AnnuaireIllisible)?;
        Ok(Self::new(octets, tables, millesime))
    }

    fn new(octets: Vec<u8>, tables: Tables, millesime: Option<NaiveDate>) -> Self {
        let Tables { lignes, mots, mut numeros } = tables;
        numeros.sort_unstable();
        Self { octets, millesime, lignes, mots, numeros }
    }

    /// What it was opened from: the bytes to keep.
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// How many entités juridiques and sites it holds.
    pub fn nombre(&self) -> usize {
        self.lignes.len()
    }

    /// An entité juridique and its sites; none if the number is not one of an entité juridique.
    pub fn entite(&self, finess: &Finess) -> Option<Entite> {
        let lignes = self.de_prefixe(finess.texte()).map(|rang| self.lignes[rang]);
        let mut entite: Option<Entite> = None;
        for ligne in lignes.filter(|ligne| ligne.fiche == ligne.ej) {
            let lue = Lecture { octets: &self.octets, rang: ligne.fiche as usize }.entite()?;
            match &mut entite {
                Some(entite) => entite.fusionner(lue),
                None => entite = Some(lue),
            }
        }
        if let Some(entite) = &mut entite {
            entite.deduire_siren();
        }
        entite
    }

    /// The entité juridique of a site, where it is open if it comes twice; none if the number is not one of a site.
    pub fn proprietaire(&self, finess: &Finess) -> Option<Finess> {
        let lignes = self.de_prefixe(finess.texte()).map(|rang| self.lignes[rang]);
        let site =
            lignes.filter(|ligne| ligne.fiche != ligne.ej).min_by_key(|ligne| !self.est_ouvert(ligne))?;
        Lecture { octets: &self.octets, rang: site.ej as usize }.ej().map(|ej| ej.finess)
    }

    fn est_ouvert(&self, ligne: &Ligne) -> bool {
        self.octets.get(ligne.fiche as usize).is_some_and(|drapeaux| drapeaux & OUVERT != 0)
    }

    /// At most `max` answers: by the beginning of a number, else by the beginnings of words, in any order, whatever
    /// their accents and case. Open ones come first, and entités juridiques before sites.
    pub fn chercher(&self, texte: &str, max: usize) -> Vec<Trouvaille> {
        let numero = normaliser(texte, &["finess", "siren", "siret"]);
        let rangs: Box<dyn Iterator<Item = usize>> = if !est_un_numero(&numero) {
            Box::new(self.de_noms(texte))
        } else if numero.len() < PREFIXE_MIN {
            Box::new(std::iter::empty())
        } else {
            Box::new(self.distincts(&numero).into_iter())
        };
        let mut classes: [Vec<usize>; 4] = Default::default();
        for rang in rangs {
            let ligne = self.lignes[rang];
            let classe = usize::from(!self.est_ouvert(&ligne)) * 2 + usize::from(ligne.fiche != ligne.ej);
            if classes[classe].len() < max {
                classes[classe].push(rang);
            }
            if classes[0].len() == max {
                break;
            }
        }
        classes.iter().flatten().take(max).filter_map(|rang| self.trouvaille(self.lignes[*rang])).collect()
    }

    fn de_prefixe(&self, prefixe: &str) -> impl Iterator<Item = usize> {
        let prefixe = prefixe.as_bytes();
        let debut = self.numeros.partition_point(|(numero, _)| numero.as_slice() < prefixe);
        let suite = self.numeros[debut..].iter().take_while(move |(numero, _)| numero.starts_with(prefixe));
        suite.map(|(_, rang)| *rang as usize)
    }

    /// The lines of these numbers, one for each number: pieces of one entité juridique, from a CSV, all bear its own.
    fn distincts(&self, prefixe: &str) -> Vec<usize> {
        let numero = |rang: usize| self.numero(self.lignes[rang]);
        let nomme = |rang: &usize| self.mots.get(self.lignes[*rang].mots as usize + 1) != Some(&b'\n');
        let mut rangs: Vec<usize> = Vec::new();
        for rang in self.de_prefixe(prefixe) {
            match rangs.last_mut().filter(|dernier| numero(**dernier) == numero(rang)) {
                Some(dernier) if nomme(dernier) => {}
                Some(dernier) => *dernier = rang,
                None => rangs.push(rang),
            }
        }
        rangs
    }

    /// The number, which follows the flag and the length in both kinds of records.
    fn numero(&self, ligne: Ligne) -> Option<&[u8]> {
        let debut = ligne.fiche as usize + 3;
        self.octets.get(debut..debut + 9)
    }

    /// The lines that have all the words, in their order, found as they are asked for: a word that half of the lines have
    /// answers after a few. The longest one, likely the rarest, is looked for in all lines at once.
    fn de_noms(&self, texte: &str) -> impl Iterator<Item = usize> {
        let plie = plier(texte);
        let mut mots: Vec<String> = plie.split_whitespace().map(|mot| format!(" {mot}")).collect();
        mots.sort_by_key(|mot| std::cmp::Reverse(mot.len()));
        let mut mots = mots.into_iter().map(|mot| memmem::Finder::new(&mot).into_owned());
        let (premier, autres) = (mots.next(), mots.collect::<Vec<_>>());
        let mut suivante = 0;
        std::iter::from_fn(move || {
            let premier = premier.as_ref()?;
            loop {
                let debut = self.lignes.get(suivante)?.mots as usize;
                let rang = self.ligne_de(suivante, debut + premier.find(&self.mots[debut..])?);
                suivante = rang + 1;
                let fin = self.lignes.get(suivante).map_or(self.mots.len(), |ligne| ligne.mots as usize);
                let ligne = &self.mots[self.lignes[rang].mots as usize..fin];
                if autres.iter().all(|mot| mot.find(ligne).is_some()) {
                    return Some(rang);
                }
            }
        })
    }

    /// The line of this place of `mots`, which is not before the line `depuis`. Often near: looked for by longer and
    /// longer steps.
    fn ligne_de(&self, depuis: usize, place: usize) -> usize {
        let commence = |ligne: &Ligne| ligne.mots as usize <= place;
        let mut pas = 1;
        while self.lignes.get(depuis + pas).is_some_and(commence) {
            pas *= 2;
        }
        let debut = depuis + pas / 2;
        let fin = self.lignes.len().min(depuis + pas);
        debut + self.lignes[debut..fin].partition_point(commence) - 1
    }

    fn trouvaille(&self, ligne: Ligne) -> Option<Trouvaille> {
        let lire = |rang: u32| Lecture { octets: &self.octets, rang: rang as usize };
        let ej = lire(ligne.ej).ej()?;
        if ligne.fiche == ligne.ej {
            let finess = ej.finess.texte().to_owned();
            let (nom, departement) = (ej.nom.unwrap_or_default(), ej.departement);
            return Some(Trouvaille { ej: finess.clone(), finess, nom, departement, ouvert: ej.ouvert });
        }
        let site = lire(ligne.fiche).site()?;
        Some(Trouvaille {
            finess: site.finess.texte().to_owned(),
            nom: site.nom.unwrap_or_default(),
            ej: ej.finess.texte().to_owned(),
            departement: site.departement,
            ouvert: site.ouvert,
        })
    }
}

/// Whether what is searched for is a number: digits, maybe a letter second.
fn est_un_numero(texte: &str) -> bool {
    !texte.is_empty()
        && texte
            .bytes()
            .enumerate()
            .all(|(rang, c)| c.is_ascii_digit() || (rang == 1 && c.is_ascii_uppercase()))
}

/// Walks the records once, and makes the search tables.
fn indexer(octets: &[u8]) -> Option<(Tables, Option<NaiveDate>)> {
    if !octets.starts_with(ENTETE) {
        return None;
    }
    let mut lecture = Lecture { octets, rang: ENTETE.len() };
    let millesime = lecture.date()?;
    let mut tables = Tables::default();
    while lecture.rang < octets.len() {
        let ej = lecture.rang;
        let drapeaux = lecture.octet()?;
        let (finess, nom) = (lecture.texte()?, lecture.texte()?);
        tables.noter(ej, ej, finess?, nom)?;
        for _ in 0..3 {
            lecture.texte()?;
        }
        for _ in 0..lecture.nombre()? {
            let site = lecture.rang;
            lecture.octet()?;
            let (finess, nom) = (lecture.texte()?, lecture.texte()?);
            tables.noter(site, ej, finess?, nom)?;
            for _ in 0..4 {
                lecture.texte()?;
            }
            lecture.nombre()?;
        }
        lecture.refus(drapeaux, |_| ())?;
    }
    Some((tables, millesime))
}

/// A cursor over the bytes; none when they are damaged.
struct Lecture<'a> {
    octets: &'a [u8],
    rang: usize,
}

impl<'a> Lecture<'a> {
    fn prendre(&mut self, nombre: usize) -> Option<&'a [u8]> {
        let pris = self.octets.get(self.rang..self.rang.checked_add(nombre)?)?;
        self.rang += nombre;
        Some(pris)
    }

    fn octet(&mut self) -> Option<u8> {
        self.prendre(1)?.first().copied()
    }

    fn drapeaux(&mut self) -> Option<(bool, bool)> {
        let drapeaux = self.octet()?;
        Some((drapeaux & OUVERT != 0, drapeaux & ZERO_RESTAURE != 0))
    }

    fn nombre(&mut self) -> Option<u32> {
        self.prendre(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn date(&mut self) -> Option<Option<NaiveDate>> {
        let jours = i32::try_from(self.nombre()?).ok()?;
        Some(if jours == 0 { None } else { NaiveDate::from_num_days_from_ce_opt(jours) })
    }

    fn texte(&mut self) -> Option<Option<&'a str>> {
        match self.prendre(2)?.try_into().ok().map(u16::from_le_bytes)? {
            AUCUN => Some(None),
            compte => std::str::from_utf8(self.prendre(usize::from(compte))?).ok().map(Some),
        }
    }

    fn mot(&mut self) -> Option<Option<String>> {
        Some(self.texte()?.map(str::to_owned))
    }

    fn ej(&mut self) -> Option<Ej> {
        let (ouvert, zero_restaure) = self.drapeaux()?;
        let (finess, _) = finess_lu(self.texte()??).ok()?;
        let nom = self.mot()?;
        let siren = self.texte()?.and_then(|siren| Siren::read(siren).ok()).map(|saisie| saisie.valeur);
        Some(Ej { finess, nom, siren, statut: self.mot()?, departement: self.mot()?, ouvert, zero_restaure })
    }

    fn site(&mut self) -> Option<Site> {
        let (ouvert, zero_restaure) = self.drapeaux()?;
        let (finess, _) = finess_lu(self.texte()??).ok()?;
        let nom = self.mot()?;
        let siret = self.texte()?.and_then(|siret| Siret::importe(siret).ok()).map(|saisie| saisie.valeur);
        let (categorie, libelle_fichier, departement) = (self.mot()?, self.mot()?, self.mot()?);
        Some(Site {
            finess,
            nom,
            siret,
            categorie,
            libelle_fichier,
            departement,
            ouverture: self.date()?,
            ouvert,
            zero_restaure,
        })
    }

    fn entite(&mut self) -> Option<Entite> {
        let drapeaux = *self.octets.get(self.rang)?;
        let ej = self.ej()?;
        let sites = (0..self.nombre()?).map(|_| self.site()).collect::<Option<Vec<Site>>>()?;
        let mut refus = Vec::new();
        let tus = self.refus(drapeaux, |refuse| refus.push(refuse))?;
        if tus > 0 {
            let texte =
                format!("Le fichier donne encore d’autres numéros qui n’ont pas pu être lus\u{a0}: {tus}.");
            refus.push(Avertissement::new(Doute::SiteEcarte, ej.finess.texte(), texte));
        }
        Some(Entite { ej, sites, refus, siren_deduit: false })
    }

    /// What was left out of a record, and how many more were.
    fn refus(&mut self, drapeaux: u8, mut recoit: impl FnMut(Avertissement)) -> Option<usize> {
        if drapeaux & REFUS == 0 {
            return Some(0);
        }
        let tous = usize::try_from(self.nombre()?).ok()?;
        let gardes = tous.min(REFUS_GARDES);
        for _ in 0..gardes {
            let doute = if self.octet()? == 0 { Doute::NumeroEcarte } else { Doute::SiteEcarte };
            let (finess, texte) = (self.texte()?.unwrap_or_default(), self.texte()?.unwrap_or_default());
            recoit(Avertissement::new(doute, finess, texte));
        }
        Some(tous - gardes)
    }
}

/// Words in capitals without accents, one space apart, whatever signs were between them.
pub(super) fn plier(texte: &str) -> String {
    let mut plie = Vec::with_capacity(texte.len());
    plier_dans(texte, &mut plie);
    // It is ASCII.
    String::from_utf8(plie).unwrap_or_default()
}

/// The same at the end of other bytes.
fn plier_dans(texte: &str, plie: &mut Vec<u8>) {
    let debut = plie.len();
    for c in texte.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => plie.push((c as u8).to_ascii_uppercase()),
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => {
                plie.push(b'A')
            }
            'ç' | 'Ç' => plie.push(b'C'),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => plie.push(b'E'),
            'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' => plie.push(b'I'),
            'ñ' | 'Ñ' => plie.push(b'N'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' => plie.push(b'O'),
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => plie.push(b'U'),
            'ÿ' | 'Ÿ' => plie.push(b'Y'),
            'œ' | 'Œ' => plie.extend_from_slice(b"OE"),
            'æ' | 'Æ' => plie.extend_from_slice(b"AE"),
            // An accent written apart from its letter.
            '\u{300}'..='\u{36f}' => {}
            _ if plie.len() > debut && !plie.ends_with(b" ") => plie.push(b' '),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_to_capitals_without_accents() {
        assert_eq!(plier("  Côte-d’Or : l'Œuvre (é\u{301}te\u{301}) "), "COTE D OR L OEUVRE ETE ");
        assert_eq!(plier(""), "");
    }

    #[test]
    fn a_number_is_told_from_a_name() {
        for texte in ["010", "2A0003729", "0"] {
            assert!(est_un_numero(texte), "{texte}");
        }
        for texte in ["", "ORSAC", "3F", "1ER MAI", "010X"] {
            assert_eq!(est_un_numero(texte), texte == "3F", "{texte}");
        }
    }
}
