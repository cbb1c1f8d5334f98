//! Test products (R-CERT-23).

use crate::domain::question::{Champ, Nombre, Question};
use crate::domain::questions::besoin::{Besoin, besoin_de};

/// Number of test certificates.
pub static TESTS_CERTIFICATS: Question<Nombre> = Question::champ("tests-certificats", Champ::Nombre(0, 100))
    .titre("Nombre de certificats de test", "Certificats de test")
    .defaut("0")
    .si(|facts| besoin_de(facts, [Besoin::Tests]));

/// Number of test cards.
pub static TESTS_CARTES: Question<Nombre> = Question::champ("tests-cartes", Champ::Nombre(0, 100))
    .titre("Nombre de cartes de test", "Cartes de test")
    .indice("Une carte de test expire après 3 ans.")
    .defaut("0")
    .si(|facts| besoin_de(facts, [Besoin::Tests]));
