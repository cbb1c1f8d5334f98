//! Professional profile of the legal representative and of the director: whoever holds the CDE, it decides (R-COMPTE-05).

use crate::domain::facts::{Facts, Inconnu, Known, tous};
use crate::domain::question::{Champ, Question, Texte, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident, directeur_a_part};
use crate::domain::questions::rl_fonction::RL_FONCTION;

choix! {
    /// Professional profile.
    pub enum Profil {
        Administratif = "administratif", "Non", "Ni professionnel de santé, ni titre enregistré.";
        PsOrdreAvecCps = "ps-ordre-avec-cps", "Oui, inscrit à un ordre, avec sa carte CPS", "Médecin, infirmier, pharmacien, kinésithérapeute… La carte CPS est liée à la personne.";
        PsOrdreSansCps = "ps-ordre-sans-cps", "Oui, inscrit à un ordre, sans carte CPS", "";
        PsSansOrdreAvecCps = "ps-sans-ordre-avec-cps", "Oui, d’une autre profession, avec une carte CPS", "Orthophoniste, ergothérapeute, psychomotricien, psychologue…";
        PsSansOrdreSansCps = "ps-sans-ordre-sans-cps", "Oui, d’une autre profession, sans carte CPS", "";
    }
}

/// Profile of the legal representative.
pub static RL_PROFIL: Question<Profil> = Question::choix("rl-profil")
    .titre(
        "Le représentant légal est-il aussi professionnel de santé ?",
        "Représentant légal professionnel de santé",
    )
    .aide("", "", "Une carte CPS tient lieu de carte de directeur : pas de formulaire F101, pas de CDE.")
    .ne_sais_pas("Le plan garde le formulaire F101 en suspens.")
    .si(|facts| tous([decrit_la_structure(facts), rl_porteur_possible(facts)]));

/// Whether the legal representative holds, or may hold, the CDE: always, but in option B (R-COMPTE-02, R-COMPTE-05).
fn rl_porteur_possible(facts: &Facts) -> Known<bool> {
    facts.get(&RL_FONCTION)?;
    match facts.est(&OPTION_PRESIDENT, OptionPresident::B) {
        Ok(option_b) => Ok(!option_b),
        Err(Inconnu::NonPosee) => Ok(true),
        Err(Inconnu::Ouvert) => directeur_a_part(facts).map(|_| true),
    }
}

/// Name of the legal representative, for the forms: whoever holds the CDE, the legal representative signs (R-CONTRAT-13).
pub static RL_NOM: Question<Texte> = Question::champ("rl-nom", Champ::Texte(120))
    .titre("Nom du représentant légal", "Nom du représentant légal")
    .indice("Il figurera sur votre plan imprimé. Rien ne quitte cet appareil.")
    .facultatif()
    .si(|facts| facts.est_posee(&RL_FONCTION.spec));

/// Profile of the director.
pub static DIRECTEUR_PROFIL: Question<Profil> = Question::choix("directeur-profil")
    .titre(
        "Le directeur ou la directrice est-il aussi professionnel de santé ?",
        "Directeur professionnel de santé",
    )
    .aide("", "", "Une carte CPS tient lieu de carte de directeur : pas de formulaire F101, pas de CDE.")
    .ne_sais_pas("Le plan garde le formulaire F101 en suspens.")
    .si(|facts| tous([decrit_la_structure(facts), directeur_a_part(facts)]));

/// Name of the director, for the forms.
pub static DIRECTEUR_NOM: Question<Texte> = Question::champ("directeur-nom", Champ::Texte(120))
    .titre("Nom du directeur ou de la directrice", "Nom du directeur")
    .indice("Il figurera sur votre plan imprimé. Rien ne quitte cet appareil.")
    .facultatif()
    .si(directeur_a_part);
