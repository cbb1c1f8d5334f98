//! Several dossiers together, over the worked cases that hold several entités juridiques, and dossiers made from them.

use jalons::domain::answers::{Answers, Entry, Row};
use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier::{self, Dossier};
use jalons::domain::groupe::{AvisDeGroupe, Groupe, marquer};
use jalons::domain::plan::plan;
use jalons::domain::rule::Compte;

fn jour() -> chrono::NaiveDate {
    lire_date("2026-11-23").unwrap()
}

fn dossier(name: &str) -> Dossier {
    let path = format!("{}/tests/dossiers/{name}.json", env!("CARGO_MANIFEST_DIR"));
    dossier::ouvrir(&std::fs::read_to_string(path).unwrap()).unwrap().0
}

/// A worked case under a name, with more answers.
fn nomme(name: &str, nom: &str, more: &[(&'static str, &str)]) -> Dossier {
    let mut dossier = dossier(name);
    dossier.answers.set("denomination", Some(Entry::one(nom)));
    more.iter().for_each(|(question, value)| dossier.answers.set(question, Some(Entry::one(value))));
    dossier
}

fn groupe(dossiers: &[Dossier]) -> Groupe {
    let name = |dossier: &Dossier| {
        dossier.answers.entry("denomination").and_then(Entry::text).unwrap_or_default().to_owned()
    };
    let names: Vec<String> = dossiers.iter().map(name).collect();
    Groupe::de(&dossiers.iter().zip(names.iter().map(String::as_str)).collect::<Vec<_>>(), jour())
}

fn avis<'a>(groupe: &'a Groupe, id: &str) -> Vec<&'a AvisDeGroupe> {
    groupe.avis.iter().filter(|avis| avis.id == id).collect()
}

fn figures(groupe: &Groupe) -> [u32; 7] {
    Compte::TOUS.map(|compte| groupe.totaux.bilan.de(compte))
}

fn regles(avis: &AvisDeGroupe) -> Vec<&str> {
    avis.regles.iter().map(|regle| regle.id).collect()
}

/// C05 and C20 of the rule base are of several entités: entered as a group, they give their bilan (§12.1).
#[test]
fn the_worked_cases_of_several_entities_give_their_summed_bilan() {
    let c05 = groupe(&[dossier("c05-a"), dossier("c05-b")]);
    assert_eq!(figures(&c05), [2, 2, 0, 2, 0, 0, 6]);
    assert_eq!(c05.totaux.certificats, [("Logiciel commun".to_owned(), 6)]);
    let c20 = groupe(&[dossier("c20-a"), dossier("c20-b"), dossier("c20-c")]);
    assert_eq!(figures(&c20), [3, 3, 0, 3, 0, 0, 9]);
    assert_eq!(c20.totaux.certificats, [("Logiciel de groupe".to_owned(), 9)]);
}

#[test]
fn the_totals_are_the_sums_of_the_plans() {
    let names = ["c01", "c02", "c04", "c12", "c15", "c23", "c31", "c36"];
    let dossiers: Vec<Dossier> = names.iter().map(|name| dossier(name)).collect();
    let all = groupe(&dossiers);
    for compte in Compte::TOUS {
        let sum: u32 = dossiers.iter().map(|one| plan(&one.answers, jour()).bilan.de(compte)).sum();
        assert_eq!(all.totaux.bilan.de(compte), sum, "{compte:?}");
    }
    let certificates: u32 = all.totaux.certificats.iter().map(|(_, number)| number).sum();
    assert_eq!(certificates, all.totaux.bilan.certificats);
    assert!(all.avis.iter().all(|avis| avis.membres.len() > 1 && !avis.regles.is_empty()));
}

/// R-CERT-12: a software of several entités.
#[test]
fn a_software_of_several_entities_shares_no_certificate() {
    let found = groupe(&[nomme("c05-a", "A", &[]), nomme("c05-b", "B", &[])]);
    let [avis] = avis(&found, "logiciel-partage")[..] else { panic!("{:?}", found.avis) };
    assert_eq!((regles(avis), avis.membres.as_slice()), (vec!["R-CERT-12"], &[0, 1][..]));
    assert!(avis.texte.contains("sert A et B"), "{}", avis.texte);
    let other = groupe(&[nomme("c05-a", "A", &[]), nomme("c01", "B", &[])]);
    assert!(self::avis(&other, "logiciel-partage").is_empty(), "another software");
}

/// D-03: the same person leads several entités, however the name is written.
#[test]
fn the_same_person_at_the_head_of_several_entities_is_told_with_the_doubt() {
    let found = groupe(&[
        nomme("c05-a", "A", &[("rl-nom", "Hélène Martin")]),
        nomme("c05-b", "B", &[("rl-nom", "helene  MARTIN")]),
        nomme("c01", "C", &[("rl-nom", "Paul Petit")]),
    ]);
    let [avis] = avis(&found, "meme-responsable")[..] else { panic!("{:?}", found.avis) };
    assert_eq!(avis.membres, [0, 1]);
    assert_eq!(avis.doutes.iter().map(|doute| doute.id).collect::<Vec<_>>(), ["D-03"]);
    assert!(avis.texte.contains("2 cartes CDE"), "{}", avis.texte);
    assert_eq!(figures(&found)[3], 3, "the count stays the careful one (R-COMPTE-07)");
    let unnamed = groupe(&[dossier("c05-a"), dossier("c05-b")]);
    assert!(self::avis(&unnamed, "meme-responsable").is_empty(), "nobody is named");
    assert_eq!(unnamed.sans_responsable, [0, 1], "and that is told");
    assert!(found.sans_responsable.is_empty());
}

/// R-COMPTE-02: a total is a lower bound as soon as one plan may count more.
#[test]
fn a_total_that_may_grow_says_so() {
    let sure = groupe(&[dossier("c05-a"), dossier("c05-b")]);
    assert!(Compte::TOUS.iter().all(|compte| !sure.au_moins(*compte)), "all is answered");
    let mut open = dossier("c05-a");
    open.answers.set("at", Some(Entry::one("inconnu")));
    open.answers.set("rl-profil", Some(Entry::one("inconnu")));
    let found = groupe(&[open, dossier("c05-b")]);
    let may_grow: Vec<Compte> = Compte::TOUS.into_iter().filter(|compte| found.au_moins(*compte)).collect();
    assert!(may_grow.contains(&Compte::F101) && !may_grow.contains(&Compte::Certificats), "{may_grow:?}");
}

/// A dossier whose administrateur technique is a third party without a card.
fn avec_tiers(nom: &str, personne: &str) -> Dossier {
    let mut dossier = nomme("c05-a", nom, &[("at", "detail")]);
    let person = Row::new("personne-1").with("personne-nom", personne).with("personne-carte", "aucune");
    dossier.answers.put_row("personnes", person);
    let row = Row::new("at-1").with("at-personne", "personne-1").with("at-lien", "tiers");
    dossier.answers.put_row("administrateurs-techniques", row.with("at-statut", "a-declarer"));
    dossier
}

/// R-COMPTE-12: the card of a third party counts in one dossier, `demandee` in the others.
#[test]
fn the_card_of_a_third_party_counts_once_when_it_is_marked_in_the_others() {
    let mut dossiers =
        [avec_tiers("A", "Karim Le Goff"), avec_tiers("B", "Karim LE GOFF"), avec_tiers("C", "Ana Ruiz")];
    let found = groupe(&dossiers);
    assert_eq!(figures(&found)[5], 3);
    let [avis] = avis(&found, "cpa-une-fois")[..] else { panic!("{:?}", found.avis) };
    assert!(regles(avis).contains(&"R-COMPTE-12"));
    let marked: Vec<(usize, &str)> =
        avis.a_marquer.iter().map(|one| (one.membre, one.personne.as_str())).collect();
    assert_eq!(marked, [(1, "personne-1")]);
    let answers: Answers = marquer(&dossiers[1].answers, "personne-1");
    dossiers[1].answers = answers;
    let after = groupe(&dossiers);
    assert_eq!(figures(&after)[5], 2);
    assert!(self::avis(&after, "cpa-une-fois").is_empty());
}

/// R-FINESS-08: what is attached to a hospital has its contract.
#[test]
fn what_is_attached_to_a_hospital_is_sent_to_its_contract() {
    let finess = ("finess-ej", "010780054");
    let hospital = nomme("c28", "CH de Belley", &[finess, ("contrat", "en-cours")]);
    let attached = nomme("c01", "EHPAD du Bugey", &[finess]);
    let found = groupe(&[attached, hospital]);
    let [avis] = avis(&found, "contrat-de-l-hopital")[..] else { panic!("{:?}", found.avis) };
    assert_eq!((regles(avis), avis.membres.as_slice()), (vec!["R-FINESS-08", "R-CONTRAT-04"], &[1, 0][..]));
    assert!(
        avis.texte.contains("EHPAD du Bugey relève") && avis.texte.contains("en cours"),
        "{}",
        avis.texte
    );
    assert!(self::avis(&found, "meme-entite").is_empty(), "said once");
}

/// R-COMPTE-01: two dossiers of one entité juridique.
#[test]
fn two_dossiers_of_one_entity_are_told_to_be_one() {
    let finess = ("finess-ej", "010780054");
    let found = groupe(&[nomme("c01", "A", &[finess]), nomme("c05-a", "B", &[finess])]);
    let [avis] = avis(&found, "meme-entite")[..] else { panic!("{:?}", found.avis) };
    assert!(regles(avis).contains(&"R-COMPTE-01"));
}

/// R-AT-03, D-16: a groupement as third-party administrateur technique.
#[test]
fn a_groupement_that_may_look_after_the_certificates_of_others_is_told_with_the_doubt() {
    let grouping = nomme("c05-b", "GCSMS Val d’Ain", &[("statut", "66")]);
    let member = nomme("c05-a", "A", &[]);
    let found = groupe(&[grouping, member]);
    let [avis] = avis(&found, "groupement-administrateur")[..] else { panic!("{:?}", found.avis) };
    assert_eq!(avis.membres, [0, 1]);
    assert_eq!(avis.doutes.iter().map(|doute| doute.id).collect::<Vec<_>>(), ["D-16"]);
    let alone = groupe(&[nomme("c05-b", "GCSMS Val d’Ain", &[("statut", "66")])]);
    assert!(alone.avis.is_empty());
}
