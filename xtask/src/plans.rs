//! How long a plan and a report take, natively, beside an earlier commit: `benches/plan.rs` is run in both, by turns.

use std::path::Path;

use crate::tools::{Outcome, output};

/// How many times each is run.
const TURNS: usize = 3;

/// A bench, by its name, and its median in nanoseconds.
type Figure = (String, f64);

/// Runs `benches/plan.rs` here and in the folder of the reference, built in that other folder; prints the medians and their
/// ratios.
pub fn compare(reference: &Path, target: &str) -> Outcome {
    let manifest = reference.join("Cargo.toml").to_string_lossy().into_owned();
    let bench = ["bench", "--quiet", "--package", "jalons", "--bench", "plan"];
    let there = [&bench[..], &["--manifest-path", &manifest, "--target-dir", target]].concat();
    let (mut ours, mut theirs) = (vec![], vec![]);
    for _ in 0..TURNS {
        ours.push(measured(&bench)?);
        theirs.push(measured(&there)?);
    }
    println!("\nPlans et raisons, sur le poste, médianes de {TURNS} tours");
    println!("{:58} {:>12} {:>12} {:>9}", "", "ici", "référence", "rapport");
    let (ours, theirs) = (medians(&ours), medians(&theirs));
    for (name, here) in &ours {
        let there = theirs.iter().find(|(other, _)| other == name).map(|(_, there)| *there);
        let ratio = there.map_or_else(|| "–".to_owned(), |there| format!("{:.2} ×", here / there));
        println!("{name:58} {:>12} {:>12} {ratio:>9}", time(*here), there.map_or_else(String::new, time));
    }
    Ok(())
}

fn measured(arguments: &[&str]) -> Outcome<Vec<Figure>> {
    let printed = output("cargo", arguments).ok_or_else(|| {
        format!("Les plans n’ont pas pu être mesurés : cargo {} dit pourquoi.", arguments.join(" "))
    })?;
    let found = figures(&printed);
    match found.is_empty() {
        true => Err("benches/plan.rs n’a rien mesuré qui se lise.".to_owned()),
        false => Ok(found),
    }
}

/// The median of each bench over several runs, in the order of the first one.
fn medians(runs: &[Vec<Figure>]) -> Vec<Figure> {
    let names = runs.first().map_or(&[][..], Vec::as_slice).iter().map(|(name, _)| name);
    let median = |name: &String| {
        let mut all: Vec<f64> =
            runs.iter().flatten().filter(|(other, _)| other == name).map(|(_, time)| *time).collect();
        all.sort_by(f64::total_cmp);
        (name.clone(), all.get(all.len() / 2).copied().unwrap_or_default())
    };
    names.map(median).collect()
}

/// The medians of what divan prints: a tree whose leaves have columns (fastest, slowest, median…), whose branches have none.
fn figures(printed: &str) -> Vec<Figure> {
    let (mut found, mut bench) = (vec![], String::new());
    for line in printed.lines() {
        let line = line.trim_start_matches(|letter: char| letter.is_whitespace() || "│├╰─".contains(letter));
        let cells: Vec<&str> = line.split('│').map(str::trim).collect();
        let &[named, _, median, ..] = cells.as_slice() else { continue };
        let (name, first) = named.split_once(char::is_whitespace).unwrap_or((named, ""));
        if median.is_empty() {
            bench = name.to_owned();
        } else if let (Some(_), Some(median)) = (nanoseconds(first), nanoseconds(median)) {
            found.push((format!("{} {name}", bench.replace('_', " ")), median));
        }
    }
    found
}

/// « 125.3 µs » in nanoseconds; none of what is no time.
fn nanoseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let times = match unit.trim() {
        "ns" => 1.0,
        "µs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * times)
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        short if short < 1e6 => format!("{:.1} µs", short / 1e3),
        long => format!("{:.2} ms", long / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "\
Timer precision: 20 ns
plan                        fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ a_worked_case                          │               │               │               │         │
│  ├─ c01                   120.1 µs      │ 200 µs        │ 125.3 µs      │ 126.5 µs      │ 100     │ 100
│  │                        8.3 Kitem/s   │ 5 Kitem/s     │ 7.9 Kitem/s   │ 7.9 Kitem/s   │         │
│  ╰─ c02                   90 µs         │ 200 µs        │ 95 µs         │ 126.5 µs      │ 100     │ 100
╰─ their_report                           │               │               │               │         │
   ╰─ 500                   1.2 s         │ 1.3 s         │ 1.25 s        │ 1.25 s        │ 4       │ 4
";

    #[test]
    fn the_medians_of_divan_are_read_by_bench() {
        let read: Vec<Figure> =
            [("a worked case c01", 125_300.0), ("a worked case c02", 95_000.0), ("their report 500", 1.25e9)]
                .map(|(name, time)| (name.to_owned(), time))
                .into();
        assert_eq!(figures(PRINTED), read);
    }

    #[test]
    fn the_median_of_several_runs_is_not_that_of_the_slowest() {
        let run = |time: f64| vec![("a".to_owned(), time)];
        assert_eq!(medians(&[run(3.0), run(1.0), run(2.0)]), run(2.0));
    }
}
