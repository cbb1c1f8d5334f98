//! Texts in a drawing: their width, guessed without a browser, and how they are wrapped.

/// Width of a text in a sans-serif face, in the unit of `taille` (the size of the letters). A guess on the wide side: a
/// text that is said to fit fits.
pub fn largeur(texte: &str, taille: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '’' | '.' | ',' | ':' | ';' | '|' | '!' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '-' | ' ' | '\u{a0}' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '→' | '…' | '—' | '✓' => 0.98,
        c if c.is_uppercase() => 0.76,
        _ => 0.63,
    };
    texte.chars().map(em).sum::<f64>() * taille
}

/// How much wider bold letters are.
pub const GRAS: f64 = 1.1;

/// The lines of a text, none wider than `large`; after `lignes` of them it is shortened, with « … ». Non-breaking spaces
/// keep their words together, unless those alone are too wide.
pub fn en_lignes(texte: &str, taille: f64, large: f64, lignes: usize) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    let mut line = String::new();
    for word in texte.split(' ').filter(|word| !word.is_empty()) {
        for piece in morceaux(word, taille, large) {
            let longer = if line.is_empty() { piece.clone() } else { format!("{line} {piece}") };
            if largeur(&longer, taille) <= large {
                line = longer;
            } else {
                out.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    out.push(line);
    out.retain(|line| !line.is_empty());
    if out.len() > lignes {
        out.truncate(lignes);
        if let Some(last) = out.last_mut() {
            while largeur(last, taille) + largeur("…", taille) > large && last.pop().is_some() {}
            let kept = last.trim_end().len();
            last.truncate(kept);
            last.push('…');
        }
    }
    out
}

/// A word, cut where it is too wide for a line.
fn morceaux(mot: &str, taille: f64, large: f64) -> Vec<String> {
    let mut out = vec![];
    let mut piece = String::new();
    for c in mot.chars() {
        piece.push(c);
        if largeur(&piece, taille) > large && piece.chars().count() > 1 {
            piece.pop();
            out.push(std::mem::replace(&mut piece, c.to_string()));
        }
    }
    out.push(piece);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_asked_and_lose_no_word() {
        let texte = "Demander le certificat ORG AUTH_CLI «\u{a0}INSI-AUTO\u{a0}» : DUI de l’établissement";
        let lines = en_lignes(texte, 13.0, 200.0, 9);
        assert!(lines.len() > 1 && lines.iter().all(|line| largeur(line, 13.0) <= 200.0), "{lines:?}");
        assert_eq!(lines.join(" "), texte);
    }

    #[test]
    fn a_text_that_is_too_long_is_shortened_and_says_so() {
        let lines = en_lignes(&"mot ".repeat(60), 13.0, 120.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| largeur(line, 13.0) <= 120.0));
        assert!(lines.last().is_some_and(|line| line.ends_with('…')));
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        let lines = en_lignes(&"a".repeat(100), 13.0, 120.0, 99);
        assert!(lines.iter().all(|line| largeur(line, 13.0) <= 120.0));
        assert_eq!(lines.concat().len(), 100);
    }
}
