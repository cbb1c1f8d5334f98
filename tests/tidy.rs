//! Rules of this repository: layers, headers, what may not be called, and how French is typed.
//!
//! Each refusal says where, which rule, and what to do instead. A rule is a function from a file to what is wrong in
//! it; each is also shown to find what it looks for (`each_rule_finds_…`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/circles.rs"]
mod circles;

/// What each layer of `src/` may name of ours, besides itself (the arrows of `src/lib.rs`).
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("import", &["domain"]),
    ("export", &["domain"]),
    // A program answers from a dossier.
    ("protocol", &["domain"]),
    // Addresses: the page reads them, the programs beside it write them in what they draw.
    ("route", &["protocol"]),
    ("tabs", &["protocol", "route"]),
    ("browser", &["protocol"]),
    ("calcul", &["protocol", "domain", "export", "route", "tabs"]),
    // What imports give and exports take is the domain's.
    ("atelier", &["protocol", "domain", "import", "export", "route", "tabs"]),
    ("ui", &["browser", "domain", "route", "protocol"]),
];

/// The programs beside the page: the module `service` of each runs in its worker, and may name the wall too.
const PROGRAMS: &[&str] = &["calcul", "atelier"];

/// The layers in which no module is in a circle of imports.
const WITHOUT_CIRCLES: &[&str] = &["domain", "import", "export"];

/// Crates that exist only in a browser.
const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "idb"];

/// Elements whose type a component may name, to read what was typed in them.
const ELEMENTS: &[&str] =
    &["HtmlInputElement", "HtmlSelectElement", "HtmlTextAreaElement", "HtmlDetailsElement"];

/// What stops the program, and where it may stand: there it runs while compiling.
const STOPS: &[&str] =
    &[".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "dbg!("];
const COMPILED: &[(&str, &str)] =
    &[("src/domain/sources.rs", "panic!("), ("src/domain/doutes.rs", "panic!(")];

/// Rules of the field that no code of `src/` cites yet, and why.
const UNBOUND: &[(&[&str], &str)] = &[];

/// A Rust file, its text taken apart.
struct File {
    path: String,
    text: String,
    /// Its program outside tests, comments and texts blanked, lines kept.
    code: String,
    /// Its texts outside tests: line, and what is between the quotes, escapes read.
    literals: Vec<(usize, String)>,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        // By convention the tests of a file are its end; `tests_close_their_file` keeps it so.
        let program = match path.starts_with("src/") {
            true => text.split("#[cfg(test)]").next().unwrap_or(text),
            false => text,
        };
        let (code, literals) = take_apart(program);
        Self { path: path.to_owned(), text: text.to_owned(), code, literals }
    }

    fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or("");
        inside.split(['/', '.']).next().unwrap_or("")
    }

    /// `path:line`, for an offset in the code.
    fn at(&self, offset: usize) -> String {
        format!("{}:{}", self.path, self.code[..offset].matches('\n').count() + 1)
    }

    /// Where a word stands in the code, as a word.
    fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).map(|(place, _)| place).filter(move |place| {
            !self.code[..*place].ends_with(part) && !self.code[place + word.len()..].starts_with(part)
        })
    }
}

/// The code with comments and texts blanked, and the texts.
fn take_apart(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut literals, mut line) = (String::new(), vec![], 1);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw_start(rest) {
            let open = hashes + 2;
            let end = format!("\"{}", "#".repeat(hashes));
            let length = rest[open..].find(&end).unwrap_or(rest.len() - open);
            literals.push((line, rest[open..open + length].to_owned()));
            (open + length + end.len()).min(rest.len())
        } else if c == '"' {
            let (literal, length) = read_literal(rest);
            literals.push((line, literal));
            length
        } else if c == '\'' {
            // A character; else a lifetime.
            let inside = &rest[1..];
            let escaped =
                inside.starts_with('\\').then(|| inside[1..].find('\'').map_or(1, |place| place + 3));
            let plain = inside.chars().next().filter(|c| inside[c.len_utf8()..].starts_with('\''));
            escaped.or(plain.map(|c| c.len_utf8() + 2)).unwrap_or(1)
        } else {
            code.push(c);
            line += usize::from(c == '\n');
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let lines = rest[..taken].matches('\n').count();
        code.push(' ');
        code.extend(std::iter::repeat_n('\n', lines));
        line += lines;
        rest = &rest[taken..];
    }
    (code, literals)
}

/// How many `#` a raw text opens with, when one opens here.
fn raw_start(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|c| *c == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// A text and its length, quotes included.
fn read_literal(rest: &str) -> (String, usize) {
    let (mut literal, mut place) = (String::new(), 1);
    while let Some(c) = rest[place..].chars().next() {
        place += c.len_utf8();
        match c {
            '"' => break,
            '\\' => {
                let after = &rest[place..];
                let escaped = after.chars().next().unwrap_or(' ');
                place += escaped.len_utf8();
                match escaped {
                    'u' => {
                        let hex = after.get(2..).and_then(|hex| hex.split('}').next()).unwrap_or("");
                        place += hex.len() + 2;
                        literal.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
                    }
                    '\n' => place += rest[place..].len() - rest[place..].trim_start().len(),
                    'n' => literal.push('\n'),
                    other => literal.push(other),
                }
            }
            other => literal.push(other),
        }
    }
    (literal, place)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder whose names end so, by path from the root.
fn files(folder: &str, ends: &[&str]) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("node_modules") && !path.ends_with("captures") {
                    folders.push(path);
                }
            } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end)) {
                found.push((name(&path), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn sources(folder: &str) -> Vec<File> {
    files(folder, &[".rs"]).iter().map(|(path, text)| File::new(path, text)).collect()
}

fn check(files: &[File], rule: fn(&File) -> Vec<String>) {
    assert!(!files.is_empty());
    let wrong: Vec<String> = files.iter().flat_map(rule).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

// The rules.

fn layers(file: &File) -> Vec<String> {
    let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == file.layer()) else { return vec![] };
    let service = PROGRAMS.iter().any(|program| file.path == format!("src/{program}/service.rs"));
    let allowed: Vec<&str> = allowed.iter().copied().chain(service.then_some("browser")).collect();
    let mut wrong = vec![];
    for place in file.words("crate") {
        let Some(path) = file.code[place..].strip_prefix("crate::") else { continue };
        let inside = |prefix: &str| {
            path.strip_prefix(prefix)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        if !inside(file.layer()) && !allowed.iter().any(|prefix| inside(prefix)) {
            let named: String =
                path.chars().take_while(|c| c.is_alphanumeric() || "_:{".contains(*c)).collect();
            wrong.push(format!(
                "{}: `crate::{named}`: {} may name only itself{}{}. Move what both need to a layer that both may name, or take it as an argument.",
                file.at(place),
                file.layer(),
                if allowed.is_empty() { "" } else { " and " },
                allowed.join(", "),
            ));
        }
    }
    wrong
}

fn targets(file: &File) -> Vec<String> {
    let allowed =
        ["src/lib.rs", "src/main.rs"].contains(&file.path.as_str()) || file.path.starts_with("src/bin/");
    let program = PROGRAMS.iter().any(|program| file.path == format!("src/{program}.rs"));
    let service = |place: &usize| {
        let next = file.code[*place..].split_once('\n').map_or("", |(_, next)| next.trim_start());
        program && next.starts_with("pub mod service;")
    };
    let places = file.code.match_indices("target_arch").filter(|(place, _)| !allowed && !service(place));
    places
        .map(|(place, _)| {
            format!(
                "{}: `cfg(target_arch …)` stands only in lib.rs, main.rs, bin/ and above the `service` of a program, so that the compiler proves the layers. Put the code in a module that exists on that target only.",
                file.at(place)
            )
        })
        .collect()
}

fn browser_crates(file: &File) -> Vec<String> {
    if file.layer() == "browser" {
        return vec![];
    }
    let mut wrong = vec![];
    for name in BROWSER_CRATES {
        for place in file.words(name) {
            let after = &file.code[place + name.len()..];
            let element = after.strip_prefix("::").is_some_and(|after| {
                ELEMENTS.iter().any(|element| {
                    after.strip_prefix(element).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                })
            });
            if !(file.layer() == "ui" && element) {
                wrong.push(format!(
                    "{}: `{name}` is named outside src/browser. Add a function of text and bytes there (a component may name only {}).",
                    file.at(place),
                    ELEMENTS.join(", ")
                ));
            }
        }
    }
    wrong
}

fn headers(file: &File) -> Vec<String> {
    if file.text.starts_with("//! ") {
        return vec![];
    }
    vec![format!("{}: starts without `//! …`. Say in one sentence what the file is.", file.path)]
}

fn stops(file: &File) -> Vec<String> {
    let mut wrong = vec![];
    for stop in STOPS.iter().filter(|stop| !COMPILED.contains(&(file.path.as_str(), stop))) {
        let places = file.code.match_indices(stop).map(|(place, _)| place);
        let whole =
            places.filter(|place| !file.code[..*place].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        // `.unwrap()` follows a word, as it should.
        let places: Vec<usize> = match stop.starts_with('.') {
            true => file.code.match_indices(stop).map(|(place, _)| place).collect(),
            false => whole.collect(),
        };
        wrong.extend(places.into_iter().map(|place| {
            format!(
                "{}: `{stop}` outside tests stops the page and may lose work. Return an error, or a value with a notice.",
                file.at(place)
            )
        }));
    }
    wrong
}

fn tests_close_their_file(file: &File) -> Vec<String> {
    let Some((_, tests)) = file.text.split_once("#[cfg(test)]") else { return vec![] };
    let module = tests.trim_start().starts_with("mod tests {");
    let closes = tests.find("\n}\n").is_some_and(|place| tests[place + 3..].trim().is_empty());
    if module && closes {
        return vec![];
    }
    vec![format!("{}: `#[cfg(test)]` is for one `mod tests`, at the end of the file.", file.path)]
}

fn skipped_tests(file: &File) -> Vec<String> {
    let marks = ["#[ignore", "#[should_panic", "todo!(", "unimplemented!("];
    let found = marks.iter().flat_map(|mark| file.text.match_indices(mark));
    found
        .map(|(_, mark)| {
            format!(
                "{}: `{mark}`: finish it, or take it out; a test runs and says what it expects.",
                file.path
            )
        })
        .collect()
}

/// What is wrong in how a French text is typed.
fn typography(text: &str) -> Option<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let word = |c: char| c.is_alphabetic();
    for (place, c) in chars.iter().enumerate() {
        let near = |distance: usize| place.checked_sub(distance).map_or('\0', |place| chars[place]);
        let (before, after) = (near(1), chars.get(place + 1).copied().unwrap_or(' '));
        let closes = after == ' ' || after == '\n' || after == '\u{a0}';
        match c {
            '\'' if word(before) && word(after) => return Some("a straight ' : type ’"),
            '«' if after != '\u{a0}' => return Some("« without a non-breaking space (U+00A0) after it"),
            '»' if before != '\u{a0}' => return Some("» without a non-breaking space (U+00A0) before it"),
            ':' | ';' | '?' | '!' if before == ' ' && closes => {
                return Some("a breaking space before : ; ? ! : type U+00A0");
            }
            ';' | '?' | '!' if word(before) && closes && french(text) => {
                return Some("no space before ; ? ! : type U+00A0");
            }
            '.' if before == '.' && near(2) == '.' => return Some("three dots: type …"),
            ' ' if before == ' ' && !indents(&chars[..place]) => return Some("two spaces"),
            _ => {}
        }
    }
    None
}

/// Whether the line has only blanks so far.
fn indents(start: &[char]) -> bool {
    start.iter().rev().take_while(|c| **c != '\n').all(|c| *c == ' ')
}

/// Whether a text is a French sentence rather than an address, a format or a name of the program.
fn french(text: &str) -> bool {
    text.split_whitespace().count() >= 3 && text.contains(|c| "àâçéèêëîïôùûœÀÉÈ’«".contains(c))
}

fn typed_literals(file: &File) -> Vec<String> {
    // What is looked for in other people's files is typed as they type it; the sentences beside it are ours.
    let theirs = file.path.starts_with("src/import/") || file.path == "src/domain/saisie.rs";
    let ours = file.literals.iter().filter(|(_, text)| !theirs || french(text));
    let wrong = ours.filter_map(|(line, text)| Some((line, text, typography(text)?)));
    wrong.map(|(line, text, why)| format!("{}:{line}: {why}. In « {text} »", file.path)).collect()
}

fn blanks(path: &str, text: &str) -> Vec<String> {
    let mut wrong: Vec<String> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.ends_with([' ', '\t']))
        .map(|(place, _)| format!("{path}:{}: blanks at the end of the line. Take them out.", place + 1))
        .collect();
    if !text.ends_with('\n') || text.ends_with("\n\n") {
        wrong.push(format!("{path}: ends with exactly one line feed."));
    }
    wrong
}

/// A rule id at the start of a text.
fn rule_id(text: &str) -> Option<&str> {
    let letters = text.strip_prefix("R-")?.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = text.get(letters + 2..)?.strip_prefix('-')?.bytes().take_while(u8::is_ascii_digit).count();
    (letters > 0 && digits == 2).then(|| &text[..letters + 5])
}

/// The rules a text cites: `R-RL-02`, `R-RL-02/03`, `R-RL-02 to R-RL-05`, `R-RL-02, 04`.
fn cited(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (place, _) in text.match_indices("R-") {
        let Some(id) = rule_id(&text[place..]) else { continue };
        let (family, first) = id.split_at(id.len() - 2);
        let rest = &text[place + id.len()..];
        let number = |text: &str| text.get(..2)?.parse::<u32>().ok();
        let last =
            rest.strip_prefix(" to ").and_then(|rest| number(rest.strip_prefix(family).unwrap_or(rest)));
        let first: u32 = first.parse().unwrap();
        found.extend((first..=last.unwrap_or(first)).map(|number| format!("{family}{number:02}")));
        let others =
            rest.split('/').skip(1).map_while(number).take(if rest.starts_with('/') { 9 } else { 0 });
        found.extend(others.map(|number| format!("{family}{number:02}")));
    }
    found
}

// The tree keeps them.

#[test]
fn each_layer_names_only_what_it_may() {
    check(&sources("src"), layers);
}

#[test]
fn every_folder_of_src_is_a_layer() {
    let known: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).chain(["lib", "main", "bin"]).collect();
    for file in sources("src") {
        assert!(
            known.contains(&file.layer()),
            "{}: of no layer. Give it one in LAYERS, and in src/lib.rs.",
            file.path
        );
    }
}

/// Each can be read, and changed, without what is built on it.
#[test]
fn no_module_is_in_a_circle_of_imports() {
    let files: Vec<File> =
        sources("src").into_iter().filter(|file| WITHOUT_CIRCLES.contains(&file.layer())).collect();
    assert!(files.len() > 100);
    let wrong = circles::circles(&files);
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_target_is_named_at_the_top_only() {
    check(&sources("src"), targets);
}

#[test]
fn browser_crates_stay_under_browser() {
    check(&sources("src"), browser_crates);
}

#[test]
fn each_file_says_what_it_is() {
    for folder in ["src", "tests", "examples", "benches", "xtask", "fuzz/fuzz_targets"] {
        let files = sources(folder);
        assert!(folder == "benches" || !files.is_empty(), "{folder}");
        let wrong: Vec<String> = files.iter().flat_map(headers).collect();
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
}

/// Where a stop can't happen, and why: the file, the stop. One each.
const SURE: &[(&str, &str)] = &[
    // A state is private, and made from a value of its own type: no other type can stand in it.
    ("src/ui/etat.rs", "`unreachable!(`"),
];

fn stops_that_may_happen(file: &File) -> Vec<String> {
    let mut found = stops(file);
    for (path, stop) in SURE {
        let sure = found.iter().position(|fault| fault.starts_with(path) && fault.contains(stop));
        sure.map(|place| found.remove(place));
    }
    found
}

#[test]
fn nothing_stops_the_page() {
    check(&sources("src"), stops_that_may_happen);
    check(&sources("src"), tests_close_their_file);
}

#[test]
fn every_test_runs() {
    let mut all = sources("src");
    all.extend(sources("tests").into_iter().filter(|file| file.path != "tests/tidy.rs"));
    check(&all, skipped_tests);
}

#[test]
fn french_is_typed_as_french() {
    check(&sources("src"), typed_literals);
    for path in ["public/index.html", "public/static/404.html"] {
        let page = fs::read_to_string(root().join(path)).unwrap();
        let words = page.split('>').map(|part| part.split('<').next().unwrap_or(""));
        let wrong: Vec<String> =
            words.filter_map(|text| Some(format!("{path}: {}. In « {text} »", typography(text)?))).collect();
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
}

/// The tables hold texts that are made from answers too.
#[test]
fn french_is_typed_as_french_in_what_experts_read() {
    let mut wrong = vec![];
    for (path, text) in files("tests/tables", &[".md"]) {
        for (place, line) in text.lines().enumerate() {
            let cells = line.split('|').map(str::trim).filter(|cell| !cell.contains("---"));
            wrong.extend(cells.filter_map(|cell| {
                Some(format!("{path}:{}: {}. In « {cell} »", place + 1, typography(cell)?))
            }));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_line_ends_with_blanks() {
    let ends = [".rs", ".md", ".css", ".html", ".js", ".mjs", ".toml", ".svg"];
    let mut wrong = vec![];
    let folders = [
        "src",
        "tests",
        "examples",
        "benches",
        "xtask",
        "style",
        "public",
        "docs",
        ".cargo",
        ".ci",
        "fuzz/fuzz_targets",
    ];
    for (path, text) in folders.iter().flat_map(|folder| files(folder, &ends)) {
        wrong.extend(blanks(&path, &text));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_field_is_cited_where_it_binds() {
    let document = fs::read_to_string(root().join("docs/regles.md")).unwrap();
    let known = cited(&document);
    assert!(known.len() > 200);
    let mut bound = BTreeSet::new();
    for file in sources("src") {
        // These two hold the whole base; citing it is for the code that keeps it.
        if ["src/domain/sources.rs", "src/domain/doutes.rs"].contains(&file.path.as_str()) {
            continue;
        }
        let program = file.text.split("#[cfg(test)]").next().unwrap();
        let here = cited(program);
        let unknown: Vec<&String> = here.difference(&known).collect();
        assert!(
            unknown.is_empty(),
            "{}: {unknown:?} are no rules of docs/regles.md. Cite the right ones.",
            file.path
        );
        bound.extend(here);
    }
    let excused: BTreeSet<String> =
        UNBOUND.iter().flat_map(|(ids, _)| *ids).map(|id| (*id).to_owned()).collect();
    let missing: Vec<&String> = known.difference(&bound).filter(|id| !excused.contains(*id)).collect();
    assert!(
        missing.is_empty(),
        "no code cites {missing:?}. Cite them with `regles![…]` or in a comment where the code keeps them, or say in UNBOUND why they bind nothing."
    );
    let stale: Vec<&String> = excused.intersection(&bound).collect();
    assert!(stale.is_empty(), "{stale:?} are cited now. Take them out of UNBOUND.");
    let unknown: Vec<&String> = excused.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?} of UNBOUND are no rules of docs/regles.md.");
}

/// Covered: in a generated table, in the control table of the worked cases, in a test, or cited by a file that has
/// tests of its own.
#[test]
fn every_rule_of_the_field_that_binds_is_covered_by_a_test() {
    let document = fs::read_to_string(root().join("docs/regles.md")).unwrap();
    let mut covered =
        cited(document.split("### 12.1").nth(1).and_then(|part| part.split("\n## 13").next()).unwrap());
    for (_, text) in files("tests/tables", &[".md"]) {
        // The catalogue ends with every doubt and every rule: that covers nothing.
        covered.extend(cited(text.split("\n# Doutes").next().unwrap()));
    }
    for file in sources("tests")
        .iter()
        .filter(|file| !["tests/tidy.rs", "tests/regles.rs"].contains(&file.path.as_str()))
    {
        covered.extend(cited(&file.text));
    }
    for file in sources("src")
        .iter()
        .filter(|file| file.text.contains("#[cfg(test)]") && file.path != "src/domain/sources.rs")
    {
        covered.extend(cited(&file.text));
    }
    let excused: Vec<&str> = UNBOUND.iter().flat_map(|(ids, _)| *ids).copied().collect();
    let known = cited(&document);
    let missing: Vec<&String> =
        known.difference(&covered).filter(|id| !excused.contains(&id.as_str())).collect();
    assert!(missing.is_empty(), "no test covers {missing:?}. Add one, or a worked case.");
}

// Each rule finds what it looks for.

/// How many faults a rule finds in a file of that path and text.
fn faults(rule: fn(&File) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&File::new(path, text)).len()
}

#[test]
fn a_layer_that_names_another_is_found() {
    for (path, text, expected) in [
        ("src/domain/a.rs", "use crate::ui::session;", 1),
        ("src/domain/a.rs", "use crate::{domain, ui};", 1),
        ("src/domain/a.rs", "use crate::domain::plan; // not crate::ui", 0),
        ("src/domain/a.rs", "const A: &str = \"crate::ui\";", 0),
        ("src/export/csv.rs", "use crate::domain::report::Report; use crate::import::x;", 1),
        ("src/ui/pages/plan.rs", "use crate::route::A; use crate::export::csv;", 1),
        ("src/ui/pages/plan.rs", "use crate::protocol::node::A; use crate::calcul::pages;", 1),
        ("src/calcul/pages/plan.rs", "use crate::browser::clock;", 1),
        ("src/calcul/service.rs", "use crate::browser::clock;", 0),
        ("src/atelier/finess.rs", "use crate::calcul::pages;", 1),
        ("src/ui/pages/plan.rs", "use crate::domainish::x;", 1),
        ("src/browser.rs", "use crate::domain::plan;", 1),
    ] {
        assert_eq!(faults(layers, path, text), expected, "{path}: {text}");
    }
}

#[test]
fn a_browser_crate_or_a_target_out_of_place_is_found() {
    for (path, text, expected) in [
        ("src/domain/a.rs", "use web_sys::Window;", 1),
        ("src/ui/a.rs", "let x: web_sys::HtmlInputElement = e;", 0),
        ("src/ui/a.rs", "let x: web_sys::Window = e; use js_sys::Date;", 2),
        ("src/browser/a.rs", "use web_sys::Window;", 0),
        ("src/ui/a.rs", "// web_sys", 0),
    ] {
        assert_eq!(faults(browser_crates, path, text), expected, "{path}: {text}");
    }
    assert_eq!(faults(targets, "src/ui/a.rs", "#[cfg(target_arch = \"wasm32\")]"), 1);
    assert_eq!(faults(targets, "src/bin/a.rs", "#[cfg(target_arch = \"wasm32\")]"), 0);
    let service = "#[cfg(target_arch = \"wasm32\")]\npub mod service;\n";
    assert_eq!(faults(targets, "src/calcul.rs", service), 0);
    assert_eq!(faults(targets, "src/domain.rs", service), 1);
    assert_eq!(faults(targets, "src/calcul.rs", "#[cfg(target_arch = \"wasm32\")]\npub mod pages;\n"), 1);
}

#[test]
fn what_stops_the_page_is_found_outside_tests_only() {
    for (text, expected) in [
        ("let a = b.unwrap();", 1),
        ("let a = b.unwrap_or(c); core_panic!(d)", 0),
        ("panic!(\"a\"); b.expect(\"c\"); // d.unwrap()", 2),
        ("let a = \"x.unwrap()\"; let c = '\"'; d.unwrap()", 1),
        ("fn a<'a>(b: &'a str) {} c.unwrap()", 1),
        ("#[cfg(test)]\nmod tests {\n a.unwrap()\n}\n", 0),
    ] {
        assert_eq!(faults(stops, "src/domain/a.rs", text), expected, "{text}");
    }
    assert_eq!(faults(tests_close_their_file, "src/a.rs", "#[cfg(test)]\nmod tests {\n}\n\nfn a() {}\n"), 1);
    assert_eq!(faults(tests_close_their_file, "src/a.rs", "#[cfg(test)]\nmod tests {\n}\n"), 0);
    assert_eq!(faults(skipped_tests, "tests/a.rs", "#[ignore]\n#[should_panic]"), 2);
    assert_eq!(faults(headers, "src/a.rs", "// A.\n"), 1);
    assert_eq!(blanks("a", "b \nc\n\n").len(), 2);
}

#[test]
fn french_that_is_badly_typed_is_found() {
    for text in [
        "l'ANS",
        "Un mot : deux",
        "Qui ?",
        "« mot\u{a0}»",
        "«\u{a0}mot »",
        "Êtes-vous là? oui",
        "à suivre...",
        "un  mot",
        "Trois mots ; et puis",
    ] {
        assert!(typography(text).is_some(), "{text}");
        assert_eq!(
            faults(typed_literals, "src/domain/a.rs", &format!("const A: &str = \"{text}\";")),
            1,
            "{text}"
        );
    }
    for text in [
        "l’ANS\u{a0}: «\u{a0}mot\u{a0}»",
        "https://a.fr/?b=c;d",
        "{x}: {y}",
        "a!",
        "is it a word? no",
        "  a\n   - b",
        "",
    ] {
        assert_eq!(typography(text), None, "{text}");
    }
    assert_eq!(faults(typed_literals, "src/domain/a.rs", "\"Qui\\u{a0}?\""), 0);
    assert_eq!(faults(typed_literals, "src/domain/a.rs", "\"Un texte \\\n      qui suit\""), 0);
}

#[test]
fn the_ways_to_cite_rules_are_read() {
    let all = |text: &str| cited(text).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(all("R-RL-02, (R-AT-01)"), "R-AT-01 R-RL-02");
    assert_eq!(all("R-RL-02/03/05 et/ou"), "R-RL-02 R-RL-03 R-RL-05");
    assert_eq!(all("R-RL-02 to R-RL-04"), "R-RL-02 R-RL-03 R-RL-04");
    assert_eq!(all("R-…, R-RL, R-RL-2, R-RL-123"), "");
}
