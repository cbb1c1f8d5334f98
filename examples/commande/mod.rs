//! How an example ends: its text on the standard output, or its sentence on the other one.

use std::process::ExitCode;

/// Prints what an example gives.
pub fn print(result: Result<String, String>) -> ExitCode {
    match result {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
