//! Every file that leaves the page, read back by readers we did not write, over the worked cases and generated
//! dossiers; and the whole files of one case (`tests/exports/`), for experts to read (`UPDATE_EXPECT=1` rewrites them).

mod cas;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use chrono::{Days, NaiveDate};
use expect_test::{expect, expect_file};
use ical::parser::ical::component::IcalEvent;
use jalons::domain::answers::{Entry, INCONNU, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::commencer::{Partie, commencer};
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::lien;
use jalons::domain::report::Report;
use jalons::domain::sans_noms::sans_noms;
use jalons::export::courriers::{Courrier, courriers};
use jalons::export::document::{Bloc, Document, Texte};
use jalons::export::preparation::{Formulaire, Preparation, preparations};
use jalons::export::tables::{self, Cellule, Table};
use jalons::export::{Export, Format, docx, fichier, html, ics, json, lisibles};
use proptest::prelude::*;

struct Case {
    name: String,
    dossier: Dossier,
    report: Report,
}

impl Case {
    fn new(name: &str, dossier: Dossier, day: NaiveDate) -> Self {
        let report = Report::du_dossier(&dossier, day);
        Self { name: name.to_owned(), dossier, report }
    }

    fn export(&self) -> Export<'_> {
        Export { dossier: &self.dossier, report: &self.report }
    }

    fn bytes(&self, format: Format) -> Vec<u8> {
        fichier(&self.export(), format).unwrap().octets
    }

    fn text(&self, format: Format) -> String {
        String::from_utf8(self.bytes(format)).unwrap()
    }
}

fn day(text: &str) -> NaiveDate {
    lire_date(text).unwrap()
}

/// The worked cases, on their own days.
fn cases() -> Vec<Case> {
    cas::cases()
        .into_iter()
        .map(|cas::Case { name, dossier, jour }| Case::new(&name, dossier, jour))
        .collect()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

/// A case with follow-up, names and hostile texts.
fn noted() -> Case {
    let Case { mut dossier, report, .. } = case("c01");
    dossier.id = "dossier-0123456789abcdef".to_owned();
    dossier.answers.set("denomination", Some(Entry::one("=HYPERLINK(\"http://x\";\"Les Tilleuls\")")));
    dossier.answers.set("rl-nom", Some(Entry::one("+Jeanne Martin, directrice; adjointe")));
    let contrat = Suivi { etat: Etat::Fait, date: Some(day("2026-02-03")), note: "=2+3".to_owned() };
    dossier.suivi.insert("contrat".to_owned(), contrat);
    let f101 = Suivi { etat: Etat::EnCours, date: None, note: "@voir\nà deux \"mains\"".to_owned() };
    dossier.suivi.insert("f101".to_owned(), f101);
    let jour = report.jour;
    Case::new("noted", dossier, jour)
}

fn all() -> Vec<Case> {
    cases().into_iter().chain([noted(), Case::new("empty", Dossier::default(), day("2026-11-24"))]).collect()
}

// ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────

fn check_csv(case: &Case) {
    let text = case.text(Format::Csv);
    let body = text.strip_prefix('\u{feff}').expect("a byte order mark, for spreadsheets");
    assert_eq!(body.matches('\n').count(), body.matches("\r\n").count(), "{}: CRLF only", case.name);
    // A reader that guesses takes a bar or a tab for a separator.
    let typed = dossier::ecrire(&case.dossier).contains('|');
    assert!(typed || !body.contains('|'), "{}", case.name);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(body.as_bytes());
    let table = tables::actions(&case.export());
    let titles: Vec<&str> = table.colonnes.iter().map(|column| column.titre).collect();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), titles);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), case.report.actions.len(), "{}", case.name);
    for (row, action) in rows.iter().zip(&case.report.actions) {
        let cell = |title: &str| row.get(titles.iter().position(|known| *known == title).unwrap()).unwrap();
        assert_eq!(cell("Identifiant"), action.id);
        assert_eq!(cell("Quantité"), action.quantite.to_string());
        assert_eq!(
            cell("Fin prévue le"),
            action.fin.map_or(String::new(), |fin| fin.format("%d/%m/%Y").to_string())
        );
        let title: String = action.titre.chars().filter(|c| !c.is_control()).collect();
        assert!(cell("Action").replace(' ', "").contains(&title.replace(' ', "")), "{title}");
        for field in row {
            assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}: {field}", case.name);
        }
    }
}

#[test]
fn the_csv_says_each_action_once_and_runs_nothing() {
    all().iter().for_each(check_csv);
}

// ── XLSX ─────────────────────────────────────────────────────────────────────────────────────────────────────────

fn check_workbook(case: &Case) {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(case.bytes(Format::Classeur))).unwrap();
    let tables = tables::toutes(&case.export());
    let mut names: Vec<&str> = tables.iter().map(|table| table.nom).collect();
    let rests = rests(&mut workbook);
    names.extend((!rests.is_empty()).then_some("Suite"));
    assert_eq!(workbook.sheet_names(), names);
    for table in &tables {
        let range = workbook.worksheet_range(table.nom).unwrap();
        let get =
            |row: usize, column: usize| range.get_value((row as u32, column as u32)).unwrap_or(&Data::Empty);
        for (column, heading) in table.colonnes.iter().enumerate() {
            assert_eq!(get(0, column), &Data::String(heading.titre.to_owned()));
        }
        for (row, cells) in table.lignes.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let heading = table.colonnes[column].titre;
                check_cell(cell, get(row + 1, column), &rests, (table.nom, heading), &case.name);
            }
        }
        assert_eq!(range.height(), table.lignes.len() + 1, "{} {}", case.name, table.nom);
        let formulas = workbook.worksheet_formula(table.nom).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{} {}", case.name, table.nom);
    }
}

/// What the last sheet holds: the sheet and the column that a text is the rest of, and the text.
fn rests(workbook: &mut Xlsx<Cursor<Vec<u8>>>) -> Vec<[String; 3]> {
    let Ok(range) = workbook.worksheet_range("Suite") else { return vec![] };
    let rows = range.rows().skip(1).map(|row| [0, 2, 3].map(|place: usize| row[place].to_string()));
    rows.collect()
}

fn check_cell(cell: &Cellule, read: &Data, rests: &[[String; 3]], (sheet, column): (&str, &str), name: &str) {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = |text: &str| {
        let kept: String = text
            .chars()
            .map(|c| if matches!(c, '\t' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c })
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        let Data::String(shown) = read else { panic!("{name}: {read:?}, not {kept:?}") };
        match shown.strip_suffix("\n(suite\u{a0}: feuille «\u{a0}Suite\u{a0}»)") {
            None => assert_eq!(shown, &kept, "{name}"),
            Some(start) => {
                assert!(bare(&kept).starts_with(&bare(start)), "{name}: {start}");
                // The rest stands in one row of the last sheet, or in several that follow each other.
                let rest = bare(&kept)[bare(start).len()..].to_owned();
                let here: Vec<String> = rests
                    .iter()
                    .filter(|[of, at, _]| of == sheet && at == column)
                    .map(|[_, _, text]| bare(text))
                    .collect();
                assert!(here.concat().contains(&rest), "{name}: the rest of {start} is lost");
            }
        }
    };
    match cell {
        Cellule::Vide => assert_eq!(read, &Data::Empty, "{name}"),
        Cellule::Texte(expected) => text(expected),
        Cellule::Lignes(lines) => text(&lines.join("\n")),
        Cellule::Nombre(number) => assert_eq!(read, &Data::Float(f64::from(*number)), "{name}"),
        Cellule::Statut(etat) => assert_eq!(read, &Data::String(etat.libelle().to_owned()), "{name}"),
        Cellule::Jour(expected) => {
            let Data::DateTime(read) = read else { panic!("{name}: {read:?} is not a date") };
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let expected = (*expected - epoch).num_days() as f64;
            assert!(read.is_datetime() && (read.as_f64() - expected).abs() < 1e-9, "{name}: {read:?}");
        }
    }
}

#[test]
fn the_workbook_holds_the_tables_as_texts_numbers_and_dates() {
    all().iter().for_each(check_workbook);
}

fn part(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn sheets_have_frozen_filtered_headings_and_drop_down_statuses() {
    let bytes = noted().bytes(Format::Classeur);
    for sheet in 1..=6 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains("state=\"frozen\"") && xml.contains("<autoFilter "), "sheet {sheet}");
        assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "sheet {sheet}");
    }
    let actions = part(&bytes, "xl/worksheets/sheet1.xml");
    let rows = noted().report.actions.len();
    let range = format!("sqref=\"C2:C{}\"", rows + 1);
    assert!(
        actions.contains("\"À faire,En cours,Fait\"") && actions.contains(&range),
        "a list of the three states"
    );
}

/// On paper: A4, landscape; rows as high as their text, none higher than the format shows; a long note goes on in the last
/// sheet.
#[test]
fn sheets_are_made_for_paper_and_hide_no_text() {
    let mut dossier = noted();
    let long = "Une phrase de note, assez longue pour être coupée. ".repeat(40);
    for suivi in dossier.dossier.suivi.values_mut().take(1) {
        suivi.note = long.chars().take(1_900).collect();
    }
    let bytes = dossier.bytes(Format::Classeur);
    check_workbook(&dossier);
    let mut sheets = 0;
    for sheet in 1..=7 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        sheets += 1;
        assert!(
            xml.contains("paperSize=\"9\"") && xml.contains("orientation=\"landscape\""),
            "sheet {sheet}"
        );
        for row in xml.split("<row ").skip(1) {
            let tag = row.split('>').next().unwrap();
            // A row of one line has the default height.
            let said = tag.split(" ht=\"").nth(1).and_then(|rest| rest.split('"').next());
            let height: f64 = said.map_or(15.0, |said| said.parse().unwrap());
            assert!((15.0..=409.0).contains(&height), "sheet {sheet}: {tag}");
        }
        // As many pages wide as letters of 8 points need.
        let widths: f64 = xml
            .split("<col ")
            .skip(1)
            .map(|col| {
                let number = |name: &str| -> f64 {
                    col.split(&format!("{name}=\""))
                        .nth(1)
                        .and_then(|rest| rest.split('"').next()?.parse().ok())
                        .unwrap()
                };
                number("width") * (number("max") - number("min") + 1.0)
            })
            .sum();
        let pages: f64 = xml
            .split("fitToWidth=\"")
            .nth(1)
            .map_or(1.0, |rest| rest.split('"').next().unwrap().parse().unwrap());
        assert!(widths / pages <= 210.0, "sheet {sheet}: {widths} characters on {pages} pages");
    }
    assert_eq!(sheets, 7);
}

fn column(table: &Table, title: &str) -> u32 {
    let place = table.colonnes.iter().position(|column| column.titre == title).unwrap();
    let numbers = table.lignes.iter().map(|row| match row[place] {
        Cellule::Nombre(number) => number,
        _ => 0,
    });
    numbers.sum()
}

#[test]
fn cards_and_certificates_of_the_sheets_add_up_to_the_figures() {
    for case in all() {
        let bilan = case.report.bilan;
        let people = tables::professionnels(&case.export());
        let cards = [column(&people, "CDE"), column(&people, "CPE"), column(&people, "CPA")];
        assert_eq!(cards, [bilan.cde, bilan.cpe, bilan.cpa], "{}", case.name);
        let certificates = tables::certificats(&case.export());
        assert_eq!(column(&certificates, "À demander"), bilan.certificats, "{}", case.name);
    }
}

#[test]
fn a_person_has_the_actions_of_all_roles_in_one_row() {
    let people = tables::professionnels(&case("c03").export());
    let row = people.lignes.iter().find(|row| row[0] == Cellule::Texte("RRH".to_owned())).unwrap();
    let Some(Cellule::Lignes(titles)) = row.last() else { panic!("no action") };
    for start in ["Commander une carte CPE", "Habiliter le gestionnaire", "Suivre la formation"] {
        assert!(titles.iter().any(|title| title.starts_with(start)), "{start}: {titles:?}");
    }
}

#[test]
fn every_cited_source_stands_in_the_sources_with_its_rules() {
    for case in cases() {
        let table = tables::sources(&case.export());
        let listed: BTreeMap<String, String> = table
            .lignes
            .iter()
            .map(|row| match (&row[0], &row[4]) {
                (Cellule::Texte(id), Cellule::Texte(rules)) => (id.clone(), rules.clone()),
                other => panic!("{other:?}"),
            })
            .collect();
        for line in case.report.actions.iter().flat_map(|action| action.lignes()) {
            for rule in line.regles {
                for source in rule.sources {
                    assert!(listed[*source].split(", ").any(|id| id == rule.id), "{} {}", source, rule.id);
                }
            }
        }
    }
}

// ── ICS ──────────────────────────────────────────────────────────────────────────────────────────────────────────

fn events(text: &str) -> Vec<IcalEvent> {
    let calendars: Vec<_> =
        ical::IcalParser::new(BufReader::new(text.as_bytes())).collect::<Result<_, _>>().unwrap();
    let [calendar] = <[_; 1]>::try_from(calendars).map_err(|found| found.len()).unwrap();
    let value =
        |name: &str| calendar.properties.iter().find(|p| p.name == name).and_then(|p| p.value.clone());
    assert_eq!(value("VERSION").as_deref(), Some("2.0"));
    assert!(value("PRODID").is_some());
    calendar.events
}

fn value(event: &IcalEvent, name: &str) -> String {
    let found: Vec<_> = event.properties.iter().filter(|property| property.name == name).collect();
    assert_eq!(found.len(), 1, "{name}: once");
    found[0].value.clone().unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => out.push(c),
        }
    }
    out
}

fn check_calendar(case: &Case) {
    let text = case.text(Format::Calendrier);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}: CRLF only", case.name);
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.is_empty(), "{}: {line}", case.name);
        assert!(!line.contains(|c: char| c.is_control()), "{}: {line:?}", case.name);
    }
    let events = events(&text);
    assert!(!events.is_empty(), "{}: a calendar has a component", case.name);
    let mut uids = BTreeSet::new();
    for event in &events {
        let uid = value(event, "UID");
        // A server of calendars names a file by it.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '@');
        assert!(uid.chars().all(plain) && uid.matches('@').count() == 1, "{}: {uid}", case.name);
        assert!(uids.insert(uid.clone()), "{}: {uid}", case.name);
        for name in ["DTSTAMP", "LAST-MODIFIED"] {
            let stamp = value(event, name);
            assert!(chrono::NaiveDateTime::parse_from_str(&stamp, "%Y%m%dT%H%M%SZ").is_ok(), "{stamp}");
        }
        assert!(value(event, "SEQUENCE").parse::<u32>().is_ok());
        let days = ["DTSTART", "DTEND"].map(|name| {
            let property = event.properties.iter().find(|property| property.name == name).unwrap();
            let all_day = [("VALUE".to_owned(), vec!["DATE".to_owned()])];
            assert_eq!(property.params.as_deref(), Some(all_day.as_slice()));
            NaiveDate::parse_from_str(property.value.as_deref().unwrap(), "%Y%m%d").unwrap()
        });
        assert_eq!(days[0].checked_add_days(Days::new(1)), Some(days[1]), "one whole day");
    }
    for action in &case.report.actions {
        let noted = case.export().suivi(action).date;
        let title: String = action.titre.chars().filter(|c| !c.is_control()).collect();
        let found =
            events.iter().filter(|event| unescaped(&value(event, "SUMMARY")).contains(title.trim_end()));
        let dated = action.fin.is_some() || noted.is_some();
        assert!(!dated || found.count() >= 1, "{}: {}", case.name, action.id);
    }
}

#[test]
fn the_calendar_holds_each_dated_action_as_a_whole_day() {
    all().iter().for_each(check_calendar);
}

#[test]
fn there_is_one_event_for_each_dated_action_and_no_other_without_expiry() {
    let case = case("c01");
    let dated = case.report.actions.iter().filter(|action| action.fin.is_some()).count();
    assert_eq!(events(&case.text(Format::Calendrier)).len(), dated);
}

#[test]
fn importing_again_updates() {
    let before = noted();
    let mut dossier = before.dossier.clone();
    dossier.enregistre_le = "2026-02-04T09:30:00.000Z".to_owned();
    let after = Case::new("after", dossier, day("2026-02-04"));
    let index = |case: &Case| -> BTreeMap<String, u32> {
        let events = events(&case.text(Format::Calendrier));
        events.iter().map(|event| (value(event, "UID"), value(event, "SEQUENCE").parse().unwrap())).collect()
    };
    let (before, after) = (index(&before), index(&after));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(before.keys().any(|uid| uid == "dossier-0123456789abcdef.-contrat@jalons"));
    assert!(before.iter().all(|(uid, sequence)| after[uid] > *sequence));
}

/// Overseas, at night, the universal day is not that of the plan.
#[test]
fn each_change_and_each_day_is_newer_wherever_it_is() {
    let revision = |saved: &str, today: &str| -> (u32, String) {
        let mut dossier = case("c01").dossier;
        dossier.enregistre_le = saved.to_owned();
        let text = Case::new("late", dossier, day(today)).text(Format::Calendrier);
        let event = &events(&text)[0];
        (value(event, "SEQUENCE").parse().unwrap(), value(event, "DTSTAMP"))
    };
    for (place, moments) in [
        // At 2 on 3 February in La Réunion it is 22:00 on the 2nd; then ten minutes, an hour, a day, a change.
        (
            "La Réunion",
            vec![
                ("2026-02-02T22:00:00.000Z", "2026-02-03"),
                ("2026-02-02T22:10:00.000Z", "2026-02-03"),
                ("2026-02-02T22:10:20.000Z", "2026-02-03"),
                ("2026-02-03T00:20:00.000Z", "2026-02-03"),
                ("2026-02-03T00:20:00.000Z", "2026-02-04"),
                ("2026-02-03T21:00:00.000Z", "2026-02-04"),
            ],
        ),
        (
            "Guadeloupe",
            vec![
                ("2026-02-03T02:00:00.000Z", "2026-02-02"),
                ("2026-02-03T02:00:00.000Z", "2026-02-03"),
                ("2026-02-03T05:00:00.000Z", "2026-02-03"),
                ("2026-02-04T03:59:00.000Z", "2026-02-03"),
            ],
        ),
        (
            "Paris",
            vec![
                ("2026-02-02T15:00:00.000Z", "2026-02-02"),
                ("2026-02-02T15:00:00.000Z", "2026-02-03"),
                ("2026-02-02T15:00:00.000Z", "2026-02-05"),
                ("2026-02-05T08:00:00.000Z", "2026-02-05"),
            ],
        ),
        (
            "Nouméa",
            vec![
                ("2026-02-02T14:00:00.000Z", "2026-02-03"),
                ("2026-02-02T14:01:00.000Z", "2026-02-03"),
                ("2026-02-02T14:01:00.000Z", "2026-02-04"),
            ],
        ),
    ] {
        let told: Vec<(u32, String)> = moments.iter().map(|(saved, today)| revision(saved, today)).collect();
        for pair in told.windows(2) {
            assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1, "{place}: {told:?}");
        }
    }
}

#[test]
fn what_was_given_out_and_left_the_plan_is_cancelled() {
    let before = noted();
    let agenda = ics::agenda(&before.export());
    assert_eq!(agenda.donnes.len(), events(&before.text(Format::Calendrier)).len());
    let mut dossier = before.dossier.clone();
    dossier.agenda = agenda;
    dossier.enregistre_le = "2026-02-04T09:30:00.000Z".to_owned();
    // The file keeps it.
    let (opened, notices) =
        jalons::domain::dossier::ouvrir(&jalons::domain::dossier::ecrire(&dossier)).unwrap();
    assert_eq!((&opened.agenda, notices.len()), (&dossier.agenda, 0));
    dossier.answers.set("services", Some(Entry::many(&["insi"])));
    let after = Case::new("after", dossier, day("2026-02-04"));
    let status = |case: &Case| -> BTreeMap<String, (String, String)> {
        let events = events(&case.text(Format::Calendrier));
        events
            .iter()
            .map(|event| (value(event, "UID"), (value(event, "STATUS"), value(event, "SUMMARY"))))
            .collect()
    };
    let (first, then) = (status(&before), status(&after));
    let gone: Vec<&String> =
        then.iter().filter(|(_, (status, _))| status == "CANCELLED").map(|(uid, _)| uid).collect();
    assert!(gone.len() >= 2, "{then:?}");
    assert!(gone.iter().all(|uid| first[*uid].0 == "CONFIRMED" && first[*uid].1 == then[*uid].1), "{gone:?}");
    assert!(first.keys().all(|uid| then.contains_key(uid)), "what was given is updated or cancelled");
    // Once more, and back in the plan.
    let mut again = after.dossier.clone();
    again.agenda = ics::agenda(&after.export());
    let still = status(&Case::new("again", again.clone(), day("2026-02-05")));
    assert!(gone.iter().all(|uid| still[*uid].0 == "CANCELLED"));
    again.answers.set("services", before.dossier.answers.entry("services").cloned());
    let back = status(&Case::new("back", again.clone(), day("2026-02-05")));
    assert!(gone.iter().all(|uid| back[*uid].0 == "CONFIRMED"));
    // Another dossier made from this one gave nothing.
    again.id = "dossier-2".to_owned();
    again.answers.set("services", Some(Entry::many(&["insi"])));
    assert!(
        status(&Case::new("other", again, day("2026-02-05")))
            .values()
            .all(|(status, _)| status == "CONFIRMED")
    );
}

#[test]
fn the_first_calendars_can_be_cancelled_by_their_old_numbers() {
    let case = case("c01");
    let text = ics::calendrier_sans_les_anciens(&case.export());
    let events = events(&text);
    let old: Vec<_> = events.iter().filter(|event| value(event, "STATUS") == "CANCELLED").collect();
    assert_eq!(old.len() * 2, events.len());
    assert!(old.iter().any(|event| value(event, "UID").starts_with("c01/certificat:")));
}

#[test]
fn a_date_far_away_in_a_file_does_not_stop_later_updates() {
    let Case { mut dossier, .. } = noted();
    dossier.enregistre_le = "2099-01-01T00:00:00.000Z".to_owned();
    let case = Case::new("far", dossier, day("2026-02-04"));
    assert!(case.text(Format::Calendrier).contains("LAST-MODIFIED:20260204T000000Z\r\n"));
}

#[test]
fn a_done_action_rings_no_more_and_stands_on_its_day() {
    let case = noted();
    let events = events(&case.text(Format::Calendrier));
    let contrat = events.iter().find(|event| value(event, "UID").contains(".-contrat@")).unwrap();
    assert_eq!(value(contrat, "DTSTART"), "20260203");
    assert!(value(contrat, "SUMMARY").starts_with("Fait") && contrat.alarms.is_empty());
    let cde = events.iter().find(|event| value(event, "UID").contains(".-cde@")).unwrap();
    assert_eq!(cde.alarms.len(), 1);
}

#[test]
fn a_certificate_stands_90_and_60_days_before_its_end_and_on_its_day_a_card_by_its_printed_date() {
    let mut dossier = case("c01").dossier;
    dossier.answers.set("contrat", Some(Entry::one("en-cours")));
    let certificat = Row::new("certificat-1")
        .with("certificat-produit", "auth-dmp")
        .with("certificat-expire-le", "2027-06-30");
    dossier.answers.put_row("certificats-en-service", certificat);
    dossier.answers.set("rl-carte", Some(Entry::one("cde")));
    dossier.answers.set("rl-carte-expire-le", Some(Entry::one("2027-01-15")));
    let case = Case::new("expiries", dossier, day("2026-11-24"));
    let events = events(&case.text(Format::Calendrier));
    let days: BTreeMap<String, String> =
        events.iter().map(|event| (value(event, "UID"), value(event, "DTSTART"))).collect();
    let day = |key: &str| days.get(&format!("c01.-{}@jalons", key.replace(':', ".3a."))).map(String::as_str);
    assert_eq!(day("rappel-certificat:certificat-1"), Some("20270401"));
    assert_eq!(day("expiration-60:certificat-1"), Some("20270501"));
    assert_eq!(day("expiration:certificat-1"), Some("20270630"));
    assert_eq!(day("rappel-carte:rl"), Some("20261124"), "ninety days before is past: today");
    assert_eq!(day("expiration-carte:rl"), Some("20270115"));
}

// ── Lists, ZIP, dossier ──────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_detailed_list_says_every_action_every_source_and_every_open_thing() {
    for case in cases() {
        let list = case.text(Format::Markdown).replace('\\', "");
        let boxes = list.lines().filter(|line| line.contains("[ ]")).count();
        assert_eq!(boxes, case.report.actions.len(), "{}", case.name);
        for action in &case.report.actions {
            assert!(list.contains(&action.titre), "{} {}", case.name, action.id);
            for source in action.lignes().flat_map(|line| line.sources()) {
                assert!(list.contains(source.titre), "{}", source.id);
                assert!(source.adresses.iter().all(|adresse| list.contains(adresse)), "{}", source.id);
            }
        }
        for open in &case.report.ouverts {
            assert!(list.contains(&open.titre), "{} {}", case.name, open.id);
        }
        let declined = case.report.ecartes.iter().flat_map(|declined| &declined.raisons);
        let notices = case.report.avis.iter().map(|notice| &notice.ligne);
        let lines = case.report.actions.iter().flat_map(|action| action.lignes());
        for doubt in lines.chain(declined).chain(notices).flat_map(|line| &line.doutes) {
            assert!(list.contains(doubt.texte), "{} {}", case.name, doubt.id);
        }
        for notice in &case.report.avis {
            assert!(list.contains(&notice.ligne.texte), "{} {}", case.name, notice.id);
        }
    }
}

/// A list that fits a mail: what to do, who, when, where; the rest is in the other files.
#[test]
fn the_short_list_says_each_thing_to_do_once_and_fits_a_mail() {
    for case in all() {
        let text = case.text(Format::Texte);
        let page = commencer(&case.dossier, &case.report);
        let titles = |line: &str| line.get(4..).unwrap_or_default().to_owned();
        let boxes: Vec<String> = text.lines().filter(|line| line.starts_with('[')).map(titles).collect();
        assert_eq!(boxes.len(), page.taches.len(), "{}", case.name);
        for (_, tache) in &page.taches {
            assert!(
                boxes.iter().any(|known| known.trim() == tache.titre.trim()),
                "{}: {}",
                case.name,
                tache.titre
            );
        }
        let left = page.taches.iter().filter(|(partie, _)| *partie != Partie::Faites);
        for lien in left.flat_map(|(_, tache)| &tache.liens) {
            assert!(text.contains(lien.adresse), "{}: {}", case.name, lien.adresse);
        }
        assert!(!text.contains("R-C") && !text.contains("R-R"), "{}", case.name);
        // Five lines at most for a thing to do, three for a title, one for a question.
        let bound = 24 + 5 * page.taches.len() + page.attendus.len() + page.a_repondre.len();
        assert!(text.lines().count() <= bound, "{}: {} lines, not {bound}", case.name, text.lines().count());
    }
    assert!(case("c01").text(Format::Texte).lines().count() <= 60);
}

/// What the plan says twice, or leaves open, is in its JSON with the sources of both.
#[test]
fn the_json_holds_the_doubts_and_what_is_dated() {
    let case = case("c01");
    let value = json::valeur(&case.report);
    let of = |part: &str| value[part].as_array().unwrap().clone();
    let dated: Vec<String> =
        of("informations_datees").iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(dated, ["double-facteur", "rie-projet", "comptes-locaux", "segur-vague-2"]);
    let deadline = of("informations_datees")[0]["doutes"].clone();
    assert_eq!(deadline[0]["id"], "K-20");
    assert_eq!(deadline[0]["source"], "S75, S66, S76, S59, S57");
    let card = of("actions").into_iter().find(|action| action["id"] == "f101").unwrap();
    assert!(card["doutes"].as_array().unwrap().iter().any(|doubt| doubt["id"] == "D-03"), "{card}");
    assert!(of("informations").iter().all(|one| !dated.contains(&one["id"].as_str().unwrap().to_owned())));
}

#[test]
fn the_archive_holds_every_other_file_as_it_is() {
    for case in [case("c03"), noted()] {
        let bytes = case.bytes(Format::Complet);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let readable = lisibles(&case.export()).unwrap();
        assert_eq!(archive.len(), Format::TOUS.len() - 1 + readable.len());
        for file in readable {
            let mut read = vec![];
            archive.by_name(&file.nom).unwrap().read_to_end(&mut read).unwrap();
            assert!(read == file.octets, "{}", file.nom);
        }
        for format in Format::TOUS.into_iter().filter(|format| *format != Format::Complet) {
            let file = fichier(&case.export(), format).unwrap();
            let mut read = vec![];
            archive.by_name(&file.nom).unwrap().read_to_end(&mut read).unwrap();
            assert!(read == file.octets, "{}", file.nom);
        }
    }
}

#[test]
fn the_same_dossier_on_the_same_day_gives_the_same_bytes() {
    for format in Format::TOUS {
        assert!(noted().bytes(format) == noted().bytes(format), "{format:?}");
    }
}

#[test]
fn the_exported_dossier_opens_as_it_was() {
    for case in all() {
        let (read, notices) = dossier::ouvrir(&case.text(Format::Dossier)).unwrap();
        assert!(notices.is_empty() && read == case.dossier, "{}: {notices:?}", case.name);
    }
}

#[test]
fn names_say_structure_day_and_content() {
    let names: Vec<String> =
        Format::TOUS.map(|format| fichier(&case("c01").export(), format).unwrap().nom).to_vec();
    expect![[r#"
        jalons-ehpad-les-tilleuls-2026-02-02-actions.csv
        jalons-ehpad-les-tilleuls-2026-02-02-classeur.xlsx
        jalons-ehpad-les-tilleuls-2026-02-02-calendrier.ics
        jalons-ehpad-les-tilleuls-2026-02-02-liste.md
        jalons-ehpad-les-tilleuls-2026-02-02-liste.txt
        jalons-ehpad-les-tilleuls-2026-02-02-plan.json
        jalons-ehpad-les-tilleuls-2026-02-02-dossier.json
        jalons-ehpad-les-tilleuls-2026-02-02-complet.zip"#]]
    .assert_eq(&names.join("\n"));
}

// ── Readable documents ───────────────────────────────────────────────────────────────────────────────────────────────

const NOT_IN_XML: [char; 3] = ['\u{fffe}', '\u{ffff}', '\u{0}'];

/// What is said by an element and by all that it holds, of a well-formed XML text; the names of its elements.
fn read_xml(xml: &str) -> (String, Vec<String>) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut text, mut names, mut depth) = (String::new(), vec![], 0_i32);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
                names.push(tag.name().as_ref().to_owned());
                depth += 1;
            }
            quick_xml::events::Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name == "w:br" || name == "br" {
                    text.push('\n');
                }
                names.push(name);
            }
            quick_xml::events::Event::End(tag) => {
                if matches!(tag.name().as_ref(), "w:p" | "p" | "li" | "td" | "th" | "h1" | "h2" | "h3") {
                    text.push('\n');
                }
                depth -= 1;
            }
            quick_xml::events::Event::Text(words) => text.push_str(&words),
            quick_xml::events::Event::GeneralRef(sign) => match sign.resolve_char_ref().unwrap() {
                Some(sign) => text.push(sign),
                None => {
                    text.push_str(quick_xml::escape::resolve_predefined_entity(&sign).expect("a known sign"));
                }
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!xml.contains(NOT_IN_XML));
    assert!(xml.chars().all(|c| c == '\n' || !c.is_control()), "no control character");
    (text, names)
}

/// The page as XML: what HTML leaves open is closed.
fn as_xml(page: &str) -> String {
    let start = page.find("<main>").unwrap();
    let end = page.find("</main>").unwrap() + "</main>".len();
    page[start..end].replace("<br>", "<br/>")
}

/// The letters and the sheets of a case, as what a reader of each format finds.
fn check_readable(case: &Case) {
    let export = case.export();
    let files = lisibles(&export).unwrap();
    let get = |end: &str| files.iter().find(|file| file.nom.ends_with(end));
    assert!(get("par-quoi-commencer.html").is_some() && get("par-quoi-commencer.docx").is_some());
    let bare = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace() && !c.is_control() && !NOT_IN_XML.contains(c))
            .collect::<String>()
    };
    let read = |name: &str| -> Option<[String; 2]> {
        let page = String::from_utf8(get(&format!("{name}.html"))?.octets.clone()).unwrap();
        assert!(
            page.starts_with("<!doctype html>\n<html lang=\"fr\">") && !page.contains("<script"),
            "{name}"
        );
        assert!(
            !page.contains(" src=") && !page.contains("@import") && !page.contains("url("),
            "self-contained"
        );
        let (page, names) = read_xml(&as_xml(&page));
        assert_eq!(names.iter().filter(|name| *name == "h1").count(), 1);
        let archive = &get(&format!("{name}.docx")).unwrap().octets;
        let names = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        let parts: Vec<String> = names.file_names().map(|name| name.unwrap().into_owned()).collect();
        for part_name in &parts {
            read_xml(&part(archive, part_name));
        }
        assert_eq!(parts.first().map(String::as_str), Some("[Content_Types].xml"));
        let (document, _) = read_xml(&part(archive, "word/document.xml"));
        let properties = part(archive, "docProps/core.xml");
        assert!(properties.contains("<dc:language>fr-FR</dc:language>") && !properties.contains("creator"));
        Some([bare(&page), bare(&document)])
    };
    let letters = courriers(&export);
    let read_letters = read("courriers");
    assert_eq!(read_letters.is_some(), !letters.is_empty(), "{}", case.name);
    for (letter, text) in
        letters.iter().flat_map(|letter| read_letters.iter().flatten().map(move |text| (letter, text)))
    {
        for said in letter_texts(letter) {
            // A line that begins with a dash is an item of a list.
            assert!(text.contains(&bare(&said.replace("\n- ", "\n"))), "{}: {said}", case.name);
        }
    }
    let sheets = preparations(&export);
    let read_sheets = read("fiches");
    assert_eq!(read_sheets.is_some(), !sheets.is_empty(), "{}", case.name);
    for (sheet, text) in
        sheets.iter().flat_map(|sheet| read_sheets.iter().flatten().map(move |text| (sheet, text)))
    {
        let values = sheet.demandes.iter().filter_map(|demande| demande.valeur.clone());
        for said in sheet_texts(sheet).into_iter().chain(values) {
            assert!(text.contains(&bare(&said)), "{}: {said}", case.name);
        }
    }
    let page = commencer(&case.dossier, &case.report);
    let essentials = read("par-quoi-commencer").unwrap();
    for (text, (_, tache)) in
        essentials.iter().flat_map(|text| page.taches.iter().map(move |tache| (text, tache)))
    {
        assert!(text.contains(&bare(&tache.titre)), "{}: {}", case.name, tache.titre);
    }
}

#[test]
fn the_readable_documents_say_what_the_letters_and_the_sheets_say() {
    all().iter().for_each(check_readable);
}

/// Titles, lists and tables are real ones, on A4, in French; the day is that of the dossier.
#[test]
fn a_document_has_titles_lists_tables_and_a_sheet_size() {
    let case = case("c02");
    let files = lisibles(&case.export()).unwrap();
    let file = |end: &str| &files.iter().find(|file| file.nom.ends_with(end)).unwrap().octets;
    let sheets = part(file("fiches.docx"), "word/document.xml");
    for mark in [
        "\"Heading1\"",
        "\"Heading2\"",
        "\"ListBullet\"",
        "<w:tblHeader/>",
        "w:w=\"11906\" w:h=\"16838\"",
        "pageBreakBefore",
    ] {
        assert!(sheets.contains(mark), "{mark}");
    }
    assert!(part(file("fiches.docx"), "word/styles.xml").contains("<w:lang w:val=\"fr-FR\""));
    assert!(part(file("fiches.docx"), "docProps/core.xml").contains("2026-11-23T00:00:00Z"));
    let page = String::from_utf8(file("fiches.html").clone()).unwrap();
    for mark in [
        "<h2 id=\"partie-1\">",
        "<h3>",
        "<th scope=\"col\">",
        "<th scope=\"row\">",
        "size: A4",
        "<nav aria-label=",
    ] {
        assert!(page.contains(mark), "{mark}");
    }
    // Every address of a document leads outside by https, or opens a message.
    let links = part(file("fiches.docx"), "word/_rels/document.xml.rels");
    for target in links.split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(
            target.starts_with("https://") || target.starts_with("mailto:") || target.ends_with(".xml"),
            "{target}"
        );
    }
}

#[test]
fn nothing_that_is_typed_becomes_markup_in_a_document() {
    let hostile = "a < b > c & \"d\" 'e' <script>alert(1)</script> ]]> \u{1}\u{b}\u{ffff}fin";
    let document = Document {
        titre: Texte::de(hostile),
        jour: day("2026-02-02"),
        blocs: vec![
            Bloc::Paragraphe(Texte::fort(hostile).lien(hostile, hostile)),
            Bloc::Liste(vec![Texte::a_completer(hostile)]),
            Bloc::Tableau(["x", "y"], vec![[Texte::de(hostile), Texte::de(hostile)]]),
        ],
    };
    let kept = "a < b > c & \"d\" 'e' <script>alert(1)</script> ]]> fin";
    let page = html::page(&document);
    assert!(!page.contains("<script"));
    assert_eq!(read_xml(&as_xml(&page)).0.matches(kept).count(), 6);
    let archive = docx::fichier(&document).unwrap();
    let (text, _) = read_xml(&part(&archive, "word/document.xml"));
    assert_eq!(text.matches(kept).count(), 6);
    assert!(read_xml(&part(&archive, "docProps/core.xml")).0.contains(kept));
    read_xml(&part(&archive, "word/_rels/document.xml.rels"));
}

// ── Sharing ──────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn without_names_the_plan_is_the_same() {
    let shape = |case: &Case| -> Vec<String> {
        let actions = case.report.actions.iter();
        actions.map(|action| format!("{} × {} {:?}", action.id, action.quantite, action.fin)).collect()
    };
    for case in all() {
        let anonymous = Case::new(&case.name, sans_noms(&case.dossier), case.report.jour);
        assert_eq!(shape(&anonymous), shape(&case), "{}", case.name);
        assert_eq!(anonymous.report.bilan, case.report.bilan);
    }
}

#[test]
fn a_link_brings_each_dossier_back_and_stays_short() {
    let mut lengths = vec![];
    for case in all() {
        let link = lien::ecrire(&case.dossier).unwrap();
        let (read, notices) = lien::ouvrir(&link).unwrap();
        assert!(notices.is_empty() && read == case.dossier, "{}: {notices:?}", case.name);
        assert!(link.len() <= lien::LIEN_PRUDENT, "{}: {}", case.name, link.len());
        lengths.push(format!("{} {}", case.name, link.len()));
    }
    expect![[r#"
        c01 229
        c02 324
        c03 328
        c04 240
        c05-a 142
        c05-b 133
        c06 158
        c07 230
        c08 172
        c09 164
        c10 158
        c11 106
        c12 90
        c13 137
        c14 113
        c15 190
        c16 114
        c17 169
        c18 204
        c19 141
        c20-a 144
        c20-b 144
        c20-c 144
        c21 116
        c22 172
        c23 230
        c24 58
        c25 153
        c26 137
        c27 158
        c28 189
        c30 116
        c31 254
        c32 160
        c33 241
        c34 184
        c35 162
        c36 186
        c37 238
        c38 197
        c39 209
        c40 284
        noted 372
        empty 37"#]]
    .assert_eq(&lengths.join("\n"));
}

// ── Paper ────────────────────────────────────────────────────────────────────────────────────────────────────────

fn letter_texts(letter: &Courrier) -> Vec<String> {
    let mut texts =
        vec![letter.titre.to_owned(), letter.a.to_owned(), letter.objet.clone(), letter.corps.clone()];
    texts.extend(letter.pieces.clone());
    texts
}

fn sheet_texts(sheet: &Preparation) -> Vec<String> {
    let asked = sheet.demandes.iter().map(|demande| demande.quoi.to_owned());
    let silences = sheet.silences.iter().map(|silence| silence.texte.to_string());
    asked.chain(silences).chain([sheet.formulaire.nom().to_owned()]).collect()
}

#[test]
fn each_form_of_the_plan_has_its_sheet() {
    let case = case("c02");
    let found: Vec<String> = preparations(&case.export())
        .iter()
        .map(|sheet| format!("{} : {}", sheet.action, sheet.formulaire.nom()))
        .collect();
    expect![[r#"
        contrat : Contrat d’adhésion
        f101 : Formulaire F101
        mandataire:directeur : Formulaire F502, ou désignation dans TOM
        cpe:directeur : Commande de carte CPE
        cpe:personne-1 : Commande de carte CPE
        cpe:personne-2 : Commande de carte CPE
        declarer-at:personne-1 : Formulaire F413, ou portail mesHabilitations"#]]
    .assert_eq(&found.join("\n"));
    for case in cases() {
        let sheets = preparations(&case.export());
        let count = |form: Formulaire| sheets.iter().filter(|sheet| sheet.formulaire == form).count();
        let bilan = case.report.bilan;
        assert_eq!(count(Formulaire::Contrat), bilan.contrats as usize, "{}", case.name);
        assert_eq!(count(Formulaire::F101), bilan.f101 as usize, "{}", case.name);
        assert_eq!(count(Formulaire::F502), bilan.f502 as usize, "{}", case.name);
        for sheet in sheets {
            assert!(!sheet.silences.is_empty() && !sheet.demandes.is_empty(), "{}", sheet.action);
            assert!(sheet.silences.iter().all(|silence| !silence.regles.is_empty()), "{}", sheet.action);
        }
    }
}

#[test]
fn a_sheet_is_filled_from_the_answers_and_names_what_is_missing() {
    let mut dossier = case("c01").dossier;
    dossier.answers.set("rl-nom", Some(Entry::one("Jeanne Martin")));
    let case = Case::new("sheet", dossier, day("2026-02-02"));
    let sheets = preparations(&case.export());
    let sheet = |form| sheets.iter().find(|sheet| sheet.formulaire == form).unwrap();
    let f101 = sheet(Formulaire::F101);
    let holder = f101.demandes.iter().find(|demande| demande.quoi.contains("recevra la CDE")).unwrap();
    assert_eq!(holder.valeur.as_deref(), Some("Jeanne Martin"));
    assert!(holder.annoncee());
    assert!(f101.manques().any(|missing| missing == "SIREN"));
    assert!(sheet(Formulaire::F413).manques().any(|missing| missing == "Son numéro de carte"));
}

#[test]
fn a_function_is_never_written_in_the_place_of_a_name() {
    for case in cases() {
        for demande in preparations(&case.export()).iter().flat_map(|sheet| &sheet.demandes) {
            let value = demande.valeur.as_deref().unwrap_or("");
            assert!(!demande.quoi.contains("Nom d") || !value.starts_with("le "), "{} {value}", case.name);
        }
    }
}

#[test]
fn no_address_is_invented_and_an_ordre_or_a_publisher_has_none() {
    let known = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md")).unwrap();
    for case in cases() {
        for letter in courriers(&case.export()) {
            let expected =
                matches!(letter.id.split(':').next(), Some("changement-rl" | "denomination" | "e-cps"));
            assert_eq!(
                letter.destinataire.is_some_and(|contact| !contact.courriel.is_empty()),
                expected,
                "{}",
                letter.id
            );
            assert!(!letter.regles.is_empty());
            check_addresses(&letter_texts(&letter), &known);
        }
        for sheet in preparations(&case.export()) {
            let mut texts = sheet_texts(&sheet);
            texts.extend(sheet.signe.iter().chain(&sheet.joindre).chain(&sheet.envoyer).cloned());
            check_addresses(&texts, &known);
        }
    }
}

fn check_addresses(texts: &[String], known: &str) {
    for word in texts.iter().flat_map(|text| text.split_whitespace()) {
        let word = word.trim_matches(['(', ')', '.', ',', ';']);
        assert!(!word.contains('@') && !word.contains(".fr") || known.contains(word), "{word}");
    }
}

#[test]
fn letters_stand_where_the_plan_calls_for_them() {
    let found: Vec<String> = cases()
        .iter()
        .map(|case| {
            let ids: Vec<String> = courriers(&case.export()).iter().map(|letter| letter.id.clone()).collect();
            format!("{} {}", case.name, ids.join(" ")).trim_end().to_owned()
        })
        .collect();
    expect![[r#"
        c01 signature delegation:declarer-at:at note-e-cps note-cps
        c02 signature note-e-cps
        c03 signature note-e-cps
        c04 signature delegation:declarer-at:personne-1 delegation:declarer-at:personne-2
        c05-a signature delegation:declarer-at:at
        c05-b signature delegation:declarer-at:at
        c06
        c07 signature changement-rl:f101
        c08 signature
        c09 signature qualite-rl
        c10 signature
        c11 signature ordre:cps-ordre:rl qualite-rl delegation:declarer-at:at
        c12
        c13
        c14
        c15 note-cps
        c16 signature delegation:declarer-at:at
        c17 signature note-e-cps
        c18 note-e-cps note-cps
        c19 signature delegation:declarer-at:at
        c20-a signature delegation:declarer-at:at
        c20-b signature delegation:declarer-at:at
        c20-c signature delegation:declarer-at:at
        c21
        c22
        c23
        c24
        c25
        c26
        c27 signature delegation:declarer-at:at
        c28
        c30
        c31
        c32 signature qualite-rl delegation:declarer-at:at
        c33 denomination
        c34 signature
        c35 note-e-cps
        c36 note-e-cps
        c37
        c38 note-e-cps
        c39 signature delegation:declarer-at:at
        c40 signature"#]]
    .assert_eq(&found.join("\n"));
}

/// A president who leaves the card to the director needs the document that says so; a local authority has its arrêté
/// (R-RL-03, R-RL-09). One who already has it is given no model.
#[test]
fn the_model_of_delegation_stands_where_the_rules_name_it_only() {
    let ids = |name: &str, document: &str| -> Vec<String> {
        let Case { mut dossier, report, .. } = case(name);
        dossier.answers.set("document", Some(Entry::one(document)));
        let case = Case::new("delegation", dossier, report.jour);
        courriers(&case.export()).into_iter().map(|letter| letter.id).collect()
    };
    let model = "delegation-pouvoir:document-nomination".to_owned();
    assert!(ids("c03", "aucun").contains(&model), "an association");
    assert!(!ids("c03", "delegation-pouvoir").contains(&model), "it has one");
    assert!(!ids("c19", "aucun").contains(&model), "a CCAS has its arrêté");
}

/// All that the publisher alone knows is asked in one letter, that of « Par quoi commencer », and no two letters have one
/// title or one id.
#[test]
fn the_publisher_is_asked_everything_at_once() {
    let Case { mut dossier, report, .. } = case("c01");
    for row in dossier.answers.rows("logiciels").to_vec() {
        dossier.answers.put_row("logiciels", row.with("insi-mode", INCONNU));
    }
    dossier.answers.set("at", Some(Entry::one(INCONNU)));
    let case = Case::new("editeur", dossier, report.jour);
    let letters = courriers(&case.export());
    let asked: Vec<&Courrier> = letters.iter().filter(|letter| letter.id.starts_with("editeur:")).collect();
    assert_eq!(asked.len(), 1);
    for said in ["INSI-AUTO", "administrateur technique"] {
        assert!(asked[0].corps.contains(said), "{}", asked[0].corps);
    }
    for all in [
        letters.iter().map(|one| &one.titre).collect::<BTreeSet<_>>(),
        letters.iter().map(|one| &one.id).collect(),
    ] {
        assert_eq!(all.len(), letters.len());
    }
}

#[test]
fn a_letter_says_what_is_known_and_leaves_the_rest_in_brackets() {
    let mut dossier = case("c01").dossier;
    dossier.answers.set("rl-nom", Some(Entry::one("Jeanne [x] Martin")));
    let case = Case::new("letter", dossier, day("2026-02-02"));
    let letters = courriers(&case.export());
    let letter = letters.iter().find(|letter| letter.id.starts_with("delegation")).unwrap();
    assert!(letter.corps.contains("EHPAD Les Tilleuls") && letter.corps.ends_with("Jeanne (x) Martin"));
    assert_eq!(letter.manques(), ["numéro FINESS", "numéro SIREN"]);
}

/// A name of structure takes no preposition: « de Les Tilleuls », « à EHPAD ». A sentence never starts with it.
#[test]
fn a_letter_names_the_structure_after_a_comma_or_a_colon() {
    for case in cases() {
        for letter in courriers(&case.export()) {
            let name = if case.report.structure.is_empty() {
                "[nom de la structure]"
            } else {
                &case.report.structure
            };
            for (before, _) in letter.corps.match_indices(name).map(|(at, name)| (&letter.corps[..at], name))
            {
                assert!(
                    before.ends_with(", ") || before.ends_with(":\u{a0}") || before.ends_with(": "),
                    "{before}"
                );
            }
        }
    }
}

#[test]
fn a_new_name_and_an_e_cps_in_trouble_have_their_letters_and_their_recipients() {
    let mut dossier = case("c07").dossier;
    dossier.answers.set("besoin", Some(Entry::many(&["rpps-plus", "changement"])));
    dossier.answers.set("evenements", Some(Entry::many(&["chgt-denomination"])));
    let pro = Row::new("pro-1").with("pro-profil", "aide-soignant").with("pro-ecps", "anomalie");
    dossier.answers.put_row("professionnels", pro);
    let case = Case::new("letters", dossier, day("2026-02-02"));
    let letters = courriers(&case.export());
    let recipient = |id: &str| {
        let letter = letters.iter().find(|letter| letter.id.starts_with(id)).unwrap();
        assert!(!letter.manques().is_empty());
        letter.destinataire.map(|contact| contact.courriel)
    };
    assert_eq!(recipient("denomination"), Some("monserviceclient.annuaire@esante.gouv.fr"));
    assert_eq!(recipient("e-cps"), Some("monserviceclient.e-cps@esante.gouv.fr"));
}

/// French typography of what the exports themselves say; names typed by people are theirs.
#[test]
fn the_words_of_the_paper_keep_their_spaces_together() {
    for case in cases() {
        let letters = courriers(&case.export());
        let sheets = preparations(&case.export());
        // What comes from the plan, such as the pieces, is the domain's to say.
        let own =
            |letter: &Courrier| vec![letter.titre.to_owned(), letter.objet.clone(), letter.corps.clone()];
        let texts = letters.iter().flat_map(own).chain(sheets.iter().flat_map(sheet_texts));
        for text in texts {
            for line in text.lines() {
                for wrong in [" :", " ;", " ?", " !", "« ", " »", "'"] {
                    assert!(!line.contains(wrong), "{wrong:?} in {line}");
                }
            }
        }
    }
}

// ── One case, whole ──────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_files_of_the_first_case() {
    let case = case("c01");
    // Line ends are checked above; the files of the repository have those of any text.
    let lines = |format| case.text(format).replace("\r\n", "\n");
    expect_file!["exports/c01-actions.csv"].assert_eq(&lines(Format::Csv));
    expect_file!["exports/c01-calendrier.ics"].assert_eq(&lines(Format::Calendrier));
    expect_file!["exports/c01-liste.md"].assert_eq(&case.text(Format::Markdown));
    expect_file!["exports/c01-liste.txt"].assert_eq(&case.text(Format::Texte));
    let files = lisibles(&case.export()).unwrap();
    for name in ["par-quoi-commencer", "fiches", "courriers"] {
        let page = files.iter().find(|file| file.nom.ends_with(&format!("{name}.html"))).unwrap();
        let page = String::from_utf8(page.octets.clone()).unwrap();
        expect_file![format!("exports/c01-{name}.html")].assert_eq(&page);
    }
}

// ── Generated dossiers ───────────────────────────────────────────────────────────────────────────────────────────

/// Names that someone could type, or that a hostile file could hold.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[=+@-][a-zé;,\" ]{1,20}", "\\PC{1,60}", "[A-Z][a-zéè’]{2,12} [0-9*_#|<>]{1,4}"]
        .prop_filter("a name is not blank", |name| !name.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn generated_dossiers_come_out_whole(
        place in 0..1_000_usize,
        names in proptest::collection::vec(name(), 4),
        note in "[\\PC\n\t]{0,80}",
        etat in 0..3_usize,
        days in 0..400_u64,
    ) {
        let cases = cases();
        let Case { mut dossier, report, .. } = cases.into_iter().nth(place % 33).unwrap();
        for (question, name) in ["denomination", "rl-nom", "directeur-nom"].into_iter().zip(&names) {
            dossier.answers.set(question, Some(Entry::One(name.clone())));
        }
        for list in [("sites", "site-nom"), ("logiciels", "logiciel-nom"), ("personnes", "personne-nom")] {
            for row in dossier.answers.rows(list.0).to_vec() {
                dossier.answers.put_row(list.0, row.with(list.1, &names[3]));
            }
        }
        for action in report.actions.iter().step_by(2) {
            let suivi = Suivi { etat: Etat::TOUS[etat], date: report.jour.checked_add_days(Days::new(days)), note: note.clone() };
            dossier.suivi.insert(action.cle.clone(), suivi);
        }
        let case = Case::new("generated", dossier, report.jour.checked_add_days(Days::new(days)).unwrap());
        check_csv(&case);
        check_workbook(&case);
        check_calendar(&case);
        check_readable(&case);
        let link = lien::ecrire(&case.dossier).unwrap();
        prop_assert_eq!(&lien::ouvrir(&link).unwrap().0, &case.dossier);
        let shared = dossier::ecrire(&sans_noms(&case.dossier));
        prop_assert!(!shared.contains("\"rl-nom\""));
    }
}
