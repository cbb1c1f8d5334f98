//! The page's clock agrees with the browser's.

use chrono::Datelike;
use jalons::browser::horloge::{aujourdhui, heure, instant};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn today_is_the_local_day() {
    let before = js_sys::Date::new_0();
    let today = aujourdhui();
    let after = js_sys::Date::new_0();
    // Two readings: midnight may pass between them.
    assert!([before, after].iter().any(|now| {
        (today.year(), today.month0(), today.day())
            == (i32::try_from(now.get_full_year()).unwrap(), now.get_month(), now.get_date())
    }));
}

#[wasm_bindgen_test]
fn the_hour_is_two_digits_and_two() {
    let hour = heure();
    let (hours, minutes) = hour.split_once(':').unwrap();
    assert!(hours.len() == 2 && minutes.len() == 2, "{hour}");
    assert!(hours.parse::<u8>().unwrap() < 24 && minutes.parse::<u8>().unwrap() < 60);
}

#[wasm_bindgen_test]
fn the_instant_is_utc() {
    let now = instant();
    assert!(now.len() == 24 && now.ends_with('Z'), "{now}");
}
