//! « Se renseigner »: one task for each « je ne sais pas » that leaves something open (R-COMPTE-02).

use crate::domain::answers::{Entry, INCONNU};
use crate::domain::facts::{Facts, Known, Lu};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire;
use crate::domain::rule::{Cas, Fiche, MODELE, Phase, Rule, Sujet, regles, toujours};

/// Find out what is not known.
pub static SE_RENSEIGNER: Rule = Rule {
    livrable: "se-renseigner",
    nom: "Se renseigner",
    phase: Phase::Verifications,
    sujets,
    due_if: &[Cas::new(
        "reponse-inconnue",
        regles!["R-COMPTE-02"],
        "Vous avez répondu « je ne sais pas » : la réponse décide d’une partie du plan.",
        toujours,
    )],
    fiche: |facts, sujet| {
        let spec = match sujet {
            Sujet::Reponse(lu) => questionnaire::spec(lu.question),
            _ => None,
        };
        // Of a list: which row.
        let row = match sujet {
            Sujet::Reponse(Lu { ligne: Some((list, id)), .. }) => nom_de_ligne(facts, list, id),
            _ => None,
        };
        let asked = spec.map_or("", |spec| spec.nom);
        Fiche {
            titre: format!(
                "Se renseigner : {}",
                row.map_or_else(|| asked.to_owned(), |row| format!("{row}, {asked}"))
            ),
            quoi: spec.map_or("", |spec| spec.se_renseigner),
            qui: "La direction".to_owned(),
            ..Fiche::default()
        }
    },
    ..MODELE
};

fn nom_de_ligne(facts: &Facts, list: &'static str, id: &str) -> Option<String> {
    let row = facts.answers().row(list, id)?;
    match &questionnaire::spec(list)?.champ {
        Champ::Lignes(liste) => Some((liste.nom)(&facts.dans(list, row))),
        _ => None,
    }
}

/// Asked questions answered « je ne sais pas », when there is something to find out.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    let mut found = vec![];
    for spec in questionnaire::questions() {
        let Some(entry) = facts.entry(spec) else { continue };
        if facts.est_posee(spec) != Ok(true) {
            continue;
        }
        match (entry, &spec.champ) {
            (Entry::One(text), _) if text == INCONNU => found.extend(sujet(facts, spec)),
            (Entry::Rows(rows), Champ::Lignes(liste)) => {
                for row in rows {
                    let inside = facts.dans(spec.id, row);
                    let unknown = questionnaire::champs(liste).filter(|field| {
                        inside.entry(field).and_then(Entry::text) == Some(INCONNU)
                            && inside.est_posee(field) == Ok(true)
                    });
                    found.extend(unknown.filter_map(|field| sujet(&inside, field)));
                }
            }
            (Entry::One(_) | Entry::Many(_) | Entry::Rows(_), _) => {}
        }
    }
    Ok(found)
}

fn sujet(facts: &Facts, spec: &'static Spec) -> Option<Sujet> {
    let lu: Lu = facts.lu(spec);
    (!spec.se_renseigner.is_empty()).then_some(Sujet::Reponse(lu))
}
