//! Tabs tell each other what they saved.

use std::cell::RefCell;
use std::rc::Rc;

use jalons::browser::tabs::{announce, listen};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{script, settled};

#[wasm_bindgen_test]
async fn what_another_tab_saved_is_heard_and_what_this_one_saved_is_told() {
    let heard = Rc::new(RefCell::new(vec![]));
    let kept = heard.clone();
    listen(move |dossier| kept.borrow_mut().push(dossier));
    script(
        "globalThis.other = new BroadcastChannel('jalons ' + new URL('./', document.baseURI).pathname); globalThis.told = []; \
         other.onmessage = (event) => told.push(event.data)",
    );
    script("other.postMessage('dossier-1'); other.postMessage({ not: 'text' })");
    announce("dossier-2");
    settled(100).await;
    assert_eq!(*heard.borrow(), ["dossier-1"]);
    assert_eq!(script("told.join()").as_string().unwrap(), "dossier-2");
    script("other.close()");
}
