//! How the letters of a text are written: UTF-8, UTF-16, Windows-1252, ISO-8859-15, Mac Roman or code page 850, recognised by the words of
//! the field; and what was written wrong before it came here: UTF-8 read as something else and saved again (« Ã© »), letters
//! lost (« ? »).

use std::borrow::Cow;
use std::sync::OnceLock;

use encoding_rs::{ISO_8859_15, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::erreur::{AutreFichier, ErreurEffectif};
use super::intitules::role_d_un_entete;
use super::metiers::{self, Certitude, est_lettre_abimee, suivant};
use super::remarque::{Carnet, Remarque};

/// Bytes looked at to guess an encoding.
const AMORCE: usize = 64 * 1024;

/// The text, whatever its encoding. What is doubtful is told.
pub(super) fn decoder<'a>(octets: &'a [u8], carnet: &mut Carnet) -> Result<Cow<'a, str>, ErreurEffectif> {
    if let Some(reste) = octets.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return sur_huit_bits(reste, carnet);
    }
    let utf16 = match octets {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => utf16_sans_marque(octets),
    };
    if let Some(encodage) = utf16 {
        let (texte, fautes) = encodage.decode_with_bom_removal(octets);
        if fautes {
            illisibles(&texte, carnet);
        }
        return Ok(texte);
    }
    sur_huit_bits(octets, carnet)
}

/// UTF-16 without its mark: every second byte of a text in Latin letters is zero.
fn utf16_sans_marque(octets: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let debut = octets.get(..octets.len().min(AMORCE)).unwrap_or(octets);
    let zeros = |odd: usize| debut.iter().skip(odd).step_by(2).filter(|octet| **octet == 0).count();
    let (pairs, impairs) = (zeros(0), zeros(1));
    let half = debut.len() / 2;
    if half >= 2 && impairs * 10 >= half * 7 && pairs * 10 <= half {
        Some(UTF_16LE)
    } else if half >= 2 && pairs * 10 >= half * 7 && impairs * 10 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn sur_huit_bits<'a>(octets: &'a [u8], carnet: &mut Carnet) -> Result<Cow<'a, str>, ErreurEffectif> {
    // What fills the end of a file is none of it.
    let fin = octets.iter().rposition(|c| !matches!(c, 0 | 0x1a)).map_or(0, |place| place + 1);
    let octets = octets.get(..fin).unwrap_or(octets);
    // Bytes that are no text at all: each of these encodings would read them too.
    let controles = octets.iter().filter(|c| matches!(c, 0..=8 | 0x0e..=0x1f | 0x7f)).count();
    if octets.contains(&0) || controles * 50 > octets.len() {
        return Err(ErreurEffectif::AutreFichier(AutreFichier::Inconnu));
    }
    let mut faux_utf8 = false;
    if let Ok(texte) = std::str::from_utf8(octets) {
        // Two letters of another encoding may make one of UTF-8, of an alphabet that French has not: « ’é » of a Mac.
        let ailleurs = texte.chars().any(|c| matches!(c, '\u{250}'..='\u{1dff}'));
        if !ailleurs || note(texte) >= note(&page_de(octets).decoder(octets)) {
            return Ok(Cow::Borrowed(texte));
        }
        faux_utf8 = true;
    }
    // Written in UTF-8 and damaged, or in another encoding, where nothing is damaged: the letters with an accent tell.
    let (mut justes, mut fausses) = (0_usize, 0_usize);
    for morceau in octets.utf8_chunks() {
        justes += morceau.valid().chars().filter(|c| !c.is_ascii()).count();
        fausses += usize::from(!morceau.invalid().is_empty());
    }
    if justes > fausses && !faux_utf8 {
        let texte = String::from_utf8_lossy(octets);
        illisibles(&texte, carnet);
        return Ok(texte);
    }
    let page = page_de(octets);
    if let Some(nom) = page.nom() {
        carnet.noter(Remarque::du_fichier(format!(
            "Les lettres accentuées de ce fichier sont écrites à l’ancienne façon {nom}\u{a0}: elles ont été lues ainsi. Vérifiez-en quelques-unes."
        )));
    }
    Ok(page.decoder(octets))
}

/// The lines of a text, as any system ends them: `\r\n`, `\n`, and `\r` as Excel for Mac does.
pub(super) fn lignes(texte: &str) -> impl Iterator<Item = &str> {
    let fin = if texte.contains('\n') { '\n' } else { '\r' };
    texte.split(fin).map(|ligne| ligne.strip_suffix('\r').unwrap_or(ligne))
}

/// Says where characters could not be read; they show as « � ».
fn illisibles(texte: &str, carnet: &mut Carnet) {
    for (numero, ligne) in (1..).zip(lignes(texte)) {
        if ligne.contains('\u{fffd}') {
            carnet.noter(Remarque::de_ligne(
                numero,
                "des caractères sont abîmés («\u{a0}\u{fffd}\u{a0}»). Vérifiez-les, ou enregistrez à nouveau le fichier en UTF-8.",
            ));
        }
    }
}

/// An encoding of one byte for each sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Windows1252,
    Iso885915,
    Macintosh,
    Cp850,
}

/// The upper half of code page 850.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Page {
    /// In order of preference.
    const TOUTES: [Self; 4] = [Self::Windows1252, Self::Iso885915, Self::Macintosh, Self::Cp850];

    /// How it is told to the user; nothing of the usual ones, that differ by « œ » and « € ».
    fn nom(self) -> Option<&'static str> {
        match self {
            Self::Windows1252 | Self::Iso885915 => None,
            Self::Macintosh => Some("des Mac (Mac OS Roman)"),
            Self::Cp850 => Some("de MS-DOS (page de code 850)"),
        }
    }

    fn decoder(self, octets: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling(octets).0,
            Self::Iso885915 => ISO_8859_15.decode_without_bom_handling(octets).0,
            Self::Macintosh => MACINTOSH.decode_without_bom_handling(octets).0,
            Self::Cp850 => {
                let haut = self.haut();
                let signe = |octet: &u8| match octet {
                    0..=0x7f => char::from(*octet),
                    _ => haut.get(usize::from(*octet) - 0x80).copied().unwrap_or('\u{fffd}'),
                };
                Cow::Owned(octets.iter().map(signe).collect())
            }
        }
    }

    /// The signs of the bytes from 0x80 on.
    fn haut(self) -> &'static [char] {
        static TABLES: [OnceLock<Vec<char>>; 4] = [const { OnceLock::new() }; 4];
        let rang = Self::TOUTES.iter().position(|page| *page == self).unwrap_or(0);
        let octets: Vec<u8> = (0x80..=0xff).collect();
        let table = || match self {
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling(&octets).0.chars().collect(),
            Self::Iso885915 => ISO_8859_15.decode_without_bom_handling(&octets).0.chars().collect(),
            Self::Macintosh => MACINTOSH.decode_without_bom_handling(&octets).0.chars().collect(),
            Self::Cp850 => CP850.chars().collect(),
        };
        TABLES.get(rang).map_or(&[], |place| place.get_or_init(table).as_slice())
    }

    /// The byte of a sign of the upper half.
    fn octet(self, signe: char) -> Option<u8> {
        // ISO-8859-1, strictly read, leaves these bytes as they are.
        if self == Self::Windows1252 && matches!(signe, '\u{80}'..='\u{9f}') {
            return u8::try_from(u32::from(signe)).ok();
        }
        let rang = self.haut().iter().position(|haut| *haut == signe)?;
        u8::try_from(rang + 0x80).ok()
    }
}

/// The encoding that gives most words of the field, then the most likely letters.
fn page_de(octets: &[u8]) -> Page {
    let debut = octets.get(..octets.len().min(AMORCE)).unwrap_or(octets);
    let mut best = (i64::MIN, Page::Windows1252);
    for page in Page::TOUTES {
        let texte = page.decoder(debut);
        let note = note(&texte);
        if note > best.0 {
            best = (note, page);
        }
    }
    best.1
}

/// How much a text looks like a roster in French.
fn note(texte: &str) -> i64 {
    let debut = texte.get(..texte.floor_char_boundary(AMORCE)).unwrap_or(texte);
    mots_du_metier(debut) * 12 + vraisemblance(debut)
}

/// How many cells with an accent are a known heading or a sure profession.
fn mots_du_metier(texte: &str) -> i64 {
    let cellules = lignes(texte)
        .take(200)
        .flat_map(|ligne| ligne.split([';', ',', '\t', '|', '"']))
        .filter(|cellule| !cellule.is_ascii());
    let connues = cellules.take(400).filter(|cellule| {
        role_d_un_entete(cellule).is_some() || metiers::reconnaitre(cellule).certitude == Certitude::Certaine
    });
    i64::try_from(connues.count()).unwrap_or(i64::MAX)
}

/// How much the signs that are not ASCII look like French, each with its neighbours.
fn vraisemblance(texte: &str) -> i64 {
    let signes: Vec<char> = texte.chars().collect();
    let voisin = |place: Option<usize>| place.and_then(|place| signes.get(place)).copied().unwrap_or(' ');
    let note = |(place, signe): (usize, &char)| -> i64 {
        let (avant, apres) = (voisin(place.checked_sub(1)), voisin(Some(place + 1)));
        match signe {
            c if c.is_ascii() => 0,
            'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'î' | 'ï' | 'ô' | 'ö' | 'ù' | 'û' | 'ü' | 'ç' | 'œ' | 'æ'
            | 'ä' => match avant.is_lowercase() || apres.is_lowercase() {
                true if *signe == 'é' => 4,
                true => 3,
                false if avant.is_uppercase() && apres.is_uppercase() => -3,
                false => 0,
            },
            'É' | 'È' | 'Ê' | 'Ë' | 'À' | 'Â' | 'Î' | 'Ï' | 'Ô' | 'Ö' | 'Ù' | 'Û' | 'Ü' | 'Ç' | 'Œ' | 'Æ' => {
                match (avant.is_lowercase(), avant.is_uppercase() || apres.is_uppercase()) {
                    (true, _) => -5,
                    (false, true) => 3,
                    (false, false) if apres.is_lowercase() && !avant.is_alphabetic() => 2,
                    (false, false) => 0,
                }
            }
            '’' if avant.is_alphabetic() && apres.is_alphabetic() => 3,
            '°' if matches!(avant, 'n' | 'N') => 3,
            '’' | '«' | '»' | '–' | '—' | '…' | '€' | '•' | '·' | '\u{a0}' | '°' => 0,
            _ if avant.is_alphabetic() || apres.is_alphabetic() => -4,
            _ => -1,
        }
    };
    signes.iter().enumerate().map(note).sum()
}

/// A text whose UTF-8 was read as another encoding, then saved, once or twice: its letters given back; none when there is
/// nothing of the kind. « Ã© », « √© » and « ├® » are « é », as « ÃƒÂ© » is; no French text holds them.
pub(super) fn reparer(texte: &str) -> Option<String> {
    let repare = reparer_une_fois(texte)?;
    Some(reparer_une_fois(&repare).unwrap_or(repare))
}

fn reparer_une_fois(texte: &str) -> Option<String> {
    // A letter of several bytes is as many signs, the last of which may have become a space.
    let suivis = texte.as_bytes().windows(2).any(|pair| matches!(pair, [0x80..=0xff, 0xc0..=0xff | b' ']));
    if !suivis {
        return None;
    }
    // Two encodings may both give letters back: the first whose letters French has.
    let mut repares = Page::TOUTES.into_iter().filter_map(|page| reparer_de(page, texte));
    let premier = repares.next()?;
    if vraisemblance(&premier) >= 0 {
        return Some(premier);
    }
    Some(repares.find(|repare| vraisemblance(repare) >= 0).unwrap_or(premier))
}

fn reparer_de(page: Page, texte: &str) -> Option<String> {
    let mut net = String::with_capacity(texte.len());
    let mut reste = texte;
    let mut change = false;
    while let Some(signe) = reste.chars().next() {
        let suite = reste.get(signe.len_utf8()..).unwrap_or("");
        match sequence(page, signe, suite) {
            Some((lettre, suite)) => {
                net.push(lettre);
                change = true;
                reste = suite;
            }
            None => {
                net.push(signe);
                reste = suite;
            }
        }
    }
    change.then_some(net)
}

/// A letter of several bytes that stand as signs, and what follows.
fn sequence(page: Page, signe: char, suite: &str) -> Option<(char, &str)> {
    if signe.is_ascii() {
        return None;
    }
    let premier = page.octet(signe)?;
    let long = match premier {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut octets = vec![premier];
    let mut reste = suite;
    for _ in 0..long {
        let signe = reste.chars().next()?;
        // The no-break space inside « à » is often made a plain one, or trimmed.
        let octet = if signe == ' ' && premier == 0xc3 { Some(0xa0) } else { page.octet(signe) };
        octets.push(octet.filter(|octet| (0x80..=0xbf).contains(octet))?);
        reste = reste.get(signe.len_utf8()..).unwrap_or("");
    }
    let lettre = std::str::from_utf8(&octets).ok()?.chars().next()?;
    // Only what French is written with: « ’é » would be a letter of another alphabet.
    matches!(lettre, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€').then_some((lettre, reste))
}

/// What starts the code of a letter.
pub(super) const CODES: [char; 5] = ['&', '\\', '=', '%', '_'];

/// A text whose letters a program wrote as codes, given back: « &eacute; », « &#233; », « \u00e9 », « =E9 », « %C3%A9 »,
/// « _x00E9_ »; none when there is nothing of the kind. Only letters and signs of French are: never a separator.
pub(super) fn sans_codes(texte: &str) -> Option<String> {
    let mut net = String::with_capacity(texte.len());
    let mut reste = texte;
    let mut change = false;
    while let Some(place) = reste.find(CODES) {
        let (avant, code) = reste.split_at(place);
        net.push_str(avant);
        let (lettre, long) = match lettre_codee(net.chars().next_back().unwrap_or(' '), code) {
            Some(lue) => {
                change = true;
                lue
            }
            None => (code.chars().next().unwrap_or(' '), 1),
        };
        net.push(lettre);
        reste = code.get(long..).unwrap_or("");
    }
    net.push_str(reste);
    change.then_some(net)
}

/// The letter of a code, and how long the code is.
fn lettre_codee(avant: char, code: &str) -> Option<(char, usize)> {
    let hexa = |debut: usize, long: usize| {
        let chiffres = code.get(debut..debut + long)?;
        chiffres.bytes().all(|c| c.is_ascii_hexdigit()).then(|| u32::from_str_radix(chiffres, 16).ok())?
    };
    let (signe, suite) = code.split_at_checked(1)?;
    let (valeur, long) = match signe {
        "&" => {
            let nom = suite.get(..suite.floor_char_boundary(9))?.split_once(';')?.0;
            let valeur = match nom.strip_prefix('#') {
                Some(rang) => match rang.strip_prefix(['x', 'X']) {
                    Some(_) => hexa(3, nom.len() - 2)?,
                    None => rang.parse().ok()?,
                },
                None => u32::from(entite(nom)?),
            };
            (valeur, nom.len() + 2)
        }
        "\\" if suite.starts_with('u') => (hexa(2, 4)?, 6),
        "_" if suite.starts_with('x') && code.get(6..7) == Some("_") => (hexa(2, 4)?, 7),
        "=" | "%" => {
            let octet = |rang: usize| {
                code.get(rang * 3..rang * 3 + 1)
                    .filter(|un| *un == signe)
                    .and_then(|_| hexa(rang * 3 + 1, 2))
                    .and_then(|octet| u8::try_from(octet).ok())
            };
            let octets: Vec<u8> = (0..3).map_while(octet).collect();
            let premier = u32::from(*octets.first()?);
            let lue = octets.utf8_chunks().next().and_then(|morceau| morceau.valid().chars().next());
            match lue {
                Some(lettre) => (u32::from(lettre), lettre.len_utf8() * 3),
                // « Sant=E9 », not « diplôme=DE ».
                None => {
                    let chiffre = suite.bytes().take(2).any(|c| c.is_ascii_digit());
                    let dedans = code.get(3..).is_some_and(|suite| suite.starts_with(char::is_lowercase));
                    let isolee = signe == "=" && avant.is_alphabetic() && (chiffre || dedans);
                    isolee.then_some((premier, 3))?
                }
            }
        }
        _ => return None,
    };
    let lettre = char::from_u32(valeur)?;
    matches!(lettre, '&' | '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€').then_some((lettre, long))
}

/// The letter that HTML calls so: « eacute ».
fn entite(nom: &str) -> Option<char> {
    const ACCENTS: [(&str, &str); 6] = [
        ("acute", "éÉ"),
        ("grave", "èàùÈÀÙ"),
        ("circ", "êâîôûÊÂÎÔÛ"),
        ("uml", "ëïüöäÿËÏÜÖÄ"),
        ("cedil", "çÇ"),
        ("lig", "œæŒÆ"),
    ];
    match nom {
        "nbsp" => return Some('\u{a0}'),
        "rsquo" => return Some('’'),
        "deg" => return Some('°'),
        "amp" => return Some('&'),
        _ => {}
    }
    let (nue, lettres) =
        ACCENTS.iter().find_map(|(accent, lettres)| Some((nom.strip_suffix(accent)?, lettres)))?;
    let majuscule = nue.starts_with(char::is_uppercase);
    let nue = nue.to_ascii_lowercase();
    lettres.chars().find(|lettre| {
        lettre.is_uppercase() == majuscule && metiers::sans_accents(lettre.encode_utf8(&mut [0; 4])) == nue
    })
}

/// Whether a letter of a text was lost or changed: a sign that stands in no word stands in one.
pub(super) fn est_abime(texte: &str) -> bool {
    // An address is full of signs.
    if texte.contains("://") || texte.contains('@') {
        return false;
    }
    let mut avant = ' ';
    let mut signes = texte.chars();
    while let Some(signe) = signes.next() {
        if est_lettre_abimee(avant, signe, suivant(signe, &signes)) {
            return true;
        }
        avant = signe;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(page: Page, texte: &str) -> Vec<u8> {
        texte
            .chars()
            .map(|c| if c.is_ascii() { u8::try_from(c).unwrap() } else { page.octet(c).unwrap() })
            .collect()
    }

    #[test]
    fn an_encoding_is_recognised_by_the_words_of_the_field() {
        for texte in [
            "Nom;Prénom;Fonction;N° RPPS\r\nLÉVÊQUE;Zoé;Infirmière;10123456781\r\nPETIT;Luc;Éducateur spécialisé;\r\n",
            "Nom;Fonction\nA;Aide-soignant diplômé\n",
            "Qualification;Prénom\nMédecin;Maëlle\n",
            "NOM;PRÉNOM;FONCTION\nGARÇON;INÈS;INFIRMIÈRE\n",
            "Nom;Poste\nDUPRÉ;Chef de service éducatif\n",
            "Nom;Poste\nMARTIN;Technicienne qualifiée\nPETIT;Aide médico-psychologique\n",
        ] {
            for page in Page::TOUTES {
                let bytes = octets(page, texte);
                assert_eq!(page.decoder(&bytes), texte);
            }
        }
    }

    #[test]
    fn ligatures_and_the_euro_tell_the_two_encodings_of_the_west() {
        for texte in ["Nom;Fonction\nLECŒUR;Sœur hospitalière\n", "Nom;Poste\nMŒBIUS;Chef de chœur, à 12 €\n"]
        {
            for page in [Page::Windows1252, Page::Iso885915] {
                let bytes = octets(page, texte);
                assert_eq!(page_de(&bytes), page, "{texte}");
                assert_eq!(decoder(&bytes, &mut Carnet::default()).unwrap(), texte);
            }
        }
    }

    #[test]
    fn letters_saved_twice_are_given_back_and_french_is_left_as_it_is() {
        for texte in ["Prénom", "LÉVÊQUE", "Infirmière", "N° RPPS", "déjà", "L’HERMITE", "Ça", "cœur", "Île"]
        {
            for page in Page::TOUTES {
                let twice = page.decoder(texte.as_bytes()).into_owned();
                if twice != texte {
                    assert_eq!(reparer(&twice).as_deref(), Some(texte), "{page:?} {twice}");
                }
            }
            assert_eq!(reparer(texte), None, "{texte}");
        }
        assert_eq!(reparer("dÃ©jÃ "), Some("déjÃ ".replace("Ã ", "à")));
        for texte in ["Prénom", "Infirmière", "Éducateur", "Établissement", "N° RPPS", "Maëlle"] {
            let damaged = |texte: &str| Page::Windows1252.decoder(texte.as_bytes()).into_owned();
            assert_eq!(reparer(&damaged(&damaged(texte))).as_deref(), Some(texte));
        }
    }

    #[test]
    fn letters_written_as_codes_are_given_back_and_what_is_none_is_left() {
        for texte in [
            "M&eacute;decin",
            "M&#233;decin",
            "M&#xE9;decin",
            r"M\u00e9decin",
            "M=E9decin",
            "M=C3=A9decin",
            "M%C3%A9decin",
            "M_x00E9_decin",
        ] {
            assert_eq!(sans_codes(texte).as_deref(), Some("Médecin"), "{texte}");
        }
        for (texte, juste) in [
            ("&Eacute;ducateur sp&eacute;cialis&eacute;", "Éducateur spécialisé"),
            ("Ma&icirc;tresse, s&oelig;ur, gar&ccedil;on", "Maîtresse, sœur, garçon"),
            ("Cadre de sant=E9", "Cadre de santé"),
            ("d=E2=80=99=C3=89tat", "d’État"),
            ("R&amp;D", "R&D"),
        ] {
            assert_eq!(sans_codes(texte).as_deref(), Some(juste));
        }
        for texte in [
            "R&D",
            "soins & co;",
            "&lt;b&gt;",
            "&#59;",
            "diplome=DE",
            "niveau=BAC",
            "100%",
            r"C:\users",
            r"A\u",
            "aide_soignant",
            "a_x0041_b",
            "=E9",
        ] {
            assert_eq!(sans_codes(texte), None, "{texte}");
        }
    }

    #[test]
    fn a_sign_inside_a_word_is_a_damaged_letter() {
        for texte in [
            "Infirmi?re",
            "Infirmi??re",
            "PrŽnom",
            "Pr‚nom",
            "InfirmiŠre",
            "PrÚnom",
            "M\u{fffd}decin",
            "?ducateur",
            "diplôm┌e",
        ] {
            assert!(est_abime(texte), "{texte}");
        }
        for texte in [
            "Infirmier·ère",
            "L’HERMITE",
            "qui ?",
            "IDE ?",
            "Šimon",
            "N° RPPS",
            "a@b?c",
            "https://x/?a",
            "É. M.",
            "infirmier(ère)",
            "Ælfgård",
        ] {
            assert!(!est_abime(texte), "{texte}");
        }
    }
}
