//! The checklist by phase, in Markdown and in plain text: the same words in the same order, two ways of marking them.

use crate::domain::avis::Genre;
use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::report::{Attente, LigneAction};

use super::details;
use super::entree::Export;
use super::tables::source_en_mots;

/// The checklist in Markdown.
pub fn markdown(export: &Export) -> String {
    ecrire(export, Page::new(Marques::Markdown))
}

/// The checklist in plain text.
pub fn texte(export: &Export) -> String {
    ecrire(export, Page::new(Marques::Texte))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marques {
    Markdown,
    Texte,
}

/// What is written so far, and how headings and items are marked.
struct Page {
    out: String,
    marques: Marques,
}

impl Page {
    fn new(marques: Marques) -> Self {
        Self { out: String::new(), marques }
    }

    /// A heading of level 1 to 3.
    fn titre(&mut self, niveau: usize, titre: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        let titre = self.mots(titre);
        match (self.marques, niveau) {
            (Marques::Markdown, niveau) => self.ecrire(&format!("{} {titre}", "#".repeat(niveau))),
            (Marques::Texte, 1 | 2) => {
                let line = if niveau == 1 { "=" } else { "-" };
                self.ecrire(&titre);
                self.ecrire(&line.repeat(titre.chars().count()));
            }
            (Marques::Texte, _) => self.ecrire(&titre),
        }
        self.out.push('\n');
    }

    fn paragraphe(&mut self, texte: &str) {
        let texte = self.mots(texte);
        self.ecrire(&texte);
        self.out.push('\n');
    }

    /// An action, to be ticked.
    fn case(&mut self, etat: Etat, titre: &str, quand: &str) {
        let (titre, quand) = (self.mots(titre), self.mots(quand));
        let mark = if etat == Etat::Fait { "x" } else { " " };
        match self.marques {
            Marques::Markdown => self.ecrire(&format!("- [{mark}] **{titre}** ({quand})")),
            Marques::Texte => self.ecrire(&format!("[{mark}] {titre} ({quand})")),
        }
    }

    /// A heading under an action or a statement, with what stands under it.
    fn rubrique(&mut self, titre: &str, lignes: &[String]) {
        let indent = if self.marques == Marques::Markdown { "  - " } else { "    " };
        match lignes {
            [] => {}
            [seule] => {
                let seule = self.mots(seule);
                self.ecrire(&format!("{indent}{titre} : {seule}"));
            }
            plusieurs => {
                self.ecrire(&format!("{indent}{titre} :"));
                for ligne in plusieurs {
                    let ligne = self.mots(ligne);
                    self.ecrire(&format!("    - {ligne}"));
                }
            }
        }
    }

    fn puce(&mut self, texte: &str) {
        let texte = self.mots(texte);
        self.ecrire(&format!("- {texte}"));
    }

    fn ecrire(&mut self, ligne: &str) {
        self.out.push_str(ligne);
        self.out.push('\n');
    }

    /// A text on one line; in Markdown, what it holds is never a mark.
    fn mots(&self, texte: &str) -> String {
        let line = texte.split(['\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        match self.marques {
            Marques::Texte => line,
            Marques::Markdown => line.split(' ').map(echappe).collect::<Vec<_>>().join(" "),
        }
    }
}

/// A word without its Markdown marks; an address becomes a link.
fn echappe(mot: &str) -> String {
    let address = (mot.starts_with("https://") || mot.starts_with("http://"))
        && mot.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'));
    if address {
        return format!("<{mot}>");
    }
    let mut out = String::new();
    for c in mot.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ecrire(export: &Export, mut page: Page) -> String {
    let report = export.report;
    page.titre(
        1,
        &match report.structure.as_str() {
            "" => "Démarches auprès de l’ANS".to_owned(),
            structure => format!("Démarches auprès de l’ANS : {structure}"),
        },
    );
    page.paragraphe(&format!(
        "Plan établi le {} avec Jalons. Les dates sont des estimations au plus tôt, pas des échéances.",
        long(report.jour)
    ));
    en_bref(export, &mut page);
    for (rank, (phase, actions)) in report.phases().enumerate() {
        page.titre(2, &format!("{}. {}", rank + 1, phase.titre()));
        for action in actions {
            une_action(export, action, &mut page);
        }
    }
    ouverts(export, &mut page);
    for (genre, titre) in [(Genre::Avertissement, "Attention"), (Genre::Information, "Bon à savoir")] {
        let mut found = report.avis.iter().filter(|avis| avis.genre == genre).peekable();
        if found.peek().is_some() {
            page.titre(2, titre);
            found.for_each(|avis| page.puce(&details::raison(&avis.ligne)));
        }
    }
    if !report.ecartes.is_empty() {
        page.titre(2, "Ce qui n’est pas à faire, et pourquoi");
        for ecarte in &report.ecartes {
            let raisons: Vec<String> = ecarte.raisons.iter().map(details::raison).collect();
            page.puce(&format!("{} : {}", ecarte.titre, raisons.join(" ")));
        }
    }
    page.out
}

fn en_bref(export: &Export, page: &mut Page) {
    let report = export.report;
    page.titre(2, "En bref");
    let figures = report.figures();
    let counted: Vec<String> = figures
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect();
    if counted.is_empty() {
        page.puce("Rien à commander ni à signer d’après vos réponses.");
    } else {
        page.puce(&format!("À obtenir : {}.", counted.join(", ")));
    }
    let due = report.actions.iter().filter(|action| !action.conseil);
    let done = due.clone().filter(|action| export.suivi(&action.id).etat == Etat::Fait).count();
    page.puce(&format!("Actions faites : {done} sur {}.", due.count()));
    if !report.chaine.is_empty() {
        page.puce(&format!("Le plus long enchaînement connu : {}.", report.chaine));
    }
}

fn une_action(export: &Export, action: &LigneAction, page: &mut Page) {
    let suivi = export.suivi(&action.id);
    let number = if action.quantite > 1 { format!(" × {}", action.quantite) } else { String::new() };
    let quand = action.quand.clone();
    let quand = if action.conseil { format!("conseil, {quand}") } else { quand };
    page.case(suivi.etat, &format!("{}{number}", action.titre), &quand);
    if suivi.etat == Etat::EnCours {
        page.rubrique("Statut", &[suivi.etat.libelle().to_owned()]);
    }
    if !suivi.note.is_empty() {
        page.rubrique("Note", std::slice::from_ref(&suivi.note));
    }
    for rubrique in details::rubriques(action) {
        page.rubrique(rubrique.titre, &rubrique.lignes);
    }
    page.rubrique("Règles", &[details::regles(action).join(", ")]);
    let sources: Vec<String> = details::sources(action).into_iter().map(source_en_mots).collect();
    page.rubrique("Sources", &sources);
    page.out.push('\n');
}

fn ouverts(export: &Export, page: &mut Page) {
    if export.report.ouverts.is_empty() {
        return;
    }
    page.titre(2, "Pas encore décidé");
    for Attente { question, suites } in export.report.attentes() {
        page.puce(&format!("{} ({})", question.question, question.valeur));
        for (autres, ouverts) in suites {
            let titres: Vec<String> = ouverts.iter().map(|ouvert| ouvert.titre.clone()).collect();
            let autres: Vec<&str> = autres.iter().map(|autre| autre.question.as_str()).collect();
            let selon = match autres.is_empty() {
                true => "Selon cette seule réponse".to_owned(),
                false => format!("Selon aussi {}", autres.join(" ; ")),
            };
            page.rubrique(&selon, &titres);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_markdown_mark() {
        let page = Page::new(Marques::Markdown);
        assert_eq!(page.mots("Les *Ti_lleuls* <b> [x]"), "Les \\*Ti\\_lleuls\\* \\<b\\> \\[x\\]");
        assert_eq!(page.mots("# titre\n- puce"), "\\# titre - puce");
    }

    #[test]
    fn an_address_is_a_link_and_keeps_its_signs() {
        let page = Page::new(Marques::Markdown);
        assert_eq!(page.mots("voir https://a.fr/?f%5B0%5D=a_b"), "voir <https://a.fr/?f%5B0%5D=a_b>");
    }
}
