//! Files out (download) and in (chosen or dropped).

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// A file that the user chose.
pub type Choisi = web_sys::File;

/// How much of a file is read at once, in bytes: small enough for a tablet, large enough to be fast.
const MORCEAU: f64 = 1_048_576.0;

/// Offers bytes as a file to keep.
///
/// # Errors
/// [`BrowserError::TelechargementRefuse`].
pub fn telecharger(nom: &str, mime: &str, octets: &[u8]) -> Result<(), BrowserError> {
    let offered = || -> Option<()> {
        let parts = Array::of1(&Uint8Array::from(octets));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(mime);
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(nom);
        link.click();
        drop(web_sys::Url::revoke_object_url(&url));
        Some(())
    };
    offered().ok_or(BrowserError::TelechargementRefuse)
}

/// Reads a file piece by piece, in order; stops with the first error of `recoit`.
///
/// # Errors
/// The file can't be read ([`BrowserError::FichierIllisible`]), or what `recoit` says.
pub async fn par_morceaux<E: From<BrowserError>>(
    fichier: &Choisi,
    mut recoit: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let unreadable = |_| E::from(BrowserError::FichierIllisible);
    let mut from = 0.0;
    while from < fichier.size() {
        let to = (from + MORCEAU).min(fichier.size());
        let piece = fichier.slice_with_f64_and_f64(from, to).map_err(unreadable)?;
        let buffer = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
        recoit(&Uint8Array::new(&buffer).to_vec())?;
        from = to;
    }
    Ok(())
}

/// All the bytes of a file, of that many at most.
///
/// # Errors
/// Too large, or not readable.
pub async fn octets(fichier: &Choisi, max: usize) -> Result<Vec<u8>, BrowserError> {
    if fichier.size() > max as f64 {
        return Err(BrowserError::FichierTropGrand);
    }
    let mut all = vec![];
    par_morceaux(fichier, |piece| {
        all.extend_from_slice(piece);
        Ok::<(), BrowserError>(())
    })
    .await?;
    Ok(all)
}

/// The text of the file chosen in an `<input type="file">`, of that many bytes at most. None: no file was chosen.
///
/// # Errors
/// Too large, not readable, not UTF-8.
pub async fn texte_choisi(
    input: web_sys::HtmlInputElement,
    max: usize,
) -> Result<Option<String>, BrowserError> {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return Ok(None) };
    // The same file may be chosen again later.
    input.set_value("");
    if file.size() > max as f64 {
        return Err(BrowserError::FichierTropGrand);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| BrowserError::FichierIllisible)?;
    let octets = Uint8Array::new(&buffer).to_vec();
    String::from_utf8(octets).map(Some).map_err(|_| BrowserError::FichierPasTexte)
}
