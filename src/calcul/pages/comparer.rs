//! « Et si »: the plan beside that of another answer, side by side, or in one list on a narrow screen. What differs is
//! [`crate::domain::comparaison`]'s; where the rules leave a choice, [`crate::domain::alternatives`]'.

use chrono::NaiveDate;

use crate::domain::agenda::Agenda;
use crate::domain::alternatives::{Alternative, alternatives};
use crate::domain::answers::{Entry, Row};
use crate::domain::calendrier::long;
use crate::domain::comparaison::{Comparaison, Cote, Difference, Dite, Mots, Raison, Sens, Verdict};
use crate::domain::dossier::Dossier;
use crate::domain::facts::{Facts, Lu};
use crate::domain::plan::plan_suivi;
use crate::domain::portefeuille::{MENTION_MAX, en_une_ligne};
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire::{self, SECTIONS};
use crate::domain::report::{self, LigneAvis, Reponse, reponse};
use crate::domain::variante::{
    UN_DE_PLUS, UN_SEUL, Variante, autres, comparable, comparables, lignes_a_nommer,
};
use crate::protocol::answer::Answer;
use crate::protocol::node::{Node, button, el, form, fragment, link, off_screen, page_title, section};
use crate::protocol::request::{Act, Command, DrawnPage, Fields};
use crate::route::{Lieu, Route};
use crate::tabs::tabs;

use super::pourquoi::a_confirmer;

/// The page, and its title: what can be compared, the other values of a question, or two plans.
pub fn page(dossier: &Dossier, variante: Option<&Variante>, today: NaiveDate) -> (String, Node) {
    let facts = &Facts::new(&dossier.answers, today);
    let top = |titre: &str| fragment().child(tabs(&dossier.id, DrawnPage::Comparer)).child(page_title(titre));
    if let Some((list, row)) = variante.and_then(|one| one.ligne(&dossier.answers)) {
        let (titre, inside) = une_ligne(dossier, facts, list, row);
        return (titre.clone(), top(&titre).child(inside));
    }
    let Some((variante, lu)) = variante.and_then(|one| Some((one, one.lu(&dossier.answers)?))) else {
        let titre = "Comparer deux plans";
        return (titre.to_owned(), top(titre).child(sommaire(dossier, facts, today)));
    };
    let nom = reponse(facts, &lu).map_or_else(String::new, |one| one.question);
    let titre = format!("Et si\u{a0}: {nom}");
    let others = autres(facts, &lu);
    let only = match others.as_slice() {
        [only] if variante.valeur.is_empty() => only,
        _ => variante,
    };
    let inside = match only.appliquer(&dossier.answers) {
        None => fragment()
            .child(refus(&lu, variante))
            .child(valeurs(dossier, facts, &lu, &others))
            .child(revenir(dossier)),
        Some(answers) => {
            let before = Cote::de(dossier.answers.clone(), &dossier.suivi, today);
            let after = Cote::de(answers, &dossier.suivi, today);
            deux_plans(dossier, only, &lu, &Comparaison::de(&before, &after))
        }
    };
    (titre.clone(), top(&titre).child(inside))
}

// ── What can be compared ─────────────────────────────────────────────────────────────────────────────────────────

fn sommaire(dossier: &Dossier, facts: &Facts, today: NaiveDate) -> Node {
    let plan = plan_suivi(&dossier.answers, &dossier.suivi, today);
    let choices = alternatives(facts, &plan);
    let chosen: Vec<&Lu> = choices.iter().filter_map(|one| one.lu.as_ref()).collect();
    let means =
        "Choisissez une réponse à essayer. Votre dossier ne change pas tant que vous ne le décidez pas.";
    let free = (!choices.is_empty()).then(|| {
        let lines = choices.iter().map(|one| alternative(dossier, facts, one));
        section("choix-libres", "Là où les règles laissent le choix").children(lines)
    });
    let others: Vec<Lu> = comparables(facts).into_iter().filter(|lu| !chosen.contains(&lu)).collect();
    let of_sections = SECTIONS.iter().filter_map(|one| {
        let here =
            |lu: &&Lu| questionnaire::page_de(lu.question).is_some_and(|(section, _)| section.id == one.id);
        let lines: Vec<Node> =
            others.iter().filter(here).filter_map(|lu| ligne(dossier, facts, lu)).collect();
        (!lines.is_empty()).then(|| {
            el("details")
                .class("pourquoi")
                .attr("id", format!("autres-{}", one.id))
                .child(el("summary").child(one.titre))
                .child(el("ul").children(lines))
        })
    });
    let rest = (!others.is_empty()).then(|| {
        section("autres-reponses", "Toute autre réponse du dossier")
            .child(el("p").class("legende").child(
                "Une réponse qui n’est pas un choix se compare aussi\u{a0}: pour voir ce qu’elle décide.",
            ))
            .children(of_sections)
    });
    let nothing = (choices.is_empty() && others.is_empty()).then(|| {
        el("p")
            .class("indice")
            .child("Rien à comparer pour l’instant\u{a0}: répondez d’abord aux premières questions.")
    });
    fragment()
        .child(el("p").class("chapeau").child(means))
        .child(nothing)
        .child(free)
        .child(rest)
        .child(revenir(dossier))
}

fn alternative(dossier: &Dossier, facts: &Facts, one: &Alternative) -> Node {
    let rules: Vec<&str> = one.regles.iter().map(|regle| regle.id).collect();
    let deduced = one.regles.iter().all(|regle| regle.confiance.jeton() == "inferred");
    let why = el("p")
        .child(one.pourquoi)
        .child(deduced.then(|| fragment().child(" ").child(a_confirmer())))
        .child(el("span").class("pour-expert").child(format!(" {}", rules.join(", "))));
    let inside = one.lu.as_ref().map(|lu| valeurs(dossier, facts, lu, &one.autres));
    el("section").class("choix-libre").child(el("h3").child(one.nom)).child(why).child(inside)
}

/// The present answer, and the others to compare it with.
fn valeurs(dossier: &Dossier, facts: &Facts, lu: &Lu, others: &[Variante]) -> Node {
    let now = reponse(facts, lu)
        .map(|one| el("p").class("legende").child("Aujourd’hui\u{a0}: ").child(el("b").child(one.valeur)));
    let links = others.iter().map(|other| {
        let address = Route::Dossier(dossier.id.clone(), Lieu::Comparer(other.clone())).href();
        let words = en_mots(facts, lu, other);
        el("li").child(link(&address).class("secondaire").child(format!("Comparer avec\u{a0}: {words}")))
    });
    let listed = (!others.is_empty()).then(|| el("ul").class("boutons").children(links));
    fragment().child(now).child(listed).child(saisie(dossier, facts, lu))
}

/// The field of an answer that is typed, or chosen in a long list.
fn saisie(dossier: &Dossier, facts: &Facts, lu: &Lu) -> Option<Node> {
    let spec = questionnaire::spec(lu.question)?;
    let id = format!("essai-{}{}", lu.question, lu.ligne.as_ref().map_or("", |(_, row)| row));
    let row = lu.ligne.as_ref().and_then(|(list, row)| facts.answers().row(list, row));
    let present = row.map_or_else(|| facts.answers().entry(spec.id), |row| row.entry(spec.id));
    let present = present.and_then(Entry::text).unwrap_or("");
    let rows = lignes_a_nommer(facts, spec);
    let few = match spec.champ {
        // A list without its only row is compared from that row.
        Champ::Lignes(_) => rows.len() < 2,
        Champ::Personne | Champ::Renvoi(_) | Champ::Renvois(_) => rows.is_empty(),
        _ => false,
    };
    if few {
        return None;
    }
    let (field, label) = match &spec.champ {
        Champ::Finess | Champ::Siren | Champ::Siret => {
            let field = el("input").attr("type", "text").class("numero").attr("autocomplete", "off");
            (field.attr("value", present), "Comparer avec un autre numéro")
        }
        Champ::Personne | Champ::Renvoi(_) | Champ::Renvois(_) | Champ::Lignes(_) => {
            let option = |(value, name): &(String, String)| {
                el("option")
                    .attr("value", value.as_str())
                    .attr_if(value == present, "selected")
                    .child(name.as_str())
            };
            let label = match spec.champ {
                Champ::Lignes(_) => "Comparer sans",
                Champ::Renvois(_) => "Comparer en ajoutant ou en retirant",
                _ => "Comparer avec",
            };
            (el("select").children(rows.iter().map(option)), label)
        }
        Champ::Date => {
            let field = el("input").attr("type", "date").class("date").attr("value", present);
            (field, "Comparer avec un autre jour")
        }
        Champ::Nombre(low, high) => {
            let field = el("input")
                .attr("type", "number")
                .class("nombre")
                .attr("min", low.to_string())
                .attr("max", high.to_string())
                .attr("value", present);
            (field, "Comparer avec un autre nombre")
        }
        Champ::Selection(groupes) => {
            let option = |(token, name): &(&'static str, &'static str)| {
                el("option").attr("value", *token).attr_if(*token == present, "selected").child(*name)
            };
            let groups = groupes.iter().map(|groupe| match groupe.nom {
                "" => fragment().children(groupe.options.iter().map(option)),
                nom => el("optgroup").attr("label", nom).children(groupe.options.iter().map(option)),
            });
            (el("select").children(groups), "Comparer avec")
        }
        _ => return None,
    };
    let empty = Variante::de(lu, "");
    let address = Route::Dossier(dossier.id.clone(), Lieu::Comparer(empty)).write();
    let go = button("secondaire", "Comparer", Act::Compare)
        .attr("data-target", id.as_str())
        .attr("data-address", format!("{address}&reponse="))
        .child(off_screen(&format!("\u{a0}: {}", spec.nom)));
    let label =
        el("label").attr("for", id.as_str()).child(label).child(off_screen(&format!("\u{a0}: {}", spec.nom)));
    Some(el("p").class("essai").child(label).child(field.attr("id", id)).child(go))
}

/// What can be compared of a row: its fields, and the list without it.
fn une_ligne(dossier: &Dossier, facts: &Facts, list: &'static Spec, row: &Row) -> (String, Node) {
    let Champ::Lignes(liste) = &list.champ else { return (list.nom.to_owned(), fragment()) };
    let inside = facts.dans(list.id, row);
    let nom = (liste.nom)(&inside);
    let asked = questionnaire::champs(liste)
        .filter(|field| comparable(field) && inside.est_posee(*field) == Ok(true))
        .map(|field| {
            let other = Lieu::Comparer(Variante::de(&inside.lu(field), ""));
            let name = link(&Route::Dossier(dossier.id.clone(), other).href()).child(field.nom);
            el("li").child(name).child(format!("\u{a0}: {}", report::valeur(&inside, field)))
        });
    let without = Variante::sans_la_ligne(list.id, &row.id);
    let address = Route::Dossier(dossier.id.clone(), Lieu::Comparer(without)).href();
    let inside =
        fragment()
            .child(
                el("p")
                    .class("chapeau")
                    .child("Choisissez ce qui serait autre, ou comparez le plan sans cette ligne."),
            )
            .child(el("ul").children(asked))
            .child(el("p").child(
                link(&address).class("secondaire").child(format!("Comparer sans «\u{a0}{nom}\u{a0}»")),
            ))
            .child(revenir(dossier));
    (format!("Et si\u{a0}: {nom}"), inside)
}

/// Why what was typed is no answer.
fn refus(lu: &Lu, variante: &Variante) -> Option<Node> {
    let spec = questionnaire::spec(lu.question).filter(|_| !variante.valeur.is_empty())?;
    let typed = (spec.controle)(&Entry::one(&variante.valeur)).err().map(|refusal| refusal.phrase);
    let words = typed
        .unwrap_or_else(|| "Cette réponse n’est pas possible ici\u{a0}: choisissez-en une autre.".into());
    Some(el("p").class("avertissement").attr("role", "alert").child(words))
}

/// One question that can be compared.
fn ligne(dossier: &Dossier, facts: &Facts, lu: &Lu) -> Option<Node> {
    let now = reponse(facts, lu)?;
    let address = Route::Dossier(dossier.id.clone(), Lieu::Comparer(Variante::de(lu, ""))).href();
    let name = link(&address).child(&now.question);
    Some(el("li").child(name).child(format!("\u{a0}: {}", now.valeur)))
}

/// Another value, as the user reads it.
fn en_mots(facts: &Facts, lu: &Lu, other: &Variante) -> String {
    let Some(spec) = questionnaire::spec(lu.question) else { return other.valeur.clone() };
    match (&spec.champ, other.valeur.as_str()) {
        (_, UN_DE_PLUS) => "une installation de plus".to_owned(),
        (_, UN_SEUL) => "une seule installation pour tous".to_owned(),
        (Champ::ChoixMultiple(options), token) => {
            let ticked = |entry: &Entry| matches!(entry, Entry::Many(tokens) if tokens.iter().any(|known| known == token));
            let row = lu.ligne.as_ref().and_then(|(list, row)| facts.answers().row(list, row));
            let entry = row.map_or_else(|| facts.answers().entry(spec.id), |row| row.entry(spec.id));
            let name =
                options.iter().find(|option| option.jeton == token).map_or(token, |option| option.libelle);
            let how = if entry.is_some_and(ticked) { "sans" } else { "avec" };
            format!("{how} «\u{a0}{name}\u{a0}»")
        }
        _ => {
            let answers = other.appliquer(facts.answers());
            let told = answers.and_then(|answers| reponse(&Facts::new(&answers, facts.today()), lu));
            told.map_or_else(|| other.valeur.clone(), |one| one.valeur)
        }
    }
}

fn revenir(dossier: &Dossier) -> Node {
    let plan = Route::Dossier(dossier.id.clone(), Lieu::PLAN).href();
    let answers = Route::Dossier(dossier.id.clone(), Lieu::Verifier).href();
    el("p")
        .class("boutons")
        .child(link(&plan).class("secondaire").child("Revenir au plan"))
        .child(link(&answers).class("secondaire").child("Revenir aux réponses"))
}

// ── Two plans ────────────────────────────────────────────────────────────────────────────────────────────────────

/// How the two plans are named.
const AVANT: &str = "Aujourd’hui";
const APRES: &str = "Et si";

fn deux_plans(dossier: &Dossier, variante: &Variante, lu: &Lu, found: &Comparaison) -> Node {
    let (of, other) = found
        .reponses
        .iter()
        .find(|(one, other)| one.iter().chain(other).any(|reponse| reponse.lu == *lu))
        .map_or((String::new(), String::new()), |(one, other)| {
            (valeur(one.as_ref()), valeur(other.as_ref()))
        });
    let lead = el("p")
        .class("chapeau")
        .child(format!("{AVANT}\u{a0}: "))
        .child(el("b").child(of))
        .child(format!(". {APRES}\u{a0}: "))
        .child(el("b").child(&other))
        .child(".");
    let missing = (!found.a_repondre.is_empty()).then(|| {
        let names: Vec<&str> = found.a_repondre.iter().map(|one| one.question.as_str()).collect();
        el("p").class("avertissement").child(format!(
            "Avec cette réponse, il faudrait aussi répondre à\u{a0}: {}. D’ici là, une partie du second plan reste ouverte.",
            names.join("\u{a0}; ")
        ))
    });
    let parts = SENS.into_iter().filter_map(|(sens, title, means)| {
        let lines: Vec<&Difference> = found.du_sens(sens).collect();
        (!lines.is_empty()).then(|| {
            section("ecarts", title)
                .child(el("p").class("legende").child(means))
                .child(el("ul").class("ecarts").children(lines.into_iter().map(|one| difference(found, one))))
        })
    });
    fragment()
        .child(lead)
        .child(el("p").class("resume-ecarts").child(resume(found)))
        .child(missing)
        .child(decider(dossier, variante))
        .child(tableau(found))
        .children(parts)
        .child(notices("À surveiller en plus", &found.avis_en_plus))
        .child(notices("Ce qui ne serait plus à savoir", &found.avis_en_moins))
        .child(communes(found))
}

/// The kinds of differences, in order: title, what it means.
const SENS: [(Sens, &str, &str); 4] = [
    (Sens::Apparait, "Ce qui apparaît", "À faire, ou peut-être à faire, dans le second plan."),
    (Sens::Disparait, "Ce qui disparaît", "N’est plus à faire, ou plus à coup sûr, dans le second plan."),
    (Sens::Deplacee, "Ce qui change de date", "À faire dans les deux plans, mais pas au même moment."),
    (Sens::Redite, "Ce qui se fait autrement", "À faire dans les deux plans au même moment, mais autrement."),
];

/// « 2 actions apparaissent, 1 disparaît, 5 changent de date. »
fn resume(found: &Comparaison) -> String {
    if found.est_vide() {
        return "Le plan est le même avec les deux réponses.".to_owned();
    }
    let words = [
        (Sens::Apparait, "apparaît", "apparaissent"),
        (Sens::Disparait, "disparaît", "disparaissent"),
        (Sens::Deplacee, "change de date", "changent de date"),
        (Sens::Redite, "se fait autrement", "se font autrement"),
    ];
    let told = words.into_iter().filter_map(|(sens, one, many)| match found.du_sens(sens).count() {
        0 => None,
        1 => Some(format!("1 action {one}")),
        number => Some(format!("{number} actions {many}")),
    });
    let told: Vec<String> = told.collect();
    match told.as_slice() {
        [] => "Les deux plans font faire la même chose\u{a0}; seuls des avertissements changent.".to_owned(),
        _ => format!("{}.", told.join("\u{a0}; ")),
    }
}

/// Keep one, keep both, or leave.
fn decider(dossier: &Dossier, variante: &Variante) -> Node {
    let hidden = |name: &'static str, value: &str| {
        el("input").attr("type", "hidden").attr("name", name).attr("value", value)
    };
    let plan = Route::Dossier(dossier.id.clone(), Lieu::PLAN).href();
    let others = Route::Dossier(dossier.id.clone(), Lieu::Drawn(DrawnPage::Comparer)).href();
    let both = el("button").class("secondaire").attr("data-command", Command::KeepBoth.token());
    let buttons = el("p")
        .class("boutons")
        .child(el("button").class("principal").child("Garder l’autre réponse"))
        .child(both.child("Garder les deux, dans un second dossier"))
        .child(link(&plan).class("secondaire").child("Ne rien changer"))
        .child(link(&others).class("secondaire").child("Comparer autre chose"));
    form(Command::KeepOther)
        .class("hors-papier")
        .child(hidden("question", &variante.question))
        .child(hidden("ligne", &variante.ligne))
        .child(hidden("reponse", &variante.valeur))
        .child(buttons)
}

fn valeur(reponse: Option<&Reponse>) -> String {
    reponse.map_or_else(|| "pas demandé".to_owned(), |one| one.valeur.clone())
}

/// Answers, figures, dates: line by line, the two plans side by side.
fn tableau(found: &Comparaison) -> Node {
    let line = |name: &str, of: String, other: String| {
        let changed = of != other;
        let mark = changed.then(|| off_screen(" (change)"));
        let row = el("tr").child(el("th").attr("scope", "row").child(name).child(mark));
        row.class(if changed { "change" } else { "" }).child(el("td").child(of)).child(el("td").child(other))
    };
    let answers = found.reponses.iter().map(|(of, other)| {
        let name = of.as_ref().or(other.as_ref()).map_or("", |one| one.question.as_str());
        line(name, valeur(of.as_ref()), valeur(other.as_ref()))
    });
    let figures =
        found.figures.iter().map(|(name, of, other)| line(&majuscule(name), of.clone(), other.clone()));
    let cps = (found.cps != (0, 0))
        .then(|| line("Cartes CPS, par l’ordre ou l’ANS", found.cps.0.to_string(), found.cps.1.to_string()));
    let by_software = found.certificats.iter().map(|(name, of, other)| {
        line(&format!("Certificats\u{a0}: {name}"), of.to_string(), other.to_string())
    });
    let sent = |day: Option<NaiveDate>| day.map_or_else(|| "sans date".to_owned(), long);
    let envoi = (found.envoi != (None, None))
        .then(|| line("Dossier complet", sent(found.envoi.0), sent(found.envoi.1)));
    let length = |words: &str| if words.is_empty() { "tout de suite".to_owned() } else { words.to_owned() };
    let chains = (&found.chaine.0, &found.chaine.1);
    let chaine = line("D’un bout à l’autre", length(&chains.0.duree), length(&chains.1.duree));
    let through = (chains.0.titres != chains.1.titres)
        .then(|| line("Par", chains.0.titres.join(", puis "), chains.1.titres.join(", puis ")));
    let head = el("thead").child(
        el("tr")
            .child(el("td"))
            .child(el("th").attr("scope", "col").child(AVANT))
            .child(el("th").attr("scope", "col").child(APRES)),
    );
    let body = el("tbody")
        .children(answers)
        .children(figures)
        .child(cps)
        .children(by_software)
        .child(envoi)
        .child(line("Dernière date connue", long(found.fin.0), long(found.fin.1)))
        .child(chaine)
        .child(through);
    let caption = el("caption").child("Les deux plans en chiffres");
    el("table").class("deux-plans").child(caption).child(head).child(body)
}

fn majuscule(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn difference(found: &Comparaison, difference: &Difference) -> Node {
    let (of, other) = (&difference.avant, &difference.apres);
    let title = if other.titre.is_empty() { &of.titre } else { &other.titre };
    let badge = |yes: bool, class: &str, words: &str| yes.then(|| el("span").class(class).child(words));
    let maybe = other.verdict == Verdict::PeutEtre
        || (other.verdict == Verdict::NonDu && of.verdict == Verdict::PeutEtre);
    let badges = (maybe || difference.conseil).then(|| {
        el("p").class("badges").child(badge(maybe, "peut-etre", "peut-être")).child(badge(
            difference.conseil,
            "conseil",
            "conseil",
        ))
    });
    let side = |class: &'static str, name: &str, dite: &Dite| {
        let nothing = dite.verdict == Verdict::NonDu;
        el("div")
            .class(&format!("{class}{}", if nothing { " rien" } else { "" }))
            .child(el("dt").child(name))
            .child(el("dd").child(cote(difference, dite)))
    };
    let same = of.verdict == other.verdict && cote(difference, of) == cote(difference, other);
    let sides = if same {
        el("p").class("quand").child(cote(difference, other))
    } else {
        el("dl").class("cotes").child(side("avant", AVANT, of)).child(side("apres", APRES, other))
    };
    let reasons = difference.raisons.iter().map(|one| raison(found, one));
    el("li")
        .class("ecart")
        .child(el("h3").child(title))
        .child(badges)
        .child(sides)
        .child(mots(&difference.mots))
        .child(el("ul").class("raisons").children(reasons))
}

/// What a plan says of one action: whether and when.
fn cote(difference: &Difference, dite: &Dite) -> String {
    let number =
        |dite: &Dite| (difference.avant.quantite != difference.apres.quantite).then_some(dite.quantite);
    match dite.verdict {
        Verdict::NonDu => "pas à faire".to_owned(),
        Verdict::PeutEtre => match dite.quand.as_str() {
            "" => "peut-être".to_owned(),
            quand => format!("peut-être, {quand}"),
        },
        Verdict::Du => {
            let times = number(dite).filter(|number| *number > 1).map(|number| format!("× {number}, "));
            let when = if dite.quand.is_empty() { "à faire" } else { &dite.quand };
            format!("{}{when}", times.unwrap_or_default())
        }
    }
}

fn mots(mots: &[Mots]) -> Option<Node> {
    let side = |class: &'static str, name: &str, texts: &[String]| {
        let words = match texts {
            [] => el("dd").child("rien de plus"),
            [one] => el("dd").child(one),
            many => el("dd").child(el("ul").children(many.iter().map(|text| el("li").child(text)))),
        };
        let class = if texts.is_empty() { format!("{class} rien") } else { class.to_owned() };
        el("div").class(&class).child(el("dt").child(name)).child(words)
    };
    let lines = mots.iter().map(|one| {
        fragment().child(el("p").class("sujet").child(one.sujet)).child(
            el("dl")
                .class("cotes")
                .child(side("avant", AVANT, &one.avant))
                .child(side("apres", APRES, &one.apres)),
        )
    });
    (!mots.is_empty()).then(|| el("div").class("mots").children(lines))
}

/// A reason, with those of the answers that decided it which differ; with all of them when none does.
fn raison(found: &Comparaison, raison: &Raison) -> Node {
    let rules: Vec<&str> = raison.ligne.regles.iter().map(|regle| regle.id).collect();
    let no_longer = (!raison.tient).then(|| el("b").child("Ne tient plus\u{a0}: "));
    let doubtful = raison.ligne.a_confirmer().then(|| fragment().child(" ").child(a_confirmer()));
    let differs = |one: &&Reponse| {
        found.reponses.iter().any(|(of, other)| of.iter().chain(other).any(|known| known.lu == one.lu))
    };
    let mut decided: Vec<&Reponse> = raison.ligne.reponses.iter().filter(differs).collect();
    if decided.is_empty() {
        decided = raison.ligne.reponses.iter().collect();
    }
    let answers: Vec<String> =
        decided.iter().map(|one| format!("{}\u{a0}: {}", one.question, one.valeur)).collect();
    let answers =
        (!answers.is_empty()).then(|| el("small").child(format!(" ({})", answers.join("\u{a0}; "))));
    el("li")
        .child(no_longer)
        .child(&raison.ligne.texte)
        .child(doubtful)
        .child(answers)
        .child(el("span").class("pour-expert").child(format!(" {}", rules.join(", "))))
}

fn notices(title: &str, notices: &[LigneAvis]) -> Option<Node> {
    let line = |notice: &LigneAvis| {
        let rules: Vec<&str> = notice.ligne.regles.iter().map(|regle| regle.id).collect();
        el("li")
            .child(&notice.ligne.texte)
            .child(el("span").class("pour-expert").child(format!(" {}", rules.join(", "))))
    };
    (!notices.is_empty()).then(|| section("", title).child(el("ul").children(notices.iter().map(line))))
}

/// What is the same in both, folded.
fn communes(found: &Comparaison) -> Option<Node> {
    let name = match found.communes.len() {
        0 => return None,
        1 => "1 action reste la même".to_owned(),
        many => format!("{many} actions restent les mêmes"),
    };
    let lines = found.communes.iter().map(|one| {
        let when = (!one.quand.is_empty()).then(|| el("small").child(format!(" {}", one.quand)));
        el("li").child(&one.titre).child(when)
    });
    Some(
        el("details")
            .class("pourquoi")
            .attr("id", "communes")
            .child(el("summary").child(name))
            .child(el("ul").children(lines)),
    )
}

// ── What becomes of it ───────────────────────────────────────────────────────────────────────────────────────────

fn lire(fields: &Fields) -> Variante {
    let value = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    Variante { question: value("question"), ligne: value("ligne"), valeur: value("reponse") }
}

/// The other answers, and what they change, in words: « Porteur de la CDE : Le directeur, par délégation ».
fn choisir(
    dossier: &Dossier,
    fields: &Fields,
    today: NaiveDate,
) -> Result<(Dossier, String, String), Answer> {
    let variante = lire(fields);
    let refused = || {
        Answer::refusal(
            "Cette réponse n’existe plus dans le dossier. Rien n’a changé\u{a0}: revenez au plan.",
        )
    };
    let lu = variante.lu(&dossier.answers).ok_or_else(refused)?;
    let answers = variante.appliquer(&dossier.answers).ok_or_else(refused)?;
    let told = |answers: &_| reponse(&Facts::new(answers, today), &lu);
    let (before, after) = (told(&dossier.answers), told(&answers));
    let name = after.as_ref().or(before.as_ref()).map_or_else(String::new, |one| one.question.clone());
    let words = format!("{name}\u{a0}: {}", valeur(after.as_ref()));
    let was = valeur(before.as_ref());
    Ok((Dossier { answers, ..dossier.clone() }, words, was))
}

/// The other answer in place of the present one.
pub fn garder(dossier: &Dossier, fields: &Fields, today: NaiveDate) -> Answer {
    match choisir(dossier, fields, today) {
        Ok((other, words, was)) => Answer::dossier(
            &other,
            format!("Réponse gardée. {words}. Avant\u{a0}: {was}. Vous pouvez la changer à tout moment."),
        ),
        Err(refusal) => refusal,
    }
}

/// A second dossier with the other answer: the first one stays as it is. What tells the two apart is said in the list of
/// dossiers, and in nothing that either writes; its calendars gave out nothing.
pub fn garder_les_deux(dossier: &Dossier, fields: &Fields, today: NaiveDate) -> Answer {
    match choisir(dossier, fields, today) {
        Ok((mut other, words, _)) => {
            other.id = String::new();
            other.agenda = Agenda::default();
            let mention = en_une_ligne(&words, MENTION_MAX);
            let sentence = format!(
                "Second dossier créé\u{a0}: {words}. Le premier n’a pas changé. Dans la liste, celui-ci porte cette mention après son nom\u{a0}; ses courriers et ses fiches ne la portent pas."
            );
            Answer::second_dossier(&other, sentence, mention)
        }
        Err(refusal) => refusal,
    }
}
