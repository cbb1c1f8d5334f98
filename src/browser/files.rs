//! Files out (download) and in (chosen or dropped).

use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::{Blob, ObjectUrl};
use gloo_utils::document;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{BrowserError, timers};

/// A file that the user chose.
pub type ChosenFile = web_sys::File;

/// How much of a file is read at once, in bytes: small enough for a tablet, large enough to be fast.
const CHUNK: f64 = 1_048_576.0;

/// How long the address of a download is kept, in milliseconds. Chromium and Firefox have its bytes at the click; Safari asks the
/// user first, and reads them at the answer (WebKit bug 211234).
const WHILE_SAVED: u32 = 120_000;

/// Offers bytes as a file to keep.
///
/// # Errors
/// [`BrowserError::DownloadRefused`].
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), BrowserError> {
    let refused = |_| BrowserError::DownloadRefused;
    let link = document().create_element("a").map_err(refused)?;
    let link = link.dyn_into::<web_sys::HtmlAnchorElement>().map_err(|_| BrowserError::DownloadRefused)?;
    let url = ObjectUrl::from(Blob::new_with_options(bytes, Some(mime)));
    link.set_href(&url);
    link.set_download(name);
    link.click();
    timers::after(WHILE_SAVED, move || drop(url));
    Ok(())
}

/// Reads a file piece by piece, in order; stops with the first error of `receive`.
///
/// By hand: `gloo-file` reads through a `FileReader` and two listeners for each piece. Over 120 MB in a worker of Chromium it
/// takes 0.48 s where `arrayBuffer` takes 0.40 (medians of twelve), and a national FINESS file is seven times that; an error
/// of a name that it does not know leaves its future waiting for ever.
///
/// # Errors
/// The file can't be read ([`BrowserError::FileUnreadable`]), or what `receive` says.
pub async fn in_chunks<E: From<BrowserError>>(
    file: &ChosenFile,
    mut receive: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let unreadable = |_| E::from(BrowserError::FileUnreadable);
    // A file that is gone since it was chosen has no bytes, and says so only when it is read.
    if file.size() == 0.0 {
        JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    }
    let mut from = 0.0;
    while from < file.size() {
        let to = (from + CHUNK).min(file.size());
        let piece = file.slice_with_f64_and_f64(from, to).map_err(unreadable)?;
        let buffer = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
        receive(&Uint8Array::new(&buffer).to_vec())?;
        from = to;
    }
    Ok(())
}

/// The first bytes of a file, that many or fewer.
///
/// # Errors
/// [`BrowserError::FileUnreadable`].
pub async fn beginning(file: &ChosenFile, most: u32) -> Result<Vec<u8>, BrowserError> {
    let unreadable = |_| BrowserError::FileUnreadable;
    let piece = file.slice_with_f64_and_f64(0.0, f64::from(most)).map_err(unreadable)?;
    let buffer = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// All the bytes of a file, of that many at most.
///
/// # Errors
/// Too large, or not readable.
pub async fn bytes(file: &ChosenFile, max: usize) -> Result<Vec<u8>, BrowserError> {
    if file.size() > max as f64 {
        return Err(BrowserError::FileTooLarge);
    }
    let mut all = vec![];
    in_chunks(file, |piece| {
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
pub async fn chosen_text(
    input: web_sys::HtmlInputElement,
    max: usize,
) -> Result<Option<String>, BrowserError> {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return Ok(None) };
    // The same file may be chosen again later.
    input.set_value("");
    let bytes = bytes(&file, max).await?;
    String::from_utf8(bytes).map(Some).map_err(|_| BrowserError::FileNotText)
}

/// From now on, a file dropped beside a field does not take the place of the page: it goes in the field, when there is one
/// and only one to receive it.
pub fn receive_drops() {
    let options = EventListenerOptions::enable_prevent_default;
    let in_a_field = |event: &web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        target.is_some_and(|input| input.type_() == "file")
    };
    for name in ["dragover", "drop"] {
        EventListener::new_with_options(&gloo_utils::window(), name, options(), move |event| {
            if in_a_field(event) {
                return;
            }
            event.prevent_default();
            if let Some(drop) = event.dyn_ref::<web_sys::DragEvent>().filter(|_| name == "drop") {
                choose(drop);
            }
        })
        .forget();
    }
}

/// Puts what was dropped in the only file field of the page, as if it had been chosen there.
fn choose(drop: &web_sys::DragEvent) -> Option<()> {
    let files = drop.data_transfer()?.files().filter(|files| files.length() == 1)?;
    let fields = document().query_selector_all("input[type=file]").ok().filter(|all| all.length() == 1)?;
    let field = fields.item(0)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    field.set_files(Some(&files));
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    let change = web_sys::Event::new_with_event_init_dict("change", &init).ok()?;
    field.dispatch_event(&change).ok().map(|_| ())
}
