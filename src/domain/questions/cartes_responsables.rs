//! Cards already held by the legal representative and by the director, when a contract may exist.

use crate::domain::facts::{Known, tous, un_des};
use crate::domain::question::{Champ, Jour, Question, choix};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::contrat::contrat_en_place;
use crate::domain::questions::option_president::directeur_a_part;
use crate::domain::questions::profils::{DIRECTEUR_PROFIL, Profil, RL_PROFIL};

choix! {
    /// A card that someone holds.
    pub enum Carte {
        Aucune = "aucune", "Aucune carte", "";
        Demandee = "demandee", "Une carte est déjà commandée", "";
        Cde = "cde", "CDE", "Carte de directeur d’établissement.";
        Cpe = "cpe", "CPE", "Carte de personnel d’établissement.";
        Cps = "cps", "CPS", "Carte de professionnel de santé.";
        Cpa = "cpa", "CPA", "Carte de personnel autorisé : éditeur, prestataire.";
        Cpf = "cpf", "CPF", "Carte d’étudiant ou d’interne en santé.";
    }
}

/// Card of the legal representative.
pub static RL_CARTE: Question<Carte> = Question::choix("rl-carte")
    .titre("Le représentant légal a-t-il déjà une carte à son nom ?", "Carte du représentant légal")
    .indice("Pour cette structure. Le nom de la carte est écrit dessus.")
    .ne_sais_pas("Le plan laisse ouvert ce qui dépend de cette carte.")
    .si(|facts| tous([decrit_la_structure(facts), contrat_en_place(facts), sans_cps(facts.get(&RL_PROFIL))]));

/// Expiry printed on the card of the legal representative, a CPS included (R-CARTE-05, R-CARTE-24).
pub static RL_CARTE_EXPIRE_LE: Question<Jour> = Question::champ("rl-carte-expire-le", Champ::Date)
    .titre("Date d’expiration écrite sur sa carte", "Expiration de la carte du représentant légal")
    .indice("3 ans après l’émission, ou 6 ans pour une carte récente (CPS4) : lisez la date sur la carte.")
    .facultatif()
    .si(|facts| un_des([facts.get(&RL_CARTE).map(expire), avec_cps(facts.get(&RL_PROFIL))]));

/// Card of the director.
pub static DIRECTEUR_CARTE: Question<Carte> = Question::choix("directeur-carte")
    .titre("Le directeur ou la directrice a-t-il déjà une carte à son nom ?", "Carte du directeur")
    .indice("Pour cette structure. Le nom de la carte est écrit dessus.")
    .ne_sais_pas("Le plan laisse ouvert ce qui dépend de cette carte.")
    .si(|facts| {
        tous([
            decrit_la_structure(facts),
            contrat_en_place(facts),
            directeur_a_part(facts),
            sans_cps(facts.get(&DIRECTEUR_PROFIL)),
        ])
    });

/// Expiry printed on the card of the director.
pub static DIRECTEUR_CARTE_EXPIRE_LE: Question<Jour> =
    Question::champ("directeur-carte-expire-le", Champ::Date)
        .titre("Date d’expiration écrite sur sa carte", "Expiration de la carte du directeur")
        .indice(
            "3 ans après l’émission, ou 6 ans pour une carte récente (CPS4) : lisez la date sur la carte.",
        )
        .facultatif()
        .si(|facts| {
            un_des([facts.get(&DIRECTEUR_CARTE).map(expire), avec_cps(facts.get(&DIRECTEUR_PROFIL))])
        });

fn expire(carte: Carte) -> bool {
    !matches!(carte, Carte::Aucune | Carte::Demandee)
}

fn avec_cps(profil: Known<Profil>) -> Known<bool> {
    profil.map(|profil| matches!(profil, Profil::PsOrdreAvecCps | Profil::PsSansOrdreAvecCps))
}

fn sans_cps(profil: Known<Profil>) -> Known<bool> {
    Ok(avec_cps(profil) != Ok(true))
}
