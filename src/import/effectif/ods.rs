//! Workbooks of LibreOffice (OpenDocument): the values as they were last saved, never the formulas.

use quick_xml::events::{BytesStart, Event};

use super::super::limites::{
    EFFECTIF_CELLULE_MAX, EFFECTIF_COLONNES_MAX, EFFECTIF_FEUILLES_MAX, EFFECTIF_LIGNES_MAX,
};
use super::archive::{Archive, Partie, ajouter_texte, attribut, local, nombre};
use super::choix::Choix;
use super::erreur::ErreurEffectif;
use super::grille::{Fusion, Grille};
use super::tableau::Cellule;

/// Reads the visible sheets of a workbook.
pub(super) fn lire(archive: &mut Archive<'_>, choix: &mut Choix<'_>) -> Result<(), ErreurEffectif> {
    if chiffre(archive)? {
        return Err(ErreurEffectif::MotDePasse);
    }
    let absente = || ErreurEffectif::Abime { partie: "content.xml".to_owned() };
    let mut partie = archive.partie("content.xml")?.ok_or_else(absente)?;
    lire_contenu(&mut partie, choix)
}

/// Reads the visible sheets of the part that holds them, or of a file that is that part alone (FODS).
pub(super) fn lire_contenu(partie: &mut Partie<'_>, choix: &mut Choix<'_>) -> Result<(), ErreurEffectif> {
    let mut tampon = Vec::new();
    let mut masques: Vec<String> = vec![];
    let mut style = String::new();
    let mut feuilles = 0_usize;
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) => match local(element.name()) {
                "style" => style = attribut(&element, "name").unwrap_or_default(),
                "table-properties" if attribut(&element, "display").as_deref() == Some("false") => {
                    masques.push(style.clone());
                }
                "table" => {
                    let nom = attribut(&element, "name").unwrap_or_default();
                    let visible =
                        attribut(&element, "style-name").is_none_or(|style| !masques.contains(&style));
                    feuilles += usize::from(visible);
                    if visible && feuilles <= EFFECTIF_FEUILLES_MAX && choix.annoncer(&nom) {
                        // A fault of content stops its sheet only; a fault of the part stops them all.
                        let mut grille = Grille::default();
                        match feuille(partie, &mut tampon, &mut grille)? {
                            None => choix.recevoir(&nom, Ok(grille)),
                            Some(erreur) => choix.recevoir(&nom, Err(erreur)),
                        }
                    } else {
                        partie.passer(&mut tampon)?;
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Whether a password is needed: the manifest says so of each part.
fn chiffre(archive: &mut Archive<'_>) -> Result<bool, ErreurEffectif> {
    let Some(mut partie) = archive.partie("META-INF/manifest.xml")? else { return Ok(false) };
    let mut tampon = Vec::new();
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) if local(element.name()) == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// Reads a sheet to its end. The error of its content, if any, is kept: the sheet is then passed.
fn feuille(
    partie: &mut Partie<'_>,
    tampon: &mut Vec<u8>,
    grille: &mut Grille,
) -> Result<Option<ErreurEffectif>, ErreurEffectif> {
    let mut ligne = 1_u32;
    let mut erreur = None;
    loop {
        match partie.suivant(tampon)? {
            Event::Start(element) if local(element.name()) == "table-row" => {
                let fois = nombre(&element, "number-rows-repeated").unwrap_or(1).max(1);
                let masquee =
                    matches!(attribut(&element, "visibility").as_deref(), Some("collapse" | "filter"));
                let cellules = rangee(partie, tampon)?;
                if erreur.is_none() {
                    erreur = poser(grille, ligne, fois, cellules, masquee).err();
                }
                ligne = ligne.saturating_add(fois);
            }
            // Pictures and notes of a sheet.
            Event::Start(element) if matches!(local(element.name()), "shapes" | "forms") => {
                partie.passer(tampon)?
            }
            Event::End(element) if local(element.name()) == "table" => return Ok(erreur),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// A cell of a row, and over how many columns and rows.
struct Lue {
    colonne: usize,
    fois: usize,
    cellule: Cellule,
    formule: bool,
    colonnes: usize,
    lignes: u32,
}

/// The cells of a row that hold something.
fn rangee(partie: &mut Partie<'_>, tampon: &mut Vec<u8>) -> Result<Vec<Lue>, ErreurEffectif> {
    let mut lues: Vec<Lue> = vec![];
    let mut colonne = 0_usize;
    loop {
        match partie.suivant(tampon)? {
            Event::Start(element) => {
                let couverte = match local(element.name()) {
                    "table-cell" => false,
                    "covered-table-cell" => true,
                    _ => {
                        partie.passer(tampon)?;
                        continue;
                    }
                };
                let taille =
                    |nom| usize::try_from(nombre(&element, nom).unwrap_or(1).max(1)).unwrap_or(usize::MAX);
                let fois = taille("number-columns-repeated");
                let (colonnes, lignes) = (
                    taille("number-columns-spanned"),
                    nombre(&element, "number-rows-spanned").unwrap_or(1).max(1),
                );
                let formule = attribut(&element, "formula").is_some();
                let valeur = valeur(&element);
                let texte = contenu(partie, tampon)?;
                // What a cell shows is read when it declares no value, nor even a type, as JasperReports writes them.
                let cellule = valeur.unwrap_or(Cellule::Texte(texte));
                let vide = matches!(&cellule, Cellule::Texte(texte) if texte.trim().is_empty())
                    || cellule.est_vide();
                if !couverte && (!vide || formule) {
                    lues.push(Lue { colonne, fois, cellule, formule, colonnes, lignes });
                }
                colonne = colonne.saturating_add(fois);
            }
            Event::End(element) if local(element.name()) == "table-row" => return Ok(lues),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// The typed value that a cell declares; none of a text that stands inside it.
fn valeur(element: &BytesStart<'_>) -> Option<Cellule> {
    let genre = attribut(element, "value-type")?;
    match genre.as_str() {
        "float" | "percentage" | "currency" => attribut(element, "value")?.parse().ok().map(Cellule::Nombre),
        "date" => Cellule::jour_iso(&attribut(element, "date-value")?),
        "boolean" => Some(Cellule::OuiNon(attribut(element, "boolean-value")? == "true")),
        "string" => attribut(element, "string-value").map(Cellule::Texte),
        _ => None,
    }
}

/// The paragraphs of a cell, up to its end; its notes are passed.
fn contenu(partie: &mut Partie<'_>, tampon: &mut Vec<u8>) -> Result<String, ErreurEffectif> {
    let mut texte = String::new();
    let mut profondeur = 1_usize;
    let mut paragraphes = 0_usize;
    while profondeur > 0 {
        let passe = match partie.suivant(tampon)? {
            Event::Start(element)
                if matches!(local(element.name()), "annotation" | "frame" | "custom-shape") =>
            {
                true
            }
            Event::Start(element) => {
                profondeur += 1;
                match local(element.name()) {
                    "p" => {
                        if paragraphes > 0 {
                            texte.push('\n');
                        }
                        paragraphes += 1;
                    }
                    "s" | "tab" => texte.push(' '),
                    "line-break" => texte.push('\n'),
                    _ => {}
                }
                false
            }
            Event::End(_) => {
                profondeur -= 1;
                false
            }
            Event::Eof => return Err(partie.coupee()),
            // The blanks between elements are no text.
            evenement if paragraphes > 0 => {
                if texte.len() <= EFFECTIF_CELLULE_MAX * 4 {
                    ajouter_texte(&mut texte, &evenement);
                }
                false
            }
            _ => false,
        };
        if passe {
            partie.passer(tampon)?;
        }
    }
    Ok(texte)
}

/// Puts a row, as many times as it is said to be repeated. An empty one takes no room, however often.
fn poser(
    grille: &mut Grille,
    ligne: u32,
    fois: u32,
    cellules: Vec<Lue>,
    masquee: bool,
) -> Result<(), ErreurEffectif> {
    if cellules.is_empty() {
        return Ok(());
    }
    // Beyond the last row the first cell is refused: no need of the others.
    for rang in (0..fois).take(EFFECTIF_LIGNES_MAX + 1) {
        let numero = ligne.saturating_add(rang);
        if masquee {
            grille.masquees.push(numero);
        }
        for lue in &cellules {
            // Beyond the last column the first cell is refused: no need of the others.
            for colonne in (lue.colonne..lue.colonne.saturating_add(lue.fois)).take(EFFECTIF_COLONNES_MAX + 1)
            {
                let cellule = lue.cellule.clone();
                match lue.formule {
                    true => grille.poser_calculee(numero, colonne, Some(cellule))?,
                    false => grille.poser(numero, colonne, cellule)?,
                }
            }
            if lue.colonnes > 1 || lue.lignes > 1 {
                grille.fusionner(Fusion {
                    lignes: (numero, numero.saturating_add(lue.lignes - 1)),
                    colonnes: (lue.colonne, lue.colonne.saturating_add(lue.colonnes - 1)),
                });
            }
        }
    }
    Ok(())
}
