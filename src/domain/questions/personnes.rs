//! People who have a role (mandataire, administrateur technique, gestionnaire RPPS+, holder of a card).
//!
//! Two roles that name the same id are one person, and one card (R-COMPTE-10). `rl` and `directeur` are reserved ids:
//! those two are described by their own questions.

use crate::domain::facts::{Facts, Lignes, tous};
use crate::domain::question::{Champ, Forme, Jour, Liste, Question, Texte, choix};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::profils::{DIRECTEUR_NOM, RL_NOM};

choix! {
    /// Professional profile of a person, as far as cards go.
    pub enum ProfilPersonne {
        Administratif = "administratif", "Pas professionnel de santé à ordre", "Sa carte est une CPE, commandée par la structure.";
        PsOrdre = "ps-ordre", "Professionnel de santé inscrit à un ordre", "Médecin, infirmier, pharmacien, kinésithérapeute… Sa carte est une CPS, demandée à son ordre.";
    }
}

/// The people, other than the legal representative and the director.
pub static PERSONNES: Question<Lignes> = Question::lignes("personnes", &LISTE)
    .titre("Les personnes citées dans vos réponses", "Personnes")
    .facultatif();

static LISTE: Liste = Liste {
    prefixe: "personne",
    un: "une personne",
    ajouter: "Ajouter une personne",
    aucun: "Aucune autre personne",
    titre_ligne: "Une personne",
    champs: &[
        &PERSONNE_NOM.spec,
        &PERSONNE_PROFIL.spec,
        &PERSONNE_CARTE.spec,
        &PERSONNE_CARTE_EXPIRE_LE.spec,
    ],
    particuliers: &[],
    nom: |facts| facts.get(&PERSONNE_NOM).map_or_else(|_| "Personne sans nom".to_owned(), |nom| nom.0),
    forme: Forme::SouventVide,
};

/// Name or function.
pub static PERSONNE_NOM: Question<Texte> = Question::champ("personne-nom", Champ::Texte(80))
    .dans("personnes")
    .titre("Nom ou fonction", "Nom ou fonction")
    .indice("« Responsable des ressources humaines » suffit.");

/// Profile.
pub static PERSONNE_PROFIL: Question<ProfilPersonne> = Question::choix("personne-profil")
    .dans("personnes")
    .titre("Est-ce un professionnel de santé ?", "Profil")
    .defaut("administratif");

/// Card held.
pub static PERSONNE_CARTE: Question<Carte> = Question::choix("personne-carte")
    .dans("personnes")
    .titre("A-t-elle déjà une carte à son nom ?", "Carte")
    .ne_sais_pas("Le plan laisse ouvert ce qui dépend de cette carte.");

/// Expiry printed on the card (R-CARTE-05, R-CARTE-24).
pub static PERSONNE_CARTE_EXPIRE_LE: Question<Jour> =
    Question::champ("personne-carte-expire-le", Champ::Date)
        .dans("personnes")
        .titre("Date d’expiration écrite sur la carte", "Expiration de la carte")
        .facultatif()
        .si(|facts| {
            tous([facts.get(&PERSONNE_CARTE).map(|carte| !matches!(carte, Carte::Aucune | Carte::Demandee))])
        });

/// How a person is called on the page: a name when one was given, else the function.
pub fn nom_de(facts: &Facts, id: &str) -> String {
    let (question, fonction) = match id {
        "rl" => (&RL_NOM, "le représentant légal"),
        "directeur" => (&DIRECTEUR_NOM, "le directeur ou la directrice"),
        "at" => return "l’administrateur technique".to_owned(),
        _ => {
            let row = facts.answers().row("personnes", id);
            let nom = row.and_then(|row| row.entry(PERSONNE_NOM.spec.id)?.text());
            return nom.map_or_else(|| "une personne à préciser".to_owned(), str::to_owned);
        }
    };
    facts.get(question).map_or_else(|_| fonction.to_owned(), |nom| nom.0)
}
