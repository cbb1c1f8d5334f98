//! What is kept on this device, in IndexedDB: the text of each dossier, by id; beside them, in a base of its own, the
//! bytes of the FINESS directory. In the page and in its workers.
//!
//! **Invariant:** a writing that succeeded is on the device: its transaction is complete, not only asked for.

use idb::{Database, DatabaseEvent, Factory, ObjectStore, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbRequest;

use super::BrowserError;

/// A base and its only store.
type Base = (&'static str, &'static str);

const DOSSIERS: Base = ("jalons", "dossiers");
const BYTES: Base = ("jalons-annuaire", "octets");

/// What is asked of the store in one transaction.
type Requests = Box<dyn FnOnce(&ObjectStore) -> Result<Vec<IdbRequest>, idb::Error>>;

/// From the name and the message of what the browser threw.
fn explain(thrown: &str) -> BrowserError {
    let says = |word: &str| thrown.contains(word);
    if says("Quota") || says("quota") {
        BrowserError::StorageFull
    } else if says("Security") || says("InvalidState") || says("denied") {
        BrowserError::StorageRefused
    } else {
        BrowserError::StorageBroken
    }
}

fn failed(error: idb::Error) -> BrowserError {
    explain(&error.to_string())
}

/// Opens the base; creates its store the first time.
async fn open((name, store): Base) -> Result<Database, BrowserError> {
    let refused = |_| BrowserError::StorageRefused;
    let mut request = Factory::new().and_then(|factory| factory.open(name, Some(1))).map_err(refused)?;
    request.on_upgrade_needed(move |event| {
        // A failure here makes the transactions fail, which is told below.
        drop(event.database().and_then(|base| base.create_object_store(store, ObjectStoreParams::new())));
    });
    request.await.map_err(failed)
}

/// One transaction, until it is complete: what each request gave. The base is open no longer than that: another tab may
/// need it closed.
async fn transaction(
    base: Base,
    mode: TransactionMode,
    requests: Requests,
) -> Result<Vec<JsValue>, BrowserError> {
    let open = open(base).await?;
    let outcome = within(&open, base.1, mode, requests).await;
    open.close();
    outcome
}

async fn within(
    base: &Database,
    store: &str,
    mode: TransactionMode,
    requests: Requests,
) -> Result<Vec<JsValue>, BrowserError> {
    let transaction = base.transaction(&[store], mode).map_err(failed)?;
    let asked = transaction.object_store(store).and_then(|store| requests(&store)).map_err(failed)?;
    complete(transaction).await?;
    let thrown = |error: JsValue| failed(idb::Error::RequestResultNotFound(error));
    asked.iter().map(|request| request.result().map_err(thrown)).collect()
}

/// Waits until a transaction is on the device, or was given up. By hand: the future of `idb` ends at the first request
/// that fails, before the transaction has told why, and the end that follows then calls what is no longer there.
async fn complete(mut transaction: Transaction) -> Result<(), BrowserError> {
    let ended = Promise::new(&mut |done, _| {
        let complete = done.clone();
        transaction.on_complete(move |_| drop(complete.call1(&JsValue::UNDEFINED, &JsValue::TRUE)));
        transaction.on_abort(move |_| drop(done.call1(&JsValue::UNDEFINED, &JsValue::FALSE)));
    });
    if JsFuture::from(ended).await == Ok(JsValue::TRUE) {
        return Ok(());
    }
    let why = transaction.error().ok_or(BrowserError::StorageBroken)?;
    Err(failed(idb::Error::DomException(why)))
}

/// A text as it was written; anything else, which this page never wrote, as JSON: it will be shown as unreadable.
fn text(value: &JsValue) -> String {
    let json = || js_sys::JSON::stringify(value).map_or_else(|_| String::new(), String::from);
    value.as_string().unwrap_or_else(json)
}

/// The text of a dossier; none when it is not kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn read(id: &str) -> Result<Option<String>, BrowserError> {
    let found = get(DOSSIERS, id).await?;
    Ok(found.filter(|value| !value.is_undefined()).as_ref().map(text))
}

/// Keeps the text of a dossier.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn write(id: &str, text: &str) -> Result<(), BrowserError> {
    put(DOSSIERS, id, text.into()).await
}

/// Forgets a dossier.
///
/// # Errors
/// Storage refused or broken.
pub async fn delete(id: &str) -> Result<(), BrowserError> {
    remove(DOSSIERS, id).await
}

/// Every dossier kept here: id and text, as it was written.
///
/// # Errors
/// Storage refused or broken.
pub async fn list() -> Result<Vec<(String, String)>, BrowserError> {
    let all = |store: &ObjectStore| {
        Ok(vec![store.get_all_keys(None, None)?.into(), store.get_all(None, None)?.into()])
    };
    let found = transaction(DOSSIERS, TransactionMode::ReadOnly, Box::new(all)).await?;
    let lists: Vec<Array> = found.into_iter().map(JsCast::unchecked_into).collect();
    let [keys, values] = lists.as_slice() else { return Ok(vec![]) };
    let both = keys.iter().zip(values.iter());
    Ok(both.filter_map(|(key, value)| Some((key.as_string()?, text(&value)))).collect())
}

/// The bytes kept under a name; none when there are none.
///
/// # Errors
/// Storage refused or broken.
pub async fn read_bytes(name: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let found = get(BYTES, name).await?;
    Ok(found.and_then(|value| value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)))
}

/// Keeps bytes under a name.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), BrowserError> {
    put(BYTES, name, Uint8Array::from(bytes).into()).await
}

/// Forgets the bytes kept under a name.
///
/// # Errors
/// Storage refused or broken.
pub async fn delete_bytes(name: &str) -> Result<(), BrowserError> {
    remove(BYTES, name).await
}

async fn get(base: Base, key: &str) -> Result<Option<JsValue>, BrowserError> {
    let key = JsValue::from_str(key);
    let get = move |store: &ObjectStore| Ok(vec![store.get(key)?.into()]);
    Ok(transaction(base, TransactionMode::ReadOnly, Box::new(get)).await?.pop())
}

async fn put(base: Base, key: &str, value: JsValue) -> Result<(), BrowserError> {
    let key = JsValue::from_str(key);
    let put = move |store: &ObjectStore| Ok(vec![store.put(&value, Some(&key))?.into()]);
    transaction(base, TransactionMode::ReadWrite, Box::new(put)).await.map(drop)
}

async fn remove(base: Base, key: &str) -> Result<(), BrowserError> {
    let key = JsValue::from_str(key);
    let delete = move |store: &ObjectStore| Ok(vec![store.delete(key)?.into()]);
    transaction(base, TransactionMode::ReadWrite, Box::new(delete)).await.map(drop)
}
