//! The pages that the programs beside the page draw, and what their forms do, without a browser.

use std::fs;
use std::io::Read;

use chrono::NaiveDate;
use jalons::atelier::{fichiers, finess};
use jalons::calcul;
use jalons::domain::answers::{Answers, Entry, Row};
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::finess::Finess;
use jalons::export::Format;
use jalons::import::annuaire::{Annuaire, Registre};
use jalons::import::{Bilan, Entite, Lecteur};
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::request::{Act, Command, DrawnPage, Envelope, Fields, Request};
use jalons::route::Route;

fn jour() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn envelope(request: Request) -> Envelope {
    Envelope { today: jour(), address: String::new(), directory_is_published: false, request }
}

fn plan_page(dossier: &str) -> Envelope {
    let (dossier, link) = (dossier.to_owned(), String::new());
    envelope(Request::Page { page: DrawnPage::Plan, dossier, link, known: None })
}

/// The worked cases: name, text.
fn cas() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir("tests/dossiers")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("dossiers/c"))
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                dans_la_page(&fs::read_to_string(&path).unwrap()),
            )
        })
        .collect();
    found.sort();
    assert!(found.len() >= 31, "{}", found.len());
    found
}

/// The text of a case as the page would open it: with an id of the page.
fn dans_la_page(texte: &str) -> String {
    texte.replacen("\"id\": \"c", "\"id\": \"dossier-c", 1)
}

fn repertoire() -> (finess::Repertoire, Bilan) {
    let mut octets = vec![];
    fs::File::open("tests/imports/finess-structures-echantillon.json.gz")
        .unwrap()
        .read_to_end(&mut octets)
        .unwrap();
    let registre = std::cell::RefCell::new(Registre::default());
    let mut lecteur = Lecteur::new(|entite| registre.borrow_mut().ajouter(&entite));
    lecteur.pousser(&octets).unwrap();
    let bilan = lecteur.finir().unwrap();
    drop(lecteur);
    let octets = registre.into_inner().octets(bilan.millesime);
    let poids = Some(octets.len());
    (finess::Repertoire { annuaire: Annuaire::ouvrir(octets).unwrap(), poids }, bilan)
}

fn entite(repertoire: &finess::Repertoire, numero: &str) -> Entite {
    repertoire.annuaire.entite(&Finess::read(numero).unwrap().valeur).unwrap()
}

/// What is wrong with the controls of a page: unknown tokens, addresses that lead nowhere, ids given twice.
fn defauts(page: &Node) -> Vec<String> {
    let mut found = vec![];
    let mut ids = std::collections::BTreeSet::new();
    for node in page.elements() {
        if let Some(id) = node.attribute("id")
            && !ids.insert(id.to_owned())
        {
            found.push(format!("id {id} twice"));
        }
        if let Some(act) = node.attribute("data-act")
            && Act::from_token(act).is_none()
        {
            found.push(format!("data-act {act}"));
        }
        if let Some(command) = node.attribute("data-command")
            && Command::from_token(command).is_none()
        {
            found.push(format!("data-command {command}"));
        }
        if let Some(address) = node.attribute("href").and_then(|href| href.strip_prefix("#/"))
            && Route::parse(address) == Route::Introuvable
        {
            found.push(format!("href {address}"));
        }
        if let Some(target) = node.attribute("href").and_then(|href| href.strip_prefix('#'))
            && !target.starts_with('/')
            && page.elements().iter().all(|other| other.attribute("id") != Some(target))
        {
            found.push(format!("#{target} is nowhere"));
        }
        if node.attribute("style").is_some() {
            found.push("an inline style, which the security policy refuses".to_owned());
        }
    }
    found
}

#[test]
fn the_plan_of_each_case_is_drawn_with_all_its_actions() {
    for (name, texte) in cas() {
        let Answer::Page { title, page } = calcul::answer(&plan_page(&texte)) else {
            panic!("{name}: no page")
        };
        assert!(!title.is_empty());
        assert_eq!(defauts(&page), Vec::<String>::new(), "{name}");
        let request = Request::Summary { dossier: texte };
        let Answer::Summary(summary) = calcul::answer(&envelope(request)) else {
            panic!("{name}: no summary")
        };
        let words = page.text();
        for line in &summary.certain {
            assert!(words.contains(line.title.as_str()), "{name}: {}", line.id);
        }
    }
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let command =
        Request::Command { command: Command::MakeFile, fields: Fields::default(), dossier: "{}".to_owned() };
    for asked in [plan_page("pas un dossier"), plan_page(""), envelope(command)] {
        let Answer::Refusal(sentence) = calcul::answer(&asked) else { panic!("{asked:?}") };
        assert!(sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn what_was_read_is_told_and_searched() {
    let (repertoire, bilan) = repertoire();
    let page = finess::page(Some(&repertoire), true, &finess::bilan(&bilan), jour());
    assert_eq!(defauts(&page), Vec::<String>::new());
    let words = page.text();
    assert!(words.contains("22 organismes et 1\u{202f}377 établissements, dont 593 fermés"), "{words}");
    assert!(words.contains("du 13\u{a0}août 2026"), "{words}");
    assert!(words.contains("il y a 104\u{a0}jours"), "older than 90 days is told: {words}");
    let found = finess::resultats(&repertoire.annuaire, "orsac").text();
    assert!(found.contains("010783009"), "{found}");
    assert!(finess::resultats(&repertoire.annuaire, "zzzz").text().contains("Rien ne correspond"));
    assert_eq!(finess::resultats(&repertoire.annuaire, "  ").text(), "");
}

#[test]
fn the_sites_that_were_ticked_become_answers_and_the_others_stay() {
    let (repertoire, _) = repertoire();
    let entite = entite(&repertoire, "010783009");
    let open: Vec<&str> =
        entite.sites.iter().filter(|site| site.ouvert).map(|site| site.finess.texte()).collect();
    let closed = entite.sites.iter().find(|site| !site.ouvert).unwrap().finess.texte();
    let mut answers = Answers::default();
    let typed = Row::new("site-4").with("site-nom", "À moi");
    let known = Row::new("site-7").with("site-nom", "Ancien nom").with("site-finess", open[0]);
    answers.set("sites", Some(Entry::Rows(vec![typed.clone(), known])));

    let page = finess::entite(&entite, &answers);
    assert_eq!(defauts(&page), Vec::<String>::new());
    let ticked: Vec<_> =
        page.elements().into_iter().filter(|node| node.attribute("name") == Some("site")).collect();
    assert_eq!(ticked.len(), open.len(), "closed ones can't be taken");
    assert!(ticked.iter().all(|node| node.attribute("checked").is_some()));
    assert!(page.text().contains("Retirer le site déjà saisi"));

    let wanted = [("prendre-nom", "oui"), ("prendre-finess", "oui"), ("site", open[0]), ("site", open[1])];
    let (filled, said) = finess::apply(&entite, &fields(&wanted), &answers);
    let rows = filled.rows("sites");
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["site-4", "site-7", "site-8"]);
    assert_eq!(rows[0], typed);
    assert_ne!(rows[1].entry("site-nom"), Some(&Entry::one("Ancien nom")), "the file says the name");
    assert_eq!(rows[2].entry("site-finess"), Some(&Entry::one(open[1])));
    assert_eq!(filled.entry("finess-ej"), Some(&Entry::one("010783009")));
    assert_eq!(filled.entry("siren"), None, "what was not ticked is not taken");
    assert!(said.contains("1 site ajouté, 1 site mis à jour"), "{said}");

    let wanted = [("retirer", "oui"), ("site", open[1]), ("site", closed)];
    let (filled, said) = finess::apply(&entite, &fields(&wanted), &answers);
    assert_eq!(filled.rows("sites").len(), 2, "{said}");
    assert!(filled.rows("sites").iter().all(|row| row.id != "site-4"));

    // What was filled in opens again as a dossier, without a notice.
    let dossier = Dossier { answers: filled, ..Dossier::default() };
    let (_, notices) = dossier::ouvrir(&dossier::ecrire(&dossier)).unwrap();
    assert_eq!(notices, Vec::<String>::new());
}

#[test]
fn every_entity_of_the_sample_fills_answers_that_open_again() {
    let (repertoire, _) = repertoire();
    let numbers: Vec<String> = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        .iter()
        .flat_map(|first| (0..10).map(move |second| format!("{first}{second}0")))
        .flat_map(|prefix| repertoire.annuaire.chercher(&prefix, 500))
        .map(|found| found.ej)
        .collect();
    assert!(!numbers.is_empty());
    for number in numbers.iter().collect::<std::collections::BTreeSet<_>>() {
        let entite = entite(&repertoire, number);
        let all: Vec<(&str, &str)> = entite
            .sites
            .iter()
            .map(|site| ("site", site.finess.texte()))
            .chain([("prendre-nom", "oui"), ("prendre-siren", "oui"), ("prendre-statut", "oui")])
            .collect();
        let (answers, _) = finess::apply(&entite, &fields(&all), &Answers::default());
        let dossier = Dossier { answers, ..Dossier::default() };
        let (opened, notices) = dossier::ouvrir(&dossier::ecrire(&dossier)).unwrap();
        assert_eq!(notices, Vec::<String>::new(), "{number}");
        assert_eq!(opened.answers, dossier.answers, "{number}");
    }
}

#[test]
fn each_file_of_each_case_is_made() {
    for (name, texte) in cas() {
        let (dossier, _) = dossier::ouvrir(&texte).unwrap();
        let page = fichiers::page(&dossier);
        assert_eq!(defauts(&page), Vec::<String>::new(), "{name}");
        for format in Format::TOUS {
            let asked = fields(&[("format", format.fin_de_nom())]);
            let Answer::File { bytes, .. } = fichiers::make(&asked, &dossier, jour()) else {
                panic!("{name}: {format:?}")
            };
            assert!(bytes.len() > 50, "{name}: {format:?}");
        }
    }
}

#[test]
fn the_list_is_copied_as_text_without_names() {
    let (_, texte) = &cas()[0];
    let (mut dossier, _) = dossier::ouvrir(texte).unwrap();
    dossier.answers.set("rl-nom", Some(Entry::one("Jeanne Secrète")));
    for (format, named, found) in
        [("liste.txt", false, true), ("liste.md", true, true), ("classeur.xlsx", true, false)]
    {
        let pairs: &[(&str, &str)] =
            if named { &[("format", format)] } else { &[("format", format), ("sans-noms", "oui")] };
        match fichiers::copy(&fields(pairs), &dossier, jour()) {
            Answer::Copy(text) => {
                assert!(found && text.len() > 1_000);
                assert_eq!(text.contains("Secrète"), named, "{format}");
            }
            other => assert!(!found && other == Answer::not_understood(), "{format}"),
        }
    }
}

#[test]
fn a_link_is_shown_before_it_is_opened_and_names_nobody_by_default() {
    for (name, texte) in cas() {
        let (mut dossier, _) = dossier::ouvrir(&texte).unwrap();
        dossier.answers.set("rl-nom", Some(Entry::one("Jeanne Secrète")));
        let asked = fields(&[("sans-noms", "oui")]);
        let Answer::Part { node, .. } = fichiers::share(&asked, &dossier, "https://exemple.fr/jalons/")
        else {
            panic!("{name}")
        };
        let words = node.text();
        let link = words.find("https://").and_then(|place| words[place..].split_whitespace().next()).unwrap();
        let Route::Lien(code) = Route::parse(link.split_once('#').unwrap().1) else {
            panic!("{name}: {link}")
        };
        let Answer::Page { page, .. } = fichiers::show_link(&code, jour()) else { panic!("{name}") };
        assert_eq!(defauts(&page), Vec::<String>::new(), "{name}");
        let Answer::Dossier { text: taken, .. } = fichiers::accept_link(&code) else { panic!("{name}") };
        let (opened, notices) = dossier::ouvrir(&taken).unwrap();
        assert_eq!(notices, Vec::<String>::new());
        assert!(!taken.contains("Secrète"), "{name}");
        assert_eq!(opened.id, "", "{name}: whoever opens it gives it an id");
    }
    for hostile in ["", "1.", "1.AAAA", "99.AAAA", "1.é", &"1.A".repeat(20_000)] {
        let Answer::Page { title, .. } = fichiers::show_link(hostile, jour()) else { panic!("{hostile}") };
        assert_eq!(title, "Lien illisible");
        assert!(matches!(fichiers::accept_link(hostile), Answer::Refusal(_)));
    }
}
