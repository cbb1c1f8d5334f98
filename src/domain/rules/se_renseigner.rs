//! « Se renseigner »: one task for each question answered « je ne sais pas » that leaves something open (R-COMPTE-02). A
//! field that is not known of several rows of a list is one task, which names them.

use crate::domain::answers::{Entry, INCONNU};
use crate::domain::facts::{Facts, Known};
use crate::domain::question::{Champ, Liste, Spec};
use crate::domain::questionnaire;
use crate::domain::rule::{Cas, Fiche, MODELE, Phase, Rule, Sujet, regles, toujours};

/// How many rows a task names.
const LIGNES_NOMMEES: usize = 12;

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
            Sujet::Reponse(question) => questionnaire::spec(question),
            _ => None,
        };
        let asked = spec.map_or("", |spec| spec.nom);
        let list = spec.and_then(|spec| questionnaire::spec(spec.liste?));
        let mut rows = spec.map_or_else(Vec::new, |spec| lignes(facts, spec));
        let (titre, pour) = match (rows.as_slice(), list) {
            ([], _) | (_, None) => (asked.to_owned(), String::new()),
            ([row], _) => (format!("{row}, {asked}"), String::new()),
            (_, Some(list)) => {
                let titre = format!("{asked}, pour {} lignes de « {} »", rows.len(), list.nom);
                let more = rows.len().saturating_sub(LIGNES_NOMMEES);
                rows.truncate(LIGNES_NOMMEES);
                let pour = rows.join(" ; ");
                (titre, if more > 0 { format!("{pour} ; et {more} de plus") } else { pour })
            }
        };
        Fiche {
            titre: format!("Se renseigner : {titre}"),
            quoi: spec.map_or("", |spec| spec.se_renseigner),
            qui: "La direction".to_owned(),
            pour,
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// The names of the rows of which a field is not known.
fn lignes(facts: &Facts, field: &'static Spec) -> Vec<String> {
    match field.liste.and_then(questionnaire::spec).map(|list| (list, &list.champ)) {
        Some((list, Champ::Lignes(liste))) => {
            inconnues(facts, list, field).map(|inside| (liste.nom)(&inside)).collect()
        }
        _ => vec![],
    }
}

fn inconnues<'a>(
    facts: &Facts<'a>,
    list: &'static Spec,
    field: &'static Spec,
) -> impl Iterator<Item = Facts<'a>> {
    let facts = *facts;
    let inside = facts.answers().rows(list.id).iter().map(move |row| facts.dans(list.id, row));
    inside.filter(|inside| {
        inside.entry(field).and_then(Entry::text) == Some(INCONNU) && inside.est_posee(field) == Ok(true)
    })
}

/// Asked questions answered « je ne sais pas », when there is something to find out.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    let mut found = vec![];
    let mut find = |spec: &'static Spec| {
        if !spec.se_renseigner.is_empty() {
            found.push(Sujet::Reponse(spec.id));
        }
    };
    for spec in questionnaire::questions() {
        let Some(entry) = facts.entry(spec) else { continue };
        if facts.est_posee(spec) != Ok(true) {
            continue;
        }
        match (entry, &spec.champ) {
            (Entry::One(text), _) if text == INCONNU => find(spec),
            (Entry::Rows(_), Champ::Lignes(liste)) => champs_inconnus(facts, spec, liste).for_each(&mut find),
            (Entry::One(_) | Entry::Many(_) | Entry::Rows(_), _) => {}
        }
    }
    Ok(found)
}

fn champs_inconnus(
    facts: &Facts,
    list: &'static Spec,
    liste: &'static Liste,
) -> impl Iterator<Item = &'static Spec> {
    questionnaire::champs(liste).filter(move |field| inconnues(facts, list, field).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::{Answers, Row};
    use crate::domain::calendrier::lire_date;
    use crate::domain::report::{LigneAction, Report};

    fn a_renseigner(metiers: &[&str]) -> Vec<LigneAction> {
        let rows = metiers.iter().zip(1..).map(|(metier, rang)| {
            Row::new(&format!("pro-{rang}")).with("pro-profil", metier).with("pro-rpps", INCONNU)
        });
        let mut answers = Answers::default();
        answers.set("besoin", Some(Entry::many(&["rpps-plus"])));
        answers.set("professionnels", Some(Entry::Rows(rows.collect())));
        let report = Report::bref(&answers, lire_date("2026-11-25").unwrap());
        report.actions.into_iter().filter(|action| action.id.starts_with("se-renseigner")).collect()
    }

    #[test]
    fn one_task_names_all_the_rows_of_which_the_same_is_not_known() {
        let several = a_renseigner(&["infirmier", "aide-soignant", "medecin"]);
        assert_eq!(several.len(), 1);
        assert_eq!(several[0].id, "se-renseigner:pro-rpps");
        assert_eq!(several[0].titre, "Se renseigner : Enregistrement, pour 3 lignes de « Professionnels »");
        assert_eq!(several[0].pour, "Infirmier ou infirmière ; Aide-soignant ou aide-soignante ; Médecin");

        let many = a_renseigner(&["infirmier"; 31]);
        assert!(many[0].pour.ends_with("Infirmier ou infirmière ; et 19 de plus"), "{}", many[0].pour);
    }

    #[test]
    fn the_task_of_one_row_is_named_after_it_and_keeps_its_id_when_others_come() {
        let one = a_renseigner(&["infirmier"]);
        assert_eq!((one[0].id.as_str(), one[0].pour.as_str()), ("se-renseigner:pro-rpps", ""));
        assert_eq!(one[0].titre, "Se renseigner : Infirmier ou infirmière, Enregistrement");
    }
}
