//! JSON (RFC 8259): the dossier file, and what the page and the programs beside it say to each other.
//!
//! Small, because the page carries it: a value, a reader, a writer. It reads and writes what `serde_json` does, byte for
//! byte (`tests/json.rs` compares them), except that a number is kept as it is written, however large.

use std::collections::BTreeMap;

/// How deep lists and objects may be nested: a hostile file can't exhaust the stack.
pub const PROFONDEUR_MAX: usize = 127;

/// Any JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Valeur {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Nombre(String),
    /// A text.
    Texte(String),
    /// `[…]`.
    Liste(Vec<Valeur>),
    /// `{…}`.
    Objet(Objet),
}

/// An object: each name once, in the order of the names.
pub type Objet = BTreeMap<String, Valeur>;

impl From<&str> for Valeur {
    fn from(texte: &str) -> Self {
        Self::Texte(texte.to_owned())
    }
}

impl From<String> for Valeur {
    fn from(texte: String) -> Self {
        Self::Texte(texte)
    }
}

impl Valeur {
    /// Reads a text that is one JSON value; none when it is not.
    pub fn lire(texte: &str) -> Option<Self> {
        let mut lecteur = Lecteur { texte, place: 0, profondeur: 0 };
        let valeur = lecteur.valeur()?;
        lecteur.blancs();
        lecteur.suivant().is_none().then_some(valeur)
    }

    /// The text; none when it is no text.
    pub fn texte(&self) -> Option<&str> {
        match self {
            Self::Texte(texte) => Some(texte),
            Self::Null | Self::Bool(_) | Self::Nombre(_) | Self::Liste(_) | Self::Objet(_) => None,
        }
    }

    /// The whole number, zero or more; none when it is none, or too large.
    pub fn entier(&self) -> Option<u64> {
        match self {
            Self::Nombre(nombre) => nombre.parse().ok(),
            Self::Null | Self::Bool(_) | Self::Texte(_) | Self::Liste(_) | Self::Objet(_) => None,
        }
    }

    /// What a list holds; nothing when it is no list.
    pub fn liste(&self) -> &[Self] {
        match self {
            Self::Liste(valeurs) => valeurs,
            Self::Null | Self::Bool(_) | Self::Nombre(_) | Self::Texte(_) | Self::Objet(_) => &[],
        }
    }

    /// The object; none when it is none.
    pub fn objet(&self) -> Option<&Objet> {
        match self {
            Self::Objet(objet) => Some(objet),
            Self::Null | Self::Bool(_) | Self::Nombre(_) | Self::Texte(_) | Self::Liste(_) => None,
        }
    }

    /// Written on one line.
    pub fn ecrire(&self) -> String {
        let mut out = String::new();
        self.poser(&mut out, None);
        out
    }

    /// Written to be read: a line for each value, two spaces for each level.
    pub fn ecrire_lisible(&self) -> String {
        let mut out = String::new();
        self.poser(&mut out, Some(0));
        out
    }

    /// Writes itself; with a level, over several lines.
    fn poser(&self, out: &mut String, niveau: Option<usize>) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Nombre(nombre) => out.push_str(nombre),
            Self::Texte(texte) => citer(out, texte),
            Self::Liste(valeurs) => {
                suite(out, niveau, ['[', ']'], &mut valeurs.iter(), |out, valeur, inside| {
                    valeur.poser(out, inside)
                })
            }
            Self::Objet(champs) => {
                suite(out, niveau, ['{', '}'], &mut champs.iter(), |out, (nom, valeur), inside| {
                    citer(out, nom);
                    out.push_str(if inside.is_some() { ": " } else { ":" });
                    valeur.poser(out, inside);
                })
            }
        }
    }
}

/// Writes what stands between two brackets.
fn suite<T>(
    out: &mut String,
    niveau: Option<usize>,
    [ouvre, ferme]: [char; 2],
    parts: &mut dyn Iterator<Item = T>,
    poser: fn(&mut String, T, Option<usize>),
) {
    out.push(ouvre);
    let inside = niveau.map(|niveau| niveau + 1);
    let mut empty = true;
    for part in parts {
        if !empty {
            out.push(',');
        }
        empty = false;
        a_la_ligne(out, inside);
        poser(out, part, inside);
    }
    if !empty {
        a_la_ligne(out, niveau);
    }
    out.push(ferme);
}

fn a_la_ligne(out: &mut String, niveau: Option<usize>) {
    if let Some(niveau) = niveau {
        out.push('\n');
        (0..niveau).for_each(|_| out.push_str("  "));
    }
}

/// Writes a text between quotes.
fn citer(out: &mut String, texte: &str) {
    out.push('"');
    for c in texte.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => {
                out.push_str(if control < '\u{10}' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(control as u32 % 16, 16));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Where the reader stands in a text. It stops at the first thing that is not JSON.
struct Lecteur<'a> {
    texte: &'a str,
    place: usize,
    profondeur: usize,
}

impl<'a> Lecteur<'a> {
    fn suivant(&self) -> Option<u8> {
        self.texte.as_bytes().get(self.place).copied()
    }

    /// Passes that byte; none when another stands there.
    fn passer(&mut self, octet: u8) -> Option<()> {
        (self.suivant() == Some(octet)).then(|| self.place += 1)
    }

    /// Passes bytes as long as they are so, and gives how many.
    fn tant_que(&mut self, est: fn(u8) -> bool) -> usize {
        let start = self.place;
        while self.suivant().is_some_and(est) {
            self.place += 1;
        }
        self.place - start
    }

    fn blancs(&mut self) {
        self.tant_que(|c| matches!(c, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn depuis(&self, debut: usize) -> &'a str {
        self.texte.get(debut..self.place).unwrap_or("")
    }

    fn valeur(&mut self) -> Option<Valeur> {
        self.blancs();
        match self.suivant()? {
            b'"' => self.chaine().map(Valeur::Texte),
            b'[' => {
                let mut valeurs = vec![];
                self.entre(b']', &mut |lecteur| {
                    valeurs.push(lecteur.valeur()?);
                    Some(())
                })?;
                Some(Valeur::Liste(valeurs))
            }
            b'{' => {
                let mut champs = vec![];
                self.entre(b'}', &mut |lecteur| {
                    let nom = lecteur.chaine()?;
                    lecteur.blancs();
                    lecteur.passer(b':')?;
                    champs.push((nom, lecteur.valeur()?));
                    Some(())
                })?;
                Some(Valeur::Objet(champs.into_iter().collect()))
            }
            b'-' | b'0'..=b'9' => self.nombre(),
            _ => {
                let start = self.place;
                self.tant_que(|c| c.is_ascii_lowercase());
                match self.depuis(start) {
                    "null" => Some(Valeur::Null),
                    "true" => Some(Valeur::Bool(true)),
                    "false" => Some(Valeur::Bool(false)),
                    _ => None,
                }
            }
        }
    }

    /// What stands between two brackets, the first of which comes next.
    fn entre(&mut self, ferme: u8, lire: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.profondeur == PROFONDEUR_MAX {
            return None;
        }
        self.profondeur += 1;
        self.place += 1;
        self.blancs();
        if self.passer(ferme).is_none() {
            loop {
                self.blancs();
                lire(self)?;
                self.blancs();
                if self.passer(b',').is_none() {
                    self.passer(ferme)?;
                    break;
                }
            }
        }
        self.profondeur -= 1;
        Some(())
    }

    fn nombre(&mut self) -> Option<Valeur> {
        let chiffre = |c: u8| c.is_ascii_digit();
        let start = self.place;
        let _ = self.passer(b'-');
        if self.passer(b'0').is_none() && self.tant_que(chiffre) == 0 {
            return None;
        }
        if self.passer(b'.').is_some() && self.tant_que(chiffre) == 0 {
            return None;
        }
        if matches!(self.suivant(), Some(b'e' | b'E')) {
            self.place += 1;
            if matches!(self.suivant(), Some(b'+' | b'-')) {
                self.place += 1;
            }
            if self.tant_que(chiffre) == 0 {
                return None;
            }
        }
        Some(Valeur::Nombre(self.depuis(start).to_owned()))
    }

    fn chaine(&mut self) -> Option<String> {
        self.passer(b'"')?;
        let mut texte = String::new();
        loop {
            let start = self.place;
            self.tant_que(|c| c >= b' ' && c != b'"' && c != b'\\');
            texte.push_str(self.depuis(start));
            if self.passer(b'"').is_some() {
                return Some(texte);
            }
            self.passer(b'\\')?;
            let escape = self.suivant()?;
            self.place += 1;
            texte.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.unicode()?,
                _ => return None,
            });
        }
    }

    /// The character of `\u`, of two of them when the first is a high surrogate.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexa()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.passer(b'\\')?;
        self.passer(b'u')?;
        let second = self.hexa()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
    }

    fn hexa(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.suivant()?).to_digit(16)?;
            self.place += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = r#"{"a":[1,-2.5e+3,true,false,null],"b":{"\n\"é\u001f":"\ud83d\ude00"}}"#;
        let value = Valeur::lire(text).unwrap();
        assert_eq!(value.ecrire(), r#"{"a":[1,-2.5e+3,true,false,null],"b":{"\n\"é\u001f":"😀"}}"#);
        assert_eq!(Valeur::lire(&value.ecrire_lisible()), Some(value));
    }

    #[test]
    fn it_is_laid_out_to_be_read() {
        let value = Valeur::lire(r#"{"b":[],"a":[1,{}],"b":{"c":""}}"#).unwrap();
        let lines = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": \"\"\n  }\n}";
        assert_eq!(value.ecrire_lisible(), lines);
    }

    #[test]
    fn of_two_fields_of_a_name_the_last_stands() {
        let value = Valeur::lire(r#"{"b":1,"a":2,"b":3,"a":4}"#).unwrap();
        assert_eq!(value.ecrire(), r#"{"a":4,"b":3}"#);
        let value = Valeur::lire(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.ecrire(), r#"{"a":2}"#);
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let wrong = [
            "",
            " ",
            "[",
            "[1",
            "[1,]",
            "[,1]",
            "{",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            "{1:2}",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "-",
            "nul",
            "nulle",
            "True",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "1 2",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "\"\n\"",
            "\u{a0}1",
            "NaN",
            "'a'",
            "[1}",
            "/**/1",
        ];
        for text in wrong {
            assert_eq!(Valeur::lire(text), None, "{text}");
        }
    }

    #[test]
    fn nesting_stops_before_the_stack_does() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Valeur::lire(&nested(PROFONDEUR_MAX)).is_some());
        assert!(Valeur::lire(&nested(PROFONDEUR_MAX + 1)).is_none());
        assert!(Valeur::lire(&"[".repeat(1_000_000)).is_none());
    }

    #[test]
    fn many_fields_in_the_wrong_order_are_read_at_once() {
        let fields: Vec<String> = (0..200_000).rev().map(|rank| format!("\"{rank:06}\":0")).collect();
        let value = Valeur::lire(&format!("{{{}}}", fields.join(","))).unwrap();
        assert_eq!(value.objet().map(|object| object.len()), Some(200_000));
    }
}
