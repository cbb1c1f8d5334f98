//! The field: values, questions, rules, plan. Pure: no browser, no clock. In reading order.

pub mod answers;
pub mod avis;
pub mod calendrier;
pub mod categories;
pub mod contacts;
pub mod departements;
pub mod doutes;
pub mod facts;
pub mod finess;
pub mod glossaire;
pub mod luhn;
pub mod plan;
pub mod professions;
pub mod question;
pub mod questionnaire;
pub mod questions;
pub mod report;
pub mod rpps;
pub mod rule;
pub mod rules;
pub mod saisie;
pub mod siren;
pub mod siret;
pub mod situations;
pub mod sources;
pub mod statuts;
