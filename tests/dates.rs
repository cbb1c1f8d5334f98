//! Dates that hold (R-COMPTE-18, R-COMPTE-19): the day of the complete file is a hypothesis and never today by itself; a
//! day that is past moves nothing; an action waits for what it really needs, and for nothing else; what depends on an open
//! answer has no date.

use chrono::NaiveDate;
use jalons::domain::calendrier::{Zone, est_ouvre, lire_date};
use jalons::domain::dossier::{self, Dossier, Etat, Suivi};
use jalons::domain::plan::Nature;
use jalons::domain::report::{LigneAction, Report};
use serde_json::{Value, json};

const AUJOURDHUI: &str = "2026-11-30";
const DIX_JOURS: &str = "2026-12-14";
const AVRIL: &str = "2027-04-13";

fn day(text: &str) -> NaiveDate {
    lire_date(text).unwrap()
}

/// The base, with other answers over it.
fn avec(mut base: Value, autres: Value) -> Value {
    for (id, value) in autres.as_object().unwrap() {
        base[id] = value.clone();
    }
    base
}

fn ouvrir(reponses: &Value) -> Dossier {
    let text = json!({"jalons": "dossier", "schema": 1, "id": "d", "reponses": reponses}).to_string();
    let (dossier, notices) = dossier::ouvrir(&text).unwrap();
    assert!(notices.is_empty(), "{notices:?}");
    dossier
}

fn rapport(reponses: &Value) -> Report {
    Report::bref_du_dossier(&ouvrir(reponses), day(AUJOURDHUI))
}

/// The plan once these actions are noted so, on that day.
fn rapport_note(reponses: &Value, notes: &[(&str, Etat, Option<&str>)], today: &str) -> Report {
    let mut dossier = ouvrir(reponses);
    for (id, etat, date) in notes {
        let suivi = Suivi { etat: *etat, date: date.map(day), ..Suivi::default() };
        dossier.suivi.insert((*id).to_owned(), suivi);
    }
    Report::bref_du_dossier(&dossier, day(today))
}

fn action<'a>(report: &'a Report, id: &str) -> &'a LigneAction {
    report.actions.iter().find(|action| action.id == id).unwrap_or_else(|| {
        panic!("{id} is not among {:?}", report.actions.iter().map(|action| &action.id).collect::<Vec<_>>())
    })
}

fn quand(report: &Report, id: &str) -> String {
    action(report, id).quand.replace('\u{a0}', " ")
}

fn fin(report: &Report, id: &str) -> Option<NaiveDate> {
    action(report, id).fin
}

/// What an action waits for, by id; « ? » before what is not certain.
fn attend(report: &Report, id: &str) -> Vec<String> {
    let told = action(report, id).attend.iter();
    told.map(|one| if one.certain { one.id.clone() } else { format!("?{}", one.id) }).collect()
}

/// No contract, a director who signs, one software, an administrateur technique with its card, one gestionnaire.
fn neuf() -> Value {
    json!({
        "besoin": ["services", "rpps-plus"], "nb-sites": "1", "contrat": "aucun", "rl-fonction": "directeur",
        "rl-profil": "administratif", "mandataires": [], "services": ["insi", "dmp-alim"], "at": "tiers",
        "logiciels": [{"id": "logiciel-1", "logiciel-nom": "DUI", "insi-mode": "auto"}],
        "gestionnaires": [{"id": "gestionnaire-1", "gestionnaire-personne": "rl", "gestionnaire-statut": "a-designer"}],
        "professionnels": [{"id": "pro-1", "pro-profil": "aide-soignant", "pro-effectif": "109"}],
    })
}

/// A contract, a director who has a CDE, an administrateur technique in place.
fn en_cours() -> Value {
    avec(
        neuf(),
        json!({
            "contrat": "en-cours", "finess-contrat": "juridique", "rl-carte": "cde", "tom-actif": "oui", "at": "en-place",
                "certificats-en-service": [],
        }),
    )
}

fn certificat(expire: &str) -> Value {
    json!([{"id": "certificat-1", "certificat-produit": "insi-auto", "certificat-logiciel": ["logiciel-1"], "certificat-expire-le": expire}])
}

fn personne(id: &str, carte: &str) -> Value {
    json!({"id": id, "personne-nom": id, "personne-carte": carte})
}

fn at(id: &str, personne: &str, statut: &str, logiciels: Value) -> Value {
    json!({"id": id, "at-personne": personne, "at-lien": "interne", "at-statut": statut, "at-logiciels": logiciels})
}

// The day of the complete file.

#[test]
fn without_an_answer_it_is_proposed_ten_working_days_ahead_never_today() {
    for (today, zone, expected) in [
        (AUJOURDHUI, "metropole", DIX_JOURS),
        // A Sunday; Christmas and New Year's Day on the way; the 27th of May in Guadeloupe.
        ("2026-11-29", "metropole", "2026-12-11"),
        ("2026-12-21", "metropole", "2027-01-06"),
        ("2026-05-18", "guadeloupe", "2026-06-03"),
    ] {
        let dossier = ouvrir(&avec(neuf(), json!({"zone-feries": zone})));
        let report = Report::bref_du_dossier(&dossier, day(today));
        assert_eq!(
            (report.envoi.jour, report.envoi.nature),
            (day(expected), Nature::Propose),
            "{today} {zone}"
        );
        assert!(est_ouvre(report.envoi.jour, Zone::de_jeton(zone).unwrap()));
        assert!(report.envoi.utile && !report.envoi.en_retard);
        assert!(report.envoi_en_mots().contains("hypothèse"));
    }
}

#[test]
fn what_leaves_with_it_can_be_prepared_at_once_and_is_to_be_ready_that_day() {
    let report = rapport(&neuf());
    assert_eq!(quand(&report, "contrat"), "d’ici le 14 décembre 2026");
    assert_eq!(quand(&report, "f101"), "d’ici le 14 décembre 2026");
    assert_eq!(quand(&report, "cde"), "vers le 29 décembre 2026");
    assert_eq!(quand(&report, "declarer-at:at"), "à partir du 29 décembre 2026");
    assert!(action(&report, "contrat").possible() && !action(&report, "cde").possible());
}

#[test]
fn a_day_that_is_past_is_late_and_moves_nothing() {
    let reponses = avec(neuf(), json!({"date-dossier-complet": DIX_JOURS}));
    let before = rapport(&reponses);
    let late = rapport_note(&reponses, &[], "2027-01-20");
    assert_eq!(quand(&late, "contrat"), "en retard : prévu le 14 décembre 2026");
    assert!(late.envoi.en_retard);
    assert_eq!(late.envoi.propose, day("2027-02-03"));
    assert!(late.envoi_en_mots().starts_with("En retard"));
    for id in ["contrat", "f101", "cde", "declarer-at:at", "certificat:logiciel-1:insi-auto"] {
        assert_eq!(fin(&late, id), fin(&before, id), "{id}");
        let said = quand(&late, id);
        assert!(said.starts_with("en retard") || said.starts_with("après"), "{id}: {said}");
    }
}

#[test]
fn what_was_noted_is_not_late_and_wins_over_a_day_that_was_foreseen() {
    let reponses = avec(neuf(), json!({"date-dossier-complet": DIX_JOURS}));
    let sent = [("contrat", Etat::Fait, Some("2026-12-03")), ("f101", Etat::Fait, Some("2026-12-04"))];
    let report = rapport_note(&reponses, &sent, "2026-12-30");
    assert_eq!((report.envoi.jour, report.envoi.nature), (day("2026-12-04"), Nature::Note));
    assert!(!report.envoi.en_retard);
    assert_eq!(fin(&report, "cde"), Some(day("2026-12-18")));
    assert_eq!(quand(&report, "cde"), "en retard : attendu vers le 18 décembre 2026");
    // Half of it: the rest is still late.
    let half = rapport_note(&reponses, &sent[..1], "2026-12-30");
    assert!(half.envoi.en_retard);
    assert_eq!(quand(&half, "f101"), "en retard : prévu le 14 décembre 2026");
    // Planned again by hand, for the past and for later.
    let planned = |date| rapport_note(&reponses, &[("contrat", Etat::AFaire, Some(date))], "2026-12-30");
    assert_eq!(quand(&planned("2027-01-08"), "contrat"), "prévu le 8 janvier 2027");
    assert_eq!(quand(&planned("2026-12-28"), "contrat"), "en retard : prévu le 28 décembre 2026");
}

#[test]
fn nothing_is_said_of_a_day_that_nothing_depends_on() {
    let reponses = json!({
        "besoin": ["incident"], "contrat": "en-cours",
        "incidents": [{"id": "incident-1", "incident-carte": "cps", "incident-nature": "perte"}],
    });
    let report = rapport(&reponses);
    assert!(!report.envoi.utile && report.envoi_en_mots().is_empty());
}

// What never depends on it.

#[test]
fn an_incident_an_opposition_a_renewal_never_wait_for_the_complete_file() {
    let incident = |nature: &str| {
        json!([{
            "id": "incident-1", "incident-carte": "cpe", "incident-nature": nature, "incident-seule-carte-tom": "non",
            "incident-remplacement": "oui",
        }])
    };
    let base = avec(en_cours(), json!({"date-dossier-complet": AVRIL}));
    for nature in ["perte", "vol", "dysfonctionnement"] {
        let besoin = json!({"besoin": ["incident", "rpps-plus"], "incidents": incident(nature)});
        let report = rapport(&avec(base.clone(), besoin));
        assert_eq!(quand(&report, "declarer-incident:incident-1"), "dès maintenant", "{nature}");
        assert_eq!(attend(&report, "cpe:incident-1"), ["declarer-incident:incident-1"]);
        assert!(quand(&report, "cpe:incident-1").starts_with("après : déclarer l’incident"), "{nature}");
    }
    let sortant = json!({
        "besoin": ["changement"], "evenements": ["chgt-rl"], "rl-sortant-carte": "cde", "document": "acte-nomination",
    });
    let report = rapport(&avec(base.clone(), sortant));
    assert_eq!(quand(&report, "opposition"), "dès maintenant");
    assert_eq!(quand(&report, "f101"), "d’ici le 13 avril 2027");
    let soon = json!({"besoin": ["certificats"], "certificats-en-service": certificat("2027-01-10")});
    let report = rapport(&avec(base, soon));
    assert_eq!(quand(&report, "certificat-en-service:certificat-1"), "dès maintenant");
}

#[test]
fn checks_do_not_wait_for_the_complete_file() {
    let report = rapport(&avec(neuf(), json!({"date-dossier-complet": AVRIL, "at": "inconnu"})));
    for id in ["designer-at", "se-renseigner:at", "lecteur"] {
        assert_eq!(quand(&report, id), "dès maintenant", "{id}");
    }
}

// What each action really needs.

#[test]
fn a_certificate_waits_for_the_administrateur_technique_of_its_software_only() {
    let deux = |premier: Value, second: Value| {
        let report = rapport(&avec(
            en_cours(),
            json!({
                "at": "detail",
                "logiciels": [
                    {"id": "logiciel-1", "logiciel-nom": "DUI", "insi-mode": "auto"},
                    {"id": "logiciel-2", "logiciel-nom": "Paie", "insi-mode": "auto"},
                ],
                "personnes": [personne("personne-1", "cpe"), personne("personne-2", "aucune")],
                "administrateurs-techniques": [premier, second],
            }),
        ));
        ["logiciel-1", "logiciel-2"].map(|id| attend(&report, &format!("certificat:{id}:insi-auto")))
    };
    let one = at("at-1", "personne-1", "en-place", json!(["logiciel-1"]));
    let two = at("at-2", "personne-2", "a-declarer", json!(["logiciel-2"]));
    assert_eq!(deux(one.clone(), two), [vec![], vec!["declarer-at:personne-2".to_owned()]]);
    // One who is in place for all; one who leaves is no one.
    let all = at("at-2", "personne-2", "a-declarer", json!([]));
    assert_eq!(deux(one, all.clone()), [vec![], vec!["declarer-at:personne-2".to_owned()]]);
    let leaves = at("at-1", "personne-1", "partant", json!(["logiciel-1"]));
    let waits = vec!["declarer-at:personne-2".to_owned()];
    assert_eq!(deux(leaves, all), [waits.clone(), waits]);
}

#[test]
fn replacing_an_expired_certificate_with_someone_in_place_waits_for_no_cde() {
    let change = json!({
        "besoin": ["certificats", "changement"], "evenements": ["chgt-rl"], "rl-carte": "aucune", "rl-sortant-carte": "cps",
        "document": "acte-nomination", "certificats-en-service": certificat("2026-11-01"),
    });
    let base = avec(en_cours(), change);
    let report = rapport(&base);
    assert!(fin(&report, "cde").is_some());
    assert_eq!(attend(&report, "certificat-en-service:certificat-1"), Vec::<String>::new());
    assert_eq!(quand(&report, "certificat-en-service:certificat-1"), "dès maintenant");
    // To be declared, by someone whose card is still to come; in place, but without a card any more.
    let report = rapport(&avec(base.clone(), json!({"at": "interne-avec-carte"})));
    assert_eq!(attend(&report, "certificat-en-service:certificat-1"), ["declarer-at:at"]);
    assert_eq!(attend(&report, "declarer-at:at"), ["cde"]);
    let report = rapport(&avec(
        base,
        json!({
            "at": "detail", "personnes": [{
                "id": "personne-1", "personne-nom": "Ali", "personne-carte": "cpe", "personne-carte-expire-le": "2026-11-01",
            }],
            "administrateurs-techniques": [at("at-1", "personne-1", "en-place", json!([]))],
        }),
    ));
    assert_eq!(attend(&report, "certificat-en-service:certificat-1"), ["cpe:personne-1"]);
}

#[test]
fn a_card_that_is_only_ordered_is_received_first() {
    let detail = |carte: &str| {
        rapport(&avec(
            en_cours(),
            json!({
                "at": "detail", "personnes": [personne("personne-1", carte)],
                "administrateurs-techniques": [at("at-1", "personne-1", "a-declarer", json!([]))],
            }),
        ))
    };
    let report = detail("demandee");
    assert_eq!(attend(&report, "declarer-at:personne-1"), ["recevoir-carte:personne-1"]);
    assert_eq!(fin(&report, "declarer-at:personne-1"), None);
    assert!(quand(&report, "declarer-at:personne-1").starts_with("après : recevoir la carte"));
    assert_eq!(quand(&report, "recevoir-carte:personne-1"), "en route, jour non connu");
    assert_eq!(report.bilan.cpe, 0);
    // A card in hand waits for nothing; the day that it comes dates what follows.
    assert_eq!(quand(&detail("cpe"), "declarer-at:personne-1"), "dès maintenant");
    // So for a gestionnaire, and for the only one who could sign in.
    let report = rapport(&avec(en_cours(), json!({"rl-carte": "demandee"})));
    assert_eq!(attend(&report, "formation-gestionnaire:gestionnaire-1"), ["recevoir-carte:rl"]);
    assert!(
        attend(&report, "habilitation-gestionnaire:gestionnaire-1").contains(&"recevoir-carte:rl".to_owned())
    );
}

#[test]
fn an_e_cps_is_reactivated_once_the_address_is_right() {
    let pro = |coordonnees: &str, ecps: &str| {
        rapport(&avec(
            en_cours(),
            json!({"professionnels": [{
                "id": "pro-1", "pro-profil": "aes", "pro-rpps": "enregistre", "pro-ecps": ecps, "pro-coordonnees": coordonnees,
            }]}),
        ))
    };
    assert_eq!(attend(&pro("fausses", "expiree"), "e-cps-expiree:pro-1"), ["coordonnees:pro-1"]);
    assert_eq!(quand(&pro("justes", "expiree"), "e-cps-expiree:pro-1"), "dès maintenant");
    assert_eq!(attend(&pro("fausses", "aucune"), "activer-e-cps:pro-1"), ["coordonnees:pro-1"]);
}

#[test]
fn the_contract_waits_until_the_list_of_sites_is_complete() {
    let report = rapport(&avec(neuf(), json!({"nb-sites": "0"})));
    assert!(attend(&report, "contrat").contains(&"completer-sites".to_owned()));
    assert!(attend(&rapport(&neuf()), "contrat").is_empty());
    // A hospital may have one already.
    let report = rapport(&avec(neuf(), json!({"statut": "13"})));
    assert_eq!(attend(&report, "contrat"), ["verifier-contrat"]);
    assert_eq!(fin(&report, "contrat"), None);
}

#[test]
fn a_person_is_registered_by_who_is_in_place() {
    let deux = |statut: &str| {
        rapport(&avec(
            en_cours(),
            json!({"gestionnaires": [
                {"id": "gestionnaire-1", "gestionnaire-personne": "rl", "gestionnaire-statut": statut},
                {"id": "gestionnaire-2", "gestionnaire-personne": "personne-1", "gestionnaire-statut": "a-designer"},
            ], "personnes": [personne("personne-1", "aucune")]}),
        ))
    };
    assert!(attend(&deux("en-place"), "enregistrement:pro-1").is_empty());
    assert_eq!(attend(&deux("a-designer"), "enregistrement:pro-1").len(), 2);
    let none = rapport(&avec(en_cours(), json!({"gestionnaires": []})));
    assert_eq!(
        attend(&none, "enregistrement:pro-1"),
        ["designer-gestionnaire", "?habilitation-gestionnaire"]
    );
}

// What depends on an open answer.

#[test]
fn an_unknown_contract_blocks_what_needs_it_and_what_may_be_needed_is_said() {
    let report = rapport(&avec(
        neuf(),
        json!({"contrat": "inconnu", "tom-actif": "inconnu", "rl-carte": "inconnu", "certificats-en-service": []}),
    ));
    assert_eq!(quand(&report, "verifier-contrat"), "dès maintenant");
    let after = "après : vérifier si un contrat est déjà en cours avec l’ANS";
    for id in [
        "habilitation-gestionnaire:gestionnaire-1",
        "formation-gestionnaire:gestionnaire-1",
        "declarer-at:at",
        "certificat:logiciel-1:auth-dmp",
    ] {
        assert_eq!(fin(&report, id), None, "{id}");
        assert!(
            attend(&report, id).iter().any(|one| one == "verifier-contrat" || one == "declarer-at:at"),
            "{id}"
        );
        assert!(!quand(&report, id).contains("maintenant"), "{id}");
    }
    assert!(quand(&report, "formation-gestionnaire:gestionnaire-1").starts_with(after));
    let may_be: Vec<&str> = report.ouverts.iter().map(|open| open.id.as_str()).collect();
    assert!(["contrat", "f101", "cde"].iter().all(|id| may_be.contains(id)), "{may_be:?}");
    let contrat = report.ouverts.iter().find(|open| open.id == "contrat").unwrap();
    assert!(contrat.quand.replace('\u{a0}', " ").starts_with(after), "{}", contrat.quand);
    let figures = report.figures_en_mots();
    for (words, name) in [("0 ou 1", "contrat"), ("0 ou 1", "formulaire F101"), ("3", "certificats")] {
        assert!(figures.contains(&(words.to_owned(), name)), "{figures:?}");
    }
    assert!(report.chaine.is_empty() || report.chaine.starts_with("au moins"), "{}", report.chaine);
}

#[test]
fn an_unknown_answer_blocks_only_what_depends_on_it() {
    // Who handles certificates: not the habilitation.
    let report = rapport(&avec(en_cours(), json!({"at": "inconnu"})));
    assert_eq!(fin(&report, "certificat:logiciel-1:insi-auto"), None);
    assert!(attend(&report, "certificat:logiciel-1:insi-auto").contains(&"designer-at".to_owned()));
    assert_eq!(quand(&report, "formation-gestionnaire:gestionnaire-1"), "dès maintenant");
    // The name of the INSi certificate: not those of the DMP.
    let mode = json!({"logiciels": [{"id": "logiciel-1", "logiciel-nom": "DUI", "insi-mode": "inconnu"}]});
    let report = rapport(&avec(en_cours(), mode));
    assert_eq!(attend(&report, "certificat:logiciel-1:insi"), ["se-renseigner:insi-mode"]);
    assert_eq!(quand(&report, "certificat:logiciel-1:auth-dmp"), "dès maintenant");
    assert!(report.figures_en_mots().contains(&("3 ou 4".to_owned(), "certificats")));
    // Who holds the CDE: it is due all the same, and dated.
    let president = json!({
        "rl-fonction": "president", "directeur-distinct": "oui", "directeur-profil": "administratif",
        "option-president": "inconnu",
    });
    let report = rapport(&avec(neuf(), president));
    assert_eq!(fin(&report, "cde"), Some(day("2026-12-29")));
}

#[test]
fn an_answer_found_but_not_given_is_asked_for() {
    let reponses = avec(neuf(), json!({"contrat": "inconnu", "tom-actif": "inconnu", "rl-carte": "cde"}));
    let found = [("verifier-contrat", Etat::Fait, Some(AUJOURDHUI))];
    let report = rapport_note(&reponses, &found, AUJOURDHUI);
    assert_eq!(
        quand(&report, "formation-gestionnaire:gestionnaire-1"),
        "après : répondre à « Contrat avec l’ANS »"
    );
}

// What has no published delay says so.

#[test]
fn what_has_no_published_delay_is_said_to_have_none() {
    let report = rapport(&neuf());
    let told = action(&report, "enregistrement:pro-1").delai.as_ref().unwrap().texte.clone();
    assert!(told.starts_with("Aucun délai publié"), "{told}");
    assert_eq!(quand(&report, "enregistrement:pro-1"), "à partir du 29 décembre 2026");
    assert!(report.chaine.starts_with("au moins "), "{}", report.chaine);
    // A published one alone is not a least.
    let carte = json!({
        "besoin": ["rpps-plus"], "services": [], "logiciels": [], "professionnels": [],
        "gestionnaires": [{"id": "gestionnaire-1", "gestionnaire-personne": "personne-1", "gestionnaire-statut": "en-place"}],
        "personnes": [{
            "id": "personne-1", "personne-nom": "Ali", "personne-carte": "cpe", "personne-carte-expire-le": "2026-11-01",
        }],
    });
    let report = rapport(&avec(en_cours(), carte));
    assert_eq!(report.chaine, "2 semaines");
}

/// A FINESS that is not open: nothing leaves, and no day is supposed for it (R-COMPTE-19).
#[test]
fn nothing_is_dated_before_the_finess_is_open() {
    for state in ["en-cours", "aucun"] {
        let report = rapport(&avec(neuf(), json!({"finess-immatriculation": state})));
        let said = report.envoi_en_mots().replace('\u{a0}', " ");
        assert_eq!(
            said,
            "Rien ne part avant l’ouverture du numéro FINESS : ce qui en dépend n’a pas de date."
        );
        assert!(report.envoi.suspendu && !report.envoi.en_retard);
        assert_eq!(fin(&report, "cde"), None);
    }
    // Nor once the number is written: its sites are not open for all that (D-26).
    let written = json!({"finess-immatriculation": "en-cours", "finess-ej": "010780054"});
    assert!(rapport(&avec(neuf(), written)).envoi.suspendu);
    let said = json!({"finess-immatriculation": "ouvert", "finess-ej": "010780054"});
    assert!(!rapport(&avec(neuf(), said)).envoi.suspendu);
    let open = rapport(&avec(neuf(), json!({"finess-ej": "010780054"})));
    assert!(!open.envoi.suspendu && open.envoi_en_mots().contains("hypothèse"));
}
