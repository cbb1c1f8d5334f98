//! What is kept on this device, in IndexedDB: the text of each dossier, by id; beside them, in a base of its own, the
//! bytes of the FINESS directory.

use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbTransactionMode::{Readonly, Readwrite};
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

use super::BrowserError;

/// A base and its only store.
type Base = (&'static str, &'static str);

const DOSSIERS: Base = ("jalons", "dossiers");
const OCTETS: Base = ("jalons-annuaire", "octets");

/// What is asked of the store in one transaction.
type Demandes = Box<dyn FnOnce(&IdbObjectStore) -> Result<Vec<IdbRequest>, JsValue>>;

/// From the name and the message of what the browser threw.
fn explique(error: &JsValue) -> BrowserError {
    let text = error.unchecked_ref::<Object>().to_string();
    let says = |word: &str| text.includes(word, 0);
    if says("Quota") || says("quota") {
        BrowserError::StockagePlein
    } else if says("Security") || says("InvalidState") || says("denied") {
        BrowserError::StockageRefuse
    } else {
        BrowserError::StockageEnPanne
    }
}

/// Why it failed, once an event said that it did.
fn echec<E: Into<JsValue>>(error: Result<Option<E>, JsValue>) -> BrowserError {
    error.ok().flatten().map_or(BrowserError::StockageEnPanne, |error| explique(&error.into()))
}

/// Asks to open the base; creates its store the first time.
fn demander_la_base((nom, magasin): Base) -> Option<IdbOpenDbRequest> {
    // The same in the page and in a worker.
    let global = js_sys::global();
    let factory =
        js_sys::Reflect::get(&global, &"indexedDB".into()).ok()?.dyn_into::<web_sys::IdbFactory>().ok()?;
    let request = factory.open_with_u32(nom, 1).ok()?;
    let opening = request.clone();
    let create = Closure::once_into_js(move || {
        if let Ok(base) = opening.result() {
            // A failure here makes the transactions fail, which is told below.
            drop(base.unchecked_into::<IdbDatabase>().create_object_store(magasin));
        }
    });
    request.set_onupgradeneeded(Some(create.unchecked_ref()));
    Some(request)
}

async fn base(de: Base) -> Result<IdbDatabase, BrowserError> {
    let request = demander_la_base(de).ok_or(BrowserError::StockageRefuse)?;
    let opened = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(opened).await.map_err(|_| echec(request.error()))?;
    request.result().map(JsCast::unchecked_into).map_err(|error| explique(&error))
}

/// One transaction, until it is complete: what each request gave.
async fn transaction(
    de: Base,
    mode: IdbTransactionMode,
    demandes: Demandes,
) -> Result<Vec<JsValue>, BrowserError> {
    let base = base(de).await?;
    let outcome = dans(&base, de.1, mode, demandes).await;
    base.close();
    outcome
}

async fn dans(
    base: &IdbDatabase,
    magasin: &str,
    mode: IdbTransactionMode,
    demandes: Demandes,
) -> Result<Vec<JsValue>, BrowserError> {
    let transaction = base.transaction_with_str_and_mode(magasin, mode).map_err(|error| explique(&error))?;
    let requests = transaction.object_store(magasin).and_then(|store| demandes(&store));
    let requests = requests.map_err(|error| explique(&error))?;
    let complete = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    JsFuture::from(complete).await.map_err(|_| echec(Ok(transaction.error())))?;
    requests.iter().map(|request| request.result().map_err(|error| explique(&error))).collect()
}

/// The text of a dossier; none when it is not kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn lire(id: &str) -> Result<Option<String>, BrowserError> {
    let id = JsValue::from_str(id);
    let found = transaction(DOSSIERS, Readonly, Box::new(move |store| Ok(vec![store.get(&id)?]))).await?;
    Ok(found.first().filter(|value| !value.is_undefined()).map(texte))
}

/// A text as it was written; anything else, which this page never wrote, as JSON: it will be shown as unreadable.
fn texte(value: &JsValue) -> String {
    let json = || js_sys::JSON::stringify(value).map_or_else(|_| String::new(), String::from);
    value.as_string().unwrap_or_else(json)
}

/// Keeps the text of a dossier.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn ecrire(id: &str, texte: &str) -> Result<(), BrowserError> {
    let (id, text) = (JsValue::from_str(id), JsValue::from_str(texte));
    transaction(DOSSIERS, Readwrite, Box::new(move |store| Ok(vec![store.put_with_key(&text, &id)?])))
        .await
        .map(drop)
}

/// Forgets a dossier.
///
/// # Errors
/// Storage refused or broken.
pub async fn supprimer(id: &str) -> Result<(), BrowserError> {
    let id = JsValue::from_str(id);
    transaction(DOSSIERS, Readwrite, Box::new(move |store| Ok(vec![store.delete(&id)?]))).await.map(drop)
}

/// Every dossier kept here: id and text, as it was written.
///
/// # Errors
/// Storage refused or broken.
pub async fn lister() -> Result<Vec<(String, String)>, BrowserError> {
    let found =
        transaction(DOSSIERS, Readonly, Box::new(|store| Ok(vec![store.get_all_keys()?, store.get_all()?])))
            .await?;
    let lists: Vec<Array> = found.into_iter().map(JsCast::unchecked_into).collect();
    let [keys, values] = lists.as_slice() else { return Ok(vec![]) };
    Ok(keys
        .iter()
        .zip(values.iter())
        .filter_map(|(key, value)| Some((key.as_string()?, texte(&value))))
        .collect())
}

/// The bytes kept under a name; none when there are none.
///
/// # Errors
/// Storage refused or broken.
pub async fn lire_octets(nom: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let nom = JsValue::from_str(nom);
    let found = transaction(OCTETS, Readonly, Box::new(move |store| Ok(vec![store.get(&nom)?]))).await?;
    let bytes = |value: &JsValue| value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    Ok(found.first().and_then(bytes))
}

/// Keeps bytes under a name.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn ecrire_octets(nom: &str, octets: &[u8]) -> Result<(), BrowserError> {
    let (nom, bytes) = (JsValue::from_str(nom), Uint8Array::from(octets));
    let put = move |store: &IdbObjectStore| Ok(vec![store.put_with_key(&bytes, &nom)?]);
    transaction(OCTETS, Readwrite, Box::new(put)).await.map(drop)
}

/// Forgets the bytes kept under a name.
///
/// # Errors
/// Storage refused or broken.
pub async fn supprimer_octets(nom: &str) -> Result<(), BrowserError> {
    let nom = JsValue::from_str(nom);
    transaction(OCTETS, Readwrite, Box::new(move |store| Ok(vec![store.delete(&nom)?]))).await.map(drop)
}
