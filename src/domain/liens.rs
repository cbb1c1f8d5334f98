//! Where each kind of action is done: its form, its portal, its mail address. One table, for every page that names an
//! action: a link stands beside the action, never only inside its reasons.
//!
//! No address is invented (R-CONTACT-08): a portal whose address was not recorded is reached by the page of the ANS that
//! leads there, and [`Lien::par_une_page`] says so.

use super::contacts::contact;
use super::facts::{Facts, tous};
use super::professions::Voie;
use super::questions::contrat::contrat_non_aucun;
use super::questions::evenements::{Evenement, evenement};
use super::questions::professionnels::{PROFESSIONNELS, profession};
use super::questions::voie_cartes::{VoieCartes, voie};
use super::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use super::rule::Sujet;
use super::rules::at::est_tiers;
use super::rules::f101::f101_sur_papier;
use super::rules::mandataire::par_tom;
use super::situations::contrat_compte;
use super::sources::source;

/// A place on the web, or a mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lien {
    /// What the user does there: « Obtenir le formulaire ».
    pub texte: &'static str,
    /// The address; a mail address without `mailto:`.
    pub adresse: &'static str,
    /// The portal itself has no recorded address: this page leads there.
    pub par_une_page: bool,
}

impl Lien {
    /// What a browser opens.
    pub fn href(&self) -> String {
        if self.est_un_courriel() { format!("mailto:{}", self.adresse) } else { self.adresse.to_owned() }
    }

    /// Whether it is a mail address.
    pub fn est_un_courriel(&self) -> bool {
        self.adresse.contains('@')
    }
}

/// The kind of an action and its subject, from its id.
pub fn parties(id: &str) -> (&str, &str) {
    id.split_once(':').unwrap_or((id, ""))
}

/// Who registers the people of a row.
pub fn voie_de(facts: &Facts, row: &str) -> Option<Voie> {
    let row = facts.answers().row(PROFESSIONNELS.spec.id, row)?;
    profession(&facts.dans(PROFESSIONNELS.spec.id, row)).map(|profession| profession.voie)
}

/// The links of an action, by its id; what is done first, first.
pub fn liens(facts: &Facts, id: &str) -> Vec<Lien> {
    let (livrable, sujet) = parties(id);
    let found: Vec<Option<Lien>> = match livrable {
        "f101" if part_par_courriel(facts) => vec![annuaire_ans()],
        "contrat" | "f101" => contrat(facts),
        "courriel-changement-rl" | "courriel-denomination" => vec![annuaire_ans()],
        "mandataire" if par_tom(facts) == Ok(true) => vec![commander_dans_tom()],
        "cpe" | "cpe-professionnels" if voie(facts) == VoieCartes::Tom => vec![commander_dans_tom()],
        "mandataire" | "cpe" | "cpe-professionnels" => vec![formulaire()],
        "confirmer-mandataires" => {
            vec![mes_habilitations("Voir la page du contrat dans mesHabilitations"), commander_dans_tom()]
        }
        "declarer-incident" | "opposition" => vec![incident()],
        "verifier-contrat" => {
            vec![assistance(), mes_habilitations("Voir vos contrats dans mesHabilitations")]
        }
        "se-renseigner" if matches!(sujet, "finess-contrat" | "entite-changee") => {
            vec![mes_habilitations("Voir vos contrats dans mesHabilitations")]
        }
        "completer-sites" => vec![finess()],
        "se-renseigner" if sujet == "nb-sites" => vec![finess()],
        "se-renseigner" if matches!(sujet, "pro-rpps" | "pro-coordonnees") => vec![annuaire_sante()],
        "se-renseigner" if sujet == "certificat-expire-le" => vec![igc_sante()],
        // The guide of S27 is for the structure of a third party.
        "declarer-at" if est_tiers(facts, &Sujet::Personne(sujet.to_owned())) == Ok(true) => vec![
            source("S27").and_then(|page| par_la_page("Déclarer dans mesHabilitations", page.adresse()?)),
            formulaire(),
        ],
        "declarer-at" => vec![mes_habilitations("Déclarer dans mesHabilitations"), formulaire()],
        "habilitation-gestionnaire" => vec![mes_habilitations("Habiliter dans mesHabilitations")],
        "formation-gestionnaire" => {
            vec![courriel("Demander la formation", contact("R-CONTACT-03").map_or("", |one| one.courriel))]
        }
        "enregistrement" => match voie_de(facts, sujet) {
            Some(Voie::RppsPlus | Voie::RppsPlusPossible) => {
                vec![du_portail("Ouvrir le portail RPPS+", "portail-rpps")]
            }
            Some(Voie::Ars) => {
                vec![du_portail("Ouvrir le service de l’agence régionale", "R-CONTACT-11"), annuaire_sante()]
            }
            Some(Voie::Ordre(_) | Voie::OrdreEtudiant | Voie::Aucune) | None => vec![annuaire_sante()],
        },
        "certificat"
        | "certificat-en-service"
        | "rappel-certificat"
        | "adresse-alerte"
        | "verifier-adresse-contact" => vec![igc_sante()],
        "produits-test" => {
            vec![source("S12").and_then(|page| lien("Obtenir le formulaire de test", page.adresse()?))]
        }
        "activer-e-cps" | "e-cps-expiree" => {
            vec![du_portail("Activer l’e-CPS", "activation-ecps")]
        }
        "e-cps-anomalie" => {
            vec![courriel("Écrire au service client", contact("R-CONTACT-02").map_or("", |one| one.courriel))]
        }
        "coordonnees" => vec![annuaire_sante()],
        "depart" | "fermer-habilitation" | "retirer-at" => {
            vec![mes_habilitations("Fermer les accès dans mesHabilitations")]
        }
        "immatriculation-finess" => {
            vec![courriel(
                "Poser une question sur le numéro",
                contact("R-CONTACT-12").map_or("", |one| one.courriel),
            )]
        }
        // How a first card is asked for, no source says: maCarte is for who has one (R-CONTACT-07).
        "cps-ans-professionnels" => vec![assistance()],
        // maCarte: the assistance of the ANS leads there.
        "cps-ans" => vec![
            du_portail("Ouvrir maCarte", "assistance").map(|link| Lien { par_une_page: true, ..link }),
            annuaire_sante(),
        ],
        _ => vec![],
    };
    let mut once: Vec<Lien> = vec![];
    for link in found.into_iter().flatten() {
        if !once.contains(&link) {
            once.push(link);
        }
    }
    once
}

/// Whether a change of legal representative is declared by mail, no contract being signed (R-CONTRAT-06).
pub fn part_par_courriel(facts: &Facts) -> bool {
    tous([contrat_non_aucun(facts), evenement(facts, Evenement::ChgtRl)]) == Ok(true)
        && contrat_compte(facts) != Ok(true)
}

fn contrat(facts: &Facts) -> Vec<Option<Lien>> {
    if f101_sur_papier(facts) {
        return vec![formulaire(), assistance()];
    }
    let en_ligne = du_portail("Faire en ligne", "vos-demarches");
    if en_ligne.is_some() && voie_du_contrat(facts) == VoieContrat::EnLigne {
        vec![en_ligne]
    } else {
        vec![formulaire(), en_ligne]
    }
}

fn lien(texte: &'static str, adresse: &'static str) -> Option<Lien> {
    (!adresse.is_empty()).then_some(Lien { texte, adresse, par_une_page: false })
}

fn par_la_page(texte: &'static str, adresse: &'static str) -> Option<Lien> {
    lien(texte, adresse).map(|link| Lien { par_une_page: true, ..link })
}

fn courriel(texte: &'static str, adresse: &'static str) -> Option<Lien> {
    lien(texte, adresse)
}

/// The address of a portal, when it was recorded (R-CONTACT-07).
fn du_portail(texte: &'static str, cle: &str) -> Option<Lien> {
    contact(cle).and_then(|one| lien(texte, one.adresse))
}

/// The kit of forms: its address was not recorded, the FAQ that presents it leads there (R-INFO-01).
fn formulaire() -> Option<Lien> {
    source("S0").and_then(|page| par_la_page("Obtenir le formulaire", page.adresse()?))
}

fn annuaire_ans() -> Option<Lien> {
    courriel("Écrire à l’Agence", contact("R-CONTACT-01").map_or("", |one| one.courriel))
}

/// TOM: the assistance of the ANS leads there.
fn commander_dans_tom() -> Option<Lien> {
    du_portail("Ouvrir TOM", "assistance").map(|link| Lien { par_une_page: true, ..link })
}

fn incident() -> Option<Lien> {
    du_portail("Déclarer l’incident", "assistance").map(|link| Lien { par_une_page: true, ..link })
}

fn assistance() -> Option<Lien> {
    du_portail("Demander à l’assistance", "assistance")
}

fn mes_habilitations(texte: &'static str) -> Option<Lien> {
    source("S26").and_then(|page| par_la_page(texte, page.adresse()?))
}

fn igc_sante() -> Option<Lien> {
    du_portail("Ouvrir la plateforme des certificats", "igc-sante")
}

fn annuaire_sante() -> Option<Lien> {
    du_portail("Chercher dans l’Annuaire Santé", "annuaire")
}

fn finess() -> Option<Lien> {
    du_portail("Comparer dans FINESS", "finess")
}
