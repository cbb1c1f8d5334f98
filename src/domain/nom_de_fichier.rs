//! Names of the files that leave the page: they say what, of whom and of which day, in ASCII, so that they sort, mail
//! and unzip anywhere.

use chrono::NaiveDate;

use super::calendrier::iso;

/// The longest part of a name that comes from the user, in characters.
const LONGUEUR: usize = 40;

/// « ORSAC – Foyer Élan » → « orsac-foyer-elan »: lower case, without accents, words joined by hyphens. « dossier » when
/// nothing is left.
pub fn slug(texte: &str) -> String {
    let mut slug = String::new();
    // An accent that stands alone, after its letter, is how some systems write « é »: it is no word break.
    let accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    for c in texte.chars().map(minuscule).filter(|c| !accent(c)) {
        let folded = sans_accent(c);
        if folded.is_empty() {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            slug.push_str(folded);
        }
        if slug.len() >= LONGUEUR {
            break;
        }
    }
    slug.truncate(LONGUEUR);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "dossier".to_owned() } else { slug.to_owned() }
}

/// The lower case of the letters that [`sans_accent`] knows: that of every script would weigh 3 kB in the page.
fn minuscule(c: char) -> char {
    match c {
        'Œ' => 'œ',
        'Ÿ' => 'ÿ',
        // In Latin-1, the small letter comes 32 places after the capital.
        'À'..='Þ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        other => other.to_ascii_lowercase(),
    }
}

/// The ASCII of a lower-case letter or digit; empty for anything else.
fn sans_accent(c: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(place) = ASCII.find(c) {
        return ASCII.get(place..=place).unwrap_or("");
    }
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' | 'ì' => "i",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => "o",
        'û' | 'ù' | 'ü' | 'ú' => "u",
        'ÿ' => "y",
        'ç' => "c",
        'ñ' => "n",
        'œ' => "oe",
        'æ' => "ae",
        _ => "",
    }
}

/// The start of every name: « jalons-orsac-2026-11-24 ».
pub fn base(structure: &str, jour: NaiveDate) -> String {
    format!("jalons-{}-{}", slug(structure), iso(jour))
}

/// The name of the file of a dossier, with what tells it from another of its name: « jalons-orsac-copie-2026-11-24.json ».
pub fn du_dossier(structure: &str, mention: &str, jour: NaiveDate) -> String {
    if mention.is_empty() {
        return format!("{}.json", base(structure, jour));
    }
    format!("jalons-{}-{}-{}.json", slug(structure), slug(mention), iso(jour))
}

/// A whole name: « jalons-orsac-2026-11-24-actions.csv ».
pub fn nom_de_fichier(structure: &str, jour: NaiveDate, fin: &str) -> String {
    format!("{}-{fin}", base(structure, jour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_structure_day_and_content() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(nom_de_fichier("ORSAC", day, "actions.csv"), "jalons-orsac-2026-11-24-actions.csv");
    }

    #[test]
    fn the_file_of_a_dossier_says_what_tells_it_from_another_of_its_name() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(du_dossier("ORSAC", "", day), "jalons-orsac-2026-11-24.json");
        assert_eq!(du_dossier("ORSAC", "Porteur : Élan", day), "jalons-orsac-porteur-elan-2026-11-24.json");
    }

    #[test]
    fn accents_and_signs_are_folded_capitals_too() {
        assert_eq!(slug("ÉHPAD « L’Œuvre Saint-Éloi » (Ain)"), "ehpad-l-oeuvre-saint-eloi-ain");
        assert_eq!(slug("Çà & là"), "ca-la");
        assert_eq!(slug("E\u{301}lan"), "elan");
    }

    #[test]
    fn nothing_usable_gives_dossier() {
        for name in ["", "   ", "…/…", "..", "日本"] {
            assert_eq!(slug(name), "dossier", "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_without_a_trailing_hyphen() {
        let slug = slug(&"abc ".repeat(40));
        assert!(slug.len() <= LONGUEUR && slug.ends_with("abc"), "{slug}");
    }

    #[test]
    fn no_name_leaves_its_folder() {
        let name = base("../../etc/passwd\0\n", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name}");
    }
}
