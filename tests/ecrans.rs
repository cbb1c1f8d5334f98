//! How many screens a director goes through before the plan, and what is kept when pages are joined.
//!
//! A screen is what stands under one title: the welcome page, each page of questions that is shown, each form of a row that
//! has a page of its own, the review, and « Par quoi commencer ». The fields of a quick row stand on the page of its list,
//! and so does the form of the first row of a list that starts with it.

use jalons::domain::answers::Answers;
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::facts::Facts;
use jalons::domain::question::{Champ, Forme};
use jalons::domain::questionnaire::{self, Page};

/// The welcome page, the review, and « Par quoi commencer ».
const AUTOUR: usize = 3;

fn ouvrir(texte: &str) -> Answers {
    dossier::ouvrir(texte).unwrap().0.answers
}

fn facts(answers: &Answers) -> Facts<'_> {
    Facts::new(answers, lire_date("2026-11-23").unwrap())
}

/// The forms of rows that have a screen of their own.
fn formulaires(page: &Page, answers: &Answers) -> usize {
    let of_list = |spec: &&jalons::domain::question::Spec| match &spec.champ {
        Champ::Lignes(liste) => {
            let rows = answers.rows(spec.id).len();
            match liste.forme {
                Forme::SaisieRapide => 0,
                Forme::Formulaire => rows.saturating_sub(1),
                Forme::SouventVide => rows,
            }
        }
        _ => 0,
    };
    page.questions.iter().map(of_list).sum()
}

/// The screens of a dossier, each answered once, in order.
fn ecrans(answers: &Answers) -> usize {
    let facts = facts(answers);
    let path = questionnaire::chemin(&facts);
    let missing = questionnaire::prochaine(&facts).map(|(_, page)| page.id);
    assert_eq!(missing, None, "the dossier is whole: nothing more is asked");
    AUTOUR + path.iter().map(|(_, page)| 1 + formulaires(page, answers)).sum::<usize>()
}

/// An association of two sites, one software and three professions, everything typed by hand.
const ASSOCIATION: &str = r#"{
 "jalons": "dossier", "schema": 1, "id": "association", "enregistre-le": "", "suivi": {},
 "reponses": {
  "besoin": ["services", "rpps-plus"],
  "denomination": "Les Horizons", "statut": "60", "finess-ej": "010783009", "siren": "775544562",
  "sites": [
   {"id": "site-1", "site-nom": "Foyer", "site-categorie": "500"},
   {"id": "site-2", "site-nom": "Service à domicile", "site-categorie": "354"}
  ],
  "contrat": "aucun",
  "rl-fonction": "president", "rl-nom": "Awa Diallo", "directeur-distinct": "oui", "option-president": "option-b",
  "directeur-nom": "Jean Martin", "directeur-profil": "administratif", "document": "delegation-pouvoir",
  "services": ["insi", "dmp-alim", "mssante"], "mssante-role": "client-operateur",
  "logiciels": [{"id": "logiciel-1", "logiciel-nom": "DUI", "insi-mode": "auto"}],
  "at": "tiers", "mandataires": [],
  "rpps-mode": "centralise",
  "gestionnaires": [
   {"id": "gestionnaire-1", "gestionnaire-personne": "directeur", "gestionnaire-statut": "a-designer"}
  ],
  "professionnels": [
   {"id": "pro-1", "pro-profil": "infirmier", "pro-effectif": "2"},
   {"id": "pro-2", "pro-profil": "educateur-specialise", "pro-effectif": "8"},
   {"id": "pro-3", "pro-profil": "aes", "pro-effectif": "12"}
  ],
  "date-dossier-complet": "2026-12-07", "zone-feries": "metropole"
 }
}"#;

#[test]
fn an_autonomous_ehpad_reaches_the_plan_in_fifteen_screens_at_most() {
    let screens = ecrans(&ouvrir(include_str!("dossiers/c01.json")));
    assert!(screens <= 15, "{screens} screens");
}

#[test]
fn an_association_of_two_sites_reaches_the_plan_in_sixteen_screens_at_most() {
    let screens = ecrans(&ouvrir(ASSOCIATION));
    assert!(screens <= 16, "{screens} screens");
}

#[test]
fn who_does_not_know_about_the_contract_is_asked_nothing_more_of_it() {
    let known = ecrans(&ouvrir(ASSOCIATION));
    let unknown = ecrans(&ouvrir(&ASSOCIATION.replace(r#""contrat": "aucun""#, r#""contrat": "inconnu""#)));
    assert_eq!(unknown, known);
}

#[test]
fn the_welcome_page_and_the_readme_say_how_long_it_takes() {
    let said = "Environ dix minutes, une quinzaine d’écrans.";
    for (name, text) in [
        ("public/index.html", include_str!("../public/index.html")),
        ("src/ui/pages/welcome.rs", include_str!("../src/ui/pages/welcome.rs")),
        ("README.md", include_str!("../README.md")),
    ] {
        assert!(text.contains(said), "{name}");
    }
    let screens = [include_str!("dossiers/c01.json"), ASSOCIATION].map(|dossier| ecrans(&ouvrir(dossier)));
    assert!(screens.iter().all(|screens| (13..=16).contains(screens)), "{screens:?}");
}

/// Pages that were joined to others, and what they asked.
const AUTREFOIS: &[(&str, &str)] = &[
    ("finess-contrat", "finess-contrat"),
    ("tom", "tom-actif"),
    ("numero-qui-change", "entite-changee"),
    ("directeur", "directeur-distinct"),
    ("porteur", "option-president"),
    ("profil-representant", "rl-profil"),
    ("carte-directeur", "directeur-carte"),
    ("document", "document"),
    ("mssante", "mssante-role"),
    ("administrateur-technique", "at"),
    ("organisation", "rpps-mode"),
];

#[test]
fn the_address_of_a_page_that_was_joined_to_another_leads_to_what_it_asked() {
    for (old, question) in AUTREFOIS {
        let (_, page) = questionnaire::page_d_id(old).unwrap_or_else(|| panic!("{old} is nowhere"));
        assert_ne!(page.id, *old);
        assert!(page.questions.iter().any(|spec| spec.id == *question), "{old}: {} asks it not", page.id);
    }
    let told: Vec<&str> = AUTREFOIS.iter().map(|(old, _)| *old).collect();
    for (_, page) in questionnaire::pages() {
        assert!(page.autrefois.iter().all(|old| told.contains(old)), "{}", page.id);
        assert_eq!(questionnaire::page_d_id(page.id).map(|(_, found)| found.id), Some(page.id));
    }
}

#[test]
fn no_name_is_lost_when_a_later_answer_hides_its_question() {
    let names = |answers: &Answers| {
        ["rl-nom", "directeur-nom"]
            .map(|id| answers.entry(id).and_then(|entry| entry.text().map(str::to_owned)))
    };
    let typed = names(&ouvrir(ASSOCIATION));
    assert!(typed.iter().all(Option::is_some));
    for (before, after) in [
        (r#""directeur-distinct": "oui""#, r#""directeur-distinct": "non""#),
        (r#""rl-fonction": "president""#, r#""rl-fonction": "directeur""#),
        (r#"["services", "rpps-plus"]"#, r#"["tests"]"#),
    ] {
        let answers = ouvrir(&ASSOCIATION.replace(before, after));
        let hidden = |id: &str| {
            let spec = questionnaire::spec(id).unwrap();
            facts(&answers).est_posee(spec) != Ok(true)
        };
        assert!(hidden("directeur-nom") || hidden("rl-nom"), "{after} hides a name");
        let written = dossier::ecrire(&Dossier { answers, ..Dossier::default() });
        assert_eq!(names(&ouvrir(&written)), typed, "{after}");
    }
}

#[test]
fn who_signs_is_named_whoever_holds_the_card() {
    let spec = questionnaire::spec("rl-nom").unwrap();
    let asked = |answers: &Answers| facts(answers).est_posee(spec) == Ok(true);
    for option in ["option-a", "option-b", "inconnu"] {
        assert!(asked(&ouvrir(&ASSOCIATION.replace("option-b", option))), "{option}");
    }
    // A first card of personnel after an incident needs a contract, which someone signs.
    assert!(asked(&ouvrir(&ASSOCIATION.replace(r#"["services", "rpps-plus"]"#, r#"["incident"]"#))));
}
