//! « Par quoi commencer », over the worked cases: what it says, and that whoever follows it comes to the end.

mod cas;
mod lignes;

use std::fmt::Write as _;

use cas::{Case, cases};
use expect_test::expect_file;
use jalons::domain::answers::Entry;
use jalons::domain::calendrier::{lire_date, long};
use jalons::domain::commencer::{Commencer, Partie, Tache, commencer};
use jalons::domain::dossier::Etat;
use jalons::domain::report::Report;

impl Case {
    fn report(&self) -> Report {
        Report::bref_du_dossier(&self.dossier, self.jour)
    }

    fn page(&self) -> Commencer {
        lignes::check(&self.dossier, &self.report())
    }

    fn note(&mut self, id: &str, etat: Etat) {
        self.dossier.suivi.entry(id.to_owned()).or_default().etat = etat;
    }

    /// Ticks a whole line, as the page does.
    fn tick(&mut self, tache: &Tache) {
        let (done, begun) = tache.d_un_coup();
        done.into_iter().for_each(|id| self.note(id, Etat::Fait));
        begun.into_iter().for_each(|id| self.note(id, Etat::EnCours));
    }
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

/// The line that holds an action.
fn ligne(page: &Commencer, action: &str) -> (Partie, Tache) {
    let holds = |tache: &Tache| tache.pieces.iter().any(|piece| piece.action == action);
    page.taches.iter().find(|(_, tache)| holds(tache)).expect(action).clone()
}

// ── What it says ─────────────────────────────────────────────────────────────────────────────────────────────────

fn en_mots(case: &Case) -> String {
    let page = case.page();
    let mut out = format!("## {}, le {}\n\n", case.name, long(case.jour));
    if let Some(attente) = &page.attente {
        writeln!(out, "{}", attente.phrase).unwrap();
        writeln!(out, "{}", case.report().envoi_en_mots()).unwrap();
    }
    page.attendus.iter().for_each(|attendu| writeln!(out, "- attendu\u{a0}: {}", attendu.phrase).unwrap());
    let mut part = None;
    for (partie, tache) in &page.taches {
        if part != Some(*partie) {
            writeln!(out, "\n### {partie:?}").unwrap();
            part = Some(*partie);
        }
        let who = tache.qui.join(", ");
        writeln!(out, "{}\n    qui\u{a0}: {who}", tache.en_mots()).unwrap();
    }
    page.a_repondre
        .iter()
        .for_each(|question| writeln!(out, "À répondre\u{a0}: {}", question.question).unwrap());
    writeln!(out, "\n{}\nPersonnes\u{a0}: {}\n", page.figures, page.personnes.join("\u{a0}; ")).unwrap();
    out
}

#[test]
fn the_pages_of_the_worked_cases_are_those_that_were_read() {
    let told: String = cases().iter().map(en_mots).collect();
    let told = format!("{}\n", told.trim_end());
    expect_file!["tables/commencer.md"].assert_eq(&told);
}

#[test]
fn a_contract_and_the_first_card_are_one_thing_to_do() {
    let page = case("c01").page();
    let (partie, first) = ligne(&page, "contrat");
    assert_eq!(partie, Partie::ProchainJour);
    assert_eq!(first, ligne(&page, "f101").1);
    assert!(page.attente.as_ref().is_some_and(|attente| attente.phrase.contains("démarche en ligne")));
    let (partie, cards) = ligne(&page, "certificat:logiciel-1:insi-auto");
    assert_eq!((partie, cards.titre.as_str()), (Partie::Ensuite, "Demander 3 certificats pour DUI"));
    assert_eq!(cards.pieces.len(), 3);
}

#[test]
fn a_card_that_was_ordered_is_then_to_be_received() {
    let mut case = case("c02");
    while let Some(tache) = {
        let page = case.page();
        let open = page.taches.into_iter().find(|(partie, tache)| {
            *partie != Partie::Faites
                && tache.possible()
                && tache.pieces.iter().any(|piece| piece.action.starts_with("cpe:") && piece.commence)
        });
        open.map(|(_, tache)| tache)
    } {
        case.tick(&tache);
        let page = case.page();
        for piece in tache.pieces.iter().filter(|piece| piece.action.starts_with("cpe:")) {
            let (_, now) = ligne(&page, &piece.action);
            assert!(now.titre.starts_with("Recevoir"), "{}", now.titre);
        }
    }
}

#[test]
fn an_answer_that_is_not_known_is_a_line_to_the_publisher() {
    let mut case = case("c01");
    let mut row = case.dossier.answers.row("logiciels", "logiciel-1").unwrap().clone();
    row.set("insi-mode", Some(Entry::one(jalons::domain::answers::INCONNU)));
    case.dossier.answers.put_row("logiciels", row);
    case.dossier.answers.set("at", Some(Entry::one(jalons::domain::answers::INCONNU)));
    let page = case.page();
    let (partie, message) = ligne(&page, "se-renseigner:insi-mode");
    assert_eq!(partie, Partie::ProchainJour);
    assert_eq!(message, ligne(&page, "se-renseigner:at").1);
    let text = message.message.unwrap().corps;
    assert!(text.contains("1. ") && text.contains("2. "), "{text}");
}

#[test]
fn what_was_expected_and_is_not_noted_is_asked_first() {
    let mut case = case("c01");
    case.dossier.answers.set("date-dossier-complet", Some(Entry::one("2026-02-02")));
    case.jour = lire_date("2026-02-20").unwrap();
    let page = case.page();
    assert!(
        page.attendus[0].phrase.contains("devait être faite le 2\u{a0}février 2026"),
        "{:?}",
        page.attendus
    );
    let (_, envoi) = ligne(&page, "contrat");
    case.tick(&envoi);
    case.dossier.suivi.values_mut().for_each(|noted| noted.date = lire_date("2026-02-02"));
    let page = case.page();
    assert!(page.attendus[0].phrase.contains("est-elle arrivée"), "{:?}", page.attendus);
}

#[test]
fn what_concerns_one_person_holds_their_lines_only() {
    let mut case = case("c01");
    case.dossier.answers.set("rl-nom", Some(Entry::one("Claire Martin")));
    let page = case.page();
    assert!(page.personnes.contains(&"Claire Martin".to_owned()), "{:?}", page.personnes);
    let text = page.message_pour("Claire Martin", "Les Tilleuls").unwrap().corps;
    assert!(text.contains("contrat") && !text.contains("à vérifier auprès de l’ordre"), "{text}");
    assert_eq!(page.message_pour("Personne", ""), None);
}

// ── What the law leaves to others, or leaves open ────────────────────────────────────────────────────────────────

/// C32: an expired CPS comes by itself (R-CARTE-28); nothing waits for the ordre (R-CARTE-24).
#[test]
fn an_expired_cps_waits_for_nobody_and_nothing_waits_for_the_ordre() {
    let page = case("c32").page();
    let phrase = page.attente.as_ref().unwrap().phrase.clone();
    assert!(phrase.contains("la carte CPS renouvelée") && !phrase.contains("ordre"), "{phrase}");
    let (_, card) = ligne(&page, "cps-ans:rl");
    assert_ne!(card.cle, ligne(&page, "qualite-rl").1.cle);
    assert_eq!(card.qui, ["le représentant légal"]);
}

/// C37: who leaves registers no one (R-CARTE-27), and a student may not be registered as such (R-ECPS-20).
#[test]
fn who_leaves_registers_no_one_and_a_student_is_asked_about_first() {
    let page = case("c37").page();
    let (_, line) = ligne(&page, "enregistrement:pro-2");
    assert_eq!(line.qui, ["Assistante RH"]);
    assert!(line.titre.contains("si l’ANS l’admet"), "{}", line.titre);
    assert!(line.d_abord.iter().any(|first| first.contains("étudiant")), "{:?}", line.d_abord);
}

/// C08, C40: the holder has a CDE; the contract of 2015 says that he needs no other (R-COMPTE-07).
#[test]
fn whether_a_card_can_be_kept_is_asked_before_another_is_asked_for() {
    for name in ["c08", "c40"] {
        let page = case(name).page();
        let (_, line) = ligne(&page, "f101");
        assert_eq!(line.titre, "Faire en ligne le contrat et la demande de carte");
        assert!(line.d_abord.iter().any(|first| first.contains("peut être gardée")), "{name}");
        assert!(line.en_mots().contains("d’abord\u{a0}: "), "{}", line.en_mots());
        let (_, certificates) = ligne(&page, "certificat-en-service:certificat-1");
        assert!(certificates.titre.ends_with(", puis faire révoquer les anciens"), "{}", certificates.titre);
    }
    let first = ligne(&case("c01").page(), "f101").1;
    assert_eq!(
        (first.titre.as_str(), first.d_abord.len()),
        ("Faire en ligne le contrat et la première carte", 0)
    );
}

/// Under a contract in force there is no online contract for the card to follow (R-CONTRAT-17), and a new F101 may be too
/// much (D-18).
#[test]
fn a_card_replaced_under_a_contract_in_force_is_not_sent_to_the_online_contract() {
    let mut case = case("c06");
    case.dossier.answers.set("rl-carte-expire-le", Some(Entry::one("2026-11-20")));
    let report = case.report();
    let f101 = report.actions.iter().find(|action| action.id == "f101").unwrap();
    let told = |line: &jalons::domain::report::Ligne| line.texte.contains("Vos démarches");
    assert!(!f101.envoyer.iter().chain(&f101.etapes).any(told));
    let (_, line) = ligne(&case.page(), "f101");
    assert_eq!(line.titre, "Préparer la demande de carte de directeur");
    assert!(line.d_abord.iter().any(|first| first.contains("simple déclaration")), "{:?}", line.d_abord);
    assert!(!line.liens.iter().any(|link| link.adresse.contains("vos-demarches")), "{:?}", line.liens);
}

/// An e-CPS is there 48 hours after the mail (R-ECPS-06): its day is that of the calendar.
#[test]
fn an_e_cps_is_said_for_the_day_on_which_it_can_be_there() {
    let case = case("c01");
    let report = case.report();
    let dated = report.actions.iter().filter(|action| action.id.starts_with("activer-e-cps:"));
    let mut seen = 0;
    for action in dated {
        let (_, line) = ligne(&case.page(), &action.id);
        let Some(fin) = action.fin.filter(|_| !line.quand.is_empty()) else { continue };
        assert!(line.quand.contains(&long(fin)), "{}\u{a0}: {}", action.id, line.quand);
        seen += 1;
    }
    assert!(seen > 0);
}

/// Where a thing is done: the mandataires on the page of the contract (R-MAND-10); a first CPS, no source says where
/// (R-CONTACT-07), an administrateur technique of the house, not by the guide of third parties.
#[test]
fn a_line_leads_where_the_sources_say() {
    let of = |name: &str, id: &str| -> Vec<&'static str> {
        ligne(&case(name).page(), id).1.liens.iter().map(|link| link.texte).collect()
    };
    assert_eq!(of("c40", "confirmer-mandataires")[0], "Voir la page du contrat dans mesHabilitations");
    assert_eq!(of("c35", "cps-ans-professionnels:pro-1"), ["Demander à l’assistance"]);
    let (_, own) = ligne(&case("c34").page(), "declarer-at:rl");
    assert!(own.liens.iter().all(|link| !link.adresse.contains("structure-tierce")), "{:?}", own.liens);
    let (_, other) = ligne(&case("c01").page(), "declarer-at:at");
    assert!(other.liens.iter().any(|link| link.adresse.contains("structure-tierce")), "{:?}", other.liens);
}

/// C23: who leaves is withdrawn that day, whoever comes next (R-CARTE-18, R-COMPTE-18).
#[test]
fn an_administrateur_technique_who_leaves_is_withdrawn_without_waiting() {
    let page = case("c23").page();
    let gone = page
        .taches
        .iter()
        .find(|(_, tache)| tache.pieces.iter().any(|piece| piece.action.starts_with("retirer-at:")));
    let (partie, tache) = gone.unwrap();
    assert!(tache.possible() && *partie <= Partie::SansAttendre, "{partie:?} {tache:?}");
}

// ── Whoever follows it comes to the end ──────────────────────────────────────────────────────────────────────────

#[test]
fn ticking_what_can_be_ticked_comes_to_the_end_of_every_case() {
    for mut case in cases() {
        let most = 3 * case.report().actions.len() + 3;
        for step in 0.. {
            assert!(step < most, "{} never ends", case.name);
            let page = case.page();
            let open = |(partie, tache): &&(Partie, Tache)| *partie != Partie::Faites && tache.possible();
            let Some((_, tache)) = page.taches.iter().find(open) else { break };
            case.tick(&tache.clone());
        }
        let left: Vec<String> = commencer(&case.dossier, &case.report())
            .taches
            .into_iter()
            .filter(|(partie, _)| *partie != Partie::Faites)
            .map(|(_, tache)| tache.titre)
            .collect();
        assert!(left.is_empty(), "{}: {left:?}", case.name);
    }
}

#[test]
fn ticking_one_piece_after_the_other_keeps_every_action_in_one_line() {
    for mut case in cases() {
        for action in case.report().actions {
            case.note(&action.cle, Etat::EnCours);
            case.page();
            case.note(&action.cle, Etat::Fait);
            case.page();
        }
        assert!(case.page().taches.iter().all(|(partie, _)| *partie == Partie::Faites), "{}", case.name);
    }
}
