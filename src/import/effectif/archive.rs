//! Workbooks: a ZIP whose parts are read as streams, within limits.
//!
//! They are read here, with `quick-xml`, rather than by `calamine`: in files that mean harm it reserves the memory
//! that an attribute asks for (`uniqueCount`), writes as many spaces as another says (`text:c`), and waits for ever for
//! the end of an ODS that was cut; and one bad cell stops it. `tests/effectif.rs` compares both on honest workbooks.
//! **Invariant:** nothing is allocated, nor counted, from what a file declares; only from what was read of it.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::limites::{
    EFFECTIF_CELLULE_MAX, EFFECTIF_EVENEMENT_MAX, EFFECTIF_PARTIES_MAX, EFFECTIF_TEXTE_MAX,
};
use super::erreur::ErreurEffectif;

/// A ZIP, and how much may still be decompressed from it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    noms: Vec<String>,
    reste: Rc<Cell<u64>>,
}

impl<'a> Archive<'a> {
    /// Opens a workbook.
    pub fn ouvrir(octets: &'a [u8]) -> Result<Self, ErreurEffectif> {
        // Each part takes memory before it is read: they are counted by the mark that each has in the central list.
        if memchr::memmem::find_iter(octets, b"PK\x01\x02").nth(EFFECTIF_PARTIES_MAX).is_some() {
            return Err(ErreurEffectif::TropDeParties);
        }
        let abime = |_| ErreurEffectif::Abime { partie: String::new() };
        let zip = ZipArchive::new(Cursor::new(octets)).map_err(abime)?;
        let noms = zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        Ok(Self { zip, noms, reste: Rc::new(Cell::new(EFFECTIF_TEXTE_MAX)) })
    }

    /// Whether there is such a part.
    pub fn contient(&self, nom: &str) -> bool {
        self.nom_exact(nom).is_some()
    }

    /// The name of a part as the archive writes it: writers do not agree on its case, nor on the sign between folders.
    fn nom_exact(&self, nom: &str) -> Option<String> {
        let trouve = self.noms.iter().find(|other| *other == nom);
        let pareil = |other: &&String| other.replace('\\', "/").eq_ignore_ascii_case(nom);
        trouve.or_else(|| self.noms.iter().find(pareil)).cloned()
    }

    /// Whether it is a document of Apple: Numbers, Pages or Keynote.
    pub fn d_apple(&self) -> bool {
        self.noms.iter().any(|nom| {
            nom.to_ascii_lowercase().ends_with(".iwa") || nom.ends_with("Index.zip") || nom == "index.apxl"
        })
    }

    /// Whether it holds macros.
    pub fn macros(&self) -> bool {
        let debuts = ["Basic/", "Scripts/", "xl/macrosheets/"];
        self.noms
            .iter()
            .any(|nom| nom.ends_with("vbaProject.bin") || debuts.iter().any(|debut| nom.starts_with(debut)))
    }

    /// A short part, as a text.
    pub fn texte_court(&mut self, nom: &str) -> Option<String> {
        let exact = self.nom_exact(nom)?;
        let mut texte = String::new();
        self.zip.by_name(&exact).ok()?.take(4096).read_to_string(&mut texte).ok()?;
        Some(texte)
    }

    /// The reader of a part; none when there is no such part.
    pub fn partie(&mut self, nom: &str) -> Result<Option<Partie<'_>>, ErreurEffectif> {
        let Some(exact) = self.nom_exact(nom) else { return Ok(None) };
        let compte = Compte {
            reste: Rc::clone(&self.reste),
            evenement: Rc::new(Cell::new(EFFECTIF_EVENEMENT_MAX)),
            lus: Rc::new(Cell::new(0)),
        };
        let entree = self.zip.by_name(&exact).map_err(|erreur| match erreur {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ErreurEffectif::MotDePasse
            }
            _ => ErreurEffectif::Abime { partie: nom.to_owned() },
        })?;
        let borne = Borne { dedans: Box::new(entree), compte: compte.clone() };
        Ok(Some(Partie { xml: Xml::from_reader(BufReader::new(borne)), nom: nom.to_owned(), compte }))
    }
}

/// Marks the error of a part that is beyond measure, which a reader can only carry.
const DEMESURE: &str = "démesure";

/// How many bytes may still be read: of the whole archive, and of the event that is being read, which is held whole.
#[derive(Clone)]
struct Compte {
    reste: Rc<Cell<u64>>,
    evenement: Rc<Cell<u64>>,
    lus: Rc<Cell<u64>>,
}

/// What is decompressed, counted; an error once it is too much.
struct Borne<'a> {
    dedans: Box<dyn Read + 'a>,
    compte: Compte,
}

impl Read for Borne<'_> {
    fn read(&mut self, tampon: &mut [u8]) -> io::Result<usize> {
        let lus = self.dedans.read(tampon)?;
        let taille = lus as u64;
        self.compte.lus.set(self.compte.lus.get().saturating_add(taille));
        for reste in [&self.compte.reste, &self.compte.evenement] {
            match reste.get().checked_sub(taille) {
                Some(moins) => reste.set(moins),
                None => return Err(io::Error::other(DEMESURE)),
            }
        }
        Ok(lus)
    }
}

type Xml<'a> = quick_xml::Reader<BufReader<Borne<'a>>>;

/// One XML part of a workbook.
pub(super) struct Partie<'a> {
    xml: Xml<'a>,
    nom: String,
    compte: Compte,
}

impl<'a> Partie<'a> {
    /// A file that is one XML part.
    pub fn seule(octets: &'a [u8]) -> Self {
        let compte = Compte {
            reste: Rc::new(Cell::new(EFFECTIF_TEXTE_MAX)),
            evenement: Rc::new(Cell::new(EFFECTIF_EVENEMENT_MAX)),
            lus: Rc::new(Cell::new(0)),
        };
        let borne = Borne { dedans: Box::new(octets), compte: compte.clone() };
        Self { xml: Xml::from_reader(BufReader::new(borne)), nom: "XML".to_owned(), compte }
    }

    /// The next event. [`Event::Eof`] is given for ever at the end: callers stop there.
    pub fn suivant<'b>(&mut self, tampon: &'b mut Vec<u8>) -> Result<Event<'b>, ErreurEffectif> {
        tampon.clear();
        self.compte.evenement.set(EFFECTIF_EVENEMENT_MAX);
        self.xml.config_mut().expand_empty_elements = true;
        self.xml.config_mut().check_end_names = false;
        let (nom, compte) = (&self.nom, &self.compte);
        self.xml.read_event_into(tampon).map_err(|erreur| match erreur {
            quick_xml::Error::Io(erreur) if erreur.to_string() == DEMESURE => {
                ErreurEffectif::Demesure { partie: nom.clone() }
            }
            quick_xml::Error::Io(_) => ErreurEffectif::Abime { partie: nom.clone() },
            _ => ErreurEffectif::MalForme { partie: nom.clone(), octet: compte.lus.get() },
        })
    }

    /// Passes what is inside the element that was just opened.
    pub fn passer(&mut self, tampon: &mut Vec<u8>) -> Result<(), ErreurEffectif> {
        let mut profondeur = 1_usize;
        while profondeur > 0 {
            match self.suivant(tampon)? {
                Event::Start(_) => profondeur += 1,
                Event::End(_) => profondeur -= 1,
                Event::Eof => return Err(self.coupee()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The text up to the end of the element that was just opened, elements inside it included, but for those passed.
    /// Of a longer text than a cell keeps, only the start is held, so that it is seen to be too long.
    pub fn texte(&mut self, tampon: &mut Vec<u8>, passes: &[&str]) -> Result<String, ErreurEffectif> {
        let mut texte = String::new();
        let mut profondeur = 1_usize;
        while profondeur > 0 {
            let passe = match self.suivant(tampon)? {
                Event::Start(element) if passes.contains(&local(element.name())) => true,
                Event::Start(_) => {
                    profondeur += 1;
                    false
                }
                Event::End(_) => {
                    profondeur -= 1;
                    false
                }
                Event::Eof => return Err(self.coupee()),
                evenement => {
                    if texte.len() <= EFFECTIF_CELLULE_MAX {
                        ajouter_texte(&mut texte, &evenement);
                    }
                    false
                }
            };
            if passe {
                self.passer(tampon)?;
            }
        }
        texte.truncate(texte.floor_char_boundary(EFFECTIF_CELLULE_MAX * 2));
        Ok(texte)
    }

    /// The part ends before its end.
    pub fn coupee(&self) -> ErreurEffectif {
        ErreurEffectif::Abime { partie: self.nom.clone() }
    }
}

/// Adds the characters of an event to a text.
pub(super) fn ajouter_texte(texte: &mut String, evenement: &Event<'_>) {
    match evenement {
        Event::Text(morceau) => texte.push_str(&morceau.xml10_content()),
        Event::CData(morceau) => texte.push_str(&morceau.xml10_content()),
        Event::GeneralRef(entite) => texte.extend(signe(entite)),
        _ => {}
    }
}

/// The character of a reference; none of an entity that XML does not know: nothing is expanded.
fn signe(entite: &BytesRef<'_>) -> Option<char> {
    match &**entite {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => entite.resolve_char_ref().ok().flatten(),
    }
}

/// The name of an element without its prefix.
pub(super) fn local(nom: QName<'_>) -> &str {
    nom.0.rsplit_once(':').map_or(nom.0, |(_, local)| local)
}

/// An attribute of an element, whatever its prefix.
pub(super) fn attribut(element: &BytesStart<'_>, nom: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|found| local(found.key) == nom)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// A whole number of an attribute, held within bounds.
pub(super) fn nombre(element: &BytesStart<'_>, nom: &str) -> Option<u32> {
    let texte = attribut(element, nom)?;
    texte.parse::<u64>().ok().map(|nombre| u32::try_from(nombre).unwrap_or(u32::MAX))
}
