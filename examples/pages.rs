//! Prints a page of a dossier as HTML, to look at it without building the whole page:
//! `cargo run --example pages -- fiches dossier.json [--today AAAA-MM-JJ] > style/fiches.html`, with the style sheets
//! beside it. The page named by its token ([`Quoi`]); without a file, one that needs no dossier.

use std::process::ExitCode;

use jalons::atelier::calcul::repondre;
use jalons::atelier::protocole::{Demande, Quoi, Reponse};
use jalons::protocol::node::Node;

/// Elements without an end.
const VIDES: [&str; 3] = ["input", "br", "hr"];

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let (mut words, mut jour) = (vec![], "2026-11-24".to_owned());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--today" => jour = arguments.next().ok_or("--today attend une date AAAA-MM-JJ.")?,
            _ => words.push(argument),
        }
    }
    let usage = "Usage\u{a0}: pages plan|liste|fiches|courriers|vierge|aide [dossier.json]";
    let quoi = words.first().and_then(|word| DrawnPage::de_jeton(word)).ok_or(usage)?;
    let dossier = match words.get(1) {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{file}\u{a0}: {error}"))?,
        None => String::new(),
    };
    match repondre(&Demande { quoi, champs: vec![], dossier, jour }) {
        Reponse::Page(titre, page) => Ok(document(&titre, &page, quoi.is_of_a_dossier())),
        Reponse::Resume(_)
        | Reponse::Partie(..)
        | Reponse::Fichier(_)
        | Reponse::Copie(_)
        | Reponse::Dossier(..) => Err(usage.to_owned()),
        Reponse::Refus(phrase) => Err(phrase),
    }
}

/// The drawn page inside what the browser puts around it (`src/ui/pages/feuille.rs`).
fn document(titre: &str, page: &Node, dans_un_dossier: bool) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        echappe(titre)
    );
    for sheet in ["tokens", "layout", "components", "print"] {
        out.push_str(&format!("<link rel=\"stylesheet\" href=\"{sheet}.css\">"));
    }
    let (before, after) = match dans_un_dossier {
        true => {
            ("<body><div class=\"cadre plan\"><nav class=\"chemin\"></nav><main><div>", "</div></main></div>")
        }
        false => ("<body><main class=\"seul\"><div>", "</div></main>"),
    };
    out.push_str(before);
    ecrire(page, &mut out);
    out.push_str(after);
    out
}

fn ecrire(noeud: &Node, out: &mut String) {
    match noeud {
        Node::Text(texte) => out.push_str(&echappe(texte)),
        Node::Element("", _, enfants) => enfants.iter().for_each(|enfant| ecrire(enfant, out)),
        Node::Element(balise, attributs, enfants) => {
            out.push_str(&format!("<{balise}"));
            for (nom, valeur) in attributs {
                out.push_str(&format!(" {nom}=\"{}\"", echappe(valeur)));
            }
            out.push('>');
            if !VIDES.contains(balise) {
                enfants.iter().for_each(|enfant| ecrire(enfant, out));
                out.push_str(&format!("</{balise}>"));
            }
        }
    }
}

fn echappe(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
