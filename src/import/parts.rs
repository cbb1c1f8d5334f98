//! A whole FINESS file cut into small ones, which a publisher puts beside the page: a structure is then found by its
//! number without any import. `cargo xtask finess` writes them; nothing here reads nor writes a file.
//!
//! One part holds the entités juridiques whose number begins with certain prefixes of six characters, one after the
//! other, sites included wherever they are, in the compact form of [`annuaire`](super::annuaire). A site may have a
//! number of another part than its entité juridique: its own part then says whose it is, and a second part is read.
//!
//! As many prefixes are put in one part as [`TAILLE_VISEE`] allows, since numbers are not spread evenly: half of those of
//! a département may begin with the same four characters. The index lists the first prefix of each part, which is also
//! its name; so it tells the only part that may hold a number.
//!
//! The bytes of a part: a header (`JALONS-PARTIE-1`), the number of its sites that belong elsewhere, then for each, sorted,
//! its number and the one of its entité juridique; then the compact form.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::annuaire::{Annuaire, Registre};
use super::entite::{Entite, date};
use super::selection::Trouvee;
use crate::domain::calendrier::iso;
use crate::domain::finess::Finess;

/// What a part weighs at most, in bytes before any compression, unless the numbers of one prefix weigh more.
pub const TAILLE_VISEE: usize = 120_000;

/// Characters of a prefix. A hundred numbers may share one, and a part holds one prefix at least: whoever serves the page
/// can't tell which number is looked for.
pub const PREFIXE: usize = 6;

/// The name of the index, in the folder of the parts.
pub const NOM_INDEX: &str = "index.json";

const ENTETE: &[u8; 15] = b"JALONS-PARTIE-1";
/// Characters of a FINESS (R-ID-01).
const NUMERO: usize = 9;
/// The schema of the index.
const SCHEMA: u64 = 1;

/// The published files can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartieIllisible;

impl fmt::Display for PartieIllisible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "L’annuaire FINESS publié avec cette page est illisible\u{a0}: il est incomplet, ou d’une autre version. Chargez un fichier FINESS, et prévenez la personne qui publie cette page.",
        )
    }
}

impl std::error::Error for PartieIllisible {}

/// A part to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partie {
    /// The first of its prefixes.
    pub prefixe: String,
    /// What its file holds.
    pub octets: Vec<u8>,
}

/// Gathers what was read, then cuts it. Files add up: sites from one, entités juridiques from another.
#[derive(Clone, Debug, Default)]
pub struct Decoupe {
    /// By number, so that a prefix is a range.
    ejs: BTreeMap<String, Registre>,
    /// The entité juridique of each site, and whether the site is open there.
    proprietaires: BTreeMap<String, (String, bool)>,
}

impl Decoupe {
    /// Takes one more entity. Several of the same entité juridique, as a CSV gives them, are found together.
    pub fn ajouter(&mut self, entite: &Entite) {
        let ej = entite.ej.finess.texte();
        for site in &entite.sites {
            // The first one where it is open stands, as in a search of the file itself.
            let place = self.proprietaires.entry(site.finess.texte().to_owned());
            let garde = place.or_insert_with(|| (ej.to_owned(), site.ouvert));
            if site.ouvert && !garde.1 {
                *garde = (ej.to_owned(), true);
            }
        }
        self.ejs.entry(ej.to_owned()).or_default().ajouter(entite);
    }

    /// The parts, sorted by prefix, and their index.
    pub fn couper(&self, millesime: Option<NaiveDate>) -> (Vec<Partie>, Index) {
        let ejs: Vec<(&str, &Registre)> = self.ejs.iter().map(|(ej, fiches)| (ej.as_str(), fiches)).collect();
        let sites: Vec<(&str, &str)> =
            self.proprietaires.iter().map(|(site, (ej, _))| (site.as_str(), ej.as_str())).collect();
        let mut reste = Tranche { ejs: &ejs, sites: &sites };
        let mut parties = Vec::new();
        while let Some((prefixe, tranche)) = reste.detacher() {
            parties.push(Partie { prefixe: prefixe.to_owned(), octets: tranche.octets(millesime) });
        }
        let prefixes = parties.iter().map(|partie| partie.prefixe.clone()).collect();
        (parties, Index { millesime, ej: ejs.len() as u64, sites: sites.len() as u64, prefixes })
    }
}

/// The numbers from one prefix to another.
#[derive(Clone, Copy)]
struct Tranche<'a> {
    ejs: &'a [(&'a str, &'a Registre)],
    sites: &'a [(&'a str, &'a str)],
}

impl<'a> Tranche<'a> {
    /// Takes away the first numbers, as many whole prefixes as a part may hold; with the first prefix.
    fn detacher(&mut self) -> Option<(&'a str, Self)> {
        let (premier, mut fin) = self.prefixe(0, 0)?;
        let mut taille = self.jusque(fin).taille();
        while let Some((_, suivante)) = self.prefixe(fin.0, fin.1) {
            let (ejs, sites) = (self.ejs.get(fin.0..suivante.0)?, self.sites.get(fin.1..suivante.1)?);
            taille += Self { ejs, sites }.taille();
            if taille > TAILLE_VISEE {
                break;
            }
            fin = suivante;
        }
        let tranche = self.jusque(fin);
        (self.ejs, self.sites) = (self.ejs.get(fin.0..)?, self.sites.get(fin.1..)?);
        Some((premier, tranche))
    }

    /// The prefix of the first number from these ranks on, and the ranks where it ends.
    fn prefixe(&self, ej: usize, site: usize) -> Option<(&'a str, (usize, usize))> {
        let (ejs, sites) = (self.ejs.get(ej..)?, self.sites.get(site..)?);
        let premiers = [ejs.first().map(|(ej, _)| *ej), sites.first().map(|(site, _)| *site)];
        let prefixe = premiers.into_iter().flatten().min()?.get(..PREFIXE)?;
        let ejs = ejs.partition_point(|(ej, _)| ej.starts_with(prefixe));
        let sites = sites.partition_point(|(site, _)| site.starts_with(prefixe));
        Some((prefixe, (ej + ejs, site + sites)))
    }

    fn jusque(self, (ej, site): (usize, usize)) -> Self {
        Self {
            ejs: self.ejs.get(..ej).unwrap_or_default(),
            sites: self.sites.get(..site).unwrap_or_default(),
        }
    }

    /// The sites whose entité juridique is none of these.
    fn ailleurs(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let ici = move |ej: &str| self.ejs.binary_search_by(|(connue, _)| (*connue).cmp(ej)).is_ok();
        self.sites.iter().copied().filter(move |(_, ej)| !ici(ej))
    }

    fn taille(self) -> usize {
        let fiches: usize = self.ejs.iter().map(|(_, fiches)| fiches.taille()).sum();
        fiches + self.ailleurs().count() * 2 * NUMERO
    }

    fn octets(self, millesime: Option<NaiveDate>) -> Vec<u8> {
        let paires: Vec<u8> =
            self.ailleurs().flat_map(|(site, ej)| [site, ej]).flat_map(str::bytes).collect();
        let mut registre = Registre::default();
        self.ejs.iter().for_each(|(_, fiches)| registre.joindre(fiches));
        let nombre = u32::try_from(paires.len() / (2 * NUMERO)).unwrap_or(u32::MAX);
        [ENTETE.as_slice(), &nombre.to_le_bytes(), &paires, &registre.octets(millesime)].concat()
    }
}

/// What was published: which parts, of which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// The day of the file.
    pub millesime: Option<NaiveDate>,
    /// Entités juridiques of all parts.
    pub ej: u64,
    /// Sites of all parts.
    pub sites: u64,
    /// The first prefix of each part, sorted.
    prefixes: Vec<String>,
}

impl Index {
    /// The text of [`NOM_INDEX`].
    pub fn ecrire(&self) -> String {
        let value = json!({
            "jalons": "finess",
            "schema": SCHEMA,
            "millesime": self.millesime.map(iso),
            "entites-juridiques": self.ej,
            "etablissements": self.sites,
            "prefixe": PREFIXE,
            "parties": self.prefixes,
        });
        format!("{value:#}\n")
    }

    /// Reads the text of [`NOM_INDEX`].
    ///
    /// # Errors
    /// Another file, a damaged one, or one of a newer program.
    pub fn lire(texte: &str) -> Result<Self, PartieIllisible> {
        let value: Value = serde_json::from_str(texte).map_err(|_| PartieIllisible)?;
        let nombre = |cle: &str| value.get(cle).and_then(Value::as_u64);
        if value.get("jalons").and_then(Value::as_str) != Some("finess")
            || nombre("schema") != Some(SCHEMA)
            || nombre("prefixe") != Some(PREFIXE as u64)
        {
            return Err(PartieIllisible);
        }
        let parties = value.get("parties").and_then(Value::as_array).ok_or(PartieIllisible)?;
        let prefixe =
            |partie: &Value| partie.as_str().filter(|texte| est_un_prefixe(texte)).map(str::to_owned);
        let prefixes = parties.iter().map(prefixe).collect::<Option<Vec<String>>>().ok_or(PartieIllisible)?;
        if !prefixes.is_sorted() {
            return Err(PartieIllisible);
        }
        Ok(Self {
            millesime: value.get("millesime").and_then(Value::as_str).and_then(date),
            ej: nombre("entites-juridiques").unwrap_or_default(),
            sites: nombre("etablissements").unwrap_or_default(),
            prefixes,
        })
    }

    /// The name of the file of each part.
    pub fn fichiers(&self) -> impl Iterator<Item = String> {
        self.prefixes.iter().map(|prefixe| nom_de_partie(prefixe))
    }

    /// The name of the file that may hold this number, in the folder of the index; without one, no entité juridique nor
    /// site has it.
    pub fn fichier(&self, finess: &Finess) -> Option<String> {
        let cherche = finess.texte().get(..PREFIXE)?;
        let rang = self.prefixes.partition_point(|prefixe| prefixe.as_str() <= cherche).checked_sub(1)?;
        self.prefixes.get(rang).map(|prefixe| nom_de_partie(prefixe))
    }
}

/// The name of the file of a part.
pub fn nom_de_partie(prefixe: &str) -> String {
    format!("{prefixe}.bin")
}

/// An index may come from anyone: a prefix is part of an address, and nothing else than one is accepted.
fn est_un_prefixe(texte: &str) -> bool {
    texte.len() == PREFIXE && texte.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// A part, opened.
pub struct PartieOuverte {
    annuaire: Annuaire,
    /// Sites that belong elsewhere, sorted, and their entité juridique.
    ailleurs: Vec<[[u8; NUMERO]; 2]>,
}

impl PartieOuverte {
    /// Opens what [`Decoupe::couper`] gave.
    ///
    /// # Errors
    /// Bytes of another kind, or damaged.
    pub fn ouvrir(octets: &[u8]) -> Result<Self, PartieIllisible> {
        let (annuaire, ailleurs) = separer(octets).ok_or(PartieIllisible)?;
        let annuaire = Annuaire::ouvrir(annuaire.to_vec()).map_err(|_| PartieIllisible)?;
        Ok(Self { annuaire, ailleurs })
    }

    /// The day of the file.
    pub fn millesime(&self) -> Option<NaiveDate> {
        self.annuaire.millesime
    }

    /// Whose number it is. An entité juridique that is named for a site may be in another part.
    pub fn chercher(&self, finess: &Finess) -> Trouvee {
        if let Some(entite) = self.annuaire.entite(finess) {
            return Trouvee::Ej(Box::new(entite));
        }
        let proprietaire = self.annuaire.proprietaire(finess).or_else(|| {
            let cherche = finess.texte().as_bytes();
            let rang = self.ailleurs.binary_search_by(|[site, _]| site.as_slice().cmp(cherche)).ok()?;
            let [_, ej] = self.ailleurs.get(rang)?;
            Finess::read(std::str::from_utf8(ej).ok()?).ok().map(|saisie| saisie.valeur)
        });
        proprietaire.map_or(Trouvee::Absente, Trouvee::EstUnSiteDe)
    }
}

/// The compact form, and the sites that belong elsewhere.
type Morceaux<'a> = (&'a [u8], Vec<[[u8; NUMERO]; 2]>);

fn separer(octets: &[u8]) -> Option<Morceaux<'_>> {
    let (nombre, reste) = octets.strip_prefix(ENTETE)?.split_first_chunk::<4>()?;
    let nombre = usize::try_from(u32::from_le_bytes(*nombre)).ok()?;
    let (paires, annuaire) = reste.split_at_checked(nombre.checked_mul(2 * NUMERO)?)?;
    let paire = |paire: &[u8]| {
        let (site, ej) = paire.split_first_chunk()?;
        Some([*site, ej.try_into().ok()?])
    };
    Some((annuaire, paires.chunks_exact(2 * NUMERO).map(paire).collect::<Option<_>>()?))
}
