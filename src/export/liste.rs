//! The checklist by phase, in Markdown: every action with all that is said of it, and why.

use crate::domain::avis::Genre;
use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::report::{Attente, Ligne, LigneAction};
use crate::domain::sources::regles_anciennes;

use super::details;
use super::entree::Export;
use super::tables::source_en_mots;

/// The checklist in Markdown.
pub fn markdown(export: &Export) -> String {
    ecrire(export, Page::default())
}

/// What is written so far.
#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    /// A heading of level 1 to 3.
    fn titre(&mut self, niveau: usize, titre: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.ecrire(&format!("{} {}", "#".repeat(niveau), mots(titre)));
        self.out.push('\n');
    }

    fn paragraphe(&mut self, texte: &str) {
        self.ecrire(&debut(texte));
        self.out.push('\n');
    }

    /// An action, to be ticked.
    fn case(&mut self, etat: Etat, titre: &str, quand: &str) {
        let mark = if etat == Etat::Fait { "x" } else { " " };
        self.ecrire(&format!("- [{mark}] **{}** ({})", mots(titre), mots(quand)));
    }

    /// A heading under an action or a statement, with what stands under it.
    fn rubrique(&mut self, titre: &str, lignes: &[String]) {
        match lignes {
            [] => {}
            [seule] => self.ecrire(&format!("  - {titre}\u{a0}: {}", mots(seule))),
            plusieurs => {
                self.ecrire(&format!("  - {titre}\u{a0}:"));
                for ligne in plusieurs {
                    self.ecrire(&format!("    - {}", debut(ligne)));
                }
            }
        }
    }

    /// What the sources don't say of some statements, or say in two ways.
    fn doutes<'a>(&mut self, lignes: impl IntoIterator<Item = &'a Ligne>) {
        let doutes: Vec<String> =
            details::doutes(lignes).into_iter().map(|doute| doute.texte.to_owned()).collect();
        self.rubrique("Points à confirmer", &doutes);
    }

    fn puce(&mut self, texte: &str) {
        self.ecrire(&format!("- {}", debut(texte)));
    }

    fn ecrire(&mut self, ligne: &str) {
        self.out.push_str(ligne);
        self.out.push('\n');
    }
}

/// A text on one line; what it holds is never a mark.
fn mots(texte: &str) -> String {
    // Some readers also end a line at the separators of Unicode.
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let line = texte.split(breaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    line.split(' ').map(echappe).collect::<Vec<_>>().join(" ")
}

/// A text that starts a line or an item: it starts no list of its own.
fn debut(texte: &str) -> String {
    sans_puce(&mots(texte))
}

/// A text that does not start as an item of a list does.
fn sans_puce(texte: &str) -> String {
    let digits = texte.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = texte.split_at(digits);
    let mark = match number.is_empty() {
        true => ['-', '+'].as_slice(),
        false => ['.', ')'].as_slice(),
    };
    match rest.strip_prefix(mark) {
        Some(after) if after.is_empty() || after.starts_with(' ') => format!("{number}\\{rest}"),
        Some(_) | None => texte.to_owned(),
    }
}

/// A word without its Markdown marks; an address becomes a link, without the marks of the sentence around it.
fn echappe(mot: &str) -> String {
    let start = ["https://", "http://"].iter().filter_map(|scheme| mot.find(scheme)).min();
    if let Some(start) = start.filter(|start| {
        mot.get(..*start).is_some_and(|before| {
            before.chars().all(|c| matches!(c, '(' | '«' | '"' | '\u{a0}' | '\u{202f}'))
        })
    }) {
        let (before, address) = mot.split_at(start);
        let sentence = |c: char| {
            matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '»' | '"' | '\'' | '’' | '\u{a0}' | '\u{202f}')
        };
        let mut end = address.trim_end_matches(sentence).len();
        // A bracket that the address did not open closes the sentence's.
        let opened = |part: &str| part.matches('(').count() >= part.matches(')').count();
        while let Some(shorter) =
            address.get(..end).filter(|part| !opened(part)).and_then(|part| part.strip_suffix(')'))
        {
            end = shorter.trim_end_matches(sentence).len();
        }
        let (address, after) = address.split_at(end);
        if address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>')) {
            return format!("{}<{address}>{}", sans_marques(before), sans_marques(after));
        }
    }
    sans_marques(mot)
}

fn sans_marques(mot: &str) -> String {
    let mut out = String::new();
    for c in mot.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
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
    if let Some(phrase) = regles_anciennes(report.jour) {
        page.paragraphe(&phrase);
    }
    en_bref(export, &mut page);
    for (rank, (phase, actions)) in report.phases().enumerate() {
        page.titre(2, &format!("{}. {}", rank + 1, phase.titre()));
        for action in actions {
            une_action(export, action, &mut page);
        }
    }
    ouverts(export, &mut page);
    for genre in Genre::TOUS {
        let titre = match genre {
            Genre::Avertissement => "Attention",
            Genre::Information => "Bon à savoir",
            Genre::Datee => "À savoir, daté",
        };
        let mut found = report.avis.iter().filter(|avis| avis.genre == genre).peekable();
        if found.peek().is_some() {
            page.titre(2, titre);
            found.for_each(|avis| {
                page.puce(&details::raison(&avis.ligne));
                page.doutes([&avis.ligne]);
            });
        }
    }
    if !report.appels.is_empty() {
        page.titre(2, "Une question\u{a0}?");
        report.appels.iter().for_each(|line| page.puce(line));
    }
    if !report.ecartes.is_empty() {
        page.titre(2, "Ce qui n’est pas à faire, et pourquoi");
        for ecarte in &report.ecartes {
            let raisons: Vec<String> = ecarte.raisons.iter().map(details::raison).collect();
            page.puce(&format!("{} : {}", ecarte.titre, raisons.join(" ")));
            page.doutes(&ecarte.raisons);
        }
    }
    page.out
}

fn en_bref(export: &Export, page: &mut Page) {
    let report = export.report;
    page.titre(2, "En bref");
    let figures = report.figures_en_mots().into_iter();
    let counted: Vec<String> = figures.map(|(number, name)| format!("{number} {name}")).collect();
    if counted.is_empty() {
        page.puce("Rien à commander ni à signer d’après vos réponses.");
    } else {
        page.puce(&format!("À obtenir : {}.", counted.join(", ")));
    }
    let due = report.actions.iter().filter(|action| !action.conseil);
    let done = due.clone().filter(|action| export.suivi(action).etat == Etat::Fait).count();
    page.puce(&format!("Actions faites : {done} sur {}.", due.count()));
    let envoi = report.envoi_en_mots();
    if !envoi.is_empty() {
        page.puce(&envoi);
    }
    if !report.chaine.is_empty() {
        page.puce(&format!("Le plus long enchaînement connu : {}.", report.chaine));
    }
}

fn une_action(export: &Export, action: &LigneAction, page: &mut Page) {
    let suivi = export.suivi(action);
    let quand = action.quand.clone();
    let quand = if action.conseil { format!("conseil, {quand}") } else { quand };
    page.case(suivi.etat, &action.titre, &quand);
    if suivi.etat == Etat::EnCours {
        page.rubrique("Statut", &[suivi.etat.libelle().to_owned()]);
    }
    if !suivi.note.is_empty() {
        page.rubrique("Note", std::slice::from_ref(&suivi.note));
    }
    for rubrique in details::rubriques(action) {
        page.rubrique(rubrique.titre, &rubrique.lignes);
    }
    page.doutes(action.lignes());
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
        assert_eq!(mots("Les *Ti_lleuls* <b> [x]"), "Les \\*Ti\\_lleuls\\* \\<b\\> \\[x\\]");
        assert_eq!(mots("# titre\n- puce"), "\\# titre - puce");
    }

    #[test]
    fn an_address_is_a_link_and_keeps_its_signs() {
        assert_eq!(mots("voir https://a.fr/?f%5B0%5D=a_b"), "voir <https://a.fr/?f%5B0%5D=a_b>");
        assert_eq!(mots("https://a.fr/a_b, puis"), "<https://a.fr/a_b>, puis");
        assert_eq!(mots("(https://a.fr/a_(b)). Fin"), "(<https://a.fr/a_(b)>). Fin");
        assert_eq!(mots("«\u{a0}https://a.fr\u{a0}» !"), "«\u{a0}<https://a.fr>\u{a0}» !");
        assert_eq!(mots("https://a.fr/été_1"), "https://a.fr/été\\_1");
    }

    #[test]
    fn what_is_typed_comes_out_as_it_was_typed() {
        assert_eq!(mots("&amp; &lt;b&gt; & R&D"), "\\&amp; \\&lt;b\\&gt; \\& R\\&D");
        assert_eq!(debut("- a"), "\\- a");
        assert_eq!(debut("+ a"), "\\+ a");
        assert_eq!(debut("12. a"), "12\\. a");
        assert_eq!(debut("3) a"), "3\\) a");
        assert_eq!(debut("12.5 et -3"), "12.5 et -3");
        assert_eq!(mots("Les\u{2028}Tilleuls\u{85}A"), "Les Tilleuls A");
    }
}
