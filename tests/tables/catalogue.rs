//! Every text of the field that a user may read, in one document for proofreaders.

use std::collections::BTreeSet;
use std::fmt::Write;

use jalons::domain::answers::Answers;
use jalons::domain::avis::Genre;
use jalons::domain::contacts::CONTACTS;
use jalons::domain::doutes::DOUTES;
use jalons::domain::glossaire::TERMES;
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire::{self, SECTIONS};
use jalons::domain::report::Report;
use jalons::domain::rule::{Cas, Phase, Rule};
use jalons::domain::rules::RULES;
use jalons::domain::rules::avis::AVIS;
use jalons::domain::rules::se_renseigner::quoi_faire;
use jalons::domain::sources::{LUES_LE, REGLES, Regle, SOURCES, trouver};

use crate::CAS_TYPES;
use crate::decision::exemples;
use crate::valeurs::jour;

/// The catalogue, as Markdown.
pub fn ecrire() -> String {
    let mut text = "# Catalogue des textes\n\nTout ce que l’utilisateur peut lire du domaine, dans l’ordre. Entre accents graves : les identifiants, qui ne changent jamais.\n".to_owned();
    questions(&mut text);
    livrables(&mut text);
    avis(&mut text);
    doutes(&mut text);
    glossaire(&mut text);
    contacts(&mut text);
    sources(&mut text);
    regles(&mut text);
    text
}

/// A line of a list, left out when there is nothing to say.
fn point(text: &mut String, what: &str, said: &str) {
    if !said.is_empty() {
        let _ = writeln!(text, "- {what}\u{a0}: {said}");
    }
}

// Questions.

fn questions(text: &mut String) {
    text.push_str("\n# Questions\n");
    for section in SECTIONS {
        let _ = write!(text, "\n## {} (`{}`)\n", section.titre, section.id);
        for page in section.pages {
            if !page.titre.is_empty() {
                let _ = write!(text, "\n### Page «\u{a0}{}\u{a0}» (`{}`)\n", page.titre, page.id);
            }
            for spec in page.questions {
                question(text, spec, "###");
                if let Champ::Lignes(liste) = &spec.champ {
                    point(text, "une ligne", liste.un);
                    point(text, "page d’une ligne", liste.titre_ligne);
                    point(text, "ajouter", liste.ajouter);
                    point(text, "aucune", liste.aucun);
                    for field in questionnaire::champs(liste) {
                        question(text, field, "####");
                    }
                }
            }
        }
    }
}

fn question(text: &mut String, spec: &Spec, level: &str) {
    let _ = write!(text, "\n{level} {} (`{}`)\n\n", spec.titre, spec.id);
    point(text, "nom court", spec.nom);
    point(text, "indice", spec.indice);
    point(text, "ce que c’est", spec.aide.quoi);
    point(text, "où le trouver", spec.aide.ou);
    point(text, "ce que cela change", spec.aide.effet);
    match &spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => {
            for option in *options {
                let precision = if option.precision.is_empty() {
                    String::new()
                } else {
                    format!(" – {}", option.precision)
                };
                let _ = writeln!(text, "- réponse `{}`\u{a0}: {}{precision}", option.jeton, option.libelle);
            }
        }
        Champ::Selection(groupes) => {
            for groupe in groupes.iter() {
                let options: Vec<String> =
                    groupe.options.iter().map(|(jeton, libelle)| format!("{libelle} (`{jeton}`)")).collect();
                let _ = writeln!(text, "- réponses, {}\u{a0}: {}", groupe.nom, options.join("\u{a0}; "));
            }
        }
        Champ::Nombre(low, high) => {
            let _ = writeln!(text, "- réponse\u{a0}: un nombre de {low} à {high}");
        }
        Champ::Texte(_)
        | Champ::Finess
        | Champ::Siren
        | Champ::Siret
        | Champ::Date
        | Champ::Personne
        | Champ::Renvois(_)
        | Champ::Renvoi(_)
        | Champ::Lignes(_) => {}
    }
    if let Some(implied) = spec.ne_sais_pas {
        let _ = writeln!(text, "- «\u{a0}Je ne sais pas\u{a0}»\u{a0}: {implied}");
        point(text, "se renseigner", quoi_faire(spec.id));
    }
    match spec.defaut {
        Some("") => point(text, "sans réponse, lue comme", "aucune"),
        Some(defaut) => point(text, "sans réponse, lue comme", &format!("`{defaut}`")),
        None => {}
    }
    if spec.facultatif {
        text.push_str("- facultative\n");
    }
}

// Deliverables.

fn livrables(text: &mut String) {
    text.push_str("\n# Livrables et motifs\n");
    let report = |answers: &Answers| Report::of(answers, jour());
    let worked: Vec<Report> = CAS_TYPES.iter().map(|cas| report(&cas.answers)).collect();
    for phase in Phase::TOUTES {
        let _ = write!(text, "\n## {} (`{}`)\n", phase.titre(), phase.jeton());
        for rule in RULES.iter().filter(|rule| rule.phase == phase) {
            let conseil = if rule.conseil { ", conseil" } else { "" };
            let _ = write!(text, "\n### {} (`{}`{conseil})\n\n", rule.nom, rule.livrable);
            motifs(text, "motif", rule.due_if);
            motifs(text, "exception", rule.except_if);
            if !rule.sinon.texte.is_empty() {
                let _ =
                    writeln!(text, "- sinon\u{a0}: {} {}", rule.sinon.texte, fondement(rule.sinon.regles));
            }
            motifs(text, "mention", rule.mentions);
            if !fiche(text, rule, &worked) {
                let examples: Vec<Report> = exemples(rule).iter().map(report).collect();
                fiche(text, rule, &examples);
            }
        }
    }
}

fn motifs(text: &mut String, genre: &str, cas: &[Cas]) {
    for cas in cas {
        let doubts = if cas.doutes.is_empty() {
            String::new()
        } else {
            format!(" Doutes\u{a0}: {}.", cas.doutes.join(", "))
        };
        let _ = writeln!(
            text,
            "- {genre} `{}`\u{a0}: {} {}{doubts}",
            cas.id,
            cas.pourquoi,
            fondement(cas.regles)
        );
    }
}

/// The rules, each with how sure it is when it is not affirmed.
fn fondement(regles: &[&Regle]) -> String {
    let each = regles.iter().map(|regle| format!("{} {}", regle.id, regle.confiance.jeton()));
    format!("[{}]", each.collect::<Vec<_>>().join(", "))
}

/// What its actions say, each text once; false when there is none.
fn fiche(text: &mut String, rule: &Rule, reports: &[Report]) -> bool {
    let mut said: Vec<(&str, String)> = vec![];
    let mut seen = BTreeSet::new();
    let prefix = format!("{}:", rule.livrable);
    for action in reports.iter().flat_map(|report| &report.actions) {
        if action.id != rule.livrable && !action.id.starts_with(&prefix) {
            continue;
        }
        let founded =
            |ligne: &jalons::domain::report::Ligne| format!("{} {}", ligne.texte, fondement(ligne.regles));
        let mut parts = vec![
            ("titre", action.titre.clone()),
            ("ce que c’est", action.quoi.to_owned()),
            ("qui", action.qui.clone()),
        ];
        parts.extend(action.signe.iter().map(|ligne| ("signe", founded(ligne))));
        parts.extend(action.d_abord.iter().map(|ligne| ("d’abord", founded(ligne))));
        parts.extend(action.joindre.iter().map(|ligne| ("joindre", founded(ligne))));
        parts.extend(action.envoyer.iter().map(|ligne| ("envoyer", founded(ligne))));
        parts.extend(action.delai.iter().map(|ligne| ("délai", founded(ligne))));
        parts.extend(action.etapes.iter().map(|ligne| ("étape", founded(ligne))));
        for (what, words) in parts {
            if !words.is_empty() && seen.insert((what, words.clone())) {
                said.push((what, words));
            }
        }
    }
    // The parts in their order, each with its texts in the order of the cases.
    for part in ["titre", "ce que c’est", "qui", "signe", "d’abord", "joindre", "envoyer", "délai", "étape"]
    {
        for (_, words) in said.iter().filter(|(what, _)| *what == part) {
            point(text, &format!("fiche, {part}"), words);
        }
    }
    !said.is_empty()
}

// The rest.

fn avis(text: &mut String) {
    text.push_str("\n# Avis\n\n");
    for avis in AVIS {
        let genre = match avis.genre {
            Genre::Avertissement => "avertissement",
            Genre::Information => "information",
            Genre::Datee => "information datée",
        };
        let doubts = if avis.doutes.is_empty() {
            String::new()
        } else {
            format!(" Doutes\u{a0}: {}.", avis.doutes.join(", "))
        };
        let _ = writeln!(
            text,
            "- {genre} `{}`\u{a0}: {} {}{doubts}",
            avis.id,
            avis.texte,
            fondement(avis.regles)
        );
    }
}

fn doutes(text: &mut String) {
    text.push_str("\n# Doutes et contradictions\n\n");
    for doute in DOUTES {
        let rules: Vec<&Regle> = doute.regles.iter().filter_map(|id| trouver(id)).collect();
        let _ = writeln!(text, "- {}\u{a0}: {} {}", doute.id, doute.texte, fondement(&rules));
    }
}

fn glossaire(text: &mut String) {
    text.push_str("\n# Glossaire\n\n");
    for terme in TERMES {
        let _ = writeln!(text, "- **{}**\u{a0}: {}", terme.sigle, terme.sens);
    }
}

fn contacts(text: &mut String) {
    text.push_str("\n# Contacts\n\n");
    for contact in CONTACTS {
        let ways = [contact.courriel, contact.telephone, contact.adresse, contact.reserve];
        let ways: Vec<&str> = ways.into_iter().filter(|way| !way.is_empty()).collect();
        let _ =
            writeln!(text, "- {}\u{a0}: {} {}", contact.objet, ways.join(" – "), fondement(&[contact.regle]));
    }
}

fn sources(text: &mut String) {
    let _ = write!(text, "\n# Sources (lues le {LUES_LE})\n\n");
    for source in SOURCES {
        let date = if source.date.is_empty() { "date inconnue" } else { source.date };
        let adresse = match source.adresses {
            [] => "adresse non relevée".to_owned(),
            all => all.join("\u{a0}; "),
        };
        let _ = writeln!(text, "- {}\u{a0}: {} – {date} – {adresse}", source.id, source.titre);
    }
}

fn regles(text: &mut String) {
    text.push_str(
        "\n# Règles\n\n| règle | confiance | sources | fondement | réserve |\n|---|---|---|---|---|\n",
    );
    for regle in REGLES {
        let sources = regle.sources.join(", ");
        let reserve = regle.reserve.unwrap_or("");
        let cells = [regle.id, regle.confiance.jeton(), &sources, regle.fondement, reserve];
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}
