//! Prints what the rules rest on, for a person to check links with: `cargo run --example sources`. With `--a-relire`, only
//! what is past the day after which it must be read again.

use std::fmt::Write;
use std::process::ExitCode;

use chrono::NaiveDate;
use jalons::domain::calendrier::long;
use jalons::domain::contacts::CONTACTS;
use jalons::domain::doutes::DOUTES;
use jalons::domain::sources::{LUES_LE, Lecture, REGLES, SOURCES, Source, regles_anciennes};

use horloge::aujourdhui;

mod horloge;

fn main() -> ExitCode {
    match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => print!("{}", liste()),
        [only] if only == "--a-relire" => print!("{}", a_relire(aujourdhui())),
        _ => {
            eprintln!("Usage\u{a0}: sources [--a-relire]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Every source with its addresses, the day it was last read, the rules and the doubts that rest on it; then the
/// addresses of contacts. In Markdown, a box to tick before each.
fn liste() -> String {
    let mut text = format!("# Sources des règles, lues le {LUES_LE}\n\n");
    text.push_str(
        "Une source relue\u{a0}: mettre son jour dans `src/domain/sources.rs` et, si elle a changé, les règles de `docs/regles.md` qu’elle fonde.\n\n",
    );
    for source in SOURCES {
        let _ = writeln!(text, "- [ ] **{}** {} ({})", source.id, source.titre, lecture(source));
        match source.adresses {
            [] => text.push_str("  - adresse non relevée\n"),
            addresses => {
                for address in addresses {
                    let _ = writeln!(text, "  - <{address}>");
                }
            }
        }
        let rules = REGLES.iter().filter(|rule| rule.sources.contains(&source.id)).map(|rule| rule.id);
        let doubts = DOUTES.iter().filter(|doubt| doubt.sources.contains(&source.id)).map(|doubt| doubt.id);
        let (rules, doubts): (Vec<_>, Vec<_>) = (rules.collect(), doubts.collect());
        for (name, ids) in [("règles", &rules), ("doutes", &doubts)] {
            if !ids.is_empty() {
                let _ = writeln!(text, "  - {name}\u{a0}: {}", ids.join(", "));
            }
        }
        if rules.is_empty() && doubts.is_empty() {
            text.push_str("  - aucune règle\u{a0}: citée dans `docs/regles.md` pour une définition\n");
        }
    }
    text.push_str("\n# Adresses montrées aux utilisateurs\n\n");
    for contact in CONTACTS {
        let ways = [contact.courriel, contact.telephone, contact.adresse];
        let ways: Vec<&str> = ways.into_iter().filter(|way| !way.is_empty()).collect();
        if !ways.is_empty() {
            let _ =
                writeln!(text, "- [ ] {} ({})\u{a0}: {}", contact.objet, contact.regle.id, ways.join(", "));
        }
    }
    text
}

fn lecture(source: &Source) -> String {
    let day = long(source.lue_le);
    match source.lecture {
        Lecture::Ouverte => format!("lue le {day}"),
        Lecture::Citee => format!("non ouverte, citée par un document lu le {day}"),
    }
}

/// What is past the day after which it must be read again; empty when nothing is.
fn a_relire(today: NaiveDate) -> String {
    let mut text = String::new();
    if let Some(old) = regles_anciennes(today) {
        let _ = writeln!(text, "- toutes les règles\u{a0}: {old}");
    }
    for rule in REGLES.iter().filter(|rule| rule.est_a_relire(today)) {
        let day = rule.relire_apres.map_or_else(String::new, long);
        let _ = writeln!(text, "- {}, à relire après le {day}\u{a0}: {}", rule.id, rule.sources.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use jalons::domain::calendrier::lire_date;
    use std::collections::BTreeSet;

    /// The lines of one entry of the list.
    fn entry<'a>(list: &'a str, id: &str) -> Vec<&'a str> {
        let start = format!("- [ ] **{id}** ");
        let mut lines = list.lines().skip_while(|line| !line.starts_with(&start));
        let first = lines.next().expect("an entry");
        std::iter::once(first).chain(lines.take_while(|line| line.starts_with("  - "))).collect()
    }

    #[test]
    fn each_source_has_its_addresses_its_rules_its_doubts_and_its_day() {
        let list = liste();
        for source in SOURCES {
            let told = entry(&list, source.id).join("\n");
            assert!(told.contains(source.titre) && told.contains(&long(source.lue_le)), "{told}");
            assert!(source.adresses.iter().all(|address| told.contains(&format!("<{address}>"))), "{told}");
            assert_eq!(source.adresses.is_empty(), told.contains("adresse non relevée\n"), "{told}");
            let words: BTreeSet<&str> = told.split([' ', ',', '\n']).collect();
            for rule in REGLES {
                let rests = rule.sources.contains(&source.id);
                assert_eq!(rests, words.contains(rule.id), "{}: {told}", rule.id);
            }
        }
        assert_eq!(list.matches("- [ ] **S").count(), SOURCES.len());
        assert_eq!(
            entry(&list, "S77")[1..],
            [
                "  - <https://www.aladom.fr/actualites/secteur-service/10733/aides-a-domicile-tout-savoir-sur-la-carte-professionnelle-obligatoire-en-2025>",
                "  - doutes\u{a0}: K-24"
            ]
        );
        assert!(entry(&list, "S74")[0].contains("non ouverte"));
    }

    /// What no rule cites stands in the rule base for another reason than to found one.
    #[test]
    fn no_source_is_there_for_nothing() {
        let document = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));
        // A row of the table of sources does not cite the source that it presents.
        let lines = document.lines().map(|line| match line.split(' ').nth(1) {
            Some(id) if SOURCES.iter().any(|source| source.id == id) => {
                line.trim_start_matches("| ").trim_start_matches(id)
            }
            _ => line,
        });
        let cited: BTreeSet<&str> =
            lines.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric())).collect();
        let list = liste();
        for source in SOURCES {
            let told = entry(&list, source.id);
            let founds = |start: &&str| told.iter().any(|line| line.starts_with(*start));
            assert_ne!(
                ["  - règles", "  - doutes"].iter().any(founds),
                founds(&"  - aucune règle"),
                "{}",
                source.id
            );
            assert!(cited.contains(source.id), "{} is cited nowhere", source.id);
        }
    }

    #[test]
    fn each_address_that_users_are_shown_is_there() {
        let list = liste();
        for contact in CONTACTS {
            assert!(list.contains(contact.courriel) && list.contains(contact.telephone), "{}", contact.objet);
            assert!(list.contains(contact.adresse), "{}", contact.objet);
        }
    }

    #[test]
    fn what_is_past_its_day_is_told() {
        let on = |day: &str| a_relire(lire_date(day).unwrap());
        assert_eq!(on("2026-12-15"), "");
        let late = on("2026-12-16");
        assert!(late.starts_with("- R-RIE-02, à relire après le 15\u{a0}décembre 2026\u{a0}: S57"), "{late}");
        assert_eq!(late.lines().count(), 1);
        let old = on("2027-12-01");
        assert!(old.starts_with("- toutes les règles") && old.lines().count() == 2, "{old}");
    }
}
