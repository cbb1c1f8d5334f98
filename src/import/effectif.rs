//! Staff rosters, as human resources export them: CSV, XLSX, ODS, or a workbook in one XML document, in; people, counts and located sentences out.
//!
//! ```text
//! octets ─ lire ─► Tableau ─ Colonnes::proposer ─► Colonnes ─ Effectif::de ─► Effectif ─► fondre      (rows of the dossier)
//!                  (what stands where)  (changeable)     (who, which profession)       └─► par_personne (what a page lists)
//! ```
//!
//! * [`lire`] tells what the file is by its content, never by its name, finds the row of headings, and keeps the number
//!   that each row has in the spreadsheet.
//! * [`Colonnes`] says which column is what. It is proposed from the headings and the content, and the user changes it.
//! * [`metiers`] recognises professions in what is really written, and says how sure it is.
//! * [`Effectif`] holds the people. What is doubtful gets a [`Remarque`] that says the line and the column.
//!
//! **Invariant:** a fault of one cell never stops the rest. Only a file that can't be read at all gives an
//! [`ErreurEffectif`]. Memory is bounded by [`super::limites`], whatever the file declares.
//!
//! # What is kept of people
//!
//! The dossier holds professions and counts, never people: a plan needs nothing else (`questions/professionnels.rs`), and
//! a dossier is shared, printed and put in links. So names, RPPS numbers and sites stay in [`Effectif`], in the memory of
//! the page, and go with it. [`Noms`] chooses what of a name is shown even there.

mod archive;
mod choix;
mod classeur;
mod colonnes;
mod comptes;
mod departs;
mod encodage;
mod entetes;
mod erreur;
mod fondre;
mod grille;
mod intitules;
mod lexique;
pub mod metiers;
mod ods;
mod personnes;
mod presence;
mod remarque;
mod role;
mod tableau;
mod texte;
mod totaux;
mod valeurs;
mod xlsx;
mod xml;

pub use colonnes::Colonnes;
pub use erreur::{AutreFichier, ErreurEffectif};
pub use fondre::{Fiche, Fondu, Noms, fondre, par_personne};
pub use personnes::{AChoisir, Doublon, ECARTER, Effectif, EtatRpps, NOMBRE_MAX, Personne};
pub use remarque::{Remarque, lettres};
pub use role::Role;
pub use tableau::{Cellule, LigneLue, Tableau};

use super::limites::EFFECTIF_FICHIER_MAX;
use classeur::{Format, Genre};
use remarque::extrait;

/// Reads a roster file. In a workbook, the sheet that most looks like a roster is taken.
///
/// `nom` is the file's name: only sentences use it, to say that its ending does not fit its content.
///
/// # Errors
/// A file that can't be read, or holds no row; see [`ErreurEffectif`].
pub fn lire(octets: &[u8], nom: &str) -> Result<Tableau, ErreurEffectif> {
    lire_feuille(octets, nom, None)
}

/// Reads a roster file, and of a workbook the sheet of this name.
///
/// # Errors
/// As [`lire`]; and [`ErreurEffectif::FeuilleAbsente`].
pub fn lire_feuille(octets: &[u8], nom: &str, feuille: Option<&str>) -> Result<Tableau, ErreurEffectif> {
    if octets.len() > EFFECTIF_FICHIER_MAX {
        return Err(ErreurEffectif::TropLourd);
    }
    let (mut tableau, format) = match classeur::genre(octets)? {
        Genre::Zip => classeur::lire(octets, feuille)?,
        Genre::Gzip => match classeur::degonfler(octets)? {
            (dedans, Genre::Xml(xml)) => classeur::lire_xml(&dedans, xml, feuille)?,
            (dedans, _) => (texte::lire(&dedans)?, Format::Csv),
        },
        Genre::Xml(xml) => classeur::lire_xml(octets, xml, feuille)?,
        Genre::Texte => (texte::lire(octets)?, Format::Csv),
    };
    if let Some(remarque) = autre_extension(nom, format) {
        tableau.remarques.insert(0, remarque);
    }
    Ok(tableau)
}

/// What to tell of a name whose ending is that of another kind of file.
fn autre_extension(nom: &str, format: Format) -> Option<Remarque> {
    let (_, fin) = nom.rsplit_once('.')?;
    let fin = fin.to_ascii_lowercase();
    (!format.fins().contains(&fin.as_str())).then(|| {
        Remarque::du_fichier(format!(
            "Le nom de ce fichier finit par «\u{a0}.{}\u{a0}», mais son contenu est {}\u{a0}: il a été lu comme tel.",
            extrait(&fin),
            format.en_clair()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_is_judged_by_the_content() {
        assert!(autre_extension("effectif.xls", Format::Xlsx).unwrap().phrase.contains("«\u{a0}.xls\u{a0}»"));
        for (nom, format) in
            [("e.XLSM", Format::Xlsx), ("e.csv", Format::Csv), ("e", Format::Ods), ("e.csv.gz", Format::Csv)]
        {
            assert_eq!(autre_extension(nom, format), None);
        }
    }
}
