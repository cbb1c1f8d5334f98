//! Finding a line of a long list by typing: words made comparable, and whether a line answers them. Pure: no page, no list.

/// A text in lower case, without accents; `œ` and `æ` as two letters. Other signs are kept.
pub fn sans_accents(texte: &str) -> String {
    if texte.is_ascii() {
        return texte.to_ascii_lowercase();
    }
    let mut net = String::with_capacity(texte.len());
    for c in texte.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => net.push('a'),
            'ç' => net.push('c'),
            'è' | 'é' | 'ê' | 'ë' => net.push('e'),
            'ì' | 'í' | 'î' | 'ï' => net.push('i'),
            'ñ' => net.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => net.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => net.push('u'),
            'ý' | 'ÿ' => net.push('y'),
            'œ' => net.push_str("oe"),
            'æ' => net.push_str("ae"),
            // An accent written apart, as a Mac does.
            '\u{300}'..='\u{36f}' => {}
            autre => net.push(autre),
        }
    }
    net
}

/// A name that can be compared: its words, without accents, case or signs.
pub fn cle(nom: &str) -> String {
    mots(nom).join(" ")
}

/// What is typed to find a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recherche(Vec<String>);

impl Recherche {
    /// The words of what is typed.
    pub fn new(cherche: &str) -> Self {
        Self(mots(cherche))
    }

    /// Whether a line answers: each word typed begins one of its words.
    pub fn trouve(&self, ligne: &str) -> bool {
        let mots = mots(ligne);
        self.0.iter().all(|cherche| mots.iter().any(|mot| mot.starts_with(cherche)))
    }
}

/// The words of a text, comparable.
fn mots(texte: &str) -> Vec<String> {
    let mots = sans_accents(texte);
    mots.split(|c: char| !c.is_alphanumeric()).filter(|mot| !mot.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::professions::PROFESSIONS;

    fn found(cherche: &str) -> Vec<&'static str> {
        let recherche = Recherche::new(cherche);
        PROFESSIONS.iter().filter(|one| recherche.trouve(one.nom)).map(|one| one.cle).collect()
    }

    #[test]
    fn a_profession_is_found_by_the_beginning_of_its_words_without_accents_nor_case() {
        assert_eq!(found("kine"), ["masseur-kine"]);
        assert_eq!(found("EDUC spé"), ["educateur-specialise"]);
        assert_eq!(found("soignant"), ["aide-soignant", "etudiant-as"]);
    }

    #[test]
    fn service_agents_are_found_by_what_they_are_called() {
        for said in ["ASH", "agent de service", "entretien"] {
            assert!(found(said).contains(&"logistique"), "{said}");
        }
    }

    #[test]
    fn nothing_typed_finds_all_and_what_nobody_is_called_finds_nothing() {
        assert_eq!(found(" ").len(), PROFESSIONS.len());
        assert_eq!(found("astronaute"), Vec::<&str>::new());
    }
}
