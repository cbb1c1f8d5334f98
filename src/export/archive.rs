//! « Dossier complet »: every other file in one ZIP, dated of the day of the plan so that the same dossier gives the
//! same bytes.

use std::io::{Cursor, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, ZipWriter};
use chrono::{Datelike, NaiveDate};

use super::{Export, ExportError, Format, fichier};

/// The bytes of the archive.
///
/// # Errors
/// [`ExportError`].
pub fn complete(export: &Export) -> Result<Vec<u8>, ExportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(date(export.report.jour));
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for format in Format::TOUS.into_iter().filter(|format| *format != Format::Complet) {
        let file = fichier(export, format)?;
        archive.start_file(file.nom, options).map_err(|_| ExportError)?;
        archive.write_all(&file.octets).map_err(|_| ExportError)?;
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
