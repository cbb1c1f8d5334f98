//! Whether someone is still there, as a cell says it (R-IMPORT-16).

use chrono::NaiveDate;

use super::departs::{
    ABSENCES, ANCIENS, CONTRATS, ENGAGES, FUTURS, LIEUX, TERMINES, est_d_autre_chose, est_parti, est_passe,
    est_present, est_un_mouvement, est_une_fin, est_une_part,
};
use super::lexique::{est_petit, mots, mots_d_entete};
use super::metiers::sans_accents;
use super::tableau::Cellule;
use super::valeurs::{DateLue, date, dernier_jour_dit, jour_sans_annee, oui_ou_non};
use crate::domain::saisie::est_rien;

/// What a text of a column of presence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    La,
    Partie,
}

/// What a text says of someone's presence. `entete` tells how to read yes and no.
pub(super) fn presence(entete: &str, texte: &str) -> Option<Presence> {
    let (suivie, entete, texte) = (reponse_suivie(texte), mots_d_entete(entete), mots(texte));
    let sens: Vec<&str> = entete.split(' ').collect();
    let demande = |known: &[&str]| sens.iter().any(|word| known.contains(word));
    let depart = sens.iter().any(|word| est_parti(word));
    let seule = depart != sens.iter().any(|word| est_present(word) || *word == "presence");
    let words: Vec<&str> = texte.split(' ').filter(|word| !word.is_empty()).collect();
    // « Non, départ le 30/06/2026 » answers its heading first.
    let words = if suivie && seule { words.get(..1).unwrap_or_default() } else { words.as_slice() };
    if let Some(oui) = oui_ou_non(&words.join(" ")).filter(|_| seule) {
        return Some(if oui == depart { Presence::Partie } else { Presence::La });
    }
    match words {
        [] => None,
        // The two letters of some programs.
        ["a"] if seule && !depart => Some(Presence::La),
        ["i"] if seule && !depart => Some(Presence::Partie),
        words => dite(words).or_else(|| {
            let ailleurs =
                !entete.is_empty() && matches!(words, ["mutation" | "transfere" | "transferee", ..]);
            // Why someone left, under a heading that asks it; `00` is the code of no reason.
            let motif = demande(&["motif", "motifs", "cause", "raison"]) && !est_rien(&texte);
            match motif && texte.bytes().all(|c| c == b'0') {
                true => Some(Presence::La),
                false => (motif || ailleurs).then_some(Presence::Partie),
            }
        }),
    }
}

/// Whether a text is yes or no, then something else behind a sign: « Non (retraite) », « Oui – à mi-temps ».
fn reponse_suivie(texte: &str) -> bool {
    let texte = texte.trim();
    let suite = ["oui", "non"].into_iter().find_map(|mot| {
        let (debut, suite) = texte.split_at_checked(mot.len())?;
        debut.eq_ignore_ascii_case(mot).then_some(suite)
    });
    suite.is_some_and(|suite| suite.trim_start().starts_with([',', ';', ':', '(', '-', '–', '—', '.']))
}

/// Whether the first word of a text says a leaving by itself: « Partie le 30/06 », « A quitté l’établissement ».
pub(super) fn commence_par_un_depart(texte: &str) -> bool {
    let words = texte.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.take(3).map(sans_accents);
    words.find(|word| !matches!(word.as_str(), "a" | "est")).is_some_and(|word| {
        est_parti(&word) && !ANCIENS.contains(&word.as_str()) && !TERMINES.contains(&word.as_str())
    })
}

/// What a text adds in brackets or behind a dash, when it begins with a leaving.
pub(super) fn a_cote(texte: &str) -> Option<&str> {
    let entre = texte.split_once('(').map(|(_, suite)| suite.trim_end().trim_end_matches(')'));
    let apres = || [" - ", " – ", " — "].into_iter().find_map(|tiret| Some(texte.split_once(tiret)?.1));
    let dit = entre.or_else(apres)?.trim();
    commence_par_un_depart(dit).then_some(dit)
}

/// Who has retired and works again: « retraitée vacataire ».
const RETRAITES: &[&str] = &["retraite", "retraitee"];
const VACATIONS: &[&str] = &["vacataire", "vacation", "vacations", "interimaire"];

/// Parts of the week or of the day.
const MOMENTS: &[&str] = &[
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "week", "weekend", "nuit",
    "matin", "soir",
];

/// Whether a text announces a leaving without its year: « départ le 31/12 », « nous quitte fin décembre ». Past or to come, it
/// can't be told.
pub(super) fn annonce_sans_annee(texte: &str) -> bool {
    let net = mots(texte);
    !est_passe(&net.split(' ').collect::<Vec<_>>())
        && dernier_jour_dit(texte).is_none()
        && jour_sans_annee(texte)
}

/// The day of arriving that a text says: « arrive le 01/02/2027 », « CDD du 01/02/2027 au 30/06/2027 ».
pub(super) fn arrivee_dite(texte: &str) -> Option<NaiveDate> {
    let net = mots(texte);
    let words: Vec<&str> = net.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    // « Temps partiel à compter du », « arrive à échéance le » speak of who is there.
    if est_d_autre_chose(&words)
        || a(ABSENCES)
        || a(&["fin", "terme", "echeance", "retraite", "puis", "passage"])
        || words.iter().any(|word| word.starts_with("renouvel") || word.starts_with("prolong"))
    {
        return None;
    }
    if net.starts_with("arriv") || net.starts_with("prise de ") {
        return dernier_jour_dit(texte);
    }
    let contrat = |word: &&&str| CONTRATS.contains(*word) || **word == "cdi";
    if words.iter().filter(contrat).count() != 1 || !words.first().is_some_and(|word| contrat(&word)) {
        return None;
    }
    if a(&["compter", "partir"]) {
        return dernier_jour_dit(texte);
    }
    let (_, suite) = texte.split_once(" du ")?;
    dernier_jour_dit(suite.split_once(" au ")?.0)
}

/// What the words of a sentence say, each governed by those before it.
fn dite(words: &[&str]) -> Option<Presence> {
    let net = sans_faire_partie(words);
    let (dits, mut sorti) = sans_le_remplace(&net);
    let mot = |known: &[&str]| dits.iter().any(|word| known.contains(word));
    let suite = |known: &[&str]| dits.windows(known.len()).any(|words| words == known);
    let (mut bouge, mut nie, mut present, mut engage) = (false, false, false, false);
    for (place, word) in dits.iter().enumerate() {
        let avant = dits.get(..place).unwrap_or_default();
        let (regi, encore) = regissant(avant);
        let negation = matches!(regi, Some("non" | "plus" | "pas" | "jamais"));
        let apres = dits.get(place + 1..).unwrap_or_default();
        if (place > 0 && ANCIENS.contains(word)) || est_une_part(word, apres) {
            // « CDI (ancien CDD) », « partie nuit ».
        } else if est_parti(word) {
            present |= negation;
            sorti |= !negation && !est_un_mouvement(word);
            bouge |= !negation && est_un_mouvement(word);
        } else if regi.is_some_and(est_parti) {
            // « Ancien titulaire », « a quitté son poste ».
        } else if est_present(word) {
            let dedans = match avant.last() {
                None => dits.len() == 1,
                Some(avant) => matches!(*avant, "en" | "dans" | "les" | "l" | "a" | "au" | "aux" | "sous"),
            };
            nie |= (negation && !encore) || (regi == Some("hors") && word.starts_with("effectif"));
            present |= (!negation || encore) && (dedans || !LIEUX.contains(word));
        } else if ENGAGES.contains(word) {
            nie |= regi == Some("plus");
            engage |= !negation;
        }
    }
    // « N’est plus là », « ne travaille plus ».
    nie |= dits.ends_with(&["plus", "la"]) || dits.ends_with(&["travaille", "plus"]);
    // « Non présente le lundi » comes the other days.
    if nie && mot(MOMENTS) {
        (nie, present) = (false, true);
    }
    sorti |=
        suite(&["non", "renouvele"]) || suite(&["non", "renouvelee"]) || suite(&["abandon", "de", "poste"]);
    // « Fin de contrat », « fin CDD », « fin de période d’essai ».
    let fin =
        words.first() == Some(&"fin") && (words.len() == 1 || est_une_fin(words) || words.contains(&"essai"));
    if nie {
        Some(Presence::Partie)
    } else if present || mot(FUTURS) || suite(&["a", "demande"]) || (mot(RETRAITES) && mot(VACATIONS)) {
        Some(Presence::La)
    } else if sorti || fin {
        Some(Presence::Partie)
    } else if mot(ABSENCES) {
        Some(Presence::La)
    } else if bouge {
        Some(Presence::Partie)
    } else {
        engage.then_some(Presence::La)
    }
}

/// The word that governs what comes next, small ones passed; and whether « encore » stands between: « pas encore parti ».
fn regissant<'a>(avant: &[&'a str]) -> (Option<&'a str>, bool) {
    let passe = |word: &&&str| est_petit(word) && !word.starts_with(|c: char| c.is_ascii_digit());
    let mut encore = false;
    let word = avant.iter().rev().find(|word| {
        let adverbe = matches!(**word, "encore" | "est" | "ete" | "sous");
        encore |= **word == "encore";
        !(adverbe || passe(word))
    });
    (word.copied(), encore)
}

/// Without « fait partie », that is no leaving.
fn sans_faire_partie<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let fait = words.iter().any(|word| matches!(*word, "fait" | "font" | "faisant"));
    words
        .iter()
        .copied()
        .filter(|word| !(fait && matches!(*word, "fait" | "font" | "faisant" | "partie")))
        .collect()
}

/// The words up to a replacement, of which the others tell who is replaced: « remplacement départ retraite »; and whether the
/// replacement has ended.
fn sans_le_remplace<'w, 'a>(words: &'w [&'a str]) -> (&'w [&'a str], bool) {
    match words.iter().position(|word| word.starts_with("rempla") || word.starts_with("supple")) {
        None => (words, false),
        Some(place) => {
            let (avant, apres) = words.split_at(place);
            (avant, apres.iter().any(|word| TERMINES.contains(word)))
        }
    }
}

/// The day of leaving that a cell of such days says: a date, a month or a year, among words maybe.
pub(super) fn echeance(cellule: &Cellule) -> DateLue {
    let lue = date(cellule);
    let (Cellule::Texte(texte) | Cellule::Erreur(texte)) = cellule else {
        // `202508`, `2025`: of a workbook too.
        let dit = || dernier_jour_dit(&cellule.texte());
        return match (lue, cellule) {
            (DateLue::Illisible, Cellule::Nombre(_)) => dit().map_or(lue, DateLue::Jour),
            _ => lue,
        };
    };
    if lue != DateLue::Illisible {
        return lue;
    }
    let texte_net = mots(texte);
    let words: Vec<&str> = texte_net.split(' ').collect();
    if words.iter().any(|word| matches!(*word, "cdi" | "indetermine" | "indeterminee")) {
        return DateLue::Aucune;
    }
    let dite = presence("", texte);
    // A day since when someone is there ends nothing.
    let debut = words.iter().any(|word| matches!(*word, "depuis" | "partir" | "compter"));
    if dite == Some(Presence::La) && !words.iter().any(|word| FUTURS.contains(word))
        || (debut && dite != Some(Presence::Partie))
    {
        return DateLue::Illisible;
    }
    dernier_jour_dit(texte).map_or(DateLue::Illisible, DateLue::Jour)
}

/// The end that a text says of a contract or of a presence: « CDD jusqu’au 31/08/2025 », « présent jusqu’au 31/08/2025 »;
/// none of « CDI, temps partiel jusqu’au 31/08/2025 ».
pub(super) fn fin_dite(texte: &str) -> Option<NaiveDate> {
    let net = mots(texte);
    let words: Vec<&str> = net.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let contrat = a(CONTRATS);
    // The least of a contract « à terme imprécis » is no end.
    if a(&["cdi", "indetermine", "indeterminee"])
        || (!contrat && (a(ABSENCES) || est_d_autre_chose(&words)))
        || a(&["essai", "imprecis", "min", "minimum", "minimale"])
    {
        return None;
    }
    let chiffre = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    // « Présent au 31/12/2025 » tells the day of a list.
    let au = contrat
        && words.windows(2).any(|pair| pair.first() == Some(&"au") && pair.get(1).is_some_and(chiffre));
    // « Présente, mi-temps jusqu’au 30/06 » bounds the last thing said.
    let borne =
        words.iter().position(|word| *word == "jusqu").map(|place| words.get(..place).unwrap_or_default());
    let jusque = borne.is_some_and(|avant| {
        let dernier = avant.iter().rfind(|word| !est_petit(word));
        contrat || dernier.is_none_or(|word| est_present(word) || ENGAGES.contains(word))
    });
    let fin = contrat && a(&["fin", "terme", "echeance", "expire"]);
    let dite = (au || jusque || fin).then(|| dernier_jour_dit(texte)).flatten();
    dite.or_else(|| if contrat { fin_d_intervalle(texte) } else { None })
}

/// The last day of a period: « 01/01/2026 - 31/08/2026 », « 01/2026 à 08/2026 ».
fn fin_d_intervalle(texte: &str) -> Option<NaiveDate> {
    let barres = texte.contains('/');
    let coupes =
        ["–", "—", "->", "→", " - ", " à ", " a ", "-"].into_iter().filter(|coupe| *coupe != "-" || barres);
    coupes.filter_map(|coupe| texte.rsplit_once(coupe)).find_map(|(debut, fin)| {
        let (debut, fin) = (dernier_jour_dit(debut)?, dernier_jour_dit(fin)?);
        (debut <= fin).then_some(fin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_presence_are_read_as_their_heading_asks() {
        use Presence::{La, Partie};
        for (entete, texte, told) in [
            ("Actif", "Non", Some(Partie)),
            ("Actif", "FAUX", Some(Partie)),
            ("Actif", "Oui", Some(La)),
            ("Sorti", "Oui", Some(Partie)),
            ("Sorti", "Non", Some(La)),
            ("Situation", "Sorti", Some(Partie)),
            ("Situation", "Présente", Some(La)),
            ("Situation", "N’est plus en poste", Some(Partie)),
            ("Statut", "Retraité", Some(Partie)),
            ("Statut", "Retraite progressive", Some(La)),
            ("Statut", "Départ prévu", Some(La)),
            ("Statut", "Cumul emploi retraite", Some(La)),
            ("Statut", "CDI", None),
            ("Statut", "Non cadre", None),
            ("Activité", "Inactive", Some(Partie)),
            ("Archivé", "0.0", Some(La)),
            ("Statut", "Fin de contrat", Some(Partie)),
            ("Motif de sortie", "Mutation", Some(Partie)),
            ("Motif de sortie", "-", None),
            ("Situation", "Congé parental", Some(La)),
            ("Situation", "Marié", None),
        ] {
            assert_eq!(presence(entete, texte), told, "{entete}: {texte}");
        }
    }
}
