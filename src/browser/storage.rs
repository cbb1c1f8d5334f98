//! What is kept on this device, in IndexedDB: the text of each dossier, by id, with what is said of it in a list, how it
//! is filed and what is remembered of its plan; beside them, in a base of its own, the bytes of the FINESS directory. In the page and in its workers. Each copy
//! of the page on one origin has its own bases ([`super::place`]).
//!
//! **Versions.** A store is added to a base by its next version, when it is first needed and is not there ([`open`]): from a
//! base of the first pages, which held the dossiers alone, or from one that a browser lost. Nothing that a version holds is
//! ever changed by the next one, so that tabs of several versions of the page may use the same base.
//!
//! **Invariants.** A writing that succeeded is on the device: its transaction is complete, not only asked for. What is said
//! of a dossier in a list goes with the text that it was made from: whoever writes another text takes it away, in the same
//! transaction ([`exchange`]), and it is only kept while that text stands ([`put_summary`]). What is remembered of its plan
//! outlives its text, and is only written for the one that stands ([`keep_memory`]).

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use idb::{Database, DatabaseEvent, Factory, ObjectStore, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbObjectStore, IdbRequest};

use super::web_storage::{self, LocalStorage};
use super::{BrowserError, place, timers};

/// A base, without what names the copy of the page, and its stores.
type Base = (&'static str, &'static [&'static str]);

/// The texts of the dossiers, by id.
const TEXTS: &str = "dossiers";
/// What is said of each in a list, by id: made again from the text when it is missing.
const SUMMARIES: &str = "index";
/// How each is filed on this device, by id; none for one that nothing was said of.
const FILINGS: &str = "classement";
/// The copies of each that left the device or came in, by id; apart, since they are as long as the dossiers.
const COPIES: &str = "copies";
/// What is remembered of the last plan of each, by id.
const MEMORIES: &str = "souvenirs";
/// Bytes, by name.
const NAMED: &str = "octets";

const DOSSIERS: Base = ("jalons", &[TEXTS, SUMMARIES, FILINGS, COPIES, MEMORIES]);
const BYTES: Base = ("jalons-annuaire", &[NAMED]);

/// What is asked of the stores in one transaction.
type Requests = Box<dyn FnOnce(&[ObjectStore]) -> Result<Vec<IdbRequest>, idb::Error>>;

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

/// How long the stores of a base may take to answer, in milliseconds, before it is said that they do not: a directory of
/// FINESS is a hundred times a dossier, and so are the copies of all of them.
fn patience(base: Base, stores: &[&str]) -> u32 {
    if base == BYTES || stores.contains(&COPIES) { 60_000 } else { 6_000 }
}

/// Opens the base of a copy of the page; adds the stores that it lacks when one of those that are needed is not there: the
/// first time, from an older version, or when a browser lost it.
async fn open(base: Base, copy: &str, needed: &[&str]) -> Result<Database, BrowserError> {
    let opened = open_version(base, copy, None).await?;
    let names = opened.store_names();
    if needed.iter().all(|store| names.iter().any(|name| name == store)) {
        return Ok(opened);
    }
    let next = opened.version().map_err(failed)? + 1;
    opened.close();
    open_version(base, copy, Some(next)).await
}

/// Opens the base as it is, or as a new version of it, which has every store.
async fn open_version(
    (name, stores): Base,
    copy: &str,
    version: Option<u32>,
) -> Result<Database, BrowserError> {
    let refused = |_| BrowserError::StorageRefused;
    let mut request = Factory::new()
        .and_then(|factory| factory.open(&format!("{name}{copy}"), version))
        .map_err(refused)?;
    request.on_upgrade_needed(move |event| {
        // A failure here makes the transactions fail, which is told below.
        let Ok(base) = event.database() else { return };
        let there = base.store_names();
        for store in stores.iter().filter(|store| !there.iter().any(|name| name == *store)) {
            drop(base.create_object_store(store, ObjectStoreParams::new()));
        }
    });
    request.await.map_err(failed)
}

/// One transaction, until it is complete: what each request gave. The base is open no longer than that: another tab may
/// need it closed. A store that never answers is one that fails: nobody waits for ever.
async fn transaction(
    base: Base,
    stores: &'static [&'static str],
    mode: TransactionMode,
    requests: Requests,
) -> Result<Vec<JsValue>, BrowserError> {
    let copy = place::suffix();
    if mode == TransactionMode::ReadWrite {
        place::claim();
    }
    transaction_in(base, &copy, stores, mode, requests).await
}

/// The same in the base of that copy of the page.
async fn transaction_in(
    base: Base,
    copy: &str,
    stores: &'static [&'static str],
    mode: TransactionMode,
    requests: Requests,
) -> Result<Vec<JsValue>, BrowserError> {
    let whole = async {
        let open = open(base, copy, stores).await?;
        let outcome = within(&open, stores, mode, requests).await;
        open.close();
        outcome
    };
    timers::within(patience(base, stores), whole).await.unwrap_or(Err(BrowserError::StorageBroken))
}

async fn within(
    base: &Database,
    stores: &[&str],
    mode: TransactionMode,
    requests: Requests,
) -> Result<Vec<JsValue>, BrowserError> {
    let transaction = base.transaction(stores, mode).map_err(failed)?;
    let held: Result<Vec<ObjectStore>, idb::Error> =
        stores.iter().map(|store| transaction.object_store(store)).collect();
    let asked = held.and_then(|stores| requests(&stores)).map_err(failed)?;
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
    let found = get(DOSSIERS, &[TEXTS], id).await?.filter(|value| !value.is_undefined());
    if found.is_some() {
        place::claim();
    }
    Ok(found.as_ref().map(text))
}

/// What came of writing over a text that was known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// The new text is kept.
    Written,
    /// Another text is kept than the one that was known, or none any more: nothing was written.
    Differs(Option<String>),
}

/// Keeps the text of a dossier in place of the one that is known to be kept, none for a new dossier. Comparing and
/// writing are one transaction: no other tab writes between the two.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn exchange(id: &str, known: Option<&str>, new: &str) -> Result<Exchange, BrowserError> {
    put_if(id, known, TEXTS, new).await
}

/// Keeps what is said of a dossier in a list, while the text that it was made from stands.
///
/// # Errors
/// Storage refused, full or broken.
pub async fn put_summary(id: &str, text: &str, summary: &str) -> Result<Exchange, BrowserError> {
    put_if(id, Some(text), SUMMARIES, summary).await
}

/// How a dossier is filed; none when nothing was said of it.
///
/// # Errors
/// Storage refused or broken.
pub async fn filing(id: &str) -> Result<Option<String>, BrowserError> {
    Ok(get(DOSSIERS, &[FILINGS], id).await?.filter(|value| !value.is_undefined()).as_ref().map(text))
}

/// Keeps how a dossier is filed.
///
/// # Errors
/// Storage refused, full or broken.
pub async fn file(id: &str, filing: &str) -> Result<(), BrowserError> {
    put(DOSSIERS, &[FILINGS], id, filing.into()).await
}

/// The copies of some dossiers that left the device or came in, in the order of their ids; none of one of which there is no
/// other copy.
///
/// # Errors
/// Storage refused or broken.
pub async fn copies(ids: &[String]) -> Result<Vec<Option<String>>, BrowserError> {
    get_all(&[COPIES], ids).await
}

/// Keeps the copies of a dossier.
///
/// # Errors
/// Storage refused, full or broken.
pub async fn keep_copies(id: &str, copies: &str) -> Result<(), BrowserError> {
    put(DOSSIERS, &[COPIES], id, copies.into()).await
}

/// The text of a dossier, and what is remembered of its last plan; none when it is not kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn memory(id: &str) -> Result<Option<(String, Option<String>)>, BrowserError> {
    let key = JsValue::from_str(id);
    let get = move |stores: &[ObjectStore]| {
        let found = stores.iter().map(|store| Ok(store.get(key.clone())?.into()));
        found.collect()
    };
    let stores = &[TEXTS, MEMORIES];
    let found = transaction(DOSSIERS, stores, TransactionMode::ReadOnly, Box::new(get)).await?;
    let mut found = found.iter().map(|value| (!value.is_undefined()).then(|| text(value)));
    let (text, memory) = (found.next().flatten(), found.next().flatten());
    Ok(text.map(|text| (text, memory)))
}

/// Keeps what is remembered of the plan of a dossier, while the text that it is about stands.
///
/// # Errors
/// Storage refused, full or broken.
pub async fn keep_memory(id: &str, text: &str, memory: &str) -> Result<Exchange, BrowserError> {
    put_if(id, Some(text), MEMORIES, memory).await
}

/// Writes in a store under the id of a dossier, while its text is the one that is known. Another text takes away what is
/// said of it in a list.
async fn put_if(
    id: &str,
    known: Option<&str>,
    store: &'static str,
    new: &str,
) -> Result<Exchange, BrowserError> {
    let (key, known, new) = (JsValue::from_str(id), known.map(str::to_owned), JsValue::from_str(new));
    let outcome = Rc::new(RefCell::new(Ok(Exchange::Written)));
    let found = Rc::clone(&outcome);
    let compare = move |stores: &[ObjectStore]| {
        let [texts, summaries, _] = stores else { return Ok(vec![]) };
        if store == TEXTS {
            summaries.delete(key.clone())?;
        }
        let get: IdbRequest = texts.get(key.clone())?.into();
        EventListener::once(&get, "success", move |event| {
            let Some(request) = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok()) else {
                return;
            };
            let kept = request.result().ok().filter(|value| !value.is_undefined());
            let kept = kept.as_ref().map(text);
            if kept == known {
                let texts = request.source().and_then(|source| source.dyn_into::<IdbObjectStore>().ok());
                let other = |texts: IdbObjectStore| texts.transaction().object_store(store).ok();
                let refused = texts.and_then(other).and_then(|store| store.put_with_key(&new, &key).err());
                if let Some(thrown) = refused {
                    *found.borrow_mut() = Err(failed(idb::Error::RequestResultNotFound(thrown)));
                }
            } else {
                *found.borrow_mut() = Ok(Exchange::Differs(kept));
            }
        })
        .forget();
        Ok(vec![])
    };
    let stores = &[TEXTS, SUMMARIES, MEMORIES];
    transaction(DOSSIERS, stores, TransactionMode::ReadWrite, Box::new(compare)).await?;
    outcome.borrow().clone()
}

/// Whether the browser promised to keep what is stored, even when it lacks room.
pub async fn is_persisted() -> bool {
    let Some(asked) = storage_manager().and_then(|storage| storage.persisted().ok()) else { return false };
    JsFuture::from(asked).await == Ok(JsValue::TRUE)
}

/// Asks the browser for that promise, unless it gave it or was asked already, at any visit; whether it gives it.
pub async fn persist_once() -> bool {
    if is_persisted().await {
        return true;
    }
    let name = place::key("promesse-demandee");
    if web_storage::get::<LocalStorage, bool>(&name).unwrap_or(false) {
        return false;
    }
    web_storage::set::<LocalStorage>(&name, true);
    persist().await
}

async fn persist() -> bool {
    let Some(storage) = storage_manager() else { return false };
    let Ok(asked) = storage.persist() else { return false };
    JsFuture::from(asked).await == Ok(JsValue::TRUE)
}

/// Whether the browser promised to keep what is stored; and how much is stored, of how much it leaves room for, in bytes,
/// when it tells.
pub async fn room() -> (bool, Option<(f64, f64)>) {
    let Some(storage) = storage_manager() else { return (false, None) };
    let promised = is_persisted().await;
    let Ok(asked) = storage.estimate() else { return (promised, None) };
    let number = |said: &JsValue, name: &str| js_sys::Reflect::get(said, &name.into()).ok()?.as_f64();
    let said = JsFuture::from(asked).await.ok();
    (promised, said.and_then(|said| Some((number(&said, "usage")?, number(&said, "quota")?))))
}

/// What tells of the store, in the page or in a worker.
fn storage_manager() -> Option<web_sys::StorageManager> {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    js_sys::Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}

/// Writes how much room this site takes on the device, as the browser counts it, in the element of that id; leaves it as it is
/// where the browser does not say. All copies of the page on one site are counted together.
pub async fn show_room(id: &str) {
    let (_, Some((used, _))) = room().await else { return };
    if let Some(place) = gloo_utils::document().get_element_by_id(id) {
        let tenths = (used / 100_000.0).ceil() as u64;
        place.set_text_content(Some(&format!("{},{}\u{a0}Mo", tenths / 10, tenths % 10)));
    }
}

/// Forgets a dossier, and all that is kept beside it.
///
/// # Errors
/// Storage refused or broken.
pub async fn delete(id: &str) -> Result<(), BrowserError> {
    let key = JsValue::from_str(id);
    let delete = move |stores: &[ObjectStore]| {
        let deleted = stores.iter().map(|store| Ok(store.delete(key.clone())?.into()));
        deleted.collect()
    };
    transaction(DOSSIERS, DOSSIERS.1, TransactionMode::ReadWrite, Box::new(delete)).await.map(drop)
}

/// Takes away what is said, or how they are filed, of dossiers that are not kept.
///
/// # Errors
/// Storage refused or broken.
pub async fn sweep(ids: &[String]) -> Result<(), BrowserError> {
    let keys: Vec<JsValue> = ids.iter().map(JsValue::from).collect();
    let sweep = move |stores: &[ObjectStore]| {
        let pairs = stores.iter().flat_map(|store| keys.iter().map(move |key| (store, key)));
        pairs.map(|(store, key)| Ok(store.delete(key.clone())?.into())).collect()
    };
    let stores = &[SUMMARIES, FILINGS, COPIES, MEMORIES];
    transaction(DOSSIERS, stores, TransactionMode::ReadWrite, Box::new(sweep)).await.map(drop)
}

/// Every dossier kept here: id and text, as it was written.
///
/// # Errors
/// Storage refused or broken.
pub async fn list() -> Result<Vec<(String, String)>, BrowserError> {
    let found = list_of(&place::suffix()).await?;
    if !found.is_empty() {
        place::claim();
    }
    Ok(found)
}

/// The texts of some dossiers, in the order of their ids; none of one that is not kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn read_all(ids: &[String]) -> Result<Vec<Option<String>>, BrowserError> {
    get_all(&[TEXTS], ids).await
}

async fn get_all(
    stores: &'static [&'static str],
    ids: &[String],
) -> Result<Vec<Option<String>>, BrowserError> {
    let keys: Vec<JsValue> = ids.iter().map(JsValue::from).collect();
    let get = move |stores: &[ObjectStore]| {
        let pairs = stores.iter().flat_map(|store| keys.iter().map(move |key| (store, key)));
        pairs.map(|(store, key)| Ok(store.get(key.clone())?.into())).collect()
    };
    let found = transaction(DOSSIERS, stores, TransactionMode::ReadOnly, Box::new(get)).await?;
    Ok(found.iter().map(|value| (!value.is_undefined()).then(|| text(value))).collect())
}

/// The ids of the dossiers that are kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn ids() -> Result<Vec<String>, BrowserError> {
    let keys = |stores: &[ObjectStore]| {
        let [texts] = stores else { return Ok(vec![]) };
        Ok(vec![texts.get_all_keys(None, None)?.into()])
    };
    let found = transaction(DOSSIERS, &[TEXTS], TransactionMode::ReadOnly, Box::new(keys)).await?;
    let keys = found.into_iter().flat_map(|keys| keys.unchecked_into::<Array>().to_vec());
    Ok(keys.filter_map(|key| key.as_string()).collect())
}

/// What is kept beside the texts of the dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The ids of the dossiers.
    pub ids: Vec<String>,
    /// What is said of them in a list, by id; some may be missing, or be of no dossier.
    pub summaries: Vec<(String, String)>,
    /// How they are filed, by id; the same.
    pub filings: Vec<(String, String)>,
}

/// Everything that is kept here but the texts and their copies.
///
/// # Errors
/// Storage refused or broken.
pub async fn shelf() -> Result<Shelf, BrowserError> {
    let all = |stores: &[ObjectStore]| {
        let [texts, summaries, filings] = stores else { return Ok(vec![]) };
        Ok(vec![
            texts.get_all_keys(None, None)?.into(),
            summaries.get_all_keys(None, None)?.into(),
            summaries.get_all(None, None)?.into(),
            filings.get_all_keys(None, None)?.into(),
            filings.get_all(None, None)?.into(),
        ])
    };
    let stores = &[TEXTS, SUMMARIES, FILINGS];
    let found = transaction(DOSSIERS, stores, TransactionMode::ReadOnly, Box::new(all)).await?;
    let lists: Vec<Array> = found.into_iter().map(JsCast::unchecked_into).collect();
    let [ids, summarized, summaries, filed, filings] = lists.as_slice() else { return Ok(Shelf::default()) };
    let ids: Vec<String> = ids.iter().filter_map(|key| key.as_string()).collect();
    if !ids.is_empty() {
        place::claim();
    }
    Ok(Shelf { ids, summaries: pairs(summarized, summaries), filings: pairs(filed, filings) })
}

/// Keys with their values, as texts.
fn pairs(keys: &Array, values: &Array) -> Vec<(String, String)> {
    let both = keys.iter().zip(values.iter());
    both.filter_map(|(key, value)| Some((key.as_string()?, text(&value)))).collect()
}

/// Every dossier kept here by other copies of the page on this host, or by this one when it stood at another path: the path
/// of the copy, id and text.
///
/// # Errors
/// Storage refused or broken.
pub async fn list_elsewhere() -> Result<Vec<(String, String, String)>, BrowserError> {
    let mut found = vec![];
    for (path, copy) in place::others() {
        let dossiers = list_of(&copy).await?;
        found.extend(dossiers.into_iter().map(|(id, text)| (path.clone(), id, text)));
    }
    Ok(found)
}

async fn list_of(copy: &str) -> Result<Vec<(String, String)>, BrowserError> {
    let all = |stores: &[ObjectStore]| {
        let [texts] = stores else { return Ok(vec![]) };
        Ok(vec![texts.get_all_keys(None, None)?.into(), texts.get_all(None, None)?.into()])
    };
    let found = transaction_in(DOSSIERS, copy, &[TEXTS], TransactionMode::ReadOnly, Box::new(all)).await?;
    let lists: Vec<Array> = found.into_iter().map(JsCast::unchecked_into).collect();
    let [keys, values] = lists.as_slice() else { return Ok(vec![]) };
    Ok(pairs(keys, values))
}

/// The bytes kept under a name; none when there are none.
///
/// # Errors
/// Storage refused or broken.
pub async fn read_bytes(name: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let found = get(BYTES, BYTES.1, name).await?;
    Ok(found.and_then(|value| value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)))
}

/// Keeps bytes under a name; they are copied at once, and free while they are written.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub fn write_bytes(name: &str, bytes: &[u8]) -> impl Future<Output = Result<(), BrowserError>> + use<> {
    let (name, bytes) = (name.to_owned(), Uint8Array::from(bytes));
    async move { put(BYTES, BYTES.1, &name, bytes.into()).await }
}

/// Forgets the bytes kept under a name.
///
/// # Errors
/// Storage refused or broken.
pub async fn delete_bytes(name: &str) -> Result<(), BrowserError> {
    let key = JsValue::from_str(name);
    let delete = move |stores: &[ObjectStore]| {
        let deleted = stores.iter().map(|store| Ok(store.delete(key.clone())?.into()));
        deleted.collect()
    };
    transaction(BYTES, BYTES.1, TransactionMode::ReadWrite, Box::new(delete)).await.map(drop)
}

async fn get(
    base: Base,
    stores: &'static [&'static str],
    key: &str,
) -> Result<Option<JsValue>, BrowserError> {
    let key = JsValue::from_str(key);
    let get = move |stores: &[ObjectStore]| {
        let found = stores.iter().map(|store| Ok(store.get(key.clone())?.into()));
        found.collect()
    };
    Ok(transaction(base, stores, TransactionMode::ReadOnly, Box::new(get)).await?.pop())
}

async fn put(
    base: Base,
    stores: &'static [&'static str],
    key: &str,
    value: JsValue,
) -> Result<(), BrowserError> {
    let key = JsValue::from_str(key);
    let put = move |stores: &[ObjectStore]| {
        let put = stores.iter().map(|store| Ok(store.put(&value, Some(&key))?.into()));
        put.collect()
    };
    transaction(base, stores, TransactionMode::ReadWrite, Box::new(put)).await.map(drop)
}
