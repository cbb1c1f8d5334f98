//! « de » before a name: French writes « d’ » before a vowel that is heard.

use super::nom_de_fichier::slug;

/// « d’ORSAC », « de la Mutualité », « d’EHPAD Les Tilleuls »; an « h », which may be aspirate, keeps « de ». An
/// article that opens the name contracts: « du Foyer », « des Tilleuls ».
pub fn de(nom: &str) -> String {
    for (article, contracted) in [("Le ", "du "), ("Les ", "des "), ("LE ", "du "), ("LES ", "des ")] {
        if let Some(rest) = nom.strip_prefix(article) {
            return format!("{contracted}{rest}");
        }
    }
    let heard = nom.starts_with(char::is_alphabetic) && slug(nom).starts_with(['a', 'e', 'i', 'o', 'u']);
    if heard { format!("d’{nom}") } else { format!("de {nom}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vowel_is_elided() {
        for (nom, dit) in [
            ("ORSAC", "d’ORSAC"),
            ("Élan", "d’Élan"),
            ("Mutualité", "de Mutualité"),
            ("Habitat", "de Habitat"),
            ("Les Tilleuls", "des Tilleuls"),
            ("Le Foyer", "du Foyer"),
            ("L’Arche", "de L’Arche"),
            ("La Maison", "de La Maison"),
            ("8 mai", "de 8 mai"),
            ("« Arc »", "de « Arc »"),
        ] {
            assert_eq!(de(nom), dit);
        }
    }
}
