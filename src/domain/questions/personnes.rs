//! People who have a role (mandataire, administrateur technique, gestionnaire RPPS+, holder of a card).
//!
//! Two roles that name the same id are one person, and one card (R-COMPTE-10). `rl` and `directeur` are reserved ids:
//! those two are described by their own questions.

use crate::domain::facts::{Facts, Lignes, tous};
use crate::domain::question::{Champ, Choice, Forme, Jour, Liste, Opt, OuiNon, Question, Texte, choix};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::contrat::{CONTRAT, Contrat};
use crate::domain::questions::coordonnees::{A_VERIFIER, Coordonnees, INDICE, OU, finit_bientot};
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use crate::domain::questions::profils::{DIRECTEUR_NOM, RL_NOM};

choix! {
    /// Professional profile of a person, as far as cards go.
    pub enum ProfilPersonne {
        Administratif = "administratif", "Non", "Sa carte est une CPE, commandée par la structure.";
        PsOrdre = "ps-ordre", "Oui", "Médecin, infirmier, pharmacien, kinésithérapeute… Sa carte est une CPS : la première se demande à son ordre.";
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
    titre_ligne: "Qui est cette personne ?",
    champs: &[
        &PERSONNE_NOM.spec,
        &PERSONNE_PROFIL.spec,
        &PERSONNE_CARTE.spec,
        &PERSONNE_CARTE_EXPIRE_LE.spec,
        &PERSONNE_COORDONNEES.spec,
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
    .titre("Est-ce un professionnel de santé inscrit à un ordre ?", "Professionnel de santé à ordre")
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

/// Contact details known to the directory, where a CPS is to be renewed (R-CARTE-28).
pub static PERSONNE_COORDONNEES: Question<Coordonnees> = Question::choix("personne-coordonnees")
    .dans("personnes")
    .titre(
        "Son adresse et son e-mail de correspondance sont-ils justes à l’Annuaire Santé ?",
        "Coordonnées à l’annuaire",
    )
    .indice(INDICE)
    .aide("", OU, "")
    .ne_sais_pas(A_VERIFIER)
    .facultatif()
    .si(|facts| {
        tous([
            finit_bientot(facts, facts.if_asked(&PERSONNE_CARTE_EXPIRE_LE)),
            facts.est(&PERSONNE_CARTE, Carte::Cps),
        ])
    });

/// The cards that someone named for a role may hold, by the list that names them. Who orders the cards and who registers
/// the professionals has neither a CPA, a third party's, nor a CPF, a student's; with no contract, nobody has a card of
/// the structure (R-COMPTE-04), and a CPS is that of an ordre. The one that was answered stays proposed.
pub fn cartes_possibles(personne: &Facts, liste: Option<&str>) -> Vec<Opt> {
    let of_the_structure = matches!(liste, Some("mandataires" | "gestionnaires"));
    let no_contract = of_the_structure && personne.est(&CONTRAT, Contrat::Aucun) == Ok(true);
    let of_an_ordre = personne.est(&PERSONNE_PROFIL, ProfilPersonne::PsOrdre) == Ok(true);
    let answered = personne.get(&PERSONNE_CARTE);
    let may_hold = |carte: Carte| match carte {
        carte if answered == Ok(carte) => true,
        Carte::Aucune => true,
        Carte::Demandee | Carte::Cps => !no_contract || of_an_ordre,
        Carte::Cde | Carte::Cpe => !no_contract,
        Carte::Cpa | Carte::Cpf => !of_the_structure,
    };
    let options = Carte::OPTIONS.iter();
    options.filter(|option| Carte::de_jeton(option.jeton).is_some_and(may_hold)).copied().collect()
}

/// Who can be named for a role, with the id that names them: the legal representative, the director when they are another
/// one, the people already named.
pub fn designables(facts: &Facts) -> Vec<(String, String)> {
    let director = facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui) == Ok(true);
    let two = ["rl", "directeur"].into_iter().filter(|id| *id == "rl" || director).map(str::to_owned);
    let others = facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.clone());
    two.chain(others)
        .map(|id| {
            let nom = nom_de(facts, &id);
            (id, nom)
        })
        .collect()
}

/// What names a row that names someone: that person; else the role, and why nobody is named.
pub fn qui(facts: &Facts, personne: &Question<Texte>, role: &str) -> String {
    match facts.get(personne) {
        Ok(id) => nom_de(facts, &id.0),
        Err(_) if facts.disparue(&personne.spec) => format!("{role} (la personne citée a été supprimée)"),
        Err(_) => role.to_owned(),
    }
}

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
