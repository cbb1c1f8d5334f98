//! Cuts FINESS files into small ones to publish beside the page: what `cargo xtask finess` runs. Arguments: the folder to
//! write in, then the files, read in this order and added up.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use jalons::domain::calendrier::long;
use jalons::import::parts::{Decoupe, Index, NOM_INDEX, nom_de_partie};
use jalons::import::{Bilan, Lecteur, fraicheur};

use horloge::aujourdhui;

mod horloge;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(phrase) => {
            eprintln!("{phrase}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((dossier, fichiers)) = arguments.split_first().filter(|(_, fichiers)| !fichiers.is_empty())
    else {
        return Err("Usage\u{a0}: finess_parts DOSSIER FICHIER…".to_owned());
    };
    let mut decoupe = Decoupe::default();
    let mut bilans = Vec::new();
    for fichier in fichiers {
        bilans.push(lire(fichier, &mut decoupe).map_err(|raison| format!("{fichier}\u{a0}: {raison}"))?);
    }
    // Several files are as old as the oldest.
    let millesime = bilans.iter().map(|bilan| bilan.millesime).min().flatten();
    let (parties, index) = decoupe.couper(millesime);

    let dossier = Path::new(dossier);
    let sur = |chemin: &Path, erreur: std::io::Error| format!("{}\u{a0}: {erreur}", chemin.display());
    fs::create_dir_all(dossier).map_err(|erreur| sur(dossier, erreur))?;
    // The index goes first and comes last: a cut that stops midway is not published by halves.
    let chemin_index = dossier.join(NOM_INDEX);
    if chemin_index.exists() {
        let texte = fs::read_to_string(&chemin_index).map_err(|erreur| sur(&chemin_index, erreur))?;
        let ancien = Index::lire(&texte).map_err(|_| {
            format!(
                "{} n’est pas de cet outil\u{a0}: rien n’est écrit. Choisissez un autre dossier, ou ôtez ce fichier.",
                chemin_index.display()
            )
        })?;
        fs::remove_file(&chemin_index).map_err(|erreur| sur(&chemin_index, erreur))?;
        for chemin in ancien.fichiers().map(|nom| dossier.join(nom)).filter(|chemin| chemin.exists()) {
            fs::remove_file(&chemin).map_err(|erreur| sur(&chemin, erreur))?;
        }
    }
    for partie in &parties {
        let chemin = dossier.join(nom_de_partie(&partie.prefixe));
        fs::write(&chemin, &partie.octets).map_err(|erreur| sur(&chemin, erreur))?;
    }
    fs::write(&chemin_index, index.ecrire()).map_err(|erreur| sur(&chemin_index, erreur))?;

    let mut tailles: Vec<usize> = parties.iter().map(|partie| partie.octets.len()).collect();
    tailles.sort_unstable();
    let ko = |rang: usize| tailles.get(rang).map_or(0, |taille| taille / 1000);
    println!(
        "{}\u{a0}: {} entités juridiques et {} établissements, {}, en {} fichiers de {} à {} ko (médiane {} ko, total {} ko).",
        dossier.display(),
        index.ej,
        index.sites,
        millesime.map_or_else(|| "de jour inconnu".to_owned(), |jour| format!("au {}", long(jour))),
        parties.len(),
        ko(0),
        ko(tailles.len().saturating_sub(1)),
        ko(tailles.len() / 2),
        tailles.iter().sum::<usize>() / 1000,
    );
    // A publisher who cuts the same file each month must know that it is old (R-IMPORT-10, R-IMPORT-17).
    let arretee = bilans.iter().find_map(Bilan::serie_arretee).map(str::to_owned);
    for phrase in arretee.into_iter().chain(fraicheur(millesime, aujourdhui())) {
        println!("{phrase}");
    }
    Ok(())
}

/// Reads a whole file; what it held.
fn lire(fichier: &str, decoupe: &mut Decoupe) -> Result<Bilan, String> {
    let mut source = File::open(fichier).map_err(|erreur| erreur.to_string())?;
    let mut lecteur = Lecteur::new(|entite| decoupe.ajouter(&entite));
    let mut tampon = vec![0; 64 * 1024];
    loop {
        match source.read(&mut tampon).map_err(|erreur| erreur.to_string())? {
            0 => break,
            lus => lecteur.pousser(&tampon[..lus]).map_err(|erreur| erreur.to_string())?,
        }
    }
    lecteur.finir().map_err(|erreur| erreur.to_string())
}
