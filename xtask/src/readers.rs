//! Every file of the page, read again by programs that we did not write: LibreOffice, khal, Radicale, pandas, openpyxl and
//! others. Not part of `test`: their installation asks for the network, and they take minutes.

use crate::setup;
use crate::tools::{Outcome, root, run};

/// Installs the readers, those of Python in a temporary folder, writes the files of some cases, and has them read.
pub fn read() -> Outcome {
    setup::readers()?;
    let folder = std::env::temp_dir().join(format!("jalons-lecteurs-{}", std::process::id()));
    let outcome = read_in(&folder);
    // What is left there is of no use: it is made anew each time.
    let removed = std::fs::remove_dir_all(&folder);
    outcome.and(removed.map_err(|error| format!("{} : {error}", folder.display())))
}

fn read_in(folder: &std::path::Path) -> Outcome {
    let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (python, files) = (within("python"), within("fichiers"));
    println!("Installation des lecteurs de tests/lecteurs/requirements.txt (une minute)");
    run("python3", &["-m", "venv", &python])?;
    let program = format!("{python}/bin/python");
    let packages = root().join("tests/lecteurs/requirements.txt");
    let packages = packages.to_string_lossy();
    run(&program, &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", &packages])?;
    println!("Écriture des fichiers de quelques cas");
    // As the tests build it: nothing is compiled twice.
    let example =
        ["run", "--quiet", "--profile", "test", "--package", "jalons", "--example", "lecteurs", "--"];
    run("cargo", &[&example[..], &[&files]].concat())?;
    run(&program, &["tests/lecteurs/lire.py", &files]).map_err(|_| {
        "Des fichiers n’ont pas été relus comme il faut : les lignes « ÉCHEC » disent lesquels.".to_owned()
    })
}
