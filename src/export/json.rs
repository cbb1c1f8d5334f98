//! The plan as JSON, as `examples/plan.rs` prints it (DESIGN §5).

use serde_json::{Value, json};

use crate::domain::avis::Genre;
use crate::domain::calendrier::iso;
use crate::domain::plan::Nature;
use crate::domain::report::{Ligne, LigneAction, Reponse, Report};

use super::details;

/// One JSON object: bilan, actions, ecartes, ouvert, avertissements, informations, and those with their date.
pub fn ecrire(report: &Report) -> String {
    format!("{:#}", valeur(report))
}

/// The object itself.
pub fn valeur(report: &Report) -> Value {
    let avis = |genre| -> Vec<Value> {
        let found = report.avis.iter().filter(|avis| avis.genre == genre);
        found
            .map(|avis| {
                json!({
                    "id": avis.id,
                    "texte": avis.ligne.texte,
                    "raisons": raisons([&avis.ligne]),
                    "doutes": doutes([&avis.ligne]),
                })
            })
            .collect()
    };
    let bilan = report.bilan;
    json!({
        "bilan": {
            "contrats": bilan.contrats, "f101": bilan.f101, "f502": bilan.f502, "cde": bilan.cde,
            "cpe": bilan.cpe, "cpa": bilan.cpa, "certificats": bilan.certificats,
        },
        "en-plus": {
            "contrats": report.en_plus.contrats, "f101": report.en_plus.f101, "f502": report.en_plus.f502,
            "cde": report.en_plus.cde, "cpe": report.en_plus.cpe, "cpa": report.en_plus.cpa,
            "certificats": report.en_plus.certificats,
        },
        "dossier-complet": {
            "jour": iso(report.envoi.jour),
            "hypothese": report.envoi.nature != Nature::Note,
            "en-retard": report.envoi.en_retard,
        },
        "actions": report.actions.iter().map(action).collect::<Vec<_>>(),
        "ecartes": report.ecartes.iter().map(|ecarte| json!({
            "id": ecarte.id,
            "titre": ecarte.titre,
            "raisons": raisons(&ecarte.raisons),
            "doutes": doutes(&ecarte.raisons),
        })).collect::<Vec<_>>(),
        "avertissements": avis(Genre::Avertissement),
        "ouvert": report.ouverts.iter().map(|ouvert| json!({
            "id": ouvert.id, "titre": ouvert.titre, "quantite": ouvert.quantite, "quand": ouvert.quand,
            "apres": ouvert.apres.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            "questions": ouvert.questions.iter().map(question).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "informations": avis(Genre::Information),
        "informations_datees": avis(Genre::Datee),
    })
}

fn action(action: &LigneAction) -> Value {
    json!({
        "id": action.id,
        "phase": action.phase.jeton(),
        "titre": action.titre,
        "conseil": action.conseil,
        "quantite": action.quantite,
        "pour": action.pour,
        "apres": action.apres.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "attend": action.attend.iter().map(|one| json!({ "id": one.id, "certain": one.certain })).collect::<Vec<_>>(),
        "quand": action.quand,
        "debut": action.debut.map(iso),
        "date": action.fin.map(iso),
        "qui": action.qui,
        "raisons": raisons(action.lignes()),
        "doutes": doutes(action.lignes()),
    })
}

fn question(reponse: &Reponse) -> Value {
    match &reponse.lu.ligne {
        None => json!(reponse.lu.question),
        Some((_, row)) => json!(format!("{}/{row}", reponse.lu.question)),
    }
}

/// One object for each rule of each statement: a rule, what it says here, its sources, its confidence.
fn raisons<'a>(lignes: impl IntoIterator<Item = &'a Ligne>) -> Vec<Value> {
    lignes
        .into_iter()
        .flat_map(|ligne| {
            ligne.regles.iter().map(|regle| {
                json!({
                    "regle": regle.id,
                    "texte": ligne.texte,
                    "source": regle.sources.join(", "),
                    "confiance": regle.confiance.jeton(),
                })
            })
        })
        .collect()
}

/// What the sources don't say of these statements, or say in two ways.
fn doutes<'a>(lignes: impl IntoIterator<Item = &'a Ligne>) -> Vec<Value> {
    let doubts = details::doutes(lignes).into_iter();
    doubts
        .map(|doubt| json!({ "id": doubt.id, "texte": doubt.texte, "source": doubt.sources.join(", ") }))
        .collect()
}
