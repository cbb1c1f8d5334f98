//! The page's clock agrees with the browser's.

use chrono::Datelike;
use jalons::browser::clock::{instant, milliseconds, time, today};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn today_is_the_local_day() {
    let before = js_sys::Date::new_0();
    let today = today();
    let after = js_sys::Date::new_0();
    // Two readings: midnight may pass between them.
    assert!([before, after].iter().any(|now| {
        (today.year(), today.month0(), today.day())
            == (i32::try_from(now.get_full_year()).unwrap(), now.get_month(), now.get_date())
    }));
}

#[wasm_bindgen_test]
fn the_time_is_two_digits_and_two() {
    let time = time();
    let (hours, minutes) = time.split_once(':').unwrap();
    assert!(hours.len() == 2 && minutes.len() == 2, "{time}");
    assert!(hours.parse::<u8>().unwrap() < 24 && minutes.parse::<u8>().unwrap() < 60);
}

#[wasm_bindgen_test]
fn the_instant_is_utc() {
    let now = instant();
    assert!(now.len() == 24 && now.ends_with('Z'), "{now}");
}

#[wasm_bindgen_test]
async fn milliseconds_pass() {
    let before = milliseconds();
    crate::settled(30).await;
    let passed = milliseconds() - before;
    assert!((25.0..5_000.0).contains(&passed), "{passed}");
}
