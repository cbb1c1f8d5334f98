//! Cards lost, stolen, broken or locked.

use crate::domain::facts::{Facts, Lignes, tous};
use crate::domain::question::{Champ, Choice, Forme, Jour, Liste, OuiNon, Question, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::personnes::nom_de;

choix! {
    /// Kind of a card in an incident.
    pub enum CarteIncident {
        Cps = "cps", "CPS", "Carte d’un professionnel de santé, liée à la personne.";
        Cpe = "cpe", "CPE", "Carte d’un membre du personnel, commandée par la structure.";
        Cde = "cde", "CDE", "Carte du directeur ou du responsable.";
        Cpa = "cpa", "CPA", "Carte d’un prestataire ou d’un éditeur.";
        Cpf = "cpf", "CPF", "Carte d’un étudiant ou d’un interne en santé.";
    }
}

choix! {
    /// What happened to a card.
    pub enum Nature {
        Perte = "perte", "Perdue", "";
        Vol = "vol", "Volée", "";
        Dysfonctionnement = "dysfonctionnement", "En panne", "Le lecteur ne la reconnaît plus.";
        Blocage = "blocage", "Bloquée", "Trois codes faux.";
    }
}

/// The incidents (R-CARTE-14 to R-CARTE-19).
pub static INCIDENTS: Question<Lignes> = Question::lignes("incidents", &LISTE)
    .titre("Que s’est-il passé avec la carte ?", "Incidents de carte")
    .si(|facts| besoin_de(facts, [Besoin::Incident]));

static LISTE: Liste = Liste {
    prefixe: "incident",
    un: "un incident",
    ajouter: "Ajouter un incident",
    aucun: "Aucun incident",
    titre_ligne: "Qu’est-il arrivé à cette carte ?",
    champs: &[
        &INCIDENT_CARTE.spec,
        &INCIDENT_NATURE.spec,
        &INCIDENT_PERSONNE.spec,
        &INCIDENT_DATE.spec,
        &INCIDENT_SEULE_CARTE_TOM.spec,
        &INCIDENT_REMPLACEMENT.spec,
    ],
    particuliers: &[],
    nom,
    forme: Forme::Formulaire,
};

fn nom(facts: &Facts) -> String {
    let carte = facts.get(&INCIDENT_CARTE).map_or("Carte", Choice::libelle);
    let nature = facts.get(&INCIDENT_NATURE).map_or("", Choice::libelle).to_ascii_lowercase();
    match facts.get(&INCIDENT_PERSONNE) {
        Ok(personne) => format!("{carte} {nature} : {}", nom_de(facts, &personne.0)),
        Err(_) => format!("{carte} {nature}"),
    }
}

/// Which card.
pub static INCIDENT_CARTE: Question<CarteIncident> =
    Question::choix("incident-carte").dans("incidents").titre("Quelle carte ?", "Carte");

/// What happened.
pub static INCIDENT_NATURE: Question<Nature> = Question::choix("incident-nature")
    .dans("incidents")
    .titre("Que lui est-il arrivé ?", "Ce qui est arrivé");

/// Whose card.
pub static INCIDENT_PERSONNE: Question<Texte> = Question::champ("incident-personne", Champ::Personne)
    .dans("incidents")
    .titre("À qui est cette carte ?", "Porteur")
    .facultatif();

/// When.
pub static INCIDENT_DATE: Question<Jour> =
    Question::champ("incident-date", Champ::Date).dans("incidents").titre("Quel jour ?", "Date").facultatif();

/// Whether it was the only card able to open TOM (R-CARTE-17).
pub static INCIDENT_SEULE_CARTE_TOM: Question<OuiNon> = Question::choix("incident-seule-carte-tom")
    .dans("incidents")
    .titre("Était-ce la seule carte qui ouvrait TOM ?", "Seule carte qui ouvrait TOM")
    .indice(
        "TOM est le téléservice de l’ANS où la structure gère ses cartes. On s’y connecte avec une carte.",
    )
    .ne_sais_pas("Le plan garde les deux voies : en ligne, ou sur papier.")
    .si(|facts| {
        tous([facts
            .get(&INCIDENT_CARTE)
            .map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cde | CarteIncident::Cps))])
    });

/// Whether a new card is wanted.
pub static INCIDENT_REMPLACEMENT: Question<OuiNon> = Question::choix("incident-remplacement")
    .dans("incidents")
    .titre("Faut-il une nouvelle carte ?", "Nouvelle carte")
    .defaut("oui")
    .si(|facts| {
        tous([
            facts
                .get(&INCIDENT_CARTE)
                .map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cde | CarteIncident::Cpa)),
            facts.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
        ])
    });
