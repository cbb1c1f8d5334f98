//! Mandataires: employees to whom the legal representative entrusts cards and certificates (R-MAND-01).

use crate::domain::facts::{Facts, Lignes, tous, un_des};
use crate::domain::question::{Champ, Forme, Liste, OuiNon, Question, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de, decrit_la_structure};
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident};
use crate::domain::questions::personnes::qui;

choix! {
    /// State of a mandataire.
    pub enum StatutMandataire {
        ADesigner = "a-designer", "À désigner", "";
        EnPlace = "en-place", "Déjà en place", "";
    }
}

/// The mandataires.
pub static MANDATAIRES: Question<Lignes> = Question::lignes("mandataires", &LISTE)
    .titre("Qui commandera les cartes et les certificats au nom de la structure ?", "Mandataires")
    .indice("Un mandataire est un salarié à qui le représentant légal confie ces commandes. Ce n’est pas obligatoire.")
    .aide(
        "Aucun profil n’est imposé. Le représentant légal le choisit librement.",
        "",
        "Chaque mandataire à désigner demande un formulaire F502 (ou TOM) et une carte à son nom. Si le président garde la CDE, le directeur devient mandataire : il est déjà compté, ne l’ajoutez pas.",
    )
    .si(|facts| {
        // After an incident too, when a director of option A may already be mandataire (R-COMPTE-08).
        un_des([
            decrit_la_structure(facts),
            tous([
 besoin_de(facts, [Besoin::Incident]),
 Ok(facts.est(&OPTION_PRESIDENT, OptionPresident::A) == Ok(true)),
 ]),
        ])
    });

static LISTE: Liste = Liste {
    prefixe: "mandataire",
    un: "un mandataire",
    ajouter: "Ajouter un mandataire",
    aucun: "Aucun mandataire",
    titre_ligne: "Qui est ce mandataire ?",
    champs: &[&MANDATAIRE_PERSONNE.spec, &MANDATAIRE_STATUT.spec, &MANDATAIRE_SALARIE.spec],
    particuliers: &[],
    nom,
    forme: Forme::SouventVide,
};

fn nom(facts: &Facts) -> String {
    qui(facts, &MANDATAIRE_PERSONNE, "Mandataire")
}

/// Who.
pub static MANDATAIRE_PERSONNE: Question<Texte> = Question::champ("mandataire-personne", Champ::Personne)
    .dans("mandataires")
    .titre("Qui est-ce ?", "Personne");

/// Already in place, or to appoint.
pub static MANDATAIRE_STATUT: Question<StatutMandataire> = Question::choix("mandataire-statut")
    .dans("mandataires")
    .titre("Est-il déjà désigné auprès de l’ANS ?", "Désignation");

/// Whether employed by the structure (R-MAND-08).
pub static MANDATAIRE_SALARIE: Question<OuiNon> = Question::choix("mandataire-salarie")
    .dans("mandataires")
    .titre("Est-ce un salarié ou un agent de la structure ?", "Salarié")
    .indice("Un prestataire, un intérimaire ou un bénévole ne peut pas être mandataire.")
    .defaut("oui");
