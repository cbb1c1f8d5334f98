//! Prints `sans-javascript.html`, the page of a release for who has no JavaScript or no WebAssembly: every deliverable, when it is
//! due and why, who signs, what to attach, in what order, the questions, contacts and sources, from the rules themselves.
//! `cargo xtask finish` puts its style in it.
//!
//! What depends on the answers (who signs, what to attach) is what the worked cases of `tests/dossiers` say, each sentence once;
//! those that hold something that a case typed are left out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use jalons::domain::answers::{Answers, Entry};
use jalons::domain::calendrier::long;
use jalons::domain::contacts::{CONTACTS, Contact};
use jalons::domain::dossier::ouvrir;
use jalons::domain::facts::Facts;
use jalons::domain::glossaire::TERMES;
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire::{self, SECTIONS};
use jalons::domain::rule::{Cas, Dit, Fiche, Phase, Rule, Sujet};
use jalons::domain::rules::RULES;
use jalons::domain::sources::{Confiance, LU_LE, LUES_LE, Regle, SOURCES, Source, site, sources_de};
use jalons::protocol::node::{Node, el, fragment, link};

use balises::write;

mod balises;

const TITLE: &str = "Vos démarches auprès de l’Agence du Numérique en Santé";

fn main() -> ExitCode {
    match cases() {
        Ok(cases) => {
            // The page in one file holds its text (`cargo xtask build --un-fichier`).
            let only_body = std::env::args().any(|argument| argument == "--corps");
            println!("{}", if only_body { body(&cases) } else { document(&cases) });
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The answers of the worked cases.
fn cases() -> Result<Vec<Answers>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| format!("{}\u{a0}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.file_name().is_some_and(|name| name != "attendus.json"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text =
            std::fs::read_to_string(file).map_err(|error| format!("{}\u{a0}: {error}", file.display()))?;
        let (dossier, _) = ouvrir(&text).map_err(|error| format!("{}\u{a0}: {error}", file.display()))?;
        Ok(dossier.answers)
    };
    files.iter().map(read).collect()
}

fn document(cases: &[Answers]) -> String {
    let head = fragment()
        .child(el("meta").attr("charset", "utf-8"))
        .child(
            el("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"),
        )
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("meta").attr("name", "referrer").attr("content", "no-referrer"))
        .child(el("title").child(format!("{TITLE} – Jalons")))
        // The place of the style, which the end of a release puts here.
        .child(el("link").attr("rel", "stylesheet").attr("href", "sans-javascript.css"));
    let mut out = "<!doctype html>\n<html lang=\"fr\"><head>".to_owned();
    write(&head, &mut out);
    out.push_str("</head><body>");
    out.push_str(&body(cases));
    out.push_str("</body></html>");
    out
}

fn body(cases: &[Answers]) -> String {
    let mut out = String::new();
    write(&page(TITLE, cases), &mut out);
    out
}

fn page(title: &str, cases: &[Answers]) -> Node {
    let typed = typed(cases);
    let parts = [
        ("ordre", "Dans quel ordre"),
        ("demarches", "Les démarches"),
        ("questions", "Les questions à se poser"),
        ("contacts", "Les contacts"),
        ("sigles", "Les sigles"),
        ("sources", "Les sources"),
    ];
    let contents = parts.map(|(id, name)| el("li").child(link(&format!("#{id}")).child(name)));
    let phases = Phase::TOUTES.iter().map(|phase| {
        let names: Vec<&str> = rules_of(*phase).map(|rule| rule.nom).collect();
        el("li")
            .child(link(&format!("#{}", phase.jeton())).child(phase.titre()))
            .child(format!("\u{a0}: {}.", names.join(", ")))
    });
    let order = "Les démarches se font dans cet ordre, du haut vers le bas. Chacune dit plus bas ce qu’elle attend. Toutes ne vous concernent pas.";
    let part = |rank: usize| {
        let (id, name) = parts[rank];
        el("section").attr("id", id).child(el("h2").child(name))
    };
    let main = el("main")
        .child(el("h1").child(title))
        .child(el("p").child("Jalons calcule votre plan dans votre navigateur : il lui faut JavaScript et WebAssembly. Si l’un d’eux manque ici, cette page dit les mêmes règles, sans les appliquer à vos réponses. Autorisez-les, ou ouvrez Jalons sur un autre appareil, pour votre propre plan, daté."))
        .child(el("p").child(link("./index.html").child("Ouvrir Jalons")))
        .child(el("p").child(format!("Règles et sources lues le {LUES_LE}. Jalons n’est pas un service de l’Agence du Numérique en Santé (ANS) ; ce qui est déduit est marqué « à confirmer auprès de l’ANS ».")))
        .child(el("nav").attr("aria-label", "Dans cette page").child(el("ul").children(contents)))
        .child(part(0).child(el("p").child(order)).child(el("ol").children(phases)))
        .child(part(1).children(Phase::TOUTES.into_iter().map(|phase| phase_of(phase, cases, &typed))))
        .child(part(2).child(questions()))
        .child(part(3).child(el("ul").children(CONTACTS.iter().map(contact))))
        .child(part(4).child(el("dl").children(TERMES.iter().map(|terme| {
            el("div").child(el("dt").child(terme.sigle)).child(el("dd").child(terme.sens))
        }))))
        .child(part(5).child(el("ul").children(SOURCES.iter().map(source))));
    fragment().child(main).child(
        el("footer").child(el("p").child(format!("Page faite d’après les règles lues le {}.", long(LU_LE)))),
    )
}

fn rules_of(phase: Phase) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(move |rule| rule.phase == phase)
}

fn phase_of(phase: Phase, cases: &[Answers], typed: &BTreeSet<String>) -> Node {
    el("section")
        .attr("id", phase.jeton())
        .child(el("h3").child(phase.titre()))
        .children(rules_of(phase).map(|rule| deliverable(rule, cases, typed)))
}

fn deliverable(rule: &'static Rule, cases: &[Answers], typed: &BTreeSet<String>) -> Node {
    let said = Said::of(rule, cases, typed);
    let advice = rule.conseil.then(|| el("p").child("Un conseil, non une obligation."));
    let lines = |name: &str, of: &[Node]| {
        (!of.is_empty()).then(|| {
            fragment()
                .child(el("h5").child(name))
                .child(el("ul").children(of.iter().map(|line| el("li").child(line.clone()))))
        })
    };
    let cases_of = |cas: &'static [Cas]| -> Vec<Node> {
        cas.iter()
            .filter(|cas| !cas.pourquoi.is_empty())
            .map(|cas| founded(cas.pourquoi, cas.regles))
            .collect()
    };
    let all: Vec<&'static Regle> = rule.cas().flat_map(|cas| cas.regles.iter().copied()).collect();
    let rests_on = sources_de(all.iter().copied()).into_iter().map(|one| el("li").child(title_of(one)));
    el("article")
        .attr("id", rule.livrable)
        .child(el("h4").child(rule.nom))
        .child(advice)
        .children(said.what.iter().map(|words| el("p").child(*words)))
        .child(lines("À faire quand", &cases_of(rule.due_if)))
        .child(lines("Sauf si", &cases_of(rule.except_if)))
        .child(lines("À savoir", &cases_of(rule.mentions)))
        .child(lines("Qui", &said.who))
        .child(lines("Qui signe", &said.signs))
        .child(lines("D’abord", &said.first))
        .child(lines("À joindre", &said.attach))
        .child(lines("Où l’envoyer", &said.send))
        .child(lines("Délai", &said.delay))
        .child(lines("Comment", &said.steps))
        .child(lines("Après", &said.after))
        .child(el("details").child(el("summary").child("Sources")).child(el("ul").children(rests_on)))
}

/// What is said of the actions of a rule, over the worked cases, each sentence once.
#[derive(Default)]
struct Said {
    what: Vec<&'static str>,
    who: Vec<Node>,
    signs: Vec<Node>,
    first: Vec<Node>,
    attach: Vec<Node>,
    send: Vec<Node>,
    delay: Vec<Node>,
    steps: Vec<Node>,
    after: Vec<Node>,
}

impl Said {
    fn of(rule: &'static Rule, cases: &[Answers], typed: &BTreeSet<String>) -> Self {
        let mut said = Self::default();
        let mut seen = BTreeSet::new();
        // Without any answer first: what is said to anybody.
        let nobody = Answers::default();
        let facts = Facts::new(&nobody, day());
        said.add(rule, &facts, &Sujet::Dossier, typed, &mut seen);
        for answers in cases {
            let facts = Facts::new(answers, day());
            for sujet in (rule.sujets)(&facts).unwrap_or_default() {
                said.add(rule, &facts, &sujet, typed, &mut seen);
            }
        }
        said
    }

    fn add(
        &mut self,
        rule: &'static Rule,
        facts: &Facts,
        sujet: &Sujet,
        typed: &BTreeSet<String>,
        seen: &mut BTreeSet<(&'static str, String)>,
    ) {
        let Fiche { quoi, qui, signe, d_abord, joindre, envoyer, delai, etapes, .. } =
            (rule.fiche)(facts, sujet);
        let mut new = |part: &'static str, text: &str| {
            let own = typed.iter().any(|typed| text.contains(typed.as_str()));
            !text.trim().is_empty() && !own && seen.insert((part, text.to_owned()))
        };
        if new("quoi", quoi) {
            self.what.push(quoi);
        }
        if new("qui", &qui) {
            self.who.push(Node::Text(capital(&qui)));
        }
        let parts: [(&'static str, Vec<Dit>, &mut Vec<Node>); 6] = [
            ("signe", signe.into_iter().collect(), &mut self.signs),
            ("abord", d_abord, &mut self.first),
            ("joindre", joindre, &mut self.attach),
            ("envoyer", envoyer.into_iter().collect(), &mut self.send),
            ("delai", delai.into_iter().collect(), &mut self.delay),
            ("etapes", etapes, &mut self.steps),
        ];
        for (part, lines, into) in parts {
            into.extend(
                lines
                    .iter()
                    .filter(|line| new(part, &line.texte))
                    .map(|line| founded(&line.texte, line.regles)),
            );
        }
        for before in (rule.apres)(facts, sujet) {
            let kind = before.split(':').next().unwrap_or_default();
            if let Some(other) =
                RULES.iter().find(|other| other.livrable == kind && other.livrable != rule.livrable)
                && new("apres", other.livrable)
            {
                self.after.push(link(&format!("#{}", other.livrable)).child(other.nom));
            }
        }
    }
}

/// The rules are read on the day up to which their sources are known.
fn day() -> NaiveDate {
    LU_LE
}

/// What the worked cases typed: names, numbers.
fn typed(cases: &[Answers]) -> BTreeSet<String> {
    let free: Vec<&Spec> = questionnaire::specs()
        .filter(|spec| {
            matches!(spec.champ, Champ::Texte(_) | Champ::Finess | Champ::Siren | Champ::Siret | Champ::Date)
        })
        .collect();
    let mut found = BTreeSet::new();
    for answers in cases {
        let top = answers.entries().filter(|(id, _)| free.iter().any(|spec| spec.id == *id));
        let rows = questionnaire::listes().flat_map(|(list, _)| answers.rows(list.id));
        let inside = rows.flat_map(|row| row.fields());
        let inside = inside.filter(|(id, _)| free.iter().any(|spec| spec.id == *id));
        let texts = top.chain(inside).filter_map(|(_, entry): (_, &Entry)| entry.text());
        found.extend(texts.map(str::trim).filter(|text| text.chars().count() > 2).map(str::to_owned));
    }
    found
}

/// A statement, with what is doubtful about it.
fn founded(text: &str, regles: &[&'static Regle]) -> Node {
    let deduced = !regles.is_empty() && regles.iter().all(|regle| regle.confiance == Confiance::Inferred);
    fragment().child(capital(text)).child(deduced.then(|| el("em").child(" (à confirmer auprès de l’ANS)")))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn questions() -> Node {
    fragment().children(SECTIONS.iter().map(|section| {
        let lines = section.pages.iter().flat_map(|page| page.questions).map(|spec| question(spec));
        fragment().child(el("h3").child(section.titre)).child(el("ul").children(lines))
    }))
}

fn question(spec: &Spec) -> Node {
    let answers: Vec<&str> = match &spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => {
            options.iter().map(|option| option.libelle).collect()
        }
        _ => vec![],
    };
    let said = [spec.indice, spec.aide.quoi, spec.aide.effet].into_iter().filter(|text| !text.is_empty());
    let fields = match &spec.champ {
        Champ::Lignes(liste) => questionnaire::champs(liste).map(|field| field.titre).collect::<Vec<_>>(),
        _ => vec![],
    };
    el("li")
        .child(el("strong").child(spec.titre))
        .children(said.map(|text| fragment().child(" ").child(text)))
        .child((!spec.aide.ou.is_empty()).then(|| format!(" Où le trouver\u{a0}: {}", spec.aide.ou)))
        .child(
            (!answers.is_empty())
                .then(|| el("ul").children(answers.iter().map(|answer| el("li").child(*answer)))),
        )
        .child(
            (!fields.is_empty())
                .then(|| el("ul").children(fields.iter().map(|field| el("li").child(*field)))),
        )
}

fn contact(contact: &Contact) -> Node {
    let mut line = el("li").child(contact.objet).child("\u{a0}:");
    if !contact.courriel.is_empty() {
        line = line.child(" ").child(link(&format!("mailto:{}", contact.courriel)).child(contact.courriel));
    }
    if !contact.telephone.is_empty() {
        line = line.child(" ").child(contact.telephone);
    }
    if !contact.adresse.is_empty() {
        line = line.child(" ").child(link(contact.adresse).attr("rel", "noreferrer").child(contact.adresse));
    }
    if contact.reserve.is_empty() { line } else { line.child(" ").child(contact.reserve) }
}

fn title_of(source: &'static Source) -> Node {
    match source.adresses {
        [] => fragment().child(source.titre),
        [adresse] => link(adresse).attr("rel", "noreferrer").child(source.titre),
        several => {
            let each = several.iter().zip(1..).map(|(adresse, rank)| {
                let name = format!("{rank}. {}", site(adresse));
                fragment().child(" ").child(link(adresse).attr("rel", "noreferrer").child(name))
            });
            fragment().child(source.titre).child("\u{a0}:").children(each)
        }
    }
}

fn source(source: &'static Source) -> Node {
    el("li").child(title_of(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> (Vec<Answers>, Node) {
        let cases = cases().unwrap();
        let page = page("Titre", &cases);
        (cases, page)
    }

    #[test]
    fn every_deliverable_is_told_with_its_reasons_its_sources_and_what_comes_before() {
        let (_, page) = drawn();
        let elements = page.elements();
        let text = page.text();
        for rule in RULES {
            let one = elements
                .iter()
                .find(|node| node.attribute("id") == Some(rule.livrable))
                .expect(rule.livrable);
            let said = one.text();
            assert!(said.contains(rule.nom), "{}", rule.livrable);
            for cas in rule.cas().filter(|cas| !cas.pourquoi.is_empty()) {
                assert!(said.contains(&capital(cas.pourquoi)), "{}: {}", rule.livrable, cas.id);
            }
            assert!(said.contains("Sources"), "{}", rule.livrable);
        }
        for spec in SECTIONS.iter().flat_map(|section| section.pages).flat_map(|page| page.questions) {
            assert!(text.contains(spec.titre), "{}", spec.id);
        }
        for contact in CONTACTS {
            assert!(text.contains(contact.objet), "{}", contact.objet);
        }
        for one in SOURCES {
            assert!(text.contains(one.titre), "{}", one.id);
        }
        // Who signs, what to attach, in what order.
        for title in ["Qui signe", "À joindre", "Où l’envoyer", "Délai", "Après"] {
            assert!(text.contains(title), "{title}");
        }
    }

    #[test]
    fn nothing_that_a_worked_case_typed_is_on_the_page() {
        let (cases, page) = drawn();
        let text: String = page
            .elements()
            .into_iter()
            .filter(|node| matches!(node, Node::Element(name, ..) if name == "article"))
            .map(Node::text)
            .collect();
        let typed = typed(&cases);
        assert!(typed.len() > 40, "{typed:?}");
        // A person named by one word, « Mandataire », is named by what it does; several words may be those of a rule.
        let is_a_name = |value: &str| {
            value.contains([' ', '\u{a0}']) || value.contains(|sign: char| sign.is_ascii_digit())
        };
        let rules: String = RULES.iter().flat_map(|rule| rule.cas()).map(|cas| cas.pourquoi).collect();
        let named = typed.iter().filter(|value| value.chars().count() > 5 && is_a_name(value));
        for value in named.filter(|value| !rules.contains(value.as_str())) {
            assert!(!text.contains(value.as_str()), "{value}");
        }
    }

    #[test]
    fn every_link_inside_leads_somewhere_and_no_id_is_given_twice() {
        let (_, page) = drawn();
        let elements = page.elements();
        let ids: Vec<&str> = elements.iter().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for href in elements.iter().filter_map(|node| node.attribute("href")?.strip_prefix('#')) {
            assert!(ids.contains(&href), "#{href}");
        }
    }
}
