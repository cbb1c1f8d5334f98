//! What is worked out once, against the slow and sure way: the answers that decide a conclusion, found by holding answers
//! open one by one and judging all again each time; a row of professionals, judged as if it were alone.

use jalons::domain::answers::{Answers, Row};
use jalons::domain::decisives::{decisives, en_tenant};
use jalons::domain::facts::{Facts, Inconnu, Known, Lu, Memoire};
use jalons::domain::plan::{Plan, plan, un_cas_tient};
use jalons::domain::professions::PROFESSIONS;
use jalons::domain::questionnaire;
use jalons::domain::report::Report;
use jalons::domain::rule::Sujet;

use super::{RICHES, dossiers, places, today, values, with};

/// Above that many answers, a conclusion is not brought down.
const TROP: usize = 60;

/// The answers that decide, the slow way.
fn une_a_une(answers: &Answers, conclusion: &dyn Fn(&Facts) -> Known<bool>) -> Vec<Lu> {
    let memoire = Memoire::default();
    let facts = Facts::new(answers, today());
    let (value, journal) = facts.avec_memoire(&memoire).observe(conclusion);
    let same = |open: &[Lu]| {
        let found = en_tenant(&facts, &questionnaire::etude(answers), open, conclusion);
        match value {
            Ok(true) => found == Ok(true),
            Err(Inconnu::Ouvert) => found == Err(Inconnu::Ouvert),
            Ok(false) | Err(Inconnu::NonPosee) => matches!(found, Ok(false) | Err(Inconnu::NonPosee)),
        }
    };
    let mut open: Vec<Lu> = vec![];
    let mut give_way = |group: Vec<Lu>| {
        let before = open.len();
        open.extend(group);
        let same = same(&open);
        if !same {
            open.truncate(before);
        }
        same
    };
    let (alone, in_rows): (Vec<Lu>, Vec<Lu>) = journal.lus.into_iter().partition(|lu| lu.ligne.is_none());
    let mut left = alone;
    let mut groups: Vec<(&str, Vec<Lu>)> = vec![];
    for lu in in_rows {
        let list = lu.ligne.as_ref().map_or("", |(list, _)| list);
        match groups.iter_mut().find(|(known, _)| *known == list) {
            Some((_, group)) => group.push(lu),
            None => groups.push((list, vec![lu])),
        }
    }
    groups.sort_by_key(|(list, _)| questionnaire::rang(list));
    for (_, group) in groups.into_iter().rev() {
        if !give_way(group.clone()) {
            left.extend(group);
        }
    }
    if left.len() > TROP {
        return left;
    }
    left.sort_by_key(|lu| questionnaire::rang(lu.question));
    let mut deciding: Vec<Lu> = left.into_iter().rev().filter(|lu| !give_way(vec![lu.clone()])).collect();
    deciding.reverse();
    deciding
}

/// What the report cites of them: a list in place of more than four of its answers.
fn citees(lus: &[Lu]) -> Vec<Lu> {
    let list = |lu: &Lu| lu.ligne.as_ref().map(|(list, _)| *list);
    let mut cited: Vec<Lu> = vec![];
    for lu in lus {
        let many = lus.iter().filter(|other| list(lu).is_some() && list(other) == list(lu)).count() > 4;
        let lu = match list(lu).filter(|_| many) {
            Some(list) => Lu { question: list, ligne: None },
            None => lu.clone(),
        };
        if !cited.contains(&lu) {
            cited.push(lu);
        }
    }
    cited
}

/// Whether every conclusion that the report cites answers for is decided by the same ones; how many there are.
fn verifier(answers: &Answers) -> usize {
    let plan = plan(answers, today());
    seule(answers, &plan);
    let facts = Facts::new(answers, today());
    let etude = questionnaire::etude(answers);
    let mut seen = 0;
    let mut same = |id: &str, conclusion: &dyn Fn(&Facts) -> Known<bool>| {
        seen += 1;
        assert_eq!(
            decisives(&facts, &etude, conclusion),
            une_a_une(answers, conclusion),
            "what decides {id}\n{answers:?}"
        );
    };
    let report = Report::of(answers, today());
    for (action, said) in plan.actions.iter().zip(&report.actions) {
        let lines = said.raisons.iter().chain(&said.mentions);
        for (case, line) in action.raisons.iter().chain(&action.mentions).zip(lines) {
            let conclusion = |facts: &Facts| (case.quand)(facts, &action.sujet);
            same(case.id, &conclusion);
            let cited: Vec<Lu> = line.reponses.iter().map(|reponse| reponse.lu.clone()).collect();
            assert_eq!(cited, citees(&decisives(&facts, &etude, &conclusion)), "{}: {}", said.id, case.id);
        }
    }
    for declined in &plan.ecartes {
        if declined.raisons.is_empty() {
            same(&declined.id, &|facts| un_cas_tient(facts, declined.rule));
        }
        for case in &declined.raisons {
            same(case.id, &|facts| (case.quand)(facts, &declined.sujet));
        }
    }
    for notice in &plan.avis {
        same(notice.id, &notice.quand);
    }
    seen
}

/// Each action of a row has the reasons, the mentions and the delay that its rule gives that very row.
fn seule(answers: &Answers, plan: &Plan) {
    let facts = Facts::new(answers, today());
    for action in plan.actions.iter().filter(|action| matches!(action.sujet, Sujet::Ligne(..))) {
        let holds =
            |case: &&'static jalons::domain::rule::Cas| (case.quand)(&facts, &action.sujet) == Ok(true);
        let ids = |cases: Vec<&'static jalons::domain::rule::Cas>| -> Vec<&str> {
            cases.into_iter().map(|case| case.id).collect()
        };
        let (rule, id) = (action.rule, &action.id);
        assert_eq!(ids(action.raisons.clone()), ids(rule.due_if.iter().filter(holds).collect()), "{id}");
        assert_eq!(ids(action.mentions.clone()), ids(rule.mentions.iter().filter(holds).collect()), "{id}");
        assert_eq!(action.quantite, (rule.quantite)(&facts, &action.sujet), "{id}");
        assert_eq!(action.duree, (rule.duree)(&facts, &action.sujet), "{id}");
        assert_eq!(action.origine, (rule.origine)(&facts, &action.sujet), "{id}");
    }
}

/// Many rows of professionals, of which some answer the same, and others the same but for one field.
fn nombreux(answers: &Answers) -> Answers {
    let mut answers = answers.clone();
    let situations = [
        [("pro-besoin-carte", "oui"), ("pro-carte", "cpe")],
        [("pro-depart", "oui"), ("pro-carte", "cps")],
        [("pro-besoin-acces", "oui"), ("pro-smartphone", "non")],
        [("pro-rpps", "inconnu"), ("pro-interim", "non-nomme")],
    ];
    for (rank, profession) in (0..90).zip(PROFESSIONS.iter().cycle().step_by(3)) {
        let mut row = Row::new(&format!("pro-{}", rank + 100)).with("pro-profil", profession.cle);
        if let Some(situation) = situations.get(rank % 9) {
            row = situation.iter().fold(row, |row, (field, text)| row.with(field, text));
        }
        answers.put_row("professionnels", row.with("pro-effectif", &(1 + rank % 2).to_string()));
    }
    answers
}

/// Each worked dossier, and some neighbours of the rich ones: each answer in turn takes one of its values.
#[test]
fn what_is_worked_out_once_is_what_is_found_one_by_one() {
    let dossiers = dossiers();
    let mut cases: Vec<Answers> = dossiers.iter().map(|(_, answers)| answers.clone()).collect();
    for (rank, (_, base)) in dossiers.iter().filter(|(name, _)| RICHES.contains(&name.as_str())).enumerate() {
        for (turn, place) in places(base).into_iter().enumerate().skip(rank).step_by(RICHES.len()) {
            let values = values(questionnaire::spec(place.question).unwrap(), true);
            cases.push(with(base, &place, values[turn / RICHES.len() % values.len()].clone()));
        }
        if rank < 2 {
            cases.push(nombreux(base));
        }
    }
    let half = cases.len() / 2;
    let seen: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = [&cases[..half], &cases[half..]]
            .map(|cases| scope.spawn(|| cases.iter().map(verifier).sum::<usize>()))
            .into_iter()
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    println!("{seen} conclusions of {} dossiers", cases.len());
}
