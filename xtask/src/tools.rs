//! Running other programs, and finding them.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What went wrong, as a sentence with what to do.
pub type Outcome<T = ()> = Result<T, String>;

/// The project's folder: the one that cargo runs this program for. The one where it was built is another, when several
/// copies of the project share a folder of built programs; it only stands in when the program is run without cargo.
pub fn root() -> PathBuf {
    root_of(std::env::var_os("CARGO_MANIFEST_DIR"))
}

fn root_of(manifest: Option<OsString>) -> PathBuf {
    let manifest = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Where programs are looked for: those of package.json, then the PATH, then the folder where `cargo install` puts them,
/// which a Rust that came from the system's packages leaves out of it.
fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let packages = root().join("node_modules").join(".bin");
    let folders = std::iter::once(packages)
        .chain(std::env::split_paths(&path))
        .chain(home.map(|home| home.join("bin")));
    std::env::join_paths(folders).unwrap_or(path)
}

/// The program of that name.
pub fn find(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path()).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// A command in the project's folder.
fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).env("PATH", path());
    // Trunk takes this variable for an option of its own, and refuses its usual value, « 1 ».
    command.env_remove("NO_COLOR");
    command
}

/// What a program prints; none when it can't be run or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a program makes of a text.
pub fn filter(program: &str, arguments: &[&str], text: &str) -> Outcome<String> {
    let failed = |reason: String| format!("{} : {reason}", said(program, arguments));
    let mut child = command(program, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| absent(program, &error))?;
    let mut entry = child.stdin.take().ok_or_else(|| failed("pas d’entrée".to_owned()))?;
    // Written beside: a program that answers as it reads would otherwise wait for its reader.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(entry.write_all(text.as_bytes())));
        child.wait_with_output().map_err(|error| failed(error.to_string()))
    })?;
    if !output.status.success() {
        return Err(failed("échec".to_owned()));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(error.to_string()))
}

/// Runs a program in the project's folder and shows what it prints.
pub fn run(program: &str, arguments: &[&str]) -> Outcome {
    run_with(program, arguments, &[])
}

/// The same, with more environment.
pub fn run_with(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Outcome {
    match command(program, arguments).envs(environment.iter().copied()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("Échec : {}", said(program, arguments))),
        Err(error) => Err(absent(program, &error)),
    }
}

fn said(program: &str, arguments: &[&str]) -> String {
    format!("{program} {}", arguments.join(" "))
}

fn absent(program: &str, error: &std::io::Error) -> String {
    format!("{program} n’a pas pu être lancé ({error}). Installez-le, puis recommencez.")
}

/// The bytes of a file.
pub fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{} : {error}", file.display()))
}

/// The digest of these bytes, as a security policy and an `integrity` write it.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The text of a file.
pub fn read_text(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{} : {error}", file.display()))
}

/// Writes a file whole.
pub fn write(file: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    std::fs::write(file, bytes).map_err(|error| format!("{} : {error}", file.display()))
}

/// Removes a file.
pub fn remove(file: &Path) -> Outcome {
    std::fs::remove_file(file).map_err(|error| format!("{} : {error}", file.display()))
}

/// The files of a folder, sorted by name; not those of its folders.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{} : {error}", folder.display()))?;
    let mut found: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    found.sort();
    Ok(found)
}

/// The name of a file, without its folder.
pub fn name(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A folder of a test's own, empty.
#[cfg(test)]
pub fn temporary(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("jalons-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_the_one_that_cargo_runs_for_else_the_one_that_was_built() {
        assert_eq!(root_of(Some("/ailleurs/jalons/xtask".into())), Path::new("/ailleurs/jalons"));
        assert!(root_of(None).join("xtask/Cargo.toml").is_file());
    }

    #[test]
    fn a_digest_is_the_one_that_browsers_compute() {
        assert_eq!(digest(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[cfg(unix)]
    #[test]
    fn a_filter_gives_what_the_program_makes_of_a_long_text() {
        let text = "un jalon\n".repeat(100_000);
        assert_eq!(filter("cat", &[], &text), Ok(text.clone()));
        assert!(filter("false", &[], &text).is_err());
    }
}
