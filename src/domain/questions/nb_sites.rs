//! How many sites are open, for who does not describe them one by one.

use crate::domain::facts::{Facts, Inconnu, Known, tous};
use crate::domain::question::{Champ, Nombre, Question};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::questions::sites::{SITES, sites_ouverts};

/// Number of open sites (`ej.nb_et`).
pub static NB_SITES: Question<Nombre> = Question::champ("nb-sites", Champ::Nombre(0, 5000))
    .titre("Ou indiquez seulement combien de sites sont ouverts", "Nombre de sites ouverts")
    .ne_sais_pas("Le plan garde ouvert le choix du FINESS du contrat.")
    .si(|facts| tous([decrit_la_structure(facts), Ok(facts.answers().rows(SITES.spec.id).is_empty())]));

/// Number of open sites: counted when they are described, else as typed; none while the FINESS is still to come
/// (R-COMPTE-19).
///
/// # Errors
/// [`Inconnu`] when neither is known, or when sites are not asked.
pub fn sites_en_activite(facts: &Facts) -> Known<u32> {
    if finess_a_ouvrir(facts)? {
        return Ok(0);
    }
    match facts.get(&NB_SITES) {
        Ok(nombre) => Ok(nombre.0),
        Err(Inconnu::NonPosee) => Ok(u32::try_from(sites_ouverts(facts)?.len()).unwrap_or(u32::MAX)),
        Err(ouvert) => Err(ouvert),
    }
}
