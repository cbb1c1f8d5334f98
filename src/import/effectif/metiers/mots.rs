//! Words made comparable: without case, accents, punctuation, gender, plural nor small words.

use crate::domain::recherche::sans_accents;

/// Whether a sign between two others, spaces at the ends, stands where a letter with an accent was: it was lost (« ? »), or
/// read in another encoding (« Pr‚nom », « PrŽnom », « Pr√©nom »).
pub fn est_lettre_abimee(avant: char, signe: char, apres: char) -> bool {
    if signe.is_ascii_alphanumeric() || signe == ' ' {
        return false;
    }
    let dedans = avant.is_alphabetic() && apres.is_alphabetic();
    let au_debut = !avant.is_alphanumeric() && apres.is_lowercase();
    match signe {
        '\u{fffd}' | '\u{80}'..='\u{9f}' => avant.is_alphabetic() || apres.is_alphabetic(),
        '?' | '¿' => (avant.is_alphanumeric() && apres.is_alphabetic()) || au_debut,
        '…' | '“' | '”' | '‘' | 'ª' | 'º' | '¡' => avant.is_lowercase() && apres.is_lowercase(),
        '‚'
        | 'ƒ'
        | '„'
        | '†'
        | '‡'
        | 'ˆ'
        | '‰'
        | '‹'
        | '›'
        | '™'
        | '˜'
        | '¤'
        | '¦'
        | '¨'
        | '©'
        | '¬'
        | '®'
        | '¯'
        | '±'
        | '¶'
        | '¸'
        | '¹'
        | '¼'
        | '½'
        | '¾'
        | '×'
        | '÷'
        | '√'
        | '∫'
        | '≈'
        | '∆'
        | '∂'
        | '∑'
        | '∏'
        | 'π'
        | '∞'
        | '≠'
        | '≤'
        | '≥'
        | '◊'
        | '¢'
        | '£'
        | '¥'
        | '§'
        | '\u{2500}'..='\u{259f}'
        | '■'
        | '□'
        | '▯' => dedans || au_debut || avant.is_lowercase(),
        // A capital in the middle of a word.
        c if c.is_uppercase() => {
            (avant.is_lowercase() && !apres.is_uppercase()) || (avant.is_alphabetic() && apres.is_lowercase())
        }
        _ => false,
    }
}

/// What follows a sign: the letter after a run of question marks, the next sign after any other; a space at the end.
pub fn suivant(signe: char, suite: &(impl Iterator<Item = char> + Clone)) -> char {
    let mut suite = suite.clone();
    let apres = if signe == '?' { suite.find(|suivant| *suivant != '?') } else { suite.next() };
    apres.unwrap_or(' ')
}

/// A letter that was lost, in [`trous`].
pub(super) const TROU: char = '\u{1}';

/// A text whose lost letters are told by [`TROU`], one for a run of them; none when it has none.
pub(super) fn trous(texte: &str) -> Option<String> {
    let mut net = String::with_capacity(texte.len());
    let mut trouve = false;
    let mut avant = ' ';
    let mut signes = texte.chars();
    while let Some(signe) = signes.next() {
        // In a run, the neighbour that counts is the letter before it.
        let apres = suivant(signe, &signes);
        let dans_la_suite =
            net.ends_with(TROU) && !signe.is_alphanumeric() && !signe.is_whitespace() && !signe.is_ascii();
        if est_lettre_abimee(avant, signe, apres) || dans_la_suite {
            trouve = true;
            if !net.ends_with(TROU) {
                net.push(TROU);
            }
        } else {
            net.push(signe);
            avant = signe;
        }
    }
    trouve.then_some(net)
}

/// Small words, that tell nothing: articles and prepositions. « D.E. » is one of them once its dots are gone.
const PETITS: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "et", "au", "aux", "a", "un", "une", "pour", "sur",
    "dans", "par", "ou", "avec", "chez", "e",
];

/// Ends of inclusive writing, when they are glued to a word: « infirmier·ère », « éducateur/trice ».
const FINS: &[&str] = &[
    "e", "es", "s", "trice", "trices", "rice", "ice", "ere", "eres", "iere", "ieres", "euse", "euses", "se",
    "ne", "nes", "enne", "ennes", "ienne", "ve", "ives", "ive", "te", "ale", "elle",
];

/// The comparable words of a text, in order.
pub(super) fn mots(texte: &str) -> Vec<String> {
    let net = sans_parentheses(&sans_accents(texte));
    let mut words: Vec<String> = vec![];
    // A run of single letters is an acronym: « I.D.E. », « A S ».
    let mut acronym = String::new();
    let mut glued = false;
    let mut word = String::new();
    for c in net.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let taken = std::mem::take(&mut word);
            if taken.chars().count() == 1 && !(glued && taken == "e" && acronym.is_empty()) {
                acronym.push_str(&taken);
            } else {
                ajouter(&mut words, &std::mem::take(&mut acronym), false);
                ajouter(&mut words, &taken, glued);
            }
            glued = true;
        }
        if c.is_whitespace() || c == '\'' || c == '’' {
            glued = false;
            // « l’accueil », « d’État »: the letter is a small word.
            if matches!(c, '\'' | '’') {
                acronym.clear();
            }
        }
    }
    ajouter(&mut words, &acronym, false);
    words.dedup();
    words
}

/// Whether a word is a small one, or an end of inclusive writing: it is no part of another word.
pub(super) fn est_a_part(mot: &str) -> bool {
    PETITS.contains(&mot) || FINS.contains(&mot)
}

fn ajouter(words: &mut Vec<String>, word: &str, glued: bool) {
    if word.is_empty() || PETITS.contains(&word) || (glued && !words.is_empty() && FINS.contains(&word)) {
        return;
    }
    words.push(souche(word));
}

/// Without the short ends in brackets that follow a letter: « assistant(e) », « infirmier(ière) ».
fn sans_parentheses(texte: &str) -> String {
    let mut net = String::with_capacity(texte.len());
    let mut rest = texte;
    while let Some(place) = rest.find('(') {
        let (before, after) = rest.split_at(place);
        net.push_str(before);
        let inside = after.get(1..).and_then(|inside| inside.split_once(')'));
        match inside {
            Some((inside, following))
                if net.ends_with(|c: char| c.is_ascii_alphabetic())
                    && inside.len() <= 6
                    && inside.chars().all(|c| c.is_ascii_alphabetic()) =>
            {
                rest = following;
            }
            _ => {
                net.push(' ');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    net.push_str(rest);
    net
}

/// A word without plural nor feminine. Used on both sides of a comparison: it need not be a word.
pub(super) fn souche(mot: &str) -> String {
    match mot {
        "cheffe" | "cheffes" | "chefs" => return "chef".to_owned(),
        "apprentie" | "apprenties" | "apprentis" => return "apprenti".to_owned(),
        "coordinateur" | "coordinatrice" | "coordinateurs" | "coordinatrices" | "coordo" | "coord" => {
            return "coordonnateur".to_owned();
        }
        _ => {}
    }
    let mot = match mot.strip_suffix("aux") {
        Some(start) if mot.len() >= 6 => format!("{start}al"),
        _ => mot
            .strip_suffix(['s', 'x'])
            .filter(|start| start.len() >= 4 && !start.ends_with('s'))
            .unwrap_or(mot)
            .to_owned(),
    };
    const FEMININS: [(&str, &str); 16] = [
        ("trice", "teur"),
        ("euse", "eur"),
        ("iere", "ier"),
        ("ienne", "ien"),
        ("enne", "en"),
        ("ere", "er"),
        ("ee", "e"),
        ("ante", "ant"),
        ("ente", "ent"),
        ("inte", "int"),
        ("elle", "el"),
        ("ale", "al"),
        ("ive", "if"),
        ("onne", "on"),
        ("aine", "ain"),
        ("ette", "et"),
    ];
    for (feminine, masculine) in FEMININS {
        if let Some(start) = mot.strip_suffix(feminine)
            && start.len() >= 3
        {
            return format!("{start}{masculine}");
        }
    }
    mot
}

/// A word as it sounds: « orthofoniste » is « orthophoniste ».
pub(super) fn son(mot: &str) -> String {
    mot.replace("ph", "f").replace("th", "t").replace("ch", "c").replace('y', "i")
}

/// How many letters are to be changed, added, dropped or swapped with the next one, when it is at most `max`.
pub(super) fn distance(one: &str, other: &str, max: usize) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > max {
        return None;
    }
    let mut before: Vec<usize> = vec![];
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, compared) in other.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&above, column + 1) + 1)
                .min(at(&line, column) + 1)
                .min(at(&above, column) + usize::from(letter != compared));
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(compared)
                && other.get(column - 1) == Some(letter);
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            line.push(cost);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|distance| *distance <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(texte: &str) -> String {
        mots(texte).join(" ")
    }

    #[test]
    fn the_ways_to_write_a_profession_come_to_the_same_words() {
        for texte in [
            "Éducatrice spécialisée",
            "EDUCATEUR SPECIALISE",
            "éducateur(trice) spécialisé(e)",
            "Éducateur·trice spécialisé·e",
            "Educateurs spécialisés",
            "éducateur/éducatrice spécialisé(e)",
            "E\u{301}ducateur/trice spécialisé",
        ] {
            assert_eq!(joined(texte), "educateur specialise", "{texte}");
        }
    }

    #[test]
    fn dots_make_acronyms_and_small_words_go() {
        assert_eq!(joined("I.D.E."), "ide");
        assert_eq!(joined("A S"), "as");
        assert_eq!(joined("Infirmière D.E."), "infirmier");
        assert_eq!(joined("Agent d’accueil"), "agent accueil");
        assert_eq!(joined("infirmier.e"), "infirmier");
        assert_eq!(joined("Aide-soignant.e"), "aide soignant");
        assert_eq!(joined("M. Kiné"), "m kine");
        assert_eq!(joined("E.S."), "es");
    }

    #[test]
    fn faults_are_counted_up_to_a_limit() {
        assert_eq!(distance("infimier", "infirmier", 2), Some(1));
        assert_eq!(distance("infrimier", "infirmier", 1), Some(1));
        assert_eq!(distance("soignent", "soignant", 1), Some(1));
        assert_eq!(distance("abcdef", "uvwxyz", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }
}
