//! « Et si »: what two plans differ in, over the worked cases and every answer of theirs that can be changed.

mod cas;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cas::{Case, cases};
use expect_test::expect_file;
use jalons::domain::alternatives::alternatives;
use jalons::domain::calendrier::{court, lire_date, long};
use jalons::domain::comparaison::{Comparaison, Cote, Difference, Sens, Verdict};
use jalons::domain::facts::Facts;
use jalons::domain::report::Reponse;
use jalons::domain::rule::Compte;
use jalons::domain::variante::{Variante, autres, comparables};

impl Case {
    fn cote(&self) -> Cote {
        Cote::de(self.dossier.answers.clone(), &self.dossier.suivi, self.jour)
    }

    fn si(&self, variante: &Variante) -> Cote {
        let answers = variante.appliquer(&self.dossier.answers).expect("an answer that can be given");
        Cote::de(answers, &self.dossier.suivi, self.jour)
    }

    /// Every other answer that can be compared, those that are typed left out; of a list, the fields of its first row.
    fn toutes(&self) -> Vec<Variante> {
        let facts = Facts::new(&self.dossier.answers, self.jour);
        let mut all = comparables(&facts);
        let first =
            |list: &str, id: &str| self.dossier.answers.rows(list).first().is_some_and(|row| row.id == id);
        all.retain(|lu| lu.ligne.as_ref().is_none_or(|(list, id)| first(list, id)));
        all.iter().flat_map(|lu| autres(&facts, lu)).collect()
    }
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

fn si(name: &str, question: &str, ligne: &str, valeur: &str) -> Comparaison {
    let variante =
        Variante { question: question.to_owned(), ligne: ligne.to_owned(), valeur: valeur.to_owned() };
    let case = case(name);
    Comparaison::de(&case.cote(), &case.si(&variante))
}

fn ids(found: &Comparaison, sens: Sens) -> Vec<&str> {
    found.du_sens(sens).map(|difference| difference.id.as_str()).collect()
}

// ── What must hold, whatever is compared ─────────────────────────────────────────────────────────────────────────

fn check(name: &str, before: &Cote, after: &Cote) -> Comparaison {
    let found = Comparaison::de(before, after);
    let back = Comparaison::de(after, before);
    let set = |of: &Comparaison, sens| -> BTreeSet<String> {
        of.du_sens(sens).map(|difference| difference.id.clone()).collect()
    };
    assert_eq!(set(&found, Sens::Apparait), set(&back, Sens::Disparait), "{name}");
    assert_eq!(set(&found, Sens::Deplacee), set(&back, Sens::Deplacee), "{name}");
    assert_eq!(set(&found, Sens::Redite), set(&back, Sens::Redite), "{name}");
    for difference in &found.differences {
        assert!(!difference.raisons.is_empty(), "{name}: {} has no reason", difference.id);
        for raison in &difference.raisons {
            assert!(
                !raison.ligne.texte.is_empty() && !raison.ligne.regles.is_empty(),
                "{name}: {}: a reason without a rule: {}",
                difference.id,
                raison.ligne.texte
            );
        }
        let titled = |verdict, titre: &str| (verdict == Verdict::NonDu) == titre.is_empty();
        assert!(titled(difference.avant.verdict, &difference.avant.titre), "{name}: {}", difference.id);
        assert!(titled(difference.apres.verdict, &difference.apres.titre), "{name}: {}", difference.id);
    }
    // What the differences count is what the figures differ by.
    for compte in Compte::TOUS {
        let counted = found.differences.iter().filter(|one| one.compte == Some(compte) && !one.conseil);
        let change: i64 =
            counted.map(|one| i64::from(one.apres.quantite) - i64::from(one.avant.quantite)).sum();
        let figures = i64::from(after.plan.bilan.de(compte)) - i64::from(before.plan.bilan.de(compte));
        assert_eq!(change, figures, "{name}: {compte:?}");
    }
    // Whatever is due in one of them is told: common, or different.
    let told: BTreeSet<&str> = found
        .communes
        .iter()
        .map(|one| one.id.as_str())
        .chain(found.differences.iter().map(|one| one.id.as_str()))
        .collect();
    for action in before.plan.actions.iter().chain(&after.plan.actions) {
        assert!(told.contains(action.id.as_str()), "{name}: {} is told nowhere", action.id);
    }
    // Certificates by software add up to their figure.
    let (first, second) = found.certificats.iter().fold((0, 0), |sum, one| (sum.0 + one.1, sum.1 + one.2));
    assert_eq!((first, second), (before.plan.bilan.certificats, after.plan.bilan.certificats), "{name}");
    found
}

#[test]
fn a_plan_differs_in_nothing_from_itself() {
    for case in cases() {
        let found = Comparaison::de(&case.cote(), &case.cote());
        assert!(found.est_vide() && found.reponses.is_empty(), "{}", case.name);
        assert!(found.a_repondre.is_empty(), "{}", case.name);
    }
}

#[test]
fn every_other_answer_of_every_case_is_compared_with_its_reasons() {
    let (mut compared, mut different) = (0, 0);
    for case in cases() {
        let before = case.cote();
        for variante in case.toutes() {
            let name = format!("{} {variante:?}", case.name);
            let found = check(&name, &before, &case.si(&variante));
            compared += 1;
            different += usize::from(!found.est_vide());
            assert!(!found.reponses.is_empty(), "{name}: the answer that differs is not told");
        }
    }
    assert!(compared > 1_000 && different > compared / 3, "{different} of {compared}");
}

/// Where the rules leave a choice, what is proposed can be answered, and is another answer.
#[test]
fn every_choice_that_is_proposed_can_be_compared() {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for case in cases() {
        let before = case.cote();
        let facts = Facts::new(&case.dossier.answers, case.jour);
        for alternative in alternatives(&facts, &before.plan) {
            names.insert(alternative.nom);
            assert!(!alternative.regles.is_empty() && !alternative.pourquoi.is_empty());
            for variante in &alternative.autres {
                let found = check(&case.name, &before, &case.si(variante));
                assert!(!found.reponses.is_empty(), "{}: {variante:?}", case.name);
            }
        }
    }
    let wanted = [
        "Dossier complet le",
        "Envoi du contrat",
        "FINESS du contrat",
        "Logiciels",
        "Organisation RPPS+",
        "Porteur de la CDE",
        "Voie de commande",
    ];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), wanted);
}

// ── What experts read ────────────────────────────────────────────────────────────────────────────────────────────

fn dit(reponse: Option<&Reponse>) -> String {
    reponse.map_or_else(|| "(pas demandé)".to_owned(), |one| one.valeur.clone())
}

fn ecrire_une(out: &mut String, difference: &Difference) {
    let (avant, apres) = (&difference.avant, &difference.apres);
    let said = |dite: &jalons::domain::comparaison::Dite| match dite.verdict {
        Verdict::Du => format!("{} ({})", dite.titre, dite.quand),
        Verdict::PeutEtre => format!("peut-être\u{a0}: {}", dite.titre),
        Verdict::NonDu => "rien".to_owned(),
    };
    let line = match difference.sens() {
        Sens::Apparait => format!("+ {} ⟵ {}", said(apres), said(avant)),
        Sens::Disparait => format!("− {} ⟶ {}", said(avant), said(apres)),
        Sens::Deplacee => format!("→ {}\u{a0}: {} ⟶ {}", apres.titre, avant.quand, apres.quand),
        Sens::Redite => format!("~ {}", apres.titre),
    };
    writeln!(out, "- {line}").unwrap();
    for mots in &difference.mots {
        let side = |texts: &[String]| if texts.is_empty() { "rien".to_owned() } else { texts.join(" ") };
        writeln!(out, "    - {}\u{a0}: {} ⟶ {}", mots.sujet, side(&mots.avant), side(&mots.apres)).unwrap();
    }
    for raison in &difference.raisons {
        let regles: Vec<&str> = raison.ligne.regles.iter().map(|regle| regle.id).collect();
        let ne = if raison.tient { "" } else { "ne tient plus\u{a0}: " };
        writeln!(out, "    - {ne}{} ({})", raison.ligne.texte, regles.join(", ")).unwrap();
    }
}

fn ecrire(out: &mut String, found: &Comparaison) {
    for (avant, apres) in &found.reponses {
        let name = avant.as_ref().or(apres.as_ref()).map_or("", |one| one.question.as_str());
        writeln!(out, "{name}\u{a0}: {} ⟶ {}", dit(avant.as_ref()), dit(apres.as_ref())).unwrap();
    }
    for reponse in &found.a_repondre {
        writeln!(out, "Il faudrait aussi répondre\u{a0}: {}", reponse.question).unwrap();
    }
    let figures = found.figures.iter().filter(|(_, avant, apres)| avant != apres);
    for (name, avant, apres) in figures {
        writeln!(out, "{name}\u{a0}: {avant} ⟶ {apres}").unwrap();
    }
    for (name, avant, apres) in found.certificats.iter().filter(|(_, avant, apres)| avant != apres) {
        writeln!(out, "certificats de {name}\u{a0}: {avant} ⟶ {apres}").unwrap();
    }
    if found.chaine.0 != found.chaine.1 {
        let (avant, apres) = &found.chaine;
        let lasts =
            |words: &str| if words.is_empty() { "tout de suite".to_owned() } else { words.to_owned() };
        writeln!(out, "chaîne\u{a0}: {} ⟶ {}", lasts(&avant.duree), lasts(&apres.duree)).unwrap();
    }
    if found.fin.0 != found.fin.1 {
        writeln!(out, "fin\u{a0}: {} ⟶ {}", court(found.fin.0), court(found.fin.1)).unwrap();
    }
    writeln!(out).unwrap();
    found.differences.iter().for_each(|difference| ecrire_une(out, difference));
    found.avis_en_plus.iter().for_each(|avis| writeln!(out, "- avis en plus\u{a0}: {}", avis.id).unwrap());
    found.avis_en_moins.iter().for_each(|avis| writeln!(out, "- avis en moins\u{a0}: {}", avis.id).unwrap());
    if found.est_vide() {
        writeln!(out, "Le plan est le même.").unwrap();
    }
}

#[test]
fn the_choices_of_the_worked_cases_compare_as_was_read() {
    let mut told = String::from(
        "# Et si\n\nLà où les règles laissent le choix, ce que l’autre réponse change au plan de chaque cas. «\u{a0}+\u{a0}» apparaît, «\u{a0}−\u{a0}» disparaît, «\u{a0}→\u{a0}» change de date, «\u{a0}~\u{a0}» se dit autrement.\n",
    );
    for case in cases() {
        let before = case.cote();
        let facts = Facts::new(&case.dossier.answers, case.jour);
        writeln!(told, "\n## {}, le {}", case.name, long(case.jour)).unwrap();
        for alternative in alternatives(&facts, &before.plan) {
            let regles: Vec<&str> = alternative.regles.iter().map(|regle| regle.id).collect();
            writeln!(told, "\n### {} ({})\n", alternative.nom, regles.join(", ")).unwrap();
            if alternative.autres.is_empty() {
                writeln!(told, "{}", alternative.pourquoi).unwrap();
            }
            for variante in &alternative.autres {
                let after = case.si(variante);
                ecrire(&mut told, &Comparaison::de(&before, &after));
            }
        }
    }
    expect_file!["tables/comparaison.md"].assert_eq(&told);
}

// ── Some of it, by name ──────────────────────────────────────────────────────────────────────────────────────────

/// C02 is C03 but for who holds the card (R-RL-02, R-RL-03).
#[test]
fn leaving_the_card_to_the_director_takes_out_the_mandate_and_a_card() {
    let found = si("c02", "option-president", "", "option-b");
    let gone = ids(&found, Sens::Disparait);
    assert!(gone.contains(&"mandataire:directeur") && gone.contains(&"cpe:directeur"), "{gone:?}");
    let figure = |name: &str| found.figures.iter().find(|one| one.0 == name).cloned().unwrap();
    assert_eq!((figure("cartes CPE").1.as_str(), figure("cartes CPE").2.as_str()), ("3", "2"));
    let holder = found.differences.iter().find(|one| one.id == "f101").unwrap();
    assert_eq!(holder.sens(), Sens::Redite);
    assert!(holder.raisons.iter().any(|one| one.ligne.regles.iter().any(|regle| regle.id == "R-RL-03")));
}

/// R-CERT-11: each installation has its own certificates.
#[test]
fn one_installation_for_two_takes_out_its_certificates() {
    let found = si("c04", "logiciels", "", "un-seul");
    assert_eq!(found.certificats.iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(3, 3), (3, 0)]);
    let back = si("c01", "logiciels", "", "un-de-plus");
    assert_eq!(back.certificats.iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(3, 3), (0, 3)]);
    assert_eq!(ids(&back, Sens::Apparait).len(), 3);
}

/// R-COMPTE-18: what leaves with the complete file, and what waits for it, follows its day.
#[test]
fn a_later_file_moves_the_cards_and_what_waits_for_them() {
    let found = si("c01", "date-dossier-complet", "", "2026-03-02");
    assert_eq!(found.envoi, (lire_date("2026-02-02"), lire_date("2026-03-02")));
    assert!(ids(&found, Sens::Apparait).is_empty() && ids(&found, Sens::Disparait).is_empty());
    let moved = ids(&found, Sens::Deplacee);
    assert!(moved.contains(&"cde") && moved.contains(&"contrat"), "{moved:?}");
    let contract = found.differences.iter().find(|one| one.id == "contrat").unwrap();
    let said = &contract.raisons[0].ligne;
    assert_eq!(
        said.texte,
        "Le dossier complet est compté le 2\u{a0}mars 2026 au lieu du 2\u{a0}février 2026."
    );
}

/// The two ways ask for the same things (R-CONTRAT-17): what changes is how.
#[test]
fn paper_says_how_otherwise_and_counts_the_same() {
    let found = si("c01", "voie-contrat", "", "papier");
    assert!(ids(&found, Sens::Apparait).is_empty() && ids(&found, Sens::Disparait).is_empty());
    assert!(found.figures.iter().all(|(_, avant, apres)| avant == apres));
    assert!(found.differences.iter().any(|one| one.id == "contrat" && !one.mots.is_empty()));
}

/// An answer that makes other questions asked says which ones.
#[test]
fn what_the_other_answer_would_ask_is_told() {
    let found = si("c05-a", "directeur-distinct", "", "oui");
    assert!(
        found.a_repondre.iter().any(|one| one.lu.question == "option-president"),
        "{:?}",
        found.a_repondre
    );
}
