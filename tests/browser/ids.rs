//! Ids are new each time, and of one shape.

use std::collections::BTreeSet;

use jalons::browser::ids::fresh;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_thousand_are_different() {
    let ids: BTreeSet<String> = (0..1000).map(|_| fresh("dossier")).collect();
    assert_eq!(ids.len(), 1000);
    for id in ids {
        let digits = id.strip_prefix("dossier-").unwrap();
        assert!(digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
}
