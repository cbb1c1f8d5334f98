//! The dossier file: everything the user entered, and how far each action is. Opens for ever, or explains itself.
//!
//! An older schema is brought up step by step ([`STEPS`], one file each under `migrations/`). An entry that can no
//! longer be read is removed with a notice, never guessed. A file that is newer, or is no dossier, is refused and left
//! as it is. The format is described by `public/static/schemas/dossier-1.json`.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::agenda::Agenda;
use super::answers::{Answers, Entry, INCONNU, Row};
use super::calendrier::lire_date;
use super::question::{Champ, Liste, Spec};
use super::questionnaire;
use super::saisie::entier;
use super::situations::{AT_ANONYME, LOGICIEL_ANONYME};

/// One step of migration: from the schema of its rank to the next, on the file's own JSON.
pub type Step = fn(&mut Map<String, Value>);

/// Every step, oldest first. Schema 1 is the first published: there is none yet. The current schema is their number
/// plus one.
pub const STEPS: &[Step] = &[];

/// The schema that this program writes.
pub fn schema() -> u64 {
    STEPS.len() as u64 + 1
}

/// The largest file that is read, in bytes. A dossier of 1 000 sites and 500 rows of staff weighs a tenth of it.
pub const TAILLE_MAX: usize = 5_000_000;

/// Characters of a note.
const NOTE_MAX: usize = 2000;

/// Ids that name someone or something without a row (R-COMPTE-10): no row may take them.
const RESERVES: [&str; 4] = ["rl", "directeur", AT_ANONYME, LOGICIEL_ANONYME];

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Etat {
    /// Not started.
    #[default]
    AFaire,
    /// Started.
    EnCours,
    /// Done.
    Fait,
}

impl Etat {
    /// Every state.
    pub const TOUS: [Self; 3] = [Self::AFaire, Self::EnCours, Self::Fait];

    /// Stable token.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::AFaire => "a-faire",
            Self::EnCours => "en-cours",
            Self::Fait => "fait",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::AFaire => "À faire",
            Self::EnCours => "En cours",
            Self::Fait => "Fait",
        }
    }

    /// The state of a token.
    pub fn de_jeton(jeton: &str) -> Option<Self> {
        Self::TOUS.into_iter().find(|etat| etat.jeton() == jeton)
    }
}

/// What the user noted of an action. Kept by action id, also while the action is not in the plan. Written in the order of
/// these fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Suivi {
    /// When: done, or planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// How far.
    pub etat: Etat,
    /// A note.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Suivi {
    /// Notes how far the action is. Done: today, unless a day that is past was noted; no longer done: the day that it was
    /// done is no day that it is planned for.
    pub fn passer(&mut self, etat: Etat, today: NaiveDate) {
        self.date = match (self.etat, etat) {
            (Etat::Fait, Etat::Fait) => self.date,
            (_, Etat::Fait) => Some(self.date.map_or(today, |jour| jour.min(today))),
            (Etat::Fait, _) => None,
            (_, Etat::AFaire | Etat::EnCours) => self.date,
        };
        self.etat = etat;
    }

    /// What a file says of an action, each field as it comes: one that can't be read is as if nothing had been noted there.
    fn lire(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        Self {
            date: text("date").and_then(lire_date),
            etat: text("etat").and_then(Etat::de_jeton).unwrap_or_default(),
            note: text("note").unwrap_or("").chars().take(NOTE_MAX).collect(),
        }
    }
}

/// One entité juridique: what was entered, and how far each action is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Its id on this device.
    pub id: String,
    /// When it was last saved, ISO 8601; empty before.
    pub enregistre_le: String,
    /// What was entered.
    pub answers: Answers,
    /// What was noted, by action id.
    pub suivi: BTreeMap<String, Suivi>,
    /// What its calendars hold.
    pub agenda: Agenda,
}

/// Why a text could not be opened. Displays a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Larger than [`TAILLE_MAX`].
    TropGrand,
    /// Not JSON, or cut.
    Illisible,
    /// JSON, but not a dossier.
    PasUnDossier,
    /// Written by a newer program.
    PlusRecent,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TropGrand => "Ce fichier est trop grand pour être un dossier Jalons (plus de 5 Mo). Choisissez un fichier « .json » téléchargé depuis cette page.",
            Self::Illisible => "Ce fichier est abîmé ou incomplet : il n’a pas pu être lu. Reprenez une copie plus ancienne, ou téléchargez-le à nouveau.",
            Self::PasUnDossier => "Ce fichier n’est pas un dossier Jalons. Choisissez un fichier « .json » téléchargé depuis cette page.",
            Self::PlusRecent => "Ce dossier vient d’une version plus récente de Jalons. Rechargez la page, puis ouvrez-le à nouveau.",
        })
    }
}

/// What says that a JSON file is a dossier.
const JALONS: &str = "dossier";

/// The file, as it is written: its fields in the order of their names.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Fichier<'a> {
    #[serde(skip_serializing_if = "Agenda::est_vide")]
    agenda: &'a Agenda,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    derniers_numeros: BTreeMap<&'static str, u32>,
    enregistre_le: &'a str,
    id: &'a str,
    jalons: &'static str,
    reponses: &'a Answers,
    schema: u64,
    #[serde(serialize_with = "ecrire_suivi")]
    suivi: &'a BTreeMap<String, Suivi>,
}

/// What was noted; what was not is left out.
fn ecrire_suivi<S: Serializer>(suivi: &BTreeMap<String, Suivi>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(suivi.iter().filter(|(_, suivi)| **suivi != Suivi::default()))
}

/// The text of a dossier file.
pub fn ecrire(dossier: &Dossier) -> String {
    let file = Fichier {
        agenda: &dossier.agenda,
        derniers_numeros: derniers_numeros(dossier),
        enregistre_le: &dossier.enregistre_le,
        id: &dossier.id,
        jalons: JALONS,
        reponses: &dossier.answers,
        schema: schema(),
        suivi: &dossier.suivi,
    };
    // Texts, lists of texts and names that are texts: JSON can write them all.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The last number that was given to a row of each list, by prefix, where neither the answers nor the notes tell it.
fn derniers_numeros(dossier: &Dossier) -> BTreeMap<&'static str, u32> {
    let mut noted = Answers::default();
    retenir_notes(&mut noted, dossier.suivi.keys());
    let prefixes = questionnaire::listes().map(|(_, liste)| liste.prefixe);
    let numbers = prefixes.map(|prefix| (prefix, dossier.answers.dernier_retenu(prefix)));
    let untold = |prefix: &str, number: u32| {
        number > dossier.answers.dernier_cite(prefix) && number > noted.dernier_retenu(prefix)
    };
    numbers.filter(|(prefix, number)| untold(prefix, *number)).collect()
}

/// Keeps from being given again the ids of rows that are gone: those that the file tells, and those of which something
/// was noted, in files that were written before it told them.
fn retenir(object: &Map<String, Value>, answers: &mut Answers) {
    let told = object.get("derniers-numeros").and_then(Value::as_object);
    for (_, liste) in questionnaire::listes() {
        if let Some(number) = told.and_then(|told| told.get(liste.prefixe)?.as_u64()) {
            answers.retenir(&format!("{}-{number}", liste.prefixe));
        }
    }
    let noted = object.get("suivi").and_then(Value::as_object);
    retenir_notes(answers, noted.into_iter().flat_map(Map::keys));
}

/// Keeps from being given again the ids of which something was noted.
fn retenir_notes<'a>(answers: &mut Answers, actions: impl Iterator<Item = &'a String>) {
    actions.flat_map(|id| id.split(':')).for_each(|part| answers.retenir(part));
}

/// The id that the text of a dossier gives, nothing else of it being read; none when it gives none.
pub fn id(texte: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    serde_json::from_str(texte).ok().map(|named: Named| named.id).filter(|id| !id.is_empty())
}

/// Opens the text of a dossier, with what had to be left out, as sentences.
///
/// # Errors
/// The text is left untouched: see [`OpenError`].
pub fn ouvrir(texte: &str) -> Result<(Dossier, Vec<String>), OpenError> {
    if texte.len() > TAILLE_MAX {
        return Err(OpenError::TropGrand);
    }
    let texte = texte.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(texte).map_err(|_| OpenError::Illisible)?;
    let Value::Object(mut object) = value else { return Err(OpenError::PasUnDossier) };
    if object.get("jalons").and_then(Value::as_str) != Some(JALONS) {
        return Err(OpenError::PasUnDossier);
    }
    let written = object.get("schema").and_then(Value::as_u64).filter(|schema| *schema >= 1);
    let written = written.ok_or(OpenError::PasUnDossier)?;
    if written > schema() {
        return Err(OpenError::PlusRecent);
    }
    for step in STEPS.iter().skip(usize::try_from(written - 1).unwrap_or(usize::MAX)) {
        step(&mut object);
    }
    let reponses = object.get("reponses").and_then(Value::as_object).ok_or(OpenError::PasUnDossier)?;
    let mut notices = vec![];
    let mut answers = lire_reponses(reponses, &mut notices);
    retenir(&object, &mut answers);
    let suivi = object.get("suivi").and_then(Value::as_object);
    let suivi = suivi.map(|entries| lire_suivi(entries, &answers)).unwrap_or_default();
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let agenda = object.get("agenda").map(Agenda::lire).unwrap_or_default();
    Ok((Dossier { id: text("id"), enregistre_le: text("enregistre-le"), answers, suivi, agenda }, notices))
}

/// The answers that can be read, and a notice for each other one.
fn lire_reponses(reponses: &Map<String, Value>, notices: &mut Vec<String>) -> Answers {
    let mut answers = Answers::default();
    for (id, value) in reponses {
        match questionnaire::spec(id).filter(|spec| spec.liste.is_none()) {
            Some(spec) => match entry_from_json(spec, value, notices) {
                Some(entry) => answers.set(spec.id, Some(entry)),
                None => notices.push(avec_proposition(
                    spec,
                    value,
                    format!(
                        "La réponse à « {} » n’a pas pu être relue : la question vous sera posée à nouveau.",
                        spec.nom
                    ),
                )),
            },
            None => notices.push(format!("Une réponse inconnue (« {} ») a été laissée de côté.", court(id))),
        }
    }
    answers
}

/// What was noted, by action id.
fn lire_suivi(entries: &Map<String, Value>, answers: &Answers) -> BTreeMap<String, Suivi> {
    let mut suivi = BTreeMap::new();
    for (id, value) in entries {
        let noted = Suivi::lire(value);
        if noted == Suivi::default() {
            continue;
        }
        let (id, noted) = match ligne_a_renseigner(id) {
            Some((field, list)) => (
                format!("{SE_RENSEIGNER}{field}"),
                Suivi { etat: etat_du_champ(noted.etat, field, list, answers, entries), ..noted },
            ),
            None => (id.clone(), noted),
        };
        let noted = match suivi.get(&id) {
            Some(known) => joindre(known, &noted),
            None => noted,
        };
        suivi.insert(id, noted);
    }
    suivi
}

/// Moves notes, each from one key to another. What is noted there already stays.
pub fn deplacer_notes(suivi: &mut BTreeMap<String, Suivi>, deplacees: &[(String, String)]) {
    for (from, to) in deplacees {
        if !suivi.contains_key(to)
            && let Some(noted) = suivi.remove(from)
        {
            suivi.insert(to.clone(), noted);
        }
    }
}

/// The start of the ids of the actions of `rules/se_renseigner.rs`.
const SE_RENSEIGNER: &str = "se-renseigner:";

/// The field and the list of « se-renseigner:pro-3:pro-rpps »: a field had a task for each of its rows; now it has one,
/// « se-renseigner:pro-rpps », to which what was noted is brought.
fn ligne_a_renseigner(id: &str) -> Option<(&'static str, &'static str)> {
    let (_, field) = id.strip_prefix(SE_RENSEIGNER)?.split_once(':')?;
    let spec = questionnaire::spec(field)?;
    Some((spec.id, spec.liste?))
}

/// How far the task of a field is, from that of one row: begun at most, while nothing was noted of another row.
fn etat_du_champ(
    etat: Etat,
    field: &str,
    list: &str,
    answers: &Answers,
    entries: &Map<String, Value>,
) -> Etat {
    let unnoted = |row: &Row| {
        let unknown = row.entry(field).and_then(Entry::text) == Some(INCONNU);
        unknown && entries.get(&format!("{SE_RENSEIGNER}{}:{field}", row.id)).is_none()
    };
    if etat == Etat::Fait && answers.rows(list).iter().any(unnoted) { Etat::EnCours } else { etat }
}

/// What two notes say together: begun when they differ, each note, the last date.
fn joindre(un: &Suivi, autre: &Suivi) -> Suivi {
    let etat = if un.etat == autre.etat { un.etat } else { Etat::EnCours };
    Suivi { etat, date: un.date.max(autre.date), note: joindre_notes(&un.note, &autre.note) }
}

/// What stands between two notes in one.
pub const SEPARATEUR: &str = "\u{a0}; ";

/// Two notes in one; the same is said once.
pub fn joindre_notes(une: &str, autre: &str) -> String {
    match (une, autre) {
        (note, "") | ("", note) => note.to_owned(),
        (note, other) if note == other => note.to_owned(),
        (note, other) => note.chars().chain(SEPARATEUR.chars()).chain(other.chars()).take(NOTE_MAX).collect(),
    }
}

/// At most forty characters of a text that comes from a file, to be quoted.
fn court(texte: &str) -> String {
    texte.chars().take(40).collect()
}

/// An entry of a question, as a file holds it; none when it can't be one of its answers.
pub fn entree(spec: &'static Spec, value: &Value) -> Option<Entry> {
    entry_from_json(spec, value, &mut vec![])
}

/// Reads an entry of a question; none when it can't be one of its answers.
fn entry_from_json(spec: &'static Spec, value: &Value, notices: &mut Vec<String>) -> Option<Entry> {
    let entry = match (value, &spec.champ) {
        (Value::String(text), _) => Entry::One(text.clone()),
        // What is no whole number, or is too large for one, is no longer written as it was: it is not an answer.
        (Value::Number(number), Champ::Nombre(..)) => Entry::One(number.as_u64()?.to_string()),
        (Value::Array(items), Champ::Lignes(liste)) => {
            let mut rows: Vec<Row> = vec![];
            for item in items {
                match row_from_json(liste, item, notices) {
                    Some(row) if rows.iter().all(|known| known.id != row.id) => rows.push(row),
                    Some(_) | None => {
                        notices.push(format!("Une ligne de « {} » n’a pas pu être relue.", spec.nom))
                    }
                }
            }
            Entry::Rows(rows)
        }
        (Value::Array(items), _) => {
            let tokens: Option<Vec<String>> =
                items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
            Entry::Many(tokens?)
        }
        (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_), _) => return None,
    };
    let unknown = entry.text() == Some(INCONNU) && spec.ne_sais_pas.is_some();
    (unknown || connue(spec, &entry)).then_some(entry)
}

/// Whether an entry can be read, tokens of long lists included.
fn connue(spec: &Spec, entry: &Entry) -> bool {
    if (spec.controle)(entry).is_err() {
        return false;
    }
    match (&spec.champ, entry.text()) {
        (Champ::Selection(groupes), Some(jeton)) => {
            groupes.iter().any(|groupe| groupe.options.iter().any(|(token, _)| *token == jeton))
        }
        (Champ::Nombre(low, high), Some(text)) => {
            // Typed « 1 000 », it is kept so.
            entier(text).is_some_and(|number| (u64::from(*low)..=u64::from(*high)).contains(&number))
        }
        _ => true,
    }
}

/// A notice, with the value that the refused one may be, if its reader proposes one (R-ID-16): it is never put in its
/// place unasked.
fn avec_proposition(spec: &Spec, value: &Value, notice: String) -> String {
    let refus = value.as_str().and_then(|text| (spec.controle)(&Entry::One(text.to_owned())).err());
    match refus.filter(|refus| refus.proposition.is_some()) {
        Some(refus) => format!("{notice} {}", refus.phrase),
        None => notice,
    }
}

fn row_from_json(liste: &'static Liste, value: &Value, notices: &mut Vec<String>) -> Option<Row> {
    let object = value.as_object()?;
    let mut row = Row::new(object.get("id")?.as_str().filter(|id| est_un_id(id))?);
    for (field, value) in object.iter().filter(|(field, _)| *field != "id") {
        let spec = questionnaire::champs(liste).find(|spec| spec.id == field.as_str());
        if let Some(spec) = spec
            && let Some(entry) = entry_from_json(spec, value, notices)
        {
            row.set(spec.id, Some(entry));
            continue;
        }
        let notice = format!(
            "Une réponse de la ligne « {} » (« {} ») n’a pas pu être relue.",
            court(&row.id),
            spec.map_or_else(|| court(field).to_string(), |spec| spec.nom.to_owned())
        );
        notices.push(match spec {
            Some(spec) => avec_proposition(spec, value, notice),
            None => notice,
        });
    }
    Some(row)
}

/// Whether a text can be the id of a row: it is in addresses and in the ids of actions, where `/` and `:` divide.
fn est_un_id(id: &str) -> bool {
    let letters = id.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_');
    letters && (1..=60).contains(&id.len()) && !RESERVES.contains(&id)
}
