//! What the user must know of a file: sentences, and how the places that they are about are called.

use std::fmt;

use super::super::limites::EFFECTIF_REMARQUES_MAX;

/// « colonne C (« RPPS ») », or « colonne C » under no heading.
pub(super) fn nom_de_colonne(colonne: usize, entete: &str) -> String {
    let lettres = lettres(colonne);
    match entete {
        "" => format!("colonne\u{a0}{lettres}"),
        _ => format!("colonne\u{a0}{lettres} («\u{a0}{}\u{a0}»)", extrait(entete)),
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn lettres(colonne: usize) -> String {
    let (mut rest, mut letters) = (colonne, vec![]);
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// A text to cite in a sentence: on one line, at most 60 characters.
pub(super) fn extrait(texte: &str) -> String {
    let plat = texte.split_whitespace().collect::<Vec<_>>().join(" ");
    if plat.chars().count() <= 60 {
        return plat;
    }
    let debut: String = plat.chars().take(59).collect();
    format!("{debut}…")
}

/// A sentence about a place of the file. `Display` is the whole sentence, place included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarque {
    /// Row of the spreadsheet, from 1; none when it is about the whole file.
    pub ligne: Option<u32>,
    /// Column, from 0.
    pub colonne: Option<usize>,
    /// « Ligne 12, colonne C (« RPPS ») : … ».
    pub phrase: String,
}

impl Remarque {
    /// About the file.
    pub(super) fn du_fichier(phrase: impl Into<String>) -> Self {
        Self { ligne: None, colonne: None, phrase: phrase.into() }
    }

    /// About a row.
    pub(super) fn de_ligne(ligne: u32, constat: &str) -> Self {
        Self { ligne: Some(ligne), colonne: None, phrase: format!("Ligne\u{a0}{ligne}\u{a0}: {constat}") }
    }

    /// About a cell.
    pub(super) fn de_cellule(ligne: u32, colonne: usize, entete: &str, constat: &str) -> Self {
        let phrase = format!("Ligne\u{a0}{ligne}, {}\u{a0}: {constat}", nom_de_colonne(colonne, entete));
        Self { ligne: Some(ligne), colonne: Some(colonne), phrase }
    }
}

impl fmt::Display for Remarque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase)
    }
}

/// Remarks as they come: a bounded number of them, and how many more.
#[derive(Debug, Default)]
pub(super) struct Carnet {
    remarques: Vec<Remarque>,
    au_dela: usize,
}

impl Carnet {
    pub(super) fn noter(&mut self, remarque: Remarque) {
        // What is about the whole file is said once, and matters most.
        if remarque.ligne.is_none() || self.remarques.len() < EFFECTIF_REMARQUES_MAX {
            self.remarques.push(remarque);
        } else {
            self.au_dela += 1;
        }
    }

    /// In the order of the file; what is about the whole file comes first.
    pub(super) fn rendre(mut self) -> Vec<Remarque> {
        self.remarques.sort_by_key(|remarque| (remarque.ligne, remarque.colonne));
        if self.au_dela > 0 {
            let combien = match self.au_dela {
                1 => "Une autre remarque n’est pas affichée".to_owned(),
                autres => format!("{autres}\u{a0}autres remarques ne sont pas affichées"),
            };
            self.remarques.push(Remarque::du_fichier(format!(
                "{combien}\u{a0}: corrigez d’abord celles-ci dans le fichier."
            )));
        }
        self.remarques
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_a_spreadsheet_does() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(lettres(column), letters);
        }
    }

    #[test]
    fn remarks_beyond_the_limit_are_counted() {
        let mut carnet = Carnet::default();
        for ligne in 0..=EFFECTIF_REMARQUES_MAX {
            carnet.noter(Remarque::de_ligne(u32::try_from(ligne).unwrap(), "Un doute."));
        }
        carnet.noter(Remarque::du_fichier("Ce qui vaut pour tout."));
        let remarques = carnet.rendre();
        assert_eq!(remarques.len(), EFFECTIF_REMARQUES_MAX + 2);
        assert_eq!(remarques[0].phrase, "Ce qui vaut pour tout.");
        assert!(remarques.last().unwrap().phrase.starts_with("Une autre"));
    }
}
