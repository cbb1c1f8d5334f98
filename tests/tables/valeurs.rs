//! The answers that a table tries for a question.

use chrono::{Days, NaiveDate};
use jalons::domain::answers::{Answers, Entry, INCONNU, Row};
use jalons::domain::calendrier::iso;
use jalons::domain::facts::Lu;
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire;

/// The day of every table.
pub fn jour() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Dates that are tried, in days from the day of the tables.
const ECARTS: [i64; 6] = [-400, -1, 1, 20, 45, 400];

/// An answer to try, and how a table writes it.
pub struct Essai {
    pub nom: String,
    pub entry: Entry,
}

fn essai(nom: impl Into<String>, entry: Entry) -> Essai {
    Essai { nom: nom.into(), entry }
}

/// The answers to try for a question, « je ne sais pas » left out: it leaves the decision open.
pub fn essais(answers: &Answers, spec: &Spec) -> Vec<Essai> {
    let token = |jeton: &str| essai(jeton, Entry::one(jeton));
    let row_ids =
        |list: &str| -> Vec<String> { answers.rows(list).iter().map(|row| row.id.clone()).take(1).collect() };
    match &spec.champ {
        Champ::Choix(options) => options.iter().map(|option| token(option.jeton)).collect(),
        Champ::ChoixMultiple(options) => {
            let alone = options.iter().map(|option| essai(option.jeton, Entry::many(&[option.jeton])));
            let all: Vec<&str> = options.iter().map(|option| option.jeton).collect();
            let none = essai("aucun", Entry::Many(vec![]));
            let none = (spec.controle)(&none.entry).is_ok().then_some(none);
            alone.chain([essai("tous", Entry::many(&all))]).chain(none).collect()
        }
        Champ::Selection(groupes) => {
            let options = groupes.iter().flat_map(|groupe| &groupe.options);
            options.map(|(jeton, _)| token(jeton)).collect()
        }
        Champ::Texte(_) => vec![essai("un texte", Entry::one("Exemple"))],
        Champ::Finess => vec![essai("un numéro", Entry::one("010783009"))],
        Champ::Siren => vec![essai("un numéro", Entry::one("732829320"))],
        Champ::Siret => vec![
            essai("un numéro", Entry::one("73282932000074")),
            essai("un numéro d’un autre SIREN", Entry::one("44306184100047")),
        ],
        Champ::Nombre(low, high) => [0, 1, 2]
            .into_iter()
            .filter(|number| (*low..=*high).contains(number))
            .map(|number| token(&number.to_string()))
            .collect(),
        Champ::Date => ECARTS
            .into_iter()
            .map(|days| {
                let moved = jour().checked_add_days(Days::new(days.unsigned_abs()));
                let back = jour().checked_sub_days(Days::new(days.unsigned_abs()));
                let day = if days < 0 { back } else { moved };
                essai(format!("J{days:+}"), Entry::one(&iso(day.unwrap())))
            })
            .collect(),
        Champ::Personne => ["rl", "directeur", "personne-1"].into_iter().map(token).collect(),
        Champ::Renvois(list) => {
            let all: Vec<String> = answers.rows(list).iter().map(|row| row.id.clone()).collect();
            let first = all
                .first()
                .filter(|_| all.len() > 1)
                .map(|id| essai("la première ligne", Entry::many(&[id])));
            let rest = [essai("aucun", Entry::Many(vec![])), essai("toutes", Entry::Many(all))];
            rest.into_iter().chain(first).collect()
        }
        Champ::Renvoi(list) => row_ids(list).iter().map(|id| token(id)).collect(),
        Champ::Lignes(liste) => {
            let row = Row::new(&format!("{}-1", liste.prefixe));
            vec![essai("aucune ligne", Entry::Rows(vec![])), essai("une ligne", Entry::Rows(vec![row]))]
        }
    }
}

/// The same, and « je ne sais pas » where it is an answer.
pub fn tous_les_essais(answers: &Answers, spec: &Spec) -> Vec<Essai> {
    let unknown = spec.ne_sais_pas.map(|_| essai("ne sait pas", Entry::one(INCONNU)));
    essais(answers, spec).into_iter().chain(unknown).collect()
}

/// What is entered for a question, here.
pub fn entree<'a>(answers: &'a Answers, lu: &Lu) -> Option<&'a Entry> {
    match &lu.ligne {
        None => answers.entry(lu.question),
        Some((list, id)) => answers.row(list, id)?.entry(lu.question),
    }
}

/// The same answers with one more. A person who is named without being described gets a row.
pub fn avec(answers: &Answers, lu: &Lu, entry: &Entry) -> Answers {
    let mut answers = answers.clone();
    if let Some(Champ::Personne) = questionnaire::spec(lu.question).map(|spec| &spec.champ)
        && let Some(id @ "personne-1") = entry.text()
        && answers.row("personnes", id).is_none()
    {
        answers.put_row("personnes", Row::new(id));
    }
    match &lu.ligne {
        None => answers.set(lu.question, Some(entry.clone())),
        Some((list, id)) => {
            let mut row = answers.row(list, id).cloned().unwrap_or_else(|| Row::new(id));
            row.set(lu.question, Some(entry.clone()));
            answers.put_row(list, row);
        }
    }
    answers
}

/// How a table writes what is entered.
pub fn ecrit(entry: Option<&Entry>) -> String {
    match entry {
        None => "sans réponse".to_owned(),
        Some(Entry::One(text)) if text == INCONNU => "ne sait pas".to_owned(),
        Some(Entry::One(text)) => text.clone(),
        Some(Entry::Many(tokens)) if tokens.is_empty() => "aucun".to_owned(),
        Some(Entry::Many(tokens)) => tokens.join(" + "),
        Some(Entry::Rows(rows)) => format!("{} ligne(s)", rows.len()),
    }
}

/// The place of a question in the questionnaire: tables ask in that order.
pub fn rang(lu: &Lu) -> (usize, Option<(&'static str, String)>) {
    let place = questionnaire::specs().position(|spec| spec.id == lu.question);
    (place.unwrap_or(usize::MAX), lu.ligne.clone())
}
