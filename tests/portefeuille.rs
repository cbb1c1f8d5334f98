//! All dossiers together: what the list and « Cette semaine » show, their calendar and their workbook, what leaves in an
//! archive and how it comes in again.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use ical::IcalParser;
use jalons::atelier::portefeuille::{self, Ici, Ligne, Lus};
use jalons::calcul::pages::{portefeuille as liste, semaine};
use jalons::domain::answers::{Entry, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::copies::{Comparaison, Partage};
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::echeances::echeances;
use jalons::domain::facts::Facts;
use jalons::domain::groupe::Groupe;
use jalons::domain::plan_retenu::Souvenir;
use jalons::domain::portefeuille::{Classement, Fiche, Tri};
use jalons::domain::report::Report;
use jalons::domain::resume::{Fin, Resume};
use jalons::export::portefeuille::{Envoi, MANIFESTE, archive, classeur};
use jalons::export::{Export, ics};
use jalons::protocol::node::Node;
use jalons::protocol::request::{Command, Fields};
use jalons::route::Route;

fn today() -> NaiveDate {
    lire_date("2026-02-02").unwrap()
}

/// Some worked cases, each under an id as the page gives them.
fn cas() -> Vec<Dossier> {
    dossiers(&["c01", "c02", "c05-a", "c13", "c16", "c19", "c20-a"])
}

fn dossiers(noms: &[&str]) -> Vec<Dossier> {
    noms.iter()
        .map(|nom| {
            let path = format!("{}/tests/dossiers/{nom}.json", env!("CARGO_MANIFEST_DIR"));
            let (dossier, _) = dossier::ouvrir(&std::fs::read_to_string(path).unwrap()).unwrap();
            Dossier {
                id: format!("dossier-{nom}"),
                enregistre_le: format!("2026-01-{}T08:00:00.000Z", &nom[1..3]),
                ..dossier
            }
        })
        .collect()
}

fn fiches() -> Vec<Fiche> {
    let fiche = |dossier: &Dossier| Fiche {
        id: dossier.id.clone(),
        resume: Some(Resume::du_texte(&dossier::ecrire(dossier), today())),
        modifie: None,
        classement: Classement::default(),
    };
    cas().iter().map(fiche).collect()
}

fn page(fiches: Vec<Fiche>, groupe: Option<&str>) -> Node {
    liste::page(liste::Vue {
        fiches,
        groupe,
        ensemble: None,
        tri: Tri::Nom,
        today: today(),
        fait: liste::Fait::default(),
        place: liste::Place::default(),
    })
}

fn net(page: &Node) -> String {
    page.text().replace('\u{a0}', " ")
}

/// Ids that stand twice, links that lead nowhere, commands that mean nothing.
fn defauts(page: &Node) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = vec![];
    for node in page.elements() {
        if let Some(id) = node.attribute("id")
            && !seen.insert(id.to_owned())
        {
            found.push(format!("id {id}"));
        }
        if let Some(href) = node.attribute("href").filter(|href| href.starts_with('#'))
            && Route::parse(href.trim_start_matches('#')) == Route::Introuvable
        {
            found.push(format!("href {href}"));
        }
        if let Some(command) = node.attribute("data-command")
            && Command::from_token(command).is_none()
        {
            found.push(format!("command {command}"));
        }
    }
    found
}

#[test]
fn each_dossier_has_a_line_with_what_its_plan_says() {
    let fiches = fiches();
    let drawn = page(fiches.clone(), None);
    assert_eq!(defauts(&drawn), Vec::<String>::new());
    for fiche in &fiches {
        let id = format!("ligne-{}", fiche.id);
        let line = drawn.elements().into_iter().find(|node| node.attribute("id") == Some(&id)).cloned();
        let text = net(&line.expect(&id));
        let resume = fiche.resume.as_ref().unwrap();
        assert!(text.contains(resume.nom_affiche()) && text.contains(&resume.finess), "{text}");
        if resume.toutes > 0 {
            assert!(text.contains(&format!("sur {}", resume.toutes)), "{text}");
        }
        if let Some(next) = resume.prochaine() {
            assert!(text.contains(&next.titre.replace('\u{a0}', " ")), "{text}");
        }
        assert_eq!(text.contains("en retard"), resume.retards() > 0, "{text}");
    }
    assert!(net(&drawn).contains("Supprimer les 7 dossiers"));
}

#[test]
fn a_group_shows_its_dossiers_alone_and_what_is_put_away_is_hidden_at_first() {
    let mut all = fiches();
    "Tournée d’avril".clone_into(&mut all[0].classement.groupe);
    "Tournée d’avril".clone_into(&mut all[1].classement.groupe);
    all[1].classement.archive = true;
    let drawn = page(all.clone(), Some("Tournée d’avril"));
    let lines: Vec<(String, bool)> = drawn
        .elements()
        .iter()
        .filter_map(|node| Some((node.attribute("id")?, node.attribute("hidden").is_some())))
        .filter(|(id, _)| id.starts_with("ligne-"))
        .map(|(id, hidden)| (id.to_owned(), hidden))
        .collect();
    let expected: BTreeSet<(String, bool)> =
        [(format!("ligne-{}", all[0].id), false), (format!("ligne-{}", all[1].id), true)].into();
    assert_eq!(lines.into_iter().collect::<BTreeSet<_>>(), expected);
    assert!(net(&page(all, None)).contains("Tournée d’avril 2 dossiers"));
}

// ── A group ──────────────────────────────────────────────────────────────────────────────────────────────────────

fn case(nom: &str) -> Dossier {
    let path = format!("{}/tests/dossiers/{nom}.json", env!("CARGO_MANIFEST_DIR"));
    let (dossier, _) = dossier::ouvrir(&std::fs::read_to_string(path).unwrap()).unwrap();
    Dossier { id: format!("dossier-{nom}"), ..dossier }
}

/// The page of these dossiers as a group, each under its name.
fn page_du_groupe(dossiers: &[(Dossier, &str)], hors: usize) -> Node {
    let fiche = |(dossier, _): &(Dossier, &str)| Fiche {
        id: dossier.id.clone(),
        resume: Some(Resume::du_texte(&dossier::ecrire(dossier), today())),
        modifie: None,
        classement: Classement { groupe: "Tournée".to_owned(), ..Classement::default() },
    };
    let named: Vec<(&Dossier, &str)> = dossiers.iter().map(|(dossier, nom)| (dossier, *nom)).collect();
    liste::page(liste::Vue {
        fiches: dossiers.iter().map(fiche).collect(),
        groupe: Some("Tournée"),
        ensemble: Some((Groupe::de(&named, today()), hors)),
        tri: Tri::Nom,
        today: today(),
        fait: liste::Fait::default(),
        place: liste::Place::default(),
    })
}

/// The seven figures, as the page of a group shows them.
fn figures(page: &Node) -> Vec<String> {
    let list = page.elements().into_iter().find(|node| node.attribute("class") == Some("figures"));
    let numbers = list
        .unwrap()
        .elements()
        .into_iter()
        .filter(|node| matches!(node, Node::Element(name, ..) if name == "b"));
    numbers.map(net).collect()
}

/// C05 and C20 of the rule base are of several entités: entered as groups, their pages show their bilan (§12.1).
#[test]
fn the_worked_cases_of_several_entities_show_their_summed_bilan() {
    let c05 = page_du_groupe(&[(case("c05-a"), "A"), (case("c05-b"), "B")], 0);
    assert_eq!(defauts(&c05), Vec::<String>::new());
    assert_eq!(figures(&c05), ["2", "2", "0", "2", "0", "0", "6"]);
    assert!(net(&c05).contains("Logiciel commun\n6"), "{}", net(&c05));
    let c20 = page_du_groupe(&[(case("c20-a"), "A"), (case("c20-b"), "B"), (case("c20-c"), "C")], 1);
    assert_eq!(figures(&c20), ["3", "3", "0", "3", "0", "0", "9"]);
    let text = net(&c20);
    assert!(text.contains("des plans de 3 dossiers") && text.contains("n’est pas compté"), "{text}");
}

/// R-COMPTE-02.
#[test]
fn a_total_of_a_group_that_may_grow_says_at_least_and_where() {
    let mut open = case("c05-a");
    open.answers.set("rl-profil", Some(Entry::one("inconnu")));
    let page = page_du_groupe(&[(open, "Foyer A"), (case("c05-b"), "Foyer B")], 0);
    assert!(figures(&page).iter().any(|figure| figure.starts_with("au moins ")), "{:?}", figures(&page));
    assert!(net(&page).contains("ce plan pourra compter plus : Foyer A."), "{}", net(&page));
    let sure = page_du_groupe(&[(case("c05-a"), "A"), (case("c05-b"), "B")], 0);
    assert!(!net(&sure).contains("moins"), "{}", net(&sure));
}

#[test]
fn each_notice_of_a_group_has_its_dossiers_as_links_its_doubt_and_its_rules_for_experts() {
    let led = |nom: &str| {
        let mut dossier = case(nom);
        dossier.answers.set("rl-nom", Some(Entry::one("Hélène Martin")));
        dossier
    };
    let page = page_du_groupe(&[(led("c05-a"), "Foyer A"), (led("c05-b"), "Foyer B")], 0);
    let notices = page.elements().into_iter().find(|node| node.attribute("class") == Some("avis-de-groupe"));
    let notices = notices.unwrap();
    let text = net(notices);
    assert!(text.contains("Hélène Martin a une fonction de direction dans Foyer A et Foyer B"), "{text}");
    assert!(text.contains("une seule carte par porteur") && text.contains("Logiciel commun"), "{text}");
    let expert = notices.elements().into_iter().filter(|node| node.attribute("class") == Some("pour-expert"));
    let expert: String = expert.map(net).collect();
    assert!(expert.contains("R-CERT-12") && expert.contains("R-COMPTE-07"), "{expert}");
    let links = notices
        .elements()
        .into_iter()
        .filter_map(|node| node.attribute("href"))
        .filter(|href| href.starts_with("#/dossier-"));
    assert_eq!(links.count(), 4, "two notices of two dossiers");
    assert!(!net(&page).contains("Sans le nom du représentant légal"));
}

/// D-03: nobody is guessed to be the same person.
#[test]
fn where_nobody_who_leads_is_named_the_group_says_what_it_can_not_see() {
    let page = page_du_groupe(&[(case("c05-a"), "Foyer A"), (case("c05-b"), "Foyer B")], 0);
    let text = net(&page);
    assert!(
        text.contains("Sans le nom du représentant légal") && text.contains("Foyer A et Foyer B."),
        "{text}"
    );
    assert!(!net(&page_du_groupe(&[(case("c05-a"), "Foyer A")], 0)).contains("Sans le nom"), "alone");
}

/// R-COMPTE-12: the button says in which dossiers it writes.
#[test]
fn the_card_of_a_third_party_is_marked_in_the_other_dossiers_by_a_button() {
    let looked_after = |nom: &str| {
        let mut dossier = case(nom);
        dossier.answers.set("at", Some(Entry::one("detail")));
        let person =
            Row::new("personne-1").with("personne-nom", "Karim Le Goff").with("personne-carte", "aucune");
        dossier.answers.put_row("personnes", person);
        let row = Row::new("at-1").with("at-personne", "personne-1").with("at-lien", "tiers");
        dossier.answers.put_row("administrateurs-techniques", row.with("at-statut", "a-declarer"));
        dossier
    };
    let page = page_du_groupe(&[(looked_after("c05-a"), "Foyer A"), (looked_after("c05-b"), "Foyer B")], 0);
    assert_eq!(defauts(&page), Vec::<String>::new());
    let mark = |node: &&Node| node.attribute("data-command") == Some(Command::PortfolioMark.token());
    let form = page.elements().into_iter().find(mark).unwrap();
    assert_eq!(net(form).trim(), "Noter sa carte déjà commandée dans « Foyer B »");
    let values: Vec<&str> = form.elements().into_iter().filter_map(|node| node.attribute("value")).collect();
    assert_eq!(values, ["Tournée", "dossier-c05-b personne-1"]);
}

#[test]
fn what_tells_a_dossier_from_another_of_its_name_follows_it_in_the_list_and_in_the_search() {
    let mut all = fiches();
    "copie".clone_into(&mut all[0].classement.mention);
    let name = format!("{} (copie)", all[0].resume.as_ref().unwrap().nom_affiche());
    assert_eq!(all[0].nom(), name);
    let drawn = page(all, None);
    let line =
        drawn.elements().into_iter().find(|node| node.attribute("id") == Some("ligne-dossier-c01")).unwrap();
    assert!(net(line).contains(&name.replace('\u{a0}', " ")), "{}", net(line));
    assert!(line.attribute("data-mots").unwrap().contains("(copie)"));
}

#[test]
fn a_text_that_can_not_be_read_stays_in_the_list_and_says_why() {
    let unreadable = Fiche {
        id: "dossier-x".to_owned(),
        resume: Some(Resume::du_texte("{", today())),
        modifie: None,
        classement: Classement::default(),
    };
    let text = net(&page(vec![unreadable], None));
    assert!(text.contains("Dossier illisible") && text.contains("abîmé"), "{text}");
    assert!(!text.contains("Dupliquer") && text.contains("Supprimer"), "{text}");
}

#[test]
fn the_room_that_is_left_and_what_the_browser_promised_are_said() {
    let said = |promise: bool, octets: Option<(f64, f64)>| {
        let mut fiches = fiches();
        fiches[0].classement.noter_changement("2026-01-10T08:00:00Z", lire_date("2026-01-10"));
        let place = liste::Place { promise, octets };
        let fait = liste::Fait { phrase: "Fait.".to_owned(), a_annuler: Some(2) };
        let vue =
            liste::Vue { fiches, groupe: None, ensemble: None, tri: Tri::Nom, today: today(), fait, place };
        net(&liste::page(vue))
    };
    let refused = said(false, Some((3.2e6, 12.4e9)));
    assert!(
        refused.contains("n’a rien promis")
            && refused.contains("occupe 3 Mo")
            && refused.contains("reste 12,4 Go")
    );
    assert!(refused.contains("sans copie ailleurs") && refused.contains("Annuler"));
    let promised = said(true, None);
    assert!(promised.contains("a promis") && !promised.contains("sans copie ailleurs"));
}

#[test]
fn the_week_holds_what_each_plan_has_to_do_and_nothing_that_is_done() {
    // The day of the complete file of some is past.
    let late = lire_date("2026-06-01").unwrap();
    let fiche = |dossier: &Dossier| Fiche {
        id: dossier.id.clone(),
        resume: Some(Resume::du_texte(&dossier::ecrire(dossier), late)),
        modifie: None,
        classement: Classement::default(),
    };
    let fiches: Vec<Fiche> = cas().iter().map(fiche).collect();
    let drawn = semaine::page(&fiches, late);
    assert_eq!(defauts(&drawn), Vec::<String>::new());
    let is_row = |id: &str| id.starts_with("faire-");
    let rows = drawn.elements().into_iter().filter(|node| node.attribute("id").is_some_and(is_row));
    let due: usize = fiches.iter().map(|fiche| fiche.resume.as_ref().unwrap().taches.len()).sum();
    assert_eq!(rows.count(), due);
    let count: usize = fiches.iter().map(|fiche| fiche.resume.as_ref().unwrap().retards()).sum();
    let text = net(&drawn);
    assert!(count > 0);
    assert!(
        text.find(&format!("En retard ({count})")).unwrap() < text.find("Possible dès maintenant").unwrap()
    );
}

/// The one paper of a portfolio is the whole of it, however long.
#[test]
fn a_long_list_is_whole_on_paper_and_bounded_on_the_screen() {
    let all: Vec<Fiche> = (0..40)
        .flat_map(|rank| {
            let mut some = fiches();
            some.iter_mut().for_each(|fiche| fiche.id = format!("{}-{rank}", fiche.id));
            some
        })
        .collect();
    let due: usize = all.iter().map(|fiche| fiche.resume.as_ref().unwrap().taches.len()).sum();
    let drawn = semaine::page(&all, today());
    assert_eq!(defauts(&drawn), Vec::<String>::new());
    let is_row = |node: &&Node| node.attribute("id").is_some_and(|id| id.starts_with("faire-"));
    let elements = drawn.elements();
    let only_on_paper: usize = elements
        .iter()
        .filter(|node| node.attribute("class") == Some("papier"))
        .map(|body| body.elements().into_iter().filter(is_row).count())
        .sum();
    let rows = elements.into_iter().filter(is_row).count();
    assert!(due > 300 && only_on_paper > 0);
    assert_eq!(rows, due);
    assert!(net(&drawn).contains("que le papier et le classeur donnent"));
}

/// What ends is told from today to the ninetieth day.
#[test]
fn what_ends_within_ninety_days_is_told_in_the_list_and_in_the_week() {
    let ending = |days: i64| {
        let mut fiche = fiches().remove(0);
        let resume = fiche.resume.as_mut().unwrap();
        let jour = today() + chrono::Duration::days(days);
        resume.fins = vec![Fin { quoi: "La carte CPE de Ana MARTIN".to_owned(), jour }];
        fiche
    };
    for (days, told) in [(-1, false), (0, true), (30, true), (90, true), (91, false)] {
        let list = net(&page(vec![ending(days)], None));
        assert_eq!(list.contains("La carte CPE de Ana MARTIN expire le"), told, "{days}: {list}");
        let week = net(&semaine::page(&[ending(days)], today()));
        assert_eq!(week.contains("La carte CPE de Ana MARTIN"), told, "{days}: {week}");
        assert_eq!(week.contains("expirent d’ici 90 jours (1)"), told, "{days}");
    }
}

/// In the evening overseas, the day of a change is not that of its instant.
#[test]
fn the_day_of_the_last_change_is_that_of_the_user() {
    let mut fiche = fiches().remove(0);
    fiche.modifie = lire_date("2026-01-09");
    let told = net(&page(vec![fiche], None));
    assert!(told.contains("modifié le 9 janvier 2026"), "{told}");
}

/// R-COMPTE: the workbook's figures are those of each plan.
#[test]
fn the_workbook_has_every_structure_every_action_and_every_end() {
    // Some hold certificates and cards that end.
    let all = cas().into_iter().chain(dossiers(&["c07", "c08", "c09", "c15", "c22", "c23", "c36"]));
    let sent: Vec<(Dossier, Envoi)> = all.map(|dossier| (dossier, Envoi::default())).collect();
    let bytes = classeur(&sent, today()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Structures", "Actions", "Échéances"]);
    let structures = book.worksheet_range("Structures").unwrap();
    let headings: Vec<String> = structures.rows().next().unwrap().iter().map(Data::to_string).collect();
    let sum = |name: &str| -> f64 {
        let column = headings.iter().position(|heading| heading == name).unwrap();
        structures.rows().skip(1).map(|row| row[column].to_string().parse::<f64>().unwrap()).sum()
    };
    let reports: Vec<Report> =
        sent.iter().map(|(dossier, _)| Report::bref_du_dossier(dossier, today())).collect();
    let total = |of: fn(&Report) -> u32| f64::from(reports.iter().map(of).sum::<u32>());
    assert_eq!(sum("Contrats"), total(|report| report.bilan.contrats));
    assert_eq!(sum("F101"), total(|report| report.bilan.f101));
    assert_eq!(sum("F502"), total(|report| report.bilan.f502));
    assert_eq!(sum("CDE"), total(|report| report.bilan.cde));
    assert_eq!(sum("CPE"), total(|report| report.bilan.cpe));
    assert_eq!(sum("CPA"), total(|report| report.bilan.cpa));
    assert_eq!(sum("Certificats"), total(|report| report.bilan.certificats));
    let actions = book.worksheet_range("Actions").unwrap();
    assert_eq!(actions.rows().count() - 1, reports.iter().map(|report| report.actions.len()).sum::<usize>());
    let ends: usize = sent
        .iter()
        .map(|(dossier, _)| echeances(&Facts::new(&dossier.answers, today())))
        .map(|ends| ends.into_iter().filter(|end| end.jour >= today()).count())
        .sum();
    assert!(ends > 0);
    assert_eq!(book.worksheet_range("Échéances").unwrap().rows().count(), 1 + ends);
}

/// Imported beside the calendar of one dossier, that of all doubles nothing.
#[test]
fn the_calendar_of_all_has_the_events_of_each_under_the_same_uids() {
    let dossiers = cas();
    let reports: Vec<Report> = dossiers.iter().map(|dossier| Report::du_dossier(dossier, today())).collect();
    let exports: Vec<Export> =
        dossiers.iter().zip(&reports).map(|(dossier, report)| Export { dossier, report }).collect();
    let uids = |text: &str| -> Vec<String> {
        let parsed = IcalParser::new(text.as_bytes()).next().unwrap().unwrap();
        let of = |event: ical::parser::ical::component::IcalEvent| {
            event.properties.into_iter().find(|one| one.name == "UID").unwrap().value.unwrap()
        };
        parsed.events.into_iter().map(of).collect()
    };
    let all = ics::calendrier_de_tous(&exports);
    let each: Vec<String> = exports.iter().flat_map(|export| uids(&ics::calendrier(export))).collect();
    assert_eq!(uids(&all), each);
    assert_eq!(each.iter().collect::<BTreeSet<_>>().len(), each.len());
    assert!(all.lines().all(|line| line.len() <= 75));
    let name = &reports[0].structure;
    assert!(all.replace("\r\n ", "").contains(&format!("SUMMARY:{name}\u{a0}: ")), "{name}");
}

// Archives.

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// What a device keeps of a dossier.
#[derive(Clone)]
struct Device {
    dossier: Dossier,
    classement: Classement,
    partages: Vec<Partage>,
    souvenir: Option<Souvenir>,
}

impl Device {
    /// The archive that leaves it.
    fn send(&mut self) -> Vec<u8> {
        let envoi =
            portefeuille::envoi(&self.dossier, &self.classement, &mut self.partages, self.souvenir.clone());
        archive(&[(self.dossier.clone(), envoi)], &[], today()).unwrap()
    }

    /// The archive that comes in, compared with it.
    fn compare(&self, archive: &[u8]) -> Ligne {
        let recu = read(archive).recus.remove(0);
        let texte = dossier::ecrire(&self.dossier);
        let (classement, partages) = (self.classement.clone(), self.partages.clone());
        Ligne::comparer(recu, Some(Ici { texte, classement, partages }))
    }

    /// Takes it in.
    fn take(&mut self, ligne: Ligne, choices: &[(&str, &str)]) {
        let mut written = portefeuille::choisis(&[ligne], &fields(choices)).unwrap();
        let written = written.pop().unwrap();
        assert_eq!(written.connu, Some(dossier::ecrire(&self.dossier)), "what stood here is known");
        (self.dossier, self.classement, self.partages) =
            (written.dossier, written.classement, written.partages);
        self.souvenir = written.souvenir.or(self.souvenir.take());
    }

    fn answer(&mut self, question: &'static str, value: &str) {
        self.dossier.answers.set(question, Some(Entry::one(value)));
    }

    fn says(&self, question: &str) -> Option<&str> {
        self.dossier.answers.entry(question).and_then(Entry::text)
    }
}

/// A device that has just taken in an archive for the first time.
fn device(archive: &[u8]) -> Device {
    let recu = read(archive).recus.remove(0);
    let ligne = Ligne::comparer(recu, None);
    assert_eq!(ligne.comparaison, Comparaison::Nouveau);
    let mut written = portefeuille::choisis(&[ligne], &fields(&[("choix-0", "prendre")])).unwrap();
    let written = written.pop().unwrap();
    assert_eq!(written.connu, None);
    Device {
        dossier: written.dossier,
        classement: written.classement,
        partages: written.partages,
        souvenir: written.souvenir,
    }
}

fn read(archive: &[u8]) -> Lus {
    portefeuille::lire(vec![("dossiers.zip".to_owned(), archive.to_vec())])
}

fn first() -> Device {
    let dossier = cas().remove(1);
    let classement = Classement { groupe: "Tournée".to_owned(), ..Classement::default() };
    Device { dossier, classement, partages: vec![], souvenir: None }
}

#[test]
fn an_archive_gives_back_what_was_put_in_it() {
    let sent: Vec<(Dossier, Envoi)> = cas()
        .into_iter()
        .enumerate()
        .map(|(rank, dossier)| {
            let envoi = Envoi {
                groupe: format!("G{rank}"),
                mention: if rank == 1 { "copie".to_owned() } else { String::new() },
                archive: rank == 2,
                filiation: vec!["x".to_owned()],
                souvenir: None,
            };
            (dossier, envoi)
        })
        .collect();
    // Two of the same name, and what can't be read.
    let mut twin = sent[0].clone();
    "dossier-jumeau".clone_into(&mut twin.0.id);
    let sent: Vec<_> = sent.into_iter().chain([twin]).collect();
    let bytes = archive(&sent, &[("dossier-z".to_owned(), "{".to_owned())], today()).unwrap();
    let Lus { recus, ecartes } = read(&bytes);
    let back: Vec<(Dossier, Envoi)> = recus.into_iter().map(|recu| (recu.dossier, recu.envoi)).collect();
    assert_eq!(back, sent);
    assert_eq!(
        ecartes.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["illisible-dossier-z.json"]
    );
}

#[test]
fn what_newer_rules_change_is_told_on_the_device_where_an_archive_is_taken_in() {
    let mut here = first();
    let mut souvenir = Souvenir::suivant(None, &dossier::ecrire(&here.dossier), today()).unwrap();
    souvenir.plan.edition = 1;
    souvenir.plan.actions.remove(0);
    here.souvenir = Some(souvenir);
    let told = |device: &Device| {
        let text = dossier::ecrire(&device.dossier);
        Souvenir::suivant(device.souvenir.clone(), &text, today()).unwrap().a_lire.len()
    };
    assert_eq!(told(&here), 1);
    let mut there = device(&here.send());
    assert_eq!(told(&there), 1, "new there");
    // Put together with what changed there, it is of no plan that was remembered.
    here.answer("rl-nom", "Mme Alix Martin");
    there.answer("denomination", "Autre nom");
    there.souvenir = None;
    let ligne = there.compare(&here.send());
    there.take(ligne.clone(), &[("choix-0", "reunir")]);
    assert_eq!(there.souvenir, None);
    // Another dossier took its place: what was remembered is not of its answers.
    let mut last = device(&first().send());
    let mut changed = here.clone();
    changed.souvenir = None;
    last.souvenir = None;
    let ligne = last.compare(&changed.send());
    last.take(ligne, &[("choix-0", "prendre")]);
    assert_eq!(told(&last), 0);
}

#[test]
fn two_devices_that_both_changed_are_put_together_from_their_last_common_copy() {
    let mut here = first();
    let mut there = device(&here.send());
    assert_eq!(there.classement.groupe, "Tournée");
    assert_eq!(here.compare(&there.clone().send()).comparaison, Comparaison::Meme);
    here.answer("rl-nom", "Mme Alix Martin");
    there.answer("denomination", "Autre nom");
    let sent = there.send();
    let ligne = here.compare(&sent);
    assert!(matches!(ligne.comparaison, Comparaison::LesDeux(Some(_))), "{:?}", ligne.comparaison);
    // Nothing is written before the user says what.
    let refused = portefeuille::choisis(std::slice::from_ref(&ligne), &fields(&[])).unwrap_err();
    assert!(refused.contains("a changé ici et dans le fichier"), "{refused}");
    here.take(ligne, &[("choix-0", "reunir")]);
    assert_eq!(
        (here.says("rl-nom"), here.says("denomination")),
        (Some("Mme Alix Martin"), Some("Autre nom"))
    );
    // Back to the other device: it came from what is there.
    let ligne = there.compare(&here.send());
    assert_eq!(ligne.comparaison, Comparaison::PlusRecent);
    there.take(ligne, &[("choix-0", "prendre")]);
    assert_eq!(there.dossier.answers, here.dossier.answers);
    // And what was sent before is older now.
    assert_eq!(here.compare(&sent).comparaison, Comparaison::PlusAncien);
}

#[test]
fn what_both_changed_is_chosen_answer_by_answer() {
    let mut here = first();
    let mut there = device(&here.send());
    here.answer("denomination", "Nom d’ici");
    there.answer("denomination", "Nom du fichier");
    let ligne = here.compare(&there.send());
    let drawn =
        portefeuille::page(std::slice::from_ref(&ligne), &[], |instant| lire_date(instant.get(..10)?));
    assert_eq!(defauts(&drawn), Vec::<String>::new());
    let text = net(&drawn);
    assert!(text.contains("Ici : Nom d’ici") && text.contains("Dans le fichier : Nom du fichier"), "{text}");
    for (value, kept) in [("ici", "Nom d’ici"), ("fichier", "Nom du fichier")] {
        let mut device = here.clone();
        device.take(ligne.clone(), &[("choix-0", "reunir"), ("desaccord-0-0", value)]);
        assert_eq!(device.says("denomination"), Some(kept));
    }
    let mut kept = here.clone();
    kept.take(ligne.clone(), &[("choix-0", "garder")]);
    assert_eq!(kept.dossier, here.dossier);
    let both = portefeuille::choisis(&[ligne], &fields(&[("choix-0", "les-deux")])).unwrap();
    assert_eq!((both[0].connu.as_deref(), both[0].dossier.id.as_str()), (None, ""), "a dossier of its own");
    assert!(both[0].dossier.agenda.est_vide());
}

#[test]
fn a_file_alone_is_compared_too_and_doubles_no_row() {
    let mut here = first();
    let text = dossier::ecrire(&here.dossier);
    here.answer("rl-nom", "Mme Alix Martin");
    let mut other = first().dossier;
    let mut row = other.answers.rows("sites")[0].clone();
    row.set("site-nom", Some(Entry::one("Autre nom de site")));
    other.answers.put_row("sites", row);
    let lus = portefeuille::lire(vec![
        ("a.json".to_owned(), text.into_bytes()),
        ("b.json".to_owned(), dossier::ecrire(&other).into_bytes()),
        ("c.json".to_owned(), b"bonjour".to_vec()),
        ("d.png".to_owned(), vec![0xff, 0xd8]),
    ]);
    assert_eq!(lus.ecartes.len(), 2);
    // Two files of one id that hold something else: the second is a dossier of its own.
    assert_eq!(
        lus.recus.iter().map(|recu| recu.dossier.id.as_str()).collect::<Vec<_>>(),
        ["dossier-c02", ""]
    );
    let texte = dossier::ecrire(&here.dossier);
    let recu = portefeuille::Recu { dossier: other, ..lus.recus[0].clone() };
    let ligne = Ligne::comparer(recu, Some(Ici { texte, ..Ici::default() }));
    assert_eq!(ligne.comparaison, Comparaison::LesDeux(None));
    let before = here.dossier.answers.rows("sites").len();
    here.take(ligne, &[("choix-0", "reunir"), ("desaccord-0-0", "fichier"), ("desaccord-0-1", "fichier")]);
    assert_eq!(here.dossier.answers.rows("sites").len(), before);
}

#[test]
fn what_can_not_be_read_here_is_never_written_over() {
    let mut other = first();
    let recu = read(&other.send()).recus.remove(0);
    let ici = Ici { texte: "{".to_owned(), ..Ici::default() };
    let ligne = Ligne::comparer(recu, Some(ici));
    let written = portefeuille::choisis(&[ligne], &fields(&[("choix-0", "prendre")])).unwrap();
    assert_eq!((written[0].connu.as_deref(), written[0].dossier.id.as_str()), (None, ""));
}

#[test]
fn archives_that_are_no_archives_of_dossiers_are_told() {
    let zip_of = |files: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let huge = vec![b' '; dossier::TAILLE_MAX + 10];
    for (bytes, why) in [
        (b"PK\x03\x04 cut".to_vec(), "abîmée"),
        (zip_of(&[("photo.png", b"x")]), "aucun dossier"),
        (zip_of(&[("a.json", b"{}")]), "n’est pas un dossier"),
        (zip_of(&[("a.json", &huge)]), "trop grand"),
        (zip_of(&[(MANIFESTE, b"[]")]), "aucun dossier"),
    ] {
        let lus = read(&bytes);
        assert!(lus.recus.is_empty());
        assert!(lus.ecartes.iter().any(|(_, said)| said.contains(why)), "{why}: {:?}", lus.ecartes);
    }
    let done = Suivi { etat: Etat::Fait, ..Suivi::default() };
    let mut dossier = first().dossier;
    dossier.suivi.insert("contrat".to_owned(), done);
    // A manifest that lies about another dossier changes nothing.
    let text = dossier::ecrire(&dossier);
    let lus =
        read(&zip_of(&[("x/y/a.json", text.as_bytes()), (MANIFESTE, b"{\"jalons\":\"portefeuille\"}")]));
    assert_eq!(lus.recus.iter().map(|recu| &recu.dossier).collect::<Vec<_>>(), [&dossier]);
    assert_eq!(lus.recus[0].envoi, Envoi::default());
}
