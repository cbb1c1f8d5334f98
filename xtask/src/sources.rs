//! What the rules rest on: the list of sources, and what is past the day after which it must be read again. The work is the
//! example's, so that the commands of the project are built without the project itself.

use crate::tools::{Outcome, output, run};

const SOURCES: [&str; 6] = ["run", "--quiet", "--package", "jalons", "--example", "sources"];

/// Prints every source in Markdown, for a person to check links with.
pub fn list() -> Outcome {
    run("cargo", &SOURCES)
}

/// Prints what must be read again. It fails nothing: what is due is a reading, not a change of the program.
pub fn due() -> Outcome {
    // As the tests before it have built it: nothing is compiled twice.
    let due = output("cargo", &[&SOURCES[..], &["--profile", "test", "--", "--a-relire"]].concat())
        .ok_or("La liste des sources à relire n’a pas pu être établie.")?;
    match due.as_str() {
        "" => println!("Rien à relire."),
        due => println!("À relire (« cargo xtask sources » donne les adresses) :\n{due}"),
    }
    Ok(())
}
