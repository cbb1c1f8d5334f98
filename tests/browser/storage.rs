//! Dossiers kept in IndexedDB come back as they were written; what storage refuses is told.

use jalons::browser::BrowserError;
use jalons::browser::ids::fresh;
use jalons::browser::storage::{delete, delete_bytes, list, read, read_bytes, write, write_bytes};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::script;

/// Waits for what a script gives.
async fn done(text: &str) {
    let promise: js_sys::Promise = script(text).unchecked_into();
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn comes_back_as_written() {
    let id = fresh("essai");
    let text = "{\"nom\":\"EHPAD « Les Tilleuls » – été\"}";
    assert_eq!(read(&id).await, Ok(None));
    write(&id, text).await.unwrap();
    assert_eq!(read(&id).await, Ok(Some(text.to_owned())));
    write(&id, "").await.unwrap();
    assert_eq!(read(&id).await, Ok(Some(String::new())));
}

#[wasm_bindgen_test]
async fn the_last_writing_stands() {
    let id = fresh("essai");
    write(&id, "un").await.unwrap();
    write(&id, "deux").await.unwrap();
    assert_eq!(read(&id).await, Ok(Some("deux".to_owned())));
    let kept = list().await.unwrap();
    assert_eq!(kept.iter().filter(|(key, _)| *key == id).collect::<Vec<_>>(), [&(id, "deux".to_owned())]);
}

#[wasm_bindgen_test]
async fn forgets_one_and_keeps_the_others() {
    let (kept, forgotten) = (fresh("essai"), fresh("essai"));
    write(&kept, "gardé").await.unwrap();
    write(&forgotten, "oublié").await.unwrap();
    delete(&forgotten).await.unwrap();
    assert_eq!(read(&forgotten).await, Ok(None));
    assert_eq!(read(&kept).await, Ok(Some("gardé".to_owned())));
    delete("jamais écrit").await.unwrap();
}

#[wasm_bindgen_test]
async fn a_large_dossier_fits() {
    let id = fresh("essai");
    let text = "é".repeat(2_000_000);
    write(&id, &text).await.unwrap();
    assert!(read(&id).await.unwrap().as_deref() == Some(text.as_str()));
    delete(&id).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_directory_is_kept_apart_from_the_dossiers() {
    let name = fresh("octets");
    assert_eq!(read_bytes(&name).await, Ok(None));
    write_bytes(&name, &[0, 255, 7]).await.unwrap();
    assert_eq!(read_bytes(&name).await, Ok(Some(vec![0, 255, 7])));
    assert_eq!(read(&name).await, Ok(None));
    delete_bytes(&name).await.unwrap();
    assert_eq!(read_bytes(&name).await, Ok(None));
}

/// Opens the base of the dossiers as the first versions of this page did, and does something with its store.
fn by_hand(what: &str) -> String {
    format!(
        "new Promise((done, failed) => {{ const open = indexedDB.open('jalons', 1); \
         open.onupgradeneeded = () => open.result.createObjectStore('dossiers'); \
         open.onerror = () => failed(open.error); \
         open.onsuccess = () => {{ const act = open.result.transaction('dossiers', 'readwrite'); \
         {what}; act.oncomplete = () => {{ open.result.close(); done(); }}; }}; }})"
    )
}

#[wasm_bindgen_test]
async fn what_was_kept_before_is_found_and_what_is_no_text_is_shown() {
    let (old, foreign) = (fresh("ancien"), fresh("étranger"));
    done(&by_hand(&format!("act.objectStore('dossiers').put('{{\"schema\":1}}', '{old}')"))).await;
    done(&by_hand(&format!("act.objectStore('dossiers').put({{ x: [1] }}, '{foreign}')"))).await;
    assert_eq!(read(&old).await, Ok(Some("{\"schema\":1}".to_owned())));
    assert_eq!(read(&foreign).await, Ok(Some("{\"x\":[1]}".to_owned())));
    let kept = list().await.unwrap();
    assert!(kept.contains(&(old.clone(), "{\"schema\":1}".to_owned())));
    assert!(kept.contains(&(foreign.clone(), "{\"x\":[1]}".to_owned())));
    delete(&old).await.unwrap();
    delete(&foreign).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_base_is_closed_after_use_so_that_another_tab_may_change_it() {
    write(&fresh("essai"), "texte").await.unwrap();
    done(
        "new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('jalons'); \
         gone.onsuccess = done; gone.onblocked = () => failed(new Error('blocked')); })",
    )
    .await;
    assert_eq!(list().await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn storage_that_is_refused_says_so() {
    let without = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true })";
    let closed = "Object.defineProperty(globalThis, 'indexedDB', { configurable: true, value: \
                  Object.create(IDBFactory.prototype, { open: { value: () => { \
                  throw new DOMException('no', 'SecurityError'); } } }) })";
    script("globalThis.own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')");
    for refusal in [without, closed] {
        script(refusal);
        let outcomes = (write("id", "texte").await, read("id").await, list().await, read_bytes("n").await);
        script("Object.defineProperty(globalThis, 'indexedDB', own)");
        let refused = BrowserError::StorageRefused;
        assert_eq!(outcomes, (Err(refused), Err(refused), Err(refused), Err(refused)), "{refusal}");
    }
}

#[wasm_bindgen_test]
async fn a_base_that_does_not_open_says_why() {
    for (name, expected) in [
        ("InvalidStateError", BrowserError::StorageRefused),
        ("QuotaExceededError", BrowserError::StorageFull),
        ("UnknownError", BrowserError::StorageBroken),
    ] {
        script(&format!(
            "globalThis.before = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'error'); \
             globalThis.opening = IDBFactory.prototype.open; \
             Object.defineProperty(IDBRequest.prototype, 'error', {{ configurable: true, \
             get: () => new DOMException('x', '{name}') }}); \
             IDBFactory.prototype.open = function () {{ const it = opening.call(this, 'jalons-essai', 1); \
             it.onsuccess = () => it.result.close(); setTimeout(() => it.dispatchEvent(new Event('error'))); return it; }}"
        ));
        let outcome = read("id").await;
        script(
            "Object.defineProperty(IDBRequest.prototype, 'error', before); IDBFactory.prototype.open = opening",
        );
        assert_eq!(outcome, Err(expected), "{name}");
    }
}

#[wasm_bindgen_test]
async fn storage_that_is_full_says_so_and_what_was_kept_stays() {
    let id = fresh("essai");
    write(&id, "avant").await.unwrap();
    // At once, as some browsers refuse.
    script(
        "globalThis.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = () => { \
         throw new DOMException('no room', 'QuotaExceededError'); }",
    );
    let at_once = write(&id, "après").await;
    // Or when the transaction ends, as others do.
    script(
        "globalThis.error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error'); \
         Object.defineProperty(IDBTransaction.prototype, 'error', { configurable: true, \
         get: () => new DOMException('no room', 'QuotaExceededError') }); \
         IDBObjectStore.prototype.put = function (...all) { const it = put.apply(this, all); \
         it.onsuccess = () => this.transaction.abort(); return it; }",
    );
    let at_the_end = write(&id, "après").await;
    script(
        "Object.defineProperty(IDBTransaction.prototype, 'error', error); IDBObjectStore.prototype.put = put",
    );
    assert_eq!((at_once, at_the_end), (Err(BrowserError::StorageFull), Err(BrowserError::StorageFull)));
    assert_eq!(read(&id).await, Ok(Some("avant".to_owned())));
}

#[wasm_bindgen_test]
async fn a_writing_that_is_given_up_is_no_success() {
    let id = fresh("essai");
    script(
        "globalThis.put = IDBObjectStore.prototype.put; \
         IDBObjectStore.prototype.put = function (...all) { const it = put.apply(this, all); \
         it.onsuccess = () => this.transaction.abort(); return it; }",
    );
    let outcome = write(&id, "texte").await;
    script("IDBObjectStore.prototype.put = put");
    assert_eq!(outcome, Err(BrowserError::StorageBroken));
    assert_eq!(read(&id).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_request_that_fails_stops_nothing_else() {
    let id = fresh("essai");
    // The same key twice: the second one fails, and its transaction with it.
    script(
        "globalThis.put = IDBObjectStore.prototype.put; globalThis.uncaught = []; \
         globalThis.onerror = (said) => { uncaught.push(said); return true; }; \
         IDBObjectStore.prototype.put = function (...all) { this.add(...all); return this.add(...all); }",
    );
    let outcome = write(&id, "texte").await;
    crate::settled(50).await;
    script("IDBObjectStore.prototype.put = put; globalThis.onerror = null");
    assert_eq!(outcome, Err(BrowserError::StorageBroken));
    assert_eq!(script("uncaught.join()").as_string().unwrap(), "");
    assert_eq!(read(&id).await, Ok(None));
}
