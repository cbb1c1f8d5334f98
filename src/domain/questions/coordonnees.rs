//! Whether the directory knows where to write to someone whose CPS is to be renewed (R-CARTE-28, R-ECPS-16): the new card
//! goes there by itself.

use crate::domain::facts::{Facts, Known, tous, un_des};
use crate::domain::question::{Jour, Question, choix};
use crate::domain::questions::cartes_responsables::{
    Carte, DIRECTEUR_CARTE, DIRECTEUR_CARTE_EXPIRE_LE, RL_CARTE, RL_CARTE_EXPIRE_LE,
};
use crate::domain::questions::profils::{DIRECTEUR_PROFIL, Profil, RL_PROFIL};

choix! {
    /// Contact details known to the directory (R-ECPS-05, R-ECPS-16).
    pub enum Coordonnees {
        Justes = "justes", "Oui", "";
        Fausses = "fausses", "Non, elles sont fausses ou anciennes", "";
    }
}

/// How many days before its end a card is looked after (R-CARTE-24).
pub const JOURS_AVANT_LA_FIN: i64 = 90;

/// What the question is for: the same words for each person.
pub const INDICE: &str = "Sa carte CPS se renouvelle d’office : la nouvelle part à cette adresse. Ces coordonnées ne sont pas publiques.";
/// Where to find out.
pub const OU: &str = "Demandez à son ordre, à l’agence régionale de santé (service eRPPS), ou à la personne, qui les voit sur le portail e-CPS.";
/// What « je ne sais pas » implies.
pub const A_VERIFIER: &str = "Le plan vous demandera de les vérifier.";

/// Contact details of the legal representative.
pub static RL_COORDONNEES: Question<Coordonnees> = Question::choix("rl-coordonnees")
    .titre(
        "Son adresse et son e-mail de correspondance sont-ils justes à l’Annuaire Santé ?",
        "Coordonnées du représentant légal",
    )
    .indice(INDICE)
    .aide("", OU, "")
    .ne_sais_pas(A_VERIFIER)
    .facultatif()
    .si(|facts| {
        tous([
            finit_bientot(facts, facts.if_asked(&RL_CARTE_EXPIRE_LE)),
            un_des([facts.est(&RL_CARTE, Carte::Cps), avec_cps(facts.get(&RL_PROFIL))]),
        ])
    });

/// Contact details of the director.
pub static DIRECTEUR_COORDONNEES: Question<Coordonnees> = Question::choix("directeur-coordonnees")
    .titre(
        "Son adresse et son e-mail de correspondance sont-ils justes à l’Annuaire Santé ?",
        "Coordonnées du directeur",
    )
    .indice(INDICE)
    .aide("", OU, "")
    .ne_sais_pas(A_VERIFIER)
    .facultatif()
    .si(|facts| {
        tous([
            finit_bientot(facts, facts.if_asked(&DIRECTEUR_CARTE_EXPIRE_LE)),
            un_des([facts.est(&DIRECTEUR_CARTE, Carte::Cps), avec_cps(facts.get(&DIRECTEUR_PROFIL))]),
        ])
    });

/// Whether a card is expired, or will be in less than 90 days; one without a date is held to be valid.
pub fn finit_bientot(facts: &Facts, expire_le: Known<Option<Jour>>) -> Known<bool> {
    let soon = |jour: Jour| (jour.0 - facts.today()).num_days() < JOURS_AVANT_LA_FIN;
    expire_le.map(|jour| jour.is_some_and(soon))
}

fn avec_cps(profil: Known<Profil>) -> Known<bool> {
    profil.map(|profil| matches!(profil, Profil::PsOrdreAvecCps | Profil::PsSansOrdreAvecCps))
}
