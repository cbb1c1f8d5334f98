//! The sites: établissements géographiques (ET) of the entité juridique.

use std::sync::LazyLock;

use crate::domain::categories;
use crate::domain::facts::{Facts, Known, Lignes};
use crate::domain::finess::Finess;
use crate::domain::question::{Champ, Forme, Groupe, Jeton, Liste, OuiNon, Question, Texte};
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::siret::Siret;

/// The sites. Only the open ones count (R-FINESS-06).
pub static SITES: Question<Lignes> = Question::lignes("sites", &LISTE)
    .titre("Quels sont vos établissements et services ?", "Sites")
    .indice("Chaque établissement ou service qui a son propre numéro FINESS est un site.")
    .aide(
        "Un site est un établissement géographique (ET) : un EHPAD, un IME, un SSIAD…",
        "Sur les arrêtés d’autorisation, ou sur finess.esante.gouv.fr.",
        "Un seul site : le contrat peut porter son numéro. Plusieurs sites : un seul contrat, au numéro de l’entité juridique.",
    )
    .facultatif()
    .si(decrit_la_structure);

static LISTE: Liste = Liste {
    prefixe: "site",
    un: "un site",
    ajouter: "Ajouter un site",
    aucun: "Continuer sans décrire les sites",
    titre_ligne: "Quel est ce site ?",
    champs: &[&SITE_NOM.spec, &SITE_CATEGORIE.spec, &SITE_FINESS.spec],
    particuliers: &[&SITE_SIRET.spec, &SITE_OUVERT.spec],
    nom: |facts| facts.get(&SITE_NOM).map_or_else(|_| "Site sans nom".to_owned(), |nom| nom.0),
    forme: Forme::SaisieRapide,
};

/// Name of a site.
pub static SITE_NOM: Question<Texte> =
    Question::champ("site-nom", Champ::Texte(120)).dans("sites").titre("Nom du site", "Nom");

/// Category of a site, by FINESS code (R-CAT-01, R-CAT-02).
pub static SITE_CATEGORIE: Question<Jeton> = Question::champ("site-categorie", Champ::Selection(&GROUPES))
    .dans("sites")
    .titre("Catégorie", "Catégorie")
    .indice("Elle dit si le site relève du couloir médico-social du Ségur.")
    .facultatif();

/// FINESS of a site.
pub static SITE_FINESS: Question<Finess> = Question::champ("site-finess", Champ::Finess)
    .dans("sites")
    .titre("Numéro FINESS du site", "FINESS")
    .indice("9 caractères : le numéro géographique.")
    .facultatif();

/// SIRET of a site.
pub static SITE_SIRET: Question<Siret> = Question::champ("site-siret", Champ::Siret)
    .dans("sites")
    .titre("Numéro SIRET du site", "SIRET")
    .indice("14 chiffres.")
    .facultatif();

/// Whether a site is open (R-FINESS-06).
pub static SITE_OUVERT: Question<OuiNon> = Question::choix("site-ouvert")
    .dans("sites")
    .titre("Ce site est-il ouvert ?", "Ouvert")
    .indice("Un site fermé n’est pas compté.")
    .defaut("oui");

static GROUPES: LazyLock<Vec<Groupe>> = LazyLock::new(|| {
    let categories = categories::CATEGORIES.iter();
    Groupe::groupes(categories.map(|categorie| (categorie.groupe, categorie.code, categorie.libelle)))
});

/// The open sites that were described; none while the FINESS is still to come (R-COMPTE-19).
///
/// # Errors
/// As [`Facts::get`].
pub fn sites_ouverts<'a>(facts: &Facts<'a>) -> Known<Vec<Facts<'a>>> {
    if finess_a_ouvrir(facts)? {
        return Ok(vec![]);
    }
    sites_declares_ouverts(facts)
}

/// The sites that were described as open, whatever the state of their FINESS.
///
/// # Errors
/// As [`Facts::get`].
pub fn sites_declares_ouverts<'a>(facts: &Facts<'a>) -> Known<Vec<Facts<'a>>> {
    let sites = facts.lignes(&SITES)?;
    Ok(sites.into_iter().filter(|site| site.est(&SITE_OUVERT, OuiNon::Oui) == Ok(true)).collect())
}
