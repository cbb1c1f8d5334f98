//! Workbooks that are one XML document: Excel 2002 and 2003 (SpreadsheetML), Gnumeric. FODS, the third, is read by
//! [`super::ods`].

use quick_xml::events::{BytesStart, Event};

use super::super::limites::EFFECTIF_FEUILLES_MAX;
use super::archive::{Partie, attribut, local, nombre};
use super::choix::Choix;
use super::erreur::ErreurEffectif;
use super::grille::{Fusion, Grille};
use super::tableau::{Cellule, jour_de_serie};
use super::xlsx::{adresse, montre_une_date};

/// A sheet that is being read: what its tag says of it, then what it holds.
#[derive(Default)]
struct Feuille {
    nom: String,
    masquee: bool,
    grille: Grille,
    /// Why what follows could not be taken.
    erreur: Option<ErreurEffectif>,
}

impl Feuille {
    /// Puts a value in its place, until one has none.
    fn poser(&mut self, place: (u32, usize), cellule: Cellule, formule: bool) {
        if self.erreur.is_none() {
            let (ligne, colonne) = place;
            let put = match formule {
                true => self.grille.poser_calculee(ligne, colonne, Some(cellule)),
                false => self.grille.poser(ligne, colonne, cellule),
            };
            self.erreur = put.err();
        }
    }
}

type LireFeuille = fn(&mut Partie<'_>, &mut Vec<u8>, &mut Feuille) -> Result<(), ErreurEffectif>;

/// Reads the visible sheets of a workbook: each is an element of that name, begun by its tag, then read to its end.
fn lire_feuilles(
    (partie, choix): (&mut Partie<'_>, &mut Choix<'_>),
    balise: &str,
    commencer: fn(&BytesStart<'_>) -> Feuille,
    lire: LireFeuille,
) -> Result<(), ErreurEffectif> {
    let mut tampon = Vec::new();
    let mut feuilles = 0_usize;
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) if local(element.name()) == balise => {
                let mut feuille = commencer(&element);
                feuilles += 1;
                if feuilles > EFFECTIF_FEUILLES_MAX {
                    return Ok(());
                }
                lire(partie, &mut tampon, &mut feuille)?;
                // Whether a sheet is hidden, or its name, may be said after its rows.
                let Feuille { nom, masquee, grille, erreur } = feuille;
                if !masquee && choix.annoncer(&nom) {
                    choix.recevoir(&nom, erreur.map_or(Ok(grille), Err));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the visible sheets of a workbook of Excel 2002 or 2003.
pub(super) fn lire_excel_2003(partie: &mut Partie<'_>, choix: &mut Choix<'_>) -> Result<(), ErreurEffectif> {
    let commencer = |element: &BytesStart<'_>| Feuille {
        nom: attribut(element, "Name").unwrap_or_default(),
        ..Feuille::default()
    };
    lire_feuilles((partie, choix), "Worksheet", commencer, feuille_2003)
}

fn feuille_2003(
    partie: &mut Partie<'_>,
    tampon: &mut Vec<u8>,
    feuille: &mut Feuille,
) -> Result<(), ErreurEffectif> {
    let (mut ligne, mut colonne) = (0_u32, 0_usize);
    loop {
        match partie.suivant(tampon)? {
            Event::Start(element) => match local(element.name()) {
                "Row" => {
                    ligne = nombre(&element, "Index").unwrap_or_else(|| ligne.saturating_add(1));
                    colonne = 0;
                    if attribut(&element, "Hidden").as_deref() == Some("1") {
                        feuille.grille.masquees.push(ligne);
                    }
                }
                "Cell" => {
                    if let Some(place) = nombre(&element, "Index").and_then(|place| place.checked_sub(1)) {
                        colonne = usize::try_from(place).unwrap_or(usize::MAX);
                    }
                    let couverte = |nom| nombre(&element, nom).unwrap_or(0);
                    let (droite, bas) = (couverte("MergeAcross"), couverte("MergeDown"));
                    let formule = attribut(&element, "Formula").is_some();
                    let cellule = contenu_2003(partie, tampon)?;
                    feuille.poser((ligne, colonne), cellule, formule);
                    let droite = usize::try_from(droite).unwrap_or(usize::MAX);
                    if droite > 0 || bas > 0 {
                        feuille.grille.fusionner(Fusion {
                            lignes: (ligne, ligne.saturating_add(bas)),
                            colonnes: (colonne, colonne.saturating_add(droite)),
                        });
                    }
                    colonne = colonne.saturating_add(1).saturating_add(droite);
                }
                "Visible" => feuille.masquee = partie.texte(tampon, &[])?.contains("Hidden"),
                _ => {}
            },
            Event::End(element) if local(element.name()) == "Worksheet" => return Ok(()),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// The value of a cell, up to its end; its notes are passed.
fn contenu_2003(partie: &mut Partie<'_>, tampon: &mut Vec<u8>) -> Result<Cellule, ErreurEffectif> {
    let mut cellule = Cellule::Vide;
    loop {
        match partie.suivant(tampon)? {
            Event::Start(element) if local(element.name()) == "Data" => {
                let genre = attribut(&element, "Type").unwrap_or_default();
                let texte = partie.texte(tampon, &[])?;
                cellule = match genre.as_str() {
                    "Number" => texte.trim().parse().map_or(Cellule::Texte(texte), Cellule::Nombre),
                    "Boolean" => Cellule::OuiNon(matches!(texte.trim(), "1" | "true" | "True")),
                    "DateTime" => Cellule::jour_iso(&texte).unwrap_or(Cellule::Texte(texte)),
                    "Error" if !texte.is_empty() => Cellule::erreur(&texte),
                    _ => Cellule::Texte(texte),
                };
            }
            Event::Start(_) => partie.passer(tampon)?,
            Event::End(element) if local(element.name()) == "Cell" => return Ok(cellule),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// Reads the visible sheets of a workbook of Gnumeric.
pub(super) fn lire_gnumeric(partie: &mut Partie<'_>, choix: &mut Choix<'_>) -> Result<(), ErreurEffectif> {
    let commencer = |element: &BytesStart<'_>| Feuille {
        masquee: attribut(element, "Visibility").is_some_and(|etat| !etat.ends_with("_VISIBLE")),
        ..Feuille::default()
    };
    lire_feuilles((partie, choix), "Sheet", commencer, feuille_gnumeric)
}

fn feuille_gnumeric(
    partie: &mut Partie<'_>,
    tampon: &mut Vec<u8>,
    feuille: &mut Feuille,
) -> Result<(), ErreurEffectif> {
    loop {
        match partie.suivant(tampon)? {
            Event::Start(element) => match local(element.name()) {
                "Name" if feuille.nom.is_empty() => feuille.nom = partie.texte(tampon, &[])?,
                "Merge" => {
                    let zone = partie.texte(tampon, &[])?;
                    if let Some((debut, fin)) = zone.split_once(':')
                        && let (Some(debut), Some(fin)) = (adresse(debut), adresse(fin))
                    {
                        feuille
                            .grille
                            .fusionner(Fusion { lignes: (debut.0, fin.0), colonnes: (debut.1, fin.1) });
                    }
                }
                "Cell" => {
                    let place = |nom| nombre(&element, nom).unwrap_or(0);
                    let (ligne, colonne) = (place("Row").saturating_add(1), place("Col"));
                    let colonne = usize::try_from(colonne).unwrap_or(usize::MAX);
                    let lue = LueGnumeric::de(&element);
                    let texte = partie.texte(tampon, &[])?;
                    // The text of a formula stands where a value would: its result is not saved.
                    let (cellule, formule) = lue.cellule(texte);
                    feuille.poser((ligne, colonne), cellule, formule);
                }
                _ => {}
            },
            Event::End(element) if local(element.name()) == "Sheet" => return Ok(()),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// What the tag of a cell of Gnumeric says.
struct LueGnumeric {
    genre: Option<u32>,
    date: bool,
    formule: bool,
}

impl LueGnumeric {
    fn de(element: &BytesStart<'_>) -> Self {
        let genre = nombre(element, "ValueType");
        Self {
            genre,
            date: attribut(element, "ValueFormat").is_some_and(|code| montre_une_date(&code)),
            formule: genre.is_none() && (attribut(element, "ExprID").is_some()),
        }
    }

    fn cellule(&self, texte: String) -> (Cellule, bool) {
        if self.formule || (self.genre.is_none() && texte.starts_with('=')) {
            return (Cellule::Vide, true);
        }
        let cellule = match self.genre {
            Some(20) => Cellule::OuiNon(texte.eq_ignore_ascii_case("true")),
            Some(30 | 40) => match texte.trim().parse::<f64>() {
                Ok(nombre) if self.date => {
                    jour_de_serie(nombre, false).map_or(Cellule::Nombre(nombre), Cellule::Jour)
                }
                Ok(nombre) => Cellule::Nombre(nombre),
                Err(_) => Cellule::Texte(texte),
            },
            Some(50) if !texte.is_empty() => Cellule::erreur(&texte),
            _ => Cellule::Texte(texte),
        };
        (cellule, false)
    }
}
