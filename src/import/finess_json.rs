//! The ANS flux « FINESS+ structures », in the shape seen and in the shape of its published schema (R-IMPORT-11 to
//! R-IMPORT-13).
//!
//! A cursor over the events of a push parser. Keys are compared without case, since the two shapes differ by it; the
//! fields of `informationsGenerales…` are also accepted beside it (the schema puts `siret` there), and a code is
//! accepted as a text, a number, or an object `{code, system}`. Any other key is skipped unread. With a key twice in
//! one object, the last one stands; two lists of sites add up.

use std::mem::take;

use chrono::NaiveDate;
use json_event_parser::{JsonEvent, LowLevelJsonParser};

use super::entite::{
    Avertissement, Entite, Site, SiteLu, date, departement_adresse, est_renseignee, finess_lu, nom, non_vide,
    siren_lu,
};
use super::erreur::{ErreurImport, Lieu};
use super::limites::{ENTITE_MAX, JETON_MAX, PROFONDEUR_MAX};
use super::saut::{Saut, SautImpossible, blancs};

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
    /// Anything unexpected: walked through, nothing read.
    Ignore,
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
#[derive(Clone, Copy, Debug)]
enum Attente {
    Jeton,
    DeuxPoints(Suite),
    Valeur(Suite),
    Saut,
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
            && let Some(departement) = departement_adresse(&self.commune, &self.postal, &self.finess)
        {
            self.departement = Some((rang, departement));
        }
    }

    fn departement(&mut self) -> Option<String> {
        let lu = self.departement.take().map(|(_, departement)| departement);
        lu.or_else(|| departement_adresse("", "", &self.finess))
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
    analyseur: LowLevelJsonParser,
    attente: Attente,
    saut: Saut,
    pile: Vec<Contexte>,
    /// What the next container is, when a key announced it.
    annonce: Option<Contexte>,
    /// What the next text is for.
    champ: Option<Champ>,
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
        let mut analyseur = LowLevelJsonParser::new().with_max_stack_size(PROFONDEUR_MAX as usize);
        // The parser waits for three bytes to tell a byte order mark, which is gone by now: with spaces, it does not wait.
        let _ = analyseur.parse_next(b"   ", false);
        Self {
            analyseur,
            attente: Attente::Jeton,
            saut: Saut::new(),
            pile: Vec::new(),
            annonce: None,
            champ: None,
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
        if self.reste.len() > JETON_MAX {
            Err(ErreurImport::TexteTropLong { lieu: Lieu::Octet(self.octet) })
        } else {
            Ok(())
        }
    }

    /// Says that no byte follows.
    ///
    /// # Errors
    /// The text is cut.
    pub fn finir(&mut self) -> Result<(), ErreurImport> {
        let racine_fermee =
            self.pile.is_empty() && matches!(self.attente, Attente::Jeton) && self.reste.is_empty();
        if racine_fermee {
            return Ok(());
        }
        let octet = self.octet.saturating_add(self.reste.len() as u64);
        Err(ErreurImport::Coupe { lieu: Lieu::Octet(octet), ej: self.ejs, sites: self.sites })
    }

    /// How many of these bytes were read; the others begin a token that they cut.
    fn consommer(&mut self, octets: &[u8], recoit: &mut dyn FnMut(Entite)) -> Result<usize, ErreurImport> {
        let debut = self.octet;
        let mut i = 0;
        while i < octets.len() {
            if !matches!(self.attente, Attente::Saut) {
                i += blancs(&octets[i..]);
            }
            self.octet = debut + i as u64;
            let Some(&octet) = octets.get(i) else { break };
            match self.attente {
                Attente::Saut => match self.saut.avancer(&octets[i..]) {
                    Ok(Some(n)) => {
                        i += n;
                        self.tenir_lieu(b"null")?;
                        self.attente = Attente::Jeton;
                    }
                    Ok(None) => i = octets.len(),
                    Err(SautImpossible::Crochet(n)) => {
                        return Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet + n as u64) });
                    }
                    Err(SautImpossible::Profondeur(n)) => {
                        return Err(ErreurImport::TropProfond { lieu: Lieu::Octet(self.octet + n as u64) });
                    }
                },
                Attente::DeuxPoints(suite) => {
                    if octet != b':' {
                        return Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet) });
                    }
                    self.tenir_lieu(b":")?;
                    self.attente = Attente::Valeur(suite);
                    i += 1;
                }
                Attente::Valeur(suite) => {
                    self.attente = Attente::Jeton;
                    match (suite, octet) {
                        (Suite::Objet(contexte), b'{') | (Suite::Liste(contexte), b'[') => {
                            self.annonce = Some(contexte)
                        }
                        (Suite::Lire(champ), b'{') => self.annonce = Some(Contexte::Code(champ)),
                        (Suite::Lire(champ), c) if c != b'[' => self.champ = Some(champ),
                        _ => {
                            self.saut = Saut::new();
                            self.attente = Attente::Saut;
                        }
                    }
                }
                Attente::Jeton => {
                    let resultat = self.analyseur.parse_next(&octets[i..], false);
                    let lus = &octets[i..i + resultat.consumed_bytes];
                    i += resultat.consumed_bytes;
                    match resultat.event {
                        None => break,
                        Some(Ok(evenement)) => self.suivre(evenement, recoit)?,
                        Some(Err(_)) => return Err(self.mal_forme(lus)),
                    }
                }
            }
        }
        self.octet = debut + i as u64;
        Ok(i)
    }

    /// Gives the parser bytes in the place of those that were read here.
    fn tenir_lieu(&mut self, octets: &[u8]) -> Result<(), ErreurImport> {
        match self.analyseur.parse_next(octets, false).event {
            Some(Err(_)) => Err(ErreurImport::JsonMalForme { lieu: Lieu::Octet(self.octet) }),
            _ => Ok(()),
        }
    }

    /// What is wrong with a token, from its bytes: the parser's own words are in English.
    fn mal_forme(&self, jeton: &[u8]) -> ErreurImport {
        let lieu = Lieu::Octet(self.octet);
        let ouvre = matches!(jeton.last(), Some(b'{' | b'['));
        if ouvre && self.pile.len() + 2 >= PROFONDEUR_MAX as usize {
            ErreurImport::TropProfond { lieu }
        } else if std::str::from_utf8(jeton).is_err() {
            ErreurImport::PasUtf8 { lieu }
        } else {
            ErreurImport::JsonMalForme { lieu }
        }
    }

    fn suivre(
        &mut self,
        evenement: JsonEvent<'_>,
        recoit: &mut dyn FnMut(Entite),
    ) -> Result<(), ErreurImport> {
        match evenement {
            JsonEvent::ObjectKey(cle) => {
                let suite = self.pile.last().map_or(Suite::Sauter, |contexte| suite(*contexte, &cle));
                self.attente = Attente::DeuxPoints(suite);
            }
            JsonEvent::String(texte) | JsonEvent::Number(texte) => {
                if let Some(champ) = self.champ.take() {
                    self.noter(champ, texte.trim())?;
                }
            }
            JsonEvent::StartObject => {
                let contexte = match (self.annonce.take(), self.pile.last()) {
                    (Some(annonce), _) => annonce,
                    (None, None) => Contexte::Racine,
                    (None, Some(Contexte::ListeEj)) => Contexte::Ej,
                    (None, Some(Contexte::ListeEt)) => Contexte::Et,
                    (None, Some(Contexte::Adresses)) => Contexte::Adresse,
                    _ => Contexte::Ignore,
                };
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
            JsonEvent::StartArray => {
                let contexte = self.annonce.take().unwrap_or(Contexte::Ignore);
                self.pile.push(contexte);
            }
            JsonEvent::EndObject | JsonEvent::EndArray => match self.pile.pop() {
                Some(Contexte::Adresse) if self.dans_et => self.et.retenir_adresse("03"),
                Some(Contexte::Adresse) => self.ej.retenir_adresse("02"),
                Some(Contexte::Et) => self.finir_site()?,
                Some(Contexte::Ej) => self.finir_ej(recoit),
                _ => {}
            },
            JsonEvent::Null | JsonEvent::Boolean(_) => self.champ = None,
            JsonEvent::Eof => {}
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
        let Ok(finess) = finess_lu(&self.ej.finess) else {
            self.ecartees += 1;
            return;
        };
        let mut entite = Entite { sites, refus, ..Entite::inconnue(finess) };
        entite.ej.nom = nom(&self.ej.nom_long, &self.ej.nom_court);
        entite.ej.statut = non_vide(&self.ej.statut);
        entite.ej.departement = self.ej.departement();
        entite.ej.ouvert = self.ej.est_ouvert();
        siren_lu(&self.ej.siren, &mut entite);
        self.ejs += 1;
        recoit(entite);
    }
}

/// What to do of the value of a key, by where it stands.
fn suite(contexte: Contexte, cle: &str) -> Suite {
    let est = |nom: &str| cle.eq_ignore_ascii_case(nom);
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

fn lire(champs: &[(&str, Champ)], cle: &str) -> Suite {
    let trouve = champs.iter().find(|(nom, _)| cle.eq_ignore_ascii_case(nom));
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
