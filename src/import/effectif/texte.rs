//! A text with columns: its encoding and its separator are guessed.
//!
//! The cells are told apart here rather than by `csv-core`, which neither counts empty lines, whose numbers the
//! spreadsheet shows, nor says where a quote that is never closed was opened.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::super::limites::{EFFECTIF_COLONNES_MAX, EFFECTIF_LIGNES_ENTRE_GUILLEMETS_MAX};
use super::erreur::{AutreFichier, ErreurEffectif};
use super::grille::Grille;
use super::remarque::{Remarque, lettres};
use super::tableau::{Cellule, LigneLue, Tableau};

/// Bytes looked at to guess UTF-16 and the separator.
const AMORCE: usize = 64 * 1024;

/// The rows of a text.
pub(super) fn lire(octets: &[u8]) -> Result<Tableau, ErreurEffectif> {
    let mut grille = Grille::default();
    let texte = decoder(octets, &mut grille)?;
    if texte.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ErreurEffectif::Vide);
    }
    let (separateur, corps, premiere) = separateur(&texte);
    let coupee = remplir(&mut grille, corps, separateur, premiere)?;
    let mut tableau = grille.tableau(None)?.ok_or(ErreurEffectif::AucuneLigne)?;
    if tableau.lignes.is_empty() {
        return Err(ErreurEffectif::AucuneLigne);
    }
    if let Some(remarque) = fin_douteuse(&tableau, coupee) {
        tableau.remarques.push(remarque);
    }
    Ok(tableau)
}

/// The text, whatever its encoding: UTF-8, UTF-16, else Windows-1252.
fn decoder<'a>(octets: &'a [u8], grille: &mut Grille) -> Result<Cow<'a, str>, ErreurEffectif> {
    if let Some(reste) = octets.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return texte_utf8(reste, grille);
    }
    let utf16 = match octets {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => utf16_sans_marque(octets),
    };
    if let Some(encodage) = utf16 {
        let (texte, fautes) = encodage.decode_with_bom_removal(octets);
        if fautes {
            illisibles(&texte, grille);
        }
        return Ok(texte);
    }
    texte_utf8(octets, grille)
}

/// UTF-16 without its mark: every second byte of a text in Latin letters is zero.
fn utf16_sans_marque(octets: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let debut = octets.get(..octets.len().min(AMORCE)).unwrap_or(octets);
    let zeros = |odd: usize| debut.iter().skip(odd).step_by(2).filter(|octet| **octet == 0).count();
    let (pairs, impairs) = (zeros(0), zeros(1));
    let half = debut.len() / 2;
    if half >= 2 && impairs * 10 >= half * 7 && pairs * 10 <= half {
        Some(UTF_16LE)
    } else if half >= 2 && pairs * 10 >= half * 7 && impairs * 10 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn texte_utf8<'a>(octets: &'a [u8], grille: &mut Grille) -> Result<Cow<'a, str>, ErreurEffectif> {
    if octets.contains(&0) {
        return Err(ErreurEffectif::AutreFichier(AutreFichier::Inconnu));
    }
    if let Ok(texte) = std::str::from_utf8(octets) {
        return Ok(Cow::Borrowed(texte));
    }
    // Written in UTF-8 and damaged, or in Windows-1252, where nothing is damaged: the letters with an accent tell.
    let (mut justes, mut fausses) = (0_usize, 0_usize);
    for morceau in octets.utf8_chunks() {
        justes += morceau.valid().chars().filter(|c| !c.is_ascii()).count();
        fausses += usize::from(!morceau.invalid().is_empty());
    }
    if justes > fausses {
        let texte = String::from_utf8_lossy(octets);
        illisibles(&texte, grille);
        return Ok(texte);
    }
    let (texte, _) = WINDOWS_1252.decode_without_bom_handling(octets);
    // Bytes that are no text at all are read by Windows-1252 too.
    let controles = texte.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controles * 50 > texte.chars().count() {
        return Err(ErreurEffectif::AutreFichier(AutreFichier::Inconnu));
    }
    Ok(texte)
}

/// Says where characters could not be read; they show as « � ».
fn illisibles(texte: &str, grille: &mut Grille) {
    for (numero, ligne) in (1..).zip(texte.split('\n')) {
        if ligne.contains('\u{fffd}') {
            grille.carnet.noter(Remarque::de_ligne(
                numero,
                "des caractères sont abîmés («\u{a0}\u{fffd}\u{a0}»). Vérifiez-les, ou enregistrez à nouveau le fichier en UTF-8.",
            ));
        }
    }
}

/// The separator, the text without a first line that only says it (`sep=;`), and the number of its first line.
fn separateur(texte: &str) -> (char, &str, u32) {
    let texte = texte.trim_start_matches('\u{feff}');
    if let Some(reste) = texte.strip_prefix("sep=").or_else(|| texte.strip_prefix("SEP="))
        && let Some(separateur) = reste.chars().next()
        && let Some((fin, corps)) = reste.split_once('\n')
        && fin.trim_end_matches('\r').chars().count() == 1
    {
        return (separateur, corps, 2);
    }
    let debut = texte.get(..texte.floor_char_boundary(AMORCE)).unwrap_or(texte);
    // The one that cuts most lines into the same number of cells, and into more than one.
    let score = |separateur: char| {
        let mut counts: Vec<usize> = debut
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(40)
            .map(|line| hors_guillemets(line, separateur))
            .filter(|count| *count > 0)
            .collect();
        counts.sort_unstable();
        let usual = counts
            .chunk_by(|one, other| one == other)
            .map(|run| (run.len(), run.first().copied().unwrap_or(0)));
        usual.max().unwrap_or((0, 0))
    };
    // In French a comma is in numbers and in texts: the semicolon and the tab win when they are as good.
    let candidats = [',', '|', '\t', ';'];
    let best = candidats.into_iter().max_by_key(|separateur| score(*separateur)).unwrap_or(';');
    (if score(best).0 == 0 { ';' } else { best }, texte, 1)
}

fn hors_guillemets(ligne: &str, separateur: char) -> usize {
    let mut inside = false;
    ligne
        .chars()
        .filter(|c| {
            inside ^= *c == '"';
            !inside && *c == separateur
        })
        .count()
}

/// Puts the cells of a text. Says whether its last line has no end.
fn remplir(
    grille: &mut Grille,
    texte: &str,
    separateur: char,
    premiere: u32,
) -> Result<bool, ErreurEffectif> {
    let mut reste = texte;
    let mut ligne = premiere;
    let mut colonne = 0_usize;
    while !reste.is_empty() {
        let (cellule, long) = match reste.strip_prefix('"').and_then(entre_guillemets) {
            // What follows the closing quote, if anything, belongs to the cell.
            Some((mut dedans, long)) => {
                let suite = reste.get(long + 1..).unwrap_or("");
                let fin = fin_de_cellule(suite, separateur);
                dedans.push_str(suite.get(..fin).unwrap_or(""));
                (Cow::Owned(dedans), long + 1 + fin)
            }
            None => {
                if reste.starts_with('"') {
                    grille.carnet.noter(Remarque {
                        ligne: Some(ligne),
                        colonne: Some(colonne),
                        phrase: format!(
                            "Ligne\u{a0}{ligne}, colonne\u{a0}{}\u{a0}: un guillemet est ouvert et n’est pas refermé\u{a0}; il a été lu comme un signe ordinaire. Vérifiez cette ligne.",
                            lettres(colonne)
                        ),
                    });
                }
                let fin = fin_de_cellule(reste, separateur);
                (Cow::Borrowed(reste.get(..fin).unwrap_or("")), fin)
            }
        };
        // Beyond the last column only emptiness is allowed: no need to count further.
        if colonne <= EFFECTIF_COLONNES_MAX || !cellule.trim().is_empty() {
            grille.poser(ligne, colonne, Cellule::Texte(cellule.into_owned()))?;
        }
        let suite = reste.get(long..).unwrap_or("");
        let mut signes = suite.chars();
        match signes.next() {
            None => return Ok(true),
            Some('\r') => {
                reste = signes.as_str().strip_prefix('\n').unwrap_or(signes.as_str());
                (ligne, colonne) = (ligne.saturating_add(1), 0);
            }
            Some('\n') => {
                reste = signes.as_str();
                (ligne, colonne) = (ligne.saturating_add(1), 0);
            }
            Some(_) => {
                reste = signes.as_str();
                colonne += 1;
                if reste.is_empty() {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

fn fin_de_cellule(texte: &str, separateur: char) -> usize {
    texte.find([separateur, '\r', '\n']).unwrap_or(texte.len())
}

/// What stands between quotes, doubled ones made single, and where the closing one ends; none when it does not close
/// within reason.
fn entre_guillemets(texte: &str) -> Option<(String, usize)> {
    let mut dedans = String::new();
    let mut lignes = 0_usize;
    let mut signes = texte.char_indices().peekable();
    while let Some((place, signe)) = signes.next() {
        match signe {
            '"' if signes.peek().is_some_and(|(_, suivant)| *suivant == '"') => {
                signes.next();
                dedans.push('"');
            }
            '"' => return Some((dedans, place + 1)),
            autre => {
                lignes += usize::from(autre == '\n');
                if lignes > EFFECTIF_LIGNES_ENTRE_GUILLEMETS_MAX {
                    return None;
                }
                dedans.push(autre);
            }
        }
    }
    None
}

/// A last line that is shorter than the others and has no end: the file was maybe cut.
fn fin_douteuse(tableau: &Tableau, sans_fin: bool) -> Option<Remarque> {
    let (derniere, avant) = tableau.lignes.split_last()?;
    let long = |ligne: &LigneLue| ligne.cellules.len();
    let usuelle = avant.iter().rev().take(50).map(long).min()?;
    (sans_fin && long(derniere) < usuelle).then(|| {
        Remarque::de_ligne(
            derniere.numero,
            "cette dernière ligne est plus courte que les autres et n’a pas de fin\u{a0}: le fichier est peut-être coupé. Vérifiez qu’il ne manque personne.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lu(octets: &[u8]) -> Vec<(u32, Vec<String>)> {
        let tableau = lire(octets).unwrap();
        let texts = |ligne: &LigneLue| {
            (ligne.numero, ligne.cellules.iter().map(|cell| cell.texte().into_owned()).collect())
        };
        let entetes = (tableau.ligne_des_entetes.unwrap_or(0), tableau.entetes.clone());
        std::iter::once(entetes).chain(tableau.lignes.iter().map(texts)).collect()
    }

    fn mots(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn every_encoding_and_every_separator_gives_the_same_rows() {
        let expected = vec![(1, mots(&["Nom", "Fonction"])), (2, mots(&["LÉVÊQUE", "Éduc. spé., nuit"]))];
        for separateur in [';', ',', '\t', '|'] {
            let texte = format!("Nom{separateur}Fonction\r\nLÉVÊQUE{separateur}\"Éduc. spé., nuit\"\r\n");
            let utf16 = |wide: fn(u16) -> [u8; 2]| texte.encode_utf16().flat_map(wide).collect::<Vec<u8>>();
            let mark = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
            for octets in [
                texte.as_bytes().to_vec(),
                mark(&[0xef, 0xbb, 0xbf], texte.as_bytes()),
                WINDOWS_1252.encode(&texte).0.into_owned(),
                mark(&[0xff, 0xfe], &utf16(u16::to_le_bytes)),
                mark(&[0xfe, 0xff], &utf16(u16::to_be_bytes)),
                utf16(u16::to_le_bytes),
                utf16(u16::to_be_bytes),
            ] {
                assert_eq!(lu(&octets), expected, "{separateur:?} {:?}", octets.get(..12));
            }
        }
    }

    #[test]
    fn rows_keep_the_numbers_that_the_spreadsheet_shows() {
        let rows = lu("Nom;Fonction\n\n\"DE\nLUXE\";IDE\n\n;\nPETIT;AS".as_bytes());
        let numbers: Vec<u32> = rows.iter().map(|(numero, _)| *numero).collect();
        // A cell of two lines is one row; empty lines are rows.
        assert_eq!(numbers, [1, 3, 6]);
        assert_eq!(rows[1].1, ["DE\nLUXE", "IDE"]);
    }

    #[test]
    fn a_separator_that_is_said_is_followed() {
        assert_eq!(lu(b"sep=,\nNom,Fonction\nA;B,IDE\n")[1], (3, mots(&["A;B", "IDE"])));
    }

    #[test]
    fn a_quote_that_never_closes_does_not_swallow_the_rest() {
        let texte = format!("Nom;Fonction\n\"MARTIN;IDE\n{}", "PETIT;AS\n".repeat(40));
        let tableau = lire(texte.as_bytes()).unwrap();
        assert_eq!(tableau.lignes.len(), 41);
        assert!(tableau.remarques[0].phrase.starts_with("Ligne\u{a0}2, colonne\u{a0}A\u{a0}: un guillemet"));
    }

    #[test]
    fn doubled_quotes_are_one_and_what_follows_a_quote_is_kept() {
        let rows = lu("Nom;Fonction\n\"LE \"\"GRAND\"\"\";\"IDE\" nuit\n".as_bytes());
        assert_eq!(rows[1].1, ["LE \"GRAND\"", "IDE nuit"]);
    }

    #[test]
    fn damaged_characters_are_told_with_their_line() {
        let octets =
            [b"Nom;Pr\xc3\xa9nom;Fonction\nL\xc3\xa9a;\xc3\xa9;IDE\n".as_slice(), b"Zo\xc3;x;AS\n"].concat();
        let tableau = lire(&octets).unwrap();
        assert_eq!(tableau.lignes.len(), 2);
        assert!(
            tableau.remarques.iter().any(|remarque| remarque.ligne == Some(3)),
            "{:?}",
            tableau.remarques
        );
    }

    #[test]
    fn a_cut_end_is_told() {
        let phrase = |texte: &str| lire(texte.as_bytes()).unwrap().remarques.last().map(|r| r.phrase.clone());
        assert!(phrase("Nom;Fonction;Site\nA;IDE;x\nB;AS;x\nC;A").unwrap().contains("coupé"));
        assert_eq!(phrase("Nom;Fonction;Site\nA;IDE;x\nB;AS;x\nC;A;x"), None);
    }
}
