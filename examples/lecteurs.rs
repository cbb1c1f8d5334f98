//! Writes the files of some worked cases in a folder, each with what readers must find in them (`attendu.json`): for
//! `cargo xtask lecteurs`. One case is full of signs that readers take for something else; one is what comes after another,
//! with less in its plan, so that its calendar cancels appointments.
//!
//! ```text
//! cargo run --example lecteurs -- FOLDER
//! ```

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use jalons::domain::answers::Entry;
use jalons::domain::calendrier::{iso, lire_date};
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::report::Report;
use jalons::export::{Export, Format, fichier, ics, lisibles, modele_effectif, tables};
use serde_json::{Value, json};

/// Cases with many actions, few actions, and cards in several places.
const CAS: [&str; 3] = ["c02", "c13", "c22"];

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("Usage\u{a0}: lecteurs DOSSIER");
        return ExitCode::FAILURE;
    };
    match ecrire_tout(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn ecrire_tout(folder: &Path) -> Result<(), String> {
    for nom in CAS {
        let (dossier, jour) = cas(nom)?;
        ecrire(&folder.join(nom), &dossier, jour)?;
    }
    let (mut piege, jour) = cas("c01")?;
    piege.answers.set("denomination", Some(Entry::one("L’Étoile & Cie ; « =1+1 », <b>#1</b>")));
    piege.answers.set("rl-nom", Some(Entry::one("+Ève N’Guyen, d’\"Aix\" | @ici")));
    let note = "=2+3\tun, deux ; trois\n@voir | https://exemple.fr/a_b, puis *&amp;* et `code`\\n".to_owned();
    piege.suivi.insert("f101".to_owned(), Suivi { etat: Etat::EnCours, date: None, note });
    ecrire(&folder.join("piege"), &piege, jour)?;

    let (avant, jour) = cas("c02")?;
    let report = Report::du_dossier(&avant, jour);
    let agenda = ics::agenda(&Export { dossier: &avant, report: &report });
    let mut suite = Dossier { agenda, enregistre_le: format!("{}T09:30:00.000Z", iso(jour)), ..avant };
    suite.answers.set("services", Some(Entry::many(&["insi"])));
    ecrire(&folder.join("c02-suite"), &suite, jour)?;
    fs::write(
        folder.join("modele-effectif.xlsx"),
        modele_effectif::modele().map_err(|error| error.to_string())?,
    )
    .map_err(|error| error.to_string())
}

/// A worked case, and its day.
fn cas(nom: &str) -> Result<(Dossier, NaiveDate), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers");
    let text =
        |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}\u{a0}: {error}"));
    let attendus: Value = serde_json::from_str(&text("attendus.json")?).map_err(|error| error.to_string())?;
    let jour = attendus
        .as_array()
        .and_then(|all| all.iter().find(|one| one["dossier"] == nom))
        .and_then(|one| lire_date(one["aujourdhui"].as_str()?))
        .ok_or_else(|| format!("{nom} n’est pas un cas de tests/dossiers/attendus.json."))?;
    let (dossier, _) = dossier::ouvrir(&text(&format!("{nom}.json"))?).map_err(|error| error.to_string())?;
    Ok((dossier, jour))
}

/// All the files of a dossier, and what they hold.
fn ecrire(folder: &Path, dossier: &Dossier, jour: NaiveDate) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}\u{a0}: {error}", folder.display()))?;
    let put = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).map_err(|error| format!("{name}\u{a0}: {error}"))
    };
    let report = Report::du_dossier(dossier, jour);
    let export = Export { dossier, report: &report };
    let mut names = vec![];
    for format in Format::TOUS {
        let file = fichier(&export, format).map_err(|error| error.to_string())?;
        put(format.fin_de_nom(), &file.octets)?;
        if format != Format::Complet {
            names.push(file.nom);
        }
    }
    let mut documents = vec![];
    for file in lisibles(&export).map_err(|error| error.to_string())? {
        put(&file.nom, &file.octets)?;
        documents.push(file.nom.clone());
        names.push(file.nom);
    }
    let visible = |text: &str| -> String { text.chars().filter(|c| !c.is_control()).collect() };
    let actions: Vec<Value> = report
        .actions
        .iter()
        .map(|action| {
            json!({
                "id": action.id,
                "titre": visible(&action.titre),
                "quantite": action.quantite,
                "fin": action.fin.map(iso),
            })
        })
        .collect();
    let agenda = ics::agenda(&export);
    // In their order: a list of pairs.
    let feuilles: Vec<Value> =
        tables::toutes(&export).iter().map(|table| json!([table.nom, table.lignes.len()])).collect();
    let attendu = json!({
        "structure": visible(&report.structure),
        "actions": actions,
        "rendez-vous": agenda.donnes.values().map(|one| iso(one.jour)).collect::<Vec<_>>(),
        "feuilles": feuilles,
        "documents": documents,
        "archive": names,
    });
    put("attendu.json", attendu.to_string().as_bytes())
}
