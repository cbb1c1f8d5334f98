//! Dossiers kept in IndexedDB come back as they were written; what storage refuses is told.

use jalons::browser::BrowserError;
use jalons::browser::ids::fresh;
use jalons::browser::storage::{
    Exchange, Shelf, copies, delete, delete_bytes, exchange, file, filing, keep_copies, keep_memory, list,
    memory, put_summary, read, read_all, read_bytes, shelf, sweep, write_bytes,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::script;

/// Waits for what a script gives.
async fn done(text: &str) {
    let promise: js_sys::Promise = script(text).unchecked_into();
    JsFuture::from(promise).await.unwrap();
}

/// Writes over what is kept.
async fn write(id: &str, text: &str) -> Result<(), BrowserError> {
    let known = read(id).await.unwrap_or(None);
    let outcome = exchange(id, known.as_deref(), text).await?;
    assert_eq!(outcome, Exchange::Written);
    Ok(())
}

#[wasm_bindgen_test]
async fn what_another_tab_kept_is_told_and_not_written_over() {
    let id = fresh("essai");
    assert_eq!(exchange(&id, None, "un").await, Ok(Exchange::Written));
    assert_eq!(exchange(&id, Some("un"), "deux").await, Ok(Exchange::Written));
    // Known is older than what is kept; then, a dossier that was thought to be new; then, one that is gone.
    let differs = || Ok(Exchange::Differs(Some("deux".to_owned())));
    assert_eq!(exchange(&id, Some("un"), "trois").await, differs());
    assert_eq!(exchange(&id, None, "trois").await, differs());
    assert_eq!(read(&id).await, Ok(Some("deux".to_owned())));
    delete(&id).await.unwrap();
    assert_eq!(exchange(&id, Some("deux"), "trois").await, Ok(Exchange::Differs(None)));
    assert_eq!(read(&id).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_base_that_lost_its_store_is_mended() {
    done(
        "new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('jalons'); gone.onerror = failed; \
         gone.onsuccess = () => { const open = indexedDB.open('jalons', 1); open.onerror = failed; \
         open.onsuccess = () => { open.result.close(); done(); }; }; })",
    )
    .await;
    let id = fresh("essai");
    write(&id, "texte").await.unwrap();
    assert_eq!(read(&id).await, Ok(Some("texte".to_owned())));
    // Back to the version of a page of before, for the other trials.
    done(
        "new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('jalons'); \
         gone.onsuccess = done; gone.onerror = failed; })",
    )
    .await;
}

#[wasm_bindgen_test]
async fn a_store_that_never_answers_is_told() {
    script("globalThis.opening = IDBFactory.prototype.open");
    script(
        "IDBFactory.prototype.open = () => { const mute = opening.call(indexedDB, 'muet'); \
            for (const on of ['success', 'error', 'upgradeneeded']) \
            mute.addEventListener(on, (event) => event.stopImmediatePropagation(), true); return mute; }",
    );
    let outcome = read("id").await;
    script("IDBFactory.prototype.open = opening");
    assert_eq!(outcome, Err(BrowserError::StorageBroken));
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

/// Opens the base of the dossiers as the first versions of this page did, or as it is by now, and does something with the
/// store of their texts.
fn by_hand(what: &str) -> String {
    format!(
        "new Promise((done, failed) => {{ const open = indexedDB.open('jalons'); \
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

// What is kept beside the texts.

/// Forgets the base of the dossiers.
async fn forget_all() {
    done(
        "new Promise((done, failed) => { const gone = indexedDB.deleteDatabase('jalons'); \
         gone.onsuccess = done; gone.onerror = failed; gone.onblocked = () => failed(new Error('blocked')); })",
    )
    .await;
}

/// A base as it was kept by a page of before (`bases/`, made in a browser by the build of d78c0f7).
const FIRST: &str = include_str!("bases/jalons-1.json");

/// Puts that base in place of the present one, as its page did.
async fn as_before() -> Vec<(String, String)> {
    forget_all().await;
    done(&format!(
        "(async () => {{ const {{ base, version, stores }} = {FIRST}; \
         await new Promise((done, failed) => {{ const open = indexedDB.open(base, version); open.onerror = failed; \
         open.onupgradeneeded = () => Object.keys(stores).forEach((name) => open.result.createObjectStore(name)); \
         open.onsuccess = () => {{ const act = open.result.transaction(Object.keys(stores), 'readwrite'); \
         for (const [name, all] of Object.entries(stores)) for (const [key, value] of all) act.objectStore(name).put(value, key); \
         act.oncomplete = () => {{ open.result.close(); done(); }}; act.onerror = failed; }}; }}); }})()"
    ))
    .await;
    let said = script(&format!("JSON.stringify(({FIRST}).stores.dossiers)")).as_string().unwrap();
    serde_json::from_str(&said).unwrap()
}

#[wasm_bindgen_test]
async fn a_base_of_before_is_found_whole_and_gets_what_it_lacks() {
    let kept = as_before().await;
    assert!(kept.len() >= 4);
    let ids: Vec<String> = kept.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(shelf().await, Ok(Shelf { ids: ids.clone(), ..Shelf::default() }));
    assert_eq!(list().await, Ok(kept.clone()));
    let texts = kept.iter().map(|(_, text)| Some(text.clone())).collect();
    assert_eq!(read_all(&ids).await, Ok(texts));
    // What is kept beside them from now on.
    let (id, text) = &kept[0];
    assert_eq!(put_summary(id, text, "résumé").await, Ok(Exchange::Written));
    file(id, "classement").await.unwrap();
    let found = shelf().await.unwrap();
    assert_eq!(found.summaries, [(id.clone(), "résumé".to_owned())]);
    assert_eq!(found.filings, [(id.clone(), "classement".to_owned())]);
    assert_eq!(memory(id).await, Ok(Some((text.clone(), None))));
    assert_eq!(keep_memory(id, text, "souvenir").await, Ok(Exchange::Written));
    assert_eq!(memory(id).await, Ok(Some((text.clone(), Some("souvenir".to_owned())))));
    // A page of before, in another tab, still finds its store in it.
    done(&by_hand(&format!("act.objectStore('dossiers').put('écrit par une page d’avant', '{id}')"))).await;
    assert_eq!(read(id).await, Ok(Some("écrit par une page d’avant".to_owned())));
    forget_all().await;
}

#[wasm_bindgen_test]
async fn a_first_writing_upgrades_a_base_of_before() {
    let kept = as_before().await;
    let (id, text) = &kept[1];
    assert_eq!(exchange(id, Some(text), "autre").await, Ok(Exchange::Written));
    assert_eq!(read(id).await, Ok(Some("autre".to_owned())));
    assert_eq!(list().await.unwrap().len(), kept.len());
    forget_all().await;
}

#[wasm_bindgen_test]
async fn what_is_said_of_a_dossier_goes_with_its_text() {
    let id = fresh("essai");
    write(&id, "un").await.unwrap();
    assert_eq!(put_summary(&id, "un", "dit de un").await, Ok(Exchange::Written));
    let said = || async { shelf().await.unwrap().summaries.into_iter().find(|(known, _)| *known == id) };
    assert_eq!(said().await.map(|(_, text)| text), Some("dit de un".to_owned()));
    write(&id, "deux").await.unwrap();
    assert_eq!(said().await, None, "another text");
    let late = put_summary(&id, "un", "dit de un").await;
    assert_eq!(late, Ok(Exchange::Differs(Some("deux".to_owned()))));
    assert_eq!(said().await, None, "said of a text that is gone");
    delete(&id).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_dossier_that_is_deleted_leaves_nothing_beside() {
    let (gone, stays) = (fresh("essai"), fresh("essai"));
    for id in [&gone, &stays] {
        write(id, "texte").await.unwrap();
        put_summary(id, "texte", "dit").await.unwrap();
        file(id, "rangé").await.unwrap();
        keep_copies(id, "copies").await.unwrap();
        assert_eq!(keep_memory(id, "texte", "souvenir").await, Ok(Exchange::Written));
    }
    delete(&gone).await.unwrap();
    let found = shelf().await.unwrap();
    let names = |all: &[(String, String)], id: &String| all.iter().any(|(known, _)| known == id);
    assert!(!found.ids.contains(&gone) && !names(&found.summaries, &gone) && !names(&found.filings, &gone));
    assert!(found.ids.contains(&stays) && names(&found.summaries, &stays) && names(&found.filings, &stays));
    assert_eq!((filing(&gone).await, filing(&stays).await), (Ok(None), Ok(Some("rangé".to_owned()))));
    let both = copies(&[gone.clone(), stays.clone()]).await;
    assert_eq!(both, Ok(vec![None, Some("copies".to_owned())]));
    assert_eq!(memory(&gone).await, Ok(None));
    assert_eq!(memory(&stays).await, Ok(Some(("texte".to_owned(), Some("souvenir".to_owned())))));
    // Another of that id has no memory of this one.
    write(&gone, "autre").await.unwrap();
    assert_eq!(memory(&gone).await, Ok(Some(("autre".to_owned(), None))));
    delete(&gone).await.unwrap();
    sweep(std::slice::from_ref(&stays)).await.unwrap();
    let found = shelf().await.unwrap();
    assert!(found.ids.contains(&stays) && !names(&found.summaries, &stays) && !names(&found.filings, &stays));
    assert_eq!(memory(&stays).await, Ok(Some(("texte".to_owned(), None))));
    delete(&stays).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_is_remembered_outlives_the_text_and_is_written_for_the_one_that_stands() {
    let id = fresh("essai");
    assert_eq!(memory(&id).await, Ok(None));
    assert_eq!(keep_memory(&id, "un", "souvenir").await, Ok(Exchange::Differs(None)));
    write(&id, "un").await.unwrap();
    assert_eq!(keep_memory(&id, "un", "souvenir de un").await, Ok(Exchange::Written));
    write(&id, "deux").await.unwrap();
    let remembered = Some(("deux".to_owned(), Some("souvenir de un".to_owned())));
    assert_eq!(memory(&id).await, Ok(remembered.clone()));
    let late = keep_memory(&id, "un", "trop tard").await;
    assert_eq!(late, Ok(Exchange::Differs(Some("deux".to_owned()))));
    assert_eq!(memory(&id).await, Ok(remembered));
    delete(&id).await.unwrap();
}
