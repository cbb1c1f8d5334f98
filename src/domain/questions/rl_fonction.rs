//! Function of the legal representative (représentant légal, RL).

use crate::domain::answers::Entry;
use crate::domain::facts::Facts;
use crate::domain::question::{Choice, Proposition, Question, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::statut::STATUT;
use crate::domain::statuts::{RepresentantUsuel, representant_usuel};

choix! {
    /// Function of the legal representative.
    pub enum Fonction {
        Directeur = "directeur", "Le directeur ou la directrice", "Salarié ou agent public, il dirige et représente la structure.";
        President = "president", "Le président ou la présidente", "D’association, de fondation, de société ; le maire, le président du CCAS ou du conseil départemental.";
        Gerant = "gerant", "Le gérant ou la gérante", "";
        Autre = "autre", "Quelqu’un d’autre", "Administrateur de groupement, directeur général mandataire social…";
    }
}

/// Who represents the structure (`ej.rl.fonction`).
pub static RL_FONCTION: Question<Fonction> = Question::choix("rl-fonction")
    .titre("Qui signe au nom de la structure ?", "Représentant légal")
    .indice("C’est son représentant légal, la personne qui engage l’organisme : le contrat avec l’ANS porte sa signature. S’il change, indiquez le nouveau.")
    .aide("", "Dans les statuts, l’extrait Kbis ou la délibération de nomination.", "Il signe le contrat, et parfois reçoit la carte de directeur (CDE).")
    .propose(propose)
    .si(|facts| {
        use Besoin::{Certificats, Changement, Incident, RppsPlus, Services};
        besoin_de(facts, [Services, RppsPlus, Changement, Certificats, Incident])
    });

fn propose(facts: &Facts) -> Option<Proposition> {
    let statut = facts.get(&STATUT).ok()?;
    let fonction = match representant_usuel(&statut.0)? {
        RepresentantUsuel::Directeur => Fonction::Directeur,
        RepresentantUsuel::President => Fonction::President,
        RepresentantUsuel::Gerant => Fonction::Gerant,
        RepresentantUsuel::Autre => Fonction::Autre,
    };
    Some(Proposition {
        entry: Entry::one(fonction.jeton()),
        pourquoi: "C’est le représentant légal habituel de ce statut juridique. Changez-le si ce n’est pas votre cas.",
    })
}
