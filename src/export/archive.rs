//! « Dossier complet »: files in one ZIP, dated of the day of the plan so that the same dossier gives the
//! same bytes.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::erreur::ExportError;

/// The bytes of an archive of these files, by name.
///
/// # Errors
/// [`ExportError`].
pub fn zip(fichiers: &[(&str, &[u8])], jour: NaiveDate) -> Result<Vec<u8>, ExportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(date(jour));
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (nom, octets) in fichiers {
        archive.start_file(*nom, options).map_err(|_| ExportError)?;
        archive.write_all(octets).map_err(|_| ExportError)?;
    }
    Ok(archive.finish().map_err(|_| ExportError)?.into_inner())
}

/// A day at midnight; the format's first day for one it can't write.
fn date(jour: NaiveDate) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    u16::try_from(jour.year())
        .ok()
        .and_then(|year| {
            DateTime::from_date_and_time(year, part(jour.month()), part(jour.day()), 0, 0, 0).ok()
        })
        .unwrap_or_default()
}
