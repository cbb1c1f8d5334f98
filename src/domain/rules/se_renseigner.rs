//! « Se renseigner »: one task for each question answered « je ne sais pas » that leaves something open (R-COMPTE-02). A
//! field that is not known of several rows of a list is one task, which names them.

use crate::domain::answers::{Entry, INCONNU};
use crate::domain::facts::{Facts, Known};
use crate::domain::question::{Champ, Liste, Spec};
use crate::domain::questionnaire;
use crate::domain::rule::{Cas, Duree, Fiche, MODELE, Phase, Rule, Sujet, regles, toujours};

/// How many rows a task names.
const LIGNES_NOMMEES: usize = 12;

/// What to do to find out the answer of a question or a field, by its id; a « je ne sais pas » that is not here leaves nothing
/// to find out. Beside the rule and not in the questions: only the plan says it, and what the page carries is counted.
static QUOI_FAIRE: &[(&str, &str)] = &[
    (
        "at",
        "Demandez à l’éditeur s’il sera votre administrateur technique : c’est compris dans les prestations Ségur.",
    ),
    (
        "at-statut",
        "Demandez à cette personne, ou à l’ANS, si elle est déjà déclarée comme administrateur technique.",
    ),
    ("rl-carte", "Demandez au représentant légal s’il a une carte de l’ANS, et lisez sa date d’expiration."),
    ("directeur-carte", "Demandez au directeur s’il a une carte de l’ANS, et lisez sa date d’expiration."),
    (
        "certificat-expire-le",
        "Relevez la date d’expiration du certificat sur la plateforme IGC-Santé, avec l’administrateur technique.",
    ),
    ("document", "Retrouvez l’acte de nomination ou la délégation de pouvoir."),
    ("entite-changee", "Comparez le numéro qui change avec celui qui est écrit en tête du contrat."),
    (
        "finess-contrat",
        "Lisez sur votre contrat quel numéro FINESS le porte (ou dans mesHabilitations, menu « Visualiser contrats »).",
    ),
    ("gestionnaire-statut", "Demandez à cette personne si elle ouvre déjà le portail RPPS+ avec sa carte."),
    (
        "gestionnaire-formation",
        "Demandez à cette personne si elle a déjà suivi la formation de gestionnaire RPPS+.",
    ),
    (
        "incident-seule-carte-tom",
        "Demandez qui, dans la structure, se connecte au téléservice TOM avec une carte.",
    ),
    ("insi-mode", "Demandez à l’éditeur le nom du certificat INSi : INSI-AUTO, INSI-MANU, ou les deux."),
    (
        "mssante-role",
        "Demandez à votre service informatique ou à votre éditeur qui est l’opérateur de votre messagerie MSSanté.",
    ),
    (
        "nb-sites",
        "Comptez les établissements et services ouverts de l’entité juridique, sur finess.esante.gouv.fr.",
    ),
    (
        "option-president",
        "Décidez avec le représentant légal qui portera la CDE. Elle est nominative et sert souvent : préférez la personne présente.",
    ),
    (
        "personne-carte",
        "Demandez à cette personne si elle a une carte de l’ANS, et lisez sa date d’expiration.",
    ),
    ("pro-carte", "Demandez à ces professionnels quelle carte ils ont déjà."),
    (
        "pro-besoin-carte",
        "Demandez à l’éditeur si son logiciel exige une carte physique pour ces professionnels.",
    ),
    (
        "pro-smartphone",
        "Demandez à ces professionnels s’ils ont un smartphone et acceptent d’y mettre l’e-CPS ; sinon, voyez si la structure peut leur fournir un appareil.",
    ),
    ("pro-rpps", "Cherchez ces professionnels sur annuaire.sante.fr."),
    (
        "rl-coordonnees",
        "Vérifiez avec le représentant légal l’adresse et l’e-mail de correspondance connus de l’Annuaire Santé.",
    ),
    (
        "directeur-coordonnees",
        "Vérifiez avec le directeur l’adresse et l’e-mail de correspondance connus de l’Annuaire Santé.",
    ),
    (
        "personne-coordonnees",
        "Vérifiez avec cette personne l’adresse et l’e-mail de correspondance connus de l’Annuaire Santé.",
    ),
    (
        "pro-coordonnees",
        "Vérifiez avec ces professionnels le mail et le téléphone connus de l’Annuaire Santé.",
    ),
    ("rl-profil", "Demandez au représentant légal s’il est inscrit à un ordre et s’il a une carte CPS."),
    ("directeur-profil", "Demandez au directeur s’il est inscrit à un ordre et s’il a une carte CPS."),
    (
        "rl-sortant-carte",
        "Demandez au représentant sortant s’il avait une carte de la structure (CDE ou CPE).",
    ),
    ("rpps-mode", "Décidez avec les ressources humaines : une équipe centrale, ou un gestionnaire par site."),
    (
        "services",
        "Demandez à l’éditeur de votre logiciel quels services il va raccorder : INSi, DMP, MSSanté.",
    ),
    ("tom-actif", "Demandez à la personne qui commande les cartes si elle se connecte à TOM."),
];

/// What to do to find out the answer of a question; empty when nothing is to be found out.
pub fn quoi_faire(id: &str) -> &'static str {
    QUOI_FAIRE.iter().find(|(known, _)| *known == id).map_or("", |(_, texte)| texte)
}

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
    duree: |_, _| Duree::Reponse,
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
            quoi: spec.map_or("", |spec| quoi_faire(spec.id)),
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
        if !quoi_faire(spec.id).is_empty() {
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
    fn each_je_ne_sais_pas_says_what_to_do_or_is_known_to_leave_nothing_to_find_out() {
        for (id, texte) in QUOI_FAIRE {
            let offers = questionnaire::spec(id).is_some_and(|spec| spec.ne_sais_pas.is_some());
            assert!(offers && texte.ends_with('.'), "{id}");
        }
        let silent: Vec<&str> = questionnaire::specs()
            .filter(|spec| spec.ne_sais_pas.is_some() && quoi_faire(spec.id).is_empty())
            .map(|spec| spec.id)
            .collect();
        assert_eq!(silent, RIEN_A_CHERCHER);
    }

    /// Other actions of the plan say what to do there, or nothing depends on it.
    const RIEN_A_CHERCHER: [&str; 2] = ["statut", "contrat"];

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
