//! Workbooks of Excel (Office Open XML): the values as they were last saved, never the formulas.

use quick_xml::events::{BytesStart, Event};

use super::super::limites::{EFFECTIF_FEUILLES_MAX, EFFECTIF_TEXTES_MAX};
use super::archive::{Archive, Partie, attribut, local, nombre};
use super::choix::Choix;
use super::erreur::ErreurEffectif;
use super::grille::{Fusion, Grille};
use super::tableau::{Cellule, jour_de_serie};

/// What the cells of every sheet refer to.
struct Commun {
    /// Texts shared between cells.
    textes: Vec<Box<str>>,
    /// For each style of cell, whether it shows a date.
    dates: Vec<bool>,
    /// Days are counted from 1904, as old Macs do.
    depuis_1904: bool,
    /// The workbook asks to be calculated when it is opened: the zeros under its formulas are no results.
    a_calculer: bool,
}

/// Reads the visible sheets of a workbook.
pub(super) fn lire(archive: &mut Archive<'_>, choix: &mut Choix<'_>) -> Result<(), ErreurEffectif> {
    let racine = relations(archive, "_rels/.rels", "")?;
    let classeur = cible(&racine, "/officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (dossier, fichier) = classeur.rsplit_once('/').unwrap_or(("", &classeur));
    let liens = relations(archive, &format!("{dossier}/_rels/{fichier}.rels"), dossier)?;
    let Classeur { feuilles, depuis_1904, a_calculer } = feuilles(archive, &classeur)?;
    let textes = match cible(&liens, "/sharedStrings") {
        Some(nom) => textes(archive, &nom)?,
        None => vec![],
    };
    let dates = match cible(&liens, "/styles") {
        Some(nom) => dates(archive, &nom)?,
        None => vec![],
    };
    let commun = Commun { textes, dates, depuis_1904, a_calculer };
    for (nom, relation) in feuilles.into_iter().take(EFFECTIF_FEUILLES_MAX) {
        let partie = liens.iter().find(|lien| lien.id == relation).map(|lien| lien.cible.clone());
        if let Some(partie) = partie.filter(|_| choix.annoncer(&nom)) {
            choix.recevoir(&nom, feuille(archive, &partie, &commun));
        }
    }
    Ok(())
}

/// A link from a part to another.
struct Lien {
    id: String,
    genre: String,
    /// Name of the part in the archive.
    cible: String,
}

fn cible(liens: &[Lien], genre: &str) -> Option<String> {
    liens.iter().find(|lien| lien.genre.ends_with(genre)).map(|lien| lien.cible.clone())
}

/// The links written in a part, whose targets are under a folder of the archive.
fn relations(archive: &mut Archive<'_>, nom: &str, dossier: &str) -> Result<Vec<Lien>, ErreurEffectif> {
    let mut liens = vec![];
    let Some(mut partie) = archive.partie(nom)? else { return Ok(liens) };
    let mut tampon = Vec::new();
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) if local(element.name()) == "Relationship" => {
                let lu = |nom| attribut(&element, nom).unwrap_or_default();
                liens.push(Lien { id: lu("Id"), genre: lu("Type"), cible: chemin(dossier, &lu("Target")) });
            }
            Event::Eof => return Ok(liens),
            _ => {}
        }
    }
}

/// The name in the archive of a target: from its root, or from a folder.
fn chemin(dossier: &str, cible: &str) -> String {
    let (mut parties, suite): (Vec<&str>, &str) = match cible.strip_prefix('/') {
        Some(absolu) => (vec![], absolu),
        None => (dossier.split('/').filter(|partie| !partie.is_empty()).collect(), cible),
    };
    for partie in suite.split(['/', '\\']) {
        match partie {
            "" | "." => {}
            ".." => {
                parties.pop();
            }
            autre => parties.push(autre),
        }
    }
    parties.join("/")
}

/// Name of a sheet, and id of its link.
type Feuille = (String, String);

/// What the part of the workbook says.
#[derive(Default)]
struct Classeur {
    /// The visible sheets, each with the id of its link.
    feuilles: Vec<Feuille>,
    depuis_1904: bool,
    a_calculer: bool,
}

fn feuilles(archive: &mut Archive<'_>, nom: &str) -> Result<Classeur, ErreurEffectif> {
    let mut classeur = Classeur::default();
    let oui = |element: &BytesStart<'_>, nom| matches!(attribut(element, nom).as_deref(), Some("1" | "true"));
    let absente = || ErreurEffectif::Abime { partie: nom.to_owned() };
    let mut partie = archive.partie(nom)?.ok_or_else(absente)?;
    let mut tampon = Vec::new();
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) => match local(element.name()) {
                "sheet" if attribut(&element, "state").is_none_or(|etat| etat == "visible") => {
                    // `id` of the relations, not `sheetId`.
                    let lien = attribut(&element, "id").unwrap_or_default();
                    classeur.feuilles.push((attribut(&element, "name").unwrap_or_default(), lien));
                }
                "workbookPr" => classeur.depuis_1904 = oui(&element, "date1904"),
                "calcPr" => classeur.a_calculer = oui(&element, "fullCalcOnLoad"),
                _ => {}
            },
            Event::Eof => return Ok(classeur),
            _ => {}
        }
    }
}

fn textes(archive: &mut Archive<'_>, nom: &str) -> Result<Vec<Box<str>>, ErreurEffectif> {
    let mut textes: Vec<Box<str>> = vec![];
    let Some(mut partie) = archive.partie(nom)? else { return Ok(textes) };
    let mut tampon = Vec::new();
    let mut taille = 0;
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) if local(element.name()) == "si" => {
                let texte = partie.texte(&mut tampon, &["rPh", "phoneticPr"])?;
                taille += texte.len() + size_of::<Box<str>>();
                if taille > EFFECTIF_TEXTES_MAX {
                    return Err(ErreurEffectif::Demesure { partie: nom.to_owned() });
                }
                textes.push(texte.into_boxed_str());
            }
            Event::Eof => return Ok(textes),
            _ => {}
        }
    }
}

/// For each style of cell, whether it shows a date.
fn dates(archive: &mut Archive<'_>, nom: &str) -> Result<Vec<bool>, ErreurEffectif> {
    let mut dates = vec![];
    let Some(mut partie) = archive.partie(nom)? else { return Ok(dates) };
    let mut tampon = Vec::new();
    let mut formats: Vec<u32> = vec![];
    let mut cellules = false;
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) => match local(element.name()) {
                "numFmt" => {
                    let code = attribut(&element, "formatCode").unwrap_or_default();
                    if montre_une_date(&code) {
                        formats.extend(nombre(&element, "numFmtId"));
                    }
                }
                "cellXfs" => cellules = true,
                "xf" if cellules => {
                    let format = nombre(&element, "numFmtId").unwrap_or(0);
                    let connu = matches!(format, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57 | 58);
                    dates.push(connu || formats.contains(&format));
                }
                _ => {}
            },
            Event::End(element) if local(element.name()) == "cellXfs" => cellules = false,
            Event::Eof => return Ok(dates),
            _ => {}
        }
    }
}

/// Whether a format shows a day: it has a `d` or a `y` outside what is written as such.
pub(super) fn montre_une_date(code: &str) -> bool {
    let (mut crochets, mut guillemets, mut echappe) = (false, false, false);
    for signe in code.chars() {
        if std::mem::take(&mut echappe) {
            continue;
        }
        match signe {
            '\\' | '_' | '*' => echappe = true,
            '"' => guillemets = !guillemets,
            '[' if !guillemets => crochets = true,
            ']' => crochets = false,
            'd' | 'D' | 'y' | 'Y' | 'j' | 'J' if !guillemets && !crochets => return true,
            _ => {}
        }
    }
    false
}

fn feuille(archive: &mut Archive<'_>, nom: &str, commun: &Commun) -> Result<Grille, ErreurEffectif> {
    let absente = || ErreurEffectif::Abime { partie: nom.to_owned() };
    let mut partie = archive.partie(nom)?.ok_or_else(absente)?;
    let mut grille = Grille::default();
    let mut tampon = Vec::new();
    let (mut ligne, mut colonne) = (0_u32, 0_usize);
    let mut donnees = false;
    loop {
        match partie.suivant(&mut tampon)? {
            Event::Start(element) => match local(element.name()) {
                "sheetData" => donnees = true,
                "row" => {
                    ligne = nombre(&element, "r").unwrap_or_else(|| ligne.saturating_add(1));
                    colonne = 0;
                    if matches!(attribut(&element, "hidden").as_deref(), Some("1" | "true")) {
                        grille.masquees.push(ligne);
                    }
                }
                "c" => {
                    if let Some((autre_ligne, autre_colonne)) =
                        attribut(&element, "r").and_then(|place| adresse(&place))
                    {
                        (ligne, colonne) = (autre_ligne, autre_colonne);
                    }
                    let genre = attribut(&element, "t").unwrap_or_default();
                    let style = nombre(&element, "s").unwrap_or(0);
                    let lue = Lue::de(&mut partie, &mut tampon)?;
                    poser(&mut grille, (ligne, colonne), &lue, &genre, style, commun)?;
                    colonne = colonne.saturating_add(1);
                }
                "mergeCell" => {
                    let zone = attribut(&element, "ref").unwrap_or_default();
                    if let Some((debut, fin)) = zone.split_once(':')
                        && let (Some(debut), Some(fin)) = (adresse(debut), adresse(fin))
                    {
                        grille.fusionner(Fusion { lignes: (debut.0, fin.0), colonnes: (debut.1, fin.1) });
                    }
                }
                _ => {}
            },
            Event::Eof if donnees => return Ok(grille),
            Event::Eof => return Err(partie.coupee()),
            _ => {}
        }
    }
}

/// What a cell holds, before it is understood.
#[derive(Default)]
struct Lue {
    valeur: Option<String>,
    en_ligne: Option<String>,
    formule: bool,
}

impl Lue {
    fn de(partie: &mut Partie<'_>, tampon: &mut Vec<u8>) -> Result<Self, ErreurEffectif> {
        let mut lue = Self::default();
        loop {
            let element = match partie.suivant(tampon)? {
                Event::Start(element) => local(element.name()).to_owned(),
                Event::End(element) if local(element.name()) == "c" => return Ok(lue),
                Event::Eof => return Err(partie.coupee()),
                _ => continue,
            };
            match element.as_str() {
                "v" => lue.valeur = Some(partie.texte(tampon, &[])?),
                "is" => lue.en_ligne = Some(partie.texte(tampon, &["rPh", "phoneticPr"])?),
                "f" => {
                    lue.formule = true;
                    partie.passer(tampon)?;
                }
                _ => partie.passer(tampon)?,
            }
        }
    }
}

fn poser(
    grille: &mut Grille,
    (ligne, colonne): (u32, usize),
    lue: &Lue,
    genre: &str,
    style: u32,
    commun: &Commun,
) -> Result<(), ErreurEffectif> {
    let valeur = lue.valeur.as_deref().unwrap_or("").trim();
    let style = usize::try_from(style).unwrap_or(usize::MAX);
    let cellule = match genre {
        "s" => {
            let rang: Option<usize> = valeur.parse().ok();
            match rang.and_then(|rang| commun.textes.get(rang)) {
                Some(texte) => Cellule::Texte(sans_echappements(texte)),
                None => Cellule::Vide,
            }
        }
        "inlineStr" => Cellule::Texte(sans_echappements(lue.en_ligne.as_deref().unwrap_or(""))),
        "str" => Cellule::Texte(sans_echappements(lue.valeur.as_deref().unwrap_or(""))),
        "b" => match valeur {
            "1" | "true" => Cellule::OuiNon(true),
            "0" | "false" => Cellule::OuiNon(false),
            _ => Cellule::Vide,
        },
        "e" if !valeur.is_empty() => Cellule::erreur(valeur),
        "d" => Cellule::jour_iso(valeur).unwrap_or_else(|| Cellule::Texte(valeur.to_owned())),
        _ => match valeur.parse::<f64>() {
            Ok(nombre) if commun.dates.get(style).copied().unwrap_or(false) => {
                match jour_de_serie(nombre, commun.depuis_1904) {
                    Some(jour) => Cellule::Jour(jour),
                    None => Cellule::Nombre(nombre),
                }
            }
            Ok(nombre) => Cellule::Nombre(nombre),
            Err(_) if valeur.is_empty() => Cellule::Vide,
            Err(_) => Cellule::Texte(valeur.to_owned()),
        },
    };
    if !lue.formule {
        return grille.poser(ligne, colonne, cellule);
    }
    let never = commun.a_calculer
        && match &cellule {
            Cellule::Nombre(nombre) => *nombre == 0.0,
            Cellule::Jour(_) => valeur == "0",
            Cellule::Vide | Cellule::Texte(_) | Cellule::OuiNon(_) | Cellule::Erreur(_) => false,
        };
    grille.poser_calculee(ligne, colonne, (!never).then_some(cellule))
}

/// `AB12`, with or without `$`: row from 1, column from 0.
pub(super) fn adresse(texte: &str) -> Option<(u32, usize)> {
    let texte = texte.replace('$', "");
    let lettres = texte.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (colonne, ligne) = texte.split_at_checked(lettres)?;
    if colonne.is_empty() || colonne.len() > 4 {
        return None;
    }
    let colonne = colonne.bytes().fold(0_usize, |sum, lettre| {
        sum * 26 + usize::from(lettre.to_ascii_uppercase().saturating_sub(b'A')) + 1
    });
    let ligne: u32 = ligne.parse().ok()?;
    (ligne > 0).then_some((ligne, colonne - 1))
}

/// Control characters that Excel writes as `_x000D_`, read.
fn sans_echappements(texte: &str) -> String {
    if !texte.contains("_x") {
        return texte.to_owned();
    }
    let mut net = String::with_capacity(texte.len());
    let mut reste = texte;
    while let Some(place) = reste.find("_x") {
        let (avant, suite) = reste.split_at(place);
        net.push_str(avant);
        let code = suite.get(2..6).filter(|_| suite.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(signe) => {
                net.push(signe);
                reste = suite.get(7..).unwrap_or("");
            }
            None => {
                net.push_str("_x");
                reste = suite.get(2..).unwrap_or("");
            }
        }
    }
    net.push_str(reste);
    net
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_not() {
        assert_eq!(adresse("A1"), Some((1, 0)));
        assert_eq!(adresse("$AB$12"), Some((12, 27)));
        assert_eq!(adresse("XFD1048576"), Some((1_048_576, 16_383)));
        for texte in ["", "A", "12", "A0", "ZZZZZ1", "A99999999999", "é1"] {
            assert_eq!(adresse(texte), None, "{texte}");
        }
    }

    #[test]
    fn a_format_shows_a_date_when_it_has_a_day_or_a_year() {
        for code in ["dd/mm/yyyy", "[$-40C]d mmmm yyyy", "mmm\\-yy", "jj/mm/aaaa"] {
            assert!(montre_une_date(code), "{code}");
        }
        for code in ["General", "0.00", "\"dossier\" 0", "[Red]0", "#,##0\\ \"d\"", "hh:mm"] {
            assert!(!montre_une_date(code), "{code}");
        }
    }

    #[test]
    fn targets_are_found_from_the_root_or_from_their_folder() {
        assert_eq!(chemin("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(chemin("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(chemin("xl", "../docProps/app.xml"), "docProps/app.xml");
    }

    #[test]
    fn escaped_characters_are_read() {
        assert_eq!(sans_echappements("a_x000D_b_xZZZZ_c_x"), "a\rb_xZZZZ_c_x");
    }
}
