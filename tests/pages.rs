//! What the programs beside the page draw, over every worked case: nothing of the models is lost on the way, every
//! control and every link means something, and what people typed stays words.

mod cas;

use std::collections::BTreeSet;

use chrono::Days;
use jalons::calcul::answer;
use jalons::calcul::pages::{courriers, fiches, liste, vierge};
use jalons::domain::answers::Entry;
use jalons::domain::avis::Genre;
use jalons::domain::calendrier::{iso, lire_date, long};
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::liens::liens;
use jalons::domain::question::Champ;
use jalons::domain::questionnaire;
use jalons::domain::report::Report;
use jalons::domain::sources::{LU_LE, LUES_LE};
use jalons::domain::variante::Variante;
use jalons::export::courriers::courriers as lettres;
use jalons::export::preparation::preparations;
use jalons::export::{self, Export};
use jalons::protocol::answer::Answer;
use jalons::protocol::delivery::{Delivery, Message};
use jalons::protocol::event::{Event, Page};
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::request::{Act, Command, DrawnPage, Envelope, Fields, Program, Request};
use jalons::route::{Lieu, Retour, Route};
use strum::VariantArray;

struct Case {
    name: String,
    dossier: Dossier,
    report: Report,
}

impl Case {
    fn new(name: &str, dossier: Dossier, jour: &str) -> Self {
        let report = Report::du_dossier(&dossier, lire_date(jour).unwrap());
        Self { name: name.to_owned(), dossier, report }
    }

    fn export(&self) -> Export<'_> {
        Export { dossier: &self.dossier, report: &self.report }
    }

    fn envelope(&self, page: DrawnPage) -> Envelope {
        let (dossier, link) = (dossier::ecrire(&self.dossier), String::new());
        Envelope {
            today: self.report.jour,
            address: "https://exemple.fr/jalons/".to_owned(),
            directory_is_published: false,
            publication: Publication::default(),
            request: Request::Page { page, dossier, link, what_if: None, as_of: None, known: None },
        }
    }

    /// A page, as the program answers it.
    fn page(&self, page: DrawnPage) -> (String, Node) {
        match answer(&self.envelope(page)) {
            Answer::Page { title, page, .. } => (title, page),
            other => panic!("{}: {other:?}", self.name),
        }
    }

    fn pages(&self) -> Vec<(DrawnPage, Node)> {
        // Those of all dossiers are read by `tests/portefeuille.rs`.
        let drawn = DrawnPage::VARIANTS
            .iter()
            .filter(|page| page.program() == Program::Calcul && !page.is_of_all_dossiers());
        drawn.map(|page| (*page, self.page(*page).1)).collect()
    }
}

/// The worked cases, on their own days.
fn cases() -> Vec<Case> {
    let read = cas::cases().into_iter().map(|cas::Case { name, mut dossier, jour }| {
        dossier.id = "dossier-0123456789abcdef".to_owned();
        Case::new(&name, dossier, &iso(jour))
    });
    read.collect()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

fn empty() -> Case {
    let dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
    Case::new("empty", dossier, "2026-11-24")
}

const HOSTILE: &str = "<script>alert(1)</script> \"O’Neill\" & [x] 100 %\nseconde ligne";

fn hostile() -> Case {
    let mut dossier = case("c02").dossier;
    for name in ["denomination", "rl-nom", "directeur-nom"] {
        dossier.answers.set(name, Some(Entry::one(HOSTILE)));
    }
    let suivi = Suivi { etat: Etat::Fait, date: lire_date("2026-02-03"), note: HOSTILE.to_owned() };
    dossier.suivi.insert("f101".to_owned(), suivi);
    Case::new("hostile", dossier, "2026-02-02")
}

fn all() -> Vec<Case> {
    cases().into_iter().chain([empty(), hostile()]).collect()
}

/// Whether it is an element of that name.
fn is(node: &Node, wanted: &str) -> bool {
    matches!(node, Node::Element(name, ..) if name == wanted)
}

/// The element of that id.
fn element<'a>(page: &'a Node, id: &str) -> &'a Node {
    page.elements().into_iter().find(|node| node.attribute("id") == Some(id)).expect(id)
}

fn has(page: &Node, text: &str, what: &str) {
    assert!(page.text().contains(text), "{what}: {text}");
}

// ── The models ───────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn each_sheet_is_on_the_page_with_all_its_lines() {
    for case in all() {
        let page = case.page(DrawnPage::Fiches).1;
        let sheets = preparations(&case.export());
        let drawn =
            page.elements().into_iter().filter(|node| node.attribute("tabindex") == Some("-1")).count();
        assert_eq!(drawn, sheets.len() + 1, "{}: the title and the sheets", case.name);
        for sheet in sheets {
            let id = format!("fiche-action-{}", sheet.action.replace(':', "-"));
            let drawn = element(&page, &id);
            has(drawn, sheet.formulaire.nom(), "the form");
            has(drawn, &sheet.titre, "the action");
            for demande in &sheet.demandes {
                has(drawn, demande.quoi, "what is asked");
                has(drawn, demande.valeur.as_deref().unwrap_or(""), "its answer");
            }
            let blanks =
                drawn.elements().into_iter().filter(|node| node.attribute("class") == Some("trou manque"));
            assert_eq!(blanks.count(), sheet.manques().count(), "{} {id}", case.name);
            for text in sheet.signe.iter().chain(&sheet.joindre).chain(&sheet.envoyer) {
                has(drawn, text, "what the plan says");
            }
            has(drawn, &sheet.obtenir.texte, "where to get the form");
            sheet.silences.iter().for_each(|silence| has(drawn, &silence.texte, "what is not said"));
        }
    }
}

/// R-INFO, R-RIE, R-SEGUR: a part of its own, each with its day, out of the figures.
#[test]
fn what_is_dated_stands_apart_with_its_day() {
    let part = |case: &Case| {
        let plan = case.page(DrawnPage::Plan).1;
        let mut parts: Vec<String> = plan
            .elements()
            .into_iter()
            .filter(|node| is(node, "section") && node.text().starts_with("À savoir, daté"))
            .map(Node::text)
            .collect();
        assert!(parts.len() <= 1, "{}", case.name);
        parts.pop().map(|text| text.replace('\u{a0}', " "))
    };
    let mut without = 0;
    for case in cases() {
        let dated: Vec<_> = case.report.avis.iter().filter(|avis| avis.genre == Genre::Datee).collect();
        let told = part(&case);
        without += usize::from(told.is_none());
        assert_eq!(told.is_some(), !dated.is_empty(), "{}", case.name);
        let told = told.unwrap_or_default();
        assert_eq!(told.matches("Au 28 novembre 2026 : ").count(), dated.len(), "{}", case.name);
        let text = export::liste::markdown(&case.export()).replace('\\', "");
        assert_eq!(text.contains("À savoir, daté"), !dated.is_empty(), "{}", case.name);
        dated.iter().for_each(|avis| assert!(text.contains(&avis.ligne.texte), "{}", avis.id));
    }
    assert!(without > 0);
    let on = |day: &str| part(&Case::new("c01", case("c01").dossier, day)).unwrap();
    let passed = "Le 15 décembre 2026 est passé : ce texte a pu changer.";
    assert!(on("2026-12-15").contains("projet") && !on("2026-12-15").contains(passed));
    assert_eq!(on("2026-12-16").matches(passed).count(), 1);
}

#[test]
fn the_pages_say_when_the_rules_are_old() {
    let limit = LU_LE + Days::new(180);
    for (day, old) in [(limit, false), (limit + Days::new(1), true)] {
        let case = Case::new("c01", case("c01").dossier, &iso(day));
        let phrase = "Ces règles ont été lues il y a 181\u{a0}jours";
        let drawn = [
            DrawnPage::Plan,
            DrawnPage::Liste,
            DrawnPage::Fiches,
            DrawnPage::Courriers,
            DrawnPage::QuestionnaireVierge,
        ];
        for page in drawn {
            assert_eq!(case.page(page).1.text().matches(phrase).count(), usize::from(old), "{page:?}");
        }
        let short = export::texte::ecrire(&export::documents::essentiel(&case.export()));
        for text in [export::liste::markdown(&case.export()), short] {
            assert_eq!(text.contains(phrase), old, "{text}");
        }
    }
}

/// Who publishes this copy is told by the page; the version and the day of the rules stand beside.
#[test]
fn what_the_page_is_says_whose_it_is_what_it_keeps_and_how_to_report() {
    let texte = r##"{
        "editeur": { "nom": "la structure d’essai", "courriel": "jalons@exemple.fr", "telephone": "01 23 45 67 89" },
        "contacts-regionaux": [{ "nom": "ARS d’essai", "page": "https://ars.exemple" }],
        "mentions-legales": "mentions.html",
        "couleur": { "clair": "#ffff00" }
    }"##;
    let copy = Publication { version: "0a1b2c3d".to_owned(), texte: texte.to_owned() };
    let envelope = Envelope { publication: copy, ..case("c01").envelope(DrawnPage::APropos) };
    let Answer::Page { page, .. } = answer(&envelope) else { panic!("no page") };
    let text = page.text().replace('\u{a0}', " ");
    for said in [
        "Publié par la structure d’essai.",
        "01 23 45 67 89",
        "ARS d’essai",
        "Mentions légales",
        "n’est pas un service",
        "jalons.json est à revoir",
        "« couleur.clair » : son contraste",
        "0a1b2c3d",
        LUES_LE,
        "IndexedDB",
        "RGAA",
        "Apache-2.0",
    ] {
        assert!(text.contains(said), "{said}");
    }
    let mails = page.elements().into_iter().filter_map(|node| node.attribute("href"));
    assert_eq!(mails.filter(|href| href.starts_with("mailto:jalons@exemple.fr?")).count(), 1);
    // Settings in which nothing is wrong are not spoken of.
    assert!(!empty().page(DrawnPage::APropos).1.text().contains("jalons.json"));
}

/// What a publisher leaves out is no longer led to from any page of the plan, and stands where it stood.
#[test]
fn a_page_that_the_publisher_leaves_out_is_not_in_the_row_of_links() {
    let case = case("c01");
    let texte = r#"{"pages-masquees": ["courriers"]}"#.to_owned();
    let links = |page: DrawnPage, texte: &str| {
        let publication = Publication { texte: texte.to_owned(), ..Publication::default() };
        let Answer::Page { page, .. } = answer(&Envelope { publication, ..case.envelope(page) }) else {
            panic!("no page")
        };
        let row =
            page.elements().into_iter().find(|node| node.attribute("class") == Some("onglets")).unwrap();
        row.elements().iter().filter(|node| node.attribute("href").is_some()).count()
    };
    for page in [DrawnPage::ParQuoiCommencer, DrawnPage::Plan, DrawnPage::Fiches, DrawnPage::Courriers] {
        assert_eq!(links(page, ""), links(page, &texte) + 1, "{page:?}");
    }
}

#[test]
fn what_is_missing_leads_to_its_question_and_back_to_the_sheets() {
    let case = case("c01");
    let page = case.page(DrawnPage::Fiches).1;
    let links: Vec<Route> = page
        .elements()
        .iter()
        .filter(|node| node.attribute("class") == Some("modifier"))
        .map(|node| Route::parse(node.attribute("href").unwrap().trim_start_matches('#')))
        .collect();
    assert!(!links.is_empty());
    let asked = |page: &str| {
        let lieu = Lieu::Page(page.to_owned(), Some(Retour::Drawn(DrawnPage::Fiches)));
        links.contains(&Route::Dossier(case.dossier.id.clone(), lieu))
    };
    assert!(asked("identite") && asked("representant"), "{links:?}");
    assert_eq!(Retour::Drawn(DrawnPage::Fiches).place(), Lieu::Drawn(DrawnPage::Fiches));
}

#[test]
fn every_missing_answer_that_a_question_asks_has_its_link() {
    for case in all() {
        let sheets = preparations(&case.export());
        let asked = sheets.iter().flat_map(|sheet| &sheet.demandes);
        let linked = asked.filter(|demande| demande.valeur.is_none() && demande.question.is_some()).count();
        let page = case.page(DrawnPage::Fiches).1;
        let links = page.elements().into_iter().filter(|node| node.attribute("class") == Some("modifier"));
        assert_eq!(links.count(), linked, "{}", case.name);
    }
}

/// A dossier at its start: nearly everything is open.
fn started() -> Case {
    let mut dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
    dossier.answers.set("besoin", Some(Entry::many(&["services", "rpps-plus", "changement"])));
    Case::new("started", dossier, "2026-11-25")
}

#[test]
fn what_is_open_is_said_once_under_the_first_question_that_decides_it() {
    for case in all().into_iter().chain([started()]) {
        let waiting = case.report.attentes();
        let opens = waiting.iter().flat_map(|attente| &attente.suites).flat_map(|(_, opens)| opens);
        let mut shown: Vec<&str> = opens.map(|open| open.id.as_str()).collect();
        let mut known: Vec<&str> = case.report.ouverts.iter().map(|open| open.id.as_str()).collect();
        shown.sort_unstable();
        known.sort_unstable();
        assert_eq!(shown, known, "{}", case.name);

        let page = case.page(DrawnPage::Plan).1;
        let section =
            page.elements().into_iter().find(|node| node.attribute("class") == Some("ouvert")).cloned();
        let Some(section) = section else {
            assert!(known.is_empty(), "{}", case.name);
            continue;
        };
        let lines: Vec<String> = section
            .elements()
            .into_iter()
            .filter(|node| is(node, "li"))
            .map(|node| node.text().trim().to_owned())
            .collect();
        for open in &case.report.ouverts {
            let same = case.report.ouverts.iter().filter(|other| other.titre == open.titre).count();
            assert_eq!(lines.iter().filter(|line| **line == open.titre).count(), same, "{}", open.titre);
            for question in &open.questions {
                has(&section, &question.question, &case.name);
            }
        }
    }
    let case = started();
    let first = &case.report.attentes()[0];
    assert_eq!((first.question.lu.question, first.suites.len()), ("statut", 1));
}

#[test]
fn each_letter_is_on_the_page_with_its_subject_its_body_and_its_buttons() {
    for case in all() {
        let page = case.page(DrawnPage::Courriers).1;
        for letter in lettres(&case.export()) {
            let id = format!("courrier-action-{}", letter.id.replace(':', "-"));
            let drawn = element(&page, &id);
            has(drawn, &letter.titre, "the title");
            has(drawn, &letter.a, "to whom");
            has(drawn, letter.destinataire.map_or("", |contact| contact.courriel), "the address");
            letter.pieces.iter().for_each(|piece| has(drawn, piece, "the piece"));
            letter.manques().iter().for_each(|blank| has(drawn, &format!("[{blank}]"), "the blank"));
            // What a copy takes: the whole text, and nothing else.
            for (part, text) in [("objet", &letter.objet), ("corps", &letter.corps)] {
                let target = format!("{part}-{id}");
                assert_eq!(element(drawn, &target).text(), format!("{text}\n"), "{}", case.name);
                let copies = |node: &&Node| {
                    node.attribute("data-act") == Some(Act::Copy.token())
                        && node.attribute("data-target") == Some(&target)
                };
                assert!(drawn.elements().iter().any(copies), "{target}");
            }
        }
    }
}

/// Takes a percent-encoded text apart.
fn decoded(text: &str) -> String {
    let mut octets = vec![];
    let mut rest = text.as_bytes();
    while let Some((octet, after)) = rest.split_first() {
        if *octet == b'%' {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            octets.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &after[2..];
        } else {
            assert!(octet.is_ascii_alphanumeric() || b"-._~".contains(octet), "{octet}");
            octets.push(*octet);
            rest = after;
        }
    }
    String::from_utf8(octets).unwrap()
}

#[test]
fn a_letter_opens_in_the_mail_program_whole_or_says_to_copy_it() {
    let (mut opened, mut too_long) = (0, 0);
    // Each sign of this name takes six in an address.
    let mut named = case("c02").dossier;
    named.answers.set("denomination", Some(Entry::one(&"É".repeat(120))));
    for case in all().into_iter().chain([Case::new("long", named, "2026-02-02")]) {
        let page = case.page(DrawnPage::Courriers).1;
        for letter in lettres(&case.export()) {
            let drawn = element(&page, &format!("courrier-action-{}", letter.id.replace(':', "-")));
            let link = drawn
                .elements()
                .into_iter()
                .filter_map(|node| node.attribute("href"))
                .find(|href| href.starts_with("mailto:") && href.contains('?'));
            let Some(link) = link else {
                has(drawn, "trop long", "the sentence");
                too_long += 1;
                continue;
            };
            opened += 1;
            assert!(link.len() <= 1_900);
            let (to, query) = link.strip_prefix("mailto:").unwrap().split_once('?').unwrap();
            assert_eq!(to, letter.destinataire.map_or("", |contact| contact.courriel));
            let (subject, body) = query.strip_prefix("subject=").unwrap().split_once("&body=").unwrap();
            assert_eq!(decoded(subject), letter.objet.replace('\n', " "));
            assert_eq!(decoded(body), letter.corps.replace('\n', "\r\n"));
        }
    }
    assert!(opened > 0 && too_long > 0, "{opened} {too_long}");
}

#[test]
fn the_checklist_holds_every_action_with_who_when_and_who_signs() {
    for case in all() {
        let page = case.page(DrawnPage::Liste).1;
        let rows: Vec<&Node> = page
            .elements()
            .into_iter()
            .filter(|node| is(node, "tr") && node.attribute("class") != Some("groupe"))
            .collect();
        for action in &case.report.actions {
            let title =
                action.titre.strip_suffix(&format!(" × {}", action.quantite)).unwrap_or(&action.titre);
            let signe = action.signe.as_ref().map_or("", |signe| signe.texte.as_str());
            let when = |text: &str| {
                text.contains(&action.quand)
                    || case.dossier.suivi.get(&action.id).is_some_and(|s| s.date.is_some())
            };
            let row = rows.iter().map(|row| row.text()).find(|text| {
                text.contains(title)
                    && text.contains(&action.qui)
                    && text.contains(signe)
                    && text.contains(&action.quantite.to_string())
                    && when(text)
            });
            assert!(row.is_some(), "{}: {}", case.name, action.titre);
        }
        let text = page.text();
        for (phase, _) in case.report.phases() {
            assert!(text.contains(phase.titre()), "{}: {}", case.name, phase.titre());
        }
        let contacts = case.report.actions.iter().flat_map(|action| &action.contacts);
        contacts.for_each(|contact| assert!(text.contains(contact.objet), "{}", contact.objet));
        assert!(text.contains(&long(case.report.jour)), "{}", case.name);
    }
}

#[test]
fn what_is_done_is_ticked_with_its_day_and_its_note() {
    let case = hostile();
    let page = case.page(DrawnPage::Liste).1;
    let done: Vec<String> = page
        .elements()
        .into_iter()
        .filter(|node| is(node, "tr") && node.attribute("class") == Some("fait"))
        .map(Node::text)
        .collect();
    assert_eq!(done.len(), 1);
    assert!(
        done[0].contains("F101") && done[0].contains("✓") && done[0].contains("3\u{a0}février 2026"),
        "{done:?}"
    );
    assert!(done[0].contains(HOSTILE), "the note");
    has(&page, "Faites\u{a0}: 1 sur ", "the count");
}

// ── What to start with, and the detail ────────────────────────────────────────────────────────────────────────────

/// What the director reads: without what only the expert view shows.
fn read(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element(_, _, children) => {
            let expert = node.attribute("class").is_some_and(|classes| classes.contains("pour-expert"));
            if expert { String::new() } else { children.iter().map(read).collect::<Vec<_>>().join(" ") }
        }
    }
}

/// Words of three capitals or more.
fn acronyms(text: &str) -> BTreeSet<String> {
    // An address is no word of ours.
    let text = text
        .split_whitespace()
        .filter(|word| !word.contains("esante.gouv.fr/"))
        .collect::<Vec<_>>()
        .join(" ");
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '+' || c == '-'));
    let capitals = |word: &&str| word.chars().filter(|c| c.is_ascii_uppercase()).count() >= 3;
    words.filter(capitals).map(str::to_owned).collect()
}

#[test]
fn what_to_start_with_cites_no_rule_and_spells_every_acronym_out() {
    for case in cases() {
        let page = case.page(DrawnPage::ParQuoiCommencer).1;
        let sheet = page.elements().into_iter().find(|node| node.attribute("class") == Some("commencer"));
        let Some(sheet) = sheet else { continue };
        let text = sheet.text();
        assert!(!text.contains("R-"), "{}: a rule id in {text}", case.name);
        let words = sheet.elements().into_iter().find(|node| node.attribute("class") == Some("glossaire"));
        let defined = words.map_or_else(String::new, Node::text);
        let typed = dossier::ecrire(&case.dossier);
        for acronym in acronyms(&text) {
            assert!(
                // In brackets, after the words that it stands for.
                defined.contains(&acronym)
                    || typed.contains(&acronym)
                    || text.contains(&format!("({acronym})")),
                "{}: « {acronym} » is not spelled out",
                case.name
            );
        }
    }
}

#[test]
fn every_box_of_what_to_start_with_notes_actions_of_the_plan() {
    for case in all() {
        let page = case.page(DrawnPage::ParQuoiCommencer).1;
        let known: BTreeSet<&str> = case.report.actions.iter().map(|action| action.cle.as_str()).collect();
        for node in page.elements().into_iter().filter(|node| node.attribute("data-field").is_some()) {
            let ids = ["data-follow-up", "data-begun"].map(|name| node.attribute(name).unwrap_or_default());
            let ids: Vec<&str> = ids.iter().flat_map(|ids| ids.split_whitespace()).collect();
            assert!(!ids.is_empty() && ids.iter().all(|id| known.contains(id)), "{}: {ids:?}", case.name);
        }
    }
}

#[test]
fn the_detail_shows_rule_ids_to_experts_only() {
    for case in cases() {
        for drawn in [
            DrawnPage::ParQuoiCommencer,
            DrawnPage::Plan,
            DrawnPage::Calendrier,
            DrawnPage::Liste,
            DrawnPage::Fiches,
            DrawnPage::Courriers,
            DrawnPage::Essentiel,
        ] {
            let page = case.page(drawn).1;
            let text = read(&page);
            assert!(!text.contains("R-C") && !text.contains("R-R"), "{} {drawn:?}", case.name);
            let text = text.to_lowercase();
            assert!(!text.contains("chaîne la plus longue"), "{} {drawn:?}", case.name);
            if drawn == DrawnPage::Plan {
                assert!(page.text().contains("R-"), "{}: the expert has them", case.name);
            }
        }
    }
}

#[test]
fn each_card_says_who_and_where_without_unfolding_anything() {
    for case in cases() {
        let page = case.page(DrawnPage::Plan).1;
        let facts = case.export().facts();
        for action in &case.report.actions {
            let id = format!("action-{}", action.id.replace(':', "-"));
            let card = element(&page, &id);
            let Node::Element(_, _, children) = card else { panic!("a card") };
            let seen: Vec<&Node> = children.iter().filter(|node| !is(node, "details")).collect();
            let links: Vec<&str> = seen
                .iter()
                .flat_map(|node| node.elements())
                .filter_map(|node| node.attribute("href"))
                .collect();
            for lien in liens(&facts, &action.id) {
                assert!(links.contains(&lien.href().as_str()), "{} {id}: {}", case.name, lien.texte);
            }
            assert!(seen.iter().any(|node| node.text().contains("Qui\u{a0}: ")), "{} {id}", case.name);
        }
    }
}

// ── The blank questionnaire ──────────────────────────────────────────────────────────────────────────────────────

#[test]
fn every_question_and_every_option_is_in_the_blank_questionnaire() {
    let page = vierge::vierge(lire_date("2026-02-02").unwrap());
    for spec in questionnaire::specs() {
        let prefix = if spec.liste.is_some() { "champ" } else { "question" };
        let drawn = element(&page, &format!("{prefix}-{}", spec.id));
        for text in [spec.titre, spec.indice, spec.aide.quoi, spec.aide.ou, spec.aide.effet] {
            has(drawn, text, spec.id);
        }
        match &spec.champ {
            Champ::Choix(options) | Champ::ChoixMultiple(options) => {
                for option in *options {
                    has(drawn, option.libelle, spec.id);
                    has(drawn, option.precision, spec.id);
                }
            }
            Champ::Selection(groupes) => {
                for groupe in groupes.iter() {
                    has(drawn, groupe.nom, spec.id);
                    groupe.options.iter().for_each(|(_, label)| has(drawn, label, spec.id));
                }
            }
            Champ::Lignes(liste) => {
                let rows = drawn.elements().into_iter().filter(|node| node.attribute("scope") == Some("row"));
                assert!(rows.count() >= 4, "{}", spec.id);
                liste.champs.iter().for_each(|field| has(drawn, field.nom, spec.id));
            }
            Champ::Texte(_)
            | Champ::Finess
            | Champ::Siren
            | Champ::Siret
            | Champ::Nombre(..)
            | Champ::Date
            | Champ::Personne
            | Champ::Renvois(_)
            | Champ::Renvoi(_) => {}
        }
        if spec.ne_sais_pas.is_some() {
            has(drawn, "Je ne sais pas", spec.id);
        }
        if !spec.aide.ou.is_empty() {
            assert!(page.text().matches(spec.aide.ou).count() >= 2, "{}: also at the top", spec.id);
        }
    }
}

#[test]
fn a_question_that_not_everyone_is_asked_says_when() {
    let page = vierge::vierge(lire_date("2026-02-02").unwrap());
    let when = |id: &str| {
        let drawn = element(&page, id);
        let found = drawn.elements().into_iter().find(|node| node.attribute("class") == Some("quand"));
        found.map_or_else(String::new, |node| node.text().trim().replace('\u{a0}', " "))
    };
    assert_eq!(when("question-besoin"), "");
    assert_eq!(
        when("question-evenements"),
        "Seulement si vous répondez « Déclarer un changement » à la question 1 (Votre besoin)."
    );
    assert!(when("question-tom-actif").starts_with("Posée ou non selon vos réponses, dont la question 1"));
    assert_eq!(when("champ-at-logiciels"), "Posée ou non selon vos réponses.");
}

// ── Every page ───────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn ids_are_unique_and_every_target_is_on_the_page() {
    for case in all() {
        for (drawn, page) in case.pages() {
            let mut known = BTreeSet::new();
            for id in page.elements().iter().filter_map(|node| node.attribute("id")) {
                assert!(known.insert(id), "{} {drawn:?}: {id} twice", case.name);
                assert!(!id.contains(char::is_whitespace), "{id}");
            }
            for node in page.elements() {
                let target = match node.attribute("data-act") {
                    Some("jump") => node.attribute("href").map(|href| href.trim_start_matches('#')),
                    Some("copy") => node.attribute("data-target"),
                    _ => continue,
                };
                assert!(known.contains(target.unwrap()), "{} {drawn:?}: {target:?}", case.name);
            }
        }
    }
}

#[test]
fn every_address_leads_somewhere_and_every_control_is_known() {
    for case in all() {
        for (drawn, page) in case.pages() {
            for node in page.elements() {
                if let Some(fragment) = node.attribute("href").and_then(|href| href.strip_prefix("#/")) {
                    assert_ne!(
                        Route::parse(fragment),
                        Route::Introuvable,
                        "{} {drawn:?}: {fragment}",
                        case.name
                    );
                }
                if let Some(act) = node.attribute("data-act") {
                    assert!(Act::from_token(act).is_some(), "{act}");
                }
                if let Some(asked) = node.attribute("data-command") {
                    assert!(Command::from_token(asked).is_some(), "{asked}");
                }
                // The security policy refuses both; the page around holds the one landmark.
                assert!(node.attribute("style").is_none() && node.attribute("onclick").is_none());
                assert!(["main", "script", "style"].iter().all(|name| !is(node, name)), "{drawn:?}");
            }
        }
    }
}

#[test]
fn one_goes_from_each_page_of_a_dossier_to_the_others() {
    let case = case("c02");
    for (drawn, page) in case.pages() {
        let nav = page.elements().into_iter().find(|node| node.attribute("class") == Some("onglets"));
        let Some(nav) = nav else {
            assert!(!drawn.is_of_a_dossier(), "{drawn:?} has no way to the others");
            continue;
        };
        assert_eq!(nav.attribute("aria-label"), Some("Le plan et ce qui en sort"));
        let all = nav.elements();
        let current: Vec<&str> = all
            .iter()
            .filter(|node| node.attribute("aria-current") == Some("page"))
            .filter_map(|node| node.attribute("href"))
            .collect();
        let own = format!("#/{}/{}", case.dossier.id, drawn.token());
        let expected: Vec<&str> = drawn.tab().map(|_| own.as_str()).into_iter().collect();
        assert_eq!(current, expected);
        let links = all.iter().filter(|node| node.attribute("href").is_some()).count();
        assert_eq!(links, DrawnPage::VARIANTS.iter().filter(|page| page.tab().is_some()).count());
    }
}

#[test]
fn what_people_typed_stays_words() {
    let case = hostile();
    let pages = [
        DrawnPage::ParQuoiCommencer,
        DrawnPage::Plan,
        DrawnPage::Fiches,
        DrawnPage::Courriers,
        DrawnPage::Liste,
        DrawnPage::Essentiel,
    ];
    for drawn in pages {
        let (titre, page) = case.page(drawn);
        assert!(titre.contains("<script>"), "{titre}");
        assert!(page.elements().iter().all(|node| !is(node, "script")));
        let words = page.text();
        assert!(words.contains("<script>alert(1)</script>"), "{drawn:?}: typed, and still there");
    }
}

#[test]
fn a_page_says_so_when_there_is_nothing_on_it() {
    let case = empty();
    has(&case.page(DrawnPage::Fiches).1, "aucun formulaire", "no form");
    has(&case.page(DrawnPage::Courriers).1, "aucun courrier", "no letter");
    has(&case.page(DrawnPage::Liste).1, "la liste est vide", "no action");
    assert_eq!(case.page(DrawnPage::Fiches).0, fiches::TITRE);
    assert_eq!(case.page(DrawnPage::Courriers).0, courriers::TITRE);
    assert_eq!(case.page(DrawnPage::Liste).0, liste::TITRE);
}

// ── Two plans ────────────────────────────────────────────────────────────────────────────────────────────────────

/// The page « Comparer » of another answer.
fn compared(case: &Case, question: &str, valeur: &str) -> Node {
    let what_if =
        Some(Variante { question: question.to_owned(), ligne: String::new(), valeur: valeur.to_owned() });
    let dossier = dossier::ecrire(&case.dossier);
    let (page, link) = (DrawnPage::Comparer, String::new());
    let request = Request::Page { page, dossier, link, what_if, as_of: None, known: None };
    match answer(&Envelope { request, ..case.envelope(page) }) {
        Answer::Page { page, .. } => page,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_plans_stand_side_by_side_with_what_differs_and_why() {
    let page = compared(&case("c02"), "option-president", "option-b");
    for said in [
        "Et si\u{a0}: Porteur de la CDE",
        "Le représentant légal",
        "Le directeur, par délégation",
        "Ce qui disparaît",
        "Commander une carte CPE",
        "Ne tient plus",
        "R-RL-02",
        "Les deux plans en chiffres",
        "il faudrait aussi répondre à\u{a0}: Document de nomination",
        "Garder les deux, dans un second dossier",
    ] {
        has(&page, said, "two plans");
    }
    // One other answer: it is compared at once.
    assert_eq!(compared(&case("c02"), "option-president", ""), page);
    has(&compared(&case("c01"), "voie-contrat", "en-ligne"), "Le plan est le même", "the same answer");
}

#[test]
fn where_the_rules_leave_a_choice_comes_first_and_leads_to_two_plans() {
    for case in all() {
        let page = case.page(DrawnPage::Comparer).1;
        let leads = page.elements().into_iter().filter_map(|node| node.attribute("href"));
        let others = leads.filter_map(|href| match Route::parse(href.trim_start_matches('#')) {
            Route::Dossier(_, Lieu::Comparer(other)) => Some(other),
            _ => None,
        });
        for other in others.filter(|other| !other.valeur.is_empty()) {
            assert!(other.appliquer(&case.dossier.answers).is_some(), "{}: {other:?}", case.name);
        }
    }
    let first = case("c02").page(DrawnPage::Comparer).1.text();
    let (choices, others) = first.split_once("Toute autre réponse").unwrap();
    assert!(choices.contains("Porteur de la CDE") && others.contains("Votre besoin"));
}

#[test]
fn the_other_answer_is_kept_in_this_dossier_or_in_a_second_one() {
    let case = case("c02");
    let ask = |command: Command, reponse: &str| {
        let pairs = [("question", "option-president"), ("ligne", ""), ("reponse", reponse)];
        let fields = Fields(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
        let dossier = dossier::ecrire(&case.dossier);
        let request = Request::Command { command, fields, dossier, known: None };
        answer(&Envelope { request, ..case.envelope(DrawnPage::Comparer) })
    };
    let Answer::Dossier { sentence, text, mention } = ask(Command::KeepOther, "option-b") else {
        panic!("not kept")
    };
    assert_eq!(mention, "");
    let kept = dossier::ouvrir(&text).unwrap().0;
    assert_eq!(kept.id, case.dossier.id);
    assert_eq!(kept.answers.entry("option-president"), Some(&Entry::one("option-b")));
    assert!(sentence.contains("Avant\u{a0}: Le représentant légal"), "{sentence}");
    let Answer::Dossier { text, mention, .. } = ask(Command::KeepBoth, "option-b") else {
        panic!("not kept")
    };
    let second = dossier::ouvrir(&text).unwrap().0;
    assert!(second.id.is_empty() && second.agenda.est_vide(), "it shares nothing with the first");
    assert!(mention.contains("Porteur de la CDE\u{a0}: Le directeur"), "{mention}");
    let name = |dossier: &Dossier| dossier.answers.entry("denomination").cloned();
    assert_eq!(name(&second), name(&case.dossier), "its letters are those of the structure");
    assert!(matches!(ask(Command::KeepOther, "option-z"), Answer::Refusal(_)));
}

// ── On the way ───────────────────────────────────────────────────────────────────────────────────────────────────

/// All that is said of an answer.
fn messages(delivery: &mut Delivery, known: Option<u32>, answer: Answer) -> Vec<Message> {
    let mut said = vec![];
    delivery.say(known, answer, &mut |message| said.push(message));
    said
}

#[test]
fn every_message_comes_back_as_it_went() {
    for case in all() {
        let mut delivery = Delivery::default();
        for (drawn, _) in case.pages() {
            let envelope = case.envelope(drawn);
            assert_eq!(Envelope::read(&envelope.write()), Some(envelope.clone()), "{} {drawn:?}", case.name);
            let first = messages(&mut delivery, None, answer(&envelope));
            let Some((Event::PageStart(Page { drawing, .. }), _)) = first.first() else {
                panic!("{} {drawn:?}: no page", case.name)
            };
            let drawing = *drawing;
            // The same page, of the empty dossier: much differs.
            let other = messages(&mut delivery, Some(drawing), answer(&empty().envelope(drawn)));
            let (last, pieces) = other.split_last().unwrap();
            assert!(matches!(last, (Event::PageUpdate(_), _)), "{} {drawn:?}", case.name);
            assert!(pieces.iter().all(|piece| matches!(piece, (Event::PageNext(_), _))), "{}", case.name);
            let same = messages(&mut delivery, Some(drawing), answer(&envelope));
            assert!(
                matches!(&same[..], [(Event::PageUpdate(page), _)] if page.patches.is_empty()),
                "{} {drawn:?}",
                case.name
            );
            for (event, _) in first.into_iter().chain(other).chain(same) {
                assert_eq!(Event::read(&event.write()), Some(event), "{} {drawn:?}", case.name);
            }
        }
        let dossier = dossier::ecrire(&case.dossier);
        let envelope = Envelope { request: Request::Summary { dossier }, ..case.envelope(DrawnPage::Plan) };
        assert_eq!(Envelope::read(&envelope.write()), Some(envelope.clone()));
        for (event, _) in messages(&mut delivery, None, answer(&envelope)) {
            assert!(matches!(event, Event::Summary(_)), "{}", case.name);
            assert_eq!(Event::read(&event.write()), Some(event), "{}", case.name);
        }
    }
}

#[test]
fn the_plan_as_of_another_day_is_marked_and_nothing_can_be_noted_there() {
    for case in cases() {
        let day = case.report.jour.checked_add_days(Days::new(200)).unwrap();
        let (dossier, link) = (dossier::ecrire(&case.dossier), String::new());
        let page = DrawnPage::Plan;
        let request = Request::Page { page, dossier, link, what_if: None, as_of: Some(day), known: None };
        let Answer::Page { title, page: drawn, .. } =
            answer(&Envelope { request, ..case.envelope(DrawnPage::Plan) })
        else {
            panic!("{}: a page", case.name)
        };
        // In the title of the page and of the window, and on paper.
        let marked = format!(", vu au {}", long(day));
        assert!(title.ends_with(&marked), "{title}");
        let text = drawn.text();
        assert!(text.contains(&marked) && text.contains(&format!("Vous voyez le plan au {}", long(day))));
        let expected = Report::du_dossier(&case.dossier, day);
        for action in &expected.actions {
            assert!(
                text.contains(&action.titre) && text.contains(&action.quand),
                "{}: {}",
                case.name,
                action.id
            );
        }
        // Nothing writes in the dossier, and one goes back to today.
        let writes = ["data-follow-up", "data-answer", "data-command"];
        for one in drawn.elements() {
            assert!(writes.iter().all(|name| one.attribute(name).is_none()), "{}: {one:?}", case.name);
        }
        let today = Route::Dossier(case.dossier.id.clone(), Lieu::PLAN).href();
        let back =
            |one: &&Node| one.attribute("href") == Some(&today) && one.text() == "Revenir à aujourd’hui";
        assert_eq!(drawn.elements().iter().filter(|one| back(one)).count(), 1, "{}", case.name);
        // The plan of today leads there, folded.
        let (_, now) = case.page(DrawnPage::Plan);
        let way = format!("{}?au=", Route::Dossier(case.dossier.id.clone(), Lieu::PLAN).write());
        assert!(
            now.elements().iter().any(|one| one.attribute("data-address") == Some(&way)),
            "{}",
            case.name
        );
        assert!(!now.text().contains("vu au"), "{}", case.name);
    }
}
