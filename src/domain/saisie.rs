//! What typing or pasting a number gives: a value, maybe with a warning; or a refusal that says what to do.
//!
//! Shared by `finess.rs`, `siren.rs`, `siret.rs` and `rpps.rs`, by the questions and by the importers: cleaning what was
//! pasted (R-ID-16), refusing what a spreadsheet has already damaged (R-ID-17), and telling what says « nothing ».

use std::borrow::Cow;

use chrono::NaiveDate;

/// An accepted entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saisie<T> {
    /// The value.
    pub valeur: T,
    /// A doubt that does not block, in French.
    pub avertissement: Option<String>,
}

impl<T> Saisie<T> {
    /// Accepted without a doubt.
    pub fn sure(valeur: T) -> Self {
        Self { valeur, avertissement: None }
    }

    /// Accepted with a doubt.
    pub fn douteuse(valeur: T, avertissement: impl Into<String>) -> Self {
        Self { valeur, avertissement: Some(avertissement.into()) }
    }
}

/// A refused entry. Nothing is computed from it until the user has corrected or confirmed (R-ALGO-01 point 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refus {
    /// What is wrong and what to do, in French.
    pub phrase: String,
    /// A value that may be the right one, to confirm.
    pub proposition: Option<String>,
}

impl Refus {
    /// A refusal.
    pub fn new(phrase: impl Into<String>) -> Self {
        Self { phrase: phrase.into(), proposition: None }
    }

    /// A refusal that comes with a value to confirm.
    pub fn avec_proposition(phrase: impl Into<String>, proposition: impl Into<String>) -> Self {
        Self { phrase: phrase.into(), proposition: Some(proposition.into()) }
    }
}

/// A sign that shows nothing: soft hyphen, marks of width zero or of direction, byte order mark, variants of drawing. They
/// come with a paste from a web page, a message or a spreadsheet.
pub fn est_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// What was really written in a field or a cell: without invisible signs, without what a spreadsheet or an export puts
/// around a text to keep its zeros (`'0123`, `="0123"`, `=T("0123")`, `"0123"`), without spaces at both ends (R-ID-16).
///
/// **Invariant:** the one cleaning of numbers and dates, typed or imported.
pub fn net(texte: &str) -> Cow<'_, str> {
    let texte = texte.trim_matches(|c: char| c.is_whitespace() || est_invisible(c) || c == '\0');
    let texte = if !texte.is_ascii() && texte.contains(est_invisible) {
        Cow::Owned(texte.chars().filter(|c| !est_invisible(*c)).collect())
    } else {
        Cow::Borrowed(texte)
    };
    match sans_enveloppe(&texte) {
        dedans if dedans.len() == texte.len() => texte,
        dedans => Cow::Owned(dedans.to_owned()),
    }
}

/// The text that a formula or quotes hold; the same text when there is none.
fn sans_enveloppe(texte: &str) -> &str {
    let mut reste = texte;
    if reste.starts_with(char::is_alphanumeric) {
        return reste;
    }
    // One layer may hide another: `"=""0123"""`, `'="0123"`.
    for _ in 0..4 {
        let avant = reste.len();
        if let Some(formule) = reste.strip_prefix(['=', '+']) {
            let egale = reste.starts_with('=');
            let formule = formule.trim();
            let dedans = ["T(", "TEXTE(", "TEXT(", "t(", "texte(", "text("]
                .iter()
                .find_map(|nom| formule.strip_prefix(nom)?.strip_suffix(')'))
                // The format of `TEXTE("0123";"0")` says nothing of the number.
                .map(|dedans| dedans.split_once([';', ',']).map_or(dedans, |(texte, _)| texte).trim());
            let dedans = dedans.unwrap_or(formule);
            if entre_guillemets(dedans).is_some()
                || (egale && dedans.starts_with(|c: char| c.is_ascii_digit()))
            {
                reste = dedans;
            }
        }
        if let Some(dedans) = entre_guillemets(reste) {
            reste = dedans;
        }
        // The mark of a text, as a spreadsheet hides it.
        let marque = reste.trim_start_matches(['\'', '’', '‘', '`', '´']);
        if marque.starts_with(|c: char| c.is_ascii_digit() || c == '=') {
            reste = marque;
        }
        reste = reste.trim();
        if reste.len() == avant {
            break;
        }
    }
    reste
}

fn entre_guillemets(texte: &str) -> Option<&str> {
    [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('\'', '\'')]
        .into_iter()
        .find_map(|(ouvre, ferme)| texte.strip_prefix(ouvre)?.strip_suffix(ferme))
        .map(str::trim)
        .filter(|dedans| !dedans.is_empty())
}

/// The signs of a number: [`net`], then without the words that name it (« N° RPPS : », « FINESS »: those of `noms`, and
/// those that name any number), without the exponent nor the `.0` of a column that a program took for decimals, without
/// spaces, dots and dashes; letters in upper case (R-ID-16). Anything else is kept, for the reader of the number to refuse it: nothing is
/// guessed.
pub fn normaliser(texte: &str, noms: &[&str]) -> String {
    // Most are digits alone: there is nothing to take away.
    if texte.bytes().all(|octet| octet.is_ascii_digit()) {
        return texte.to_owned();
    }
    let texte = net(texte);
    let numero = developper(sans_etiquettes(&texte, noms));
    let numero = sans_decimales_nulles(&numero);
    let milliers = est_coupe_en_milliers(numero);
    numero
        .chars()
        .filter(|c| !(est_separateur(*c) || milliers && *c == ','))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Words that name a number without saying which.
const ETIQUETTES: &[&str] =
    &["n", "no", "nº", "num", "numero", "numéro", "code", "identifiant", "id", "national"];

/// A number without the words before and after it, when each of them names it.
fn sans_etiquettes<'a>(texte: &'a str, noms: &[&str]) -> &'a str {
    let etiquette = |mots: &str| {
        let mut mots = mots.split(|c: char| !c.is_alphanumeric()).filter(|mot| !mot.is_empty()).peekable();
        mots.peek().is_some()
            && mots.all(|mot| {
                let mot = mot.to_lowercase();
                ETIQUETTES.contains(&mot.as_str()) || noms.contains(&mot.as_str())
            })
    };
    let chiffre = |c: char| c.is_ascii_digit();
    let Some(debut) = texte.find(chiffre) else { return texte };
    let (avant, reste) = texte.split_at(debut);
    let reste = if etiquette(avant) { reste } else { texte };
    let fin = reste.rfind(chiffre).map_or(0, |place| place + 1);
    let (numero, apres) = reste.split_at(fin);
    if etiquette(apres) { numero } else { reste }
}

/// A whole number that a program wrote as a decimal one: `99900000011.0`, `12,00`. The zeros are no part of it.
fn sans_decimales_nulles(texte: &str) -> &str {
    let Some((entier, zeros)) = texte.rsplit_once(['.', ',']) else { return texte };
    let nulles = !zeros.is_empty() && zeros.bytes().all(|c| c == b'0');
    let simple = entier.contains(|c: char| c.is_ascii_digit())
        && entier.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    let par_milliers = texte.contains('.') && est_coupe_en_milliers(entier);
    if nulles && (simple || par_milliers) { entier.trim_end() } else { texte }
}

/// Whether commas cut a number by thousands, as an English spreadsheet shows it: `99,900,000,011`. One alone may be that of
/// decimals.
fn est_coupe_en_milliers(texte: &str) -> bool {
    let mut groupes = texte.split(',');
    let premier = groupes.next().unwrap_or_default();
    let chiffres = |groupe: &str| groupe.bytes().all(|c| c.is_ascii_digit());
    (1..=3).contains(&premier.len())
        && chiffres(premier)
        && groupes.clone().count() >= 2
        && groupes.all(|groupe| groupe.len() == 3 && chiffres(groupe))
}

fn est_separateur(c: char) -> bool {
    c.is_whitespace() || est_invisible(c) || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A whole number as people and programs write it: `12`, `1 200`, `1’200`, `12,0`, `1.2E1`, `="12"`; none for anything else, a sign
/// or a part of a unit included.
pub fn entier(texte: &str) -> Option<u64> {
    // As it is kept, most often.
    if (1..=9).contains(&texte.len()) && texte.bytes().all(|c| c.is_ascii_digit()) {
        return texte.parse().ok();
    }
    let texte = net(texte);
    let chiffres: String = sans_decimales_nulles(&developper(&texte))
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    // Digits only: `parse` alone would take a sign.
    if chiffres.bytes().all(|c| c.is_ascii_digit()) { chiffres.parse().ok() } else { None }
}

/// What people and machines write for « nothing »: a missing value of a database, of a statistics program or of a
/// spreadsheet; a dash; « néant ».
const RIENS: &[&str] = &[
    "\\n",
    "null",
    "(null)",
    "<null>",
    "[null]",
    "nul",
    "nil",
    "none",
    "nan",
    "nat",
    "na",
    "<na>",
    "n/a",
    "n.a",
    "n/d",
    "nd",
    "n.d",
    "nc",
    "n.c",
    "n/c",
    "nr",
    "n.r",
    "n/r",
    "#n/a",
    "#na",
    "#n/d",
    "#null!",
    "undefined",
    "missing",
    "void",
    "empty",
    "blank",
    "(blank)",
    "(vide)",
    "vide",
    "neant",
    "néant",
    "(neant)",
    "(néant)",
    "rien",
    "aucun",
    "aucune",
    "sans",
    "sans objet",
    "so",
    "s/o",
    "s.o",
    "sans-objet",
    "ras",
    "nsp",
    "ne sait pas",
    "ne sais pas",
    "inconnu",
    "inconnue",
    "indefini",
    "indéfini",
    "absent",
];

/// What « non » denies, « à » announces or « pas » lacks when a cell says that nothing is known: « non renseignée », « à
/// définir ». Accents left out.
const INFORMES: &[&str] = &[
    "renseigne",
    "communique",
    "connu",
    "defini",
    "applicable",
    "attribue",
    "concerne",
    "precise",
    "fourni",
    "transmis",
    "disponible",
    "saisi",
    "indique",
    "obtenu",
    "delivre",
    "affecte",
    "determine",
    "trouve",
    "recu",
    "inscrit",
    "enregistre",
    "soumis",
];
const A_INFORMER: &[&str] = &[
    "renseigner",
    "communiquer",
    "definir",
    "completer",
    "preciser",
    "fournir",
    "demander",
    "saisir",
    "obtenir",
    "venir",
    "confirmer",
    "determiner",
    "attribuer",
    "verifier",
    "recevoir",
];

/// Of [`RIENS`], those that may be someone's name.
const RIENS_QUI_NOMMENT: &[&str] = &[
    "ras", "na", "nat", "nan", "nil", "nc", "nd", "nr", "so", "none", "nul", "sans", "vide", "rien",
    "absent", "void",
];

/// Whether a text says « nothing ».
pub fn est_rien(texte: &str) -> bool {
    let texte = net(texte);
    // Dashes, points, question marks, stars, however many.
    if texte.chars().all(|c| matches!(c, '-' | '_' | '/' | '.' | '…' | '?' | '*' | '=' | '~' | '–' | '—'))
    {
        return true;
    }
    // The longest has 17 letters.
    if texte.len() > 32 {
        return false;
    }
    let texte = texte.to_lowercase();
    let texte = texte.trim_end_matches('.');
    let dedans = texte.strip_prefix('(').and_then(|dedans| dedans.strip_suffix(')')).unwrap_or(texte);
    RIENS.contains(&texte) || (dedans != texte && RIENS.contains(&dedans)) || dit_l_inconnu(dedans)
}

/// « Non renseignée », « pas attribué », « à définir ».
fn dit_l_inconnu(texte: &str) -> bool {
    if !texte.starts_with(['n', 'p', 'a', 'à']) {
        return false;
    }
    let net = super::recherche::sans_accents(texte);
    let Some((debut, mot)) = net.split_once([' ', '-']) else { return false };
    let mot = mot.trim();
    match debut {
        "non" | "pas" => {
            let accorde = mot.strip_suffix('s').unwrap_or(mot);
            INFORMES.contains(&mot)
                || INFORMES
                    .iter()
                    .any(|informe| accorde == *informe || accorde.strip_suffix('e') == Some(informe))
        }
        "a" => A_INFORMER.contains(&mot),
        _ => false,
    }
}

/// Whether a text says « nothing » where a name is expected: « Na » may be someone.
pub fn est_rien_d_un_nom(texte: &str) -> bool {
    est_rien(texte) && !RIENS_QUI_NOMMENT.contains(&net(texte).to_lowercase().as_str())
}

/// Months, as their first letters tell them, in French and in English.
const MOIS: [&[&str]; 12] = [
    &["jan"],
    &["fev", "fév", "feb"],
    &["mar"],
    &["avr", "apr"],
    &["mai", "may"],
    &["juin", "jun"],
    &["juil", "jul"],
    &["aou", "aoû", "aug"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec", "déc"],
];

/// A civil date as people and programs write it, whatever its year: `31/08/2025`, `31.8.25`, `2025-08-31 00:00:00`,
/// `20250831`, `31082025`, « 31 août 2025 », « dimanche 31 août 2025 ». A year of two digits is of 1951 to 2050. None for anything else.
///
/// Not `calendrier::lire_date`, which is for what a user plans and refuses what is far.
pub fn jour(texte: &str) -> Option<NaiveDate> {
    let texte = net(texte).to_lowercase();
    let texte = texte.trim_start_matches("le ");
    let nombre = |mot: &str| -> Option<u32> {
        let mot = mot.strip_suffix("er").unwrap_or(mot);
        if mot.bytes().all(|c| c.is_ascii_digit()) { mot.parse().ok() } else { None }
    };
    if texte.len() == 8
        && texte.bytes().all(|c| c.is_ascii_digit())
        && let (Some(annee), Some(mois), Some(jour)) = (texte.get(..4), texte.get(4..6), texte.get(6..))
        && matches!(annee.get(..2), Some("19" | "20" | "21" | "99"))
    {
        let jour = NaiveDate::from_ymd_opt(annee.parse().ok()?, nombre(mois)?, nombre(jour)?);
        if jour.is_some() {
            return jour;
        }
    }
    if texte.len() == 8
        && texte.bytes().all(|c| c.is_ascii_digit())
        && let (Some(jour), Some(mois), Some(annee)) = (texte.get(..2), texte.get(2..4), texte.get(4..))
        && matches!(annee.get(..2), Some("19" | "20"))
    {
        return NaiveDate::from_ymd_opt(annee.parse().ok()?, nombre(mois)?, nombre(jour)?);
    }
    let mut parts: Vec<&str> = texte
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        })
        .filter(|part| !part.is_empty())
        .collect();
    // The name of the day may come first.
    if parts.len() > 3
        && parts.first().is_some_and(|part| {
            ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"].iter().any(|day| part.starts_with(day))
        })
    {
        parts.remove(0);
    }
    // An hour may come last: « 2025-08-31T00:00:00 », « 31/08/2025 00:00 ».
    let heure =
        |mot: &str| mot.contains(':') || (mot.contains('h') && mot.starts_with(|c: char| c.is_ascii_digit()));
    let [premier, mois, dernier, suite @ ..] = parts.as_slice() else { return None };
    let dernier = match dernier.split_once('t') {
        Some((jour, heure)) if heure.contains(':') => jour,
        _ => dernier,
    };
    let horaire = suite.first().is_none_or(|mot| heure(mot));
    if !horaire {
        return None;
    }
    let mois = match nombre(mois) {
        Some(mois) => mois,
        None => {
            let rang = MOIS.iter().position(|noms| noms.iter().any(|nom| mois.starts_with(nom)))?;
            u32::try_from(rang).ok()? + 1
        }
    };
    let (annee, jour) = if premier.len() == 4 { (*premier, dernier) } else { (dernier, *premier) };
    let annee = match (annee.len(), nombre(annee)?) {
        (4, annee) => annee,
        (2, annee @ 0..=50) => 2000 + annee,
        (2, annee) => 1900 + annee,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(annee).ok()?, mois, nombre(jour)?)
}

/// Whether a text is a number in scientific notation, as spreadsheets and programs write long ones: often, digits are lost
/// ([`perd_des_chiffres`]).
///
/// A lone `E` between digits, as in `2E0000105`, is a letter where a FINESS may have one: not scientific.
pub fn est_scientifique(texte: &str) -> bool {
    if !texte.contains(['e', 'E']) {
        return false;
    }
    let compact: String = net(texte).chars().filter(|c| !c.is_whitespace()).collect();
    let Some((mantisse, exposant)) = compact.split_once(['e', 'E']) else { return false };
    let nombre = |part: &str| {
        part.chars().any(|c| c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-'))
    };
    nombre(mantisse)
        && nombre(exposant)
        && (exposant.starts_with(['+', '-']) || mantisse.contains(['.', ',']))
}

/// A number in scientific notation that writes all its digits, without its exponent: `1,0123456781E+10`, `1.2E1`; decimals
/// may be left. Any other text as it is.
pub fn developper(texte: &str) -> Cow<'_, str> {
    developpe(texte).map_or(Cow::Borrowed(texte), Cow::Owned)
}

/// Whether a number in scientific notation writes fewer digits than it has: `1,01E+10` (R-ID-17). Zeros in their place would
/// be a guess.
pub fn perd_des_chiffres(texte: &str) -> bool {
    est_scientifique(texte) && developpe(texte).is_none()
}

fn developpe(texte: &str) -> Option<String> {
    if !est_scientifique(texte) {
        return None;
    }
    let compact: String = net(texte).chars().filter(|c| !c.is_whitespace()).collect();
    let (mantisse, exposant) = compact.split_once(['e', 'E'])?;
    let (entier, decimales) = mantisse.split_once([',', '.'])?;
    let chiffres = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    let exposant: usize = exposant.strip_prefix('+').unwrap_or(exposant).parse().ok()?;
    if !chiffres(entier) || !chiffres(decimales) {
        return None;
    }
    let (ecrits, reste) = decimales.split_at_checked(exposant)?;
    Some(match reste.trim_end_matches('0') {
        "" => format!("{entier}{ecrits}"),
        reste => format!("{entier}{ecrits},{reste}"),
    })
}

/// The refusal of a number in scientific notation (R-ID-17).
pub fn refus_scientifique() -> Refus {
    Refus::new(
        "Ce nombre vient d’un tableur qui l’a abrégé («\u{a0}E+\u{a0}»)\u{a0}: des chiffres sont perdus. Reprenez le numéro sur le document d’origine.",
    )
}

/// The refusal of a number that is digits only, and is not, or has not the right length.
///
/// `nom` goes after « le numéro »; `conseil` is the sentence that says where to read it.
pub fn refus_de_forme(nom: &str, longueur: usize, numero: &str, conseil: &str) -> Refus {
    let saisis = numero.chars().count();
    let constat = match (saisis == longueur, numero.chars().all(|c| c.is_ascii_digit())) {
        (true, _) => "le vôtre contient un autre signe".to_owned(),
        (false, true) => compte(saisis),
        (false, false) => format!("vous avez saisi {saisis}\u{a0}signes, qui ne sont pas tous des chiffres"),
    };
    Refus::new(format!("Le numéro {nom} compte {longueur}\u{a0}chiffres\u{a0}; {constat}. {conseil}"))
}

/// « vous en avez saisi 8 ».
pub fn compte(nombre: usize) -> String {
    if nombre == 0 {
        "vous n’en avez saisi aucun".to_owned()
    } else {
        format!("vous en avez saisi {nombre}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_dots_and_dashes_of_every_kind_are_taken_out() {
        assert_eq!(normaliser(" 010\u{a0}78-30.09 ", &[]), "010783009");
        assert_eq!(normaliser("2a\u{202f}0000105\u{feff}", &[]), "2A0000105");
        assert_eq!(normaliser("732–829\u{200b}\t320", &[]), "732829320");
    }

    #[test]
    fn any_other_sign_is_kept_to_be_refused() {
        assert_eq!(normaliser("0107/80054", &[]), "0107/80054");
        assert_eq!(normaliser("é٣", &[]), "é٣");
    }

    #[test]
    fn marks_that_show_nothing_are_taken_out_wherever_they_stand() {
        for mark in "\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}\u{202d}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fe0f}".chars() {
            assert_eq!(normaliser(&format!("{mark}010{mark}783 009{mark}"), &[]), "010783009", "{mark:?}");
            assert_eq!(entier(&format!("{mark}1{mark}2")), Some(12), "{mark:?}");
            assert!(jour(&format!("{mark}31/08/{mark}2025")).is_some(), "{mark:?}");
        }
    }

    #[test]
    fn what_keeps_the_zeros_of_a_text_is_not_part_of_it() {
        for text in [
            "=\"0123\"",
            "'0123",
            "=T(\"0123\")",
            "= \"0123\"",
            "=TEXTE(\"0123\";\"0\")",
            "\"=\"\"0123\"\"\"",
            "’0123",
            "=0123",
            "“0123”",
            "'=\"0123\"",
        ] {
            assert_eq!(net(text).trim_matches('"'), "0123", "{text}");
        }
        for text in ["L'HERMITE", "d’ici", "=A1", "", "\"", "=", "=SOMME(A1)"] {
            assert_eq!(net(text), text, "{text}");
        }
    }

    #[test]
    fn words_that_name_the_number_are_no_part_of_it_and_those_of_another_number_stay() {
        let rpps = |text| normaliser(text, &["rpps"]);
        for text in [
            "RPPS 10123456781",
            "N° RPPS : 10123456781",
            "rpps10123456781",
            "10123456781 (RPPS)",
            "Numéro : 10123456781",
            "#10123456781",
        ] {
            assert_eq!(rpps(text).trim_start_matches('#'), "10123456781", "{text}");
        }
        assert_eq!(rpps("SIREN 732829320"), "SIREN732829320");
        assert_eq!(rpps("2A0000105"), "2A0000105");
    }

    #[test]
    fn decimals_that_are_zeros_are_no_part_of_a_number() {
        for text in ["99900000011.0", "99900000011,0", "99900000011,00", "999 000 000 11.0", "=99900000011.0"]
        {
            assert_eq!(normaliser(text, &[]), "99900000011", "{text}");
        }
        assert_eq!(normaliser("010.780.050", &[]), "010780050");
        assert_eq!(normaliser("12,5", &[]), "12,5");
    }

    #[test]
    fn commas_that_cut_a_number_by_thousands_are_no_part_of_it() {
        for (text, number) in [
            ("99,900,000,011", "99900000011"),
            ("999,000,000,000,11", "999,000,000,000,11"),
            ("10,783,009.0", "10783009"),
            ("732,829,320", "732829320"),
            ("12,500", "12,500"),
            ("1,2,3", "1,2,3"),
        ] {
            assert_eq!(normaliser(text, &[]), number, "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_read_as_people_and_programs_write_them() {
        for (text, number) in [
            ("12", 12),
            (" 1\u{202f}200 ", 1200),
            ("1 200", 1200),
            ("12,0", 12),
            ("12.00", 12),
            ("=\"7\"", 7),
            ("1’200", 1200),
        ] {
            assert_eq!(entier(text), Some(number), "{text}");
        }
        for text in ["", "12,5", "-3", "+3", "trois", "3 personnes", "1e3"] {
            assert_eq!(entier(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_told_from_a_name() {
        for text in
            ["NULL", "null", "\\N", "NA", "N/A", "#N/A", "-", "néant", "NaN", "(vide)", "\u{200b}", " — "]
        {
            assert!(est_rien(text), "{text}");
        }
        for text in [
            "???",
            "****",
            "RAS",
            "n/a.",
            "Non attribuée",
            "pas connu",
            "à définir",
            "(néant)",
            "Sans objet.",
        ] {
            assert!(est_rien(text), "{text}");
        }
        for text in
            ["IDE", "0", "NAVARRO", "x", "non", "Non titulaire", "À Pourvoir", "Non cadre", "Pas de nuit"]
        {
            assert!(!est_rien(text), "{text}");
        }
        assert!(est_rien_d_un_nom("NULL") && est_rien_d_un_nom("-") && !est_rien_d_un_nom("Na"));
    }

    #[test]
    fn dates_are_read_however_a_program_writes_them() {
        let august = NaiveDate::from_ymd_opt(2025, 8, 31);
        for text in [
            "31/08/2025",
            "31-08-2025",
            "31.8.2025",
            "31/08/25",
            "2025-08-31",
            "2025-08-31 00:00:00",
            "2025-08-31T00:00:00Z",
            "31/08/2025 12h30",
            "20250831",
            "31082025",
            "31 août 2025",
            "31-aoû-25",
            "31-Aug-2025",
            "dimanche 31 août 2025",
            "le 31 Août 2025",
            "=\"31/08/2025\"",
            "31\u{2011}08\u{2011}2025",
        ] {
            assert_eq!(jour(text), august, "{text}");
        }
        assert_eq!(jour("1er mars 2027"), NaiveDate::from_ymd_opt(2027, 3, 1));
        assert_eq!(jour("31/12/9999"), NaiveDate::from_ymd_opt(9999, 12, 31));
        for text in
            ["", "31/02/2025", "bientôt", "août 2025", "12345678", "31/08/2025 et après", "31/8/5", "45900"]
        {
            assert_eq!(jour(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_writes_all_its_digits_keeps_them_whatever_its_exponent() {
        for (texte, told) in [
            ("1,0123456781E+10", Some("10123456781")),
            ("1.0123456781E10", Some("10123456781")),
            ("1.01234567810E+10", Some("10123456781")),
            ("1.0783009E7", Some("10783009")),
            ("1.0E1", Some("10")),
            (" 1,25 e+01 ", Some("12,5")),
            ("2.0e0", Some("2")),
            ("1,01E+10", None),
            ("1E+10", None),
            ("1E+1", None),
            ("1.5E-1", None),
            ("2E0000105", None),
            ("1.5e99999999999999999999", None),
            ("1.2.3E+1", None),
        ] {
            assert_eq!(developpe(texte).as_deref(), told, "{texte}");
            assert_eq!(perd_des_chiffres(texte), told.is_none() && est_scientifique(texte), "{texte}");
        }
        assert_eq!(normaliser("N° RPPS : 1,0123456781E+10", &["rpps"]), "10123456781");
        assert_eq!((entier("1.2E1"), entier("1E+1"), entier("1.25E1")), (Some(12), None, None));
    }

    #[test]
    fn scientific_notation_is_told_from_a_number_that_holds_a_letter() {
        for text in ["2,601E+13", "2.601e13", " 2,6 E+13", "7E+08", "1e-3"] {
            assert!(est_scientifique(text), "{text}");
        }
        for text in ["2A0000105", "2E0000105", "E+", ",E+1", "", "e", "732829320"] {
            assert!(!est_scientifique(text), "{text}");
        }
    }

    #[test]
    fn a_wrong_form_says_how_many_signs_or_that_one_is_not_a_digit() {
        let phrase = |numero| refus_de_forme("SIREN", 9, numero, "Vérifiez-le.").phrase;
        assert!(phrase("73282932").contains("vous en avez saisi 8"));
        assert!(phrase("").contains("aucun"));
        assert!(phrase("73282932X").contains("un autre signe"));
        assert!(phrase("7328X").contains("5\u{a0}signes"));
    }
}
