//! Running other programs, and finding them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, as a sentence with what to do.
pub type Issue<T = ()> = Result<T, String>;

/// The project's folder: the one that cargo runs this program for. The one where it was built is another, when several
/// copies of the project share a folder of built programs; it only stands in when the program is run without cargo.
pub fn racine() -> PathBuf {
    racine_de(std::env::var_os("CARGO_MANIFEST_DIR"))
}

fn racine_de(manifeste: Option<OsString>) -> PathBuf {
    let manifeste = manifeste.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifeste).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Where programs are looked for: the PATH, then the folder where `cargo install` puts them, which a Rust that came
/// from the system's packages leaves out of it.
fn chemin() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = std::env::split_paths(&path).chain(home.map(|home| home.join("bin")));
    std::env::join_paths(folders).unwrap_or(path)
}

/// The program of that name.
pub fn trouver(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&chemin()).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// A command in the project's folder.
fn commande(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(racine()).env("PATH", chemin());
    // Trunk takes this variable for an option of its own, and refuses its usual value, « 1 ».
    command.env_remove("NO_COLOR");
    command
}

/// What a program prints; none when it can't be run or fails.
pub fn lire(program: &str, arguments: &[&str]) -> Option<String> {
    let output = commande(program, arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program in the project's folder and shows what it prints.
pub fn lancer(program: &str, arguments: &[&str]) -> Issue {
    lancer_avec(program, arguments, &[])
}

/// The same, with more environment.
pub fn lancer_avec(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Issue {
    match commande(program, arguments).envs(environment.iter().copied()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("Échec : {program} {}", arguments.join(" "))),
        Err(error) => {
            Err(format!("{program} n’a pas pu être lancé ({error}). Installez-le, puis recommencez."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_the_one_that_cargo_runs_for_else_the_one_that_was_built() {
        assert_eq!(racine_de(Some("/ailleurs/jalons/xtask".into())), Path::new("/ailleurs/jalons"));
        assert!(racine_de(None).join("xtask/Cargo.toml").is_file());
    }
}
