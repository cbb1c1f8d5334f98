//! Whether someone other than the legal representative runs the structure (R-RL-10).

use crate::domain::question::{OuiNon, Question};
use crate::domain::questions::rl_fonction::{Fonction, RL_FONCTION};

/// Whether there is a director distinct from the legal representative (`ej.directeur.distinct`).
pub static DIRECTEUR_DISTINCT: Question<OuiNon> = Question::choix("directeur-distinct")
    .titre("Quelqu’un d’autre dirige-t-il la structure ?", "Directeur distinct")
    .indice("Un directeur ou une directrice, à qui le représentant légal confie la direction.")
    .si(|facts| facts.get(&RL_FONCTION).map(|fonction| fonction != Fonction::Directeur));
