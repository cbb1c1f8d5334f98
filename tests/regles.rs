//! The rule base (`docs/regles.md`) and its tables in the code (`domain::sources`, `domain::doutes`) say the same.

use jalons::domain::contacts::{CONTACTS, contact};
use jalons::domain::doutes::{DOUTES, Doute};
use jalons::domain::rules::RULES;
use jalons::domain::rules::avis::AVIS;
use jalons::domain::sources::{Confiance, LU_LE, LUES_LE, REGLES, SOURCES};

const REGLES_MD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regles.md"));

/// A rule as the document states it.
struct Ligne {
    id: &'static str,
    /// The cell that founds it.
    source: &'static str,
    /// The first confidence it gives.
    confiance: &'static str,
}

/// A word that looks like a rule id: `R-`, letters, `-`, two digits.
fn id_au_debut(texte: &str) -> Option<&str> {
    let end = texte.strip_prefix("R-")?.find(|c: char| !c.is_ascii_uppercase())? + 2;
    let digits = texte.get(end..)?.strip_prefix('-')?.bytes().take_while(u8::is_ascii_digit).count();
    (end > 2 && digits == 2).then(|| &texte[..end + 3])
}

/// The rules of §1 to §11: rows of tables, and paragraphs that begin with an id.
fn lignes() -> Vec<Ligne> {
    let rules = REGLES_MD.split("\n## 12.").next().unwrap_or_default();
    let mut found = vec![];
    for line in rules.lines() {
        if let Some(row) = line.strip_prefix("| ")
            && let Some(id) = id_au_debut(row)
        {
            let cells: Vec<&str> = row.trim_end().trim_end_matches('|').split('|').map(str::trim).collect();
            let [.., source, confiance] = cells.as_slice() else { panic!("{id}: a row of one cell") };
            found.push(match id.starts_with("R-COMPTE-") {
                true => Ligne { id, source: confiance, confiance: "inferred" },
                false => Ligne { id, source, confiance },
            });
        } else if let Some(id) = id_au_debut(line) {
            found.push(paragraphe(id, &line[id.len()..]));
        }
    }
    found
}

/// `R-X-01 (S36, `source`) …`: what founds the rule stands between the first parentheses.
fn paragraphe(id: &'static str, texte: &'static str) -> Ligne {
    let tokens = ["`source`", "`inferred`"];
    match texte.trim_start().strip_prefix('(').and_then(|texte| texte.split(')').next()) {
        Some(dit) if dit.starts_with("source ") => Ligne {
            id,
            source: dit.split(" ; ").next().unwrap_or(dit).split('`').next().unwrap_or(dit),
            confiance: "source",
        },
        Some(dit) => Ligne {
            id,
            // Nothing is cited after « inferred » but R-RL-05, in the sentence of R-PROF-02.
            source: if id == "R-PROF-02" { "R-RL-05" } else { dit.split('`').next().unwrap_or(dit) },
            confiance: tokens
                .iter()
                .find(|token| dit.contains(**token))
                .map_or("", |token| token.trim_matches('`')),
        },
        // R-CERT-01 says its sources in its sentence and under its table.
        None => Ligne { id, source: "S6, S5, S54", confiance: "source" },
    }
}

/// What « idem » stands for.
fn source_de(ligne: &Ligne) -> &'static str {
    match ligne.id {
        "R-IMPORT-13" => "S41",
        "R-ID-17" => "cas réel",
        _ => ligne.source,
    }
}

/// The sources a cell cites: `S0`, `S26-S28`.
fn sources_citees(cell: &str) -> Vec<String> {
    let mut cited = vec![];
    for (place, _) in cell.match_indices('S') {
        if cell[..place].ends_with(|c: char| c.is_alphanumeric()) || cell[..place].ends_with('-') {
            continue;
        }
        let number = |texte: &str| {
            let digits: String = texte.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok().map(|number| (number, digits.len()))
        };
        let Some((first, width)) = number(&cell[place + 1..]) else { continue };
        let rest = &cell[place + 1 + width..];
        let last = rest.strip_prefix("-S").and_then(number).map_or(first, |(last, _)| last);
        cited.extend((first..=last).map(|number| format!("S{number}")));
    }
    cited
}

/// The rules a cell cites: `R-RL-02/03`, `R-CERT-03 à 12`.
fn regles_citees(cell: &str) -> Vec<String> {
    let mut cited = vec![];
    for (place, _) in cell.match_indices("R-") {
        let Some(id) = id_au_debut(&cell[place..]) else { continue };
        let (family, number) = id.split_at(id.len() - 2);
        let mut last: u32 = number.parse().unwrap_or_default();
        let mut rest = &cell[place + id.len()..];
        cited.push(id.to_owned());
        while let Some((range, after)) = rest
            .strip_prefix('/')
            .map(|after| (false, after))
            .or(rest.strip_prefix(" à ").map(|after| (true, after)))
        {
            let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
            let Ok(next) = digits.parse::<u32>() else { break };
            cited.extend(
                (if range { last + 1 } else { next }..=next).map(|number| format!("{family}{number:02}")),
            );
            last = next;
            rest = &after[digits.len()..];
        }
    }
    cited
}

/// Its own sources, or those of the rules it is deduced from.
fn sources(id: &str, lignes: &[Ligne], seen: &mut Vec<String>) -> Vec<String> {
    let Some(ligne) = lignes.iter().find(|ligne| ligne.id == id) else { return vec![] };
    let own = sources_citees(source_de(ligne));
    let mut found: Vec<String> = vec![];
    let inherited = if own.is_empty() { regles_citees(source_de(ligne)) } else { vec![] };
    for regle in inherited {
        if !seen.contains(&regle) {
            seen.push(regle.clone());
            found.extend(sources(&regle, lignes, seen));
        }
    }
    let mut each_once = vec![];
    for source in own.into_iter().chain(found) {
        if !each_once.contains(&source) {
            each_once.push(source);
        }
    }
    each_once
}

#[test]
fn the_table_holds_every_rule_of_the_document_in_its_order() {
    let document: Vec<&str> = lignes().iter().map(|ligne| ligne.id).collect();
    let table: Vec<&str> = REGLES.iter().map(|regle| regle.id).collect();
    assert_eq!(table, document);
    assert_eq!(table.len(), 263);
}

#[test]
fn every_id_that_the_document_cites_is_a_rule() {
    for (place, _) in REGLES_MD.match_indices("R-") {
        if let Some(id) = id_au_debut(&REGLES_MD[place..]) {
            assert!(REGLES.iter().any(|regle| regle.id == id), "{id}");
        }
    }
}

#[test]
fn each_rule_is_as_sure_as_the_document_says() {
    for (regle, ligne) in REGLES.iter().zip(lignes()) {
        let said = match regle.confiance {
            Confiance::Seed => "seed",
            Confiance::Source => "source",
            Confiance::Inferred => "inferred",
        };
        assert!(ligne.confiance.starts_with(said), "{}: {} but {}", regle.id, said, ligne.confiance);
        let mixed = ligne.confiance.contains("inferred") && ligne.confiance != "inferred";
        let needs_one = mixed || ligne.confiance.contains("tiers");
        assert!(!needs_one || regle.reserve.is_some(), "{}: {} needs a reserve", regle.id, ligne.confiance);
    }
}

#[test]
fn each_rule_has_the_sources_of_the_document() {
    let lignes = lignes();
    for regle in REGLES {
        assert_eq!(regle.sources, sources(regle.id, &lignes, &mut vec![regle.id.to_owned()]), "{}", regle.id);
    }
}

#[test]
fn the_sources_are_those_of_the_document_with_their_addresses() {
    let part =
        REGLES_MD.split("### 0.2").nth(1).and_then(|part| part.split("### 0.3").next()).unwrap_or_default();
    let rows: Vec<Vec<&str>> = part
        .lines()
        .filter(|line| line.starts_with("| S"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), SOURCES.len());
    for row in rows {
        let [id, titre, adresse] = row.as_slice() else { panic!("{row:?}") };
        let source =
            SOURCES.iter().find(|source| source.id == *id).unwrap_or_else(|| panic!("{id} is missing"));
        let plain = |texte: &str| texte.replace(['\'', '’', '\u{a0}'], " ");
        assert!(plain(source.titre).starts_with(&plain(titre)), "{id}");
        let addresses: Vec<&str> = match adresse.contains("adresse exacte non enregistrée") {
            true => vec![],
            false => adresse.split(' ').filter(|word| word.starts_with("http")).collect(),
        };
        assert_eq!(source.adresses, addresses, "{id}");
    }
}

#[test]
fn the_doubts_and_contradictions_are_those_of_the_document() {
    let starts = |line: &'static str| {
        let line = line.strip_prefix("| ").or(line.strip_prefix("- "))?;
        let id = line.get(..4)?;
        let numbered = id.bytes().skip(2).all(|c| c.is_ascii_digit());
        (numbered && (id.starts_with("D-") || id.starts_with("K-"))).then_some((id, line))
    };
    let mut document: Vec<(&str, &str)> = REGLES_MD.lines().filter_map(starts).collect();
    document.sort_unstable();
    let mut table: Vec<&Doute> = DOUTES.iter().collect();
    table.sort_unstable_by_key(|doute| doute.id);
    assert_eq!(
        table.iter().map(|doute| doute.id).collect::<Vec<_>>(),
        document.iter().map(|(id, _)| *id).collect::<Vec<_>>()
    );
    for (doute, (id, line)) in table.into_iter().zip(document) {
        let mut cited = vec![];
        for source in sources_citees(line) {
            if !cited.contains(&source) {
                cited.push(source);
            }
        }
        assert_eq!(doute.sources, cited, "{id}");
    }
}

#[test]
fn the_printed_foot_of_the_page_says_the_day_of_the_last_reading() {
    let style = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/print.css"));
    assert!(style.contains(&format!("règles et sources lues le {LUES_LE}\"")));
    let known = "État des connaissances : 28/11/2026";
    assert!(REGLES_MD.contains(known) && LU_LE.format("%d/%m/%Y").to_string() == known[known.len() - 10..]);
}

#[test]
fn what_is_told_with_its_date_has_that_of_the_document() {
    let part =
        REGLES_MD.split("### 9.2").nth(1).and_then(|part| part.split("\n## 10.").next()).unwrap_or_default();
    for regle in REGLES {
        assert_eq!(part.contains(&format!("| {} |", regle.id)), regle.vrai_au.is_some(), "{}", regle.id);
        if let Some(day) = regle.vrai_au {
            assert!(part.contains(&format!("« au {} »", day.format("%d/%m/%Y"))), "{}", regle.id);
        }
    }
}

#[test]
fn what_is_a_project_says_when_it_is_to_be_read_again() {
    for regle in REGLES {
        let row = REGLES_MD.lines().find(|line| line.starts_with(&format!("| {} |", regle.id)));
        let dated = row.is_some_and(|row| row.contains("statu quo jusqu'au"));
        assert_eq!(dated, regle.relire_apres.is_some(), "{}", regle.id);
        if let (Some(row), Some(day)) = (row, regle.relire_apres) {
            assert!(row.contains(&format!("statu quo jusqu'au {}", day.format("%d/%m/%Y"))), "{}", regle.id);
        }
    }
}

#[test]
fn each_doubt_is_shown_by_a_case_a_notice_or_a_contact() {
    // Those of the FINESS files are told where a file is opened.
    let of_files = ["D-13", "K-12", "K-13"];
    let of_cases = RULES.iter().flat_map(|rule| rule.cas()).flat_map(|cas| cas.doutes);
    let of_notices = AVIS.iter().flat_map(|avis| avis.doutes);
    // A contact says its own doubt beside its number.
    let said = |doute: &&Doute| CONTACTS.iter().any(|contact| contact.reserve == doute.texte);
    let of_contacts = DOUTES.iter().filter(said).map(|doute| &doute.id);
    let shown: Vec<&str> = of_cases.chain(of_notices).chain(of_contacts).copied().collect();
    let told = |id: &str| of_files.contains(&id) || shown.contains(&id);
    let silent: Vec<&str> = DOUTES.iter().map(|doute| doute.id).filter(|id| !told(id)).collect();
    assert!(silent.is_empty(), "{silent:?} reach no user: cite them where their rule speaks");
    for id in shown {
        assert!(DOUTES.iter().any(|doute| doute.id == id), "{id}");
    }
}

#[test]
fn each_information_of_the_document_is_a_notice() {
    let cited: Vec<&str> = AVIS.iter().flat_map(|avis| avis.regles).map(|regle| regle.id).collect();
    for regle in REGLES.iter().filter(|regle| regle.est_une_information()) {
        assert!(cited.contains(&regle.id), "{}", regle.id);
    }
}

/// A sheet names its contacts by rule, or by portal; a name that is none would show nothing.
#[test]
fn each_contact_that_a_sheet_names_is_one() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain/rules");
    let mut named = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for list in text.split("contacts:").skip(1) {
            let list = list.split("\n").next().unwrap_or(list);
            for name in list.split('"').skip(1).step_by(2) {
                assert!(contact(name).is_some(), "{path:?}: {name} is no contact");
                named += 1;
            }
        }
    }
    assert!(named > 10);
}

/// The ids that a cell names: `C32` à `C40`, `R-CONTACT-11`, `R-CONTACT-12`.
fn ids_de(cell: &str) -> Vec<String> {
    let named: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
    let numero = |id: &str| {
        let start = id.rfind(|c: char| !c.is_ascii_digit())? + 1;
        Some((id[..start].to_owned(), id[start..].parse::<u32>().ok()?))
    };
    match named.as_slice() {
        [first, last] if cell.contains("` à `") => {
            let ((family, from), (_, to)) = (numero(first).unwrap(), numero(last).unwrap());
            (from..=to).map(|number| format!("{family}{number:02}")).collect()
        }
        _ => named.into_iter().map(str::to_owned).collect(),
    }
}

/// Every Rust file under a folder, as one text, but those that hold the whole base.
fn programme(folder: &std::path::Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&programme(&path));
        } else if path.extension().is_some_and(|end| end == "rs")
            && !["sources.rs", "doutes.rs"].iter().any(|base| path.ends_with(format!("domain/{base}")))
        {
            text.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    text
}

/// §18.1, line after line: what it says to be new is in the product.
#[test]
fn what_the_second_edition_adds_is_in_the_product() {
    let part = REGLES_MD.split("### 18.1").nth(1).unwrap().split("### 18.2").next().unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = programme(&root.join("src"));
    let cases = std::fs::read_to_string(root.join("tests/dossiers/attendus.json")).unwrap();
    let mut seen = vec![];
    for line in part.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, ids, before, ..] = cells.as_slice() else { panic!("{line}") };
        // What changed is read too, where it is a rule: the rest of such a line is not one thing that can be looked for.
        let new = before.starts_with("(absent");
        for id in ids_de(ids).into_iter().filter(|id| new || id.starts_with("R-")) {
            let there = match id.as_bytes()[0] {
                // Imports and dates are no words of a deliverable: their rules stand where they are done.
                b'R' if ["R-IMPORT", "R-ALGO", "R-COMPTE"].iter().any(|family| id.starts_with(family)) => {
                    code.contains(&id)
                }
                b'R' => code.contains(&format!("\"{id}\"")),
                b'S' => SOURCES.iter().any(|source| source.id == id),
                b'C' => cases.contains(&format!("\"cas\": \"{id}\"")),
                b'D' | b'K' => DOUTES.iter().any(|doute| doute.id == id),
                _ => panic!("{line}"),
            };
            assert!(there, "{id}: §18.1 says that it is new, and nothing holds it");
            seen.push(id);
        }
    }
    assert!(seen.len() > 60, "{seen:?}");
}
