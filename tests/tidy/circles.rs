//! Circles of imports: modules of which none can be read without the others.
//!
//! What a module names is read from its program, tests left out: in `use`, and where a path stands. `mod a;` names
//! nothing: a parent lists its children. What it takes from them (`pub use a::A;`, `a::f()`) does count, as any other
//! name: what children share stands beside them, not in their parent, or else neither can be read alone.

use std::collections::{BTreeMap, BTreeSet};

use super::File;

/// A module, by its path from `src/`.
type Module = Vec<String>;

/// Circles, as sentences: one at least for each module that is in some.
pub fn circles(files: &[File]) -> Vec<String> {
    let modules: BTreeSet<Module> = files.iter().map(module).collect();
    let named: BTreeMap<Module, BTreeSet<Module>> =
        files.iter().map(|file| (module(file), named(file, &modules))).collect();
    let mut told: BTreeSet<&Module> = BTreeSet::new();
    let mut wrong = vec![];
    for start in named.keys() {
        let Some(circle) = back_to(start, &named).filter(|_| !told.contains(start)) else { continue };
        let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
        wrong.push(format!(
            "{}: a circle of imports: none of these can be read without the others. Move what both need to a module of its own, or take it as an argument or through a trait, as `domain::facts` does.",
            names.join(" → ")
        ));
        told.extend(circle);
    }
    wrong
}

fn module(file: &File) -> Module {
    let path = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').map(str::to_owned).collect()
}

/// The shortest way from a module back to itself.
fn back_to<'a>(start: &'a Module, named: &'a BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<&'a Module>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start]];
    while !ways.is_empty() {
        let mut longer = vec![];
        for way in ways {
            for next in way.last().and_then(|last| named.get(*last)).into_iter().flatten() {
                let mut way = way.clone();
                way.push(next);
                if next == start {
                    return Some(way);
                }
                if seen.insert(next) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

/// The modules that a file names, besides itself.
fn named(file: &File, modules: &BTreeSet<Module>) -> BTreeSet<Module> {
    let here = module(file);
    let (parent, child) =
        (here[..here.len() - 1].to_vec(), |name: &str| [&here[..], &[name.to_owned()]].concat());
    let mut found = BTreeSet::new();
    for (place, word) in words(&file.code) {
        let start = match word {
            "crate" => vec![],
            "super" => parent.clone(),
            "self" => here.clone(),
            other if modules.contains(&child(other)) => child(other),
            _ => continue,
        };
        let Some(rest) = file.code[place + word.len()..].trim_start().strip_prefix("::") else { continue };
        if file.code[..place].trim_end().ends_with("::") {
            continue;
        }
        for branch in branches(rest) {
            let mut path = start.clone();
            for part in branch {
                match part {
                    "super" => drop(path.pop()),
                    part => path.push(part.to_owned()),
                }
            }
            // What follows the module is what it names there.
            let end = (1..=path.len()).rev().find(|end| modules.contains(&path[..*end]));
            found.extend(end.map(|end| path[..end].to_vec()));
        }
    }
    found.remove(&here);
    found
}

/// Every word of a program, and where it stands.
fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - code.as_ptr() as usize, word))
}

/// The paths of `a::{b, c::d}`, which may stand before anything else.
fn branches(text: &str) -> Vec<Vec<&str>> {
    let text = text.trim_start();
    if let Some(inside) = text.strip_prefix('{') {
        return parts(inside).into_iter().flat_map(branches).collect();
    }
    let (_, word) = words(text).next().filter(|(place, _)| *place == 0).unwrap_or((0, ""));
    let after = text[word.len()..].trim_start().strip_prefix("::").map_or(vec![vec![]], branches);
    after.into_iter().map(|rest| [vec![word], rest].concat()).collect()
}

/// What commas divide, up to the brace that closes.
fn parts(inside: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (vec![], 0, 0);
    for (place, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                parts.push(&inside[start..place]);
                start = place + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    parts
}

#[test]
fn a_circle_is_found_and_named() {
    let found = |files: &[(&str, &str)]| {
        let files: Vec<File> = files.iter().map(|(path, text)| File::new(path, text)).collect();
        let told = circles(&files);
        told.iter().map(|told| told.split(": a circle").next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let three = [
        ("src/domain/a.rs", "use super::b::B;"),
        ("src/domain/b.rs", "use crate::domain::{c, d::{D, E}};"),
        ("src/domain/c.rs", "fn f() { super::a::g() }"),
        ("src/domain/d.rs", "use super::e;"),
    ];
    assert_eq!(found(&three), ["domain::a → domain::b → domain::c → domain::a"]);
    assert_eq!(found(&three[1..]), Vec::<String>::new());
    let two =
        [("src/domain/a/b.rs", "use super::super::c::C;"), ("src/domain/c.rs", "use super::a::b as x;")];
    assert_eq!(found(&two), ["domain::a::b → domain::c → domain::a::b"]);
    let family = [("src/domain/a.rs", "mod b; pub use b::B;"), ("src/domain/a/b.rs", "use super::C;")];
    assert_eq!(found(&family), ["domain::a → domain::a::b → domain::a"]);
    let none = [
        ("src/domain/a.rs", "mod b; // use b::B;\nfn b() { x::b::c(); self::f() }"),
        ("src/domain/a/b.rs", "use super::C;\n#[cfg(test)]\nmod tests {\n    use crate::domain::c;\n}\n"),
        ("src/domain/c.rs", "use super::a::b::{self, B};"),
    ];
    assert_eq!(found(&none), Vec::<String>::new());
}
