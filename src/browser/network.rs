//! Files of the page's own folder, asked for only when the user says so.

use gloo_net::http::Request;

use super::BrowserError;

/// The bytes of a file of the page's folder; none when it is not there. From a worker.
///
/// # Errors
/// [`BrowserError::NetworkAbsent`].
pub async fn read(path: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let lost = |_| BrowserError::NetworkAbsent;
    let answer = Request::get(path).send().await.map_err(lost)?;
    if !answer.ok() {
        return Ok(None);
    }
    answer.binary().await.map(Some).map_err(lost)
}
