//! Cuts FINESS files into small ones to publish beside the page, in dist/finess/: the page then finds a structure by its
//! number without any import.

use std::path::{Path, PathBuf};

use crate::build::dist;
use crate::pack;
use crate::page::Page;
use crate::tools::{Outcome, name, run};

/// What says on `<html>` that the parts are there.
const MARK: &str = "data-finess";

const USAGE: &str = "Usage : cargo xtask finess FICHIER… [--vers DOSSIER]";

/// Reads these files, in this order, and writes their parts. The work is the example's, so that the commands of the
/// project are built without the project itself.
pub fn cut(arguments: impl Iterator<Item = String>) -> Outcome {
    let (files, folder) = read(arguments)?;
    let mut command: Vec<String> =
        ["run", "--quiet", "--release", "--package", "jalons", "--example", "finess_parts", "--"]
            .map(str::to_owned)
            .to_vec();
    let folder = absolute(&folder.unwrap_or_else(|| dist().join("finess")))?;
    command.push(folder.clone());
    for file in files {
        if !file.is_file() {
            return Err(format!("Il n’y a pas de fichier {}.", file.display()));
        }
        command.push(absolute(&file)?);
    }
    println!("Découpage (quelques minutes la première fois, le temps de construire l’outil)");
    run("cargo", &command.iter().map(String::as_str).collect::<Vec<&str>>())?;
    println!("{}", tell(Path::new(&folder))?);
    Ok(())
}

/// Tells the page beside which the parts were written that they are there: it then offers to search them. What is to be
/// copied to the host, in a sentence.
fn tell(folder: &Path) -> Outcome<String> {
    let parts = folder.display();
    let file = folder.with_file_name("index.html");
    if !file.is_file() {
        return Ok(format!(
            "{parts} est écrit. Aucun index.html n’est à côté : rien n’y est marqué, et une page déjà publiée ne proposera pas cette recherche si elle ne le faisait pas. Sans « --vers », la commande marque dist/index.html."
        ));
    }
    let mut page = Page::read(&file)?;
    if !page.values("html", MARK)?.is_empty() {
        return Ok(format!("{parts} est écrit : recopiez ce dossier. {} était déjà marqué.", file.display()));
    }
    page.set("html", MARK, "oui")?;
    page.write()?;
    pack::one(&file)?;
    let packed = pack::ENDS.iter().map(|end| pack::beside(&file, end)).filter(|packed| packed.is_file());
    let packed = packed.map(|packed| name(&packed)).collect::<Vec<_>>().join(", ");
    let with = if packed.is_empty() { String::new() } else { format!(" (et {packed})") };
    Ok(format!(
        "{parts} est écrit, et {} est marqué, pour que la page propose cette recherche : recopiez les deux{with}.",
        file.display()
    ))
}

/// The files, and the folder if one is named.
fn read(mut arguments: impl Iterator<Item = String>) -> Outcome<(Vec<PathBuf>, Option<PathBuf>)> {
    let (mut files, mut folder) = (vec![], None);
    while let Some(argument) = arguments.next() {
        if argument == "--vers" {
            folder = Some(PathBuf::from(arguments.next().ok_or(USAGE)?));
        } else if argument.starts_with("--") {
            return Err(USAGE.to_owned());
        } else {
            files.push(PathBuf::from(argument));
        }
    }
    if files.is_empty() { Err(USAGE.to_owned()) } else { Ok((files, folder)) }
}

/// Programs are run in the project's folder, which may not be where the user is.
fn absolute(path: &Path) -> Outcome<String> {
    let path = std::path::absolute(path).map_err(|error| format!("{} : {error}", path.display()))?;
    path.into_os_string().into_string().map_err(|path| format!("Nom illisible : {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::{read_text, temporary, write};

    #[test]
    fn what_is_to_be_copied_again_is_said() {
        let folder = temporary("finess");
        let (parts, page) = (folder.join("finess"), folder.join("index.html"));
        let alone = tell(&parts).unwrap();
        assert!(alone.contains("rien n’y est marqué") && !page.exists(), "{alone}");
        write(&page, format!("<html lang=fr><body>{}", "un jalon\n".repeat(1_000))).unwrap();
        let marked = tell(&parts).unwrap();
        assert!(marked.ends_with("recopiez les deux (et index.html.br, index.html.gz)."), "{marked}");
        assert!(read_text(&page).unwrap().starts_with("<html lang=fr data-finess=\"oui\">"));
        // The next month.
        let again = tell(&parts).unwrap();
        assert!(again.contains("recopiez ce dossier") && again.ends_with("déjà marqué."), "{again}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn files_and_a_folder_are_read_in_any_order() {
        let read_from = |text: &str| read(text.split_whitespace().map(str::to_owned));
        let files = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(read_from("a b"), Ok((files(&["a", "b"]), None)));
        assert_eq!(read_from("a --vers c b"), Ok((files(&["a", "b"]), Some(PathBuf::from("c")))));
        for wrong in ["", "--vers c", "a --vers", "a --autre"] {
            assert_eq!(read_from(wrong), Err(USAGE.to_owned()), "{wrong}");
        }
    }
}
