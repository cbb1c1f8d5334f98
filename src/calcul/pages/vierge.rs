//! The blank questionnaire: every question of the page, to be filled in by hand. Drawn from the questions themselves.

use chrono::NaiveDate;

use crate::domain::conditions::{Condition, condition};
use crate::domain::question::{Champ, Groupe, Liste, Opt, Spec};
use crate::domain::questionnaire::{self, Page, SECTIONS, Section};
use crate::domain::sources::LUES_LE;
use crate::protocol::node::{Node, button, el, fragment, link, off_screen, page_title, section};
use crate::protocol::request::Act;

use super::aide::sigles;
use super::titles::anciennete;

/// Rows of an empty table.
const LIGNES: usize = 5;

/// The page of the blank questionnaire.
pub fn vierge(jour: NaiveDate) -> Node {
    let sections = fragment().children(SECTIONS.iter().map(|one| cette_section(one, jour)));
    let lead = "Toutes les questions de Jalons, à remplir au stylo avant de les saisir. Vous n’aurez pas à répondre à toutes : sous chaque question qui n’est pas posée à tout le monde, il est écrit quand elle l’est.";
    let here = "Ce papier n’est pas un formulaire officiel : il n’est à envoyer à personne.";
    let terms = sigles("h2", "Les sigles de ce questionnaire", &[&sections]);
    let acts = el("p")
        .class("boutons")
        .child(button("principal", "Imprimer le questionnaire", Act::Print))
        .child(link("#/").class("secondaire").child("Retour à l’accueil"));
    fragment()
        .child(page_title("Questionnaire vierge"))
        .child(el("p").class("legende").child(format!("Règles et sources lues le {LUES_LE}")))
        .child(anciennete(jour))
        .child(el("p").class("chapeau").child(lead))
        .child(el("p").child(here))
        .child(acts)
        .child(il_vous_faudra())
        .child(el("div").class("vierge").child(sections))
        .child(terms)
}

/// Its number: its place among the questions of their own.
fn numero(spec: &Spec) -> Option<usize> {
    questionnaire::questions().position(|other| other.id == spec.id).map(|place| place + 1)
}

/// Where each answer is to be found, as the help of the questions tells it.
fn il_vous_faudra() -> Node {
    let lines = questionnaire::specs().filter(|spec| !spec.aide.ou.is_empty()).map(|spec| {
        let number = numero(spec).map(|number| el("small").child(format!(" (question {number})")));
        el("li").child(el("b").child(spec.nom)).child(number).child(" : ").child(spec.aide.ou)
    });
    section("besoins", "Ce qu’il vous faudra").child(el("ul").children(lines))
}

fn cette_section(section: &'static Section, jour: NaiveDate) -> Node {
    el("section")
        .attr("id", format!("section-{}", section.id))
        .child(el("h2").child(section.titre))
        .children(section.pages.iter().map(|page| cette_page(page, jour)))
}

fn cette_page(page: &'static Page, jour: NaiveDate) -> Node {
    let title = page.en_titre().is_none().then(|| el("h3").child(page.titre));
    let level = if title.is_some() { "h4" } else { "h3" };
    fragment().child(title).children(page.questions.iter().map(|spec| question(spec, level, jour)))
}

fn question(spec: &'static Spec, niveau: &'static str, jour: NaiveDate) -> Node {
    let number = numero(spec).map_or_else(String::new, |number| format!("{number}. "));
    let heading = el(niveau)
        .child(format!("{number}{}", spec.titre))
        .child(spec.facultatif.then(|| el("span").class("facultatif").child(" (facultatif)")));
    el("div")
        .class("question")
        .attr("id", format!("question-{}", spec.id))
        .child(heading)
        .child(quand(spec, jour))
        .child(indications(spec))
        .child(a_remplir(spec, jour))
}

/// When it is asked, in words; nothing when it always is.
fn quand(spec: &'static Spec, jour: NaiveDate) -> Option<Node> {
    let of = |question: &'static Spec| match numero(question) {
        Some(number) => format!("la question {number} ({})", question.nom),
        None => format!("« {} »", question.titre),
    };
    let labels = |options: &[&'static Opt]| {
        let names: Vec<String> = options.iter().map(|option| format!("« {} »", option.libelle)).collect();
        en_liste(&names, "ou")
    };
    let words = match condition(spec, jour) {
        Condition::Toujours => return None,
        Condition::Si(question, options) => {
            format!("Seulement si vous répondez {} à {}.", labels(&options), of(question))
        }
        Condition::Sauf(question, options) => match question.champ {
            Champ::ChoixMultiple(_) => {
                format!("Sauf si vous ne cochez rien d’autre que {} à {}.", labels(&options), of(question))
            }
            _ => format!("Sauf si vous répondez {} à {}.", labels(&options), of(question)),
        },
        Condition::Selon(questions) if questions.is_empty() => "Posée ou non selon vos réponses.".to_owned(),
        Condition::Selon(questions) => {
            let numbers: Option<Vec<String>> =
                questions.iter().map(|spec| Some(numero(spec)?.to_string())).collect();
            let read = match numbers {
                // Many names hide the sentence.
                Some(numbers) if numbers.len() > 2 => format!("les questions {}", en_liste(&numbers, "et")),
                Some(_) | None => en_liste(&questions.into_iter().map(of).collect::<Vec<_>>(), "et"),
            };
            format!("Posée ou non selon vos réponses, dont {read}.")
        }
    };
    Some(el("p").class("quand").child(words))
}

/// « a, b et c ».
fn en_liste(mots: &[String], et: &str) -> String {
    match mots {
        [] => String::new(),
        [seul] => seul.clone(),
        [debut @ .., dernier] => format!("{} {et} {dernier}", debut.join(", ")),
    }
}

/// Hint and help.
fn indications(spec: &'static Spec) -> Node {
    let found =
        if spec.aide.ou.is_empty() { String::new() } else { format!("Où le trouver : {}", spec.aide.ou) };
    let changes = if spec.aide.effet.is_empty() {
        String::new()
    } else {
        format!("Ce que cela change : {}", spec.aide.effet)
    };
    let texts = [spec.indice.to_owned(), spec.aide.quoi.to_owned(), found, changes];
    fragment().children(
        texts.into_iter().filter(|text| !text.is_empty()).map(|text| el("p").class("indice").child(text)),
    )
}

fn case() -> Node {
    el("span").class("case").attr("aria-hidden", "true")
}

/// A line to write on, after its name.
fn ligne(nom: &str) -> Node {
    el("p").class("a-ecrire").child(el("span").child(nom)).child(el("span").class("pointille"))
}

/// What is to be ticked or written.
fn a_remplir(spec: &'static Spec, jour: NaiveDate) -> Node {
    let field = match &spec.champ {
        Champ::Choix(options) => choix(options, spec, "Cochez une seule réponse."),
        Champ::ChoixMultiple(options) => choix(options, spec, "Cochez toutes les réponses qui conviennent."),
        Champ::Selection(groupes) => {
            fragment().child(consigne("Cochez une seule ligne.")).child(groupes_a_cocher(groupes))
        }
        Champ::Texte(_) => ligne("Réponse :"),
        Champ::Finess => ligne("Numéro FINESS, 9 caractères :"),
        Champ::Siren => ligne("Numéro SIREN, 9 chiffres :"),
        Champ::Siret => ligne("Numéro SIRET, 14 chiffres :"),
        Champ::Nombre(..) => ligne("Nombre :"),
        Champ::Date => ligne("Jour, mois, année :"),
        Champ::Personne => ligne("Nom et prénoms, ou fonction :"),
        Champ::Renvois(_) | Champ::Renvoi(_) => ligne("Numéros des lignes :"),
        Champ::Lignes(liste) => return tableau(spec, liste, jour),
    };
    let unknown = (!matches!(spec.champ, Champ::Choix(_) | Champ::ChoixMultiple(_)))
        .then(|| ne_sais_pas(spec).map(|line| el("ul").class("cases").child(line)));
    fragment().child(field).child(unknown.flatten())
}

fn consigne(texte: &str) -> Node {
    el("p").class("consigne").child(texte)
}

fn a_cocher(libelle: &str, precision: &str) -> Node {
    let precision = (!precision.is_empty()).then(|| el("small").child(format!(" : {precision}")));
    el("li").child(case()).child(el("span").child(libelle).child(precision))
}

fn ne_sais_pas(spec: &Spec) -> Option<Node> {
    spec.ne_sais_pas.map(|implies| a_cocher("Je ne sais pas", implies))
}

fn choix(options: &[Opt], spec: &Spec, dit: &str) -> Node {
    let boxes = options.iter().map(|option| a_cocher(option.libelle, option.precision));
    fragment().child(consigne(dit)).child(el("ul").class("cases").children(boxes).child(ne_sais_pas(spec)))
}

fn groupes_a_cocher(groupes: &[Groupe]) -> Node {
    let one = |groupe: &Groupe| {
        let boxes = groupe.options.iter().map(|(_, label)| a_cocher(label, ""));
        el("div")
            .child(el("p").class("groupe").child(groupe.nom))
            .child(el("ul").class("cases").children(boxes))
    };
    el("div").class("colonnes").children(groupes.iter().map(one))
}

/// An empty table, what goes in its columns, and the fields that most rows don't need.
fn tableau(spec: &'static Spec, liste: &'static Liste, jour: NaiveDate) -> Node {
    let special = (!liste.particuliers.is_empty()).then_some("Situation particulière");
    let columns = liste.champs.iter().map(|field| field.nom).chain(special);
    let heading = |name: &str| el("th").attr("scope", "col").child(name);
    let count = columns.clone().count();
    let rows = (1..=LIGNES).map(|rank| {
        el("tr")
            .child(el("th").attr("scope", "row").child(rank.to_string()))
            .children((0..count).map(|_| el("td")))
    });
    let head = el("tr").child(el("td").child(off_screen("Ligne"))).children(columns.map(heading));
    let table = el("table")
        .class("a-remplir")
        .child(el("caption").child(format!("{} : une ligne pour chacun", spec.nom)))
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    let scrolls = el("div")
        .class("defile")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", format!("{} : tableau à remplir", spec.nom))
        .child(table);
    let special = (!liste.particuliers.is_empty()).then(|| {
        let said = "Situations particulières : n’y répondez que pour les lignes concernées, dont vous noterez les numéros.";
        fragment()
            .child(el("p").class("groupe").child(said))
            .children(liste.particuliers.iter().map(|field| champ(field, true, jour)))
    });
    let said = "Ce qui s’écrit dans chaque colonne :";
    fragment()
        .child(scrolls)
        .child(el("p").class("groupe").child(said))
        .children(liste.champs.iter().map(|field| champ(field, false, jour)))
        .child(special)
}

/// A field of a list: its words, and its possible answers.
fn champ(spec: &'static Spec, lignes: bool, jour: NaiveDate) -> Node {
    let name = if spec.nom == spec.titre { String::new() } else { format!(" : {}", spec.titre) };
    let default = spec.defaut.and_then(|token| options(spec).into_iter().find(|(known, ..)| *known == token));
    let default = default.map(|(_, label, _)| {
        el("p").class("indice").child(format!("Sans réponse de votre part : « {label} »."))
    });
    el("div")
        .class("colonne")
        .attr("id", format!("champ-{}", spec.id))
        .child(
            el("p")
                .child(el("b").child(spec.nom))
                .child(name)
                .child(spec.facultatif.then(|| el("span").class("facultatif").child(" (facultatif)"))),
        )
        .child(quand(spec, jour))
        .child(indications(spec))
        .child(reponses(spec, lignes))
        .child(default)
}

/// Token, label and meaning of the options of a closed question that is no long list.
fn options(spec: &Spec) -> Vec<(&'static str, &'static str, &'static str)> {
    match spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => {
            options.iter().map(|option| (option.jeton, option.libelle, option.precision)).collect()
        }
        _ => vec![],
    }
}

/// The possible answers of a field: numbered, to write the number in the table; or with a line each for the numbers of
/// the rows that they are of.
fn reponses(spec: &'static Spec, lignes: bool) -> Option<Node> {
    if let Champ::Selection(groupes) = spec.champ {
        let one = |groupe: &Groupe| {
            let names = groupe.options.iter().map(|(_, label)| el("li").child(*label));
            el("div").child(el("p").class("groupe").child(groupe.nom)).child(el("ul").children(names))
        };
        return Some(el("div").class("colonnes").children(groupes.iter().map(one)));
    }
    let mut known = options(spec);
    known.extend(spec.ne_sais_pas.map(|implies| ("", "Je ne sais pas", implies)));
    if known.is_empty() {
        return lignes.then(|| ligne("Lignes, et réponse :"));
    }
    let one = |(_, label, precision): (&str, &str, &str)| {
        let precision = (!precision.is_empty()).then(|| el("small").child(format!(" : {precision}")));
        let words = el("span").child(label).child(precision);
        let rows = lignes.then(|| el("span").class("pointille"));
        let line = el("li");
        let line = if lignes { line.child(off_screen("Lignes, ")) } else { line };
        line.child(words).child(rows)
    };
    let class = if lignes { "lignes-de" } else { "numeros" };
    Some(el(if lignes { "ul" } else { "ol" }).class(class).children(known.into_iter().map(one)))
}
