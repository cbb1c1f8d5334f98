//! A dossier as a short text for the fragment of a link, and back. The fragment of an address is never sent to a server.
//!
//! `1.` then base64url of: four bytes that check the rest, then the dossier file without its spaces, compressed
//! (DEFLATE, RFC 1951) against a dictionary of the field's own ids. The number says which dictionary: a new one gets a
//! new number, and **the old ones are never edited**, since links live in people's mails (their sums are tested).
//! What a link opens passes through [`dossier::ouvrir`], so it migrates and gives the same notices as a file.
//!
//! Deliberately absent: secrecy. Whoever has the link reads the dossier; [`sans_noms`](super::sans_noms) is for sharing.
//!
//! **Invariant:** reading never makes more than [`TEXTE_MAX`] bytes out of a link, whatever the link says.

use std::fmt;

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::dossier::{self, Dossier, OpenError};

/// The longest link text that is written or read, in characters. Browsers take more; a person pastes less.
pub const LIEN_MAX: usize = 32_000;

/// Above this, in characters, some mail programs cut a link: better send the file.
pub const LIEN_PRUDENT: usize = 2_000;

/// In how many lines a message may have cut a link: the longest one, in lines of forty characters.
const MORCEAUX_MAX: usize = 800;

/// How many addresses are tried in what was pasted, the last ones first.
const ADRESSES_MAX: usize = 20;

/// The largest dossier text that a link may hold, in bytes.
pub const TEXTE_MAX: usize = 1_000_000;

/// What most dossiers say, most common last. Frozen: see the header.
const DICTIONNAIRE_1: &[u8] = include_bytes!("lien/dictionnaire-1.txt");

/// Why a link could not be written or opened. Displays a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LienError {
    /// The dossier does not fit in [`LIEN_MAX`] or [`TEXTE_MAX`].
    DossierTropGrand,
    /// The link is longer than [`LIEN_MAX`], or holds more than [`TEXTE_MAX`].
    LienTropLong,
    /// It is cut, altered, or was never one.
    Abime,
    /// It was written by a newer program.
    PlusRecent,
    /// What it holds is not a dossier that can be opened.
    Dossier(OpenError),
}

impl fmt::Display for LienError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DossierTropGrand => "Ce dossier est trop grand pour tenir dans un lien. Envoyez plutôt le fichier du dossier.",
            Self::LienTropLong => "Ce lien est trop long pour être un dossier Jalons. Demandez le fichier du dossier à la personne qui vous l’a envoyé.",
            Self::Abime => "Ce lien est incomplet ou abîmé : un message l’a peut-être coupé. Copiez-le à nouveau en entier, ou demandez le fichier du dossier.",
            Self::PlusRecent => "Ce lien vient d’une version plus récente de Jalons. Rechargez la page, puis ouvrez-le à nouveau.",
            Self::Dossier(OpenError::PlusRecent) => "Ce lien contient un dossier d’une version plus récente de Jalons. Rechargez la page, puis ouvrez-le à nouveau.",
            Self::Dossier(OpenError::TropGrand | OpenError::Illisible | OpenError::PasUnDossier) => {
                "Ce lien ne contient pas un dossier Jalons. Demandez le fichier du dossier à la personne qui vous l’a envoyé."
            }
        })
    }
}

/// The text of a link: ASCII letters, digits, `-`, `_` and one `.`.
///
/// # Errors
/// [`LienError::DossierTropGrand`].
pub fn ecrire(dossier: &Dossier) -> Result<String, LienError> {
    let texte = sans_espaces(&dossier::ecrire(dossier));
    if texte.len() > TEXTE_MAX {
        return Err(LienError::DossierTropGrand);
    }
    let mut octets = somme(texte.as_bytes()).to_be_bytes().to_vec();
    octets.extend(compresser(texte.as_bytes(), DICTIONNAIRE_1).ok_or(LienError::DossierTropGrand)?);
    let lien = format!("1.{}", base64url(&octets));
    if lien.len() > LIEN_MAX { Err(LienError::DossierTropGrand) } else { Ok(lien) }
}

/// The dossier of a link, and the notices of its opening. Its id is the link's: whoever opens it decides whether it
/// replaces a dossier of that id (a link may be hostile).
///
/// # Errors
/// A sentence: see [`LienError`].
pub fn ouvrir(lien: &str) -> Result<(Dossier, Vec<String>), LienError> {
    let lien = lien.trim();
    if lien.len() > LIEN_MAX {
        return Err(LienError::LienTropLong);
    }
    let (version, corps) = lien.split_once('.').ok_or(LienError::Abime)?;
    match version.parse::<u32>() {
        Ok(1) => {}
        Ok(2..) => return Err(LienError::PlusRecent),
        Ok(0) | Err(_) => return Err(LienError::Abime),
    }
    let octets = de_base64url(corps).ok_or(LienError::Abime)?;
    let (attendue, comprime) = octets.split_first_chunk::<4>().ok_or(LienError::Abime)?;
    let texte = decompresser(comprime, DICTIONNAIRE_1)?;
    if somme(&texte) != u32::from_be_bytes(*attendue) {
        return Err(LienError::Abime);
    }
    let texte = String::from_utf8(texte).map_err(|_| LienError::Abime)?;
    dossier::ouvrir(&texte).map_err(LienError::Dossier)
}

/// The text of the link that stands in what a person pasted: an address whose `#` became `%23`, that a filter wrapped in
/// another one, that a message cut over lines or put between signs; or that text alone.
///
/// # Errors
/// The sentence of the last text that looked like one; [`LienError::Abime`] when nothing does.
pub fn chercher(colle: &str) -> Result<String, LienError> {
    let colle = sans_pourcents(colle);
    // A message that cuts an address goes on at the next line, maybe after the sign of a quotation.
    let morceaux: Vec<&str> =
        colle.split_whitespace().map(|morceau| morceau.trim_start_matches('>')).collect();
    let joint = morceaux.concat();
    let adresses = joint.rmatch_indices("/lien/").map(|(place, signe)| place + signe.len());
    let mut refus = LienError::Abime;
    for depuis in adresses.take(ADRESSES_MAX).chain([0]) {
        match en_morceaux(&morceaux, depuis) {
            Err(LienError::Abime) => {}
            Err(erreur) => refus = erreur,
            trouve => return trouve,
        }
    }
    Err(refus)
}

/// The link that starts there once the pieces are joined. What follows it may be words: it ends with one of the pieces.
fn en_morceaux(morceaux: &[&str], depuis: usize) -> Result<String, LienError> {
    let mut lien = String::new();
    let mut refus = LienError::Abime;
    let (mut passe, mut lus) = (0, 0);
    for morceau in morceaux {
        let debut = depuis.saturating_sub(passe);
        passe += morceau.len();
        let Some(suite) = morceau.get(debut..).filter(|suite| !suite.is_empty()) else { continue };
        lus += 1;
        if lus > MORCEAUX_MAX {
            break;
        }
        let permis = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
        lien.extend(suite.chars().take_while(permis));
        let sans_point = lien.trim_end_matches('.');
        match ouvrir(sans_point) {
            Ok(_) => return Ok(sans_point.to_owned()),
            Err(LienError::Abime) => {}
            Err(LienError::LienTropLong) => return Err(LienError::LienTropLong),
            Err(erreur) => refus = erreur,
        }
    }
    Err(refus)
}

/// The text with its `%23` and their like read, as many times as they were written over.
fn sans_pourcents(texte: &str) -> String {
    let mut lu = texte.to_owned();
    for _ in 0..3 {
        let mut morceaux = lu.split('%');
        let mut suivant = morceaux.next().unwrap_or_default().to_owned();
        for morceau in morceaux {
            let code = morceau.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
            match code.filter(u8::is_ascii) {
                Some(code) => {
                    suivant.push_str(&format!("{}{}", char::from(code), morceau.get(2..).unwrap_or_default()))
                }
                None => suivant.push_str(&format!("%{morceau}")),
            }
        }
        lu = suivant;
    }
    lu
}

/// The same JSON without the spaces and line breaks that stand outside its strings.
fn sans_espaces(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        if inside {
            out.push(c);
            inside = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if !c.is_ascii_whitespace() {
            out.push(c);
            inside = c == '"';
        }
    }
    out
}

/// FNV-1a, 32 bits: tells a cut or altered link from a whole one.
fn somme(octets: &[u8]) -> u32 {
    octets.iter().fold(0x811c_9dc5, |sum, octet| (sum ^ u32::from(*octet)).wrapping_mul(0x0100_0193))
}

/// Compresses against a dictionary: the dictionary goes first through the compressor, flushed to a byte boundary, and
/// what it gave is dropped.
fn compresser(texte: &[u8], dictionnaire: &[u8]) -> Option<Vec<u8>> {
    // Level 10, raw DEFLATE (no zlib header), default strategy.
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(10, -15, 0));
    let (status, _) = compress_to_output(&mut compressor, dictionnaire, TDEFLFlush::Sync, |_| true);
    if status != TDEFLStatus::Okay {
        return None;
    }
    let mut out = vec![];
    let (status, _) = compress_to_output(&mut compressor, texte, TDEFLFlush::Finish, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
    (status == TDEFLStatus::Done).then_some(out)
}

/// Decompresses against a dictionary, which stands before the text as if it had just been read.
fn decompresser(comprime: &[u8], dictionnaire: &[u8]) -> Result<Vec<u8>, LienError> {
    let mut out = dictionnaire.to_vec();
    let (mut filled, mut read) = (out.len(), 0);
    let max = dictionnaire.len() + TEXTE_MAX;
    out.resize((filled + 16_384).min(max), 0);
    let mut decompressor = Box::<DecompressorOxide>::default();
    loop {
        let rest = comprime.get(read..).unwrap_or(&[]);
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, consumed, written) = decompress(&mut decompressor, rest, &mut out, filled, flags);
        read += consumed;
        filled += written;
        match status {
            TINFLStatus::Done if read == comprime.len() => {
                out.truncate(filled);
                return Ok(out.split_off(dictionnaire.len()));
            }
            TINFLStatus::HasMoreOutput if out.len() < max => out.resize((out.len() * 2).min(max), 0),
            TINFLStatus::HasMoreOutput => return Err(LienError::LienTropLong),
            _ => return Err(LienError::Abime),
        }
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding (RFC 4648 §5).
fn base64url(octets: &[u8]) -> String {
    let mut out = String::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|place| u32::from(chunk.get(place).copied().unwrap_or(0)));
        let bits = a << 16 | b << 8 | c;
        for place in 0..=chunk.len() {
            let index = bits >> (18 - 6 * place) & 63;
            out.push(ALPHABET.get(index as usize).map_or('A', |letter| char::from(*letter)));
        }
    }
    out
}

/// Reads base64url; none when a character is foreign or the length impossible.
fn de_base64url(texte: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(texte.len() / 4 * 3);
    for chunk in texte.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for place in 0..4 {
            let value = match chunk.get(place) {
                Some(letter) => ALPHABET.iter().position(|known| known == letter)?,
                None => 0,
            };
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let [_, a, b, c] = bits.to_be_bytes();
        out.extend_from_slice([a, b, c].get(..chunk.len().checked_sub(1).filter(|kept| *kept > 0)?)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::{Entry, Row};
    use proptest::prelude::*;

    fn dossier(name: &str) -> Dossier {
        let mut dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
        dossier.answers.set("denomination", Some(Entry::one(name)));
        dossier.answers.put_row("sites", Row::new("site-1").with("site-nom", "Les \"Tilleuls\" \\ Été"));
        dossier
    }

    fn lien_de(texte: &[u8]) -> String {
        let mut octets = somme(texte).to_be_bytes().to_vec();
        octets.extend(compresser(texte, DICTIONNAIRE_1).unwrap());
        format!("1.{}", base64url(&octets))
    }

    #[test]
    fn the_dictionary_of_published_links_never_changes() {
        assert_eq!(
            somme(DICTIONNAIRE_1),
            0x84a8_6ef2,
            "links in people's mails need it byte for byte: add a number 2 instead"
        );
    }

    #[test]
    fn a_link_holds_only_what_a_fragment_may() {
        let lien = ecrire(&dossier("ORSAC")).unwrap();
        assert!(lien.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{lien}");
    }

    #[test]
    fn a_cut_or_altered_link_says_so_wherever_it_is_hurt() {
        let lien = ecrire(&dossier("ORSAC")).unwrap();
        for length in 0..lien.len() {
            assert_eq!(ouvrir(&lien[..length]), Err(LienError::Abime), "cut at {length}");
        }
        for place in 2..lien.len() - 1 {
            let mut hurt = lien.clone().into_bytes();
            hurt[place] = if hurt[place] == b'A' { b'B' } else { b'A' };
            assert!(ouvrir(&String::from_utf8(hurt).unwrap()).is_err(), "altered at {place}");
        }
    }

    #[test]
    fn a_link_is_found_in_what_a_message_made_of_it() {
        let lien = ecrire(&dossier("ORSAC")).unwrap();
        let adresse = format!("https://exemple.fr/jalons/#/lien/{lien}");
        let coupe = |sep: &str| {
            let lignes: Vec<&str> =
                adresse.as_bytes().chunks(30).map(|ligne| str::from_utf8(ligne).unwrap()).collect();
            lignes.join(sep)
        };
        let enveloppe = |adresse: &str| {
            format!(
                "https://filtre.fr/?url={}&data=05%7C02",
                adresse.replace('%', "%25").replace('/', "%2F").replace(':', "%3A").replace('#', "%23")
            )
        };
        for colle in [
            lien.clone(),
            adresse.clone(),
            adresse.replace('#', "%23"),
            adresse.replace('#', "%2523"),
            enveloppe(&adresse),
            enveloppe(&enveloppe(&adresse)),
            format!("Bonjour, voici le lien/dossier : <{adresse}>.\nCordialement"),
            coupe("\n"),
            format!("{}\nCordialement,\nla direction", coupe("\n> ")),
            format!("> {}", coupe("\r\n>")),
        ] {
            assert_eq!(chercher(&colle).as_deref(), Ok(lien.as_str()), "{colle}");
        }
    }

    #[test]
    fn what_holds_no_link_says_so_whatever_it_is() {
        let newer = lien_de(br#"{"jalons":"dossier","schema":99,"reponses":{}}"#);
        assert_eq!(
            chercher(&format!("https://exemple.fr/#/lien/{newer}")),
            Err(LienError::Dossier(OpenError::PlusRecent))
        );
        for colle in [
            "",
            "%",
            "%2",
            "%é9",
            "bonjour",
            "1.",
            "https://exemple.fr/#/lien/",
            "/lien/1.AAAA /lien/",
            "%23%2f%",
            &"a ".repeat(100_000),
        ] {
            assert!(chercher(colle).is_err(), "{}", &colle[..colle.len().min(40)]);
        }
    }

    #[test]
    fn a_newer_link_asks_for_a_reload() {
        assert_eq!(ouvrir("2.AAAA"), Err(LienError::PlusRecent));
        let newer = br#"{"jalons":"dossier","schema":99,"reponses":{}}"#;
        assert_eq!(ouvrir(&lien_de(newer)), Err(LienError::Dossier(OpenError::PlusRecent)));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = vec![b' '; TEXTE_MAX + 1];
        let lien = lien_de(&bomb);
        assert!(lien.len() < LIEN_MAX, "the test must reach the decompressor");
        assert_eq!(ouvrir(&lien), Err(LienError::LienTropLong));
        assert_eq!(ouvrir(&"A".repeat(LIEN_MAX + 1)), Err(LienError::LienTropLong));
    }

    #[test]
    fn deep_json_or_something_else_is_no_dossier() {
        for text in ["[".repeat(100_000), "{}".to_owned(), "bonjour".to_owned(), String::new()] {
            let error = ouvrir(&lien_de(text.as_bytes())).unwrap_err();
            assert!(matches!(error, LienError::Dossier(_)), "{error:?}");
            assert!(error.to_string().starts_with("Ce lien"));
        }
        assert_eq!(ouvrir(&lien_de(&[0xff, 0xfe])), Err(LienError::Abime));
    }

    #[test]
    fn an_unknown_answer_gives_the_same_notice_as_a_file() {
        let text = r#"{"jalons":"dossier","schema":1,"reponses":{"couleur":"bleu"}}"#;
        assert_eq!(ouvrir(&lien_de(text.as_bytes())).unwrap(), dossier::ouvrir(text).unwrap());
    }

    #[test]
    fn a_dossier_that_does_not_fit_is_refused_when_written() {
        let mut large = dossier("ORSAC");
        let noise = |number: u32| format!("{:x}", number.wrapping_mul(2_654_435_761));
        let site = |number: u32| Row::new(&format!("site-{number}")).with("site-nom", &noise(number));
        large.answers.set("sites", Some(Entry::Rows((0..6_000).map(site).collect())));
        assert_eq!(ecrire(&large), Err(LienError::DossierTropGrand));
    }

    proptest! {
        #[test]
        fn any_dossier_comes_back(name in "\\PC{1,60}", note in "\\PC{0,200}") {
            let mut written = dossier(&name);
            let suivi = dossier::Suivi { note, ..Default::default() };
            if suivi != dossier::Suivi::default() {
                written.suivi.insert("cde".to_owned(), suivi);
            }
            let (read, _) = ouvrir(&ecrire(&written).unwrap()).unwrap();
            let (file, _) = dossier::ouvrir(&dossier::ecrire(&written)).unwrap();
            prop_assert_eq!(read, file);
        }

        #[test]
        fn any_bytes_come_back_from_base64url(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(de_base64url(&base64url(&bytes)), Some(bytes));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,300}") {
            let _ = ouvrir(&text);
            let _ = ouvrir(&format!("1.{text}"));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = ouvrir(&format!("1.{}", base64url(&bytes)));
        }
    }
}
