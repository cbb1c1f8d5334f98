//! Several dossiers in one file: their workbook, and the archive of their files.
//!
//! The archive is a ZIP of dossier files, each as it is downloaded alone, so that any of them opens by itself; beside them,
//! [`MANIFESTE`] says how each is filed and which copies it came from ([`crate::domain::copies`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::dossier::{self, Dossier};
use crate::domain::echeances::echeances;
use crate::domain::nom_de_fichier::slug;
use crate::domain::plan_retenu::Souvenir;
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::nb_sites::sites_en_activite;
use crate::domain::report::Report;

use super::archive::zip;
use super::entree::Export;
use super::erreur::ExportError;
use super::tables::{Cellule, Table};
use super::xlsx;

/// The file of the archive that is no dossier.
pub const MANIFESTE: &str = "jalons-portefeuille.json";

/// How a dossier of an archive is filed, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Envoi {
    /// The group that it is gathered in; empty: none.
    pub groupe: String,
    /// What tells it from another dossier of its name; empty: nothing.
    pub mention: String,
    /// Whether it is put away.
    pub archive: bool,
    /// The copies that it came from, oldest first.
    pub filiation: Vec<String>,
    /// What is remembered of its plan: what newer rules change in it is told where it is opened next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub souvenir: Option<Souvenir>,
}

/// What an archive says of its dossiers, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifeste {
    /// Always « portefeuille ».
    pub jalons: String,
    /// Of each dossier.
    #[serde(default)]
    pub dossiers: BTreeMap<String, Envoi>,
}

impl Manifeste {
    /// What a file says; none when it is no such file.
    pub fn lire(texte: &str) -> Option<Self> {
        serde_json::from_str(texte).ok().filter(|read: &Self| read.jalons == "portefeuille")
    }
}

/// The archive of these dossiers, and of the texts that can't be read, by id: nothing of what is kept is left out.
///
/// # Errors
/// [`ExportError`].
pub fn archive(
    dossiers: &[(Dossier, Envoi)],
    illisibles: &[(String, String)],
    today: NaiveDate,
) -> Result<Vec<u8>, ExportError> {
    let mut taken = BTreeSet::new();
    let mut files: Vec<(String, Vec<u8>)> = vec![];
    for (dossier, envoi) in dossiers {
        let name = dossier.answers.entry("denomination").and_then(|entry| entry.text()).unwrap_or_default();
        let base = match envoi.mention.as_str() {
            "" => slug(name),
            mention => format!("{}-{}", slug(name), slug(mention)),
        };
        let mut names =
            std::iter::once(format!("{base}.json")).chain((2..).map(|n| format!("{base}-{n}.json")));
        let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        files.push((name, dossier::ecrire(dossier).into_bytes()));
    }
    for (id, texte) in illisibles {
        files.push((format!("illisible-{}.json", slug(id)), texte.clone().into_bytes()));
    }
    let manifeste = Manifeste {
        jalons: "portefeuille".to_owned(),
        dossiers: dossiers.iter().map(|(dossier, envoi)| (dossier.id.clone(), envoi.clone())).collect(),
    };
    let text = serde_json::to_vec_pretty(&manifeste).map_err(|_| ExportError)?;
    files.push((MANIFESTE.to_owned(), text));
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&named, today)
}

/// The workbook of these dossiers: the structures, what is to be done in all of them, what ends.
///
/// # Errors
/// [`ExportError`].
pub fn classeur(dossiers: &[(Dossier, Envoi)], today: NaiveDate) -> Result<Vec<u8>, ExportError> {
    let reports: Vec<Report> =
        dossiers.iter().map(|(dossier, _)| Report::bref_du_dossier(dossier, today)).collect();
    let all: Vec<(Export, &Envoi)> = dossiers
        .iter()
        .zip(&reports)
        .map(|((dossier, envoi), report)| (Export { dossier, report }, envoi))
        .collect();
    xlsx::de_tables(
        "Jalons : tous les dossiers",
        today,
        &[structures(&all), actions(&all), fins(&all, today)],
    )
}

fn nom(export: &Export) -> Cellule {
    match export.report.structure.as_str() {
        "" => Cellule::texte("Dossier sans nom"),
        nom => Cellule::texte(nom),
    }
}

fn finess(export: &Export) -> String {
    export.facts().get(&FINESS_EJ).map_or_else(|_| String::new(), |finess| finess.texte().to_owned())
}

/// One structure a row, with the seven figures of its plan.
fn structures(all: &[(Export, &Envoi)]) -> Table {
    let lignes = all.iter().map(|(export, envoi)| {
        let bilan = &export.report.bilan;
        let due = || export.report.actions.iter().filter(|action| !action.conseil);
        let done = due().filter(|action| export.suivi(action).etat == dossier::Etat::Fait).count();
        let late = due().filter(|action| action.moment.en_retard()).count();
        let count = |many: usize| Cellule::Nombre(u32::try_from(many).unwrap_or(u32::MAX));
        let sites = sites_en_activite(&export.facts()).map_or(Cellule::Vide, Cellule::Nombre);
        [
            nom(export),
            Cellule::texte(&finess(export)),
            Cellule::texte(&envoi.groupe),
            sites,
            count(done),
            count(due().count()),
            count(late),
            Cellule::Nombre(bilan.contrats),
            Cellule::Nombre(bilan.f101),
            Cellule::Nombre(bilan.f502),
            Cellule::Nombre(bilan.cde),
            Cellule::Nombre(bilan.cpe),
            Cellule::Nombre(bilan.cpa),
            Cellule::Nombre(bilan.certificats),
        ]
    });
    let colonnes = [
        ("Structure", 40),
        ("FINESS juridique", 14),
        ("Groupe", 24),
        ("Sites", 8),
        ("Actions faites", 10),
        ("Actions", 10),
        ("En retard", 10),
        ("Contrats", 10),
        ("F101", 8),
        ("F502", 8),
        ("CDE", 8),
        ("CPE", 8),
        ("CPA", 8),
        ("Certificats", 12),
    ];
    Table::new("Structures", colonnes, lignes.collect())
}

/// Every action of every plan, one a row, in the order of each plan.
fn actions(all: &[(Export, &Envoi)]) -> Table {
    let lignes = all.iter().flat_map(|(export, _)| {
        export.report.actions.iter().map(move |action| {
            let suivi = export.suivi(action);
            [
                nom(export),
                Cellule::texte(action.phase.titre()),
                Cellule::texte(&action.titre),
                Cellule::Statut(suivi.etat),
                Cellule::texte(&action.quand),
                Cellule::jour(suivi.date.or(action.fin)),
                Cellule::texte(&action.qui),
                Cellule::texte(if action.conseil { "conseil" } else { "" }),
                Cellule::texte(&suivi.note),
            ]
        })
    });
    let colonnes = [
        ("Structure", 36),
        ("Étape", 24),
        ("Action", 46),
        ("Statut", 12),
        ("Quand", 30),
        ("Date", 12),
        ("Qui", 24),
        ("Nature", 10),
        ("Note", 36),
    ];
    Table::new("Actions", colonnes, lignes.collect())
}

/// What ends from that day on, by day.
fn fins(all: &[(Export, &Envoi)], today: NaiveDate) -> Table {
    let mut found: Vec<(NaiveDate, Cellule, String)> = vec![];
    for (export, _) in all {
        let ends = echeances(&export.facts()).into_iter().filter(|fin| fin.jour >= today);
        found.extend(ends.map(|fin| (fin.jour, nom(export), fin.en_mots())));
    }
    found.sort_by_key(|(jour, ..)| *jour);
    let lignes = found.into_iter().map(|(jour, nom, quoi)| [Cellule::Jour(jour), nom, Cellule::texte(&quoi)]);
    Table::new("Échéances", [("Le", 12), ("Structure", 40), ("Ce qui expire", 60)], lignes.collect())
}
