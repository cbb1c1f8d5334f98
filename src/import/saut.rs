//! Skips one JSON value without reading it: most of the flux (events, contacts, commitments) is of no use here, and
//! skipping is some three times as fast as parsing.
//!
//! What it checks: brackets match, nesting is bounded. What it does not: the grammar inside the value. It takes no
//! memory, however long the value.

use super::limites::PROFONDEUR_MAX;

/// Where the skip stands; it resumes with the next bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saut {
    etat: Etat,
    profondeur: u32,
    /// One bit a level, the last one lowest: 1 for an object, 0 for an array.
    accolades: u64,
}

#[derive(Clone, Copy, Debug)]
enum Etat {
    Debut,
    Dans,
    Chaine,
    Echappement,
    Scalaire,
}

/// Why a value can't be skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SautImpossible {
    /// A bracket that closes nothing, or no value at all. With its offset.
    Crochet(usize),
    /// Too many levels. With its offset.
    Profondeur(usize),
}

const _: () = assert!(PROFONDEUR_MAX < u64::BITS);

impl Saut {
    /// Ready to skip the value whose first byte comes next.
    pub fn new() -> Self {
        Self { etat: Etat::Debut, profondeur: 0, accolades: 0 }
    }

    /// Skips; the number of bytes of the value when it ends in these bytes, none when it goes on after them.
    ///
    /// # Errors
    /// Brackets that do not match, too many levels.
    pub fn avancer(&mut self, octets: &[u8]) -> Result<Option<usize>, SautImpossible> {
        let mut i = 0;
        while let Some(&octet) = octets.get(i) {
            match self.etat {
                Etat::Chaine => {
                    let Some(n) = octets[i..].iter().position(|c| matches!(c, b'"' | b'\\')) else {
                        return Ok(None);
                    };
                    i += n;
                    if octets[i] == b'\\' {
                        self.etat = Etat::Echappement;
                    } else if self.profondeur == 0 {
                        return Ok(Some(i + 1));
                    } else {
                        self.etat = Etat::Dans;
                    }
                    i += 1;
                }
                Etat::Echappement => {
                    self.etat = Etat::Chaine;
                    i += 1;
                }
                Etat::Scalaire => {
                    let fin = |c: &u8| matches!(c, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
                    return Ok(octets[i..].iter().position(fin).map(|n| i + n));
                }
                Etat::Debut | Etat::Dans => {
                    match octet {
                        b'"' => self.etat = Etat::Chaine,
                        b'{' | b'[' => {
                            if self.profondeur == PROFONDEUR_MAX {
                                return Err(SautImpossible::Profondeur(i));
                            }
                            self.profondeur += 1;
                            self.accolades = self.accolades << 1 | u64::from(octet == b'{');
                            self.etat = Etat::Dans;
                        }
                        b'}' | b']' => {
                            if self.profondeur == 0 || (self.accolades & 1 == 1) != (octet == b'}') {
                                return Err(SautImpossible::Crochet(i));
                            }
                            self.profondeur -= 1;
                            self.accolades >>= 1;
                            if self.profondeur == 0 {
                                return Ok(Some(i + 1));
                            }
                        }
                        b',' | b':' if matches!(self.etat, Etat::Debut) => {
                            return Err(SautImpossible::Crochet(i));
                        }
                        _ if matches!(self.etat, Etat::Debut) => {
                            self.etat = Etat::Scalaire;
                            continue;
                        }
                        _ => {
                            i += blancs(&octets[i + 1..]);
                        }
                    }
                    i += 1;
                }
            }
        }
        Ok(None)
    }
}

/// How many spaces (of JSON) these bytes begin with. Eight at once: an indented file is a third of spaces.
pub(super) fn blancs(octets: &[u8]) -> usize {
    let mut n = 0;
    for huit in octets.chunks_exact(8) {
        if huit != b"        " {
            break;
        }
        n += 8;
    }
    let reste = octets[n..].iter().position(|c| !matches!(c, b' ' | b'\n' | b'\r' | b'\t'));
    reste.map_or(octets.len(), |rang| n + rang)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left after the value, whole or in pushes of one byte, which must agree.
    fn reste(texte: &str) -> Result<Option<&str>, SautImpossible> {
        let entier = Saut::new().avancer(texte.as_bytes())?;
        let mut saut = Saut::new();
        let par_un = (0..texte.len()).find_map(|i| match saut.avancer(&texte.as_bytes()[i..=i]) {
            Ok(Some(n)) => Some(i + n),
            _ => None,
        });
        assert_eq!(entier, par_un, "{texte}");
        Ok(entier.and_then(|n| texte.get(n..)))
    }

    #[test]
    fn a_value_of_any_kind_is_skipped_whole() {
        for (texte, attendu) in [
            (r#""a","#, Some(",")),
            (r#""a\"}]b\\" ,"#, Some(" ,")),
            ("null,", Some(",")),
            ("-1.5e3}", Some("}")),
            ("{} x", Some(" x")),
            (r#"{"a": [1, {"b": "}]"}],          "c": null}]"#, Some("]")),
            ("[[[]]]", Some("")),
            ("true", None),
            (r#"{"a": "#, None),
        ] {
            assert_eq!(reste(texte), Ok(attendu), "{texte}");
        }
    }

    #[test]
    fn brackets_that_do_not_match_are_refused() {
        for texte in ["[}", r#"{"a": ]"#, "}", ",", ":"] {
            assert!(matches!(reste(texte), Err(SautImpossible::Crochet(_))), "{texte}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let max = PROFONDEUR_MAX as usize;
        assert_eq!(reste(&("[".repeat(max) + &"]".repeat(max))), Ok(Some("")));
        assert_eq!(Saut::new().avancer("[".repeat(max + 1).as_bytes()), Err(SautImpossible::Profondeur(max)));
    }

    #[test]
    fn spaces_are_counted() {
        for (texte, attendu) in
            [("", 0), ("a", 0), (" \n\t\r", 4), ("          a", 10), ("                 \n}", 18)]
        {
            assert_eq!(blancs(texte.as_bytes()), attendu, "{texte:?}");
        }
    }
}
