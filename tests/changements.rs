//! What newer rules change in a dossier that was planned with older ones: `docs/regles-changements.md` says it as
//! `docs/regles.md` does; dossiers planned with the first edition (`tests/changements/`) are told it, once, and keep all that
//! was noted.

mod cas;

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;
use expect_test::expect_file;
use jalons::calcul::answer_remembering;
use jalons::domain::calendrier::lire_date;
use jalons::domain::changements::{Changement, EDITION, changements, editions};
use jalons::domain::comparaison::Sens;
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::plan_retenu::{Nouveautes, Souvenir};
use jalons::domain::report::Report;
use jalons::domain::rule::Rule;
use jalons::domain::rules::RULES;
use jalons::domain::sources::{Confiance, LU_LE, REGLES, trouver};
use jalons::domain::termes;
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::request::{Command, DrawnPage, Envelope, Fields, PAGE, Request};
use serde_json::Value;

const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));
const CHANGEMENTS_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles-changements.md"));

/// The dossiers that were planned with the first edition.
const PREMIERE: [&str; 5] = ["c01", "c13", "c14", "c20-a", "c23"];

// The document.

/// The ids of rules that a text holds, in its order.
fn ids(texte: &str) -> Vec<&str> {
    let starts = texte.match_indices("R-").map(|(place, _)| &texte[place..]);
    starts
        .filter_map(|rest| {
            let letters = rest[2..].find(|c: char| !c.is_ascii_uppercase())?;
            let id = rest.get(..letters + 5)?;
            let digits = id.strip_prefix(&rest[..letters + 3])?;
            (letters > 0 && digits.bytes().all(|c| c.is_ascii_digit())).then_some(id)
        })
        .collect()
}

/// The rows of `docs/regles.md` §18.1 that are about rules: their ids, what was said, the whole row.
fn annonces() -> Vec<(Vec<&'static str>, &'static str, &'static str)> {
    let part = REGLES_MD.split("### 18.1").nth(1).unwrap().split("### 18.2").next().unwrap();
    let rows = part.lines().filter(|line| line.starts_with("| `R-"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (ids(cells[1]), cells[2], row)
    })
    .collect()
}

/// The rows of the table of what is only confirmed: rule, sources.
fn confirmees() -> Vec<(&'static str, &'static str)> {
    let part =
        CHANGEMENTS_MD.split("### Ce qui est confirmé").nth(1).unwrap().split("\n### ").next().unwrap();
    let rows = part.lines().filter(|line| line.starts_with("| R-"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (cells[1], cells[3])
    })
    .collect()
}

/// Whether a text cites a source, among others.
fn cite(texte: &str, source: &str) -> bool {
    texte.match_indices(source).any(|(place, _)| {
        let digit = |c: char| c.is_ascii_digit();
        !texte[..place].ends_with(|c: char| c.is_ascii_alphanumeric())
            && !texte[place + source.len()..].starts_with(digit)
    })
}

/// What `docs/regles.md` says of a rule: its own line, and those that announce its change.
fn dit_de(id: &str) -> String {
    let own = [format!("| {id} |"), format!("{id} ")];
    let rules = REGLES_MD.split("\n## 12.").next().unwrap();
    let line = rules.lines().skip_while(|line| !own.iter().any(|start| line.starts_with(start)));
    // A paragraph goes on under its first line.
    let line: Vec<&str> = match id {
        "R-ETAPES-01" | "R-PROF-01" | "R-ALGO-01" => {
            line.take_while(|line| !line.starts_with("## ")).collect()
        }
        _ => line.take(1).collect(),
    };
    let announced = annonces().into_iter().filter(|(ids, ..)| ids.contains(&id)).map(|(_, _, row)| row);
    line.into_iter().chain(announced).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_last_edition_is_that_of_the_rules_and_of_the_program() {
    let last = editions().last().unwrap();
    assert_eq!(last.rang, EDITION);
    let day = LU_LE.format("%d/%m/%Y").to_string();
    assert_eq!(last.nom, format!("{EDITION}e édition, {day}"));
    assert!(REGLES_MD.contains(&format!("État des connaissances : {day}, {EDITION}e édition")));
    assert_eq!(editions().next().unwrap().changements(), vec![]);
    assert_eq!(changements(EDITION, EDITION), vec![]);
}

#[test]
fn each_rule_that_is_said_to_change_is_told_once() {
    let announced: Vec<&str> = annonces().into_iter().flat_map(|(ids, ..)| ids).collect();
    let announced: BTreeSet<&str> = announced.into_iter().collect();
    let told = changements(1, 2);
    let both: Vec<&str> =
        told.iter().map(|one| one.regle.id).chain(confirmees().into_iter().map(|(id, _)| id)).collect();
    let told_rows = CHANGEMENTS_MD.split("### Qui est concerné").next().unwrap().lines();
    let rows = told_rows.filter(|line| line.starts_with("| R-")).count();
    assert_eq!(rows, both.len(), "a row that can’t be read, or of a rule that does not exist");
    assert_eq!(both.iter().copied().collect::<BTreeSet<_>>(), announced);
    assert_eq!(both.len(), announced.len());
    assert!(both.iter().all(|id| REGLES.iter().any(|regle| regle.id == *id)));
}

#[test]
fn a_rule_is_told_as_new_when_it_is() {
    for (ids, before, _) in annonces() {
        for one in changements(1, 2).iter().filter(|one| ids.contains(&one.regle.id)) {
            let new = before.starts_with("(absent");
            assert_eq!(one.avant.starts_with("Rien n’était dit"), new, "{}: {before}", one.regle.id);
        }
    }
}

/// Whom a change concerns: cases that may stand on an action which already cited the rule.
#[test]
fn whom_a_change_concerns_is_told_by_cases_of_what_cites_its_rule() {
    let part = CHANGEMENTS_MD.split("### Qui est concerné").nth(1).unwrap();
    let rows = part.lines().filter(|line| line.starts_with("| R-")).count();
    let told = changements(1, 2);
    let some: Vec<&Changement> = told.iter().filter(|one| !one.cas.is_empty()).collect();
    assert_eq!(some.len(), rows, "a row that can’t be read, or of a rule that does not change");
    for Changement { regle, avant, cas, .. } in some {
        assert!(
            !avant.starts_with("Rien n’était dit"),
            "{}: a new rule concerns all that cites it",
            regle.id
        );
        for id in cas {
            let stands = |rule: &&&Rule| rule.due_if.iter().chain(rule.mentions).any(|one| one.id == *id);
            let rule = RULES.iter().find(stands).unwrap_or_else(|| panic!("{}: no case {id}", regle.id));
            let mut cited = rule.due_if.iter().chain(rule.mentions).flat_map(|one| one.regles);
            let by_steps = regle.id == "R-ETAPES-01";
            assert!(by_steps || cited.any(|one| one.id == regle.id), "{}: {id}", regle.id);
        }
    }
}

#[test]
fn each_sentence_has_the_sources_and_the_figures_of_its_rule() {
    let mut figures = 0;
    for one in changements(1, 2) {
        let Changement { regle, maintenant, sources, .. } = &one;
        let said = dit_de(regle.id);
        let cited = ids(&said);
        let of_rules =
            REGLES.iter().filter(|regle| cited.contains(&regle.id)).flat_map(|regle| regle.sources);
        let of_rules: Vec<&str> = of_rules.copied().collect();
        for source in sources {
            assert!(
                cite(&said, source.id) || of_rules.contains(&source.id),
                "{}: {} does not found it",
                regle.id,
                source.id
            );
        }
        let own = said.replace(['’', '\u{a0}'], " ").replace('\'', " ");
        let words = maintenant.replace(['’', '\u{a0}'], " ");
        for word in words.split([' ', ',', ';']).map(|word| word.trim_end_matches('.')) {
            if word.contains(|c: char| c.is_ascii_digit()) || word.contains("://") {
                figures += 1;
                assert!(own.contains(word), "{}: « {word} » is not said by the rule", regle.id);
            }
        }
    }
    assert!(figures > 10);
    for (id, sources) in confirmees() {
        for source in sources.split(", ") {
            assert!(cite(&dit_de(id), source), "{id}: {source} does not found it");
        }
    }
}

#[test]
fn each_sentence_is_a_sentence() {
    for Changement { regle, avant, maintenant, .. } in changements(0, EDITION) {
        for said in [avant, maintenant] {
            assert!(said.ends_with('.') || said.ends_with('/'), "{}: {said}", regle.id);
            assert!(said.starts_with(|c: char| c.is_uppercase()), "{}: {said}", regle.id);
            let plain = ["R-", "`", "'", "  ", " :", " ;", " ?"];
            assert!(plain.iter().all(|wrong| !said.contains(wrong)), "{}: {said}", regle.id);
        }
    }
}

// The dossiers.

fn today() -> NaiveDate {
    lire_date("2026-11-30").unwrap()
}

/// The text of a dossier, and what was remembered of it by the first edition.
fn premiere(nom: &str) -> (String, Souvenir) {
    let path = format!("{}/tests/changements/{nom}.json", env!("CARGO_MANIFEST_DIR"));
    let value: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let souvenir = Souvenir::lire(&value["souvenir"].to_string()).unwrap();
    assert_eq!(souvenir.plan.edition, 1);
    (format!("{:#}", value["dossier"]), souvenir)
}

fn ouvrir(texte: &str) -> Dossier {
    let (mut dossier, notices) = dossier::ouvrir(texte).unwrap();
    assert_eq!(notices, Vec::<String>::new());
    termes::ranger(&mut dossier);
    dossier
}

/// What is told of a dossier, and what is remembered of it then.
fn rouvrir(nom: &str) -> (String, Souvenir) {
    let (texte, souvenir) = premiere(nom);
    let next = Souvenir::suivant(Some(souvenir), &texte, today()).unwrap();
    (texte, next)
}

fn en_table(nom: &str, souvenir: &Souvenir) -> String {
    let mut out = format!("\n## {nom}\n");
    for Nouveautes { de, a, actions, figures, .. } in &souvenir.a_lire {
        writeln!(
            out,
            "\nDe l’édition {de} à l’édition {a}. Chiffres qui changent\u{a0}: {}.\n",
            figures.len()
        )
        .unwrap();
        writeln!(out, "| quoi | sens | avant | maintenant | pourquoi ici | règles qui ont changé |").unwrap();
        writeln!(out, "|---|---|---|---|---|---|").unwrap();
        for one in actions {
            writeln!(
                out,
                "| {} | {:?} | {} | {} | {} | {} |",
                one.titre,
                one.sens,
                one.avant,
                one.apres,
                one.pourquoi.join(" / "),
                one.regles.join(", ")
            )
            .unwrap();
        }
    }
    if souvenir.a_lire.is_empty() {
        out.push_str("\nRien n’a changé.\n");
    }
    out
}

#[test]
fn what_the_second_edition_changes_in_dossiers_of_the_first_one() {
    let mut out = "# Ce que la 2e édition change dans des dossiers préparés avec la 1re\n".to_owned();
    for nom in PREMIERE {
        out.push_str(&en_table(nom, &rouvrir(nom).1));
    }
    expect_file!["changements/attendu.md"].assert_eq(&out);
}

/// The rules that a worked case is told to change for an action which both editions ask for alike.
fn redites(nom: &str, id: &str) -> Vec<String> {
    let cas::Case { dossier, jour, .. } = cas::cases().into_iter().find(|one| one.name == nom).unwrap();
    let texte = dossier::ecrire(&dossier);
    let mut souvenir = Souvenir::suivant(None, &texte, jour).unwrap();
    assert!(souvenir.plan.actions.iter().any(|one| one.id == id), "{nom}: {id}");
    souvenir.plan.edition = 1;
    let next = Souvenir::suivant(Some(souvenir), &texte, today()).unwrap();
    let all = next.a_lire.into_iter().flat_map(|found| found.actions);
    all.filter(|one| one.id == id && one.sens == Sens::Redite).flat_map(|one| one.regles).collect()
}

/// A dossier that was saved by the page of the first edition, which remembered no plan: opened with the second one, it is
/// told which of its actions rest on a rule that changed; once.
#[test]
fn a_dossier_of_an_older_edition_that_nothing_remembers_is_told_what_rests_on_a_rule_that_changed() {
    let (texte, _) = premiere("c01");
    let dated = |day: &str| {
        let mut dossier = ouvrir(&texte);
        dossier.enregistre_le = format!("{day}T09:10:00.000Z");
        dossier::ecrire(&dossier)
    };
    let told = |day: &str, clock: &str| {
        Souvenir::suivant(None, &dated(day), lire_date(clock).unwrap()).unwrap().a_lire
    };
    let [found] = told("2026-11-25", "2026-11-30").try_into().unwrap();
    let Nouveautes { de, a, sans_memoire, actions, .. } = &found;
    assert_eq!((*de, *a, *sans_memoire), (1, EDITION, true));
    assert!(
        actions.len() > 3 && actions.iter().all(|one| one.sens == Sens::Redite && !one.regles.is_empty())
    );
    assert!(actions.iter().any(|one| one.regles.contains(&"R-CONTRAT-17".to_owned())));
    // Saved since, an unknown day, or a clock that is wrong: nothing.
    for (day, clock) in [("2026-11-28", "2026-11-30"), ("", "2026-11-30"), ("2026-02-02", "2026-02-02")] {
        assert_eq!(told(day, clock), vec![], "{day} {clock}");
    }
    // Read once, it is not told again.
    let texte = dated("2026-11-25");
    let read = Souvenir::suivant(None, &texte, today()).unwrap().lu();
    assert_eq!(Souvenir::suivant(Some(read), &texte, today()).unwrap().a_lire, vec![]);
}

/// A whole table is one rule (R-PROF-01), and some rules are cited to know someone again: an action that cites one is not
/// told to be done otherwise when what changes in it is about somebody else.
#[test]
fn a_rule_is_told_to_change_an_action_that_it_concerns_and_no_other() {
    let told = |nom: &str, id: &str, expected: &[&str]| assert_eq!(redites(nom, id), expected, "{nom}: {id}");
    // Nothing changes for a carer, a social worker, a teacher; a psychologist, a student are told.
    told("c01", "enregistrement:pro-3", &[]);
    told("c18", "enregistrement:pro-2", &[]);
    told("c18", "enregistrement:pro-3", &[]);
    told("c18", "enregistrement:pro-1", &["R-CARTE-26", "R-RPPS-03", "R-PROF-01"]);
    told("c37", "enregistrement:pro-2", &["R-ECPS-20", "R-PROF-01"]);
    // The ordre registers as before; who has two professions asks for the card.
    told("c01", "enregistrement:pro-1", &["R-CARTE-07", "R-CARTE-22"]);
    // A reminder holds no step of the platform, a request does.
    told("c23", "rappel-certificat:certificat-1", &[]);
}

#[test]
fn everything_that_was_noted_follows_its_action_or_stays_visible() {
    let mut notes = 0;
    for nom in PREMIERE {
        let (texte, souvenir) = rouvrir(nom);
        let dossier = ouvrir(&texte);
        let report = Report::du_dossier(&dossier, today());
        let visible = souvenir.plus_demandees(&report, &dossier.suivi);
        for cle in dossier.suivi.keys() {
            notes += 1;
            let follows = report.actions.iter().any(|action| action.cle == *cle);
            let stays = visible.iter().any(|(one, _)| one.cle == *cle);
            assert!(follows != stays, "{nom}: {cle}");
        }
    }
    assert!(notes >= 5);
}

#[test]
fn what_is_no_longer_asked_for_keeps_its_note_once_it_is_read() {
    let (texte, souvenir) = rouvrir("c14");
    let souvenir = souvenir.lu();
    assert_eq!(souvenir.a_lire, vec![]);
    let dossier = ouvrir(&texte);
    let report = Report::du_dossier(&dossier, today());
    let found = souvenir.plus_demandees(&report, &dossier.suivi);
    let [(one, noted)] = found.as_slice() else { panic!("{}", found.len()) };
    assert_eq!(
        (one.id.as_str(), noted.note.as_str()),
        ("cps-ordre:personne-1", "Demandée à l’ordre le 30 janvier")
    );
    // Taken out of the dossier, nothing is shown of it.
    let nothing = Dossier::default().suivi;
    assert!(souvenir.plus_demandees(&report, &nothing).is_empty());
}

#[test]
fn it_is_told_until_it_is_read_and_never_again() {
    for nom in PREMIERE {
        let (texte, told) = rouvrir(nom);
        assert_eq!(told.plan.edition, EDITION);
        let kept = Souvenir::lire(&told.ecrire()).unwrap();
        assert_eq!(kept, told);
        // Opened again, another day, then changed: still to be read.
        let later = lire_date("2027-03-01").unwrap();
        assert_eq!(Souvenir::suivant(Some(kept), &texte, later), Some(told.clone()));
        let changed = change(&texte);
        let next = Souvenir::suivant(Some(told.clone()), &changed, later).unwrap();
        assert_eq!(next.a_lire, told.a_lire);
        assert_eq!(next.plan.jour, later);
        let read = next.lu();
        assert_eq!(Souvenir::suivant(Some(read.clone()), &changed, later), Some(read));
    }
}

/// The same dossier with another answer.
fn change(texte: &str) -> String {
    let mut value: Value = serde_json::from_str(texte).unwrap();
    value["reponses"]["rl-nom"] = "Mme Alix Martin".into();
    value.to_string()
}

#[test]
fn what_the_user_changed_is_not_told_as_a_change_of_the_rules() {
    let (texte, souvenir) = premiere("c14");
    let next = Souvenir::suivant(Some(souvenir), &change(&texte), today()).unwrap();
    assert_eq!((next.a_lire, next.retirees, next.plan.edition), (vec![], vec![], EDITION));
}

/// A day that nobody gave is kept once the plan is seen: perhaps before what is remembered of it is looked at.
#[test]
fn the_day_that_is_kept_as_the_plan_is_seen_hides_nothing() {
    let (texte, souvenir) = premiere("c20-a");
    let mut value: Value = serde_json::from_str(&texte).unwrap();
    value["reponses"]["date-dossier-complet"] = "2026-12-14".into();
    let next = Souvenir::suivant(Some(souvenir), &value.to_string(), today()).unwrap();
    assert_eq!(next.a_lire, rouvrir("c20-a").1.a_lire);
}

#[test]
fn the_day_it_was_saved_and_its_id_change_nothing() {
    let (texte, souvenir) = premiere("c14");
    let mut value: Value = serde_json::from_str(&texte).unwrap();
    value["id"] = "dossier-1".into();
    value["enregistre-le"] = "2026-02-03T08:00:00.000Z".into();
    let next = Souvenir::suivant(Some(souvenir), &value.to_string(), today()).unwrap();
    assert_eq!(next.a_lire.len(), 1);
}

#[test]
fn the_present_edition_changes_nothing_in_its_own_plans() {
    for cas::Case { name, dossier, jour } in cas::cases() {
        let texte = dossier::ecrire(&dossier);
        let first = Souvenir::suivant(None, &texte, jour).unwrap();
        assert_eq!(first.a_lire, vec![], "{name}");
        let report = Report::bref_du_dossier(&ouvrir(&texte), jour);
        assert_eq!(Nouveautes::entre(&first.plan, &report), None, "{name}");
        assert_eq!(Souvenir::suivant(Some(first.clone()), &texte, today()), Some(first), "{name}");
    }
}

#[test]
fn what_a_newer_page_remembers_is_left_to_it() {
    let (texte, mut souvenir) = premiere("c14");
    souvenir.plan.edition = EDITION + 1;
    let kept = Souvenir::suivant(Some(souvenir.clone()), &change(&texte), today());
    assert_eq!(kept, Some(souvenir));
}

#[test]
fn what_can_not_be_read_is_as_if_nothing_had_been_kept() {
    assert_eq!(Souvenir::lire("{}"), None);
    assert_eq!(Souvenir::suivant(None, "{", today()), None);
    let (_, souvenir) = premiere("c14");
    assert_eq!(Souvenir::suivant(Some(souvenir), "{}", today()), None);
}

#[test]
fn a_copy_is_told_what_its_first_one_was_to_be_told() {
    let (texte, souvenir) = premiere("c14");
    let copy = change(&texte);
    let next = Souvenir::suivant(Some(souvenir.pour(&copy)), &copy, today()).unwrap();
    assert_eq!(next.a_lire.len(), 1);
}

/// An edition that comes before the one before was read.
#[test]
fn what_two_editions_changed_is_told_in_their_order() {
    let (texte, told) = rouvrir("c14");
    let (_, before) = premiere("c14");
    let again = Souvenir { plan: before.plan, ..told };
    let next = Souvenir::suivant(Some(again), &texte, today()).unwrap();
    assert_eq!(next.a_lire.len(), 2);
}

#[test]
fn figures_that_change_are_told() {
    let (texte, mut souvenir) = premiere("c13");
    souvenir.plan.bilan.cpe = 3;
    let next = Souvenir::suivant(Some(souvenir), &texte, today()).unwrap();
    let [found] = next.a_lire.as_slice() else { panic!("{:?}", next.a_lire) };
    let figures: Vec<(&str, u32, u32)> =
        found.figures.iter().map(|one| (one.nom.as_str(), one.avant, one.apres)).collect();
    assert_eq!(figures, [("cartes CPE", 3, 1)]);
}

// The page.

fn page(request: Request, souvenir: Option<&Souvenir>) -> Node {
    let envelope = Envelope {
        today: today(),
        address: "https://exemple.fr/jalons/".to_owned(),
        directory_is_published: false,
        publication: Publication::default(),
        request,
    };
    match answer_remembering(&envelope, souvenir) {
        Answer::Page { page, .. } => page,
        other => panic!("{other:?}"),
    }
}

fn plan(texte: &str, page: DrawnPage) -> Request {
    Request::Page {
        page,
        dossier: texte.to_owned(),
        link: String::new(),
        what_if: None,
        as_of: None,
        known: None,
    }
}

const TELLING: [DrawnPage; 2] = [DrawnPage::ParQuoiCommencer, DrawnPage::Plan];

#[test]
fn the_plan_says_first_what_changed_and_no_more_once_it_is_read() {
    for (nom, shown) in PREMIERE.into_iter().flat_map(|nom| TELLING.map(|shown| (nom, shown))) {
        assert!(shown.tells_changes());
        let (texte, souvenir) = rouvrir(nom);
        let drawn = page(plan(&texte, shown), Some(&souvenir));
        let text = drawn.text();
        let after_title =
            drawn.elements().into_iter().skip_while(|one| one.attribute("id") != Some("titre")).nth(1);
        let first = after_title.and_then(|one| one.attribute("class")).unwrap_or_default();
        let changes = souvenir.a_lire.iter().map(|one| one.actions.len()).sum::<usize>();
        assert_eq!(first.starts_with("changements"), changes > 0, "{nom}");
        for one in souvenir.a_lire.iter().flat_map(|found| &found.actions) {
            assert!(text.contains(&one.titre), "{nom}: {}", one.titre);
        }
        // Read: the same page without it, asked by its button or anew.
        let fields = Fields(vec![(PAGE.to_owned(), shown.token().to_owned())]);
        let command = Command::ChangesRead;
        assert!(command.changes_its_page());
        let request = Request::Command { command, fields, dossier: texte.clone(), known: None };
        let read = souvenir.lu();
        let drawn = page(request, Some(&read));
        assert_eq!(drawn, page(plan(&texte, shown), Some(&read)), "{nom}");
        assert!(!drawn.text().contains("Les règles ont changé"), "{nom}");
    }
}

#[test]
fn the_other_pages_of_a_dossier_lead_to_what_changed_until_it_is_read() {
    let others = [
        DrawnPage::Essentiel,
        DrawnPage::Calendrier,
        DrawnPage::Liste,
        DrawnPage::Fiches,
        DrawnPage::Courriers,
    ];
    for (nom, shown) in PREMIERE.into_iter().flat_map(|nom| others.map(|shown| (nom, shown))) {
        let (texte, souvenir) = rouvrir(nom);
        let drawn = page(plan(&texte, shown), Some(&souvenir));
        let after_title =
            drawn.elements().into_iter().skip_while(|one| one.attribute("id") != Some("titre")).nth(1);
        let first = after_title.map(Node::text).unwrap_or_default();
        assert!(shown.tells_changes() && !shown.says_what_changed());
        assert_eq!(first.starts_with("Les règles ont changé"), !souvenir.a_lire.is_empty(), "{nom}: {first}");
        assert_eq!(page(plan(&texte, shown), Some(&souvenir.lu())), page(plan(&texte, shown), None), "{nom}");
    }
    // A page of no dossier says nothing of it.
    assert!(!DrawnPage::Aide.tells_changes() && !DrawnPage::CetteSemaine.tells_changes());
}

#[test]
fn ids_of_rules_are_for_the_expert_view() {
    let (texte, souvenir) = rouvrir("c14");
    let drawn = page(plan(&texte, DrawnPage::ParQuoiCommencer), Some(&souvenir));
    let hidden: String = drawn
        .elements()
        .into_iter()
        .filter(|one| one.attribute("class").is_some_and(|class| class.contains("pour-expert")))
        .map(Node::text)
        .collect();
    let shown = drawn.text();
    assert!(shown.contains("R-CARTE-30"));
    assert_eq!(ids(&shown).len(), ids(&hidden).len());
}

/// As everywhere else; how we count is nothing that the ANS could confirm.
#[test]
fn a_rule_that_is_only_deduced_is_told_to_be_confirmed() {
    let (mut deduced, mut others) = (0, 0);
    for nom in PREMIERE {
        let (texte, souvenir) = rouvrir(nom);
        let drawn = page(plan(&texte, DrawnPage::ParQuoiCommencer), Some(&souvenir));
        let reasons = drawn.elements().into_iter().filter(|one| one.attribute("class") == Some("raison"));
        for said in reasons.map(Node::text) {
            let [id] = ids(&said)[..] else { panic!("{said}") };
            let regle = trouver(id).unwrap();
            let counts = ["R-COMPTE-", "R-ALGO-"].iter().any(|start| id.starts_with(start));
            let expected = regle.confiance == Confiance::Inferred && !counts;
            assert_eq!(said.contains("à confirmer auprès de l’ANS"), expected, "{nom}: {said}");
            *(if expected { &mut deduced } else { &mut others }) += 1;
        }
    }
    assert!(deduced > 0 && others > 0, "{deduced} {others}");
}

#[test]
fn what_is_no_longer_asked_for_stands_on_the_plan_with_its_note() {
    let (texte, souvenir) = rouvrir("c14");
    let text = page(plan(&texte, DrawnPage::Plan), Some(&souvenir.lu())).text();
    let after = text.split("N’est plus demandé").nth(1).unwrap();
    assert!(after.contains("Demandée à l’ordre le 30 janvier"));
    assert!(!page(plan(&texte, DrawnPage::Plan), None).text().contains("N’est plus demandé"));
}

#[test]
fn each_kind_of_change_is_met() {
    let mut met = BTreeSet::new();
    for nom in PREMIERE {
        let (_, souvenir) = rouvrir(nom);
        met.extend(souvenir.a_lire.into_iter().flat_map(|found| found.actions).map(|one| one.sens));
    }
    assert_eq!(met, BTreeSet::from([Sens::Apparait, Sens::Disparait, Sens::Deplacee, Sens::Redite]));
}
