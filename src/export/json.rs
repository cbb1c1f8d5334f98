//! The plan as JSON, as `examples/plan.rs` prints it (DESIGN §5).

use serde_json::{Value, json};

use crate::domain::avis::Genre;
use crate::domain::calendrier::iso;
use crate::domain::report::{Ligne, LigneAction, Reponse, Report};
use crate::domain::sources::Confiance;

/// One JSON object: bilan, actions, ecartes, ouvert, avertissements, informations.
pub fn ecrire(report: &Report) -> String {
    format!("{:#}", valeur(report))
}

/// The object itself.
pub fn valeur(report: &Report) -> Value {
    let avis = |genre| -> Vec<Value> {
        let found = report.avis.iter().filter(|avis| avis.genre == genre);
        found.map(|avis| json!({ "id": avis.id, "texte": avis.ligne.texte, "raisons": raisons(std::iter::once(&avis.ligne)) })).collect()
    };
    let bilan = report.bilan;
    json!({
        "bilan": {
            "contrats": bilan.contrats, "f101": bilan.f101, "f502": bilan.f502, "cde": bilan.cde,
            "cpe": bilan.cpe, "cpa": bilan.cpa, "certificats": bilan.certificats,
        },
        "actions": report.actions.iter().map(action).collect::<Vec<_>>(),
        "ecartes": report.ecartes.iter().map(|ecarte| json!({
            "id": ecarte.id, "titre": ecarte.titre, "raisons": raisons(ecarte.raisons.iter()),
        })).collect::<Vec<_>>(),
        "avertissements": avis(Genre::Avertissement),
        "ouvert": report.ouverts.iter().map(|ouvert| json!({
            "id": ouvert.id, "titre": ouvert.titre, "questions": ouvert.questions.iter().map(question).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "informations": avis(Genre::Information),
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
        "debut": action.debut.map(iso),
        "date": action.fin.map(iso),
        "qui": action.qui,
        "raisons": raisons(action.lignes()),
    })
}

fn question(reponse: &Reponse) -> Value {
    match &reponse.lu.ligne {
        None => json!(reponse.lu.question),
        Some((_, row)) => json!(format!("{}/{row}", reponse.lu.question)),
    }
}

/// One object for each rule of each statement: a rule, what it says here, its sources, its confidence.
fn raisons<'a>(lignes: impl Iterator<Item = &'a Ligne>) -> Vec<Value> {
    lignes
        .flat_map(|ligne| {
            ligne.regles.iter().map(|regle| {
                json!({
                    "regle": regle.id,
                    "texte": ligne.texte,
                    "source": regle.sources.join(", "),
                    "confiance": match regle.confiance {
                        Confiance::Seed => "seed",
                        Confiance::Source => "source",
                        Confiance::Inferred => "inferred",
                    },
                })
            })
        })
        .collect()
}
