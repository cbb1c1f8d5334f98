//! Whether the structure already uses TOM.

use crate::domain::facts::tous;
use crate::domain::question::{OuiNon, Question};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::contrat::contrat_en_place;

/// Whether TOM is active (`ej.tom_actif`).
pub static TOM_ACTIF: Question<OuiNon> = Question::choix("tom-actif")
    .titre("Utilisez-vous déjà le téléservice TOM ?", "Téléservice TOM")
    .indice("TOM est le service en ligne de l’ANS où la structure commande ses cartes et désigne ses mandataires.")
    .aide("On s’y connecte avec une carte, CPS ou CPE.", "Demandez à la personne qui commande les cartes.", "Avec TOM, les commandes se font en ligne ; sans lui, sur papier.")
    .ne_sais_pas("Le plan retient la voie papier, qui est toujours possible.")
    .si(|facts| tous([decrit_la_structure(facts), contrat_en_place(facts)]));
