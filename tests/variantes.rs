//! Variations on the worked cases: contract, events, legal representative, mandataires, cards, dates. Each says what the
//! structure answered, the seven figures that the rule base gives, what the plan must hold or not, and the rule that
//! decides. Worked out by hand from `docs/regles.md`, then kept in `variantes.txt`, three lines each:
//!
//! - its name, and the rule that decides; in parentheses when the plan has nothing to say of it;
//! - its answers, from left to right, a later one replacing an earlier one: `question=value`, several values with commas;
//!   `list=[]`, an empty list; `+personne field=value…`, a row of a list; `{name}`, the answers defined under that name;
//! - its figures (contrats, f101, f502, cde, cpe, cpa, certificats), and its plan: `x` is to do, `x@2026-12-07` is done that
//!   day, `x@?` has no known date, `?x` is open, `!x` is a warning or an information, `~x` a case that is said; and the
//!   contrary of each after `-`.
//!
//! Today is 2026-11-23 everywhere.

use std::collections::{BTreeMap, BTreeSet};

use jalons::domain::calendrier::lire_date;
use jalons::domain::contacts::CONTACTS;
use jalons::domain::dossier;
use jalons::domain::report::{Ligne, LigneAction, Report};
use jalons::domain::sources;
use serde_json::{Map, Value, json};

const AUJOURDHUI: &str = "2026-11-23";

/// The lists, by the word that starts a row.
const LISTES: [(&str, &str); 9] = [
    ("site", "sites"),
    ("personne", "personnes"),
    ("mandataire", "mandataires"),
    ("logiciel", "logiciels"),
    ("at", "administrateurs-techniques"),
    ("certificat", "certificats-en-service"),
    ("gestionnaire", "gestionnaires"),
    ("pro", "professionnels"),
    ("incident", "incidents"),
];

/// Answers that are several values.
const PLUSIEURS: [&str; 6] =
    ["besoin", "evenements", "services", "logiciel-sites", "logiciel-services", "gestionnaire-sites"];

struct Variante {
    nom: &'static str,
    /// The rule that decides.
    regle: &'static str,
    /// Whether the plan must cite it.
    citee: bool,
    reponses: String,
    bilan: [u32; 7],
    plan: &'static str,
}

fn variantes() -> Vec<Variante> {
    let mut shared: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = vec![];
    let mut lines = include_str!("variantes.txt")
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    while let Some(line) = lines.next() {
        if let Some((name, answers)) = line.split_once(" = ").filter(|_| line.starts_with('{')) {
            shared.insert(name, answers);
            continue;
        }
        let (nom, regle) = line.split_once(" | ").unwrap_or_else(|| panic!("no rule: {line}"));
        let mut reponses = lines.next().unwrap_or_else(|| panic!("{nom}: no answers")).trim().to_owned();
        for (name, answers) in &shared {
            reponses = reponses.replace(name, answers);
        }
        let last = lines.next().unwrap_or_else(|| panic!("{nom}: no figures"));
        let (figures, plan) = last.split_once('|').unwrap_or_else(|| panic!("{nom}: no plan"));
        let figures: Vec<u32> = figures.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
        let bilan = figures.try_into().unwrap_or_else(|_| panic!("{nom}: not seven figures"));
        let citee = !regle.starts_with('(');
        found.push(Variante { nom, regle: regle.trim_matches(['(', ')']), citee, reponses, bilan, plan });
    }
    found
}

fn valeur(champ: &str, texte: &str) -> Value {
    match texte {
        "[]" => json!([]),
        _ if PLUSIEURS.contains(&champ) => texte.split(',').collect(),
        _ => json!(texte),
    }
}

/// The answers of a row, as a dossier file holds them.
fn dossier(reponses: &str) -> Value {
    let mut all = Map::new();
    for part in reponses.split(';') {
        let mut words = part.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let Some(kind) = word.strip_prefix('+') else {
                let (question, texte) = word.split_once('=').unwrap();
                all.insert(question.to_owned(), valeur(question, texte));
                continue;
            };
            let (_, list) = LISTES.iter().find(|(prefix, _)| *prefix == kind).unwrap();
            let rows = all.entry((*list).to_owned()).or_insert_with(|| json!([])).as_array_mut().unwrap();
            let mut row = Map::from_iter([("id".to_owned(), json!(format!("{kind}-{}", rows.len() + 1)))]);
            while let Some((field, texte)) =
                words.next_if(|word| !word.starts_with('+')).and_then(|word| word.split_once('='))
            {
                let champ = match field {
                    "id" | "insi-mode" => field.to_owned(),
                    _ => format!("{kind}-{field}"),
                };
                row.insert(champ.clone(), valeur(&champ, texte));
            }
            rows.push(Value::Object(row));
        }
    }
    // The complete file leaves today, unless the row says another day.
    all.entry("date-dossier-complet").or_insert_with(|| json!(AUJOURDHUI));
    json!({"jalons": "dossier", "schema": 1, "id": "variante", "enregistre-le": "", "reponses": all, "suivi": {}})
}

fn report(variante: &Variante) -> Report {
    let file = dossier(&variante.reponses).to_string();
    let (dossier, notices) =
        dossier::ouvrir(&file).unwrap_or_else(|error| panic!("{}: {error}", variante.nom));
    assert!(notices.is_empty(), "{}: {notices:?}", variante.nom);
    Report::of(&dossier.answers, lire_date(AUJOURDHUI).unwrap())
}

fn lignes(report: &Report) -> Vec<&Ligne> {
    let actions = report.actions.iter().flat_map(LigneAction::lignes);
    let declined = report.ecartes.iter().flat_map(|declined| &declined.raisons);
    actions.chain(declined).chain(report.avis.iter().map(|notice| &notice.ligne)).collect()
}

/// What of the expected plan is not so.
fn ecarts(report: &Report, plan: &str) -> Vec<String> {
    let said: BTreeSet<&str> = lignes(report).iter().map(|line| line.cas).collect();
    let notice = |id: &str| report.avis.iter().any(|notice| notice.id == id);
    let open = |id: &str| report.ouverts.iter().any(|open| open.id == id);
    let action = |id: &str| report.actions.iter().find(|action| action.id == id);
    plan.split_whitespace()
        .filter(|expected| {
            let (wanted, id) = expected.strip_prefix('-').map_or((true, *expected), |id| (false, id));
            let holds = if let Some(case) = id.strip_prefix('~') {
                said.contains(case)
            } else if let Some(id) = id.strip_prefix('!') {
                notice(id)
            } else if let Some(id) = id.strip_prefix('?') {
                open(id)
            } else if let Some((id, "?")) = id.split_once('@') {
                action(id).is_some_and(|action| action.fin.is_none())
            } else if let Some((id, day)) = id.split_once('@') {
                action(id).is_some_and(|action| action.fin == lire_date(day))
            } else {
                action(id).is_some()
            };
            holds != wanted
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn each_variation_gives_the_figures_and_the_plan_of_the_rule_base() {
    let mut wrong = vec![];
    for variante in variantes() {
        let report = report(&variante);
        let figures = report.figures().map(|(number, _)| number);
        if figures != variante.bilan {
            wrong.push(format!("{}: expected {:?}, got {figures:?}", variante.nom, variante.bilan));
        }
        let ecarts = ecarts(&report, variante.plan);
        if !ecarts.is_empty() {
            wrong.push(format!("{}: not so: {}", variante.nom, ecarts.join(" ")));
        }
        assert!(sources::trouver(variante.regle).is_some(), "{}: {}", variante.nom, variante.regle);
        let cited =
            lignes(&report).iter().any(|line| line.regles.iter().any(|rule| rule.id == variante.regle));
        if cited != variante.citee {
            wrong.push(format!("{}: {} is cited: {cited}", variante.nom, variante.regle));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_action_starts_with_a_verb_says_who_and_invents_no_address() {
    let known: BTreeSet<&str> = CONTACTS.iter().map(|contact| contact.courriel).collect();
    for variante in variantes() {
        let report = report(&variante);
        for action in &report.actions {
            let verb = action.titre.split_whitespace().next().unwrap();
            assert!(
                verb == "Se" || ["er", "ir", "re"].iter().any(|end| verb.ends_with(end)),
                "{}: {}",
                variante.nom,
                action.titre
            );
            assert!(!action.qui.is_empty() && !action.quoi.is_empty(), "{}: {}", variante.nom, action.id);
            let form = ["F101", "F301", "F413", "F414", "F501", "F502"]
                .iter()
                .any(|form| action.titre.contains(form));
            assert!(!form || action.envoyer.is_some(), "{}: {} goes nowhere", variante.nom, action.id);
        }
        for line in lignes(&report) {
            let mails = line.texte.split([' ', '\u{a0}', '(', ')']).filter(|word| word.contains('@'));
            for mail in mails {
                assert!(known.contains(mail.trim_end_matches(['.', ',', ';'])), "{}: {mail}", variante.nom);
            }
        }
    }
}

#[test]
fn the_table_is_wide_enough_and_its_names_are_unique() {
    let all = variantes();
    let names: BTreeSet<&str> = all.iter().map(|variante| variante.nom).collect();
    assert_eq!(names.len(), all.len());
    assert!(all.len() >= 100, "{}", all.len());
}

/// The number that changes is the one that holds the contract (R-CONTRAT-16): the other one is told as it is.
#[test]
fn the_new_number_is_said_of_the_finess_that_holds_the_contract() {
    for (sites, porteur, titre) in [
        ("+site nom=A finess=010000024", "juridique", "au FINESS géographique 010000024"),
        ("+site nom=A finess=010000024", "geographique", "au FINESS géographique (le nouveau numéro)"),
        ("+site nom=A finess=010000024 +site nom=B", "juridique", "au FINESS juridique (le nouveau numéro)"),
        ("+site nom=A finess=010000024 +site nom=B", "geographique", "au FINESS juridique 010780054"),
    ] {
        let reponses = format!(
            "besoin=changement,services contrat=en-cours finess-contrat={porteur} finess-ej=010780054 tom-actif=non mandataires=[] professionnels=[] certificats-en-service=[] evenements=chgt-finess entite-changee=porte-contrat rl-carte=cde rl-fonction=directeur rl-profil=administratif services=insi at=en-place ; +logiciel nom=DUI insi-mode=auto ; {sites}"
        );
        let (dossier, _) = dossier::ouvrir(&dossier(&reponses).to_string()).unwrap();
        let report = Report::of(&dossier.answers, lire_date(AUJOURDHUI).unwrap());
        let contrat = report.actions.iter().find(|action| action.id == "contrat").unwrap();
        assert!(contrat.titre.ends_with(titre), "{porteur}: {}", contrat.titre);
    }
}
