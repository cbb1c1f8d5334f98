//! The calendar, measured: over the worked cases and some of their follow-ups, both drawings show every dated action once,
//! inside the drawing, nothing standing on anything else, and the table says the same. And what was noted moves the plan.

mod cas;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use jalons::calcul::answer;
use jalons::calcul::pages::frise::barres::{Barre, Frise};
use jalons::calcul::pages::frise::dessin::{Boite, Dessin, Trait};
use jalons::calcul::pages::frise::horizontale::horizontale;
use jalons::calcul::pages::frise::texte::{GRAS, largeur};
use jalons::calcul::pages::frise::verticale::verticale;
use jalons::calcul::pages::frise::{page, titre};
use jalons::domain::answers::{Entry, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::facts::Facts;
use jalons::domain::plan::{Plan, Suivis, plan, plan_suivi};
use jalons::domain::professions::PROFESSIONS;
use jalons::domain::questions::calendrier::ZONE_FERIES;
use jalons::domain::report::Report;
use jalons::export::Export;
use jalons::protocol::answer::Answer;
use jalons::protocol::node::Node;
use jalons::protocol::publication::Publication;
use jalons::protocol::request::{DrawnPage, Envelope, Request};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    lire_date(text).unwrap()
}

/// The worked cases, on their own days.
fn cases() -> Vec<(String, Dossier, NaiveDate)> {
    cas::cases().into_iter().map(|cas::Case { name, dossier, jour }| (name, dossier, jour)).collect()
}

fn case(name: &str) -> (Dossier, NaiveDate) {
    let (_, dossier, today) = cases().into_iter().find(|(known, ..)| known == name).unwrap();
    (dossier, today)
}

fn noted(etat: Etat, date: Option<&str>) -> Suivi {
    Suivi { etat, date: date.map(day), note: String::new() }
}

/// The worked cases, as they are and with a follow-up; other zones; a large structure; long names.
fn drawn() -> Vec<(String, Dossier, NaiveDate)> {
    let mut all = cases();
    for (name, dossier, today) in cases() {
        let mut followed = dossier.clone();
        for (rank, action) in plan(&dossier.answers, today).actions.iter().enumerate() {
            let suivi = match rank % 6 {
                0 => Suivi {
                    etat: Etat::Fait,
                    date: today.checked_sub_days(Days::new(20)),
                    note: String::new(),
                },
                1 => noted(Etat::Fait, None),
                2 => Suivi {
                    etat: Etat::EnCours,
                    date: today.checked_add_days(Days::new(40)),
                    note: String::new(),
                },
                3 => noted(Etat::AFaire, Some("2029-03-01")),
                4 => noted(Etat::Fait, Some("1999-01-04")),
                _ => continue,
            };
            followed.suivi.insert(action.id.clone(), suivi);
        }
        all.push((format!("{name}, followed"), followed, today));
        let mut elsewhere = dossier;
        elsewhere.answers.set("zone-feries", Some(Entry::one("guadeloupe")));
        elsewhere.answers.set("date-dossier-complet", Some(Entry::one("2026-05-20")));
        all.push((format!("{name}, elsewhere"), elsewhere, today));
    }
    let (mut large, today) = case("c02");
    for (rank, profession) in (0..60).zip(PROFESSIONS.iter().cycle()) {
        let row = Row::new(&format!("pro-{}", rank + 1)).with("pro-profil", profession.cle);
        let row = row.with("pro-effectif", "9").with("pro-besoins", "");
        large.answers.put_row("professionnels", row);
    }
    for rank in 1..9 {
        let name = format!("{} Logiciel {rank}", "Trèslongnomsansespace".repeat(rank));
        let row = Row::new(&format!("logiciel-{rank}")).with("logiciel-nom", &name).with("insi-mode", "auto");
        large.answers.put_row("logiciels", row);
    }
    all.push(("large".to_owned(), large, today));
    all
}

fn each(mut check: impl FnMut(&str, &Frise, &Dessin)) {
    for (name, dossier, today) in drawn() {
        let report = Report::bref_du_dossier(&dossier, today);
        let frise = Frise::de(&Export { dossier: &dossier, report: &report });
        for dessin in [horizontale(&frise), verticale(&frise)] {
            check(&format!("{name} ({})", dessin.nom), &frise, &dessin);
        }
    }
}

fn traits(dessin: &Dessin) -> impl Iterator<Item = &Trait> {
    dessin.fond.iter().chain(dessin.actions.iter().flat_map(|(_, traits)| traits))
}

fn bars(dessin: &Dessin) -> Vec<(usize, Boite)> {
    let bar = |one: &Trait| match one {
        Trait::Barre(rank, boite, _) => Some((*rank, *boite)),
        _ => None,
    };
    traits(dessin).filter_map(bar).collect()
}

/// The room that a text takes. Bold where the style says so.
fn room(one: &Trait) -> Option<(Boite, &str)> {
    let Trait::Texte(x, y, size, class, text) = one else { return None };
    let bold = ["phase-frise", "mois-frise", "jour-zero-nom", "aujourdhui-nom"].contains(class);
    let width = largeur(text, if bold { size * GRAS } else { *size });
    Some((Boite { x: *x, y: y - size * 0.8, l: width, h: *size }, text))
}

fn touch(one: &Boite, other: &Boite) -> bool {
    one.x < other.droite() - 0.01
        && other.x < one.droite() - 0.01
        && one.y < other.bas() - 0.01
        && other.y < one.bas() - 0.01
}

#[test]
fn every_dated_action_has_one_bar_inside_the_drawing() {
    each(|name, frise, dessin| {
        let drawn: Vec<usize> = bars(dessin).iter().map(|(rank, _)| *rank).collect();
        let once: BTreeSet<usize> = drawn.iter().copied().collect();
        let dated = frise.barres.iter().enumerate().filter(|(_, barre)| barre.jours.is_some());
        assert_eq!(once, dated.map(|(rank, _)| rank).collect(), "{name}");
        assert_eq!(drawn.len(), once.len(), "{name}");
        for (_, bar) in bars(dessin) {
            let inside = bar.x >= 0.0 && bar.y >= 0.0 && bar.droite() <= dessin.l && bar.bas() <= dessin.h;
            assert!(inside && bar.l >= 0.5 && bar.h >= 5.0, "{name}: {bar:?} of {} × {}", dessin.l, dessin.h);
        }
        let named: BTreeSet<usize> = dessin.actions.iter().map(|(rank, _)| *rank).collect();
        assert_eq!(named.len(), frise.barres.len(), "{name}: an action is not named");
    });
}

#[test]
fn no_bar_stands_on_another() {
    each(|name, _, dessin| {
        let bars = bars(dessin);
        for (place, (rank, bar)) in bars.iter().enumerate() {
            for (other_rank, other) in &bars[place + 1..] {
                assert!(!touch(bar, other), "{name}: bars {rank} {bar:?} and {other_rank} {other:?}");
            }
        }
    });
}

#[test]
fn no_text_is_cut_nor_stands_on_another_nor_under_a_bar() {
    each(|name, _, dessin| {
        let texts: Vec<(Boite, &str)> = traits(dessin).filter_map(room).collect();
        let bars = bars(dessin);
        for (place, (text, said)) in texts.iter().enumerate() {
            let inside =
                text.x >= 0.0 && text.droite() <= dessin.l + 0.01 && text.bas() <= dessin.h && text.y >= 0.0;
            assert!(inside, "{name}: « {said} » is cut: {text:?}");
            for (other, also) in &texts[place + 1..] {
                assert!(!touch(text, other), "{name}: « {said} » {text:?} and « {also} » {other:?}");
            }
            for (_, bar) in bars.iter().filter(|_| *said != "fin non connue") {
                assert!(!touch(text, bar), "{name}: « {said} » {text:?} under a bar {bar:?}");
            }
        }
    });
}

#[test]
fn every_title_is_whole_or_shortened_and_said_in_full() {
    each(|name, frise, dessin| {
        for (rank, traits) in &dessin.actions {
            let lines: Vec<&str> = traits
                .iter()
                .filter_map(|one| match one {
                    Trait::Texte(_, _, _, "titre-frise", text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let flat = |text: &str| text.replace([' ', '✓', '\u{a0}'], "");
            let (said, title) = (flat(&lines.concat()), flat(&frise.barres[*rank].action.titre));
            let whole = said == title || said.strip_suffix('…').is_some_and(|start| title.starts_with(start));
            assert!(whole && !said.is_empty(), "{name}: {lines:?} for {title}");
        }
    });
}

/// Each prerequisite is a link, or the links lead to it; unless what waits for it did not.
#[test]
fn prerequisites_are_drawn() {
    each(|name, frise, dessin| {
        let mut before: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for one in traits(dessin) {
            if let Trait::Lien(source, target, _, _, _) = one {
                before.entry(*target).or_default().push(*source);
            }
        }
        let reaches = |from: usize, wanted: usize| {
            let (mut left, mut seen) = (vec![from], BTreeSet::new());
            while let Some(rank) = left.pop() {
                if rank == wanted {
                    return true;
                }
                if seen.insert(rank) {
                    left.extend(before.get(&rank).into_iter().flatten());
                }
            }
            false
        };
        let rank_of = |id: &str| frise.barres.iter().position(|barre| barre.action.id == id).unwrap();
        for (rank, barre) in frise.barres.iter().enumerate() {
            for (id, _) in &barre.action.apres {
                let source = rank_of(id);
                let waited =
                    frise.barres[source].fin().is_some_and(|fin| barre.debut().is_some_and(|day| fin <= day));
                assert_eq!(reaches(rank, source), waited, "{name}: {id} before {}", barre.action.id);
            }
        }
    });
}

#[test]
fn pieces_follow_each_other_and_cut_no_action() {
    each(|name, _, dessin| {
        let pieces = dessin.morceaux();
        assert_eq!(pieces.first().map(|piece| piece.0), Some(0.0), "{name}");
        assert_eq!(pieces.last().map(|piece| piece.1), Some(dessin.h), "{name}");
        for pair in pieces.windows(2) {
            assert_eq!(pair[0].1, pair[1].0, "{name}");
            let cut = pair[0].1;
            for (text, said) in traits(dessin).filter_map(room) {
                assert!(text.bas() <= cut || text.y >= cut, "{name}: « {said} » is cut at {cut}");
            }
        }
        assert!(
            pieces.iter().all(|(top, bottom)| dessin.nom == "etroite" || bottom - top <= 1150.0),
            "{name}"
        );
    });
}

fn with_class<'a>(page: &'a Node, class: &str) -> Vec<&'a Node> {
    let has =
        |node: &&Node| node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
    page.elements().into_iter().filter(has).collect()
}

#[test]
fn each_bar_leads_to_its_line_of_a_complete_table() {
    for (name, dossier, today) in drawn() {
        let report = Report::bref_du_dossier(&dossier, today);
        let page = page(&Export { dossier: &dossier, report: &report });
        let ids: Vec<&str> = page.elements().into_iter().filter_map(|node| node.attribute("id")).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(once.len(), ids.len(), "{name}: an id stands twice");
        let links = with_class(&page, "action").into_iter().filter(|node| node.attribute("href").is_some());
        let mut by_target: BTreeMap<&str, usize> = BTreeMap::new();
        for link in links {
            let target = link.attribute("href").unwrap().strip_prefix('#').unwrap();
            assert!(once.contains(target), "{name}: {target} is nowhere");
            // The name of a link of SVG is its title, which says more than the drawing has room for.
            let named = matches!(link, Node::Element(_, _, inside) if inside.first().is_some_and(|first| {
                matches!(first, Node::Element(name, ..) if name == "title") && !first.text().trim().is_empty()
            }));
            assert!(named && link.attribute("aria-label").is_none(), "{name}");
            *by_target.entry(target).or_default() += 1;
        }
        assert_eq!(by_target.len(), report.actions.len(), "{name}");
        assert!(by_target.values().all(|count| *count == 2), "{name}: once in each drawing");
        let words = page.text();
        for action in &report.actions {
            assert!(words.contains(&action.titre), "{name}: {}", action.titre);
        }
        for node in page.elements() {
            assert_eq!(node.attribute("style"), None, "the policy of the page forbids it");
        }
    }
}

#[test]
fn the_sentence_says_how_long_and_what_holds() {
    let (dossier, today) = case("c01");
    let report = Report::du_dossier(&dossier, today);
    let words = page(&Export { dossier: &dossier, report: &report }).text();
    let said = "Ce qui s’enchaîne prend au moins 3 semaines, jusque vers le 18 février 2026. C’est « Recevoir la carte CDE : le représentant légal » qui prend le plus de temps : 2 semaines.";
    assert!(words.replace('\u{a0}', " ").contains(&said.replace('\u{a0}', " ")), "{words}");
    assert_eq!(titre(&report), "Le calendrier d’EHPAD Les Tilleuls");
}

/// R-JO-03.
#[test]
fn both_calendars_are_shown_when_they_differ() {
    let (mut dossier, today) = case("c01");
    dossier.answers.set("date-dossier-complet", Some(Entry::one("2026-05-20")));
    let words = |dossier: &Dossier| {
        let report = Report::du_dossier(dossier, today);
        page(&Export { dossier, report: &report }).text()
    };
    assert!(!words(&dossier).contains("Deux calendriers"));
    dossier.answers.set("zone-feries", Some(Entry::one("guadeloupe")));
    let both = words(&dossier);
    assert!(
        both.contains("Deux calendriers")
            && both.contains("5\u{a0}juin")
            && both.contains("ANS\u{a0}: 4\u{a0}juin")
    );
    // The seat is in Guadeloupe, the calendar of the ANS was chosen.
    dossier.answers.set("zone-feries", Some(Entry::one("metropole")));
    dossier.answers.set("finess-ej", Some(Entry::one("970100012")));
    let seat = words(&dossier);
    assert!(seat.contains("siège\u{a0}: 5\u{a0}juin"), "{seat}");
}

/// R-JO-03, R-ID-07: a seat whose holidays stand in no calendar is told so, on the page and beside the question.
#[test]
fn a_seat_without_a_calendar_of_its_own_is_told_to_count_its_holidays() {
    let (mut dossier, today) = case("c01");
    let mut told = |finess: &str| {
        dossier.answers.set("finess-ej", Some(Entry::one(finess)));
        let report = Report::du_dossier(&dossier, today);
        let words = page(&Export { dossier: &dossier, report: &report }).text();
        let proposed = (ZONE_FERIES.spec.propose.unwrap())(&Facts::new(&dossier.answers, today));
        let entry = proposed.as_ref().map(|it| it.entry.clone());
        (words.contains("fêtes locales"), entry, proposed.is_some_and(|it| it.pourquoi.contains("en plus")))
    };
    let metropole = Some(Entry::one("metropole"));
    assert_eq!(told("986000010"), (true, metropole.clone(), true));
    assert_eq!(told("988000010"), (true, metropole, true));
    assert_eq!(told("980501506"), (false, Some(Entry::one("mayotte")), false));
    assert_eq!(told("010783009"), (false, None, false));
}

#[test]
fn the_calendar_is_a_page_of_a_dossier() {
    let (dossier, _) = case("c02");
    let envelope = Envelope {
        today: day("2026-11-23"),
        address: String::new(),
        directory_is_published: false,
        publication: Publication::default(),
        request: Request::Page {
            page: DrawnPage::Calendrier,
            dossier: dossier::ecrire(&dossier),
            link: String::new(),
            what_if: None,
            as_of: None,
            known: None,
        },
    };
    let Answer::Page { title, .. } = answer(&envelope) else { panic!("a page") };
    assert!(title.starts_with("Le calendrier "), "{title}");
    assert_eq!(DrawnPage::from_token("calendrier"), Some(DrawnPage::Calendrier));
}

fn action<'a>(plan: &'a Plan, id: &str) -> &'a jalons::domain::plan::Action {
    plan.actions.iter().find(|action| action.id == id).unwrap()
}

fn dates(plan: &Plan) -> Vec<(String, Option<NaiveDate>, Option<NaiveDate>)> {
    plan.actions.iter().map(|action| (action.id.clone(), action.debut, action.fin)).collect()
}

#[test]
fn a_card_received_early_or_late_moves_what_depends_on_it() {
    let (dossier, today) = case("c01");
    for received in ["2026-02-10", "2026-03-05"] {
        let suivis = Suivis::from_iter([("cde".to_owned(), noted(Etat::Fait, Some(received)))]);
        let plan = plan_suivi(&dossier.answers, &suivis, today);
        assert_eq!(action(&plan, "cde").fin, Some(day(received)));
        assert_eq!(action(&plan, "declarer-at:at").debut, Some(day(received)));
        let e_cps = action(&plan, "activer-e-cps:pro-3").fin;
        assert_eq!(e_cps, day(received).checked_add_days(Days::new(2)));
        assert!(plan.chaine.len() > 1);
    }
}

#[test]
fn a_delay_runs_from_the_real_day_and_not_from_each_new_today() {
    let (mut dossier, _) = case("c01");
    dossier.answers.set("date-dossier-complet", None);
    let sent = noted(Etat::Fait, Some("2026-02-02"));
    let suivis = Suivis::from_iter([("contrat".to_owned(), sent.clone()), ("f101".to_owned(), sent)]);
    for today in ["2026-02-02", "2026-02-09", "2026-03-20"] {
        let plan = plan_suivi(&dossier.answers, &suivis, day(today));
        assert_eq!(action(&plan, "cde").fin, Some(day("2026-02-16")), "{today}");
        // A day that is past moves nothing by itself: it is said to be late.
        assert_eq!(action(&plan, "declarer-at:at").debut, Some(day("2026-02-16")), "{today}");
        assert_eq!(plan.du, day("2026-02-02"), "{today}");
    }
}

#[test]
fn done_without_a_day_is_done_today_at_the_latest_and_in_progress_has_begun() {
    let (dossier, _) = case("c01");
    let today = day("2026-02-05");
    let suivis = Suivis::from_iter([
        ("cde".to_owned(), noted(Etat::Fait, None)),
        ("enregistrement:pro-1".to_owned(), noted(Etat::EnCours, Some("2026-02-20"))),
        ("declarer-at:at".to_owned(), noted(Etat::AFaire, Some("2026-02-04"))),
    ]);
    let plan = plan_suivi(&dossier.answers, &suivis, today);
    assert_eq!(action(&plan, "cde").fin, Some(today));
    // A planned day ends what had no known end, and dates what follows.
    assert_eq!(action(&plan, "enregistrement:pro-1").fin, Some(day("2026-02-20")));
    assert_eq!(action(&plan, "activer-e-cps:pro-1").debut, Some(day("2026-02-20")));
    // Planned before it can start: not before it can.
    assert_eq!(action(&plan, "declarer-at:at").fin, Some(today));
    let report = Report::du_dossier(&Dossier { suivi: suivis, ..dossier }, today);
    let said = |id: &str| report.actions.iter().find(|action| action.id == id).unwrap().quand.clone();
    assert_eq!(said("cde"), "fait");
    assert_eq!(said("declarer-at:at"), "prévu le 4\u{a0}février 2026, possible vers le 5\u{a0}février 2026");
}

/// A follow-up of the actions of a plan: for each, a state, and a day or none.
fn followed(dossier: &Dossier, today: NaiveDate, notes: &[(u8, Option<i64>)]) -> Suivis {
    let actions = plan(&dossier.answers, today).actions;
    let pairs = actions.iter().zip(notes);
    pairs
        .filter(|(_, (state, _))| *state < 3)
        .map(|(action, (state, shift))| {
            let date = shift.map(|shift| today + chrono::TimeDelta::days(shift));
            (action.cle.clone(), Suivi { etat: Etat::TOUS[usize::from(*state)], date, note: String::new() })
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_noted_moves_dates_and_nothing_else(
        rank in 0_usize..33,
        notes in prop::collection::vec((0_u8..6, prop::option::of(-400_i64..400)), 30),
    ) {
        let (_, dossier, today) = cases().swap_remove(rank);
        let bare = plan(&dossier.answers, today);
        prop_assert_eq!(dates(&bare), dates(&plan_suivi(&dossier.answers, &Suivis::default(), today)));
        let only_notes = bare.actions.iter().map(|action| {
            (action.cle.clone(), Suivi { note: "vu".to_owned(), ..Suivi::default() })
        });
        prop_assert_eq!(dates(&bare), dates(&plan_suivi(&dossier.answers, &only_notes.collect(), today)));
        let suivis = followed(&dossier, today, &notes);
        let moved = plan_suivi(&dossier.answers, &suivis, today);
        prop_assert_eq!(dates(&moved), dates(&plan_suivi(&dossier.answers, &suivis, today)));
        prop_assert_eq!(bare.bilan, moved.bilan);
        for (before, after) in bare.actions.iter().zip(&moved.actions) {
            prop_assert_eq!((&before.id, &before.apres), (&after.id, &after.apres));
        }
        for action in &moved.actions {
            let suivi = suivis.get(&action.cle).cloned().unwrap_or_default();
            if let (Some(debut), Some(fin)) = (action.debut, action.fin) {
                prop_assert!(debut <= fin, "{} ends before it starts", action.id);
            }
            match (suivi.etat, suivi.date) {
                (Etat::Fait, Some(day)) => prop_assert_eq!(action.fin, Some(day)),
                (Etat::Fait, None) => prop_assert!(action.fin.is_some_and(|fin| fin <= today)),
                (Etat::EnCours, _) => prop_assert!(action.debut.is_some_and(|debut| debut <= today)),
                (Etat::AFaire, Some(day)) => prop_assert!(action.fin.is_some_and(|fin| fin >= day)),
                (Etat::AFaire, None) => {
                    // Not before the real day of what precedes; a reminder keeps its own.
                    let own = action.debut == bare.actions.iter().find(|one| one.id == action.id).and_then(|one| one.debut);
                    for place in &action.apres {
                        let fin = moved.actions[*place].fin;
                        let after = fin.is_some_and(|fin| action.debut.is_none_or(|debut| fin <= debut));
                        prop_assert!(after || fin.is_none() && action.debut.is_none() || own, "{}", action.id);
                    }
                }
            }
        }
        // The chain goes forward, without a cycle.
        let once: BTreeSet<usize> = moved.chaine.iter().copied().collect();
        prop_assert_eq!(once.len(), moved.chaine.len());
        let ends = moved.chaine.iter().filter_map(|place| moved.actions[*place].fin).collect::<Vec<_>>();
        prop_assert!(ends.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", ends);
        prop_assert!(moved.duree_chaine >= 0);
        // And both drawings hold.
        let followed = Dossier { suivi: suivis, ..dossier };
        let report = Report::bref_du_dossier(&followed, today);
        let frise = Frise::de(&Export { dossier: &followed, report: &report });
        let dated = frise.barres.iter().filter(|barre: &&Barre| barre.jours.is_some()).count();
        for dessin in [horizontale(&frise), verticale(&frise)] {
            let bars = bars(&dessin);
            prop_assert_eq!(bars.len(), dated);
            for (place, (_, bar)) in bars.iter().enumerate() {
                prop_assert!(bar.x >= 0.0 && bar.droite() <= dessin.l && bar.bas() <= dessin.h);
                prop_assert!(bars[place + 1..].iter().all(|(_, other)| !touch(bar, other)));
            }
        }
    }
}
