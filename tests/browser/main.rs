//! The wall with the browser, and the parts of pages, in a real one: `cargo xtask test` runs this in headless Chromium.
#![cfg(target_arch = "wasm32")]

mod address;
mod clipboard;
mod clock;
mod components;
mod controls;
mod decompression;
mod drawing;
mod files;
mod ids;
mod journal;
mod network;
mod place;
mod storage;
mod tabs;
mod workers;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Lets the browser do what waits.
async fn settled(milliseconds: u32) {
    let wait = js_sys::Promise::new(&mut |done, _| {
        jalons::browser::timers::after(milliseconds, move || {
            done.call0(&wasm_bindgen::JsValue::NULL).unwrap();
        });
    });
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

/// What a script of this test gives.
fn script(text: &str) -> wasm_bindgen::JsValue {
    js_sys::eval(text).unwrap()
}

/// A new element at the end of the page, with markup of this test alone.
fn put(markup: &str) -> web_sys::Element {
    let document = gloo_utils::document();
    let place = document.create_element("div").unwrap();
    place.set_inner_html(markup);
    document.body().unwrap().append_child(&place).unwrap();
    place
}

/// The id of the element that has the focus.
fn focused() -> String {
    gloo_utils::document().active_element().map(|element| element.id()).unwrap_or_default()
}
