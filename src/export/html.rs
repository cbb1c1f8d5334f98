//! A document as one page of HTML that opens from a folder: its style inside, no script, nothing asked of the network (its
//! policy forbids it); made to be read and to be printed on A4.

use super::document::{Bloc, Case, Document, Mots, Niveau, Texte, echapper};

/// The style of the page, on screen and on paper.
const STYLE: &str = include_str!("html/document.css");

/// What a browser may do with the page: apply its style.
const POLITIQUE: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page.
pub fn page(document: &Document) -> String {
    let titre = echapper(&document.titre.en_clair());
    let mut body = format!("<h1>{titre}</h1>\n");
    body.push_str(&index(document));
    let mut rank = 0;
    let mut breaks = false;
    for bloc in &document.blocs {
        match bloc {
            Bloc::NouvellePage => breaks = true,
            Bloc::Titre(Niveau::Partie, texte) => {
                rank += 1;
                let class = if breaks { " class=\"nouvelle-page\"" } else { "" };
                breaks = false;
                body.push_str(&format!("<h2 id=\"partie-{rank}\"{class}>{}</h2>\n", mots(texte)));
            }
            bloc => body.push_str(&un_bloc(bloc)),
        }
    }
    format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLITIQUE}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{titre}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Links to the parts, where each starts a page.
fn index(document: &Document) -> String {
    let parts = document.blocs.iter().filter_map(|bloc| match bloc {
        Bloc::Titre(Niveau::Partie, texte) => Some(echapper(&texte.en_clair())),
        _ => None,
    });
    if !document.blocs.iter().any(|bloc| matches!(bloc, Bloc::NouvellePage)) {
        return String::new();
    }
    let lines: String = parts
        .zip(1..)
        .map(|(titre, rank)| format!("<li><a href=\"#partie-{rank}\">{titre}</a></li>\n"))
        .collect();
    format!("<nav aria-label=\"Dans ce document\">\n<ol>\n{lines}</ol>\n</nav>\n")
}

fn un_bloc(bloc: &Bloc) -> String {
    match bloc {
        Bloc::Titre(_, texte) => format!("<h3>{}</h3>\n", mots(texte)),
        Bloc::Paragraphe(texte) => format!("<p>{}</p>\n", mots(texte)),
        Bloc::Liste(lignes) => liste("", lignes),
        Bloc::Sources(lignes) => liste(" class=\"sources\"", lignes),
        Bloc::Cases(cases) => {
            let lines: String = cases.iter().map(case).collect();
            format!("<ul class=\"cases\">\n{lines}</ul>\n")
        }
        Bloc::Tableau(colonnes, lignes) => {
            let heads: String =
                colonnes.iter().map(|titre| format!("<th scope=\"col\">{}</th>", echapper(titre))).collect();
            let rows: String = lignes
                .iter()
                .map(|[nom, valeur]| {
                    format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", mots(nom), mots(valeur))
                })
                .collect();
            format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
        }
        Bloc::NouvellePage => String::new(),
    }
}

fn liste(class: &str, lignes: &[Texte]) -> String {
    let lines: String = lignes.iter().map(|ligne| format!("<li>{}</li>\n", mots(ligne))).collect();
    format!("<ul{class}>\n{lines}</ul>\n")
}

fn case(case: &Case) -> String {
    let inside: String = case
        .dedans
        .iter()
        .map(|(done, texte)| format!("<li>{}{}</li>\n", boite(*done), mots(texte)))
        .collect();
    let inside = if inside.is_empty() { inside } else { format!("<ul class=\"cases\">\n{inside}</ul>\n") };
    let said: String = case.lignes.iter().map(|texte| format!("<p>{}</p>\n", mots(texte))).collect();
    format!("<li>{}<strong>{}</strong>\n{said}{inside}</li>\n", boite(case.faite), mots(&case.titre))
}

/// A box to tick by hand, said in words to who listens.
fn boite(faite: bool) -> String {
    let (sign, said) = if faite { ("☑", "fait") } else { ("☐", "à faire") };
    format!("<span class=\"boite\" role=\"img\" aria-label=\"{said}\">{sign}</span> ")
}

fn mots(texte: &Texte) -> String {
    let words = texte.mots().iter().map(|mots| match mots {
        Mots::Simples(mots) => en_lignes(mots),
        Mots::Forts(mots) => format!("<strong>{}</strong>", en_lignes(mots)),
        Mots::Lien(mots, adresse) => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", echapper(adresse), echapper(mots))
        }
    });
    words.collect()
}

fn en_lignes(texte: &str) -> String {
    echapper(texte).replace('\n', "<br>\n")
}
