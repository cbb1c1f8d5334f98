//! Our JSON and `serde_json`'s read the same texts, refuse the same texts, and write the same bytes.
#![cfg(not(target_arch = "wasm32"))]

use jalons::domain::json::{PROFONDEUR_MAX, Valeur};
use proptest::prelude::*;
use serde_json::Value;

/// The same value, as `serde_json` keeps it; none when a number is too large for it.
fn comme_serde(valeur: &Valeur) -> Option<Value> {
    Some(match valeur {
        Valeur::Null => Value::Null,
        Valeur::Bool(yes) => Value::Bool(*yes),
        Valeur::Nombre(nombre) => serde_json::from_str(nombre).ok()?,
        Valeur::Texte(texte) => Value::String(texte.clone()),
        Valeur::Liste(all) => Value::Array(all.iter().map(comme_serde).collect::<Option<_>>()?),
        Valeur::Objet(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| Some((name.clone(), comme_serde(value)?)))
                .collect::<Option<_>>()?,
        ),
    })
}

/// Whether a value holds a number that `serde_json` would write otherwise, or refuse: `1.0e2`, `-0`, `1e999`.
fn nombres_simples(valeur: &Valeur) -> bool {
    match valeur {
        Valeur::Null | Valeur::Bool(_) | Valeur::Texte(_) => true,
        Valeur::Nombre(nombre) => {
            serde_json::from_str::<Value>(nombre).is_ok_and(|read| read.to_string().as_str() == nombre)
        }
        Valeur::Liste(all) => all.iter().all(nombres_simples),
        Valeur::Objet(fields) => fields.values().all(nombres_simples),
    }
}

fn compare(text: &str) {
    let ours = Valeur::lire(text);
    let theirs: Result<Value, _> = serde_json::from_str(text);
    match (&ours, &theirs) {
        (None, Err(_)) => {}
        (Some(ours), Ok(theirs)) => {
            assert_eq!(comme_serde(ours).as_ref(), Some(theirs), "{text}");
            if nombres_simples(ours) {
                assert_eq!(ours.ecrire(), theirs.to_string(), "{text}");
                assert_eq!(ours.ecrire_lisible(), format!("{theirs:#}"), "{text}");
            }
        }
        (Some(ours), Err(error)) => {
            assert!(comme_serde(ours).is_none(), "refused by serde_json: {error}: {text}");
        }
        (None, Ok(_)) => panic!("refused by ours: {text}"),
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\x00-\\x7f]{0,8}",
        "[a-c]{0,2}",
        "[\u{1f600}\u{2028}\u{feff}é\\\\\"/]{0,4}"
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        texts().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 6, |inside| {
        prop_oneof![
            prop::collection::vec(inside.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((texts(), inside), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Pieces of JSON, right and wrong, side by side.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "\"b\":1",
        "\\u0041",
        "\\ud83d",
        "\\ude00",
        "\"\\u00e9\"",
        "\\n",
        "\\",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "E5",
        "-0",
        "12.5",
        "1e400",
        "18446744073709551616",
        "true",
        "false",
        "null",
        "nul",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{a0}",
        "\u{feff}",
        "\u{0}",
        "\u{1f}",
        "\u{7f}",
        "é",
        "😀",
        "/",
        "'",
    ]);
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn what_serde_writes_is_read_and_written_the_same(value in values()) {
        compare(&value.to_string());
        compare(&format!("{value:#}"));
    }

    #[test]
    fn what_is_wrong_for_one_is_wrong_for_the_other(text in pieces()) {
        compare(&text);
    }

    #[test]
    fn a_right_text_with_one_wrong_piece(value in values(), piece in pieces(), at in any::<prop::sample::Index>(), cut in any::<bool>()) {
        let text = value.to_string();
        let place = at.index(text.len() + 1);
        let place = (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
        let (before, after) = text.split_at(place);
        compare(&if cut { before.to_owned() } else { format!("{before}{piece}{after}") });
    }

    #[test]
    fn of_fields_of_the_same_name_the_last_stands(fields in prop::collection::vec(("[ab]{0,2}", any::<u8>()), 0..9)) {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        compare(&format!("{{{}}}", fields.join(",")));
    }
}

#[test]
fn nesting_stops_where_serde_stops() {
    for depth in [1, PROFONDEUR_MAX - 1, PROFONDEUR_MAX, PROFONDEUR_MAX + 1, 100_000] {
        compare(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        compare(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
    }
}

#[test]
fn every_character_is_written_the_same() {
    for c in (0..0x3000).chain(0xd7f0..0xd800).chain(0xe000..0x10000).filter_map(char::from_u32) {
        compare(&serde_json::to_string(&format!("a{c}b")).unwrap());
        compare(&format!("\"{c}\""));
    }
}

#[test]
fn every_escape_is_read_the_same() {
    for code in 0..=0xffff_u32 {
        compare(&format!("\"\\u{code:04x}\""));
        compare(&format!("\"\\ud83d\\u{code:04X}\""));
    }
}
