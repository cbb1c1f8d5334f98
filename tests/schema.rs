//! The published schema of the dossier file says what the questions say: it is generated from them, and compared with
//! `public/static/schemas/dossier-1.json` (`UPDATE_EXPECT=1` rewrites it).
//!
//! What a schema can't say stays with [`jalons::domain::dossier::ouvrir`]: control keys of numbers, days that a month
//! lacks, ids of rows that are unique and that exist.

use expect_test::expect_file;
use jalons::domain::answers::{Answers, Entry, INCONNU, Row};
use jalons::domain::dossier::{self, Dossier, Etat, ouvrir};
use jalons::domain::question::{Champ, Liste, Opt, Spec};
use jalons::domain::questionnaire::{self, SECTIONS};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The whole schema.
fn schema() -> Value {
    let mut reponses = Map::new();
    for section in SECTIONS {
        for spec in section.pages.iter().flat_map(|page| page.questions) {
            let mut said = propriete(spec);
            said.insert("$comment".to_owned(), json!(format!("Rubrique « {} »", section.titre)));
            reponses.insert(spec.id.to_owned(), Value::Object(said));
        }
    }
    let numeros: Map<String, Value> = questionnaire::listes()
        .map(|(spec, liste)| {
            (liste.prefixe.to_owned(), json!({ "type": "integer", "minimum": 1, "title": spec.nom }))
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:jalons:dossier:{}", dossier::schema()),
        "title": "Dossier Jalons",
        "description": "Les réponses d’une entité juridique, et l’avancement de ses démarches. Une réponse absente n’a pas encore été donnée ; une réponse dont la question n’est plus posée est gardée et n’a pas d’effet.",
        "type": "object",
        "required": ["jalons", "schema", "reponses"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string", "description": "Adresse de ce schéma, pour les éditeurs de texte. Sans effet." },
            "jalons": { "const": "dossier", "description": "Dit que ce fichier est un dossier Jalons." },
            "schema": { "const": dossier::schema(), "description": "Numéro de ce schéma. Les numéros plus anciens s’ouvrent toujours." },
            "id": { "type": "string", "description": "Identifiant du dossier sur l’appareil qui l’a créé." },
            "enregistre-le": { "type": "string", "description": "Date et heure du dernier enregistrement (ISO 8601) ; vide avant." },
            "reponses": {
                "type": "object",
                "description": "Les réponses, par identifiant de question.",
                "additionalProperties": false,
                "properties": reponses,
            },
            "derniers-numeros": {
                "type": "object",
                "description": "Par liste (« site », « personne »…), le plus grand numéro déjà donné à une ligne, quand les réponses et le suivi ne le disent plus : celui d’une ligne supprimée n’est jamais redonné.",
                "additionalProperties": false,
                "properties": numeros,
            },
            "agenda": {
                "type": "object",
                "description": "Les rendez-vous donnés par les calendriers de ce dossier, pour annuler ceux qui ne sont plus au plan.",
                "additionalProperties": false,
                "properties": {
                    "dossier": { "type": "string", "description": "Identifiant du dossier qui les a donnés." },
                    "donnes": {
                        "type": "object",
                        "description": "Les rendez-vous, par identifiant.",
                        "additionalProperties": { "$ref": "#/$defs/rendez-vous" },
                    },
                },
            },
            "suivi": {
                "type": "object",
                "description": "L’avancement, par identifiant d’action du plan. Gardé même quand l’action n’est plus au plan.",
                "additionalProperties": { "$ref": "#/$defs/suivi" },
            },
        },
        "$defs": definitions(),
    })
}

fn definitions() -> Value {
    let etats: Vec<Value> =
        Etat::TOUS.iter().map(|etat| json!({ "const": etat.jeton(), "title": etat.libelle() })).collect();
    // Spaces, dots and dashes may stand between the digits, as people write them (R-ID-16).
    let separe = |chiffres: &str, nombre: usize| format!("^[\\s.-]*({chiffres}[\\s.-]*){{{nombre}}}$");
    json!({
        "suivi": {
            "type": "object",
            "description": "Où en est une action.",
            "additionalProperties": false,
            "properties": {
                "etat": { "oneOf": etats, "default": Etat::default().jeton(), "description": "Son état." },
                "date": { "$ref": "#/$defs/date", "description": "Jour où elle est faite, ou prévue." },
                "note": { "type": "string", "maxLength": 2000, "description": "Une note libre." },
            },
        },
        "rendez-vous": {
            "type": "object",
            "description": "Un rendez-vous, tel qu’il a été donné.",
            "additionalProperties": false,
            "properties": {
                "jour": { "$ref": "#/$defs/date", "description": "Son jour." },
                "titre": { "type": "string", "description": "Ce que c’est." },
            },
        },
        "date": {
            "type": "string",
            "format": "date",
            "pattern": "^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            "description": "Un jour, écrit AAAA-MM-JJ, de 1990 à 2100.",
        },
        "ligne": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]{1,60}$",
            "not": { "enum": ["rl", "directeur", "at", "logiciel"] },
            "description": "Identifiant d’une ligne, unique dans sa liste et stable, comme « site-1 ».",
        },
        "personne": {
            "description": "Une personne.",
            "anyOf": [
                { "const": "rl", "title": "Le représentant légal" },
                { "const": "directeur", "title": "Le directeur ou la directrice" },
                { "$ref": "#/$defs/ligne", "description": "Une ligne de « personnes »." },
            ],
        },
        "finess": {
            "type": "string",
            "pattern": "^[\\s.-]*[0-9][\\s.-]*[0-9A-Za-z][\\s.-]*([0-9][\\s.-]*){7}$",
            "description": "Un numéro FINESS : 9 caractères, avec ou sans espaces. Une clé de contrôle fausse donne un avertissement.",
        },
        "siren": {
            "type": "string",
            "pattern": separe("[0-9]", 9),
            "description": "Un numéro SIREN : 9 chiffres, clé de contrôle juste.",
        },
        "siret": {
            "type": "string",
            "pattern": separe("[0-9]", 14),
            "description": "Un numéro SIRET : 14 chiffres, clé de contrôle juste.",
        },
    })
}

/// What is said of a question or of a field.
fn propriete(spec: &Spec) -> Map<String, Value> {
    let mut said = Map::new();
    said.insert("title".to_owned(), json!(spec.nom));
    said.insert("description".to_owned(), json!(description(spec)));
    let mut forme = forme(spec);
    if spec.ne_sais_pas.is_some() {
        let inconnu = json!({
            "const": INCONNU,
            "title": "Je ne sais pas",
            "description": spec.ne_sais_pas.unwrap_or_default(),
        });
        match forme.get_mut("oneOf").and_then(Value::as_array_mut) {
            Some(options) => options.push(inconnu),
            None => forme = Map::from_iter([("anyOf".to_owned(), json!([forme, inconnu]))]),
        }
    }
    said.extend(forme);
    match spec.defaut {
        Some("") => said.insert("default".to_owned(), json!([])),
        Some(defaut) => said.insert("default".to_owned(), json!(defaut)),
        None => None,
    };
    said
}

/// The question, its hint and its help, in one paragraph.
fn description(spec: &Spec) -> String {
    let list = match &spec.champ {
        Champ::Lignes(liste) => format!("Liste vide : « {} ».", liste.aucun),
        Champ::Choix(_)
        | Champ::ChoixMultiple(_)
        | Champ::Selection(_)
        | Champ::Texte(_)
        | Champ::Finess
        | Champ::Siren
        | Champ::Siret
        | Champ::Nombre(..)
        | Champ::Date
        | Champ::Personne
        | Champ::Renvois(_)
        | Champ::Renvoi(_) => String::new(),
    };
    let optional = if spec.facultatif { "Facultatif." } else { "" };
    let parts = [spec.titre, spec.indice, spec.aide.quoi, spec.aide.ou, spec.aide.effet, &list, optional];
    let sentences = parts.iter().filter(|part| !part.is_empty()).map(|part| {
        if part.ends_with(['.', '?', '!', '…']) { (*part).to_owned() } else { format!("{part}.") }
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// What an answer looks like.
fn forme(spec: &Spec) -> Map<String, Value> {
    let value = match &spec.champ {
        Champ::Choix(options) => json!({ "oneOf": options.iter().map(option).collect::<Vec<_>>() }),
        Champ::ChoixMultiple(options) => json!({
            "type": "array",
            "items": { "oneOf": options.iter().map(option).collect::<Vec<_>>() },
            "uniqueItems": true,
            "minItems": u8::from((spec.controle)(&Entry::Many(vec![])).is_err()),
        }),
        Champ::Selection(groupes) => {
            let options = groupes.iter().flat_map(|groupe| {
                let nom = groupe.nom;
                groupe.options.iter().map(
                    move |(jeton, libelle)| json!({ "const": jeton, "title": libelle, "description": nom }),
                )
            });
            json!({ "oneOf": options.collect::<Vec<_>>() })
        }
        Champ::Texte(longueur) => json!({ "type": "string", "pattern": "\\S", "maxLength": longueur }),
        Champ::Finess => json!({ "$ref": "#/$defs/finess" }),
        Champ::Siren => json!({ "$ref": "#/$defs/siren" }),
        Champ::Siret => json!({ "$ref": "#/$defs/siret" }),
        Champ::Nombre(low, high) => json!({
            "anyOf": [
                { "type": "integer", "minimum": low, "maximum": high },
                { "type": "string", "pattern": "^\\s*([0-9]\\s*)+$", "description": format!("Le même nombre, de {low} à {high}, en texte : c’est ainsi que la page l’écrit.") },
            ],
        }),
        Champ::Date => json!({ "$ref": "#/$defs/date" }),
        Champ::Personne => json!({ "$ref": "#/$defs/personne" }),
        Champ::Renvois(_) => {
            json!({ "type": "array", "items": { "$ref": "#/$defs/ligne" }, "uniqueItems": true })
        }
        Champ::Renvoi(_) => json!({ "$ref": "#/$defs/ligne" }),
        Champ::Lignes(liste) => json!({ "type": "array", "items": ligne(liste) }),
    };
    value.as_object().cloned().unwrap_or_default()
}

fn option(option: &Opt) -> Value {
    let mut said = json!({ "const": option.jeton, "title": option.libelle });
    if !option.precision.is_empty() {
        said["description"] = json!(option.precision);
    }
    said
}

fn ligne(liste: &'static Liste) -> Value {
    let mut fields = Map::from_iter([("id".to_owned(), json!({ "$ref": "#/$defs/ligne" }))]);
    fields.extend(
        questionnaire::champs(liste).map(|field| (field.id.to_owned(), Value::Object(propriete(field)))),
    );
    json!({
        "type": "object",
        "title": liste.un,
        "description": format!("La page nomme ses lignes « {}-1 », « {}-2 »…", liste.prefixe, liste.prefixe),
        "required": ["id"],
        "additionalProperties": false,
        "properties": fields,
    })
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// A dossier whose only answer is that one.
fn dossier_de(question: &str, answer: &Value) -> Value {
    json!({ "jalons": "dossier", "schema": dossier::schema(), "reponses": { question: answer } })
}

/// A dossier with that value of a question, or of a field in the only row of its list.
fn dossier_avec(spec: &Spec, answer: &Value) -> Value {
    match spec.liste {
        Some(list) => dossier_de(list, &json!([{ "id": "ligne-1", spec.id: answer }])),
        None => dossier_de(spec.id, answer),
    }
}

/// Values of every sort, the tokens of the question among them.
fn valeurs(spec: &Spec) -> Vec<Value> {
    let tokens: Vec<&str> = match &spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => options.iter().map(|o| o.jeton).collect(),
        Champ::Selection(groupes) => {
            groupes.iter().flat_map(|groupe| &groupe.options).map(|(jeton, _)| *jeton).collect()
        }
        _ => vec![],
    };
    let texts = [
        INCONNU,
        "",
        " ",
        "autre chose",
        "010783009",
        "01 0 78-30 09",
        "12",
        "1 2",
        "+12",
        "999999",
        "2026-12-07",
    ];
    let mut values: Vec<Value> = tokens.iter().chain(&texts).map(|text| json!(text)).collect();
    values.extend(tokens.iter().map(|token| json!([token])));
    values.extend([json!(tokens), json!([]), json!(["autre chose"]), json!([[]]), json!([{}])]);
    values.extend([
        json!(0),
        json!(1),
        json!(-1),
        json!(1.5),
        json!(999_999),
        json!(true),
        json!(null),
        json!({}),
    ]);
    values
}

#[test]
fn the_published_schema_is_that_of_the_questions() {
    expect_file!["../public/static/schemas/dossier-1.json"].assert_eq(&format!("{:#}\n", schema()));
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn every_question_field_and_option_is_described() {
    let schema = schema();
    let questions = &schema["properties"]["reponses"]["properties"];
    for spec in questionnaire::specs() {
        let said = match spec.liste {
            Some(list) => &questions[list]["items"]["properties"][spec.id],
            None => &questions[spec.id],
        };
        for word in ["title", "description"] {
            assert!(said[word].as_str().is_some_and(|text| text.len() > 2), "{} {word}", spec.id);
        }
        let options = said["oneOf"].as_array().or(said["items"]["oneOf"].as_array());
        for option in options.into_iter().flatten() {
            assert!(option["title"].as_str().is_some_and(|text| !text.is_empty()), "{} {option}", spec.id);
        }
    }
}

#[test]
fn each_worked_case_is_valid() {
    let validator = validator();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers");
    let mut read = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.file_name().is_some_and(|name| name == "attendus.json") {
            continue;
        }
        let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let wrong: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path)).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
        read += 1;
    }
    assert!(read >= 31, "{read} dossiers");
}

#[test]
fn a_wrong_file_is_refused_where_it_is_wrong() {
    let validator = validator();
    let number = dossier::schema() + 1;
    let cases = [
        (dossier_de("couleur", &json!("bleu")), "/reponses"),
        (dossier_de("contrat", &json!("peut-être")), "/reponses/contrat"),
        (dossier_de("besoin", &json!([])), "/reponses/besoin"),
        (dossier_de("besoin", &json!(["services", "services"])), "/reponses/besoin"),
        (dossier_de("finess-ej", &json!("75000")), "/reponses/finess-ej"),
        (dossier_de("nb-sites", &json!(-1)), "/reponses/nb-sites"),
        (dossier_de("sites", &json!([{ "site-nom": "Sans identifiant" }])), "/reponses/sites/0"),
        (dossier_de("sites", &json!([{ "id": "site-1", "couleur": "bleu" }])), "/reponses/sites/0"),
        (dossier_de("date-dossier-complet", &json!("7 décembre")), "/reponses/date-dossier-complet"),
        (json!({ "jalons": "dossier", "schema": number, "reponses": {} }), "/schema"),
        (json!({ "jalons": "autre", "schema": 1, "reponses": {} }), "/jalons"),
        (json!({ "jalons": "dossier", "schema": 1 }), ""),
        (
            json!({ "jalons": "dossier", "schema": 1, "reponses": {}, "suivi": { "cde": { "etat": "presque" } } }),
            "/suivi/cde/etat",
        ),
    ];
    for (file, place) in cases {
        let places: Vec<String> =
            validator.iter_errors(&file).map(|error| error.instance_path.to_string()).collect();
        assert_eq!(places, [place], "{file}");
    }
}

/// What the page reads and what the schema takes are the same, but for what a schema can't say.
#[test]
fn the_page_and_the_schema_agree_on_every_value() {
    let validator = validator();
    for spec in questionnaire::specs().filter(|spec| !matches!(spec.champ, Champ::Lignes(_))) {
        for value in valeurs(spec) {
            let file = dossier_avec(spec, &value);
            let opens = ouvrir(&file.to_string()).is_ok_and(|(_, notices)| notices.is_empty());
            let valid = validator.is_valid(&file);
            match &spec.champ {
                // Control keys, and the bounds of a number in a text, are the page's own.
                Champ::Siren | Champ::Siret | Champ::Nombre(..) => {
                    assert!(valid || !opens, "{} {value}", spec.id)
                }
                // So are ids with a space.
                Champ::Renvois(_) | Champ::Renvoi(_) | Champ::Personne => {
                    assert!(opens || !valid, "{} {value}", spec.id);
                }
                Champ::Choix(_)
                | Champ::ChoixMultiple(_)
                | Champ::Selection(_)
                | Champ::Texte(_)
                | Champ::Finess
                | Champ::Date
                | Champ::Lignes(_) => assert_eq!(valid, opens, "{} {value}", spec.id),
            }
        }
    }
}

#[test]
fn what_the_page_writes_is_valid() {
    let mut answers = Answers::default();
    answers.set("besoin", Some(Entry::many(&["services"])));
    answers.set("finess-ej", Some(Entry::one("010783009")));
    answers.set("nb-sites", Some(Entry::one("12")));
    answers
        .put_row("sites", Row::new("site-1").with("site-nom", "Les Tilleuls").with("site-categorie", "500"));
    let mut written = Dossier {
        id: "d-1".to_owned(),
        enregistre_le: "2026-11-24T10:00:00Z".to_owned(),
        answers,
        ..Dossier::default()
    };
    written.suivi.insert(
        "contrat".to_owned(),
        dossier::Suivi {
            etat: Etat::EnCours,
            date: chrono::NaiveDate::from_ymd_opt(2026, 12, 7),
            note: "à relancer".to_owned(),
        },
    );
    let value: Value = serde_json::from_str(&dossier::ecrire(&written)).unwrap();
    let wrong: Vec<String> = validator().iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
