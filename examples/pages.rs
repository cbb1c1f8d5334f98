//! Prints a page of a dossier as HTML, to look at it without building the whole page:
//! `cargo run --example pages -- fiches dossier.json [--today AAAA-MM-JJ] > style/fiches.html`, with the style sheets
//! beside it. The page is named as in its address ([`DrawnPage`]); without a file, one that needs no dossier.

use std::process::ExitCode;

use jalons::calcul::answer;
use jalons::domain::calendrier::lire_date;
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::request::{DrawnPage, Envelope, Program, Request};
use jalons::route::{Lieu, Route};

use balises::{escaped, write};

mod balises;
mod commande;

fn main() -> ExitCode {
    commande::print(run())
}

fn run() -> Result<String, String> {
    let (mut words, mut today, mut si) = (vec![], "2026-11-24".to_owned(), None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--si" => si = arguments.next(),
            "--today" => today = arguments.next().ok_or("--today attend une date AAAA-MM-JJ.")?,
            _ => words.push(argument),
        }
    }
    let usage = "Usage\u{a0}: pages plan|comparer|calendrier|liste|fiches|courriers|questionnaire-vierge|aide [dossier.json] [--today AAAA-MM-JJ] [--si question=…&reponse=…]";
    let page = words.first().and_then(|word| DrawnPage::from_token(word));
    let page = page.filter(|page| page.program() == Program::Calcul).ok_or(usage)?;
    let dossier = match words.get(1) {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{file}\u{a0}: {error}"))?,
        None => String::new(),
    };
    // As in an address: « question=contrat&reponse=en-cours ».
    let what_if = si.and_then(|query| match Route::parse(&format!("/dossier-/{}?{query}", page.token())) {
        Route::Dossier(_, Lieu::Comparer(variante)) => Some(variante),
        _ => None,
    });
    let envelope = Envelope {
        today: lire_date(&today).ok_or(usage)?,
        address: String::new(),
        directory_is_published: false,
        publication: Publication::default(),
        request: Request::Page { page, dossier, link: String::new(), what_if, as_of: None, known: None },
    };
    match answer(&envelope) {
        Answer::Page { title, page: drawn, .. } => Ok(document(&title, &drawn, page.is_of_a_dossier())),
        Answer::Refusal(sentence) => Err(sentence),
        _ => Err(usage.to_owned()),
    }
}

/// The drawn page inside what the browser puts around it.
fn document(title: &str, page: &Node, of_a_dossier: bool) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        escaped(title)
    );
    for sheet in ["tokens", "layout", "components", "print"] {
        out.push_str(&format!("<link rel=\"stylesheet\" href=\"{sheet}.css\">"));
    }
    let (before, after) = match of_a_dossier {
        true => {
            ("<body><div class=\"cadre plan\"><nav class=\"chemin\"></nav><main><div>", "</div></main></div>")
        }
        false => ("<body><main class=\"seul\"><div>", "</div></main>"),
    };
    out.push_str(before);
    write(page, &mut out);
    out.push_str(after);
    out
}
