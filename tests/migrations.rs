//! Dossier files: real old ones open for ever, bad ones explain themselves, nothing panics, and what is written is what
//! is read.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use jalons::domain::answers::{Answers, Entry, INCONNU, Row};
use jalons::domain::calendrier::iso;
use jalons::domain::dossier::{Dossier, Etat, OpenError, Suivi, TAILLE_MAX, ecrire, ouvrir, schema};
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire;
use jalons::domain::report::Report;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// A full dossier of each schema that was ever published, oldest first. They are never changed.
const PUBLISHED: &[&str] = &[include_str!("migrations/schema-1.json")];

/// A dossier that answers every question that there is: questions are added without a new schema.
const COMPLET: &str = include_str!("migrations/schema-1-edition-2.json");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A dossier with these answers.
fn file(reponses: Value) -> String {
    json!({ "jalons": "dossier", "schema": schema(), "id": "d-1", "enregistre-le": "", "reponses": reponses, "suivi": {} })
        .to_string()
}

/// Every text in a value, and every key of an object.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(fields) => 1 + fields.values().map(size).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}

#[test]
fn there_is_a_real_dossier_of_each_schema() {
    assert_eq!(PUBLISHED.len() as u64, schema());
    for (text, number) in PUBLISHED.iter().zip(1_u64..) {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(value["schema"], number);
        assert!(size(&value["reponses"]) > 150, "schema {number}: not a full dossier");
    }
}

#[test]
fn every_published_dossier_opens_without_a_notice_and_loses_nothing() {
    for text in PUBLISHED.iter().chain([&COMPLET]) {
        let (dossier, notices) = ouvrir(text).unwrap();
        assert_eq!(notices, Vec::<String>::new());
        let (before, after): (Value, Value) =
            (serde_json::from_str(text).unwrap(), serde_json::from_str(&ecrire(&dossier)).unwrap());
        // A later schema may rename; it never drops.
        assert!(size(&after) >= size(&before));
        if before["schema"] == schema() {
            assert_eq!(before, after);
        }
        assert!(!Report::of(&dossier.answers, today()).actions.is_empty());
    }
}

/// Files are compared by people and by version control: names in order, two spaces, one line feed at the end.
#[test]
fn a_file_is_written_byte_for_byte_as_it_always_was() {
    let mut answers = Answers::default();
    answers.set("besoin", Some(Entry::many(&[])));
    answers.put_row("sites", Row::new("site-1").with("site-nom", "Été \"1\"\t\u{1}/\u{1f600}"));
    answers.put_row("administrateurs-techniques", Row::new("at-1").with("at-statut", "partant"));
    let noted = Suivi { etat: Etat::Fait, date: "2026-12-07".parse().ok(), note: "Vu".to_owned() };
    let suivi = [("f101".to_owned(), noted), ("cde".to_owned(), Suivi::default())].into_iter().collect();
    let written = ecrire(&Dossier { id: "d-1".to_owned(), answers, suivi, ..Dossier::default() });
    let lines = [
        "{",
        "  \"enregistre-le\": \"\",",
        "  \"id\": \"d-1\",",
        "  \"jalons\": \"dossier\",",
        "  \"reponses\": {",
        "    \"administrateurs-techniques\": [",
        "      {",
        "        \"at-statut\": \"partant\",",
        "        \"id\": \"at-1\"",
        "      }",
        "    ],",
        "    \"besoin\": [],",
        "    \"sites\": [",
        "      {",
        "        \"id\": \"site-1\",",
        "        \"site-nom\": \"Été \\\"1\\\"\\t\\u0001/\u{1f600}\"",
        "      }",
        "    ]",
        "  },",
        "  \"schema\": 1,",
        "  \"suivi\": {",
        "    \"f101\": {",
        "      \"date\": \"2026-12-07\",",
        "      \"etat\": \"fait\",",
        "      \"note\": \"Vu\"",
        "    }",
        "  }",
        "}",
        "",
    ];
    assert_eq!(written, lines.join("\n"));
}

#[test]
fn the_complete_dossier_answers_every_question() {
    let (dossier, _) = ouvrir(COMPLET).unwrap();
    for spec in questionnaire::specs() {
        let answered = match spec.liste {
            Some(list) => dossier.answers.rows(list).iter().any(|row| row.entry(spec.id).is_some()),
            None => dossier.answers.entry(spec.id).is_some(),
        };
        assert!(
            answered,
            "{}: a question since this schema was published needs a dossier that answers it",
            spec.id
        );
    }
}

/// What a plan says, as far as dates and figures go.
fn said(answers: &Answers) -> Vec<(String, u32, Option<NaiveDate>)> {
    let report = Report::of(answers, today());
    report.actions.into_iter().map(|action| (action.id, action.quantite, action.fin)).collect()
}

/// `docs/regles.md` §18.2: a dossier of before a question is read with its default.
#[test]
fn a_dossier_of_before_a_question_is_read_with_its_default() {
    let defauts = [
        ("finess-immatriculation", "ouvert"),
        ("voie-contrat", "en-ligne"),
        ("pro-smartphone", "oui"),
        ("pro-depart", "non"),
    ];
    for text in PUBLISHED {
        let (dossier, _) = ouvrir(text).unwrap();
        let mut written = dossier.answers.clone();
        for (id, value) in defauts {
            let spec = questionnaire::spec(id).unwrap();
            assert_eq!(spec.defaut, Some(value), "{id}");
            match spec.liste {
                None => written.set(id, Some(Entry::one(value))),
                Some(list) => {
                    for row in dossier.answers.rows(list).iter().filter(|row| row.entry(id).is_none()) {
                        let row = written.row(list, &row.id).cloned().unwrap();
                        written.put_row(list, row.with(id, value));
                    }
                }
            }
        }
        assert_eq!(said(&dossier.answers), said(&written));
    }
    // The others may stay unanswered.
    for id in ["rl-coordonnees", "directeur-coordonnees", "personne-coordonnees", "pro-attestation-expire-le"]
    {
        assert!(questionnaire::spec(id).unwrap().facultatif, "{id}");
    }
}

#[test]
fn a_text_that_is_not_a_dossier_is_refused_with_what_to_do() {
    let damaged = "Ce fichier est abîmé ou incomplet\u{a0}: il n’a pas pu être lu. Reprenez une copie plus ancienne, ou téléchargez-le à nouveau.";
    let other = "Ce fichier n’est pas un dossier Jalons. Choisissez un fichier «\u{a0}.json\u{a0}» téléchargé depuis cette page.";
    let newer =
        "Ce dossier vient d’une version plus récente de Jalons. Rechargez la page, puis ouvrez-le à nouveau.";
    let huge = "Ce fichier est trop grand pour être un dossier Jalons (plus de 5\u{a0}Mo). Choisissez un fichier «\u{a0}.json\u{a0}» téléchargé depuis cette page.";
    let next = schema() + 1;
    let too_large = format!("\"{}\"", "a".repeat(TAILLE_MAX));
    let nested = "[".repeat(100_000);
    let newer_file = format!("{{\"jalons\":\"dossier\",\"schema\":{next},\"reponses\":[]}}");
    for (text, sentence) in [
        ("", damaged),
        ("Bonjour", damaged),
        ("nd;finess;etalab", damaged),
        ("PK\u{3}\u{4}", damaged),
        ("{\"jalons\": \"dossier\", \"schema\": 1, \"reponses\": {}", damaged),
        ("{\"jalons\": \"dossier\", \"schema\": 1, \"reponses\": {\"denomination\": \"\\ud800\"}}", damaged),
        // No program can hold that number: it is not known what the file said.
        ("{\"jalons\": \"dossier\", \"schema\": 1e999, \"reponses\": {}}", damaged),
        ("{\"jalons\": \"dossier\", \"schema\": 1, \"reponses\": {\"nb-sites\": 1e999}}", damaged),
        (&nested, damaged),
        ("null", other),
        ("[]", other),
        ("\"dossier\"", other),
        ("{}", other),
        ("{\"jalons\": \"plan\", \"schema\": 1, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 0, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": -1, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": \"1\", \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 1.5, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 1.0, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 18446744073709551616, \"reponses\": {}}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 1}", other),
        ("{\"jalons\": \"dossier\", \"schema\": 1, \"reponses\": []}", other),
        (&newer_file, newer),
        ("{\"jalons\": \"dossier\", \"schema\": 18446744073709551615}", newer),
        (&too_large, huge),
    ] {
        let refused = ouvrir(text).map_err(|error: OpenError| error.to_string());
        let start: String = text.chars().take(60).collect();
        assert_eq!(refused, Err(sentence.to_owned()), "{start}");
    }
}

#[test]
fn a_dossier_cut_anywhere_is_said_to_be_damaged() {
    let text = PUBLISHED[0].trim_end();
    for place in (0..text.len()).filter(|place| text.is_char_boundary(*place)) {
        assert_eq!(ouvrir(&text[..place]), Err(OpenError::Illisible), "cut at {place}");
    }
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    assert_eq!(ouvrir(&format!("\u{feff}{}", PUBLISHED[0])), ouvrir(PUBLISHED[0]));
}

/// What opening these answers leaves out, and says.
fn notices(reponses: Value) -> (Answers, Vec<String>) {
    let (dossier, notices) = ouvrir(&file(reponses)).unwrap();
    (dossier.answers, notices)
}

#[test]
fn an_unknown_question_is_left_out_and_said() {
    let long = "x".repeat(5_000);
    let (answers, said) =
        notices(json!({ "couleur": "bleu", "site-nom": "Hors de sa liste", "contrat": "aucun", &long: 1 }));
    assert_eq!(answers.entries().map(|(id, _)| id).collect::<Vec<_>>(), ["contrat"]);
    assert_eq!(said.len(), 3);
    assert!(
        said.contains(&"Une réponse inconnue («\u{a0}couleur\u{a0}») a été laissée de côté.".to_owned()),
        "{said:?}"
    );
    assert!(said.iter().all(|sentence| sentence.chars().count() < 120), "{said:?}");
}

#[test]
fn an_impossible_answer_is_asked_again() {
    for (question, answer) in [
        ("contrat", json!("peut-être")),
        ("contrat", json!(["aucun"])),
        ("contrat", json!(true)),
        ("contrat", json!(null)),
        ("contrat", json!({})),
        ("rl-fonction", json!("inconnu")),
        ("besoin", json!("services")),
        ("besoin", json!(["services", "autre"])),
        ("besoin", json!(["services", 3])),
        ("besoin", json!([])),
        ("statut", json!("9999")),
        ("statut", json!(60)),
        ("nb-sites", json!("douze")),
        ("nb-sites", json!(-1)),
        ("nb-sites", json!(1.5)),
        ("nb-sites", json!(4_000_000_000_u32)),
        ("nb-sites", json!("99999999999999999999")),
        ("nb-sites", json!("+5")),
        ("finess-ej", json!("75000")),
        ("finess-ej", json!("7,5E+08")),
        ("siren", json!("732829321")),
        ("date-dossier-complet", json!("2026-02-30")),
        ("date-dossier-complet", json!("1900-01-01")),
        ("date-dossier-complet", json!("demain")),
        ("denomination", json!("   ")),
        ("denomination", json!("a".repeat(201))),
        ("sites", json!("aucun")),
        ("sites", json!({ "id": "site-1" })),
    ] {
        let (answers, said) = notices(json!({ question: answer }));
        let nom = questionnaire::spec(question).unwrap().nom;
        assert_eq!(
            said,
            [format!(
                "La réponse à «\u{a0}{nom}\u{a0}» n’a pas pu être relue\u{a0}: la question vous sera posée à nouveau."
            )],
            "{question} {answer}"
        );
        assert!(answers.is_empty(), "{question} {answer}");
    }
}

/// R-ID-16: a zero that a spreadsheet dropped is proposed, not put back unasked.
#[test]
fn an_answer_that_may_be_another_one_is_told_with_it() {
    let proposee = "Un tableur a sans doute effacé le zéro du début\u{a0}: est-ce 010780054\u{a0}?";
    let (answers, said) = notices(json!({ "finess-ej": "10780054" }));
    assert!(answers.is_empty());
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("n’a pas pu être relue") && said[0].ends_with(proposee), "{said:?}");
    let row = json!({ "id": "site-1", "site-nom": "Les Tilleuls", "site-finess": "10780054" });
    let (_, said) = notices(json!({ "sites": [row] }));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("«\u{a0}FINESS\u{a0}»") && said[0].ends_with(proposee), "{said:?}");
}

#[test]
fn a_row_that_cannot_be_told_from_another_is_left_out_and_said() {
    let row = |id: &str| json!({ "id": id, "site-nom": "Un site" });
    let long = "s".repeat(61);
    let rows = json!([
        row("site-1"), row("site-1"), row(""), row(&long), row("site 2"), row("site/3"), row("a:b"), row("é"), row("rl"),
        row("directeur"), { "site-nom": "Sans identifiant" }, { "id": 4 }, "site-5", null, [], row("site-6"),
    ]);
    let (answers, said) = notices(json!({ "sites": rows }));
    let kept: Vec<&str> = answers.rows("sites").iter().map(|row| row.id.as_str()).collect();
    assert_eq!(kept, ["site-1", "site-6"]);
    assert_eq!(said, vec!["Une ligne de «\u{a0}Sites\u{a0}» n’a pas pu être relue."; 14]);
}

#[test]
fn a_row_keeps_what_can_be_read_of_it() {
    let row = json!({ "id": "site-1", "site-nom": "Les Tilleuls", "site-categorie": "0", "couleur": "bleu", "contrat": "aucun" });
    let (answers, said) = notices(json!({ "sites": [row] }));
    let row = answers.row("sites", "site-1").unwrap();
    assert_eq!(row.fields().map(|(field, _)| field).collect::<Vec<_>>(), ["site-nom"]);
    assert_eq!(said.len(), 3);
    assert!(
        said.contains(
            &"Une réponse de la ligne «\u{a0}site-1\u{a0}» («\u{a0}couleur\u{a0}») n’a pas pu être relue."
                .to_owned()
        ),
        "{said:?}"
    );
}

#[test]
fn a_number_typed_with_spaces_comes_back() {
    for typed in ["1 000", "1\u{a0}000", "1\u{202f}000"] {
        let mut answers = Answers::default();
        answers.set("nb-sites", Some(Entry::one(typed)));
        let (dossier, said) =
            ouvrir(&ecrire(&Dossier { answers: answers.clone(), ..Dossier::default() })).unwrap();
        assert_eq!((dossier.answers, said), (answers, vec![]), "{typed}");
    }
}

/// A file of another program may write a number as a number. Only a whole one that is kept exactly is an answer: what
/// would be read as another number is asked again.
#[test]
fn a_number_is_kept_as_it_is_written_or_asked_again() {
    let opened = |number: &str| {
        let text = format!(r#"{{"jalons":"dossier","schema":1,"reponses":{{"nb-sites":{number}}}}}"#);
        let (dossier, said) = ouvrir(&text).unwrap();
        (dossier.answers.entry("nb-sites").and_then(Entry::text).map(str::to_owned), said.len())
    };
    for number in ["0", "1", "12"] {
        assert_eq!(opened(number), (Some(number.to_owned()), 0));
    }
    for number in ["-0", "-1", "1.0", "1e1", "1E+1", "10.5", "1e-400", "18446744073709551615"] {
        assert_eq!(opened(number), (None, 1), "{number}");
    }
    // Beyond what a whole number of the program holds.
    for number in
        ["18446744073709551616", "99999999999999999999", "10000000000000000000000000000000000000000"]
    {
        assert_eq!(opened(number), (None, 1), "{number}");
    }
}

#[test]
fn of_two_answers_to_a_question_the_last_stands() {
    let text =
        r#"{"jalons":"dossier","reponses":{"contrat":"peut-être","contrat":"aucun"},"schema":9,"schema":1}"#;
    let (dossier, said) = ouvrir(text).unwrap();
    assert_eq!((dossier.answers.entry("contrat"), said), (Some(&Entry::one("aucun")), vec![]));
}

#[test]
fn hostile_answers_are_texts_like_others() {
    let deep = (0..100).fold(json!("a"), |inside, _| json!([inside]));
    for text in [
        "</script><script>alert(1)</script>",
        "\u{202e}gnp.exe",
        "\0\u{7}\u{1b}[31m",
        "__proto__",
        "=1+1",
        "👩🏽‍⚕️",
        "a\u{300}\u{300}",
    ] {
        let (answers, said) = notices(json!({ "denomination": text }));
        assert_eq!((answers.entry("denomination"), said), (Some(&Entry::one(text)), vec![]), "{text}");
    }
    for (question, answer) in
        [("denomination", &deep), ("besoin", &deep), ("sites", &deep), ("__proto__", &deep)]
    {
        let (answers, said) = notices(json!({ question: answer }));
        assert!(answers.entries().all(|(_, entry)| *entry == Entry::Rows(vec![])));
        assert_eq!(said.len(), 1, "{question}");
    }
}

/// A field had one « se renseigner » for each row; it has one for all of them.
#[test]
fn what_was_noted_of_each_row_to_find_out_is_brought_to_the_task_of_the_field() {
    let noted = |suivi: Value| {
        let rows = ["pro-1", "pro-2"].map(|id| json!({ "id": id, "pro-rpps": "inconnu" }));
        let mut text: Value = serde_json::from_str(&file(json!({ "professionnels": rows }))).unwrap();
        text["suivi"] = suivi;
        let (dossier, notices) = ouvrir(&text.to_string()).unwrap();
        assert_eq!(notices, Vec::<String>::new());
        let again = ouvrir(&ecrire(&dossier)).unwrap().0;
        assert_eq!(again, dossier, "once is enough");
        let ids: Vec<String> = dossier.suivi.keys().cloned().collect();
        assert_eq!(ids, ["se-renseigner:pro-rpps"]);
        dossier.suivi.get("se-renseigner:pro-rpps").unwrap().clone()
    };
    let (one, two) = ("se-renseigner:pro-1:pro-rpps", "se-renseigner:pro-2:pro-rpps");
    let done = |note: &str, date: &str| json!({ "etat": "fait", "note": note, "date": date });
    let of = |etat: Etat, note: &str, date: Option<&str>| Suivi {
        etat,
        note: note.to_owned(),
        date: date.map(|date| date.parse().unwrap()),
    };
    assert_eq!(noted(json!({ one: done("Vu", "2026-03-01") })), of(Etat::EnCours, "Vu", Some("2026-03-01")));
    assert_eq!(
        noted(json!({ one: done("Vu", "2026-03-01"), two: done("Appeler l’ARS", "2026-02-01") })),
        of(Etat::Fait, "Vu\u{a0}; Appeler l’ARS", Some("2026-03-01"))
    );
    assert_eq!(
        noted(json!({ one: done("Vu", "2026-03-01"), two: { "note": "Vu" } })),
        of(Etat::EnCours, "Vu", Some("2026-03-01"))
    );
    assert_eq!(
        noted(
            json!({ "se-renseigner:pro-rpps": { "etat": "en-cours" }, two: { "etat": "a-faire", "note": "N" } })
        ),
        of(Etat::EnCours, "N", None)
    );
}

#[test]
fn each_field_of_a_follow_up_is_read_for_itself() {
    let noted =
        json!({ "f101": { "etat": "presque", "date": "07/12/2026", "note": "Vu", "couleur": "bleu" } });
    let text = json!({ "jalons": "dossier", "schema": 1, "reponses": {}, "suivi": noted }).to_string();
    let (dossier, said) = ouvrir(&text).unwrap();
    let expected = Suivi { etat: Etat::AFaire, date: "2026-12-07".parse().ok(), note: "Vu".to_owned() };
    assert_eq!((dossier.suivi.get("f101"), said), (Some(&expected), vec![]));
}

#[test]
fn a_state_is_written_as_its_token() {
    for etat in Etat::TOUS {
        assert_eq!(json!(etat), json!(etat.jeton()));
        assert_eq!(Etat::de_jeton(etat.jeton()), Some(etat));
    }
}

#[test]
fn a_bad_follow_up_is_read_as_nothing_noted() {
    for suivi in [
        json!(null),
        json!([]),
        json!("fait"),
        json!({ "f101": null }),
        json!({ "f101": { "etat": 3, "date": "hier" } }),
        json!({ "f101": { "etat": { "fait": null } } }),
        json!({ "f101": ["2026-12-07", "fait", "Vu"] }),
    ] {
        let text = json!({ "jalons": "dossier", "schema": 1, "reponses": {}, "suivi": suivi }).to_string();
        let (dossier, said) = ouvrir(&text).unwrap();
        assert_eq!((dossier.suivi, said), (BTreeMap::new(), vec![]), "{suivi}");
    }
    let note = json!({ "f101": { "note": "é".repeat(3_000) } });
    let text = json!({ "jalons": "dossier", "schema": 1, "reponses": {}, "suivi": note }).to_string();
    assert_eq!(ouvrir(&text).unwrap().0.suivi.get("f101").unwrap().note.chars().count(), 2_000);
}

// Generated dossiers.

/// An answer that the page can store.
fn entry(spec: &'static Spec) -> BoxedStrategy<Entry> {
    let token = |tokens: Vec<&'static str>| select(tokens).prop_map(Entry::one).boxed();
    let row = |prefix: String| (1..4_u32).prop_map(move |number| format!("{prefix}-{number}"));
    let known = match &spec.champ {
        Champ::Choix(options) => token(options.iter().map(|option| option.jeton).collect()),
        Champ::ChoixMultiple(options) => {
            let tokens: Vec<&'static str> = options.iter().map(|option| option.jeton).collect();
            let least = usize::from((spec.controle)(&Entry::Many(vec![])).is_err());
            let most = tokens.len();
            subsequence(tokens, least..=most).prop_map(|tokens| Entry::many(&tokens)).boxed()
        }
        Champ::Selection(groupes) => {
            token(groupes.iter().flat_map(|groupe| &groupe.options).map(|(jeton, _)| *jeton).collect())
        }
        Champ::Texte(length) => {
            let length = *length;
            "\\PC{1,60}"
                .prop_map(move |text| Entry::One(format!("x{text}").chars().take(length).collect()))
                .boxed()
        }
        Champ::Finess => token(vec!["010783009", "01 0 78 30 09", "010783008", "2A0000105"]),
        Champ::Siren => token(vec!["732829320", "732 829 320"]),
        Champ::Siret => token(vec!["73282932000074", "732 829 320 00074"]),
        Champ::Nombre(low, high) => (*low..=*high).prop_map(|number| Entry::One(number.to_string())).boxed(),
        Champ::Date => (0..40_000_u64)
            .prop_map(|days| {
                let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
                Entry::One(iso(first.checked_add_days(Days::new(days)).unwrap()))
            })
            .boxed(),
        Champ::Personne => {
            prop_oneof![Just("rl".to_owned()), Just("directeur".to_owned()), row("personne".to_owned())]
                .prop_map(Entry::One)
                .boxed()
        }
        Champ::Renvois(list) => {
            let ids: Vec<String> = (1..4).map(|number| format!("{}-{number}", prefix(list))).collect();
            subsequence(ids, 0..=3).prop_map(Entry::Many).boxed()
        }
        Champ::Renvoi(list) => row(prefix(list)).prop_map(Entry::One).boxed(),
        Champ::Lignes(liste) => {
            let prefix = liste.prefixe;
            let fields: Vec<_> = questionnaire::champs(liste)
                .map(|field| option::of(entry(field)).prop_map(|entry| (field.id, entry)))
                .collect();
            let rows = vec(fields, 0..4).prop_map(move |rows| {
                let each = rows.into_iter().zip(1..).map(|(fields, number)| {
                    let mut row = Row::new(&format!("{prefix}-{number}"));
                    fields.into_iter().for_each(|(field, entry)| row.set(field, entry));
                    row
                });
                Entry::Rows(each.collect())
            });
            rows.boxed()
        }
    };
    match spec.ne_sais_pas {
        Some(_) => prop_oneof![4 => known, 1 => Just(Entry::one(INCONNU))].boxed(),
        None => known,
    }
}

/// The prefix of a list's rows.
fn prefix(list: &str) -> String {
    match questionnaire::spec(list).map(|spec| &spec.champ) {
        Some(Champ::Lignes(liste)) => liste.prefixe.to_owned(),
        _ => panic!("{list} is no list"),
    }
}

fn answers() -> impl Strategy<Value = Answers> {
    let each: Vec<_> = questionnaire::questions()
        .map(|spec| option::of(entry(spec)).prop_map(|entry| (spec.id, entry)))
        .collect();
    each.prop_map(|entries| {
        let mut answers = Answers::default();
        entries.into_iter().for_each(|(question, entry)| answers.set(question, entry));
        answers
    })
}

fn suivi() -> impl Strategy<Value = Suivi> {
    let date =
        option::of((0..20_000_u64).prop_map(|days| today().checked_add_days(Days::new(days)).unwrap()))
            .prop_map(|date| date.filter(|date| iso(*date).as_str() < "2101"));
    (select(Etat::TOUS.to_vec()), date, "\\PC{0,80}").prop_map(|(etat, date, note)| Suivi {
        etat,
        date,
        note,
    })
}

fn dossier() -> impl Strategy<Value = Dossier> {
    (answers(), btree_map("[a-z0-9:-]{1,20}", suivi(), 0..4), "[a-z0-9-]{0,20}").prop_map(
        |(answers, suivi, id)| {
            let suivi = suivi.into_iter().filter(|(_, suivi)| *suivi != Suivi::default()).collect();
            let enregistre_le = "2026-11-24T16:42:08.000Z".to_owned();
            Dossier { id, enregistre_le, answers, suivi, ..Dossier::default() }
        },
    )
}

/// Any JSON value, of a few levels.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        select(vec!["inconnu", "oui", "id", "site-1", "rl", "2026-11-23", "1"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map("[a-z-]{0,8}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

/// The path of every value inside one.
fn paths(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| paths(item, &format!("{here}/{place}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, field)| paths(field, &format!("{here}/{key}"), found))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whatever the text: a sentence, or a dossier that can be planned, and that opens the same after being saved.
fn opens_or_explains_itself(text: &str) -> Result<(), TestCaseError> {
    match ouvrir(text) {
        Err(error) => prop_assert!(error.to_string().ends_with('.')),
        Ok((opened, notices)) => {
            prop_assert!(notices.iter().all(|notice| notice.ends_with('.') && notice.chars().count() < 250));
            Report::of(&opened.answers, today());
            prop_assert_eq!(ouvrir(&ecrire(&opened)), Ok((opened, vec![])));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(written in dossier()) {
        prop_assert_eq!(ouvrir(&ecrire(&written)), Ok((written, vec![])));
    }

    #[test]
    fn what_is_written_is_valid(written in dossier()) {
        let published = include_str!("../public/static/schemas/dossier-1.json");
        let validator = jsonschema::draft202012::new(&serde_json::from_str(published).unwrap()).unwrap();
        let value: Value = serde_json::from_str(&ecrire(&written)).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path)).collect();
        prop_assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_value_replaced_by_anything_stops_nothing(changes in vec((any::<prop::sample::Index>(), anything()), 1..4)) {
        let mut value: Value = serde_json::from_str(PUBLISHED[0]).unwrap();
        for (place, new) in changes {
            let mut all = vec![];
            paths(&value, "", &mut all);
            if let Some(old) = value.pointer_mut(place.get(all.as_slice()).as_str()) {
                *old = new;
            }
        }
        opens_or_explains_itself(&value.to_string())?;
    }

    #[test]
    fn a_text_changed_anywhere_stops_nothing(
        changes in vec((any::<prop::sample::Index>(), 0..40_usize, select(vec!["", "\"", "{", "]", ",", "1", "\\", "é", "inconnu", "\u{0}"])), 1..4)
    ) {
        let mut text: Vec<char> = PUBLISHED[0].chars().collect();
        for (place, length, new) in changes {
            let start = place.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, new.chars());
        }
        opens_or_explains_itself(&text.into_iter().collect::<String>())?;
    }

    #[test]
    fn any_text_stops_nothing(text in any::<String>()) {
        opens_or_explains_itself(&text)?;
    }
}
