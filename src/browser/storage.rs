//! Dossiers kept on this device, in IndexedDB: the text of each, by id.

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

use super::BrowserError;

const BASE: &str = "jalons";
const DOSSIERS: &str = "dossiers";

fn explique(error: &Error) -> BrowserError {
    let text = error.to_string();
    if text.contains("Quota") || text.contains("quota") {
        BrowserError::StockagePlein
    } else if text.contains("Security") || text.contains("InvalidState") || text.contains("denied") {
        BrowserError::StockageRefuse
    } else {
        BrowserError::StockageEnPanne
    }
}

async fn base() -> Result<Database, BrowserError> {
    let opened = async {
        let mut request = Factory::new()?.open(BASE, Some(1))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                // A failure here makes the opening fail, which is told below.
                drop(database.create_object_store(DOSSIERS, ObjectStoreParams::new()));
            }
        });
        request.await
    };
    opened.await.map_err(|error| match error {
        Error::IndexedDbNotFound(_) | Error::IndexedDbOpenFailed(_) => BrowserError::StockageRefuse,
        other => explique(&other),
    })
}

/// The text of a dossier; none when it is not kept here.
///
/// # Errors
/// Storage refused or broken.
pub async fn lire(id: &str) -> Result<Option<String>, BrowserError> {
    let base = base().await?;
    let read = async {
        let transaction = base.transaction(&[DOSSIERS], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(DOSSIERS)?.get(Query::from(JsValue::from_str(id)))?.await?;
        transaction.await?;
        Ok(value.and_then(|value| value.as_string()))
    };
    let found = read.await.map_err(|error: Error| explique(&error));
    base.close();
    found
}

/// Keeps the text of a dossier.
///
/// # Errors
/// Storage refused, full or broken; what was kept before is left as it was.
pub async fn ecrire(id: &str, texte: &str) -> Result<(), BrowserError> {
    let base = base().await?;
    let written = async {
        let transaction = base.transaction(&[DOSSIERS], TransactionMode::ReadWrite)?;
        transaction
            .object_store(DOSSIERS)?
            .put(&JsValue::from_str(texte), Some(&JsValue::from_str(id)))?
            .await?;
        transaction.commit()?.await?;
        Ok(())
    };
    let outcome = written.await.map_err(|error: Error| explique(&error));
    base.close();
    outcome
}

/// Forgets a dossier.
///
/// # Errors
/// Storage refused or broken.
pub async fn supprimer(id: &str) -> Result<(), BrowserError> {
    let base = base().await?;
    let removed = async {
        let transaction = base.transaction(&[DOSSIERS], TransactionMode::ReadWrite)?;
        transaction.object_store(DOSSIERS)?.delete(Query::from(JsValue::from_str(id)))?.await?;
        transaction.commit()?.await?;
        Ok(())
    };
    let outcome = removed.await.map_err(|error: Error| explique(&error));
    base.close();
    outcome
}

/// Every dossier kept here: id and text, as it was written.
///
/// # Errors
/// Storage refused or broken.
pub async fn lister() -> Result<Vec<(String, String)>, BrowserError> {
    let base = base().await?;
    let read = async {
        let transaction = base.transaction(&[DOSSIERS], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(DOSSIERS)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        transaction.await?;
        Ok(keys
            .iter()
            .zip(&values)
            .filter_map(|(key, value)| Some((key.as_string()?, value.as_string().unwrap_or_default())))
            .collect())
    };
    let found = read.await.map_err(|error: Error| explique(&error));
    base.close();
    found
}
