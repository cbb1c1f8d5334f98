//! The published schema of a publisher's settings says what the page reads: it is generated from the same names and bounds, and
//! compared with `public/static/schemas/reglages-1.json` (`UPDATE_EXPECT=1` rewrites it). What a schema can't say stays with
//! [`Reglages::lire`]: whether an accent can be read on the page.

use expect_test::expect_file;
use jalons::domain::calendrier::Zone;
use jalons::protocol::reglages::{
    ANNONCE_MAX, MASQUABLES, NOM_MAX, NOMS, NOMS_DE_CONTACT, NOMS_DE_COULEUR, Reglages,
};
use serde_json::{Value, json};

/// The file that a release comes with.
const LIVRE: &str = include_str!("../public/static/jalons.json");

fn schema() -> Value {
    let zones: Vec<Value> = std::iter::once(json!({ "const": "", "title": "Aucune : celle du siège" }))
        .chain(Zone::TOUTES.iter().map(|zone| json!({ "const": zone.jeton(), "title": zone.libelle() })))
        .collect();
    let pages: Vec<Value> =
        MASQUABLES.iter().map(|page| json!({ "const": page.token(), "title": page.tab() })).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:jalons:reglages:1",
        "title": "Réglages d’une copie de Jalons",
        "description": "Le fichier jalons.json, à côté de la page : qui la publie, qui appeler, comment elle se présente. Tout est facultatif ; un texte vide vaut une absence. Ce qui n’est pas compris prend sa valeur d’origine, et la page « À propos » le dit.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string", "description": "Adresse de ce schéma, pour les éditeurs de texte. Sans effet." },
            "editeur": { "$ref": "#/$defs/joignable", "description": "Qui publie cette copie. Son nom est au pied de toutes les pages ; ses coordonnées y sont aussi, sur le papier et dans les fichiers à lire. Son courriel reçoit les erreurs signalées." },
            "contacts-regionaux": {
                "type": "array",
                "description": "Qui appeler dans la région : ARS, GRADeS… Montrés à la suite.",
                "items": { "allOf": [{ "$ref": "#/$defs/joignable" }, { "required": ["nom"], "properties": { "nom": { "pattern": "\\S" } } }] },
            },
            "couleur": {
                "type": "object",
                "description": "La couleur des liens et des boutons, pour chaque thème. Son contraste avec les fonds de la page est d’au moins 4,5 pour 1, sinon elle est laissée de côté.",
                "additionalProperties": false,
                "properties": {
                    "clair": { "$ref": "#/$defs/couleur", "description": "Sur fond clair : une couleur sombre, comme #0f4560." },
                    "sombre": { "$ref": "#/$defs/couleur", "description": "Sur fond sombre : une couleur claire, comme #8fd0f0." },
                },
            },
            "annonce": { "type": "string", "maxLength": ANNONCE_MAX, "description": "Une phrase à tous ceux qui arrivent, sur la page d’accueil." },
            "mentions-legales": { "$ref": "#/$defs/adresse", "description": "Adresse de vos mentions légales, au pied de toutes les pages." },
            "pages-masquees": {
                "type": "array",
                "description": "Pages laissées hors d’un plan : leur onglet, les liens qui y mènent, leur partie de « L’essentiel ». Elles restent à leur adresse.",
                "items": { "oneOf": pages },
            },
            "zone-feries": { "oneOf": zones, "description": "Jours fériés des nouveaux dossiers. Chacun peut les changer." },
        },
        "$defs": {
            "joignable": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "nom": { "type": "string", "maxLength": NOM_MAX, "description": "Son nom, comme il se lit après « Publié par »." },
                    "courriel": { "type": "string", "pattern": "^\\s*([A-Za-z0-9._+-]+@[A-Za-z0-9._+-]*\\.[A-Za-z0-9._+-]*)?\\s*$", "description": "Adresse de courriel." },
                    "telephone": { "type": "string", "pattern": "^\\s*([0-9 \u{a0}+.()-]*[0-9][0-9 \u{a0}+.()-]*)?\\s*$", "description": "Numéro de téléphone, comme on l’écrit." },
                    "page": { "$ref": "#/$defs/adresse", "description": "Adresse d’une page." },
                },
            },
            "adresse": {
                "type": "string",
                "pattern": "^\\s*(https?://\\S+|[^\\s:]*)\\s*$",
                "description": "Une adresse qui commence par https://, ou celle d’une page du même site.",
            },
            "couleur": { "type": "string", "pattern": "^\\s*(#[0-9A-Fa-f]{6})?\\s*$", "description": "Rouge, vert, bleu : #rrvvbb." },
        },
    })
}

#[test]
fn the_published_schema_is_what_the_page_reads() {
    expect_file!["../public/static/schemas/reglages-1.json"].assert_eq(&format!("{:#}\n", schema()));
}

#[test]
fn it_describes_every_name_and_no_other() {
    let schema = schema();
    let names = |at: &str| {
        let mut names: Vec<String> =
            schema.pointer(at).unwrap().as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("/properties"), sorted(&NOMS));
    assert_eq!(names("/$defs/joignable/properties"), sorted(&NOMS_DE_CONTACT));
    assert_eq!(names("/properties/couleur/properties"), sorted(&NOMS_DE_COULEUR));
}

#[test]
fn the_file_that_a_release_comes_with_says_nothing_and_names_everything() {
    assert_eq!(Reglages::lire(LIVRE), Reglages::default());
    let read: Value = serde_json::from_str(LIVRE).unwrap();
    assert!(NOMS.iter().all(|name| read.get(name).is_some()));
    assert!(jsonschema::is_valid(&schema(), &read));
}

/// The example of the documentation is one that can be copied.
#[test]
fn the_example_of_the_documentation_is_right() {
    let text = include_str!("../docs/hebergement.md");
    let example = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let read = Reglages::lire(example);
    assert_eq!(read.fautes, Vec::<String>::new());
    assert!(!read.editeur.nom.is_empty() && !read.clair.is_empty() && !read.sombre.is_empty());
    assert!(jsonschema::is_valid(&schema(), &serde_json::from_str(example).unwrap()));
}

#[test]
fn the_schema_and_the_page_agree() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let file = |name: &str, value: &Value| json!({ name: value });
    let contact = |name: &str, value: &Value| json!({ "editeur": { name: value } });
    let mut tried = vec![];
    for value in
        ["", " ", "a@b.fr", "a@b", "@b.fr", "a@b.fr?cc=x", "É@b.fr", "01 23", "12", "x", "https://a.fr/b c"]
    {
        for name in NOMS_DE_CONTACT {
            tried.push(contact(name, &json!(value)));
        }
    }
    for value in ["https://a.fr", "http://a.fr", "mentions.html", "javascript:x", "data:x", "/a", "//a.fr"] {
        tried.push(file("mentions-legales", &json!(value)));
        tried.push(contact("page", &json!(value)));
    }
    for zone in ["", "metropole", "reunion", "ailleurs"] {
        tried.push(file("zone-feries", &json!(zone)));
    }
    for wrong in [json!(null), json!(3), json!([]), json!({}), json!(true), json!("x".repeat(401))] {
        tried.extend(NOMS.iter().filter(|name| **name != "$schema").map(|name| file(name, &wrong)));
    }
    tried.push(json!({ "contacts-regionaux": [{ "nom": "ARS" }] }));
    tried.push(json!({ "contacts-regionaux": [{ "nom": " " }] }));
    tried.push(json!({ "contacts-regionaux": [{}] }));
    tried.push(json!({ "pages-masquees": ["fiches"] }));
    tried.push(json!({ "pages-masquees": ["plan"] }));
    tried.push(json!({ "pages-masquees": [3] }));
    tried.push(json!({ "couleur": { "clair": "#000000", "sombre": "#FFFFFF" } }));
    tried.push(json!({ "couleur": { "clair": "#00000" } }));
    tried.push(json!({ "autre": "" }));
    let agreed = tried.iter().filter(|file| {
        let read = Reglages::lire(&file.to_string());
        // A telephone number of two digits is refused by the page alone.
        let short = read.fautes.iter().any(|fault| fault.contains("telephone"));
        assert!(validator.is_valid(file) == read.fautes.is_empty() || short, "{file}: {:?}", read.fautes);
        read.fautes.is_empty()
    });
    assert!(agreed.count() > 20);
}
