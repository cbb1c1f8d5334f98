//! A document in plain text, short enough for a mail: a line for each thing, what is said of it under it, the address
//! after each link.

use super::document::{Bloc, Case, Document, Mots, Niveau, Texte};

/// The text.
pub fn ecrire(document: &Document) -> String {
    let titre = en_une_ligne(&document.titre);
    let mut out = format!("{titre}\n{}\n", "=".repeat(titre.chars().count()));
    for bloc in &document.blocs {
        match bloc {
            Bloc::NouvellePage => {}
            Bloc::Titre(niveau, texte) => {
                let titre = en_une_ligne(texte);
                out.push_str(&format!("\n{titre}\n"));
                if *niveau == Niveau::Partie {
                    out.push_str(&format!("{}\n", "-".repeat(titre.chars().count())));
                }
            }
            Bloc::Paragraphe(texte) => out.push_str(&format!("{}\n", en_une_ligne(texte))),
            Bloc::Liste(lignes) | Bloc::Sources(lignes) => {
                lignes.iter().for_each(|ligne| out.push_str(&format!("- {}\n", en_une_ligne(ligne))));
            }
            Bloc::Cases(cases) => cases.iter().for_each(|une| out.push_str(&case(une))),
            Bloc::Tableau(_, lignes) => {
                for [nom, valeur] in lignes {
                    out.push_str(&format!("{}\u{a0}: {}\n", en_une_ligne(nom), en_une_ligne(valeur)));
                }
            }
        }
    }
    out
}

fn case(case: &Case) -> String {
    let mark = if case.faite { "x" } else { " " };
    let mut out = format!("[{mark}] {}\n", en_une_ligne(&case.titre));
    for ligne in &case.lignes {
        out.push_str(&format!("    {}\n", en_une_ligne(ligne)));
    }
    if !case.dedans.is_empty() {
        let inside: Vec<String> = case
            .dedans
            .iter()
            .map(|(done, texte)| format!("{}{}", en_une_ligne(texte), if *done { " (fait)" } else { "" }))
            .collect();
        out.push_str(&format!("    {}\n", inside.join(" ; ")));
    }
    out
}

/// Its words on one line, each address after what leads there.
fn en_une_ligne(texte: &Texte) -> String {
    let words: String = texte
        .mots()
        .iter()
        .map(|mots| match mots {
            Mots::Simples(mots) | Mots::Forts(mots) => mots.clone(),
            Mots::Lien(mots, adresse) => {
                format!("{mots}\u{a0}: {}", adresse.trim_start_matches("mailto:"))
            }
        })
        .collect();
    words.split('\n').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
