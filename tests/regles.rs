//! The rule base (`docs/regles.md`) and its tables in the code (`domain::sources`, `domain::doutes`) say the same.

use jalons::domain::doutes::DOUTES;
use jalons::domain::rules::RULES;
use jalons::domain::rules::avis::AVIS;
use jalons::domain::sources::{Confiance, REGLES, SOURCES};

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
        None => Ligne { id, source: "S6, S5", confiance: "source" },
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
    assert_eq!(table.len(), 237);
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
        assert!(!mixed || regle.reserve.is_some(), "{}: {} needs a reserve", regle.id, ligne.confiance);
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
        match source.adresse {
            Some(known) => assert!(adresse.contains(known), "{id}"),
            None => assert!(!adresse.starts_with("http") || adresse.contains("non enregistrée"), "{id}"),
        }
    }
}

#[test]
fn the_doubts_and_contradictions_are_those_of_the_document() {
    let starts = |line: &&'static str| {
        let line = line.trim_start_matches("| ").trim_start_matches("- ");
        let id = line.get(..4)?;
        let numbered = id.bytes().skip(2).all(|c| c.is_ascii_digit());
        (numbered && (id.starts_with("D-") || id.starts_with("K-"))).then_some(id)
    };
    let lines: Vec<&'static str> = REGLES_MD.lines().collect();
    let mut document: Vec<&str> = lines.iter().filter_map(starts).collect();
    let mut table: Vec<&str> = DOUTES.iter().map(|doute| doute.id).collect();
    document.sort_unstable();
    table.sort_unstable();
    assert_eq!(table, document);
}

#[test]
fn each_doubt_is_shown_by_a_case_or_a_notice() {
    // Those of the FINESS files are told where a file is opened.
    let of_files = ["D-13", "K-12", "K-13"];
    let of_cases = RULES.iter().flat_map(|rule| rule.cas()).flat_map(|cas| cas.doutes);
    let of_notices = AVIS.iter().flat_map(|avis| avis.doutes);
    let shown: Vec<&str> = of_cases.chain(of_notices).copied().collect();
    for doute in DOUTES.iter().filter(|doute| !of_files.contains(&doute.id)) {
        assert!(shown.contains(&doute.id), "{}", doute.id);
    }
    for id in shown {
        assert!(DOUTES.iter().any(|doute| doute.id == id), "{id}");
    }
}

#[test]
fn each_information_of_the_document_is_a_notice() {
    let cited: Vec<&str> = AVIS.iter().flat_map(|avis| avis.regles).map(|regle| regle.id).collect();
    for regle in REGLES.iter().filter(|regle| regle.id.starts_with("R-INFO-")) {
        assert!(cited.contains(&regle.id), "{}", regle.id);
    }
}
