//! A sheet while it is read: cells at their places, bounded, then made a [`Tableau`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::limites::{
    EFFECTIF_CELLULE_MAX, EFFECTIF_CELLULES_MAX, EFFECTIF_COLONNES_MAX, EFFECTIF_CONTENU_MAX,
    EFFECTIF_FUSIONS_MAX, EFFECTIF_LIGNES_MAX,
};
use super::encodage;
use super::entetes;
use super::erreur::ErreurEffectif;
use super::lexique::mots;
use super::remarque::{Carnet, Remarque, extrait, nom_de_colonne};
use super::tableau::{Cellule, LigneLue, Tableau};
use crate::domain::saisie::{self, est_invisible};

/// Cells merged into one: rows from 1, columns from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fusion {
    pub lignes: (u32, u32),
    pub colonnes: (usize, usize),
}

/// The cells of one sheet.
#[derive(Debug, Default)]
pub(super) struct Grille {
    lignes: BTreeMap<u32, Vec<Cellule>>,
    /// Cells kept, and the bytes of their texts.
    cellules: usize,
    contenu: usize,
    fusions: Vec<Fusion>,
    /// Cells that hold a formula whose result was saved.
    formules: usize,
    /// Cells that hold a formula without its result: how many, and the first.
    sans_resultat: (usize, Option<(u32, usize)>),
    /// Cells whose letters were given back, and cells that have lost some: how many, and the first text.
    reparees: (usize, String),
    abimees: (usize, String),
    /// Rows that the spreadsheet hides, those that hold nothing included.
    pub masquees: Vec<u32>,
    pub carnet: Carnet,
}

/// How a formula of text may start.
const FORMULES: [char; 3] = ['=', '\'', '+'];

impl Grille {
    /// Puts what stands in a cell: row from 1, column from 0. Emptiness takes no room.
    pub fn poser(&mut self, ligne: u32, colonne: usize, cellule: Cellule) -> Result<(), ErreurEffectif> {
        let cellule = match cellule {
            Cellule::Texte(texte) => self.texte(ligne, colonne, texte),
            autre => autre,
        };
        if cellule.est_vide() {
            return Ok(());
        }
        if colonne >= EFFECTIF_COLONNES_MAX {
            return Err(ErreurEffectif::TropDeColonnes { ligne, colonne });
        }
        if let Cellule::Texte(texte) | Cellule::Erreur(texte) = &cellule {
            self.contenu += texte.len();
        }
        if self.lignes.len() >= EFFECTIF_LIGNES_MAX && !self.lignes.contains_key(&ligne) {
            return Err(ErreurEffectif::TropDeContenu { ligne });
        }
        let cells = self.lignes.entry(ligne).or_default();
        if cells.len() <= colonne {
            self.cellules += colonne + 1 - cells.len();
            if self.cellules > EFFECTIF_CELLULES_MAX {
                return Err(ErreurEffectif::TropDeContenu { ligne });
            }
            cells.resize(colonne + 1, Cellule::Vide);
        }
        if self.contenu > EFFECTIF_CONTENU_MAX {
            return Err(ErreurEffectif::TropDeContenu { ligne });
        }
        if let Some(place) = cells.get_mut(colonne) {
            *place = cellule;
        }
        Ok(())
    }

    /// A text without the spaces around it and without control characters; cut when it is too long, and told.
    fn texte(&mut self, ligne: u32, colonne: usize, texte: String) -> Cellule {
        let net = texte.trim_matches(|c: char| c.is_whitespace() || est_invisible(c) || c == '\0');
        match net {
            "" => return Cellule::Vide,
            "☑" | "☒" | "✓" | "✔" | "✅" | "🗹" | "🗸" => return Cellule::OuiNon(true),
            "☐" | "□" | "✗" | "✘" | "❌" => return Cellule::OuiNon(false),
            _ => {}
        }
        // Most texts hold nothing to mend, to cut nor to tell.
        let simple = net
            .bytes()
            .all(|c| matches!(c, b' '..=b'~') && c != b'?' && !encodage::CODES.contains(&char::from(c)))
            && !net.starts_with(FORMULES)
            && net.len() <= EFFECTIF_CELLULE_MAX;
        if simple {
            return Cellule::Texte(if net.len() == texte.len() { texte } else { net.to_owned() });
        }
        // A formula that keeps the zeros of a text is that text.
        let net = if net.starts_with(FORMULES) { saisie::net(net) } else { Cow::Borrowed(net) };
        let net = if net.is_ascii() && !net.contains(encodage::CODES) { net } else { self.lettres(net) };
        let mut net: String = net
            .chars()
            .filter(|c| !est_invisible(*c) && (!c.is_control() || *c == '\n' || *c == '\t'))
            .collect();
        if encodage::est_abime(&net) {
            self.abimees.0 += 1;
            if self.abimees.1.is_empty() {
                self.abimees.1 = extrait(&net);
            }
        }
        if net.len() > EFFECTIF_CELLULE_MAX {
            net.truncate(net.floor_char_boundary(EFFECTIF_CELLULE_MAX));
            self.carnet.noter(Remarque::de_cellule(
                ligne,
                colonne,
                "",
                &format!(
                    "ce texte est très long\u{a0}; seul son début a été lu («\u{a0}{}\u{a0}»).",
                    extrait(&net)
                ),
            ));
        }
        if net.is_empty() { Cellule::Vide } else { Cellule::Texte(net) }
    }

    /// Letters that were written as codes, or whose UTF-8 was read as something else, given back; those that no text holds, told.
    fn lettres<'t>(&mut self, texte: Cow<'t, str>) -> Cow<'t, str> {
        let texte = match encodage::sans_codes(&texte).or_else(|| encodage::reparer(&texte)) {
            None => texte,
            Some(repare) => {
                self.reparees.0 += 1;
                if self.reparees.1.is_empty() {
                    self.reparees.1 = extrait(&texte);
                }
                Cow::Owned(repare)
            }
        };
        if texte.contains(|c| matches!(c, '\u{80}'..='\u{9f}')) {
            // Letters of another encoding: dropped, they would make another word.
            return Cow::Owned(texte.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}"));
        }
        texte
    }

    /// Puts the result of a formula; emptiness, and what the reader knows that was never calculated (none), is no result.
    pub fn poser_calculee(
        &mut self,
        ligne: u32,
        colonne: usize,
        resultat: Option<Cellule>,
    ) -> Result<(), ErreurEffectif> {
        let is_result = |cellule: &Cellule| match cellule {
            Cellule::Vide => false,
            Cellule::Texte(texte) => !texte.is_empty(),
            Cellule::Nombre(_) | Cellule::Jour(_) | Cellule::OuiNon(_) | Cellule::Erreur(_) => true,
        };
        let Some(cellule) = resultat.filter(is_result) else {
            self.sans_resultat.0 += 1;
            self.sans_resultat.1.get_or_insert((ligne, colonne));
            return Ok(());
        };
        // `TRUE()` is how LibreOffice writes a boolean.
        self.formules += usize::from(!matches!(cellule, Cellule::OuiNon(_)));
        self.poser(ligne, colonne, cellule)
    }

    /// What the letters and the formulas of the sheet are worth.
    fn dire_ce_qui_manque(&mut self) {
        if let (combien, Some((ligne, colonne))) = self.sans_resultat {
            let mends =
                "Ouvrez le classeur dans votre tableur, enregistrez-le, puis choisissez-le à nouveau.";
            self.carnet.noter(match combien {
                1 => Remarque::de_cellule(
                    ligne,
                    colonne,
                    "",
                    &format!("cette cellule contient une formule dont le résultat n’est pas enregistré. {mends}"),
                ),
                _ => Remarque::du_fichier(format!(
                    "{combien}\u{a0}cellules contiennent des formules dont le résultat n’est pas enregistré (la première\u{a0}: ligne\u{a0}{ligne}, {})\u{a0}: elles ont été lues comme vides. Ce classeur n’a pas été calculé depuis qu’un programme l’a écrit. {mends}",
                    nom_de_colonne(colonne, "")
                )),
            });
        }
        let cellules = |combien| match combien {
            1 => "1\u{a0}cellule".to_owned(),
            _ => format!("{combien}\u{a0}cellules"),
        };
        if self.reparees.0 > 0 {
            self.carnet.noter(Remarque::du_fichier(format!(
                "Les lettres accentuées de {} étaient abîmées («\u{a0}{}\u{a0}»)\u{a0}: elles ont été rétablies. Vérifiez-en quelques-unes.",
                cellules(self.reparees.0),
                self.reparees.1
            )));
        }
        if self.abimees.0 > 0 {
            self.carnet.noter(Remarque::du_fichier(format!(
                "Des lettres accentuées semblent abîmées ou perdues dans {} («\u{a0}{}\u{a0}»). Demandez le même tableau en XLSX, ou en CSV UTF-8, ou corrigez ces textes.",
                cellules(self.abimees.0),
                self.abimees.1
            )));
        }
    }

    /// Cells merged into one.
    pub fn fusionner(&mut self, fusion: Fusion) {
        if self.fusions.len() < EFFECTIF_FUSIONS_MAX {
            self.fusions.push(fusion);
        }
    }

    fn lue(&self, ligne: u32, colonne: usize) -> &Cellule {
        static VIDE: Cellule = Cellule::Vide;
        self.lignes.get(&ligne).and_then(|cells| cells.get(colonne)).unwrap_or(&VIDE)
    }

    /// The rows of a merged zone say what its first cell says: the others hold nothing in the file.
    fn remplir_les_fusions(&mut self) -> Result<(), ErreurEffectif> {
        for fusion in std::mem::take(&mut self.fusions) {
            let (debut, fin) = fusion.lignes;
            let colonne = fusion.colonnes.0;
            let valeur = self.lue(debut, colonne).clone();
            if valeur.est_vide() || fin <= debut {
                if fin == debut {
                    // Kept: a title over several columns is told from a person ([`Grille::lu`]).
                    self.fusions.push(fusion);
                }
                continue;
            }
            let dessous: Vec<u32> =
                self.lignes.range(debut.saturating_add(1)..=fin).map(|(ligne, _)| *ligne).collect();
            for ligne in &dessous {
                self.poser(*ligne, colonne, valeur.clone())?;
            }
            if let Some(derniere) = dessous.last() {
                self.carnet.noter(Remarque {
                    ligne: Some(debut),
                    colonne: Some(colonne),
                    phrase: format!(
                        "Lignes\u{a0}{debut} à {derniere}, {}\u{a0}: ces cellules sont fusionnées\u{a0}; «\u{a0}{}\u{a0}» a été repris sur chaque ligne.",
                        nom_de_colonne(colonne, ""),
                        extrait(&valeur.texte())
                    ),
                });
            }
        }
        Ok(())
    }

    /// The headings and the rows; none when nothing stands in the sheet.
    ///
    /// # Errors
    /// Merged cells that hold too much; formulas alone, never calculated.
    pub fn tableau(self, feuille: Option<String>) -> Result<Option<Tableau>, ErreurEffectif> {
        let sans_resultat = self.sans_resultat.0 > 0;
        let tableau = self.lu(feuille)?;
        let vide = tableau.as_ref().is_none_or(|tableau| tableau.lignes.is_empty());
        if vide && sans_resultat { Err(ErreurEffectif::JamaisCalcule) } else { Ok(tableau) }
    }

    fn lu(mut self, feuille: Option<String>) -> Result<Option<Tableau>, ErreurEffectif> {
        self.remplir_les_fusions()?;
        self.dire_ce_qui_manque();
        let titres: Vec<u32> = self
            .fusions
            .iter()
            .filter(|fusion| fusion.colonnes.1 > fusion.colonnes.0)
            .map(|fusion| fusion.lignes.0)
            .collect();
        let masquees = self.masquees.iter().filter(|ligne| self.lignes.contains_key(ligne)).count();
        let (formules, mut carnet) = (self.formules, self.carnet);
        let rows: Vec<LigneLue> = self
            .lignes
            .into_iter()
            .filter(|(_, cells)| !cells.is_empty())
            .map(|(numero, cellules)| LigneLue { numero, cellules })
            .collect();
        if rows.is_empty() {
            return Ok(None);
        }
        let trouvee = entetes::trouver(&rows);
        let deux = trouvee.and_then(|place| entetes::sur_deux_lignes(&rows, place));
        let place = deux.as_ref().map(|(derniere, _)| *derniere).or(trouvee);
        let width = rows.iter().map(|row| row.cellules.len()).max().unwrap_or(0);
        let mut headings = vec![String::new(); width];
        let en_deux = deux.is_some();
        let mut numero_des_entetes = None;
        if let Some(row) = place.and_then(|place| rows.get(place)) {
            numero_des_entetes = Some(row.numero);
            for (heading, cell) in headings.iter_mut().zip(&row.cellules) {
                *heading = cell.texte().split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        if let (Some((_, textes)), Some(numero)) = (deux, numero_des_entetes) {
            headings.iter_mut().zip(textes).for_each(|(heading, texte)| *heading = texte);
            carnet.noter(Remarque::du_fichier(format!(
                "Les en-têtes sont sur deux lignes, {} et\u{a0}{numero}\u{a0}: elles ont été lues ensemble.",
                numero.saturating_sub(1)
            )));
        }
        if entetes::decales(&headings, rows.get(place.map_or(0, |place| place + 1)..).unwrap_or_default()) {
            headings.rotate_right(1);
            carnet.noter(Remarque::du_fichier(
                "Chaque ligne commence par un numéro que les en-têtes n’ont pas\u{a0}: ils ont été lus une colonne plus à droite. Vérifiez-le.",
            ));
        }
        let first = place.map_or(0, |place| place + 1);
        match (place, numero_des_entetes) {
            (Some(place), Some(numero)) if place > usize::from(en_deux) => {
                carnet.noter(Remarque::du_fichier(format!(
                    "Les en-têtes sont à la ligne\u{a0}{}\u{a0}; ce qui est au-dessus n’a pas été lu.",
                    numero.saturating_sub(u32::from(en_deux))
                )))
            }
            (None, _) => carnet.noter(Remarque::du_fichier(
                "Ce fichier n’a pas d’en-têtes\u{a0}: choisissez ce que contient chaque colonne.",
            )),
            (Some(_), _) => {}
        }
        if formules > 0 {
            carnet.noter(Remarque::du_fichier(format!(
                "{} des formules\u{a0}: ce sont leurs derniers résultats enregistrés qui ont été lus.",
                match formules {
                    1 => "1\u{a0}cellule contient".to_owned(),
                    _ => format!("{formules}\u{a0}cellules contiennent"),
                }
            )));
        }
        if masquees > 0 {
            carnet.noter(Remarque::du_fichier(match masquees {
                1 => "1\u{a0}ligne est masquée dans le tableur, par un filtre peut-être\u{a0}: elle a été lue aussi.".to_owned(),
                _ => format!("{masquees}\u{a0}lignes sont masquées dans le tableur, par un filtre peut-être\u{a0}: elles ont été lues aussi."),
            }));
        }
        let mut lignes = Vec::with_capacity(rows.len().saturating_sub(first));
        for row in rows.into_iter().skip(first) {
            let mut filled = row.cellules.iter().filter(|cell| !cell.est_vide());
            let (seule, autre) = (filled.next(), filled.next());
            match (seule, autre) {
                (Some(titre), None) if titres.contains(&row.numero) => carnet.noter(Remarque::de_ligne(
                    row.numero,
                    &format!(
                        "«\u{a0}{}\u{a0}» s’étend sur plusieurs colonnes\u{a0}: c’est un titre, pas une personne.",
                        extrait(&titre.texte())
                    ),
                )),
                (None, _) => {}
                (Some(titre), Some(_)) if partout(&row, &headings) => carnet.noter(Remarque::de_ligne(
                    row.numero,
                    &format!(
                        "«\u{a0}{}\u{a0}» y est répété dans chaque cellule\u{a0}: c’est un titre, pas une personne.",
                        extrait(&titre.texte())
                    ),
                )),
                (Some(_), _) if repete(&row, &headings) => carnet
                    .noter(Remarque::de_ligne(row.numero, "les en-têtes y sont répétés\u{a0}; elle a été passée.")),
                (Some(_), _) => lignes.push(row),
            }
        }
        Ok(Some(Tableau {
            entetes: headings,
            ligne_des_entetes: numero_des_entetes,
            lignes,
            feuille,
            feuilles: vec![],
            remarques: carnet.rendre(),
        }))
    }
}

/// Whether a row is the headings again, as printed at each page.
fn repete(row: &LigneLue, headings: &[String]) -> bool {
    let said = headings.iter().zip(&row.cellules).filter(|(heading, _)| !heading.is_empty());
    let again = said.clone().filter(|(heading, cell)| mots(heading) == mots(&cell.texte())).count();
    // Three are enough: the others may be read with the row under them.
    again >= 3 || again >= 2 && again == said.count()
}

/// Whether a row says the same words in each of its cells, those of names too, as merged cells that a program filled do.
fn partout(row: &LigneLue, headings: &[String]) -> bool {
    let textes = || row.cellules.iter().zip(headings).filter(|(cell, _)| !cell.est_vide());
    let Some(premier) = textes().next().map(|(cell, _)| mots(&cell.texte())) else { return false };
    textes().count() >= 3
        && premier.len() > 1
        && premier.contains(|c: char| c.is_ascii_alphabetic())
        && textes().all(|(cell, _)| mots(&cell.texte()) == premier)
        && textes().any(|(_, heading)| entetes::dit_un_nom(heading))
}

/// The text of a sheet whose rows stand each in one cell, as a CSV opened with another separator gives; and the number of
/// its first row; and whether some have a second cell, cut at a comma. None when they do not.
pub(super) fn texte_en_une_colonne(grille: &Grille) -> Option<(String, u32, bool)> {
    let seule = |cells: &&Vec<Cellule>| cells.iter().skip(1).filter(|cell| !cell.est_vide()).count() <= 1;
    let remplies = grille.lignes.values().filter(|cells| !cells.is_empty());
    let (rows, alone) = (remplies.clone().count(), remplies.filter(seule).count());
    if rows < 2 || alone * 10 < rows * 8 {
        return None;
    }
    let first = *grille.lignes.keys().next()?;
    let last = *grille.lignes.keys().next_back()?;
    // Rows far apart are no text.
    if usize::try_from(last - first).unwrap_or(usize::MAX) > rows * 4 + 100 {
        return None;
    }
    let mut texte = String::new();
    let mut deux = false;
    for ligne in first..=last {
        if let Some(cells) = grille.lignes.get(&ligne) {
            // What was cut at a comma is put together again.
            let mut filled: Vec<_> = cells.iter().map(Cellule::texte).collect();
            while filled.last().is_some_and(|cell| cell.is_empty()) {
                filled.pop();
            }
            deux |= filled.len() > 1;
            texte.push_str(&filled.join(","));
        }
        texte.push('\n');
    }
    Some((texte, first, deux))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texte(texte: &str) -> Cellule {
        Cellule::Texte(texte.to_owned())
    }

    #[test]
    fn a_cell_far_away_is_refused_with_its_place_and_emptiness_is_not() {
        let mut grille = Grille::default();
        assert_eq!(grille.poser(1, 9_999_999, texte("  ")), Ok(()));
        let erreur = grille.poser(3, 16_383, texte("x")).unwrap_err();
        assert!(erreur.to_string().starts_with("Ligne\u{a0}3, colonne\u{a0}XFD\u{a0}: "), "{erreur}");
    }

    #[test]
    fn the_headings_again_are_told_from_a_row_that_is_empty_under_them() {
        let headings = ["", "Nom", "Fonction", "RPPS"].map(str::to_owned);
        let row = |cells: &[&str]| LigneLue {
            numero: 2,
            cellules: cells
                .iter()
                .map(|cell| if cell.is_empty() { Cellule::Vide } else { texte(cell) })
                .collect(),
        };
        assert!(repete(&row(&["", "Nom", "Fonction", "RPPS"]), &headings));
        assert!(repete(&row(&["6", "Nom", "Fonction", "RPPS"]), &headings));
        assert!(!repete(&row(&["6"]), &headings));
        assert!(!repete(&row(&["6", "", "", ""]), &headings));
        assert!(!repete(&row(&["6", "Nom"]), &headings));
    }

    #[test]
    fn a_sparse_sheet_can_not_take_all_the_memory() {
        let mut grille = Grille::default();
        let erreur = (1..=u32::MAX).find_map(|ligne| grille.poser(ligne, 255, texte("x")).err());
        assert!(matches!(erreur, Some(ErreurEffectif::TropDeContenu { ligne: 6_251 })), "{erreur:?}");
    }

    #[test]
    fn a_very_long_text_is_cut_between_two_characters_and_told() {
        let mut grille = Grille::default();
        grille.poser(2, 1, texte(&"é".repeat(5_000))).unwrap();
        assert_eq!(grille.lue(2, 1).texte().len(), EFFECTIF_CELLULE_MAX);
        let remarques = grille.carnet.rendre();
        assert!(remarques[0].phrase.starts_with("Ligne\u{a0}2, colonne\u{a0}B\u{a0}: "), "{remarques:?}");
    }
}
