//! Why a file could not be made: what happened, what to do. In French, for the user.

use std::fmt;

/// A file could not be made. Displays a sentence for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportError;

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ce fichier n’a pas pu être fabriqué. Vos réponses sont intactes : téléchargez le dossier, puis essayez un autre format.")
    }
}
