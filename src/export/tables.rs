//! The tables of the workbook and of the CSV: what stands in each cell, typed, before any file format.
//!
//! **Invariants**, tested over the worked cases: the column of quantities of [`actions`] adds up to the seven figures;
//! so do the cards of [`professionnels`] and the certificates of [`certificats`].

use chrono::{Days, NaiveDate};

use crate::domain::dossier::Etat;
use crate::domain::facts::Facts;
use crate::domain::question::{Choice, Question, Spec};
use crate::domain::questions::at::{AT, At};
use crate::domain::questions::cartes_responsables::{Carte, DIRECTEUR_CARTE, RL_CARTE};
use crate::domain::questions::certificats_en_service::CERTIFICAT_LOGICIEL;
use crate::domain::questions::contrat::CONTRAT;
use crate::domain::questions::gestionnaires::{GESTIONNAIRE_PERSONNE, GESTIONNAIRE_SITES, GESTIONNAIRES};
use crate::domain::questions::logiciels::{LOGICIEL_NOM, LOGICIEL_SITES, LOGICIELS, nom_logiciel};
use crate::domain::questions::nb_sites::NB_SITES;
use crate::domain::questions::option_president::directeur_a_part;
use crate::domain::questions::personnes::{PERSONNE_CARTE, PERSONNES, nom_de};
use crate::domain::questions::professionnels::{PRO_CARTE, PRO_EFFECTIF, PROFESSIONNELS, profession};
use crate::domain::questions::sites::{
    SITE_CATEGORIE, SITE_FINESS, SITE_NOM, SITE_OUVERT, SITE_SIRET, SITES,
};
use crate::domain::report::{self, Ligne, LigneAction};
use crate::domain::rules::certificats::designation;
use crate::domain::situations::{AT_ANONYME, DIRECTEUR, RL, en_service, expiration, porteur};
use crate::domain::sources::Source;

use super::details;
use super::entree::Export;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cellule {
    /// Nothing.
    Vide,
    /// A text.
    Texte(String),
    /// Several sentences.
    Lignes(Vec<String>),
    /// A whole number.
    Nombre(u32),
    /// A day.
    Jour(NaiveDate),
    /// How far an action is: one of three.
    Statut(Etat),
}

impl Cellule {
    pub(super) fn texte(texte: &str) -> Self {
        if texte.is_empty() { Self::Vide } else { Self::Texte(texte.to_owned()) }
    }

    fn lignes(lignes: Vec<String>) -> Self {
        if lignes.is_empty() { Self::Vide } else { Self::Lignes(lignes) }
    }

    pub(super) fn jour(jour: Option<NaiveDate>) -> Self {
        jour.map_or(Self::Vide, Self::Jour)
    }

    pub(super) fn nombre(nombre: u32) -> Self {
        if nombre == 0 { Self::Vide } else { Self::Nombre(nombre) }
    }
}

/// A column: its heading, and its width in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colonne {
    /// What the user reads.
    pub titre: &'static str,
    /// Width, in characters.
    pub largeur: u16,
}

/// A table: one row of headings, then its rows, each as long as the headings.
pub struct Table {
    /// Name of its sheet, at most 31 characters.
    pub nom: &'static str,
    /// Its columns.
    pub colonnes: Vec<Colonne>,
    /// Its rows.
    pub lignes: Vec<Vec<Cellule>>,
}

impl Table {
    pub(super) fn new<const N: usize>(
        nom: &'static str,
        colonnes: [(&'static str, u16); N],
        lignes: Vec<[Cellule; N]>,
    ) -> Self {
        Self {
            nom,
            colonnes: colonnes.map(|(titre, largeur)| Colonne { titre, largeur }).to_vec(),
            lignes: lignes.into_iter().map(Vec::from).collect(),
        }
    }
}

/// Every table, in the order of the sheets.
pub fn toutes(export: &Export) -> Vec<Table> {
    vec![
        actions(export),
        a_imprimer(export),
        professionnels(export),
        sites(export),
        certificats(export),
        sources(export),
    ]
}

/// The actions, one a row, in the order of the plan.
pub fn actions(export: &Export) -> Table {
    let lignes = export.report.actions.iter().map(|action| {
        let suivi = export.suivi(action);
        let sources: Vec<String> = details::sources(action).into_iter().map(source_en_mots).collect();
        [
            Cellule::texte(action.phase.titre()),
            Cellule::texte(&action.titre),
            Cellule::Statut(suivi.etat),
            Cellule::jour(suivi.date),
            Cellule::texte(&suivi.note),
            Cellule::Nombre(action.quantite),
            Cellule::texte(&action.pour),
            Cellule::texte(if action.conseil { "Conseil" } else { "À faire" }),
            Cellule::texte(&action.qui),
            Cellule::lignes(details::textes(&action.signe)),
            Cellule::lignes(details::textes(&action.joindre)),
            Cellule::lignes(details::textes(&action.envoyer)),
            Cellule::lignes(details::textes(&action.delai)),
            Cellule::jour(action.debut),
            Cellule::jour(action.fin),
            Cellule::texte(&action.quand),
            Cellule::lignes(details::apres(action)),
            Cellule::lignes(action.raisons.iter().map(details::raison).collect()),
            Cellule::texte(if action.a_confirmer() { "À confirmer auprès de l’ANS" } else { "Affirmé" }),
            Cellule::texte(&details::regles(action).join(", ")),
            Cellule::lignes(sources),
            Cellule::texte(&action.id),
        ]
    });
    Table::new(
        "Actions",
        [
            ("Étape", 24),
            ("Action", 52),
            ("Statut", 11),
            ("Date notée", 12),
            ("Note", 30),
            ("Quantité", 9),
            ("Pour", 26),
            ("Nature", 10),
            ("Qui", 28),
            ("Signe", 28),
            ("À joindre", 40),
            ("Où l’envoyer", 40),
            ("Délai", 28),
            ("Au plus tôt le", 13),
            ("Fin prévue le", 13),
            ("Quand", 24),
            ("Après", 36),
            ("Pourquoi", 60),
            ("Certitude", 22),
            ("Règles", 24),
            ("Sources", 50),
            ("Identifiant", 28),
        ],
        lignes.collect(),
    )
}

/// The actions on paper: what one does with the sheet in hand. The rest stands in [`actions`], to be sorted on a screen.
pub fn a_imprimer(export: &Export) -> Table {
    let lignes = export.report.actions.iter().map(|action| {
        let suivi = export.suivi(action);
        let mut action_et_note = vec![action.titre.clone()];
        if !suivi.note.is_empty() {
            action_et_note.push(format!("Note : {}", suivi.note));
        }
        [
            Cellule::texte(action.phase.titre()),
            Cellule::lignes(action_et_note),
            Cellule::texte(suivi.etat.libelle()),
            Cellule::texte(&action.pour),
            Cellule::texte(&action.qui),
            Cellule::lignes(details::textes(&action.joindre)),
            Cellule::lignes(details::textes(&action.envoyer)),
            Cellule::texte(&action.quand),
        ]
    });
    Table::new(
        "À imprimer",
        [
            ("Étape", 16),
            ("Action", 48),
            ("Statut", 9),
            ("Pour", 20),
            ("Qui", 22),
            ("À joindre", 36),
            ("Où l’envoyer", 33),
            ("Quand", 16),
        ],
        lignes.collect(),
    )
}

/// « FAQ RPPS+ (ANS) : https://… ».
pub fn source_en_mots(source: &Source) -> String {
    match source.adresses {
        [] => source.titre.to_owned(),
        all => format!("{} : {}", source.titre, all.join(" ; ")),
    }
}

/// The first part of an action's id: its deliverable.
fn livrable(action: &LigneAction) -> &str {
    action.id.split(':').next().unwrap_or("")
}

/// The rest of an action's id: whom or what it is for; empty for the whole dossier.
fn sujet(action: &LigneAction) -> &str {
    action.id.split_once(':').map_or("", |(_, sujet)| sujet)
}

/// A holder of cards: a person, or a row of professionals.
struct Porteur<'a> {
    id: String,
    nom: String,
    effectif: u32,
    role: String,
    carte: Option<(Facts<'a>, &'static Question<Carte>)>,
    expire_le: Option<NaiveDate>,
}

/// Who gets which card. Each card action stands in one row, so the columns add up to the figures.
pub fn professionnels(export: &Export) -> Table {
    let facts = export.facts();
    let holder_of_cde = porteur(&facts).unwrap_or("");
    let id_of = |action: &LigneAction| match livrable(action) {
        "cde" | "f101" => holder_of_cde.to_owned(),
        // Those of a gestionnaire hang on the row of the role: the person is named there.
        "formation-gestionnaire" | "habilitation-gestionnaire" => {
            let row = facts.answers().row(GESTIONNAIRES.spec.id, sujet(action));
            let personne = row.and_then(|row| row.entry(GESTIONNAIRE_PERSONNE.spec.id)?.text());
            personne.unwrap_or("").to_owned()
        }
        _ => sujet(action).to_owned(),
    };
    let mut porteurs = porteurs(&facts);
    // Whoever an action of cards concerns and no row describes: an anonymous holder, an open choice.
    for action in export.report.actions.iter().filter(|action| est_une_carte(livrable(action))) {
        let id = id_of(action);
        if !porteurs.iter().any(|porteur| porteur.id == id) {
            let nom = if action.pour.is_empty() { action.titre.clone() } else { action.pour.clone() };
            porteurs.push(Porteur {
                id,
                nom,
                effectif: 1,
                role: String::new(),
                carte: None,
                expire_le: None,
            });
        }
    }
    let lignes = porteurs.iter().map(|porteur| {
        let own: Vec<&LigneAction> = export
            .report
            .actions
            .iter()
            .filter(|action| {
                id_of(action) == porteur.id && !porteur.id.is_empty()
                    || id_of(action) == porteur.id && est_une_carte(livrable(action))
            })
            .collect();
        let count = |wanted: &[&str]| {
            let counted = own.iter().filter(|action| !action.conseil && wanted.contains(&livrable(action)));
            Cellule::nombre(counted.map(|action| action.quantite).sum())
        };
        let carte = porteur.carte.as_ref().map_or_else(String::new, |(facts, question)| {
            if facts.est_posee(&question.spec) == Ok(true) {
                report::valeur(facts, &question.spec)
            } else {
                String::new()
            }
        });
        [
            Cellule::texte(&porteur.nom),
            Cellule::Nombre(porteur.effectif),
            Cellule::texte(&porteur.role),
            Cellule::texte(&carte),
            Cellule::jour(porteur.expire_le),
            count(&["cde"]),
            count(&["cpe", "cpe-professionnels"]),
            count(&["cpa"]),
            count(&["cps-ordre", "cps-ans", "cps-ans-professionnels"]),
            count(&["enregistrement"]),
            count(&["activer-e-cps"]),
            Cellule::lignes(own.iter().map(|action| action.titre.clone()).collect()),
        ]
    });
    Table::new(
        "Professionnels × cartes",
        [
            ("Qui", 30),
            ("Effectif", 9),
            ("Rôle ou profession", 28),
            ("Carte déjà détenue", 20),
            ("Expire le", 12),
            ("CDE", 7),
            ("CPE", 7),
            ("CPA", 7),
            ("CPS par la personne", 10),
            ("À enregistrer au RPPS", 12),
            ("e-CPS à activer", 10),
            ("Actions", 48),
        ],
        lignes.collect(),
    )
}

fn est_une_carte(livrable: &str) -> bool {
    matches!(
        livrable,
        "cde" | "cpe" | "cpe-professionnels" | "cpa" | "cps-ordre" | "cps-ans" | "cps-ans-professionnels"
    )
}

fn porteurs<'a>(facts: &Facts<'a>) -> Vec<Porteur<'a>> {
    let personne = |id: &str, role: &str, carte: Option<(Facts<'a>, &'static Question<Carte>)>| Porteur {
        id: id.to_owned(),
        nom: nom_de(facts, id),
        effectif: 1,
        role: role.to_owned(),
        carte,
        expire_le: expiration(facts, id),
    };
    let mut found = vec![];
    if facts.est_posee(&crate::domain::questions::rl_fonction::RL_FONCTION.spec) == Ok(true) {
        found.push(personne(RL, "Représentant légal", Some((*facts, &RL_CARTE))));
    }
    if directeur_a_part(facts) == Ok(true) {
        found.push(personne(DIRECTEUR, "Directeur ou directrice", Some((*facts, &DIRECTEUR_CARTE))));
    }
    if matches!(
        facts.get(&AT),
        Ok(At::Tiers | At::TiersSansCarte | At::InterneSansCarte | At::InterneAvecCarte | At::EnPlace)
    ) {
        let at = facts.get(&AT).map_or("", Choice::libelle);
        found.push(Porteur { expire_le: None, ..personne(AT_ANONYME, at, None) });
    }
    for row in facts.answers().rows(PERSONNES.spec.id) {
        let inside = facts.dans(PERSONNES.spec.id, row);
        found.push(personne(&row.id, &roles(facts, &row.id).join(", "), Some((inside, &PERSONNE_CARTE))));
    }
    for row in facts.lignes(&PROFESSIONNELS).unwrap_or_default() {
        let nom = profession(&row).map_or("Profession à choisir", |profession| profession.nom);
        found.push(Porteur {
            id: row.id().to_owned(),
            nom: nom.to_owned(),
            effectif: row.get(&PRO_EFFECTIF).map_or(1, |nombre| nombre.0),
            role: profession(&row).map_or("", |profession| profession.famille).to_owned(),
            carte: Some((row, &PRO_CARTE)),
            expire_le: None,
        });
    }
    found
}

/// The roles that a person has in the answers.
fn roles(facts: &Facts, personne: &str) -> Vec<String> {
    use crate::domain::questions::at::{AT_LISTE, AT_PERSONNE};
    use crate::domain::questions::mandataires::{MANDATAIRE_PERSONNE, MANDATAIRES};
    let roles = [
        ("Mandataire", &MANDATAIRES, &MANDATAIRE_PERSONNE),
        ("Administrateur technique", &AT_LISTE, &AT_PERSONNE),
        ("Gestionnaire RPPS+", &GESTIONNAIRES, &GESTIONNAIRE_PERSONNE),
    ];
    let held = roles.into_iter().filter(|(_, list, question)| {
        let rows = facts.lignes(*list).unwrap_or_default();
        rows.iter().any(|row| row.get(*question).is_ok_and(|id| id.0 == personne))
    });
    held.map(|(role, _, _)| role.to_owned()).collect()
}

/// The sites, and what their contract is.
pub fn sites(export: &Export) -> Table {
    let facts = export.facts();
    let contrat = contrat(export);
    let words = |facts: &Facts, spec: &'static Spec| match facts.entry(spec) {
        Some(_) => Cellule::texte(&report::valeur(facts, spec)),
        None => Cellule::Vide,
    };
    let rows = facts.lignes(&SITES).unwrap_or_default();
    let mut lignes: Vec<[Cellule; 9]> = rows
        .iter()
        .map(|site| {
            let open = site.est(&SITE_OUVERT, crate::domain::question::OuiNon::Oui) == Ok(true);
            [
                words(site, &SITE_NOM.spec),
                words(site, &SITE_CATEGORIE.spec),
                words(site, &SITE_FINESS.spec),
                words(site, &SITE_SIRET.spec),
                Cellule::texte(if open { "Oui" } else { "Non" }),
                Cellule::Nombre(1),
                Cellule::texte(if open { &contrat } else { "Site fermé : il n’est pas compté" }),
                Cellule::lignes(if open { logiciels(&facts, site.id()) } else { vec![] }),
                Cellule::lignes(if open { gestionnaires(&facts, site.id()) } else { vec![] }),
            ]
        })
        .collect();
    let number = facts.get(&NB_SITES).map_or(0, |nombre| nombre.0);
    if lignes.is_empty() && number > 0 {
        lignes.push([
            Cellule::texte("Sites non décrits"),
            Cellule::Vide,
            Cellule::Vide,
            Cellule::Vide,
            Cellule::texte("Oui"),
            Cellule::Nombre(number),
            Cellule::texte(&contrat),
            Cellule::Vide,
            Cellule::Vide,
        ]);
    }
    Table::new(
        "Sites × contrats",
        [
            ("Site", 36),
            ("Catégorie", 30),
            ("FINESS", 12),
            ("SIRET", 17),
            ("Ouvert", 8),
            ("Nombre", 8),
            ("Contrat", 40),
            ("Logiciels", 25),
            ("Gestionnaires RPPS+", 24),
        ],
        lignes,
    )
}

/// What the plan says of the contract, else what was answered.
fn contrat(export: &Export) -> String {
    let action = ["contrat", "verifier-contrat"]
        .into_iter()
        .find_map(|id| export.report.actions.iter().find(|action| action.id == id));
    if let Some(action) = action {
        return action.titre.clone();
    }
    let facts = export.facts();
    let asked = facts.est_posee(&CONTRAT.spec) == Ok(true) && facts.entry(&CONTRAT.spec).is_some();
    if asked { report::valeur(&facts, &CONTRAT.spec) } else { "Pas encore connu".to_owned() }
}

fn logiciels(facts: &Facts, site: &str) -> Vec<String> {
    let rows = facts.lignes(&LOGICIELS).unwrap_or_default();
    let serves = |row: &&Facts| match row.if_asked(&LOGICIEL_SITES) {
        Ok(Some(sites)) => sites.0.is_empty() || sites.0.iter().any(|id| id == site),
        Ok(None) => true,
        Err(_) => !row.disparue(&LOGICIEL_SITES.spec),
    };
    rows.iter().filter(serves).filter_map(|row| row.get(&LOGICIEL_NOM).ok()).map(|nom| nom.0).collect()
}

fn gestionnaires(facts: &Facts, site: &str) -> Vec<String> {
    let rows = facts.lignes(&GESTIONNAIRES).unwrap_or_default();
    let manages = |row: &&Facts| match row.if_asked(&GESTIONNAIRE_SITES) {
        Ok(Some(sites)) => sites.0.is_empty() || sites.0.iter().any(|id| id == site),
        Ok(None) => true,
        Err(_) => !row.disparue(&GESTIONNAIRE_SITES.spec),
    };
    rows.iter()
        .filter(manages)
        .filter_map(|row| row.get(&GESTIONNAIRE_PERSONNE).ok())
        .map(|id| nom_de(facts, &id.0))
        .collect()
}

/// The certificates to obtain, then those in service.
pub fn certificats(export: &Export) -> Table {
    let facts = export.facts();
    let of = |wanted: &'static str| {
        export.report.actions.iter().filter(move |action| livrable(action) == wanted && !action.conseil)
    };
    let mut lignes: Vec<[Cellule; 10]> = of("certificat")
        .map(|action| {
            [
                Cellule::texte(&action.titre),
                Cellule::texte(&action.pour),
                Cellule::texte("À demander"),
                Cellule::Nombre(action.quantite),
                Cellule::Statut(export.suivi(action).etat),
                Cellule::jour(action.fin),
                Cellule::Vide,
                Cellule::Vide,
                Cellule::Vide,
                Cellule::texte(&action.id),
            ]
        })
        .collect();
    for certificat in en_service(&facts).unwrap_or_default() {
        let row = certificat.ligne.id();
        let action = of("certificat-en-service").find(|action| sujet(action) == row);
        let before = |days: u64| {
            Cellule::jour(certificat.expire_le.and_then(|day| day.checked_sub_days(Days::new(days))))
        };
        lignes.push([
            Cellule::texte(designation(certificat.produit)),
            match certificat.instance.as_deref() {
                Some(id) => Cellule::texte(&nom_logiciel(&facts, id)),
                None if certificat.sans_logiciel => {
                    Cellule::texte(&report::valeur(&certificat.ligne, &CERTIFICAT_LOGICIEL.spec))
                }
                None => Cellule::Vide,
            },
            Cellule::texte(if action.is_some() { "En service, à refaire" } else { "En service" }),
            Cellule::nombre(action.map_or(0, |action| action.quantite)),
            action.map_or(Cellule::Vide, |action| Cellule::Statut(export.suivi(action).etat)),
            Cellule::jour(action.and_then(|action| action.fin)),
            before(90),
            before(60),
            Cellule::jour(certificat.expire_le),
            Cellule::texte(action.map_or(row, |action| &action.id)),
        ]);
    }
    Table::new(
        "Certificats",
        [
            ("Certificat", 46),
            ("Logiciel", 24),
            ("Situation", 20),
            ("À demander", 11),
            ("Statut", 11),
            ("Fin prévue le", 13),
            ("Préparer (J−90)", 15),
            ("Courriel de l’ANS (J−60)", 15),
            ("Expire le", 13),
            ("Identifiant", 30),
        ],
        lignes,
    )
}

/// The sources that the plan cites, with the rules and the doubts that rest on each.
pub fn sources(export: &Export) -> Table {
    let report = export.report;
    let lines = report.actions.iter().flat_map(LigneAction::lignes);
    let declined = report.ecartes.iter().flat_map(|ecarte| &ecarte.raisons);
    let lines = lines.chain(declined).chain(report.avis.iter().map(|avis| &avis.ligne));
    let mut found: Vec<(&'static Source, Vec<&'static str>)> = vec![];
    let founded = |ligne: &Ligne| {
        let rules = ligne.regles.iter().map(|regle| (regle.id, regle.sources));
        rules.chain(ligne.doutes.iter().map(|doute| (doute.id, doute.sources))).collect::<Vec<_>>()
    };
    for (id, sources) in lines.flat_map(founded) {
        for source in crate::domain::sources::sources(sources) {
            match found.iter_mut().find(|(known, _)| known.id == source.id) {
                Some((_, ids)) if ids.contains(&id) => {}
                Some((_, ids)) => ids.push(id),
                None => found.push((source, vec![id])),
            }
        }
    }
    found.sort_by_key(|(source, _)| source.id.trim_start_matches('S').parse::<u32>().unwrap_or(u32::MAX));
    let lignes = found.iter().map(|(source, rules)| {
        [
            Cellule::texte(source.id),
            Cellule::texte(source.titre),
            Cellule::texte(source.date),
            match source.adresses {
                [] => Cellule::texte("Adresse non relevée"),
                all => Cellule::lignes(all.iter().map(|adresse| (*adresse).to_owned()).collect()),
            },
            Cellule::texte(&rules.join(", ")),
        ]
    });
    Table::new(
        "Sources",
        [("Source", 9), ("Titre", 55), ("Date", 12), ("Adresse", 64), ("Ce qui s’y appuie", 60)],
        lignes.collect(),
    )
}
