//! The pages that the programs beside the page draw, and what their forms do, without a browser.

use std::fs;
use std::io::Read;

use chrono::NaiveDate;
use jalons::atelier::{fichiers, finess};
use jalons::calcul;
use jalons::domain::answers::{Answers, Entry, Row};
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::finess::Finess;
use jalons::domain::report::Report;
use jalons::export::Format;
use jalons::import::annuaire::{Annuaire, Registre};
use jalons::import::effectif::{Colonnes, Effectif, Role, lire};
use jalons::import::{Bilan, Entite, Lecteur};
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::reglages::Reglages;
use jalons::protocol::request::{Act, Command, DrawnPage, Envelope, Fields, Request};
use jalons::route::Route;

fn jour() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn envelope(request: Request) -> Envelope {
    Envelope {
        today: jour(),
        address: String::new(),
        directory_is_published: false,
        publication: Publication::default(),
        request,
    }
}

fn plan_page(dossier: &str) -> Envelope {
    let (dossier, link) = (dossier.to_owned(), String::new());
    envelope(Request::Page { page: DrawnPage::Plan, dossier, link, what_if: None, as_of: None, known: None })
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
        let Answer::Page { title, page, .. } = calcul::answer(&plan_page(&texte)) else {
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
    let command = Request::Command {
        command: Command::MakeFile,
        fields: Fields::default(),
        dossier: "{}".to_owned(),
        known: None,
    };
    for asked in [plan_page("pas un dossier"), plan_page(""), envelope(command)] {
        let Answer::Refusal(sentence) = calcul::answer(&asked) else { panic!("{asked:?}") };
        assert!(sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn what_was_read_is_told_and_searched() {
    let (repertoire, bilan) = repertoire();
    let page = finess::page(Some(&repertoire), true, &finess::bilan(&bilan), false, jour());
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

/// R-IMPORT-10: told of what the publisher put beside the page, as of a file that is read here.
#[test]
fn the_age_of_a_directory_beside_the_page_is_told_with_what_was_found_in_it() {
    let (repertoire, _) = repertoire();
    let entite = entite(&repertoire, "010783009");
    let told = |millesime: Option<&str>| {
        let millesime = millesime.map(|day| day.parse().unwrap());
        finess::entite_publiee(&entite, &Answers::default(), millesime, jour()).text()
    };
    let published = "D’après l’annuaire publié avec cette page";
    for (millesime, day, age) in [
        ("2026-11-25", "du 25\u{a0}novembre 2026", None),
        ("2026-08-27", "du 27\u{a0}août 2026", None),
        ("2026-08-26", "du 26\u{a0}août 2026", Some("il y a 91\u{a0}jours")),
        ("2023-02-01", "du 1er\u{a0}février 2023", Some("il y a 1\u{202f}393\u{a0}jours")),
    ] {
        let words = told(Some(millesime));
        assert!(words.contains(published) && words.contains(day), "{millesime}: {words}");
        match age {
            Some(age) => assert!(words.contains(age), "{millesime}: {words}"),
            None => assert!(!words.contains("Ce fichier date"), "{millesime}: {words}"),
        }
    }
    let unknown = told(None);
    assert!(unknown.contains(published) && unknown.contains("ne dit pas de quel jour"), "{unknown}");
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
    answers.set("finess-immatriculation", Some(Entry::one("en-cours")));

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
    assert_eq!(filled.entry("finess-immatriculation"), None, "an open site is there: it is open");
    assert!(said.contains("1 site ajouté, 1 site mis à jour"), "{said}");

    let wanted = [("retirer", "oui"), ("site", open[1]), ("site", closed)];
    let (filled, said) = finess::apply(&entite, &fields(&wanted), &answers);
    assert_eq!(filled.rows("sites").len(), 2, "{said}");
    assert!(filled.rows("sites").iter().all(|row| row.id != "site-4"));
    assert!(filled.entry("finess-immatriculation").is_some(), "the number was not taken");

    // The last row goes, and nothing in the answers tells its number any more: it is not given again all the same.
    let mut gone = answers.clone();
    gone.remove_row("sites", "site-7");
    let (again, _) = finess::apply(&entite, &fields(&[("site", open[0])]), &gone);
    assert_eq!(
        again.rows("sites").iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
        ["site-4", "site-8"]
    );
    let (left, _) = finess::apply(&entite, &fields(&[("retirer", "oui"), ("site", open[0])]), &again);
    let both = [("site", open[0]), ("site", open[1])];
    let (again, _) = finess::apply(&entite, &fields(&both), &left);
    assert_eq!(
        again.rows("sites").iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
        ["site-8", "site-9"]
    );

    // What was filled in opens again as a dossier, without a notice.
    let dossier = Dossier { answers: filled, ..Dossier::default() };
    let (_, notices) = dossier::ouvrir(&dossier::ecrire(&dossier)).unwrap();
    assert_eq!(notices, Vec::<String>::new());
}

/// A neighbour of `tests/identite.rs`: sites that an import takes away are gone as those removed by hand. Software that
/// served them does not serve those that came instead, before one says so.
#[test]
fn a_software_of_sites_that_an_import_takes_away_serves_no_other() {
    let (repertoire, _) = repertoire();
    let entite = entite(&repertoire, "010783009");
    let open = entite.sites.iter().find(|site| site.ouvert).unwrap().finess.texte();
    let text = fs::read_to_string("tests/dossiers/c04.json").unwrap();
    let (mut dossier, _) = dossier::ouvrir(&text).unwrap();
    let (answers, _) =
        finess::apply(&entite, &fields(&[("retirer", "oui"), ("site", open)]), &dossier.answers);
    assert!(
        answers.rows("sites").iter().all(|row| !["site-1", "site-2", "site-3"].contains(&row.id.as_str()))
    );
    dossier.answers = answers;
    let report = Report::bref_du_dossier(&dossier, jour());
    assert!(!report.actions.iter().any(|action| action.id.starts_with("certificat:")), "asked for nobody");
    for id in ["certificat:logiciel-1:insi-manu", "certificat:logiciel-2:insi-manu"] {
        assert!(report.ouverts.iter().any(|open| open.id == id), "{id}");
    }
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
            let Answer::File { bytes, .. } = fichiers::make(&asked, &dossier, jour(), &Reglages::default())
            else {
                panic!("{name}: {format:?}")
            };
            assert!(bytes.len() > 50, "{name}: {format:?}");
        }
    }
}

/// Those that are read, on the screen or on paper, say whom to call; what programs read does not change.
#[test]
fn files_that_are_read_say_whom_to_call_when_the_publisher_says_it() {
    let (dossier, _) = dossier::ouvrir(include_str!("dossiers/c01.json")).unwrap();
    let texte = r#"{"editeur": {"nom": "GRADeS d’essai", "telephone": "01 23 45 67 89"}}"#;
    let (known, nobody) = (Reglages::lire(texte), Reglages::default());
    let text = |format: &str, reglages: &Reglages| match fichiers::make(
        &fields(&[("format", format)]),
        &dossier,
        jour(),
        reglages,
    ) {
        Answer::File { bytes, .. } => bytes,
        other => panic!("{other:?}"),
    };
    let says = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("GRADeS d’essai\u{a0}: 01 23 45 67 89");
    for format in ["liste.md", "liste.txt"] {
        assert!(says(&text(format, &known)) && !says(&text(format, &nobody)), "{format}");
    }
    for format in ["actions.csv", "calendrier.ics", "plan.json", "dossier.json"] {
        assert_eq!(text(format, &known), text(format, &nobody), "{format}");
    }
    // Sheets and letters, to read and to complete: each document of the whole folder.
    let documents = |reglages: &Reglages| -> Vec<(String, bool)> {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(text("complet.zip", reglages))).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let is_read = |name: &String| name.ends_with(".html") || name.ends_with(".docx");
        let told = |name: String| {
            let mut bytes = vec![];
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            if name.ends_with(".docx") {
                let mut inside = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
                bytes = vec![];
                inside.by_name("word/document.xml").unwrap().read_to_end(&mut bytes).unwrap();
            }
            let told = says(&bytes);
            (name, told)
        };
        names.into_iter().filter(is_read).map(told).collect()
    };
    let told = documents(&known);
    assert!(told.len() >= 4, "{told:?}");
    assert!(told.iter().all(|(_, told)| *told), "{told:?}");
    assert!(documents(&nobody).iter().all(|(_, told)| !told));
}

/// A copy of the whole dossier is one to be remembered; one without the names is not.
#[test]
fn a_file_that_holds_the_whole_dossier_is_a_copy_of_it() {
    let (dossier, _) = dossier::ouvrir(include_str!("dossiers/c01.json")).unwrap();
    for format in Format::TOUS {
        for without_names in [false, true] {
            let mut asked = vec![("format", format.fin_de_nom())];
            asked.extend(without_names.then_some(("sans-noms", "oui")));
            let made = fichiers::make(&fields(&asked), &dossier, jour(), &Reglages::default());
            let Answer::File { is_copy, .. } = made else { panic!("{format:?}") };
            let whole = matches!(format, Format::Dossier | Format::Complet) && !without_names;
            assert_eq!(is_copy, whole, "{format:?}, {without_names}");
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
        match fichiers::copy(&fields(pairs), &dossier, jour(), &Reglages::default()) {
            Answer::Copy(text) => {
                assert!(found && text.len() > 1_000);
                assert_eq!(text.contains("Secrète"), named, "{format}");
            }
            other => assert!(!found && other == Answer::not_understood(), "{format}"),
        }
    }
}

/// The drawing of a QR code as pixels: so many for a module.
fn pixels(svg: &Node, module: usize) -> (usize, Vec<u8>) {
    let side: usize = svg.attribute("viewBox").unwrap().split(' ').nth(2).unwrap().parse().unwrap();
    let path = svg.elements().into_iter().find_map(|node| node.attribute("d")).unwrap().to_owned();
    let width = side * module;
    let mut grey = vec![255_u8; width * width];
    for square in path.split('M').skip(1) {
        let (x, rest) = square.split_once(' ').unwrap();
        let y: usize = rest.split('h').next().unwrap().parse().unwrap();
        let x: usize = x.parse().unwrap();
        for row in y * module..(y + 1) * module {
            grey[row * width + x * module..][..module].fill(0);
        }
    }
    (width, grey)
}

#[test]
fn the_page_in_one_file_gives_no_link_but_the_file() {
    let (dossier, _) = dossier::ouvrir(include_str!("dossiers/c01.json")).unwrap();
    for page in ["file:///E:/jalons.html", "file:///home/moi/jalons.html"] {
        let Answer::Part { node, .. } = fichiers::share(&fields(&[]), &dossier, page) else {
            panic!("{page}")
        };
        assert!(node.text().contains("Envoyez plutôt le fichier du dossier"), "{}", node.text());
        assert!(!node.text().contains("file:"), "where it stands on the device is told to nobody");
    }
}

/// What is shown of a dossier to be shared without names, and its link.
fn shared(dossier: &Dossier) -> (Node, String) {
    let asked = fields(&[("sans-noms", "oui")]);
    let answer = fichiers::share(&asked, dossier, "https://exemple.fr/jalons/");
    let Answer::Part { node, .. } = answer else { panic!("{answer:?}") };
    let words = node.text();
    let link = words.find("https://").and_then(|place| words[place..].split_whitespace().next()).unwrap();
    let link = link.to_owned();
    (node, link)
}

#[test]
fn the_picture_of_a_link_is_read_by_two_decoders_at_four_pixels_a_module() {
    let mut sizes = vec![];
    for (name, texte) in cas() {
        let (dossier, _) = dossier::ouvrir(&texte).unwrap();
        let (node, link) = shared(&dossier);
        let Some(svg) = node.elements().into_iter().find(|node| node.attribute("viewBox").is_some()) else {
            continue;
        };
        let side: usize = svg.attribute("viewBox").unwrap().split(' ').nth(2).unwrap().parse().unwrap();
        let shown: usize = svg.attribute("width").unwrap().parse().unwrap();
        // Whole pixels, four at least: on a screen of one device pixel for each, none is wider than its neighbour.
        assert!(shown.is_multiple_of(side) && shown / side >= 4, "{name}: {shown} for {side}");
        let (width, grey) = pixels(svg, shown / side);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| grey[y * width + x]);
        let read = image.detect_grids().first().map(|grid| grid.decode().unwrap().1);
        assert_eq!(read.as_deref(), Some(link.as_str()), "{name}");
        let mut decoder = quircs::Quirc::default();
        let code = decoder.identify(width, width, &grey).next().unwrap().unwrap();
        assert_eq!(code.decode().unwrap().payload, link.as_bytes(), "{name}");
        sizes.push(side);
    }
    assert!(sizes.len() > 10 && sizes.iter().max() > sizes.iter().min(), "{sizes:?}");
}

#[test]
fn a_roster_that_is_read_again_keeps_what_hangs_on_the_groups_that_remain() {
    let day = jour();
    let roster = |text: &str| {
        let tableau = lire(text.as_bytes(), "effectif.csv").unwrap();
        let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
        Effectif::de(&tableau, &colonnes, &std::collections::BTreeMap::new(), day)
    };
    let first = roster("Nom;Fonction;RPPS\nA;AMP;\nB;AMP;\nC;AMP;10123456781\nD;Kiné;\nE;Cuisinier;\n");
    let (mut answers, _) = jalons::atelier::effectif::apply(&first, &fields(&[]), &Answers::default());
    let rows = |answers: &Answers| -> Vec<(String, String, String, String)> {
        let text = |row: &Row, field: &str| row.entry(field).and_then(Entry::text).unwrap_or("").to_owned();
        answers
            .rows("professionnels")
            .iter()
            .map(|row| {
                (row.id.clone(), text(row, "pro-profil"), text(row, "pro-rpps"), text(row, "pro-effectif"))
            })
            .collect()
    };
    let before = rows(&answers);
    assert_eq!(before.len(), 4, "{before:?}");
    let id = |rows: &[(String, String, String, String)], profil: &str, rpps: &str| {
        rows.iter().find(|row| row.1 == profil && row.2 == rpps).map(|row| row.0.clone())
    };
    // What was answered by hand of a group stays with it.
    let kine = id(&before, "masseur-kine", "inconnu").unwrap_or_else(|| panic!("{before:?}"));
    let mut typed = answers.rows("professionnels").iter().find(|row| row.id == kine).unwrap().clone();
    typed.set("pro-smartphone", Some(Entry::one("non")));
    answers.put_row("professionnels", typed);
    // One more AMP, the kiné is registered, nobody cooks, a nurse comes.
    let second =
        roster("Nom;Fonction;RPPS\nA;AMP;\nB;AMP;\nF;AMP;\nC;AMP;10123456781\nD;Kiné;10000000009\nG;IDE;\n");
    let (again, _) = jalons::atelier::effectif::apply(&second, &fields(&[]), &answers);
    let after = rows(&again);
    assert_eq!(id(&after, "amp", "a-enregistrer"), id(&before, "amp", "a-enregistrer"));
    assert_eq!(after.iter().find(|row| row.2 == "a-enregistrer").unwrap().3, "3");
    assert_eq!(id(&after, "amp", "enregistre"), id(&before, "amp", "enregistre"));
    assert_eq!(id(&after, "masseur-kine", "enregistre"), Some(kine.clone()));
    let kept = again.rows("professionnels").iter().find(|row| row.id == kine).unwrap();
    assert_eq!(kept.entry("pro-smartphone").and_then(Entry::text), Some("non"));
    let nurse = id(&after, "infirmier", "inconnu").unwrap();
    assert!(before.iter().all(|row| row.0 != nurse), "an id is not given to another group");
    assert_eq!(after.len(), 4);
    // Kept beside, they stay as they were.
    let (both, _) = jalons::atelier::effectif::apply(&second, &fields(&[("garder", "oui")]), &answers);
    assert_eq!(both.rows("professionnels").len(), 8);
}

#[test]
fn a_roster_that_says_the_contracts_says_who_is_no_temporary_staff_any_more() {
    let interim = |first: &str, second: &str| {
        let day = jour();
        let read = |text: &str| {
            let tableau = lire(text.as_bytes(), "effectif.csv").unwrap();
            let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
            Effectif::de(&tableau, &colonnes, &std::collections::BTreeMap::new(), day)
        };
        let (before, _) = jalons::atelier::effectif::apply(&read(first), &fields(&[]), &Answers::default());
        let (after, _) = jalons::atelier::effectif::apply(&read(second), &fields(&[]), &before);
        let row = after.rows("professionnels")[0].clone();
        assert_eq!(row.id, before.rows("professionnels")[0].id);
        row.entry("pro-interim").and_then(Entry::text).unwrap_or("").to_owned()
    };
    let hired = "Nom;Fonction;Contrat\nA;IDE;CDI\nB;IDE;CDI\n";
    let temporary = "Nom;Fonction;Contrat\nA;IDE;Intérim\n";
    assert_eq!(interim(temporary, hired), "");
    assert_eq!(interim(hired, temporary), "nomme");
    assert_eq!(interim(temporary, "Nom;Fonction\nA;IDE\n"), "nomme");
}

/// The worked case C36: nine home helpers in the roster, one has left.
#[test]
fn who_has_left_is_shown_apart_and_not_counted() {
    let mut text = "Nom;Prénom;Emploi;Date de sortie\n".to_owned();
    for rank in 1..=8 {
        text.push_str(&format!("NOM{rank};Ana;Aide à domicile;\n"));
    }
    text.push_str("NOM9;Ana;Aide à domicile;31/10/2026\n");
    let tableau = lire(text.as_bytes(), "effectif.csv").unwrap();
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    let import = jalons::atelier::effectif::Import::new(
        "effectif.csv".to_owned(),
        text.into_bytes(),
        tableau,
        colonnes,
    );
    let effectif = import.effectif(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    assert_eq!((effectif.nombre(), effectif.partis().count()), (8, 1));
    let page = jalons::atelier::effectif::metiers(&import, &effectif, &Answers::default());
    assert_eq!(defauts(&page), Vec::<String>::new());
    let said = page.text();
    assert!(said.contains("8 personnes comptées"), "{said}");
    assert!(
        said.contains("Ligne 10")
            && said.contains("sortie le 31\u{a0}octobre 2026")
            && said.contains("lieu d’exercice"),
        "{said}"
    );
    assert!(!said.contains("NOM9"), "{said}");
}

#[test]
fn a_column_that_is_given_the_role_of_another_keeps_it() {
    let text = "Poste;Nom;Emploi\nIDE;MARTIN;Cadre 3\nAS;PETIT;Cat. C\n";
    let tableau = lire(text.as_bytes(), "e.csv").unwrap();
    let colonnes = Colonnes::proposer(&tableau.entetes, &tableau.lignes);
    let proposed: Vec<&str> = (0..3).map(|place| colonnes.role(place).jeton()).collect();
    let of = proposed.iter().position(|role| *role == Role::Profession.jeton()).unwrap();
    let other = if of == 0 { 2 } else { 0 };
    let mut import =
        jalons::atelier::effectif::Import::new("e.csv".to_owned(), text.into(), tableau, colonnes.clone());
    // The other field still says the same.
    let chosen: Vec<(String, String)> = (0..3)
        .map(|place| {
            let role = if place == other { Role::Profession.jeton() } else { proposed[place] };
            (format!("colonne-{place}"), role.to_owned())
        })
        .collect();
    import.take_columns(&Fields(chosen));
    let page = jalons::atelier::effectif::colonnes(&import, false);
    assert_eq!(defauts(&page), Vec::<String>::new());
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let told: Vec<String> = import.effectif(day).personnes.iter().map(|one| one.profession.clone()).collect();
    assert_eq!(told, if other == 0 { ["IDE", "AS"] } else { ["Cadre 3", "Cat. C"] });
}

#[test]
fn a_link_is_shown_before_it_is_opened_and_names_nobody_by_default() {
    for (name, texte) in cas() {
        let (mut dossier, _) = dossier::ouvrir(&texte).unwrap();
        dossier.answers.set("rl-nom", Some(Entry::one("Jeanne Secrète")));
        let (_, link) = shared(&dossier);
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
    // No link: the place to paste one.
    let Answer::Page { title, .. } = fichiers::show_link("", jour()) else { panic!("no link") };
    assert_eq!(title, "Ouvrir un lien reçu");
    assert!(matches!(fichiers::accept_link(""), Answer::Refusal(_)));
    for hostile in ["1.", "1.AAAA", "99.AAAA", "1.é", &"1.A".repeat(20_000)] {
        let Answer::Page { title, .. } = fichiers::show_link(hostile, jour()) else { panic!("{hostile}") };
        assert_eq!(title, "Lien illisible");
        assert!(matches!(fichiers::accept_link(hostile), Answer::Refusal(_)));
    }
}
