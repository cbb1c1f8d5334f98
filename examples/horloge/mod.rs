//! The clock of the programs of this folder: read here, never by the domain.

use chrono::{Days, NaiveDate};

/// The day of this machine, in UTC.
pub fn aujourdhui() -> NaiveDate {
    #[expect(clippy::disallowed_methods, reason = "a program may read the clock; the domain may not")]
    let now = std::time::SystemTime::now();
    let days = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs() / 86_400);
    NaiveDate::from_ymd_opt(1970, 1, 1)
        .and_then(|epoch| epoch.checked_add_days(Days::new(days)))
        .unwrap_or_default()
}
