//! The readable documents of a dossier: what to start with, the preparation sheets, the letters. They say what the pages
//! of the same names say, from the same data; they stand in the whole dossier as pages and as documents to complete.

use crate::domain::calendrier::long;
use crate::domain::commencer::{Commencer, Partie, Tache, commencer, titre};
use crate::domain::dossier::Etat;
use crate::domain::sources::{Regle, regles_anciennes, site, sources_de};

use super::courriers::{Courrier, courriers};
use super::details;
use super::document::{Bloc, Case, Document, Niveau, Texte};
use super::entree::Export;
use super::preparation::{Preparation, preparations};

/// What stands for an answer that is to be written.
const A_COMPLETER: &str = "[à compléter]";

/// What to do, who, when, and where: « Par quoi commencer ».
pub fn essentiel(export: &Export) -> Document {
    let report = export.report;
    let page = commencer(export.dossier, report);
    let mut blocs = vec![Bloc::Paragraphe(Texte::de(format!(
        "Démarches auprès de l’Agence du Numérique en Santé (ANS). Plan établi le {} avec Jalons ; les dates sont des estimations au plus tôt, pas des échéances.",
        long(report.jour)
    )))];
    let waits = page.attente.as_ref().map(|attente| attente.phrase.clone());
    let said =
        [regles_anciennes(report.jour), waits, Some(report.envoi_en_mots()).filter(|said| !said.is_empty())];
    blocs.extend(said.into_iter().flatten().map(|said| Bloc::Paragraphe(Texte::de(said))));
    if !page.attendus.is_empty() {
        blocs.push(partie("Où en êtes-vous\u{a0}?"));
        blocs.push(Bloc::Liste(page.attendus.iter().map(|one| Texte::de(&one.phrase)).collect()));
    }
    for part in Partie::A_FAIRE {
        let lines: Vec<Case> = page.partie(part).map(tache).collect();
        if !lines.is_empty() {
            let (titre, aside) = page.titre(part);
            let aside = if aside.is_empty() { String::new() } else { format!(" ({aside})") };
            blocs.push(partie(&format!("{titre}{aside}")));
            blocs.push(Bloc::Cases(lines));
        }
    }
    blocs.extend(inconnu(&page));
    let done: Vec<Case> = page
        .partie(Partie::Faites)
        .map(|tache| Case { faite: true, titre: Texte::de(&tache.titre), dedans: vec![], lignes: vec![] })
        .collect();
    if !done.is_empty() {
        blocs.push(partie(&page.titre(Partie::Faites).0));
        blocs.push(Bloc::Cases(done));
    }
    blocs.push(partie("Le compte"));
    let figures = if page.figures.is_empty() {
        "Rien à commander ni à signer d’après vos réponses."
    } else {
        page.figures.as_str()
    };
    blocs.push(Bloc::Paragraphe(Texte::de(format!(
        "{figures} Le détail, les raisons et les sources sont dans le plan et dans ses autres fichiers."
    ))));
    blocs.extend(appels(export));
    Document { titre: Texte::de(titre(report)), jour: report.jour, blocs }
}

fn partie(titre: &str) -> Bloc {
    Bloc::Titre(Niveau::Partie, Texte::de(titre))
}

fn rubrique(titre: &str) -> Bloc {
    Bloc::Titre(Niveau::Rubrique, Texte::de(titre))
}

fn tache(tache: &Tache) -> Case {
    let mut lignes = vec![];
    let mut said: Vec<String> = vec![tache.qui_et_quand()];
    if !tache.possible() {
        said.push(format!("après\u{a0}: {}", tache.apres.join(" ; ")));
    }
    said.retain(|part| !part.is_empty());
    if !said.is_empty() {
        lignes.push(Texte::de(said.join(" ; ")));
    }
    if !tache.joindre.is_empty() {
        let pieces = tache.joindre.join(" ; ");
        lignes.push(Texte::de(format!("À joindre, à vérifier sur la notice\u{a0}: {pieces}.")));
    }
    let mut links = Texte::default();
    for (rank, lien) in tache.liens.iter().enumerate() {
        let between = if rank == 0 { "" } else { " ; " };
        links = links.puis(between).lien(lien.texte, lien.href());
    }
    if !tache.liens.is_empty() {
        lignes.push(links);
    }
    let several = tache.pieces.len() > 1;
    let inside = tache.pieces.iter().filter(|_| several);
    let dedans = inside.map(|piece| (piece.etat == Etat::Fait, Texte::de(&piece.titre))).collect();
    Case { faite: false, titre: Texte::de(&tache.titre), dedans, lignes }
}

/// Questions without an answer, and what the plan may hold according to them.
fn inconnu(page: &Commencer) -> Vec<Bloc> {
    if page.a_repondre.is_empty() && page.peut_etre.is_empty() {
        return vec![];
    }
    let mut blocs = vec![partie("Ce qui reste inconnu")];
    if !page.a_repondre.is_empty() {
        blocs.push(Bloc::Liste(page.a_repondre.iter().map(|one| Texte::de(&one.question)).collect()));
    }
    if !page.peut_etre.is_empty() {
        let maybe = page.peut_etre.join(" ; ");
        blocs.push(Bloc::Paragraphe(Texte::de(format!(
            "Peut-être en plus, selon les réponses\u{a0}: {maybe}."
        ))));
    }
    blocs
}

/// The preparation sheets, one a page; none when the plan requires no form.
pub fn fiches(export: &Export) -> Option<Document> {
    let sheets = preparations(export);
    let mut blocs = vec![Bloc::Paragraphe(Texte::de(
        "Une fiche n’est pas le formulaire officiel : elle rassemble ce qu’il faudra y écrire, d’après vos réponses.",
    ))];
    blocs.extend(un_par_page(sheets.iter().map(fiche)));
    (!sheets.is_empty()).then(|| document("Fiches de préparation", export, blocs))
}

/// Each on a page of its own.
fn un_par_page(parts: impl Iterator<Item = Vec<Bloc>>) -> Vec<Bloc> {
    let mut blocs = vec![];
    for part in parts {
        if !blocs.is_empty() {
            blocs.push(Bloc::NouvellePage);
        }
        blocs.extend(part);
    }
    blocs
}

fn fiche(sheet: &Preparation) -> Vec<Bloc> {
    let mut blocs = vec![
        partie(&format!("{}\u{a0}: {}", sheet.formulaire.nom(), sheet.titre)),
        Bloc::Paragraphe(Texte::de(format!("Sur cette fiche\u{a0}: {}.", sheet.reste()))),
    ];
    for part in sheet.parties() {
        blocs.push(rubrique(part.titre));
        if !part.indice.is_empty() {
            blocs.push(Bloc::Paragraphe(Texte::de(part.indice)));
        }
        let lines = part.demandes.iter().map(|demande| {
            let value = match &demande.valeur {
                Some(valeur) => Texte::de(valeur),
                None => Texte::a_completer(A_COMPLETER),
            };
            [Texte::de(demande.quoi), value]
        });
        blocs.push(Bloc::Tableau(["Ce qui est demandé", "Votre réponse"], lines.collect()));
    }
    for said in sheet.rubriques() {
        blocs.push(rubrique(said.titre));
        blocs.extend(lignes(&said.lignes));
    }
    blocs.push(rubrique("Sources de cette fiche"));
    blocs.push(sources(&sheet.regles()));
    blocs
}

/// One line, or a list.
fn lignes(lignes: &[String]) -> Option<Bloc> {
    match lignes {
        [] => None,
        [seule] => Some(Bloc::Paragraphe(Texte::de(seule))),
        plusieurs => Some(Bloc::Liste(plusieurs.iter().map(Texte::de).collect())),
    }
}

fn sources(regles: &[&'static Regle]) -> Bloc {
    let lines = sources_de(regles.iter().copied()).into_iter().map(|source| match source.adresses {
        [] => Texte::de(source.titre),
        [adresse] => Texte::default().lien(source.titre, adresse),
        several => {
            several.iter().zip(1..).fold(Texte::de(source.titre).puis("\u{a0}:"), |line, (adresse, rank)| {
                line.puis(" ").lien(format!("{rank}. {}", site(adresse)), adresse)
            })
        }
    });
    Bloc::Sources(lines.collect())
}

/// The letters, one a page; none when the plan calls for none.
pub fn lettres(export: &Export) -> Option<Document> {
    let letters = courriers(export);
    let mut blocs = vec![Bloc::Paragraphe(Texte::de(
        "Rien n’est encore envoyé. Complétez ce qui est entre crochets, puis envoyez chaque courrier vous-même.",
    ))];
    blocs.extend(un_par_page(letters.iter().map(lettre)));
    (!letters.is_empty()).then(|| document("Courriers et messages", export, blocs))
}

fn lettre(letter: &Courrier) -> Vec<Bloc> {
    let fact = |name: &str, value: &Texte| Bloc::Paragraphe(Texte::fort(format!("{name}\u{a0}: ")).et(value));
    let mut blocs = vec![partie(&letter.titre), fact("À qui", &Texte::de(&letter.a))];
    if let Some(known) = letter.destinataire {
        blocs.push(fact("Son adresse", &Texte::de(details::en_mots(known))));
    }
    if !letter.pieces.is_empty() {
        blocs.push(fact("À joindre", &Texte::default()));
        blocs.push(Bloc::Liste(letter.pieces.iter().map(Texte::de).collect()));
    }
    blocs.push(fact("Objet", &Texte::a_completer(&letter.objet)));
    let body = letter.corps.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    blocs.extend(body.flat_map(paragraphe));
    blocs.push(rubrique("Sources de ce courrier"));
    blocs.push(sources(&letter.regles));
    blocs
}

/// A paragraph of a letter; its lines that begin with a dash are a list.
fn paragraphe(texte: &str) -> Vec<Bloc> {
    let is_item = |line: &&str| line.starts_with("- ");
    let lines: Vec<&str> = texte.trim_end().lines().collect();
    let runs = lines.chunk_by(|one, other| is_item(one) == is_item(other));
    runs.map(|run| match run.first() {
        Some(first) if is_item(first) => {
            Bloc::Liste(run.iter().map(|line| Texte::a_completer(line.trim_start_matches("- "))).collect())
        }
        _ => Bloc::Paragraphe(Texte::a_completer(&run.join("\n"))),
    })
    .collect()
}

/// Whom to call, when who publishes this copy says it.
fn appels(export: &Export) -> Vec<Bloc> {
    let lines: Vec<Texte> = export.report.appels.iter().map(Texte::de).collect();
    if lines.is_empty() { vec![] } else { vec![partie("Une question\u{a0}?"), Bloc::Liste(lines)] }
}

fn document(titre: &str, export: &Export, mut blocs: Vec<Bloc>) -> Document {
    blocs.extend(appels(export));
    let titre = match export.report.structure.as_str() {
        "" => titre.to_owned(),
        structure => format!("{titre}\u{a0}: {structure}"),
    };
    Document { titre: Texte::de(titre), jour: export.report.jour, blocs }
}
