//! Sites: how many are open.

use crate::domain::facts::{Facts, Known};
use crate::domain::questions::nb_sites::sites_en_activite;

/// Two open sites or more (R-FINESS-01).
pub fn multisite(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre >= 2)
}

/// Exactly one open site (R-FINESS-02).
pub fn monosite(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre == 1)
}

/// No open site (R-FINESS-09).
pub fn aucun_site(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre == 0)
}
