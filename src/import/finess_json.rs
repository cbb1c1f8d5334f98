//! The ANS flux « FINESS+ structures », in the shape seen and in the shape of its published schema (R-IMPORT-11 to
//! R-IMPORT-13).
//!
//! A cursor of our own over the text. Keys are compared without case, since the two shapes differ by it; the
//! fields of `informationsGenerales…` are also accepted beside it (the schema puts `siret` there), and a code is
//! accepted as a text, a number, or an object `{code, system}`. Any other key is skipped unread (`saut.rs`). With a key
//! twice in one object, the last one stands; two lists of sites add up.
//!
//! Why no JSON crate walks the text: nine tenths of the flux are of no use here, and a parser must give them all, piece
//! by piece. Measured on the real sample, text in memory: actson 330 MB/s, json-event-parser 400, the latter with our
//! skip 410, this cursor 920 (gunzip alone: 1 450). `serde_json` reads the texts that hold escapes.

use std::borrow::Cow;
use std::mem::take;
use std::str;

use chrono::NaiveDate;

use super::entite::{
    Avertissement, Entite, Site, SiteLu, date, departement_adresse, est_renseignee, finess_lu, nom, non_vide,
    siren_lu,
};
use super::erreur::{ErreurImport, Lieu};
use super::limites::{ENTITE_MAX, JETON_MAX};
use super::saut::{Saut, SautImpossible, blancs, fin_de_texte};

/// Where the cursor stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Contexte {
    Racine,
    ListeEj,
    Ej,
    InfosEj,
    ListeEt,
    Et,
    InfosEt,
    Adresses,
    Adresse,
    /// An object that holds a code.
    Code(Champ),
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Champ {
    GenereLe,
    Finess,
    Siren,
    Siret,
    NomCourt,
    NomLong,
    Statut,
    Categorie,
    Ouverture,
    Fermeture,
    Etat,
    Usage,
    Commune,
    Postal,
}

impl Contexte {
    /// What the elements of a list are; none for an object.
    fn element(self) -> Option<Self> {
        match self {
            Self::ListeEj => Some(Self::Ej),
            Self::ListeEt => Some(Self::Et),
            Self::Adresses => Some(Self::Adresse),
            _ => None,
        }
    }
}

impl Champ {
    const TOUS: [Self; 14] = [
        Self::GenereLe,
        Self::Finess,
        Self::Siren,
        Self::Siret,
        Self::NomCourt,
        Self::NomLong,
        Self::Statut,
        Self::Categorie,
        Self::Ouverture,
        Self::Fermeture,
        Self::Etat,
        Self::Usage,
        Self::Commune,
        Self::Postal,
    ];
}

/// What to do of the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suite {
    Sauter,
    Lire(Champ),
    Objet(Contexte),
    Liste(Contexte),
}

/// What the next bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attente {
    Valeur(Suite),
    /// The first element of a list, or its end.
    ElementOuFin,
    Cle,
    CleOuFin,
    DeuxPoints(Suite),
    VirguleOuFin,
    Saut,
    /// The root is closed.
    Rien,
}

/// The texts read of an entité juridique or of a site, before they are judged.
#[derive(Default)]
struct Brouillon {
    finess: String,
    siren: String,
    siret: String,
    nom_court: String,
    nom_long: String,
    statut: String,
    categorie: String,
    ouverture: String,
    fermeture: String,
    etat: String,
    usage: String,
    commune: String,
    postal: String,
    /// Département of the best address seen, and how good it is.
    departement: Option<(u8, String)>,
}

impl Brouillon {
    fn champ(&mut self, champ: Champ) -> &mut String {
        match champ {
            Champ::GenereLe | Champ::Finess => &mut self.finess,
            Champ::Siren => &mut self.siren,
            Champ::Siret => &mut self.siret,
            Champ::NomCourt => &mut self.nom_court,
            Champ::NomLong => &mut self.nom_long,
            Champ::Statut => &mut self.statut,
            Champ::Categorie => &mut self.categorie,
            Champ::Ouverture => &mut self.ouverture,
            Champ::Fermeture => &mut self.fermeture,
            Champ::Etat => &mut self.etat,
            Champ::Usage => &mut self.usage,
            Champ::Commune => &mut self.commune,
            Champ::Postal => &mut self.postal,
        }
    }

    /// Takes the département of the address just read, unless a better one was seen: for a site, the geographic one
    /// (usage 03, R-IMPORT-12); for an entité juridique, the seat (02).
    fn retenir_adresse(&mut self, usage_voulu: &str) {
        let rang = if self.usage == usage_voulu { 2 } else { 1 };
        if self.departement.as_ref().is_none_or(|(meilleur, _)| *meilleur < rang)
            && let Some(departement) = departement_adresse(&self.commune, &self.postal, &self.numero())
        {
            self.departement = Some((rang, departement));
        }
    }

    fn departement(&mut self) -> Option<String> {
        let lu = self.departement.take().map(|(_, departement)| departement);
        lu.or_else(|| departement_adresse("", "", &self.numero()))
    }

    /// The number, whose beginning tells a département, its zero put back (R-ID-16).
    fn numero(&self) -> Cow<'_, str> {
        let sans_zero = Some(&self.finess).filter(|numero| numero.len() == 8);
        match sans_zero.and_then(|numero| finess_lu(numero).ok()) {
            Some((finess, _)) => Cow::Owned(finess.to_string()),
            None => Cow::Borrowed(&self.finess),
        }
    }

    /// Empty, keeping what is allocated.
    fn vider(&mut self) {
        self.departement = None;
        for champ in Champ::TOUS {
            self.champ(champ).clear();
        }
    }

    fn vider_adresse(&mut self) {
        for champ in [Champ::Usage, Champ::Commune, Champ::Postal] {
            self.champ(champ).clear();
        }
    }

    /// Open unless a date of closing is filled in, or the state is not « A » (R-IMPORT-13).
    fn est_ouvert(&self) -> bool {
        !est_renseignee(&self.fermeture) && (self.etat.is_empty() || self.etat == "A")
    }
}

/// The reader: bytes in, [`Entite`]s out as they end.
pub(super) struct LecteurJson {
    attente: Attente,
    saut: Saut,
    pile: Vec<Contexte>,
    /// The beginning of a token that the bytes cut.
    reste: Vec<u8>,
    /// Offset of the first byte of `reste`, else of the next byte.
    octet: u64,
    ej: Brouillon,
    et: Brouillon,
    dans_et: bool,
    sites_ej: Vec<Site>,
    refus: Vec<Avertissement>,
    poids: usize,
    /// Sites read whole, those of the current entité juridique too.
    pub sites: u64,
    /// Of which closed.
    pub fermes: u64,
    /// Entités juridiques delivered.
    pub ejs: u64,
    /// Entités juridiques left out: their number has not the form of a FINESS.
    pub ecartees: u64,
    /// Day of `generatedAt`.
    pub millesime: Option<NaiveDate>,
}

impl LecteurJson {
    /// Reads a text that begins at this offset of the file.
    pub fn new(octet: u64) -> Self {
        Self {
            attente: Attente::Valeur(Suite::Objet(Contexte::Racine)),
            saut: Saut::new(),
            pile: Vec::new(),
            reste: Vec::new(),
            octet,
            ej: Brouillon::default(),
            et: Brouillon::default(),
            dans_et: false,
            sites_ej: Vec::new(),
            refus: Vec::new(),
            poids: 0,
            sites: 0,
            fermes: 0,
            ejs: 0,
            ecartees: 0,
            millesime: None,
        }
    }

    /// Reads these bytes, and delivers each entité juridique that ends in them.
    ///
    /// # Errors
    /// What can't be read, with its place in the text.
    pub fn pousser(&mut self, octets: &[u8], recoit: &mut dyn FnMut(Entite)) -> Result<(), ErreurImport> {
        if self.reste.is_empty() {
            let lus = self.consommer(octets, recoit)?;
            self.reste.extend_from_slice(&octets[lus..]);
        } else {
            let mut tampon = take(&mut self.reste);
            tampon.extend_from_slice(octets);
            let lus = self.consommer(&tampon, recoit)?;
            tampon.drain(..lus);
            self.reste = tampon;
        }
        self.mesurer(self.reste.len())
    }

    /// Says that no byte follows.
    ///
    /// # Errors
    /// The text is cut.
    pub fn finir(&mut self) -> Result<(), ErreurImport> {
        if self.attente == Attente::Rien {
            return Ok(());
        }
        let octet = self.octet.saturating_add(self.reste.len() as u64);
        Err(ErreurImport::Coupe { lieu: Lieu::Octet(octet), ej: self.ejs, sites: self.sites })
    }

    /// How many of these bytes were read; the others begin a text or a number that they cut.
    fn consommer(&mut self, octets: &[u8], recoit: &mut dyn FnMut(Entite)) -> Result<usize, ErreurImport> {
        let debut = self.octet;
        let mut i = 0;
        loop {
            if !matches!(self.attente, Attente::Saut) {
                i += blancs(&octets[i..]);
            }
            self.octet = debut + i as u64;
            let Some(&octet) = octets.get(i) else { return Ok(i) };
            let reste = &octets[i..];
            i += match (self.attente, octet) {
                (Attente::Saut, _) => match self.saut.avancer(reste) {
                    Ok(Some(lus)) => {
                        self.attente = Attente::VirguleOuFin;
                        lus
                    }
                    Ok(None) => reste.len(),
                    Err(impossible) => return Err(self.impossible(impossible)),
                },
                (Attente::CleOuFin | Attente::ElementOuFin | Attente::VirguleOuFin, b'}' | b']') => {
                    self.fermer(octet, recoit)?;
                    1
                }
                (Attente::Cle | Attente::CleOuFin, b'"') => {
                    // A key with escapes is none of ours.
                    let Some((cle, _)) = brut(reste) else { return Ok(i) };
                    self.mesurer(cle.len() + 2)?;
                    let suite = self.pile.last().map_or(Suite::Sauter, |contexte| suite(*contexte, cle));
                    match self.membre(suite, reste, cle.len() + 2)? {
                        Some(lus) => lus,
                        None => {
                            self.attente = Attente::DeuxPoints(suite);
                            cle.len() + 2
                        }
                    }
                }
                (Attente::DeuxPoints(suite), b':') => {
                    self.attente = Attente::Valeur(suite);
                    1
                }
                (Attente::VirguleOuFin, b',') => {
                    self.attente = match self.pile.last().and_then(|contexte| contexte.element()) {
                        Some(element) => Attente::Valeur(Suite::Objet(element)),
                        None => Attente::Cle,
                    };
                    1
                }
                (Attente::ElementOuFin, _) => {
                    let element = self.pile.last().and_then(|contexte| contexte.element());
                    self.attente = Attente::Valeur(element.map_or(Suite::Sauter, Suite::Objet));
                    0
                }
                (Attente::Valeur(suite), _) => {
                    let Some(lus) = self.valeur(suite, reste)? else { return Ok(i) };
                    lus
                }
                _ => return Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet) }),
            };
        }
    }

    /// Reads at once the rest of a member whose value is a text without escapes or `null`, with the comma after it: nine
    /// members out of ten. How many bytes it has in all; none when it is another value, or when these bytes cut it: it is
    /// then read a state at a time. The key has that many bytes.
    fn membre(&mut self, suite: Suite, reste: &[u8], cle: usize) -> Result<Option<usize>, ErreurImport> {
        let Some([b':', apres @ ..]) = reste.get(cle..) else { return Ok(None) };
        let debut = cle + 1 + blancs(apres);
        let (texte, lus) = match reste.get(debut..) {
            Some(valeur @ [b'"', ..]) => match brut(valeur) {
                Some((contenu, false)) => (Some(contenu), contenu.len() + 2),
                _ => return Ok(None),
            },
            Some([b'n', b'u', b'l', b'l', b',' | b'\n' | b'\r' | b'}', ..]) => (None, 4),
            _ => return Ok(None),
        };
        match (suite, texte) {
            (Suite::Lire(champ), Some(contenu)) => {
                self.octet += debut as u64;
                self.mesurer(lus)?;
                let lieu = Lieu::Octet(self.octet);
                let texte = str::from_utf8(contenu).map_err(|_| ErreurImport::PasUtf8 { lieu })?;
                self.noter(champ, texte.trim())?;
            }
            (Suite::Sauter | Suite::Lire(_), _) => {}
            (Suite::Objet(_) | Suite::Liste(_), _) => return Ok(None),
        }
        let fin = debut + lus;
        if reste.get(fin) == Some(&b',') {
            self.attente = Attente::Cle;
            return Ok(Some(fin + 1));
        }
        self.attente = Attente::VirguleOuFin;
        Ok(Some(fin))
    }

    /// Begins a value, or reads it if it is a text or a number of use; none when these bytes cut it.
    fn valeur(&mut self, suite: Suite, reste: &[u8]) -> Result<Option<usize>, ErreurImport> {
        let premier = reste.first().copied().unwrap_or_default();
        match (suite, premier) {
            (Suite::Objet(contexte), b'{') => {
                self.ouvrir(contexte);
                self.attente = Attente::CleOuFin;
                Ok(Some(1))
            }
            (Suite::Liste(contexte), b'[') => {
                self.ouvrir(contexte);
                self.attente = Attente::ElementOuFin;
                Ok(Some(1))
            }
            (Suite::Lire(champ), b'{') => {
                self.ouvrir(Contexte::Code(champ));
                self.attente = Attente::CleOuFin;
                Ok(Some(1))
            }
            (Suite::Lire(champ), b'"') => {
                let Some((texte, lus)) = self.texte(reste)? else { return Ok(None) };
                self.noter(champ, texte.trim())?;
                self.attente = Attente::VirguleOuFin;
                Ok(Some(lus))
            }
            (Suite::Lire(champ), c) if c != b'[' => {
                let Some(lus) =
                    reste.iter().position(|c| !c.is_ascii_alphanumeric() && !matches!(c, b'+' | b'-' | b'.'))
                else {
                    return Ok(None);
                };
                self.mesurer(lus)?;
                match str::from_utf8(&reste[..lus]).unwrap_or_default() {
                    "null" | "true" | "false" => {}
                    nombre if serde_json::from_str::<serde_json::Number>(nombre).is_ok() => {
                        self.noter(champ, nombre)?
                    }
                    _ => return Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet) }),
                }
                self.attente = Attente::VirguleOuFin;
                Ok(Some(lus))
            }
            _ => {
                self.saut = Saut::new();
                self.attente = Attente::Saut;
                Ok(Some(0))
            }
        }
    }

    /// The text that these bytes begin with, and how many they are; none when they cut it.
    fn texte<'a>(&self, reste: &'a [u8]) -> Result<Option<(Cow<'a, str>, usize)>, ErreurImport> {
        let lieu = Lieu::Octet(self.octet);
        let Some((contenu, echappe)) = brut(reste) else { return Ok(None) };
        let lus = contenu.len() + 2;
        self.mesurer(lus)?;
        if !echappe {
            let texte = str::from_utf8(contenu).map_err(|_| ErreurImport::PasUtf8 { lieu })?;
            return Ok(Some((Cow::Borrowed(texte), lus)));
        }
        let litteral = str::from_utf8(&reste[..lus]).map_err(|_| ErreurImport::PasUtf8 { lieu })?;
        let texte: String =
            serde_json::from_str(litteral).map_err(|_| ErreurImport::JsonMalForme { lieu })?;
        Ok(Some((Cow::Owned(texte), lus)))
    }

    fn impossible(&self, impossible: SautImpossible) -> ErreurImport {
        let lieu = |n: usize| Lieu::Octet(self.octet + n as u64);
        match impossible {
            SautImpossible::Crochet(n) => ErreurImport::JsonMalForme { lieu: lieu(n) },
            SautImpossible::Profondeur(n) => ErreurImport::TropProfond { lieu: lieu(n) },
        }
    }

    fn ouvrir(&mut self, contexte: Contexte) {
        self.pile.push(contexte);
        match contexte {
            Contexte::Ej => self.ej.vider(),
            Contexte::Et => {
                self.et.vider();
                self.dans_et = true;
            }
            Contexte::Adresse => self.brouillon().vider_adresse(),
            _ => {}
        }
    }

    fn fermer(&mut self, octet: u8, recoit: &mut dyn FnMut(Entite)) -> Result<(), ErreurImport> {
        let ferme = self.pile.pop();
        if ferme.is_none_or(|contexte| contexte.element().is_some() != (octet == b']')) {
            return Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet) });
        }
        self.attente = if self.pile.is_empty() { Attente::Rien } else { Attente::VirguleOuFin };
        match ferme {
            Some(Contexte::Adresse) if self.dans_et => self.et.retenir_adresse("03"),
            Some(Contexte::Adresse) => self.ej.retenir_adresse("02"),
            Some(Contexte::Et) => self.finir_site()?,
            Some(Contexte::Ej) => self.finir_ej(recoit),
            _ => {}
        }
        Ok(())
    }

    fn brouillon(&mut self) -> &mut Brouillon {
        if self.dans_et { &mut self.et } else { &mut self.ej }
    }

    fn noter(&mut self, champ: Champ, texte: &str) -> Result<(), ErreurImport> {
        if champ == Champ::GenereLe {
            self.millesime = date(texte);
            return Ok(());
        }
        if !self.dans_et {
            self.peser(texte.len())?;
        }
        let place = self.brouillon().champ(champ);
        place.clear();
        place.push_str(texte);
        Ok(())
    }

    /// Refuses a token that is too long, whether it came whole or is still cut.
    fn mesurer(&self, octets: usize) -> Result<(), ErreurImport> {
        if octets > JETON_MAX {
            return Err(ErreurImport::TexteTropLong { lieu: Lieu::Octet(self.octet) });
        }
        Ok(())
    }

    fn peser(&mut self, octets: usize) -> Result<(), ErreurImport> {
        self.poids += octets;
        if self.poids <= ENTITE_MAX {
            return Ok(());
        }
        Err(ErreurImport::EntiteTropGrande { lieu: Lieu::Octet(self.octet), finess: self.ej.finess.clone() })
    }

    fn finir_site(&mut self) -> Result<(), ErreurImport> {
        self.dans_et = false;
        let departement = self.et.departement();
        let site = &self.et;
        let ouvert = site.est_ouvert();
        let texte = site.nom_long.len() + site.nom_court.len() + site.siret.len() + site.finess.len();
        SiteLu {
            finess: &site.finess,
            nom_court: &site.nom_court,
            nom_long: &site.nom_long,
            siret: &site.siret,
            categorie: &site.categorie,
            libelle_fichier: "",
            departement,
            ouverture: &site.ouverture,
            ouvert,
        }
        .ajouter(&mut self.sites_ej, &mut self.refus);
        self.sites += 1;
        self.fermes += u64::from(!ouvert);
        self.peser(size_of::<Site>() + texte)
    }

    fn finir_ej(&mut self, recoit: &mut dyn FnMut(Entite)) {
        self.poids = 0;
        let (sites, refus) = (take(&mut self.sites_ej), take(&mut self.refus));
        let Ok((finess, zero_restaure)) = finess_lu(&self.ej.finess) else {
            self.ecartees += 1;
            return;
        };
        let mut entite = Entite { sites, refus, ..Entite::inconnue(finess) };
        entite.ej.nom = nom(&self.ej.nom_long, &self.ej.nom_court);
        entite.ej.statut = non_vide(&self.ej.statut);
        entite.ej.departement = self.ej.departement();
        entite.ej.ouvert = self.ej.est_ouvert();
        entite.ej.zero_restaure = zero_restaure;
        siren_lu(&self.ej.siren, &mut entite);
        self.ejs += 1;
        recoit(entite);
    }
}

/// The bytes between the quotes of the text that these bytes begin with, and whether some are escaped; none when they
/// cut it.
fn brut(reste: &[u8]) -> Option<(&[u8], bool)> {
    let mut fin = 1;
    let mut echappe = false;
    loop {
        fin += fin_de_texte(reste.get(fin..)?)?;
        if reste[fin] == b'"' {
            return Some((&reste[1..fin], echappe));
        }
        echappe = true;
        fin += 2;
    }
}

/// What to do of the value of a key, by where it stands.
fn suite(contexte: Contexte, cle: &[u8]) -> Suite {
    let est = |nom: &str| cle.eq_ignore_ascii_case(nom.as_bytes());
    match contexte {
        Contexte::Racine if est("pmej") => Suite::Liste(Contexte::ListeEj),
        Contexte::Racine if est("generatedAt") => Suite::Lire(Champ::GenereLe),
        Contexte::Ej if est("informationsGeneralesPMEJ") => Suite::Objet(Contexte::InfosEj),
        Contexte::Ej if est("ege") => Suite::Liste(Contexte::ListeEt),
        Contexte::Et if est("informationsGeneralesEGE") => Suite::Objet(Contexte::InfosEt),
        Contexte::Ej | Contexte::Et if est("adresse") => Suite::Liste(Contexte::Adresses),
        Contexte::Ej | Contexte::InfosEj => lire(CHAMPS_EJ, cle),
        Contexte::Et | Contexte::InfosEt => lire(CHAMPS_ET, cle),
        Contexte::Adresse => lire(CHAMPS_ADRESSE, cle),
        Contexte::Code(champ) if est("code") => Suite::Lire(champ),
        _ => Suite::Sauter,
    }
}

fn lire(champs: &[(&str, Champ)], cle: &[u8]) -> Suite {
    let trouve = champs.iter().find(|(nom, _)| cle.eq_ignore_ascii_case(nom.as_bytes()));
    trouve.map_or(Suite::Sauter, |(_, champ)| Suite::Lire(*champ))
}

const CHAMPS_EJ: &[(&str, Champ)] = &[
    ("numFinessPm", Champ::Finess),
    ("siren", Champ::Siren),
    ("denominationPm", Champ::NomCourt),
    ("denominationLonguePmSmsse", Champ::NomLong),
    ("statutJuridique", Champ::Statut),
    ("dateFermeture", Champ::Fermeture),
    ("etatObjet", Champ::Etat),
];

const CHAMPS_ET: &[(&str, Champ)] = &[
    ("numFinessEge", Champ::Finess),
    ("siret", Champ::Siret),
    ("nomEgeCourt", Champ::NomCourt),
    ("nomEgeLong", Champ::NomLong),
    ("categorieEntiteGeographiqueExercice", Champ::Categorie),
    ("dateOuverture", Champ::Ouverture),
    ("dateFermeture", Champ::Fermeture),
    ("etatObjet", Champ::Etat),
];

const CHAMPS_ADRESSE: &[(&str, Champ)] =
    &[("usageAdresse", Champ::Usage), ("cogCommune", Champ::Commune), ("codePostal", Champ::Postal)];
