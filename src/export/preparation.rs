//! Preparation sheets: for each official form that the plan requires, what it will ask as far as the sources say,
//! filled in from the answers, and what the sources don't say. They are not the forms, and never look like one.
//!
//! A line that no source announces is marked so ([`Demande::annoncee`]): it is what any form identifies, good to have at
//! hand. No address is invented: where to send comes from the plan (R-CONTACT-08).

use crate::domain::facts::Facts;
use crate::domain::question::{OuiNon, Spec};
use crate::domain::questions::cartes_responsables::{DIRECTEUR_CARTE, RL_CARTE};
use crate::domain::questions::denomination::DENOMINATION;
use crate::domain::questions::document::{DOCUMENT, Document};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_contrat::FINESS_CONTRAT;
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::incidents::{
    INCIDENT_CARTE, INCIDENT_DATE, INCIDENT_NATURE, INCIDENT_PERSONNE, INCIDENTS,
};
use crate::domain::questions::mandataires::{MANDATAIRE_PERSONNE, MANDATAIRE_SALARIE, MANDATAIRES};
use crate::domain::questions::personnes::{PERSONNE_CARTE, PERSONNE_NOM, PERSONNES};
use crate::domain::questions::professionnels::{PRO_EFFECTIF, PRO_PROFIL, PROFESSIONNELS};
use crate::domain::questions::profils::{DIRECTEUR_NOM, RL_NOM};
use crate::domain::questions::rl_fonction::RL_FONCTION;
use crate::domain::questions::rl_sortant::{RL_SORTANT_CARTE, RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use crate::domain::questions::siren::SIREN;
use crate::domain::questions::sites::{SITE_FINESS, SITE_SIRET, sites_ouverts};
use crate::domain::questions::statut::STATUT;
use crate::domain::questions::tests::{TESTS_CARTES, TESTS_CERTIFICATS};
use crate::domain::report::{self, LigneAction};
use crate::domain::rule::{Dit, regles};
use crate::domain::situations::{DIRECTEUR, RL, monosite, porteur};
use crate::domain::sources::Regle;

use super::{Export, details};

/// An official form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formulaire {
    /// Contrat d’adhésion.
    Contrat,
    /// F101: orders the CDE, declares the legal representative.
    F101,
    /// F502: appoints a mandataire.
    F502,
    /// Order of a CPE (F301, or TOM).
    Carte,
    /// F413: declares an administrateur technique.
    F413,
    /// F414: test products.
    F414,
    /// F501: a card lost, stolen or broken, or of someone who leaves.
    F501,
}

impl Formulaire {
    /// The form of an action; none when it has none.
    fn de(livrable: &str) -> Option<Self> {
        match livrable {
            "contrat" => Some(Self::Contrat),
            "f101" => Some(Self::F101),
            "mandataire" => Some(Self::F502),
            "cpe" | "cpe-professionnels" => Some(Self::Carte),
            "declarer-at" => Some(Self::F413),
            "produits-test" => Some(Self::F414),
            "declarer-incident" | "opposition" => Some(Self::F501),
            _ => None,
        }
    }

    /// What the user reads.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Contrat => "Contrat d’adhésion",
            Self::F101 => "Formulaire F101",
            Self::F502 => "Formulaire F502, ou désignation dans TOM",
            Self::Carte => "Commande de carte CPE",
            Self::F413 => "Formulaire F413, ou portail mesHabilitations",
            Self::F414 => "Formulaire F414",
            Self::F501 => "Formulaire F501, ou déclaration dans TOM",
        }
    }

    /// What the sources don't say of it.
    fn silences(self) -> Vec<Dit> {
        match self {
            Self::Contrat => vec![
                Dit::fixe(
                    "L’adresse du kit de l’ANS où se trouve le contrat n’a pas été relevée : passez par la page citée en source.",
                    regles!["R-INFO-01"],
                ),
                Dit::fixe("Le délai d’enregistrement du contrat n’est pas publié.", regles!["R-COMPTE-18"]),
            ],
            Self::F101 => vec![Dit::fixe(
                "La notice du F101 n’a pas été trouvée : la liste officielle des champs et des pièces y est.",
                regles!["R-CONTRAT-12"],
            )],
            Self::F502 => vec![Dit::fixe(
                "Les sources disent qui signe et ce qu’est un mandataire, pas le détail de ce que le F502 demande.",
                regles!["R-MAND-01", "R-MAND-05"],
            )],
            Self::Carte => vec![Dit::fixe(
                "Le numéro du formulaire papier (F301) n’est confirmé par aucune page trouvée, ni le détail de ce qu’il demande.",
                regles!["R-CARTE-11"],
            )],
            Self::F413 => vec![Dit::fixe(
                "Les sources ne citent que les coordonnées et le numéro de carte de chaque administrateur technique.",
                regles!["R-AT-05"],
            )],
            Self::F414 => vec![Dit::fixe(
                "Le F414 connu date de février 2019 (version 1.16) : prenez la version en cours.",
                regles!["R-CERT-23"],
            )],
            Self::F501 => vec![Dit::fixe(
                "Les sources disent qui peut déclarer, pas le détail de ce que le F501 demande.",
                regles!["R-CARTE-14"],
            )],
        }
    }
}

/// One thing that the form will ask.
pub struct Demande {
    /// What is asked.
    pub quoi: &'static str,
    /// What was answered; none: to be completed by hand.
    pub valeur: Option<String>,
    /// The rules that announce it; empty when no source does.
    pub regles: &'static [&'static Regle],
}

impl Demande {
    /// Whether a source says that the form asks for it.
    pub fn annoncee(&self) -> bool {
        !self.regles.is_empty()
    }
}

/// A preparation sheet.
pub struct Preparation {
    /// The form.
    pub formulaire: Formulaire,
    /// The action it serves: id.
    pub action: String,
    /// The action it serves: title.
    pub titre: String,
    /// What it will ask, in order.
    pub demandes: Vec<Demande>,
    /// Who signs.
    pub signe: Vec<String>,
    /// What to attach.
    pub joindre: Vec<String>,
    /// Where to send it.
    pub envoyer: Vec<String>,
    /// What the sources don't say.
    pub silences: Vec<Dit>,
}

impl Preparation {
    /// What is to be completed by hand.
    pub fn manques(&self) -> impl Iterator<Item = &'static str> {
        self.demandes.iter().filter(|demande| demande.valeur.is_none()).map(|demande| demande.quoi)
    }
}

/// The sheets, in the order of the plan.
pub fn preparations(export: &Export) -> Vec<Preparation> {
    let facts = export.facts();
    export.report.actions.iter().filter_map(|action| preparation(&facts, action)).collect()
}

fn preparation(facts: &Facts, action: &LigneAction) -> Option<Preparation> {
    let (livrable, sujet) = action.id.split_once(':').unwrap_or((&action.id, ""));
    let formulaire = Formulaire::de(livrable)?;
    let mut demandes = identite(facts);
    demandes.extend(match formulaire {
        Formulaire::Contrat => contrat(facts),
        Formulaire::F101 => f101(facts),
        Formulaire::F502 => f502(facts, sujet),
        Formulaire::Carte => carte(facts, sujet),
        Formulaire::F413 => f413(facts, sujet),
        Formulaire::F414 => f414(facts),
        Formulaire::F501 if livrable == "opposition" => f501_du_sortant(facts),
        Formulaire::F501 => f501(facts, sujet),
    });
    Some(Preparation {
        formulaire,
        action: action.id.clone(),
        titre: action.titre.clone(),
        demandes,
        signe: details::textes(&action.signe),
        joindre: details::textes(&action.joindre),
        envoyer: details::textes(&action.envoyer),
        silences: formulaire.silences(),
    })
}

fn demande(quoi: &'static str, valeur: Option<String>, regles: &'static [&'static Regle]) -> Demande {
    Demande { quoi, valeur, regles }
}

/// An answer in words, when it was given.
fn lu(facts: &Facts, spec: &'static Spec) -> Option<String> {
    let entry = facts.entry(spec)?;
    let given = entry.text() != Some(crate::domain::answers::INCONNU) && (spec.controle)(entry).is_ok();
    (given && facts.est_posee(spec) == Ok(true)).then(|| report::valeur(facts, spec))
}

/// A person's name, only when one was given; never the function instead.
pub(super) fn nom_donne(facts: &Facts, personne: &str) -> Option<String> {
    match personne {
        RL => lu(facts, &RL_NOM.spec),
        DIRECTEUR => lu(facts, &DIRECTEUR_NOM.spec),
        id => {
            let row = facts.answers().row(PERSONNES.spec.id, id)?;
            lu(&facts.dans(PERSONNES.spec.id, row), &PERSONNE_NOM.spec)
        }
    }
}

fn identite(facts: &Facts) -> Vec<Demande> {
    vec![
        demande("Nom de la structure", lu(facts, &DENOMINATION.spec), &[]),
        demande("FINESS juridique", lu(facts, &FINESS_EJ.spec), &[]),
        demande("SIREN", lu(facts, &SIREN.spec), &[]),
    ]
}

fn contrat(facts: &Facts) -> Vec<Demande> {
    let mut demandes = vec![demande("Statut juridique", lu(facts, &STATUT.spec), &[])];
    if monosite(facts) == Ok(true) {
        let sites = sites_ouverts(facts).unwrap_or_default();
        let site = |spec| sites.first().and_then(|site| lu(site, spec));
        demandes.push(demande(
            "FINESS géographique, s’il porte le contrat",
            site(&SITE_FINESS.spec),
            regles!["R-FINESS-02"],
        ));
        demandes.push(demande("SIRET du site", site(&SITE_SIRET.spec), &[]));
    }
    demandes.push(demande("Représentant légal qui signe", nom_donne(facts, RL), regles!["R-CONTRAT-13"]));
    demandes.push(demande("Sa fonction", lu(facts, &RL_FONCTION.spec), &[]));
    demandes
}

fn f101(facts: &Facts) -> Vec<Demande> {
    let holder = porteur(facts).ok();
    let mut demandes = vec![
        demande("FINESS qui porte le contrat", lu(facts, &FINESS_CONTRAT.spec), &[]),
        demande(
            "Nom de la personne qui recevra la CDE",
            holder.and_then(|holder| nom_donne(facts, holder)),
            regles!["R-CARTE-12", "R-CARTE-01"],
        ),
        demande("Représentant légal qui signe", nom_donne(facts, RL), regles!["R-CONTRAT-13"]),
    ];
    if facts.est_posee(&DOCUMENT.spec) == Ok(true) {
        let held = facts.get(&DOCUMENT).is_ok_and(|document| document != Document::Aucun);
        let words = lu(facts, &DOCUMENT.spec).filter(|_| held);
        demandes.push(demande("Document qui nomme cette personne", words, regles!["R-CONTRAT-12"]));
    }
    if evenement(facts, Evenement::ChgtRl) == Ok(true) {
        let founded = regles!["R-CONTRAT-06"];
        demandes.push(demande("Nom du représentant sortant", lu(facts, &RL_SORTANT_NOM.spec), founded));
        demandes.push(demande(
            "Prénoms du représentant sortant",
            lu(facts, &RL_SORTANT_PRENOMS.spec),
            founded,
        ));
    }
    demandes
}

fn f502(facts: &Facts, personne: &str) -> Vec<Demande> {
    let rows = facts.lignes(&MANDATAIRES).unwrap_or_default();
    let row = rows.iter().find(|row| row.get(&MANDATAIRE_PERSONNE).is_ok_and(|id| id.0 == personne));
    // The director who becomes a mandataire stands in no row; he is employed.
    let employed = row.is_none_or(|row| row.est(&MANDATAIRE_SALARIE, OuiNon::Oui) == Ok(true));
    vec![
        demande("Nom du mandataire", nom_donne(facts, personne), regles!["R-MAND-01"]),
        demande(
            "Salarié de la structure",
            employed.then(|| "Oui".to_owned()),
            regles!["R-MAND-01", "R-MAND-08"],
        ),
        demande("Représentant légal qui signe", nom_donne(facts, RL), regles!["R-MAND-05"]),
    ]
}

fn carte(facts: &Facts, sujet: &str) -> Vec<Demande> {
    let nominative = regles!["R-CARTE-01"];
    match facts.answers().row(PROFESSIONNELS.spec.id, sujet) {
        Some(row) => {
            let row = facts.dans(PROFESSIONNELS.spec.id, row);
            vec![
                demande("Profession ou fonction", lu(&row, &PRO_PROFIL.spec), &[]),
                demande(
                    "Nombre de cartes",
                    Some(row.get(&PRO_EFFECTIF).map_or(1, |nombre| nombre.0).to_string()),
                    &[],
                ),
                demande("Nom de chaque personne : une carte est nominative", None, nominative),
            ]
        }
        None => vec![demande("Nom de la personne qui recevra la carte", nom_donne(facts, sujet), nominative)],
    }
}

fn f413(facts: &Facts, personne: &str) -> Vec<Demande> {
    let asked = regles!["R-AT-05"];
    let card = match personne {
        RL => lu(facts, &RL_CARTE.spec),
        DIRECTEUR => lu(facts, &DIRECTEUR_CARTE.spec),
        id => facts
            .answers()
            .row(PERSONNES.spec.id, id)
            .and_then(|row| lu(&facts.dans(PERSONNES.spec.id, row), &PERSONNE_CARTE.spec)),
    };
    vec![
        demande("Nom de l’administrateur technique", nom_donne(facts, personne), asked),
        demande("Ses coordonnées", None, asked),
        demande("Son numéro de carte", None, asked),
        demande("Sa carte", card, &[]),
    ]
}

fn f414(facts: &Facts) -> Vec<Demande> {
    let founded = regles!["R-CERT-23"];
    vec![
        demande("Nombre de certificats de test", lu(facts, &TESTS_CERTIFICATS.spec), founded),
        demande("Nombre de cartes de test", lu(facts, &TESTS_CARTES.spec), founded),
    ]
}

fn f501(facts: &Facts, ligne: &str) -> Vec<Demande> {
    let row = facts.answers().row(INCIDENTS.spec.id, ligne).map(|row| facts.dans(INCIDENTS.spec.id, row));
    let read = |spec| row.as_ref().and_then(|row| lu(row, spec));
    let holder = row.as_ref().and_then(|row| nom_donne(facts, &row.get(&INCIDENT_PERSONNE).ok()?.0));
    vec![
        demande("Carte concernée", read(&INCIDENT_CARTE.spec), regles!["R-CARTE-14"]),
        demande("Ce qui est arrivé", read(&INCIDENT_NATURE.spec), regles!["R-CARTE-14"]),
        demande("Nom du porteur", holder, &[]),
        demande("Jour", read(&INCIDENT_DATE.spec), &[]),
        demande(
            "Qui déclare : le porteur, le représentant légal ou un mandataire",
            None,
            regles!["R-CARTE-14"],
        ),
    ]
}

fn f501_du_sortant(facts: &Facts) -> Vec<Demande> {
    let nom = match (lu(facts, &RL_SORTANT_PRENOMS.spec), lu(facts, &RL_SORTANT_NOM.spec)) {
        (Some(prenoms), Some(nom)) => Some(format!("{prenoms} {nom}")),
        (_, nom) => nom,
    };
    vec![
        demande("Carte concernée", lu(facts, &RL_SORTANT_CARTE.spec), regles!["R-CARTE-18"]),
        demande("Ce qui est arrivé", Some("Départ du porteur".to_owned()), regles!["R-CARTE-18"]),
        demande("Nom du porteur", nom, &[]),
        demande("Qui déclare : le nouveau représentant légal ou un mandataire", None, regles!["R-CARTE-14"]),
    ]
}
