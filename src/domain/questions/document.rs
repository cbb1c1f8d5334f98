//! The document that names the holder of the CDE (R-CONTRAT-08, R-CONTRAT-12).

use crate::domain::facts::{tous, un_des};
use crate::domain::question::{Question, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident};

choix! {
    /// A document that names someone.
    pub enum Document {
        ActeNomination = "acte-nomination", "Un acte de nomination", "Délibération, contrat, arrêté.";
        DelegationPouvoir = "delegation-pouvoir", "Une délégation de pouvoir", "";
        DecisionInterim = "decision-interim", "Une décision d’intérim", "Elle nomme la personne à titre provisoire.";
        Aucun = "aucun", "Pas encore de document", "Le plan vous demandera de l’établir.";
    }
}

/// Document that names the holder of the CDE.
pub static DOCUMENT: Question<Document> = Question::choix("document")
    .titre("Quel document nomme la personne qui aura la carte ?", "Document de nomination")
    .aide(
        "",
        "Aux ressources humaines, ou au registre des délibérations.",
        "Il faudra en joindre une copie au formulaire F101.",
    )
    .ne_sais_pas("Le plan vous demandera de le retrouver.")
    .si(|facts| {
        tous([
            decrit_la_structure(facts),
            un_des([
                facts.est(&OPTION_PRESIDENT, OptionPresident::B),
                evenement(facts, Evenement::DirectionProvisoire),
                evenement(facts, Evenement::ChgtRl),
            ]),
        ])
    });
