//! The `.br` and `.gz` that stand beside the files of a release, for hosts that send them as they are.
//!
//! Not of the settings, which their publisher changes by hand: a packed one would go on saying what they said.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::finish::SETTINGS;
use crate::tools::{Outcome, files, name, read, remove, write};
use crate::weight;

/// The end of the name of a file packed by brotli.
pub const BROTLI: &str = "br";

/// The ends of the names of packed files.
pub const ENDS: [&str; 2] = [BROTLI, "gz"];

/// What is worth packing.
const PACKED: [&str; 7] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];

/// Under this, in bytes, it is not.
const SMALL: usize = 1_000;

/// Packs each file of the folder that is worth it.
pub fn all(folder: &Path) -> Outcome {
    for file in files(folder)? {
        one(&file)?;
    }
    Ok(())
}

/// Packs a file, or takes away what was packed of it when it is not worth it.
pub fn one(file: &Path) -> Outcome {
    let bytes = read(file)?;
    let suits = PACKED.iter().any(|end| file.extension().is_some_and(|own| own == *end));
    let [br, gz] = ENDS.map(|end| beside(file, end));
    if !suits || bytes.len() < SMALL || name(file) == SETTINGS {
        for packed in [br, gz].iter().filter(|packed| suits && packed.is_file()) {
            remove(packed)?;
        }
        return Ok(());
    }
    write(&br, weight::packed(&bytes)?)?;
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    encoder.write_all(&bytes).map_err(|error| format!("gzip : {error}"))?;
    write(&gz, encoder.finish().map_err(|error| format!("gzip : {error}"))?)
}

/// Where a file packed so stands.
pub fn beside(file: &Path, end: &str) -> PathBuf {
    file.with_file_name(format!("{}.{end}", name(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_it_is_packed_twice_and_comes_back_but_never_the_settings() {
        let folder = std::env::temp_dir().join(format!("jalons-pack-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "un jalon\n".repeat(1_000);
        for name in ["page.html", SETTINGS, "image.png"] {
            write(&folder.join(name), &text).unwrap();
        }
        write(&folder.join("petit.js"), "1").unwrap();
        all(&folder).unwrap();
        let names: Vec<String> = files(&folder).unwrap().iter().map(|file| name(file)).collect();
        assert_eq!(names, ["image.png", SETTINGS, "page.html", "page.html.br", "page.html.gz", "petit.js"]);
        let mut back = vec![];
        brotli::BrotliDecompress(&mut &read(&folder.join("page.html.br")).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let packed = read(&folder.join("page.html.gz")).unwrap();
        let mut back = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut back).unwrap();
        assert_eq!(back, text);
        // It became small: what was packed of it would be another page.
        write(&folder.join("page.html"), "x").unwrap();
        one(&folder.join("page.html")).unwrap();
        assert!(!folder.join("page.html.br").is_file());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
