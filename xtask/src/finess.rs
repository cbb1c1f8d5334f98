//! Cuts FINESS files into small ones to publish beside the page, in dist/finess/: the page then finds a structure by its
//! number without any import.

use std::path::{Path, PathBuf};

use crate::build::dist;
use crate::pack;
use crate::page::Page;
use crate::tools::{Outcome, run};

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
    tell(Path::new(&folder))
}

/// Tells the page beside which the parts were written that they are there: it then offers to search them.
fn tell(folder: &Path) -> Outcome {
    let Some(file) = folder.parent().map(|folder| folder.join("index.html")) else { return Ok(()) };
    if !file.is_file() {
        return Ok(());
    }
    let mut page = Page::read(&file)?;
    page.set("html", "data-finess", "oui")?;
    page.write()?;
    pack::one(&file)
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
