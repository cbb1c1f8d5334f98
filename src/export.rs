//! What leaves the page: pure functions of [`Report`](crate::domain::report::Report).

pub mod json;
