//! By which way the first personnel cards are ordered (R-MAND-06, R-ALGO-01 point 8).

use crate::domain::facts::{Facts, tous};
use crate::domain::question::{OuiNon, Question, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::contrat::{CONTRAT, Contrat};
use crate::domain::questions::tom_actif::TOM_ACTIF;
use crate::domain::situations::{
    cpe_a_commander, f101_du, porteur_recoit_une_cps, tom_ferme, un_porteur_de_carte_existe,
};

choix! {
    /// How cards are ordered (`voie_cartes`).
    pub enum VoieCartes {
        Papier = "papier", "Sur papier", "Si le contrat part aussi sur papier, tout va dans le même envoi : vous gagnez dix jours ouvrés. Si le contrat est fait en ligne, les sources ne le disent pas.";
        Tom = "tom", "En ligne, dans TOM", "Après réception de la CDE.";
    }
}

/// How cards are ordered.
pub static VOIE_CARTES: Question<VoieCartes> = Question::choix("voie-cartes")
    .titre("Comment commanderez-vous les cartes du personnel ?", "Voie de commande")
    .defaut("papier")
    .si(|facts| {
        tous([decrit_la_structure(facts), facts.est(&CONTRAT, Contrat::Aucun), cpe_a_commander(facts)])
    });

/// The way that is followed: the one chosen; else TOM when it is active and a card opens it, now or once it has come
/// (R-CARTE-17, R-MAND-06), else paper.
pub fn voie(facts: &Facts) -> VoieCartes {
    match facts.if_asked(&VOIE_CARTES) {
        Ok(Some(voie)) => voie,
        Ok(None) | Err(_) if tom_ferme(facts) == Ok(true) || personne_n_ouvre_tom(facts) => {
            VoieCartes::Papier
        }
        Ok(None) | Err(_) if facts.est(&TOM_ACTIF, OuiNon::Oui) == Ok(true) => VoieCartes::Tom,
        Ok(None) | Err(_) => VoieCartes::Papier,
    }
}

/// Whether nobody has a card to sign in with, and none is coming.
fn personne_n_ouvre_tom(facts: &Facts) -> bool {
    [un_porteur_de_carte_existe, f101_du, porteur_recoit_une_cps]
        .iter()
        .all(|carte| carte(facts) == Ok(false))
}
