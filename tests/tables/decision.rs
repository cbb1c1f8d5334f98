//! The decision table of a rule, by asking it.
//!
//! Whole, when that fits a page: from nothing, each question that the verdict asks for is answered in every way, until
//! it asks for nothing; what comes to the same is one row. Else from worked cases, one answer changed at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jalons::domain::answers::{Answers, Entry, INCONNU};
use jalons::domain::facts::{Facts, Lu};
use jalons::domain::plan::une_regle;
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire;
use jalons::domain::rule::{Cas, Rule};
use jalons::domain::rules::avis::AVIS;
use jalons::domain::sources::Regle;

use crate::CAS_TYPES;
use crate::valeurs::{avec, ecrit, entree, essais, jour, rang, tous_les_essais};

/// What a person can approve at a glance.
const LIGNES_MAX: usize = 40;
const COLONNES_MAX: usize = 7;
/// Verdicts computed before a table is found too large.
const VERDICTS_MAX: usize = 1_500;
/// Worked cases that a table which is too large starts from.
const DEPARTS_MAX: usize = 4;

/// What a rule says of one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Verdict {
    /// Empty: the whole dossier.
    sujet: String,
    /// « à faire », « non », « non, exception », « ouvert ».
    decision: &'static str,
    quantite: u32,
    motifs: String,
}

/// All that a rule says.
type Issue = Vec<Verdict>;

const A_FAIRE: &str = "**à faire**";
const NON: &str = "non";

/// A question, and where each of its answers leads; or what the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Noeud {
    Issue(Issue),
    Question(Lu, Vec<(Vec<String>, Noeud)>),
}

/// The table of a rule, as Markdown.
pub fn table(rule: &'static Rule) -> String {
    let mut text = format!("# {}\n\n", rule.nom_ou_livrable());
    let mut budget = VERDICTS_MAX;
    let Some(rows) = explorer(rule, &Answers::default(), &mut budget).map(|tree| lignes(&tree)) else {
        par_cas_types(&mut text, rule, &format!("elle demanderait plus de {VERDICTS_MAX} verdicts"));
        mentions(&mut text, rule);
        return text;
    };
    let (height, width) = (rows.len(), colonnes(&rows).len());
    let shown =
        |id: &str| rows.iter().any(|(_, issue)| issue.iter().any(|verdict| cite(&verdict.motifs, id)));
    if height > LIGNES_MAX || width > COLONNES_MAX {
        par_cas_types(&mut text, rule, &format!("elle aurait {height} lignes et {width} questions"));
    } else if let Some(cas) = decisifs(rule).find(|cas| !shown(cas.id)) {
        par_cas_types(
            &mut text,
            rule,
            &format!("d’un dossier vide, on n’atteint pas le motif « {} »", cas.id),
        );
    } else {
        entiere(&mut text, &rows);
    }
    mentions(&mut text, rule);
    text
}

/// The cases that decide.
fn decisifs(rule: &'static Rule) -> impl Iterator<Item = &'static Cas> {
    rule.due_if.iter().chain(rule.except_if)
}

fn cite(motifs: &str, id: &str) -> bool {
    motifs.contains(&format!("`{id}`"))
}

trait Nomme {
    fn nom_ou_livrable(&self) -> String;
}

impl Nomme for Rule {
    fn nom_ou_livrable(&self) -> String {
        let conseil = if self.conseil { ", conseil" } else { "" };
        match self.nom {
            "" => format!("`{}`{conseil}", self.livrable),
            nom => format!("{nom} (`{}`{conseil})", self.livrable),
        }
    }
}

// The whole table.

type Ligne = (Vec<(Lu, String)>, Issue);

fn entiere(text: &mut String, rows: &[Ligne]) {
    text.push_str(
        "Table entière : en partant d’un dossier vide, chaque question que le verdict demande reçoit chaque réponse \
         possible. « Je ne sais pas » laisse la décision ouverte. Une case vide : la question ne change rien à cette ligne.\n\n",
    );
    let columns = colonnes(rows);
    let names: Vec<String> = columns.iter().map(nom).collect();
    let _ = writeln!(text, "| {} | décision | motifs |", names.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(columns.len() + 2));
    for (answers, issue) in rows {
        let cells = columns.iter().map(|column| {
            answers.iter().find(|(lu, _)| lu == column).map_or(String::new(), |(_, value)| value.clone())
        });
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(text, "| {} | {} |", cells.join(" | "), cellules(issue));
    }
}

fn colonnes(rows: &[Ligne]) -> Vec<Lu> {
    let mut columns: Vec<Lu> = vec![];
    for (lu, _) in rows.iter().flat_map(|(answers, _)| answers) {
        if !columns.contains(lu) {
            columns.push(lu.clone());
        }
    }
    columns.sort_by_key(rang);
    columns
}

/// A question as the head of a column.
fn nom(lu: &Lu) -> String {
    let spec = questionnaire::spec(lu.question);
    let nom = spec.map_or(lu.question, |spec| spec.nom);
    format!("{nom} `{}`", lu.question)
}

fn lignes(tree: &Noeud) -> Vec<Ligne> {
    match tree {
        Noeud::Issue(issue) => vec![(vec![], issue.clone())],
        Noeud::Question(lu, branches) => {
            let mut rows = vec![];
            let most = branches.iter().map(|(names, _)| names.len()).max().unwrap_or(0);
            for (names, branch) in branches {
                let value = match names.len() {
                    // A long list is said by its exceptions.
                    long if long > 12 && long == most => format!("toute autre ({long})"),
                    _ => names.join(", "),
                };
                rows.extend(lignes(branch).into_iter().map(|(mut answers, issue)| {
                    answers.insert(0, (lu.clone(), value.clone()));
                    (answers, issue)
                }));
            }
            rows
        }
    }
}

/// The tree of answers below these; none when it takes too many verdicts.
fn explorer(rule: &'static Rule, answers: &Answers, budget: &mut usize) -> Option<Noeud> {
    *budget = budget.checked_sub(1)?;
    let Some(lu) = question_suivante(rule, answers, budget) else {
        return Some(Noeud::Issue(issue(rule, answers)));
    };
    let spec = questionnaire::spec(lu.question)?;
    let mut branches: Vec<(Vec<String>, Noeud)> = vec![];
    for essai in essais(answers, spec) {
        let branch = explorer(rule, &avec(answers, &lu, &essai.entry), budget)?;
        match branches.iter_mut().find(|(_, known)| *known == branch) {
            Some((names, _)) => names.push(essai.nom),
            None => branches.push((vec![essai.nom], branch)),
        }
    }
    match branches.as_slice() {
        [] => Some(Noeud::Issue(issue(rule, answers))),
        // Every answer leads to the same: the question changes nothing here.
        [(_, same)] => Some(same.clone()),
        _ => Some(Noeud::Question(lu, branches)),
    }
}

/// The first question that the verdict waits for; else one that is read as its default; else an optional one that
/// would change the verdict.
fn question_suivante(rule: &'static Rule, answers: &Answers, budget: &mut usize) -> Option<Lu> {
    let (_, _, open, _) = une_regle(answers, jour(), rule);
    let waited = open.into_iter().flat_map(|open| open.questions).filter(|lu| entree(answers, lu).is_none());
    if let Some(lu) = waited.min_by_key(rang) {
        return Some(lu);
    }
    let read = lus(rule, answers).into_iter().filter(|lu| entree(answers, lu).is_none());
    if let Some(lu) = read.min_by_key(rang) {
        return Some(lu);
    }
    let now = issue(rule, answers);
    facultatives(answers).into_iter().find(|lu| {
        let spec = questionnaire::spec(lu.question);
        spec.is_some_and(|spec| {
            essais(answers, spec).iter().any(|essai| {
                *budget = budget.saturating_sub(1);
                issue(rule, &avec(answers, lu, &essai.entry)) != now
            })
        })
    })
}

/// What the verdict reads: the subjects and the cases, not what is only said of the action.
fn lus(rule: &'static Rule, answers: &Answers) -> Vec<Lu> {
    let facts = Facts::new(answers, jour());
    let ((), journal) = facts.observe(|facts| {
        for sujet in (rule.sujets)(facts).unwrap_or_default() {
            for cas in rule.due_if.iter().chain(rule.except_if) {
                let _ = (cas.quand)(facts, &sujet);
            }
        }
    });
    journal.lus
}

/// The optional questions that are asked and left empty, in the rows too. Lists are left out: `sites` and `personnes`
/// describe what other questions name.
fn facultatives(answers: &Answers) -> Vec<Lu> {
    let facts = Facts::new(answers, jour());
    let mut found = vec![];
    for spec in questionnaire::questions() {
        let Champ::Lignes(liste) = &spec.champ else {
            if optionnelle(&facts, spec) {
                found.push(facts.lu(spec));
            }
            continue;
        };
        for row in answers.rows(spec.id) {
            let inside = facts.dans(spec.id, row);
            let fields = questionnaire::champs(liste).filter(|field| optionnelle(&inside, field));
            found.extend(fields.map(|field| inside.lu(field)));
        }
    }
    found
}

fn optionnelle(facts: &Facts, spec: &Spec) -> bool {
    spec.facultatif && facts.est_posee(spec) == Ok(true) && facts.entry(spec).is_none()
}

// The table of worked cases.

fn par_cas_types(text: &mut String, rule: &'static Rule, why: &str) {
    let starts = departs(rule);
    let (mut rows, mut shown, mut taken) = (String::new(), BTreeSet::new(), 0);
    for (nom, answers, issue) in starts.iter().take(DEPARTS_MAX) {
        if rows.lines().count() >= LIGNES_MAX {
            break;
        }
        let _ = writeln!(rows, "| **{nom}** | | | {} |", cellules(issue));
        variantes(&mut rows, rule, nom, answers, &mut shown);
        taken += 1;
    }
    let left = starts.len() - taken;
    let _ = writeln!(
        text,
        "Table par cas types, car la table entière ne se lirait pas : {why}. Chaque ligne part d’un dossier de \
         `tests/dossiers/` (en gras, avec ce que la règle y décide) et change une seule des réponses que le verdict y lit ; \
         dans une liste, celles de la première ligne seulement. On y lit ce qui change, s’il n’est pas déjà écrit plus haut. \
         Départs : le premier dossier de chaque groupe de motifs, {DEPARTS_MAX} au plus, et plus aucun après {LIGNES_MAX} lignes ; \
         groupes sans départ : {left}.\n"
    );
    text.push_str("| départ | réponse changée | valeur | décision | motifs |\n|---|---|---|---|---|\n");
    text.push_str(&rows);
    let missing: Vec<&Cas> = decisifs(rule).filter(|cas| !cite(text, cas.id)).collect();
    if missing.is_empty() {
        return;
    }
    text.push_str(
        "\nLes motifs que ces lignes ne montrent pas, chacun dans le premier dossier où il tient :\n\n",
    );
    text.push_str("| motif | départ | réponses changées | décision | motifs |\n|---|---|---|---|---|\n");
    for cas in missing {
        let (depart, changes, cells) = match premier_ou_il_tient(rule, cas) {
            Some((nom, changes, answers)) => {
                let changes = changes.iter().map(|(lu, value)| format!("`{}` : {value}", lu.question));
                (nom, changes.collect::<Vec<_>>().join("<br>"), cellules(&issue(rule, &answers)))
            }
            None => ("aucun trouvé", String::new(), " | ".to_owned()),
        };
        let _ = writeln!(text, "| `{}` | {depart} | {changes} | {cells} |", cas.id);
    }
}

/// The first worked case of each group of motives; what is due first, since it shows most of a rule.
fn departs(rule: &'static Rule) -> Vec<(&'static str, &'static Answers, Issue)> {
    let mut starts: Vec<(&str, &Answers, Issue)> = vec![];
    for cas in CAS_TYPES.iter() {
        let found = issue(rule, &cas.answers);
        let kind = genre(&found);
        if starts.iter().all(|(_, _, known)| genre(known) != kind) {
            starts.push((&cas.nom, &cas.answers, found));
        }
    }
    starts.sort_by_key(|(_, _, issue)| issue.iter().all(|verdict| verdict.decision != A_FAIRE));
    starts
}

/// The motives of a decision, whoever and however many it is for.
fn genre(issue: &Issue) -> BTreeSet<&str> {
    issue.iter().map(|verdict| verdict.motifs.as_str()).collect()
}

fn variantes(
    text: &mut String,
    rule: &'static Rule,
    nom_depart: &str,
    answers: &Answers,
    shown: &mut BTreeSet<(Lu, Vec<String>, Issue)>,
) {
    let base = issue(rule, answers);
    let mut without: Vec<String> = vec![];
    for lu in changeables(rule, answers) {
        let Some(spec) = questionnaire::spec(lu.question) else { continue };
        let current = ecrit(entree(answers, &lu));
        let mut outcomes: BTreeMap<Issue, Vec<String>> = BTreeMap::new();
        for essai in tous_les_essais(answers, spec)
            .into_iter()
            .filter(|essai| Some(&essai.entry) != entree(answers, &lu))
        {
            outcomes.entry(issue(rule, &avec(answers, &lu, &essai.entry))).or_default().push(essai.nom);
        }
        let same = outcomes.remove(&base).unwrap_or_default();
        if outcomes.is_empty() {
            without.push(format!("`{}`", lu.question));
            continue;
        }
        let mut rows: Vec<(Issue, Vec<String>)> =
            outcomes.into_iter().map(|(outcome, values)| (changements(&base, &outcome), values)).collect();
        rows.sort_by(|left, right| left.1.len().cmp(&right.1.len()).then_with(|| left.1.cmp(&right.1)));
        let last = rows.len() - 1;
        for (place, (outcome, values)) in rows.iter().enumerate() {
            if !shown.insert((lu.clone(), values.clone(), outcome.clone())) {
                continue;
            }
            let values = match values.len() {
                // A long list is said by its exceptions.
                long if long > 12 && place == last && same.is_empty() => format!("toute autre ({long})"),
                long if long > 12 && place == last => {
                    format!("toute autre ({long}), sauf, sans effet, {}", same.join(", "))
                }
                _ => values.join(", "),
            };
            let _ = writeln!(
                text,
                "| {nom_depart} | {} : {current} | {values} | {} |",
                nom(&lu),
                cellules(outcome)
            );
        }
    }
    if !without.is_empty() {
        let _ = writeln!(text, "| {nom_depart} | {} | toute autre | inchangé | |", without.join(", "));
    }
}

/// What is said after a change that was not said before.
fn changements(before: &Issue, after: &Issue) -> Issue {
    let gone =
        before.iter().filter(|old| old.decision != NON && after.iter().all(|new| new.sujet != old.sujet));
    let gone =
        gone.map(|old| Verdict { decision: "plus rien", quantite: 1, motifs: String::new(), ..old.clone() });
    after.iter().filter(|new| !before.contains(new)).cloned().chain(gone).collect()
}

/// What can be changed: what the verdict reads or waits for, and the optional questions that it may read; in lists, the
/// first row only.
fn changeables(rule: &'static Rule, answers: &Answers) -> Vec<Lu> {
    let (_, _, open, _) = une_regle(answers, jour(), rule);
    let mut found = lus(rule, answers);
    found.extend(open.into_iter().flat_map(|open| open.questions));
    let now = issue(rule, answers);
    found.extend(facultatives(answers).into_iter().filter(|lu| {
        let spec = questionnaire::spec(lu.question);
        spec.is_some_and(|spec| {
            essais(answers, spec).iter().any(|essai| issue(rule, &avec(answers, lu, &essai.entry)) != now)
        })
    }));
    found.retain(|lu| match &lu.ligne {
        None => true,
        Some((list, id)) => answers.rows(list).first().is_some_and(|row| row.id == *id),
    });
    found.sort_by_key(rang);
    found.dedup();
    found
}

/// A worked case, the answers changed in it, and what they are then.
type Trouve = (&'static str, Vec<(Lu, String)>, Answers);

/// For each case that makes a rule due, answers where it holds: for the texts of actions that no worked case has.
pub fn exemples(rule: &'static Rule) -> Vec<Answers> {
    rule.due_if
        .iter()
        .filter_map(|cas| premier_ou_il_tient(rule, cas))
        .map(|(_, _, answers)| answers)
        .collect()
}

/// The first worked case where a case of the rule decides, with at most one answer changed; else, under an exception
/// maybe, where it holds, with at most two.
fn premier_ou_il_tient(rule: &'static Rule, cas: &Cas) -> Option<Trouve> {
    let decides =
        |answers: &Answers| issue(rule, answers).iter().any(|verdict| cite(&verdict.motifs, cas.id));
    let holds = |answers: &Answers| tient(rule, cas, answers);
    let none = |good: &dyn Fn(&Answers) -> bool| {
        let start = CAS_TYPES.iter().find(|start| good(&start.answers))?;
        Some((start.nom.as_str(), vec![], start.answers.clone()))
    };
    let one = |good: &dyn Fn(&Answers) -> bool, changed: fn(&'static Rule, &Answers) -> Vec<Lu>| {
        CAS_TYPES.iter().find_map(|start| {
            let mut found = voisins(&start.answers, changed(rule, &start.answers)).into_iter();
            let (lu, value, answers) = found.find(|(_, _, answers)| good(answers))?;
            Some((start.nom.as_str(), vec![(lu, value)], answers))
        })
    };
    let two = || {
        CAS_TYPES.iter().find_map(|start| {
            let first = voisins(&start.answers, changeables(rule, &start.answers));
            first.into_iter().find_map(|(lu, value, answers)| {
                let mut again = voisins(&answers, changeables(rule, &answers)).into_iter();
                let (second, other, answers) = again.find(|(_, _, answers)| holds(answers))?;
                Some((start.nom.as_str(), vec![(lu, value), (second, other)], answers))
            })
        })
    };
    none(&decides)
        .or_else(|| one(&decides, changeables))
        .or_else(|| none(&holds))
        .or_else(|| one(&holds, changeables))
        .or_else(|| one(&holds, repondues))
        .or_else(two)
}

/// The questions that are answered, for the rules that look at every answer.
fn repondues(_: &'static Rule, answers: &Answers) -> Vec<Lu> {
    let facts = Facts::new(answers, jour());
    questionnaire::questions()
        .filter(|spec| facts.entry(*spec).is_some())
        .map(|spec| facts.lu(spec))
        .collect()
}

fn tient(rule: &'static Rule, cas: &Cas, answers: &Answers) -> bool {
    let facts = Facts::new(answers, jour());
    let sujets = (rule.sujets)(&facts).unwrap_or_default();
    sujets.iter().any(|sujet| (cas.quand)(&facts, sujet) == Ok(true))
}

/// These answers with one of those changed, in every way.
fn voisins(answers: &Answers, changed: Vec<Lu>) -> Vec<(Lu, String, Answers)> {
    let mut found = vec![];
    for lu in changed {
        let Some(spec) = questionnaire::spec(lu.question) else { continue };
        let each = tous_les_essais(answers, spec).into_iter();
        found.extend(each.map(|essai| (lu.clone(), essai.nom, avec(answers, &lu, &essai.entry))));
    }
    found
}

// What else is said.

/// The mentions of a rule: where they are said, among the dossiers where there is something to do.
fn mentions(text: &mut String, rule: &'static Rule) {
    if rule.mentions.is_empty() {
        return;
    }
    let due = |answers: &Answers| !une_regle(answers, jour(), rule).0.is_empty();
    let mut starts: Vec<(&str, Answers)> = CAS_TYPES
        .iter()
        .filter(|start| due(&start.answers))
        .map(|start| (start.nom.as_str(), start.answers.clone()))
        .collect();
    if starts.is_empty() {
        let found = decisifs(rule).filter_map(|cas| premier_ou_il_tient(rule, cas));
        starts = found.map(|(nom, _, answers)| (nom, answers)).filter(|(_, answers)| due(answers)).collect();
    }
    text.push_str("\nCe qui est dit en plus quand c’est à faire\u{a0}:\n\n");
    text.push_str("| mention | règles | dossiers où elle est dite | exemple |\n|---|---|---|---|\n");
    for cas in rule.mentions {
        let said = |answers: &Answers| {
            let (actions, ..) = une_regle(answers, jour(), rule);
            actions.iter().any(|action| action.mentions.iter().any(|raison| raison.id == cas.id))
        };
        let read = |answers: &Answers| {
            lus_par(answers, |facts| {
                for sujet in (rule.sujets)(facts).unwrap_or_default() {
                    let _ = (cas.quand)(facts, &sujet);
                }
            })
        };
        let _ = writeln!(text, "| `{}` | {} | {} |", cas.id, regles(cas.regles), ou(&starts, &said, &read));
    }
}

/// The table of the notices, as Markdown.
pub fn table_des_avis() -> String {
    let mut text = "# Avis\n\nOù chaque avis est montré, parmi les dossiers de `tests/dossiers/`\u{a0}; à défaut, un dossier où une ou deux réponses changent.\n\n| avis | règles | dossiers | exemple |\n|---|---|---|---|\n".to_owned();
    let starts: Vec<(&str, Answers)> =
        CAS_TYPES.iter().map(|start| (start.nom.as_str(), start.answers.clone())).collect();
    for avis in AVIS {
        let said = |answers: &Answers| (avis.quand)(&Facts::new(answers, jour())) == Ok(true);
        let read = |answers: &Answers| {
            lus_par(answers, |facts| {
                let _ = (avis.quand)(facts);
            })
        };
        let _ = writeln!(text, "| `{}` | {} | {} |", avis.id, regles(avis.regles), ou(&starts, &said, &read));
    }
    text
}

/// What a condition reads or waits for, and the optional questions that it may read.
fn lus_par(answers: &Answers, condition: impl Fn(&Facts)) -> Vec<Lu> {
    let facts = Facts::new(answers, jour());
    let ((), journal) = facts.observe(|facts| condition(facts));
    let mut found = journal.lus;
    found.extend(journal.ouverts);
    found.extend(facultatives(answers));
    found.sort_by_key(rang);
    found.dedup();
    found
}

/// Two cells: in how many of these dossiers something is said, and the first one, some answers changed if need be.
fn ou(
    starts: &[(&str, Answers)],
    said: &dyn Fn(&Answers) -> bool,
    read: &dyn Fn(&Answers) -> Vec<Lu>,
) -> String {
    let where_said: Vec<&str> =
        starts.iter().filter(|(_, answers)| said(answers)).map(|(nom, _)| *nom).collect();
    if let Some(first) = where_said.first() {
        return format!("{} sur {} | {first}", where_said.len(), starts.len());
    }
    let none = format!("0 sur {}", starts.len());
    for (nom, answers) in starts {
        for (lu, value, answers) in voisins(answers, read(answers)) {
            if said(&answers) {
                return format!("{none} | {nom}, `{}`\u{a0}: {value}", lu.question);
            }
        }
    }
    for (nom, answers) in starts {
        for (first, value, answers) in voisins(answers, read(answers)) {
            for (second, other, answers) in voisins(&answers, read(&answers)) {
                if said(&answers) {
                    return format!(
                        "{none} | {nom}, `{}`\u{a0}: {value}, `{}`\u{a0}: {other}",
                        first.question, second.question
                    );
                }
            }
        }
    }
    format!("{none} | jamais trouvé")
}

// What a rule says.

fn issue(rule: &'static Rule, answers: &Answers) -> Issue {
    let (actions, declined, open, _) = une_regle(answers, jour(), rule);
    let mut said = vec![];
    for action in &actions {
        let motifs = motifs(&action.raisons);
        said.push(Verdict {
            sujet: sujet(rule, &action.id),
            decision: A_FAIRE,
            quantite: action.quantite,
            motifs,
        });
    }
    for ecarte in &declined {
        let (decision, motifs) = match ecarte.raisons.as_slice() {
            [] => (NON, regles(rule.sinon.regles)),
            exceptions => ("non, exception", motifs(exceptions)),
        };
        said.push(Verdict { sujet: sujet(rule, &ecarte.id), decision, quantite: 1, motifs });
    }
    for ouvert in &open {
        let waiting: BTreeSet<String> = ouvert.questions.iter().map(|lu| attente(answers, lu)).collect();
        let motifs = format!("attend {}", waiting.into_iter().collect::<Vec<_>>().join(", "));
        said.push(Verdict { sujet: sujet(rule, &ouvert.id), decision: "ouvert", quantite: 1, motifs });
    }
    if said.is_empty() {
        said.push(Verdict { sujet: String::new(), decision: NON, quantite: 1, motifs: String::new() });
    }
    said
}

/// Two cells: the decisions, and the motives of each; subjects of the same fate together.
fn cellules(issue: &Issue) -> String {
    let mut groups: Vec<(&str, &str, Vec<String>)> = vec![];
    for verdict in issue {
        let times = if verdict.quantite == 1 { String::new() } else { format!(" × {}", verdict.quantite) };
        let who = format!("{}{times}", verdict.sujet).trim().to_owned();
        match groups
            .iter_mut()
            .find(|(decision, motifs, _)| (*decision, *motifs) == (verdict.decision, &verdict.motifs))
        {
            Some((_, _, all)) => all.push(who),
            None => groups.push((verdict.decision, &verdict.motifs, vec![who])),
        }
    }
    let decisions = groups.iter().map(|(decision, _, who)| match who.join(", ").as_str() {
        "" => (*decision).to_owned(),
        who => format!("{decision} ({who})"),
    });
    let motives = groups.iter().map(|(_, motifs, _)| (*motifs).to_owned());
    format!("{} | {}", decisions.collect::<Vec<_>>().join("<br>"), motives.collect::<Vec<_>>().join("<br>"))
}

fn attente(answers: &Answers, lu: &Lu) -> String {
    match entree(answers, lu).and_then(Entry::text) {
        Some(INCONNU) => format!("`{}` (ne sait pas)", lu.question),
        _ => format!("`{}`", lu.question),
    }
}

/// Whom or what an action is for, when it is not the whole dossier.
fn sujet(rule: &Rule, id: &str) -> String {
    id.strip_prefix(rule.livrable).and_then(|rest| rest.strip_prefix(':')).unwrap_or("").to_owned()
}

fn motifs(raisons: &[&Cas]) -> String {
    let each = raisons.iter().map(|raison| format!("`{}` {}", raison.id, regles(raison.regles)));
    each.collect::<Vec<_>>().join(" ; ")
}

fn regles(regles: &[&Regle]) -> String {
    regles.iter().map(|regle| regle.id).collect::<Vec<_>>().join(" ")
}
