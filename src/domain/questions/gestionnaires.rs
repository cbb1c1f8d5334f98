//! Gestionnaires RPPS+: who registers the professionals (R-RPPS-06, R-RPPS-07).

use crate::domain::facts::{Facts, Lignes};
use crate::domain::question::{Champ, Forme, Liste, OuiNon, Question, Renvois, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::rpps_mode::{RPPS_MODE, RppsMode};

choix! {
    /// State of a gestionnaire.
    pub enum StatutGestionnaire {
        ADesigner = "a-designer", "À désigner", "";
        EnPlace = "en-place", "Déjà en place", "Il a sa carte et son habilitation.";
    }
}

/// The gestionnaires RPPS+ (`gestionnaires[]`).
pub static GESTIONNAIRES: Question<Lignes> = Question::lignes("gestionnaires", &LISTE)
    .titre("Qui enregistrera les professionnels dans RPPS+ ?", "Gestionnaires RPPS+")
    .indice("Le gestionnaire RPPS+ enregistre les professionnels de la structure. Aucun profil n’est imposé : administratif, ressources humaines, direction…")
    .aide("", "", "Il lui faut une carte à son nom, une formation, et une habilitation donnée par le représentant légal ou un mandataire.")
    .si(|facts| besoin_de(facts, [Besoin::RppsPlus]));

static LISTE: Liste = Liste {
    prefixe: "gestionnaire",
    un: "un gestionnaire",
    ajouter: "Ajouter un gestionnaire",
    aucun: "Je ne sais pas encore qui",
    titre_ligne: "Un gestionnaire RPPS+",
    champs: &[
        &GESTIONNAIRE_PERSONNE.spec,
        &GESTIONNAIRE_STATUT.spec,
        &GESTIONNAIRE_SITES.spec,
        &GESTIONNAIRE_FORMATION.spec,
    ],
    particuliers: &[],
    nom,
    forme: Forme::Formulaire,
};

fn nom(facts: &Facts) -> String {
    facts
        .get(&GESTIONNAIRE_PERSONNE)
        .map_or_else(|_| "Gestionnaire".to_owned(), |personne| nom_de(facts, &personne.0))
}

/// Who.
pub static GESTIONNAIRE_PERSONNE: Question<Texte> = Question::champ("gestionnaire-personne", Champ::Personne)
    .dans("gestionnaires")
    .titre("Qui est-ce ?", "Personne");

/// In place or to appoint.
pub static GESTIONNAIRE_STATUT: Question<StatutGestionnaire> = Question::choix("gestionnaire-statut")
    .dans("gestionnaires")
    .titre("Est-il déjà habilité ?", "Habilitation")
    .ne_sais_pas("Le plan laisse ouvertes son habilitation et sa carte.");

/// Sites, when each has its own gestionnaire (`portee`).
pub static GESTIONNAIRE_SITES: Question<Renvois> =
    Question::champ("gestionnaire-sites", Champ::Renvois("sites"))
        .dans("gestionnaires")
        .titre("Pour quels sites ?", "Sites")
        .facultatif()
        .si(|facts| facts.est(&RPPS_MODE, RppsMode::Decentralise));

/// Whether the training was followed (R-RPPS-07).
pub static GESTIONNAIRE_FORMATION: Question<OuiNon> = Question::choix("gestionnaire-formation")
    .dans("gestionnaires")
    .titre("A-t-il déjà suivi la formation de gestionnaire RPPS+ ?", "Formation suivie")
    .ne_sais_pas("Le plan laisse la formation ouverte.")
    .defaut("non")
    .si(|facts| facts.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::ADesigner));
