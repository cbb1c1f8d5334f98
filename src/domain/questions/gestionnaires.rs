//! Gestionnaires RPPS+: who registers the professionals (R-RPPS-06, R-RPPS-07).

use crate::domain::facts::{Facts, Lignes, tous};
use crate::domain::question::{Champ, Forme, Liste, OuiNon, Question, Renvois, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::personnes::qui;
use crate::domain::questions::rpps_mode::{RPPS_MODE, RppsMode};
use crate::domain::questions::sites::SITES;

choix! {
    /// State of a gestionnaire.
    pub enum StatutGestionnaire {
        ADesigner = "a-designer", "À désigner", "";
        EnPlace = "en-place", "Déjà en place", "Il a sa carte et son habilitation.";
        Partant = "partant", "Il part", "Son habilitation se ferme, et quelqu’un lui succède.";
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
    titre_ligne: "Qui est ce gestionnaire RPPS+ ?",
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
    qui(facts, &GESTIONNAIRE_PERSONNE, "Gestionnaire")
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
        .si(|facts| tous([facts.est_posee(&SITES.spec), facts.est(&RPPS_MODE, RppsMode::Decentralise)]));

/// Whether the training was followed (R-RPPS-07).
pub static GESTIONNAIRE_FORMATION: Question<OuiNon> = Question::choix("gestionnaire-formation")
    .dans("gestionnaires")
    .titre("A-t-il déjà suivi la formation de gestionnaire RPPS+ ?", "Formation suivie")
    .ne_sais_pas("Le plan laisse la formation ouverte.")
    .defaut("non")
    .si(|facts| facts.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::ADesigner));
