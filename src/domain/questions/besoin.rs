//! What brings the user. Decides which questions are asked; of the rules, only that RPPS+ is wanted is read from it.

use crate::domain::facts::{Facts, Known};
use crate::domain::question::{Choisis, Question, choix};

choix! {
    /// A reason to come.
    pub enum Besoin {
        Services = "services", "Déployer l’INSi, le DMP ou la MSSanté", "L’identité nationale de santé, le dossier médical partagé, la messagerie sécurisée.";
        RppsPlus = "rpps-plus", "Enregistrer des professionnels", "Portail RPPS+, cartes et e-CPS du personnel.";
        Changement = "changement", "Déclarer un changement", "Nouveau FINESS ou SIRET, nouveau responsable, nouveau nom, direction provisoire.";
        Incident = "incident", "Une carte perdue, volée ou en panne", "";
        Certificats = "certificats", "Suivre des certificats déjà en service", "Échéances, renouvellement, départ de l’administrateur technique.";
        Tests = "tests", "Commander des produits de test", "Cartes et certificats de test, pour un éditeur ou un service informatique.";
    }
}

/// What brings the user.
pub static BESOIN: Question<Choisis<Besoin>> = Question::choix_multiple("besoin")
    .titre("Que voulez-vous faire ?", "Votre besoin")
    .indice("Cochez tout ce qui vous concerne. Vous pourrez y revenir.")
    .aide(
        "Les services du Ségur demandent des cartes, des certificats et un contrat avec l’Agence du Numérique en Santé (ANS).",
        "",
        "Seules les questions utiles à ce que vous cochez vous seront posées.",
    )
    .au_moins_un();

/// Whether one of these needs was ticked.
pub fn besoin_de<const N: usize>(facts: &Facts, besoins: [Besoin; N]) -> Known<bool> {
    let choisis = facts.get(&BESOIN)?;
    Ok(besoins.iter().any(|besoin| choisis.contient(*besoin)))
}

/// Whether the structure itself must be described: not for a lone incident or test products.
pub fn decrit_la_structure(facts: &Facts) -> Known<bool> {
    use Besoin::{Certificats, Changement, RppsPlus, Services};
    besoin_de(facts, [Services, RppsPlus, Changement, Certificats])
}
