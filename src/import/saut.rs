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
            if self.profondeur > 0
                && let Some(bloc) = octets.get(i..).and_then(<[u8]>::first_chunk)
                && let Some(lu) = self.avancer_d_un_bloc(bloc, i)
            {
                match lu? {
                    Some(fin) => return Ok(Some(fin)),
                    None => i += BLOC,
                }
                continue;
            }
            match self.etat {
                Etat::Chaine => {
                    let Some(n) = fin_de_texte(&octets[i..]) else { return Ok(None) };
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
                        // Most texts hold no escape, and end in these bytes.
                        b'"' => match octets.get(i + 1..).and_then(fin_de_texte) {
                            Some(n) if octets[i + 1 + n] == b'"' => {
                                i += n + 2;
                                if self.profondeur == 0 {
                                    return Ok(Some(i));
                                }
                                self.etat = Etat::Dans;
                                // Colons, commas, spaces, numbers: on to what comes next in one go.
                                match structure(&octets[i..]) {
                                    Some(n) => i += n,
                                    None => return Ok(None),
                                }
                                continue;
                            }
                            _ => self.etat = Etat::Chaine,
                        },
                        b'{' | b'[' | b'}' | b']' => {
                            if self.crochet(octet, i)? {
                                return Ok(Some(i + 1));
                            }
                            self.etat = Etat::Dans;
                        }
                        b',' | b':' if matches!(self.etat, Etat::Debut) => {
                            return Err(SautImpossible::Crochet(i));
                        }
                        // What comes next is one byte further, most often.
                        b',' | b':' => {}
                        _ if matches!(self.etat, Etat::Debut) => {
                            self.etat = Etat::Scalaire;
                            continue;
                        }
                        _ => match structure(&octets[i..]) {
                            Some(n) => {
                                i += n;
                                continue;
                            }
                            None => return Ok(None),
                        },
                    }
                    i += 1;
                }
            }
        }
        Ok(None)
    }
}

impl Saut {
    /// Skips so many bytes inside a value at once: what stands in its texts is told from the rest by the parity of the
    /// quotes before it, and only brackets are looked at one by one. As [`Self::avancer`], where the bytes begin at that
    /// offset; nothing is done, and none is the answer, where a backslash stands in them.
    #[inline]
    fn avancer_d_un_bloc(
        &mut self,
        octets: &[u8; BLOC],
        debut: usize,
    ) -> Option<Result<Option<usize>, SautImpossible>> {
        let dans_un_texte = match self.etat {
            Etat::Dans => false,
            Etat::Chaine => true,
            Etat::Debut | Etat::Echappement | Etat::Scalaire => return None,
        };
        let Bloc { guillemets, crochets } = Bloc::lire(octets)?;
        let textes = parites(guillemets) ^ if dans_un_texte { u64::MAX } else { 0 };
        let mut restants = crochets & !textes;
        while restants != 0 {
            let rang = restants.trailing_zeros() as usize;
            restants &= restants - 1;
            match self.crochet(octets.get(rang).copied().unwrap_or_default(), debut + rang) {
                Ok(false) => {}
                Ok(true) => return Some(Ok(Some(debut + rang + 1))),
                Err(impossible) => return Some(Err(impossible)),
            }
        }
        self.etat = if textes >> (BLOC - 1) == 1 { Etat::Chaine } else { Etat::Dans };
        Some(Ok(None))
    }

    /// A bracket outside of a text, at that offset; whether it ends the value.
    #[inline]
    fn crochet(&mut self, octet: u8, place: usize) -> Result<bool, SautImpossible> {
        if matches!(octet, b'{' | b'[') {
            if self.profondeur == PROFONDEUR_MAX {
                return Err(SautImpossible::Profondeur(place));
            }
            self.profondeur += 1;
            self.accolades = (self.accolades << 1) | u64::from(octet == b'{');
            return Ok(false);
        }
        if self.profondeur == 0 || (self.accolades & 1 == 1) != (octet == b'}') {
            return Err(SautImpossible::Crochet(place));
        }
        self.profondeur -= 1;
        self.accolades >>= 1;
        Ok(self.profondeur == 0)
    }
}

/// How many bytes are looked at together: one bit of a word for each.
const BLOC: usize = 64;

/// Where the quotes and the brackets of so many bytes stand, the first byte lowest.
struct Bloc {
    guillemets: u64,
    crochets: u64,
}

impl Bloc {
    /// None where a backslash stands.
    #[inline]
    fn lire(octets: &[u8; BLOC]) -> Option<Self> {
        let (mut guillemets, mut crochets, mut echappements) = (0, 0, 0);
        for (rang, mot) in octets.as_chunks().0.iter().enumerate() {
            let mot = u64::from_le_bytes(*mot);
            let sans_casse = mot | huit_fois(0x20);
            echappements |= nuls(mot ^ huit_fois(b'\\'));
            guillemets |= un_bit_par_octet(nuls(mot ^ huit_fois(b'"'))) << (8 * rang);
            let deux = nuls(sans_casse ^ huit_fois(b'{')) | nuls(sans_casse ^ huit_fois(b'}'));
            crochets |= un_bit_par_octet(deux) << (8 * rang);
        }
        (echappements == 0).then_some(Self { guillemets, crochets })
    }
}

/// Bit n: whether an odd number of the bits 0 to n are set.
const fn parites(mut bits: u64) -> u64 {
    let mut pas = 1;
    while pas < u64::BITS {
        bits ^= bits << pas;
        pas *= 2;
    }
    bits
}

/// The highest bit of each zero byte, and of no other.
const fn nuls(mot: u64) -> u64 {
    !((mot & huit_fois(0x7f)).wrapping_add(huit_fois(0x7f)) | mot) & huit_fois(0x80)
}

/// The highest bits of eight bytes as eight bits.
const fn un_bit_par_octet(marques: u64) -> u64 {
    (marques >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The same byte eight times.
const fn huit_fois(octet: u8) -> u64 {
    octet as u64 * 0x0101_0101_0101_0101
}

/// The highest bit of each zero byte; those above the first one may be wrong, the first one is right.
const fn zeros(mot: u64) -> u64 {
    mot.wrapping_sub(huit_fois(1)) & !mot & huit_fois(0x80)
}

/// The first byte that `marque` marks in eight at once, and `seul` tells alone.
#[inline(always)] // Also when the build prefers size: this is where the time goes.
fn premier(octets: &[u8], marque: impl Fn(u64) -> u64, seul: impl Fn(u8) -> bool) -> Option<usize> {
    let mut mots = octets.chunks_exact(8);
    let mut rang = 0;
    for mot in mots.by_ref() {
        let mot = mot.try_into().map_or(0, u64::from_le_bytes);
        let marques = marque(mot);
        if marques != 0 {
            return Some(rang + marques.trailing_zeros() as usize / 8);
        }
        rang += 8;
    }
    mots.remainder().iter().position(|octet| seul(*octet)).map(|n| rang + n)
}

/// The first quote or backslash: where a text ends or escapes.
pub(super) fn fin_de_texte(octets: &[u8]) -> Option<usize> {
    let marque = |mot| zeros(mot ^ huit_fois(b'"')) | zeros(mot ^ huit_fois(b'\\'));
    premier(octets, marque, |octet| matches!(octet, b'"' | b'\\'))
}

/// The first quote or bracket. With bit 5 set, square brackets are curly ones, and no other byte is.
fn structure(octets: &[u8]) -> Option<usize> {
    let marque = |mot| {
        let sans_casse = mot | huit_fois(0x20);
        zeros(mot ^ huit_fois(b'"'))
            | zeros(sans_casse ^ huit_fois(b'{'))
            | zeros(sans_casse ^ huit_fois(b'}'))
    };
    premier(octets, marque, |octet| matches!(octet, b'"' | b'{' | b'}' | b'[' | b']'))
}

/// How many spaces these bytes begin with: an indented file is a third of spaces. Control characters, which JSON forbids
/// there, pass for spaces.
#[inline]
pub(super) fn blancs(octets: &[u8]) -> usize {
    match octets.first() {
        Some(octet) if *octet > b' ' => 0,
        _ => {
            let marque =
                |mot: u64| (((mot & !huit_fois(0x80)) + huit_fois(0x7f - b' ')) | mot) & huit_fois(0x80);
            premier(octets, marque, |octet| octet > b' ').unwrap_or(octets.len())
        }
    }
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
    fn sixty_four_bytes_at_once_find_what_one_byte_at_a_time_does() {
        for octet in 0..=u8::MAX {
            for rang in 0..BLOC {
                let mut octets = [b'e'; BLOC];
                octets[rang] = octet;
                let Some(bloc) = Bloc::lire(&octets) else {
                    assert_eq!(octet, b'\\');
                    continue;
                };
                let bit = 1_u64 << rang;
                assert_eq!(bloc.guillemets, if octet == b'"' { bit } else { 0 }, "{octet} {rang}");
                assert_eq!(bloc.crochets, if b"{}[]".contains(&octet) { bit } else { 0 }, "{octet} {rang}");
            }
        }
        assert_eq!(parites(0b1_0010) & 0xff, 0b0000_1110);
        assert_eq!(parites(1), u64::MAX);
    }

    proptest::proptest! {
        /// Wherever texts, escapes and brackets stand in the blocks, and wherever the bytes are cut.
        #[test]
        fn a_value_is_skipped_alike_in_any_number_of_pushes(
            inside in proptest::collection::vec("[a-z\\[{]{0,70}", 0..8),
            pas in 1_usize..130,
        ) {
            let parts: Vec<String> =
                inside.iter().map(|part| serde_json::json!({ part: [part, "\\\"]}", 1] }).to_string()).collect();
            let texte = format!("[{}] , fin", parts.join(",  "));
            let entier = Saut::new().avancer(texte.as_bytes());
            proptest::prop_assert_eq!(entier, Ok(Some(texte.len() - " , fin".len())));
            let (mut saut, mut debut, mut trouve) = (Saut::new(), 0, None);
            for morceau in texte.as_bytes().chunks(pas) {
                if let Some(n) = saut.avancer(morceau).unwrap() {
                    trouve = Some(debut + n);
                    break;
                }
                debut += morceau.len();
            }
            proptest::prop_assert_eq!(trouve, entier.unwrap());
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
    fn eight_bytes_at_once_find_what_one_byte_at_a_time_does() {
        for octet in 0..=u8::MAX {
            for rang in 0..20 {
                let mut octets = [b'e'; 20];
                octets[rang] = octet;
                assert_eq!(fin_de_texte(&octets), matches!(octet, b'"' | b'\\').then_some(rang));
                assert_eq!(blancs(&[b' '; 20][..rang]), rang);
                assert_eq!(structure(&octets), b"\"{}[]".contains(&octet).then_some(rang), "{octet} {rang}");
            }
        }
    }

    #[test]
    fn spaces_are_counted() {
        for (texte, attendu) in [
            ("", 0),
            ("a", 0),
            (" \n\t\r", 4),
            ("          a", 10),
            ("                 \n}", 18),
            ("\n         é        ", 10),
        ] {
            assert_eq!(blancs(texte.as_bytes()), attendu, "{texte:?}");
        }
    }
}
