//! The walk: from worked dossiers, every value of every answer, and every pair of values of every two answers.
//!
//! The product of all the questions is far too large (over 10^30 classes), so the walk is laid around the worked cases of
//! `tests/dossiers`, and goes through **every** neighbour of each: nothing is drawn at random, nothing is left out silently.
//!
//! * From each worked dossier, each answer in turn takes each of its values, « je ne sais pas » and « sans réponse »
//!   included, whether its question is asked or not, and so does each field of the first row of each list.
//! * From the dossiers of [`RICHES`], which between them open every section, each **pair** of answers takes each pair of
//!   its values. Long tables (professions, categories, statuses) are represented there by one value of each kind that the
//!   rules tell apart (see [`values`]); alone, every one of their values is tried.
//!
//! **Why that covers the rules:** a condition is a Kleene « and » or « or » of comparisons, each on one answer, and a
//! comparison changes with its answer alone. What one answer changes in a verdict therefore depends on the others only
//! through the conditions that are then open or closed; a worked dossier sets those, a pair flips any two of them at once.
//! What is asserted of every plan (see [`check`]) is local: it holds of an action, a verdict or a prerequisite, of which
//! each needs a condition, its exception and the answer that asks its question. That every case of every rule, every notice
//! and every deliverable is reached by some dossier is asserted too, so a rule out of reach of these pairs fails the test.
mod lignes;

#[path = "properties/decisives.rs"]
mod decisives;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use jalons::domain::answers::{Answers, Entry, INCONNU, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::facts::{Facts, Lu, Memoire};
use jalons::domain::plan::{Plan, plan};
use jalons::domain::professions::PROFESSIONS;
use jalons::domain::question::{Champ, Spec};
use jalons::domain::questionnaire;
use jalons::domain::report::Report;
use jalons::domain::rule::{Duree, Phase};
use jalons::domain::rules::RULES;
use jalons::domain::rules::avis::AVIS;

fn today() -> NaiveDate {
    lire_date("2026-11-23").unwrap()
}

/// The values that an answer is walked through; none: no answer. `few`: one of each kind that the rules tell apart.
fn values(spec: &'static Spec, few: bool) -> Vec<Option<Entry>> {
    let mut values: Vec<Entry> = match &spec.champ {
        Champ::Choix(options) => options.iter().map(|option| Entry::one(option.jeton)).collect(),
        Champ::ChoixMultiple(options) => subsets(options.iter().map(|option| option.jeton).collect(), few),
        Champ::Selection(groups) if few => match spec.id {
            // One status for each usual representative, and the hospital.
            "statut" => ["60", "21", "13", "17", "62", "66"].map(Entry::one).to_vec(),
            // One category inside the corridor, one outside.
            "site-categorie" => ["500", "214"].map(Entry::one).to_vec(),
            "zone-feries" => ["metropole", "alsace-moselle", "guadeloupe"].map(Entry::one).to_vec(),
            "pro-profil" => one_of_each_kind(),
            _ => groups.iter().flat_map(|group| &group.options).map(|(token, _)| Entry::one(token)).collect(),
        },
        Champ::Selection(groups) => {
            groups.iter().flat_map(|group| &group.options).map(|(token, _)| Entry::one(token)).collect()
        }
        Champ::Nombre(low, _) => {
            vec![Entry::one(&low.to_string()), Entry::one("1"), Entry::one("2"), Entry::one("8")]
        }
        // Expired, within 60 days, within 90 days, later.
        Champ::Date => ["2026-11-20", "2027-01-07", "2027-02-10", "2028-06-30"].map(Entry::one).to_vec(),
        Champ::Personne => ["rl", "directeur", "personne-1"].map(Entry::one).to_vec(),
        Champ::Renvois(_) => vec![Entry::many(&[])],
        Champ::Renvoi(list) => vec![Entry::one(match *list {
            "logiciels" => "logiciel-1",
            other => other,
        })],
        Champ::Finess => vec![Entry::one("010783009")],
        Champ::Siren => vec![Entry::one("775544562")],
        Champ::Siret => vec![Entry::one("77554456200108"), Entry::one("26010004500012")],
        Champ::Texte(_) => vec![Entry::one("Texte")],
        Champ::Lignes(list) => {
            vec![Entry::Rows(vec![]), Entry::Rows(vec![Row::new(&format!("{}-1", list.prefixe))])]
        }
    };
    if spec.ne_sais_pas.is_some() {
        values.push(Entry::one(INCONNU));
    }
    values.into_iter().map(Some).chain([None]).collect()
}

/// A profession for each way of registration, default card and access.
fn one_of_each_kind() -> Vec<Entry> {
    let mut kinds = BTreeSet::new();
    PROFESSIONS
        .iter()
        .filter(|one| {
            kinds.insert(format!(
                "{:?} {:?}",
                std::mem::discriminant(&one.voie),
                std::mem::discriminant(&one.carte)
            ))
        })
        .map(|one| Entry::one(one.cle))
        .collect()
}

/// Every subset of a few options; for many, none, each alone, each pair, and all. `few`: each alone, and all.
fn subsets(tokens: Vec<&'static str>, few: bool) -> Vec<Entry> {
    let full = tokens.len() <= 4;
    let most = if few { 1 } else { 2 };
    (0_u32..1 << tokens.len())
        .filter(|mask| {
            (full && !few) || mask.count_ones() <= most || mask.count_ones() as usize == tokens.len()
        })
        .map(|mask| {
            let ticked = tokens.iter().enumerate().filter(|(rank, _)| mask & (1 << rank) != 0);
            Entry::Many(ticked.map(|(_, token)| (*token).to_owned()).collect())
        })
        .collect()
}

fn with(answers: &Answers, lu: &Lu, entry: Option<Entry>) -> Answers {
    let spec = questionnaire::spec(lu.question).unwrap();
    let mut answers = answers.clone();
    match &lu.ligne {
        None => answers.set(spec.id, entry),
        Some((list, id)) => {
            let mut row = answers.row(list, id).cloned().unwrap_or_else(|| Row::new(id));
            row.set(spec.id, entry);
            answers.put_row(list, row);
        }
    }
    answers
}

/// Whether an answer is that one already: to give it again changes nothing.
fn est(answers: &Answers, lu: &Lu, entry: Option<&Entry>) -> bool {
    match &lu.ligne {
        None => answers.entry(lu.question) == entry,
        Some((list, id)) => answers.row(list, id).is_some_and(|row| row.entry(lu.question) == entry),
    }
}

/// What must hold of every plan.
fn check(answers: &Answers, plan: &Plan) {
    for action in &plan.actions {
        assert!(!action.raisons.is_empty(), "{} has no reason\n{answers:?}", action.id);
        assert!(action.raisons.iter().all(|reason| !reason.regles.is_empty()), "{} has no source", action.id);
        assert!(action.quantite > 0, "{} counts nothing", action.id);
        assert!(
            action.apres.iter().all(|place| *place < plan.actions.len()),
            "{}: a prerequisite is missing",
            action.id
        );
    }
    let mut ids: Vec<&str> = plan.actions.iter().map(|action| action.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "two actions of the same id\n{answers:?}");
    for declined in &plan.ecartes {
        assert!(
            plan.actions.iter().all(|action| action.id != declined.id),
            "{} is due and declined",
            declined.id
        );
    }
    for open in &plan.ouverts {
        assert!(plan.actions.iter().all(|action| action.id != open.id), "{} is due and open", open.id);
        assert!(!open.questions.is_empty(), "{} is open, and no question decides\n{answers:?}", open.id);
    }
    // What depends on an open answer, or on what has no known end, has no date (R-COMPTE-18).
    for action in &plan.actions {
        let unknown = !action.apres_ouverts.is_empty()
            || action.apres.iter().any(|place| plan.actions[*place].fin.is_none());
        let of_its_own = matches!(action.duree, Duree::Le(_));
        assert!(!unknown || of_its_own || action.fin.is_none(), "{} has a date\n{answers:?}", action.id);
        assert!(
            action.apres_ouverts.iter().all(|place| *place < plan.ouverts.len()),
            "{}: what may precede is missing",
            action.id
        );
    }
    // No cycle: taking away what has nothing before it leaves nothing.
    let mut left: BTreeSet<usize> = (0..plan.actions.len()).collect();
    while let Some(free) = left
        .iter()
        .copied()
        .find(|place| plan.actions[*place].apres.iter().all(|other| !left.contains(other)))
    {
        left.remove(&free);
    }
    assert!(
        left.is_empty(),
        "a cycle among {:?}",
        left.iter().map(|place| &plan.actions[*place].id).collect::<Vec<_>>()
    );
    // Counting conventions that bind figures together.
    let bilan = plan.bilan;
    assert_eq!(bilan.cde, bilan.f101, "R-COMPTE-07\n{answers:?}");
    assert!(bilan.contrats <= 1 && bilan.f101 <= 1, "R-COMPTE-04, R-COMPTE-06");
}

#[derive(PartialEq, Debug)]
struct Gist {
    bilan: jalons::domain::plan::Bilan,
    actions: Vec<(String, u32, Option<NaiveDate>)>,
    open: Vec<String>,
    declined: Vec<String>,
}

fn gist(plan: &Plan) -> Gist {
    Gist {
        bilan: plan.bilan,
        actions: plan.actions.iter().map(|action| (action.id.clone(), action.quantite, action.fin)).collect(),
        open: plan.ouverts.iter().map(|open| open.id.clone()).collect(),
        declined: plan.ecartes.iter().map(|declined| declined.id.clone()).collect(),
    }
}

/// The dossiers whose neighbours are walked two answers at a time. Between them, every section is open.
const RICHES: [&str; 8] = ["c01", "c02", "c07", "c13", "c18", "c22", "c23", "c31"];

/// The worked dossiers, by name.
fn dossiers() -> Vec<(String, Answers)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dossiers");
    let mut found: Vec<(String, Answers)> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let (dossier, _) = dossier::ouvrir(&std::fs::read_to_string(&path).unwrap()).ok()?;
            Some((path.file_stem()?.to_str()?.to_owned(), dossier.answers))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Every place where an answer may stand: each question, and each field of the first row of each list.
fn places(answers: &Answers) -> Vec<Lu> {
    questionnaire::specs()
        .filter_map(|spec| match spec.liste {
            None => Some(Lu { question: spec.id, ligne: None }),
            Some(list) => {
                let row = answers.rows(list).first()?;
                Some(Lu { question: spec.id, ligne: Some((list, row.id.clone())) })
            }
        })
        .collect()
}

/// What the walk saw.
#[derive(Default)]
struct Seen {
    plans: usize,
    cases: BTreeSet<&'static str>,
    due: BTreeSet<&'static str>,
}

impl Seen {
    fn see(&mut self, answers: &Answers) -> Plan {
        self.plans += 1;
        let plan = plan(answers, today());
        check(answers, &plan);
        for action in &plan.actions {
            self.due.insert(action.rule.livrable);
            self.cases.extend(action.raisons.iter().chain(&action.mentions).map(|reason| reason.id));
        }
        let memoire = Memoire::default();
        let facts = Facts::new(answers, today()).avec_memoire(&memoire);
        for declined in plan.ecartes.iter().filter(|declined| !declined.raisons.is_empty()) {
            self.cases.extend(declined.raisons.iter().map(|reason| reason.id));
            // An exception hides the case that it excepts from.
            let excepted = declined.rule.due_if.iter();
            let held = excepted.filter(|case| (case.quand)(&facts, &declined.sujet) == Ok(true));
            self.cases.extend(held.map(|case| case.id));
        }
        self.cases.extend(plan.avis.iter().map(|avis| avis.id));
        plan
    }

    /// Also: « Par quoi commencer » holds every action once; an answer whose question is not asked changes nothing.
    fn see_without_the_unasked(&mut self, answers: &Answers) {
        let seen = self.see(answers);
        let report = Report::bref(answers, today());
        lignes::check(&Dossier { answers: answers.clone(), ..Dossier::default() }, &report);
        let memoire = Memoire::default();
        let facts = Facts::new(answers, today()).avec_memoire(&memoire);
        let asked = questionnaire::seulement_posees(answers, &facts);
        assert_eq!(
            gist(&seen),
            gist(&plan(&asked, today())),
            "an answer that is not asked changed the plan\n{answers:?}"
        );
    }

    fn and(mut self, other: Self) -> Self {
        self.plans += other.plans;
        self.cases.extend(other.cases);
        self.due.extend(other.due);
        self
    }
}

/// The dossier itself, and each answer in turn, each of its values.
fn one_at_a_time(base: &Answers) -> Seen {
    let mut seen = Seen::default();
    seen.see_without_the_unasked(base);
    for place in places(base) {
        let spec = questionnaire::spec(place.question).unwrap();
        for value in values(spec, false) {
            if !est(base, &place, value.as_ref()) {
                seen.see_without_the_unasked(&with(base, &place, value));
            }
        }
    }
    seen
}

/// Each pair of answers, each pair of their values. A pair of which one is answered so already is one answer that changes:
/// each of these is walked once, not once beside every other answer.
fn two_at_a_time(base: &Answers) -> Seen {
    let mut seen = Seen::default();
    let places = places(base).into_iter().filter(decides);
    let places: Vec<(Lu, Vec<Option<Entry>>)> = places
        .map(|place| {
            let values = values(questionnaire::spec(place.question).unwrap(), true);
            (place, values)
        })
        .collect();
    for (rank, (first, values)) in places.iter().enumerate() {
        for value in values.iter().filter(|value| !est(base, first, value.as_ref())) {
            let once = with(base, first, value.clone());
            seen.see(&once);
            for (second, values) in &places[rank + 1..] {
                for value in values {
                    if !est(&once, second, value.as_ref()) {
                        seen.see(&with(&once, second, value.clone()));
                    }
                }
            }
        }
    }
    seen
}

/// Names and numbers decide nothing together with another answer: they are walked alone only.
fn decides(place: &Lu) -> bool {
    let spec = questionnaire::spec(place.question).unwrap();
    !matches!(spec.champ, Champ::Texte(_) | Champ::Finess | Champ::Siren | Champ::Siret | Champ::Renvois(_))
}

#[test]
fn every_neighbour_of_the_worked_dossiers_is_decided_without_contradiction() {
    let dossiers = dossiers();
    // The longest first: no thread ends alone.
    let pairs = dossiers.iter().filter(|(name, _)| RICHES.contains(&name.as_str()));
    let work: Vec<(&Answers, bool)> = pairs
        .map(|(_, answers)| (answers, true))
        .chain(dossiers.iter().map(|(_, answers)| (answers, false)))
        .collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let seen = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = Seen::default();
                    while let Some((answers, pairs)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let new = if *pairs { two_at_a_time(answers) } else { one_at_a_time(answers) };
                        seen = seen.and(new);
                    }
                    seen
                })
            })
            .collect();
        workers.into_iter().fold(Seen::default(), |all, worker| all.and(worker.join().unwrap()))
    });
    println!("{} dossiers walked", seen.plans);
    let missing: Vec<&str> =
        RULES.iter().map(|rule| rule.livrable).filter(|id| !seen.due.contains(id)).collect();
    assert!(missing.is_empty(), "never due: {missing:?}");
    let cases =
        RULES.iter().flat_map(|rule| rule.cas()).filter(|case| !case.ouvre_seulement).map(|case| case.id);
    let never: Vec<&str> = cases.filter(|id| !seen.cases.contains(id)).collect();
    assert!(never.is_empty(), "no dossier reaches these cases: {never:?}");
    let silent: Vec<&str> = AVIS.iter().map(|avis| avis.id).filter(|id| !seen.cases.contains(id)).collect();
    assert!(silent.is_empty(), "no dossier shows these notices: {silent:?}");
}

/// What may not stand beside a sentence.
enum Contraire {
    /// Another sentence.
    Dit(&'static str),
    /// An action of that deliverable.
    Du(&'static str),
    /// No action of that deliverable.
    PasDu(&'static str),
    /// That deliverable, not known to be due.
    Ouvert(&'static str),
}

use Contraire::{Dit, Du, Ouvert, PasDu};

/// Pairs that may not stand together in one plan. Each was found on a real path; what a sentence says is compared without
/// regard to spaces.
const CONTRAIRES: &[(&str, Contraire)] = &[
    ("le numéro du contrat ne change pas", Dit("Le numéro qui porte le contrat change")),
    ("le numéro du contrat ne change pas", Dit("vous passez le contrat au FINESS juridique")),
    ("ne peut activer d’e-CPS", Du("e-cps-expiree")),
    ("ne peut activer d’e-CPS", Du("e-cps-anomalie")),
    ("ne peut activer d’e-CPS", Du("activer-e-cps")),
    ("première e-CPS à activer", Du("activer-e-cps")),
    ("garde la carte CDE", Du("declarer-incident")),
    ("garde la carte CDE", Du("cde")),
    ("reçoit une carte CPE", PasDu("cpe")),
    ("seul le représentant légal change", Du("verifier-contrat")),
    ("seul le représentant légal change", Dit("change de numéro")),
    ("Seul le nom de la structure change", Dit("Le représentant légal change")),
    ("Le contrat en cours reste valable", Du("contrat")),
    ("Le contrat en cours reste valable", Du("verifier-contrat")),
    ("Le contrat reste valable", Du("contrat")),
    ("Le contrat reste valable", Du("verifier-contrat")),
    ("FINESS et SIRET inchangés", Dit("change de numéro")),
    ("dans l’envoi du contrat", PasDu("contrat")),
    ("sur le formulaire, avec le contrat.", PasDu("contrat")),
    ("avec le contrat s’il est dû", Du("contrat")),
    ("avec le formulaire F101.", PasDu("f101")),
    ("F101 s’il est dû", Du("f101")),
    ("vous demandez des certificats", PasDu("certificat")),
    ("pas d’autre contrat à signer", Du("contrat")),
    ("Le contrat en cours vaut", Du("verifier-contrat")),
    ("Vous savez si un contrat existe", Ouvert("contrat")),
    ("Aucun certificat n’est en jeu", Du("certificat")),
    ("Aucun certificat n’est en jeu", Du("certificat-en-service")),
    ("Aucun des services choisis ne demande de certificat", Du("certificat-en-service")),
    ("l’administrateur technique a déjà sa carte", Du("designer-at")),
    ("l’administrateur technique a déjà sa carte", Du("cpe")),
    ("pas de nouveau représentant légal", Dit("Représentant légal sortant")),
    ("pas de carte à remplacer", Du("cpe")),
    ("Cette personne reçoit la carte CDE par ce plan", PasDu("cde")),
    ("Aucun F101 n’est dû", Du("f101")),
];

fn plat(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ").to_lowercase()
}

/// What of a plan contradicts itself.
fn contradictions(answers: &Answers) -> Vec<String> {
    let report = Report::bref(answers, today());
    let mut said: Vec<String> = vec![];
    for action in &report.actions {
        said.extend([action.titre.clone(), action.quoi.to_owned(), action.pour.clone()]);
        said.extend(action.lignes().map(|line| line.texte.clone()));
    }
    said.extend(report.ecartes.iter().flat_map(|declined| &declined.raisons).map(|line| line.texte.clone()));
    said.extend(report.avis.iter().map(|notice| notice.ligne.texte.clone()));
    let said: Vec<String> = said.iter().map(|text| plat(text)).collect();
    let is_said = |text: &str| said.iter().any(|one| one.contains(&plat(text)));
    let of = |id: &str, livrable: &str| id.split(':').next() == Some(livrable);
    let due = |livrable: &str| report.actions.iter().any(|action| of(&action.id, livrable));
    let open = |livrable: &str| report.ouverts.iter().any(|open| of(&open.id, livrable));
    let mut found: Vec<String> = CONTRAIRES
        .iter()
        .filter(|(sentence, contrary)| {
            is_said(sentence)
                && match contrary {
                    Dit(other) => is_said(other),
                    Du(livrable) => due(livrable),
                    PasDu(livrable) => !due(livrable),
                    Ouvert(livrable) => open(livrable),
                }
        })
        .map(|(sentence, contrary)| {
            let (Dit(other) | Du(other) | PasDu(other) | Ouvert(other)) = contrary;
            format!("« {sentence} » beside {other}")
        })
        .collect();
    for action in &report.actions {
        if !action.attend.is_empty() && (action.quand.contains("dès maintenant") || action.possible()) {
            found.push(format!("{} is {} and waits for {:?}", action.id, action.quand, action.attend));
        }
        // The certificate of a mail service is not explained by other services.
        let mail = ["auth-mss", "serv-mss"].iter().any(|product| action.id.ends_with(product));
        if mail && action.lignes().any(|line| line.texte.contains("INSi")) {
            found.push(format!("{} is explained by INSi", action.id));
        }
        if action.titre.contains("mandataire de plus") && answers.rows("mandataires").is_empty() {
            let director = answers.entry("option-president").is_some();
            found.extend((!director).then(|| format!("« {} » where there is none", action.titre)));
        }
    }
    found
}

/// Every worked dossier, and each of its answers in turn through each of its values.
#[test]
fn no_plan_contradicts_itself() {
    let dossiers = dossiers();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found: BTreeSet<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut found = BTreeSet::new();
                    while let Some((name, base)) = dossiers.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let named = |place: &str, wrong: String| format!("{wrong} ({name}, {place})");
                        found.extend(contradictions(base).into_iter().map(|wrong| named("as it is", wrong)));
                        for place in places(base) {
                            for value in values(questionnaire::spec(place.question).unwrap(), true) {
                                if est(base, &place, value.as_ref()) {
                                    continue;
                                }
                                let answers = with(base, &place, value);
                                let wrong = contradictions(&answers).into_iter();
                                found.extend(wrong.map(|wrong| named(place.question, wrong)));
                            }
                        }
                    }
                    found
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{} contradictions\n{}", found.len(), Vec::from_iter(found).join("\n"));
}

#[test]
fn case_ids_are_unique_and_each_case_has_its_rules() {
    let mut ids = BTreeSet::new();
    for case in RULES.iter().flat_map(|rule| rule.cas()) {
        assert!(ids.insert(case.id) || case.id.starts_with("cpe-"), "{} stands twice", case.id);
        assert!(!case.regles.is_empty() && !case.pourquoi.is_empty(), "{}", case.id);
        for doubt in case.doutes {
            assert!(
                jalons::domain::doutes::doute(doubt).is_some(),
                "{} cites the unknown doubt {doubt}",
                case.id
            );
        }
    }
}

#[test]
fn rules_stand_in_the_order_of_the_phases() {
    let phases: Vec<Phase> = RULES.iter().map(|rule| rule.phase).collect();
    assert!(phases.windows(2).all(|pair| pair[0] <= pair[1]), "{phases:?}");
}

#[test]
fn a_question_is_asked_from_earlier_answers_only() {
    let order: Vec<&str> = questionnaire::questions().map(|spec| spec.id).collect();
    for spec in questionnaire::questions() {
        let answers = Answers::default();
        let facts = Facts::new(&answers, today());
        let (_, journal) = facts.observe(|facts| facts.est_posee(spec));
        let own = order.iter().position(|id| *id == spec.id);
        for lu in journal.lus.iter().chain(&journal.ouverts).filter(|lu| lu.ligne.is_none()) {
            let read = order.iter().position(|id| *id == lu.question);
            assert!(read < own, "{} is asked from {}, which comes later", spec.id, lu.question);
        }
    }
}

#[test]
fn the_report_says_the_actions_of_the_plan_in_the_same_order() {
    let answers = Answers::default();
    let report = Report::of(&answers, today());
    let plan = plan(&answers, today());
    assert_eq!(
        report.actions.iter().map(|action| &action.id).collect::<Vec<_>>(),
        plan.actions.iter().map(|action| &action.id).collect::<Vec<_>>()
    );
}
