//! The clock: the only place that knows what day it is. By hand: chrono's own clock is off, so that no other place can
//! read it.

use chrono::NaiveDate;

/// Today, in the local calendar.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// The day of an instant, ISO 8601, in the local calendar: in the evening overseas it is not the day of the instant.
pub fn day_of(instant: &str) -> Option<NaiveDate> {
    let at = js_sys::Date::new(&instant.into());
    if at.get_time().is_nan() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(at.get_full_year()).ok()?, at.get_month() + 1, at.get_date())
}

/// « 14:32 ».
pub fn time() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// The instant, ISO 8601 in UTC.
pub fn instant() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Milliseconds since 1970, to tell how long something takes.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}
