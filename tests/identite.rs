//! Rows that are removed, replaced, renewed: an id is given once for ever, what is gone does nothing more, and what was
//! noted of one time is not said of the next.

use std::collections::BTreeSet;
use std::fs;

use chrono::NaiveDate;
use jalons::atelier::effectif;
use jalons::calcul::answer;
use jalons::domain::answers::{Answers, Entry, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::facts::{Asked, Facts};
use jalons::domain::plan::Bilan;
use jalons::domain::question::Champ;
use jalons::domain::questionnaire;
use jalons::domain::report::{LigneAction, Report, details, valeur};
use jalons::domain::rules::RULES;
use jalons::domain::sans_noms::sans_noms;
use jalons::domain::termes;
use jalons::export::courriers::courriers;
use jalons::export::preparation::preparations;
use jalons::export::tables::{self, Cellule};
use jalons::export::{Export, Format, fichier};
use jalons::import::effectif::{Colonnes, Effectif, lire};
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::request::{DrawnPage, Envelope, Fields, Program, Request};
use strum::VariantArray;

fn day(text: &str) -> NaiveDate {
    lire_date(text).unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

/// A dossier of `tests/identite/`, or a worked case.
fn open(name: &str) -> Dossier {
    let case = name.starts_with('c') && name.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let folder = if case { "dossiers" } else { "identite" };
    let text = fs::read_to_string(format!("tests/{folder}/{name}.json")).unwrap();
    let (mut dossier, notices) = dossier::ouvrir(&text).unwrap();
    assert_eq!(notices, Vec::<String>::new());
    termes::ranger(&mut dossier);
    dossier
}

/// The dossier as a program reads it after a reload.
fn reloaded(dossier: &Dossier) -> Dossier {
    let (mut dossier, _) = dossier::ouvrir(&dossier::ecrire(dossier)).unwrap();
    termes::ranger(&mut dossier);
    dossier
}

fn report(dossier: &Dossier) -> Report {
    Report::bref_du_dossier(dossier, today())
}

fn bilan(answers: &Answers) -> Bilan {
    Report::bref(answers, today()).bilan
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// Ids of what is due; of what is open.
fn due_and_open(dossier: &Dossier) -> (BTreeSet<String>, BTreeSet<String>) {
    let report = report(dossier);
    (
        report.actions.into_iter().map(|action| action.id).collect(),
        report.ouverts.into_iter().map(|open| open.id).collect(),
    )
}

/// What is noted « done » of an action of the plan of that day.
fn done(dossier: &Dossier, jour: NaiveDate, id: &str) -> bool {
    let report = Report::bref_du_dossier(dossier, jour);
    let found = report.actions.iter().find(|action| action.id == id);
    let action = found.unwrap_or_else(|| panic!("{id} is not in the plan"));
    Export { dossier, report: &report }.suivi(action).etat == Etat::Fait
}

fn noted(date: Option<&str>) -> Suivi {
    Suivi { etat: Etat::Fait, date: date.map(day), note: String::new() }
}

/// What the review says of every answer.
fn review(answers: &Answers) -> Vec<String> {
    let facts = Facts::new(answers, today());
    let mut said = vec![];
    for spec in questionnaire::questions().filter(|spec| facts.est_posee(*spec) == Ok(true)) {
        said.push(valeur(&facts, spec));
        if let Champ::Lignes(liste) = &spec.champ {
            for row in answers.rows(spec.id) {
                let inside = facts.dans(spec.id, row);
                said.push(format!("{} | {}", (liste.nom)(&inside), details(&inside, liste)));
            }
        }
    }
    said
}

/// The page that « what is to answer » leads to first.
fn asked_next(answers: &Answers) -> Option<&'static str> {
    questionnaire::prochaine(&Facts::new(answers, today())).map(|(_, page)| page.id)
}

/// « Dupliquer ».
fn duplicate(row: &Row, id: &str) -> Row {
    let mut twin = row.clone();
    id.clone_into(&mut twin.id);
    twin
}

fn set(row: &Row, field: &'static str, entry: Entry) -> Row {
    let mut row = row.clone();
    row.set(field, Some(entry));
    row
}

// ---- An id is given once ------------------------------------------------------------------------------------------

#[test]
fn the_certificates_of_a_new_software_are_not_said_done_by_the_notes_of_the_one_before() {
    let mut dossier = open("certificats-notes-faits");
    assert!(done(&dossier, today(), "certificat:logiciel-1:insi-manu"), "the trial starts from a note");
    dossier.answers.remove_row("logiciels", "logiciel-1");
    // By hand, at once and after a reload; and in a file where the row was removed before the file told its numbers.
    let mut text: serde_json::Value = serde_json::from_str(&dossier::ecrire(&dossier)).unwrap();
    text.as_object_mut().unwrap().remove("derniers-numeros");
    let old = dossier::ouvrir(&text.to_string()).unwrap().0;
    for mut dossier in [dossier.clone(), reloaded(&dossier), old] {
        let id = dossier.answers.new_row_id("logiciel");
        assert_eq!(id, "logiciel-2");
        let row = Row::new(&id).with("logiciel-nom", "Nouveau DUI").with("insi-mode", "manu");
        dossier.answers.put_row("logiciels", row);
        for produit in ["insi-manu", "auth-dmp", "sign-dmp"] {
            assert!(!done(&dossier, today(), &format!("certificat:{id}:{produit}")), "{produit}");
        }
    }
}

/// Every list, whether something was noted or not: by hand, by a twin, after an undo, after a reload, without names.
#[test]
fn no_list_gives_an_id_twice() {
    for (spec, liste) in questionnaire::listes() {
        let prefix = liste.prefixe;
        let mut dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
        for _ in 0..2 {
            let id = dossier.answers.new_row_id(prefix);
            dossier.answers.put_row(spec.id, Row::new(&id));
        }
        let second = format!("{prefix}-2");
        let removed = dossier.answers.row(spec.id, &second).cloned().unwrap();
        dossier.answers.remove_row(spec.id, &second);
        for kept in [dossier.clone(), reloaded(&dossier), sans_noms(&dossier), reloaded(&sans_noms(&dossier))]
        {
            assert_eq!(kept.answers.new_row_id(prefix), format!("{prefix}-3"), "{prefix}");
        }
        // « Dupliquer », then « Annuler la suppression »: each its own id.
        let twin = duplicate(&dossier.answers.rows(spec.id)[0], &dossier.answers.new_row_id(prefix));
        dossier.answers.put_row(spec.id, twin);
        let mut rows = dossier.answers.rows(spec.id).to_vec();
        rows.insert(1, removed);
        dossier.answers.set(spec.id, Some(Entry::Rows(rows)));
        let ids: Vec<&str> = dossier.answers.rows(spec.id).iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, [&format!("{prefix}-1"), &second, &format!("{prefix}-3")]);
        assert_eq!(reloaded(&dossier).answers.new_row_id(prefix), format!("{prefix}-4"), "{prefix}");
    }
}

/// A roster replaces the rows of the one before, or of none. FINESS: `tests/atelier.rs`.
#[test]
fn an_import_gives_no_id_of_a_row_that_is_gone() {
    let ids = |answers: &Answers| -> Vec<String> {
        answers.rows("professionnels").iter().map(|row| row.id.clone()).collect()
    };
    let people = |roster: &str| {
        let table = lire(roster.as_bytes(), "equipe.csv").unwrap();
        let colonnes = Colonnes::proposer(&table.entetes, &table.lignes);
        Effectif::de(&table, &colonnes, &Default::default(), today())
    };
    let first = people("Nom;Profession\nA;Infirmier\nB;Médecin\n");
    let (filled, _) = effectif::apply(&first, &fields(&[]), &Answers::default());
    assert_eq!(ids(&filled), ["pro-1", "pro-2"]);
    // A group that is still there is the same row; another one is another row, even in its place.
    let second = people("Nom;Profession\nA;Infirmier\nC;Aide-soignant\n");
    let kept = Dossier { answers: filled, ..Dossier::default() };
    let (filled, _) = effectif::apply(&second, &fields(&[]), &reloaded(&kept).answers);
    assert_eq!(
        ids(&filled).iter().filter(|id| *id == "pro-1" || *id == "pro-2").count(),
        1,
        "{:?}",
        ids(&filled)
    );
    let mut emptied = filled.clone();
    emptied.set("professionnels", Some(Entry::Rows(vec![])));
    let (again, _) = effectif::apply(&first, &fields(&[]), &emptied);
    assert!(ids(&again).iter().all(|id| !ids(&filled).contains(id)), "{:?}", ids(&again));
}

#[test]
fn a_file_tells_the_numbers_only_where_nothing_else_does() {
    let mut dossier = open("certificats-notes-faits");
    let text = |dossier: &Dossier| dossier::ecrire(dossier);
    assert!(!text(&dossier).contains("derniers-numeros"));
    // Its notes tell it.
    dossier.answers.remove_row("logiciels", "logiciel-1");
    assert!(!text(&dossier).contains("derniers-numeros"));
    dossier.suivi.clear();
    assert!(
        text(&dossier).contains("\"derniers-numeros\": {\n    \"logiciel\": 1\n  }"),
        "{}",
        text(&dossier)
    );
    assert_eq!(text(&reloaded(&dossier)), text(&dossier), "written again, it is the same");
}

#[test]
fn what_a_file_says_of_numbers_is_read_with_care() {
    for told in ["7", "[]", "{\"site\": -1}", "{\"site\": \"9\"}", "{\"site\": 1e30}", "{\"autre\": 3}"] {
        let text = format!(r#"{{"jalons":"dossier","schema":1,"reponses":{{}},"derniers-numeros":{told}}}"#);
        let (dossier, notices) = dossier::ouvrir(&text).unwrap();
        assert_eq!((dossier.answers.new_row_id("site").as_str(), notices.len()), ("site-1", 0), "{told}");
    }
}

// ---- What is gone does nothing more -------------------------------------------------------------------------------

/// R-COMPTE-14: « de même instance ».
#[test]
fn the_certificates_of_a_software_that_is_gone_cover_no_other() {
    let mut dossier = open("deux-logiciels");
    assert_eq!(bilan(&dossier.answers).certificats, 3);
    dossier.answers.remove_row("logiciels", "logiciel-1");
    assert_eq!(bilan(&dossier.answers).certificats, 3, "the new one still needs its own");
    let (due, open) = due_and_open(&dossier);
    assert!(due.contains("certificat:logiciel-2:insi-manu"), "{due:?}");
    assert!(!due.iter().any(|id| id.starts_with("rappel-certificat")), "{due:?}");
    assert!(open.contains("rappel-certificat:certificat-1"), "which software uses it is asked: {open:?}");
    assert_eq!(asked_next(&dossier.answers), Some("certificats"));
    let said = review(&dossier.answers);
    assert!(
        said.iter().any(|line| line.contains("Logiciel\u{a0}: à préciser (un logiciel a été supprimé)")),
        "{said:?}"
    );

    // The user says that the new one took them over: they cover it.
    for id in ["certificat-1", "certificat-2", "certificat-3"] {
        let row = dossier.answers.row("certificats-en-service", id).unwrap();
        let row = row.clone().with("certificat-logiciel", "logiciel-2");
        dossier.answers.put_row("certificats-en-service", row);
    }
    assert_eq!((bilan(&dossier.answers).certificats, asked_next(&dossier.answers)), (0, None));
}

/// Neighbours: the only software is replaced; a twin of it takes its place; nothing takes its place.
#[test]
fn nor_do_they_cover_a_twin_nor_a_software_that_is_not_described() {
    let mut dossier = open("deux-logiciels");
    dossier.answers.remove_row("logiciels", "logiciel-2");
    assert_eq!(bilan(&dossier.answers).certificats, 0, "the trial starts from what is covered");
    let mut twin = dossier.clone();
    let id = twin.answers.new_row_id("logiciel");
    let row = duplicate(&twin.answers.rows("logiciels")[0], &id);
    twin.answers.put_row("logiciels", row);
    assert_eq!(bilan(&twin.answers).certificats, 3);
    twin.answers.remove_row("logiciels", "logiciel-1");
    assert_eq!(bilan(&twin.answers).certificats, 3);

    dossier.answers.remove_row("logiciels", "logiciel-1");
    assert_eq!(bilan(&dossier.answers).certificats, 3, "a software that is not described yet");
    assert_eq!(asked_next(&dossier.answers), Some("certificats"), "asked even while there is none to choose");
    let row = Row::new(&dossier.answers.new_row_id("logiciel")).with("insi-mode", "manu");
    dossier.answers.put_row("logiciels", row.with("logiciel-nom", "Nouveau DUI"));
    assert_eq!(bilan(&dossier.answers).certificats, 3, "the new one");
}

/// An expired certificate of a software that is gone is asked for by nobody; that of a structure, an operator, is its own.
#[test]
fn a_certificate_of_a_software_that_is_gone_is_renewed_once_one_says_for_which() {
    let mut dossier = open("deux-logiciels");
    let row = Row::new("certificat-9").with("certificat-produit", "serv-mss");
    let row = row.with("certificat-expire-le", "2026-12-20").with("certificat-logiciel", "logiciel-1");
    dossier.answers.put_row("certificats-en-service", row);
    let first = dossier.answers.row("certificats-en-service", "certificat-1").unwrap();
    let first = first.clone().with("certificat-expire-le", "2026-12-20");
    dossier.answers.put_row("certificats-en-service", first);
    dossier.answers.remove_row("logiciels", "logiciel-1");
    let (due, open) = due_and_open(&dossier);
    assert!(open.contains("certificat-en-service:certificat-1"), "{open:?}");
    assert!(due.contains("certificat-en-service:certificat-9"), "{due:?}");
    let calendar =
        fichier(&Export { dossier: &dossier, report: &report(&dossier) }, Format::Calendrier).unwrap();
    let calendar = String::from_utf8(calendar.octets).unwrap();
    assert!(!calendar.contains("expiration-60:certificat-1"), "nothing to renew is in the calendar");
}

/// C04 without its third site: the same site closed gives 3 certificates.
#[test]
fn a_software_of_a_site_that_is_gone_is_not_that_of_every_site() {
    let mut dossier = open("c04");
    assert_eq!(bilan(&dossier.answers).certificats, 6);
    dossier.answers.remove_row("sites", "site-3");
    assert_eq!(bilan(&dossier.answers).certificats, 3);
    let (_, open) = due_and_open(&dossier);
    assert!(open.contains("certificat:logiciel-2:insi-manu"), "{open:?}");
    assert_eq!(asked_next(&dossier.answers), Some("logiciels"));
    let said = review(&dossier.answers);
    assert!(
        said.iter().any(|line| line.contains("Sites servis\u{a0}: à préciser (un site a été supprimé)")),
        "{said:?}"
    );

    // One site is left, and the question is asked all the same.
    let mut one_left = dossier.clone();
    one_left.answers.remove_row("sites", "site-2");
    assert_eq!((bilan(&one_left.answers).certificats, asked_next(&one_left.answers)), (3, Some("logiciels")));
    let Some(Entry::Many(sites)) =
        one_left.answers.row("logiciels", "logiciel-1").unwrap().entry("logiciel-sites")
    else {
        panic!("sites")
    };
    assert_eq!(sites.len(), 2, "what was entered is kept: the removal may be undone");
    one_left.answers.remove_row("sites", "site-1");
    assert_eq!(bilan(&one_left.answers).certificats, 0, "no site is left");
    let back = Row::new("site-3").with("site-nom", "SSIAD C");
    one_left.answers.put_row("sites", back);
    assert_eq!(bilan(&one_left.answers).certificats, 3, "undone, Y serves it again");

    // « All of them », in so many words.
    let row = dossier.answers.row("logiciels", "logiciel-2").unwrap();
    let row = set(row, "logiciel-sites", Entry::many(&[]));
    dossier.answers.put_row("logiciels", row);
    assert_eq!((bilan(&dossier.answers).certificats, asked_next(&dossier.answers)), (6, None));
}

/// Of several rows that are named, those that are left stand.
#[test]
fn a_row_that_names_others_too_keeps_them() {
    let mut dossier = open("c04");
    let row = dossier.answers.row("logiciels", "logiciel-2").unwrap();
    let row = set(row, "logiciel-sites", Entry::many(&["site-2", "site-3"]));
    dossier.answers.put_row("logiciels", row);
    let before = bilan(&dossier.answers);
    dossier.answers.remove_row("sites", "site-3");
    assert_eq!(bilan(&dossier.answers), before);
    assert_eq!(asked_next(&dossier.answers), None);
    let said = review(&dossier.answers);
    assert!(
        said.iter().any(|line| line.starts_with("Y | ") && line.contains("Sites servis\u{a0}: EHPAD B")),
        "{said:?}"
    );
}

/// C31 without its fourth site: its gestionnaire is that of no site. The same site closed gives the same figures.
#[test]
fn a_gestionnaire_of_a_site_that_is_gone_asks_for_nothing_before_one_says_for_which() {
    let mut dossier = open("c31");
    dossier.answers.set("statut", Some(Entry::one("autre")));
    let before = bilan(&dossier.answers).cpe;
    let mut closed = dossier.clone();
    let site = closed.answers.row("sites", "site-4").unwrap().clone().with("site-ouvert", "non");
    closed.answers.put_row("sites", site);
    dossier.answers.remove_row("sites", "site-4");
    for dossier in [&dossier, &closed] {
        assert_eq!(bilan(&dossier.answers).cpe, before - 1);
        let (due, _) = due_and_open(dossier);
        for id in [
            "cpe:personne-4",
            "formation-gestionnaire:gestionnaire-4",
            "habilitation-gestionnaire:gestionnaire-4",
        ] {
            assert!(!due.contains(id), "{id}");
        }
        assert!(due.contains("habilitation-gestionnaire:gestionnaire-3"), "{due:?}");
    }
    let (_, open) = due_and_open(&dossier);
    assert!(open.contains("cpe:personne-4"), "{open:?}");
    assert!(open.contains("habilitation-gestionnaire:gestionnaire-4"), "{open:?}");
    assert_eq!((asked_next(&dossier.answers), asked_next(&closed.answers)), (Some("gestionnaires"), None));
    // A twin of that row is asked the same.
    let id = dossier.answers.new_row_id("gestionnaire");
    let twin = duplicate(dossier.answers.row("gestionnaires", "gestionnaire-4").unwrap(), &id);
    dossier.answers.remove_row("gestionnaires", "gestionnaire-4");
    dossier.answers.put_row("gestionnaires", twin);
    assert!(due_and_open(&dossier).1.contains(&format!("habilitation-gestionnaire:{id}")));
    assert_eq!(asked_next(&dossier.answers), Some("gestionnaires"));
}

/// C06 without its human resources manager.
#[test]
fn what_someone_who_is_gone_was_to_do_is_open() {
    let mut dossier = open("c06");
    dossier.answers.set("statut", Some(Entry::one("autre")));
    assert_eq!(bilan(&dossier.answers).cpe, 1);
    dossier.answers.remove_row("personnes", "personne-2");
    assert_eq!(bilan(&dossier.answers).cpe, 0);
    let (due, open) = due_and_open(&dossier);
    for id in [
        "cpe:gestionnaire-1",
        "formation-gestionnaire:gestionnaire-1",
        "habilitation-gestionnaire:gestionnaire-1",
    ] {
        assert!(open.contains(id) && !due.contains(id), "{id}: {open:?}");
    }
    assert_eq!(asked_next(&dossier.answers), Some("gestionnaires"));
    let said = review(&dossier.answers);
    assert!(said.iter().any(|line| line.contains("la personne citée a été supprimée")), "{said:?}");
    let report = report(&dossier);
    let titles: Vec<&str> = report.actions.iter().map(|action| action.titre.as_str()).collect();
    assert!(!titles.iter().any(|title| title.contains("une personne à préciser")), "{titles:?}");

    let row = dossier.answers.row("gestionnaires", "gestionnaire-1").unwrap().clone();
    dossier.answers.put_row("gestionnaires", row.with("gestionnaire-personne", "rl"));
    assert_eq!(asked_next(&dossier.answers), None);
    assert!(due_and_open(&dossier).0.contains("habilitation-gestionnaire:gestionnaire-1"));
}

/// Every field that names rows, in every worked case, once each row of the list that it names is gone in its turn: no
/// internal id is said, what lost all that it named is asked again, and what was certain of others stays.
#[test]
fn no_reference_to_a_row_that_is_gone_acts_nor_shows() {
    let mut tried = BTreeSet::new();
    let files = fs::read_dir("tests/dossiers").unwrap().map(|file| file.unwrap().file_name());
    let files: Vec<String> = files.map(|file| file.into_string().unwrap()).collect();
    let names: Vec<&str> = files
        .iter()
        .filter_map(|file| file.strip_suffix(".json"))
        .filter(|name| name.starts_with('c'))
        .collect();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        let whole = open(name);
        for (list, _) in questionnaire::listes() {
            for gone in whole.answers.rows(list.id) {
                let mut dossier = whole.clone();
                dossier.answers.remove_row(list.id, &gone.id);
                let facts = Facts::new(&dossier.answers, today());
                let said = review(&dossier.answers);
                assert!(!said.iter().any(|line| line.contains(&gone.id)), "{name} {}: {said:?}", gone.id);
                let report = report(&dossier);
                let due = report.actions.iter().map(|action| &action.id);
                for id in due.chain(report.ouverts.iter().map(|open| &open.id)) {
                    assert!(!id.split(':').any(|part| part == gone.id), "{name} {}: {id}", gone.id);
                }
                // What is open may say that someone is to be named; what is to be done may not.
                for title in report.actions.iter().map(|action| &action.titre) {
                    assert!(!title.contains("une personne à préciser"), "{name} {}: {title}", gone.id);
                }
                for (other, liste) in questionnaire::listes() {
                    for row in dossier.answers.rows(other.id) {
                        let inside = facts.dans(other.id, row);
                        for field in questionnaire::champs(liste).filter(|field| inside.disparue(*field)) {
                            assert_eq!(field.nomme().map(|(list, _)| list), Some(list.id));
                            assert!(
                                !questionnaire::repondue(&inside, field),
                                "{name} {} {}",
                                gone.id,
                                field.id
                            );
                            tried.insert(field.id);
                        }
                    }
                }
            }
        }
    }
    for field in
        ["logiciel-sites", "gestionnaire-sites", "at-logiciels", "certificat-logiciel", "at-personne"]
    {
        assert!(tried.contains(field), "{field}: {tried:?}");
    }
    for field in ["mandataire-personne", "gestionnaire-personne", "incident-personne"] {
        assert!(tried.contains(field), "{field}: {tried:?}");
    }
}

/// A mandataire in place, a lost card, an administrateur technique: three roles of someone who is gone.
#[test]
fn each_role_of_someone_who_is_gone_waits_for_a_name() {
    let with = |list: &'static str, row: Row| {
        let mut dossier = open("c06");
        dossier.answers.set("besoin", Some(Entry::many(&["rpps-plus", "services", "incident"])));
        dossier.answers.put_row("personnes", Row::new("personne-3").with("personne-carte", "aucune"));
        dossier.answers.put_row(list, row);
        dossier.answers.remove_row("personnes", "personne-3");
        dossier
    };
    let in_place = with(
        "mandataires",
        Row::new("mandataire-2")
            .with("mandataire-personne", "personne-3")
            .with("mandataire-statut", "en-place"),
    );
    let (due, open) = due_and_open(&in_place);
    assert!(!due.iter().chain(&open).any(|id| id == "mandataire:mandataire-2"), "in place: {open:?}");
    let to_appoint = with(
        "mandataires",
        Row::new("mandataire-2")
            .with("mandataire-personne", "personne-3")
            .with("mandataire-statut", "a-designer"),
    );
    let (due, open) = due_and_open(&to_appoint);
    assert!(open.contains("mandataire:mandataire-2") && open.contains("cpe:mandataire-2"), "{open:?}");
    assert!(!due.contains("mandataire:mandataire-2"));
    assert_eq!(report(&to_appoint).bilan.f502, 0);

    let lost = with(
        "incidents",
        Row::new("incident-1")
            .with("incident-carte", "cpe")
            .with("incident-nature", "perte")
            .with("incident-personne", "personne-3")
            .with("incident-remplacement", "oui"),
    );
    let (due, open) = due_and_open(&lost);
    assert!(due.contains("declarer-incident:incident-1"), "the loss is declared all the same: {due:?}");
    assert!(open.contains("cpe:incident-1"), "{open:?}");

    for lien in ["interne", "tiers"] {
        let row = Row::new("at-1").with("at-personne", "personne-3").with("at-lien", lien);
        let mut at = with("administrateurs-techniques", row.with("at-statut", "a-declarer"));
        at.answers.set("services", Some(Entry::many(&["insi"])));
        at.answers.set("at", Some(Entry::one("detail")));
        let (due, open) = due_and_open(&at);
        assert!(open.contains("declarer-at:at-1") && !due.contains("declarer-at:at-1"), "{lien}: {open:?}");
        let card = if lien == "tiers" { "cpa:at-1" } else { "cpe:at-1" };
        assert!(open.contains(card), "{lien}: {open:?}");
    }
}

/// Whoever looked after a software that is gone does not look after all of them.
#[test]
fn an_administrateur_of_a_software_that_is_gone_is_not_that_of_the_others() {
    let mut dossier = open("c04");
    dossier.answers.remove_row("administrateurs-techniques", "at-1");
    assert!(due_and_open(&dossier).0.contains("designer-at"), "nobody looks after X");
    dossier.answers.remove_row("logiciels", "logiciel-2");
    let (due, open) = due_and_open(&dossier);
    assert!(!due.contains("designer-at") && open.contains("designer-at"), "he may take X: {open:?}");
    assert!(open.contains("declarer-at:personne-2") && !due.contains("declarer-at:personne-2"), "{open:?}");
    assert_eq!(asked_next(&dossier.answers), Some("administrateurs-techniques"));
}

// ---- What comes back ----------------------------------------------------------------------------------------------

#[test]
fn every_deliverable_that_comes_back_is_one() {
    for livrable in termes::LIVRABLES {
        assert!(RULES.iter().any(|rule| rule.livrable == livrable), "{livrable}");
    }
}

/// The certificate of the trial: renewed and noted in 2026, it has its new date, 2030, on the same row.
#[test]
fn a_renewal_noted_for_one_term_is_not_that_of_the_next() {
    let next = open("certificat-renouvele");
    assert!(!done(&next, day("2029-12-01"), "certificat-en-service:certificat-1"));
    assert!(!done(&next, day("2029-10-20"), "rappel-certificat:certificat-1"));
    let export = |dossier: &Dossier, jour| {
        let report = Report::bref_du_dossier(dossier, jour);
        fichier(&Export { dossier, report: &report }, Format::Markdown).unwrap().octets
    };
    let text = String::from_utf8(export(&next, day("2029-12-01"))).unwrap();
    assert!(text.contains("[ ] **Renouveler le certificat"), "{text}");

    // In its own term, an old note is kept, and brought to it.
    let mut own = open("certificat-renouvele");
    let row = own.answers.row("certificats-en-service", "certificat-1").unwrap().clone();
    own.answers.put_row("certificats-en-service", row.with("certificat-expire-le", "2026-12-10"));
    let own = reloaded(&own);
    assert!(done(&own, day("2026-12-01"), "certificat-en-service:certificat-1"));
    assert!(own.suivi.contains_key("certificat-en-service:certificat-1:2026-12-10"), "{:?}", own.suivi);
    // Then the row has its new date: the note of 2026 stays in the file, under its own term.
    let mut renewed = own.clone();
    let row = renewed.answers.row("certificats-en-service", "certificat-1").unwrap().clone();
    renewed.answers.put_row("certificats-en-service", row.with("certificat-expire-le", "2029-12-10"));
    for renewed in [&renewed, &reloaded(&renewed)] {
        assert!(!done(renewed, day("2029-12-01"), "certificat-en-service:certificat-1"));
        assert_eq!(renewed.suivi.len(), own.suivi.len());
    }
}

/// A note without a day may be of any term: it is kept, and the action asked again.
#[test]
fn an_old_note_without_a_day_says_nothing_of_the_term() {
    let mut dossier = open("certificat-renouvele");
    dossier.suivi.insert("certificat-en-service:certificat-1".to_owned(), noted(None));
    let dossier = reloaded(&dossier);
    assert!(!done(&dossier, day("2029-12-01"), "certificat-en-service:certificat-1"));
    assert!(dossier.suivi.contains_key("certificat-en-service:certificat-1"), "kept");
}

/// The card of someone: the reminder, then the order once it has expired; the first card, which replaced none.
#[test]
fn a_card_noted_once_is_not_the_next_one() {
    let mut dossier = open("c06");
    let card = |end: &str| {
        Row::new("personne-2")
            .with("personne-nom", "RH")
            .with("personne-carte", "cpe")
            .with("personne-carte-expire-le", end)
    };
    // The first card, ordered and noted.
    assert!(due_and_open(&dossier).0.contains("cpe:personne-2"));
    dossier.suivi.insert("cpe:personne-2".to_owned(), noted(Some("2026-11-20")));
    assert!(done(&reloaded(&dossier), today(), "cpe:personne-2"));
    dossier.answers.put_row("personnes", card("2029-11-20"));
    dossier.suivi.insert("rappel-carte:personne-2".to_owned(), noted(Some("2029-09-01")));
    let mut dossier = reloaded(&dossier);
    assert!(done(&dossier, day("2029-09-10"), "rappel-carte:personne-2"), "its own reminder");
    assert!(!done(&dossier, day("2029-12-01"), "cpe:personne-2"), "expired, it is another card");
    // Ordered, noted under the key that the page gives, received; then its own end comes.
    let report = Report::bref_du_dossier(&dossier, day("2029-12-01"));
    let key = report.actions.iter().find(|action| action.id == "cpe:personne-2").unwrap().cle.clone();
    dossier.suivi.insert(key, noted(None));
    assert!(done(&reloaded(&dossier), day("2029-12-01"), "cpe:personne-2"));
    dossier.answers.put_row("personnes", card("2032-12-15"));
    assert!(!done(&dossier, day("2032-10-01"), "rappel-carte:personne-2"));
    assert!(!done(&reloaded(&dossier), day("2033-01-05"), "cpe:personne-2"));
}

/// Two neighbours: the director's own card, which has no row; and an incident, which leaves the order where it is.
#[test]
fn so_it_is_of_a_card_without_a_row_and_not_of_a_lost_one() {
    let mut dossier = open("c06");
    dossier.answers.set("rl-carte-expire-le", Some(Entry::one("2026-11-20")));
    for id in ["f101", "cde"] {
        dossier.suivi.insert(id.to_owned(), noted(Some("2026-11-22")));
    }
    let mut dossier = reloaded(&dossier);
    assert!(done(&dossier, today(), "f101") && done(&dossier, today(), "cde"), "{:?}", dossier.suivi);
    dossier.answers.set("rl-carte-expire-le", Some(Entry::one("2029-12-01")));
    for id in ["f101", "cde"] {
        assert!(!done(&reloaded(&dossier), day("2029-12-10"), id), "{id}");
    }

    // A lost card that had not expired: what was noted of its replacement stays where it is.
    let mut lost = open("c06");
    lost.answers.set("besoin", Some(Entry::many(&["rpps-plus", "incident"])));
    let row = Row::new("incident-1").with("incident-carte", "cde").with("incident-nature", "perte");
    let row = row.with("incident-personne", "rl").with("incident-remplacement", "oui");
    lost.answers.put_row("incidents", row);
    lost.answers.set("rl-carte-expire-le", Some(Entry::one("2028-05-01")));
    lost.suivi.insert("cde".to_owned(), noted(None));
    assert!(done(&reloaded(&lost), today(), "cde"));
}

/// The training of one person is not that of the next one named on the same row.
#[test]
fn a_training_is_that_of_the_person() {
    let mut dossier = open("c06");
    for id in ["formation-gestionnaire:gestionnaire-1", "habilitation-gestionnaire:gestionnaire-1"] {
        dossier.suivi.insert(id.to_owned(), noted(None));
    }
    let mut dossier = reloaded(&dossier);
    assert!(
        done(&dossier, today(), "formation-gestionnaire:gestionnaire-1"),
        "an old note is of who is there"
    );
    let row = dossier.answers.row("gestionnaires", "gestionnaire-1").unwrap().clone();
    dossier.answers.put_row("gestionnaires", row.with("gestionnaire-personne", "personne-1"));
    for id in ["formation-gestionnaire:gestionnaire-1", "habilitation-gestionnaire:gestionnaire-1"] {
        assert!(!done(&dossier, today(), id) && !done(&reloaded(&dossier), today(), id), "{id}");
    }
    // Shared without names, the note follows the person.
    let mut named = open("c06");
    let row = named.answers.row("gestionnaires", "gestionnaire-1").unwrap().clone();
    named.answers.put_row("personnes", Row::new("ana-martin").with("personne-carte", "aucune"));
    named.answers.put_row("gestionnaires", row.with("gestionnaire-personne", "ana-martin"));
    named.suivi.insert("formation-gestionnaire:gestionnaire-1".to_owned(), noted(None));
    let shared = sans_noms(&reloaded(&named));
    assert!(!dossier::ecrire(&shared).contains("ana-martin"), "{}", dossier::ecrire(&shared));
    assert!(done(&reloaded(&shared), today(), "formation-gestionnaire:gestionnaire-1"));
}

/// Three more that come back: the attestation of five years, the CPS that expires again, the access of the next who leaves.
#[test]
fn an_attestation_a_cps_and_a_departure_are_each_of_their_time() {
    let note = |dossier: &mut Dossier, jour, id: &str| {
        let report = Report::bref_du_dossier(dossier, jour);
        let action = report.actions.iter().find(|action| action.id == id);
        let key = action.unwrap_or_else(|| panic!("{id}")).cle.clone();
        dossier.suivi.insert(key, noted(None));
        assert!(done(&reloaded(dossier), jour, id), "{id}");
    };
    let mut dossier = open("c06");
    let row = Row::new("pro-9").with("pro-profil", "aide-domicile-qualifiee").with("pro-effectif", "1");
    dossier.answers.put_row("professionnels", row.clone().with("pro-attestation-expire-le", "2026-12-10"));
    note(&mut dossier, today(), "rappel-attestation:pro-9");
    dossier.answers.put_row("professionnels", row.with("pro-attestation-expire-le", "2031-12-10"));
    assert!(!done(&reloaded(&dossier), day("2031-10-01"), "rappel-attestation:pro-9"));

    let mut dossier = open("c32");
    note(&mut dossier, today(), "cps-ans:rl");
    dossier.answers.set("rl-carte-expire-le", Some(Entry::one("2029-12-01")));
    assert!(!done(&reloaded(&dossier), day("2029-12-10"), "cps-ans:rl"));

    let mut dossier = open("c37");
    let gone = dossier
        .answers
        .rows("gestionnaires")
        .iter()
        .find(|row| row.entry("gestionnaire-statut").and_then(Entry::text) == Some("partant"));
    let gone = gone.unwrap().clone();
    let id = format!("fermer-habilitation:{}", gone.id);
    note(&mut dossier, today(), &id);
    dossier.answers.put_row("gestionnaires", gone.with("gestionnaire-personne", "rl"));
    assert!(!done(&reloaded(&dossier), today(), &id));
}

/// The follow-up of the file is that of the page: its controls write under the key that the exports read.
#[test]
fn the_page_writes_what_is_noted_under_its_term() {
    let mut dossier = open("certificat-renouvele");
    dossier.suivi.clear();
    let drawn = |dossier: &Dossier, page| page_of(dossier, day("2029-12-01"), page);
    for page in [DrawnPage::Plan, DrawnPage::Liste] {
        let keys: BTreeSet<String> = drawn(&dossier, page)
            .elements()
            .iter()
            .filter_map(|node| node.attribute("data-follow-up").map(str::to_owned))
            .collect();
        assert!(keys.contains("certificat-en-service:certificat-1:2030-01-10"), "{keys:?}");
        assert!(!keys.contains("certificat-en-service:certificat-1"), "{keys:?}");
    }
}

fn page_of(dossier: &Dossier, jour: NaiveDate, page: DrawnPage) -> Node {
    let envelope = Envelope {
        today: jour,
        address: String::new(),
        directory_is_published: false,
        publication: Publication::default(),
        request: Request::Page {
            page,
            dossier: dossier::ecrire(dossier),
            link: String::new(),
            what_if: None,
            as_of: None,
            known: None,
        },
    };
    match answer(&envelope) {
        Answer::Page { page, .. } => page,
        other => panic!("{other:?}"),
    }
}

// ---- How many, once -----------------------------------------------------------------------------------------------

/// Whether a text says the same « × N » twice.
fn says_a_number_twice(text: &str) -> bool {
    let mut seen = BTreeSet::new();
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.bytes().all(|c| c.is_ascii_digit());
    words.iter().enumerate().filter(|(_, word)| **word == "×").any(|(place, _)| {
        let before = place.checked_sub(1).and_then(|place| words.get(place)).filter(is_number);
        let after = words.get(place + 1).filter(is_number);
        before.into_iter().chain(after).any(|number| !seen.insert(*number))
    })
}

#[test]
fn a_number_said_twice_is_seen() {
    for text in ["A × 25 (× 25)", "A × 14 × 14", "3 × B × 3"] {
        assert!(says_a_number_twice(text), "{text}");
    }
    for text in ["A × 25", "Sites × contrats", "A × 25, B × 4", "2 × C"] {
        assert!(!says_a_number_twice(text), "{text}");
    }
}

#[test]
fn no_output_says_a_number_twice() {
    let mut several = 0;
    for entry in fs::read_dir("tests/dossiers").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "attendus" {
            continue;
        }
        let (mut dossier, _) = dossier::ouvrir(&fs::read_to_string(&path).unwrap()).unwrap();
        dossier.id = "dossier-0123456789abcdef".to_owned();
        let report = Report::du_dossier(&dossier, today());
        let check = |what: &str, text: &str| assert!(!says_a_number_twice(text), "{name}, {what}: {text}");
        for action in &report.actions {
            several += usize::from(action.quantite > 1);
            assert!(says_how_many(action), "{name}: {} is due {} times", action.titre, action.quantite);
            check("title", &action.titre);
            check("title and for whom", &format!("{} {}", action.titre, action.pour));
        }
        let export = Export { dossier: &dossier, report: &report };
        let text = |format| String::from_utf8(fichier(&export, format).unwrap().octets).unwrap();
        let calendar = text(Format::Calendrier).replace("\r\n ", "");
        calendar.lines().filter(|line| line.starts_with("SUMMARY")).for_each(|line| check("calendar", line));
        let parts = calendar.lines().filter(|line| line.starts_with("DESCRIPTION"));
        parts
            .flat_map(|line| line.split("\\n"))
            .flat_map(|line| line.split(" / "))
            .for_each(|line| check("calendar", line));
        for format in [Format::Markdown, Format::Texte] {
            // What a line of the short list holds stands on one line.
            text(format)
                .lines()
                .flat_map(|line| line.split(" / "))
                .flat_map(|part| part.split("\u{a0}; "))
                .for_each(|part| check("list", part));
        }
        for table in tables::toutes(&export) {
            for cell in table.lignes.iter().flatten() {
                words(cell).iter().flat_map(|text| text.lines()).for_each(|line| check(table.nom, line));
            }
        }
        for letter in courriers(&export) {
            letter.corps.lines().for_each(|line| check("letter", line));
        }
        for sheet in preparations(&export) {
            check("sheet", &sheet.titre);
        }
        let of_calcul = |page: &&DrawnPage| page.program() == Program::Calcul && !page.is_of_all_dossiers();
        for page in DrawnPage::VARIANTS.iter().filter(of_calcul) {
            let drawn = page_of(&dossier, today(), *page);
            let small = ["h3", "li", "td", "th", "dd", "dt", "summary", "caption", "text", "b"];
            for node in drawn.elements() {
                let Node::Element(tag, ..) = node else { continue };
                let nested = node.elements().len() > 1 && matches!(tag.as_ref(), "li" | "td" | "dd");
                if small.contains(&tag.as_ref()) && !nested {
                    check("page", &node.text());
                }
            }
        }
    }
    assert!(several > 10, "{several}");
}

fn words(cell: &Cellule) -> Vec<String> {
    match cell {
        Cellule::Texte(text) => vec![text.clone()],
        Cellule::Lignes(lines) => lines.clone(),
        Cellule::Vide | Cellule::Nombre(_) | Cellule::Jour(_) | Cellule::Statut(_) => vec![],
    }
}

/// Whether the title of an action says how many.
fn says_how_many(action: &LigneAction) -> bool {
    action.quantite <= 1 || action.titre.split(' ').any(|word| word == action.quantite.to_string())
}
