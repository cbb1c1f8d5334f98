//! Certificates in service, and the needs that they cover.

use chrono::NaiveDate;

use super::lignes::au_moins_un;
use super::logiciels::{Instance, instances};
use crate::domain::facts::{Facts, Inconnu, Known};
use crate::domain::questions::certificats_en_service::{
    CERTIFICAT_EXPIRE_LE, CERTIFICAT_LOGICIEL, CERTIFICAT_PRODUIT, CERTIFICATS_EN_SERVICE, Produit,
};
use crate::domain::questions::logiciels::LOGICIELS;

/// A certificate in service, the farthest expiry of its instance, offer, usage and name (R-COMPTE-14).
#[derive(Clone)]
pub struct EnService<'a> {
    /// Its row.
    pub ligne: Facts<'a>,
    /// Its product.
    pub produit: Produit,
    /// The software that uses it: the one it names, else one that has none of that product; none for an operator's
    /// certificate, which the structure has once, and while no software is described.
    pub instance: Option<String>,
    /// Whether the software that it names is gone: it covers no other one's need (R-COMPTE-14, « de même instance »), and
    /// which one uses it is asked again.
    pub sans_logiciel: bool,
    /// Its expiry, when known.
    pub expire_le: Option<NaiveDate>,
}

/// The certificates in service, duplicates out (R-COMPTE-14). One that names no software stands for one software, never
/// for several.
pub fn en_service<'a>(facts: &Facts<'a>) -> Known<Vec<EnService<'a>>> {
    let rows = match facts.lignes(&CERTIFICATS_EN_SERVICE) {
        Ok(rows) => rows,
        Err(Inconnu::NonPosee) => return Ok(vec![]),
        Err(ouvert) => return Err(ouvert),
    };
    let software = facts.lignes(&LOGICIELS).unwrap_or_default();
    let mut named: Vec<EnService<'a>> = vec![];
    let mut unnamed = vec![];
    let mut sans_logiciel = vec![];
    for row in &rows {
        let Ok(produit) = row.get(&CERTIFICAT_PRODUIT) else { continue };
        let expire_le = row.get(&CERTIFICAT_EXPIRE_LE).ok().map(|jour| jour.0);
        let Ok(instance) = logiciel_cite(row, produit) else {
            let instance = None;
            sans_logiciel.push(EnService { ligne: *row, produit, instance, expire_le, sans_logiciel: true });
            continue;
        };
        let of_structure = produit == Produit::ServMss || software.is_empty();
        let instance = instance.filter(|_| !of_structure);
        let new = EnService { ligne: *row, produit, instance, expire_le, sans_logiciel: false };
        if new.instance.is_some() || of_structure {
            garder(facts, &mut named, new)
        } else {
            unnamed.push(new)
        }
    }
    unnamed.sort_by_key(|new| std::cmp::Reverse(new.rang(facts)));
    let instances = instances(facts).unwrap_or_default();
    for new in unnamed {
        let has_none = |instance: &&Instance<'_>| {
            !named
                .iter()
                .any(|old| old.meme_usage(new.produit) && old.instance.as_ref() == Some(&instance.id))
        };
        let of_no_one = || instances.iter().filter(has_none);
        let chosen = of_no_one().find(|instance| instance.a_besoin_de(facts, new.produit));
        // Every software has one: it replaces the one that ends first, if it is better.
        let worst = || {
            named
                .iter()
                .filter(|old| old.meme_usage(new.produit))
                .min_by_key(|old| old.rang(facts))?
                .instance
                .clone()
        };
        let instance =
            chosen.or_else(|| of_no_one().next()).map(|instance| instance.id.clone()).or_else(worst);
        garder(facts, &mut named, EnService { instance, ..new });
    }
    named.extend(sans_logiciel);
    let place = |kept: &EnService<'_>| rows.iter().position(|row| row.id() == kept.ligne.id());
    named.sort_by_key(place);
    Ok(named)
}

/// The software that a certificate in service names, if it names one. An operator's certificate is of none.
///
/// # Errors
/// [`Inconnu::Ouvert`] when that software is gone.
pub fn logiciel_cite(row: &Facts, produit: Produit) -> Known<Option<String>> {
    if produit == Produit::ServMss {
        return Ok(None);
    }
    match row.if_asked(&CERTIFICAT_LOGICIEL) {
        Ok(ids) => Ok(ids.and_then(|ids| ids.0.into_iter().next())),
        Err(open)
            if row.est_posee(&CERTIFICAT_LOGICIEL.spec) == Ok(true)
                && row.disparue(&CERTIFICAT_LOGICIEL.spec) =>
        {
            Err(open)
        }
        // Nobody knows yet whether software is described: the certificate is there all the same.
        Err(_) => Ok(None),
    }
}

/// Keeps one certificate for each instance and usage.
fn garder<'a>(facts: &Facts, kept: &mut Vec<EnService<'a>>, new: EnService<'a>) {
    match kept.iter_mut().find(|old| old.meme_usage(new.produit) && old.instance == new.instance) {
        Some(old) if old.rang(facts) < new.rang(facts) => *old = new,
        Some(_) => {}
        None => kept.push(new),
    }
}

impl EnService<'_> {
    /// Which of two duplicates stands: one that is valid, the farthest first; then one whose expiry is not known, since
    /// nothing is due for sure; then the farthest.
    fn rang(&self, facts: &Facts) -> (u8, Option<NaiveDate>) {
        match self.expire_le {
            Some(jour) if jours_avant(facts, jour) > 60 => (2, Some(jour)),
            None => (1, None),
            Some(jour) => (0, Some(jour)),
        }
    }

    /// Same offer, usage and name: the authentication of MSSanté is that of the DMP (R-CERT-04).
    fn meme_usage(&self, produit: Produit) -> bool {
        let usage = |produit| if produit == Produit::AuthMss { Produit::AuthDmp } else { produit };
        usage(self.produit) == usage(produit)
    }
}

/// Whether a certificate is in service.
pub fn un_certificat_en_service(facts: &Facts) -> Known<bool> {
    au_moins_un(facts.lignes(&CERTIFICATS_EN_SERVICE), |_| Ok(true))
}

/// Whether a certificate in service covers the need of an instance for that product (R-COMPTE-14).
pub fn couvert(facts: &Facts, instance: &str, produit: Produit) -> Known<bool> {
    let found = en_service(facts)?;
    Ok(found.iter().filter(|certificat| !certificat.sans_logiciel).any(|certificat| {
        certificat.meme_usage(produit) && certificat.instance.as_deref().is_none_or(|id| id == instance)
    }))
}

/// Days before a certificate expires; negative once it has.
pub fn jours_avant(facts: &Facts, jour: NaiveDate) -> i64 {
    (jour - facts.today()).num_days()
}
