//! Prints what a staff roster is read as, before any choice of the user, as JSON: its columns, its people, those who left,
//! the professions, the remarks: `cargo run --example effectif -- FILE [--today AAAA-MM-JJ]`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use jalons::domain::calendrier::lire_date;
use jalons::import::effectif::{Colonnes, Effectif, EtatRpps, Personne, Remarque, Role, Tableau, lire};
use serde_json::{Value, json};

mod commande;

fn main() -> ExitCode {
    commande::print(run())
}

fn run() -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let usage = "Usage\u{a0}: effectif FICHIER [--today AAAA-MM-JJ]";
    let (file, today) = match arguments[..] {
        [file] => (file, "2026-11-24"),
        [file, "--today", today] => (file, today),
        _ => return Err(usage.to_owned()),
    };
    let today = lire_date(today).ok_or(usage)?;
    let bytes = std::fs::read(file).map_err(|error| format!("{file}\u{a0}: {error}"))?;
    let name =
        Path::new(file).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let table = lire(&bytes, &name).map_err(|error| error.to_string())?;
    let columns = Colonnes::proposer(&table.entetes, &table.lignes);
    let roster = Effectif::de(&table, &columns, &BTreeMap::new(), today);
    serde_json::to_string_pretty(&value(&table, &columns, &roster)).map_err(|error| error.to_string())
}

fn value(table: &Tableau, columns: &Colonnes, roster: &Effectif) -> Value {
    let width = table.entetes.len();
    let column = |place| (table.nom_de_colonne(place), columns.role(place));
    let columns: Vec<Value> = (0..width)
        .map(column)
        .filter(|(_, role)| *role != Role::Ignoree)
        .map(|(name, role)| json!([name, role.libelle()]))
        .collect();
    let professions: Vec<Value> =
        roster.metiers.iter().map(|one| json!([one.texte, one.reconnaissance.cle])).collect();
    let remarks: Vec<Value> = table.remarques.iter().chain(&roster.remarques).map(remark).collect();
    json!({
        "feuille": table.feuille,
        "colonnes": columns,
        "comptees": roster.nombre(),
        "personnes": roster.personnes.iter().map(person).collect::<Vec<_>>(),
        "professions": professions,
        "remarques": remarks,
    })
}

fn person(one: &Personne) -> Value {
    let rpps = match &one.rpps {
        EtatRpps::Valide(number) => number.texte().to_owned(),
        other => format!("{other:?}"),
    };
    json!({
        "ligne": one.ligne,
        "nom": one.nom,
        "prenom": one.prenom,
        "profession": one.profession,
        "cle": one.cle,
        "rpps": rpps,
        "site": one.site,
        "nombre": one.nombre,
        "interim": one.interim,
        "depart": one.depart.as_ref().map(|depart| format!("{depart:?}")),
        "doublon": one.doublon.as_ref().map(|doublon| format!("{doublon:?}")),
        "comptee": one.comptee,
    })
}

fn remark(one: &Remarque) -> Value {
    json!([one.ligne, one.phrase])
}
