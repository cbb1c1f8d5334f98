//! One file per page.

pub mod drawn;
pub mod list;
pub mod not_found;
pub mod question;
pub mod review;
pub mod welcome;
