//! The settings of a publisher, `jalons.json` (`src/protocol/reglages.rs`): those that were filled in `dist/` outlive a build,
//! which empties it.

use std::path::Path;

use serde_json::Value;

use crate::build::dist;
use crate::finish::SETTINGS;
use crate::tools::{Outcome, read, root, write};

/// Those that a release is given, which say nothing.
const GIVEN: &str = "public/static/jalons.json";

/// Puts the settings that a publisher filled beside the last release in the next one, which takes its place once it is
/// whole: whatever stops a build, they are in one or the other.
pub fn keep(last: &Path, next: &Path) -> Outcome {
    let Some(filled) = filled(last)? else { return Ok(()) };
    write(&next.join(SETTINGS), filled)?;
    println!(
        "Réglages gardés : {}, que vous avez rempli, est remis dans la nouvelle page. Pour celui d’origine, supprimez-le, puis reconstruisez.",
        last.join(SETTINGS).display()
    );
    Ok(())
}

/// Fails when those of dist/ are filled: what is tried on it is written for those that say nothing.
pub fn none_filled() -> Outcome {
    match filled(&dist())? {
        None => Ok(()),
        Some(_) => Err(format!(
            "dist/{SETTINGS} est rempli, et ce qui s’essaie ici attend celui d’origine. Mettez-le à l’abri hors de dist/, puis recommencez."
        )),
    }
}

/// The settings of a folder, when somebody filled them.
fn filled(folder: &Path) -> Outcome<Option<Vec<u8>>> {
    let file = folder.join(SETTINGS);
    if !file.is_file() {
        return Ok(None);
    }
    let bytes = read(&file)?;
    let filled = bytes != read(&root().join(GIVEN))? && say_something(&bytes);
    Ok(filled.then_some(bytes))
}

/// Whether settings say something, or can't be read: those of an earlier version may say nothing in other words.
fn say_something(bytes: &[u8]) -> bool {
    fn says(value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(values) => values.iter().any(says),
            Value::Object(values) => values.iter().any(|(name, value)| name != "$schema" && says(value)),
            Value::Bool(_) | Value::Number(_) => true,
        }
    }
    serde_json::from_slice(bytes).map_or(!bytes.trim_ascii().is_empty(), |value: Value| says(&value))
}

/// Fails unless a file of settings is there and can be read.
pub fn check(file: &Path) -> Outcome {
    let name = file.display();
    if !file.is_file() {
        return Err(format!(
            "Il n’y a pas de fichier de réglages {name} : vérifiez son nom. Rien n’a été construit."
        ));
    }
    let text = String::from_utf8(read(file)?).ok().filter(|text| !text.starts_with('\u{feff}'));
    let wrong = match text.as_deref().map(serde_json::from_str) {
        Some(Ok(Value::Object(_))) => return Ok(()),
        None => "ils ne sont pas enregistrés en UTF-8 (sans marque d’ordre des octets)".to_owned(),
        Some(Ok(_)) => "ils ne sont pas entre { et }".to_owned(),
        Some(Err(error)) => format!(
            "ce n’est pas du JSON, à la ligne {}, colonne {} : une virgule ou un guillemet y manque, ou est de trop",
            error.line(),
            error.column()
        ),
    };
    Err(format!(
        "Les réglages {name} ne se lisent pas : {wrong}. Corrigez-les, puis recommencez. Rien n’a été construit."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::{read_text, temporary};

    const FILLED: &str = "{ \"editeur\": { \"nom\": \"le GRADeS d’exemple\" } }";

    fn given() -> String {
        read_text(&root().join(GIVEN)).unwrap()
    }

    /// What a build leaves of the settings that stood in the last release.
    fn after_a_build(last: Option<&str>) -> String {
        let folder = temporary("reglages");
        let next = folder.join(".stage");
        std::fs::create_dir_all(&next).unwrap();
        write(&next.join(SETTINGS), given()).unwrap();
        if let Some(last) = last {
            write(&folder.join(SETTINGS), last).unwrap();
        }
        keep(&folder, &next).unwrap();
        let left = read_text(&next.join(SETTINGS)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        left
    }

    #[test]
    fn what_a_publisher_filled_outlives_a_build() {
        // Even what can't be read: its publisher will mend it.
        for filled in [FILLED, "{ \"annonce\": \"Fermé\", ", "{ \"pages-masquees\": [\"courriers\"] }"] {
            assert_eq!(after_a_build(Some(filled)), filled);
        }
    }

    #[test]
    fn settings_that_say_nothing_are_those_of_the_new_release() {
        let earlier =
            "{ \"$schema\": \"schemas/reglages-1.json\", \"editeur\": { \"nom\": \" \" }, \"liens\": [] }";
        for nothing in [None, Some(given().as_str()), Some(earlier), Some("{}"), Some("\n")] {
            assert_eq!(after_a_build(nothing), given(), "{nothing:?}");
        }
    }

    #[test]
    fn settings_that_are_named_wrong_or_can_t_be_read_are_refused_with_where() {
        let folder = temporary("reglages-nommes");
        let file = folder.join("reglages.json");
        let absent = check(&file).unwrap_err();
        assert!(absent.starts_with("Il n’y a pas de fichier de réglages"), "{absent}");
        for (text, said) in [
            ("{\n  \"annonce\": \"Fermé\"\n  \"editeur\": {} }", "à la ligne 3, colonne 3"),
            ("", "à la ligne 1, colonne 0"),
            ("[]", "entre { et }"),
        ] {
            write(&file, text).unwrap();
            let refused = check(&file).unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
        write(&file, b"{ \"annonce\": \"Ferm\xe9\" }").unwrap();
        assert!(check(&file).unwrap_err().contains("UTF-8"));
        for text in [FILLED, "{}", &given()] {
            write(&file, text).unwrap();
            assert_eq!(check(&file), Ok(()));
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
