//! Running other programs, and finding them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, as a sentence with what to do.
pub type Issue<T = ()> = Result<T, String>;

/// The project's folder.
pub fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The program of that name in the PATH.
pub fn trouver(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What a program prints; none when it can't be run or fails.
pub fn lire(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(racine()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program in the project's folder and shows what it prints.
pub fn lancer(program: &str, arguments: &[&str]) -> Issue {
    lancer_avec(program, arguments, &[])
}

/// The same, with more environment.
pub fn lancer_avec(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Issue {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(racine()).envs(environment.iter().copied());
    // The flags of whoever calls would make every build start again.
    command.env_remove("NO_COLOR");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("Échec : {program} {}", arguments.join(" "))),
        Err(error) => Err(format!("{program} n’a pas pu être lancé ({error}). Installez-le, puis recommencez.")),
    }
}
