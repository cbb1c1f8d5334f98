//! A text with columns: its separator is guessed; its encoding, by [`super::encodage`].
//!
//! The cells are told apart here rather than by `csv-core`, which neither counts empty lines, whose numbers the
//! spreadsheet shows, nor says where a quote that is never closed was opened, nor sees that what stands between two stray
//! quotes is rows.

use std::borrow::Cow;

use super::super::limites::{EFFECTIF_COLONNES_MAX, EFFECTIF_LIGNES_ENTRE_GUILLEMETS_MAX};
use super::encodage;
use super::erreur::ErreurEffectif;
use super::grille::{Grille, texte_en_une_colonne};
use super::remarque::{Remarque, lettres};
use super::tableau::{Cellule, LigneLue, Tableau};

/// Bytes looked at to guess the separator.
const AMORCE: usize = 64 * 1024;

/// The rows of a text.
pub(super) fn lire(octets: &[u8]) -> Result<Tableau, ErreurEffectif> {
    let mut grille = Grille::default();
    let texte = encodage::decoder(octets, &mut grille.carnet)?;
    if texte.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ErreurEffectif::Vide);
    }
    // Before its cells are told apart: a code may end with a separator.
    let texte = match encodage::sans_codes(&texte) {
        Some(net) => {
            grille.carnet.noter(Remarque::du_fichier(
                "Les lettres accentuées de ce fichier étaient écrites en codes\u{a0}: elles ont été rétablies. Vérifiez-en quelques-unes.",
            ));
            Cow::Owned(net)
        }
        None => texte,
    };
    let (coupe, corps, premiere) = coupe(&texte);
    let fin = remplir(&mut grille, corps, coupe, premiere)?;
    let grille = recoupee(grille)?;
    let mut tableau = grille.tableau(None)?.ok_or(ErreurEffectif::AucuneLigne)?;
    if tableau.lignes.is_empty() {
        return Err(ErreurEffectif::AucuneLigne);
    }
    if let Some(remarque) = fin.filter(|ecrits| *ecrits < coupe.usuels).and_then(|_| fin_douteuse(&tableau)) {
        tableau.remarques.push(remarque);
    }
    Ok(tableau)
}

/// How the lines of a text are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coupe {
    separateur: char,
    /// How many of them most lines have.
    usuels: usize,
    /// How many lines have that many.
    pub lignes: usize,
}

/// How to cut it, the text without a first line that only says the separator (`sep=;`), and the number of its first line.
pub(super) fn coupe(texte: &str) -> (Coupe, &str, u32) {
    let texte = texte.trim_start_matches('\u{feff}');
    if let Some(reste) = texte.strip_prefix("sep=").or_else(|| texte.strip_prefix("SEP="))
        && let Some(separateur) = reste.chars().next()
        && let Some(corps) = reste.strip_prefix(separateur)
        && let Some(corps) = ["\r\n", "\n", "\r"].iter().find_map(|fin| corps.strip_prefix(fin))
    {
        return (compter(corps, separateur), corps, 2);
    }
    // In French a comma is in numbers and in texts: the semicolon and the tab win when they are as good.
    let candidats = [',', '|', '\t', ';'].map(|separateur| compter(texte, separateur));
    let best = candidats.into_iter().max_by_key(|coupe| (coupe.lignes, coupe.usuels));
    let none = Coupe { separateur: ';', usuels: 0, lignes: 0 };
    (best.filter(|best| best.lignes > 0).unwrap_or(none), texte, 1)
}

/// How many lines this separator cuts into the same number of cells, and into more than one.
fn compter(texte: &str, separateur: char) -> Coupe {
    let debut = texte.get(..texte.floor_char_boundary(AMORCE)).unwrap_or(texte);
    // A line with an odd quote is a part of a cell of several lines, or holds a stray one.
    let mut counts: Vec<usize> = encodage::lignes(debut)
        .filter(|line| !line.trim().is_empty() && line.matches('"').count().is_multiple_of(2))
        .take(40)
        .map(|line| hors_guillemets(line, separateur))
        .filter(|count| *count > 0)
        .collect();
    counts.sort_unstable();
    let usual =
        counts.chunk_by(|one, other| one == other).map(|run| (run.len(), run.first().copied().unwrap_or(0)));
    let (lignes, usuels) = usual.max().unwrap_or((0, 0));
    Coupe { separateur, usuels, lignes }
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

/// A sheet whose rows stand each in one cell, cut as the text that it is.
pub(super) fn recoupee(grille: Grille) -> Result<Grille, ErreurEffectif> {
    let Some((texte, premiere, deux)) = texte_en_une_colonne(&grille) else { return Ok(grille) };
    let (coupe, corps, _) = coupe(&texte);
    // One text may hold a comma or two; most lines cut the same way, into several cells, are rows.
    let lines = texte.lines().filter(|line| !line.is_empty()).take(40).count();
    if coupe.lignes * 10 < lines * 6 || !coupe.est_large(deux) {
        return Ok(grille);
    }
    let mut recoupee = Grille::default();
    remplir(&mut recoupee, corps, coupe, premiere)?;
    recoupee.carnet.noter(Remarque::du_fichier(format!(
        "Chaque ligne tenait dans une seule cellule, ses colonnes séparées par «\u{a0}{}\u{a0}»\u{a0}: elles ont été séparées.",
        coupe.en_clair()
    )));
    Ok(recoupee)
}

/// Puts the cells of a text. Says how many separators its last line has, when it has no end.
pub(super) fn remplir(
    grille: &mut Grille,
    texte: &str,
    coupe: Coupe,
    premiere: u32,
) -> Result<Option<usize>, ErreurEffectif> {
    let separateur = coupe.separateur;
    let mut reste = texte;
    // Where the physical line starts.
    let mut debut = texte;
    let mut ligne = premiere;
    let mut colonne = 0_usize;
    let mut passees = 0_u32;
    // Whether the quotes of this line are signs like others.
    let mut ordinaires = false;
    while !reste.is_empty() {
        let guillemet = reste.strip_prefix('"').filter(|_| !ordinaires);
        let dedans = guillemet.and_then(entre_guillemets);
        let (cellule, long) = match (guillemet, dedans) {
            _ if ordinaires => {
                let fin = fin_de_cellule(reste, separateur);
                (Cow::Borrowed(reste.get(..fin).unwrap_or("").trim_matches('"')), fin)
            }
            // What follows the closing quote, if anything, belongs to the cell.
            (Some(_), Some((mut dedans, long))) if !coupe.en_lignes(debut, reste, &dedans, long + 1) => {
                let suite = reste.get(long + 1..).unwrap_or("");
                let fin = fin_de_cellule(suite, separateur);
                dedans.push_str(suite.get(..fin).unwrap_or(""));
                (Cow::Owned(dedans), long + 1 + fin)
            }
            (None, _) => coupe.sans_guillemet(reste, colonne),
            (Some(suite), dedans) => {
                let constat = match dedans {
                    Some((dedans, _)) if !dedans.contains('\n') => {
                        ordinaires = true;
                        "est refermé dans une autre cellule"
                    }
                    Some(_) => "n’est refermé que sur une autre ligne",
                    None => "n’est pas refermé",
                };
                grille.carnet.noter(Remarque {
                    ligne: Some(ligne),
                    colonne: Some(colonne),
                    phrase: format!(
                        "Ligne\u{a0}{ligne}, colonne\u{a0}{}\u{a0}: un guillemet est ouvert et {constat}\u{a0}; il a été lu comme un signe ordinaire. Vérifiez cette ligne.",
                        lettres(colonne)
                    ),
                });
                let fin = fin_de_cellule(suite, separateur);
                let cellule = suite.get(..fin).unwrap_or("");
                (Cow::Borrowed(if ordinaires { cellule.trim_matches('"') } else { cellule }), fin + 1)
            }
        };
        // An escaped break is in the cell, and in the lines that a spreadsheet counts.
        if guillemet.is_none() {
            passees += u32::try_from(cellule.matches('\n').count()).unwrap_or(0);
        }
        // Beyond the last column only emptiness is allowed: no need to count further.
        if colonne <= EFFECTIF_COLONNES_MAX || !cellule.trim().is_empty() {
            grille.poser(ligne, colonne, Cellule::Texte(cellule.into_owned()))?;
        }
        let suite = reste.get(long..).unwrap_or("");
        let mut signes = suite.chars();
        match signes.next() {
            None => return Ok(Some(colonne)),
            Some('\r') => {
                reste = signes.as_str().strip_prefix('\n').unwrap_or(signes.as_str());
                (ligne, colonne, debut) = (ligne.saturating_add(1 + std::mem::take(&mut passees)), 0, reste);
                ordinaires = false;
            }
            Some('\n') => {
                reste = signes.as_str();
                (ligne, colonne, debut) = (ligne.saturating_add(1 + std::mem::take(&mut passees)), 0, reste);
                ordinaires = false;
            }
            Some(_) => {
                reste = signes.as_str();
                colonne += 1;
                if reste.is_empty() {
                    return Ok(Some(colonne));
                }
            }
        }
    }
    Ok(None)
}

impl Coupe {
    /// Whether rows have three cells, as only a table has; two are enough when nothing stands beside them, with a separator
    /// that no sentence holds.
    pub fn est_large(self, a_cote: bool) -> bool {
        let needed = match (self.separateur, a_cote) {
            (',', true) => return false,
            (',', false) | (_, true) => 2,
            (_, false) => 1,
        };
        self.usuels >= needed
    }

    /// The separator, as it is shown.
    pub fn en_clair(self) -> String {
        if self.separateur == '\t' { "tabulation".to_owned() } else { self.separateur.to_string() }
    }

    /// Whether what stands between two quotes is rows, or cells, rather than one cell. `debut` starts at the line, `reste` at
    /// the quote, which closes after `long` bytes.
    fn en_lignes(self, debut: &str, reste: &str, dedans: &str, long: usize) -> bool {
        let avant = debut.len() - reste.len();
        // No row is that long.
        if self.usuels == 0 || avant > AMORCE {
            return false;
        }
        let fin = avant + long;
        let suite = debut.get(fin..).unwrap_or("");
        // A quote that closes a cell stands at its end.
        let bien_fermee = suite.is_empty() || suite.starts_with([self.separateur, '\r', '\n']);
        let entier = debut.get(..fin + suite.find('\n').unwrap_or(suite.len())).unwrap_or("");
        if dedans.contains('\n') {
            self.tient_des_rangees(entier, bien_fermee)
        } else {
            self.tient_des_cellules(entier, dedans)
        }
    }

    /// Whether lines are rows rather than those of one cell: each has the separators of a row. When the quote closes inside a
    /// cell, it was never one that closes: rows may then be shorter, as those of totals are.
    fn tient_des_rangees(self, lines: &str, bien_fermee: bool) -> bool {
        let separateurs = |line: &str| line.chars().filter(|c| *c == self.separateur).count();
        let counts: Vec<usize> =
            lines.lines().filter(|line| !line.trim().is_empty()).map(separateurs).collect();
        let entieres = counts.iter().filter(|count| **count >= self.usuels).count();
        let entiere = |count: Option<&usize>| count.is_some_and(|count| *count >= self.usuels);
        if bien_fermee {
            return entieres == counts.len();
        }
        (entiere(counts.first()) && entiere(counts.last()))
            || entieres * 2 >= counts.len()
            || counts.iter().all(|count| *count > 0)
    }

    /// Whether quotes that close on their line hold several cells: the line has those of a row only when they are signs like
    /// others. A separator of a sentence has a space after it.
    fn tient_des_cellules(self, line: &str, dedans: &str) -> bool {
        let line = line.trim_end_matches('\r');
        let serre = dedans.match_indices(self.separateur).any(|(place, signe)| {
            dedans.get(place + signe.len()..).is_some_and(|suite| !suite.starts_with(char::is_whitespace))
        });
        serre
            && hors_guillemets(line, self.separateur) < self.usuels
            && line.chars().filter(|c| *c == self.separateur).count() == self.usuels
    }

    /// A cell without quotes. Each break after a backslash belongs to it (MySQL), when the row is then whole.
    fn sans_guillemet(self, reste: &str, colonne: usize) -> (Cow<'_, str>, usize) {
        let mut fin = fin_de_cellule(reste, self.separateur);
        let mut cellule = Cow::Borrowed(reste.get(..fin).unwrap_or(""));
        let mut essai = cellule.clone();
        let mut jusque = fin;
        while let Some(debut) = essai.strip_suffix('\\')
            && let Some(suite) = reste
                .get(jusque..)
                .and_then(|suite| suite.strip_prefix('\r').unwrap_or(suite).strip_prefix('\n'))
        {
            let long = fin_de_cellule(suite, self.separateur);
            jusque = reste.len() - suite.len() + long;
            essai = Cow::Owned(format!("{debut}\n{}", suite.get(..long).unwrap_or("")));
            let line = suite.lines().next().unwrap_or("");
            if colonne + hors_guillemets(line, self.separateur) == self.usuels {
                (cellule, fin) = (essai.clone(), jusque);
            }
        }
        (cellule, fin)
    }
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
fn fin_douteuse(tableau: &Tableau) -> Option<Remarque> {
    let (derniere, avant) = tableau.lignes.split_last()?;
    let long = |ligne: &LigneLue| ligne.cellules.len();
    let usuelle = avant.iter().rev().take(50).map(long).min()?;
    (long(derniere) < usuelle).then(|| {
        Remarque::de_ligne(
            derniere.numero,
            "cette dernière ligne est plus courte que les autres et n’a pas de fin\u{a0}: le fichier est peut-être coupé. Vérifiez qu’il ne manque personne.",
        )
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

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
    fn rows_between_two_stray_quotes_are_rows_and_a_cell_of_several_lines_is_one() {
        for (texte, lignes) in [
            ("Nom;Fonction;RPPS\nA;IDE;\n\"B;AS;\nC;AES;\n\"D;ASH;\nE;IDE;\n", vec!["A", "B", "C", "D", "E"]),
            ("Nom;Fonction;RPPS\r\nA;IDE;\r\nB;\"AS;\r\nC;\"AES;\r\nD;ASH;\r\n", vec!["A", "B", "C", "D"]),
            ("Nom,Fonction,RPPS\nA,IDE,\"\nB,AS,\nC,AES,\"\nD,ASH,\n", vec!["A", "B", "C", "D"]),
            ("Nom;Fonction;RPPS\n\"A\nB\";IDE;\nC;\"AS\nde nuit; le soir\";\n", vec!["A\nB", "C"]),
        ] {
            let tableau = lire(texte.as_bytes()).unwrap();
            let noms: Vec<_> =
                tableau.lignes.iter().map(|ligne| ligne.cellule(0).texte().into_owned()).collect();
            assert_eq!(noms, lignes, "{texte}");
            let told =
                tableau.remarques.iter().filter(|remarque| remarque.phrase.contains("guillemet")).count();
            assert_eq!(told, if lignes.len() > 2 { 2 } else { 0 }, "{texte} {:?}", tableau.remarques);
        }
    }

    #[test]
    fn an_escaped_break_stays_in_its_cell() {
        let rows = lu("Nom;Fonction;RPPS\nA;Aide-soignante\\\nde nuit;1\nB;IDE;2\nC;C:\\dossier\\;3\nD;AS;C:\\\nE;AS;4\n".as_bytes());
        let cells: Vec<&str> = rows.iter().map(|(_, cells)| cells[1].as_str()).collect();
        assert_eq!(cells, ["Fonction", "Aide-soignante\nde nuit", "IDE", "C:\\dossier\\", "AS", "AS"]);
        assert_eq!(rows[2].0, 4);
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
        for whole in ["C;A;x", "C;A;", "C;;", "C;A;x\n"] {
            assert_eq!(phrase(&format!("Nom;Fonction;Site\nA;IDE;x\nB;AS;x\n{whole}")), None, "{whole}");
        }
    }
}
