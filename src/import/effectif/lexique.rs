//! The words of headings and of cells, made comparable.

use super::metiers::sans_accents;

/// The words of a text, without accents nor punctuation, one space between them.
pub(super) fn mots(texte: &str) -> String {
    mots_nets(&sans_accents(texte))
}

/// The same, of a text that has no accents any more.
pub(super) fn mots_nets(texte: &str) -> String {
    texte
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of a heading, those that a program glued told apart: `DateSortie`, `estActif`.
pub(super) fn mots_d_entete(entete: &str) -> String {
    let signes: Vec<char> = entete.chars().collect();
    let mut separe = String::with_capacity(entete.len() + 8);
    for (place, signe) in signes.iter().enumerate() {
        let avant = place.checked_sub(1).and_then(|place| signes.get(place));
        if signe.is_uppercase() && avant.is_some_and(|avant| avant.is_lowercase()) {
            separe.push(' ');
        }
        separe.push(*signe);
    }
    mots(&separe)
}

/// Small words, that tell nothing by themselves.
pub(super) const PETITS: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "les", "l", "au", "aux", "a", "en", "et", "ou", "son", "sa", "ses",
    "un", "une", "par", "sur", "dans", "ce", "cet", "cette",
];

/// Whether a word says nothing by itself: a small one, or a number.
pub(super) fn est_petit(mot: &str) -> bool {
    PETITS.contains(&mot) || mot.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_program_glued_are_told_apart() {
        for (entete, told) in [
            ("DateSortie", "date sortie"),
            ("estActif", "est actif"),
            ("N° RPPS", "n rpps"),
            ("ETPt", "etpt"),
            ("DT_FIN_CTR", "dt fin ctr"),
            ("Prénom", "prenom"),
        ] {
            assert_eq!(mots_d_entete(entete), told);
        }
    }
}
